// cli/program.h - from the command line to a checked package.
#ifndef MOUND_CLI_PROGRAM_H
#define MOUND_CLI_PROGRAM_H

#include "cli/options.h"
#include "types/check.h"

typedef struct Program {
    Package *package;
    File **files;
    uint32_t file_count;
} Program;

// Reads, parses and checks what [options] name. All errors are printed to stderr. Returns
// EXIT_FINE, or EXIT_ERRORS when the program is not fit to run. Call once in a process.
int program_load(const Options *options, Program *program);

#endif
