// vm/iface.c - itabs and type assertions.
//
// Which types have which methods is found out once for each pair of interface and type, also when
// the answer is no, and kept for ever in a hash table.
#include "vm/vm_int.h"

typedef struct ItabEntry {
    const RType *inter;
    const RType *_Atomic type;    // NULL: the entry is empty; written last
    const Itab *itab;             // NULL: the type lacks [missing]
    const GoString *missing;
} ItabEntry;

// Reading needs no lock: an entry never changes once it is there, and a table that has become too
// small is left to those who still read it.
typedef struct ItabTable {
    size_t capacity;              // a power of two
    ItabEntry entries[];
} ItabTable;

static Lock itabs_lock;           // guards adding
static ItabTable *_Atomic itabs;
static size_t itabs_count;        // guarded by the lock

static size_t pair_hash(const RType *inter, const RType *type) {
    uint64_t mixed = (uint64_t)(uintptr_t)inter * 31 + (uint64_t)(uintptr_t)type;
    return (size_t)((mixed * 0x9E3779B97F4A7C15ull) >> 20);
}

// The entry of the pair, or the empty one where it belongs.
static ItabEntry *entry_find(ItabTable *table, const RType *inter, const RType *type) {
    size_t at = pair_hash(inter, type) & (table->capacity - 1);
    for (;;) {
        ItabEntry *entry = &table->entries[at];
        const RType *found = atomic_load_explicit(&entry->type, memory_order_acquire);
        if (found == NULL || (found == type && entry->inter == inter)) return entry;
        at = (at + 1) & (table->capacity - 1);
    }
}

static void entry_fill(ItabEntry *entry, const ItabEntry *from) {
    entry->inter = from->inter;
    entry->itab = from->itab;
    entry->missing = from->missing;
    atomic_store_explicit(&entry->type, atomic_load(&from->type), memory_order_release);
}

// The table, with room for one more. The lock is held.
static ItabTable *table_with_room(void) {
    ItabTable *old = atomic_load(&itabs);
    if (old != NULL && itabs_count * 2 < old->capacity) return old;
    size_t capacity = old ? old->capacity * 2 : 256;
    ItabTable *table = calloc(1, sizeof *table + capacity * sizeof table->entries[0]);
    FATAL_IF(table == NULL, "out of memory");
    table->capacity = capacity;
    for (size_t i = 0; old != NULL && i < old->capacity; i++) {
        const ItabEntry *entry = &old->entries[i];
        const RType *type = atomic_load(&entry->type);
        if (type) entry_fill(entry_find(table, entry->inter, type), entry);
    }
    atomic_store(&itabs, table);
    return table;
}

static int string_order(const GoString *a, const GoString *b) {
    return string_compare((const uint64_t *)a, (const uint64_t *)b);
}

// The method of [type] that [wanted] asks for; methods are sorted by name and package.
static const RMethod *method_find(const RType *type, const RMethod *wanted) {
    int64_t low = 0, high = type->method_count;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        const RMethod *method = &type->methods[middle];
        int order = string_order(&method->name, &wanted->name);
        if (order == 0) order = string_order(&method->pkg_path, &wanted->pkg_path);
        if (order == 0) {
            method = rtype_method(type, middle);
            return method->type == wanted->type ? method : NULL;
        }
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

static void entry_make(ItabEntry *made, const RType *inter, const RType *type) {
    *made = (ItabEntry){inter, type, NULL, NULL};
    rtype_complete(inter);
    rtype_complete(type);
    size_t count = (size_t)inter->method_count;
    Itab *itab = code_alloc(sizeof(Itab) + count * sizeof itab->methods[0]);
    *itab = (Itab){inter, type, type->hash, (uint32_t)count};
    for (size_t i = 0; i < count; i++) {
        const RMethod *method = method_find(type, &inter->methods[i]);
        if (method == NULL) {
            made->missing = &inter->methods[i].name;
            return;
        }
        itab->methods[i] = method->code;
    }
    made->itab = itab;
}

static const ItabEntry *entry_add(const RType *inter, const RType *type) {
    ItabEntry made;
    entry_make(&made, inter, type);   // without the lock: completing types may need other itabs
    lock_acquire(&itabs_lock);
    ItabEntry *entry = entry_find(table_with_room(), inter, type);
    if (atomic_load(&entry->type) == NULL) {
        entry_fill(entry, &made);
        itabs_count++;
    }
    lock_release(&itabs_lock);
    return entry;
}

const Itab *itab_get(const RType *inter, const RType *type, const GoString **missing) {
    ItabTable *table = atomic_load_explicit(&itabs, memory_order_acquire);
    const ItabEntry *entry = table ? entry_find(table, inter, type) : NULL;
    if (entry == NULL || atomic_load_explicit(&entry->type, memory_order_relaxed) == NULL)
        entry = entry_add(inter, type);
    if (missing) *missing = entry->missing;
    return entry->itab;
}

static void entry_refresh(ItabEntry *entry) {
    ItabEntry fresh;
    entry_make(&fresh, entry->inter, atomic_load(&entry->type));
    Itab *itab = (Itab *)(uintptr_t)entry->itab;
    if (itab == NULL) {
        entry->itab = fresh.itab;
        entry->missing = fresh.missing;
    } else if (fresh.itab) {
        for (uint32_t i = 0; i < itab->method_count; i++) itab->methods[i] = fresh.itab->methods[i];
    }
}

void itab_refresh(void) {
    ItabTable *table = atomic_load(&itabs);
    if (table == NULL) return;
    // Looking up may add entries to a larger copy of the table: those are fresh, and the old ones
    // in it are brought up to date when that one is gone through.
    for (size_t i = 0; i < table->capacity; i++)
        if (atomic_load(&table->entries[i].type)) entry_refresh(&table->entries[i]);
    if (atomic_load(&itabs) != table) itab_refresh();
}

// ---- assertions ---------------------------------------------------------------------------------
#define TEXT(string) (int)(string).bytes, (string).text

static bool same_text(const GoString *a, const GoString *b) {
    return string_equal((const uint64_t *)a, (const uint64_t *)b);
}

// Where a type is declared; of a struct type, where its unexported fields are.
static GoString package_of(const RType *type) {
    if (type->kind != KIND_STRUCT || type->pkg_path.bytes) return type->pkg_path;
    for (int64_t i = 0; i < type->field_count; i++)
        if (type->fields[i].pkg_path.bytes) return type->fields[i].pkg_path;
    return type->pkg_path;
}

// [inter] NULL: "interface".
static bool fail_type(Processor *p, const RType *type, const RType *wanted, const RType *inter) {
    GoString from = inter ? inter->string : (GoString){"interface", 9};
    if (type == NULL)
        return vm_fail_assertion(p, "interface conversion: %.*s is nil, not %.*s", TEXT(from),
                                 TEXT(wanted->string));
    const char *why = "";
    if (same_text(&type->string, &wanted->string)) {
        GoString here = package_of(type), there = package_of(wanted);
        why = same_text(&here, &there) ? " (types from different scopes)"
                                       : " (types from different packages)";
    }
    return vm_fail_assertion(p, "interface conversion: %.*s is %.*s, not %.*s%s", TEXT(from),
                             TEXT(type->string), TEXT(wanted->string), why);
}

bool iface_assert_type(Processor *p, const RType *type, const RType *wanted,
                       const RType *inter) {
    return type == wanted || fail_type(p, type, wanted, inter);
}

// What an interface value of type [inter] carries for [type]; NULL: [type] lacks *[missing].
static const void *type_word(const RType *inter, const RType *type, const GoString **missing) {
    rtype_complete(inter);
    if (inter->method_count == 0) return type;
    return itab_get(inter, type, missing);
}

bool iface_assert(Processor *p, uint64_t *out, const uint64_t *from, const RType *inter,
                  const RType *from_type) {
    (void)from_type;
    const RType *type = (const RType *)(uintptr_t)from[0];
    if (type == NULL) return fail_type(p, NULL, inter, NULL);
    const GoString *missing = NULL;
    const void *word = type_word(inter, type, &missing);
    if (word == NULL)
        return vm_fail_assertion(p, "interface conversion: %.*s is not %.*s: missing method %.*s",
                                 TEXT(type->string), TEXT(inter->string), TEXT(*missing));
    uint64_t data = from[1];
    out[0] = (uint64_t)(uintptr_t)word;
    out[1] = data;
    return true;
}

void iface_assert2(uint64_t *out, const uint64_t *from, const RType *inter) {
    const RType *type = (const RType *)(uintptr_t)from[0];
    const void *word = type ? type_word(inter, type, NULL) : NULL;
    uint64_t data = from[1];
    out[0] = (uint64_t)(uintptr_t)word;
    out[1] = word ? data : 0;
    out[2] = word != NULL;
}
