// cli/embed.c - see embed.h.
#include "cli/embed.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/os.h"
#include "cli/glob.h"
#include "cli/importer.h"

enum { EMBED_BYTES_MAX = 1 << 28, PATH_DEPTH_MAX = 200 };

typedef VEC(const char *) Names;

// One pattern being resolved.
typedef struct Search {
    Arena *arena;
    const char *folder;        // absolute; of the package
    bool all;                  // "all:": hidden files inside folders too
    Names found;               // relative paths of files
    const char *error;
} Search;

static mode_t kind_of(const char *path) {
    struct stat info;
    return lstat(path, &info) == 0 ? info.st_mode & S_IFMT : 0;
}

static const char *join(Arena *arena, const char *folder, const char *name) {
    return *folder ? arena_printf(arena, "%s/%s", folder, name) : name;
}

static const char *absolute(const Search *search, const char *relative) {
    return arena_printf(search->arena, "%s/%s", search->folder, relative);
}

static bool fail(Search *search, const char *text) {
    search->error = text;
    return false;
}

// ---- names --------------------------------------------------------------------------------------

// No element of a pattern is empty, "." or "..".
static bool is_valid_path(const char *path) {
    if (!*path || path[0] == '/') return false;
    while (*path) {
        size_t length = strcspn(path, "/");
        if (length == 0 || (length == 1 && path[0] == '.')) return false;
        if (length == 2 && path[0] == '.' && path[1] == '.') return false;
        path += length;
        if (*path == '/' && *++path == '\0') return false;
    }
    return true;
}

static bool is_reserved_on_windows(const char *name) {
    static const char *const reserved[] = {"con", "prn", "aux", "nul", "com1", "com2", "com3",
        "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5",
        "lpt6", "lpt7", "lpt8", "lpt9"};
    size_t stem = strcspn(name, ".");
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (strlen(reserved[i]) == stem && strncasecmp(name, reserved[i], stem) == 0) return true;
    return false;
}

// Names that a module cannot hold.
static bool is_bad_name(const char *name) {
    static const char *const control[] = {".bzr", ".hg", ".git", ".svn"};
    for (size_t i = 0; i < sizeof control / sizeof *control; i++)
        if (strcmp(name, control[i]) == 0) return true;
    for (const char *at = name; *at; at++)
        if ((unsigned char)*at < ' ' || strchr("\"'*<>?`|\\:;\x7F", *at)) return true;
    return !*name || name[strlen(name) - 1] == '.' || is_reserved_on_windows(name);
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The names in a folder, sorted; none when it cannot be read.
static Names list_folder(Arena *arena, const char *path) {
    Names names = {0};
    DIR *dir = opendir(path);
    if (!dir) return names;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        vec_push(arena, &names, arena_strndup(arena, entry->d_name, strlen(entry->d_name)));
    }
    closedir(dir);
    if (names.count) qsort(names.items, names.count, sizeof *names.items, compare_names);
    return names;
}

// ---- taking what matched ------------------------------------------------------------------------

static void add_file(Search *search, const char *relative) {
    for (uint32_t i = 0; i < search->found.count; i++)
        if (strcmp(search->found.items[i], relative) == 0) return;
    vec_push(search->arena, &search->found, relative);
}

// All files below a folder, without hidden ones (but with "all:") and other modules. Returns how
// many there are.
static uint32_t add_folder(Search *search, const char *relative, int depth) {
    uint32_t count = 0;
    if (depth > PATH_DEPTH_MAX) return 0;
    if (kind_of(absolute(search, join(search->arena, relative, "go.mod"))) != 0) return 0;
    Names names = list_folder(search->arena, absolute(search, relative));
    for (uint32_t i = 0; i < names.count; i++) {
        const char *name = names.items[i];
        bool is_hidden = name[0] == '.' || name[0] == '_';
        if (is_bad_name(name) || (is_hidden && !search->all)) continue;
        const char *inner = join(search->arena, relative, name);
        mode_t kind = kind_of(absolute(search, inner));
        if (kind == S_IFDIR) count += add_folder(search, inner, depth + 1);
        if (kind != S_IFREG) continue;
        add_file(search, inner);
        count++;
    }
    return count;
}

// The folders on the way to [relative] belong to the same module and have decent names.
static bool check_way(Search *search, const char *relative, const char *what) {
    char *at = arena_strndup(search->arena, relative, strlen(relative));
    for (bool is_last = true; *at; is_last = false) {
        const char *path = absolute(search, at);
        if (kind_of(arena_printf(search->arena, "%s/go.mod", path)) != 0)
            return fail(search, arena_printf(search->arena,
                                             "cannot embed %s %s: in different module", what,
                                             relative));
        if (!is_last && kind_of(path) != S_IFDIR)
            return fail(search, arena_printf(search->arena,
                                             "cannot embed %s %s: in non-directory %s", what,
                                             relative, at));
        char *slash = strrchr(at, '/');
        const char *name = slash ? slash + 1 : at;
        if (is_bad_name(name))
            return fail(search, arena_printf(search->arena, "cannot embed %s %s: %s %s", what,
                                             relative, is_last ? "invalid name"
                                                               : "in invalid directory", name));
        *(slash ? slash : at) = '\0';
    }
    return true;
}

static bool take_match(Search *search, const char *relative) {
    mode_t kind = kind_of(absolute(search, relative));
    if (!check_way(search, relative, kind == S_IFDIR ? "directory" : "file")) return false;
    if (kind == S_IFREG) {
        add_file(search, relative);
        return true;
    }
    if (kind != S_IFDIR)
        return fail(search, arena_printf(search->arena, "cannot embed irregular file %s",
                                         relative));
    if (add_folder(search, relative, 0) > 0) return true;
    return fail(search, arena_printf(search->arena, "cannot embed directory %s: contains no "
                                                    "embeddable files", relative));
}

// Goes down the elements of a pattern; [folder] is what the elements before it matched.
static bool match_elements(Search *search, const char *folder, const char *pattern) {
    size_t length = strcspn(pattern, "/");
    const char *element = arena_strndup(search->arena, pattern, length);
    const char *rest = pattern[length] ? pattern + length + 1 : NULL;
    Names names = {0};
    if (strpbrk(element, "*?[\\")) names = list_folder(search->arena, absolute(search, folder));
    else vec_push(search->arena, &names, element);
    for (uint32_t i = 0; i < names.count; i++) {
        if (names.items[i] != element && !glob_matches(element, names.items[i])) continue;
        const char *relative = join(search->arena, folder, names.items[i]);
        if (kind_of(absolute(search, relative)) == 0) continue;
        bool is_fine = rest ? match_elements(search, relative, rest) : take_match(search, relative);
        if (!is_fine) return false;
    }
    return true;
}

static bool match_pattern(Search *search, const char *pattern) {
    search->all = strncmp(pattern, "all:", 4) == 0;
    if (search->all) pattern += 4;
    if (!glob_is_valid(pattern) || !is_valid_path(pattern))
        return fail(search, "invalid pattern syntax");
    if (!match_elements(search, "", pattern)) return false;
    return search->found.count > 0 ? true : fail(search, "no matching files found");
}

// ---- contents -----------------------------------------------------------------------------------

static bool read_files(Search *search, EmbedFiles *files) {
    qsort(search->found.items, search->found.count, sizeof *search->found.items, compare_names);
    for (uint32_t i = 0; i < search->found.count; i++) {
        EmbedFile file = {.name = search->found.items[i]};
        const char *why;
        char *text = os_read_file(absolute(search, file.name), 1, EMBED_BYTES_MAX, &file.bytes,
                                  &why);
        if (!text) return fail(search, arena_printf(search->arena, "open %s: %s", file.name, why));
        file.data = text;   // lives as long as the program
        vec_push(search->arena, files, file);
    }
    return true;
}

bool embed_find(void *arg, const Decl *decl, EmbedFiles *files, Pos *error_pos,
                const char **error) {
    Importer *importer = arg;
    const char *path = source_full_path(source_location_raw(decl->pos).path);
    Search search = {.arena = importer->arena};
    search.folder = arena_strndup(importer->arena, path, (size_t)(strrchr(path, '/') - path));
    for (uint32_t i = 0; i < decl->embed_count; i++) {
        const EmbedPattern *pattern = &decl->embeds[i];
        Names earlier = search.found;
        search.found = (Names){0};
        bool is_fine = match_pattern(&search, pattern->text);
        Names now = search.found;
        search.found = earlier;
        for (uint32_t j = 0; j < now.count; j++) add_file(&search, now.items[j]);
        if (is_fine && (i + 1 < decl->embed_count || read_files(&search, files))) continue;
        *error_pos = pattern->pos;
        *error = arena_printf(importer->arena, "pattern %s: %s", pattern->text, search.error);
        return false;
    }
    return true;
}
