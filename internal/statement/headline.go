package statement

import (
	"strings"

	"timeline/internal/text"
)

// A headline says what happened in the words of the report: the subject, its verb
// and what belongs to it, without the time, the attribution and the asides. It is
// read off the tokens of the sentence around the governing verb.

// headlineWords is the longest a headline may be, in words.
const headlineWords = 12

// shortestComplement is how many words may follow the verb of a long subject, which
// says little without them.
const shortestComplement = 5

// headline makes a headline of the sentence c for its verb gov. subject stands in
// for a pronoun, in brackets, where it is not empty. ok is false where the sentence
// gives no subject and verb to make one of.
func (c *clause) headline(gov *trigger, expr text.Span, subject string) (line string, ok bool) {
	gov = c.told(gov)
	if gov == nil {
		return "", false
	}
	if reporting[gov.head] {
		if line, ok := c.saying(gov, expr, subject); ok {
			return line, true
		}
	}
	group := c.verbGroup(gov)
	from, to, ok := c.subjectOf(gov, group)
	if !ok {
		return "", false
	}
	skip := expr
	if strings.HasPrefix(c.source[expr.End:], " of ") {
		skip = text.Span{} // "the immediate future of the plan"
	}
	if !skip.Empty() {
		if !strings.HasPrefix(c.source[expr.End:], "'s") && !strings.HasPrefix(c.source[expr.End:], "’s") {
			skip = withPreposition(c.source, expr, c.span)
		}
	}
	var words []token
	take := func(from, to int) {
		for i := from; i < to; i++ {
			t := c.tokens[i]
			if skip.Overlaps(t.span) || asideAdverbs[t.lower] || t.lower == "," && gov.head == "be" && i >= gov.to || t.lower == "'s" && t.span.Start == skip.End {
				continue
			}
			words = append(words, t)
		}
	}
	if to-from == 1 && pronouns[c.lower(from)] {
		if subject == "" {
			return "", false
		}
		t := c.tokens[from]
		t.word, t.lower = "["+subject+"]", "["
		words = append(words, t)
	} else {
		take(from, to)
	}
	if len(words) == 0 {
		return "", false
	}
	take(group, gov.to)
	end := c.complement(gov, skip, max(headlineWords-len(words), shortestComplement))
	take(gov.to, end)
	for len(words) > 0 && (closers[words[len(words)-1].lower] || words[len(words)-1].kind == punctToken) {
		words = words[:len(words)-1]
	}
	if len(words) < 2 || len(words) > headlineWords+6 {
		return "", false
	}
	return capitalise(balanced(headlinePlan(join(c.source, words)))), true
}

// nounLine makes a headline of an event noun with what belongs to it: "Lima summit
// on fisheries".
func (c *clause) nounLine(gov *trigger, expr text.Span) (string, bool) {
	if gov == nil || gov.verb || gov.to == 0 {
		return "", false
	}
	from, ok := c.phraseBefore(gov.to)
	if !ok {
		from = gov.at
	}
	for j := gov.at - 1; j > from; j-- {
		if placePrepositions[c.lower(j)] || heads[c.lower(j)] {
			from = j + 1
			break
		}
	}
	var words []token
	for i := from; i < c.complement(gov, expr, 8); i++ {
		if t := c.tokens[i]; !expr.Overlaps(t.span) && t.lower != "'s" && (len(words) > 0 || !determiners[t.lower]) {
			words = append(words, t)
		}
	}
	for len(words) > 0 && (closers[words[len(words)-1].lower] || words[len(words)-1].kind == punctToken) {
		words = words[:len(words)-1]
	}
	if len(words) < 2 {
		return "", false
	}
	return capitalise(balanced(join(c.source, words))), true
}

// balanced takes the quotation marks out of a line that has half of a pair.
func balanced(s string) string {
	if strings.Count(s, "“") == strings.Count(s, "”") && strings.Count(s, `"`)%2 == 0 {
		return s
	}
	s = strings.Map(func(r rune) rune {
		if r == '“' || r == '”' || r == '"' {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// told is the finite verb that tells of gov: gov itself, or the verb before it of
// which it is a part, as of an infinitive; without a gov, the first finite verb or
// form of "be".
func (c *clause) told(gov *trigger) *trigger {
	if gov != nil && gov.verb && gov.to > 0 && gov.at < len(c.tokens) && !c.infinitive(gov) {
		return gov
	}
	var first, before *trigger
	for i := range c.tokens {
		t := c.verbNear(i)
		if t == nil {
			continue
		}
		if first == nil {
			first = t
		}
		if gov != nil && i < gov.at {
			before = t
		}
	}
	if before != nil {
		return before
	}
	return first
}

// infinitive reports whether a verb stands behind "to" or in -ing without a form
// of "be", and so has no subject of its own.
func (c *clause) infinitive(t *trigger) bool {
	if !t.fin {
		return true
	}
	w := c.lower(t.at - 1)
	return w == "to" || w == "help" || strings.HasSuffix(c.lower(t.at), "ing") && !c.hasAux(t.at)
}

// verbNear returns the finite verb at token i: a trigger, or a form of "be" or
// "have" that no verb follows.
func (c *clause) verbNear(i int) *trigger {
	for k := range c.triggers {
		if t := &c.triggers[k]; t.at == i {
			if t.verb && !c.infinitive(t) {
				return t
			}
			return nil
		}
	}
	switch c.lower(i) {
	case "is", "are", "was", "were", "has", "have", "had":
		for k := range c.triggers {
			if t := &c.triggers[k]; t.verb && t.at > i && t.at <= i+3 && c.verbGroup(t) <= i {
				return nil
			}
		}
		return &trigger{at: i, to: i + 1, verb: true, fin: true, head: "be"}
	}
	return nil
}

// saying makes a headline of a saying: who says, and what: "Berg: the bridge will
// reopen", or the words in quotation marks.
func (c *clause) saying(gov *trigger, expr text.Span, subject string) (string, bool) {
	who, ok := c.sayer(gov, subject)
	if !ok {
		return "", false
	}
	for i := gov.to; i < len(c.tokens); i++ {
		if c.lower(i) == `"` {
			break
		}
		if t := c.verbNear(i); t != nil && !reporting[t.head] && c.told(t).at != gov.at {
			if line, ok := c.headline(t, expr, subject); ok {
				return who + ": " + lowerFirst(line), true
			}
		}
	}
	if said := c.spoken(); said != "" {
		return who + ": “" + said + "”", true
	}
	return "", false
}

// sayer is the name of who says something, or the subject as it stands.
func (c *clause) sayer(gov *trigger, subject string) (string, bool) {
	from, to, ok := c.subjectOf(gov, c.verbGroup(gov))
	if !ok && gov.to < len(c.tokens) && c.nameToken(gov.to) { // "said Anna Berg"
		from, to, ok = gov.to, gov.to+1, true
		for to < len(c.tokens) && c.nameToken(to) {
			to++
		}
	}
	if !ok {
		return "", false
	}
	if to-from == 1 && pronouns[c.lower(from)] {
		return "[" + subject + "]", subject != ""
	}
	last := ""
	for _, n := range c.names() {
		if n.span.Start >= c.tokens[from].span.Start && n.span.End <= c.tokens[to-1].span.End && !genericLast[strings.ToLower(n.last)] {
			last = n.last // "the German general Anna Berg"
		}
	}
	if last != "" {
		return last, true
	}
	if to-from > 6 {
		return "", false
	}
	return capitalise(join(c.source, c.tokens[from:to])), true
}

// spoken is the first quotation of the sentence, cut to the length of a headline.
func (c *clause) spoken() string {
	open := -1
	for i, t := range c.tokens {
		if t.lower != `"` {
			continue
		}
		if open < 0 {
			open = i
			continue
		}
		if i-open > 2 {
			words := strings.Fields(c.source[c.tokens[open+1].span.Start:c.tokens[i-1].span.End])
			cut := len(words) > headlineWords
			said := strings.TrimRight(strings.Join(words[:min(len(words), headlineWords)], " "), ",.;: ")
			if cut {
				said += "…"
			}
			return said
		}
		open = -1
	}
	return ""
}

// pronouns are subjects that say nothing without the sentence before.
var pronouns = set("he she it they we i you this that these those there who which one both")

// asideAdverbs are left out of a headline.
var asideAdverbs = set("also meanwhile however then later earlier reportedly allegedly now just previously subsequently eventually finally already")

// verbGroup is the index of the first auxiliary of the verb at gov.
func (c *clause) verbGroup(gov *trigger) int {
	i := gov.at
	for j := i - 1; j >= 0 && j >= i-6; j-- {
		w := c.lower(j)
		if !auxiliaries[w] && !strings.HasSuffix(w, "ly") && !planWords[w] {
			break
		}
		if w == "that" || w == "'s" && j > 0 && c.tokens[j-1].cap {
			break
		}
		i = j
	}
	return i
}

var planWords = set("expected due scheduled set planned likely forced ordered told asked able ready about going supposed")

// subjectOf finds the words of the subject of the verb whose group starts at i:
// what stands before it up to a border of the clause. A verb that shares the
// subject of one before it ("came and left") takes that one's; behind a relative
// pronoun stands the noun before it; between commas, an aside is passed over.
func (c *clause) subjectOf(gov *trigger, i int) (from, to int, ok bool) {
	to = i
	// "Anna Berg, the mayor, said": what stands before the aside.
	if to > 0 && c.lower(to-1) == "," {
		if open := c.commaBefore(to - 1); open > 0 && to-1-open <= 14 {
			if f, ok := c.phraseBefore(open); ok {
				return f, open, true
			}
		}
		return 0, 0, false
	}
	if to > 0 && relative[c.lower(to-1)] {
		at := to - 1
		if at > 0 && c.lower(at-1) == "," {
			at--
		}
		f, ok := c.phraseBefore(at)
		for j := at - 1; ok && j > f; j-- {
			if c.tokens[j].cap && (placePrepositions[c.lower(j-1)] || heads[c.lower(j-1)]) {
				f = j // "the house of Berg, who left": Berg
				break
			}
		}
		return f, at, ok
	}
	f, ok := c.phraseBefore(to)
	if ok {
		return f, to, true
	}
	if to > 0 && coordinating[c.lower(to-1)] {
		for k := len(c.triggers) - 1; k >= 0; k-- {
			t := &c.triggers[k]
			if t.verb && t.fin && t.at < to-1 && t.at != gov.at {
				return c.subjectOf(t, c.verbGroup(t))
			}
		}
	}
	return 0, 0, false
}

var (
	relative     = set("which who that")
	coordinating = set("and but or then")
	borders      = set("that while when where after before because although though since until if as whether which who what how said says and but or than so")
)

// heads are the words that head a phrase which is no subject.
var heads = set("on in at by around about since until from to for of during over within after before between under despite with without against amid as")

// commaBefore is the index of the comma before token i, or -1; no other mark of
// punctuation may stand between.
func (c *clause) commaBefore(i int) int {
	for j := i - 1; j >= 0; j-- {
		if c.tokens[j].kind == punctToken {
			if c.lower(j) == "," {
				return j
			}
			if c.lower(j) != "-" && c.lower(j) != "." {
				return -1
			}
		}
	}
	return -1
}

// phraseBefore finds the start of the noun phrase that ends before token i.
func (c *clause) phraseBefore(i int) (from int, ok bool) {
	switch c.lower(i - 1) {
	case "he", "she", "it", "they", "we", "i":
		return i - 1, true
	}
	from = i
	for j := i - 1; j >= 0; j-- {
		t := c.tokens[j]
		if t.kind == punctToken {
			if t.lower == "-" && j > 0 && j+1 < len(c.tokens) && c.tokens[j-1].span.End == t.span.Start || t.lower == "." && c.isWord(j-1) && (len(c.tokens[j-1].lower) <= 2 || strings.Contains(c.tokens[j-1].lower, ".")) {
				from = j
				continue
			}
			break
		}
		if t.lower == "and" && j > 0 && c.isWord(j-1) && c.nominal(j+1, i) && c.noVerb(c.sentenceBorder(j), j) {
			from = j // "Berg and Lee": one subject
			continue
		}
		if borders[t.lower] || c.finiteAt(j) {
			break
		}
		from = j
	}
	for from < i && (c.tokens[from].kind == punctToken || openers[c.lower(from)] || asideAdverbs[c.lower(from)] || c.lower(from) == "'s") {
		from++
	}
	if from >= i || heads[c.lower(from)] || placePrepositions[c.lower(from)] || auxiliaries[c.lower(from)] && !subjects[c.lower(from)] {
		return 0, false
	}
	return from, true
}

// sentenceBorder is where the stretch without punctuation around token i begins.
func (c *clause) sentenceBorder(i int) int {
	for i > 0 && c.tokens[i-1].kind != punctToken && !borders[c.lower(i-1)] {
		i--
	}
	return i
}

// nominal reports whether tokens [from, to) may be a noun phrase: they begin with
// a name or a determiner.
func (c *clause) nominal(from, to int) bool {
	return from < to && (c.tokens[from].cap || determiners[c.lower(from)] || to-from <= 2)
}

// noVerb reports whether no finite verb stands in tokens [from, to).
func (c *clause) noVerb(from, to int) bool {
	for _, t := range c.triggers {
		if t.verb && t.fin && t.at >= from && t.at < to {
			return false
		}
	}
	return true
}

// finiteAt reports whether a finite verb or a form of "be" stands at token i.
func (c *clause) finiteAt(i int) bool {
	switch c.lower(i) {
	case "is", "are", "was", "were", "has", "have", "had", "will", "would", "does", "did":
		return true
	}
	for _, t := range c.triggers {
		if t.verb && t.fin && t.at <= i && i < t.to {
			return true
		}
	}
	return false
}

// complement returns where what belongs to the verb ends: at a mark of
// punctuation, before a subordinate clause, at the attribution, or at a phrase
// border within most words.
func (c *clause) complement(gov *trigger, skip text.Span, most int) int {
	cut := gov.to
	n := 0
	for i := gov.to; i < len(c.tokens); i++ {
		t := c.tokens[i]
		if skip.Overlaps(t.span) {
			continue
		}
		if t.kind == punctToken {
			if t.lower == "-" && i+1 < len(c.tokens) && c.tokens[i+1].span.Start == t.span.End {
				continue
			}
			if t.lower == "," && n == 0 && gov.head == "be" || strings.Contains("$€£%'’", t.word) || t.lower == "." && i > 0 && c.tokens[i-1].cap && len(c.tokens[i-1].word) <= 3 && i+1 < len(c.tokens) {
				continue
			}
			if t.lower == `"` {
				if c.quoted(i) {
					continue
				}
			}
			return i
		}
		if n > 0 && (breaks[t.lower] || c.subordinate(i)) {
			return i
		}
		if n > 1 && breakBefore[t.lower] {
			cut = i // here it may be cut
		}
		if n++; n > most {
			if cut > gov.to {
				return cut
			}
			return i
		}
	}
	return len(c.tokens)
}

// quoted reports whether the quotation mark at token i opens or closes a few
// words: “called it "useful"”.
func (c *clause) quoted(i int) bool {
	for j := i + 1; j < len(c.tokens) && j <= i+6; j++ {
		if c.lower(j) == `"` {
			return true
		}
	}
	for j := i - 1; j >= 0 && j >= i-6; j-- {
		if c.lower(j) == `"` {
			return true
		}
	}
	return false
}

// breaks are the words before which a headline ends.
var breaks = set("while when where after before because although though since until if which who said says according amid despite following whereas")

// subordinate reports whether a clause of its own begins at token i: "and the
// mayor left", "as the crowd sang".
func (c *clause) subordinate(i int) bool {
	switch c.lower(i) {
	case "and", "but", "as", "or":
	default:
		return false
	}
	for j := i + 1; j < len(c.tokens) && j <= i+7 && c.tokens[j].kind != punctToken; j++ {
		if c.finiteAt(j) {
			return true
		}
	}
	return false
}

// join writes tokens as text: with the blanks of the report, and one where
// something was left out.
func join(src string, ts []token) string {
	var b strings.Builder
	for i, t := range ts {
		if i > 0 {
			gap := t.span.Start - ts[i-1].span.End
			if gap > 0 && (t.kind != punctToken || strings.TrimSpace(src[ts[i-1].span.End:t.span.Start]) == "") || gap < 0 {
				b.WriteByte(' ')
			}
		}
		b.WriteString(t.word)
	}
	return b.String()
}
