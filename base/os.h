// base/os.h - what the front end and the command need of the operating system.
#ifndef MOUND_BASE_OS_H
#define MOUND_BASE_OS_H

#include <stddef.h>
#include <stdint.h>

// Reads the whole file [path] into malloc'ed memory, followed by [padding] NULs; *[bytes] is its
// length. Returns NULL when that fails or the file is longer than [bytes_max]; *[error] then says
// why, in Go's words ("no such file or directory"); the text is valid until the thread's next call.
char *os_read_file(const char *path, size_t padding, size_t bytes_max, size_t *bytes,
                   const char **error);

// The text Go prints for the error number [code]; valid until the thread's next call.
const char *os_error_text(int code);

// Nanoseconds of the monotonic clock, from some fixed moment.
uint64_t os_monotonic_ns(void);

#endif
