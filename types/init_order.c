// types/init_order.c - in which order package-level variables are initialized.
//
// The language asks for the earliest declared variable all of whose dependencies are initialized,
// again and again. Functions are not initialized but carry dependencies.
#include "types/check_int.h"

// A variable or constant of the package being ordered.
typedef struct Node {
    Object *object;
    VEC(struct Node *) users;    // variables that depend on this one
    uint32_t waits_for;          // how many dependencies are not done
    bool is_done;
} Node;

typedef struct Graph {
    Node *nodes;
    uint32_t count;
    Node **heap;                 // ready nodes, the earliest declared first
    uint32_t heap_count;
    uint32_t *mark;              // by order of object: last round that visited it
    uint32_t round;
    Node **node_of;              // by order of object
    bool is_too_long;            // find_path gave up
} Graph;

// ---- A heap by order of declaration -------------------------------------------------------------

// Constants come first: they are there only to find those that depend on themselves.
static bool is_before(const Node *a, const Node *b) {
    if (a->object->kind != b->object->kind) return a->object->kind == OBJ_CONST;
    return a->object->order < b->object->order;
}

static void heap_push(Graph *g, Node *node) {
    uint32_t i = g->heap_count++;
    while (i > 0 && is_before(node, g->heap[(i - 1) / 2])) {
        g->heap[i] = g->heap[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    g->heap[i] = node;
}

static Node *heap_pop(Graph *g) {
    Node *top = g->heap[0], *last = g->heap[--g->heap_count];
    uint32_t i = 0;
    for (;;) {
        uint32_t child = 2 * i + 1;
        if (child >= g->heap_count) break;
        if (child + 1 < g->heap_count && is_before(g->heap[child + 1], g->heap[child])) child++;
        if (!is_before(g->heap[child], last)) break;
        g->heap[i] = g->heap[child];
        i = child;
    }
    g->heap[i] = last;
    return top;
}

// ---- The graph ----------------------------------------------------------------------------------

// Adds edges from [user] to every variable that [object] refers to, through functions.
static void add_edges(Graph *g, Node *user, Object *start) {
    ObjectList stack = {0};
    vec_push(&checker.arena, &stack, start);
    while (stack.count > 0) {
        Object *object = vec_pop(&stack);
        for (uint32_t i = 0; i < object->info->deps.count; i++) {
            Object *dep = object->info->deps.items[i];
            if (dep->package != start->package || g->mark[dep->order] == g->round) continue;
            g->mark[dep->order] = g->round;
            if (dep->kind == OBJ_FUNC) {
                vec_push(&checker.arena, &stack, dep);
            } else if (g->node_of[dep->order]) {
                vec_push(&checker.arena, &g->node_of[dep->order]->users, user);
                user->waits_for++;
            }
        }
    }
}

static void build_graph(Graph *g, Package *package) {
    uint32_t total = package->objects.count;
    g->nodes = ARENA_ARRAY(&checker.arena, Node, total);
    g->node_of = ARENA_ARRAY(&checker.arena, Node *, total + 1);
    g->heap = ARENA_ARRAY(&checker.arena, Node *, total + 1);
    g->mark = ARENA_ARRAY(&checker.arena, uint32_t, total + 1);
    for (uint32_t i = 0; i < total; i++) {
        Object *object = package->objects.items[i];
        if (object->kind != OBJ_VAR && object->kind != OBJ_CONST) continue;
        Node *node = &g->nodes[g->count++];
        node->object = object;
        g->node_of[object->order] = node;
    }
    for (uint32_t i = 0; i < g->count; i++) {
        g->round++;
        add_edges(g, &g->nodes[i], g->nodes[i].object);
    }
    for (uint32_t i = 0; i < g->count; i++)
        if (g->nodes[i].waits_for == 0) heap_push(g, &g->nodes[i]);
}

// ---- Cycles -------------------------------------------------------------------------------------

// A path of dependencies from [from] to [to], the last first; false when there is none (or only one
// that is too long to be told).
static bool find_path(Graph *g, Object *from, Object *to, ObjectList *path, int depth) {
    enum { LENGTH_LIMIT = 20000 };
    if (g->mark[from->order] == g->round) return false;
    if (depth > LENGTH_LIMIT) {
        g->is_too_long = true;
        return false;
    }
    g->mark[from->order] = g->round;
    for (uint32_t i = 0; i < from->info->deps.count; i++) {
        Object *dep = from->info->deps.items[i];
        if (dep->package != to->package) continue;
        if (dep == to || find_path(g, dep, to, path, depth + 1)) {
            vec_push(&checker.arena, path, dep);
            return true;
        }
    }
    return false;
}

static void report_init_cycle(ObjectList *cycle) {
    Object *object = cycle->items[0];
    if (cycle->count == 1) {
        check_error(object->pos, MSG_INIT_CYCLE_SELF, object->name->text);
        return;
    }
    TextBuffer text = {0};
    text_add(&text, MSG_INIT_CYCLE, object->name->text);
    for (uint32_t i = cycle->count; i-- > 0;) {
        text_add(&text, MSG_CYCLE_STEP, pos_text(object->pos), object->name->text);
        object = cycle->items[i];
    }
    text_add(&text, MSG_CYCLE_END, pos_text(object->pos), object->name->text);
    check_error(cycle->items[0]->pos, "%s", text.items);
}

// No variable is ready: takes the one that waits for fewest, after saying so.
static Node *break_cycle(Graph *g) {
    Node *best = NULL;
    for (uint32_t i = 0; i < g->count; i++) {
        Node *node = &g->nodes[i];
        if (node->is_done) continue;
        bool better = !best;
        if (best && node->object->kind != best->object->kind) better = is_before(node, best);
        else if (best) better = node->waits_for < best->waits_for;
        if (better) best = node;
    }
    ObjectList cycle = {0};
    g->round++;
    if (find_path(g, best->object, best->object, &cycle, 0)) report_init_cycle(&cycle);
    else if (g->is_too_long)
        check_error(best->object->pos, MSG_INIT_CYCLE, best->object->name->text);
    return best;
}

// ---- Ordering -----------------------------------------------------------------------------------

static Initializer make_initializer(Object *object) {
    DeclInfo *info = object->info;
    Initializer step = {.lhs = info->lhs, .lhs_count = info->lhs_count, .value = info->init,
                        .decl = info->decl};
    if (!step.lhs) {
        step.lhs = ARENA_NEW(&checker.arena, Object *);
        step.lhs[0] = object;
        step.lhs_count = 1;
    }
    return step;
}

static void finish_node(Graph *g, Package *package, Node *node) {
    DeclInfo *info = node->object->info;
    node->is_done = true;
    for (uint32_t i = 0; i < node->users.count; i++) {
        Node *user = node->users.items[i];
        if (--user->waits_for == 0 && !user->is_done) heap_push(g, user);
    }
    if (node->object->kind != OBJ_VAR || !info->init || info->is_initializer_emitted) return;
    info->is_initializer_emitted = true;
    Initializer step = make_initializer(node->object);
    vec_push(&checker.arena, &package->init_order, step);
}

// Variables of a library and the functions they call have not been looked at.
static void check_library_values(Package *package) {
    for (uint32_t i = 0; i < package->objects.count; i++)
        if (package->objects.items[i]->kind == OBJ_VAR)
            object_check(package->objects.items[i], NULL);
    process_later(0);
    ObjectList stack = {0};
    for (uint32_t i = 0; i < package->objects.count; i++)
        if (package->objects.items[i]->kind == OBJ_VAR)
            vec_push(&checker.arena, &stack, package->objects.items[i]);
    while (stack.count > 0) {
        Object *object = vec_pop(&stack);
        for (uint32_t i = 0; i < object->info->deps.count; i++) {
            Object *dep = object->info->deps.items[i];
            if (dep->kind != OBJ_FUNC || dep->package != package || dep->is_body_checked) continue;
            func_body_check(dep);
            process_later(0);
            vec_push(&checker.arena, &stack, dep);
        }
    }
}

void package_init_order(Package *package) {
    if (package->has_init_order || !package->is_collected) return;
    check_enter();
    package->has_init_order = true;
    if (package->is_library) check_library_values(package);
    Graph g = {0};
    build_graph(&g, package);
    for (uint32_t done = 0; done < g.count; done++) {
        Node *node = g.heap_count > 0 ? heap_pop(&g) : break_cycle(&g);
        finish_node(&g, package, node);
    }
    check_leave();
}

// ---- On demand ----------------------------------------------------------------------------------

typedef struct Walk {
    Arena *arena;
    InitializerList *list;
    VEC(Object *) seen;
    Object **table;              // the same, hashed by address
    uint32_t table_size;
} Walk;

static uint32_t walk_place(Walk *w, const Object *object) {
    uint32_t at = (uint32_t)((uintptr_t)object >> 4) * 0x9E3779B1u & (w->table_size - 1);
    while (w->table[at] && w->table[at] != object) at = (at + 1) & (w->table_size - 1);
    return at;
}

// Whether [object] is met for the first time.
static bool walk_enter(Walk *w, Object *object) {
    if (w->seen.count * 2 >= w->table_size) {
        w->table_size = w->table_size ? w->table_size * 2 : 64;
        w->table = ARENA_ARRAY(&checker.arena, Object *, w->table_size);
        for (uint32_t i = 0; i < w->seen.count; i++)
            w->table[walk_place(w, w->seen.items[i])] = w->seen.items[i];
    }
    uint32_t at = walk_place(w, object);
    if (w->table[at]) return false;
    w->table[at] = object;
    vec_push(&checker.arena, &w->seen, object);
    return true;
}

static bool is_listed(InitializerList *list, const DeclInfo *info) {
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i].lhs[0]->info == info) return true;
    return false;
}

static void walk_object(Walk *w, Object *object) {
    if (object->origin) object = object->origin;
    if (!object->info || !walk_enter(w, object)) return;
    if (object->kind == OBJ_FUNC) func_body_check(object);
    else object_resolve(object);
    for (uint32_t i = 0; i < object->info->deps.count; i++)
        walk_object(w, object->info->deps.items[i]);
    if (object->kind != OBJ_VAR || !object->info->init || is_listed(w->list, object->info)) return;
    Initializer step = make_initializer(object);
    vec_push(w->arena, w->list, step);
}

void object_init_order(Object *object, Arena *arena, InitializerList *list) {
    types_lock();
    Walk w = {.arena = arena, .list = list};
    walk_object(&w, object);
    types_unlock();
}
