// repl/repl.h - the interactive session: `mound repl`.
//
//     types_init(...); the run time is initialised; then
//     repl_start(&config);
//     repl_run();
//
// repl/line.h is the prompt, session.h Go at the prompt, command.h the commands that begin with ":",
// runner.h how both stand to the goroutines of the program.
#ifndef MOUND_REPL_REPL_H
#define MOUND_REPL_REPL_H

#include <stdbool.h>

typedef struct ReplConfig {
    bool quiet;              // no greeting
} ReplConfig;

// Makes the session. types_init, vm_init and compile_init must have run.
void repl_start(const ReplConfig *config);
// Reads inputs until the end, then exits with the session's code: 0, or 1 when an input that did
// not come from a terminal failed. The calling thread becomes the session's; it should have a large
// stack.
_Noreturn void repl_run(void);

#endif
