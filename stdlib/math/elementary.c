// stdlib/math/elementary.c - exponential, logarithm, powers and roots.
#include "stdlib/math/elementary.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static uint64_t bits_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, 8);
    return bits;
}

static double from_bits(uint64_t bits) {
    double x;
    memcpy(&x, &bits, 8);
    return x;
}

// e^x = 2^n * (e^(r/16))^16, the inner exponential by its Taylor series; e^r - 1 is squared up, so
// that no digits are lost: (1+a)^2 - 1 = a*(2+a). Fused steps as on every current processor.
double elementary_exp(double x) {
    static const double series[] = {2.4801587301587301587e-5, 1.9841269841269841270e-4,
                                    1.3888888888888888889e-3, 8.3333333333333333333e-3,
                                    4.1666666666666666667e-2, 1.6666666666666666667e-1, 0.5, 1.0};
    if (isnan(x) || x == INFINITY) return x;
    if (x == -INFINITY || x < -800) return 0;
    if (x > 7.09782712893384e+02) return INFINITY;
    int n = (int)rint(x * 1.4426950408889634073599246810018920);
    double r = fma(-0.69314718055966295651160180568695068359375, n, x);
    r = fma(-0.28235290563031577122588448175013436025525412068e-12, n, r) * 0.0625;
    double sum = series[0];
    for (int i = 1; i < 8; i++) sum = fma(sum, r, series[i]);
    double a = r * sum;
    for (int i = 0; i < 3; i++) a *= a + 2.0;
    a = fma(a, a + 2.0, 1.0);
    int biased = n + 0x3FF;
    if (biased >= 0x7FF) return INFINITY;
    if (biased > 0) return a * from_bits((uint64_t)biased << 52);
    if (biased < -52) return 0;
    return a * from_bits((uint64_t)(biased + 0x3FE) << 52) * from_bits(1ull << 52);
}

// With x = 2^k * (1+f), s = f/(2+f): log(1+f) is a polynomial in s*s.
double elementary_log(double x) {
    if (isnan(x) || x == INFINITY) return x;
    if (x < 0) return NAN;
    if (x == 0) return -INFINITY;
    int exponent;
    double f = frexp(x, &exponent);
    if (f < M_SQRT1_2) {
        f *= 2;
        exponent--;
    }
    f -= 1;
    double k = exponent, s = f / (2 + f), s2 = s * s, s4 = s2 * s2;
    double odd = s2 * (6.666666666666735130e-01 +
                       s4 * (2.857142874366239149e-01 +
                             s4 * (1.818357216161805012e-01 + s4 * 1.479819860511658591e-01)));
    double even = s4 * (3.999999999940941908e-01 +
                        s4 * (2.222219843214978396e-01 + s4 * 1.531383769920937332e-01));
    double half_square = 0.5 * f * f;
    double low = s * (half_square + (odd + even)) + k * 1.90821492927058770002e-10;
    return k * 6.93147180369123816490e-01 - ((half_square - low) - f);
}

double elementary_log2(double x) {
    if (!(x > 0) || x == INFINITY) return elementary_log(x);
    int exponent;
    double fraction = frexp(x, &exponent);
    if (fraction == 0.5) return exponent - 1;    // exact for powers of two
    return elementary_log(fraction) * (1 / M_LN2) + exponent;
}

double elementary_log10(double x) { return elementary_log(x) * 0.43429448190325182765; }

// Whole powers by repeated squaring of the mantissa, the exponent apart; a fractional rest through
// exp and log.
static double pow_finite(double x, double y) {
    double whole, rest = modf(fabs(y), &whole);
    if (whole >= 0x1p63) return pow(x, y);
    double product = 1;
    int64_t exponent = 0;
    if (rest != 0) {
        if (rest > 0.5) {
            rest--;
            whole++;
        }
        product = elementary_exp(rest * elementary_log(x));
    }
    int factor_exponent;
    double factor = frexp(x, &factor_exponent);
    int64_t scale = factor_exponent;
    for (int64_t i = (int64_t)whole; i != 0; i >>= 1) {
        if (scale < -(1 << 12) || scale > 1 << 12) {   // overflows, however the rest goes
            exponent += scale;
            break;
        }
        if (i & 1) {
            product *= factor;
            exponent += scale;
        }
        factor *= factor;
        scale *= 2;
        if (factor < 0.5) {
            factor += factor;
            scale--;
        }
    }
    if (y < 0) {
        product = 1 / product;
        exponent = -exponent;
    }
    return ldexp(product, (int)exponent);
}

double elementary_pow(double x, double y) {
    bool special = isnan(x) || isnan(y) || isinf(x) || isinf(y) || x == 0 || y == 0 || x == 1;
    if (special || (x < 0 && y != trunc(y))) return pow(x, y);
    if (y == 1) return x;
    if (y == 0.5) return sqrt(x);
    if (y == -0.5) return 1 / sqrt(x);
    return pow_finite(x, y);
}

// A guess from the bits (a third of the exponent), a rational step to 23 bits, one of Newton's.
double elementary_cbrt(double x) {
    if (x == 0 || isnan(x) || isinf(x)) return x;
    double a = fabs(x);
    double t = from_bits(bits_of(a) / 3 + (715094163ull << 32));
    if (a < 0x1p-1022) t = from_bits(bits_of(0x1p54 * a) / 3 + (696219795ull << 32));
    double r = t * t / a;
    double s = 5.42857142857142815906e-01 + r * t;
    t *= 3.57142857142857150787e-01 +
         1.60714285714285720630e+00 /
             (s + 1.41428571428571436819e+00 + -7.05306122448979611050e-01 / s);
    t = from_bits((bits_of(t) & (0xFFFFFFFFCull << 28)) + (1ull << 30));
    r = a / (t * t);
    t += t * ((r - t) / (t + t + r));
    return copysign(t, x);
}

double elementary_hypot(double p, double q) {
    p = fabs(p);
    q = fabs(q);
    if (isinf(p) || isinf(q)) return INFINITY;
    if (isnan(p) || isnan(q)) return NAN;
    if (p < q) {
        double larger = q;
        q = p;
        p = larger;
    }
    if (p == 0) return 0;
    q /= p;
    return p * sqrt(1 + q * q);
}

double elementary_sinh(double x) {
    double a = x < 0 ? -x : x, result;     // keeps -0
    if (a > 21) {
        result = elementary_exp(a) * 0.5;
    } else if (a > 0.5) {
        double e = elementary_exp(a);
        result = (e - 1 / e) * 0.5;
    } else {
        double q = a * a;
        result = (((-0.2630563213397497062819489e+2 * q + -0.2894211355989563807284660366e+4) * q +
                   -0.8991272022039509355398013511e+5) *
                      q +
                  -0.6307673640497716991184787251e+6) *
                 a;
        double divisor = (q + -0.173678953558233699533450911e+3) * q;
        divisor = (divisor + 0.1521517378790019070696485176e+5) * q;
        result /= divisor + -0.6307673640497716991212077277e+6;
    }
    return x < 0 ? -result : result;
}

double elementary_cosh(double x) {
    x = fabs(x);
    if (x > 21) return elementary_exp(x) * 0.5;
    double e = elementary_exp(x);
    return (e + 1 / e) * 0.5;
}

double elementary_tanh(double x) {
    double z = fabs(x);
    if (z > 0.5 * 8.8029691931113054295988e+01) return x < 0 ? -1 : 1;
    if (z >= 0.625) {
        z = 1 - 2 / (elementary_exp(2 * z) + 1);
        return x < 0 ? -z : z;
    }
    if (x == 0) return x;
    double s = x * x;
    double numerator = (-9.64399179425052238628e-1 * s + -9.92877231001918586564e1) * s +
                       -1.61468768441708447952e3;
    double denominator = ((s + 1.12811678491632931402e2) * s + 2.23548839060100448583e3) * s +
                         4.84406305325125486048e3;
    return x + x * s * numerator / denominator;
}
