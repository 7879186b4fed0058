// vm/watch.c - see watch.h.
#include "vm/watch.h"

#include <sys/mman.h>

#include "vm/vm_int.h"

uint64_t *watch_counters;
const char *watch_region;
size_t watch_region_bytes;
WatchHook *watch_hook;
static WatchSampler *watch_sampler;
static const WatchProfiler *the_profiler;

void watch_counters_init(void) {
    if (watch_counters) return;
    size_t bytes;
    watch_region = code_region(&bytes);
    watch_counters = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    FATAL_IF(watch_counters == MAP_FAILED, "cannot reserve %zu bytes of address space", bytes);
    watch_region_bytes = bytes;
}

uint64_t watch_executions(const Insn *pc) {
    size_t at = (size_t)((const char *)pc - watch_region);
    return at < watch_region_bytes ? watch_counters[at / sizeof *pc] : 0;
}

void watch_set_sampler(WatchSampler *sampler) { watch_sampler = sampler; }
void watch_set_profiler(const WatchProfiler *profiler) { the_profiler = profiler; }
const WatchProfiler *watch_profiler(void) { return the_profiler; }

// The frame that was executing [last]; *[walk] stands at the frame that goes on behind it.
static bool innermost_frame(const Insn *last, const FrameWalk *walk, WatchFrame *frame) {
    if (last == NULL) return false;
    FuncCode *func = last->op == OP_CALLN ? code_funcs[last->bx] : code_find(last);
    if (func == NULL || func == walk->func || !(func->flags & CODE_NATIVE)) return false;
    *frame = (WatchFrame){func, NULL};
    return true;
}

static uint32_t collect_frames(const Goroutine *g, const Insn *last, WatchFrame *frames) {
    uint32_t count = 0;
    FrameWalk walk;
    bool more = frame_walk_begin(&walk, g);
    if (more && innermost_frame(last, &walk, &frames[0])) count++;
    bool newest = true;
    for (; more && count < WATCH_FRAMES_MAX; more = frame_walk_next(&walk), newest = false) {
        if (walk.func->flags & CODE_WRAPPER) continue;
        bool is_last = newest && last && last >= walk.func->code &&
                       last < walk.func->code + walk.func->code_words;
        frames[count++] = (WatchFrame){walk.func, is_last ? last : frame_walk_insn(&walk)};
    }
    return count;
}

void watch_sample(Processor *p, Goroutine *g, const Insn *last) {
    uint32_t weight = atomic_exchange_explicit(&p->samples_due, 0, memory_order_relaxed);
    if (weight == 0 || watch_sampler == NULL) return;
    WatchFrame frames[WATCH_FRAMES_MAX];
    watch_sampler(frames, collect_frames(g, last, frames), weight);
}

// ---- editions -----------------------------------------------------------------------------------
VmLoop *vm_loop(VmEdition edition) {
    switch (edition) {
    case VM_COUNTED: return run_counted;
    case VM_HOOKED: return run_hooked;
    case VM_RECORDED: return run_recorded;
    case VM_PLAIN: break;
    }
    return run_plain;
}
