package resolve

import (
	"bufio"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"timeline/internal/content"
	"timeline/internal/temporal"
	"timeline/internal/timex"
	"timeline/internal/when"
)

// A row is one line of a table: what is read, where it was lived and written,
// and what must come of it. Only the fields that are named are checked.
type row struct {
	file          string
	line          int
	text          string
	setting, want map[string]string
	key           string // the line without what must come of it
}

// readRows reads a table of lines "text | key=value ... | key=value ...". In a
// value "_" stands for a space.
func readRows(t *testing.T, name string) []row {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []row
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		l := strings.TrimSpace(sc.Text())
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		parts := strings.Split(l, "|")
		if len(parts) != 3 {
			t.Fatalf("%s:%d: %d parts, want 3", f.Name(), n, len(parts))
		}
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		r := row{file: f.Name(), line: n, text: parts[0], setting: fields(parts[1]), want: fields(parts[2])}
		r.key = parts[0] + " | " + parts[1]
		out = append(out, r)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func fields(s string) map[string]string {
	m := map[string]string{}
	for _, f := range strings.Fields(s) {
		k, v, _ := strings.Cut(f, "=")
		m[k] = v
	}
	return m
}

// readKnown reads what the program gets wrong today: "text | setting | field=what
// it says ...", by the first two.
func readKnown(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, r := range readRows(t, "known.txt") {
		var got []string
		for k, v := range r.want {
			got = append(got, k+"="+v)
		}
		slices.Sort(got)
		if _, twice := out[r.key]; twice {
			t.Errorf("%s:%d: told twice", r.file, r.line)
		}
		out[r.key] = strings.Join(got, " ")
	}
	return out
}

// A checker compares the rows of one table and keeps the score.
type checker struct {
	known map[string]string
	seen  map[string]int
}

// check compares what was got with what a row wants. A range that is written
// short, as "2025-12-02T17:00/+1m", is compared by its bounds.
func (c checker) check(t *testing.T, r row, got map[string]string) {
	t.Helper()
	if first, twice := c.seen[r.key]; twice {
		t.Errorf("%s:%d: the same as line %d", r.file, r.line, first)
	}
	c.seen[r.key] = r.line
	var wrong, full []string
	for _, k := range slices.Sorted(maps.Keys(r.want)) {
		want, err := spell(k, r.want)
		if err != nil {
			t.Fatalf("%s:%d: %s: %v", r.file, r.line, k, err)
		}
		g, ok := got[k]
		g = strings.ReplaceAll(g, " ", "_")
		if !ok {
			t.Fatalf("%s:%d: no field %q", r.file, r.line, k)
		}
		if g != want {
			wrong = append(wrong, k+"="+g)
			full = append(full, fmt.Sprintf("%s = %s, want %s", k, g, want))
		}
	}
	today, known := c.known[r.key]
	switch {
	case known && len(wrong) == 0:
		t.Errorf("%s:%d: right now: strike it out of known.txt: %s", r.file, r.line, r.key)
	case known && today != strings.Join(wrong, " "):
		t.Errorf("%s:%d: wrong in a new way: %s\n  known.txt: %s\n  now:       %s", r.file, r.line, r.key, today, strings.Join(wrong, " "))
	case !known && len(wrong) > 0:
		t.Errorf("%s:%d: %s\n  %s", r.file, r.line, r.key, strings.Join(full, "\n  "))
	}
}

// spell writes the value of a field as the program does.
func spell(k string, want map[string]string) (string, error) {
	v := want[k]
	switch k {
	case "stated", "interval":
		i, err := readInterval(v)
		return i.String(), err
	case "allowed":
		if want["length"] != "" {
			return spellLength(v)
		}
		s, err := readInterval(want["stated"])
		if err != nil {
			return "", err
		}
		if v == "same" {
			return s.String(), nil
		}
		if d, ok := strings.CutPrefix(v, "±"); ok {
			n, err := readSeconds(d)
			return when.Interval{From: s.From.Add(-n), To: s.From.Add(n)}.String(), err
		}
		i, err := readInterval(v)
		return i.String(), err
	case "length", "apart":
		return spellLength(v)
	}
	return v, nil
}

// readInterval reads "2025-12-02T17:00/17:01", "2025-12-02/+1d", "2025-12-02/..",
// "always"; a time is one of UTC.
func readInterval(s string) (when.Interval, error) {
	if s == "always" {
		return when.Always, nil
	}
	a, b, ok := strings.Cut(s, "/")
	if !ok {
		return when.Interval{}, fmt.Errorf("no interval: %q", s)
	}
	out := when.Always
	var err error
	if a != ".." {
		if out.From, err = readInstant(a); err != nil {
			return out, err
		}
	}
	switch {
	case b == "..":
	case strings.HasPrefix(b, "+"):
		n, err := readSeconds(b[1:])
		out.To = out.From.Add(n)
		return out, err
	default:
		if day, _, ok := strings.Cut(a, "T"); ok && strings.IndexByte(b, ':') == 2 {
			b = day + "T" + b
		}
		out.To, err = readInstant(b)
	}
	return out, err
}

// readInstant reads a day or a time of UTC; a minus leads a year before 1 BC.
func readInstant(s string) (when.Instant, error) {
	date, clock, _ := strings.Cut(s, "T")
	sign := 1
	if rest, ok := strings.CutPrefix(date, "-"); ok {
		sign, date = -1, rest
	}
	var n [3]int
	parts := strings.Split(date, "-")
	if len(parts) != 3 {
		return 0, fmt.Errorf("no date: %q", s)
	}
	for i, p := range parts {
		var err error
		if n[i], err = strconv.Atoi(p); err != nil {
			return 0, err
		}
	}
	var h [3]int
	if clock != "" {
		for i, p := range strings.Split(clock, ":") {
			var err error
			if h[i], err = strconv.Atoi(p); err != nil {
				return 0, err
			}
		}
	}
	return when.Instant(when.CivilOf(when.Date{Year: sign * n[0], Month: n[1], Day: n[2]}, h[0], h[1], h[2])), nil
}

var unitSeconds = map[string]int64{"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400, "mo": 2629746, "y": 31556952}

// readSeconds reads a length such as "2h30m", "1.5d" or "90" in seconds.
func readSeconds(s string) (int64, error) {
	var sum float64
	for rest := s; rest != ""; {
		i := strings.IndexFunc(rest, func(r rune) bool { return r != '.' && (r < '0' || r > '9') })
		if i < 0 {
			i = len(rest)
		}
		n, err := strconv.ParseFloat(rest[:i], 64)
		if err != nil {
			return 0, fmt.Errorf("no length: %q", s)
		}
		rest = rest[i:]
		j := strings.IndexAny(rest, "0123456789.")
		if j < 0 {
			j = len(rest)
		}
		u, ok := unitSeconds[rest[:j]]
		if !ok && rest[:j] != "" {
			return 0, fmt.Errorf("no unit: %q", s)
		}
		sum += n * float64(max(u, 1))
		rest = rest[j:]
	}
	return int64(math.Round(sum)), nil
}

// spellLength reads "3h", "2h..4h" or "3h.." (and more) and writes its bounds
// in seconds.
func spellLength(s string) (string, error) {
	if s == "none" {
		return s, nil
	}
	a, b, two := strings.Cut(s, "..")
	if !two {
		b = a
	}
	lo, err := readSeconds(a)
	if err != nil || b == "" {
		return lengthText(lo, int64(when.Future)), err
	}
	hi, err := readSeconds(b)
	return lengthText(lo, hi), err
}

func lengthText(lo, hi int64) string {
	if hi == int64(when.Future) {
		return fmt.Sprintf("%d..", lo)
	}
	return fmt.Sprintf("%d..%d", lo, hi)
}

// resolveRow resolves the expression that a row speaks of: the last one, or
// the one that "n" counts.
func resolveRow(t *testing.T, r row) (Time, bool) {
	t.Helper()
	es := temporal.Find(r.text)
	n := len(es)
	if s := r.setting["n"]; s != "" {
		n, _ = strconv.Atoi(s)
	}
	if n < 1 || n > len(es) {
		return Time{}, false
	}
	s := Setting{Source: r.setting["source"], Home: r.setting["home"], Widths: timex.DefaultWidths()}
	for k, p := range map[string]**Locale{"clause": &s.Clause, "event": &s.Event, "dateline": &s.Dateline} {
		if z := r.setting[k]; z != "" {
			*p = locale(strings.Split(z, ",")...)
		}
	}
	for k := range r.setting {
		if !slices.Contains([]string{"n", "source", "home", "clause", "event", "dateline", "dct", "pub"}, k) {
			t.Fatalf("%s:%d: no setting %q", r.file, r.line, k)
		}
	}
	if p := r.setting["pub"]; p != "" {
		s.Published, _ = ReadPublication(Dating{Published: []content.Stamp{{Basis: content.FrontMatter, Text: p}}})
	}
	var a timex.Anchor
	if d := r.setting["dct"]; d != "none" {
		if d == "" {
			d = "2025-12-03"
		}
		a = day(t, d)
	}
	vs := timex.Resolve(r.text, es, a, s.Widths)
	return Resolve(r.text, es[n-1], vs[n-1], s), true
}

// edtfText is Extended Date/Time Format as the Library of Congress has it,
// levels 0 to 2, as far as it is written here, and beyond it a time of day to
// the minute and times of day in intervals.
var edtfText = func() *regexp.Regexp {
	const year = `(?:-?\d{4}|Y-?\d{5,}|\d{3}X|\d{2}XX)`
	const date = year + `(?:-(?:0[1-9]|1[0-2]|2[1-9]|3\d|4[01])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?)?[~?%]?`
	return regexp.MustCompile(`^(?:` + date + `|(?:` + date + `|\.\.)/` + date + `|` + date + `/\.\.)$`)
}()

// TestTimesTable checks testdata/times.txt: expressions and their times in UTC.
// The day of writing is Wednesday, 3 December 2025, where the row names none.
func TestTimesTable(t *testing.T) {
	c := checker{readKnown(t), map[string]int{}}
	for _, r := range readRows(t, "times.txt") {
		x, found := resolveRow(t, r)
		c.check(t, r, map[string]string{
			"found": strconv.FormatBool(found), "known": strconv.FormatBool(x.Known),
			"stated": x.Stated.String(), "allowed": x.Allowed.String(),
			"basis": string(x.ZoneBasis), "zone": x.Zone, "offset": x.Offset,
			"gran": x.Granularity.String(), "edtf": x.EDTF, "civil": x.Civil,
		})
		if x.EDTF != "" && !edtfText.MatchString(x.EDTF) {
			t.Errorf("%s:%d: %q is no EDTF", r.file, r.line, x.EDTF)
		}
		if found && (x.Allowed.From > x.Stated.From || x.Allowed.To < x.Stated.To) {
			t.Errorf("%s:%d: allowed %s does not hold stated %s", r.file, r.line, x.Allowed, x.Stated)
		}
	}
}

var relationNames = map[Relation]string{
	NoRelation: "none", BeforeStart: "before", AfterEnd: "after", AfterStart: "into", PlannedBefore: "late", PlannedAfter: "early",
}

// TestLengthsTable checks testdata/lengths.txt: how long, and how far from what.
func TestLengthsTable(t *testing.T) {
	c := checker{readKnown(t), map[string]int{}}
	for _, r := range readRows(t, "lengths.txt") {
		x, found := resolveRow(t, r)
		got := map[string]string{
			"found": strconv.FormatBool(found), "length": "none", "allowed": "none", "apart": "none",
			"rel": relationNames[x.Ref.Relation], "ref": x.Ref.Words,
		}
		if x.IsDuration {
			got["length"] = lengthText(x.Length.Min, x.Length.Max)
			got["allowed"] = lengthText(x.Length.AllowedMin, x.Length.AllowedMax)
			if l := x.Length; l.AllowedMin > l.Min || l.AllowedMax < l.Max || l.Min > l.Max {
				t.Errorf("%s:%d: the length %+v is out of order", r.file, r.line, l)
			}
		}
		if x.Ref.Relation != NoRelation {
			got["apart"] = lengthText(x.Ref.Lo, x.Ref.Hi)
		}
		c.check(t, r, got)
	}
}

// TestPublicationTable checks testdata/publication.txt: stamps that are read
// ("byline: December 3, 2025 // url: 2025/12/03"), texts whose day of writing
// is inferred ("infer: ..."), each cut down to what others span where the row
// says so.
func TestPublicationTable(t *testing.T) {
	bases := map[string]content.Basis{}
	for b := content.FrontMatter; b <= content.FileName; b++ {
		bases[b.String()] = b
	}
	c := checker{readKnown(t), map[string]int{}}
	for _, r := range readRows(t, "publication.txt") {
		var p Publication
		var notes []string
		if txt, ok := strings.CutPrefix(r.text, "infer: "); ok {
			p = Infer(txt, temporal.Find(txt), timex.DefaultWidths())
		} else if r.text != "nothing" {
			d := Dating{Zone: r.setting["zone"], Country: strings.ReplaceAll(r.setting["country"], "_", " "), Language: r.setting["language"]}
			for _, s := range strings.Split(r.text, " // ") {
				name, txt, _ := strings.Cut(s, ": ")
				name, update := strings.CutPrefix(name, "update ")
				b, ok := bases[name]
				if !ok {
					t.Fatalf("%s:%d: no basis %q of %v", r.file, r.line, name, bases)
				}
				to := &d.Published
				if update {
					to = &d.Modified
				}
				*to = append(*to, content.Stamp{Basis: b, Text: txt})
			}
			if w := r.setting["words"]; w != "" {
				from, err := readInstant(w)
				if err != nil {
					t.Fatalf("%s:%d: %v", r.file, r.line, err)
				}
				d.Words = Publication{Known: true, Interval: when.Interval{From: from, To: from.Add(86400)}}
			}
			p, notes = ReadPublication(d)
		}
		if o := r.setting["others"]; o != "" {
			i, err := readInterval(o)
			if err != nil {
				t.Fatalf("%s:%d: %v", r.file, r.line, err)
			}
			p = p.Narrow(i)
		}
		got := map[string]string{
			"known": strconv.FormatBool(p.Known), "interval": p.Interval.String(), "zone": p.Zone, "basis": p.Basis,
			"edtf": p.EDTF, "notes": strconv.Itoa(len(notes)), "days": p.Days[0].String() + "/" + p.Days[1].String(),
			"also": "",
		}
		for _, b := range p.Because {
			if _, also, ok := strings.Cut(b, "it could also be read as "); ok {
				got["also"] = also
			}
		}
		c.check(t, r, got)
		if p.Known && !edtfText.MatchString(p.EDTF) {
			t.Errorf("%s:%d: %q is no EDTF", r.file, r.line, p.EDTF)
		}
		if p.Known && len(p.Because) == 0 {
			t.Errorf("%s:%d: no reason is given", r.file, r.line)
		}
	}
}

// TestKnownTable checks that known.txt tells of rows that are in the tables.
func TestKnownTable(t *testing.T) {
	keys := map[string]bool{}
	for _, name := range []string{"times.txt", "lengths.txt", "publication.txt"} {
		for _, r := range readRows(t, name) {
			keys[r.key] = true
		}
	}
	for k := range readKnown(t) {
		if !keys[k] {
			t.Errorf("known.txt: in no table: %s", k)
		}
	}
}
