// heap/prepare.c - memory for the pages that are used next, before they are used.
//
// A large page that is touched for the first time costs 0.15 ms, in a virtual machine whose host
// has to find the memory first 5 ms and more. A processor that waits for it in the kernel cannot
// stop, so the world would wait too. Therefore a thread gives pages their memory ahead of use. Who
// allocates faster than it does that waits for it at a safepoint, where nobody waits for him.
// Not so pages that are used again after they were given back, nor all of one very large object,
// which a program may never touch.
#include <pthread.h>

#include "base/check.h"
#include "heap/os_memory.h"
#include "heap/pages.h"

static const uint64_t STEP = 2 << 20;      // prepared at a time
static const uint64_t AHEAD = 2 << 20;     // there should be so much that is ready
static const uint64_t URGENT = 1 << 20;    // who finds less waits until there is more
static const uint64_t MAPPED = 4 << 20;    // behind what is prepared, lest a thread that maps more
                                           // waits for the one that prepares

// Taken before heap.lock.
static struct {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool is_started;             // the thread
    _Atomic bool is_wanted;      // written with the mutex held
} preparer = {.mutex = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

static bool is_short_of(uint64_t bytes) {
    return page_heap.ready != 0 && page_heap.used_end + bytes > page_heap.ready;
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
    return is_short_of(URGENT) || (is_short_of(AHEAD) && !atomic_load(&preparer.is_wanted));
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

// Held while pages are touched: nobody forbids access to them meanwhile.
static pthread_mutex_t touching = PTHREAD_MUTEX_INITIALIZER;

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
    pthread_mutex_lock(&touching);
    os_memory_forbid(memory, bytes);
    pthread_mutex_unlock(&touching);
}

// Finds the next piece to prepare and maps what is behind it. False: there is none.
static bool next_piece(uintptr_t *start) {
    if (!is_short_of(AHEAD)) return false;
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

static void prepare(void) {
    lock_acquire(&heap.lock);
    uintptr_t start;
    while (next_piece(&start)) {
        lock_release(&heap.lock);
        pthread_mutex_lock(&touching);
        lock_acquire(&heap.lock);
        bool unused = page_heap.used_end <= start;
        lock_release(&heap.lock);
        make_present(start, unused);
        pthread_mutex_unlock(&touching);
        lock_acquire(&heap.lock);
        // Unless it was given back meanwhile.
        if (page_heap.ready == start) note_ready(start);
        if (!is_short_of(URGENT)) pthread_cond_broadcast(&preparer.changed);
    }
    lock_release(&heap.lock);
}

static void *preparer_main(void *arg) {
    (void)arg;
    pthread_mutex_lock(&preparer.mutex);
    for (;;) {
        while (!atomic_load(&preparer.is_wanted))
            pthread_cond_wait(&preparer.changed, &preparer.mutex);
        pthread_mutex_unlock(&preparer.mutex);
        prepare();
        pthread_mutex_lock(&preparer.mutex);
        atomic_store(&preparer.is_wanted, false);
        pthread_cond_broadcast(&preparer.changed);
    }
    return NULL;
}

// Without the thread pages get their memory when they are touched.
static void start_thread(void) {
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, 64 << 10);
    preparer.is_started = pthread_create(&thread, &attributes, preparer_main, NULL) == 0;
    pthread_attr_destroy(&attributes);
}

void prepare_more(void) {
    pthread_mutex_lock(&preparer.mutex);
    if (!preparer.is_started) start_thread();
    if (preparer.is_started && !atomic_load(&preparer.is_wanted)) {
        atomic_store(&preparer.is_wanted, true);
        pthread_cond_broadcast(&preparer.changed);
    }
    pthread_mutex_unlock(&preparer.mutex);
    lock_acquire(&heap.lock);
    bool urgent = is_short_of(URGENT);
    lock_release(&heap.lock);
    if (urgent && heap.hooks.short_of_pages != NULL) heap.hooks.short_of_pages();
}

static bool must_wait(void) {
    lock_acquire(&heap.lock);
    bool urgent = is_short_of(URGENT);
    lock_release(&heap.lock);
    return urgent && atomic_load(&preparer.is_wanted);
}

void prepare_settle(void) {
    pthread_mutex_lock(&preparer.mutex);
    while (atomic_load(&preparer.is_wanted))
        pthread_cond_wait(&preparer.changed, &preparer.mutex);
    pthread_mutex_unlock(&preparer.mutex);
}

void heap_wait_for_pages(void) {
    pthread_mutex_lock(&preparer.mutex);
    while (must_wait()) pthread_cond_wait(&preparer.changed, &preparer.mutex);
    pthread_mutex_unlock(&preparer.mutex);
}
