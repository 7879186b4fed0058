// vm/frames.h - the frames of a goroutine that stands still, for whoever looks at its variables.
#ifndef MOUND_VM_FRAMES_H
#define MOUND_VM_FRAMES_H

#include "sched/sched.h"
#include "vm/code.h"

typedef struct FrameView {
    FuncCode *func;
    const Insn *pc;          // next instruction
    uint64_t *fp;
    Pos pos;                 // where it is
    const uint64_t *alive;   // slots whose value will still be read; NULL: not known
} FrameView;

// Fills [frames], newest first, without wrappers; returns how many. The world must be stopped.
uint32_t frames_read(Goroutine *g, FrameView *frames, uint32_t max);
// Whether the value in slots [slot, slot + count) is there: what will not be read any more may have
// been written over.
bool frame_can_read(const FrameView *frame, uint32_t slot, uint32_t count);

#endif
