package reconcile

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"timeline/internal/resolve"
	"timeline/internal/statement"
	"timeline/internal/text"
	"timeline/internal/when"
)

const (
	start = statement.RoleStart
	end   = statement.RoleEnd
	long  = statement.RoleDuration
)

func TestDiscrepancies(t *testing.T) {
	clock := func(src, words, from string, slack int64, zone string, basis resolve.ZoneBasis) said {
		to := from[:len(from)-2] + string(from[len(from)-2]+1) + "Z"
		return said{src: src, words: words, role: start, from: from, to: to, slack: slack, gran: when.Minute, zone: zone, basis: basis, head: "begin"}
	}
	day := func(src, words, from, to string) said {
		return said{src: src, words: words, role: statement.RoleWithin, from: from, to: to, gran: when.Day, zone: "UTC", head: "meet"}
	}
	tests := []struct {
		name string
		in   []said
		want []string // kind severity point gap versions
	}{
		{"one source alone", []said{clock("a", "16:30 GMT", "2025-06-11T16:30Z", 300, "GMT", resolve.ZoneStated)}, nil},
		{"two that say the same", []said{
			clock("a", "16:30 GMT", "2025-06-11T16:30Z", 300, "GMT", resolve.ZoneStated),
			clock("b", "7.30pm", "2025-06-11T16:30Z", 300, "Europe/Moscow", resolve.ZoneClause),
		}, nil},
		{"half an hour apart, both approximate: the ranges meet", []said{
			clock("a", "around 16:30 GMT", "2025-06-11T16:30Z", 900, "GMT", resolve.ZoneStated),
			clock("b", "about 8pm local time", "2025-06-11T17:00Z", 900, "Europe/Moscow", resolve.ZoneClause),
		}, []string{"time minor start 1800 a|b"}},
		{"an hour apart, approximate: beyond what is allowed", []said{
			clock("a", "around 16:30 GMT", "2025-06-11T16:30Z", 900, "GMT", resolve.ZoneStated),
			clock("b", "about 8.30pm", "2025-06-11T17:30Z", 900, "Europe/Moscow", resolve.ZoneClause),
		}, []string{"time major start 3600 a|b"}},
		{"three versions are one discrepancy", []said{
			clock("a", "16:00", "2025-06-11T16:00Z", 0, "GMT", resolve.ZoneStated),
			clock("b", "17:00", "2025-06-11T17:00Z", 0, "GMT", resolve.ZoneStated),
			clock("c", "18:00", "2025-06-11T18:00Z", 0, "GMT", resolve.ZoneStated),
			clock("d", "17:00", "2025-06-11T17:00Z", 0, "GMT", resolve.ZoneStated),
		}, []string{"time major start 3600 a|b,d|c"}},
		{"a day and a time inside it agree", []said{
			day("a", "on Wednesday", "2025-06-11T00:00Z", "2025-06-12T00:00Z"),
			clock("b", "16:30", "2025-06-11T16:30Z", 0, "GMT", resolve.ZoneStated),
		}, nil},
		{"two days", []said{
			day("a", "on Wednesday", "2025-06-11T00:00Z", "2025-06-12T00:00Z"),
			day("b", "on 12 June", "2025-06-12T00:00Z", "2025-06-13T00:00Z"),
		}, []string{"date major start 86400 a|b"}},
		{"the day that fits both versions is in neither", []said{
			day("z", "on Wednesday", "2025-06-11T00:00Z", "2025-06-12T00:00Z"),
			clock("a", "16:30", "2025-06-11T16:30Z", 0, "GMT", resolve.ZoneStated),
			clock("b", "19:30", "2025-06-11T19:30Z", 0, "GMT", resolve.ZoneStated),
		}, []string{"time major start 10800 a|b"}},
		{"start, length and end that do not add up", []said{
			clock("a", "16:00", "2025-06-11T16:00Z", 300, "GMT", resolve.ZoneStated),
			{src: "b", words: "five hours", role: long, length: [4]int64{18000, 18000, 16200, 19800}},
			{src: "c", words: "18:00", role: end, from: "2025-06-11T18:00Z", to: "2025-06-11T18:01Z", gran: when.Minute, zone: "GMT", slack: 300},
		}, []string{"duration major sum 0 a|b|c"}},
		{"start, length and end that do", []said{
			clock("a", "16:00", "2025-06-11T16:00Z", 300, "GMT", resolve.ZoneStated),
			{src: "b", words: "two hours", role: long, length: [4]int64{7200, 7200, 5400, 9000}},
			{src: "c", words: "18:00", role: end, from: "2025-06-11T18:00Z", to: "2025-06-11T18:01Z", gran: when.Minute, zone: "GMT", slack: 300},
		}, nil},
		{"the clash of an end that follows from that of the start is not listed again", []said{
			clock("a", "16:30", "2025-06-11T16:30Z", 900, "GMT", resolve.ZoneStated),
			clock("b", "17:00", "2025-06-11T17:00Z", 900, "GMT", resolve.ZoneStated),
			{src: "b", words: "five hours", role: long, length: [4]int64{18000, 18000, 16200, 19800}},
			{src: "a", words: "21:30", role: end, from: "2025-06-11T21:30Z", to: "2025-06-11T21:31Z", gran: when.Minute, zone: "GMT", slack: 900},
		}, []string{"time minor start 1800 a|b"}},
		{"two lengths", []said{
			{src: "a", words: "five hours", role: long, length: [4]int64{18000, 18000, 16200, 19800}},
			{src: "b", words: "two hours", role: long, length: [4]int64{7200, 7200, 5400, 9000}},
		}, []string{"duration major duration 10800 b|a"}},
		{"rounded and exact length", []said{
			{src: "a", words: "five hours", role: long, length: [4]int64{18000, 18000, 16200, 19800}},
			{src: "b", words: "nearly five hours", role: long, length: [4]int64{16200, 18000, 15300, 18000}},
		}, nil},
		{"expected and called off", []said{
			{src: "a", words: "on Friday", from: "2025-06-13T00:00Z", to: "2025-06-14T00:00Z", gran: when.Day, zone: "UTC", modality: statement.Planned},
			{src: "b", words: "on Friday", from: "2025-06-13T00:00Z", to: "2025-06-14T00:00Z", gran: when.Day, zone: "UTC", modality: statement.Cancelled},
		}, []string{"status major status 0 a|b"}},
		{"a plan called off by its own source is no clash", []said{
			{src: "a", words: "on Friday", from: "2025-06-13T00:00Z", to: "2025-06-14T00:00Z", gran: when.Day, zone: "UTC", modality: statement.Planned},
			{src: "a", words: "on Friday", from: "2025-06-13T00:00Z", to: "2025-06-14T00:00Z", gran: when.Day, zone: "UTC", modality: statement.Cancelled},
		}, nil},
		{"a plan and what came of it differ: no clash", []said{
			{src: "a", words: "on Thursday", from: "2025-06-12T00:00Z", to: "2025-06-13T00:00Z", gran: when.Day, zone: "UTC", modality: statement.Planned},
			day("b", "on Friday", "2025-06-13T00:00Z", "2025-06-14T00:00Z"),
		}, nil},
		{"vague wordings prove nothing by their conventional bounds", []said{
			{src: "a", words: "21:30 GMT", role: end, from: "2025-06-11T21:30Z", to: "2025-06-11T21:31Z", gran: when.Minute, zone: "GMT", slack: 900},
			{src: "b", words: "in the evening", role: end, from: "2025-06-11T18:00Z", to: "2025-06-12T00:00Z", gran: when.PartOfDay, zone: "UTC"},
		}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := input(t, tt.in)
			src := map[string]string{}
			for _, s := range in.Statements {
				src[s.ID] = s.Source
			}
			var got []string
			for _, d := range Reconcile(in).Discrepancies {
				var vs []string
				for _, v := range d.Versions {
					var who []string
					for _, id := range v.Statements {
						who = append(who, src[id])
					}
					vs = append(vs, strings.Join(who, ","))
				}
				got = append(got, fmt.Sprintf("%s %s %s %d %s", d.Kind, d.Severity, d.Point, d.Gap, strings.Join(vs, "|")))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("discrepancies (-want +got):\n%s", diff)
			}
		})
	}
}

func TestExplanations(t *testing.T) {
	mk := func(src, from, zone string, slack int64) said {
		to := from[:len(from)-2] + string(from[len(from)-2]+1) + "Z"
		return said{src: src, words: from[11:16], role: start, from: from, to: to, slack: slack, gran: when.Minute, zone: zone, basis: resolve.ZoneStated, head: "begin"}
	}
	tests := []struct {
		name string
		a, b said
		want map[string]Outcome
	}{
		{
			"rounding, and no zone at that offset", mk("a", "2025-12-02T16:30Z", "GMT", 900), mk("b", "2025-12-02T17:00Z", "Europe/Moscow", 900),
			map[string]Outcome{"rounding": Possible, "zone-mix-up": Rejected, "twelve-hour-slip": Rejected, "day-rollover": Rejected, "none-fits": Rejected},
		},
		{
			"a local time taken for UTC", mk("a", "2025-12-02T17:00Z", "Europe/Moscow", 0), mk("b", "2025-12-02T20:00Z", "GMT", 0),
			map[string]Outcome{"zone-mix-up": Possible, "rounding": Rejected, "twelve-hour-slip": Rejected},
		},
		{
			"a.m. for p.m.", mk("a", "2025-12-02T08:15Z", "GMT", 0), mk("b", "2025-12-02T20:15Z", "GMT", 0),
			map[string]Outcome{"twelve-hour-slip": Possible, "zone-mix-up": Rejected},
		},
		{
			"a day late", mk("a", "2025-12-02T08:15Z", "GMT", 0), mk("b", "2025-12-03T08:15Z", "GMT", 0),
			map[string]Outcome{"day-rollover": Possible},
		},
		{
			"the offset of the summer before", mk("a", "2025-12-02T14:00Z", "Europe/Berlin", 0), mk("b", "2025-12-02T15:00Z", "Europe/Berlin", 0),
			map[string]Outcome{"stale-offset": Possible, "twelve-hour-slip": Rejected},
		},
		{
			"nothing fits", mk("a", "2025-12-02T14:00Z", "GMT", 0), mk("b", "2025-12-02T16:37Z", "GMT", 0),
			map[string]Outcome{"rounding": Rejected, "zone-mix-up": Rejected, "stale-offset": Rejected, "none-fits": Possible},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ds := Reconcile(input(t, []said{tt.a, tt.b})).Discrepancies
			if len(ds) != 1 {
				t.Fatalf("%d discrepancies, want 1", len(ds))
			}
			got := map[string]Outcome{}
			for _, x := range ds[0].Explanations {
				if x.Text == "" {
					t.Errorf("%s has no text", x.Kind)
				}
				if _, ok := tt.want[x.Kind]; ok {
					got[x.Kind] = x.Outcome
				}
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("outcomes (-want +got):\n%s\n%v", d, ds[0].Explanations)
			}
		})
	}
}

func TestDerivedTimes(t *testing.T) {
	base := said{src: "a", words: "17:00", role: start, from: "2025-06-11T17:00Z", to: "2025-06-11T17:01Z", gran: when.Minute, zone: "GMT", slack: 900, head: "begin"}
	last := said{src: "a", words: "22:00", role: end, from: "2025-06-11T22:00Z", to: "2025-06-11T22:01Z", gran: when.Minute, zone: "GMT", head: "end"}
	tests := []struct {
		name string
		ref  resolve.EventRef
		want string
	}{
		{"hours before", resolve.EventRef{Words: "the talks", Relation: resolve.BeforeStart, Lo: 3600, Hi: 12 * 3600}, "2025-06-11T05:00:00Z/2025-06-11T16:00:00Z"},
		{"after the end", resolve.EventRef{Words: "the talks", Relation: resolve.AfterEnd, Hi: 12 * 3600}, "2025-06-11T22:00:00Z/2025-06-12T10:00:00Z"},
		{"three hours late", resolve.EventRef{Relation: resolve.PlannedBefore, Lo: 10800, Hi: 10800}, "2025-06-11T14:00:00Z/2025-06-11T14:01:00Z"},
		{"an hour early", resolve.EventRef{Relation: resolve.PlannedAfter, Lo: 3600, Hi: 3600}, "2025-06-11T18:00:00Z/2025-06-11T18:01:00Z"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := input(t, []said{base, last, {src: "a", words: "x", ref: tt.ref, group: 1}})
			Reconcile(in)
			if got := in.Statements[2].Time.Stated.String(); got != tt.want {
				t.Errorf("stated = %s, want %s", got, tt.want)
			}
		})
	}
}

// TestBeside has an order that leads to nothing: its sentence tells the time of the same
// happening, or of another.
func TestBeside(t *testing.T) {
	sunday := said{src: "a", words: "on Sunday", from: "2025-06-08T00:00Z", to: "2025-06-09T00:00Z", gran: when.Day, zone: "UTC"}
	before := resolve.EventRef{Words: "he flew home", Relation: resolve.BeforeStart, Hi: 12 * 3600}
	for _, tt := range []struct {
		name  string
		group int
		want  string
	}{
		{"the same happening", 0, sunday.from},
		{"another one", 1, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := input(t, []said{sunday, {src: "a", words: "before he flew home", ref: before, group: tt.group}})
			for i := range in.Statements {
				in.Statements[i].Sentence = text.Span{Start: 0, End: 40}
			}
			clear(in.Grouping.Refs)
			Reconcile(in)
			got := in.Statements[1].Time
			if got.Known != (tt.want != "") || got.Known && got.Stated != in.Statements[0].Time.Stated {
				t.Errorf("known %v, stated %s", got.Known, got.Stated)
			}
		})
	}
}

func TestOrder(t *testing.T) {
	in := input(t, []said{
		{src: "a", words: "at 18:00", from: "2025-06-11T18:00Z", to: "2025-06-11T18:01Z", gran: when.Minute, zone: "UTC", group: 0},
		{src: "a", words: "on 11 June", from: "2025-06-11T00:00Z", to: "2025-06-12T00:00Z", gran: when.Day, zone: "UTC", group: 1},
		{src: "a", words: "on 10 June", from: "2025-06-10T00:00Z", to: "2025-06-11T00:00Z", gran: when.Day, zone: "UTC", group: 2},
		{src: "a", words: "in the evening", from: "2025-06-11T18:00Z", to: "2025-06-12T00:00Z", gran: when.PartOfDay, zone: "UTC", group: 3},
		{src: "a", words: "at 20:00", from: "2025-06-11T20:00Z", to: "2025-06-11T20:01Z", gran: when.Minute, zone: "UTC", group: 4},
		{src: "a", words: "once", group: 5},
	})
	r := Reconcile(in)
	if d := cmp.Diff([]string{"e-2", "e-1", "e-0", "e-3", "e-4"}, r.Order); d != "" {
		t.Errorf("order (-want +got):\n%s", d)
	}
	if d := cmp.Diff([][]string{{"e-0", "e-3", "e-4"}}, r.Ties); d != "" {
		t.Errorf("ties (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"e-5"}, r.Undated); d != "" {
		t.Errorf("undated (-want +got):\n%s", d)
	}
}

func TestVoices(t *testing.T) {
	agency := "The harbour office said that the evening ferry had left the pier some forty minutes late because of a fault in its starboard engine that was found during a routine check by the crew."
	got := Voices([]string{"a", "b", "c"}, map[string]string{
		"a": "Ours alone. " + agency,
		"b": agency + " More of our own words follow here and there.",
		"c": "A ferry was late, the harbour office said, for reasons that nobody on the quay could name.",
	})
	if d := cmp.Diff(map[string]string{"a": "a", "b": "a", "c": "c"}, got); d != "" {
		t.Errorf("voices (-want +got):\n%s", d)
	}
}

// TestFileOrder checks that the findings do not depend on the order in which
// the claims about one point come.
func TestClaimOrder(t *testing.T) {
	a := said{src: "a", words: "16:00", role: start, from: "2025-06-11T16:00Z", to: "2025-06-11T16:01Z", gran: when.Minute, zone: "GMT"}
	b := said{src: "b", words: "17:00", role: start, from: "2025-06-11T17:00Z", to: "2025-06-11T17:01Z", gran: when.Minute, zone: "GMT"}
	c := said{src: "c", words: "17:00", role: start, from: "2025-06-11T17:00Z", to: "2025-06-11T17:01Z", gran: when.Minute, zone: "GMT"}
	for _, order := range [][]said{{a, b, c}, {c, b, a}, {b, a, c}} {
		ds := Reconcile(input(t, order)).Discrepancies
		if len(ds) != 1 || ds[0].Gap != 3600 || len(ds[0].Versions) != 2 {
			t.Errorf("%v: %+v", order, ds)
		}
	}
}

// TestToldTwice checks that two tellings of one time in one source that do not
// fit are a clash of zones, with the offset that would make them fit.
func TestToldTwice(t *testing.T) {
	mk := func(from, zone string) said {
		to := from[:len(from)-2] + string(from[len(from)-2]+1) + "Z"
		return said{src: "a", words: from[11:16], role: start, from: from, to: to, gran: when.Minute, zone: zone, basis: resolve.ZoneStated, head: "sink"}
	}
	for _, tt := range []struct {
		name string
		a, b said
		want string
	}{
		{"an hour off", mk("2019-05-03T13:12Z", "Europe/Moscow"), mk("2019-05-03T12:12Z", "GMT"), "they fit if the first was told in UTC+4"},
		{"the figure of UTC", mk("2019-05-03T10:12Z", "America/Lima"), mk("2019-05-03T05:12Z", "GMT"), "the figure called local is that of UTC"},
		{"nonsense", mk("2019-05-03T10:12Z", "GMT"), mk("2019-05-03T05:17Z", "GMT"), "no offset that clocks keep"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := input(t, []said{tt.a, tt.b})
			for i := range in.Statements {
				z, err := when.LoadZone(in.Statements[i].Time.Zone)
				if err != nil {
					t.Fatal(err)
				}
				in.Statements[i].Time.Civil0 = z.Local(in.Statements[i].Time.Stated.From)
			}
			in.Statements[1].Retells = in.Statements[0].ID
			ds := Reconcile(in).Discrepancies
			if len(ds) != 1 || ds[0].Kind != KindZone || !strings.Contains(strings.Join(ds[0].Arithmetic, "\n"), tt.want) {
				t.Errorf("got %+v, want a clash of zones with %q", ds, tt.want)
			}
		})
	}
}

func TestSameInformant(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"Anna Berg", "Berg", true},
		{"the ministry", "ministry", true},
		{"Police", "police", true},
		{"the harbour police", "the police", false},
		{"Anna Berg", "Sandberg", false},
		{"Axios", "the Post", false},
	} {
		if got := sameInformant(tt.a, tt.b); got != tt.want {
			t.Errorf("sameInformant(%q, %q) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}
