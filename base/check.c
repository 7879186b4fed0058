#include "base/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { EXIT_INTERNAL_ERROR = 70 };   // EX_SOFTWARE of sysexits.h

void check_fail(const char *file, int line, const char *format, ...) {
    fflush(stdout);
    fputs("mound: internal error: ", stderr);
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fprintf(stderr, " (%s:%d)\n", file, line);
    fputs("mound: this is a fault of mound, not of your program; please report it together with "
          "the program and the lines above\n", stderr);
    fflush(stderr);
    // Not exit(): handlers would run over data that is known to be damaged.
    _exit(EXIT_INTERNAL_ERROR);
}

void limit_fail(const char *format, ...) {
    fflush(stdout);
    fputs("mound: ", stderr);
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    fflush(stderr);
    _exit(2);
}
