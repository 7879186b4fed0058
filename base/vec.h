// base/vec.h - typed growable arrays whose memory comes from an Arena.
//
//     VEC(Stmt *) stmts = {0};          // or: typedef VEC(Stmt *) StmtList;
//     vec_push(arena, &stmts, stmt);
//     for (uint32_t i = 0; i < stmts.count; i++) use(stmts.items[i]);
//
// Growing leaves the old items behind in the arena (at most as much again). Two VEC(T) written out
// at two places are different C types: give a list that crosses a function boundary a typedef.
#ifndef MOUND_BASE_VEC_H
#define MOUND_BASE_VEC_H

#include "base/arena.h"

#define VEC(T)              \
    struct {                \
        T *items;           \
        uint32_t count;     \
        uint32_t capacity;  \
    }

// Makes room for one more item of [item_bytes]; used by vec_push only.
void vec_grow(Arena *arena, void **items, uint32_t *capacity, uint32_t count, size_t item_bytes);

#define vec_push(arena, vec, item)                                                       \
    do {                                                                                 \
        if ((vec)->count == (vec)->capacity)                                             \
            vec_grow((arena), (void **)&(vec)->items, &(vec)->capacity, (vec)->count,    \
                     sizeof(*(vec)->items));                                             \
        (vec)->items[(vec)->count++] = (item);                                           \
    } while (0)

#define vec_last(vec) ((vec)->items[(vec)->count - 1])
#define vec_pop(vec) ((vec)->items[--(vec)->count])

#endif
