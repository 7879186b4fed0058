// ir/dump.c - a function as an indented tree, for tests and for people.
#include "ir/ir_int.h"

static void dump_node(const Node *node, const char *role, int depth, FILE *out);

static void dump_list(const NodeList *list, const char *role, int depth, FILE *out) {
    for (uint32_t i = 0; i < list->count; i++) dump_node(list->items[i], role, depth, out);
}

static void dump_name(const Name *name, FILE *out) {
    static const char *const classes[] = {"global", "param", "result", "auto", "closure"};
    fprintf(out, " %s(%s%s%s%s%s%s)", name->text, classes[name->class],
            name->addr_taken ? " addr" : "", name->assigned ? " assigned" : "",
            name->captured ? " captured" : "", name->by_value ? " by-value" : "",
            name->esc == ESC_HEAP ? " heap" : "");
}

static void dump_flags(const Node *node, FILE *out) {
    if (node->esc == ESC_HEAP) fputs(" esc(h)", out);
    if (node->esc == ESC_NONE) fputs(" esc(no)", out);
    if (node->def) fputs(" def", out);
    if (node->implicit) fputs(" implicit", out);
    if (node->assigned) fputs(" assigned", out);
    if (node->is_dots) fputs(" dots", out);
    if (node->is_default) fputs(" default", out);
    if (node->distinct_vars) fputs(" distinct", out);
    if (node->transient) fputs(" transient", out);
}

static void dump_operand(const Node *node, FILE *out) {
    switch (node->op) {
    case ONAME: case ODCL: dump_name(node->name, out); break;
    case OCASE: if (node->name) dump_name(node->name, out); break;
    case OFUNC: case OCLOSURE: fprintf(out, " %s", node->func->full_name); break;
    case OLITERAL: fprintf(out, " %s", const_print(node->constant)); break;
    case OLABEL: fprintf(out, " %s", node->symbol->text); break;
    case OGOTO: fprintf(out, " %s", node->target->symbol->text); break;
    case OASOP: fprintf(out, " %s", op_name((Op)node->sub_op)); break;
    case OSLICELIT: case OARRAYLIT: fprintf(out, " n=%lld", (long long)node->n); break;
    default: break;
    }
    if (node->selector) fprintf(out, " .%s", node->selector->text);
    if (node->op == OMETHVALUE && node->func) fprintf(out, " %s", node->func->full_name);
}

static void dump_node(const Node *node, const char *role, int depth, FILE *out) {
    fprintf(out, "%*s%s", depth * 2, "", role);
    if (!node) {
        fputs("-\n", out);
        return;
    }
    fputs(op_name((Op)node->op), out);
    dump_operand(node, out);
    if (node->type) fprintf(out, " [%s]", type_print(node->type, NULL));
    dump_flags(node, out);
    fputc('\n', out);
    depth++;
    dump_list(&node->init, "init: ", depth, out);
    if (node->x) dump_node(node->x, "", depth, out);
    if (node->y) dump_node(node->y, "y: ", depth, out);
    dump_list(&node->list, "", depth, out);
    dump_list(&node->rlist, "rhs: ", depth, out);
    dump_list(&node->body, "body: ", depth, out);
    dump_list(&node->els, "else: ", depth, out);
}

static void dump_names(const NameList *list, const char *role, FILE *out) {
    for (uint32_t i = 0; i < list->count; i++) {
        fprintf(out, "  %s", role);
        dump_name(list->items[i], out);
        fprintf(out, " [%s]\n", type_print(list->items[i]->type, NULL));
    }
}

void func_dump(const Func *func, FILE *out) {
    fprintf(out, "func %s%s\n", func->full_name, func->is_native ? " native" : "");
    dump_names(&func->params, "param", out);
    dump_names(&func->results, "result", out);
    dump_names(&func->closure_vars, "captures", out);
    dump_list(&func->body, "", 1, out);
    for (uint32_t i = 0; i < func->closures.count; i++) func_dump(func->closures.items[i], out);
}
