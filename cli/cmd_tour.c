// cli/cmd_tour.c - `mound tour`: a program with what escape analysis decided beside its lines, then
// its run, then what the heap did.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/execute.h"
#include "cli/margin.h"
#include "compile/compile.h"
#include "gc/gc.h"
#include "heap/heap_stats.h"
#include "vm/vm.h"

static void print_count(const char *label, uint64_t value, const char *meaning) {
    printf("  %-14s %12llu  %s\n", label, (unsigned long long)value, meaning);
}

static void print_heap(void) {
    MemStats stats;
    gc_read_stats(&stats);
    printf("\n---- the heap at the end ----------------------------------------------------\n");
    print_count("Mallocs", stats.mallocs, "objects allocated in all");
    print_count("TotalAlloc", stats.total_alloc, "bytes allocated in all");
    print_count("Frees", stats.frees, "objects the collector took back");
    print_count("HeapObjects", stats.heap_objects, "objects now: live, or not swept yet");
    print_count("HeapAlloc", stats.heap_alloc, "their bytes");
    print_count("HeapInuse", stats.heap_inuse, "bytes of the spans they lie in");
    print_count("NumGC", stats.num_gc, "collections");
    print_count("PauseTotalNs", stats.pause_total_ns, "ns the world stood still for them");
    fflush(stdout);
}

int cmd_tour(int argc, char **argv) {
    Options options;
    int code = options_parse(&options, "tour", argc, argv);
    if (code != EXIT_FINE) return code;
    Program program;
    code = program_load(&options, &program);
    if (code == EXIT_FINE) code = program_is_runnable(&program);
    if (code != EXIT_FINE) return code;
    back_end_start(&options);
    margin_print(&program, isatty(1) && !getenv("NO_COLOR"));
    printf("\n---- the program runs -------------------------------------------------------\n");
    fflush(stdout);
    code = program_execute(&program, &options);
    print_heap();
    return finish_output(code);
}
