// cli/cmd_dis.c - `mound dis`: the bytecode of every function of the package.
#include <stdio.h>

#include "cli/cli.h"
#include "cli/execute.h"
#include "compile/compile.h"
#include "ir/ir.h"
#include "vm/vm.h"
#include "vm/watch.h"

static void print_func(Func *func) {
    FuncCode *code = compile_code_for(func);
    if (code->flags & CODE_NATIVE) return;
    compile_func(code);
    disasm_print(code, stdout);
    for (uint32_t i = 0; i < func->closures.count; i++) print_func(func->closures.items[i]);
}

// Generic functions have code only as instances, which appear where they are used.
static bool is_printable(const Object *object) {
    if (object->kind != OBJ_FUNC || !object->decl || !object->decl->has_body) return false;
    const Type *type = object->type;
    return type && type->type_param_count == 0 && type->receiver_param_count == 0;
}

static void print_package(const Package *package) {
    for (uint32_t i = 0; i < package->objects.count; i++) {
        Object *object = package->objects.items[i];
        if (is_printable(object)) print_func(func_for(object, NULL, 0));
    }
    for (uint32_t i = 0; i < package->init_functions.count; i++) {
        print_func(func_for(package->init_functions.items[i], NULL, 0));
    }
}

// -counts: every function that the program has executed instructions of.
static void print_counted(int exit_code) {
    fflush(stdout);
    printf("# exit code %d\n", exit_code);
    for (uint32_t i = 0; i < code_func_count; i++) {
        FuncCode *code = code_funcs[i];
        if ((code->flags & CODE_COMPILED) && watch_executions(code->code) > 0)
            disasm_print(code, stdout);
    }
    fflush(stdout);
}

int cmd_dis(int argc, char **argv) {
    Options options;
    int code = options_parse(&options, "dis", argc, argv);
    if (code != EXIT_FINE) return code;
    Program program;
    code = program_load(&options, &program);
    if (code != EXIT_FINE) return code;
    if (options.counts) {
        code = program_is_runnable(&program);
        if (code != EXIT_FINE) return code;
        back_end_start(&options);
        vm_at_exit(print_counted);
        return finish_output(program_execute(&program, &options));
    }
    back_end_start(&options);
    print_package(program.package);
    return finish_output(EXIT_FINE);
}
