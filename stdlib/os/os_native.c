// stdlib/os/os_native.c - files and environment through the C library.
//
// Results that can fail end with an error number, 0 for success. Natives that may block give up
// their processor meanwhile, so they touch nothing but their arguments.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stdlib/text.h"
#include "vm/native.h"
#include "vm/native_runtime.h"

// A path as C wants it; short ones need no memory of their own.
typedef struct Path {
    char fixed[512];
    char *text;                    // NULL when the path has a NUL byte: no file has such a name
} Path;

static const char *path_open(Path *path, GoString name) {
    path->text = NULL;
    if (name.bytes && memchr(name.text, 0, (size_t)name.bytes)) return "";
    size_t bytes = (size_t)name.bytes;
    path->text = bytes < sizeof path->fixed ? path->fixed : malloc(bytes + 1);
    if (!path->text) return "";
    if (bytes) memcpy(path->text, name.text, bytes);
    path->text[bytes] = '\0';
    return path->text;
}

// Frees the path and returns the error number of a call that took it.
static int path_close(Path *path, bool failed) {
    int error = !path->text ? EINVAL : failed ? errno : 0;
    if (path->text && path->text != path->fixed) free(path->text);
    return error;
}

static void return_status(NativeCall *call, int slot, bool failed) {
    native_ret_int(call, slot, failed ? errno : 0);
}

static void os_file_open(NativeCall *call) {
    Path path;
    const char *name = path_open(&path, native_arg_string(call, 0));
    int flags = (int)native_arg_int(call, 2), fd;
    do {
        fd = open(name, flags, (mode_t)native_arg_uint(call, 3));
    } while (fd < 0 && errno == EINTR);
    native_ret_int(call, 0, fd);
    native_ret_int(call, 1, path_close(&path, fd < 0));
    struct stat info;
    bool waits = fd >= 0 && fstat(fd, &info) == 0 &&
                 (S_ISFIFO(info.st_mode) || S_ISCHR(info.st_mode) || S_ISSOCK(info.st_mode));
    native_ret_bool(call, 2, waits);
}

static void return_count(NativeCall *call, ssize_t count) {
    native_ret_int(call, 0, count < 0 ? 0 : count);
    native_ret_int(call, 1, count < 0 ? errno : 0);
}

static void os_file_read(NativeCall *call) {
    GoSlice out = native_arg_slice(call, 1);
    ssize_t count;
    do {
        count = read((int)native_arg_int(call, 0), out.items, (size_t)out.count);
    } while (count < 0 && errno == EINTR);
    return_count(call, count);
}

static void os_file_read_at(NativeCall *call) {
    GoSlice out = native_arg_slice(call, 1);
    ssize_t count;
    do {
        count = pread((int)native_arg_int(call, 0), out.items, (size_t)out.count,
                      native_arg_int(call, 4));
    } while (count < 0 && errno == EINTR);
    return_count(call, count);
}

// Writes all, at [offset] unless that is negative.
static void write_all(NativeCall *call, GoString data, int64_t offset) {
    int fd = (int)native_arg_int(call, 0), error = 0;
    int64_t done = 0;
    do {
        size_t rest = (size_t)(data.bytes - done);
        ssize_t count = offset < 0 ? write(fd, data.text + done, rest)
                                   : pwrite(fd, data.text + done, rest, offset + done);
        if (count >= 0) done += count;
        else if (errno != EINTR) error = errno;
    } while (!error && done < data.bytes);
    native_ret_int(call, 0, done);
    native_ret_int(call, 1, error);
}

// Not retried here: what is left waits for the file to be ready.
static void os_file_write_now(NativeCall *call) {
    GoSlice data = native_arg_slice(call, 1);
    int64_t done = 0;
    int error = 0;
    while (!error && done < data.count) {
        ssize_t count = write((int)native_arg_int(call, 0), (char *)data.items + done,
                              (size_t)(data.count - done));
        if (count >= 0) done += count;
        else if (errno != EINTR) error = errno;
    }
    native_ret_int(call, 0, done);
    native_ret_int(call, 1, error);
}

static void os_file_is_nonblocking(NativeCall *call) {
    int flags = fcntl((int)native_arg_int(call, 0), F_GETFL);
    native_ret_bool(call, 0, flags >= 0 && flags & O_NONBLOCK);
}

static void os_file_set_blocking(NativeCall *call) {
    int fd = (int)native_arg_int(call, 0), flags = fcntl(fd, F_GETFL);
    if (flags >= 0) fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
}

static void os_file_write(NativeCall *call) { write_all(call, native_arg_string(call, 1), -1); }

static void os_file_write_at(NativeCall *call) {
    write_all(call, native_arg_string(call, 1), native_arg_int(call, 4));
}

static void os_file_close(NativeCall *call) {
    return_status(call, 0, close((int)native_arg_int(call, 0)) < 0);
}

static void os_file_seek(NativeCall *call) {
    off_t at = lseek((int)native_arg_int(call, 0), native_arg_int(call, 1),
                     (int)native_arg_int(call, 2));
    native_ret_int(call, 0, at);
    return_status(call, 1, at < 0);
}

static void os_file_sync(NativeCall *call) {
    return_status(call, 0, fsync((int)native_arg_int(call, 0)) < 0);
}

static void os_file_truncate(NativeCall *call) {
    return_status(call, 0, ftruncate((int)native_arg_int(call, 0), native_arg_int(call, 1)) < 0);
}

static void os_file_chmod(NativeCall *call) {
    mode_t mode = (mode_t)native_arg_uint(call, 1);
    return_status(call, 0, fchmod((int)native_arg_int(call, 0), mode) < 0);
}

static void os_file_chown(NativeCall *call) {
    return_status(call, 0, fchown((int)native_arg_int(call, 0), (uid_t)native_arg_int(call, 1),
                                  (gid_t)native_arg_int(call, 2)) < 0);
}

static void os_file_chdir(NativeCall *call) {
    return_status(call, 0, fchdir((int)native_arg_int(call, 0)) < 0);
}

// syscall.Stat_t
typedef struct GoStat {
    uint64_t device, inode, links;
    uint32_t mode, user, group, padding;
    uint64_t device_type;
    int64_t bytes, block_bytes, blocks;
    struct timespec accessed, modified, changed;
} GoStat;
_Static_assert(sizeof(GoStat) == 120, "syscall.Stat_t has three words, four halves, ten words");

static void fill_stat(GoStat *out, const struct stat *in) {
    *out = (GoStat){
        .device = in->st_dev, .inode = in->st_ino, .links = in->st_nlink, .mode = in->st_mode,
        .user = in->st_uid, .group = in->st_gid, .device_type = in->st_rdev,
        .bytes = in->st_size, .block_bytes = in->st_blksize, .blocks = in->st_blocks,
        .accessed = in->st_atim, .modified = in->st_mtim, .changed = in->st_ctim,
    };
}

static void os_path_stat(NativeCall *call) {
    Path path;
    struct stat info;
    const char *name = path_open(&path, native_arg_string(call, 0));
    int flags = native_arg_bool(call, 2) ? 0 : AT_SYMLINK_NOFOLLOW;
    bool failed = fstatat(AT_FDCWD, name, &info, flags) < 0;
    if (!failed) fill_stat(native_arg_pointer(call, 3), &info);
    native_ret_int(call, 0, path_close(&path, failed));
}

static void os_file_stat(NativeCall *call) {
    struct stat info;
    bool failed = fstat((int)native_arg_int(call, 0), &info) < 0;
    if (!failed) fill_stat(native_arg_pointer(call, 1), &info);
    return_status(call, 0, failed);
}

static void os_path_mkdir(NativeCall *call) {
    Path path;
    const char *name = path_open(&path, native_arg_string(call, 0));
    bool failed = mkdir(name, (mode_t)native_arg_uint(call, 2)) < 0;
    native_ret_int(call, 0, path_close(&path, failed));
}

static void os_path_unlink(NativeCall *call) {
    Path path;
    bool failed = unlink(path_open(&path, native_arg_string(call, 0))) < 0;
    native_ret_int(call, 0, path_close(&path, failed));
}

static void os_path_rmdir(NativeCall *call) {
    Path path;
    bool failed = rmdir(path_open(&path, native_arg_string(call, 0))) < 0;
    native_ret_int(call, 0, path_close(&path, failed));
}

typedef int TwoPaths(const char *from, const char *to);

static void call_with_two(NativeCall *call, TwoPaths *function) {
    Path from, to;
    const char *from_name = path_open(&from, native_arg_string(call, 0));
    const char *to_name = path_open(&to, native_arg_string(call, 2));
    bool failed = from.text && to.text && function(from_name, to_name) < 0;
    int error = path_close(&from, failed);
    int to_error = path_close(&to, false);
    native_ret_int(call, 0, error ? error : to_error);
}

static void os_path_rename(NativeCall *call) { call_with_two(call, rename); }
static void os_path_link(NativeCall *call) { call_with_two(call, link); }
static void os_path_symlink(NativeCall *call) { call_with_two(call, symlink); }

static void return_c_string(NativeCall *call, const char *text, ssize_t bytes) {
    GoString result = {NULL, 0};
    if (bytes > 0) result = native_new_string(call, text, (size_t)bytes);
    native_ret_string(call, 0, result);
}

static void os_path_readlink(NativeCall *call) {
    Path path;
    char target[4096];
    const char *name = path_open(&path, native_arg_string(call, 0));
    ssize_t bytes = readlink(name, target, sizeof target);
    native_ret_int(call, 2, path_close(&path, bytes < 0));
    return_c_string(call, target, bytes);
}

static void os_path_chmod(NativeCall *call) {
    Path path;
    const char *name = path_open(&path, native_arg_string(call, 0));
    bool failed = chmod(name, (mode_t)native_arg_uint(call, 2)) < 0;
    native_ret_int(call, 0, path_close(&path, failed));
}

static void os_path_chown(NativeCall *call) {
    Path path;
    const char *name = path_open(&path, native_arg_string(call, 0));
    int flags = native_arg_bool(call, 4) ? 0 : AT_SYMLINK_NOFOLLOW;
    bool failed = fchownat(AT_FDCWD, name, (uid_t)native_arg_int(call, 2),
                           (gid_t)native_arg_int(call, 3), flags) < 0;
    native_ret_int(call, 0, path_close(&path, failed));
}

static void os_path_truncate(NativeCall *call) {
    Path path;
    const char *name = path_open(&path, native_arg_string(call, 0));
    bool failed = truncate(name, native_arg_int(call, 2)) < 0;
    native_ret_int(call, 0, path_close(&path, failed));
}

static void os_path_chdir(NativeCall *call) {
    Path path;
    bool failed = chdir(path_open(&path, native_arg_string(call, 0))) < 0;
    native_ret_int(call, 0, path_close(&path, failed));
}

static struct timespec time_argument(int64_t nanoseconds) {
    if (nanoseconds == INT64_MIN) return (struct timespec){0, UTIME_OMIT};
    int64_t seconds = nanoseconds / 1000000000, rest = nanoseconds % 1000000000;
    if (rest < 0) {
        rest += 1000000000;
        seconds--;
    }
    return (struct timespec){seconds, rest};
}

static void os_path_times(NativeCall *call) {
    Path path;
    const char *name = path_open(&path, native_arg_string(call, 0));
    struct timespec times[2] = {time_argument(native_arg_int(call, 2)),
                                time_argument(native_arg_int(call, 3))};
    bool failed = utimensat(AT_FDCWD, name, times, 0) < 0;
    native_ret_int(call, 0, path_close(&path, failed));
}

static void os_current_dir(NativeCall *call) {
    char dir[4096];
    bool failed = !getcwd(dir, sizeof dir);
    return_status(call, 2, failed);
    return_c_string(call, dir, failed ? 0 : (ssize_t)strlen(dir));
}

static char entry_letter(unsigned char type) {
    switch (type) {
    case DT_DIR: return 'd';
    case DT_LNK: return 'l';
    case DT_FIFO: return 'p';
    case DT_SOCK: return 's';
    case DT_CHR: return 'c';
    case DT_BLK: return 'b';
    case DT_REG: return 'f';
    default: return '?';
    }
}

static void os_file_entries(NativeCall *call) {
    int copy = dup((int)native_arg_int(call, 0));
    DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    native_ret_string(call, 0, (GoString){NULL, 0});
    return_status(call, 2, !dir);
    if (!dir) {
        if (copy >= 0) close(copy);
        return;
    }
    Text text;
    text_init(&text);
    struct dirent *entry;
    while ((entry = readdir(dir))) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        text_add_char(&text, entry_letter(entry->d_type));
        text_add(&text, entry->d_name, (int64_t)strlen(entry->d_name) + 1);
    }
    closedir(dir);
    return_c_string(call, text.chars, text.bytes);
    text_free(&text);
}

static void os_make_pipe(NativeCall *call) {
    int ends[2] = {-1, -1};
    bool failed = pipe2(ends, O_CLOEXEC) < 0;
    native_ret_int(call, 0, ends[0]);
    native_ret_int(call, 1, ends[1]);
    return_status(call, 2, failed);
}

static void os_host_name(NativeCall *call) {
    char name[256] = "";
    bool failed = gethostname(name, sizeof name - 1) < 0;
    return_status(call, 2, failed);
    return_c_string(call, name, failed ? 0 : (ssize_t)strlen(name));
}

static void os_executable_path(NativeCall *call) {
    char path[4096];
    ssize_t bytes = readlink("/proc/self/exe", path, sizeof path);
    return_status(call, 2, bytes < 0);
    return_c_string(call, path, bytes);
}

// ---- environment: the C library's is not safe for several threads ------------------------------
static pthread_mutex_t env_lock = PTHREAD_MUTEX_INITIALIZER;
extern char **environ;

static void os_env_get(NativeCall *call) {
    Path key;
    const char *name = path_open(&key, native_arg_string(call, 0));
    pthread_mutex_lock(&env_lock);
    const char *value = key.text ? getenv(name) : NULL;
    native_ret_bool(call, 2, value != NULL);
    return_c_string(call, value, value ? (ssize_t)strlen(value) : 0);
    pthread_mutex_unlock(&env_lock);
    path_close(&key, false);
}

static void os_env_set(NativeCall *call) {
    Path key, value;
    const char *name = path_open(&key, native_arg_string(call, 0));
    const char *text = path_open(&value, native_arg_string(call, 2));
    pthread_mutex_lock(&env_lock);
    bool failed = key.text && value.text && setenv(name, text, 1) < 0;
    pthread_mutex_unlock(&env_lock);
    int error = path_close(&key, failed);
    int value_error = path_close(&value, false);
    native_ret_int(call, 0, error ? error : value_error);
}

static void os_env_unset(NativeCall *call) {
    Path key;
    const char *name = path_open(&key, native_arg_string(call, 0));
    pthread_mutex_lock(&env_lock);
    bool failed = unsetenv(name) < 0;
    pthread_mutex_unlock(&env_lock);
    native_ret_int(call, 0, path_close(&key, failed));
}

static void os_env_clear(NativeCall *call) {
    (void)call;
    pthread_mutex_lock(&env_lock);
    clearenv();
    pthread_mutex_unlock(&env_lock);
}

static void os_env_all(NativeCall *call) {
    Text text;
    text_init(&text);
    pthread_mutex_lock(&env_lock);
    for (char **pair = environ; pair && *pair; pair++) {
        text_add(&text, *pair, (int64_t)strlen(*pair) + 1);
    }
    pthread_mutex_unlock(&env_lock);
    return_c_string(call, text.chars, text.bytes);
    text_free(&text);
}

const NativeDef os_natives[] = {
    {"fileOpen", os_file_open, NATIVE_BLOCKS},
    {"fileRead", os_file_read, NATIVE_BLOCKS},
    {"fileReadAt", os_file_read_at, NATIVE_BLOCKS},
    {"fileWrite", os_file_write, NATIVE_BLOCKS},
    {"fileWriteAt", os_file_write_at, NATIVE_BLOCKS},
    {"fileWriteString", os_file_write, NATIVE_BLOCKS},
    {"fileReadNow", os_file_read, 0},
    {"fileWriteNow", os_file_write_now, 0},
    {"fileIsNonblocking", os_file_is_nonblocking, 0},
    {"fileSetBlocking", os_file_set_blocking, 0},
    {"fileBrokenPipe", os_broken_pipe, 0},
    {"pollOpen", os_poll_open, 0},
    {"pollCheck", os_poll_check, 0},
    {"pollWait", os_poll_wait, 0},
    {"pollUnblock", os_poll_unblock, 0},
    {"pollClose", os_poll_close, 0},
    {"pollDeadline", os_poll_deadline, 0},
    {"runtimeNano", runtime_nanotime, 0},
    {"fileClose", os_file_close, 0},
    {"fileSeek", os_file_seek, 0},
    {"fileSync", os_file_sync, NATIVE_BLOCKS},
    {"fileTruncate", os_file_truncate, 0},
    {"fileChmod", os_file_chmod, 0},
    {"fileChown", os_file_chown, 0},
    {"fileChdir", os_file_chdir, 0},
    {"fileStat", os_file_stat, 0},
    {"fileEntries", os_file_entries, 0},
    {"pathStat", os_path_stat, 0},
    {"pathMkdir", os_path_mkdir, 0},
    {"pathUnlink", os_path_unlink, 0},
    {"pathRmdir", os_path_rmdir, 0},
    {"pathRename", os_path_rename, 0},
    {"pathLink", os_path_link, 0},
    {"pathSymlink", os_path_symlink, 0},
    {"pathReadlink", os_path_readlink, 0},
    {"pathChmod", os_path_chmod, 0},
    {"pathChown", os_path_chown, 0},
    {"pathTruncate", os_path_truncate, 0},
    {"pathChdir", os_path_chdir, 0},
    {"pathTimes", os_path_times, 0},
    {"currentDir", os_current_dir, 0},
    {"makePipe", os_make_pipe, 0},
    {"hostName", os_host_name, 0},
    {"executablePath", os_executable_path, 0},
    {"envGet", os_env_get, 0},
    {"envSet", os_env_set, 0},
    {"envUnset", os_env_unset, 0},
    {"envClear", os_env_clear, 0},
    {"envAll", os_env_all, 0},
    {"randomNumber", runtime_fastrand64, 0},
    {"runtime_args", os_runtime_args, 0},
    {"runtime_exit", runtime_exit, 0},
    {NULL, NULL, 0},
};
