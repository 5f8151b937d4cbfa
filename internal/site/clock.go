package site

import (
	"fmt"
	"strings"

	"timeline/internal/when"
)

// Times on the pages: a 24-hour clock, the month in letters, the zone named.

var (
	months   = [...]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	weekdays = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
)

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

func clockWords(c when.Civil) string {
	h, m, _ := c.Clock()
	return fmt.Sprintf("%02d:%02d", h, m)
}

func yearWords(y int) string {
	if y <= 0 {
		return fmt.Sprintf("%d BCE", 1-y)
	}
	return fmt.Sprint(y)
}

func dayWords(d when.Date) string {
	return fmt.Sprintf("%d %s %s", d.Day, months[d.Month], yearWords(d.Year))
}

func shortDay(d when.Date) string { return fmt.Sprintf("%d %s", d.Day, months[d.Month][:3]) }

func longDay(d when.Date) string { return weekdays[d.Weekday()] + " " + dayWords(d) }

// spanWords writes a length: 24 min, 4 h 30 min, 12 days, 5 months, 27 years.
func spanWords(s int64) string {
	plural := func(n int64, one, many string) string {
		if n == 1 {
			return "1 " + one
		}
		return fmt.Sprintf("%d %s", n, many)
	}
	const hour, day = 3600, 86400
	switch {
	case s < 60:
		return plural(s, "second", "seconds")
	case s < hour:
		return fmt.Sprintf("%d min", (s+30)/60)
	case s < 2*day:
		if m := s % hour / 60; m != 0 {
			return fmt.Sprintf("%d h %d min", s/hour, m)
		}
		return fmt.Sprintf("%d h", s/hour)
	case s < 60*day:
		return plural((s+day/2)/day, "day", "days")
	case s < 730*day:
		return plural((s+15*day)/(30*day), "month", "months")
	}
	return plural((s+183*day)/(365*day), "year", "years")
}

// gapWords writes a length in full, for sentences: "24 minutes".
func gapWords(s int64) string {
	switch {
	case s > 0 && s < 3600 && s%60 == 0:
		if s == 60 {
			return "1 minute"
		}
		return fmt.Sprintf("%d minutes", s/60)
	case s >= 3600 && s < 2*86400 && s%3600 == 0:
		if s == 3600 {
			return "1 hour"
		}
		return fmt.Sprintf("%d hours", s/3600)
	}
	return spanWords(s)
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
func unitWords(iv when.Interval, g when.Granularity, z when.Zone) string {
	switch {
	case iv.From.Open() && iv.To.Open():
		return word("no-time")
	case iv.From.Open():
		return word("before") + " " + dayWords(z.Local(iv.To).Date())
	case iv.To.Open():
		return word("from") + " " + dayWords(z.Local(iv.From).Date())
	}
	a, b := z.Local(iv.From).Date(), z.Local(iv.To.Add(-1)).Date()
	first, end := a.Day == 1, b.Day == when.DaysIn(b.Year, b.Month)
	switch {
	case a == b:
		return dayWords(a)
	case first && end && a.Month == 1 && b.Month == 12 && a.Year == b.Year:
		return yearWords(a.Year)
	case first && end && a.Month == 1 && b.Month == 12 && g >= when.Year:
		return yearWords(a.Year) + "–" + yearWords(b.Year)
	case first && end && a.Month == b.Month && a.Year == b.Year:
		return months[a.Month] + " " + yearWords(a.Year)
	case first && end && g >= when.Month && a.Year == b.Year:
		return months[a.Month] + "–" + months[b.Month] + " " + yearWords(b.Year)
	case a.Month == b.Month && a.Year == b.Year:
		return fmt.Sprintf("%d–%s", a.Day, dayWords(b))
	case a.Year == b.Year:
		return fmt.Sprintf("%d %s – %s", a.Day, months[a.Month], dayWords(b))
	}
	return dayWords(a) + " – " + dayWords(b)
}

// clockRange writes an interval of clock times as the clocks of z show it.
// Days other than on are named; the zero Date names every day.
func clockRange(iv when.Interval, g when.Granularity, z when.Zone, on when.Date) string {
	at := func(t when.Instant, on when.Date) string {
		c := z.Local(t)
		if c.Date() == on {
			return clockWords(c)
		}
		if d := c.Date(); on == (when.Date{}) || d.Year != on.Year {
			return clockWords(c) + ", " + dayWords(d)
		}
		return clockWords(c) + ", " + shortDay(c.Date())
	}
	switch {
	case iv.From.Open() && iv.To.Open():
		return word("no-time")
	case iv.From.Open():
		return word("before") + " " + at(iv.To, on)
	case iv.To.Open():
		return word("after") + " " + at(iv.From, on)
	}
	end := last(iv.To, g)
	if iv.To-iv.From <= 60 {
		return at(iv.From, on)
	}
	from := z.Local(iv.From)
	if from.Date() == z.Local(end).Date() {
		tail := ""
		if from.Date() != on {
			tail = strings.TrimPrefix(at(iv.From, on), clockWords(from))
		}
		return clockWords(from) + "–" + clockWords(z.Local(end)) + tail
	}
	if from.Date() == on && z.Local(end) == when.CivilOf(on.AddDays(1), 0, 0, 0) {
		return clockWords(from) + "–24:00"
	}
	return at(iv.From, on) + " – " + at(end, on)
}

// fullRange writes an interval with its day and zone: for tables.
func fullRange(iv when.Interval, g when.Granularity, z when.Zone) string {
	if g >= when.Day {
		return unitWords(iv, g, z)
	}
	return clockRange(iv, g, z, when.Date{})
}

// offsetWords is the offset in force over an interval, both where it changes
// within.
func offsetWords(iv when.Interval, z when.Zone) string {
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
	return x + ", then " + y
}
