// vm/runtime_pprof.c - natives behind runtime.MemProfile, GoroutineProfile and package
// runtime/pprof.
#include "base/pprof.h"

#include <math.h>

#include "sched/blocking.h"
#include "vm/alloc_profile.h"
#include "vm/native_runtime.h"
#include "vm/vm_int.h"
#include "vm/wait_profile.h"
#include "vm/watch.h"

enum { RECORD_FRAMES = 32 };

// ---- what a pc is -------------------------------------------------------------------------------
// The function and place of a pc: a return address, or what frame_pseudo_pc made.
static FuncCode *place_of_pc(uint64_t pc, Pos *pos) {
    const Insn *insn = (const Insn *)(uintptr_t)((pc - 1) & ~7ull);
    FuncCode *func = pc < 8 ? NULL : code_find(insn);
    if (func != NULL) *pos = code_pos(func, insn);
    else if (!frame_pseudo_find(pc, &func, pos)) func = NULL;
    return func;
}

// Writes the frames of the program that the return address [pc] stands for, calls that were inlined
// too. Returns how many of [room] it wrote.
static uint32_t expand_pc(uint64_t pc, uint64_t *pcs, uint32_t room) {
    Pos pos;
    FuncCode *func = place_of_pc(pc, &pos);
    if (room == 0 || func == NULL) return 0;
    uint32_t count = 0;
    pcs[count++] = pc;
    while (count < room && frame_outward(&pos)) pcs[count++] = frame_pseudo_pc(func, pos);
    return count;
}

static uint32_t add_locations(Pprof *profile, const uint64_t *pcs, uint32_t count,
                              bool skip_runtime, uint64_t *locations) {
    uint32_t used = 0;
    for (uint32_t i = 0; i < count; i++) {
        Pos pos;
        FuncCode *func = place_of_pc(pcs[i], &pos);
        if (func == NULL) continue;
        const char *name = frame_name(func, pos);
        // The run time's own functions at the top say nothing about the program.
        bool is_runtime = strncmp(name, "runtime.", 8) == 0;
        if (skip_runtime && used == 0 && is_runtime && i + 1 < count) continue;
        Location at = source_location(pos), start = source_location(func->pos);
        bool is_own = strcmp(name, func->name) == 0;
        PprofFrame frame = {name, at.path ? source_full_path(at.path) : "", at.line,
                            is_own ? start.line : 0};
        locations[used++] = pprof_location(profile, &frame);
    }
    return used;
}

// ---- runtime.MemProfile -------------------------------------------------------------------------
// runtime.MemProfileRecord
typedef struct MemRecord {
    int64_t alloc_bytes, free_bytes, alloc_objects, free_objects;
    uint64_t stack[RECORD_FRAMES];
} MemRecord;

typedef struct MemRecords {
    MemRecord *items;
    int64_t count, capacity;
    bool with_dead;              // sites with nothing in use too
} MemRecords;

static bool is_counted(const AllocSite *site, const AllocCounts *counts, bool with_dead) {
    // Tiny objects that found room in a block are not sampled in Go.
    if (site->bytes == 0 || counts->allocs == 0) return false;
    return with_dead || counts->alloc_bytes != counts->free_bytes;
}

static void add_record(const AllocSite *site, void *arg) {
    MemRecords *records = arg;
    AllocCounts counts = alloc_counts_settled(site);
    if (!is_counted(site, &counts, records->with_dead)) return;
    if (records->count < records->capacity) {
        MemRecord *record = &records->items[records->count];
        *record = (MemRecord){(int64_t)counts.alloc_bytes, (int64_t)counts.free_bytes,
                              (int64_t)counts.allocs, (int64_t)counts.frees, {0}};
        uint32_t used = 0;
        for (uint32_t i = 0; i < site->frame_count; i++)
            used += expand_pc((uint64_t)(uintptr_t)site->pcs[i], record->stack + used,
                              RECORD_FRAMES - used);
    }
    records->count++;
}

// func memProfile(p []MemProfileRecord, inuseZero bool) (n int): how many there are; they are all
// in p if it is long enough.
void runtime_mem_profile(NativeCall *call) {
    GoSlice out = native_arg_slice(call, 0);
    MemRecords records = {out.items, 0, out.count, native_arg_bool(call, 3)};
    alloc_each_site(add_record, &records);
    native_ret_int(call, 0, records.count);
}

// ---- runtime.GoroutineProfile -------------------------------------------------------------------
typedef struct StackRecords {
    uint64_t (*items)[RECORD_FRAMES];
    int64_t count, capacity;
    bool leaked;             // only goroutines that nobody can wake
} StackRecords;

static void add_stack(Goroutine *g, void *arg) {
    StackRecords *records = arg;
    if (g->is_system || (records->leaked && !g->is_leaked)) return;
    if (records->count < records->capacity) {
        uint64_t *stack = records->items[records->count];
        memset(stack, 0, RECORD_FRAMES * sizeof *stack);
        uint32_t used = 0;
        FrameWalk walk;
        bool more = frame_walk_begin(&walk, g);
        for (; more && used < RECORD_FRAMES; more = frame_walk_next(&walk))
            if (!(walk.func->flags & CODE_WRAPPER))
                used += expand_pc((uint64_t)(uintptr_t)(frame_walk_insn(&walk) + 1),
                                  stack + used, RECORD_FRAMES - used);
    }
    records->count++;
}

// func goroutineProfile(p []StackRecord) (n int)
void runtime_goroutine_profile(NativeCall *call) {
    GoSlice out = native_arg_slice(call, 0);
    StackRecords records = {out.items, 0, out.count, false};
    sched_stop_world(call->p);
    sched_each_goroutine(add_stack, &records);
    sched_start_world(call->p);
    native_ret_int(call, 0, records.count);
}

// func goroutineLeaks(p []StackRecord) (n int): the same of those that nobody can wake any more.
void runtime_goroutine_leaks(NativeCall *call) {
    GoSlice out = native_arg_slice(call, 0);
    StackRecords records = {out.items, 0, out.count, true};
    sched_find_leaks();
    sched_stop_world(call->p);
    sched_each_goroutine(add_stack, &records);
    sched_start_world(call->p);
    native_ret_int(call, 0, records.count);
}

// ---- runtime.BlockProfile, runtime.MutexProfile -------------------------------------------------
// runtime.BlockProfileRecord
typedef struct WaitRecord {
    int64_t count, cycles;
    uint64_t stack[RECORD_FRAMES];
} WaitRecord;

typedef struct WaitRecords {
    WaitRecord *items;
    int64_t count, capacity;
} WaitRecords;

// Whether [pc] lies in what a function of sync that programs call is made of.
static bool is_inside_sync(uint64_t pc) {
    Pos pos;
    const FuncCode *func = place_of_pc(pc, &pos);
    const char *name = func ? frame_name(func, pos) : "";
    if (strncmp(name, "sync.", 5) != 0) return false;
    const char *last = strrchr(name, '.') + 1;
    return *last >= 'a' && *last <= 'z';
}

static void add_wait(const WaitPlace *place, void *arg) {
    WaitRecords *records = arg;
    int64_t at = records->count++;
    if (at >= records->capacity) return;
    uint64_t pcs[2 * WAIT_FRAMES_MAX];
    uint32_t used = 0, first = 0;
    for (uint32_t i = 0; i < place->frame_count; i++)
        used += expand_pc((uint64_t)(uintptr_t)place->pcs[i], pcs + used,
                          2 * WAIT_FRAMES_MAX - used);
    while (first + 1 < used && is_inside_sync(pcs[first])) first++;
    WaitRecord *record = &records->items[at];
    *record = (WaitRecord){(int64_t)place->count, (int64_t)place->ns, {0}};
    if (used - first > RECORD_FRAMES) used = first + RECORD_FRAMES;
    memcpy(record->stack, pcs + first, (used - first) * sizeof *pcs);
}

// func waitProfile(p []BlockProfileRecord, mutex bool) (n int)
void runtime_wait_profile(NativeCall *call) {
    GoSlice out = native_arg_slice(call, 0);
    WaitRecords records = {out.items, 0, out.count};
    wait_profile_each(native_arg_bool(call, 3) ? WAIT_KIND_MUTEX : WAIT_KIND_BLOCK, add_wait,
                      &records);
    native_ret_int(call, 0, records.count);
}

// func setBlockRate(rate int)
void runtime_set_block_rate(NativeCall *call) {
    blocking_set_rate((uint64_t)native_arg_int(call, 0));
}

// func setMutexFraction(fraction int) (old int): negative: only asks.
void runtime_set_mutex_fraction(NativeCall *call) {
    int64_t fraction = native_arg_int(call, 0);
    uint64_t old = fraction < 0 ? blocking_mutex_fraction()
                                : blocking_set_mutex_fraction((uint64_t)fraction);
    native_ret_int(call, 0, (int64_t)old);
}

// ---- writing files ------------------------------------------------------------------------------
// Of a Go string, with a NUL; free() it.
static char *text_of(GoString string) {
    char *text = strndup(string.bytes ? string.text : "", (size_t)string.bytes);
    FATAL_IF(text == NULL, "out of memory");
    return text;
}

static Pprof *profile_arg(NativeCall *call) { return native_arg_pointer(call, 0); }

// func begin(periodType, unit string, period int64) uintptr
void pprof_begin(NativeCall *call) {
    char *type = text_of(native_arg_string(call, 0)), *unit = text_of(native_arg_string(call, 2));
    native_ret_pointer(call, 0, pprof_new(type, unit, native_arg_int(call, 4)));
    free(type);
    free(unit);
}

// func sampleType(p uintptr, typ, unit string)
void pprof_add_type(NativeCall *call) {
    char *type = text_of(native_arg_string(call, 1)), *unit = text_of(native_arg_string(call, 3));
    pprof_sample_type(profile_arg(call), type, unit);
    free(type);
    free(unit);
}

// func setDefault(p uintptr, typ string)
void pprof_set_default_type(NativeCall *call) {
    char *type = text_of(native_arg_string(call, 1));
    pprof_set_default(profile_arg(call), type);
    free(type);
}

// func setTime(p uintptr, time, duration int64)
void pprof_set_times(NativeCall *call) {
    pprof_set_time(profile_arg(call), native_arg_int(call, 1), native_arg_int(call, 2));
}

// func sample(p uintptr, stack []uintptr, values []int64, skipRuntime bool)
void pprof_add_sample(NativeCall *call) {
    GoSlice stack = native_arg_slice(call, 1), values = native_arg_slice(call, 4);
    uint64_t *locations = malloc(((size_t)stack.count + 1) * sizeof *locations);
    FATAL_IF(locations == NULL, "out of memory");
    uint32_t count = add_locations(profile_arg(call), stack.items, (uint32_t)stack.count,
                                   native_arg_bool(call, 7), locations);
    pprof_sample(profile_arg(call), locations, count, values.items, NULL, 0);
    free(locations);
}

typedef struct HeapWriting {
    Pprof *profile;
    double rate;
} HeapWriting;

// What was sampled is scaled to what there probably was.
static void scale(double rate, uint64_t *count, uint64_t *bytes) {
    if (*count == 0 || *bytes == 0 || rate <= 1) return;
    double factor = 1 / (1 - exp(-((double)*bytes / (double)*count) / rate));
    *count = (uint64_t)((double)*count * factor);
    *bytes = (uint64_t)((double)*bytes * factor);
}

static void write_site(const AllocSite *site, void *arg) {
    const HeapWriting *writing = arg;
    AllocCounts counts = alloc_counts_settled(site);
    if (!is_counted(site, &counts, true)) return;
    uint64_t in_use = counts.allocs - counts.frees;
    uint64_t in_use_bytes = counts.alloc_bytes - counts.free_bytes;
    scale(writing->rate, &counts.allocs, &counts.alloc_bytes);
    scale(writing->rate, &in_use, &in_use_bytes);
    int64_t values[] = {(int64_t)counts.allocs, (int64_t)counts.alloc_bytes, (int64_t)in_use,
                        (int64_t)in_use_bytes};
    uint64_t pcs[2 * ALLOC_FRAMES_MAX], locations[2 * ALLOC_FRAMES_MAX];
    uint32_t count = 0;
    for (uint32_t i = 0; i < site->frame_count; i++)
        count += expand_pc((uint64_t)(uintptr_t)site->pcs[i], pcs + count,
                           2 * ALLOC_FRAMES_MAX - count);
    uint32_t used = add_locations(writing->profile, pcs, count, true, locations);
    PprofLabel label = {"bytes", NULL, (int64_t)site->bytes};
    pprof_sample(writing->profile, locations, used, values, &label, 1);
}

// func heapSamples(p uintptr, rate int64)
void pprof_add_heap(NativeCall *call) {
    HeapWriting writing = {profile_arg(call), (double)native_arg_int(call, 1)};
    alloc_each_site(write_site, &writing);
}

// Frees [bytes]; NULL: nil.
static void return_bytes(NativeCall *call, uint8_t *bytes, size_t count) {
    void *copy = NULL;
    if (bytes) copy = memcpy(native_alloc_bytes_raw(call, count), bytes, count);
    free(bytes);
    native_ret_slice(call, 0, (GoSlice){copy, (int64_t)count, (int64_t)count});
}

// func finish(p uintptr) []byte
void pprof_end(NativeCall *call) {
    size_t count;
    uint8_t *bytes = pprof_finish(profile_arg(call), true, &count);
    return_bytes(call, bytes, count);
}

// ---- CPU profiles -------------------------------------------------------------------------------
enum { CPU_RATE = 100, CPU_RATE_MAX = 10000 };
static _Atomic uint32_t cpu_rate = CPU_RATE;

// func SetCPUProfileRate(hz int)
void runtime_set_cpu_rate(NativeCall *call) {
    int64_t hz = native_arg_int(call, 0);
    atomic_store(&cpu_rate, hz <= 0 ? CPU_RATE : hz > CPU_RATE_MAX ? CPU_RATE_MAX : (uint32_t)hz);
}

// func startCPU() bool
void pprof_start_cpu(NativeCall *call) {
    const WatchProfiler *profiler = watch_profiler();
    native_ret_bool(call, 0, profiler != NULL && profiler->start(atomic_load(&cpu_rate)));
}

// func stopCPU() []byte
void pprof_stop_cpu(NativeCall *call) {
    const WatchProfiler *profiler = watch_profiler();
    size_t count = 0;
    uint8_t *bytes = profiler != NULL && profiler->stop() ? profiler->bytes(&count) : NULL;
    return_bytes(call, bytes, count);
}
