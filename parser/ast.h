// parser/ast.h - the syntax tree.
//
// One fat node per category: Expr (expressions and type expressions: the grammar cannot tell them
// apart), Stmt, Decl. Nodes live in the Arena of their package and are freed with it. The parser
// fills everything above the line "filled by types/" of each node; types/ fills the rest in place,
// so that later stages find type, constant value and object of every expression on the expression
// itself. Of a generic function the body is checked once: the annotations then mention type
// parameters, and ir/ substitutes them for each instance.
//
// Positions: [pos] is where the node starts in the source, [op_pos] the place gc reports for it:
// the operator of unary and binary expressions and assignments, "(" of a call, "[" of an index or
// slice expression, "." of a selector or type assertion, "{" of a composite literal.
#ifndef MOUND_PARSER_AST_H
#define MOUND_PARSER_AST_H

#include "base/source.h"
#include "base/symbol.h"
#include "base/vec.h"
#include "lexer/token.h"

typedef struct Expr Expr;
typedef struct Stmt Stmt;
typedef struct Decl Decl;
typedef struct Field Field;
typedef struct FuncType FuncType;
typedef struct File File;

typedef VEC(Expr *) ExprList;
typedef VEC(Stmt *) StmtList;
typedef VEC(Decl *) DeclList;
typedef VEC(Field *) FieldList;

// Owned by types/ (types/type.h, types/scope.h, types/constant.h); opaque here.
struct Type;
struct Object;
struct Const;
struct Selection;
struct Scope;

// Deeper trees are refused ("exceeded max nesting depth"), so that walks may recurse.
enum { NESTING_MAX = 10000 };

typedef enum {
    EXPR_BAD,            // stands where a syntax error was
    EXPR_IDENT,          // name
    EXPR_BASIC_LIT,      // literal_kind, literal_text
    EXPR_COMPOSITE_LIT,  // x = type or NULL (elided), list = elements (may be KEY_VALUE), end_pos
    EXPR_FUNC_LIT,       // func_type, body, end_pos
    EXPR_PAREN,          // x
    EXPR_SELECTOR,       // x . name (name_pos)
    EXPR_INDEX,          // x [ list ]      one element: index; several: type arguments
    EXPR_SLICE,          // x [ lo : hi : max ] in index3[]; full_slice when the 3-index form
    EXPR_TYPE_ASSERT,    // x . ( type )    y = type; NULL for .(type) of a type switch
    EXPR_CALL,           // x ( list )      has_dots: last argument followed by ...
    EXPR_STAR,           // * x             dereference or pointer type
    EXPR_UNARY,          // op x            op: ADD SUB NOT XOR AND ARROW TILDE
    EXPR_BINARY,         // x op y
    EXPR_KEY_VALUE,      // x : y
    EXPR_ARRAY_TYPE,     // [ x ] y         x NULL: slice; x of kind ELLIPSIS: [...]T
    EXPR_STRUCT_TYPE,    // fields
    EXPR_FUNC_TYPE,      // func_type
    EXPR_INTERFACE_TYPE, // fields: methods (type is FUNC_TYPE, name set) and embedded (name NULL)
    EXPR_MAP_TYPE,       // map [ x ] y
    EXPR_CHAN_TYPE,      // chan x; chan_dir
    EXPR_ELLIPSIS,       // ... x           variadic parameter type (x may be NULL in [...]T)
    EXPR_RANGE,          // range x         only as the right side of a for clause, see STMT_FOR
    EXPR_KIND_COUNT
} ExprKind;

typedef enum { CHAN_BOTH, CHAN_SEND, CHAN_RECV } ChanDir;

// Most of a tree is Exprs, and new memory is what a tree costs most; so fields of different kinds
// share their place. Only the fields that a kind has may be looked at.
struct Expr {
    ExprKind kind : 8;
    TokenKind op : 8;              // UNARY, BINARY
    TokenKind literal_kind : 8;    // BASIC_LIT: INT FLOAT IMAG RUNE STRING
    ChanDir chan_dir : 8;
    uint16_t depth;            // longest way down to a leaf; at most NESTING_MAX
    bool has_dots : 1;
    bool full_slice : 1;
    bool literal_bad : 1;      // the lexer has already complained about this literal
    bool is_shift_lhs : 1;     // internal to types/: untyped left operand of a non-constant shift
    uint8_t mode;              // filled by types/: an OperandMode of types/check.h
    Pos pos;
    Pos op_pos;
    Pos name_pos;              // SELECTOR: of the name
    Pos end_pos;               // of the closing bracket or brace
    uint32_t literal_bytes;
    uint32_t type_arg_count;   // filled by types/: of type_args
    Symbol *name;              // IDENT, SELECTOR
    Expr *x;
    union {
        Expr *y;
        const char *literal_text;  // as written, in the source text
        Expr *index3[3];       // SLICE
        FieldList fields;      // STRUCT_TYPE, INTERFACE_TYPE
        struct {
            FuncType *func_type;   // FUNC_TYPE, FUNC_LIT
            Stmt *body;            // FUNC_LIT
            struct Scope *scope;   // FUNC_LIT: scope of its body (filled by types/)
        };
        struct {
            union {
                ExprList list;
                // Filled by types/: SELECTOR of a field or method, key that is a promoted field.
                struct Selection *selection;
            };
            // Filled by types/: IDENT, SELECTOR or INDEX naming a generic function: its instance.
            struct Type **type_args;
        };
    };
    // ---- filled by types/ ----
    struct Type *type;         // final type (untyped constants already converted)
    struct Const *constant;    // value when mode says constant
    struct Object *object;     // IDENT; SELECTOR of a package member
};

_Static_assert(sizeof(Expr) == 96, "an Expr takes one and a half cache lines");

// One name in a parameter list, struct or interface; `a, b T` becomes two Fields sharing a type.
struct Field {
    Pos pos;
    Symbol *name;              // NULL: unnamed parameter, embedded field or embedded interface
    Expr *type;                // ELLIPSIS for a variadic parameter
    Expr *tag;                 // struct field tag: a BASIC_LIT STRING, or NULL
    bool embedded;
    // ---- filled by types/ ----
    struct Object *object;
};

struct FuncType {
    Pos pos;
    FieldList type_params;     // [P C]: name and constraint
    FieldList params;
    FieldList results;
};

typedef enum {
    STMT_BAD,
    STMT_EMPTY,
    STMT_BLOCK,        // list, end_pos
    STMT_EXPR,         // x
    STMT_SEND,         // x <- y
    STMT_INC_DEC,      // x op           op: INC or DEC
    STMT_ASSIGN,       // lhs op rhs     op: ASSIGN, DEFINE or an ASSIGN_OP
    STMT_GO,           // x (a CALL, else a diagnostic was given)
    STMT_DEFER,        // x
    STMT_RETURN,       // rhs
    STMT_BREAK,        // label or NULL
    STMT_CONTINUE,     // label or NULL
    STMT_GOTO,         // label
    STMT_FALLTHROUGH,
    STMT_IF,           // init, x = condition, body, els (BLOCK or IF) or NULL
    STMT_SWITCH,       // init, x = tag or NULL, clauses
    STMT_TYPE_SWITCH,  // init, [name :=] x.(type): x = operand, name may be NULL; clauses
    STMT_SELECT,       // clauses: comm in clause->comm
    STMT_CLAUSE,       // case rhs: list   (is_default when `default`); for select: comm or NULL
    STMT_FOR,          // init; x; post; body
    STMT_RANGE,        // [lhs op] range x; op ASSIGN or DEFINE, or EOF when there is no lhs; body
    STMT_LABELED,      // label: body
    STMT_DECL,         // decls
    STMT_KIND_COUNT
} StmtKind;

struct Stmt {
    StmtKind kind;
    TokenKind op;
    Pos pos;
    Pos op_pos;                // of the operator
    Pos end_pos;               // BLOCK and whatever ends in one: the closing brace
    bool is_default;           // CLAUSE
    uint16_t depth;            // as in Expr
    Expr *x, *y;
    ExprList lhs, rhs;
    Stmt *init, *post, *body, *els, *comm;
    StmtList list;             // BLOCK, CLAUSE: statements; SWITCH and SELECT: clauses
    Symbol *name;              // TYPE_SWITCH variable
    Pos name_pos;
    Symbol *label;
    Pos label_pos;
    Stmt *target;              // BREAK, CONTINUE: the statement left or continued; GOTO: LABELED
    DeclList decls;
    // ---- filled by types/ ----
    struct Object *object;     // CLAUSE of a type switch: the variable of this clause
    struct Scope *scope;
    bool is_define_new;        // DEFINE that declares at least one new variable
};

typedef enum { DECL_IMPORT, DECL_CONST, DECL_TYPE, DECL_VAR, DECL_FUNC } DeclKind;

// What `//go:` comments before a declaration ask for (bits of Decl.pragmas).
enum {
    PRAGMA_NOINLINE = 1 << 0,
    PRAGMA_NOESCAPE = 1 << 1,
    PRAGMA_NOSPLIT = 1 << 2,
    PRAGMA_UINTPTR_ESCAPES = 1 << 3,
    PRAGMA_LINKNAME = 1 << 4,
    PRAGMA_NOTINHEAP = 1 << 5,
    PRAGMA_EMBED = 1 << 6,
};

// One pattern of a //go:embed line, unquoted.
typedef struct EmbedPattern {
    Pos pos;
    Pos comment;               // of the comment it stands in, behind the slashes
    const char *text;
} EmbedPattern;

// A comment `//go:linkname local [target]`.
typedef struct Linkname {
    Pos pos;                   // behind the slashes
    Symbol *local;
    const char *target;        // "" if the comment has none
    struct Linkname *next;     // of Decl.linknames
} Linkname;

struct Decl {
    DeclKind kind;
    Pos pos;                   // of the first name (IMPORT: of the spec)
    uint32_t pragmas;
    struct Linkname *linknames;   // //go:linkname comments about its names, the last first
    EmbedPattern *embeds;      // of all //go:embed lines before it
    uint32_t embed_count;
    File *file;
    // CONST, VAR: names type = values. A const spec without values repeats the previous one:
    // the parser has copied the pointers to its type and values ([implicit_repeat]).
    ExprList names;            // IDENT expressions
    Expr *type;
    ExprList values;
    uint32_t iota;
    bool implicit_repeat;
    uint32_t group;            // specs of one parenthesized declaration share a number > 0
    // TYPE
    Symbol *name;              // also FUNC
    FieldList type_params;
    bool is_alias;
    // FUNC
    Field *receiver;           // NULL for a function
    FieldList receivers;       // as written; anything but one is an error types/ reports
    FuncType *func_type;
    Stmt *body;                // NULL: no body, or not parsed yet
    bool has_body;
    uint32_t body_offset;      // has_body and body NULL: where "{" stands, see parser_parse_body
    Pos end_pos;               // closing brace of the body
    // IMPORT
    Symbol *import_name;       // NULL, "." , "_" or a name
    Expr *import_path;         // BASIC_LIT STRING
    // ---- filled by types/ ----
    struct Object *object;     // TYPE, FUNC
    struct Scope *scope;       // FUNC: scope of parameters and body
};

struct File {
    SourceFile *source;
    Symbol *package;
    Pos package_pos;
    DeclList decls;            // in source order, imports included
    const char *go_version;    // from //go:build go1.N, or NULL
    VEC(Linkname *) linknames; // none of library files
    uint32_t syntax_errors;    // > 0: the tree is not whole, checking it makes no sense. Errors in
                               // literals and pragmas, which gc goes on after, do not count
    // ---- filled by types/ ----
    struct Scope *scope;       // names of its imports
};

// Notes in [decl] that [linkname] is about one of its names.
void decl_link(Decl *decl, Linkname *linkname);
// What a //go:linkname says that [name], declared by [decl], is in truth; NULL if there is none.
const char *decl_linked(const Decl *decl, const Symbol *name);

// The expression without the parentheses around it.
Expr *expr_unparen(Expr *x);

#endif
