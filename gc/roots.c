#include "gc/gc_int.h"

// The root that roots_step visits next; finalizers come behind the registered ones.
static _Atomic uint32_t current;

static void add(const Root *root) {
    FATAL_IF(gc.root_count == ROOTS_MAX, "too many kinds of roots");
    gc.roots[gc.root_count++] = *root;
}

void gc_add_roots(const char *name, RootKind kind, RootScan *scan, void *arg) {
    add(&(Root){.name = name, .kind = kind, .scan = scan, .arg = arg});
}

void gc_add_stepped_roots(const char *name, RootKind kind, RootScan *scan, RootBegin *begin,
                          RootStep *step, void *arg) {
    add(&(Root){name, kind, scan, begin, step, arg});
}

void roots_mark(Marker *marker) {
    marker->in_heap = false;
    for (uint32_t i = 0; i < gc.root_count; i++) {
        marker->root_name = gc.roots[i].name;
        marker->root_kind = gc.roots[i].kind;
        gc.roots[i].scan(marker, gc.roots[i].arg);
    }
    marker->root_kind = ROOT_OTHER;
    marker->root_name = "finalizers";
    finalize_mark(marker);
    marker->root_name = "heap";
}

void roots_begin(void) {
    for (uint32_t i = 0; i < gc.root_count; i++)
        if (gc.roots[i].begin != NULL) gc.roots[i].begin(gc.roots[i].arg);
    finalize_mark_begin();
    atomic_store(&current, 0);
}

bool roots_are_done(void) {
    return atomic_load(&current) > gc.root_count;
}

// Goes on to the root behind [i], unless somebody else has done so.
static bool advance(uint32_t i) {
    return atomic_compare_exchange_strong(&current, &i, i + 1);
}

bool roots_step(Marker *marker) {
    uint32_t i = atomic_load(&current);
    if (i > gc.root_count) return false;
    marker->in_heap = false;
    if (i == gc.root_count) {
        marker->root_name = "finalizers";
        marker->root_kind = ROOT_OTHER;
        if (!finalize_mark_some(marker)) advance(i);
        return true;
    }
    const Root *root = &gc.roots[i];
    marker->root_name = root->name;
    marker->root_kind = root->kind;
    if (root->step == NULL) {
        if (advance(i)) root->scan(marker, root->arg);
    } else if (!root->step(marker, root->arg)) {
        advance(i);
    }
    marker->root_kind = ROOT_OTHER;
    return true;
}
