// cli/cmd_run.c - `mound run`.
#include <stdio.h>

#include "cli/cli.h"
#include "cli/execute.h"
#include "inspect/cpu_profile.h"
#include "vm/vm.h"

enum { PROFILE_ROWS = 25 };

static void print_profile(int code) {
    (void)code;
    cpu_profile_stop();
    fflush(stdout);
    fputs("\nCPU time by function, then by line (-profile):\n", stderr);
    cpu_profile_print(stderr, PROFILE_ROWS);
}

int cmd_run(int argc, char **argv) {
    Options options;
    int code = options_parse(&options, "run", argc, argv);
    if (code != EXIT_FINE) return code;
    Program program;
    code = program_load(&options, &program);
    if (code == EXIT_FINE) code = program_is_runnable(&program);
    if (code != EXIT_FINE) return code;
    if (options.profile) {
        vm_at_exit(print_profile);
        cpu_profile_start();
    }
    return program_execute(&program, &options);
}
