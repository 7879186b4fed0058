// cli/module.c - reads go.mod. The file's form: https://go.dev/ref/mod#go-mod-file.
#include "cli/module.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/os.h"

enum { WORDS_MAX = 8 };

static bool is_folder(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
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

static void read_replace(Arena *arena, Module *module, char **words, int count) {
    int arrow = 0;
    while (arrow < count && strcmp(words[arrow], "=>") != 0) arrow++;
    if (arrow == 0 || arrow + 1 >= count) return;
    const char *target = words[arrow + 1];
    // Anything but a path is another module version, which only the go command could fetch.
    if (target[0] != '.' && target[0] != '/') return;
    Replace replace = {arena_strndup(arena, words[0], strlen(words[0])), NULL};
    replace.folder = target[0] == '/' ? arena_strndup(arena, target, strlen(target))
                                      : arena_printf(arena, "%s/%s", module->folder, target);
    vec_push(arena, &module->replaces, replace);
}

static void read_directive(Arena *arena, Module *module, const char *verb, char **words,
                           int count) {
    if (count == 0) return;
    if (strcmp(verb, "module") == 0) {
        module->path = arena_strndup(arena, words[0], strlen(words[0]));
    } else if (strcmp(verb, "go") == 0 && strncmp(words[0], "1.", 2) == 0) {
        module->lang_minor = atoi(words[0] + 2);
    } else if (strcmp(verb, "replace") == 0) {
        read_replace(arena, module, words, count);
    }
}

static void read_lines(Arena *arena, Module *module, char *text) {
    char *block = NULL;   // verb of the parenthesized block we are in
    for (char *next, *line = text; line; line = next) {
        next = strchr(line, '\n');
        if (next) *next++ = '\0';
        char *words[WORDS_MAX];
        int count = split_words(line, words);
        if (count == 0) continue;
        if (block && strcmp(words[0], ")") == 0) {
            block = NULL;
        } else if (block) {
            read_directive(arena, module, block, words, count);
        } else if (count == 2 && strcmp(words[1], "(") == 0) {
            block = words[0];
        } else {
            read_directive(arena, module, words[0], words + 1, count - 1);
        }
    }
}

Module *module_find(Arena *arena, const char *folder, const char **error) {
    *error = NULL;
    char *at = arena_strndup(arena, folder, strlen(folder));
    for (;;) {
        char *path = arena_printf(arena, "%s/go.mod", at);
        struct stat info;
        if (stat(path, &info) == 0 && S_ISREG(info.st_mode)) {
            size_t bytes;
            char *text = os_read_file(path, 1, 1 << 24, &bytes, error);
            if (!text) {
                *error = arena_printf(arena, "open %s: %s", path, *error);
                return NULL;
            }
            Module *module = ARENA_NEW(arena, Module);
            module->folder = at;
            read_lines(arena, module, text);
            free(text);
            if (module->path) return module;
            *error = arena_printf(arena, "%s: no module declaration", path);
            return NULL;
        }
        char *slash = strrchr(at, '/');
        if (!slash || slash == at) return NULL;
        *slash = '\0';
    }
}

// The rest of [path] below [prefix]: "" when equal, "/..." when inside, NULL otherwise.
static const char *below(const char *path, const char *prefix) {
    size_t length = strlen(prefix);
    if (strncmp(path, prefix, length) != 0) return NULL;
    return path[length] == '\0' || path[length] == '/' ? path + length : NULL;
}

const char *module_resolve(Arena *arena, const Module *module, const char *import_path) {
    const char *rest = below(import_path, module->path);
    if (rest) return arena_printf(arena, "%s%s", module->folder, rest);
    for (uint32_t i = 0; i < module->replaces.count; i++) {
        rest = below(import_path, module->replaces.items[i].from);
        if (rest) return arena_printf(arena, "%s%s", module->replaces.items[i].folder, rest);
    }
    const char *vendored = arena_printf(arena, "%s/vendor/%s", module->folder, import_path);
    return is_folder(vendored) ? vendored : NULL;
}
