package time

import (
	"sync"
	"syscall"
)

// Location is a place with its time zones.
type Location struct {
	name  string
	zones []zone
	trans []zoneTrans
	rule  string // of TZ, for the time after the last transition
}

type zone struct {
	name   string
	offset int // seconds east of UTC
	isDST  bool
}

// zoneTrans says that a zone begins.
type zoneTrans struct {
	when  int64 // seconds since 1970
	index uint8 // of the zone
}

const (
	alpha = -1 << 63  // the beginning of time
	omega = 1<<63 - 1 // its end
)

// UTC is Universal Coordinated Time.
var UTC *Location = &utcLoc

var utcLoc = Location{name: "UTC"}

// Local is the location of the system: what TZ says, or else /etc/localtime.
var Local *Location = &localLoc

var localLoc Location
var localOnce sync.Once

func (l *Location) get() *Location {
	if l == nil {
		return &utcLoc
	}
	if l == &localLoc {
		localOnce.Do(initLocal)
	}
	return l
}

func initLocal() {
	tz, ok := syscall.Getenv("TZ")
	switch {
	case !ok:
		if z, err := loadFile("/etc/localtime"); err == nil {
			localLoc = *z
			localLoc.name = "Local"
			return
		}
	case tz != "":
		if tz[0] == ':' {
			tz = tz[1:]
		}
		if tz != "" && tz[0] == '/' {
			if z, err := loadFile(tz); err == nil {
				localLoc = *z
				localLoc.name = tz
				if tz == "/etc/localtime" {
					localLoc.name = "Local"
				}
				return
			}
		} else if tz != "" && tz != "UTC" {
			if z, err := loadZone(tz); err == nil {
				localLoc = *z
				return
			}
		}
	}
	localLoc.name = "UTC"
}

// String returns the name of the location.
func (l *Location) String() string { return l.get().name }

// FixedZone returns a location that always has this abbreviation and offset in seconds east of UTC.
func FixedZone(name string, offset int) *Location {
	return &Location{
		name:  name,
		zones: []zone{{name, offset, false}},
		trans: []zoneTrans{{alpha, 0}},
	}
}

// lookup returns the zone at a time, and when it begins and ends.
func (l *Location) lookup(sec int64) (name string, offset int, start, end int64, isDST bool) {
	l = l.get()
	if len(l.zones) == 0 {
		return "UTC", 0, alpha, omega, false
	}
	if len(l.trans) == 0 || sec < l.trans[0].when {
		z := &l.zones[l.firstZone()]
		end = omega
		if len(l.trans) > 0 {
			end = l.trans[0].when
		}
		return z.name, z.offset, alpha, end, z.isDST
	}
	lo, hi := 0, len(l.trans)
	end = omega
	for hi-lo > 1 {
		m := int(uint(lo+hi) >> 1)
		if sec < l.trans[m].when {
			end = l.trans[m].when
			hi = m
		} else {
			lo = m
		}
	}
	z := &l.zones[l.trans[lo].index]
	start = l.trans[lo].when
	if lo == len(l.trans)-1 && l.rule != "" {
		if name, offset, start, end, isDST, ok := ruleLookup(l.rule, start, sec); ok {
			return name, offset, start, end, isDST
		}
	}
	return z.name, z.offset, start, end, z.isDST
}

// firstZone returns the zone of the time before all transitions: the first that is not for summer.
func (l *Location) firstZone() int {
	used := false
	for _, tx := range l.trans {
		if tx.index == 0 {
			used = true
			break
		}
	}
	if !used {
		return 0
	}
	if len(l.trans) > 0 && l.zones[l.trans[0].index].isDST {
		for i := int(l.trans[0].index) - 1; i >= 0; i-- {
			if !l.zones[i].isDST {
				return i
			}
		}
	}
	for i := range l.zones {
		if !l.zones[i].isDST {
			return i
		}
	}
	return 0
}

// lookupName returns the offset of the zone of that abbreviation, if possible the one at sec.
func (l *Location) lookupName(name string, sec int64) (offset int, ok bool) {
	l = l.get()
	for i := range l.zones {
		if z := &l.zones[i]; z.name == name {
			if found, offset, _, _, _ := l.lookup(sec - int64(z.offset)); found == z.name {
				return offset, true
			}
		}
	}
	for i := range l.zones {
		if z := &l.zones[i]; z.name == name {
			return z.offset, true
		}
	}
	return 0, false
}

// LoadLocation returns the location of a name like "Europe/Vienna"; "" and "UTC" are UTC, "Local"
// is Local. It looks in the directory that ZONEINFO names and in those of the system.
func LoadLocation(name string) (*Location, error) {
	if name == "" || name == "UTC" {
		return UTC, nil
	}
	if name == "Local" {
		return Local, nil
	}
	if containsDotDot(name) || name[0] == '/' || name[0] == '\\' {
		return nil, newError("time: invalid location name")
	}
	if dir, _ := syscall.Getenv("ZONEINFO"); dir != "" {
		if z, err := loadFile(dir + "/" + name); err == nil {
			z.name = name
			return z, nil
		}
	}
	return loadZone(name)
}

func containsDotDot(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '.' && s[i+1] == '.' {
			return true
		}
	}
	return false
}

func loadZone(name string) (*Location, error) {
	for _, dir := range [...]string{"/usr/share/zoneinfo/", "/usr/share/lib/zoneinfo/", "/usr/lib/locale/TZ/", "/etc/zoneinfo/"} {
		if z, err := loadFile(dir + name); err == nil {
			z.name = name
			return z, nil
		}
	}
	if loadFromEmbeddedTZData != nil {
		if data, err := loadFromEmbeddedTZData(name); err == nil {
			return parseZone(name, data)
		}
	}
	return nil, newError("unknown time zone " + name)
}

// Set by package time/tzdata of a Go source tree, which reaches the function by its link name.
var loadFromEmbeddedTZData func(name string) (data string, err error)

func registerLoadFromEmbeddedTZData(f func(string) (string, error)) {
	loadFromEmbeddedTZData = f
}

// readFile returns the contents of a file; ok is false when it cannot be read.
//
//go:noescape
func readFile(name string) (data string, ok bool)

func loadFile(name string) (*Location, error) {
	data, ok := readFile(name)
	if !ok {
		return nil, newError("cannot read " + name)
	}
	return parseZone(name, data)
}

// LoadLocationFromTZData returns the location that the contents of a zone file describe.
func LoadLocationFromTZData(name string, data []byte) (*Location, error) {
	return parseZone(name, string(data))
}

var errBadData = timeError("malformed time zone information")

// zoneData takes numbers off the front of a zone file.
type zoneData struct {
	p   string
	bad bool
}

func (d *zoneData) take(n int) string {
	if n < 0 || len(d.p) < n {
		d.p = ""
		d.bad = true
		return ""
	}
	part := d.p[:n]
	d.p = d.p[n:]
	return part
}

func (d *zoneData) number(bytes int) int64 {
	part := d.take(bytes)
	var n uint64
	for i := 0; i < len(part); i++ {
		n = n<<8 | uint64(part[i])
	}
	if bytes == 4 {
		return int64(int32(n))
	}
	return int64(n)
}

// parseZone reads a TZif file (RFC 8536), the 64-bit part if there is one.
func parseZone(name, data string) (*Location, error) {
	d := &zoneData{p: data}
	if d.take(4) != "TZif" {
		return nil, errBadData
	}
	version := d.take(1)
	d.take(15)
	size := 4
	counts := func() (c [6]int) {
		for i := range c {
			c[i] = int(d.number(4))
		}
		return c
	}
	// UTC/local marks, standard/wall marks, leap seconds, transitions, zones, bytes of abbreviations
	c := counts()
	if version >= "2" {
		d.take(c[3]*5 + c[4]*6 + c[5] + c[2]*8 + c[1] + c[0])
		d.take(4 + 1 + 15)
		c = counts()
		size = 8
	}
	times := &zoneData{p: d.take(c[3] * size)}
	indexes := d.take(c[3])
	zones := &zoneData{p: d.take(c[4] * 6)}
	names := d.take(c[5])
	d.take(c[2]*(size+4) + c[1] + c[0])
	if d.bad || c[4] <= 0 {
		return nil, errBadData
	}
	l := &Location{name: name}
	if rest := d.p; len(rest) > 2 && rest[0] == '\n' && rest[len(rest)-1] == '\n' {
		l.rule = rest[1 : len(rest)-1]
	}
	for i := 0; i < c[4]; i++ {
		z := zone{offset: int(zones.number(4))}
		z.isDST = zones.number(1) != 0
		at := int(zones.number(1))
		if at >= len(names) {
			return nil, errBadData
		}
		end := at
		for end < len(names) && names[end] != 0 {
			end++
		}
		z.name = names[at:end]
		l.zones = append(l.zones, z)
	}
	for i := 0; i < c[3]; i++ {
		if int(indexes[i]) >= len(l.zones) {
			return nil, errBadData
		}
		l.trans = append(l.trans, zoneTrans{times.number(size), indexes[i]})
	}
	if len(l.trans) == 0 {
		l.trans = append(l.trans, zoneTrans{alpha, 0})
	}
	return l, nil
}
