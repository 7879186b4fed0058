// cli/cli.h - the `mound` command.
//
// main() looks its first argument up in commands.def and calls cmd_NAME with what follows. A
// command returns the exit code: 0 fine, 1 the program has errors, 2 mound was called wrongly.
// A running program's exit code is its own.
#ifndef MOUND_CLI_CLI_H
#define MOUND_CLI_CLI_H

#include <stdbool.h>

typedef int CommandFunction(int argc, char **argv);

#define COMMAND(name, arguments, summary) CommandFunction cmd_##name;
#include "cli/commands.def"
#undef COMMAND

enum { EXIT_FINE = 0, EXIT_ERRORS = 1, EXIT_USAGE = 2 };

#define MOUND_VERSION "0.1"

// Prints "mound NAME: text" and how to get help to stderr; returns EXIT_USAGE.
int usage_error(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Flushes stdout; when that fails says so and returns EXIT_ERRORS, otherwise [code].
int finish_output(int code);

#endif
