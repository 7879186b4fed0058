// cli/cmd_vet.c - `mound vet`.
#include "cli/cli.h"
#include "cli/program.h"

int cmd_vet(int argc, char **argv) {
    Options options;
    int code = options_parse(&options, "vet", argc, argv);
    if (code != EXIT_FINE) return code;
    Program program;
    return program_load(&options, &program);
}
