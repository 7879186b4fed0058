// escape/explain.c - messages in gc's words.
#include "escape/flow.h"

#include <string.h>

static EscapeMessages *record;
static EscapeStories *stories;
static bool record_steps;
static VEC(const char *) steps;      // of the message to come
typedef struct Explanation {
    const void *about;
    const char **lines;
    uint32_t count;
} Explanation;

void escape_record(EscapeMessages *messages, bool with_steps) {
    record = messages;
    record_steps = with_steps;
    ir_record_notes(messages != NULL, with_steps);
}

bool escape_is_explained(const Func *func) {
    return record && func->package && !func->package->is_library;
}

bool explain_steps_wanted(void) {
    return record && record_steps;
}

void explain(Pos pos, const char *format, ...) {
    va_list args;
    va_start(args, format);
    EscapeMessage message = {.pos = source_outermost(pos),
                             .text = arena_vprintf(ir_arena(), format, args)};
    va_end(args);
    message.steps = steps.items;
    message.step_count = steps.count;
    memset(&steps, 0, sizeof steps);
    vec_push(ir_arena(), record, message);
}

char *storage_text(Batch *batch, const Storage *storage) {
    if (storage == &batch->heap) return "{heap}";
    if (storage->name) return (char *)storage->name->text;
    if (!storage->node) return "{temp}";
    return arena_printf(ir_arena(), "{storage for %s}", node_print(ir_arena(), storage->node));
}

void escape_record_stories(EscapeStories *list) {
    stories = list;
}

static EndKind end_kind(const Batch *batch, const Storage *storage) {
    if (storage == &batch->heap) return END_HEAP;
    if (storage->name && storage->name->class == NAME_RESULT) return END_RESULT;
    return storage->attrs & LOC_ESCAPES ? END_ESCAPED : END_NAMED;
}

// Some nodes of the graph are gone with it.
static const Node *kept_node(const Node *node) {
    Node *copy = ARENA_NEW(ir_arena(), Node);
    *copy = *node;
    return copy;
}

static void story_edge(Batch *batch, Storage *dst, Storage *source, int derefs, const Note *notes,
                       EscapeSteps *path) {
    EscapeStep flow = {.is_flow = true, .to = storage_text(batch, dst),
                       .from = storage_text(batch, source), .derefs = derefs,
                       .end = end_kind(batch, dst), .where = dst->node};
    vec_push(ir_arena(), path, flow);
    for (const Note *note = notes; note; note = note->next) {
        EscapeStep operation = {.pos = note->where->pos, .why = note->why,
                                .where = kept_node(note->where),
                                .text = node_print(ir_arena(), note->where)};
        vec_push(ir_arena(), path, operation);
    }
}

static StoryKind story_kind(const Storage *storage) {
    if (!storage->name) return STORY_SITE;
    return storage->name->class == NAME_PARAM ? STORY_PARAM : STORY_VARIABLE;
}

void story_record(Batch *batch, Storage *storage) {
    const Name *name = storage->name;
    const Node *node = storage->node;
    if (!stories || !escape_is_explained(batch->funcs.items[0])) return;
    if (!name && !node) return;
    if (name && (!name->symbol || name->class == NAME_RESULT)) return;
    // The function that a deferred call is thought to lie in.
    const Func *func = storage->func;
    while (func && func->is_wrapper && func->outer) func = func->outer;
    EscapeStory story = {.kind = story_kind(storage), .func = func, .node = node,
                         .name = name, .tag = storage->tag, .steps = storage->steps,
                         .escapes = storage->attrs & LOC_ESCAPES,
                         .pos = source_outermost(name ? name->pos : node->pos),
                         .text = name ? name->text : node_print(ir_arena(), node),
                         .reason = name ? name->heap_reason : node->heap_reason};
    vec_push(ir_arena(), stories, story);
}

static const char *pos_text(Pos pos) {
    Location location = source_location(source_outermost(pos));
    return arena_printf(ir_arena(), "%s:%u:%u", location.path, location.line, location.column);
}

static void step(const char *text) {
    vec_push(ir_arena(), &steps, text);
}

static void explain_edge(Batch *batch, Storage *dst, Storage *source, int derefs, Note *notes) {
    char stars[32];
    int count = derefs < 0 ? 0 : derefs > 30 ? 30 : derefs;
    memset(stars, '*', (size_t)count);
    stars[count] = 0;
    step(arena_printf(ir_arena(), "flow: %s = %s%s:", storage_text(batch, dst),
                      derefs < 0 ? "&" : stars, storage_text(batch, source)));
    for (Note *note = notes; note; note = note->next)
        step(arena_printf(ir_arena(), "  from %s (%s) at %s", node_print(ir_arena(), note->where),
                          note->why, pos_text(note->where->pos)));
}

static Pos storage_pos(const Storage *storage) {
    if (storage->name) return storage->name->pos;
    return storage->node ? storage->node->pos : NO_POS;
}

static bool explains(const Batch *batch, const Storage *source) {
    return batch->wants_notes && explain_steps_wanted() && (source->name || source->node);
}

static void finish_steps(Batch *batch, Storage *source, Storage *root) {
    char *text = storage_text(batch, source);
    if (source->name && source->name->class == NAME_PARAM && source->derefs >= 0 && root)
        explain(storage_pos(source), "parameter %s leaks to %s with derefs=%d:", text,
                storage_text(batch, root), source->derefs);
    else
        explain(storage_pos(source), "%s escapes to heap:",
                source->name ? text : node_print(ir_arena(), source->node));
}

void explain_flow(Batch *batch, Storage *dst, Storage *source, int derefs, Note *notes) {
    if (!explains(batch, source)) return;
    explain_edge(batch, dst, source, derefs, notes);
    if (!source->steps.count) story_edge(batch, dst, source, derefs, notes, &source->steps);
    finish_steps(batch, source, NULL);
}

static bool is_among(const StorageList *list, const Storage *storage) {
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] == storage) return true;
    return false;
}

void explain_path(Batch *batch, Storage *root, Storage *source) {
    if (!explains(batch, source)) return;
    Storage *at = source;
    StorageList seen = {0};
    EscapeSteps path = {0};
    while (at->dst) {
        if (is_among(&seen, at)) {
            step("warning: truncated explanation due to assignment cycle; "
                 "see golang.org/issue/35518");
            break;
        }
        vec_push(&batch->arena, &seen, at);
        Edge *edge = &at->dst->edges.items[at->dst_edge];
        explain_edge(batch, at->dst, at, edge->derefs, edge->notes);
        story_edge(batch, at->dst, at, edge->derefs, edge->notes, &path);
        at = at->dst;
        if (at == root) break;
    }
    // The first path of a parameter may lead to a result only; one to the heap says more.
    bool to_heap = root->attrs & LOC_ESCAPES;
    if (!source->steps.count || to_heap) source->steps = path;
    finish_steps(batch, source, root);
}
