// repl/line.c - see line.h.
#include "repl/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/check.h"
#include "repl/split.h"

void line_open(void) {}
void line_close(void) {}
bool line_is_interactive(void) { return false; }

char *line_read(void) {
    char *text = NULL, *line = NULL;
    size_t bytes = 0, capacity = 0;
    ssize_t count;
    while ((count = getline(&line, &capacity, stdin)) >= 0) {
        text = realloc(text, bytes + (size_t)count + 1);
        FATAL_IF(text == NULL, "out of memory");
        memcpy(text + bytes, line, (size_t)count + 1);
        bytes += (size_t)count;
        if (!split_is_incomplete(text, bytes)) break;
    }
    free(line);
    return text;
}
