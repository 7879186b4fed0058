// cli/cmd_help.c - `mound help [TOPIC]`.
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

typedef struct Topic {
    const char *name;
    const char *text;
} Topic;

static const Topic topics[] = {
    {"run",
     "usage: mound run FILE.go... [arguments]\n"
     "       mound run DIR [arguments]\n"
     "       mound FILE.go [arguments]\n\n"
     "Checks the package made of the files, or of all files in the folder, and runs it. What\n"
     "follows the last .go file, or \"--\", are the program's arguments. Standard input, output\n"
     "and error and the exit code are the program's own. When the program has errors nothing\n"
     "is run, and the exit code is 1.\n\n"
     "  -lang=go1.N   the language version (default: that of go.mod, or the newest)\n"
     "  -e            report all errors, not only the first ten\n"
     "  -leaks        say at the end, on standard error, which goroutines nobody can wake\n"
     "  -profile[=FILE]  say at the end, on standard error, where the CPU time went, by function\n"
     "                and by line, and how often each line was executed; FILE gets it for\n"
     "                go tool pprof\n"
     "  -heap[=FILE]  say at the end, on standard error or in FILE, what was allocated by line\n"
     "                and by type, what is still reachable and from where, what the collector\n"
     "                did, and how full the size classes are\n"
     "  -trace=WHAT   say, on standard error, when each object of a type (-trace=main.node) or\n"
     "                of a line (-trace=list.go:12) is allocated, by which calls, and when freed\n"
     "  -repl         opens a prompt (`mound help repl`) when the program ends, panics, or calls\n"
     "                runtime.Breakpoint(), with the heap as it is\n"
     "  -json         the report of -heap as JSON\n"
     "  -escape[=FILE]  say what each decision of escape analysis has cost in this run; FILE\n"
     "                may end in .html or .json\n\n"
     "A file whose first line is `#!/usr/bin/env mound` can be made executable.\n"},
    {"test",
     "usage: mound test [flags] [DIR | DIR/... | FILE.go...] [-args arguments]\n\n"
     "Runs the tests, examples, seeds of fuzz tests and, with -bench, benchmarks of packages: of\n"
     "the working folder, of those named, or of a whole tree (./...). Internal and external test\n"
     "packages, TestMain and testdata/fuzz work as under go test, and so do output and exit code:\n"
     "0 when all pass, 1 when something fails or does not compile.\n\n"
     "  -run RE, -skip RE   which tests; one pattern for each level of subtests, joined by /\n"
     "  -bench RE           benchmarks too; -benchmem, -benchtime 2s or 100x\n"
     "  -v                  every test, as it happens\n"
     "  -list RE            only list names\n"
     "  -count N -cpu 1,2 -parallel N -short -failfast -shuffle on|off|N -timeout 10m\n"
     "  -p N                how many packages at the same time\n"
     "  -lang=go1.N         the language version\n"
     "  -args               what follows goes to the tests\n"},
    {"repl",
     "usage: mound repl\n\n"
     "Type Go: expressions show their value and type, statements and declarations are carried\n"
     "out, packages of the standard library are imported when they are first named. Input that\n"
     "is not complete goes on in the next line. Ctrl-C stops an evaluation, Ctrl-D leaves.\n"
     "Input that comes from a file or pipe is read without a prompt; the exit code is then 1 if\n"
     "any of it failed.\n"},
    {"vet",
     "usage: mound vet [-lang=go1.N] [-e] FILE.go... | DIR\n\n"
     "Reports what the Go compiler would refuse, in its words. Runs nothing. At most ten errors\n"
     "are printed, all of them with -e. Exit code 1 when there are any.\n"},
    {"dis",
     "usage: mound dis [-lang=go1.N] FILE.go... | DIR\n"
     "       mound dis -counts FILE.go... | DIR [arguments]\n\n"
     "Compiles every function of the package and prints the bytecode: source line, offset,\n"
     "instruction. docs/OPCODES.md explains the instructions.\n\n"
     "  -counts       runs the program first, and prints all functions that were executed,\n"
     "                the library's too, with the number of executions before each instruction\n"},
    {"escape",
     "usage: mound escape [-l] [-only KINDS] FILE.go... | DIR\n"
     "       mound escape -why LINE|NAME|FUNCTION FILE.go... | DIR\n"
     "       mound escape -json FILE.go... | DIR\n"
     "       mound escape -html PAGE FILE.go... | DIR\n"
     "       mound escape -m | -m=2 [-l] FILE.go... | DIR\n\n"
     "Tells which variables and values go to the heap, and why. Without a flag: the source with a\n"
     "margin (S stays in the frame, H goes to the heap, h escapes but takes no memory) and a\n"
     "sentence about each decision.\n\n"
     "  -why WHAT     one story, step by step, and what would keep the value in the frame\n"
     "  -only KINDS   a list of heap, stack, leak, variable, param, make, closure, interface,\n"
     "                string, channel\n"
     "  -json         everything as data\n"
     "  -html PAGE    everything as one web page, with the flow graph of each function\n"
     "  -m, -m=2      what `go build -gcflags=-m` prints, and in its order\n"
     "  -l            without inlining\n\n"
     "`mound run -escape FILE.go` runs the program and adds what each line has allocated.\n"
     "docs/ESCAPE.md is a tour of the causes.\n"},
    {"tour",
     "usage: mound tour FILE.go\n\n"
     "Prints the program with the decisions of escape analysis beside its lines (S: the value\n"
     "stays in the frame, H: it goes to the heap), runs it, and prints what the heap did.\n"},
    {"version", "usage: mound version\n"},
    {"help", "usage: mound help [TOPIC]\n"},
    {"environment",
     "GOGC=N|off           collect when the heap has grown by N percent (default 100)\n"
     "GODEBUG=gctrace=1    a line on standard error for each collection\n"
     "GOTRACEBACK=LEVEL    none, single (default), all, system, crash: what a crash shows\n"
     "GOROOT=DIR           a Go source tree for packages that mound does not carry\n"
     "MOUND_SEED=N         makes scheduling, select and map order repeatable\n"
     "MOUND_HEAPLIMIT=SIZE the program dies when its heap exceeds SIZE (64MiB, 2GiB)\n"
     "MOUND_OPT=0          plain bytecode, not optimised; what a program does stays the same\n"
     "MOUND_DEBUG=LIST     checks and torture; MOUND_DEBUG=help lists them\n"},
    {"exit",
     "0    the program ended\n"
     "1    the program has compile errors\n"
     "2    the program panicked; or mound was called wrongly\n"
     "N    the program called os.Exit(N)\n"
     "70   a fault of mound itself; please report it\n"},
};

static void print_overview(void) {
    fputs("mound runs Go programs at once, on a heap that can be watched.\n\n"
          "usage: mound COMMAND [arguments]\n"
          "       mound FILE.go [arguments]\n\ncommands:\n",
          stdout);
#define COMMAND(name, arguments, summary) printf("  %-9s %s\n", #name, summary);
#include "cli/commands.def"
#undef COMMAND
    fputs("\ntopics: environment, exit\n\n`mound help TOPIC` says more about a command or topic.\n",
          stdout);
}

int cmd_help(int argc, char **argv) {
    if (argc == 0 || argv[0][0] == '-') {
        print_overview();
        return finish_output(EXIT_FINE);
    }
    for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++) {
        if (strcmp(topics[i].name, argv[0]) != 0) continue;
        fputs(topics[i].text, stdout);
        return finish_output(EXIT_FINE);
    }
    return usage_error(NULL, "no help on \"%s\"", argv[0]);
}
