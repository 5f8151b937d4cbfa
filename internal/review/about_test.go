package review

import (
	"reflect"
	"testing"

	"timeline/internal/reconcile"
)

func TestAbout(t *testing.T) {
	d := &reconcile.Discrepancy{ID: "d-start-1", Digest: "sha256:01", Versions: []reconcile.Version{{Statements: []string{"s-1", "s-2"}}, {Statements: []string{"s-1", "s-3"}}, {Statements: []string{"s-1"}}}}
	all := []string{"s-1", "s-2", "s-3"}
	for _, tt := range []struct {
		name    string
		in      Ruling
		version string
		digest  string
		bad     bool
	}{
		{"none", Ruling{Verdict: RangeKept}, "", "sha256:01", false},
		{"by number", Ruling{Verdict: VersionPreferred, Version: "2"}, "s-3", "sha256:01", false},
		{"by a statement", Ruling{Verdict: VersionPreferred, Version: "s-2"}, "s-2", "sha256:01", false},
		{"nothing of its own", Ruling{Verdict: VersionPreferred, Version: "3"}, "3", "sha256:01", false},
		{"misread, by number", Ruling{Verdict: ExtractionError, Version: "2"}, "2", "sha256:01", false},
		{"misread, one statement", Ruling{Verdict: ExtractionError, Version: "s-1"}, "s-1", "sha256:01", false},
		{"what was seen before", Ruling{Verdict: RangeKept, Digest: "sha256:00"}, "", "sha256:00", false},
		{"no such version", Ruling{Verdict: VersionPreferred, Version: "4"}, "4", "", true},
		{"in several", Ruling{Verdict: VersionPreferred, Version: "s-1"}, "s-1", "", true},
		{"misread, of another", Ruling{Verdict: ExtractionError, Version: "s-9"}, "s-9", "", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := tt.in
			if err := r.About(d); (err != nil) != tt.bad {
				t.Fatal(err)
			}
			if r.Version != tt.version || !tt.bad && (r.Digest != tt.digest || r.Discrepancy != d.ID || !reflect.DeepEqual(r.Statements, all)) {
				t.Errorf("= %+v", r)
			}
		})
	}
}
