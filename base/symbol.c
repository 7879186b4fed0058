#include "base/symbol.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/utf8.h"

// An open-addressing hash table that is read without a lock: a slot goes from NULL to a Symbol once
// and never changes again. Writers hold the lock. A full table is replaced by one twice as large;
// the old one is kept, because a reader may still be looking at it (all old ones together are
// smaller than the newest).
typedef struct SymbolTable {
    struct SymbolTable *older;   // replaced by this one
    size_t mask;
    _Atomic(Symbol *) slots[];
} SymbolTable;

enum { TABLE_SLOTS_MIN = 4096 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static _Atomic(SymbolTable *) current;
static size_t symbol_count;   // guarded by lock
static Arena symbol_arena;    // guarded by lock

static bool symbol_is(const Symbol *symbol, uint32_t hash, const char *text, size_t length) {
    return symbol->hash == hash && symbol->length == length &&
           memcmp(symbol->text, text, length) == 0;
}

// Returns the Symbol, or NULL and in *[free_slot] the place where it belongs.
static Symbol *table_find(SymbolTable *table, uint32_t hash, const char *text, size_t length,
                          size_t *free_slot) {
    for (size_t i = hash & table->mask;; i = (i + 1) & table->mask) {
        Symbol *symbol = atomic_load_explicit(&table->slots[i], memory_order_acquire);
        if (!symbol) {
            *free_slot = i;
            return NULL;
        }
        if (symbol_is(symbol, hash, text, length)) return symbol;
    }
}

static SymbolTable *table_new(size_t slots) {
    SymbolTable *table = calloc(1, sizeof(SymbolTable) + slots * sizeof(_Atomic(Symbol *)));
    FATAL_IF(!table, "out of memory: cannot allocate the symbol table");
    table->mask = slots - 1;
    return table;
}

static SymbolTable *table_grow(SymbolTable *old) {
    SymbolTable *table = table_new(old ? (old->mask + 1) * 2 : TABLE_SLOTS_MIN);
    table->older = old;
    for (size_t i = 0; old && i <= old->mask; i++) {
        Symbol *symbol = atomic_load_explicit(&old->slots[i], memory_order_relaxed);
        if (!symbol) continue;
        size_t j = symbol->hash & table->mask;
        while (atomic_load_explicit(&table->slots[j], memory_order_relaxed))
            j = (j + 1) & table->mask;
        atomic_store_explicit(&table->slots[j], symbol, memory_order_relaxed);
    }
    atomic_store_explicit(&current, table, memory_order_release);
    return table;
}

static Symbol *symbol_add(uint32_t hash, const char *text, size_t length) {
    FATAL_IF(length > UINT32_MAX, "a name of %zu bytes", length);
    pthread_mutex_lock(&lock);
    SymbolTable *table = atomic_load_explicit(&current, memory_order_relaxed);
    if (!table || symbol_count * 2 > table->mask) table = table_grow(table);
    size_t slot;
    Symbol *symbol = table_find(table, hash, text, length, &slot);
    if (!symbol) {
        symbol = arena_alloc(&symbol_arena, sizeof(Symbol) + length + 1);
        uint32_t width;
        symbol->hash = hash;
        symbol->length = (uint32_t)length;
        symbol->exported = rune_is_upper(utf8_decode(text, length, &width));
        memcpy(symbol->text, text, length);
        atomic_store_explicit(&table->slots[slot], symbol, memory_order_release);
        symbol_count++;
    }
    pthread_mutex_unlock(&lock);
    return symbol;
}

Symbol *symbol_intern(const char *text, size_t length) {
    uint32_t hash = (uint32_t)XXH3_64bits(text, length);
    SymbolTable *table = atomic_load_explicit(&current, memory_order_acquire);
    size_t slot;
    Symbol *symbol = table ? table_find(table, hash, text, length, &slot) : NULL;
    return symbol ? symbol : symbol_add(hash, text, length);
}

Symbol *symbol_of(const char *text) {
    return symbol_intern(text, strlen(text));
}
