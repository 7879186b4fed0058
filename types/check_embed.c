// types/check_embed.c - variables filled with files: //go:embed.
//
// Such a variable gets an initializer as if it had been written: a string literal, a conversion of
// one, or a call of a function of package embed that no source can name.
#include "types/check_int.h"

typedef enum { EMBED_NONE, EMBED_STRING, EMBED_BYTES, EMBED_FILES } EmbedKind;

static EmbedKind embed_kind(Type *type) {
    type = type_unalias(type);
    if (type->kind == TYPE_NAMED && type->object->package &&
        strcmp(type->object->package->path, "embed") == 0 &&
        strcmp(type->object->name->text, "FS") == 0)
        return EMBED_FILES;
    Type *under = type_underlying(type);
    if (under->kind == TYPE_STRING) return EMBED_STRING;
    if (under->kind == TYPE_SLICE && type_underlying(under->elem)->kind == TYPE_UINT8)
        return EMBED_BYTES;
    return EMBED_NONE;
}

static Expr *expr_at(ExprKind kind, Pos pos) {
    Expr *e = ARENA_NEW(&checker.arena, Expr);
    e->kind = kind;
    e->pos = e->op_pos = e->end_pos = pos;
    return e;
}

// A literal of [bytes] bytes, spelled so that all of them survive.
static Expr *literal_of(Pos pos, const char *data, size_t bytes) {
    static const char hex[] = "0123456789abcdef";
    char *text = arena_alloc(&checker.arena, 4 * bytes + 3), *out = text;
    *out++ = '"';
    for (size_t i = 0; i < bytes; i++) {
        unsigned char c = (unsigned char)data[i];
        if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') {
            *out++ = (char)c;
            continue;
        }
        *out++ = '\\';
        *out++ = 'x';
        *out++ = hex[c >> 4];
        *out++ = hex[c & 15];
    }
    *out++ = '"';
    Expr *literal = expr_at(EXPR_BASIC_LIT, pos);
    literal->literal_kind = TOK_STRING;
    literal->literal_text = text;
    literal->literal_bytes = (uint32_t)(out - text);
    return literal;
}

static Expr *call_of(Expr *callee, Pos pos) {
    Expr *call = expr_at(EXPR_CALL, pos);
    call->x = callee;
    return call;
}

// The function of package embed that makes an FS, under a name that no source can spell.
static Expr *files_function(Pos pos) {
    const char *error;
    Package *embed = package_load("embed", checker.env.package, &error);
    Object *make = embed ? scope_lookup(embed->scope, symbol_of("filesOf")) : NULL;
    if (!make) return NULL;
    Expr *ident = expr_at(EXPR_IDENT, pos);
    ident->name = checker.sym_embed_files;
    ident->object = make;
    return ident;
}

static Expr *call_with_files(Pos pos, const EmbedFiles *files) {
    Expr *callee = files_function(pos);
    if (!callee) return NULL;
    Expr *call = call_of(callee, pos);
    for (uint32_t i = 0; i < files->count; i++) {
        const EmbedFile *file = &files->items[i];
        vec_push(&checker.arena, &call->list, literal_of(pos, file->name, strlen(file->name)));
        vec_push(&checker.arena, &call->list, literal_of(pos, file->data, file->bytes));
    }
    return call;
}

Expr *embed_initializer(Object *object, Decl *decl) {
    Pos pos = object->pos;
    EmbedKind kind = embed_kind(object->type);
    if (!version_verify(decl->embeds[0].comment, 16, "go:embed")) return NULL;
    if (kind == EMBED_NONE) {
        check_error(pos, MSG_EMBED_TYPE, type_text(object->type));
        return NULL;
    }
    EmbedFiles files = {0};
    Pos error_pos = pos;
    const char *error = "no files are embedded here";
    if (!checker.config.embedder ||
        !checker.config.embedder(checker.config.importer_arg, decl, &files, &error_pos, &error)) {
        check_error(error_pos, "%s", error);
        return NULL;
    }
    if (kind == EMBED_FILES) return call_with_files(pos, &files);
    if (files.count != 1) {
        check_error(pos, MSG_EMBED_MULTIPLE, type_text(object->type));
        return NULL;
    }
    Expr *literal = literal_of(pos, files.items[0].data, files.items[0].bytes);
    if (kind == EMBED_STRING) return literal;
    Expr *conversion = call_of(decl->type, pos);
    vec_push(&checker.arena, &conversion->list, literal);
    return conversion;
}
