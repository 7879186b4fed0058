// cli/test_flags.c - see test_flags.h.
#include "cli/test_flags.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

typedef enum {
    FLAG_BOOL,       // handed over to the test program as -test.NAME
    FLAG_VALUE,      // the same, with a value
    FLAG_BUILD,      // of the go command, without meaning here; takes a value
} FlagKind;

typedef struct Flag {
    const char *name;
    FlagKind kind;
} Flag;

static const Flag known[] = {
    {"v", FLAG_BOOL},         {"short", FLAG_BOOL},     {"benchmem", FLAG_BOOL},
    {"failfast", FLAG_BOOL},  {"fullpath", FLAG_BOOL},  {"run", FLAG_VALUE},
    {"skip", FLAG_VALUE},     {"bench", FLAG_VALUE},    {"benchtime", FLAG_VALUE},
    {"count", FLAG_VALUE},    {"list", FLAG_VALUE},     {"timeout", FLAG_VALUE},
    {"parallel", FLAG_VALUE}, {"cpu", FLAG_VALUE},      {"shuffle", FLAG_VALUE},
    {"p", FLAG_BUILD},        {"vet", FLAG_BUILD},      {"lang", FLAG_BUILD},
};

static const Flag *find_flag(const char *name, size_t length) {
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strlen(known[i].name) == length && strncmp(known[i].name, name, length) == 0) {
            return &known[i];
        }
    }
    return NULL;
}

// Seconds of a duration like "1m30s"; negative when it is none.
static double parse_duration(const char *text) {
    static const struct { const char *unit; double seconds; } units[] = {
        {"ns", 1e-9}, {"us", 1e-6}, {"ms", 1e-3}, {"s", 1}, {"m", 60}, {"h", 3600},
    };
    double total = 0;
    if (strcmp(text, "0") == 0) return 0;
    if (*text == '\0') return -1;
    while (*text) {
        char *end;
        double number = strtod(text, &end);
        if (end == text || number < 0) return -1;
        size_t length = strspn(end, "nusmh"), i = 0;
        for (; i < sizeof units / sizeof units[0]; i++) {
            if (strlen(units[i].unit) == length && !strncmp(units[i].unit, end, length)) break;
        }
        if (i == sizeof units / sizeof units[0]) return -1;
        total += number * units[i].seconds;
        text = end + length;
    }
    return total;
}

static int apply_build_flag(TestFlags *flags, const char *name, const char *value) {
    if (strcmp(name, "p") == 0) {
        flags->jobs = atoi(value);
        if (flags->jobs < 1) return usage_error("test", "-p takes a number, not \"%s\"", value);
    } else if (strcmp(name, "lang") == 0) {
        flags->lang_minor = strncmp(value, "go1.", 4) == 0 ? atoi(value + 4) : 0;
        if (flags->lang_minor < 1 || flags->lang_minor > 27) {
            return usage_error("test", "-lang takes go1.N up to go1.27, not \"%s\"", value);
        }
    }
    return EXIT_FINE;
}

static int apply_flag(Arena *arena, TestFlags *flags, const Flag *flag, const char *value) {
    const char *name = flag->name;
    if (flag->kind == FLAG_BUILD) return apply_build_flag(flags, name, value);
    bool on = flag->kind == FLAG_VALUE || strcmp(value, "false") != 0;
    if (strcmp(name, "v") == 0) flags->show_pass |= on;
    if (strcmp(name, "failfast") == 0) flags->fail_fast = on;
    if (strcmp(name, "list") == 0) flags->show_pass = true;
    if (strcmp(name, "bench") == 0) flags->benchmarks = true;
    if (strcmp(name, "timeout") == 0) {
        flags->timeout_seconds = parse_duration(value);
        if (flags->timeout_seconds < 0) {
            return usage_error("test", "invalid value \"%s\" for flag -timeout: parse error",
                               value);
        }
        return EXIT_FINE;   // written out by test_flags_parse, default or not
    }
    vec_push(arena, &flags->arguments, arena_printf(arena, "-test.%s=%s", name, value));
    return EXIT_FINE;
}

// Reads the flag at argv[*at] and moves *at to its last word.
static int parse_flag(Arena *arena, TestFlags *flags, int argc, char **argv, int *at) {
    const char *name = argv[*at] + 1;
    if (*name == '-') name++;
    if (strncmp(name, "test.", 5) == 0) name += 5;
    size_t length = strcspn(name, "=");
    const Flag *flag = find_flag(name, length);
    if (!flag) {
        return usage_error("test",
                           "unknown flag \"%s\"; flags of the tests themselves follow -args",
                           argv[*at]);
    }
    if (name[length] == '=') return apply_flag(arena, flags, flag, name + length + 1);
    if (flag->kind == FLAG_BOOL) return apply_flag(arena, flags, flag, "true");
    if (*at + 1 >= argc) return usage_error("test", "flag needs an argument: %s", argv[*at]);
    return apply_flag(arena, flags, flag, argv[++*at]);
}

int test_flags_parse(Arena *arena, int argc, char **argv, TestFlags *flags) {
    *flags = (TestFlags){.timeout_seconds = 600, .jobs = (int)sysconf(_SC_NPROCESSORS_ONLN)};
    char *timeout = arena_alloc(arena, 64);
    vec_push(arena, &flags->arguments, "-test.paniconexit0");
    vec_push(arena, &flags->arguments, timeout);
    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "-args") == 0 || strcmp(argv[i], "--args") == 0) {
            while (++i < argc) vec_push(arena, &flags->arguments, argv[i]);
            break;
        }
        if (argv[i][0] != '-') {
            vec_push(arena, &flags->packages, argv[i]);
            continue;
        }
        int code = parse_flag(arena, flags, argc, argv, &i);
        if (code != EXIT_FINE) return code;
    }
    snprintf(timeout, 64, "-test.timeout=%.9gs", flags->timeout_seconds);
    return EXIT_FINE;
}
