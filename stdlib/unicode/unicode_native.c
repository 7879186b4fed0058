// stdlib/unicode/unicode_native.c - categories and case by utf8proc, tables from ranges.def.
#include <utf8proc.h>

#include "vm/native.h"

enum { RUNE_MAX = 0x10FFFF, RUNE_LATIN1_MAX = 0xFF, RUNE_16_MAX = 0xFFFF };

#define CATEGORY(name) (1u << UTF8PROC_CATEGORY_##name)
enum {
    SET_L = CATEGORY(LU) | CATEGORY(LL) | CATEGORY(LT) | CATEGORY(LM) | CATEGORY(LO),
    SET_M = CATEGORY(MN) | CATEGORY(MC) | CATEGORY(ME),
    SET_N = CATEGORY(ND) | CATEGORY(NL) | CATEGORY(NO),
    SET_P = CATEGORY(PC) | CATEGORY(PD) | CATEGORY(PS) | CATEGORY(PE) | CATEGORY(PI) |
            CATEGORY(PF) | CATEGORY(PO),
    SET_S = CATEGORY(SM) | CATEGORY(SC) | CATEGORY(SK) | CATEGORY(SO),
    SET_Z = CATEGORY(ZS) | CATEGORY(ZL) | CATEGORY(ZP),
    SET_C = CATEGORY(CC) | CATEGORY(CF) | CATEGORY(CS) | CATEGORY(CO),
};

static bool rune_in(int64_t rune, uint32_t set) {
    if (rune < 0 || rune > RUNE_MAX) return false;
    return set >> utf8proc_category((utf8proc_int32_t)rune) & 1;
}

static void return_in(NativeCall *call, uint32_t set) {
    native_ret_bool(call, 0, rune_in(native_arg_int(call, 0), set));
}

static void unicode_is_letter(NativeCall *call) { return_in(call, SET_L); }
static void unicode_is_upper(NativeCall *call) { return_in(call, CATEGORY(LU)); }
static void unicode_is_lower(NativeCall *call) { return_in(call, CATEGORY(LL)); }
static void unicode_is_title(NativeCall *call) { return_in(call, CATEGORY(LT)); }
static void unicode_is_digit(NativeCall *call) { return_in(call, CATEGORY(ND)); }
static void unicode_is_number(NativeCall *call) { return_in(call, SET_N); }
static void unicode_is_mark(NativeCall *call) { return_in(call, SET_M); }
static void unicode_is_punct(NativeCall *call) { return_in(call, SET_P); }
static void unicode_is_symbol(NativeCall *call) { return_in(call, SET_S); }
static void unicode_is_control(NativeCall *call) { return_in(call, CATEGORY(CC)); }

static void unicode_is_graphic(NativeCall *call) {
    return_in(call, SET_L | SET_M | SET_N | SET_P | SET_S | CATEGORY(ZS));
}

static void unicode_is_print(NativeCall *call) {
    int64_t rune = native_arg_int(call, 0);
    native_ret_bool(call, 0, rune == ' ' || rune_in(rune, SET_L | SET_M | SET_N | SET_P | SET_S));
}

typedef utf8proc_int32_t CaseMap(utf8proc_int32_t rune);

static void return_mapped(NativeCall *call, CaseMap *map) {
    int64_t rune = native_arg_int(call, 0);
    bool valid = rune >= 0 && rune <= RUNE_MAX;
    native_ret_int(call, 0, valid ? map((utf8proc_int32_t)rune) : rune);
}

// Sharp s has a capital, but Unicode's simple mapping does not lead there.
static utf8proc_int32_t upper_of(utf8proc_int32_t rune) {
    return rune == 0xDF ? rune : utf8proc_toupper(rune);
}

static utf8proc_int32_t title_of(utf8proc_int32_t rune) {
    return rune == 0xDF ? rune : utf8proc_totitle(rune);
}

static void unicode_to_upper(NativeCall *call) { return_mapped(call, upper_of); }
static void unicode_to_lower(NativeCall *call) { return_mapped(call, utf8proc_tolower); }
static void unicode_to_title(NativeCall *call) { return_mapped(call, title_of); }

// Runes whose successor under SimpleFold is not simply their other case; sorted.
static const int32_t fold_orbits[][2] = {
    {0x6b, 0x212a}, {0x73, 0x17f}, {0xdf, 0x1e9e}, {0xe5, 0x212b}, {0x130, 0x130}, {0x131,
    0x131}, {0x1c4, 0x1c5}, {0x1c7, 0x1c8}, {0x1ca, 0x1cb}, {0x1f1, 0x1f2}, {0x3a3, 0x3c2},
    {0x3b2, 0x3d0}, {0x3b5, 0x3f5}, {0x3b8, 0x3d1}, {0x3b9, 0x1fbe}, {0x3ba, 0x3f0}, {0x3bc,
    0xb5}, {0x3c0, 0x3d6}, {0x3c1, 0x3f1}, {0x3c2, 0x3c3}, {0x3c6, 0x3d5}, {0x3c9, 0x2126},
    {0x3d1, 0x3f4}, {0x3f4, 0x398}, {0x432, 0x1c80}, {0x434, 0x1c81}, {0x43e, 0x1c82}, {0x441,
    0x1c83}, {0x442, 0x1c84}, {0x44a, 0x1c86}, {0x463, 0x1c87}, {0x1c84, 0x1c85}, {0x1e61,
    0x1e9b}, {0x1fbe, 0x345}, {0x2126, 0x3a9}, {0x212a, 0x4b}, {0x212b, 0xc5}, {0xa64b, 0x1c88},
};

static int64_t fold_next(int64_t rune) {
    if (rune < 0 || rune > RUNE_MAX) return rune;
    size_t lo = 0, hi = sizeof fold_orbits / sizeof fold_orbits[0];
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (fold_orbits[mid][0] == rune) return fold_orbits[mid][1];
        if (fold_orbits[mid][0] < rune) lo = mid + 1;
        else hi = mid;
    }
    utf8proc_int32_t lower = utf8proc_tolower((utf8proc_int32_t)rune);
    return lower != rune ? lower : upper_of((utf8proc_int32_t)rune);
}

static void unicode_simple_fold(NativeCall *call) {
    native_ret_int(call, 0, fold_next(native_arg_int(call, 0)));
}

// Whether [rune] is outside the set, but equal but for case to one inside.
static bool rune_folds_into(int64_t rune, uint32_t set) {
    if (rune_in(rune, set)) return false;
    for (int64_t next = fold_next(rune); next != rune; next = fold_next(next)) {
        if (rune_in(next, set)) return true;
    }
    return false;
}

// ---- range tables ----------------------------------------------------
typedef struct Range {
    uint32_t first, last, stride;
    const char *table;             // set in the row that opens a table
} Range;

static const Range named_ranges[] = {
#define TABLE(kind, name) {0, 0, 0, #name},
#define R(first, last, stride) {first, last, stride, NULL},
#include "stdlib/unicode/ranges.def"
#undef R
#undef TABLE
    {0, 0, 0, ""},
};

static const struct {
    const char *name;
    uint32_t set;
} categories[] = {
    {"L", SET_L}, {"M", SET_M}, {"N", SET_N}, {"P", SET_P}, {"S", SET_S}, {"Z", SET_Z},
    {"C", SET_C},
    {"Lu", CATEGORY(LU)}, {"Ll", CATEGORY(LL)}, {"Lt", CATEGORY(LT)}, {"Lm", CATEGORY(LM)},
    {"Lo", CATEGORY(LO)}, {"Mn", CATEGORY(MN)}, {"Mc", CATEGORY(MC)}, {"Me", CATEGORY(ME)},
    {"Nd", CATEGORY(ND)}, {"Nl", CATEGORY(NL)}, {"No", CATEGORY(NO)}, {"Pc", CATEGORY(PC)},
    {"Pd", CATEGORY(PD)}, {"Ps", CATEGORY(PS)}, {"Pe", CATEGORY(PE)}, {"Pi", CATEGORY(PI)},
    {"Pf", CATEGORY(PF)}, {"Po", CATEGORY(PO)}, {"Sm", CATEGORY(SM)}, {"Sc", CATEGORY(SC)},
    {"Sk", CATEGORY(SK)}, {"So", CATEGORY(SO)}, {"Zs", CATEGORY(ZS)}, {"Zl", CATEGORY(ZL)},
    {"Zp", CATEGORY(ZP)}, {"Cc", CATEGORY(CC)}, {"Cf", CATEGORY(CF)}, {"Cs", CATEGORY(CS)},
    {"Co", CATEGORY(CO)},
};

// Where a table's ranges go: counted only while the slices are missing.
typedef struct RangeSink {
    int64_t count16, count32, latin;
    uint16_t (*ranges16)[3];
    uint32_t (*ranges32)[3];
} RangeSink;

static void sink_range(RangeSink *sink, uint32_t first, uint32_t last, uint32_t stride) {
    if (last <= RUNE_16_MAX) {
        if (sink->ranges16) {
            uint16_t *range = sink->ranges16[sink->count16];
            range[0] = (uint16_t)first;
            range[1] = (uint16_t)last;
            range[2] = (uint16_t)stride;
        }
        sink->count16++;
        if (last <= RUNE_LATIN1_MAX) sink->latin++;
        return;
    }
    if (sink->ranges32) {
        uint32_t *range = sink->ranges32[sink->count32];
        range[0] = first;
        range[1] = last;
        range[2] = stride;
    }
    sink->count32++;
}

// Collects runs of runes with equal distance into ranges, as Go's table generator does.
static void sink_category(RangeSink *sink, uint32_t set, bool folded) {
    uint32_t first = 0, last = 0, stride = 0;   // the open range; stride 0: one rune so far
    bool open = false;
    for (uint32_t rune = 0; rune <= RUNE_MAX; rune++) {
        if (folded ? !rune_folds_into(rune, set) : !rune_in(rune, set)) continue;
        bool crosses = rune > RUNE_16_MAX && first <= RUNE_16_MAX;
        if (open && !crosses && (!stride || rune - last == stride)) {
            stride = rune - last;
            last = rune;
            continue;
        }
        if (open) sink_range(sink, first, last, stride ? stride : 1);
        open = true;
        first = last = rune;
        stride = 0;
    }
    if (open) sink_range(sink, first, last, stride ? stride : 1);
}

// A name that begins with + stands for what folds into a category.
static void sink_table(RangeSink *sink, GoString name) {
    bool folded = name.bytes && name.text[0] == '+';
    if (folded) name = (GoString){name.text + 1, name.bytes - 1};
    for (size_t i = 0; i < sizeof categories / sizeof categories[0]; i++) {
        if (strlen(categories[i].name) == (size_t)name.bytes &&
            !memcmp(categories[i].name, name.text, (size_t)name.bytes)) {
            sink_category(sink, categories[i].set, folded);
            return;
        }
    }
    size_t count = sizeof named_ranges / sizeof named_ranges[0];
    for (size_t i = 0; i < count; i++) {
        const char *table = named_ranges[i].table;
        if (!table || strlen(table) != (size_t)name.bytes) continue;
        if (memcmp(table, name.text, (size_t)name.bytes)) continue;
        for (i++; i < count && !named_ranges[i].table; i++) {
            const Range *range = &named_ranges[i];
            sink_range(sink, range->first, range->last, range->stride);
        }
        return;
    }
}

static void unicode_table_size(NativeCall *call) {
    RangeSink sink = {0};
    sink_table(&sink, native_arg_string(call, 0));
    native_ret_int(call, 0, sink.count16);
    native_ret_int(call, 1, sink.count32);
    native_ret_int(call, 2, sink.latin);
}

static void unicode_table_fill(NativeCall *call) {
    RangeSink sink = {0};
    sink.ranges16 = native_arg_slice(call, 2).items;
    sink.ranges32 = native_arg_slice(call, 5).items;
    sink_table(&sink, native_arg_string(call, 0));
}

const NativeDef unicode_natives[] = {
    {"IsLetter", unicode_is_letter, 0},
    {"IsUpper", unicode_is_upper, 0},
    {"IsLower", unicode_is_lower, 0},
    {"IsTitle", unicode_is_title, 0},
    {"IsDigit", unicode_is_digit, 0},
    {"IsNumber", unicode_is_number, 0},
    {"IsMark", unicode_is_mark, 0},
    {"IsPunct", unicode_is_punct, 0},
    {"IsSymbol", unicode_is_symbol, 0},
    {"IsControl", unicode_is_control, 0},
    {"IsGraphic", unicode_is_graphic, 0},
    {"IsPrint", unicode_is_print, 0},
    {"ToUpper", unicode_to_upper, 0},
    {"ToLower", unicode_to_lower, 0},
    {"ToTitle", unicode_to_title, 0},
    {"SimpleFold", unicode_simple_fold, 0},
    {"tableSize", unicode_table_size, 0},
    {"tableFill", unicode_table_fill, 0},
    {NULL, NULL, 0},
};
