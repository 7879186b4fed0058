// cli/folder.h - the Go files of a folder.
#ifndef MOUND_CLI_FOLDER_H
#define MOUND_CLI_FOLDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/source.h"

typedef struct FolderFiles {
    SourceFile **sources;      // sorted by name
    uint32_t count;
    uint32_t excluded;         // left out by build constraints
} FolderFiles;

// Reads the .go files of [folder] that are not tests and whose build constraints hold, in order of
// their names; sources are shown as [shown]/NAME. Returns false with *error when the folder or a
// file cannot be read.
bool folder_read(Arena *arena, const char *folder, const char *shown, FolderFiles *files,
                 const char **error);
// The same for the tests of the folder: its *_test.go files only.
bool folder_read_tests(Arena *arena, const char *folder, const char *shown, FolderFiles *files,
                       const char **error);
// Whether there are .s files: then functions may lack bodies, as for the go command. Mound does not
// execute assembly; calling such a function says so.
bool folder_has_assembly(const char *folder);
// Whether a build tag other than those parser_build_matches() knows holds.
bool folder_tag_holds(const char *tag, void *arg);

#endif
