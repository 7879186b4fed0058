// ir/lower_convert.c - conversions, written or implied by assignment.
#include "ir/ir_int.h"

#include "base/check.h"

static bool is_byte_slice(Type *type) {
    return type->kind == TYPE_SLICE && type_kind(type->elem) == TYPE_UINT8;
}

static bool is_rune_slice(Type *type) {
    return type->kind == TYPE_SLICE && type_kind(type->elem) == TYPE_INT32;
}

static Op string_conversion(Type *from) {
    if (is_byte_slice(from)) return OBYTES2STR;
    if (is_rune_slice(from)) return ORUNES2STR;
    if (type_is_integer(from)) return ORUNESTR;
    return OCONVNOP;
}

// Which operation converts between two underlying types that are not identical as types.
static Op conversion_op(Type *from, Type *to) {
    if (to->kind == TYPE_INTERFACE) {
        if (from->kind == TYPE_INTERFACE && type_identical(from, to)) return OCONVNOP;
        return OCONVIFACE;
    }
    if (to->kind == TYPE_STRING) return string_conversion(from);
    if (from->kind == TYPE_STRING && is_byte_slice(to)) return OSTR2BYTES;
    if (from->kind == TYPE_STRING && is_rune_slice(to)) return OSTR2RUNES;
    if (from->kind == TYPE_SLICE && to->kind == TYPE_ARRAY) return OSLICE2ARR;
    if (from->kind == TYPE_SLICE && to->kind == TYPE_POINTER) return OSLICE2ARRPTR;
    if (type_is_numeric(from) && type_is_numeric(to)) return from->kind == to->kind ? OCONVNOP : OCONV;
    return OCONVNOP;
}

Node *lower_convert(Lower *lower, Pos pos, Node *x, Type *to, bool implicit) {
    (void)lower;
    if (x->op == ONIL) return node_nil(x->pos, to);
    if (x->op == OZERO && x->type == to) return x;
    Op op = conversion_op(type_underlying(x->type), type_underlying(to));
    Node *node = node_unary(op, pos, to, x);
    node->implicit = implicit;
    return node;
}

Node *lower_implicit(Lower *lower, Node *x, Type *to) {
    if (!to || (x->type && x->op != ONIL && type_identical(x->type, to))) return x;
    if (x->op == ONIL && x->type == to) return x;
    return lower_convert(lower, x->whole_pos ? x->whole_pos : x->pos, x, to, true);
}
