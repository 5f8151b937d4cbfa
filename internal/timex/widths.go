package timex

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"timeline/internal/temporal"
)

// A Width is one row of the table of default widths: what a wording is taken
// to mean. From and To are seconds: of the day for a part of the day, of the
// length for a vague length, either way for a hedge.
type Width struct {
	Name     string // by which the configuration overrides it
	Words    string
	Meaning  string // in words
	From, To int64
}

// Widths is the table of default widths. It is printed on the site's method
// page.
type Widths struct {
	rows []Width
}

const hour = 3600

// DefaultWidths returns the table that holds where the configuration says
// nothing.
func DefaultWidths() Widths {
	day := func(name, words string, from, to int64) Width {
		return Width{name, words, fmt.Sprintf("%02d:00 to %02d:00", from, to), from * hour, to * hour}
	}
	return Widths{[]Width{
		{"about a clock time", "around, about, approximately + a clock time", "15 minutes either way", 900, 900},
		{"a clock time on the hour or half hour", "a clock time on the hour or half hour, not hedged", "5 minutes either way", 300, 300},
		{"shortly before or after", "shortly, just before or after a clock time", "up to half an hour; stated as a quarter", 1800, 1800},
		day("early hours", "the early hours", 0, 6),
		day("morning", "morning", 6, 12),
		{"early", "early on a day", "00:00 to 06:00; allowed until 09:00", 0, 6 * hour},
		day("dawn", "dawn, sunrise", 4, 8),
		{"noon", "noon, midday", "12:00", 12 * hour, 12*hour + 60},
		day("lunchtime", "lunchtime", 12, 14),
		day("afternoon", "afternoon", 12, 18),
		day("evening", "evening", 18, 24),
		day("dusk", "dusk, sunset", 17, 22),
		{"night", "night, overnight, tonight", "20:00 to 04:00 of the next day", 20 * hour, 28 * hour},
		day("daytime", "daytime", 6, 18),
		day("late", "late on a day", 18, 24),
		day("later", "later on a day", 12, 24),
		{"past midnight", "past midnight, after midnight", "00:00 to 06:00 of the next day; well or long past: stated from 01:00, allowed from 00:15", 0, 6 * hour},
		{"just past midnight", "just or shortly after midnight", "00:00 to 00:30; allowed twice as long", 0, hour / 2},
		{"seconds", "seconds", "2 to 60 seconds", 2, 60},
		{"minutes", "minutes", "2 to 60 minutes", 120, 3600},
		{"hours", "hours before or after", "1 to 12 hours; just hours: 1 to 6", hour, 12 * hour},
		{"days", "days before or after", "1 to 7 days", 86400, 7 * 86400},
		{"weeks", "weeks", "1 to 8 weeks", 7 * 86400, 56 * 86400},
		{"months", "months", "1 to 12 months", 2629746, 31556952},
		{"years", "years", "1 to 10 years", 31556952, 315569520},
		{"a length in hours", "five-hour, three hours, not hedged", "half an hour either way (a length in minutes: 5 minutes; in days and more: a tenth)", 1800, 1800},
		{"order", "before or after an event, with no length told", "within 12 hours as stated; allowed until the report was published", 0, 12 * hour},
	}}
}

// With returns the table with the rows that overrides name replaced. A hedge
// takes a length ("20m"), a part of the day two times ("05:00-11:00"), a vague
// length two lengths ("1h-8h"). The error names the row and what it takes.
func (w Widths) With(overrides map[string]string) (Widths, error) {
	out := Widths{rows: append([]Width(nil), w.rows...)}
	names := make([]string, 0, len(overrides))
	for n := range overrides {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		i := slices.IndexFunc(out.rows, func(r Width) bool { return r.Name == n })
		if i < 0 {
			return w, fmt.Errorf("widths: no rule %q: the method page of a site lists them", n)
		}
		r := &out.rows[i]
		v := strings.TrimSpace(overrides[n])
		from, to, two := strings.Cut(v, "-")
		if !two {
			from, to = v, v
		}
		a, errA := span(from)
		b, errB := span(to)
		if errA != nil || errB != nil || a < 0 || b < a || two != (r.From != r.To) {
			form := `one length such as "20m"`
			if r.From != r.To {
				form = `two bounds such as "05:00-11:00" or "1h-8h"`
			}
			return w, fmt.Errorf("widths: %q = %q: write %s", n, v, form)
		}
		r.From, r.To, r.Meaning = a, b, v+" (set by this collection)"
	}
	return out, nil
}

// span reads "05:00" or "1h30m" as seconds.
func span(s string) (int64, error) {
	s = strings.TrimSpace(s)
	if h, m, ok := strings.Cut(s, ":"); ok {
		hh, err1 := strconv.Atoi(h)
		mm, err2 := strconv.Atoi(m)
		if err1 != nil || err2 != nil || hh > 36 || mm > 59 {
			return 0, fmt.Errorf("no time of day")
		}
		return int64(hh)*hour + int64(mm)*60, nil
	}
	d, err := time.ParseDuration(s)
	return int64(d / time.Second), err
}

// Entries returns the rows, in the order in which they are printed.
func (w Widths) Entries() []Width { return w.rows }

// Seconds returns the half width of the row of this name, in seconds; 0 where
// there is none.
func (w Widths) Seconds(name string) int64 { return w.row(name).To }

func (w Widths) row(name string) Width {
	for _, r := range w.rows {
		if r.Name == name {
			return r
		}
	}
	return Width{}
}

var partNames = map[temporal.Part]string{
	temporal.Morning: "morning", temporal.Afternoon: "afternoon", temporal.Evening: "evening", temporal.Nighttime: "night",
	temporal.EarlyHours: "early hours", temporal.Dawn: "dawn", temporal.Dusk: "dusk", temporal.Daytime: "daytime", temporal.Midday: "lunchtime",
	temporal.PastMidnight: "past midnight", temporal.Late: "late", temporal.Later: "later", temporal.Early: "early",
}

func (w Widths) part(p temporal.Part) Width { return w.row(partNames[p]) }

// vagueRows are the rows of the lengths that count nothing.
var vagueRows = map[temporal.Unit]string{
	temporal.Second: "seconds", temporal.Minute: "minutes", temporal.Hour: "hours", temporal.Day: "days", temporal.Night: "days",
	temporal.Week: "weeks", temporal.Fortnight: "weeks", temporal.Month: "months",
}

// vague returns the range of a length that counts nothing: "hours", "days".
func (w Widths) vague(u temporal.Unit) (lo, hi int64) {
	name, ok := vagueRows[u]
	if !ok {
		r := w.row("years")
		n := seconds(1, u) / seconds(1, temporal.Year)
		return r.From * max(n, 1), r.To * max(n, 1)
	}
	r := w.row(name)
	return r.From, r.To
}
