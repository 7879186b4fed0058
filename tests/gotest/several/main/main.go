package main

func main() { println(word()) }

func word() string { return "hi" }
