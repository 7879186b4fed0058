// tools/irdump.c - shows what ir/ and escape/ make of a program.
//
//     irdump [-ir] [-m] [-m2] [-all] FILE.go...
//
// -ir dumps the functions of the program, -m prints gc's escape messages, -m2 with the flow.
// -all: analyse every function of the imported packages.
// Linked by hand: all archives of a build, and cli/program.c, importer, module, folder, options.
#include <stdio.h>
#include <string.h>

#include "cli/program.h"
#include "escape/escape.h"

static void print_messages(const EscapeMessages *messages) {
    for (uint32_t i = 0; i < messages->count; i++) {
        EscapeMessage *message = &messages->items[i];
        Location at = source_location(message->pos);
        printf("%s:%u:%u: %s\n", at.path, at.line, at.column, message->text);
        for (uint32_t j = 0; j < message->step_count; j++)
            printf("%s:%u:%u:   %s\n", at.path, at.line, at.column, message->steps[j]);
    }
}

static void dump_package(Package *package) {
    for (uint32_t i = 0; i < package->objects.count; i++) {
        Object *object = package->objects.items[i];
        if (object->kind != OBJ_FUNC || !object->type) continue;
        if (object->type->type_param_count || object->type->receiver_param_count) continue;
        Func *func = func_for(object, NULL, 0);
        func_lower(func);
        func_dump(func, stdout);
    }
    Func *init = package_init_func(package);
    if (init) func_dump(init, stdout);
}

// Lowers and analyses every function of the packages that the program imports.
static void analyse_imports(Package *package) {
    for (uint32_t i = 0; i < package->imports.count; i++) escape_package(package->imports.items[i]);
}

int main(int argc, char **argv) {
    bool ir = false, m = false, m2 = false, all = false;
    int i = 1;
    for (; i < argc && argv[i][0] == '-'; i++) {
        if (!strcmp(argv[i], "-ir")) ir = true;
        if (!strcmp(argv[i], "-m")) m = true;
        if (!strcmp(argv[i], "-m2")) m = m2 = true;
        if (!strcmp(argv[i], "-all")) all = true;
    }
    Options options = {.command = "irdump", .files = argv + i, .file_count = argc - i};
    Program program;
    int code = program_load(&options, &program);
    if (code) return code;
    static Arena arena;
    arena_init(&arena);
    ir_init(&arena);
    EscapeMessages messages = {0};
    if (m) {
        escape_record(&messages, m2);
        escape_package(program.package);
        Func *init = package_init_func(program.package);
        if (init) escape_func(init);
        print_messages(&messages);
    }
    if (all) analyse_imports(program.package);
    if (ir) dump_package(program.package);
    return 0;
}
