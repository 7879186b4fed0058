// inspect/heap_report_json.c - the heap report for programs.
#include <inttypes.h>

#include "base/json.h"
#include "inspect/heap_report.h"

static void print_number(FILE *out, const char *name, uint64_t value, const char *behind) {
    fprintf(out, "\"%s\": %" PRIu64 "%s", name, value, behind);
}

static void print_rows(FILE *out, const char *name, const char *key, const ReportRow *rows,
                       uint32_t count) {
    fprintf(out, "  \"%s\": [", name);
    for (uint32_t i = 0; i < count; i++) {
        fprintf(out, "%s\n    {\"%s\": ", i ? "," : "", key);
        json_string(out, rows[i].name);
        if (rows[i].detail) {
            fputs(", \"function\": ", out);
            json_string(out, rows[i].detail);
        }
        fputs(", ", out);
        print_number(out, "objects", rows[i].allocs, ", ");
        print_number(out, "bytes", rows[i].bytes, ", ");
        print_number(out, "reachable_objects", rows[i].live, ", ");
        print_number(out, "reachable_bytes", rows[i].live_bytes, "}");
    }
    fputs(count ? "\n  ],\n" : "],\n", out);
}

static void print_roots(FILE *out, const HeapReport *report) {
    fputs("  \"roots\": [", out);
    for (uint32_t i = 0; i < report->root_count; i++) {
        const ReportRoot *root = &report->roots[i];
        fprintf(out, "%s\n    {\"root\": ", i ? "," : "");
        json_string(out, root->name);
        if (root->type) {
            fputs(", \"type\": ", out);
            json_string(out, root->type);
        }
        fputs(", ", out);
        print_number(out, "objects", root->objects, ", ");
        print_number(out, "bytes", root->bytes, ", \"path\": ");
        json_string(out, root->path);
        fputs(", ", out);
        print_number(out, "path_bytes", root->path_bytes, "}");
    }
    fputs(report->root_count ? "\n  ],\n" : "],\n", out);
}

static void print_classes(FILE *out, const HeapReport *report) {
    fputs("  \"classes\": [", out);
    bool is_first = true;
    for (int i = 0; i < SIZE_CLASS_COUNT; i++) {
        const ClassUse *use = &report->classes[i];
        if (use->spans == 0) continue;
        fprintf(out, "%s\n    {", is_first ? "" : ",");
        is_first = false;
        print_number(out, "slot_bytes", size_class_bytes[i], ", ");
        print_number(out, "spans", use->spans, ", ");
        print_number(out, "pages", use->pages, ", ");
        print_number(out, "slots", use->slots, ", ");
        print_number(out, "objects", use->objects, ", ");
        print_number(out, "bytes", use->bytes, ", ");
        print_number(out, "reachable_objects", use->live_objects, ", ");
        print_number(out, "reachable_bytes", use->live_bytes, "}");
    }
    fputs(is_first ? "]\n" : "\n  ]\n", out);
}

void heap_report_print_json(const HeapReport *report, FILE *out) {
    const MemStats *stats = &report->stats;
    const GcTimes *times = &report->times;
    fputs("{\n  \"total\": {", out);
    print_number(out, "objects", stats->mallocs, ", ");
    print_number(out, "bytes", stats->total_alloc, ", ");
    print_number(out, "reachable_objects", report->live_objects, ", ");
    print_number(out, "reachable_bytes", report->live_bytes, ", ");
    print_number(out, "sys_bytes", stats->sys, ", ");
    print_number(out, "released_bytes", stats->heap_released, "},\n");
    print_rows(out, "lines", "line", report->lines, report->line_count);
    print_rows(out, "types", "type", report->types, report->type_count);
    fputs("  \"collector\": {", out);
    print_number(out, "cycles", stats->num_gc, ", ");
    print_number(out, "forced", stats->num_forced_gc, ", ");
    print_number(out, "pause_ns", times->pause_ns, ", ");
    print_number(out, "pause_longest_ns", times->pause_longest_ns, ", ");
    print_number(out, "mark_ns", times->mark_ns, ", ");
    print_number(out, "background_ns", times->background_ns, ", ");
    print_number(out, "assist_ns", times->assist_ns, ", ");
    print_number(out, "idle_ns", times->idle_ns, ", ");
    print_number(out, "next_gc", stats->next_gc, "},\n");
    print_roots(out, report);
    print_classes(out, report);
    fputs("}\n", out);
}
