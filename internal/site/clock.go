package site

import (
	"fmt"
	"strings"

	"timeline/internal/when"
)

// Times on the pages: a 24-hour clock, the month in letters, the zone named.

// month names a month, 1 to 12.
func (l language) month(m int) string { return l.Item("months", m-1) }

// shortMonth names a month where there is little room.
func (l language) shortMonth(m int) string { return l.Item("months-short", m-1) }

// zone returns the zone of a name that may be empty; ok is false for none.
func zone(name string) (z when.Zone, ok bool) {
	if name == "" {
		return when.UTC, false
	}
	z, err := when.LoadZone(name)
	return z, err == nil
}

// zoneWords names a zone for readers: "Mariehamn" for Europe/Mariehamn.
func zoneWords(z when.Zone) string {
	n := z.Name()
	return strings.ReplaceAll(n[strings.LastIndexByte(n, '/')+1:], "_", " ")
}

func (l language) clockWords(c when.Civil) string {
	h, m, _ := c.Clock()
	return l.word("time.clock", h, m)
}

func (l language) yearWords(y int) string {
	if y <= 0 {
		return l.word("time.bce", 1-y)
	}
	return fmt.Sprint(y)
}

func (l language) dayWords(d when.Date) string {
	return l.word("time.day", d.Day, l.month(d.Month), l.yearWords(d.Year))
}

func (l language) shortDay(d when.Date) string {
	return l.word("time.day-short", d.Day, l.shortMonth(d.Month))
}

// midDay is a short day in year y.
func (l language) midDay(d when.Date, y int) string {
	return l.word("time.day-short-year", d.Day, l.shortMonth(d.Month), l.yearWords(y))
}

// weekDay is a day with its weekday, in little room.
func (l language) weekDay(d when.Date) string {
	return l.word("time.day-weekday", l.Item("weekdays-short", int(d.Weekday())), d.Day, l.shortMonth(d.Month), l.yearWords(d.Year))
}

func (l language) longDay(d when.Date) string {
	return l.word("time.day-long", l.Item("weekdays", int(d.Weekday())), l.dayWords(d))
}

func (l language) monthWords(d when.Date) string {
	return l.word("time.month", l.month(d.Month), l.yearWords(d.Year))
}

// spanWords writes a length: 24 min, 4 h 30 min, 12 days, 5 months, 27 years.
func (l language) spanWords(s int64) string {
	const hour, day = 3600, 86400
	switch {
	case s < 60:
		return l.Plural("span.second", s)
	case s < hour:
		return l.Plural("span.min", (s+30)/60)
	case s < 2*day:
		if m := s % hour / 60; m != 0 {
			return l.Plural("span.h-min", s/hour, m)
		}
		return l.Plural("span.h", s/hour)
	case s < 60*day:
		return l.Plural("span.day", (s+day/2)/day)
	case s < 730*day:
		return l.Plural("span.month", (s+15*day)/(30*day))
	}
	return l.Plural("span.year", (s+183*day)/(365*day))
}

// gapWords writes a length in full, for sentences: "24 minutes".
func (l language) gapWords(s int64) string {
	switch {
	case s > 0 && s < 3600 && s%60 == 0:
		return l.Plural("span.minute", s/60)
	case s >= 3600 && s < 2*86400 && s%3600 == 0:
		return l.Plural("span.hour", s/3600)
	}
	return l.spanWords(s)
}

// last is the last clock time to show of an interval that ends before to: the
// minute before, for times told to the minute, so that 21:45 and 22:10
// together read 21:45–22:10.
func last(to when.Instant, g when.Granularity) when.Instant {
	if (g == when.Minute || g == when.Second) && int64(to)%300 != 0 {
		return to.Add(-60)
	}
	return to
}

// unitWords writes an interval told in days or larger units: "25 October
// 2026", "October 2026", "1989", "2–4 October 2026".
func (l language) unitWords(iv when.Interval, g when.Granularity, z when.Zone) string {
	switch {
	case iv.From.Open() && iv.To.Open():
		return l.word("time.unknown")
	case iv.From.Open():
		return l.word("time.day-before", l.dayWords(z.Local(iv.To).Date()))
	case iv.To.Open():
		return l.word("time.day-from", l.dayWords(z.Local(iv.From).Date()))
	}
	a, b := z.Local(iv.From).Date(), z.Local(iv.To.Add(-1)).Date()
	first, end := a.Day == 1, b.Day == when.DaysIn(b.Year, b.Month)
	switch {
	case a == b:
		return l.dayWords(a)
	case first && end && a.Month == 1 && b.Month == 12 && a.Year == b.Year:
		return l.yearWords(a.Year)
	case first && end && a.Month == 1 && b.Month == 12 && g >= when.Year:
		return l.yearWords(a.Year) + "–" + l.yearWords(b.Year)
	case first && end && a.Month == b.Month && a.Year == b.Year:
		return l.monthWords(a)
	case first && end && g >= when.Month && a.Year == b.Year:
		return l.word("time.months", l.month(a.Month), l.month(b.Month), l.yearWords(b.Year))
	case a.Month == b.Month && a.Year == b.Year:
		return l.word("time.days-of-month", a.Day, l.dayWords(b))
	case a.Year == b.Year:
		return l.word("time.days-of-year", a.Day, l.month(a.Month), l.dayWords(b))
	}
	return l.dayWords(a) + " – " + l.dayWords(b)
}

// clockRange writes an interval of clock times as the clocks of z show it.
// Days other than on are named; the zero Date names every day.
func (l language) clockRange(iv when.Interval, g when.Granularity, z when.Zone, on when.Date) string {
	at := func(t when.Instant, on when.Date) string {
		c := z.Local(t)
		if c.Date() == on {
			return l.clockWords(c)
		}
		if d := c.Date(); on == (when.Date{}) || d.Year != on.Year {
			return l.word("time.clock-on", l.clockWords(c), l.dayWords(d))
		}
		return l.word("time.clock-on", l.clockWords(c), l.shortDay(c.Date()))
	}
	switch {
	case iv.From.Open() && iv.To.Open():
		return l.word("time.unknown")
	case iv.From.Open():
		return l.word("time.clock-before", at(iv.To, on))
	case iv.To.Open():
		return l.word("time.clock-after", at(iv.From, on))
	}
	end := last(iv.To, g)
	if iv.To-iv.From <= 60 {
		return at(iv.From, on)
	}
	from := z.Local(iv.From)
	if from.Date() == z.Local(end).Date() {
		tail := ""
		if from.Date() != on {
			tail = strings.TrimPrefix(at(iv.From, on), l.clockWords(from))
		}
		return l.clockWords(from) + "–" + l.clockWords(z.Local(end)) + tail
	}
	if from.Date() == on && z.Local(end) == when.CivilOf(on.AddDays(1), 0, 0, 0) {
		return l.clockWords(from) + "–24:00"
	}
	return at(iv.From, on) + " – " + at(end, on)
}

// fullRange writes an interval with its day and zone: for tables.
func (l language) fullRange(iv when.Interval, g when.Granularity, z when.Zone) string {
	if g >= when.Day {
		return l.unitWords(iv, g, z)
	}
	return l.clockRange(iv, g, z, when.Date{})
}

// offsetWords is the offset in force over an interval, both where it changes
// within.
func (l language) offsetWords(iv when.Interval, z when.Zone) string {
	a, b := iv.From, iv.To
	if a.Open() {
		a = b
	}
	if b.Open() {
		b = a
	}
	x, y := when.OffsetText(z.Offset(a)), when.OffsetText(z.Offset(b))
	if x == y {
		return x
	}
	return l.word("time.offset-then", x, y)
}
