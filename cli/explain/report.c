// cli/explain/report.c - collects the rows of a report. See report.h.
#include "cli/explain/report.h"

#include <stdlib.h>
#include <string.h>

#include "ir/ir.h"
#include "vm/alloc_profile.h"

// ---- kinds --------------------------------------------------------------------------------------
static const struct {
    const char *name;
    uint32_t kind;
} kinds[] = {
    {"heap", TOLD_HEAP}, {"stack", TOLD_STACK}, {"leak", TOLD_LEAK}, {"variable", TOLD_VARIABLE},
    {"param", TOLD_PARAM}, {"make", TOLD_MAKE}, {"closure", TOLD_CLOSURE},
    {"interface", TOLD_INTERFACE}, {"string", TOLD_STRING}, {"channel", TOLD_CHANNEL},
    {"all", ~0u},
};
const char kind_names[] =
    "heap, stack, leak, variable, param, make, closure, interface, string, channel, all";

uint32_t kinds_parse(const char *list, char *unknown) {
    uint32_t result = 0;
    while (*list) {
        size_t length = strcspn(list, ","), i = 0;
        while (i < sizeof kinds / sizeof *kinds &&
               (strlen(kinds[i].name) != length || memcmp(kinds[i].name, list, length) != 0))
            i++;
        if (i == sizeof kinds / sizeof *kinds) {
            snprintf(unknown, 32, "%.*s", (int)length, list);
            return 0;
        }
        result |= kinds[i].kind;
        list += length + (list[length] == ',');
    }
    unknown[0] = '\0';
    return result;
}

static uint32_t site_kind(const Node *node) {
    switch (node->op) {
    case OCLOSURE: case OMETHVALUE: return TOLD_CLOSURE;
    case OCONVIFACE: return TOLD_INTERFACE;
    case OMAKECHAN: return TOLD_CHANNEL;
    case OADDSTR: case OBYTES2STR: case ORUNES2STR: case ORUNESTR: case OSTR2BYTES:
    case OSTR2RUNES:
        return TOLD_STRING;
    default: return TOLD_MAKE;
    }
}

static uint32_t row_kinds(const ExplainRow *row) {
    const EscapeStory *story = &row->story;
    bool in_heap = row->cause != CAUSE_none;
    uint32_t result = in_heap ? TOLD_HEAP : TOLD_STACK;
    if (story->kind == STORY_SITE) return result | site_kind(story->node);
    if (story->kind == STORY_VARIABLE) return result | TOLD_VARIABLE;
    bool leaks = story->tag.heap != 0;
    for (int i = 0; i < ESCAPE_RESULTS_MAX; i++) leaks |= story->tag.results[i] != 0;
    return result | TOLD_PARAM | (leaks ? TOLD_LEAK : 0);
}

// ---- rows ---------------------------------------------------------------------------------------
static bool is_told(const Explanation *e, const EscapeStory *story, const SourceFile *file,
                    uint32_t line, uint32_t column) {
    for (uint32_t i = 0; i < e->rows.count; i++) {
        const ExplainRow *row = &e->rows.items[i];
        if (row->line == line && row->column == column && row->file == file &&
            strcmp(row->story.text, story->text) == 0)
            return true;
    }
    return false;
}

// A variable that nobody takes the address of is nowhere but in the frame: nothing was decided.
static bool is_trivial(const EscapeStory *story) {
    if (story->kind == STORY_SITE)
        return story->node->is_static || (story->node->op == OSLICELIT && story->node->is_dots &&
                                          !story->escapes && !story->reason);
    if (story->escapes) return false;
    if (story->kind == STORY_PARAM) return !type_has_pointers(story->name->type);
    return !story->name->addr_taken;
}

static void add_story(Explanation *e, const EscapeStory *story) {
    if (story->pos == NO_POS || is_trivial(story)) return;
    const SourceFile *file = source_file(story->pos);
    Location at = source_location_raw(story->pos);
    // Instances of generic functions tell the same story again.
    if (!file || is_told(e, story, file, at.line, at.column)) return;
    ExplainRow row = {.story = *story, .cause = story_cause(story), .file = file,
                      .line = at.line, .column = at.column, .bytes = story_bytes(story),
                      .func = story->func ? story->func->full_name : ""};
    row.allocates = story_allocates(story, &row.unlike);
    row.kinds = row_kinds(&row);
    vec_push(e->arena, &e->rows, row);
}

// Channels are not a matter of escape analysis: they are found in the code.
typedef struct ChannelSearch {
    Explanation *explanation;
    const Func *func;
} ChannelSearch;

static void add_channel(Node *node, void *arg) {
    ChannelSearch *search = arg;
    if (node->op != OMAKECHAN) return;
    EscapeStory story = {.kind = STORY_SITE, .pos = source_outermost(node->pos), .node = node,
                         .text = node_print(search->explanation->arena, node),
                         .func = search->func};
    add_story(search->explanation, &story);
}

static void add_channels(Explanation *e, Func *func) {
    if (func->state < FUNC_LOWERED) return;
    ChannelSearch search = {e, func};
    node_list_visit(&func->body, add_channel, &search);
    for (uint32_t i = 0; i < func->closures.count; i++) add_channels(e, func->closures.items[i]);
}

static bool is_plain_function(const Object *object) {
    if (object->kind != OBJ_FUNC || !object->decl || !object->decl->has_body) return false;
    const Type *type = object->type;
    return type && type->type_param_count == 0 && type->receiver_param_count == 0;
}

static int compare_rows(const void *a, const void *b) {
    const ExplainRow *x = a, *y = b;
    if (x->file != y->file) return x->file->base < y->file->base ? -1 : 1;
    if (x->line != y->line) return x->line < y->line ? -1 : 1;
    if (x->column != y->column) return x->column < y->column ? -1 : 1;
    return (int)x->story.kind - (int)y->story.kind;
}

void explanation_make(Explanation *e, const Program *program) {
    *e = (Explanation){.arena = program_arena(), .program = program};
    EscapeMessages messages = {0};
    EscapeStories stories = {0};
    escape_record(&messages, true);
    escape_record_stories(&stories);
    escape_package(program->package);
    escape_record_stories(NULL);
    escape_record(NULL, false);
    for (uint32_t i = 0; i < stories.count; i++) add_story(e, &stories.items[i]);
    const ObjectList *objects = &program->package->objects;
    for (uint32_t i = 0; i < objects->count; i++)
        if (is_plain_function(objects->items[i]))
            add_channels(e, func_for(objects->items[i], NULL, 0));
    if (e->rows.count) qsort(e->rows.items, e->rows.count, sizeof *e->rows.items, compare_rows);
}

// ---- what a run has cost ------------------------------------------------------------------------
static LineCost *cost_of(Explanation *e, const SourceFile *file, uint32_t line) {
    for (uint32_t i = 0; i < e->costs.count; i++) {
        LineCost *cost = &e->costs.items[i];
        if (cost->file == file && cost->line == line) return cost;
    }
    LineCost fresh = {.file = file, .line = line};
    vec_push(e->arena, &e->costs, fresh);
    return &vec_last(&e->costs);
}

static bool is_users(const Explanation *e, const SourceFile *file) {
    for (uint32_t i = 0; i < e->program->file_count; i++)
        if (e->program->files[i]->source == file) return true;
    return false;
}

// Charged to the innermost line of the program itself, also when the library allocates for it.
static void add_site(const AllocSite *site, void *arg) {
    Explanation *e = arg;
    AllocCounts counts = alloc_counts_now(site);
    e->cost_bytes += counts.alloc_bytes;
    for (uint32_t i = 0; i < site->frame_count; i++) {
        const Insn *insn = site->pcs[i] - 1;
        FuncCode *func = code_find(insn);
        Pos pos = func ? source_outermost(code_pos(func, insn)) : NO_POS;
        const SourceFile *file = pos ? source_file(pos) : NULL;
        if (!file || !is_users(e, file)) continue;
        LineCost *cost = cost_of(e, file, source_location_raw(pos).line);
        cost->objects += counts.allocs;
        cost->bytes += counts.alloc_bytes;
        return;
    }
}

void explanation_add_costs(Explanation *e) { alloc_each_site(add_site, e); }

const LineCost *explanation_cost(const Explanation *e, const SourceFile *file, uint32_t line) {
    for (uint32_t i = 0; i < e->costs.count; i++) {
        const LineCost *cost = &e->costs.items[i];
        if (cost->file == file && cost->line == line) return cost;
    }
    return NULL;
}
