// Numbers that are none.
package p

var a = 0x

var b = 0b2

var c = 0o8

var d = 1__0

var e = 0x_p

var f = 09.5i

var g = 1e

var h = 0x1.8

var i = 08

var j = 1_

var k = 0b1e3

var l = 0x1p+_1
