// The functions of package unsafe.
#include "types/check_expr_int.h"

static void set_value(Operand *x, Type *type) {
    x->mode = MODE_VALUE;
    x->type = type;
    x->constant = NULL;
}

// A size or offset: constant unless it depends on a type parameter.
static void set_size(Operand *x, Type *measured, int64_t size) {
    set_value(x, type_basic[TYPE_UINTPTR]);
    if (!type_has_fixed_size(measured)) return;
    x->mode = MODE_CONSTANT;
    x->constant = const_int(size);
}

static bool check_size(Operand *x, BuiltinId id) {
    bool is_align = id == BUILTIN_UNSAFE_ALIGNOF;
    const char *context = is_align ? "argument to unsafe.Alignof" : "argument to unsafe.Sizeof";
    check_assignment(x, NULL, context);
    if (x->mode == MODE_INVALID) return false;
    Type *type = x->type;
    int64_t size = 0;
    if (type_has_fixed_size(type)) {
        size = is_align ? type_align(type) : type_size(type);
        if (size < 0) {
            check_error(expr_start(x->expr), MSG_TOO_LARGE, operand_text(x));
            return false;
        }
    }
    set_size(x, type, size);
    return true;
}

// Offset of the field at the end of [path], all fields on the way lying in [base] itself.
static int64_t path_offset(Type *base, const Lookup *found) {
    int64_t offset = 0;
    Type *type = base;
    for (uint32_t i = 0; i < found->path_count; i++) {
        Type *fields = type_underlying(type);
        int64_t field = type_field_offset(type, found->path[i]);
        if (field < 0) return -1;
        offset += field;
        type = fields->fields[found->path[i]]->type;
    }
    return offset;
}

static void record_offset_selector(Expr *e, Operand *x, Type *base, const Lookup *found) {
    Selection *selection = ARENA_NEW(types_arena(), Selection);
    selection->kind = SELECT_FIELD;
    selection->receiver = base;
    selection->object = found->object;
    selection->path = found->path;
    selection->path_count = found->path_count;
    e->selection = selection;
    OperandMode mode = x->mode == MODE_VARIABLE ? MODE_VARIABLE : MODE_VALUE;
    Operand field = {.mode = mode, .expr = e, .type = found->object->type};
    record_operand(&field);
}

static bool check_offsetof(Operand *x, Expr *call) {
    Expr *arg = call->list.items[0];
    Expr *selector = expr_unparen(arg);
    if (selector->kind != EXPR_SELECTOR) {
        check_error(expr_start(arg), MSG_NOT_A_SELECTOR, expr_text(arg));
        check_use(&arg, 1);
        return false;
    }
    check_expr(x, NULL, selector->x);
    if (x->mode == MODE_INVALID) return false;
    Type *base = x->type;
    Type *pointer = type_underlying(base);
    if (pointer->kind == TYPE_POINTER && type_kind(pointer->elem) == TYPE_STRUCT) {
        base = pointer->elem;
    }
    const char *name = selector->name->text;
    Lookup found = type_lookup(base, false, checker.env.package, selector->name, false);
    if (found.object == NULL) {
        check_error(expr_start(x->expr), MSG_NO_SINGLE_FIELD, type_text(base), name);
        return false;
    }
    if (found.object->kind == OBJ_FUNC) {
        check_error(expr_start(arg), MSG_IS_METHOD_VALUE, expr_text(arg));
        return false;
    }
    if (found.is_indirect) {
        check_error(expr_start(x->expr), MSG_EMBEDDED_VIA_POINTER, name, type_text(base));
        return false;
    }
    record_offset_selector(selector, x, base, &found);
    int64_t offset = type_has_fixed_size(base) ? path_offset(base, &found) : 0;
    if (offset < 0) {
        check_error(expr_start(x->expr), MSG_TOO_LARGE, operand_text(x));
        return false;
    }
    set_size(x, base, offset);
    return true;
}

static bool check_add(Operand *x, Expr *call, OperandList *args) {
    version_verify(expr_start(call->x), 17, "unsafe.Add");
    check_assignment(x, type_basic[TYPE_UNSAFE_POINTER], "argument to unsafe.Add");
    if (x->mode == MODE_INVALID) return false;
    if (!check_valid_index(args->items[1], "length", true)) return false;
    set_value(x, type_basic[TYPE_UNSAFE_POINTER]);
    return true;
}

static bool check_slice(Operand *x, Expr *call, OperandList *args) {
    version_verify(expr_start(call->x), 17, "unsafe.Slice");
    Type *core = type_core(x->type);
    if (core == NULL || core->kind != TYPE_POINTER) {
        check_error(expr_start(x->expr), MSG_UNSAFE_NOT_POINTER, operand_text(x));
        return false;
    }
    if (!check_valid_index(args->items[1], "length", false)) return false;
    set_value(x, type_new_slice(core->elem));
    return true;
}

static bool check_slice_data(Operand *x, Expr *call) {
    version_verify(expr_start(call->x), 20, "unsafe.SliceData");
    Type *core = type_core(x->type);
    if (core == NULL || core->kind != TYPE_SLICE) {
        check_error(expr_start(x->expr), MSG_UNSAFE_NOT_SLICE, operand_text(x));
        return false;
    }
    set_value(x, type_new_pointer(core->elem));
    return true;
}

static bool check_string(Operand *x, Expr *call, OperandList *args) {
    version_verify(expr_start(call->x), 20, "unsafe.String");
    check_assignment(x, type_new_pointer(type_byte), "argument to unsafe.String");
    if (x->mode == MODE_INVALID) return false;
    if (!check_valid_index(args->items[1], "length", false)) return false;
    set_value(x, type_basic[TYPE_STRING]);
    return true;
}

static bool check_string_data(Operand *x, Expr *call) {
    version_verify(expr_start(call->x), 20, "unsafe.StringData");
    check_assignment(x, type_basic[TYPE_STRING], "argument to unsafe.StringData");
    if (x->mode == MODE_INVALID) return false;
    set_value(x, type_new_pointer(type_byte));
    return true;
}

bool check_unsafe_call(Operand *x, Expr *call, BuiltinId id, OperandList *args) {
    switch (id) {
    case BUILTIN_UNSAFE_ADD: return check_add(x, call, args);
    case BUILTIN_UNSAFE_ALIGNOF:
    case BUILTIN_UNSAFE_SIZEOF: return check_size(x, id);
    case BUILTIN_UNSAFE_OFFSETOF: return check_offsetof(x, call);
    case BUILTIN_UNSAFE_SLICE: return check_slice(x, call, args);
    case BUILTIN_UNSAFE_SLICE_DATA: return check_slice_data(x, call);
    case BUILTIN_UNSAFE_STRING: return check_string(x, call, args);
    case BUILTIN_UNSAFE_STRING_DATA: return check_string_data(x, call);
    default: return false;
    }
}
