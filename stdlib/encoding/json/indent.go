package json

import "bytes"

// HTMLEscape appends src to dst with <, >, &, U+2028 and U+2029 in strings escaped.
func HTMLEscape(dst *bytes.Buffer, src []byte) { dst.Write(appendHTML(nil, src)) }

const hexDigits = "0123456789abcdef"

func appendHTML(dst, src []byte) []byte {
	start := 0
	for i, c := range src {
		if c == '<' || c == '>' || c == '&' {
			dst = append(dst, src[start:i]...)
			dst = append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			start = i + 1
		}
		if c == 0xE2 && i+2 < len(src) && src[i+1] == 0x80 && src[i+2]&^1 == 0xA8 {
			dst = append(dst, src[start:i]...)
			dst = append(dst, '\\', 'u', '2', '0', '2', hexDigits[src[i+2]&15])
			start = i + 3
		}
	}
	return append(dst, src[start:]...)
}

// Compact appends src to dst without blanks.
func Compact(dst *bytes.Buffer, src []byte) error {
	b, err := appendCompact(nil, src, false)
	if err != nil {
		return err
	}
	dst.Write(b)
	return nil
}

func appendCompact(dst, src []byte, html bool) ([]byte, error) {
	if err := checkValid(src); err != nil {
		return dst, err
	}
	begin := len(dst)
	for i := 0; i < len(src); {
		switch c := src[i]; c {
		case ' ', '\t', '\n', '\r':
			i++
		case '"':
			end, _, _ := scan(src, i, false)
			dst = append(dst, src[i:end]...)
			i = end
		default:
			dst = append(dst, c)
			i++
		}
	}
	if html && bytes.ContainsAny(dst[begin:], "<>&\u2028\u2029") {
		dst = append(dst[:begin:begin], appendHTML(nil, dst[begin:])...)
	}
	return dst, nil
}

// Indent appends src to dst with each element on a line of its own. Lines begin with prefix, and
// with indent once for each level.
func Indent(dst *bytes.Buffer, src []byte, prefix, indent string) error {
	if err := checkValid(src); err != nil {
		return err
	}
	dst.Write(appendIndent(nil, src, prefix, indent))
	return nil
}

func appendIndent(dst, src []byte, prefix, indent string) []byte {
	depth := 0
	newline := func() {
		dst = append(dst, '\n')
		dst = append(dst, prefix...)
		for i := 0; i < depth; i++ {
			dst = append(dst, indent...)
		}
	}
	for i := 0; i < len(src); i++ {
		switch c := src[i]; c {
		case ' ', '\t', '\n', '\r':
			if depth == 0 && i > 0 && blanks(src, i) == len(src) {
				return append(dst, src[i:]...) // what follows the value stays
			}
		case '"':
			end, _, _ := scan(src, i, false)
			dst = append(dst, src[i:end]...)
			i = end - 1
		case '{', '[':
			dst = append(dst, c)
			if next := blanks(src, i+1); src[next] == c+2 {
				dst = append(dst, c+2)
				i = next
				continue
			}
			depth++
			newline()
		case ',':
			dst = append(dst, c)
			newline()
		case ':':
			dst = append(dst, c, ' ')
		case '}', ']':
			depth--
			newline()
			dst = append(dst, c)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}
