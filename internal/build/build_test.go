package build

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

const (
	harbour = "Ferry aground off Lisbon\n\nThe ferry Alba ran aground off Lisbon on Thursday, June 12, 2025. The rescue began around 16:30 GMT, the harbour office said.\n"
	gazette = "Rescue of the Alba\n\nThe ferry Alba ran aground near Lisbon on Thursday, 12 June 2025. The rescue began at about 6pm local time in Lisbon.\n"
	courier = "Alba afloat again\n\nThe ferry Alba, which ran aground off Lisbon on Thursday, June 12, 2025, came free at 3:20 a.m. on Friday. Her captain spoke to reporters after the rescue.\n"
)

func read(t *testing.T, files map[string]string) *Story {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Read(context.Background(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestStory checks the main job on two reports that differ by half an hour.
func TestStory(t *testing.T) {
	s := read(t, map[string]string{"a.txt": harbour, "b.txt": gazette})
	if len(s.Discrepancies) != 1 {
		t.Fatalf("%d discrepancies, want 1", len(s.Discrepancies))
	}
	d := s.Discrepancies[0]
	if d.Kind != "time" || d.Severity != "minor" || d.Gap != 1800 || d.Point != "start" {
		t.Errorf("the discrepancy is %s %s %d s about the %s", d.Kind, d.Severity, d.Gap, d.Point)
	}
	outcome := map[string]string{}
	for _, x := range d.Explanations {
		outcome[x.Kind] = string(x.Outcome)
	}
	if outcome["zone-mix-up"] != "rejected" || outcome["rounding"] != "possible" {
		t.Errorf("explanations: %v", outcome)
	}
	for _, st := range s.Statements {
		if st.Time.Known && (st.Time.Allowed.From > st.Time.Stated.From || st.Time.Allowed.To < st.Time.Stated.To) {
			t.Errorf("“%s”: allowed %s does not hold stated %s", st.Expr.Text, st.Time.Allowed, st.Time.Stated)
		}
		if len(st.Time.Because) == 0 && st.Expr.Type != "SIGNAL" {
			t.Errorf("“%s” has no reason", st.Expr.Text)
		}
	}
	listed := map[string]bool{}
	for _, id := range append(append([]string(nil), s.Order...), s.Undated...) {
		if listed[id] {
			t.Errorf("%s is listed twice", id)
		}
		listed[id] = true
	}
	for _, e := range s.Events {
		if !listed[e.ID] && e.Phase != "length" {
			t.Errorf("%s (%s) is not listed", e.ID, e.Title)
		}
	}
}

// TestUpdateStamp checks that a report that tells only when it was updated is
// dated by that, that the words say so, and that the stamp is no publication.
func TestUpdateStamp(t *testing.T) {
	s := read(t, map[string]string{"a.txt": "Power fails in Lima\n\nLIMA, Peru - The power failed on Tuesday.\n\nLast updated 09:12 28/05/2025\n"})
	p := s.Sources[0].Published
	if got := p.Interval.String(); got != "2025-05-28T14:12:00Z/2025-05-28T14:13:00Z" || p.Basis != "byline" {
		t.Errorf("published %s by %s", got, p.Basis)
	}
	if last := p.Because[len(p.Because)-1]; !strings.Contains(last, "updated") || !strings.Contains(last, "assumed") {
		t.Errorf("the last reason is %q", last)
	}
	var titles []string
	for _, st := range s.Statements {
		titles = append(titles, st.Title)
	}
	if got := strings.Join(titles, "; "); got != "The power failed; This report is updated" {
		t.Errorf("statements: %s", got)
	}
	// A stamp of publication goes before that of an update.
	s = read(t, map[string]string{"a.txt": "Power fails in Lima\n\nPublished 27/05/2025\nLast updated 28/05/2025\n\nLIMA, Peru - The power failed on Tuesday.\n"})
	if got := s.Sources[0].Published.EDTF; got != "2025-05-27" {
		t.Errorf("published %s, want the stamp of publication", got)
	}
}

// TestAddingASourceKeepsIDs adds a report, behind and before the others, and
// looks for every id that stood before: as an id or as an alias.
func TestAddingASourceKeepsIDs(t *testing.T) {
	old := read(t, map[string]string{"b.txt": harbour, "c.txt": gazette})
	for _, name := range []string{"d.txt", "a.txt"} {
		t.Run(name, func(t *testing.T) {
			s := read(t, map[string]string{"b.txt": harbour, "c.txt": gazette, name: courier})
			now := map[string]bool{}
			for _, x := range s.Statements {
				now[x.ID] = true
			}
			for _, e := range s.Events {
				now[e.ID] = true
				for _, a := range e.Aliases {
					now[a] = true
				}
			}
			for _, d := range s.Discrepancies {
				now[d.ID] = true
				for _, a := range d.Aliases {
					now[a] = true
				}
			}
			for _, x := range old.Statements {
				if !now[x.ID] {
					t.Errorf("statement %s “%s” is gone", x.ID, x.Expr.Text)
				}
			}
			for _, e := range old.Events {
				if !now[e.ID] {
					t.Errorf("event %s %q is gone", e.ID, e.Title)
				}
			}
			for _, d := range old.Discrepancies {
				if !now[d.ID] {
					t.Errorf("discrepancy %s is gone", d.ID)
				}
			}
		})
	}
}

// TestRepeatingChangesNothing adds a copy of a report under another title: it
// is no further voice, and no finding comes or goes.
func TestRepeatingChangesNothing(t *testing.T) {
	long := harbour + "\nThe office added that two tugs from the naval base had reached the ferry within the hour and that all of the passengers were being taken off by boat in good order while the tide was out.\n"
	one := read(t, map[string]string{"a.txt": long, "b.txt": gazette})
	two := read(t, map[string]string{"a.txt": long, "b.txt": gazette, "c.txt": "A copy\n\n" + long})
	if len(one.Discrepancies) != len(two.Discrepancies) {
		t.Errorf("%d discrepancies became %d", len(one.Discrepancies), len(two.Discrepancies))
	}
	for _, e := range two.Events {
		if n := two.Independent[e.ID]; n > 2 {
			t.Errorf("%q has %d independent voices, want at most 2", e.Title, n)
		}
	}
}

func TestCancelled(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte(harbour), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Read(ctx, Options{Dir: dir}); err == nil {
		t.Error("an interrupted build gave a story")
	}
}

// TestAmbiguousPlace checks that a name of several places is told to be one, and
// that the zones of all of them stay allowed.
func TestAmbiguousPlace(t *testing.T) {
	s := read(t, map[string]string{"a.txt": "A fire in Portland\n\nThe fire in Portland began at 20:10 on 3 December 2025.\n"})
	tm := s.Statements[0].Time
	because := fmt.Sprint(tm.Because)
	if tm.Zone != "America/Los_Angeles" || !strings.Contains(because, "larger") {
		t.Errorf("%s: %s", tm.Zone, because)
	}
	if n, _ := tm.Allowed.Len(); n < 3*3600 {
		t.Errorf("allowed is %s: Portland, Maine, is left out", tm.Allowed)
	}
}

// TestWithhold publishes no more of a report than its statements quote, and moves nothing.
func TestWithhold(t *testing.T) {
	const secret = "The captain’s cousin, Zoë Ångström of 東京, keeps bees 🐝 and would rather not be named."
	files := map[string]string{"a.txt": harbour + "\n" + secret + "\n", "b.txt": gazette}
	whole := read(t, files)
	files["timeline.toml"] = "text = 'quotes'\n"
	short := read(t, files)
	for i, s := range short.Sources {
		full := whole.Sources[i].Text.Text
		if len(s.Text.Text) != len(full) || utf8.RuneCountInString(s.Text.Text) != utf8.RuneCountInString(full) {
			t.Errorf("%s: positions have moved", s.Path)
		}
		for _, word := range []string{"cousin", "Zoë", "Ångström", "東京", "bees", "🐝"} {
			if strings.Contains(s.Text.Text, word) {
				t.Errorf("%s publishes %q", s.Path, word)
			}
		}
	}
	if len(short.Statements) != len(whole.Statements) || len(short.Statements) == 0 {
		t.Fatalf("%d statements, want %d", len(short.Statements), len(whole.Statements))
	}
	text := map[string]string{}
	for _, s := range short.Sources {
		text[s.ID] = s.Text.Text
	}
	for i, st := range short.Statements {
		of := whole.Statements[i]
		for _, x := range whole.Sources {
			if x.ID == of.Source && st.Quote.Of(text[st.Source]) != of.Quote.Of(x.Text.Text) {
				t.Errorf("%s quotes %q, want %q", st.ID, st.Quote.Of(text[st.Source]), of.Quote.Of(x.Text.Text))
			}
		}
	}
}

// TestManyExpressions leaves out a report that tells time oftener than the limit allows.
func TestManyExpressions(t *testing.T) {
	s := read(t, map[string]string{
		"timeline.toml": "[limits]\nexpressions = 3\n",
		"a.txt":         "The gates opened on 3 May 2024.\n",
		"b.txt":         "The gates opened on 3 May 2024.\nThey closed on 4 May 2024, on 5 May 2024\nand on 6 May 2024.\n",
	})
	if len(s.Sources) != 1 || len(s.LeftOut) != 1 || s.LeftOut[0] != "b.txt" {
		t.Fatalf("%d sources, left out %v", len(s.Sources), s.LeftOut)
	}
	if got := s.Problems[len(s.Problems)-1].String(); !strings.HasPrefix(got, "b.txt:3: the report tells time 4 times: more than the limit of 3") || !strings.Contains(got, "raise expressions") {
		t.Error(got)
	}
}
