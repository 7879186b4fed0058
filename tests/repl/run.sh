#!/bin/bash
# tests/repl/run.sh MOUND [-bless] [NAME...] - sessions at a terminal against their expected screens.
#
# tests/repl/NAME.keys is what is typed, a line an input; `@ KEY...` sends keys by their tmux names
# (C-c, Up, Tab), `@@ TEXT` text without Enter, `@wait TEXT` waits for it on the screen. The first
# lines may be `# size 40x20`, `# run ARGUMENTS of mound`, `# vary`: numbers differ from run to run.
# NAME.screen is what a terminal of that size shows in the end, all lines since the start, with
# addresses, times and goroutine numbers replaced. tmux is the terminal.
set -u
mound=$(realpath "$1"); shift
bless=0; [ "${1:-}" = -bless ] && { bless=1; shift; }
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

normalize() {
    sed -E -e 's/0x[0-9a-f]{6,}/ADDR/g' -e 's/\b[0-9.]+(e\+[0-9]+)? (ns|µs|ms|s)\b/TIME/g' \
        -e 's/goroutine [0-9]+/goroutine N/g' -e 's/[0-9,.]+ times +[0-9.]+ ns\/op/N times  N ns\/op/' \
        -e 's/^[0-9,]+ times/N times/' -e '/TIME/s/ +/ /g' -e "s#$here/##g" -e 's/[[:space:]]+$//' "$@"
}

screen() { tmux -L "$socket" capture-pane -p -S - -E - -t 0 2>/dev/null; }

# Waits until the screen ends in a prompt and stays as it is.
settle() {
    local before= now= i same=0
    for ((i = 0; i < 200; i++)); do
        now=$(screen | sed -e 's/[[:space:]]*$//' -e '/^$/d')
        if [ "$now" = "$before" ]; then same=$((same + 1)); else same=0; fi
        # A prompt, or an input that goes on.
        if [ $same -ge 1 ] && [[ ${now##*$'\n'} == "mound>"* ]] || [ $same -ge 8 ]; then return; fi
        before=$now
        sleep 0.04
    done
}

run_one() {
    local keys=$1 name size=80x50 arguments=repl vary=0 line
    name=$(basename "$keys" .keys)
    socket=mound-$$-$name
    while read -r hash word rest; do
        [ "$hash" = "#" ] || break
        case $word in size) size=$rest ;; run) arguments="run $rest" ;; vary) vary=1 ;; esac
    done <"$keys"
    mkdir -p "$work/$name"
    (cd "$here" && HOME=$work/$name XDG_STATE_HOME=$work/$name NO_COLOR= MOUND_DEBUG= \
        tmux -L "$socket" -f /dev/null new-session -d -x "${size%x*}" -y "${size#*x}" \
        "env -u NO_COLOR GOMAXPROCS=2 $mound $arguments; echo; echo exit \$?; sleep 30")
    settle
    while IFS= read -r line; do
        case $line in
        '#'*) continue ;;
        '@@ '*) tmux -L "$socket" send-keys -l "${line#@@ }"; sleep 0.1; continue ;;
        '@wait '*) for _ in $(seq 100); do screen | grep -qF -- "${line#@wait }" && break; sleep 0.05; done ;;
        '@ '*) tmux -L "$socket" send-keys ${line#@ }; sleep 0.1 ;;
        *) tmux -L "$socket" send-keys -l "$line"; tmux -L "$socket" send-keys Enter; sleep 0.03 ;;
        esac
        settle
    done <"$keys"
    screen | normalize | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' >"$work/$name.screen"
    [ $vary = 1 ] && sed -i -E -e 's/[-+]?[0-9][0-9,.]*( (B|KB|MB|GB))?/N/g' -e 's/ +/ /g' "$work/$name.screen"
    tmux -L "$socket" kill-server 2>/dev/null
    if [ $bless = 1 ]; then
        cp "$work/$name.screen" "$here/$name.screen"
    elif ! diff -u "$here/$name.screen" "$work/$name.screen" >"$work/$name.diff"; then
        echo "FAIL tests/repl/$name"; cat "$work/$name.diff"; return 1
    fi
}

command -v tmux >/dev/null || { echo "tests/repl needs tmux"; exit 1; }
names=("$@"); [ $# = 0 ] && for f in "$here"/*.keys; do names+=("$(basename "$f" .keys)"); done
for name in "${names[@]}"; do
    (run_one "$here/$name.keys" && : >"$work/$name.ok") &
    while [ "$(jobs -r | wc -l)" -ge 4 ]; do wait -n; done
done
wait
passed=$(find "$work" -name '*.ok' | wc -l)
echo "$passed passed, $((${#names[@]} - passed)) failed"
[ "$passed" = "${#names[@]}" ]
