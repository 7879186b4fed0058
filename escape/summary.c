// escape/summary.c - what callers need to know of a function: one tag for each parameter.
#include "escape/flow.h"

#include <string.h>

#include "base/check.h"

void tag_add(uint8_t *leak, int derefs) {
    int value = derefs + 1;
    if (value > UINT8_MAX) value = UINT8_MAX;
    if (!*leak || value < *leak) *leak = (uint8_t)value;
}

ParamTag escape_tag_unknown(void) {
    return (ParamTag){.heap = 1};
}

// What reaches the heap with as few dereferences need not be known to go elsewhere.
static void tag_shorten(ParamTag *tag) {
    if (!tag->heap) return;
    if (tag->mutator >= tag->heap) tag->mutator = 0;
    if (tag->callee >= tag->heap) tag->callee = 0;
    for (int i = 0; i < ESCAPE_RESULTS_MAX; i++)
        if (tag->results[i] >= tag->heap) tag->results[i] = 0;
}

static const char *result_name(const Func *func, uint32_t i) {
    return func->results.items[i]->text;
}

static void report(const Func *func, const Name *param, const ParamTag *tag) {
    bool said = false;
    if (tag->heap) {
        explain(param->pos, tag->heap == 1 ? "leaking param: %s" : "leaking param content: %s",
                param->text);
        said = true;
    }
    for (uint32_t i = 0; i < ESCAPE_RESULTS_MAX && i < func->results.count; i++) {
        if (!tag->results[i]) continue;
        explain(param->pos, "leaking param: %s to result %s level=%d", param->text,
                result_name(func, i), tag_get(tag->results[i]));
        said = true;
    }
    if (!said) explain(param->pos, "%s does not escape", param->text);
}

// Natives keep what they are given unless their declaration says otherwise.
static ParamTag native_tag(const Func *func, const Name *param, bool say) {
    ParamTag tag = {0};
    if (type_kind(param->type) == TYPE_UINTPTR && say)
        explain(param->pos, "assuming %s is unsafe uintptr", param->text);
    if (!has_pointers(param->type)) return tag;
    if (func->pragmas & PRAGMA_NOESCAPE) {
        tag.mutator = 1;
        tag.callee = 1;
        if (say && param->symbol) explain(param->pos, "%s does not escape", param->text);
        return tag;
    }
    if (say && param->symbol) explain(param->pos, "leaking param: %s", param->text);
    return escape_tag_unknown();
}

static bool escaping_uintptr(const Func *func, const Name *param, bool say) {
    if (!(func->pragmas & PRAGMA_UINTPTR_ESCAPES)) return false;
    if (type_kind(param->type) == TYPE_UINTPTR) {
        if (say) explain(param->pos, "marking %s as escaping uintptr", param->text);
        return true;
    }
    Type *type = type_underlying(param->type);
    if (param->is_dots && type->kind == TYPE_SLICE && type_kind(type->elem) == TYPE_UINTPTR) {
        if (say) explain(param->pos, "marking %s as escaping ...uintptr", param->text);
        return true;
    }
    return false;
}

static ParamTag param_tag(const Func *func, Name *param, bool say) {
    if (func->is_native) return native_tag(func, param, say);
    if (escaping_uintptr(func, param, say)) return escape_tag_unknown();
    if (!has_pointers(param->type) || !param->symbol) return (ParamTag){0};
    Storage *storage = storage_of(param);
    ParamTag tag = storage->tag;
    tag_shorten(&tag);
    if (say && !(storage->attrs & LOC_ESCAPES)) report(func, param, &tag);
    return tag;
}

// What is known beforehand must be what is found now.
static void check_tag(const Func *func, const ParamTag *known, uint32_t i, const ParamTag *tag) {
    FATAL_IF(memcmp(&known[i], tag, sizeof *tag) != 0,
             "escape: parameter %u of %s leaks otherwise than its summary says", i,
             func->full_name);
}

void func_make_tags(Batch *batch, Func *func) {
    (void)batch;
    bool say = escape_is_explained(func) && !func->is_wrapper && !func->is_generic;
    const FuncSummary *summary = func_summary(func);
    const ParamTag *known = summary ? summary->tags : NULL;
    uint32_t count = func->params.count;
    ParamTag *tags = known ? NULL : ARENA_ARRAY(ir_arena(), ParamTag, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        ParamTag tag = param_tag(func, func->params.items[i], say);
        if (known) check_tag(func, known, i, &tag);
        else tags[i] = tag;
    }
    func->param_tags = known ? known : tags;
}
