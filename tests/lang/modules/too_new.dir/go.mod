module demo

go 1.99
