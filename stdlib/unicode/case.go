package unicode

// The cases that To can map to.
const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// UpperLower as a Delta of a CaseRange says that upper and lower case letters take turns.
const UpperLower = MaxRune + 1

// CaseRange says by how much to change the code points Lo to Hi to get each case.
type CaseRange struct {
	Lo    uint32
	Hi    uint32
	Delta d
}

type d [MaxCase]rune

// SpecialCase holds case mappings of one language that differ from the general ones.
type SpecialCase []CaseRange

// To maps r to upper, lower or title case; U+FFFD when _case is none of these.
func To(_case int, r rune) rune {
	switch _case {
	case UpperCase:
		return ToUpper(r)
	case LowerCase:
		return ToLower(r)
	case TitleCase:
		return ToTitle(r)
	}
	return ReplacementChar
}

// lookup maps r by the special ranges alone.
func (special SpecialCase) lookup(_case int, r rune) (rune, bool) {
	for i := range special {
		c := &special[i]
		if rune(c.Lo) <= r && r <= rune(c.Hi) {
			delta := c.Delta[_case]
			if delta <= MaxRune {
				return r + delta, true
			}
			// Even offsets are upper case, odd ones lower case; title case counts as upper.
			return rune(c.Lo) + ((r-rune(c.Lo))&^1 | rune(_case&1)), true
		}
	}
	return r, false
}

func (special SpecialCase) to(_case int, r rune) rune {
	mapped, found := special.lookup(_case, r)
	if mapped == r && !found {
		return To(_case, r)
	}
	return mapped
}

// ToUpper maps r to upper case, the special mappings first.
func (special SpecialCase) ToUpper(r rune) rune { return special.to(UpperCase, r) }

// ToTitle maps r to title case, the special mappings first.
func (special SpecialCase) ToTitle(r rune) rune { return special.to(TitleCase, r) }

// ToLower maps r to lower case, the special mappings first.
func (special SpecialCase) ToLower(r rune) rune { return special.to(LowerCase, r) }

// TurkishCase holds the dotted and dotless i of Turkish.
var TurkishCase SpecialCase = SpecialCase{
	CaseRange{0x0049, 0x0049, d{0, 0x131 - 0x49, 0}},
	CaseRange{0x0069, 0x0069, d{0x130 - 0x69, 0, 0x130 - 0x69}},
	CaseRange{0x0130, 0x0130, d{0, 0x69 - 0x130, 0}},
	CaseRange{0x0131, 0x0131, d{0x49 - 0x131, 0, 0x49 - 0x131}},
}

// AzeriCase is the same for Azeri.
var AzeriCase SpecialCase = TurkishCase
