// stdlib/text.h - a growing piece of text for natives that do not know their result's length.
//
// Short texts stay in the buffer that the struct brings along. text_free belongs to every text.
#ifndef MOUND_STDLIB_TEXT_H
#define MOUND_STDLIB_TEXT_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct Text {
    char *chars;
    int64_t bytes, capacity;
    char fixed[512];
} Text;

static inline void text_init(Text *text) {
    text->chars = text->fixed;
    text->bytes = 0;
    text->capacity = sizeof text->fixed;
}

static inline void text_free(Text *text) {
    if (text->chars != text->fixed) free(text->chars);
}

// Makes room for [bytes] more; the process ends when there is no memory.
void text_grow(Text *text, int64_t bytes);

// The place for [bytes] more, which then count as written.
static inline char *text_extend(Text *text, int64_t bytes) {
    if (text->capacity - text->bytes < bytes) text_grow(text, bytes);
    char *place = text->chars + text->bytes;
    text->bytes += bytes;
    return place;
}

static inline void text_add_char(Text *text, char c) { *text_extend(text, 1) = c; }

static inline void text_add(Text *text, const char *chars, int64_t bytes) {
    if (bytes) memcpy(text_extend(text, bytes), chars, (size_t)bytes);
}

static inline void text_fill(Text *text, char c, int64_t count) {
    if (count > 0) memset(text_extend(text, count), c, (size_t)count);
}

#endif
