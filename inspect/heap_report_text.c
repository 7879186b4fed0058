// inspect/heap_report_text.c - the heap report for people.
#include <inttypes.h>

#include "inspect/heap_report.h"

// "17 B", "1.5 KB", "23.4 MB".
static const char *bytes_text(uint64_t bytes, char text[16]) {
    static const char *const units[] = {"KB", "MB", "GB", "TB"};
    if (bytes < 1024) {
        snprintf(text, 16, "%" PRIu64 " B", bytes);
        return text;
    }
    double value = (double)bytes / 1024;
    int unit = 0;
    for (; value >= 999.95 && unit < 3; unit++) value /= 1024;
    snprintf(text, 16, value < 10 ? "%.2f %s" : "%.1f %s", value, units[unit]);
    return text;
}

static const char *time_text(uint64_t ns, char text[16]) {
    if (ns >= 1000000000) snprintf(text, 16, "%.2f s", (double)ns / 1e9);
    else if (ns >= 1000000) snprintf(text, 16, "%.2f ms", (double)ns / 1e6);
    else snprintf(text, 16, "%.1f us", (double)ns / 1e3);
    return text;
}

static void print_totals(const HeapReport *report, FILE *out) {
    char a[16], b[16];
    fprintf(out, "allocated in all %10" PRIu64 " objects %10s\n", report->stats.mallocs,
            bytes_text(report->stats.total_alloc, a));
    fprintf(out, "still reachable  %10" PRIu64 " objects %10s\n", report->live_objects,
            bytes_text(report->live_bytes, b));
    fprintf(out, "got from the OS  %10s         %10s (%s given back)\n", "",
            bytes_text(report->stats.sys, a), bytes_text(report->stats.heap_released, b));
}

static void print_rows(const ReportRow *rows, uint32_t count, FILE *out, uint32_t limit,
                       const char *title) {
    char a[16], b[16];
    fprintf(out, "\n%12s %10s %12s %10s  %s\n", "objects", "bytes", "reachable", "bytes", title);
    for (uint32_t i = 0; i < count && i < limit; i++) {
        const ReportRow *row = &rows[i];
        fprintf(out, "%12" PRIu64 " %10s %12" PRIu64 " %10s  %s", row->allocs,
                bytes_text(row->bytes, a), row->live, bytes_text(row->live_bytes, b), row->name);
        fprintf(out, row->detail ? "  %s\n" : "\n", row->detail);
    }
    if (count > limit) fprintf(out, "%12s and %u more\n", "...", count - limit);
}

static void print_collector(const HeapReport *report, FILE *out) {
    const GcTimes *times = &report->times;
    char a[16], b[16], c[16], d[16], e[16], f[16];
    fprintf(out, "\ncollector: %u cycles, %u of them forced\n", report->stats.num_gc,
            report->stats.num_forced_gc);
    fprintf(out, "  stopped the world for %s in all, %s at most; marked for %s\n",
            time_text(times->pause_ns, a), time_text(times->pause_longest_ns, b),
            time_text(times->mark_ns, c));
    fprintf(out, "  marking by its own threads %s, by goroutines that allocated (assists) %s, by "
            "idle processors %s\n", time_text(times->background_ns, d),
            time_text(times->assist_ns, e), time_text(times->idle_ns, f));
    if (report->stats.next_gc == UINT64_MAX) fputs("  no further cycle would begin\n", out);
    else fprintf(out, "  the goal of the next cycle is %s\n", bytes_text(report->stats.next_gc, a));
}

static void print_roots(const HeapReport *report, FILE *out, uint32_t limit) {
    char a[16], b[16];
    fprintf(out, "\nwhat is reachable, by the root that leads to it first:\n");
    if (report->root_count == 0) fputs("  nothing\n", out);
    for (uint32_t i = 0; i < report->root_count && i < limit; i++) {
        const ReportRoot *root = &report->roots[i];
        fprintf(out, "%10s in %" PRIu64 " objects  %s", bytes_text(root->bytes, a), root->objects,
                root->name);
        fprintf(out, root->type ? " %s\n" : "\n", root->type);
        fprintf(out, "%10s of it: %s\n", bytes_text(root->path_bytes, b), root->path);
    }
    if (report->root_count > limit)
        fprintf(out, "%10s and %u more\n", "...", report->root_count - limit);
}

static void print_classes(const HeapReport *report, FILE *out) {
    char a[16], b[16];
    fprintf(out, "\n%8s %8s %8s %10s %10s %10s  %s\n", "slot", "spans", "pages", "slots",
            "taken", "reachable", "of the spans' memory reachable");
    uint64_t pages = 0, live = 0;
    for (int i = 0; i < SIZE_CLASS_COUNT; i++) {
        // Large objects come last.
        int class = (i + 1) % SIZE_CLASS_COUNT;
        const ClassUse *use = &report->classes[class];
        if (use->spans == 0) continue;
        pages += use->pages;
        live += use->live_bytes;
        char slot[16];
        snprintf(slot, sizeof slot, class ? "%u" : "large", size_class_bytes[class]);
        fprintf(out, "%8s %8" PRIu64 " %8" PRIu64 " %10" PRIu64 " %10" PRIu64 " %10" PRIu64
                " %9.1f%%\n", slot, use->spans, use->pages, use->slots, use->objects,
                use->live_objects, 100.0 * (double)use->live_bytes /
                (double)(use->pages * PAGE_BYTES));
    }
    fprintf(out, "%8s %8s %8" PRIu64 "  %s in spans, %s reachable\n", "all", "", pages,
            bytes_text(pages * PAGE_BYTES, a), bytes_text(live, b));
}

void heap_report_print(const HeapReport *report, FILE *out, uint32_t rows) {
    fputs("\n---- heap report (-heap) ----\n", out);
    print_totals(report, out);
    print_rows(report->lines, report->line_count, out, rows, "line");
    print_rows(report->types, report->type_count, out, rows, "type");
    print_collector(report, out);
    print_roots(report, out, rows);
    print_classes(report, out);
}
