// run

// Child processes: output, exit codes, signals, what cannot be started.
package main

import (
	"fmt"
	"io"
	"os"
	"syscall"
)

func main() {
	r, w, _ := os.Pipe()
	p, err := os.StartProcess("/bin/sh", []string{"sh", "-c", "echo $X; pwd; exit 3"}, &os.ProcAttr{
		Dir: "/tmp", Env: []string{"X=hello"}, Files: []*os.File{os.Stdin, w, os.Stderr}})
	fmt.Println(err)
	w.Close()
	b, err := io.ReadAll(r)
	fmt.Printf("%q %v\n", b, err)
	st, err := p.Wait()
	fmt.Println(st, err, st.ExitCode(), st.Success(), st.Exited())
	fmt.Println(p.Signal(os.Kill))
	_, err = os.StartProcess("/nonexistent", []string{"x"}, &os.ProcAttr{})
	fmt.Println(err)
	_, err = os.StartProcess("/bin/true", []string{"x"}, &os.ProcAttr{Dir: "/nonexistent"})
	fmt.Println(err)
	p, err = os.StartProcess("/bin/sleep", []string{"sleep", "100"}, &os.ProcAttr{Sys: &syscall.SysProcAttr{Setpgid: true}})
	fmt.Println(err)
	fmt.Println(p.Kill())
	st, err = p.Wait()
	fmt.Println(st, err, st.Sys().(syscall.WaitStatus).Signal() == syscall.SIGKILL)
	_, err = p.Wait()
	fmt.Println(err)
}
