// Builtin functions of themselves.
package p

var a = len(len)

var b = make(make)

var c = append(append...)

var d = cap(cap(cap))

var e = new(new(new(int)))

var f = min()

var g = complex(1, complex(1, 1))

var h = unsafe.Offsetof(unsafe)

var i = recover(recover())

func init() { delete(); copy(); clear(clear); panic(); print(print, nil); close(nil) }
