// vm/panic.c - panics, Goexit, recover.
//
// A panic runs the deferred calls of its goroutine, newest first, on top of the frame that
// panicked: nothing is unwound yet, so a deferred function, or the traceback of a program that
// dies, sees every frame. Each deferred call returns to insn_defer_ret, which brings us back here.
//
// recover() counts only in the function that the newest panic called itself (callee_fp), or behind
// wrappers that this function was called through. When such a call returns with its panic
// recovered, the frame that deferred it (defer_fp) returns to its caller: execution goes on at its
// RETD, which runs what is still deferred there.
//
// A panic raised in a deferred call goes on to older defers and thereby overtakes the panic that
// ran the call. Older panics stay in the list as long as nobody recovers, because they are printed;
// a recovery drops those whose deferred call lies above the frame it returns from. A Goexit among
// them does not end like that: it takes over again.
#include "vm/vm_int.h"

const Insn insn_defer_ret[2] = {{.op = OP_DEFER_RET}, {.op = OP_NOP}};

static VmNext run_defers(Processor *p, Goroutine *g, Panic *panic);

static VmNext panic_start(Processor *p, Goroutine *g, Panic init) {
    Panic *panic = malloc(sizeof(Panic));
    FATAL_IF(panic == NULL, "out of memory");
    *panic = init;
    panic->next = g->vm.panics;
    panic->pc = g->vm.pc;
    panic->fp = g->vm.fp;
    FuncCode *func = code_find(panic->pc);
    panic->top = panic->fp && func ? panic->fp + func->frame_slots : panic->fp;
    g->vm.panics = panic;
    return run_defers(p, g, panic);
}

VmNext panic_raise(Processor *p, Goroutine *g) {
    Panic init = {.value = {{p->vm[0]}, p->vm[1]}, .is_runtime = true,
                  .is_signal = p->vm[2] != NULL};
    p->vm[0] = p->vm[1] = p->vm[2] = NULL;
    return panic_start(p, g, init);
}

VmNext panic_go(Processor *p, Goroutine *g, GoIface value) {
    if (value.type == NULL) value = panic_value_nil(p);
    return panic_start(p, g, (Panic){.value = value});
}

VmNext panic_goexit(Processor *p, Goroutine *g) {
    return panic_start(p, g, (Panic){.goexit = true});
}

VmNext panic_end_goroutine(Processor *p, Goroutine *g) {
    while (g->vm.panics) {
        Panic *panic = g->vm.panics;
        g->vm.panics = panic->next;
        free(panic);
    }
    stack_free_all(p, g);
    return VM_EXITED;
}

static VmNext run_defers(Processor *p, Goroutine *g, Panic *panic) {
    Defer *defer = g->vm.defers;
    if (defer == NULL)
        return panic->goexit ? panic_end_goroutine(p, g) : panic_die(p, g);
    panic->defer_fp = defer->fp;
    g->vm.pc = panic->pc;
    g->vm.fp = panic->fp;
    return defer_call(p, g, &(PushedCall){.top = panic->top, .return_pc = insn_defer_ret,
                                          .interrupted_pc = panic->pc, .interrupted_fp = panic->fp,
                                          .placed = &panic->callee_fp});
}

// Takes panics that lie above [target] off the list. Returns a Goexit among them, NULL: none. *[at]
// is left at the frame [target].
static Panic *drop_aborted(Goroutine *g, Panic *panic, const uint64_t *target, FrameWalk *at) {
    Panic *goexit = NULL;
    bool more = frame_walk_at(at, panic->pc, panic->fp);
    while (more && at->fp != target) {
        more = frame_walk_next(at);
        Panic *older = g->vm.panics;
        if (!at->called_panic || older == NULL || older->callee_fp != at->callee_fp) continue;
        g->vm.panics = older->next;
        free(goexit);
        goexit = older->goexit ? older : NULL;
        if (!older->goexit) free(older);
    }
    FATAL_IF(!more, "the frame that recovered a panic is not on the stack");
    return goexit;
}

static VmNext finish_recovered(Processor *p, Goroutine *g, Panic *panic) {
    g->vm.panics = panic->next;
    uint64_t *target = panic->defer_fp;
    FrameWalk at;
    Panic *goexit = drop_aborted(g, panic, target, &at);
    free(panic);
    FATAL_IF(at.func->defer_return == NULL, "%s defers but has no place to return from",
             at.func->name);
    g->vm.fp = target;
    g->vm.pc = at.func->defer_return;
    stack_unwind(p, g, target);
    if (goexit == NULL) return VM_GO_ON;
    goexit->fp = target;
    goexit->pc = at.func->defer_return;
    goexit->top = target + at.func->frame_slots;
    goexit->callee_fp = NULL;
    goexit->next = g->vm.panics;
    g->vm.panics = goexit;
    return run_defers(p, g, goexit);
}

VmNext panic_defer_returned(Processor *p, Goroutine *g) {
    Panic *panic = g->vm.panics;
    g->vm.pc = panic->pc;
    g->vm.fp = panic->fp;
    stack_unwind(p, g, panic->fp);
    panic->callee_fp = NULL;
    if (panic->recovered) return finish_recovered(p, g, panic);
    return run_defers(p, g, panic);
}

// A func value that reflect made stands for the function that reflect calls in the end. [fp] was
// called by reflect: the made function's frame, when all between is reflect's own, else NULL.
static const uint64_t *made_func_frame(const uint64_t *fp) {
    for (;;) {
        const Insn *pc = frame_return(fp);
        if (pc == insn_reflect_done) return pushed_fp(fp);
        if (pc != insn_stack_ret) {
            FuncCode *caller = code_find(pc);
            if (caller == NULL || strncmp(caller->name, "reflect.", 8) != 0) return NULL;
        }
        fp = frame_caller(fp);
    }
}

// The frame that called [fp], looking through what only stands between a deferred call and the
// function meant: wrappers, reflect, moved frames. NULL: it was called by something else.
static const uint64_t *frame_behind(const uint64_t *fp, bool any_caller) {
    const Insn *pc = frame_return(fp);
    if (pc == insn_stack_ret) return frame_caller(fp);
    if (pc == insn_reflect_ret) return made_func_frame(pushed_fp(fp));
    FuncCode *caller = code_find(pc);
    if (caller == NULL) return NULL;
    if (strcmp(caller->name, "reflect.callImpl") == 0) return made_func_frame(frame_caller(fp));
    return any_caller || caller->flags & CODE_WRAPPER ? frame_caller(fp) : NULL;
}

GoIface panic_recover(Goroutine *g, const uint64_t *fp, bool for_caller) {
    Panic *panic = g->vm.panics;
    GoIface none = {0};
    if (panic == NULL || panic->goexit || panic->recovered || panic->callee_fp == NULL)
        return none;
    while (fp && fp != panic->callee_fp) {
        bool moved = frame_return(fp) == insn_stack_ret;
        fp = frame_behind(fp, for_caller);
        if (!moved) for_caller = false;
    }
    if (fp == NULL) return none;
    if (for_caller) return none;
    panic->recovered = true;
    return panic->value;
}
