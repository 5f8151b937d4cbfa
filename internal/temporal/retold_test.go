package temporal

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRetold marks the times that tell another again with an equals sign.
func TestRetold(t *testing.T) {
	for _, want := range []string{
		"It begins at [4pm local time] (=[1300 GMT]).",
		"It begins at [16:30 GMT] (=[19:30] in Moscow).",
		"It begins at [7 p.m. EDT]/=[4 p.m. PDT].",
		"It begins at [9 a.m. ET] or =[6 a.m. PT].",
		"It begins at [9 a.m.] in Lima, =[11 p.m.] in Tokyo.",
		"It begins at [9 a.m.] in New York and =[11 p.m.] in Tokyo.",
		"It begins at [20:15 Moscow time] (=[17:15 UTC]).",
		"It begins at [9 a.m.] and ends at [5 p.m. ET].",
		"It begins at [9 a.m.], [11 a.m.] and [5 p.m. GMT].",
		"They met at [9 a.m.] in Lima and left at [11 p.m.]",
		"It ran from [16:30] to [21:30 GMT].",
		"They met at [9 a.m.] (the bar shut at [11 p.m.]).",
		"It begins at [16:30 GMT] (=[22:00] in Delhi).",
		"It begins at [16:30 GMT] ([22:07] in Delhi).",
	} {
		in := strings.NewReplacer("[", "", "]", "", "=[", "").Replace(want)
		var b strings.Builder
		at := 0
		for _, e := range Find(in) {
			b.WriteString(in[at:e.Span.Start])
			if e.Again {
				b.WriteString("=")
			}
			b.WriteString("[" + e.Span.Of(in) + "]")
			at = e.Span.End
		}
		b.WriteString(in[at:])
		if d := cmp.Diff(want, b.String()); d != "" {
			t.Errorf("retold (-want +got):\n%s", d)
		}
	}
}
