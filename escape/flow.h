// escape/flow.h - the graph behind escape/escape.h, and the files that build and solve it.
//
// A Hole is where a value goes: `dst = value` with a number of dereferences to come (-1: its
// address). Building walks the ir of one batch of functions; each expression is handed its hole.
// Attributes spread against the edges: what flows into something that escapes, persists ...
#ifndef MOUND_ESCAPE_FLOW_H
#define MOUND_ESCAPE_FLOW_H

#include "escape/story.h"

typedef struct Storage Storage;
typedef struct Batch Batch;

enum {
    LOC_ESCAPES = 1 << 0,      // must live in the heap
    LOC_PERSISTS = 1 << 1,     // outlives the statement: its storage cannot be reused at once
    LOC_MUTATES = 1 << 2,      // memory reachable from here may be written
    LOC_CALLS = 1 << 3,        // closures reachable from here may be called by strangers
};

// Why a value flows; for explanations. Newest first.
typedef struct Note {
    struct Note *next;
    Node *where;
    const char *why;
} Note;

typedef struct Edge {
    Storage *src;
    int derefs;
    Note *notes;
} Edge;

struct Storage {
    Node *node;                // the allocating expression, or
    Name *name;                // the variable; both NULL: a temporary of the analysis
    Func *func;                // it belongs to
    VEC(Edge) edges;           // what flows in
    int loop_depth;            // where it was declared
    uint32_t result_index;     // results: 1 + index; else 0
    uint8_t attrs;
    bool queued;
    bool captured;             // by a closure
    bool reassigned;           // after its declaration
    bool addr_taken;           // & flows somewhere
    bool later_call;           // see HEAP_LATER_CALL
    ParamTag tag;              // parameters
    const char *too_big;       // why it is heap allocated whatever happens
    EscapeSteps steps;         // the path that made it escape or leak, for its story
    // One walk.
    int derefs;
    uint32_t walk;
    Storage *dst;
    uint32_t dst_edge;
};

typedef struct Hole {
    Storage *dst;
    int derefs;
    Note *notes;
    bool addr_taken;
} Hole;

typedef VEC(Hole) HoleList;
typedef VEC(Storage *) StorageList;

// A literal whose captured variables are to be connected once all bodies have been walked.
typedef struct PendingClosure {
    Hole hole;
    Node *node;
} PendingClosure;

// Functions that are analysed together.
struct Batch {
    Arena arena;               // of the graph
    FuncList funcs;            // outermost functions and the literals inside them
    StorageList locations;
    VEC(PendingClosure) closures;
    Storage heap, mutator, callee, blank;
    StorageList todo;         // locations to walk from
    bool wants_notes;
};

// One function of the batch being walked.
typedef struct Flow {
    Batch *batch;
    Func *func;
    int loop_depth;
    bool in_later_call;        // inside the operands of go or defer: see flow_build_call.c
    bool later_call_heap;
} Flow;

// ---- Holes (flow.c) ----------------------------------------------------------------------------
Storage *storage_new(Flow *flow, Node *node, Name *name, bool persists);
Storage *storage_of(Name *name);
Hole hole_of(Storage *storage);
Hole hole_note(Flow *flow, Hole hole, Node *where, const char *why);
Hole hole_deref(Flow *flow, Hole hole, Node *where, const char *why);
Hole hole_addr(Flow *flow, Hole hole, Node *where, const char *why);
Hole hole_dot_type(Flow *flow, Hole hole, Type *type, Node *where, const char *why);
Hole hole_shift(Hole hole, int delta);
Hole hole_tee(Flow *flow, const Hole *holes, uint32_t count);
Hole hole_tee2(Flow *flow, Hole a, Hole b);
Hole heap_hole(Flow *flow);
Hole mutator_hole(Flow *flow);
Hole callee_hole(Flow *flow);
Hole discard_hole(Flow *flow);
Hole later_hole(Flow *flow, Hole hole);
// hole = source.
void flow_edge(Batch *batch, Hole hole, Storage *source);
// Whether values of [type] hold pointers; false for no type.
bool has_pointers(Type *type);

// ---- Building ----------------------------------------------------------------------------------
void flow_func(Batch *batch, Func *func);
void flow_func_locations(Batch *batch, Func *func);
void flow_stmt(Flow *flow, Node *node);
void flow_stmts(Flow *flow, NodeList *list);
void flow_block(Flow *flow, NodeList *list);
void flow_expr(Flow *flow, Hole hole, Node *node);
void flow_discard(Flow *flow, Node *node);
void flow_discards(Flow *flow, NodeList *list);
void flow_mutate(Flow *flow, Node *node);
void flow_to_heap(Flow *flow, Node *value, Node *where, const char *why);
// The hole of an assignment target.
Hole flow_addr(Flow *flow, Node *target);
Hole flow_spill(Flow *flow, Hole hole, Node *node);
// A uintptr that becomes a pointer: follows pointers through the arithmetic.
void flow_unsafe_value(Flow *flow, Hole hole, Node *node);
// A call; [holes]: for the results, NULL when they are dropped.
void flow_call(Flow *flow, HoleList *holes, Node *call);
void flow_go_defer(Flow *flow, Node *stmt);
// The receiver of a method value.
Hole flow_method_receiver(Flow *flow, Node *method_value);
void flow_capture(Flow *flow, Hole hole, Node *closure);
bool is_self_assign(const Node *dst, const Node *src);
bool is_reflect_header_data(const Node *node);

// ---- capture.c, flow_solve.c, summary.c, explain.c ----------------------------------------------
void closure_connect(Batch *batch, const PendingClosure *closure);
void batch_solve(Batch *batch);
void batch_finish(Batch *batch);
const char *heap_alloc_reason(Storage *storage);
void tag_add(uint8_t *leak, int derefs);
// The number of dereferences, -1: does not flow there.
static inline int tag_get(uint8_t leak) {
    return (int)leak - 1;
}
// [param] flows to [sink] with [derefs].
void tag_leak(Storage *param, Storage *sink, int derefs);
void func_make_tags(Batch *batch, Func *func);
const ParamTag *func_tags(Func *callee);
bool escape_is_explained(const Func *func);
bool explain_steps_wanted(void);
void explain(Pos pos, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Keeps the path from [root] to [source] as the explanation of the message about [source].
void explain_path(Batch *batch, Storage *root, Storage *source);
void explain_flow(Batch *batch, Storage *dst, Storage *source, int derefs, Note *notes);
// Records the story of [storage], which is finished.
void story_record(Batch *batch, Storage *storage);
char *storage_text(Batch *batch, const Storage *storage);

#endif
