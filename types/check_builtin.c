// Calls of builtin functions. Those of package unsafe are in check_builtin_unsafe.c.
#include <string.h>

#include "types/check_expr_int.h"

typedef struct BuiltinInfo {
    const char *name;
    uint8_t args_min;
    bool is_variadic;
    bool is_statement;
} BuiltinInfo;

static const BuiltinInfo builtins[BUILTIN_COUNT] = {
#define EXPRESSION false
#define STATEMENT true
#define BUILTIN(id, name, args, variadic, kind) {name, args, variadic, kind},
#include "types/builtins.def"
#undef BUILTIN
#undef EXPRESSION
#undef STATEMENT
};

bool builtin_is_statement(BuiltinId id) {
    return builtins[id].is_statement;
}

static void set_value(Operand *x, Type *type) {
    x->mode = MODE_VALUE;
    x->type = type;
    x->constant = NULL;
}

static void set_constant(Operand *x, Type *type, Const *value) {
    x->mode = MODE_CONSTANT;
    x->type = type;
    x->constant = value;
}

static void set_no_value(Operand *x) {
    x->mode = MODE_NOVALUE;
    x->type = type_empty_tuple;
    x->constant = NULL;
}

static Type *array_of_pointer(Type *type) {
    if (type->kind != TYPE_POINTER) return type;
    Type *base = type_underlying(type->elem);
    return base->kind == TYPE_ARRAY ? base : type;
}

// ---- append, copy -------------------------------------------------------------------------------

static Type *builtin_param(Type *type) {
    return type_new_slice(type);
}

static Object *nameless_param(Type *type) {
    return object_new_param(NO_POS, checker.env.package, NULL, type);
}

// append(s []T, values ...T), with the spreading rules of any variadic call.
static bool check_append(Operand *x, Expr *call, OperandList *args) {
    Type *slice = x->type;
    Type *core = type_core(slice);
    if (core == NULL || core->kind != TYPE_SLICE) {
        const char *what = operand_text(x), *cause;
        if (operand_is_nil(x)) cause = "have untyped nil";
        else if (!type_is_type_param(slice)) cause = check_text("have %s", what);
        else if (core != NULL) cause = check_text(MSG_HAS_CORE_TYPE, what, type_text(core));
        else cause = check_text(MSG_HAS_NO_CORE_TYPE, what);
        check_error(expr_start(x->expr), MSG_APPEND_NON_SLICE, cause);
        return false;
    }
    if (args->count == 2 && call->has_dots &&
        operand_assignable(x, type_new_slice(type_byte), NULL)) {
        // append([]byte, string...)
        Operand *y = args->items[1];
        Type *text = type_core_string(y->type);
        if (text != NULL && type_is_string(text)) {
            if (type_is_untyped(y->type)) expr_convert_untyped(y, type_basic[TYPE_STRING]);
            set_value(x, slice);
            return true;
        }
    }
    Object **params = ARENA_ARRAY(types_arena(), Object *, 2);
    params[0] = nameless_param(slice);
    params[1] = nameless_param(builtin_param(core->elem));
    Type *func = type_new_func(type_new_tuple(params, 2), type_empty_tuple, true);
    check_arguments(call, func, NULL, 0, NULL, args, NULL);
    set_value(x, slice);
    return true;
}

static bool check_copy(Operand *x, OperandList *args) {
    Operand *y = args->items[1];
    Type *to = type_core(x->type), *from = type_core_string(y->type);
    bool is_text = from != NULL && type_is_string(from);
    if (is_text) from = type_new_slice(type_byte);
    Pos pos = expr_start(x->expr);
    bool are_slices = to != NULL && to->kind == TYPE_SLICE && from != NULL &&
                      from->kind == TYPE_SLICE;
    if (!are_slices) {
        check_error(pos, MSG_COPY_NON_SLICE, operand_text(x), operand_text(y));
        return false;
    }
    if (!type_identical(to->elem, from->elem)) {
        check_error(pos, MSG_COPY_ELEMENTS, operand_text(x), operand_text(y), type_text(to->elem),
                    type_text(from->elem));
        return false;
    }
    if (is_text && type_is_untyped(y->type)) expr_convert_untyped(y, type_basic[TYPE_STRING]);
    set_value(x, type_basic[TYPE_INT]);
    return true;
}

// ---- len, cap, clear, close, delete -------------------------------------------------------------

// Whether len (or cap) is defined on a type with this underlying type.
static bool has_length(Type *underlying, BuiltinId id) {
    Type *type = array_of_pointer(underlying);
    switch (type->kind) {
    case TYPE_STRING:
    case TYPE_UNTYPED_STRING:
    case TYPE_MAP: return id == BUILTIN_LEN;
    case TYPE_ARRAY:
    case TYPE_SLICE:
    case TYPE_CHAN: return true;
    default: return false;
    }
}

static bool term_has_length(Type *type, Type *underlying, void *arg) {
    (void)type;
    return underlying != NULL && has_length(underlying, *(BuiltinId *)arg);
}

static bool check_length(Operand *x, BuiltinId id, bool has_call) {
    Type *type = array_of_pointer(type_underlying(x->type));
    bool is_good = type_is_type_param(x->type) ? type_each(x->type, term_has_length, &id)
                                               : has_length(type, id);
    if (!is_good) {
        if (type_is_valid(type_underlying(x->type))) {
            check_error(expr_start(x->expr), MSG_ARGUMENT_FOR_BUILTIN, operand_text(x),
                        builtins[id].name);
        }
        return false;
    }
    Type *result = type_basic[TYPE_INT];
    if (x->mode == MODE_CONSTANT) {
        size_t bytes;
        const_string_value(x->constant, &bytes);
        set_constant(x, result, const_int((int64_t)bytes));
    } else if (type->kind == TYPE_ARRAY && !has_call && !type_is_type_param(x->type)) {
        set_constant(x, result, type->length >= 0 ? const_int(type->length) : const_unknown);
    } else {
        set_value(x, result);
    }
    return true;
}

static bool term_is_clearable(Type *type, Type *underlying, void *arg) {
    (void)type;
    if (underlying != NULL && (underlying->kind == TYPE_MAP || underlying->kind == TYPE_SLICE)) {
        return true;
    }
    Operand *x = arg;
    check_error(expr_start(x->expr), MSG_CANNOT_CLEAR, operand_text(x));
    return false;
}

static bool term_is_closable(Type *type, Type *underlying, void *arg) {
    (void)type;
    Operand *x = arg;
    Pos pos = expr_start(x->expr);
    if (underlying == NULL || underlying->kind != TYPE_CHAN) {
        check_error(pos, MSG_CLOSE_NON_CHAN, operand_text(x));
        return false;
    }
    if (underlying->chan_dir == CHAN_RECV) {
        check_error(pos, MSG_CLOSE_RECEIVE_ONLY, operand_text(x));
        return false;
    }
    return true;
}

typedef struct MapKey {
    Operand *x;
    Type *key;
} MapKey;

static bool term_map_key(Type *type, Type *underlying, void *arg) {
    (void)type;
    MapKey *state = arg;
    Pos pos = expr_start(state->x->expr);
    if (underlying == NULL || underlying->kind != TYPE_MAP) {
        check_error(pos, MSG_NOT_A_MAP, operand_text(state->x));
        return false;
    }
    if (state->key != NULL && !type_identical(state->key, underlying->key)) {
        check_error(pos, MSG_MAP_KEYS_DIFFER, operand_text(state->x));
        return false;
    }
    state->key = underlying->key;
    return true;
}

static bool check_delete(Operand *x, OperandList *args) {
    MapKey state = {.x = x};
    if (!type_each(x->type, term_map_key, &state)) return false;
    *x = *args->items[1];
    check_assignment(x, state.key, "argument to delete");
    if (x->mode == MODE_INVALID) return false;
    set_no_value(x);
    return true;
}

// ---- complex, real, imag ------------------------------------------------------------------------

static Type *complex_of(Type *type) {
    switch (type_underlying(type)->kind) {
    case TYPE_FLOAT32: return type_basic[TYPE_COMPLEX64];
    case TYPE_FLOAT64: return type_basic[TYPE_COMPLEX128];
    case TYPE_UNTYPED_FLOAT: return type_basic[TYPE_UNTYPED_COMPLEX];
    default: return NULL;
    }
}

static Type *part_of_complex(Type *type) {
    switch (type_underlying(type)->kind) {
    case TYPE_COMPLEX64: return type_basic[TYPE_FLOAT32];
    case TYPE_COMPLEX128: return type_basic[TYPE_FLOAT64];
    case TYPE_UNTYPED_COMPLEX: return type_basic[TYPE_UNTYPED_FLOAT];
    default: return NULL;
    }
}

// An untyped number without imaginary part counts as a float.
static void make_untyped_float(Operand *x) {
    if (type_is_numeric(x->type) && const_sign(const_imag(x->constant)) == 0) {
        x->type = type_basic[TYPE_UNTYPED_FLOAT];
    }
}

static void match_complex_parts(Operand *x, Operand *y) {
    bool is_x_untyped = type_is_untyped(x->type), is_y_untyped = type_is_untyped(y->type);
    if (is_x_untyped && !is_y_untyped) {
        expr_convert_untyped(x, y->type);
    } else if (is_y_untyped && !is_x_untyped) {
        expr_convert_untyped(y, x->type);
    } else if (is_x_untyped && x->mode == MODE_CONSTANT && y->mode == MODE_CONSTANT) {
        make_untyped_float(x);
        make_untyped_float(y);
    } else if (is_x_untyped) {
        expr_convert_untyped(x, type_basic[TYPE_FLOAT64]);
        expr_convert_untyped(y, type_basic[TYPE_FLOAT64]);
    }
}

typedef struct PartFunction {
    Type *(*apply)(Type *type);
} PartFunction;

static bool term_has_part(Type *type, Type *underlying, void *arg) {
    (void)type;
    return underlying != NULL && ((PartFunction *)arg)->apply(underlying) != NULL;
}

// The result type of complex, real or imag. For type parameters gc knows of none yet: that is
// reported here, and *is_reported set.
static Type *apply_part(Operand *x, BuiltinId id, Type *(*apply)(Type *type), bool *is_reported) {
    *is_reported = false;
    if (!type_is_type_param(x->type)) return apply(x->type);
    PartFunction function = {apply};
    *is_reported = type_each(x->type, term_has_part, &function);
    if (*is_reported) {
        check_soft_error(expr_start(x->expr), MSG_PART_OF_TYPE_PARAM, operand_text(x),
                         builtins[id].name);
    }
    return NULL;
}

static bool check_complex(Operand *x, Expr *call, OperandList *args) {
    Operand *y = args->items[1];
    match_complex_parts(x, y);
    if (x->mode == MODE_INVALID || y->mode == MODE_INVALID) return false;
    Pos pos = expr_start(x->expr);
    if (!type_identical(x->type, y->type)) {
        check_error(pos, MSG_MISMATCHED_TYPES, expr_text(call), type_text(x->type),
                    type_text(y->type));
        return false;
    }
    bool is_reported;
    Type *result = apply_part(x, BUILTIN_COMPLEX, complex_of, &is_reported);
    if (result == NULL) {
        if (!is_reported) check_error(pos, MSG_COMPLEX_ARGUMENTS, type_text(x->type));
        return false;
    }
    if (x->mode == MODE_CONSTANT && y->mode == MODE_CONSTANT) {
        Const *value = const_complex(const_to_float(x->constant), const_to_float(y->constant));
        set_constant(x, result, value);
    } else {
        set_value(x, result);
    }
    return true;
}

static bool check_complex_part(Operand *x, BuiltinId id) {
    if (type_is_untyped(x->type) && x->mode == MODE_CONSTANT) {
        if (type_is_numeric(x->type)) x->type = type_basic[TYPE_UNTYPED_COMPLEX];
    } else if (type_is_untyped(x->type)) {
        expr_convert_untyped(x, type_basic[TYPE_COMPLEX128]);
        if (x->mode == MODE_INVALID) return false;
    }
    bool is_reported;
    Type *result = apply_part(x, id, part_of_complex, &is_reported);
    if (result == NULL) {
        if (!is_reported) {
            check_error(expr_start(x->expr), MSG_COMPLEX_PART_ARGUMENT, type_text(x->type));
        }
        return false;
    }
    if (x->mode != MODE_CONSTANT) {
        set_value(x, result);
        return true;
    }
    Const *part = id == BUILTIN_REAL ? const_real(x->constant) : const_imag(x->constant);
    set_constant(x, result, part);
    return true;
}

// ---- make, new ----------------------------------------------------------------------------------

static bool check_make(Operand *x, Expr *call) {
    Expr *arg = call->list.items[0];
    uint32_t count = call->list.count;
    Type *type = check_var_type(arg);
    if (!type_is_valid(type)) return false;
    Type *core = type_core(type);
    if (core == NULL) {
        check_error(expr_start(arg), MSG_MAKE_NO_CORE, expr_text(arg));
        return false;
    }
    uint32_t min = core->kind == TYPE_SLICE ? 2 : 1;
    if (core->kind != TYPE_SLICE && core->kind != TYPE_MAP && core->kind != TYPE_CHAN) {
        if (type_is_valid(core)) check_error(expr_start(arg), MSG_CANNOT_MAKE, expr_text(arg));
        return false;
    }
    if (count < min || count > min + 1) {
        check_error(expr_start(call), MSG_MAKE_ARGUMENTS, expr_text(call), min, min + 1, count);
        return false;
    }
    int64_t sizes[2] = {-1, -1};
    for (uint32_t i = 1; i < count; i++) {
        sizes[i - 1] = check_index(call->list.items[i], -1, NULL);
    }
    if (count == 3 && sizes[0] >= 0 && sizes[1] >= 0 && sizes[0] > sizes[1]) {
        check_error(expr_start(call->list.items[1]), MSG_MAKE_SWAPPED);
    }
    set_value(x, type);
    return true;
}

// new(T), or since 1.26 new(value).
static bool check_new(Operand *x, Expr *call) {
    Expr *arg = call->list.items[0];
    check_expr_or_type(x, arg, false);
    if (x->mode == MODE_TYPE) {
        Type *type = check_var_type(arg);
        if (!type_is_valid(type)) return false;
        set_value(x, type_new_pointer(type));
        return true;
    }
    reject_modes(x, NOT_A_VALUE);
    if (x->mode == MODE_INVALID) return false;
    check_assignment(x, NULL, "argument to new");
    if (x->mode == MODE_INVALID) return false;
    version_verify(expr_start(call->x), 26, check_text("new(%s)", expr_text(arg)));
    set_value(x, type_new_pointer(x->type));
    return true;
}

// ---- min, max -----------------------------------------------------------------------------------

static bool check_min_max(Operand *x, Expr *call, BuiltinId id, OperandList *args) {
    version_verify(expr_start(call->x), 21, check_text("built-in %s", builtins[id].name));
    TokenKind op = id == BUILTIN_MAX ? TOK_GT : TOK_LT;
    for (uint32_t i = 0; i < args->count; i++) {
        Operand *arg = args->items[i];
        Pos pos = expr_start(arg->expr);
        if (!type_all_ordered(arg->type)) {
            check_error(pos, MSG_CANNOT_BE_ORDERED, operand_text(arg));
            return false;
        }
        if (i == 0) continue;
        match_types(x, arg);
        if (x->mode == MODE_INVALID) return false;
        if (!type_identical(x->type, arg->type)) {
            check_error(pos, MSG_MIN_MAX_MISMATCH, type_text(x->type), type_text(arg->type),
                        expr_text(arg->expr));
            return false;
        }
        if (x->mode != MODE_CONSTANT || arg->mode != MODE_CONSTANT) {
            x->mode = MODE_VALUE;
            x->constant = NULL;
        } else if (const_compare(op, arg->constant, x->constant)) {
            *x = *arg;
        }
    }
    if (x->mode != MODE_CONSTANT) {
        x->mode = MODE_VALUE;
        const char *context = check_text("argument to built-in %s", builtins[id].name);
        check_assignment(x, type_empty_interface, context);
        if (x->mode == MODE_INVALID) return false;
    }
    // The arguments take the type that the whole has, as if they were operands of an operator.
    for (uint32_t i = 0; i < args->count; i++) {
        expr_update_type(args->items[i]->expr, x->type, true);
    }
    return true;
}

// ---- the rest, and the dispatch -----------------------------------------------------------------

static bool check_panic(Operand *x) {
    check_assignment(x, type_empty_interface, "argument to panic");
    if (x->mode == MODE_INVALID) return false;
    set_no_value(x);
    return true;
}

static bool check_print(Operand *x, BuiltinId id, OperandList *args) {
    // gc has no space there.
    bool is_line = id == BUILTIN_PRINTLN;
    const char *context = is_line ? "argument to built-inprintln" : "argument to built-inprint";
    for (uint32_t i = 0; i < args->count; i++) {
        check_assignment(args->items[i], NULL, context);
        if (args->items[i]->mode == MODE_INVALID) return false;
    }
    set_no_value(x);
    return true;
}

static bool check_by_id(Operand *x, Expr *call, BuiltinId id, OperandList *args, bool has_call) {
    switch (id) {
    case BUILTIN_APPEND: return check_append(x, call, args);
    case BUILTIN_COPY: return check_copy(x, args);
    case BUILTIN_CAP:
    case BUILTIN_LEN: return check_length(x, id, has_call);
    case BUILTIN_CLEAR:
        version_verify(expr_start(call->x), 21, "clear");
        if (!type_each(x->type, term_is_clearable, x)) return false;
        set_no_value(x);
        return true;
    case BUILTIN_CLOSE:
        if (!type_each(x->type, term_is_closable, x)) return false;
        set_no_value(x);
        return true;
    case BUILTIN_DELETE: return check_delete(x, args);
    case BUILTIN_COMPLEX: return check_complex(x, call, args);
    case BUILTIN_REAL:
    case BUILTIN_IMAG: return check_complex_part(x, id);
    case BUILTIN_MAKE: return check_make(x, call);
    case BUILTIN_NEW: return check_new(x, call);
    case BUILTIN_MIN:
    case BUILTIN_MAX: return check_min_max(x, call, id, args);
    case BUILTIN_PANIC: return check_panic(x);
    case BUILTIN_PRINT:
    case BUILTIN_PRINTLN: return check_print(x, id, args);
    case BUILTIN_RECOVER: set_value(x, type_empty_interface); return true;
    default: return check_unsafe_call(x, call, id, args);
    }
}

static bool takes_types(BuiltinId id) {
    return id == BUILTIN_MAKE || id == BUILTIN_NEW || id == BUILTIN_UNSAFE_OFFSETOF;
}

// Evaluates the arguments and compares their number. False after an error.
static bool check_builtin_arguments(Operand *x, Expr *call, BuiltinId id, OperandList *args) {
    const BuiltinInfo *info = &builtins[id];
    uint32_t count = call->list.count;
    if (!takes_types(id)) {
        check_expr_list(&call->list, args);
        for (uint32_t i = 0; i < args->count; i++) {
            if (args->items[i]->mode == MODE_INVALID) return false;
        }
        count = args->count;
        if (count > 0) *x = *args->items[0];
    }
    const char *problem = NULL;
    if (count < info->args_min) problem = "not enough";
    else if (!info->is_variadic && count > info->args_min) problem = "too many";
    if (problem == NULL) return true;
    check_error(expr_start(call), MSG_BUILTIN_ARGUMENT_COUNT, problem, expr_text(call),
                info->args_min, count);
    return false;
}

void check_builtin_call(Operand *x, Expr *call, BuiltinId id) {
    if (call->has_dots && id != BUILTIN_APPEND) {
        const char *dot = strchr(builtins[id].name, '.');   // gc says Sizeof, not unsafe.Sizeof
        const char *name = dot != NULL ? dot + 1 : builtins[id].name;
        check_error(expr_start(call), MSG_BUILTIN_DOTS, name);
        check_use(call->list.items, call->list.count);
        x->mode = MODE_INVALID;
        return;
    }
    // len and cap are constant if no call or receive happens in their argument.
    bool is_length = id == BUILTIN_LEN || id == BUILTIN_CAP;
    bool had_call = checker.env.has_call_or_recv;
    if (is_length) checker.env.has_call_or_recv = false;
    OperandList args = {0};
    bool is_good = check_builtin_arguments(x, call, id, &args);
    bool has_call = checker.env.has_call_or_recv;
    if (is_length) checker.env.has_call_or_recv = had_call;
    if (!is_good || !check_by_id(x, call, id, &args, has_call)) x->mode = MODE_INVALID;
    x->expr = call;
}
