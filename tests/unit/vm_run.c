// tests/unit/vm_run.c - hand-assembled functions executed from start to end.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "vm/code.h"
#include "vm/vm.h"
#include "vm/vm_int.h"

const NativePackage native_packages[] __attribute__((weak)) = {{NULL, NULL}};

static const RType int_type = {.layout = {8, 0, NULL}, .kind = KIND_INT, .align = 8,
                               .flags = RTYPE_COMPARABLE | RTYPE_PLAIN, .string = {"int", 3}};

// ---- an assembler --------------------------------------------------------------------------------
typedef struct Asm {
    FuncCode *func;
    Insn code[256];
    uint32_t count;
} Asm;

static void asm_begin(Asm *as, const char *name, int results, int params, uint32_t frame) {
    memset(as, 0, sizeof *as);
    as->func = code_new_func(name, (uint16_t)results, (uint16_t)params);
    as->func->frame_slots = frame;
}
static void op(Asm *as, Opcode code, int a, int b, int c) {
    as->code[as->count++] = insn_abc(code, (unsigned)a, (unsigned)b, (unsigned)c);
}
static void opx(Asm *as, Opcode code, int a, int64_t bx) {
    as->code[as->count++] = insn_abx(code, (unsigned)a, (uint32_t)bx);
}
static void word(Asm *as, const void *w) { as->code[as->count++].word = (uint64_t)(uintptr_t)w; }
static FuncCode *asm_end(Asm *as) {
    as->func->code_words = as->count;
    as->func->code = code_alloc(as->count * sizeof(Insn));
    memcpy(as->func->code, as->code, as->count * sizeof(Insn));
    as->func->ptr_slots = code_alloc((as->func->frame_slots + 63) / 64 * 8 + 8);
    assert_null(verify_code(as->func));
    code_publish(as->func);
    return as->func;
}

// Runs [func] as main.main in a child process whose standard error is returned.
static int run_main(FuncCode *func, char *text, size_t bytes) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], 2);
        close(ends[0]);
        _exit(vm_main(NULL, 0, func));
    }
    close(ends[1]);
    size_t used = 0;
    ssize_t got;
    while ((got = read(ends[0], text + used, bytes - 1 - used)) > 0) used += (size_t)got;
    text[used] = 0;
    char rest[512];
    while (read(ends[0], rest, sizeof rest) > 0) continue;
    close(ends[0]);
    int status;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void print_int(Asm *as, int slot) {
    op(as, OP_PRINT, slot, PRINT_INT, 0);
    op(as, OP_PRINT, 0, PRINT_NEWLINE, 1);   // C: the statement ends
}

static FuncCode *make_fib(void) {
    Asm as;
    asm_begin(&as, "main.fib", 1, 1, 12);
    op(&as, OP_JGTI, 1, 1, 2);
    op(&as, OP_MOVE, 0, 1, 0);
    op(&as, OP_RET, 0, 0, 0);
    op(&as, OP_ADDI_I64, 6, 1, -1);
    opx(&as, OP_CALL, 5, as.func->index);
    op(&as, OP_ADDI_I64, 7 + 2, 1, -2);
    opx(&as, OP_CALL, 8, as.func->index);
    op(&as, OP_ADD_I64, 0, 5, 8);
    op(&as, OP_RET, 0, 0, 0);
    return asm_end(&as);
}

static void test_fib(void **state) {
    (void)state;
    char text[256];
    FuncCode *fib = make_fib();
    Asm as;
    asm_begin(&as, "main.main", 0, 0, 10);
    opx(&as, OP_LDI, 4, getenv("VM_BENCH") ? 35 : 20);
    opx(&as, OP_CALL, 3, fib->index);
    print_int(&as, 3);
    op(&as, OP_RET, 0, 0, 0);
    assert_int_equal(run_main(asm_end(&as), text, sizeof text), 0);
    assert_string_equal(text, getenv("VM_BENCH") ? "9227465\n" : "6765\n");
}

static void test_loop(void **state) {
    (void)state;
    char text[256];
    Asm as;
    asm_begin(&as, "main.main", 0, 0, 8);
    opx(&as, OP_LDI, 0, 0);
    opx(&as, OP_LDI, 1, 0);
    opx(&as, OP_LDI, 2, getenv("VM_BENCH") ? 100000000 : 1000);
    op(&as, OP_ADD_I64, 0, 0, 1);
    op(&as, OP_LOOP_LT, 1, 2, -2);
    print_int(&as, 0);
    op(&as, OP_RET, 0, 0, 0);
    assert_int_equal(run_main(asm_end(&as), text, sizeof text), 0);
    assert_string_equal(text, getenv("VM_BENCH") ? "4999999950000000\n" : "499500\n");
}

static void test_dot(void **state) {
    (void)state;
    char text[256];
    int rounds = getenv("VM_BENCH") ? 3000 : 3;
    Asm as;
    asm_begin(&as, "main.main", 0, 0, 16);
    opx(&as, OP_LDI, 0, 10000);
    op(&as, OP_MAKESLICE, 1, 0, 0);
    word(&as, &int_type);
    op(&as, OP_MAKESLICE, 4, 0, 0);
    word(&as, &int_type);
    opx(&as, OP_LDI, 7, 0);
    op(&as, OP_STX_64, 1, 7, 7);
    op(&as, OP_STX_64, 4, 7, 7);
    op(&as, OP_LOOP_LT, 7, 0, -3);
    opx(&as, OP_LDI, 12, 0);
    opx(&as, OP_LDI, 8, 0);
    opx(&as, OP_LDI, 7, 0);
    op(&as, OP_LDX_64, 9, 1, 7);
    op(&as, OP_LDX_64, 10, 4, 7);
    op(&as, OP_MUL_I64, 9, 9, 10);
    op(&as, OP_ADD_I64, 8, 8, 9);
    op(&as, OP_LOOP_LT, 7, 0, -5);
    op(&as, OP_LOOP_LTI, 12, rounds, -7);
    print_int(&as, 8);
    opx(&as, OP_LDI, 7, -1);
    op(&as, OP_LDX_64, 9, 1, 0);
    op(&as, OP_RET, 0, 0, 0);
    assert_int_equal(run_main(asm_end(&as), text, sizeof text), 2);
    assert_memory_equal(text, "999850005000\npanic: runtime error: index out of range [10000] with "
                        "length 10000\n\ngoroutine 1 [running]:\nmain.main()\n", 110);
}

static void test_deep(void **state) {
    (void)state;
    char text[4096];
    Asm as;
    asm_begin(&as, "main.deep", 1, 1, 8);
    op(&as, OP_JNEI, 1, 0, 2);
    opx(&as, OP_LDI, 0, 0);
    op(&as, OP_RET, 0, 0, 0);
    op(&as, OP_ADDI_I64, 6, 1, -1);
    opx(&as, OP_CALL, 5, as.func->index);
    op(&as, OP_ADDI_I64, 0, 5, 1);
    op(&as, OP_RET, 0, 0, 0);
    FuncCode *deep = asm_end(&as);
    asm_begin(&as, "main.main", 0, 0, 10);
    opx(&as, OP_LDI, 4, 100000);
    opx(&as, OP_CALL, 3, deep->index);
    print_int(&as, 3);
    opx(&as, OP_LDI, 4, -1);
    opx(&as, OP_CALL, 3, deep->index);
    op(&as, OP_RET, 0, 0, 0);
    assert_int_equal(run_main(asm_end(&as), text, sizeof text), 2);
    assert_memory_equal(text, "100000\nruntime: goroutine stack exceeds 1000000000-byte limit\n", 60);
    assert_non_null(strstr(text, "fatal error: stack overflow\n"));
    assert_non_null(strstr(text, "frames elided...\n"));
}

// The front end's lock is taken for the first call only.
static FuncCode *searched;
static int searches;

static FuncCode *search(const char *path, const char *name) {
    searches++;
    assert_string_equal(path, "library");
    assert_string_equal(name, "helper");
    return searched;
}

static void test_library_func(void **state) {
    (void)state;
    LibraryFunc helper = {"library", "helper", NULL};
    searched = code_new_func("library.helper", 0, 0);
    vm_set_hooks(&(VmHooks){NULL, search});
    for (int i = 0; i < 3; i++) assert_ptr_equal(vm_library_func(&helper), searched);
    assert_int_equal(searches, 1);
    vm_set_hooks(&(VmHooks){NULL, NULL});
}

int main(int argc, char **argv) {
    if (argc > 1) cmocka_set_test_filter(argv[1]);
    vm_init(&(VmConfig){0});
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fib), cmocka_unit_test(test_loop), cmocka_unit_test(test_dot),
        cmocka_unit_test(test_deep), cmocka_unit_test(test_library_func),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
