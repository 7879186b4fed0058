// parser/outline.c - finding names in outlines. See outline.h.
#include "parser/outline.h"

#include <string.h>

const OutlineEntry *outline_find_name(const Outline *outline, const char *name) {
    uint32_t low = 0, high = outline->name_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        int order = strcmp(outline->names[middle].name, name);
        if (order == 0) return &outline->names[middle];
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

uint32_t outline_first_method(const Outline *outline, const char *base) {
    uint32_t low = 0, high = outline->method_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (strcmp(outline->methods[middle].base, base) < 0) low = middle + 1;
        else high = middle;
    }
    return low;
}
