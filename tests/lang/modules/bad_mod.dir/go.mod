module demo

frobnicate x

go 1.x
