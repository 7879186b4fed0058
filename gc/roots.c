#include "gc/gc_int.h"

void gc_add_roots(const char *name, RootKind kind, RootScan *scan, void *arg) {
    FATAL_IF(gc.root_count == ROOTS_MAX, "too many kinds of roots");
    gc.roots[gc.root_count++] = (Root){name, kind, scan, arg};
}

void roots_mark(Marker *marker) {
    bool strict = marker->strict;
    marker->strict = false;
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
    marker->strict = strict;
}
