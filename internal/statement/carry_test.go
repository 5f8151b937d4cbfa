package statement

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"timeline/internal/temporal"
)

func TestCarried(t *testing.T) {
	tests := []struct {
		name, txt string
		want      string // for each clock time its zone, "-" for none, "=GMT" for one of its own
	}{
		{"a list", "16:30 GMT: They met.\n17:10: They ate.\n21:30: They left.", "=GMT GMT GMT"},
		{"a list with blank lines", "- 16:30 GMT: They met.\n\n- 17:10: They ate.", "=GMT GMT"},
		{"a paragraph", "They met at 16:30 GMT, ate at 17:10 and left at 21:30.", "=GMT GMT GMT"},
		{"the next paragraph", "They met at 16:30 GMT.\n\nThey left at 21:30.", "=GMT -"},
		{"another zone", "They met at 16:30 GMT and at 18:00 CET, and left at 21:30.", "=GMT =CET CET"},
		{"another style", "They met at 16:30 GMT. At 8 p.m. the mayor spoke.", "=GMT -"},
		{"the same style", "They met at 4.30 p.m. ET and left at 9 p.m.", "=ET ET"},
		{"for the whole text", "All times GMT.\n\nThey met at 16:30.\n\nThey left at 21:30.", "GMT GMT"},
		{"in other words", "Times are in UTC\n\nThey met at 16:30.", "UTC"},
		{"times of another kind", "They have met four times GMT or not. They left at 21:30.", "-"},
		{"none", "They met at 16:30.", "-"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			es := temporal.Find(tt.txt)
			var got []string
			for i, z := range carried(tt.txt, es) {
				switch {
				case !es[i].Meaning.HasClock:
				case es[i].Zone.Text != "":
					got = append(got, "="+es[i].Zone.Text)
				case z == "":
					got = append(got, "-")
				default:
					got = append(got, z)
				}
			}
			if d := cmp.Diff(tt.want, strings.Join(got, " ")); d != "" {
				t.Errorf("zones (-want +got):\n%s", d)
			}
		})
	}
}
