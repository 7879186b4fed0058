// What gc refuses only after type checking: types larger than the address space, channel elements
// over 64 kB, stack frames over 1 GB, functions without body or with a pragma they must not have.
// It is collected while the checker walks, and reported if the program has no other errors.
//
// A frame is estimated from what is sure to lie in it: parameters and results, variables small
// enough for the stack, copies of arrays that a loop ranges over, results of calls, and the arrays
// of slice literals that are too large for any heap.
#include <string.h>

#include "types/check_expr_int.h"

#define SIZE_MAX_GO (INT64_C(1) << 50)
#define FRAME_MAX (INT64_C(1) << 30)
#define CHAN_ELEM_MAX (INT64_C(1) << 16)
#define STACK_VARIABLE_MAX (INT64_C(10) << 20)

typedef struct LateError {
    Pos pos;
    const char *text;
} LateError;

static VEC(LateError) late_errors;

static void note_error(Pos pos, const char *text) {
    LateError error = {pos, text};
    vec_push(types_arena(), &late_errors, error);
}

void check_late_forget(void) { memset(&late_errors, 0, sizeof late_errors); }

// ---- types --------------------------------------------------------------------------------------

static bool is_too_large(Type *type) {
    if (!type_has_fixed_size(type)) return false;
    int64_t size = type_size(type);
    return size < 0 || size >= SIZE_MAX_GO;
}

// The array in [type] that is too large, or [type] itself.
static Type *culprit_of(Type *type) {
    Type *underlying = type_underlying(type);
    if (underlying->kind == TYPE_STRUCT) {
        for (uint32_t i = 0; i < underlying->field_count; i++) {
            if (is_too_large(underlying->fields[i]->type)) {
                return culprit_of(underlying->fields[i]->type);
            }
        }
    }
    if (underlying->kind == TYPE_ARRAY && is_too_large(underlying->elem)) {
        return culprit_of(underlying->elem);
    }
    return underlying;
}

// Checks the parts of [type] down to the next declared types.
static bool check_parts(Type *type, Pos pos, int depth) {
    if (depth == 0) return true;
    switch (type->kind) {
    case TYPE_CHAN:
        if (type_has_fixed_size(type->elem) && type_size(type->elem) >= CHAN_ELEM_MAX) {
            note_error(pos, MSG_CHAN_ELEMENT_TOO_LARGE);
            return false;
        }
        return check_parts(type->elem, pos, depth - 1);
    case TYPE_POINTER:
    case TYPE_SLICE:
    case TYPE_ARRAY: return check_parts(type->elem, pos, depth - 1);
    case TYPE_MAP:
        return check_parts(type->key, pos, depth - 1) && check_parts(type->elem, pos, depth - 1);
    case TYPE_STRUCT:
        for (uint32_t i = 0; i < type->field_count; i++) {
            if (!check_parts(type->fields[i]->type, pos, depth - 1)) return false;
        }
        return true;
    default: return true;
    }
}

enum { PARTS_DEPTH_MAX = 100 };

void check_object_size(Object *object) {
    if (object->type == NULL || !type_is_valid(object->type)) return;
    bool is_type = object->kind == OBJ_TYPE;
    if (is_type && (object->is_alias || type_is_generic(object->type))) return;
    Type *type = is_type ? type_underlying(object->type) : object->type;
    if (!check_parts(type, object->pos, PARTS_DEPTH_MAX)) return;
    bool is_composite = type_kind(type) == TYPE_ARRAY || type_kind(type) == TYPE_STRUCT;
    if (!is_composite || !is_too_large(type)) return;
    note_error(object->pos, check_text(MSG_TYPE_TOO_LARGE, type_text(culprit_of(type))));
}

// ---- frames -------------------------------------------------------------------------------------

static int64_t clamp_size(Type *type) {
    if (!type_has_fixed_size(type)) return 0;
    int64_t size = type_size(type);
    return size < 0 || size > SIZE_MAX_GO ? 0 : size;
}

static int64_t tuple_size(Type *tuple) {
    int64_t size = 0;
    for (uint32_t i = 0; i < tuple->field_count; i++) size += clamp_size(tuple->fields[i]->type);
    return size;
}

void frame_add_copy(Type *type) {
    if (checker.env.func_state != NULL) checker.env.func_state->locals += clamp_size(type);
}

void frame_add_local(Object *variable) {
    check_object_size(variable);
    if (variable->type == NULL || checker.env.func_state == NULL) return;
    int64_t size = clamp_size(variable->type);
    if (size <= STACK_VARIABLE_MAX) checker.env.func_state->locals += size;
}

void frame_add_literal(Type *elem, int64_t length) {
    int64_t size = clamp_size(elem);
    if (checker.env.func_state == NULL || size == 0 || length > SIZE_MAX_GO / size) return;
    if (size * length > FRAME_MAX) checker.env.func_state->locals += size * length;
}

void frame_add_call(Type *func) {
    if (checker.env.func_state == NULL) return;
    int64_t results = tuple_size(func->results);
    int64_t callee = results + tuple_size(func->params);
    if (callee < STACK_VARIABLE_MAX) return;
    checker.env.func_state->locals += results;
    if (callee > checker.env.func_state->callee) checker.env.func_state->callee = callee;
}

void frame_check(Pos pos, Type *func, const FuncState *state) {
    int64_t args = tuple_size(func->params) + tuple_size(func->results);
    if (func->receiver != NULL) args += clamp_size(func->receiver->type);
    if (state->locals + args + state->callee <= FRAME_MAX) return;
    const char *callee = "";
    if (state->callee > 0) {
        callee = check_text(" + %lld MB callee", (long long)(state->callee >> 20));
    }
    note_error(pos, check_text(MSG_FRAME_TOO_LARGE, (long long)(state->locals >> 20),
                               (long long)(args >> 20), callee));
}

// ---- functions ----------------------------------------------------------------------------------

Pos func_decl_pos(const Decl *decl) {
    return decl->receiver != NULL ? decl->receiver->pos - 1 : decl->pos;
}

static void check_func_decl(const Object *object) {
    const Decl *decl = object->decl;
    if (decl == NULL) return;
    bool has_body = decl->has_body || decl->body != NULL;
    bool is_linked = (decl->pragmas & PRAGMA_LINKNAME) != 0;
    bool is_init = decl->name == checker.sym_init && decl->receiver == NULL;   // reported already
    if (!has_body && checker.config.complete && !is_linked && !is_init) {
        note_error(func_decl_pos(decl), MSG_MISSING_BODY);
    }
    if (has_body && (decl->pragmas & PRAGMA_NOESCAPE)) {
        note_error(func_decl_pos(decl), MSG_NOESCAPE_WITH_BODY);
    }
}

// ---- the report ---------------------------------------------------------------------------------

void check_late_report(Package *package, bool has_errors) {
    if (!has_errors) check_linknames(package);
    for (uint32_t i = 0; i < package->objects.count && !has_errors; i++) {
        Object *object = package->objects.items[i];
        if (object->kind == OBJ_VAR || object->kind == OBJ_TYPE) check_object_size(object);
        if (object->kind == OBJ_FUNC) check_func_decl(object);
    }
    for (uint32_t i = 0; i < late_errors.count && !has_errors; i++) {
        check_error(late_errors.items[i].pos, "%s", late_errors.items[i].text);
    }
    late_errors.count = 0;
}
