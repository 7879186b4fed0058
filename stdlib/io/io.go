// Package io has the interfaces of reading and writing and what works with any of them.
package io

import "errors"

// Where a Seek offset counts from.
const (
	SeekStart   = 0
	SeekCurrent = 1
	SeekEnd     = 2
)

// ErrShortWrite says that a write took fewer bytes than asked but gave no error of its own.
var ErrShortWrite = errors.New("short write")

var errInvalidWrite = errors.New("invalid write result")

// ErrShortBuffer says that a read needs a longer buffer.
var ErrShortBuffer = errors.New("short buffer")

// EOF is what Read returns when the input has ended in an orderly way.
var EOF = errors.New("EOF")

// ErrUnexpectedEOF says that the input ended in the middle of something.
var ErrUnexpectedEOF = errors.New("unexpected EOF")

// ErrNoProgress says that a Reader kept returning neither data nor an error.
var ErrNoProgress = errors.New("multiple Read calls return no data or error")

// Reader is implemented by what can be read from. Read fills p as far as it can without waiting for
// more than is there, and returns how many bytes it got; it may return an error together with the
// last bytes.
type Reader interface {
	Read(p []byte) (n int, err error)
}

// Writer is implemented by what can be written to. Write returns a non-nil error when n < len(p),
// and keeps no reference to p.
type Writer interface {
	Write(p []byte) (n int, err error)
}

// Closer is implemented by what must be closed after use.
type Closer interface {
	Close() error
}

// Seeker is implemented by what has a place that reads and writes move on from.
type Seeker interface {
	Seek(offset int64, whence int) (int64, error)
}

// ReadWriter can Read and Write.
type ReadWriter interface {
	Reader
	Writer
}

// ReadCloser can Read and Close.
type ReadCloser interface {
	Reader
	Closer
}

// WriteCloser can Write and Close.
type WriteCloser interface {
	Writer
	Closer
}

// ReadWriteCloser can Read, Write and Close.
type ReadWriteCloser interface {
	Reader
	Writer
	Closer
}

// ReadSeeker can Read and Seek.
type ReadSeeker interface {
	Reader
	Seeker
}

// ReadSeekCloser can Read, Seek and Close.
type ReadSeekCloser interface {
	Reader
	Seeker
	Closer
}

// WriteSeeker can Write and Seek.
type WriteSeeker interface {
	Writer
	Seeker
}

// ReadWriteSeeker can Read, Write and Seek.
type ReadWriteSeeker interface {
	Reader
	Writer
	Seeker
}

// ReaderFrom reads all of r into itself.
type ReaderFrom interface {
	ReadFrom(r Reader) (n int64, err error)
}

// WriterTo writes all of itself to w.
type WriterTo interface {
	WriteTo(w Writer) (n int64, err error)
}

// ReaderAt reads at an offset. It returns an error when n < len(p), and may be used by several
// goroutines at once.
type ReaderAt interface {
	ReadAt(p []byte, off int64) (n int, err error)
}

// WriterAt writes at an offset. It returns an error when n < len(p).
type WriterAt interface {
	WriteAt(p []byte, off int64) (n int, err error)
}

// ByteReader reads single bytes.
type ByteReader interface {
	ReadByte() (byte, error)
}

// ByteScanner reads single bytes and can go back by one.
type ByteScanner interface {
	ByteReader
	UnreadByte() error
}

// ByteWriter writes single bytes.
type ByteWriter interface {
	WriteByte(c byte) error
}

// RuneReader reads single runes and tells their width.
type RuneReader interface {
	ReadRune() (r rune, size int, err error)
}

// RuneScanner reads single runes and can go back by one.
type RuneScanner interface {
	RuneReader
	UnreadRune() error
}

// StringWriter writes strings.
type StringWriter interface {
	WriteString(s string) (n int, err error)
}

// WriteString writes s to w, through w's WriteString when it has one.
func WriteString(w Writer, s string) (n int, err error) {
	if sw, ok := w.(StringWriter); ok {
		return sw.WriteString(s)
	}
	return w.Write([]byte(s))
}

// ReadAtLeast reads until buf holds at least min bytes. Fewer give io.ErrUnexpectedEOF, none
// io.EOF; a buf that is too short gives io.ErrShortBuffer.
func ReadAtLeast(r Reader, buf []byte, min int) (n int, err error) {
	if len(buf) < min {
		return 0, ErrShortBuffer
	}
	for n < min && err == nil {
		var nn int
		nn, err = r.Read(buf[n:])
		n += nn
	}
	if n >= min {
		err = nil
	} else if n > 0 && err == EOF {
		err = ErrUnexpectedEOF
	}
	return
}

// ReadFull reads until buf is full.
func ReadFull(r Reader, buf []byte) (n int, err error) {
	return ReadAtLeast(r, buf, len(buf))
}

// ReadAll reads r until it ends. The end is not an error.
func ReadAll(r Reader) ([]byte, error) {
	b := make([]byte, 0, 512)
	for {
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if err != nil {
			if err == EOF {
				err = nil
			}
			return b, err
		}
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
	}
}
