module example.com/vendored

go 1.22

require (
	example.com/lib v1.0.0
	example.com/lib/plugin v0.1.0 // indirect
)
