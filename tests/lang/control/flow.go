// run

// Every control statement: labels, goto, fallthrough, switch forms, loops.
package main

import "fmt"

func classify(n int) string {
	switch {
	case n < 0:
		return "negative"
	case n == 0:
		return "zero"
	case n < 10:
		return "small"
	}
	return "big"
}

func fall(n int) (out string) {
	switch n {
	case 1:
		out += "one "
		fallthrough
	case 2:
		out += "two "
	case 3, 4:
		out += "three or four "
		if n == 4 {
			break
		}
		out += "three "
	default:
		out += "other "
	}
	return out
}

func loops() {
outer:
	for i := 0; i < 4; i++ {
		for j := 0; ; j++ {
			switch {
			case j == 3:
				continue outer
			case i == 2:
				break outer
			case j == 1:
				continue
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	i := 0
again:
	i++
	if i < 5 {
		goto again
	}
	fmt.Println("goto:", i)
	for i > 2 {
		i--
	}
	for range 3 {
		i += 10
	}
	for k := range 4 {
		i += k
	}
	fmt.Println("loops:", i)
}

func ranges() {
	arr := [3]int{1, 2, 3}
	for i, v := range arr {
		arr[2] = 10
		fmt.Print(i, v, " ")
	}
	for i, v := range &arr {
		arr[2] = 20
		fmt.Print(i, v, " ")
	}
	s := []int{1, 2, 3}
	for i, v := range s {
		if i == 0 {
			s = append(s, 4)
			s[1] = 9
		}
		fmt.Print(i, v, " ")
	}
	for i, r := range "aé\xff世" {
		fmt.Print(i, ":", r, " ")
	}
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	close(ch)
	for v := range ch {
		fmt.Print(v, " ")
	}
	for range s {
		fmt.Print(".")
	}
	var np *[3]int
	for i := range np {
		fmt.Print(i)
	}
	fmt.Println()
}

func typeSwitch(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int8:
		return fmt.Sprintf("int-like %v", v)
	case string:
		return "string " + v
	case error:
		return "error " + v.Error()
	case func() int:
		return fmt.Sprint("func ", v())
	case []int:
		return fmt.Sprint("slice ", len(v))
	}
	return fmt.Sprintf("other %T", x)
}

func main() {
	for _, n := range []int{-5, 0, 7, 70} {
		fmt.Print(classify(n), " ")
	}
	fmt.Println()
	for n := 0; n < 6; n++ {
		fmt.Print(fall(n))
	}
	fmt.Println()
	loops()
	ranges()
	for _, x := range []any{nil, 1, int8(2), "s", fmt.Errorf("e"), func() int { return 3 }, []int{1}, 2.5, [2]int{}} {
		fmt.Println(typeSwitch(x))
	}
	switch x := 5; x {
	case 1, 2, 3:
		fmt.Println("low")
	case 4, 5, 6:
		fmt.Println("mid")
	}
	switch s := "b"; s {
	case "a", "b":
		fmt.Println("ab")
	}
	if x, y := 1, 2; x > y {
		fmt.Println("no")
	} else if z := x + y; z == 3 {
		fmt.Println("z", z)
	}
}
