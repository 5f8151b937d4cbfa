package timex

import (
	"fmt"
	"testing"
	"time"

	"timeline/internal/when"
)

// styles write a date in full, each in its own way.
var styles = []func(d when.Date) string{
	func(d when.Date) string { return d.String() },
	func(d when.Date) string { return fmt.Sprintf("%d %s %d", d.Day, time.Month(d.Month), d.Year) },
	func(d when.Date) string { return fmt.Sprintf("%s %d, %d", time.Month(d.Month), d.Day, d.Year) },
	func(d when.Date) string {
		return fmt.Sprintf("%s, %d %s %d", d.Weekday(), d.Day, time.Month(d.Month), d.Year)
	},
	func(d when.Date) string {
		return fmt.Sprintf("%d-%s-%d", d.Day, time.Month(d.Month).String()[:3], d.Year)
	},
	func(d when.Date) string { return fmt.Sprintf("%d/%02d/%02d", d.Year, d.Month, d.Day) },
	func(d when.Date) string { return fmt.Sprintf("%d.%d.%d", d.Day, d.Month, d.Year) },
	func(d when.Date) string { return fmt.Sprintf("%04d%02d%02d", d.Year, d.Month, d.Day) },
	func(d when.Date) string {
		return fmt.Sprintf("the %s of %s %d", ordinal(d.Day), time.Month(d.Month), d.Year)
	},
	func(d when.Date) string { return fmt.Sprintf("%s %s, %d", time.Month(d.Month), ordinal(d.Day), d.Year) },
}

func ordinal(n int) string {
	suffix := "th"
	if n/10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprint(n) + suffix
}

// FuzzExplicit checks that a date told in full has its own value whatever the
// day of writing, the style and the zone of the machine.
func FuzzExplicit(f *testing.F) {
	f.Add(20424, uint8(0), 20790)
	f.Add(-719528+365*1600, uint8(3), 0)
	f.Fuzz(func(t *testing.T, day int, style uint8, dct int) {
		d, written := when.DateOf(within(day, 200_000)-100_000), when.DateOf(within(dct, 40_000))
		if d.Year < 1700 || d.Year > 2150 {
			return
		}
		txt := "It was done on " + styles[int(style)%len(styles)](d) + "."
		local := time.Local
		defer func() { time.Local = local }()
		for _, zone := range []*time.Location{time.UTC, time.FixedZone("far east", 14*3600), time.FixedZone("far west", -12*3600)} {
			time.Local = zone
			got, err := Document(txt, written.String())
			if err != nil || len(got) != 1 || got[0].Value != d.String() {
				t.Fatalf("%q written on %s: %+v, %v", txt, written, got, err)
			}
		}
	})
}

func within(a, n int) int { return (a%n + n) % n }
