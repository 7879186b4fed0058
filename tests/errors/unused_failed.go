// errorcheck
//
// A variable whose initialisation or assignment failed is reported as unused, too.
package p

func call() (int, string)

func f() {
	var a int = "s"            // ERROR "cannot use"
	b := undefined             // ERROR "undefined: undefined" "declared and not used: b"
	c, d := call(), 1          // ERROR "multiple-value call\(\)" "declared and not used: c" "declared and not used: d"
	var g, h = 1               // ERROR "assignment mismatch: 2 variables but 1 value" "declared and not used: g" "declared and not used: h"
	var i missing              // ERROR "undefined: missing" "declared and not used: i"
	k := nil                   // ERROR "use of untyped nil in assignment" "declared and not used: k"
	switch l := a.(type) {     // ERROR "a .* is not an interface" "l declared and not used"
	}
	var o, q, r int            // ERROR "declared and not used: o" "declared and not used: q" "declared and not used: r"
	o, q, r = call()           // ERROR "assignment mismatch: 3 variables but call returns 2 values"
	for m := range 1.5 {       // ERROR "cannot range over 1.5"
	}
}
