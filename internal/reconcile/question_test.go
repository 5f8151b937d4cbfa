package reconcile

import (
	"testing"

	"timeline/internal/event"
	"timeline/internal/statement"
)

// TestAmid writes titles as they stand within a question: names keep their capitals.
func TestAmid(t *testing.T) {
	for _, tt := range []struct{ title, name, place, want string }{
		{"The launch of the probe", "", "", "the launch of the probe"},
		{"Meridian launches a probe", "Meridian", "", "Meridian launches a probe"},
		{"Lee meets the crew", "Lee Park", "", "Lee meets the crew"},
		{"Lisbon talks begin", "", "Lisbon", "Lisbon talks begin"},
		{"Évora hears the alarm", "", "", "évora hears the alarm"},
	} {
		r := &run{sts: []statement.Statement{{Place: tt.place, Act: statement.Act{Shown: map[string]string{"x": tt.name}}}}}
		r.g.Entry = []string{"e-1"}
		if got := r.amid(&event.Event{ID: "e-1", Title: tt.title}); got != tt.want {
			t.Errorf("%q within a sentence is %q, want %q", tt.title, got, tt.want)
		}
	}
}
