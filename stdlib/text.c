// stdlib/text.c - growing.
#include "stdlib/text.h"

#include <stdio.h>

void text_grow(Text *text, int64_t bytes) {
    int64_t capacity = text->capacity * 2;
    if (capacity < text->bytes + bytes) capacity = text->bytes + bytes;
    char *chars = text->chars == text->fixed ? malloc((size_t)capacity)
                                             : realloc(text->chars, (size_t)capacity);
    if (!chars) {
        fputs("fatal error: runtime: out of memory\n", stderr);
        exit(2);
    }
    if (text->chars == text->fixed) memcpy(chars, text->fixed, (size_t)text->bytes);
    text->chars = chars;
    text->capacity = capacity;
}
