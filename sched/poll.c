// sched/poll.c - see poll.h.
#include "sched/poll.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "sched/sched_int.h"

// Waiting in one direction; guarded by the lock of the file.
typedef struct PollSide {
    Goroutine *waiter;
    uint64_t *result;        // where its PollResult goes
    bool is_ready;           // an event came while nobody waited
    bool is_expired;
    Timer timer;             // for the deadline
    PollFile *file;
} PollSide;

struct PollFile {
    Lock lock;
    bool is_closing;
    int fd;
    PollSide sides[2];       // reading, writing
    PollFile *next_free;     // guarded by polls.lock
};

enum { FILES_MADE = 32, EVENTS_MAX = 128 };

static struct {
    Lock lock;               // guards [free] and opening
    PollFile *free;
    _Atomic int epoll_fd;    // -1 until the first file
    int break_fd;            // an eventfd that ends epoll_wait
    _Atomic uint32_t waiters;
    _Atomic int64_t looked;  // sched_now() of the last look
} polls = {.epoll_fd = -1};

bool poll_is_open(void) {
    return atomic_load_explicit(&polls.epoll_fd, memory_order_relaxed) >= 0;
}

uint32_t poll_waiter_count(void) {
    return atomic_load(&polls.waiters);
}

int64_t poll_last_look(void) {
    return atomic_load_explicit(&polls.looked, memory_order_relaxed);
}

void poll_break(void) {
    uint64_t one = 1;
    if (write(polls.break_fd, &one, sizeof one) < 0) return;   // full: it will wake anyway
}

// ---- Opening and closing ------------------------------------------------------------------------

static int start_locked(void) {
    int epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (epoll_fd < 0) return errno;
    polls.break_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    if (polls.break_fd < 0 || epoll_ctl(epoll_fd, EPOLL_CTL_ADD, polls.break_fd, &event) < 0) {
        int error = errno;
        if (polls.break_fd >= 0) close(polls.break_fd);
        close(epoll_fd);
        return error;
    }
    atomic_store(&polls.epoll_fd, epoll_fd);
    poller_break();   // the keeper does not sleep in epoll_wait yet
    return 0;
}

static void files_make_locked(void) {
    PollFile *files = calloc(FILES_MADE, sizeof *files);
    FATAL_IF(files == NULL, "no memory to watch files");
    for (int i = 0; i < FILES_MADE; i++) {
        files[i].next_free = polls.free;
        polls.free = &files[i];
    }
}

static PollFile *file_take(int *error) {
    lock_acquire(&polls.lock);
    *error = poll_is_open() ? 0 : start_locked();
    PollFile *file = NULL;
    if (*error == 0) {
        if (polls.free == NULL) files_make_locked();
        file = polls.free;
        polls.free = file->next_free;
    }
    lock_release(&polls.lock);
    return file;
}

static void file_give_back(PollFile *file) {
    lock_acquire(&polls.lock);
    file->next_free = polls.free;
    polls.free = file;
    lock_release(&polls.lock);
}

PollFile *poll_open(int fd, int *error) {
    PollFile *file = file_take(error);
    if (file == NULL) return NULL;
    // A late event for the file this record stood for before is only a reason to look again.
    lock_acquire(&file->lock);
    file->fd = fd;
    file->is_closing = false;
    for (int i = 0; i < 2; i++) {
        PollSide *side = &file->sides[i];
        side->waiter = NULL;
        side->is_ready = side->is_expired = false;
        side->file = file;
        side->timer = (Timer){.poll_side = (uintptr_t)side | 1};
    }
    lock_release(&file->lock);
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET,
                                .data.ptr = file};
    int flags = fcntl(fd, F_GETFL);
    bool watched = epoll_ctl(atomic_load(&polls.epoll_fd), EPOLL_CTL_ADD, fd, &event) == 0;
    if (watched && flags >= 0 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0) return file;
    *error = errno;
    if (watched) epoll_ctl(atomic_load(&polls.epoll_fd), EPOLL_CTL_DEL, fd, &event);
    file_give_back(file);
    return NULL;
}

void poll_close(PollFile *file) {
    struct epoll_event event = {0};
    epoll_ctl(atomic_load(&polls.epoll_fd), EPOLL_CTL_DEL, file->fd, &event);
    for (int i = 0; i < 2; i++) timer_stop(NULL, &file->sides[i].timer);
    file_give_back(file);
}

// ---- Waiting ------------------------------------------------------------------------------------

// Why waiting is of no use; the lock is held.
static PollResult side_state(const PollFile *file, const PollSide *side) {
    return file->is_closing ? POLL_CLOSED : side->is_expired ? POLL_EXPIRED : POLL_READY;
}

PollResult poll_check(PollFile *file, bool write) {
    lock_acquire(&file->lock);
    PollResult result = side_state(file, &file->sides[write]);
    lock_release(&file->lock);
    return result;
}

SchedStatus poll_wait(Processor *p, Goroutine *g, PollFile *file, bool write, uint64_t *result) {
    PollSide *side = &file->sides[write];
    lock_acquire(&file->lock);
    *result = side_state(file, side);
    if (*result != POLL_READY || side->is_ready) {
        side->is_ready = false;
        lock_release(&file->lock);
        return SCHED_DONE;
    }
    FATAL_IF(side->waiter != NULL, "two goroutines wait for the same side of a file");
    side->waiter = g;
    side->result = result;
    atomic_fetch_add(&polls.waiters, 1);
    sched_park(p, g, WAIT_IO);
    lock_release(&file->lock);
    return SCHED_PARKED;
}

// Takes the waiter of a side off; the lock is held. NULL: nobody waits.
static Goroutine *side_take(PollSide *side, PollResult result) {
    Goroutine *g = side->waiter;
    if (g == NULL) return NULL;
    *side->result = result;
    side->waiter = NULL;
    return g;
}

// The waiter counts until it is in a queue, lest the program looks deadlocked in between.
static void wake(Processor *p, Goroutine *g) {
    if (g == NULL) return;
    sched_ready(p, g);
    atomic_fetch_sub(&polls.waiters, 1);
}

void poll_unblock(Processor *p, PollFile *file) {
    lock_acquire(&file->lock);
    file->is_closing = true;
    Goroutine *reader = side_take(&file->sides[0], POLL_CLOSED);
    Goroutine *writer = side_take(&file->sides[1], POLL_CLOSED);
    lock_release(&file->lock);
    wake(p, reader);
    wake(p, writer);
}

// ---- Deadlines ----------------------------------------------------------------------------------

void poll_deadline_passed(Processor *p, uintptr_t tagged_side) {
    PollSide *side = (PollSide *)(tagged_side & ~(uintptr_t)1);
    lock_acquire(&side->file->lock);
    Goroutine *g = NULL;
    // It may have been moved since.
    if (side->timer.when <= sched_now() && !side->timer.armed) {
        side->is_expired = true;
        g = side_take(side, POLL_EXPIRED);
    }
    lock_release(&side->file->lock);
    wake(p, g);
}

void poll_set_deadline(Processor *p, PollFile *file, bool write, int64_t when) {
    PollSide *side = &file->sides[write];
    Goroutine *g = NULL;
    timer_stop(p, &side->timer);
    lock_acquire(&file->lock);
    side->is_expired = when != 0 && when <= sched_now();
    if (side->is_expired) g = side_take(side, POLL_EXPIRED);
    bool pending = when != 0 && !side->is_expired && !file->is_closing;
    lock_release(&file->lock);
    if (pending) timer_reset(p, &side->timer, when, 0);
    wake(p, g);
}

// ---- Looking ------------------------------------------------------------------------------------

// Adds the waiters that an event concerns to *[list].
static void take_event(PollFile *file, uint32_t events, Goroutine **list) {
    lock_acquire(&file->lock);
    const uint32_t wanted[2] = {EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR,
                                EPOLLOUT | EPOLLHUP | EPOLLERR};
    for (int i = 0; i < 2; i++) {
        if ((events & wanted[i]) == 0) continue;
        Goroutine *g = side_take(&file->sides[i], POLL_READY);
        if (g != NULL) {
            g->sched_link = *list;
            *list = g;
        } else {
            file->sides[i].is_ready = true;
        }
    }
    lock_release(&file->lock);
}

Goroutine *poll_look(int64_t ns) {
    struct epoll_event events[EVENTS_MAX];
    struct timespec t = {ns / 1000000000, ns % 1000000000};
    int count = epoll_pwait2(atomic_load(&polls.epoll_fd), events, EVENTS_MAX, ns < 0 ? NULL : &t,
                             NULL);
    if (count < 0 && errno == ENOSYS) {   // before Linux 5.11: in milliseconds
        int64_t ms = ns < 0 ? -1 : (ns + 999999) / 1000000;
        count = epoll_wait(atomic_load(&polls.epoll_fd), events, EVENTS_MAX,
                           ms > INT32_MAX ? INT32_MAX : (int)ms);
    }
    atomic_store_explicit(&polls.looked, sched_now(), memory_order_relaxed);
    Goroutine *list = NULL;
    for (int i = 0; i < count; i++) {
        uint64_t number;
        if (events[i].data.ptr != NULL) take_event(events[i].data.ptr, events[i].events, &list);
        // Only for the keeper: a look in passing would take the wake-up away from it.
        else if (ns != 0 && read(polls.break_fd, &number, sizeof number) < 0) continue;
    }
    return list;
}

void poll_make_runnable(Goroutine *list) {
    uint32_t count = 0;
    if (list == NULL) return;
    lock_acquire(&sched.lock);
    while (list != NULL) {
        Goroutine *g = list;
        list = g->sched_link;
        goroutine_change(g, GORO_WAITING, GORO_RUNNABLE);
        global_queue_put_locked(g);
        count++;
    }
    atomic_fetch_sub(&polls.waiters, count);
    lock_release(&sched.lock);
    worker_wake_one();
}
