// cli/module.h - go.mod: which folder an import path of the program's own module means.
#ifndef MOUND_CLI_MODULE_H
#define MOUND_CLI_MODULE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/vec.h"

// A module whose files are at hand: the target of a local replace, or a folder under vendor/.
typedef struct LocalModule {
    const char *path;          // what its packages' import paths start with
    const char *folder;        // absolute
    int lang_minor;            // of its go line
} LocalModule;

typedef struct Module {
    const char *folder;        // absolute; where go.mod lies
    const char *path;          // "example.com/demo"
    int lang_minor;            // of the go line; 16 without one, as for the go command
    bool has_vendor;           // there is a folder vendor/: other modules come from there
    VEC(LocalModule) locals;   // local replaces (`=> ../other`), or modules in vendor/
} Module;

// Where a package of a module lies.
typedef struct ModulePackage {
    const char *folder;        // absolute
    int lang_minor;
} ModulePackage;

// The module that [folder] (absolute) belongs to, found by looking for go.mod outwards. NULL when
// there is none, or with *error set when go.mod is wrong or asks for a newer Go.
Module *module_find(Arena *arena, const char *folder, const char **error);
// The folder that [import_path] means in [module]: its own packages, local replaces, vendor/. False
// when it is none of these, or a folder without Go files.
bool module_resolve(Arena *arena, const Module *module, const char *import_path,
                    ModulePackage *package);
// The import path of [folder] (absolute), which lies in [module].
const char *module_import_path(Arena *arena, const Module *module, const char *folder);

#endif
