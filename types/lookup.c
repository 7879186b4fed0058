// types/lookup.c - finds fields and methods by name, through embedded fields.
//
// The search goes level by level: a name found at one depth hides those deeper, and is ambiguous
// when it is there twice.
#include "types/check_int.h"

// A type to look into, and how it is reached from the type asked about.
typedef struct Step {
    Type *type;
    const struct Step *outer;   // NULL at depth 0
    uint32_t index;             // of the embedded field in outer's struct
    uint32_t depth;
    bool is_indirect;           // a pointer was passed
    bool is_multiple;           // its type occurs more than once at this depth
} Step;

typedef VEC(Step *) StepList;

typedef struct Search {
    Package *package;
    Symbol *name;
    bool fold_case;
    StepList next;
    VEC(Type *) seen;           // defined types looked into
    Object *found;
    const Step *found_at;
    uint32_t found_index;
    bool collision;
} Search;

static bool was_seen(Search *search, Type *named) {
    for (uint32_t i = 0; i < search->seen.count; i++)
        if (type_identical(search->seen.items[i], named)) return true;
    vec_push(&checker.arena, &search->seen, named);
    return false;
}

static void note_found(Search *search, const Step *step, Object *object, uint32_t index) {
    search->collision = search->collision || search->found || step->is_multiple;
    search->found = object;
    search->found_at = step;
    search->found_index = index;
}

static void look_into_struct(Search *search, const Step *step, Type *type) {
    for (uint32_t i = 0; i < type->field_count && !search->collision; i++) {
        Object *field = type->fields[i];
        if (object_same_id(field, search->package, search->name, search->fold_case)) {
            note_found(search, step, field, i);
            continue;
        }
        if (search->found || !field->is_embedded) continue;
        bool is_pointer;
        Step *inner = ARENA_NEW(&checker.arena, Step);
        inner->type = type_deref(field->type, &is_pointer);
        inner->outer = step;
        inner->index = i;
        inner->depth = step->depth + 1;
        inner->is_indirect = step->is_indirect || is_pointer;
        inner->is_multiple = step->is_multiple;
        vec_push(&checker.arena, &search->next, inner);
    }
}

static void look_into(Search *search, const Step *step) {
    Type *type = type_unalias(step->type);
    uint32_t index;
    if (type->kind == TYPE_NAMED) {
        if (step->outer || search->next.count) {
            if (was_seen(search, type)) return;
        } else {
            vec_push(&checker.arena, &search->seen, type);
        }
        Object *method = named_method_lookup(type, search->package, search->name,
                                             search->fold_case, &index);
        if (method) {
            note_found(search, step, method, index);
            return;
        }
    }
    Type *under = type_underlying(type);
    if (under->kind == TYPE_STRUCT) {
        look_into_struct(search, step, under);
    } else if (under->kind == TYPE_INTERFACE) {
        Object *method = type_set_method(type_set(under), search->package, search->name,
                                         search->fold_case, &index);
        if (method) note_found(search, step, method, index);
    }
}

// Joins the steps whose types are the same.
static void consolidate(StepList *steps) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < steps->count; i++) {
        uint32_t j = 0;
        while (j < kept && !type_identical(steps->items[j]->type, steps->items[i]->type)) j++;
        if (j < kept) steps->items[j]->is_multiple = true;
        else steps->items[kept++] = steps->items[i];
    }
    steps->count = kept;
}

static void build_path(Lookup *result, const Step *step, uint32_t index) {
    result->path_count = step->depth + 1;
    result->path = ARENA_ARRAY(&checker.arena, uint32_t, result->path_count);
    result->path[step->depth] = index;
    for (; step->outer; step = step->outer) result->path[step->depth - 1] = step->index;
}

static bool has_pointer_receiver(const Object *method) {
    if (method->type && method->type->receiver) {
        bool is_pointer;
        type_deref(method->type->receiver->type, &is_pointer);
        return is_pointer;
    }
    return method->is_pointer_receiver;
}

// type_lookup without the rule for defined pointer types.
Lookup lookup_any(Type *type, bool addressable, Package *package, Symbol *name, bool fold_case) {
    Lookup result = {0};
    if (name == checker.sym_blank) return result;
    bool is_pointer;
    Step start = {.type = type_deref(type, &is_pointer)};
    start.is_indirect = is_pointer;
    if (is_pointer && type_kind(start.type) == TYPE_INTERFACE) return result;
    Search search = {.package = package, .name = name, .fold_case = fold_case};
    look_into(&search, &start);
    while (!search.found && search.next.count > 0) {
        StepList level = search.next;
        consolidate(&level);
        search.next = (StepList){0};
        for (uint32_t i = 0; i < level.count && !search.collision; i++)
            look_into(&search, level.items[i]);
    }
    if (!search.found) return result;
    build_path(&result, search.found_at, search.found_index);
    if (search.collision) return result;
    bool indirect = search.found_at->is_indirect;
    if (search.found->kind == OBJ_FUNC && !indirect && !addressable &&
        has_pointer_receiver(search.found)) {
        return (Lookup){.is_indirect = true};
    }
    result.object = search.found;
    result.is_indirect = indirect;
    return result;
}

Lookup type_lookup(Type *type, bool addressable, Package *package, Symbol *name, bool fold_case) {
    Type *actual = type_unalias(type);
    if (actual->kind != TYPE_NAMED)
        return lookup_any(type, addressable, package, name, fold_case);
    Type *under = type_underlying(actual);
    if (under->kind != TYPE_POINTER)
        return lookup_any(type, addressable, package, name, fold_case);
    // A defined pointer type has the fields of what it points to, but no methods.
    Lookup result = lookup_any(under, false, package, name, fold_case);
    if (result.object && result.object->kind == OBJ_FUNC) return (Lookup){0};
    return result;
}

// ---- Method sets --------------------------------------------------------------------------------

static void add_methods_of(ObjectSet *names, ObjectList *list, Object *method) {
    if (!object_set_insert(names, method)) vec_push(&checker.arena, list, method);
}

// All methods that [type] or something embedded in it declares, hidden ones too.
static void collect_candidates(Type *type, ObjectSet *names, ObjectList *list, TypeList *seen) {
    type = type_unalias(type_deref(type, NULL));
    for (uint32_t i = 0; i < seen->count; i++)
        if (seen->items[i] == type) return;
    vec_push(&checker.arena, seen, type);
    if (type->kind == TYPE_NAMED) {
        for (uint32_t i = 0; i < type->origin->method_count; i++)
            add_methods_of(names, list, type->origin->methods[i]);
    }
    Type *under = type_underlying(type);
    if (under->kind == TYPE_INTERFACE) {
        TypeSet *set = type_set(under);
        for (uint32_t i = 0; i < set->method_count; i++)
            add_methods_of(names, list, set->methods[i]);
    } else if (under->kind == TYPE_STRUCT) {
        for (uint32_t i = 0; i < under->field_count; i++)
            if (under->fields[i]->is_embedded)
                collect_candidates(under->fields[i]->type, names, list, seen);
    }
}

MethodSet *type_method_set(Type *type) {
    type = type_unalias(type);
    if (type->method_set && type->method_set_epoch == checker.method_epoch)
        return type->method_set;
    check_enter();
    MethodSet *set = ARENA_NEW(&checker.arena, MethodSet);
    ObjectSet names = {0};
    ObjectList candidates = {0};
    TypeList seen = {0};
    collect_candidates(type, &names, &candidates, &seen);
    methods_sort(candidates.items, candidates.count);
    for (uint32_t i = 0; i < candidates.count; i++) {
        Object *candidate = candidates.items[i];
        Lookup found = type_lookup(type, false, candidate->package, candidate->name, false);
        if (!found.object || found.object->kind != OBJ_FUNC) continue;
        object_check(found.object, NULL);
        MethodEntry entry = {.method = found.object, .path = found.path,
                             .path_count = found.path_count, .is_indirect = found.is_indirect};
        vec_push(&checker.arena, set, entry);
    }
    type->method_set = set;
    type->method_set_epoch = checker.method_epoch;
    check_leave();
    return set;
}

// ---- Implementing an interface ------------------------------------------------------------------

static bool is_interface_pointer(Type *type) {
    type = type_underlying(type);
    return type->kind == TYPE_POINTER && type_is_interface(type->elem);
}

const char *interface_pointer_error(Type *type) {
    Type *under = type_underlying(type);
    return check_text(type_is_type_param(under->elem) ? MSG_POINTER_TO_TYPE_PARAM
                                                      : MSG_POINTER_TO_INTERFACE,
                      type_text(type));
}

typedef enum { FOUND, NOT_FOUND, WRONG_NAME, UNEXPORTED, WRONG_TYPE, AMBIGUOUS, POINTER_RECEIVER,
               IS_FIELD } Miss;

// How [v] fails to have method [wanted]; *have is the nearest thing it has.
static Miss find_method(Type *v, Object *wanted, const Equivalence *equal, Object **have) {
    Lookup found = lookup_any(v, false, wanted->package, wanted->name, false);
    *have = NULL;
    if (!found.object) {
        if (found.path) return AMBIGUOUS;
        if (found.is_indirect) return POINTER_RECEIVER;
        Lookup other = lookup_any(v, false, wanted->package, wanted->name, true);
        if (!other.object || other.object->kind != OBJ_FUNC) return NOT_FOUND;
        *have = other.object;
        return other.object->name == wanted->name ? UNEXPORTED : WRONG_NAME;
    }
    if (found.object->kind != OBJ_FUNC) return IS_FIELD;
    *have = found.object;
    object_check(found.object, NULL);
    object_check(wanted, NULL);
    return equal->same(found.object->type, wanted->type, equal->arg) ? FOUND : WRONG_TYPE;
}

static Miss find_in_interface(TypeSet *set, Object *wanted, bool is_static,
                              const Equivalence *equal, Object **have) {
    *have = type_set_method(set, wanted->package, wanted->name, false, NULL);
    if (!*have) return is_static ? NOT_FOUND : FOUND;
    return equal->same((*have)->type, wanted->type, equal->arg) ? FOUND : WRONG_TYPE;
}

static const char *miss_text(Miss miss, Type *v, Type *t, Object *wanted, Object *have) {
    const char *name = wanted->name->text;
    if (have) object_check(have, NULL);
    switch (miss) {
    case NOT_FOUND:
        if (is_interface_pointer(v)) return check_text("(%s)", interface_pointer_error(v));
        if (is_interface_pointer(t)) return check_text("(%s)", interface_pointer_error(t));
        return check_text(MSG_MISSING_METHOD, name);
    case WRONG_NAME:
        return check_text(MSG_MISSING_METHOD_HAVE, name, method_text(have, false),
                          method_text(wanted, false));
    case UNEXPORTED: return check_text(MSG_UNEXPORTED_METHOD, name);
    case WRONG_TYPE: {
        const char *f = method_text(have, false), *m = method_text(wanted, false);
        if (strcmp(f, m) == 0) {
            f = method_text(have, true);
            m = method_text(wanted, true);
        }
        if (strcmp(f, m) == 0) return check_text(MSG_WRONG_METHOD_TYPE, name);
        return check_text(MSG_WRONG_METHOD_TYPE_HAVE, name, f, m);
    }
    case AMBIGUOUS: return check_text(MSG_AMBIGUOUS_METHOD, type_text(v), name);
    case POINTER_RECEIVER: return check_text(MSG_METHOD_POINTER_RECEIVER, name);
    default: return check_text(MSG_FIELD_NOT_METHOD, type_text(v), name);
    }
}

Object *missing_method_with(Type *v, Type *t, bool is_static, const Equivalence *equal,
                            const char **cause) {
    TypeSet *wanted = type_set(t);
    Type *under = type_underlying(v);
    for (uint32_t i = 0; i < wanted->method_count; i++) {
        Object *method = wanted->methods[i], *have;
        Miss miss = under->kind == TYPE_INTERFACE
                        ? find_in_interface(type_set(under), method, is_static, equal, &have)
                        : find_method(v, method, equal, &have);
        if (miss == FOUND) continue;
        if (cause) *cause = miss_text(miss, v, t, method, have);
        return method;
    }
    return NULL;
}

static bool identical_types(Type *a, Type *b, void *arg) {
    (void)arg;
    return type_identical(a, b);
}

Object *missing_method(Type *v, Type *t, bool is_static, const char **cause) {
    static const Equivalence identical = {identical_types, NULL};
    return missing_method_with(v, t, is_static, &identical, cause);
}

bool type_implements(Type *type, Type *interface, Object **missing) {
    check_enter();
    Object *method = missing_method(type, interface, true, NULL);
    check_leave();
    if (missing) *missing = method;
    return method == NULL;
}

bool type_assertable(Type *v, Type *t, const char **cause) {
    if (type_is_interface(t)) return true;
    return missing_method(t, v, false, cause) == NULL;
}

// ---- Failed selectors ---------------------------------------------------------------------------

static const char *tail(const Symbol *name) {
    const char *p = name->text;
    if (*p) p++;
    while (((unsigned char)*p & 0xC0) == 0x80) p++;
    return p;
}

typedef enum { MISSING, MISSPELLED, HIDDEN, INACCESSIBLE } Failure;

// What is wrong with looking for [name] when [object] is there.
static Failure classify(Symbol *name, Object *object) {
    if (!object) return MISSING;
    bool same_tail = strcmp(tail(name), tail(object->name)) == 0;
    if (object->package == checker.env.package) return MISSPELLED;
    if (name->exported) {
        if (object->name->exported) return MISSPELLED;
        return same_tail ? HIDDEN : MISSING;
    }
    if (object->name->exported) return same_tail ? MISSPELLED : MISSING;
    return name == object->name ? INACCESSIBLE : MISSING;
}

const char *lookup_error(Type *type, Symbol *name, Object *object, bool is_struct_literal) {
    Failure failure = classify(name, object);
    const char *t = type_text(type), *sel = name->text;
    const char *alt = object ? object->name->text : "";
    if (is_struct_literal) {
        switch (failure) {
        case MISSING: return check_text(MSG_UNKNOWN_FIELD, sel, t);
        case MISSPELLED: return check_text(MSG_UNKNOWN_FIELD_BUT, sel, t, alt);
        case HIDDEN: return check_text(MSG_UNKNOWN_FIELD_HIDDEN, sel, t, alt);
        default: return check_text(MSG_FIELD_INACCESSIBLE, alt, t);
        }
    }
    const char *what = !object ? "object" : object->kind == OBJ_VAR ? "field"
                       : object->kind == OBJ_FUNC ? "method" : "object";
    switch (failure) {
    case MISSING: return check_text(MSG_NO_FIELD_OR_METHOD, t, sel);
    case MISSPELLED: return check_text(MSG_NO_FIELD_BUT, t, sel, what, alt);
    case HIDDEN: return check_text(MSG_NO_FIELD_HIDDEN, t, sel, what, alt);
    default: return check_text(MSG_SELECTOR_INACCESSIBLE, what, alt);
    }
}
