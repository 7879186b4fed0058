// base/pprof.c - see pprof.h.
#include "base/pprof.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/check.h"

typedef struct Bytes {
    uint8_t *items;
    size_t count, capacity;
} Bytes;

typedef struct Function {
    int64_t name, file, start_line;   // strings by number
} Function;

typedef struct Place {
    uint64_t function;
    int64_t line;
} Place;

// An open hash table of numbers from 1 on.
typedef struct Numbers {
    uint32_t *slots;
    uint32_t slot_count, count;
} Numbers;

struct Pprof {
    char **strings;
    Function *functions;
    Place *places;
    size_t string_room, function_room, place_room;
    Numbers string_numbers, function_numbers, place_numbers;
    Bytes types, samples;
    uint32_t type_count;
    int64_t period_type, period_unit, period, default_type, time_ns, duration_ns;
};

// ---- bytes --------------------------------------------------------------------------------------
static void put_byte(Bytes *bytes, uint8_t byte) {
    if (bytes->count == bytes->capacity) {
        bytes->capacity = bytes->capacity ? bytes->capacity * 2 : 256;
        bytes->items = realloc(bytes->items, bytes->capacity);
        FATAL_IF(bytes->items == NULL, "no memory for a profile");
    }
    bytes->items[bytes->count++] = byte;
}

static void put_varint(Bytes *bytes, uint64_t value) {
    for (; value >= 0x80; value >>= 7) put_byte(bytes, (uint8_t)(value | 0x80));
    put_byte(bytes, (uint8_t)value);
}

// A number; 0 is what a missing field means.
static void put_number(Bytes *bytes, uint32_t field, uint64_t value) {
    if (value == 0) return;
    put_varint(bytes, field << 3);
    put_varint(bytes, value);
}

static void put_block(Bytes *bytes, uint32_t field, const void *data, size_t count) {
    put_varint(bytes, field << 3 | 2);
    put_varint(bytes, count);
    for (size_t i = 0; i < count; i++) put_byte(bytes, ((const uint8_t *)data)[i]);
}

// A message within a message; [part] is emptied for the next one.
static void put_part(Bytes *bytes, uint32_t field, Bytes *part) {
    put_block(bytes, field, part->items, part->count);
    part->count = 0;
}

// ---- tables -------------------------------------------------------------------------------------
static uint32_t mix(uint64_t a, uint64_t b, uint64_t c) {
    uint64_t hash = (a * 0x9e3779b97f4a7c15ull ^ b) * 0x9e3779b97f4a7c15ull ^ c;
    return (uint32_t)(hash * 0x9e3779b97f4a7c15ull >> 32);
}

static uint32_t mix_text(const char *text) {
    uint32_t hash = 2166136261u;
    for (; *text; text++) hash = (hash ^ (uint8_t)*text) * 16777619u;
    return hash;
}

static uint32_t hash_of(const Pprof *profile, const Numbers *numbers, uint32_t number) {
    if (numbers == &profile->string_numbers) return mix_text(profile->strings[number - 1]);
    if (numbers == &profile->place_numbers) {
        const Place *place = &profile->places[number - 1];
        return mix(place->function, (uint64_t)place->line, 0);
    }
    const Function *f = &profile->functions[number - 1];
    return mix((uint64_t)f->name, (uint64_t)f->file, (uint64_t)f->start_line);
}

// Makes room for one more number.
static void numbers_reserve(const Pprof *profile, Numbers *numbers) {
    if (numbers->count * 2 < numbers->slot_count) return;
    numbers->slot_count = numbers->slot_count ? numbers->slot_count * 2 : 64;
    free(numbers->slots);
    numbers->slots = calloc(numbers->slot_count, sizeof *numbers->slots);
    FATAL_IF(numbers->slots == NULL, "no memory for a profile");
    for (uint32_t number = 1; number <= numbers->count; number++) {
        uint32_t at = hash_of(profile, numbers, number) & (numbers->slot_count - 1);
        while (numbers->slots[at]) at = (at + 1) & (numbers->slot_count - 1);
        numbers->slots[at] = number;
    }
}

static void *grown(void *items, size_t *room, size_t count, size_t item_bytes) {
    if (count < *room) return items;
    *room = *room ? *room * 2 : 64;
    items = realloc(items, *room * item_bytes);
    FATAL_IF(items == NULL, "no memory for a profile");
    return items;
}

static int64_t string_number(Pprof *profile, const char *text) {
    Numbers *numbers = &profile->string_numbers;
    numbers_reserve(profile, numbers);
    uint32_t at = mix_text(text) & (numbers->slot_count - 1);
    for (; numbers->slots[at]; at = (at + 1) & (numbers->slot_count - 1))
        if (strcmp(profile->strings[numbers->slots[at] - 1], text) == 0)
            return numbers->slots[at] - 1;
    profile->strings = grown(profile->strings, &profile->string_room, numbers->count,
                             sizeof *profile->strings);
    char *copy = strdup(text);
    FATAL_IF(copy == NULL, "no memory for a profile");
    profile->strings[numbers->count] = copy;
    numbers->slots[at] = ++numbers->count;
    return numbers->count - 1;   // in the file they count from 0
}

static uint64_t function_number(Pprof *profile, const Function *function) {
    Numbers *numbers = &profile->function_numbers;
    numbers_reserve(profile, numbers);
    uint32_t at = mix((uint64_t)function->name, (uint64_t)function->file,
                      (uint64_t)function->start_line) & (numbers->slot_count - 1);
    for (; numbers->slots[at]; at = (at + 1) & (numbers->slot_count - 1))
        if (memcmp(&profile->functions[numbers->slots[at] - 1], function, sizeof *function) == 0)
            return numbers->slots[at];
    profile->functions = grown(profile->functions, &profile->function_room, numbers->count,
                               sizeof *function);
    profile->functions[numbers->count] = *function;
    return numbers->slots[at] = ++numbers->count;
}

uint64_t pprof_location(Pprof *profile, const PprofFrame *frame) {
    Function function = {.name = string_number(profile, frame->function)};
    function.file = string_number(profile, frame->file);
    function.start_line = frame->start_line;
    Place place = {function_number(profile, &function), frame->line};
    Numbers *numbers = &profile->place_numbers;
    numbers_reserve(profile, numbers);
    uint32_t at = mix(place.function, (uint64_t)place.line, 0) & (numbers->slot_count - 1);
    for (; numbers->slots[at]; at = (at + 1) & (numbers->slot_count - 1))
        if (memcmp(&profile->places[numbers->slots[at] - 1], &place, sizeof place) == 0)
            return numbers->slots[at];
    profile->places = grown(profile->places, &profile->place_room, numbers->count, sizeof place);
    profile->places[numbers->count] = place;
    return numbers->slots[at] = ++numbers->count;
}

// ---- the profile --------------------------------------------------------------------------------
Pprof *pprof_new(const char *period_type, const char *unit, int64_t period) {
    Pprof *profile = calloc(1, sizeof *profile);
    FATAL_IF(profile == NULL, "no memory for a profile");
    string_number(profile, "");
    profile->period_type = string_number(profile, period_type);
    profile->period_unit = string_number(profile, unit);
    profile->period = period;
    return profile;
}

static void put_type(Bytes *to, uint32_t field, int64_t type, int64_t unit) {
    Bytes part = {0};
    put_number(&part, 1, (uint64_t)type);
    put_number(&part, 2, (uint64_t)unit);
    put_part(to, field, &part);
    free(part.items);
}

void pprof_sample_type(Pprof *profile, const char *type, const char *unit) {
    int64_t type_string = string_number(profile, type);
    put_type(&profile->types, 1, type_string, string_number(profile, unit));
    profile->type_count++;
}

void pprof_set_default(Pprof *profile, const char *type) {
    profile->default_type = string_number(profile, type);
}

void pprof_set_time(Pprof *profile, int64_t time_ns, int64_t duration_ns) {
    profile->time_ns = time_ns;
    profile->duration_ns = duration_ns;
}

void pprof_sample(Pprof *profile, const uint64_t *locations, uint32_t location_count,
                  const int64_t *values, const PprofLabel *labels, uint32_t label_count) {
    Bytes sample = {0}, part = {0};
    for (uint32_t i = 0; i < location_count; i++) put_varint(&part, locations[i]);
    if (location_count > 0) put_part(&sample, 1, &part);
    for (uint32_t i = 0; i < profile->type_count; i++) put_varint(&part, (uint64_t)values[i]);
    put_part(&sample, 2, &part);
    for (uint32_t i = 0; i < label_count; i++) {
        put_number(&part, 1, (uint64_t)string_number(profile, labels[i].key));
        if (labels[i].text) put_number(&part, 2, (uint64_t)string_number(profile, labels[i].text));
        else put_number(&part, 3, (uint64_t)labels[i].number);
        put_part(&sample, 3, &part);
    }
    put_part(&profile->samples, 2, &sample);
    free(sample.items);
    free(part.items);
}

static void put_tables(const Pprof *profile, Bytes *out) {
    Bytes part = {0}, line = {0};
    for (uint32_t i = 0; i < profile->place_numbers.count; i++) {
        put_number(&part, 1, i + 1);
        put_number(&line, 1, profile->places[i].function);
        put_number(&line, 2, (uint64_t)profile->places[i].line);
        put_part(&part, 4, &line);
        put_part(out, 4, &part);
    }
    for (uint32_t i = 0; i < profile->function_numbers.count; i++) {
        const Function *function = &profile->functions[i];
        put_number(&part, 1, i + 1);
        put_number(&part, 2, (uint64_t)function->name);
        put_number(&part, 3, (uint64_t)function->name);
        put_number(&part, 4, (uint64_t)function->file);
        put_number(&part, 5, (uint64_t)function->start_line);
        put_part(out, 5, &part);
    }
    for (uint32_t i = 0; i < profile->string_numbers.count; i++)
        put_block(out, 6, profile->strings[i], strlen(profile->strings[i]));
    free(part.items);
    free(line.items);
}

static Bytes gzip_bytes(const Bytes *plain) {
    z_stream stream = {0};
    enum { GZIP_WINDOW = 15 + 16 };
    int status = deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, GZIP_WINDOW, 9,
                              Z_DEFAULT_STRATEGY);
    FATAL_IF(status != Z_OK, "zlib: %d", status);
    Bytes out = {.capacity = deflateBound(&stream, plain->count) + 64};
    out.items = malloc(out.capacity);
    FATAL_IF(out.items == NULL, "no memory for a profile");
    stream.next_in = plain->items;
    stream.avail_in = (uInt)plain->count;
    stream.next_out = out.items;
    stream.avail_out = (uInt)out.capacity;
    status = deflate(&stream, Z_FINISH);
    FATAL_IF(status != Z_STREAM_END, "zlib: %d", status);
    out.count = out.capacity - stream.avail_out;
    deflateEnd(&stream);
    return out;
}

uint8_t *pprof_finish(Pprof *profile, bool gzip, size_t *byte_count) {
    Bytes out = profile->types;
    for (size_t i = 0; i < profile->samples.count; i++) put_byte(&out, profile->samples.items[i]);
    put_tables(profile, &out);
    put_number(&out, 9, (uint64_t)profile->time_ns);
    put_number(&out, 10, (uint64_t)profile->duration_ns);
    put_type(&out, 11, profile->period_type, profile->period_unit);
    put_number(&out, 12, (uint64_t)profile->period);
    put_number(&out, 14, (uint64_t)profile->default_type);
    for (uint32_t i = 0; i < profile->string_numbers.count; i++) free(profile->strings[i]);
    free(profile->strings);
    free(profile->functions);
    free(profile->places);
    free(profile->string_numbers.slots);
    free(profile->function_numbers.slots);
    free(profile->place_numbers.slots);
    free(profile->samples.items);
    free(profile);
    if (gzip) {
        Bytes packed = gzip_bytes(&out);
        free(out.items);
        out = packed;
    }
    *byte_count = out.count;
    return out.items;
}
