// cli/importer.h - finds the package behind an import path.
//
// In this order: the packages mound carries (stdlib/), those of the program's module (its own
// folders, local replaces, vendor/), packages beside a file for "./x", and the source tree of a Go
// installation ($GOROOT/src) for what mound does not carry.
#ifndef MOUND_CLI_IMPORTER_H
#define MOUND_CLI_IMPORTER_H

#include "base/vec.h"
#include "cli/module.h"
#include "types/check.h"

// A package that is made of other files than its folder's, as a package under test is.
typedef struct Override {
    const char *path;
    const PackageSource *source;
} Override;

// A package of the user, found by load_imports (cli/load.h).
typedef struct LoadedPackage {
    PackageSource source;
    const char **imports;      // import paths
    uint32_t import_count;
    bool is_broken;            // it, or one that it imports, has errors
} LoadedPackage;

typedef struct Importer {
    Arena *arena;
    Module *module;            // NULL outside a module
    const char *folder;        // absolute; of the main package
    const char *goroot;        // NULL: none found
    bool goroot_searched;
    VEC(Override) overrides;   // looked at first
    VEC(LoadedPackage) loaded; // packages of the user, imported ones first; looked at first
    VEC(PackageSource) embedded;   // those of stdlib/ that were asked for
} Importer;

// Whether the package at [path] is made of other files than its folder's.
bool importer_overrides(const Importer *importer, const char *path);
// Says where the package at [path] (not a relative one) comes from: *is_library (mound's or Go's
// tree), else a folder of the user. Returns NULL, or why there is no such package, in the words of
// the go command.
const char *importer_place(Importer *importer, const char *path, ModulePackage *place,
                           bool *is_library);
// A PackageImporter; [arg] is an Importer.
bool importer_find(void *arg, const char *path, const Package *from, PackageSource *source,
                   const char **error);

#endif
