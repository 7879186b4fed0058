// repl/source.h - the Go files that inputs are turned into.
//
// The checker knows files only, so each piece of an input becomes one: a package clause, the
// imports it uses, what makes the piece a declaration ("var _ =", "func _() {"), and the text as it
// was typed, whose positions are told as those of the input. Messages and tracebacks therefore name
// "<input 3>:1:5".
#ifndef MOUND_REPL_SOURCE_H
#define MOUND_REPL_SOURCE_H

#include <stdio.h>

#include "base/diag.h"
#include "parser/ast.h"
#include "repl/split.h"

// An input as it was typed. Kept for ever: messages show its lines.
typedef struct Input {
    uint32_t number;         // from 1
    const char *text;
    size_t bytes;
    const char *name;        // by which messages call it; "<input N>" unless it is a file
} Input;

// Keeps a copy of [text] as the next input.
const Input *input_new(const char *text, size_t bytes);
// The same for the text of the file [name], which is kept; NULL: it is no file.
const Input *input_new_named(const char *name, const char *text, size_t bytes);
// Input [number], NULL: there is none.
const Input *input_get(uint32_t number);

// A part of an input that goes into a file.
typedef struct SourcePart {
    const Input *input;
    size_t start, end;
    size_t offset;           // in the file's text
} SourcePart;

typedef struct SourceText {
    char *text;
    size_t bytes;
    FILE *out;
    VEC(SourcePart) parts;
} SourceText;

// Starts a file with its package clause; what comes before the parts is written to text->out.
void source_begin(SourceText *text);
void source_add_part(SourceText *text, const Input *input, size_t start, size_t end);
// Ends it and parses it; errors go to [diags].
File *source_parse(SourceText *text, Diags *diags);

// [text] as a Go string literal, in the session's arena.
const char *go_quote(const char *text);
// Prints the messages of [diags], the line of the input below each with a mark where it is.
void diags_show(Diags *diags);

#endif
