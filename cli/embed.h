// cli/embed.h - which files the patterns of //go:embed match.
#ifndef MOUND_CLI_EMBED_H
#define MOUND_CLI_EMBED_H

#include "types/check.h"

// A PackageEmbedder; [arg] is an Importer. The files are those in the folder of [decl]'s file,
// sorted by name, each once; errors are in the words of the go command.
bool embed_find(void *arg, const Decl *decl, EmbedFiles *files, Pos *error_pos,
                const char **error);

#endif
