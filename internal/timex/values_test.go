package timex

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// rewrite makes TestValuesFile write testdata/known.txt anew.
var rewrite = flag.Bool("known", false, "write testdata/known.txt anew from what the program says today")

// knownFile lists the cases of testdata/values*.txt that the program gets
// wrong today, with what it says. A case that starts to pass must be taken out.
const knownFile = "testdata/known.txt"

// knownHead is the head of knownFile.
const knownHead = `# The cases of values*.txt that the program gets wrong today: the text, a bar, what the program says.
# A case that starts to pass must be taken out. Written anew by: go test ./internal/timex -run TestValuesFile -known
`

// valuesCase is one line of a table: a text and the expressions found.
type valuesCase struct {
	line       int
	text, want string
}

// readValues reads the cases of one table.
func readValues(t *testing.T, name string) []valuesCase {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var cases []valuesCase
	for n, line := range strings.Split(string(b), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		text, want, ok := strings.Cut(line, " |")
		if !ok {
			t.Fatalf("%s:%d: no bar", filepath.Base(name), n+1)
		}
		cases = append(cases, valuesCase{n + 1, text, strings.TrimSpace(want)})
	}
	return cases
}

// TestValuesFile reads the tables testdata/values*.txt.
func TestValuesFile(t *testing.T) {
	names, err := filepath.Glob("testdata/values*.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]string{}
	unused := map[string]int{}
	if !*rewrite {
		for _, c := range readValues(t, knownFile) {
			if _, ok := known[c.text]; ok {
				t.Errorf("known.txt:%d: %q is listed twice", c.line, c.text)
			}
			known[c.text], unused[c.text] = c.want, c.line
		}
	}
	head := []byte(knownHead)
	seen := map[string]string{}
	cases, failing := 0, 0
	for _, name := range names {
		base, headed := filepath.Base(name), false
		for _, c := range readValues(t, name) {
			if at, ok := seen[c.text]; ok {
				t.Errorf("%s:%d: %q stands in %s too", base, c.line, c.text, at)
				continue
			}
			seen[c.text] = base
			cases++
			found, err := Document(c.text, "2025-12-03")
			if err != nil {
				t.Fatal(err)
			}
			var parts []string
			for _, x := range found {
				parts = append(parts, x.Text+"="+x.Value)
			}
			got := strings.Join(parts, "; ")
			if *rewrite {
				if got != c.want {
					if !headed {
						head = append(head, "\n# "+base+"\n"...)
						headed = true
					}
					head = append(head, strings.TrimRight(c.text+" | "+got, " ")+"\n"...)
					failing++
				}
				continue
			}
			wrong, listed := known[c.text]
			delete(unused, c.text)
			switch {
			case got == c.want && listed:
				t.Errorf("%s:%d: %q is right now: take it out of known.txt", base, c.line, c.text)
			case got != c.want && !listed:
				t.Errorf("%s:%d: %q\n got  %s\n want %s", base, c.line, c.text, got, c.want)
			case got != c.want && got != wrong:
				t.Errorf("%s:%d: %q is wrong in a new way\n got  %s\n knew %s\n want %s", base, c.line, c.text, got, wrong, c.want)
			}
		}
	}
	for text, line := range unused {
		t.Errorf("known.txt:%d: %q stands in no table", line, text)
	}
	if cases < 100 {
		t.Fatalf("only %d cases read", cases)
	}
	if *rewrite {
		old, _ := os.ReadFile(knownFile)
		if !bytes.Equal(old, head) {
			if err := os.WriteFile(knownFile, head, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		t.Logf("%d of %d cases are wrong today", failing, cases)
	}
}
