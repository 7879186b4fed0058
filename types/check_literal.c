// Literals: numbers, strings, functions, composite literals.
#include <stdlib.h>

#include "base/check.h"
#include "types/check_expr_int.h"

// ---- basic literals -----------------------------------------------------------------------------

// Reports number syntax that the language version of the file does not have.
static void check_literal_version(Expr *e) {
    const char *s = e->literal_text;
    uint32_t n = e->literal_bytes;
    if (n <= 2 || version_allow(13)) return;
    for (uint32_t i = 0; i < n; i++) {
        if (s[i] == '_') {
            version_verify(e->pos, 13, "underscore in numeric literal");
            return;
        }
    }
    if (s[0] != '0') return;
    char radix = (char)(s[1] | 0x20);
    if (radix == 'b') version_verify(e->pos, 13, "binary literal");
    else if (radix == 'o') version_verify(e->pos, 13, "0o/0O-style octal literal");
    else if (radix == 'x' && e->literal_kind != TOK_INT) {
        version_verify(e->pos, 13, "hexadecimal floating-point literal");
    }
}

static TypeKind literal_type(TokenKind kind) {
    switch (kind) {
    case TOK_INT: return TYPE_UNTYPED_INT;
    case TOK_FLOAT: return TYPE_UNTYPED_FLOAT;
    case TOK_IMAG: return TYPE_UNTYPED_COMPLEX;
    case TOK_RUNE: return TYPE_UNTYPED_RUNE;
    default: return TYPE_UNTYPED_STRING;
    }
}

enum { NUMBER_CHARS_MAX = 10000 };

void check_basic_literal(Operand *x, Expr *e) {
    if (e->literal_bad) return;
    bool is_number = e->literal_kind == TOK_INT || e->literal_kind == TOK_FLOAT ||
                     e->literal_kind == TOK_IMAG;
    if (is_number) {
        check_literal_version(e);
        if (e->literal_bytes > NUMBER_CHARS_MAX) {
            check_error(e->pos, MSG_LONG_CONSTANT, e->literal_text, e->literal_bytes);
            return;
        }
    }
    Const *value = const_from_literal(e->literal_kind, e->literal_text, e->literal_bytes);
    if (const_kind(value) == CONST_UNKNOWN) {
        check_error(e->pos, MSG_MALFORMED_CONSTANT, (int)e->literal_bytes, e->literal_text);
        return;
    }
    x->mode = MODE_CONSTANT;
    x->type = type_basic[literal_type(e->literal_kind)];
    x->constant = value;
    x->expr = e;
    check_overflow(x, e->pos);
}

// ---- function literals --------------------------------------------------------------------------

static void check_literal_body_later(void *a, void *b) {
    Expr *e = a;
    check_func_body(checker.env.decl, "<function literal>", e->type, e->body, e->end_pos, b);
}

// Inside a function the body is checked at once, before the names declared by the statement come
// into scope. Outside, the literal may belong to a declaration that is not finished: it waits.
void check_func_literal(Operand *x, Expr *e) {
    Type *type = check_func_type(NULL, e->func_type, NULL);
    e->scope = type->scope;
    x->mode = MODE_VALUE;
    x->type = type;
    if (e->body == NULL) return;
    Const *iota = checker.env.iota;
    // Inside a type declaration the body may use what is only half declared: it waits.
    if (checker.env.func_type != NULL && checker.path.count == 0) {
        check_func_body(checker.env.decl, "<function literal>", type, e->body, e->end_pos, iota);
    } else {
        e->type = type;
        check_later(check_literal_body_later, e, iota);
    }
}

// ---- struct literals ----------------------------------------------------------------------------

static int field_index(Type *type, Symbol *name, bool fold_case) {
    if (name == checker.sym_blank) return -1;
    for (uint32_t i = 0; i < type->field_count; i++) {
        if (object_same_id(type->fields[i], checker.env.package, name, fold_case)) return (int)i;
    }
    return -1;
}

// The keys of one literal so far: fields of the struct itself by index, promoted ones by path.
typedef struct FieldKeys {
    Type *type;                // as written
    Type *fields;              // its struct
    bool *seen;
    VEC(Lookup) promoted;
} FieldKeys;

static const char *path_text(Type *type, const Lookup *at) {
    const char *text = "";
    for (uint32_t i = 0; i < at->path_count; i++) {
        Object *field = type_underlying(type)->fields[at->path[i]];
        text = check_text("%s%s%s", text, i ? "." : "", field->name->text);
        type = field->type;
    }
    return text;
}

static bool path_starts_with(const Lookup *path, const Lookup *start) {
    return path->path_count >= start->path_count &&
           memcmp(path->path, start->path, start->path_count * sizeof *path->path) == 0;
}

// Whether the field at [at] was given already, or one that holds it, or one inside it.
static bool is_given_twice(FieldKeys *keys, Expr *element, const Lookup *at) {
    const char *name = element->x->name->text;
    bool is_direct = at->path_count == 1;
    if (keys->seen[at->path[0]]) {
        if (is_direct) check_error(expr_start(element), MSG_DUPLICATE_FIELD, name);
        else check_error(element->x->pos, MSG_PROMOTED_AND_ENCLOSING, name,
                         keys->fields->fields[at->path[0]]->name->text);
        return true;
    }
    for (uint32_t i = 0; i < keys->promoted.count; i++) {
        const Lookup *other = &keys->promoted.items[i];
        const char *other_name = other->object->name->text;
        bool inside = path_starts_with(at, other), around = path_starts_with(other, at);
        if (!inside && !around) continue;
        if (inside && around) check_error(expr_start(element), MSG_DUPLICATE_FIELD, name);
        else check_error(element->x->pos, inside ? MSG_PROMOTED_AND_ENCLOSING
                                                 : MSG_EMBEDDED_AND_ENCLOSED, name, other_name);
        return true;
    }
    if (is_direct) keys->seen[at->path[0]] = true;
    else vec_push(types_arena(), &keys->promoted, *at);
    return false;
}

// Since 1.27 a key may name a field of an embedded struct. True when [key] does, after complaints.
static bool find_promoted(FieldKeys *keys, Expr *key, Lookup *at) {
    if (key->name == checker.sym_blank) return false;
    *at = type_lookup(keys->fields, false, checker.env.package, key->name, false);
    if (at->object == NULL || at->object->kind != OBJ_VAR || at->path_count < 2) return false;
    if (at->is_indirect) {
        check_error(key->pos, MSG_PROMOTED_INDIRECT, key->name->text);
        at->object = NULL;
        return true;
    }
    version_verify(key->pos, 27, check_text("use of promoted field %s in struct literal of type %s",
                                            path_text(keys->fields, at), type_text(keys->type)));
    Selection *selection = ARENA_NEW(types_arena(), Selection);
    *selection = (Selection){.kind = SELECT_FIELD, .receiver = keys->fields, .object = at->object,
                             .path = at->path, .path_count = at->path_count};
    key->selection = selection;
    return true;
}

static void report_unknown_field(FieldKeys *keys, Expr *key) {
    int other = field_index(keys->fields, key->name, true);
    Object *alternative = other >= 0 ? keys->fields->fields[other] : NULL;
    if (alternative == NULL && version_allow(27) && key->name != checker.sym_blank) {
        Lookup promoted = type_lookup(keys->fields, false, checker.env.package, key->name, true);
        alternative = promoted.object;
    }
    check_error(key->pos, "%s", lookup_error(keys->type, key->name, alternative, true));
}

// One `key: value` element.
static void check_struct_field(FieldKeys *keys, Expr *element) {
    Operand x = {0};
    Expr *key = element->x;
    if (key->kind != EXPR_IDENT) {
        check_expr(&x, NULL, element->y);
        check_error(expr_start(element), MSG_INVALID_FIELD_NAME, expr_text(key));
        return;
    }
    int index = field_index(keys->fields, key->name, false);
    uint32_t direct_path = (uint32_t)index;
    Lookup at = {.path = &direct_path, .path_count = 1};
    bool is_known = index >= 0 || find_promoted(keys, key, &at);
    if (index >= 0) at.object = keys->fields->fields[index];
    if (!is_known || at.object == NULL) {
        check_expr(&x, NULL, element->y);
        if (!is_known) report_unknown_field(keys, key);
        return;
    }
    key->object = at.object;
    Target target;
    check_expr(&x, late_target(&target, at.object->type, "struct literal"), element->y);
    check_assignment(&x, at.object->type, "struct literal");
    is_given_twice(keys, element, &at);
}

static void check_keyed_struct(Type *type, Type *fields, Expr *e) {
    bool few[64] = {false};
    FieldKeys keys = {.type = type, .fields = fields};
    keys.seen = fields->field_count <= 64 ? few : calloc(fields->field_count, sizeof *keys.seen);
    FATAL_IF(keys.seen == NULL, "out of memory for %u fields", fields->field_count);
    for (uint32_t i = 0; i < e->list.count; i++) {
        Expr *element = e->list.items[i];
        if (element->kind == EXPR_KEY_VALUE) check_struct_field(&keys, element);
        else check_error(expr_start(element), MSG_MIXED_STRUCT);
    }
    if (keys.seen != few) free(keys.seen);
}

static void check_positional_struct(Type *type, Type *fields, Expr *e) {
    for (uint32_t i = 0; i < e->list.count; i++) {
        Expr *element = e->list.items[i];
        Operand x = {0};
        if (element->kind == EXPR_KEY_VALUE) {
            check_error(expr_start(element), MSG_MIXED_STRUCT);
            continue;
        }
        Target target, *wanted = NULL;
        if (i < fields->field_count)
            wanted = late_target(&target, fields->fields[i]->type, "struct literal");
        check_expr(&x, wanted, element);
        if (i >= fields->field_count) {
            check_error(expr_start(element), MSG_STRUCT_TOO_MANY, type_text(type));
            return;
        }
        Object *field = fields->fields[i];
        if (!field->is_exported && field->package != checker.env.package) {
            check_error(expr_start(element), MSG_STRUCT_UNEXPORTED, field->name->text,
                        type_text(type));
            continue;
        }
        check_assignment(&x, field->type, "struct literal");
    }
    if (e->list.count < fields->field_count) {
        check_error(e->end_pos, MSG_STRUCT_TOO_FEW, type_text(type));
    }
}

// ---- array and slice literals -------------------------------------------------------------------

// The indices used so far. Without keys they only count up, and nothing has to be remembered until
// the first key comes.
typedef struct IndexSet {
    KeySet keys;
    int64_t run_length;   // 0..run_length-1 are in the set
} IndexSet;

static bool index_set_add(IndexSet *set, int64_t index, Expr *e) {
    if (index == set->run_length && set->keys.count == 0) {
        set->run_length++;
        return true;
    }
    if (index < set->run_length) return false;
    return key_set_add(&set->keys, const_int(index), type_basic[TYPE_INT], e) == NULL;
}

static void check_element(Expr *value, Type *elem, const char *context) {
    Operand x = {0};
    Target target;
    Target *wanted = late_target(&target, elem, context);
    if (wanted != NULL) check_expr(&x, wanted, value);
    else check_expr_with_hint(&x, value, elem);
    check_assignment(&x, elem, context);
}

// Checks elements of an array or slice; returns the length they need.
static int64_t check_elements(ExprList *elements, Type *elem, int64_t length) {
    IndexSet seen = {0};
    int64_t index = 0, max = 0;
    for (uint32_t i = 0; i < elements->count; i++) {
        Expr *e = elements->items[i];
        Expr *value = e;
        bool is_index_good = false;
        if (e->kind == EXPR_KEY_VALUE) {
            Operand key;
            int64_t given = check_index(e->x, length, &key);
            if (given >= 0) {
                index = given;
                is_index_good = true;
            } else if (key.mode != MODE_INVALID) {
                check_error(expr_start(e), MSG_INDEX_NOT_CONSTANT, expr_text(e->x));
            }
            value = e->y;
        } else if (length >= 0 && index >= length) {
            check_error(expr_start(e), MSG_ELEMENT_OUT_OF_BOUNDS, (long long)index,
                        (long long)length);
        } else {
            is_index_good = true;
        }
        if (is_index_good && !index_set_add(&seen, index, e)) {
            check_error(expr_start(e), MSG_DUPLICATE_INDEX, (long long)index);
        }
        if (index < INT64_MAX) index++;
        if (index > max) max = index;
        check_element(value, elem, "array or slice literal");
    }
    key_set_free(&seen.keys);
    return max;
}

// ---- map literals -------------------------------------------------------------------------------

// 1, 1.0 and 1+0i are the same key, where the key type leaves a constant as it is written.
static Const *key_value(Const *value) {
    Const *integer = const_to_int(value);
    if (const_kind(integer) == CONST_INT) return integer;
    Const *real = const_to_float(value);
    return const_kind(real) == CONST_FLOAT ? real : value;
}

static void check_map_elements(ExprList *elements, Type *map) {
    KeySet seen = {0};
    for (uint32_t i = 0; i < elements->count; i++) {
        Expr *e = elements->items[i];
        if (e->kind != EXPR_KEY_VALUE) {
            check_error(expr_start(e), MSG_MISSING_KEY);
            continue;
        }
        Operand x = {0};
        check_expr_with_hint(&x, e->x, map->key);
        check_assignment(&x, map->key, "map literal");
        if (x.mode == MODE_INVALID) continue;
        if (x.mode == MODE_CONSTANT &&
            key_set_add(&seen, key_value(x.constant), x.type, e) != NULL) {
            check_error(expr_start(x.expr), MSG_DUPLICATE_KEY, const_print(x.constant));
            continue;
        }
        check_element(e->y, map->elem, "map literal");
    }
    key_set_free(&seen);
}

// ---- composite literals -------------------------------------------------------------------------

static bool is_open_array(const Expr *e) {
    return e->kind == EXPR_ARRAY_TYPE && e->x != NULL && e->x->kind == EXPR_ELLIPSIS;
}

// A literal of a type that is used inside its own declaration.
static bool is_half_declared(const Type *type) {
    if (type->kind == TYPE_STRUCT) return !type->is_complete;
    bool has_elem = type->kind == TYPE_ARRAY || type->kind == TYPE_SLICE || type->kind == TYPE_MAP;
    return has_elem && (type->elem == NULL || (type->kind == TYPE_MAP && type->key == NULL));
}

// The elements, by the core type of [base]. False after an error that makes the literal useless.
static bool check_elements_of(Type *type, Type *base, Expr *e) {
    Type *core = type_core(base);
    if (core != NULL && is_half_declared(core)) {
        check_error(expr_start(e), MSG_RECURSIVE_TYPE);
        return false;
    }
    switch (core == NULL ? TYPE_INVALID : core->kind) {
    case TYPE_STRUCT:
        if (e->list.count == 0) return true;
        if (e->list.items[0]->kind == EXPR_KEY_VALUE) check_keyed_struct(base, core, e);
        else check_positional_struct(base, core, e);
        return true;
    case TYPE_ARRAY:
        check_elements(&e->list, core->elem, core->length);
        return true;
    case TYPE_SLICE:
        frame_add_literal(core->elem, check_elements(&e->list, core->elem, -1));
        return true;
    case TYPE_MAP:
        check_map_elements(&e->list, core);
        return true;
    default: break;
    }
    check_use(e->list.items, e->list.count);
    if (core != NULL && !type_is_valid(core)) return true;
    check_error(expr_start(e), MSG_INVALID_LITERAL_TYPE, type_text(type));
    return false;
}

void check_composite_literal(Operand *x, Expr *e, Type *hint) {
    Type *type, *base;
    if (e->x != NULL && is_open_array(e->x)) {
        Type *elem = check_var_type(e->x->y);
        int64_t length = check_elements(&e->list, elem, -1);
        type = type_new_array(elem, length);
        record_type(e->x, type);
        x->mode = MODE_VALUE;
        x->type = type;
        return;
    }
    if (e->x != NULL) {
        type = base = check_type(e->x);
    } else if (hint != NULL) {
        // {...} as an element of type *T means &T{...}.
        type = hint;
        base = type_core(type);
        if (base == NULL) {
            check_error(expr_start(e), MSG_LITERAL_NO_CORE, type_text(type));
            return;
        }
        if (base->kind == TYPE_POINTER) base = base->elem;
    } else {
        check_error(expr_start(e), MSG_LITERAL_NO_TYPE);
        check_use(e->list.items, e->list.count);
        return;
    }
    if (!check_elements_of(type, base, e)) return;
    x->mode = MODE_VALUE;
    x->type = type;
}
