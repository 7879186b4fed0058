// parser/parser_int.h - shared by the grammar's driver, its actions and the explainer.
//
// The actions (ast.c, decl.c, stmt.c, field.c) are named after what they build and called by
// grammar.y only. An action that sees something which the grammar accepts and Go does not calls
// reject(); what it returns then does not matter, because parsing stops.
#ifndef MOUND_PARSER_PARSER_INT_H
#define MOUND_PARSER_PARSER_INT_H

#include "base/check.h"
#include "lexer/lexer.h"
#include "parser/ast.h"
#include "parser/parser.h"

// What the grammar knows of a token; the kind is the grammar symbol.
typedef struct TokenValue {
    Pos pos;
    uint32_t bytes : 31;
    uint32_t bad : 1;      // a literal the lexer has complained about
    Symbol *symbol;        // NAME
} TokenValue;

typedef struct Parser {
    Arena *arena;
    SourceFile *source;
    Diags *diags;
    Lexer lexer;
    File *file;
    Token token;           // being fed to the grammar: the lookahead of an action
    TokenKind previous;    // the token before it
    ParseMode mode;
    bool rejected;         // a syntax error was met
    bool too_deep;         // nesting passed NESTING_MAX
    Pos rejected_pos;
    uint32_t groups;       // parenthesized declarations so far
    uint32_t skipped_at;   // offset of the body just skipped, see ast_skipped_body
    Pos skipped_end;
    bool other_decl_seen;  // a declaration other than import
    Stmt *body;            // the result of START_BODY
    // Open brackets: of each, whether a control clause (`if ...`) has begun directly inside it
    // whose body is still to come. A "{" there is an LBODY.
    bool in_func;          // inside a top-level function declaration
    uint32_t depth;
    bool control[NESTING_MAX + 1];
} Parser;

// What lemon makes of grammar.y.
void *grammar_parseAlloc(void *(*allocate)(size_t), Parser *parser);
void grammar_parse(void *grammar, int symbol, TokenValue value);
void grammar_parseFree(void *grammar, void (*release)(void *));

// Marks the input as wrong at [pos].
void reject(Parser *parser, Pos pos);
// The same because of nesting.
void reject_depth(Parser *parser, Pos pos);
// The grammar has seen the body of the control clause that is open at this level.
static inline void control_clause_ends(Parser *parser) {
    parser->control[parser->depth] = false;
}

// Says what is wrong with a file, or with the function body at [offset] of one, that the grammar
// has rejected at [rejected]; see explain.h. Reports at least one error.
void explain_file(SourceFile *source, Diags *diags, Pos rejected);
void explain_body(SourceFile *source, uint32_t offset, Diags *diags, Pos rejected);

// Go version from a //go:build line before the package clause, or NULL.
const char *build_go_version(Arena *arena, const SourceFile *source);

// ---- embed.c ----------------------------------------------------------------------------------

// Adds the patterns of a //go:embed comment at [pos], whose arguments are [args], to [decl].
void embed_take_patterns(Parser *parser, Decl *decl, Pos pos, const char *args, uint32_t bytes);

// ---- pragma.c ---------------------------------------------------------------------------------

// Gives [decl] the pragmas that stand before the token at [pos].
void pragma_take(Parser *parser, Decl *decl, Pos pos);
// Applies //go:linkname, which may stand anywhere in a file, and complains about pragmas that stand
// where they mean nothing.
void pragma_finish_file(Parser *parser);

// ---- branches.c -------------------------------------------------------------------------------

// Finds the targets of the branches in the [body] of a function or function literal.
void branches_resolve(Parser *parser, Stmt *body);

// ---- lists ------------------------------------------------------------------------------------

ExprList exprs_none(void);
ExprList exprs_one(Parser *parser, Expr *x);
ExprList exprs_more(Parser *parser, ExprList list, Expr *x);
ExprList names_one(Parser *parser, TokenValue name);
ExprList names_more(Parser *parser, ExprList list, TokenValue name);
FieldList fields_none(void);
FieldList fields_one(Parser *parser, Field *field);
FieldList fields_more(Parser *parser, FieldList list, Field *field);
FieldList fields_join(Parser *parser, FieldList list, FieldList more);
StmtList stmts_none(void);
StmtList stmts_one(Parser *parser, Stmt *stmt);      // of an empty statement (NULL): no statement
StmtList stmts_more(Parser *parser, StmtList list, Stmt *stmt);
DeclList decls_none(void);
DeclList decls_one(Parser *parser, Decl *decl);
DeclList decls_more(Parser *parser, DeclList list, Decl *decl);

// ---- ast.c: expressions and types -------------------------------------------------------------

Expr *expr_new(Parser *parser, ExprKind kind, Pos pos);
// Whether [x] can only be a type, as the element of a type set; false if it may be a value too.
bool expr_is_type_elem(const Expr *x);
// Whether [x] cannot be a type.
bool expr_is_value(const Expr *x);
// Raises the depth of a node over that of [child]; both may be NULL.
void expr_above(Parser *parser, Expr *x, const Expr *child);

Expr *ast_ident(Parser *parser, TokenValue name);
Expr *ast_literal(Parser *parser, TokenKind kind, TokenValue literal);
Expr *ast_paren(Parser *parser, TokenValue open, Expr *x, TokenValue close);
Expr *ast_unary(Parser *parser, TokenKind kind, TokenValue op, Expr *x);
Expr *ast_star(Parser *parser, TokenValue op, Expr *x);
Expr *ast_receive(Parser *parser, TokenValue op, Expr *x);
Expr *ast_binary(Parser *parser, TokenKind kind, Expr *x, TokenValue op, Expr *y);
Expr *ast_key_value(Parser *parser, Expr *key, TokenValue colon, Expr *value);
Expr *ast_selector(Parser *parser, Expr *x, TokenValue dot, TokenValue name);
Expr *ast_qualified(Parser *parser, TokenValue package, TokenValue dot, TokenValue name);
Expr *ast_assert(Parser *parser, Expr *x, TokenValue dot, Expr *type, TokenValue close);
Expr *ast_index(Parser *parser, Expr *x, TokenValue open, Expr *index, TokenValue close);
Expr *ast_index_list(Parser *parser, Expr *x, TokenValue open, ExprList list, TokenValue close);
Expr *ast_slice(Parser *parser, Expr *x, TokenValue open, Expr *low, Expr *high, TokenValue close);
Expr *ast_slice3(Parser *parser, Expr *x, TokenValue open, Expr *low, Expr *high, TokenValue colon,
                 Expr *max, TokenValue close);
Expr *ast_call(Parser *parser, Expr *x, TokenValue open, ExprList *args, TokenValue close);
Expr *ast_call_dots(Parser *parser, Expr *x, TokenValue open, ExprList args, TokenValue close);
Expr *ast_composite(Parser *parser, Expr *type, TokenValue open, ExprList list, TokenValue close);
Expr *ast_composite_of(Parser *parser, Expr *type, TokenValue open, ExprList list,
                       TokenValue close);
Expr *ast_func_lit(Parser *parser, TokenValue keyword, FuncType *type, TokenValue open,
                   StmtList list, TokenValue close);

// ---- types.c ----------------------------------------------------------------------------------

Expr *ast_func_type(Parser *parser, TokenValue keyword, FuncType *type);
Expr *ast_chan(Parser *parser, TokenValue start, ChanDir dir, Expr *elem);
Expr *ast_array(Parser *parser, TokenValue open, Expr *length, Expr *elem);
Expr *ast_array_open(Parser *parser, TokenValue open, TokenValue dots, Expr *elem);
Expr *ast_map(Parser *parser, TokenValue keyword, Expr *key, Expr *value);
Expr *ast_struct(Parser *parser, TokenValue keyword, FieldList *fields, TokenValue close);
Expr *ast_interface(Parser *parser, TokenValue keyword, FieldList *elems, TokenValue close);
ExprList ast_type_args(Parser *parser, Expr *first, ExprList rest);
Expr *ast_instance_1(Parser *parser, TokenValue name, TokenValue open, Expr *arg,
                     TokenValue close);
Expr *ast_instance(Parser *parser, TokenValue name, TokenValue open, ExprList args,
                   TokenValue close);
Expr *ast_instance_of_1(Parser *parser, TokenValue package, TokenValue dot, TokenValue name,
                        TokenValue open, Expr *arg, TokenValue close);
Expr *ast_instance_of(Parser *parser, TokenValue package, TokenValue dot, TokenValue name,
                      TokenValue open, ExprList args, TokenValue close);

Field *ast_field(Parser *parser, TokenValue name, Expr *type);
FieldList ast_struct_field(Parser *parser, TokenValue name, Expr *type, Expr *tag);
FieldList ast_struct_fields(Parser *parser, TokenValue name, ExprList names, Expr *type, Expr *tag);
FieldList ast_embedded(Parser *parser, Expr *type, Expr *tag);
FieldList ast_embedded_star(Parser *parser, TokenValue star, Expr *type, Expr *tag);
Field *ast_method_spec(Parser *parser, TokenValue name, FuncType *type);
Field *ast_embedded_elem(Parser *parser, Expr *type);
Field *ast_param(Parser *parser, TokenValue *name, Expr *type);
Field *ast_variadic(Parser *parser, TokenValue *name, TokenValue dots, Expr *type);
FieldList ast_params(Parser *parser, FieldList *list);
FieldList ast_type_params(Parser *parser, FieldList list);
FuncType *ast_signature(Parser *parser, FieldList params, FieldList *results, Expr *result);

// ---- decl.c -----------------------------------------------------------------------------------

void ast_package(Parser *parser, TokenValue name);
void ast_add_import(Parser *parser, TokenValue keyword, Decl *decl);
void ast_add_imports(Parser *parser, TokenValue keyword, DeclList *list);
void ast_add_decls(Parser *parser, DeclList *list);
void ast_add_func(Parser *parser, Decl *decl, Stmt *body);
Decl *ast_import(Parser *parser, TokenValue *name, TokenValue path);
Decl *ast_const(Parser *parser, ExprList names, Expr *type, ExprList *values);
Decl *ast_var(Parser *parser, ExprList names, Expr *type, ExprList *values);
DeclList ast_const_one(Parser *parser, TokenValue keyword, Decl *decl);
DeclList ast_const_group(Parser *parser, DeclList list);
DeclList ast_decl_one(Parser *parser, TokenValue keyword, Decl *decl);
DeclList ast_decl_group(Parser *parser, DeclList list);
Decl *ast_type_spec(Parser *parser, TokenValue name, Expr *type);
Decl *ast_alias(Parser *parser, TokenValue name, FieldList *type_params, Expr *type);
// type T[x] = type: [x] must hold a name and its constraint.
Decl *ast_alias_1(Parser *parser, TokenValue name, Expr *x, Expr *type);
// type T[x, rest] type, and the same for an alias: [x] holds a name and perhaps its constraint.
Decl *ast_generic_x(Parser *parser, TokenValue name, Expr *x, FieldList *rest, Expr *type);
Decl *ast_alias_x(Parser *parser, TokenValue name, Expr *x, FieldList *rest, Expr *type);
Decl *ast_generic(Parser *parser, TokenValue name, Field *first, FieldList *rest, Expr *type);
Decl *ast_generic_alias(Parser *parser, TokenValue name, Field *first, FieldList *rest, Expr *type);
Decl *ast_func(Parser *parser, TokenValue keyword, FieldList *receivers, TokenValue name,
               FieldList type_params, FuncType *type);
Stmt *ast_skipped_body(Parser *parser, TokenValue body);

// ---- stmt.c -----------------------------------------------------------------------------------

Stmt *ast_block(Parser *parser, TokenValue open, StmtList list, TokenValue close);
Stmt *ast_body(Parser *parser, TokenValue open, StmtList list, TokenValue close);
Stmt *ast_decl_stmt(Parser *parser, DeclList decls);
Stmt *ast_labeled(Parser *parser, TokenValue label, TokenValue colon, Stmt *stmt);
Stmt *ast_go(Parser *parser, StmtKind kind, TokenValue keyword, Expr *x);
Stmt *ast_return(Parser *parser, TokenValue keyword, ExprList *results);
Stmt *ast_branch(Parser *parser, StmtKind kind, TokenValue keyword, TokenValue *label);
Stmt *ast_expr_stmt(Parser *parser, Expr *x);
Stmt *ast_inc_dec(Parser *parser, Expr *x, TokenKind kind, TokenValue op);
Stmt *ast_send(Parser *parser, Expr *x, TokenValue op, Expr *y);
Stmt *ast_assign(Parser *parser, ExprList lhs, TokenKind kind, TokenValue op, ExprList rhs);
Stmt *ast_op_assign(Parser *parser, Expr *x, TokenKind kind, TokenValue op, Expr *y);
// Headers are the statement itself, still without keyword and body.
Stmt *ast_header(Parser *parser, Stmt *init, Expr *x);
Stmt *ast_switch_header(Parser *parser, Stmt *init, Stmt *tag);
Stmt *ast_for_header(Parser *parser, Stmt *init, Expr *x, Stmt *post);
Stmt *ast_range(Parser *parser, ExprList *lhs, TokenKind kind, TokenValue range, Expr *x);
Stmt *ast_if(Parser *parser, TokenValue keyword, Stmt *header, Stmt *body, Stmt *els);
Stmt *ast_switch(Parser *parser, TokenValue keyword, Stmt *header, StmtList clauses,
                 TokenValue close);
Stmt *ast_select(Parser *parser, TokenValue keyword, StmtList clauses, TokenValue close);
Stmt *ast_for(Parser *parser, TokenValue keyword, Stmt *header, Stmt *body);
Stmt *ast_case(Parser *parser, TokenValue keyword, ExprList *list, TokenValue colon, StmtList body);
Stmt *ast_comm(Parser *parser, TokenValue keyword, Stmt *comm, TokenValue colon, StmtList body);

#endif
