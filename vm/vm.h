// vm/vm.h - the virtual machine as the command sees it.
//
//     vm_set_hooks(&hooks);                 // how the front end finds things by name
//     vm_init(&config);                     // heap, collector, scheduler
//     code_set_compile_hook(...);
//     exit(vm_main(inits, count, main));    // runs the program
//
// vm_main starts the first goroutine, which calls the package initialisers [inits] in order and
// then main.main. It returns when main.main has returned (0); os.Exit, panics and fatal errors end
// the process themselves, with the program's code or 2.
#ifndef MOUND_VM_VM_H
#define MOUND_VM_VM_H

#include <stdint.h>

#include "vm/code.h"

// The dispatch loop exists in several editions; a process runs one of them from start to end.
typedef enum VmEdition {
    VM_PLAIN,                 // as fast as possible
    VM_COUNTED,               // counts how often each instruction is executed, and takes samples
    VM_HOOKED,                // calls a hook before each instruction
    VM_RECORDED,              // keeps g->vm up to date, so that allocations know their call stack
} VmEdition;

typedef struct VmConfig {
    int argc;                 // the program's own arguments, its name first: os.Args
    char **argv;
    uint64_t seed;            // 0: MOUND_SEED or random
    VmEdition edition;        // of the dispatch loop; vm/watch.h
} VmConfig;

// How the virtual machine finds what is written in Go but needed by C. NULL members, or results,
// stand for "there is none": run-time errors then have types without methods.
typedef struct VmHooks {
    const RType *(*find_type)(const char *path, const char *name);   // "runtime", "errorString"
    FuncCode *(*find_func)(const char *path, const char *name);      // "reflect", "callImpl"
} VmHooks;
void vm_set_hooks(const VmHooks *hooks);

// Sets up heap, collector and scheduler, once. Returns the first processor.
struct Processor *vm_init(const VmConfig *config);
// See the top.
int vm_main(FuncCode *const *inits, uint32_t count, FuncCode *main_func);

// ---- the end ------------------------------------------------------------------------------------
// Whoever wants to look at the program once more when it is over: main.main has returned, os.Exit,
// a panic or a fatal error that ends it (after its text). Called once, the newest watcher first, by
// the thread that ends the program; other goroutines may still be running. [code] is the exit code.
typedef void VmExitWatcher(int code);
enum { VM_EXIT_WATCHERS_MAX = 8 };
void vm_at_exit(VmExitWatcher *watcher);
// Calls the watchers. When several goroutines end the program at once, only the first call returns.
void vm_end(int code);
// Looks for goroutines that wait for what nobody can reach any more and prints their tracebacks to
// [file], a FILE; returns how many there are.
uint32_t vm_print_leaks(void *file);
// vm_end, then the end of the process.
_Noreturn void vm_exit(int code);

// Prints the code of [func] as text, a line an instruction, with the source lines between.
// Used by `mound dis`.
void disasm_print(FuncCode *func, void *file);
// Checks the structure of a function's code against opcodes.def: operands in the frame, jumps to
// instructions, the end not reachable. NULL, or what is wrong, in text valid until the next call.
const char *verify_code(const FuncCode *func);

// ---- what the interactive session and the command ask -------------------------------------------
// "main.f" for a function by its code address; used in reports.
const char *vm_func_name(const void *pc);

#endif
