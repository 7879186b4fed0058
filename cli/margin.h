// cli/margin.h - a source file with the decisions of escape analysis in its margin.
#ifndef MOUND_CLI_MARGIN_H
#define MOUND_CLI_MARGIN_H

#include <stdbool.h>

#include "cli/program.h"

// Lowers and analyses every function of the program and prints its files: before each line S when
// everything it makes stays in the frame, H when something goes to the heap, and after H lines what
// it is. Lines that make nothing have an empty margin.
void margin_print(const Program *program, bool color);

#endif
