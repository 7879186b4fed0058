// parser/types.c - type expressions, fields and parameters.
#include "parser/parser_int.h"

static void above_fields(Parser *parser, Expr *x, const FieldList *fields) {
    for (uint32_t i = 0; i < fields->count; i++) expr_above(parser, x, fields->items[i]->type);
}

Expr *ast_func_type(Parser *parser, TokenValue keyword, FuncType *type) {
    Expr *x = expr_new(parser, EXPR_FUNC_TYPE, keyword.pos);
    x->func_type = type;
    type->pos = keyword.pos;
    above_fields(parser, x, &type->params);
    above_fields(parser, x, &type->results);
    return x;
}

Expr *ast_chan(Parser *parser, TokenValue start, ChanDir dir, Expr *elem) {
    Expr *x = expr_new(parser, EXPR_CHAN_TYPE, start.pos);
    x->chan_dir = dir;
    x->x = elem;
    expr_above(parser, x, elem);
    return x;
}

Expr *ast_array(Parser *parser, TokenValue open, Expr *length, Expr *elem) {
    Expr *x = expr_new(parser, EXPR_ARRAY_TYPE, open.pos);
    x->x = length;
    x->y = elem;
    expr_above(parser, x, length);
    expr_above(parser, x, elem);
    return x;
}

Expr *ast_array_open(Parser *parser, TokenValue open, TokenValue dots, Expr *elem) {
    return ast_array(parser, open, expr_new(parser, EXPR_ELLIPSIS, dots.pos), elem);
}

Expr *ast_map(Parser *parser, TokenValue keyword, Expr *key, Expr *value) {
    Expr *x = expr_new(parser, EXPR_MAP_TYPE, keyword.pos);
    x->x = key;
    x->y = value;
    expr_above(parser, x, key);
    expr_above(parser, x, value);
    return x;
}

static Expr *type_with_fields(Parser *parser, ExprKind kind, TokenValue keyword, FieldList *fields,
                              TokenValue close) {
    Expr *x = expr_new(parser, kind, keyword.pos);
    x->end_pos = close.pos;
    if (fields) x->fields = *fields;
    above_fields(parser, x, &x->fields);
    return x;
}

Expr *ast_struct(Parser *parser, TokenValue keyword, FieldList *fields, TokenValue close) {
    return type_with_fields(parser, EXPR_STRUCT_TYPE, keyword, fields, close);
}

Expr *ast_interface(Parser *parser, TokenValue keyword, FieldList *elems, TokenValue close) {
    return type_with_fields(parser, EXPR_INTERFACE_TYPE, keyword, elems, close);
}

// ---- instances of generic types ---------------------------------------------------------------

// Whether [x] has the form of a type, so that it may be a type argument.
static bool may_be_type(const Expr *x) {
    switch (x->kind) {
    case EXPR_IDENT:
        return true;
    case EXPR_SELECTOR:
        return x->x->kind == EXPR_IDENT;
    case EXPR_INDEX:
        return may_be_type(x->x);
    case EXPR_STAR:
    case EXPR_PAREN:
        return may_be_type(x->x);
    default:
        return expr_is_type_elem(x);
    }
}

// The first of several may be anything, as in an index; the others must be types.
ExprList ast_type_args(Parser *parser, Expr *first, ExprList rest) {
    ExprList list = exprs_one(parser, first);
    for (uint32_t i = 0; i < rest.count; i++) {
        if (!may_be_type(rest.items[i])) reject(parser, rest.items[i]->pos);
        list = exprs_more(parser, list, rest.items[i]);
    }
    return list;
}

static Expr *instance(Parser *parser, Expr *type, TokenValue open, ExprList args,
                      TokenValue close) {
    if (!may_be_type(args.items[0])) reject(parser, args.items[0]->pos);
    return ast_index_list(parser, type, open, args, close);
}

Expr *ast_instance_1(Parser *parser, TokenValue name, TokenValue open, Expr *arg,
                     TokenValue close) {
    return ast_instance(parser, name, open, exprs_one(parser, arg), close);
}

Expr *ast_instance(Parser *parser, TokenValue name, TokenValue open, ExprList args,
                   TokenValue close) {
    return instance(parser, ast_ident(parser, name), open, args, close);
}

Expr *ast_instance_of_1(Parser *parser, TokenValue package, TokenValue dot, TokenValue name,
                        TokenValue open, Expr *arg, TokenValue close) {
    return ast_instance_of(parser, package, dot, name, open, exprs_one(parser, arg), close);
}

Expr *ast_instance_of(Parser *parser, TokenValue package, TokenValue dot, TokenValue name,
                      TokenValue open, ExprList args, TokenValue close) {
    return instance(parser, ast_qualified(parser, package, dot, name), open, args, close);
}

// ---- fields -----------------------------------------------------------------------------------

static Field *field_new(Parser *parser, Pos pos, Symbol *name, Expr *type) {
    Field *field = ARENA_NEW(parser->arena, Field);
    field->pos = pos;
    field->name = name;
    field->type = type;
    return field;
}

Field *ast_field(Parser *parser, TokenValue name, Expr *type) {
    return field_new(parser, name.pos, name.symbol, type);
}

FieldList ast_struct_field(Parser *parser, TokenValue name, Expr *type, Expr *tag) {
    Field *field = ast_field(parser, name, type);
    field->tag = tag;
    return fields_one(parser, field);
}

FieldList ast_struct_fields(Parser *parser, TokenValue name, ExprList names, Expr *type,
                            Expr *tag) {
    FieldList list = ast_struct_field(parser, name, type, tag);
    for (uint32_t i = 0; i < names.count; i++) {
        Field *field = field_new(parser, names.items[i]->pos, names.items[i]->name, type);
        field->tag = tag;
        list = fields_more(parser, list, field);
    }
    return list;
}

FieldList ast_embedded(Parser *parser, Expr *type, Expr *tag) {
    Field *field = field_new(parser, type->pos, NULL, type);
    field->tag = tag;
    field->embedded = true;
    return fields_one(parser, field);
}

FieldList ast_embedded_star(Parser *parser, TokenValue star, Expr *type, Expr *tag) {
    return ast_embedded(parser, ast_star(parser, star, type), tag);
}

Field *ast_method_spec(Parser *parser, TokenValue name, FuncType *type) {
    return ast_field(parser, name, ast_func_type(parser, name, type));
}

Field *ast_embedded_elem(Parser *parser, Expr *type) {
    Field *field = field_new(parser, type->pos, NULL, type);
    field->embedded = true;
    return field;
}

// ---- parameters -------------------------------------------------------------------------------

Field *ast_param(Parser *parser, TokenValue *name, Expr *type) {
    return name ? ast_field(parser, *name, type) : field_new(parser, type->pos, NULL, type);
}

Field *ast_variadic(Parser *parser, TokenValue *name, TokenValue dots, Expr *type) {
    Expr *variadic = expr_new(parser, EXPR_ELLIPSIS, dots.pos);
    variadic->x = type;
    expr_above(parser, variadic, type);
    return ast_param(parser, name, variadic);
}

// When one parameter has a name, all have: a lone `a` then is a name whose type comes later.
FieldList ast_params(Parser *parser, FieldList *list) {
    if (!list) return (FieldList){0};
    bool named = false;
    for (uint32_t i = 0; i < list->count; i++) named |= list->items[i]->name != NULL;
    Expr *type = NULL;
    for (uint32_t i = list->count; named && i > 0; i--) {
        Field *field = list->items[i - 1];
        if (field->name) {
            type = field->type;
        } else if (type && field->type->kind == EXPR_IDENT) {
            field->name = field->type->name;
            field->type = type;
        } else {
            reject(parser, field->pos);   // mixed named and unnamed parameters
        }
    }
    return *list;
}

FieldList ast_type_params(Parser *parser, FieldList list) {
    Expr *constraint = NULL;
    for (uint32_t i = list.count; i > 0; i--) {
        Field *field = list.items[i - 1];
        if (field->type) constraint = field->type;
        else if (constraint) field->type = constraint;
        else reject(parser, field->pos);   // missing type constraint
    }
    return list;
}

FuncType *ast_signature(Parser *parser, FieldList params, FieldList *results, Expr *result) {
    FuncType *type = ARENA_NEW(parser->arena, FuncType);
    type->params = params;
    if (results) type->results = *results;
    if (result) type->results = fields_one(parser, ast_param(parser, NULL, result));
    return type;
}
