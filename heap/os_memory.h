// heap/os_memory.h - address space and physical memory from the OS.
//
// All sizes and addresses are multiples of OS_PAGE_BYTES. Memory goes RESERVED -> COMMITTED once;
// committed memory that was released reads as zero when it is touched again.
#ifndef MOUND_HEAP_OS_MEMORY_H
#define MOUND_HEAP_OS_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { OS_PAGE_BYTES = 4096 };

// Reserves [bytes] of address space at a multiple of [align], near [hint] if that is free. NULL:
// no.
void *os_memory_reserve(void *hint, size_t bytes, size_t align);
// Makes reserved memory usable; false: the OS refuses.
bool os_memory_commit(void *memory, size_t bytes);
// Says that all of it will be used soon: large pages are welcome.
void os_memory_will_need(void *memory, size_t bytes);
// Gives memory its physical pages at once instead of at the first touch, if the OS can do that.
void os_memory_populate(void *memory, size_t bytes);
// Gives the physical memory back but keeps the addresses.
void os_memory_release(void *memory, size_t bytes);
// Makes committed memory fault when it is touched, and usable again. Both abort when the OS
// refuses.
void os_memory_forbid(void *memory, size_t bytes);
void os_memory_allow(void *memory, size_t bytes);
// Zeroed memory for tables; NULL: no.
void *os_memory_map(size_t bytes);
void os_memory_unmap(void *memory, size_t bytes);

#endif
