// ir/summary.c - what is known of library functions before their bodies are looked at.
#include "base/debug.h"
#include "ir/inline_int.h"

static FuncSummaryFinder *finder;

void ir_set_summaries(FuncSummaryFinder *find) { finder = find; }

bool func_is_summarizable(const Func *func) {
    return func->object && func->root == func && !func->is_generic && !func->wrapper_receiver &&
           func->package && func->package->outline;
}

const FuncSummary *func_summary(Func *func) {
    if (!func->summary_asked) {
        func->summary_asked = true;
        func->has_summary = finder && debug_flags.summaries && inlining_wanted() &&
                            func_is_summarizable(func) && finder(func, &func->summary);
    }
    return func->has_summary ? &func->summary : NULL;
}

uint32_t func_place(const Func *func) {
    const Package *package = func->package;
    const SourceFile *file = func->object->info->file->source;
    uint32_t at = func->object->pos - file->base;
    for (uint32_t i = 0; package->sources[i] != file; i++)
        at += (uint32_t)package->sources[i]->bytes;
    return at;
}

