// ir/lower_convert.c - conversions, written or implied by assignment.
#include "ir/ir_int.h"

#include "base/utf8.h"

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
        // Two types with the same methods still have method tables of their own.
        bool empty = from->kind == TYPE_INTERFACE && !type_set(from)->method_count;
        return empty && !type_set(to)->method_count ? OCONVNOP : OCONVIFACE;
    }
    if (to->kind == TYPE_STRING) return string_conversion(from);
    if (from->kind == TYPE_STRING && is_byte_slice(to)) return OSTR2BYTES;
    if (from->kind == TYPE_STRING && is_rune_slice(to)) return OSTR2RUNES;
    if (from->kind == TYPE_SLICE && to->kind == TYPE_ARRAY) return OSLICE2ARR;
    if (from->kind == TYPE_SLICE && to->kind == TYPE_POINTER) return OSLICE2ARRPTR;
    bool numbers = type_is_numeric(from) && type_is_numeric(to);
    return numbers && from->kind != to->kind ? OCONV : OCONVNOP;
}

// Untyped nil takes any type that has it; of a typed one only its representation stays: a nil
// pointer in an interface is no nil, and a nil slice makes an empty string.
static bool nil_stays_nil(Type *from, Type *to) {
    if (!from || type_is_untyped(from)) return true;
    TypeKind kind = type_kind(to);
    return kind == type_kind(from) ? kind != TYPE_INTERFACE || type_identical(from, to)
                                   : kind == TYPE_UNSAFE_POINTER;
}

// A constant string as the slice of its runes.
static Node *runes_literal(Node *text, Type *to) {
    size_t bytes;
    const char *at = const_string_value(text->constant, &bytes);
    Node *node = node_new(OSLICELIT, text->pos, to);
    Type *elem = type_underlying(to)->elem;
    uint32_t width;
    for (; bytes; at += width, bytes -= width, node->n++) {
        Rune rune = utf8_decode(at, bytes, &width);
        list_push(&node->list, node_int(text->pos, elem, rune));
    }
    return node;
}

Node *lower_convert(Lower *lower, Pos pos, Node *x, Type *to, bool implicit) {
    (void)lower;
    if (x->op == ONIL && nil_stays_nil(x->type, to)) return node_nil(x->pos, to);
    if (x->op == OZERO && x->type == to) return x;
    Op op = conversion_op(type_underlying(x->type), type_underlying(to));
    if (op == OSTR2RUNES && x->op == OLITERAL && !x->init.count) {
        Node *runes = runes_literal(x, to);
        runes->pos = pos;
        return runes;
    }
    Node *node = node_unary(op, pos, to, x);
    node->implicit = implicit;
    return node;
}

Node *lower_implicit(Lower *lower, Node *x, Type *to) {
    if (!to || (x->type && x->op != ONIL && type_identical(x->type, to))) return x;
    if (x->op == ONIL && x->type == to) return x;
    return lower_convert(lower, x->whole_pos ? x->whole_pos : x->pos, x, to, true);
}
