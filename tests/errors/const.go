// errorcheck

package main

const (
	big          = 1 << 600            // ERROR "constant shift overflow"
	huge         = big * big           // the unknown value silences what follows from it
	half         = 1.5
	small  int8  = 127 + 1             // ERROR "cannot use 127 \+ 1 \(untyped int constant 128\) as int8 value in constant declaration \(overflows\)"
	cut    int   = half                // ERROR "cannot use half \(untyped float constant 1.5\) as int value in constant declaration \(truncated\)"
	typed        = int8(100) + int8(100) // ERROR "int8\(100\) \+ int8\(100\) \(constant 200 of type int8\) overflows int8"
	narrow       = byte(300)           // ERROR "cannot convert 300 \(untyped int constant\) to type byte|constant 300 overflows byte"
	zero         = 1 / 0               // ERROR "invalid operation: division by zero"
	zeroes       = 1.0 / 0.0           // ERROR "invalid operation: division by zero"
	negative     = 1 << -1             // ERROR "invalid operation: negative shift count -1 \(untyped int constant\)"
	far          = 1 << 5000           // ERROR "invalid operation: invalid shift count 5000 \(untyped int constant\)"
	text         = "a" + 'b'           // ERROR "mismatched types untyped string and untyped rune"
	complement   = ^uint8(0) + 1       // ERROR "constant 256 of type uint8\) overflows uint8"
	variable     = len([]int{1})       // ERROR "len\(\[\]int{…}\) \(value of type int\) is not constant"
	fine   uint8 = 255.0
	exact        = 0.1+0.2 == 0.3 // true: constants are exact
	many         = 1e400 / 1e399
)

var array [10 - 1*exactly]int

const exactly = 1 - 1 // an untyped zero

func main() {
	var f float32 = 1e39             // ERROR "cannot use 1e39 \(untyped float constant 1e\+39\) as float32 value in variable declaration \(overflows\)"
	var c complex64 = 1e39i          // ERROR "\(overflows\)"
	var r rune = 'a' * 1e6
	var s string = 65                // ERROR "cannot use 65 \(untyped int constant\) as string value in variable declaration"
	_ = array[10]                    // ERROR "invalid argument: index 10 out of bounds \[0:10\]"
	_ = array[-1]                    // ERROR "invalid argument: index -1 \(constant of type int\) must not be negative"
	_ = "abc"[1.5]                   // ERROR "1.5 \(untyped float constant\) truncated to int"
	_, _, _, _ = f, c, r, s
}
