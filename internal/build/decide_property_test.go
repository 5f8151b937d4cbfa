package build

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"timeline/internal/event"
	"timeline/internal/review"
)

// TestAnyDecisions lays rulings and edits over a story as they come, with ids that are there
// and ids that are not: whatever applies leaves a story that is whole, and whatever does not
// is told with a way out.
func TestAnyDecisions(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": harbour, "b.txt": gazette, "c.txt": courier} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	base, err := Read(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	events, statements := []string{"e-nothing"}, []string{"s-nothing"}
	for i := range base.Events {
		events = append(append(events, base.Events[i].ID), base.Events[i].Aliases...)
	}
	for i := range base.Statements {
		statements = append(statements, base.Statements[i].ID)
	}
	if len(base.Discrepancies) == 0 || len(events) < 6 {
		t.Fatalf("%d discrepancies, %d events", len(base.Discrepancies), len(events))
	}
	times := []string{"2025-06-12T16:40Z", "2025-06", "2025-06-12T16:30Z/2025-06-12T17:00Z", "../2025-06-12", "soon", ""}
	rapid.Check(t, func(t *rapid.T) {
		some := func(of []string, most int, name string) []string {
			return rapid.SliceOfNDistinct(rapid.SampledFrom(of), 1, min(most, len(of)), rapid.ID[string]).Draw(t, name)
		}
		o := Options{Dir: dir}
		for i := range rapid.IntRange(0, 3).Draw(t, "rulings") {
			d := base.Discrepancies[rapid.IntRange(0, len(base.Discrepancies)-1).Draw(t, "discrepancy")]
			o.Rulings = append(o.Rulings, review.Ruling{
				Path: fmt.Sprintf("rulings/%d.md", i), Discrepancy: d.ID, Verdict: rapid.SampledFrom(review.Verdicts()).Draw(t, "verdict"),
				Version: rapid.SampledFrom(append([]string{"", "1", "2", "7"}, d.Statements()...)).Draw(t, "version"),
				Value:   rapid.SampledFrom(times).Draw(t, "value"), Reviewer: "Ann", Date: fmt.Sprintf("2025-06-2%d", i), Reason: "So.",
				Digest: rapid.SampledFrom([]string{"", d.Digest, "sha256:0"}).Draw(t, "digest"), Statements: d.Statements(),
			})
		}
		for i := range rapid.IntRange(0, 4).Draw(t, "edits") {
			e := review.Edit{
				Path: fmt.Sprintf("edits/%d.md", i), Line: 1, Kind: rapid.SampledFrom(review.EditKinds()).Draw(t, "kind"), Events: some(events, 3, "events"),
				Statements: some(statements, 3, "statements"), Title: "Another", Time: rapid.SampledFrom(times).Draw(t, "time"), End: rapid.SampledFrom(times).Draw(t, "end"),
				Reviewer: "Ann", Date: "2025-06-20", Reason: "So.", Digest: rapid.SampledFrom([]string{"", "sha256:0"}).Draw(t, "seen"),
			}
			if e.Kind == review.Amend || e.Kind == review.Add {
				e.Source = rapid.SampledFrom([]string{"a", "b", "x"}).Draw(t, "source")
				e.Quote, e.Zone = rapid.SampledFrom([]string{"ran aground", "sank"}).Draw(t, "quote"), rapid.SampledFrom([]string{"Europe/Lisbon", "Nowhere"}).Draw(t, "zone")
			}
			if err := e.Check(); err == nil {
				o.Edits = append(o.Edits, e)
			}
		}
		s, err := Read(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		in := map[string]string{}
		for i := range s.Events {
			e := &s.Events[i]
			for _, id := range e.Statements {
				if in[id] != "" {
					t.Errorf("%s stands in %s and in %s", id, in[id], e.ID)
				}
				in[id] = e.ID
			}
			listed := slices.Contains(s.Order, e.ID) || slices.Contains(s.Undated, e.ID)
			if _, ok := s.Bounds[e.ID]; !ok || !listed && e.Phase != event.Lasts {
				t.Errorf("%s is listed: %t, it has bounds: %t", e.ID, listed, ok)
			}
		}
		for _, id := range append(slices.Clone(s.Order), s.Undated...) {
			if named(s.Events, id) == nil {
				t.Errorf("%s is listed and is no event", id)
			}
		}
		for id := range s.TakenOut {
			if in[id] != "" {
				t.Errorf("%s is taken out and stands in %s", id, in[id])
			}
		}
		for _, d := range s.Discrepancies {
			if d.Event != "" && named(s.Events, d.Event) == nil {
				t.Errorf("%s is about %s, which is no event", d.ID, d.Event)
			}
		}
		if len(s.Statements) != len(base.Statements) {
			t.Errorf("%d statements, want %d", len(s.Statements), len(base.Statements))
		}
		for _, p := range s.Problems {
			if p.File == "" || p.What == "" || p.Fix == "" {
				t.Errorf("a problem without place or way out: %+v", p)
			}
		}
		again, err := Read(t.Context(), o)
		if err != nil || fmt.Sprint(again.Order) != fmt.Sprint(s.Order) {
			t.Errorf("a second time: %v, %v, want %v", err, again.Order, s.Order)
		}
	})
}
