// vm/runtime_proc.c - natives of package runtime about goroutines, frames and the process.
#include <unistd.h>

#include "vm/native_runtime.h"
#include "vm/runtime_int.h"
#include "vm/traceback.h"
#include "vm/vm_int.h"

void runtime_gosched(NativeCall *call) { call->status = NATIVE_YIELD; }
void runtime_goexit(NativeCall *call) { call->status = NATIVE_EXIT; }

void runtime_num_goroutine(NativeCall *call) {
    native_ret_int(call, 0, (int64_t)sched_goroutine_count());
}

void runtime_gomaxprocs(NativeCall *call) {
    int64_t count = native_arg_int(call, 0), old = sched_processor_count();
    native_ret_int(call, 0, old);
    if (count <= 0 || count == old) return;
    sched_set_processor_count(call->p, count > PROCESSORS_MAX ? PROCESSORS_MAX : (uint32_t)count);
}

void runtime_num_cpu(NativeCall *call) { native_ret_int(call, 0, sched_cpu_count()); }

void runtime_lock_os_thread(NativeCall *call) { sched_lock_thread(call->g); }
void runtime_unlock_os_thread(NativeCall *call) { sched_unlock_thread(call->g); }

void runtime_fastrand64(NativeCall *call) { native_ret_uint(call, 0, sched_random(call->p)); }

void runtime_exit(NativeCall *call) { vm_exit((int)native_arg_int(call, 0)); }

void runtime_fatal(NativeCall *call) {
    GoString text = native_arg_string(call, 0);
    fatal_error(call->g, true, "%.*s", (int)text.bytes, text.text);
}

void debug_set_max_stack(NativeCall *call) {
    native_ret_int(call, 0, atomic_exchange(&stack_bytes_max, native_arg_int(call, 0)));
}

void debug_set_traceback(NativeCall *call) {
    GoString text = native_arg_string(call, 0);
    char level[16];
    snprintf(level, sizeof level, "%.*s", (int)(text.bytes < 16 ? text.bytes : 15), text.text);
    trace_ask_level(level);
}

void os_runtime_args(NativeCall *call) {
    static const uint8_t bits[8] = {1};
    static const Layout string_layout = {16, 8, bits};
    size_t count = (size_t)vm_config.argc;
    GoString *args = heap_alloc(call->p->cache, count * sizeof *args, &string_layout, HEAP_ZEROED);
    for (size_t i = 0; i < count; i++)
        args[i] = (GoString){vm_config.argv[i], (int64_t)strlen(vm_config.argv[i])};
    native_ret_slice(call, 0, (GoSlice){args, (int64_t)count, (int64_t)count});
}

// ---- frames -------------------------------------------------------------------------------------
// The frames of the program that the frame at [walk] stands for, without the first *[skip], which
// it counts down. Returns how many of [room] it wrote.
static int64_t frame_pcs(const FrameWalk *walk, int64_t *skip, uint64_t *pcs, int64_t room) {
    const Insn *insn = frame_walk_insn(walk);
    uint64_t pc = (uint64_t)(uintptr_t)(insn + 1);
    int64_t count = 0;
    Pos pos = code_pos(walk->func, insn);
    for (bool inner = true; inner && count < room;) {
        Pos place = pos;
        inner = frame_outward(&pos);
        if (!inner && (walk->func->flags & CODE_WRAPPER)) break;
        if ((*skip)-- <= 0) pcs[count++] = pc ? pc : frame_pseudo_pc(walk->func, place);
        pc = 0;
    }
    return count;
}

// For functions without code of their own the address behind the start of their FuncCode stands for
// a return address: callers go back from one.
static uint64_t return_into(const FuncCode *func) { return (uint64_t)(uintptr_t)func + 8; }

// func Callers(skip int, pc []uintptr) int: return addresses; entry 0 is Callers itself.
void runtime_callers(NativeCall *call) {
    int64_t skip = native_arg_int(call, 0), count = 0;
    GoSlice out = native_arg_slice(call, 1);
    uint64_t *pcs = out.items;
    FrameWalk walk;
    bool more = frame_walk_begin(&walk, call->g);
    if (skip == 0 && more && count < out.count && walk.pc[-1].op == OP_CALLN)
        pcs[count++] = return_into(code_funcs[walk.pc[-1].bx]);
    for (skip--; more && count < out.count; more = frame_walk_next(&walk)) {
        if (walk.panic && skip-- <= 0)
            pcs[count++] = return_into(
                pseudo_func(walk.panic->goexit ? PSEUDO_GOEXIT_CALL : PSEUDO_GOPANIC));
        count += frame_pcs(&walk, &skip, pcs + count, out.count - count);
    }
    bool is_main = call->g->id == 1;
    if (is_main && count < out.count && skip-- <= 0)
        pcs[count++] = return_into(pseudo_func(PSEUDO_MAIN));
    if (count < out.count && skip-- <= 0) pcs[count++] = return_into(pseudo_func(PSEUDO_GOEXIT));
    native_ret_int(call, 0, count);
}

// The function that [pc] names by the address of its FuncCode, as return_into() or exactly.
static FuncCode *named_func(uint64_t pc) {
    uint32_t count = __atomic_load_n(&code_func_count, __ATOMIC_ACQUIRE);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t start = (uint64_t)(uintptr_t)code_funcs[i];
        if (pc >= start && pc <= start + 8) return code_funcs[i];
    }
    return NULL;
}

// func pcInfo(pc uintptr) (name, file string, line int, entry uintptr)
void runtime_pc_info(NativeCall *call) {
    uint64_t pc = native_arg_uint(call, 0);
    memset(call->results, 0, 6 * sizeof(uint64_t));
    if (pc < 8) return;
    const Insn *insn = (const Insn *)(uintptr_t)((pc - 1) & ~7ull);
    FuncCode *func = code_find(insn);
    Pos pos = func ? code_pos(func, insn) : NO_POS;
    if (func == NULL && (func = named_func(pc)) != NULL) pos = func->pos;
    if (func == NULL && !frame_pseudo_find(pc, &func, &pos)) return;
    const char *name = frame_name(func, pos);
    Location at = source_location(pos);
    const char *path = source_traced_path(&at);
    if (!path) path = "";
    pseudo_place(func, &path, &at.line);
    native_ret_string(call, 0, (GoString){name, (int64_t)strlen(name)});
    native_ret_string(call, 2, (GoString){path, (int64_t)strlen(path)});
    native_ret_int(call, 4, at.line);
    native_ret_pointer(call, 5, func);
}

// func Stack(buf []byte, all bool) int
void runtime_stack(NativeCall *call) {
    GoSlice out = native_arg_slice(call, 0);
    TraceText text = {.text = out.items, .capacity = (size_t)out.count};
    if (text.capacity) trace_goroutine(&text, call->g, "running");
    if (text.capacity && native_arg_bool(call, 3)) {
        sched_stop_world(call->p);
        trace_others(&text, call->g);
        sched_start_world(call->p);
    }
    native_ret_int(call, 0, (int64_t)text.used);
}
