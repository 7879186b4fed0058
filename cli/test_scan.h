// cli/test_scan.h - which functions of a file `mound test` is to call.
#ifndef MOUND_CLI_TEST_SCAN_H
#define MOUND_CLI_TEST_SCAN_H

#include <stdbool.h>

#include "base/diag.h"
#include "parser/ast.h"

typedef enum {
    TEST_FUNC_TEST,
    TEST_FUNC_BENCHMARK,
    TEST_FUNC_FUZZ,
    TEST_FUNC_EXAMPLE,
    TEST_FUNC_MAIN,        // TestMain
} TestFuncKind;

typedef struct TestFunc {
    TestFuncKind kind;
    const char *name;
    const char *package;   // how the generated file calls its package: "_test", "_xtest"
    const char *output;    // EXAMPLE: what it is to print
    bool unordered;        // EXAMPLE
} TestFunc;

typedef VEC(TestFunc) TestFuncList;

// Appends to *[list] the test functions of [file], in source order. Examples without an output
// comment are left out, as they are only to be checked. A function called like a test with another
// signature is an error of [diags].
void test_scan(Arena *arena, const File *file, const char *package, Diags *diags,
               TestFuncList *list);

#endif
