// repl/screen.c - see screen.h.
#include "repl/screen.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

Screen screen;

enum { COLUMNS_DEFAULT = 80, ROWS_DEFAULT = 24, COLUMNS_MIN = 20, TEXTS = 8, TEXT_BYTES = 400 };

void screen_measure(void) {
    struct winsize size;
    screen.columns = COLUMNS_DEFAULT;
    screen.rows = ROWS_DEFAULT;
    const char *columns = getenv("COLUMNS");
    bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
    if (known && size.ws_row > 0) screen.rows = size.ws_row;
    if (known && size.ws_col > 0)
        screen.columns = size.ws_col;
    else if (columns && atoi(columns) > 0)
        screen.columns = (uint32_t)atoi(columns);
    if (screen.columns < COLUMNS_MIN) screen.columns = COLUMNS_MIN;
}

void screen_init(void) {
    screen.out = stdout;
    screen.is_terminal = isatty(STDOUT_FILENO);
    screen.err = screen.is_terminal ? stdout : stderr;
    const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");
    screen.is_dumb = !term || !*term || strcmp(term, "dumb") == 0;
    screen.color = screen.is_terminal && !screen.is_dumb && !(no_color && *no_color);
    screen_measure();
}

const char *paint(Paint how) {
    // Colors of the terminal's own palette, and none of those that vanish on light or on dark.
    static const char *const codes[] = {
        [PAINT_PLAIN] = "\033[0m",    [PAINT_DIM] = "\033[90m",    [PAINT_ERROR] = "\033[31m",
        [PAINT_PROMPT] = "\033[1;36m", [PAINT_KEYWORD] = "\033[35m", [PAINT_STRING] = "\033[32m",
        [PAINT_NUMBER] = "\033[36m",  [PAINT_BAR] = "\033[34m",    [PAINT_HEAD] = "\033[1m",
    };
    return screen.color ? codes[how] : "";
}

void screen_paint(Paint how, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fputs(paint(how), screen.out);
    vfprintf(screen.out, format, args);
    fputs(paint(PAINT_PLAIN), screen.out);
    va_end(args);
}

void screen_error(const char *format, ...) {
    va_list args;
    va_start(args, format);
    fflush(screen.out);
    fputs(paint(PAINT_ERROR), screen.err);
    vfprintf(screen.err, format, args);
    fputs(paint(PAINT_PLAIN), screen.err);
    putc('\n', screen.err);
    fflush(screen.err);
    va_end(args);
}

static char *next_text(void) {
    static char texts[TEXTS][TEXT_BYTES];
    static int at;
    return texts[at++ % TEXTS];
}

const char *bytes_text(uint64_t bytes) {
    static const char *const units[] = {"B", "KB", "MB", "GB", "TB"};
    char *text = next_text();
    double value = (double)bytes;
    int unit = 0;
    for (; value >= 1000 && unit < 4; unit++) value /= 1024;
    snprintf(text, TEXT_BYTES, unit == 0 || value >= 100 ? "%.0f %s" : value >= 10 ? "%.1f %s"
             : "%.2f %s", value, units[unit]);
    return text;
}

const char *count_text(uint64_t count) {
    char digits[32], *text = next_text();
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)count), used = 0;
    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0) text[used++] = ',';
        text[used++] = digits[i];
    }
    text[used] = '\0';
    return text;
}

const char *duration_text(uint64_t ns) {
    char *text = next_text();
    if (ns < 1000) snprintf(text, TEXT_BYTES, "%llu ns", (unsigned long long)ns);
    else if (ns < 1000000) snprintf(text, TEXT_BYTES, "%.3g µs", (double)ns / 1e3);
    else if (ns < 1000000000) snprintf(text, TEXT_BYTES, "%.3g ms", (double)ns / 1e6);
    else snprintf(text, TEXT_BYTES, "%.3g s", (double)ns / 1e9);
    return text;
}

void screen_bar(uint64_t part, uint64_t whole, uint32_t columns) {
    double filled = whole ? (double)part / (double)whole * columns : 0;
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    uint32_t full = (uint32_t)filled;
    if (full > columns) full = columns;
    fputs(paint(PAINT_BAR), screen.out);
    for (uint32_t i = 0; i < full; i++) fputs("█", screen.out);
    uint32_t rest = (uint32_t)((filled - full) * 8);
    if (full < columns && rest < 8) {
        if (rest == 0 && full == 0 && part > 0) rest = 1;
        fputs(eighths[rest], screen.out);
        if (rest > 0) full++;
    }
    fprintf(screen.out, "%s%*s", paint(PAINT_PLAIN), (int)(columns - full), "");
}

uint32_t text_columns(const char *text) {
    uint32_t columns = 0;
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
    while (*at) {
        utf8proc_int32_t rune;
        utf8proc_ssize_t bytes = utf8proc_iterate(at, -1, &rune);
        if (bytes <= 0) {
            at++;
            columns++;
            continue;
        }
        at += bytes;
        int width = utf8proc_charwidth(rune);
        columns += width > 0 ? (uint32_t)width : 0;
    }
    return columns;
}

const char *text_cut(const char *source, uint32_t columns) {
    if (text_columns(source) <= columns) return source;
    char *text = next_text();
    size_t used = 0;
    uint32_t taken = 0;
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)source;
    while (*at && used < TEXT_BYTES - 8) {
        utf8proc_int32_t rune = 0;
        utf8proc_ssize_t bytes = utf8proc_iterate(at, -1, &rune);
        if (bytes <= 0) bytes = 1;
        int width = utf8proc_charwidth(rune);
        if (taken + (width > 0 ? (uint32_t)width : 0) + 1 > columns) break;
        memcpy(text + used, at, (size_t)bytes);
        used += (size_t)bytes;
        taken += width > 0 ? (uint32_t)width : 0;
        at += bytes;
    }
    memcpy(text + used, "…", sizeof "…");
    return text;
}
