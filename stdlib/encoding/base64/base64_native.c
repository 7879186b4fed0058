// stdlib/encoding/base64/base64_native.c - groups of four characters.
#include "vm/native.h"

// func encode(alphabet *[64]byte, pad rune, dst, src []byte)
static void base64_encode(NativeCall *call) {
    const char *alphabet = native_arg_pointer(call, 0);
    int64_t pad = native_arg_int(call, 1);
    char *to = native_arg_slice(call, 2).items;
    GoSlice source = native_arg_slice(call, 5);
    const unsigned char *from = source.items, *end = from + source.count;
    for (; end - from >= 3; from += 3) {
        unsigned bits = (unsigned)from[0] << 16 | (unsigned)from[1] << 8 | from[2];
        *to++ = alphabet[bits >> 18];
        *to++ = alphabet[bits >> 12 & 63];
        *to++ = alphabet[bits >> 6 & 63];
        *to++ = alphabet[bits & 63];
    }
    if (from == end) return;
    unsigned bits = (unsigned)from[0] << 16 | (end - from > 1 ? (unsigned)from[1] << 8 : 0);
    *to++ = alphabet[bits >> 18];
    *to++ = alphabet[bits >> 12 & 63];
    if (end - from > 1) *to++ = alphabet[bits >> 6 & 63];
    else if (pad >= 0) *to++ = (char)pad;
    if (pad >= 0) *to++ = (char)pad;
}

typedef struct Decoding {
    const unsigned char *values;
    int64_t pad;
    bool strict;
    GoSlice from;
    unsigned char *to;
    int64_t room, at, written;
} Decoding;

// Moves over line ends.
static void skip_lines(Decoding *d) {
    const unsigned char *bytes = d->from.items;
    while (d->at < d->from.count && (bytes[d->at] == '\n' || bytes[d->at] == '\r')) d->at++;
}

// The padding began after [count] characters of a group; two of them need a second pad. Returns the
// place of an error or -1.
static int64_t read_second_pad(Decoding *d, int count) {
    const unsigned char *bytes = d->from.items;
    if (count != 2) return -1;
    skip_lines(d);
    if (d->at == d->from.count) return d->from.count;
    if (bytes[d->at] != d->pad) return d->at - 1;
    d->at++;
    return -1;
}

// Stores the bytes of a group of [count] characters.
static void put_group(Decoding *d, const unsigned *digits, int count) {
    unsigned bits = digits[0] << 18 | digits[1] << 12 | digits[2] << 6 | digits[3];
    unsigned char bytes[3] = {(unsigned char)(bits >> 16), (unsigned char)(bits >> 8),
                              (unsigned char)bits};
    for (int i = 0; i < count - 1 && d->written < d->room; i++) d->to[d->written++] = bytes[i];
}

// Whether bits after the last byte of a short group are set.
static bool has_spare_bits(const unsigned *digits, int count) {
    if (count == 2) return digits[1] & 15;
    return count == 3 && (digits[2] & 3);
}

// Reads one group. Returns the place of an error, or -1; *[done] at the end.
static int64_t read_group(Decoding *d, bool *done) {
    const unsigned char *bytes = d->from.items;
    unsigned digits[4] = {0};
    int count = 0;
    int64_t bad = -1;
    for (; count < 4; count++) {
        skip_lines(d);
        if (d->at == d->from.count) {
            *done = true;
            if (count == 0) return -1;
            if (count == 1 || d->pad >= 0) return d->at - count;
            break;
        }
        unsigned char c = bytes[d->at++];
        digits[count] = d->values[c];
        if (digits[count] != 0xFF) continue;
        digits[count] = 0;
        if (c != d->pad) return d->at - 1;
        *done = true;
        if (count < 2) return d->at - 1;
        bad = read_second_pad(d, count);
        if (bad >= 0) return bad;
        skip_lines(d);
        if (d->at < d->from.count) bad = d->at;   // something follows; the group itself is fine
        break;
    }
    if (d->strict && has_spare_bits(digits, count)) return d->at - (count == 3 ? 1 : 2);
    put_group(d, digits, count);
    return bad;
}

// func decode(values *[256]byte, pad rune, strict bool, dst, src []byte) (n, bad int)
static void base64_decode(NativeCall *call) {
    GoSlice to = native_arg_slice(call, 3);
    Decoding d = {.values = native_arg_pointer(call, 0), .pad = native_arg_int(call, 1),
                  .strict = native_arg_bool(call, 2), .to = to.items, .room = to.count,
                  .from = native_arg_slice(call, 6)};
    const unsigned char *bytes = d.from.items;
    bool done = false;
    int64_t bad = -1;
    while (!done && bad < 0) {
        // Whole groups without line ends, as long as they last.
        while (d.from.count - d.at >= 4 && d.room - d.written >= 3) {
            const unsigned char *in = bytes + d.at;
            unsigned a = d.values[in[0]], b = d.values[in[1]];
            unsigned c = d.values[in[2]], e = d.values[in[3]];
            if ((a | b | c | e) == 0xFF) break;
            unsigned bits = a << 18 | b << 12 | c << 6 | e;
            d.to[d.written++] = (unsigned char)(bits >> 16);
            d.to[d.written++] = (unsigned char)(bits >> 8);
            d.to[d.written++] = (unsigned char)bits;
            d.at += 4;
        }
        bad = read_group(&d, &done);
    }
    native_ret_int(call, 0, d.written);
    native_ret_int(call, 1, bad);
}

const NativeDef encoding_base64_natives[] = {
    {"encode", base64_encode, 0},
    {"decode", base64_decode, 0},
    {NULL, NULL, 0},
};
