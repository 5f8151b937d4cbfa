package timex

import (
	"fmt"
	"strings"
	"testing"

	"timeline/internal/temporal"
)

const wednesday = "2025-12-03"

// TestValues gives the TIMEX3 values of all expressions of a text written on
// Wednesday, 3 December 2025.
func TestValues(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"It began at 16:30 GMT on Tuesday.", "2025-12-02T16:30"},
		{"It begins at 20:00 Moscow time.", "2025-12-03T20:00"},
		{"It was half past four in the afternoon.", "2025-12-03T16:30"},
		{"He left on 3 May 1971.", "1971-05-03"},
		{"The visit on Friday was cancelled.", "2025-12-05"},
		{"The visit on Monday has been called off.", "2025-12-01"},
		{"Power was restored by 3 a.m. on 1 December.", "2025-12-01T03:00"},
		{"The bill is payable by December.", "2025-12"},
		{"He left on 2025-W49-2.", "2025-W49-2"},
		{"It was in March 2025 and in mid-March.", "2025-03 2025-03"},
		{"It snowed late yesterday and early on Tuesday.", "2025-12-02 2025-12-02"},
		{"It snowed yesterday, today, and will tomorrow.", "2025-12-02 2025-12-03 2025-12-04"},
		{"It rained last week and this month.", "2025-W48 2025-12"},
		{"He came last year, in October.", "2024 2025-10"},
		{"He will come on Friday.", "2025-12-05"},
		{"He came on Friday.", "2025-11-28"},
		{"He came on Wednesday.", "2025-12-03"},
		{"He has until Friday.", "2025-12-05"},
		{"It must be paid by January 14.", "2026-01-14"},
		{"He came last Wednesday and leaves next Friday.", "2025-11-26 2025-12-05"},
		{"He came two days ago, three weeks ago and five years ago.", "2025-12-01 2025-W46 2020"},
		{"A decade ago it was new.", "2015"},
		{"On 3 May he came. The same day he left. The next day it rained.", "2025-05-03 2025-05-03 2025-05-04"},
		{"In June 2014 it rose; a year earlier it fell.", "2014-06 2013-06"},
		{"Sales rose in the third quarter of 2025.", "2025-Q3"},
		{"Third-quarter sales rose.", "2025-Q3"},
		{"In the 1990s and the nineties, in the 20th century.", "199 199 19"},
		{"In the summer of 2014 and last winter.", "2014-SU 2024-WI"},
		{"On Christmas Day 2024, Easter Monday 2025 and Good Friday 2025.", "2024-12-25 2025-04-21 2025-04-18"},
		{"On Easter Sunday 2024 and Thanksgiving 2025.", "2024-03-31 2025-11-27"},
		{"In 44 BC.", "BC0044"},
		{"The five-hour talks took six and a half hours; the war 2 1/2 years.", "PT5H PT6H30M P2Y6M"},
		{"It took two hours and ten minutes, for weeks.", "PT2H10M PXW"},
		{"Every Tuesday it sells 7,000 loaves a week.", "XXXX-WXX-2 P1W"},
		{"It is quiet now; it was recently loud; in the near term it stays.", "PRESENT_REF PAST_REF FUTURE_REF"},
		{"From Friday to Monday, from 22:00 to 02:00 GMT.", "2025-11-28 2025-12-01 2025-12-01T22:00 2025-12-02T02:00"},
		{"It was open between 9 and 11 a.m. on Nov. 23.", "2025-11-23T09:00 2025-11-23T11:00"},
		{"It was in 1957-58, on September 26-27.", "1957 1958 1958-09-26 1958-09-27"},
		{"In nineteen ninety-six.", "1996"},
		{"They met on Tuesday. The plan dates from 9 November.\n\nShe spoke the same day.", "2025-12-02 2025-11-09 2025-12-02"},
		{"They met on Tuesday. The plan dates from 9 November. She spoke the same day.", "2025-12-02 2025-11-09 2025-11-09"},
	} {
		x, err := Document(c.in, wednesday)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, v := range x {
			got = append(got, v.Value)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.in, g, c.want)
		}
	}
}

// TestPlaces gives the stated interval of the last expression of a text.
func TestPlaces(t *testing.T) {
	for _, c := range []struct{ dct, in, from, to string }{
		{wednesday, "It ended late yesterday.", "2025-12-02T18:00:00", "2025-12-03T00:00:00"},
		{wednesday, "He spoke later on Tuesday.", "2025-12-02T12:00:00", "2025-12-03T00:00:00"},
		{wednesday, "It ended in the early hours of Wednesday.", "2025-12-03T00:00:00", "2025-12-03T06:00:00"},
		{wednesday, "They met on Tuesday and it ended after midnight.", "2025-12-03T00:00:00", "2025-12-03T06:00:00"},
		{wednesday, "They met on Tuesday and it ended well past midnight.", "2025-12-03T01:00:00", "2025-12-03T06:00:00"},
		{wednesday, "It was on the night of 2 December.", "2025-12-02T20:00:00", "2025-12-03T04:00:00"},
		{wednesday, "It rained on Tuesday afternoon.", "2025-12-02T12:00:00", "2025-12-02T18:00:00"},
		{wednesday, "They met on Tuesday, and at 16:30 he left.", "2025-12-02T16:30:00", "2025-12-02T16:31:00"},
		{wednesday, "It rained last week.", "2025-11-24T00:00:00", "2025-12-01T00:00:00"},
		{wednesday, "He came at the start of the week.", "2025-12-01T00:00:00", "2025-12-03T00:00:00"},
		{wednesday, "It rained over the weekend.", "2025-11-29T00:00:00", "2025-12-01T00:00:00"},
		{"", "On 2 December 2025 he came, and at 16:30 he left.", "2025-12-02T16:30:00", "2025-12-02T16:31:00"},
		{"", "On 2 December 2025 he came. The next day he left.", "2025-12-03T00:00:00", "2025-12-04T00:00:00"},
		{"", "He came yesterday.", "", ""},
		{"", "He came on Tuesday.", "", ""},
		{"", "He came at 16:30.", "", ""},
	} {
		a, err := anchor(c.dct)
		if err != nil {
			t.Fatal(err)
		}
		vs := Resolve(c.in, temporal.Find(c.in), a, DefaultWidths())
		if len(vs) == 0 {
			t.Errorf("%s: nothing found", c.in)
			continue
		}
		v, from, to := vs[len(vs)-1], "", ""
		if v.Known {
			from, to = v.From.String(), v.To.String()
		}
		if from != c.from || to != c.to {
			t.Errorf("%s\ngot  %s - %s\nwant %s - %s", c.in, from, to, c.from, c.to)
		}
	}
}

func TestReported(t *testing.T) {
	for _, c := range []struct {
		in                string
		impossible, clash bool
		alternative       string
	}{
		{"It was on 31 February 2025.", true, false, ""},
		{"It was on 29 February 2024.", false, false, ""},
		{"It was on Monday, December 2, 2025.", false, true, ""},
		{"It was on Tuesday, December 2, 2025.", false, false, ""},
		{"It was on 03/04/2025.", false, false, "2025-04-03"},
		{"It was on 23/04/2025.", false, false, ""},
	} {
		a, _ := anchor(wednesday)
		vs := Resolve(c.in, temporal.Find(c.in), a, DefaultWidths())
		if len(vs) != 1 {
			t.Errorf("%s: %d values, want 1", c.in, len(vs))
			continue
		}
		alt := ""
		if len(vs[0].Alternatives) > 0 {
			alt = vs[0].Alternatives[0].TIMEX3
		}
		if v := vs[0]; v.Impossible != c.impossible || v.WeekdayClash != c.clash || alt != c.alternative {
			t.Errorf("%s: got impossible %v, clash %v, alternative %q", c.in, v.Impossible, v.WeekdayClash, alt)
		}
	}
}

func TestDocument(t *testing.T) {
	got, err := Document("“Café” at about 8pm.", "2025-12-03T09:14:00Z")
	want := "[{16 19 8pm TIME 2025-12-03T20:00 APPROX}]"
	if g := fmt.Sprint(got); err != nil || g != want {
		t.Errorf("got %s, %v, want %s", g, err, want)
	}
	for _, dct := range []string{"3 December", "2025-13-01", "2025-12-03 9am"} {
		if _, err := Document("x", dct); err == nil {
			t.Errorf("dct %q: no error", dct)
		}
	}
}

func TestWidths(t *testing.T) {
	w := DefaultWidths()
	for name, want := range map[string]int64{"about a clock time": 900, "shortly before or after": 1800, "a clock time on the hour or half hour": 300, "none such": 0} {
		if got := w.Seconds(name); got != want {
			t.Errorf("%s: got %d, want %d", name, got, want)
		}
	}
	seen := map[string]bool{}
	for _, e := range w.Entries() {
		if seen[e.Name] || e.Name == "" || e.Words == "" || e.Meaning == "" {
			t.Errorf("entry %+v: twice or incomplete", e)
		}
		seen[e.Name] = true
	}
}
