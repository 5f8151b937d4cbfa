// Package place knows where the places named in a text lie, as far as clocks
// care: their country and their IANA zones. The cities come from a generated
// table (NOTICE), countries, states, famous buildings and adjectives from
// tables of its own.
package place

import (
	_ "embed"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"timeline/internal/text"
)

// A Kind is what sort of place a name is of.
type Kind uint8

// The kinds. A Demonym is an adjective or a name of people: "Russian".
const (
	City Kind = iota
	Country
	State
	Building
	Region // a wide region, which may have no zone: "Europe"
	Demonym
)

// A Place is one place that a name may mean. Zones are its IANA zones, that of
// the capital or the largest city first.
type Place struct {
	Name       string
	Country    string
	Province   string
	Zones      []string
	Kind       Kind
	Population int
}

// A Mention is a place named in a text. Places are what the name may mean, the
// likeliest first.
type Mention struct {
	Span      text.Span
	Places    []Place
	Kind      Kind
	Ambiguous bool // several places in different zones bear the name
}

//go:embed cities.txt
var cityTable string

// cities returns the offset of every line of the table, which is sorted.
var cities = sync.OnceValue(func() []int {
	var at []int
	for i := 0; i < len(cityTable); {
		at = append(at, i)
		i += strings.IndexByte(cityTable[i:], '\n') + 1
	}
	return at
})

func line(at int) string {
	s := cityTable[at:]
	return s[:strings.IndexByte(s, '\n')]
}

// cityByName returns the cities of a name, the largest first.
func cityByName(name string) []Place {
	list := cities()
	i := sort.Search(len(list), func(i int) bool {
		n, _, _ := strings.Cut(line(list[i]), "\t")
		return n >= name
	})
	var out []Place
	for ; i < len(list); i++ {
		f := strings.Split(line(list[i]), "\t")
		if f[0] != name {
			break
		}
		pop, _ := strconv.Atoi(f[4])
		out = append(out, Place{Name: f[0], Country: f[1], Province: f[2], Zones: []string{f[3]}, Kind: City, Population: pop})
	}
	return out
}

// Lookup returns the places of a name, the likeliest first: our own tables
// before the cities, larger before smaller. An unknown name has none.
func Lookup(name string) []Place {
	name = strings.TrimSpace(name)
	if name == "" {
		return nil
	}
	name = plain(name)
	var out []Place
	if p, ok := known()[name]; ok {
		out = append(out, p)
	} else if isUpper(name) {
		t := title(name)
		if p, ok := known()[t]; ok {
			out = append(out, p)
		}
		name = t
	}
	for _, c := range cityByName(name) {
		if len(out) > 0 && out[0].Zones != nil && c.Zones[0] == out[0].Zones[0] {
			continue
		}
		out = append(out, c)
	}
	return out
}

// plain takes the marks off letters, as the table of cities writes most names:
// Zürich is Zurich there. Names of our own tables keep theirs.
func plain(name string) string {
	if _, ok := known()[name]; ok {
		return name
	}
	for i := 0; i < len(name); i++ {
		if name[i] >= utf8.RuneSelf {
			if len(cityByName(name)) > 0 {
				return name
			}
			t, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), name)
			if err != nil {
				return name
			}
			return t
		}
	}
	return name
}

func isUpper(s string) bool { return len(s) > 3 && strings.ToUpper(s) == s }

// title writes KYIV as Kyiv.
func title(s string) string {
	var b strings.Builder
	start := true
	for _, r := range strings.ToLower(s) {
		if start {
			r = unicode.ToUpper(r)
		}
		b.WriteRune(r)
		start = r == ' ' || r == '-'
	}
	return b.String()
}

// prepositions are the words before a name that make it a place.
var prepositions = map[string]bool{"in": true, "at": true, "near": true, "from": true, "to": true, "outside": true, "of": true, "around": true, "off": true, "via": true, "into": true, "over": true, "across": true, "for": true, "between": true}

// given are names of places that people bear too.
var given = set("Jordan Georgia Chad Israel China India Kenya Cuba Malta Paris London Sydney Victoria Florence Charlotte Dakota Carolina Virginia Washington Lincoln Jackson Houston Austin Madison Brooklyn Savannah Phoenix Dallas Chelsea Verona Vienna Lourdes Santiago Diego Francisco Cairo Adelaide Melbourne Alexandria Nancy Regina Aurora Tyler Mercedes Salvador Valencia Florida")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// longest is the most words that a name in the tables has.
const longest = 4

// Find returns the places named in a text, in order, none overlapping another.
// A name counts with a capital; that of a small town only behind a preposition
// or before its country, and one that stands like a part of a person's name
// not at all.
func Find(txt string) []Mention {
	ws := words(txt)
	var out []Mention
	context := map[string]bool{}
	for i := 0; i < len(ws); {
		if !ws[i].capital {
			i++
			continue
		}
		m, n := match(txt, ws, i)
		if n == 0 {
			i++
			continue
		}
		for _, p := range m.Places[:1] {
			context[p.Country] = true
		}
		out = append(out, m)
		i += n
	}
	for k := range out {
		settle(txt, out, k, context)
	}
	return out
}

type wordAt struct {
	span    text.Span
	word    string
	capital bool
	joined  bool // only a blank before it
}

func words(txt string) []wordAt {
	var out []wordAt
	for i := 0; i < len(txt); {
		r, n := utf8.DecodeRuneInString(txt[i:])
		if !unicode.IsLetter(r) {
			i += n
			continue
		}
		j := i
		for j < len(txt) {
			r, n := utf8.DecodeRuneInString(txt[j:])
			dot := r == '.' && j+1 < len(txt) && j-i <= 3 && unicode.IsUpper(rune(txt[j-1])) && (j+1 == len(txt) || txt[j+1] != ' ' || dotted(txt[i:j]))
			hyphen := r == '-' && j+1 < len(txt) && unicode.IsLetter(rune(txt[j+1]))
			if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !dot && !hyphen {
				break
			}
			j += n
		}
		w := wordAt{span: text.Span{Start: i, End: j}, word: txt[i:j], capital: unicode.IsUpper(r)}
		if len(out) > 0 {
			between := txt[out[len(out)-1].span.End:i]
			w.joined = between == " " || between == "\n"
		}
		out = append(out, w)
		i = j
	}
	return out
}

// dotted reports whether w is letters with stops, "U.S".
func dotted(w string) bool { return len(w) >= 3 && w[1] == '.' }

// match finds the longest name that starts at word i; n is its length in
// words.
func match(txt string, ws []wordAt, i int) (m Mention, n int) {
	for n := longest; n > 0; n-- {
		if i+n > len(ws) {
			continue
		}
		ok := true
		for _, w := range ws[i+1 : i+n] {
			ok = ok && w.joined
		}
		if !ok {
			continue
		}
		span := text.Span{Start: ws[i].span.Start, End: ws[i+n-1].span.End}
		name := strings.Join(strings.Fields(span.Of(txt)), " ")
		if base, ok := strings.CutSuffix(name, "-based"); ok && n == 1 {
			if ps := Lookup(base); len(ps) > 0 {
				return Mention{Span: span, Places: ps, Kind: Demonym}, 1
			}
		}
		p, own := known()[name]
		if !own {
			name = plain(name)
			p, own = known()[name]
		}
		ps := cityByName(name)
		if !own && len(ps) == 0 {
			continue
		}
		if own {
			ps = append([]Place{p}, ps...)
		}
		before := ""
		if i > 0 && ws[i].joined {
			before = ws[i-1].word
		}
		if before == "the" && i > 1 && ws[i-1].joined {
			before = ws[i-2].word
		}
		placed := prepositions[strings.ToLower(before)]
		follows := i+n < len(ws) && strings.HasPrefix(txt[span.End:], ", ") && len(Lookup(ws[i+n].word)) > 0
		big := own || ps[0].Population >= 1000000
		if !placed && !follows && !big {
			continue
		}
		if !placed && given[name] {
			// "Jordan Smith", "Michael Jordan": a name of people too.
			if i+n < len(ws) && ws[i+n].joined && ws[i+n].capital || before != "" && ws[i-1].capital && !sentenceStart(txt, ws[i-1].span.Start) {
				continue
			}
		}
		if !placed && ps[0].Kind == City {
			// "Paris Hilton", "Anna London"
			if i+n < len(ws) && ws[i+n].joined && ws[i+n].capital && !own {
				continue
			}
			if before != "" && ws[i-1].capital && !sentenceStart(txt, ws[i-1].span.Start) && !own {
				continue
			}
		}
		m = Mention{Span: span, Places: ps, Kind: ps[0].Kind}
		for _, q := range ps[1:] {
			if len(q.Zones) > 0 && len(ps[0].Zones) > 0 && q.Zones[0] != ps[0].Zones[0] {
				m.Ambiguous = true
			}
		}
		return m, n
	}
	return m, 0
}

func sentenceStart(txt string, at int) bool {
	head := strings.TrimRight(txt[:at], " \n\t“\"")
	return head == "" || strings.ContainsAny(head[len(head)-1:], ".!?:")
}

// settle ranks what mention k may mean by the country named right behind it
// ("Paris, Texas"), else by the countries that the text names.
func settle(txt string, ms []Mention, k int, context map[string]bool) {
	m := &ms[k]
	if m.Kind != City {
		return
	}
	if k+1 < len(ms) && txt[m.Span.End:ms[k+1].Span.Start] == ", " {
		next := ms[k+1].Places[0]
		for i, p := range m.Places {
			if p.Country == next.Name || p.Country == next.Country && next.Kind == Country || p.Province == next.Name {
				m.Places[0], m.Places[i] = m.Places[i], m.Places[0]
				m.Ambiguous = false
				return
			}
		}
		if next.Kind == State {
			// A town that the table does not have keeps the time of its state.
			m.Places = append([]Place{{Name: m.Places[0].Name, Country: next.Country, Province: next.Name, Zones: next.Zones, Kind: City}}, m.Places...)
			return
		}
	}
	if len(m.Places) < 2 {
		return
	}
	first := m.Places[0].Country
	count := 0
	for _, o := range ms {
		if o.Kind == Country && o.Places[0].Country == first {
			count++
		}
	}
	if count > 0 {
		return
	}
	for i, p := range m.Places {
		for _, o := range ms {
			if (o.Kind == Country || o.Kind == State) && o.Places[0].Country == p.Country && p.Population*20 > m.Places[0].Population {
				m.Places[0], m.Places[i] = m.Places[i], m.Places[0]
				return
			}
		}
	}
}
