package when

import "testing"

func TestParseEDTF(t *testing.T) {
	lisbon, err := LoadZone("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		in, want string
		g        Granularity
		about    bool
	}{
		{"2025-06-12T16:30Z", "2025-06-12T16:30:00Z/2025-06-12T16:31:00Z", Minute, false},
		{"2025-06-12T16:30:05Z", "2025-06-12T16:30:05Z/2025-06-12T16:30:06Z", Second, false},
		{"2025-06-12T16:30+03:00", "2025-06-12T13:30:00Z/2025-06-12T13:31:00Z", Minute, false},
		{"2025-06-12T16:30-03:30~", "2025-06-12T20:00:00Z/2025-06-12T20:01:00Z", Minute, true},
		{"2025-06-12T16:30", "2025-06-12T15:30:00Z/2025-06-12T15:31:00Z", Minute, false},
		{"2025-06-12", "2025-06-11T23:00:00Z/2025-06-12T23:00:00Z", Day, false},
		{"2025-06?", "2025-05-31T23:00:00Z/2025-06-30T23:00:00Z", Month, false},
		{"2025%", "2025-01-01T00:00:00Z/2026-01-01T00:00:00Z", Year, true},
		{"2025-06-12T16:30Z/2025-06-12T17:00Z", "2025-06-12T16:30:00Z/2025-06-12T17:00:00Z", Minute, false},
		{"2025-12-01/2025-12-03", "2025-12-01T00:00:00Z/2025-12-04T00:00:00Z", Day, false},
		{"2025-12-01T08:00Z/2025-12-01", "2025-12-01T08:00:00Z/2025-12-02T00:00:00Z", Minute, false},
		{"../2025-12-01T08:00Z", "../2025-12-01T08:00:00Z", Minute, false},
		{"2025-12/..", "2025-12-01T00:00:00Z/..", Month, false},
	} {
		iv, g, about, err := ParseEDTF(tt.in, lisbon)
		if err != nil || iv.String() != tt.want || g != tt.g || about != tt.about {
			t.Errorf("%s = %s, %s, about %t, %v; want %s, %s, about %t", tt.in, iv, g, about, err, tt.want, tt.g, tt.about)
		}
	}
	for _, in := range []string{"", "..", "../..", "/", "soon", "2025-13", "2025-02-30", "2025-06-12T24:30Z", "2025-06-12T16:60Z", "2025-06-12 16:30", "2025-06-12T17:00Z/2025-06-12T16:30Z", "2025/2024", "25-06-12", "2025-06-12T16:30+19:00", "2025-06-12T16:30Z/x"} {
		if iv, _, _, err := ParseEDTF(in, UTC); err == nil {
			t.Errorf("%q is read as %s", in, iv)
		}
	}
}
