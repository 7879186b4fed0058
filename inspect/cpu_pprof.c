// inspect/cpu_pprof.c - a CPU profile as profile.proto, in the form that runtime/pprof gives it.
#include <stdlib.h>

#include "base/pprof.h"
#include "inspect/cpu_profile.h"
#include "vm/watch.h"

typedef struct Writer {
    Pprof *profile;
    int64_t period;              // nanoseconds a sample
} Writer;

// A stack of a sample has at most WATCH_FRAMES_MAX calls; calls that were inlined come on top.
enum { LOCATIONS_MAX = 4 * WATCH_FRAMES_MAX };

// The frames of the program that [frame] stands for: one, and those of calls inlined around it.
static uint32_t add_locations(Pprof *profile, const WatchFrame *frame, uint64_t *locations,
                              uint32_t room) {
    const FuncCode *func = frame->func;
    Pos pos = frame->insn ? code_pos(func, frame->insn) : func->pos;
    uint32_t count = 0;
    do {
        const char *name = frame_name(func, pos);
        Location at = source_location(pos), start = source_location(func->pos);
        PprofFrame place = {name, at.path ? source_full_path(at.path) : "", at.line,
                            name == func->name ? start.line : 0};
        locations[count++] = pprof_location(profile, &place);
    } while (count < room && frame_outward(&pos));
    return count;
}

static void add_stack(const CpuStack *stack, void *arg) {
    const Writer *writer = arg;
    uint64_t locations[LOCATIONS_MAX];
    uint32_t count = 0;
    for (uint32_t i = 0; i < stack->frame_count && count < LOCATIONS_MAX; i++)
        count += add_locations(writer->profile, &stack->frames[i], locations + count,
                               LOCATIONS_MAX - count);
    if (stack->frame_count == 0) {
        PprofFrame outside = {"runtime.collectorAndScheduler", "", 0, 0};
        locations[count++] = pprof_location(writer->profile, &outside);
    }
    int64_t values[2] = {(int64_t)stack->weight, (int64_t)stack->weight * writer->period};
    pprof_sample(writer->profile, locations, count, values, NULL, 0);
}

uint8_t *cpu_profile_bytes(size_t *byte_count) {
    int64_t start_ns, duration_ns;
    Writer writer = {.period = cpu_profile_period(&start_ns, &duration_ns)};
    writer.profile = pprof_new("cpu", "nanoseconds", 1000000000 / cpu_profile_rate());
    pprof_sample_type(writer.profile, "samples", "count");
    pprof_sample_type(writer.profile, "cpu", "nanoseconds");
    pprof_set_time(writer.profile, start_ns, duration_ns);
    cpu_profile_each(add_stack, &writer);
    return pprof_finish(writer.profile, true, byte_count);
}

void cpu_profile_write(FILE *out) {
    size_t byte_count;
    uint8_t *bytes = cpu_profile_bytes(&byte_count);
    fwrite(bytes, 1, byte_count, out);   // an error shows when the caller closes the file
    free(bytes);
}
