package build

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"timeline/internal/content"
)

const program = "timeline test"

// sharded is a folder whose reports lean on one another: one has no date of its own, one tells
// no place that another tells, and an edit sets the zone of a third.
func sharded(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{
		"timeline.toml":     "home_zone = 'Europe/Oslo'\n",
		"edits/zone.md":     "---\nedit: source\nsource: post\nzone: Asia/Tokyo\nreviewer: Ann Lee\ndate: 2025-06-20\n---\n\nThe writer lives there.\n",
		"sources/plain.txt": "The alarm was raised at noon. The ferry Alba left at ten.\n",
		"sources/post.txt":  "Ferry Alba\n\nPublished June 13, 2025\n\nThe ferry Alba ran aground at 4 p.m. on Thursday, and 12 people were hurt.\n",
	}
	for i := range 12 {
		files[fmt.Sprintf("sources/report %d.md", i)] = fmt.Sprintf("---\ntitle: Ferry aground %d\ndate: 2025-06-1%d\n---\n\nLISBON - The ferry Alba ran aground near Lisbon at %d:0%d on Thursday, June 12. The rescue took nearly %d hours. Two men met reporters yesterday at 30 February.\n", i, 3+i%6, 15+i%4, i%10, 2+i%3)
	}
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// shard extracts one share and returns its file.
func shard(t *testing.T, dir string, s Shard) []byte {
	t.Helper()
	all, err := Extract(context.Background(), Options{Dir: dir}, s)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := WriteExtractions(&out, program, s, all); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// split extracts a folder in n shares, and returns their files.
func split(t *testing.T, dir string, n int) []Part {
	t.Helper()
	var out []Part
	for i := range n {
		out = append(out, Part{fmt.Sprintf("part-%d", i+1), bytes.NewReader(shard(t, dir, Shard{i + 1, n}))})
	}
	return out
}

// TestSplits extracts a folder in shares of many sizes and merges them in any order: the bytes
// are those of one run, and the story built from them is the story built from the reports.
func TestSplits(t *testing.T) {
	dir := sharded(t)
	whole := shard(t, dir, Shard{})
	want, err := Read(context.Background(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(8, 8))
	for range 12 {
		n := 1 + r.IntN(20)
		parts := split(t, dir, n)
		r.Shuffle(n, func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		var merged bytes.Buffer
		if err := MergeExtractions(&merged, parts); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(merged.Bytes(), whole) {
			t.Fatalf("%d shares do not merge to the bytes of one run", n)
		}
	}
	all, err := ReadExtractions(Part{"whole", bytes.NewReader(whole)}, program)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(want.Sources) {
		t.Errorf("%d extractions of %d reports", len(all), len(want.Sources))
	}
	got, err := Read(context.Background(), Options{Dir: dir, Extracted: all})
	if err != nil {
		t.Fatal(err)
	}
	for i := range want.Statements {
		if a, b := &want.Statements[i], &got.Statements[i]; !reflect.DeepEqual(a, b) {
			t.Fatalf("a statement is another one:\n%+v\n%+v", a, b)
		}
	}
	if !reflect.DeepEqual(got.Result, want.Result) || !reflect.DeepEqual(got.Events, want.Events) || !reflect.DeepEqual(got.Problems, want.Problems) {
		t.Error("a story built from extractions is another one")
	}
	assumed := 0
	for _, s := range got.Sources {
		if strings.HasPrefix(s.Published.Basis, "assumed") || strings.Contains(s.Published.Basis, "with the other sources") {
			assumed++
		}
	}
	if assumed == 0 {
		t.Error("no report of the folder is dated by the others: the test does not test that")
	}
}

// TestExtractionsOfAnother has extractions that were made from something else: they are not
// used.
func TestExtractionsOfAnother(t *testing.T) {
	dir := sharded(t)
	made := func() map[string]*Extraction {
		all, err := ReadExtractions(Part{"whole", bytes.NewReader(shard(t, dir, Shard{}))}, program)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	before := made()
	post := filepath.Join(dir, "sources", "post.txt")
	for _, c := range []struct{ name, file, text string }{
		{"another text", post, "Ferry Alba\n\nPublished June 13, 2025\n\nThe ferry Alba ran aground at 5 p.m. on Thursday.\n"},
		{"another home zone", filepath.Join(dir, "timeline.toml"), "home_zone = 'America/Lima'\n"},
		{"another edit", filepath.Join(dir, "edits", "zone.md"), "---\nedit: source\nsource: post\nzone: America/Denver\nreviewer: Ann Lee\ndate: 2025-06-20\n---\n\nThe writer moved.\n"},
	} {
		if err := os.WriteFile(c.file, []byte(c.text), 0o666); err != nil {
			t.Fatal(err)
		}
		want, err := Read(context.Background(), Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		got, err := Read(context.Background(), Options{Dir: dir, Extracted: before})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Result, want.Result) {
			t.Errorf("%s: an old extraction was used", c.name)
		}
		if now := made(); now["post"].Key == before["post"].Key {
			t.Errorf("%s: the key is the same", c.name)
		} else {
			before = now
		}
	}
}

func TestMergeRefuses(t *testing.T) {
	dir := sharded(t)
	text := func(s Shard) string { return string(shard(t, dir, s)) }
	a, b := text(Shard{1, 2}), text(Shard{2, 2})
	lines := strings.SplitAfter(a, "\n")
	for _, c := range []struct {
		name  string
		parts []string
		want  string
	}{
		{"none", nil, "no shard"},
		{"one missing", []string{a}, "shard 2 of 2 is missing"},
		{"one twice", []string{a, a}, "b:1: shard 1, as is a"},
		{"two splits", []string{a, text(Shard{2, 3})}, "b:1: one of 3 shards, and a one of 2"},
		{"two programs", []string{a, strings.Replace(b, program, "timeline v9", 1)}, "made by timeline v9"},
		{"a cut line", []string{a[:len(a)-9], b}, "the line is cut off"},
		{"another file", []string{"{\"a\":1}\n", b}, "a:1: not a file of extractions"},
		{"an empty file", []string{"", b}, "a:1: not a file of extractions"},
		{"another order", []string{lines[0] + lines[2] + lines[1], b}, "stands behind"},
		{"one report in both", []string{a, b + lines[len(lines)-2]}, "stands"},
		{"a shard of none", []string{strings.Replace(a, `"Shard":1`, `"Shard":7`, 1), b}, "shard 7 of 2"},
	} {
		var parts []Part
		for i, p := range c.parts {
			parts = append(parts, Part{string(rune('a' + i)), strings.NewReader(p)})
		}
		if err := MergeExtractions(&bytes.Buffer{}, parts); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	if _, err := ReadExtractions(Part{"a", strings.NewReader(a)}, program); err == nil || !strings.Contains(err.Error(), "merge the shards first") {
		t.Errorf("a shard read as the whole: %v", err)
	}
	if _, err := ReadExtractions(Part{"w", strings.NewReader(text(Shard{}))}, "timeline v9"); err == nil || !strings.Contains(err.Error(), "extract with this program") {
		t.Errorf("an extraction of another program: %v", err)
	}
}

// TestKeyHasAll finds that nothing of a source that an extraction looks at is left out of its
// key: every field of it is changed, one at a time.
func TestKeyHasAll(t *testing.T) {
	for _, c := range []func(*content.Source){
		func(s *content.Source) { s.ID = "x" },
		func(s *content.Source) { s.SHA256 = "x" },
		func(s *content.Source) { s.Title = "x" },
		func(s *content.Source) { s.Language = "x" },
		func(s *content.Source) { s.Dateline = "x" },
		func(s *content.Source) { s.Timezone = "x" },
		func(s *content.Source) { s.Published = []content.Stamp{{Text: "x"}} },
		func(s *content.Source) { s.Modified = []content.Stamp{{Text: "x"}} },
	} {
		a, b := &document{src: &content.Source{}}, &document{src: &content.Source{}}
		c(b.src)
		w, err := widths(content.Config{})
		if err != nil {
			t.Fatal(err)
		}
		if a.key(content.Config{}, w) == b.key(content.Config{}, w) {
			t.Errorf("the key of %+v is that of nothing", b.src)
		}
	}
}

// FuzzMerge reads any bytes as a file of extractions.
func FuzzMerge(f *testing.F) {
	f.Add([]byte("{\"Schema\":\"timeline-extraction/1\",\"Program\":\"timeline test\",\"Shard\":1,\"Of\":1}\n{\"Source\":\"a\",\"Key\":\"k\",\"Statements\":[{\"ID\":\"s-x\"}]}\n"))
	f.Add([]byte("{\"Schema\":\"timeline-extraction/1\",\"Shard\":1,\"Of\":1}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var once, twice bytes.Buffer
		if MergeExtractions(&once, []Part{{"a", bytes.NewReader(data)}}) != nil {
			return
		}
		if err := MergeExtractions(&twice, []Part{{"b", bytes.NewReader(once.Bytes())}}); err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Errorf("merged once %q, twice %q: %v", once.Bytes(), twice.Bytes(), err)
		}
		_, _ = ReadExtractions(Part{"c", bytes.NewReader(once.Bytes())}, program)
	})
}
