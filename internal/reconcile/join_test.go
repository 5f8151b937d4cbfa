package reconcile

import (
	"slices"
	"strings"
	"testing"

	"timeline/internal/when"
)

// part is a result of entries at some hours, in the order given; the name of an entry is its
// letter. A bracket puts entries in a tie.
func part(letters string, hours ...int) Result {
	r := Result{Bounds: map[string]Bounds{}, Independent: map[string]int{}}
	for i, h := range hours {
		id := letters[i : i+1]
		from := when.Instant(h * 3600)
		r.Order = append(r.Order, id)
		r.places = append(r.places, place{day: int64(h / 24), from: from, to: from + 60, id: id})
		r.Bounds[id], r.Independent[id] = Bounds{Start: when.Interval{From: from, To: from + 60}}, 1
		r.Agreements = append(r.Agreements, Agreement{ID: "a-" + id, Event: id})
	}
	return r
}

func TestJoin(t *testing.T) {
	// c is told to come before b, whatever their hours say: it stays there.
	a := part("acb", 1, 9, 5)
	a.Ties, a.Undated = [][]string{{"c", "b"}}, []string{"z"}
	a.Discrepancies = []Discrepancy{{ID: "a1", Severity: Minor}, {ID: "a2", Severity: Minor, ChangesDate: true}}
	b := part("xyw", 0, 6, 30)
	b.Ties, b.Undated = [][]string{{"x", "y"}}, []string{"q"}
	b.Discrepancies = []Discrepancy{{ID: "b1", Severity: Major}, {ID: "b2", Severity: Minor}}
	got := Join([]Result{a, part("", []int{}...), b})
	if s := strings.Join(got.Order, ""); s != "xaycbw" {
		t.Errorf("order %s", s)
	}
	var as, ds []string
	for _, x := range got.Agreements {
		as = append(as, x.Event)
	}
	for _, x := range got.Discrepancies {
		ds = append(ds, x.ID)
	}
	if s := strings.Join(as, ""); s != "xaycbw" {
		t.Errorf("agreements %s", s)
	}
	if s := strings.Join(ds, " "); s != "b1 a2 a1 b2" {
		t.Errorf("discrepancies %s", s)
	}
	if len(got.Ties) != 2 || got.Ties[0][0] != "x" {
		t.Errorf("ties %v", got.Ties)
	}
	if !slices.Equal(got.Undated, []string{"q", "z"}) {
		t.Errorf("undated %v", got.Undated)
	}
	if len(got.Bounds) != 6 || len(got.Independent) != 6 {
		t.Errorf("%d bounds, %d counts of sources", len(got.Bounds), len(got.Independent))
	}
	if again := Join([]Result{a}); &again.Order[0] != &a.Order[0] {
		t.Error("one result alone is made anew")
	}
}
