package statement

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRefers(t *testing.T) {
	tests := []struct {
		words string
		want  Referent
	}{
		{"the talks", Referent{Class: "talk", Definite: true}},
		{"joining the Russian talks", Referent{Class: "talk", Definite: true, Own: true}},
		{"talks", Referent{Class: "talk"}},
		{"a summit", Referent{Class: "talk"}},
		{"take-off", Referent{Class: "depart", Definite: true}},
		{"Anna Berg resigned", Referent{Class: "resign", Names: []string{"anna", "berg"}, Definite: true, Moment: true}},
		{"an engine failed", Referent{Class: "fail", Definite: true, Moment: true}},
		{"the talks had ended", Referent{Class: "talk", Definite: true}},
		{"it was issued", Referent{Class: "publish", Definite: true, Moment: true, Own: true}},
		{"leaving the harbour", Referent{Class: "depart", Definite: true, Own: true}},
		{"that", Referent{Definite: true, Last: true}},
		{"then", Referent{Definite: true, Last: true}},
		{"the bang", Referent{Noun: "bang", Definite: true}},
		{"the vote and they went home", Referent{Class: "vote", Definite: true}},
		{"the landing when the doors", Referent{Class: "arrive", Definite: true}},
		{"lunch", Referent{Class: "eat"}},
		{"six", Referent{}},
	}
	for _, tt := range tests {
		if d := cmp.Diff(tt.want, Refers(tt.words)); d != "" {
			t.Errorf("Refers(%q) (-want +got):\n%s", tt.words, d)
		}
	}
}
