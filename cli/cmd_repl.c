// cli/cmd_repl.c - `mound repl`.
#include "cli/cli.h"
#include "cli/execute.h"
#include "repl/repl.h"

int cmd_repl(int argc, char **argv) {
    if (argc > 0) return usage_error("repl", "unexpected argument \"%s\"", argv[0]);
    static char *files[] = {"repl", NULL};
    Options options = {.command = "repl", .files = files, .file_count = 1, .repl = true};
    program_load_nothing(&options);
    back_end_start(&options);
    repl_start(&(ReplConfig){.version = MOUND_VERSION});
    repl_run(NULL, 0, NULL);
}
