// run
// needs go1.24
package main

import (
	"fmt"
	"runtime"
	"weak"
)

type blob struct {
	name string
	next *blob
}

var global blob

//go:noinline
func fill(n int) weak.Pointer[blob] {
	p := &blob{name: fmt.Sprint("blob", n)}
	w := weak.Make(p)
	fmt.Println(w.Value() == p, w.Value().name, w == weak.Make(p))
	return w
}

//go:noinline
func revived() (weak.Pointer[blob], weak.Pointer[string]) {
	p := &blob{name: "finalized"}
	runtime.SetFinalizer(p, func(b *blob) { fmt.Println("finalizer of", b.name); kept <- b })
	return weak.Make(p), weak.Make(&p.name)
}

var kept = make(chan *blob)

type tree struct {
	parent   weak.Pointer[tree]
	children []*tree
	name     string
}

func clear() { var pad [64]any; _ = pad }

func main() {
	var nothing weak.Pointer[blob]
	fmt.Println(nothing.Value() == nil, nothing == weak.Make[blob](nil))

	w := fill(1)
	clear()
	runtime.GC()
	fmt.Println("after a collection:", w.Value() == nil, w == w)

	p := &blob{name: "held"}
	w = weak.Make(p)
	inner := weak.Make(&p.name)
	runtime.GC()
	runtime.GC()
	fmt.Println(w.Value() == p, *inner.Value())
	runtime.KeepAlive(p)

	g := weak.Make(&global)
	runtime.GC()
	fmt.Println(g.Value() == &global, g == weak.Make(&global))

	a, b := revived()
	clear()
	runtime.GC()
	back := <-kept
	// The finalizer brought the object back, but weak pointers went before it ran.
	fmt.Println(a.Value() == nil, b.Value() == nil, back.name)

	root := &tree{name: "root"}
	for i := range 3 {
		root.children = append(root.children, &tree{parent: weak.Make(root), name: fmt.Sprint(i)})
	}
	child := root.children[1]
	fmt.Println(child.parent.Value().name)
	runtime.KeepAlive(root)
	root = nil
	clear()
	runtime.GC()
	fmt.Println(child.name, child.parent.Value())

	m := map[weak.Pointer[blob]]int{}
	m[weak.Make(p)] = 7
	fmt.Println(m[weak.Make(p)])
}
