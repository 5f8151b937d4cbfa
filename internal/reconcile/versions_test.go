package reconcile

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"timeline/internal/when"
)

func TestVersions(t *testing.T) {
	r := func(lo, hi int64) claim { return claim{lo: lo, hi: hi, allowLo: lo - 5, allowH: hi + 5} }
	tests := []struct {
		name    string
		claims  []claim
		stated  [][]int
		allowed [][]int
	}{
		{"one", []claim{r(0, 10)}, [][]int{{0}}, [][]int{{0}}},
		{"all agree", []claim{r(0, 10), r(5, 20), r(8, 9)}, [][]int{{0, 1, 2}}, [][]int{{0, 1, 2}}},
		{"two apart", []claim{r(0, 10), r(30, 40)}, [][]int{{0}, {1}}, [][]int{{0}, {1}}},
		{"apart as stated, not as allowed", []claim{r(0, 10), r(15, 20)}, [][]int{{0}, {1}}, [][]int{{0, 1}}},
		{"touching is agreeing", []claim{r(0, 10), r(10, 20)}, [][]int{{0, 1}}, [][]int{{0, 1}}},
		{"the wide one says nothing", []claim{r(0, 100), r(10, 20), r(60, 70)}, [][]int{{1}, {2}}, [][]int{{1}, {2}}},
		{"corroborated", []claim{r(0, 10), r(60, 70), r(1, 9), r(62, 63)}, [][]int{{0, 2}, {1, 3}}, [][]int{{0, 2}, {1, 3}}},
		{"a chain has two versions", []claim{r(0, 20), r(15, 50), r(45, 60)}, [][]int{{0}, {2}}, [][]int{{0}, {2}}},
		{"three versions", []claim{r(0, 1), r(20, 21), r(40, 41)}, [][]int{{0}, {1}, {2}}, [][]int{{0}, {1}, {2}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.stated, versions(tt.claims, false)); d != "" {
				t.Errorf("stated (-want +got):\n%s", d)
			}
			if d := cmp.Diff(tt.allowed, versions(tt.claims, true)); d != "" {
				t.Errorf("allowed (-want +got):\n%s", d)
			}
		})
	}
}

func TestClosed(t *testing.T) {
	tests := []struct {
		in     when.Interval
		hedged bool
		lo, hi int64
	}{
		{when.Interval{From: 60, To: 120}, false, 60, 119},
		{when.Interval{From: 60, To: 120}, true, 60, 120},
		{when.Interval{From: 60, To: when.Future}, false, 60, int64(when.Future)},
		{when.Interval{From: when.Past, To: 60}, false, int64(when.Past), 59},
	}
	for _, tt := range tests {
		if lo, hi := closed(tt.in, tt.hedged); lo != tt.lo || hi != tt.hi {
			t.Errorf("closed(%v, %v) = %d, %d, want %d, %d", tt.in, tt.hedged, lo, hi, tt.lo, tt.hi)
		}
	}
}
