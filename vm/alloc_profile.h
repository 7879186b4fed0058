// vm/alloc_profile.h - who allocated what: by call stack, type and size.
//
// A SITE is a call stack together with the type (rather the Layout) and the size of the objects
// allocated there. While allocations are recorded (heap/sites.h), all of them or a sample, each
// object carries the number of its site, so the counts of a site know how many still live.
//
// Needs an edition of the dispatch loop that keeps g->vm up to date: VM_RECORDED or VM_COUNTED.
//
// runtime.MemProfile shows the state at the end of the last collection, or else short-lived objects
// would look like a leak: what was allocated since then has not had the chance to be freed. So
// counts are kept by cycle (AllocCycle) and added to [settled] once their cycle is over; the totals
// of this moment are their sum.
#ifndef MOUND_VM_ALLOC_PROFILE_H
#define MOUND_VM_ALLOC_PROFILE_H

#include "vm/meaning.h"

typedef struct AllocCounts {
    uint64_t allocs, alloc_bytes;
    uint64_t frees, free_bytes;
} AllocCounts;

typedef struct AllocCycle {
    uint64_t cycle;              // collection at whose end these counts are settled
    AllocCounts counts;
} AllocCycle;

enum { ALLOC_FRAMES_MAX = 128 };

// Whether AllocWatch wants the objects of a site.
enum { SITE_UNKNOWN, SITE_WATCHED, SITE_PASSED };

typedef struct AllocSite {
    struct AllocSite *next;      // with the same hash
    uint64_t hash;
    uint32_t number;
    uint32_t frame_count;
    const Layout *layout;        // NULL: text, bytes, or nobody said
    uint64_t bytes;              // of an object's slot; 0: tiny objects that shared a block
    bool is_array;               // of more than one element of [layout]
    _Atomic uint8_t watched;     // SITE_*
    AllocCounts settled;         // guarded by the lock of all sites, as are these
    AllocCycle cycles[3];
    const Insn *pcs[];           // return addresses, innermost first
} AllocSite;

// Has every allocation from now on recorded, with up to [frames_max] frames. [rate] > 0: bytes for
// a sample; 1: all. 0: what runtime.MemProfileRate says, from its first value on. Before the
// program starts, or while the world is stopped.
void alloc_profile_start(int64_t rate, uint32_t frames_max);
// Who wants to see single objects: those of the sites for which [wanted] says so. [born] and [died]
// are called on the threads that allocate and sweep, and must not allocate in the heap.
typedef struct AllocWatch {
    bool (*wanted)(const AllocSite *site);
    void (*born)(const AllocSite *site, uintptr_t object);
    void (*died)(const AllocSite *site, uintptr_t object);
} AllocWatch;
// Copies [watch]. Before the program starts.
void alloc_profile_watch(const AllocWatch *watch);

// Whether alloc_profile_start was called.
bool alloc_profile_is_on(void);
// Bytes for a sample now.
int64_t alloc_profile_rate(void);

// The site with a number, NULL: none.
const AllocSite *alloc_site(uint32_t number);
// What the objects of a site are: MEANING_BYTES when nobody said.
Meaning alloc_site_meaning(const AllocSite *site);
// The counts of this moment, and of the end of the last collection (before the first one: of this
// moment). Any thread.
AllocCounts alloc_counts_now(const AllocSite *site);
AllocCounts alloc_counts_settled(const AllocSite *site);
// Calls [visit] for every site, in the order in which they were met.
void alloc_each_site(void (*visit)(const AllocSite *site, void *arg), void *arg);

#endif
