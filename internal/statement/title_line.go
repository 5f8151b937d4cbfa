package statement

import (
	"strings"

	"timeline/internal/text"
)

// A liner cuts titles out of one sentence. It knows which words no title may hold
// (times, brackets, adverbs that only order) and where the clauses are.
type liner struct {
	*clause
	ks      []text.Clause
	of      []int  // by token: its clause in ks, or -1
	skip    []bool // by token: left out of every title
	timed   []bool // by token: left out because it tells a time, and more than "now"
	length  []bool // by token: left out because it tells a length
	expr    text.Span
	own     int    // the first word of the verb whose subject is sought; -1 where that stands for nothing
	bare    bool   // the last line has lost its subject
	against bool   // the last line was cut before words that turn its sense
	signal  bool   // expr tells an order and no time
	cut     bool   // the last line was cut short
	taken   int    // how much of the line another part of it takes up
	heard   bool   // the line is what somebody says: a pronoun may open it
	person  string // whom "he" or "she" stands for; empty where that is not plain
}

func newLiner(c *clause, expr text.Span, person string) *liner {
	l := &liner{clause: c, ks: c.clauses(), expr: expr, person: person}
	if c.times == nil {
		c.times = l.marks()
	}
	m := c.times.clone()
	l.of, l.skip, l.timed, l.length = m.of, m.skip, m.timed, m.length
	l.leaveExpr()
	l.leaveBrackets()
	l.leaveInformant()
	for i, t := range c.tokens {
		if asideAdverbs.Has(t.lower) && !l.adjective(i) {
			l.skip[i] = true
		}
	}
	return l
}

// timeMarks is what a clause tells of its tokens to every liner: in which of its clauses
// each stands, and which belong to the times that it tells.
type timeMarks struct {
	of                  []int
	skip, timed, length []bool
}

func (m *timeMarks) clone() timeMarks {
	n := len(m.of)
	b := make([]bool, 3*n)
	copy(b, m.skip)
	copy(b[n:], m.timed)
	copy(b[2*n:], m.length)
	return timeMarks{m.of, b[:n:n], b[n : 2*n : 2*n], b[2*n:]}
}

// marks reads the marks of the clause, which the liner takes for its own meanwhile.
func (l *liner) marks() *timeMarks {
	n := len(l.tokens)
	b := make([]bool, 3*n)
	l.of, l.skip, l.timed, l.length = make([]int, n), b[:n:n], b[n:2*n:2*n], b[2*n:]
	k := 0
	for i, t := range l.tokens {
		l.of[i] = -1
		for k < len(l.ks) && l.ks[k].Span.End <= t.span.Start {
			k++
		}
		if k < len(l.ks) && l.ks[k].Span.Contains(t.span) {
			l.of[i] = k
		}
	}
	l.leaveTimes()
	return &timeMarks{l.of, l.skip, l.timed, l.length}
}

// at is the clause of token i, or -1.
func (l *liner) at(i int) int {
	if i < 0 || i >= len(l.of) {
		return -1
	}
	return l.of[i]
}

// begins is the first token of clause k behind the words that link it.
func (l *liner) begins(k int) int {
	for i := range l.tokens {
		if l.of[i] == k && (l.ks[k].Word.Empty() || l.tokens[i].span.Start >= l.ks[k].Word.End) {
			return i
		}
	}
	return len(l.tokens)
}

// ends is one past the last token of clause k.
func (l *liner) ends(k int) int {
	for i := len(l.tokens) - 1; i >= 0; i-- {
		if l.of[i] == k {
			return i + 1
		}
	}
	return 0
}

// firstVerb is the first finite verb in tokens [from, to), or nil.
func (l *liner) firstVerb(from, to int) *trigger {
	for i := max(from, 0); i < to && i < len(l.tokens); i++ {
		if l.skip[i] {
			continue
		}
		if t := l.verbNear(i); t != nil {
			return t
		}
	}
	return nil
}

// teller is the verb that tells what happened at the time: the one of the clause in
// which the time stands, where gov is that of another.
func (l *liner) teller(gov *trigger) *trigger {
	if gov != nil && gov.at < len(l.tokens) && l.lower(gov.at-1) == "," && strings.HasSuffix(l.lower(gov.at), "ed") {
		// "the second aircraft, promised for noon, left"
		if v := l.firstVerb(gov.to, len(l.tokens)); v != nil && l.lower(l.run(l.verbGroup(v)-1)) == "," && l.firstVerb(0, gov.at) == nil {
			return v
		}
	}
	if gov != nil && gov.at < len(l.tokens) && l.reduced(gov) {
		// "a truce agreed in May was broken"
		if v := l.firstVerb(gov.to, len(l.tokens)); v != nil && l.at(v.at) == l.at(gov.at) {
			plain := true
			for i := gov.to; i < l.verbGroup(v); i++ {
				w := l.lower(i)
				plain = plain && (l.skip[i] || !coordinating.Has(w) && !borders.Has(w) && !soleSubjects.Has(w) && l.tokens[i].kind != punctToken)
			}
			if plain {
				return v
			}
		}
	}
	if l.expr.Empty() || l.signal {
		return gov
	}
	i, end := l.tokensOf(l.expr)
	for i > 0 && l.skip[i-1] {
		i--
	}
	if coordinating.Has(l.lower(i - 1)) {
		for end < len(l.tokens) && (l.skip[end] || l.lower(end) == ",") {
			end++
		}
		if v := l.firstVerb(end, end+1); v != nil {
			return v // "and on Monday sold its foundry"
		}
	}
	k := l.at(i)
	if k < 0 || gov == nil || gov.at < len(l.tokens) && l.at(gov.at) == k && gov.to > 0 {
		return gov
	}
	switch l.ks[k].Link {
	case text.Aside, text.Relative, text.Participle:
		return gov
	}
	if v := l.firstVerb(l.begins(k), l.ends(k)); v != nil {
		return v
	}
	return gov
}

// line makes a title of the sentence for its verb gov.
func (l *liner) line(gov *trigger, depth int) string {
	if gov == nil || gov.at >= len(l.tokens) || depth > 3 {
		return ""
	}
	if reporting.Has(gov.head) {
		if s := l.said(gov, depth); s != "" {
			return s
		}
	}
	group := l.verbGroup(gov)
	if k := l.at(group); k >= 0 && l.unresumed(k) {
		l.bare, l.against = false, false
		return l.plain(l.begins(l.ks[k].Head))
	}
	subject, ok := l.subject(gov, 0)
	if !ok || len(subject) == 0 {
		return ""
	}
	l.own, l.against, l.cut = group, false, false
	if k := l.at(group); k >= 0 && l.ks[k].Link == text.Subordinate && unsure.Has(strings.ToLower(l.ks[k].Word.Of(l.source))) {
		l.against = true // what is told on a condition is not told
	}
	if owning.Has(gov.head) && gov.to < len(l.tokens) && l.length[gov.to] {
		l.against = true // what it has was left out
	}
	switch w := subject[0].lower; {
	case len(subject) == 1 && (w == "it" || w == "this") && gov.head == "be":
		if s := l.cleft(gov, depth); s != "" {
			return s
		}
		l.own = -1 // "it was all over"
	case w == "there" && len(subject) == 1:
		return l.there(gov)
	}
	var words []token
	subject, named := l.standIn(subject)
	words = append(words, subject...)
	for i := group; i < gov.to; i++ {
		if !l.skip[i] {
			words = append(words, l.tokens[i])
		}
	}
	n := 0
	for _, t := range words {
		n += len(t.word) + 1
		if planWords.Has(t.lower) {
			n -= len(t.word) + len("is to ")
		}
	}
	at := len(words)
	words = append(words, l.rest(gov, max(headlineWords-len(words), shortestComplement), max(mostBytes-n-l.taken, leastBytes))...)
	words = trimEnd(words, gov.to)
	if n := len(words); n > 1 && (words[n-1].lower == "in" || words[n-1].lower == "on" || words[n-1].lower == "by") {
		if i := l.indexOf(words[n-1]); i+1 < len(l.tokens) && l.skip[i+1] && l.lower(i+1) != "on" && l.lower(i+1) != "at" && l.lower(i+1) != "in" {
			words = words[:n-1] // its time was left out
		}
	}
	if len(words) <= len(subject) && named {
		return ""
	}
	if n := len(words); n > 0 {
		// What was cut off, or taken off the end, may turn the sense of the line.
		if i := l.indexOf(words[n-1]) + 1; l.cut {
			l.against = l.against || l.denies(i)
		} else if w := l.lower(i); w == "no" || w == "not" || w == "never" {
			l.against = true
		}
	}
	goOn := gov.head == "go" && l.lower(gov.to) == "on"
	if len(words) > 0 && len(words) <= at && (lasting.Has(strings.ReplaceAll(gov.head, " ", "-")) && l.next(gov.to) || goOn) || len(words) > 0 && measuring.Has(gov.head) && l.next(gov.to) {
		event := len(subject) > 0 && (determiners.Has(subject[0].lower) || EventNoun(subject[0].lower))
		for _, t := range subject {
			event = event || EventNoun(t.lower)
		}
		if !named || !event || subject[0].lower == "[" {
			return ""
		}
		s := write(l.source, subject)
		if !subject[0].cap || l.run(l.indexOf(subject[0])-1) < 0 && EventNoun(subject[0].lower) {
			s = strings.ToLower(s[:1]) + s[1:]
		}
		return "Length of " + lowerFirst(s)
	}
	if l.bare = !named; l.bare {
		words = telegram(words)
	}
	if len(words) == 0 {
		return ""
	}
	return headlinePlan(write(l.source, words))
}

// mostBytes is about how long a title may be.
const mostBytes = 80

// leastBytes is what the words behind the verb of a long subject may take up.
const leastBytes = 20

// lasting are verbs that say nothing once their length is left out, and measuring
// those that take it as their object.
var (
	lasting   = set("last take run continue spend drag go-on drag-on carry-on")
	measuring = set("last take")
)

var unsure = set("if unless whether lest")

// owning are verbs of which a length may be the object.
var owning = set("give have get face need want allow spend serve gain wait print")

// next reports whether a time stands right behind token i, but for a hedge.
func (l *liner) next(i int) bool {
	for ; i < len(l.tokens) && i >= 0; i++ {
		if l.length[i] {
			return true
		}
		if w := l.lower(i); !asideAdverbs.Has(w) && w != "well" && w != "over" && w != "us" && w != "him" && w != "them" && w != "her" {
			return false
		}
	}
	return false
}

// write joins words to a line with its marks in order.
func write(src string, words []token) string {
	for i := 0; i+1 < len(words); i++ {
		// The word that the article stood before may have been left out.
		if a := words[i].lower; a != "a" && a != "an" || words[i].span.End+1 >= words[i+1].span.Start {
			continue
		}
		a := "a"
		if strings.ContainsRune("aeio", rune(words[i+1].lower[0])) {
			a = "an"
		}
		if words[i].cap {
			a = capitalise(a)
		}
		words[i].word = a
	}
	return capitalise(strings.Trim(balanced(spell(src, words)), " ,;:–—-"))
}

// spell writes tokens with the blanks of the report, and one where words were left
// out. Commas between which nothing is left go too.
func spell(src string, words []token) string {
	var b strings.Builder
	for i := 0; i < len(words); i++ {
		t := words[i]
		if t.lower == "," && i+1 < len(words) && words[i+1].lower == "," {
			i++
			continue
		}
		if i > 0 {
			last := words[i-1]
			gap := src[min(last.span.End, t.span.Start):t.span.Start]
			closing := t.kind == punctToken && (t.lower != `"` && !strings.Contains("$€£#@&(", t.word) || t.span.End >= len(src) || src[t.span.End] == ' ' || src[t.span.End] == '.' || src[t.span.End] == ',')
			if gap != "" && (strings.TrimSpace(gap) == "" || !closing) || gap == "" && last.span.End > t.span.Start {
				b.WriteByte(' ')
			}
		}
		b.WriteString(t.word)
	}
	return b.String()
}

// trimEnd takes words off the end of a line that cannot end it. A particle may,
// behind its verb: "the wall gave in".
func trimEnd(words []token, particle int) []token {
	for i := len(words) - 1; i > 1; i-- {
		w := words[i].lower
		if w == "and" || w == "or" {
			break
		}
		if last := words[len(words)-1]; (w == "between" && !strings.HasSuffix(last.lower, "s") || w == "either") && !objects.Has(last.lower) {
			words = words[:i] // half of a pair
			break
		}
	}
	if n := len(words); n > 3 && words[n-2].lower == "to" && seeking.Has(words[n-1].lower) {
		words = words[:n-2] // "to see | if it can be settled"
	}
	for len(words) > 0 {
		t := words[len(words)-1]
		if t.kind == punctToken && t.lower != `"` && t.lower != "%" {
			words = words[:len(words)-1]
			continue
		}
		if !closers.Has(t.lower) && !heads.Has(t.lower) && !placePrepositions.Has(t.lower) && !determiners.Has(t.lower) && !auxiliaries.Has(t.lower) && !borders.Has(t.lower) && !hanging.Has(t.lower) {
			return words
		}
		if len(words) > 2 && adverbial.Has(t.lower) {
			w := words[len(words)-2].lower
			if _, verb := lemma(w); verb || toBe.Has(w) || w == "all" || w == "been" {
				return words
			}
		}
		if objects.Has(t.lower) && len(words) > 2 {
			return words
		}
		words = words[:len(words)-1]
	}
	return words
}

var (
	adverbial = set("in out off up down over away back through on by")
	hanging   = set("rather having being even only more less than too such so very own least about nearly almost barely including until till")
	objects   = set("her him them it us me")
)

// rest returns what belongs to the verb: up to a mark, a clause of its own or the
// attribution, cut at a phrase border when it is long.
func (l *liner) rest(gov *trigger, most, bytes int) []token {
	var out []token
	cut := 0
	k := l.at(gov.at)
	for i := gov.to; i < len(l.tokens); i++ {
		t := l.tokens[i]
		if l.skip[i] {
			continue
		}
		if t.kind == punctToken {
			switch {
			case t.lower == "-" && i+1 < len(l.tokens) && l.tokens[i+1].span.Start == t.span.End && l.tokens[i-1].span.End == t.span.Start,
				strings.Contains("$€£%'’/&", t.word),
				t.lower == "." && l.tokens[i-1].cap && len(l.tokens[i-1].word) <= 3 && i+1 < len(l.tokens),
				t.lower == `"`,
				t.lower == "," && l.listed(i) && len(out) < most-4:
				out = append(out, t)
				continue
			case t.lower == "," && len(out) == 0 && i+1 < len(l.tokens) && (l.skip[i+1] || l.skip[i-1] && l.lower(l.run(i-1)) == ","):
				continue
			}
			return out
		}
		if l.signal && l.skip[i-1] && l.finiteAt(i) {
			return out // "until the deal | is done"
		}
		if toBe.Has(t.lower) && l.at(i) == k && !reporting.Has(gov.head) {
			return out // it is the verb of what this clause is the subject of
		}
		if len(out) > 0 && (breaks.Has(t.lower) || l.another(i)) {
			return out
		}
		if j := l.at(i); j >= 0 && k >= 0 && j != k && i == l.firstOf(j) && l.ks[j].Link != text.Complement && l.ks[j].Link != text.Relative {
			return out
		}
		if len(out) > 1 && (breakBefore.Has(t.lower) || phraseBorder.Has(t.lower)) {
			cut = len(out)
		}
		out = append(out, t)
		if bytes -= len(t.word) + 1; len(out) > most || bytes < 0 {
			l.cut = true
			if cut == 0 && bytes >= -overhang && l.closes(l.after(i)) {
				return out // one word more and the phrase is whole
			}
			if cut > 0 {
				if cut > 2 && strings.HasSuffix(out[cut-1].lower, "ed") && !determiners.Has(out[cut-2].lower) && l.tokens[gov.to-1].span.End < out[cut-2].span.Start {
					cut-- // "documents related | to the plan"
				}
				return out[:cut]
			}
			for len(out) > 1 && t.cap && (out[len(out)-1].cap || out[len(out)-1].lower == ".") {
				out = out[:len(out)-1] // no name is cut in two
			}
			return out[:len(out)-1]
		}
	}
	return out
}

// overhang is by how much a line may be too long where that makes its last phrase whole.
const overhang = 10

// closes reports whether a phrase is whole before token i.
func (l *liner) closes(i int) bool {
	if i >= len(l.tokens) || l.tokens[i].kind == punctToken {
		return true
	}
	w := l.lower(i)
	return heads.Has(w) || placePrepositions.Has(w) || borders.Has(w) || auxiliaries.Has(w) || l.finiteAt(i)
}

// seeking are the verbs that a question hangs on.
var seeking = set("see decide know ask say tell find learn show discover establish determine")

// denies reports whether what is cut off from token i on turns the sense of the line:
// "brought peace | in the valley no nearer".
func (l *liner) denies(i int) bool {
	for ; i < len(l.tokens) && l.tokens[i].kind != punctToken; i++ {
		switch w := l.lower(i); {
		case breaks.Has(w) || relative.Has(w), w == "and", w == "but", w == "or":
			return false // "the plan, and not its wording": something else
		case w == "no", w == "not", w == "never", w == "nothing", w == "nobody", w == "none", w == "neither", w == "nor", w == "hardly":
			return true
		}
	}
	return false
}

// another reports whether a clause of its own begins at token i: "and the mayor
// left", but not "and the mayor since they met".
func (l *liner) another(i int) bool {
	switch l.lower(i) {
	case "and", "but", "as", "or":
	default:
		return false
	}
	for j := i + 1; j < len(l.tokens) && j <= i+7 && l.tokens[j].kind != punctToken; j++ {
		if l.skip[j] && l.signal {
			return false // "Berg or Lee until the vote is over"
		}
		if l.skip[j] {
			continue
		}
		if l.finiteAt(j) {
			return true
		}
		if breaks.Has(l.lower(j)) || relative.Has(l.lower(j)) {
			return false
		}
	}
	return false
}

// after is the next token behind token i that is not left out.
func (l *liner) after(i int) int {
	for i++; i < len(l.tokens) && l.skip[i]; i++ {
	}
	return i
}

// run is the token before the words left out that end at token i.
func (l *liner) run(i int) int {
	for i >= 0 && l.skip[i] {
		i--
	}
	return i
}

// phraseBorder are more words than breakBefore has before which a line may be cut.
var phraseBorder = set("that rather than instead within into under over between through since because against towards toward about upon despite amid or")

// firstOf is the first token of clause k, its linking words among them.
func (l *liner) firstOf(k int) int {
	for i := range l.tokens {
		if l.of[i] == k {
			return i
		}
	}
	return -1
}

// listed reports whether the comma at token i stands between the parts of a list of
// nouns: "the airport, the radio station and the two bridges".
func (l *liner) listed(i int) bool {
	and := false
	if w := l.lower(i + 1); coordinating.Has(w) || w == "" {
		return false
	}
	for j := i + 1; j < len(l.tokens) && j <= i+10; j++ {
		switch w := l.lower(j); {
		case l.skip[j], l.finiteAt(j), borders.Has(w) && w != "and":
			return false
		case w == "and":
			if and = true; l.verbNear(j+1) != nil {
				return false
			}
		case w == ",":
		case l.tokens[j].kind == punctToken:
			return and
		}
		if _, verb := lemma(l.lower(j)); verb && j == i+1 {
			return false
		}
		if and && j > i+1 && (heads.Has(l.lower(j)) || placePrepositions.Has(l.lower(j))) {
			return true
		}
	}
	return and
}
