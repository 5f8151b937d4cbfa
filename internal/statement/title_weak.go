package statement

import (
	"strings"

	"timeline/internal/temporal"
	"timeline/internal/text"
)

// Weak says how much an editor would mind a title: nothing where it is a line that
// can stand, more for each thing that it lacks or should not have. It serves to
// choose among several.
func Weak(title string) int {
	c := parse(title, text.Span{End: len(title)})
	n := 0
	words := 0
	for _, t := range c.tokens {
		if t.kind != punctToken {
			words++
		}
	}
	if words == 0 {
		return 40
	}
	if words == 1 {
		n += 5
	}
	if len(title) > mostBytes+overhang {
		n += 4
	}
	first, last := c.lower(0), c.lower(len(c.tokens)-1)
	line := title
	if who, said, ok := strings.Cut(title, ": "); ok && said != "" {
		n++
		if l := strings.ToLower(who); borders.Has(l) || heads.Has(l) || pronouns.Has(l) || coordinating.Has(l) || stopwords.Has(l) || l == "contrary" {
			n += 8 // no name, but the first word of a sentence
		}
		if len(strings.Fields(who)) > 5 {
			n += 3
		}
		line = said
		if w, _, _ := strings.Cut(strings.ToLower(said), " "); pronouns.Has(w) {
			n++
		}
	}
	if pronouns.Has(first) && (subjects.Has(first) || c.verbNear(1) != nil || len(c.tokens) == 1) || possessives.Has(first) || first == "there" {
		n += 12
	}
	if dangling(c) {
		n += 10
	}
	if !strings.HasSuffix(line, "”") && (reporting.Has(lemmaOf(last)) || needy.Has(lemmaOf(last))) && c.verbNear(len(c.tokens)-1) != nil {
		n += 8 // "the mayor said"
	}
	switch _, verb := lemma(first); {
	case auxiliaries.Has(first) && first != "no" && first != "not", first == "be":
		n += 8
	case heads.Has(first) || placePrepositions.Has(first) || openers.Has(first) || borders.Has(first) && first != "than":
		n += 6
	case verb && strings.HasSuffix(first, "ing") && c.verbNear(1) == nil && nounClasses.Get(first) == "":
		n += 5
	case verb && nounClasses.Get(first) == "" && (irregular.Get(first) != "" || strings.HasSuffix(first, "ed")) && !(len(c.tokens) > 1 && c.nameToken(1)):
		n += 5
	case first == "to":
		n += 6
	}
	if words > 2 && !verbal(line) {
		n++
	}
	if w := last; w == "it" || w == "them" || w == "him" {
		n++
	}
	if strings.HasSuffix(title, "…") {
		n += 2
	}
	if strings.Count(title, "“") != strings.Count(title, "”") || strings.Count(title, `"`)%2 != 0 {
		n += 3
	}
	if Timed(title) {
		n += 15
	}
	return n
}

// needy are verbs that say nothing without an object.
var needy = set("make take give get have put bring want need tell ask hold include keep let cause")

var possessives = set("his her its their our my your")

func lemmaOf(w string) string {
	l, _ := lemma(w)
	return l
}

// dangling reports whether a line ends on a word that something must follow. A
// particle may end one, behind its verb.
func dangling(c *clause) bool {
	for n := len(c.tokens); n > 0; n-- {
		t := c.tokens[n-1]
		if t.kind == punctToken {
			continue
		}
		if objects.Has(t.lower) {
			return false
		}
		return len(trimEnd(c.tokens[:n:n], 0)) < n
	}
	return false
}

// Timed reports whether a line tells a time. Words such as "now" and "recent" are
// none that another day would be told by.
func Timed(line string) bool {
	for _, e := range temporal.Find(line) {
		if e.Meaning.Kind != temporal.Reference {
			return true
		}
	}
	return false
}

// NounClass is the class of an event noun, as an [Act] has it; empty for other words.
func NounClass(w string) string { return nounClasses.Get(w) }

// EventNoun reports whether a word is the noun of an event: "talks", "fire".
func EventNoun(w string) bool { return nounClasses.Get(w) != "" }
