package p

var x = "never closed

var y = "\
