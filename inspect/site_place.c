#include <stdio.h>

#include "inspect/inspect_int.h"
#include "vm/code.h"

// Whether a place is in a library: in the function [func], or in what was inlined there.
static bool is_library_place(const FuncCode *func, const char *path, bool is_own) {
    if (is_own || (func->flags & CODE_LIBRARY)) return func->flags & CODE_LIBRARY;
    return path == NULL || path[0] == '$';
}

void site_each_frame(const AllocSite *site, bool (*visit)(const SiteFrame *frame, void *arg),
                     void *arg) {
    for (uint32_t i = 0; i < site->frame_count; i++) {
        const FuncCode *func = code_find(site->pcs[i] - 1);
        if (func == NULL) continue;
        Pos pos = code_pos(func, site->pcs[i] - 1);
        for (bool more = true; more;) {
            Pos place = pos;
            more = frame_outward(&pos);
            SiteFrame frame = {.function = frame_name(func, place), .at = source_location(place)};
            frame.is_library = is_library_place(func, frame.at.path, !more);
            if (!visit(&frame, arg)) return;
        }
    }
}

typedef struct Found {
    char *text;
    size_t text_bytes;
    const char *function;
} Found;

static bool look_for_own(const SiteFrame *frame, void *arg) {
    Found *found = arg;
    if (found->function != NULL && frame->is_library) return true;
    snprintf(found->text, found->text_bytes, "%s:%u", frame->at.path ? frame->at.path : "?",
             frame->at.line);
    found->function = frame->function;
    return frame->is_library;
}

void site_place(const AllocSite *site, char *text, size_t text_bytes, const char **function) {
    Found found = {text, text_bytes, NULL};
    snprintf(text, text_bytes, "(run time)");
    site_each_frame(site, look_for_own, &found);
    *function = found.function;
}
