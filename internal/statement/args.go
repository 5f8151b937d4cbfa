package statement

import (
	"slices"
	"strings"
)

// args are the nouns that the governing verb or noun is about: the heads of its
// subject and of its object, or of what stands after "of" behind a noun ("the arrest
// of the minister"), as [Stem] leaves them, sorted. Names are left out: they are
// compared by themselves.
func (c *clause) args(gov *trigger) []string {
	var out []string
	add := func(i int) {
		if i < 0 {
			return
		}
		t := c.tokens[i]
		if t.kind != wordToken || lengthNouns.Has(t.lower) || particles[t.lower] || len(t.lower) < 3 || t.cap && i > 0 || stopwords.Has(t.lower) || informants.Has(t.lower) {
			return
		}
		out = append(out, Stem(t.lower))
	}
	if gov.verb {
		add(c.subjectHead(gov.at))
		if !c.passive(gov.at) {
			add(c.phraseHead(gov.to))
		}
	} else {
		if c.lower(gov.to) == "of" {
			add(c.phraseHead(gov.to + 1))
		}
		if v := c.carrier(gov); v != nil {
			add(c.subjectHead(v.at))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// carrier is the light verb of which the event noun n is the object: "the captain sent a
// distress call".
func (c *clause) carrier(n *trigger) *trigger {
	for k := range c.triggers {
		if v := &c.triggers[k]; v.verb && v.at < n.at && light.Has(strings.ReplaceAll(v.head, " ", "-")) && c.phraseHead(v.to) == n.at {
			return v
		}
	}
	return nil
}

// numerals are figures told in words.
var numerals = set("one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty half several")

// lengthNouns are the nouns of lengths, which a verb is not about.
var lengthNouns = set("second seconds minute minutes hour hours day days week weeks month months year years decade decades")

// passive reports whether the verb at token at is told of what it was done to: "the call
// was sent".
func (c *clause) passive(at int) bool {
	for at--; at >= 0 && (strings.HasSuffix(c.lower(at), "ly") || c.lower(at) == "not" || c.lower(at) == "also"); at-- {
	}
	return being.Has(c.lower(at))
}

// informants are nouns for those who tell what happened, not who took part in it.
var informants = set("spokesman spokeswoman spokesperson official officials source sources witness witnesses statement report reports")

// phraseHead is the head of the noun phrase that begins at token i: the last noun
// before a preposition, a verb or a mark. It is -1 where no phrase begins there.
func (c *clause) phraseHead(i int) int {
	head := -1
	for ; i < len(c.tokens) && c.inPhrase(i); i++ {
		if head >= 0 && c.tokens[i].kind == numberToken || head >= 0 && numerals.Has(c.lower(i)) {
			break // "its vigil two hours later"
		}
		if !determiners.Has(c.lower(i)) {
			head = i
		}
	}
	return head
}

// subjectHead is the head of the noun phrase that stands before the verb at token
// at, with what hangs on it left aside: "captain" of "the captain of the ferry sent".
func (c *clause) subjectHead(at int) int {
	i := at - 1
	for i >= 0 && c.tokens[i].kind == wordToken && (auxiliaries.Has(c.lower(i)) || strings.HasSuffix(c.lower(i), "ly")) {
		i--
	}
	start, joint := i+1, -1
	for start > 0 && c.tokens[start-1].kind == wordToken && !c.verbBefore(start-1) {
		if w := c.lower(start - 1); w == "and" || w == "or" {
			joint = start // "talks between the two and the union began", "he left and the union met"
		} else if conjunctions.Has(w) {
			break
		}
		start--
	}
	if joint >= 0 && start > 0 && c.verbBefore(start-1) {
		start = joint
	}
	for start <= i && (placePrepositions.Has(c.lower(start)) || unattributive.Has(c.lower(start))) {
		start++
	}
	return c.phraseHead(start)
}

// prepositions end a noun phrase, beside those that tell a place.
var prepositions = set("between with against on by under during through toward towards among amid despite without within behind beyond upon per via about above below beneath beside besides concerning regarding like than")

var conjunctions = set("and but or that which who when while after before because as if since until though although where")

// inPhrase reports whether token i may stand within a noun phrase.
func (c *clause) inPhrase(i int) bool {
	t := c.tokens[i]
	if t.kind == numberToken {
		return true
	}
	w := t.lower
	if t.kind != wordToken || auxiliaries.Has(w) || conjunctions.Has(w) || prepositions.Has(w) || placePrepositions.Has(w) || unattributive.Has(w) || w == "of" || w == "to" || timely.Has(w) || subjects.Has(w) && !determiners.Has(w) {
		return false
	}
	return !c.verbBefore(i)
}

// verbBefore reports whether token i begins a verb that is a trigger of the clause.
func (c *clause) verbBefore(i int) bool {
	for k := range c.triggers {
		if t := &c.triggers[k]; t.verb && t.at <= i && i < t.to {
			return true
		}
	}
	return false
}
