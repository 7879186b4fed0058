// ir/print.c - expressions as gc's -m spells them.
#include "ir/ir_int.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

typedef struct Printer {
    Arena *arena;
    char *text;
    size_t bytes, capacity;
} Printer;

static Package *print_package;

void node_print_from(Package *package) {
    print_package = package;
}

static void put(Printer *out, const char *text) {
    size_t bytes = strlen(text);
    if (out->bytes + bytes + 1 > out->capacity) {
        out->capacity = (out->bytes + bytes + 1) * 2;
        char *bigger = arena_alloc(out->arena, out->capacity);
        if (out->bytes) memcpy(bigger, out->text, out->bytes);
        out->text = bigger;
    }
    memcpy(out->text + out->bytes, text, bytes + 1);
    out->bytes += bytes;
}

static void print_node(Printer *out, const Node *node, int precedence);
static void put_type(Printer *out, Type *type);

// ---- Types -------------------------------------------------------------------------------------
static void put_tuple(Printer *out, Type *tuple, bool variadic) {
    put(out, "(");
    for (uint32_t i = 0; i < tuple->field_count; i++) {
        if (i) put(out, ", ");
        Object *var = tuple->fields[i];
        if (var->name) {
            put(out, var->name->text);
            put(out, " ");
        }
        if (variadic && i + 1 == tuple->field_count) {
            put(out, "...");
            put_type(out, type_underlying(var->type)->elem);
        } else {
            put_type(out, var->type);
        }
    }
    put(out, ")");
}

static void put_signature(Printer *out, Type *type) {
    put_tuple(out, type->params, type->is_variadic);
    if (!type->results->field_count) return;
    put(out, " ");
    if (type->results->field_count == 1 && !type->results->fields[0]->name)
        put_type(out, type->results->fields[0]->type);
    else put_tuple(out, type->results, false);
}

static void put_struct(Printer *out, Type *type) {
    put(out, type->field_count ? "struct { " : "struct {");
    for (uint32_t i = 0; i < type->field_count; i++) {
        if (i) put(out, "; ");
        if (!type->fields[i]->is_embedded) {
            put(out, type->fields[i]->name->text);
            put(out, " ");
        }
        put_type(out, type->fields[i]->type);
    }
    put(out, type->field_count ? " }" : "}");
}

static void put_interface(Printer *out, Type *type) {
    TypeSet *set = type_set(type);
    put(out, set->method_count ? "interface { " : "interface {");
    for (uint32_t i = 0; i < set->method_count; i++) {
        if (i) put(out, "; ");
        put(out, set->methods[i]->name->text);
        put_signature(out, set->methods[i]->type);
    }
    put(out, set->method_count ? " }" : "}");
}

static void put_type(Printer *out, Type *type) {
    switch (type->kind) {
    case TYPE_POINTER: put(out, "*"); put_type(out, type->elem); return;
    case TYPE_SLICE: put(out, "[]"); put_type(out, type->elem); return;
    case TYPE_ARRAY:
        put(out, arena_printf(out->arena, "[%lld]", (long long)type->length));
        put_type(out, type->elem);
        return;
    case TYPE_MAP:
        put(out, "map[");
        put_type(out, type->key);
        put(out, "]");
        put_type(out, type->elem);
        return;
    case TYPE_CHAN:
        if (type->chan_dir == CHAN_RECV) put(out, "<-");
        put(out, type->chan_dir == CHAN_SEND ? "chan<- " : "chan ");
        put_type(out, type->elem);
        return;
    case TYPE_STRUCT: put_struct(out, type); return;
    case TYPE_INTERFACE: put_interface(out, type); return;
    case TYPE_FUNC: put(out, "func"); put_signature(out, type); return;
    case TYPE_ALIAS:
        if (type != type_any) {
            put_type(out, type_unalias(type));
            return;
        }
        // fall through
    default: put(out, type_print(type, print_package));
    }
}

// ---- Leaves ------------------------------------------------------------------------------------
static bool has_default_type(const Node *node) {
    Type *type = type_unalias(node->type);
    switch (const_kind(node->constant)) {
    case CONST_BOOL: return type == type_basic[TYPE_BOOL];
    case CONST_STRING: return type == type_basic[TYPE_STRING];
    case CONST_INT: return type == type_basic[TYPE_INT];
    case CONST_FLOAT: return type == type_basic[TYPE_FLOAT64];
    case CONST_COMPLEX: return type == type_basic[TYPE_COMPLEX128];
    default: return true;
    }
}

static void put_literal(Printer *out, const Node *node) {
    uint64_t rune;
    if (node->type == type_rune && const_get_uint64(node->constant, &rune) && rune <= RUNE_MAX) {
        char quoted[RUNE_NAME_BYTES];
        rune_quote((Rune)rune, quoted);
        put(out, quoted);
        return;
    }
    bool plain = has_default_type(node);
    if (!plain) {
        put_type(out, node->type);
        put(out, "(");
    }
    put(out, const_print(node->constant));
    if (!plain) put(out, ")");
}

static void put_func(Printer *out, const Func *func) {
    if (!func->is_method) {
        if (func->package && func->package != print_package) {
            put(out, func->package->name->text);
            put(out, ".");
        }
        put(out, func->symbol ? func->symbol->text : func->full_name);
        return;
    }
    Type *receiver = func->type->params->fields[0]->type;
    bool pointer = type_unalias(receiver)->kind == TYPE_POINTER;
    if (pointer) put(out, "(");
    put_type(out, receiver);
    put(out, pointer ? ")." : ".");
    put(out, func->symbol->text);
}

// ---- Operators ---------------------------------------------------------------------------------
static int precedence_of(const Node *node) {
    switch (node->op) {
    case OTYPE: return node->type && node->type->kind == TYPE_POINTER ? 7 : 8;
    case ODEREF: case OADDR: case OPTRLIT: case ONOT: case OBITNOT: case OPLUS: case ONEG:
    case ORECV:
        return 7;
    case OMUL: case ODIV: case OMOD: case OAND: case OANDNOT: case OLSH: case ORSH: return 6;
    case OADD: case OSUB: case OOR: case OXOR: case OADDSTR: return 5;
    case OLT: case OLE: case OGT: case OGE: case OEQ: case ONE: return 4;
    case OSEND: return 3;
    case OANDAND: return 2;
    case OOROR: return 1;
    case OCLOSURE: return 0;
    default: return 8;
    }
}

static const char *operator_text(Op op) {
    switch (op) {
    case OADD: case OPLUS: case OADDSTR: return "+";
    case OSUB: case ONEG: return "-";
    case OMUL: case ODEREF: return "*";
    case ODIV: return "/";
    case OMOD: return "%";
    case OAND: case OADDR: return "&";
    case OOR: return "|";
    case OXOR: case OBITNOT: return "^";
    case OANDNOT: return "&^";
    case OLSH: return "<<";
    case ORSH: return ">>";
    case OANDAND: return "&&";
    case OOROR: return "||";
    case ONOT: return "!";
    case OEQ: return "==";
    case ONE: return "!=";
    case OLT: return "<";
    case OLE: return "<=";
    case OGT: return ">";
    case OGE: return ">=";
    case ORECV: return "<-";
    default: return "?";
    }
}

static const char *call_text(Op op) {
    switch (op) {
    case OLEN: return "len";
    case OCAP: return "cap";
    case OREAL: return "real";
    case OIMAG: return "imag";
    case OCOMPLEX: return "complex";
    case OCOPY: return "copy";
    case OAPPEND: return "append";
    case OMIN: return "min";
    case OMAX: return "max";
    case OPANIC: return "panic";
    case OPRINT: return "print";
    case OPRINTLN: return "println";
    case OCLOSE: return "close";
    case OCLEAR: return "clear";
    case ODELETE: return "delete";
    case ORECOVER: return "recover";
    case OUNSAFEADD: return "unsafe.Add";
    case OUNSAFESLICE: return "unsafe.Slice";
    case OUNSAFESLICEDATA: return "unsafe.SliceData";
    case OUNSAFESTRING: return "unsafe.String";
    case OUNSAFESTRINGDATA: return "unsafe.StringData";
    default: return NULL;
    }
}

static void put_list(Printer *out, const NodeList *list, bool dots) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (i) put(out, ", ");
        if (list->items[i]) print_node(out, list->items[i], 0);
        else put(out, "_");
    }
    if (dots) put(out, "...");
}

static void put_builtin(Printer *out, const Node *node, const char *name) {
    put(out, name);
    put(out, "(");
    if (node->x) print_node(out, node->x, 0);
    if (node->y) {
        put(out, ", ");
        print_node(out, node->y, 0);
    }
    put_list(out, &node->list, node->is_dots);
    put(out, ")");
}

static void put_conversion(Printer *out, const Node *node) {
    Type *type = node->type;
    bool named = type->kind < TYPE_BASIC_COUNT || type->kind == TYPE_NAMED ||
                 type->kind == TYPE_ALIAS;
    if (!named) put(out, "(");
    put_type(out, type);
    put(out, named ? "(" : ")(");
    print_node(out, node->x, 0);
    put(out, ")");
}

static void put_make(Printer *out, const Node *node) {
    put(out, "make(");
    put_type(out, node->type);
    for (int i = 0; i < 2; i++) {
        const Node *size = i ? node->y : node->x;
        if (!size) continue;
        put(out, ", ");
        print_node(out, size, 0);
    }
    put(out, ")");
}

static void put_slice(Printer *out, const Node *node) {
    print_node(out, node->x, 8);
    put(out, "[");
    for (uint32_t i = 0; i < node->list.count; i++) {
        if (i) put(out, ":");
        if (node->list.items[i]) print_node(out, node->list.items[i], 0);
    }
    put(out, "]");
}

static void put_binary(Printer *out, const Node *node, int precedence) {
    print_node(out, node->x, precedence);
    put(out, arena_printf(out->arena, " %s ", operator_text((Op)node->op)));
    print_node(out, node->y, precedence + 1);
}

static void put_selector(Printer *out, const Node *node) {
    print_node(out, node->x, 8);
    put(out, ".");
    put(out, node->selector ? node->selector->text : "_");
}

static void put_call(Printer *out, const Node *node) {
    if (node->op == OCALLINTER) put_selector(out, node);
    else print_node(out, node->x, 8);
    put(out, "(");
    const Node *last = node->list.count ? vec_last(&node->list) : NULL;
    bool packed = last && last->op == OSLICELIT && last->implicit;
    put_list(out, &node->list, node->is_dots || packed);
    put(out, ")");
}

// Declarations hang on assignments in gc's tree and are not printed.
static void put_body(Printer *out, const NodeList *list) {
    bool any = false;
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i]->op == ODCL) continue;
        if (any) put(out, "; ");
        print_node(out, list->items[i], 0);
        any = true;
    }
}

static void put_if(Printer *out, const Node *node) {
    put(out, "if ");
    put_body(out, &node->init);
    if (node->init.count) put(out, "; ");
    print_node(out, node->x, 0);
    put(out, " { ");
    put_body(out, &node->body);
    put(out, " }");
    if (!node->els.count) return;
    put(out, " else { ");
    put_body(out, &node->els);
    put(out, " }");
}

// Statements that are named by what they are.
static void put_control(Printer *out, const Node *node) {
    switch (node->op) {
    case OIF: put_if(out, node); return;
    case OFOR: case ORANGE: put(out, "for loop"); return;
    case OSWITCH: case OTYPESW: put(out, "switch statement"); return;
    case OSELECT: put(out, "select statement"); return;
    case OBLOCK: put_body(out, &node->body); return;
    case OBREAK: put(out, "break"); return;
    case OCONTINUE: put(out, "continue"); return;
    case OFALL: put(out, "fallthrough"); return;
    case OGOTO: case OLABEL:
        if (node->op == OGOTO) put(out, "goto ");
        const Node *label = node->op == OGOTO ? node->target : node;
        put(out, label->symbol ? label->symbol->text : ".i");
        if (node->op == OLABEL) put(out, ": ");
        return;
    case OGO: case ODEFER:
        put(out, node->op == OGO ? "go " : "defer ");
        print_node(out, node->x, 0);
        return;
    case OSEND:
        print_node(out, node->x, 3);
        put(out, " <- ");
        print_node(out, node->y, 3);
        return;
    default:
        put(out, arena_printf(out->arena, "<node %s>", op_name((Op)node->op)));
    }
}

static void put_inlined(Printer *out, const Node *node) {
    if (node->list.count == 1) {
        print_node(out, node->list.items[0], 0);
        return;
    }
    put(out, "(");
    put_list(out, &node->list, false);
    put(out, ")");
}

static void put_statement(Printer *out, const Node *node) {
    switch (node->op) {
    case OINLCALL: put_inlined(out, node); return;
    case OCALLSTMT: print_node(out, node->x, 0); return;
    case OAS:
        if (node->x) print_node(out, node->x, 0);
        else put(out, "_");
        put(out, node->def ? " := " : " = ");
        print_node(out, node->y, 0);
        return;
    case OASOP:
        print_node(out, node->x, 0);
        if (node->implicit) {
            put(out, node->sub_op == OADD ? "++" : "--");
            return;
        }
        put(out, arena_printf(out->arena, " %s= ", operator_text((Op)node->sub_op)));
        print_node(out, node->y, 0);
        return;
    case OAS2:
        put_list(out, &node->list, false);
        put(out, node->def ? " := " : " = ");
        put_list(out, &node->rlist, false);
        return;
    case OAS2FUNC: case OAS2MAPR: case OAS2RECV: case OAS2DOTTYPE:
        put_list(out, &node->list, false);
        put(out, " = ");
        print_node(out, node->y, 0);
        return;
    case ORETURN:
        put(out, "return ");
        put_list(out, &node->list, false);
        return;
    default: put_control(out, node);
    }
}

static void put_rest(Printer *out, const Node *node, int precedence) {
    const char *name = call_text((Op)node->op);
    if (name) {
        put_builtin(out, node, name);
        return;
    }
    switch (node->op) {
    case OSLICE: case OSLICEARR: case OSLICESTR: case OSLICE3: case OSLICE3ARR:
        put_slice(out, node);
        return;
    case OCONV: case OCONVIFACE: case OCONVNOP: case OBYTES2STR: case ORUNES2STR: case OSTR2BYTES:
    case OSTR2RUNES: case ORUNESTR: case OSLICE2ARR: case OSLICE2ARRPTR:
        put_conversion(out, node);
        return;
    case ONEW:
        put(out, "new(");
        put_type(out, type_underlying(node->type)->elem);
        put(out, ")");
        return;
    case OMAKESLICE: case OMAKEMAP: case OMAKECHAN: put_make(out, node); return;
    case OCALLFUNC: case OCALLINTER: put_call(out, node); return;
    case OPLUS: case ONEG: case OBITNOT: case ONOT: case ORECV: case OADDR: case ODEREF:
        put(out, operator_text((Op)node->op));
        if (node->x->op == node->op && node->op != ODEREF) put(out, " ");
        print_node(out, node->x, precedence + 1);
        return;
    case OADD: case OSUB: case OMUL: case ODIV: case OMOD: case OAND: case OOR: case OXOR:
    case OANDNOT: case OLSH: case ORSH: case OEQ: case ONE: case OLT: case OLE: case OGT: case OGE:
    case OANDAND: case OOROR:
        put_binary(out, node, precedence);
        return;
    case OADDSTR:
        for (uint32_t i = 0; i < node->list.count; i++) {
            if (i) put(out, " + ");
            print_node(out, node->list.items[i], precedence);
        }
        return;
    default: put_statement(out, node);
    }
}

// Steps that the source does not show.
static bool is_unseen(const Node *node) {
    if (!node->implicit) return false;
    switch (node->op) {
    case OADDR: case ODEREF: case OCONV: case OCONVNOP: case OCONVIFACE: return true;
    default: return false;
    }
}

static void print_node(Printer *out, const Node *node, int precedence) {
    while (node && is_unseen(node)) node = node->x;
    if (!node) {
        put(out, "<nil>");
        return;
    }
    int own = precedence_of(node);
    if (precedence > own) {
        put(out, "(");
        print_node(out, node, 0);
        put(out, ")");
        return;
    }
    switch (node->op) {
    case ONIL: put(out, "nil"); return;
    case OLITERAL: put_literal(out, node); return;
    case ONAME: put(out, node->name->text); return;
    case OFUNC: put_func(out, node->func); return;
    case OTYPE: put_type(out, node->type); return;
    case OCLOSURE: put(out, "func literal"); return;
    case OPTRLIT: put(out, "&"); print_node(out, node->x, 0); return;
    case OSTRUCTLIT: case OARRAYLIT: case OSLICELIT: case OMAPLIT:
        if (node->is_dots && node->implicit) {
            put(out, "... argument");
            return;
        }
        put_type(out, node->type);
        put(out, node->list.count ? "{...}" : "{}");
        return;
    case ODOT: case ODOTPTR: case OMETHVALUE: put_selector(out, node); return;
    case ODOTTYPE: case ODOTTYPE2:
        print_node(out, node->x, own);
        put(out, ".(");
        put_type(out, node->type);
        put(out, ")");
        return;
    case OINDEX: case OINDEXMAP:
        print_node(out, node->x, own);
        put(out, "[");
        print_node(out, node->y, 0);
        put(out, "]");
        return;
    default: put_rest(out, node, own);
    }
}

char *node_print(Arena *arena, const Node *node) {
    Printer out = {.arena = arena};
    put(&out, "");
    print_node(&out, node, 0);
    return out.text;
}

// ---- Functions ---------------------------------------------------------------------------------
const char *func_local_name(const Func *func) {
    const char *slash = strrchr(func->full_name, '/');
    const char *dot = strchr(slash ? slash : func->full_name, '.');
    return dot ? dot + 1 : func->full_name;
}

// Instances whose arguments have the same representation share code in gc: all pointers are one.
static void put_shape(Printer *out, Type *type) {
    Type *of = type_underlying(type);
    put(out, "go.shape.");
    put(out, of->kind == TYPE_POINTER ? "*uint8" : type_print_linker(of));
}

// [...] in the name as the shapes of the type arguments.
static void put_name_with_shapes(Printer *out, const Func *func, const char *name) {
    const char *dots = strstr(name, "[...]");
    if (!dots || !func->root->type_arg_count) {
        put(out, name);
        return;
    }
    put(out, arena_printf(out->arena, "%.*s[", (int)(dots - name), name));
    for (uint32_t i = 0; i < func->root->type_arg_count; i++) {
        if (i) put(out, ",");
        put_shape(out, func->root->type_args[i]);
    }
    put(out, "]");
    put(out, dots + strlen("[...]"));
}

const char *func_message_name(const Func *func, const Package *from) {
    Printer out = {.arena = ir_lasting};
    if (func->package && func->package != from && func->package->name) {
        put(&out, func->package->name->text);
        put(&out, ".");
    }
    put_name_with_shapes(&out, func, func_local_name(func));
    return out.text;
}

static void put_plain_tuple(Printer *out, Type *tuple, uint32_t first, bool variadic) {
    put(out, "(");
    for (uint32_t i = first; i < tuple->field_count; i++) {
        Type *type = tuple->fields[i]->type;
        bool dots = variadic && i + 1 == tuple->field_count;
        if (i > first) put(out, ", ");
        if (dots) put(out, "...");
        put_type(out, dots ? type_underlying(type)->elem : type);
    }
    put(out, ")");
}

char *func_print(Arena *arena, const Func *func) {
    Printer out = {.arena = arena};
    Type *params = func->type->params, *results = func->type->results;
    if (func->is_method) {
        put(&out, "method(");
        put_type(&out, params->fields[0]->type);
        put(&out, ") ");
    }
    put(&out, "func");
    put_plain_tuple(&out, params, func->is_method, func->type->is_variadic);
    if (results->field_count) put(&out, " ");
    if (results->field_count == 1) put_type(&out, results->fields[0]->type);
    else if (results->field_count) put_plain_tuple(&out, results, 0, false);
    put(&out, " { ");
    put_body(&out, &func->body);
    put(&out, " }");
    return out.text;
}
