// types/assignable.c - assignability, convertibility, comparability, implementing constraints.
#include "types/check_int.h"

bool operand_is_nil(const Operand *x) { return x->mode == MODE_NIL; }

static bool has_name(Type *type) { return type_is_named(type); }

static bool is_interface_pointer(Type *type) {
    type = type_underlying(type);
    return type->kind == TYPE_POINTER && type_is_interface(type->elem);
}

// Puts a line before what *cause says already.
static void add_cause(const char **cause, const char *text) {
    if (!cause) return;
    *cause = *cause && **cause ? check_text("%s\n\t%s", text, *cause) : text;
}

// ---- Comparability ------------------------------------------------------------------------------

static bool comparable_in(Type *type, bool dynamic, TypeList *seen, const char **cause);

// Whether all types of [set] are strictly comparable.
static bool comparable_set(const TypeSet *set, TypeList *seen) {
    if (set->is_all_types) return set->is_comparable;
    for (uint32_t i = 0; i < set->term_count; i++)
        if (!comparable_in(set->terms[i].type, false, seen, NULL)) return false;
    return set->term_count > 0;
}

static bool comparable_composite(Type *type, Type *under, bool dynamic, TypeList *seen,
                                 const char **cause) {
    if (under->kind == TYPE_STRUCT) {
        for (uint32_t i = 0; i < under->field_count; i++) {
            if (comparable_in(under->fields[i]->type, dynamic, seen, NULL)) continue;
            if (cause) *cause = check_text(MSG_STRUCT_INCOMPARABLE,
                                           type_text(under->fields[i]->type));
            return false;
        }
        return true;
    }
    if (under->kind == TYPE_ARRAY) {
        if (comparable_in(under->elem, dynamic, seen, NULL)) return true;
        if (cause) *cause = check_text(MSG_ARRAY_INCOMPARABLE, type_text(under));
        return false;
    }
    if ((dynamic && !type_is_type_param(type)) || comparable_set(type_set(under), seen))
        return true;
    if (cause)
        *cause = type_set_is_empty(type_set(under)) ? MSG_EMPTY_TYPE_SET : MSG_SET_INCOMPARABLE;
    return false;
}

static bool comparable_in(Type *type, bool dynamic, TypeList *seen, const char **cause) {
    Type *under = type_underlying(type);
    switch (under->kind) {
    case TYPE_STRUCT: case TYPE_ARRAY: case TYPE_INTERFACE: break;
    case TYPE_POINTER: case TYPE_CHAN: return true;
    default: return under->kind < TYPE_BASIC_COUNT && under->kind != TYPE_UNTYPED_NIL;
    }
    for (uint32_t i = 0; i < seen->count; i++)
        if (seen->items[i] == type) return true;
    vec_push(&checker.arena, seen, type);
    return comparable_composite(type, under, dynamic, seen, cause);
}

bool type_comparable_cause(Type *type, bool dynamic, const char **cause) {
    TypeList seen = {0};
    return comparable_in(type, dynamic, &seen, cause);
}

bool type_is_comparable(Type *type) { return type_comparable_cause(type, true, NULL); }

// ---- Implementing -------------------------------------------------------------------------------

// Whether [type] is written somewhere in the elements of [in].
static bool mentions(Type *in, Type *type) {
    if (in->kind == TYPE_INTERFACE) {
        for (uint32_t i = 0; i < in->embed_count; i++)
            if (mentions(in->embeds[i], type)) return true;
        return false;
    }
    if (in->kind == TYPE_UNION) {
        for (uint32_t i = 0; i < in->term_count; i++)
            if (mentions(in->terms[i].type, type)) return true;
        return false;
    }
    return type_identical(in, type);
}

static bool implement_comparable(Type *v, TypeSet *set, bool constraint, const char *verb,
                                 const char **cause) {
    if (!type_set_is_comparable(set)) return true;
    if (type_comparable_cause(v, false, NULL)) return true;
    if (constraint && type_comparable_cause(v, true, NULL)) {
        if (version_allow(20)) return true;
        if (cause) *cause = check_text(MSG_COMPARABLE_VERSION, type_text(v), verb);
        return false;
    }
    if (cause) *cause = check_text(MSG_NOT_COMPARABLE, type_text(v), verb);
    return false;
}

// Whether non-interface [v] is in the terms of [t]'s set.
static bool implement_terms(Type *v, Type *t, Type *interface, const char *verb,
                            const char **cause) {
    TypeSet *set = type_set(interface);
    Type *alternative = NULL;
    for (uint32_t i = 0; i < set->term_count; i++) {
        Term *term = &set->terms[i];
        if (term_includes(term, v)) return true;
        if (alternative || term->tilde ||
            !type_identical(term->type, type_underlying(term->type)))
            continue;
        if (type_identical(term->type, type_underlying(v))) alternative = term->type;
    }
    if (!cause) return false;
    const char *detail;
    if (alternative)
        detail = check_text(MSG_POSSIBLY_MISSING_TILDE, type_text(alternative), type_text(t));
    else if (mentions(interface, v))
        detail = check_text(MSG_MENTIONS_BUT, type_text(t), type_text(v), type_text(v),
                            type_text(t));
    else
        detail = check_text(MSG_MISSING_IN, type_text(v),
                            terms_text(set->terms, set->term_count));
    *cause = check_text(MSG_DOES_NOT_IMPLEMENT_DETAIL, type_text(v), verb, type_text(t), detail);
    return false;
}

static bool not_an_interface(Type *v, Type *t, const char *verb, const char **cause) {
    if (!cause) return false;
    const char *detail = is_interface_pointer(t)
                             ? check_text(MSG_POINTER_TO_INTERFACE, type_text(t))
                             : check_text(MSG_NOT_AN_INTERFACE, type_text(t));
    *cause = check_text(MSG_DOES_NOT_IMPLEMENT_DETAIL, type_text(v), verb, type_text(t), detail);
    return false;
}

bool type_implements_cause(Pos pos, Type *v, Type *t, bool constraint, const char **cause) {
    (void)pos;
    Type *vu = type_underlying(v), *tu = type_underlying(t);
    if (vu->kind == TYPE_INVALID || tu->kind == TYPE_INVALID) return true;
    if (vu->kind == TYPE_POINTER && type_kind(vu->elem) == TYPE_INVALID) return true;
    const char *verb = constraint ? "satisfy" : "implement";
    if (tu->kind != TYPE_INTERFACE) return not_an_interface(v, t, verb, cause);
    TypeSet *set = type_set(tu);
    if (type_set_is_method_set(set) && set->method_count == 0) return true;
    bool is_interface = vu->kind == TYPE_INTERFACE;
    if (is_interface && type_set_is_empty(type_set(vu))) return true;
    if (type_set_is_empty(set)) {
        if (cause) *cause = check_text(MSG_CANNOT_IMPLEMENT_EMPTY, verb, type_text(t));
        return false;
    }
    const char *detail = NULL;
    if (missing_method(v, t, true, cause ? &detail : NULL)) {
        if (cause)
            *cause = check_text(MSG_DOES_NOT_IMPLEMENT_METHOD, type_text(v), verb, type_text(t),
                                detail);
        return false;
    }
    if (type_set_has_terms(set)) {
        if (is_interface) {
            if (!type_set_subset(type_set(vu), set)) {
                if (cause) *cause = check_text(MSG_DOES_NOT_IMPLEMENT, type_text(v), verb,
                                               type_text(t));
                return false;
            }
        } else if (!implement_terms(v, t, tu, verb, cause)) {
            return false;
        }
    }
    return implement_comparable(v, set, constraint, verb, cause);
}

// ---- Assignability ------------------------------------------------------------------------------

typedef struct TermQuery {
    Operand *x;
    Type *param;         // the type parameter whose terms are visited
    Type *other, *other_as_written;
    const char **cause;
    bool result;
} TermQuery;

static bool untyped_term(const Term *term, void *arg) {
    TermQuery *q = arg;
    return term && implicit_type(q->x, term->type, NULL, NULL) != NULL;
}

static bool assign_to_term(const Term *term, void *arg) {
    TermQuery *q = arg;
    q->result = term && operand_assignable(q->x, term->type, q->cause);
    if (term && !q->result)
        add_cause(q->cause, check_text(MSG_CANNOT_ASSIGN_IN, type_text(q->x->type),
                                       type_text(term->type), type_text(q->param)));
    return q->result;
}

static bool assign_from_term(const Term *term, void *arg) {
    TermQuery *q = arg;
    q->result = false;
    if (!term) return false;
    Operand x = *q->x;
    x.type = term->type;
    q->result = operand_assignable(&x, q->other, q->cause);
    if (!q->result)
        add_cause(q->cause, check_text(MSG_CANNOT_ASSIGN_FROM, type_text(term->type),
                                       type_text(q->param), type_text(q->other_as_written)));
    return q->result;
}

static bool assignable_untyped(Operand *x, Type *type) {
    if (type_is_type_param(type)) {
        TermQuery q = {.x = x, .param = type};
        return type_param_each_term(type, untyped_term, &q);
    }
    return implicit_type(x, type, NULL, NULL) != NULL;
}

// One side is a type parameter: every type of its set must do.
static bool assignable_params(Operand *x, Type *v, Type *t, Type *written, const char **cause) {
    TermQuery q = {.x = x, .cause = cause};
    if (!has_name(v) && t->kind == TYPE_TYPE_PARAM) {
        q.param = t;
        type_param_each_term(t, assign_to_term, &q);
        return q.result;
    }
    if (v->kind == TYPE_TYPE_PARAM && !has_name(t)) {
        q.param = v;
        q.other = t;
        q.other_as_written = written;
        type_param_each_term(v, assign_from_term, &q);
        return q.result;
    }
    return false;
}

bool operand_assignable(Operand *x, Type *type, const char **cause) {
    if (x->mode == MODE_INVALID || !type_is_valid(type)) return true;
    Type *v = type_unalias(x->type), *t = type_unalias(type);
    if (type_identical(v, t)) return true;
    if (!type_is_valid(v)) return true;
    Type *vu = type_underlying(v), *tu = type_underlying(t);
    bool v_param = v->kind == TYPE_TYPE_PARAM, t_param = t->kind == TYPE_TYPE_PARAM;
    if (type_is_untyped(vu)) return assignable_untyped(x, t);
    if (type_identical(vu, tu) && !v_param && !t_param && (!has_name(v) || !has_name(t)))
        return true;
    if ((tu->kind == TYPE_INTERFACE && !t_param) || is_interface_pointer(tu)) {
        if (type_implements_cause(NO_POS, v, t, false, cause)) return true;
        if (!v_param) return false;
        if (cause) *cause = NULL;
    }
    if (vu->kind == TYPE_INTERFACE && !v_param &&
        type_implements_cause(NO_POS, t, v, false, NULL)) {
        if (cause) *cause = MSG_NEED_ASSERTION;
        return false;
    }
    if (vu->kind == TYPE_CHAN && vu->chan_dir == CHAN_BOTH && tu->kind == TYPE_CHAN &&
        type_identical(vu->elem, tu->elem))
        return !has_name(v) || !has_name(t);
    if (!v_param && !t_param) return false;
    return assignable_params(x, v, t, type, cause);
}

// ---- Convertibility -----------------------------------------------------------------------------

static bool is_unsafe_pointer(Type *under) { return under->kind == TYPE_UNSAFE_POINTER; }
static bool is_address(Type *under) {
    return under->kind == TYPE_POINTER || under->kind == TYPE_UINTPTR;
}

static bool convertible_pointers(Type *v, Type *t) {
    return v->kind == TYPE_POINTER && t->kind == TYPE_POINTER && !type_is_type_param(v->elem) &&
           !type_is_type_param(t->elem) &&
           type_identical_ignore_tags(type_underlying(v->elem), type_underlying(t->elem));
}

static bool convertible_basics(Type *vu, Type *tu) {
    if (type_is_integer_or_float(vu) && type_is_integer_or_float(tu)) return true;
    if (type_is_complex(vu) && type_is_complex(tu)) return true;
    if ((type_is_integer(vu) || type_is_bytes_or_runes(vu)) && type_is_string(tu)) return true;
    if (type_is_string(vu) && type_is_bytes_or_runes(tu)) return true;
    return (is_address(vu) && is_unsafe_pointer(tu)) || (is_unsafe_pointer(vu) && is_address(tu));
}

// Slice to array or array pointer: 1 yes, 0 no, -1 not in this version of the language.
static int convertible_slice(Type *vu, Type *tu, const char **cause) {
    if (vu->kind != TYPE_SLICE) return 0;
    Type *array = tu->kind == TYPE_POINTER ? type_underlying(tu->elem) : tu;
    if (array->kind != TYPE_ARRAY || !type_identical(vu->elem, array->elem)) return 0;
    bool is_pointer = tu->kind == TYPE_POINTER;
    if (version_allow(is_pointer ? 17 : 20)) return 1;
    if (cause) *cause = is_pointer ? MSG_SLICE_TO_ARRAY_POINTER_VERSION
                                   : MSG_SLICE_TO_ARRAY_VERSION;
    return -1;
}

static bool convert_to_term(const Term *term, void *arg) {
    TermQuery *q = arg;
    if (!term) return false;
    if (operand_convertible(q->x, term->type, q->cause)) return true;
    if (q->other)
        add_cause(q->cause, check_text(MSG_CANNOT_CONVERT_IN_IN, type_text(q->x->type),
                                       type_text(q->other), type_text(term->type),
                                       type_text(q->param)));
    else
        add_cause(q->cause, check_text(MSG_CANNOT_CONVERT_TO_IN, type_text(q->x->type),
                                       type_text(term->type), type_text(q->param)));
    return false;
}

static bool convert_from_term(const Term *term, void *arg) {
    TermQuery *q = arg;
    if (!term) return false;
    Operand x = *q->x;
    x.type = term->type;
    if (type_is_type_param(q->other)) {
        TermQuery inner = {.x = &x, .param = q->other, .other = q->param, .cause = q->cause};
        return type_param_each_term(q->other, convert_to_term, &inner);
    }
    if (operand_convertible(&x, q->other, q->cause)) return true;
    add_cause(q->cause, check_text(MSG_CANNOT_CONVERT_FROM_IN, type_text(term->type),
                                   type_text(q->param), type_text(q->other_as_written)));
    return false;
}

bool operand_convertible(Operand *x, Type *type, const char **cause) {
    if (operand_assignable(x, type, cause)) return true;
    Type *v = type_unalias(x->type), *t = type_unalias(type);
    Type *vu = type_underlying(v), *tu = type_underlying(t);
    bool v_param = v->kind == TYPE_TYPE_PARAM, t_param = t->kind == TYPE_TYPE_PARAM;
    if (!v_param && !t_param && type_identical_ignore_tags(vu, tu)) return true;
    if (convertible_pointers(v, t)) return true;
    if (convertible_basics(vu, tu)) return true;
    int slice = convertible_slice(vu, tu, cause);
    if (slice) return slice > 0;
    TermQuery q = {.x = x, .cause = cause};
    if (v_param) {
        q.param = v;
        q.other = t;
        q.other_as_written = type;
        return type_param_each_term(v, convert_from_term, &q);
    }
    if (!t_param) return false;
    q.param = t;
    return type_param_each_term(t, convert_to_term, &q);
}
