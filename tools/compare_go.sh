#!/bin/bash
# tools/compare_go.sh - runs every golden program under a real Go and under mound and compares what
# they print, their exit codes, and the text of panics.
#
# usage: tools/compare_go.sh MOUND [FOLDER | FILE.go ...]     (default: all golden programs)
#
# $GO names the go command; otherwise Go 1.23 is taken where Debian puts it, then `go` on PATH. Without
# one every program counts as skipped. Standard output must be equal byte for byte. Of standard error
# (panics and their tracebacks) the following is taken out, because it depends on the machine or on
# gc's optimizer: addresses and code offsets, arguments of calls, numbers of goroutines, folders, and
# frames inside the standard library.
set -u
mound=$(realpath "${1:?mound}")
shift
root=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0 skipped=0

find_go() {
    local place
    for place in "${GO:-}" /usr/lib/go-1.23/bin/go "$(command -v go)" /usr/local/go/bin/go; do
        [ -n "$place" ] && [ -x "$place" ] && echo "$place" && return
    done
}
go=$(find_go)

# Programs with a `// run` directive, modules (NAME.go with `// module` and its folder NAME.dir).
list_programs() {
    [ $# -gt 0 ] || set -- $(cd "$root" && ls -d tests/lang tests/stdlib tests/limits tests/regress \
        tests/goroot examples 2>/dev/null)
    cd "$root" && find "$@" -name '*.dir' -prune -o -name '*.go' -print | sort |
        xargs grep -lE '^// (run|module)( |$)'
}

skip() {
    skipped=$((skipped + 1))
    echo "SKIP $1: $2"
}

fail() {
    failed=$((failed + 1))
    echo "FAIL $1: $2"
}

normalize() {
    sed -E -e 's/0x[0-9a-f]+/0x0/g' -e 's/( \+0x0)?( fp=0x0 sp=0x0 pc=0x0)?$//' -e 's/goroutine [0-9]+/goroutine N/g' \
        -e 's/ gp=0x0 m=[a-z0-9]+( mp=0x0)?//' \
        -e 's/(^[^\t ].*)\([^()]*\)$/\1()/' | awk '
        function show(line) {
            if (header != "") { print ""; print header; header = "" }
            print line
        }
        # A goroutine is shown when it has a frame outside the library. What comes after a gap in a
        # deep stack depends on how many frames the run time has below main.
        /^goroutine N / { header = $0; drop = 0; next }
        /^runtime stack:$/ || /^\.\.\.[0-9]+ frames elided/ { drop = 1 }
        drop || /^$/ || /^exit status / { next }
        # A frame is two lines.
        held != "" && /^\t/ {
            if ($0 !~ /^\t(.*\/go[^\/]*\/src\/|\$GOROOT\/)/) {
                sub(/^\t.*\//, "\t")
                show(held)
                show($0)
            }
            held = ""
            next
        }
        held != "" { show(held); held = "" }
        /\(\)$/ || /^created by / { held = $0; next }
        { show($0) }
        END { if (held != "") show(held) }'
}

# Whether the program asks for a newer Go than there is (`// needs go1.N` near its top).
too_new() {
    local wanted
    wanted=$(head -n 5 "$1" | sed -nE 's|^// needs go1\.([0-9]+).*|\1|p')
    [ -n "$wanted" ] && [ "$wanted" -gt "$go_minor" ]
}

# Where mound promises more than Go does, there is nothing to compare: `// beyond go: WHY` near the top.
beyond_go() { head -n 5 "$1" | sed -nE 's|^// beyond go: ||p'; }

# Lays out one program as a module of its own in $scratch/module; its version is that of -lang=.
lay_out() {
    local file=$1 kind=$2 version=$go_minor lang
    rm -rf "$scratch/module"
    if [ "$kind" = module ]; then
        cp -r "${file%.go}.dir" "$scratch/module"
        return
    fi
    mkdir "$scratch/module"
    cp "$file" "$scratch/module"
    lang=$(sed -nE '1s/.*-lang=go1\.([0-9]+).*/\1/p' "$file")
    printf 'module demo\n\ngo 1.%s\n' "${lang:-$version}" > "$scratch/module/go.mod"
}

# What is wrong with a module: both must say the same. go names itself and where its library lies, and
# heads the errors of each package with its path; mound says where it looks for packages.
plain_refusal() {
    sed -E -e '/^#|^\tgo get /d' -e 's/^(go|mound): //' -e "s|$scratch/module|.|g" \
        -e "s|$root/[^ ]*\.dir|.|g" -e 's/; (to add it:|mound takes packages .*)$//' \
        -e 's/ \(\/[^ ]*\)$//' -e 's/ \(mound does not carry it.*\)$//' \
        -e 's/running go [^)]*/running go/'
}

compare_refusal() {
    (cd "${1%.go}.dir" && "$mound" run .) > "$scratch/got.out" 2>&1
    plain_refusal < "$scratch/got.out" > "$scratch/got.text"
    plain_refusal < "$scratch/build" > "$scratch/want.text"
    if cmp -s "$scratch/got.text" "$scratch/want.text"; then
        passed=$((passed + 1))
    else
        fail "$1" "the refusal differs (< go, > mound)"
        diff "$scratch/want.text" "$scratch/got.text" | head -n 6
    fi
}

compare_one() {
    local file=$1 kind args folder code want
    kind=$(sed -nE '1s|^// ([a-z]+).*|\1|p' "$file")
    args=$(sed -nE '1s|^// [a-z]+ ?||p' "$file" | tr ' ' '\n' | grep -v '^-' | tr '\n' ' ')
    if too_new "$file"; then
        skip "$file" "newer than go 1.$go_minor"
        return
    fi
    if [ -n "$(beyond_go "$file")" ]; then
        skip "$file" "$(beyond_go "$file")"
        return
    fi
    lay_out "$file" "$kind"
    (cd "$scratch/module" && GOFLAGS= GOTOOLCHAIN=local "$go" build -o "$scratch/program" .) \
        > "$scratch/build" 2>&1
    code=$?
    if [ $code != 0 ] && grep -q '^// exit 1$' "$file"; then
        compare_refusal "$file"
        return
    elif [ $code != 0 ]; then
        fail "$file" "go does not build it: $(grep -v '^#' "$scratch/build" | head -n 1)"
        return
    fi
    folder=$(dirname "$file")
    [ "$kind" = module ] && folder=${file%.go}.dir
    (cd "$folder" && timeout 60 "$scratch/program" $args) > "$scratch/want.out" 2> "$scratch/want.err" \
        < /dev/null
    want=$?
    local run=(run $(sed -nE '1s/.*(-lang=go1\.[0-9]+).*/\1/p' "$file"))
    if [ "$kind" = module ]; then run+=(.); else run+=("$(basename "$file")"); fi
    (cd "$folder" && timeout 60 "$mound" "${run[@]}" $args) > "$scratch/got.out" 2> "$scratch/got.err" \
        < /dev/null
    code=$?
    normalize < "$scratch/want.err" > "$scratch/want.text"
    normalize < "$scratch/got.err" > "$scratch/got.text"
    if [ $code != $want ]; then
        fail "$file" "exit code $code, go's is $want"
    elif ! cmp -s "$scratch/got.out" "$scratch/want.out"; then
        fail "$file" "standard output differs (< go, > mound)"
        diff "$scratch/want.out" "$scratch/got.out" | head -n 6
    elif ! cmp -s "$scratch/got.text" "$scratch/want.text"; then
        fail "$file" "standard error differs (< go, > mound)"
        diff "$scratch/want.text" "$scratch/got.text" | head -n 6
    else
        passed=$((passed + 1))
    fi
}

programs=$(list_programs "$@")
if [ -z "$go" ]; then
    echo "no go command here: nothing to compare with (GO= names one)"
    echo "0 passed, 0 failed, $(echo "$programs" | wc -l) skipped"
    exit 0
fi
export GOCACHE=${GOCACHE:-$scratch/cache}
go_minor=$(cd / && GOTOOLCHAIN=local "$go" version | sed -E 's/.*go1\.([0-9]+).*/\1/')
cd "$root" || exit 1
for program in $programs; do compare_one "$program"; done
echo "$passed passed, $failed failed, $skipped skipped (against $(cd / && GOTOOLCHAIN=local "$go" version))"
[ $failed = 0 ]
