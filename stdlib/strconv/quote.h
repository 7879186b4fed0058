// stdlib/strconv/quote.h - Go syntax for strings and runes, for the natives of strconv and fmt.
#ifndef MOUND_STDLIB_STRCONV_QUOTE_H
#define MOUND_STDLIB_STRCONV_QUOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "stdlib/text.h"

typedef enum {
    QUOTE_PLAIN,                   // what IsPrint accepts stays
    QUOTE_ASCII,                   // of that only ASCII
    QUOTE_GRAPHIC,                 // what IsGraphic accepts stays
} QuoteMode;

// Appends [chars] between two [quote]s, escaped as Go source.
void quote_string(Text *text, const char *chars, int64_t bytes, char quote, QuoteMode mode);
// Appends [rune] between single quotes.
void quote_rune(Text *text, int64_t rune, QuoteMode mode);
// Whether the string can stand unchanged between backquotes.
bool quote_can_backquote(const char *chars, int64_t bytes);
bool quote_is_print(int64_t rune);
bool quote_is_graphic(int64_t rune);

#endif
