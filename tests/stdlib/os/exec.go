// run
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

func main() {
	out, err := exec.Command("echo", "hello", "$HOME").Output()
	fmt.Printf("%q %v\n", out, err)
	cmd := exec.Command("cat")
	cmd.Stdin = strings.NewReader(strings.Repeat("line of text\n", 20000))
	out, err = cmd.CombinedOutput()
	fmt.Println(len(out), err, cmd.ProcessState.Success(), cmd.ProcessState)
	_, err = exec.Command("sh", "-c", "echo oops >&2; exit 3").Output()
	var exit *exec.ExitError
	fmt.Println(err, errors.As(err, &exit), exit.ExitCode(), string(exit.Stderr))
	err = exec.Command("sh", "-c", "kill -9 $$").Run()
	fmt.Println(err)
	_, err = exec.LookPath("no-such-program")
	fmt.Println(err, errors.Is(err, exec.ErrNotFound), exec.Command("no-such-program").Run())
	fmt.Println(exec.Command("/no/such/file").Run())
	fmt.Println(exec.Command("/tmp").Run())
	cmd = exec.Command("sh", "-c", "pwd; echo $A-$B")
	cmd.Dir = "/"
	cmd.Env = []string{"A=1", "B=2", "A=3"}
	var b bytes.Buffer
	cmd.Stdout, cmd.Stderr = &b, &b
	fmt.Println(cmd.Run(), b.String(), cmd.Run(), cmd.Environ())
	cmd = exec.Command("tr", "a-z", "A-Z")
	in, _ := cmd.StdinPipe()
	pipe, _ := cmd.StdoutPipe()
	fmt.Println(cmd.Start())
	go func() {
		io.WriteString(in, "through pipes")
		in.Close()
	}()
	text, _ := io.ReadAll(pipe)
	fmt.Println(string(text), cmd.Wait(), cmd.Wait())
	ctx, cancel := context.WithCancel(context.Background())
	start := time.Now()
	cmd = exec.CommandContext(ctx, "sleep", "30")
	fmt.Println(cmd.Start())
	cancel()
	fmt.Println(cmd.Wait(), time.Since(start) < 20*time.Second, ctx.Err())
	fmt.Println(exec.CommandContext(ctx, "true").Run())
	cmd = exec.Command("sh", "-c", "cat <&3")
	r, w, _ := os.Pipe()
	cmd.ExtraFiles = []*os.File{r}
	w.WriteString("extra")
	w.Close()
	out, err = cmd.Output()
	fmt.Println(string(out), err, cmd.String() != "")
	_, err = cmd.StdinPipe()
	fmt.Println(err, new(exec.Cmd).Run(), new(exec.Cmd).Wait())
	cmd = exec.Command("sleep", "30")
	cmd.Start()
	fmt.Println(cmd.Process.Kill(), cmd.Wait())
	ticks := 0
	cmd = exec.Command("sleep", "0.2")
	done := make(chan error)
	go func() { done <- cmd.Run() }()
	for running := true; running; {
		select {
		case err := <-done:
			running = false
			fmt.Println(err, ticks > 3)
		case <-time.After(10 * time.Millisecond):
			ticks++
		}
	}
}
