package build

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"timeline/internal/event"
	"timeline/internal/reconcile"
	"timeline/internal/review"
	"timeline/internal/statement"
)

// rescue is two reports that differ by half an hour on when a rescue began.
var rescue = map[string]string{"sources/a.txt": harbour, "sources/b.txt": gazette}

// with reads the reports of rescue with files of an editor beside them.
func with(t *testing.T, files map[string]string) *Story {
	t.Helper()
	dir := t.TempDir()
	for _, m := range []map[string]string{rescue, files} {
		for name, text := range m {
			name = filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	s, err := Read(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// clash is the one discrepancy of rescue, and the event that it is about.
func clash(t *testing.T) (reconcile.Discrepancy, event.Event) {
	t.Helper()
	s := with(t, nil)
	if len(s.Discrepancies) != 1 {
		t.Fatalf("%d discrepancies, want 1", len(s.Discrepancies))
	}
	d := s.Discrepancies[0]
	return d, *named(s.Events, d.Event)
}

func compose(t *testing.T, x interface{ Compose() (string, error) }) string {
	t.Helper()
	text, err := x.Compose()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func ruling(d reconcile.Discrepancy, v review.Verdict, version, value string) review.Ruling {
	return review.Ruling{
		Discrepancy: d.ID, Verdict: v, Version: version, Value: value, Reviewer: "Ann Lee", Date: "2025-06-20",
		Digest: d.Digest, Statements: d.Statements(), Reason: "The log of the harbour says so.",
	}
}

// TestVerdicts checks what each verdict changes, and that the judged discrepancy stays.
func TestVerdicts(t *testing.T) {
	d, e := clash(t)
	begin := func(s *Story) string { return s.Bounds[named(s.Events, e.ID).ID].Start.String() }
	open := begin(with(t, nil))
	first, second := d.Versions[0].Stated, d.Versions[1].Stated
	if first.Gap(second) == 0 || open == first.String() || open == second.String() {
		t.Fatalf("the versions are %s and %s, published is %s", first, second, open)
	}
	for _, tt := range []struct {
		verdict        review.Verdict
		version, value string
		want           string // the start that is published
		events         int    // how many events the citations stand in
		effect         bool
	}{
		{review.NotAConflict, "", "", open, 1, false},
		{review.DifferentMoments, "", "", open, 1, false},
		{review.Unresolved, "", "", open, 1, true},
		{review.RangeKept, "", "", open, 1, true},
		{review.RangeKept, "", "2025-06-12T16:35Z/2025-06-12T16:55Z", "2025-06-12T16:35:00Z/2025-06-12T16:55:00Z", 1, true},
		{review.VersionPreferred, "1", "", first.String(), 1, true},
		{review.VersionPreferred, "2", "", second.String(), 1, true},
		{review.VersionPreferred, d.Versions[1].Statements[0], "", second.String(), 1, true},
		{review.VersionPreferred, "", "2025-06-12T16:44Z", "2025-06-12T16:44:00Z/2025-06-12T16:45:00Z", 1, true},
		{review.ExtractionError, "1", "", second.String(), 1, true},
		{review.ExtractionError, d.Versions[1].Statements[0], "", first.String(), 1, true},
		{review.NotTheSameEvent, "", "", "", 2, true},
	} {
		t.Run(fmt.Sprint(tt.verdict, tt.version, tt.value), func(t *testing.T) {
			r := ruling(d, tt.verdict, tt.version, tt.value)
			s := with(t, map[string]string{"rulings/r.md": compose(t, r)})
			if len(s.Problems) > 0 {
				t.Errorf("problems: %v", s.Problems)
			}
			if len(s.Discrepancies) != 1 || s.Discrepancies[0].ID != d.ID || s.Discrepancies[0].Finding != d.Finding {
				t.Fatalf("the judged discrepancy is not as it was: %+v", s.Discrepancies)
			}
			if len(s.Rulings) != 1 || s.Rulings[0].Orphan || s.Rulings[0].Stale || (s.Rulings[0].Effect != "") != tt.effect {
				t.Errorf("the ruling is %+v", s.Rulings)
			}
			in := map[string]bool{}
			for _, id := range d.Statements() {
				for i := range s.Events {
					if slices.Contains(s.Events[i].Statements, id) {
						in[s.Events[i].ID] = true
					}
				}
			}
			if len(in) != tt.events {
				t.Errorf("the citations stand in %d events, want %d", len(in), tt.events)
			}
			if ev := named(s.Events, s.Discrepancies[0].Event); ev == nil {
				t.Errorf("the discrepancy is about no event: %q", s.Discrepancies[0].Event)
			} else if tt.want != "" && s.Bounds[ev.ID].Start.String() != tt.want {
				t.Errorf("published is %s, want %s", s.Bounds[ev.ID].Start, tt.want)
			}
			if out := s.TakenOut; (tt.verdict == review.ExtractionError) != (len(out) == 1) {
				t.Errorf("taken out: %v", out)
			}
			for id := range s.TakenOut {
				if !slices.ContainsFunc(s.Statements, func(x statement.Statement) bool { return x.ID == id }) {
					t.Errorf("%s is on no page", id)
				}
			}
			if !s.Reviewed[s.Discrepancies[0].Event] {
				t.Error("the event does not count as reviewed")
			}
		})
	}
}

// TestNewestRulingCounts gives two rulings on one discrepancy.
func TestNewestRulingCounts(t *testing.T) {
	d, _ := clash(t)
	old, latest := ruling(d, review.VersionPreferred, "1", ""), ruling(d, review.VersionPreferred, "2", "")
	latest.Date = "2025-06-21"
	s := with(t, map[string]string{"rulings/z.md": compose(t, old), "rulings/a.md": compose(t, latest)})
	if got, want := s.Bounds[s.Discrepancies[0].Event].Start, d.Versions[1].Stated; got != want {
		t.Errorf("published is %s, want %s", got, want)
	}
	if len(s.Rulings) != 2 || s.Rulings[1].Date != latest.Date {
		t.Errorf("the history is %+v", s.Rulings)
	}
}

// TestRulingOnOtherEvidence keeps a ruling when a source is edited or joins, and says that
// it needs another look.
func TestRulingOnOtherEvidence(t *testing.T) {
	d, _ := clash(t)
	third := "The Alba\n\nThe ferry Alba ran aground off Lisbon on Thursday, June 12, 2025. The rescue began at 18:20 local time in Lisbon, a fisherman said.\n"
	for name, files := range map[string]map[string]string{
		"a quote is edited": {"sources/b.txt": strings.Replace(gazette, "about 6pm", "about 6.10pm", 1)},
		"another source":    {"sources/c.txt": third},
	} {
		t.Run(name, func(t *testing.T) {
			for version, effect := range map[string]bool{"2": false, d.Versions[0].Statements[0]: true} {
				files["rulings/r.md"] = compose(t, ruling(d, review.VersionPreferred, version, ""))
				s := with(t, files)
				if len(s.Rulings) != 1 || !s.Rulings[0].Stale || s.Rulings[0].Orphan {
					t.Fatalf("the ruling is %+v", s.Rulings)
				}
				if got := s.Rulings[0].Effect != ""; got != effect {
					t.Errorf("version %s: it has an effect: %t, %q", version, got, s.Rulings[0].Effect)
				}
				if s.Reviewed[s.Discrepancies[0].Event] {
					t.Error("the event counts as reviewed")
				}
			}
		})
	}
	files := map[string]string{"rulings/r.md": compose(t, ruling(d, review.Unresolved, "", "")), "sources/b.txt": strings.Replace(gazette, "at about 6pm local time", "in the afternoon, local time,", 1)}
	s := with(t, files)
	if len(s.Rulings) != 1 || !s.Rulings[0].Orphan {
		t.Errorf("a ruling on what is no longer there: %+v", s.Rulings)
	}
}

func edit(kind review.EditKind, events ...string) review.Edit {
	return review.Edit{Kind: kind, Events: events, Reviewer: "Ann Lee", Date: "2025-06-20", Reason: "As the log has it."}
}

// TestEdits checks what each edit changes.
func TestEdits(t *testing.T) {
	base := with(t, nil)
	_, begun := clash(t)
	var aground *event.Event
	for i := range base.Events {
		if strings.Contains(strings.ToLower(base.Events[i].Title), "aground") {
			aground = &base.Events[i]
		}
	}
	if aground == nil || len(aground.Statements) < 2 {
		t.Fatalf("no event of two reports on the grounding in %+v", base.Events)
	}
	change := func(e review.Edit, f func(*review.Edit)) review.Edit {
		f(&e)
		return e
	}
	apply := func(t *testing.T, edits ...review.Edit) *Story {
		t.Helper()
		files := map[string]string{}
		for i, e := range edits {
			files[fmt.Sprintf("edits/%d.md", i)] = compose(t, e)
		}
		s := with(t, files)
		for _, p := range s.Problems {
			t.Errorf("problem: %s", p)
		}
		return s
	}
	t.Run("merge", func(t *testing.T) {
		e := edit(review.Merge, aground.ID, begun.ID)
		e.Digest = event.DigestOf(aground, &begun)
		s := apply(t, e)
		a, b := named(s.Events, aground.ID), named(s.Events, begun.ID)
		if a == nil || a != b || len(a.Statements) != len(aground.Statements)+len(begun.Statements) {
			t.Errorf("they are %+v and %+v", a, b)
		}
		if len(s.Edited[a.ID]) != 1 {
			t.Errorf("the event does not tell that it was edited: %v", s.Edited)
		}
		// What was merged can be edited on, under the digest that it now has.
		again := change(edit(review.Retitle, a.ID), func(x *review.Edit) { x.Title, x.Digest = "The Alba in trouble", event.DigestOf(a) })
		if s = apply(t, e, again); named(s.Events, a.ID).Title != "The Alba in trouble" {
			t.Errorf("the title is %q", named(s.Events, a.ID).Title)
		}
	})
	t.Run("split", func(t *testing.T) {
		e := change(edit(review.Split, aground.ID), func(x *review.Edit) {
			x.Statements, x.Digest = aground.Statements[1:2], event.DigestOf(aground)
		})
		s := apply(t, e)
		a, b := named(s.Events, aground.ID), named(s.Events, "e-"+aground.Statements[1][2:])
		if a == nil || b == nil || a == b || slices.Contains(a.Statements, aground.Statements[1]) {
			t.Errorf("they are %+v and %+v", a, b)
		}
	})
	t.Run("retitle", func(t *testing.T) {
		s := apply(t, change(edit(review.Retitle, begun.Aliases[0]), func(x *review.Edit) { x.Title = "Help arrives" }))
		if got := named(s.Events, begun.ID).Title; got != "Help arrives" {
			t.Errorf("the title is %q", got)
		}
	})
	t.Run("retime", func(t *testing.T) {
		s := apply(t, change(edit(review.Retime, begun.ID), func(x *review.Edit) { x.Time, x.Zone = "2025-06-12T17:10", "Europe/Lisbon" }))
		if got := s.Bounds[begun.ID].Start.String(); got != "2025-06-12T16:10:00Z/2025-06-12T16:11:00Z" {
			t.Errorf("it began %s", got)
		}
		if len(s.Discrepancies) != 1 {
			t.Errorf("%d discrepancies: that the reports differ is still so", len(s.Discrepancies))
		}
	})
	t.Run("hide", func(t *testing.T) {
		s := apply(t, edit(review.Hide, begun.ID))
		if named(s.Events, begun.ID) != nil || slices.Contains(s.Order, begun.ID) || len(s.Discrepancies) > 0 {
			t.Error("it is still told")
		}
		if len(s.Statements) != len(base.Statements) {
			t.Error("its statements are gone from the pages of their reports")
		}
	})
	t.Run("add", func(t *testing.T) {
		e := change(edit(review.Add), func(x *review.Edit) {
			x.Title, x.Time, x.Citation = "The fog lifts", "2025-06-12T16:20Z", "Log of the pilots, p. 4"
		})
		s := apply(t, e)
		x := named(s.Events, s.Edits[0].Events[0])
		if x == nil || x.Title != "The fog lifts" || len(x.Statements) > 0 {
			t.Fatalf("added: %+v", x)
		}
		if at, next := slices.Index(s.Order, x.ID), slices.Index(s.Order, begun.ID); at < 0 || at > next || !s.Reviewed[x.ID] {
			t.Errorf("it stands at %d, the rescue at %d", at, next)
		}
		if s = apply(t, e, edit(review.Hide, x.ID)); named(s.Events, x.ID) != nil {
			t.Error("it cannot be hidden")
		}
	})
	t.Run("source", func(t *testing.T) {
		zone := change(edit(review.Amend), func(x *review.Edit) { x.Source, x.Zone, x.Published = "b", "Europe/Berlin", "2025-06-13" })
		copied := change(edit(review.Amend), func(x *review.Edit) { x.Source, x.CopyOf = "b", "a" })
		s := apply(t, zone, copied)
		if p := s.Sources[1].Published; s.Sources[1].Timezone != "Europe/Berlin" || p.EDTF != "2025-06-13" {
			t.Errorf("the source is of %s and %s", s.Sources[1].Timezone, p.EDTF)
		}
		if got := s.Independent[begun.ID]; got != 1 || base.Independent[begun.ID] != 2 {
			t.Errorf("%d voices, before %d", got, base.Independent[begun.ID])
		}
	})
}

// TestEditsThatDoNotApply are errors with the place and the way out, and change nothing.
func TestEditsThatDoNotApply(t *testing.T) {
	base := with(t, nil)
	_, begun := clash(t)
	for _, tt := range []struct {
		name string
		f    func(*review.Edit)
		kind review.EditKind
		want string
	}{
		{"no such event", func(x *review.Edit) { x.Events = []string{"e-nothing"} }, review.Hide, "there is no event e-nothing: "},
		{"a slip of the pen", func(x *review.Edit) { x.Events = []string{begun.ID[:len(begun.ID)-1] + "0"} }, review.Hide, "perhaps it is " + begun.ID},
		{"seen otherwise", func(x *review.Edit) { x.Digest = "sha256:0000" }, review.Hide, "the event has changed since: other statements stand in it now: look at it again; if the edit still holds, write `digest: " + event.DigestOf(&begun)},
		{"no time", func(x *review.Edit) { x.Time = "soon" }, review.Retime, `"soon" is no time`},
		{"an end before the start", func(x *review.Edit) { x.Time, x.End = "2025-06-12T17:10Z", "2025-06-12T17:00Z" }, review.Retime, "it ends before it begins"},
		{"no zone", func(x *review.Edit) { x.Time, x.Zone = "2025-06-12", "Lisbon" }, review.Retime, `"Lisbon" is no zone`},
		{"a statement of another", func(x *review.Edit) { x.Statements = []string{"s-nothing"} }, review.Split, "s-nothing is no statement of this event"},
		{"nothing left", func(x *review.Edit) { x.Statements = begun.Statements }, review.Split, "nothing would be left"},
		{"one already", func(x *review.Edit) { x.Events = []string{begun.ID, begun.Aliases[0]} }, review.Merge, "these are one event already"},
		{"no such source", func(x *review.Edit) { x.Source, x.Zone = "c", "Europe/Lisbon" }, review.Amend, "there is no source c: "},
		{"a source seen otherwise", func(x *review.Edit) { x.Source, x.Zone, x.Digest = "a", "Europe/Lisbon", "sha256:0000" }, review.Amend, "the source has changed since"},
		{"a quote that does not stand there", func(x *review.Edit) { x.Title, x.Time, x.Source, x.Quote = "It began", "2025", "a", "no such words" }, review.Add, "“no such words” does not stand in sources/a.txt"},
		{"a copy of itself", func(x *review.Edit) { x.Source, x.CopyOf = "a", "a" }, review.Amend, "there is no other source a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := edit(tt.kind)
			if tt.kind != review.Add && tt.kind != review.Amend {
				e.Events = []string{begun.ID}
			}
			tt.f(&e)
			s := with(t, map[string]string{"edits/x.md": compose(t, e)})
			if len(s.Problems) != 1 || !s.Problems[0].Fatal || !strings.HasPrefix(s.Problems[0].String(), "edits/x.md:2: ") || !strings.Contains(s.Problems[0].String(), tt.want) {
				t.Errorf("problems: %v, want %q", s.Problems, tt.want)
			}
			if len(s.Edits) > 0 || fmt.Sprint(s.Order) != fmt.Sprint(base.Order) || s.Bounds[begun.ID].Start != base.Bounds[begun.ID].Start {
				t.Error("it changed the story")
			}
		})
	}
}

// TestUnreviewed keeps what no editor has looked at out of a build that asks for it.
func TestUnreviewed(t *testing.T) {
	_, begun := clash(t)
	e := edit(review.Approve, begun.ID)
	e.Digest = event.DigestOf(&begun)
	files := map[string]string{"timeline.toml": "unreviewed = 'withhold'\n", "edits/x.md": compose(t, e)}
	s := with(t, files)
	if len(s.Order) != 1 || s.Order[0] != begun.ID || s.Withheld == 0 || len(s.Problems) > 0 {
		t.Errorf("published are %v, withheld %d, problems %v", s.Order, s.Withheld, s.Problems)
	}
	files["sources/b.txt"] = strings.Replace(gazette, "about 6pm", "about 6.10pm", 1)
	s = with(t, files)
	if len(s.Order) > 0 || len(s.Problems) != 1 || s.Problems[0].Fatal || !strings.Contains(s.Problems[0].String(), "needs another look") {
		t.Errorf("after a change published are %v, problems %v", s.Order, s.Problems)
	}
}

// TestDesk shows editors what the public build keeps back.
func TestDesk(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"timeline.toml": "unreviewed = 'withhold'\ntext = 'quotes'\n", "a.txt": harbour + "\nA last line that nobody quotes.\n", "b.txt": gazette} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, desk := range []bool{false, true} {
		s, err := Read(t.Context(), Options{Dir: dir, Desk: desk})
		if err != nil {
			t.Fatal(err)
		}
		if (len(s.Discrepancies) > 0) != desk || (len(s.Order) > 0) != desk || strings.Contains(s.Sources[0].Text.Text, "nobody quotes") != desk {
			t.Errorf("desk %t: %d discrepancies, %d entries, the text %q", desk, len(s.Discrepancies), len(s.Order), s.Sources[0].Text.Text)
		}
	}
}
