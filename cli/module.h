// cli/module.h - go.mod: which folder an import path of the program's own module means.
#ifndef MOUND_CLI_MODULE_H
#define MOUND_CLI_MODULE_H

#include "base/arena.h"
#include "base/vec.h"

typedef struct Replace {
    const char *from;          // module path
    const char *folder;        // absolute; what it is replaced by
} Replace;

typedef struct Module {
    const char *folder;        // absolute; where go.mod lies
    const char *path;          // "example.com/demo"
    int lang_minor;            // of the go line; 0: none
    VEC(Replace) replaces;     // local ones (`=> ../other`)
} Module;

// The module that [folder] (absolute) belongs to, found by looking for go.mod outwards. NULL when
// there is none, or with *error set when go.mod is wrong.
Module *module_find(Arena *arena, const char *folder, const char **error);
// The folder that [import_path] means in [module]: its own packages, local replaces, vendor/.
// NULL when it is none of these.
const char *module_resolve(Arena *arena, const Module *module, const char *import_path);

#endif
