// repl/repl.c - see repl.h.
#include "repl/repl.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "repl/attach.h"
#include "repl/command.h"
#include "repl/line.h"
#include "repl/screen.h"
#include "repl/session.h"
#include "vm/vm.h"

static ReplConfig config;
static bool failed;

static bool is_blank(const char *text) { return text[strspn(text, " \t\r\n")] == '\0'; }

static bool run_input(const char *text) {
    if (is_blank(text)) return true;
    if (text[strspn(text, " \t")] == ':') return command_run(text);
    return session_eval(text, strlen(text));
}

// Waits while the program of `run -repl` runs, until it stops somewhere.
static void wait_for_stop(void) {
    while (attach_is_running()) {
        struct pollfd fd = {runner_event_fd(), POLLIN, 0};
        if (!runner_has_stop()) poll(&fd, 1, 1000);
        runner_clear_events();
        if (runner_was_interrupted()) vm_exit(2);
        Stop stop = runner_next_stop();
        if (stop.reason != STOP_NONE) attach_stopped(&stop);
    }
}

static void take_stops(void) {
    for (Stop stop = runner_next_stop(); stop.reason != STOP_NONE; stop = runner_next_stop())
        attach_stopped(&stop);
}

static void read_and_evaluate(void) {
    while (!command_wants_to_quit()) {
        wait_for_stop();
        bool event;
        char *text = line_read(&event);
        if (event) {
            take_stops();
            continue;
        }
        if (!text && attach_continue()) continue;   // Ctrl-D at a breakpoint
        if (!text) return;
        if (!run_input(text)) failed = true;
        free(text);
    }
}

static void greet(void) {
    if (config.quiet || config.package || !line_is_interactive()) return;
    fprintf(screen.out, "mound %s. Type Go; :help lists commands, :tutorial explains. "
            "Ctrl-D ends.\n", config.version);
}

static void on_exit_of_process(int code) {
    (void)code;
    line_close();
}

static void repl_main(void) {
    vm_at_exit(on_exit_of_process);
    line_open();
    greet();
    read_and_evaluate();
    line_close();
    vm_exit(failed && !line_is_interactive() ? 1 : 0);
}

void repl_start(const ReplConfig *repl_config) {
    config = *repl_config;
    screen_init();
    runner_init();
    if (config.package) {
        session_attach_package(config.package);
        runner_attach();
        attach_begin();
    } else {
        session_start_package();
    }
}

void repl_run(FuncCode *const *inits, uint32_t count, FuncCode *main_func) {
    session_run(repl_main, inits, count, main_func, runner_program_ended);
    vm_exit(0);
}
