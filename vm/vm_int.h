// vm/vm_int.h - what the files of vm/ share and nobody else sees.
//
// How control leaves the straight path. The dispatch loop keeps pc and fp in locals. Whatever may
// look at the frames (the collector, a traceback), change them (panics) or leave the loop (parking)
// first has them stored into g->vm. A helper that fails returns false and has left the value to
// panic with in the processor (vm_fail_*); the loop then stores its state and calls panic_raise,
// which makes g->vm say where to go on: usually at the start of a deferred call.
//
// A pc in g->vm or in a frame's link is that of the instruction to execute next. The one that is
// being executed for a caller, or has panicked, is the one before.
#ifndef MOUND_VM_VM_INT_H
#define MOUND_VM_VM_INT_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/check.h"
#include "base/utf8.h"
#include "gc/barrier.h"
#include "sched/chan.h"
#include "sched/sched.h"
#include "vm/code.h"
#include "vm/vm.h"

// ---- the link of a frame ------------------------------------------------------------------------
static inline const Insn *frame_return(const uint64_t *fp) {
    return (const Insn *)(uintptr_t)fp[-1];
}
static inline uint64_t *frame_caller(const uint64_t *fp) {
    return (uint64_t *)(uintptr_t)fp[-2];
}
static inline void frame_link(uint64_t *fp, const Insn *pc, const uint64_t *caller) {
    fp[-1] = (uint64_t)(uintptr_t)pc;
    fp[-2] = (uint64_t)(uintptr_t)caller;
}

// Return addresses that are not in any function.
extern const Insn insn_stack_ret[2], insn_defer_ret[2], insn_go_exit[2], insn_panic_text[2],
    insn_reflect_ret[2], insn_reflect_done[2];

// Copies or clears a few slots: mostly one or two, for which the C library's functions cost more
// than they do. The empty asm keeps the compiler from calling them.
static inline void few_slots_copy(uint64_t *to, const uint64_t *from, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        to[i] = from[i];
        __asm__("" : : : "memory");
    }
}
static inline void few_slots_clear(uint64_t *to, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        to[i] = 0;
        __asm__("" : : : "memory");
    }
}

// ---- failing ------------------------------------------------------------------------------------
// Leaves [value] for panic_raise. All vm_fail_* return false.
bool vm_fail_value(Processor *p, GoIface value);
// runtime.errorString: "runtime error: " + text.
bool vm_fail_runtime(Processor *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool vm_fail_runtime_v(Processor *p, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
// runtime.boundsError: the same prefix.
bool vm_fail_bounds(Processor *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
// runtime.plainError: the text alone.
bool vm_fail_plain(Processor *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool vm_fail_plain_v(Processor *p, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
// *runtime.TypeAssertionError with the whole text.
bool vm_fail_assertion(Processor *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
// nil dereference; also prints the signal line when nobody recovers.
bool vm_fail_nil(Processor *p);
bool vm_fail_divide(Processor *p);
bool vm_fail_uncomparable(Processor *p, const RType *type);
bool vm_fail_unhashable(Processor *p, const RType *type);
// For SCHED_PANIC_* and WAKE_*.
bool vm_fail_sched(Processor *p, SchedStatus status);

// ---- loop_*.c -----------------------------------------------------------------------------------
// The section that all editions of the loop lie in: a fault in it is the program's (fault.c).
#define VM_RUN_TEXT __attribute__((section("vm_run_text")))
typedef SliceEnd VmLoop(Processor *p, Goroutine *g);
VmLoop run_plain, run_counted, run_hooked, run_recorded;
VmLoop *vm_loop(VmEdition edition);

// What a slow path tells the loop.
typedef enum VmNext {
    VM_GO_ON,      // g->vm says where
    VM_YIELD,
    VM_PARKED,
    VM_EXITED,
    VM_MOVED,      // the same as VM_GO_ON, but the processor is g->processor now
} VmNext;

// ---- stack.c ------------------------------------------------------------------------------------
// Gives [g] its first chunk, with a frame of [slots]; the caller fills in parameters. Returns the
// frame. Nobody looks for room when the goroutine begins, so [slots] is first_frame_slots().
uint64_t *stack_begin(Processor *p, Goroutine *g, const Insn *return_pc, uint32_t slots);
// A place for a frame of [slots] on top of [top], with PUSHED_LINK_SLOTS for its link; in a
// chunk of its own if need be, which stack_unwind frees when the call is over.
uint64_t *stack_place(Processor *p, Goroutine *g, uint64_t *top, uint32_t slots);
// Makes p->stack_limit that of [g]'s newest chunk, or NULL when the processor is asked for
// something.
void stack_set_limit(Processor *p, Goroutine *g);
// A function of [frame_slots] is about to start in the frame g->vm.fp, but p->stack_limit is
// below its end: moves the frame to a new chunk, or does what the processor is asked for.
VmNext stack_enter_slow(Processor *p, Goroutine *g, FuncCode *func);
// The first frame of the newest chunk has returned. Copies its results to where the caller wants
// them and frees the chunk.
void stack_return(Processor *p, Goroutine *g);
// Frees the chunks above the one that [fp] lies in.
void stack_unwind(Processor *p, Goroutine *g, const uint64_t *fp);
void stack_free_all(Processor *p, Goroutine *g);
// Go's limit for one goroutine's stack (debug.SetMaxStack).
extern _Atomic int64_t stack_bytes_max;

// ---- walking frames -----------------------------------------------------------------------------
typedef struct Panic Panic;
typedef struct FrameWalk {
    const Goroutine *g;      // NULL: panics are not looked up
    const Insn *pc;          // next instruction of this frame
    uint64_t *fp;
    uint64_t *callee_fp;     // of the frame above, NULL for the newest
    FuncCode *func;          // NULL at the end
    bool is_return;          // pc is a return address
    bool interrupted;        // by a call that C code made (PushedCall)
    bool called_panic;       // that was a deferred call of a panic ...
    const Panic *panic;      // ... this one
    bool is_parked;          // the newest frame, inside the instruction before pc
} FrameWalk;
// Starts at a frame that is about to execute [pc].
bool frame_walk_at(FrameWalk *walk, const Insn *pc, uint64_t *fp);
// The newest frame of a goroutine that does not run; false when it has none.
bool frame_walk_begin(FrameWalk *walk, const Goroutine *g);
// The frame that called this one; false when there is none.
bool frame_walk_next(FrameWalk *walk);
// A word of the instruction that the frame is at, for its line.
const Insn *frame_walk_insn(const FrameWalk *walk);

// ---- call.c -------------------------------------------------------------------------------------
// Runs native [func] with its frame at [base].
NativeStatus call_native(Processor *p, Goroutine *g, FuncCode *func, uint64_t *base);
// Starts a goroutine that calls [func] with [closure] (may be NULL) and the parameters at [args].
void call_go(Processor *p, const Insn *pc, FuncCode *func, void *closure, const uint64_t *args,
             uint64_t parent_id);
// The slots a goroutine's first frame needs if it begins at the entry that [func] had when the
// caller read it, before this: all of the function's frame once there is code.
uint32_t first_frame_slots(const FuncCode *func);
// The same goroutine, made but not started.
Goroutine *call_prepare(Processor *p, const Insn *pc, FuncCode *func, void *closure,
                        const uint64_t *args, uint64_t parent_id);
// A call that C code makes, on top of a frame. Either it returns to code of the frame [caller]
// (RETD, INITG), or to one of the instructions insn_*_ret ([caller] NULL): these are executed with
// the called frame's own fp, in whose link they find what was interrupted.
typedef struct PushedCall {
    uint64_t *top;               // first slot above what must stay
    const Insn *return_pc;
    uint64_t *caller;
    const Insn *interrupted_pc;  // slot -4
    uint64_t *interrupted_fp;    // slot -5
    const void *extra[2];        // slots -6 and -7: for whom it returns to; kept alive
    FuncCode *func;
    void *closure;               // NULL: called directly
    const uint64_t *params;      // param_slots of them
    uint64_t **placed;           // gets the frame's address before it may move to a new chunk
} PushedCall;
enum { PUSHED_LINK_SLOTS = 7 };
static inline const Insn *pushed_pc(const uint64_t *fp) {
    return (const Insn *)(uintptr_t)fp[-4];
}
static inline uint64_t *pushed_fp(const uint64_t *fp) { return (uint64_t *)(uintptr_t)fp[-5]; }
// Lays the frame out and makes g->vm start it.
VmNext call_push(Processor *p, Goroutine *g, const PushedCall *call);
// LAZY: compiles [func].
void call_compile(FuncCode *func);
// INITG at [insn]: g->vm is behind it.
VmNext call_init_global(Processor *p, Goroutine *g, Insn *insn);

// ---- defer.c ------------------------------------------------------------------------------------
typedef struct Defer Defer;
struct Defer {               // DEFER_RECORD_SLOTS
    Defer *next;             // deferred before
    uint64_t *fp;            // frame that deferred
    FuncCode *func;
    const Insn *pc;          // behind the defer statement
    uint64_t in_heap;
    uint64_t slots_used;     // in slots[]
    uint64_t slots[];        // closure, results, parameters
};
_Static_assert(sizeof(Defer) == DEFER_RECORD_SLOTS * 8, "DEFER_RECORD_SLOTS is its header");

void defer_push(Goroutine *g, uint64_t *fp, uint32_t record, FuncCode *func, void *closure,
                const uint64_t *args);
// Lays down what the call of [defer], whose func is set, is to get.
static inline void defer_fill(Defer *defer, void *closure, const uint64_t *args) {
    uint32_t results = defer->func->result_slots, params = defer->func->param_slots;
    defer->slots_used = 1 + results + params;
    defer->slots[0] = (uint64_t)(uintptr_t)closure;
    few_slots_clear(defer->slots + 1, results);
    few_slots_copy(defer->slots + 1 + results, args + results, params);
}
// Takes the newest record off and pushes its call; fills in func, closure and params of [call].
VmNext defer_call(Processor *p, Goroutine *g, PushedCall *call);
// RETD and RUND, at g->vm: calls the newest deferred call of the frame, [frame_slots] above it, to
// return to the instruction. Brings the stack back to the frame's chunk before.
VmNext defer_run(Processor *p, Goroutine *g, uint32_t frame_slots);

// A record that needs nothing but its slots copied: they fit what is free above every frame.
enum { DEFER_PLAIN_SLOTS = 8 };
static inline bool defer_is_plain(const Defer *defer) {
    return !defer->in_heap && defer->func != NULL && defer->slots_used <= DEFER_PLAIN_SLOTS;
}
// Takes the newest, plain record off; its call's frame, on top of [top], without the link.
static inline uint64_t *defer_lay(Goroutine *g, uint64_t *top) {
    const Defer *defer = g->vm.defers;
    uint64_t *fp = top + PUSHED_LINK_SLOTS;
    g->vm.defers = defer->next;
    fp[-3] = defer->slots[0];
    few_slots_copy(fp, defer->slots + 1, (uint32_t)defer->slots_used - 1);
    return fp;
}

// ---- panic.c ------------------------------------------------------------------------------------
struct Panic {
    Panic *next;             // older
    GoIface value;
    uint64_t *fp;            // frame that panicked, on top of which deferred calls run
    uint64_t *top;           // first slot above it
    const Insn *pc;          // behind the instruction that panicked
    uint64_t *callee_fp;     // the deferred call that runs, NULL: none
    uint64_t *defer_fp;      // frame that deferred it
    bool recovered;
    bool goexit;
    bool is_signal;          // nil dereference: print the signal line
    bool is_runtime;         // raised by the runtime
    bool printing;           // its Error or String method runs
    GoString text;           // result of that; NULL text: not yet
};

// Starts the panic whose value the failing helper left in [p]. g->vm is saved.
VmNext panic_raise(Processor *p, Goroutine *g);
// panic(value).
VmNext panic_go(Processor *p, Goroutine *g, GoIface value);
VmNext panic_goexit(Processor *p, Goroutine *g);
// DEFER_RET: the deferred call of the newest panic has returned.
VmNext panic_defer_returned(Processor *p, Goroutine *g);
// recover() in the frame [fp].
GoIface panic_recover(Goroutine *g, const uint64_t *fp, bool for_caller);
// No deferred call is left: prints the panics and ends the process, once the values' Error and
// String methods have run.
// Forgets its panics and frees its stack: the goroutine is over.
VmNext panic_end_goroutine(Processor *p, Goroutine *g);
VmNext panic_die(Processor *p, Goroutine *g);
// PANIC_TEXT: an Error or String method has returned.
VmNext panic_text_returned(Processor *p, Goroutine *g);

// ---- runtime_reflect.c --------------------------------------------------------------------------
VmNext reflect_returned(Processor *p, Goroutine *g);
VmNext reflect_func_called(Processor *p, Goroutine *g, FuncCode *func);
VmNext reflect_func_returned(Processor *p, Goroutine *g);

// ---- runtime_mem.c ------------------------------------------------------------------------------
// SchedHooks.cycle_done: those who wait in runtime.GC go on.
void runtime_cycle_done(Processor *p);

// ---- runtime_finalizer.c ------------------------------------------------------------------------
// Starts the goroutine that runs the finalizers which are due.
void finalizer_attend(Processor *p);

// ---- values -------------------------------------------------------------------------------------
// *runtime.PanicNilError.
GoIface panic_value_nil(Processor *p);
// The text of a value that vm_fail_* made; *[prefix] is "runtime error: " or empty. False: it is
// another value.
bool panic_value_text(GoIface value, GoString *text, const char **prefix);

void *vm_new(Processor *p, const RType *type);
// A copy in the heap of the value of [type] at [value].
void *vm_copy(Processor *p, const RType *type, const void *value);
void *vm_new_array(Processor *p, const RType *type, int64_t count);
void *vm_alloc_bytes(Processor *p, size_t bytes, HeapFlags flags);

bool slice_make(Processor *p, uint64_t *out, int64_t count, int64_t capacity, const RType *elem);
bool slice_slice(Processor *p, uint64_t *out, const uint64_t *from, const uint64_t *range,
                 uint64_t mode);
bool slice_array(Processor *p, uint64_t *out, void *array, const uint64_t *range, uint64_t mode,
                 int64_t length);
bool slice_string(Processor *p, uint64_t *out, const uint64_t *from, const uint64_t *range,
                  uint64_t mode);
// Makes room for [extra] more items behind [from]; out gets pointer, the old length and capacity.
bool slice_grow(Processor *p, GoSlice *out, const GoSlice *from, int64_t extra,
                const RType *elem);
bool slice_append(Processor *p, uint64_t *out, const uint64_t *from, const void *items,
                  int64_t count, const RType *elem);
// append(from, make([]elem, count)...).
bool slice_append_made(Processor *p, uint64_t *out, const uint64_t *from, int64_t count,
                       const RType *elem);
int64_t slice_copy(const uint64_t *to, const uint64_t *from, const RType *elem);
bool slice_unsafe(Processor *p, uint64_t *out, void *pointer, int64_t count, const RType *elem);
bool string_unsafe(Processor *p, uint64_t *out, void *pointer, int64_t count);

int string_compare(const uint64_t *a, const uint64_t *b);
static inline bool string_equal(const uint64_t *a, const uint64_t *b) {
    if (a[1] != b[1]) return false;
    return a[0] == b[0] || a[1] == 0 ||
           memcmp((const void *)(uintptr_t)a[0], (const void *)(uintptr_t)b[0], a[1]) == 0;
}
bool string_concat(Processor *p, uint64_t *out, const uint64_t *parts, uint32_t count,
                   char *buffer);
// With a [buffer] (of STRING_BUFFER_ITEMS) the result lies there if it fits.
enum { STRING_BUFFER_ITEMS = 32 };
void string_to_bytes(Processor *p, uint64_t *out, const uint64_t *from, void *buffer);
void string_from_bytes(Processor *p, uint64_t *out, const uint64_t *from, void *buffer);
void string_to_runes(Processor *p, uint64_t *out, const uint64_t *from, void *buffer);
void string_from_runes(Processor *p, uint64_t *out, const uint64_t *from, void *buffer);
void string_from_rune(Processor *p, uint64_t *out, int64_t rune, void *buffer);
GoString string_new(Processor *p, const char *text, size_t bytes);

// A string of the one byte, in static memory.
const char *string_of_byte(uint8_t byte);

void *box_value(Processor *p, const RType *type, const void *value);
void *box_scalar(Processor *p, const RType *type, uint64_t value);
void *box_string(Processor *p, const uint64_t *value);

bool iface_equal(Processor *p, bool *equal, const uint64_t *a, const uint64_t *b,
                 bool has_methods);
bool iface_assert_type(Processor *p, const RType *type, const RType *wanted,
                       const RType *inter);
bool iface_assert(Processor *p, uint64_t *out, const uint64_t *from, const RType *inter,
                  const RType *from_type);
void iface_assert2(uint64_t *out, const uint64_t *from, const RType *inter);

SchedStatus channel_make(Processor *p, const RType *type, int64_t capacity, Chan **chan);
bool channel_close(Processor *p, Chan *chan);

void complex_div(double out[2], const double a[2], const double b[2]);

// Prints into a buffer of the thread; print_flush writes it out.
void print_value(PrintKind kind, const uint64_t *value);
void print_flush(void);

// ---- map.c, alloc.c: tell vm/meaning.h what the run time's own objects are --------------------
void map_register_layouts(void);
void box_register_layouts(void);

// ---- alloc_profile.c ----------------------------------------------------------------------------
// The program's variable runtime.MemProfileRate has got its memory.
void alloc_profile_bind_rate(const int64_t *variable);

// ---- runtime_arena.c ----------------------------------------------------------------------------
// Whether [pointer] points into memory that package arena handed out.
bool is_in_arena(const void *pointer);

// ---- places.c -----------------------------------------------------------------------------------
// The name of a package variable's place. Under the lock that globals_alloc holds.
void place_add_global(const RType *type, const char *name, uint32_t offset);

// ---- scanning -----------------------------------------------------------------------------------
void scan_init(void);
// SchedHooks.scan_stack.
void scan_stack(Marker *marker, Goroutine *g);
// Which slots of a frame of [func] hold live pointers: frame_slots bits, and one more for the
// closure of the call. NULL: not known.
const uint64_t *liveness_at(FuncCode *func, const FrameWalk *walk);
// The same for all slots, pointers or not. Only in a session; NULL otherwise.
const uint64_t *liveness_all_at(FuncCode *func, const FrameWalk *walk);
// What is wrong with a function whose code is whole: a slot with a pointer that is alive at the
// entry and no parameter. NULL: nothing. In debug builds only.
const char *liveness_fault(FuncCode *func);

// ---- fault.c ------------------------------------------------------------------------------------
// Handles memory faults from here on; the calling thread gets a stack of its own for that.
void fault_init(void);
// The same stack for another thread.
void fault_init_thread(void);

// ---- signal.c -----------------------------------------------------------------------------------
// What signals do from here on: SIGQUIT prints all goroutines, writing to a broken pipe fails.
void signal_init(void);
// Ends the process by SIGPIPE, unless the program handles that signal.
void signal_die_of_broken_pipe(void);

// ---- dying --------------------------------------------------------------------------------------
// "fatal error: ..." with the current goroutine's traceback, or everybody's; exit code 2.
_Noreturn void fatal_error(Goroutine *g, bool all, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// The calling thread is the one that reports; all others stand still, and one that wants to
// as well waits for ever. From here on standard error is buffered, because tracebacks are long;
// then it is written out and the process ends with exit code 2.
void report_begin(void);
_Noreturn void report_end(void);
// GOTRACEBACK, or what debug.SetTraceback said.
typedef enum TraceLevel {
    TRACE_NONE,     // no goroutine
    TRACE_SINGLE,   // of a panic the goroutine that panicked, of a fatal error all
    TRACE_ALL,
    TRACE_SYSTEM,   // the same here: there are no frames of a run time in Go
    TRACE_CRASH,    // and then SIGABRT, for a core dump
} TraceLevel;
TraceLevel trace_level(void);
// debug.SetTraceback: at least the level that the environment asks for; "all" if [text] names none.
void trace_ask_level(const char *text);
void traceback_print(const Goroutine *g, const char *status);
void traceback_print_others(const Goroutine *g);
void traceback_deadlock(DeadlockKind kind);

// A library type by name, through the hooks of vm.h; NULL when there is none.
const RType *vm_find_type(const char *path, const char *name);

// A function of the library that the run time calls. It is looked for once, because that takes the
// lock of the front end.
typedef struct LibraryFunc {
    const char *path, *name;
    FuncCode *_Atomic found;
} LibraryFunc;
// Its code. Fatal: the library has no such function. Any thread.
FuncCode *vm_library_func(LibraryFunc *func);

// ---- pseudo.c -----------------------------------------------------------------------------------
// Functions of Go's runtime that runtime.Callers shows. Between a frame that panicked, or called
// Goexit, and the deferred call above it there is one; main's and each goroutine's own are
// outermost.
typedef enum {
    PSEUDO_GOPANIC, PSEUDO_GOEXIT_CALL, PSEUDO_MAIN, PSEUDO_GOEXIT, PSEUDO_COUNT
} PseudoFunc;
FuncCode *pseudo_func(PseudoFunc which);
// Where Go 1.23 has [func]; false, and nothing set, when it is none of those.
bool pseudo_place(const FuncCode *func, const char **file, uint32_t *line);

#endif
