// ir/ir.h - typed, desugared function bodies: what escape analysis decides about and what bytecode
// is made from.
//
// ir/ turns a checked syntax tree into Funcs made of Nodes, one Func for each function, method,
// function literal, and for each distinct list of type arguments of a generic one (types are
// substituted while lowering, so no type parameter is left). It makes explicit what the source
// leaves implicit: conversions, dereferences, address-taking, the path through embedded fields,
// captured variables, variadic slices, receivers, iota and constants. It keeps what
// escape analysis needs to speak as gc does: range, switch and select statements stay whole, a
// Node keeps the position that gc reports for it, and variables keep their names.
//
// Work is done when asked for, function by function: func_for() names a Func without doing
// anything, func_lower() builds its body (checking the source first if types/ has not yet).
// Funcs live for ever, in one Arena; a body in one of its own, which is freed when there is code
// for it (ir/release.c). All is guarded by the front-end lock (compile/).
//
// Invariants: every expression has a type without type parameters and untyped kinds; operands of
// a binary operator have identical types; what is assigned has the type of its target; a call's
// list matches the callee's parameters one to one; only addressable nodes stand under OADDR.
#ifndef MOUND_IR_IR_H
#define MOUND_IR_IR_H

#include <stdio.h>

#include "base/vec.h"
#include "types/check.h"

typedef enum {
#define O(name, class, fields) name,
#include "ir/ops.def"
#undef O
    OP_KIND_COUNT
} Op;

typedef struct Node Node;
typedef struct Name Name;
typedef struct Func Func;
typedef VEC(Node *) NodeList;
typedef VEC(Name *) NameList;
typedef VEC(Func *) FuncList;

// Something that gc's -m says about a function before escape analysis, or (late) after it.
typedef struct IrNote {
    Pos pos;
    const char *text;
} IrNote;

// What escape analysis found for an allocating node or a variable.
typedef enum {
    ESC_UNKNOWN,   // not analysed yet: treated as ESC_HEAP
    ESC_NONE,      // does not escape: lives in the frame
    ESC_HEAP,      // escapes: lives in the heap
} Esc;

struct Node {
    uint16_t op;               // an Op
    uint16_t sub_op;           // OASOP: the operator's Op; OADDSTR for strings. OCALL*, OCLOSURE:
                               // OGO or ODEFER when that is who calls it (filled by escape/)
    uint8_t esc;               // an Esc; allocating expressions, filled by escape/
    bool def;                  // OAS.., ORANGE: the targets are declared here; OTYPESW: there is a
                               // variable; ODCL: it is assigned to before it is read
    bool implicit;             // not written in the source; OAS2FUNC..: into temporaries that
                               // another assignment converts from; OAS, OAS2: of the arguments of
                               // an OINLCALL
    bool assigned;             // OINDEXMAP under assignment
    bool bounded;              // index proven in range
    bool is_dots;              // OCALL*, OAPPEND: passed with ...; OSLICELIT: packs arguments
    bool is_default;           // OCASE
    bool distinct_vars;        // OFOR, ORANGE: one variable per iteration (Go 1.22)
    bool has_break;            // a break leaves this statement (filled by lowering)
    bool is_later;             // the call of a go or defer statement
    bool is_loop;              // OLABEL: a goto jumps back to it
    bool transient;            // storage may be reused in each loop iteration (filled by escape/)
    bool is_static;            // part of a package variable's initial image: no allocation
    bool no_alloc;             // OSTR2BYTES: may share the string (filled by escape/); also
                               // OBYTES2STR, see compile/borrow.c
    uint8_t heap_reason;       // why escape/ put it on the heap (escape/escape.h), for messages
    int32_t field_index;       // ODOT, ODOTPTR, OSTRUCTKEY
    int32_t method_index;      // OCALLINTER, OMETHVALUE: index in the interface's sorted methods
    Pos pos;
    Pos whole_pos;             // where the expression as a whole stands, if not at pos (else 0)
    uint32_t label_id;         // compile/'s own
    Type *type;                // of expressions
    Node *x, *y;
    NodeList list, rlist;
    NodeList init;             // statements that run before the node is evaluated; any node
    NodeList body, els;
    union {
        Name *name;            // ONAME, ODCL, OCASE
        Func *func;            // OFUNC, OCLOSURE, OMETHVALUE, OCALLFUNC of a known callee,
                               // OINLCALL: the callee
        struct Const *constant;    // OLITERAL
        Symbol *symbol;        // OLABEL
        Node *target;          // OBREAK, OCONTINUE, OGOTO
        int64_t n;             // OSLICELIT: length
    };
    Symbol *selector;          // ODOT, ODOTPTR, OCALLINTER, OMETHVALUE: name after the dot
    void *escape_location;     // escape/'s own, while it runs
};

typedef enum {
    NAME_GLOBAL,               // package variable
    NAME_PARAM,                // also the receiver (first)
    NAME_RESULT,
    NAME_AUTO,                 // local
    NAME_CLOSURE,              // captured variable, seen from inside the literal; see outer
} NameClass;

struct Name {
    NameClass class;
    Pos pos;
    Symbol *symbol;            // "_" and compiler temporaries have symbol NULL
    const char *text;          // printed name: "x", "~r0", ".autotmp_3"
    Type *type;
    Func *func;                // the function it is declared in; NULL for globals
    Object *object;            // NULL for temporaries
    Name *outer;               // NAME_CLOSURE: the variable it stands for, one literal further out
    Name *origin;              // NAME_CLOSURE: the variable itself; otherwise the Name itself
    Node *defn;                // statement that declares and first assigns it, or NULL
    Func *initializer;         // NAME_GLOBAL of a library: see initializer_func
    Name *copy;                // inline_copy.c's own
    bool by_value;             // NAME_CLOSURE: captured by value (decided by escape/)
    bool per_iteration;        // declared by a loop with distinct_vars
    bool addr_taken;           // & was applied, or captured by reference (then set by escape/)
    bool assigned;             // assigned after its declaration
    bool captured;
    bool is_dots;              // variadic parameter
    bool used;
    uint8_t esc;               // ESC_HEAP: "moved to heap"
    uint8_t heap_reason;
    bool has_slot, has_global; // compile/ has found a place for it: see below
    bool in_memory;            // a big value's bytes lie in the frame from [slot] on
    int32_t loop_depth;        // escape/'s own
    uint32_t index;            // position in params, results or locals
    // compile/'s own: where it is.
    uint32_t slot;             // first frame slot (of the value, or of the pointer to its heap box)
    uint32_t frame_slot;       // the same in the finished code, for whoever looks at frames
    uint64_t global_offset;    // NAME_GLOBAL: in the data segment, once allocated
    void *escape_location;
};

typedef enum {
    FUNC_NAMED,                // known by name only
    FUNC_LOWERING,
    FUNC_LOWERED,              // body is there
    FUNC_ESCAPED,              // escape decisions and tags are there
    FUNC_COMPILED,             // code is there
} FuncState;

// What callers need to know of a library function, found out when mound was built.
typedef struct FuncSummary {
    int32_t inline_cost;           // as Func.inline_cost
    uint32_t group;                // the same for functions that call each other; 0: by itself
    const struct ParamTag *tags;   // NULL: not known
} FuncSummary;

struct Func {
    Object *object;            // NULL for literals, wrappers, initialisers
    Type **type_args;
    uint32_t type_arg_count;
    Package *package;
    const char *full_name;     // as in tracebacks: "main.(*T).M", "main.f.func1", "main.G[...]"
    Symbol *symbol;
    Type *type;                // signature with the receiver as first parameter
    Pos pos, end_pos;
    uint32_t pragmas;          // PRAGMA_* of parser/ast.h
    FuncState state;
    bool is_method;
    bool is_closure;
    bool is_wrapper;           // made by the compiler; hidden in tracebacks
    bool is_native;            // declared without a body: C function
    bool is_range_body;        // made from the body of a range over a function
    bool is_init;              // init function or synthetic initialiser
    bool is_generic;           // an instance of a generic function or method of a generic type
    bool has_defer, has_recover, has_go;
    bool has_defer_in_loop;    // a defer that can run more than once for a call
    NameList params;           // receiver first; unnamed ones are there too
    NameList results;
    NameList locals;
    NameList closure_vars;     // of NAME_CLOSURE, in capture order
    NodeList body;
    Func *outer;               // literals: the function around it
    Func *root;                // the outermost function around it, or itself
    Node *closure;             // literals: the OCLOSURE
    Type *wrapper_receiver;    // wrappers: type of the first parameter, and what is called
    MethodEntry wrapper_entry;
    FuncList closures;         // literals inside, in source order
    uint32_t closure_count;    // numbers handed out for names: func1, func2
    uint32_t range_count;      // the same for bodies of ranges over functions: f-range1
    uint32_t wrap_count;       // and for closures made for defer
    VEC(IrNote) notes, late_notes;
    // escape/'s results: a tag for each parameter (escape/escape.h), NULL until ESCAPED or known
    // beforehand.
    const struct ParamTag *param_tags;
    FuncSummary summary;       // see func_summary()
    bool summary_asked, has_summary;
    uint32_t component_index[2];   // component.c: order of the visit, for each pass; 0: none yet
    // escape/'s own.
    bool in_batch;             // being analysed right now
    uint32_t escape_group;     // the same number for those that were analysed together; 0: alone
    bool results_lost;         // closure: called by somebody who is not known
    // Inlining: inline.c.
    bool cost_known;
    bool cost_pending;         // being found out, with those of the functions it calls in a circle
    bool calls_inlined;        // the calls in it and in its literals were replaced
    int32_t inline_cost;       // nodes; -1: cannot be inlined
    const char *inline_reason; // why not; NULL if it can
    Func *inline_body;         // the function as it was before calls in it were replaced
    Arena *nodes;              // of the body, NULL: it stays. See func_release()
    // compile/'s own.
    struct FuncCode *code;     // vm/code.h; made when the function is first mentioned in code
};

// ---- ir/func.c ---------------------------------------------------------------------------------
// Starts ir/ for this process; nodes are allocated in [arena]. types_init() must have run.
void ir_init(Arena *arena);
// The arena of all nodes.
Arena *ir_arena(void);
// The Func of a declared function or method with [type_args] (NULL when not generic); one for each
// identical list. For a method of an instance of a generic type the arguments of the type are
// found by themselves; [type_args] are those of the method. Does not lower it.
Func *func_for(Object *object, Type **type_args, uint32_t type_arg_count);
// What [object] is declared to be by `//go:linkname local path.name`, if it has no body or value of
// its own: the object of another package of the same type, under its own name. NULL if none.
Object *linked_object(const Object *object);
// Builds params, results and body. Does nothing when done already.
void func_lower(Func *func);
// From now on bodies are let go of when there is code for them and their literals: nobody will ask
// for variables of frames, or print functions.
void ir_release_bodies(void);
// [func] has code: frees its body if it is wanted no more.
void func_release(Func *func);
// A synthetic Func `pkg.init` that assigns the variables of [package] in order and calls its init
// functions; for a user's package. NULL when there is nothing to do.
Func *package_init_func(Package *package);
// Variables of library packages are initialised when first mentioned: the steps and their order
// come from object_init_order() (types/check.h), and this gives the synthetic Func of one step.
// One Func for each step, NULL when the variable has no value.
Func *initializer_func(Package *package, const Initializer *initializer);
// The Func of one step of an interactive session: [name] is what tracebacks call it.
Func *session_assign_func(Package *package, const Initializer *initializer, const char *name);
// Whether [node], the value of a package variable, is constant data: literals, and composite
// literals of such, also behind &; no code is needed to make it.
bool node_is_static_data(const Node *node);
// The Name of a package variable; one for each object.
Name *global_name(Object *object);
// The code behind interface calls: method [entry] of type_method_set([receiver]), taking the
// interface's data word as receiver. The method itself when [receiver] is pointer-shaped and
// declares it, otherwise a wrapper that dereferences and follows the embedding.
Func *method_func_for_iface(Type *receiver, const MethodEntry *entry);
// The method as a function whose first parameter is [receiver] itself (method expressions T.M,
// reflection): the method itself, or a wrapper that follows the embedding.
Func *method_func_for_value(Type *receiver, const MethodEntry *entry);
// The index of [method] in type_set([interface])->methods.
uint32_t interface_method_index(Type *interface, const Object *method);

// ---- ir/node.c ---------------------------------------------------------------------------------
Node *node_new(Op op, Pos pos, Type *type);
// [n] as an operand: OLITERAL of int.
Node *node_int(Pos pos, Type *type, int64_t n);
// Use of a variable.
Node *node_name(Pos pos, Name *name);
const char *op_name(Op op);
// Prints an expression as gc's -m does: "&T{...}", "make([]int, n)", "func literal".
char *node_print(Arena *arena, const Node *node);
// main.(*T).M as (*T).M.
const char *func_local_name(const Func *func);
// The same as gc's -m spells it for code of package [from]: with the package's name if it is
// another one, and for an instance with the shapes of its type arguments.
const char *func_message_name(const Func *func, const Package *from);
// Type and body of [func], on one line.
char *func_print(Arena *arena, const Func *func);
// Names of [package] are printed without it from now on.
void node_print_from(Package *package);
// The value that [node] surely has: looks through variables that are assigned once.
Node *node_static_value(Node *node);
// Calls [visit] for [node] and everything below it that belongs to the same function, in order.
typedef void NodeVisitor(Node *node, void *arg);
void node_visit(Node *node, NodeVisitor *visit, void *arg);
void node_list_visit(NodeList *list, NodeVisitor *visit, void *arg);
// ---- ir/component.c ----------------------------------------------------------------------------
// A walk over the functions that can be reached by name, callees first. A literal counts as part of
// the function around it.
typedef struct ComponentWalk {
    enum { PASS_INLINE, PASS_ESCAPE } pass;
    bool (*is_done)(Func *func);   // needs no visit
    void (*enter)(Func *func);     // before the callees of [func] are looked up: builds its body
    // Functions that call each other, in the order they were found.
    void (*component)(FuncList *funcs, bool is_recursive);
} ComponentWalk;
// Begins with [root] (or the function around it), even if that is done.
void func_walk_components(Func *root, const ComponentWalk *walk);

// ---- ir/inline.c -------------------------------------------------------------------------------
// Calls of small functions are replaced by the body of the callee, by gc's rules: cost at most 80
// nodes, no recover, defer or go, nothing that forbids it. Interface calls whose dynamic type
// is known become direct ones on the way. -l and MOUND_DEBUG=inline_calls=0 turn inlining off.
void ir_set_inlining(bool on);
// From now on what gc's -m says about functions is kept in Func.notes; [costs]: as -m=2 does.
void ir_record_notes(bool on, bool costs);
// Finds out whether [func] and the functions it mentions can be inlined. Lowers them.
void func_find_costs(Func *func);
// Replaces the calls in [func] (outermost) and its literals. Does nothing when done already.
void func_inline(Func *func);

// ---- ir/summary.c ------------------------------------------------------------------------------
// Bodies of library functions are not looked at for what is known beforehand: whether calls of them
// are inlined, and their tags. What is known holds for functions of packages with an outline that
// are neither generic nor literals, and only if calls are inlined.
typedef bool FuncSummaryFinder(const Func *func, FuncSummary *summary);
// Whom to ask from now on; NULL: nothing is known.
void ir_set_summaries(FuncSummaryFinder *find);
// Whether [func] is of the kind that can have a summary.
bool func_is_summarizable(const Func *func);
// Where its name stands: the number of bytes of its package in front of it.
uint32_t func_place(const Func *func);
// What is known of [func], NULL: nothing.
const FuncSummary *func_summary(Func *func);

// ---- ir/dump.c ---------------------------------------------------------------------------------
// Dumps a function as an indented tree, for tests.
void func_dump(const Func *func, FILE *out);

#endif
