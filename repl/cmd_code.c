// repl/cmd_code.c - :escape, :dis, :alloc, :time, :trace, :pprof: what code does.
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/check.h"
#include "compile/compile.h"
#include "escape/escape.h"
#include "repl/look.h"
#include "repl/plan.h"
#include "repl/screen.h"
#include "repl/table.h"
#include "repl/trace.h"
#include "types/check.h"
#include "vm/alloc_profile.h"
#include "vm/vm.h"

// ---- :escape ------------------------------------------------------------------------------------

// A function is analysed once, so to hear the reasons it is declared once more from its source, in
// an increment that is taken back.
static bool explain(const CommandCall *call, const Record *record) {
    SessionState before;
    session_save(&before);
    RecordList one = {0};
    vec_push(types_arena(), &one, (Record *)record);
    File *file = plan_parse_records(&one);
    SessionMark mark = before.mark;
    if (!file || !session_declare(session.package, file, false)) {
        session_restore(&before);
        return command_fail(call, "%s does not check any more", record_text(record));
    }
    EscapeMessages messages = {0};
    types_lock();
    bool is_generic = false;
    escape_record(&messages, true);
    for (uint32_t i = mark.objects; i < session.package->objects.count; i++) {
        Object *object = session.package->objects.items[i];
        bool is_func = object->kind == OBJ_FUNC && object->type->kind == TYPE_FUNC;
        if (!is_func) continue;
        is_generic = object->type->type_param_count || object->type->receiver_param_count;
        if (!is_generic) escape_func(func_for(object, NULL, 0));
    }
    escape_record(NULL, false);
    types_unlock();
    session_restore(&before);
    if (is_generic)
        return command_fail(call, "%s is generic: each of its instances has decisions of its own",
                            record_text(record));
    Table *table = table_new();
    table_column(table, "place", "place", CELL_TEXT);
    table_column(table, "decision", "decision", CELL_TEXT);
    for (uint32_t i = 0; i < messages.count; i++) {
        const EscapeMessage *message = &messages.items[i];
        Location at = source_location(message->pos);
        char place[100];
        snprintf(place, sizeof place, "%s:%u:%u", at.path, at.line, at.column);
        table_row(table);
        table_text(table, place);
        table_text(table, message->text);
        for (uint32_t j = 0; j < message->step_count; j++) {
            table_row(table);
            table_text(table, "");
            table_text(table, arena_printf(types_arena(), "  %s", message->steps[j]));
        }
    }
    bool none = table_row_count(table) == 0;
    table_print(table, call->json, 0);
    if (none && !call->json)
        screen_paint(PAINT_DIM, "nothing in %s needs the heap\n", record_text(record));
    return true;
}

bool command_escape(const CommandCall *call) {
    char plain[200];
    size_t used = 0;
    for (const char *at = call->args; *at && used < sizeof plain - 1; at++)
        if (!strchr("(*) ", *at)) plain[used++] = *at;
    plain[used] = '\0';
    const Symbol *name = symbol_of(plain);
    for (uint32_t i = 0; i < session.records.count; i++) {
        const Record *record = session.records.items[i];
        for (uint32_t j = 0; j < record->names.count; j++)
            if (record->names.items[j] == name) return explain(call, record);
    }
    if (!look_up_function(call, call->args)) return false;
    return command_fail(call, "%s was not declared in this session; `mound escape` tells of files",
                        call->args);
}

// ---- :dis ---------------------------------------------------------------------------------------

bool command_dis(const CommandCall *call) {
    Object *object = look_up_function(call, call->args);
    if (!object) return false;
    FuncCode *code = compile_session_func(object, NULL);
    if (code->native) {
        command_say(call, "%s is native code", home_text(code->name));
        return true;
    }
    compile_func(code);
    if (call->json) {
        char *text = NULL;
        size_t bytes = 0;
        FILE *out = open_memstream(&text, &bytes);
        FATAL_IF(out == NULL, "out of memory");
        disasm_print(code, out);
        fclose(out);
        json_string(screen.out, text);
        putc('\n', screen.out);
        free(text);
    } else {
        disasm_print(code, screen.out);
    }
    return true;
}

// ---- :alloc -------------------------------------------------------------------------------------

bool command_alloc(const CommandCall *call) {
    if (!*call->args) return command_fail(call, "what is to be evaluated?");
    static MemStats before, after;
    // Once before, so that what is only made the first time (compiled, cached) does not count.
    SiteCounts counts = {0};
    look_at_stats(&before);
    site_counts_read(&counts);
    if (!session_do(call->args)) {
        site_counts_free(&counts);
        return false;
    }
    look_at_stats(&after);
    site_counts_print(&counts, call->json, "line");
    site_counts_free(&counts);
    if (!call->json)
        screen_paint(PAINT_DIM, "%s objects, %s together\n",
                     count_text(after.mallocs - before.mallocs),
                     bytes_text(after.total_alloc - before.total_alloc));
    return true;
}

// ---- :time --------------------------------------------------------------------------------------

enum { TIME_TARGET_MS = 300 };

static bool run_times(const char *expr, bool has_value, uint64_t times, uint64_t *ns) {
    char *text = arena_printf(types_arena(),
                              has_value ? "for range %llu { _ = func() any { return %s }() }"
                                        : "for range %llu { %s }",
                              (unsigned long long)times, expr);
    if (has_value)
        text = arena_printf(types_arena(), "for range %llu { _ = %s }", (unsigned long long)times,
                            expr);
    int64_t start = sched_now();
    bool good = session_do(text);
    *ns = (uint64_t)(sched_now() - start);
    return good;
}

bool command_time(const CommandCall *call) {
    if (!*call->args) return command_fail(call, "what is to be evaluated?");
    diags_init(&session.diags, types_arena(), 10);
    types_set_diags(&session.diags);
    const Input *input = input_new(call->args, strlen(call->args));
    if (!plan_is_complete(input)) {
        diags_show(&session.diags);
        return false;
    }
    Type *type = plan_type_of(input);
    bool has_value = type && type->kind != TYPE_TUPLE;
    static MemStats before, after;
    uint64_t ns, times = 1;
    for (;;) {
        look_at_stats(&before);
        if (!run_times(call->args, has_value, times, &ns)) return false;
        look_at_stats(&after);
        if (ns >= TIME_TARGET_MS * 1000000ull || times >= 1000000000) break;
        uint64_t wanted = ns < 1000 ? times * 100 : times * (TIME_TARGET_MS * 1200000ull / ns + 1);
        times = wanted > times * 100 ? times * 100 : wanted;
    }
    double per = (double)ns / (double)times;
    uint64_t bytes = (after.total_alloc - before.total_alloc) / times;
    uint64_t allocs = (after.mallocs - before.mallocs) / times;
    if (call->json)
        fprintf(screen.out, "{\"times\": %llu, \"ns_per_op\": %.1f, \"bytes_per_op\": %llu, "
                "\"allocs_per_op\": %llu}\n", (unsigned long long)times, per,
                (unsigned long long)bytes, (unsigned long long)allocs);
    else
        fprintf(screen.out, "%s times  %.1f ns/op  %llu B/op  %llu allocs/op\n", count_text(times),
                per, (unsigned long long)bytes, (unsigned long long)allocs);
    return true;
}

// ---- :trace, :pprof -----------------------------------------------------------------------------

bool command_trace(const CommandCall *call) {
    if (strcmp(call->args, "on") == 0) trace_switch(true);
    else if (strcmp(call->args, "off") == 0) trace_switch(false);
    else if (*call->args) return command_fail(call, "on or off, not \"%s\"", call->args);
    command_say(call, "trace is %s", trace_is_on() ? "on" : "off");
    return true;
}

bool command_pprof(const CommandCall *call) {
    if (!*call->args) return command_fail(call, "into which file?");
    FILE *file = fopen(call->args, "a");   // whether it can be written at all
    if (!file) return command_fail_open(call, call->args);
    fclose(file);
    const char *error;
    if (!package_load("runtime/pprof", NULL, &error))
        return command_fail(call, "runtime/pprof is not available");
    char *text = arena_printf(types_arena(),
                              "if f, err := os.Create(%s); err != nil { panic(err) } else { "
                              "if err := pprof.WriteHeapProfile(f); err != nil { panic(err) }; "
                              "f.Close() }", go_quote(call->args));
    if (!session_do(text)) return false;
    command_say(call, "written to %s", call->args);
    return true;
}
