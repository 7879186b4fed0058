// stdlib/arena/arena_native.c - the rows of package arena; the bodies are the run time's own.
#include "vm/native.h"
#include "vm/native_runtime.h"

const NativeDef arena_natives[] = {
    {"describe", arena_describe, 0},
    {"newChunk", arena_new_chunk, 0},
    {"place", arena_place, 0},
    {"release", arena_release, 0},
    {"heapify", arena_heapify, 0},
    {NULL, NULL, 0},
};
