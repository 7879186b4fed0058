// parser/explain.h - what is wrong with a program that the grammar has rejected.
//
// The grammar (grammar.y) decides whether a file is Go. An LALR automaton that stops knows the
// token it did not like, but little of what a person needs: that this was a composite literal, that
// a comma is missing, that there are four more mistakes further down. So a rejected file is read
// once more, from its start, by the explainer: a recursive-descent reader that builds next to
// nothing, always knows which construct it is in, and goes on after an error at a place where that
// makes sense. Correct programs never come here, so it may be slow and plain.
//
// Texts, positions and the places where reading goes on are gc's, because people search for them.
// The explainer is more tolerant than the grammar in a few places; if it finds nothing to complain
// about, explain_file() falls back to naming the rejected token.
//
// Layout: explain.c errors, synchronization, file; explain_decl.c; explain_expr.c; explain_type.c
// types and parameters; explain_stmt.c; explain_text.c renders source for messages.
#ifndef MOUND_PARSER_EXPLAIN_H
#define MOUND_PARSER_EXPLAIN_H

#include "parser/parser_int.h"

typedef unsigned __int128 TokenSet;
#define BIT(name) ((TokenSet)1 << TOK_##name)
_Static_assert(TOK_COUNT <= 128, "a TokenSet has a bit for every token");

typedef struct Explainer {
    Arena arena;            // of the little that is built; expressions only, of ast.h's Expr
    SourceFile *source;
    Diags *diags;
    Lexer lexer;
    Token token;            // the token at hand
    Pos previous_end;       // where the token before it ends
    uint32_t errors_before; // length of diags when explaining began
    uint32_t func_nest;     // > 0: inside a function body
    int32_t expr_nest;      // < 0: in a control clause, where "{" begins the body
    uint32_t depth;         // of recursion
    bool cut_off;           // the depth passed the limit: what follows is no error of the user
} Explainer;

// ---- explain.c --------------------------------------------------------------------------------

void explain_next(Explainer *e);
bool explain_got(Explainer *e, TokenKind kind);
// Reports at [pos]. A [text] that begins with "in ", "at ", "after " or "expected " is put behind
// "syntax error: unexpected TOKEN"; others stand behind "syntax error: " alone.
void explain_error_at(Explainer *e, Pos pos, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
#define explain_error(e, ...) explain_error_at((e), (e)->token.pos, __VA_ARGS__)
// Reports an error that is not one of syntax.
void explain_other_error(Explainer *e, Pos pos, const char *text);
// Goes on if [kind] is at hand, else complains and skips one token.
void explain_want(Explainer *e, TokenKind kind);
// Skips to one of [follow]; in functions also to a keyword that begins a statement.
void explain_skip_to(Explainer *e, TokenSet follow);
// How messages call [kind] when it is wanted.
const char *explain_wanted(TokenKind kind);
bool explain_at(const Explainer *e, TokenSet set);
// After an element of a list: eats [separator]; if it is missing and [close] does not follow either
// complains. Returns false when the list cannot be continued or closed.
bool explain_separator(Explainer *e, const char *context, TokenKind separator, TokenKind close);
// Guard recursion: when enter says false the input is too deep to explain and has been cut off.
bool explain_enter(Explainer *e);
void explain_leave(Explainer *e);
Expr *explain_node(Explainer *e, ExprKind kind, Pos pos);
// The node is complete: it ends where the token before the one at hand ends.
Expr *explain_close(Explainer *e, Expr *x);

// ---- explain_decl.c ---------------------------------------------------------------------------

void explain_decls(Explainer *e);
// A const, type or var declaration, as a statement.
void explain_decl_stmt(Explainer *e);

// ---- explain_expr.c ---------------------------------------------------------------------------

Expr *explain_name(Explainer *e);
Expr *explain_literal_opt(Explainer *e);
Expr *explain_expr(Explainer *e);
// The rest of a binary expression that begins with [x] and binds tighter than [precedence].
Expr *explain_binary(Explainer *e, Expr *x, uint32_t precedence);
// A primary expression; [x] is its first operand if that has been read already.
Expr *explain_primary(Explainer *e, Expr *x);
// Returns the first expression; *[more] tells whether there are others.
Expr *explain_exprs(Explainer *e, bool *more);
// `x, T, T ,`: with [types_only] x is a type too. *[comma]: there was a comma.
ExprList explain_type_list(Explainer *e, bool types_only, bool *comma);

// ---- explain_type.c ---------------------------------------------------------------------------

Expr *explain_type(Explainer *e);
Expr *explain_type_opt(Explainer *e);
// "[" was read: the rest of an array type; [length] has been read if not NULL.
Expr *explain_array(Explainer *e, Pos pos, Expr *length);
Expr *explain_slice_type(Explainer *e, Pos pos);
// The signature after `func` or a name. [context] if not NULL: what must have no type parameters.
void explain_signature(Explainer *e, const char *context);
// A parameter list behind its opening bracket. [name] and [type], if not NULL, are the beginning of
// it, already read. Returns the number of parameters.
uint32_t explain_params(Explainer *e, Expr *name, Expr *type, TokenKind close, bool need_names);

// ---- explain_stmt.c ---------------------------------------------------------------------------

void explain_func_body(Explainer *e);
void explain_block(Explainer *e, const char *context);

// ---- explain_text.c ---------------------------------------------------------------------------

// The source between two positions as gc would print it.
const char *explain_text(Explainer *e, Pos start, Pos end);

#endif
