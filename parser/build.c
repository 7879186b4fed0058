// parser/build.c - build constraints: //go:build lines and file names.
#include <string.h>

#include "parser/parser_int.h"

// ---- finding the line -------------------------------------------------------------------------

// Skips one comment or blank stretch at [p]; returns [p] itself when neither is there.
static const char *skip_blank_or_comment(const char *p) {
    while (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n') p++;
    if (p[0] == '/' && p[1] == '*') {
        const char *close = strstr(p + 2, "*/");
        return close ? close + 2 : p + strlen(p);
    }
    if ((p[0] == '/' && p[1] == '/') || (p[0] == '#' && p[1] == '!'))
        return p + strcspn(p, "\n");
    return p;
}

// The expression of the //go:build line before the package clause, or NULL; it ends at a newline.
static const char *build_line(const SourceFile *source) {
    static const char prefix[] = "//go:build";
    const char *p = source->text;
    if (!memcmp(p, "\xEF\xBB\xBF", 3)) p += 3;
    for (;;) {
        while (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n') p++;
        bool at_line_start = p == source->text || p[-1] == '\n';
        if (at_line_start && !strncmp(p, prefix, sizeof prefix - 1) &&
            (p[sizeof prefix - 1] == ' ' || p[sizeof prefix - 1] == '\t'))
            return p + sizeof prefix;
        const char *next = skip_blank_or_comment(p);
        if (next == p) return NULL;
        p = next;
    }
}

// ---- the expression ---------------------------------------------------------------------------

// tag, !x, x && y, x || y, (x). Evaluated while reading; what cannot be read sets [bad].
typedef struct Constraint {
    const char *p;
    bool (*tag_holds)(const char *tag, void *arg);
    void *arg;
    uint32_t depth;
    bool bad;
} Constraint;

enum { CONSTRAINT_DEPTH_MAX = 100, TAG_BYTES_MAX = 100 };

static bool read_or(Constraint *c);

static void skip_spaces(Constraint *c) {
    while (*c->p == ' ' || *c->p == '\t' || *c->p == '\r') c->p++;
}

static bool read_tag(Constraint *c) {
    size_t length = strcspn(c->p, " \t\r\n!&|()");
    if (length == 0 || length >= TAG_BYTES_MAX) {
        c->bad = true;
        return false;
    }
    char tag[TAG_BYTES_MAX];
    memcpy(tag, c->p, length);
    tag[length] = 0;
    c->p += length;
    return c->tag_holds(tag, c->arg);
}

static bool read_not(Constraint *c) {
    skip_spaces(c);
    if (++c->depth > CONSTRAINT_DEPTH_MAX) c->bad = true;
    bool value = false;
    if (c->bad) {
        // give up
    } else if (*c->p == '!') {
        c->p++;
        value = !read_not(c);
    } else if (*c->p == '(') {
        c->p++;
        value = read_or(c);
        if (*c->p == ')') c->p++;
        else c->bad = true;
    } else {
        value = read_tag(c);
    }
    c->depth--;
    skip_spaces(c);
    return value;
}

static bool read_and(Constraint *c) {
    bool value = read_not(c);
    while (!c->bad && c->p[0] == '&' && c->p[1] == '&') {
        c->p += 2;
        value &= read_not(c);
    }
    return value;
}

static bool read_or(Constraint *c) {
    bool value = read_and(c);
    while (!c->bad && c->p[0] == '|' && c->p[1] == '|') {
        c->p += 2;
        value |= read_and(c);
    }
    return value;
}

// ---- tags -------------------------------------------------------------------------------------

static const char *const systems[] = {
    "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux",
    "nacl", "netbsd", "openbsd", "plan9", "solaris", "wasip1", "windows", "zos",
};

static const char *const architectures[] = {
    "386", "amd64", "amd64p32", "arm", "arm64", "arm64be", "armbe", "loong64", "mips", "mips64",
    "mips64le", "mips64p32", "mips64p32le", "mipsle", "ppc", "ppc64", "ppc64le", "riscv",
    "riscv64", "s390", "s390x", "sparc", "sparc64", "wasm",
};

#if defined(__aarch64__)
static const char this_architecture[] = "arm64";
#else
static const char this_architecture[] = "amd64";
#endif

static bool is_one_of(const char *word, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, list[i]) == 0) return true;
    return false;
}

static bool is_system(const char *word) {
    return is_one_of(word, systems, sizeof systems / sizeof systems[0]);
}

static bool is_architecture(const char *word) {
    return is_one_of(word, architectures, sizeof architectures / sizeof architectures[0]);
}

typedef struct TagQuery {
    bool (*tag_holds)(const char *tag, void *arg);
    void *arg;
} TagQuery;

static bool tag_is_true(const char *tag, void *arg) {
    const TagQuery *query = arg;
    if (is_system(tag)) return strcmp(tag, "linux") == 0;
    if (is_architecture(tag)) return strcmp(tag, this_architecture) == 0;
    if (strcmp(tag, "unix") == 0) return true;
    return query->tag_holds && query->tag_holds(tag, query->arg);
}

// A name ends in _GOOS, _GOARCH or _GOOS_GOARCH (before _test); what stands before must not be
// empty.
static bool name_matches(const char *path) {
    const char *name = strrchr(path, '/');
    name = name ? name + 1 : path;
    char stem[256];
    size_t length = strcspn(name, ".");
    if (length >= sizeof stem) return true;
    memcpy(stem, name, length);
    stem[length] = 0;
    static const char test[] = "_test";
    if (length >= sizeof test - 1 && !strcmp(stem + length - (sizeof test - 1), test))
        stem[length - (sizeof test - 1)] = 0;
    char *last = strrchr(stem, '_');
    if (!last) return true;
    if (is_architecture(last + 1)) {
        if (strcmp(last + 1, this_architecture) != 0) return false;
        *last = 0;
        last = strrchr(stem, '_');
        if (!last || !is_system(last + 1)) return true;
    }
    return !is_system(last + 1) || strcmp(last + 1, "linux") == 0;
}

bool parser_build_matches(const SourceFile *source, bool (*tag_holds)(const char *tag, void *arg),
                          void *arg) {
    if (!name_matches(source->path)) return false;
    const char *line = build_line(source);
    if (!line) return true;
    TagQuery query = {tag_holds, arg};
    Constraint constraint = {.p = line, .tag_holds = tag_is_true, .arg = &query};
    bool value = read_or(&constraint);
    // A line that cannot be understood excludes nothing.
    if (constraint.bad || (*constraint.p && *constraint.p != '\n')) return true;
    return value;
}

// ---- the language version ---------------------------------------------------------------------

// The minor version the constraint asks for, found by trying: the least N such that the line can
// hold with go1.N and every other tag true.
typedef struct VersionQuery {
    uint32_t minor;
    bool asked;      // some go1.N tag was met
} VersionQuery;

static bool version_tag_holds(const char *tag, void *arg) {
    VersionQuery *query = arg;
    uint32_t minor;
    if (strncmp(tag, "go1.", 4) != 0) return true;
    minor = 0;
    for (const char *p = tag + 4; *p >= '0' && *p <= '9' && minor < 1000; p++)
        minor = minor * 10 + (uint32_t)(*p - '0');
    query->asked = true;
    return minor <= query->minor;
}

const char *build_go_version(Arena *arena, const SourceFile *source) {
    enum { MINOR_MAX = 100 };
    const char *line = build_line(source);
    if (!line) return NULL;
    VersionQuery query = {0};
    for (query.minor = 0; query.minor < MINOR_MAX; query.minor++) {
        Constraint constraint = {.p = line, .tag_holds = version_tag_holds, .arg = &query};
        bool value = read_or(&constraint);
        if (constraint.bad || !query.asked) return NULL;
        if (value) return query.minor ? arena_printf(arena, "go1.%u", query.minor) : NULL;
    }
    return NULL;
}
