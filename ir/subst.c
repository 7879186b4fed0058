// ir/subst.c - type parameters to type arguments, while lowering an instance.
#include "ir/ir_int.h"

Type *subst_type(Type *type, Type **params, Type **args, uint32_t count) {
    if (!type || !count) return type;
    return type_substitute(type, params, args, count);
}

Type *lower_type(Lower *lower, Type *type) {
    return subst_type(type, lower->type_params, lower->type_args, lower->type_param_count);
}

Type *lower_expr_type(Lower *lower, const Expr *expr) {
    Type *type = lower_type(lower, expr->type);
    if (!type) return NULL;
    return type_is_untyped(type) ? type_default(type) : type;
}
