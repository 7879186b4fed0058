package unicode

// FoldCategory holds, for categories that have such, the runes outside that are equal but for case
// to runes inside.
var FoldCategory = map[string]*RangeTable{
	"L":  loadTable("+L"),
	"Ll": loadTable("+Ll"),
	"Lt": loadTable("+Lt"),
	"Lu": loadTable("+Lu"),
	"M":  loadTable("+M"),
	"Mn": loadTable("+Mn"),
}

// FoldScript is FoldCategory for scripts.
var FoldScript = map[string]*RangeTable{
	"Common":    {R16: []Range16{{924, 956, 32}}},
	"Greek":     {R16: []Range16{{181, 837, 656}}},
	"Inherited": {R16: []Range16{{921, 953, 32}, {8126, 8126, 1}}},
}

// CaseRanges says of all letters with case how to change it.
var CaseRanges = makeCaseRanges()

func makeCaseRanges() []CaseRange {
	const lastCased = 0x1E943
	var ranges []CaseRange
	for r := rune(0); r <= lastCased; r++ {
		delta := d{ToUpper(r) - r, ToLower(r) - r, ToTitle(r) - r}
		if delta == (d{}) {
			continue
		}
		if n := len(ranges); n > 0 && ranges[n-1].Hi == uint32(r-1) && ranges[n-1].Delta == delta {
			ranges[n-1].Hi = uint32(r)
			continue
		}
		ranges = append(ranges, CaseRange{uint32(r), uint32(r), delta})
	}
	return ranges
}
