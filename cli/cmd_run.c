// cli/cmd_run.c - `mound run`.
#include "cli/cli.h"
#include "cli/execute.h"

int cmd_run(int argc, char **argv) {
    Options options;
    int code = options_parse(&options, "run", argc, argv);
    if (code != EXIT_FINE) return code;
    Program program;
    code = program_load(&options, &program);
    if (code == EXIT_FINE) code = program_is_runnable(&program);
    if (code != EXIT_FINE) return code;
    return program_execute(&program, &options);
}
