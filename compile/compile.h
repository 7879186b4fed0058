// compile/compile.h - from function bodies to bytecode: where front end and run time meet.
//
// A function is compiled when it is first called. compile_code_for() gives the FuncCode of a
// function at once, as a LAZY stub; the first call runs the stub, which calls compile_func()
// through the hook of vm/code.h: the body is lowered (ir/), analysed (escape/), turned into
// bytecode, and published. All of that happens under the checker's lock (types_lock),
// so goroutines on several threads may come here at once.
//
// The parts: program.c (functions, package variables, start), func.c (one function), slots.c (where
// values live in the frame), emit.c (instructions, labels, final layout), place.c (what can be
// assigned to), expr.c and its family (expressions), stmt.c and its family (statements), rtype.c
// and rtype_request.c (run-time types).
#ifndef MOUND_COMPILE_COMPILE_H
#define MOUND_COMPILE_COMPILE_H

#include "ir/ir.h"
#include "vm/code.h"

// Registers the hooks of the run time. types_init() and ir_init() must have run. With MOUND_OPT=0
// in the environment the code is as plain as can be: no immediates, no fused instructions, nothing
// kept in a slot for a loop, no jump tables, no typed map operations, no instructions in place of
// library functions. What a program prints must not depend on it; tests hold one against the other.
void compile_init(void);
// The code of [func]: a LAZY stub at first, bound to its C function if it is native. One for each.
FuncCode *compile_code_for(Func *func);
// The hook: compiles [code] now, if that has not happened yet.
void compile_func(FuncCode *code);
// What runs the program [package]: appends the initialisers of the packages it imports and of
// itself, in order, to [inits]; returns main.main (NULL when there is none).
typedef VEC(FuncCode *) CompileInits;
FuncCode *compile_program(Package *package, CompileInits *inits);
// ---- interactive sessions (compile/session.c)
// The code that carries out [step], a new initialiser of the session's package; [name] is what
// tracebacks call it.
FuncCode *compile_session_step(Package *package, const Initializer *step, const char *name);
// The code of the declared function [object]; [name] NULL: its own name.
FuncCode *compile_session_func(Object *object, const char *name);
// Where package variable [object] lies; its run-time type goes to *[type].
void *compile_global_address(Object *object, const RType **type);
// Variable [object] gets the memory of [older], which has the identical type.
void compile_share_global(Object *object, Object *older);
// A local variable of a compiled function.
typedef struct FrameLocal {
    Symbol *name;
    Type *type;
    uint32_t slot;
    bool is_boxed;           // the slot holds its address
} FrameLocal;
// Calls [visit] for each local and parameter of the function of [code] that is declared before
// [pos]; of several in one slot for the one declared last.
void compile_frame_locals(FuncCode *code, Pos pos,
                          void (*visit)(const FrameLocal *local, void *arg), void *arg);
// After types that existed got methods: brings method tables and itabs up to date. The world must
// be stopped.
void compile_refresh_methods(void);

// The run-time type of [type]; one for all identical types.
const RType *compile_rtype(Type *type);
// The type [name] of library package [path], or of package "" a predeclared one; NULL if there is
// none. The same for functions.
const RType *compile_find_type(const char *path, const char *name);
FuncCode *compile_find_func(const char *path, const char *name);

#endif
