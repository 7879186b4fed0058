// vm/file_limit.c - how many files the process may have open.
#include <stdbool.h>
#include <sys/resource.h>

#include "vm/native_runtime.h"

static struct rlimit limit_before;
static bool is_raised;

void file_limit_raise(void) {
    if (!is_raised && getrlimit(RLIMIT_NOFILE, &limit_before) < 0) return;
    struct rlimit most = {limit_before.rlim_max, limit_before.rlim_max};
    if (is_raised || limit_before.rlim_cur != most.rlim_cur)
        is_raised = setrlimit(RLIMIT_NOFILE, &most) == 0;
}

void file_limit_restore(void) {
    if (is_raised) setrlimit(RLIMIT_NOFILE, &limit_before);
}
