// run

// Wrapping, joining and looking for errors; contexts.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

type code int

func (c code) Error() string { return fmt.Sprint("code ", int(c)) }
func (c code) Is(e error) bool { return e == io.EOF }

func main() {
	base := errors.New("base")
	w := fmt.Errorf("outer: %w", fmt.Errorf("inner: %w", base))
	fmt.Println(w, errors.Is(w, base), errors.Unwrap(w), errors.Is(w, io.EOF))
	j := errors.Join(nil, base, code(3), nil)
	fmt.Printf("%q %v %v\n", j, errors.Is(j, base), errors.Is(j, io.EOF))
	var c code
	fmt.Println(errors.As(fmt.Errorf("%w", j), &c), int(c), errors.Join(nil) == nil)
	two := fmt.Errorf("%w and %w", base, code(5))
	fmt.Println(errors.Is(two, base), errors.As(two, &c), int(c), errors.Unwrap(two))
	_, err := os.Open("/does/not/exist")
	var pe *os.PathError
	fmt.Println(errors.As(err, &pe), pe.Path, errors.Is(err, os.ErrNotExist))
	func() {
		defer func() { fmt.Println(recover()) }()
		errors.As(base, 5)
	}()
	ctx, cancel := context.WithCancelCause(context.WithValue(context.Background(), code(1), "v"))
	cancel(base)
	<-ctx.Done()
	fmt.Println(ctx.Err(), context.Cause(ctx), ctx.Value(code(1)), ctx.Value(code(2)))
	ctx, stop := context.WithTimeout(context.Background(), time.Millisecond)
	defer stop()
	<-ctx.Done()
	fmt.Println(ctx.Err(), errors.Is(ctx.Err(), context.DeadlineExceeded))
	child, _ := context.WithCancel(ctx)
	fmt.Println(child.Err(), context.Background(), context.TODO())
}
