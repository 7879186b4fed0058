// stdlib/os/signal/signal_native.c - the rows of package os/signal; the bodies are the run time's.
#include "vm/native.h"
#include "vm/native_runtime.h"

const NativeDef os_signal_natives[] = {
    {"signalEnable", os_signal_enable, 0},
    {"signalDisable", os_signal_disable, 0},
    {"signalIgnore", os_signal_ignore, 0},
    {"signalIgnored", os_signal_is_ignored, 0},
    {"signalFile", os_signal_file, 0},
    {"signalNext", os_signal_next, 0},
    {"pollWait", os_poll_wait, 0},
    {NULL, NULL, 0},
};
