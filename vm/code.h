// vm/code.h - compiled functions as plain data, and the tables they are found in.
//
// A FuncCode is made when a function is first mentioned; until it is first called its code is one
// LAZY instruction, which has the compile hook build the real code. Everything here lives for ever.
//
// A frame, seen from fp (slots of 8 bytes):
//
//     fp[-3]  closure object of this call (only written by calls through func values)
//     fp[-2]  caller's fp
//     fp[-1]  return address (Insn *)
//     fp[0 ..]                     results, then parameters (receiver first), as laid by the caller
//     fp[results + params ..]      locals and temporaries
//     ...                          link and frame of the function being called; it overlaps the
//                                  caller's highest slots, so that calls copy nothing
//
// Results and parameters are consecutive, each rounded up to whole slots, in order. A caller lays
// parameters only; result slots hold garbage until the callee writes them (a callee with named
// results zeroes them first).
//
// Pointers and liveness. A slot either always holds a pointer (or 0) or never does, for the whole
// function: [ptr_slots] says which. Which pointer slots are alive at a safepoint follows from the
// code itself by the operand roles of vm/opcodes.def (vm/liveness.c, computed when a stack is
// first scanned there). Slots whose address is taken by LEA ([pinned_slots]) are alive as long as
// instructions name them or a pointer to their object ([joined_slots]) is found in a live place
// (vm/stack_objects.c); the compiler zeroes those that hold pointers at the entry.
// Interior pointers (LEAX) are pointers; addresses of frame slots may stand in pointer slots too,
// the collector ignores what does not point into the heap.
#ifndef MOUND_VM_CODE_H
#define MOUND_VM_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/source.h"
#include "heap/layout.h"
#include "vm/insn.h"
#include "vm/native.h"
#include "vm/rtype.h"

enum { FRAME_LINK_SLOTS = 3 };

enum {  // FuncCode.flags
    CODE_NATIVE = 1 << 0,
    CODE_WRAPPER = 1 << 1,       // hidden in tracebacks
    CODE_HAS_DEFER = 1 << 2,     // returns by RETD
    CODE_USES_CONTEXT = 1 << 3,  // reads fp[-3]: keep it alive
    CODE_HAS_RECOVER = 1 << 4,
    CODE_COMPILED = 1 << 5,
    CODE_INIT_RUNNING = 1 << 6,  // behind INITG: see vm/call.c
    CODE_INIT_DONE = 1 << 7,
    CODE_LIBRARY = 1 << 8,       // of a package that is not the program's own
};

typedef struct LineEntry {
    uint32_t word;               // from this word of the code on ...
    Pos pos;                     // ... instructions belong to this place
} LineEntry;

// The size of a callee's frame, at calls whose callee is only known at run time (CALLC, CALLI, GOC,
// GOI, DEFERC, DEFERI): what the liveness analysis cannot find in the instruction.
// An entry with INDEX_IS_UNSIGNED as result_slots is about an instruction that indexes by a value
// of an unsigned 64-bit type: a panic prints it so.
typedef struct CallSize {
    uint32_t word;               // of the instruction
    uint16_t result_slots;
    uint16_t param_slots;
} CallSize;
enum { INDEX_IS_UNSIGNED = UINT16_MAX };

typedef struct FuncCode {
    const Insn *entry;           // where calls go; the LAZY or NATIVE stub, or code
    uint32_t frame_slots;        // everything the function touches from fp[0] on
    uint16_t result_slots;
    uint16_t param_slots;
    uint32_t index;              // in code_funcs
    uint32_t flags;
    Insn *code;
    uint32_t code_words;
    uint32_t line_count;
    const LineEntry *lines;      // sorted by word
    const CallSize *call_sizes;  // sorted by word
    uint32_t call_size_count;
    const Insn *defer_return;    // the RETD or RUND that a recovered panic continues at; NULL
                                 // without defer
    const uint8_t *ptr_slots;    // one bit per slot of the frame, frame_slots bits
    const uint8_t *pinned_slots; // the same; NULL when no address of a slot is taken
    const uint8_t *joined_slots; // with it: slots that are in one object with the one before
    const char *name;            // as in tracebacks: "main.(*T).M"
    Pos pos;                     // of the declaration
    NativeFn *native;            // CODE_NATIVE
    uint32_t native_flags;
    Insn stub[2];                // LAZY or NATIVE
    Layout closure_layout;       // of its closure objects: word 0 this FuncCode, then the captures
    // A func value of a function without captures points here, so it costs no allocation.
    struct FuncCode *static_closure[1];
    void *source;                // the compiler's, opaque
    _Atomic(void *) liveness;    // vm/liveness.c's, opaque; NULL until computed
} FuncCode;

// Flags that are set while the program runs: by several threads at once.
static inline bool code_has_flag(const FuncCode *func, uint32_t flag) {
    return (__atomic_load_n(&func->flags, __ATOMIC_ACQUIRE) & flag) != 0;
}
static inline void code_set_flag(FuncCode *func, uint32_t flag) {
    __atomic_fetch_or(&func->flags, flag, __ATOMIC_RELEASE);
}
// Where calls go. Another thread may publish the function's code at any moment: what the entry
// implies (frame_slots) must be read after it.
static inline const Insn *code_entry(const FuncCode *func) {
    return __atomic_load_n(&func->entry, __ATOMIC_ACQUIRE);
}
static inline uint32_t code_frame_slots(const FuncCode *func) {
    return __atomic_load_n(&func->frame_slots, __ATOMIC_RELAXED);
}

// All functions by number, CALL's Bx. The array never moves. Guarded by the front-end lock when
// growing; readers need no lock.
extern FuncCode **code_funcs;
extern uint32_t code_func_count;
enum { CODE_FUNCS_MAX = 1 << 20 };

// A new FuncCode with a LAZY stub, entered into code_funcs.
FuncCode *code_new_func(const char *name, uint16_t result_slots, uint16_t param_slots);
// A FuncCode for the native [def]: its number is what CALLN and NATIVE name. Needs no compiling.
FuncCode *code_new_native(const char *name, uint16_t result_slots, uint16_t param_slots,
                          const NativeDef *def);
// Memory for code and its tables: aligned to 8, never freed.
void *code_alloc(size_t bytes);
// The reserved region that all of that comes from; *[bytes] is its size.
const char *code_region(size_t *bytes);
// Publishes compiled code: all fields must be set; from now on calls go to it.
void code_publish(FuncCode *func);
// Whether [pointer] is the address of a FuncCode. Any thread.
bool code_is_func(const void *pointer);
// The function that [pc] lies in, NULL when none. Any thread.
FuncCode *code_find(const Insn *pc);
// Whether the instruction [pc] of [func] is marked INDEX_IS_UNSIGNED.
bool code_index_is_unsigned(const FuncCode *func, const Insn *pc);
// The place of the instruction [pc]; for a return address pass pc - 1.
Pos code_pos(const FuncCode *func, const Insn *pc);

// ---- calls that were inlined ------------------------------------------------------------------
// The place of an instruction may lie in text that was inlined (base/source.h): then it belongs to
// several frames of the program, one inside the other. frame_outward() takes *[pos] from a place to
// where the text around it was called; false at the outermost, which is [func] itself.
bool frame_outward(Pos *pos);
// The name of the function that [pos], a place in [func], is in.
const char *frame_name(const FuncCode *func, Pos pos);
// An address that stands for the place [pos] in [func] as a program counter does, for frames that
// have no instruction of their own. The same one for the same place. Any thread.
uint64_t frame_pseudo_pc(FuncCode *func, Pos pos);
// What frame_pseudo_pc gave [pc] for; false when it is none of those.
bool frame_pseudo_find(uint64_t pc, FuncCode **func, Pos *pos);

// What LAZY calls: compiles [func] and publishes it. Set by cli/ to compile/'s entry. Takes the
// front-end lock itself.
typedef void CompileHook(FuncCode *func);
void code_set_compile_hook(CompileHook *hook);

// ---- package variables --------------------------------------------------------------------------
// One reserved region; LDG/STG/LEAG offsets count from its base. It is a root of the collector.
extern char *globals_base;
enum { GLOBALS_BYTES_MAX = 1 << 30 };
// Space for one variable of [type], zeroed; returns its offset. Its pointers are roots from now on.
uint32_t globals_alloc(const RType *type, const char *name);

// How many bytes of the globals are in use; *[bits] has a bit for each word that may hold a
// pointer.
size_t globals_used(const uint8_t **bits);

// ---- natives ------------------------------------------------------------------------------------
// The native of function [name] in package [path], NULL when there is none.
const NativeDef *native_find(const char *path, const char *name);

// ---- what the compiler must know of the run time's own structures -------------------------------
enum {
    DEFER_RECORD_SLOTS = 6,      // header of a deferred call's record in a frame; the callee's
                                 // closure, results and parameters follow
    SELECT_CASE_SLOTS = 3,       // channel, address of the value, direction (1 send, 2 receive)
    MAP_SLOTS = 6,               // a Map in a frame (MAKEMAP_F), its group behind it; word
                                 // MAP_POINTER_SLOT is its only pointer
    MAP_POINTER_SLOT = 2,
    MAP_ITER_SLOTS = 16,         // a MapIter in a frame; its pointer slots: map_iter_ptr_slots
};
// The layout of a group of 8 slots of the map type [type].
const Layout *map_group_layout(const RType *type);
extern const uint8_t map_iter_ptr_slots[(MAP_ITER_SLOTS + 7) / 8];

#endif
