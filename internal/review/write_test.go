package review

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"timeline/internal/content"
)

// hard is a text that YAML and file names can stumble over.
const hard = "=: \"two\" 'quotes' # no comment\n---\n- [x]: {y}\t\\ \u202e עברית 🚢 &a *b !c %d @e `f`"

func files(t *testing.T, dir string) []content.File {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []content.File
	for _, e := range list {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, content.File{Path: e.Name(), Data: data})
	}
	return out
}

// TestComposeRuling writes rulings and reads them back.
func TestComposeRuling(t *testing.T) {
	for _, v := range Verdicts() {
		r := Ruling{Discrepancy: "d-start-abcdefgh", Verdict: v, Version: "2", Value: "2025-06-12T16:30Z/2025-06-12T17:00Z", Reviewer: hard, Date: "2025-06-20", Digest: "sha256:01", Statements: []string{"s-1", "s-2"}, Reason: "Both are *rounded*.\n\n---\n\n" + hard}
		text, err := r.Compose()
		if err != nil {
			t.Fatal(err)
		}
		got, ps := Read([]content.File{{Path: "r.md", Data: []byte(text)}})
		if len(got) != 1 || len(ps) > 0 {
			t.Fatalf("%s: %d rulings, problems %v, from\n%s", v, len(got), ps, text)
		}
		got[0].Path, got[0].ReasonHTML = "", ""
		if !reflect.DeepEqual(got[0], r) {
			t.Errorf("%s: read back as\n%+v\nwant\n%+v", v, got[0], r)
		}
	}
	if _, err := (Ruling{Discrepancy: "d", Verdict: "maybe"}).Compose(); err == nil || !strings.Contains(err.Error(), "use one of") {
		t.Errorf("a verdict that there is not: %v", err)
	}
}

// TestComposeEdit writes edits of every kind and reads them back.
func TestComposeEdit(t *testing.T) {
	for _, k := range EditKinds() {
		e := Edit{
			Line: 2, Kind: k, Events: []string{"e-one", "e-two"}, Statements: []string{"s-1", "s-2"}, Source: "s", Quote: hard, Title: hard, Time: "2025-06-12T16:30Z",
			Zone: "Europe/Lisbon", Published: "2025-06-12", CopyOf: "x", Reviewer: "Ann Lee", Date: "2025-06-20", Digest: "sha256:01", Reason: hard,
		}
		if k != Merge && k != Approve {
			e.Events = e.Events[:1]
		}
		text, err := e.Compose()
		if err != nil {
			t.Fatalf("%s: %v", k, err)
		}
		got, ps := ReadEdits([]content.File{{Path: "e.md", Data: []byte(text)}})
		if len(got) != 1 || len(ps) > 0 {
			t.Fatalf("%s: %d edits, problems %v, from\n%s", k, len(got), ps, text)
		}
		got[0].Path, got[0].ReasonHTML = "", ""
		if !reflect.DeepEqual(got[0], e) {
			t.Errorf("%s: read back as\n%+v\nwant\n%+v", k, got[0], e)
		}
	}
}

// TestReadEdits tells what is wrong with an edit, and where.
func TestReadEdits(t *testing.T) {
	const rest = "reviewer: Ann Lee\ndate: 2025-06-20\n---\n\nA reason.\n"
	tests := []struct{ name, in, want string }{
		{"good", "---\nedit: hide\nevent: e-1\n" + rest, ""},
		{"a list in one line", "---\nedit: merge\nevents: e-1, e-2\n" + rest, ""},
		{"no kind", "---\nevent: e-1\n" + rest, `e.md:1: "" is no edit: use one of merge, `},
		{"another kind", "---\nevent: e-1\nedit: remove\n" + rest, `e.md:3: "remove" is no edit: use one of `},
		{"no event", "---\nedit: hide\n" + rest, "e.md:2: no events given: "},
		{"one to merge", "---\nedit: merge\nevent: e-1\n" + rest, "e.md:2: one event cannot be merged: "},
		{"two to hide", "---\nedit: hide\nevents: [e-1, e-2]\n" + rest, "e.md:2: 2 events named: "},
		{"no title", "---\nedit: retitle\nevent: e-1\n" + rest, "e.md:2: no title given: "},
		{"no time", "---\nedit: add\ntitle: It began\n" + rest, "e.md:2: no time given: "},
		{"a quote of nobody", "---\nedit: add\ntitle: It began\ntime: 2025\nquote: began\n" + rest, "e.md:2: a quote needs its source"},
		{"nothing of a source", "---\nedit: source\nsource: a\n" + rest, "e.md:2: nothing to change: "},
		{"no reason", "---\nedit: hide\nevent: e-1\nreviewer: Ann\ndate: 2025-06-20\n---\n", "e.md:2: no reason: "},
		{"approved without one", "---\nedit: approve\nevent: e-1\nreviewer: Ann\ndate: 2025-06-20\n---\n", ""},
		{"an unknown key", "---\nedit: hide\nevnt: e-1\n" + rest, `e.md:3: unknown front matter key "evnt"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			es, ps := ReadEdits([]content.File{{Path: "e.md", Data: []byte(tt.in)}})
			if tt.want == "" {
				if len(es) != 1 || len(ps) > 0 {
					t.Fatalf("%d edits, problems %v", len(es), ps)
				}
				return
			}
			if len(es) != 0 || len(ps) == 0 || !strings.HasPrefix(ps[0].String(), tt.want) || !ps[0].Fatal {
				t.Errorf("%d edits, problems %v, want one that starts %q", len(es), ps, tt.want)
			}
		})
	}
}

// TestSaveAtOnce lets many editors write on one day about one thing: nothing is lost, and
// nothing is overwritten.
func TestSaveAtOnce(t *testing.T) {
	dir := t.TempDir()
	const editors = 40
	var wg sync.WaitGroup
	paths := make([]string, editors)
	for i := range editors {
		wg.Go(func() {
			r := Ruling{Discrepancy: "../../d-start", Verdict: Unresolved, Reviewer: fmt.Sprint("Editor ", i), Date: "2025-06-20", Reason: "Not to be told."}
			p, err := r.Save(dir)
			if err != nil {
				t.Error(err)
			}
			paths[i] = p
		})
	}
	wg.Wait()
	slices.Sort(paths)
	if n := len(slices.Compact(paths)); n != editors || paths[0] != "rulings/2025-06-20-d-start-001.md" {
		t.Errorf("%d files, the first %s", n, paths[0])
	}
	rs, ps := Read(files(t, filepath.Join(dir, "rulings")))
	if len(rs) != editors || len(ps) > 0 {
		t.Errorf("%d rulings are read back, problems %v", len(rs), ps)
	}
	seen := map[string]bool{}
	for _, r := range rs {
		seen[r.Reviewer] = true
	}
	if len(seen) != editors {
		t.Errorf("the rulings of %d editors are there", len(seen))
	}
}

// TestSaveStaysInside writes nothing outside the content folder, wherever a link leads.
func TestSaveStaysInside(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	if err := os.Symlink(elsewhere, filepath.Join(dir, "rulings")); err != nil {
		t.Skip("no links here:", err)
	}
	r := Ruling{Discrepancy: "d-start", Verdict: Unresolved, Reviewer: "Ann", Date: "2025-06-20", Reason: "Not to be told."}
	if p, err := r.Save(dir); err == nil {
		t.Errorf("written as %s through a link", p)
	}
	if got := files(t, elsewhere); len(got) > 0 {
		t.Errorf("written elsewhere: %s", got[0].Path)
	}
	var fault *Fault
	if _, err := (Ruling{}).Save(dir); !errors.As(err, &fault) {
		t.Errorf("an empty ruling: %v", err)
	}
}

// TestSaveBehindTheLast fills no gap: what is saved last stands last by name.
func TestSaveBehindTheLast(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "rulings"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"2025-06-20-d-start-007.md", "2025-06-20-d-start-by-hand.md", "2025-06-20-d-starting-050.md"} {
		if err := os.WriteFile(filepath.Join(dir, "rulings", name), []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	r := Ruling{Discrepancy: "d-start", Verdict: Unresolved, Reviewer: "Ann", Date: "2025-06-20", Reason: "Not to be told."}
	if got, err := r.Save(dir); err != nil || got != "rulings/2025-06-20-d-start-008.md" {
		t.Errorf("saved as %s, %v", got, err)
	}
}
