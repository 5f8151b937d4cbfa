package reconcile

import (
	"bufio"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"timeline/internal/event"
	"timeline/internal/resolve"
	"timeline/internal/statement"
	"timeline/internal/when"
)

// An orderStory is a few statements and what must come of them. A statement is
//
//	SOURCE HAPPENING ROLE TIME [OPTION ...]
//
// with a TIME of "2025", "2025-06", "2025-06-11", "2025-06-11T16:30",
// "2025-06-11T16:30:05" (the unit it names), or "FROM/TO" with ".." for an
// open bound; TO may be a bare "18:00" on the day of FROM, and "-" is no time.
// The role "long" takes a length in seconds, "LO..HI", and "ref" takes a
// relation and such a distance: "ref BeforeStart 3600..7200 of 0", where "of -"
// is a happening that nobody knows. Options are a granularity, a zone, a
// modality, "±SECONDS", and "~LO..HI" for the length allowed.
//
// Before the statements may stand "zone H ZONE", "background H", "published
// SOURCE TIME", and "phases H start end whole plan" for the entries of a
// happening, named e-0s, e-0e, e-0 and e-0p. What is expected follows: "order",
// a line of "ties" for each group, "undated" (none where there is no such
// line), "time N" and "allowed N" of statement N, and of an entry "start",
// "end", "start-allowed", "end-allowed", "start-rests", "span", "fine" and
// "voices".
type orderStory struct {
	name, at  string
	lines     []string // of statements
	setup     []string
	want      []string
	wantOrder bool
}

var storyGrains = map[string]when.Granularity{
	"unknown": when.Unknown, "second": when.Second, "minute": when.Minute, "hour": when.Hour, "part": when.PartOfDay,
	"day": when.Day, "weekend": when.Weekend, "week": when.Week, "month": when.Month, "season": when.Season,
	"quarter": when.Quarter, "half": when.HalfYear, "year": when.Year, "decade": when.Decade, "century": when.Century,
	"millennium": when.Millennium,
}

var storyModes = map[string]statement.Modality{
	"happened": statement.Happened, "ongoing": statement.Ongoing, "planned": statement.Planned, "cancelled": statement.Cancelled,
	"denied": statement.Denied, "hypothetical": statement.Hypothetical, "habitual": statement.Habitual, "background": statement.Background,
}

var storyRelations = map[string]resolve.Relation{
	"BeforeStart": resolve.BeforeStart, "AfterStart": resolve.AfterStart, "AfterEnd": resolve.AfterEnd,
	"PlannedBefore": resolve.PlannedBefore, "PlannedAfter": resolve.PlannedAfter,
}

// unitOf reads a date or time and returns the whole unit it names.
func unitOf(s string) (when.Interval, when.Granularity, error) {
	year, rest := s, ""
	if i := strings.IndexByte(s[1:], '-'); i >= 0 {
		year, rest = s[:i+1], s[i+2:]
	}
	y, err := strconv.Atoi(year)
	if err != nil {
		return when.Interval{}, 0, fmt.Errorf("%q is no time", s)
	}
	n := []int{1, 1, 0, 0, 0}
	parts := strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune("-T:Z", r) })
	for i, p := range parts {
		if i >= len(n) {
			return when.Interval{}, 0, fmt.Errorf("%q is no time", s)
		}
		if n[i], err = strconv.Atoi(p); err != nil {
			return when.Interval{}, 0, fmt.Errorf("%q is no time", s)
		}
	}
	from := time.Date(y, time.Month(n[0]), n[1], n[2], n[3], n[4], 0, time.UTC)
	grains := []when.Granularity{when.Year, when.Month, when.Day, when.Hour, when.Minute, when.Second}
	ends := []time.Time{from.AddDate(1, 0, 0), from.AddDate(0, 1, 0), from.AddDate(0, 0, 1), from.Add(time.Hour), from.Add(time.Minute), from.Add(time.Second)}
	k := len(parts)
	return when.Interval{From: when.Instant(from.Unix()), To: when.Instant(ends[k].Unix())}, grains[k], nil
}

// timeOf reads a TIME.
func timeOf(s string) (when.Interval, when.Granularity, error) {
	a, b, ok := strings.Cut(s, "/")
	if !ok {
		return unitOf(s)
	}
	iv := when.Always
	if a != ".." {
		u, _, err := unitOf(a)
		if err != nil {
			return iv, 0, err
		}
		iv.From = u.From
	}
	if b != ".." {
		if day, _, ok := strings.Cut(a, "T"); ok && !strings.Contains(b, "-") {
			b = day + "T" + b
		}
		u, _, err := unitOf(b)
		if err != nil {
			return iv, 0, err
		}
		iv.To = u.From
	}
	return iv, when.PartOfDay, nil
}

// rangeOf reads "LO..HI" or one number, "inf" being no bound.
func rangeOf(s string) (lo, hi int64, err error) {
	a, b, ok := strings.Cut(s, "..")
	if !ok {
		b = a
	}
	if lo, err = strconv.ParseInt(a, 10, 64); err != nil {
		return 0, 0, err
	}
	if b == "inf" {
		return lo, int64(when.Future), nil
	}
	hi, err = strconv.ParseInt(b, 10, 64)
	return lo, hi, err
}

// saying is a statement of a story as read.
type saying struct {
	said
	stated, allowed when.Interval
	of              int // the happening it counts from, -1 for none
	index           int
}

func sayingOf(line string) (saying, error) {
	f := strings.Fields(line)
	if len(f) < 4 {
		return saying{}, fmt.Errorf("%q is no statement", line)
	}
	g, err := strconv.Atoi(f[1])
	if err != nil {
		return saying{}, err
	}
	s := saying{said: said{src: f[0], group: g, words: strings.Join(f[2:], " "), head: "h" + f[1]}, of: -1}
	opts := f[4:]
	var slack int64
	switch f[2] {
	case "long":
		lo, hi, err := rangeOf(f[3])
		if err != nil {
			return s, err
		}
		s.role, s.length = long, [4]int64{lo, hi, lo, hi}
	case "ref":
		if len(f) < 7 || f[5] != "of" {
			return s, fmt.Errorf("%q is no reference", line)
		}
		lo, hi, err := rangeOf(f[4])
		if err != nil {
			return s, err
		}
		s.ref = resolve.EventRef{Words: "the meeting", Relation: storyRelations[f[3]], Lo: lo, Hi: hi}
		if s.ref.Relation == resolve.NoRelation {
			return s, fmt.Errorf("%q is no relation", f[3])
		}
		if f[6] != "-" {
			if s.of, err = strconv.Atoi(f[6]); err != nil {
				return s, err
			}
		}
		opts = f[7:]
	default:
		s.role = statement.Role(f[2])
		if f[3] == "-" {
			break
		}
		if s.stated, s.gran, err = timeOf(f[3]); err != nil {
			return s, err
		}
		s.from, s.to = "2000-01-01T00:00Z", "2000-01-01T00:00Z" // said has minutes only; see build
	}
	for _, o := range opts {
		if g, ok := storyGrains[o]; ok {
			s.gran = g
		} else if m, ok := storyModes[o]; ok {
			s.modality = m
		} else if v, ok := strings.CutPrefix(o, "±"); ok {
			if slack, err = strconv.ParseInt(v, 10, 64); err != nil {
				return s, err
			}
		} else if v, ok := strings.CutPrefix(o, "~"); ok {
			if s.length[2], s.length[3], err = rangeOf(v); err != nil {
				return s, err
			}
		} else if o == "UTC" || o == "GMT" || strings.Contains(o, "/") {
			s.zone = o
		} else if v, ok := strings.CutPrefix(o, "role="); ok {
			s.role = statement.Role(v)
		} else {
			return s, fmt.Errorf("%q is no option", o)
		}
	}
	s.allowed = s.stated
	if slack > 0 {
		s.allowed = when.Interval{From: s.stated.From.Add(-slack), To: s.stated.From.Add(slack)}
	}
	return s, nil
}

// build makes the input of a story, its statements in the order given.
func build(t *testing.T, st orderStory, perm []int) (Input, error) {
	t.Helper()
	var all []saying
	var ss []said
	for n, k := range perm {
		s, err := sayingOf(st.lines[k])
		if err != nil {
			return Input{}, err
		}
		s.index = n
		all, ss = append(all, s), append(ss, s.said)
	}
	in := input(t, ss)
	slices.SortFunc(in.Sources, func(a, b Source) int { return strings.Compare(a.ID, b.ID) })
	for n, s := range all {
		if s.from != "" {
			in.Statements[n].Time.Stated, in.Statements[n].Time.Allowed = s.stated, s.allowed
			in.Statements[n].Time.Offset = ""
		}
		if s.ref.Relation != resolve.NoRelation {
			in.Grouping.Refs[n] = s.of
			if s.of < 0 {
				delete(in.Grouping.Refs, n)
			}
		}
	}
	for n := range in.Grouping.Events {
		in.Grouping.Events[n].Zone = "UTC"
	}
	return in, setUp(st, &in)
}

// setUp changes the grouping as the lines before the statements say.
func setUp(st orderStory, in *Input) error {
	phases := map[int][]string{}
	for _, line := range st.setup {
		f := strings.Fields(line)
		switch f[0] {
		case "published":
			iv, _, err := timeOf(f[2])
			if err != nil {
				return err
			}
			for n := range in.Sources {
				if in.Sources[n].ID == f[1] {
					in.Sources[n].Published = resolve.Publication{Known: true, Interval: iv}
				}
			}
			continue
		}
		h, err := strconv.Atoi(f[1])
		if err != nil || h >= len(in.Grouping.Events) {
			return fmt.Errorf("%q names no happening", line)
		}
		switch f[0] {
		case "zone":
			in.Grouping.Events[h].Zone = strings.TrimPrefix(f[2], "-")
		case "background":
			in.Grouping.Events[h].Background = true
		case "phases":
			phases[h] = f[2:]
		}
	}
	if len(phases) == 0 {
		return nil
	}
	var events []event.Event
	for h := range in.Grouping.Happenings {
		whole, hap := in.Grouping.Events[h], &in.Grouping.Happenings[h]
		if phases[h] == nil {
			events = append(events, whole)
			continue
		}
		hap.Whole = ""
		entry := map[event.Phase]string{}
		first := len(events)
		for _, p := range phases[h] {
			e := whole
			e.Statements = nil
			switch p {
			case "start":
				e.Phase, e.ID = event.Begins, whole.ID+"s"
				hap.Begins = e.ID
			case "end":
				e.Phase, e.ID = event.Ends, whole.ID+"e"
				hap.Ends = e.ID
			case "plan":
				e.Phase, e.ID = event.PlannedStart, whole.ID+"p"
				hap.Planned = e.ID
			case "whole":
				hap.Whole = e.ID
			default:
				return fmt.Errorf("%q is no phase", p)
			}
			entry[e.Phase] = e.ID
			events = append(events, e)
		}
		for _, i := range hap.Statements {
			s := &in.Statements[i]
			want := event.Whole
			switch {
			case planned(s):
				want = event.PlannedStart
			case s.Modality == statement.Planned && entry[event.PlannedStart] != "":
				want = event.PlannedStart
			case s.Role == start:
				want = event.Begins
			case s.Role == end:
				want = event.Ends
			}
			id := entry[want]
			if id == "" {
				id = events[first].ID
			}
			in.Grouping.Entry[i] = id
			for n := range events {
				if events[n].ID == id {
					events[n].Statements = append(events[n].Statements, s.ID)
				}
			}
		}
	}
	in.Grouping.Events = events
	return nil
}

// shown renders what came of a story for one line of what is expected.
func shown(in Input, r Result, key string, arg string) string {
	b, ok := r.Bounds[arg]
	num := func() int {
		n, err := strconv.Atoi(arg)
		if err != nil || n >= len(in.Statements) {
			return -1
		}
		return n
	}
	switch key {
	case "time", "allowed":
		n := num()
		if n < 0 {
			return "no statement"
		}
		s := in.Statements[n].Time
		if !s.Known {
			return "-"
		}
		if key == "time" {
			return s.Stated.String()
		}
		return s.Allowed.String()
	case "voices":
		return strconv.Itoa(r.Independent[arg])
	}
	if !ok {
		return "no entry"
	}
	switch key {
	case "start":
		return b.Start.String()
	case "end":
		return b.End.String()
	case "start-allowed":
		return b.StartAllowed.String()
	case "end-allowed":
		return b.EndAllowed.String()
	case "start-rests", "end-rests":
		ids := b.StartRests
		if key == "end-rests" {
			ids = b.EndRests
		}
		var out []string
		for n, s := range in.Statements {
			if slices.Contains(ids, s.ID) {
				out = append(out, strconv.Itoa(n))
			}
		}
		return strings.Join(out, " ")
	case "span":
		return fmt.Sprintf("%d..%d", b.MinSpan, b.MaxSpan)
	case "fine":
		for name, g := range storyGrains {
			if g == b.Granularity {
				return name
			}
		}
	}
	return "no such line"
}

// plain writes an expected line as shown does.
func plain(line string) (string, error) {
	f := strings.Fields(line)
	switch f[0] {
	case "time", "allowed", "start", "end", "start-allowed", "end-allowed":
		if f[2] == "-" {
			break
		}
		iv, _, err := timeOf(f[2])
		if err != nil {
			return "", err
		}
		f[2] = iv.String()
	}
	return strings.Join(f, " "), nil
}

// arranged is the order, the ties and what is undated, as lines.
func arranged(r Result) []string {
	out := []string{strings.TrimSpace("order " + strings.Join(r.Order, " "))}
	for _, t := range r.Ties {
		out = append(out, "ties "+strings.Join(t, " "))
	}
	if len(r.Undated) > 0 {
		out = append(out, "undated "+strings.Join(r.Undated, " "))
	}
	return out
}

// linesOf reads a file of testdata as its lines, each with its place; empty
// ones and comments are left out.
func linesOf(t *testing.T, name string) (lines, places []string) {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		if l := strings.TrimRight(in.Text(), " "); l != "" && l[0] != '#' {
			lines, places = append(lines, l), append(places, fmt.Sprintf("testdata/%s:%d", name, n))
		}
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return lines, places
}

var wantKeys = []string{"order", "ties", "undated", "time", "allowed", "start", "end", "start-allowed", "end-allowed", "start-rests", "end-rests", "span", "fine", "voices"}

func stories(t *testing.T, name string) []orderStory {
	t.Helper()
	var out []orderStory
	seen := map[string]bool{}
	lines, places := linesOf(t, name)
	for n, l := range lines {
		if v, ok := strings.CutPrefix(l, "== "); ok {
			if seen[v] {
				t.Fatalf("%s: a second orderStory %q", places[n], v)
			}
			seen[v] = true
			out = append(out, orderStory{name: v, at: places[n]})
			continue
		}
		if len(out) == 0 {
			t.Fatalf("%s: a line before any story", places[n])
		}
		s := &out[len(out)-1]
		key, _, _ := strings.Cut(l, " ")
		switch {
		case key == "zone" || key == "background" || key == "phases" || key == "published":
			s.setup = append(s.setup, l)
		case slices.Contains(wantKeys, key):
			p, err := plain(l)
			if err != nil {
				t.Fatalf("%s: %v", places[n], err)
			}
			s.want = append(s.want, p)
			s.wantOrder = s.wantOrder || key == "order"
		default:
			s.lines = append(s.lines, l)
		}
	}
	return out
}

// knownWrong reads known-order.txt: by story, what the program says today
// where that is not right.
func knownWrong(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	lines, places := linesOf(t, "known-order.txt")
	name := ""
	for n, l := range lines {
		if v, ok := strings.CutPrefix(l, "== "); ok {
			name = v
			out[name] = []string{}
			continue
		}
		if name == "" {
			t.Fatalf("%s: a line before any story", places[n])
		}
		out[name] = append(out[name], l)
	}
	return out
}

// judge compares what must come of a case with what came: wrong holds the
// lines that came and should not have.
func judge(t *testing.T, at, name string, known map[string][]string, want, got []string) {
	t.Helper()
	var missing, wrong []string
	for _, w := range want {
		if !slices.Contains(got, w) {
			missing = append(missing, w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			wrong = append(wrong, g)
		}
	}
	k, listed := known[name]
	switch {
	case listed && len(missing)+len(wrong) == 0:
		t.Errorf("%s: %s: right now: strike it from known-order.txt", at, name)
	case listed && !slices.Equal(k, wrong):
		t.Errorf("%s: %s: wrong in a new way:\n got   %s\n known %s", at, name, strings.Join(wrong, "; "), strings.Join(k, "; "))
	case !listed && len(missing)+len(wrong) > 0:
		t.Errorf("%s: %s:\n want %s\n got  %s", at, name, strings.Join(missing, "; "), strings.Join(wrong, "; "))
	}
}

func TestOrderTable(t *testing.T) {
	known := knownWrong(t)
	for _, st := range stories(t, "order.txt") {
		if !st.wantOrder {
			t.Errorf("%s: %s: no order", st.at, st.name)
			continue
		}
		same := make([]int, len(st.lines))
		for i := range same {
			same[i] = i
		}
		in, err := build(t, st, same)
		if err != nil {
			t.Errorf("%s: %s: %v", st.at, st.name, err)
			continue
		}
		r := Reconcile(in)
		got := arranged(r)
		for _, w := range st.want {
			f := strings.Fields(w)
			if k := f[0]; k != "order" && k != "ties" && k != "undated" {
				got = append(got, fmt.Sprintf("%s %s %s", k, f[1], shown(in, r, k, f[1])))
			}
		}
		for _, p := range permutations(len(same)) {
			in, err := build(t, st, p)
			if err != nil {
				t.Fatal(err)
			}
			if other := arranged(Reconcile(in)); !reflect.DeepEqual(arranged(r), other) {
				got = append(got, fmt.Sprintf("with its statements as %v: %s", p, strings.Join(other, "; ")))
				break
			}
		}
		judge(t, st.at, st.name, known, st.want, got)
	}
}

// permutations are all those of few things, some of many.
func permutations(n int) [][]int {
	var out [][]int
	if n <= 4 {
		var grow func(p []int)
		grow = func(p []int) {
			if len(p) == n {
				out = append(out, slices.Clone(p))
				return
			}
			for i := range n {
				if !slices.Contains(p, i) {
					grow(append(p, i))
				}
			}
		}
		grow(nil)
		return out
	}
	r := rand.New(rand.NewPCG(1, uint64(n)))
	back := make([]int, n)
	for i := range back {
		back[i] = n - 1 - i
	}
	out = append(out, back)
	for range 12 {
		out = append(out, r.Perm(n))
	}
	return out
}

// TestVoicesTable reads cases of "SOURCE: text" lines and "voices ab c": each
// word is the sources of one voice. A line "NAME = text" before the first case
// is a passage, which "{NAME}" puts into a text.
func TestVoicesTable(t *testing.T) {
	known := knownWrong(t)
	lines, places := linesOf(t, "voices.txt")
	passages := map[string]string{}
	var name, place string
	texts := map[string]string{}
	for n, l := range lines {
		if v, ok := strings.CutPrefix(l, "== "); ok {
			name, place, texts = v, places[n], map[string]string{}
			continue
		}
		if k, v, ok := strings.Cut(l, " = "); ok && name == "" {
			passages[k] = v
			continue
		}
		if v, ok := strings.CutPrefix(l, "voices"); ok {
			got := map[string][]string{}
			voice := Voices(slices.Sorted(maps.Keys(texts)), texts)
			for _, id := range slices.Sorted(maps.Keys(texts)) {
				got[voice[id]] = append(got[voice[id]], id)
			}
			var groups []string
			for _, first := range slices.Sorted(maps.Keys(got)) {
				g := strings.Join(got[first], "")
				if !strings.HasPrefix(g, first) {
					g = first + ":" + g // not called after the first of it
				}
				groups = append(groups, g)
			}
			judge(t, place, name, known, []string{strings.TrimSpace("voices " + strings.TrimSpace(v))}, []string{strings.TrimSpace("voices " + strings.Join(groups, " "))})
			continue
		}
		id, text, ok := strings.Cut(l, ":")
		if !ok || len(id) != 1 {
			t.Fatalf("%s: %q is no text", places[n], l)
		}
		for k, v := range passages {
			text = strings.ReplaceAll(text, "{"+k+"}", v)
		}
		if strings.Contains(text, "{") {
			t.Fatalf("%s: a passage that is not there", places[n])
		}
		texts[id] = text
	}
}

// TestVersionsTable reads lines of "name | claims | versions [| versions as
// allowed]": a claim is "LO-HI", with "~LO-HI" where more is allowed, and a
// version the numbers of its claims.
func TestVersionsTable(t *testing.T) {
	known := knownWrong(t)
	lines, places := linesOf(t, "versions.txt")
	for n, l := range lines {
		f := strings.Split(l, "|")
		if len(f) < 3 {
			t.Fatalf("%s: %q is no case", places[n], l)
		}
		name := strings.TrimSpace(f[0])
		var cs []claim
		for _, c := range strings.Fields(f[1]) {
			s, a, ok := strings.Cut(c, "~")
			if !ok {
				a = s
			}
			var x claim
			if _, err := fmt.Sscanf(s, "%d-%d", &x.lo, &x.hi); err != nil {
				t.Fatalf("%s: %v", places[n], err)
			}
			if _, err := fmt.Sscanf(a, "%d-%d", &x.allowLo, &x.allowH); err != nil {
				t.Fatalf("%s: %v", places[n], err)
			}
			cs = append(cs, x)
		}
		write := func(vs [][]int) string {
			var out []string
			for _, v := range vs {
				var ks []string
				for _, k := range v {
					ks = append(ks, strconv.Itoa(k))
				}
				out = append(out, strings.Join(ks, ","))
			}
			return strings.Join(out, " ")
		}
		want := []string{"stated " + strings.TrimSpace(f[2])}
		got := []string{"stated " + write(versions(cs, false))}
		if len(f) > 3 {
			want, got = append(want, "allowed "+strings.TrimSpace(f[3])), append(got, "allowed "+write(versions(cs, true)))
		} else {
			want, got = append(want, "allowed "+strings.TrimSpace(f[2])), append(got, "allowed "+write(versions(cs, true)))
		}
		judge(t, places[n], name, known, want, got)
		// Whatever the order of the claims, the versions are the same sets.
		for _, p := range permutations(len(cs)) {
			other := make([]claim, len(cs))
			for i, k := range p {
				other[i] = cs[k]
			}
			vs := versions(other, false)
			for _, v := range vs {
				for i := range v {
					v[i] = p[v[i]]
				}
				slices.Sort(v)
			}
			if g := write(vs); "stated "+g != got[0] {
				t.Errorf("%s: %s: its claims in the order %v give %s, not %s", places[n], name, p, g, got[0])
				break
			}
		}
	}
}

// TestKnownOrder checks that what is listed as known to be wrong is there.
func TestKnownOrder(t *testing.T) {
	there := map[string]bool{}
	for _, f := range []string{"order.txt", "voices.txt", "versions.txt"} {
		lines, _ := linesOf(t, f)
		for _, l := range lines {
			name, _, _ := strings.Cut(strings.TrimPrefix(l, "== "), "|")
			there[strings.TrimSpace(name)] = true
		}
	}
	for name := range knownWrong(t) {
		if !there[name] {
			t.Errorf("testdata/known-order.txt: no case is named %q", name)
		}
	}
}
