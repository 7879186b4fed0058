// parser/ast_dump.h - prints a syntax tree as S-expressions, for tests and for `mound` developers.
//
//     (call (. fmt Println) "hi")      (:= (x) (1))      (if _ (< a b) (block ...) _)
//
// `_` stands for an absent part. With positions each node's first atom is followed by
// "@pos" or "@pos:op_pos", byte offsets into the file.
#ifndef MOUND_PARSER_AST_DUMP_H
#define MOUND_PARSER_AST_DUMP_H

#include <stdio.h>

#include "parser/ast.h"

// Prints one declaration a line.
void ast_dump_file(const File *file, bool positions, FILE *out);
void ast_dump_expr(const Expr *x, FILE *out);
void ast_dump_stmt(const Stmt *stmt, FILE *out);

#endif
