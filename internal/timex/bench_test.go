package timex

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"timeline/internal/temporal"
)

// corpora is the text of the development corpora where they are beside the
// checkout, else some sentences of our own again and again.
func corpora(b *testing.B) string {
	var text strings.Builder
	for _, name := range []string{"timebank", "aquaint", "tweets-train"} {
		f, err := os.Open("../../../shared/corpora/timex/" + name + ".jsonl")
		if err != nil {
			b.Log("no corpora: sentences of our own are read")
			return strings.Repeat("The delegation met its hosts around 16:30 GMT on Tuesday in the old town hall, and the five-hour talks, which had been "+
				"planned since the spring of 2024, ended well past midnight. Nobody gave any further details.\n\nThe harbour office said the tug "+
				"had been towed to the quay by two others, and that its crew was safe and had been fed.\n\n", 2000)
		}
		in := bufio.NewScanner(f)
		in.Buffer(nil, 1<<24)
		for in.Scan() {
			var d struct{ Text string }
			if err := json.Unmarshal(in.Bytes(), &d); err != nil {
				b.Fatal(err)
			}
			text.WriteString(d.Text)
			text.WriteString("\n\n")
		}
		f.Close()
	}
	return text.String()
}

// BenchmarkCorpora times the finder alone, the finder with values, and both
// with the reasons that a page shows.
func BenchmarkCorpora(b *testing.B) {
	text := corpora(b)
	a, err := anchor("2025-12-03")
	if err != nil {
		b.Fatal(err)
	}
	for _, bb := range []struct {
		name string
		run  func()
	}{
		{"find", func() { temporal.Find(text) }},
		{"values", func() { place(text, temporal.Find(text), a, defaultWidths, true) }},
		{"reasons", func() { Resolve(text, temporal.Find(text), a, defaultWidths) }},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				bb.run()
			}
		})
	}
}
