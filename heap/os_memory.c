#include "heap/os_memory.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "base/check.h"

static void *map_pages(void *hint, size_t bytes, int protection, int flags) {
    void *memory = mmap(hint, bytes, protection, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

void *os_memory_reserve(void *hint, size_t bytes, size_t align) {
    char *memory = map_pages(hint, bytes, PROT_NONE, MAP_NORESERVE);
    if (memory == NULL) return NULL;
    if ((uintptr_t)memory % align == 0) return memory;
    munmap(memory, bytes);
    memory = map_pages(NULL, bytes + align, PROT_NONE, MAP_NORESERVE);
    if (memory == NULL) return NULL;
    size_t before = (align - (uintptr_t)memory % align) % align;
    if (before > 0) munmap(memory, before);
    munmap(memory + before + bytes, align - before);
    return memory + before;
}

bool os_memory_commit(void *memory, size_t bytes) {
    return mprotect(memory, bytes, PROT_READ | PROT_WRITE) == 0;
}

void os_memory_will_need(void *memory, size_t bytes) {
    madvise(memory, bytes, MADV_HUGEPAGE);
}

void os_memory_populate(void *memory, size_t bytes) {
#ifdef MADV_POPULATE_WRITE
    madvise(memory, bytes, MADV_POPULATE_WRITE);
#else
    (void)memory;
    (void)bytes;
#endif
}

void os_memory_release(void *memory, size_t bytes) {
    madvise(memory, bytes, MADV_DONTNEED);
}

void *os_memory_map(size_t bytes) {
    return map_pages(NULL, bytes, PROT_READ | PROT_WRITE, 0);
}

void os_memory_unmap(void *memory, size_t bytes) {
    munmap(memory, bytes);
}

void os_memory_forbid(void *memory, size_t bytes) {
    FATAL_IF(mprotect(memory, bytes, PROT_NONE) != 0, "mprotect: %s", strerror(errno));
}

void os_memory_allow(void *memory, size_t bytes) {
    FATAL_IF(mprotect(memory, bytes, PROT_READ | PROT_WRITE) != 0, "mprotect: %s",
             strerror(errno));
}
