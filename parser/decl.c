// parser/decl.c - declarations.
#include "parser/parser_int.h"

static Decl *decl_new(Parser *parser, DeclKind kind, Pos pos) {
    Decl *decl = ARENA_NEW(parser->arena, Decl);
    decl->kind = kind;
    decl->pos = pos;
    decl->file = parser->file;
    return decl;
}

// ---- the file ---------------------------------------------------------------------------------

void ast_package(Parser *parser, TokenValue name) {
    parser->file->package = name.symbol;
    parser->file->package_pos = name.pos;
}

static void add(Parser *parser, Decl *decl) {
    vec_push(parser->arena, &parser->file->decls, decl);
}

void ast_add_import(Parser *parser, TokenValue keyword, Decl *decl) {
    if (parser->other_decl_seen) reject(parser, keyword.pos);
    add(parser, decl);
}

void ast_add_imports(Parser *parser, TokenValue keyword, DeclList *list) {
    if (parser->other_decl_seen) reject(parser, keyword.pos);
    if (!list) return;
    DeclList group = ast_decl_group(parser, *list);
    for (uint32_t i = 0; i < group.count; i++) add(parser, group.items[i]);
}

void ast_add_decls(Parser *parser, DeclList *list) {
    parser->other_decl_seen = true;
    for (uint32_t i = 0; i < list->count; i++) add(parser, list->items[i]);
}

void ast_add_func(Parser *parser, Decl *decl, Stmt *body) {
    parser->other_decl_seen = true;
    decl->body = body;
    decl->has_body = body || parser->skipped_at;
    decl->body_offset = parser->skipped_at;
    decl->end_pos = body ? body->end_pos : parser->skipped_end;
    parser->skipped_at = 0;
    parser->skipped_end = NO_POS;
    if (body) branches_resolve(parser, body);
    add(parser, decl);
}

Stmt *ast_skipped_body(Parser *parser, TokenValue body) {
    parser->skipped_at = body.pos - parser->source->base;
    parser->skipped_end = body.pos + body.bytes - 1;
    return NULL;
}

// ---- imports, constants, variables ------------------------------------------------------------

Decl *ast_import(Parser *parser, TokenValue *name, TokenValue path) {
    Decl *decl = decl_new(parser, DECL_IMPORT, name ? name->pos : path.pos);
    if (name) decl->import_name = name->symbol ? name->symbol : symbol_of(".");
    decl->import_path = ast_literal(parser, TOK_STRING, path);
    return decl;
}

static Decl *value_decl(Parser *parser, DeclKind kind, ExprList names, Expr *type,
                        ExprList *values) {
    Decl *decl = decl_new(parser, kind, names.items[0]->pos);
    decl->names = names;
    decl->type = type;
    if (values) decl->values = *values;
    return decl;
}

Decl *ast_const(Parser *parser, ExprList names, Expr *type, ExprList *values) {
    return value_decl(parser, DECL_CONST, names, type, values);
}

Decl *ast_var(Parser *parser, ExprList names, Expr *type, ExprList *values) {
    return value_decl(parser, DECL_VAR, names, type, values);
}

DeclList ast_decl_one(Parser *parser, TokenValue keyword, Decl *decl) {
    pragma_take(parser, decl, keyword.pos);
    return decls_one(parser, decl);
}

DeclList ast_const_one(Parser *parser, TokenValue keyword, Decl *decl) {
    return ast_decl_one(parser, keyword, decl);
}

DeclList ast_decl_group(Parser *parser, DeclList list) {
    uint32_t group = ++parser->groups;
    for (uint32_t i = 0; i < list.count; i++) {
        list.items[i]->group = group;
        pragma_take(parser, list.items[i], list.items[i]->pos);
    }
    return list;
}

// A spec with neither type nor values repeats those of the spec before it, with its own iota.
DeclList ast_const_group(Parser *parser, DeclList list) {
    ast_decl_group(parser, list);
    const Decl *repeated = NULL;
    for (uint32_t i = 0; i < list.count; i++) {
        Decl *decl = list.items[i];
        decl->iota = i;
        if (decl->type || decl->values.count) {
            repeated = decl;
        } else if (repeated) {
            decl->implicit_repeat = true;
            decl->type = repeated->type;
            decl->values = repeated->values;
        }
    }
    return list;
}

// ---- types ------------------------------------------------------------------------------------

// Takes an expression apart that may be a type parameter with its constraint: `P *C`, `P (C)`,
// `P *C|D`, which look like a product, a call and a sum of bits. Where both readings make sense
// [force] decides for the parameter. Returns the field, its type NULL if [x] is a lone name; or
// NULL if [x] is an ordinary expression.
static Field *split_type_param(Parser *parser, Expr *x, bool force) {
    TokenValue op = {.pos = x->op_pos};
    Expr *constraint;
    switch (x->kind) {
    case EXPR_IDENT:
        return ast_field(parser, (TokenValue){.pos = x->pos, .symbol = x->name}, NULL);
    case EXPR_BINARY:
        if (x->op == TOK_OR) {
            Field *field = split_type_param(parser, x->x, force || expr_is_type_elem(x->y));
            if (!field || !field->type) return NULL;
            field->type = ast_binary(parser, TOK_OR, field->type, op, x->y);
            return field;
        }
        if (x->op != TOK_MUL || x->x->kind != EXPR_IDENT) return NULL;
        if (!force && !expr_is_type_elem(x->y)) return NULL;
        constraint = ast_star(parser, op, x->y);
        break;
    case EXPR_CALL:
        if (x->x->kind != EXPR_IDENT || x->list.count != 1 || x->has_dots) return NULL;
        if (!force && !expr_is_type_elem(x->list.items[0])) return NULL;
        constraint = x->list.items[0];
        break;
    default:
        return NULL;
    }
    Field *field = split_type_param(parser, x->x, force);
    field->type = constraint;
    return field;
}

static Decl *type_decl(Parser *parser, TokenValue name, FieldList type_params, Expr *type) {
    Decl *decl = decl_new(parser, DECL_TYPE, name.pos);
    decl->name = name.symbol;
    decl->type_params = type_params;
    decl->type = type;
    return decl;
}

Decl *ast_type_spec(Parser *parser, TokenValue name, Expr *type) {
    Field *field = NULL;
    if (type->kind == EXPR_ARRAY_TYPE && type->x && type->x->kind != EXPR_ELLIPSIS)
        field = split_type_param(parser, type->x, false);
    if (field && field->type) return ast_generic(parser, name, field, NULL, type->y);
    return type_decl(parser, name, (FieldList){0}, type);
}

Decl *ast_alias(Parser *parser, TokenValue name, FieldList *type_params, Expr *type) {
    Decl *decl = type_decl(parser, name, type_params ? *type_params : (FieldList){0}, type);
    decl->is_alias = true;
    return decl;
}

Decl *ast_generic(Parser *parser, TokenValue name, Field *first, FieldList *rest, Expr *type) {
    FieldList params = fields_one(parser, first);
    if (rest) params = fields_join(parser, params, *rest);
    return type_decl(parser, name, ast_type_params(parser, params), type);
}

Decl *ast_generic_alias(Parser *parser, TokenValue name, Field *first, FieldList *rest,
                        Expr *type) {
    Decl *decl = ast_generic(parser, name, first, rest, type);
    decl->is_alias = true;
    return decl;
}

Decl *ast_alias_1(Parser *parser, TokenValue name, Expr *x, Expr *type) {
    Field *field = split_type_param(parser, x, false);
    if (field && field->type) return ast_generic_alias(parser, name, field, NULL, type);
    reject(parser, x->pos);
    return ast_alias(parser, name, NULL, type);
}

Decl *ast_generic_x(Parser *parser, TokenValue name, Expr *x, FieldList *rest, Expr *type) {
    Field *field = split_type_param(parser, x, true);
    if (field) return ast_generic(parser, name, field, rest, type);
    reject(parser, x->pos);
    return type_decl(parser, name, (FieldList){0}, type);
}

Decl *ast_alias_x(Parser *parser, TokenValue name, Expr *x, FieldList *rest, Expr *type) {
    Decl *decl = ast_generic_x(parser, name, x, rest, type);
    decl->is_alias = true;
    return decl;
}

// ---- functions --------------------------------------------------------------------------------

Decl *ast_func(Parser *parser, TokenValue keyword, FieldList *receivers, TokenValue name,
               FieldList type_params, FuncType *type) {
    Decl *decl = decl_new(parser, DECL_FUNC, name.pos);
    decl->name = name.symbol;
    decl->type_params = type_params;
    decl->func_type = type;
    type->type_params = type_params;
    type->pos = name.pos;
    if (receivers) {
        decl->receivers = *receivers;
        if (receivers->count == 0)
            diag_report(parser->diags, name.pos, "method has no receiver");
        else if (receivers->count > 1)
            diag_report(parser->diags, name.pos, "method has multiple receivers");
        if (receivers->count) decl->receiver = receivers->items[0];
    }
    pragma_take(parser, decl, keyword.pos);
    return decl;
}
