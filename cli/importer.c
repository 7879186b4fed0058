// cli/importer.c - see importer.h.
#include "cli/importer.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/folder.h"
#include "parser/parser.h"
#include "stdlib/bundle.h"

static bool is_folder(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool is_file(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

// Every file that imports a package asks for it; its sources are added once.
static bool find_known(const Importer *importer, const char *path, PackageSource *source) {
    for (uint32_t i = 0; i < importer->embedded.count; i++) {
        if (strcmp(importer->embedded.items[i].path, path) != 0) continue;
        *source = importer->embedded.items[i];
        return true;
    }
    return false;
}

static bool find_embedded(Importer *importer, const char *path, PackageSource *source) {
    if (find_known(importer, path, source)) return true;
    size_t count;
    const EmbeddedFile *files = stdlib_package_files(path, &count);
    if (!files) return false;
    source->path = arena_strndup(importer->arena, path, strlen(path));
    source->is_goroot = true;
    source->outline = stdlib_package_outline(path);
    source->sources = ARENA_ARRAY(importer->arena, SourceFile *, count);
    for (size_t i = 0; i < count; i++) {
        const char *shown = arena_printf(importer->arena, "$GOROOT/src/%s/%s", path, files[i].name);
        source->sources[source->source_count++] = source_add_static(
            shown, files[i].text, (size_t)(files[i].text_end - files[i].text));
    }
    vec_push(importer->arena, &importer->embedded, *source);
    return true;
}

static bool read_package(Importer *importer, const char *folder, const char *path,
                         PackageSource *source, const char **error) {
    FolderFiles files;
    if (!folder_read(importer->arena, folder, folder, &files, error)) return false;
    if (files.count == 0) {
        *error = files.excluded
                     ? arena_printf(importer->arena,
                                    "build constraints exclude all Go files in %s", folder)
                     : arena_printf(importer->arena, "no Go files in %s", folder);
        return false;
    }
    source->path = arena_strndup(importer->arena, path, strlen(path));
    source->sources = files.sources;
    source->source_count = files.count;
    return true;
}

// The newest go-1.N in [folder]; NULL: none.
static const char *versioned_goroot(Importer *importer, const char *folder) {
    for (int minor = 40; minor >= 18; minor--) {
        const char *place = arena_printf(importer->arena, "%s/go-1.%d", folder, minor);
        if (is_folder(arena_printf(importer->arena, "%s/src/fmt", place))) return place;
    }
    return NULL;
}

// Where a Go source tree is: $GOROOT, or the usual places.
static const char *goroot(Importer *importer) {
    static const char *const places[] = {"/usr/local/go", "/usr/lib/go"};
    if (importer->goroot_searched) return importer->goroot;
    importer->goroot_searched = true;
    const char *named = getenv("GOROOT");
    if (named && *named) return importer->goroot = named;
    for (size_t i = 0; i < sizeof places / sizeof places[0] && !importer->goroot; i++) {
        if (is_folder(arena_printf(importer->arena, "%s/src/fmt", places[i]))) {
            importer->goroot = places[i];
        }
    }
    // Debian's packages of one version: golang-1.N-go, and golang-1.N-src by itself.
    if (!importer->goroot) importer->goroot = versioned_goroot(importer, "/usr/lib");
    if (!importer->goroot) importer->goroot = versioned_goroot(importer, "/usr/share");
    return importer->goroot;
}

// The name in the package clause of [source], NULL when it has none.
static const Symbol *package_clause(Importer *importer, SourceFile *source) {
    Diags ignored;
    diags_init(&ignored, importer->arena, 1);
    return parser_parse_file(importer->arena, source, &ignored, PARSE_IMPORTS_ONLY)->package;
}

// The file [single], and when its package is called [name] like the file, all files of [folder]
// that belong to that package.
static bool read_beside(Importer *importer, const char *folder, const char *single,
                        const char *name, PackageSource *source, const char **error) {
    SourceFile *first = source_read(single, single, error);
    if (!first) return false;
    FolderFiles files;
    const Symbol *package = package_clause(importer, first);
    if (!package || strcmp(package->text, name) != 0 ||
        !folder_read(importer->arena, folder, folder, &files, error)) {
        files = (FolderFiles){.count = 0};
    }
    *error = NULL;
    source->sources = ARENA_ARRAY(importer->arena, SourceFile *, files.count + 1);
    for (uint32_t i = 0; i < files.count; i++) {
        if (package_clause(importer, files.sources[i]) != package) continue;
        source->sources[source->source_count++] = files.sources[i];
    }
    if (source->source_count == 0) source->sources[source->source_count++] = first;
    return true;
}

// "./x" seen from a package in [folder]: the folder x, or else the files there that share the
// package clause of x.go (how Go's own test suite lays out small multi-package programs).
static bool find_relative(Importer *importer, const char *path, const Package *from,
                          PackageSource *source, const char **error) {
    const char *base = importer->folder;
    if (from && from->file_count > 0) {
        const char *shown = from->files[0]->source->path;
        const char *slash = strrchr(shown, '/');
        if (slash) base = arena_strndup(importer->arena, shown, (size_t)(slash - shown));
    }
    char *joined = arena_printf(importer->arena, "%s/%s", base, path);
    char *real = realpath(joined, NULL);
    if (real) {
        const char *folder = arena_strndup(importer->arena, real, strlen(real));
        free(real);
        source->is_user = true;
        return read_package(importer, folder, folder, source, error);
    }
    const char *single = arena_printf(importer->arena, "%s.go", joined);
    if (!is_file(single)) {
        *error = arena_printf(importer->arena, "package %s is not in std", path);
        return false;
    }
    source->is_user = true;
    // The path that the suite's own runner gives it; "./io" must not be taken for "io".
    source->path = arena_printf(importer->arena, "test/%s", path + 2);
    return read_beside(importer, base, single, path + 2, source, error);
}

// Where the tree has the package *path. What its own code ([from_tree]) takes from others lies
// under vendor/ and is called so, because a program may have another version of it.
static const char *goroot_folder(Importer *importer, const char **path, bool from_tree) {
    const char *root = goroot(importer);
    if (!root) return NULL;
    const char *folder = arena_printf(importer->arena, "%s/src/%s", root, *path);
    if (is_folder(folder)) return folder;
    const char *vendored = arena_printf(importer->arena, "vendor/%s", *path);
    folder = arena_printf(importer->arena, "%s/src/%s", root, vendored);
    if (!from_tree || !is_folder(folder)) return NULL;
    *path = vendored;
    return folder;
}

// Whether the user's module is the tree's own: its packages are imported as everybody imports them.
static bool is_module_std(Importer *importer) {
    const char *root = goroot(importer);
    return root && importer->module && strcmp(importer->module->path, "std") == 0 &&
           strcmp(importer->module->folder, arena_printf(importer->arena, "%s/src", root)) == 0;
}

// As the go command: a first element with a dot cannot be a package of the standard library.
static const char *missing_text(Importer *importer, const char *path) {
    if (!memchr(path, '.', strcspn(path, "/"))) {
        return arena_printf(importer->arena,
                            "package %s is not in std (mound does not carry it; with GOROOT set to "
                            "a Go source tree mound takes it from there)", path);
    }
    return arena_printf(importer->arena,
                        importer->module
                            ? "no required module provides package %s; mound takes packages from "
                              "the module's folders, local replaces and vendor/"
                            : "no required module provides package %s: go.mod file not found in "
                              "current directory or any parent directory", path);
}

const char *importer_place(Importer *importer, const char *path, ModulePackage *place,
                           bool *is_library) {
    size_t count;
    *is_library = true;
    if (stdlib_package_files(path, &count)) return NULL;
    bool in_tree = is_module_std(importer);
    if (importer->module && !in_tree &&
        module_resolve(importer->arena, importer->module, path, place)) {
        *is_library = false;
        return NULL;
    }
    return goroot_folder(importer, &path, in_tree) ? NULL : missing_text(importer, path);
}

static bool find_goroot(Importer *importer, const char *path, PackageSource *source,
                        const char **error) {
    const char *folder = goroot_folder(importer, &path, true);
    if (!folder) {
        *error = missing_text(importer, path);
        return false;
    }
    source->is_goroot = true;
    return read_package(importer, folder, path, source, error);
}

static bool find_loaded(const Importer *importer, const char *path, PackageSource *source) {
    for (uint32_t i = 0; i < importer->loaded.count; i++) {
        if (strcmp(importer->loaded.items[i].source.path, path) != 0) continue;
        *source = importer->loaded.items[i].source;
        return true;
    }
    return false;
}

static const PackageSource *find_override(const Importer *importer, const char *path) {
    for (uint32_t i = 0; i < importer->overrides.count; i++) {
        const Override *override = &importer->overrides.items[i];
        if (strcmp(override->path, path) == 0) return override->source;
    }
    return NULL;
}

bool importer_overrides(const Importer *importer, const char *path) {
    return find_override(importer, path) != NULL;
}

bool importer_find(void *arg, const char *path, const Package *from, PackageSource *source,
                   const char **error) {
    Importer *importer = arg;
    *source = (PackageSource){0};
    *error = NULL;
    const PackageSource *override = find_override(importer, path);
    if (override) {
        *source = *override;
        return true;
    }
    if (from && from->is_library && from->is_internal_goroot)
        return find_embedded(importer, path, source) || find_goroot(importer, path, source, error);
    if (find_loaded(importer, path, source)) return true;
    if (strncmp(path, "./", 2) == 0 || strncmp(path, "../", 3) == 0) {
        return find_relative(importer, path, from, source, error);
    }
    if (find_embedded(importer, path, source)) return true;
    ModulePackage place;
    bool is_library;
    *error = importer_place(importer, path, &place, &is_library);
    if (*error) return false;
    if (is_library) return find_goroot(importer, path, source, error);
    source->is_user = true;
    source->lang_minor = place.lang_minor;
    return read_package(importer, place.folder, path, source, error);
}
