// repl/line.h - reading inputs: the line editor (libedit) on a terminal, plain lines otherwise.
#ifndef MOUND_REPL_LINE_H
#define MOUND_REPL_LINE_H

#include <stdbool.h>

// Starts reading from stdin; on a terminal with history.
void line_open(void);
// Saves the history.
void line_close(void);
bool line_is_interactive(void);
// The next complete input, which may have several lines; the caller frees it. NULL: the end.
char *line_read(void);

#endif
