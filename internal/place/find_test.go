package place

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

// rewrite makes TestFindFile write testdata/known.txt anew.
var rewrite = flag.Bool("known", false, "write testdata/known.txt anew from what the program says today")

const (
	findFile  = "testdata/find.txt"
	knownFile = "testdata/known.txt"
)

const knownHead = `# The cases of find.txt that the program gets wrong today: the text, a bar, what the program says.
# A case that starts to pass must be taken out. Written anew by: go test ./internal/place -run TestFindFile -known
`

type findCase struct {
	line       int
	text, want string
}

// readCases reads a table of texts and of what Find makes of them.
func readCases(t *testing.T, path string) []findCase {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []findCase
	n := 0
	for l := range strings.Lines(string(b)) {
		n++
		l = strings.TrimSpace(l)
		if l == "" || l[0] == '#' {
			continue
		}
		txt, want, ok := strings.Cut(l, "|")
		if !ok {
			t.Errorf("%s:%d: no bar", path, n)
		}
		out = append(out, findCase{n, strings.TrimSpace(txt), strings.TrimSpace(want)})
	}
	return out
}

// said writes mentions as the table of cases does.
func said(txt string, ms []Mention) string {
	var out []string
	for _, m := range ms {
		zone := m.Places[0].zone()
		if zone == "" {
			zone = "-"
		}
		s := fmt.Sprintf("%s=%s %s", m.Span.Of(txt), zone, m.Kind)
		if m.Ambiguous {
			s += " ambiguous"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestFindFile(t *testing.T) {
	wrong := map[string]string{}
	for _, c := range readCases(t, knownFile) {
		if _, twice := wrong[c.text]; twice {
			t.Errorf("known.txt:%d: %q is listed twice", c.line, c.text)
		}
		wrong[c.text] = c.want
	}
	seen := map[string]bool{}
	right := 0
	var known strings.Builder
	for _, c := range readCases(t, findFile) {
		if seen[c.text] {
			t.Errorf("find.txt:%d: %q stands twice", c.line, c.text)
		}
		seen[c.text] = true
		got := said(c.text, Find(c.text))
		if got == c.want {
			right++
		} else {
			fmt.Fprintf(&known, "%s | %s\n", c.text, got)
		}
		if *rewrite {
			continue
		}
		switch today, listed := wrong[c.text]; {
		case got == c.want && listed:
			t.Errorf("find.txt:%d: %q is right now: take it out of known.txt", c.line, c.text)
		case got != c.want && !listed:
			t.Errorf("find.txt:%d: %s\n got %s\nwant %s", c.line, c.text, got, c.want)
		case got != c.want && got != today:
			t.Errorf("find.txt:%d: %s: wrong in a new way\n got %s\nknown.txt %s", c.line, c.text, got, today)
		}
	}
	for text := range wrong {
		if !seen[text] {
			t.Errorf("known.txt: %q stands in no table", text)
		}
	}
	t.Logf("%d of %d right", right, len(seen))
	if *rewrite {
		if err := os.WriteFile(knownFile, []byte(knownHead+"\n"+known.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
