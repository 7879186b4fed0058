// cli/cmd_version.c - `mound version`.
#include <stdio.h>

#include "cli/cli.h"

int cmd_version(int argc, char **argv) {
    if (argc > 0) return usage_error("version", "unexpected argument \"%s\"", argv[0]);
#if defined(__x86_64__)
    const char *arch = "amd64";
#else
    const char *arch = "arm64";
#endif
    printf("mound version %s (language go1.27, library and texts of go1.23) linux/%s\n",
           MOUND_VERSION, arch);
    return finish_output(EXIT_FINE);
}
