// stdlib/bufio/bufio_native.c - finding words.
#include "stdlib/search.h"
#include "stdlib/utf8.h"
#include "vm/native.h"

static void bufio_next_word(NativeCall *call) {
    GoString data = native_arg_string(call, 0);
    int width = 0;
    int64_t i = 0;
    while (i < data.bytes && search_is_space(utf8_decode(data.text + i, data.bytes - i, &width))) {
        i += width;
    }
    native_ret_int(call, 0, i);
    while (i < data.bytes && !search_is_space(utf8_decode(data.text + i, data.bytes - i, &width))) {
        i += width;
    }
    bool ended = i < data.bytes;
    native_ret_int(call, 1, ended ? i : -1);
    native_ret_int(call, 2, ended ? i + width : i);
}

const NativeDef bufio_natives[] = {
    {"nextWord", bufio_next_word, 0},
    {NULL, NULL, 0},
};
