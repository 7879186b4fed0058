// stdlib/time/time_native.c - the rows of package time; clocks and timers are the run time's.
#include <stdio.h>

#include "stdlib/text.h"
#include "vm/native.h"
#include "vm/native_runtime.h"

enum { ZONE_FILE_MAX = 1 << 20 };

// Zone files are small; anything bigger is none.
static void time_read_file(NativeCall *call) {
    GoString name = native_arg_string(call, 0);
    Text path, data;
    text_init(&path);
    text_init(&data);
    text_add(&path, name.text, name.bytes);
    text_add_char(&path, '\0');
    FILE *file = fopen(path.chars, "re");
    bool ok = file != NULL;
    char buffer[4096];
    size_t count;
    while (ok && (count = fread(buffer, 1, sizeof buffer, file)) > 0) {
        text_add(&data, buffer, (int64_t)count);
        ok = data.bytes <= ZONE_FILE_MAX;
    }
    if (file) {
        ok = ok && !ferror(file);
        fclose(file);
    }
    GoString result = {NULL, 0};
    if (ok) result = native_new_string(call, data.chars, (size_t)data.bytes);
    native_ret_string(call, 0, result);
    native_ret_bool(call, 2, ok);
    text_free(&path);
    text_free(&data);
}

const NativeDef time_natives[] = {
    {"now", time_now, 0},
    {"runtimeNano", runtime_nanotime, 0},
    {"Sleep", time_sleep, 0},
    {"startTimer", time_start_timer, 0},
    {"stopTimer", time_stop_timer, 0},
    {"resetTimer", time_reset_timer, 0},
    {"readFile", time_read_file, 0},
    {NULL, NULL, 0},
};
