# bash completion for mound(1)
_mound() {
    local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]}
    if [ "$COMP_CWORD" = 1 ]; then
        COMPREPLY=($(compgen -W "run test repl vet dis escape tour version help" -- "$word")
                   $(compgen -f -X '!*.go' -- "$word") $(compgen -d -- "$word"))
        return
    fi
    case $word in
    -*)
        local flags="-lang= -e"
        case $command in
        run) flags="$flags -heap -heap= -json -profile -repl" ;;
        test) flags="$flags -run -skip -bench -benchmem -benchtime -v -list -count -cpu -parallel
                     -short -failfast -shuffle -timeout -p -args" ;;
        dis) flags="$flags -counts" ;;
        escape) flags="$flags -m -m=2 -l" ;;
        repl | version | help) flags= ;;
        esac
        COMPREPLY=($(compgen -W "$flags" -- "$word"))
        ;;
    *)
        if [ "$command" = help ]; then
            COMPREPLY=($(compgen -W "run test repl vet dis escape tour version environment" -- "$word"))
        else
            COMPREPLY=($(compgen -f -X '!*.go' -- "$word") $(compgen -d -- "$word"))
        fi
        ;;
    esac
}
complete -o filenames -F _mound mound
