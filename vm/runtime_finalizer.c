// vm/runtime_finalizer.c - runtime.SetFinalizer and AddCleanup, and the goroutine that calls what
// they arranged.
//
// Finalizers and cleanups run one after another in a system goroutine, runtime.runFinalizers, which
// is started when there are some and ends when there are none. The collector queues them in the
// middle of a sweep, where nothing may be allocated, so it only asks for attention; the goroutine
// is started between two slices.
#include "vm/native_runtime.h"
#include "vm/vm_int.h"

static _Atomic bool is_running;
static _Atomic bool is_wanted;

static void start_runner(Processor *p);

static void runner_exited(Processor *p) {
    atomic_store(&is_running, false);
    // Something may have been queued after the runner had looked for the last time.
    start_runner(p);
}

static void start_runner(Processor *p) {
    if (!atomic_load(&is_wanted) || atomic_exchange(&is_running, true)) return;
    static LibraryFunc runner = {"runtime", "runFinalizers", NULL};
    FuncCode *func = vm_library_func(&runner);
    Goroutine *g = goroutine_new(p, NULL);
    g->is_system = true;
    g->on_exit = runner_exited;
    g->vm.pc = code_entry(func);
    g->vm.fp = stack_begin(p, g, insn_go_exit, first_frame_slots(func));
    goroutine_start(p, g);
}

void finalizer_attend(Processor *p) { start_runner(p); }

static void wake_runner(void) {
    atomic_store(&is_wanted, true);
    sched_want_attention();
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

// func runFinalizer() bool: calls the oldest one that is due; false: there is none.
void runtime_run_finalizer(NativeCall *call) {
    GcFinalizer next;
    atomic_store(&is_wanted, false);
    bool found = gc_take_finalizer(&next);
    native_ret_bool(call, 0, found);
    if (!found) return;
    atomic_store(&is_wanted, true);
    const RType *func_type = NULL;
    uint64_t args[2];
    if (next.kind == SPECIAL_FINALIZER) {
        func_type = next.arg;
        bool fits = make_args(args, func_type->params[0], next.type, next.object);
        FATAL_IF(!fits, "a finalizer's parameter no longer fits its object");
    }
    FuncCode *func = *(FuncCode **)next.function;
    Goroutine *g = call->g;
    FuncCode *caller = code_find(g->vm.pc);
    VmNext went = call_push(call->p, g,
                            &(PushedCall){.top = g->vm.fp + caller->frame_slots,
                                          .return_pc = insn_reflect_ret,
                                          .interrupted_pc = g->vm.pc,
                                          .interrupted_fp = g->vm.fp,
                                          .extra = {NULL, func_type},
                                          .func = func, .closure = next.function,
                                          .params = args});
    call->status = went == VM_YIELD ? NATIVE_YIELD : NATIVE_CALL;
}

// ---- runtime.AddCleanup -------------------------------------------------------------------------
// func addCleanup(ptr unsafe.Pointer, f func()) uint64: 0 when the object never dies.
void runtime_add_cleanup(NativeCall *call) {
    void *pointer = native_arg_pointer(call, 0), *closure = native_arg_pointer(call, 1);
    if (is_in_arena(pointer)) {
        native_panic_plain(call, "runtime.AddCleanup: ptr is arena-allocated");
        return;
    }
    gc_on_finalizer(wake_runner);
    native_ret_uint(call, 0, gc_add_cleanup(pointer, closure, NULL, NULL));
}

// func stopCleanup(ptr uintptr, id uint64)
void runtime_stop_cleanup(NativeCall *call) {
    gc_stop_cleanup(native_arg_pointer(call, 0), native_arg_uint(call, 1));
}

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
    if (is_in_arena(object.data))
        native_fatal(call, "runtime.SetFinalizer: first argument was allocated into an arena");
    check_object(call, object.type, object.data);
    if (finalizer.type == NULL) {
        gc_remove_finalizer(object.data);
        return;
    }
    check_finalizer(call, object.type, finalizer.type);
    gc_on_finalizer(wake_runner);
    if (!gc_add_finalizer(object.data, finalizer.data, (void *)finalizer.type, object.type))
        native_fatal(call, "runtime.SetFinalizer: finalizer already set");
}
