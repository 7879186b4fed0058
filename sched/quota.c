#include "sched/quota.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/os.h"

// The group of the process in a hierarchy: from /proc/self/cgroup and /proc/self/mountinfo.
typedef struct Group {
    bool unified;
    char path[PATH_MAX];    // below the root of the hierarchy; "" for the root
    char mount[PATH_MAX];   // where the hierarchy is mounted; "" while not found
    char top[PATH_MAX];     // which of its groups is there to be seen; "" for the root
} Group;

// Whether [word] is one of [list], whose words are separated by commas.
static bool has_word(const char *list, const char *word) {
    size_t length = strlen(word);
    for (const char *at = list; *at != 0; at += *at == ',') {
        size_t n = strcspn(at, ",");
        if (n == length && memcmp(at, word, n) == 0) return true;
        at += n;
    }
    return false;
}

// Copies a name of a file; false: too long. "/" becomes "".
static bool copy_path(char to[PATH_MAX], const char *from) {
    size_t length = strlen(from);
    if (length >= PATH_MAX) return false;
    memcpy(to, from, length + 1);
    if (strcmp(to, "/") == 0) *to = 0;
    return true;
}

// Mountinfo writes blanks and the like as a backslash and three octal digits.
static void unescape(char *text) {
    char *to = text;
    for (const char *at = text; *at != 0; to++) {
        if (at[0] == '\\' && at[1] >= '0' && at[1] <= '3' && at[2] >= '0' && at[2] <= '7' &&
            at[3] >= '0' && at[3] <= '7') {
            *to = (char)((at[1] - '0') * 64 + (at[2] - '0') * 8 + (at[3] - '0'));
            at += 4;
        } else {
            *to = *at++;
        }
    }
    *to = 0;
}

// A line of /proc/self/cgroup: number:controllers:path, without controllers for the unified
// hierarchy. Returns whether it is about CPUs.
static bool read_group(char *line, Group *group) {
    char *controllers = strchr(line, ':');
    char *path = controllers == NULL ? NULL : strchr(controllers + 1, ':');
    if (path == NULL) return false;
    *path++ = 0;
    controllers++;
    group->unified = *controllers == 0;
    group->mount[0] = 0;
    return (group->unified || has_word(controllers, "cpu")) && copy_path(group->path, path);
}

// A line of /proc/self/mountinfo: number, parent, device, root, place, options, tags, "-", type,
// source, options of the file system. Returns whether it mounts the hierarchy of [group].
static bool read_mount(char *line, Group *group) {
    char *fields[5], *rest = line;
    for (int i = 0; i < 5; i++)
        if ((fields[i] = strsep(&rest, " ")) == NULL) return false;
    char *type = rest == NULL ? NULL : strstr(rest, " - ");
    if (type == NULL) return false;
    type += 3;
    strsep(&type, " ");
    char *name = strstr(rest, " - ") + 3;
    if (strcmp(name, group->unified ? "cgroup2" : "cgroup") != 0) return false;
    if (!group->unified && (strsep(&type, " ") == NULL || type == NULL || !has_word(type, "cpu")))
        return false;
    unescape(fields[3]);
    unescape(fields[4]);
    return copy_path(group->top, fields[3]) && copy_path(group->mount, fields[4]);
}

// The whole of a small file, to be freed; NULL when it cannot be read. Not by stdio: fscanf alone
// takes more memory than all else that finds out how many CPUs there are.
static char *read_text(const char *path) {
    enum { BYTES_MAX = 1 << 24 };
    size_t bytes;
    return os_read_file(path, 1, BYTES_MAX, &bytes, NULL);
}

// Reads up to two numbers from a file of one line; "max" counts as -1. Returns how many.
static int read_numbers(const char *root, const char *mount, const char *folder, const char *name,
                        long long numbers[2]) {
    char path[3 * PATH_MAX];
    int length = snprintf(path, sizeof path, "%s%s%s/%s", root, mount, folder, name);
    char *text = length < (int)sizeof path ? read_text(path) : NULL;
    int count = 0;
    for (char *rest = text, *word; count < 2 && (word = strsep(&rest, " \n")) && *word;)
        numbers[count++] = strcmp(word, "max") == 0 ? -1 : atoll(word);
    free(text);
    return count;
}

// The CPUs of one group's quota, rounded up; 0: it has none.
static uint32_t quota_of(const char *root, const Group *group, const char *folder) {
    long long limit[2], period[2];
    if (group->unified) {
        if (read_numbers(root, group->mount, folder, "cpu.max", limit) != 2) return 0;
        period[0] = limit[1];
    } else if (read_numbers(root, group->mount, folder, "cpu.cfs_quota_us", limit) < 1 ||
               read_numbers(root, group->mount, folder, "cpu.cfs_period_us", period) < 1) {
        return 0;
    }
    if (limit[0] <= 0 || period[0] <= 0) return 0;
    long long cpus = limit[0] / period[0] + (limit[0] % period[0] != 0);
    return cpus > INT32_MAX ? 0 : (uint32_t)cpus;
}

static uint32_t smaller(uint32_t a, uint32_t b) {
    return a == 0 || (b != 0 && b < a) ? b : a;
}

// The smallest quota of the group and those above it, as far as they are to be seen.
static uint32_t quota_of_all(const char *root, Group *group) {
    size_t length = strlen(group->top);
    char *folder = group->path;
    bool below = strncmp(folder, group->top, length) == 0 &&
                 (folder[length] == '/' || folder[length] == 0);
    // In a container the path may be the host's, while the mount shows its own groups alone.
    if (below) folder += length;
    else *folder = 0;
    uint32_t least = quota_of(root, group, folder);
    for (char *slash; (slash = strrchr(folder, '/')) != NULL;) {
        *slash = 0;
        least = smaller(least, quota_of(root, group, folder));
    }
    return least;
}

// Calls [read] for each line of a file until it returns true; whether it did.
static bool find_line(const char *root, const char *name, bool read(char *line, Group *group),
                      Group *group, uint32_t skip) {
    char path[2 * PATH_MAX];
    if (snprintf(path, sizeof path, "%s%s", root, name) >= (int)sizeof path) return false;
    char *text = read_text(path), *rest = text, *line;
    bool found = false;
    while (!found && (line = strsep(&rest, "\n"))) found = read(line, group) && skip-- == 0;
    free(text);
    return found;
}

uint32_t quota_cpus(const char *root) {
    Group *group = calloc(1, sizeof *group);
    uint32_t least = 0;
    if (group == NULL) return 0;
    for (uint32_t i = 0; find_line(root, "/proc/self/cgroup", read_group, group, i); i++)
        if (find_line(root, "/proc/self/mountinfo", read_mount, group, 0))
            least = smaller(least, quota_of_all(root, group));
    free(group);
    return least;
}
