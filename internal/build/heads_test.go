package build

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"timeline/internal/resolve"
	"timeline/internal/when"
)

var updateHeads = flag.Bool("heads", false, "rewrite testdata/known-heads.txt")

// A head is one case of testdata/heads: the top of a report, and what a reader
// takes from it.
type head struct {
	name, text string
	line       int
	want       map[string]string
}

// readHeads reads a table of heads:
//
//	=== name
//	the text of the report
//	--- published 2020-08-13T17:22+05:30
//	--- author Asha Rao
//
// "published none" says that no date of the text is one of publication, and
// "published?" leaves open which of two it is; the latter is not judged.
func readHeads(t *testing.T, file string) []head {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []head
	for n, line := range strings.Split(string(b), "\n") {
		if name, ok := strings.CutPrefix(line, "=== "); ok {
			out = append(out, head{name: name, line: n + 1, want: map[string]string{}})
			continue
		}
		if len(out) == 0 {
			continue
		}
		h := &out[len(out)-1]
		if rest, ok := strings.CutPrefix(line, "--- "); ok {
			k, v, _ := strings.Cut(rest, " ")
			h.want[k] = strings.TrimSpace(v)
			continue
		}
		h.text += line + "\n"
	}
	return out
}

// headKeys are the keys of a head that are compared.
var headKeys = []string{"published", "updated", "place", "author", "title", "outlet", "language", "canonical"}

// got reads from a source what a head tells under each key.
func (h head) got(s Source) map[string]string {
	g := map[string]string{
		"place": s.Dateline, "author": s.Author, "title": s.Title, "outlet": s.Outlet, "language": s.Language, "canonical": s.URL,
		"published": "none", "updated": "",
	}
	for _, e := range s.Published.Evidence {
		switch {
		case e.Known && e.Update && g["updated"] == "":
			g["updated"] = stampText(e)
		case e.Known && !e.Update && e.Used && g["published"] == "none":
			g["published"] = stampText(e)
		}
	}
	for _, e := range s.Published.Evidence { // the finer of two that were used
		if e.Used && !e.Update && len(stampText(e)) > len(g["published"]) {
			g["published"] = stampText(e)
		}
	}
	return g
}

// stampText writes a stamp as the table does: a day, or a time with the offset of
// its zone where one is told.
func stampText(e resolve.Evidence) string {
	if n, _ := e.Interval.Len(); n >= 12*3600 {
		return e.Day.String()
	}
	name := e.Zone
	if name == "" {
		name = e.Home
	}
	z, err := when.LoadZone(name)
	if err != nil {
		z = when.ReadZone(name)[0].Zone
	}
	text := strings.TrimSuffix(z.Local(e.Interval.From).String(), ":00") // seconds where they are told
	if e.Zone == "" {
		return text
	}
	off, sign := z.Offset(e.Interval.From), "+"
	if off < 0 {
		sign, off = "-", -off
	}
	return fmt.Sprintf("%s%s%02d:%02d", text, sign, off/3600, off%3600/60)
}

// fits compares what was got under a key with what is wanted. Of a place the
// first name counts, of authors the letters.
func fits(key, want, got string) bool {
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	switch key {
	case "place":
		want, _, _ = strings.Cut(want, ",")
		got, _, _ = strings.Cut(got, ",")
	case "published", "updated":
		// A text that tells no zone, or no time of day, is not asked for them.
		got = got[:min(len(got), max(len(want), 4))]
	case "author":
		several := strings.NewReplacer(" and ", ", ", ";", ",")
		want, got = several.Replace(want), several.Replace(got)
	}
	return fold(want) == fold(got)
}

// TestHeads reads the heads of reports. What comes out wrong today stands in
// known.txt, by name and key; a case that comes right, or wrong where it was
// right, fails.
func TestHeads(t *testing.T) {
	files, err := filepath.Glob("testdata/heads/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tables of heads: %v", err)
	}
	known := map[string]bool{}
	if b, err := os.ReadFile("testdata/known-heads.txt"); err == nil {
		for line := range strings.Lines(string(b)) {
			known[strings.TrimSpace(line)] = true
		}
	}
	var wrong []string
	count, right := map[string]int{}, map[string]int{}
	for _, file := range files {
		ext := ".txt"
		if strings.Contains(file, "pages") {
			ext = ".html"
		}
		for _, h := range readHeads(t, file) {
			s := read(t, map[string]string{"a" + ext: h.text})
			got := h.got(s.Sources[0])
			for _, k := range headKeys {
				want, told := h.want[k]
				if !told {
					continue
				}
				count[k]++
				id := filepath.Base(file) + ": " + h.name + ": " + k
				ok := fits(k, want, got[k])
				if ok {
					right[k]++
				}
				switch {
				case ok && known[id]:
					t.Errorf("right now: strike it out of known-heads.txt: %s", id)
				case !ok:
					wrong = append(wrong, id)
					if !known[id] {
						t.Errorf("%s:%d: %s: %s = %q, want %q", file, h.line, h.name, k, got[k], want)
					}
				}
			}
		}
	}
	for _, k := range headKeys {
		if count[k] > 0 {
			t.Logf("%-10s %3d of %3d right", k, right[k], count[k])
		}
	}
	if *updateHeads {
		slices.Sort(wrong)
		if err := os.WriteFile("testdata/known-heads.txt", []byte(strings.Join(wrong, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestStampsProveNothingOfThemselves: the words that settle a stamp in figures are
// those of the report, not the stamp read as one more date of it.
func TestStampsProveNothingOfThemselves(t *testing.T) {
	for _, tt := range []struct{ text, want, because string }{
		{"Mill burns in Aberlady\nLast updated 09:12 03/11/2021\n\nA mill burned down on Tuesday. Nobody was hurt in the blaze, which began at 4pm.\n", "2021-11-03", "twenty-four hours"},
		{"Mill burns in Aberlady\nLast updated 09:12 03/11/2021\n\nA mill burned down on Tuesday, 2 November 2021. It will be pulled down tomorrow.\n", "2021-11-03", "words of the report"},
		{"Mill burns in Aberlady\nLast updated 09:12 03/11/2021\n\nA mill burned down yesterday, 10 March 2021.\n", "2021-03-11", "words of the report"},
	} {
		got := read(t, map[string]string{"a.txt": tt.text}).Sources[0].Published
		if len(got.Evidence) == 0 || got.Evidence[0].Day.String() != tt.want || !strings.Contains(got.Evidence[0].Because, tt.because) {
			t.Errorf("%q: %+v, want %s because of the %s", tt.text, got.Evidence, tt.want, tt.because)
		}
	}
}
