#include <stdlib.h>
#include <sys/random.h>

#include "base/os.h"
#include "sched/sched_int.h"

// A 128-bit counter multiplied down to 64 bits (wyrand's shape): fast, and good enough to be fair.
uint64_t sched_random(Processor *p) {
    p->random_state[0] += 0xa0761d6478bd642full;
    unsigned __int128 product = (unsigned __int128)p->random_state[0] *
                                (p->random_state[0] ^ p->random_state[1]);
    return (uint64_t)(product >> 64) ^ (uint64_t)product;
}

bool sched_is_seeded(void) {
    return sched.seeded;
}

void random_init(uint64_t seed) {
    const char *text = getenv("MOUND_SEED");
    if (seed == 0 && text != NULL && *text != 0) seed = strtoull(text, NULL, 0) | 1ull << 63;
    sched.seeded = seed != 0;
    if (seed == 0 && getrandom(&seed, sizeof seed, GRND_NONBLOCK) != sizeof seed)
        seed = os_monotonic_ns();
    sched.seed = seed;
}

uint32_t random_slice(Processor *p) {
    uint32_t mean = SEEDED_SLICE_SAFEPOINTS;
    if (debug_flags.preempt > 0) mean = (uint32_t)debug_flags.preempt;
    return 1 + sched_random_below(p, 2 * mean);
}

void random_seed_processor(Processor *p) {
    p->random_state[0] = sched.seed + p->index * 0x9e3779b97f4a7c15ull;
    p->random_state[1] = 0xe7037ed1a0b428dbull ^ p->index;
    for (int i = 0; i < 4; i++) sched_random(p);
    if (!sched.seeded && debug_flags.preempt <= 0) return;
    // Preempt by counting safepoints, not by the clock, so that the schedule repeats.
    p->yields_left = random_slice(p);
    processor_ask(p, POLL_PREEMPT);
}
