// cli/test_scan.c - see test_scan.h.
#include "cli/test_scan.h"

#include <string.h>
#include <strings.h>
#include <utf8proc.h>

// Whether [name] is [prefix], or goes on with something but a lower-case letter.
static bool has_test_prefix(const char *name, const char *prefix) {
    size_t length = strlen(prefix);
    if (strncmp(name, prefix, length) != 0) return false;
    utf8proc_int32_t rune;
    if (name[length] == '\0') return true;
    utf8proc_iterate((const utf8proc_uint8_t *)name + length, -1, &rune);
    return utf8proc_category(rune) != UTF8PROC_CATEGORY_LL;
}

// func (x *testing.[letter]), or *[letter] where testing is imported with a dot.
static bool takes_pointer(const Decl *decl, const char *letter) {
    const FuncType *type = decl->func_type;
    if (type->params.count != 1 || type->results.count != 0) return false;
    const Expr *pointer = type->params.items[0]->type;
    if (pointer->kind != EXPR_STAR) return false;
    const Expr *x = pointer->x;
    return (x->kind == EXPR_IDENT || x->kind == EXPR_SELECTOR) &&
           strcmp(x->name->text, letter) == 0;
}

// ---- the output comment of an example -----------------------------------------------------------

typedef struct Group {
    const char *start, *end;   // of comments with nothing but single line ends between them
} Group;

static const char *skip_literal(const char *at, const char *end) {
    char quote = *at++;
    while (at < end && *at != quote) {
        if (*at == '\\' && quote != '`') at++;
        at++;
    }
    return at < end ? at + 1 : end;
}

static const char *comment_end(const char *at, const char *end) {
    if (at[1] == '/') {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        return newline ? newline : end;
    }
    const char *close = memmem(at + 2, (size_t)(end - at - 2), "*/", 2);
    return close ? close + 2 : end;
}

// Whether only blanks and at most one line end lie between two comments.
static bool joins(const char *from, const char *to) {
    int newlines = 0;
    for (; from < to; from++) {
        if (*from == '\n') newlines++;
        if (!strchr(" \t\r\n", *from)) return false;
    }
    return newlines <= 1;
}

// The last group of comments between [at] and [end]. A comment behind code is a group of its own.
static Group last_group(const char *at, const char *end) {
    Group group = {NULL, NULL};
    bool after_code = true, alone = false;
    while (at < end) {
        if (*at == '/' && at + 1 < end && (at[1] == '/' || at[1] == '*')) {
            if (!group.end || alone || !joins(group.end, at)) {
                group.start = at;
                alone = after_code;
            }
            at = group.end = comment_end(at, end);
            continue;
        }
        if (*at == '\n') after_code = false;
        else if (!strchr(" \t\r", *at)) after_code = true;
        at = *at == '"' || *at == '\'' || *at == '`' ? skip_literal(at, end) : at + 1;
    }
    return group;
}

// Appends [line] without trailing blanks to [text]; runs of empty lines become one.
static void append_line(char *text, size_t *length, const char *line, size_t bytes) {
    while (bytes > 0 && strchr(" \t\r", line[bytes - 1])) bytes--;
    if (bytes == 0 && (*length == 0 || (*length > 1 && text[*length - 2] == '\n'))) return;
    memcpy(text + *length, line, bytes);
    *length += bytes;
    text[(*length)++] = '\n';
}

// The text of the comments in [group], without their marks.
static char *group_text(Arena *arena, Group group) {
    size_t room = (size_t)(group.end - group.start) + 2;
    char *text = arena_alloc(arena, room);
    size_t length = 0;
    for (const char *at = group.start; at < group.end;) {
        if (*at != '/') {
            at++;
            continue;
        }
        const char *end = comment_end(at, group.end);
        bool block = at[1] == '*';
        const char *stop = block ? end - 2 : end;
        at += 2;
        if (!block && at < stop && *at == ' ') at++;
        while (at <= stop) {
            const char *newline = memchr(at, '\n', (size_t)(stop - at));
            if (!newline) newline = stop;
            append_line(text, &length, at, (size_t)(newline - at));
            at = newline + 1;
        }
        at = end;
    }
    text[length] = '\0';
    return text;
}

// Finds what the example is to print. Returns false when no comment says so.
static bool find_output(Arena *arena, const Decl *decl, TestFunc *func) {
    const SourceFile *source = decl->file->source;
    const char *start = source->text + (decl->body->pos - source->base) + 1;
    const char *end = source->text + (decl->end_pos - source->base);
    Group group = last_group(start, end);
    if (!group.start) return false;
    const char *text = group_text(arena, group);
    text += strspn(text, " \t\r\n");
    if (strncasecmp(text, "unordered ", 10) == 0) {
        func->unordered = true;
        text += 10;
    }
    if (strncasecmp(text, "output:", 7) != 0) return false;
    text += 7;
    text += strspn(text, " ");
    if (*text == '\n') text++;
    func->output = text;
    return true;
}

// ---- functions ----------------------------------------------------------------------------------

typedef struct Shape {
    const char *prefix;
    const char *letter;        // of the parameter's type
    const char *parameter;
    TestFuncKind kind;
} Shape;

static const Shape shapes[] = {
    {"Test", "T", "t", TEST_FUNC_TEST},
    {"Benchmark", "B", "b", TEST_FUNC_BENCHMARK},
    {"Fuzz", "F", "f", TEST_FUNC_FUZZ},
};

static bool scan_example(Arena *arena, const Decl *decl, TestFunc *func) {
    func->kind = TEST_FUNC_EXAMPLE;
    return decl->func_type->params.count == 0 && decl->func_type->results.count == 0 &&
           find_output(arena, decl, func);
}

static void complain(Diags *diags, const Decl *decl, const Shape *shape) {
    const char *name = decl->name->text;
    diag_report(diags, decl->pos, "wrong signature for %s, must be: func %s(%s *testing.%s)", name,
            name, shape->parameter, shape->letter);
}

// Whether [decl] is to be called; fills *[func].
static bool scan_func(Arena *arena, const Decl *decl, Diags *diags, TestFunc *func) {
    const char *name = func->name;
    if (has_test_prefix(name, "Example")) return scan_example(arena, decl, func);
    if (strcmp(name, "TestMain") == 0 && !takes_pointer(decl, "T")) {
        static const Shape main_shape = {"TestMain", "M", "m", TEST_FUNC_MAIN};
        func->kind = TEST_FUNC_MAIN;
        if (takes_pointer(decl, "M")) return true;
        complain(diags, decl, &main_shape);
        return false;
    }
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        if (!has_test_prefix(name, shapes[i].prefix)) continue;
        func->kind = shapes[i].kind;
        if (takes_pointer(decl, shapes[i].letter) && decl->func_type->type_params.count == 0) {
            return true;
        }
        complain(diags, decl, &shapes[i]);
    }
    return false;
}

void test_scan(Arena *arena, const File *file, const char *package, Diags *diags,
               TestFuncList *list) {
    for (uint32_t i = 0; i < file->decls.count; i++) {
        const Decl *decl = file->decls.items[i];
        if (decl->kind != DECL_FUNC || decl->receiver || !decl->body) continue;
        TestFunc func = {.name = decl->name->text, .package = package};
        if (scan_func(arena, decl, diags, &func)) vec_push(arena, list, func);
    }
}
