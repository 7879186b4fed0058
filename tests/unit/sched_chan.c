// Channels and select: hand-off, buffers, closing, nil channels, fairness, values with pointers.
#include "sched_script.h"

static Chan *c, *d, *done;

static Chan *make_ints(Processor *p, int64_t capacity) {
    Chan *chan;
    MUST(chan_make(p, 8, NULL, CHAN_MEMORY, capacity, &chan) == SCHED_DONE);
    return chan;
}

// ---- Producer and consumer ---------------------------------------------------------------------

static int64_t capacity_wanted;

static SliceEnd producer(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    for (t->i = 1; t->i <= 10000; t->i++) DO(t, chan_send(p, g, c, &t->i));
    MUST(chan_close(p, c) == SCHED_DONE);
    MUST(chan_close(p, c) == SCHED_PANIC_CLOSE_CLOSED);
    END();
}

static SliceEnd sum_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    c = make_ints(p, capacity_wanted);
    MUST(chan_capacity(c) == capacity_wanted);
    go(p, producer, 0);
    for (;;) {
        DO(t, chan_receive(p, g, c, &t->value[0], &t->ok));
        if (!t->ok) break;
        MUST((int64_t)t->value[0] == ++t->i);   // in order
        t->sum += (int64_t)t->value[0];
    }
    MUST(t->value[0] == 0);
    sched_quit(t->sum == 50005000 ? 0 : 1);
    END();
}

static void test_producer(void **state) {
    (void)state;
    for (capacity_wanted = 0; capacity_wanted < 300; capacity_wanted += 1 + capacity_wanted * 7) {
        assert_int_equal(run_program(sum_main, 1, 0), 0);
        assert_int_equal(run_program(sum_main, 3, 0), 0);
    }
}

// ---- Many senders, many receivers --------------------------------------------------------------

enum { CROWD = 50, EACH = 400 };

static SliceEnd crowd_sender(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    for (t->i = 0; t->i < EACH; t->i++) {
        t->value[0] = (uint64_t)(t->id * EACH + t->i);
        DO(t, chan_send(p, g, c, &t->value[0]));
        if (t->i % 16 == 0) YIELD(t);
    }
    END();
}

static SliceEnd crowd_receiver(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    for (t->i = 0; t->i < EACH; t->i++) {
        DO(t, chan_receive(p, g, c, &t->value[0], &t->ok));
        MUST(t->ok);
        t->sum += (int64_t)t->value[0];
    }
    DO(t, chan_send(p, g, done, &t->sum));
    END();
}

static SliceEnd crowd_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    c = make_ints(p, 3);
    done = make_ints(p, 0);
    for (int i = 0; i < CROWD; i++) {
        go(p, crowd_sender, i);
        go(p, crowd_receiver, i);
    }
    for (t->i = 0; t->i < CROWD; t->i++) {
        DO(t, chan_receive(p, g, done, &t->value[0], NULL));
        t->sum += (int64_t)t->value[0];
    }
    int64_t n = (int64_t)CROWD * EACH;
    sched_quit(t->sum == n * (n - 1) / 2 ? 0 : 1);
    END();
}

static void test_crowd(void **state) {
    (void)state;
    assert_int_equal(run_program(crowd_main, 1, 0), 0);
    assert_int_equal(run_program(crowd_main, 4, 0), 0);
}

// ---- Narrow elements ---------------------------------------------------------------------------

static SliceEnd narrow_sender(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    t->value[0] = (uint64_t)-5;
    DO(t, chan_send(p, g, c, &t->value[0]));
    DO(t, chan_send(p, g, d, &t->value[0]));
    END();
}

static SliceEnd narrow_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    MUST(chan_make(p, 2, NULL, CHAN_SIGN_EXTEND, 0, &c) == SCHED_DONE);
    MUST(chan_make(p, 1, NULL, CHAN_ZERO_EXTEND, 0, &d) == SCHED_DONE);
    MUST(chan_make(p, 8, NULL, CHAN_MEMORY, -1, &done) == SCHED_PANIC_CHAN_SIZE);
    MUST(chan_make(p, 8, NULL, CHAN_MEMORY, INT64_MAX, &done) == SCHED_PANIC_CHAN_SIZE);
    go(p, narrow_sender, 0);
    t->value[0] = t->value[1] = ~0ull;
    DO(t, chan_receive(p, g, c, &t->value[0], NULL));
    DO(t, chan_receive(p, g, d, &t->value[1], NULL));
    MUST((int64_t)t->value[0] == -5);
    MUST(t->value[1] == 251);
    sched_quit(0);
    END();
}

static void test_narrow(void **state) {
    (void)state;
    assert_int_equal(run_program(narrow_main, 1, 0), 0);
}

// ---- Select ------------------------------------------------------------------------------------

static SliceEnd feeder(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    for (t->i = 0; t->i < 1000; t->i++) DO(t, chan_send(p, g, t->id ? d : c, &t->id));
    END();
}

// Receives 2000 values from two channels; counts how often each was first when both were ready.
static SliceEnd select_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    c = make_ints(p, 1000);
    d = make_ints(p, 1000);
    go(p, feeder, 0);
    go(p, feeder, 1);
    YIELD(t);
    YIELD(t);
    for (t->i = 0; t->i < 2000; t->i++) {
        t->cases[0] = (SelectCase){c, &t->value[0], &t->ok, 0};
        t->cases[1] = (SelectCase){NULL, &t->value[1], NULL, 1};
        t->cases[2] = (SelectCase){d, &t->value[0], NULL, 0};
        DO(t, select_run(p, g, t->cases, 3, false, &t->chosen));
        MUST(t->chosen == 0 || t->chosen == 2);
        MUST(t->value[0] == (uint64_t)t->chosen / 2);
        if (t->i < 500) t->sum += t->chosen == 0;
    }
    DO(t, select_run(p, g, t->cases, 3, true, &t->chosen));
    MUST(t->chosen == -1);
    MUST(t->sum > 150);
    MUST(t->sum < 350);
    sched_quit(0);
    END();
}

static SliceEnd select_pair(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    for (t->i = 0; t->i < 2000; t->i++) {
        // Send on one or receive from the other, whatever the partner is ready for.
        t->cases[0] = (SelectCase){t->id ? c : d, &t->i, NULL, 1};
        t->cases[1] = (SelectCase){t->id ? d : c, &t->value[0], &t->ok, 0};
        t->cases[2] = (SelectCase){done, &t->value[1], NULL, 0};
        DO(t, select_run(p, g, t->cases, 3, false, &t->chosen));
        MUST(t->chosen == 0 || t->chosen == 1);
    }
    if (t->id == 1) sched_quit(0);
    DO(t, chan_receive(p, g, NULL, NULL, NULL));
    END();
}

static SliceEnd pair_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    c = make_ints(p, 0);
    d = make_ints(p, 0);
    done = make_ints(p, 0);
    go(p, select_pair, 0);
    go(p, select_pair, 1);
    DO(t, select_run(p, g, NULL, 0, false, &t->chosen));
    END();
}

static void test_select(void **state) {
    (void)state;
    assert_int_equal(run_program(select_main, 1, 0), 0);
    assert_int_equal(run_program(pair_main, 1, 0), 0);
    assert_int_equal(run_program(pair_main, 4, 0), 0);
}

// ---- Closing under waiters ---------------------------------------------------------------------

static SliceEnd close_receiver(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    t->value[0] = 7;
    if (t->id % 2) {
        DO(t, chan_receive(p, g, c, &t->value[0], &t->ok));
    } else {
        t->cases[0] = (SelectCase){c, &t->value[0], &t->ok, 0};
        t->cases[1] = (SelectCase){d, &t->value[1], NULL, 0};
        DO(t, select_run(p, g, t->cases, 2, false, &t->chosen));
        MUST(t->chosen == 0);
    }
    MUST(t->value[0] == 0);
    MUST(t->ok == 0);
    DO(t, chan_send(p, g, done, &t->id));
    END();
}

static SliceEnd close_sender(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    DO(t, chan_send(p, g, d, &t->id));
    MUST(g->wake_panic == WAKE_SEND_CLOSED);
    g->wake_panic = WAKE_OK;
    MUST(chan_send(p, g, d, &t->id) == SCHED_PANIC_SEND_CLOSED);
    DO(t, chan_send(p, g, done, &t->id));
    END();
}

static SliceEnd close_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    c = make_ints(p, 0);
    d = make_ints(p, 0);
    done = make_ints(p, 0);
    for (int i = 0; i < 10; i++) go(p, close_receiver, i);
    YIELD(t);
    MUST(chan_close(p, c) == SCHED_DONE);
    for (t->i = 0; t->i < 10; t->i++) DO(t, chan_receive(p, g, done, &t->value[0], NULL));
    for (int i = 0; i < 10; i++) go(p, close_sender, i);
    YIELD(t);
    MUST(chan_close(p, d) == SCHED_DONE);
    MUST(chan_close(p, NULL) == SCHED_PANIC_CLOSE_NIL);
    for (t->i = 0; t->i < 10; t->i++) DO(t, chan_receive(p, g, done, &t->value[0], NULL));
    sched_quit(0);
    END();
}

static void test_close(void **state) {
    (void)state;
    assert_int_equal(run_program(close_main, 1, 0), 0);
}

// ---- Values with pointers survive collections ---------------------------------------------------

static Chan *pointers;

static SliceEnd pointer_sender(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    for (t->i = 0; t->i < 200; t->i++) {
        uint64_t *object = heap_alloc(p->cache, 64, NULL, HEAP_ZEROED);
        *object = (uint64_t)t->i;
        t->value[0] = (uintptr_t)object;
        DO(t, chan_send(p, g, pointers, &t->value[0]));
        t->value[0] = 0;
    }
    END();
}

static void mark_channel(Marker *marker, void *arg) {
    (void)arg;
    gc_mark_pointer(marker, pointers);
}

static SliceEnd pointer_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    debug_flags.poison = debug_flags.gcverify = debug_flags.gcvalidate = 1;
    gc_add_roots("test", ROOT_GLOBALS, mark_channel, NULL);
    MUST(chan_make(p, 8, &layout_pointer, CHAN_MEMORY, 3, &pointers) == SCHED_DONE);
    go(p, pointer_sender, 0);
    for (t->i = 0; t->i < 200; t->i++) {
        YIELD(t);
        gc_run_forced();
        DO(t, chan_receive(p, g, pointers, &t->value[0], NULL));
        MUST(*(uint64_t *)t->value[0] == (uint64_t)t->i);
    }
    pointers = NULL;
    gc_run_forced();
    MemStats stats;
    gc_read_stats(&stats);
    MUST(stats.heap_objects == 0);
    sched_quit(0);
    END();
}

static void test_pointers(void **state) {
    (void)state;
    assert_int_equal(run_program(pointer_main, 1, 0), 0);
}

// ---- Deadlock ----------------------------------------------------------------------------------

static SliceEnd asleep_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    c = make_ints(p, 0);
    DO(t, chan_receive(p, g, c, &t->value[0], NULL));
    END();
}

static SliceEnd gone_main(Processor *p, Goroutine *g, Task *t) {
    (void)p;
    (void)g;
    (void)t;
    return SLICE_EXITED;
}

static void test_deadlock(void **state) {
    (void)state;
    assert_int_equal(run_program(asleep_main, 1, 0), 50);
    assert_int_equal(run_program(asleep_main, 3, 0), 50);
    assert_int_equal(run_program(gone_main, 1, 0), 51);
}

// ---- What a hand-off costs ---------------------------------------------------------------------

static SliceEnd echo(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    for (;;) {
        DO(t, chan_receive(p, g, c, &t->value[0], NULL));
        DO(t, chan_send(p, g, d, &t->value[0]));
    }
    END();
}

static SliceEnd ping_main(Processor *p, Goroutine *g, Task *t) {
    BEGIN(t);
    c = make_ints(p, 0);
    d = make_ints(p, 0);
    go(p, echo, 0);
    t->sum = sched_now();
    for (t->i = 0; t->i < 500000; t->i++) {
        DO(t, chan_send(p, g, c, &t->value[0]));
        DO(t, chan_receive(p, g, d, &t->value[0], NULL));
    }
    printf("ping and pong: %.0f ns\n", (double)(sched_now() - t->sum) / 500000);
    sched_quit(0);
    END();
}

static void measure(void **state) {
    (void)state;
    assert_int_equal(run_program(ping_main, 1, 0), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_producer), cmocka_unit_test(test_crowd),
        cmocka_unit_test(test_narrow),   cmocka_unit_test(test_select),
        cmocka_unit_test(test_close),    cmocka_unit_test(test_pointers),
        cmocka_unit_test(test_deadlock), cmocka_unit_test(measure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
