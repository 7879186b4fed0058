// repl/screen.h - what the session writes, and how it looks.
//
// Everything goes through [screen.out]. Colors are asked for by what they mean and are nothing when
// the output is no terminal, TERM is dumb or NO_COLOR is set.
#ifndef MOUND_REPL_SCREEN_H
#define MOUND_REPL_SCREEN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef enum Paint {
    PAINT_PLAIN,
    PAINT_DIM,       // types, addresses, remarks
    PAINT_ERROR,
    PAINT_PROMPT,
    PAINT_KEYWORD,
    PAINT_STRING,
    PAINT_NUMBER,
    PAINT_BAR,
    PAINT_HEAD,      // of tables
} Paint;

typedef struct Screen {
    FILE *out;
    FILE *err;               // of messages: stderr unless both are on the terminal
    bool is_terminal;
    bool is_dumb;            // the terminal cannot move its cursor
    bool color;
    uint32_t columns, rows;
} Screen;
extern Screen screen;

// Finds out what stdout is.
void screen_init(void);
// Asks the terminal for its size again.
void screen_measure(void);
// What switches to [paint]: a text for printf, maybe empty. PAINT_PLAIN switches back.
const char *paint(Paint paint);
// printf in [how].
void screen_paint(Paint how, const char *format, ...) __attribute__((format(printf, 2, 3)));
// A message to screen.err, as a line.
void screen_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
// "1.5 KB", "3.2 MB"; in text valid until the fourth call from now.
const char *bytes_text(uint64_t bytes);
// "1,234,567"; the same.
const char *count_text(uint64_t count);
// "1.2 ms"; the same.
const char *duration_text(uint64_t ns);
// A bar of [part] of [whole] in [columns] columns.
void screen_bar(uint64_t part, uint64_t whole, uint32_t columns);
// Columns that [text] takes on the screen.
uint32_t text_columns(const char *text);
// [text] cut to [columns] columns, the last one "…"; valid as long as those.
const char *text_cut(const char *text, uint32_t columns);

#endif
