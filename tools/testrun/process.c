// tools/testrun/process.c - child processes and files.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tools/testrun/testrun.h"

enum { OUTPUT_BYTES_MAX = 64 << 20 };

char *text_format(const char *format, ...) {
    char *text;
    va_list args;
    va_start(args, format);
    if (vasprintf(&text, format, args) < 0) abort();
    va_end(args);
    return text;
}

char *file_read(const char *path, size_t *bytes) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    size_t used = 0, room = 1 << 16;
    char *text = malloc(room);
    for (size_t n; (n = fread(text + used, 1, room - used - 1, file)) > 0;) {
        used += n;
        if (room - used < 2) text = realloc(text, room *= 2);
    }
    fclose(file);
    text[used] = '\0';
    if (bytes) *bytes = used;
    return text;
}

bool file_write(const char *path, const char *text, size_t bytes) {
    FILE *file = fopen(path, "wb");
    if (!file) return false;
    bool fine = fwrite(text, 1, bytes, file) == bytes;
    return fclose(file) == 0 && fine;
}

typedef struct Stream {
    int fd;
    char *text;
    size_t used, room;
} Stream;

static void stream_take(Stream *stream) {
    if (stream->room - stream->used < 1 << 15) {
        stream->room = stream->room ? stream->room * 2 : 1 << 16;
        stream->text = realloc(stream->text, stream->room);
    }
    ssize_t n = read(stream->fd, stream->text + stream->used, stream->room - stream->used - 1);
    if (n > 0) stream->used += (size_t)n;
    if (n == 0 || (n < 0 && errno != EINTR) || stream->used > OUTPUT_BYTES_MAX) {
        close(stream->fd);
        stream->fd = -1;
    }
}

static char *stream_text(Stream *stream) {
    if (!stream->text) return strdup("");
    stream->text[stream->used] = '\0';
    return stream->text;
}

static _Noreturn void child(char *const argv[], const char *folder, int out, int err) {
    setpgid(0, 0);
    if (folder && chdir(folder) != 0) _exit(126);
    int null = open("/dev/null", O_RDONLY);
    dup2(null, 0);
    dup2(out, 1);
    dup2(err, 2);
    struct rlimit core = {0, 0};
    setrlimit(RLIMIT_CORE, &core);
    execvp(argv[0], argv);
    _exit(127);
}

static double seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

// Reads both streams until they close or time is up; returns false in the latter case.
static bool collect(Stream *streams, double deadline) {
    for (;;) {
        struct pollfd polls[2];
        int open_count = 0;
        for (int i = 0; i < 2; i++) {
            polls[i] = (struct pollfd){.fd = streams[i].fd, .events = POLLIN};
            open_count += streams[i].fd >= 0;
        }
        if (open_count == 0) return true;
        double left = deadline - seconds_now();
        if (left <= 0) return false;
        if (poll(polls, 2, (int)(left * 1000) + 1) <= 0) continue;
        for (int i = 0; i < 2; i++) {
            if (polls[i].fd >= 0 && polls[i].revents) stream_take(&streams[i]);
        }
    }
}

// How long the thread of [pid] that had to wait longest for a processor has waited.
static double seconds_starved(pid_t pid) {
    char path[300];
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *tasks = opendir(path);
    double longest = 0;
    for (struct dirent *task; tasks && (task = readdir(tasks));) {
        if (task->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "/proc/%d/task/%.20s/schedstat", (int)pid, task->d_name);
        FILE *file = fopen(path, "r");
        unsigned long long ran, waited;
        if (file && fscanf(file, "%llu %llu", &ran, &waited) == 2 && (double)waited / 1e9 > longest)
            longest = (double)waited / 1e9;
        if (file) fclose(file);
    }
    if (tasks) closedir(tasks);
    return longest;
}

// A program that is kept from running by others does not lose its time.
static bool collect_in_time(Stream *streams, pid_t pid) {
    double start = seconds_now(), limit = settings.timeout_seconds;
    for (double allowed = limit;;) {
        if (collect(streams, start + allowed)) return true;
        double more = limit + seconds_starved(pid);
        if (more < allowed + 0.1) return false;
        allowed = more;
    }
}

void process_run(char *const argv[], const char *folder, bool merged, Output *output) {
    int out[2], err[2] = {-1, -1};
    if (pipe2(out, O_CLOEXEC) != 0 || (!merged && pipe2(err, O_CLOEXEC) != 0)) abort();
    pid_t pid = fork();
    if (pid == 0) child(argv, folder, out[1], merged ? out[1] : err[1]);
    setpgid(pid, pid);
    close(out[1]);
    if (!merged) close(err[1]);
    Stream streams[2] = {{.fd = out[0]}, {.fd = err[0]}};
    bool fine = collect_in_time(streams, pid);
    if (!fine) kill(-pid, SIGKILL);
    int status;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    kill(-pid, SIGKILL);
    for (int i = 0; i < 2; i++) {
        if (streams[i].fd >= 0) close(streams[i].fd);
    }
    output->timed_out = !fine;
    output->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    output->out_bytes = streams[0].used;
    output->err_bytes = streams[1].used;
    output->out = stream_text(&streams[0]);
    output->err = stream_text(&streams[1]);
}
