// parser/lists.c - the lists the grammar builds.
#include "parser/parser_int.h"

ExprList exprs_none(void) {
    return (ExprList){0};
}

ExprList exprs_one(Parser *parser, Expr *x) {
    return exprs_more(parser, (ExprList){0}, x);
}

ExprList exprs_more(Parser *parser, ExprList list, Expr *x) {
    vec_push(parser->arena, &list, x);
    return list;
}

ExprList names_one(Parser *parser, TokenValue name) {
    return exprs_one(parser, ast_ident(parser, name));
}

ExprList names_more(Parser *parser, ExprList list, TokenValue name) {
    return exprs_more(parser, list, ast_ident(parser, name));
}

FieldList fields_none(void) {
    return (FieldList){0};
}

FieldList fields_one(Parser *parser, Field *field) {
    return fields_more(parser, (FieldList){0}, field);
}

FieldList fields_more(Parser *parser, FieldList list, Field *field) {
    vec_push(parser->arena, &list, field);
    return list;
}

FieldList fields_join(Parser *parser, FieldList list, FieldList more) {
    for (uint32_t i = 0; i < more.count; i++) vec_push(parser->arena, &list, more.items[i]);
    return list;
}

StmtList stmts_none(void) {
    return (StmtList){0};
}

StmtList stmts_one(Parser *parser, Stmt *stmt) {
    return stmts_more(parser, (StmtList){0}, stmt);
}

StmtList stmts_more(Parser *parser, StmtList list, Stmt *stmt) {
    if (stmt) vec_push(parser->arena, &list, stmt);
    return list;
}

DeclList decls_none(void) {
    return (DeclList){0};
}

DeclList decls_one(Parser *parser, Decl *decl) {
    return decls_more(parser, (DeclList){0}, decl);
}

DeclList decls_more(Parser *parser, DeclList list, Decl *decl) {
    vec_push(parser->arena, &list, decl);
    return list;
}
