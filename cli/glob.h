// cli/glob.h - shell patterns as Go's package path understands them.
#ifndef MOUND_CLI_GLOB_H
#define MOUND_CLI_GLOB_H

#include <stdbool.h>

// Whether [pattern] is well-formed: brackets are closed, a backslash has something to quote.
bool glob_is_valid(const char *pattern);
// Whether [pattern], valid and without slashes, matches [name] whole. `*` matches a leading dot
// too.
bool glob_matches(const char *pattern, const char *name);

#endif
