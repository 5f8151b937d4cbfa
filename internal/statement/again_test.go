package statement

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAgain reads times that are told in two zones: one statement where they
// fit, two where they do not.
func TestAgain(t *testing.T) {
	for _, tt := range []struct {
		txt  string
		want []string // the moment, the basis of its zone, "again" for one that does not fit
	}{
		{"The ferry sank off Lima at 5.12 a.m. local time (1012 GMT) on Monday.", []string{"10:12 stated"}},
		{"The ferry sank off Lima at 5.12 a.m. local time (0512 GMT) on Monday.", []string{"10:12 clause", "05:12 stated again"}},
		{"The ferry sank at 5.12 a.m. local time (0212 GMT).", []string{"02:12 stated"}},
		{"The game began at 9 a.m. in Lima, 11 p.m. in Tokyo.", []string{"14:00 clause"}},
		{"The game began at 9 a.m. in Lima, 10 p.m. in Tokyo.", []string{"14:00 clause", "13:00 clause again"}},
		{"The call was made at 7 p.m. EDT/4 p.m. PDT.", []string{"23:00 stated"}},
		{"The quake struck Lae at 0512 GMT on Thursday. It was then 3:12 p.m. in Lae.", []string{"05:12 stated"}},
		{"The quake struck Lae at 0512 GMT on Thursday. It was then 2:12 p.m. in Lae.", []string{"05:12 stated", "04:12 clause again"}},
		{"The quake struck Lae at 0512 GMT on Thursday. It was then 3:12 p.m. in Lae and schools were open.", []string{"05:12 stated", "05:12 clause"}},
		{"The call was made at 1:30 a.m. Moscow time (22:30 GMT).", []string{"22:30 stated"}},
	} {
		t.Run(tt.txt, func(t *testing.T) {
			var got []string
			for _, s := range extract(t, tt.txt) {
				if s.Expr.Type != "TIME" {
					continue
				}
				g := fmt.Sprintf("%s %s", s.Time.Stated.From.String()[11:16], s.Time.ZoneBasis)
				if s.Retells != "" {
					g += " again"
				}
				got = append(got, g)
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("times (-want +got):\n%s\n%s", d, strings.Join(got, "\n"))
			}
		})
	}
}
