// parser/grammar.y - the grammar of Go, compiled by lemon.
//
// It decides what is Go and builds the tree; every action is one call (parser/ast.c, stmt.c,
// decl.c). Of programs that are wrong it knows only that they are: parser/explain.c says why.
//
// Four things that LALR(1) cannot see by itself are arranged outside:
// - Expressions and types share one nonterminal where both may stand; [type] is used where only
//   a type may. The checks that need to know more are in the actions, which reject().
// - The "{" that opens the body of an if, for, switch or select is the token LBODY, see parser.c,
//   so that `if x == T {` is no composite literal.
// - `type T[P *C` may begin an array type or a type parameter list; it is read as an expression
//   and taken apart by ast_type_spec.
// - Parameters are read as a list of `type` and `name type`; ast_params sorts out `a, b int`.

%name grammar_parse
%token_prefix TK_
%token_type {TokenValue}
%extra_context {Parser *parser}
%stack_size 0
%start_symbol input

%include {
#include <stdlib.h>

#include "parser/parser_int.h"

// Of lemon's own code.
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-variable"
#define YYNOERRORRECOVERY 1
#define YYPARSEFREENEVERNULL 1
// The generated code checks its stack and traces with these; a release build wants neither.
#ifndef NDEBUG
#define NDEBUG 1
#endif
}

%syntax_error { reject(parser, TOKEN.pos); }
%stack_overflow { FATAL("out of memory: cannot grow the parser's stack"); }

// ---- Tokens: numbered as in lexer/tokens.def (pinned in parser.c), then those of parser.c -----

%token NAME INT FLOAT IMAG RUNE STRING SEMI LPAREN RPAREN LBRACK RBRACK LBRACE RBRACE COMMA COLON
       DOT ELLIPSIS ASSIGN DEFINE ARROW INC DEC NOT TILDE OROR ANDAND EQ NE LT LE GT GE ADD SUB OR
       XOR MUL DIV REM AND ANDNOT SHL SHR ADD_ASSIGN SUB_ASSIGN OR_ASSIGN XOR_ASSIGN MUL_ASSIGN
       DIV_ASSIGN REM_ASSIGN AND_ASSIGN ANDNOT_ASSIGN SHL_ASSIGN SHR_ASSIGN BREAK CASE CHAN CONST
       CONTINUE DEFAULT DEFER ELSE FALLTHROUGH FOR FUNC GO GOTO IF IMPORT INTERFACE MAP PACKAGE
       RANGE RETURN SELECT STRUCT SWITCH TYPE VAR.
%token LBODY SKIPPED_BODY START_FILE START_BODY.

// A rule marked [SHORT] ends only where it cannot go on: `func() (T)` has a result, `[]p.T` is a
// slice of p.T, `type T[P [N]E` has a type parameter P. (`lemon -p` lists the conflicts that are
// settled so: besides those of binary operators there should be these only.)
%nonassoc SHORT.
%right NAME LPAREN LBRACK LBRACE LBODY DOT ARROW FUNC CHAN MAP STRUCT INTERFACE.
%left OROR.
%left ANDAND.
%left EQ NE LT LE GT GE.
%left ADD SUB OR XOR.
%left MUL DIV REM AND ANDNOT SHL SHR.

%type expr          {Expr *}
%type unary         {Expr *}
%type primary       {Expr *}
%type operand       {Expr *}
%type value         {Expr *}
%type element       {Expr *}
%type expr_opt      {Expr *}
%type type          {Expr *}
%type plain_type    {Expr *}
%type pointer_type  {Expr *}
%type paren_type    {Expr *}
%type receive_type  {Expr *}
%type chan_elem     {Expr *}
%type result_type   {Expr *}
%type type_name     {Expr *}
%type literal_type  {Expr *}
%type other_type    {Expr *}
%type union         {Expr *}
%type term          {Expr *}
%type first_union   {Expr *}
%type tag_opt       {Expr *}
%type embedded      {Expr *}
%type exprs         {ExprList}
%type names         {ExprList}
%type type_args     {ExprList}
%type elements      {ExprList}
%type element_list  {ExprList}
%type params        {FieldList}
%type param_list    {FieldList}
%type param         {Field *}
%type type_params   {FieldList}
%type type_param_list {FieldList}
%type type_param    {Field *}
%type first_param   {Field *}
%type fields        {FieldList}
%type field         {FieldList}
%type interface_elems {FieldList}
%type interface_elem  {Field *}
%type signature     {FuncType *}
%type stmt          {Stmt *}
%type simple        {Stmt *}
%type simple_opt    {Stmt *}
%type block         {Stmt *}
%type body          {Stmt *}
%type func_body     {Stmt *}
%type if_stmt       {Stmt *}
%type if_header     {Stmt *}
%type switch_header {Stmt *}
%type for_header    {Stmt *}
%type case_clause   {Stmt *}
%type comm_clause   {Stmt *}
%type stmts         {StmtList}
%type case_clauses  {StmtList}
%type cases_before  {StmtList}
%type case_before   {Stmt *}
%type comms_before  {StmtList}
%type comm_before   {Stmt *}
%type ended         {StmtList}
%type comm_clauses  {StmtList}
%type decl          {DeclList}
%type const_specs   {DeclList}
%type type_specs    {DeclList}
%type var_specs     {DeclList}
%type import_specs  {DeclList}
%type const_spec    {Decl *}
%type type_spec     {Decl *}
%type var_spec      {Decl *}
%type import_spec   {Decl *}
%type func_head     {Decl *}

// ---- What can be parsed -----------------------------------------------------------------------

input ::= START_FILE file.
input ::= START_BODY block(B).                       { parser->body = B; }

file ::= package_clause.
file ::= file top_decl SEMI.
package_clause ::= PACKAGE NAME(N) SEMI.             { ast_package(parser, N); }

top_decl ::= IMPORT(K) import_spec(D).               { ast_add_import(parser, K, D); }
top_decl ::= IMPORT(K) LPAREN RPAREN.                { ast_add_imports(parser, K, NULL); }
top_decl ::= IMPORT(K) LPAREN import_specs(L) semi_opt RPAREN. { ast_add_imports(parser, K, &L); }
top_decl ::= decl(L).                                { ast_add_decls(parser, &L); }
top_decl ::= func_head(D) func_body(B).              { ast_add_func(parser, D, B); }

// ---- Declarations -----------------------------------------------------------------------------

import_specs(L) ::= import_spec(D).                  { L = decls_one(parser, D); }
import_specs(L) ::= import_specs(M) SEMI import_spec(D). { L = decls_more(parser, M, D); }
import_spec(D) ::= STRING(P).                        { D = ast_import(parser, NULL, P); }
import_spec(D) ::= NAME(N) STRING(P).                { D = ast_import(parser, &N, P); }
import_spec(D) ::= DOT(N) STRING(P).                 { D = ast_import(parser, &N, P); }

decl(L) ::= CONST(K) const_spec(D).                  { L = ast_const_one(parser, K, D); }
decl(L) ::= CONST LPAREN RPAREN.                     { L = decls_none(); }
decl(L) ::= CONST LPAREN const_specs(M) semi_opt RPAREN. { L = ast_const_group(parser, M); }
decl(L) ::= TYPE(K) type_spec(D).                    { L = ast_decl_one(parser, K, D); }
decl(L) ::= TYPE LPAREN RPAREN.                      { L = decls_none(); }
decl(L) ::= TYPE LPAREN type_specs(M) semi_opt RPAREN. { L = ast_decl_group(parser, M); }
decl(L) ::= VAR(K) var_spec(D).                      { L = ast_decl_one(parser, K, D); }
decl(L) ::= VAR LPAREN RPAREN.                       { L = decls_none(); }
decl(L) ::= VAR LPAREN var_specs(M) semi_opt RPAREN. { L = ast_decl_group(parser, M); }

const_specs(L) ::= const_spec(D).                    { L = decls_one(parser, D); }
const_specs(L) ::= const_specs(M) SEMI const_spec(D). { L = decls_more(parser, M, D); }
const_spec(D) ::= names(N).                          { D = ast_const(parser, N, NULL, NULL); }
const_spec(D) ::= names(N) type(T).                  { D = ast_const(parser, N, T, NULL); }
const_spec(D) ::= names(N) ASSIGN exprs(V).          { D = ast_const(parser, N, NULL, &V); }
const_spec(D) ::= names(N) type(T) ASSIGN exprs(V).  { D = ast_const(parser, N, T, &V); }

var_specs(L) ::= var_spec(D).                        { L = decls_one(parser, D); }
var_specs(L) ::= var_specs(M) SEMI var_spec(D).      { L = decls_more(parser, M, D); }
var_spec(D) ::= names(N) type(T).                    { D = ast_var(parser, N, T, NULL); }
var_spec(D) ::= names(N) ASSIGN exprs(V).            { D = ast_var(parser, N, NULL, &V); }
var_spec(D) ::= names(N) type(T) ASSIGN exprs(V).    { D = ast_var(parser, N, T, &V); }

type_specs(L) ::= type_spec(D).                      { L = decls_one(parser, D); }
type_specs(L) ::= type_specs(M) SEMI type_spec(D).   { L = decls_more(parser, M, D); }
type_spec(D) ::= NAME(N) type(T).                    { D = ast_type_spec(parser, N, T); }
type_spec(D) ::= NAME(N) ASSIGN type(T).             { D = ast_alias(parser, N, NULL, T); }
type_spec(D) ::= NAME(N) LBRACK expr(X) RBRACK ASSIGN type(T).
                                                     { D = ast_alias_1(parser, N, X, T); }
type_spec(D) ::= NAME(N) LBRACK expr(X) COMMA RBRACK type(T).
                                                     { D = ast_generic_x(parser, N, X, NULL, T); }
type_spec(D) ::= NAME(N) LBRACK expr(X) COMMA RBRACK ASSIGN type(T).
                                                     { D = ast_alias_x(parser, N, X, NULL, T); }
type_spec(D) ::= NAME(N) LBRACK expr(X) COMMA type_param_list(P) comma_opt RBRACK type(T).
                                                     { D = ast_generic_x(parser, N, X, &P, T); }
type_spec(D) ::= NAME(N) LBRACK expr(X) COMMA type_param_list(P) comma_opt RBRACK ASSIGN type(T).
                                                     { D = ast_alias_x(parser, N, X, &P, T); }
type_spec(D) ::= NAME(N) LBRACK first_param(F) comma_opt RBRACK type(T).
                                                     { D = ast_generic(parser, N, F, NULL, T); }
type_spec(D) ::= NAME(N) LBRACK first_param(F) comma_opt RBRACK ASSIGN type(T).
                                                   { D = ast_generic_alias(parser, N, F, NULL, T); }
type_spec(D) ::= NAME(N) LBRACK first_param(F) COMMA type_param_list(P) comma_opt RBRACK type(T).
                                                     { D = ast_generic(parser, N, F, &P, T); }
type_spec(D) ::= NAME(N) LBRACK first_param(F) COMMA type_param_list(P) comma_opt RBRACK ASSIGN
                 type(T).                            { D = ast_generic_alias(parser, N, F, &P, T); }

// A first type parameter that cannot be the start of an expression.
first_param(F) ::= NAME(N) first_union(T).           { F = ast_field(parser, N, T); }
first_union(T) ::= plain_type(T).
first_union(T) ::= receive_type(T).
first_union(T) ::= TILDE(O) type(X).                 { T = ast_unary(parser, TOK_TILDE, O, X); }
first_union(T) ::= first_union(X) OR(O) term(Y).     { T = ast_binary(parser, TOK_OR, X, O, Y); }

type_params(L) ::= .                                 { L = fields_none(); }
type_params(L) ::= LBRACK type_param_list(P) comma_opt RBRACK. { L = ast_type_params(parser, P); }
type_param_list(L) ::= type_param(F).                { L = fields_one(parser, F); }
type_param_list(L) ::= type_param_list(M) COMMA type_param(F). { L = fields_more(parser, M, F); }
type_param(F) ::= NAME(N).                           { F = ast_field(parser, N, NULL); }
type_param(F) ::= NAME(N) union(T).                  { F = ast_field(parser, N, T); }

func_head(D) ::= FUNC(K) NAME(N) type_params(P) signature(S).
                                                     { D = ast_func(parser, K, NULL, N, P, S); }
func_head(D) ::= FUNC(K) params(R) NAME(N) type_params(P) signature(S).
                                                     { D = ast_func(parser, K, &R, N, P, S); }
func_body(B) ::= .                                   { B = NULL; }
func_body(B) ::= block(B).
func_body(B) ::= SKIPPED_BODY(T).                    { B = ast_skipped_body(parser, T); }

// ---- Types ------------------------------------------------------------------------------------

type(T) ::= plain_type(T).
type(T) ::= pointer_type(T).
type(T) ::= paren_type(T).
type(T) ::= receive_type(T).
chan_elem(T) ::= plain_type(T).
chan_elem(T) ::= pointer_type(T).
chan_elem(T) ::= paren_type(T).
result_type(T) ::= plain_type(T).
result_type(T) ::= pointer_type(T).
result_type(T) ::= receive_type(T).

pointer_type(T) ::= MUL(O) type(X).                  { T = ast_star(parser, O, X); }
paren_type(T) ::= LPAREN(O) type(X) RPAREN(C).       { T = ast_paren(parser, O, X, C); }
receive_type(T) ::= ARROW(O) CHAN type(X).           { T = ast_chan(parser, O, CHAN_RECV, X); }
plain_type(T) ::= type_name(T).
plain_type(T) ::= literal_type(T).
plain_type(T) ::= other_type(T).
plain_type(T) ::= FUNC(K) signature(S).              { T = ast_func_type(parser, K, S); }

type_name(T) ::= NAME(N). [SHORT]                    { T = ast_ident(parser, N); }
type_name(T) ::= NAME(N) DOT(D) NAME(S). [SHORT]     { T = ast_qualified(parser, N, D, S); }
type_name(T) ::= NAME(N) LBRACK(O) expr(X) RBRACK(C). [SHORT]
                                                     { T = ast_instance_1(parser, N, O, X, C); }
type_name(T) ::= NAME(N) LBRACK(O) type_args(A) RBRACK(C).
                                                     { T = ast_instance(parser, N, O, A, C); }
type_name(T) ::= NAME(N) DOT(D) NAME(S) LBRACK(O) expr(X) RBRACK(C).
                                                { T = ast_instance_of_1(parser, N, D, S, O, X, C); }
type_name(T) ::= NAME(N) DOT(D) NAME(S) LBRACK(O) type_args(A) RBRACK(C).
                                                  { T = ast_instance_of(parser, N, D, S, O, A, C); }
// One type argument is spelled out in each rule, since [n] may also begin an array type.
type_args(L) ::= expr(X) COMMA.                      { L = exprs_one(parser, X); }
type_args(L) ::= expr(X) COMMA exprs(M) comma_opt.   { L = ast_type_args(parser, X, M); }

// Types of composite literals.
literal_type(T) ::= LBRACK(O) RBRACK type(E).        { T = ast_array(parser, O, NULL, E); }
literal_type(T) ::= LBRACK(O) expr(N) RBRACK type(E). { T = ast_array(parser, O, N, E); }
literal_type(T) ::= LBRACK(O) ELLIPSIS(D) RBRACK type(E). { T = ast_array_open(parser, O, D, E); }
literal_type(T) ::= MAP(K) LBRACK type(X) RBRACK type(Y). { T = ast_map(parser, K, X, Y); }
literal_type(T) ::= STRUCT(K) LBRACE RBRACE(C).      { T = ast_struct(parser, K, NULL, C); }
literal_type(T) ::= STRUCT(K) LBRACE fields(L) semi_opt RBRACE(C).
                                                     { T = ast_struct(parser, K, &L, C); }

other_type(T) ::= CHAN(K) chan_elem(X). [SHORT]      { T = ast_chan(parser, K, CHAN_BOTH, X); }
other_type(T) ::= CHAN(K) ARROW type(X).             { T = ast_chan(parser, K, CHAN_SEND, X); }
other_type(T) ::= INTERFACE(K) LBRACE RBRACE(C).     { T = ast_interface(parser, K, NULL, C); }
other_type(T) ::= INTERFACE(K) LBRACE interface_elems(L) semi_opt RBRACE(C).
                                                     { T = ast_interface(parser, K, &L, C); }

fields(L) ::= field(L).
fields(L) ::= fields(M) SEMI field(N).               { L = fields_join(parser, M, N); }
field(L) ::= NAME(N) type(T) tag_opt(G).             { L = ast_struct_field(parser, N, T, G); }
field(L) ::= NAME(N) COMMA names(M) type(T) tag_opt(G).
                                                     { L = ast_struct_fields(parser, N, M, T, G); }
field(L) ::= embedded(T) tag_opt(G).                 { L = ast_embedded(parser, T, G); }
field(L) ::= MUL(O) embedded(T) tag_opt(G).          { L = ast_embedded_star(parser, O, T, G); }
embedded(T) ::= NAME(N).                             { T = ast_ident(parser, N); }
embedded(T) ::= NAME(N) DOT(D) NAME(S).              { T = ast_qualified(parser, N, D, S); }
embedded(T) ::= NAME(N) LBRACK(O) expr(X) RBRACK(C). [SHORT]
                                                     { T = ast_instance_1(parser, N, O, X, C); }
embedded(T) ::= NAME(N) LBRACK(O) type_args(A) RBRACK(C).
                                                     { T = ast_instance(parser, N, O, A, C); }
embedded(T) ::= NAME(N) DOT(D) NAME(S) LBRACK(O) expr(X) RBRACK(C).
                                                { T = ast_instance_of_1(parser, N, D, S, O, X, C); }
embedded(T) ::= NAME(N) DOT(D) NAME(S) LBRACK(O) type_args(A) RBRACK(C).
                                                  { T = ast_instance_of(parser, N, D, S, O, A, C); }
tag_opt(G) ::= .                                     { G = NULL; }
tag_opt(G) ::= STRING(S).                            { G = ast_literal(parser, TOK_STRING, S); }

interface_elems(L) ::= interface_elem(F).            { L = fields_one(parser, F); }
interface_elems(L) ::= interface_elems(M) SEMI interface_elem(F). { L = fields_more(parser, M, F); }
interface_elem(F) ::= NAME(N) signature(S).          { F = ast_method_spec(parser, N, S); }
interface_elem(F) ::= union(T).                      { F = ast_embedded_elem(parser, T); }
union(T) ::= term(T).
union(T) ::= union(X) OR(O) term(Y).                 { T = ast_binary(parser, TOK_OR, X, O, Y); }
term(T) ::= type(T).
term(T) ::= TILDE(O) type(X).                        { T = ast_unary(parser, TOK_TILDE, O, X); }

signature(S) ::= params(P). [SHORT]                  { S = ast_signature(parser, P, NULL, NULL); }
signature(S) ::= params(P) result_type(T).           { S = ast_signature(parser, P, NULL, T); }
signature(S) ::= params(P) params(R).                { S = ast_signature(parser, P, &R, NULL); }
params(L) ::= LPAREN RPAREN.                         { L = ast_params(parser, NULL); }
params(L) ::= LPAREN param_list(P) comma_opt RPAREN. { L = ast_params(parser, &P); }
param_list(L) ::= param(F).                          { L = fields_one(parser, F); }
param_list(L) ::= param_list(M) COMMA param(F).      { L = fields_more(parser, M, F); }
param(F) ::= type(T).                                { F = ast_param(parser, NULL, T); }
param(F) ::= NAME(N) type(T).                        { F = ast_param(parser, &N, T); }
param(F) ::= ELLIPSIS(D) type(T).                    { F = ast_variadic(parser, NULL, D, T); }
param(F) ::= NAME(N) ELLIPSIS(D) type(T).            { F = ast_variadic(parser, &N, D, T); }

// ---- Statements -------------------------------------------------------------------------------

block(B) ::= LBRACE(O) stmts(L) RBRACE(C).           { B = ast_block(parser, O, L, C); }
body(B) ::= LBODY(O) stmts(L) RBRACE(C).             { B = ast_body(parser, O, L, C); }

stmts(L) ::= stmt(S).                                { L = stmts_one(parser, S); }
stmts(L) ::= stmts(M) SEMI stmt(S).                  { L = stmts_more(parser, M, S); }

stmt(S) ::= .                                        { S = NULL; }
stmt(S) ::= simple(S).
stmt(S) ::= block(S).
stmt(S) ::= decl(L).                                 { S = ast_decl_stmt(parser, L); }
stmt(S) ::= NAME(N) COLON(C) stmt(B).                { S = ast_labeled(parser, N, C, B); }
stmt(S) ::= GO(K) primary(X).                        { S = ast_go(parser, STMT_GO, K, X); }
stmt(S) ::= DEFER(K) primary(X).                     { S = ast_go(parser, STMT_DEFER, K, X); }
stmt(S) ::= RETURN(K).                               { S = ast_return(parser, K, NULL); }
stmt(S) ::= RETURN(K) exprs(L).                      { S = ast_return(parser, K, &L); }
stmt(S) ::= BREAK(K).                               { S = ast_branch(parser, STMT_BREAK, K, NULL); }
stmt(S) ::= BREAK(K) NAME(N).                        { S = ast_branch(parser, STMT_BREAK, K, &N); }
stmt(S) ::= CONTINUE(K).                         { S = ast_branch(parser, STMT_CONTINUE, K, NULL); }
stmt(S) ::= CONTINUE(K) NAME(N).                   { S = ast_branch(parser, STMT_CONTINUE, K, &N); }
stmt(S) ::= GOTO(K) NAME(N).                         { S = ast_branch(parser, STMT_GOTO, K, &N); }
stmt(S) ::= FALLTHROUGH(K).                   { S = ast_branch(parser, STMT_FALLTHROUGH, K, NULL); }
stmt(S) ::= if_stmt(S).
stmt(S) ::= SWITCH(K) switch_header(H) LBODY case_clauses(L) RBRACE(C).
                                                     { S = ast_switch(parser, K, H, L, C); }
stmt(S) ::= SELECT(K) LBODY comm_clauses(L) RBRACE(C). { S = ast_select(parser, K, L, C); }
stmt(S) ::= FOR(K) for_header(H) body(B).            { S = ast_for(parser, K, H, B); }

simple_opt(S) ::= .                                  { S = NULL; }
simple_opt(S) ::= simple(S).
simple(S) ::= expr(X).                               { S = ast_expr_stmt(parser, X); }
simple(S) ::= expr(X) INC(O).                        { S = ast_inc_dec(parser, X, TOK_INC, O); }
simple(S) ::= expr(X) DEC(O).                        { S = ast_inc_dec(parser, X, TOK_DEC, O); }
simple(S) ::= expr(X) ARROW(O) expr(Y).              { S = ast_send(parser, X, O, Y); }
simple(S) ::= exprs(L) ASSIGN(O) exprs(R).          { S = ast_assign(parser, L, TOK_ASSIGN, O, R); }
simple(S) ::= exprs(L) DEFINE(O) exprs(R).          { S = ast_assign(parser, L, TOK_DEFINE, O, R); }
simple(S) ::= expr(X) ADD_ASSIGN(O) expr(Y). { S = ast_op_assign(parser, X, TOK_ADD_ASSIGN, O, Y); }
simple(S) ::= expr(X) SUB_ASSIGN(O) expr(Y). { S = ast_op_assign(parser, X, TOK_SUB_ASSIGN, O, Y); }
simple(S) ::= expr(X) OR_ASSIGN(O) expr(Y).   { S = ast_op_assign(parser, X, TOK_OR_ASSIGN, O, Y); }
simple(S) ::= expr(X) XOR_ASSIGN(O) expr(Y). { S = ast_op_assign(parser, X, TOK_XOR_ASSIGN, O, Y); }
simple(S) ::= expr(X) MUL_ASSIGN(O) expr(Y). { S = ast_op_assign(parser, X, TOK_MUL_ASSIGN, O, Y); }
simple(S) ::= expr(X) DIV_ASSIGN(O) expr(Y). { S = ast_op_assign(parser, X, TOK_DIV_ASSIGN, O, Y); }
simple(S) ::= expr(X) REM_ASSIGN(O) expr(Y). { S = ast_op_assign(parser, X, TOK_REM_ASSIGN, O, Y); }
simple(S) ::= expr(X) AND_ASSIGN(O) expr(Y). { S = ast_op_assign(parser, X, TOK_AND_ASSIGN, O, Y); }
simple(S) ::= expr(X) ANDNOT_ASSIGN(O) expr(Y).
                                          { S = ast_op_assign(parser, X, TOK_ANDNOT_ASSIGN, O, Y); }
simple(S) ::= expr(X) SHL_ASSIGN(O) expr(Y). { S = ast_op_assign(parser, X, TOK_SHL_ASSIGN, O, Y); }
simple(S) ::= expr(X) SHR_ASSIGN(O) expr(Y). { S = ast_op_assign(parser, X, TOK_SHR_ASSIGN, O, Y); }

if_stmt(S) ::= IF(K) if_header(H) body(B).           { S = ast_if(parser, K, H, B, NULL); }
if_stmt(S) ::= IF(K) if_header(H) body(B) ELSE if_stmt(E). { S = ast_if(parser, K, H, B, E); }
if_stmt(S) ::= IF(K) if_header(H) body(B) ELSE block(E). { S = ast_if(parser, K, H, B, E); }
if_header(H) ::= expr(X).                            { H = ast_header(parser, NULL, X); }
if_header(H) ::= simple_opt(I) SEMI expr(X).         { H = ast_header(parser, I, X); }

switch_header(H) ::= .                               { H = ast_header(parser, NULL, NULL); }
switch_header(H) ::= simple(X).                      { H = ast_switch_header(parser, NULL, X); }
switch_header(H) ::= simple_opt(I) SEMI.             { H = ast_header(parser, I, NULL); }
switch_header(H) ::= simple_opt(I) SEMI simple(X).   { H = ast_switch_header(parser, I, X); }

for_header(H) ::= .                                  { H = ast_header(parser, NULL, NULL); }
for_header(H) ::= expr(X).                           { H = ast_header(parser, NULL, X); }
for_header(H) ::= simple_opt(I) SEMI expr_opt(X) SEMI simple_opt(P).
                                                     { H = ast_for_header(parser, I, X, P); }
for_header(H) ::= RANGE(R) expr(X).          { H = ast_range(parser, NULL, TOK_EOF, R, X); }
for_header(H) ::= exprs(L) ASSIGN RANGE(R) expr(X). { H = ast_range(parser, &L, TOK_ASSIGN, R, X); }
for_header(H) ::= exprs(L) DEFINE RANGE(R) expr(X). { H = ast_range(parser, &L, TOK_DEFINE, R, X); }

// Only the last clause may end without a semicolon.
case_clauses(L) ::= .                                { L = stmts_none(); }
case_clauses(L) ::= cases_before(M) case_clause(S).  { L = stmts_more(parser, M, S); }
cases_before(L) ::= .                                { L = stmts_none(); }
cases_before(L) ::= cases_before(M) case_before(S).  { L = stmts_more(parser, M, S); }
case_clause(S) ::= CASE(K) exprs(X) COLON(C) stmts(L). { S = ast_case(parser, K, &X, C, L); }
case_clause(S) ::= DEFAULT(K) COLON(C) stmts(L).     { S = ast_case(parser, K, NULL, C, L); }
case_before(S) ::= CASE(K) exprs(X) COLON(C) ended(L). { S = ast_case(parser, K, &X, C, L); }
case_before(S) ::= DEFAULT(K) COLON(C) ended(L).     { S = ast_case(parser, K, NULL, C, L); }
comm_clauses(L) ::= .                                { L = stmts_none(); }
comm_clauses(L) ::= comms_before(M) comm_clause(S).  { L = stmts_more(parser, M, S); }
comms_before(L) ::= .                                { L = stmts_none(); }
comms_before(L) ::= comms_before(M) comm_before(S).  { L = stmts_more(parser, M, S); }
comm_clause(S) ::= CASE(K) simple(X) COLON(C) stmts(L). { S = ast_comm(parser, K, X, C, L); }
comm_clause(S) ::= DEFAULT(K) COLON(C) stmts(L).     { S = ast_comm(parser, K, NULL, C, L); }
comm_before(S) ::= CASE(K) simple(X) COLON(C) ended(L). { S = ast_comm(parser, K, X, C, L); }
comm_before(S) ::= DEFAULT(K) COLON(C) ended(L).     { S = ast_comm(parser, K, NULL, C, L); }
ended(L) ::= .                                       { L = stmts_none(); }
ended(L) ::= stmts(L) SEMI.

// ---- Expressions ------------------------------------------------------------------------------

exprs(L) ::= expr(X).                                { L = exprs_one(parser, X); }
exprs(L) ::= exprs(M) COMMA expr(X).                 { L = exprs_more(parser, M, X); }
names(L) ::= NAME(N).                                { L = names_one(parser, N); }
names(L) ::= names(M) COMMA NAME(N).                 { L = names_more(parser, M, N); }
expr_opt(X) ::= .                                    { X = NULL; }
expr_opt(X) ::= expr(X).

expr(X) ::= unary(X).
expr(X) ::= expr(A) OROR(O) expr(B).                 { X = ast_binary(parser, TOK_OROR, A, O, B); }
expr(X) ::= expr(A) ANDAND(O) expr(B).              { X = ast_binary(parser, TOK_ANDAND, A, O, B); }
expr(X) ::= expr(A) EQ(O) expr(B).                   { X = ast_binary(parser, TOK_EQ, A, O, B); }
expr(X) ::= expr(A) NE(O) expr(B).                   { X = ast_binary(parser, TOK_NE, A, O, B); }
expr(X) ::= expr(A) LT(O) expr(B).                   { X = ast_binary(parser, TOK_LT, A, O, B); }
expr(X) ::= expr(A) LE(O) expr(B).                   { X = ast_binary(parser, TOK_LE, A, O, B); }
expr(X) ::= expr(A) GT(O) expr(B).                   { X = ast_binary(parser, TOK_GT, A, O, B); }
expr(X) ::= expr(A) GE(O) expr(B).                   { X = ast_binary(parser, TOK_GE, A, O, B); }
expr(X) ::= expr(A) ADD(O) expr(B).                  { X = ast_binary(parser, TOK_ADD, A, O, B); }
expr(X) ::= expr(A) SUB(O) expr(B).                  { X = ast_binary(parser, TOK_SUB, A, O, B); }
expr(X) ::= expr(A) OR(O) expr(B).                   { X = ast_binary(parser, TOK_OR, A, O, B); }
expr(X) ::= expr(A) XOR(O) expr(B).                  { X = ast_binary(parser, TOK_XOR, A, O, B); }
expr(X) ::= expr(A) MUL(O) expr(B).                  { X = ast_binary(parser, TOK_MUL, A, O, B); }
expr(X) ::= expr(A) DIV(O) expr(B).                  { X = ast_binary(parser, TOK_DIV, A, O, B); }
expr(X) ::= expr(A) REM(O) expr(B).                  { X = ast_binary(parser, TOK_REM, A, O, B); }
expr(X) ::= expr(A) AND(O) expr(B).                  { X = ast_binary(parser, TOK_AND, A, O, B); }
expr(X) ::= expr(A) ANDNOT(O) expr(B).              { X = ast_binary(parser, TOK_ANDNOT, A, O, B); }
expr(X) ::= expr(A) SHL(O) expr(B).                  { X = ast_binary(parser, TOK_SHL, A, O, B); }
expr(X) ::= expr(A) SHR(O) expr(B).                  { X = ast_binary(parser, TOK_SHR, A, O, B); }

unary(X) ::= primary(X).
unary(X) ::= ADD(O) unary(Y).                        { X = ast_unary(parser, TOK_ADD, O, Y); }
unary(X) ::= SUB(O) unary(Y).                        { X = ast_unary(parser, TOK_SUB, O, Y); }
unary(X) ::= NOT(O) unary(Y).                        { X = ast_unary(parser, TOK_NOT, O, Y); }
unary(X) ::= XOR(O) unary(Y).                        { X = ast_unary(parser, TOK_XOR, O, Y); }
unary(X) ::= TILDE(O) unary(Y).                      { X = ast_unary(parser, TOK_TILDE, O, Y); }
unary(X) ::= AND(O) unary(Y).                        { X = ast_unary(parser, TOK_AND, O, Y); }
unary(X) ::= MUL(O) unary(Y).                        { X = ast_star(parser, O, Y); }
unary(X) ::= ARROW(O) unary(Y).                      { X = ast_receive(parser, O, Y); }

primary(X) ::= operand(X).
primary(X) ::= primary(A) DOT(O) NAME(N).            { X = ast_selector(parser, A, O, N); }
primary(X) ::= primary(A) DOT(O) LPAREN type(T) RPAREN(C). { X = ast_assert(parser, A, O, T, C); }
primary(X) ::= primary(A) DOT(O) LPAREN TYPE RPAREN(C). { X = ast_assert(parser, A, O, NULL, C); }
primary(X) ::= primary(A) LBRACK(O) expr(I) RBRACK(C). { X = ast_index(parser, A, O, I, C); }
primary(X) ::= primary(A) LBRACK(O) type_args(L) RBRACK(C).
                                                         { X = ast_index_list(parser, A, O, L, C); }
primary(X) ::= primary(A) LBRACK(O) expr_opt(I) COLON expr_opt(J) RBRACK(C).
                                                     { X = ast_slice(parser, A, O, I, J, C); }
primary(X) ::= primary(A) LBRACK(O) expr_opt(I) COLON expr_opt(J) COLON(D) expr_opt(K) RBRACK(C).
                                                  { X = ast_slice3(parser, A, O, I, J, D, K, C); }
primary(X) ::= primary(A) LPAREN(O) RPAREN(C).       { X = ast_call(parser, A, O, NULL, C); }
primary(X) ::= primary(A) LPAREN(O) exprs(L) comma_opt RPAREN(C).
                                                     { X = ast_call(parser, A, O, &L, C); }
primary(X) ::= primary(A) LPAREN(O) exprs(L) ELLIPSIS comma_opt RPAREN(C).
                                                     { X = ast_call_dots(parser, A, O, L, C); }
primary(X) ::= primary(A) LBRACE(O) elements(L) RBRACE(C).
                                                     { X = ast_composite_of(parser, A, O, L, C); }
primary(X) ::= literal_type(T) LBRACE(O) elements(L) RBRACE(C).
                                                     { X = ast_composite(parser, T, O, L, C); }
primary(X) ::= literal_type(T) LBODY(O) elements(L) RBRACE(C).
                                                     { X = ast_composite(parser, T, O, L, C); }

operand(X) ::= NAME(N). [SHORT]                      { X = ast_ident(parser, N); }
operand(X) ::= INT(T).                               { X = ast_literal(parser, TOK_INT, T); }
operand(X) ::= FLOAT(T).                             { X = ast_literal(parser, TOK_FLOAT, T); }
operand(X) ::= IMAG(T).                              { X = ast_literal(parser, TOK_IMAG, T); }
operand(X) ::= RUNE(T).                              { X = ast_literal(parser, TOK_RUNE, T); }
operand(X) ::= STRING(T).                            { X = ast_literal(parser, TOK_STRING, T); }
operand(X) ::= LPAREN(O) expr(Y) RPAREN(C).          { X = ast_paren(parser, O, Y, C); }
operand(X) ::= literal_type(X). [SHORT]
operand(X) ::= other_type(X).
operand(X) ::= FUNC(K) signature(S). [SHORT]         { X = ast_func_type(parser, K, S); }
operand(X) ::= FUNC(K) signature(S) LBRACE(O) stmts(L) RBRACE(C).
                                                     { X = ast_func_lit(parser, K, S, O, L, C); }
operand(X) ::= FUNC(K) signature(S) LBODY(O) stmts(L) RBRACE(C).
                                                     { X = ast_func_lit(parser, K, S, O, L, C); }

elements(L) ::= .                                    { L = exprs_none(); }
elements(L) ::= element_list(L) comma_opt.
element_list(L) ::= element(X).                      { L = exprs_one(parser, X); }
element_list(L) ::= element_list(M) COMMA element(X). { L = exprs_more(parser, M, X); }
element(X) ::= value(X).
element(X) ::= value(K) COLON(O) value(V).           { X = ast_key_value(parser, K, O, V); }
value(X) ::= expr(X).
value(X) ::= LBRACE(O) elements(L) RBRACE(C).        { X = ast_composite(parser, NULL, O, L, C); }

comma_opt ::= .
comma_opt ::= COMMA.
semi_opt ::= .
semi_opt ::= SEMI.
