// repl/cmd_attach.c - :frame, :continue and the stops of `run -repl`; :why-gc.
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "gc/history.h"
#include "repl/attach.h"
#include "repl/look.h"
#include "repl/runner.h"
#include "repl/screen.h"
#include "repl/session.h"
#include "repl/table.h"

static const char *cause_text(const GcHistoryEntry *entry, char *text, size_t bytes) {
    switch (entry->cause) {
    case GC_CAUSE_FORCED: snprintf(text, bytes, "runtime.GC()"); break;
    case GC_CAUSE_TIME: snprintf(text, bytes, "two minutes without a collection"); break;
    case GC_CAUSE_HEAP:
        snprintf(text, bytes, "the heap reached %s; the goal was %s",
                 bytes_text(entry->live_before), bytes_text(entry->goal));
        break;
    }
    return text;
}

bool command_why_gc(const CommandCall *call) {
    static GcHistoryEntry entries[GC_HISTORY_MAX];
    runner_stop();
    uint32_t count = gc_history_read(entries, GC_HISTORY_MAX);
    runner_start();
    Table *table = table_new();
    table_column(table, "cycle", "cycle", CELL_COUNT);
    table_column(table, "before", "heap_before", CELL_BYTES);
    table_column(table, "live", "heap_marked", CELL_BYTES);
    table_column(table, "took", "ns", CELL_NS);
    table_column(table, "started by", "cause", CELL_TEXT);
    for (uint32_t i = 0; i < count; i++) {
        char text[200];
        table_row(table);
        table_number(table, (int64_t)entries[i].cycle);
        table_number(table, (int64_t)entries[i].live_before);
        table_number(table, (int64_t)entries[i].marked);
        table_number(table, (int64_t)entries[i].ns);
        table_text(table, cause_text(&entries[i], text, sizeof text));
    }
    table_print(table, call->json, 0);
    if (count == 0 && !call->json) screen_paint(PAINT_DIM, "no collection so far\n");
    return true;
}

bool command_frame(const CommandCall *call) {
    if (!attach_is_stopped()) return command_fail(call, "nothing is stopped");
    if (!*call->args) return attach_list_frames(call->json);
    char *end;
    unsigned long number = strtoul(call->args, &end, 10);
    if (*end || !attach_choose_frame((uint32_t)number))
        return command_fail(call, "no frame %s; :frame lists them", call->args);
    return attach_list_locals(call->json);
}

bool command_continue(const CommandCall *call) {
    if (!attach_continue()) return command_fail(call, "nothing is stopped at a breakpoint");
    if (call->json) command_say(call, "the program goes on");
    return true;
}
