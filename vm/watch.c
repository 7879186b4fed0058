// vm/watch.c - see watch.h.
#include "vm/watch.h"

#include <sys/mman.h>

#include "base/check.h"

uint64_t *watch_counters;
const char *watch_region;
size_t watch_region_bytes;
_Atomic uint32_t watch_samples_due;
WatchHook *watch_hook;
static WatchSampler *watch_sampler;

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

void watch_sample(Processor *p, Goroutine *g, const Insn *last) {
    (void)p;
    uint32_t count = atomic_exchange_explicit(&watch_samples_due, 0, memory_order_relaxed);
    if (count > 0 && watch_sampler) watch_sampler(g, last, count);
}
