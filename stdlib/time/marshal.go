package time

const (
	timeBinaryVersionV1 = iota + 1
	timeBinaryVersionV2
)

// MarshalBinary encodes the time.
func (t Time) MarshalBinary() ([]byte, error) {
	var offsetMin int16 // minutes east of UTC, -1 for UTC itself
	var offsetSec int8
	version := byte(timeBinaryVersionV1)
	if t.Location() == UTC {
		offsetMin = -1
	} else {
		_, offset := t.Zone()
		if offset%60 != 0 {
			version = timeBinaryVersionV2
			offsetSec = int8(offset % 60)
		}
		offset /= 60
		if offset < -32768 || offset == -1 || offset > 32767 {
			return nil, newError("Time.MarshalBinary: unexpected zone offset")
		}
		offsetMin = int16(offset)
	}
	sec, nsec := t.sec(), t.nsec()
	enc := []byte{version}
	for shift := 56; shift >= 0; shift -= 8 {
		enc = append(enc, byte(sec>>uint(shift)))
	}
	for shift := 24; shift >= 0; shift -= 8 {
		enc = append(enc, byte(nsec>>uint(shift)))
	}
	enc = append(enc, byte(offsetMin>>8), byte(offsetMin))
	if version == timeBinaryVersionV2 {
		enc = append(enc, byte(offsetSec))
	}
	return enc, nil
}

// UnmarshalBinary decodes what MarshalBinary made.
func (t *Time) UnmarshalBinary(data []byte) error {
	if len(data) == 0 {
		return newError("Time.UnmarshalBinary: no data")
	}
	version := data[0]
	if version != timeBinaryVersionV1 && version != timeBinaryVersionV2 {
		return newError("Time.UnmarshalBinary: unsupported version")
	}
	if len(data) != 15+int(version-timeBinaryVersionV1) {
		return newError("Time.UnmarshalBinary: invalid length")
	}
	var sec int64
	for _, b := range data[1:9] {
		sec = sec<<8 | int64(b)
	}
	var nsec int32
	for _, b := range data[9:13] {
		nsec = nsec<<8 | int32(b)
	}
	offset := int(int16(data[13])<<8|int16(data[14])) * 60
	if version == timeBinaryVersionV2 {
		offset += int(int8(data[15]))
	}
	*t = Time{wall: uint64(nsec), ext: sec}
	if offset == -1*60 {
		t.setLoc(&utcLoc)
	} else if _, localoff, _, _, _ := Local.lookup(t.unixSec()); offset == localoff {
		t.setLoc(Local)
	} else {
		t.setLoc(FixedZone("", offset))
	}
	return nil
}

// GobEncode is MarshalBinary.
func (t Time) GobEncode() ([]byte, error) { return t.MarshalBinary() }

// GobDecode is UnmarshalBinary.
func (t *Time) GobDecode(data []byte) error { return t.UnmarshalBinary(data) }

func (t Time) strictRFC3339(context string) ([]byte, error) {
	if y := t.Year(); y < 0 || y >= 10000 {
		return nil, newError(context + ": year outside of range [0,9999]")
	}
	if _, offset := t.Zone(); offset <= -24*secondsPerHour || offset >= 24*secondsPerHour {
		return nil, newError(context + ": timezone hour outside of range [0,23]")
	}
	return t.AppendFormat(nil, RFC3339Nano), nil
}

// MarshalJSON encodes the time as a quoted string in the form RFC3339Nano.
func (t Time) MarshalJSON() ([]byte, error) {
	text, err := t.strictRFC3339("Time.MarshalJSON")
	if err != nil {
		return nil, err
	}
	return append(append([]byte{'"'}, text...), '"'), nil
}

// UnmarshalJSON decodes a quoted string in the form RFC3339.
func (t *Time) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	if len(data) < 2 || data[0] != '"' || data[len(data)-1] != '"' {
		return newError("Time.UnmarshalJSON: input is not a JSON string")
	}
	return t.UnmarshalText(data[1 : len(data)-1])
}

// MarshalText encodes the time in the form RFC3339Nano.
func (t Time) MarshalText() ([]byte, error) { return t.strictRFC3339("Time.MarshalText") }

// UnmarshalText decodes the form RFC3339.
func (t *Time) UnmarshalText(data []byte) error {
	var err error
	*t, err = Parse(RFC3339, string(data))
	return err
}
