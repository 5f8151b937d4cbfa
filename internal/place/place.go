// Package place knows where the places named in a text lie, as far as clocks
// care: their country and their IANA zones.
//
// Find reads a text and returns the places it names; Lookup takes one name.
// Cities and provinces come from a generated table (cities.txt, see NOTICE),
// countries, states and the names of reports from tables written by hand
// (countries.txt, states.txt, famous.txt). Words that are people, firms or
// plain words rather than places are told apart by words.txt and
// firstnames.txt. A name of several places is settled by what else the text
// names, and every choice says why.
package place

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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

func (k Kind) String() string {
	return [...]string{"city", "country", "state", "building", "region", "demonym"}[k]
}

// A Place is one place that a name may mean. Zones are its IANA zones, that of
// the capital or of most people first.
type Place struct {
	Name       string
	Country    string // its English short name
	Province   string // the first-level division
	Zones      []string
	Kind       Kind
	Population int
	Capital    bool // the capital of its country
	seat       bool // the seat of its province
	likely     bool // what the bare name means rather than a larger city
	prime      bool // what the bare name means whatever else bears it
}

// A Mention is a place named in a text. Places are what the name may mean, the
// likeliest first; those far less likely are left out.
type Mention struct {
	Span      text.Span
	Places    []Place
	Kind      Kind
	Ambiguous bool   // places in different zones remain plausible
	Reason    string // why the first of Places was chosen
}

// Lookup returns the places of a name, the likeliest first. What stands behind
// a comma chooses among them: "Portland, Maine". An unknown name has none, nor
// has one without a capital.
func Lookup(name string) []Place {
	name = strings.TrimSpace(name)
	if r, _ := utf8.DecodeRuneInString(name); !unicode.IsUpper(r) && !unicode.IsTitle(r) {
		return nil
	}
	town, rest, comma := strings.Cut(name, ",")
	ps := named(town)
	rest = strings.Trim(rest, " .")
	if !comma || rest == "" || len(ps) == 0 {
		return ps
	}
	for _, s := range append(abbreviated(rest), named(rest)...) {
		for i, p := range ps {
			if p.within(s) {
				return append([]Place{p}, slices.Delete(slices.Clone(ps), i, i+1)...)
			}
		}
	}
	return ps
}

// named returns the places that bear a name, the likeliest first, one a zone.
func named(name string) []Place {
	key := Fold(name)
	own := ownPlaces(key, name)
	var ps []Place
	if len(own) > 0 || !lexicon().is(never, key) {
		ps = append(own, tablePlaces(key)...)
	}
	return distinct(ps)
}

// distinct sorts places by weight and keeps one for each zone and kind of
// place.
func distinct(ps []Place) []Place {
	slices.SortStableFunc(ps, func(a, b Place) int { return cmp.Compare(b.weight(), a.weight()) })
	var out []Place
	for _, p := range ps {
		if !slices.ContainsFunc(out, func(q Place) bool {
			return q.Country == p.Country && q.Province == p.Province && q.Kind == p.Kind && q.zone() == p.zone()
		}) {
			out = append(out, p)
		}
	}
	return out
}

func (p Place) zone() string {
	if len(p.Zones) == 0 {
		return ""
	}
	return p.Zones[0]
}

// weight says how likely a bare name means this place rather than others of
// the name, in people. A seat of government is in the news more often than its
// size tells, a state less often.
func (p Place) weight() int {
	w := p.Population
	switch p.Kind {
	case Country, Demonym, Building, Region:
		w = max(w, 20_000_000)
	case State:
		w = max(w/2, min(w, 1_500_000))
	}
	switch {
	case p.Capital:
		w *= 3
	case p.seat:
		w *= 2
	}
	if p.likely {
		w *= 4
	}
	if p.prime {
		w = max(20*w, 40_000_000)
	}
	return w
}

// within reports whether p lies in the country or state s.
func (p Place) within(s Place) bool {
	switch s.Kind {
	case Country:
		return p.Country == s.Country && p.Kind != Country
	case State:
		return p.Country == s.Country && p.Kind != State && p.Kind != Country && Fold(p.Province) == Fold(s.Province)
	}
	return false
}
