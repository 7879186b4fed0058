#include "base/os.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

const char *os_error_text(int code) {
    static _Thread_local char text[128];
    snprintf(text, sizeof text, "%s", strerror(code));
    // Go's texts are the C library's in lower case.
    text[0] = (char)tolower((unsigned char)text[0]);
    return text;
}

// Reads all of [fd] into a buffer that grows. Files under /proc, pipes and terminals say nothing
// true about their size beforehand, so it is only a hint.
static char *read_all(int fd, size_t hint, size_t padding, size_t bytes_max, size_t *bytes) {
    size_t room = hint + 1;
    size_t used = 0;
    char *text = malloc(room + padding);
    while (text) {
        if (used == room) {
            room = room * 2 + 4096;
            char *grown = realloc(text, room + padding);
            if (!grown) break;
            text = grown;
        }
        ssize_t got = read(fd, text + used, room - used);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) break;
        if (got == 0) {
            memset(text + used, 0, padding);
            *bytes = used;
            return text;
        }
        used += (size_t)got;
        if (used > bytes_max) {
            errno = EFBIG;
            break;
        }
    }
    int saved = errno;
    free(text);
    errno = saved;
    return NULL;
}

char *os_read_file(const char *path, size_t padding, size_t bytes_max, size_t *bytes,
                   const char **error) {
    char *text = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int code = errno;
    if (fd >= 0) {
        struct stat info;
        if (fstat(fd, &info) != 0) {
            code = errno;
        } else if (S_ISREG(info.st_mode) && (uint64_t)info.st_size > bytes_max) {
            code = EFBIG;
        } else {
            size_t hint = S_ISREG(info.st_mode) ? (size_t)info.st_size : 4096;
            text = read_all(fd, hint, padding, bytes_max, bytes);
            code = errno;
        }
        close(fd);
    }
    if (!text && error) *error = os_error_text(code);
    return text;
}

uint64_t os_monotonic_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}
