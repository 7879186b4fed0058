// vm/panic_value.c - the values that the run time panics with.
//
// Their types are written in Go (stdlib/runtime): errorString and plainError are strings,
// boundsError is a struct of one string, TypeAssertionError too but used by pointer. So all are
// made from an RType and one text. Without a front end (unit tests) plain descriptors stand in,
// whose values have no methods.
#include "vm/vm_int.h"

typedef enum ErrorKind {
    ERROR_STRING, ERROR_BOUNDS, ERROR_PLAIN, ERROR_ASSERTION, ERROR_NIL, ERROR_KIND_COUNT
} ErrorKind;

static const char *const error_names[ERROR_KIND_COUNT] = {
    "errorString", "boundsError", "plainError", "TypeAssertionError", "PanicNilError"};

static const uint64_t one_pointer_bits = 1;
#define STAND_IN(kind_, name_) \
    {.layout = {16, 8, (const uint8_t *)&one_pointer_bits}, .kind = (kind_), .align = 8, \
     .string = {"runtime." name_, sizeof("runtime." name_) - 1}}
static const RType stand_ins[ERROR_KIND_COUNT] = {
    STAND_IN(KIND_STRING, "errorString"), STAND_IN(KIND_STRUCT, "boundsError"),
    STAND_IN(KIND_STRING, "plainError"), STAND_IN(KIND_STRUCT, "TypeAssertionError"),
    STAND_IN(KIND_STRUCT, "PanicNilError")};

static const RType *_Atomic error_types[ERROR_KIND_COUNT];

// The type of the panic value itself: the last two are used by pointer.
static const RType *error_type(ErrorKind kind) {
    const RType *type = error_types[kind];
    if (type) return type;
    type = vm_find_type("runtime", error_names[kind]);
    if (type && kind >= ERROR_ASSERTION) type = rtype_ptr_to(type);
    if (type == NULL) type = &stand_ins[kind];
    error_types[kind] = type;
    return type;
}

bool vm_fail_value(Processor *p, GoIface value) {
    p->vm[0] = (void *)(uintptr_t)value.type;
    p->vm[1] = value.data;
    p->vm[2] = NULL;
    return false;
}

static bool fail_text(Processor *p, ErrorKind kind, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int bytes = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = vm_alloc_bytes(p, (size_t)bytes + 1, HEAP_UNZEROED);
    vsnprintf(text, (size_t)bytes + 1, format, args);
    GoString *string = heap_alloc(p->cache, sizeof *string, &stand_ins[0].layout, HEAP_ZEROED);
    *string = (GoString){text, bytes};
    return vm_fail_value(p, (GoIface){{error_type(kind)}, string});
}

#define FAIL(kind)                                     \
    va_list args;                                      \
    va_start(args, format);                            \
    fail_text(p, kind, format, args);                  \
    va_end(args);                                      \
    return false;

bool vm_fail_runtime(Processor *p, const char *format, ...) { FAIL(ERROR_STRING) }
bool vm_fail_bounds(Processor *p, const char *format, ...) { FAIL(ERROR_BOUNDS) }
bool vm_fail_plain(Processor *p, const char *format, ...) { FAIL(ERROR_PLAIN) }
bool vm_fail_assertion(Processor *p, const char *format, ...) { FAIL(ERROR_ASSERTION) }

bool vm_fail_runtime_v(Processor *p, const char *format, va_list args) {
    return fail_text(p, ERROR_STRING, format, args);
}
bool vm_fail_plain_v(Processor *p, const char *format, va_list args) {
    return fail_text(p, ERROR_PLAIN, format, args);
}

// These two allocate nothing, as in Go.
bool vm_fail_nil(Processor *p) {
    static GoString text = {"invalid memory address or nil pointer dereference", 49};
    vm_fail_value(p, (GoIface){{error_type(ERROR_STRING)}, &text});
    p->vm[2] = p;
    return false;
}

bool vm_fail_divide(Processor *p) {
    static GoString text = {"integer divide by zero", 22};
    return vm_fail_value(p, (GoIface){{error_type(ERROR_STRING)}, &text});
}

bool vm_fail_uncomparable(Processor *p, const RType *type) {
    return vm_fail_runtime(p, "comparing uncomparable type %.*s", (int)type->string.bytes,
                           type->string.text);
}

bool vm_fail_unhashable(Processor *p, const RType *type) {
    return vm_fail_runtime(p, "hash of unhashable type %.*s", (int)type->string.bytes,
                           type->string.text);
}

bool vm_fail_sched(Processor *p, SchedStatus status) {
    switch (status) {
    case SCHED_PANIC_SEND_CLOSED: return vm_fail_plain(p, "send on closed channel");
    case SCHED_PANIC_CLOSE_CLOSED: return vm_fail_plain(p, "close of closed channel");
    case SCHED_PANIC_CLOSE_NIL: return vm_fail_plain(p, "close of nil channel");
    case SCHED_PANIC_CHAN_SIZE: return vm_fail_plain(p, "makechan: size out of range");
    case SCHED_DONE: case SCHED_PARKED: break;
    }
    FATAL("scheduler status %d is no failure", status);
}

GoIface panic_value_nil(Processor *p) {
    static const GoString text = {"panic called with nil argument", 30};
    (void)p;
    const RType *type = error_type(ERROR_NIL);
    // The stand-in is printed by its text; the Go type has none.
    return (GoIface){{type}, type == &stand_ins[ERROR_NIL] ? (void *)&text : &heap_zerobase};
}

bool panic_value_text(GoIface value, GoString *text, const char **prefix) {
    for (int kind = 0; kind < ERROR_NIL; kind++) {
        if (value.type != error_types[kind]) continue;
        *text = *(const GoString *)value.data;
        *prefix = kind == ERROR_STRING || kind == ERROR_BOUNDS ? "runtime error: " : "";
        return true;
    }
    return false;
}
