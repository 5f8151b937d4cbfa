package export

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func at(s string) *string { return &s }

// made is a small timeline: three events, one of them disputed.
func made() Timeline {
	minute := func(h, m int) Interval {
		return Interval{at(fmt.Sprintf("2025-06-12T%02d:%02d:00Z", h, m)), at(fmt.Sprintf("2025-06-12T%02d:%02d:00Z", h, m+1))}
	}
	return Timeline{
		Schema:     Schema,
		Sources:    []Source{{ID: "a", Title: "Harbour", SHA256: "01", Published: Publication{EDTF: "2025-06-12"}}, {ID: "b", Title: "Gazette", SHA256: "02"}},
		Statements: []Statement{{ID: "s-1", Source: "a"}, {ID: "s-2", Source: "a"}, {ID: "s-3", Source: "b"}, {ID: "s-4", Source: "b"}},
		Events: []Event{
			{ID: "e-1", Title: "The Alba runs aground", Start: minute(14, 0), Status: "happened", Statements: []string{"s-1"}},
			{ID: "e-2", Title: "The rescue begins", Start: minute(16, 30), Status: "happened", Statements: []string{"s-2", "s-3"}},
			{ID: "e-4", Title: "The Alba comes free", Start: minute(20, 0), Status: "planned", Statements: []string{"s-4"}},
		},
		Order: []string{"e-1", "e-2", "e-4"},
		Discrepancies: []Discrepancy{{
			ID: "d-start-2", Event: "e-2", Kind: "time", Severity: "minor", Versions: []Version{{Statements: []string{"s-2"}, Text: "Harbour: 16:30"}, {Statements: []string{"s-3"}, Text: "Gazette: 17:00"}},
		}},
	}
}

// clone is a copy that shares nothing.
func clone(t testing.TB, x Timeline) Timeline {
	t.Helper()
	data, err := x.JSON()
	if err != nil {
		t.Fatal(err)
	}
	out, err := ReadTimeline(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestCompare(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*Timeline)
		want   []string // change thing id: words
	}{
		{"nothing", func(*Timeline) {}, nil},
		{"a new source", func(x *Timeline) { x.Sources = append(x.Sources, Source{ID: "c", Title: "Courier"}) }, []string{"added source c: A report that was not there before."}},
		{"a source gone", func(x *Timeline) { x.Sources = x.Sources[:1] }, []string{"removed source b: The report is no longer there."}},
		{"a source edited", func(x *Timeline) { x.Sources[0].SHA256 = "03" }, []string{"changed source a: The file of the report has changed."}},
		{"published later", func(x *Timeline) { x.Sources[1].Published.EDTF = "2025-06-13" }, []string{"changed source b: Published 2025-06-13 (before: at a time not known)."}},
		{"a title", func(x *Timeline) { x.Events[0].Title = "The Alba strikes a rock" }, []string{"changed event e-1: Titled “The Alba runs aground” before."}},
		{"a time", func(x *Timeline) { x.Events[1].Start.From = at("2025-06-12T16:00:00Z") }, []string{"changed event e-2: It began between 16:00 on 12 June 2025 UTC and 16:31 on 12 June 2025 UTC (before: at 16:30 on 12 June 2025 UTC)."}},
		{"a day", func(x *Timeline) {
			x.Events[2].Start = Interval{at("2025-06-13T00:00:00Z"), at("2025-06-14T00:00:00Z")}
		}, []string{"changed event e-4: It began on 13 June 2025 UTC (before: at 20:00 on 12 June 2025 UTC)."}},
		{"a status", func(x *Timeline) { x.Events[2].Status = "happened" }, []string{"changed event e-4: Its status is happened (before: planned)."}},
		{"a place", func(x *Timeline) { x.Events[0].Place = at("Lisbon") }, []string{"changed event e-1: Its place is Lisbon (before: not known)."}},
		{"an event gone", func(x *Timeline) { x.Events, x.Order = x.Events[:2], x.Order[:2] }, []string{"removed event e-4: No longer told: at 20:00 on 12 June 2025 UTC."}},
		{"an event by hand", func(x *Timeline) {
			x.Events, x.Order = append(x.Events, Event{ID: "e-9", Title: "Fog", Start: x.Events[0].Start}), append([]string{"e-9"}, x.Order...)
		}, []string{"added event e-9: New: at 14:00 on 12 June 2025 UTC."}},
		{"merged", func(x *Timeline) {
			x.Events[0].Statements = []string{"s-1", "s-4"}
			x.Events, x.Order = x.Events[:2], x.Order[:2]
		}, []string{"merged event e-1: 2 statements, before 1 (1 joined, 0 left). “The Alba comes free” is told as the same event now."}},
		{"split", func(x *Timeline) {
			x.Events[1].Statements = []string{"s-2"}
			x.Events, x.Order = append(x.Events, Event{ID: "e-3", Title: "Boats put out", Statements: []string{"s-3"}}), append(x.Order, "e-3")
		}, []string{"changed event e-2: 1 statements, before 2 (0 joined, 1 left).", "split event e-3: Told before as part of “The rescue begins”."}},
		{"another id", func(x *Timeline) {
			x.Events[1].ID, x.Order[1], x.Discrepancies[0].Event = "e-3", "e-3", "e-3"
		}, nil},
		{"the order", func(x *Timeline) { x.Order = []string{"e-4", "e-1", "e-2"} }, []string{"moved event e-4: It stands first in the order now."}},
		{"no longer disputed", func(x *Timeline) { x.Discrepancies = nil }, []string{"closed discrepancy d-start-2: The sources no longer differ: before, Harbour: 16:30 | Gazette: 17:00."}},
		{"disputed too", func(x *Timeline) {
			x.Discrepancies = append(x.Discrepancies, Discrepancy{ID: "d-status-4", Event: "e-4", Versions: []Version{{Statements: []string{"s-4"}, Text: "x"}}})
		}, []string{"opened discrepancy d-status-4: Sources differ: x."}},
		{"worse", func(x *Timeline) { x.Discrepancies[0].Severity = "major" }, []string{"changed discrepancy d-start-2: It is major (before: minor)."}},
		{"another version", func(x *Timeline) { x.Discrepancies[0].Versions[1].Text = "Gazette: 17:15" }, []string{"changed discrepancy d-start-2: The versions are Harbour: 16:30 | Gazette: 17:15; before: Harbour: 16:30 | Gazette: 17:00."}},
		{"the same under another id", func(x *Timeline) { x.Discrepancies[0].ID = "d-start-0" }, nil},
		{"ruled on", func(x *Timeline) {
			x.Discrepancies[0].Ruling = &Ruling{Verdict: "range-kept", Reviewer: "Ann Lee", Date: "2025-06-20"}
		}, []string{"ruled discrepancy d-start-2: Ann Lee ruled on 2025-06-20: range-kept."}},
		{"edited", func(x *Timeline) {
			x.Events[0].Edits = []Edit{{Edit: "retitle", Reviewer: "Ann Lee", Date: "2025-06-20"}}
		}, []string{"changed event e-1: Edited by Ann Lee on 2025-06-20: retitle."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			now := clone(t, made())
			tt.change(&now)
			var got []string
			for _, c := range Compare(made(), now) {
				got = append(got, fmt.Sprintf("%s %s %s: %s", c.Change, c.Thing, c.ID, strings.Join(c.Words, " ")))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
	stale := clone(t, made())
	stale.Discrepancies[0].Ruling = &Ruling{Verdict: "range-kept"}
	now := clone(t, stale)
	now.Discrepancies[0].Ruling.Stale = true
	if got := Compare(stale, now); len(got) != 1 || got[0].Words[0] != "Its ruling needs another look: the quotes have changed." {
		t.Errorf("stale: %+v", got)
	}
	if got := Compare(now, made()); len(got) != 1 || got[0].Words[0] != "Its ruling is gone." {
		t.Errorf("a ruling gone: %+v", got)
	}
}

// TestRising checks that what stays in place rises, and that nothing longer does.
func TestRising(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Permutation([]int{0, 1, 2, 3, 4, 5, 6, 7}[:rapid.IntRange(0, 8).Draw(t, "n")]).Draw(t, "a")
		got := rising(a)
		for k := 1; k < len(got); k++ {
			if got[k] <= got[k-1] || a[got[k]] <= a[got[k-1]] {
				t.Fatalf("%v of %v does not rise", got, a)
			}
		}
		most := 0
		for set := range 1 << len(a) {
			n, last := 0, -1
			for i, v := range a {
				if set&(1<<i) == 0 {
					continue
				}
				if v < last {
					n = -1
					break
				}
				n, last = n+1, v
			}
			most = max(most, n)
		}
		if len(got) != most {
			t.Fatalf("%v of %v has %d, a longest has %d", got, a, len(got), most)
		}
	})
}

func FuzzReadTimeline(f *testing.F) {
	x := made()
	data, err := json.Marshal(x)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data))
	f.Add(`{"schema":"timeline/2"}`)
	f.Add("{\n \"schema\": 3 }")
	f.Add(`{"schema":"timeline/1","events":[{"id":"e","start":{"from":"x"}}],"order":["f","e"]}`)
	f.Fuzz(func(t *testing.T, in string) {
		got, err := ReadTimeline(strings.NewReader(in))
		if err != nil {
			if got.Schema != "" || len(got.Events) > 0 {
				t.Error("something is returned with an error")
			}
			return
		}
		if n := len(Compare(got, got)); n != 0 && unique(got) {
			t.Errorf("%d changes between a timeline and itself", n)
		}
		Compare(got, x)
		Compare(x, got)
	})
}

// unique reports whether no id comes twice.
func unique(x Timeline) bool {
	seen := map[string]bool{}
	ok := true
	add := func(id string) { ok, seen[id] = ok && !strings.HasSuffix(id, " ") && !seen[id], true }
	for _, s := range x.Sources {
		add("source " + s.ID)
	}
	for _, e := range x.Events {
		add("event " + e.ID)
		for _, s := range e.Statements {
			add("in " + s)
		}
	}
	for _, id := range x.Order {
		add("order " + id)
	}
	for _, d := range x.Discrepancies {
		add("discrepancy " + d.ID)
	}
	return ok
}

func TestReadTimelineSaysWhere(t *testing.T) {
	for in, want := range map[string]string{
		"":                               "1:1: ",
		"{\n \"schema\": 3 }":            "2:13: schema is a number, and should be a string",
		`{"schema":"timeline/2"}`:        `its schema is "timeline/2": this program reads "timeline/1"`,
		"{\"schema\":\n\"timeline/1\",,": "2:14: ",
	} {
		if _, err := ReadTimeline(strings.NewReader(in)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
}
