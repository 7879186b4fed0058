// Package exec runs other programs. It calls no shell: $HOME, *.go and the like mean nothing.
package exec

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

var errIsDir error = syscall.EISDIR

// ErrWaitDelay: the program has ended, but WaitDelay was over before its output had.
var ErrWaitDelay = errors.New("exec: WaitDelay expired before I/O complete")

// Cmd is a program that runs, or is to be run. It can be run once.
type Cmd struct {
	Path         string    // of the program
	Args         []string  // its own name first; nil: Path alone
	Env          []string  // "key=value"; nil: that of this process. Of equal keys the last one counts
	Dir          string    // its working folder; empty: that of this process
	Stdin        io.Reader // nil: empty
	Stdout       io.Writer // nil: goes nowhere
	Stderr       io.Writer
	ExtraFiles   []*os.File // descriptor 3 and so on
	SysProcAttr  *syscall.SysProcAttr
	Process      *os.Process      // after Start
	ProcessState *os.ProcessState // after Wait
	Err          error            // of LookPath, for Start to return

	// Cancel is called when the context of CommandContext is done; by default it kills.
	Cancel func() error

	// WaitDelay is how long Wait waits after the context is done, or the program has ended, for the
	// program's end and the end of its output; 0: without limit.
	WaitDelay time.Duration

	ctx        context.Context
	childFiles []*os.File // to be closed here once the program has them
	pipes      []io.Closer // our ends, to be closed after Wait
	copies     []func() error
	copied     chan error
	watched    chan watchResult
	started    bool
}

type watchResult struct {
	err   error
	timer *time.Timer // runs when WaitDelay has begun
}

// Command returns a Cmd for a program, looked for with LookPath, and its arguments.
func Command(name string, arg ...string) *Cmd {
	cmd := &Cmd{Path: name, Args: append([]string{name}, arg...)}
	if filepath.Base(name) == name {
		path, err := LookPath(name)
		if path != "" {
			cmd.Path = path
		}
		cmd.Err = err
	}
	return cmd
}

// CommandContext is Command; the program is killed when ctx is done before it has ended.
func CommandContext(ctx context.Context, name string, arg ...string) *Cmd {
	if ctx == nil {
		panic("nil Context")
	}
	cmd := Command(name, arg...)
	cmd.ctx = ctx
	cmd.Cancel = func() error { return cmd.Process.Kill() }
	return cmd
}

// String returns the command for people to read.
func (c *Cmd) String() string {
	if c.Err != nil {
		return strings.Join(c.Args, " ")
	}
	text := c.Path
	if len(c.Args) > 1 {
		text += " " + strings.Join(c.Args[1:], " ")
	}
	return text
}

// Environ returns the environment that the program will get.
func (c *Cmd) Environ() []string {
	env, _ := c.environ()
	return env
}

func (c *Cmd) environ() ([]string, error) {
	env := c.Env
	if env == nil {
		env = os.Environ()
		if c.Dir != "" {
			if pwd, err := filepath.Abs(c.Dir); err == nil {
				env = append(env, "PWD="+pwd)
			}
		}
	}
	return lastOfEach(env)
}

// lastOfEach leaves the last entry of each key, and no entries with NUL in them.
func lastOfEach(env []string) ([]string, error) {
	var err error
	last := map[string]int{}
	kept := make([]string, 0, len(env))
	for _, entry := range env {
		if strings.IndexByte(entry, 0) >= 0 {
			err = errors.New("exec: environment variable contains NUL")
			continue
		}
		key, _, found := strings.Cut(entry, "=")
		if !found {
			kept = append(kept, entry)
			continue
		}
		if at, ok := last[key]; ok {
			kept[at] = ""
		}
		last[key] = len(kept)
		kept = append(kept, entry)
	}
	out := kept[:0]
	for _, entry := range kept {
		if entry != "" {
			out = append(out, entry)
		}
	}
	return out, err
}

// Run is Start and Wait.
func (c *Cmd) Run() error {
	if err := c.Start(); err != nil {
		return err
	}
	return c.Wait()
}

// Start starts the program and returns. Wait must be called afterwards.
func (c *Cmd) Start() error {
	if c.Process != nil || c.started {
		return errors.New("exec: already started")
	}
	c.started = true
	err := c.start()
	for _, f := range c.childFiles {
		f.Close()
	}
	c.childFiles = nil
	if err != nil {
		for _, p := range c.pipes {
			p.Close()
		}
		c.pipes = nil
		return err
	}
	if n := len(c.copies); n > 0 {
		c.copied = make(chan error, n)
		for _, copy := range c.copies {
			go func() { c.copied <- copy() }()
		}
	}
	if c.Cancel != nil && c.ctx != nil && c.ctx.Done() != nil {
		c.watched = make(chan watchResult)
		go c.watch()
	}
	return nil
}

func (c *Cmd) start() error {
	if c.Path == "" && c.Err == nil {
		c.Err = errors.New("exec: no command")
	}
	if c.Err != nil {
		return c.Err
	}
	if c.Cancel != nil && c.ctx == nil {
		return errors.New("exec: command with a non-nil Cancel was not created with CommandContext")
	}
	if c.ctx != nil {
		if err := c.ctx.Err(); err != nil {
			return err
		}
	}
	stdin, err := c.input()
	if err != nil {
		return err
	}
	stdout, err := c.output(c.Stdout)
	if err != nil {
		return err
	}
	stderr := stdout
	if c.Stderr == nil || !sameWriter(c.Stderr, c.Stdout) {
		if stderr, err = c.output(c.Stderr); err != nil {
			return err
		}
	}
	env, err := c.environ()
	if err != nil {
		return err
	}
	args := c.Args
	if len(args) == 0 {
		args = []string{c.Path}
	}
	c.Process, err = os.StartProcess(c.Path, args, &os.ProcAttr{
		Dir:   c.Dir,
		Files: append([]*os.File{stdin, stdout, stderr}, c.ExtraFiles...),
		Env:   env,
		Sys:   c.SysProcAttr,
	})
	return err
}

// sameWriter compares; writers that can not be compared are different.
func sameWriter(a, b io.Writer) bool {
	defer func() { recover() }()
	return a == b
}

func (c *Cmd) input() (*os.File, error) {
	if c.Stdin == nil {
		f, err := os.Open(os.DevNull)
		if err == nil {
			c.childFiles = append(c.childFiles, f)
		}
		return f, err
	}
	if f, ok := c.Stdin.(*os.File); ok {
		return f, nil
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	c.childFiles = append(c.childFiles, r)
	c.pipes = append(c.pipes, w)
	c.copies = append(c.copies, func() error {
		_, err := io.Copy(w, c.Stdin)
		if errors.Is(err, syscall.EPIPE) {
			err = nil // the program does not want all of it
		}
		if closeErr := w.Close(); err == nil {
			err = closeErr
		}
		return err
	})
	return r, nil
}

func (c *Cmd) output(w io.Writer) (*os.File, error) {
	if w == nil {
		f, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
		if err == nil {
			c.childFiles = append(c.childFiles, f)
		}
		return f, err
	}
	if f, ok := w.(*os.File); ok {
		return f, nil
	}
	pr, pw, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	c.childFiles = append(c.childFiles, pw)
	c.pipes = append(c.pipes, pr)
	c.copies = append(c.copies, func() error {
		_, err := io.Copy(w, pr)
		pr.Close()
		return err
	})
	return pw, nil
}

// watch cancels the program when the context is done, and kills it when WaitDelay is over.
func (c *Cmd) watch() {
	select {
	case c.watched <- watchResult{}:
		return
	case <-c.ctx.Done():
	}
	var err error
	if c.Cancel != nil {
		if cancelErr := c.Cancel(); cancelErr == nil {
			err = c.ctx.Err()
		} else if !errors.Is(cancelErr, os.ErrProcessDone) {
			err = errWatch{cancelErr}
		}
	}
	if c.WaitDelay == 0 {
		c.watched <- watchResult{err: err}
		return
	}
	timer := time.NewTimer(c.WaitDelay)
	select {
	case c.watched <- watchResult{err, timer}:
		return
	case <-timer.C:
	}
	killed := false
	if killErr := c.Process.Kill(); killErr == nil {
		killed = true
	} else if !errors.Is(killErr, os.ErrProcessDone) {
		err = errWatch{killErr}
	}
	if c.copied != nil {
		// What still holds the pipes keeps the copying from its end: it is cut off.
		for _, p := range c.pipes {
			p.Close()
		}
	}
	if !killed && err == nil {
		err = ErrWaitDelay
	}
	c.watched <- watchResult{err: err}
}

// errWatch is an error of Cancel or Kill.
type errWatch struct {
	err error
}

func (e errWatch) Error() string { return "exec: canceling Cmd: " + e.err.Error() }
func (e errWatch) Unwrap() error { return e.err }

// ExitError is a program that did not end well.
type ExitError struct {
	*os.ProcessState

	// Stderr is part of what it printed there, when Output has run it and Stderr was nil.
	Stderr []byte
}

func (e *ExitError) Error() string { return e.ProcessState.String() }

// Wait waits until the program started by Start has ended and all of its output was copied. The
// error is an *ExitError when the program was killed or its exit code is not 0.
func (c *Cmd) Wait() error {
	if c.Process == nil {
		return errors.New("exec: not started")
	}
	if c.ProcessState != nil {
		return errors.New("exec: Wait was already called")
	}
	state, err := c.Process.Wait()
	if err == nil && !state.Success() {
		err = &ExitError{ProcessState: state}
	}
	c.ProcessState = state
	var timer *time.Timer
	if c.watched != nil {
		watch := <-c.watched
		timer = watch.timer
		if err == nil && watch.err != nil {
			err = watch.err
		}
	}
	if copyErr := c.awaitCopies(timer); err == nil {
		err = copyErr
	}
	for _, p := range c.pipes {
		p.Close()
	}
	c.pipes = nil
	return err
}

// awaitCopies returns the first error of copying; timer or WaitDelay limits the time.
func (c *Cmd) awaitCopies(timer *time.Timer) error {
	defer func() {
		if timer != nil {
			timer.Stop()
		}
	}()
	if c.copied == nil {
		return nil
	}
	var late <-chan time.Time
	if timer == nil && c.WaitDelay > 0 {
		timer = time.NewTimer(c.WaitDelay)
	}
	if timer != nil {
		late = timer.C
	}
	var first error
	for range c.copies {
		select {
		case err := <-c.copied:
			if first == nil {
				first = err
			}
		case <-late:
			for _, p := range c.pipes {
				p.Close()
			}
			return ErrWaitDelay
		}
	}
	return first
}

// Output runs the program and returns what it prints to its standard output. Of an *ExitError
// Stderr is set when c.Stderr was nil.
func (c *Cmd) Output() ([]byte, error) {
	if c.Stdout != nil {
		return nil, errors.New("exec: Stdout already set")
	}
	var stdout bytes.Buffer
	c.Stdout = &stdout
	capture := c.Stderr == nil
	if capture {
		c.Stderr = &excerpt{size: 32 << 10}
	}
	err := c.Run()
	if e, ok := err.(*ExitError); ok && capture {
		e.Stderr = c.Stderr.(*excerpt).bytes()
	}
	return stdout.Bytes(), err
}

// CombinedOutput runs the program and returns what it prints to both outputs.
func (c *Cmd) CombinedOutput() ([]byte, error) {
	if c.Stdout != nil {
		return nil, errors.New("exec: Stdout already set")
	}
	if c.Stderr != nil {
		return nil, errors.New("exec: Stderr already set")
	}
	var b bytes.Buffer
	c.Stdout = &b
	c.Stderr = &b
	err := c.Run()
	return b.Bytes(), err
}

// closeOnce is a pipe that may be closed twice, by the user and by Wait.
type closeOnce struct {
	*os.File
	once sync.Once
	err  error
}

func (c *closeOnce) Close() error {
	c.once.Do(func() { c.err = c.File.Close() })
	return c.err
}

// StdinPipe returns a pipe to the program's standard input. Wait closes it, if nobody has before.
func (c *Cmd) StdinPipe() (io.WriteCloser, error) {
	if c.Stdin != nil {
		return nil, errors.New("exec: Stdin already set")
	}
	if c.Process != nil {
		return nil, errors.New("exec: StdinPipe after process started")
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	c.Stdin = r
	c.childFiles = append(c.childFiles, r)
	pipe := &closeOnce{File: w}
	c.pipes = append(c.pipes, pipe)
	return pipe, nil
}

// StdoutPipe returns a pipe from the program's standard output. Wait closes it: read all before.
func (c *Cmd) StdoutPipe() (io.ReadCloser, error) {
	if c.Stdout != nil {
		return nil, errors.New("exec: Stdout already set")
	}
	if c.Process != nil {
		return nil, errors.New("exec: StdoutPipe after process started")
	}
	return c.readPipe(&c.Stdout)
}

// StderrPipe returns a pipe from the program's standard error. Wait closes it: read all before.
func (c *Cmd) StderrPipe() (io.ReadCloser, error) {
	if c.Stderr != nil {
		return nil, errors.New("exec: Stderr already set")
	}
	if c.Process != nil {
		return nil, errors.New("exec: StderrPipe after process started")
	}
	return c.readPipe(&c.Stderr)
}

func (c *Cmd) readPipe(to *io.Writer) (io.ReadCloser, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	*to = w
	c.childFiles = append(c.childFiles, w)
	c.pipes = append(c.pipes, r)
	return r, nil
}

// excerpt keeps the beginning and the end of what is written to it, size bytes of each.
type excerpt struct {
	size    int
	head    []byte
	tail    []byte
	skipped int64
}

func (e *excerpt) Write(p []byte) (int, error) {
	n := len(p)
	room := min(e.size-len(e.head), len(p))
	e.head = append(e.head, p[:room]...)
	e.tail = append(e.tail, p[room:]...)
	if over := len(e.tail) - e.size; over > 0 {
		e.skipped += int64(over)
		e.tail = append(e.tail[:0], e.tail[over:]...)
	}
	return n, nil
}

func (e *excerpt) bytes() []byte {
	if e.skipped == 0 {
		return append(e.head, e.tail...)
	}
	note := "\n... omitting " + strconv.FormatInt(e.skipped, 10) + " bytes ...\n"
	return append(append(e.head, note...), e.tail...)
}

