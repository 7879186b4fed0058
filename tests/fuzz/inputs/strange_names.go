// Letters that are none.
package p

var é, 世, ά, 𝟘x, _٠, Ⅰ = 1, 2, 3, 4, 5, 6

var a‍b int
