// Sleeping, timers, semaphores, notify lists, preemption, system calls.
#include "sched_script.h"

static Chan *c, *done;

// ---- Sleep -------------------------------------------------------------------------------------

static int64_t order[16];
static _Atomic int woken;

static SliceEnd sleeper(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    t->sum = sched_now();
    DO(t, sched_sleep(p, g, t->id * 2000000));
    MUST(sched_now() - t->sum >= t->id * 2000000);
    order[woken++] = t->id;
    END();
}

static SliceEnd sleep_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    static const int64_t times[8] = {5, 1, 7, 3, 8, 2, 6, 4};
    for (int i = 0; i < 8; i++) go(p, sleeper, times[i]);
    DO(t, sched_sleep(p, g, -5));
    // However busy the machine is: in what order, and how late, is not asked.
    for (t->i = 0; woken < 8 && t->i < 60000; t->i++) DO(t, sched_sleep(p, g, 1000000));
    MUST(woken == 8);
    for (t->i = t->sum = 0; t->i < 8; t->i++) t->sum += order[t->i];
    sched_quit(t->sum == 36 ? 0 : 1);
    END();
}

static void test_sleep(void **state) {
    (void)state;
    assert_int_equal(run_program(sleep_main, 1, 0), 0);
}

// ---- Timers ------------------------------------------------------------------------------------

static Timer timer, other;
static int calls;

static SliceEnd called(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    calls++;
    DO(t, sched_sleep(p, g, 1));
    END();
}

static const uint64_t time_bits[1] = {4};
static const Layout time_layout = {24, 24, (const uint8_t *)time_bits};

static SliceEnd timer_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    // A function, twice, then stopped.
    timer = (Timer){.when = sched_now() + 1000000, .period = 2000000, .function = (void *)called};
    timer_start(p, &timer);
    while (calls < 2) DO(t, sched_sleep(p, g, 100000));
    MUST(sched_now() >= timer.when - timer.period);
    MUST(timer_stop(p, &timer));
    MUST(!timer_stop(p, &timer));
    DO(t, sched_sleep(p, g, 1));   // one may have been started already
    t->i = calls;
    DO(t, sched_sleep(p, g, 4000000));
    MUST(calls == t->i);
    // A channel: looks unbuffered, holds one value.
    MUST(chan_make(p, 24, &time_layout, CHAN_MEMORY, 1, &c) == SCHED_DONE);
    timer = (Timer){.when = sched_now() + 1000000, .channel = c, .location = &timer};
    timer_start(p, &timer);
    MUST(chan_capacity(c) == 0);
    DO(t, chan_receive(p, g, c, t->value, &t->ok));
    MUST(sched_now() >= timer.when);
    MUST(t->value[0] >> 63 == 1);
    MUST((int64_t)t->value[1] >= timer.when);
    MUST(t->value[2] == (uintptr_t)&timer);
    MUST(!timer_stop(p, &timer));
    // It fired while nobody looked, and is taken back by reset.
    MUST(!timer_reset(p, &timer, sched_now() + 1000000, 0));
    DO(t, sched_sleep(p, g, 2000000));
    MUST(chan_length(c) == 0);
    MUST(timer_reset(p, &timer, sched_now() + 1000000000000, 0));
    bool selected;
    chan_try_receive(p, c, t->value, &t->ok, &selected);
    MUST(!selected);
    // A ticker beside it in a select.
    Chan *ticks;
    MUST(chan_make(p, 24, &time_layout, CHAN_MEMORY, 1, &ticks) == SCHED_DONE);
    done = ticks;
    other = (Timer){.when = sched_now() + 1000000, .period = 1000000, .channel = ticks};
    timer_start(p, &other);
    t->sum = sched_now();
    for (t->i = 0; t->i < 10; t->i++) {
        t->cases[0] = (SelectCase){c, t->value, NULL, 0};
        t->cases[1] = (SelectCase){done, t->value, NULL, 0};
        DO(t, select_run(p, g, t->cases, 2, false, &t->chosen));
        MUST(t->chosen == 1);
    }
    MUST(sched_now() - t->sum >= 8000000);   // the first may have been due
    MUST(timer_stop(p, &other));
    MUST(timer_stop(p, &timer));
    MUST(timers_next(p) == 0);
    // Nothing is pending: waiting for the channel is a deadlock.
    DO(t, chan_receive(p, g, c, t->value, &t->ok));
    END();
}

static void test_timer(void **state) {
    (void)state;
    assert_int_equal(run_program(timer_main, 1, 0), 50);
}

static SliceEnd many_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    enum { COUNT = 2000 };
    static Timer timers[COUNT];
    srand(3);
    for (int i = 0; i < COUNT; i++) {
        // Late enough that none fires before all are set up.
        timers[i] = (Timer){.when = sched_now() + 500000000 + rand() % 3000000,
                            .function = (void *)called};
        timer_start(p, &timers[i]);
        if (i > 0 && i % 3 == 0 && timers[i / 2].armed) t->sum += timer_stop(p, &timers[i / 2]);
        if (i % 7 == 0) timer_reset(p, &timers[i], sched_now() + 500000000 + rand() % 3000000, 0);
    }
    DO(t, sched_sleep(p, g, 500000000));
    for (t->value[0] = 0; timers_next(p) != 0;) {
        MUST(timers_next(p) >= (int64_t)t->value[0]);
        t->value[0] = (uint64_t)timers_next(p);
        YIELD(t);
    }
    while (sched_goroutine_count() > 1) YIELD(t);
    MUST(calls == COUNT - t->sum);
    sched_quit(0);
    END();
}

static void test_many_timers(void **state) {
    (void)state;
    assert_int_equal(run_program(many_main, 1, 0), 0);
}

// ---- Semaphores --------------------------------------------------------------------------------

static _Atomic uint32_t semas[8];
static int64_t inside, total;

static SliceEnd locker(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    for (t->i = 0; t->i < 300; t->i++) {
        DO(t, sema_acquire(p, g, &semas[t->id % 4], t->i % 5 == 0, WAIT_MUTEX_LOCK));
        if (t->id % 4 == 0) MUST(inside++ == 0);
        YIELD(t);
        if (t->id % 4 == 0) MUST(--inside == 0);
        sema_release(p, &semas[t->id % 4], t->i % 3 == 0);
    }
    total++;
    END();
}

static SliceEnd sema_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    for (int i = 0; i < 4; i++) semas[i] = 1;
    for (int i = 0; i < 24; i++) go(p, locker, i);
    while (total < 24) YIELD(t);
    MUST(g->id == 1);
    for (int i = 0; i < 4; i++) MUST(semas[i] == 1);
    sched_quit(0);
    END();
}

static void test_sema(void **state) {
    (void)state;
    assert_int_equal(run_program(sema_main, 1, 0), 0);
}

static NotifyList list;

static SliceEnd notified(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    t->value[0] = notify_add(&list);
    DO(t, notify_wait(p, g, &list, (uint32_t)t->value[0]));
    order[woken++] = t->id;
    END();
}

static SliceEnd notify_main(Processor *p, Goroutine *g, Task *t) {
    (void)g;
    BEGIN(t);
    notify_one(p, &list);
    for (t->i = 0; t->i < 6; t->i++) {
        go(p, notified, t->i);
        YIELD(t);
    }
    for (t->i = 0; t->i < 3; t->i++) {
        notify_one(p, &list);
        YIELD(t);
        MUST(woken == t->i + 1);
        MUST(order[t->i] == t->i);
    }
    notify_all(p, &list);
    YIELD(t);
    MUST(woken == 6);
    uint32_t ticket = notify_add(&list);
    notify_all(p, &list);
    MUST(notify_wait(p, g, &list, ticket) == SCHED_DONE);
    sched_quit(0);
    END();
}

static void test_notify(void **state) {
    (void)state;
    assert_int_equal(run_program(notify_main, 1, 0), 0);
}

// ---- Preemption and system calls ----------------------------------------------------------------

static _Atomic bool stop_spinning;

static SliceEnd spinner(Processor *p, Goroutine *g, Task *t) {
    (void)t;
    while (!atomic_load(&stop_spinning))
        if (atomic_load(&p->poll) && sched_poll(p, g)) return SLICE_YIELD;
    return SLICE_EXITED;
}

static SliceEnd preempt_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    go(p, spinner, 0);
    go(p, spinner, 1);
    t->sum = sched_now();
    DO(t, sched_sleep(p, g, 1000000));
    MUST(sched_now() - t->sum < 30000000000);   // 10 ms for each, if the machine is not busy
    atomic_store(&stop_spinning, true);
    while (sched_goroutine_count() > 1) YIELD(t);
    sched_quit(0);
    END();
}

static void test_preempt(void **state) {
    (void)state;
    assert_int_equal(run_program(preempt_main, 1, 0), 0);
    assert_int_equal(run_program(preempt_main, 1, 42), 0);   // by counting safepoints
    assert_int_equal(run_program(preempt_main, 2, 0), 0);
}

static _Atomic int64_t counted;

static SliceEnd counter(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    for (;;) {
        counted++;
        DO(t, sched_sleep(p, g, 500000));
        if (t->i++ % 4 == 0) gc_run_forced();
    }
    END();
}

static SliceEnd blocker(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    // On a busy machine it takes longer until the counter has run.
    for (t->i = 0; t->i < 3 || (counted <= 20 && t->i < 500); t->i++) {
        SYSCALL(t, usleep(20000));
        MUST(sched_current() == p);
        MUST(p->current == g);
        MUST(heap_alloc(p->cache, 100, NULL, HEAP_ZEROED) != NULL);
    }
    // Short ones keep their processor, mostly.
    for (t->i = 0; t->i < 1000; t->i++) SYSCALL(t, (void)0);
    MUST(counted > 20);
    if (t->id == 0) sched_quit(0);
    END();
}

static SliceEnd syscall_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    go(p, counter, 0);
    YIELD(t);
    go(p, blocker, 1);
    go(p, blocker, 2);
    DO(t, sched_sleep(p, g, 1000000));
    go(p, blocker, 0);
    END();
}

static void test_syscall(void **state) {
    (void)state;
    assert_int_equal(run_program(syscall_main, 1, 0), 0);
    assert_int_equal(run_program(syscall_main, 2, 0), 0);
}

// A goroutine that blocks for ever in a system call keeps the program alive but hinders nobody.
static SliceEnd stuck(Processor *p, Goroutine *g, Task *t) {
    (void)t;
    sched_enter_syscall(p, g);
    pause();
    sched_exit_syscall(g);
    return SLICE_EXITED;
}

static SliceEnd stuck_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    go(p, stuck, 0);
    DO(t, sched_sleep(p, g, 5000000));
    sched_quit(7);
    END();
}

static void test_stuck(void **state) {
    (void)state;
    assert_int_equal(run_program(stuck_main, 1, 0), 7);
}

// ---- The same seed, the same schedule -----------------------------------------------------------

static uint64_t trace;

static SliceEnd tracer(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    for (t->i = 0; t->i < 200; t->i++) {
        trace = trace * 31 + (uint64_t)t->id;
        t->cases[0] = (SelectCase){c, &t->value[0], NULL, 0};
        t->cases[1] = (SelectCase){c, &t->value[1], NULL, 1};
        DO(t, select_run(p, g, t->cases, 2, true, &t->chosen));
        trace = trace * 31 + (uint64_t)t->chosen;
        for (t->sum = 0; t->sum < 100; t->sum++)
            if (atomic_load(&p->poll) && sched_poll(p, g)) YIELD(t);
    }
    total++;
    END();
}

static SliceEnd seed_main(Processor *p, Goroutine *g, Task *t) {
    (void)g;
    BEGIN(t);
    MUST(chan_make(p, 8, NULL, CHAN_MEMORY, 2, &c) == SCHED_DONE);
    for (int i = 0; i < 5; i++) go(p, tracer, i);
    while (total < 5) YIELD(t);
    sched_quit((int)(trace % 97));
    END();
}

static void test_seed(void **state) {
    (void)state;
    int first = run_program(seed_main, 1, 11);
    for (int i = 0; i < 5; i++) assert_int_equal(run_program(seed_main, 1, 11), first);
    int same = 0;
    for (uint64_t seed = 100; seed < 110; seed++) same += run_program(seed_main, 1, seed) == first;
    assert_true(same < 5);
}

// ---- Stack chunks -------------------------------------------------------------------------------

static SliceEnd stack_main(Processor *p, Goroutine *g, Task *t) {
    (void)g;
    (void)t;
    enum { COUNT = 3000 };
    static StackChunk *chunks[COUNT];
    MemStats stats;
    srand(5);
    for (int round = 0; round < 3; round++) {
        uint64_t bytes = 0;
        for (int i = 0; i < COUNT; i++) {
            size_t slots = 1 + (size_t)rand() % (i % 50 == 0 ? 20000 : 1000);
            chunks[i] = stack_chunk_alloc(p, slots, i % 3 == 0 ? 4096 : 0);
            MUST(chunks[i]->slots + slots <= stack_chunk_end(chunks[i]));
            memset(chunks[i]->slots, 0xee, slots * sizeof(uint64_t));
            bytes += chunks[i]->bytes;
        }
        gc_read_stats(&stats);
        MUST(stats.stack_inuse >= bytes);
        MUST(stats.stack_inuse <= bytes + bytes / 8);
        for (int i = 0; i < COUNT; i++) stack_chunk_free(p, chunks[(i * 7) % COUNT]);
        gc_run_forced();
        heap_validate();
        gc_read_stats(&stats);
        MUST(stats.stack_inuse == 0);
        MUST(stats.heap_sys == stats.heap_inuse + stats.heap_idle);
    }
    sched_quit(0);
    return SLICE_EXITED;
}

static void test_stack(void **state) {
    (void)state;
    assert_int_equal(run_program(stack_main, 1, 0), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sleep),   cmocka_unit_test(test_timer),
        cmocka_unit_test(test_many_timers), cmocka_unit_test(test_sema),
        cmocka_unit_test(test_notify),  cmocka_unit_test(test_preempt),
        cmocka_unit_test(test_syscall), cmocka_unit_test(test_stuck),
        cmocka_unit_test(test_seed),    cmocka_unit_test(test_stack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
