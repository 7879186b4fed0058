// repl/plan.h - an input that has been checked: what is to be run and shown, step by step.
#ifndef MOUND_REPL_PLAN_H
#define MOUND_REPL_PLAN_H

#include "repl/session.h"
#include "vm/code.h"

// The session at one moment.
typedef struct SessionState {
    SessionMark mark;
    RecordList records;
    ImportList imports;
} SessionState;
void session_save(SessionState *state);
void session_restore(const SessionState *state);

typedef enum StepKind {
    STEP_RUN,        // codes, nothing to show
    STEP_VALUES,     // codes, then the results
    STEP_TEXT,       // nothing to run: text
} StepKind;

typedef struct Step {
    StepKind kind;
    SessionState before;          // to go back to if it fails
    VEC(FuncCode *) codes;
    VEC(Object *) zeroed;         // variables declared again without a value
    VEC(Object *) results;        // VALUES
    const char *text;             // TEXT
} Step;

typedef struct Plan {
    const Input *input;
    VEC(Step *) steps;
    VEC(const char *) notes;      // for the user: what kept the old meaning
    struct ResultPool *pool;      // where values go
} Plan;

// Memory of results, by type, so that looking at a thousand values takes no thousand variables.
// What a pool holds is a root of the collector.
typedef struct ResultPool {
    VEC(Object *) objects;        // variables of different memory
    uint32_t taken;               // the first ones are in use
    Object *kept;                 // the one that holds the last value, NULL: none does
    Object *next_kept;            // after the evaluation under way
} ResultPool;
// Gives the variable [object] memory of the pool; returns the pool's variable whose memory it is.
Object *pool_take(ResultPool *pool, Object *object);
// Starts an evaluation: all but the last value may be written over.
void pool_begin(ResultPool *pool);
// The evaluation is over; if it was [good] its value is the last one. Clears all others.
void pool_end(ResultPool *pool, bool good);

// Checks [input] and plans it. False: errors are in session.diags, and the session is as before.
bool plan_input(Plan *plan, const Input *input);
// The same for an input that must be one expression with a value.
bool plan_expression(Plan *plan, const Input *input);
// Whether [input] could be the end of what was typed; false after a message in session.diags.
bool plan_is_complete(const Input *input);
// Runs [plan]. False: it failed; the session is as before the step that did.
bool plan_run(const Plan *plan);
// Declares again what mentions the names [changed], declared just now.
void plan_redeclare(Plan *plan, Symbol **changed, uint32_t changed_count);
// The file that [records] make together; NULL: it has syntax errors.
File *plan_parse_records(const RecordList *records);
// The type that [input] names, or that it has as an expression; NULL: neither, see session.diags.
Type *plan_type_of(const Input *input);
// The imports that a file of these [words] needs, written to [out]; finds packages that nobody has
// imported yet.
void plan_imports(FILE *out, const WordList *words);

#endif
