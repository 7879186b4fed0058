// vm/session.c - see session.h.
#include "vm/session.h"

#include "vm/runtime_int.h"
#include "vm/vm_int.h"

static SessionHooks hooks;
static bool is_on;

void session_begin(const SessionHooks *session_hooks) {
    hooks = *session_hooks;
    is_on = true;
}

bool session_is_on(void) { return is_on; }

static FuncCode *session_native(const char *name, NativeFn *function) {
    NativeDef *def = code_alloc(sizeof *def);
    *def = (NativeDef){name, function, 0};
    return code_new_native(name, 0, 0, def);
}

// Code that calls the functions one after the other.
static FuncCode *make_calls(const char *name, FuncCode *const *funcs, uint32_t count) {
    FuncCode *start = code_new_func(name, 0, 0);
    start->flags |= CODE_WRAPPER;
    start->frame_slots = FRAME_LINK_SLOTS;
    start->code_words = count + 1;
    start->code = code_alloc(start->code_words * sizeof(Insn));
    for (uint32_t i = 0; i < count; i++)
        start->code[i] = insn_abx(OP_CALL, FRAME_LINK_SLOTS, funcs[i]->index);
    start->code[count] = insn_abc(OP_RET, 0, 0, 0);
    start->ptr_slots = code_alloc(8);
    code_publish(start);
    return start;
}

static void (*program_ended)(void);

static void ended_native(NativeCall *call) {
    (void)call;
    program_ended();
}

void session_run(void (*prompt)(void), FuncCode *const *inits, uint32_t count,
                 FuncCode *main_func, void (*ended)(void)) {
    program_ended = ended;
    if (main_func) {
        FuncCode **funcs = code_alloc((count + 2) * sizeof *funcs);
        for (uint32_t i = 0; i < count; i++) funcs[i] = inits[i];
        funcs[count] = main_func;
        funcs[count + 1] = session_native("runtime.main_ended", ended_native);
        call_go(vm_first_processor(), NULL, make_calls("runtime.main", funcs, count + 2), NULL,
                NULL, 0);
    }
    sched_session_begin(vm_first_processor());
    prompt();
}

static void evaluation_returned(NativeCall *call) {
    hooks.happened(SESSION_RETURNED, call->g);
}

// The code of an evaluation: calls [func], then says so.
static FuncCode *make_evaluation(FuncCode *func) {
    static FuncCode *returned;
    if (!returned) returned = session_native("runtime.evaluated", evaluation_returned);
    return make_calls("runtime.evaluate", (FuncCode *[]){func, returned}, 2);
}

Goroutine *session_prepare(Processor *p, FuncCode *func, void (*over)(Processor *p)) {
    Goroutine *g = call_prepare(p, NULL, make_evaluation(func), NULL, NULL, 0);
    g->on_exit = over;
    return g;
}

void session_continue(Processor *p, Goroutine *g) { sched_ready(p, g); }

bool session_interrupt(Processor *p, Goroutine *g) {
    g->wake_panic = WAKE_INTERRUPT;
    return sched_interrupt(p, g);
}

bool session_take_panic(Goroutine *g, bool *stop) {
    if (!is_on) return false;
    *stop = hooks.stops && hooks.stops(g);
    hooks.happened(SESSION_PANICKED, g);
    return true;
}

void runtime_breakpoint(NativeCall *call) {
    if (!is_on) __builtin_trap();   // as in Go, where no debugger is there
    if (!hooks.stops(call->g)) return;
    sched_park(call->p, call->g, WAIT_FOREVER);
    call->status = NATIVE_PARKED;
    hooks.happened(SESSION_BREAKPOINT, call->g);
}
