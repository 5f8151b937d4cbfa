package text

import (
	"fmt"
	"strings"
	"testing"
)

// TestTables asks tables of many sizes for their words and for others: every word has its
// own value, a word told twice is one, and no other word has any.
func TestTables(t *testing.T) {
	for _, n := range []int{0, 1, 2, 7, 60, 900, 5000} {
		m := map[string]int{}
		var words []string
		for i := range n {
			w := fmt.Sprintf("w%xord%d", i*i, i%13)
			m[w] = i + 1
			words = append(words, w, w)
		}
		table, set := NewTable(m), NewSet(strings.Join(words, "\n "))
		for w, want := range m {
			if v, ok := table.Find(w); !ok || v != want || table.Get(w) != want || !table.Has(w) {
				t.Errorf("of %d words, %q has %d, %t; want %d", n, w, v, ok, want)
			}
			if !set.Has(w) {
				t.Errorf("of %d words, %q is not in the set", n, w)
			}
			for _, o := range []string{w + "x", w[1:], strings.ToUpper(w), w[:len(w)-1]} {
				if _, known := m[o]; !known && (table.Has(o) || set.Has(o) || table.Get(o) != 0) {
					t.Errorf("of %d words, %q is one", n, o)
				}
			}
		}
		if table.Has("") || set.Has("") {
			t.Errorf("of %d words, the empty one is one", n)
		}
	}
	var set Set
	var table Table[string]
	if set.Has("a") || table.Has("a") || table.Get("a") != "" {
		t.Error("the zero table has a word")
	}
}
