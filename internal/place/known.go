package place

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed countries.txt
var countryText string

//go:embed states.txt
var stateText string

//go:embed famous.txt
var famousText string

// An entry is a name of the tables written by hand.
type entry struct {
	place  Place
	exact  string // the only letters in which it counts, stops left out; empty for any
	target string // another name of this place of the table: "Kyiv, UA"
	kind   Kind   // of the target, where it is not its own
	none   bool   // the name of something that is no place: "The New Yorker"
}

// tables are all that is written by hand, by folded names.
type tables struct {
	names     map[string][]entry
	first     map[string]bool     // the first word and the first two words of all names
	codes     map[string]string   // ISO code to English short name
	capitals  map[string]string   // ISO code to the name of the capital
	abbrs     map[string][]Place  // states by their abbreviations, stops left out
	states    map[string]struct{} // country and folded name
	longest   int                 // words in the longest name
	countries []Place
}

// known reads the tables on first use.
var known = sync.OnceValue(func() *tables {
	t := &tables{
		names: make(map[string][]entry, 4096), first: make(map[string]bool, 2048), codes: map[string]string{}, capitals: map[string]string{},
		abbrs: map[string][]Place{}, states: map[string]struct{}{},
	}
	rows(countryText, t.country)
	rows(stateText, t.state)
	rows(famousText, t.famous)
	return t
})

// rows calls f with the fields of every row of a table.
func rows(table string, f func([]string)) {
	for line := range strings.Lines(table) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			f(strings.Split(line, "|"))
		}
	}
}

// list splits a field at its semicolons; an empty one has nothing.
func list(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, ";")
}

func (t *tables) add(name string, e entry) {
	if n, ok := strings.CutSuffix(name, "="); ok {
		name, e.exact = n, letter(n)
	}
	e.place.Name = name
	key := Fold(name)
	t.names[key] = append(t.names[key], e)
	two := firstTwo(key)
	word, _, _ := strings.Cut(two, " ")
	t.first[word], t.first[two] = true, true
	t.longest = max(t.longest, strings.Count(key, " ")+1)
}

// firstTwo returns the first two words of a folded name.
func firstTwo(key string) string {
	if i := strings.IndexByte(key, ' '); i >= 0 {
		if j := strings.IndexByte(key[i+1:], ' '); j >= 0 {
			return key[:i+1+j]
		}
	}
	return key
}

// letter takes the stops out of an abbreviation: "U.S." is US.
func letter(s string) string { return strings.ReplaceAll(s, ".", "") }

// country reads: code, name, other names, capital, adjectives, zones.
func (t *tables) country(f []string) {
	p := Place{Country: f[1], Zones: strings.Split(f[5], ","), Kind: Country}
	t.codes[f[0]] = f[1]
	if f[3] != "" {
		t.capitals[f[0]] = f[3]
	}
	p.Name = f[1]
	t.countries = append(t.countries, p)
	for _, n := range append([]string{f[1]}, list(f[2])...) {
		t.add(n, entry{place: p})
	}
	p.Kind = Demonym
	for _, n := range list(f[4]) {
		t.add(n, entry{place: p})
	}
}

// state reads: country, name, other names, abbreviations, zones, thousands of
// people.
func (t *tables) state(f []string) {
	people, _ := strconv.Atoi(f[5])
	p := Place{Name: f[1], Country: t.codes[f[0]], Province: f[1], Zones: strings.Split(f[4], ","), Kind: State, Population: people * 1000}
	for _, n := range append([]string{f[1]}, list(f[2])...) {
		q := p
		if !strings.HasSuffix(n, "=") && !strings.Contains(Fold(n), Fold(f[1])) {
			q.Province = n
		}
		t.states[q.Country+"|"+Fold(q.Province)] = struct{}{}
		t.add(n, entry{place: q})
	}
	for _, a := range list(f[3]) {
		a = letter(a)
		t.abbrs[a] = append(t.abbrs[a], p)
	}
}

// famous reads a row of famous.txt; its head says what the fields are.
func (t *tables) famous(f []string) {
	for _, n := range list(f[2]) {
		switch f[0] {
		case "alias":
			t.add(n, entry{target: f[1]})
		case "prime":
			t.add(n, entry{target: f[1], place: Place{prime: true}})
		case "likely":
			t.add(n, entry{target: f[1], place: Place{likely: true}})
		case "demonym":
			t.add(n, entry{target: f[1], kind: Demonym})
		case "not":
			t.add(n, entry{none: true})
		case "city":
			w := strings.Fields(f[1])
			people, _ := strconv.Atoi(w[2])
			t.add(n, entry{place: Place{Country: t.codes[w[1]], Zones: w[:1], Population: people}})
		case "building":
			zone, code, _ := strings.Cut(f[1], " ")
			t.add(n, entry{place: Place{Country: t.codes[code], Zones: []string{zone}, Kind: Building}})
		case "region":
			p := Place{Kind: Region}
			if f[1] != "" {
				p.Zones = []string{f[1]}
			}
			t.add(n, entry{place: p})
		}
	}
}

func countryName(code string) string {
	if n, ok := known().codes[code]; ok {
		return n
	}
	return code
}

// hasState reports whether states.txt has the division p.
func hasState(p Place) bool {
	_, ok := known().states[p.Country+"|"+Fold(p.Province)]
	return ok
}

// ownPlaces returns what the tables written by hand have under a folded key,
// which the text writes as given.
func ownPlaces(key, written string) []Place {
	var out []Place
	for _, e := range known().names[key] {
		if e.none || e.exact != "" && e.exact != letter(written) {
			continue
		}
		if e.target == "" {
			out = append(out, e.place)
			continue
		}
		if p, ok := e.find(); ok {
			out = append(out, p)
		}
	}
	return out
}

// isNone reports whether the name is that of something else than a place.
func isNone(key string) bool {
	es := known().names[key]
	return len(es) > 0 && es[0].none
}

// find returns the place that the entry is another name of: the largest of
// its name and country, in the table or among the states.
func (e entry) find() (Place, bool) {
	name, code, _ := strings.Cut(e.target, ", ")
	country := countryName(code)
	key := Fold(name)
	for _, o := range known().names[key] {
		if o.target == "" && o.place.Kind == State && o.place.Country == country && e.kind == Demonym {
			p := o.place
			p.Name, p.Kind = e.place.Name, Demonym
			return p, true
		}
	}
	for _, p := range tablePlaces(key) {
		if p.Country == country && (p.Kind == City || e.kind == Demonym) {
			p.Name, p.prime, p.likely = e.place.Name, e.place.prime, e.place.likely
			if e.kind == Demonym {
				p.Kind = Demonym
			}
			return p, true
		}
	}
	return Place{}, false
}

// abbreviated returns the states that are abbreviated so behind a town: "TX",
// "Ore".
func abbreviated(s string) []Place { return known().abbrs[letter(s)] }
