// Package sig marks, in a compiled program, which cryptography it was linked with. A program that is
// interpreted has no marks: the calls do nothing.
package sig

// BoringCrypto marks code of BoringCrypto.
func BoringCrypto() {}

// StandardCrypto marks code of Go's own.
func StandardCrypto() {}
