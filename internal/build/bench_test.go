package build

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkExtraction extracts reports of some 3 KB, a third of whose sentences tell a time,
// from their files to their statements; the time is that of one report on one core.
func BenchmarkExtraction(b *testing.B) {
	dir := b.TempDir()
	r := rand.New(rand.NewPCG(1, 2))
	one := func(of ...string) string { return of[r.IntN(len(of))] }
	const reports = 64
	for n := range reports {
		var s strings.Builder
		fmt.Fprintf(&s, "---\ntitle: Flood at the mill, part %d\ndate: 2024-05-%02d\n---\n\nLISBON, Portugal, May %d - ", n, 3+n%20, 3+n%20)
		for s.Len() < 3000 {
			switch r.IntN(9) {
			case 0:
				fmt.Fprintf(&s, "The water reached the mill %s, Rui Almas said. ", one("at about 4:30 p.m. on Thursday", "shortly after 16:15 GMT yesterday", "early on May 2", "on Thursday at 5.12pm"))
			case 1:
				fmt.Fprintf(&s, "The pumps failed %s after nearly %d hours. ", one("at 18:40 local time", "late on Thursday", "around noon on May 2, 2024"), 2+r.IntN(9))
			case 2:
				fmt.Fprintf(&s, "A hearing is expected on June %d. ", 1+r.IntN(28))
			default:
				fmt.Fprintf(&s, "%s %s, and %s.%s", one("The owners of the mill", "Rui Almas, who speaks for the crew,", "“We know that,” said a man who", "For the ministry of works the union"), one("asked for more time", "kept to their account", "wanted the papers to be opened"), one("the weather was calm", "nobody gave a reason", "the gates were locked"), one(" ", " ", "\n\n"))
			}
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d.md", n)), []byte(s.String()), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		f, err := open(context.Background(), Options{Dir: dir})
		if err != nil {
			b.Fatal(err)
		}
		for _, d := range f.documents {
			d.find(f.widths, f.Config.Limits.Expressions)
			d.state(f.Config, f.widths)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*reports), "µs/report")
}
