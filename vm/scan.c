// vm/scan.c - the roots: what frames, deferred calls, panics and package variables point to.
#include "base/debug.h"
#include "vm/stack_objects.h"
#include "vm/vm_int.h"

static void mark_word(StackObjects *objects, uint64_t word) {
    gc_mark_pointer(objects->marker, (const void *)(uintptr_t)word);
    stack_objects_note(objects, word);
}

// Every word.
static void mark_words(StackObjects *objects, const uint64_t *words, size_t count) {
    gc_mark_conservative(objects->marker, words, count * 8);
    for (size_t i = 0; i < count; i++) stack_objects_note(objects, gc_read_word(&words[i]));
}

static void note_live(StackObjects *objects, const uint64_t *words, const uint64_t *bits,
                      size_t count) {
    for (size_t at = 0; at < count; at += 64) {
        uint64_t left = bits[at / 64];
        if (count - at < 64) left &= (1ull << (count - at)) - 1;
        for (; left != 0; left &= left - 1)
            stack_objects_note(objects, gc_read_word(&words[at + (size_t)__builtin_ctzll(left)]));
    }
}

// A frame made before its function was compiled stands at the stub and has parameters only. (The
// function may be being compiled just now, so nothing else of it is looked at.)
static bool is_in_code(const FrameWalk *walk) {
    const FuncCode *func = walk->func;
    return walk->pc < func->stub || walk->pc >= func->stub + 2;
}

// How many slots of the frame belong to it: the frame of a callee begins inside.
static size_t own_slots(const FrameWalk *walk) {
    const uint64_t *callee = walk->callee_fp;
    const FuncCode *func = walk->func;
    size_t slots = is_in_code(walk) ? func->frame_slots
                                    : (size_t)func->result_slots + func->param_slots;
    if (callee && callee > walk->fp && callee - FRAME_LINK_SLOTS < walk->fp + slots)
        slots = (size_t)(callee - FRAME_LINK_SLOTS - walk->fp);
    return slots;
}

RACY_READ uint64_t first_word(uint64_t object) {
    return *(volatile const uint64_t *)(uintptr_t)object;
}

// Whether [word], which only calls of closures write, is a closure object of [func].
static bool is_closure_of(uint64_t word, const FuncCode *func) {
    Span *span = heap_span_of(word);
    // It may lie in a frame.
    if (span != NULL && span_state(span) == SPAN_MANUAL && word % 8 == 0)
        return first_word(word) == (uintptr_t)func;
    HeapObject object = heap_find_object(word);
    if (object.span == NULL) return false;
    bool is_free = gc_is_marking() ? span_slot_was_free(object.span, object.index)
                                   : span_slot_is_free(object.span, object.index);
    if (is_free) return false;
    return word == heap_object_start(&object) && first_word(word) == (uintptr_t)func;
}

static void scan_frame(StackObjects *objects, const FrameWalk *walk) {
    FuncCode *func = walk->func;
    size_t slots = own_slots(walk);
    if (walk->interrupted) {
        mark_word(objects, walk->callee_fp[-6]);
        mark_word(objects, walk->callee_fp[-7]);
        mark_word(objects, walk->callee_fp[-3]);
    }
    const uint64_t *alive = NULL;
    if (!debug_flags.scanall && is_in_code(walk))
        alive = liveness_at(func, walk);
    if (alive == NULL) {
        // Results hold whatever was there before until the function writes them.
        size_t from = is_in_code(walk) ? 0 : func->result_slots;
        if (is_in_code(walk) || is_closure_of(walk->fp[-3], func)) mark_word(objects, walk->fp[-3]);
        if (slots > from) mark_words(objects, walk->fp + from, slots - from);
        return;
    }
    if (alive[func->frame_slots / 64] >> func->frame_slots % 64 & 1)
        mark_word(objects, walk->fp[-3]);
    gc_mark_words(objects->marker, walk->fp, alive, slots);
    note_live(objects, walk->fp, alive, slots);
    stack_objects_add_frame(objects, func, walk->fp, slots);
}

void scan_stack(Marker *marker, Goroutine *g) {
    FrameWalk walk;
    bool more = frame_walk_begin(&walk, g);
    // A system call still uses its arguments.
    GoroState state = goroutine_state(g);
    walk.is_parked = state == GORO_WAITING || state == GORO_SYSCALL;
    StackObjects objects;
    stack_objects_begin(&objects, marker, g);
    for (; more; more = frame_walk_next(&walk)) scan_frame(&objects, &walk);
    for (const Defer *defer = g->vm.defers; defer; defer = defer->next)
        mark_words(&objects, defer->slots, defer->slots_used);
    for (const Panic *panic = g->vm.panics; panic; panic = panic->next) {
        mark_word(&objects, (uint64_t)(uintptr_t)panic->value.data);
        mark_word(&objects, (uint64_t)(uintptr_t)panic->text.text);
    }
    stack_objects_end(&objects);
}

static void scan_globals(Marker *marker, void *arg) {
    (void)arg;
    const uint8_t *bits;
    size_t bytes = globals_used(&bits);
    if (bytes) gc_mark_words(marker, globals_base, (const uint64_t *)(const void *)bits, bytes / 8);
}

void scan_init(void) {
    gc_add_roots("package variables", ROOT_GLOBALS, scan_globals, NULL);
}
