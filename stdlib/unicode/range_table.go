package unicode

// RangeTable is a set of code points: sorted ranges, those below 1<<16 in R16, the others in R32.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int // how many ranges of R16 end at or below MaxLatin1
}

// Range16 stands for the 16-bit code points Lo, Lo+Stride, ... Hi.
type Range16 struct {
	Lo     uint16
	Hi     uint16
	Stride uint16
}

// Range32 stands for the code points Lo, Lo+Stride, ... Hi.
type Range32 struct {
	Lo     uint32
	Hi     uint32
	Stride uint32
}

// Is reports whether r is in the table.
func Is(rangeTab *RangeTable, r rune) bool {
	c := uint32(r)
	if n := len(rangeTab.R16); n > 0 && c <= uint32(rangeTab.R16[n-1].Hi) {
		lo, hi := 0, n
		for lo < hi {
			m := int(uint(lo+hi) / 2)
			if uint32(rangeTab.R16[m].Hi) < c {
				lo = m + 1
			} else {
				hi = m
			}
		}
		x := &rangeTab.R16[lo]
		return uint32(x.Lo) <= c && (x.Stride == 1 || (c-uint32(x.Lo))%uint32(x.Stride) == 0)
	}
	lo, hi := 0, len(rangeTab.R32)
	for lo < hi {
		m := int(uint(lo+hi) / 2)
		if rangeTab.R32[m].Hi < c {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo == len(rangeTab.R32) {
		return false
	}
	x := &rangeTab.R32[lo]
	return x.Lo <= c && (x.Stride == 1 || (c-x.Lo)%x.Stride == 0)
}

// In reports whether r is in one of the tables.
func In(r rune, ranges ...*RangeTable) bool {
	for _, table := range ranges {
		if Is(table, r) {
			return true
		}
	}
	return false
}

// IsOneOf reports whether r is in one of the tables. In is the easier form.
func IsOneOf(ranges []*RangeTable, r rune) bool {
	return In(r, ranges...)
}

// GraphicRanges are the tables whose runes IsGraphic accepts.
var GraphicRanges = []*RangeTable{L, M, N, P, S, Zs}

// PrintRanges are the tables whose runes IsPrint accepts, the ASCII space apart.
var PrintRanges = []*RangeTable{L, M, N, P, S}

// loadTable makes the table of a category, script or property.
func loadTable(name string) *RangeTable {
	n16, n32, latin := tableSize(name)
	table := &RangeTable{LatinOffset: latin}
	if n16 > 0 {
		table.R16 = make([]Range16, n16)
	}
	if n32 > 0 {
		table.R32 = make([]Range32, n32)
	}
	tableFill(name, table.R16, table.R32)
	return table
}

//go:noescape
func tableSize(name string) (n16, n32, latin int)

//go:noescape
func tableFill(name string, r16 []Range16, r32 []Range32)
