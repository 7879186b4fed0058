// ir/ir_int.h - what the files of ir/ share.
//
// Lowering walks the checked tree of one function; a Lower is where it is. Function literals are
// lowered in place with a Lower of their own, linked by [outer]. Statements are appended to *out;
// expressions are returned. Object.backend of a local variable is its Name in the function that is
// being lowered: lowering one function never starts another one, so instances do not mix.
#ifndef MOUND_IR_IR_INT_H
#define MOUND_IR_IR_INT_H

#include "ir/ir.h"

typedef struct Lower Lower;
typedef struct RangeFunc RangeFunc;

// A statement that break or continue can name.
typedef struct Enclosing {
    struct Enclosing *up;
    Stmt *stmt;
    Node *node;                // its Node; NULL: a range over a function (see rangefunc.c)
    RangeFunc *range_func;
} Enclosing;

struct Lower {
    Func *func;
    Package *package;
    Lower *outer;              // of the function around this literal
    NodeList *out;             // statements go here
    // Type parameters in scope and what stands for them in this instance.
    Type **type_params, **type_args;
    uint32_t type_param_count;
    Enclosing *enclosing;
    NodeList labels;           // OLABELs of this function, defined or only mentioned so far
    RangeFunc *range_func;   // this literal is the body of a range over a function
    Type *signature;           // of the source function (a range body returns from the outer one)
    bool has_goto;
    bool distinct_vars;        // loop variables are per iteration (go1.22)
};

// Nodes, variables, and their lists are made in [ir_nodes], the arena of the function that is being
// built or changed; what is referred to when its body is gone, in [ir_lasting].
extern Arena *ir_nodes, *ir_lasting;
// Has nodes made in the arena of [func] (NULL: in the lasting one). Returns the one before, which
// the caller puts back.
Arena *ir_nodes_of(const Func *func);
// Gives [func], which is about to be lowered, an arena of its own if it can be let go of later.
void body_open(Func *func);

// ---- Types -------------------------------------------------------------------------------------
// [type] with the arguments of this instance put in.
Type *lower_type(Lower *lower, Type *type);
// type_substitute for lists, also of types declared inside generic functions.
Type *subst_type(Type *type, Type **params, Type **args, uint32_t count);
// The type of [expr]: substituted, untyped kinds replaced by their defaults.
Type *lower_expr_type(Lower *lower, const Expr *expr);
bool type_is_tuple(Type *type);
bool type_is_pointer(Type *type);

// ---- Trees -------------------------------------------------------------------------------------
// Where gc reports [expr].
Pos expr_pos(const Expr *expr);
bool expr_is_blank(const Expr *expr);
bool expr_is_builtin(Expr *expr, BuiltinId *id);
// Whether loops of [decl] have a variable for each iteration: so since go1.22, by the file's
// //go:build line or its package's version.
bool decl_has_distinct_vars(const Package *package, const Decl *decl);
// 1: constant true, -1: constant false, 0: not known; sees through !, && and ||.
int expr_static_bool(Expr *expr);
// [cond] without the operands that cannot matter.
Expr *expr_trim_condition(Expr *cond);

// ---- Nodes -------------------------------------------------------------------------------------
Node *node_unary(Op op, Pos pos, Type *type, Node *x);
Node *node_binary(Op op, Pos pos, Type *type, Node *x, Node *y);
Node *node_literal(Pos pos, Type *type, Const *value);
Node *node_nil(Pos pos, Type *type);
Node *node_bool(Pos pos, bool value);
Node *node_func(Pos pos, Func *func);
Node *node_assign(Pos pos, Node *x, Node *y);
Node *node_block(Pos pos);
// &x and x.field steps; implicit ones print as nothing.
Node *node_addr(Lower *lower, Pos pos, Node *x, bool implicit);
Node *node_deref(Pos pos, Node *x, bool implicit);
Node *node_field(Pos pos, Node *x, uint32_t field_index);
void list_push(NodeList *list, Node *node);
// Appends to the statements being lowered.
void lower_emit(Lower *lower, Node *node);
// The variable under a chain of fields and array elements, or NULL.
Name *node_base_name(Node *node);
// Marks the variable under [target] as assigned; [defn]: the statement declaring it.
void node_mark_assigned(Node *target);
bool node_is_blank(const Node *node);
bool node_is_constant(const Node *node);
// Whether evaluating it can be put off or repeated without anybody noticing.
bool node_is_simple(const Node *node);

// ---- Names and functions -----------------------------------------------------------------------
Name *name_new(Func *func, NameClass class, Symbol *symbol, Type *type, Pos pos);
Name *name_temp(Lower *lower, Pos pos, Type *type);
// A local variable of the source.
Name *name_declare(Lower *lower, Object *object, Pos pos);
// As seen from the function being lowered (captures it if need be).
Name *lower_variable(Lower *lower, Name *name);
// A temporary holding [value]; emits its declaration.
Node *lower_temp(Lower *lower, Pos pos, Node *value);
Func *func_new(Package *package, const char *full_name);
Func *func_new_closure(Lower *lower, Type *signature, Pos pos, const char *suffix);
// Signature with the receiver as first parameter.
Type *signature_with_receiver(Type *receiver, Type *signature);
const char *package_prefix(const Package *package);
void lower_func_params(Lower *lower, Field *receiver, FuncType *type);
void lower_body(Lower *lower, Stmt *body, NodeList *into);
// After the bodies: facts about captured variables that go both ways.
void func_finish(Func *func);
// What gc's -m says about [func] at [pos]; nothing when it is not asked for.
void ir_note(Func *func, Pos pos, const char *text);

// ---- Expressions -------------------------------------------------------------------------------
Node *lower_expr(Lower *lower, Expr *expr);
// The value of [expr] converted to [type] (NULL: as it is).
Node *lower_expr_to(Lower *lower, Expr *expr, Type *type);
Node *lower_convert(Lower *lower, Pos pos, Node *x, Type *to, bool implicit);
Node *lower_implicit(Lower *lower, Node *x, Type *to);
Node *lower_constant(Lower *lower, const Expr *expr);
Node *lower_selector(Lower *lower, Expr *expr);
// Sets [bounded] of an OINDEX whose index is surely in range.
void node_find_bounded(Lower *lower, Node *node);
Node *lower_func_value(Lower *lower, Expr *expr);
Node *lower_call(Lower *lower, Expr *expr);
Node *lower_builtin(Lower *lower, Expr *call, BuiltinId id);
Node *lower_composite(Lower *lower, Expr *expr);
Node *lower_func_lit(Lower *lower, Expr *expr);
Node *lower_binary(Lower *lower, Expr *expr);
// x op y for operands that have been converted; strings are joined.
Node *node_operation(Op op, Pos pos, Type *type, Node *x, Node *y);
Op op_of_token(TokenKind token);
// A method of [x] called or bound: walks to the receiver and adjusts it.
typedef struct MethodUse {
    Node *receiver;            // of the method's receiver type, or an interface value
    Func *func;                // NULL: interface method
    uint32_t interface_index;
    Symbol *name;
    Type *signature;           // without receiver
} MethodUse;
MethodUse lower_method(Lower *lower, Expr *selector);
// Whether [selector] is x.m of a value, not a field or T.m.
bool expr_is_method_value(const Expr *selector);
// Spreads a call of several results over temporaries; conversions are up to the caller.
void lower_spread(Lower *lower, Pos pos, Node *call, NodeList *init, NodeList *values);
Func *func_of_expr(Lower *lower, Expr *expr);
// Arguments [values] as the parameter list of [signature] wants them, variadic ones packed.
void lower_pack(Lower *lower, Pos pos, NodeList *values, Type *signature, bool has_dots,
                NodeList *list);

// The receiver part of a method call when x is lowered already; [found] says which method.
MethodUse lower_bound_method(Lower *lower, Pos pos, Node *x, Lookup found, Symbol *name);
// x.m(list) or, for a function, its call; arguments are complete.
Node *node_method_call(Pos pos, MethodUse *use);
// A literal that makes [call] when it is called; operands are evaluated now.
Node *lower_call_for_later(Lower *lower, Pos pos, Node *call, const char *suffix);
Type *signature_without_receiver(Type *signature);
Type *signature_result(Type *signature);
// Builds the body of a wrapper.
void wrapper_lower(Func *func);
// Assigns package variables; the value has been checked.
void lower_global_assign(Lower *lower, const Initializer *initializer);

// ---- Statements --------------------------------------------------------------------------------
void lower_stmt(Lower *lower, Stmt *stmt);
void lower_stmts(Lower *lower, StmtList *list);
// Into [into] instead of the current list: the statements of a block; one statement (may be NULL).
void lower_block(Lower *lower, Stmt *block, NodeList *into);
void lower_stmt_into(Lower *lower, Stmt *stmt, NodeList *into);
// Builtins that stand as statements of their own, without OCALLSTMT.
bool op_is_statement(Op op);
void lower_list_into(Lower *lower, StmtList *list, NodeList *into);
// Makes [node] what break (and continue) in [stmt] mean, until lower_leave.
void lower_enter(Lower *lower, Enclosing *enclosing, Stmt *stmt, Node *node);
void lower_leave(Lower *lower);
void lower_assign_stmt(Lower *lower, Stmt *stmt);
void lower_var_decl(Lower *lower, Decl *decl);
void lower_op_assign(Lower *lower, Stmt *stmt);
void lower_range(Lower *lower, Stmt *stmt);
void lower_range_func(Lower *lower, Stmt *stmt);
void lower_switch(Lower *lower, Stmt *stmt);
void lower_type_switch(Lower *lower, Stmt *stmt);
void lower_select(Lower *lower, Stmt *stmt);
void lower_return(Lower *lower, Stmt *stmt);
// The converted values of a return statement into node->list; spread ones through node->init.
void lower_return_values(Lower *lower, Stmt *stmt, Node *node);
void lower_branch(Lower *lower, Stmt *stmt);
void lower_go_defer(Lower *lower, Stmt *stmt);
// An assignment target that is not declared here; NULL when blank.
Node *lower_target(Lower *lower, Expr *expr);
// One target of an assignment, range or receive; declares it when [define] and it is new.
Node *lower_lhs(Lower *lower, Expr *expr, bool define, Type *type, NodeList *declarations);
// v, ok = x: the forms of two results that are no calls.
Node *lower_comma_ok(Lower *lower, Pos pos, Expr *value);
Node *lower_label(Lower *lower, Symbol *symbol, Pos pos);

// ---- Ranges over functions (rangefunc.c) -------------------------------------------------------

// Leaves the body of a range over a function by break, continue, goto or return, as [stmt] says.
void range_func_leave(Lower *lower, Stmt *stmt);
// break or continue of the loop itself.
void range_func_finish(Lower *lower, RangeFunc *loop, bool again);
// defer [call] in such a body: it is to run when the function in the source ends.
void range_func_defer(Lower *lower, Pos pos, Node *call);
// Whether the target of a goto lies outside the body.
bool range_func_leaves(Lower *lower, const Stmt *target);
// The Lower of the source function around.
Lower *lower_source_function(Lower *lower);

#endif
