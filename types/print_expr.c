// types/print_expr.c - expressions as gc writes them in messages: bodies and elements cut to "…".
#include "types/check_int.h"

typedef struct Text {
    VEC(char) chars;
    int depth;
} Text;

static void put(Text *t, const char *text) {
    for (; *text; text++) vec_push(&checker.arena, &t->chars, *text);
}

static void put_expr(Text *t, const Expr *e);

static void put_list(Text *t, const ExprList *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (i > 0) put(t, ", ");
        put_expr(t, list->items[i]);
    }
}

static const Expr *unparen(const Expr *e) {
    while (e && e->kind == EXPR_PAREN) e = e->x;
    return e;
}

static void put_params(Text *t, const FieldList *fields) {
    put(t, "(");
    for (uint32_t i = 0; i < fields->count; i++) {
        const Field *f = fields->items[i];
        if (i > 0) put(t, ", ");
        if (f->name) {
            put(t, f->name->text);
            const Field *next = i + 1 < fields->count ? fields->items[i + 1] : NULL;
            if (next && next->name && next->type == f->type) continue;
            put(t, " ");
        }
        put_expr(t, unparen(f->type));
    }
    put(t, ")");
}

static void put_signature(Text *t, const FuncType *func) {
    put_params(t, &func->params);
    if (func->results.count == 0) return;
    put(t, " ");
    if (func->results.count == 1 && !func->results.items[0]->name)
        put_expr(t, func->results.items[0]->type);
    else
        put_params(t, &func->results);
}

static void put_struct(Text *t, const Expr *e) {
    put(t, "struct{");
    for (uint32_t i = 0; i < e->fields.count; i++) {
        const Field *f = e->fields.items[i];
        const Field *previous = i > 0 ? e->fields.items[i - 1] : NULL;
        bool joined = previous && previous->type == f->type && !f->embedded;
        if (i > 0) put(t, joined ? ", " : "; ");
        if (f->name && !f->embedded) put(t, f->name->text);
        const Field *next = i + 1 < e->fields.count ? e->fields.items[i + 1] : NULL;
        if (next && !f->embedded && next->type == f->type) continue;
        if (f->name && !f->embedded) put(t, " ");
        put_expr(t, f->type);
        if (f->tag) {
            put(t, " ");
            put_expr(t, f->tag);
        }
    }
    put(t, "}");
}

static void put_interface(Text *t, const Expr *e) {
    put(t, "interface{");
    for (uint32_t i = 0; i < e->fields.count; i++) {
        const Field *f = e->fields.items[i];
        if (i > 0) put(t, "; ");
        if (f->name && f->type->kind == EXPR_FUNC_TYPE) {
            put(t, f->name->text);
            put_signature(t, f->type->func_type);
        } else {
            put_expr(t, f->type);
        }
    }
    put(t, "}");
}

static void put_chan(Text *t, const Expr *e) {
    put(t, e->chan_dir == CHAN_RECV ? "<-chan " : e->chan_dir == CHAN_SEND ? "chan<- " : "chan ");
    bool parens = e->chan_dir == CHAN_BOTH && e->x->kind == EXPR_CHAN_TYPE &&
                  e->x->chan_dir == CHAN_RECV;
    if (parens) put(t, "(");
    put_expr(t, e->x);
    if (parens) put(t, ")");
}

static void put_slice(Text *t, const Expr *e) {
    put_expr(t, e->x);
    put(t, "[");
    if (e->index3[0]) put_expr(t, e->index3[0]);
    put(t, ":");
    if (e->index3[1]) put_expr(t, e->index3[1]);
    if (e->index3[2]) {
        put(t, ":");
        put_expr(t, e->index3[2]);
    }
    put(t, "]");
}

static void put_type_expr(Text *t, const Expr *e) {
    switch (e->kind) {
    case EXPR_ARRAY_TYPE:
        put(t, "[");
        if (e->x) put_expr(t, e->x);
        put(t, "]");
        put_expr(t, e->y);
        break;
    case EXPR_STRUCT_TYPE: put_struct(t, e); break;
    case EXPR_FUNC_TYPE:
        put(t, "func");
        put_signature(t, e->func_type);
        break;
    case EXPR_INTERFACE_TYPE: put_interface(t, e); break;
    case EXPR_MAP_TYPE:
        put(t, "map[");
        put_expr(t, e->x);
        put(t, "]");
        put_expr(t, e->y);
        break;
    case EXPR_CHAN_TYPE: put_chan(t, e); break;
    case EXPR_ELLIPSIS:
        put(t, "...");
        if (e->x) put_expr(t, e->x);
        break;
    default: put(t, "<bad expr>");
    }
}

static void put_call(Text *t, const Expr *e) {
    put_expr(t, e->x);
    put(t, "(");
    put_list(t, &e->list);
    put(t, e->has_dots ? "...)" : ")");
}

static void put_operator(Text *t, const Expr *e) {
    if (e->kind == EXPR_BINARY) {
        put_expr(t, e->x);
        put(t, " ");
        put(t, token_spelling(e->op));
        put(t, " ");
        put_expr(t, e->y);
    } else {
        put(t, e->kind == EXPR_STAR ? "*" : token_spelling(e->op));
        put_expr(t, e->x);
    }
}

static void put_literal(Text *t, const Expr *e) {
    if (e->kind == EXPR_FUNC_LIT) {
        put(t, "func");
        put_signature(t, e->func_type);
        put(t, e->body && e->body->list.count > 0 ? " {…}" : " {}");
        return;
    }
    if (e->x) put_expr(t, e->x);
    put(t, e->list.count > 0 ? "{…}" : "{}");
}

static void put_expr_kind(Text *t, const Expr *e) {
    switch (e->kind) {
    case EXPR_IDENT: put(t, e->name->text); break;
    case EXPR_BASIC_LIT:
        put(t, arena_strndup(&checker.arena, e->literal_text, e->literal_bytes));
        break;
    case EXPR_COMPOSITE_LIT: case EXPR_FUNC_LIT: put_literal(t, e); break;
    case EXPR_PAREN:
        put(t, "(");
        put_expr(t, e->x);
        put(t, ")");
        break;
    case EXPR_SELECTOR:
        put_expr(t, e->x);
        put(t, ".");
        put(t, e->name->text);
        break;
    case EXPR_INDEX:
        put_expr(t, e->x);
        put(t, "[");
        put_list(t, &e->list);
        put(t, "]");
        break;
    case EXPR_SLICE: put_slice(t, e); break;
    case EXPR_TYPE_ASSERT:
        put_expr(t, e->x);
        put(t, ".(");
        if (e->y) put_expr(t, e->y);
        else put(t, "type");
        put(t, ")");
        break;
    case EXPR_CALL: put_call(t, e); break;
    case EXPR_STAR: case EXPR_UNARY: case EXPR_BINARY: put_operator(t, e); break;
    case EXPR_KEY_VALUE:
        put_expr(t, e->x);
        put(t, ": ");
        put_expr(t, e->y);
        break;
    case EXPR_RANGE:
        put(t, "range ");
        put_expr(t, e->x);
        break;
    default: put_type_expr(t, e);
    }
}

static void put_expr(Text *t, const Expr *e) {
    enum { NESTING_LIMIT = 500 };
    if (!e) return;
    if (t->depth > NESTING_LIMIT) {
        put(t, "…");
        return;
    }
    t->depth++;
    put_expr_kind(t, e);
    t->depth--;
}

const char *expr_text(const Expr *e) {
    Text t = {0};
    put_expr(&t, e);
    vec_push(&checker.arena, &t.chars, '\0');
    return t.chars.items;
}
