// cli/load.h - the packages of a program, found before anything is checked.
//
// What is wrong with the imports themselves - packages that are missing, internal or in a cycle -
// is said here, in the go command's words, and ends the attempt, as it does there.
#ifndef MOUND_CLI_LOAD_H
#define MOUND_CLI_LOAD_H

#include "base/diag.h"
#include "cli/importer.h"

// Finds the user's packages that a package at import path [path] made of [sources] imports,
// directly or not, and adds them to importer->loaded, imported ones first. Returns false after
// printing what is wrong to stderr.
bool load_imports(Importer *importer, const char *path, SourceFile **sources, uint32_t count);
// Checks the packages that load_imports found; one that imports a package with errors is left out.
// Prints the errors of each to stderr, at most [limit] (0: all), and then reports to [diags]
// again. Returns whether there were none.
bool load_check(Importer *importer, Diags *diags, uint32_t limit);

#endif
