#include "base/source.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/check.h"
#include "base/os.h"
#include "base/symbol.h"

enum { FILE_BYTES_MAX = 1 << 30 };

// What a `//line` comment says: the byte at [pos] is in [line] and [column] of [path].
typedef struct LineDirective {
    Pos pos;
    const char *path;
    uint32_t line;
    uint32_t column;   // 0: columns are not known from here on
} LineDirective;

// All files, sorted by base because bases only grow. Guarded by the lock, as are the line tables
// and directives of every file.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static SourceFile **files;
static size_t file_count;
static size_t file_capacity;
static uint64_t next_base = 1;

static void *must(void *memory) {
    FATAL_IF(!memory, "out of memory while reading sources");
    return memory;
}

static SourceFile *file_enter(SourceFile *file) {
    size_t bytes = file->bytes;
    pthread_mutex_lock(&lock);
    // One position more than bytes: the end of the file has one too.
    FATAL_IF(next_base + bytes + 1 > UINT32_MAX, "more than 4 GB of source text");
    file->base = (Pos)next_base;
    next_base += bytes + 1;
    if (file_count == file_capacity) {
        file_capacity = file_capacity ? file_capacity * 2 : 64;
        files = must(realloc(files, file_capacity * sizeof *files));
    }
    files[file_count++] = file;
    pthread_mutex_unlock(&lock);
    return file;
}

static SourceFile *file_register(const char *path, char *text, size_t bytes) {
    SourceFile *file = must(calloc(1, sizeof *file));
    file->path = must(strdup(path));
    file->text = text;
    file->bytes = bytes;
    return file_enter(file);
}

Pos source_alias(Pos first, Pos last, SourceSite site) {
    SourceFile *file = must(calloc(1, sizeof *file));
    file->bytes = last - first;
    file->origin = first;
    file->site = must(malloc(sizeof site));
    *file->site = site;
    return file_enter(file)->base;
}

// The folder the process was in when it read its first file; os.Chdir must not change it.
static char start_folder[4096];

// Takes the "." and ".." out of an absolute [path], in place.
static void clean_path(char *path) {
    char *out = path;
    for (const char *at = path; *at;) {
        while (*at == '/') at++;
        size_t length = strcspn(at, "/");
        if (length == 2 && at[0] == '.' && at[1] == '.') {
            while (out > path && *--out != '/') {}
        } else if (length > 0 && !(length == 1 && at[0] == '.')) {
            *out++ = '/';
            memmove(out, at, length);
            out += length;
        }
        at += length;
    }
    if (out == path) *out++ = '/';
    *out = '\0';
}

static const char *where_started(void) {
    if (!start_folder[0] && !getcwd(start_folder, sizeof start_folder)) start_folder[0] = '\0';
    return start_folder;
}

const char *source_full_path(const char *path) {
    if (path[0] == '/' || path[0] == '$' || path[0] == '<' || !where_started()[0]) return path;
    char full[sizeof start_folder + 4096];
    int length = snprintf(full, sizeof full, "%s/%s", start_folder, path);
    if (length < 0 || (size_t)length >= sizeof full) return path;
    clean_path(full);
    return symbol_intern(full, strlen(full))->text;
}

const char *source_traced_path(const Location *at) {
    if (!at->path || !at->is_given) return at->path ? source_full_path(at->path) : NULL;
    return at->path[0] ? at->path : "??";
}

const char *source_short_path(const char *path) {
    enum { ROOM = sizeof start_folder + 4 };
    char start[ROOM], wanted[ROOM], relative[3 * ROOM] = "";
    if (path[0] != '/' || !where_started()[0] || strlen(path) + 2 > sizeof wanted) return path;
    snprintf(start, sizeof start, "%s/", start_folder[1] ? start_folder : "");
    snprintf(wanted, sizeof wanted, "%s/", path);
    size_t shared = 0;   // bytes up to the last slash that both have in common
    for (size_t i = 0; start[i] && start[i] == wanted[i]; i++)
        if (start[i] == '/') shared = i + 1;
    for (const char *up = strchr(start + shared, '/'); up; up = strchr(up + 1, '/'))
        strcat(relative, "../");
    strcat(relative, wanted + shared);
    size_t length = strlen(relative);
    if (length == 0) return ".";
    return length - 1 < strlen(path) ? symbol_intern(relative, length - 1)->text : path;
}

SourceFile *source_read(const char *path, const char *shown_path, const char **error) {
    where_started();
    size_t bytes;
    char *text = os_read_file(path, SOURCE_PADDING, FILE_BYTES_MAX, &bytes, error);
    return text ? file_register(shown_path, text, bytes) : NULL;
}

SourceFile *source_add(const char *shown_path, const char *text, size_t bytes) {
    char *copy = must(malloc(bytes + SOURCE_PADDING));
    memcpy(copy, text, bytes);
    memset(copy + bytes, 0, SOURCE_PADDING);
    return file_register(shown_path, copy, bytes);
}

SourceFile *source_add_static(const char *shown_path, const char *text, size_t bytes) {
    SourceFile *file = file_register(shown_path, (char *)text, bytes);
    file->is_static = true;
    return file;
}

void source_forget(SourceFile *file) {
    pthread_mutex_lock(&lock);
    FATAL_IF(file_count == 0 || files[file_count - 1] != file, "not the file added last");
    file_count--;
    next_base = file->base;
    pthread_mutex_unlock(&lock);
    free(file->path);
    free(file->text);
    free(file->line_starts);
    free(file->directives);
    free(file);
}

// Lock held. The last file or alias whose base is at most [pos].
static SourceFile *entry_at(Pos pos) {
    if (pos == NO_POS || file_count == 0) return NULL;
    size_t low = 0, high = file_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (files[middle]->base <= pos) low = middle;
        else high = middle;
    }
    return pos - files[low]->base <= files[low]->bytes ? files[low] : NULL;
}

// Lock held. The file that [*pos] lies in; brings a position of an alias back to the original.
static SourceFile *file_at(Pos *pos) {
    SourceFile *file = entry_at(*pos);
    while (file && file->origin) {
        *pos = file->origin + (*pos - file->base);
        file = entry_at(*pos);
    }
    return file;
}

bool source_site(Pos pos, SourceSite *site) {
    pthread_mutex_lock(&lock);
    SourceFile *file = entry_at(pos);
    bool found = file && file->origin;
    if (found) *site = *file->site;
    pthread_mutex_unlock(&lock);
    return found;
}

Pos source_outermost(Pos pos) {
    SourceSite site;
    while (source_site(pos, &site)) pos = site.pos;
    return pos;
}

SourceFile *source_file(Pos pos) {
    pthread_mutex_lock(&lock);
    SourceFile *file = file_at(&pos);
    pthread_mutex_unlock(&lock);
    return file;
}

const char *source_line_text(Pos pos, size_t *bytes) {
    pthread_mutex_lock(&lock);
    SourceFile *file = file_at(&pos);
    pthread_mutex_unlock(&lock);
    *bytes = 0;
    if (!file) return NULL;
    const char *start = file->text + (pos - file->base), *end = start;
    while (start > file->text && start[-1] != '\n') start--;
    while (*end && *end != '\n') end++;
    *bytes = (size_t)(end - start);
    return start;
}

// Lock held.
static void find_line_starts(SourceFile *file) {
    if (file->line_starts) return;
    uint32_t lines = 1;
    const char *end = file->text + file->bytes;
    for (const char *p = file->text; (p = memchr(p, '\n', (size_t)(end - p))); p++) lines++;
    file->line_starts = must(malloc(lines * sizeof *file->line_starts));
    file->line_starts[file->line_count++] = 0;
    for (const char *p = file->text; (p = memchr(p, '\n', (size_t)(end - p))); p++)
        file->line_starts[file->line_count++] = (uint32_t)(p + 1 - file->text);
}

// Lock held.
static Location location_raw(SourceFile *file, Pos pos) {
    find_line_starts(file);
    uint32_t offset = pos - file->base;
    uint32_t low = 0, high = file->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (file->line_starts[middle] <= offset) low = middle;
        else high = middle;
    }
    return (Location){file->path, low + 1, offset - file->line_starts[low] + 1, false};
}

// Lock held. The last directive at or before [pos].
static const LineDirective *directive_at(const SourceFile *file, Pos pos) {
    uint32_t low = 0, high = file->directive_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (file->directives[middle].pos <= pos) low = middle + 1;
        else high = middle;
    }
    return low ? &file->directives[low - 1] : NULL;
}

static Location no_location(void) {
    return (Location){"<unknown position>", 0, 0, false};
}

Location source_location_raw(Pos pos) {
    pthread_mutex_lock(&lock);
    SourceFile *file = file_at(&pos);
    Location location = file ? location_raw(file, pos) : no_location();
    pthread_mutex_unlock(&lock);
    return location;
}

Location source_location(Pos pos) {
    pthread_mutex_lock(&lock);
    SourceFile *file = file_at(&pos);
    Location location = file ? location_raw(file, pos) : no_location();
    const LineDirective *directive = file ? directive_at(file, pos) : NULL;
    if (directive) {
        Location start = location_raw(file, directive->pos);
        bool same_line = location.line == start.line;
        location.is_given = directive->path != file->path;
        location.path = directive->path;
        location.line = directive->line + (location.line - start.line);
        if (directive->column == 0) location.column = 0;
        else if (same_line) location.column += directive->column - start.column;
    }
    pthread_mutex_unlock(&lock);
    return location;
}

void source_line_directive(SourceFile *file, Pos pos, const char *path, uint32_t line,
                           uint32_t column) {
    pthread_mutex_lock(&lock);
    const LineDirective *before = directive_at(file, pos);
    // A body that is parsed after the rest of its file meets its directives again.
    if (!before || before->pos != pos) {
        uint32_t index = before ? (uint32_t)(before - file->directives) + 1 : 0;
        if (file->directive_count == file->directive_capacity) {
            file->directive_capacity = file->directive_capacity ? file->directive_capacity * 2 : 8;
            file->directives = must(
                realloc(file->directives, file->directive_capacity * sizeof *file->directives));
        }
        const char *kept = index ? file->directives[index - 1].path : file->path;
        memmove(file->directives + index + 1, file->directives + index,
                (file->directive_count - index) * sizeof *file->directives);
        file->directives[index] =
            (LineDirective){pos, path ? must(strdup(path)) : kept, line, column};
        file->directive_count++;
    }
    pthread_mutex_unlock(&lock);
}
