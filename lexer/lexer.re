// lexer/lexer.re - the tokens of Go; compiled by re2c. See lexer/lexer.h.
#include "lexer/lexer.h"

#include "base/utf8.h"
#include "lexer/lexer_int.h"

// Makes [token] from the bytes between [start] and the cursor.
static inline void make(Lexer *lexer, Token *token, TokenKind kind, const char *start) {
    token->kind = kind;
    token->pos = lexer->file->base + (Pos)(start - lexer->start);
    token->bytes = (uint32_t)(lexer->cursor - start);
    token->text = start;
}

static inline void make_name(Lexer *lexer, Token *token, const char *start) {
    make(lexer, token, TOK_NAME, start);
    token->symbol = symbol_intern(start, token->bytes);
    lexer->ends_statement = true;
}

// A token after which a newline ends the statement: literals, closing brackets, some keywords.
static inline void make_last(Lexer *lexer, Token *token, TokenKind kind, const char *start) {
    make(lexer, token, kind, start);
    lexer->ends_statement = true;
}

static void make_semicolon(Lexer *lexer, Token *token, const char *start, const char *inserted) {
    make(lexer, token, TOK_SEMI, start);
    token->inserted = inserted;
    lexer->ends_statement = false;
}

// What neither starts a token nor is white space: the byte at [start], already consumed.
static void skip_strange_byte(Lexer *lexer, const char *start) {
    if (*start == 0) return;   // lexer_check_encoding complains about NULs
    char name[RUNE_NAME_BYTES];
    rune_name(*start, name);
    lexer_error(lexer, start, "invalid character %s", name);
}

// Whether a number goes on at [c] after plain decimal digits.
static inline bool continues_number(char c) {
    char lower = c | 0x20;
    return c == '.' || c == '_' || (c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'z');
}

// A byte beyond ASCII at [start]. Returns false when it is only noise.
static bool begin_name(Lexer *lexer, const char *start) {
    uint32_t width;
    int32_t rune = lexer_rune_at(lexer, start, &width);
    if (lexer_rune_is_noise(lexer, start, rune, width)) {
        lexer->cursor = start + width;
        return false;
    }
    lexer->cursor = start;
    scan_name(lexer, start);
    return true;
}

static void place_pragmas(Lexer *lexer, const char *start) {
    while (lexer->pragmas_placed < lexer->pragmas.count)
        lexer->pragmas.items[lexer->pragmas_placed++].token_pos =
            lexer->file->base + (Pos)(start - lexer->start);
}

// The statement-ending state is cleared by default: rules whose token can end a statement set it
// again.
#define RETURN(kind) do { make(lexer, token, kind, start); return; } while (0)
#define RETURN_LAST(kind) do { make_last(lexer, token, kind, start); return; } while (0)

static void next(Lexer *lexer, Token *token, bool ends_statement) {
    const char *start;
    const char *marker;
    for (;;) {
        start = lexer->cursor;
/*!re2c
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = lexer->cursor;
    re2c:define:YYMARKER = marker;
    re2c:yyfill:enable = 0;
    re2c:flags:bit-vectors = 1;

    letter  = [a-zA-Z_];
    digit   = [0-9];
    decimal = "0" | [1-9][0-9]*;

    [ \t\r]+   { continue; }
    "\n"       { if (!ends_statement) continue;
                 make_semicolon(lexer, token, start, "newline"); return; }
    "\x00"     { if (start < lexer->end) continue;
                 lexer->cursor = start;
                 if (ends_statement) make_semicolon(lexer, token, start, "EOF");
                 else make(lexer, token, TOK_EOF, start);
                 return; }
    "//"       { scan_line_comment(lexer, start); continue; }
    "/*"       { if (!scan_block_comment(lexer, start) || !ends_statement) continue;
                 make_semicolon(lexer, token, start, "newline"); return; }

    "break"       { RETURN_LAST(TOK_BREAK); }
    "case"        { RETURN(TOK_CASE); }
    "chan"        { RETURN(TOK_CHAN); }
    "const"       { RETURN(TOK_CONST); }
    "continue"    { RETURN_LAST(TOK_CONTINUE); }
    "default"     { RETURN(TOK_DEFAULT); }
    "defer"       { RETURN(TOK_DEFER); }
    "else"        { RETURN(TOK_ELSE); }
    "fallthrough" { RETURN_LAST(TOK_FALLTHROUGH); }
    "for"         { RETURN(TOK_FOR); }
    "func"        { RETURN(TOK_FUNC); }
    "go"          { RETURN(TOK_GO); }
    "goto"        { RETURN(TOK_GOTO); }
    "if"          { RETURN(TOK_IF); }
    "import"      { RETURN(TOK_IMPORT); }
    "interface"   { RETURN(TOK_INTERFACE); }
    "map"         { RETURN(TOK_MAP); }
    "package"     { RETURN(TOK_PACKAGE); }
    "range"       { RETURN(TOK_RANGE); }
    "return"      { RETURN_LAST(TOK_RETURN); }
    "select"      { RETURN(TOK_SELECT); }
    "struct"      { RETURN(TOK_STRUCT); }
    "switch"      { RETURN(TOK_SWITCH); }
    "type"        { RETURN(TOK_TYPE); }
    "var"         { RETURN(TOK_VAR); }

    letter (letter | digit)* {
        if ((signed char)*lexer->cursor <= 0) scan_name(lexer, start);
        make_name(lexer, token, start);
        return;
    }
    [\x80-\xff] { if (!begin_name(lexer, start)) continue;
                  make_name(lexer, token, start); return; }

    // Plain decimals; whatever may be more than that is looked at digit by digit.
    decimal    { TokenKind kind = TOK_INT;
                 lexer->literal_bad = false;
                 if (continues_number(*lexer->cursor)) kind = scan_number(lexer, start);
                 RETURN_LAST(kind); }
    "." digit  { TokenKind kind = scan_number(lexer, start); RETURN_LAST(kind); }
    "\"" [^"\\\n\x00]* "\"" { lexer->literal_bad = false; RETURN_LAST(TOK_STRING); }
    "\""       { scan_string(lexer, start); RETURN_LAST(TOK_STRING); }
    "`"        { scan_raw_string(lexer, start); RETURN_LAST(TOK_STRING); }
    "'" [^'\\\n\x00-\x1f\x80-\xff] "'" { lexer->literal_bad = false; RETURN_LAST(TOK_RUNE); }
    "'"        { scan_rune(lexer, start); RETURN_LAST(TOK_RUNE); }

    "("  { RETURN(TOK_LPAREN); }
    ")"  { RETURN_LAST(TOK_RPAREN); }
    "["  { RETURN(TOK_LBRACK); }
    "]"  { RETURN_LAST(TOK_RBRACK); }
    "{"  { RETURN(TOK_LBRACE); }
    "}"  { RETURN_LAST(TOK_RBRACE); }
    ","  { RETURN(TOK_COMMA); }
    ";"  { make_semicolon(lexer, token, start, NULL); return; }
    ":"  { RETURN(TOK_COLON); }
    "."  { RETURN(TOK_DOT); }
    "..." { RETURN(TOK_ELLIPSIS); }
    "="  { RETURN(TOK_ASSIGN); }
    ":=" { RETURN(TOK_DEFINE); }
    "<-" { RETURN(TOK_ARROW); }
    "++" { RETURN_LAST(TOK_INC); }
    "--" { RETURN_LAST(TOK_DEC); }
    "!"  { RETURN(TOK_NOT); }
    "~"  { RETURN(TOK_TILDE); }
    "||" { RETURN(TOK_OROR); }
    "&&" { RETURN(TOK_ANDAND); }
    "==" { RETURN(TOK_EQ); }
    "!=" { RETURN(TOK_NE); }
    "<"  { RETURN(TOK_LT); }
    "<=" { RETURN(TOK_LE); }
    ">"  { RETURN(TOK_GT); }
    ">=" { RETURN(TOK_GE); }
    "+"  { RETURN(TOK_ADD); }
    "-"  { RETURN(TOK_SUB); }
    "|"  { RETURN(TOK_OR); }
    "^"  { RETURN(TOK_XOR); }
    "*"  { RETURN(TOK_MUL); }
    "/"  { RETURN(TOK_DIV); }
    "%"  { RETURN(TOK_REM); }
    "&"  { RETURN(TOK_AND); }
    "&^" { RETURN(TOK_ANDNOT); }
    "<<" { RETURN(TOK_SHL); }
    ">>" { RETURN(TOK_SHR); }
    "+="  { RETURN(TOK_ADD_ASSIGN); }
    "-="  { RETURN(TOK_SUB_ASSIGN); }
    "|="  { RETURN(TOK_OR_ASSIGN); }
    "^="  { RETURN(TOK_XOR_ASSIGN); }
    "*="  { RETURN(TOK_MUL_ASSIGN); }
    "/="  { RETURN(TOK_DIV_ASSIGN); }
    "%="  { RETURN(TOK_REM_ASSIGN); }
    "&="  { RETURN(TOK_AND_ASSIGN); }
    "&^=" { RETURN(TOK_ANDNOT_ASSIGN); }
    "<<=" { RETURN(TOK_SHL_ASSIGN); }
    ">>=" { RETURN(TOK_SHR_ASSIGN); }

    *    { skip_strange_byte(lexer, start); continue; }
*/
    }
}

void lexer_next(Lexer *lexer, Token *token) {
    bool ends_statement = lexer->ends_statement;
    lexer->ends_statement = false;
    token->inserted = NULL;
    next(lexer, token, ends_statement);
    // A semicolon at a newline comes before the comments that follow it.
    if (lexer->pragmas_placed < lexer->pragmas.count) place_pragmas(lexer, token->text);
}
