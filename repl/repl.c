// repl/repl.c - see repl.h.
#include "repl/repl.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "repl/line.h"
#include "repl/screen.h"
#include "repl/session.h"
#include "vm/vm.h"

static ReplConfig config;
static bool failed;

static bool is_blank(const char *text) { return text[strspn(text, " \t\r\n")] == '\0'; }

static void read_and_evaluate(void) {
    char *text;
    while ((text = line_read())) {
        if (!is_blank(text) && !session_eval(text, strlen(text))) failed = true;
        free(text);
    }
}

static void repl_main(void) {
    line_open();
    read_and_evaluate();
    line_close();
    vm_exit(failed && !line_is_interactive() ? 1 : 0);
}

void repl_start(const ReplConfig *repl_config) {
    config = *repl_config;
    screen_init();
    runner_init();
    session_start_package();
}

void repl_run(void) {
    session_run(repl_main, NULL, 0, NULL, NULL);
    vm_exit(0);
}
