// stdlib/math/elementary.h - the elementary functions as Go computes them.
//
// The C library's are as good, but differ from Go's in the last bit for some arguments, and
// programs print that bit. Those below are the published methods that Go uses: Moshier's Cephes for
// the trigonometric and hyperbolic functions, Sun's fdlibm for logarithm and cube root, Shibata's
// for the exponential. Huge angles are left to the C library.
#ifndef MOUND_STDLIB_MATH_ELEMENTARY_H
#define MOUND_STDLIB_MATH_ELEMENTARY_H

double elementary_exp(double x);
double elementary_log(double x);
double elementary_log2(double x);
double elementary_log10(double x);
double elementary_pow(double x, double y);
double elementary_sin(double x);
double elementary_cos(double x);
double elementary_tan(double x);
double elementary_asin(double x);
double elementary_acos(double x);
double elementary_atan(double x);
double elementary_atan2(double y, double x);
double elementary_sinh(double x);
double elementary_cosh(double x);
double elementary_tanh(double x);
double elementary_cbrt(double x);
double elementary_hypot(double p, double q);

#endif
