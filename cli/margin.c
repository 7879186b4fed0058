// cli/margin.c - see margin.h.
#include "cli/margin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "escape/escape.h"
#include "ir/ir.h"

typedef struct Mark {
    const SourceFile *file;
    uint32_t line;
    bool heap;
    const char *text;          // what goes to the heap; NULL for the stack
} Mark;

typedef struct Margin {
    Arena arena;
    VEC(Mark) marks;
} Margin;

// Whether a node of this kind makes something that needs storage.
static bool op_allocates(Op op) {
    switch (op) {
    case ONEW: case OMAKESLICE: case OMAKEMAP: case OMAKECHAN: case OPTRLIT: case OSLICELIT:
    case OMAPLIT: case OCLOSURE: case OMETHVALUE: case OCONVIFACE: case OADDSTR: case OBYTES2STR:
    case ORUNES2STR: case ORUNESTR: case OSTR2BYTES: case OSTR2RUNES:
        return true;
    default:
        return false;
    }
}

static void add_mark(Margin *margin, Pos pos, bool heap, const char *text) {
    if (pos == NO_POS) return;
    Mark mark = {source_file(pos), source_location_raw(pos).line, heap, text};
    vec_push(&margin->arena, &margin->marks, mark);
}

static void visit_list(Margin *margin, const NodeList *list);

// Whether making [node] takes memory at all: constants in interfaces are laid out beforehand.
static bool node_allocates(const Node *node) {
    if (!op_allocates((Op)node->op) || node->no_alloc) return false;
    return node->op != OCONVIFACE || !node->x || node->x->op != OLITERAL;
}

static void visit_node(Margin *margin, const Node *node) {
    if (!node) return;
    if (node_allocates(node)) {
        bool heap = node->op == OMAKECHAN || node->esc != ESC_NONE;
        const char *text = NULL;
        if (heap) {
            text = arena_printf(&margin->arena, node->op == OMAKECHAN ? "%s is always on the heap"
                                                                       : "%s escapes to heap",
                                node_print(&margin->arena, node));
        }
        if (!(node->op == OSLICELIT && node->is_dots && !heap)) {
            add_mark(margin, node->pos, heap, text);
        }
    }
    visit_node(margin, node->x);
    visit_node(margin, node->y);
    visit_list(margin, &node->init);
    visit_list(margin, &node->list);
    visit_list(margin, &node->rlist);
    visit_list(margin, &node->body);
    visit_list(margin, &node->els);
}

static void visit_list(Margin *margin, const NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++) visit_node(margin, list->items[i]);
}

static void visit_names(Margin *margin, const NameList *names) {
    for (uint32_t i = 0; i < names->count; i++) {
        const Name *name = names->items[i];
        if (!name->object || !name->addr_taken) continue;
        bool heap = name->esc == ESC_HEAP;
        add_mark(margin, name->pos, heap,
                 heap ? arena_printf(&margin->arena, "moved to heap: %s", name->text) : NULL);
    }
}

static void visit_func(Margin *margin, const Func *func) {
    visit_names(margin, &func->params);
    visit_names(margin, &func->results);
    visit_names(margin, &func->locals);
    visit_list(margin, &func->body);
    for (uint32_t i = 0; i < func->closures.count; i++) visit_func(margin, func->closures.items[i]);
}

static bool is_plain_function(const Object *object) {
    if (object->kind != OBJ_FUNC || !object->decl || !object->decl->has_body) return false;
    const Type *type = object->type;
    return type && type->type_param_count == 0 && type->receiver_param_count == 0;
}

static void print_line(const Margin *margin, const SourceFile *file, uint32_t number,
                       const char *text, int length, bool color) {
    const char *note = NULL;
    char letter = ' ';
    for (uint32_t i = 0; i < margin->marks.count; i++) {
        const Mark *mark = &margin->marks.items[i];
        if (mark->file != file || mark->line != number) continue;
        if (mark->heap) letter = 'H';
        else if (letter == ' ') letter = 'S';
        if (mark->text && !note) note = mark->text;
    }
    const char *on = !color ? "" : letter == 'H' ? "\033[31m" : letter == 'S' ? "\033[32m" : "";
    const char *off = *on ? "\033[0m" : "";
    printf("%s%c%s %4u  %.*s", on, letter, off, number, length, text);
    if (note) printf("   %s%s%s", on, note, off);
    putchar('\n');
}

static void print_file(const Margin *margin, const SourceFile *file, bool color) {
    printf("---- %s: S stays in the frame, H goes to the heap\n", file->path);
    uint32_t number = 1;
    for (const char *line = file->text; *line; number++) {
        int length = (int)strcspn(line, "\n");
        print_line(margin, file, number, line, length, color);
        line += length + (line[length] == '\n');
    }
}

void margin_print(const Program *program, bool color) {
    Margin margin = {0};
    const Package *package = program->package;
    for (uint32_t i = 0; i < package->objects.count; i++) {
        if (!is_plain_function(package->objects.items[i])) continue;
        Func *func = func_for(package->objects.items[i], NULL, 0);
        escape_func(func);
        visit_func(&margin, func);
    }
    for (uint32_t i = 0; i < program->file_count; i++) {
        print_file(&margin, program->files[i]->source, color);
    }
    arena_free(&margin.arena);
}
