// vm/string.c - comparing, joining and converting strings.
#include "vm/vm_int.h"

static void set_string(uint64_t *out, const char *text, size_t bytes) {
    out[0] = (uint64_t)(uintptr_t)text;
    out[1] = bytes;
}

int string_compare(const uint64_t *a, const uint64_t *b) {
    uint64_t shorter = a[1] < b[1] ? a[1] : b[1];
    int order = shorter ? memcmp((const void *)(uintptr_t)a[0], (const void *)(uintptr_t)b[0],
                                 shorter) : 0;
    if (order) return order;
    return a[1] < b[1] ? -1 : a[1] > b[1];
}

GoString string_new(Processor *p, const char *text, size_t bytes) {
    if (bytes == 0) return (GoString){0};
    char *copy = vm_alloc_bytes(p, bytes, HEAP_UNZEROED);
    memcpy(copy, text, bytes);
    return (GoString){copy, (int64_t)bytes};
}

// Whether the text lies in a frame of the running goroutine, whose end it must not outlive.
static bool is_in_stack(const Processor *p, uint64_t text) {
    for (StackChunk *chunk = p->current->vm.stack; chunk; chunk = chunk->below)
        if (text - (uint64_t)(uintptr_t)chunk < chunk->bytes) return true;
    return false;
}

bool string_concat(Processor *p, uint64_t *out, const uint64_t *parts, uint32_t count,
                   char *buffer) {
    enum { BUFFER_BYTES = 32 };
    uint64_t total = 0;
    uint32_t filled = 0, last = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (parts[2 * i + 1] == 0) continue;
        filled++;
        last = i;
        total += parts[2 * i + 1];
        if ((int64_t)total < 0) return vm_fail_runtime(p, "string concatenation too long");
    }
    if (filled == 0) {
        set_string(out, NULL, 0);
        return true;
    }
    if (filled == 1 && (buffer || !is_in_stack(p, parts[2 * last]))) {
        set_string(out, (const char *)(uintptr_t)parts[2 * last], parts[2 * last + 1]);
        return true;
    }
    char *text = buffer && total <= BUFFER_BYTES ? buffer
                                                 : vm_alloc_bytes(p, total, HEAP_UNZEROED);
    char *at = text;
    for (uint32_t i = 0; i < count; i++) {
        if (parts[2 * i + 1] == 0) continue;
        memcpy(at, (const char *)(uintptr_t)parts[2 * i], parts[2 * i + 1]);
        at += parts[2 * i + 1];
    }
    set_string(out, text, total);
    return true;
}

// Space for a byte or rune slice, with the capacity its size class gives, or in [buffer].
static void *items_new(Processor *p, uint64_t *out, size_t count, size_t item_bytes,
                       void *buffer) {
    bool in_buffer = buffer && count <= STRING_BUFFER_ITEMS;
    size_t used = count * item_bytes, bytes = count ? heap_round_size(used, true) : 0;
    if (in_buffer) bytes = STRING_BUFFER_ITEMS * item_bytes;
    char *items = in_buffer ? buffer : vm_alloc_bytes(p, bytes, HEAP_UNZEROED);
    memset(items + used, 0, bytes - used);
    out[0] = (uint64_t)(uintptr_t)items;
    out[1] = count;
    out[2] = bytes / item_bytes;
    return items;
}

void string_to_bytes(Processor *p, uint64_t *out, const uint64_t *from, void *buffer) {
    const char *text = (const char *)(uintptr_t)from[0];
    size_t bytes = from[1];
    void *items = items_new(p, out, bytes, 1, buffer);
    if (bytes) memcpy(items, text, bytes);
}

enum { BUFFER_BYTES = 32 };

void string_from_bytes(Processor *p, uint64_t *out, const uint64_t *from, void *buffer) {
    const char *items = (const char *)(uintptr_t)from[0];
    size_t bytes = from[1];
    if (bytes == 1) {
        set_string(out, string_of_byte((uint8_t)items[0]), 1);
        return;
    }
    if (buffer && bytes <= BUFFER_BYTES) {
        if (bytes) memcpy(buffer, items, bytes);
        set_string(out, buffer, bytes);
        return;
    }
    GoString string = string_new(p, items, bytes);
    set_string(out, string.text, bytes);
}

void string_to_runes(Processor *p, uint64_t *out, const uint64_t *from, void *buffer) {
    const char *text = (const char *)(uintptr_t)from[0];
    size_t bytes = from[1], count = 0;
    uint32_t width;
    for (size_t at = 0; at < bytes; at += width, count++)
        utf8_decode(text + at, bytes - at, &width);
    Rune *runes = items_new(p, out, count, sizeof(Rune), buffer);
    for (size_t at = 0; at < bytes; at += width)
        *runes++ = utf8_decode(text + at, bytes - at, &width);
}

// As much as gc asks for: room for one more rune of any width.
void string_from_runes(Processor *p, uint64_t *out, const uint64_t *from, void *buffer) {
    const Rune *runes = (const Rune *)(uintptr_t)from[0];
    size_t count = from[1], bytes = 0;
    char encoded[RUNE_BYTES_MAX];
    for (size_t i = 0; i < count; i++) bytes += utf8_encode(runes[i], encoded);
    if (bytes == 0) {
        set_string(out, NULL, 0);
        return;
    }
    size_t room = bytes + RUNE_BYTES_MAX - 1;
    char *text = buffer && room <= BUFFER_BYTES ? buffer : vm_alloc_bytes(p, room, HEAP_UNZEROED);
    char *at = text;
    for (size_t i = 0; i < count; i++) at += utf8_encode(runes[i], at);
    set_string(out, text, bytes);
}

void string_from_rune(Processor *p, uint64_t *out, int64_t rune, void *buffer) {
    if (rune < 0 || rune > RUNE_MAX) rune = RUNE_ERROR;
    char encoded[RUNE_BYTES_MAX];
    uint32_t width = utf8_encode((Rune)rune, encoded);
    char *text = buffer ? buffer : vm_alloc_bytes(p, RUNE_BYTES_MAX, HEAP_UNZEROED);
    memcpy(text, encoded, width);
    set_string(out, text, width);
}
