// base/symbol.h - interned names: one Symbol for each distinct spelling.
//
// Two names are equal when their Symbol pointers are equal. Symbols live as long as the process.
// The table is guarded by a lock, because functions are compiled while goroutines run.
#ifndef MOUND_BASE_SYMBOL_H
#define MOUND_BASE_SYMBOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Symbol {
    uint32_t hash;
    uint32_t length;   // bytes, without the NUL
    bool exported;     // first rune is upper case (Unicode Lu)
    char text[];       // NUL-terminated
} Symbol;

// Returns the Symbol spelled [text] (UTF-8, [length] bytes).
Symbol *symbol_intern(const char *text, size_t length);
// The same for a C string.
Symbol *symbol_of(const char *text);

#endif
