package main

import "errors"

func test() any { return []error{errors.New("a"), errors.New("b")} }
