// parser/embed.c - the patterns of //go:embed comments.
#include <string.h>

#include "lexer/literal.h"
#include "parser/parser_int.h"

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// The bytes of the quoted string that [text] begins with, quotes included; 0 when it does not end.
static uint32_t quoted_bytes(const char *text, uint32_t bytes) {
    for (uint32_t i = 1; i < bytes; i++) {
        if (text[i] == '\\' && text[0] == '"') i++;
        else if (text[i] == text[0]) return i + 1;
    }
    return 0;
}

static void add_pattern(Parser *parser, Decl *decl, EmbedPattern pattern) {
    EmbedPattern *grown = ARENA_ARRAY(parser->arena, EmbedPattern, decl->embed_count + 1);
    if (decl->embed_count) memcpy(grown, decl->embeds, decl->embed_count * sizeof *grown);
    grown[decl->embed_count++] = pattern;
    decl->embeds = grown;
}

void embed_take_patterns(Parser *parser, Decl *decl, Pos pos, const char *args, uint32_t bytes) {
    const char *at = args, *end = args + bytes;
    uint32_t before = decl->embed_count;
    for (;;) {
        while (at < end && is_space(*at)) at++;
        if (at == end) break;
        Pos where = parser->source->base + (Pos)(at - parser->source->text);
        uint32_t rest = (uint32_t)(end - at), length = 0;
        bool is_quoted = *at == '"' || *at == '`';
        if (is_quoted) length = quoted_bytes(at, rest);
        else while (length < rest && !is_space(at[length])) length++;
        if (length == 0 || (at + length < end && !is_space(at[length]))) {
            diag_report(parser->diags, pos, "invalid quoted string in //go:embed: %.*s", (int)rest,
                        at);
            break;
        }
        size_t decoded;
        const char *pattern = is_quoted ? literal_string(parser->arena, at, length, &decoded)
                                        : arena_strndup(parser->arena, at, length);
        add_pattern(parser, decl, (EmbedPattern){where, pos, pattern});
        at += length;
    }
    if (decl->embed_count == before)
        diag_report(parser->diags, pos, "usage: //go:embed pattern...");
}
