#include "base/debug.h"

#include <stdlib.h>
#include <string.h>

DebugFlags debug_flags = {
#define DEBUG_FLAG(name, initial, meaning) .name = (initial),
#include "base/debug.def"
#undef DEBUG_FLAG
};

static const struct {
    const char *name;
    int64_t *value;
    const char *meaning;
} switches[] = {
#define DEBUG_FLAG(name, initial, meaning) {#name, &debug_flags.name, meaning},
#include "base/debug.def"
#undef DEBUG_FLAG
};

enum { SWITCH_COUNT = sizeof switches / sizeof switches[0] };

static int64_t *find_switch(const char *name, size_t length) {
    for (int i = 0; i < SWITCH_COUNT; i++)
        if (strlen(switches[i].name) == length && memcmp(switches[i].name, name, length) == 0)
            return switches[i].value;
    return NULL;
}

const char *debug_init(void) {
    static char unknown[64];
    const char *text = getenv("MOUND_DEBUG");
    const char *bad = NULL;
    while (text != NULL && *text != 0) {
        size_t length = strcspn(text, ",");
        size_t name_length = strcspn(text, "=,");
        int64_t *value = find_switch(text, name_length);
        if (value != NULL) {
            *value = name_length < length ? strtoll(text + name_length + 1, NULL, 0) : 1;
        } else if (bad == NULL && length > 0) {
            snprintf(unknown, sizeof unknown, "%.*s", (int)name_length, text);
            bad = unknown;
        }
        text += length;
        if (*text == ',') text++;
    }
    return bad;
}

void debug_help(FILE *out) {
    for (int i = 0; i < SWITCH_COUNT; i++)
        fprintf(out, "  %-12s %s\n", switches[i].name, switches[i].meaning);
}

int64_t debug_godebug(const char *key, int64_t initial) {
    const char *text = getenv("GODEBUG");
    size_t key_length = strlen(key);
    int64_t result = initial;
    while (text != NULL && *text != 0) {
        size_t length = strcspn(text, ",");
        if (length > key_length && text[key_length] == '=' && memcmp(text, key, key_length) == 0)
            result = strtoll(text + key_length + 1, NULL, 10);
        text += length;
        if (*text == ',') text++;
    }
    return result;
}
