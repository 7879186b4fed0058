#include "inspect/alloc_trace.h"

#include <ctype.h>
#include <stdatomic.h>
#include <string.h>

#include "gc/gc.h"
#include "inspect/inspect_int.h"
#include "sched/sched.h"

static struct {
    const char *what;
    bool is_line;
    _Atomic uint64_t born, died;
} trace;

// "FILE.go:12", not "map[string]a.b:c".
static bool names_line(const char *what) {
    const char *colon = strrchr(what, ':');
    if (colon == NULL || colon[1] == 0 || colon - what < 3) return false;
    for (const char *at = colon + 1; *at; at++)
        if (!isdigit((unsigned char)*at)) return false;
    return strncmp(colon - 3, ".go", 3) == 0;
}

static const char *type_text(const AllocSite *site, char *text, size_t text_bytes) {
    Meaning meaning = alloc_site_meaning(site);
    return meaning_text(&meaning, site->bytes ? site->bytes : 1, text, text_bytes);
}

static bool is_wanted(const AllocSite *site) {
    char text[512];
    if (!trace.is_line) return strcmp(type_text(site, text, sizeof text), trace.what) == 0;
    const char *function;
    site_place(site, text, sizeof text, &function);
    size_t length = strlen(text), wanted = strlen(trace.what);
    if (length < wanted || strcmp(text + length - wanted, trace.what) != 0) return false;
    return length == wanted || text[length - wanted - 1] == '/';
}

static bool print_frame(const SiteFrame *frame, void *arg) {
    (void)arg;
    fprintf(stderr, "\t%s  %s:%u\n", frame->function, frame->at.path ? frame->at.path : "?",
            frame->at.line);
    return true;
}

static void print_object(const char *verb, const AllocSite *site, uintptr_t object) {
    char text[512];
    fprintf(stderr, "%s 0x%lx  %s, ", verb, (unsigned long)object,
            type_text(site, text, sizeof text));
    if (site->bytes) fprintf(stderr, "%lu bytes", (unsigned long)site->bytes);
    else fprintf(stderr, "in a block of tiny objects");
}

static void on_birth(const AllocSite *site, uintptr_t object) {
    atomic_fetch_add(&trace.born, 1);
    Processor *p = sched_current();
    flockfile(stderr);
    print_object("alloc", site, object);
    if (p && p->current) fprintf(stderr, ", goroutine %lu", (unsigned long)p->current->id);
    fputc('\n', stderr);
    site_each_frame(site, print_frame, NULL);
    funlockfile(stderr);
}

static void on_death(const AllocSite *site, uintptr_t object) {
    atomic_fetch_add(&trace.died, 1);
    flockfile(stderr);
    print_object("free ", site, object);
    fprintf(stderr, ", collection %u\n", gc_cycle_count());
    funlockfile(stderr);
}

void alloc_trace_start(const char *what) {
    trace.what = what;
    trace.is_line = names_line(what);
    alloc_profile_watch(&(AllocWatch){is_wanted, on_birth, on_death});
}

void alloc_trace_print_sums(FILE *out) {
    fprintf(out, "-trace=%s: %lu allocated, %lu freed\n", trace.what,
            (unsigned long)atomic_load(&trace.born), (unsigned long)atomic_load(&trace.died));
}
