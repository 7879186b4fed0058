// compile/compile_int.h - what the files of compile/ share: the builder of one function.
//
// Slots. While a function is compiled its frame has two regions:
//
//     ordinary   slots 0 ..            results and parameters, then locals and temporaries,
//                                      and on top of them the frames of functions being called
//     low        slots LOW_BASE ..     whatever has an address, and what lives for the whole
//                                      function (constants of loops, prepared array views)
//
// Low slots never lie in the frame of a callee, so an address stays good over calls, and a slot
// that the collector takes as always alive holds nothing else. When the function is finished,
// builder_finish() lays the low region between the parameters and the rest and renumbers all
// operands.
//
// A slot is for pointers or for scalars, for the whole function: the first use decides.
//
// Large values. A struct or array of more than held_bytes_max bytes (MEM_BIG) is never laid out in
// slots. As parameter, result or temporary it is held: one slot points to a copy of it in the heap,
// which nobody changes any more, so moving the value is moving the pointer. Variables have memory
// of their own, in the heap or, where there is room, in the low region (Name.in_memory): loading
// makes a copy, storing copies from one. slots_alloc() gives slots for a value, low_alloc() memory.
#ifndef MOUND_COMPILE_INT_H
#define MOUND_COMPILE_INT_H

#include "base/check.h"
#include "compile/compile.h"
#include "escape/escape.h"

typedef uint32_t Slot;
typedef uint32_t Label;

enum {
    SLOT_NONE = UINT32_MAX,
    LOW_BASE = 0x8000,           // first number of the low region
    REGION_SLOTS_MAX = 0x7ff0,   // of each region
    FRAME_VALUE_BYTES_MAX = 128 * 1024,
};

#define FRAME_TOO_LARGE "%s needs a frame of more than 256 KB, which is beyond mound"

// How a value lies in memory, and so which loads and stores it needs.
typedef enum {
    MEM_I8, MEM_U8, MEM_I16, MEM_U16, MEM_I32, MEM_U32, MEM_64, MEM_PTR,
    MEM_STRING, MEM_IFACE, MEM_C128, MEM_SLICE, MEM_AGGREGATE,
    MEM_BIG                      // held by a pointer to a copy that nobody changes
} MemKind;

// ---- type questions (layout.c) ------------------------------------------------------------------
MemKind mem_kind(Type *type);
// Frame slots of a value of [type].
uint32_t type_slots(Type *type);
// Frame slots of the memory of a value of [type]: more than type_slots() when it is big.
uint32_t type_memory_slots(Type *type);
static inline bool type_is_big(Type *type) { return mem_kind(type) == MEM_BIG; }
// Whether the value takes one slot and less than 8 bytes of memory.
static inline bool mem_is_narrow(MemKind kind) { return kind <= MEM_U32; }
static inline bool mem_is_scalar(MemKind kind) { return kind <= MEM_PTR; }
// Sets bit word + i of [bits] for every word i of a value of [type] that holds a pointer.
void type_pointer_words(Type *type, uint8_t *bits, uint64_t word);
// Whether == on [type] is comparison of bytes.
bool type_is_plain(Type *type);
// Result and parameter slots of a function type.
uint32_t tuple_slots(Type *tuple);

// ---- the builder --------------------------------------------------------------------------------
enum {  // states of a slot
    SLOT_SCALAR = 1, SLOT_POINTER = 2, SLOT_KIND = 3,
    SLOT_USED = 4,
    SLOT_PINNED = 8,             // in an object whose address is taken
    SLOT_JOINED = 16,            // lies in one such object with the slot before
};

typedef struct SlotRange {
    Slot first;
    uint32_t count;
} SlotRange;

typedef struct Region {
    uint8_t *state;
    SlotRange *taken;            // by slot, the newest allocation that it was part of
    uint32_t capacity;
    uint32_t high;               // slots ever used
    uint32_t used_high;          // no slot from here on is in use
} Region;

// A jump whose distance is filled in when the function is finished.
typedef struct Jump {
    uint32_t word;               // of the instruction, or of the table entry
    Label label;
    uint32_t from;               // table entry: the word distances count from; else 0
} Jump;

typedef struct Hoisted {
    const Node *node;
    Slot slot;
} Hoisted;

// A loop, switch or select that break and continue can name.
typedef struct Target {
    const Node *statement;
    Label break_label;
    Label continue_label;
    struct Target *outer;
} Target;

typedef struct ConstSlot {
    uint64_t value, value2;
    uint8_t slots;               // 1 or 2
    Slot slot;
} ConstSlot;

typedef enum { VIEW_FRAME, VIEW_GLOBAL, VIEW_HELD } ViewKind;

// A view of an array as (pointer, length), made at the entry.
typedef struct ArrayView {
    ViewKind kind;
    uint64_t offset;             // bytes from fp (virtual; HELD: of the pointer) or the globals
    int64_t length;
    Slot slot;
} ArrayView;

typedef VEC(Insn) InsnVec;

// Whether code may be better than plain; see compile_init().
extern bool compile_optimizes;

// What a loop that is being compiled proves of its variable: it is at least 0 and less than the
// length of the slice or string [of], or than [limit] (compile/bounds.c).
typedef struct LoopBound {
    const Name *index, *of;
    int64_t limit;
} LoopBound;

typedef struct FuncBuilder {
    Func *func;                  // NULL for wrappers without a body in the IR
    FuncCode *target;
    Arena arena;                 // freed when the function is finished
    InsnVec code;
    InsnVec prologue;
    bool zeroes_results;         // before all else: they may count as alive from the entry on
    InsnVec *out;                // where instructions go: code or prologue
    VEC(LineEntry) lines;
    Pos pos;
    VEC(uint32_t) labels;        // the word a label stands at
    VEC(Jump) jumps;
    uint32_t last_insn;          // word of the newest instruction
    uint32_t last_label;         // word of the newest label
    VEC(CallSize) calls;
    Region ordinary, low;
    VEC(SlotRange) held;         // allocated slots, newest last: released back to a mark
    uint32_t result_slots, frame_params;   // results; results and parameters
    VEC(ConstSlot) constants;
    VEC(ArrayView) views;
    VEC(Hoisted) hoisted;
    VEC(LoopBound) bounds;           // of the loops around the statement, innermost last
    VEC(FuncCode *) entry_inits; // initialisers of library variables run at the entry
    int loop_depth;
    int inline_depth;            // bodies of inlined calls around the statement
    bool uses_context;           // reads its closure object
    bool has_backward_goto;
    uint32_t defer_word;         // of the RETD or RUND, UINT32_MAX without
    Target *targets;
    Label fall_label;            // where OFALL goes
} FuncBuilder;

// ---- slots.c ------------------------------------------------------------------------------------
// Remembers what is allocated now; slots_release frees everything allocated since.
uint32_t slots_mark(FuncBuilder *fb);
void slots_release(FuncBuilder *fb, uint32_t mark);
// Slots for a value of [type]: temporaries and locals without address.
Slot slots_alloc(FuncBuilder *fb, Type *type);
// Slots that belong to one variable for the whole function.
Slot slots_alloc_forever(FuncBuilder *fb, Type *type);
Slot slots_alloc_pointer_forever(FuncBuilder *fb);
Slot slots_alloc_scalar(FuncBuilder *fb);
Slot slots_alloc_pointer(FuncBuilder *fb);
// [count] slots of the given kinds (SLOT_SCALAR, SLOT_POINTER).
Slot slots_alloc_kinds(FuncBuilder *fb, const uint8_t *kinds, uint32_t count);
// The same in the low region; of a big value the memory.
Slot low_alloc(FuncBuilder *fb, Type *type);
Slot low_alloc_kinds(FuncBuilder *fb, const uint8_t *kinds, uint32_t count);
// Low slots that belong to this one use for the whole function.
Slot low_alloc_forever(FuncBuilder *fb, const uint8_t *kinds, uint32_t count);
Slot low_alloc_type_forever(FuncBuilder *fb, Type *type);
// Whether [count] slots, or a value of [type], still fit in the low region: what can live elsewhere
// does so when not.
bool low_has_slots(const FuncBuilder *fb, uint32_t count);
bool low_has_room(FuncBuilder *fb, Type *type);
// The frame of a callee: results, then parameters, above everything in use; its link included.
Slot slots_alloc_call(FuncBuilder *fb, const uint8_t *kinds, uint32_t count);
// Holds slots that were just released: the results of a call.
void slots_hold(FuncBuilder *fb, Slot first, const uint8_t *kinds, uint32_t count);
// Kinds of the slots of a value; returns their number. [kinds] has room for type_slots().
uint32_t type_slot_kinds(Type *type, uint8_t *kinds);
// Marks the [bytes] at virtual frame offset [offset] as having their address taken.
void slots_pin(FuncBuilder *fb, uint64_t offset, uint64_t bytes);
static inline bool slot_is_addressable(const FuncBuilder *fb, Slot slot) {
    return slot >= LOW_BASE || slot < fb->frame_params;
}

// ---- emit.c -------------------------------------------------------------------------------------
void emit_abc(FuncBuilder *fb, Opcode op, uint32_t a, uint32_t b, uint32_t c);
void emit_abx(FuncBuilder *fb, Opcode op, uint32_t a, uint32_t bx);
void emit_word(FuncBuilder *fb, uint64_t word);
static inline void emit_ptr(FuncBuilder *fb, const void *p) { emit_word(fb, (uintptr_t)p); }
Label label_new(FuncBuilder *fb);
void label_here(FuncBuilder *fb, Label label);
// Whether what is emitted next can be reached.
bool code_is_reachable(const FuncBuilder *fb);
// JMP, JT, JF and the compare-and-branch family; [b] is the second operand or immediate.
void emit_jump(FuncBuilder *fb, Label label);
void emit_jump_back(FuncBuilder *fb, Label label);
void emit_branch(FuncBuilder *fb, Opcode op, uint32_t a, uint32_t b, Label label);
void emit_move(FuncBuilder *fb, Slot to, Slot from, uint32_t slots);
void emit_zero(FuncBuilder *fb, Slot slot, uint32_t slots);
// [slot] = the zero value of [type].
void emit_zero_value(FuncBuilder *fb, Type *type, Slot slot);
void emit_int(FuncBuilder *fb, Slot slot, int64_t value);
void emit_word_const(FuncBuilder *fb, Slot slot, uint64_t value);
// [slot] = address of the virtual frame bytes [offset, offset + bytes); of no bytes, that of all
// objects without any.
void emit_lea(FuncBuilder *fb, Slot slot, uint64_t offset, uint64_t bytes);
void emit_call_size(FuncBuilder *fb, uint32_t results, uint32_t params);
// Says that the next instruction indexes by a value of an unsigned 64-bit type.
void emit_unsigned_index(FuncBuilder *fb);
// Loads and stores through a pointer, any type, any offset.
void emit_load(FuncBuilder *fb, Type *type, Slot to, Slot pointer, uint64_t offset);
void emit_store(FuncBuilder *fb, Type *type, Slot pointer, uint64_t offset, Slot from);
// Loads and stores of values that lie at a byte of the frame.
void emit_frame_load(FuncBuilder *fb, Type *type, Slot to, uint64_t offset);
void emit_frame_store(FuncBuilder *fb, Type *type, uint64_t offset, Slot from);
// Lays out, relocates and publishes the function.
void builder_finish(FuncBuilder *fb);

// ---- func.c -------------------------------------------------------------------------------------
void builder_init(FuncBuilder *fb, FuncCode *target, uint32_t result_slots, uint32_t param_slots);
void builder_free(FuncBuilder *fb);
void func_compile(Func *func, FuncCode *code);
void stmt_return(FuncBuilder *fb, Node *node);

// ---- place.c: variables, fields, elements: what has a location ----------------------------------
typedef enum {
    PLACE_SLOT,      // in frame slots, as values are held
    PLACE_FRAME,     // in the frame, in memory layout, at a byte offset
    PLACE_MEM,       // behind a pointer
    PLACE_GLOBAL,    // package variable
    PLACE_INDEX,     // element of a slice (pointer, length) at an index
    PLACE_MAP,       // map element under assignment
    PLACE_BLANK,     // _
} PlaceKind;

typedef struct Place {
    PlaceKind kind;
    Type *type;
    Slot slot;       // SLOT; MEM: the pointer; INDEX: pointer and length; MAP: the map
    Slot index;      // INDEX; MAP: the key
    uint64_t offset; // FRAME, MEM, GLOBAL: bytes
    Type *map;       // MAP
    bool is_string;  // INDEX of a string
    bool is_unsigned;    // INDEX by a value of an unsigned 64-bit type
    Pos pos;         // INDEX: of the expression, where a panic is shown to be
    bool is_checked; // MEM: the pointer cannot be nil; INDEX: the index is in bounds
} Place;

// Where [node] is. Anything that is no variable is evaluated into a temporary first.
Place place_of(FuncBuilder *fb, Node *node);
// Copies the operands of [place] that are variables' own slots: they were not allocated since
// [mark].
void place_stabilize(FuncBuilder *fb, Place *place, uint32_t mark);
Place place_slot(Type *type, Slot slot);
Place place_frame(Type *type, uint64_t offset);
Place place_mem(Type *type, Slot pointer, uint64_t offset);
Place place_of_name(FuncBuilder *fb, Name *name);
// The slot that holds the value: the place itself if it is one, else a temporary.
Slot place_slot_of(FuncBuilder *fb, const Place *place);
void place_load(FuncBuilder *fb, const Place *place, Slot to);
void place_store(FuncBuilder *fb, const Place *place, Slot from);
void place_zero(FuncBuilder *fb, const Place *place);
// to = from, places of one big type.
void place_copy(FuncBuilder *fb, const Place *to, const Place *from);
// The memory at [slot] that low_alloc() gave for [type].
Place place_low(Type *type, Slot slot);
// The address of a place, in a pointer slot (a new temporary, or the pointer itself).
Slot place_address(FuncBuilder *fb, const Place *place);
void place_address_to(FuncBuilder *fb, const Place *place, Slot to);
// place = value of node, with as few moves as possible.
void place_assign(FuncBuilder *fb, const Place *place, Node *value);
// A view (pointer, length) of the array at [place].
Slot array_view(FuncBuilder *fb, const Place *place);
bool node_is_place(const Node *node);
// The address of the value of [node] in memory layout: its own, or that of a temporary.
Slot expr_address(FuncBuilder *fb, Node *node);
// The address of a value that is already in slots.
Slot slot_address(FuncBuilder *fb, Slot slot, Type *type);

// ---- expr.c -------------------------------------------------------------------------------------
// Computes [node] into the slots from [to] on.
void expr_to(FuncBuilder *fb, Node *node, Slot to);
// The slots where the value of [node] is: a variable's own, or a temporary.
Slot expr_slot(FuncBuilder *fb, Node *node);
// The same, never a variable's own: stays as it is.
Slot expr_temp(FuncBuilder *fb, Node *node);
// Evaluates and drops.
void expr_drop(FuncBuilder *fb, Node *node);
// Runs node->init once.
void node_run_init(FuncBuilder *fb, Node *node);

// ---- order.c: order of evaluation ---------------------------------------------------------------
bool node_may_call(Node *node);
// Whether it calls, or reads anything but variables that have no address.
bool node_reads_memory(Node *node);
// Before [count] operands are evaluated one after the other: if a later one calls something that
// could change what an earlier one reads, all calls are made now, in order.
void order_operands(FuncBuilder *fb, Node **nodes, uint32_t count);
static inline void order_pair(FuncBuilder *fb, Node *x, Node *y) {
    Node *nodes[2] = {x, y};
    order_operands(fb, nodes, 2);
}
// Makes the calls inside of [node] now.
void order_hoist(FuncBuilder *fb, Node *node);
// The slot of a call that was made early, SLOT_NONE otherwise.
Slot hoisted_slot(const FuncBuilder *fb, const Node *node);
// Whether variable [name] is mentioned in [node].
bool node_mentions(const Node *node, const Name *name);
// A node that stands for a value already in [slot].
Node *slot_node(FuncBuilder *fb, Type *type, Slot slot);

// ---- operand.c: constants -----------------------------------------------------------------------
bool node_int_const(const Node *node, int64_t *value);
bool node_small_const(const Node *node, int64_t *value);   // fits a signed 16-bit immediate
uint64_t node_const_word(const Node *node);                // scalars as their slot holds them
bool operand_is_const(const Node *node);
// builtin.c: OMAKEMAP or OMAPLIT of at most [hint] entries, in the frame if that may be.
bool map_make_in_frame(FuncBuilder *fb, Node *node, int64_t hint, Slot to);
bool node_is_nil(const Node *node);
Slot const_slot(FuncBuilder *fb, Node *node);
Slot word_const_slot(FuncBuilder *fb, uint64_t value);
void const_to(FuncBuilder *fb, Node *node, Slot to);
void string_const_to(FuncBuilder *fb, const char *text, size_t bytes, Slot to);
// A GoString constant's text that lives as long as the process.
const char *node_string_const(const Node *node, size_t *bytes);

// ---- arith.c, cond.c ----------------------------------------------------------------------------
// Whether values of [type] are unsigned and 64 bits wide.
bool type_is_wide_unsigned(Type *type);
void arith_to(FuncBuilder *fb, Node *node, Slot to);
// to = left op right, for op-assignment: the left operand is in a slot.
void arith_op_to(FuncBuilder *fb, Op op, Type *type, Slot to, Slot left, Node *right);
void extend_to(FuncBuilder *fb, Type *type, Slot slot);
void compare_to(FuncBuilder *fb, Node *node, Slot to);
// Jumps to [label] if [node] is [sense]; [back]: the jump closes a loop.
void cond_jump(FuncBuilder *fb, Node *node, bool sense, Label label, bool back);

// ---- the others ---------------------------------------------------------------------------------
void convert_to(FuncBuilder *fb, Node *node, Slot to);
void iface_convert_to(FuncBuilder *fb, Node *node, Slot to);
void type_assert_to(FuncBuilder *fb, Node *node, Slot to);
// v, ok = x.(T): value to [to], ok to [ok] (a slot).
void type_assert2_to(FuncBuilder *fb, Node *node, Slot to, Slot ok);
// The type word of interface [slot] of interface type [type] as an RType*.
Slot iface_type_slot(FuncBuilder *fb, Type *type, Slot slot);
void literal_to(FuncBuilder *fb, Node *node, Slot to);
// Whether the value is written to its destination in several steps, operands being read in between.
bool value_is_stepwise(const Node *node);
// Fills the zeroed or uninitialised memory at [place] with a composite literal.
void literal_to_place(FuncBuilder *fb, Node *node, const Place *place, bool is_zero);
// Writes the constant [node] into the globals now; false when code must do it.
bool global_static_init(Node *node, uint64_t offset);
void new_to(FuncBuilder *fb, Node *node, Slot to);
// Heap memory for a value of [type], zeroed.
void emit_new(FuncBuilder *fb, Type *type, Slot to);
// to = a copy in the heap of the big value at [address].
void emit_hold(FuncBuilder *fb, Type *type, Slot to, Slot address);
void builtin_to(FuncBuilder *fb, Node *node, Slot to);
void builtin_stmt(FuncBuilder *fb, Node *node);
void recv_to(FuncBuilder *fb, Node *channel, Type *elem, Slot to, Slot ok);
void slice_to(FuncBuilder *fb, Node *node, Slot to);
// Address of the element for a map read: key evaluated; ok SLOT_NONE or the slot after [address].
Slot map_read_address(FuncBuilder *fb, Node *node, Slot pair);
// [copy]: the key stays as it is now. map_key_is_address: it is given by its address.
Slot map_key_slot(FuncBuilder *fb, Type *map, Node *key, bool copy);
bool map_key_is_address(Type *map);
// The value that the entry of a PLACE_MAP has now.
void map_load(FuncBuilder *fb, const Place *place, Slot to);
Slot map_assign_address(FuncBuilder *fb, const Place *place);
void emit_map_delete(FuncBuilder *fb, Node *map, Node *key);

// A callee's frame with its arguments laid.
typedef struct CallFrame {
    Func *static_func;           // NULL: [callee] is the func value or interface
    Slot callee, frame;
    uint32_t results, params;    // slots
    uint8_t *kinds;              // of results and params
} CallFrame;
CallFrame call_lay(FuncBuilder *fb, Node *node);
// Calls: returns the first result slot, held as a temporary.
Slot call_slot(FuncBuilder *fb, Node *node);
void call_drop(FuncBuilder *fb, Node *node);
bool node_is_call(const Node *node);
// borrow.c: marks the conversions in [func] that need no memory of their own.
void func_borrow(Func *func);
// inlined.c: runs an OINLCALL; gives the expression that is its only result, NULL without one.
Node *inlined_run(FuncBuilder *fb, Node *node);
// The expression that an OINLCALL ends in, if that is all there is to its result.
Node *inlined_tail(const Node *node);
// Intrinsics: true when [node] was compiled as an instruction.
bool call_intrinsic_to(FuncBuilder *fb, Node *node, Slot to);
bool call_is_intrinsic(const Node *node);
// runtime.KeepAlive(x): a use of x and nothing else.
bool call_is_keep_alive(const Node *node);
void stmt_defer(FuncBuilder *fb, Node *stmt);
void stmt_go(FuncBuilder *fb, Node *stmt);

void closure_to(FuncBuilder *fb, Node *node, Slot to);
void method_value_to(FuncBuilder *fb, Node *node, Slot to);
// Layout of a literal's closure objects, and where a captured variable lies in them.
void closure_set_layout(const Func *func, FuncCode *code);
uint64_t closure_offset(const Func *func, uint32_t index);
// Loads the captured variables into slots, at the entry of a literal.
void closure_load_vars(FuncBuilder *fb);

void stmt_list(FuncBuilder *fb, NodeList *list);
void stmt(FuncBuilder *fb, Node *node);
void block(FuncBuilder *fb, NodeList *list);
void stmt_assign(FuncBuilder *fb, Node *node);
void stmt_assign_op(FuncBuilder *fb, Node *node);
void stmt_assign_list(FuncBuilder *fb, Node *node);
void stmt_assign_multi(FuncBuilder *fb, Node *node);
void stmt_for(FuncBuilder *fb, Node *node);

// ---- bounds.c -----------------------------------------------------------------------------------
// Notes what [loop], one that loop.c counts with LOOP_LT or LOOP_LTI, proves of indexing in its
// body; whoever calls it forgets that behind the body by shortening [fb->bounds].
void bounds_enter(FuncBuilder *fb, Node *loop);
// Whether the index expression [node] needs no check.
bool bounds_hold(const FuncBuilder *fb, const Node *node);

void stmt_range(FuncBuilder *fb, Node *node);
void stmt_switch(FuncBuilder *fb, Node *node);
void stmt_type_switch(FuncBuilder *fb, Node *node);
void stmt_select(FuncBuilder *fb, Node *node);
// Gives [name] a place; [zero]: it starts as its zero value.
void declare(FuncBuilder *fb, Name *name, bool zero);
void declare_forever(FuncBuilder *fb, Name *name);
bool name_is_boxed(const Name *name);
bool name_in_memory(const Name *name);
void target_push(FuncBuilder *fb, Target *target, const Node *statement);
Label node_label(FuncBuilder *fb, const Node *node);

// The code of a method value's wrapper, kept by method or by interface type and index.
FuncCode **compile_bound_entry(const void *key, uint32_t index);

// ---- program.c, rtype.c, rtype_request.c --------------------------------------------------------
uint32_t global_offset(FuncBuilder *fb, Name *name);
// The init functions of a library package run before the first of its functions does, and before
// another package uses one of its variables.
void emit_package_inits(FuncBuilder *fb, Package *package);
// Initialises the library packages that [package] imports for nothing but that.
void emit_blank_imports(FuncBuilder *fb, Package *package);
const Itab *compile_itab(Type *interface, Type *type);
void rtype_init(void);
// The RTypeMaker of vm/rtype.h. Any thread.
const RType *rtype_requested(const RTypeRequest *request);

// Makes the method tables of types that a session may have given methods anew.
void rtype_refresh_methods(void);

#endif
