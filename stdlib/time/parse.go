package time

// ParseError tells why a time could not be read.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

func copied(s string) string { return string([]byte(s)) }

func newParseError(layout, value, layoutElem, valueElem, message string) *ParseError {
	return &ParseError{copied(layout), copied(value), layoutElem, copied(valueElem), message}
}

func (e *ParseError) Error() string {
	if e.Message == "" {
		return "parsing time " + quote(e.Value) + " as " + quote(e.Layout) + ": cannot parse " +
			quote(e.ValueElem) + " as " + quote(e.LayoutElem)
	}
	return "parsing time " + quote(e.Value) + e.Message
}

// Parse reads a time in the form of a layout. Without a zone it is in UTC; a zone that Local does
// not know is made up from its offset or abbreviation.
func Parse(layout, value string) (Time, error) {
	return parse(layout, value, UTC, Local)
}

// ParseInLocation is Parse with loc in the place of both UTC and Local.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

// parser takes the elements off the front of a value.
type parser struct {
	value string
	bad   bool // the value does not have the element
}

func (p *parser) fail() { p.bad = true }

// digits reads a number of one or two digits; fixed wants two.
func (p *parser) digits(fixed bool) int {
	if !isDigit(p.value, 0) {
		p.fail()
		return 0
	}
	if !isDigit(p.value, 1) {
		if fixed {
			p.fail()
			return 0
		}
		n := int(p.value[0] - '0')
		p.value = p.value[1:]
		return n
	}
	n := int(p.value[0]-'0')*10 + int(p.value[1]-'0')
	p.value = p.value[2:]
	return n
}

// digits3 reads up to three digits; fixed wants three.
func (p *parser) digits3(fixed bool) int {
	n, i := 0, 0
	for i < 3 && isDigit(p.value, i) {
		n = n*10 + int(p.value[i]-'0')
		i++
	}
	if i == 0 || fixed && i != 3 {
		p.fail()
		return 0
	}
	p.value = p.value[i:]
	return n
}

// name reads one of count names, long or of three letters, in any case.
func (p *parser) name(count int, long bool, nameOf func(int) string) int {
	for i := 0; i < count; i++ {
		name := nameOf(i)
		if !long {
			name = name[:3]
		}
		if len(p.value) >= len(name) && equalFold(p.value[:len(name)], name) {
			p.value = p.value[len(name):]
			return i
		}
	}
	p.fail()
	return -1
}

func equalFold(a, b string) bool {
	for i := 0; i < len(a); i++ {
		if a[i] != b[i] {
			c, d := a[i]|0x20, b[i]|0x20
			if c != d || c < 'a' || c > 'z' {
				return false
			}
		}
	}
	return true
}

// skip takes the literal text of the layout off; a space matches any number of spaces.
func skip(value, prefix string) (string, bool) {
	for len(prefix) > 0 {
		if prefix[0] == ' ' {
			if len(value) > 0 && value[0] != ' ' {
				return value, false
			}
			for prefix != "" && prefix[0] == ' ' {
				prefix = prefix[1:]
			}
			for value != "" && value[0] == ' ' {
				value = value[1:]
			}
			continue
		}
		if len(value) == 0 || value[0] != prefix[0] {
			return value, false
		}
		prefix = prefix[1:]
		value = value[1:]
	}
	return value, true
}

// fraction reads a fraction's digits behind its point; message says what else is wrong.
func fraction(s string) (nsec int, ok bool) {
	if len(s) > 10 {
		s = s[:10] // digits below nanoseconds are dropped
	}
	if len(s) < 1 || s[0] != '.' && s[0] != ',' {
		return 0, false
	}
	for i := 1; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		nsec = nsec*10 + int(s[i]-'0')
	}
	for i := len(s); i < 10; i++ {
		nsec *= 10
	}
	return nsec, true
}

// parsed collects the elements.
type parsed struct {
	year, month, day, yday int
	hour, min, sec, nsec   int
	pm, am                 bool
	zone                   *Location
	offset                 int
	zoneName               string
	outOfRange             string
}

func parse(layout, value string, defaultLocation, local *Location) (Time, error) {
	alayout, avalue := layout, value
	t := parsed{month: -1, day: -1, yday: -1, offset: -1}
	for {
		prefix, e, suffix := nextElement(layout)
		elemText := layout[len(prefix) : len(layout)-len(suffix)]
		rest, ok := skip(value, prefix)
		if !ok {
			return Time{}, newParseError(alayout, avalue, prefix, rest, "")
		}
		value = rest
		if e.kind == 0 {
			if len(value) != 0 {
				return Time{}, newParseError(alayout, avalue, "", value, ": extra text: "+quote(value))
			}
			break
		}
		layout = suffix
		hold := value
		p := &parser{value: value}
		t.element(p, e, layout)
		value = p.value
		if t.outOfRange != "" {
			return Time{}, newParseError(alayout, avalue, elemText, value, ": "+t.outOfRange+" out of range")
		}
		if p.bad {
			return Time{}, newParseError(alayout, avalue, elemText, hold, "")
		}
	}
	return t.time(alayout, avalue, defaultLocation, local)
}

// element reads one element; layout is what follows it.
func (t *parsed) element(p *parser, e element, layout string) {
	switch e.kind {
	case elemYear:
		if len(p.value) < 2 || !isDigit(p.value, 1) {
			p.fail()
			return
		}
		switch c := p.value[0]; { // of two characters one may be a sign
		case isDigit(p.value, 0):
			t.year = int(c-'0')*10 + int(p.value[1]-'0')
		case c == '+':
			t.year = int(p.value[1] - '0')
		case c == '-':
			t.year = -int(p.value[1] - '0')
		default:
			p.fail()
			return
		}
		p.value = p.value[2:]
		if t.year >= 69 { // years of two digits begin with 1969
			t.year += 1900
		} else {
			t.year += 2000
		}
	case elemLongYear:
		t.year = 0
		for i := 0; i < 4; i++ {
			if !isDigit(p.value, i) {
				p.fail()
				return
			}
			t.year = t.year*10 + int(p.value[i]-'0')
		}
		p.value = p.value[4:]
	case elemMonth, elemLongMonth:
		t.month = 1 + p.name(12, e.kind == elemLongMonth, func(i int) string { return Month(i + 1).String() })
	case elemNumMonth, elemZeroMonth:
		t.month = p.digits(e.kind == elemZeroMonth)
		if !p.bad && (t.month <= 0 || 12 < t.month) {
			t.outOfRange = "month"
		}
	case elemWeekDay, elemLongWeekDay:
		p.name(7, e.kind == elemLongWeekDay, func(i int) string { return Weekday(i).String() })
	case elemDay, elemUnderDay, elemZeroDay:
		if e.kind == elemUnderDay && len(p.value) > 0 && p.value[0] == ' ' {
			p.value = p.value[1:]
		}
		t.day = p.digits(e.kind == elemZeroDay)
	case elemUnderYearDay, elemZeroYearDay:
		for i := 0; i < 2; i++ {
			if e.kind == elemUnderYearDay && len(p.value) > 0 && p.value[0] == ' ' {
				p.value = p.value[1:]
			}
		}
		t.yday = p.digits3(e.kind == elemZeroYearDay)
	case elemHour:
		t.hour = p.digits(false)
		if t.hour < 0 || 24 <= t.hour {
			t.outOfRange = "hour"
		}
	case elemHour12, elemZeroHour12:
		t.hour = p.digits(e.kind == elemZeroHour12)
		if t.hour < 0 || 12 < t.hour {
			t.outOfRange = "hour"
		}
	case elemMinute, elemZeroMinute:
		t.min = p.digits(e.kind == elemZeroMinute)
		if t.min < 0 || 60 <= t.min {
			t.outOfRange = "minute"
		}
	case elemSecond, elemZeroSecond:
		t.second(p, e, layout)
	case elemPM, elempm:
		if len(p.value) < 2 {
			p.fail()
			return
		}
		half := p.value[:2]
		p.value = p.value[2:]
		switch {
		case e.kind == elemPM && half == "PM", e.kind == elempm && half == "pm":
			t.pm = true
		case e.kind == elemPM && half == "AM", e.kind == elempm && half == "am":
			t.am = true
		default:
			p.fail()
		}
	case elemTZ:
		if len(p.value) >= 3 && p.value[:3] == "UTC" {
			t.zone = UTC
			p.value = p.value[3:]
			return
		}
		n, ok := zoneNameLength(p.value)
		if !ok {
			p.fail()
			return
		}
		t.zoneName, p.value = p.value[:n], p.value[n:]
	case elemFrac0:
		n := 1 + e.digits // exactly as many digits as the layout has
		if len(p.value) < n {
			p.fail()
			return
		}
		nsec, ok := fraction(p.value[:n])
		if !ok {
			p.fail()
			return
		}
		t.nsec = nsec
		p.value = p.value[n:]
	case elemFrac9:
		if len(p.value) < 2 || p.value[0] != '.' && p.value[0] != ',' || !isDigit(p.value, 1) {
			return // a fraction that may be missing
		}
		i := 0
		for i+1 < len(p.value) && isDigit(p.value, i+1) {
			i++
		}
		t.nsec, _ = fraction(p.value[:1+i])
		p.value = p.value[1+i:]
	default:
		t.zoneOffset(p, e)
	}
}

// second reads seconds, and a fraction behind them even if the layout has none.
func (t *parsed) second(p *parser, e element, layout string) {
	t.sec = p.digits(e.kind == elemZeroSecond)
	if p.bad {
		return
	}
	if t.sec < 0 || 60 <= t.sec {
		t.outOfRange = "second"
		return
	}
	if len(p.value) >= 2 && (p.value[0] == '.' || p.value[0] == ',') && isDigit(p.value, 1) {
		if _, next, _ := nextElement(layout); next.kind == elemFrac0 || next.kind == elemFrac9 {
			return
		}
		n := 2
		for n < len(p.value) && isDigit(p.value, n) {
			n++
		}
		nsec, ok := fraction(p.value[:n])
		if !ok {
			p.fail()
			return
		}
		t.nsec = nsec
		p.value = p.value[n:]
	}
}

func (t *parsed) zoneOffset(p *parser, e element) {
	iso := elemISO8601TZ <= e.kind && e.kind <= elemISO8601ColonSecondTZ
	if iso && len(p.value) >= 1 && p.value[0] == 'Z' {
		p.value = p.value[1:]
		t.zone = UTC
		return
	}
	colon, minutes, seconds := false, true, false
	switch e.kind {
	case elemISO8601ColonTZ, elemNumColonTZ:
		colon = true
	case elemNumShortTZ, elemISO8601ShortTZ:
		minutes = false
	case elemISO8601ColonSecondTZ, elemNumColonSecondsTZ:
		colon, seconds = true, true
	case elemISO8601SecondsTZ, elemNumSecondsTz:
		seconds = true
	}
	q := &parser{value: p.value}
	if q.value == "" {
		p.fail()
		return
	}
	sign := q.value[0]
	q.value = q.value[1:]
	take := func(first bool) int {
		if !first && colon {
			if q.value == "" || q.value[0] != ':' {
				q.fail()
				return 0
			}
			q.value = q.value[1:]
		}
		return q.digits(true)
	}
	hr := take(true)
	mm, ss := 0, 0
	if minutes && !q.bad {
		mm = take(false)
	}
	if seconds && !q.bad {
		ss = take(false)
	}
	if q.bad {
		p.fail()
		return
	}
	if hr > 24 {
		t.outOfRange = "time zone offset hour"
	}
	if mm > 60 {
		t.outOfRange = "time zone offset minute"
	}
	if ss > 60 {
		t.outOfRange = "time zone offset second"
	}
	t.offset = (hr*60+mm)*60 + ss
	switch sign {
	case '+':
	case '-':
		t.offset = -t.offset
	default:
		p.fail()
		return
	}
	p.value = q.value
}

// zoneNameLength recognises the abbreviation of a zone at the start of value.
func zoneNameLength(value string) (length int, ok bool) {
	if len(value) < 3 {
		return 0, false
	}
	if len(value) >= 4 && (value[:4] == "ChST" || value[:4] == "MeST") {
		return 4, true
	}
	if value[:3] == "GMT" {
		return 3 + signedOffsetLength(value[3:]), true
	}
	if value[0] == '+' || value[0] == '-' {
		n := signedOffsetLength(value)
		return n, n > 0
	}
	n := 0
	for n < 6 && n < len(value) && 'A' <= value[n] && value[n] <= 'Z' {
		n++
	}
	switch n {
	case 5:
		return 5, value[4] == 'T'
	case 4:
		return 4, value[3] == 'T' || value[:4] == "WITA"
	case 3:
		return 3, true
	}
	return 0, false
}

// signedOffsetLength returns the length of an offset in hours, -23 to 23.
func signedOffsetLength(value string) int {
	if value == "" || value[0] != '-' && value[0] != '+' {
		return 0
	}
	n, i := 0, 1
	for isDigit(value, i) && n < 100 {
		n = n*10 + int(value[i]-'0')
		i++
	}
	if i == 1 || n > 23 {
		return 0
	}
	return i
}

// time puts the elements together.
func (t *parsed) time(layout, value string, defaultLocation, local *Location) (Time, error) {
	if t.pm && t.hour < 12 {
		t.hour += 12
	} else if t.am && t.hour == 12 {
		t.hour = 0
	}
	outOfRange := func(what string) (Time, error) {
		return Time{}, newParseError(layout, value, "", value, ": "+what+" out of range")
	}
	if t.yday >= 0 {
		if t.yday < 1 || t.yday > 365 && (t.yday > 366 || !isLeap(t.year)) {
			return outOfRange("day-of-year")
		}
		_, month, day := daysToDate(dateToDays(int64(t.year), January, 1) + int64(t.yday) - 1)
		if t.month >= 0 && t.month != int(month) {
			return Time{}, newParseError(layout, value, "", value, ": day-of-year does not match month")
		}
		if t.day >= 0 && t.day != day {
			return Time{}, newParseError(layout, value, "", value, ": day-of-year does not match day")
		}
		t.month, t.day = int(month), day
	} else {
		if t.month < 0 {
			t.month = int(January)
		}
		if t.day < 0 {
			t.day = 1
		}
	}
	if t.day < 1 || t.day > daysIn(Month(t.month), t.year) {
		return outOfRange("day")
	}
	date := func(loc *Location) Time {
		return Date(t.year, Month(t.month), t.day, t.hour, t.min, t.sec, t.nsec, loc)
	}
	if t.zone != nil {
		return date(t.zone), nil
	}
	if t.offset != -1 {
		moment := date(UTC)
		moment.addSec(-int64(t.offset))
		// Local is preferred if it has this offset (and abbreviation) at that time.
		name, offset, _, _, _ := local.lookup(moment.unixSec())
		if offset == t.offset && (t.zoneName == "" || name == t.zoneName) {
			moment.setLoc(local)
			return moment, nil
		}
		moment.setLoc(FixedZone(copied(t.zoneName), t.offset))
		return moment, nil
	}
	if t.zoneName != "" {
		moment := date(UTC)
		offset, ok := local.lookupName(t.zoneName, moment.unixSec())
		if ok {
			moment.addSec(-int64(offset))
			moment.setLoc(local)
			return moment, nil
		}
		if len(t.zoneName) > 3 && t.zoneName[:3] == "GMT" {
			neg := t.zoneName[3] == '-'
			for i := 4; i < len(t.zoneName); i++ {
				offset = offset*10 + int(t.zoneName[i]-'0')
			}
			offset *= 3600
			if neg {
				offset = -offset
			}
		}
		moment.setLoc(FixedZone(copied(t.zoneName), offset))
		return moment, nil
	}
	return date(defaultLocation), nil
}
