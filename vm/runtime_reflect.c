// vm/runtime_reflect.c - calls that reflect makes, and func values it makes up.
#include "vm/native_runtime.h"
#include "vm/slots.h"
#include "vm/vm_int.h"

const Insn insn_reflect_ret[2] = {{.op = OP_REFLECT_RET}, {.op = OP_NOP}};
const Insn insn_reflect_done[2] = {{.op = OP_REFLECT_DONE}, {.op = OP_NOP}};

// func call(fn *abi.Type, closure, recv unsafe.Pointer, hasRecv bool, args, rets *unsafe.Pointer)
void reflect_call(NativeCall *call) {
    const RType *fn = native_arg_pointer(call, 0);
    uint64_t *closure = native_arg_pointer(call, 1);
    bool has_receiver = native_arg_bool(call, 3);
    void **args = native_arg_pointer(call, 4);
    rtype_complete(fn);
    if (closure == NULL) {
        vm_fail_nil(call->p);
        call->status = NATIVE_PANIC;
        return;
    }
    FuncCode *func = (FuncCode *)(uintptr_t)closure[0];
    uint64_t small[32], *params = small;
    if (func->param_slots > 32) params = malloc((size_t)func->param_slots * 8);
    FATAL_IF(params == NULL, "out of memory");
    uint32_t at = 0;
    if (has_receiver) params[at++] = call->args[2];
    for (int64_t i = 0; i < fn->param_count; i++) {
        const RType *type = fn->params[i];
        // The caller of reflect may go on changing what the argument was taken from.
        bool is_held = slots_hold_pointer(type);
        slots_load(type, params + at, is_held ? vm_copy(call->p, type, args[i]) : args[i]);
        at += slots_of(fn->params[i]);
    }
    FATAL_IF(at != func->param_slots, "reflect calls %s with %u slots of parameters, not %u",
             func->name, at, func->param_slots);
    Goroutine *g = call->g;
    FuncCode *caller = code_find(g->vm.pc);
    VmNext next = call_push(call->p, g,
                            &(PushedCall){.top = g->vm.fp + caller->frame_slots,
                                          .return_pc = insn_reflect_ret,
                                          .interrupted_pc = g->vm.pc,
                                          .interrupted_fp = g->vm.fp,
                                          .extra = {native_arg_pointer(call, 5), fn},
                                          .func = func, .closure = closure, .params = params});
    if (params != small) free(params);
    call->status = next == VM_YIELD ? NATIVE_YIELD : NATIVE_CALL;
}

VmNext reflect_returned(Processor *p, Goroutine *g) {
    uint64_t *base = g->vm.fp, *results = base;
    void **rets = (void **)(uintptr_t)base[-6];
    const RType *fn = (const RType *)(uintptr_t)base[-7];
    // Nobody wants the results of a finalizer.
    for (int64_t i = 0; rets != NULL && i < fn->result_count; i++) {
        const RType *type = fn->params[fn->param_count + i];
        gc_write_range(rets[i], slots_memory(type, results), type->layout.bytes, &type->layout);
        results += slots_of(type);
    }
    g->vm.pc = pushed_pc(base);
    g->vm.fp = pushed_fp(base);
    stack_unwind(p, g, g->vm.fp);
    return VM_GO_ON;
}

// ---- MakeFunc -----------------------------------------------------------------------------------
// A func value that reflect made: {code, type, implementation}. Functions of one type share the
// code, which is kept at the type.
typedef struct MadeFunc {
    FuncCode *code;
    const RType *fn;
    void *impl;
} MadeFunc;

static FuncCode *code_of_type(const RType *fn) {
    void *made = __atomic_load_n(&fn->map_info, __ATOMIC_ACQUIRE);
    if (made) return made;
    rtype_complete(fn);
    uint32_t params = 0, results = 0;
    for (int64_t i = 0; i < fn->param_count; i++) params += slots_of(fn->params[i]);
    for (int64_t i = 0; i < fn->result_count; i++)
        results += slots_of(fn->params[fn->param_count + i]);
    FuncCode *code = code_new_func("reflect.makeFuncStub", (uint16_t)results, (uint16_t)params);
    code->stub[0] = insn_abx(OP_REFLECT_FUNC, 0, code->index);
    code->flags |= CODE_WRAPPER | CODE_USES_CONTEXT;
    // If another thread was faster, its code serves as well.
    bool first = __atomic_compare_exchange_n(&((RType *)(uintptr_t)fn)->map_info, &made, code,
                                             false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
    return first ? code : made;
}

void reflect_make_func(NativeCall *call) {
    static const uint8_t bits[8] = {1 << 2};
    static const Layout layout = {sizeof(MadeFunc), sizeof(MadeFunc), bits};
    const RType *fn = native_arg_pointer(call, 0);
    MadeFunc *made = heap_alloc(call->p->cache, sizeof *made, &layout, HEAP_ZEROED);
    *made = (MadeFunc){code_of_type(fn), fn, native_arg_pointer(call, 1)};
    native_ret_pointer(call, 0, made);
}

static void **new_values(Processor *p, const RType *const *types, int64_t count) {
    void **values = heap_alloc(p->cache, (size_t)count * 8, &layout_pointer, HEAP_ZEROED);
    for (int64_t i = 0; i < count; i++) values[i] = vm_new(p, types[i]);
    return values;
}

VmNext reflect_func_called(Processor *p, Goroutine *g, FuncCode *func) {
    static LibraryFunc callee = {"reflect", "callImpl", NULL};
    uint64_t *frame = g->vm.fp;
    const MadeFunc *made = (const MadeFunc *)(uintptr_t)frame[-3];
    const RType *fn = made->fn;
    void **args = new_values(p, fn->params, fn->param_count);
    void **rets = new_values(p, fn->params + fn->param_count, fn->result_count);
    const uint64_t *from = frame + func->result_slots;
    for (int64_t i = 0; i < fn->param_count; i++) {
        memcpy(args[i], slots_memory(fn->params[i], from), fn->params[i]->layout.bytes);
        from += slots_of(fn->params[i]);
    }
    uint64_t params[3] = {(uint64_t)(uintptr_t)made->impl, (uint64_t)(uintptr_t)args,
                          (uint64_t)(uintptr_t)rets};
    return call_push(p, g, &(PushedCall){.top = frame + func->frame_slots,
                                         .return_pc = insn_reflect_done,
                                         .interrupted_pc = func->stub, .interrupted_fp = frame,
                                         .extra = {rets, fn}, .func = vm_library_func(&callee),
                                         .params = params});
}

VmNext reflect_func_returned(Processor *p, Goroutine *g) {
    uint64_t *base = g->vm.fp, *frame = pushed_fp(base), *to = frame;
    void **rets = (void **)(uintptr_t)base[-6];
    const RType *fn = (const RType *)(uintptr_t)base[-7];
    for (int64_t i = 0; i < fn->result_count; i++) {
        const RType *type = fn->params[fn->param_count + i];
        slots_load(type, to, rets[i]);
        to += slots_of(type);
    }
    stack_unwind(p, g, frame);
    g->vm.pc = frame_return(frame);
    g->vm.fp = frame_caller(frame);
    return VM_GO_ON;
}
