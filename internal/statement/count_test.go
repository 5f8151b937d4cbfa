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
	const file = "testdata/counts.txt"
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all := 0
	for n, line := range strings.Split(string(b), "\n") {
		if txt, want, ok := strings.Cut(line, " => "); ok && !strings.HasPrefix(line, "#") {
			all++
			if d := cmp.Diff(want, countsOf(txt)); d != "" {
				t.Errorf("%s:%d: %s (-want +got):\n%s", file, n+1, txt, d)
			}
		}
	}
	if all < 150 {
		t.Errorf("%s has %d sentences, fewer than 150", file, all)
	}
}

// TestCountSpans checks what must hold of every count of a text: its spans lie
// in its sentence, the figure in the words, and it allows what it states.
func TestCountSpans(t *testing.T) {
	b, err := os.ReadFile("testdata/counts.txt")
	if err != nil {
		t.Fatal(err)
	}
	txt := string(b)
	for _, s := range text.Sentences(txt) {
		for _, c := range Counts(txt, s, func(text.Span) bool { return false }) {
			if !s.Contains(c.Span) || !c.Span.Contains(c.Figure) || c.Words == "" || c.Told == "" {
				t.Errorf("%q: %+v", s.Of(txt), c)
			}
			if c.Allowed.Lo > c.Stated.Lo || c.Allowed.Hi < c.Stated.Hi || c.Stated.Lo > c.Stated.Hi || c.Stated.Lo < 0 {
				t.Errorf("%q: states %v, allows %v", c.Words, c.Stated, c.Allowed)
			}
		}
	}
}

// FuzzCounts checks that no text breaks the reading of counts.
func FuzzCounts(f *testing.F) {
	for _, s := range [...]string{"At least 12 people were killed.", "two of the", "of 12 of 13", "a 1,2.3-million-euro", "€", "999999999999999 billion trillion people", "from 3 to", "magnitude-", "AK 47 and 12 and"} {
		f.Add(s)
	}
	f.Fuzz(func(_ *testing.T, txt string) {
		for _, c := range Counts(txt, text.Span{End: len(txt)}, func(text.Span) bool { return false }) {
			_ = c.String()
		}
	})
}
