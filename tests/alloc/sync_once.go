package main

import "sync"

func test() any {
	var once sync.Once
	var mu sync.Mutex
	n := 0
	once.Do(func() { n++ })
	mu.Lock()
	mu.Unlock()
	return &n
}
