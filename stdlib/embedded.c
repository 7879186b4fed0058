#include "stdlib/bundle.h"

#include <string.h>

const EmbeddedFile *stdlib_package_files(const char *import_path, size_t *count) {
    size_t low = 0, high = bundle_file_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(bundle_files[middle].import_path, import_path) < 0) low = middle + 1;
        else high = middle;
    }
    size_t end = low;
    while (end < bundle_file_count && strcmp(bundle_files[end].import_path, import_path) == 0)
        end++;
    *count = end - low;
    return end > low ? &bundle_files[low] : NULL;
}

const Outline *stdlib_package_outline(const char *import_path) {
    size_t low = 0, high = bundle_package_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(bundle_packages[middle].import_path, import_path);
        if (order == 0) return &bundle_packages[middle].outline;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return NULL;
}
