// repl/line.h - reading inputs: the line editor (libedit) on a terminal, plain lines otherwise.
//
// On a terminal an input is one line of the editor however many lines of text it has: Enter ends it
// when it is complete and otherwise opens another line in it, indented; a paste comes in whole
// (bracketed paste). So history brings an input back as one entry. History is kept across sessions
// in $XDG_STATE_HOME/mound/history. Ctrl-R searches it, TAB completes, a closing bracket shows its
// partner for a moment, Ctrl-C drops the input, Ctrl-D at the start of an empty one ends.
#ifndef MOUND_REPL_LINE_H
#define MOUND_REPL_LINE_H

#include <stdbool.h>

// Starts reading from stdin; on a terminal with history.
void line_open(void);
// Saves the history and leaves the terminal as it was. Also called when the process ends otherwise.
void line_close(void);
bool line_is_interactive(void);
// The next complete input, which may have several lines; the caller frees it. NULL: the end, or, if
// *[event] is set, something happened (runner_event_fd) that is to be looked at first.
char *line_read(bool *event);
// Waits for a key, at most [ms]. True: one was pressed (and taken).
bool line_key_pressed(int ms);
// Between these keys come one by one and are not shown.
void line_keys_begin(void);
void line_keys_end(void);

#endif
