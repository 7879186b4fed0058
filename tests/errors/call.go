// errorcheck

package main

func none()                    {}
func two() (int, string)       { return 1, "" }
func take(a int, b ...string)  {}
func fixed(a int, b string)    {}

type T struct{}

func (T) value()    {}
func (*T) pointer() {}

func main() {
	fixed(two())
	take(two())
	take(1, []string{"a"}...)
	take(1, "a", []string{"b"}...) // ERROR "too many arguments in call to take\n\thave \(number, string, \[\]string\)\n\twant \(int, ...string\)"
	fixed(1)                       // ERROR "not enough arguments in call to fixed\n\thave \(number\)\n\twant \(int, string\)"
	fixed(1, "a", 2)               // ERROR "too many arguments in call to fixed\n\thave \(number, string, number\)\n\twant \(int, string\)"
	fixed("a", 1)                  // ERROR "cannot use .a. \(untyped string constant\) as int value in argument to fixed" "cannot use 1 \(untyped int constant\) as string value in argument to fixed"
	fixed(1, []string{}...)        // ERROR "have \(number, \[\]string\)|cannot use ... in call to non-variadic fixed"
	x := none()                    // ERROR "none\(\) \(no value\) used as value"
	y := two()                     // ERROR "assignment mismatch: 1 variable but two returns 2 values"
	_ = two() + 1                  // ERROR "multiple-value two\(\) \(value of type \(int, string\)\) in single-value context"
	T{}.pointer()                  // ERROR "cannot call pointer method pointer on T"
	T.pointer(T{})                 // ERROR "invalid method expression T.pointer \(needs pointer receiver \(\*T\).pointer\)"
	(*T).value(nil)
	T.value(T{})
	5()                            // ERROR "invalid operation: cannot call non-function 5 \(untyped int constant\)"
	len                            // ERROR "len \(built-in\) must be called"
	int                            // ERROR "int \(type\) is not an expression"
	int(1)                         // ERROR "int\(1\) \(constant 1 of type int\) is not used"
	go int(1)                      // ERROR "go requires function call, not conversion"
	defer len("")                  // ERROR "defer discards result of len\(..\)"
	_, _ = x, y
}
