package build

import (
	"strings"
	"testing"

	"timeline/internal/reconcile"
	"timeline/internal/review"
)

func TestDiscrepancyByName(t *testing.T) {
	s := &Story{Result: reconcile.Result{Discrepancies: []reconcile.Discrepancy{
		{ID: "d-start-abcd", Aliases: []string{"d-start-old"}},
		{ID: "d-start-abxy"},
		{ID: "d-end-klmn", Aliases: []string{"d-start-abxy"}},
	}}}
	for _, tt := range []struct{ name, want, err string }{
		{"d-start-abcd", "d-start-abcd", ""},
		{"d-start-abxy", "d-start-abxy", ""}, // an id goes before an alias
		{"d-start-old", "d-start-abcd", ""},
		{"d-e", "d-end-klmn", ""},
		{"d-start-abc", "d-start-abcd", ""},
		{"d-start-ab", "", "write more of the one you mean: d-start-abcd, d-start-abxy"},
		{"d-start-abdc", "", "there is no discrepancy d-start-abdc: perhaps d-start-abcd"},
		{"d-end-klnm", "", "perhaps d-end-klmn"},
		{"", "", "there is no discrepancy"},
	} {
		d, err := s.Discrepancy(tt.name)
		switch {
		case tt.err == "" && (err != nil || d.ID != tt.want):
			t.Errorf("%q: %v, %v, want %s", tt.name, d, err, tt.want)
		case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
			t.Errorf("%q: %v, want %q", tt.name, err, tt.err)
		}
	}
	if _, err := new(Story).Discrepancy("x"); err == nil || !strings.Contains(err.Error(), "nor any other") {
		t.Errorf("of none: %v", err)
	}
}

func TestStateOf(t *testing.T) {
	s := &Story{Rulings: []review.Ruling{
		{Path: "1", Discrepancy: "a", Verdict: review.RangeKept, Stale: true},
		{Path: "2", Discrepancy: "a", Verdict: review.RangeKept},
		{Path: "3", Discrepancy: "b", Verdict: review.Unresolved},
		{Path: "4", Discrepancy: "c", Verdict: review.Unresolved, Stale: true},
		{Path: "5", Discrepancy: "d", Verdict: review.RangeKept, Orphan: true},
	}}
	for id, want := range map[string]State{"a": Ruled, "b": Unresolved, "c": Stale, "d": Open, "e": Open} {
		if got := s.StateOf(id); got != want {
			t.Errorf("%s is %s, want %s", id, got, want)
		}
	}
	if rs := s.RulingsOn("a"); len(rs) != 2 || rs[0].Path != "2" {
		t.Errorf("the newest is not first: %+v", rs)
	}
}
