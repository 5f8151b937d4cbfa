package when

import (
	"strings"
	"testing"
)

func TestReadMetadata(t *testing.T) {
	tests := []struct{ in, want string }{
		{"2025-12-03", "2025-12-03"},
		{"2025-12-03T09:14:00Z", "2025-12-03 09:14:00 UTC"},
		{"2025-12-03T09:14:00+01:00", "2025-12-03 09:14:00 UTC+1"},
		{"2025-12-03T09:14:00.123-0330", "2025-12-03 09:14:00 UTC-3:30"},
		{"2025-12-03 09:14", "2025-12-03 09:14:00"},
		{"December 3, 2025", "2025-12-03"},
		{"02 December 2025", "2025-12-02"},
		{"Wed, 03 Dec 2025 09:14:00 GMT", "2025-12-03 09:14:00 GMT"},
		{"7:05AM GMT 4 Jan 2016", "2016-01-04 07:05:00 GMT"},
		{"Mon Mar 09 2015, 10:20 hrs", "2015-03-09 10:20:00"},
		{"Posted: May 2, 2019 6:15 pm", "2019-05-02 18:15:00"},
		{"Last updated 09:12 03/11/2021", "2021-03-11 09:12:00 | 2021-11-03 09:12:00"},
		{"13/11/2021", "2021-11-13"},
		{"3.11.2021", "2021-11-03"},
		// The traps of the library.
		{"2025-12-03 10:00 EST", "2025-12-03 10:00:00 UTC-5"},
		{"2025-12-03 10:00 CST", "2025-12-03 10:00:00 UTC-6 | 2025-12-03 10:00:00 Asia/Shanghai | 2025-12-03 10:00:00 America/Havana"},
		{"10:30", "error"},
		{"2024-W09", "error"},
		{"May 5", "error"},
		{"1764720000", "error"},
		{"20251203", "error"},
		{"Tuesday, December 3, 2025", "error"},
		{"2025-02-30", "error"},
		{"2025-12-03 25:00", "error"},
		{"in early December", "error"},
		{"", "error"},
		{strings.Repeat("2025-12-03 ", 20), "error"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			list, err := ReadMetadata(tt.in)
			var parts []string
			for _, s := range list {
				x := s.Date.String()
				if s.HasClock {
					_, _, _ = s.Hour, s.Minute, s.Second
					x = strings.Replace(CivilOf(s.Date, s.Hour, s.Minute, s.Second).String(), "T", " ", 1)
				}
				if s.HasZone {
					x += " " + s.Zone.Name()
				}
				parts = append(parts, x)
			}
			got := strings.Join(parts, " | ")
			if err != nil {
				got = "error"
			}
			if got != tt.want {
				t.Errorf("= %q (%v), want %q", got, err, tt.want)
			}
		})
	}
}

func FuzzReadMetadata(f *testing.F) {
	for _, s := range []string{"2025-12-03T09:14:00Z", "May 2, 2019 6:15 pm", "03/11/2021", "Mon Mar 09 2015, 10:20 hrs", "10:30 EST", "٣/4/2020"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		list, err := ReadMetadata(s)
		if err == nil && len(list) == 0 {
			t.Fatal("neither a reading nor an error")
		}
		for _, st := range list {
			if !st.Date.Valid() || st.Hour > 23 || st.Minute > 59 || st.Second > 59 {
				t.Fatalf("%q gives %+v", s, st)
			}
		}
	})
}
