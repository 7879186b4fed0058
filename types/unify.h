// types/unify.h - finds types for type parameters that make two types equal. For infer.c only.
#ifndef MOUND_TYPES_UNIFY_H
#define MOUND_TYPES_UNIFY_H

#include "types/check_int.h"

// How equal two types must be made.
enum {
    UNIFY_ASSIGN = 1,   // a value of one is assigned to the other: outermost names may differ
    UNIFY_EXACT = 2,    // identical
};

typedef struct Unifier {
    Type **params;
    Type ***handles;     // handles[i]: where the type of params[i] is kept; joined ones share it
    uint32_t count;
    int depth;
    bool interfaces;     // go1.21: interfaces match by their methods
} Unifier;

// Starts with what is known: [args] (may be shorter, entries may be NULL).
void unifier_init(Unifier *u, Type **params, uint32_t count, Type **args, uint32_t arg_count);
// Makes x and y equal; false when impossible.
bool unify(Unifier *u, Type *x, Type *y, int mode);
// What is known of type parameter [param] (one of params).
Type *unifier_at(Unifier *u, Type *param);
void unifier_set(Unifier *u, Type *param, Type *type);
uint32_t unifier_unknowns(Unifier *u);
// A fresh array of what is known of each, NULL where nothing is.
Type **unifier_inferred(Unifier *u);

#endif
