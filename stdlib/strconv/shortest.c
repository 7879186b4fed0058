// stdlib/strconv/shortest.c - shortest decimals that read back exactly.
//
// The method is Schubfach (R. Giulietti, 2020): scale the number and the two borders of its
// rounding interval by a power of ten, in 128 bits, so that one of two or three candidates with at
// most 17 digits is the answer. The powers are computed when first needed and kept.
#include <math.h>
#include <stdatomic.h>
#include <string.h>

#include "stdlib/strconv/number.h"

enum { POWER_MIN = -300, POWER_MAX = 345, POWER_COUNT = POWER_MAX - POWER_MIN + 1 };
enum { LIMBS = 40 };             // 32-bit words: 10^345 has 1147 bits

typedef struct Power {
    uint64_t high, low;
    atomic_bool known;           // the words are final; several threads may write the same ones
} Power;

static Power powers[POWER_COUNT];

// floor(log2(10^e))
static int log2_of_power10(int e) { return (int)(((int64_t)e * 1741647) >> 19); }

static void limbs_multiply(uint32_t *limbs, uint32_t factor) {
    uint64_t carry = 0;
    for (int i = 0; i < LIMBS; i++) {
        carry += (uint64_t)limbs[i] * factor;
        limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

// Divides by [divisor]; returns the remainder.
static uint32_t limbs_divide(uint32_t *limbs, uint32_t divisor) {
    uint64_t remainder = 0;
    for (int i = LIMBS - 1; i >= 0; i--) {
        uint64_t part = remainder << 32 | limbs[i];
        limbs[i] = (uint32_t)(part / divisor);
        remainder = part % divisor;
    }
    return (uint32_t)remainder;
}

static int limbs_bit(const uint32_t *limbs, int bit) {
    return bit >= 0 ? limbs[bit / 32] >> (bit % 32) & 1 : 0;
}

// The 128 highest bits of 10^e, rounded up unless exact.
static void power_compute(int e, Power *power) {
    uint32_t limbs[LIMBS] = {0};
    bool inexact = false;
    if (e >= 0) {
        limbs[0] = 1;
        for (int i = 0; i < e; i++) limbs_multiply(limbs, 10);
    } else {
        limbs[LIMBS - 1] = 1u << 31;   // a power of two far above 10^300 * 2^128
        for (int i = 0; i < -e; i++) inexact |= limbs_divide(limbs, 10) != 0;
    }
    int top = LIMBS * 32 - 1;
    while (!limbs_bit(limbs, top)) top--;
    unsigned __int128 bits = 0;
    for (int i = 0; i < 128; i++) bits = bits << 1 | (unsigned)limbs_bit(limbs, top - i);
    for (int i = 0; i <= top - 128; i++) inexact |= limbs_bit(limbs, i);
    if (inexact) bits++;
    power->high = (uint64_t)(bits >> 64);
    power->low = (uint64_t)bits;
    atomic_store_explicit(&power->known, true, memory_order_release);
}

static const Power *power_of_10(int e) {
    Power *power = &powers[e - POWER_MIN];
    if (!atomic_load_explicit(&power->known, memory_order_acquire)) power_compute(e, power);
    return power;
}

// The product of both in the scale of the result, its last bit set when anything below is.
static uint64_t scale_to_odd(const Power *power, uint64_t factor) {
    unsigned __int128 low = (unsigned __int128)power->low * factor;
    unsigned __int128 high = (unsigned __int128)power->high * factor + (uint64_t)(low >> 64);
    return (uint64_t)(high >> 64) | ((uint64_t)high > 1);
}

// Decimal significand of mantissa * 2^[exponent2]; the value is result * 10^*[exponent10].
static uint64_t shortest_decimal(uint64_t mantissa, int exponent2, bool lower_is_closer,
                                 int *exponent10) {
    bool open = mantissa & 1;        // an odd mantissa's interval excludes its borders
    int64_t scaled = (int64_t)exponent2 * 1262611 - (lower_is_closer ? 524031 : 0);
    int k = (int)(scaled >> 22);
    int shift = exponent2 + log2_of_power10(-k) + 1;
    const Power *power = power_of_10(-k);
    uint64_t low = scale_to_odd(power, (4 * mantissa - 2 + lower_is_closer) << shift) + open;
    uint64_t middle = scale_to_odd(power, (4 * mantissa) << shift);
    uint64_t high = scale_to_odd(power, (4 * mantissa + 2) << shift) - open;
    uint64_t s = middle / 4;
    if (s >= 10) {
        uint64_t tens = s / 10;
        bool down_inside = low <= 40 * tens, up_inside = 40 * tens + 40 <= high;
        if (down_inside != up_inside) {
            *exponent10 = k + 1;
            return tens + up_inside;
        }
    }
    *exponent10 = k;
    bool down_inside = low <= 4 * s, up_inside = 4 * s + 4 <= high;
    if (down_inside != up_inside) return s + up_inside;
    uint64_t half = 4 * s + 2;
    return s + (middle > half || (middle == half && (s & 1)));
}

int number_shortest(double value, int bits, char *digits, int *exponent) {
    uint64_t mantissa;
    int exponent2;
    bool lower_is_closer;
    if (bits == 32) {
        float narrow = (float)value;
        uint32_t raw;
        memcpy(&raw, &narrow, 4);
        int biased = raw >> 23 & 0xFF;
        mantissa = raw & 0x7FFFFF;
        lower_is_closer = mantissa == 0 && biased > 1;
        if (biased) mantissa |= 1u << 23;
        exponent2 = (biased ? biased : 1) - 150;
    } else {
        uint64_t raw;
        memcpy(&raw, &value, 8);
        int biased = raw >> 52 & 0x7FF;
        mantissa = raw & 0xFFFFFFFFFFFFF;
        lower_is_closer = mantissa == 0 && biased > 1;
        if (biased) mantissa |= 1ull << 52;
        exponent2 = (biased ? biased : 1) - 1075;
    }
    int exponent10 = 0;
    uint64_t decimal;
    if (exponent2 <= 0 && exponent2 > -53 && !(mantissa & ((1ull << -exponent2) - 1))) {
        decimal = mantissa >> -exponent2;      // a whole number below 2^53 is its own answer
    } else {
        decimal = shortest_decimal(mantissa, exponent2, lower_is_closer, &exponent10);
    }
    char buffer[INT_TEXT_MAX];
    char *end = buffer + sizeof buffer;
    char *start = number_format_uint(end, decimal, false, 10);
    int count = (int)(end - start);
    *exponent = count + exponent10;
    while (count > 1 && start[count - 1] == '0') count--;
    memcpy(digits, start, (size_t)count);
    return count;
}
