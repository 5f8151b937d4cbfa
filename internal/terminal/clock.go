package terminal

import (
	"fmt"

	"timeline/internal/when"
)

// Times in a terminal: the month in letters, a 24-hour clock, the zone named by the caller.

var months = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

const day = 86400

func shortDay(d when.Date) string { return fmt.Sprintf("%d %s", d.Day, months[d.Month-1]) }

func year(y int) string {
	if y <= 0 {
		return fmt.Sprintf("%d BCE", 1-y)
	}
	return fmt.Sprint(y)
}

// Day writes a day: 2 Dec 2025.
func Day(d when.Date) string { return shortDay(d) + " " + year(d.Year) }

func clock(c when.Civil) string {
	h, m, s := c.Clock()
	if s != 0 {
		return fmt.Sprintf("%02d:%02d:%02d", h, m, s)
	}
	return fmt.Sprintf("%02d:%02d", h, m)
}

// Range writes an interval as the clocks of z show it: "2 Dec 2025, 16:15–16:45", a minute
// or less as its start, whole days as days, an open side as "before" or "from".
func Range(iv when.Interval, z when.Zone) string {
	moment := func(t when.Instant) string { c := z.Local(t); return Day(c.Date()) + ", " + clock(c) }
	switch {
	case iv.From.Open() && iv.To.Open():
		return "at an unknown time"
	case iv.From.Open():
		return "before " + moment(iv.To)
	case iv.To.Open():
		return "from " + moment(iv.From) + " on"
	}
	from, to := z.Local(iv.From), z.Local(iv.To)
	last := z.Local(iv.To.Add(-1))
	switch {
	case int64(iv.To-iv.From) <= 60:
		return moment(iv.From)
	case int64(from)%day == 0 && int64(to)%day == 0 && from.Date() == last.Date():
		return Day(from.Date())
	case int64(from)%day == 0 && int64(to)%day == 0:
		return Day(from.Date()) + " – " + Day(last.Date())
	case from.Date() == to.Date():
		return moment(iv.From) + "–" + clock(to)
	case from.Date() == last.Date():
		return moment(iv.From) + "–24:00"
	}
	return moment(iv.From) + " – " + moment(iv.To)
}

// Length writes a length in seconds: 45 s, 24 min, 4 h 30 min, 2 days 6 h, 12 days.
func Length(s int64) string {
	switch {
	case s >= int64(when.Future)/2:
		return "any length"
	case s < 60:
		return fmt.Sprintf("%d s", s)
	case s < 3600 && s%60 != 0:
		return fmt.Sprintf("%d min %d s", s/60, s%60)
	case s < 3600:
		return fmt.Sprintf("%d min", s/60)
	case s < 2*day && s%3600 >= 60:
		return fmt.Sprintf("%d h %d min", s/3600, s%3600/60)
	case s < 2*day:
		return fmt.Sprintf("%d h", s/3600)
	case s < 14*day && s%day >= 3600:
		return fmt.Sprintf("%d days %d h", s/day, s%day/3600)
	}
	return fmt.Sprintf("%d days", (s+day/2)/day)
}

// Lengths writes a range of lengths in seconds, both ends inclusive.
func Lengths(lo, hi int64) string {
	switch {
	case lo == hi:
		return Length(lo)
	case hi >= int64(when.Future)/2:
		return Length(lo) + " or more"
	}
	return Length(lo) + " – " + Length(hi)
}
