// cli/cmd_run.c - `mound run`.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/execute.h"
#include "cli/explain/report.h"
#include "inspect/cpu_profile.h"
#include "ir/ir.h"
#include "inspect/alloc_trace.h"
#include "inspect/heap_report.h"
#include "sched/sched.h"
#include "vm/vm.h"

enum { PROFILE_ROWS = 25, HEAP_ROWS = 20 };

static Options options;
static Explanation explanation;

static void cannot_write(const char *flag, const char *path) {
    fprintf(stderr, "mound: -%s=%s: %s\n", flag, path, strerror(errno));
}

// Writes a report to [path], or to standard error. The program may have ended in any of its
// threads, with or without a processor.
static void write_report(const char *flag, const char *path, void (*print)(FILE *out)) {
    fflush(stdout);
    FILE *out = path ? fopen(path, "w") : stderr;
    if (out == NULL) {
        cannot_write(flag, path);
        return;
    }
    print(out);
    fflush(out);
    if (path && fclose(out) != 0) cannot_write(flag, path);
}

static void print_profile(int code) {
    (void)code;
    cpu_profile_stop();
    fflush(stdout);
    fputs("\nCPU time by function, then by line (-profile):\n", stderr);
    cpu_profile_print(stderr, PROFILE_ROWS);
    if (options.profile_file) write_report("profile", options.profile_file, cpu_profile_write);
}

static void print_heap_report(FILE *out) {
    Processor *p = sched_current();
    sched_stop_world(p);
    HeapReport *report = heap_report_make();
    sched_start_world(p);
    if (options.json) heap_report_print_json(report, out);
    else heap_report_print(report, out, HEAP_ROWS);
    heap_report_free(report);
}

static void print_trace(int code) {
    (void)code;
    alloc_trace_print_sums(stderr);
}

static void print_heap(int code) {
    (void)code;
    write_report("heap", options.heap_file, print_heap_report);
}

static bool ends_with(const char *text, const char *end) {
    size_t length = text ? strlen(text) : 0, end_length = strlen(end);
    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

// What the file is called decides how it is written.
static void print_explanation(FILE *out) {
    explanation_add_costs(&explanation);
    bool color = !options.escape_file && isatty(2) && !getenv("NO_COLOR");
    if (ends_with(options.escape_file, ".html")) explain_print_html(&explanation, out);
    else if (ends_with(options.escape_file, ".json")) explain_print_json(&explanation, out);
    else explain_print(&explanation, ~0u, color, out);
}

static void print_escape(int code) {
    (void)code;
    write_report("escape", options.escape_file, print_explanation);
}

// The -leaks report.
static void print_leaks(int code) {
    (void)code;
    fflush(stdout);
    uint32_t count = vm_print_leaks(stderr);
    fprintf(stderr, count == 1 ? "\n1 goroutine is leaked (-leaks)\n"
                               : "\n%u goroutines are leaked (-leaks)\n", count);
}

int cmd_run(int argc, char **argv) {
    int code = options_parse(&options, "run", argc, argv);
    if (code != EXIT_FINE) return code;
    Program program;
    code = program_load(&options, &program);
    if (code == EXIT_FINE) code = program_is_runnable(&program);
    if (code != EXIT_FINE) return code;
    if (options.json && !options.heap) return usage_error("run", "-json goes with -heap");
    if (options.trace && !options.trace_what)
        return usage_error("run", "-trace takes a type or FILE.go:LINE");
    if (options.trace) vm_at_exit(print_trace);
    if (options.heap) vm_at_exit(print_heap);
    if (options.escape) {
        // Decisions are told when they are made, so all are made before the program runs.
        back_end_start(&options);
        explanation_make(&explanation, &program);
        vm_at_exit(print_escape);
    }
    if (options.leaks) vm_at_exit(print_leaks);
    if (options.profile) {
        vm_at_exit(print_profile);
        cpu_profile_start(CPU_PROFILE_HZ);
    }
    if (!options.escape && !options.repl) ir_release_bodies();
    return program_execute(&program, &options);
}
