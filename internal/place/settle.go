package place

import (
	"cmp"
	"fmt"
	"slices"
)

// How many times likelier a meaning is whose state or country the text names,
// or another state of the same country; and how many times likelier than a
// rival it must be for the rival to drop out.
const (
	stateNamedOften = 600
	stateNamed      = 200
	countryNamed    = 50
	siblingNamed    = 10
	capitalAlways   = 3 // a capital, where a rival is favoured
	sane            = 10
)

// often is how often a state must be named to count most.
const often = 3

// settle chooses what every mention means, by what stands behind it, else by
// the other places of the text, else by size.
func (f *finder) settle() []Mention {
	ev := evidence{of: map[string]*notice{}, fixed: map[string]Place{}, by: map[string]string{}}
	f.dropPersons()
	reasons := make([]string, len(f.found))
	for k := range f.found {
		f.together(k, reasons, ev)
	}
	for k := range f.found {
		m := &f.found[k]
		if !m.doubt && (reasons[k] != "" || !rivals(m.places)) {
			ev.add(m.places[0], m.key, m.span.Of(f.txt))
		}
	}
	f.dropDoubts(ev)
	settled := map[string]Mention{} // what a name means where nothing behind it says
	out := make([]Mention, 0, len(f.found))
	for k := range f.found {
		m := &f.found[k]
		if m.span.Empty() {
			continue
		}
		s, ok := settled[m.key]
		if explained := reasons[k] != "" || m.short; explained || !ok {
			s = m.mention(reasons[k], ev)
			if !explained {
				settled[m.key] = s
			}
		}
		s.Span = m.span
		if m.based {
			s.Kind = Demonym
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// evidence is what the places that a text names for sure say of the others.
type evidence struct {
	of    map[string]*notice // by country; country| for any of its states; country|state; country|state| for its towns
	fixed map[string]Place   // names that the text explains somewhere: "Portland, Maine"
	by    map[string]string  // with what
}

// A notice is how often a country or a state is spoken of, and by which words
// first. Second are the first words of another name than the first.
type notice struct {
	count         int
	own           map[string]int // by name
	first, second string
	name          string // of first
}

func (ev evidence) add(p Place, key, words string) {
	note := func(of string) {
		n := ev.of[of]
		if n == nil {
			n = &notice{own: map[string]int{}, first: words, name: key}
			ev.of[of] = n
		}
		n.count++
		n.own[key]++
		if n.second == "" && n.name != key {
			n.second = words
		}
	}
	switch {
	case p.Country == "":
		return
	case p.Kind == State:
		note(p.Country + "|")
		note(p.Country + "|" + Fold(p.Province))
	default:
		note(p.Country)
		if p.Province != "" {
			note(p.Country + "|" + Fold(p.Province) + "|")
		}
	}
}

// count says how often others than the name itself speak of a country or
// state, and by which words first.
func (ev evidence) count(of, name string) (n int, words string) {
	e := ev.of[of]
	if e == nil {
		return 0, ""
	}
	words = e.first
	if e.name == name {
		words = e.second
	}
	return e.count - e.own[name], words
}

// favour says how many times likelier a meaning of a name is by what else the
// text names, and which words speak for it.
func (ev evidence) favour(p Place, name string) (times int, words string) {
	if p.Country == "" {
		return 1, ""
	}
	if p.Province != "" {
		of := p.Country + "|" + Fold(p.Province)
		if p.Kind == State {
			of += "|" // its towns speak for a state, the state for its towns
		}
		switch n, words := ev.count(of, name); {
		case n >= often:
			return stateNamedOften, words
		case n > 0:
			return stateNamed, words
		}
	}
	if n, words := ev.count(p.Country, name); n > 0 {
		return countryNamed, words
	}
	if n, words := ev.count(p.Country+"|", name); n > 0 {
		return siblingNamed, words
	}
	return 1, ""
}

// dropPersons forgets the mentions of a name that the text gives to a person:
// bare ones, and those of a small town wherever they stand.
func (f *finder) dropPersons() {
	if len(f.persons) == 0 {
		return
	}
	f.found = slices.DeleteFunc(f.found, func(m found) bool {
		p := m.places[0]
		if !f.persons[m.key] || m.sure || p.Kind != City && lexicon()[m.key]&person == 0 {
			return false
		}
		return !m.placed || p.Kind == City && p.weight() < barePerson
	})
}

// dropDoubts empties the mentions that are rather a person's, since nothing
// else in the text speaks of the place.
func (f *finder) dropDoubts(ev evidence) {
	sure := map[string]bool{}
	for _, m := range f.found {
		if !m.doubt {
			sure[m.key] = true
		}
	}
	for k := range f.found {
		m := &f.found[k]
		if !m.doubt || sure[m.key] {
			continue
		}
		if times, _ := ev.favour(m.places[0], m.key); times == 1 {
			m.span.End = m.span.Start
		}
	}
}

// together settles mention k and the one behind its comma by each other:
// "Tripoli, Lebanon", "Athens, Georgia".
func (f *finder) together(k int, reasons []string, ev evidence) {
	if k+1 >= len(f.found) || !apposed(f.txt[f.found[k].span.End:f.found[k+1].span.Start]) {
		return
	}
	m, next := &f.found[k], &f.found[k+1]
	if m.places[0].Kind == Demonym || m.places[0].Kind == Region {
		return
	}
	for j, s := range next.places {
		for i, p := range m.places {
			if !p.within(s) {
				continue
			}
			m.places = m.places[i : i+1]
			next.places = next.places[j : j+1]
			words := next.span.Of(f.txt)
			reasons[k] = "named with " + words
			reasons[k+1] = "named with " + m.span.Of(f.txt)
			ev.fixed[m.key], ev.by[m.key] = p, words
			return
		}
	}
	s := next.places[0]
	if s.Kind == State && m.places[0].Kind == City && (next.short || m.placed && m.places[0].weight() < barePerson) {
		// A town that the table does not have keeps the time of its state.
		p := Place{Name: m.places[0].Name, Country: s.Country, Province: s.Province, Zones: s.Zones}
		m.places = []Place{p}
		reasons[k] = "named with " + next.span.Of(f.txt)
	}
}

// rivals reports whether another place in another zone is plausible besides the
// first, by size alone. The places are sorted by weight.
func rivals(ps []Place) bool {
	for _, p := range ps[1:] {
		if p.zone() != ps[0].zone() && p.weight()*sane >= ps[0].weight() {
			return true
		}
	}
	return false
}

// mention ranks the places by the evidence and says why the first is first.
func (m *found) mention(reason string, ev evidence) Mention {
	ps := m.places
	out := Mention{Span: m.span, Reason: reason}
	if p, ok := ev.fixed[m.key]; ok && reason == "" {
		ps = []Place{p}
		out.Reason = "the text has it with " + ev.by[m.key] + " elsewhere"
	}
	if len(ps) > 1 {
		ps, out.Ambiguous, out.Reason = ev.rank(ps, m.key)
	} else if out.Reason == "" {
		out.Reason = alone(ps[0])
	}
	out.Places, out.Kind = ps, ps[0].Kind
	return out
}

// rank sorts places by weight and evidence, and keeps the plausible ones.
func (ev evidence) rank(ps []Place, name string) (plausible []Place, ambiguous bool, reason string) {
	type scored struct {
		place  Place
		score  int
		favour int
		words  string
	}
	list := make([]scored, len(ps))
	most := 1
	for i, p := range ps {
		times, words := ev.favour(p, name)
		list[i] = scored{p, p.weight() * times, times, words}
		most = max(most, times)
	}
	for i := range list {
		if s := &list[i]; most > 1 && s.favour == 1 && s.place.Capital {
			s.score *= capitalAlways
		}
	}
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	first := list[0]
	zones := map[string]bool{}
	least := first.favour
	for _, s := range list {
		if s.score*sane < first.score {
			least = min(least, s.favour)
			continue
		}
		least = min(least, s.favour)
		plausible = append(plausible, s.place)
		zones[s.place.zone()] = true
	}
	ambiguous = len(zones) > 1
	switch {
	case first.favour > 1 && first.favour > least:
		reason = "the text also names " + first.words
	case len(plausible) == 1 && first.place.Kind == City:
		reason = "by far the largest or best known of the name"
	case len(plausible) == 1:
		reason = alone(first.place)
	default:
		reason = before(plausible)
	}
	return plausible, ambiguous, reason
}

// before is the reason for the first of several places that none of the text
// speaks for.
func before(ps []Place) string {
	first := ps[0]
	if first.Kind != City {
		return "taken for the " + first.Kind.String() + " of that name"
	}
	for _, p := range ps[1:] {
		switch {
		case p.Population <= first.Population:
		case first.Capital:
			return "the capital of " + first.Country
		default:
			return "the best known of the name"
		}
	}
	if len(ps) == 2 {
		return "the larger of the two"
	}
	return fmt.Sprintf("the largest of %d", len(ps))
}

// alone is the reason for a name with one meaning.
func alone(p Place) string {
	switch p.Kind {
	case Country:
		return "the country of that name"
	case Demonym:
		if p.Country != "" {
			return "the adjective of " + p.Country
		}
		return "the people of the place"
	case Building:
		if p.Country != "" {
			return "a well-known site in " + p.Country
		}
		return "a well-known site"
	case Region:
		return "a wide region"
	}
	return "no other place of the name is known"
}
