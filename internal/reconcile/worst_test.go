package reconcile

import (
	"fmt"
	"testing"
)

func TestWorst(t *testing.T) {
	r := Result{Order: []string{"e-1", "e-2"}, Discrepancies: []Discrepancy{
		{ID: "late", Event: "e-2", Severity: Minor},
		{ID: "early", Event: "e-1", Severity: Minor},
		{ID: "date", Event: "e-2", Severity: Minor, ChangesDate: true},
		{ID: "order", Event: "e-2", Severity: Minor, ChangesOrder: true},
		{ID: "major", Event: "e-2", Severity: Major},
	}}
	var got []string
	for _, i := range r.Worst() {
		got = append(got, r.Discrepancies[i].ID)
	}
	if want := "[major order date early late]"; fmt.Sprint(got) != want {
		t.Errorf("worst first: %v, want %s", got, want)
	}
}
