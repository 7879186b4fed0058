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

static const struct {
    const char *name;
    uint32_t bit;
    bool keep_arguments;
} known[] = {
    {"noinline", PRAGMA_NOINLINE, false},
    {"noescape", PRAGMA_NOESCAPE, false},
    {"nosplit", PRAGMA_NOSPLIT, false},
    {"uintptrescapes", PRAGMA_UINTPTR_ESCAPES, false},
    {"notinheap", PRAGMA_NOTINHEAP, false},
    {"embed", PRAGMA_EMBED, true},
};

static void apply(Parser *parser, Decl *decl, const Pragma *pragma) {
    const char *args;
    uint32_t bytes;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (!pragma_is(pragma, known[i].name, &args, &bytes)) continue;
        decl->pragmas |= known[i].bit;
        if (!known[i].keep_arguments) continue;
        // Several //go:embed lines add up.
        decl->pragma_text = decl->pragma_text
                                ? arena_printf(parser->arena, "%s %.*s", decl->pragma_text,
                                               (int)bytes, args)
                                : arena_strndup(parser->arena, args, bytes);
    }
}

void pragma_take(Parser *parser, Decl *decl, Pos pos) {
    // The pragmas of recent tokens are the last ones.
    const Lexer *lexer = &parser->lexer;
    uint32_t first = lexer->pragmas_placed;
    while (first > 0 && lexer->pragmas.items[first - 1].token_pos >= pos) first--;
    for (uint32_t i = first; i < lexer->pragmas_placed; i++)
        if (lexer->pragmas.items[i].token_pos == pos) apply(parser, decl, &lexer->pragmas.items[i]);
}

// `//go:linkname local target`: finds the declaration of [local].
static void link_name(Parser *parser, const char *args, uint32_t bytes) {
    uint32_t length = 0;
    while (length < bytes && args[length] != ' ' && args[length] != '\t') length++;
    Symbol *local = symbol_intern(args, length);
    while (length < bytes && (args[length] == ' ' || args[length] == '\t')) length++;
    const DeclList *decls = &parser->file->decls;
    for (uint32_t i = 0; i < decls->count; i++) {
        Decl *decl = decls->items[i];
        bool matches = decl->kind == DECL_FUNC && decl->name == local;
        for (uint32_t j = 0; decl->kind == DECL_VAR && j < decl->names.count; j++)
            matches |= decl->names.items[j]->name == local;
        if (!matches) continue;
        decl->pragmas |= PRAGMA_LINKNAME;
        decl->pragma_text = arena_strndup(parser->arena, args + length, bytes - length);
    }
}

void pragma_finish_file(Parser *parser) {
    for (uint32_t i = 0; i < parser->lexer.pragmas.count; i++) {
        const char *args;
        uint32_t bytes;
        if (pragma_is(&parser->lexer.pragmas.items[i], "linkname", &args, &bytes))
            link_name(parser, args, bytes);
    }
}
