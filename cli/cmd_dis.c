// cli/cmd_dis.c - `mound dis`: the bytecode of every function of the package.
#include <stdio.h>

#include "cli/cli.h"
#include "cli/execute.h"
#include "compile/compile.h"
#include "ir/ir.h"
#include "vm/vm.h"

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

int cmd_dis(int argc, char **argv) {
    Options options;
    int code = options_parse(&options, "dis", argc, argv);
    if (code != EXIT_FINE) return code;
    Program program;
    code = program_load(&options, &program);
    if (code != EXIT_FINE) return code;
    back_end_start(&options);
    const Package *package = program.package;
    for (uint32_t i = 0; i < package->objects.count; i++) {
        Object *object = package->objects.items[i];
        if (is_printable(object)) print_func(func_for(object, NULL, 0));
    }
    for (uint32_t i = 0; i < package->init_functions.count; i++) {
        print_func(func_for(package->init_functions.items[i], NULL, 0));
    }
    return finish_output(EXIT_FINE);
}
