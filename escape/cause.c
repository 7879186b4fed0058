// escape/cause.c - sorts stories into causes. See story.h.
#include <string.h>

#include "escape/story.h"

const Cause causes[CAUSE_COUNT] = {
#define CAUSE(id, title, meaning, repair) {#id, title, meaning, repair},
#include "escape/causes.def"
#undef CAUSE
};

// ---- the end of a path --------------------------------------------------------------------------
static const EscapeStep *last_flow(const EscapeStory *story) {
    const EscapeStep *flow = NULL;
    for (uint32_t i = 0; i < story->steps.count; i++)
        if (story->steps.items[i].is_flow) flow = &story->steps.items[i];
    return flow;
}

static const EscapeStep *last_operation(const EscapeStory *story) {
    for (uint32_t i = story->steps.count; i > 0; i--)
        if (!story->steps.items[i - 1].is_flow) return &story->steps.items[i - 1];
    return NULL;
}

static bool goes_through(const EscapeStory *story, const char *why) {
    for (uint32_t i = 0; i < story->steps.count; i++) {
        const EscapeStep *step = &story->steps.items[i];
        if (!step->is_flow && strcmp(step->why, why) == 0) return true;
    }
    return false;
}

// The statement, OGO or ODEFER, that calls something on the path.
static Op later_statement(const EscapeStory *story) {
    if (story->node && story->node->op == OCLOSURE && story->node->sub_op)
        return (Op)story->node->sub_op;
    for (uint32_t i = 0; i < story->steps.count; i++) {
        const EscapeStep *step = &story->steps.items[i];
        if (!step->where) continue;
        bool called = step->where->is_later || step->where->op == OCLOSURE;
        if (called && (step->where->sub_op == OGO || step->where->sub_op == ODEFER))
            return (Op)step->where->sub_op;
    }
    return OP_KIND_COUNT;
}

// ---- by what it is ------------------------------------------------------------------------------
static CauseId result_cause(const EscapeStory *story) {
    if (story->kind != STORY_SITE)
        return goes_through(story, "captured by a closure") ? CAUSE_returned_closure
                                                             : CAUSE_returned;
    switch (story->node->op) {
    case OADDSTR: case OBYTES2STR: case ORUNES2STR: case ORUNESTR: case OSTR2BYTES:
    case OSTR2RUNES:
        return CAUSE_string_result;
    case OMAKESLICE: case OSLICELIT: return CAUSE_slice_result;
    case OMAKEMAP: case OMAPLIT: return CAUSE_map_result;
    case OCLOSURE: case OMETHVALUE: return CAUSE_returned_closure;
    case OCONVIFACE: return CAUSE_boxed;
    default: return CAUSE_returned;
    }
}

// ---- by where the path ends ---------------------------------------------------------------------
static bool prints(const Func *callee) {
    static const char *const packages[] = {"fmt", "log", "errors", "testing", "text/template"};
    if (!callee || !callee->package) return false;
    for (size_t i = 0; i < sizeof packages / sizeof *packages; i++)
        if (strcmp(callee->package->path, packages[i]) == 0) return true;
    return false;
}

static const Func *known_callee(const Node *call) {
    if (call->op != OCALLFUNC) return NULL;
    if (call->func) return call->func;
    return call->x && call->x->op == OFUNC ? call->x->func : NULL;
}

static CauseId call_cause(const EscapeStory *story, const Node *call) {
    if (call->op == OCALLINTER) return CAUSE_interface_call;
    if (call->op == OPANIC) return CAUSE_panicked;
    if (call->op == OAPPEND) return CAUSE_appended;
    const Func *callee = known_callee(call);
    if (callee && prints(callee)) return CAUSE_printed;
    if (callee && callee->package && strcmp(callee->package->path, "reflect") == 0)
        return CAUSE_reflected;
    (void)story;
    return callee || call->op == OINLCALL ? CAUSE_leaking_call : CAUSE_func_value_call;
}

// What is assigned to.
static CauseId target_cause(const Node *target) {
    if (!target) return CAUSE_through_pointer;
    switch (target->op) {
    case ONAME:
        return target->name->class == NAME_GLOBAL ? CAUSE_global : CAUSE_outer_variable;
    case ODOT: return target_cause(target->x);
    case ODOTPTR: return CAUSE_field;
    case OINDEX: return CAUSE_element;
    case OINDEXMAP: return CAUSE_map_entry;
    default: return CAUSE_through_pointer;
    }
}

static CauseId operation_cause(const EscapeStory *story, const EscapeStep *step) {
    static const struct {
        const char *why;
        CauseId cause;
    } table[] = {
        {"send", CAUSE_sent},
        {"key of map put", CAUSE_map_entry},
        {"map literal key", CAUSE_map_entry},
        {"map literal value", CAUSE_map_entry},
        {"appendee slice", CAUSE_appended},
        {"appended slice...", CAUSE_appended},
        {"copied slice", CAUSE_element},
        {"interface-converted", CAUSE_boxed},
        {"conversion to unsafe.Pointer", CAUSE_reflected},
        {"reflect.Header.Data", CAUSE_reflected},
        {"captured by a closure", CAUSE_returned_closure},
    };
    if (strcmp(step->why, "call parameter") == 0) return call_cause(story, step->where);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(step->why, table[i].why) == 0) return table[i].cause;
    const Node *where = step->where;
    if (where->op == OAS) return target_cause(where->x);
    if (where->op == OAPPEND) return CAUSE_appended;
    return CAUSE_through_pointer;
}

static CauseId heap_cause(const EscapeStory *story) {
    const EscapeStep *step = last_operation(story);
    Op later = later_statement(story);
    if (later == OGO) return CAUSE_goroutine;
    if (later == ODEFER) return CAUSE_deferred_loop;
    return step ? operation_cause(story, step) : CAUSE_outer_variable;
}

// The path ends at a variable that lives longer.
static CauseId variable_cause(const EscapeStory *story, const EscapeStep *flow) {
    Op later = later_statement(story);
    if (later == OGO) return CAUSE_goroutine;
    if (later == ODEFER) return CAUSE_deferred_loop;
    if (goes_through(story, "captured by a closure") && strstr(flow->to, "{storage for func"))
        return CAUSE_returned_closure;
    for (uint32_t i = 0; i < story->steps.count; i++) {
        const EscapeStep *step = &story->steps.items[i];
        if (!step->is_flow && step->where->op == OAPPEND) return CAUSE_appended;
    }
    return flow->end == END_ESCAPED ? CAUSE_outer_variable : CAUSE_outer_loop;
}

CauseId story_cause(const EscapeStory *story) {
    if (story->kind == STORY_SITE && story->node->op == OMAKECHAN) return CAUSE_channel;
    switch (story->reason) {
    case HEAP_TOO_LARGE: return CAUSE_too_large;
    case HEAP_SIZE_UNKNOWN: return CAUSE_unknown_size;
    case HEAP_LATER_CALL: return CAUSE_later_call;
    default: break;
    }
    if (!story->escapes) return CAUSE_none;
    const EscapeStep *flow = last_flow(story);
    if (!flow) return CAUSE_outer_variable;
    if (flow->end == END_RESULT) return result_cause(story);
    if (flow->end == END_HEAP) return heap_cause(story);
    return variable_cause(story, flow);
}
