// vm/alloc_profile.c - see alloc_profile.h.
#include "vm/alloc_profile.h"

#include "heap/sites.h"
#include "vm/vm_int.h"

enum { SITE_SLOTS_MIN = 1024, CHUNK_SITES = 4096, CHUNKS_MAX = 4096 };

static struct {
    Lock lock;                   // guards what follows
    AllocSite **slots;           // by hash
    uint64_t slot_count;         // a power of two
    uint32_t site_count;         // numbers 1 to this are taken
    AllocSite **chunks[CHUNKS_MAX];   // by number; the arrays never move
    AllocSite *first, **last;
    uint32_t frames_max;         // constant once on
    bool is_on;
    int64_t fixed_rate;
    uint64_t random;
    AllocWatch watch;            // constant once on
} profile;

static int64_t default_rate = 512 * 1024;   // until the program's variable has a value

// ---- sites --------------------------------------------------------------------------------------
// What tells a site from others besides its stack.
typedef struct SiteKey {
    const Layout *layout;
    uint64_t bytes;
    bool is_array;
} SiteKey;

static uint64_t hash_site(const Insn *const *pcs, uint32_t count, const SiteKey *key) {
    uint64_t hash = (uintptr_t)key->layout ^ (key->bytes << 1 | key->is_array) *
                    0x9e3779b97f4a7c15ull;
    for (uint32_t i = 0; i < count; i++)
        hash = (hash ^ (uintptr_t)pcs[i] ^ hash >> 29) * 0x9e3779b97f4a7c15ull;
    return hash ^ hash >> 32;
}

static void grow_slots_locked(void) {
    uint64_t count = profile.slot_count ? profile.slot_count * 2 : SITE_SLOTS_MIN;
    AllocSite **slots = calloc(count, sizeof *slots);
    FATAL_IF(slots == NULL, "out of memory");
    heap_count_sys(MEM_BUCKETS, (int64_t)((count - profile.slot_count) * sizeof *slots));
    for (uint64_t i = 0; i < profile.slot_count; i++) {
        for (AllocSite *site = profile.slots[i], *next; site; site = next) {
            next = site->next;
            site->next = slots[site->hash & (count - 1)];
            slots[site->hash & (count - 1)] = site;
        }
    }
    free(profile.slots);
    profile.slots = slots;
    profile.slot_count = count;
}

static void number_site_locked(AllocSite *site) {
    site->number = ++profile.site_count;
    AllocSite ***chunk = &profile.chunks[site->number / CHUNK_SITES];
    if (*chunk == NULL) {
        *chunk = calloc(CHUNK_SITES, sizeof **chunk);
        FATAL_IF(*chunk == NULL, "out of memory");
        heap_count_sys(MEM_BUCKETS, CHUNK_SITES * sizeof **chunk);
    }
    __atomic_store_n(&(*chunk)[site->number % CHUNK_SITES], site, __ATOMIC_RELEASE);
}

// The site of that stack; NULL when there are too many (16 million).
static AllocSite *find_site_locked(const Insn *const *pcs, uint32_t count, const SiteKey *key) {
    uint64_t hash = hash_site(pcs, count, key);
    if (profile.site_count >= profile.slot_count) grow_slots_locked();
    AllocSite **slot = &profile.slots[hash & (profile.slot_count - 1)];
    for (AllocSite *site = *slot; site; site = site->next)
        if (site->hash == hash && site->layout == key->layout && site->bytes == key->bytes &&
            site->is_array == key->is_array && site->frame_count == count &&
            memcmp(site->pcs, pcs, count * sizeof *pcs) == 0)
            return site;
    if (profile.site_count + 1 >= CHUNKS_MAX * CHUNK_SITES) return NULL;
    size_t size = sizeof(AllocSite) + count * sizeof *pcs;
    AllocSite *site = calloc(1, size);
    FATAL_IF(site == NULL, "out of memory");
    heap_count_sys(MEM_BUCKETS, (int64_t)size);
    site->hash = hash;
    site->frame_count = count;
    site->layout = key->layout;
    site->bytes = key->bytes;
    site->is_array = key->is_array;
    memcpy(site->pcs, pcs, count * sizeof *pcs);
    site->next = *slot;
    *slot = site;
    number_site_locked(site);
    return site;
}

const AllocSite *alloc_site(uint32_t number) {
    if (number == 0 || number / CHUNK_SITES >= CHUNKS_MAX) return NULL;
    AllocSite **chunk = profile.chunks[number / CHUNK_SITES];
    return chunk ? __atomic_load_n(&chunk[number % CHUNK_SITES], __ATOMIC_ACQUIRE) : NULL;
}

void alloc_each_site(void (*visit)(const AllocSite *site, void *arg), void *arg) {
    for (uint32_t number = 1; alloc_site(number) != NULL; number++)
        visit(alloc_site(number), arg);
}

Meaning alloc_site_meaning(const AllocSite *site) {
    Meaning meaning = layout_meaning(site->layout);
    if (meaning.kind == MEANING_UNKNOWN) meaning.kind = MEANING_BYTES;
    meaning.count = site->is_array ? COUNT_MANY : COUNT_ONE;
    return meaning;
}

// ---- counts -------------------------------------------------------------------------------------
static void add_counts(AllocCounts *to, const AllocCounts *from) {
    to->allocs += from->allocs;
    to->alloc_bytes += from->alloc_bytes;
    to->frees += from->frees;
    to->free_bytes += from->free_bytes;
}

// Where what happens now counts, that will be settled at the end of collection [cycle].
static AllocCounts *cycle_counts_locked(AllocSite *site, uint64_t cycle) {
    AllocCycle *slot = &site->cycles[cycle % 3];
    if (slot->cycle != cycle) {
        // Three collections ago: over long since.
        add_counts(&site->settled, &slot->counts);
        *slot = (AllocCycle){.cycle = cycle};
    }
    return &slot->counts;
}

// Whether somebody wants to see each object of the site; asked once for each site.
static bool is_watched(AllocSite *site) {
    if (profile.watch.wanted == NULL) return false;
    uint8_t known = atomic_load_explicit(&site->watched, memory_order_relaxed);
    if (known == SITE_UNKNOWN) {
        known = profile.watch.wanted(site) ? SITE_WATCHED : SITE_PASSED;
        atomic_store_explicit(&site->watched, known, memory_order_relaxed);
    }
    return known == SITE_WATCHED;
}

void alloc_profile_watch(const AllocWatch *watch) { profile.watch = *watch; }

// Collection n frees, while its sweep goes on, what was unreachable when it marked. So what is
// allocated now, after collection n, is settled by the sweep of n + 1; what is freed now belongs to
// the sweep of n.
static uint32_t on_birth(uintptr_t object, uint64_t asked, uint64_t bytes,
                         const Layout *layout) {
    SiteKey key = {layout, bytes, layout != NULL && asked > layout->bytes};
    const Insn *pcs[ALLOC_FRAMES_MAX];
    uint32_t count = 0;
    Processor *p = sched_current();
    FrameWalk walk;
    bool more = p && p->current && frame_walk_begin(&walk, p->current);
    for (; more && count < profile.frames_max; more = frame_walk_next(&walk)) {
        if (walk.func->flags & CODE_WRAPPER) continue;
        pcs[count++] = frame_walk_insn(&walk) + 1;
    }
    uint64_t cycle = gc_cycle_count();
    lock_acquire(&profile.lock);
    AllocSite *site = find_site_locked(pcs, count, &key);
    if (site) {
        AllocCounts *counts = cycle_counts_locked(site, cycle + 1);
        counts->allocs++;
        counts->alloc_bytes += bytes;
        // Tiny objects in a block are freed with it and count as free from the start, as in
        // MemStats.
        if (bytes == 0) counts->frees++;
    }
    lock_release(&profile.lock);
    if (site && is_watched(site)) profile.watch.born(site, object);
    return site && bytes ? site->number : 0;
}

static void on_death(uint32_t number, uintptr_t object, uint64_t bytes) {
    uint64_t cycle = gc_cycle_count();
    lock_acquire(&profile.lock);
    AllocSite *site = (AllocSite *)(uintptr_t)alloc_site(number);
    AllocCounts *counts = cycle_counts_locked(site, cycle);
    counts->frees++;
    counts->free_bytes += bytes;
    lock_release(&profile.lock);
    if (is_watched(site)) profile.watch.died(site, object);
}

static AllocCounts sum_until(const AllocSite *site, uint64_t cycle) {
    lock_acquire(&profile.lock);
    AllocCounts sum = site->settled;
    for (int i = 0; i < 3; i++)
        if (site->cycles[i].cycle <= cycle) add_counts(&sum, &site->cycles[i].counts);
    lock_release(&profile.lock);
    return sum;
}

AllocCounts alloc_counts_now(const AllocSite *site) { return sum_until(site, UINT64_MAX); }

AllocCounts alloc_counts_settled(const AllocSite *site) {
    uint64_t cycle = gc_cycle_count();
    if (cycle == 0) return alloc_counts_now(site);
    // While the sweep goes on, its frees are not complete: then the state is that of the collection
    // before.
    return sum_until(site, heap_sweep_is_done() ? cycle : cycle - 1);
}

// ---- starting -----------------------------------------------------------------------------------
static uint64_t next_random(void) {
    // splitmix64; from several threads at once it is random enough.
    uint64_t z = __atomic_add_fetch(&profile.random, 0x9e3779b97f4a7c15ull, __ATOMIC_RELAXED);
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ z >> 27) * 0x94d049bb133111ebull;
    return z ^ z >> 31;
}

void alloc_profile_start(int64_t rate, uint32_t frames_max) {
    SiteHooks hooks = {on_birth, on_death, next_random};
    profile.frames_max = frames_max < ALLOC_FRAMES_MAX ? frames_max : ALLOC_FRAMES_MAX;
    profile.random = (uint64_t)sched_now() ^ (uintptr_t)&hooks;
    profile.fixed_rate = rate;
    profile.is_on = true;
    heap_record_sites(rate > 0 ? &profile.fixed_rate : &default_rate, &hooks);
}

bool alloc_profile_is_on(void) { return profile.is_on; }

int64_t alloc_profile_rate(void) { return heap_record_rate(); }

void alloc_profile_bind_rate(const int64_t *variable) {
    if (profile.is_on && profile.fixed_rate <= 0) heap_record_by(variable);
}
