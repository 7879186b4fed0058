// tools/testrun/command.c - command lines, word by word.
#include <string.h>

#include "tools/testrun/testrun.h"

void command_add(Command *command, const char *word) {
    if (command->count < ARGS_MAX + FILES_MAX) command->argv[command->count++] = strdup(word);
    command->argv[command->count] = NULL;
}

void command_add_words(Command *command, const char *text) {
    char *copy = strdup(text);
    for (char *word = strtok(copy, " \t"); word; word = strtok(NULL, " \t")) {
        command_add(command, word);
    }
}

Command command_new(const char *program, const char *verb) {
    Command command = {0};
    command_add(&command, program);
    if (verb) command_add(&command, verb);
    return command;
}
