// repl/complete.h - what may follow what has been typed: names, fields and methods, members of
// packages, packages, keywords, commands.
#ifndef MOUND_REPL_COMPLETE_H
#define MOUND_REPL_COMPLETE_H

#include <stdint.h>

typedef struct Completion {
    char **words;         // that fit, sorted
    uint32_t count;
    char *insert;         // what all of them have in common behind the cursor, NULL: nothing
} Completion;

// Finds what fits behind [text], the input up to the cursor.
void complete(const char *text, Completion *completion);
void completion_free(Completion *completion);
// Lists the words in columns.
void completion_print(const Completion *completion);

#endif
