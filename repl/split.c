// repl/split.c - see split.h.
#include "repl/split.h"

#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "lexer/lexer.h"

// A text being read token by token, outside the world's source files: completeness is asked for at
// every line that is typed.
typedef struct Reader {
    SourceFile file;
    Lexer lexer;
    Token token;
} Reader;

static void reader_open(Reader *r, const char *text, size_t bytes) {
    char *copy = calloc(1, bytes + SOURCE_PADDING);
    FATAL_IF(copy == NULL, "out of memory");
    memcpy(copy, text, bytes);
    r->file = (SourceFile){.path = (char *)"<input>", .text = copy, .bytes = bytes, .base = 1};
    memset(&r->lexer, 0, sizeof r->lexer);
    lexer_init(&r->lexer, &r->file, 0, NULL, NULL);
}

static void reader_close(Reader *r) { free(r->file.text); }

static TokenKind reader_next(Reader *r) {
    lexer_next(&r->lexer, &r->token);
    return r->token.kind;
}

static size_t token_start(const Reader *r) { return (size_t)(r->token.pos - r->file.base); }

static int bracket_step(TokenKind kind) {
    switch (kind) {
    case TOK_LPAREN: case TOK_LBRACK: case TOK_LBRACE: return 1;
    case TOK_RPAREN: case TOK_RBRACK: case TOK_RBRACE: return -1;
    default: return 0;
    }
}

// ---- Cutting ------------------------------------------------------------------------------------

typedef struct Splitter {
    Reader reader;
    Arena *arena;
    PieceList *pieces;
    size_t start;            // of the piece
    size_t end;              // of its last token
    TokenKind first[3];      // its first tokens
    uint32_t token_count;
    int depth;
    bool in_header;          // of if, for, switch: semicolons belong to it
    bool has_func;           // in a header: the next brace opens a literal's body
    // func ( receiver ) NAME ( : a method, not a literal
    int receiver_state;      // 1 in the parentheses, 2 behind them, 3 behind a name, 4 a method
} Splitter;

static PieceKind piece_kind(const Splitter *s) {
    switch (s->first[0]) {
    case TOK_PACKAGE: return PIECE_PACKAGE;
    case TOK_IMPORT: return PIECE_IMPORT;
    case TOK_TYPE: case TOK_CONST: return PIECE_DECLARATION;
    case TOK_VAR: return PIECE_VAR;
    case TOK_FUNC:
        return s->first[1] == TOK_NAME || s->receiver_state == 4 ? PIECE_DECLARATION
                                                                 : PIECE_STATEMENT;
    default: return PIECE_STATEMENT;
    }
}

static void end_piece(Splitter *s) {
    if (s->token_count > 0) {
        Piece piece = {piece_kind(s), s->start, s->end};
        vec_push(s->arena, s->pieces, piece);
    }
    s->token_count = 0;
    s->depth = 0;
    s->in_header = s->has_func = false;
    s->receiver_state = 0;
    memset(s->first, 0, sizeof s->first);
}

static void follow_receiver(Splitter *s, TokenKind kind) {
    if (s->first[0] != TOK_FUNC || s->token_count < 2) return;
    if (s->token_count == 2) s->receiver_state = kind == TOK_LPAREN ? 1 : 0;
    else if (s->receiver_state == 1 && kind == TOK_RPAREN && s->depth == 0) s->receiver_state = 2;
    else if (s->receiver_state == 2) s->receiver_state = kind == TOK_NAME ? 3 : 0;
    else if (s->receiver_state == 3)
        s->receiver_state = kind == TOK_LPAREN || kind == TOK_LBRACK ? 4 : 0;
}

static void follow_header(Splitter *s, TokenKind kind) {
    if (s->depth != 0 && !(kind == TOK_LBRACE && s->depth == 1)) return;
    switch (kind) {
    case TOK_IF: case TOK_FOR: case TOK_SWITCH: s->in_header = true; break;
    case TOK_FUNC: s->has_func = s->in_header; break;
    case TOK_LBRACE:
        if (s->has_func) s->has_func = false;
        else s->in_header = false;
        break;
    default: break;
    }
}

static void take_token(Splitter *s, TokenKind kind) {
    if (s->token_count == 0) s->start = token_start(&s->reader);
    if (s->token_count < 3) s->first[s->token_count] = kind;
    s->token_count++;
    s->depth += bracket_step(kind);
    follow_receiver(s, kind);
    follow_header(s, kind);
    s->end = token_start(&s->reader) + s->reader.token.bytes;
}

void split_input(Arena *arena, const char *text, size_t bytes, PieceList *pieces) {
    Splitter s = {.arena = arena, .pieces = pieces};
    reader_open(&s.reader, text, bytes);
    for (TokenKind kind; (kind = reader_next(&s.reader)) != TOK_EOF;) {
        if (kind == TOK_SEMI && s.depth <= 0 && !s.in_header) end_piece(&s);
        else if (kind != TOK_SEMI || s.token_count > 0) take_token(&s, kind);
    }
    end_piece(&s);
    reader_close(&s.reader);
}

bool split_commas(Arena *arena, const char *text, size_t bytes, PieceList *pieces) {
    Reader r;
    int depth = 0;
    size_t start = 0;
    reader_open(&r, text, bytes);
    for (TokenKind kind; (kind = reader_next(&r)) != TOK_EOF;) {
        depth += bracket_step(kind);
        if (kind != TOK_COMMA || depth != 0) continue;
        vec_push(arena, pieces, ((Piece){PIECE_STATEMENT, start, token_start(&r)}));
        start = token_start(&r) + 1;
    }
    reader_close(&r);
    vec_push(arena, pieces, ((Piece){PIECE_STATEMENT, start, bytes}));
    return pieces->count > 1;
}

// ---- Completeness -------------------------------------------------------------------------------

// Whether [text] ends inside a raw string or a /* comment.
static bool ends_inside(const char *text, size_t bytes) {
    char inside = 0;
    for (size_t i = 0; i < bytes; i++) {
        char c = text[i], next = i + 1 < bytes ? text[i + 1] : '\0';
        if (inside == '*') {
            if (c == '*' && next == '/') inside = 0, i++;
        } else if (inside == '/') {
            if (c == '\n') inside = 0;
        } else if (inside) {
            if (c == '\\' && inside != '`') i++;
            else if (c == inside || (c == '\n' && inside != '`')) inside = 0;
        } else if (c == '"' || c == '\'' || c == '`') {
            inside = c;
        } else if (c == '/' && (next == '*' || next == '/')) {
            inside = next;
            i++;
        }
    }
    return inside == '`' || inside == '*';
}

static int depth_at_end(Reader *r, TokenKind *last, bool *inserted) {
    int depth = 0;
    *last = TOK_SEMI;
    *inserted = false;
    for (TokenKind kind; (kind = reader_next(r)) != TOK_EOF;) {
        depth += bracket_step(kind);
        *last = kind;
        *inserted = kind == TOK_SEMI && r->token.inserted != NULL;
    }
    return depth;
}

int split_depth(const char *text, size_t bytes) {
    Reader r;
    TokenKind last;
    bool inserted;
    reader_open(&r, text, bytes);
    int depth = depth_at_end(&r, &last, &inserted);
    reader_close(&r);
    return depth < 0 ? 0 : depth;
}

bool split_is_incomplete(const char *text, size_t bytes) {
    if (ends_inside(text, bytes)) return true;
    Reader r;
    TokenKind last;
    bool inserted;
    reader_open(&r, text, bytes);
    int depth = depth_at_end(&r, &last, &inserted);
    reader_close(&r);
    if (depth > 0) return true;
    // Where the lexer puts in a semicolon a statement can end; what ends otherwise wants more. Of
    // brackets closed too often the parser is to speak at once.
    return depth == 0 && last != TOK_SEMI;
}

// ---- Words --------------------------------------------------------------------------------------

void split_words(Arena *arena, const char *text, size_t bytes, WordList *words) {
    Reader r;
    reader_open(&r, text, bytes);
    TokenKind before = TOK_EOF;
    for (TokenKind kind; (kind = reader_next(&r)) != TOK_EOF; before = kind) {
        if (kind == TOK_DOT && before == TOK_NAME) vec_last(words).selects = true;
        if (kind != TOK_NAME) continue;
        Word word = {token_start(&r), r.token.symbol, before == TOK_DOT, false};
        vec_push(arena, words, word);
    }
    reader_close(&r);
}
