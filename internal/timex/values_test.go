package timex

import (
	"os"
	"strings"
	"testing"
)

// known are the cases of testdata/values.txt that the program gets wrong
// today, with what it says. A case that starts to pass must be taken out.
var known = map[string]string{}

// TestValuesFile reads the table of testdata/values.txt.
func TestValuesFile(t *testing.T) {
	b, err := os.ReadFile("testdata/values.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for n, line := range strings.Split(string(b), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		txt, want, ok := strings.Cut(line, " |")
		if !ok {
			t.Fatalf("values.txt:%d: no bar", n+1)
		}
		want = strings.TrimSpace(want)
		cases++
		found, err := Document(txt, "2025-12-03")
		if err != nil {
			t.Fatal(err)
		}
		var parts []string
		for _, x := range found {
			parts = append(parts, x.Text+"="+x.Value)
		}
		got := strings.Join(parts, "; ")
		wrong, listed := known[txt]
		switch {
		case got == want && listed:
			t.Errorf("values.txt:%d: %q is right now: take it out of known", n+1, txt)
		case got != want && !listed:
			t.Errorf("values.txt:%d: %q\n got %s\nwant %s", n+1, txt, got, want)
		case got != want && got != wrong:
			t.Errorf("values.txt:%d: %q is wrong in a new way\n got  %s\n knew %s\n want %s", n+1, txt, got, wrong, want)
		}
	}
	if cases < 100 {
		t.Fatalf("only %d cases read", cases)
	}
}
