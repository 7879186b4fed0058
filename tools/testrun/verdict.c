// tools/testrun/verdict.c - what a test got against what it should have got.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/testrun/testrun.h"

enum { SHOWN_BYTES = 600 };

void test_fail(Test *test, char *message) {
    test->verdict = VERDICT_FAIL;
    test->message = message;
}

void test_skip(Test *test, const char *reason) {
    test->verdict = VERDICT_SKIP;
    test->message = strdup(reason);
}

char *test_sibling(const Test *test, const char *suffix) {
    return text_format("%.*s%s", (int)strlen(test->path) - 3, test->path, suffix);
}

char *test_folder(const Test *test) {
    const char *slash = strrchr(test->path, '/');
    return slash ? strndup(test->path, (size_t)(slash - test->path)) : strdup(".");
}

const char *test_base_name(const Test *test) {
    return strrchr(test->path, '/') + 1;
}

char *text_shorten(const char *text) {
    size_t length = strlen(text);
    if (length <= SHOWN_BYTES) return strdup(text);
    return text_format("%.*s...", SHOWN_BYTES, text);
}

char *scratch_write(const char *path, const char *text) {
    char *folder = text_format("%s/%d", settings.scratch, (int)getpid());
    mkdir(folder, 0777);
    char *written = text_format("%s/%s", folder, strrchr(path, '/') + 1);
    return file_write(written, text, strlen(text)) ? written : NULL;
}

char *scratch_copy(const char *from, const char *name) {
    char *folder = text_format("%s/%d-%s", settings.scratch, (int)getpid(), name);
    // An earlier test's process may have had the same number.
    char *clear[] = {"rm", "-rf", folder, NULL};
    char *copy[] = {"cp", "-rL", (char *)from, folder, NULL};
    Output output;
    process_run(clear, NULL, true, &output);
    process_run(copy, NULL, true, &output);
    return folder;
}

// The folder's absolute path is cut, addresses and code offsets become 0x0.
char *text_normalize(const char *text, const char *folder) {
    char *real = realpath(folder, NULL);
    size_t real_length = real ? strlen(real) : 0;
    char *result = malloc(strlen(text) + 1), *out = result;
    for (const char *at = text; *at;) {
        if (real_length > 1 && strncmp(at, real, real_length) == 0 && at[real_length] == '/') {
            at += real_length + 1;
        } else if (at[0] == '0' && at[1] == 'x') {
            memcpy(out, "0x0", 3);
            out += 3;
            at += 2;
            at += strspn(at, "0123456789abcdef");
        } else {
            *out++ = *at++;
        }
    }
    *out = '\0';
    free(real);
    return result;
}

bool texts_compare(Test *test, const char *what, const char *got, const char *want) {
    if (strcmp(got, want) == 0) return true;
    int line = 1;
    const char *g = got, *w = want;
    while (*g && *g == *w) {
        line += *g == '\n';
        g++, w++;
    }
    while (g > got && g[-1] != '\n') g--, w--;
    int got_bytes = (int)strcspn(g, "\n"), want_bytes = (int)strcspn(w, "\n");
    if (got_bytes > SHOWN_BYTES) got_bytes = SHOWN_BYTES;
    test_fail(test, text_format("%s differs at line %d\n  got:  %.*s\n  want: %.*s", what, line,
                                got_bytes, g, want_bytes, w));
    return false;
}

bool exited_with(Test *test, const Output *output, int code) {
    if (output->timed_out) {
        test_fail(test, text_format("ran longer than %d s", settings.timeout_seconds));
        return false;
    }
    if (output->exit_code == code) return true;
    const char *printed = output->err && *output->err ? output->err : output->out;
    test_fail(test, text_format("exit code %d, not %d: %s", output->exit_code, code,
                                text_shorten(printed)));
    return false;
}
