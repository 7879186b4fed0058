#include "parser/ast_dump.h"

typedef struct Dump {
    FILE *out;
    bool positions;
    Pos base;
} Dump;

static void dump_expr(Dump *dump, const Expr *x);
static void dump_stmt(Dump *dump, const Stmt *stmt);
static void dump_decl(Dump *dump, const Decl *decl);

static void text(Dump *dump, const char *s) {
    fputs(s, dump->out);
}

static void at(Dump *dump, Pos pos, Pos op_pos) {
    if (!dump->positions) return;
    fprintf(dump->out, "@%u", pos - dump->base);
    if (op_pos != pos) fprintf(dump->out, ":%u", op_pos - dump->base);
}

// Opens a list whose head is [head].
static void open(Dump *dump, const char *head, Pos pos, Pos op_pos) {
    fprintf(dump->out, "(%s", head);
    at(dump, pos, op_pos);
}

static void sub(Dump *dump, const Expr *x) {
    text(dump, " ");
    dump_expr(dump, x);
}

static void subs(Dump *dump, const ExprList *list) {
    for (uint32_t i = 0; i < list->count; i++) sub(dump, list->items[i]);
}

static void parenthesized(Dump *dump, const ExprList *list) {
    text(dump, " (");
    for (uint32_t i = 0; i < list->count; i++) {
        if (i) text(dump, " ");
        dump_expr(dump, list->items[i]);
    }
    text(dump, ")");
}

static void name_or_blank(Dump *dump, const Symbol *name) {
    fprintf(dump->out, " %s", name ? name->text : "_");
}

// ---- fields and signatures --------------------------------------------------------------------

static void dump_fields(Dump *dump, const FieldList *fields) {
    text(dump, " (");
    for (uint32_t i = 0; i < fields->count; i++) {
        const Field *field = fields->items[i];
        if (i) text(dump, " ");
        text(dump, "(");
        text(dump, field->name ? field->name->text : "_");
        at(dump, field->pos, field->pos);
        sub(dump, field->type);
        if (field->tag) sub(dump, field->tag);
        text(dump, ")");
    }
    text(dump, ")");
}

static void dump_signature(Dump *dump, const FuncType *type) {
    if (type->type_params.count) {
        text(dump, " [");
        dump_fields(dump, &type->type_params);
        text(dump, "]");
    }
    dump_fields(dump, &type->params);
    dump_fields(dump, &type->results);
}

// ---- expressions ------------------------------------------------------------------------------

static const char *head_of(const Expr *x) {
    static const char *const heads[EXPR_KIND_COUNT] = {
        [EXPR_BAD] = "bad",         [EXPR_COMPOSITE_LIT] = "lit",   [EXPR_FUNC_LIT] = "func",
        [EXPR_PAREN] = "paren",     [EXPR_SELECTOR] = ".",          [EXPR_INDEX] = "index",
        [EXPR_SLICE] = "slice",     [EXPR_TYPE_ASSERT] = "assert",  [EXPR_CALL] = "call",
        [EXPR_STAR] = "*",          [EXPR_KEY_VALUE] = ":",         [EXPR_ARRAY_TYPE] = "array",
        [EXPR_STRUCT_TYPE] = "struct", [EXPR_FUNC_TYPE] = "func",   [EXPR_MAP_TYPE] = "map",
        [EXPR_INTERFACE_TYPE] = "interface", [EXPR_ELLIPSIS] = "...", [EXPR_RANGE] = "range",
    };
    static const char *const chans[] = {"chan", "chan<-", "<-chan"};
    if (x->kind == EXPR_UNARY || x->kind == EXPR_BINARY) return token_spelling(x->op);
    if (x->kind == EXPR_CHAN_TYPE) return chans[x->chan_dir];
    return heads[x->kind];
}

static void dump_parts(Dump *dump, const Expr *x) {
    switch (x->kind) {
    case EXPR_SELECTOR:
        sub(dump, x->x);
        name_or_blank(dump, x->name);
        at(dump, x->name_pos, x->name_pos);
        break;
    case EXPR_CALL:
    case EXPR_INDEX:
    case EXPR_COMPOSITE_LIT:
        sub(dump, x->x);
        subs(dump, &x->list);
        if (x->has_dots) text(dump, " ...");
        break;
    case EXPR_SLICE:
        sub(dump, x->x);
        for (int i = 0; i < (x->full_slice ? 3 : 2); i++) sub(dump, x->index3[i]);
        break;
    case EXPR_FUNC_LIT:
        dump_signature(dump, x->func_type);
        text(dump, " ");
        dump_stmt(dump, x->body);
        break;
    case EXPR_FUNC_TYPE:
        dump_signature(dump, x->func_type);
        break;
    case EXPR_STRUCT_TYPE:
    case EXPR_INTERFACE_TYPE:
        dump_fields(dump, &x->fields);
        break;
    case EXPR_TYPE_ASSERT:
    case EXPR_BINARY:
    case EXPR_KEY_VALUE:
    case EXPR_MAP_TYPE:
    case EXPR_ARRAY_TYPE:
        sub(dump, x->x);
        sub(dump, x->y);
        break;
    case EXPR_PAREN:
    case EXPR_STAR:
    case EXPR_UNARY:
    case EXPR_CHAN_TYPE:
    case EXPR_ELLIPSIS:
    case EXPR_RANGE:
        if (x->x) sub(dump, x->x);
        break;
    default:
        break;
    }
}

static void dump_expr(Dump *dump, const Expr *x) {
    if (!x) {
        text(dump, "_");
    } else if (x->kind == EXPR_IDENT) {
        text(dump, x->name->text);
        at(dump, x->pos, x->pos);
    } else if (x->kind == EXPR_BASIC_LIT) {
        fprintf(dump->out, "%.*s", (int)x->literal_bytes, x->literal_text);
        at(dump, x->pos, x->pos);
    } else {
        open(dump, head_of(x), x->pos, x->op_pos);
        dump_parts(dump, x);
        text(dump, ")");
    }
}

// ---- statements -------------------------------------------------------------------------------

static void sub_stmt(Dump *dump, const Stmt *stmt) {
    text(dump, " ");
    dump_stmt(dump, stmt);
}

static void sub_stmts(Dump *dump, const StmtList *list) {
    for (uint32_t i = 0; i < list->count; i++) sub_stmt(dump, list->items[i]);
}

static const char *stmt_head(const Stmt *stmt) {
    static const char *const heads[STMT_KIND_COUNT] = {
        [STMT_BAD] = "bad",           [STMT_EMPTY] = "empty",       [STMT_BLOCK] = "block",
        [STMT_EXPR] = "expr",         [STMT_SEND] = "send",         [STMT_GO] = "go",
        [STMT_DEFER] = "defer",       [STMT_RETURN] = "return",     [STMT_BREAK] = "break",
        [STMT_CONTINUE] = "continue", [STMT_GOTO] = "goto",         [STMT_IF] = "if",
        [STMT_FALLTHROUGH] = "fallthrough",                         [STMT_SWITCH] = "switch",
        [STMT_TYPE_SWITCH] = "typeswitch",
        [STMT_SELECT] = "select",     [STMT_CLAUSE] = "case",       [STMT_FOR] = "for",
        [STMT_RANGE] = "range",       [STMT_LABELED] = "label",     [STMT_DECL] = "decl",
    };
    if (stmt->kind == STMT_ASSIGN || stmt->kind == STMT_INC_DEC) return token_spelling(stmt->op);
    if (stmt->kind == STMT_CLAUSE && stmt->is_default) return "default";
    return heads[stmt->kind];
}

static void dump_control(Dump *dump, const Stmt *stmt) {
    sub_stmt(dump, stmt->init);
    if (stmt->kind == STMT_TYPE_SWITCH) name_or_blank(dump, stmt->name);
    sub(dump, stmt->x);
    if (stmt->kind == STMT_FOR) sub_stmt(dump, stmt->post);
    if (stmt->body) sub_stmt(dump, stmt->body);
    if (stmt->kind == STMT_IF) sub_stmt(dump, stmt->els);
    sub_stmts(dump, &stmt->list);
}

static void dump_stmt_parts(Dump *dump, const Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_ASSIGN:
        parenthesized(dump, &stmt->lhs);
        parenthesized(dump, &stmt->rhs);
        break;
    case STMT_EXPR:
    case STMT_INC_DEC:
    case STMT_GO:
    case STMT_DEFER:
        sub(dump, stmt->x);
        break;
    case STMT_SEND:
        sub(dump, stmt->x);
        sub(dump, stmt->y);
        break;
    case STMT_RETURN:
        subs(dump, &stmt->rhs);
        break;
    case STMT_RANGE:
        parenthesized(dump, &stmt->lhs);
        if (stmt->lhs.count) fprintf(dump->out, " %s", token_spelling(stmt->op));
        sub(dump, stmt->x);
        sub_stmt(dump, stmt->body);
        break;
    case STMT_CLAUSE:
        if (stmt->comm) sub_stmt(dump, stmt->comm);
        parenthesized(dump, &stmt->rhs);
        sub_stmts(dump, &stmt->list);
        break;
    case STMT_BLOCK:
        sub_stmts(dump, &stmt->list);
        break;
    case STMT_LABELED:
        name_or_blank(dump, stmt->label);
        sub_stmt(dump, stmt->body);
        break;
    case STMT_DECL:
        for (uint32_t i = 0; i < stmt->decls.count; i++) {
            text(dump, " ");
            dump_decl(dump, stmt->decls.items[i]);
        }
        break;
    case STMT_IF:
    case STMT_FOR:
    case STMT_SWITCH:
    case STMT_TYPE_SWITCH:
    case STMT_SELECT:
        dump_control(dump, stmt);
        break;
    default:
        if (stmt->label) name_or_blank(dump, stmt->label);
        break;
    }
}

static void dump_stmt(Dump *dump, const Stmt *stmt) {
    if (!stmt) {
        text(dump, "_");
        return;
    }
    open(dump, stmt_head(stmt), stmt->pos, stmt->op_pos);
    dump_stmt_parts(dump, stmt);
    text(dump, ")");
}

// ---- declarations -----------------------------------------------------------------------------

static void dump_func(Dump *dump, const Decl *decl) {
    open(dump, "func", decl->pos, decl->pos);
    name_or_blank(dump, decl->name);
    if (decl->receivers.count) dump_fields(dump, &decl->receivers);
    dump_signature(dump, decl->func_type);
    if (decl->body) sub_stmt(dump, decl->body);
    else if (decl->has_body) text(dump, " skipped");
    text(dump, ")");
}

static void dump_values(Dump *dump, const Decl *decl) {
    open(dump, decl->kind == DECL_CONST ? "const" : "var", decl->pos, decl->pos);
    if (decl->kind == DECL_CONST) fprintf(dump->out, " %u", decl->iota);
    parenthesized(dump, &decl->names);
    if (decl->implicit_repeat) {
        text(dump, " repeat)");
        return;
    }
    sub(dump, decl->type);
    parenthesized(dump, &decl->values);
    text(dump, ")");
}

static void dump_decl(Dump *dump, const Decl *decl) {
    switch (decl->kind) {
    case DECL_IMPORT:
        open(dump, "import", decl->pos, decl->pos);
        name_or_blank(dump, decl->import_name);
        sub(dump, decl->import_path);
        text(dump, ")");
        break;
    case DECL_CONST:
    case DECL_VAR:
        dump_values(dump, decl);
        break;
    case DECL_TYPE:
        open(dump, decl->is_alias ? "alias" : "type", decl->pos, decl->pos);
        name_or_blank(dump, decl->name);
        if (decl->type_params.count) {
            text(dump, " [");
            dump_fields(dump, &decl->type_params);
            text(dump, "]");
        }
        sub(dump, decl->type);
        text(dump, ")");
        break;
    case DECL_FUNC:
        dump_func(dump, decl);
        break;
    }
}

void ast_dump_file(const File *file, bool positions, FILE *out) {
    Dump dump = {out, positions, file->source->base};
    fprintf(out, "(package %s)\n", file->package ? file->package->text : "_");
    for (uint32_t i = 0; i < file->decls.count; i++) {
        dump_decl(&dump, file->decls.items[i]);
        fputc('\n', out);
    }
}

void ast_dump_expr(const Expr *x, FILE *out) {
    Dump dump = {out, false, 0};
    dump_expr(&dump, x);
}

void ast_dump_stmt(const Stmt *stmt, FILE *out) {
    Dump dump = {out, false, 0};
    dump_stmt(&dump, stmt);
}
