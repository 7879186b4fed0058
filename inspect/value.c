// inspect/value.c - see value.h.
#include "inspect/value.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/utf8.h"
#include "sched/chan.h"
#include "vm/code.h"
#include "vm/map.h"

const ValueStyle value_style_default = {80, 100, 1000, 8, "main"};

enum {
    NESTING_MAX = 64,
    FLAT_BYTES_MAX = 4000,     // of a value on a line of any length
    TEXT_BYTES_MAX = 64 << 10, // of a whole value: then everything ends
    INDENT = 4,
};

typedef struct Printer {
    FILE *out;
    const ValueStyle *style;
    uint32_t indent;
    uint32_t depth;
    bool flat;
    size_t flat_max;                   // flat: give up beyond this many bytes
    size_t bytes;                      // written so far to [out]
    const void *inside[NESTING_MAX];   // addresses of what is being printed
    uint32_t inside_count;
} Printer;

static void put_value(Printer *w, const RType *type, const void *memory, bool elided);

static void put(Printer *w, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int bytes = vfprintf(w->out, format, args);
    va_end(args);
    if (bytes > 0) w->bytes += (size_t)bytes;
}

static bool is_full(const Printer *w) {
    return w->bytes > (w->flat ? w->flat_max : (size_t)TEXT_BYTES_MAX);
}

// ---- Types --------------------------------------------------------------------------------------

static bool is_name_byte(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

char *type_name_text(const RType *type, const char *home) {
    size_t bytes = (size_t)type->string.bytes, home_bytes = home ? strlen(home) : 0, used = 0;
    char *text = malloc(bytes + 1);
    FATAL_IF(text == NULL, "out of memory");
    for (size_t i = 0; i < bytes;) {
        const char *at = type->string.text + i;
        bool starts = i == 0 || (!is_name_byte(at[-1]) && at[-1] != '.' && at[-1] != '/');
        if (home && starts && bytes - i > home_bytes && at[home_bytes] == '.' &&
            memcmp(at, home, home_bytes) == 0)
            i += home_bytes + 1;
        else
            text[used++] = type->string.text[i++];
    }
    text[used] = '\0';
    return text;
}

static void put_type(Printer *w, const RType *type) {
    char *text = type_name_text(type, w->style->home);
    bool bare = type->kind == KIND_POINTER || type->kind == KIND_CHAN || type->kind == KIND_FUNC;
    bool named = type->name.bytes != 0;
    put(w, bare && !named ? "(%s)" : "%s", text);
    free(text);
}

// ---- Scalars ------------------------------------------------------------------------------------

// The shortest digits that read back as the same number, in the form strconv chooses for %v.
static void put_float(Printer *w, double value, bool is_single) {
    char text[64];
    if (isnan(value) || isinf(value)) {
        put(w, isnan(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
        return;
    }
    int precision = 0;
    for (; precision < 17; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, value);
        double back = is_single ? (double)strtof(text, NULL) : strtod(text, NULL);
        if (back == value) break;
    }
    int exponent = atoi(strchr(text, 'e') + 1);
    if (exponent >= -4 && exponent < 21)
        snprintf(text, sizeof text, "%.*f", precision > exponent ? precision - exponent : 0, value);
    put(w, "%s", text);
}

static int64_t read_int(const void *memory, size_t bytes) {
    uint64_t value = 0;
    memcpy(&value, memory, bytes);
    int shift = 64 - (int)bytes * 8;
    return (int64_t)(value << shift) >> shift;
}

static uint64_t read_uint(const void *memory, size_t bytes) {
    uint64_t value = 0;
    memcpy(&value, memory, bytes);
    return value;
}

static void put_string(Printer *w, const char *text, int64_t bytes) {
    int64_t max = w->style->string_max, shown = bytes > max ? max : bytes;
    put(w, "\"");
    for (int64_t i = 0; i < shown;) {
        uint32_t width;
        Rune rune = utf8_decode(text + i, (size_t)(bytes - i), &width);
        unsigned char c = (unsigned char)text[i];
        if (rune == RUNE_ERROR && width <= 1) put(w, "\\x%02x", c);
        else if (c == '\n') put(w, "\\n");
        else if (c == '\t') put(w, "\\t");
        else if (c == '\r') put(w, "\\r");
        else if (c == '"' || c == '\\') put(w, "\\%c", c);
        else if (c < 0x20 || c == 0x7F) put(w, "\\x%02x", c);
        else if (rune >= 0x80 && rune < 0xA0) put(w, "\\u%04x", (unsigned)rune);
        else put(w, "%.*s", (int)width, text + i);
        i += width ? width : 1;
    }
    put(w, "\"");
    if (shown < bytes) put(w, " /* %lld of %lld bytes */", (long long)shown, (long long)bytes);
}

static void put_complex(Printer *w, double re, double im, bool is_single) {
    put(w, "(");
    put_float(w, re, is_single);
    if (!signbit(im) && !isnan(im) && !isinf(im)) put(w, "+");
    put_float(w, im, is_single);
    put(w, "i)");
}

static bool put_scalar(Printer *w, const RType *type, const void *memory) {
    size_t bytes = type->layout.bytes;
    switch ((Kind)type->kind) {
    case KIND_BOOL: put(w, *(const uint8_t *)memory ? "true" : "false"); return true;
    case KIND_INT: case KIND_INT8: case KIND_INT16: case KIND_INT32: case KIND_INT64:
        put(w, "%lld", (long long)read_int(memory, bytes));
        return true;
    case KIND_UINTPTR: put(w, "0x%llx", (unsigned long long)read_uint(memory, bytes)); return true;
    case KIND_UINT: case KIND_UINT8: case KIND_UINT16: case KIND_UINT32: case KIND_UINT64:
        put(w, "%llu", (unsigned long long)read_uint(memory, bytes));
        return true;
    case KIND_FLOAT32: put_float(w, (double)*(const float *)memory, true); return true;
    case KIND_FLOAT64: put_float(w, *(const double *)memory, false); return true;
    case KIND_COMPLEX64:
        put_complex(w, (double)((const float *)memory)[0], (double)((const float *)memory)[1],
                    true);
        return true;
    case KIND_COMPLEX128:
        put_complex(w, ((const double *)memory)[0], ((const double *)memory)[1], false);
        return true;
    case KIND_STRING:
        put_string(w, ((const GoString *)memory)->text, ((const GoString *)memory)->bytes);
        return true;
    default: return false;
    }
}

// ---- Going inside -------------------------------------------------------------------------------

// False: we are inside [address] already, or too deep; it was printed as an address.
static bool enter(Printer *w, const RType *type, const void *address) {
    bool known = false;
    for (uint32_t i = 0; i < w->inside_count; i++) known |= w->inside[i] == address;
    if (known || w->inside_count == NESTING_MAX || w->depth >= w->style->depth_max) {
        put_type(w, type);
        put(w, known ? "(%p /* again */)" : "(%p)", address);
        return false;
    }
    w->inside[w->inside_count++] = address;
    return true;
}

static void leave(Printer *w) { w->inside_count--; }

// What is printed element by element: whoever it is for gives the number and prints the i-th.
typedef struct Elements {
    uint64_t count;
    void (*print)(Printer *w, const struct Elements *elements, uint64_t index);
    const RType *type;
    const char *memory;
    const void *const *keys;   // maps: addresses, sorted
    const void *const *elems;
    bool is_scalar;            // several in a line
} Elements;

static void put_newline(Printer *w) {
    put(w, "\n%*s", (int)(w->indent * INDENT), "");
}

static void put_rest(Printer *w, uint64_t shown, uint64_t count, bool broken) {
    if (shown >= count) return;
    if (broken) put_newline(w);
    else if (shown) put(w, ", ");
    put(w, "/* %llu more */", (unsigned long long)(count - shown));
}

static void put_flat_elements(Printer *w, const Elements *elements, uint64_t shown) {
    for (uint64_t i = 0; i < shown && !is_full(w); i++) {
        if (i) put(w, ", ");
        elements->print(w, elements, i);
    }
    put_rest(w, shown, elements->count, false);
}

static void put_broken_elements(Printer *w, const Elements *elements, uint64_t shown) {
    w->indent++;
    size_t line = SIZE_MAX / 2;
    for (uint64_t i = 0; i < shown && !is_full(w); i++) {
        if (!elements->is_scalar || line + 12 > w->style->columns) {
            put_newline(w);
            line = w->indent * INDENT;
        } else {
            put(w, " ");
        }
        size_t before = w->bytes;
        elements->print(w, elements, i);
        put(w, ",");
        line += w->bytes - before + 1;
    }
    put_rest(w, shown, elements->count, true);
    w->indent--;
    put_newline(w);
}

// Tries a single line; what does not fit is broken.
static void put_elements(Printer *w, const Elements *elements) {
    uint64_t max = w->style->items_max, shown = elements->count > max ? max : elements->count;
    put(w, "{");
    w->depth++;
    if (w->flat) {
        put_flat_elements(w, elements, shown);
    } else {
        char *text = NULL;
        size_t bytes = 0;
        uint32_t columns = w->style->columns, used = w->indent * INDENT + 24;
        Printer flat = *w;
        flat.out = open_memstream(&text, &bytes);
        FATAL_IF(flat.out == NULL, "out of memory");
        flat.flat = true;
        flat.bytes = 0;
        flat.flat_max = columns == 0 ? FLAT_BYTES_MAX : columns > used ? columns - used : 16;
        put_flat_elements(&flat, elements, shown);
        fclose(flat.out);
        if (!is_full(&flat)) put(w, "%s", text);
        else put_broken_elements(w, elements, shown);
        free(text);
    }
    w->depth--;
    put(w, "}");
}

// ---- Composites ---------------------------------------------------------------------------------

static bool is_scalar_kind(const RType *type) {
    return type->kind <= KIND_COMPLEX128 || type->kind == KIND_STRING;
}

static void put_item(Printer *w, const Elements *elements, uint64_t index) {
    const RType *elem = elements->type->elem;
    put_value(w, elem, elements->memory + index * elem->layout.bytes, true);
}

static void put_sequence(Printer *w, const RType *type, const char *memory, int64_t count,
                         bool elided) {
    if (!elided) put_type(w, type);
    put_elements(w, &(Elements){.count = (uint64_t)count, .print = put_item, .type = type,
                                .memory = memory, .is_scalar = is_scalar_kind(type->elem)});
}

static bool is_text(const unsigned char *bytes, int64_t count) {
    for (int64_t i = 0; i < count; i++)
        if ((bytes[i] < 0x20 && bytes[i] != '\n' && bytes[i] != '\t') || bytes[i] >= 0x7F)
            return false;
    return count > 0;
}

static void put_slice(Printer *w, const RType *type, const GoSlice *slice, bool elided) {
    if (slice->items == NULL) {
        if (elided) put(w, "nil");
        else put_type(w, type), put(w, "(nil)");
        return;
    }
    if (type->elem->kind == KIND_UINT8 && is_text(slice->items, slice->count)) {
        put_type(w, type);
        put(w, "(");
        put_string(w, slice->items, slice->count);
        put(w, ")");
        return;
    }
    if (!enter(w, type, slice->items)) return;
    put_sequence(w, type, slice->items, slice->count, elided);
    leave(w);
}

static void put_field(Printer *w, const Elements *elements, uint64_t index) {
    const RField *field = &elements->type->fields[index];
    put(w, "%.*s: ", (int)field->name.bytes, field->name.text);
    put_value(w, field->type, elements->memory + field->offset, false);
}

static void put_struct(Printer *w, const RType *type, const char *memory, bool elided) {
    if (!elided) put_type(w, type);
    put_elements(w, &(Elements){.count = (uint64_t)type->field_count, .print = put_field,
                                .type = type, .memory = memory});
}

static void put_pointer(Printer *w, const RType *type, const void *target, bool elided) {
    if (target == NULL) {
        if (elided) put(w, "nil");
        else put_type(w, type), put(w, "(nil)");
        return;
    }
    rtype_complete(type);
    const RType *elem = type->elem;
    if (!elem || !enter(w, type, target)) return;
    bool is_composite = elem->kind == KIND_STRUCT || elem->kind == KIND_ARRAY ||
                        elem->kind == KIND_SLICE || elem->kind == KIND_MAP;
    bool is_nil = elem->kind != KIND_STRUCT && elem->kind != KIND_ARRAY &&
                  *(void *const *)target == NULL;
    if (type->name.bytes) put_type(w, type), put(w, "(");
    if (is_composite && !is_nil) {
        put(w, "&");
        put_value(w, elem, target, false);
    } else {
        put(w, "new(");
        bool bare = !value_shows_type(elem, target);
        if (bare) put_type(w, elem), put(w, "(");
        put_value(w, elem, target, false);
        if (bare) put(w, ")");
        put(w, ")");
    }
    if (type->name.bytes) put(w, ")");
    leave(w);
}

static void put_func(Printer *w, const RType *type, FuncCode *const *closure) {
    if (closure == NULL) {
        put_type(w, type);
        put(w, "(nil)");
        return;
    }
    const char *name = (*closure)->name;
    size_t home = w->style->home ? strlen(w->style->home) : 0;
    if (home && strncmp(name, w->style->home, home) == 0 && name[home] == '.') name += home + 1;
    put_type(w, type);
    put(w, "(%s)", name);
}

static void put_chan(Printer *w, const RType *type, const Chan *chan) {
    put_type(w, type);
    if (chan == NULL) {
        put(w, "(nil)");
        return;
    }
    put(w, "(%p /* ", (const void *)chan);
    if (chan->capacity) put(w, "%llu of %llu", (unsigned long long)chan->count,
                            (unsigned long long)chan->capacity);
    else put(w, "unbuffered");
    put(w, "%s */)", chan->closed ? ", closed" : "");
}

static void put_iface(Printer *w, const RType *type, const GoIface *value) {
    if (value->type == NULL) {
        put(w, "nil");
        return;
    }
    rtype_complete(type);
    const RType *dynamic = type->method_count ? value->itab->type : value->type;
    const void *memory = dynamic->flags & RTYPE_DIRECT ? (const void *)&value->data : value->data;
    bool shows = value_shows_type(dynamic, memory) || dynamic->kind == KIND_STRUCT;
    bool is_default = dynamic->name.bytes && dynamic->pkg_path.bytes == 0 &&
                      (dynamic->kind == KIND_INT || dynamic->kind == KIND_STRING ||
                       dynamic->kind == KIND_FLOAT64 || dynamic->kind == KIND_BOOL);
    if (!shows && !is_default) put_type(w, dynamic), put(w, "(");
    put_value(w, dynamic, memory, false);
    if (!shows && !is_default) put(w, ")");
}

// ---- Maps: sorted by key, so that the same map is shown the same way ----------------------------

typedef struct Entry {
    const void *key, *elem;
    const RType *type;      // of the key
} Entry;

static int entry_order(const void *a, const void *b) {
    const Entry *x = a, *y = b;
    size_t bytes = x->type->layout.bytes;
    switch ((Kind)x->type->kind) {
    case KIND_INT: case KIND_INT8: case KIND_INT16: case KIND_INT32: case KIND_INT64: {
        int64_t i = read_int(x->key, bytes), j = read_int(y->key, bytes);
        return i < j ? -1 : i > j;
    }
    case KIND_STRING: {
        const GoString *s = x->key, *t = y->key;
        int64_t shorter = s->bytes < t->bytes ? s->bytes : t->bytes;
        int order = shorter ? memcmp(s->text, t->text, (size_t)shorter) : 0;
        return order ? order : s->bytes < t->bytes ? -1 : s->bytes > t->bytes;
    }
    case KIND_FLOAT64: {
        double i = *(const double *)x->key, j = *(const double *)y->key;
        return i < j ? -1 : i > j;
    }
    default:
        if (bytes <= 8) {
            uint64_t i = read_uint(x->key, bytes), j = read_uint(y->key, bytes);
            return i < j ? -1 : i > j;
        }
        return memcmp(x->key, y->key, bytes);
    }
}

static void put_entry(Printer *w, const Elements *elements, uint64_t index) {
    put_value(w, elements->type->key, elements->keys[index], true);
    put(w, ": ");
    put_value(w, elements->type->elem, elements->elems[index], true);
}

enum { ENTRIES_SORTED_MAX = 10000 };   // of larger maps these are shown as they come

static void put_map(Printer *w, const RType *type, Map *map, bool elided) {
    if (map == NULL) {
        if (elided) put(w, "nil");
        else put_type(w, type), put(w, "(nil)");
        return;
    }
    if (!enter(w, type, map)) return;
    if (!elided) put_type(w, type);
    uint64_t max = map->used < ENTRIES_SORTED_MAX ? map->used : ENTRIES_SORTED_MAX, count = 0;
    Entry *entries = malloc((max + 1) * sizeof *entries);
    const void **keys = malloc((max + 1) * 2 * sizeof *keys);
    FATAL_IF(entries == NULL || keys == NULL, "out of memory");
    MapIter iter;
    map_iter_begin(sched_current(), type, map, &iter);
    while (count < max && map_iter_next(&iter))
        entries[count++] = (Entry){iter.key, iter.elem, type->key};
    if (count > 1) qsort(entries, count, sizeof *entries, entry_order);
    for (uint64_t i = 0; i < count; i++) {
        keys[i] = entries[i].key;
        keys[max + i] = entries[i].elem;
    }
    put_elements(w, &(Elements){.count = map->used, .print = put_entry, .type = type, .keys = keys,
                                .elems = keys + max});
    free(entries);
    free(keys);
    leave(w);
}

// ---- The whole ----------------------------------------------------------------------------------

// [elided]: the type is known from around the value.
static void put_value(Printer *w, const RType *type, const void *memory, bool elided) {
    if (is_full(w) || put_scalar(w, type, memory)) return;
    bool inner = elided && type->kind != KIND_INTERFACE;
    switch ((Kind)type->kind) {
    case KIND_ARRAY: put_sequence(w, type, memory, type->count, inner); break;
    case KIND_SLICE: put_slice(w, type, memory, inner); break;
    case KIND_STRUCT: put_struct(w, type, memory, inner); break;
    case KIND_MAP: put_map(w, type, *(Map *const *)memory, inner); break;
    case KIND_POINTER: put_pointer(w, type, *(void *const *)memory, inner || w->depth > 0); break;
    case KIND_FUNC: put_func(w, type, *(FuncCode *const *const *)memory); break;
    case KIND_CHAN: put_chan(w, type, *(const Chan *const *)memory); break;
    case KIND_INTERFACE: put_iface(w, type, memory); break;
    default: put_type(w, type), put(w, "(%p)", *(void *const *)memory); break;
    }
}

void value_print(FILE *out, const RType *type, const void *memory, const ValueStyle *style) {
    Printer w = {.out = out, .style = style, .flat = style->columns == 0,
                 .flat_max = FLAT_BYTES_MAX};
    put_value(&w, type, memory, false);
    if (is_full(&w)) put(&w, " ...");
}

bool value_shows_type(const RType *type, const void *memory) {
    if (type->kind == KIND_INTERFACE) return false;
    if (type->kind == KIND_POINTER && type->name.bytes == 0) return true;
    (void)memory;
    return !is_scalar_kind(type);
}
