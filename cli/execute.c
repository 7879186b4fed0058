// cli/execute.c - see execute.h. Here the two columns of the design are joined: the front end's
// hooks are handed to the run time.
#include "cli/execute.h"

#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "compile/compile.h"
#include "ir/ir.h"
#include "vm/vm.h"
#include "vm/watch.h"

static Arena nodes;

void back_end_start(const Options *options) {
    static bool started;
    if (started) return;
    started = true;
    static char *argv[1 << 16];
    int argc = 0;
    argv[argc++] = options->files[0];
    for (int i = 0; i < options->arg_count && argc < (1 << 16); i++) {
        argv[argc++] = options->args[i];
    }
    ir_init(&nodes);
    bool counted = options->profile || options->counts;
    vm_init(&(VmConfig){.argc = argc, .argv = argv, .edition = counted ? VM_COUNTED : VM_PLAIN});
    if (counted) watch_counters_init();
    vm_set_hooks(&(VmHooks){compile_find_type, compile_find_func});
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
    back_end_start(options);
    CompileInits inits = {0};
    FuncCode *start = compile_program(program->package, &inits);
    return vm_main(inits.items, inits.count, start);
}
