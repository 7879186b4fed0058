// tests/bench/micro/dispatch.c - three ways to get from one instruction to the next, on a model of
// mound's encoding: a switch, computed goto, and handlers that tail-call the next.
//
//     make bench-dispatch         prints nanoseconds an instruction, for gcc and clang
//
// The model has the instructions that fib, an indexed dot product and a counting loop need, with
// mound's operands (16-bit fields of an 8-byte word), frames that overlap their callers' and bounds
// checks. What differs is only STYLE: 0 switch, 1 computed goto, 2 tail calls.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef union Insn {
    struct {
        uint16_t op, a, b, c;
    };
    uint64_t word;
} Insn;

#define OPS(X) X(LDI) X(ADD) X(ADDI) X(SUBI) X(MULF) X(ADDF) X(LDX) X(JLTI) X(LOOP) X(CALL) X(RET) \
    X(HALT)
enum {
#define X(name) OP_##name,
    OPS(X)
#undef X
    OP_COUNT
};

static const Insn *functions[1];

#define A fp[pc[-1].a]
#define B fp[pc[-1].b]
#define C fp[pc[-1].c]
#define IMM_B ((int64_t)(int16_t)pc[-1].b)
#define IMM_C ((int64_t)(int16_t)pc[-1].c)
static inline double to_f64(uint64_t bits) {
    double value;
    memcpy(&value, &bits, 8);
    return value;
}
static inline uint64_t of_f64(double value) {
    uint64_t bits;
    memcpy(&bits, &value, 8);
    return bits;
}

// The bodies; each ends in NEXT.
#define DO_LDI A = (uint64_t)IMM_B; NEXT
#define DO_ADD A = B + C; NEXT
#define DO_ADDI A = B + (uint64_t)IMM_C; NEXT
#define DO_SUBI A = B - (uint64_t)IMM_C; NEXT
#define DO_MULF A = of_f64(to_f64(B) * to_f64(C)); NEXT
#define DO_ADDF A = of_f64(to_f64(B) + to_f64(C)); NEXT
#define DO_LDX \
    if (C >= fp[pc[-1].b + 1]) abort(); \
    A = ((uint64_t *)(uintptr_t)B)[C]; NEXT
#define DO_JLTI if ((int64_t)A < IMM_B) pc += (int16_t)pc[-1].c; NEXT
#define DO_LOOP if ((int64_t)++A < (int64_t)B) pc += (int16_t)pc[-1].c; NEXT
#define DO_CALL { uint64_t *base = &A; base[-1] = (uint64_t)(uintptr_t)pc; \
    base[-2] = (uint64_t)(uintptr_t)fp; fp = base; pc = functions[0]; NEXT; }
#define DO_RET pc = (const Insn *)(uintptr_t)fp[-1]; fp = (uint64_t *)(uintptr_t)fp[-2]; NEXT

#if STYLE == 2
typedef void Handler(const Insn *pc, uint64_t *fp);
static Handler *const handlers[OP_COUNT];
#ifdef __clang__
#define NEXT { __attribute__((musttail)) return handlers[pc->op](pc + 1, fp); }
#else
#define NEXT return handlers[pc->op](pc + 1, fp)
#endif
#define DO_HALT (void)pc; (void)fp; return
#define X(name) static void op_##name(const Insn *pc, uint64_t *fp) { DO_##name; }
OPS(X)
#undef X
static Handler *const handlers[OP_COUNT] = {
#define X(name) op_##name,
    OPS(X)
#undef X
};
static void run(const Insn *pc, uint64_t *fp) { handlers[pc->op](pc + 1, fp); }
#else
static void run(const Insn *pc, uint64_t *fp) {
#define DO_HALT return
#if STYLE == 1
    static const void *const labels[OP_COUNT] = {
#define X(name) &&L_##name,
        OPS(X)
#undef X
    };
#define NEXT goto *labels[(pc++)->op]
    NEXT;
#define X(name) L_##name: { DO_##name; }
    OPS(X)
#undef X
#else
#define NEXT goto next
next:
    switch ((pc++)->op) {
#define X(name) case OP_##name: { DO_##name; }
        OPS(X)
#undef X
    }
#endif
}
#endif

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void report(const char *name, const Insn *code, uint64_t *frame, uint64_t instructions) {
    double best = 1e9;
    for (int i = 0; i < 5; i++) {
        uint64_t copy[64];
        memcpy(copy, frame, sizeof copy);
        double start = seconds();
        run(code, frame);
        double taken = seconds() - start;
        if (taken < best) best = taken;
        memcpy(frame, copy, sizeof copy);
    }
    printf(" %s %.2f", name, best * 1e9 / (double)instructions);
}

#define I(name, a, b, c) {{OP_##name, (uint16_t)(a), (uint16_t)(b), (uint16_t)(c)}}

int main(void) {
    static uint64_t frame[1 << 16];
    static uint64_t array[1000];
    // fib(n): r0 result, r1 n; below 2 it is n.
    static const Insn fib[] = {
        I(JLTI, 1, 2, 6), I(SUBI, 6, 1, 1), I(CALL, 5, 0, 0), I(SUBI, 10, 1, 2),
        I(CALL, 9, 0, 0), I(ADD, 0, 5, 9), I(RET, 0, 0, 0), I(ADDI, 0, 1, 0), I(RET, 0, 0, 0),
    };
    static const Insn call_fib[] = {I(LDI, 6, 30, 0), I(CALL, 5, 0, 0), I(HALT, 0, 0, 0)};
    functions[0] = fib;
    report("fib", call_fib, frame + 8, 1346269ull * 3 + 1346268ull * 7);
    // Sum of a[i] * a[i], a hundred thousand times a thousand; r1 i, r2 n, r3 slice, r5 sum.
    static const Insn dot[] = {
        I(LDI, 1, 0, 0), I(LDX, 6, 3, 1), I(LDX, 7, 3, 1), I(MULF, 6, 6, 7), I(ADDF, 5, 5, 6),
        I(LOOP, 1, 2, -5), I(LOOP, 8, 9, -7), I(HALT, 0, 0, 0),
    };
    frame[2] = 1000, frame[3] = (uint64_t)(uintptr_t)array, frame[4] = 1000, frame[9] = 20000;
    report("dot", dot, frame, 20000ull * 5002);
    static const Insn count[] = {
        I(LDI, 1, 0, 0), I(ADD, 5, 5, 1), I(LOOP, 1, 2, -2), I(HALT, 0, 0, 0)};
    frame[2] = 100000000;
    report("count", count, frame, 200000000);
    putchar('\n');
    return 0;
}
