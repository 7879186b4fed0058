// types/check_linkname.c - what gc asks of `//go:linkname local [target]`, once types are right.
//
// The name is one of the package, declared in any of its files; a function that is linked may lack
// a body.
#include "types/check_int.h"

static bool imports_unsafe(const File *file) {
    for (uint32_t i = 0; i < file->decls.count; i++) {
        const Expr *path = file->decls.items[i]->import_path;
        if (path && path->literal_bytes == 8 && memcmp(path->literal_text, "\"unsafe\"", 8) == 0)
            return true;
    }
    return false;
}

static bool names_instance(const char *target) {
    return strchr(target, '[') != NULL && strchr(target, ']') != NULL;
}

typedef VEC(const Object *) Linked;

static bool is_linked(const Linked *linked, const Object *object) {
    for (uint32_t i = 0; i < linked->count; i++)
        if (linked->items[i] == object) return true;
    return false;
}

static void check_linkname(Package *package, const File *file, Linkname *linkname,
                           Linked *linked) {
    if (!imports_unsafe(file)) {
        check_error(linkname->pos, MSG_LINKNAME_UNSAFE);
        return;
    }
    if (names_instance(linkname->target)) {
        check_error(linkname->pos, MSG_LINKNAME_INSTANCE);
        return;
    }
    Object *object = scope_lookup(package->scope, linkname->local);
    if (object == NULL || (object->kind != OBJ_FUNC && object->kind != OBJ_VAR)) {
        // Before Go 1.18 such a comment was for nothing.
        if (package->lang_minor == 0 || package->lang_minor >= 18)
            check_error(linkname->pos, MSG_LINKNAME_UNDECLARED);
        return;
    }
    if (is_linked(linked, object)) {
        check_error(linkname->pos, MSG_LINKNAME_DUPLICATE, linkname->local->text);
        return;
    }
    vec_push(types_arena(), linked, object);
    // The comment may stand in another file than the declaration.
    if (object->decl && !decl_linked(object->decl, object->name)) decl_link(object->decl, linkname);
}

void check_linknames(Package *package) {
    Linked linked = {0};
    for (uint32_t i = 0; i < package->file_count; i++) {
        const File *file = package->files[i];
        for (uint32_t j = 0; file && j < file->linknames.count; j++)
            check_linkname(package, file, file->linknames.items[j], &linked);
    }
}
