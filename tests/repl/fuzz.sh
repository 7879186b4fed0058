#!/bin/bash
# tests/repl/fuzz.sh MOUND [SECONDS] - random keys and cut off Go at a terminal: nothing may crash or
# hang. Prints the seed; SEED= repeats a run.
set -u
mound=$(realpath "$1") seconds=${2:-180} seed=${SEED:-$RANDOM}
echo "seed $seed"
exec python3 - "$mound" "$seconds" "$seed" <<'PY'
import os, pty, random, select, signal, sys, time, tempfile, struct, fcntl, termios
mound, seconds, seed = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
random.seed(seed)
snippets = [
    'x := []int{1,2,3}', 'for i := range 3 { fmt.Println(i) }', 'func f(n int) int { return n+1 }',
    'f(2)', 'type T struct { a int; b *T }', 'v := &T{1, nil}', 'v', ':heap', ':why v', ':refs v',
    ':graph v', ':gc', ':stats', ':spans', ':classes', ':goroutines', ':leaks', ':ledger', ':snap a',
    ':diff a', ':layout T', ':alloc f(1)', ':escape f', ':dis f', ':help', ':set', ':set GOGC=50',
    'm := map[string]int{"a": 1}', 'm["a"]++', 'panic("x")', 'go func() { select {} }()',
    'strings.Repeat("ab", 3)', '"unterminated', '`raw', 'if x', 'switch {', '}', '((((', '_ + 1',
    'import "sort"', 'var e error', 'e', 'x[9]', 'func (t *T) M() { }', 'v.M()', '1 << 100', 'T', ':doc fmt',
    ':watch x', ':pool x', ':trace on', ':trace off', ':why-gc', 'chan int', '<-make(chan int)', '\\u00e9',
]
keys = ['\r', '\t', '\x01', '\x05', '\x0b', '\x17', '\x19', '\x1b[A', '\x1b[B', '\x1b[C', '\x1b[D', '\x7f',
        '\x12', '\x03', '\x1b', '\x14', '\x0c', '\x1b[200~', '\x1b[201~', '\x1bb', '\x1bf', '\x1d', '\x1e']
def some():
    r = random.random()
    if r < 0.45:
        s = random.choice(snippets)
        return (s if random.random() < 0.7 else s[:random.randrange(len(s) + 1)]) + '\r'
    if r < 0.75: return random.choice(keys)
    if r < 0.9: return ''.join(chr(random.randrange(32, 127)) for _ in range(random.randrange(1, 12)))
    return ''.join(chr(random.choice([0xe9, 0x4e16, 0x1f600, 0x7f, 0x80])) for _ in range(3))
def start():
    home = tempfile.mkdtemp()
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(HOME=home, XDG_STATE_HOME=home, TERM='xterm')
        os.execv(mound, [mound, 'repl'])
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
    return pid, fd
def drain(fd, wait):
    data = b''
    while select.select([fd], [], [], wait)[0]:
        try: part = os.read(fd, 65536)
        except OSError: return data, True
        if not part: return data, True
        data += part
        wait = 0.01
    return data, False
def alive(fd):
    # A fresh input must be answered, whatever state the editor is in.
    for _ in range(3):
        os.write(fd, b'\x1b[201~\x07\x03')
        drain(fd, 0.3)
    got, end = b'', time.time() + 30
    while time.time() < end:
        os.write(fd, b'println("a" + "live")\r')
        data, closed = drain(fd, 3)
        got += data
        if b'alive' in got: return True
        if closed: return False
        os.write(fd, b'\x03')
        drain(fd, 1)
    print(repr(got[-600:]))
    return False
end, sessions, sent = time.time() + seconds, 0, 0
while time.time() < end:
    pid, fd = start()
    sessions += 1
    drain(fd, 1)
    log = []
    stop = min(end, time.time() + 20)
    dead = False
    while time.time() < stop and not dead:
        text = some()
        log.append(text)
        sent += len(text)
        try: os.write(fd, text.encode())
        except OSError: dead = True
        _, closed = drain(fd, 0.005)
        dead = dead or closed
    good = not dead and alive(fd)
    if not good:
        got, status = os.waitpid(pid, os.WNOHANG)
        print('0 passed, 1 failed'); print('seed', seed, 'dead' if dead else 'hangs', 'status', status)
        print(repr(log[-40:])); os.kill(pid, signal.SIGKILL) if got == 0 else None; sys.exit(1)
    os.kill(pid, signal.SIGKILL); os.waitpid(pid, 0); os.close(fd)
print(f'{sessions} sessions, {sent} keys'); print(f'{sessions} passed, 0 failed')
PY
