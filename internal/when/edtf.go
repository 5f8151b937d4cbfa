package when

import "fmt"

// EDTF writes a civil range as Extended Date/Time Format text (ISO 8601-2,
// levels 0 to 2): a date of the granularity, "197X" for a decade, "2025-22"
// for a summer, a time of day to the minute, or an interval where the range is
// none of these. approximate adds "~", uncertain "?", both "%".
func EDTF(from, to Civil, g Granularity, approximate, uncertain bool) string {
	q := ""
	switch {
	case approximate && uncertain:
		q = "%"
	case approximate:
		q = "~"
	case uncertain:
		q = "?"
	}
	if to <= from {
		to = from + 1 // an empty range is written as the point it stands at
	}
	d, end := from.Date(), (to - 1).Date()
	h, m, s := from.Clock()
	midnight := h == 0 && m == 0 && s == 0
	switch {
	case g == Second:
		return from.String() + q
	case (g == Minute || g == Hour) && to-from > 3600:
		return from.String() + "/" + to.String()
	case g == Minute || g == Hour:
		return from.ToMinute() + q
	case g == PartOfDay || !midnight:
		return from.String() + "/" + to.String()
	case g == Day && d == end:
		return d.String() + q
	case g == Month && d.Day == 1 && d.AddMonths(1) == to.Date():
		return fmt.Sprintf("%s-%02d", yearString(d.Year), d.Month) + q
	case g == Season && d.Day == 1 && d.AddMonths(3) == to.Date():
		return fmt.Sprintf("%s-%d", yearString(d.Year), 20+d.Month/3) + q
	case g == Quarter && d.Day == 1 && d.AddMonths(3) == to.Date():
		return fmt.Sprintf("%s-%d", yearString(d.Year), 33+(d.Month-1)/3) + q
	case g == Year && d.Month == 1 && d.Day == 1 && d.AddYears(1) == to.Date():
		return yearString(d.Year) + q
	case g == Decade && d.Year%10 == 0 && d.Month == 1 && d.Day == 1 && d.AddYears(10) == to.Date() && d.Year > 0:
		return yearString(d.Year)[:3] + "X" + q
	case g == Century && d.Year%100 == 0 && d.Month == 1 && d.Day == 1 && d.AddYears(100) == to.Date() && d.Year > 0:
		return yearString(d.Year)[:2] + "XX" + q
	}
	if d == end {
		return d.String() + q
	}
	return d.String() + q + "/" + end.String() + q
}

// EDTFInterval writes a range of instants: whole days where both bounds fall
// on midnight UTC, else times; "empty" for an empty one and ".." for an open
// bound.
func EDTFInterval(i Interval) string {
	if i.Empty() {
		return "empty"
	}
	text := func(t Instant) string {
		if t.Open() {
			return ".."
		}
		return t.String()
	}
	if i.Bounded() && int64(i.From)%day == 0 && int64(i.To)%day == 0 {
		a, b := Civil(i.From).Date(), Civil(i.To-1).Date()
		if a == b {
			return a.String()
		}
		return a.String() + "/" + b.String()
	}
	return text(i.From) + "/" + text(i.To)
}
