// vm/complex.c - division of complex numbers.
#include <math.h>

#include "vm/vm_int.h"

// An infinity counts as 1 of its sign, anything else as 0 of its sign.
static double unit_of(double x) { return copysign(isinf(x) ? 1 : 0, x); }

// The limits that C99's annex G asks for, where the formula below gives NaN for both parts.
static void divide_limit(double out[2], double a, double b, double c, double d) {
    if (c == 0 && d == 0 && (!isnan(a) || !isnan(b))) {
        out[0] = copysign(INFINITY, c) * a;
        out[1] = copysign(INFINITY, c) * b;
    } else if ((isinf(a) || isinf(b)) && isfinite(c) && isfinite(d)) {
        a = unit_of(a);
        b = unit_of(b);
        out[0] = INFINITY * (a * c + b * d);
        out[1] = INFINITY * (b * c - a * d);
    } else if ((isinf(c) || isinf(d)) && isfinite(a) && isfinite(b)) {
        c = unit_of(c);
        d = unit_of(d);
        out[0] = 0 * (a * c + b * d);
        out[1] = 0 * (b * c - a * d);
    }
}

// Smith's algorithm: scaled by the larger part of the divisor.
void complex_div(double out[2], const double n[2], const double m[2]) {
    double a = n[0], b = n[1], c = m[0], d = m[1];
    if (fabs(c) >= fabs(d)) {
        double ratio = d / c, scale = c + ratio * d;
        out[0] = (a + b * ratio) / scale;
        out[1] = (b - a * ratio) / scale;
    } else {
        double ratio = c / d, scale = d + ratio * c;
        out[0] = (a * ratio + b) / scale;
        out[1] = (b * ratio - a) / scale;
    }
    if (isnan(out[0]) && isnan(out[1])) divide_limit(out, a, b, c, d);
}
