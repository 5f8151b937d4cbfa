package place

import (
	"strconv"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

func TestLookup(t *testing.T) {
	tests := []struct{ name, zone string }{
		{"Moscow", "Europe/Moscow"},
		{"KYIV", "Europe/Kyiv"},
		{"RIO DE JANEIRO", "America/Sao_Paulo"},
		{"United States", "America/New_York"},
		{"U.S.", "America/New_York"},
		{"Australia", "Australia/Sydney"},
		{"Kathmandu", "Asia/Kathmandu"},
		{"St. Petersburg", "Europe/Moscow"},
		{"Portland", "America/Los_Angeles"},
		{"Portland, Maine", "America/New_York"},
		{"PORTLAND, Ore.", "America/Los_Angeles"},
		{"Tripoli, Lebanon", "Asia/Beirut"},
		{"TRIPOLI, Nowhere", "Africa/Tripoli"},
		{"Washington", "America/New_York"},
		{"Nowhereville", ""},
		{"March", ""},
		{"us", ""},
		{"moscow", ""},
		{",", ""},
		{"", ""},
	}
	for _, tt := range tests {
		ps := Lookup(tt.name)
		got := ""
		if len(ps) > 0 {
			got = ps[0].zone()
		}
		if got != tt.zone {
			t.Errorf("Lookup(%q) is in %q, want %q", tt.name, got, tt.zone)
		}
	}
}

// TestReason checks that every choice says why.
func TestReason(t *testing.T) {
	tests := []struct{ text, reason string }{
		{"He lives in Paris, Texas.", "named with Texas"},
		{"He lives in Portland.", "the larger of the two"},
		{"He lives in Tripoli.", "the larger of the two"},
		{"Georgia votes on Saturday.", "taken for the country of that name"},
		{"A fire in Newcastle was put out.", "the best known of the name"},
		{"He lives in Lviv.", "no other place of the name is known"},
		{"He lives in Paris.", "by far the largest or best known of the name"},
		{"They met in the Kremlin.", "a well-known site in Russia"},
		{"Lebanese gunmen clashed near Beirut and in Tripoli.", ""},
	}
	for _, tt := range tests {
		ms := Find(tt.text)
		if len(ms) == 0 {
			t.Errorf("%q: no place", tt.text)
			continue
		}
		if tt.reason != "" && ms[0].Reason != tt.reason {
			t.Errorf("%q: %q, want %q", tt.text, ms[0].Reason, tt.reason)
		}
		for _, m := range ms {
			if m.Reason == "" {
				t.Errorf("%q: %s has no reason", tt.text, m.Span.Of(tt.text))
			}
		}
	}
	txt := "Lebanon mourned after a blast in Tripoli."
	if m := Find(txt)[1]; m.Reason != "the text also names Lebanon" {
		t.Errorf("%q: %q", txt, m.Reason)
	}
	txt = "He left Portland, Maine, at six. By noon Portland was white."
	if m := Find(txt)[2]; m.Reason != "the text has it with Maine elsewhere" {
		t.Errorf("%q: %q", txt, m.Reason)
	}
}

// TestCandidates checks that an open name keeps what it may mean.
func TestCandidates(t *testing.T) {
	m := Find("He lives in Portland.")[0]
	if !m.Ambiguous || len(m.Places) != 2 || m.Places[1].Province != "Maine" {
		t.Errorf("got %+v, want Oregon and Maine", m)
	}
}

func tableRows() [][]string {
	var out [][]string
	for l := range strings.Lines(cityTable) {
		out = append(out, strings.Split(strings.TrimSuffix(l, "\n"), "\t"))
	}
	return out
}

// TestTable checks that the table is as the generator writes it.
func TestTable(t *testing.T) {
	if len(cityTable) > 2_000_000 {
		t.Errorf("the table has %d bytes", len(cityTable))
	}
	if !strings.HasSuffix(cityTable, "\n") {
		t.Error("the last line has no end")
	}
	key, people := "", 0
	for i, f := range tableRows() {
		if len(f) != 7 {
			t.Fatalf("cities.txt:%d: %d fields", i+1, len(f))
		}
		n, err := strconv.Atoi(f[6])
		switch {
		case err != nil || strconv.Itoa(n) != f[6] || n < 0:
			t.Errorf("cities.txt:%d: population %q", i+1, f[6])
		case Fold(f[1]) != f[0]:
			t.Errorf("cities.txt:%d: the key of %q is %q, not %q", i+1, f[1], Fold(f[1]), f[0])
		case !strings.Contains("cCsp", f[2]) || len(f[2]) != 1:
			t.Errorf("cities.txt:%d: kind %q", i+1, f[2])
		case countryName(f[3]) == f[3]:
			t.Errorf("cities.txt:%d: no country %q", i+1, f[3])
		case f[0] < key || f[0] == key && n > people:
			t.Errorf("cities.txt:%d: %q stands behind %q", i+1, f[0], key)
		}
		key, people = f[0], n
	}
}

// TestZonesExist checks every zone of every table against the zone database.
func TestZonesExist(t *testing.T) {
	seen := map[string]bool{}
	check := func(zones []string, where string) {
		for _, z := range zones {
			if seen[z] {
				continue
			}
			seen[z] = true
			if _, err := time.LoadLocation(z); err != nil || z == "" {
				t.Errorf("%s: no zone %q", where, z)
			}
		}
	}
	for _, f := range tableRows() {
		check(strings.Split(f[5], ","), f[1])
	}
	for key, es := range known().names {
		for _, e := range es {
			check(e.place.Zones, key)
		}
	}
}

// TestHandTables checks that every row has its fields and that names that
// point into the table of cities arrive.
func TestHandTables(t *testing.T) {
	fields := func(table, name string, want int) {
		rows(table, func(f []string) {
			if len(f) != want {
				t.Errorf("%s: %q: %d fields, want %d", name, f, len(f), want)
			}
			if c := f[0]; len(c) == 2 && countryName(c) == c {
				t.Errorf("%s: no country %q", name, c)
			}
		})
	}
	fields(countryText, "countries.txt", 6)
	fields(stateText, "states.txt", 6)
	fields(famousText, "famous.txt", 3)
	for key, es := range known().names {
		for _, e := range es {
			if e.none {
				continue
			}
			if e.target == "" {
				if e.place.Kind != Region && e.place.Country == "" {
					t.Errorf("%q has no country", key)
				}
				continue
			}
			if _, ok := e.find(); !ok {
				t.Errorf("%q is said to be %q, which the table does not have", key, e.target)
			}
		}
	}
}

// TestCapitals checks that every country has a zone, and that the first is its
// capital's.
func TestCapitals(t *testing.T) {
	if n := len(known().countries); n < 249 {
		t.Errorf("%d countries", n)
	}
	for code, capital := range known().capitals {
		country := countryName(code)
		var zones []string
		for _, c := range known().countries {
			if c.Country == country {
				zones = c.Zones
			}
		}
		if len(zones) == 0 {
			t.Errorf("%s has no zone", country)
			continue
		}
		found := false
		for _, p := range tablePlaces(Fold(capital)) {
			if p.Country == country && p.zone() == zones[0] && p.Kind == City {
				found = true
			}
		}
		if !found && !smallCapitals[code] {
			t.Errorf("%s: its capital %s is not in the table with %s", country, capital, zones[0])
		}
	}
}

// smallCapitals are seats that GeoNames does not list as towns.
var smallCapitals = map[string]bool{"TK": true}

// TestFirstNames checks that the list can be searched.
func TestFirstNames(t *testing.T) {
	last := ""
	for l := range strings.Lines(firstNames) {
		if l <= last {
			t.Errorf("%q stands behind %q", l, last)
		}
		last = l
	}
	for name, want := range map[string]bool{"michael": true, "vladimir": true, "aaren": true, "zzz": false, "": false, "moscow": false} {
		if isFirstName(name) != want {
			t.Errorf("isFirstName(%q) is %v", name, !want)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"St. John's": "saint johns", "Zürich": "zurich", "Łódź": "lodz", "Port-au-Prince": "port au prince", "N'Djamena": "ndjamena",
		"RIO DE JANEIRO": "rio de janeiro", "İzmir": "izmir", "Tórshavn": "torshavn", "": "", " ": "", "U.S.": "us", "Xi’an": "xian",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) is %q, want %q", in, got, want)
		}
	}
}

// TestLinear checks that hostile texts take time in step with their length.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("long texts")
	}
	units := []string{
		"A ", "Paris, Texas ", "A", "New ", "San ", "Paris ", "Portland, ", "Georgia said. ", "Jordan Smith ", "-", "A-", "A.", "U.S.", "É", "\n", "'s", "St. ", "\"",
	}
	for i, unit := range units {
		size := 10 << 20
		if i > 1 {
			size = 1 << 20
		}
		txt := strings.Repeat(unit, size/len(unit))
		start := time.Now()
		Find(txt)
		if d := time.Since(start); d > time.Duration(size>>20)*2*time.Second {
			t.Errorf("%d MB of %q took %v", size>>20, unit, d)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"He lives in Paris, Texas.", "St. Petersburg's Ore. U.S.", "\xff\xfeA.B", "İİ’s New York Times", "Mr. X of Georgia, Ga."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, txt string) {
		last := 0
		for _, m := range Find(txt) {
			if m.Span.Start < last || m.Span.End <= m.Span.Start || m.Span.End > len(txt) {
				t.Fatalf("span %v behind %d in %q", m.Span, last, txt)
			}
			if len(m.Places) == 0 || m.Reason == "" {
				t.Fatalf("%v has no place or no reason in %q", m.Span, txt)
			}
			last = m.Span.End
		}
		Lookup(txt)
	})
}

func BenchmarkFind(b *testing.B) {
	var sb strings.Builder
	for sb.Len() < 1<<20 {
		sb.WriteString("The envoy left Moscow on Tuesday evening and reached the Turkish capital, Ankara, after a stop in Sochi. " +
			"Officials there said that the talks, which had been planned for noon, would begin at about 8 p.m. local time. " +
			"A spokeswoman for the White House, Karen Miller, gave no details, and the Boston Globe reported that a second round " +
			"might follow in Geneva or in Portland, Maine, before the end of the month, once both sides had agreed on a list of guests.\n\n")
	}
	txt := sb.String()
	b.SetBytes(int64(len(txt)))
	b.ReportAllocs()
	for b.Loop() {
		Find(txt)
	}
}

func BenchmarkLookup(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Lookup("Yekaterinburg")
	}
}
