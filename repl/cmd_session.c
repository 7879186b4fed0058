// repl/cmd_session.c - :set, :load, :save, :reset, :doc, :watch: the session itself.
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/check.h"
#include "base/os.h"
#include "parser/parser.h"
#include "repl/line.h"
#include "repl/look.h"
#include "repl/plan.h"
#include "repl/runner.h"
#include "repl/screen.h"
#include "repl/table.h"
#include "types/check.h"

// ---- :set ---------------------------------------------------------------------------------------

static void knob_row(Table *table, const char *name, const char *value, const char *meaning) {
    table_row(table);
    table_text(table, name);
    table_text(table, value);
    table_text(table, meaning);
}

static bool show_knobs(const CommandCall *call) {
    Table *table = table_new();
    table_column(table, "", "knob", CELL_TEXT);
    table_column(table, "", "value", CELL_TEXT);
    table_column(table, "", "meaning", CELL_TEXT);
    char text[64];
    runner_stop();
    int64_t limit = gc_set_memory_limit(-1);
    int32_t percent = gc_set_percent(100);
    gc_set_percent(percent);
    runner_start();
    snprintf(text, sizeof text, percent < 0 ? "off" : "%d", percent);
    knob_row(table, "GOGC", text, "growth in percent that starts a collection");
    knob_row(table, "GOMEMLIMIT", limit == INT64_MAX ? "off" : bytes_text((uint64_t)limit),
             "soft limit of the whole memory");
    snprintf(text, sizeof text, "%u", sched_processor_count());
    knob_row(table, "GOMAXPROCS", text, "threads that run goroutines at once");
    knob_row(table, "memory", session.show_memory ? "on" : "off",
             "say what an input allocated");
    snprintf(text, sizeof text, "%u", session.value_items);
    knob_row(table, "items", text, "elements of a value that are shown");
    table_print(table, call->json, 0);
    return true;
}

// "64MiB", "1.5" is refused; -1: malformed.
static int64_t parse_bytes(const char *text) {
    char *end;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (end == text || number < 0 || errno) return -1;
    static const struct { const char *unit; int shift; } units[] = {
        {"", 0}, {"B", 0}, {"KiB", 10}, {"MiB", 20}, {"GiB", 30}, {"TiB", 40}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strcmp(end, units[i].unit) == 0 && number <= INT64_MAX >> units[i].shift)
            return number << units[i].shift;
    return -1;
}

static bool set_switch(const CommandCall *call, const char *value, bool *target) {
    bool on = strcmp(value, "on") == 0;
    if (!on && strcmp(value, "off") != 0) return command_fail(call, "on or off, not \"%s\"", value);
    *target = on;
    return true;
}

static bool set_knob(const CommandCall *call, const char *name, const char *value) {
    char *end;
    long number = strtol(value, &end, 10);
    bool is_number = *value && !*end, off = strcmp(value, "off") == 0;
    char text[200] = "";
    if (strcmp(name, "memory") == 0) return set_switch(call, value, &session.show_memory);
    if (strcmp(name, "items") == 0) {
        if (!is_number || number < 1 || number > 100000)
            return command_fail(call, "a number from 1 to 100000, not \"%s\"", value);
        session.value_items = (uint32_t)number;
        return true;
    }
    if (strcmp(name, "GOGC") == 0 && (off || (is_number && number >= 0 && number < 1000000)))
        snprintf(text, sizeof text, "debug.SetGCPercent(%ld)", off ? -1 : number);
    else if (strcmp(name, "GOMAXPROCS") == 0 && is_number && number > 0 && number <= 1024)
        snprintf(text, sizeof text, "runtime.GOMAXPROCS(%ld)", number);
    else if (strcmp(name, "GOMEMLIMIT") == 0 && (off || parse_bytes(value) >= 0))
        snprintf(text, sizeof text, "debug.SetMemoryLimit(%lld)",
                 (long long)(off ? INT64_MAX : parse_bytes(value)));
    if (*text) return session_do(text);
    static const char *const knobs[] = {"GOGC", "GOMAXPROCS", "GOMEMLIMIT"};
    for (size_t i = 0; i < 3; i++)
        if (strcmp(name, knobs[i]) == 0)
            return command_fail(call, "\"%s\" is no value for %s", value, name);
    return command_fail(call, "no knob %s; :set lists them", name);
}

bool command_set(const CommandCall *call) {
    if (!*call->args) return show_knobs(call);
    char *equals = strchr(call->args, '=');
    if (!equals) return command_fail(call, "KNOB=VALUE, please");
    *equals = '\0';
    if (!set_knob(call, call->args, equals + 1)) return false;
    if (call->json) command_say(call, "%s is %s", call->args, equals + 1);
    return true;
}

// ---- :load, :save, :reset -----------------------------------------------------------------------

bool command_load(const CommandCall *call) {
    size_t bytes;
    const char *error;
    if (!*call->args) return command_fail(call, "which file?");
    char *text = os_read_file(call->args, 1, 1 << 26, &bytes, &error);
    if (!text) return command_fail(call, "open %s: %s", call->args, error);
    text[bytes] = '\0';
    if (memchr(text, '\0', bytes)) {
        free(text);
        return command_fail(call, "%s is no text", call->args);
    }
    bool was_silent = session.is_silent;
    session.is_silent |= call->json;
    bool good = session_eval_named(arena_strndup(types_arena(), call->args, strlen(call->args)),
                                   text, bytes);
    session.is_silent = was_silent;
    bool has_main = session_lookup(session.package, symbol_of("main")) != NULL;
    if (good && call->json) command_say(call, "loaded");
    else if (good && has_main) screen_paint(PAINT_DIM, "loaded; main() runs it\n");
    free(text);
    return good;
}

bool command_save(const CommandCall *call) {
    if (!*call->args) return command_fail(call, "into which file?");
    FILE *out = fopen(call->args, "w");
    if (!out) return command_fail_open(call, call->args);
    uint32_t count = 0;
    for (uint32_t i = 0; i < session.done.count; i++) {
        const Input *input = session.done.items[i];
        fwrite(input->text, 1, input->bytes, out);
        if (input->bytes && input->text[input->bytes - 1] != '\n') putc('\n', out);
        count++;
    }
    if (fclose(out) != 0) return command_fail_open(call, call->args);
    command_say(call, "%u input%s written to %s", count, count == 1 ? "" : "s", call->args);
    return true;
}

bool command_reset(const CommandCall *call) {
    if (session.attached)
        return command_fail(call, "the program's own declarations cannot be forgotten");
    session_reset();
    if (call->json) command_say(call, "nothing is declared");
    return true;
}

// ---- :doc ---------------------------------------------------------------------------------------

// The lines of // comment right above [pos].
static const char *comment_start(const SourceFile *file, const char *line) {
    const char *start = line;
    while (start > file->text) {
        const char *before = start - 1;
        while (before > file->text && before[-1] != '\n') before--;
        if (strncmp(before, "//", 2) != 0) break;
        start = before;
    }
    return start;
}

// Where the declaration at [line] ends: at its brace, or with its brackets closed.
static const char *declaration_end(const char *line) {
    int depth = 0;
    bool is_func = strncmp(line, "func", 4) == 0;
    const char *at = line;
    for (; *at; at++) {
        if (is_func && *at == '{' && depth == 0) return at;
        if (strchr("([{", *at)) depth++;
        if (strchr(")]}", *at)) depth--;
        if (*at == '\n' && depth <= 0) return at;
    }
    return at;
}

static bool show_doc(const CommandCall *call, Object *object) {
    const SourceFile *file = source_file(object->pos);
    if (!file) {
        command_say(call, "%s is predeclared", object->name->text);
        return true;
    }
    const char *line = file->text + (object->pos - file->base);
    while (line > file->text && line[-1] != '\n') line--;
    if (strncmp(line, "package main; ", 14) == 0) line = file->text + (object->pos - file->base);
    const char *start = comment_start(file, line), *end = declaration_end(line);
    char *declaration = strndup(line, (size_t)(end - line));
    char *comment = strndup(start, (size_t)(line - start));
    FATAL_IF(!declaration || !comment, "out of memory");
    size_t length = strlen(declaration);
    while (length && strchr(" \n\t", declaration[length - 1])) declaration[--length] = '\0';
    if (call->json) {
        fputs("{\"declaration\": ", screen.out);
        json_string(screen.out, declaration);
        fputs(", \"comment\": ", screen.out);
        json_string(screen.out, comment);
        fputs("}\n", screen.out);
    } else {
        screen_paint(PAINT_HEAD, "%s\n", declaration);
        for (char *rest = comment, *row; (row = strsep(&rest, "\n")) && *row;)
            if (strncmp(row, "//go:", 5) != 0)
                fprintf(screen.out, "    %s\n", row + (row[2] == ' ' ? 3 : 2));
    }
    free(declaration);
    free(comment);
    return true;
}

static bool list_package(const CommandCall *call, Package *package) {
    package_collect_all(package);
    Table *table = table_new();
    static const char *const kinds[] = {"package", "const", "type", "var", "func"};
    table_column(table, "", "kind", CELL_TEXT);
    table_column(table, "", "name", CELL_TEXT);
    for (uint32_t i = 0; i < package->scope->count; i++) {
        const Object *object = package->scope->items[i];
        if (!object->is_exported || object->kind > OBJ_FUNC) continue;
        table_row(table);
        table_text(table, kinds[object->kind]);
        table_text(table, object->name->text);
    }
    table_print(table, call->json, 200);
    return true;
}

bool command_doc(const CommandCall *call) {
    const char *dot = strchr(call->args, '.'), *error;
    if (!*call->args) return command_fail(call, "of which name? NAME, PACKAGE or PACKAGE.NAME");
    const Symbol *first = symbol_intern(call->args, dot ? (size_t)(dot - call->args)
                                                        : strlen(call->args));
    Object *object = session_lookup(session.package, first);
    if (object && dot) {
        Lookup found = type_lookup(type_new_pointer(object->type), true, session.package,
                                   symbol_of(dot + 1), false);
        if (!found.object)
            return command_fail(call, "%s has no field or method %s", first->text, dot + 1);
        object = found.object;
    }
    if (object) return show_doc(call, object);
    const Import *import = import_find(&session.imports, first);
    const char *path = import ? import->path : import_guess(first);
    Package *package = path ? package_load(path, NULL, &error) : NULL;
    if (!package) {
        object = dot ? NULL : scope_lookup(types_universe(), (Symbol *)first);
        if (object) return show_doc(call, object);
        return command_fail(call, "%s is not declared, and no package", first->text);
    }
    if (!dot) return list_package(call, package);
    object = package_lookup(package, dot + 1);
    if (!object) return command_fail(call, "package %s has no %s", path, dot + 1);
    return show_doc(call, object);
}

// ---- :watch -------------------------------------------------------------------------------------

enum { WATCH_MS = 500, WATCH_ROUNDS_PLAIN = 3 };

// Shows [text] once, a command or an expression.
static bool watch_once(const CommandCall *call, const char *text) {
    if (*text == ':') return command_run(text);
    void *address;
    const RType *type;
    if (!session_value(text, &address, &type)) return false;
    if (call->json) {
        char *value = session_value_text(type, address, 0);
        fputs("{\"value\": ", screen.out);
        json_string(screen.out, value);
        fputs("}", screen.out);
        free(value);
    } else {
        session_show(type, address);
    }
    putc('\n', screen.out);
    session_value_done();
    return true;
}

// Writes what a round shows to [*text], which the caller frees.
static bool watch_round(const CommandCall *call, const char *what, char **text) {
    size_t bytes = 0;
    FILE *out = screen.out, *kept = open_memstream(text, &bytes);
    FATAL_IF(kept == NULL, "out of memory");
    screen.out = kept;
    bool good = watch_once(call, what);
    screen.out = out;
    fclose(kept);
    return good;
}

bool command_watch(const CommandCall *call) {
    if (!*call->args) return command_fail(call, "what? An expression or a command");
    char *what = arena_printf(types_arena(), "%s%s", call->args,
                              call->json && *call->args == ':' ? " -json" : "");
    // A terminal has a second screen, which is left again: the first one stays as it is.
    bool on_screen = line_is_interactive() && !screen.is_dumb, good = true, ended = false;
    char *text = NULL;
    line_keys_begin();
    for (int round = 0; good && !ended; round++) {
        free(text);
        good = watch_round(call, what, &text);
        if (good && round == 0 && on_screen) fputs("\033[?1049h", screen.out);
        if (good && on_screen) fputs("\033[H\033[2J", screen.out);
        if (good) fputs(text, screen.out);
        if (good && on_screen) screen_paint(PAINT_DIM, "(any key ends)\n");
        fflush(screen.out);
        // Without a terminal nobody can press a key.
        ended = !good || line_key_pressed(WATCH_MS) ||
                (!line_is_interactive() && round + 1 >= WATCH_ROUNDS_PLAIN);
        if (ended && on_screen && (good || round > 0))
            fprintf(screen.out, "\033[?1049l%s", good ? text : "");
    }
    line_keys_end();
    free(text);
    return good;
}
