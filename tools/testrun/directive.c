// tools/testrun/directive.c - what the head of a test file says.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/testrun/testrun.h"

static const char *next_line(const char *line) {
    const char *end = strchr(line, '\n');
    return end ? end + 1 : NULL;
}

static bool is_directive(const char *word) {
    static const char *const words[] = {
        "run", "runoutput", "rundir", "runindir", "compile", "compiledir", "build", "buildrun",
        "buildrundir", "builddir", "errorcheck", "errorcheckdir", "errorcheckoutput",
        "errorcheckandrundiag", "errorcheckwithauto", "asmcheck", "cmpout", "module", "skip",
        NULL};
    for (int i = 0; words[i]; i++) {
        if (strcmp(word, words[i]) == 0) return true;
    }
    return false;
}

void directive_read(Test *test) {
    test->kind[0] = '\0';
    test->args = "";
    // As Go's runner: the first comment line that is no build constraint.
    for (const char *line = test->text; line; line = next_line(line)) {
        while (*line == '\n' || *line == '\r') line++;
        if (strncmp(line, "//", 2) != 0) return;
        if (strncmp(line, "//go:build", 10) == 0 || strncmp(line, "// +build", 9) == 0) continue;
        line += 2;
        line += strspn(line, " \t");
        char word[32];
        if (sscanf(line, "%31[a-z]", word) != 1 || !is_directive(word)) return;
        snprintf(test->kind, sizeof test->kind, "%s", word);
        line += strlen(word);
        line += strspn(line, " \t");
        test->args = strndup(line, strcspn(line, "\r\n"));
        return;
    }
}

int directive_exit_code(const Test *test) {
    const char *at = strstr(test->text, "// exit ");
    return at ? atoi(at + 8) : 0;
}

char *directive_needs(const Test *test) {
    const char *at = strstr(test->text, "// needs ");
    return at ? strndup(at + 9, strcspn(at + 9, "\r\n")) : NULL;
}

char *directive_wanted(const Test *test) {
    static const char mark[] = "// want: ";
    char *wanted = NULL;
    for (const char *at = test->text; (at = strstr(at, mark));) {
        at += sizeof mark - 1;
        char *longer = text_format("%s%.*s\n", wanted ? wanted : "", (int)strcspn(at, "\r\n"), at);
        free(wanted);
        wanted = longer;
    }
    return wanted;
}

// ---- build constraints: `a && (b || !c)`

typedef struct Constraint {
    const char *at;
} Constraint;

static bool tag_holds(const char *tag, size_t length) {
    static const char *const tags[] = {"linux", "amd64", "gc", "unix", NULL};
    if (length > 4 && strncmp(tag, "go1.", 4) == 0) return atoi(tag + 4) <= 27;
    for (int i = 0; tags[i]; i++) {
        if (strlen(tags[i]) == length && strncmp(tag, tags[i], length) == 0) return true;
    }
    return false;
}

static bool constraint_or(Constraint *c);

static void skip_blanks(Constraint *c) {
    while (*c->at == ' ' || *c->at == '\t') c->at++;
}

static bool constraint_atom(Constraint *c) {
    skip_blanks(c);
    if (*c->at == '!') {
        c->at++;
        return !constraint_atom(c);
    }
    if (*c->at == '(') {
        c->at++;
        bool value = constraint_or(c);
        skip_blanks(c);
        if (*c->at == ')') c->at++;
        return value;
    }
    const char *start = c->at;
    while (isalnum((unsigned char)*c->at) || *c->at == '_' || *c->at == '.') c->at++;
    return tag_holds(start, (size_t)(c->at - start));
}

static bool constraint_and(Constraint *c) {
    bool value = constraint_atom(c);
    for (skip_blanks(c); strncmp(c->at, "&&", 2) == 0; skip_blanks(c)) {
        c->at += 2;
        value &= constraint_atom(c);
    }
    return value;
}

static bool constraint_or(Constraint *c) {
    bool value = constraint_and(c);
    for (skip_blanks(c); strncmp(c->at, "||", 2) == 0; skip_blanks(c)) {
        c->at += 2;
        value |= constraint_and(c);
    }
    return value;
}

// The older form, `// +build a,!b c`: a comma is an and, a blank an or.
static bool plus_build_holds(const char *words) {
    bool any = false;
    while (*words && *words != '\n') {
        words += strspn(words, " \t\r");
        bool all = true;
        while (*words && !strchr(" \t\r\n", *words)) {
            bool negated = *words == '!';
            words += negated;
            size_t length = strcspn(words, ", \t\r\n");
            all &= tag_holds(words, length) != negated;
            words += length;
            words += *words == ',';
        }
        any |= all;
        words += strspn(words, " \t\r");
    }
    return any;
}

bool directive_build_holds(const Test *test) {
    bool older = true;
    for (const char *line = test->text; line; line = next_line(line)) {
        if (strncmp(line, "package ", 8) == 0) break;
        if (strncmp(line, "// +build ", 10) == 0) older &= plus_build_holds(line + 10);
        if (strncmp(line, "//go:build ", 11) != 0) continue;
        Constraint constraint = {line + 11};
        return constraint_or(&constraint);
    }
    return older;
}

char *directive_lang(const Test *test) {
    const char *lang = strstr(test->args, "-lang=");
    return lang ? strndup(lang, strcspn(lang, " \t")) : NULL;
}

bool flag_takes_word(const char *flag) {
    static const char *const flags[] = {"-t", "-goexperiment", "-godebug", NULL};
    for (int i = 0; flags[i]; i++) {
        if (strcmp(flag, flags[i]) == 0) return true;
    }
    return false;
}
