// base/source.h - source files, and positions in them.
//
// A Pos is a byte offset into the concatenation of all files added so far, so it fits 32 bits and
// any position names its file. Pos 0 is "no position". Line and column are looked up when a message
// is printed: columns count bytes from 1, as in gc. `//line` directives change what
// source_location() reports, not Pos itself.
//
// A stretch of text can be given new positions once more for each place where it takes effect (the
// body of an inlined function, for each call): source_alias(). Such a Pos has the line and column
// of the original, and remembers the place where it takes effect.
#ifndef MOUND_BASE_SOURCE_H
#define MOUND_BASE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t Pos;
#define NO_POS ((Pos)0)

// NULs that follow the text of every file, so that the lexer needs no bounds checks.
enum { SOURCE_PADDING = 16 };

typedef struct SourceFile {
    char *path;           // as it is to be printed
    char *text;           // NUL-terminated; followed by at least 16 NULs for the lexer
    size_t bytes;
    Pos base;             // Pos of text[0]
    bool is_static;       // of source_add_static(): is known to be well encoded
    // Line starts, found when first needed; guarded by a lock inside source.c.
    uint32_t *line_starts;
    uint32_t line_count;
    struct LineDirective *directives;
    uint32_t directive_count;
    uint32_t directive_capacity;
    // Of an alias: where the text it repeats begins, and what source_alias() was told. Then path is
    // NULL and text is not used.
    Pos origin;
    struct SourceSite *site;
} SourceFile;

// Where the text of an alias takes effect.
typedef struct SourceSite {
    Pos pos;
    const char *name;     // what the text is called
    const void *owner;    // whatever source_alias() was given
} SourceSite;

typedef struct Location {
    const char *path;
    uint32_t line;
    uint32_t column;      // 0 when a //line directive gave none
    bool is_given;        // the path is that of a //line directive
} Location;

// Reads a file from disk. NULL when it cannot be read; *[error] then says why ("no such file or
// directory"), static text. Files over 1 GiB are refused.
SourceFile *source_read(const char *path, const char *shown_path, const char **error);
// Adds text that is already in memory; copies it.
SourceFile *source_add(const char *shown_path, const char *text, size_t bytes);
// The same without a copy: [text] must live as long as the process, be followed by SOURCE_PADDING
// NULs, and be UTF-8 without NULs (as the embedded standard library is, which was parsed when mound
// was built): it is never read whole.
SourceFile *source_add_static(const char *shown_path, const char *text, size_t bytes);
// Removes the file added last and frees it, for those that read many texts one after the other.
void source_forget(SourceFile *file);
// The file that [pos] lies in (of an alias: the original's), NULL for NO_POS.
SourceFile *source_file(Pos pos);
// The line of text that [pos] lies in (of an alias: the original's), [*bytes] without the newline;
// NULL for NO_POS. It belongs to the file.
const char *source_line_text(Pos pos, size_t *bytes);
// New positions for the text from [first] to [last] (of one file), as it takes effect at [site],
// whose name must live as long as the process. Returns the new position of [first]; the others
// follow.
Pos source_alias(Pos first, Pos last, SourceSite site);
// Where the text at [pos] takes effect; false when [pos] is no alias.
bool source_site(Pos pos, SourceSite *site);
// The outermost place where [pos] takes effect: itself when it is no alias.
Pos source_outermost(Pos pos);
// Path, line and column of [pos], //line directives applied.
Location source_location(Pos pos);
// The same, directives ignored.
Location source_location_raw(Pos pos);
// [path] as tracebacks and runtime.Caller show it: absolute, as seen from the folder the process
// started in. Static text.
const char *source_full_path(const char *path);
// The same for where [at] is: what a //line directive says is shown as it stands there, "??" when
// it gives no name. NULL when the place is unknown.
const char *source_traced_path(const Location *at);
// [path] (absolute) as the go command shows it: relative to the folder the process started in where
// that is shorter ("sub/a.go", "../a.go", "."). Static text.
const char *source_short_path(const char *path);
// Records that from [pos] on lines count from [line] in [path] (NULL: keep the path).
void source_line_directive(SourceFile *file, Pos pos, const char *path, uint32_t line,
                           uint32_t column);

#endif
