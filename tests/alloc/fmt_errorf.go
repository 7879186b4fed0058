package main

import (
	"errors"
	"fmt"
)

func test() any {
	err := errors.New("inner")
	return fmt.Errorf("outer: %w", err)
}
