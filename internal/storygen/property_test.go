package storygen_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"timeline/internal/build"
	"timeline/internal/reconcile"
	"timeline/internal/storygen"
)

// properties is how many stories each property is tried on.
const properties = 60

// made makes the stories of the properties.
func made(t *testing.T) []*storygen.Story {
	t.Helper()
	data, err := os.ReadFile("testdata/development.txt")
	if err != nil {
		t.Fatal(err)
	}
	templates, err := storygen.ParseTemplates("development.txt", string(data))
	if err != nil {
		t.Fatal(err)
	}
	var out []*storygen.Story
	for seed := range uint64(properties) {
		s, err := storygen.Make(templates, 7000+seed)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// read builds the reports given, by file name.
func read(t *testing.T, files map[string]string) *build.Story {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := build.Read(context.Background(), build.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// conclusions is what a story comes to, in words that do not depend on the names of
// the files: named maps a source to what stands for it.
func conclusions(s *build.Story, named func(source string) string) []string {
	says := map[string]string{}
	texts := map[string]string{}
	for _, src := range s.Sources {
		texts[src.ID] = src.Text.Text
	}
	for _, st := range s.Statements {
		says[st.ID] = named(st.Source) + ": " + st.Quote.Of(texts[st.Source]) + " / " + st.Expr.Text
	}
	set := func(ids []string) string {
		var out []string
		for _, id := range ids {
			if w := says[id]; !strings.HasPrefix(w, ": ") {
				out = append(out, w)
			}
		}
		sort.Strings(out)
		return strings.Join(slices.Compact(out), " + ")
	}
	var out []string
	for _, e := range s.Events {
		b := s.Bounds[e.ID]
		out = append(out, fmt.Sprintf("event %s %s-%s: %s", e.Phase, b.Start, b.End, set(e.Statements)))
	}
	for _, d := range s.Discrepancies {
		var vs []string
		for _, v := range d.Versions {
			vs = append(vs, set(v.Statements))
		}
		sort.Strings(vs)
		if d.Point == "sum" || d.Point == "order" {
			vs = nil // of citations that bound a point alike, the first is shown
		}
		out = append(out, fmt.Sprintf("%s %s %s: %s", d.Severity, d.Kind, d.Point, strings.Join(vs, " | ")))
	}
	sort.Strings(out)
	return out
}

// difference is what stands in one of two sorted lists only.
func difference(a, b []string) string {
	var out []string
	for _, x := range a {
		if _, ok := slices.BinarySearch(b, x); !ok {
			out = append(out, "- "+x)
		}
	}
	for _, x := range b {
		if _, ok := slices.BinarySearch(a, x); !ok {
			out = append(out, "+ "+x)
		}
	}
	return strings.Join(out, "\n")
}

// TestFileOrder names the reports anew, so that they are read in the opposite order:
// nothing may come of it but other ids.
func TestFileOrder(t *testing.T) {
	for n, s := range made(t) {
		there, back, number := map[string]string{}, map[string]string{}, map[string]string{}
		for i, r := range s.Reports {
			there[r.File] = r.Text
			name := fmt.Sprintf("%c-%s", 'z'-i, r.File)
			back[name] = r.Text
			number[strings.TrimSuffix(name, ".md")] = strings.TrimSuffix(r.File, ".md")
		}
		a := conclusions(read(t, there), func(id string) string { return id })
		b := conclusions(read(t, back), func(id string) string { return number[id] })
		if d := difference(a, b); d != "" {
			t.Errorf("story %d, read backwards:\n%s", n, d)
		}
	}
}

// TestRepeatedSource adds a copy of one report under another outlet: it proves nothing
// new and changes no conclusion.
func TestRepeatedSource(t *testing.T) {
	for n, s := range made(t) {
		files := map[string]string{}
		for _, r := range s.Reports {
			files[r.File] = r.Text
		}
		before := read(t, files)
		first := s.Reports[0]
		files["99.md"] = strings.Replace(first.Text, "publisher: ", "publisher: The Copy of ", 1)
		after := read(t, files)
		// The copy stands for the report that it repeats.
		named := func(id string) string {
			if id == "99" {
				return strings.TrimSuffix(first.File, ".md")
			}
			return id
		}
		a, b := conclusions(before, named), conclusions(after, named)
		if d := difference(a, b); d != "" {
			t.Errorf("story %d, with a copy of its first report:\n%s", n, d)
		}
		for id, voices := range before.Independent {
			if got, ok := after.Independent[id]; ok && got != voices {
				t.Errorf("story %d: a copy makes %d voices of %d for %s", n, got, voices, id)
			}
		}
	}
}

// joined reports whether a discrepancy has a statement that the other has not.
func joined(o, d *reconcile.Discrepancy) bool {
	had := map[string]bool{}
	for _, v := range d.Versions {
		for _, id := range v.Statements {
			had[id] = true
		}
	}
	for _, v := range o.Versions {
		if slices.ContainsFunc(v.Statements, func(id string) bool { return !had[id] }) {
			return true
		}
	}
	return false
}

// TestRemovedCitation takes out the one sentence that a version of a discrepancy rests
// on: the discrepancy goes with it. Another may come up where another statement now joins
// the rest, or where of a major one roundings are left that clash when taken plainly.
func TestRemovedCitation(t *testing.T) {
	tried := 0
	for n, s := range made(t) {
		files := map[string]string{}
		for _, r := range s.Reports {
			files[r.File] = r.Text
		}
		story := read(t, files)
		for _, d := range story.Discrepancies {
			for _, v := range d.Versions {
				if len(d.Versions) != 2 || len(v.Statements) != 1 {
					continue
				}
				file, sentence := "", ""
				for _, st := range story.Statements {
					if st.ID == v.Statements[0] {
						for _, src := range story.Sources {
							if src.ID == st.Source {
								file, sentence = filepath.Base(src.Path), st.Sentence.Of(src.Text.Text)
							}
						}
					}
				}
				without := map[string]string{}
				for name, text := range files {
					without[name] = text
				}
				without[file] = strings.Replace(files[file], sentence, "Nobody would say more.", 1)
				tried++
				for _, o := range read(t, without).Discrepancies {
					if (o.ID == d.ID || slices.Contains(o.Aliases, d.ID)) && o.Severity == d.Severity && !joined(&o, &d) {
						t.Errorf("story %d: %s is still there without %q", n, d.ID, sentence)
					}
				}
				break
			}
		}
	}
	if tried < properties/4 {
		t.Errorf("only %d discrepancies could be tried", tried)
	}
}

// TestManyStories puts all stories into one folder. Most are a topic of their own, and what
// comes of those is what comes of each alone.
func TestManyStories(t *testing.T) {
	const least = 50 // stories found whole
	all, story := map[string]string{}, map[string]int{}
	var told []map[string]string
	for n, s := range made(t) {
		own := map[string]string{}
		for i, r := range s.Reports {
			id := fmt.Sprintf("%02d-%02d", i, n) // those of one story do not stand together
			all[id+".txt"], own[id+".txt"], story[id] = r.Text, r.Text, n
		}
		told = append(told, own)
	}
	together := read(t, all)
	whole := map[int]bool{}
	for _, topic := range together.Topics {
		n := story[topic[0]]
		whole[n] = len(topic) == len(told[n]) && !slices.ContainsFunc(topic, func(id string) bool { return story[id] != n })
	}
	named := func(id string) string {
		if whole[story[id]] {
			return id
		}
		return ""
	}
	of := func(s *build.Story) []string {
		return slices.DeleteFunc(conclusions(s, named), func(line string) bool { return strings.Trim(line[strings.Index(line, ": "):], " |:") == "" })
	}
	found := 0
	var apart []string
	for n := range told {
		if whole[n] {
			found++
			apart = append(apart, of(read(t, told[n]))...)
		}
	}
	sort.Strings(apart)
	t.Logf("%d of %d stories are a topic of their own; there are %d topics", found, len(told), len(together.Topics))
	if found < least {
		t.Errorf("at least %d should be", least)
	}
	if d := difference(apart, of(together)); d != "" {
		t.Errorf("together they tell something else than apart:\n%s", d)
	}
}
