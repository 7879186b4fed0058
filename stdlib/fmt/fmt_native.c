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
                             args.items, args.count);
    GoString result = {NULL, 0};
    if (done && text.bytes) result = native_new_string(call, text.chars, (size_t)text.bytes);
    native_ret_string(call, 0, result);
    native_ret_bool(call, 2, done);
    text_free(&text);
}

// May wait for the reader of a pipe, so its row says NATIVE_BLOCKS. Where nothing can be written
// the general way tries again: os.File knows what a broken pipe means and how goroutines wait.
static void fmt_output_basic(NativeCall *call) {
    GoSlice args = native_arg_slice(call, 4);
    int fd = (int)native_arg_int(call, 0), error = 0;
    int64_t done = -1;
    Text text;
    text_init(&text);
    if (fd >= 0 && basic_format(&text, (BasicMode)native_arg_int(call, 1),
                                native_arg_string(call, 2), args.items, args.count)) {
        struct pollfd ready = {.fd = fd, .events = POLLOUT};
        done = 0;
        do {
            ssize_t count = write(fd, text.chars + done, (size_t)(text.bytes - done));
            if (count >= 0) done += count;
            else if (errno == EAGAIN && done) poll(&ready, 1, -1);
            else if (errno != EINTR) error = errno;
        } while (!error && done < text.bytes);
        if (error && !done) {
            done = -1;
            error = 0;
        }
    }
    text_free(&text);
    native_ret_int(call, 0, done);
    native_ret_int(call, 1, error);
}

const NativeDef fmt_natives[] = {
    {"outputBasic", fmt_output_basic, NATIVE_BLOCKS},
    {"sprintBasic", fmt_sprint_basic, 0},
    {NULL, NULL, 0},
};
