// types/import.c - finds, parses and collects the packages that others import.
//
// Imports of a library are only names until something is selected from them: then the package is
// loaded. The name of a package of the standard library is the last element of its path, so nothing
// need be read to know it.
#include "base/utf8.h"
#include "types/check_int.h"

#include "parser/parser.h"

Package *package_find(const char *path) {
    for (uint32_t i = 0; i < checker.packages.count; i++)
        if (strcmp(checker.packages.items[i]->path, path) == 0) return checker.packages.items[i];
    return NULL;
}

static void parse_files(Package *package, const PackageSource *source) {
    ParseMode mode = package->is_library ? PARSE_LAZY_BODIES : PARSE_ALL;
    package->files = ARENA_ARRAY(package->arena, File *, source->source_count);
    for (uint32_t i = 0; i < source->source_count; i++) {
        File *file = parser_parse_file(package->arena, source->sources[i], checker.diags, mode);
        package->files[package->file_count++] = file;
        if (file->syntax_errors > 0) checker.had_error = true;
        if (!package->name && file->package) package->name = file->package;
    }
}

static bool has_syntax_errors(const Package *package) {
    for (uint32_t i = 0; i < package->file_count; i++)
        if (package->files[i]->syntax_errors > 0) return true;
    return false;
}

static const char *last_element(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

// The package of [source], parsed, collected, and checked if it is a user's.
static Package *load_source(const PackageSource *source) {
    Package *package = ARENA_NEW(&checker.arena, Package);
    package->path = check_text("%s", source->path);
    package->is_library = !source->is_user;
    package->is_internal_goroot = source->is_goroot;
    package->is_tested = source->is_tested;
    package->lang_minor = source->lang_minor ? source->lang_minor
                          : source->is_user ? checker.config.lang_minor : 0;
    package->arena = ARENA_NEW(&checker.arena, Arena);
    arena_init(package->arena);
    package->has_own_arena = true;
    vec_push(&checker.arena, &checker.packages, package);
    package->outline = source->outline;
    package->sources = source->sources;
    if (source->outline) package->files = ARENA_ARRAY(package->arena, File *, source->source_count);
    else parse_files(package, source);
    if (source->outline) package->name = symbol_of(source->outline->package);
    if (!package->name) package->name = symbol_of(last_element(package->path));
    // As in gc, a syntax error keeps a package from being type-checked.
    if (source->outline) collect_outline(package);
    else if (package->is_library || has_syntax_errors(package)) collect_package(package);
    else check_package(package);
    return package;
}

static Package *fake_package(const char *path) {
    Package *package = ARENA_NEW(&checker.arena, Package);
    package->path = check_text("%s", path);
    package->name = symbol_of(last_element(path));
    package->scope = scope_new(checker.universe);
    package->is_fake = package->is_library = package->is_collected = true;
    return package;
}

static Package *find_or_load(const char *path, const Package *from, const char **error) {
    if (strcmp(path, "unsafe") == 0) return checker.unsafe_package;
    PackageSource source = {0};
    *error = "no importer";
    if (!checker.config.importer ||
        !checker.config.importer(checker.config.importer_arg, path, from, &source, error))
        return NULL;
    Package *package = package_find(source.path);
    if (!package) return load_source(&source);
    if (!package->is_collected) {
        *error = MSG_IMPORT_CYCLE;
        return NULL;
    }
    return package;
}

Package *package_load(const char *path, const Package *from, const char **error) {
    check_enter();
    Package *package = find_or_load(path, from, error);
    check_leave();
    return package;
}

// Why a path that is spelled right cannot name a package, or NULL.
static const char *useless_path(const char *path) {
    if (path[0] == '/') return "import path cannot be absolute path";
    size_t length = strlen(path);
    char *clean = arena_alloc(&checker.arena, length + 1);
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        bool is_extra = path[i] == '/' && (path[i + 1] == '/' || path[i + 1] == '\0');
        if (!is_extra) clean[used++] = path[i];
    }
    if (used == length) return NULL;
    return check_text(MSG_NON_CANONICAL_IMPORT, path, clean);
}

Package *import_path(Pos pos, const char *path) {
    const char *error = useless_path(path);
    if (error) {
        check_error(pos, MSG_COULD_NOT_IMPORT, path, error);
        return NULL;
    }
    Package *package = find_or_load(path, checker.env.package, &error);
    if (package && package->name == checker.sym_main && !package->is_library &&
        !package->is_tested) {
        error = check_text(MSG_IMPORT_PROGRAM, path);
        package = NULL;
    }
    if (!package) check_error(pos, "%s", error);
    return package;
}

static void note_import(Package *package, Package *imported) {
    PackageList *list = &package->imports;
    uint32_t at = 0;
    for (; at < list->count; at++) {
        int order = strcmp(list->items[at]->path, imported->path);
        if (order == 0) return;
        if (order > 0) break;
    }
    vec_push(&checker.arena, list, imported);
    for (uint32_t i = list->count - 1; i > at; i--) list->items[i] = list->items[i - 1];
    list->items[at] = imported;
}

static const char *invalid_path(const char *path, size_t bytes);

const char *import_literal_path(const Expr *literal) {
    if (literal->literal_bad) return NULL;
    Const *value = const_from_literal(TOK_STRING, literal->literal_text, literal->literal_bytes);
    if (const_kind(value) != CONST_STRING) return NULL;
    size_t bytes;
    const char *path = const_string_value(value, &bytes);
    if (invalid_path(path, bytes)) return NULL;
    return arena_strndup(&checker.arena, path, bytes);
}

static const char *import_decl_path(Decl *decl) {
    Expr *literal = decl->import_path;
    Const *value = const_from_literal(TOK_STRING, literal->literal_text, literal->literal_bytes);
    if (const_kind(value) != CONST_STRING) return NULL;
    size_t bytes;
    const char *path = const_string_value(value, &bytes);
    return arena_strndup(&checker.arena, path, bytes);
}

Package *import_package(Object *import) {
    if (import->imported) return import->imported;
    Env saved = checker.env;
    checker.env = (Env){.package = import->package};
    const char *path = import_decl_path(import->decl);
    Package *package = import_path(import->decl->import_path->pos, path);
    if (!package) package = fake_package(path);
    import->imported = package;
    note_import(import->package, package);
    checker.env = saved;
    return package;
}

// ---- Import declarations ------------------------------------------------------------------------

// Why [path] cannot be an import path, or NULL.
static const char *invalid_path(const char *path, size_t bytes) {
    if (bytes == 0) return "empty string";
    for (size_t i = 0; i < bytes; i++) {
        unsigned char c = (unsigned char)path[i];
        if (c > ' ' && c < 0x7F && !strchr("!\"#$%&'()*,:;<=>?[\\]^{|}`", c)) continue;
        if (c >= 0x80) {
            uint32_t width;
            Rune rune = utf8_decode(path + i, bytes - i, &width);
            if (rune == RUNE_ERROR)
                return check_text("invalid character U+%04X '\uFFFD'", RUNE_ERROR);
            i += width - 1;
            continue;
        }
        if (c < ' ' || c == 0x7F) return check_text("invalid character U+%04X", c);
        return check_text("invalid character U+%04X '%c'", c, c);
    }
    return NULL;
}

// A package of the standard library is called by the last element of its path, versions aside.
static Symbol *guess_name(const char *path) {
    const char *last = last_element(path);
    if (last[0] == 'v' && last[1] >= '2' && last[1] <= '9' && !last[2] && last > path) {
        const char *end = last - 1, *start = end;
        while (start > path && start[-1] != '/') start--;
        return symbol_intern(start, (size_t)(end - start));
    }
    return symbol_of(last);
}

static void import_all_names(Object *import, Scope *scope) {
    Package *imported = import->imported;
    package_collect_all(imported);
    for (uint32_t i = 0; i < imported->scope->count; i++) {
        Object *object = imported->scope->items[i];
        if (!object->is_exported) continue;
        Object *other = scope_lookup(scope, object->name);
        if (other) {
            import->name = other->name;
            report_redeclared(import, other);
            import->name = checker.sym_dot;
        } else {
            scope_insert_named(scope, object, object->name);
        }
    }
}

void collect_import(Package *package, File *file, Decl *decl) {
    if (!decl->import_path || decl->import_path->literal_bad) return;
    Expr *literal = decl->import_path;
    Const *value = const_from_literal(TOK_STRING, literal->literal_text, literal->literal_bytes);
    if (const_kind(value) != CONST_STRING) return;
    size_t bytes;
    const char *path = const_string_value(value, &bytes);
    path = arena_strndup(&checker.arena, path, bytes);
    const char *invalid = invalid_path(path, bytes);
    if (invalid) {
        check_error(literal->pos, MSG_INVALID_IMPORT_PATH, invalid);
        return;
    }
    Symbol *name = decl->import_name;
    bool lazy = package->is_internal_goroot && package->is_library && name != checker.sym_dot;
    Object *import = object_new(OBJ_PACKAGE, decl->pos, package, name, type_basic[TYPE_INVALID]);
    import->decl = decl;
    if (!lazy) import_package(import);
    if (!name) name = lazy ? guess_name(path) : import->imported->name;
    if (name == checker.sym_init) {
        check_error(decl->pos, MSG_IMPORT_AS_INIT);
        return;
    }
    import->name = name;
    import->is_used = import->imported && import->imported->is_fake;
    import->parent = file->scope;
    vec_push(&checker.arena, &package->import_names, import);
    if (name == checker.sym_dot) {
        import->is_dot_import = true;
        import_all_names(import, file->scope);
    } else {
        scope_declare(file->scope, NULL, import, NO_POS);
    }
}
