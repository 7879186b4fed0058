// escape/escape.h - which variables and allocations can live in a frame, and which need the heap.
//
// The algorithm is Go's. Every variable and every expression that allocates is a location. An
// assignment is an edge from the location assigned to, to the location read, labelled with how
// often the value is dereferenced on the way: x = y is 0, x = *y is 1, x = &y is -1. Two things
// must not happen: the heap must not point to a frame, and nothing must point to a frame that is
// gone (or to the variable of an earlier loop iteration). So from each location we walk the edges,
// keeping the smallest count of dereferences; a location whose address (-1) reaches one that
// outlives it is moved to the heap.
//
// Functions are analysed in groups that call each other, callees first. What is learned about a
// parameter is kept as its tag: with how many dereferences it reaches the heap and each result.
// Callers use the tags only. What is not known (func values, interface methods, natives without
// //go:noescape) is taken to leak all it is given.
//
// The results stand in the ir: Node.esc of allocating expressions, Name.esc of variables,
// NAME_CLOSURE.by_value, Node.transient, Func.param_tags; nothing else reads the graph. A function
// whose state is not FUNC_ESCAPED yet has ESC_UNKNOWN everywhere, which means heap.
//
// A function of a library package is analysed (and with it everything it calls) when code that
// calls it is, unless its tags are known beforehand (escape/library.h).
#ifndef MOUND_ESCAPE_ESCAPE_H
#define MOUND_ESCAPE_ESCAPE_H

#include "ir/ir.h"

enum { ESCAPE_RESULTS_MAX = 5 };   // later results count as the heap

// Where the value of a parameter goes: 0 nowhere, otherwise 1 + fewest dereferences on the way.
typedef struct ParamTag {
    uint8_t heap;
    uint8_t mutator;               // memory behind it may be written
    uint8_t callee;                // a closure in it may be called, its results not followed
    uint8_t results[ESCAPE_RESULTS_MAX];
} ParamTag;

// Values of Node.heap_reason and Name.heap_reason.
typedef enum {
    HEAP_REASON_NONE,
    HEAP_OUTLIVES,                 // its address reaches something that lives longer
    HEAP_TOO_LARGE,                // over 10 MiB, or 64 KiB when implicit
    HEAP_SIZE_UNKNOWN,             // make() of a size that is no constant
    HEAP_LATER_CALL,               // operand of a go statement, or of a defer in a loop
} HeapReason;

// Analyses [func] (or the function around, when it is a literal) and before it the functions it
// calls by name, lowering them. Does nothing when done already.
void escape_func(Func *func);

// What `-m` of gc prints, in gc's order. [steps]: the flow that leads there, one line each, from
// `-m=2`; kept only if asked for.
typedef struct EscapeMessage {
    Pos pos;
    const char *text;
    const char **steps;
    uint32_t step_count;
} EscapeMessage;
typedef VEC(EscapeMessage) EscapeMessages;
// From now on messages about functions of packages that are no library go to [messages] (arena:
// that of ir/); NULL stops it. [with_steps] keeps the flow as well.
void escape_record(EscapeMessages *messages, bool with_steps);
// Analyses all functions of a user's package in gc's order; generic ones through their uses.
void escape_package(Package *package);

// Func.escape_group of functions of which one is generic, or a wrapper.
enum { ESCAPE_GROUP_MIXED = UINT16_MAX };
// Everything a caller must assume about a function that nothing is known of.
ParamTag escape_tag_unknown(void);

#endif
