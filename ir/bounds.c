// ir/bounds.c - indices that cannot be out of range, whatever the program does.
//
// Only what the type and the outermost operator of the index say counts: i & 7, u % 10, a uint8.
// Array lengths and constant strings are what they are held against.
#include "ir/ir_int.h"

static bool small_constant(const Node *node, int64_t *value) {
    return node->op == OLITERAL && const_get_int64(node->constant, value) && *value <= INT32_MAX &&
           *value >= INT32_MIN;
}

// Whether x & c or x &^ c is at least 0 and below [max].
static bool mask_is_below(const Node *node, int64_t max, int bits) {
    int64_t mask;
    if (small_constant(node->x, &mask)) return mask >= 0 && mask < max;
    if (!small_constant(node->y, &mask)) return false;
    if (node->op == OANDNOT) {
        mask = ~mask;
        if (type_is_unsigned(node->type) && bits < 64) mask &= ((int64_t)1 << bits) - 1;
    }
    return mask >= 0 && mask < max;
}

static bool index_is_below(const Node *index, int64_t max) {
    if (!type_is_integer(index->type)) return false;
    bool is_unsigned = type_is_unsigned(index->type);
    int bits = (int)type_size(index->type) * 8;
    int64_t value;
    if (small_constant(index, &value)) return value >= 0 && value < max;
    bool has_constant = is_unsigned && index->y && small_constant(index->y, &value) && value >= 0;
    switch (index->op) {
    case OAND: case OANDNOT:
        if (mask_is_below(index, max, bits)) return true;
        break;
    case OMOD:
        if (has_constant && value <= max) return true;
        break;
    case ODIV:
        for (; has_constant && bits > 0 && value >= 2; value >>= 1) bits--;
        break;
    case ORSH:
        if (has_constant) bits = value > bits ? 0 : bits - (int)value;
        break;
    default: break;
    }
    return is_unsigned && bits <= 62 && (int64_t)1 << bits <= max;
}

void node_find_bounded(Lower *lower, Node *node) {
    Type *type = type_underlying(node->x->type);
    int64_t length = -1;
    if (type->kind == TYPE_ARRAY) length = type->length;
    if (node->x->op == OLITERAL && type->kind == TYPE_STRING) {
        size_t bytes;
        const_string_value(node->x->constant, &bytes);
        length = (int64_t)bytes;
    }
    if (length < 0 || !index_is_below(node->y, length)) return;
    node->bounded = true;
    if (node->y->op == OLITERAL) return;
    IrNote note = {.pos = node->pos, .text = "index bounds check elided"};
    vec_push(ir_lasting, &lower->func->root->late_notes, note);
}
