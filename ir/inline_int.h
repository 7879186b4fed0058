// ir/inline_int.h - what the files about inlining share.
#ifndef MOUND_IR_INLINE_INT_H
#define MOUND_IR_INLINE_INT_H

#include "ir/ir_int.h"

enum {
    INLINE_COST_MAX = 80,
    INLINE_BIG_NODES = 5000,   // into functions of that size ...
    INLINE_BIG_COST_MAX = 20,  // ... only cheap ones are inlined
};

// ---- inline_cost.c -----------------------------------------------------------------------------
// Finds out what inlining [func] costs, or why it cannot be; those of its callees are known.
void func_find_cost(Func *func, bool counts_all);
bool func_is_big(Func *func);
// The same for the literal that gc makes of [call], made by a go or defer statement in [func]; -1
// when it cannot be inlined.
int32_t wrapper_cost(Func *func, Node *call);
bool func_is_intrinsic(const Func *func);

// ---- inline.c ----------------------------------------------------------------------------------
// Whether calls are inlined at all.
bool inlining_wanted(void);
// The function that [callee], the operand of a call in [caller], surely is; NULL if not known.
Func *inline_callee(Func *caller, Node *callee);
// Whether a call of [callee] at [pos] in [caller] is to be inlined.
bool inline_is_ok(const Func *caller, const Func *callee, Pos pos, bool caller_is_big);

// ".f.g" for text of g inlined in f inlined in a function.
const char *inline_chain_text(Pos pos);

// ---- inline_copy.c -----------------------------------------------------------------------------
// Makes [call] an OINLCALL that does what [callee] does.
void inline_expand(Func *caller, Node *call, Func *callee);
// Keeps the body of [func] as it is now for inline_expand.
void inline_keep_body(Func *func);

// ---- init.c ------------------------------------------------------------------------------------
// Inlined calls in initialisers that come to a constant literal become that literal.
void init_fold_calls(Func *func);

// ---- devirtualize.c ----------------------------------------------------------------------------
// Makes an interface call of a known type a direct one. Does nothing when it is not known.
void devirtualize_call(Func *caller, Node *call);

#endif
