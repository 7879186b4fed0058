// vm/disasm.c - code as text, from the table of instructions.
#include "vm/vm_int.h"
#include "vm/watch.h"

static void print_operand(FILE *out, OperandRole role, const Insn *insn, int position) {
    uint32_t value = position == 0 ? insn->a : position == 1 ? insn->b : insn->c;
    InsnMode mode = (InsnMode)op_info[insn->op].mode;
    bool wide = position == 1 && (mode == MODE_ABX || mode == MODE_ABXW);
    switch (role) {
    case ROLE_NONE: return;
    case ROLE_I: fprintf(out, " %d", (int16_t)value); return;
    case ROLE_N: fprintf(out, " x%u", value); return;
    case ROLE_J: return;
    case ROLE_L: fprintf(out, " [fp+%u]", insn->bx); return;
    case ROLE_F: fprintf(out, " f%u", value); return;
    default: fprintf(out, " r%u", wide ? insn->bx : value);
    }
}

static void print_target(FILE *out, const FuncCode *func, const Insn *insn) {
    const OpInfo *info = &op_info[insn->op];
    int64_t distance;
    if (info->mode == MODE_SX || info->mode == MODE_ASX) distance = insn->sbx;
    else distance = (int16_t)insn->c;
    fprintf(out, " -> %lld", (long long)(insn - func->code + info->words + distance));
}

static void print_wide(FILE *out, const FuncCode *func, const Insn *insn) {
    const OpInfo *info = &op_info[insn->op];
    switch ((InsnMode)info->mode) {
    case MODE_ASX:
        if (info->roles[1] != ROLE_J) fprintf(out, " %d", insn->sbx);
        break;
    case MODE_ABX: case MODE_ABXW:
        if (insn->op == OP_CALL || insn->op == OP_CALLN || insn->op == OP_LAZY)
            fprintf(out, " %s", code_funcs[insn->bx]->name);
        else if (info->roles[1] != ROLE_L) fprintf(out, " %u", insn->bx);
        break;
    default: break;
    }
    for (int i = 0; i < 3; i++)
        if (info->roles[i] == ROLE_J) print_target(out, func, insn);
    for (int i = 1; i < info->words; i++)
        fprintf(out, " #%#llx", (unsigned long long)insn[i].word);
}

static void print_line(FILE *out, Pos pos) {
    Location at = source_location(pos);
    size_t bytes;
    const char *text = source_line_text(pos, &bytes);
    if (at.path == NULL || text == NULL) return;
    for (; bytes > 0 && (*text == ' ' || *text == '\t'); text++) bytes--;
    fprintf(out, "  ; %s:%u: %.*s\n", at.path, at.line, (int)bytes, text);
}

// How often the instruction was executed, where that was counted.
static void print_executions(FILE *out, const Insn *insn) {
    if (watch_counters == NULL) return;
    uint64_t count = watch_executions(insn);
    if (count) fprintf(out, "%14llu ", (unsigned long long)count);
    else fprintf(out, "%14s ", ".");
}

void disasm_print(FuncCode *func, void *file) {
    FILE *out = file;
    fprintf(out, "%s: %u words, frame %u, results %u, parameters %u\n", func->name,
            func->code_words, func->frame_slots, func->result_slots, func->param_slots);
    uint32_t line = 0;
    for (uint32_t i = 0; i < func->code_words;) {
        const Insn *insn = &func->code[i];
        const OpInfo *info = &op_info[insn->op];
        Location at = source_location(code_pos(func, insn));
        if (at.line != line) print_line(out, code_pos(func, insn));
        line = at.line;
        print_executions(out, insn);
        fprintf(out, "%6u  %-14s", i, info->name);
        for (int operand = 0; operand < 3; operand++)
            print_operand(out, (OperandRole)info->roles[operand], insn, operand);
        print_wide(out, func, insn);
        fputc('\n', out);
        i += info->words;
        if (insn->op != OP_SWITCH) continue;
        for (uint32_t n = insn->bx; n > 0; n--, i++)
            fprintf(out, "%6u    case %u -> %lld\n", i, insn->bx - n,
                    (long long)(insn - func->code + 1 + insn->bx + (int64_t)func->code[i].word));
    }
}
