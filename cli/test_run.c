// cli/test_run.c - see test_run.h.
#include "cli/test_run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/os.h"
#include "cli/cli.h"
#include "cli/execute.h"
#include "cli/folder.h"

typedef enum {
    OUTPUT_DIRECT,     // goes where mound's own goes
    OUTPUT_ECHOED,     // is passed on as it comes, and kept
    OUTPUT_KEPT,       // is shown when the package has failed
} OutputMode;

typedef enum { JOB_WAITING, JOB_RUNNING, JOB_ENDED } JobState;

// What a child tells its parent in one byte once it knows.
enum { SAYS_READY = 'r', SAYS_NO_FILES = 'n', SAYS_BROKEN = 'b' };

typedef struct Job {
    const TestTarget *target;
    JobState state;
    pid_t pid;
    int output_fd;             // -1: closed
    int news_fd;
    char news;                 // SAYS_*, 0: nothing yet
    bool killed;
    uint64_t start_ns, end_ns; // of the run, without loading
    int status;                // of wait
    char *output;
    size_t output_bytes, output_capacity;
} Job;

typedef struct Runner {
    const Options *options;
    const TestFlags *flags;
    OutputMode mode;
    Job *jobs;
    uint32_t count;
    uint32_t printed;          // jobs whose lines have been printed
    bool failed;
} Runner;

enum { GRACE_SECONDS = 60 };   // between the tests' own alarm and the end by force

// ---- the child ----------------------------------------------------------------------------------

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void tell(int news_fd, char news) {
    if (write(news_fd, &news, 1) != 1) _exit(EXIT_ERRORS);
    close(news_fd);
}

// Loads and runs the tests of [target]; output goes to [output_fd] from when they run.
static int run_child(const Runner *runner, const TestTarget *target, int output_fd, int news_fd) {
    Options options = *runner->options;
    options.complete &= !folder_has_assembly(target->folder);
    Program program;
    TestState state = test_program_load(&options, target, &program);
    fflush(stderr);
    if (state != TEST_READY) {
        tell(news_fd, state == TEST_NO_FILES ? SAYS_NO_FILES : SAYS_BROKEN);
        return EXIT_ERRORS;
    }
    if (chdir(target->folder) != 0) {
        fprintf(stderr, "mound: chdir %s: %s\n", target->folder, os_error_text(errno));
        return EXIT_ERRORS;
    }
    setenv("PWD", target->folder, 1);
    if (output_fd >= 0) dup2(output_fd, 1);
    dup2(1, 2);
    tell(news_fd, SAYS_READY);
    char *name = arena_printf(program_arena(), "%s.test", base_name(target->path));
    options.files = &name;
    options.args = runner->flags->arguments.items;
    options.arg_count = (int)runner->flags->arguments.count;
    return program_execute(&program, &options);
}

static bool job_start(Runner *runner, Job *job) {
    int output[2] = {-1, -1}, news[2];
    if (pipe2(news, O_CLOEXEC) != 0) return false;
    if (runner->mode != OUTPUT_DIRECT && pipe2(output, O_CLOEXEC) != 0) return false;
    fflush(stdout);
    job->pid = fork();
    if (job->pid < 0) return false;
    if (job->pid == 0) {
        close(news[0]);
        if (output[0] >= 0) close(output[0]);
        int code = run_child(runner, job->target, output[1], news[1]);
        fflush(stdout);
        _exit(code);
    }
    close(news[1]);
    if (output[1] >= 0) close(output[1]);
    job->news_fd = news[0];
    job->output_fd = output[0];
    job->start_ns = os_monotonic_ns();
    job->state = JOB_RUNNING;
    return true;
}

// ---- the parent ---------------------------------------------------------------------------------

static void job_keep(Job *job, const char *bytes, size_t count) {
    if (job->output_bytes + count > job->output_capacity) {
        job->output_capacity = 2 * job->output_capacity + count + 4096;
        job->output = realloc(job->output, job->output_capacity);
        if (!job->output) abort();
    }
    memcpy(job->output + job->output_bytes, bytes, count);
    job->output_bytes += count;
}

static void job_read_output(const Runner *runner, Job *job) {
    char buffer[1 << 16];
    ssize_t count = read(job->output_fd, buffer, sizeof buffer);
    if (count > 0) {
        job_keep(job, buffer, (size_t)count);
        if (runner->mode == OUTPUT_ECHOED) {
            fwrite(buffer, 1, (size_t)count, stdout);
            fflush(stdout);
        }
        return;
    }
    if (count < 0 && errno == EINTR) return;
    close(job->output_fd);
    job->output_fd = -1;
}

static void job_read_news(Job *job) {
    char news;
    ssize_t count = read(job->news_fd, &news, 1);
    if (count < 0 && errno == EINTR) return;
    if (count == 1) {
        job->news = news;
        job->start_ns = os_monotonic_ns();
        return;
    }
    close(job->news_fd);
    job->news_fd = -1;
}

// A child that does not heed its own alarm is ended by force.
static void job_check_time(const Runner *runner, Job *job) {
    double limit = runner->flags->timeout_seconds;
    if (limit == 0 || job->killed) return;
    double seconds = (double)(os_monotonic_ns() - job->start_ns) / 1e9;
    if (seconds < limit + GRACE_SECONDS) return;
    job->killed = true;
    kill(job->pid, SIGKILL);
}

static void job_finish(Job *job) {
    while (waitpid(job->pid, &job->status, 0) < 0 && errno == EINTR) {
    }
    job->end_ns = os_monotonic_ns();
    job->state = JOB_ENDED;
}

// Waits for something to happen to a running job, and handles it.
static void runner_wait(Runner *runner) {
    struct pollfd fds[2 * 64];
    Job *owners[2 * 64];
    nfds_t count = 0;
    for (uint32_t i = 0; i < runner->count && count < 2 * 64; i++) {
        Job *job = &runner->jobs[i];
        if (job->state != JOB_RUNNING) continue;
        job_check_time(runner, job);
        for (int which = 0; which < 2; which++) {
            int fd = which ? job->output_fd : job->news_fd;
            if (fd < 0) continue;
            owners[count] = job;
            fds[count++] = (struct pollfd){.fd = fd, .events = POLLIN};
        }
    }
    if (poll(fds, count, 200) <= 0) return;
    for (nfds_t i = 0; i < count; i++) {
        if (!fds[i].revents) continue;
        if (fds[i].fd == owners[i]->output_fd) job_read_output(runner, owners[i]);
        else job_read_news(owners[i]);
    }
}

static bool job_is_over(const Runner *runner, Job *job) {
    if (job->state != JOB_RUNNING) return false;
    if (job->news_fd >= 0 || job->output_fd >= 0) return false;
    if (runner->mode != OUTPUT_DIRECT) return true;
    pid_t done = waitpid(job->pid, &job->status, WNOHANG);
    if (done == 0) {
        usleep(500);
        return false;
    }
    job->end_ns = os_monotonic_ns();
    job->state = JOB_ENDED;
    return false;
}

// ---- go's lines ---------------------------------------------------------------------------------

static bool has_text(const Job *job, const char *text) {
    return job->output && memmem(job->output, job->output_bytes, text, strlen(text));
}

static void print_status(int status) {
    if (WIFSIGNALED(status)) {
        static const struct { int signal; const char *name; } names[] = {
            {SIGKILL, "killed"}, {SIGABRT, "aborted"}, {SIGSEGV, "segmentation fault"},
            {SIGINT, "interrupt"}, {SIGTERM, "terminated"}, {SIGQUIT, "quit"}, {SIGHUP, "hangup"},
            {SIGPIPE, "broken pipe"},
        };
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            if (names[i].signal == WTERMSIG(status)) printf("signal: %s\n", names[i].name);
        }
        return;
    }
    printf("exit status %d\n", WEXITSTATUS(status));
}

static void print_kept(const Runner *runner, const Job *job) {
    if (runner->mode == OUTPUT_KEPT && job->output_bytes) {
        fwrite(job->output, 1, job->output_bytes, stdout);
    }
    if (job->output_bytes && job->output[job->output_bytes - 1] != '\n') putchar('\n');
}

static void print_passed(const Runner *runner, const Job *job, double seconds) {
    if (runner->flags->show_pass) print_kept(runner, job);
    const char *note = "";
    if (has_text(job, "testing: warning: no tests to run\n")) note = " [no tests to run]";
    printf("ok  \t%s\t%.3fs%s\n", job->target->path, seconds, note);
}

static void print_failed(Runner *runner, const Job *job, double seconds) {
    runner->failed = true;
    print_kept(runner, job);
    if (job->killed) {
        printf("*** Test killed: ran too long (%gs).\n",
               runner->flags->timeout_seconds + GRACE_SECONDS);
    }
    bool exited = WIFEXITED(job->status);
    if (job->output_bytes == 0 || !exited) print_status(job->status);
    printf("FAIL\t%s\t%.3fs\n", job->target->path, seconds);
}

static void print_job(Runner *runner, const Job *job) {
    double seconds = (double)(job->end_ns - job->start_ns) / 1e9;
    if (job->news == SAYS_NO_FILES) {
        printf("?   \t%s\t[no test files]\n", job->target->path);
    } else if (job->news != SAYS_READY) {
        runner->failed = true;
        if (!WIFEXITED(job->status)) print_status(job->status);
        printf("FAIL\t%s [build failed]\n", job->target->path);
    } else if (WIFEXITED(job->status) && WEXITSTATUS(job->status) == 0) {
        print_passed(runner, job, seconds);
    } else {
        print_failed(runner, job, seconds);
    }
    fflush(stdout);
}

// Starts jobs while fewer than -p run, finishes those that are over, prints in order.
static bool runner_step(Runner *runner) {
    uint32_t running = 0;
    for (uint32_t i = 0; i < runner->count; i++) {
        Job *job = &runner->jobs[i];
        if (job_is_over(runner, job)) job_finish(job);
        if (job->state == JOB_RUNNING) running++;
    }
    while (runner->printed < runner->count && runner->jobs[runner->printed].state == JOB_ENDED) {
        print_job(runner, &runner->jobs[runner->printed++]);
    }
    uint32_t jobs_max = runner->mode == OUTPUT_DIRECT ? 1 : (uint32_t)runner->flags->jobs;
    for (uint32_t i = 0; i < runner->count && running < jobs_max && running < 64; i++) {
        if (runner->jobs[i].state != JOB_WAITING) continue;
        if (runner->flags->fail_fast && runner->failed) return false;
        if (!job_start(runner, &runner->jobs[i])) {
            fprintf(stderr, "mound test: cannot start a process: %s\n", os_error_text(errno));
            runner->failed = true;
            return false;
        }
        running++;
    }
    return running > 0 || runner->printed < runner->count;
}

int test_run_all(Arena *arena, const Options *options, const TestFlags *flags,
                 const TestTargetList *targets, bool named) {
    Runner runner = {.options = options, .flags = flags, .count = targets->count};
    runner.mode = OUTPUT_KEPT;
    if (!named || flags->benchmarks) runner.mode = OUTPUT_DIRECT;
    else if (flags->show_pass && targets->count == 1) runner.mode = OUTPUT_ECHOED;
    runner.jobs = ARENA_ARRAY(arena, Job, targets->count);
    for (uint32_t i = 0; i < targets->count; i++) {
        runner.jobs[i] = (Job){.target = &targets->items[i], .news_fd = -1, .output_fd = -1};
    }
    while (runner_step(&runner)) runner_wait(&runner);
    if (runner.failed && named) puts("FAIL");
    return finish_output(runner.failed ? EXIT_ERRORS : EXIT_FINE);
}
