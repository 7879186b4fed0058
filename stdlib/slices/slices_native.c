// stdlib/slices/slices_native.c - sorting of the commonest slices.
#include <stdlib.h>

#include "vm/native.h"

static int compare_ints(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

// NaN comes before all numbers.
static int compare_floats(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    if (x != x || y != y) return (y != y) - (x != x);
    return (x > y) - (x < y);
}

static int compare_strings(const void *a, const void *b) {
    const GoString *x = a, *y = b;
    int64_t common = x->bytes < y->bytes ? x->bytes : y->bytes;
    int order = common ? memcmp(x->text, y->text, (size_t)common) : 0;
    return order ? order : (x->bytes > y->bytes) - (x->bytes < y->bytes);
}

static void slices_sort_ints(NativeCall *call) {
    GoSlice s = native_arg_slice(call, 0);
    if (s.count > 1) qsort(s.items, (size_t)s.count, sizeof(int64_t), compare_ints);
}

static void slices_sort_floats(NativeCall *call) {
    GoSlice s = native_arg_slice(call, 0);
    if (s.count > 1) qsort(s.items, (size_t)s.count, sizeof(double), compare_floats);
}

// Sorts a copy, so that every pointer is stored once and through the write barrier.
static void slices_sort_strings(NativeCall *call) {
    GoSlice s = native_arg_slice(call, 0);
    if (s.count < 2) return;
    GoString *items = s.items, *copy = malloc((size_t)s.count * sizeof *copy);
    if (!copy) native_fatal(call, "runtime: out of memory");
    memcpy(copy, items, (size_t)s.count * sizeof *copy);
    qsort(copy, (size_t)s.count, sizeof *copy, compare_strings);
    for (int64_t i = 0; i < s.count; i++) {
        native_store_pointer((void **)&items[i].text, (void *)copy[i].text);
        items[i].bytes = copy[i].bytes;
    }
    free(copy);
}

const NativeDef slices_natives[] = {
    {"sortInts", slices_sort_ints, 0},
    {"sortFloats", slices_sort_floats, 0},
    {"sortStrings", slices_sort_strings, 0},
    {NULL, NULL, 0},
};
