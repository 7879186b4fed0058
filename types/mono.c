// types/mono.c - finds generic code that would need infinitely many instances, and anonymous
// interfaces that contain themselves.
//
// Each type parameter is a vertex. An instantiation that passes a type mentioning P for Q is an
// edge from P to Q: of weight 0 when it passes P itself, 1 when the type is bigger than P. A circle
// of positive weight grows without end.
#include "types/check_int.h"

typedef struct Vertex {
    Object *object;      // of a type parameter, or of a type declared in a generic function
    int64_t weight;      // of the heaviest path known to it
    uint32_t previous;   // the last edge of that path
    uint32_t length;
} Vertex;

typedef struct Edge {
    uint32_t to, from;
    uint32_t weight;
    Pos pos;
    Type *type;
} Edge;

static struct {
    VEC(Vertex) vertices;
    VEC(Edge) edges;
} graph;

void mono_reset(void) {
    memset(&graph, 0, sizeof graph);
}

// ---- Building -----------------------------------------------------------------------------------

static uint32_t vertex_of(Object *object) {
    for (uint32_t i = graph.vertices.count; i-- > 0;)
        if (graph.vertices.items[i].object == object) return i;
    Vertex vertex = {.object = object};
    vec_push(&checker.arena, &graph.vertices, vertex);
    return graph.vertices.count - 1;
}

// A receiver's type parameter stands for the one of its type.
static Object *canonical(Type *param) {
    return param->origin ? param->origin->object : param->object;
}

static void add_edge(uint32_t to, uint32_t from, uint32_t weight, Pos pos, Type *type) {
    Edge edge = {to, from, weight, pos, type};
    vec_push(&checker.arena, &graph.edges, edge);
}

typedef struct Flow {
    Type *param, *arg;
    Pos pos;
} Flow;

static void flow_from(Flow *f, uint32_t from, Type *type) {
    add_edge(vertex_of(canonical(f->param)), from, type == f->arg ? 0 : 1, f->pos, f->arg);
}

static void flow(Flow *f, Type *type);

static void flow_vars(Flow *f, Type *type) {
    for (uint32_t i = 0; i < type->field_count; i++) flow(f, type->fields[i]->type);
}

static void flow_named(Flow *f, Type *type) {
    Type *origin = type->origin;
    if (origin->implicit_param_count > 0) {
        uint32_t local = vertex_of(origin->object);
        for (uint32_t i = 0; i < origin->implicit_param_count; i++)
            add_edge(local, vertex_of(canonical(origin->implicit_params[i])), 1,
                     origin->object->pos, origin->implicit_params[i]);
        flow_from(f, local, type);
    }
    for (uint32_t i = 0; i < type->type_arg_count; i++) flow(f, type->type_args[i]);
}

static void flow(Flow *f, Type *type) {
    type = type_unalias(type);
    switch (type->kind) {
    case TYPE_TYPE_PARAM: flow_from(f, vertex_of(canonical(type)), type); break;
    case TYPE_NAMED: flow_named(f, type); break;
    case TYPE_MAP: flow(f, type->key); flow(f, type->elem); break;
    case TYPE_ARRAY: case TYPE_SLICE: case TYPE_POINTER: case TYPE_CHAN: flow(f, type->elem); break;
    case TYPE_STRUCT: flow_vars(f, type); break;
    case TYPE_FUNC: flow_vars(f, type->params); flow_vars(f, type->results); break;
    case TYPE_INTERFACE:
        for (uint32_t i = 0; i < type->method_count; i++) flow(f, type->methods[i]->type);
        break;
    default: break;
    }
}

void mono_record(Pos pos, Type **params, Type **args, uint32_t count, Expr **exprs,
                 uint32_t expr_count) {
    for (uint32_t i = 0; i < count; i++) {
        if (params[i]->object->package != checker.env.package) continue;
        Flow f = {params[i], args[i], i < expr_count ? exprs[i]->pos : pos};
        flow(&f, args[i]);
    }
}

// ---- Solving ------------------------------------------------------------------------------------

static void report_loop(uint32_t at) {
    uint32_t count = graph.vertices.count;
    bool *seen = ARENA_ARRAY(&checker.arena, bool, count);
    VEC(uint32_t) stack = {0};
    while (!seen[at]) {
        vec_push(&checker.arena, &stack, at);
        seen[at] = true;
        at = graph.edges.items[graph.vertices.items[at].previous].from;
    }
    uint32_t first = 0;
    while (stack.items[first] != at) first++;
    TextBuffer text = {0};
    text_add(&text, "%s", MSG_INSTANTIATION_CYCLE);
    for (uint32_t i = first; i < stack.count; i++) {
        Edge *edge = &graph.edges.items[graph.vertices.items[stack.items[i]].previous];
        Object *object = graph.vertices.items[edge->to].object;
        bool is_param = object->type->kind == TYPE_TYPE_PARAM;
        text_add(&text, "\n\t%s: %s %s %s", pos_text(edge->pos), object->name->text,
                 is_param ? "instantiated as" : "implicitly parameterized by",
                 type_text(edge->type));
    }
    check_error(graph.vertices.items[at].object->pos, "%s", text.items);
}

void mono_check(void) {
    bool again = true;
    while (again) {
        again = false;
        for (uint32_t i = 0; i < graph.edges.count; i++) {
            Edge *edge = &graph.edges.items[i];
            Vertex *from = &graph.vertices.items[edge->from];
            Vertex *to = &graph.vertices.items[edge->to];
            int64_t weight = from->weight + edge->weight;
            if (weight <= to->weight) continue;
            to->previous = i;
            to->length = from->length + 1;
            if (to->length == graph.vertices.count) {
                report_loop(edge->to);
                return;
            }
            to->weight = weight;
            again = true;
        }
    }
}

// ---- Anonymous interfaces -----------------------------------------------------------------------

typedef struct Walk {
    TypeList seen;
    VEC(bool) is_open;    // parallel to seen: being walked, or part of a circle
} Walk;

static bool finds_cycle(Walk *w, Type *type);

static bool methods_find_cycle(Walk *w, Type *interface) {
    TypeSet *set = type_set(interface);
    for (uint32_t i = 0; i < set->method_count; i++)
        if (set->methods[i]->type && finds_cycle(w, set->methods[i]->type)) return true;
    return false;
}

static bool vars_find_cycle(Walk *w, Type *type) {
    for (uint32_t i = 0; i < type->field_count; i++)
        if (finds_cycle(w, type->fields[i]->type)) return true;
    return false;
}

static bool interface_finds_cycle(Walk *w, Type *type) {
    if (type->method_count + type->embed_count == 0) return false;
    for (uint32_t i = 0; i < w->seen.count; i++)
        if (w->seen.items[i] == type) return w->is_open.items[i];
    uint32_t place = w->seen.count;
    vec_push(&checker.arena, &w->seen, type);
    vec_push(&checker.arena, &w->is_open, true);
    if (methods_find_cycle(w, type)) return true;
    w->is_open.items[place] = false;
    return false;
}

static bool finds_cycle(Walk *w, Type *type) {
    type = type_unalias(type);
    switch (type->kind) {
    case TYPE_MAP: return finds_cycle(w, type->key) || finds_cycle(w, type->elem);
    case TYPE_ARRAY: case TYPE_SLICE: case TYPE_POINTER: case TYPE_CHAN:
        return finds_cycle(w, type->elem);
    case TYPE_STRUCT: case TYPE_TUPLE: return vars_find_cycle(w, type);
    case TYPE_FUNC: return vars_find_cycle(w, type->params) || vars_find_cycle(w, type->results);
    case TYPE_INTERFACE: return interface_finds_cycle(w, type);
    default: return false;
    }
}

static int compare_positions(const void *a, const void *b) {
    const Expr *x = *(Expr *const *)a, *y = *(Expr *const *)b;
    return (x->pos > y->pos) - (x->pos < y->pos);
}

void check_interface_cycles(ExprList *literals) {
    if (literals->count > 1)
        qsort(literals->items, literals->count, sizeof *literals->items, compare_positions);
    Walk w = {0};
    Pos covered = 0;
    for (uint32_t i = 0; i < literals->count; i++) {
        Expr *e = literals->items[i];
        if (e->pos < covered || !e->type || e->type->kind != TYPE_INTERFACE) continue;
        covered = e->end_pos;
        if (!methods_find_cycle(&w, e->type)) continue;
        check_error(e->pos, MSG_ANONYMOUS_CYCLE);
        for (uint32_t j = 0; j < w.is_open.count; j++) w.is_open.items[j] = false;
    }
}
