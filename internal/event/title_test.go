package event_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"timeline/internal/build"
	"timeline/internal/statement"
)

// The golden lists of titles hold an editor's judgement of each, so that a change of
// the rules is seen title by title, and what the list says of them stays true:
//
//	go test ./internal/event -run Golden -update
//
// A title that is new is marked "?", for somebody to judge; it counts as bad.
var update = flag.Bool("update", false, "rewrite the golden lists of titles")

const (
	example = "../../content"
	seeds   = "../../../shared/seeds" // beside the checkout
	stories = "../../bench/stories"
)

// titles are the titles of a folder of reports, in the order of its timeline, and then
// those of the entries that have no place in it.
func titles(t *testing.T, dir string) []string {
	t.Helper()
	s, err := build.Read(context.Background(), build.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]string{}
	for _, e := range s.Events {
		of[e.ID] = e.Title
	}
	var out []string
	for _, id := range s.Order {
		out = append(out, of[id])
		delete(of, id)
	}
	for _, e := range s.Events {
		if t, ok := of[e.ID]; ok {
			out = append(out, t)
		}
	}
	return out
}

// TestTitlesGoldenExample checks the titles of the built-in example against the list
// in clear: "judgement<tab>title".
func TestTitlesGoldenExample(t *testing.T) {
	golden(t, "testdata/titles-example.txt", titles(t, example), func(s string) string { return s }, 95)
}

// TestTitlesGoldenSeeds does the same for the published reports that the example was
// made after. Their words are not ours to keep, so the list has a digest of each.
func TestTitlesGoldenSeeds(t *testing.T) {
	if _, err := os.Stat(seeds); err != nil {
		t.Skip("the reports are not beside the checkout")
	}
	golden(t, "testdata/titles-seeds.txt", titles(t, seeds), func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return hex.EncodeToString(sum[:])[:12]
	}, 78)
}

// golden compares titles with a list, and the share of those judged good or
// acceptable with the least that was reached, in per cent.
func golden(t *testing.T, file string, got []string, shown func(string) string, least int) {
	t.Helper()
	judged := map[string][]string{} // by title: the judgements of the entries that bear it
	var want []string
	if b, err := os.ReadFile(file); err == nil {
		for line := range strings.Lines(string(b)) {
			if judgement, s, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t"); ok {
				want, judged[s] = append(want, s), append(judged[s], judgement)
			}
		}
	}
	var list strings.Builder
	good := 0
	for i, title := range got {
		s := shown(title)
		judgement := "?"
		if js := judged[s]; len(js) > 0 {
			judgement, judged[s] = js[0], js[1:]
		}
		if judgement == "good" || judgement == "acceptable" {
			good++
		}
		fmt.Fprintf(&list, "%s\t%s\n", judgement, s)
		if !*update && (i >= len(want) || want[i] != s) {
			t.Errorf("title %d is %q, which is not the one of the list", i+1, title)
		}
	}
	if len(want) > len(got) && !*update {
		t.Errorf("%d titles, the list has %d", len(got), len(want))
	}
	if *update {
		if err := os.WriteFile(file, []byte(list.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%s: %d of %d titles good or acceptable", file, good, len(got))
	if good*100 < least*len(got) && !*update {
		t.Errorf("%d of %d titles are good or acceptable, less than %d%%", good, len(got), least)
	}
}

// TestTitleProperties holds what is true of every title, over all stories at hand.
func TestTitleProperties(t *testing.T) {
	dirs := map[string]string{"example": example}
	if _, err := os.Stat(seeds); err == nil {
		dirs["seeds"] = seeds
	}
	found, err := filepath.Glob(filepath.Join(stories, "*", "gold.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, gold := range found {
		dirs[filepath.Base(filepath.Dir(gold))] = prepared(t, filepath.Dir(gold))
	}
	for name, dir := range dirs {
		t.Run(name, func(t *testing.T) {
			all := titles(t, dir)
			t.Logf("%d titles", len(all))
			for _, s := range all {
				if fault := faulty(s); fault != "" {
					t.Errorf("%s: %q", fault, s)
				}
			}
		})
	}
}

// mostLetters is the longest a title may be.
const mostLetters = 90

// faulty says what is wrong with a title that no title may have, if anything.
func faulty(s string) string {
	words := strings.Fields(strings.Trim(s, `"“”`))
	switch {
	case len(words) == 0:
		return "empty"
	case len([]rune(s)) > mostLetters:
		return fmt.Sprintf("%d letters", len([]rune(s)))
	case statement.Timed(s):
		return "a time"
	case starting[strings.ToLower(words[0])] || demonstrative[strings.ToLower(words[0])] && len(words) > 1 && toBe[words[1]]:
		return "a pronoun first"
	case ending[strings.ToLower(words[len(words)-1])] || particle[words[len(words)-1]] && len(words) < 3:
		return "a preposition, a conjunction or an article last"
	}
	return ""
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// A word that is a particle as well ("the wall gave in") may end a title of some words.
var (
	starting      = set("he she it they we i you who his her its their our my")
	demonstrative = set("this that these those")
	toBe          = set("is are was were")
	ending        = set("a an the of to for with from at into as than and or but that which who")
	particle      = set("in on by")
)

// prepared lays a story of bench/stories out as content: the header of each report
// becomes front matter, with the day on which its words are to be counted.
func prepared(t *testing.T, dir string) string {
	t.Helper()
	var gold struct {
		Files []struct {
			File string `json:"file"`
			Date string `json:"anchor_date"`
			Zone string `json:"anchor_zone"`
		} `json:"files"`
	}
	b, err := os.ReadFile(filepath.Join(dir, "gold.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &gold); err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	for _, f := range gold.Files {
		b, err := os.ReadFile(filepath.Join(dir, f.File))
		if err != nil {
			t.Fatal(err)
		}
		text := string(b)
		if head, body, ok := strings.Cut(text, "\n\n"); ok && strings.Contains(head, "outlet: ") {
			text = body
		}
		text = fmt.Sprintf("---\ndate: %q\n", f.Date) + "---\n\n" + strings.ReplaceAll(text, "\n", "\n\n")
		if f.Zone != "" {
			text = strings.Replace(text, "\n---\n", fmt.Sprintf("\ntimezone: %q\n---\n", f.Zone), 1)
		}
		if err := os.WriteFile(filepath.Join(out, strings.TrimSuffix(f.File, ".txt")+".md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return out
}
