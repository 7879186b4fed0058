// repl/session.c - see session.h: runs what plan.c has checked, and shows it.
#include "repl/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "compile/compile.h"
#include "gc/barrier.h"
#include "inspect/value.h"
#include "repl/plan.h"
#include "repl/screen.h"
#include "repl/trace.h"
#include "types/check.h"

Session session = {.show_memory = true, .value_items = 100};

static ResultPool values;       // what is shown; `_`
static ResultPool asked;        // what commands ask for

void session_start_package(void) {
    session.arena = types_arena();
    session.package = session_new();
}

static void adopt_imports(const Package *package) {
    for (uint32_t i = 0; i < package->import_names.count; i++) {
        const Object *import = package->import_names.items[i];
        if (import->imported && !import->is_dot_import && strcmp(import->name->text, "_") != 0)
            import_add(&session.imports, (Import){import->name, import->imported->path, false});
    }
}

void session_attach_package(Package *package) {
    session.arena = types_arena();
    session.package = package;
    session.attached = true;
    session_adopt(package);
    adopt_imports(package);
}

void session_reset(void) {
    Package *package = session.package;
    SessionMark start = {.scope = types_universe()};
    runner_stop();
    for (uint32_t i = 0; i < package->objects.count; i++) {
        const RType *type;
        Object *object = package->objects.items[i];
        if (object->kind != OBJ_VAR || object->is_field) continue;
        void *address = compile_global_address(object, &type);
        gc_clear_range(address, type->layout.bytes, &type->layout);
    }
    runner_start();
    while (package->scope->parent != start.scope) package->scope = package->scope->parent;
    start.scope = package->scope;
    session_undo(package, &start);
    session.records = (RecordList){0};
    session.imports = (ImportList){0};
    session.done.count = 0;
    session.last = NULL;
    session_set_last(NULL);
    values = (ResultPool){0};
}

// ---- Showing ------------------------------------------------------------------------------------

char *session_value_text(const RType *type, const void *address, uint32_t columns) {
    char *text = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&text, &bytes);
    FATAL_IF(out == NULL, "out of memory");
    ValueStyle style = value_style_default;
    style.columns = columns;
    style.items_max = session.value_items;
    runner_stop();
    value_print(out, type, address, &style);
    runner_start();
    fclose(out);
    return text;
}

void session_show(const RType *type, const void *address) {
    char *text = session_value_text(type, address, screen.columns);
    runner_stop();
    bool shows = value_shows_type(type, address);
    runner_start();
    fputs(text, screen.out);
    free(text);
    if (shows) return;
    char *name = type_name_text(type, "main");
    screen_paint(PAINT_DIM, " (%s)", name);
    free(name);
}

typedef struct Usage {
    uint64_t objects, bytes;
} Usage;

// What asking values for their text allocated, which is not the input's doing.
static Usage spent_showing;

static Usage read_usage(void) {
    static MemStats stats;
    runner_stop();
    heap_read_stats(&stats);
    runner_start();
    return (Usage){stats.mallocs, stats.total_alloc};
}

static void show_usage(Usage before) {
    Usage after = read_usage();
    uint64_t objects = after.objects - before.objects - spent_showing.objects;
    uint64_t bytes = after.bytes - before.bytes - spent_showing.bytes;
    if (objects == 0) return;
    screen_paint(PAINT_DIM, "+ %s object%s, %s\n", count_text(objects), objects == 1 ? "" : "s",
                 bytes_text(bytes));
}

// ---- Running ------------------------------------------------------------------------------------

static void say_end(RunEnd end) {
    switch (end) {
    case RUN_RETURNED: case RUN_PANICKED: break;
    case RUN_EXITED: screen_error("the evaluation ended by runtime.Goexit"); break;
    case RUN_INTERRUPTED: screen_error("interrupted"); break;
    case RUN_STUCK: screen_error("the evaluation was ended"); break;
    case RUN_ABANDONED:
        screen_error("goroutine %llu does not stop: it goes on behind the prompt",
                     (unsigned long long)runner_last_id());
        break;
    }
}

static bool run_codes(const Step *step) {
    if (step->zeroed.count) {
        runner_stop();
        for (uint32_t i = 0; i < step->zeroed.count; i++) {
            const RType *type;
            void *address = compile_global_address(step->zeroed.items[i], &type);
            gc_clear_range(address, type->layout.bytes, &type->layout);
        }
        runner_start();
    }
    fflush(screen.out);   // the program writes to the same place
    for (uint32_t i = 0; i < step->codes.count; i++) {
        RunEnd end = runner_run(step->codes.items[i]);
        if (end == RUN_RETURNED) continue;
        say_end(end);
        return false;
    }
    return true;
}

// A method of [type] that gives a text: "Error" or "String"; NULL: it has none.
static const char *text_method(const RType *type) {
    rtype_complete(type);
    const char *found = NULL;
    for (int64_t i = 0; i < type->method_count; i++) {
        const RMethod *method = &type->methods[i];
        bool is_error = method->name.bytes == 5 && memcmp(method->name.text, "Error", 5) == 0;
        bool is_string = method->name.bytes == 6 && memcmp(method->name.text, "String", 6) == 0;
        if (!is_error && !is_string) continue;
        if (type->kind != KIND_INTERFACE) method = rtype_method(type, i);
        const RType *func = method->type;
        if (!func) continue;
        rtype_complete(func);
        if (func->param_count || func->result_count != 1) continue;
        if (func->params[0]->kind != KIND_STRING) continue;
        if (is_error) return "Error";
        found = "String";
    }
    return found;
}

// What the value says of itself, as a remark: `// 1.5s`.
static void show_text_of(const RType *type, const void *address) {
    if (type->kind == KIND_INTERFACE || type->kind == KIND_POINTER)
        if (*(void *const *)address == NULL) return;
    const char *method = text_method(type);
    if (!method) return;
    char *call = arena_printf(types_arena(), "_.%s()", method);
    void *text_address;
    const RType *text_type;
    if (!session_value(call, &text_address, &text_type) || text_type->kind != KIND_STRING) return;
    runner_stop();
    GoString said = *(const GoString *)text_address;
    char *copy = malloc((size_t)said.bytes + 1);
    FATAL_IF(copy == NULL, "out of memory");
    if (said.bytes) memcpy(copy, said.text, (size_t)said.bytes);
    copy[said.bytes] = '\0';
    runner_start();
    for (char *at = copy; *at; at++)
        if (*at == '\n' || (unsigned char)*at < 0x20) *at = ' ';
    screen_paint(PAINT_DIM, " // %s", text_cut(copy, 200));
    free(copy);
}

static void show_results(const Step *step) {
    for (uint32_t i = 0; i < step->results.count; i++) {
        const RType *type;
        void *address = compile_global_address(step->results.items[i], &type);
        session_show(type, address);
        Usage before = read_usage();
        if (step->results.count == 1) show_text_of(type, address);
        Usage after = read_usage();
        spent_showing.objects += after.objects - before.objects;
        spent_showing.bytes += after.bytes - before.bytes;
        putc('\n', screen.out);
    }
}

static void use_new_methods(void) {
    static uint32_t epoch;
    if (session_method_epoch() == epoch) return;
    epoch = session_method_epoch();
    runner_stop();
    compile_refresh_methods();
    runner_start();
}

bool plan_run(const Plan *plan) {
    use_new_methods();
    for (uint32_t i = 0; i < plan->steps.count; i++) {
        Step *step = plan->steps.items[i];
        if (step->kind == STEP_TEXT && !session.is_silent)
            fprintf(screen.out, "%s\n", step->text);
        if (!run_codes(step)) {
            session_restore(&step->before);
            return false;
        }
        if (step->results.count) {
            session.last = step->results.items[0];
            session_set_last(session.last);
        }
        if (step->kind == STEP_VALUES && !session.is_silent) show_results(step);
        fflush(screen.out);
    }
    for (uint32_t i = 0; i < plan->notes.count; i++)
        screen_paint(PAINT_DIM, "note: %s\n", plan->notes.items[i]);
    return true;
}

bool session_eval(const char *text, size_t bytes) {
    return session_eval_named(NULL, text, bytes);
}

bool session_eval_named(const char *name, const char *text, size_t bytes) {
    Plan plan = {.pool = &values};
    session_set_last(session.last);
    const Input *input = input_new_named(name, text, bytes);
    if (!plan_input(&plan, input)) {
        diags_show(&session.diags);
        return false;
    }
    spent_showing = (Usage){0};
    bool show = session.show_memory && screen.is_terminal;
    Usage before = show ? read_usage() : (Usage){0};
    bool good = plan_run(&plan);
    pool_end(&values, good);
    if (good) vec_push(types_arena(), &session.done, plan.input);
    if (show) show_usage(before);
    trace_report();
    fflush(screen.out);
    return good;
}

bool session_value(const char *text, void **address, const RType **type) {
    Plan plan = {.pool = &asked};
    session_set_last(session.last);
    if (!plan_expression(&plan, input_new(text, strlen(text)))) {
        diags_show(&session.diags);
        return false;
    }
    use_new_methods();
    const Step *step = plan.steps.items[0];
    bool good = run_codes(step);
    // Nothing it declared is to stay, but its memory does until the next time.
    Object *object = step->results.items[0];
    session_restore(&step->before);
    pool_end(&asked, good);
    if (good) *address = compile_global_address(object, type);
    return good;
}

void session_value_done(void) {
    asked.kept = NULL;
    pool_end(&asked, false);
}

bool session_do(const char *text) {
    SessionState before;
    Plan plan = {.pool = &asked};
    session_set_last(session.last);
    session_save(&before);
    const Input *input = input_new(text, strlen(text));
    if (!plan_is_complete(input) || !plan_input(&plan, input)) {
        diags_show(&session.diags);
        return false;
    }
    use_new_methods();
    bool good = true;
    for (uint32_t i = 0; i < plan.steps.count && good; i++) good = run_codes(plan.steps.items[i]);
    session_restore(&before);
    session_value_done();
    return good;
}
