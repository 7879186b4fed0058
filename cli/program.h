// cli/program.h - from the command line to a checked package.
#ifndef MOUND_CLI_PROGRAM_H
#define MOUND_CLI_PROGRAM_H

#include "cli/options.h"
#include "types/check.h"

struct Importer;

typedef struct Program {
    Package *package;
    File **files;
    uint32_t file_count;
} Program;

// Reads, parses and checks what [options] name. All errors are printed to stderr. Returns
// EXIT_FINE, or EXIT_ERRORS when the program is not fit to run. Call once in a process.
int program_load(const Options *options, Program *program);
// The same for a session that begins without a program, in the current folder.
void program_load_nothing(const Options *options);

// The parts of program_load, for a command that puts its package together itself.

// The arena of the command.
Arena *program_arena(void);
// The path by which go names [path]: relative ones begin with "./".
const char *program_shown_path(const char *path);
// Starts the front end for packages in [folder] (absolute): finds its module. Returns the importer,
// or NULL with *[error] set when go.mod is wrong. Call once in a process.
struct Importer *program_front_end(const Options *options, const char *folder, const char **error);
// Where the front end reports.
Diags *program_diags(void);

#endif
