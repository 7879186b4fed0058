// repl/command.c - finds the command and hands over; :help.
#include "repl/command.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/json.h"
#include "repl/screen.h"
#include "repl/table.h"

typedef struct Command {
    const char *name, *arguments, *summary, *text;
    CommandRun *run;
} Command;

static const Command commands[] = {
#define COMMAND(id, name, arguments, summary, text) {name, arguments, summary, text, command_##id},
#include "repl/commands.def"
#undef COMMAND
};
enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

static bool quitting;

bool command_wants_to_quit(void) { return quitting; }

bool command_fail_open(const CommandCall *call, const char *path) {
    char reason[200];
    snprintf(reason, sizeof reason, "%s", strerror(errno));
    *reason = (char)tolower((unsigned char)*reason);
    return command_fail(call, "open %s: %s", path, reason);
}

void command_say(const CommandCall *call, const char *format, ...) {
    char text[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (!call->json) {
        fprintf(screen.out, "%s\n", text);
        return;
    }
    fputs("{\"message\": ", screen.out);
    json_string(screen.out, text);
    fputs("}\n", screen.out);
}

bool command_quit(const CommandCall *call) {
    quitting = true;
    if (call->json) command_say(call, "the session ends");
    return true;
}

bool command_fail(const CommandCall *call, const char *format, ...) {
    char text[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    screen_error(":%s: %s", call->name, text);
    return false;
}

void command_each(void (*offer)(struct Search *search, const char *name), struct Search *search) {
    for (uint32_t i = 0; i < COMMAND_COUNT; i++) offer(search, commands[i].name);
}

char *command_word(const CommandCall *call, char **rest) {
    char *at = *rest ? *rest : call->args;
    at += strspn(at, " \t");
    char *word = at;
    at += strcspn(at, " \t");
    if (*at) *at++ = '\0';
    *rest = at;
    return word;
}

// The command that [word] names or begins; NULL after a message.
static const Command *find_command(const char *word, size_t bytes) {
    const Command *found = NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; i < COMMAND_COUNT; i++) {
        if (strncmp(commands[i].name, word, bytes) != 0) continue;
        if (strlen(commands[i].name) == bytes) return &commands[i];
        found = &commands[i];
        count++;
    }
    if (count == 1 && bytes > 0) return found;
    if (count == 0 || bytes == 0) {
        screen_error("no command :%.*s; :help lists them", (int)bytes, word);
        return NULL;
    }
    char list[400] = "";
    for (uint32_t i = 0; i < COMMAND_COUNT && strlen(list) < 300; i++) {
        if (strncmp(commands[i].name, word, bytes) != 0) continue;
        strcat(strcat(list, " :"), commands[i].name);
    }
    screen_error(":%.*s may mean%s", (int)bytes, word, list);
    return NULL;
}

// Cuts " -json" out of [args]: where it stood; NULL: nowhere.
static char *take_json(char *args) {
    for (char *at = args; (at = strstr(at, "-json")); at++) {
        bool starts = at == args || at[-1] == ' ', ends = at[5] == '\0' || at[5] == ' ';
        if (!starts || !ends) continue;
        memmove(at, at + 5, strlen(at + 5) + 1);
        return at;
    }
    return NULL;
}

static char *trim(char *text) {
    text += strspn(text, " \t\r\n");
    size_t bytes = strlen(text);
    while (bytes > 0 && strchr(" \t\r\n", text[bytes - 1])) text[--bytes] = '\0';
    return text;
}

bool command_run(const char *text) {
    text += strspn(text, " \t") + 1;
    size_t bytes = strcspn(text, " \t\r\n");
    const Command *command = find_command(text, bytes);
    if (!command) return false;
    char *copy = strdup(text + bytes);
    FATAL_IF(copy == NULL, "out of memory");
    char *args = trim(copy);
    CommandCall call = {.name = command->name, .behind_json = take_json(args)};
    call.json = call.behind_json != NULL;
    call.args = trim(args);
    bool takes_none = !*command->arguments && *call.args;
    bool good = takes_none ? command_fail(&call, "takes no arguments") : command->run(&call);
    fflush(screen.out);
    free(copy);
    return good;
}

// ---- :help --------------------------------------------------------------------------------------

static const char rules_text[] =
    "A name declared again means the new thing from then on.\n"
    "  x := 1 and later x := 2    the same variable, assigned to: &x and functions see 2\n"
    "  x := 1 and later x := \"a\"  a new variable; functions that mention x are declared again\n"
    "  func f, type T again       functions, methods and types that mention it are declared again\n"
    "                             from their source and use the new one; what does not check any\n"
    "                             more keeps the old one, and a note says so\n"
    "Values keep the types and functions they have: a variable of the old type T stays one.\n"
    "An input that does not check changes nothing. _ is the last value. Packages of the standard\n"
    "library are imported when they are first named. A panic ends its goroutine only.\n";

static const char keys_text[] =
    "Enter      ends the input when it is complete, else opens the next line\n"
    "TAB        completes names, fields, methods, packages, commands\n"
    "Up, Down   the inputs before; those of many lines come back whole\n"
    "Ctrl-R     searches them\n"
    "Ctrl-C     drops the input; stops an evaluation\n"
    "Ctrl-D     leaves (in an empty input)\n"
    "Ctrl-A, Ctrl-E, Ctrl-K, Ctrl-W, Ctrl-Y   as in emacs\n";

static void help_object(const char *keys[4], const char *values[4]) {
    for (int i = 0; i < 4 && keys[i]; i++) {
        fputs(i ? ", " : "{", screen.out);
        json_string(screen.out, keys[i]);
        fputs(": ", screen.out);
        json_string(screen.out, values[i]);
    }
    fputs("}\n", screen.out);
}

static bool help_topic(const CommandCall *call, const char *topic, const char *text) {
    if (call->json) help_object((const char *[4]){"topic", "text"}, (const char *[4]){topic, text});
    else fputs(text, screen.out);
    return true;
}

static bool help_command(const CommandCall *call, const char *word) {
    const Command *command = find_command(word, strlen(word));
    if (!command) return false;
    if (call->json) {
        help_object((const char *[4]){"command", "arguments", "summary", "text"},
                    (const char *[4]){command->name, command->arguments, command->summary,
                                      command->text});
        return true;
    }
    screen_paint(PAINT_HEAD, ":%s%s%s\n", command->name, *command->arguments ? " " : "",
                 command->arguments);
    fprintf(screen.out, "%s\n", command->summary);
    if (*command->text) fprintf(screen.out, "%s\n", command->text);
    return true;
}

bool command_help(const CommandCall *call) {
    const char *word = call->args;
    if (*word == ':') word++;
    if (strcmp(word, "rules") == 0) return help_topic(call, word, rules_text);
    if (strcmp(word, "keys") == 0) return help_topic(call, word, keys_text);
    if (*word) return help_command(call, word);
    Table *table = table_new();
    table_column(table, "", "command", CELL_TEXT);
    table_column(table, "", "summary", CELL_TEXT);
    bool narrow = screen.columns < 60 && !call->json;
    for (uint32_t i = 0; i < COMMAND_COUNT; i++) {
        char name[100];
        snprintf(name, sizeof name, ":%s %s", commands[i].name, commands[i].arguments);
        table_row(table);
        table_text(table, narrow ? strtok(name, " ") : name);
        table_text(table, commands[i].summary);
    }
    table_print(table, call->json, 0);
    if (!call->json)
        screen_paint(PAINT_DIM, "Commands may be shortened; -json behind one makes what it shows "
                     "JSON. Anything else is Go.\n");
    return true;
}
