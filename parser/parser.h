// parser/parser.h - from one source file to its tree.
#ifndef MOUND_PARSER_PARSER_H
#define MOUND_PARSER_PARSER_H

#include "base/diag.h"
#include "parser/ast.h"

typedef enum {
    PARSE_ALL = 0,
    PARSE_IMPORTS_ONLY = 1,   // stop after the import declarations
    PARSE_LAZY_BODIES = 2,    // skip function bodies by matching braces; see parser_parse_body
} ParseMode;

// Parses [source]. Errors go to [diags] in gc's words; the result is never NULL and holds what
// could be understood. Nodes live in [arena].
File *parser_parse_file(Arena *arena, SourceFile *source, Diags *diags, ParseMode mode);

// Parses the body that PARSE_LAZY_BODIES skipped; afterwards decl->body is set. Calling it again,
// or for a function without a body, does nothing.
void parser_parse_body(Arena *arena, Decl *decl, Diags *diags);

// Parses the declarations in the bytes [begin, end) of the file's source, which PARSE_IMPORTS_ONLY
// has left out, and appends them to file->decls. [mode] as for files.
void parser_parse_decls(Arena *arena, File *file, uint32_t begin, uint32_t end, Diags *diags,
                        ParseMode mode);

// Whether the file's build constraint (//go:build, and the _GOOS_GOARCH suffix of its name) holds
// for linux on this architecture with [tag_holds] deciding other tags (go1.N, purego, ...).
bool parser_build_matches(const SourceFile *source, bool (*tag_holds)(const char *tag, void *arg),
                          void *arg);

#endif
