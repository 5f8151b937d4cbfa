package temporal

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// A row is one line of a table, and where it stands.
type row struct {
	at   string
	text string
}

// rows reads a table: one case a line, "# " heads the classes.
func rows(t *testing.T, name string) []row {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var all []row
	for i, l := range strings.Split(string(data), "\n") {
		if l != "" && l != "#" && !strings.HasPrefix(l, "# ") {
			all = append(all, row{fmt.Sprintf("testdata/%s:%d", name, i+1), l})
		}
	}
	return all
}

// known reads what is known to come out wrong in the table of that key: what
// is found today, by the case.
func known(t *testing.T, key string) map[string]row {
	t.Helper()
	all := map[string]row{}
	for _, r := range rows(t, "known.txt") {
		k, rest, _ := strings.Cut(r.text, " ")
		if k != key {
			continue
		}
		want, got, ok := strings.Cut(rest, " | ")
		if _, twice := all[want]; !ok || twice {
			t.Errorf("%s: no bar, or told twice", r.at)
		}
		all[want] = row{r.at, got}
	}
	return all
}

var (
	// Brackets mark extents; those of the text are written \x5b and \x5d.
	unmark   = strings.NewReplacer("[", "", "]", "")
	unescape = strings.NewReplacer(`\n`, "\n", `\r`, "\r", `\t`, "\t", `\u00a0`, "\u00a0", `\u2009`, "\u2009", `\u202f`, "\u202f", `\x5b`, "[", `\x5d`, "]")
	escape   = strings.NewReplacer("\n", `\n`, "\r", `\r`, "\t", `\t`, "\u00a0", `\u00a0`, "\u2009", `\u2009`, "\u202f", `\u202f`)
)

// A table compares cases with what comes out, given what is known to be wrong.
type table struct {
	t     *testing.T
	key   string
	known map[string]row
	seen  map[string]string
}

func newTable(t *testing.T, key string) *table {
	t.Helper()
	return &table{t, key, known(t, key), map[string]string{}}
}

// check reports a case that fails, one known to fail that passes, and one that
// fails in a new way. got is empty where the case passes.
func (b *table) check(at, sentence, want, got string) {
	b.t.Helper()
	if first, twice := b.seen[sentence]; twice {
		b.t.Errorf("%s: the same as %s", at, first)
	}
	b.seen[sentence] = at
	k, listed := b.known[sentence]
	switch {
	case got == "" && listed:
		b.t.Errorf("%s: right now; strike %s: %s", at, k.at, sentence)
	case got == "":
	case !listed:
		b.t.Errorf("%s:\ngot  %s\nwant %s", at, got, want)
	case k.text != got:
		b.t.Errorf("%s: wrong in a new way\ngot  %s\nwant %s\nwas  %s (%s)", at, got, want, k.text, k.at)
	}
}

// done reports what is listed as wrong and is no case.
func (b *table) done() {
	b.t.Helper()
	for sentence, k := range b.known {
		if b.seen[sentence] == "" {
			b.t.Errorf("%s: no such case: %s", k.at, sentence)
		}
	}
}

// TestExtents reads the table of extents.
func TestExtents(t *testing.T) {
	b := newTable(t, "extent")
	for _, r := range rows(t, "extent.txt") {
		in := unescape.Replace(unmark.Replace(r.text))
		got := marked(in)
		if got == unescape.Replace(r.text) {
			got = ""
		}
		b.check(r.at, r.text, r.text, escape.Replace(got))
	}
	b.done()
}

// names are the words of the tables for the values of each enumeration.
var names = map[string][]string{
	"type":   {"DATE", "TIME", "DURATION", "SET"},
	"mod":    {"NoMod", "Start", "Mid", "End", "Approx", "Before", "After", "OnOrBefore", "OnOrAfter", "LessThan", "MoreThan", "EqualOrLess", "EqualOrMore"},
	"signal": {"NoSignal", "On", "By", "BeforeSignal", "AfterSignal", "Since", "Until", "From", "To", "For", "Within", "AsSoonAs"},
	"hedge":  {"Exact", "About", "Nearly", "Over", "AtLeast", "AtMost", "ShortlyBefore", "ShortlyAfter", "LongAfter", "JustHedge"},
	"follow": {"NoFollow", "FollowBefore", "FollowAfter", "FollowAgo", "FollowEarlier", "FollowLater", "FollowLate", "FollowEarly", "FollowInto", "FollowOf", "FollowNoun"},
	"tense":  {"NoTense", "PastTense", "PresentTense", "FutureTense", "OpenTense"},
	"range":  {"NoRange", "RangeFirst", "RangeLast"},
	"kind":   {"Calendar", "Deictic", "Shift", "Length", "Recurrence", "Reference"},
	"unit":   {"NoUnit", "Second", "Minute", "Hour", "Day", "Night", "Weekend", "Week", "Fortnight", "Month", "Quarter", "Year", "Decade", "Century", "Millennium"},
	"part":   {"NoPart", "Morning", "Afternoon", "Evening", "Nighttime", "EarlyHours", "Dawn", "Dusk", "Daytime", "Midday", "PastMidnight", "Late", "Later", "Early"},
}

// feature is the value of one named feature: a field of the expression or of
// its meaning. A blank is written "_", and nothing "-".
func feature(in string, e Expression, key string) string {
	var v string
	switch key {
	case "lead":
		v = e.Lead.Of(in)
	case "tail":
		v = e.Tail.Of(in)
	case "zone":
		v = e.Zone.Text
	case "holiday":
		if e.Meaning.Holiday != nil {
			v = e.Meaning.Holiday.Name
		}
	default:
		is := func(s string) bool { return strings.EqualFold(s, key) }
		f := reflect.ValueOf(e).FieldByNameFunc(is)
		if !f.IsValid() {
			f = reflect.ValueOf(e.Meaning).FieldByNameFunc(is)
		}
		switch n := names[key]; {
		case !f.IsValid():
			return "?"
		case n != nil:
			v = n[f.Uint()]
		default:
			v = fmt.Sprint(f)
		}
	}
	if v == "" {
		return "-"
	}
	return strings.ReplaceAll(v, " ", "_")
}

// TestFeatures reads the table of features: one expression of each sentence is
// in brackets, and behind a bar stands what is to be read of it.
func TestFeatures(t *testing.T) {
	b := newTable(t, "features")
	for _, r := range rows(t, "features.txt") {
		sentence, want, ok := strings.Cut(r.text, " | ")
		before, _, opens := strings.Cut(sentence, "[")
		_, behind, closes := strings.Cut(sentence, "]")
		if !ok || !opens || !closes || strings.ContainsAny(behind, "[]") {
			t.Errorf("%s: no bar, or not one expression", r.at)
			continue
		}
		in := unescape.Replace(unmark.Replace(sentence))
		start, end := len(unescape.Replace(before)), len(in)-len(unescape.Replace(behind))
		got := escape.Replace(marked(in))
		for _, e := range Find(in) {
			if e.Span.Start != start || e.Span.End != end {
				continue
			}
			var other []string
			for _, f := range strings.Fields(want) {
				key, value, _ := strings.Cut(f, "=")
				v := feature(in, e, key)
				if v == "?" || names[key] != nil && !slices.Contains(names[key], value) {
					t.Errorf("%s: no feature %s", r.at, f)
				}
				if v != value {
					other = append(other, key+"="+v)
				}
			}
			got = strings.Join(other, " ")
		}
		b.check(r.at, sentence, r.text, got)
	}
	b.done()
}
