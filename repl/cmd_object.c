// repl/cmd_object.c - :why, :refs: one object and who holds it.
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/check.h"
#include "repl/look.h"
#include "repl/runner.h"
#include "repl/screen.h"
#include "repl/table.h"
#include "vm/places.h"

enum { STEPS_MAX = 200, REFERRERS_SHOWN = 40 };

static Table *object_table(const char *head) {
    Table *table = table_new();
    table_column(table, head, "through", CELL_TEXT);
    table_column(table, "bytes", "bytes", CELL_BYTES);
    table_column(table, "address", "address", CELL_TEXT);
    table_column(table, "object", "type", CELL_TEXT);
    return table;
}

static void object_row(Table *table, const char *through, const Snapshot *snapshot,
                       uint32_t object) {
    table_row(table);
    table_text(table, through);
    table_number(table, (int64_t)snapshot->objects[object].bytes);
    table_text(table, address_text(snapshot->objects[object].address));
    table_text(table, heap_object_text(snapshot, object));
}

// "cache", "cache.items[3]", "frame of main.f in goroutine 7".
static void root_place(const InspectRoot *root, uint64_t offset, char *text, size_t bytes) {
    char name[300], inside[200] = "";
    root_text(root, name, sizeof name);
    if (root->kind == ROOT_IS_GLOBAL && root->type) {
        Meaning meaning = {.kind = MEANING_VALUES, .type = root->type};
        offset_text(&meaning, offset, inside, sizeof inside);
    }
    snprintf(text, bytes, "%s%s", home_text(name), inside);
}

// The object that EXPR means, in a fresh snapshot; NULL after a message.
static Snapshot *find_object(const CommandCall *call, const char *expr, SnapshotFlags flags,
                             uint32_t *object) {
    uintptr_t address;
    const RType *type;
    if (!look_up(call, expr, &address, &type)) return NULL;
    Snapshot *snapshot = look_at_heap(flags, NULL);
    *object = snapshot_find(snapshot, address);
    if (*object != INSPECT_NONE) return snapshot;
    uintptr_t start;
    const GlobalPlace *global = place_find_global(address, &start);
    if (global)
        command_fail(call, "%s points to the package variable %s, which lives as long as the "
                     "program", expr, home_text(global->name));
    else
        command_fail(call, "%s points to %s, which is not in the heap: constant data, or a frame",
                     expr, address_text(address));
    snapshot_free(snapshot);
    return NULL;
}

bool command_why(const CommandCall *call) {
    uint32_t object;
    Snapshot *snapshot = find_object(call, call->args, SNAPSHOT_PLAIN, &object);
    if (!snapshot) return false;
    InspectStep steps[STEPS_MAX];
    uint32_t count = snapshot_path(snapshot, object, steps, STEPS_MAX);
    if (count == 0) {
        if (call->json) fputs("[]\n", screen.out);
        else fprintf(screen.out, "nothing keeps it alive: the next collection frees it\n");
        snapshot_free(snapshot);
        return true;
    }
    uint32_t first = count > STEPS_MAX ? count - STEPS_MAX : 0;
    Table *table = object_table("path");
    char through[600];
    for (uint32_t i = 0; i + 1 < count - first; i++) {
        const InspectStep *step = &steps[i];
        if (step->object == INSPECT_ROOT)
            root_place(&snapshot->roots[snapshot->objects[object].root], step->offset, through,
                       sizeof through);
        else
            offset_text(&snapshot->objects[step->object].meaning, step->offset, through,
                        sizeof through);
        object_row(table, through, snapshot, steps[i + 1].object);
    }
    if (first && !call->json) fprintf(screen.out, "... %u steps before\n", first);
    table_print(table, call->json, 0);
    snapshot_free(snapshot);
    return true;
}

// ---- :refs --------------------------------------------------------------------------------------

typedef struct RootSearch {
    const Snapshot *snapshot;
    uint32_t object;
    Table *table;
    uint64_t count;
} RootSearch;

static void visit_root(const char *root, uintptr_t holder, uintptr_t pointer, void *arg) {
    RootSearch *search = arg;
    if (snapshot_find(search->snapshot, pointer) != search->object) return;
    search->count++;
    char text[400], inside[200] = "";
    uintptr_t start;
    const GlobalPlace *global = place_find_global(holder, &start);
    if (global) {
        Meaning meaning = {.kind = MEANING_VALUES, .type = global->type};
        offset_text(&meaning, holder - start, inside, sizeof inside);
        snprintf(text, sizeof text, "%s%s", home_text(global->name), inside);
    } else {
        snprintf(text, sizeof text, "%s", root);
        for (uint32_t i = 0; i < search->snapshot->root_count; i++) {
            const InspectRoot *place = &search->snapshot->roots[i];
            if (place->kind != ROOT_IS_FRAME || holder < place->start) continue;
            if (holder - place->start > 1 << 16) continue;
            root_text(place, text, sizeof text);
        }
    }
    table_row(search->table);
    table_text(search->table, text);
    table_number(search->table, 0);
    table_text(search->table, "");
    table_text(search->table, "(root)");
}

bool command_refs(const CommandCall *call) {
    uint32_t object;
    Snapshot *snapshot = find_object(call, call->args, SNAPSHOT_EDGES, &object);
    if (!snapshot) return false;
    Table *table = object_table("pointer");
    RootSearch search = {snapshot, object, table, 0};
    runner_stop();
    gc_each_root(visit_root, &search);
    runner_start();
    const InspectEdge *edges;
    uint64_t count = snapshot_referrers(snapshot, object, &edges);
    char through[300];
    for (uint64_t i = 0; i < count; i++) {
        const InspectObject *from = &snapshot->objects[edges[i].from];
        offset_text(&from->meaning, edges[i].offset, through, sizeof through);
        object_row(table, through, snapshot, edges[i].from);
    }
    table_print(table, call->json, REFERRERS_SHOWN);
    if (!call->json)
        screen_paint(PAINT_DIM, "%s pointer%s; with it would go %s\n",
                     count_text(count + search.count), count + search.count == 1 ? "" : "s",
                     bytes_text(snapshot_retained_bytes(snapshot, object)));
    snapshot_free(snapshot);
    return true;
}

// ---- :graph: a tree of text, DOT or SVG ---------------------------------------------------------

enum { GRAPH_OBJECTS_MAX = 120, TREE_DEPTH_MAX = 12, SVG_ROW = 34, SVG_INDENT = 28 };

typedef struct Graph {
    const Snapshot *snapshot;
    Forward forward;
    bool *seen;
    uint32_t shown;
    bool cut;
    FILE *out;
} Graph;

static void print_tree(Graph *graph, uint32_t object, const char *through, char *prefix,
                       uint32_t depth, bool is_last) {
    const InspectObject *at = &graph->snapshot->objects[object];
    size_t bytes = strlen(prefix);
    if (depth) fprintf(graph->out, "%s%s%s → ", prefix, is_last ? "└ " : "├ ", through);
    fprintf(graph->out, "%s", heap_object_text(graph->snapshot, object));
    fprintf(graph->out, " %s%s %s%s\n", paint(PAINT_DIM), address_text(at->address),
            bytes_text(at->bytes), paint(PAINT_PLAIN));
    if (graph->seen[object]) return;
    graph->seen[object] = true;
    graph->shown++;
    if (depth) strcat(prefix, is_last ? "  " : "│ ");
    uint32_t first = graph->forward.first[object], end = graph->forward.first[object + 1];
    for (uint32_t i = first; i < end; i++) {
        if (graph->shown >= GRAPH_OBJECTS_MAX || depth >= TREE_DEPTH_MAX) {
            fprintf(graph->out, "%s└ ... %u more pointers\n", prefix, end - i);
            graph->cut = true;
            break;
        }
        const InspectEdge *edge = &graph->snapshot->edges[graph->forward.edges[i]];
        char text[200];
        offset_text(&at->meaning, edge->offset, text, sizeof text);
        if (graph->seen[edge->to] && edge->to != object) {
            const char *branch = i + 1 == end ? "└ " : "├ ";
            fprintf(graph->out, "%s%s%s → %s %s(above)%s\n", prefix, branch, text,
                    address_text(graph->snapshot->objects[edge->to].address), paint(PAINT_DIM),
                    paint(PAINT_PLAIN));
            continue;
        }
        print_tree(graph, edge->to, text, prefix, depth + 1, i + 1 == end);
    }
    prefix[bytes] = '\0';
}

// The objects that can be reached from [start], nearest first; at most GRAPH_OBJECTS_MAX.
static uint32_t collect(Graph *graph, uint32_t start, uint32_t *found, uint32_t *depths) {
    uint32_t count = 0;
    found[count] = start;
    depths[count++] = 0;
    graph->seen[start] = true;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t end = graph->forward.first[found[i] + 1];
        for (uint32_t e = graph->forward.first[found[i]]; e < end; e++) {
            uint32_t to = graph->snapshot->edges[graph->forward.edges[e]].to;
            if (graph->seen[to]) continue;
            if (count == GRAPH_OBJECTS_MAX) return count;
            graph->seen[to] = true;
            depths[count] = depths[i] + 1;
            found[count++] = to;
        }
    }
    return count;
}

// Writes [text] without what would end a label.
static void put_label(FILE *out, const char *text) {
    for (; *text; text++) {
        if (*text == '<') fputs("&lt;", out);
        else if (*text == '&') fputs("&amp;", out);
        else if (*text == '"') fputs("&quot;", out);
        else putc(*text, out);
    }
}

static uint32_t place_of(const uint32_t *found, uint32_t count, uint32_t object) {
    for (uint32_t i = 0; i < count; i++)
        if (found[i] == object) return i;
    return UINT32_MAX;
}

static void each_edge(Graph *graph, const uint32_t *found, uint32_t count,
                      void (*visit)(Graph *graph, uint32_t from, uint32_t to, const char *text,
                                    void *arg), void *arg) {
    for (uint32_t i = 0; i < count; i++) {
        const InspectObject *object = &graph->snapshot->objects[found[i]];
        uint32_t end = graph->forward.first[found[i] + 1];
        for (uint32_t e = graph->forward.first[found[i]]; e < end; e++) {
            const InspectEdge *edge = &graph->snapshot->edges[graph->forward.edges[e]];
            uint32_t to = place_of(found, count, edge->to);
            char text[200];
            offset_text(&object->meaning, edge->offset, text, sizeof text);
            if (to != UINT32_MAX) visit(graph, i, to, text, arg);
        }
    }
}

static void dot_edge(Graph *graph, uint32_t from, uint32_t to, const char *text, void *arg) {
    (void)arg;
    fprintf(graph->out, "  o%u -> o%u [label=\"", from, to);
    put_label(graph->out, text);
    fputs("\"];\n", graph->out);
}

static void write_dot(Graph *graph, const uint32_t *found, uint32_t count) {
    fputs("digraph heap {\n  node [shape=box, fontname=monospace];\n", graph->out);
    for (uint32_t i = 0; i < count; i++) {
        const InspectObject *object = &graph->snapshot->objects[found[i]];
        fprintf(graph->out, "  o%u [label=\"", i);
        put_label(graph->out, heap_object_text(graph->snapshot, found[i]));
        fprintf(graph->out, "\\n%s %s\"];\n", address_text(object->address),
                bytes_text(object->bytes));
    }
    each_edge(graph, found, count, dot_edge, NULL);
    fputs("}\n", graph->out);
}

static void svg_edge(Graph *graph, uint32_t from, uint32_t to, const char *text, void *arg) {
    const uint32_t *depths = arg;
    uint32_t x1 = 10 + depths[from] * SVG_INDENT, y1 = 10 + from * SVG_ROW + 24;
    uint32_t x2 = 10 + depths[to] * SVG_INDENT, y2 = 10 + to * SVG_ROW + 12;
    fprintf(graph->out, "<path d=\"M%u %u V%u H%u\" class=\"e\"/>\n<text x=\"%u\" y=\"%u\" "
            "class=\"l\">", x1 + 8, y1, y2, x2, x1 + 10, y2 - 2);
    put_label(graph->out, text);
    fputs("</text>\n", graph->out);
}

// One object a row, further right the further away: no layout program is needed.
static void write_svg(Graph *graph, const uint32_t *found, uint32_t count, uint32_t *depths) {
    fprintf(graph->out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"%u\">\n"
            "<style>text{font:12px monospace;fill:#222}.l{font-size:9px;fill:#777}"
            "rect{fill:#eef3fb;stroke:#58a}.e{fill:none;stroke:#999}</style>\n"
            "<rect width=\"100%%\" height=\"100%%\" style=\"fill:#fff;stroke:none\"/>\n",
            count * SVG_ROW + 20);
    each_edge(graph, found, count, svg_edge, depths);
    for (uint32_t i = 0; i < count; i++) {
        const InspectObject *object = &graph->snapshot->objects[found[i]];
        uint32_t x = 10 + depths[i] * SVG_INDENT, y = 10 + i * SVG_ROW;
        const char *text = heap_object_text(graph->snapshot, found[i]);
        fprintf(graph->out, "<rect x=\"%u\" y=\"%u\" width=\"%u\" height=\"24\" rx=\"4\"/>\n"
                "<text x=\"%u\" y=\"%u\">", x, y, (uint32_t)(strlen(text) + 28) * 8, x + 6, y + 16);
        put_label(graph->out, text);
        fprintf(graph->out, " %s %s</text>\n", address_text(object->address),
                bytes_text(object->bytes));
    }
    fputs("</svg>\n", graph->out);
}

static void json_edge(Graph *graph, uint32_t from, uint32_t to, const char *text, void *arg) {
    bool *first = arg;
    fprintf(graph->out, "%s{\"from\": %u, \"to\": %u, \"through\": ", *first ? "" : ",\n ", from,
            to);
    json_string(graph->out, text);
    putc('}', graph->out);
    *first = false;
}

static void write_json(Graph *graph, const uint32_t *found, uint32_t count) {
    fputs("{\"objects\": [", graph->out);
    for (uint32_t i = 0; i < count; i++) {
        const InspectObject *object = &graph->snapshot->objects[found[i]];
        fprintf(graph->out, "%s{\"address\": \"%s\", \"bytes\": %llu, \"type\": ",
                i ? ",\n " : "", address_text(object->address), (unsigned long long)object->bytes);
        json_string(graph->out, heap_object_text(graph->snapshot, found[i]));
        putc('}', graph->out);
    }
    fputs("],\n \"pointers\": [", graph->out);
    bool first = true;
    each_edge(graph, found, count, json_edge, &first);
    fputs("]}\n", graph->out);
}

// Splits "EXPR -dot FILE": the expression ends before the flag. Returns the file's name, which may
// be empty; NULL: no flag.
static const char *split_flag(const CommandCall *call, bool *dot, bool *svg) {
    char *at = strstr(call->args, " -dot"), *other = strstr(call->args, " -svg");
    *dot = at != NULL;
    *svg = !at && other;
    if (!at) at = other;
    if (at) {
        *at = '\0';
        at += 5;
    } else if (call->json) {
        at = call->behind_json;
        if (at > call->args && at[-1] == ' ') at[-1] = '\0';
    }
    return at ? at + strspn(at, " ") : NULL;
}

static void draw(Graph *graph, uint32_t object, bool json, bool dot) {
    uint32_t found[GRAPH_OBJECTS_MAX], depths[GRAPH_OBJECTS_MAX];
    uint32_t count = collect(graph, object, found, depths);
    if (json) write_json(graph, found, count);
    else if (dot) write_dot(graph, found, count);
    else write_svg(graph, found, count, depths);
}

bool command_graph(const CommandCall *call) {
    bool dot, svg;
    const char *path = split_flag(call, &dot, &svg);
    uint32_t object;
    Snapshot *snapshot = find_object(call, call->args, SNAPSHOT_EDGES, &object);
    if (!snapshot) return false;
    Graph graph = {.snapshot = snapshot, .forward = forward_make(snapshot), .out = screen.out};
    graph.seen = calloc((size_t)snapshot->object_count + 1, sizeof(bool));
    FATAL_IF(graph.seen == NULL, "out of memory");
    bool good = true;
    if (path && *path) graph.out = fopen(path, "w");
    if (!graph.out) {
        good = command_fail_open(call, path);
    } else if (dot || svg || call->json) {
        draw(&graph, object, call->json, dot);
    } else {
        char prefix[TREE_DEPTH_MAX * 8] = "";
        print_tree(&graph, object, "", prefix, 0, true);
    }
    if (good && graph.out != screen.out) {
        fclose(graph.out);
        command_say(call, "written to %s", path);
    }
    free(graph.seen);
    forward_free(&graph.forward);
    snapshot_free(snapshot);
    return good;
}
