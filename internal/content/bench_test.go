package content

import (
	"strings"
	"testing"
)

func BenchmarkReadSource(b *testing.B) {
	para := "The bridge &amp; the *old* road fell at around 8pm local time, “with a bang”, the mayor said. "
	for _, bm := range []struct{ name, file, unit string }{
		{"txt", "a.txt", para + "\n\n"},
		{"md", "a.md", para + "\n\n"},
		{"html", "a.html", "<div class=x><p>" + para + "</p></div>\n"},
	} {
		b.Run(bm.name, func(b *testing.B) {
			src := []byte(strings.Repeat(bm.unit, 1000))
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				ReadSource(bm.file, src)
			}
		})
	}
}

// TestLongSource reads files that invite quadratic work; it is over at once or
// takes minutes.
func TestLongSource(t *testing.T) {
	for _, unit := range []string{"<div>", "<p>a", "<li><ul>", "<table><tr><td>", "</p>", "&amp;", "&", "a | ", "| a ", "*a", "[", "> ", "By A ", "May 3 ", "A - ", "\n", "- ", "`", "<a href=x>"} {
		src := []byte(strings.Repeat(unit, 60_000/len(unit)))
		for _, name := range []string{"a.txt", "a.md", "a.html"} {
			s, _ := ReadSource(name, src)
			checkMap(t, s, string(src))
		}
	}
}
