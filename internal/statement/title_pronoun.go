package statement

import (
	"slices"
	"strings"

	"timeline/internal/place"
	"timeline/internal/text"
)

// A pronoun at the head of a title is a riddle. It takes the name or the noun that it
// stands for, in brackets, where nobody else can be meant, and is left out otherwise.

// standIn puts the name or the noun for a pronoun that opens a subject, in brackets.
// named is false where nobody can tell for whom it stands: then it is left out.
func (l *liner) standIn(subject []token) (out []token, named bool) {
	t := subject[0]
	alone := len(subject) == 1
	who := ""
	if l.heard {
		return subject, true
	}
	if !alone && soleSubjects.Has(t.lower) && subject[1].lower == "and" {
		return nil, false // "she and Hussain"
	}
	switch t.lower {
	case "he", "she":
		if !alone {
			return subject, true
		}
		if who = l.person; who == "" {
			who = l.antecedent(t.lower)
		}
	case "they", "it":
		if !alone {
			return subject, true
		}
		who = l.antecedent(t.lower)
	case "his", "her", "their", "its":
		if alone {
			return nil, false
		}
		if who = l.antecedent(t.lower); who == "" {
			return subject[1:], true
		}
		if who += "'s"; strings.HasSuffix(who, "s's") {
			who = strings.TrimSuffix(who, "s")
		}
		t.word, t.lower = "["+capitalise(who)+"]", "["
		return append([]token{t}, subject[1:]...), true
	case "i", "we":
		if !alone {
			return subject, true
		}
		if who = shortName(l.person); who == "" {
			who = l.quotedBy()
		}
		if who == "" {
			return nil, false
		}
		t.word = who + ": " + t.word
		return []token{t}, true
	case "my", "our":
		if alone {
			return nil, false
		}
		return subject[1:], true
	case "this", "that", "these", "those", "you", "who", "which", "one", "both", "what":
		if alone {
			return nil, false
		}
		return subject, true
	default:
		return subject, true
	}
	if who == "" {
		return nil, false
	}
	t.word, t.lower = "["+capitalise(who)+"]", "["
	return []token{t}, true
}

// quotedBy is the name of who says the words of the sentence: "..., she said".
func (l *liner) quotedBy() string {
	for i := range l.tokens {
		v := l.verbNear(i)
		if v == nil || !reporting.Has(v.head) || l.lower(v.at-1) == "that" {
			continue
		}
		if w := l.lower(v.at - 1); w == "he" || w == "she" {
			if l.person != "" {
				return l.person
			}
			return l.antecedent(w)
		}
		if who, ok := l.sayer(v, ""); ok && who != "[]" && !strings.HasPrefix(who, "[") && len(who) < 30 {
			return who
		}
	}
	return ""
}

// shortName is the last name of a speaker, or all that is known of an office.
func shortName(who string) string {
	f := strings.Fields(who)
	if len(f) < 2 || genericLast.Has(strings.ToLower(f[len(f)-1])) {
		return who
	}
	return f[len(f)-1]
}

// telegram shortens a line without a subject as diaries do: "have built a cairn" to
// "built a cairn", "shall come again" to "to come again".
func telegram(words []token) []token {
	for len(words) > 1 {
		if w := words[0].lower; words[1].lower == "not" && (w == "did" || w == "do" || w == "does") {
			break
		}
		switch words[0].lower {
		case "is", "are", "was", "were", "am", "be", "been", "has", "have", "had", "'ve", "'s", "did", "does", "do", "'re", "'m", "being":
			words = words[1:]
			continue
		case "will", "shall", "would", "'ll", "'d":
			words[0].word, words[0].lower = "to", "to"
		}
		break
	}
	return words
}

// sentencesBack is how many sentences back a pronoun may point.
const sentencesBack = 4

// antecedent is the name or the noun for which a pronoun of the sentence stands: the
// subject of the sentence before it, in the same paragraph, that agrees with it.
func (l *liner) antecedent(pronoun string) string {
	if l.own < 0 {
		return ""
	}
	plural := pronoun == "they" || pronoun == "their"
	person := pronoun == "he" || pronoun == "she" || pronoun == "his" || pronoun == "her"
	if k := l.at(l.own); k >= 0 && l.ks[k].Head >= 0 {
		// "the firm said that it had sold": the one who says it.
		h := l.ks[k].Head
		v := l.firstVerb(l.begins(h), l.ends(h))
		for r := h + 1; v == nil && r < k; r++ {
			if l.ks[r].Link == text.Resumed && l.ks[r].Head == h {
				v = l.firstVerb(l.begins(r), l.ends(r))
			}
		}
		if v != nil && v.at != l.own {
			if words, ok := l.subject(v, 1); ok && !(len(words) == 1 && pronouns.Has(words[0].lower)) {
				return l.agreeing(words, person, plural)
			}
		}
	}
	if l.inSpeech() {
		return "" // whom a speaker means is not told by the report
	}
	start := max(0, l.span.Start-1200)
	if !person {
		start = max(start, strings.LastIndex(l.source[:l.span.Start], "\n\n")+1)
	}
	for start > 0 && start < l.span.Start && l.source[start]&0xC0 == 0x80 {
		start++
	}
	before := l.source[start:l.span.Start]
	sentences := text.Sentences(before)
	reach := 1
	if person {
		reach = sentencesBack
	}
	for n := 0; n < reach && n < len(sentences); n++ {
		c := parse(before, sentences[len(sentences)-1-n])
		b := newLiner(c, text.Span{}, "")
		people := b.people()
		if len(people) > 1 {
			return "" // nobody can tell which
		}
		v := b.firstVerb(0, len(c.tokens))
		if v == nil {
			continue
		}
		words, ok := b.subject(v, 0)
		if ok && len(words) == 1 && pronouns.Has(words[0].lower) {
			if person && (words[0].lower == "he" || words[0].lower == "she") || words[0].lower == pronoun {
				reach++ // it goes on about the same
			}
			if !person {
				return ""
			}
			continue
		}
		if ok && !possessives.Has(words[0].lower) && words[0].lower != "there" {
			who := b.agreeing(words, person, plural)
			switch {
			case who == "":
			case !person && len(b.names()) > b.namesIn(words):
				return "" // something else may be meant
			case person && strings.HasPrefix(who, "the ") && (n > 0 || strings.Contains(before, "\n\n")):
			case (pronoun == "his" || pronoun == "her") && (n > 0 || strings.Contains(before, "\n\n")):
			case person && (len(people) == 0 || people[0] == who), !person && len(people) == 0 && !reporting.Has(v.head):
				return who
			}
		}
		if !person || len(people) > 0 {
			return ""
		}
	}
	return ""
}

// namesIn counts the names among the words of a phrase.
func (l *liner) namesIn(words []token) int {
	n := 0
	s := text.Span{Start: words[0].span.Start, End: words[len(words)-1].span.End}
	for _, x := range l.names() {
		if s.Contains(x.span) {
			n++
		}
	}
	return n
}

// inSpeech reports whether the verb whose subject is sought stands in a quotation that
// opened before it, in its paragraph.
func (l *liner) inSpeech() bool {
	if l.own < 0 || l.own >= len(l.tokens) {
		return false
	}
	at := l.tokens[l.own].span.Start
	paragraph := l.source[strings.LastIndex(l.source[:at], "\n\n")+1 : at]
	return strings.Count(paragraph, "“") > strings.Count(paragraph, "”") || strings.Count(paragraph, `"`)%2 == 1
}

// people are the last names of whom the sentence names: names that are no place's and
// no office's.
func (l *liner) people() []string {
	var out []string
	places := place.Find(l.span.Of(l.source))
	for _, n := range l.names() {
		known := genericLast.Has(strings.ToLower(n.last)) || allCapital(n.last) || !l.inside(n.last)
		for _, m := range places {
			known = known || m.Span.Start+l.span.Start < n.span.End && n.span.Start < m.Span.End+l.span.Start
		}
		if !known && !slices.Contains(out, n.last) {
			out = append(out, n.last)
		}
	}
	return out
}

// agreeing is the short form of a subject for which a pronoun of the kind may stand:
// the last name of a person, a noun with its article.
func (l *liner) agreeing(words []token, person, plural bool) string {
	span := text.Span{Start: words[0].span.Start, End: words[len(words)-1].span.End}
	joined := false
	for _, t := range words {
		joined = joined || t.lower == "and"
	}
	var found []name
	for _, n := range l.names() {
		if span.Contains(n.span) {
			found = append(found, n)
		}
	}
	if person {
		if len(found) == 1 && !joined && l.inside(found[0].last) && !genericLast.Has(strings.ToLower(found[0].last)) && !strings.Contains(found[0].key, " ") && !allCapital(found[0].last) && !l.located(found[0].span) {
			return found[0].last
		}
		if len(found) == 0 && !joined && (words[0].lower == "the" || words[0].lower == "a" || words[0].lower == "an") && personal(words) {
			return shortNoun(words)
		}
		return ""
	}
	for _, n := range found {
		if !l.inside(n.last) || strings.Contains(n.text, " ") && !l.located(n.span) && !genericLast.Has(strings.ToLower(n.last)) {
			return "" // a person, or no name at all
		}
	}
	if len(found) == 0 && !determiners.Has(words[0].lower) || quantifiers.Has(words[0].lower) {
		return ""
	}
	last := words[len(words)-1].lower
	for _, t := range words {
		if !plural && (t.lower == "aide" || t.lower == "minister" || t.lower == "president" || t.lower == "mr" || t.lower == "mrs" || t.lower == "dr") {
			return ""
		}
	}
	for i, t := range words {
		if i > 0 && (heads.Has(t.lower) || placePrepositions.Has(t.lower) || relative.Has(t.lower)) {
			last = words[i-1].lower
			break
		}
	}
	many := joined || strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "ss")
	if plural != many && !(plural && collective.Has(last)) {
		return ""
	}
	return shortNoun(words)
}

var quantifiers = set("each every no some any either neither another many all most few several")

// inside reports whether the text has a name within a sentence too, so that it is not
// only the first word of one that gives it its capital.
func (l *liner) inside(name string) bool {
	for at := 0; ; {
		i := strings.Index(l.source[at:], " "+name)
		if i < 0 {
			return false
		}
		at += i
		if c := l.source[max(at-1, 0)]; at > 0 && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == ',') {
			return true
		}
		at++
	}
}

// located reports whether a name is that of a place.
func (l *liner) located(s text.Span) bool {
	for _, m := range place.Find(s.Of(l.source)) {
		if m.Kind != place.Demonym {
			return true
		}
	}
	return false
}

// personal reports whether a noun phrase is likely to name a person, by the ending or
// the office of its noun.
func personal(words []token) bool {
	last := words[len(words)-1].lower
	for i, t := range words {
		if i > 0 && (heads.Has(t.lower) || placePrepositions.Has(t.lower) || relative.Has(t.lower)) {
			last = words[i-1].lower
			break
		}
	}
	for _, e := range [...]string{"man", "woman", "boy", "girl", "er", "or", "ist", "ian", "ess"} {
		if strings.HasSuffix(last, e) && last != "letter" && last != "paper" && last != "river" && last != "order" && last != "tower" {
			return true
		}
	}
	return notNames.Has(last) || last == "captain" || last == "judge" || last == "nurse" || last == "bishop" || last == "pilot" || last == "witness" || last == "suspect"
}

// collective are the nouns of many that are written as one.
var collective = set("police crew team people family men women children delegation party staff jury committee council")

func allCapital(s string) bool { return len(s) > 1 && strings.ToUpper(s) == s }

// shortNoun is a noun phrase up to its first preposition, with "the".
func shortNoun(words []token) string {
	var out []string
	if len(words) > 1 && words[0].lower == "that" && determiners.Has(words[1].lower) {
		words = words[1:]
	}
	for i, t := range words {
		if i > 0 && (heads.Has(t.lower) || placePrepositions.Has(t.lower) || relative.Has(t.lower) || t.kind == punctToken) {
			break
		}
		w := t.word
		switch {
		case t.lower == "'s":
			if len(out) > 0 {
				out[len(out)-1] += "'s"
			}
			continue
		case i == 0 && determiners.Has(t.lower):
			w = "the"
		case i == 0 && !t.cap:
			w = t.word
		}
		out = append(out, w)
	}
	if len(out) == 0 || len(out) > 5 || out[0] == "the" && len(out) == 1 {
		return ""
	}
	return strings.Join(out, " ")
}
