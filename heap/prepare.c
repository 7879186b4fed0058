// heap/prepare.c - memory for the pages that are used next, before they are used.
//
// A large page that is touched for the first time costs 0.15 ms, in a virtual machine whose host
// has to find the memory first 5 ms and more. A processor that waits for it in the kernel cannot
// stop, so the world would wait too. Therefore who allocates gives pages their memory ahead of use,
// at a safepoint, where nobody waits for it. (Not a thread of its own: with more threads to run
// than there are cores the kernel lets a processor wait for a core that such a thread keeps.)
// Not so pages that are used again after they were given back, nor all of one very large object,
// which a program may never touch.
#include <pthread.h>

#include "heap/os_memory.h"
#include "heap/pages.h"

static const uint64_t STEP = 2 << 20;      // prepared at a time
static const uint64_t AHEAD = 1 << 20;     // there should be so much that is ready
static const uint64_t MAPPED = 4 << 20;    // behind what is prepared

// Held while pages are prepared: nobody else prepares the same, and nobody forbids access to them
// meanwhile. Taken before heap.lock.
static pthread_mutex_t preparing = PTHREAD_MUTEX_INITIALIZER;

static bool is_short(void) {
    return page_heap.ready != 0 && page_heap.used_end + AHEAD > page_heap.ready;
}

bool prepare_note_use(uintptr_t end) {
    if (end <= page_heap.used_end || page_heap.is_scattered) return false;
    page_heap.used_end = end;
    if (page_heap.ready == 0) {
        uint64_t small = (uint64_t)HUGE_FROM_PAGES * PAGE_BYTES;
        uintptr_t first = page_heap.arenas[0]->arena.base;
        if (end - first + AHEAD < small) return false;
        page_heap.ready = first + small;
    }
    return is_short();
}

void prepare_note_release(uintptr_t start) {
    start &= ~(uintptr_t)(STEP - 1);
    if (page_heap.ready != 0 && start < page_heap.ready) page_heap.ready = start;
}

uint64_t prepare_pages_ahead(void) {
    if (page_heap.ready <= page_heap.used_end) return 0;
    return (page_heap.ready - page_heap.used_end) / PAGE_BYTES;
}

static bool is_mapped(uintptr_t address) {
    if (address >> ADDRESS_BITS) return false;
    ArenaPages *arena = arena_of_page(address);
    return arena != NULL && address < arena->arena.base + arena->mapped_pages * PAGE_BYTES;
}

// The unused pages of [start, start + STEP), which lies in one arena, have memory now.
static void note_ready(uintptr_t start) {
    ArenaPages *arena = arena_of_page(start);
    uint64_t first = (start - arena->arena.base) / PAGE_BYTES, count = STEP / PAGE_BYTES;
    heap.pages_released -= bits_count(arena->released, first, count);
    bits_clear(arena->released, first, count);
    page_heap.ready = start + STEP;
}

// Gives the page at [address] its memory. By now somebody may use it: nothing may be changed.
RACY_READ void touch(uintptr_t address) {
    __atomic_fetch_add((uint64_t *)address, 0, __ATOMIC_RELAXED);
}

// Gives a piece its memory; [unused]: nothing of it was used a moment ago. To touch it keeps nobody
// out of the kernel's map of the process; MADV_POPULATE_WRITE would make everybody wait who maps
// something.
static void make_present(uintptr_t start, bool unused) {
    if (!unused) {
        os_memory_populate((void *)start, STEP);
        return;
    }
    for (uint64_t at = 0; at < STEP; at += OS_PAGE_BYTES) touch(start + at);
}

void pages_forbid(void *memory, size_t bytes) {
    pthread_mutex_lock(&preparing);
    os_memory_forbid(memory, bytes);
    pthread_mutex_unlock(&preparing);
}

// Finds the next piece to prepare and maps what is behind it. False: there is none.
static bool next_piece(uintptr_t *start) {
    if (!is_short()) return false;
    // What was skipped is used already.
    if (page_heap.used_end > page_heap.ready)
        page_heap.ready = page_heap.used_end & ~(uintptr_t)(STEP - 1);
    if (!is_mapped(page_heap.ready + MAPPED) && !pages_grow(MAPPED / PAGE_BYTES)) return false;
    if (!is_mapped(page_heap.ready)) {
        // The OS has put the new arena elsewhere: what comes next cannot be told from addresses.
        page_heap.is_scattered = true;
        page_heap.ready = 0;
        return false;
    }
    *start = page_heap.ready;
    return is_mapped(*start + STEP - 1);
}

void heap_prepare_pages(void) {
    pthread_mutex_lock(&preparing);
    lock_acquire(&heap.lock);
    uintptr_t start;
    while (next_piece(&start)) {
        bool unused = page_heap.used_end <= start;
        lock_release(&heap.lock);
        make_present(start, unused);
        lock_acquire(&heap.lock);
        // Unless it was given back meanwhile.
        if (page_heap.ready == start) note_ready(start);
    }
    lock_release(&heap.lock);
    pthread_mutex_unlock(&preparing);
}

void prepare_settle(void) {
    pthread_mutex_lock(&preparing);
    pthread_mutex_unlock(&preparing);
}
