// repl/split.h - an input as pieces: declarations, statements, expressions.
//
// Go has no syntax for "a few declarations and statements in a row at the top", which is what
// people type and paste. So an input is cut at the semicolons that stand outside all brackets and
// outside the headers of if, for and switch; each piece says by its first tokens what it is. The
// same walk over the tokens tells whether an input is complete or goes on in the next line.
#ifndef MOUND_REPL_SPLIT_H
#define MOUND_REPL_SPLIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/symbol.h"
#include "base/vec.h"

typedef enum PieceKind {
    PIECE_PACKAGE,      // a package clause, of a pasted file: means nothing here
    PIECE_IMPORT,
    PIECE_DECLARATION,  // func, type, const
    PIECE_VAR,          // var
    PIECE_STATEMENT,    // anything else, expressions too
} PieceKind;

typedef struct Piece {
    PieceKind kind;
    size_t start, end;  // bytes of the input
} Piece;

typedef VEC(Piece) PieceList;

// Cuts [text]; what is empty is left out.
void split_input(Arena *arena, const char *text, size_t bytes, PieceList *pieces);
// Cuts a list of expressions at the commas outside brackets. False: there are none.
bool split_commas(Arena *arena, const char *text, size_t bytes, PieceList *pieces);
// Whether the parser would want more behind [text]: an open bracket, a raw string or a comment
// without end, an operator without its right side.
bool split_is_incomplete(const char *text, size_t bytes);
// How many brackets are open at the end of [text], for indenting the next line.
int split_depth(const char *text, size_t bytes);

// One identifier of a text.
typedef struct Word {
    size_t start;
    Symbol *symbol;
    bool is_selected;   // stands behind a dot
    bool selects;       // stands before a dot
} Word;
typedef VEC(Word) WordList;
// The identifiers of [text] in order.
void split_words(Arena *arena, const char *text, size_t bytes, WordList *words);

#endif
