// repl/line.c - see line.h.
#include "repl/line.h"

#include <errno.h>
#include <histedit.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "base/check.h"
#include "repl/complete.h"
#include "repl/highlight.h"
#include "repl/runner.h"
#include "repl/screen.h"
#include "repl/split.h"

enum { HISTORY_MAX = 2000, PASTE_BYTES_MAX = 1 << 20, INDENT = 4, MATCH_MS = 250,
       FLASH_KEY = 0x1D, REDRAW_KEY = 0x1C };

static struct {
    bool interactive, open, interrupted, eof, event;
    _Atomic bool resized;
    int flash;                   // > 0: the cursor is that far back, on a bracket's partner
    EditLine *editor;
    History *history;
    HistEvent history_event;
    char history_path[4096];
    struct termios terminal;     // as it was
} line;

bool line_is_interactive(void) { return line.interactive; }

// ---- Plain input --------------------------------------------------------------------------------

static bool is_command(const char *text) {
    text += strspn(text, " \t");
    return *text == ':';
}

static char *read_plain(void) {
    char *text = NULL, *one = NULL;
    size_t bytes = 0, capacity = 0;
    ssize_t count;
    while ((count = getline(&one, &capacity, stdin)) >= 0) {
        text = realloc(text, bytes + (size_t)count + 1);
        FATAL_IF(text == NULL, "out of memory");
        memcpy(text + bytes, one, (size_t)count + 1);
        bytes += (size_t)count;
        if (is_command(text) || !split_is_incomplete(text, bytes)) break;
    }
    free(one);
    return text;
}

// ---- Keys ---------------------------------------------------------------------------------------

// The text of the editor up to the cursor; the caller frees it. *[rest] is what follows.
static char *text_before(EditLine *editor, const char **rest) {
    const LineInfo *info = el_line(editor);
    size_t bytes = (size_t)(info->cursor - info->buffer);
    char *text = malloc(bytes + 1);
    FATAL_IF(text == NULL, "out of memory");
    memcpy(text, info->buffer, bytes);
    text[bytes] = '\0';
    if (rest) *rest = info->cursor;
    return text;
}

// Ends the line by the editor's own command for it, which knows what is on the screen: a key that
// nobody types stands for it.
static const char end_key[] = "\036";

static unsigned char end_line(EditLine *editor) {
    el_push(editor, end_key);
    return CC_NORM;
}

static unsigned char on_enter(EditLine *editor, int key) {
    (void)key;
    const LineInfo *info = el_line(editor);
    size_t bytes = (size_t)(info->lastchar - info->buffer);
    char *text = malloc(bytes + 1);
    FATAL_IF(text == NULL, "out of memory");
    memcpy(text, info->buffer, bytes);
    text[bytes] = '\0';
    bool goes_on = !is_command(text) && split_is_incomplete(text, bytes);
    int depth = split_depth(text, bytes);
    free(text);
    if (!goes_on) return end_line(editor);
    char next[128] = "\n";
    for (int i = 0; i < depth * INDENT && i < 120; i++) strcat(next, " ");
    el_insertstr(editor, next);
    return CC_REFRESH;
}

static unsigned char on_interrupt_key(EditLine *editor, int key) {
    (void)key;
    line.interrupted = true;
    return end_line(editor);
}

static unsigned char on_end_key(EditLine *editor, int key) {
    (void)key;
    const LineInfo *info = el_line(editor);
    if (info->lastchar == info->buffer) {
        line.eof = true;
        return CC_EOF;
    }
    if (info->cursor == info->lastchar) return CC_REFRESH_BEEP;
    el_cursor(editor, 1);
    el_deletestr(editor, 1);
    return CC_REFRESH;
}

static bool key_waits(int ms) {
    struct pollfd fd = {STDIN_FILENO, POLLIN, 0};
    return poll(&fd, 1, ms) > 0;
}

// How many characters before the end of [text] the bracket stands that [close] closes; 0: none.
static int partner_distance(const char *text, char close) {
    char open = close == ')' ? '(' : close == ']' ? '[' : '{';
    int depth = 0, distance = 0;
    for (size_t i = strlen(text); i-- > 0;) {
        if (((unsigned char)text[i] & 0xC0) != 0x80) distance++;
        if (text[i] == close) depth++;
        if (text[i] == open && --depth == 0) return distance;
    }
    return 0;
}

static unsigned char on_bracket(EditLine *editor, int key) {
    char text[2] = {(char)key, '\0'};
    // A closing brace alone on its line goes back one step.
    char *before = text_before(editor, NULL);
    size_t bytes = strlen(before), spaces = 0;
    while (spaces < bytes && before[bytes - 1 - spaces] == ' ') spaces++;
    if (spaces >= INDENT && spaces < bytes && before[bytes - 1 - spaces] == '\n')
        el_deletestr(editor, INDENT);
    free(before);
    el_insertstr(editor, text);
    before = text_before(editor, NULL);
    int distance = partner_distance(before, (char)key);
    free(before);
    if (distance > 0 && !key_waits(0)) {
        el_cursor(editor, -distance);
        line.flash = distance;   // read_key waits a moment, then has the cursor go back
    }
    return CC_REFRESH;
}

static unsigned char on_flash_end(EditLine *editor, int key) {
    (void)key;
    el_cursor(editor, line.flash);
    line.flash = 0;
    return CC_CURSOR;
}

static unsigned char on_tab(EditLine *editor, int key) {
    (void)key;
    char *before = text_before(editor, NULL);
    size_t bytes = strlen(before), line_start = bytes;
    while (line_start > 0 && before[line_start - 1] != '\n') line_start--;
    unsigned char result = CC_REFRESH;
    if (strspn(before + line_start, " ") == bytes - line_start) {
        el_insertstr(editor, "    ");
    } else {
        Completion completion;
        complete(before, &completion);
        if (completion.insert) el_insertstr(editor, completion.insert);
        if (!completion.insert || !*completion.insert) {
            if (completion.count > 1) {
                putchar('\n');
                completion_print(&completion);
                result = CC_REDISPLAY;
            } else if (completion.count == 0) {
                result = CC_REFRESH_BEEP;
            }
        }
        completion_free(&completion);
    }
    free(before);
    return result;
}

// Reads what is pasted up to ESC [ 201 ~ and takes it as it is.
static unsigned char on_paste(EditLine *editor, int key) {
    (void)key;
    static const char end[] = "\033[201~";
    size_t bytes = 0, capacity = 4096;
    char *text = malloc(capacity);
    FATAL_IF(text == NULL, "out of memory");
    while (key_waits(2000) && bytes < PASTE_BYTES_MAX) {
        if (read(STDIN_FILENO, text + bytes, 1) != 1) break;
        char c = text[bytes];
        if (c == '\r') text[bytes] = '\n';
        if (c == '\t') text[bytes] = ' ';    // the editor would show it as ^I
        if (++bytes >= 6 && memcmp(text + bytes - 6, end, 6) == 0) {
            bytes -= 6;
            break;
        }
        if (bytes + 8 >= capacity) {
            text = realloc(text, capacity *= 2);
            FATAL_IF(text == NULL, "out of memory");
        }
    }
    while (bytes > 0 && text[bytes - 1] == '\n') bytes--;
    text[bytes] = '\0';
    for (size_t i = 0; i < bytes; i++)
        if ((unsigned char)text[i] < ' ' && text[i] != '\n') text[i] = ' ';
    el_insertstr(editor, text);
    free(text);
    return CC_REFRESH;
}

// ---- The editor ---------------------------------------------------------------------------------

static char *prompt(EditLine *editor) {
    (void)editor;
    static char text[64];
    // \1 stands around what takes no room.
    snprintf(text, sizeof text, screen.color ? "\1%s\1mound>\1%s\1 " : "%smound>%s ",
             paint(PAINT_PROMPT), paint(PAINT_PLAIN));
    return text;
}

static void on_resize(int signal) {
    (void)signal;
    atomic_store(&line.resized, true);
    runner_notify();
}

// Whether the line is to be drawn again.
static bool has_moved(EditLine *editor) {
    if (atomic_exchange(&line.resized, false)) {
        screen_measure();
        el_resize(editor);
        return true;
    }
    return runner_has_written();
}

// Waits for a key or for an event of the runner.
static int read_key(EditLine *editor, wchar_t *key) {
    char bytes[8];
    size_t used = 0;
    if (line.flash) {
        key_waits(MATCH_MS);
        *key = FLASH_KEY;
        return 1;
    }
    for (;;) {
        struct pollfd fds[2] = {{STDIN_FILENO, POLLIN, 0}, {runner_event_fd(), POLLIN, 0}};
        if (poll(fds, 2, -1) < 0 && errno != EINTR) return -1;
        if (fds[1].revents & POLLIN) {
            runner_clear_events();
            if (runner_has_stop()) {
                line.event = true;
                return -1;
            }
            if (used == 0 && has_moved(editor)) {
                *key = REDRAW_KEY;
                return 1;
            }
        }
        if (!(fds[0].revents & (POLLIN | POLLHUP | POLLERR))) continue;
        ssize_t count = read(STDIN_FILENO, bytes + used, 1);
        if (count <= 0) {
            line.eof = true;
            return count == 0 ? 0 : -1;
        }
        used++;
        mbstate_t state = {0};
        size_t width = mbrtowc(key, bytes, used, &state);
        if (width == (size_t)-2 && used < sizeof bytes) continue;
        if (width == (size_t)-1 || width == (size_t)-2) *key = L'?';
        return 1;
    }
}

static void bind_keys(EditLine *editor) {
    static const struct {
        const char *name, *help;
        unsigned char (*function)(EditLine *, int);
        const char *keys[5];
    } rows[] = {
        {"mound-enter", "ends a complete input", on_enter, {"\n", "\r"}},
        {"mound-interrupt", "drops the input", on_interrupt_key, {"^C"}},
        {"mound-end", "ends the session", on_end_key, {"^D"}},
        {"mound-bracket", "shows the partner", on_bracket, {")", "]", "}"}},
        {"mound-flash-end", "leaves the partner", on_flash_end, {"^]"}},
        {"mound-complete", "completes", on_tab, {"^I"}},
        {"mound-paste", "takes a paste", on_paste, {"\\e[200~"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        el_set(editor, EL_ADDFN, rows[i].name, rows[i].help, rows[i].function);
        for (size_t j = 0; j < 5 && rows[i].keys[j]; j++)
            el_set(editor, EL_BIND, rows[i].keys[j], rows[i].name, NULL);
    }
    static const char *const more[][2] = {
        {"^^", "ed-newline"},           {"^\\", "ed-redisplay"},
        {"^R", "em-inc-search-prev"},   {"^S", "em-inc-search-next"},
        {"\\e[H", "ed-move-to-beg"},    {"\\e[F", "ed-move-to-end"},
        {"\\e[3~", "ed-delete-next-char"}, {"\\e[1;5D", "ed-prev-word"},
        {"\\e[1;5C", "em-next-word"},   {"\\eb", "ed-prev-word"},
        {"\\ef", "em-next-word"},       {"^W", "ed-delete-prev-word"},
    };
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++)
        el_set(editor, EL_BIND, more[i][0], more[i][1], NULL);
}

static void find_history(void) {
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    char folder[4000];
    if (state && *state) snprintf(folder, sizeof folder, "%s", state);
    else if (home && *home) snprintf(folder, sizeof folder, "%s/.local/state", home);
    else return;
    // Each folder on the way, as far as it does not exist yet.
    strcat(folder, "/mound");
    for (char *at = folder + 1; *at; at++) {
        if (*at != '/') continue;
        *at = '\0';
        mkdir(folder, 0755);
        *at = '/';
    }
    mkdir(folder, 0700);
    snprintf(line.history_path, sizeof line.history_path, "%s/history", folder);
    history(line.history, &line.history_event, H_LOAD, line.history_path);
}

static void set_paste_mode(bool on) {
    fputs(on ? "\033[?2004h" : "\033[?2004l", stdout);
    fflush(stdout);
}

void line_open(void) {
    line.interactive = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    if (!line.interactive) return;
    tcgetattr(STDIN_FILENO, &line.terminal);
    setlocale(LC_CTYPE, "C.UTF-8");   // Go source is UTF-8 whatever the locale says
    line.editor = el_init("mound", stdin, stdout, stderr);
    line.history = history_init();
    FATAL_IF(!line.editor || !line.history, "libedit does not start");
    history(line.history, &line.history_event, H_SETSIZE, HISTORY_MAX);
    history(line.history, &line.history_event, H_SETUNIQUE, 1);
    find_history();
    el_set(line.editor, EL_EDITOR, "emacs");
    el_set(line.editor, EL_HIST, history, line.history);
    el_set(line.editor, EL_PROMPT_ESC, prompt, '\1');
    el_set(line.editor, EL_SIGNAL, 0);
    el_set(line.editor, EL_GETCFN, read_key);
    el_set(line.editor, EL_SETTY, "-d", "-isig", NULL);
    el_set(line.editor, EL_SETTY, "-d", "-ixon", NULL);
    struct sigaction action = {.sa_handler = on_resize, .sa_flags = SA_RESTART};
    sigaction(SIGWINCH, &action, NULL);
    bind_keys(line.editor);
    line.open = true;
}

void line_close(void) {
    if (!line.open) return;
    line.open = false;
    if (*line.history_path)
        history(line.history, &line.history_event, H_SAVE, line.history_path);
    set_paste_mode(false);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &line.terminal);
}

// An entry that loses nothing: the text without blanks at its end.
static void remember(const char *text) {
    size_t bytes = strlen(text);
    while (bytes > 0 && strchr(" \t\n", text[bytes - 1])) bytes--;
    if (bytes == 0) return;
    char *entry = strndup(text, bytes);
    FATAL_IF(entry == NULL, "out of memory");
    history(line.history, &line.history_event, H_ENTER, entry);
    free(entry);
}

// The editor takes it that the line is empty. What the program wrote may have no newline at its
// end: then the mark stands behind it, and the blanks lead into the next line; otherwise they fill
// this one, and it is cleared.
static void start_line(void) {
    if (screen.is_dumb) return;
    printf("%s⏎%s%*s\r\033[K", paint(PAINT_DIM), paint(PAINT_PLAIN), (int)screen.columns - 1, "");
    fflush(stdout);
}

char *line_read(bool *event) {
    *event = false;
    if (!line.interactive) return read_plain();
    for (;;) {
        line.interrupted = line.event = line.eof = false;
        screen_measure();
        if (atomic_exchange(&line.resized, false)) el_resize(line.editor);
        start_line();
        runner_has_written();   // what came before the prompt does not disturb it
        set_paste_mode(true);
        int count = 0;
        const char *text = el_gets(line.editor, &count);
        set_paste_mode(false);
        if (line.event || line.eof || !text || count <= 0) {
            *event = line.event;
            putchar('\n');
            return NULL;
        }
        if (line.interrupted) {
            puts("^C");
            continue;
        }
        highlight_entered(text);
        remember(text);
        return strdup(text);
    }
}

bool line_key_pressed(int ms) {
    if (!line.interactive) {
        struct pollfd fd = {runner_event_fd(), POLLIN, 0};
        poll(&fd, 1, ms);
        return runner_was_interrupted();
    }
    struct pollfd fds[2] = {{STDIN_FILENO, POLLIN, 0}, {runner_event_fd(), POLLIN, 0}};
    bool pressed = poll(fds, 2, ms) > 0 && fds[0].revents;
    runner_clear_events();
    char keys[64];   // a key may be several bytes
    if (pressed && read(STDIN_FILENO, keys, sizeof keys) <= 0) line.eof = true;
    return pressed || runner_was_interrupted();
}

void line_keys_begin(void) {
    if (!line.interactive) return;
    struct termios raw = line.terminal;
    raw.c_lflag &= (tcflag_t)~(ICANON | ECHO);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
}

void line_keys_end(void) {
    if (line.interactive) tcsetattr(STDIN_FILENO, TCSADRAIN, &line.terminal);
}
