// stdlib/fmt/fmt_native.c - the fast way of fmt.
#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "stdlib/fmt/basic.h"
#include "vm/native.h"

static void fmt_sprint_basic(NativeCall *call) {
    GoSlice args = native_arg_slice(call, 3);
    Text text;
    text_init(&text);
    bool done = basic_format(&text, (BasicMode)native_arg_int(call, 0), native_arg_string(call, 1),
                             args.items, args.count, true);
    GoString result = {NULL, 0};
    if (done && text.bytes) result = native_new_string(call, text.chars, (size_t)text.bytes);
    native_ret_string(call, 0, result);
    native_ret_bool(call, 2, done);
    text_free(&text);
}

// The text stays outside the object heap until it is written: fmt_output_text frees it.
static void fmt_format_parts(NativeCall *call) {
    GoSlice args = native_arg_slice(call, 3);
    Text text;
    text_init(&text);
    char *copy = NULL;
    if (basic_format(&text, (BasicMode)native_arg_int(call, 0), native_arg_string(call, 1),
                     args.items, args.count, true)) {
        copy = malloc((size_t)text.bytes + 1);    // none: the general way says so
        if (copy) memcpy(copy, text.chars, (size_t)text.bytes);
    }
    native_ret_pointer(call, 0, copy);
    native_ret_int(call, 1, text.bytes);
    text_free(&text);
}

// Writes all of it and gives how much was written, -1 when nothing could be. Where nothing can be
// written the general way tries again: os.File knows what a broken pipe means and how goroutines
// wait.
static int64_t output(int fd, const char *chars, int64_t bytes, int *error) {
    struct pollfd ready = {.fd = fd, .events = POLLOUT};
    int64_t done = 0;
    do {
        ssize_t count = write(fd, chars + done, (size_t)(bytes - done));
        if (count >= 0) done += count;
        else if (errno == EAGAIN && done) poll(&ready, 1, -1);
        else if (errno != EINTR) *error = errno;
    } while (!*error && done < bytes);
    if (!*error || done) return done;
    *error = 0;
    return -1;
}

// May wait for the reader of a pipe, so its row says NATIVE_BLOCKS: not for values whose parts lie
// somewhere in the heap.
static void fmt_output_basic(NativeCall *call) {
    GoSlice args = native_arg_slice(call, 4);
    int fd = (int)native_arg_int(call, 0), error = 0;
    int64_t done = -1;
    Text text;
    text_init(&text);
    if (fd >= 0 && basic_format(&text, (BasicMode)native_arg_int(call, 1),
                                native_arg_string(call, 2), args.items, args.count, false))
        done = output(fd, text.chars, text.bytes, &error);
    text_free(&text);
    native_ret_int(call, 0, done);
    native_ret_int(call, 1, error);
}

static void fmt_output_text(NativeCall *call) {
    char *text = native_arg_pointer(call, 1);
    int error = 0;
    native_ret_int(call, 0, output((int)native_arg_int(call, 0), text, native_arg_int(call, 2),
                                   &error));
    native_ret_int(call, 1, error);
    free(text);
}

const NativeDef fmt_natives[] = {
    {"outputBasic", fmt_output_basic, NATIVE_BLOCKS},
    {"formatParts", fmt_format_parts, 0},
    {"outputText", fmt_output_text, NATIVE_BLOCKS},
    {"sprintBasic", fmt_sprint_basic, 0},
    {NULL, NULL, 0},
};
