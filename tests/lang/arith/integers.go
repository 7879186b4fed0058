// run

// Wrapping, shifts and division of every integer width.
package main

import "fmt"

func main() {
	var i8 int8 = 127
	i8++
	fmt.Println(i8, -i8, i8-1)
	var u8 uint8 = 0
	u8--
	fmt.Println(u8, ^u8, u8<<1, u8>>7)
	var i16 int16 = -32768
	fmt.Println(-i16, i16-1, i16/-1, i16%-1)
	var u16 uint16 = 65535
	fmt.Println(u16+1, u16*u16, ^u16)
	var i32 int32 = 1 << 30
	fmt.Println(i32*4, i32<<1, i32<<2, i32>>31)
	var u32 uint32 = 1 << 31
	fmt.Println(u32<<1, u32+u32, u32>>31, -u32)
	var i64 int64 = -1 << 63
	fmt.Println(-i64, i64/-1, i64%-1, i64>>63, i64-1)
	var u64 uint64 = 1<<64 - 1
	fmt.Println(u64+1, u64*u64, u64>>1, u64/3, u64%10)
	n := 70
	fmt.Println(1<<n == 0, i64>>n, u64>>n, int8(-1)>>n, i32<<n)
	for _, d := range []int{7, -7} {
		for _, e := range []int{2, -2} {
			fmt.Print(d/e, " ", d%e, " ")
		}
	}
	fmt.Println()
	x := 0xF0F0
	fmt.Println(x&0xFF, x|0xF, x^0xFFFF, x&^0xF000)
	x += 5
	x -= 3
	x *= 2
	x /= 3
	x %= 1000
	x <<= 3
	x >>= 1
	x |= 1
	x &= 0xFFF
	x ^= 0x55
	x &^= 4
	fmt.Println(x)
	var u uint = 3
	fmt.Println(u-4 > 0, int32(u)-4, uint8(u-4))
	fmt.Println(int8(x), uint8(x), int16(-x), uint32(i8), int64(uint32(u16)<<16))
}
