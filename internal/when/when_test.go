package when

import (
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestDates compares the calendar with the standard library's over 8,000
// years.
func TestDates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(-1500000, 1500000).Draw(t, "days")
		d := DateOf(n)
		if d.Days() != n {
			t.Fatalf("%s has number %d, want %d", d, d.Days(), n)
		}
		w := time.Date(1970, 1, 1+n, 0, 0, 0, 0, time.UTC)
		if d.Year != w.Year() || d.Month != int(w.Month()) || d.Day != w.Day() {
			t.Fatalf("day %d = %s, want %s", n, d, w.Format(time.DateOnly))
		}
		if d.Weekday() != w.Weekday() {
			t.Fatalf("%s is a %s, want %s", d, d.Weekday(), w.Weekday())
		}
		y, k := d.ISOWeek()
		if wy, wk := w.ISOWeek(); y != wy || k != wk {
			t.Fatalf("%s is in week %d-%d, want %d-%d", d, y, k, wy, wk)
		}
		if !d.Valid() {
			t.Fatalf("%s is not valid", d)
		}
	})
}

func TestAddMonths(t *testing.T) {
	tests := []struct {
		from   Date
		months int
		want   string
	}{
		{Date{2025, 1, 31}, 1, "2025-02-28"},
		{Date{2024, 1, 31}, 1, "2024-02-29"},
		{Date{2024, 2, 29}, 12, "2025-02-28"},
		{Date{2025, 12, 3}, 1, "2026-01-03"},
		{Date{2025, 1, 3}, -1, "2024-12-03"},
		{Date{2025, 3, 31}, -13, "2024-02-29"},
		{Date{1, 1, 1}, -1, "0000-12-01"},
		{Date{0, 1, 1}, -1, "-0001-12-01"},
	}
	for _, tt := range tests {
		if got := tt.from.AddMonths(tt.months).String(); got != tt.want {
			t.Errorf("%s + %d months = %s, want %s", tt.from, tt.months, got, tt.want)
		}
	}
}

func TestValid(t *testing.T) {
	for _, d := range []Date{{2025, 2, 29}, {1900, 2, 29}, {2025, 4, 31}, {2025, 13, 1}, {2025, 0, 1}, {2025, 1, 0}, {2025, 1, 32}} {
		if d.Valid() {
			t.Errorf("%v is said to be valid", d)
		}
	}
	for _, d := range []Date{{2024, 2, 29}, {2000, 2, 29}, {2025, 12, 31}, {-44, 3, 15}} {
		if !d.Valid() {
			t.Errorf("%v is said not to be valid", d)
		}
	}
}

func TestIntervals(t *testing.T) {
	a, b := Interval{0, 10}, Interval{10, 20}
	tests := []struct {
		name string
		got  any
		want any
	}{
		{"half-open ones that touch do not overlap", a.Overlaps(b), false},
		{"nor is there a gap", a.Gap(b), int64(0)},
		{"gap", a.Gap(Interval{25, 30}), int64(15)},
		{"gap the other way", Interval{25, 30}.Gap(a), int64(15)},
		{"contains its start", a.Contains(0), true},
		{"not its end", a.Contains(10), false},
		{"hull", a.Hull(Interval{25, 30}), Interval{0, 30}},
		{"intersect", a.Intersect(Interval{5, 15}), Interval{5, 10}},
		{"an empty intersection", a.Intersect(Interval{25, 30}).Empty(), true},
		{"widening leaves open bounds", Interval{Past, 10}.Widen(5, 5), Interval{Past, 15}},
		{"open text", Interval{Past, 0}.String(), "../1970-01-01T00:00:00Z"},
		{"everything overlaps always", Always.Overlaps(a), true},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, tt.got, tt.want)
		}
	}
}

func civilAt(t *testing.T, s string) Civil {
	t.Helper()
	i, err := ParseInstant(s + ":00Z")
	if err != nil {
		t.Fatal(err)
	}
	return Civil(i)
}

// TestZones checks clocks of zones with quarter hours, changed laws, skipped
// and repeated hours, against what the laws were.
func TestZones(t *testing.T) {
	tests := []struct{ zone, local, utc string }{
		{"Europe/Moscow", "2025-12-02T20:00", "2025-12-02T17:00"},
		{"Europe/Moscow", "2011-01-15T12:00", "2011-01-15T09:00"}, // before the law of 2011
		{"Europe/Moscow", "2013-01-15T12:00", "2013-01-15T08:00"}, // permanent summer time
		{"Europe/Moscow", "2014-12-15T12:00", "2014-12-15T09:00"},
		{"Asia/Kathmandu", "2025-06-01T12:00", "2025-06-01T06:15"},
		{"Asia/Kolkata", "2025-06-01T12:00", "2025-06-01T06:30"},
		{"Australia/Lord_Howe", "2025-01-01T12:00", "2025-01-01T01:00"},
		{"Australia/Lord_Howe", "2025-07-01T12:00", "2025-07-01T01:30"},
		{"Pacific/Apia", "2011-12-29T12:00", "2011-12-29T22:00"},
		{"Pacific/Apia", "2011-12-31T12:00", "2011-12-30T22:00"}, // there was no 30 December
		{"America/Caracas", "2016-04-01T12:00", "2016-04-01T16:30"},
		{"America/Caracas", "2016-06-01T12:00", "2016-06-01T16:00"},
		{"Asia/Pyongyang", "2016-06-01T12:00", "2016-06-01T03:30"},
		{"Asia/Pyongyang", "2019-06-01T12:00", "2019-06-01T03:00"},
		{"Europe/Istanbul", "2017-01-01T12:00", "2017-01-01T09:00"},
		{"America/Mexico_City", "2023-07-01T12:00", "2023-07-01T18:00"},
		{"Asia/Almaty", "2024-06-01T12:00", "2024-06-01T07:00"},
		{"America/New_York", "2025-07-04T12:00", "2025-07-04T16:00"},
		{"America/New_York", "2025-03-09T02:30", "2025-03-09T07:00"}, // skipped: the moment of the change
		{"America/New_York", "2025-11-02T01:30", "2025-11-02T05:30"}, // repeated: the first
		{"Europe/Paris", "1900-01-01T12:09", "1900-01-01T12:00"},     // Paris mean time, 9 min 21 s
		{"UTC+5:30", "2025-06-01T12:00", "2025-06-01T06:30"},
		{"-03:30", "2025-06-01T12:00", "2025-06-01T15:30"},
	}
	for _, tt := range tests {
		t.Run(tt.zone+" "+tt.local, func(t *testing.T) {
			z, err := LoadZone(tt.zone)
			if err != nil {
				t.Fatal(err)
			}
			got := z.Instant(civilAt(t, tt.local)).String()
			if !strings.HasPrefix(got, tt.utc) && !(tt.zone == "Europe/Paris" && strings.HasPrefix(got, "1900-01-01T11:59")) {
				t.Errorf("%s in %s = %s, want %s", tt.local, tt.zone, got, tt.utc)
			}
		})
	}
}

func TestSkippedAndRepeated(t *testing.T) {
	ny, err := LoadZone("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		local string
		want  int
	}{
		{"2025-03-09T02:30", 0}, {"2025-03-09T03:30", 1}, {"2025-11-02T01:30", 2}, {"2025-11-02T03:00", 1},
	}
	for _, tt := range tests {
		if got := ny.At(civilAt(t, tt.local)); len(got) != tt.want {
			t.Errorf("%s is %d instants %v, want %d", tt.local, len(got), got, tt.want)
		}
	}
	d := civilAt(t, "2025-03-09T00:00")
	if n, _ := ny.Interval(d, d+86400).Len(); n != 23*3600 {
		t.Errorf("9 March 2025 in New York has %d s, want 23 hours", n)
	}
}

// TestRoundTrip checks that the clock of a zone, read back, gives the instant.
func TestRoundTrip(t *testing.T) {
	names := []string{"Europe/Moscow", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe", "Africa/Casablanca"}
	rapid.Check(t, func(t *rapid.T) {
		z, err := LoadZone(rapid.SampledFrom(names).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		at := Instant(rapid.Int64Range(-2e9, 4e9).Draw(t, "instant"))
		for _, got := range z.At(z.Local(at)) {
			if got == at {
				return
			}
		}
		t.Fatalf("%s in %s is %s, which reads back as %v", at, z.Name(), z.Local(at), z.At(z.Local(at)))
	})
}

// TestHostZonesDoNotCount puts the file of another zone where the standard
// library looks first.
func TestHostZonesDoNotCount(t *testing.T) {
	dir := t.TempDir()
	all, err := zones()
	if err != nil {
		t.Fatal(err)
	}
	r, err := all["Asia/Tokyo"].Open()
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "Europe"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "Europe", "Moscow"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ZONEINFO", dir)
	loc, err := load("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	if _, off := time.Date(2025, 12, 2, 12, 0, 0, 0, time.UTC).In(loc).Zone(); off != 3*3600 {
		t.Errorf("Moscow is %d s east of UTC, want %d", off, 3*3600)
	}
}

func TestZoneErrors(t *testing.T) {
	for _, n := range []string{"", "Local", "Nowhere/City", "../etc/passwd", "+99", "UTC+"} {
		if z, err := LoadZone(n); err == nil {
			t.Errorf("LoadZone(%q) = %s", n, z.Name())
		}
	}
}

func TestReadZone(t *testing.T) {
	tests := []struct{ in, want string }{
		{"GMT", "GMT"},
		{"Z", "UTC"},
		{"MSK", "Europe/Moscow"},
		{"ET", "America/New_York"},
		{"Eastern time", "America/New_York"},
		{"EST", "UTC-5, America/New_York"},
		{"UTC+8", "UTC+8"},
		{"GMT-0330", "UTC-3:30"},
		{"+03:00", "UTC+3"},
		{"utc +5:30", "UTC+5:30"},
		{"CST", "UTC-6, America/Chicago, Asia/Shanghai, America/Havana"},
		{"IST", "Asia/Kolkata, Asia/Jerusalem, Europe/Dublin"},
		{"Moscow time", ""},
		{"XYZ", ""},
		{"", ""},
	}
	for _, tt := range tests {
		var names []string
		for _, r := range ReadZone(tt.in) {
			if r.Reason == "" {
				t.Errorf("%q: a reading without a reason", tt.in)
			}
			names = append(names, r.Zone.Name())
		}
		if got := strings.Join(names, ", "); got != tt.want {
			t.Errorf("ReadZone(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestEDTF(t *testing.T) {
	c := func(y, m, d, h int) Civil { return CivilOf(Date{y, m, d}, h, 0, 0) }
	tests := []struct {
		from, to      Civil
		g             Granularity
		approx, doubt bool
		want          string
	}{
		{c(2025, 12, 2, 0), c(2025, 12, 3, 0), Day, false, false, "2025-12-02"},
		{c(2025, 12, 2, 0), c(2025, 12, 3, 0), Day, true, false, "2025-12-02~"},
		{c(2025, 12, 2, 0), c(2025, 12, 3, 0), Day, true, true, "2025-12-02%"},
		{c(2025, 12, 2, 16), c(2025, 12, 2, 16) + 60, Minute, false, false, "2025-12-02T16:00"},
		{c(2025, 12, 2, 16), c(2025, 12, 2, 18), Minute, false, false, "2025-12-02T16:00:00/2025-12-02T18:00:00"},
		{c(2025, 12, 2, 0), c(2025, 12, 2, 0), Day, false, false, "2025-12-02"},
		{c(2025, 12, 1, 0), c(2026, 1, 1, 0), Month, false, false, "2025-12"},
		{c(2025, 1, 1, 0), c(2026, 1, 1, 0), Year, false, true, "2025?"},
		{c(2025, 6, 1, 0), c(2025, 9, 1, 0), Season, false, false, "2025-22"},
		{c(2025, 7, 1, 0), c(2025, 10, 1, 0), Quarter, false, false, "2025-35"},
		{c(1990, 1, 1, 0), c(2000, 1, 1, 0), Decade, false, false, "199X"},
		{c(1900, 1, 1, 0), c(2000, 1, 1, 0), Century, false, false, "19XX"},
		{c(2025, 12, 1, 0), c(2025, 12, 8, 0), Week, false, false, "2025-12-01/2025-12-07"},
		{c(2025, 12, 2, 18), c(2025, 12, 3, 0), PartOfDay, false, false, "2025-12-02T18:00:00/2025-12-03T00:00:00"},
		{c(-43, 3, 15, 0), c(-43, 3, 16, 0), Day, false, false, "-0043-03-15"},
	}
	for _, tt := range tests {
		if got := EDTF(tt.from, tt.to, tt.g, tt.approx, tt.doubt); got != tt.want {
			t.Errorf("EDTF = %q, want %q", got, tt.want)
		}
	}
}

// TestOneFileTouchesDateparse reads the imports of the whole module. Beside the
// one file only its test knows the library, to show its traps.
func TestOneFileTouchesDateparse(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == ".git" || d.Name() == "bench" || d.Name() == "public") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		files++
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range f.Imports {
			slash := filepath.ToSlash(p)
			if strings.Contains(i.Path.Value, "dateparse") && !strings.HasSuffix(slash, "internal/when/metadata.go") && !strings.HasSuffix(slash, "internal/when/metadata_test.go") {
				t.Errorf("%s imports %s", p, i.Path.Value)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 30 {
		t.Fatalf("only %d files read", files)
	}
}
