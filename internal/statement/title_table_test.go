package statement

import (
	"os"
	"strings"
	"testing"
)

// A cut is a text and the titles that an editor would take for what it tells.
type cut struct {
	txt  string
	want []string
}

// readCuts reads a table of cuts: "text => title | another".
func readCuts(t *testing.T, file string) []cut {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []cut
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		txt, want, ok := strings.Cut(line, " => ")
		if !ok {
			t.Fatalf("%s: no arrow in %q", file, line)
		}
		out = append(out, cut{strings.ReplaceAll(txt, `\n`, "\n"), strings.Split(want, " | ")})
	}
	return out
}

// cutOf is the title of the last statement of a text that tells a time.
func cutOf(t *testing.T, txt string) string {
	t.Helper()
	title := ""
	for _, s := range extract(t, txt) {
		if s.Expr.Type != "SIGNAL" {
			title = s.Title
		}
	}
	return title
}

// TestTitleCuts checks the cuts that the rules were written by.
func TestTitleCuts(t *testing.T) {
	for _, c := range readCuts(t, "testdata/titles.txt") {
		t.Run(c.txt, func(t *testing.T) {
			if got := cutOf(t, c.txt); !oneOf(got, c.want) {
				t.Errorf("title = %q, want %q", got, c.want)
			}
		})
	}
}

// heldOut is how many of the cuts kept apart came out as wanted at the first run.
const heldOut = 49

// TestTitleCutsHeldOut counts the cuts that were written before the rules and not
// looked at since. It names no failure, so that nobody works on one by one.
func TestTitleCutsHeldOut(t *testing.T) {
	cuts := readCuts(t, "testdata/titles-heldout.txt")
	right := 0
	for _, c := range cuts {
		if oneOf(cutOf(t, c.txt), c.want) {
			right++
		}
	}
	t.Logf("%d of %d as wanted", right, len(cuts))
	if right < heldOut {
		t.Errorf("%d of %d titles are as wanted, %d were", right, len(cuts), heldOut)
	}
}

func oneOf(s string, l []string) bool {
	for _, x := range l {
		if s == x {
			return true
		}
	}
	return false
}

// TestTitleCutsAnywhere cuts the texts of the table short at every word, from both
// ends: whatever is left of a sentence, making its title must not fail.
func TestTitleCutsAnywhere(t *testing.T) {
	for _, c := range readCuts(t, "testdata/titles.txt") {
		for i, r := range c.txt {
			if r == ' ' || r == '\n' {
				extract(t, c.txt[:i])
				extract(t, c.txt[i:])
			}
		}
	}
}

// TestTitleLongSentence checks that a table without stops, which is one sentence of
// many times, is read in a time that grows with its length.
func TestTitleLongSentence(t *testing.T) {
	row := "The ferry Marigold left the quay at 4.15pm on 3 May with nobody on board "
	all := extract(t, strings.Repeat(row, 400))
	if len(all) < 400 {
		t.Fatalf("%d statements", len(all))
	}
	for _, s := range all {
		if len(s.Title) > mostBytes+overhang {
			t.Fatalf("title of %d bytes: %q", len(s.Title), s.Title)
		}
	}
}
