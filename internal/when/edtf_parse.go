package when

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// edtfPoint is a date or a time of day, as ParseEDTF takes it.
var edtfPoint = regexp.MustCompile(`^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?)?)?)?([~?%])?$`)

// ParseEDTF reads a date, a month, a year, a time of day or an interval of these in
// Extended Date/Time Format (ISO 8601-2, level 1, four-digit years; ".." for an open end),
// as people write them by hand. What tells no offset is counted in z. A time of day is a
// minute or, where it tells seconds, a second; an interval reaches from the start of its
// first point to the start of its second where that is a time of day, else to its end. The
// granularity is that of the finest point; approximate is set by a "~" or a "%".
func ParseEDTF(s string, z Zone) (iv Interval, g Granularity, approximate bool, err error) {
	bad := func() (Interval, Granularity, bool, error) {
		return Interval{}, Unknown, false, fmt.Errorf("%q is no time: write 2025-06-12T16:30Z, 2025-06-12, 2025-06, 2025, or two of them with a / between", s)
	}
	first, second, ranged := strings.Cut(strings.TrimSpace(s), "/")
	a, g, approximate, ok := edtfInterval(first, z)
	if !ranged {
		if !ok || first == ".." {
			return bad()
		}
		if a.Empty() { // Samoa had no 30 December 2011
			return Interval{}, Unknown, false, fmt.Errorf("%q: %s had no such time", s, z.Name())
		}
		return a, g, approximate, nil
	}
	b, h, about, ok2 := edtfInterval(second, z)
	if !ok || !ok2 || first == ".." && second == ".." {
		return bad()
	}
	iv = Interval{a.From, b.To}
	if h <= Minute && h != Unknown {
		iv.To = b.From
	}
	if g == Unknown || h != Unknown && h < g {
		g = h
	}
	if iv.Empty() {
		return bad()
	}
	return iv, g, approximate || about, nil
}

func edtfInterval(s string, z Zone) (iv Interval, g Granularity, approximate, ok bool) {
	if s == ".." {
		return Always, Unknown, false, true
	}
	m := edtfPoint.FindStringSubmatch(s)
	if m == nil {
		return iv, g, false, false
	}
	n := func(i int) int {
		v, _ := strconv.Atoi(m[i]) // digits alone
		return v
	}
	approximate = m[8] == "~" || m[8] == "%"
	d := Date{n(1), 1, 1}
	switch {
	case m[2] == "":
		return z.Interval(CivilOf(d, 0, 0, 0), CivilOf(d.AddYears(1), 0, 0, 0)), Year, approximate, true
	case m[3] == "":
		d.Month = n(2)
		return z.Interval(CivilOf(d, 0, 0, 0), CivilOf(d.AddMonths(1), 0, 0, 0)), Month, approximate, d.Valid()
	}
	d.Month, d.Day = n(2), n(3)
	if !d.Valid() {
		return iv, g, false, false
	}
	if m[4] == "" {
		return z.Interval(CivilOf(d, 0, 0, 0), CivilOf(d.AddDays(1), 0, 0, 0)), Day, approximate, true
	}
	if n(4) > 23 || n(5) > 59 || n(6) > 59 {
		return iv, g, false, false
	}
	c := CivilOf(d, n(4), n(5), n(6))
	at := z.Instant(c)
	switch o := m[7]; {
	case o == "Z":
		at = Instant(c)
	case o != "":
		h, _ := strconv.Atoi(o[1:3])
		min, _ := strconv.Atoi(o[4:])
		if h > 15 || min > 59 {
			return iv, g, false, false
		}
		offset := int64(h*3600 + min*60)
		if o[0] == '-' {
			offset = -offset
		}
		at = Instant(int64(c) - offset)
	}
	if m[6] != "" {
		return Interval{at, at + 1}, Second, approximate, true
	}
	return Interval{at, at + 60}, Minute, approximate, true
}
