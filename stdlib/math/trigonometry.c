// stdlib/math/trigonometry.c - the trigonometric functions and their inverses (Cephes).
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "stdlib/math/elementary.h"

enum { OCTANT_ANGLE_MAX = 1 << 29 };     // beyond it the reduction below loses digits

// Reduces x >= 0 to an angle in [-pi/4, pi/4]; returns the octant, made even. Pi/4 is in three
// parts whose products with the octant are exact.
static uint64_t reduce(double x, double *angle) {
    uint64_t octant = (uint64_t)(x * (4 / M_PI));
    double y = (double)octant;
    if (octant & 1) {
        octant++;
        y++;
    }
    *angle = ((x - y * 7.85398125648498535156e-1) - y * 3.77489470793079817668e-8) -
             y * 2.69515142907905952645e-15;
    return octant & 7;
}

static double sin_near_zero(double z) {
    double zz = z * z;
    return z + z * zz *
                   ((((((1.58962301576546568060e-10 * zz) + -2.50507477628578072866e-8) * zz +
                       2.75573136213857245213e-6) *
                          zz +
                      -1.98412698295895385996e-4) *
                         zz +
                     8.33333333332211858878e-3) *
                        zz +
                    -1.66666666666666307295e-1);
}

static double cos_near_zero(double z) {
    double zz = z * z;
    return 1.0 - 0.5 * zz +
           zz * zz *
               ((((((-1.13585365213876817300e-11 * zz) + 2.08757008419747316778e-9) * zz +
                   -2.75573141792967388112e-7) *
                      zz +
                  2.48015872888517045348e-5) *
                     zz +
                 -1.38888888888730564116e-3) *
                    zz +
                4.16666666666665929218e-2);
}

double elementary_sin(double x) {
    if (x == 0 || isnan(x) || isinf(x) || fabs(x) >= OCTANT_ANGLE_MAX) return sin(x);
    double angle;
    uint64_t octant = reduce(fabs(x), &angle);
    bool negative = (x < 0) != (octant > 3);
    octant &= 3;
    double y = octant == 1 || octant == 2 ? cos_near_zero(angle) : sin_near_zero(angle);
    return negative ? -y : y;
}

double elementary_cos(double x) {
    if (isnan(x) || isinf(x) || fabs(x) >= OCTANT_ANGLE_MAX) return cos(x);
    double angle;
    uint64_t octant = reduce(fabs(x), &angle);
    bool negative = octant > 3;
    octant &= 3;
    if (octant > 1) negative = !negative;
    double y = octant == 1 || octant == 2 ? sin_near_zero(angle) : cos_near_zero(angle);
    return negative ? -y : y;
}

double elementary_tan(double x) {
    if (x == 0 || isnan(x) || isinf(x) || fabs(x) >= OCTANT_ANGLE_MAX) return tan(x);
    double z;
    uint64_t octant = reduce(fabs(x), &z);
    double zz = z * z, y = z;
    if (zz > 1e-14) {
        double numerator = ((-1.30936939181383777646e4 * zz) + 1.15351664838587416140e6) * zz +
                           -1.79565251976484877988e7;
        double denominator = (((zz + 1.36812963470692954678e4) * zz + -1.32089234440210967447e6) *
                                  zz +
                              2.50083801823357915839e7) *
                                 zz +
                             -5.38695755929454629881e7;
        y = z + z * (zz * numerator / denominator);
    }
    if (octant & 2) y = -1 / y;
    return x < 0 ? -y : y;
}

static double atan_near_zero(double x) {
    double z = x * x;
    double numerator = (((-8.750608600031904122785e-01 * z + -1.615753718733365076637e+01) * z +
                         -7.500855792314704667340e+01) *
                            z +
                        -1.228866684490136173410e+02) *
                           z +
                       -6.485021904942025371773e+01;
    double denominator = ((((z + 2.485846490142306297962e+01) * z + 1.650270098316988542046e+02) *
                               z +
                           4.328810604912902668951e+02) *
                              z +
                          4.853903996359136964868e+02) *
                             z +
                         1.945506571482613964425e+02;
    return x * (z * numerator / denominator) + x;
}

// The arc tangent of x >= 0; what pi/2 has beyond 53 bits is added where it shows.
static double atan_positive(double x) {
    const double more_bits = 6.123233995736765886130e-17, tan_3pi_8 = 2.41421356237309504880;
    if (x <= 0.66) return atan_near_zero(x);
    if (x > tan_3pi_8) return M_PI_2 - atan_near_zero(1 / x) + more_bits;
    return M_PI_4 + atan_near_zero((x - 1) / (x + 1)) + 0.5 * more_bits;
}

double elementary_atan(double x) {
    if (x == 0) return x;
    return x > 0 ? atan_positive(x) : -atan_positive(-x);
}

double elementary_asin(double x) {
    if (x == 0) return x;
    double a = fabs(x);
    if (!(a <= 1)) return NAN;
    double other = sqrt(1 - a * a);
    double result = a > 0.7 ? M_PI_2 - atan_positive(other / a) : atan_positive(a / other);
    return x < 0 ? -result : result;
}

double elementary_acos(double x) { return M_PI_2 - elementary_asin(x); }

double elementary_atan2(double y, double x) {
    if (isnan(x) || isnan(y) || x == 0 || y == 0 || isinf(x) || isinf(y)) return atan2(y, x);
    double q = elementary_atan(y / x);
    if (x < 0) return q <= 0 ? q + M_PI : q - M_PI;
    return q;
}
