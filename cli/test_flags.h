// cli/test_flags.h - the command line of `mound test`.
#ifndef MOUND_CLI_TEST_FLAGS_H
#define MOUND_CLI_TEST_FLAGS_H

#include <stdbool.h>

#include "base/vec.h"

typedef VEC(char *) StringList;

typedef struct TestFlags {
    StringList packages;       // as given: folders, patterns with "...", .go files
    StringList arguments;      // of the test program: -test.run=x and what follows -args
    bool show_pass;            // -v, -list: output is shown of packages that pass, too
    bool benchmarks;           // -bench: output is shown as it comes
    bool fail_fast;
    bool json;                 // reserved
    int jobs;                  // -p; packages tested at the same time
    double timeout_seconds;    // 0: none
    int lang_minor;            // -lang=go1.N; 0: not given
} TestFlags;

// Reads [argv]. Returns EXIT_FINE, or what to exit with after the message it printed.
int test_flags_parse(Arena *arena, int argc, char **argv, TestFlags *flags);

#endif
