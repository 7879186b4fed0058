// vm/call.c - calls that are not a plain CALL: natives, goroutines, calls made by C code.
#include "vm/vm_int.h"

const Insn insn_go_exit[2] = {{.op = OP_GO_EXIT}, {.op = OP_NOP}};

// A native that may block. The thread may come back with another processor, or without one: then
// the goroutine is in a run queue already and goes on, behind the native, wherever it is run.
static NativeStatus call_blocking(Processor *p, Goroutine *g, FuncCode *func, NativeCall *call) {
    sched_enter_syscall(p, g);
    func->native(call);
    Processor *now = sched_exit_syscall(g);
    if (now == NULL) return NATIVE_PARKED;
    return now == p ? call->status : NATIVE_MOVED;
}

NativeStatus call_native(Processor *p, Goroutine *g, FuncCode *func, uint64_t *base) {
    NativeCall call = {.results = base, .args = base + func->result_slots, .p = p, .g = g};
    if (__builtin_expect(func->native_flags & NATIVE_BLOCKS, 0))
        return call_blocking(p, g, func, &call);
    func->native(&call);
    return call.status;
}

uint32_t first_frame_slots(const FuncCode *func) {
    uint32_t passed = (uint32_t)func->result_slots + func->param_slots;
    uint32_t frame = code_frame_slots(func);
    return frame > passed ? frame : passed;
}

Goroutine *call_prepare(Processor *p, const Insn *pc, FuncCode *func, void *closure,
                        const uint64_t *args, uint64_t parent_id) {
    Goroutine *g = goroutine_new(p, pc);
    g->parent_id = parent_id;
    const Insn *entry = code_entry(func);
    uint64_t *fp = stack_begin(p, g, insn_go_exit, first_frame_slots(func));
    fp[-3] = (uint64_t)(uintptr_t)closure;
    few_slots_clear(fp, func->result_slots);
    if (func->param_slots)
        few_slots_copy(fp + func->result_slots, args + func->result_slots, func->param_slots);
    g->vm.pc = entry;
    g->vm.fp = fp;
    return g;
}

void call_go(Processor *p, const Insn *pc, FuncCode *func, void *closure, const uint64_t *args,
             uint64_t parent_id) {
    goroutine_start(p, call_prepare(p, pc, func, closure, args, parent_id));
}

VmNext call_push(Processor *p, Goroutine *g, const PushedCall *call) {
    FuncCode *func = call->func;
    uint32_t slots = (uint32_t)func->result_slots + func->param_slots;
    uint64_t *fp = stack_place(p, g, call->top, slots);
    fp[-7] = (uint64_t)(uintptr_t)call->extra[1];
    fp[-6] = (uint64_t)(uintptr_t)call->extra[0];
    fp[-5] = (uint64_t)(uintptr_t)call->interrupted_fp;
    fp[-4] = (uint64_t)(uintptr_t)call->interrupted_pc;
    fp[-3] = (uint64_t)(uintptr_t)call->closure;
    frame_link(fp, call->return_pc, call->caller ? call->caller : fp);
    few_slots_clear(fp, func->result_slots);
    few_slots_copy(fp + func->result_slots, call->params, func->param_slots);
    if (call->placed) *call->placed = fp;
    g->vm.fp = fp;
    g->vm.pc = code_entry(func);
    if (fp + code_frame_slots(func) > atomic_load(&p->stack_limit) || !p->stack_limit)
        return stack_enter_slow(p, g, func);
    return VM_GO_ON;
}

// ---- INITG --------------------------------------------------------------------------------------
// Initialisers of library variables that run. An entry is made when INITG calls one and taken away
// when the same instruction is executed again in the same frame: then the call has returned.
typedef struct InitCall {
    struct InitCall *next;
    FuncCode *func;
    Goroutine *g;
    uint64_t *fp;
} InitCall;
static InitCall *init_calls;
static Lock init_lock;

static InitCall **init_find(FuncCode *func) {
    InitCall **at = &init_calls;
    while (*at && (*at)->func != func) at = &(*at)->next;
    return at;
}

static void init_end(InitCall **at) {
    InitCall *call = *at;
    code_set_flag(call->func, CODE_INIT_DONE);
    *at = call->next;
    free(call);
}

VmNext call_init_global(Processor *p, Goroutine *g, Insn *insn) {
    FuncCode *func = (FuncCode *)(uintptr_t)insn[1].word;
    lock_acquire(&init_lock);
    InitCall **at = init_find(func);
    InitCall *running = *at;
    bool own = running && running->g == g;
    if (own && running->fp == g->vm.fp) {
        init_end(at);
        stack_unwind(p, g, g->vm.fp);   // the initialiser may have had a chunk of its own
    }
    if (code_has_flag(func, CODE_INIT_DONE)) {
        lock_release(&init_lock);
        // Others may be executing it just now: its second word stays.
        Insn done = insn_abc(OP_INITDONE, 0, 0, 0);
        __atomic_store_n(&insn[0].word, done.word, __ATOMIC_RELAXED);
        return VM_GO_ON;
    }
    if (running) {
        lock_release(&init_lock);
        if (own) return VM_GO_ON;               // the initialiser refers to its own variable
        g->vm.pc = insn;                        // another goroutine runs it: look again later
        return VM_YIELD;
    }
    InitCall *call = malloc(sizeof *call);
    FATAL_IF(call == NULL, "out of memory");
    *call = (InitCall){init_calls, func, g, g->vm.fp};
    init_calls = call;
    lock_release(&init_lock);
    return call_push(p, g, &(PushedCall){.top = g->vm.fp + insn->bx, .return_pc = insn,
                                         .caller = g->vm.fp, .func = func});
}
