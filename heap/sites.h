// heap/sites.h - remembering where objects were allocated.
//
// A SITE is a number that whoever watches gives to an object when it is born; the heap keeps it
// beside the object's slot and names it again when the object dies. What it stands for (a call
// stack and a type) is the watcher's: vm/alloc_profile.h.
//
// Recording costs nothing while it is off: it is one of the reasons for which a cache takes the
// slow path (CacheSlow). At a rate of 1 every object is recorded; at a rate of R one for each R
// bytes on average, at distances that are distributed exponentially, so that large objects are
// picked as often as their bytes say.
#ifndef MOUND_HEAP_SITES_H
#define MOUND_HEAP_SITES_H

#include "heap/heap.h"

typedef struct SiteHooks {
    // The object at [object], of [bytes], in a slot of [slot_bytes], was born on the calling
    // thread; 0 slot bytes: a tiny object that found room in a block, which is only told at rate 1.
    // [layout] may be NULL. Returns its site, 0: it is not to be remembered. Must not allocate in
    // the heap.
    uint32_t (*born)(uintptr_t object, uint64_t bytes, uint64_t slot_bytes, const Layout *layout);
    // An object of [site] was freed. Any thread.
    void (*died)(uint32_t site, uintptr_t object, uint64_t bytes);
    // A random number for the distance to the next sample.
    uint64_t (*random)(void);
} SiteHooks;

// Switches recording on. *[rate] is looked at for every object: bytes for a sample, 1: all objects,
// 0 or less: none; it may be a variable of the program. [rate] NULL: off. [hooks] is copied; NULL
// keeps those of before. The world must be stopped, or nothing be running yet.
void heap_record_sites(const int64_t *rate, const SiteHooks *hooks);
// Makes *[rate] the rate while recording goes on. Any time.
void heap_record_by(const int64_t *rate);
// The rate of now, 0: off.
int64_t heap_record_rate(void);
// The site of an object, 0: not recorded.
uint32_t heap_site_of(const HeapObject *object);

#endif
