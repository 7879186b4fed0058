// escape/story.h - why things are where they are, as data: what `mound escape` explains.
//
// A story is about one variable, parameter or allocation site of a user's package: what was decided
// and the path that led there. A path is a list of flows, each `to = from` with a number of
// dereferences (-1: the address), followed by the operations that made it, from the thing itself
// towards what outlives it. causes.def sorts the paths into the causes that people know.
#ifndef MOUND_ESCAPE_STORY_H
#define MOUND_ESCAPE_STORY_H

#include "escape/escape.h"

typedef enum {
    END_NAMED,                     // a variable, parameter or temporary
    END_ESCAPED,                   // one that is in the heap itself
    END_HEAP,                      // the heap, or somebody who is not known
    END_RESULT,                    // a result of the function
} EndKind;

typedef struct EscapeStep {
    bool is_flow;
    const char *to, *from;         // flow
    int derefs;                    // flow
    EndKind end;                   // flow: what [to] is
    Pos pos;                       // operation
    const char *text;              // operation: the expression or statement, as gc prints it
    const char *why;               // operation: "address-of", "return", ...
    const Node *where;             // operation; flow: what [to] was made by, or NULL
} EscapeStep;
typedef VEC(EscapeStep) EscapeSteps;

typedef enum {
    STORY_VARIABLE,
    STORY_PARAM,
    STORY_SITE,                    // an expression that makes something
} StoryKind;

typedef struct EscapeStory {
    StoryKind kind;
    Pos pos;
    const char *text;              // the variable's name, or the expression
    const Func *func;              // in which it is written
    const Node *node;              // SITE
    const Name *name;              // VARIABLE, PARAM
    bool escapes;
    HeapReason reason;
    ParamTag tag;                  // PARAM
    EscapeSteps steps;             // empty: nothing leads out
} EscapeStory;
typedef VEC(EscapeStory) EscapeStories;

// From now on stories of functions of user packages go to [stories] (arena: that of ir/); NULL
// stops it. escape_record() with steps must be on.
void escape_record_stories(EscapeStories *stories);

// ---- causes -------------------------------------------------------------------------------------
typedef enum {
#define CAUSE(id, title, meaning, repair) CAUSE_##id,
#include "escape/causes.def"
#undef CAUSE
    CAUSE_COUNT
} CauseId;

typedef struct Cause {
    const char *id;                // "returned"
    const char *title;             // "its address is returned"
    const char *meaning;           // why that needs the heap
    const char *repair;            // what would keep it in the frame
} Cause;
extern const Cause causes[CAUSE_COUNT];

// Why the thing is in the heap; CAUSE_none for one that is not.
CauseId story_cause(const EscapeStory *story);
// Whether making it takes memory from the heap when the program runs: "escapes" alone does not say
// so (constants and pointers in interfaces need none), nor does "does not escape" (big
// concatenations, channels). *[why] is a short reason where the two differ, else NULL.
bool story_allocates(const EscapeStory *story, const char **why);
// Bytes of one such thing, -1 when the size is not known before the program runs.
int64_t story_bytes(const EscapeStory *story);

#endif
