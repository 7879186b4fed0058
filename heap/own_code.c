#include "heap/own_code.h"

#include <link.h>
#include <stdatomic.h>
#include <sys/mman.h>

#include "base/os.h"
#include "heap/os_memory.h"

// So long after the last function was compiled a burst is over.
static const uint64_t QUIET_NS = 20 * 1000 * 1000;

static _Atomic uint64_t used_ns;   // os_monotonic_ns() of the last use; 0: none since the release

// The header of the program's file, which lists what of it lies where.
extern const ElfW(Ehdr) __ehdr_start __attribute__((weak, visibility("hidden")));

// Whole pages only: they are never written, so nothing is lost with them.
static void release_pages(uintptr_t begin, uintptr_t end) {
    uintptr_t first = (begin + OS_PAGE_BYTES - 1) & ~(uintptr_t)(OS_PAGE_BYTES - 1);
    uintptr_t last = end & ~(uintptr_t)(OS_PAGE_BYTES - 1);
    if (last > first) madvise((void *)first, last - first, MADV_DONTNEED);
}

void own_code_used(void) {
    atomic_store_explicit(&used_ns, os_monotonic_ns(), memory_order_relaxed);
}

bool own_code_rest(void) {
    uint64_t used = atomic_load_explicit(&used_ns, memory_order_relaxed);
    if (used == 0) return true;
    if (os_monotonic_ns() - used < QUIET_NS) return false;
    if (atomic_compare_exchange_strong(&used_ns, &used, 0)) own_code_release();
    return true;
}

void own_code_release(void) {
    const ElfW(Ehdr) *header = &__ehdr_start;
    // Where the program lies elsewhere than its file says (builds for sanitizers), it stays.
    if (header == NULL || header->e_type != ET_EXEC) return;
    const ElfW(Phdr) *parts = (const void *)((const char *)header + header->e_phoff);
    for (int i = 0; i < header->e_phnum; i++)
        if (parts[i].p_type == PT_LOAD && !(parts[i].p_flags & PF_W))
            release_pages(parts[i].p_vaddr, parts[i].p_vaddr + parts[i].p_memsz);
}
