// stdlib/weak/weak_native.c - the rows of package weak; the bodies are the run time's own.
#include "vm/native.h"
#include "vm/native_runtime.h"

const NativeDef weak_natives[] = {
    {"handle", weak_handle, 0},
    {"value", weak_value, 0},
    {NULL, NULL, 0},
};
