// repl/session.h - the Go side of the session: what has been declared, and how an input is
// evaluated.
//
// The rules, which `:help rules` tells:
//  - A name declared again means the new thing from then on. A variable declared again with the
//    identical type is the same variable, assigned to.
//  - Functions, methods and types of earlier inputs that mention a name declared again are declared
//    again too, from their source, so that they see the new thing. Those that no longer check keep
//    the old one, with a note. Values that exist keep the types and functions they have.
//  - An input that does not check leaves nothing behind. One that panics keeps what it had declared
//    in the pieces before.
//  - Packages of the standard library are imported when they are first named.
//  - `_` is the last value shown.
#ifndef MOUND_REPL_SESSION_H
#define MOUND_REPL_SESSION_H

#include "repl/records.h"
#include "repl/runner.h"
#include "repl/source.h"
#include "types/session.h"

typedef struct Session {
    Arena *arena;
    Package *package;
    Diags diags;
    RecordList records;      // functions, methods, types, constants: what may be declared again
    ImportList imports;
    Object *last;            // what `_` is
    VEC(const Input *) done; // inputs that succeeded, for :save
    bool show_memory;        // say after each input what it allocated
    uint32_t value_items;    // elements shown of a composite
    bool is_silent;          // values are not shown
    bool attached;           // run -repl: the package is a program's
} Session;
extern Session session;

// Makes the session's package. types_init() must have run.
void session_start_package(void);
// Makes a program's package, checked whole, the session's.
void session_attach_package(Package *package);
// Evaluates one complete input and prints what comes of it. False: it failed, and said why.
bool session_eval(const char *text, size_t bytes);
// The same for the text of a file, which errors name.
bool session_eval_named(const char *name, const char *text, size_t bytes);
// Checks and runs expression [text] like an input without printing: its value can be read at
// *[address] of *[type] afterwards, until the next evaluation. False: it failed and said why, or
// has no value.
bool session_value(const char *text, void **address, const RType **type);
// That value is no longer needed: it keeps nothing alive from now on.
void session_value_done(void);
// The same as session_eval for commands: nothing is shown or kept, and it may be a statement.
bool session_do(const char *text);
// Ends everything that was declared.
void session_reset(void);
// The value at [address] of [type] as Go source, broken for lines of [columns] (0: one line). The
// caller frees it.
char *session_value_text(const RType *type, const void *address, uint32_t columns);
// Prints the value at [address] of [type] and, if the value does not show it, its type.
void session_show(const RType *type, const void *address);

#endif
