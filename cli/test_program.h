// cli/test_program.h - puts the program together that runs the tests of one package.
//
// As with the go command there are up to three packages: the one under test with its own *_test.go
// files added, PKG_test made of the external ones, and a generated main package that hands the
// test functions to package testing. Whatever imports the package under test gets the one with the
// tests in it.
#ifndef MOUND_CLI_TEST_PROGRAM_H
#define MOUND_CLI_TEST_PROGRAM_H

#include "cli/program.h"

typedef enum {
    TEST_READY,
    TEST_NO_FILES,         // there is nothing to run
    TEST_BROKEN,           // errors were printed to stderr
} TestState;

typedef struct TestTarget {
    const char *given;     // a folder, as named by the user; NULL: options->files are the package
    const char *folder;    // absolute
    const char *path;      // import path
} TestTarget;

// Finds the import path of the package in [target]->given; [module] may be NULL. Returns false when
// there is no such folder.
bool test_target_find(Arena *arena, const char *given, TestTarget *target, const char **error);

// Reads, parses and checks the packages of [target]. Call once in a process.
TestState test_program_load(const Options *options, const TestTarget *target, Program *program);

#endif
