package main

import _ "demo/tests"

func main() {}
