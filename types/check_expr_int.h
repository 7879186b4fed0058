// types/check_expr_int.h - what the files of expressions and statements share among themselves.
//
// See types/check_int.h for what the rest of the checker sees of them.
#ifndef MOUND_TYPES_CHECK_EXPR_INT_H
#define MOUND_TYPES_CHECK_EXPR_INT_H

#include "types/check_int.h"

// What an expression is good for when it stands alone as a statement.
typedef enum {
    USE_CONVERSION,   // T(x): never
    USE_EXPRESSION,   // has a value that must be used
    USE_STATEMENT,    // call or receive; also anything an error was reported for
} ExprUse;

// Why an untyped value does not fit; *cause of implicit_type() is one of these or NULL.
extern const char cause_truncated[];   // "truncated"
extern const char cause_overflows[];   // "overflows"

// The type arguments that an argument of a call brings along: f[int] where f has more parameters.
typedef struct PartialInstance {
    Type **types;       // NULL: none
    uint32_t count;
    Expr **exprs;
} PartialInstance;

// ---- check_expr.c -------------------------------------------------------------------------------
// check_raw_expr, telling what the expression is good for.
ExprUse check_expr_use(Operand *x, Target *target, Expr *e, Type *hint, bool allow_generic);
// The target of a value assigned to [type] where generic functions are inferred since 1.27
// (elements of literals, sends, conversions), filled in; NULL when [type] is no function or the
// version is older.
Target *late_target(Target *target, Type *type, const char *description);
// Reports a generic type or function that is not instantiated ([target]: infers its arguments).
void reject_generic(Target *target, Operand *x);
// Reports an operand of one of the modes in the set [modes] (bits 1 << MODE_...).
void reject_modes(Operand *x, unsigned modes);
enum {
    NOT_A_VALUE = 1 << MODE_NOVALUE | 1 << MODE_BUILTIN | 1 << MODE_TYPE,
};
// Evaluates one expression whose values are several: a call's results, or (allow_comma_ok) a value
// and its ok. Appends to *list; true if it took the comma-ok form.
bool check_expr_values(Expr *e, bool allow_comma_ok, OperandList *list);
// Evaluates expressions for errors only; false if one has any.
bool check_use_ok(Expr **exprs, uint32_t count);
bool check_use_lhs_ok(Expr **exprs, uint32_t count);
// A copy of [x] in the types arena.
Operand *operand_copy(const Operand *x);

// ---- check_operator.c ---------------------------------------------------------------------------
ExprUse check_unary(Operand *x, Expr *e);
void check_binary(Operand *x, Expr *e);
// x op= y of an assignment.
void check_binary_assign(Operand *x, Expr *lhs, Expr *rhs, TokenKind op);
void check_comparison(Operand *x, Operand *y, TokenKind op, bool is_switch_case);
// Gives untyped operands the type of the other one.
void match_types(Operand *x, Operand *y);

// ---- check_index.c ------------------------------------------------------------------------------
// x[...]; true if it is an instantiation f[T] of a function, which the caller has to finish.
bool check_index_expr(Operand *x, Expr *e);
void check_slice_expr(Operand *x, Expr *e);
bool check_valid_index(Operand *x, const char *what, bool allow_negative);

// ---- check_literal.c ----------------------------------------------------------------------------
void check_basic_literal(Operand *x, Expr *e);
void check_func_literal(Operand *x, Expr *e);
void check_composite_literal(Operand *x, Expr *e, Type *hint);

// ---- check_call.c -------------------------------------------------------------------------------
ExprUse check_call_use(Operand *x, Expr *call);
// Evaluates the elements of a list: each a single value, or one call's results.
void check_expr_list(ExprList *exprs, OperandList *list);
// Checks arguments against [func]; returns the instantiated signature ([func] if not generic).
// [type_args], [exprs]: explicit type arguments, or none.
Type *check_arguments(Expr *call, Type *func, Type **type_args, uint32_t type_arg_count,
                      ExprList *exprs, OperandList *args, PartialInstance *partials);
// x is the generic function of x[...] (or of x when [index] is NULL). With [infer] the missing
// arguments are inferred; else those written are returned in *partial if they are too few.
void check_func_instance(Operand *x, Target *target, Expr *index, bool infer,
                         PartialInstance *partial);
// "(number, string)": what a call has and wants. [types]: NULL entries are unknown.
const char *types_summary(Type **types, uint32_t count, bool is_variadic);
const char *operands_summary(const OperandList *list);
const char *tuple_summary(Type *tuple, bool is_variadic);

// ---- check_builtin.c, check_builtin_unsafe.c ----------------------------------------------------
// Whether a call of the builtin may stand alone as a statement.
bool builtin_is_statement(BuiltinId id);
// False after an error. [x] is the first argument already, [args] all of them.
bool check_unsafe_call(Operand *x, Expr *call, BuiltinId id, OperandList *args);

// ---- check_assign.c -----------------------------------------------------------------------------
void check_assign_stmt(Stmt *s);
// lhs = x, or lhs = rhs when x is NULL.
void check_assign_var(Expr *lhs, Expr *rhs, Operand *x, const char *context);
void check_return_values(Type *results, Stmt *s);

// ---- check_stmt.c, check_switch.c, check_range.c ------------------------------------------------
void check_stmt(Stmt *s);
void check_stmt_list(StmtList *list);
// Checks a condition of an if or for statement; [what] is "if" or "for".
void check_condition(Expr *e, const char *what);
void check_switch(Stmt *s);
void check_type_switch(Stmt *s);
void check_select(Stmt *s);
void check_range(Stmt *s);
// Reports a second default clause.
void check_defaults(StmtList *clauses);

// ---- check_flow.c -------------------------------------------------------------------------------
// Whether control cannot reach the end of the body.
bool stmt_list_terminates(StmtList *list);

// ---- check_late.c ------------------------------------------------------------------------------
// What is known of the frame of the function under way; in Env.func_state.
typedef struct FuncState {
    int64_t locals, callee;   // bytes
} FuncState;

// Notes what lies in the frame of the function under way: a copy of a value, a local variable, the
// array of a slice literal, what a call of [func] needs.
void frame_add_copy(Type *type);
void frame_add_local(Object *variable);
void frame_add_literal(Type *elem, int64_t length);
void frame_add_call(Type *func);
// Notes an error at [pos] if the frame is too large.
void frame_check(Pos pos, Type *func, const FuncState *state);
// Where gc reports about a function: at its name; of a method before the receiver.
Pos func_decl_pos(const Decl *decl);
// Notes an error if the type of [object] is one that gc refuses for its size.
void check_object_size(Object *object);

// ---- check_unused.c -----------------------------------------------------------------------------
// Reports the unused ones of the variables declared since there were [from], and forgets them all.
void report_unused_locals(uint32_t from);

// ---- check_keys.c -------------------------------------------------------------------------------
// A set of constants with their types, for duplicate cases and map keys.
typedef struct KeySet {
    struct KeyEntry *entries;
    uint32_t count;
    uint32_t capacity;
} KeySet;

// Adds (value, type); returns NULL, or the expression of the equal pair that is there already.
Expr *key_set_add(KeySet *set, Const *value, Type *type, Expr *expr);
void key_set_free(KeySet *set);

#endif
