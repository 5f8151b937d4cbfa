package statement

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"timeline/internal/temporal"
	"timeline/internal/text"
)

// countsOf writes the counts of a sentence in the form of testdata/counts.txt.
func countsOf(txt string) string {
	es := temporal.Find(txt)
	timed := func(s text.Span) bool {
		for _, e := range es {
			if e.Span.Overlaps(s) {
				return true
			}
		}
		return false
	}
	var out []string
	for _, c := range Counts(txt, text.Span{End: len(txt)}, timed) {
		w := c.Class
		if c.Of != "" {
			w += ":" + c.Of
		}
		w += " " + ends(c.Stated)
		if c.Allowed != c.Stated {
			w += " ~" + ends(c.Allowed)
		}
		for _, f := range [...]struct {
			on   bool
			word string
		}{{c.Part, "part"}, {c.Tally, "tally"}, {c.SoFar, "sofar"}, {c.Mood != Happened, string(c.Mood)}, {c.Verb != "", "by:" + c.Verb}} {
			if f.on {
				w += " " + f.word
			}
		}
		out = append(out, w)
	}
	if out == nil {
		return "none"
	}
	return strings.Join(out, "; ")
}

func ends(r Range) string {
	lo := strings.ReplaceAll(Figure(r.Lo), ",", "")
	switch r.Hi {
	case r.Lo:
		return lo
	case Unbounded:
		return lo + ".."
	}
	return lo + ".." + strings.ReplaceAll(Figure(r.Hi), ",", "")
}

// TestCounts reads every sentence of the table.
func TestCounts(t *testing.T) {
	for _, file := range [...]string{"testdata/counts.txt", "testdata/counts-heldout.txt"} {
		b, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		right, all := 0, 0
		for n, line := range strings.Split(string(b), "\n") {
			txt, want, ok := strings.Cut(line, " => ")
			if !ok {
				continue
			}
			all++
			if got := countsOf(txt); got != want {
				t.Errorf("%s:%d: %s\n%s", file, n+1, txt, cmp.Diff(want, got))
				continue
			}
			right++
		}
		t.Logf("%s: %d of %d", file, right, all)
	}
}
