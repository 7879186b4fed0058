// repl/attach.c - see attach.h.
//
// The locals of a frame are copied into variables of the session, in a scope that is taken away
// again when another frame is chosen or the goroutine goes on. They may point into the frame: it
// stands still as long as they are there, and the collector does not mind.
#include "repl/attach.h"

#include <stdlib.h>
#include <string.h>

#include "compile/compile.h"
#include "gc/barrier.h"
#include "repl/look.h"
#include "repl/plan.h"
#include "repl/screen.h"
#include "repl/session.h"
#include "repl/table.h"
#include "types/check.h"
#include "vm/frames.h"

enum { FRAMES_MAX = 200, LOCALS_MAX = 200 };

typedef struct Local {
    Object *object;
    const FrameLocal *where;
} Local;

static struct {
    bool running;
    Stop stop;
    FrameView frames[FRAMES_MAX];
    uint32_t frame_count, chosen;
    SessionState before;             // without the locals
    bool has_locals;
    Object *locals[LOCALS_MAX];
    uint32_t local_count;
} attached;

void attach_begin(void) { attached.running = true; }
bool attach_is_running(void) { return attached.running; }
bool attach_is_stopped(void) { return attached.stop.g != NULL; }

// ---- Locals -------------------------------------------------------------------------------------

static void drop_locals(void) {
    if (!attached.has_locals) return;
    runner_stop();
    for (uint32_t i = 0; i < attached.local_count; i++) {
        const RType *type;
        void *address = compile_global_address(attached.locals[i], &type);
        gc_clear_range(address, type->layout.bytes, &type->layout);
    }
    runner_start();
    session_restore(&attached.before);
    attached.local_count = 0;
    attached.has_locals = false;
}

static void name_local(const FrameLocal *local, void *arg) {
    const FrameView *frame = arg;
    if (attached.local_count == LOCALS_MAX) return;
    const RType *type = compile_rtype(local->type);
    uint32_t slots = local->is_boxed ? 1 : (uint32_t)((type->layout.bytes + 7) / 8);
    if (!frame_can_read(frame, local->slot, slots)) return;
    const void *value = local->is_boxed ? (const void *)(uintptr_t)frame->fp[local->slot]
                                        : (const void *)&frame->fp[local->slot];
    if (value == NULL) return;
    Object *object = session_declare_variable(session.package, local->name, local->type);
    if (!object) return;
    void *address = compile_global_address(object, NULL);
    gc_write_range(address, value, type->layout.bytes, &type->layout);
    attached.locals[attached.local_count++] = object;
}

bool attach_choose_frame(uint32_t number) {
    if (number >= attached.frame_count) return false;
    drop_locals();
    session_save(&attached.before);
    attached.has_locals = true;
    attached.chosen = number;
    session_open_scope(session.package);
    runner_stop();
    FrameView *frame = &attached.frames[number];
    compile_frame_locals(frame->func, frame->pos, name_local, frame);
    runner_start();
    return true;
}

bool attach_list_locals(bool json) {
    Table *table = table_new();
    table_column(table, "", "name", CELL_TEXT);
    table_column(table, "", "value", CELL_TEXT);
    for (uint32_t i = 0; i < attached.local_count; i++) {
        const RType *type;
        void *address = compile_global_address(attached.locals[i], &type);
        char *text = session_value_text(type, address, 0);
        table_row(table);
        table_text(table, attached.locals[i]->name->text);
        table_text(table, text);
        free(text);
    }
    bool none = table_row_count(table) == 0;
    table_print(table, json, 0);
    if (none && !json) screen_paint(PAINT_DIM, "no locals with a value here\n");
    return true;
}

bool attach_list_frames(bool json) {
    Table *table = table_new();
    table_column(table, "", "frame", CELL_TEXT);
    table_column(table, "", "function", CELL_TEXT);
    table_column(table, "", "place", CELL_TEXT);
    for (uint32_t i = 0; i < attached.frame_count; i++) {
        Location at = source_location(attached.frames[i].pos);
        char text[400];
        snprintf(text, sizeof text, "%s:%u", at.path ? at.path : "?", at.line);
        table_row(table);
        char number[16];
        snprintf(number, sizeof number, "%s%u", i == attached.chosen ? "*" : " ", i);
        table_text(table, number);
        table_text(table, home_text(attached.frames[i].func->name));
        table_text(table, text);
    }
    table_print(table, json, 0);
    return true;
}

// ---- Stopping and going on ----------------------------------------------------------------------

static void show_place(const FrameView *frame) {
    Location at = source_location(frame->pos);
    size_t bytes;
    const char *text = source_line_text(frame->pos, &bytes);
    if (!text || !at.path) return;
    while (bytes > 0 && (*text == ' ' || *text == '\t')) text++, bytes--;
    fprintf(screen.out, "%s:%u: %.*s\n", at.path, at.line, (int)bytes, text);
}

bool attach_stopped(const Stop *stop) {
    attached.running = false;
    if (stop->reason == STOP_END) {
        screen_paint(PAINT_DIM, "main has returned; this is its heap\n");
        return true;
    }
    if (attached.stop.g) return false;   // one at a time; the others stay where they are
    attached.stop = *stop;
    runner_stop();
    attached.frame_count = frames_read(stop->g, attached.frames, FRAMES_MAX);
    runner_start();
    screen_paint(PAINT_DIM, stop->reason == STOP_PANIC ? "goroutine %llu has panicked\n"
                                                       : "goroutine %llu is at a breakpoint\n",
                 (unsigned long long)stop->g->id);
    // The newest frame that is the program's own.
    uint32_t chosen = 0;
    while (chosen + 1 < attached.frame_count &&
           (attached.frames[chosen].func->flags & CODE_LIBRARY))
        chosen++;
    if (attached.frame_count == 0) return true;
    show_place(&attached.frames[chosen]);
    attach_choose_frame(chosen);
    return true;
}

bool attach_continue(void) {
    if (!attached.stop.g || attached.stop.reason != STOP_BREAKPOINT) return false;
    drop_locals();
    Processor *p = runner_stop();
    session_continue(p, attached.stop.g);
    runner_start();
    attached.stop = (Stop){STOP_NONE, NULL};
    attached.frame_count = 0;
    attached.running = true;
    return true;
}
