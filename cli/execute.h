// cli/execute.h - from a checked program to a running one.
#ifndef MOUND_CLI_EXECUTE_H
#define MOUND_CLI_EXECUTE_H

#include "cli/program.h"

// Starts ir/, compile/ and the run time for this process; later calls do nothing. Needed before
// anything of the program is lowered or compiled.
void back_end_start(const Options *options);
// EXIT_FINE when the package is called main and has a main function; else the code to exit with
// after the message it printed.
int program_is_runnable(const Program *program);
// Runs the program with its arguments; returns its exit code when main.main returns.
int program_execute(const Program *program, const Options *options);

#endif
