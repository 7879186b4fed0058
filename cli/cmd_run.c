// cli/cmd_run.c - `mound run`.
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/execute.h"
#include "inspect/cpu_profile.h"
#include "inspect/heap_report.h"
#include "sched/sched.h"
#include "vm/vm.h"

enum { PROFILE_ROWS = 25, HEAP_ROWS = 20 };

static void print_profile(int code) {
    (void)code;
    cpu_profile_stop();
    fflush(stdout);
    fputs("\nCPU time by function, then by line (-profile):\n", stderr);
    cpu_profile_print(stderr, PROFILE_ROWS);
}

static const Options *heap_options;

// The -heap report. The program may have ended in any of its threads, with or without a processor.
static void print_heap(int code) {
    (void)code;
    fflush(stdout);
    const char *path = heap_options->heap_file;
    FILE *out = path ? fopen(path, "w") : stderr;
    if (out == NULL) {
        fprintf(stderr, "mound: -heap=%s: %s\n", path, strerror(errno));
        return;
    }
    Processor *p = sched_current();
    sched_stop_world(p);
    HeapReport *report = heap_report_make();
    sched_start_world(p);
    if (heap_options->json) heap_report_print_json(report, out);
    else heap_report_print(report, out, HEAP_ROWS);
    heap_report_free(report);
    fflush(out);
    if (path && fclose(out) != 0)
        fprintf(stderr, "mound: -heap=%s: %s\n", path, strerror(errno));
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
    Options options;
    int code = options_parse(&options, "run", argc, argv);
    if (code != EXIT_FINE) return code;
    Program program;
    code = program_load(&options, &program);
    if (code == EXIT_FINE) code = program_is_runnable(&program);
    if (code != EXIT_FINE) return code;
    if (options.json && !options.heap) return usage_error("run", "-json goes with -heap");
    if (options.heap) {
        heap_options = &options;
        vm_at_exit(print_heap);
    }
    if (options.leaks) vm_at_exit(print_leaks);
    if (options.profile) {
        vm_at_exit(print_profile);
        cpu_profile_start();
    }
    return program_execute(&program, &options);
}
