package big

// A decimal is 0.DIGITS * 10**point without zeros at the end; without digits it is 0.
type decimal struct {
	digits []byte
	point  int
}

// decimalOf returns mant * 2**exp, exactly.
func decimalOf(mant nat, exp int64) decimal {
	var d decimal
	zeros := natTrailingZeros(mant)
	fraction := 0
	switch {
	case exp >= 0:
		mant = natShl(nil, mant, uint(exp))
	case zeros >= uint(-exp):
		mant = natShr(nil, mant, uint(-exp))
	default: // m / 2**n is m * 5**n / 10**n
		mant = natShr(nil, mant, zeros)
		fraction = int(-exp) - int(zeros)
		mant = natMul(nil, mant, natPow(nil, natFive, uint(fraction)))
	}
	d.digits = []byte(natText(mant, false, 10))
	d.point = len(d.digits) - fraction
	d.trim()
	return d
}

func (d *decimal) trim() {
	n := len(d.digits)
	for n > 0 && d.digits[n-1] == '0' {
		n--
	}
	d.digits = d.digits[:n]
	if n == 0 {
		d.point = 0
	}
}

// at returns digit i, 0 behind the last one.
func (d *decimal) at(i int) byte {
	if i < 0 || i >= len(d.digits) {
		return '0'
	}
	return d.digits[i]
}

// round rounds to n digits; half a digit gives the even one.
func (d *decimal) round(n int) {
	if n < 0 || n >= len(d.digits) {
		return
	}
	up := d.digits[n] >= '5'
	if d.digits[n] == '5' && n+1 == len(d.digits) {
		up = n > 0 && d.digits[n-1]&1 != 0
	}
	d.cut(n, up)
}

// cut keeps n digits, and with up adds 1 to the last one.
func (d *decimal) cut(n int, up bool) {
	if n >= len(d.digits) {
		return
	}
	d.digits = d.digits[:n]
	if !up {
		d.trim()
		return
	}
	for n > 0 && d.digits[n-1] == '9' {
		n--
	}
	d.digits = d.digits[:n]
	if n == 0 {
		d.digits = append(d.digits, '1')
		d.point++
		return
	}
	d.digits[n-1]++
}

// shorten keeps as many digits of x's decimal as are needed to tell x from its neighbours: the shortest
// that lies between the numbers halfway to them, or on one of these if rounding to even leads to x.
func (d *decimal) shorten(x *Float) {
	m := x.mantissaBits(uint(x.prec) + 1)
	exp := int64(x.exp) - int64(x.prec) - 1
	below := decimalOf(natSub(nil, m, natOne), exp)
	above := decimalOf(natAdd(nil, m, natOne), exp)
	even := m[0]&2 == 0
	for i, c := range d.digits {
		low, high := below.at(i), above.at(i)
		down := low != c || even && i+1 == len(below.digits)
		up := high != c && (even || c+1 < high || i+1 < len(above.digits))
		switch {
		case down && up:
			d.round(i + 1)
			return
		case down || up:
			d.cut(i+1, up)
			return
		}
	}
}

// appendE appends d with one digit before the point, prec digits behind it, and an exponent.
func (d *decimal) appendE(buf []byte, format byte, prec int) []byte {
	buf = append(buf, d.at(0))
	if prec > 0 {
		buf = append(buf, '.')
		for i := 1; i <= prec; i++ {
			buf = append(buf, d.at(i))
		}
	}
	exp := 0
	if len(d.digits) > 0 {
		exp = d.point - 1
	}
	return appendExp(append(buf, format), int64(exp), 2)
}

// appendF appends d with prec digits behind the point.
func (d *decimal) appendF(buf []byte, prec int) []byte {
	if d.point <= 0 {
		buf = append(buf, '0')
	}
	for i := 0; i < d.point; i++ {
		buf = append(buf, d.at(i))
	}
	if prec > 0 {
		buf = append(buf, '.')
		for i := 0; i < prec; i++ {
			buf = append(buf, d.at(d.point+i))
		}
	}
	return buf
}
