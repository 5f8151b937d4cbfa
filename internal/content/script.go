package content

import (
	"fmt"
	"strings"
	"unicode"
)

// lookalikes are the scripts whose letters are taken for one another.
var lookalikes = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latin", unicode.Latin}, {"Cyrillic", unicode.Cyrillic}, {"Greek", unicode.Greek}, {"Armenian", unicode.Armenian}, {"Cherokee", unicode.Cherokee},
}

// mixed returns the first word of s that has letters of two scripts which look alike, and what
// they are: "Rеuters" with a Cyrillic е. A name that passes for another is written so.
func mixed(s string) (word, scripts string) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) }) {
		var of []string
		for _, l := range lookalikes {
			if strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(l.table, r) && r != 'µ' && r != 'Ω' }) {
				of = append(of, l.name)
			}
		}
		if len(of) > 1 {
			return w, strings.Join(of, " and ")
		}
	}
	return "", ""
}

// impostors are the problems of names that mix scripts.
func (s *Source) impostors() []Problem {
	var out []Problem
	for _, f := range [...]struct{ what, text string }{{"outlet", s.Outlet}, {"author", s.Author}, {"title", s.Title}, {"file name", s.Path}} {
		if w, scripts := mixed(f.text); w != "" {
			out = append(out, Problem{File: s.Path, What: fmt.Sprintf("the %s has “%s”, a word of %s letters", f.what, w, scripts), Fix: "check that it is what it looks like"})
		}
	}
	return out
}
