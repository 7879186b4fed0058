// repl/repl.h - the interactive session: `mound repl`.
//
//     types_init(...); the run time is initialised; then
//     repl_start(&config);
//     repl_run(NULL, 0, NULL);
//
// repl/line.h is the prompt, session.h Go at the prompt, command.h the commands that begin with
// ":", runner.h how both stand to the goroutines of the program.
#ifndef MOUND_REPL_REPL_H
#define MOUND_REPL_REPL_H

#include <stdbool.h>

#include "vm/code.h"

typedef struct ReplConfig {
    bool quiet;              // no greeting
    const char *version;
    struct Package *package; // run -repl: the program's package, checked; NULL: an empty session
} ReplConfig;

// Makes the session. types_init, vm_init and compile_init must have run.
void repl_start(const ReplConfig *config);
// Reads inputs until the end, then exits with the session's code: 0, or 1 when an input that did
// not come from a terminal failed. The calling thread becomes the session's; it should have a large
// stack. [inits] and [main_func] are those of vm_main for the program of run -repl, or 0 and NULL.
_Noreturn void repl_run(FuncCode *const *inits, uint32_t count, FuncCode *main_func);

#endif
