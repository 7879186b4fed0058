// Variables and imports that nobody used.
#include <string.h>

#include "types/check_expr_int.h"

void report_unused_locals(uint32_t from) {
    for (uint32_t i = from; i < checker.locals.count; i++) {
        Object *variable = checker.locals.items[i];
        frame_add_local(variable);
        if (!variable->is_used) {
            check_soft_error(variable->pos, MSG_UNUSED_VARIABLE, variable->name->text);
        }
    }
    checker.locals.count = from;
}

void check_unused_imports(Package *package) {
    for (uint32_t i = 0; i < package->import_names.count; i++) {
        Object *import = package->import_names.items[i];
        if (import->is_used || import->imported == NULL) continue;
        if (import->name == checker.sym_blank) continue;
        const char *path = import->imported->path;
        const char *slash = strrchr(path, '/');
        const char *last = slash != NULL ? slash + 1 : path;
        const char *name = import->name->text;
        if (strcmp(name, ".") == 0 || strcmp(name, last) == 0) {
            check_soft_error(import->pos, MSG_UNUSED_IMPORT, path);
        } else {
            check_soft_error(import->pos, MSG_UNUSED_IMPORT_AS, path, name);
        }
    }
}
