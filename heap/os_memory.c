#include "heap/os_memory.h"

#include <errno.h>
#include <link.h>
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

// The header of the program's file, which lists what of it lies where.
extern const ElfW(Ehdr) __ehdr_start __attribute__((weak, visibility("hidden")));

// Whole pages only: they are never written, so nothing is lost with them.
static void release_file_pages(uintptr_t begin, uintptr_t end) {
    uintptr_t first = (begin + OS_PAGE_BYTES - 1) & ~(uintptr_t)(OS_PAGE_BYTES - 1);
    uintptr_t last = end & ~(uintptr_t)(OS_PAGE_BYTES - 1);
    if (last > first) madvise((void *)first, last - first, MADV_DONTNEED);
}

void os_memory_release_code(void) {
    const ElfW(Ehdr) *header = &__ehdr_start;
    // Where the program lies elsewhere than its file says (builds for sanitizers), it stays.
    if (header == NULL || header->e_type != ET_EXEC) return;
    const ElfW(Phdr) *parts = (const void *)((const char *)header + header->e_phoff);
    for (int i = 0; i < header->e_phnum; i++)
        if (parts[i].p_type == PT_LOAD && !(parts[i].p_flags & PF_W))
            release_file_pages(parts[i].p_vaddr, parts[i].p_vaddr + parts[i].p_memsz);
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
