package json

import (
	"bytes"
	"io"
)

// Decoder reads values one after the other.
type Decoder struct {
	r       io.Reader
	buf     []byte
	at      int   // first byte of buf that was not taken
	scanned int64 // bytes before those in buf
	err     error
	options decodeState // useNumber and disallow
	state   tokenState
	stack   []tokenState
}

// NewDecoder returns a Decoder of r. It may read more from r than it returns.
func NewDecoder(r io.Reader) *Decoder { return &Decoder{r: r} }

// UseNumber has numbers for empty interfaces become Number instead of float64.
func (dec *Decoder) UseNumber() { dec.options.useNumber = true }

// DisallowUnknownFields makes object keys an error that the struct has no field for.
func (dec *Decoder) DisallowUnknownFields() { dec.options.disallow = true }

// Decode reads the next value into v, as Unmarshal does.
func (dec *Decoder) Decode(v any) error {
	if dec.err != nil {
		return dec.err
	}
	if err := dec.prepareValue(); err != nil {
		return err
	}
	if !dec.valueAllowed() {
		return &SyntaxError{msg: "not at beginning of value", Offset: dec.InputOffset()}
	}
	end, err := dec.readValue()
	if err != nil {
		return err
	}
	d := decodeState{data: dec.buf[dec.at:end], useNumber: dec.options.useNumber,
		disallow: dec.options.disallow}
	dec.at = end
	err = d.unmarshal(v)
	dec.valueEnd()
	return err
}

// Buffered returns what was read and not taken. It is valid until the next Decode.
func (dec *Decoder) Buffered() io.Reader { return bytes.NewReader(dec.buf[dec.at:]) }

// InputOffset returns how many bytes the values and tokens returned so far take.
func (dec *Decoder) InputOffset() int64 { return dec.scanned + int64(dec.at) }

// readValue makes sure that a whole value is in buf and returns where it ends.
func (dec *Decoder) readValue() (end int, err error) {
	var readErr error
	for {
		var problem int
		var literal string
		end, problem, literal = scan(dec.buf, dec.at, readErr == nil)
		if problem == scanDone {
			return end, nil
		}
		if problem != scanEnd && end < len(dec.buf) {
			dec.err = problemAt(dec.buf, end, problem, literal)
			dec.err.(*SyntaxError).Offset += dec.scanned
			return 0, dec.err
		}
		if readErr != nil {
			break
		}
		readErr = dec.refill()
	}
	if readErr == io.EOF && blanks(dec.buf, dec.at) < len(dec.buf) {
		readErr = io.ErrUnexpectedEOF
	}
	dec.err = readErr
	return 0, readErr
}

// refill reads more, behind what is left.
func (dec *Decoder) refill() error {
	if dec.at > 0 {
		dec.scanned += int64(dec.at)
		dec.buf = dec.buf[:copy(dec.buf, dec.buf[dec.at:])]
		dec.at = 0
	}
	const least = 512
	if cap(dec.buf)-len(dec.buf) < least {
		bigger := make([]byte, len(dec.buf), 2*cap(dec.buf)+least)
		copy(bigger, dec.buf)
		dec.buf = bigger
	}
	n, err := dec.r.Read(dec.buf[len(dec.buf):cap(dec.buf)])
	dec.buf = dec.buf[:len(dec.buf)+n]
	return err
}

// Encoder writes values one after the other, each with a line end.
type Encoder struct {
	w      io.Writer
	err    error
	html   bool
	prefix string
	indent string
}

// NewEncoder returns an Encoder to w.
func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w, html: true} }

// Encode writes v as Marshal does, and a line end.
func (enc *Encoder) Encode(v any) error {
	if enc.err != nil {
		return enc.err
	}
	e := encodeState{html: enc.html}
	if err := e.marshal(v); err != nil {
		return err
	}
	b := append(e.out, '\n')
	if enc.prefix != "" || enc.indent != "" {
		b = appendIndent(nil, b, enc.prefix, enc.indent)
	}
	_, enc.err = enc.w.Write(b)
	return enc.err
}

// SetIndent has values written as Indent does.
func (enc *Encoder) SetIndent(prefix, indent string) { enc.prefix, enc.indent = prefix, indent }

// SetEscapeHTML tells whether <, > and & are escaped in strings; they are by default.
func (enc *Encoder) SetEscapeHTML(on bool) { enc.html = on }

// Token is a piece of JSON: a Delim, bool, float64, Number, string, or nil.
type Token any

// Delim is a bracket or brace.
type Delim rune

func (d Delim) String() string { return string(d) }

// tokenState tells where Token stands.
type tokenState int

const (
	atTop tokenState = iota
	atArrayStart
	atArrayValue
	atArrayComma
	atObjectStart
	atObjectKey
	atObjectColon
	atObjectValue
	atObjectComma
)

// prepareValue moves over the comma or colon before a value.
func (dec *Decoder) prepareValue() error {
	var want byte
	var next tokenState
	var complaint string
	switch dec.state {
	case atArrayComma:
		want, next, complaint = ',', atArrayValue, "expected comma after array element"
	case atObjectColon:
		want, next, complaint = ':', atObjectValue, "expected colon after object key"
	default:
		return nil
	}
	c, err := dec.peek()
	if err != nil {
		return err
	}
	if c != want {
		return &SyntaxError{complaint, dec.InputOffset()}
	}
	dec.at++
	dec.state = next
	return nil
}

func (dec *Decoder) valueAllowed() bool {
	switch dec.state {
	case atTop, atArrayStart, atArrayValue, atObjectValue:
		return true
	}
	return false
}

func (dec *Decoder) valueEnd() {
	switch dec.state {
	case atArrayStart, atArrayValue:
		dec.state = atArrayComma
	case atObjectValue:
		dec.state = atObjectComma
	}
}

func (dec *Decoder) open(c byte, state tokenState) (Token, error) {
	dec.at++
	dec.stack = append(dec.stack, dec.state)
	dec.state = state
	return Delim(c), nil
}

func (dec *Decoder) close(c byte) (Token, error) {
	dec.at++
	dec.state = dec.stack[len(dec.stack)-1]
	dec.stack = dec.stack[:len(dec.stack)-1]
	dec.valueEnd()
	return Delim(c), nil
}

// Token returns the next piece; commas and colons are left out. At the end of the input the error
// is io.EOF.
func (dec *Decoder) Token() (Token, error) {
	for {
		c, err := dec.peek()
		if err != nil {
			return nil, err
		}
		s := dec.state
		switch {
		case c == '[' && dec.valueAllowed():
			return dec.open(c, atArrayStart)
		case c == '{' && dec.valueAllowed():
			return dec.open(c, atObjectStart)
		case c == ']' && (s == atArrayStart || s == atArrayComma),
			c == '}' && (s == atObjectStart || s == atObjectComma):
			return dec.close(c)
		case c == ':' && s == atObjectColon:
			dec.at++
			dec.state = atObjectValue
		case c == ',' && s == atArrayComma:
			dec.at++
			dec.state = atArrayValue
		case c == ',' && s == atObjectComma:
			dec.at++
			dec.state = atObjectKey
		case c == '"' && (s == atObjectStart || s == atObjectKey):
			return dec.keyToken()
		case bytes.IndexByte([]byte("[]{}:,"), c) >= 0 || !dec.valueAllowed():
			return dec.tokenError(c)
		default:
			var x any
			if err := dec.Decode(&x); err != nil {
				return nil, err
			}
			return x, nil
		}
	}
}

func (dec *Decoder) keyToken() (Token, error) {
	var key string
	state := dec.state
	dec.state = atTop
	err := dec.Decode(&key)
	dec.state = state
	if err != nil {
		return nil, err
	}
	dec.state = atObjectColon
	return key, nil
}

func (dec *Decoder) tokenError(c byte) (Token, error) {
	where := expected[scanValue]
	switch dec.state {
	case atArrayComma:
		where = expected[scanAfterElement]
	case atObjectStart, atObjectKey:
		where = expected[scanKey]
	case atObjectColon:
		where = expected[scanAfterKey]
	case atObjectComma:
		where = expected[scanAfterPair]
	}
	return nil, badByte(c, where, int(dec.InputOffset()))
}

// More reports whether the array or object that Token is in goes on.
func (dec *Decoder) More() bool {
	c, err := dec.peek()
	return err == nil && c != ']' && c != '}'
}

// peek moves to the next byte that is not blank.
func (dec *Decoder) peek() (byte, error) {
	for {
		dec.at = blanks(dec.buf, dec.at)
		if dec.at < len(dec.buf) {
			return dec.buf[dec.at], nil
		}
		if err := dec.refill(); err != nil && dec.at >= len(dec.buf) {
			return 0, err
		}
	}
}

