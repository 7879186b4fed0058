// escape/self_assign.c - assignments that keep a value inside the object it came from.
//
//     b.buf = b.buf[n:m]      val.x = val.y      val.a[i] = val.b[j]
//
// They store no pointer that the object did not hold already, but as stores through a pointer they
// would make everything leak. So they do not count.
#include "escape/flow.h"

static bool is_pointer_step(const Node *node) {
    return node->op == ODEREF || node->op == ODOTPTR;
}

static bool is_slice_self_assign(const Node *dst, const Node *src) {
    if (!is_pointer_step(dst) || dst->x->op != ONAME) return false;
    switch (src->op) {
    case OSLICE: case OSLICE3: case OSLICESTR: break;
    case OSLICEARR: case OSLICE3ARR:
        // The array is part of the object: slicing it makes a new pointer to the object.
        if (src->x->op == OADDR) return false;
        break;
    default: return false;
    }
    const Node *sliced = src->x;
    if (!is_pointer_step(sliced) || sliced->x->op != ONAME) return false;
    return dst->x->name == sliced->x->name;
}

static bool may_affect_memory(const Node *node) {
    switch (node->op) {
    case ONAME: case OLITERAL: case ONIL: return false;
    case OADD: case OSUB: case OOR: case OXOR: case OMUL: case OLSH: case ORSH: case OAND:
    case OANDNOT: case ODIV: case OMOD: case OINDEX:
        return may_affect_memory(node->x) || may_affect_memory(node->y);
    case OCONVNOP: case OCONV: case OLEN: case OCAP: case ONOT: case OBITNOT: case OPLUS: case ONEG:
    case ODOT: case ODOTPTR: case ODEREF:
        return may_affect_memory(node->x);
    default: return true;
    }
}

// Whether both surely denote the same, without side effects.
static bool same_safe_expr(const Node *a, const Node *b) {
    while (a->op == OCONVNOP) a = a->x;
    while (b->op == OCONVNOP) b = b->x;
    if (a->op != b->op || !a->type || !b->type || !type_identical(a->type, b->type)) return false;
    switch (a->op) {
    case ONAME: return a->name == b->name;
    case ODOT: case ODOTPTR: return a->field_index == b->field_index && same_safe_expr(a->x, b->x);
    case ODEREF: case ONOT: case OBITNOT: case OPLUS: case ONEG: case OCONV:
        return same_safe_expr(a->x, b->x);
    case OINDEX: case OINDEXMAP: case OADD: case OSUB: case OOR: case OXOR: case OMUL: case OLSH:
    case ORSH: case OAND: case OANDNOT: case ODIV: case OMOD:
        return same_safe_expr(a->x, b->x) && same_safe_expr(a->y, b->y);
    case OLITERAL: return const_equal(a->constant, b->constant);
    default: return false;
    }
}

bool is_self_assign(const Node *dst, const Node *src) {
    if (is_slice_self_assign(dst, src)) return true;
    if (dst->op != src->op) return false;
    switch (dst->op) {
    case ODOT: case ODOTPTR: return same_safe_expr(dst->x, src->x);
    case OINDEX:
        if (may_affect_memory(dst->y) || may_affect_memory(src->y)) return false;
        return same_safe_expr(dst->x, src->x);
    default: return false;
    }
}
