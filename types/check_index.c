// Index and slice expressions, and whatever else needs a constant or integer index.
#include "types/check_expr_int.h"

// ---- index values -------------------------------------------------------------------------------

bool check_valid_index(Operand *x, const char *what, bool allow_negative) {
    if (x->mode == MODE_INVALID) return false;
    expr_convert_untyped(x, type_basic[TYPE_INT]);
    if (x->mode == MODE_INVALID) return false;
    Pos pos = expr_start(x->expr);
    if (!type_all_integer(x->type)) {
        check_error(pos, MSG_INDEX_NOT_INTEGER, what, operand_text(x));
        return false;
    }
    if (x->mode != MODE_CONSTANT) return true;
    if (!allow_negative && const_sign(x->constant) < 0) {
        check_error(pos, MSG_INDEX_NEGATIVE, what, operand_text(x));
        return false;
    }
    if (!const_representable(x->constant, type_basic[TYPE_INT], &x->constant)) {
        check_error(pos, MSG_INDEX_OVERFLOWS, what, operand_text(x));
        return false;
    }
    return true;
}

int64_t check_index(Expr *e, int64_t max, Operand *x) {
    Operand unused;
    if (x == NULL) x = &unused;
    *x = (Operand){0};
    check_expr(x, NULL, e);
    if (!check_valid_index(x, "index", false)) {
        x->mode = MODE_INVALID;
        return -1;
    }
    int64_t value;
    if (x->mode != MODE_CONSTANT || !const_get_int64(x->constant, &value)) return -1;
    if (max >= 0 && value >= max) {
        check_error(expr_start(x->expr), MSG_INDEX_OUT_OF_BOUNDS, const_print(x->constant),
                    (long long)max);
        x->mode = MODE_INVALID;
        return -1;
    }
    return value;
}

// ---- x[i] ---------------------------------------------------------------------------------------

// What indexing a type gives.
typedef struct IndexShape {
    Type *key;         // of a map; else NULL
    Type *elem;        // NULL: cannot be indexed
    int64_t length;    // of an array or constant string; -1: unknown
    OperandMode mode;  // VARIABLE: elements are addressable whatever x is; VALUE: never
    bool is_array;     // elements are addressable if x is
} IndexShape;

static IndexShape index_shape(Type *underlying) {
    IndexShape shape = {.length = -1, .mode = MODE_VARIABLE};
    switch (underlying->kind) {
    case TYPE_STRING:
    case TYPE_UNTYPED_STRING:
        shape.elem = type_byte;
        shape.mode = MODE_VALUE;
        break;
    case TYPE_ARRAY:
        shape.elem = underlying->elem;
        shape.length = underlying->length;
        shape.is_array = true;
        break;
    case TYPE_POINTER: {
        Type *base = type_underlying(underlying->elem);
        if (base->kind != TYPE_ARRAY) break;
        shape.elem = base->elem;
        shape.length = base->length;
        break;
    }
    case TYPE_SLICE: shape.elem = underlying->elem; break;
    case TYPE_MAP:
        shape.key = underlying->key;
        shape.elem = underlying->elem;
        shape.mode = MODE_MAP_INDEX;
        break;
    default: break;
    }
    return shape;
}

typedef struct CommonShape {
    IndexShape shape;
    bool is_started;
    bool is_x_variable;
} CommonShape;

static bool same_key(Type *a, Type *b) {
    return a == NULL || b == NULL ? a == b : type_identical(a, b);
}

// All types of a type parameter's set must agree on what indexing gives.
static bool merge_shape(Type *type, Type *underlying, void *arg) {
    (void)type;
    CommonShape *common = arg;
    if (underlying == NULL) return false;
    IndexShape shape = index_shape(underlying);
    if (shape.elem == NULL) return false;
    if (shape.is_array && !common->is_x_variable) shape.mode = MODE_VALUE;
    if (!common->is_started) {
        common->shape = shape;
        common->is_started = true;
        return true;
    }
    IndexShape *first = &common->shape;
    if (!same_key(first->key, shape.key) || !type_identical(first->elem, shape.elem)) return false;
    if (shape.length >= 0 && (first->length < 0 || shape.length < first->length)) {
        first->length = shape.length;
    }
    if (shape.mode == MODE_VALUE) first->mode = MODE_VALUE;
    return true;
}

static IndexShape operand_index_shape(Operand *x) {
    if (type_is_type_param(x->type)) {
        CommonShape common = {.is_x_variable = x->mode == MODE_VARIABLE};
        if (!type_each(x->type, merge_shape, &common)) common.shape.elem = NULL;
        return common.shape;
    }
    IndexShape shape = index_shape(type_underlying(x->type));
    if (shape.is_array && x->mode != MODE_VARIABLE) shape.mode = MODE_VALUE;
    if (x->mode == MODE_CONSTANT && shape.elem != NULL) {
        size_t bytes;
        const_string_value(x->constant, &bytes);
        shape.length = (int64_t)bytes;
    }
    return shape;
}

static Expr *single_index(Expr *e) {
    if (e->list.count > 1) check_error(expr_start(e->list.items[1]), MSG_MORE_THAN_ONE_INDEX);
    return e->list.items[0];
}

static void apply_index(Operand *x, Expr *e, IndexShape shape) {
    Expr *index = single_index(e);
    if (shape.key != NULL) {
        Operand key = {0};
        check_expr(&key, NULL, index);
        check_assignment(&key, shape.key, "map index");
    } else {
        check_index(index, shape.length, NULL);
    }
    x->mode = shape.mode;
    x->type = shape.elem;
    x->constant = NULL;
    x->expr = e;
}

bool check_index_expr(Operand *x, Expr *e) {
    check_expr_or_type(x, e->x, true);
    if (x->mode == MODE_INVALID) {
        check_use(e->list.items, e->list.count);
        return false;
    }
    if (x->mode == MODE_TYPE) {
        x->mode = MODE_INVALID;
        x->type = check_var_type(e);
        if (type_is_valid(x->type)) x->mode = MODE_TYPE;
        return false;
    }
    if (x->mode == MODE_VALUE) {
        Type *func = type_underlying(x->type);
        if (func->kind == TYPE_FUNC && func->type_param_count > 0) return true;
    }
    reject_generic(NULL, x);
    if (x->mode == MODE_INVALID) return false;
    if (e->list.count == 0) {   // the parser has complained
        x->mode = MODE_INVALID;
        return false;
    }
    IndexShape shape = operand_index_shape(x);
    if (shape.elem == NULL) {
        check_error(e->op_pos, MSG_CANNOT_INDEX, operand_text(x));
        check_use(e->list.items, e->list.count);
        x->mode = MODE_INVALID;
        return false;
    }
    apply_index(x, e, shape);
    return false;
}

// ---- x[i:j:k] -----------------------------------------------------------------------------------

// Sets the type of the slice; *length is that of x if known. False after an error.
static bool slice_operand(Operand *x, Expr *e, int64_t *length) {
    Pos pos = expr_start(x->expr);
    Type *core = type_core_string(x->type);
    if (core == NULL) {
        check_error(pos, MSG_SLICE_NO_CORE, operand_text(x), type_text(x->type));
        return false;
    }
    Type *array = core;
    switch (core->kind) {
    case TYPE_STRING:
    case TYPE_UNTYPED_STRING:
        if (e->full_slice) {
            Expr *at = e->index3[2] != NULL ? e->index3[2] : e;
            check_error(expr_start(at), MSG_SLICE3_OF_STRING);
            return false;
        }
        if (x->mode == MODE_CONSTANT) {
            size_t bytes;
            const_string_value(x->constant, &bytes);
            *length = (int64_t)bytes;
        }
        if (type_is_untyped(x->type)) {
            // A non-constant untyped string does not exist, so this is the constant itself.
            expr_update_type(x->expr, type_basic[TYPE_STRING], true);
            x->type = type_basic[TYPE_STRING];
        }
        return true;
    case TYPE_SLICE: return true;
    case TYPE_POINTER:
        array = type_underlying(core->elem);
        if (array->kind != TYPE_ARRAY) break;
        *length = array->length;
        x->type = type_new_slice(array->elem);
        return true;
    case TYPE_ARRAY:
        if (x->mode != MODE_VARIABLE) {
            check_error(pos, MSG_SLICE_UNADDRESSABLE, operand_text(x));
            return false;
        }
        *length = array->length;
        x->type = type_new_slice(array->elem);
        return true;
    default: break;
    }
    check_error(pos, MSG_CANNOT_SLICE, operand_text(x));
    return false;
}

// Constant indices must be in order; only the first offence is reported.
static void check_index_order(Expr *e, const int64_t values[3]) {
    for (int i = 0; i < 2; i++) {
        for (int j = i + 1; j < 3; j++) {
            if (values[i] > 0 && values[j] >= 0 && values[j] < values[i]) {
                Expr *at = e->index3[j] != NULL ? e->index3[j] : e;
                check_error(expr_start(at), MSG_SWAPPED_INDICES, (long long)values[j],
                            (long long)values[i]);
                return;
            }
        }
    }
}

void check_slice_expr(Operand *x, Expr *e) {
    check_expr(x, NULL, e->x);
    int64_t length = -1;
    bool is_good = x->mode != MODE_INVALID;
    if (!is_good || !slice_operand(x, e, &length)) {
        if (!is_good) check_use(e->index3, 3);
        x->mode = MODE_INVALID;
        return;
    }
    x->mode = MODE_VALUE;
    x->constant = NULL;
    if (e->full_slice && (e->index3[1] == NULL || e->index3[2] == NULL)) {
        x->mode = MODE_INVALID;   // the parser has complained
        return;
    }
    int64_t values[3];
    for (int i = 0; i < 3; i++) {
        values[i] = -1;
        if (e->index3[i] != NULL) {
            int64_t max = length >= 0 ? length + 1 : -1;
            values[i] = check_index(e->index3[i], max, NULL);
        } else if (i == 0) {
            values[i] = 0;
        } else if (length >= 0) {
            values[i] = length;
        }
    }
    check_index_order(e, values);
}
