// escape/library.c - finds functions in the table of summaries. See library.h.
#include "escape/library.h"

#include <string.h>

#include "base/check.h"

static const SummaryPackage *find_package(const Package *package) {
    static const Package *last;
    static const SummaryPackage *found;
    if (package == last) return found;
    size_t low = 0, high = summary_package_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(summary_packages[middle].path, package->path) < 0) low = middle + 1;
        else high = middle;
    }
    bool is_there = low < summary_package_count &&
                    strcmp(summary_packages[low].path, package->path) == 0;
    last = package;
    return found = is_there ? &summary_packages[low] : NULL;
}

static bool find_summary(const Func *func, FuncSummary *summary) {
    const SummaryPackage *package = find_package(func->package);
    if (!package) return false;
    uint32_t at = func_place(func);
    const SummaryRow *low = &summary_rows[package[0].first];
    const SummaryRow *end = &summary_rows[package[1].first], *high = end;
    while (low < high) {
        const SummaryRow *middle = low + (high - low) / 2;
        if (middle->at < at) low = middle + 1;
        else high = middle;
    }
    if (low == end || low->at != at) return false;
    summary->inline_cost = low->inline_cost;
    uint32_t number = (uint32_t)(package - summary_packages);
    summary->group = low->group ? number << 8 | low->group : 0;
    summary->tags = low->tags == SUMMARY_NO_TAGS ? NULL : &summary_tags[low->tags];
    return true;
}

void library_use_summaries(uint64_t hash) {
    FATAL_IF(hash != summary_hash, "the summaries of library functions are of other sources");
    ir_set_summaries(find_summary);
}
