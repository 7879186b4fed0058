// A hash table of constants: finds duplicate cases and keys.
#include <stdlib.h>

#include "base/check.h"
#include "types/check_expr_int.h"

typedef struct KeyEntry {
    Const *value;   // NULL: free
    Type *type;
    Expr *expr;
    uint32_t hash;
} KeyEntry;

static KeyEntry *key_set_slot(KeyEntry *entries, uint32_t capacity, const KeyEntry *key) {
    uint32_t at = key->hash & (capacity - 1);
    while (entries[at].value != NULL) {
        const KeyEntry *entry = &entries[at];
        if (entry->hash == key->hash && type_identical(entry->type, key->type) &&
            const_equal(entry->value, key->value)) {
            break;
        }
        at = (at + 1) & (capacity - 1);
    }
    return &entries[at];
}

static void key_set_grow(KeySet *set) {
    uint32_t capacity = set->capacity == 0 ? 16 : set->capacity * 2;
    KeyEntry *entries = calloc(capacity, sizeof *entries);
    FATAL_IF(entries == NULL, "out of memory for %u keys", capacity);
    for (uint32_t i = 0; i < set->capacity; i++) {
        KeyEntry *entry = &set->entries[i];
        if (entry->value != NULL) *key_set_slot(entries, capacity, entry) = *entry;
    }
    free(set->entries);
    set->entries = entries;
    set->capacity = capacity;
}

Expr *key_set_add(KeySet *set, Const *value, Type *type, Expr *expr) {
    if (set->count * 2 >= set->capacity) key_set_grow(set);
    KeyEntry key = {value, type, expr, const_hash(value)};
    KeyEntry *slot = key_set_slot(set->entries, set->capacity, &key);
    if (slot->value != NULL) return slot->expr;
    *slot = key;
    set->count++;
    return NULL;
}

void key_set_free(KeySet *set) {
    free(set->entries);
    *set = (KeySet){0};
}
