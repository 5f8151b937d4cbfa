package resolve

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"timeline/internal/temporal"
	"timeline/internal/timex"
	"timeline/internal/when"
)

// zones are zones of every kind of rule: whole and part hours, clock changes in
// both hemispheres and none, the far sides of the date line.
var zones = []string{
	"Europe/Moscow", "Europe/London", "America/New_York", "America/Los_Angeles", "Asia/Kathmandu", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Chatham",
	"Pacific/Apia", "Pacific/Honolulu", "Asia/Tokyo", "America/Sao_Paulo", "Africa/Cairo", "Asia/Tehran", "America/St_Johns", "Pacific/Kiritimati",
}

// moment is a random minute between 1990 and 2030.
func moment(r *rand.Rand) when.Instant {
	return when.Instant(631152000 + 60*r.Int64N(40*365*1440))
}

// TestAnyZone tells random minutes in random zones, by offset and by place: all
// must come out as the same minute of UTC, but where a clock shows a time
// twice.
func TestAnyZone(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 4000 {
		at := moment(r)
		name := zones[r.IntN(len(zones))]
		z, err := when.LoadZone(name)
		if err != nil {
			t.Fatal(err)
		}
		c := z.Local(at)
		h, m, _ := c.Clock()
		d := c.Date()
		day := fmt.Sprintf("on %d %s %d", d.Day, time.Month(d.Month), d.Year)
		if offset := z.Offset(at); offset%60 == 0 {
			txt := fmt.Sprintf("It began at %02d:%02d %s %s.", h, m, when.OffsetText(offset), day)
			if got := resolveLast(t, txt, "2031-01-01", Setting{}); got.Stated.From != at {
				t.Fatalf("%s = %s, want %s", txt, got.Stated.From, at)
			}
		}
		if len(z.At(c)) > 1 {
			continue
		}
		txt := fmt.Sprintf("It began at %02d:%02d local time %s.", h, m, day)
		if got := resolveLast(t, txt, "2031-01-01", Setting{Clause: locale(name)}); got.Stated.From != at {
			t.Fatalf("%s in %s = %s, want %s", txt, name, got.Stated.From, at)
		}
	}
}

// TestWideningKeepsTheTruth rounds random minutes as people do and hedges them:
// what is allowed must hold the truth.
func TestWideningKeepsTheTruth(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		at := moment(r)
		c := when.UTC.Local(at)
		h, m, _ := c.Clock()
		d := c.Date()
		day := fmt.Sprintf("on %d %s %d", d.Day, time.Month(d.Month), d.Year)
		var told []string
		if q := (m + 7) / 15 * 15; q < 60 { // to the quarter of an hour
			told = append(told, fmt.Sprintf("about %02d:%02d GMT %s", h, q, day), fmt.Sprintf("around %02d:%02d GMT %s", h, q, day))
		}
		if m%30 <= 4 { // on the half hour, without a hedge
			told = append(told, fmt.Sprintf("at %02d:%02d GMT %s", h, m/30*30, day))
		}
		part := [...]string{"the early hours", "the morning", "the afternoon", "the evening"}[h/6]
		told = append(told, fmt.Sprintf("in %s of %d %s %d", part, d.Day, time.Month(d.Month), d.Year), day, fmt.Sprintf("in %s %d", time.Month(d.Month), d.Year), fmt.Sprintf("in %d", d.Year),
			fmt.Sprintf("before %d %s %d", 28, "December", d.Year+1), fmt.Sprintf("after %d", d.Year-1))
		for _, words := range told {
			txt := "It began " + words + "."
			got := resolveLast(t, txt, "2031-01-01", Setting{})
			if got.Allowed.From > at || got.Allowed.To <= at {
				t.Fatalf("%s allows %s, which leaves out %s", txt, got.Allowed, at)
			}
		}
	}
}

// TestInferenceKeepsTheTruth writes small articles on random days, which tell
// their days as reporters do: what is inferred must not exclude the day of
// writing.
func TestInferenceKeepsTheTruth(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	full := func(d when.Date) string {
		return fmt.Sprintf("%s, %d %s %d", d.Weekday(), d.Day, time.Month(d.Month), d.Year)
	}
	for range 3000 {
		written := moment(r)
		w := when.UTC.Local(written).Date()
		day := w.AddDays(-r.IntN(6)) // when it happened
		txt := "The talks were held on " + full(day) + ". "
		if w.Days()-day.Days() == 1 && r.IntN(2) == 0 {
			txt += "They ended late yesterday. "
		}
		if r.IntN(2) == 0 {
			txt += "The mayor spoke on " + day.Weekday().String() + ". "
		}
		if back := r.IntN(5); r.IntN(3) == 0 && w.AddDays(-back).Days() >= day.Days() {
			txt += "The port opened on " + w.AddDays(-back).Weekday().String() + ". "
		}
		if r.IntN(3) == 0 {
			txt += "A vote will be held on " + w.AddDays(1+r.IntN(5)).Weekday().String() + ". "
		}
		p := Infer(txt, temporal.Find(txt), timex.DefaultWidths())
		if !p.Known {
			t.Fatalf("%q: nothing inferred", txt)
		}
		noon := when.UTC.Instant(when.CivilOf(w, 12, 0, 0))
		if p.Interval.From > noon || p.Interval.To <= noon {
			t.Fatalf("%q, written on %s: %s excludes it\n%v", txt, w, p.EDTF, p.Because)
		}
	}
}
