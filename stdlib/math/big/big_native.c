// stdlib/math/big/big_native.c - arithmetic on naturals, by GMP.
//
// A natural is a Go slice of words, least significant first, without leading zeros (nat in nat.go).
// GMP's mpn functions work on such words where they lie, so a big number is ordinary Go memory and
// needs no finalizer. Each native gets as its first argument the storage that the result may use:
// it is used again when it is large enough and not also an operand that must not be overwritten.
// Whatever GMP needs besides (mpz_t) is freed before the native returns.
#include <gmp.h>
#include <stdlib.h>

#include "vm/native.h"

_Static_assert(sizeof(mp_limb_t) == 8 && GMP_NAIL_BITS == 0, "a limb is a Go word");

enum { WORD_BITS = 64, SPARE_WORDS = 4 };   // room for growth, as much as Go's math/big leaves

// No number is longer, for GMP counts limbs in an int (and adds a few): 16 GiB.
static const int64_t words_max = INT32_MAX - 64;

typedef struct Nat {
    const mp_limb_t *words;
    int64_t count;
} Nat;

// What a native works on: the call, and its first argument as storage for the result.
typedef struct Result {
    NativeCall *call;
    GoSlice storage;
} Result;

static Nat arg_nat(const NativeCall *call, int slot) {
    GoSlice s = native_arg_slice(call, slot);
    while (s.count > 0 && !((mp_limb_t *)s.items)[s.count - 1]) s.count--;
    return (Nat){s.items, s.count};
}

static Result arg_result(NativeCall *call) { return (Result){call, native_arg_slice(call, 0)}; }

// A view of [x] as GMP's own integer; it owns nothing.
static mpz_srcptr nat_view(mpz_ptr view, Nat x, bool negative) {
    static const mp_limb_t zero;
    mp_size_t count = (mp_size_t)(negative ? -x.count : x.count);
    return mpz_roinit_n(view, x.count ? x.words : &zero, count);
}

static bool nat_overlaps(Nat x, const void *words, int64_t count) {
    const mp_limb_t *start = words;
    return x.words < start + count && start < x.words + x.count;
}

static mp_limb_t no_words;   // where the storage of 0 is, if it has none; never written

// Room for [count] words, away from the words of [x] and [y] unless it begins where they do and
// [in_place] allows that. NULL after a panic.
static mp_limb_t *result_room(Result *r, int64_t count, Nat x, Nat y, bool in_place) {
    if (count > words_max) {
        native_panic_runtime(r->call, "makeslice: len out of range");
        return NULL;
    }
    mp_limb_t *words = r->storage.items;
    bool free_x = !nat_overlaps(x, words, count) || (in_place && x.words == words);
    bool free_y = !nat_overlaps(y, words, count) || (in_place && y.words == words);
    if (r->storage.capacity >= count && free_x && free_y) return words ? words : &no_words;
    int64_t capacity = count <= 1 ? 1 : count + SPARE_WORDS;
    words = native_alloc_bytes_raw(r->call, (size_t)capacity * sizeof *words);
    memset(words + count, 0, (size_t)(capacity - count) * sizeof *words);
    r->storage = (GoSlice){words, 0, capacity};
    return words;
}

// Returns the first [count] words of the storage, less leading zeros, in result slots from [slot].
static void result_return(Result *r, int slot, int64_t count) {
    const mp_limb_t *words = r->storage.items;
    while (count > 0 && !words[count - 1]) count--;
    r->storage.count = count;
    native_ret_slice(r->call, slot, r->storage);
}

static void result_return_copy(Result *r, int slot, const mp_limb_t *words, int64_t count) {
    mp_limb_t *to = result_room(r, count, (Nat){NULL, 0}, (Nat){NULL, 0}, true);
    if (!to) return;
    if (count) memmove(to, words, (size_t)count * sizeof *to);
    result_return(r, slot, count);
}

static void result_return_mpz(Result *r, int slot, const mpz_t value) {
    result_return_copy(r, slot, mpz_limbs_read(value), (int64_t)mpz_size(value));
}

// func natSet(z, x nat) nat
static void nat_set(NativeCall *call) {
    Result r = arg_result(call);
    Nat x = arg_nat(call, 3);
    result_return_copy(&r, 0, x.words, x.count);
}

// func natAdd(z, x, y nat) nat
static void nat_add(NativeCall *call) {
    Result r = arg_result(call);
    Nat x = arg_nat(call, 3), y = arg_nat(call, 6);
    if (x.count < y.count) {
        Nat shorter = x;
        x = y, y = shorter;
    }
    if (!y.count) {
        result_return_copy(&r, 0, x.words, x.count);
        return;
    }
    mp_limb_t *z = result_room(&r, x.count + 1, x, y, true);
    if (!z) return;
    z[x.count] = mpn_add(z, x.words, x.count, y.words, y.count);
    result_return(&r, 0, x.count + 1);
}

// func natSub(z, x, y nat) nat: x is not less than y
static void nat_sub(NativeCall *call) {
    Result r = arg_result(call);
    Nat x = arg_nat(call, 3), y = arg_nat(call, 6);
    if (!y.count) {
        result_return_copy(&r, 0, x.words, x.count);
        return;
    }
    mp_limb_t *z = result_room(&r, x.count, x, y, true);
    if (!z) return;
    mpn_sub(z, x.words, x.count, y.words, y.count);
    result_return(&r, 0, x.count);
}

// func natMul(z, x, y nat) nat
static void nat_mul(NativeCall *call) {
    Result r = arg_result(call);
    Nat x = arg_nat(call, 3), y = arg_nat(call, 6);
    if (x.count < y.count) {
        Nat shorter = x;
        x = y, y = shorter;
    }
    if (!y.count) {
        result_return(&r, 0, 0);
        return;
    }
    mp_limb_t *z = result_room(&r, x.count + y.count, x, y, y.count == 1);
    if (!z) return;
    if (y.count == 1) {
        mp_limb_t factor = y.words[0];
        z[x.count] = mpn_mul_1(z, x.words, x.count, factor);
    } else if (x.words == y.words && x.count == y.count) {
        mpn_sqr(z, x.words, x.count);
    } else {
        mpn_mul(z, x.words, x.count, y.words, y.count);
    }
    result_return(&r, 0, x.count + y.count);
}

// func natQuoRem(z, z2, x, y nat) (q, r nat): y is not zero
static void nat_quo_rem(NativeCall *call) {
    Result quotient = arg_result(call);
    Result rest = {call, native_arg_slice(call, 3)};
    Nat x = arg_nat(call, 6), y = arg_nat(call, 9);
    if (x.count < y.count) {
        result_return_copy(&rest, 3, x.words, x.count);
        result_return(&quotient, 0, 0);
        return;
    }
    int64_t count = x.count - y.count + 1;
    mp_limb_t *q = result_room(&quotient, count, x, y, false);
    if (!q) return;
    if (nat_overlaps((Nat){q, count}, rest.storage.items, y.count)) rest.storage = (GoSlice){0};
    mp_limb_t *r = result_room(&rest, y.count, x, y, false);
    if (!r) return;
    mpn_tdiv_qr(q, r, 0, x.words, x.count, y.words, y.count);
    result_return(&quotient, 0, count);
    result_return(&rest, 3, y.count);
}

// func natShl(z, x nat, s uint) nat
static void nat_shl(NativeCall *call) {
    Result r = arg_result(call);
    Nat x = arg_nat(call, 3);
    uint64_t shift = native_arg_uint(call, 6);
    int64_t words = (int64_t)(shift / WORD_BITS);
    unsigned bits = shift % WORD_BITS;
    if (!x.count || !shift) {
        result_return_copy(&r, 0, x.words, x.count);
        return;
    }
    int64_t count = x.count + words + 1;
    mp_limb_t *z = result_room(&r, count, x, (Nat){NULL, 0}, true);
    if (!z) return;
    if (bits) {
        z[count - 1] = mpn_lshift(z + words, x.words, x.count, bits);
    } else {
        memmove(z + words, x.words, (size_t)x.count * sizeof *z);
        z[count - 1] = 0;
    }
    memset(z, 0, (size_t)words * sizeof *z);
    result_return(&r, 0, count);
}

// func natShr(z, x nat, s uint) nat
static void nat_shr(NativeCall *call) {
    Result r = arg_result(call);
    Nat x = arg_nat(call, 3);
    uint64_t shift = native_arg_uint(call, 6);
    unsigned bits = shift % WORD_BITS;
    if (shift / WORD_BITS >= (uint64_t)x.count) {
        result_return(&r, 0, 0);
        return;
    }
    int64_t words = (int64_t)(shift / WORD_BITS), count = x.count - words;
    mp_limb_t *z = result_room(&r, count, x, (Nat){NULL, 0}, true);
    if (!z) return;
    if (bits) {
        mpn_rshift(z, x.words + words, count, bits);
    } else {
        memmove(z, x.words + words, (size_t)count * sizeof *z);
    }
    result_return(&r, 0, count);
}

typedef enum { BITS_AND, BITS_OR, BITS_XOR, BITS_AND_NOT } BitsOp;   // as in nat.go

// func natBits(z, x, y nat, op int) nat
static void nat_bits(NativeCall *call) {
    Result r = arg_result(call);
    Nat x = arg_nat(call, 3), y = arg_nat(call, 6);
    BitsOp op = (BitsOp)native_arg_int(call, 9);
    int64_t common = x.count < y.count ? x.count : y.count;
    Nat longer = x.count < y.count ? y : x;
    int64_t count = op == BITS_AND ? common : op == BITS_AND_NOT ? x.count : longer.count;
    mp_limb_t *z = result_room(&r, count, x, y, true);
    if (!z) return;
    if (count > common) memmove(z + common, longer.words + common, (size_t)(count - common) * 8);
    for (int64_t i = 0; i < common; i++) {
        mp_limb_t a = x.words[i], b = y.words[i];
        z[i] = op == BITS_AND ? a & b : op == BITS_OR ? a | b : op == BITS_XOR ? a ^ b : a & ~b;
    }
    result_return(&r, 0, count);
}

// func natCmp(x, y nat) int
static void nat_cmp(NativeCall *call) {
    Nat x = arg_nat(call, 0), y = arg_nat(call, 3);
    int order = x.count != y.count ? (x.count < y.count ? -1 : 1)
              : x.count            ? mpn_cmp(x.words, y.words, x.count)
                                   : 0;
    native_ret_int(call, 0, order < 0 ? -1 : order > 0);
}

// func natTrailingZeros(x nat) uint
static void nat_trailing_zeros(NativeCall *call) {
    Nat x = arg_nat(call, 0);
    native_ret_uint(call, 0, x.count ? mpn_scan1(x.words, 0) : 0);
}

// func natSqrt(z, x nat) (root nat, exact bool)
static void nat_sqrt(NativeCall *call) {
    Result r = arg_result(call);
    Nat x = arg_nat(call, 3);
    int64_t count = (x.count + 1) / 2;
    mp_limb_t *z = result_room(&r, count, x, (Nat){NULL, 0}, false);
    if (!z) return;
    bool exact = !x.count || !mpn_sqrtrem(z, NULL, x.words, x.count);
    result_return(&r, 0, count);
    native_ret_bool(call, 3, exact);
}

// func natPow(z, x nat, n uint) nat
static void nat_pow(NativeCall *call) {
    Result r = arg_result(call);
    Nat x = arg_nat(call, 3);
    uint64_t n = native_arg_uint(call, 6);
    mpz_t base, power;
    nat_view(base, x, false);
    uint64_t bits = mpz_sizeinbase(base, 2);
    uint64_t bits_max = (uint64_t)words_max * WORD_BITS;
    bool small = mpz_cmp_ui(base, 1) <= 0;
    if (!small && n > bits_max / bits) n = bits_max, bits = 2;   // room for it is refused below
    int64_t words = small ? 1 : (int64_t)(bits * n / WORD_BITS + 1);
    if (!result_room(&r, words, x, x, false)) return;
    mpz_init(power);
    mpz_pow_ui(power, base, n);
    result_return_mpz(&r, 0, power);
    mpz_clear(power);
}

// func natPowMod(z, x, y, m nat) nat: m is not zero
static void nat_pow_mod(NativeCall *call) {
    Result r = arg_result(call);
    mpz_t x, y, m, power;
    nat_view(x, arg_nat(call, 3), false);
    nat_view(y, arg_nat(call, 6), false);
    nat_view(m, arg_nat(call, 9), false);
    mpz_init(power);
    mpz_powm(power, x, y, m);
    result_return_mpz(&r, 0, power);
    mpz_clear(power);
}

// func natGCD(z, x, y nat) nat
static void nat_gcd(NativeCall *call) {
    Result r = arg_result(call);
    mpz_t x, y, gcd;
    nat_view(x, arg_nat(call, 3), false);
    nat_view(y, arg_nat(call, 6), false);
    mpz_init(gcd);
    mpz_gcd(gcd, x, y);
    result_return_mpz(&r, 0, gcd);
    mpz_clear(gcd);
}

// func natBezout(x, y nat) (gcd, factor nat, neg bool): gcd = factor*x + something*y
static void nat_bezout(NativeCall *call) {
    Result r = {call, {0}}, r2 = {call, {0}};
    mpz_t x, y, gcd, factor;
    nat_view(x, arg_nat(call, 0), false);
    nat_view(y, arg_nat(call, 3), false);
    mpz_inits(gcd, factor, NULL);
    mpz_gcdext(gcd, factor, NULL, x, y);
    result_return_mpz(&r, 0, gcd);
    result_return_mpz(&r2, 3, factor);
    native_ret_bool(call, 6, mpz_sgn(factor) < 0);
    mpz_clears(gcd, factor, NULL);
}

// func natJacobi(x nat, neg bool, y nat) int
static void nat_jacobi(NativeCall *call) {
    mpz_t x, y;
    nat_view(x, arg_nat(call, 0), native_arg_bool(call, 3));
    nat_view(y, arg_nat(call, 4), false);
    native_ret_int(call, 0, mpz_jacobi(x, y));
}

// func natIsPrime(x nat, rounds int) bool: Baillie-PSW, and Miller-Rabin with [rounds] bases
static void nat_is_prime(NativeCall *call) {
    enum { REPS_OF_BPSW = 24 };   // so many does GMP count for the first test
    mpz_t x;
    nat_view(x, arg_nat(call, 0), false);
    int64_t rounds = native_arg_int(call, 3);
    if (rounds > INT32_MAX / 2) rounds = INT32_MAX / 2;
    native_ret_bool(call, 0, mpz_probab_prime_p(x, REPS_OF_BPSW + (int)rounds) != 0);
}

// func natSetBytes(z nat, bytes []byte) nat: the most significant byte is the first
static void nat_set_bytes(NativeCall *call) {
    Result r = arg_result(call);
    GoSlice bytes = native_arg_slice(call, 3);
    int64_t count = (bytes.count + 7) / 8;
    mp_limb_t *z = result_room(&r, count, (Nat){NULL, 0}, (Nat){NULL, 0}, true);
    if (!z) return;
    const uint8_t *at = (const uint8_t *)bytes.items + bytes.count;
    for (int64_t i = 0, left = bytes.count; i < count; i++) {
        mp_limb_t word = 0;
        for (unsigned shift = 0; shift < WORD_BITS && left; shift += 8, left--) {
            word |= (mp_limb_t)*--at << shift;
        }
        z[i] = word;
    }
    result_return(&r, 0, count);
}

// func natFillBytes(x nat, bytes []byte) bool: false if it does not fit
static void nat_fill_bytes(NativeCall *call) {
    Nat x = arg_nat(call, 0);
    GoSlice bytes = native_arg_slice(call, 3);
    uint8_t *to = bytes.items;
    for (int64_t i = 0; i < bytes.count; i++) {
        mp_limb_t word = i / 8 < x.count ? x.words[i / 8] : 0;
        to[bytes.count - 1 - i] = (uint8_t)(word >> (i % 8 * 8));
    }
    int64_t top = bytes.count / 8;
    bool fits = x.count <= top ||
                (x.count == top + 1 && !(x.words[top] >> (bytes.count % 8 * 8)));
    native_ret_bool(call, 0, fits);
}

// Letters in Go's order: small ones come first where both are digits.
static void swap_case(char *text, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (text[i] > '9') text[i] ^= 'a' ^ 'A';
    }
}

// func natText(x nat, neg bool, base int) string
static void nat_text(NativeCall *call) {
    enum { BASE_WITH_ONE_CASE_MAX = 36 };
    Nat x = arg_nat(call, 0);
    int base = (int)native_arg_int(call, 4);
    mpz_t value;
    nat_view(value, x, native_arg_bool(call, 3));
    size_t room = mpz_sizeinbase(value, base) + 2;   // a sign, and the zero byte at the end
    char small[128], *text = small;
    if (room > sizeof small) text = native_alloc_bytes_raw(call, room);
    mpz_get_str(text, base, value);
    size_t bytes = strlen(text);
    if (base > BASE_WITH_ONE_CASE_MAX) swap_case(text, bytes);
    GoString result = {text, (int64_t)bytes};
    if (text == small) result = native_new_string(call, text, bytes);
    native_ret_string(call, 0, result);
}

// func natFromDigits(z nat, digits []byte, base int) nat: digits are values below base
static void nat_from_digits(NativeCall *call) {
    Result r = arg_result(call);
    GoSlice digits = native_arg_slice(call, 3);
    int base = (int)native_arg_int(call, 6);
    if (!digits.count) {
        result_return(&r, 0, 0);
        return;
    }
    unsigned bits = WORD_BITS - (unsigned)__builtin_clzll((unsigned)base - 1);   // of a digit
    int64_t room = (int64_t)((uint64_t)digits.count * bits / WORD_BITS) + 2;
    mp_limb_t *z = result_room(&r, room, (Nat){NULL, 0}, (Nat){NULL, 0}, true);
    if (!z) return;
    mp_size_t count = mpn_set_str(z, digits.items, (size_t)digits.count, base);
    result_return(&r, 0, count);
}

const NativeDef math_big_natives[] = {
    {"natSet", nat_set, 0},
    {"natAdd", nat_add, 0},
    {"natSub", nat_sub, 0},
    {"natMul", nat_mul, 0},
    {"natQuoRem", nat_quo_rem, 0},
    {"natShl", nat_shl, 0},
    {"natShr", nat_shr, 0},
    {"natBits", nat_bits, 0},
    {"natCmp", nat_cmp, 0},
    {"natTrailingZeros", nat_trailing_zeros, 0},
    {"natSqrt", nat_sqrt, 0},
    {"natPow", nat_pow, 0},
    {"natPowMod", nat_pow_mod, 0},
    {"natGCD", nat_gcd, 0},
    {"natBezout", nat_bezout, 0},
    {"natJacobi", nat_jacobi, 0},
    {"natIsPrime", nat_is_prime, 0},
    {"natSetBytes", nat_set_bytes, 0},
    {"natFillBytes", nat_fill_bytes, 0},
    {"natText", nat_text, 0},
    {"natFromDigits", nat_from_digits, 0},
    {NULL, NULL, 0},
};
