# shellcheck shell=bash
# tests/checks.sh - what the test scripts have in common: a folder to work in, checks that are counted,
# and the line that tests/run.sh adds up. A script of bash takes it, before it changes the folder, with
#
#     source "$(dirname "$0")/../checks.sh" || exit 2
#
# and has `checks_end` as its last command; tests/run.sh takes one that ends without it for a failure.
# It gets
#
#   $work        a new folder, removed when the script ends. EXIT has its trap here: a script that sets
#                another leaves the folder behind.
#   show_files   an array of files, empty at first: a failure prints the head of each that is there and
#                not empty. A script names what its commands write to.
#   check TITLE COMMAND...       passes if the command, which may be a function, succeeds. What it
#                                prints is printed.
#   check_equal TITLE WANT GOT   passes if the two texts are the same; else prints both.
#   pass                         counts what the script itself has found to be right,
#   fail TITLE                   and what it has found to be wrong: prints the title and the files.
#   checks_end   prints "N passed, N failed"; false if anything has failed.
#
# All but the last are true whatever they count, so that `A && B && pass || fail TITLE` counts once.
# The counts are variables of the shell: what a subshell or a part of a pipe counts is lost.

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
show_files=()

pass() { passed=$((passed + 1)); }

fail() {
    local file
    failed=$((failed + 1))
    echo "FAIL: $1"
    # Indented, so that counts in a file are not taken for those of the script; a line may have megabytes.
    for file in "${show_files[@]}"; do
        [ -s "$file" ] || continue
        echo "  $file:"
        head -n 40 "$file" | head -c 4000 | awk '{ print "    " $0 }'
    done
}

check() {
    local title=$1
    shift
    if "$@"; then pass; else fail "$title"; fi
}

check_equal() {
    if [ "$2" = "$3" ]; then pass; return; fi
    fail "$1"
    printf '  want: %s\n  got:  %s\n' "$2" "$3"
}

checks_end() {
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ]
}
