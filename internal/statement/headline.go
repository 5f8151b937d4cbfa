package statement

import (
	"strings"

	"timeline/internal/text"
)

// A headline says what happened in the words of the report: the subject, its verb
// and what belongs to it, without the time, the attribution and the asides. It is
// read off the tokens of the sentence around the governing verb.

// headlineWords is the longest a headline may be, in words.
const headlineWords = 14

// shortestComplement is how many words may follow the verb of a long subject, which
// says little without them.
const shortestComplement = 5

// headline makes a headline of the sentence c for its verb gov. subject stands in
// for "he" or "she", in brackets, where it is not empty. Several cuts are tried, the
// one of the verb first, and the one with the least to mind is taken. ok is false
// where the sentence has no words for any.
func (c *clause) headline(gov *trigger, expr text.Span, subject string) (line string, ok bool) {
	if c.span.Len() > longSentence {
		c, gov = c.window(expr), nil
	}
	l := newLiner(c, expr, subject)
	gov = l.teller(c.told(gov))
	if gov != nil && gov.at < len(l.tokens) && l.at(gov.at) >= 0 && (l.skip[gov.at] || gov.fin && gov.head != "be" && l.verbNear(gov.at) == nil) {
		k := l.at(gov.at)
		gov = l.firstVerb(l.begins(k), l.ends(k)) // "the visit planned for Tuesday was put off"
	}
	best := -1
	try := func(s string, rank int) {
		if s == "" {
			return
		}
		if n := Weak(s) + rank; best < 0 || n < best {
			line, best = s, n
		}
	}
	entry := l.entry()
	try(entry, 0)
	if gov != nil {
		try(l.line(gov, 0), l.penalty())
	}
	if best < 0 || best >= 4 {
		if n := l.eventNoun(gov); n != nil && !l.deniesBefore(n.at) {
			try(l.noun(n), 2)
		}
	}
	if best < 0 || best >= 5 {
		for k := range l.ks {
			if l.ks[k].Link == text.Attribution || !l.near(k) {
				continue
			}
			if v := l.firstVerb(l.begins(k), l.ends(k)); v != nil && (gov == nil || v.at != gov.at) {
				try(l.line(v, 0), 3+l.penalty())
			}
		}
	}
	if best < 0 || best >= 5 {
		raw := l.raw()
		if len(l.triggers) > 0 && !verbal(raw) {
			l.against = true
		}
		try(raw, 4+l.penalty())
	}
	if best < 0 || len(strings.Fields(line)) < 3 && l.alone() {
		try(l.neighbour(1, l.below), 1)
	}
	if best < 0 || best >= 2*lost && l.goesOn(gov) {
		try(l.neighbour(0, l.above), lost)
	}
	return line, best >= 0
}

// goesOn reports whether the sentence tells nothing but a time of what was told before
// it: "it took four minutes".
func (l *liner) goesOn(gov *trigger) bool {
	w := l.lower(l.after(-1))
	return (w == "it" || w == "this" || w == "that") && (gov == nil || gov.head == "be" || lasting.Has(gov.head) || measuring.Has(gov.head))
}

// above is the title of the sentence before, in the same paragraph: of "They spoke by
// telephone. It took four minutes." the second goes on about the first.
func (l *liner) above() string {
	start := max(strings.LastIndex(l.source[:l.span.Start], "\n\n")+1, l.span.Start-longSentence)
	for start < l.span.Start && l.source[start]&0xC0 == 0x80 {
		start++
	}
	if start >= l.span.Start {
		return ""
	}
	before := l.source[start:l.span.Start]
	all := text.Sentences(before)
	if len(all) == 0 {
		return ""
	}
	c := parse(before, all[len(all)-1])
	n := newLiner(c, text.Span{}, "")
	v := n.firstVerb(0, len(c.tokens))
	if v == nil {
		return n.plain(0)
	}
	return n.line(v, 0)
}

// longSentence is the length in bytes from which only the words around the time are
// read: a table without stops is one sentence to the program, with a time in each row.
const longSentence = 2000

// window is the stretch of a long sentence around the time.
func (c *clause) window(expr text.Span) *clause {
	if expr.Empty() {
		expr = text.Span{Start: c.span.Start, End: c.span.Start}
	}
	s := text.Span{Start: max(c.span.Start, expr.Start-longSentence/4), End: min(c.span.End, expr.End+longSentence/4)}
	for s.Start > c.span.Start && s.Start < expr.Start && c.source[s.Start-1] > ' ' {
		s.Start++
	}
	for s.End < c.span.End && s.End > expr.End && c.source[s.End] > ' ' {
		s.End--
	}
	return parse(c.source, s)
}

// penalty is what a line without its subject counts for more. It is that of the line
// made last.
func (l *liner) penalty() int {
	n := 0
	if l.bare {
		n += lost
	}
	if l.against {
		n += lost + 1
	}
	return n
}

// lost is how weak a line is that has lost its subject.
const lost = 5

// noun makes a line of an event noun with what belongs to it: "Lima summit on
// fisheries".
func (l *liner) noun(n *trigger) string {
	from, ok := l.phraseBefore(n.to)
	if !ok {
		from = n.at
	}
	for j := n.at - 1; j > from; j-- {
		if w := l.lower(j); placePrepositions.Has(w) || heads.Has(w) || w == "to" || l.tokens[j].kind == punctToken && w != "-" && w != "'" {
			from = j + 1
			break
		}
	}
	words := l.kept(from, n.to)
	for len(words) > 0 && (determiners.Has(words[0].lower) || words[0].lower == "'s") {
		words = words[1:]
	}
	words = trimEnd(append(words, l.rest(n, 8, mostBytes-20)...), 0)
	if len(words) < 2 {
		return ""
	}
	return write(l.source, words)
}

// alone reports whether the sentence is a line of its own that tells a time and
// little else, as the heading of an entry or of a post does.
func (l *liner) alone() bool {
	words := 0
	for i, t := range l.tokens {
		if !l.skip[i] && t.kind != punctToken {
			words++
		}
	}
	return words < 3 && l.span.End < len(l.source) && (l.source[l.span.End] == '\n' || strings.HasPrefix(l.source[l.span.End:], ".\n"))
}

// verbal reports whether a line has a finite verb.
func verbal(line string) bool {
	c := parse(line, text.Span{End: len(line)})
	for i := range c.tokens {
		if c.verbNear(i) != nil {
			return true
		}
	}
	return false
}

// deniesBefore reports whether a word of the clause before token i denies what it
// tells: "decided not to attempt a docking".
func (l *liner) deniesBefore(i int) bool {
	for j := i - 1; j >= 0 && l.at(j) == l.at(i); j-- {
		switch w := l.lower(j); {
		case w == "not", w == "no", w == "never", w == "without", w == "cannot", strings.HasSuffix(w, "n't"):
			return true
		}
	}
	return false
}

// near reports whether clause k is the one of the time, or hangs on it.
func (l *liner) near(k int) bool {
	if l.expr.Empty() {
		return true
	}
	i, _ := l.tokensOf(l.expr)
	own := l.at(i)
	return own < 0 || own == k || l.ks[k].Head == own || l.ks[own].Head == k
}

// entry is the text of an entry that its time heads, as lists and tickers have them:
// "14:05 – Lights go out". It is empty for a sentence that has its time elsewhere.
func (l *liner) entry() string {
	i := 0
	for i < len(l.tokens) && (l.skip[i] || l.tokens[i].kind == punctToken && l.lower(i) != `"` || l.tokens[i].kind == numberToken && i < 2) {
		i++
	}
	if i == 0 || i >= len(l.tokens) || !l.anyTimed(0, i) {
		return ""
	}
	if w := l.lower(0); simplePrepositions.Has(w) && l.tokens[i-1].kind != punctToken {
		return "" // "On Monday Rome fell"
	}
	gap := strings.TrimRight(l.source[l.tokens[i-1].span.Start:l.tokens[i].span.Start], " \t\n*")
	if mark := l.lower(i - 1); l.tokens[i-1].kind != punctToken && !strings.HasSuffix(gap, "\n") && !l.tokens[i].cap || mark == "," {
		return ""
	}
	return l.plain(i)
}

// plain is what stands from token i on, without times, up to the first mark that
// parts it or a phrase border.
func (l *liner) plain(i int) string {
	var words []token
	l.bare, l.against = false, false
	bytes, cut := mostBytes, 0
	for ; i < len(l.tokens); i++ {
		t := l.tokens[i]
		if l.skip[i] {
			continue
		}
		if k := l.at(i); k >= 0 && l.ks[k].Link == text.Attribution && len(words) > 1 {
			break
		}
		if t.lower == "." && i > 0 && l.tokens[i-1].cap && len(l.tokens[i-1].word) < 3 && len(words) > 0 {
			words = append(words, t)
			continue
		}
		if strings.Contains(".;:?!()", t.word) && t.kind == punctToken || t.lower == "-" && l.source[t.span.Start-1] == ' ' {
			if len(words) > 1 || len(words) == 1 && !strings.Contains(";:", t.word) {
				break
			}
			if len(words) == 1 && t.lower == ":" {
				words = words[:0] // "Update: "
			} else if len(words) == 1 {
				break
			}
			continue
		}
		if len(words) == 0 && (t.kind == punctToken && t.lower != `"` || openers.Has(t.lower)) {
			l.bare = l.bare || relative.Has(t.lower)
			continue
		}
		if len(words) > 1 && (breakBefore.Has(t.lower) || phraseBorder.Has(t.lower) || t.lower == ",") {
			cut = len(words)
		}
		if bytes -= len(t.word) + 1; bytes < 0 || len(words) == headlineWords+2 {
			if cut > 1 {
				words = words[:cut]
			}
			break
		}
		words = append(words, t)
	}
	if len(words) > 2 && words[0].lower == `"` {
		// A saying: its words without the marks.
		for n := 1; n < len(words); n++ {
			if words[n].lower == `"` {
				words = words[:n]
				break
			}
		}
		words = words[1:]
	}
	if len(words) > 1 && soleSubjects.Has(words[0].lower) {
		l.bare = true
		words = telegram(words[1:])
	}
	words = trimEnd(words, 0)
	if len(words) == 0 || len(words) == 1 && (pronouns.Has(words[0].lower) || possessives.Has(words[0].lower)) {
		return ""
	}
	return headlinePlan(write(l.source, words))
}

// eventNoun is an event noun in the clause of the time, or in that of the verb.
func (l *liner) eventNoun(gov *trigger) *trigger {
	k := -1
	if !l.expr.Empty() {
		i, _ := l.tokensOf(l.expr)
		k = l.at(i)
	} else if gov != nil {
		k = l.at(gov.at)
	}
	for i := range l.triggers {
		if t := &l.triggers[i]; !t.verb && (k < 0 || l.at(t.at) == k) {
			return t
		}
	}
	return nil
}

// raw is the clause of the time as it stands, or the sentence where that has no
// words besides.
func (l *liner) raw() string {
	from := 0
	if !l.expr.Empty() {
		if i, _ := l.tokensOf(l.expr); l.at(i) >= 0 {
			from = l.begins(l.at(i))
			if unsure.Has(strings.ToLower(l.ks[l.at(i)].Word.Of(l.source))) {
				from = l.firstOf(l.at(i)) // what is told on a condition keeps it
			}
		}
	}
	if s := l.plain(from); s != "" || from == 0 {
		return s
	}
	return l.plain(0)
}

// below is the title of the sentence that follows, for a time that stands alone on
// its line: the heading of an entry.
func (l *liner) below() string {
	end := l.span.End
	for end < len(l.source) && strings.IndexByte(" \t\n*.:-", l.source[end]) >= 0 {
		end++
	}
	to := min(len(l.source), end+600)
	for to < len(l.source) && l.source[to]&0xC0 == 0x80 {
		to++
	}
	after, _, _ := strings.Cut(l.source[end:to], "\n\n")
	best, weak := "", 0
	for k, s := range text.Sentences(after) {
		c := parse(after, s)
		if len(c.tokens) == 0 || k == 0 && (c.tokens[0].kind == numberToken || strings.HasPrefix(s.Of(after), "@")) {
			return "" // an entry of its own
		}
		n := newLiner(c, text.Span{}, "")
		if k == 0 && n.timed[0] && n.entry() != "" {
			return ""
		}
		try := func(line string, rank int) {
			if w := Weak(line) + rank + k; line != "" && (best == "" || w < weak) {
				best, weak = line, w
			}
		}
		for i, rank := 0, 0; i < len(c.tokens); i++ {
			if v := n.verbNear(i); v != nil {
				try(n.line(v, 0), rank+n.penalty())
				rank = 2
			}
		}
		try(n.plain(0), 3+n.penalty())
		if weak < 4 || k == 2 {
			break
		}
	}
	return best
}

// nounLine is the line of an event noun, as [liner.noun] makes it.
func (c *clause) nounLine(n *trigger, expr text.Span) (string, bool) {
	if n == nil || n.verb || n.to == 0 {
		return "", false
	}
	line := newLiner(c, expr, "").noun(n)
	return line, line != ""
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
	if to-from == 1 && pronouns.Has(c.lower(from)) {
		return "[" + subject + "]", subject != ""
	}
	last := ""
	for _, n := range c.names() {
		if n.span.Start >= c.tokens[from].span.Start && n.span.End <= c.tokens[to-1].span.End && !genericLast.Has(strings.ToLower(n.last)) {
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

// pronouns are subjects that say nothing without the sentence before.
var pronouns = set("he she it they we i you this that these those there who which one both")

// asideAdverbs are left out of a headline.
var asideAdverbs = set("also meanwhile however then later earlier reportedly allegedly now just previously subsequently eventually finally already")

// verbGroup is the index of the first auxiliary of the verb at gov.
func (c *clause) verbGroup(gov *trigger) int {
	i := gov.at
	for j := i - 1; j >= 0 && j >= i-6; j-- {
		w := c.lower(j)
		if !auxiliaries.Has(w) && !strings.HasSuffix(w, "ly") && !planWords.Has(w) && w != "yet" {
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
	if to > 0 && relative.Has(c.lower(to-1)) {
		at := to - 1
		if at > 0 && c.lower(at-1) == "," {
			at--
		}
		f, ok := c.phraseBefore(at)
		for j := at - 1; ok && j > f; j-- {
			if c.lower(to-1) == "who" && c.tokens[j].cap && (placePrepositions.Has(c.lower(j-1)) || heads.Has(c.lower(j-1))) {
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
	if to > 0 && coordinating.Has(c.lower(to-1)) {
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
		if borders.Has(t.lower) || c.finiteAt(j) {
			break
		}
		from = j
	}
	for from < i && (c.tokens[from].kind == punctToken || openers.Has(c.lower(from)) || asideAdverbs.Has(c.lower(from)) || c.lower(from) == "'s") {
		from++
	}
	if from >= i || heads.Has(c.lower(from)) || placePrepositions.Has(c.lower(from)) || auxiliaries.Has(c.lower(from)) && !subjects.Has(c.lower(from)) {
		return 0, false
	}
	return from, true
}

// sentenceBorder is where the stretch without punctuation around token i begins.
func (c *clause) sentenceBorder(i int) int {
	for i > 0 && c.tokens[i-1].kind != punctToken && !borders.Has(c.lower(i-1)) {
		i--
	}
	return i
}

// nominal reports whether tokens [from, to) may be a noun phrase: they begin with
// a name or a determiner.
func (c *clause) nominal(from, to int) bool {
	return from < to && (c.tokens[from].cap || determiners.Has(c.lower(from)) || to-from <= 2)
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

// breaks are the words before which a headline ends.
var breaks = set("while when where after before because although though since until if which who said says according amid despite following whereas")

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
