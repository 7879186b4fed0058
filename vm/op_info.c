// vm/op_info.c - the table behind disassembler, verifier and liveness, expanded from opcodes.def.
#include "vm/insn.h"

enum {  // words of an instruction by mode
    WORDS_MODE_ABC = 1, WORDS_MODE_ABI = 1, WORDS_MODE_ABX = 1, WORDS_MODE_ASX = 1,
    WORDS_MODE_SX = 1, WORDS_MODE_ABJ = 1, WORDS_MODE_AIJ = 1, WORDS_MODE_ABN = 1,
    WORDS_MODE_ABCW = 2, WORDS_MODE_ABCW2 = 3, WORDS_MODE_ABXW = 2, WORDS_MODE_ABNW = 2
};

const OpInfo op_info[OP_COUNT] = {
#define OP(name, mode, a, b, c, effect) \
    {#name, effect, MODE_##mode, {ROLE_##a, ROLE_##b, ROLE_##c}, WORDS_MODE_##mode},
#include "vm/opcodes.def"
#undef OP
};
