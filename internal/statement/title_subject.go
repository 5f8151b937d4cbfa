package statement

import (
	"strings"

	"timeline/internal/text"
)

// Who did it: the subject of a verb, as the clauses of its sentence give it.

// indexOf is the index of a token in the sentence.
func (l *liner) indexOf(t token) int {
	i, _ := l.tokensOf(t.span)
	return i
}

// unresumed reports whether clause k is a relative one behind a bare noun that no
// other clause goes on from, so that the verb of the noun stands in it, unseen: "the
// kitchen | that fed the camp burned down".
func (l *liner) unresumed(k int) bool {
	h := l.ks[k].Head
	if l.ks[k].Link != text.Relative || h < 0 || l.ks[h].Link != text.Main || l.firstVerb(l.begins(h), l.ends(h)) != nil || l.lower(l.ends(h)) == "," || l.lower(l.ends(h)-1) == "," {
		return false
	}
	if w := strings.ToLower(l.ks[k].Word.Of(l.source)); !relative.Has(w) {
		return false
	}
	for _, o := range l.ks {
		if o.Link == text.Resumed && o.Head == h {
			return false
		}
	}
	return true
}

// subject returns the words of the subject of gov: what stands before it in its
// clause, without what is put first for the setting and without asides; or the
// subject of the clause on which its own hangs.
func (l *liner) subject(gov *trigger, depth int) ([]token, bool) {
	if depth > 4 {
		return nil, false
	}
	group := l.verbGroup(gov)
	k := l.at(group)
	if k < 0 {
		return l.before(gov, group)
	}
	from := l.begins(k)
	if v := l.firstVerb(from, group); v != nil {
		for i := group - 1; i >= v.to; i-- {
			if w := l.lower(i); inner.Has(w) {
				from, v = i+1, l.firstVerb(i+1, group) // "it was six when the mayor, Anna Berg, spoke"
				break
			}
		}
		if v == nil {
			if field := l.field(from, group); len(field) > 0 {
				return field, true
			}
			return nil, false
		}
		if w := l.lower(l.run(group - 1)); coordinating.Has(w) || w == "," {
			if comma := l.find(",", from, v.at); w == "," && reporting.Has(v.head) && comma > from {
				return l.field(from, comma), true // "the bridge, the mayor said, would reopen"
			}
			if l.verbGroup(v) < group {
				return l.subject(v, depth+1)
			}
		} else if h := l.ks[k].Head; l.ks[k].Link == text.Relative && h >= 0 && l.firstVerb(l.begins(h), l.ends(h)) == nil {
			// "The kitchen | that fed the camp burned down"
			if noun := l.field(l.begins(h), l.ends(h)); len(noun) > 0 {
				return append(noun, l.kept(l.firstOf(k), group)...), true
			}
		} else if l.reduced(v) {
			// "a truce agreed in May was broken"
			if field := l.field(from, group); len(field) > 0 {
				return field, true
			}
		} else if !l.gap(from, v, group) {
			return l.before(gov, group)
		}
	}
	field := l.field(from, group)
	if h := l.ks[k].Head; h >= 0 && l.ks[k].Link == text.Complement && l.ks[k].Word.Empty() && coordinating.Has(l.lower(l.run(group-1))) {
		if v := l.firstVerb(l.begins(h), l.ends(h)); v != nil && v.at != gov.at {
			return l.subject(v, depth+1) // "the pilots reported a bang and shut down"
		}
	}
	if len(field) > 0 {
		if w := field[0].lower; heads.Has(w) || placePrepositions.Has(w) || auxiliaries.Has(w) && !subjects.Has(w) {
			return l.before(gov, group)
		}
		return field, true
	}
	head := l.ks[k].Head
	switch link := l.ks[k].Link; {
	case head < 0:
		return nil, false
	case link == text.Resumed:
		// "The men | who robbed the bank | were caught"
		to := l.ends(head)
		if field = l.field(l.begins(head), to); len(field) == 0 {
			return nil, false
		}
		if r := head + 1; r < k && l.ks[r].Link == text.Relative && l.ks[r].Head == head && l.lower(to) != "," && l.lower(to-1) != "," && l.ends(r)-l.begins(head) <= 9 {
			field = append(field, l.kept(to, l.ends(r))...)
		}
		return field, true
	case link == text.Conjoined, link == text.Participle:
		v := l.firstVerb(l.begins(head), l.ends(head))
		for r := head + 1; v == nil && r < k; r++ {
			if l.ks[r].Link == text.Resumed && l.ks[r].Head == head {
				v = l.firstVerb(l.begins(r), l.ends(r))
			}
		}
		if v == nil || v.at == gov.at {
			return nil, false
		}
		return l.subject(v, depth+1)
	}
	return l.before(gov, group)
}

var inner = set("when while as after before because since until")

// before is the noun phrase before the verb, as the words alone show it.
func (l *liner) before(gov *trigger, group int) ([]token, bool) {
	from, to, ok := l.subjectOf(gov, group)
	if !ok {
		return nil, false
	}
	out := l.kept(from, to)
	if w := l.lower(group - 1); w == "which" || w == "that" {
		if v := l.lower(group); v == "is" || v == "was" || v == "has" {
			for i := 1; i+1 < len(out); i++ {
				if (heads.Has(out[i].lower) || placePrepositions.Has(out[i].lower) || out[i].lower == "of") && strings.HasSuffix(out[i-1].lower, "s") && !strings.HasSuffix(out[i-1].lower, "ss") {
					out = out[i+1:] // "shares in the mill, which was": the mill
					break
				}
			}
		}
		for i := len(out) - 1; i > 0; i-- {
			if w := out[i-1].lower; determiners.Has(out[i].lower) && (heads.Has(w) || placePrepositions.Has(w)) && w != "of" {
				out = out[i:] // "lost their lives in an avalanche which": the avalanche
				break
			}
		}
	}
	if len(out) > 1 && strings.HasSuffix(out[0].lower, "ing") && determiners.Has(out[1].lower) {
		out = out[1:] // "citing a memo that was sent"
	}
	return out, len(out) > 0
}

// kept are the tokens [from, to) that a title may hold.
func (l *liner) kept(from, to int) []token {
	var out []token
	for i := from; i < to; i++ {
		if !l.skip[i] {
			out = append(out, l.tokens[i])
		}
	}
	return out
}

// reduced reports whether a verb is a participle that only says which noun is meant:
// it has no auxiliary, and a preposition or a time stands behind it.
func (l *liner) reduced(v *trigger) bool {
	w := l.lower(v.at)
	if !strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "en") && w != "made" && w != "held" && w != "built" && w != "led" && w != "sent" && w != "found" || l.hasAux(v.at) || v.to >= len(l.tokens) {
		return false
	}
	n := l.lower(v.to)
	return l.isWord(v.at-1) && !subjects.Has(l.lower(v.at-1)) && (heads.Has(n) || placePrepositions.Has(n) || l.timed[v.to])
}

// gap reports whether tokens [from, to), in which v stands, may be a noun with a
// clause that says nothing but which: "the letter the widow had hidden".
func (l *liner) gap(from int, v *trigger, to int) bool {
	if to-from > 9 || v.to != to {
		return false
	}
	at := l.verbGroup(v)
	nouns := 0
	for i := from; i < at; i++ {
		if determiners.Has(l.lower(i)) || subjects.Has(l.lower(i)) {
			nouns++
		}
		if l.tokens[i].kind == punctToken || heads.Has(l.lower(i)) {
			return false
		}
	}
	return nouns > 1
}

// field is what stands in tokens [from, to), where a subject is sought.
func (l *liner) field(from, to int) []token {
	// What is put first, up to its comma: "On the bridge, the crowd sang".
	for from < to {
		w := l.lower(from)
		if l.skip[from] || l.tokens[from].kind == punctToken && (w != `"` || l.find(w, from+1, to) < 0 || l.after(from) < to && l.tokens[l.after(from)].kind == punctToken) || openers.Has(w) && !(w == "that" && l.isWord(from+1) && from+1 < to) || listMarks.Has(w) {
			from++
			continue
		}
		comma := l.find(",", from, to)
		if comma < 0 || !l.fronted(from) {
			break
		}
		from = comma + 1
	}
	if w := l.lower(from); from < to && (heads.Has(w) || placePrepositions.Has(w)) {
		// "In a letter dated 4 May the bishop asked"
		for i := to - 1; i > from; i-- {
			if l.timed[i] {
				from = i + 1
				break
			}
		}
	}
	for i := to - 1; i > from; i-- {
		if w := l.lower(i); w == ";" || w == ":" || inner.Has(w) && l.lower(i-1) == "," {
			for from = i + 1; from < to && (l.skip[from] || l.lower(from) == ","); from++ {
			}
			if comma := l.find(",", from, to); comma > 0 && (l.fronted(from) || inner.Has(w)) {
				from = comma + 1
			}
			break
		}
	}
	out := l.kept(from, to)
	// An aside behind the subject: "Anna Berg, the mayor, resigned".
	if n := len(out); n > 0 && (out[n-1].lower == "," || out[n-1].lower == "-") {
		for i, t := range out {
			if t.lower == "," || t.lower == "-" && t.span.Start > 0 && l.source[t.span.Start-1] == ' ' {
				out = out[:i]
				break
			}
		}
	}
	for n := len(out); n > 0 && (out[n-1].kind == punctToken && out[n-1].lower != `"` || relative.Has(out[n-1].lower) && n > 1); n = len(out) {
		out = out[:n-1]
	}
	if n := len(out); n > 2 && out[n-1].kind == numberToken && out[n-2].lower == "," {
		out = out[:n-2] // an age
	}
	if n := len(out); n > 1 && soleSubjects.Has(out[n-1].lower) && out[n-2].lower != "and" {
		out = out[n-1:] // "told the court | they would file"
	}
	out = l.called(out)
	if len(out) == 1 && out[0].kind == punctToken {
		return nil
	}
	for i := len(out) - 1; i > 2 && len(out) > longSubject; i-- {
		if w := out[i].lower; heads.Has(w) || placePrepositions.Has(w) || relative.Has(w) || w == "including" || w == "," && len(out) > longSubject+4 {
			out = out[:i]
		}
	}
	return out
}

// called is the name in a subject that first says who it is: "the head of the fund,
// Anna Berg".
func (l *liner) called(words []token) []token {
	at := -1
	for i, t := range words {
		if t.lower == "," {
			if at >= 0 {
				return words
			}
			at = i
		}
	}
	if at < 1 || len(words)-at < 3 || len(words)-at > 5 {
		return words
	}
	for _, t := range words[at+1:] {
		if !t.cap || t.kind != wordToken {
			return words
		}
	}
	return words[at+1:]
}

// longSubject is the number of words from which a subject loses what is put behind
// its noun.
const longSubject = 10

var toBe = set("is are was were")

var soleSubjects = set("he she it they we i")

var listMarks = set("* • - – — |")

// find is the index of a mark in tokens [from, to), or -1.
func (l *liner) find(mark string, from, to int) int {
	for i := from; i < to; i++ {
		if l.lower(i) == mark && !l.skip[i] {
			return i
		}
	}
	return -1
}

// fronted reports whether the phrase at token i sets the scene for what follows its
// comma: it opens with a preposition, a participle, an adverb or an infinitive.
func (l *liner) fronted(i int) bool {
	w := l.lower(i)
	if heads.Has(w) || placePrepositions.Has(w) || borders.Has(w) || w == "to" || w == "following" || w == "having" || strings.HasSuffix(w, "ly") {
		return true
	}
	if determiners.Has(w) || l.nameToken(i) && l.nameToken(i+1) {
		return false
	}
	if _, verb := lemma(w); verb && (strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ed") || irregular.Get(w) != "" && irregular.Get(w) != w) {
		return true
	}
	return strings.HasSuffix(w, "ing") && !l.finiteAt(i+1)
}

// verbNear is the finite verb at token i, as the clause sees it, but for a noun that
// has the form of a verb: "the navy ship Vega", "the rescue crew".
func (l *liner) verbNear(i int) *trigger {
	t := l.clause.verbNear(i)
	if t == nil || t.to > i+1 || t.head != l.lower(i) || irregular.Get(t.head) != "" || i == 0 {
		return t
	}
	w := l.lower(i - 1)
	if !l.isWord(i-1) || strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ly") || auxiliaries.Has(w) || subjects.Has(w) || collective.Has(w) || coordinating.Has(w) || relative.Has(w) {
		return t
	}
	if l.tokens[i-1].cap && i > 1 && !l.tokens[0].cap {
		return t
	}
	for j := i - 2; j >= 0 && j >= i-4; j-- {
		if w := l.lower(j); w == "and" || auxiliaries.Has(w) {
			return t
		}
		if w := l.lower(j); w == "the" || w == "a" || w == "an" || w == "'s" {
			return nil
		}
	}
	return t
}
