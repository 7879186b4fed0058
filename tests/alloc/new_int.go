package main

func test() any { return new(int) }
