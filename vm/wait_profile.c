// vm/wait_profile.c - see wait_profile.h.
#include "vm/wait_profile.h"

#include "sched/blocking.h"
#include "vm/vm_int.h"

enum { BUCKETS = 512 };

// A hash table of chains. It only grows.
typedef struct Entry {
    struct Entry *next;
    uint64_t hash;
    WaitPlace place;
} Entry;

static struct {
    Lock lock;
    Entry *buckets[BUCKETS];
} profile;

static void read_stack(WaitPlace *place, const Goroutine *g) {
    FrameWalk walk;
    bool more = frame_walk_begin(&walk, g);
    for (; more && place->frame_count < WAIT_FRAMES_MAX; more = frame_walk_next(&walk))
        if (!(walk.func->flags & CODE_WRAPPER))
            place->pcs[place->frame_count++] = frame_walk_insn(&walk) + 1;
}

static uint64_t hash_place(const WaitPlace *place) {
    uint64_t hash = place->kind;
    for (uint32_t i = 0; i < place->frame_count; i++)
        hash = (hash ^ (uintptr_t)place->pcs[i] ^ hash >> 29) * 0x9e3779b97f4a7c15ull;
    return hash ^ hash >> 32;
}

static bool is_same(const WaitPlace *a, const WaitPlace *b) {
    return a->kind == b->kind && a->frame_count == b->frame_count &&
           memcmp(a->pcs, b->pcs, a->frame_count * sizeof a->pcs[0]) == 0;
}

static void note(const Goroutine *g, WaitKind kind, double count, double ns) {
    WaitPlace place = {.kind = kind};
    read_stack(&place, g);
    uint64_t hash = hash_place(&place);
    lock_acquire(&profile.lock);
    Entry **first = &profile.buckets[hash % BUCKETS], *entry = *first;
    while (entry && (entry->hash != hash || !is_same(&entry->place, &place))) entry = entry->next;
    if (entry == NULL) {
        entry = malloc(sizeof *entry);
        FATAL_IF(entry == NULL, "out of memory");
        *entry = (Entry){*first, hash, place};
        *first = entry;
        heap_count_sys(MEM_BUCKETS, sizeof *entry);
    }
    entry->place.count += count;
    entry->place.ns += ns;
    lock_release(&profile.lock);
}

void wait_profile_note_blocked(Processor *p, Goroutine *g) {
    uint64_t ns = g->blocked_ns;
    g->blocked_ns = 0;
    double count, total_ns;
    if (!g->is_system && blocking_is_sampled(p, ns, &count, &total_ns))
        note(g, WAIT_KIND_BLOCK, count, total_ns);
}

void wait_profile_note_contention(Processor *p, uint64_t ns) {
    double times = (double)blocking_mutex_fraction();
    note(p->current, WAIT_KIND_MUTEX, times, times * (double)ns);
}

void wait_profile_each(WaitKind kind, void (*visit)(const WaitPlace *place, void *arg),
                       void *arg) {
    lock_acquire(&profile.lock);
    for (uint32_t i = 0; i < BUCKETS; i++)
        for (const Entry *entry = profile.buckets[i]; entry; entry = entry->next)
            if (entry->place.kind == kind) visit(&entry->place, arg);
    lock_release(&profile.lock);
}
