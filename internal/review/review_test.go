package review

import (
	"strings"
	"testing"

	"timeline/internal/content"
)

const good = `---
discrepancy: d-start-abcdefgh
verdict: range-kept
reviewer: Ann Lee
date: 2025-06-20
digest: sha256:01
---

Both are *rounded*.
`

func TestRead(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"good", good, ""},
		{"no discrepancy", strings.Replace(good, "discrepancy: d-start-abcdefgh\n", "", 1), "r.md:1: no discrepancy named: "},
		{"no such verdict", strings.Replace(good, "range-kept", "maybe", 1), `r.md:1: "maybe" is no verdict: use one of `},
		{"no reviewer", strings.Replace(good, "reviewer: Ann Lee\n", "", 1), "r.md:1: no reviewer: "},
		{"no date", strings.Replace(good, "2025-06-20", "June", 1), `r.md:1: "June" is no date: `},
		{"no reason", strings.Replace(good, "Both are *rounded*.\n", "", 1), "r.md:1: no reason: "},
		{"an unknown key", strings.Replace(good, "reviewer:", "judge:", 1), `r.md:4: unknown front matter key "judge"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rs, ps := Read([]content.File{{Path: "r.md", Data: []byte(tt.in)}})
			if tt.want == "" {
				if len(rs) != 1 || len(ps) != 0 {
					t.Fatalf("%d rulings, problems %v", len(rs), ps)
				}
				if r := rs[0]; r.Verdict != RangeKept || r.Reviewer != "Ann Lee" || !strings.Contains(r.ReasonHTML, "<em>rounded</em>") {
					t.Errorf("read as %+v", r)
				}
				return
			}
			if len(rs) != 0 || len(ps) == 0 || !strings.HasPrefix(ps[0].String(), tt.want) || !ps[0].Fatal {
				t.Errorf("%d rulings, problems %v, want one that starts %q", len(rs), ps, tt.want)
			}
		})
	}
}

func TestAttach(t *testing.T) {
	ds := []Judged{{ID: "d-start-abcdefgh", Aliases: []string{"d-start-older"}, Digest: "sha256:01"}}
	tests := []struct {
		name          string
		id, digest    string
		stale, orphan bool
		now, nearest  string
	}{
		{"fits", "d-start-abcdefgh", "sha256:01", false, false, "d-start-abcdefgh", ""},
		{"an earlier id", "d-start-older", "sha256:01", false, false, "d-start-abcdefgh", ""},
		{"other evidence", "d-start-abcdefgh", "sha256:02", true, false, "d-start-abcdefgh", ""},
		{"no digest", "d-start-abcdefgh", "", false, false, "d-start-abcdefgh", ""},
		{"a slip of the pen", "d-start-abcdefgg", "", false, true, "d-start-abcdefgg", "d-start-abcdefgh"},
		{"something else", "x", "", false, true, "x", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Attach([]Ruling{{Discrepancy: tt.id, Digest: tt.digest}}, ds)[0]
			if r.Stale != tt.stale || r.Orphan != tt.orphan || r.Discrepancy != tt.now || r.Nearest != tt.nearest {
				t.Errorf("= %+v", r)
			}
		})
	}
}
