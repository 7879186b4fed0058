// The bytes of a profile that real tools accept.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

#include "base/pprof.h"

static const char golden[] =
    "0a04080310040a04080510020a04080610040a040807100212120a0201021206"
    "0a80050480021a0408021840220808012204080110072208080222040802100c"
    "2a0a080110081808200928062a0a0802100a180a2009280a3200320573706163"
    "6532056279746573320d616c6c6f635f6f626a656374733205636f756e74320b"
    "616c6c6f635f7370616365320d696e7573655f6f626a65637473320b696e7573"
    "655f7370616365320a6d61696e2e616c6c6f6332076d61696e2e676f32096d61"
    "696e2e6d61696e488080a8b1e39fe7cb175a040801100260808020";

static Pprof *make(void) {
    Pprof *profile = pprof_new("space", "bytes", 524288);
    pprof_sample_type(profile, "alloc_objects", "count");
    pprof_sample_type(profile, "alloc_space", "bytes");
    pprof_sample_type(profile, "inuse_objects", "count");
    pprof_sample_type(profile, "inuse_space", "bytes");
    uint64_t at[2];
    at[0] = pprof_location(profile, &(PprofFrame){"main.alloc", "main.go", 7, 6});
    at[1] = pprof_location(profile, &(PprofFrame){"main.main", "main.go", 12, 10});
    assert_int_equal(at[1],
                     pprof_location(profile, &(PprofFrame){"main.main", "main.go", 12, 10}));
    int64_t values[] = {10, 640, 4, 256};
    pprof_sample(profile, at, 2, values, &(PprofLabel){"bytes", NULL, 64}, 1);
    pprof_set_time(profile, 1700000000000000000, 0);
    return profile;
}

static void test_golden(void **state) {
    (void)state;
    size_t count;
    uint8_t *bytes = pprof_finish(make(), false, &count);
    assert_int_equal(count, 219);
    for (size_t i = 0; i < count; i++) {
        char hex[3];
        snprintf(hex, sizeof hex, "%02x", bytes[i]);
        assert_memory_equal(hex, golden + 2 * i, 2);
    }
    free(bytes);
}

static void test_gzip(void **state) {
    (void)state;
    size_t count, plain_count;
    uint8_t *packed = pprof_finish(make(), true, &count);
    uint8_t *plain = pprof_finish(make(), false, &plain_count);
    uint8_t out[1024];
    z_stream stream = {.next_in = packed, .avail_in = (uInt)count, .next_out = out,
                       .avail_out = sizeof out};
    assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    inflateEnd(&stream);
    assert_int_equal(sizeof out - stream.avail_out, plain_count);
    assert_memory_equal(out, plain, plain_count);
    free(packed);
    free(plain);
}

// Many names: the tables grow, and numbers stay what they were.
static void test_many(void **state) {
    (void)state;
    Pprof *profile = pprof_new("cpu", "nanoseconds", 1);
    pprof_sample_type(profile, "samples", "count");
    uint64_t numbers[1000];
    char name[32];
    for (int i = 0; i < 1000; i++) {
        snprintf(name, sizeof name, "f%d", i);
        numbers[i] = pprof_location(profile, &(PprofFrame){name, "x.go", i, 1});
    }
    for (int i = 0; i < 1000; i++) {
        snprintf(name, sizeof name, "f%d", i);
        assert_int_equal(numbers[i],
                         pprof_location(profile, &(PprofFrame){name, "x.go", i, 1}));
    }
    size_t count;
    free(pprof_finish(profile, true, &count));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_gzip),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
