// base/pprof.h - writes profiles as `go tool pprof` reads them (profile.proto, gzipped).
//
//     Pprof *profile = pprof_new("space", "bytes", 524288);
//     pprof_sample_type(profile, "inuse_objects", "count");
//     uint64_t at = pprof_location(profile, &(PprofFrame){"main.f", "main.go", 7, 6});
//     pprof_sample(profile, &at, 1, &value, NULL, 0);
//     uint8_t *bytes = pprof_finish(profile, true, &count);      // free() it
//
// Knows nothing of where the numbers come from. One thread at a time for each profile.
#ifndef MOUND_BASE_PPROF_H
#define MOUND_BASE_PPROF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Pprof Pprof;

typedef struct PprofFrame {
    const char *function;
    const char *file;
    int64_t line;
    int64_t start_line;          // of the function; 0: not known
} PprofFrame;

typedef struct PprofLabel {
    const char *key;
    const char *text;            // NULL: the label is [number]
    int64_t number;
} PprofLabel;

// A profile with no samples; one was taken for each [period] of [unit]. All texts are copied.
Pprof *pprof_new(const char *period_type, const char *unit, int64_t period);
// Adds a kind of value; all of them before the first sample.
void pprof_sample_type(Pprof *profile, const char *type, const char *unit);
// Which of them is shown first; without it the last one.
void pprof_set_default(Pprof *profile, const char *type);
// When it was taken (Unix time) and how long that took; 0: not said.
void pprof_set_time(Pprof *profile, int64_t time_ns, int64_t duration_ns);
// The number of a place in the program; the same for equal frames.
uint64_t pprof_location(Pprof *profile, const PprofFrame *frame);
// Adds a sample: a stack of locations, innermost first, and one value of each kind.
void pprof_sample(Pprof *profile, const uint64_t *locations, uint32_t location_count,
                  const int64_t *values, const PprofLabel *labels, uint32_t label_count);
// Encodes the profile and frees it. The bytes are from malloc; running out of memory is fatal.
uint8_t *pprof_finish(Pprof *profile, bool gzip, size_t *byte_count);

#endif
