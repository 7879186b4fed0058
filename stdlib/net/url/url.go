// Package url reads and writes URLs (RFC 3986), and escapes what stands in them.
package url

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

// Error is an error of an operation on a URL.
type Error struct {
	Op  string
	URL string
	Err error
}

func (e *Error) Error() string { return fmt.Sprintf("%s %q: %s", e.Op, e.URL, e.Err) }

// Unwrap returns e.Err.
func (e *Error) Unwrap() error { return e.Err }

// Timeout reports whether e.Err says that time was up.
func (e *Error) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// Temporary reports whether e.Err says that it may pass.
func (e *Error) Temporary() bool {
	t, ok := e.Err.(interface{ Temporary() bool })
	return ok && t.Temporary()
}

// URL is scheme://user@host/path?query#fragment or scheme:opaque?query#fragment. Path and Fragment
// are unescaped; RawPath and RawFragment are set when the usual escaping does not give what was
// read.
type URL struct {
	Scheme      string
	Opaque      string
	User        *Userinfo
	Host        string // with the port
	Path        string
	RawPath     string
	OmitHost    bool // no "//" before an empty host
	ForceQuery  bool // a "?" even when RawQuery is empty
	RawQuery    string
	Fragment    string
	RawFragment string
}

// Userinfo is a user's name and perhaps password.
type Userinfo struct {
	username    string
	password    string
	passwordSet bool
}

// User returns a Userinfo without a password.
func User(username string) *Userinfo { return &Userinfo{username, "", false} }

// UserPassword returns a Userinfo with a password. URLs are no safe place for one.
func UserPassword(username, password string) *Userinfo { return &Userinfo{username, password, true} }

// Username returns the name.
func (u *Userinfo) Username() string {
	if u == nil {
		return ""
	}
	return u.username
}

// Password returns the password, and whether there is one.
func (u *Userinfo) Password() (string, bool) {
	if u == nil {
		return "", false
	}
	return u.password, u.passwordSet
}

// String returns the escaped "name" or "name:password".
func (u *Userinfo) String() string {
	if u == nil || u.username == "" && u.password == "" && !u.passwordSet {
		return ""
	}
	s := escape(u.username, inUser)
	if u.passwordSet {
		s += ":" + escape(u.password, inUser)
	}
	return s
}

// setPath sets Path, and RawPath if it is needed, from an escaped path.
func (u *URL) setPath(p string) error {
	text, err := unescape(p, inPath)
	if err != nil {
		return err
	}
	u.Path, u.RawPath = text, ""
	if p != escape(text, inPath) {
		u.RawPath = p
	}
	return nil
}

func (u *URL) setFragment(f string) error {
	text, err := unescape(f, inFragment)
	if err != nil {
		return err
	}
	u.Fragment, u.RawFragment = text, ""
	if f != escape(text, inFragment) {
		u.RawFragment = f
	}
	return nil
}

// rawOr returns raw when it is an encoding of text, else the usual one.
func rawOr(raw, text string, in part) (string, bool) {
	if raw != "" && isEncoded(raw, in) {
		if back, err := unescape(raw, in); err == nil && back == text {
			return raw, true
		}
	}
	return escape(text, in), false
}

// EscapedPath returns the path as it stands in the URL.
func (u *URL) EscapedPath() string {
	p, isRaw := rawOr(u.RawPath, u.Path, inPath)
	if !isRaw && u.Path == "*" {
		return "*"
	}
	return p
}

// EscapedFragment returns the fragment as it stands in the URL.
func (u *URL) EscapedFragment() string {
	f, _ := rawOr(u.RawFragment, u.Fragment, inFragment)
	return f
}

// String returns the URL as text.
func (u *URL) String() string {
	var b strings.Builder
	if u.Scheme != "" {
		b.WriteString(u.Scheme + ":")
	}
	if u.Opaque != "" {
		b.WriteString(u.Opaque)
	} else {
		u.writeHierarchy(&b)
	}
	if u.ForceQuery || u.RawQuery != "" {
		b.WriteString("?" + u.RawQuery)
	}
	if u.Fragment != "" {
		b.WriteString("#" + u.EscapedFragment())
	}
	return b.String()
}

// writeHierarchy writes //user@host/path.
func (u *URL) writeHierarchy(b *strings.Builder) {
	hasAuthority := u.Host != "" || u.User != nil
	if hasAuthority || u.Scheme != "" && !u.OmitHost {
		if hasAuthority || u.Path != "" {
			b.WriteString("//")
		}
		if u.User != nil {
			b.WriteString(u.User.String() + "@")
		}
		b.WriteString(escape(u.Host, inHost))
	}
	p := u.EscapedPath()
	if p != "" && p[0] != '/' && u.Host != "" {
		b.WriteByte('/')
	}
	if b.Len() == 0 {
		// A colon in the first element would make it a scheme.
		if segment, _, _ := strings.Cut(p, "/"); strings.Contains(segment, ":") {
			b.WriteString("./")
		}
	}
	b.WriteString(p)
}

// Redacted is String with xxxxx in place of the password.
func (u *URL) Redacted() string {
	if u == nil {
		return ""
	}
	copied := *u
	if _, has := u.User.Password(); has {
		copied.User = UserPassword(u.User.Username(), "xxxxx")
	}
	return copied.String()
}

// IsAbs reports whether the URL has a scheme.
func (u *URL) IsAbs() bool { return u.Scheme != "" }

// Parse reads a URL, relative to u.
func (u *URL) Parse(ref string) (*URL, error) {
	r, err := Parse(ref)
	if err != nil {
		return nil, err
	}
	return u.ResolveReference(r), nil
}

// withoutDots removes the elements . and .. from an absolute path.
func withoutDots(p string) string {
	if p == "" {
		return ""
	}
	var kept []string
	elements := strings.Split(strings.TrimPrefix(p, "/"), "/")
	for _, element := range elements {
		switch element {
		case ".":
		case "..":
			if len(kept) > 0 {
				kept = kept[:len(kept)-1]
			}
		default:
			kept = append(kept, element)
		}
	}
	result := "/" + strings.Join(kept, "/")
	if last := elements[len(elements)-1]; (last == "." || last == "..") && len(kept) > 0 {
		result += "/"
	}
	return result
}

func resolvePath(base, ref string) string {
	switch {
	case ref == "":
		return withoutDots(base)
	case ref[0] != '/':
		return withoutDots(base[:strings.LastIndexByte(base, '/')+1] + ref)
	}
	return withoutDots(ref)
}

// ResolveReference returns what ref means, seen from u.
func (u *URL) ResolveReference(ref *URL) *URL {
	url := *ref
	if ref.Scheme == "" {
		url.Scheme = u.Scheme
	}
	if ref.Scheme != "" || ref.Host != "" || ref.User != nil {
		url.setPath(resolvePath(ref.EscapedPath(), ""))
		return &url
	}
	if ref.Opaque != "" {
		url.User, url.Host, url.Path = nil, "", ""
		return &url
	}
	if ref.Path == "" && !ref.ForceQuery && ref.RawQuery == "" {
		url.RawQuery = u.RawQuery
		if ref.Fragment == "" {
			url.Fragment, url.RawFragment = u.Fragment, u.RawFragment
		}
	}
	if ref.Path == "" && u.Opaque != "" {
		url.Opaque, url.User, url.Host, url.Path = u.Opaque, nil, "", ""
		return &url
	}
	url.Host, url.User = u.Host, u.User
	url.setPath(resolvePath(u.EscapedPath(), ref.EscapedPath()))
	return &url
}

// Query returns the values of the query; what is wrong in it is left out.
func (u *URL) Query() Values {
	v, _ := ParseQuery(u.RawQuery)
	return v
}

// RequestURI returns what stands in an HTTP request: path and query.
func (u *URL) RequestURI() string {
	result := u.Opaque
	if result == "" {
		if result = u.EscapedPath(); result == "" {
			result = "/"
		}
	} else if strings.HasPrefix(result, "//") {
		result = u.Scheme + ":" + result
	}
	if u.ForceQuery || u.RawQuery != "" {
		result += "?" + u.RawQuery
	}
	return result
}

func splitPort(hostPort string) (host, port string) {
	host = hostPort
	if i := strings.LastIndexByte(host, ':'); i >= 0 && isPort(host[i:]) {
		host, port = host[:i], host[i+1:]
	}
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		host = host[1 : len(host)-1]
	}
	return host, port
}

// Hostname returns the host without port and brackets.
func (u *URL) Hostname() string {
	host, _ := splitPort(u.Host)
	return host
}

// Port returns the port, empty when there is none.
func (u *URL) Port() string {
	_, port := splitPort(u.Host)
	return port
}

// MarshalBinary returns the URL as text.
func (u *URL) MarshalBinary() (text []byte, err error) { return []byte(u.String()), nil }

// AppendBinary appends the URL as text to b.
func (u *URL) AppendBinary(b []byte) ([]byte, error) { return append(b, u.String()...), nil }

// UnmarshalBinary sets *u to what Parse makes of text.
func (u *URL) UnmarshalBinary(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*u = *parsed
	return nil
}

// JoinPath returns the URL with elements added to its path, . and .. resolved.
func (u *URL) JoinPath(elem ...string) *URL {
	elem = append([]string{u.EscapedPath()}, elem...)
	var p string
	if strings.HasPrefix(elem[0], "/") {
		p = path.Join(elem...)
	} else {
		// A relative path cannot leave where it begins.
		elem[0] = "/" + elem[0]
		p = path.Join(elem...)[1:]
	}
	if strings.HasSuffix(elem[len(elem)-1], "/") && !strings.HasSuffix(p, "/") {
		p += "/"
	}
	url := *u
	url.setPath(p)
	return &url
}

// JoinPath is URL.JoinPath for texts.
func JoinPath(base string, elem ...string) (result string, err error) {
	u, err := Parse(base)
	if err != nil {
		return "", err
	}
	return u.JoinPath(elem...).String(), nil
}

// Values are the values of a query by key.
type Values map[string][]string

// Get returns the first value of a key, empty when there is none.
func (v Values) Get(key string) string {
	if list := v[key]; len(list) > 0 {
		return list[0]
	}
	return ""
}

// Set replaces the values of a key by one.
func (v Values) Set(key, value string) { v[key] = []string{value} }

// Add adds a value.
func (v Values) Add(key, value string) { v[key] = append(v[key], value) }

// Del removes the values of a key.
func (v Values) Del(key string) { delete(v, key) }

// Has reports whether there is a value of a key.
func (v Values) Has(key string) bool {
	_, ok := v[key]
	return ok
}

// Encode returns the values as a query, sorted by key.
func (v Values) Encode() string {
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(v)) {
		name := QueryEscape(key)
		for _, value := range v[key] {
			if b.Len() > 0 {
				b.WriteByte('&')
			}
			b.WriteString(name + "=" + QueryEscape(value))
		}
	}
	return b.String()
}

// ParseQuery reads a query. The values are all that could be read; err is the first thing that is
// wrong.
func ParseQuery(query string) (Values, error) {
	values := Values{}
	var first error
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		if strings.Contains(pair, ";") {
			first = errors.New("invalid semicolon separator in query")
			continue
		}
		if pair == "" {
			continue
		}
		key, value, _ := strings.Cut(pair, "=")
		key, err := QueryUnescape(key)
		if err == nil {
			value, err = QueryUnescape(value)
		}
		if err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		values.Add(key, value)
	}
	return values, first
}
