#!/bin/bash
# tests/sched/run.sh - what golden programs cannot show of the scheduler: signals, replay, leaks, many
# goroutines.
#
# usage: tests/sched/run.sh MOUND
# Prints each failure and, last, "N passed, N failed".
set -u
mound=$(realpath "${1:?the mound program}") || exit 2
source "$(dirname "$0")/../checks.sh" || exit 2
cd "$(dirname "$0")" || exit 2

reasons='chan receive
sync.Mutex.Lock
sync.RWMutex.RLock
sync.Mutex.Lock
semacquire
sync.Cond.Wait
chan receive
chan send (nil chan)
chan receive (nil chan)
select (no cases)
select'

# The reasons in a report, of goroutine 1 only if it is not in a timer.
reasons_in() { sed -n 's/^goroutine [0-9]* \[\(.*\)\]:$/\1/p' "$1"; }

for processors in 1 2 8; do
    export GOMAXPROCS=$processors
    name="GOMAXPROCS=$processors"

    timeout 60 "$mound" waiting.go 2>"$work/err"
    check_equal "$name deadlock exit code" 2 $?
    check_equal "$name deadlock text" 'fatal error: all goroutines are asleep - deadlock!' \
        "$(head -n 1 "$work/err")"
    check_equal "$name wait reasons" "$reasons" "$(reasons_in "$work/err")"
    GOTRACEBACK=none timeout 60 "$mound" waiting.go 2>"$work/err"
    check_equal "$name GOTRACEBACK=none" 'fatal error: all goroutines are asleep - deadlock!' \
        "$(cat "$work/err")"

    # signalled NAME SIGNAL: starts the program, waits until it is ready, sends the signal.
    signalled() {
        : >"$work/err"
        timeout 60 sh -c 'echo $$ >"$1"; exec "$0" waiting.go wait' "$mound" "$work/pid" 2>"$work/err" &
        pid=$!
        for _ in $(seq 600); do
            grep -q ready "$work/err" && break
            sleep 0.05
        done
        sleep 0.1
        kill -"$1" "$(cat "$work/pid")"
        wait $pid
        echo $?
    }
    # bash has background jobs ignore SIGINT, and what is ignored stays so; timeout tells as the shell.
    check_equal "$name SIGQUIT exit code" 2 "$(signalled QUIT)"
    check_equal "$name SIGQUIT text" 'SIGQUIT: quit' "$(grep SIGQUIT "$work/err")"
    check_equal "$name SIGQUIT goroutines" "sleep
${reasons#*
}" "$(reasons_in "$work/err")"
    check_equal "$name SIGTERM" 143 "$(signalled TERM)"

    timeout 60 "$mound" run -leaks leaks.go >"$work/out" 2>"$work/err"
    check_equal "$name leaks exit code" 0 $?
    check_equal "$name leaks" '6 goroutines are leaked (-leaks)' "$(tail -n 1 "$work/err")"
    check_equal "$name leaked" 'chan receive (leaked)
select (leaked)
sync.Mutex.Lock (leaked)
chan receive (leaked)
chan receive (leaked)
chan receive (nil chan) (leaked)' "$(reasons_in "$work/err")"

    check_equal "$name parked" 'parked: 100000
sum: true' "$(timeout 120 "$mound" parked.go 100000)"
    check_equal "$name pipes" 'readers without progress: 0
computing goroutines without progress: 0
fewer than 50 threads: true' "$(timeout 120 "$mound" pipes.go 300 2 2>/dev/null)"
done
unset GOMAXPROCS

# Who reads from the terminal in the background is stopped: that depends on what the thread blocks.
cat >"$work/reads.go" <<'GO'
package main

import "os"

func main() {
	_, err := os.Stdin.Read(make([]byte, 1))
	println("went on:", err.Error())
}
GO
cat >"$work/background" <<'SH'
set -m
"$1" run "$2" &
for _ in $(seq 200); do
    [ -n "$(jobs -s)" ] && break
    [ -z "$(jobs -r)" ] && break
    sleep 0.05
done
[ -n "$(jobs -s)" ] && echo stopped
kill -KILL %1 2>/dev/null; wait 2>/dev/null
SH
check_equal "reading in the background" stopped "$(script -qec \
    "bash '$work/background' '$mound' '$work/reads.go'" /dev/null </dev/null | tr -d '\r' | head -n 1)"

hung=0
for _ in $(seq 25); do
    [ "$(GOMAXPROCS=2 timeout 20 "$mound" sleeper.go)" = ok ] || hung=$((hung + 1))
done
check_equal "sleeps while others wait for files" 0 $hung

# As many processors as CPUs, as the affinity and the quota of the control group allow.
count=$(timeout 60 "$mound" processors.go)
check_equal "processors" true "$([ "${count:-0}" -ge 1 ] && [ "$count" -le "$(nproc)" ] && echo true)"
check_equal "processors by affinity" 1 "$(taskset -c 0 timeout 60 "$mound" processors.go)"
check_equal "GOMAXPROCS" 3 "$(GOMAXPROCS=3 timeout 60 "$mound" processors.go)"
for group in /sys/fs/cgroup/cpu /sys/fs/cgroup; do
    group=$group/mound-test-$$
    mkdir "$group" 2>/dev/null || continue
    for file in 'cpu.cfs_quota_us 100000' 'cpu.max 100000 100000'; do
        [ -w "$group/${file%% *}" ] && echo "${file#* }" >"$group/${file%% *}"
    done 2>/dev/null
    if [ -w "$group/cpu.cfs_quota_us" ] || [ -w "$group/cpu.max" ]; then
        check_equal "processors by quota" 1 "$(sh -c 'echo $$ >"$0/cgroup.procs" && exec timeout 60 "$1" \
            processors.go' "$group" "$mound")"
    fi
    for _ in 1 2 3 4 5; do rmdir "$group" 2>/dev/null && break; sleep 0.1; done
    break
done

# The soft limit of open files is raised, for the program and not for what it starts.
hard=$(ulimit -Hn)
check_equal "limit of open files" "soft $hard
child 256" "$(ulimit -Sn 256; timeout 60 "$mound" files.go)"

# GOTRACEBACK: how many goroutines the report of a panic shows, and the exit code.
for want in 'none 0 2' 'single 1 2' 'all 2 2' 'system 2 2' 'crash 2 134' '0 0 2' '1 2 2' '2 2 2' ' 1 2' \
    'unknown 0 2'; do
    level=${want%% *}
    got=$(ulimit -c 0; GOTRACEBACK=$level timeout 60 "$mound" traceback.go 2>"$work/err"; echo $?)
    check_equal "GOTRACEBACK=$level" "$want" "$level $(grep -c '^goroutine' "$work/err") $got"
done

# debug.SetTraceback: how many goroutines the report of a panic shows, and the exit code.
for want in 'none 1' 'single 1' 'all 2' 'system 2' '0 2' '2 2' 'unknown 2'; do
    got=$(GOTRACEBACK=single timeout 60 "$mound" traceback.go "${want% *}" 2>"$work/err"; echo $?)
    check_equal "SetTraceback ${want% *}" "$want exit 2" \
        "${want% *} $(grep -c '^goroutine' "$work/err") exit $got"
done
check_equal "SetTraceback none under GOTRACEBACK=all" 2 \
    "$(GOTRACEBACK=all timeout 60 "$mound" traceback.go none 2>&1 | grep -c '^goroutine')"
check_equal "SetTraceback crash" 134 \
    "$(ulimit -c 0; timeout 60 "$mound" traceback.go crash >/dev/null 2>&1; echo $?)"

# With a seed a run is a function of the seed; without, or with another, it is another.
for seed in 1 2 3 4 5; do
    MOUND_SEED=$seed timeout 60 "$mound" replay.go >"$work/$seed"
    for _ in 1 2 3; do
        check_equal "replay of seed $seed" "$(md5sum <"$work/$seed")" \
            "$(MOUND_SEED=$seed timeout 60 "$mound" replay.go | md5sum)"
    done
done
check_equal "seeds differ" 5 "$(cat "$work"/[1-5] | grep '^\[' | sort -u | wc -l)"

checks_end
