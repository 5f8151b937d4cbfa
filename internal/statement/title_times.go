package statement

import (
	"strings"

	"timeline/internal/temporal"
	"timeline/internal/text"
)

// What tells a time is left out of a title, with all that goes with it.

// adjective reports whether the word at token i stands between a determiner and its
// noun, and so belongs to it: "an earlier version".
func (c *clause) adjective(i int) bool {
	return determiners.Has(c.lower(i-1)) || c.lower(i-1) == "'s"
}

// leaveTimes marks the words that tell times, with their prepositions.
func (l *liner) leaveTimes() {
	base := l.span.Start
	for _, e := range temporal.Find(l.span.Of(l.source)) {
		s := text.Span{Start: base + e.Span.Start, End: base + e.Span.End}
		if strings.HasPrefix(l.source[s.End:], " of ") && e.Meaning.Kind == temporal.Reference {
			continue // "the immediate future of the plan"
		}
		from, to := l.tokensOf(s)
		if from == to {
			continue
		}
		if l.lower(to) == "'s" {
			to++ // "Sunday's talks"
		} else if clockWords.Has(l.lower(to)) && !l.subjectAt(to+1) {
			to++ // "two hours later"
		}
		to = l.trail(from, to, e.Type == temporal.Duration)
		from = l.lead(from, to)
		if w := l.lower(from - 1); planning.Has(w) || issuing.Has(w) {
			if b := l.lower(from - 2); !auxiliaries.Has(b) && l.isWord(from-2) {
				from-- // "the visit planned for Tuesday"
			}
		}
		l.leave(from, to)
		for i := from; i < to; i++ {
			l.timed[i] = l.timed[i] && e.Meaning.Kind != temporal.Reference
			l.length[i] = e.Type == temporal.Duration
		}
	}
}

// leaveExpr marks the words of the expression that the line is made for, and what goes
// with the times.
func (l *liner) leaveExpr() {
	if !l.expr.Empty() && !strings.HasPrefix(l.source[l.expr.End:], " of ") {
		from, to := l.tokensOf(l.expr)
		if l.signal = from < to && !l.skip[from] && !l.skip[to-1]; l.signal { // a connective: "hours before the vote"
			if l.firstVerb(0, from) != nil && strings.HasSuffix(l.lower(to-1), "ing") {
				for to < len(l.tokens) && l.isWord(to) && !coordinating.Has(l.lower(to)) && !breaks.Has(l.lower(to)) {
					to++ // "before joining the march through Lund"
				}
			}
			l.leave(l.lead(from, to), to)
		}
	}
	// What only joins two times goes with them: "between 4am and 9am".
	last := -1
	for i := range l.tokens {
		if !l.timed[i] {
			continue
		}
		if gap := i - last; last >= 0 && gap > 1 && gap <= 3 {
			joins := l.lower(last+1) != "," || !coordinating.Has(l.lower(last+2))
			for j := last + 1; j < i; j++ {
				joins = joins && timeJoiners.Has(l.lower(j))
			}
			if joins {
				l.leave(last, i)
			}
		}
		last = i
	}
	for i := 1; i+2 < len(l.tokens); i++ {
		// "2200 GMT, midnight in Lyon": the place is that of the clock.
		if !l.timed[i] || l.timed[i+1] || l.lower(i+1) != "in" || !l.nameToken(i+2) {
			continue
		}
		first := i
		for first > 0 && l.timed[first-1] && l.lower(first-1) != "," {
			first--
		}
		if first > 1 && l.lower(first-1) == "," && l.timed[first-2] {
			for i += 1; i < len(l.tokens) && (l.lower(i) == "in" || l.nameToken(i)); i++ {
				l.skip[i] = true
			}
		}
	}
	for i := 1; i+1 < len(l.tokens); i++ {
		if l.lower(i-1) == "," && l.timed[i] && !l.timed[i+1] && l.isWord(i+1) && l.belongs(i, i+1) {
			l.skip[i-1] = true // "the long, five-hour meeting"
		}
	}
	if l.isList() {
		l.skip[0], l.skip[1] = true, true
	}
}

// isList reports whether the sentence opens with the number of an entry: "2/ ".
func (l *liner) isList() bool {
	return len(l.tokens) > 3 && l.tokens[0].kind == numberToken && (l.lower(1) == "/" || l.lower(1) == ")") && len(l.tokens[0].word) < 3
}

// issuing are participles that only lead to a time behind their noun.
var issuing = set("dated issued released published posted printed")

// trail is where what goes with the time in tokens [from, to) ends: "two weeks of
// talks" behind a preposition, "our time", "in all".
func (l *liner) trail(from, to int, length bool) int {
	switch w := l.lower(to); {
	case w == "than" && clockWords.Has(l.lower(to-1)):
		for to < len(l.tokens) && l.isWord(to) {
			to++ // "a day later than first planned"
		}
	case w == "of" && !length:
	case w == "of" && (heads.Has(l.lower(from-1)) || blurs.Has(l.lower(from-1)) && heads.Has(l.lower(from-2))):
		for to++; to < len(l.tokens) && l.isWord(to) && !heads.Has(l.lower(to)) && !borders.Has(l.lower(to)) && !auxiliaries.Has(l.lower(to)) && !l.finiteAt(to); to++ {
		}
	case w == "of":
		to++ // "held five hours of talks"
	case determiners.Has(w) && l.lower(to+1) == "time", w == "local" && l.lower(to+1) == "time", w == "in" && (l.lower(to+1) == "all" || l.lower(to+1) == "total"):
		to += 2
	case w == "altogether":
		to++
	}
	return to
}

var blurs = set("about around nearly almost some only just over")

// lead is where the preposition and the blurs before the time in tokens [from, to)
// begin. Of two prepositions the first is the verb's: "they gave in on Monday".
func (l *liner) lead(from, to int) int {
	if l.belongs(from, to) {
		return from
	}
	taken := false
	for ; from > 0 && (leadWords.Has(l.lower(from-1)) || moreLead.Has(l.lower(from-1))); from-- {
		w := l.lower(from - 1)
		if simple := simplePrepositions.Has(w); simple && taken {
			break
		} else if simple {
			taken = true
		}
	}
	return from
}

var moreLead = set("past well until till through about")

var simplePrepositions = set("in on at by from to for of over during within")

var (
	clockWords  = set("later earlier afterwards afterward apart ago")
	timeJoiners = set("and to or - until till from between at on in the ,")
)

func (l *liner) anyTimed(from, to int) bool {
	for i := from; i < to; i++ {
		if l.timed[i] {
			return true
		}
	}
	return false
}

func (l *liner) leave(from, to int) {
	for i := max(from, 0); i < to; i++ {
		l.skip[i], l.timed[i] = true, true
	}
}

// tokensOf returns the tokens that a span covers, as a range.
func (c *clause) tokensOf(s text.Span) (from, to int) {
	for from < len(c.tokens) && c.tokens[from].span.End <= s.Start {
		from++
	}
	for to = from; to < len(c.tokens) && c.tokens[to].span.Start < s.End; to++ {
	}
	return from, to
}

// belongs reports whether the time in tokens [from, to) is part of a noun phrase, so
// that the preposition before it is the noun's: "after the 2009 flood", "in Sunday's
// talks".
func (l *liner) belongs(from, to int) bool {
	if to >= len(l.tokens) || l.tokens[to].kind == punctToken {
		return false
	}
	if l.lower(to-1) == "'s" {
		return true
	}
	w := l.lower(to)
	if heads.Has(w) || placePrepositions.Has(w) || borders.Has(w) || auxiliaries.Has(w) || determiners.Has(w) || subjects.Has(w) || clockWords.Has(w) || l.finiteAt(to) || unattributive.Has(w) {
		return false
	}
	_, event := nounClasses.Find(w)
	inside := strings.ContainsRune(l.lower(to-1), '-') // "a three-hour cut"
	return determiners.Has(l.lower(from-1)) || l.lower(from-1) == "'s" || event || inside
}

// subjectAt reports whether a noun phrase may begin at token i.
func (l *liner) subjectAt(i int) bool {
	return i < len(l.tokens) && (determiners.Has(l.lower(i)) || subjects.Has(l.lower(i)))
}

// leaveInformant marks "according to" with whom it names.
func (l *liner) leaveInformant() {
	for i := range l.tokens {
		if l.lower(i) != "according" || l.lower(i+1) != "to" {
			continue
		}
		for j := i; j < len(l.tokens) && (l.tokens[j].kind != punctToken || l.lower(j) == "-" || l.lower(j) == "'"); j++ {
			l.skip[j] = true
		}
		if l.lower(i-1) == "," {
			l.skip[i-1] = true
		}
	}
}

// leaveBrackets marks what stands in brackets.
func (l *liner) leaveBrackets() {
	open := -1
	for i, t := range l.tokens {
		switch t.lower {
		case "(", "[":
			open = i
		case ")", "]":
			if open >= 0 {
				for j := open; j <= i; j++ {
					l.skip[j] = true
				}
			}
			open = -1
		}
	}
}
