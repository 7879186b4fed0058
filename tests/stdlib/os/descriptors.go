// run

// Descriptors for functions (SyscallConn), named pipes, mapped memory, groups.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

func check(err error) {
	if err != nil {
		fmt.Println("unexpected:", err)
	}
}

func checkPipe() {
	r, w, err := os.Pipe()
	check(err)
	conn, err := r.SyscallConn()
	check(err)
	buf, got, calls := make([]byte, 10), 0, 0
	check(conn.Read(func(fd uintptr) bool {
		n, err := syscall.Read(int(fd), buf)
		if calls++; calls == 1 {
			go w.WriteString("late")
		}
		got = n
		return err != syscall.EAGAIN
	}))
	fmt.Printf("%s %v\n", buf[:got], calls > 1)
	out, err := w.SyscallConn()
	check(err)
	check(out.Write(func(fd uintptr) bool {
		n, err := syscall.Write(int(fd), []byte("now"))
		fmt.Println(n, err)
		return true
	}))
	check(conn.Control(func(fd uintptr) { fmt.Println(int(fd) > 2) }))
	r.SetReadDeadline(time.Now().Add(-time.Second))
	err = conn.Read(func(fd uintptr) bool { return true })
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded))
	r.Close()
	fmt.Println(conn.Control(func(uintptr) {}))
	_, err = r.SyscallConn()
	fmt.Println(err)
	_, err = (*os.File)(nil).SyscallConn()
	fmt.Println(err)
}

func checkMapping(dir string) {
	name := filepath.Join(dir, "mapped")
	check(os.WriteFile(name, []byte("hello, mapping"), 0o600))
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	check(err)
	data, err := syscall.Mmap(int(f.Fd()), 0, 14, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
	check(err)
	copy(data, "HELLO")
	part := string(data[2:9])
	fmt.Println(syscall.Munmap(data[:5]), syscall.Munmap(data), syscall.Munmap(nil), part)
	text, _ := os.ReadFile(name)
	fmt.Println(string(text))
	_, err = syscall.Mmap(-1, 0, 4096, syscall.PROT_READ, syscall.MAP_SHARED)
	fmt.Println(err)
	_, err = syscall.Mmap(-1, 0, 0, syscall.PROT_READ, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	fmt.Println(err)
	memory, err := syscall.Mmap(-1, 0, 1<<20, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	check(err)
	memory[1<<20-1] = 7
	fmt.Println(len(memory), cap(memory), syscall.Mprotect(memory[:4096], syscall.PROT_READ), syscall.Munmap(memory))
	fmt.Println(syscall.Close(-1))
}

func checkNumbers(dir string) {
	fd, err := syscall.Open(filepath.Join(dir, "opened"), syscall.O_CREAT|syscall.O_RDWR, 0o600)
	check(err)
	n, err := syscall.Write(fd, []byte("by number"))
	fmt.Println(n, err, syscall.Close(fd))
	_, err = syscall.Open(filepath.Join(dir, "none"), syscall.O_RDONLY, 0)
	fmt.Println(err)
	ends := make([]int, 2)
	check(syscall.Pipe(ends))
	check(syscall.SetNonblock(ends[0], true))
	buf := make([]byte, 4)
	_, err = syscall.Read(ends[0], buf)
	fmt.Println(err, syscall.Pipe(nil), syscall.SetNonblock(-1, true))
	syscall.Write(ends[1], []byte("abc"))
	n, err = syscall.Read(ends[0], buf)
	fmt.Println(n, err, syscall.Close(ends[0]), syscall.Close(ends[1]))
}

func main() {
	dir, err := os.MkdirTemp("", "descriptors")
	check(err)
	defer os.RemoveAll(dir)
	checkPipe()
	checkMapping(dir)
	checkNumbers(dir)
	fifo := filepath.Join(dir, "fifo")
	old := syscall.Umask(0o027)
	fmt.Println(syscall.Mkfifo(fifo, 0o666), syscall.Umask(old) == 0o027, syscall.Mkfifo(fifo, 0o600) == syscall.EEXIST)
	info, _ := os.Stat(fifo)
	fmt.Println(info.Mode())
	go func() {
		w, err := os.OpenFile(fifo, os.O_WRONLY, 0)
		check(err)
		w.WriteString("through a named pipe")
		w.Close()
	}()
	text, err := os.ReadFile(fifo)
	fmt.Println(string(text), err)
	groups, err := os.Getgroups()
	fmt.Println(len(groups) >= 0, err)
}
