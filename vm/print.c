// vm/print.c - the builtins print and println: to standard error, in their own formats.
#include <math.h>

#include "vm/vm_int.h"

enum { FLOAT_TEXT_BYTES = 40 };

// +d.dddddde+ddd
static void float_text(char out[FLOAT_TEXT_BYTES], double value) {
    if (isnan(value) || isinf(value)) {
        strcpy(out, isnan(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
        return;
    }
    char digits[FLOAT_TEXT_BYTES];
    snprintf(digits, sizeof digits, "%+.6e", value);
    char *exponent = strchr(digits, 'e');
    snprintf(out, FLOAT_TEXT_BYTES, "%.*s%c%03d", (int)(exponent - digits + 1), digits,
             exponent[1], atoi(exponent + 2));
}

void print_value(PrintKind kind, const uint64_t *value) {
    const double *parts = (const double *)value;
    char text[FLOAT_TEXT_BYTES], imaginary[FLOAT_TEXT_BYTES];
    switch (kind) {
    case PRINT_BOOL: fputs(value[0] & 1 ? "true" : "false", stderr); break;
    case PRINT_INT: fprintf(stderr, "%lld", (long long)value[0]); break;
    case PRINT_UINT: fprintf(stderr, "%llu", (unsigned long long)value[0]); break;
    case PRINT_FLOAT:
        float_text(text, parts[0]);
        fputs(text, stderr);
        break;
    case PRINT_C128:
        float_text(text, parts[0]);
        float_text(imaginary, parts[1]);
        fprintf(stderr, "(%s%si)", text, imaginary);
        break;
    case PRINT_STRING: fwrite((const char *)(uintptr_t)value[0], 1, value[1], stderr); break;
    case PRINT_POINTER: case PRINT_HEX:
        fprintf(stderr, "0x%llx", (unsigned long long)value[0]);
        break;
    case PRINT_SLICE:
        fprintf(stderr, "[%lld/%lld]0x%llx", (long long)value[1], (long long)value[2],
                (unsigned long long)value[0]);
        break;
    case PRINT_EFACE: case PRINT_IFACE:
        fprintf(stderr, "(0x%llx,0x%llx)", (unsigned long long)value[0],
                (unsigned long long)value[1]);
        break;
    case PRINT_SPACE: putc(' ', stderr); break;
    case PRINT_NEWLINE: putc('\n', stderr); break;
    }
}
