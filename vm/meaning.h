// vm/meaning.h - what an object of the heap is to the program, as far as that can be told.
//
// The heap keeps no types: an object has a Layout at most, and small ones only pointer bits. But
// the Layout of a type is the head of its RType, so it names the type (layout_meaning); and from an
// object whose type is known follow the types of those it points to (word_meaning). Closures name
// their function in their first word. What is found neither way is MEANING_UNKNOWN.
//
// None of this allocates in the heap. Call it while the world is stopped.
#ifndef MOUND_VM_MEANING_H
#define MOUND_VM_MEANING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/code.h"

typedef enum MeaningKind {
    MEANING_UNKNOWN,
    MEANING_VALUES,         // one or more values of [type]
    MEANING_BYTES,          // text of a string
    MEANING_MAP,            // header of a map of [type]; [type] may be NULL for the rest
    MEANING_MAP_DIRECTORY,
    MEANING_MAP_TABLE,
    MEANING_MAP_GROUPS,
    MEANING_CHAN,           // a channel of [type]
    MEANING_CHAN_BUFFER,
    MEANING_CLOSURE,        // of [func]
    MEANING_STATE,          // the run time's own: [what] says for what
} MeaningKind;

typedef enum MeaningCount { COUNT_UNTOLD, COUNT_ONE, COUNT_MANY } MeaningCount;

typedef struct Meaning {
    MeaningKind kind;
    MeaningCount count;     // VALUES: an array of them?
    const RType *type;
    const FuncCode *func;
    const char *what;
} Meaning;

// Makes [layout] known as the Layout of what [meaning] says; copied. Any thread.
void layout_register(const Layout *layout, const Meaning *meaning);
// What objects of [layout] are. NULL is unknown.
Meaning layout_meaning(const Layout *layout);
// Whether [pointer] is the address of a run-time type.
bool is_rtype(const void *pointer);

// Whether what points to an object may know better: its type is not known or not told.
bool meaning_is_vague(const Meaning *meaning);
// What the pointer at [offset] of the value at [base] points to, if it points to the start of an
// object; [meaning] is that of the value.
Meaning word_meaning(const Meaning *meaning, const char *base, uint64_t offset);
// Whether an object of [bytes] at [base] whose meaning is unknown is a closure.
bool closure_meaning(const void *base, uint64_t bytes, Meaning *meaning);

// "main.point", "[]int (8)", "map[string]int groups", "func main.main.func1", for an object of
// [bytes] of which the program may use all. Returns [text].
const char *meaning_text(const Meaning *meaning, uint64_t bytes, char *text, size_t text_bytes);

#endif
