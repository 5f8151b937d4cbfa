package statement

import (
	"strings"

	"timeline/internal/text"
)

// speaker returns who is cited for what a sentence tells at expr, as a name or in
// the sentence's own words: of "police said" it is "police". It is empty where the
// source speaks itself. head is the verb of what is told: a saying is not cited for
// itself. person is whom "he" or "she" stands for, empty where that is not plain.
//
// Of several, the one is taken whose words most likely hold the expression: the last
// before it ("Berg said that the line was cut at noon"), unless that one is set behind
// its own words ("the line was cut, Berg said, and at noon it was mended"); failing
// that, the first after it ("the line was cut at noon, Berg said").
func speaker(c *clause, head string, expr text.Span, person string) string {
	for i := range c.tokens {
		if c.lower(i) == "according" && c.lower(i+1) == "to" {
			if who := c.cited(i+2, c.phraseAfter(i+2), person); who != "" {
				return who
			}
		}
	}
	before, behind, after := "", "", ""
	for k := range c.triggers {
		t := &c.triggers[k]
		if !t.verb || !t.fin || !reporting.Has(t.head) || t.head == head || t.mood == Denied {
			continue
		}
		if c.passive(t.at) || c.lower(t.at-1) == "to" || c.lower(t.to) == "up" {
			continue // "was told", "according to reports", "the sums add up"
		}
		if to := c.phraseAfter(t.to); t.head == "write" && to > t.to && c.noFinite(to) {
			continue // "wrote the plan in October": a thing is written, nothing is said
		}
		who := c.teller(t, person)
		switch at := c.tokens[t.at].span.Start; {
		case who == "":
		case at > expr.Start:
			if after == "" {
				after = who
			}
		case t.to == len(c.tokens) || c.tokens[t.to].kind == punctToken && c.lower(t.to) != ":" && c.lower(t.to) != `"`:
			behind = who
		default:
			before = who
		}
	}
	switch {
	case before != "":
		return before
	case after != "":
		return after
	}
	return behind
}

// teller is whom the reporting verb t has for its subject, before it or, behind a quote
// or a comma, after it: "said Berg".
func (c *clause) teller(t *trigger, person string) string {
	if t.at > 0 && c.tokens[t.at-1].kind == punctToken && inverted.Has(t.head) {
		if to := c.phraseAfter(t.to); to > t.to && c.noFinite(to) {
			return c.cited(t.to, to, person)
		}
	}
	from, to, ok := c.subjectOf(t, c.verbGroup(t))
	if !ok || c.bare(t.at) && !c.hasAux(t.at) && !c.plural(from, to) {
		return "" // "the fund's civil claim": a verb in its bare form has more than one for its subject
	}
	return c.cited(from, to, person)
}

// plural reports whether the noun phrase of tokens [from, to) may be more than one.
func (c *clause) plural(from, to int) bool {
	many := false
	for i := from; i < to; i++ {
		switch w := c.lower(i); w {
		case "a", "an":
			return false // "the bank wants a full report"
		case "and", "people", "police", "i", "we", "they":
			many = true
		default:
			many = many || w != "'s" && strings.HasSuffix(w, "s")
		}
	}
	return many
}

// inverted are the verbs that stand before their subject behind what was said, for they
// have nobody and nothing else for an object.
var inverted = set("say add explain insist reply argue write complain recall respond note warn")

// bare reports whether token i is a verb in its bare form, which may as well be a noun:
// "its public log".
func (c *clause) bare(i int) bool {
	for _, t := range c.triggers {
		if t.at == i {
			return c.lower(i) == t.head
		}
	}
	return false
}

// noFinite reports whether no finite verb stands between token i and the next mark.
func (c *clause) noFinite(i int) bool {
	for ; i < len(c.tokens) && c.tokens[i].kind != punctToken; i++ {
		if c.finiteAt(i) {
			return false
		}
	}
	return true
}

// phraseAfter is one past the noun phrase that begins at token i; it is i where none does.
func (c *clause) phraseAfter(i int) int {
	j := i
	for ; j < len(c.tokens) && j < i+12; j++ {
		w := c.lower(j)
		if c.tokens[j].kind == punctToken && w != "-" || w != "for" && heads.Has(w) || placePrepositions.Has(w) || borders.Has(w) && w != "and" || j > i && c.finiteAt(j) && !c.bare(j) {
			break
		}
	}
	return j
}

// cited is the name that ends the noun phrase of tokens [from, to), or the phrase itself
// where it ends in none or names only whom another speaks for. A pronoun is person or
// nobody.
func (c *clause) cited(from, to int, person string) string {
	if from >= to {
		return ""
	}
	first := c.lower(from)
	if to-from == 1 && (pronouns.Has(first) || first == "nothing" || first == "so") {
		if first == "he" || first == "she" {
			return person
		}
		return ""
	}
	for to-from > 1 && (asideAdverbs.Has(c.lower(to-1)) || c.lower(to-1) == "first" || c.lower(to-1) == "only") {
		to-- // "an account first carried by the Post"
	}
	if heads.Has(first) || placePrepositions.Has(first) || first == "through" || first == "only" || c.finiteAt(from) && !c.bare(from) && first != "reports" ||
		strings.Contains(first, ":") || c.lower(to-1) == "'s" {
		return "" // the end of another phrase, or the beginning of one
	}
	whole := text.Span{Start: c.tokens[from].span.Start, End: c.tokens[to-1].span.End}
	for _, n := range c.names() {
		if n.span.End != whole.End || n.span.Start < whole.Start {
			continue
		}
		for i := to - 1; i > from; i-- {
			w := c.lower(i)
			if c.tokens[i].span.Start >= n.span.Start {
				continue
			}
			if w == "of" || w == "and" || heads.Has(w) || placePrepositions.Has(w) {
				return c.running(from, to)
			}
			if !determiners.Has(w) {
				break // "the secretary of state Anna Berg"
			}
		}
		if from < to-1 && c.tokens[to-1].span.End == n.span.End && c.lower(from) == "the" && c.tokens[from+1].span.Start == n.span.Start {
			return c.running(from, to)
		}
		if strings.Contains(n.text, " ") || !tellers.Has(strings.ToLower(n.text)) {
			return n.text
		}
	}
	return c.running(from, to)
}

// tellers are plural nouns that open many a sentence for those who tell of it.
var tellers = set("activists analysts authorities campaigners critics detectives diplomats doctors economists engineers experts firefighters historians investigators lawmakers lawyers locals medics neighbors neighbours observers officers organisers organizers paramedics passengers people prosecutors protesters relatives reporters rescuers researchers residents scientists soldiers sources survivors troops villagers witnesses")

// running are the words of tokens [from, to) as they stand within a sentence.
func (c *clause) running(from, to int) string {
	first := c.tokens[from]
	words := strings.Join(strings.Fields(text.Span{Start: first.span.Start, End: c.tokens[to-1].span.End}.Of(c.source)), " ")
	opens := from == 0 || c.tokens[from-1].kind == punctToken
	if !opens || c.lower(from+1) == "'s" || first.word[1:] != first.lower[1:] {
		return words
	}
	for _, n := range c.names() {
		if n.span.Start == first.span.Start && !tellers.Has(first.lower) && !determiners.Has(first.lower) && !numerals.Has(first.lower) {
			return words
		}
	}
	return first.lower + words[len(first.word):]
}
