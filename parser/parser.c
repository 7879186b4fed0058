#include "parser/parser.h"

#include <stdlib.h>
#include <string.h>

#include "parser/grammar.h"
#include "parser/parser_int.h"

#define TK_EOF 0   // lemon's own number for the end of the input
#define T(name, spelling, class)             \
    _Static_assert((int)TOK_##name == TK_##name, \
                   "tokens.def and grammar.y disagree: " #name);
#include "lexer/tokens.def"
#undef T

void reject(Parser *parser, Pos pos) {
    if (parser->rejected) return;
    parser->rejected = true;
    parser->rejected_pos = pos;
}

void reject_depth(Parser *parser, Pos pos) {
    if (!parser->too_deep) diag_report(parser->diags, pos, "exceeded max nesting depth");
    parser->too_deep = true;
    reject(parser, pos);
}

// ---- from tokens to grammar symbols -----------------------------------------------------------

static void bracket_open(Parser *parser) {
    if (parser->depth == NESTING_MAX) {
        reject_depth(parser, parser->token.pos);
        return;
    }
    parser->control[++parser->depth] = false;
}

static void bracket_close(Parser *parser) {
    if (parser->depth > 0) parser->depth--;   // else the grammar will not take it
}

// Whether the "{" at hand opens the body of a top-level function.
static bool opens_func_body(const Parser *parser) {
    return parser->in_func && parser->depth == 0 && parser->previous != TOK_STRUCT &&
           parser->previous != TOK_INTERFACE;
}

// A "{": an ordinary one, that of a control clause's body, or a whole body when it is skipped.
static int brace_symbol(Parser *parser, TokenValue *value) {
    if ((parser->mode & PARSE_LAZY_BODIES) && opens_func_body(parser) &&
        lexer_skip_block(&parser->lexer)) {
        value->bytes = (uint32_t)(parser->lexer.cursor - parser->token.text);
        return TK_SKIPPED_BODY;
    }
    bool is_body = parser->control[parser->depth] && parser->previous != TOK_STRUCT &&
                   parser->previous != TOK_INTERFACE;
    bracket_open(parser);
    return is_body ? TK_LBODY : TK_LBRACE;
}

// The grammar symbol of the token at hand. Keeps the books about brackets, which must be up to
// date before the grammar acts on the token.
static int grammar_symbol(Parser *parser, TokenValue *value) {
    TokenKind kind = parser->token.kind;
    switch (kind) {
    case TOK_LPAREN:
    case TOK_LBRACK:
        bracket_open(parser);
        break;
    case TOK_RPAREN:
    case TOK_RBRACK:
    case TOK_RBRACE:
        bracket_close(parser);
        break;
    case TOK_LBRACE:
        return brace_symbol(parser, value);
    case TOK_IF:
    case TOK_FOR:
    case TOK_SWITCH:
    case TOK_SELECT:
        parser->control[parser->depth] = true;
        break;
    case TOK_FUNC:
        if (parser->depth == 0 && parser->previous == TOK_SEMI) parser->in_func = true;
        break;
    case TOK_SEMI:
        if (parser->depth == 0) parser->in_func = false;
        break;
    default:
        break;
    }
    return (int)kind;
}

static void feed(Parser *parser, void *grammar) {
    TokenValue value = {.pos = parser->token.pos, .bytes = parser->token.bytes};
    if (parser->token.kind == TOK_NAME) value.symbol = parser->token.symbol;
    else if (parser->lexer.literal_bad) value.bad = true;
    int symbol = grammar_symbol(parser, &value);
    if (!parser->rejected) grammar_parse(grammar, symbol, value);
    parser->previous = parser->token.kind;
}

// ---- driving ----------------------------------------------------------------------------------

static void parser_init(Parser *parser, Arena *arena, SourceFile *source, Diags *diags, File *file,
                        ParseMode mode) {
    memset(parser, 0, offsetof(Parser, control));
    parser->arena = arena;
    parser->source = source;
    parser->diags = diags;
    parser->file = file;
    parser->mode = mode;
    parser->control[0] = false;
}

static void *grammar_start(Parser *parser, int start_symbol) {
    void *grammar = grammar_parseAlloc(malloc, parser);
    FATAL_IF(!grammar, "out of memory: cannot make a parser");
    grammar_parse(grammar, start_symbol, (TokenValue){0});
    return grammar;
}

// Whether PARSE_IMPORTS_ONLY has seen enough: another declaration begins.
static bool imports_end(const Parser *parser) {
    return (parser->mode & PARSE_IMPORTS_ONLY) && parser->depth == 0 &&
           parser->previous == TOK_SEMI && parser->token.kind != TOK_IMPORT;
}

static void drive_file(Parser *parser) {
    void *grammar = grammar_start(parser, TK_START_FILE);
    while (!parser->rejected) {
        lexer_next(&parser->lexer, &parser->token);
        if (parser->token.kind == TOK_EOF || imports_end(parser)) {
            grammar_parse(grammar, 0, (TokenValue){.pos = parser->token.pos});
            break;
        }
        feed(parser, grammar);
    }
    grammar_parseFree(grammar, free);
}

static void drive_body(Parser *parser) {
    void *grammar = grammar_start(parser, TK_START_BODY);
    while (!parser->rejected) {
        lexer_next(&parser->lexer, &parser->token);
        bool at_end = parser->token.kind == TOK_EOF;
        if (!at_end) feed(parser, grammar);
        if (at_end || (parser->depth == 0 && !parser->rejected)) {
            grammar_parse(grammar, 0, (TokenValue){.pos = parser->token.pos});
            break;
        }
    }
    grammar_parseFree(grammar, free);
}

File *parser_parse_file(Arena *arena, SourceFile *source, Diags *diags, ParseMode mode) {
    uint32_t diags_before = diags->list.count;
    File *file = ARENA_NEW(arena, File);
    file->source = source;
    file->go_version = build_go_version(arena, source);
    Parser parser;
    parser_init(&parser, arena, source, diags, file, mode);
    lexer_init(&parser.lexer, source, 0, diags, arena);
    if (!source->is_static) lexer_check_encoding(source, diags);
    drive_file(&parser);
    if (parser.rejected && !parser.too_deep) {
        // The explainer reads the file again, and meets the errors of the lexer again.
        diags->list.count = diags_before;
        lexer_check_encoding(source, diags);
        explain_file(source, diags, parser.rejected_pos);
    }
    pragma_finish_file(&parser);
    file->syntax_errors = parser.rejected;
    return file;
}

// The grammar wants a package clause before declarations.
static void feed_package_clause(Parser *parser, void *grammar) {
    Pos pos = parser->source->base;
    grammar_parse(grammar, TK_PACKAGE, (TokenValue){.pos = pos});
    grammar_parse(grammar, TK_NAME, (TokenValue){.pos = pos, .symbol = parser->file->package});
    grammar_parse(grammar, TK_SEMI, (TokenValue){.pos = pos});
    parser->previous = TOK_SEMI;
}

void parser_parse_decls(Arena *arena, File *file, uint32_t begin, uint32_t end, Diags *diags,
                        ParseMode mode) {
    Parser parser;
    parser_init(&parser, arena, file->source, diags, file, mode);
    parser.groups = begin;   // numbers of groups differ within the file
    lexer_init(&parser.lexer, file->source, begin, diags, arena);
    void *grammar = grammar_start(&parser, TK_START_FILE);
    feed_package_clause(&parser, grammar);
    // The token behind the end is not read: comments before it may be pragmas of what follows.
    while (!parser.rejected && parser.lexer.cursor < parser.lexer.start + end) {
        lexer_next(&parser.lexer, &parser.token);
        feed(&parser, grammar);
    }
    if (!parser.rejected) grammar_parse(grammar, 0, (TokenValue){.pos = parser.token.pos});
    grammar_parseFree(grammar, free);
    FATAL_IF(parser.rejected, "%s: the declaration at byte %u does not parse", file->source->path,
             begin);
    pragma_finish_file(&parser);
}

void parser_parse_body(Arena *arena, Decl *decl, Diags *diags) {
    if (!decl->has_body || decl->body) return;
    uint32_t diags_before = diags->list.count;
    Parser parser;
    parser_init(&parser, arena, decl->file->source, diags, decl->file, PARSE_ALL);
    lexer_init(&parser.lexer, decl->file->source, decl->body_offset, diags, arena);
    drive_body(&parser);
    decl->body = parser.body;
    if (decl->body && !parser.rejected) branches_resolve(&parser, decl->body);
    if (parser.rejected && !parser.too_deep) {
        diags->list.count = diags_before;
        explain_body(decl->file->source, decl->body_offset, diags, parser.rejected_pos);
    }
    if (!decl->body) {
        decl->body = ARENA_NEW(arena, Stmt);
        *decl->body = (Stmt){.kind = STMT_BLOCK,
                             .pos = decl->file->source->base + decl->body_offset,
                             .end_pos = decl->end_pos};
    }
    decl->file->syntax_errors += parser.rejected;
}
