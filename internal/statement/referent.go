package statement

import (
	"sort"
	"strings"

	"timeline/internal/place"
	"timeline/internal/text"
)

// A Referent is what the words of an [resolve.EventRef] name.
type Referent struct {
	Class    string   // of the event noun among them, failing that of the verb; empty for neither
	Noun     string   // the stem of a noun that is of no class: "bang"; empty where there is a class
	Names    []string // the names among them, normalised and sorted
	Definite bool     // one happening is meant that was told, or is known: "after the talks", not "after talks"
	Last     bool     // what was told last: "after that"
	Moment   bool     // a clause tells it by a verb other than of its end: "after the fire had broken out" is after that moment
	Own      bool     // only the report itself can tell which: "after it was issued", "before leaving"
}

// Refers reads the words of an [resolve.EventRef].
func Refers(words string) Referent {
	c := parse(words, text.Span{End: len(words)})
	n := c.referring()
	c.tokens = c.tokens[:n]
	var r Referent
	if n == 0 || n == 1 && pronouns.Has(c.lower(0)) || n == 1 && c.lower(0) == "then" {
		return Referent{Definite: true, Last: true}
	}
	for _, t := range c.triggers {
		if t.to > n {
			break
		}
		if r.Class == "" || !t.verb {
			r.Class = t.class
		}
		switch {
		case t.at == 0 && !t.verb && punctual.Has(t.class):
			r.Definite = true // "after take-off"
		case t.at == 0 && t.verb && strings.HasSuffix(c.lower(0), "ing"):
			r.Definite, r.Own = true, true // "after leaving the mountain"
		case t.verb && t.fin && t.at > 0:
			r.Definite = true // "after an engine failed"
			r.Moment = t.phase != RoleEnd
		}
	}
	peoples := map[int]bool{} // where "Russian" stands, which is no name of who took part
	for _, m := range place.Find(words) {
		if m.Kind == place.Demonym {
			peoples[m.Span.Start] = true
		}
	}
	for _, t := range c.tokens {
		if peoples[t.span.Start] {
			continue
		}
		r.Definite = r.Definite || determiners.Has(t.lower) && t.lower != "a" && t.lower != "an" || t.lower == "'s"
		if t.kind == wordToken && t.cap && !notNames.Has(t.lower) {
			r.Names = append(r.Names, nameKey(t.lower))
			r.Definite = true
		}
	}
	sort.Strings(r.Names)
	switch c.lower(0) {
	case "it", "he", "she", "they", "we", "i":
		r.Own = true
	}
	if k := c.phraseHead(0); r.Class == "" && k >= 0 && !numerals.Has(c.lower(k)) {
		r.Noun = Stem(c.lower(k))
	}
	return r
}

// referring is the number of tokens that name the happening: up to where the sentence goes
// on with something else.
func (c *clause) referring() int {
	for i, t := range c.tokens {
		switch t.lower {
		case "when", "while", "which", "who", "but", "so", "because":
			if i > 0 {
				return i
			}
		case "and", "or":
			if next := c.lower(i + 1); i > 0 && (subjects.Has(next) || determiners.Has(next) || heads.Has(next) || numerals.Has(next) || i+1 < len(c.tokens) && (c.tokens[i+1].kind == numberToken || c.finiteAt(i+1))) {
				return i
			}
		}
	}
	return len(c.tokens)
}
