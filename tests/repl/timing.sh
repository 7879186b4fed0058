#!/bin/bash
# tests/repl/timing.sh MOUND - how long the prompt and the heap commands take: prints milliseconds.
# A heap of 1,000,000 objects; the bounds are 500 for :heap, 1000 for :why, 20 for the prompt.
mound=${1:?mound}
{
    echo 'type N struct { next *N; v int }; var head *N; for i := range 1000000 { head = &N{head, i} }'
    echo 'start := time.Now()'
    for command in ':heap' ':heap line' ':why head.next.next' ':refs head.next.next'; do
        echo 'start = time.Now()'
        echo "$command"
        echo "fmt.Println(\"TIMING $command\", time.Since(start).Milliseconds())"
    done
} | "$mound" repl | sed -n 's/^TIMING //p'
start=$(date +%s%N)
echo ':quit' | "$mound" repl
echo "prompt and end $((($(date +%s%N) - start) / 1000000))"
