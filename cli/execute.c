// cli/execute.c - see execute.h. Here the two columns of the design are joined: the front end's
// hooks are handed to the run time.
#include "cli/execute.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/symbol.h"
#include "cli/cli.h"
#include "compile/compile.h"
#include "heap/own_code.h"
#include "inspect/alloc_trace.h"
#include "inspect/cpu_profile.h"
#include "ir/ir.h"
#include "repl/repl.h"
#include "vm/alloc_profile.h"
#include "vm/vm.h"
#include "vm/check_escape.h"
#include "vm/watch.h"

static Arena nodes;

enum { REPORT_FRAMES = 32 };

// Whether the program refers to the heap profile. Only then allocations are sampled, as in Go,
// whose linker leaves the sampling out of other programs.
static bool uses_heap_profile(void) {
    static const char *const names[] = {"MemProfile", "MemProfileRate"};
    if (package_find("runtime/pprof")) return true;
    Package *runtime = package_find("runtime");
    for (size_t i = 0; runtime && i < sizeof names / sizeof names[0]; i++) {
        // Not package_lookup: that would refer to it.
        Object *object = scope_lookup(runtime->scope, symbol_of(names[i]));
        if (object && object->type) return true;
    }
    return false;
}

// MOUND_CHECK=escape. It takes the place of a CPU profile: the loop is watched for one thing.
static bool escape_is_checked(void) {
    const char *text = getenv("MOUND_CHECK");
    if (!text || !*text) return false;
    if (strcmp(text, "escape") == 0) return true;
    fprintf(stderr, "mound: MOUND_CHECK=%s: the only check is \"escape\"\n", text);
    exit(EXIT_USAGE);
}

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
    bool reported = options->heap || options->escape || options->repl || options->trace;
    bool recorded = reported || uses_heap_profile();
    bool checked = escape_is_checked();
    VmEdition edition = counted ? VM_COUNTED : recorded ? VM_RECORDED : VM_PLAIN;
    if (checked) edition = VM_HOOKED;
    vm_init(&(VmConfig){.argc = argc, .argv = argv, .edition = edition});
    if (checked) check_escape_start();
    else if (counted) watch_counters_init();
    if (reported) alloc_profile_start(1, REPORT_FRAMES);
    else if (recorded) alloc_profile_start(0, ALLOC_FRAMES_MAX);
    watch_set_profiler(&cpu_profiler);
    if (options->trace) alloc_trace_start(options->trace_what);
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

// `run -repl`: the program with a prompt behind it.
static void run_attached(const Program *program) {
    repl_start(&(ReplConfig){.version = MOUND_VERSION, .package = program->package});
    CompileInits inits = {0};
    FuncCode *start = compile_program(program->package, &inits);
    repl_run(inits.items, inits.count, start);
}

int program_execute(const Program *program, const Options *options) {
    back_end_start(options);
    if (options->repl) run_attached(program);
    CompileInits inits = {0};
    FuncCode *start = compile_program(program->package, &inits);
    own_code_release();   // the program itself needs little of the front end
    return vm_main(inits.items, inits.count, start);
}
