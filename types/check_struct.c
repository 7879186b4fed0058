// types/check_struct.c - struct and interface types, unions in constraints.
#include "types/check_int.h"

// ---- Structs ------------------------------------------------------------------------------------

typedef struct Builder {
    ObjectList fields;
    VEC(const char *) tags;
    VEC(uint32_t) tag_bytes;
    bool has_tags;
    ObjectSet names;
} Builder;

// The identifier that names an embedded field of type [e]: its position in *pos.
static Symbol *embedded_name(Expr *e, Pos *pos) {
    bool starred = false;
    for (;;) {
        if (e->kind == EXPR_IDENT) {
            *pos = e->pos;
            return e->name;
        }
        if (e->kind == EXPR_SELECTOR) {
            *pos = e->name_pos;
            return e->name;
        }
        if (e->kind == EXPR_STAR && !starred) starred = true;
        else if (e->kind != EXPR_INDEX && e->kind != EXPR_PAREN) return NULL;
        e = e->x;
    }
}

static void embedded_field_later(void *a, void *b) {
    Expr *e = a;
    bool is_pointer;
    Type *type = type_deref(b, &is_pointer);
    Type *under = type_underlying(type);
    if (under->kind == TYPE_UNSAFE_POINTER) check_error(expr_start(e), MSG_EMBEDDED_UNSAFE_POINTER);
    else if (under->kind == TYPE_POINTER) check_error(expr_start(e), MSG_EMBEDDED_POINTER);
    else if (under->kind != TYPE_INTERFACE) return;
    else if (type_is_type_param(type)) check_error(expr_start(e), MSG_EMBEDDED_TYPE_PARAM);
    else if (is_pointer) check_error(expr_start(e), MSG_EMBEDDED_POINTER_TO_INTERFACE);
}

static void add_field(Builder *b, Field *field, Symbol *name, Pos pos, Type *type, bool embedded) {
    const char *tag = NULL;
    size_t bytes = 0;
    if (field->tag) {
        Const *value = const_from_literal(TOK_STRING, field->tag->literal_text,
                                          field->tag->literal_bytes);
        if (const_kind(value) == CONST_STRING) tag = const_string_value(value, &bytes);
    }
    Object *object = object_new_field(pos, checker.env.package, name, type, embedded);
    if (name != checker.sym_blank) {
        Object *other = object_set_insert(&b->names, object);
        if (other) {
            check_error(pos, MSG_MEMBER_REDECLARED_AT, name->text, pos_text(other->pos),
                        other->name->text);
            return;
        }
    }
    field->object = object;
    vec_push(&checker.arena, &b->fields, object);
    vec_push(&checker.arena, &b->tags, tag);
    vec_push(&checker.arena, &b->tag_bytes, (uint32_t)bytes);
    if (tag && bytes) b->has_tags = true;
}

static void add_embedded(Builder *b, Field *field, Type *type) {
    Pos pos = expr_start(field->type);
    Symbol *name = embedded_name(field->type, &pos);
    if (!name) {
        check_error(pos, MSG_INVALID_EMBEDDED, expr_text(field->type));
        return;
    }
    add_field(b, field, name, pos, type, true);
    if (!checker.env.package->is_library) check_later(embedded_field_later, field->type, type);
}

void check_struct_type(Type *type, Expr *e) {
    Builder b = {0};
    Expr *previous = NULL;
    Type *field_type = NULL;
    for (uint32_t i = 0; i < e->fields.count; i++) {
        Field *field = e->fields.items[i];
        if (field->type != previous) {
            field_type = check_var_type(field->type);
            previous = field->type;
        }
        if (field->embedded || !field->name) add_embedded(&b, field, field_type);
        else add_field(&b, field, field->name, field->pos, field_type, false);
    }
    type->fields = b.fields.items;
    type->field_count = b.fields.count;
    if (b.has_tags) {
        type->tags = b.tags.items;
        type->tag_bytes = b.tag_bytes.items;
    }
    type->is_complete = true;
}

// ---- Unions -------------------------------------------------------------------------------------

typedef struct UnionCheck {
    Type *type;
    Expr **exprs;
} UnionCheck;

static const char *term_text(const Term *term) { return terms_text(term, 1); }

static bool terms_overlap(const Term *x, const Term *y) {
    Type *xt = y->tilde ? type_underlying(x->type) : x->type;
    Type *yt = x->tilde ? type_underlying(y->type) : y->type;
    return type_identical(xt, yt);
}

// An interface as a term must be nothing but a type set.
static void check_interface_term(Pos pos, const Term *term, Type *interface) {
    TypeSet *set = type_set(interface);
    if (set->method_count > 0)
        check_error(pos, MSG_UNION_METHODS, term_text(term), term_text(term));
    else if (term->type == type_comparable)
        check_error(pos, MSG_UNION_COMPARABLE);
    else if (set->is_comparable)
        check_error(pos, MSG_UNION_EMBEDS_COMPARABLE, term_text(term), term_text(term));
}

static void check_term(UnionCheck *u, uint32_t i) {
    Term *term = &u->type->terms[i];
    Pos pos = expr_start(u->exprs[i]);
    if (!type_is_valid(term->type)) return;
    Type *under = type_underlying(term->type);
    if (term->tilde) {
        if (under->kind == TYPE_INTERFACE) {
            check_error(pos, MSG_TILDE_INTERFACE, type_text(term->type));
            return;
        }
        if (!type_identical(under, term->type)) {
            check_error(pos, MSG_TILDE_UNDERLYING, type_text(term->type), type_text(under));
            return;
        }
    }
    if (under->kind == TYPE_INTERFACE) {
        check_interface_term(pos, term, under);
        return;
    }
    for (uint32_t j = 0; j < i; j++) {
        Term *other = &u->type->terms[j];
        if (type_is_interface(other->type) || !terms_overlap(other, term)) continue;
        check_soft_error(pos, MSG_UNION_OVERLAP, term_text(term), term_text(other));
        return;
    }
}

static void union_later(void *a, void *b) {
    (void)b;
    UnionCheck *u = a;
    for (uint32_t i = 0; i < u->type->term_count; i++) check_term(u, i);
}

static Term parse_term(Expr *e) {
    Term term = {.tilde = e->kind == EXPR_UNARY && e->op == TOK_TILDE};
    Expr *x = term.tilde ? e->x : e;
    term.type = check_type(x);
    if (type_is_type_param(term.type)) {
        if (term.tilde) check_error(expr_start(x), MSG_TERM_TYPE_PARAM_TILDE, expr_text(e));
        else check_error(expr_start(x), MSG_TERM_TYPE_PARAM);
        term.type = type_basic[TYPE_INVALID];
    }
    return term;
}

// What a type element of an interface stands for: a type, or a UNION.
static Type *parse_union(Expr *e) {
    enum { TERM_LIMIT = 100 };
    ExprList reversed = {0};
    Expr *first = e;
    for (; first->kind == EXPR_BINARY && first->op == TOK_OR; first = first->x)
        vec_push(&checker.arena, &reversed, first->y);
    vec_push(&checker.arena, &reversed, first);
    uint32_t count = reversed.count;
    if (count == 1 && !(e->kind == EXPR_UNARY && e->op == TOK_TILDE)) return parse_term(e).type;
    Type *type = type_new(TYPE_UNION);
    UnionCheck *u = ARENA_NEW(&checker.arena, UnionCheck);
    u->type = type;
    u->exprs = ARENA_ARRAY(&checker.arena, Expr *, count);
    type->terms = ARENA_ARRAY(&checker.arena, Term, count);
    for (uint32_t i = 0; i < count; i++) {
        Expr *x = reversed.items[count - 1 - i];
        Term term = parse_term(x);
        if (i == TERM_LIMIT) check_error(expr_start(x), MSG_UNION_TERMS_LIMIT, TERM_LIMIT);
        if (i >= TERM_LIMIT) continue;
        u->exprs[i] = x;
        type->terms[type->term_count++] = term;
    }
    record_type(e, type);
    if (count > TERM_LIMIT) return type_basic[TYPE_INVALID];
    if (!checker.env.package->is_library) check_later(union_later, u, NULL);
    return type;
}

// ---- Interfaces ---------------------------------------------------------------------------------

static void interface_later(void *a, void *b) {
    Expr *e = b;
    type_set_compute(expr_start(e), a);
}

static void add_method(Type *type, ObjectList *methods, Field *field, Type *def) {
    if (field->name == checker.sym_blank) {
        check_error(field->pos, MSG_METHOD_NAME_BLANK);
        return;
    }
    Type *func = check_type(field->type);
    if (func->kind != TYPE_FUNC) {
        if (type_is_valid(func))
            check_error(expr_start(field->type), MSG_NOT_A_SIGNATURE, type_text(func));
        return;
    }
    Type *receiver = def && def->kind == TYPE_NAMED ? def : type;
    func->receiver = object_new_param(field->pos, checker.env.package, NULL, receiver);
    Object *method = object_new(OBJ_FUNC, field->pos, checker.env.package, field->name, func);
    field->object = method;
    vec_push(&checker.arena, methods, method);
}

void check_interface_type(Type *type, Expr *e, Type *def) {
    ObjectList methods = {0};
    TypeList embeds = {0};
    VEC(Pos) positions = {0};
    for (uint32_t i = 0; i < e->fields.count; i++) {
        Field *field = e->fields.items[i];
        if (field->name && !field->embedded) {
            add_method(type, &methods, field, def);
            continue;
        }
        Type *element = parse_union(field->type);
        vec_push(&checker.arena, &embeds, element);
        vec_push(&checker.arena, &positions, expr_start(field->type));
    }
    methods_sort(methods.items, methods.count);
    type->methods = methods.items;
    type->method_count = methods.count;
    type->embeds = embeds.items;
    type->embed_positions = positions.items;
    type->embed_count = embeds.count;
    type->is_complete = true;
    if (methods.count + embeds.count == 0 || checker.env.package->is_library) return;
    type->is_user = true;
    check_later(interface_later, type, e);
    vec_push(&checker.arena, &checker.interface_literals, e);
}

// The constraint written [e] in a type parameter list; `~T` and `A | B` stand for interfaces.
Type *check_bound(Expr *e) {
    bool is_element = (e->kind == EXPR_UNARY && e->op == TOK_TILDE) ||
                      (e->kind == EXPR_BINARY && e->op == TOK_OR);
    if (!is_element) return check_type(e);
    Type *type = type_new(TYPE_INTERFACE);
    type->is_implicit = true;
    type->embeds = ARENA_NEW(&checker.arena, Type *);
    type->embed_positions = ARENA_NEW(&checker.arena, Pos);
    type->embeds[0] = parse_union(e);
    type->embed_positions[0] = e->pos;
    type->embed_count = 1;
    type->is_complete = true;
    type->is_user = !checker.env.package->is_library;
    if (type->is_user) check_later(interface_later, type, e);
    return type;
}
