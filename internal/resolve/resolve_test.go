package resolve

import (
	"strings"
	"testing"

	"timeline/internal/content"
	"timeline/internal/temporal"
	"timeline/internal/timex"
	"timeline/internal/when"
)

func day(t *testing.T, s string) timex.Anchor {
	t.Helper()
	i, err := when.ParseInstant(s + "T00:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	return timex.Anchor{Known: true, From: when.Civil(i), To: when.Civil(i) + 86400}
}

func locale(zones ...string) *Locale {
	return &Locale{Name: "there", Zones: zones}
}

// resolveLast resolves the last expression of a text written on a day.
func resolveLast(t *testing.T, txt, dct string, s Setting) Time {
	t.Helper()
	es := temporal.Find(txt)
	if len(es) == 0 {
		t.Fatalf("no expression in %q", txt)
	}
	s.Widths = timex.DefaultWidths()
	vs := timex.Resolve(txt, es, day(t, dct), s.Widths)
	n := len(es) - 1
	return Resolve(txt, es[n], vs[n], s)
}

func TestResolve(t *testing.T) {
	const dct = "2025-12-03" // a Wednesday
	moscow, lima, us := locale("Europe/Moscow"), locale("America/Lima"), locale("America/New_York", "America/Los_Angeles")
	tests := []struct {
		txt             string
		s               Setting
		stated, allowed string // empty: the same as stated
		basis           ZoneBasis
	}{
		// Stated zones.
		{"It began on Tuesday around 16:30 GMT.", Setting{Event: moscow}, "2025-12-02T16:30:00Z/2025-12-02T16:31:00Z", "2025-12-02T16:15:00Z/2025-12-02T16:45:00Z", ZoneStated},
		{"It began on Tuesday at 16:20 GMT.", Setting{}, "2025-12-02T16:20:00Z/2025-12-02T16:21:00Z", "", ZoneStated},
		{"It began on Tuesday at 16:30 GMT.", Setting{}, "2025-12-02T16:30:00Z/2025-12-02T16:31:00Z", "2025-12-02T16:25:00Z/2025-12-02T16:35:00Z", ZoneStated},
		{"It began on Tuesday at 4:20 p.m. ET.", Setting{}, "2025-12-02T21:20:00Z/2025-12-02T21:21:00Z", "", ZoneStated},
		{"It began on 2 July 2025 at 4:20 p.m. ET.", Setting{}, "2025-07-02T20:20:00Z/2025-07-02T20:21:00Z", "", ZoneStated},
		{"It began on 2 July 2025 at 4:20 p.m. EST.", Setting{}, "2025-07-02T21:20:00Z/2025-07-02T21:21:00Z", "2025-07-02T20:20:00Z/2025-07-02T21:21:00Z", ZoneStated},
		// A stamp with an offset tells where it was written; one in UTC does not.
		{"It began today.", Setting{Published: Publication{Known: true, Zone: "UTC+11"}}, "2025-12-02T13:00:00Z/2025-12-03T13:00:00Z", "", ZoneSource},
		{"It began today.", Setting{Published: Publication{Known: true, Zone: "UTC"}}, "2025-12-03T00:00:00Z/2025-12-04T00:00:00Z", "", ZoneUTC},
		// Places, best first.
		{"It began on Tuesday at about 8pm local time.", Setting{Clause: moscow, Event: lima, Home: "Asia/Tokyo"}, "2025-12-02T17:00:00Z/2025-12-02T17:01:00Z", "2025-12-02T16:45:00Z/2025-12-02T17:15:00Z", ZoneClause},
		{"It began on Tuesday at 20:10.", Setting{Event: lima, Dateline: moscow}, "2025-12-02T17:10:00Z/2025-12-02T17:11:00Z", "", ZoneDateline},
		{"It began on Tuesday at 20:10 local time.", Setting{Event: lima, Dateline: moscow}, "2025-12-03T01:10:00Z/2025-12-03T01:11:00Z", "", ZoneEvent},
		{"It began on Tuesday at 20:10.", Setting{Event: lima}, "2025-12-03T01:10:00Z/2025-12-03T01:11:00Z", "", ZoneEvent},
		{"It began on Tuesday at 20:10.", Setting{Dateline: moscow, Source: "Asia/Tokyo"}, "2025-12-02T17:10:00Z/2025-12-02T17:11:00Z", "", ZoneDateline},
		{"It began on Tuesday at 20:10.", Setting{Source: "Asia/Tokyo", Home: "Europe/Paris"}, "2025-12-02T11:10:00Z/2025-12-02T11:11:00Z", "", ZoneSource},
		{"It began on Tuesday at 20:10.", Setting{Home: "Europe/Paris"}, "2025-12-02T19:10:00Z/2025-12-02T19:11:00Z", "", ZoneHome},
		{"It began on Tuesday at 20:10.", Setting{}, "2025-12-02T20:10:00Z/2025-12-02T20:11:00Z", "", ZoneUTC},
		// The offset of that very date: Moscow was UTC+4 until October 2014.
		{"It began on 2 December 2013 at 20:10.", Setting{Clause: moscow}, "2013-12-02T16:10:00Z/2013-12-02T16:11:00Z", "", ZoneClause},
		{"It began on 2 December 2014 at 20:10.", Setting{Clause: moscow}, "2014-12-02T17:10:00Z/2014-12-02T17:11:00Z", "", ZoneClause},
		// A country with several zones stays open.
		{"It began on Tuesday at 20:10.", Setting{Clause: us}, "2025-12-03T01:10:00Z/2025-12-03T01:11:00Z", "2025-12-03T01:10:00Z/2025-12-03T04:11:00Z", ZoneClause},
		// Days have the borders of their zone.
		{"They met on Tuesday.", Setting{Clause: moscow}, "2025-12-01T21:00:00Z/2025-12-02T21:00:00Z", "", ZoneClause},
		{"They met on 30 March 2025.", Setting{Clause: locale("Europe/Paris")}, "2025-03-29T23:00:00Z/2025-03-30T22:00:00Z", "", ZoneClause},
		// A day counted from the day of writing is one of the writer's calendar.
		{"It ended late yesterday.", Setting{Clause: moscow}, "2025-12-02T18:00:00Z/2025-12-03T00:00:00Z", "2025-12-02T15:00:00Z/2025-12-03T00:00:00Z", ZoneUTC},
		{"It ended yesterday.", Setting{Event: moscow, Dateline: locale("Europe/Berlin")}, "2025-12-01T23:00:00Z/2025-12-02T23:00:00Z", "2025-12-01T21:00:00Z/2025-12-02T23:00:00Z", ZoneDateline},
		// Parts of the day.
		{"He spoke in the early hours of Wednesday.", Setting{Event: moscow}, "2025-12-02T21:00:00Z/2025-12-03T03:00:00Z", "", ZoneEvent},
		{"They met on Tuesday and it ended long after midnight.", Setting{Event: moscow}, "2025-12-02T22:00:00Z/2025-12-03T03:00:00Z", "2025-12-02T21:15:00Z/2025-12-03T03:00:00Z", ZoneEvent},
		// Open bounds.
		{"It must end by 5:10pm on Thursday.", Setting{}, "../2025-12-04T17:11:00Z", "", ZoneUTC},
		{"It began on Tuesday after 5:10pm.", Setting{}, "2025-12-02T17:10:00Z/..", "", ZoneUTC},
	}
	for _, tt := range tests {
		t.Run(tt.txt+" "+string(tt.basis), func(t *testing.T) {
			got := resolveLast(t, tt.txt, dct, tt.s)
			if tt.allowed == "" {
				tt.allowed = tt.stated
			}
			if got.Stated.String() != tt.stated {
				t.Errorf("stated  = %s, want %s", got.Stated, tt.stated)
			}
			if got.Allowed.String() != tt.allowed {
				t.Errorf("allowed = %s, want %s", got.Allowed, tt.allowed)
			}
			if got.ZoneBasis != tt.basis {
				t.Errorf("zone basis = %q, want %q", got.ZoneBasis, tt.basis)
			}
			if len(got.Because) == 0 {
				t.Error("no reason is given")
			}
			if got.Allowed.From > got.Stated.From || got.Allowed.To < got.Stated.To {
				t.Errorf("allowed %s does not hold stated %s", got.Allowed, got.Stated)
			}
		})
	}
}

// TestNamed checks that "by" keeps the time that it names beside all that lies before its
// end, and that "before" names none that it could be.
func TestNamed(t *testing.T) {
	tests := []struct{ txt, named, stated string }{
		{"It must end by Thursday.", "2025-12-04T00:00:00Z/2025-12-05T00:00:00Z", "../2025-12-05T00:00:00Z"},
		{"It was over by 5:10pm on Tuesday.", "2025-12-02T17:10:00Z/2025-12-02T17:11:00Z", "../2025-12-02T17:11:00Z"},
		{"It was over before Tuesday.", "", "../2025-12-02T00:00:00Z"},
		{"It will open before the end of January.", "", "../2026-02-01T00:00:00Z"},
		{"It was over on Tuesday.", "", "2025-12-02T00:00:00Z/2025-12-03T00:00:00Z"},
	}
	for _, tt := range tests {
		got := resolveLast(t, tt.txt, "2025-12-03", Setting{})
		named := ""
		if !got.Named.Empty() {
			named = got.Named.String()
		}
		if named != tt.named || got.Stated.String() != tt.stated {
			t.Errorf("%s: names %q and states %s, want %q and %s", tt.txt, named, got.Stated, tt.named, tt.stated)
		}
	}
}

func TestLengths(t *testing.T) {
	tests := []struct {
		txt  string
		want Length
	}{
		{"The five-hour meeting ended.", Length{18000, 18000, 16200, 19800}},
		{"It took nearly five hours.", Length{16200, 18000, 15300, 18000}},
		{"It took about three hours.", Length{10800, 10800, 9000, 12600}},
		{"It took at least three hours.", Length{10800, int64(when.Future), 10800, int64(when.Future)}},
		{"It took 40 minutes.", Length{2400, 2400, 2100, 2700}},
	}
	for _, tt := range tests {
		t.Run(tt.txt, func(t *testing.T) {
			got := resolveLast(t, tt.txt, "2025-12-03", Setting{})
			if !got.IsDuration || got.Length != tt.want {
				t.Errorf("length = %+v (duration %v), want %+v", got.Length, got.IsDuration, tt.want)
			}
		})
	}
}

func TestEventRefs(t *testing.T) {
	tests := []struct {
		txt    string
		rel    Relation
		lo, hi int64
		words  string
	}{
		{"Hours before the meeting, he spoke.", BeforeStart, 3600, 43200, "the meeting"},
		{"Just hours before the meeting, he spoke.", BeforeStart, 3600, 21600, "the meeting"},
		{"Two days after the vote he left.", AfterEnd, 2 * 86400 * 9 / 10, 2 * 86400 * 11 / 10, "the vote he left"},
		{"It began some three hours late.", PlannedBefore, 9000, 12600, ""},
		{"It began three hours late.", PlannedBefore, 10800, 10800, ""},
	}
	for _, tt := range tests {
		t.Run(tt.txt, func(t *testing.T) {
			got := resolveLast(t, tt.txt, "2025-12-03", Setting{}).Ref
			if got.Relation != tt.rel || got.Lo != tt.lo || got.Hi != tt.hi || got.Words != tt.words {
				t.Errorf("ref = %+v, want %d %d..%d %q", got, tt.rel, tt.lo, tt.hi, tt.words)
			}
		})
	}
}

func TestInfer(t *testing.T) {
	tests := []struct{ name, txt, want string }{
		{"a date and yesterday", "They met on Tuesday, December 2, 2025. The talks ended late yesterday.", "2025-12-03"},
		{"a date and today", "On 2 December 2025 they met; the news came today.", "open"},
		{"a weekday still ahead", "Posted December 2, 2025. They met on Tuesday. He is due to report later on Wednesday.", "2025-12-02/2025-12-03"},
		{"a weekday that follows", "They met on Tuesday, 2 December 2025, and he spoke in the early hours of Wednesday.", "2025-12-02/2025-12-16"},
		{"only a date", "They met on 2 December 2025.", "2025-12-02/.."},
		{"nothing", "They met and talked.", ""},
		{"history does not count", "The war of 1 May 1945 was over. They met on 2 December 2025, and it ended yesterday.", "2025-12-03"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := Infer(tt.txt, temporal.Find(tt.txt), timex.DefaultWidths())
			got := p.EDTF
			if tt.want == "open" {
				if !p.Known || !strings.HasPrefix(got, "2025-12-02") {
					t.Errorf("published = %q, want it to start on 2025-12-02", got)
				}
				return
			}
			if got != tt.want {
				t.Errorf("published = %q, want %q\n%s", got, tt.want, strings.Join(p.Because, "\n"))
			}
			if p.Known && len(p.Because) == 0 {
				t.Error("no proof is given")
			}
		})
	}
}

func TestReadPublication(t *testing.T) {
	tests := []struct {
		name   string
		stamps []content.Stamp
		zone   string
		want   string // interval, basis
		notes  int
	}{
		{"a day", []content.Stamp{{Basis: content.FrontMatter, Text: "2025-12-03"}}, "", "2025-12-03T00:00:00Z/2025-12-04T00:00:00Z front matter", 0},
		{"a day in Berlin", []content.Stamp{{Basis: content.Byline, Text: "December 3, 2025"}}, "Europe/Berlin", "2025-12-02T23:00:00Z/2025-12-03T23:00:00Z byline", 0},
		{"a moment", []content.Stamp{{Basis: content.JSONLD, Text: "2025-12-03T09:14:00+01:00"}}, "", "2025-12-03T08:14:00Z/2025-12-03T08:15:00Z json-ld", 0},
		{"the best evidence first", []content.Stamp{{Basis: content.Meta, Text: "2025-12-03"}, {Basis: content.URL, Text: "2025/12/03"}}, "", "2025-12-03T00:00:00Z/2025-12-04T00:00:00Z meta", 0},
		{"two that disagree are told", []content.Stamp{{Basis: content.FrontMatter, Text: "2025-12-03"}, {Basis: content.Byline, Text: "December 9, 2025"}}, "", "2025-12-03T00:00:00Z/2025-12-04T00:00:00Z front matter", 1},
		{"one that cannot be read is told", []content.Stamp{{Basis: content.FrontMatter, Text: "soon"}}, "", "unknown", 1},
		{"none", nil, "", "unknown", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, notes := ReadPublication(Dating{Published: tt.stamps, Zone: tt.zone})
			got := "unknown"
			if p.Known {
				got = p.Interval.String() + " " + p.Basis
			}
			if got != tt.want || len(notes) != tt.notes {
				t.Errorf("= %s, %d notes %v; want %s, %d notes", got, len(notes), notes, tt.want, tt.notes)
			}
		})
	}
}

func TestNarrow(t *testing.T) {
	others := when.Interval{From: 1764720000, To: 1764806400} // 3 December 2025
	open := Infer("They met on 2 December 2025.", temporal.Find("They met on 2 December 2025."), timex.DefaultWidths())
	if got := open.Narrow(others); got.EDTF != "2025-12-03" || !strings.Contains(got.Basis, "other sources") {
		t.Errorf("narrowed = %q (%s), want 2025-12-03, assumed", got.EDTF, got.Basis)
	}
	read, _ := ReadPublication(Dating{Published: []content.Stamp{{Basis: content.FrontMatter, Text: "2025-11-20"}}})
	if got := read.Narrow(others); got.EDTF != "2025-11-20" {
		t.Errorf("a date that was read became %q", got.EDTF)
	}
	if got := (Publication{}).Narrow(others); got.EDTF != "2025-12-03" || !strings.HasPrefix(got.Basis, "assumed") {
		t.Errorf("an unknown one became %q (%s), want 2025-12-03, assumed", got.EDTF, got.Basis)
	}
}

func TestAgainst(t *testing.T) {
	const txt = "They met on Tuesday, December 2, 2025. The talks ended late yesterday. On Tuesday the mayor spoke."
	const one = "They met on Tuesday, December 2, 2025. The talks ended late yesterday."
	weak := Infer(one, temporal.Find(one), timex.DefaultWidths())
	words := Infer(txt, temporal.Find(txt), timex.DefaultWidths())
	open := Infer("They met on Tuesday, December 2, 2025.", temporal.Find("They met on Tuesday, December 2, 2025."), timex.DefaultWidths())
	for _, tt := range []struct {
		name         string
		basis        content.Basis
		stamp        string
		words        Publication
		want, basis2 string
		note         bool
	}{
		{"the same day", content.Meta, "2025-12-03", words, "2025-12-03", "meta", false},
		{"a day later, by the zone", content.Meta, "2025-12-04", words, "2025-12-04", "meta", false},
		{"days later", content.Meta, "2025-12-09", words, "2025-12-03", "inferred", true},
		{"days later, by the editor", content.FrontMatter, "2025-12-09", words, "2025-12-09", "front matter", true},
		{"days later, by one word alone", content.Meta, "2025-12-09", weak, "2025-12-09", "meta", false},
		{"days later, and nothing in the words", content.Meta, "2025-12-09", open, "2025-12-09", "meta", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, _ := ReadPublication(Dating{Published: []content.Stamp{{Basis: tt.basis, Text: tt.stamp}}})
			got, note := p.against(tt.words)
			if got.EDTF != tt.want || got.Basis != tt.basis2 || (note != "") != tt.note {
				t.Errorf("= %s by %s, note %q; want %s by %s", got.EDTF, got.Basis, note, tt.want, tt.basis2)
			}
		})
	}
}
