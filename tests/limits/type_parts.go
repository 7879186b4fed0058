// errorcheck

// Types that double their size at each step are refused before anything walks them.
package p

type pair[A, B any] struct {
	a A
	b B
}

func double[T any](x T) pair[T, T] { return pair[T, T]{x, x} }

var d = double(double(double(double(double(double(double(double(double(double(double(double( // ERROR "in call to double, cannot infer T: its type is too complex"
	double(double(double(double(double(double(double(double(
		1))))))))))))))))))))

type (
	t00 = pair[int, int]
	t01 = pair[t00, t00]
	t02 = pair[t01, t01]
	t03 = pair[t02, t02]
	t04 = pair[t03, t03]
	t05 = pair[t04, t04]
	t06 = pair[t05, t05]
	t07 = pair[t06, t06]
	t08 = pair[t07, t07]
	t09 = pair[t08, t08]
	t10 = pair[t09, t09]
	t11 = pair[t10, t10]
	t12 = pair[t11, t11]
	t13 = pair[t12, t12]
	t14 = pair[t13, t13]
	t15 = pair[t14, t14] // ERROR "type too complex: it consists of more than 100000 parts"
	t16 = pair[t15, t15]
)
