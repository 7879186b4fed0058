// types/type_set.c - which types and methods an interface stands for.
//
// The terms of a set are kept in normal form: no term includes another one. All sets are small, so
// every operation on two of them compares each with each.
#include "types/check_int.h"

enum { TERM_LIMIT = 100 };   // as in gc

// ---- Terms --------------------------------------------------------------------------------------

static bool terms_disjoint(const Term *x, const Term *y) {
    Type *xt = y->tilde ? type_underlying(x->type) : x->type;
    Type *yt = x->tilde ? type_underlying(y->type) : y->type;
    return !type_identical(xt, yt);
}

bool term_includes(const Term *term, Type *type) {
    return type_identical(term->type, term->tilde ? type_underlying(type) : type);
}

static bool term_subset(const Term *x, const Term *y) {
    return !terms_disjoint(x, y) && (!x->tilde || y->tilde);
}

typedef VEC(Term) TermList;

static void terms_add(TermList *list, Term term) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (term_subset(&term, &list->items[i])) return;
        if (term_subset(&list->items[i], &term)) {
            list->items[i] = list->items[--list->count];
            i--;
        }
    }
    vec_push(&checker.arena, list, term);
}

static void terms_intersect(const TypeSet *x, const TypeSet *y, TermList *result) {
    for (uint32_t i = 0; i < x->term_count; i++) {
        for (uint32_t j = 0; j < y->term_count; j++) {
            const Term *a = &x->terms[i], *b = &y->terms[j];
            if (terms_disjoint(a, b)) continue;
            terms_add(result, !a->tilde || b->tilde ? *a : *b);
        }
    }
}

static bool terms_subset(const TypeSet *a, const TypeSet *b) {
    for (uint32_t i = 0; i < a->term_count; i++) {
        bool found = false;
        for (uint32_t j = 0; j < b->term_count && !found; j++)
            found = term_subset(&a->terms[i], &b->terms[j]);
        if (!found) return false;
    }
    return true;
}

bool type_set_subset(const TypeSet *a, const TypeSet *b) {
    if (b->is_all_types) return true;
    if (a->is_all_types) return false;
    return terms_subset(a, b);
}

bool type_set_terms_equal(const TypeSet *a, const TypeSet *b) {
    return type_set_subset(a, b) && type_set_subset(b, a);
}

// ---- Questions ----------------------------------------------------------------------------------

bool type_set_is_method_set(const TypeSet *set) { return !set->is_comparable && set->is_all_types; }
bool type_set_is_empty(const TypeSet *set) { return !set->is_all_types && set->term_count == 0; }
bool type_set_has_terms(const TypeSet *set) { return !set->is_all_types && set->term_count > 0; }

bool type_set_is_comparable(const TypeSet *set) {
    if (set->is_all_types) return set->is_comparable;
    if (set->term_count == 0) return false;
    for (uint32_t i = 0; i < set->term_count; i++)
        if (!type_comparable_cause(set->terms[i].type, false, NULL)) return false;
    return true;
}

Object *type_set_method(const TypeSet *set, const Package *package, const Symbol *name,
                        bool fold_case, uint32_t *index) {
    for (uint32_t i = 0; i < set->method_count; i++) {
        if (!object_same_id(set->methods[i], package, name, fold_case)) continue;
        if (index) *index = i;
        return set->methods[i];
    }
    return NULL;
}

bool type_param_each_term(Type *type, bool (*visit)(const Term *term, void *arg), void *arg) {
    TypeSet *set = type_set(type);
    if (!type_set_has_terms(set)) return visit(NULL, arg);
    for (uint32_t i = 0; i < set->term_count; i++)
        if (!visit(&set->terms[i], arg)) return false;
    return true;
}

bool type_each(Type *type, bool (*visit)(Type *type, Type *underlying, void *arg), void *arg) {
    if (!type_is_type_param(type)) return visit(type, type_underlying(type), arg);
    TypeSet *set = type_set(type);
    if (!type_set_has_terms(set)) return visit(NULL, NULL, arg);
    for (uint32_t i = 0; i < set->term_count; i++)
        if (!visit(set->terms[i].type, type_underlying(set->terms[i].type), arg)) return false;
    return true;
}

// ---- Computing ----------------------------------------------------------------------------------

static TypeSet top_set = {.is_all_types = true};

typedef struct Collected {
    ObjectSet seen;
    ObjectList methods;
    VEC(Pos) positions;      // of methods[i]: where it is declared, or embedded
} Collected;

typedef struct DuplicateMethod {
    Object *method, *other;
    Pos pos, other_pos;
} DuplicateMethod;

static void report_duplicate_method(const DuplicateMethod *d) {
    check_error(d->pos, MSG_DUPLICATE_METHOD, d->method->name->text, pos_text(d->other_pos),
                d->method->name->text);
}

// Two embedded interfaces may share a method if it is the same.
static void duplicate_method_later(void *a, void *b) {
    (void)b;
    DuplicateMethod *d = a;
    if (!version_allow(14) || !type_identical(d->method->type, d->other->type))
        report_duplicate_method(d);
}

static void collect_method(Collected *all, Pos pos, Object *method, bool explicit, bool report) {
    Object *other = object_set_insert(&all->seen, method);
    if (!other) {
        vec_push(&checker.arena, &all->methods, method);
        vec_push(&checker.arena, &all->positions, pos);
        return;
    }
    if (!report) return;
    DuplicateMethod *d = ARENA_NEW(&checker.arena, DuplicateMethod);
    *d = (DuplicateMethod){.method = method, .other = other, .pos = pos};
    for (uint32_t i = 0; i < all->methods.count; i++)
        if (all->methods.items[i] == other) d->other_pos = all->positions.items[i];
    if (explicit) report_duplicate_method(d);
    else check_later(duplicate_method_later, d, NULL);
}

// The types of union [type]; false when there are too many.
static bool union_set(Pos pos, Type *type, TypeSet *set) {
    TermList terms = {0};
    *set = (TypeSet){0};
    for (uint32_t i = 0; i < type->term_count; i++) {
        Term *term = &type->terms[i];
        Type *under = type_underlying(term->type);
        if (under->kind == TYPE_INVALID) continue;
        if (under->kind == TYPE_INTERFACE) {
            TypeSet *inner = type_set_compute(pos, under);
            if (inner->is_all_types) {
                set->is_all_types = true;
                return true;
            }
            for (uint32_t j = 0; j < inner->term_count; j++) terms_add(&terms, inner->terms[j]);
        } else if (!term->tilde || type_identical(term->type, under)) {
            terms_add(&terms, *term);
        }
        if (terms.count > TERM_LIMIT) {
            check_error(pos, MSG_UNION_TERMS_LIMIT, TERM_LIMIT);
            return false;
        }
    }
    set->terms = terms.items;
    set->term_count = terms.count;
    return true;
}

// Makes *set the intersection of itself with [other] (methods aside).
static void set_restrict(TypeSet *set, const TypeSet *other) {
    bool comparable = set->is_comparable || other->is_comparable;
    TermList terms = {0};
    if (set->is_all_types && other->is_all_types) {
        set->is_comparable = comparable;
        return;
    }
    if (set->is_all_types || other->is_all_types) {
        const TypeSet *from = set->is_all_types ? other : set;
        for (uint32_t i = 0; i < from->term_count; i++)
            vec_push(&checker.arena, &terms, from->terms[i]);
    } else {
        terms_intersect(set, other, &terms);
    }
    if (comparable) {
        uint32_t kept = 0;
        for (uint32_t i = 0; i < terms.count; i++)
            if (type_comparable_cause(terms.items[i].type, false, NULL))
                terms.items[kept++] = terms.items[i];
        terms.count = kept;
    }
    set->is_all_types = false;
    set->is_comparable = false;
    set->terms = terms.items;
    set->term_count = terms.count;
}

// Whether [type] is a constraint interface of another package.
static bool is_imported_constraint(Type *type) {
    type = type_unalias(type);
    if (type->kind != TYPE_NAMED || !type->object->package ||
        type->object->package == checker.env.package)
        return false;
    Type *under = type_underlying(type);
    return under->kind == TYPE_INTERFACE && !type_set_is_method_set(type_set(under));
}

static void embed(TypeSet *set, Collected *all, Pos pos, Type *type, bool report) {
    Type *under = type_underlying(type);
    TypeSet inner = {0};
    if (under->kind == TYPE_INTERFACE) {
        TypeSet *embedded = type_set_compute(pos, under);
        if (pos && is_imported_constraint(type) &&
            !version_verify(pos, 18, check_text(MSG_EMBED_CONSTRAINT, type_text(type))))
            return;
        for (uint32_t i = 0; i < embedded->method_count; i++)
            collect_method(all, pos, embedded->methods[i], false, report);
        inner = *embedded;
    } else if (under->kind == TYPE_UNION) {
        if (pos &&
            !version_verify(pos, 18, check_text(MSG_EMBED_ELEMENT, type_text(under))))
            return;
        if (!union_set(pos, under, &inner)) return;
    } else {
        if (under->kind == TYPE_INVALID) return;
        if (pos &&
            !version_verify(pos, 18, check_text(MSG_EMBED_NON_INTERFACE, type_text(type))))
            return;
        inner.terms = ARENA_NEW(&checker.arena, Term);
        inner.terms[0].type = type;
        inner.term_count = 1;
    }
    set_restrict(set, &inner);
}

static int compare_methods(const void *a, const void *b) {
    const Object *x = *(Object *const *)a, *y = *(Object *const *)b;
    if (x == y) return 0;
    if (x->is_exported != y->is_exported) return x->is_exported ? -1 : 1;
    int order = strcmp(x->name->text, y->name->text);
    if (order || x->is_exported) return order;
    if (!x->package || !y->package) return (x->package != NULL) - (y->package != NULL);
    return strcmp(x->package->path, y->package->path);
}

void methods_sort(Object **methods, uint32_t count) {
    if (count > 1) qsort(methods, count, sizeof *methods, compare_methods);
}

TypeSet *type_set_compute(Pos pos, Type *interface) {
    (void)pos;
    if (interface->set) return interface->set;
    if (!interface->is_complete) return &top_set;
    TypeSet *set = interface->set = ARENA_NEW(&checker.arena, TypeSet);
    set->is_all_types = true;
    if (interface->is_comparable) set->is_comparable = true;
    Collected all = {0};
    for (uint32_t i = 0; i < interface->method_count; i++) {
        Object *method = interface->methods[i];
        collect_method(&all, method->pos, method, true, interface->is_user);
    }
    for (uint32_t i = 0; i < interface->embed_count; i++) {
        Pos at = interface->is_user ? interface->embed_positions[i] : NO_POS;
        embed(set, &all, at, interface->embeds[i], interface->is_user);
    }
    methods_sort(all.methods.items, all.methods.count);
    set->methods = all.methods.items;
    set->method_count = all.methods.count;
    return set;
}

TypeSet *type_set(Type *interface) {
    Type *under = type_underlying(interface);
    if (under->kind != TYPE_INTERFACE) return &top_set;
    return type_set_compute(NO_POS, under);
}

// ---- Core types ---------------------------------------------------------------------------------

// The type that both x and y can be taken as: identical ones, and channels that differ only in one
// being bidirectional.
static Type *match_types(Type *x, Type *y) {
    if (type_identical(x, y)) return x;
    if (x->kind == TYPE_CHAN && y->kind == TYPE_CHAN && type_identical(x->elem, y->elem)) {
        if (x->chan_dir == CHAN_BOTH) return y;
        if (y->chan_dir == CHAN_BOTH) return x;
    }
    return NULL;
}

typedef struct Core {
    Type *single;
    bool strings;      // treat strings as byte slices
    bool has_string;
} Core;

static bool core_visit(Type *type, Type *under, void *arg) {
    (void)type;
    Core *core = arg;
    if (!under) return false;
    if (core->strings && type_is_string(under)) {
        under = type_new_slice(type_byte);
        core->has_string = true;
    }
    if (core->single) under = match_types(core->single, under);
    core->single = under ? under : core->single;
    return under != NULL;
}

Type *type_core(Type *type) {
    if (!type_is_type_param(type)) return type_underlying(type);
    Core core = {0};
    return type_each(type, core_visit, &core) ? core.single : NULL;
}

Type *type_core_string(Type *type) {
    if (!type_is_type_param(type)) return type_underlying(type);
    Core core = {.strings = true};
    if (!type_each(type, core_visit, &core)) return NULL;
    return core.has_string ? type_basic[TYPE_STRING] : core.single;
}
