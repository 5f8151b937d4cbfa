package statement

import (
	"testing"

	"timeline/internal/content"
	"timeline/internal/place"
	"timeline/internal/resolve"
	"timeline/internal/temporal"
	"timeline/internal/timex"
)

// written runs the stages up to statements over a text of a day, written in a zone.
func written(t *testing.T, day, zone, txt string) []Statement {
	t.Helper()
	pub, _ := resolve.ReadPublication(resolve.Dating{Published: []content.Stamp{{Basis: content.FrontMatter, Text: day}}})
	w := timex.DefaultWidths()
	es := temporal.Find(txt)
	return Extract(Input{
		Source: "src", Text: txt, Expressions: es, Values: timex.Resolve(txt, es, pub.Anchor(), w), Places: place.Find(txt),
		Setting: resolve.Setting{Published: pub, Widths: w, Source: zone}, Published: pub,
	})
}

// TestTimes has what the words beside a time make of it. The times are those of the
// statements in order, "-" for none.
func TestTimes(t *testing.T) {
	const denver, tokyo, adelaide = "America/Denver", "Asia/Tokyo", "Australia/Adelaide"
	tests := []struct {
		day, zone, txt string
		want           []string
	}{
		// the writer's own time, whatever place the clause names
		{"2025-11-04", tokyo, "The craft was launched from Florida on Sunday at 5.12 p.m. our time.", []string{"2025-11-02T08:12:00Z/2025-11-02T08:13:00Z"}},
		{"2025-11-04", adelaide, "The jet left Colombo on Sunday at 12.30am here.", []string{"2025-11-01T14:00:00Z/2025-11-01T14:01:00Z"}},
		{"2025-11-04", adelaide, "A jet from Colombo landed here at 3.10pm on Sunday.", []string{"2025-11-02T04:40:00Z/2025-11-02T04:41:00Z"}},
		// a zone told once for two times
		{"2025-11-20", tokyo, "The boys came out at 1:35 and 1:50 a.m. Moscow time on Friday.", []string{"2025-11-13T22:35:00Z/2025-11-13T22:36:00Z", "2025-11-13T22:50:00Z/2025-11-13T22:51:00Z"}},
		{"2025-11-20", tokyo, "It lasted from 8:41 p.m. on Friday to 6:12 a.m. on Saturday, Moscow time.", []string{"2025-11-14T17:41:00Z/2025-11-14T17:42:00Z", "2025-11-15T03:12:00Z/2025-11-15T03:13:00Z"}},
		// the change of the clocks, and the hour that it repeats
		{"2025-11-02", denver, "Clocks went back at 2 a.m. on Sunday.", []string{"2025-11-02T08:00:00Z/2025-11-02T08:01:00Z"}},
		{"2025-11-02", denver, "Police went in at 2 a.m. on Sunday.", []string{"2025-11-02T09:00:00Z/2025-11-02T09:01:00Z"}},
		{"2025-11-02", denver, "The boys came out at 1:50 a.m. on Sunday (standard time).", []string{"2025-11-02T08:50:00Z/2025-11-02T08:51:00Z"}},
		{"2025-11-02", denver, "The boys came out at 1:50 a.m. on Sunday (daylight time).", []string{"2025-11-02T07:50:00Z/2025-11-02T07:51:00Z"}},
		{"2025-03-30", "Europe/London", "Clocks went forward at 1 a.m. on Sunday.", []string{"2025-03-30T01:00:00Z/2025-03-30T01:01:00Z"}},
		// between: one time, somewhere in it
		{"2025-11-20", "UTC", "The bridge fell between 9.10 pm and 10 pm on Friday.", []string{"2025-11-14T21:10:00Z/2025-11-14T22:00:00Z"}},
		{"2025-11-20", "UTC", "The bridge fell between Monday and Wednesday.", []string{"2025-11-17T00:00:00Z/2025-11-20T00:00:00Z"}},
		// beside a time, how far it lies from another happening, or from a time told before
		{"2025-11-20", "UTC", "The vote began at 4:31 a.m. on Friday, 17 minutes before the doors were to close.", []string{"2025-11-14T04:31:00Z/2025-11-14T04:32:00Z", "2025-11-14T04:31:00Z/2025-11-14T04:32:00Z"}},
		{"2025-11-20", "UTC", "The vote began on Friday, five hours before the doors were to close.", []string{"2025-11-14T00:00:00Z/2025-11-15T00:00:00Z", "-"}},
		{"2025-11-20", "UTC", "It fell at 9:31 p.m. on Friday. The engine was fired at 8:47 p.m., 44 minutes earlier.", []string{"2025-11-14T21:31:00Z/2025-11-14T21:32:00Z", "2025-11-14T20:47:00Z/2025-11-14T20:48:00Z", "2025-11-14T20:47:00Z/2025-11-14T20:48:00Z"}},
		{"2025-11-20", "UTC", "It fell at 9:31 p.m. on Friday. The engine was fired 44 minutes earlier.", []string{"2025-11-14T21:31:00Z/2025-11-14T21:32:00Z", "2025-11-14T20:47:00Z/2025-11-14T20:48:00Z"}},
		// weeks from a day
		{"2025-11-20", "UTC", "It opened on 3 November. A week later it closed.", []string{"2025-11-03T00:00:00Z/2025-11-04T00:00:00Z", "2025-11-10T00:00:00Z/2025-11-11T00:00:00Z"}},
	}
	for _, tt := range tests {
		var got []string
		for _, s := range written(t, tt.day, tt.zone, tt.txt) {
			if g := s.Time.Stated.String(); s.Time.Known {
				got = append(got, g)
			} else {
				got = append(got, "-")
			}
		}
		if len(got) != len(tt.want) {
			t.Errorf("%s\n got %q\nwant %q", tt.txt, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%s\n %d: got %s, want %s", tt.txt, i, got[i], tt.want[i])
			}
		}
	}
}
