// vm/pseudo.c - functions of Go's runtime that programs see in their frames and that mound lacks.
#include <stddef.h>

#include "base/check.h"
#include "vm/vm_int.h"

static const struct {
    const char *name, *file;
    uint32_t line;
} pseudo[PSEUDO_COUNT] = {
    [PSEUDO_GOPANIC] = {"runtime.gopanic", "$GOROOT/src/runtime/panic.go", 785},
    [PSEUDO_GOEXIT_CALL] = {"runtime.Goexit", "$GOROOT/src/runtime/panic.go", 629},
    [PSEUDO_MAIN] = {"runtime.main", "$GOROOT/src/runtime/proc.go", 272},
    [PSEUDO_GOEXIT] = {"runtime.goexit", "$GOROOT/src/runtime/asm_amd64.s", 1700},
};

static FuncCode *_Atomic funcs[PSEUDO_COUNT];

FuncCode *pseudo_func(PseudoFunc which) {
    if (funcs[which] == NULL) funcs[which] = code_new_func(pseudo[which].name, 0, 0);
    return funcs[which];
}

bool pseudo_place(const FuncCode *func, const char **file, uint32_t *line) {
    for (int i = 0; i < PSEUDO_COUNT; i++) {
        if (funcs[i] != func) continue;
        *file = pseudo[i].file;
        *line = pseudo[i].line;
        return true;
    }
    return false;
}
