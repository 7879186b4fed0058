// parser/pragma.c - `//go:` comments and the declarations they speak about.
#include <string.h>

#include "parser/parser_int.h"

// Whether [pragma] is "go:NAME", alone or with arguments; *[args] is what follows.
static bool pragma_is(const Pragma *pragma, const char *name, const char **args,
                      uint32_t *args_bytes) {
    uint32_t length = (uint32_t)strlen(name);
    const char *text = pragma->text + 3;
    uint32_t bytes = pragma->bytes - 3;
    if (bytes < length || memcmp(text, name, length) != 0) return false;
    text += length;
    bytes -= length;
    if (bytes && *text != ' ' && *text != '\t') return false;
    while (bytes && (*text == ' ' || *text == '\t')) {
        text++;
        bytes--;
    }
    *args = text;
    *args_bytes = bytes;
    return true;
}

// The pragmas that something is known about. Those that nobody asks about have no bit; still they
// may stand before a function only.
static const struct {
    const char *name;
    DeclKind decl;
    uint32_t bit;
} known[] = {
    {"noinline", DECL_FUNC, PRAGMA_NOINLINE},
    {"noescape", DECL_FUNC, PRAGMA_NOESCAPE},
    {"nosplit", DECL_FUNC, PRAGMA_NOSPLIT},
    {"uintptrescapes", DECL_FUNC, PRAGMA_UINTPTR_ESCAPES},
    {"uintptrkeepalive", DECL_FUNC, 0},
    {"norace", DECL_FUNC, 0},
    {"nocheckptr", DECL_FUNC, 0},
    {"systemstack", DECL_FUNC, 0},
    {"nowritebarrier", DECL_FUNC, 0},
    {"nowritebarrierrec", DECL_FUNC, 0},
    {"yeswritebarrierrec", DECL_FUNC, 0},
    {"registerparams", DECL_FUNC, 0},
    {"build", DECL_IMPORT, 0},   // before the package clause; at no declaration
    {"embed", DECL_VAR, PRAGMA_EMBED},
    {"notinheap", DECL_TYPE, PRAGMA_NOTINHEAP},
};

enum { KNOWN_COUNT = sizeof known / sizeof known[0] };

static bool imports_embed(const Parser *parser) {
    const DeclList *decls = &parser->file->decls;
    for (uint32_t i = 0; i < decls->count; i++) {
        const Expr *path = decls->items[i]->import_path;
        if (path && path->literal_bytes == 7 && memcmp(path->literal_text, "\"embed\"", 7) == 0)
            return true;
    }
    return false;
}

// Why a variable cannot be filled with a file, or NULL.
static const char *embed_problem(const Parser *parser, const Decl *decl) {
    if (!imports_embed(parser)) return "go:embed only allowed in Go files that import \"embed\"";
    if (decl->names.count > 1) return "go:embed cannot apply to multiple vars";
    if (decl->values.count > 0) return "go:embed cannot apply to var with initializer";
    if (!decl->type) return "go:embed cannot apply to var without type";
    if (parser->in_func) return "go:embed cannot apply to var inside func";
    return NULL;
}

static void apply(Parser *parser, Decl *decl, Pragma *pragma) {
    const char *args;
    uint32_t bytes;
    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        if (decl->kind != known[i].decl) continue;
        if (!pragma_is(pragma, known[i].name, &args, &bytes)) continue;
        pragma->used = true;
        decl->pragmas |= known[i].bit;
        if (known[i].bit != PRAGMA_EMBED) continue;
        const char *problem = embed_problem(parser, decl);
        if (problem) diag_report(parser->diags, pragma->pos + 2, "%s", problem);
        else embed_take_patterns(parser, decl, pragma->pos + 2, args, bytes);
    }
}

void pragma_take(Parser *parser, Decl *decl, Pos pos) {
    // The pragmas of recent tokens are the last ones.
    Lexer *lexer = &parser->lexer;
    uint32_t first = lexer->pragmas_placed;
    while (first > 0 && lexer->pragmas.items[first - 1].token_pos >= pos) first--;
    for (uint32_t i = first; i < lexer->pragmas_placed; i++)
        if (lexer->pragmas.items[i].token_pos == pos) apply(parser, decl, &lexer->pragmas.items[i]);
}

// ---- those that stand where they mean nothing -------------------------------------------------

static bool is_alone_on_line(const Parser *parser, const Pragma *pragma) {
    const char *p = parser->source->text + (pragma->pos - parser->source->base);
    while (p > parser->source->text && (p[-1] == ' ' || p[-1] == '\t')) p--;
    return p == parser->source->text || p[-1] == '\n';
}

// Reports pragmas that a user's package may not have.
static bool check_reserved(Parser *parser, const Pragma *pragma) {
    static const char *const runtime_only[] = {"systemstack", "nowritebarrier",
                                               "nowritebarrierrec", "yeswritebarrierrec"};
    const char *args;
    uint32_t bytes;
    Pos pos = pragma->pos + 2;
    if (pragma->bytes > 7 && memcmp(pragma->text, "go:cgo_", 7) == 0) {
        diag_report(parser->diags, pos, "//%.*s only allowed in cgo-generated code",
                    (int)pragma->bytes, pragma->text);
        return true;
    }
    for (size_t i = 0; i < sizeof runtime_only / sizeof *runtime_only; i++) {
        if (!pragma_is(pragma, runtime_only[i], &args, &bytes)) continue;
        diag_report(parser->diags, pos, "//go:%s only allowed in runtime", runtime_only[i]);
        return true;
    }
    return false;
}

static void check_used(Parser *parser, const Pragma *pragma) {
    const char *args;
    uint32_t bytes;
    Pos pos = pragma->pos + 2;   // behind the slashes
    bool is_user = !(parser->mode & PARSE_LAZY_BODIES) && parser->file->package &&
                   strcmp(parser->file->package->text, "runtime") != 0;
    if (is_user && check_reserved(parser, pragma)) return;
    if (!is_alone_on_line(parser, pragma)) {
        diag_report(parser->diags, pos, "misplaced compiler directive");
        return;
    }
    if (pragma->used || pragma_is(pragma, "notinheap", &args, &bytes)) return;
    if (pragma_is(pragma, "embed", &args, &bytes)) {
        diag_report(parser->diags, pos, "misplaced go:embed directive");
        return;
    }
    bool at_package = pragma->pos < parser->file->package_pos;
    if (at_package && pragma_is(pragma, "build", &args, &bytes)) return;
    for (size_t i = 0; i < KNOWN_COUNT; i++)
        if (pragma_is(pragma, known[i].name, &args, &bytes))
            diag_report(parser->diags, pos, "misplaced compiler directive");
}

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

// The next word of [*text]; moves *text and *bytes behind it.
static const char *next_word(Parser *parser, const char **text, uint32_t *bytes) {
    uint32_t length = 0;
    while (*bytes && is_blank(**text)) (*text)++, (*bytes)--;
    while (length < *bytes && !is_blank((*text)[length])) length++;
    const char *word = arena_strndup(parser->arena, *text, length);
    *text += length;
    *bytes -= length;
    return word;
}

void decl_link(Decl *decl, Linkname *linkname) {
    decl->pragmas |= PRAGMA_LINKNAME;
    linkname->next = decl->linknames;
    decl->linknames = linkname;
}

const char *decl_linked(const Decl *decl, const Symbol *name) {
    for (const Linkname *linkname = decl->linknames; linkname; linkname = linkname->next)
        if (linkname->local == name) return linkname->target;
    return NULL;
}

static bool declares(const Decl *decl, const Symbol *name) {
    if (decl->kind == DECL_FUNC) return !decl->receiver && decl->name == name;
    for (uint32_t i = 0; decl->kind == DECL_VAR && i < decl->names.count; i++)
        if (decl->names.items[i]->name == name) return true;
    return false;
}

// `//go:linkname local [target]`. What it names is looked at by types/check_linkname.c.
static void link_name(Parser *parser, const Pragma *pragma, const char *args, uint32_t bytes) {
    Linkname *linkname = ARENA_NEW(parser->arena, Linkname);
    linkname->pos = pragma->pos + 2;
    const char *local = next_word(parser, &args, &bytes);
    linkname->target = next_word(parser, &args, &bytes);
    bool too_many = *next_word(parser, &args, &bytes) != 0;
    if (!*local || too_many) {
        diag_report(parser->diags, linkname->pos, "usage: //go:linkname localname [linkname]");
        return;
    }
    linkname->local = symbol_intern(local, (uint32_t)strlen(local));
    if (!(parser->mode & PARSE_LAZY_BODIES))
        vec_push(parser->arena, &parser->file->linknames, linkname);
    const DeclList *decls = &parser->file->decls;
    for (uint32_t i = 0; i < decls->count; i++) {
        if (!declares(decls->items[i], linkname->local)) continue;
        decl_link(decls->items[i], linkname);
        return;
    }
}

void pragma_finish_file(Parser *parser) {
    bool whole = !parser->rejected && !(parser->mode & PARSE_IMPORTS_ONLY);
    for (uint32_t i = 0; i < parser->lexer.pragmas.count; i++) {
        const Pragma *pragma = &parser->lexer.pragmas.items[i];
        const char *args;
        uint32_t bytes;
        if (pragma_is(pragma, "linkname", &args, &bytes)) link_name(parser, pragma, args, bytes);
        if (whole) check_used(parser, pragma);
    }
}
