// repl/highlight.h - Go source in colors.
#ifndef MOUND_REPL_HIGHLIGHT_H
#define MOUND_REPL_HIGHLIGHT_H

#include <stddef.h>

// Writes [text] to the screen with keywords, strings, numbers and comments in color.
void highlight(const char *text, size_t bytes);
// The input [text] has just been entered behind the prompt: writes it over in color. The editor
// itself knows no colors.
void highlight_entered(const char *text);

#endif
