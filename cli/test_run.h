// cli/test_run.h - runs the tests of packages, each in a process of its own, and prints go's lines.
//
// A process is forked for each package before the front end has started. The child loads, checks
// and runs; the parent gathers what it prints, times it, and prints "ok", "FAIL" or "no test files"
// in the order in which the packages were named. Several children run at a time.
#ifndef MOUND_CLI_TEST_RUN_H
#define MOUND_CLI_TEST_RUN_H

#include "cli/options.h"
#include "cli/test_flags.h"
#include "cli/test_program.h"

typedef VEC(TestTarget) TestTargetList;

// Tests [targets]; [options] are those of the front end. [named]: packages were given on the
// command line. Returns the exit code: 0 when all pass, else 1.
int test_run_all(Arena *arena, const Options *options, const TestFlags *flags,
                 const TestTargetList *targets, bool named);

#endif
