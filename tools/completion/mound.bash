# bash completion for mound(1)

# The flags of command $1.
_mound_flags() {
    case $1 in
    run) echo "-lang= -e -complete -leaks -trace -trace= -profile -heap -heap= -repl -json -escape -escape=" ;;
    test) echo "-run -skip -bench -benchmem -benchtime -v -list -count -cpu -parallel -short
                -failfast -fullpath -shuffle -timeout -p -vet -lang= -e -args" ;;
    vet) echo "-lang= -e -complete" ;;
    dis) echo "-lang= -e -complete -counts" ;;
    escape) echo "-lang= -e -complete -why -only -json -html -m -m=2 -l" ;;
    tour) echo "-lang= -e -complete" ;;
    esac
}

_mound() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]} commands="run test repl vet dis escape tour version help"
    COMPREPLY=()
    if [ "$COMP_CWORD" = 1 ]; then
        COMPREPLY=($(compgen -W "$commands" -- "$word")
                   $(compgen -f -X '!*.go' -- "$word") $(compgen -d -- "$word"))
    elif [ "$command" = help ]; then
        COMPREPLY=($(compgen -W "$commands environment exit" -- "$word"))
    elif [ "$before" = -only ]; then
        COMPREPLY=($(compgen -W "heap stack leak variable param make closure interface string
                                 channel" -- "$word"))
    elif [ "$before" = -shuffle ]; then
        COMPREPLY=($(compgen -W "on off" -- "$word"))
    elif [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$(_mound_flags "$command")" -- "$word"))
    elif [ "$command" != repl ] && [ "$command" != version ]; then
        COMPREPLY=($(compgen -f -X '!*.go' -- "$word") $(compgen -d -- "$word"))
    fi
}
complete -o filenames -F _mound mound
