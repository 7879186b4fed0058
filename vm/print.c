// vm/print.c - the builtins print and println: to standard error, in their own formats.
#include <math.h>

#include "vm/vm_int.h"

enum { FLOAT_TEXT_BYTES = 40, BUFFER_BYTES = 4096 };

// What the statement under way has printed: it appears at once, so that lines of several threads
// do not mix.
static _Thread_local struct {
    size_t used;
    char text[BUFFER_BYTES];
} buffer;

void print_flush(void) {
    fwrite(buffer.text, 1, buffer.used, stderr);
    buffer.used = 0;
}

static void put(const char *text, size_t bytes) {
    if (buffer.used + bytes > BUFFER_BYTES) print_flush();
    if (bytes > BUFFER_BYTES) {
        fwrite(text, 1, bytes, stderr);
        return;
    }
    memcpy(buffer.text + buffer.used, text, bytes);
    buffer.used += bytes;
}

static void put_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void put_format(const char *format, ...) {
    char text[2 * FLOAT_TEXT_BYTES + 8];
    va_list args;
    va_start(args, format);
    int bytes = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    put(text, (size_t)bytes);
}

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
    case PRINT_BOOL: put_format("%s", value[0] & 1 ? "true" : "false"); break;
    case PRINT_INT: put_format("%lld", (long long)value[0]); break;
    case PRINT_UINT: put_format("%llu", (unsigned long long)value[0]); break;
    case PRINT_FLOAT:
        float_text(text, parts[0]);
        put_format("%s", text);
        break;
    case PRINT_C128:
        float_text(text, parts[0]);
        float_text(imaginary, parts[1]);
        put_format("(%s%si)", text, imaginary);
        break;
    case PRINT_STRING: put((const char *)(uintptr_t)value[0], value[1]); break;
    case PRINT_POINTER: case PRINT_HEX:
        put_format("0x%llx", (unsigned long long)value[0]);
        break;
    case PRINT_SLICE:
        put_format("[%lld/%lld]0x%llx", (long long)value[1], (long long)value[2],
                (unsigned long long)value[0]);
        break;
    case PRINT_EFACE: case PRINT_IFACE:
        put_format("(0x%llx,0x%llx)", (unsigned long long)value[0],
                (unsigned long long)value[1]);
        break;
    case PRINT_SPACE: put(" ", 1); break;
    case PRINT_NEWLINE: put("\n", 1); break;
    }
}
