package when

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/araddon/dateparse"
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
		// Forms of news sites.
		{"Sat 3 Oct 2020 14.08 BST", "2020-10-03 14:08:00 UTC+1 | 2020-10-03 14:08:00 Asia/Dhaka"},
		{"Sun, 12 Jan, 2020 - 07:00", "2020-01-12 07:00:00"},
		{"418 AM CDT Tue Jun 12 2018", "2018-06-12 04:18:00 UTC-5 | 2018-06-12 04:18:00 America/Havana"},
		{"1045 PM AEST 3 May 2019", "2019-05-03 22:45:00 UTC+10"},
		{"0600 UTC Friday 12 January 2018", "2018-01-12 06:00:00 UTC"},
		{"3 May 2019 2030 hrs", "2019-05-03 20:30:00"},
		{"2019-05-03 0600Z", "2019-05-03 06:00:00 UTC"},
		{"3 mai 2019 14h08", "error"},
		{"3 May 2019 14h08", "2019-05-03 14:08:00"},
		{"3 May 2019, 14h", "2019-05-03 14:00:00"},
		{"2019/11/23 09:15 (KST)", "2019-11-23 09:15:00 Asia/Seoul"},
		{"UPDATED 12:33 p.m. ET Aug. 3, 2021", "2021-08-03 12:33:00 America/New_York"},
		{"12:33 p.m. Eastern Time Aug. 3, 2021", "2021-08-03 12:33:00 America/New_York"},
		{"Aug. 3, 2021 12:33 P.M.", "2021-08-03 12:33:00"},
		{"03/11/2021 | 09:12", "2021-03-11 09:12:00 | 2021-11-03 09:12:00"},
		{"12.11.2023, 18.40", "2023-11-12 18:40:00"},
		{"3rd November 2021", "2021-11-03"},
		{"the 3rd of November, 2021", "2021-11-03"},
		{"3. November 2021", "2021-11-03"},
		{"TUESDAY, MARCH 4, 1884", "1884-03-04"},
		{"Weds 3 Nov 2021, 5pm", "2021-11-03 17:00:00"},
		{"HKT 15:30, Wednesday, February 19, 2014", "2014-02-19 15:30:00 Asia/Hong_Kong"},
		{"Thursday May 06, 2004 @10:14PM", "2004-05-06 22:14:00"},
		{"2016-07-19 20:31:07", "2016-07-19 20:31:07"},
		{"2019/05/03", "2019-05-03"},
		{"12-Jan-2020 05:00 AM", "2020-01-12 05:00:00"},
		{"10:20 UTC+8 3 May 2019", "2019-05-03 10:20:00 UTC+8"},
		{"10:20 UTC +08:00 3 May 2019", "2019-05-03 10:20:00 UTC+8"},
		{"3 May 2019 10:20 local time", "2019-05-03 10:20:00"},
		// A weekday settles the order of figures.
		{"Wed, 11/02/2016 - 09:13", "2016-11-02 09:13:00"},
		{"Thu, 11/02/2016", "2016-02-11"},
		{"Mon, 11/02/2016", "error"},
		// Forms of programs.
		{"Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06 08:49:37 GMT"},
		{"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06 08:49:37 GMT"},
		{"Sun Nov  6 08:49:37 1994", "1994-11-06 08:49:37"},
		{"Sun Nov  6 08:49:37 CET 1994", "1994-11-06 08:49:37 UTC+1"},
		{"Wed, 02 Nov 2016 09:13:00 +0100 (CET)", "2016-11-02 09:13:00 UTC+1"},
		{"Wed, 02 Nov 2016 09:13:00 +0100 (EST)", "error"},
		{"Fri May 03 2019 09:14:00 GMT+0100 (British Summer Time)", "2019-05-03 09:14:00 UTC+1"},
		{"2 Nov 1996 09:13:22 GMT", "1996-11-02 09:13:22 GMT"},
		{"2019-05-03T09:14:00.000000Z", "2019-05-03 09:14:00 UTC"},
		// Years of two figures.
		{"Nov 3rd, '21", "error"},
		{"Wed Nov 3rd, '21", "2021-11-03"},
		{"03/11/21", "error"},
		{"Wednesday 25/12/96", "1996-12-25"},
		{"2 Nov 96 09:13:22 GMT", "error"},
		{"21-11-03", "error"},
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
		{"2025-12-03 10:00 XYZ", "error"},
		{"2025-12-03 GMT", "error"},
		{"2025-12-03 10:00 11:00", "error"},
		{"3 days ago", "error"},
		{"Updated 4 hours ago", "error"},
		{"May 2019", "error"},
		{"2019", "error"},
		{"13 13 2019", "error"},
		{"0600 UTC 2018", "error"},
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

// TestLibraryTraps shows what the date library makes of strings that are no
// date, or not the one that it reads, beside what ReadMetadata says. Should the
// library ever change, this test tells where.
func TestLibraryTraps(t *testing.T) {
	for _, tt := range []struct{ in, library, want string }{
		// An abbreviation that it does not know becomes offset zero.
		{"Wed, 03 Dec 2025 10:00:00 EST", "2025-12-03T10:00:00Z", "2025-12-03T10:00:00-05:00"},
		{"2025-12-03 10:00:00 CST", "2025-12-03T10:00:00Z", "2025-12-03T10:00:00-06:00"},
		// A time of day is no date, nor is a week.
		{"10:30", "0000-10-30T00:00:00Z", "error"},
		{"2024-W09", "2024-01-01T00:00:00Z", "error"},
		// No year is the year 0.
		{"May 5", "0000-05-05T00:00:00Z", "error"},
		// Bare figures are seconds since 1970, a year, or a date.
		{"1764720000", "2025-12-03T00:00:00Z", "error"},
		{"20251203", "2025-12-03T00:00:00Z", "error"},
		{"2025", "2025-01-01T00:00:00Z", "error"},
		// The weekday is passed over.
		{"Tuesday, 03 Dec 2025 10:00:00 +0000", "2025-12-03T10:00:00Z", "error"},
		// The month leads without a word that it might not.
		{"03/11/2021", "2021-03-11T00:00:00Z", "2021-03-11T00:00:00"},
		{"13/11/2021", "panic or error", "2021-11-13T00:00:00"},
	} {
		t.Run(tt.in, func(t *testing.T) {
			if got := library(tt.in); got != tt.library {
				t.Errorf("the library reads %s, noted is %s", got, tt.library)
			}
			got := "error"
			if list, err := ReadMetadata(tt.in); err == nil {
				got = canonical(list[0])
			}
			if got != tt.want {
				t.Errorf("ReadMetadata reads %s, want %s", got, tt.want)
			}
		})
	}
}

// library is what dateparse itself makes of s.
func library(s string) (got string) {
	defer func() {
		if recover() != nil {
			got = "panic or error"
		}
	}()
	at, err := dateparse.ParseAny(s)
	if err != nil {
		return "panic or error"
	}
	return at.Format(time.RFC3339)
}

// canonical writes a stamp as ISO 8601 has it, with its offset if that has no
// seconds.
func canonical(st Stamp) string {
	c := CivilOf(st.Date, st.Hour, st.Minute, st.Second)
	if !st.HasZone {
		return c.String()
	}
	off, sign := st.Zone.Offset(st.Zone.Instant(c)), "+"
	if off%60 != 0 {
		return c.String()
	}
	if off < 0 {
		sign, off = "-", -off
	}
	return fmt.Sprintf("%s%s%02d:%02d", c, sign, off/3600, off/60%60)
}

func FuzzReadMetadata(f *testing.F) {
	for _, s := range []string{
		"2025-12-03T09:14:00Z", "May 2, 2019 6:15 pm", "03/11/2021", "Mon Mar 09 2015, 10:20 hrs", "10:30 EST", "٣/4/2020", "418 AM CDT Tue Jun 12 2018",
		"Sat 3 Oct 2020 14.08 BST", "Sunday, 06-Nov-94 08:49:37 GMT", "Nov 3rd, '21", "2 May 1884 10:00 ET", "3 May 2019 14h08 GMT+0100 (British Summer Time)",
	} {
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
			// Its canonical form is read as the same, here and by the library.
			iso := canonical(st)
			again, err := ReadMetadata(iso)
			if err != nil || len(again) != 1 {
				t.Fatalf("%q is %s, which gives %v, %v", s, iso, again, err)
			}
			if a := again[0]; a.Date != st.Date || a.Hour != st.Hour || a.Minute != st.Minute || a.Second != st.Second || canonical(a) != iso && a.HasZone {
				t.Fatalf("%q is %s, which gives %+v", s, iso, a)
			}
			if at, err := dateparse.ParseAny(iso); err != nil || !strings.HasPrefix(at.Format(time.RFC3339), iso[:19]) {
				t.Fatalf("%q is %s, which the library reads as %v, %v", s, iso, at, err)
			}
		}
	})
}
