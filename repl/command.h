// repl/command.h - what begins with ":" at the prompt.
//
// A command is a row of commands.def and a function command_NAME. It may be shortened as long as
// only one fits. -json behind it makes what it shows one JSON value.
#ifndef MOUND_REPL_COMMAND_H
#define MOUND_REPL_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

typedef struct CommandCall {
    char *args;              // behind the name, without -json and blanks around; never NULL
    bool json;
    char *behind_json;       // what stood behind -json, also part of args; NULL without -json
    const char *name;        // as in the table
} CommandCall;

// Carries it out; false: it failed and said why.
typedef bool CommandRun(const CommandCall *call);
#define COMMAND(id, name, arguments, summary, text) CommandRun command_##id;
#include "repl/commands.def"
#undef COMMAND

// Runs the command line [text], which begins with ":".
bool command_run(const char *text);
// Whether :quit was given.
bool command_wants_to_quit(void);
// Calls [offer] with the name of each command.
struct Search;
void command_each(void (*offer)(struct Search *search, const char *name), struct Search *search);
// Says "NAME: text" and how to get help; returns false.
bool command_fail(const CommandCall *call, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
// Says that the file [path] could not be opened or written; the reason is in errno. Returns false.
bool command_fail_open(const CommandCall *call, const char *path);
// Says in one line that it is done; with -json an object with that line as "message".
void command_say(const CommandCall *call, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
// Takes the first word off call->args: "" at the end.
char *command_word(const CommandCall *call, char **rest);

#endif
