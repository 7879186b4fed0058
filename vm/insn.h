// vm/insn.h - how an instruction is encoded.
//
// Code is an array of 64-bit words. An instruction is one word: a 16-bit opcode and three 16-bit
// operands A, B, C, or A and one 32-bit operand Bx. Modes with W carry one or two further words of
// data (a pointer, a size, a constant) right behind it. Operands name frame slots of 8 bytes
// counted from fp; frames and functions that outgrow 16 bits are reached through addresses
// (LEA, LD, ST with 32-bit offsets) and JMP with its 32-bit distance, never refused.
//
// Jump distances count words and start at the word after the instruction (including its W words).
#ifndef MOUND_VM_INSN_H
#define MOUND_VM_INSN_H

#include <stdint.h>

typedef enum {
#define OP(name, mode, a, b, c, effect) OP_##name,
#include "vm/opcodes.def"
#undef OP
    OP_COUNT
} Opcode;

typedef enum {
    MODE_ABC, MODE_ABI, MODE_ABX, MODE_ASX, MODE_SX, MODE_ABJ, MODE_AIJ, MODE_ABN,
    MODE_ABCW, MODE_ABCW2, MODE_ABXW, MODE_ABNW
} InsnMode;

typedef enum {
    ROLE_NONE, ROLE_D1, ROLE_D2, ROLE_D3, ROLE_DN, ROLE_DB, ROLE_DW, ROLE_DS1, ROLE_DS2,
    ROLE_S1, ROLE_S2, ROLE_S3, ROLE_SN, ROLE_SN2, ROLE_SW, ROLE_SP,
    ROLE_I, ROLE_J, ROLE_N, ROLE_L, ROLE_F
} OperandRole;

typedef struct OpInfo {
    const char *name;
    const char *effect;
    uint8_t mode;              // an InsnMode
    uint8_t roles[3];          // OperandRoles of A, B, C
    uint8_t words;             // 1 + number of W words
} OpInfo;

extern const OpInfo op_info[OP_COUNT];   // vm/op_info.c

typedef union Insn {
    struct {
        uint16_t op;
        uint16_t a;
        union {
            struct {
                uint16_t b;
                uint16_t c;
            };
            uint32_t bx;
            int32_t sbx;
        };
    };
    uint64_t word;             // a W word
} Insn;

_Static_assert(sizeof(Insn) == 8, "an instruction is one word");
_Static_assert(OP_COUNT <= UINT16_MAX, "an opcode must fit the first 16 bits of an instruction");

static inline Insn insn_abc(Opcode op, unsigned a, unsigned b, unsigned c) {
    Insn insn = {.op = (uint16_t)op};
    insn.a = (uint16_t)a;
    insn.b = (uint16_t)b;
    insn.c = (uint16_t)c;
    return insn;
}
static inline Insn insn_abx(Opcode op, unsigned a, uint32_t bx) {
    Insn insn = {.op = (uint16_t)op};
    insn.a = (uint16_t)a;
    insn.bx = bx;
    return insn;
}
static inline Insn insn_word(uint64_t word) { return (Insn){.word = word}; }

// What PRINT prints; roles: STRING, EFACE, IFACE, SLICE, C128 take 2 or 3 slots, the others 1.
typedef enum {
    PRINT_BOOL, PRINT_INT, PRINT_UINT, PRINT_FLOAT, PRINT_C128, PRINT_STRING, PRINT_POINTER,
    PRINT_SLICE, PRINT_EFACE, PRINT_IFACE, PRINT_SPACE, PRINT_NEWLINE, PRINT_HEX
} PrintKind;

// How many slots an operand of PRINT takes.
static inline uint32_t print_slots(uint32_t kind) {
    switch ((PrintKind)kind) {
    case PRINT_STRING: case PRINT_EFACE: case PRINT_IFACE: case PRINT_C128: return 2;
    case PRINT_SLICE: return 3;
    case PRINT_SPACE: case PRINT_NEWLINE: return 0;
    default: return 1;
    }
}

#endif
