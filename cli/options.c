// cli/options.c - see options.h.
#include "cli/options.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "types/check.h"

static bool is_go_file(const char *name) {
    size_t length = strlen(name);
    return length > 3 && strcmp(name + length - 3, ".go") == 0;
}

static bool is_folder(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static int parse_lang(Options *options, const char *text) {
    char *end;
    long minor = strncmp(text, "go1.", 4) == 0 ? strtol(text + 4, &end, 10) : -1;
    if (minor < 0 || *end != '\0' || end == text + 4) {
        return usage_error(options->command, "-lang takes go1.N, not \"%s\"", text);
    }
    if (minor > LANG_MINOR_NEWEST) {
        return usage_error(options->command, "-lang=go1.%ld: mound knows go1.%d and older", minor,
                           LANG_MINOR_NEWEST);
    }
    options->lang_minor = (int)minor;
    return EXIT_FINE;
}

// The flags that are given or not, and the commands that know them.
typedef struct Flag {
    const char *name;
    size_t field;               // of Options, a bool
    size_t file_field;          // of a const char *, where a file may be named; 0: none may
    const char *commands;       // each between blanks
} Flag;

static const Flag flags[] = {
#define FLAG(name, field, commands) {name, offsetof(Options, field), 0, " " commands " "},
#define FILE_FLAG(name, field, file, commands) \
    {name, offsetof(Options, field), offsetof(Options, file), " " commands " "},
#include "cli/flags.def"
};

static bool command_has(const Flag *flag, const char *command) {
    char word[32];
    snprintf(word, sizeof word, " %s ", command);
    return strstr(flag->commands, word) != NULL;
}

static int parse_flag(Options *options, const char *text) {
    if (text[1] == '-') text++;
    if (strncmp(text, "-lang=", 6) == 0) return parse_lang(options, text + 6);
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        size_t length = strlen(flags[i].name);
        const char *rest = text + 1 + length;
        if (strncmp(text + 1, flags[i].name, length) != 0) continue;
        if (*rest != '\0' && !(*rest == '=' && rest[1] && flags[i].file_field)) continue;
        if (!command_has(&flags[i], options->command)) continue;
        *(bool *)((char *)options + flags[i].field) = true;
        if (*rest == '=') *(const char **)((char *)options + flags[i].file_field) = rest + 1;
        return EXIT_FINE;
    }
    return usage_error(options->command, "unknown flag \"%s\"", text);
}

int options_parse(Options *options, const char *command, int argc, char **argv) {
    *options = (Options){.command = command, .complete = strcmp(command, "run") == 0};
    int i = 0;
    for (; i < argc && argv[i][0] == '-' && argv[i][1] != '\0'; i++) {
        if (strcmp(argv[i], "--") == 0) {
            i++;
            break;
        }
        int code = parse_flag(options, argv[i]);
        if (code != EXIT_FINE) return code;
    }
    options->files = argv + i;
    while (i < argc && is_go_file(argv[i]) && !is_folder(argv[i])) i++;
    options->file_count = (int)(argv + i - options->files);
    if (options->file_count == 0 && i < argc) {
        options->file_count = 1;   // a folder, or a script without .go
        i++;
    }
    if (options->file_count == 0) return usage_error(command, "no .go file or folder given");
    if (i < argc && strcmp(argv[i], "--") == 0) i++;
    options->args = argv + i;
    options->arg_count = argc - i;
    return EXIT_FINE;
}
