package url

import (
	"errors"
	"fmt"
	"strings"
)

// Parse reads a URL, which may be relative.
func Parse(rawURL string) (*URL, error) {
	main, fragment, _ := strings.Cut(rawURL, "#")
	u, err := parse(main, false)
	if err != nil {
		return nil, &Error{"parse", main, err}
	}
	if fragment == "" {
		return u, nil
	}
	if err := u.setFragment(fragment); err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return u, nil
}

// ParseRequestURI reads a URL as it stands in an HTTP request: absolute or an absolute path, and
// without a fragment.
func ParseRequestURI(rawURL string) (*URL, error) {
	u, err := parse(rawURL, true)
	if err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return u, nil
}

// cutScheme splits "scheme:rest"; scheme is empty when there is none.
func cutScheme(rawURL string) (scheme, rest string, err error) {
	for i := 0; i < len(rawURL); i++ {
		switch c := rawURL[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case '0' <= c && c <= '9' || c == '+' || c == '-' || c == '.':
			if i == 0 {
				return "", rawURL, nil
			}
		case c == ':':
			if i == 0 {
				return "", "", errors.New("missing protocol scheme")
			}
			return rawURL[:i], rawURL[i+1:], nil
		default:
			return "", rawURL, nil
		}
	}
	return "", rawURL, nil
}

func hasControl(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] == 0x7f {
			return true
		}
	}
	return false
}

func parse(rawURL string, request bool) (u *URL, err error) {
	if hasControl(rawURL) {
		return nil, errors.New("net/url: invalid control character in URL")
	}
	if rawURL == "" && request {
		return nil, errors.New("empty url")
	}
	u = &URL{}
	if rawURL == "*" {
		u.Path = "*"
		return u, nil
	}
	scheme, rest, err := cutScheme(rawURL)
	if err != nil {
		return nil, err
	}
	u.Scheme = strings.ToLower(scheme)
	if strings.HasSuffix(rest, "?") && strings.Count(rest, "?") == 1 {
		u.ForceQuery = true
		rest = rest[:len(rest)-1]
	} else {
		rest, u.RawQuery, _ = strings.Cut(rest, "?")
	}
	if !strings.HasPrefix(rest, "/") {
		if u.Scheme != "" {
			u.Opaque = rest // mailto:who
			return u, nil
		}
		if request {
			return nil, errors.New("invalid URI for request")
		}
		// "a:b" would be read as a scheme by others.
		if segment, _, _ := strings.Cut(rest, "/"); strings.Contains(segment, ":") {
			return nil, errors.New("first path segment in URL cannot contain colon")
		}
	}
	mayHaveHost := u.Scheme != "" || !request && !strings.HasPrefix(rest, "///")
	if mayHaveHost && strings.HasPrefix(rest, "//") {
		authority := rest[2:]
		rest = ""
		if i := strings.IndexByte(authority, '/'); i >= 0 {
			authority, rest = authority[:i], authority[i:]
		}
		if err := u.setAuthority(authority); err != nil {
			return nil, err
		}
	} else if u.Scheme != "" && strings.HasPrefix(rest, "/") {
		u.OmitHost = true
	}
	if err := u.setPath(rest); err != nil {
		return nil, err
	}
	return u, nil
}

// setAuthority reads "user:password@host:port".
func (u *URL) setAuthority(authority string) (err error) {
	at := strings.LastIndexByte(authority, '@')
	if u.Host, err = parseHost(authority[at+1:]); err != nil || at < 0 {
		return err
	}
	info := authority[:at]
	for _, c := range info {
		if c >= 0x80 || !isLetterOrDigit(byte(c)) && !strings.ContainsRune("-._:~!$&'()*+,;=%@", c) {
			return errors.New("net/url: invalid userinfo")
		}
	}
	name, password, found := strings.Cut(info, ":")
	if name, err = unescape(name, inUser); err != nil {
		return err
	}
	if password, err = unescape(password, inUser); err != nil {
		return err
	}
	u.User = &Userinfo{name, password, found}
	return nil
}

// parseHost reads a host and its port; an IPv6 address stands in brackets, perhaps with a zone.
func parseHost(host string) (string, error) {
	if !strings.HasPrefix(host, "[") {
		if i := strings.LastIndexByte(host, ':'); i >= 0 && !isPort(host[i:]) {
			return "", fmt.Errorf("invalid port %q after host", host[i:])
		}
		return unescape(host, inHost)
	}
	end := strings.LastIndexByte(host, ']')
	if end < 0 {
		return "", errors.New("missing ']' in host")
	}
	if port := host[end+1:]; !isPort(port) {
		return "", fmt.Errorf("invalid port %q after host", port)
	}
	zone := strings.Index(host[:end], "%25")
	if zone < 0 {
		return unescape(host, inHost)
	}
	var whole string
	for _, piece := range []struct {
		text string
		in   part
	}{{host[:zone], inHost}, {host[zone:end], inZone}, {host[end:], inHost}} {
		text, err := unescape(piece.text, piece.in)
		if err != nil {
			return "", err
		}
		whole += text
	}
	return whole, nil
}

// isPort reports whether s is nothing, or a colon and digits.
func isPort(s string) bool {
	if s == "" {
		return true
	}
	if s[0] != ':' {
		return false
	}
	for i := 1; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
