// vm/defer.c - records of deferred calls.
#include "vm/vm_int.h"

void defer_push(Goroutine *g, uint64_t *fp, uint32_t record, FuncCode *func, void *closure,
                const uint64_t *args) {
    size_t slots = 1 + (func ? (size_t)func->result_slots + func->param_slots : 0);
    Defer *defer = record ? (Defer *)((char *)fp + record)
                          : malloc(sizeof(Defer) + slots * 8);
    FATAL_IF(defer == NULL, "out of memory");
    *defer = (Defer){.next = g->vm.defers, .fp = fp, .func = func, .pc = g->vm.pc,
                     .in_heap = record == 0};
    if (func) defer_fill(defer, closure, args);
    g->vm.defers = defer;
}

VmNext defer_call(Processor *p, Goroutine *g, PushedCall *call) {
    Defer *defer = g->vm.defers;
    g->vm.defers = defer->next;
    if (defer->func == NULL) {
        if (defer->in_heap) free(defer);
        vm_fail_nil(p);
        return panic_raise(p, g);
    }
    call->func = defer->func;
    call->closure = (void *)(uintptr_t)defer->slots[0];
    // The record may lie in a frame above which the call is laid, but never in its way.
    uint64_t *params = defer->slots + 1 + defer->func->result_slots;
    uint64_t small[16], *copy = small;
    size_t bytes = (size_t)defer->func->param_slots * 8;
    if (bytes > sizeof small) copy = malloc(bytes);
    FATAL_IF(copy == NULL, "out of memory");
    few_slots_copy(copy, params, defer->func->param_slots);
    call->params = copy;
    if (defer->in_heap) free(defer);
    VmNext next = call_push(p, g, call);
    if (copy != small) free(copy);
    return next;
}

VmNext defer_run(Processor *p, Goroutine *g, uint32_t frame_slots) {
    uint64_t *fp = g->vm.fp;
    stack_unwind(p, g, fp);
    if (g->vm.defers == NULL || g->vm.defers->fp != fp) return VM_GO_ON;   // comes here again
    return defer_call(p, g, &(PushedCall){.top = fp + frame_slots, .return_pc = g->vm.pc,
                                          .caller = fp});
}
