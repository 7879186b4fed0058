// Conversions T(x).
#include "base/utf8.h"
#include "types/check_expr_int.h"

// The constant x as a constant of type [type]; NULL if there is none.
static Const *convert_constant(Operand *x, Type *type) {
    Type *basic = type_underlying(type);
    Const *value;
    if (basic->kind >= TYPE_BASIC_COUNT) return NULL;
    if (const_representable(x->constant, basic, &value)) return value;
    if (!type_is_integer(x->type) || !type_is_string(basic)) return NULL;
    uint64_t rune;
    Rune encoded = RUNE_ERROR;
    if (const_get_uint64(x->constant, &rune) && rune <= RUNE_MAX) encoded = (Rune)rune;
    char text[RUNE_BYTES_MAX];
    return const_string(text, utf8_encode(encoded, text));
}

typedef struct ParamConversion {
    Operand *x;
    Type *target;
    const char *cause;
} ParamConversion;

// Whether the constant can be converted to one type of a type parameter's set.
static bool term_takes_constant(Type *type, Type *underlying, void *arg) {
    (void)type;
    ParamConversion *state = arg;
    const char *target = type_text(state->target);
    if (underlying == NULL) {
        state->cause = check_text(MSG_NO_SPECIFIC_TYPES, target);
        return false;
    }
    if (type_is_string(state->x->type) && type_is_bytes_or_runes(underlying)) return true;
    if (convert_constant(state->x, underlying) != NULL) return true;
    if (type_is_integer(state->x->type) && type_is_integer(underlying)) {
        state->cause = check_text(MSG_CONSTANT_OVERFLOWS_IN, const_print(state->x->constant),
                                  type_text(underlying), target);
    } else {
        state->cause = check_text(MSG_CANNOT_CONVERT_IN, operand_text(state->x),
                                  type_text(underlying), target);
    }
    return false;
}

// The type that an untyped operand has at run time before it is converted to [type].
static Type *final_type(Operand *x, Type *type, bool was_constant) {
    if (operand_is_nil(x)) return type;
    if (type_is_non_param_interface(type) || (was_constant && !type_is_const_type(type))) {
        return type_default(x->type);
    }
    // string(65): the 65 stays an untyped integer, however large it is.
    if (x->mode == MODE_CONSTANT && type_is_integer(x->type) && type_all_string(type)) {
        return x->type;
    }
    return type;
}

void check_conversion(Operand *x, Type *type) {
    bool is_constant = x->mode == MODE_CONSTANT;
    bool is_good = false;
    const char *cause = NULL;
    Pos pos = expr_start(x->expr);
    OperandMode mode = MODE_VALUE;
    Const *value = NULL;
    if (is_constant && type_is_const_type(type)) {
        value = convert_constant(x, type);
        is_good = value != NULL;
        mode = MODE_CONSTANT;
        if (!is_good && type_is_integer(x->type) && type_is_integer(type)) {
            check_error(pos, MSG_CONSTANT_OVERFLOWS_TYPE, const_print(x->constant),
                        type_text(type));
            x->mode = MODE_INVALID;
            return;
        }
    } else if (is_constant && type_is_type_param(type)) {
        ParamConversion state = {x, type, NULL};
        is_good = type_each(type, term_takes_constant, &state);
        cause = state.cause;
        x->mode = MODE_VALUE;   // a type parameter has no constants, and gc says so in the error
    } else {
        is_good = operand_convertible(x, type, &cause);
    }
    if (!is_good) {
        // gc has made it an integer, if it is one, before it finds that it does not fit.
        if (is_constant && type_is_integer(type)) {
            Const *integer = const_to_int(x->constant);
            if (const_kind(integer) == CONST_INT) x->constant = integer;
        }
        bool has_cause = cause != NULL && cause[0] != '\0';
        check_error(pos, MSG_CANNOT_CONVERT_CAUSE, operand_text(x), type_text(type),
                    has_cause ? ": " : "", has_cause ? cause : "");
        x->mode = MODE_INVALID;
        return;
    }
    if (type_is_untyped(x->type)) {
        Operand before = *x;
        before.mode = mode == MODE_CONSTANT ? MODE_CONSTANT : x->mode;
        expr_update_type(x->expr, final_type(&before, type, is_constant), true);
    }
    x->mode = mode;
    x->constant = value;
    x->type = type;
}
