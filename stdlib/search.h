// stdlib/search.h - searching in bytes, for the natives of strings and bytes.
#ifndef MOUND_STDLIB_SEARCH_H
#define MOUND_STDLIB_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/native.h"

// Where [part] first begins in [s]; -1 when nowhere.
int64_t search_index(GoString s, GoString part);
// Where [part] last begins in [s]; -1 when nowhere.
int64_t search_last_index(GoString s, GoString part);
int64_t search_last_byte(GoString s, char c);
// How often [part] occurs without overlap; one more than the runes of [s] when it is empty.
int64_t search_count(GoString s, GoString part);
// Where the first rune is that occurs in [set]; -1 when none does.
int64_t search_index_any(GoString s, GoString set);
int64_t search_last_index_any(GoString s, GoString set);
// Where [rune] first is; U+FFFD also finds bytes that are not UTF-8, other invalid runes nothing.
int64_t search_index_rune(GoString s, int64_t rune);
// Equality by simple case folding.
bool search_equal_fold(GoString a, GoString b);
bool search_is_space(int32_t rune);
// What is left of [s] without the spaces at its ends, or without the runes of [set] at the ends
// asked for.
GoString search_trim_space(GoString s);
GoString search_trim_set(GoString s, GoString set, bool left, bool right);
// The field after [*at]: a run of bytes that are not spaces. False at the end; moves [*at].
bool search_next_field(GoString s, int64_t *at, GoString *field);
// Whether mapping to upper (or lower) case changes anything, and the mapped text's length.
typedef enum { CASE_UPPER, CASE_LOWER, CASE_TITLE } CaseMode;
bool search_case_size(GoString s, CaseMode mode, int64_t *bytes);
void search_case_map(GoString s, CaseMode mode, char *out);

#endif
