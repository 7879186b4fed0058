// Escapes that are none.
package p

var a = "\400\x1\u12\U00110000\ud800\q\"

var b = '\777'

var c = '\xff\xff'

var d = "\