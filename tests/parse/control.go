// Braces in control clauses: which open a body, which a literal.
package p

func f() {
	if x == y {
	}
	if x == (T{1}) {
	}
	if f(T{1}) {
	}
	for i := range []int{1, 2} {
	}
	for _, v := range [...]T{{1}, {2}} {
	}
	for range map[string]int{"a": 1} {
	}
	for _, s := range []struct{ a int }{{1}} {
	}
	switch x := (struct{ a int }{1}); x.a {
	}
	if func() bool { return T{} == t }() {
	}
	switch f := func(x int) {
		if x > 0 {
		}
	}; {
	}
	if x := a[T{1}.i]; x {
	}
	for a := (interface{})(nil); a != nil; {
	}
	if v, ok := x.(interface{ M() }); ok {
	} else if w := v; w {
	} else {
		T{}.m()
	}
	for {
	}
	for x < y {
	}
	for ; ; {
	}
	for i := 0; i < 10; i++ {
	}
	for range 10 {
	}
	for range ch {
	}
	for k = range m {
	}
	switch {
	case x > 0, y:
		fallthrough
	default:
	}
	switch x := y.(type) {
	case int, *T, []int, func(), nil:
	}
	switch f(); y.(type) {
	}
	switch ; x {
	}
	select {
	case v := <-c:
	case v, ok = <-c:
	case <-c:
	case c <- 1:
	default:
	}
L:
	for {
		break L
		continue L
		goto M
	}
M:
}
