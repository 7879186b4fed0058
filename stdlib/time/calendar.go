package time

// Month is a month of the year, January being 1.
type Month int

// The months.
const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

const monthNames = "JanuaryFebruaryMarchAprilMayJuneJulyAugustSeptemberOctoberNovemberDecember"

var monthEnds = [...]uint8{0, 7, 15, 20, 25, 28, 32, 36, 42, 51, 58, 66, 74}

// String returns the name of the month.
func (m Month) String() string {
	if January <= m && m <= December {
		return monthNames[monthEnds[m-1]:monthEnds[m]]
	}
	return "%!Month(" + decimal(uint64(m)) + ")"
}

// Weekday is a day of the week, Sunday being 0.
type Weekday int

// The days.
const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

const dayNames = "SundayMondayTuesdayWednesdayThursdayFridaySaturday"

var dayEnds = [...]uint8{0, 6, 12, 19, 28, 36, 42, 50}

// String returns the name of the day.
func (d Weekday) String() string {
	if Sunday <= d && d <= Saturday {
		return dayNames[dayEnds[d]:dayEnds[d+1]]
	}
	return "%!Weekday(" + decimal(uint64(d)) + ")"
}

func decimal(n uint64) string {
	var buf [20]byte
	return string(buf[fmtInt(buf[:], n):])
}

// local returns seconds since 1970 as a clock in t's location would count them.
func (t Time) local() int64 {
	sec := t.unixSec()
	if t.loc != nil {
		_, offset, _, _, _ := t.loc.lookup(sec)
		sec += int64(offset)
	}
	return sec
}

// floorDiv divides towards minus infinity.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// daysToDate turns days since 1970 into a date. It counts in years that begin in March, so that the
// leap day comes last, and eras of 400 years.
func daysToDate(days int64) (year int64, month Month, day int) {
	days += 719468 // since 0000-03-01
	era := floorDiv(days, 146097)
	doe := days - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = int(doy-(153*mp+2)/5) + 1
	year = yoe + era*400
	if mp < 10 {
		return year, Month(mp + 3), day
	}
	return year + 1, Month(mp - 9), day
}

// dateToDays is the inverse of daysToDate; month is 1 to 12, day anything.
func dateToDays(year int64, month Month, day int) int64 {
	mp := int64(month) - 3
	if month < March {
		mp += 12
		year--
	}
	era := floorDiv(year, 400)
	yoe := year - era*400
	doy := (153*mp + 2) / 5
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468 + int64(day) - 1
}

func isLeap(year int) bool {
	return year%4 == 0 && (year%100 != 0 || year%400 == 0)
}

func daysIn(m Month, year int) int {
	switch m {
	case February:
		if isLeap(year) {
			return 29
		}
		return 28
	case April, June, September, November:
		return 30
	}
	return 31
}

// Date returns the year, month and day of t.
func (t Time) Date() (year int, month Month, day int) {
	y, month, day := daysToDate(floorDiv(t.local(), secondsPerDay))
	return int(y), month, day
}

// Year returns the year of t.
func (t Time) Year() int {
	year, _, _ := t.Date()
	return year
}

// Month returns the month of t.
func (t Time) Month() Month {
	_, month, _ := t.Date()
	return month
}

// Day returns the day of the month of t.
func (t Time) Day() int {
	_, _, day := t.Date()
	return day
}

// Weekday returns the day of the week of t.
func (t Time) Weekday() Weekday {
	days := floorDiv(t.local(), secondsPerDay) + 4 // 1970 began on a Thursday
	return Weekday(days - floorDiv(days, 7)*7)
}

// YearDay returns the day of the year of t, 1 to 366.
func (t Time) YearDay() int {
	days := floorDiv(t.local(), secondsPerDay)
	year, _, _ := daysToDate(days)
	return int(days-dateToDays(year, January, 1)) + 1
}

// ISOWeek returns the year and number of t's week as ISO 8601 counts: week 1 has the first Thursday.
func (t Time) ISOWeek() (year, week int) {
	days := floorDiv(t.local(), secondsPerDay)
	weekday := days + 3
	weekday -= floorDiv(weekday, 7) * 7 // Monday is 0
	thursday := days - weekday + 3
	y, _, _ := daysToDate(thursday)
	return int(y), int(thursday-dateToDays(y, January, 1))/7 + 1
}

// Clock returns the hour, minute and second of t.
func (t Time) Clock() (hour, min, sec int) {
	local := t.local()
	s := int(local - floorDiv(local, secondsPerDay)*secondsPerDay)
	return s / secondsPerHour, s % secondsPerHour / secondsPerMinute, s % secondsPerMinute
}

// Hour returns the hour of t, 0 to 23.
func (t Time) Hour() int {
	hour, _, _ := t.Clock()
	return hour
}

// Minute returns the minute of t.
func (t Time) Minute() int {
	_, min, _ := t.Clock()
	return min
}

// Second returns the second of t.
func (t Time) Second() int {
	_, _, sec := t.Clock()
	return sec
}

// Nanosecond returns the nanosecond of t.
func (t Time) Nanosecond() int { return int(t.nsec()) }

// norm brings lo into [0, base) and carries into hi.
func norm(hi, lo, base int) (nhi, nlo int) {
	n := lo / base
	if lo%base < 0 {
		n--
	}
	return hi + n, lo - n*base
}

// Date returns the moment that a clock in loc shows so. Values outside their usual range carry over.
// A time that the clock skips or shows twice is taken by one of the two offsets. It panics when loc
// is nil.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	m := int(month) - 1
	year, m = norm(year, m, 12)
	sec, nsec = norm(sec, nsec, 1e9)
	min, sec = norm(min, sec, 60)
	hour, min = norm(hour, min, 60)
	day, hour = norm(day, hour, 24)
	unix := dateToDays(int64(year), Month(m)+1, day)*secondsPerDay +
		int64(hour*secondsPerHour+min*secondsPerMinute+sec)
	if loc != &utcLoc {
		// Try the offset that holds at about that time; at its edges the one beside it.
		_, offset, start, end, _ := loc.lookup(unix)
		if offset != 0 {
			utc := unix - int64(offset)
			if utc < start || utc >= end {
				_, offset, _, _, _ = loc.lookup(utc)
			}
			unix -= int64(offset)
		}
	}
	t := unixTime(unix, int32(nsec))
	t.setLoc(loc)
	return t
}
