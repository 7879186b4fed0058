// vm/panic_print.c - how a program that nobody rescues says what happened.
//
// The values of the panics are turned into text first: the Error or String methods of those that
// have one run as ordinary calls on top of the frame that panicked (PANIC_TEXT brings us back).
#include "vm/session.h"
#include "vm/vm_int.h"

const Insn insn_panic_text[2] = {{.op = OP_PANIC_TEXT}, {.op = OP_NOP}};

static const RMethod *find_text_method(const RType *type, const char *name) {
    rtype_complete(type);
    for (int64_t i = 0; i < type->method_count; i++) {
        const RMethod *method = &type->methods[i];
        if (method->name.bytes != (int64_t)strlen(name) || method->pkg_path.bytes) continue;
        if (memcmp(method->name.text, name, strlen(name)) != 0) continue;
        method = rtype_method(type, i);
        const RType *func = method->type;
        if (func) rtype_complete(func);
        bool fits = func && func->param_count == 0 && func->result_count == 1 &&
                    (func->params[0]->string.bytes == 6) &&
                    memcmp(func->params[0]->string.text, "string", 6) == 0;
        return fits && method->code ? method : NULL;
    }
    return NULL;
}

// The oldest panic that still needs a call to be printed, and that call.
static Panic *needs_text(Goroutine *g, FuncCode **code) {
    Panic *found = NULL;
    for (Panic *panic = g->vm.panics; panic; panic = panic->next) {
        GoString text;
        const char *prefix;
        if (panic->goexit || panic->text.text) continue;
        if (panic_value_text(panic->value, &text, &prefix)) continue;
        const RMethod *method = find_text_method(panic->value.type, "Error");
        if (method == NULL) method = find_text_method(panic->value.type, "String");
        if (method == NULL) continue;
        found = panic;
        *code = method->code;
    }
    return found;
}

static void print_indented(const char *text, int64_t bytes) {
    for (int64_t i = 0; i < bytes; i++) {
        putc(text[i], stderr);
        if (text[i] == '\n') putc('\t', stderr);
    }
}

// A value of a basic kind; named types with their name around it.
static bool print_basic(GoIface value) {
    const RType *type = value.type;
    PrintKind kind;
    uint64_t slots[2] = {0};
    size_t bytes = type->layout.bytes;
    switch ((Kind)type->kind) {
    case KIND_BOOL: kind = PRINT_BOOL; break;
    case KIND_INT: case KIND_INT8: case KIND_INT16: case KIND_INT32: case KIND_INT64:
        kind = PRINT_INT;
        break;
    case KIND_UINT: case KIND_UINT8: case KIND_UINT16: case KIND_UINT32: case KIND_UINT64:
    case KIND_UINTPTR:
        kind = PRINT_UINT;
        break;
    case KIND_FLOAT32: case KIND_FLOAT64: kind = PRINT_FLOAT; break;
    case KIND_COMPLEX64: case KIND_COMPLEX128: kind = PRINT_C128; break;
    case KIND_STRING: kind = PRINT_STRING; break;
    default: return false;
    }
    memcpy(slots, value.data, bytes < 16 ? bytes : 16);
    if (kind == PRINT_INT && bytes < 8) {
        int shift = 64 - (int)bytes * 8;
        slots[0] = (uint64_t)((int64_t)(slots[0] << shift) >> shift);
    }
    if (type->kind == KIND_FLOAT32 || type->kind == KIND_COMPLEX64) {
        float parts[2];
        memcpy(parts, slots, 8);
        double wide[2] = {parts[0], parts[1]};
        memcpy(slots, wide, 16);
    }
    bool named = type->pkg_path.bytes != 0;
    if (named) fprintf(stderr, "%.*s(", (int)type->string.bytes, type->string.text);
    if (kind != PRINT_STRING) {
        print_value(kind, slots);
        print_flush();
    } else {
        if (named) putc('"', stderr);
        print_indented((const char *)(uintptr_t)slots[0], (int64_t)slots[1]);
        if (named) putc('"', stderr);
    }
    if (named) putc(')', stderr);
    return true;
}

static void print_panic_value(const Panic *panic) {
    GoString text;
    const char *prefix;
    if (panic_value_text(panic->value, &text, &prefix)) {
        fputs(prefix, stderr);
        print_indented(text.text, text.bytes);
    } else if (panic->text.text) {
        print_indented(panic->text.text, panic->text.bytes);
    } else if (!print_basic(panic->value)) {
        const RType *type = panic->value.type;
        fprintf(stderr, "(%.*s) %p", (int)type->string.bytes, type->string.text,
                panic->value.data);
    }
}

static void print_panics(const Panic *panic) {
    if (panic->next) {
        print_panics(panic->next);
        if (!panic->next->goexit) putc('\t', stderr);
    }
    if (panic->goexit) return;
    fputs("panic: ", stderr);
    print_panic_value(panic);
    if (panic->recovered) fputs(" [recovered]", stderr);
    putc('\n', stderr);
}

static void print_death(Goroutine *g) {
    Panic *panic = g->vm.panics;
    print_panics(panic);
    bool is_signal = false;
    for (const Panic *older = panic; older; older = older->next) is_signal |= older->is_signal;
    if (is_signal)
        fprintf(stderr, "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=%p]\n",
                (const void *)panic->pc);
    g->vm.pc = panic->pc;
    g->vm.fp = panic->fp;
    TraceLevel level = trace_level();
    if (level == TRACE_NONE) return;
    putc('\n', stderr);
    traceback_print(g, "running");
    if (level >= TRACE_ALL) traceback_print_others(g);
}

// Prints the panics and where they happened: the end of a program, or under a session only of the
// goroutine.
static VmNext print_and_end(Processor *p, Goroutine *g) {
    if (!session_is_on()) {
        report_begin();
        print_death(g);
        report_end();
    }
    print_death(g);
    bool stop = false;
    session_take_panic(g, &stop);
    if (!stop) return panic_end_goroutine(p, g);
    sched_park(p, g, WAIT_FOREVER);
    return VM_PARKED;
}

// An Error or String method has panicked itself.
_Noreturn static void print_failed(Goroutine *g, const Panic *panic) {
    const RType *type = panic->value.type;
    g->vm.pc = panic->pc;
    g->vm.fp = panic->fp;
    bool is_string = type->kind == KIND_STRING && type->pkg_path.bytes == 0;
    GoString text = is_string ? *(const GoString *)panic->value.data : type->string;
    fatal_error(g, true, "panic while printing panic value: %s%.*s", is_string ? "" : "type ",
                (int)text.bytes, text.text);
}

VmNext panic_die(Processor *p, Goroutine *g) {
    Panic *newest = g->vm.panics;
    for (Panic *panic = newest->next; panic; panic = panic->next)
        if (panic->printing) print_failed(g, newest);
    FuncCode *code = NULL;
    Panic *panic = needs_text(g, &code);
    if (panic == NULL) return print_and_end(p, g);
    panic->printing = true;
    uint64_t receiver = (uint64_t)(uintptr_t)panic->value.data;
    g->vm.pc = newest->pc;
    g->vm.fp = newest->fp;
    return call_push(p, g, &(PushedCall){.top = newest->top, .return_pc = insn_panic_text,
                                         .interrupted_pc = newest->pc, .interrupted_fp = newest->fp,
                                         .func = code, .params = &receiver,
                                         .placed = &newest->callee_fp});
}

VmNext panic_text_returned(Processor *p, Goroutine *g) {
    Panic *newest = g->vm.panics, *panic = newest;
    while (panic && !panic->printing) panic = panic->next;
    FATAL_IF(panic == NULL, "no panic is being printed");
    panic->printing = false;
    const uint64_t *results = newest->callee_fp;
    panic->text = (GoString){(const char *)(uintptr_t)results[0], (int64_t)results[1]};
    if (panic->text.text == NULL) panic->text.text = "";
    newest->callee_fp = NULL;
    return panic_die(p, g);
}
