// vm/code.c - the tables of functions and package variables.
//
// Code lies in one reserved region, in the order in which it was compiled, so the function of an
// address is found by bisection in an array that is sorted by itself most of the time.
#include "vm/code.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/check.h"
#include "base/lock.h"
#include "heap/own_code.h"
#include "vm/vm_int.h"

FuncCode **code_funcs;
uint32_t code_func_count;
char *globals_base;

enum { CODE_BYTES_MAX = 1 << 30 };

static struct {
    Lock lock;               // guards all but [hook]
    char *next, *end;        // code region
    FuncCode **sorted;       // published functions by address of their code
    uint32_t sorted_count, sorted_capacity;
    uint64_t globals_bytes;
    uint8_t *globals_bits;   // one bit a word of the globals: may hold a pointer
    CompileHook *hook;
} code;

// Reserves address space; the OS gives memory when it is touched.
static void *reserve(size_t bytes) {
    void *base = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    FATAL_IF(base == MAP_FAILED, "cannot reserve %zu bytes of address space", bytes);
    return base;
}

static void code_init(void) {
    if (code.next) return;
    code_funcs = reserve(sizeof(FuncCode *) * CODE_FUNCS_MAX);
    code.next = reserve(CODE_BYTES_MAX);
    code.end = code.next + CODE_BYTES_MAX;
    globals_base = reserve(GLOBALS_BYTES_MAX);
    code.globals_bits = reserve(GLOBALS_BYTES_MAX / 64);
}

static void *code_alloc_locked(size_t bytes) {
    code_init();
    bytes = (bytes + 7) & ~(size_t)7;
    FATAL_IF(bytes > (size_t)(code.end - code.next), "the program has more than 1 GiB of code");
    void *result = code.next;
    code.next += bytes;
    return result;
}

void *code_alloc(size_t bytes) {
    lock_acquire(&code.lock);
    void *result = code_alloc_locked(bytes);
    lock_release(&code.lock);
    return result;
}

const char *code_region(size_t *bytes) {
    lock_acquire(&code.lock);
    code_init();
    lock_release(&code.lock);
    *bytes = CODE_BYTES_MAX;
    return code.end - CODE_BYTES_MAX;
}

FuncCode *code_new_func(const char *name, uint16_t result_slots, uint16_t param_slots) {
    lock_acquire(&code.lock);
    FuncCode *func = code_alloc_locked(sizeof(FuncCode));
    FATAL_IF(code_func_count == CODE_FUNCS_MAX, "the program has more than 2^20 functions");
    func->name = name;
    func->result_slots = result_slots;
    func->param_slots = param_slots;
    func->frame_slots = (uint32_t)result_slots + param_slots;
    func->index = code_func_count;
    func->stub[0] = insn_abx(OP_LAZY, 0, func->index);
    func->stub[1] = insn_abc(OP_NOP, 0, 0, 0);
    func->entry = func->stub;
    func->static_closure[0] = func;
    code_funcs[code_func_count] = func;
    __atomic_store_n(&code_func_count, code_func_count + 1, __ATOMIC_RELEASE);
    lock_release(&code.lock);
    return func;
}

FuncCode *code_new_native(const char *name, uint16_t result_slots, uint16_t param_slots,
                          const NativeDef *def) {
    FuncCode *func = code_new_func(name, result_slots, param_slots);
    func->native = def->function;
    func->native_flags = def->flags;
    func->flags |= CODE_NATIVE;
    func->stub[0] = insn_abx(OP_NATIVE, 0, func->index);
    return func;
}

// First entry of [sorted] whose code begins behind [pc].
static uint32_t sorted_after(const Insn *pc) {
    uint32_t low = 0, high = code.sorted_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (code.sorted[middle]->code <= pc) low = middle + 1;
        else high = middle;
    }
    return low;
}

// RETD, RUND and INITG call on top of their frame: they carry its size.
static void patch_frame_size(FuncCode *func) {
    for (uint32_t i = 0; i < func->code_words;) {
        Insn *insn = &func->code[i];
        if (insn->op == OP_RETD || insn->op == OP_RUND || insn->op == OP_INITG)
            insn->bx = func->frame_slots;
        i += op_info[insn->op].words;
        if (insn->op == OP_SWITCH) i += insn->bx;
    }
}

void code_publish(FuncCode *func) {
    FATAL_IF(func->frame_slots < (uint32_t)func->result_slots + func->param_slots,
             "%s: frame smaller than its parameters", func->name);
#ifdef MOUND_DEBUG
    const char *fault = verify_code(func);
    if (fault == NULL) fault = liveness_fault(func);
    FATAL_IF(fault != NULL, "%s: %s", func->name, fault);
#endif
    patch_frame_size(func);
    lock_acquire(&code.lock);
    if (code.sorted_count == code.sorted_capacity) {
        code.sorted_capacity = code.sorted_capacity ? code.sorted_capacity * 2 : 256;
        code.sorted = realloc(code.sorted, code.sorted_capacity * sizeof(FuncCode *));
        FATAL_IF(code.sorted == NULL, "out of memory");
    }
    uint32_t at = sorted_after(func->code);
    memmove(code.sorted + at + 1, code.sorted + at,
            (code.sorted_count - at) * sizeof(FuncCode *));
    code.sorted[at] = func;
    code.sorted_count++;
    code_set_flag(func, CODE_COMPILED);
    __atomic_store_n(&func->entry, func->code, __ATOMIC_RELEASE);
    lock_release(&code.lock);
}

FuncCode *code_find(const Insn *pc) {
    lock_acquire(&code.lock);
    bool in_region = code.next != NULL && (const char *)pc < code.end &&
                     (const char *)pc >= code.end - CODE_BYTES_MAX;
    uint32_t at = in_region ? sorted_after(pc) : 0;
    FuncCode *func = at == 0 ? NULL : code.sorted[at - 1];
    lock_release(&code.lock);
    if (!in_region) return NULL;
    if (func && pc < func->code + func->code_words) return func;
    // A stub inside a FuncCode: the instruction says whose.
    if (pc->op != OP_LAZY && pc->op != OP_NATIVE && pc->op != OP_REFLECT_FUNC) return NULL;
    if (pc->bx >= __atomic_load_n(&code_func_count, __ATOMIC_ACQUIRE)) return NULL;
    func = code_funcs[pc->bx];
    return pc == func->stub ? func : NULL;
}

bool code_is_func(const void *pointer) {
    uintptr_t address = (uintptr_t)pointer;
    if (address % 8 != 0 || code.next == NULL) return false;
    if (address < (uintptr_t)code.end - CODE_BYTES_MAX) return false;
    if (address + sizeof(FuncCode) > (uintptr_t)code.next) return false;
    uint32_t index = ((const FuncCode *)pointer)->index;
    return index < __atomic_load_n(&code_func_count, __ATOMIC_ACQUIRE) &&
           code_funcs[index] == pointer;
}

bool code_index_is_unsigned(const FuncCode *func, const Insn *pc) {
    for (uint32_t i = 0; i < func->call_size_count; i++) {
        const CallSize *size = &func->call_sizes[i];
        if (func->code + size->word == pc) return size->result_slots == INDEX_IS_UNSIGNED;
    }
    return false;
}

Pos code_pos(const FuncCode *func, const Insn *pc) {
    if (func->line_count == 0 || pc < func->code) return func->pos;
    uint32_t word = (uint32_t)(pc - func->code);
    uint32_t low = 0, high = func->line_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (func->lines[middle].word <= word) low = middle + 1;
        else high = middle;
    }
    return low == 0 ? func->pos : func->lines[low - 1].pos;
}

void code_set_compile_hook(CompileHook *hook) { code.hook = hook; }

void call_compile(FuncCode *func) {
    FATAL_IF(code.hook == NULL, "%s is called but has no code", func->name);
    own_code_rest();
    code.hook(func);
    own_code_used();
    FATAL_IF(!code_has_flag(func, CODE_COMPILED) && code_entry(func) == func->stub &&
                 func->stub[0].op == OP_LAZY,
             "%s was not compiled", func->name);
}

// ---- package variables --------------------------------------------------------------------------
uint32_t globals_alloc(const RType *type, const char *name) {
    lock_acquire(&code.lock);
    code_init();
    uint64_t align = type->align > 8 ? type->align : 8;
    uint64_t at = (code.globals_bytes + align - 1) & ~(align - 1);
    uint64_t end = at + (type->layout.bytes ? type->layout.bytes : 1);
    FATAL_IF(end > GLOBALS_BYTES_MAX, "package variables exceed 1 GiB at %s", name);
    for (uint64_t w = 0; w < type->layout.ptr_bytes / 8; w++) {
        uint64_t word = at / 8 + w;
        if (layout_has_pointer(&type->layout, w))
            __atomic_fetch_or(&code.globals_bits[word / 8], (uint8_t)(1 << word % 8),
                              __ATOMIC_RELAXED);
    }
    __atomic_store_n(&code.globals_bytes, end, __ATOMIC_RELEASE);
    place_add_global(type, name, (uint32_t)at);
    lock_release(&code.lock);
    return (uint32_t)at;
}

size_t globals_used(const uint8_t **bits) {
    *bits = code.globals_bits;
    return (__atomic_load_n(&code.globals_bytes, __ATOMIC_ACQUIRE) + 7) & ~(size_t)7;
}

// ---- natives ------------------------------------------------------------------------------------
const NativeDef *native_find(const char *path, const char *name) {
    for (const NativePackage *package = native_packages; package->path; package++) {
        if (strcmp(package->path, path) != 0) continue;
        for (const NativeDef *def = package->natives; def->name; def++)
            if (strcmp(def->name, name) == 0) return def;
    }
    return NULL;
}
