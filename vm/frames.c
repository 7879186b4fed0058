// vm/frames.c - see frames.h.
#include "vm/frames.h"

#include "vm/vm_int.h"

static bool is_in_code(const FrameWalk *walk) {
    const FuncCode *func = walk->func;
    return walk->pc >= func->code && walk->pc < func->code + func->code_words;
}

uint32_t frames_read(Goroutine *g, FrameView *frames, uint32_t max) {
    FrameWalk walk;
    uint32_t count = 0;
    bool more = frame_walk_begin(&walk, g);
    walk.is_parked = goroutine_state(g) == GORO_WAITING;
    for (; more && count < max; more = frame_walk_next(&walk)) {
        if (walk.func->flags & CODE_WRAPPER) continue;
        const uint64_t *alive = is_in_code(&walk) ? liveness_all_at(walk.func, &walk) : NULL;
        frames[count++] = (FrameView){walk.func, walk.pc, walk.fp,
                                      code_pos(walk.func, frame_walk_insn(&walk)), alive};
    }
    return count;
}

bool frame_can_read(const FrameView *frame, uint32_t slot, uint32_t count) {
    if (!frame->alive || slot + count > frame->func->frame_slots) return false;
    for (uint32_t i = slot; i < slot + count; i++)
        if (!(frame->alive[i / 64] >> i % 64 & 1)) return false;
    return true;
}
