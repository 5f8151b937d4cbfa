package place

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/text"
)

// How many people a place of the table has that is found without a word before
// it that says so: a city, a city that people are called by, a province, a
// city that stands before another capital.
const (
	bareCity     = 100_000
	barePerson   = 250_000
	bareProvince = 1_000_000
	bareLeading  = 300_000
)

// Find returns the places named in a text, in order, none overlapping another.
//
// A name counts with a capital. That of a small town, or one that is a word or
// a name of people too, counts only where the words around it make it a place;
// a name that is part of another's ("the New York Times", "Jordan Smith",
// "Bank of England") does not count at all.
func Find(txt string) []Mention {
	f := &finder{txt: txt, toks: scan(txt), known: known(), words: map[string]wordInfo{}, pairs: map[string]bool{}, names: map[string]*name{}}
	for i := 0; i < len(f.toks); {
		if !f.toks[i].capital {
			i++
			continue
		}
		i += f.at(i)
	}
	return f.settle()
}

type finder struct {
	txt     string
	toks    []token
	known   *tables
	words   map[string]wordInfo
	pairs   map[string]bool // two words that begin a name, or do not
	names   map[string]*name
	found   []found
	persons map[string]bool // folded names that the text gives to a person
	buf     []byte
}

// wordInfo is what the tables say of a word, as the text writes it.
type wordInfo struct {
	folded string
	class  class
	begins bool // a name of the tables
}

// A name is what the tables have under the words of a text.
type name struct {
	key    string
	own    int     // how many of places come from the tables written by hand
	places []Place // the likeliest first
	people int     // of the largest place of the table of cities
	class  class
	none   bool // the name of something that is no place
}

// found is a mention on the way to being settled.
type found struct {
	span   text.Span
	key    string
	places []Place
	placed bool // words around it make it a place
	sure   bool // it opens a dateline, or its country or state stands behind it
	doubt  bool // a bare subject of "said": a person, unless the text shows otherwise
	based  bool // "Moscow-based", which counts as an adjective
	owns   bool // with the "'s" of a possessive
	short  bool // the abbreviation of a state
}

// A candidate is a name that starts at token i and has n tokens.
type candidate struct {
	*name
	i, n  int
	span  text.Span
	kind  Kind
	owns  bool // with the "'s" of a possessive
	based bool // "Moscow-based"
}

// at looks for the longest name that starts at token i, and returns how many
// tokens are done with.
func (f *finder) at(i int) int {
	first := f.toks[i]
	if first.end-first.start > longestName {
		return 1
	}
	if n := f.abbreviation(i); n > 0 {
		return n
	}
	if !f.word(i).begins {
		return 1
	}
	for n := f.reach(i); n > 0; n-- {
		c, ok := f.candidate(i, n)
		if !ok {
			continue
		}
		if f.judge(&c) != rejected {
			return n
		}
	}
	return 1
}

// word returns what the tables say of token i.
func (f *finder) word(i int) wordInfo {
	raw := f.toks[i].of(f.txt)
	if len(raw) > longestName {
		return wordInfo{}
	}
	if w, ok := f.words[raw]; ok {
		return w
	}
	f.buf = appendFold(f.buf[:0], raw)
	w := wordInfo{folded: string(f.buf)}
	w.class = lexicon()[w.folded]
	if f.toks[i].capital {
		w.begins = f.begins(w.folded)
		if base, ok := possessed(raw); ok && !w.begins {
			w.begins = f.begins(Fold(base))
		} else if base, ok := based(raw); ok {
			w.begins = f.begins(Fold(base))
		}
	}
	f.words[raw] = w
	return w
}

// begins reports whether a name of any table begins with the folded words.
func (f *finder) begins(folded string) bool {
	return folded != "" && (f.known.first[firstTwo(folded)] || begins(folded))
}

// is reports whether token i is of a class.
func (f *finder) is(i int, c class) bool {
	return i >= 0 && i < len(f.toks) && f.word(i).class&c != 0
}

// reach is how many tokens a name that starts at i may have. At most two small
// words stand together inside a name.
func (f *finder) reach(i int) int {
	if i+1 >= len(f.toks) || !f.toks[i+1].joined || !f.pair(i) {
		return 1
	}
	small := 0
	for n := 1; n < f.known.longest; n++ {
		if i+n >= len(f.toks) || !f.toks[i+n].joined || f.toks[i+n].end-f.toks[i+n].start > longestName {
			return n
		}
		if f.toks[i+n].capital {
			small = 0
		} else if small++; small > 2 {
			return n
		}
	}
	return f.known.longest
}

// pair reports whether a name begins with the tokens i and i+1.
func (f *finder) pair(i int) bool {
	if f.toks[i+1].end-f.toks[i+1].start > longestName {
		return false
	}
	raw := f.txt[f.toks[i].start:f.toks[i+1].end]
	ok, seen := f.pairs[raw]
	if seen {
		return ok
	}
	last := f.toks[i+1].of(f.txt)
	f.buf = appendFold(f.buf[:0], raw)
	ok = f.begins(string(f.buf))
	if base, cut := possessed(last); !ok && cut {
		ok = f.begins(Fold(raw[:len(raw)-len(last)+len(base)]))
	} else if base, cut := based(last); !ok && cut {
		ok = f.begins(Fold(raw[:len(raw)-len(last)+len(base)]))
	}
	f.pairs[raw] = ok
	return ok
}

// candidate looks up the n tokens from i, the last without the "'s" of a
// possessive or the "-based" of an adjective unless it has a meaning with it.
func (f *finder) candidate(i, n int) (candidate, bool) {
	last := f.toks[i+n-1]
	c := candidate{i: i, n: n, span: text.Span{Start: int(f.toks[i].start), End: int(last.end)}}
	raw := last.of(f.txt)
	base, owns := possessed(raw)
	if n > 1 || !owns {
		c.name = f.lookup(c.span)
	}
	if c.name == nil && owns {
		c.owns = true
		c.span.End = int(last.start) + len(base)
		c.name = f.lookup(c.span)
	} else if c.name == nil {
		if base, c.based = based(raw); c.based {
			c.name = f.lookup(text.Span{Start: c.span.Start, End: int(last.start) + len(base)})
		}
	}
	if c.name == nil {
		return c, false
	}
	if !c.none {
		c.kind = c.places[0].Kind
	}
	return c, true
}

// lookup returns what bears the name at span, or nil.
func (f *finder) lookup(span text.Span) *name {
	raw := span.Of(f.txt)
	if n, ok := f.names[raw]; ok {
		return n
	}
	var out *name
	f.buf = appendFold(f.buf[:0], raw)
	_, own := f.known.names[string(f.buf)]
	if people, ok := inTable(string(f.buf)); own || ok {
		out = f.describe(string(f.buf), raw, people)
	}
	f.names[raw] = out
	return out
}

// describe gathers what bears a name; nil if that is written otherwise.
func (f *finder) describe(key, raw string, people int) *name {
	n := &name{key: key, people: people, class: lexicon()[key], none: isNone(key)}
	if n.none {
		return n
	}
	if abbreviating(raw) {
		return nil
	}
	own := ownPlaces(key, raw)
	n.own = len(own)
	adjective := slices.ContainsFunc(own, func(p Place) bool { return p.Kind == Demonym })
	if written(raw) && !adjective {
		own = append(own, tablePlaces(key)...)
	}
	if n.places = distinct(own); len(n.places) == 0 {
		return nil
	}
	return n
}

// written reports whether a name is written as the table of cities has them:
// its last word with a capital, and no letters that are an abbreviation.
func written(raw string) bool {
	last := raw[strings.LastIndexAny(raw, " \n\u00a0")+1:]
	if strings.ToLower(last) == last {
		return false
	}
	return len(raw) > len(last) || len(raw) > 3 || !isUpper(raw) // "ABC"
}

// abbreviating reports whether a word begins with two capitals and goes on in
// small letters: "KOs" is no island.
func abbreviating(raw string) bool {
	return len(raw) > 1 && 'A' <= raw[0] && raw[0] <= 'Z' && 'A' <= raw[1] && raw[1] <= 'Z' && !isUpper(raw) && !strings.Contains(raw, " ")
}

// based takes the tail off "Moscow-based", which says nothing of where a
// clause happens.
func based(w string) (string, bool) {
	for _, tail := range [...]string{"-based", "-headquartered"} {
		if base, ok := strings.CutSuffix(w, tail); ok {
			return base, true
		}
	}
	return w, false
}

// abbreviation reads the state behind a town: "Austin, TX", "Portland, Ore."
func (f *finder) abbreviation(i int) int {
	t := f.toks[i]
	if i == 0 || int(t.end-t.start) > 6 || !apposed(f.txt[f.toks[i-1].end:t.start]) {
		return 0
	}
	ps := abbreviated(t.of(f.txt))
	if len(ps) == 0 {
		return 0
	}
	span := t.span()
	if strings.HasPrefix(f.txt[span.End:], ".") && !isUpper(span.Of(f.txt)) {
		span.End++
	}
	if k := len(f.found) - 1; k >= 0 && f.found[k].span.End == int(f.toks[i-1].end) {
		for _, p := range f.found[k].places {
			for _, s := range ps {
				if p.within(s) {
					f.found = append(f.found, found{span: span, key: Fold(s.Name), places: []Place{s}, placed: true, sure: true, short: true})
					return 1
				}
			}
		}
	} else if !f.placedTown(i - 1) {
		return 0
	}
	f.found = append(f.found, found{span: span, key: Fold(ps[0].Name), places: ps[:1], placed: true, sure: true, short: true})
	return 1
}

// placedTown reports whether token i ends a capitalised name behind a
// preposition.
func (f *finder) placedTown(i int) bool {
	for n := 0; n < 3 && i > 0 && f.toks[i].capital && f.toks[i].joined; n++ {
		i--
	}
	return !f.toks[i].capital && f.is(i, inPlace|toPlace|ofPlace)
}

func isUpper(s string) bool { return strings.ToUpper(s) == s }

type verdict uint8

const (
	rejected verdict = iota // no place by this name; a shorter one may be
	accepted
	skipped // part of the name of something else
)

// judge decides whether a name stands for a place, and records it if so.
func (f *finder) judge(c *candidate) verdict {
	if c.none {
		return skipped
	}
	before, article := f.before(c)
	behind := f.behind(c)
	of := f.is(before, ofPlace) && f.toks[max(0, before)].of(f.txt) == "of"
	placed := f.is(before, inPlace) || of && f.toks[before].joined && f.is(before-1, partOf)
	towards := placed || f.is(before, toPlace)
	dateline := f.dateline(c)
	switch {
	case c.based:
		f.found = append(f.found, found{span: c.span, key: c.key, places: c.places, based: true})
		return accepted
	case explicit(c.places, behind):
		return f.accept(c, found{placed: true, sure: true})
	case c.own == 0 && c.class&never != 0:
		return rejected
	case f.belongs(c, before, article), f.heads(c), f.calledSo(c, placed):
		return skipped
	case !dateline && !towards && f.follows(c):
		return skipped
	case dateline:
		return f.accept(c, found{placed: true, sure: true})
	}
	m := found{placed: towards || of || article && c.kind != City || f.enclosed(c), doubt: !towards && f.doubtful(c)}
	if c.own > 0 && c.kind != City {
		if c.class&word != 0 && !towards && !article && f.sentenceStart(c.i) {
			return rejected
		}
		return f.accept(c, m)
	}
	if !f.enough(c, placed, towards, len(behind) > 0 || f.is(before, ofPlace)) {
		if c.n > 1 && c.class&(word|person) == 0 && !isFirstName(f.word(c.i).folded) {
			return f.accept(c, m) // "Newport Beach"
		}
		return rejected
	}
	return f.accept(c, m)
}

// enclosed reports whether a state stands between commas: "Floyd County,
// Virginia, ".
func (f *finder) enclosed(c *candidate) bool {
	rest := f.txt[c.span.End:]
	return c.kind == State && strings.HasSuffix(f.txt[:c.span.Start], ", ") && rest != "" && strings.IndexByte(",.;)", rest[0]) >= 0
}

// enough reports whether a city or province counts by its size and by what
// stands around it: a word that sets something in it, one of movement, or one
// that makes a place of it only if it is nothing else.
func (f *finder) enough(c *candidate, placed, towards, likely bool) bool {
	people := c.people
	if c.own > 0 {
		people = max(people, c.places[0].Population, bareLeading)
	}
	capitals := f.nextCapital(c) >= 0
	if c.owns && c.class&(word|person) != 0 && people < 1_000_000 {
		return false // "at Lincoln's"
	}
	switch {
	case c.class&word != 0:
		return !capitals && (placed || towards && people >= bareCity)
	case c.class&person != 0:
		return placed || towards && people >= bareCity || people >= 1_000_000 || !capitals && people >= barePerson
	case capitals && people < bareCity && !likely && !c.places[0].Capital && !f.divisionWord(c) && !f.is(c.i+c.n, local):
		return false // "at Arroyo Lanes": part of a longer name
	case towards || likely || c.places[0].Capital || f.divisionWord(c):
		return true
	case c.kind == State:
		return people >= bareProvince
	case capitals:
		return people >= bareLeading || f.is(c.i+c.n, local)
	}
	return people >= bareCity
}

// divisionWord reports whether the word behind says that the name is a
// province's.
func (f *finder) divisionWord(c *candidate) bool {
	j := c.i + c.n
	if j >= len(f.toks) || !f.toks[j].joined {
		return false
	}
	switch strings.ToLower(f.toks[j].of(f.txt)) {
	case "province", "region", "oblast", "governorate", "prefecture", "county", "state", "district":
		return true
	}
	return false
}

func (f *finder) accept(c *candidate, m found) verdict {
	m.span, m.key, m.places, m.owns = c.span, c.key, c.places, c.owns
	f.found = append(f.found, m)
	return accepted
}

// behind returns the country or state that stands behind a comma or in
// brackets.
func (f *finder) behind(c *candidate) []Place {
	j := c.i + c.n
	if j >= len(f.toks) || !f.toks[j].capital || !apposed(f.txt[c.span.End:f.toks[j].start]) {
		return nil
	}
	if t := f.toks[j]; t.end-t.start <= 6 {
		if ps := abbreviated(t.of(f.txt)); len(ps) > 0 {
			return ps
		}
	}
	for n := min(f.reach(j), 4); n > 0; n-- {
		d, ok := f.candidate(j, n)
		if !ok {
			continue
		}
		var out []Place
		for _, p := range d.places {
			if p.Kind == Country || p.Kind == State {
				out = append(out, p)
			}
		}
		return out
	}
	return nil
}

// apposed reports whether what stands between two places makes the second tell
// where the first is.
func apposed(between string) bool {
	return between == ", " || between == ",\n" || between == " ("
}

// explicit reports whether one of the places lies in what stands behind it.
func explicit(ps, behind []Place) bool {
	for _, s := range behind {
		if slices.ContainsFunc(ps, func(p Place) bool { return p.within(s) }) {
			return true
		}
	}
	return false
}

// dateline reports whether the name opens a paragraph as a dateline does:
// "MOSCOW (AP) —", "Kyiv, Ukraine —".
func (f *finder) dateline(c *candidate) bool {
	head := strings.TrimRight(f.txt[max(0, c.span.Start-4):c.span.Start], " \t")
	if c.span.Start > 0 && head != "" && !strings.HasSuffix(head, "\n") {
		return false
	}
	rest := strings.TrimLeft(f.txt[c.span.End:], ",")
	return strings.HasPrefix(rest, " (") && isUpper(c.span.Of(f.txt)) || strings.HasPrefix(rest, " —") || strings.HasPrefix(rest, " – ") || strings.HasPrefix(rest, " - ") || strings.HasPrefix(rest, " -- ")
}

// before returns the token before the name, or before the article of it; -1
// if none is joined.
func (f *finder) before(c *candidate) (i int, article bool) {
	if !f.toks[c.i].joined {
		return -1, false
	}
	i = c.i - 1
	switch w := f.toks[i].of(f.txt); {
	case w == "the" || w == "The":
		if !f.toks[i].joined {
			return -1, true
		}
		return i - 1, true
	case f.toks[i].joined && f.is(i, lead) && !f.is(i, inPlace|toPlace) && f.is(i-1, inPlace|toPlace):
		return i - 1, false // "in central Kyiv"
	case f.toks[i].joined && !f.toks[i].capital && (w == "nearby" || w == "neighbouring" || w == "neighboring") && f.is(i-1, inPlace|toPlace):
		return i - 1, false
	}
	return i, false
}

// belongs reports whether the name is part of that of something named after
// it: "Bank of England", "Real Madrid", "Radio Moscow".
func (f *finder) belongs(c *candidate, before int, article bool) bool {
	if before < 0 {
		return false
	}
	if f.toks[before].of(f.txt) == "of" && before > 0 && f.toks[before].joined && f.toks[before-1].capital && f.is(before-1, ofOrganisation) {
		return true
	}
	return !article && before == c.i-1 && f.toks[before].capital && f.is(before, clubBefore)
}

// nextCapital returns the token behind the name if it is joined and has a
// capital, and is no day or month; else -1.
func (f *finder) nextCapital(c *candidate) int {
	j := c.i + c.n
	if j >= len(f.toks) || !f.toks[j].joined || !f.toks[j].capital || c.span.End != int(f.toks[j-1].end) || calendarWord(f.toks[j].of(f.txt)) {
		return -1
	}
	if w := f.toks[j].of(f.txt); len(w) > 1 && isUpper(w) && isUpper(c.span.Of(f.txt)) {
		return -1 // a line in capitals says nothing
	}
	return j
}

func calendarWord(w string) bool {
	switch w {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun",
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
		"GMT", "UTC", "AM", "PM", "Time":
		return true
	}
	return false
}

// heads reports whether the name is the first part of that of a firm, a paper,
// a team, a treaty or a street.
func (f *finder) heads(c *candidate) bool {
	j := f.nextCapital(c)
	kind := c.kind
	if j < 0 || kind == Building || kind == Region {
		return false
	}
	next, _ := possessed(f.toks[j].of(f.txt))
	after := j+1 < len(f.toks) && f.toks[j+1].joined && f.toks[j+1].capital
	if f.is(j, organisation) {
		return true
	}
	if kind == Demonym {
		return false
	}
	if f.is(j, team) && (!after || !f.is(j, local)) {
		return true
	}
	if kind == Country {
		return false
	}
	if after && (f.is(j+1, organisation) || f.is(j+1, team) && !f.is(j, local)) {
		return true
	}
	if after && j+2 < len(f.toks) && f.toks[j+2].joined && f.toks[j+2].capital && f.is(j+2, organisation) {
		return true
	}
	if c.class&cityClub != 0 && !(after && f.is(j+1, local)) {
		switch next {
		case "City", "Town", "County":
			return true
		}
	}
	if next == "County" && c.own == 0 && c.people < 1_000_000 && !(after && f.is(j+1, local)) {
		return true // "Bergen County"
	}
	if kind == State && c.places[0].Country == "United Kingdom" && next == "County" && !(after && f.is(j+1, local)) {
		return true // "Essex County" in New Jersey
	}
	return kind == City && f.is(j, street)
}

// follows reports whether the capitals before the name of a town or state make
// it part of a person's or a firm's.
func (f *finder) follows(c *candidate) bool {
	b := c.i - 1
	if c.kind != City && c.kind != State || !f.toks[c.i].joined || !f.toks[b].capital {
		return false
	}
	raw := f.toks[b].of(f.txt)
	if _, owner := possessed(raw); owner || len(raw) > 1 && isUpper(raw) && isUpper(c.span.Of(f.txt)) {
		return false // "Ukraine's Kherson"
	}
	if k := len(f.found) - 1; k >= 0 && f.found[k].span.End == int(f.toks[b].end) {
		return false // "Russian Kursk"
	}
	if f.forename(b, c) {
		f.person(c.key)
		return true
	}
	if f.is(b, lead|inPlace|toPlace|ofPlace) {
		return false
	}
	return c.class&person != 0 || c.own == 0 && !f.sentenceStart(b)
}

// forename reports whether token b before the name is a person's first name,
// initial, title or, where people are called like the place, office.
func (f *finder) forename(b int, c *candidate) bool {
	w := f.word(b)
	switch {
	case len(w.folded) == 1:
		return f.txt[f.toks[b].end] == '.'
	case w.class&titleWord != 0:
		return true
	case w.class&office != 0:
		return c.class&person != 0
	}
	return isFirstName(w.folded) && w.class&lead == 0
}

// calledSo reports whether the name is a first name before a last one, or that
// of a country that is the last of a person named before.
func (f *finder) calledSo(c *candidate, placed bool) bool {
	if c.class&person == 0 || c.kind == Demonym || c.kind == Building {
		return false
	}
	b := c.i - 1
	if c.kind == Country && !placed && f.toks[c.i].joined && f.toks[b].capital && f.forename(b, c) {
		f.person(c.key)
		return true
	}
	j := f.nextCapital(c)
	if j < 0 && f.particle(c) {
		f.person(c.key)
		return true
	}
	if j < 0 || f.is(j, local|street|organisation|team) {
		return false
	}
	w, _ := possessed(f.toks[j].of(f.txt))
	if isUpper(w) && len(abbreviated(w)) > 0 {
		return false // "Austin TX"
	}
	key := Fold(w)
	if _, own := f.known.names[key]; own && lexicon()[key]&person == 0 {
		return false // "Austin Texas"
	}
	if c.kind == Country && c.class&weak == 0 {
		return lexicon()[key]&person != 0 || isFirstName(key) // "Israel Katz", but "Kenya Red Cross"
	}
	f.person(c.key)
	f.person(key)
	return true
}

// particle reports whether a small word of a last name stands behind: "Florence
// de Vries".
func (f *finder) particle(c *candidate) bool {
	j := c.i + c.n
	if j+1 >= len(f.toks) || !f.toks[j].joined || !f.toks[j+1].joined || !f.toks[j+1].capital {
		return false
	}
	switch f.toks[j].of(f.txt) {
	case "de", "del", "della", "da", "dos", "van", "von", "der", "bin", "al", "la", "di":
		return true
	}
	return false
}

func (f *finder) person(key string) {
	if f.persons == nil {
		f.persons = map[string]bool{}
	}
	f.persons[key] = true
}

// doubtful reports whether a name is the bare subject of a verb of speech and
// so perhaps a person.
func (f *finder) doubtful(c *candidate) bool {
	return c.class&weak != 0 && c.span.End == int(f.toks[c.i+c.n-1].end) && c.i+c.n < len(f.toks) && f.toks[c.i+c.n].joined && f.is(c.i+c.n, speech)
}

// sentenceStart reports whether token i opens a sentence.
func (f *finder) sentenceStart(i int) bool {
	head := f.txt[:f.toks[i].start]
	for head != "" {
		r, n := utf8.DecodeLastRuneInString(head)
		switch {
		case r == '\n' && strings.HasSuffix(head, "\n\n"):
			return true
		case unicode.IsSpace(r) || strings.ContainsRune("“”\"'‘’(*_>#•-–—", r):
			head = head[:len(head)-n]
		default:
			return strings.ContainsRune(".!?:…", r)
		}
	}
	return true
}
