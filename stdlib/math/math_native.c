// stdlib/math/math_native.c - functions of real numbers. See elementary.h.
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "stdlib/math/elementary.h"
#include "vm/native.h"

typedef double Function1(double x);
typedef double Function2(double x, double y);

// The bits of math.NaN(), which differ from C's; the square root's NaN is the processor's in both.
static double go_nan(void) {
    uint64_t bits = 0x7FF8000000000001;
    double x;
    memcpy(&x, &bits, 8);
    return x;
}

static void return_1(NativeCall *call, Function1 *function) {
    double x = native_arg_float64(call, 0), result = function(x);
    if (isnan(result) && !isnan(x) && function != sqrt) result = go_nan();
    native_ret_float64(call, 0, result);
}

static void return_2(NativeCall *call, Function2 *function) {
    native_ret_float64(call, 0,
                       function(native_arg_float64(call, 0), native_arg_float64(call, 1)));
}

static double math_dim(double x, double y) {
    double difference = x - y;   // NaN for Inf - Inf, which Go keeps
    return difference <= 0 ? 0 : difference;
}

// Equal numbers give the first one back, which tells -0 from +0.
static double next_after(double x, double y) { return x == y ? x : nextafter(x, y); }

// Unlike fmax, a NaN wins over all but an infinity of the right sign, and +0 is above -0.
static double math_max(double x, double y) {
    if (x == INFINITY || y == INFINITY) return INFINITY;
    if (isnan(x) || isnan(y)) return NAN;
    if (x == 0 && y == 0) return signbit(x) ? y : x;
    return x > y ? x : y;
}

static double math_min(double x, double y) {
    if (x == -INFINITY || y == -INFINITY) return -INFINITY;
    if (isnan(x) || isnan(y)) return NAN;
    if (x == 0 && y == 0) return signbit(x) ? x : y;
    return x < y ? x : y;
}

static void math_native_acos(NativeCall *call) { return_1(call, elementary_acos); }
static void math_native_acosh(NativeCall *call) { return_1(call, acosh); }
static void math_native_asin(NativeCall *call) { return_1(call, elementary_asin); }
static void math_native_asinh(NativeCall *call) { return_1(call, asinh); }
static void math_native_atan(NativeCall *call) { return_1(call, elementary_atan); }
static void math_native_atanh(NativeCall *call) { return_1(call, atanh); }
static void math_native_cbrt(NativeCall *call) { return_1(call, elementary_cbrt); }
static void math_native_ceil(NativeCall *call) { return_1(call, ceil); }
static void math_native_cos(NativeCall *call) { return_1(call, elementary_cos); }
static void math_native_cosh(NativeCall *call) { return_1(call, elementary_cosh); }
static void math_native_erf(NativeCall *call) { return_1(call, erf); }
static void math_native_erfc(NativeCall *call) { return_1(call, erfc); }
static void math_native_exp(NativeCall *call) { return_1(call, elementary_exp); }
static void math_native_exp2(NativeCall *call) { return_1(call, exp2); }
static void math_native_expm1(NativeCall *call) { return_1(call, expm1); }
static void math_native_floor(NativeCall *call) { return_1(call, floor); }
static void math_native_gamma(NativeCall *call) { return_1(call, tgamma); }
static void math_native_j0(NativeCall *call) { return_1(call, j0); }
static void math_native_j1(NativeCall *call) { return_1(call, j1); }
static void math_native_log(NativeCall *call) { return_1(call, elementary_log); }
static void math_native_log10(NativeCall *call) { return_1(call, elementary_log10); }
static void math_native_log1p(NativeCall *call) { return_1(call, log1p); }
static void math_native_log2(NativeCall *call) { return_1(call, elementary_log2); }
static void math_native_round(NativeCall *call) { return_1(call, round); }
static void math_native_roundtoeven(NativeCall *call) { return_1(call, rint); }
static void math_native_sin(NativeCall *call) { return_1(call, elementary_sin); }
static void math_native_sinh(NativeCall *call) { return_1(call, elementary_sinh); }
static void math_native_sqrt(NativeCall *call) { return_1(call, sqrt); }
static void math_native_tan(NativeCall *call) { return_1(call, elementary_tan); }
static void math_native_tanh(NativeCall *call) { return_1(call, elementary_tanh); }
static void math_native_trunc(NativeCall *call) { return_1(call, trunc); }
static void math_native_y0(NativeCall *call) { return_1(call, y0); }
static void math_native_y1(NativeCall *call) { return_1(call, y1); }
static void math_native_logb(NativeCall *call) { return_1(call, logb); }
static void math_native_atan2(NativeCall *call) { return_2(call, elementary_atan2); }
static void math_native_hypot(NativeCall *call) { return_2(call, elementary_hypot); }
static void math_native_mod(NativeCall *call) { return_2(call, fmod); }
static void math_native_pow(NativeCall *call) { return_2(call, elementary_pow); }
static void math_native_remainder(NativeCall *call) { return_2(call, remainder); }
static void math_native_dim(NativeCall *call) { return_2(call, math_dim); }
static void math_native_max(NativeCall *call) { return_2(call, math_max); }
static void math_native_min(NativeCall *call) { return_2(call, math_min); }
static void math_native_nextafter(NativeCall *call) { return_2(call, next_after); }

static void math_native_nextafter32(NativeCall *call) {
    float x = native_arg_float32(call, 0), y = native_arg_float32(call, 1);
    native_ret_float32(call, 0, nextafterf(x, y));
}

static void math_native_fma(NativeCall *call) {
    double x = native_arg_float64(call, 0), y = native_arg_float64(call, 1);
    native_ret_float64(call, 0, fma(x, y, native_arg_float64(call, 2)));
}

static int clamp_int(int64_t n) {
    return n > INT_MAX ? INT_MAX : n < INT_MIN ? INT_MIN : (int)n;
}

static void math_native_jn(NativeCall *call) {
    int n = clamp_int(native_arg_int(call, 0));
    native_ret_float64(call, 0, jn(n, native_arg_float64(call, 1)));
}

static void math_native_yn(NativeCall *call) {
    int n = clamp_int(native_arg_int(call, 0));
    native_ret_float64(call, 0, yn(n, native_arg_float64(call, 1)));
}

static void math_native_ldexp(NativeCall *call) {
    double fraction = native_arg_float64(call, 0);
    native_ret_float64(call, 0, ldexp(fraction, clamp_int(native_arg_int(call, 1))));
}

static void math_native_frexp(NativeCall *call) {
    double x = native_arg_float64(call, 0);
    int exponent = 0;
    bool special = isnan(x) || isinf(x);
    native_ret_float64(call, 0, special ? x : frexp(x, &exponent));
    native_ret_int(call, 1, exponent);
}

static void math_native_modf(NativeCall *call) {
    double x = native_arg_float64(call, 0), whole;
    double fraction = modf(x, &whole);
    native_ret_float64(call, 0, whole);
    native_ret_float64(call, 1, isinf(x) ? NAN : fraction);
}

static void math_native_lgamma(NativeCall *call) {
    double x = native_arg_float64(call, 0);
    int sign = 1;
    native_ret_float64(call, 0, x == -INFINITY ? x : lgamma_r(x, &sign));
    native_ret_int(call, 1, isnan(x) || sign >= 0 ? 1 : -1);
}

static void math_native_sincos(NativeCall *call) {
    double x = native_arg_float64(call, 0);
    native_ret_float64(call, 0, elementary_sin(x));
    native_ret_float64(call, 1, elementary_cos(x));
}

static void math_native_ilogb(NativeCall *call) {
    double x = native_arg_float64(call, 0);
    int64_t exponent = x == 0 ? INT32_MIN : isnan(x) || isinf(x) ? INT32_MAX : ilogb(x);
    native_ret_int(call, 0, exponent);
}

static void math_native_pow10(NativeCall *call) {
    int64_t n = native_arg_int(call, 0);
    // strtod rounds correctly, which multiplying powers does not.
    char text[16];
    snprintf(text, sizeof text, "1e%d", clamp_int(n < -324 ? -324 : n > 309 ? 309 : n));
    native_ret_float64(call, 0, strtod(text, NULL));
}

// Newton's method on erf, from Winitzki's approximation; the derivative is 2/sqrt(pi) exp(-x*x).
static void math_native_erfinv(NativeCall *call) {
    double y = native_arg_float64(call, 0);
    if (isnan(y) || y < -1 || y > 1) {
        native_ret_float64(call, 0, NAN);
        return;
    }
    if (y == 1 || y == -1 || y == 0) {
        native_ret_float64(call, 0, y == 0 ? y : y * INFINITY);
        return;
    }
    double log_part = log1p(-y * y);
    double a = 2 / (M_PI * 0.147) + log_part / 2;
    double x = copysign(sqrt(sqrt(a * a - log_part / 0.147) - a), y);
    for (int i = 0; i < 4; i++) {
        double tail_error = (1 - fabs(y)) - erfc(fabs(x));
        double error = fabs(y) > 0.5 ? (y < 0 ? -tail_error : tail_error) : erf(x) - y;
        x -= error / (M_2_SQRTPI * exp(-x * x));
    }
    native_ret_float64(call, 0, x);
}

const NativeDef math_natives[] = {
    {"Acos", math_native_acos, 0},
    {"Acosh", math_native_acosh, 0},
    {"Asin", math_native_asin, 0},
    {"Asinh", math_native_asinh, 0},
    {"Atan", math_native_atan, 0},
    {"Atanh", math_native_atanh, 0},
    {"Cbrt", math_native_cbrt, 0},
    {"Ceil", math_native_ceil, 0},
    {"Cos", math_native_cos, 0},
    {"Cosh", math_native_cosh, 0},
    {"Erf", math_native_erf, 0},
    {"Erfc", math_native_erfc, 0},
    {"Exp", math_native_exp, 0},
    {"Exp2", math_native_exp2, 0},
    {"Expm1", math_native_expm1, 0},
    {"Floor", math_native_floor, 0},
    {"Gamma", math_native_gamma, 0},
    {"J0", math_native_j0, 0},
    {"J1", math_native_j1, 0},
    {"Log", math_native_log, 0},
    {"Log10", math_native_log10, 0},
    {"Log1p", math_native_log1p, 0},
    {"Log2", math_native_log2, 0},
    {"Round", math_native_round, 0},
    {"RoundToEven", math_native_roundtoeven, 0},
    {"Sin", math_native_sin, 0},
    {"Sinh", math_native_sinh, 0},
    {"Sqrt", math_native_sqrt, 0},
    {"Tan", math_native_tan, 0},
    {"Tanh", math_native_tanh, 0},
    {"Trunc", math_native_trunc, 0},
    {"Y0", math_native_y0, 0},
    {"Y1", math_native_y1, 0},
    {"Logb", math_native_logb, 0},
    {"Atan2", math_native_atan2, 0},
    {"Hypot", math_native_hypot, 0},
    {"Mod", math_native_mod, 0},
    {"Pow", math_native_pow, 0},
    {"Remainder", math_native_remainder, 0},
    {"Dim", math_native_dim, 0},
    {"Max", math_native_max, 0},
    {"Min", math_native_min, 0},
    {"Nextafter", math_native_nextafter, 0},
    {"Nextafter32", math_native_nextafter32, 0},
    {"FMA", math_native_fma, 0},
    {"Jn", math_native_jn, 0},
    {"Yn", math_native_yn, 0},
    {"Ldexp", math_native_ldexp, 0},
    {"Frexp", math_native_frexp, 0},
    {"Modf", math_native_modf, 0},
    {"Lgamma", math_native_lgamma, 0},
    {"Sincos", math_native_sincos, 0},
    {"Ilogb", math_native_ilogb, 0},
    {"Pow10", math_native_pow10, 0},
    {"Erfinv", math_native_erfinv, 0},
    {NULL, NULL, 0},
};
