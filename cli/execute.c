// cli/execute.c - see execute.h. Here the two columns of the design are joined: the front end's
// hooks are handed to the run time.
#include "cli/execute.h"

#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "compile/compile.h"
#include "ir/ir.h"
#include "vm/vm.h"

static Arena ir_arena;

void back_end_start(const Program *program, const Options *options) {
    (void)program;
    static char *argv[1 << 16];
    int argc = 0;
    argv[argc++] = options->files[0];
    for (int i = 0; i < options->arg_count && argc < (1 << 16); i++) argv[argc++] = options->args[i];
    ir_init(&ir_arena);
    vm_init(&(VmConfig){.argc = argc, .argv = argv});
    compile_init();
}

int program_is_runnable(const Program *program) {
    const char *name = program->package->name->text;
    if (strcmp(name, "main") != 0) {
        fprintf(stderr, "mound: package %s is not a main package\n", name);
        return EXIT_ERRORS;
    }
    if (package_lookup(program->package, "main")) return EXIT_FINE;
    fprintf(stderr, "# command-line-arguments\n"
                    "runtime.main_main·f: function main is undeclared in the main package\n");
    return EXIT_ERRORS;
}

int program_execute(const Program *program, const Options *options) {
    back_end_start(program, options);
    FuncCode *start = compile_program(program->package);
    return vm_main(NULL, 0, start);
}
