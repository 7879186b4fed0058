// tools/testrun/plant.c - planted failures: programs changed so that main must end in a panic.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/testrun/testrun.h"

char *random_word(void) {
    static unsigned counter;
    return text_format("planted_%x_%x", (unsigned)getpid(), (unsigned)random() + counter++);
}

// However it is laid out.
const char *main_body(const char *text) {
    for (const char *at = text; (at = strstr(at, "\nfunc"));) {
        at += strlen("\nfunc");
        const char *name = at + strspn(at, " \t\n");
        if (name == at || strncmp(name, "main()", 6) != 0) continue;
        const char *brace = name + 6 + strspn(name + 6, " \t");
        if (*brace == '{') return brace + 1;
    }
    return NULL;
}

// A program that prints programs has a main in a string as well: all of them panic.
char *plant_panic(const char *text, const char *word) {
    char *result = strdup("");
    const char *at = text;
    for (const char *body; (body = main_body(at)); at = body)
        result = text_format("%s%.*s defer panic(\"%s\");", result, (int)(body - at), at, word);
    return at == text ? NULL : text_format("%s%s", result, at);
}

char *plant_exit(const char *text, const char *word) {
    static const char call[] = "os.Exit(";
    char *result = strdup("");
    const char *at = text;
    for (const char *next; (next = strstr(at, call));) {
        result = text_format("%s%.*spanic(\"%s\")", result, (int)(next - at), at, word);
        at = next + strcspn(next, ")") + 1;
    }
    return at == text ? NULL : text_format("%s%s\nvar _ = os.Exit\n", result, at);
}

// The text of a failed type assertion shows the name of a field.
char *plant_assertion(const char *text, const char *word) {
    const char *at = main_body(text);
    if (!at) return NULL;
    return text_format("%.*s defer func() { var x interface{} = struct{ %s struct{} }{};"
                       " _ = x.(interface{ M() }) }();%s", (int)(at - text), text, word, at);
}
