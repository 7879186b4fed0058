// types/check_error.c - reports errors, and says where an expression starts.
#include "types/check_int.h"

#include <stdarg.h>

// Consequences of an error that has been reported say nothing new.
static bool is_consequence(const char *text) {
    if (!checker.had_error) return false;
    const char *operand = strstr(text, "invalid operand"), *type = strstr(text, "invalid type");
    return (operand && operand > text) || (type && type > text);
}

static int version_here(bool *is_file);

// What asks for a newer version of the language says where the version comes from.
static const char *explain_version(const char *text) {
    const char *requires = strstr(text, "requires go1.");
    if (!requires || !strstr(requires, " or later")) return text;
    bool is_file;
    int version = version_here(&is_file);
    if (!is_file) version = checker.env.package->lang_minor;
    if (version == 0) version = LANG_MINOR_NEWEST;
    return check_text(is_file ? MSG_VERSION_BY_FILE : MSG_VERSION_BY_LANG, text, version);
}

static void report(Pos pos, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = arena_alloc(&checker.arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, args);
    if (is_consequence(text)) return;
    checker.had_error = true;
    checker.error_count++;
    if (!checker.first_error) checker.first_error = text;
    if (checker.env.error_pos) pos = checker.env.error_pos;
    diag_report(checker.diags, pos, "%s", explain_version(text));
}

void check_error(Pos pos, const char *format, ...) {
    va_list args;
    va_start(args, format);
    report(pos, format, args);
    va_end(args);
}

void check_soft_error(Pos pos, const char *format, ...) {
    va_list args;
    va_start(args, format);
    report(pos, format, args);
    va_end(args);
}

const char *pos_text(Pos pos) {
    Location at = source_location(pos);
    if (at.column == 0) return check_text("%s:%u", at.path, at.line);
    return check_text("%s:%u:%u", at.path, at.line, at.column);
}

// ---- Language versions --------------------------------------------------------------------------

enum { FILE_VERSION_MIN = 21 };

// N of the file's //go:build go1.N, 0 without.
static int file_version(const File *file) {
    const char *dot = file && file->go_version ? strchr(file->go_version, '.') : NULL;
    return dot ? atoi(dot + 1) : 0;
}

int file_lang_minor(const Package *package, const File *file) {
    int minor = file_version(file);
    if (minor == 0) return package ? package->lang_minor : 0;
    return minor < FILE_VERSION_MIN ? FILE_VERSION_MIN : minor;
}

// *is_file: the file itself says which version it is written in.
static int version_here(bool *is_file) {
    *is_file = file_version(checker.env.file) >= FILE_VERSION_MIN;
    return file_lang_minor(checker.env.package, checker.env.file);
}

bool version_allow(int minor) {
    bool is_file = false;
    int here = version_here(&is_file);
    return here == 0 || here >= minor;
}

bool version_verify(Pos pos, int minor, const char *what) {
    if (version_allow(minor)) return true;
    check_error(pos, MSG_REQUIRES_VERSION, what, minor);
    return false;
}

// ---- Positions ----------------------------------------------------------------------------------

// gc lets a slice expression start at its bracket, and a function type at its parameters.
Pos expr_start(const Expr *e) {
    for (;; e = e->x) {
        switch (e->kind) {
        case EXPR_SLICE: return e->op_pos;
        case EXPR_FUNC_TYPE: return e->pos + (Pos)strlen("func");
        case EXPR_BINARY: case EXPR_CALL: case EXPR_INDEX: case EXPR_SELECTOR: case EXPR_KEY_VALUE:
        case EXPR_TYPE_ASSERT: break;
        case EXPR_COMPOSITE_LIT:
            if (e->x) break;
            return e->pos;
        default: return e->pos;
        }
    }
}

Pos expr_error_pos(const Expr *e) {
    switch (e->kind) {
    case EXPR_BINARY: case EXPR_COMPOSITE_LIT: case EXPR_CALL: case EXPR_INDEX: case EXPR_SLICE:
    case EXPR_SELECTOR: case EXPR_TYPE_ASSERT: return e->op_pos ? e->op_pos : e->pos;
    default: return expr_start(e);
    }
}

static Pos list_end(const ExprList *list) { return expr_end(list->items[list->count - 1]); }

Pos expr_end(const Expr *e) {
    switch (e->kind) {
    case EXPR_IDENT: return e->pos + e->name->length;
    case EXPR_BASIC_LIT: return e->pos + e->literal_bytes;
    case EXPR_SELECTOR: return e->name_pos + e->name->length;
    case EXPR_STAR: case EXPR_UNARY: case EXPR_CHAN_TYPE: return expr_end(e->x);
    case EXPR_BINARY: case EXPR_KEY_VALUE: case EXPR_ARRAY_TYPE: case EXPR_MAP_TYPE:
        return e->y ? expr_end(e->y) : e->pos;
    case EXPR_COMPOSITE_LIT: case EXPR_FUNC_LIT: case EXPR_PAREN: case EXPR_CALL: case EXPR_INDEX:
        if (e->end_pos) return e->end_pos;
        return e->list.count > 0 ? list_end(&e->list) : e->x ? expr_end(e->x) : e->pos;
    default: return e->end_pos ? e->end_pos : e->pos;
    }
}

// ---- Nesting ------------------------------------------------------------------------------------

bool depth_enter(Pos pos) {
    if (checker.env.depth++ < DEPTH_LIMIT) return true;
    check_error(pos, MSG_TOO_DEEP);
    return false;
}

void depth_leave(void) { checker.env.depth--; }

// ---- The queue of work put off ------------------------------------------------------------------

void check_later(LaterFn fn, void *a, void *b) {
    Later later = {.fn = fn, .a = a, .b = b, .env = checker.env};
    vec_push(&checker.arena, &checker.later, later);
}

void process_later(uint32_t from) {
    if (checker.later.count <= from) return;
    Env saved = checker.env;
    for (uint32_t i = from; i < checker.later.count; i++) {
        Later later = checker.later.items[i];
        checker.env = later.env;
        later.fn(later.a, later.b);
    }
    checker.later.count = from;
    checker.env = saved;
}

void check_enter(void) {
    types_lock();
    checker.busy++;
}

void check_leave(void) {
    if (checker.busy == 1) process_later(0);
    checker.busy--;
    types_unlock();
}
