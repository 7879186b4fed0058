package time

// Layouts show how the reference time, Mon Jan 2 15:04:05 MST 2006, is to be written.
const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

// The elements of a layout.
const (
	_ = iota
	elemLongMonth
	elemMonth
	elemNumMonth
	elemZeroMonth
	elemLongWeekDay
	elemWeekDay
	elemDay
	elemUnderDay
	elemZeroDay
	elemUnderYearDay
	elemZeroYearDay
	elemHour
	elemHour12
	elemZeroHour12
	elemMinute
	elemZeroMinute
	elemSecond
	elemZeroSecond
	elemLongYear
	elemYear
	elemPM
	elempm
	elemTZ
	elemISO8601TZ            // Z0700
	elemISO8601SecondsTZ     // Z070000
	elemISO8601ShortTZ       // Z07
	elemISO8601ColonTZ       // Z07:00
	elemISO8601ColonSecondTZ // Z07:00:00
	elemNumTZ                // -0700
	elemNumSecondsTz         // -070000
	elemNumShortTZ           // -07
	elemNumColonTZ           // -07:00
	elemNumColonSecondsTZ    // -07:00:00
	elemFrac0                // .000, the digits in fracDigits
	elemFrac9                // .999
)

// element is one of the above with the digits and separator of a fraction.
type element struct {
	kind   int
	digits int
	comma  bool
}

// fixedElements are those that are recognised by their text alone; longer ones come first.
var fixedElements = [...]struct {
	text string
	kind int
}{
	{"January", elemLongMonth}, {"Monday", elemLongWeekDay}, {"MST", elemTZ},
	{"002", elemZeroYearDay}, {"01", elemZeroMonth}, {"02", elemZeroDay}, {"03", elemZeroHour12},
	{"04", elemZeroMinute}, {"05", elemZeroSecond}, {"06", elemYear}, {"15", elemHour},
	{"1", elemNumMonth}, {"2006", elemLongYear}, {"2", elemDay}, {"__2", elemUnderYearDay},
	{"_2", elemUnderDay}, {"3", elemHour12}, {"4", elemMinute}, {"5", elemSecond}, {"PM", elemPM},
	{"pm", elempm}, {"-070000", elemNumSecondsTz}, {"-07:00:00", elemNumColonSecondsTZ},
	{"-0700", elemNumTZ}, {"-07:00", elemNumColonTZ}, {"-07", elemNumShortTZ},
	{"Z070000", elemISO8601SecondsTZ}, {"Z07:00:00", elemISO8601ColonSecondTZ},
	{"Z0700", elemISO8601TZ}, {"Z07:00", elemISO8601ColonTZ}, {"Z07", elemISO8601ShortTZ},
}

func hasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}

func startsLower(s string) bool { return s != "" && 'a' <= s[0] && s[0] <= 'z' }

func isDigit(s string, i int) bool { return i < len(s) && '0' <= s[i] && s[i] <= '9' }

// nextElement finds the first element of a layout, with the text before and after it.
func nextElement(layout string) (prefix string, e element, suffix string) {
	for i := 0; i < len(layout); i++ {
		switch c := layout[i]; c {
		case 'J', 'M', '0', '1', '2', '_', '3', '4', '5', 'P', 'p', '-', 'Z':
			rest := layout[i:]
			if c == '_' && hasPrefix(rest, "_2006") {
				return layout[:i+1], element{kind: elemLongYear}, layout[i+5:]
			}
			for k := range fixedElements {
				if f := &fixedElements[k]; f.text[0] == c && hasPrefix(rest, f.text) {
					return layout[:i], element{kind: f.kind}, rest[len(f.text):]
				}
			}
			if hasPrefix(rest, "Jan") && !startsLower(rest[3:]) {
				return layout[:i], element{kind: elemMonth}, rest[3:]
			}
			if hasPrefix(rest, "Mon") && !startsLower(rest[3:]) {
				return layout[:i], element{kind: elemWeekDay}, rest[3:]
			}
		case '.', ',':
			if i+1 < len(layout) && (layout[i+1] == '0' || layout[i+1] == '9') {
				digit := layout[i+1]
				j := i + 1
				for j < len(layout) && layout[j] == digit {
					j++
				}
				if !isDigit(layout, j) { // the run of digits must end here
					e := element{elemFrac0, j - (i + 1), c == ','}
					if digit == '9' {
						e.kind = elemFrac9
					}
					return layout[:i], e, layout[j:]
				}
			}
		}
	}
	return layout, element{}, ""
}

func appendInt(b []byte, x int, width int) []byte {
	u := uint(x)
	if x < 0 {
		b = append(b, '-')
		u = uint(-x)
	}
	var buf [20]byte
	i := fmtInt(buf[:], uint64(u))
	for n := len(buf) - i; n < width; n++ {
		b = append(b, '0')
	}
	return append(b, buf[i:]...)
}

func appendFraction(b []byte, nanosec int, e element) []byte {
	if e.kind == elemFrac9 && (e.digits == 0 || nanosec == 0) {
		return b
	}
	if e.comma {
		b = append(b, ',')
	} else {
		b = append(b, '.')
	}
	b = appendInt(b, nanosec, 9)
	if e.digits < 9 {
		b = b[:len(b)-9+e.digits]
	}
	if e.kind == elemFrac9 {
		for len(b) > 0 && b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
		if len(b) > 0 && (b[len(b)-1] == '.' || b[len(b)-1] == ',') {
			b = b[:len(b)-1]
		}
	}
	return b
}

// String formats as "2006-01-02 15:04:05.999999999 -0700 MST", with the monotonic reading behind.
func (t Time) String() string {
	s := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.wall&hasMonotonic != 0 {
		m2 := uint64(t.ext)
		sign := byte('+')
		if t.ext < 0 {
			sign = '-'
			m2 = -m2
		}
		m1, m2 := m2/1e9, m2%1e9
		m0, m1 := m1/1e9, m1%1e9
		buf := append([]byte(nil), " m="...)
		buf = append(buf, sign)
		width := 0
		if m0 != 0 {
			buf = appendInt(buf, int(m0), 0)
			width = 9
		}
		buf = appendInt(buf, int(m1), width)
		buf = append(buf, '.')
		buf = appendInt(buf, int(m2), 9)
		s += string(buf)
	}
	return s
}

// GoString formats as Go source.
func (t Time) GoString() string {
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	buf := append([]byte(nil), "time.Date("...)
	buf = appendInt(buf, year, 0)
	if January <= month && month <= December {
		buf = append(buf, ", time."...)
		buf = append(buf, month.String()...)
	} else {
		buf = append(buf, ", "...)
		buf = appendInt(buf, int(month), 0)
	}
	for _, n := range [...]int{day, hour, minute, second, t.Nanosecond()} {
		buf = append(buf, ", "...)
		buf = appendInt(buf, n, 0)
	}
	buf = append(buf, ", "...)
	switch loc := t.Location(); loc {
	case UTC, nil:
		buf = append(buf, "time.UTC"...)
	case Local:
		buf = append(buf, "time.Local"...)
	default:
		buf = append(buf, "time.Location("...)
		buf = append(buf, quote(loc.name)...)
		buf = append(buf, ')')
	}
	return string(append(buf, ')'))
}

// Format returns the time as a layout shows it.
func (t Time) Format(layout string) string {
	var fixed [64]byte
	return string(t.AppendFormat(fixed[:0], layout))
}

// AppendFormat appends what Format returns to b.
func (t Time) AppendFormat(b []byte, layout string) []byte {
	name, offset, _, _, _ := t.loc.lookup(t.unixSec())
	local := t.unixSec() + int64(offset)
	days := floorDiv(local, secondsPerDay)
	year64, month, day := daysToDate(days)
	year := int(year64)
	clock := int(local - days*secondsPerDay)
	hour, min, sec := clock/secondsPerHour, clock%secondsPerHour/secondsPerMinute, clock%secondsPerMinute
	weekday := Weekday((days+4)%7+7) % 7
	for layout != "" {
		prefix, e, suffix := nextElement(layout)
		b = append(b, prefix...)
		layout = suffix
		switch e.kind {
		case 0:
			return b
		case elemYear:
			y := year
			if y < 0 {
				y = -y
			}
			b = appendInt(b, y%100, 2)
		case elemLongYear:
			b = appendInt(b, year, 4)
		case elemMonth:
			b = append(b, month.String()[:3]...)
		case elemLongMonth:
			b = append(b, month.String()...)
		case elemNumMonth:
			b = appendInt(b, int(month), 0)
		case elemZeroMonth:
			b = appendInt(b, int(month), 2)
		case elemWeekDay:
			b = append(b, weekday.String()[:3]...)
		case elemLongWeekDay:
			b = append(b, weekday.String()...)
		case elemDay:
			b = appendInt(b, day, 0)
		case elemUnderDay:
			if day < 10 {
				b = append(b, ' ')
			}
			b = appendInt(b, day, 0)
		case elemZeroDay:
			b = appendInt(b, day, 2)
		case elemUnderYearDay, elemZeroYearDay:
			yday := int(days-dateToDays(year64, January, 1)) + 1
			if e.kind == elemZeroYearDay {
				b = appendInt(b, yday, 3)
				break
			}
			if yday < 100 {
				b = append(b, ' ')
				if yday < 10 {
					b = append(b, ' ')
				}
			}
			b = appendInt(b, yday, 0)
		case elemHour:
			b = appendInt(b, hour, 2)
		case elemHour12, elemZeroHour12:
			h := hour % 12
			if h == 0 {
				h = 12
			}
			width := 0
			if e.kind == elemZeroHour12 {
				width = 2
			}
			b = appendInt(b, h, width)
		case elemMinute:
			b = appendInt(b, min, 0)
		case elemZeroMinute:
			b = appendInt(b, min, 2)
		case elemSecond:
			b = appendInt(b, sec, 0)
		case elemZeroSecond:
			b = appendInt(b, sec, 2)
		case elemPM, elempm:
			half := "AM"
			if hour >= 12 {
				half = "PM"
			}
			if e.kind == elempm {
				b = append(b, half[0]|0x20, 'm')
			} else {
				b = append(b, half...)
			}
		case elemTZ:
			if name != "" {
				b = append(b, name...)
				break
			}
			// A zone without name shows its offset.
			b = appendOffset(b, offset/60, elemNumTZ, 0)
		case elemFrac0, elemFrac9:
			b = appendFraction(b, t.Nanosecond(), e)
		default:
			if offset == 0 && elemISO8601TZ <= e.kind && e.kind <= elemISO8601ColonSecondTZ {
				b = append(b, 'Z')
				break
			}
			b = appendOffset(b, offset/60, e.kind, offset)
		}
	}
	return b
}

// appendOffset appends a zone offset in minutes; its seconds come from absolute.
func appendOffset(b []byte, zone, kind, absolute int) []byte {
	if zone < 0 {
		b = append(b, '-')
		zone = -zone
		absolute = -absolute
	} else {
		b = append(b, '+')
	}
	b = appendInt(b, zone/60, 2)
	switch kind {
	case elemISO8601ColonTZ, elemNumColonTZ, elemISO8601ColonSecondTZ, elemNumColonSecondsTZ:
		b = append(b, ':')
	}
	if kind != elemNumShortTZ && kind != elemISO8601ShortTZ {
		b = appendInt(b, zone%60, 2)
	}
	switch kind {
	case elemISO8601SecondsTZ, elemNumSecondsTz, elemNumColonSecondsTZ, elemISO8601ColonSecondTZ:
		if kind == elemNumColonSecondsTZ || kind == elemISO8601ColonSecondTZ {
			b = append(b, ':')
		}
		b = appendInt(b, absolute%60, 2)
	}
	return b
}
