// gc/pace.c - when a cycle begins, and how much is marked for what is allocated meanwhile.
//
// The goal is where the live heap should be when marking ends. The trigger lies before it, by what
// is likely to be allocated while the collector's threads mark (the "runway"): that is learned from
// the cycles before as allocated bytes per marked byte, if the collector has the share of the CPU
// that it is meant to have. What is learned wrongly, assists mend: each byte allocated is paid for
// with the work that is left, divided by the room that is left.
#include <time.h>

#include "gc/gc_int.h"

static const uint64_t HEAP_BYTES_MIN = 4 << 20;   // smallest goal at GOGC=100

static const uint64_t SCAVENGE_BYTES = 128 << 10;   // given back at a time

// The trigger lies between these parts of the way from the marked heap to the goal.
static const double TRIGGER_LOWEST = 0.7, TRIGGER_HIGHEST = 0.95;

enum { CYCLES_REMEMBERED = 4 };

static struct {
    Lock lock;                // guards all but what is atomic
    uint64_t marked_bytes;    // by the last cycle
    uint64_t root_bytes;      // stacks and globals, the same
    uint64_t work;            // bytes the last cycle scanned
    double rates[CYCLES_REMEMBERED];   // allocated bytes per byte marked
    uint32_t rate_at;
    _Atomic uint64_t goal;
    _Atomic uint64_t trigger;
    _Atomic uint64_t retain;  // physical memory worth keeping; UINT64_MAX before the first cycle
    // Of the running cycle; written with the world stopped.
    uint64_t expected;        // work
    uint64_t expected_most;   // if that proves wrong
    uint64_t room_end;        // live bytes when marking should be over
} pace = {.retain = UINT64_MAX};

// The goal that keeps everything within the memory limit.
static uint64_t limited_goal(void) {
    MemStats stats;
    heap_read_stats(&stats);
    uint64_t limit = (uint64_t)settings_memory_limit();
    uint64_t idle_mapped = stats.heap_idle - stats.heap_released;
    uint64_t mapped = stats.sys - stats.heap_released;
    uint64_t other = mapped - stats.heap_inuse - idle_mapped;
    uint64_t headroom = limit / 100 * 3;
    if (headroom < 1 << 20) headroom = 1 << 20;
    uint64_t goal = limit > other + headroom ? limit - other - headroom : 0;
    return goal > pace.marked_bytes ? goal : pace.marked_bytes;
}

static uint64_t goal_now(void) {
    uint64_t goal = UINT64_MAX;
    if (settings_percent() >= 0) {
        uint64_t percent = (uint64_t)settings_percent();
        uint64_t least = HEAP_BYTES_MIN * percent / 100;
        uint64_t based = pace.marked_bytes + pace.root_bytes;
        goal = pace.marked_bytes +
               (uint64_t)((unsigned __int128)based * percent / 100);
        if (goal < least) goal = least;
    }
    if (settings_memory_limit() != INT64_MAX) {
        uint64_t limited = limited_goal();
        if (limited < goal) goal = limited;
    }
    return goal;
}

// How much is likely to be allocated while the collector marks.
static uint64_t runway(void) {
    double most = 0;
    for (int i = 0; i < CYCLES_REMEMBERED; i++)
        if (pace.rates[i] > most) most = pace.rates[i];
    double share = BACKGROUND_PERCENT / 100.0;
    return (uint64_t)(most * (1 - share) / share * (double)pace.work);
}

static uint64_t trigger_for(uint64_t goal) {
    if (goal == UINT64_MAX || !gc_is_concurrent()) return goal;
    uint64_t marked = pace.marked_bytes;
    uint64_t way = goal > marked ? goal - marked : 0, back = runway();
    uint64_t lowest = marked + (uint64_t)((double)way * TRIGGER_LOWEST);
    uint64_t highest = marked + (uint64_t)((double)way * TRIGGER_HIGHEST);
    uint64_t trigger = goal > back ? goal - back : 0;
    if (trigger < lowest) trigger = lowest;
    return trigger < highest ? trigger : highest;
}

static void update_locked(void) {
    uint64_t goal = goal_now();
    atomic_store(&pace.goal, goal);
    uint64_t trigger = trigger_for(goal);
    // At least a little is allocated between two cycles, whatever the settings.
    uint64_t least = pace.marked_bytes + (64 << 10);
    if (trigger < least) trigger = least;
    atomic_store(&pace.trigger, trigger);
    heap_set_trigger(trigger);
}

void pace_update(void) {
    lock_acquire(&pace.lock);
    update_locked();
    lock_release(&pace.lock);
}

uint64_t pace_goal(void) {
    return atomic_load(&pace.goal);
}

// ---- During a cycle -----------------------------------------------------------------------------

void pace_begin(const CycleRecord *cycle) {
    uint64_t live = cycle->live_before;
    pace.expected_most = live + pace.root_bytes;
    pace.expected = pace.work != 0 && pace.work < pace.expected_most ? pace.work
                                                                      : pace.expected_most;
    // A cycle that was forced, or began late, gets some room all the same.
    uint64_t goal = cycle->goal, least = live + live / 20 + (256 << 10);
    pace.room_end = goal > least ? goal : least;
    if (settings_percent() < 0 && settings_memory_limit() == INT64_MAX) pace.room_end = UINT64_MAX;
}

uint64_t pace_owed(uint64_t bytes) {
    if (pace.room_end == UINT64_MAX) return 0;
    uint64_t done = work_done(), live = heap_live_bytes();
    uint64_t expected = done < pace.expected ? pace.expected : pace.expected_most;
    uint64_t left = expected > done ? expected - done : 0;
    uint64_t room = pace.room_end;
    // Past the goal everything was expected too low: mark as if half as much again were left.
    room = room > live ? room - live : pace.room_end / 20;
    if (left < 64 << 10) left = 64 << 10;
    if (room < PAGE_BYTES) room = PAGE_BYTES;
    double owed = (double)bytes * (double)left / (double)room;
    return owed < (double)(1 << 30) ? (uint64_t)owed : 1 << 30;
}

// Learns how much was allocated per byte marked, as if the collector had had its share of the CPU.
static void learn_rate(const CycleRecord *cycle) {
    uint64_t start = cycle->live_before, end = cycle->live_marking;
    uint64_t ns = cycle->terminate_ns - cycle->mark_ns;
    if (!cycle->concurrent || cycle->work == 0 || ns == 0) return;
    double allocated = end > start ? (double)(end - start) : 0;
    double all = (double)ns * gc.world.processor_count(gc.world.arg);
    double share = BACKGROUND_PERCENT / 100.0 + (double)(cycle->assist_ns + cycle->idle_ns) / all;
    if (share > 0.95) share = 0.95;
    double rate = allocated * share / ((double)cycle->work * (1 - share));
    pace.rates[pace.rate_at++ % CYCLES_REMEMBERED] = rate;
}

void pace_end(const CycleRecord *cycle) {
    lock_acquire(&pace.lock);
    pace.marked_bytes = cycle->marked_bytes;
    pace.root_bytes = cycle->stack_bytes + cycle->global_bytes;
    pace.work = cycle->work;
    learn_rate(cycle);
    update_locked();
    // What the heap may grow to before the next cycle ends, and a tenth.
    uint64_t retain = pace_goal();
    if (retain == UINT64_MAX || retain < cycle->live_before) retain = cycle->live_before;
    atomic_store(&pace.retain, retain + retain / 10);
    lock_release(&pace.lock);
}

bool gc_scavenge_some(void) {
    uint64_t retain = atomic_load(&pace.retain);
    if (retain == UINT64_MAX) return false;
    uint64_t retained = heap_retained_bytes();
    if (retained <= retain) return false;
    uint64_t excess = retained - retain, start = work_clock();
    uint64_t given = heap_scavenge(excess < SCAVENGE_BYTES ? excess : SCAVENGE_BYTES);
    atomic_fetch_add(&gc.scavenge_ns, work_clock() - start);
    return given > 0;
}

// ---- The cap ------------------------------------------------------------------------------------
// With a memory limit near what is live, cycles could take all the time there is. A bucket is
// filled with the collector's CPU time and drained by the program's; when it holds a second for
// each processor, goroutines stop to assist until it is empty again, and the heap grows over the
// limit.

static struct {
    Lock lock;
    int64_t level_ns;
    uint64_t last_ns;         // process_clock()
    _Atomic bool limiting;
} cap;

// CPU time of all threads: what nobody uses is neither the collector's nor the program's.
static uint64_t process_clock(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

void pace_limit(uint64_t gc_ns) {
    if (settings_memory_limit() == INT64_MAX) return;
    lock_acquire(&cap.lock);
    uint64_t now = process_clock();
    int64_t full = (int64_t)gc.world.processor_count(gc.world.arg) * 1000000000;
    int64_t all = cap.last_ns == 0 ? (int64_t)gc_ns : (int64_t)(now - cap.last_ns);
    // Less than nothing when marking that took long is told at its end.
    int64_t program = all - (int64_t)gc_ns;
    cap.last_ns = now;
    cap.level_ns += (int64_t)gc_ns - program;
    if (cap.level_ns < 0) cap.level_ns = 0;
    if (cap.level_ns > full) cap.level_ns = full;
    if (cap.level_ns == full) {
        atomic_store(&cap.limiting, true);
        atomic_store(&gc.limited_cycle, gc_cycle_count() + 1);
    }
    if (cap.level_ns == 0) atomic_store(&cap.limiting, false);
    lock_release(&cap.lock);
}

bool pace_is_limiting(void) {
    return atomic_load_explicit(&cap.limiting, memory_order_relaxed);
}
