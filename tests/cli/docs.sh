#!/bin/bash
# tests/cli/docs.sh MOUND - the manual page, the shell completions and `mound help` name the same
# commands and flags: those of cli/commands.def, cli/flags.def and the help texts, and those of
# repl/commands.def.
set -u
mound=$(realpath "${1:?the mound program}") || exit 2
source "$(dirname "$0")/../checks.sh" || exit 2
cd "$(dirname "$0")/../.." || exit 1
manual=$(sed -e 's/\\-/-/g' -e 's/\\f[A-Z]//g' -e 's/"//g' docs/mound.1)
in_manual() { grep -qE -- "(^|[ ,|[])$1([][ ,.=|]|\$)" <<<"$manual"; }
in_zsh() { sed -n "/^$1)/,/;;/p" tools/completion/_mound | grep -qF -- "$2" ||
    { grep -q '^common=.*'"'$2" tools/completion/_mound &&
      sed -n "/^$1)/,/;;/p" tools/completion/_mound | grep -q '\$common'; } ||
    { [ "$2" = -complete ] && sed -n "/^$1)/,/;;/p" tools/completion/_mound | grep -q '\$complete'; }; }
source tools/completion/mound.bash
completed() {   # completed WORD...: what bash offers for the last word
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _mound
    printf '%s\n' "${COMPREPLY[@]}"
}
offers() { local flag=$1; shift; completed "$@" | grep -qxF -- "$flag"; }

# Commands.
commands=$(sed -n 's/^COMMAND(\([a-z]*\),.*/\1/p' cli/commands.def)
for command in $commands; do
    check "$command in docs/mound.1" in_manual "$command"
    check "$command in mound.bash" offers "$command" mound "$command"
    check "$command in _mound" grep -q "'$command:" tools/completion/_mound
done
for word in $(completed mound "" | grep -v '[./]' | grep -vxF -- "$(ls)"); do
    check "$word, which mound.bash offers, in commands.def" grep -qx "$word" <<<"$commands"
done

# Flags: of the table, and of each command's help.
for command in $commands; do
    help=$("$mound" help "$command" | sed 's/`[^`]*`//g')   # without what belongs to others
    flags=$(
        sed -nE 's/^(FILE_)?FLAG\("([a-z]+)", .*"([a-z ]+)"\).*/\2 \3/p' cli/flags.def |
            while read -r flag takers; do
                case " $takers " in *" $command "*) printf '%s\n' "-$flag" ;; esac
            done
        grep -oE -- '(^|[ [,])-[a-z]+' <<<"$help" | grep -oE -- '-[a-z]+'
    )
    for flag in $(sort -u <<<"$flags"); do
        check "$flag of $command in docs/mound.1" in_manual "$flag"
        [ "$flag" = -lang ] && bash_flag=-lang= || bash_flag=$flag
        check "$flag of $command in mound.bash" offers "$bash_flag" mound "$command" -
        check "$flag of $command in _mound" in_zsh "$command" "$flag"
    done
    for flag in $(completed mound "$command" -); do
        plain=${flag%%=*}
        case $flag in -*) ;; *) continue ;; esac
        known=$(printf '%s\n' $flags; sed -nE 's/.*\{"([a-z]+)", FLAG_.*/-\1/p' cli/test_flags.c
            grep -oE '\{"[a-z]+", +FLAG_' cli/test_flags.c | sed -E 's/\{"([a-z]+)".*/-\1/')
        check "$flag, which mound.bash offers for $command, in its help" grep -qxF -- "$plain" <<<"$known"
    done
done

# Commands of the session.
while read -r name; do
    check ":$name in docs/mound.1" in_manual ":$name"
    check ":$name in :help" grep -q "^:$name" <<<"$(echo :help | "$mound" repl)"
    check ":help $name" grep -q "^:$name" <<<"$(echo ":help $name" | "$mound" repl)"
done < <(sed -n 's/^COMMAND([a-z_]*, "\([a-z-]*\)",.*/\1/p' repl/commands.def)

# Of the shells that are there, that they can read the files.
check "bash reads mound.bash" bash -n tools/completion/mound.bash
command -v zsh >/dev/null && check "zsh reads _mound" zsh -n tools/completion/_mound
command -v man >/dev/null && check "man reads mound.1" bash -c \
    "! man -l --warnings docs/mound.1 2>&1 >/dev/null | grep ."
checks_end
