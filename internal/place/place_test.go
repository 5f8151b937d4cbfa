package place

import (
	"fmt"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"
)

func TestFind(t *testing.T) {
	tests := []struct {
		in   string
		want []string // "words zone kind"
	}{
		{"They met in the Kremlin.", []string{"Kremlin Europe/Moscow 3"}},
		{"The ferry left Lisbon for Porto.", []string{"Lisbon Europe/Lisbon 0", "Porto Europe/Lisbon 0"}},
		{"The White House and Downing Street agreed.", []string{"White House America/New_York 3", "Downing Street Europe/London 3"}},
		{"A summit in Florida was held on Sunday.", []string{"Florida America/New_York 2"}},
		{"The Russian envoy flew to Berlin.", []string{"Russian Europe/Moscow 5", "Berlin Europe/Berlin 0"}},
		{"He lives in Paris, Texas.", []string{"Paris America/Chicago 0", "Texas America/Chicago 2"}},
		{"He lives in Paris.", []string{"Paris Europe/Paris 0"}},
		{"Reading is fun, and Mobile phones are small.", nil},
		{"She was born in Reading.", []string{"Reading Europe/London 0"}},
		{"Paris Hilton sang.", nil},
		{"We heard Michael Jordan speak.", nil},
		{"A speech by Chad Smith.", nil},
		{"She went to Zürich and São Paulo.", []string{"Zürich Europe/Zurich 0", "São Paulo America/Sao_Paulo 0"}},
		{"Both Kiev and Kyiv are spellings.", []string{"Kiev Europe/Kyiv 0", "Kyiv Europe/Kyiv 0"}},
		{"The Moscow-based paper reported it.", []string{"Moscow-based Europe/Moscow 5"}},
		{"US officials left the U.S. on Friday.", []string{"US America/New_York 1", "U.S. America/New_York 1"}},
		{"He is somewhere in Europe.", []string{"Europe  4"}},
		{"in paris, without a capital", nil},
		{"", nil},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			var got []string
			for _, m := range Find(tt.in) {
				z := ""
				if len(m.Places[0].Zones) > 0 {
					z = m.Places[0].Zones[0]
				}
				got = append(got, fmt.Sprintf("%s %s %d", m.Span.Of(tt.in), z, m.Kind))
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("places (-want +got):\n%s", d)
			}
		})
	}
}

func TestLookup(t *testing.T) {
	tests := []struct{ name, zone string }{
		{"Moscow", "Europe/Moscow"},
		{"KYIV", "Europe/Kyiv"},
		{"United States", "America/New_York"},
		{"Australia", "Australia/Sydney"},
		{"Kathmandu", "Asia/Kathmandu"},
		{"St. Petersburg", "Europe/Moscow"},
		{"Nowhereville", ""},
		{"", ""},
	}
	for _, tt := range tests {
		ps := Lookup(tt.name)
		got := ""
		if len(ps) > 0 {
			got = ps[0].Zones[0]
		}
		if got != tt.zone {
			t.Errorf("Lookup(%q) is in %q, want %q", tt.name, got, tt.zone)
		}
	}
}

// TestZonesExist checks every zone of every table against the zone database.
func TestZonesExist(t *testing.T) {
	seen := map[string]bool{}
	check := func(z, where string) {
		if seen[z] {
			return
		}
		seen[z] = true
		if _, err := time.LoadLocation(z); err != nil || z == "" {
			t.Errorf("%s: no zone %q", where, z)
		}
	}
	for _, at := range cities() {
		f := strings.Split(line(at), "\t")
		check(f[3], f[0])
	}
	for n, p := range known() {
		for _, z := range p.Zones {
			check(z, n)
		}
		if p.Kind == Country && len(p.Zones) == 0 {
			t.Errorf("%s has no zone: its name is not that of the table of cities", n)
		}
	}
}

func TestTableIsSorted(t *testing.T) {
	last := ""
	for _, at := range cities() {
		n, _, _ := strings.Cut(line(at), "\t")
		if n < last {
			t.Fatalf("%q stands behind %q", n, last)
		}
		last = n
	}
}
