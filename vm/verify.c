// vm/verify.c - the structure of code: every operand in the frame, every jump to an instruction.
#include "vm/vm_int.h"

static _Thread_local char verify_text[256];

typedef struct Verifier {
    const FuncCode *func;
    uint8_t *starts;             // 1: an instruction begins at this word
    const char *fault;
} Verifier;

static void fault(Verifier *v, uint32_t word, const char *what, int64_t value) {
    snprintf(verify_text, sizeof verify_text, "word %u, %s: %s %lld", word,
             op_info[v->func->code[word].op].name, what, (long long)value);
    v->fault = verify_text;
}

// How many slots an operand takes from where it points; SP and the like count as one.
static uint32_t role_slots(OperandRole role, const Insn *insn) {
    switch (role) {
    case ROLE_D2: case ROLE_S2: case ROLE_DS2: return 2;
    case ROLE_D3: case ROLE_S3: return 3;
    case ROLE_DN: case ROLE_SN: return insn->c;
    case ROLE_SN2: return 2u * insn->c;
    case ROLE_DB: return insn->bx;
    case ROLE_SP: return print_slots(insn->b);
    case ROLE_DW: return (uint32_t)((insn[1].word + 7) / 8);
    case ROLE_NONE: case ROLE_I: case ROLE_J: case ROLE_N: return 0;
    default: return 1;
    }
}

static void check_operand(Verifier *v, uint32_t word, int position) {
    const Insn *insn = &v->func->code[word];
    OperandRole role = (OperandRole)op_info[insn->op].roles[position];
    uint32_t slot = position == 0 ? insn->a : position == 1 ? insn->b : insn->c;
    uint32_t limit = v->func->frame_slots;
    if (role == ROLE_L) {
        if (insn->bx / 8 >= limit) fault(v, word, "byte offset outside of the frame", insn->bx);
        return;
    }
    uint32_t slots = role_slots(role, insn);
    if (slots == 0) return;
    if (role == ROLE_F) {
        if (slot < FRAME_LINK_SLOTS || slot > limit)
            fault(v, word, "callee's frame outside of the frame", slot);
        return;
    }
    if (slot + slots > limit) fault(v, word, "slot outside of the frame", slot);
}

static void check_target(Verifier *v, uint32_t word, int64_t target) {
    if (target < 0 || target >= v->func->code_words || !v->starts[target])
        fault(v, word, "jump to no instruction", target);
}

static void check_jumps(Verifier *v, uint32_t word) {
    const Insn *insn = &v->func->code[word];
    const OpInfo *info = &op_info[insn->op];
    int64_t next = (int64_t)word + info->words;
    if (insn->op == OP_SWITCH)
        for (uint32_t i = 0; i < insn->bx; i++)
            check_target(v, word, next + insn->bx + (int64_t)insn[1 + i].word);
    for (int i = 0; i < 3; i++) {
        if (info->roles[i] != ROLE_J) continue;
        bool wide = info->mode == MODE_SX || info->mode == MODE_ASX;
        check_target(v, word, next + (wide ? insn->sbx : (int16_t)insn->c));
    }
}

static uint32_t words_of(const Insn *insn) {
    return op_info[insn->op].words + (insn->op == OP_SWITCH ? insn->bx : 0);
}

static bool ends_path(Opcode op) {
    switch (op) {
    case OP_JMP: case OP_JMP_L: case OP_RET: case OP_RETD: case OP_PANIC: case OP_PANICWRAP:
    case OP_MAIN_EXIT: case OP_GO_EXIT:
        return true;
    default: return false;
    }
}

const char *verify_code(const FuncCode *func) {
    Verifier v = {func, calloc(func->code_words + 1, 1), NULL};
    FATAL_IF(v.starts == NULL, "out of memory");
    Opcode last = OP_NOP;
    uint32_t word = 0;
    while (word < func->code_words && v.fault == NULL) {
        if (func->code[word].op >= OP_COUNT) {
            snprintf(verify_text, sizeof verify_text, "word %u: no instruction", word);
            v.fault = verify_text;
            break;
        }
        v.starts[word] = 1;
        last = (Opcode)func->code[word].op;
        for (int i = 0; i < 3; i++) check_operand(&v, word, i);
        word += words_of(&func->code[word]);
    }
    if (v.fault == NULL && (word != func->code_words || !ends_path(last)))
        v.fault = "control can run off the end";
    for (word = 0; word < func->code_words && v.fault == NULL;
         word += words_of(&func->code[word]))
        check_jumps(&v, word);
    free(v.starts);
    return v.fault;
}
