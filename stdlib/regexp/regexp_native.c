// stdlib/regexp/regexp_native.c - the matcher.
//
// Small searches backtrack, with a bit for each pair of instruction and place, so that no pair is
// tried twice (after Russ Cox, "Regular Expression Matching: the Virtual Machine Approach"). Big
// ones keep a list of threads, ordered by priority, and advance them all rune by rune. Both take
// time in proportion to program size times text length.
#include <stdlib.h>

#include "stdlib/search.h"
#include "stdlib/utf8.h"
#include "vm/native.h"

typedef enum {   // compile.go has the same
    RE_FAIL, RE_MATCH, RE_ALT, RE_CAP, RE_ASSERT, RE_RUNE, RE_CLASS, RE_ANY, RE_ANY_NOT_NL,
} ReOp;

typedef struct ReInst {
    int32_t op, out, arg, arg2;
} ReInst;

enum { SEARCH_LONGEST = 1, SEARCH_ANCHORED = 2 };   // regexp.go
enum { BEGIN_LINE = 1, END_LINE = 2, BEGIN_TEXT = 4, END_TEXT = 8, WORD = 16, NO_WORD = 32 };
enum { VISITED_BITS_MAX = 1 << 18 };

typedef struct Search {
    const ReInst *code;
    int64_t code_count;
    const int32_t *ranges;
    GoString text, prefix;
    int64_t start, pos;
    int flags;
    int64_t *caps;             // result; cap_count of them
    int64_t cap_count;
    bool failed;               // out of memory
} Search;

static bool is_word(const Search *s, int64_t at) {
    if (at < 0 || at >= s->text.bytes) return false;
    unsigned char c = (unsigned char)s->text.text[at];
    return c == '_' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

// Whether all of what [wanted] names holds at [at].
static bool holds(const Search *s, int64_t at, int wanted) {
    const char *text = s->text.text;
    int64_t end = s->text.bytes;
    switch (wanted) {
    case BEGIN_LINE: return at == 0 || text[at - 1] == '\n';
    case END_LINE: return at == end || text[at] == '\n';
    case BEGIN_TEXT: return at == 0;
    case END_TEXT: return at == end;
    case WORD: return is_word(s, at - 1) != is_word(s, at);
    case NO_WORD: return is_word(s, at - 1) == is_word(s, at);
    default: return false;
    }
}

static bool in_class(const int32_t *pairs, int32_t count, int32_t rune) {
    if (count <= 4) {
        for (int32_t i = 0; i < count; i++) {
            if (rune < pairs[2 * i]) return false;
            if (rune <= pairs[2 * i + 1]) return true;
        }
        return false;
    }
    int32_t low = 0, high = count;
    while (low < high) {
        int32_t middle = (low + high) / 2;
        if (rune < pairs[2 * middle]) high = middle;
        else if (rune > pairs[2 * middle + 1]) low = middle + 1;
        else return true;
    }
    return false;
}

// Whether the consuming instruction [inst] takes [rune].
static inline bool takes(const Search *s, const ReInst *inst, int32_t rune) {
    switch (inst->op) {
    case RE_RUNE: return rune == inst->arg;
    case RE_CLASS: return in_class(s->ranges + inst->arg, inst->arg2, rune);
    case RE_ANY: return true;
    case RE_ANY_NOT_NL: return rune != '\n';
    default: return false;
    }
}

static inline int32_t rune_at(const Search *s, int64_t at, int *width) {
    if (at >= s->text.bytes) {
        *width = 0;
        return -1;
    }
    unsigned char c = (unsigned char)s->text.text[at];
    *width = 1;
    return c < 0x80 ? c : utf8_decode(s->text.text + at, s->text.bytes - at, width);
}

// The next place at or after [at] where a match can begin, -1 when there is none.
static int64_t next_start(const Search *s, int64_t at) {
    if (s->flags & SEARCH_ANCHORED) return at == 0 ? 0 : -1;
    if (s->prefix.bytes == 0) return at;
    GoString rest = {s->text.text + at, s->text.bytes - at};
    int64_t found = search_index(rest, s->prefix);
    return found < 0 ? -1 : at + found;
}

// ---- backtracking -------------------------------------------------------------------------------

typedef struct Job {
    int32_t pc;                // ~n: capture n gets [at] back
    int64_t at;
} Job;

typedef struct Backtrack {
    Search *search;
    uint64_t *visited;
    Job *jobs;
    size_t job_count, job_capacity;
    int64_t *caps;             // of the path being tried
    int64_t cap_count;
    bool matched;
} Backtrack;

static void job_push(Backtrack *b, int32_t pc, int64_t at) {
    if (b->job_count == b->job_capacity) {
        size_t capacity = 2 * b->job_capacity + 64;
        Job *grown = realloc(b->jobs, capacity * sizeof *grown);
        if (!grown) {
            b->search->failed = true;
            return;
        }
        b->jobs = grown;
        b->job_capacity = capacity;
    }
    b->jobs[b->job_count++] = (Job){pc, at};
}

static bool visit(Backtrack *b, int32_t pc, int64_t at) {
    const Search *s = b->search;
    uint64_t bit = (uint64_t)pc * (uint64_t)(s->text.bytes - s->pos + 1) + (uint64_t)(at - s->pos);
    uint64_t mask = 1ull << (bit & 63);
    if (b->visited[bit >> 6] & mask) return false;
    b->visited[bit >> 6] |= mask;
    return true;
}

// A path has come to the end of the program. Returns whether the search is over.
static bool backtrack_match(Backtrack *b, int64_t at) {
    Search *s = b->search;
    if (s->cap_count == 0) return b->matched = true;
    b->caps[1] = at;
    if (!b->matched || ((s->flags & SEARCH_LONGEST) && s->caps[1] < at)) {
        memcpy(s->caps, b->caps, (size_t)s->cap_count * sizeof *s->caps);
    }
    b->matched = true;
    return !(s->flags & SEARCH_LONGEST) || at == s->text.bytes;
}

// Follows one path from ([pc], [at]). Returns whether the search is over.
static bool backtrack_follow(Backtrack *b, int32_t pc, int64_t at) {
    Search *s = b->search;
    for (;;) {
        if (!visit(b, pc, at)) return false;
        const ReInst *inst = &s->code[pc];
        switch (inst->op) {
        case RE_FAIL: return false;
        case RE_MATCH: return backtrack_match(b, at);
        case RE_ALT: job_push(b, inst->arg, at); break;
        case RE_ASSERT:
            if (!holds(s, at, inst->arg)) return false;
            break;
        case RE_CAP:
            if (inst->arg < b->cap_count) {
                job_push(b, ~inst->arg, b->caps[inst->arg]);
                b->caps[inst->arg] = at;
            }
            break;
        default: {
            int width;
            int32_t rune = rune_at(s, at, &width);
            if (width == 0 || !takes(s, inst, rune)) return false;
            at += width;
        }
        }
        pc = inst->out;
    }
}

static bool backtrack_from(Backtrack *b, int64_t at) {
    for (int64_t i = 0; i < b->cap_count; i++) b->caps[i] = -1;
    if (b->cap_count) b->caps[0] = at;
    b->job_count = 0;
    job_push(b, (int32_t)b->search->start, at);
    while (b->job_count && !b->search->failed) {
        Job job = b->jobs[--b->job_count];
        if (job.pc < 0) b->caps[~job.pc] = job.at;
        else if (backtrack_follow(b, job.pc, job.at)) return true;
    }
    return b->matched;
}

static bool search_backtrack(Search *s) {
    int64_t bits = s->code_count * (s->text.bytes - s->pos + 1);
    size_t words = (size_t)(bits + 63) / 64;
    Backtrack b = {.search = s, .cap_count = s->cap_count};
    uint64_t *memory = calloc(words + (size_t)s->cap_count, sizeof *memory);
    if (!memory) {
        s->failed = true;
        return false;
    }
    b.visited = memory;
    b.caps = (int64_t *)(memory + words);
    bool found = false;
    int width = 1;
    for (int64_t at = s->pos; at <= s->text.bytes && !found && width; at += width) {
        at = next_start(s, at);
        if (at < 0) break;
        found = backtrack_from(&b, at);
        rune_at(s, at, &width);
    }
    free(memory);
    free(b.jobs);
    return found;
}

// ---- threads ------------------------------------------------------------------------------------

// The threads at one place in the text, in order of priority; a sparse set of instructions.
typedef struct Threads {
    int32_t *sparse, *dense;
    int64_t *caps;             // cap_count for each instruction
    int32_t count;
} Threads;

typedef struct Advance {
    Search *search;
    Threads now, next;
    int64_t *match_caps;
    Job *jobs;                 // of add_thread: instructions, and captures to give back
    size_t job_count;
    bool matched;
} Advance;

static bool threads_have(const Threads *t, int32_t pc) {
    int32_t at = t->sparse[pc];
    return at < t->count && t->dense[at] == pc;
}

// Adds the consuming instructions reachable from [pc] at [at]; [caps] is given back unchanged.
static void add_thread(Advance *a, Threads *t, int32_t pc, int64_t at, int64_t *caps) {
    const Search *s = a->search;
    a->job_count = 0;
    a->jobs[a->job_count++] = (Job){pc, 0};
    while (a->job_count) {
        Job job = a->jobs[--a->job_count];
        if (job.pc < 0) {
            caps[~job.pc] = job.at;
            continue;
        }
        for (pc = job.pc; !threads_have(t, pc);) {
            t->sparse[pc] = t->count;
            t->dense[t->count++] = pc;
            const ReInst *inst = &s->code[pc];
            if (inst->op == RE_ALT) {
                a->jobs[a->job_count++] = (Job){inst->arg, 0};
            } else if (inst->op == RE_ASSERT) {
                if (!holds(s, at, inst->arg)) break;
            } else if (inst->op == RE_CAP) {
                if (inst->arg < s->cap_count) {
                    a->jobs[a->job_count++] = (Job){~inst->arg, caps[inst->arg]};
                    caps[inst->arg] = at;
                }
            } else {
                if (s->cap_count) {
                    memcpy(t->caps + (int64_t)pc * s->cap_count, caps,
                           (size_t)s->cap_count * sizeof *caps);
                }
                break;
            }
            pc = inst->out;
        }
    }
}

// The thread of [caps] has matched up to [at]. Returns whether those after it are cut off.
static bool take_match(Advance *a, int64_t *caps, int64_t at) {
    Search *s = a->search;
    bool longest = s->flags & SEARCH_LONGEST;
    if (s->cap_count == 0) return a->matched = true;
    if (!longest || !a->matched || s->caps[1] < at) {
        caps[1] = at;
        memcpy(s->caps, caps, (size_t)s->cap_count * sizeof *caps);
    }
    a->matched = true;
    return !longest;
}

// Moves the threads at [at] over [rune] (-1: the end of the text).
static void step(Advance *a, int64_t at, int32_t rune, int width) {
    Search *s = a->search;
    bool longest = s->flags & SEARCH_LONGEST;
    for (int32_t i = 0; i < a->now.count; i++) {
        int32_t pc = a->now.dense[i];
        const ReInst *inst = &s->code[pc];
        if (inst->op == RE_ALT || inst->op == RE_CAP || inst->op == RE_ASSERT) continue;
        int64_t *caps = a->now.caps + (int64_t)pc * s->cap_count;
        // With longest, a match that begins further right cannot win any more.
        if (longest && a->matched && s->cap_count && s->caps[0] < caps[0]) continue;
        if (inst->op == RE_MATCH) {
            if (take_match(a, caps, at)) break;
        } else if (width && takes(s, inst, rune)) {
            add_thread(a, &a->next, inst->out, at + width, caps);
        }
    }
    a->now.count = 0;
}

static void run_threads(Advance *a, int64_t *caps) {
    Search *s = a->search;
    int64_t at = s->pos;
    for (;;) {
        if (a->now.count == 0) {
            if (a->matched) return;
            at = next_start(s, at);
            if (at < 0) return;
        }
        if (!a->matched && (!(s->flags & SEARCH_ANCHORED) || at == 0)) {
            for (int64_t i = 0; i < s->cap_count; i++) caps[i] = -1;
            if (s->cap_count) caps[0] = at;
            add_thread(a, &a->now, (int32_t)s->start, at, caps);
        }
        int width;
        int32_t rune = rune_at(s, at, &width);
        step(a, at, rune, width);
        if (width == 0 || (a->matched && s->cap_count == 0)) return;
        at += width;
        Threads swap = a->now;
        a->now = a->next;
        a->next = swap;
    }
}

static bool search_threads(Search *s) {
    size_t n = (size_t)s->code_count, caps = (size_t)s->cap_count;
    Advance a = {.search = s};
    int32_t *sets = calloc(4 * n, sizeof *sets);
    int64_t *memory = calloc((2 * n + 1) * caps + 1, sizeof *memory);
    a.jobs = malloc((2 * n + 2) * sizeof *a.jobs);
    if (sets && memory && a.jobs) {
        a.now = (Threads){sets, sets + n, memory, 0};
        a.next = (Threads){sets + 2 * n, sets + 3 * n, memory + n * caps, 0};
        run_threads(&a, memory + 2 * n * caps);
    } else {
        s->failed = true;
    }
    free(sets);
    free(memory);
    free(a.jobs);
    return a.matched;
}

// func search(code []int32, ranges []rune, prefix string, start, flags int, text string, pos int,
//     caps []int) bool
static void regexp_search(NativeCall *call) {
    GoSlice code = native_arg_slice(call, 0), caps = native_arg_slice(call, 13);
    Search s = {
        .code = code.items, .code_count = code.count / 4,
        .ranges = native_arg_slice(call, 3).items,
        .prefix = native_arg_string(call, 6),
        .start = native_arg_int(call, 8), .flags = (int)native_arg_int(call, 9),
        .text = native_arg_string(call, 10), .pos = native_arg_int(call, 12),
        .caps = caps.items, .cap_count = caps.count,
    };
    int64_t places = s.text.bytes - s.pos + 1;
    bool small = s.code_count <= 500 &&
                 places <= VISITED_BITS_MAX / (s.code_count ? s.code_count : 1);
    bool found = small ? search_backtrack(&s) : search_threads(&s);
    if (s.failed) {
        native_panic_plain(call, "regexp: out of memory");
        return;
    }
    native_ret_bool(call, 0, found);
}

const NativeDef regexp_natives[] = {
    {"search", regexp_search, 0},
    {NULL, NULL, 0},
};
