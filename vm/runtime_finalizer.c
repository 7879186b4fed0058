// vm/runtime_finalizer.c - runtime.SetFinalizer, and the goroutine that calls finalizers.
//
// Finalizers run one after another, each in a system goroutine that is started when the one before
// is over. The collector queues them in the middle of a sweep, where nothing may be allocated, so
// it only asks for attention; the goroutine is started between two slices.
#include "vm/native_runtime.h"
#include "vm/vm_int.h"

static _Atomic bool is_running;

static void start_next(Processor *p);

static void finalizer_exited(Processor *p) {
    atomic_store(&is_running, false);
    start_next(p);
}

// Starts a goroutine that calls [closure] with the frame's first slots being [args].
static void start_goroutine(Processor *p, void *closure, const uint64_t *args) {
    FuncCode *func = *(FuncCode **)closure;
    Goroutine *g = goroutine_new(p, NULL);
    g->is_system = true;
    g->on_exit = finalizer_exited;
    uint32_t slots = (uint32_t)func->result_slots + func->param_slots;
    uint64_t *fp = stack_begin(p, g, insn_go_exit, slots);
    fp[-3] = (uint64_t)(uintptr_t)closure;
    memset(fp, 0, (size_t)slots * 8);
    for (uint32_t i = 0; i < func->param_slots; i++) fp[func->result_slots + i] = args[i];
    g->vm.pc = code_entry(func);
    g->vm.fp = fp;
    goroutine_start(p, g);
}

// What the finalizer of [object_type] is called with, given the type of its parameter.
static bool make_args(uint64_t args[2], const RType *parameter, const RType *object_type,
                      void *object) {
    args[0] = args[1] = (uint64_t)(uintptr_t)object;
    if (parameter->kind != KIND_INTERFACE) return true;
    if (parameter->method_count == 0) {
        args[0] = (uint64_t)(uintptr_t)object_type;
        return true;
    }
    const Itab *itab = itab_get(parameter, object_type, NULL);
    args[0] = (uint64_t)(uintptr_t)itab;
    return itab != NULL;
}

static void start_next(Processor *p) {
    if (atomic_exchange(&is_running, true)) return;
    GcFinalizer next;
    if (!gc_take_finalizer(&next)) {
        atomic_store(&is_running, false);
        return;
    }
    const RType *func_type = next.arg;
    uint64_t args[2];
    bool fits = make_args(args, func_type->params[0], next.type, next.object);
    FATAL_IF(!fits, "a finalizer's parameter no longer fits its object");
    start_goroutine(p, next.function, args);
}

void finalizer_attend(Processor *p) { start_next(p); }

// ---- runtime.SetFinalizer -----------------------------------------------------------------------
#define TEXT(string) (int)(string).bytes, (string).text

static void check_object(NativeCall *call, const RType *type, void *object) {
    HeapObject found = heap_find_object((uintptr_t)object);
    if (found.span == NULL)
        native_fatal(call, "runtime.SetFinalizer: pointer not in allocated block");
    if ((uintptr_t)object == heap_object_start(&found)) return;
    // A small object without pointers may share its block with others.
    if (type->elem->layout.ptr_bytes != 0 || type->elem->layout.bytes >= TINY_BYTES)
        native_fatal(call, "runtime.SetFinalizer: pointer not at beginning of allocated block");
}

static bool parameter_fits(const RType *parameter, const RType *type) {
    if (parameter == type) return true;
    if (parameter->kind == KIND_POINTER) {
        bool both_named = (parameter->flags & RTYPE_NAMED) && (type->flags & RTYPE_NAMED);
        rtype_complete(parameter);
        return !both_named && parameter->elem == type->elem;
    }
    if (parameter->kind != KIND_INTERFACE) return false;
    rtype_complete(parameter);
    return parameter->method_count == 0 || itab_get(parameter, type, NULL) != NULL;
}

static void check_finalizer(NativeCall *call, const RType *type, const RType *func_type) {
    if (func_type->kind != KIND_FUNC)
        native_fatal(call, "runtime.SetFinalizer: second argument is %.*s, not a function",
                     TEXT(func_type->string));
    rtype_complete(func_type);
    const char *because = func_type->flags & RTYPE_VARIADIC ? " because dotdotdot" : "";
    if (*because || func_type->param_count != 1 || !parameter_fits(func_type->params[0], type))
        native_fatal(call, "runtime.SetFinalizer: cannot pass %.*s to finalizer %.*s%s",
                     TEXT(type->string), TEXT(func_type->string), because);
}

void runtime_set_finalizer(NativeCall *call) {
    GoIface object = native_arg_iface(call, 0), finalizer = native_arg_iface(call, 2);
    if (object.type == NULL)
        native_fatal(call, "runtime.SetFinalizer: first argument is nil");
    if (object.type->kind != KIND_POINTER)
        native_fatal(call, "runtime.SetFinalizer: first argument is %.*s, not pointer",
                     TEXT(object.type->string));
    rtype_complete(object.type);
    // Package variables and values of no size are never freed.
    bool on_heap = heap_find_object((uintptr_t)object.data).span != NULL;
    if (!on_heap && object.data != NULL) return;
    check_object(call, object.type, object.data);
    if (finalizer.type == NULL) {
        gc_remove_finalizer(object.data);
        return;
    }
    check_finalizer(call, object.type, finalizer.type);
    gc_on_finalizer(sched_want_attention);
    if (!gc_add_finalizer(object.data, finalizer.data, (void *)finalizer.type, object.type))
        native_fatal(call, "runtime.SetFinalizer: finalizer already set");
}
