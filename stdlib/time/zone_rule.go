package time

// Rules in the form of the environment variable TZ, as "CET-1CEST,M3.5.0,M10.5.0/3": standard time,
// summer time and when each begins.

// ruleDay says on which day of a year, and when on it, the time changes.
type ruleDay struct {
	kind            byte // M: month, week and weekday; J: day without leap days; 0: day from 0
	mon, week, day  int
	secondsIntoDays int
}

// rulePart reads parts off the front of a rule.
type rulePart struct {
	s   string
	bad bool
}

func (p *rulePart) name() string {
	if p.s != "" && p.s[0] == '<' {
		for i := 1; i < len(p.s); i++ {
			if p.s[i] == '>' {
				name := p.s[1:i]
				p.s = p.s[i+1:]
				return name
			}
		}
		p.bad = true
		return ""
	}
	i := 0
	for i < len(p.s) && (p.s[i]|0x20 >= 'a' && p.s[i]|0x20 <= 'z') {
		i++
	}
	if i < 3 {
		p.bad = true
	}
	name := p.s[:i]
	p.s = p.s[i:]
	return name
}

func (p *rulePart) accept(c byte) bool {
	if p.s != "" && p.s[0] == c {
		p.s = p.s[1:]
		return true
	}
	return false
}

func (p *rulePart) number(low, high int) int {
	n, i := 0, 0
	for i < len(p.s) && '0' <= p.s[i] && p.s[i] <= '9' && n <= high {
		n = n*10 + int(p.s[i]-'0')
		i++
	}
	if i == 0 || n < low || n > high {
		p.bad = true
	}
	p.s = p.s[i:]
	return n
}

// seconds reads [+-]hh[:mm[:ss]].
func (p *rulePart) seconds() int {
	neg := p.accept('-')
	if !neg {
		p.accept('+')
	}
	n := p.number(0, 24*7) * secondsPerHour
	if p.accept(':') {
		n += p.number(0, 59) * secondsPerMinute
		if p.accept(':') {
			n += p.number(0, 59)
		}
	}
	if neg {
		return -n
	}
	return n
}

func (p *rulePart) date() (r ruleDay) {
	switch {
	case p.accept('J'):
		r.kind = 'J'
		r.day = p.number(1, 365)
	case p.accept('M'):
		r.kind = 'M'
		r.mon = p.number(1, 12)
		p.bad = !p.accept('.') || p.bad
		r.week = p.number(1, 5)
		p.bad = !p.accept('.') || p.bad
		r.day = p.number(0, 6)
	default:
		r.day = p.number(0, 365)
	}
	r.secondsIntoDays = 2 * secondsPerHour
	if p.accept('/') {
		r.secondsIntoDays = p.seconds()
	}
	return r
}

// begin returns when the change is in a year, in seconds since 1970 as if at UTC.
func (r *ruleDay) begin(year int) int64 {
	first := dateToDays(int64(year), January, 1)
	var days int64
	switch r.kind {
	case 'J':
		days = first + int64(r.day) - 1
		if isLeap(year) && r.day >= 60 {
			days++
		}
	case 'M':
		days = dateToDays(int64(year), Month(r.mon), 1)
		weekday := (days + 4) % 7
		if weekday < 0 {
			weekday += 7
		}
		ahead := (int64(r.day) - weekday + 7) % 7
		days += ahead + int64(r.week-1)*7
		if last := dateToDays(int64(year), Month(r.mon), daysIn(Month(r.mon), year)); days > last {
			days -= 7
		}
	default:
		days = first + int64(r.day)
	}
	return days*secondsPerDay + int64(r.secondsIntoDays)
}

// ruleLookup returns the zone at sec by a rule, which holds from lastTrans on.
func ruleLookup(rule string, lastTrans, sec int64) (name string, offset int, start, end int64, isDST, ok bool) {
	p := &rulePart{s: rule}
	stdName := p.name()
	stdOffset := -p.seconds()
	if p.bad {
		return
	}
	if p.s == "" || p.s[0] == ',' {
		return stdName, stdOffset, lastTrans, omega, false, true
	}
	dstName := p.name()
	dstOffset := stdOffset + secondsPerHour
	if p.s != "" && p.s[0] != ',' {
		dstOffset = -p.seconds()
	}
	if p.s == "" {
		p.s = ",M3.2.0,M11.1.0" // what is usual when nothing is said
	}
	p.bad = !p.accept(',') || p.bad
	toDST := p.date()
	p.bad = !p.accept(',') || p.bad
	toStd := p.date()
	if p.bad || p.s != "" {
		return
	}
	year64, _, _ := daysToDate(floorDiv(sec+int64(stdOffset), secondsPerDay))
	year := int(year64)
	// The changes of this year and its neighbours, in order, around sec.
	start, end = alpha, omega
	for y := year - 1; y <= year+1; y++ {
		summer := toDST.begin(y) - int64(stdOffset)
		winter := toStd.begin(y) - int64(dstOffset)
		for _, change := range [2]struct {
			at  int64
			dst bool
		}{{summer, true}, {winter, false}} {
			if change.at <= sec && change.at > start {
				start = change.at
				isDST = change.dst
			}
			if change.at > sec && change.at < end {
				end = change.at
			}
		}
	}
	// A year is looked at by itself: its ends count as bounds.
	year64, _, _ = daysToDate(floorDiv(sec, secondsPerDay))
	start = max(start, dateToDays(year64, January, 1)*secondsPerDay)
	end = min(end, dateToDays(year64+1, January, 1)*secondsPerDay)
	if isDST {
		return dstName, dstOffset, start, end, true, true
	}
	return stdName, stdOffset, start, end, false, true
}
