// cli/importer.h - finds the package behind an import path.
//
// In this order: the packages mound carries (stdlib/), those of the program's module (its own
// folders, local replaces, vendor/), packages beside a file for "./x", and the source tree of a Go
// installation ($GOROOT/src) for what mound does not carry.
#ifndef MOUND_CLI_IMPORTER_H
#define MOUND_CLI_IMPORTER_H

#include "cli/module.h"
#include "types/check.h"

typedef struct Importer {
    Arena *arena;
    Module *module;            // NULL outside a module
    const char *folder;        // absolute; of the main package
    const char *goroot;        // NULL: none found
    bool goroot_searched;
} Importer;

// A PackageImporter; [arg] is an Importer.
bool importer_find(void *arg, const char *import_path, const Package *from, PackageSource *source,
                   const char **error);

#endif
