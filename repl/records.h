// repl/records.h - what a session has declared, as source: for declaring it again when something it
// mentions changes, and for :save. And which packages its inputs see.
#ifndef MOUND_REPL_RECORDS_H
#define MOUND_REPL_RECORDS_H

#include "repl/source.h"
#include "types/scope.h"

// One import that inputs see.
typedef struct Import {
    Symbol *name;            // "." for dot imports
    const char *path;
    bool is_guessed;         // nobody wrote it: the name was used
} Import;
typedef VEC(Import) ImportList;

// A declaration of an input: `func f`, `type ( T; U )`.
typedef struct Record {
    const Input *input;
    size_t start, end;
    PieceKind kind;
    VEC(Symbol *) names;     // what it declares; of a method "T.M"
    WordList words;          // what it mentions
    bool is_method;
} Record;
typedef VEC(Record *) RecordList;

// Adds the records of the pieces of one increment; what they declare again is taken out of [list].
void records_add(RecordList *list, const Input *input, const Piece *pieces, uint32_t count);
// Those of [list] that mention one of the [changed] names, directly or through each other, and do
// not declare one themselves.
void records_mentioning(const RecordList *list, Symbol **changed, uint32_t changed_count,
                        RecordList *found);
// The names that [record] declares, for messages: "f", "T, U".
const char *record_text(const Record *record);

// The path of the package of the standard library that is called [name], NULL: none. Of two
// packages of that name the one people mean more often.
const char *import_guess(const Symbol *name);
// Calls [visit] for each package of the standard library that can be imported.
void import_each_known(void (*visit)(const char *path, void *arg), void *arg);
const Import *import_find(const ImportList *list, const Symbol *name);
void import_add(ImportList *list, Import import);

#endif
