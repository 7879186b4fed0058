// types/session.h - a package that grows: what an interactive session declares, input by input.
//
// The session is one Package, so unexported names and methods work across inputs. Each declaring
// input gets a scope of its own inside that of the one before: a name declared again shadows the
// older one, what was checked before keeps what it meant, and taking an input back is going back
// to the outer scope. What an increment does beyond scopes (methods for older types, lists of the
// package) is noted, so that session_undo() leaves nothing behind.
#ifndef MOUND_TYPES_SESSION_H
#define MOUND_TYPES_SESSION_H

#include "types/check.h"

// Where the session stood.
typedef struct SessionMark {
    Scope *scope;
    uint32_t objects, init_functions, init_order, import_names, imports, method_changes;
} SessionMark;

// An empty package to declare things in; its path and name are "main".
Package *session_new(void);
// Notes where the session stands.
void session_mark(const Package *package, SessionMark *mark);
// Declares and checks what [file] (parsed with PARSE_ALL, no syntax errors) holds. [sequential]:
// its initialisers do not see the names it declares, as in a function. False: there were errors,
// which went to the diags, and nothing is left of it. The initialisers to run are those of
// package->init_order from mark.init_order on, the new objects those of package->objects.
bool session_declare(Package *package, File *file, bool sequential);
// Checks expression [e] of a function body in [file] without looking at the rest: afterwards
// e->mode and e->type tell what it is. False: errors.
bool session_probe(Package *package, File *file, Expr *e);
// Takes back what was declared since [mark].
void session_undo(Package *package, const SessionMark *mark);
// Opens a scope for variables that come from elsewhere (frames), and declares one in it; NULL: the
// name is there already. session_undo to a mark from before takes them away.
void session_open_scope(Package *package);
Object *session_declare_variable(Package *package, Symbol *name, Type *type);
// A program's package, checked, becomes a session's: what it declares is the outermost scope.
void session_adopt(Package *package);
// The newest object called [name] that the session declares, NULL: none.
Object *session_lookup(const Package *package, const Symbol *name);
// The same as of [mark].
Object *session_lookup_before(const SessionMark *mark, const Symbol *name);
// Calls [visit] for each object that a name of the session means now.
void session_each(const Package *package, void (*visit)(Object *object, void *arg), void *arg);
// What `_` means as a value from now on; NULL: an error, as in a program.
void session_set_last(Object *object);
// Grows whenever a type that existed gets a method: method sets made before are out of date.
uint32_t session_method_epoch(void);

#endif
