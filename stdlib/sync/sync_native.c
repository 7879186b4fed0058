// stdlib/sync/sync_native.c - the rows of package sync; the scheduler does the waiting.
#include "vm/native.h"
#include "vm/native_runtime.h"

const NativeDef sync_natives[] = {
    {"runtime_Semacquire", sync_semacquire, 0},
    {"runtime_SemacquireMutex", sync_semacquire_mutex, 0},
    {"runtime_SemacquireRWMutexR", sync_semacquire_rwmutex_r, 0},
    {"runtime_SemacquireRWMutex", sync_semacquire_rwmutex, 0},
    {"runtime_Semrelease", sync_semrelease, 0},
    {"runtime_notifyListAdd", sync_notify_list_add, 0},
    {"runtime_notifyListWait", sync_notify_list_wait, 0},
    {"runtime_notifyListNotifyAll", sync_notify_list_notify_all, 0},
    {"runtime_notifyListNotifyOne", sync_notify_list_notify_one, 0},
    {"runtime_nanotime", runtime_nanotime, 0},
    {"fatal", runtime_fatal, 0},
    {"runtime_registerPool", sync_register_pool, 0},
    {"poolYield", runtime_gosched, 0},
    {NULL, NULL, 0},
};
