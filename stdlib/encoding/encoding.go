// Package encoding names what types implement that turn themselves into bytes or text and back.
// Packages such as encoding/json ask for these interfaces.
package encoding

// BinaryMarshaler is a type that can be written in a binary form.
type BinaryMarshaler interface {
	MarshalBinary() (data []byte, err error)
}

// BinaryUnmarshaler is a type that can be read from its binary form. It must copy data if it keeps
// any of it.
type BinaryUnmarshaler interface {
	UnmarshalBinary(data []byte) error
}

// TextMarshaler is a type that can be written as text, in UTF-8.
type TextMarshaler interface {
	MarshalText() (text []byte, err error)
}

// TextUnmarshaler is a type that can be read from its text. It must copy text if it keeps any of it.
type TextUnmarshaler interface {
	UnmarshalText(text []byte) error
}
