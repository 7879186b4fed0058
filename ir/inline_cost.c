// ir/inline_cost.c - what inlining a function would cost, counted as gc counts it.
//
// The unit is a node of gc's tree, so where the trees differ (declarations that gc hangs on
// assignments, temporaries of multi-value assignments, conversions that make no code) the count is
// corrected. A call costs what its callee's body does if that will be inlined, else EXTRA_CALL.
#include "ir/inline_int.h"

#include <string.h>

enum {
    EXTRA_CALL = 57,
    EXTRA_PANIC = 1,
    LITERAL_FUNC = 15,
    DECLARATION = 2,           // gc's ODCL and the name below it
};

typedef struct Cost {
    Func *func;
    int32_t budget;            // what is left
    bool is_big;               // the function itself is big: few callees will be inlined into it
    bool counts_all;           // goes on when the budget is spent, to tell how much it is
    const char *reason;        // why it cannot be inlined whatever it costs
} Cost;

static bool cost_node(Cost *cost, Node *node);

static bool cost_list(Cost *cost, NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] && cost_node(cost, list->items[i])) return true;
    return false;
}

static bool cost_children(Cost *cost, Node *node) {
    return cost_list(cost, &node->init) || (node->x && cost_node(cost, node->x)) ||
           (node->y && cost_node(cost, node->y)) || cost_list(cost, &node->list) ||
           cost_list(cost, &node->rlist) || cost_list(cost, &node->body) ||
           cost_list(cost, &node->els);
}

// ---- Calls -------------------------------------------------------------------------------------
// Functions that gc compiles to instructions.
static bool is_listed(const char *const *names, const char *name) {
    for (; *names; names++)
        if (strcmp(*names, name) == 0) return true;
    return false;
}

bool func_is_intrinsic(const Func *func) {
    static const char *const math[] = {"sqrt", "Sqrt", "Trunc", "Ceil", "Floor", "RoundToEven",
                                       "Abs", "Copysign", "FMA", NULL};
    static const char *const bits[] = {
        "TrailingZeros64", "TrailingZeros32", "TrailingZeros16", "TrailingZeros8", "ReverseBytes64",
        "ReverseBytes32", "ReverseBytes16", "Len64", "Len32", "Len16", "Len8", "Len", "OnesCount64",
        "OnesCount32", "OnesCount16", "OnesCount", "RotateLeft8", "RotateLeft16", "RotateLeft32",
        "RotateLeft64", "RotateLeft", "TrailingZeros", "Add64", "Add", "Sub64", "Sub", "Mul64",
        "Mul", "Div64", NULL};
    static const char *const atomics[] = {
        "LoadInt32", "LoadInt64", "LoadPointer", "LoadUint32", "LoadUint64", "LoadUintptr",
        "StoreInt32", "StoreInt64", "StoreUint32", "StoreUint64", "StoreUintptr", "SwapInt32",
        "SwapInt64", "SwapUint32", "SwapUint64", "SwapUintptr", "CompareAndSwapInt32",
        "CompareAndSwapInt64", "CompareAndSwapUint32", "CompareAndSwapUint64",
        "CompareAndSwapUintptr", "AddInt32", "AddInt64", "AddUint32", "AddUint64", "AddUintptr",
        "AndInt32", "AndUint32", "AndInt64", "AndUint64", "AndUintptr", "OrInt32", "OrUint32",
        "OrInt64", "OrUint64", "OrUintptr", NULL};
    static const char *const runtime[] = {"KeepAlive", NULL};
    if (func->is_method || !func->object || !func->package || !func->package->is_library)
        return false;
    const char *path = func->package->path, *name = func->object->name->text;
    if (strcmp(path, "math") == 0) return is_listed(math, name);
    if (strcmp(path, "math/bits") == 0) return is_listed(bits, name);
    if (strcmp(path, "sync/atomic") == 0) return is_listed(atomics, name);
    return strcmp(path, "runtime") == 0 && is_listed(runtime, name);
}

static const char *package_path(const Func *func) {
    return func->package && func->package->is_library ? func->package->path : "";
}

// Methods that gc knows to become a load or a store.
static bool is_cheap(const Func *func) {
    static const char *const methods[] = {
        "Uint64", "Uint32", "Uint16", "PutUint64", "PutUint32", "PutUint16", "AppendUint64",
        "AppendUint32", "AppendUint16", NULL};
    const char *path = package_path(func);
    if (!func->is_method || strcmp(path, "encoding/binary") != 0) return false;
    return is_listed(methods, func->object->name->text);
}

static bool cost_call(Cost *cost, Node *call) {
    Func *callee = inline_callee(cost->func, call->x);
    bool dear = true;
    if (callee) {
        if (is_cheap(callee) || func_is_intrinsic(callee)) dear = false;
        if (dear && inline_is_ok(cost->func, callee, call->pos, cost->is_big)) {
            cost->budget -= callee->inline_cost;
            dear = false;
        }
    }
    // Instances of one shape share gc's code, and get a dictionary as first argument.
    if (call->x->op == OFUNC && call->x->func->is_generic) cost->budget -= 2;
    if (dear) cost->budget -= EXTRA_CALL;
    return false;
}

// ---- Corrections -------------------------------------------------------------------------------
// Targets that are blank have no node here.
static void cost_blanks(Cost *cost, const NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++)
        if (!list->items[i]) cost->budget--;
}

// Values of a call that are converted on their way: the temporaries count for nothing.
static void refund_temporaries(Cost *cost, const Node *node) {
    cost_blanks(cost, &node->list);
    if (!node->implicit) return;
    cost->budget++;
    for (uint32_t i = 0; i < node->list.count; i++)
        if (node->list.items[i]) cost->budget += 4;
}

static void refund_address(Cost *cost, const Node *node) {
    const Node *dot = node->x;
    if (dot->op != ODOT && dot->op != ODOTPTR) return;
    if (dot->x->op != ONAME) return;
    Type *structure = dot->op == ODOT ? dot->x->type : type_underlying(dot->x->type)->elem;
    if (type_field_offset(structure, (uint32_t)dot->field_index) == 0) cost->budget += 2;
}

static void refund_deref(Cost *cost, const Node *node) {
    const Node *pointer = node->x;
    while (pointer->op == OCONVNOP) pointer = pointer->x;
    if (pointer->op == OADDR) cost->budget++;
}

static bool refuse(Cost *cost, const char *reason) {
    cost->reason = reason;
    return true;
}

// What a node costs beside itself and its operands; true when the function cannot be inlined.
static bool cost_own(Cost *cost, Node *node) {
    switch (node->op) {
    case OCALLFUNC: return cost_call(cost, node);
    case OCALLINTER: cost->budget -= EXTRA_CALL + 1; break;      // the selector is a node too
    case OFUNC: cost->budget += node->func->is_method; break;
    case OPANIC:
        cost->budget -= EXTRA_PANIC;
        if (node->x->op == OCONVIFACE && node->x->implicit) cost->budget++;
        break;
    case ORECOVER: return refuse(cost, "call to recover");
    case OGO: return refuse(cost, "unhandled op GO");
    case ODEFER: return refuse(cost, "unhandled op DEFER");
    case OPANICWRAP: return refuse(cost, "wrapper");
    case OCLOSURE: cost->budget -= LITERAL_FUNC; break;
    case OADDR: refund_address(cost, node); break;
    case ODEREF: refund_deref(cost, node); break;
    case OMETHVALUE: case OSLICELIT: cost->budget--; break;
    case ODCL: cost->budget -= DECLARATION - 1; break;
    case OCONVNOP: case OBLOCK: case OCALLSTMT: case OFALL: case OTYPE: cost->budget++; break;
    case OAS: cost->budget -= !node->x; break;
    case OAS2: cost_blanks(cost, &node->list); break;
    case OAS2FUNC: case OAS2DOTTYPE: case OAS2MAPR: case OAS2RECV:
        refund_temporaries(cost, node);
        break;
    case ORANGE: cost_blanks(cost, &node->list); break;
    case OTYPESW: cost->budget -= 1 + node->def; break;
    case OCASE: cost->budget -= node->name != NULL; break;
    default: break;
    }
    return false;
}

static bool cost_node(Cost *cost, Node *node) {
    if (cost_own(cost, node)) return true;
    cost->budget--;
    if (cost->budget < 0 && !cost->counts_all) return true;
    return cost_children(cost, node);
}

// ---- Wrappers of go and defer ------------------------------------------------------------------
// gc makes `go f(x)` a literal without parameters that calls f with what was captured: operands are
// variables there, but constants and literals stay.
static void cost_captured(Cost *cost, Node *operand) {
    if (!operand) return;
    switch (operand->op) {
    case OLITERAL: case ONIL: case ONEW: case OFUNC:
        cost_node(cost, operand);
        return;
    case OARRAYLIT: case OSLICELIT: case OSTRUCTLIT:
        cost_own(cost, operand);
        cost->budget--;
        for (uint32_t i = 0; i < operand->list.count; i++) {
            Node *element = operand->list.items[i];
            bool is_pair = element->op == OKEY || element->op == OSTRUCTKEY;
            if (is_pair) cost->budget--;
            if (element->op == OKEY) cost->budget--;
            cost_captured(cost, element->op == OKEY ? element->y : is_pair ? element->x : element);
        }
        return;
    default: cost->budget--;
    }
}

int32_t wrapper_cost(Func *func, Node *call) {
    Cost cost = {.func = func, .budget = INLINE_COST_MAX, .counts_all = true};
    if (cost_own(&cost, call)) return -1;
    cost.budget--;
    cost_captured(&cost, call->x);
    cost_captured(&cost, call->y);
    for (uint32_t i = 0; i < call->list.count; i++) cost_captured(&cost, call->list.items[i]);
    return cost.budget < 0 ? -1 : INLINE_COST_MAX - cost.budget;
}

// ---- Results -----------------------------------------------------------------------------------
typedef struct Counter {
    int32_t left;
} Counter;

static void count_node(Node *node, void *arg) {
    Counter *counter = arg;
    counter->left--;
    if (node->op == ODCL) counter->left--;
}

bool func_is_big(Func *func) {
    Counter counter = {INLINE_BIG_NODES};
    node_list_visit(&func->body, count_node, &counter);
    return counter.left <= 0;
}

static const char *inline_impossible(const Func *func) {
    if (func->pragmas & PRAGMA_NOINLINE) return "marked go:noinline";
    if (func->pragmas & PRAGMA_UINTPTR_ESCAPES)
        return "marked as having an escaping uintptr argument";
    if (func->is_native) return "no function body";
    if (func->wrapper_receiver) return "wrapper";
    return NULL;
}

void func_find_cost(Func *func, bool counts_all) {
    if (func->cost_known) return;
    func->cost_known = true;
    func->inline_cost = -1;
    func->inline_reason = inline_impossible(func);
    if (func->inline_reason) return;
    Cost cost = {.func = func, .budget = INLINE_COST_MAX, .counts_all = counts_all};
    cost.is_big = func_is_big(func);
    cost_list(&cost, &func->body);
    func->inline_reason = cost.reason;
    if (!cost.reason && cost.budget < 0)
        func->inline_reason = !counts_all ? "function too complex"
            : arena_printf(ir_lasting, "function too complex: cost %d exceeds budget %d",
                           INLINE_COST_MAX - cost.budget, INLINE_COST_MAX);
    if (!func->inline_reason) func->inline_cost = INLINE_COST_MAX - cost.budget;
}
