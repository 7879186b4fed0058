#!/bin/bash
# tests/repl/run.sh MOUND [-bless] [NAME...] - sessions at a terminal against their expected screens.
#
# tests/repl/NAME.keys is what is typed. A line is an input: its text, Enter, and the next prompt is
# waited for. Other lines:
#     # TEXT       a comment; the first lines may be `# size 40x20`, `# run ARGUMENTS of mound`,
#                  `# env NAME=VALUE`, `# pipe` (the lines go to standard input, without a terminal),
#                  `# vary` (numbers differ from run to run), `# colors` (they are shown)
#     @+ TEXT      a line of an input that goes on
#     @@ TEXT      text without Enter
#     @ KEY...     keys by their tmux names (C-c, Up, Tab); behind a last Enter, C-c or C-d the next
#                  prompt is waited for
#     @! KEY...    the same without waiting
#     @paste TEXT  a bracketed paste; \n and \t in it are a new line and a tab
#     @wait TEXT   waits until the program has written it since the last input
#     @size 60x20  changes the size of the terminal
# NAME.screen is what the terminal shows in the end, all lines since the start, with addresses, times,
# goroutine numbers and places in the library replaced. tmux is the terminal; what mound writes is copied to a file, where
# the end of each prompt can be seen, so nothing depends on how fast the machine is.
set -u
mound=$(realpath "$1"); shift
bless=0; [ "${1:-}" = -bless ] && { bless=1; shift; }
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
editing=$'\e[?2004h'     # what the editor writes before each prompt
exec {nap}<> <(:)
WAIT_ROUNDS=3000         # of 20 ms

normalize() {
    sed -E -e 's/0x[0-9a-f]{6,}/ADDR/g' -e 's/\b[0-9.]+(e\+[0-9]+)? (ns|µs|ms|s)\b/TIME/g' \
        -e 's/goroutine [0-9]+/goroutine N/g' -e 's/[0-9,.]+ times +[0-9.]+ ns\/op/N times  N ns\/op/' \
        -e 's/^[0-9,]+ times/N times/' -e '/TIME/s/ +/ /g' -e "s#$work/$name/##g" \
        -e 's/ \+0x[0-9a-f]+$/ +OFFSET/' -e 's#(\$GOROOT/[^: ]*):[0-9]+#\1:N#g' \
        -e 's/[[:space:]]+$//' "$@"
}

# What mound has written.
read_log() { IFS= read -r -d '' log <"$raw"; }

# Waits until the prompt has come more often than [prompts] times and is complete, or mound has ended.
await_prompt() {
    local round rest
    for ((round = 0; round < WAIT_ROUNDS; round++)); do
        read_log
        rest=${log//"$editing"/}
        if (((${#log} - ${#rest}) / ${#editing} > prompts)) && [[ ${log##*"$editing"} == *mound\>* ]] ||
            [[ $log == *"exit code "[0-9]* ]]; then
            prompts=$(((${#log} - ${#rest}) / ${#editing}))
            return
        fi
        read -r -t 0.02 -u "$nap"
    done
    echo "no prompt came back after: $line"
    return 1
}

await_text() {
    local round
    for ((round = 0; round < WAIT_ROUNDS; round++)); do
        read_log
        [[ ${log:seen} == *"$1"* ]] && return
        read -r -t 0.02 -u "$nap"
    done
    echo "\"$1\" did not come after: $line"
    return 1
}

tm() { tmux -L "$socket" "$@"; }

# Carries out one line of the file.
type_line() {
    [ "${line:0:6}" = "@wait " ] || seen=${#log}
    case $line in
    '#'*) ;;
    '@+ '*) tm send-keys -l -- "${line#@+ }" \; send-keys Enter ;;
    '@@ '*) tm send-keys -l -- "${line#@@ }" ;;
    '@paste '*) tm set-buffer -- "$(printf '%b' "${line#@paste }")" \; paste-buffer -p -r ;;
    '@wait '*) await_text "${line#@wait }" ;;
    '@size '*) local size=${line#@size }; tm resize-window -x "${size%x*}" -y "${size#*x}" ;;
    '@! '*) tm send-keys ${line#@! } ;;
    '@ '*)
        tm send-keys ${line#@ }
        case $line in *Enter | *C-c | *C-d) await_prompt ;; esac ;;
    *)
        if [ -z "$line" ]; then tm send-keys Enter
        else tm send-keys -l -- "$line" \; send-keys Enter; fi
        await_prompt ;;
    esac
}

# Plays [keys] at a terminal; the screen goes to NAME.out.
play() {
    local good=1 prompts=0 seen=0 raw=$work/$name/raw log=
    socket=mound-$$-$name
    : >"$raw"
    # Without the log nothing could be waited for: the program starts when it is being written.
    tm -f /dev/null new-session -d -x "${size%x*}" -y "${size#*x}" \
        "tmux -L $socket wait-for log; cd $work/$name; env -u NO_COLOR -u COLUMNS -u LINES \
        HOME=$work/$name XDG_STATE_HOME=$work/$name TERM=screen-256color MOUND_DEBUG= GOMAXPROCS=2 \
        $environment $mound $arguments; code=\$?; echo; echo exit code \$code; exec sleep 1000" \; \
        pipe-pane "exec cat >'$raw'" \; wait-for -S log
    line="the start"
    await_prompt || good=0
    log=
    while [ $good = 1 ] && IFS= read -r line <&3; do type_line || good=0; done 3<"$keys"
    tm capture-pane $colors -p -S - -E - -t 0 >"$work/$name.out"
    tm kill-server
    [ $good = 1 ]
}

run_one() {
    local name keys size=80x50 arguments=repl environment= vary=0 pipe=0 colors= line word rest hash good=1
    name=$1 keys=$here/$1.keys
    while read -r hash word rest; do
        [ "$hash" = "#" ] || break
        case $word in
        size) size=$rest ;;
        run) arguments="run ${rest//@/$here/}" ;;
        env) environment="$environment $rest" ;;
        pipe) pipe=1 ;;
        colors) colors=-e ;;
        vary) vary=1 ;;
        esac
    done <"$keys"
    mkdir -p "$work/$name"
    cp "$here"/*.txt "$here"/*.txt.go "$work/$name" 2>/dev/null
    if [ $pipe = 1 ]; then
        (cd "$work/$name" && sed '/^#/d' "$keys" | env HOME="$work/$name" COLUMNS="${size%x*}" GOMAXPROCS=2 \
            $environment timeout 60 "$mound" $arguments >"$work/$name.out" 2>&1; echo "exit code $?") \
            >>"$work/$name.code"
        cat "$work/$name.code" >>"$work/$name.out"
    else
        play >"$work/$name.diff" || good=0
    fi
    sed $'s/\e\\[\\([0-9;]*\\)m/<\\1>/g' "$work/$name.out" | normalize | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' >"$work/$name.screen"
    [ $vary = 1 ] && sed -i -E -e 's/[-+]?[0-9][0-9,.]*( (B|KB|MB|GB))?/N/g' -e 's/ +/ /g' "$work/$name.screen"
    if [ $bless = 1 ]; then
        cp "$work/$name.screen" "$here/$name.screen"
        [ $good = 1 ] || cat "$work/$name.diff"
    elif [ $good = 0 ] || ! diff -u "$here/$name.screen" "$work/$name.screen" >>"$work/$name.diff"; then
        echo "FAIL tests/repl/$name"
        cat "$work/$name.diff"
        [ $good = 1 ] || tail -20 "$work/$name.screen"
        return 1
    fi
}

command -v tmux >/dev/null || { echo "tests/repl needs tmux"; exit 1; }
names=("$@"); [ $# = 0 ] && for f in "$here"/*.keys; do names+=("$(basename "$f" .keys)"); done
for name in "${names[@]}"; do
    (run_one "$name" && : >"$work/$name.ok") &
    while [ "$(jobs -r | wc -l)" -ge 4 ]; do wait -n; done
done
wait
passed=$(find "$work" -name '*.ok' | wc -l)
echo "$passed passed, $((${#names[@]} - passed)) failed"
[ "$passed" = "${#names[@]}" ]
