// cli/module.c - reads go.mod and vendor/modules.txt. Their form: https://go.dev/ref/mod.
#include "cli/module.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/os.h"
#include "types/check.h"

enum { WORDS_MAX = 8, LANG_MINOR_WITHOUT_GO_LINE = 16, FILE_BYTES_MAX = 1 << 24 };

// What is known while one go.mod is read.
typedef struct ModFile {
    Arena *arena;
    Module *module;
    const char *shown;         // path for messages
    uint32_t line;
    const char *errors;        // lines "go.mod:N: text", or NULL
    const char *too_new;       // what the go line asks for, when that is newer than mound
} ModFile;

static bool is_kind(const char *path, mode_t kind) {
    struct stat info;
    return stat(path, &info) == 0 && (info.st_mode & S_IFMT) == kind;
}

// Splits [line] into words, in place; a // comment ends it, quotes around a word are dropped.
static int split_words(char *line, char **words) {
    int count = 0;
    char *at = line;
    while (count < WORDS_MAX) {
        at += strspn(at, " \t\r");
        if (*at == '\0' || (at[0] == '/' && at[1] == '/')) break;
        bool quoted = *at == '"' || *at == '`';
        char quote[2] = {*at, '\0'};
        if (quoted) at++;
        words[count++] = at;
        at += strcspn(at, quoted ? quote : " \t\r");
        if (*at != '\0') *at++ = '\0';
    }
    return count;
}

static void complain(ModFile *mod, const char *text) {
    mod->errors = arena_printf(mod->arena, "%s\n%s:%u: %s", mod->errors ? mod->errors : "",
                               mod->shown, mod->line, text);
}

// ---- the directives -----------------------------------------------------------------------------

static const char *skip_number(const char *text) {
    if (*text == '0') return text + 1;
    size_t digits = strspn(text, "0123456789");
    return digits ? text + digits : NULL;
}

// N of "1.N", "1.N.P", "1.NrcP"; -1 when [text] is no version.
static int lang_minor_of(const char *text) {
    if (strncmp(text, "1.", 2) != 0) return -1;
    const char *end = skip_number(text + 2);
    if (end && *end == '.') end = skip_number(end + 1);
    if (!end) return -1;
    size_t letters = strspn(end, "abcdefghijklmnopqrstuvwxyz");
    if (letters) {
        size_t digits = strspn(end + letters, "0123456789");
        if (digits == 0) return -1;
        end += letters + digits;
    }
    return *end == '\0' ? atoi(text + 2) : -1;
}

static void read_go_line(ModFile *mod, const char *version) {
    int minor = lang_minor_of(version);
    if (minor < 0) {
        complain(mod, arena_printf(mod->arena,
                                   "invalid go version '%s': must match format 1.23.0", version));
        return;
    }
    mod->module->lang_minor = minor;
    if (minor > LANG_MINOR_NEWEST) {
        mod->too_new = arena_strndup(mod->arena, version, strlen(version));
    }
}

static void read_replace(ModFile *mod, char **words, int count) {
    int arrow = 0;
    while (arrow < count && strcmp(words[arrow], "=>") != 0) arrow++;
    if (arrow == 0 || arrow + 1 >= count) {
        complain(mod, "usage: replace module/path [v1.2.3] => other/module v1.4\n"
                      "\t or replace module/path [v1.2.3] => ../local/directory");
        return;
    }
    const char *target = words[arrow + 1];
    // Anything but a path is another module version, which only the go command could fetch.
    if (target[0] != '.' && target[0] != '/') return;
    Arena *arena = mod->arena;
    LocalModule local = {.path = arena_strndup(arena, words[0], strlen(words[0]))};
    local.folder = target[0] == '/' ? arena_strndup(arena, target, strlen(target))
                                    : arena_printf(arena, "%s/%s", mod->module->folder, target);
    vec_push(arena, &mod->module->locals, local);
}

static void read_directive(ModFile *mod, const char *verb, char **words, int count) {
    static const char *const ignored[] = {"require", "exclude", "retract", "toolchain", "godebug",
                                          "tool", "ignore"};
    if (strcmp(verb, "module") == 0 && count > 0) {
        mod->module->path = arena_strndup(mod->arena, words[0], strlen(words[0]));
        return;
    }
    if (strcmp(verb, "go") == 0 && count > 0) {
        read_go_line(mod, words[0]);
        return;
    }
    if (strcmp(verb, "replace") == 0) {
        read_replace(mod, words, count);
        return;
    }
    for (size_t i = 0; i < sizeof ignored / sizeof ignored[0]; i++) {
        if (strcmp(verb, ignored[i]) == 0) return;
    }
    complain(mod, arena_printf(mod->arena, "unknown directive: %s", verb));
}

static void read_lines(ModFile *mod, char *text) {
    char *block = NULL;   // verb of the parenthesized block we are in
    for (char *next, *line = text; line; line = next) {
        next = strchr(line, '\n');
        if (next) *next++ = '\0';
        mod->line++;
        char *words[WORDS_MAX];
        int count = split_words(line, words);
        if (count == 0) continue;
        if (block && strcmp(words[0], ")") == 0) {
            block = NULL;
        } else if (block) {
            read_directive(mod, block, words, count);
        } else if (count == 2 && strcmp(words[1], "(") == 0) {
            block = words[0];
        } else {
            read_directive(mod, words[0], words + 1, count - 1);
        }
    }
}

// Reads the go.mod of [folder]. NULL when there is none, or with *error.
static Module *read_module(Arena *arena, const char *folder, const char **error) {
    const char *path = arena_printf(arena, "%s/go.mod", folder);
    if (!is_kind(path, S_IFREG)) return NULL;
    size_t bytes;
    char *text = os_read_file(path, 1, FILE_BYTES_MAX, &bytes, error);
    if (!text) {
        *error = arena_printf(arena, "open %s: %s", path, *error);
        return NULL;
    }
    Module *module = ARENA_NEW(arena, Module);
    module->folder = folder;
    module->lang_minor = LANG_MINOR_WITHOUT_GO_LINE;
    ModFile mod = {.arena = arena, .module = module, .shown = source_short_path(path)};
    read_lines(&mod, text);
    free(text);
    if (mod.errors) {
        *error = arena_printf(arena, "errors parsing %s:%s", mod.shown, mod.errors);
    } else if (!module->path) {
        *error = arena_printf(arena, "error reading %s: missing module declaration", mod.shown);
    } else if (mod.too_new) {
        *error = arena_printf(arena, "%s requires go >= %s (running go 1.%d)", mod.shown,
                              mod.too_new, LANG_MINOR_NEWEST);
    }
    return *error ? NULL : module;
}

// ---- other modules ------------------------------------------------------------------------------

// Modules in vendor/ have no go.mod; vendor/modules.txt tells their versions:
//     # example.com/other v1.2.0
//     ## explicit; go 1.20
static void read_vendored(Arena *arena, Module *module) {
    const char *vendor = arena_printf(arena, "%s/vendor", module->folder);
    module->has_vendor = is_kind(vendor, S_IFDIR);
    if (!module->has_vendor) return;
    module->locals.count = 0;
    size_t bytes;
    const char *ignored;
    char *text = os_read_file(arena_printf(arena, "%s/modules.txt", vendor), 1, FILE_BYTES_MAX,
                              &bytes, &ignored);
    for (char *next, *line = text; line; line = next) {
        next = strchr(line, '\n');
        if (next) *next++ = '\0';
        char *go = strncmp(line, "## ", 3) == 0 ? strstr(line, "go 1.") : NULL;
        if (go && module->locals.count) {
            vec_last(&module->locals).lang_minor = atoi(go + 5);
        } else if (strncmp(line, "# ", 2) == 0) {
            size_t length = strcspn(line + 2, " ");
            LocalModule local = {arena_strndup(arena, line + 2, length), NULL,
                                 LANG_MINOR_WITHOUT_GO_LINE};
            local.folder = arena_printf(arena, "%s/%s", vendor, local.path);
            vec_push(arena, &module->locals, local);
        }
    }
    free(text);
}

static bool read_replaced(Arena *arena, Module *module, const char **error) {
    for (uint32_t i = 0; i < module->locals.count; i++) {
        LocalModule *local = &module->locals.items[i];
        Module *other = read_module(arena, local->folder, error);
        if (*error) return false;
        local->lang_minor = other ? other->lang_minor : LANG_MINOR_WITHOUT_GO_LINE;
    }
    return true;
}

Module *module_find(Arena *arena, const char *folder, const char **error) {
    *error = NULL;
    char *at = arena_strndup(arena, folder, strlen(folder));
    for (;;) {
        const char *here = arena_strndup(arena, at, strlen(at));
        Module *module = read_module(arena, here, error);
        if (*error) return NULL;
        if (module) {
            read_vendored(arena, module);
            if (module->has_vendor || read_replaced(arena, module, error)) return module;
            return NULL;
        }
        char *slash = strrchr(at, '/');
        if (!slash || slash == at) return NULL;
        *slash = '\0';
    }
}

// ---- packages -----------------------------------------------------------------------------------

// The rest of [path] below [prefix]: "" when equal, "/..." when inside, NULL otherwise.
static const char *below(const char *path, const char *prefix) {
    size_t length = strlen(prefix);
    if (strncmp(path, prefix, length) != 0) return NULL;
    return path[length] == '\0' || path[length] == '/' ? path + length : NULL;
}

static bool has_go_files(const char *folder) {
    DIR *dir = opendir(folder);
    bool found = false;
    for (struct dirent *entry; dir && !found && (entry = readdir(dir));) {
        size_t length = strlen(entry->d_name);
        found = length > 3 && strcmp(entry->d_name + length - 3, ".go") == 0;
    }
    if (dir) closedir(dir);
    return found;
}

// Whether a module of its own begins on the way from [top] down to [folder].
static bool is_other_module(Arena *arena, const char *top, const char *folder) {
    char *at = arena_strndup(arena, folder, strlen(folder));
    while (strlen(at) > strlen(top)) {
        if (is_kind(arena_printf(arena, "%s/go.mod", at), S_IFREG)) return true;
        *strrchr(at, '/') = '\0';
    }
    return false;
}

static bool take_folder(Arena *arena, const char *top, const char *rest, int lang_minor,
                        ModulePackage *package) {
    package->folder = arena_printf(arena, "%s%s", top, rest);
    package->lang_minor = lang_minor;
    return has_go_files(package->folder) && !is_other_module(arena, top, package->folder);
}

bool module_resolve(Arena *arena, const Module *module, const char *import_path,
                    ModulePackage *package) {
    const char *rest = below(import_path, module->path);
    if (rest && take_folder(arena, module->folder, rest, module->lang_minor, package)) return true;
    const LocalModule *best = NULL;   // the longest path wins
    for (uint32_t i = 0; i < module->locals.count; i++) {
        const LocalModule *local = &module->locals.items[i];
        if (!below(import_path, local->path)) continue;
        if (!best || strlen(local->path) > strlen(best->path)) best = local;
    }
    if (best) {
        return take_folder(arena, best->folder, below(import_path, best->path), best->lang_minor,
                           package);
    }
    // A folder under vendor/ that modules.txt does not list.
    const char *vendor = arena_printf(arena, "%s/vendor/", module->folder);
    return module->has_vendor && take_folder(arena, vendor, import_path,
                                             LANG_MINOR_WITHOUT_GO_LINE, package);
}

const char *module_import_path(Arena *arena, const Module *module, const char *folder) {
    const char *rest = below(folder, module->folder);
    return rest ? arena_printf(arena, "%s%s", module->path, rest) : folder;
}
