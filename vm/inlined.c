// vm/inlined.c - frames of the program that share one frame of the machine: calls were inlined.
#include <pthread.h>
#include <stdlib.h>

#include "base/check.h"
#include "vm/code.h"

bool frame_outward(Pos *pos) {
    SourceSite site;
    if (!source_site(*pos, &site)) return false;
    *pos = site.pos;
    return true;
}

const char *frame_name(const FuncCode *func, Pos pos) {
    SourceSite site;
    return source_site(pos, &site) ? site.name : func->name;
}

// ---- addresses of their own ---------------------------------------------------------------------
enum { CHUNK_PLACES = 1024, CHUNKS_MAX = 4096, BUCKETS = 4096 };

typedef struct Place {
    FuncCode *func;
    struct Place *next;          // in its bucket
    Pos pos;
} Place;

static struct {
    pthread_mutex_t lock;        // guards all below
    Place *chunks[CHUNKS_MAX];
    uint32_t count;
    Place *buckets[BUCKETS];
} places = {.lock = PTHREAD_MUTEX_INITIALIZER};

static Place *place_add(FuncCode *func, Pos pos) {
    uint32_t chunk = places.count / CHUNK_PLACES;
    FATAL_IF(chunk == CHUNKS_MAX, "more than %d places of inlined calls in tracebacks",
             CHUNKS_MAX * CHUNK_PLACES);
    if (!places.chunks[chunk]) {
        places.chunks[chunk] = calloc(CHUNK_PLACES, sizeof(Place));
        FATAL_IF(!places.chunks[chunk], "out of memory for tracebacks");
    }
    Place *place = &places.chunks[chunk][places.count++ % CHUNK_PLACES];
    Place **bucket = &places.buckets[pos % BUCKETS];
    *place = (Place){func, *bucket, pos};
    *bucket = place;
    return place;
}

// Inside of the entry, so that one less is as well: callers go back from return addresses.
uint64_t frame_pseudo_pc(FuncCode *func, Pos pos) {
    pthread_mutex_lock(&places.lock);
    Place *place = places.buckets[pos % BUCKETS];
    while (place && (place->pos != pos || place->func != func)) place = place->next;
    if (!place) place = place_add(func, pos);
    pthread_mutex_unlock(&places.lock);
    return (uint64_t)(uintptr_t)place + 8;
}

bool frame_pseudo_find(uint64_t pc, FuncCode **func, Pos *pos) {
    bool found = false;
    pthread_mutex_lock(&places.lock);
    for (uint32_t i = 0; i * CHUNK_PLACES < places.count && !found; i++) {
        uint64_t first = (uint64_t)(uintptr_t)places.chunks[i];
        uint64_t index = (pc - first) / sizeof(Place);
        found = pc > first && index < CHUNK_PLACES && i * CHUNK_PLACES + index < places.count;
        if (!found) continue;
        *func = places.chunks[i][index].func;
        *pos = places.chunks[i][index].pos;
    }
    pthread_mutex_unlock(&places.lock);
    return found;
}
