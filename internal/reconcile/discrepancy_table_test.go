package reconcile

import (
	"fmt"
	"os"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"timeline/internal/resolve"
	"timeline/internal/statement"
	"timeline/internal/text"
	"timeline/internal/when"
)

// A story is one case of testdata/discrepancies.txt: a few statements, and
// what an exact editor finds in them.
type story struct {
	name   string
	line   int // of its heading
	said   []said
	pub    map[string]when.Interval
	zone   map[string]string
	copies map[string]string // a source to the one whose words it has
	want   []string          // expectations in the form in which the results are written
}

// tableLine is a position in a table, for messages.
func tableLine(file string, n int) string { return fmt.Sprintf("%s:%d", file, n) }

var fieldPattern = regexp.MustCompile(`[^"\s]*"[^"]*"|\S+`)

// readStories reads a table of stories. The first lines of the file tell the
// format.
func readStories(t *testing.T, file string) []story {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []story
	seen := map[string]bool{}
	for n, line := range strings.Split(string(b), "\n") {
		line = strings.TrimSpace(line)
		pos := tableLine(file, n+1)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if name, ok := strings.CutPrefix(line, "== "); ok {
			if seen[name] {
				t.Fatalf("%s: a second story %q", pos, name)
			}
			seen[name] = true
			out = append(out, story{name: name, line: n + 1, pub: map[string]when.Interval{}, zone: map[string]string{}, copies: map[string]string{}})
			continue
		}
		if len(out) == 0 {
			t.Fatalf("%s: no heading before it", pos)
		}
		s := &out[len(out)-1]
		f := fieldPattern.FindAllString(line, -1)
		switch f[0] {
		case "->", "=>", "~>", "..", "::", "%":
			s.want = append(s.want, line)
			continue
		}
		if err := s.statement(f); err != nil {
			t.Fatalf("%s: %v", pos, err)
		}
	}
	return out
}

// statement reads a line that is no expectation.
func (s *story) statement(f []string) error {
	if len(f) < 3 {
		return fmt.Errorf("too short")
	}
	switch f[0] {
	case "pub":
		iv, _, err := readTime(f[2], "UTC")
		if len(f) > 3 {
			iv, _, err = readTime(f[2], f[3])
		}
		s.pub[f[1]] = iv
		return err
	case "zone":
		s.zone[f[1]] = f[2]
		return nil
	case "copy":
		s.copies[f[1]] = f[2]
		return nil
	}
	x := said{src: f[0], role: statement.Role(f[1]), words: strings.Trim(f[2], `"`), zone: "UTC", basis: resolve.ZoneStated, head: "begin"}
	for _, kv := range f[3:] {
		if v, ok := strings.CutPrefix(kv, "zone="); ok {
			x.zone = v
		}
	}
	for n, w := range f[3:] {
		key, val, eq := strings.Cut(w, "=")
		var err error
		switch {
		case n == 0 && x.role == long:
			var iv [2]int64
			iv, err = readLength(w)
			x.length = [4]int64{iv[0], iv[1], iv[0], iv[1]}
		case strings.HasPrefix(w, "~") && x.role == long:
			var iv [2]int64
			iv, err = readLength(w[1:])
			x.length[2], x.length[3] = iv[0], iv[1]
		case strings.HasPrefix(w, "~"):
			var iv when.Interval
			iv, _, err = readTime(w[1:], x.zone)
			x.allowed = &iv
		case strings.HasPrefix(w, "±"):
			x.slack, err = strconv.ParseInt(strings.TrimPrefix(w, "±"), 10, 64)
		case !eq:
			var iv when.Interval
			iv, x.gran, err = readTime(w, x.zone)
			x.stated = &iv
		case key == "zone":
		case key == "basis":
			x.basis = resolve.ZoneBasis(val)
		case key == "mod":
			x.modality = statement.Modality(val)
		case key == "head":
			x.head = val
		case key == "corrects":
			x.corrects, err = strconv.ParseBool(val)
		case key == "weekday":
			x.weekday, _, err = readTime(val, x.zone)
		case key == "by":
			x.speaker = val
		case key == "event":
			x.group, err = strconv.Atoi(val)
		case key == "gran":
			x.gran, err = readGran(val)
		case key == "ref":
			x.ref, err = readRef(val)
		case key == "names":
			x.names = strings.Split(val, ",")
		case key == "themes":
			x.themes = strings.Split(val, ",")
		case key == "count":
			txt := strings.Trim(val, `"`)
			found := statement.Counts(txt, text.Span{End: len(txt)}, func(text.Span) bool { return false })
			if len(found) == 0 {
				err = fmt.Errorf("no count in %q", txt)
			}
			x.counts = append(x.counts, found...)
		default:
			err = fmt.Errorf("what is %q?", w)
		}
		if err != nil {
			return err
		}
	}
	switch x.role {
	case statement.RoleStart, statement.RoleEnd, statement.RoleWhole, statement.RoleWithin, statement.RoleBefore, statement.RoleAfter, statement.RoleDuration:
	default:
		return fmt.Errorf("no role %q", x.role)
	}
	s.said = append(s.said, x)
	return nil
}

func readGran(s string) (when.Granularity, error) {
	for g := when.Unknown; g <= when.Millennium; g++ {
		if strings.ReplaceAll(g.String(), " ", "-") == s {
			return g, nil
		}
	}
	return 0, fmt.Errorf("no granularity %q", s)
}

// readRef reads "before:3600..7200".
func readRef(s string) (resolve.EventRef, error) {
	rel, span, _ := strings.Cut(s, ":")
	r := resolve.EventRef{Words: "the meeting", Relation: map[string]resolve.Relation{
		"before": resolve.BeforeStart, "after-end": resolve.AfterEnd, "after-start": resolve.AfterStart,
		"planned-before": resolve.PlannedBefore, "planned-after": resolve.PlannedAfter,
	}[rel]}
	if r.Relation == resolve.NoRelation {
		return r, fmt.Errorf("no relation %q", rel)
	}
	l, err := readLength(span)
	r.Lo, r.Hi = l[0], l[1]
	return r, err
}

// readLength reads "5h", "4h30m..5h" and "5h..".
func readLength(s string) ([2]int64, error) {
	a, b, two := strings.Cut(s, "..")
	d, err := time.ParseDuration(a)
	if err != nil {
		return [2]int64{}, err
	}
	l := [2]int64{int64(d.Seconds()), int64(d.Seconds())}
	if two && b == "" {
		l[1] = int64(when.Future)
	} else if two {
		d, err = time.ParseDuration(b)
		l[1] = int64(d.Seconds())
	}
	return l, err
}

// readTime reads "2025-06-11T16:30Z", "2025-06-11T16:30+03:00", the same with
// seconds, "A/B" with B no more than a clock or "..", and days, months and
// years, which are counted in the zone and take their last one with them.
func readTime(s, zone string) (when.Interval, when.Granularity, error) {
	a, b, two := strings.Cut(s, "/")
	if two && a != ".." && b != ".." && strings.Contains(a, "T") && !strings.Contains(b, "T") && strings.Contains(b, ":") {
		b = a[:strings.Index(a, "T")+1] + b
	}
	p, g, err := readPoint(a, zone)
	if err != nil {
		return p, g, err
	}
	if !two {
		return p, g, nil
	}
	q, h, err := readPoint(b, zone)
	if a == ".." {
		g = h
	}
	if strings.Contains(b, "T") {
		q.To = q.From // half-open as written
	}
	return when.Interval{From: p.From, To: q.To}, g, err
}

func readPoint(s, zone string) (when.Interval, when.Granularity, error) {
	if s == ".." {
		return when.Always, when.Unknown, nil
	}
	for _, l := range [...]struct {
		layout string
		width  int64
		gran   when.Granularity
	}{{"2006-01-02T15:04Z07:00", 60, when.Minute}, {"2006-01-02T15:04:05Z07:00", 1, when.Second}} {
		if p, err := time.Parse(l.layout, s); err == nil {
			t := when.Instant(p.Unix())
			return when.Interval{From: t, To: t.Add(l.width)}, l.gran, nil
		}
	}
	loc, err := when.LoadZone(zone)
	if err != nil {
		return when.Interval{}, 0, err
	}
	for _, l := range [...]struct {
		layout string
		add    [3]int
		gran   when.Granularity
	}{{"2006-01-02", [3]int{0, 0, 1}, when.Day}, {"2006-01", [3]int{0, 1, 0}, when.Month}, {"2006", [3]int{1, 0, 0}, when.Year}} {
		if p, err := time.Parse(l.layout, s); err == nil {
			q := p.AddDate(l.add[0], l.add[1], l.add[2])
			return loc.Interval(when.Civil(p.Unix()), when.Civil(q.Unix())), l.gran, nil
		}
	}
	return when.Interval{}, 0, fmt.Errorf("no time %q", s)
}

const agencyText = "The harbour office said that the evening ferry had left the pier some forty minutes late because of a fault in its starboard engine that was found during a routine check by the crew."

// results writes what the program finds, in the form of the expectations of
// the story: every discrepancy, and of the rest what the story asks about.
func (s *story) results(t *testing.T) []string {
	in := input(t, s.said)
	src := map[string]string{}
	for _, st := range in.Statements {
		src[st.ID] = st.Source
	}
	sort.Slice(in.Sources, func(i, j int) bool { return in.Sources[i].ID < in.Sources[j].ID })
	for i := range in.Sources {
		x := &in.Sources[i]
		x.Zone = s.zone[x.ID]
		if p, ok := s.pub[x.ID]; ok {
			x.Published = resolve.Publication{Known: true, Interval: p}
		}
		for a, b := range s.copies {
			if a == x.ID || b == x.ID {
				x.Text = "So " + x.ID + " tells it. " + agencyText
			}
		}
	}
	res := Reconcile(in)
	var got []string
	n := 0
	wanted := func(prefix string) bool {
		for _, w := range s.want {
			if strings.HasPrefix(w, prefix) {
				return true
			}
		}
		return false
	}
	// asked is what the story asks about its nth discrepancy.
	asked := func(n int) []string {
		var out []string
		k := 0
		for _, w := range s.want {
			if strings.HasPrefix(w, "-> ") {
				k++
			} else if k == n && !strings.HasPrefix(w, "~>") {
				out = append(out, w)
			}
		}
		return out
	}
	for _, d := range res.Discrepancies {
		n++
		var vs []string
		for _, v := range d.Versions {
			var who []string
			for _, id := range v.Statements {
				who = append(who, src[id])
			}
			vs = append(vs, strings.Join(who, ","))
		}
		got = append(got, fmt.Sprintf("-> %s %s %s %d %s", d.Kind, d.Severity, d.Point, d.Gap, strings.Join(vs, "|")))
		for _, w := range asked(n) {
			switch f := strings.Fields(w); f[0] {
			case "=>":
				o := "absent"
				for _, x := range d.Explanations {
					if x.Kind == f[1] {
						o = string(x.Outcome)
					}
				}
				got = append(got, "=> "+f[1]+" "+o)
			case "..":
				got = append(got, ".. "+d.Finding)
			case "::":
				line := strings.TrimPrefix(w, ":: ")
				for _, a := range d.Arithmetic {
					if a == line {
						got = append(got, w)
						line = ""
						break
					}
				}
				if line != "" {
					got = append(got, ":: "+strings.Join(d.Arithmetic, " // "))
				}
			case "%":
				flags := "% order=" + strconv.FormatBool(d.ChangesOrder)
				if strings.HasPrefix(w, "% date") {
					flags = "% date=" + strconv.FormatBool(d.ChangesDate)
				}
				got = append(got, flags)
			}
		}
	}
	if n == 0 {
		got = append(got, "-> none")
	}
	if wanted("~> ") {
		for _, a := range res.Agreements {
			var who []string
			for _, id := range a.Statements {
				who = append(who, src[id])
			}
			sort.Strings(who)
			got = append(got, "~> "+strings.Join(who, ","))
		}
		if len(res.Agreements) == 0 {
			got = append(got, "~> none")
		}
	}
	return got
}

// readKnown reads the stories that the program is known to get wrong, with
// what it says of them today.
func readKnown(t *testing.T, file string) map[string][]string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	name := ""
	for n, line := range strings.Split(string(b), "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "== "):
			name = line[3:]
			out[name] = []string{}
		case name == "":
			t.Fatalf("%s: no heading before it", tableLine(file, n+1))
		default:
			out[name] = append(out[name], line)
		}
	}
	return out
}

// TestDiscrepancyTable checks every story of the table. One that the program
// is known to get wrong must be wrong in the way that is written down.
func TestDiscrepancyTable(t *testing.T) {
	known := readKnown(t, knownFile)
	for _, table := range tables {
		stories := readStories(t, table.file)
		if len(stories) < table.least {
			t.Errorf("%s has %d stories, fewer than %d", table.file, len(stories), table.least)
		}
		checkStories(t, table.file, stories, known)
	}
	for name := range known {
		t.Errorf("%s: no story %q", knownFile, name)
	}
}

// tables are the files of stories, with how many each has at least.
var tables = [...]struct {
	file  string
	least int
}{{"testdata/discrepancies.txt", 180}, {"testdata/numbers.txt", 40}}

const knownFile = "testdata/known-discrepancies.txt"

func checkStories(t *testing.T, file string, stories []story, known map[string][]string) {
	t.Helper()
	for i := range stories {
		s := &stories[i]
		pos := tableLine(file, s.line)
		got := s.results(t)
		today, wrong := known[s.name]
		delete(known, s.name)
		diff := cmp.Diff(s.want, got)
		switch {
		case len(s.said) == 0 || len(s.want) == 0:
			t.Errorf("%s: %s: nothing said or nothing expected", pos, s.name)
		case wrong && diff == "":
			t.Errorf("%s: %s: right now: take it out of %s", pos, s.name, knownFile)
		case wrong:
			if d := cmp.Diff(today, got); d != "" {
				t.Errorf("%s: %s: wrong in a new way (-known +got):\n%s", pos, s.name, d)
			}
		case diff != "":
			t.Errorf("%s: %s (-want +got):\n%s", pos, s.name, diff)
		}
	}
}

// TestDiscrepancyTableTurned checks that the stories come out the same when
// their statements come last to first.
func TestDiscrepancyTableTurned(t *testing.T) {
	// plain is a result without the order of what has none.
	plain := func(lines []string) []string {
		var out []string
		for _, l := range lines {
			f := strings.Fields(l)
			if f[0] == "::" {
				continue // the arithmetic goes through the claims as they come
			}
			if f[0] == "->" && len(f) == 6 {
				vs := strings.Split(f[5], "|")
				for i := range vs {
					who := strings.Split(vs[i], ",")
					sort.Strings(who)
					vs[i] = strings.Join(who, ",")
				}
				if f[3] == "sum" || f[3] == "order" {
					sort.Strings(vs)
				}
				f[5] = strings.Join(vs, "|")
			}
			out = append(out, strings.Join(f, " "))
		}
		return out
	}
	for _, table := range tables {
		for _, s := range readStories(t, table.file) {
			there := plain(s.results(t))
			for i, j := 0, len(s.said)-1; i < j; i, j = i+1, j-1 {
				s.said[i], s.said[j] = s.said[j], s.said[i]
			}
			if d := cmp.Diff(there, plain(s.results(t))); d != "" {
				t.Errorf("%s: %s (-as told +turned):\n%s", tableLine(table.file, s.line), s.name, d)
			}
		}
	}
}
