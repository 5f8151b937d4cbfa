package storygen

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// A style is how one source writes times and dates.
type style struct {
	clock int  // 0: 4.30pm, 1: 4:30 p.m., 2: 16:30
	month int  // 0: 3 December, 1: December 3, 2: Dec. 3
	dates int  // 0: weekdays where they reach, 1: dates, 2: both
	spoke bool // says "yesterday" and "today" where it can
	zone  *time.Location
}

func newStyle(r *rand.Rand, zone *time.Location) style {
	return style{clock: r.IntN(3), month: r.IntN(3), dates: r.IntN(3), spoke: r.IntN(3) == 0, zone: zone}
}

// face is what a clock shows, in the source's style. Midnight and noon are told
// in figures only by those who write 24 hours: "12am" is read both ways.
func (s style) face(t time.Time) string {
	h, m := t.Hour(), t.Minute()
	if s.clock == 2 {
		return fmt.Sprintf("%02d:%02d", h, m)
	}
	half := "am"
	if h >= 12 {
		half = "pm"
	}
	h = (h+11)%12 + 1
	if s.clock == 1 {
		half = map[string]string{"am": " a.m.", "pm": " p.m."}[half]
		return fmt.Sprintf("%d:%02d%s", h, m, half)
	}
	if m == 0 {
		return fmt.Sprintf("%d%s", h, half)
	}
	return fmt.Sprintf("%d.%02d%s", h, m, half)
}

// date is a day with its month, in the source's style, with its year where it
// is not that of the writing.
func (s style) date(t, written time.Time) string {
	var out string
	switch s.month {
	case 0:
		out = fmt.Sprintf("%d %s", t.Day(), t.Month())
	case 1:
		out = fmt.Sprintf("%s %d", t.Month(), t.Day())
	default:
		out = fmt.Sprintf("%s %d", shortMonth[t.Month()], t.Day())
	}
	if t.Year() != written.Year() {
		if s.month == 0 {
			return fmt.Sprintf("%s %d", out, t.Year())
		}
		return fmt.Sprintf("%s, %d", out, t.Year())
	}
	return out
}

var shortMonth = [...]string{"", "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."}

// bare is a day without a preposition: a weekday while that reaches, else a date.
func (s style) bare(t, written time.Time) string {
	if s.dates == 0 && daysBetween(t, written) >= 0 && daysBetween(t, written) <= 5 {
		return t.Weekday().String()
	}
	return s.date(t, written)
}

// day is a day as an adverbial: "on Tuesday", "yesterday", "on Tuesday 3 December".
// t is in the zone in which the day is counted, written in that of the writer.
func (s style) day(r *rand.Rand, t, written time.Time) string {
	home := t.In(s.zone)
	if s.spoke && home.Day() == t.Day() && r.IntN(2) == 0 {
		switch daysBetween(home, written) {
		case 0:
			return "today"
		case 1:
			return "yesterday"
		}
	}
	if s.dates == 2 {
		return s.weekdayAndDate(t.Weekday(), t, written)
	}
	return "on " + s.bare(t, written)
}

func (s style) weekdayAndDate(w time.Weekday, t, written time.Time) string {
	if s.month == 0 {
		return fmt.Sprintf("on %s %s", w, s.date(t, written))
	}
	return fmt.Sprintf("on %s, %s", w, s.date(t, written))
}

// daysBetween counts the days on the calendar from a to b, each in its own zone.
func daysBetween(a, b time.Time) int {
	x := time.Date(a.Year(), a.Month(), a.Day(), 0, 0, 0, 0, time.UTC)
	y := time.Date(b.Year(), b.Month(), b.Day(), 0, 0, 0, 0, time.UTC)
	return int(y.Sub(x) / (24 * time.Hour))
}

// lasting words a length to the minute, or rounded with a hedge.
func lasting(d time.Duration) string {
	h, m := int(d/time.Hour), int(d%time.Hour/time.Minute)
	hours := fmt.Sprintf("%d hours", h)
	if h < len(numerals) {
		hours = numerals[h] + " hours"
	}
	if h == 1 {
		hours = "one hour"
	}
	minutes := fmt.Sprintf("%d minutes", m)
	if m == 1 {
		minutes = "one minute"
	}
	switch {
	case h == 0:
		return minutes
	case m == 0:
		return hours
	}
	return hours + " and " + minutes
}

var numerals = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// fill puts values into the slots of a line.
func fill(line string, values map[string]string) string {
	return slot.ReplaceAllStringFunc(line, func(s string) string {
		if v, ok := values[s[1:len(s)-1]]; ok {
			return v
		}
		return s
	})
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// bareAt takes the preposition off an adverbial: "at 4pm on Tuesday" may follow
// "for" then. ok is false where there is none to take off.
func bareAt(when string) (string, bool) {
	for _, p := range [...]string{"at ", "on "} {
		if rest, ok := strings.CutPrefix(when, p); ok {
			return rest, true
		}
	}
	return when, when == "today" || when == "yesterday"
}
