// vm/slice.c - making, cutting, growing and copying slices.
#include "vm/slice.h"

#include "vm/vm_int.h"

#define ALLOC_BYTES_MAX (1ull << 48)

// Whether [count] items of [bytes] are an object that could exist.
static bool fits(uint64_t count, uint64_t bytes) {
    uint64_t total;
    return !__builtin_mul_overflow(count, bytes, &total) && total <= ALLOC_BYTES_MAX;
}

static void set_slice(uint64_t *out, const void *items, int64_t count, int64_t capacity) {
    out[0] = (uint64_t)(uintptr_t)items;
    out[1] = (uint64_t)count;
    out[2] = (uint64_t)capacity;
}

bool slice_make(Processor *p, uint64_t *out, int64_t count, int64_t capacity, const RType *elem) {
    uint64_t bytes = elem->layout.bytes;
    if (count < 0 || count > capacity || !fits((uint64_t)capacity, bytes)) {
        bool bad_length = count < 0 || !fits((uint64_t)count, bytes);
        return vm_fail_runtime(p, "makeslice: %s out of range", bad_length ? "len" : "cap");
    }
    set_slice(out, vm_new_array(p, elem, capacity), count, capacity);
    return true;
}

// ---- growing ------------------------------------------------------------------------------------
// Go's rule: at most double; from 256 items on by a quarter and a constant.
static int64_t grown_capacity(int64_t old, int64_t needed) {
    enum { THRESHOLD = 256 };
    if (needed > 2 * old) return needed;
    if (old < THRESHOLD) return 2 * old;
    int64_t capacity = old;
    while ((uint64_t)capacity < (uint64_t)needed) capacity += (capacity + 3 * THRESHOLD) >> 2;
    return capacity <= 0 ? needed : capacity;
}

bool slice_grow(Processor *p, GoSlice *out, const GoSlice *from, int64_t extra,
                const RType *elem) {
    GoSlice old = *from;
    int64_t needed = (int64_t)((uint64_t)old.count + (uint64_t)extra);
    uint64_t bytes = elem->layout.bytes;
    if (needed < 0 || !fits((uint64_t)needed, bytes))
        return vm_fail_runtime(p, "growslice: len out of range");
    if (bytes == 0) {
        *out = (GoSlice){&heap_zerobase, old.count, needed};
        return true;
    }
    bool noscan = elem->layout.ptr_bytes == 0;
    int64_t capacity = grown_capacity(old.capacity, needed);
    if (!fits((uint64_t)capacity, bytes)) capacity = needed;
    size_t rounded = heap_round_size((uint64_t)capacity * bytes, noscan);
    capacity = (int64_t)(rounded / bytes);
    size_t total = (uint64_t)capacity * bytes, used = (uint64_t)old.count * bytes;
    char *items = heap_alloc(p->cache, total, &elem->layout, noscan ? HEAP_UNZEROED : HEAP_ZEROED);
    if (used > 0) memcpy(items, old.items, used);
    if (noscan) memset(items + used, 0, total - used);
    *out = (GoSlice){items, old.count, capacity};
    return true;
}

bool slice_append(Processor *p, uint64_t *out, const uint64_t *from, const void *items,
                  int64_t count, const RType *elem) {
    GoSlice slice = *(const GoSlice *)from;
    if (count > slice.capacity - slice.count) {
        GoSlice old = slice;
        if (!slice_grow(p, &slice, &old, count, elem)) return false;
    }
    if (count > 0) {
        uint64_t bytes = elem->layout.bytes;
        gc_write_range((char *)slice.items + (uint64_t)slice.count * bytes, items,
                       (uint64_t)count * bytes, &elem->layout);
    }
    set_slice(out, slice.items, slice.count + count, slice.capacity);
    return true;
}

bool slice_append_made(Processor *p, uint64_t *out, const uint64_t *from, int64_t count,
                       const RType *elem) {
    uint64_t bytes = elem->layout.bytes;
    if (count < 0) return vm_fail_runtime(p, "makeslice: len out of range");
    GoSlice slice = *(const GoSlice *)from;
    if (count > slice.capacity - slice.count) {
        GoSlice old = slice;
        // What is new in there is zero.
        if (!slice_grow(p, &slice, &old, count, elem)) return false;
    } else if (count > 0) {
        gc_clear_range((char *)slice.items + (uint64_t)slice.count * bytes,
                       (uint64_t)count * bytes, &elem->layout);
    }
    set_slice(out, slice.items, slice.count + count, slice.capacity);
    return true;
}

int64_t slice_copy(const uint64_t *to, const uint64_t *from, const RType *elem) {
    int64_t count = (int64_t)to[1] < (int64_t)from[1] ? (int64_t)to[1] : (int64_t)from[1];
    if (count > 0)
        gc_write_range((void *)(uintptr_t)to[0], (const void *)(uintptr_t)from[0],
                       (uint64_t)count * elem->layout.bytes, &elem->layout);
    return count;
}

// ---- cutting ------------------------------------------------------------------------------------
// The messages of gc, by what was wrong: [low:high:max] against a length or capacity.
static bool fail_above(Processor *p, const char *shape, uint64_t value, bool is_unsigned,
                       uint64_t limit, const char *what) {
    char number[24], place[64];
    bool is_negative = (int64_t)value < 0 && !is_unsigned;
    snprintf(number, sizeof number, is_unsigned ? "%llu" : "%lld", (unsigned long long)value);
    snprintf(place, sizeof place, shape, number);
    if (is_negative) return vm_fail_bounds(p, "slice bounds out of range [%s]", place);
    return vm_fail_bounds(p, "slice bounds out of range [%s] with %s %lld", place, what,
                          (long long)limit);
}

static bool fail_order(Processor *p, const char *before, uint64_t low, bool is_unsigned,
                       uint64_t high, const char *after, const char *negative) {
    if (is_unsigned || (int64_t)low >= 0)
        return vm_fail_bounds(p, "slice bounds out of range [%s%llu:%lld%s]", before,
                              (unsigned long long)low, (long long)high, after);
    char place[64];
    snprintf(place, sizeof place, negative, (long long)low);
    return vm_fail_bounds(p, "slice bounds out of range [%s]", place);
}

typedef struct Cut {
    uint64_t low, high, max;
} Cut;

// Checks the range that an instruction gives, in the order in which gc checks.
static bool cut_check(Processor *p, Cut *cut, const uint64_t *range, uint64_t mode,
                      uint64_t length, uint64_t capacity, const char *what) {
    bool low_unsigned = mode & SLICE_UNSIGNED, high_unsigned = mode & SLICE_UNSIGNED << 1;
    cut->low = mode & SLICE_HAS_LOW ? range[0] : 0;
    cut->high = mode & SLICE_HAS_HIGH ? range[1] : length;
    cut->max = mode & SLICE_HAS_MAX ? range[2] : capacity;
    if (mode & SLICE_HAS_MAX) {
        if (cut->max > capacity)
            return fail_above(p, "::%s", cut->max, mode & SLICE_UNSIGNED << 2, capacity, what);
        if (cut->high > cut->max)
            return fail_order(p, ":", cut->high, high_unsigned, cut->max, "", ":%lld:");
        if (cut->low > cut->high)
            return fail_order(p, "", cut->low, low_unsigned, cut->high, ":", "%lld::");
        return true;
    }
    if (mode & SLICE_HAS_HIGH && cut->high > capacity)
        return fail_above(p, ":%s", cut->high, high_unsigned, capacity, what);
    if (cut->low > cut->high)
        return fail_order(p, "", cut->low, low_unsigned, cut->high, "", "%lld:");
    return true;
}

// Where a slice of no capacity points must not matter: it stays at the start, for one past the end
// is another object.
static void cut_apply(uint64_t *out, uint64_t items, const Cut *cut, uint64_t elem_bytes) {
    uint64_t capacity = cut->max - cut->low;
    out[0] = items + (capacity ? cut->low * elem_bytes : 0);
    out[1] = cut->high - cut->low;
    out[2] = capacity;
}

bool slice_slice(Processor *p, uint64_t *out, const uint64_t *from, const uint64_t *range,
                 uint64_t mode) {
    Cut cut;
    uint64_t items = from[0];
    if (!cut_check(p, &cut, range, mode, from[1], from[2], "capacity")) return false;
    cut_apply(out, items, &cut, mode >> SLICE_ELEM_SHIFT);
    return true;
}

bool slice_array(Processor *p, uint64_t *out, void *array, const uint64_t *range, uint64_t mode,
                 int64_t length) {
    Cut cut;
    if (array == NULL) return vm_fail_nil(p);
    if (!cut_check(p, &cut, range, mode, (uint64_t)length, (uint64_t)length, "length"))
        return false;
    cut_apply(out, (uint64_t)(uintptr_t)array, &cut, mode >> SLICE_ELEM_SHIFT);
    return true;
}

bool slice_string(Processor *p, uint64_t *out, const uint64_t *from, const uint64_t *range,
                  uint64_t mode) {
    Cut cut;
    uint64_t text = from[0];
    if (!cut_check(p, &cut, range, mode, from[1], from[1], "length")) return false;
    uint64_t bytes = cut.high - cut.low;
    out[0] = text + (bytes ? cut.low : 0);
    out[1] = bytes;
    return true;
}

// ---- unsafe -------------------------------------------------------------------------------------
static bool unsafe_check(Processor *p, const char *what, const void *pointer, int64_t count,
                         uint64_t bytes) {
    if (count < 0) return vm_fail_runtime(p, "%s: len out of range", what);
    uint64_t total;
    bool overflow = __builtin_mul_overflow((uint64_t)count, bytes, &total);
    if (overflow || total > -(uint64_t)(uintptr_t)pointer) {
        if (pointer == NULL && count)
            return vm_fail_runtime(p, "%s: ptr is nil and len is not zero", what);
        if (overflow || pointer)
            return vm_fail_runtime(p, "%s: len out of range", what);
    }
    if (pointer == NULL && count > 0)
        return vm_fail_runtime(p, "%s: ptr is nil and len is not zero", what);
    return true;
}

bool slice_unsafe(Processor *p, uint64_t *out, void *pointer, int64_t count, const RType *elem) {
    if (!unsafe_check(p, "unsafe.Slice", pointer, count, elem->layout.bytes)) return false;
    set_slice(out, pointer, count, count);
    return true;
}

bool string_unsafe(Processor *p, uint64_t *out, void *pointer, int64_t count) {
    if (!unsafe_check(p, "unsafe.String", pointer, count, 1)) return false;
    out[0] = (uint64_t)(uintptr_t)pointer;
    out[1] = (uint64_t)count;
    return true;
}
