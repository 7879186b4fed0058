// stdlib/math/cmplx/cmplx_native.c - functions of complex numbers, by the C library.
#include <complex.h>

#include "vm/native.h"

typedef double complex ComplexFunction(double complex x);

// In the order of the constants in cmplx.go.
static ComplexFunction *const functions[] = {cacos, cacosh, casin, casinh, catan, catanh, ccos,
                                             ccosh, cexp,   clog,  csin,   csinh, csqrt,  ctan,
                                             ctanh};

static void cmplx_unary(NativeCall *call) {
    double complex *x = native_arg_pointer(call, 1);
    *x = functions[native_arg_int(call, 0)](*x);
}

static void cmplx_power(NativeCall *call) {
    double complex *x = native_arg_pointer(call, 0), *y = native_arg_pointer(call, 1);
    *x = cpow(*x, *y);
}

const NativeDef math_cmplx_natives[] = {
    {"unary", cmplx_unary, 0},
    {"power", cmplx_power, 0},
    {NULL, NULL, 0},
};
