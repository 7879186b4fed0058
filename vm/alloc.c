// vm/alloc.c - objects of the heap as instructions ask for them; boxing for interfaces.
#include "vm/meaning.h"
#include "vm/vm_int.h"


void *vm_new(Processor *p, const RType *type) {
    return heap_alloc(p->cache, type->layout.bytes, &type->layout, HEAP_ZEROED);
}

void *vm_copy(Processor *p, const RType *type, const void *value) {
    HeapFlags flags = type->layout.ptr_bytes ? HEAP_ZEROED : HEAP_UNZEROED;
    void *copy = heap_alloc(p->cache, type->layout.bytes, &type->layout, flags);
    memcpy(copy, value, type->layout.bytes);
    return copy;
}

void *vm_new_array(Processor *p, const RType *type, int64_t count) {
    return heap_alloc(p->cache, type->layout.bytes * (uint64_t)count, &type->layout, HEAP_ZEROED);
}

void *vm_alloc_bytes(Processor *p, size_t bytes, HeapFlags flags) {
    return heap_alloc_noscan(p->cache, bytes, flags);
}

// ---- boxing -------------------------------------------------------------------------------------
// The values 0 to 255 in memory, shared by all boxes of one of them whatever their type: the low
// bytes come first. [0] also serves as the zero value of strings and slices.
static uint64_t small_values[256 + 2];

__attribute__((constructor)) static void small_values_init(void) {
    for (uint64_t i = 0; i < 256; i++) small_values[i] = i;
}

static uint64_t zero_value[3];

const char *string_of_byte(uint8_t byte) { return (const char *)&small_values[byte]; }

void *box_scalar(Processor *p, const RType *type, uint64_t value) {
    size_t bytes = type->layout.bytes;
    if (bytes < 8) value &= (1ull << bytes * 8) - 1;
    if (value < 256) return &small_values[value];
    HeapFlags flags = type->layout.ptr_bytes ? HEAP_ZEROED : HEAP_UNZEROED;
    void *box = heap_alloc(p->cache, bytes, &type->layout, flags);
    memcpy(box, &value, bytes);
    return box;
}

static const uint8_t string_bits[8] = {1};
static const Layout string_layout = {16, 8, string_bits};

void box_register_layouts(void) {
    layout_register(&string_layout, &(Meaning){.kind = MEANING_STATE, .what = "string"});
}

void *box_string(Processor *p, const uint64_t *value) {
    if (value[1] == 0) return zero_value;
    uint64_t *box = heap_alloc(p->cache, 16, &string_layout, HEAP_ZEROED);
    box[0] = value[0];
    box[1] = value[1];
    return box;
}

void *box_value(Processor *p, const RType *type, const void *value) {
    const uint64_t *words = value;
    switch ((Kind)type->kind) {
    case KIND_STRING: return box_string(p, words);
    case KIND_SLICE:
        if (words[0] == 0) return zero_value;
        break;
    case KIND_BOOL: case KIND_INT: case KIND_INT8: case KIND_INT16: case KIND_INT32:
    case KIND_INT64: case KIND_UINT: case KIND_UINT8: case KIND_UINT16: case KIND_UINT32:
    case KIND_UINT64: case KIND_UINTPTR: case KIND_FLOAT32: case KIND_FLOAT64: {
        uint64_t slot = 0;
        memcpy(&slot, value, type->layout.bytes);
        return box_scalar(p, type, slot);
    }
    default: {
        // Other types that are one word in disguise: structs and arrays of one integer.
        size_t bytes = type->layout.bytes;
        if (bytes == type->align && bytes <= 8 && !type->layout.ptr_bytes) {
            uint64_t word = 0;
            memcpy(&word, value, bytes);
            return box_scalar(p, type, word);
        }
    }
    }
    void *box = vm_new(p, type);
    memcpy(box, value, type->layout.bytes);
    return box;
}
