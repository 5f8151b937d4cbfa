package when

import (
	"fmt"
	"strconv"
	"time"
)

const day = 86400

// String returns t in RFC 3339 with a Z, ".." for an open bound.
func (t Instant) String() string {
	if t.Open() {
		return ".."
	}
	return string(append(Civil(t).append(make([]byte, 0, 24)), 'Z'))
}

// ParseInstant reads RFC 3339 with an offset or a Z, to the second.
func ParseInstant(s string) (Instant, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return 0, fmt.Errorf("%q is no RFC 3339 time", s)
	}
	return Instant(t.Unix()), nil
}

// Empty reports whether no instant lies in i.
func (i Interval) Empty() bool { return i.From >= i.To }

// Contains reports whether t lies in i.
func (i Interval) Contains(t Instant) bool { return i.From <= t && t < i.To }

// Overlaps reports whether some instant lies in both.
func (i Interval) Overlaps(j Interval) bool { return i.From < j.To && j.From < i.To }

// Bounded reports whether neither bound is open.
func (i Interval) Bounded() bool { return !i.From.Open() && !i.To.Open() }

// Intersect returns what lies in both; it may be empty.
func (i Interval) Intersect(j Interval) Interval {
	return Interval{max(i.From, j.From), min(i.To, j.To)}
}

// Hull returns the smallest interval around both.
func (i Interval) Hull(j Interval) Interval {
	return Interval{min(i.From, j.From), max(i.To, j.To)}
}

// Len returns the length in seconds; ok is false for an open interval.
func (i Interval) Len() (seconds int64, ok bool) {
	if !i.Bounded() {
		return 0, false
	}
	return int64(i.To - i.From), true
}

// Gap returns the seconds between two disjoint intervals, 0 where they overlap
// or meet.
func (i Interval) Gap(j Interval) int64 {
	switch {
	case i.To <= j.From:
		return int64(j.From - i.To)
	case j.To <= i.From:
		return int64(i.From - j.To)
	}
	return 0
}

// Widen returns i opened by the seconds before and after; open bounds stay.
func (i Interval) Widen(before, after int64) Interval {
	return Interval{i.From.Add(-before), i.To.Add(after)}
}

// String returns "from/to", open bounds as "..".
func (i Interval) String() string { return i.From.String() + "/" + i.To.String() }

// Days returns the number of days from 1970-01-01 to d. A month or day out of
// range is carried over, as in February 30. The algorithm is Howard Hinnant's
// days_from_civil.
func (d Date) Days() int {
	m := d.Month - 1
	y := d.Year + floorDiv(m, 12)
	m = m - 12*floorDiv(m, 12) + 1
	if m <= 2 {
		y--
		m += 9
	} else {
		m -= 3
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := (153*m+2)/5 + d.Day - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return era*146097 + doe - 719468
}

// DateOf returns the day that lies the number of days after 1970-01-01.
func DateOf(days int) Date {
	z := days + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d := Date{Year: yoe + era*400, Month: mp + 3, Day: doy - (153*mp+2)/5 + 1}
	if d.Month > 12 {
		d.Month -= 12
		d.Year++
	}
	return d
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// Valid reports whether d is a day of the calendar.
func (d Date) Valid() bool {
	return d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.Day <= DaysIn(d.Year, d.Month)
}

// DaysIn returns the number of days of a month.
func DaysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// AddDays returns the day n days after d.
func (d Date) AddDays(n int) Date { return DateOf(d.Days() + n) }

// AddMonths returns the day n months after d, or the last of that month where
// it has no such day: a month after 31 January is 28 February.
func (d Date) AddMonths(n int) Date {
	m := d.Month - 1 + n
	y := d.Year + floorDiv(m, 12)
	m -= 12 * floorDiv(m, 12)
	return Date{y, m + 1, min(d.Day, DaysIn(y, m+1))}
}

// AddYears returns the day n years after d; 29 February becomes the 28th in a
// common year.
func (d Date) AddYears(n int) Date { return d.AddMonths(12 * n) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday {
	w := (d.Days() + 4) % 7
	if w < 0 {
		w += 7
	}
	return time.Weekday(w)
}

// ISOWeek returns the ISO 8601 week of d and the year it belongs to.
func (d Date) ISOWeek() (year, week int) {
	days := d.Days()
	thursday := DateOf(days - (int(d.Weekday())+6)%7 + 3)
	jan1 := Date{thursday.Year, 1, 1}.Days()
	return thursday.Year, (thursday.Days()-jan1)/7 + 1
}

// String returns d as in ISO 8601 and EDTF: YYYY-MM-DD, a minus before a
// negative year, a Y before one of more than four digits.
func (d Date) String() string { return string(d.append(make([]byte, 0, 16))) }

func (d Date) append(b []byte) []byte {
	b = padded(append(appendYear(b, d.Year), '-'), d.Month, 2)
	return padded(append(b, '-'), d.Day, 2)
}

func yearString(y int) string { return string(appendYear(make([]byte, 0, 8), y)) }

func appendYear(b []byte, y int) []byte {
	switch {
	case y > 9999 || y < -9999:
		return strconv.AppendInt(append(b, 'Y'), int64(y), 10)
	case y < 0:
		return padded(append(b, '-'), -y, 4)
	}
	return padded(b, y, 4)
}

// padded appends n with zeros before it, as %0*d writes it. Most of what a page says is
// dates, and they are written for every day that is tried besides.
func padded(b []byte, n, width int) []byte {
	if n < 0 {
		return fmt.Appendf(b, "%0*d", width, n)
	}
	for most := 10; width > 1; width-- {
		if n < most {
			for ; width > 1; width-- {
				b = append(b, '0')
			}
			break
		}
		most *= 10
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// CivilOf returns the time of day h:m:s on d. Hours past 23 run into the next
// day.
func CivilOf(d Date, h, m, s int) Civil {
	return Civil(int64(d.Days())*day + int64(h)*3600 + int64(m)*60 + int64(s))
}

// Date returns the day of c.
func (c Civil) Date() Date { return DateOf(int(floorDiv64(int64(c), day))) }

// Clock returns the time of day of c.
func (c Civil) Clock() (h, m, s int) {
	n := int64(c) - floorDiv64(int64(c), day)*day
	return int(n / 3600), int(n % 3600 / 60), int(n % 60)
}

// Add returns c moved by seconds.
func (c Civil) Add(seconds int64) Civil { return c + Civil(seconds) }

// String returns c as in ISO 8601, without an offset.
func (c Civil) String() string { return string(c.append(make([]byte, 0, 24))) }

func (c Civil) append(b []byte) []byte {
	h, m, s := c.Clock()
	b = padded(append(c.Date().append(b), 'T'), h, 2)
	b = padded(append(b, ':'), m, 2)
	return padded(append(b, ':'), s, 2)
}

// ToMinute writes c as in ISO 8601 to the minute, "2025-12-02T20:00".
func (c Civil) ToMinute() string {
	s := c.String()
	return s[:len(s)-len(":00")]
}

func floorDiv64(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

var granularityNames = [...]string{
	"unknown", "second", "minute", "hour", "part-of-day", "day", "weekend", "week", "month", "season", "quarter",
	"half-year", "year", "decade", "century", "millennium",
}

// String returns the name that timeline.json uses.
func (g Granularity) String() string {
	if int(g) < len(granularityNames) {
		return granularityNames[g]
	}
	return granularityNames[0]
}
