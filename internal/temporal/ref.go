package temporal

import "strings"

// A reference is a phrase for the present, the past, the future, or a stretch
// of no told length (value PXX).
type reference struct {
	words []string
	value string
	after map[string]bool // the word before must be one of these; nil for any
	last  bool            // nothing that it could belong to may follow
}

// references are the phrases by their first word.
var references = func() map[string][]reference {
	m := map[string][]reference{}
	add := func(value, after string, last bool, list string) {
		for _, phrase := range strings.Split(list, ",") {
			r := reference{words: strings.Fields(phrase), value: value, last: last}
			if after != "" {
				r.after = wordSet(after)
			}
			m[r.words[0]] = append(m[r.words[0]], r)
		}
	}
	add("PRESENT_REF", "", false, "now, right now, just now, currently, nowadays, presently, these days, the present day, the present time")
	add("PRESENT_REF", "at for", true, "present, the moment, this moment, this time, the present")
	add("PRESENT_REF", "to from until", true, "the present")
	add("PRESENT_REF", "to", true, "date")
	add("PAST_REF", "", false, `recently, more recently, most recently, lately, the recent past, the distant past, a long time ago, some time ago, not long ago,
not so long ago, a while ago, a short while ago, a short time ago, the other day, the other week, the other night, the other evening, days gone by, former times,
ancient times, the old days, the olden days, those days, times past`)
	add("PAST_REF", "in of from into", true, "the past")
	add("PAST_REF", "", true, "long ago")
	add("PAST_REF", "by until since till from back", true, "then")
	add("PAST_REF", "at by until since during", true, "that time, the time")
	add("FUTURE_REF", "", false, `the near future, the distant future, the not too distant future, the not-too-distant future, the foreseeable future, the immediate future,
the near term, some day, someday, any day now, as soon as possible`)
	add("FUTURE_REF", "in", true, "future")
	add("FUTURE_REF", "in for", true, "the short term, the long term, the short run, the long run")
	add("FUTURE_REF", "", true, "the future, soon, shortly")
	add("PXX", "for in after over quite", true, "a while, some time, a long time, a short time, quite a while, quite some time, a long while")
	return m
}()

// secondWords are the second words of references.
var secondWords = func() map[string]bool {
	m := map[string]bool{}
	for _, rs := range references {
		for _, w := range secondWordsOf(rs) {
			m[w] = true
		}
	}
	return m
}()

func secondWordsOf(rs []reference) (words []string) {
	for _, r := range rs {
		if len(r.words) > 1 {
			words = append(words, r.words[1])
		}
	}
	return words
}

// refers reports whether a reference can begin at token i.
func (p *parser) refers(i int) bool {
	f := p.toks[i].flags
	return f&sufficient != 0 || f&referring != 0 && p.at(i+1).flags&continuing != 0 || f&referring != 0 && p.hyphen(i+1)
}

// reference reads words for the present, the past or the future.
func (p *parser) reference(e *Expression, i int) (end int, ok bool) {
	for _, r := range references[p.lower(i)] {
		k := i
		for _, w := range r.words {
			if p.hyphen(k) {
				k++
			}
			if p.lower(k) != w {
				k = -1
				break
			}
			k++
		}
		if k <= end || r.after != nil && !r.after[p.lower(i-1)] || r.last && !p.free(k) {
			continue
		}
		if w := r.words[0]; (w == "now" || w == "soon" || w == "shortly") && len(r.words) == 1 && !p.alone(i) {
			continue
		}
		*e = Expression{Type: Date, Meaning: Meaning{Kind: Reference, Ref: r.value}}
		if r.value == "PXX" {
			e.Type = Duration
		}
		end = k
	}
	if end > 0 {
		return end, true
	}
	*e = Expression{Type: Date, Meaning: Meaning{Kind: Reference, Ref: "PAST_REF"}}
	switch {
	case p.lower(i) == "current":
		e.Meaning.Ref = "PRESENT_REF"
		return i + 1, p.at(i+1).kind == word && p.at(i+1).lex == other
	}
	return 0, false
}

// free reports whether the phrase before token k stands by itself: what
// follows is a mark or a word that opens something new.
func (p *parser) free(k int) bool {
	t := p.at(k)
	if t.kind == mark {
		return !p.hyphen(k) && !p.apostrophe(k) && !p.is(k, "%")
	}
	if t.kind == number {
		return false
	}
	switch t.lex {
	case lexUnit, lexUnits, lexMonth, lexWeekday, lexAgo, lexTime, lexCardinal, lexAs:
		return false
	case other:
		return !t.upper() && functionWords[p.lower(k)]
	}
	return true
}

// alone reports whether "now", "soon" or "shortly" at token i is an adverb of
// time by itself.
func (p *parser) alone(i int) bool {
	switch p.lower(i) {
	case "soon":
		return p.lex(i-1) != lexAs && p.lex(i+1) != lexAfter && p.lex(i+1) != lexBefore
	case "now":
		return true
	}
	return p.lex(i+1) != lexBefore && p.lex(i+1) != lexAfter
}

var functionWords = wordSet("he she it they we you i who which that when where while because if although though so yet not no there here these those also")
