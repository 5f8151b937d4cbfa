package statement

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/text"
)

// A token is a word, a number or one mark of punctuation.
type token struct {
	span  text.Span
	word  string // as written, apostrophes made plain
	lower string
	verb  string // the verb that it may be a form of, see [lemma]; empty for none
	kind  tokenKind
	cap   bool // starts with a capital
}

type tokenKind uint8

const (
	wordToken tokenKind = iota
	numberToken
	punctToken
)

// tokenize cuts the span s of txt into tokens. A possessive 's is a token of
// its own; hyphened words stay whole.
func tokenize(txt string, s text.Span) []token {
	out := make([]token, 0, s.Len()/tokenBytes+4)
	for i := s.Start; i < s.End; {
		r, n := utf8.DecodeRuneInString(txt[i:s.End])
		switch {
		case unicode.IsSpace(r):
			i += n
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			mark := txt[i : i+n]
			out = append(out, token{span: text.Span{Start: i, End: i + n}, word: mark, lower: plainMark(r, mark), kind: punctToken})
			i += n
			continue
		}
		kind := wordToken
		if unicode.IsDigit(r) {
			kind = numberToken
		}
		j := i + n
		for j < s.End {
			if b := txt[j] | 0x20; 'a' <= b && b <= 'z' {
				j++
				continue
			}
			q, m := utf8.DecodeRuneInString(txt[j:s.End])
			if unicode.IsLetter(q) || unicode.IsDigit(q) || unicode.Is(unicode.Mn, q) {
				j += m
				continue
			}
			next, _ := utf8.DecodeRuneInString(txt[j+m : s.End])
			joins := q == '-' || q == '.' || q == ',' && kind == numberToken || q == ':' && kind == numberToken || q == '\'' || q == '’'
			if !joins || !unicode.IsLetter(next) && !unicode.IsDigit(next) || q == ',' && !unicode.IsDigit(next) || q == ':' && !unicode.IsDigit(next) {
				break
			}
			if (q == '\'' || q == '’') && isPossessive(txt[j+m:s.End]) {
				break
			}
			j += m
		}
		w := strings.ReplaceAll(txt[i:j], "’", "'")
		t := token{span: text.Span{Start: i, End: j}, word: w, lower: strings.ToLower(w), kind: kind, cap: unicode.IsUpper(r)}
		t.verb, _ = lemma(t.lower)
		out = append(out, t)
		if j < s.End {
			if q, m := utf8.DecodeRuneInString(txt[j:s.End]); (q == '\'' || q == '’') && isPossessive(txt[j+m:s.End]) {
				end := j + m + 1
				out = append(out, token{span: text.Span{Start: j, End: end}, word: "'s", lower: "'s", kind: wordToken})
				j = end
			}
		}
		i = j
	}
	return out
}

// tokenBytes is about how many bytes of a text a token takes up.
const tokenBytes = 5

// isPossessive reports whether s starts with the s of a possessive 's.
func isPossessive(s string) bool {
	if s == "" || s[0] != 's' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[1:])
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// plainMark is a mark of punctuation, the code point r, in its plainest form.
func plainMark(r rune, mark string) string {
	switch r {
	case '“', '”', '«', '»', '„':
		return `"`
	case '‘', '’':
		return "'"
	case '—', '–':
		return "-"
	case utf8.RuneError:
		return string(r)
	}
	return mark
}

// A clause is a stretch of a sentence with the words that carry its meaning
// found in it.
type clause struct {
	source   string // the whole text
	span     text.Span
	tokens   []token
	triggers []trigger // in order of position

	// What is read of it when it is first asked for.
	cuts       []text.Clause
	cutRead    bool
	proper     []name
	nameRead   bool
	times      *timeMarks
	neighbours [2]*string // the titles of the sentences before and behind
}

// neighbour is a title that is worked out once for a sentence, whatever stands in it.
func (c *clause) neighbour(behind int, title func() string) string {
	if c.neighbours[behind] == nil {
		t := title()
		c.neighbours[behind] = &t
	}
	return *c.neighbours[behind]
}

// A trigger is a verb or an event noun.
type trigger struct {
	at    int // index of the token
	to    int // one past the last token
	verb  bool
	head  string // lemma, or the noun as written
	class string
	fin   bool // a finite verb (or one with an auxiliary)
	mood  Modality
	phase Role // for a phase noun or verb
}

var (
	nounFollowers = set("between with in on about over of at and were was are is")
	unattributive = set("for with and by without after before since until while when as because but or than following during despite against")
)

var determiners = set("the a an this that these those his her their its our my your no any some every each another both last next")

// rescuers are whom one calls by telephone.
var rescuers = set("police emergency ambulance firefighters fire paramedics help services")

var auxiliaries = set("is are was were be been being has have had do does did will would shall should can could may might must to 's 'll 've 'd n't not never also later then now just still already reportedly jointly finally")

// being are the forms of "be" before "over": "the outage was over".
var being = set("is are was were be been being")

// endsAt reports whether the words from token i on say no more than when: nothing,
// or what begins with a preposition or an adverb of time.
func (c *clause) endsAt(i int) bool {
	return i >= len(c.tokens) || c.tokens[i].kind == punctToken || timely.Has(c.lower(i))
}

var timely = set("at by on in within before after when shortly just soon around about early late yesterday today tonight last for and but")

var subjects = set("i you he she it we they who which that")

func set(words string) text.Set { return text.NewSet(words) }

// parse finds the triggers of the span s.
func parse(txt string, s text.Span) *clause {
	c := &clause{source: txt, span: s, tokens: tokenize(txt, s)}
	c.read()
	return c
}

// part parses the span s, which lies in the clause. It has the tokens of the clause,
// unless a border of s cuts one of them; what they are depends on those within s alone.
func (c *clause) part(s text.Span) *clause {
	from, to := c.tokensOf(s)
	if from < to && (c.tokens[from].span.Start < s.Start || c.tokens[to-1].span.End > s.End) {
		return parse(c.source, s)
	}
	p := &clause{source: c.source, span: s, tokens: c.tokens[from:to:to]}
	p.read()
	return p
}

// fresh is the clause with triggers of its own, for those who change them.
func (c *clause) fresh() *clause {
	own := *c
	own.triggers = slices.Clone(c.triggers)
	return &own
}

// read finds the triggers among the tokens.
func (c *clause) read() {
	for i := 0; i < len(c.tokens); i++ {
		if t, ok := c.triggerAt(i); ok {
			c.triggers = append(c.triggers, t)
			i = t.to - 1
		}
	}
}

// clauses are the clauses of the stretch, as [text.Clauses] cuts it.
func (c *clause) clauses() []text.Clause {
	if !c.cutRead {
		c.cuts, c.cutRead = text.Clauses(c.source, c.span), true
	}
	return c.cuts
}

// triggerAt reads the verb or event noun that starts at token i.
func (c *clause) triggerAt(i int) (trigger, bool) {
	t := c.tokens[i]
	if t.kind != wordToken || t.lower == "'s" {
		return trigger{}, false
	}
	first := i == 0 || c.tokens[i-1].kind == punctToken
	if role, ok := phaseNouns.Find(t.lower); ok && c.lower(i+1) == "of" && c.nounPosition(i) {
		tr := trigger{at: i, to: i + 1, head: t.lower, phase: role, class: phaseClass(role)}
		return tr, true
	}
	if t.lower == "over" && i > 0 && being.Has(c.lower(i-1)) && c.endsAt(i+1) {
		return trigger{at: i, to: i + 1, verb: true, head: "be over", class: "end", phase: RoleEnd, fin: true, mood: c.mood(i)}, true
	}
	class, noun := nounClasses.Find(t.lower)
	l, verb := c.verbLemma(i)
	if noun && verb {
		// Words that are both: position decides. An -ing form is a verb with
		// a form of "be" before it ("are meeting"), else the noun.
		verb = !c.nounPosition(i) && !(first && t.cap) && !(first && t.lower == l && i > 0 && c.isWord(i+1)) // "On Friday, rescue teams"
		switch {
		case verbClasses.Get(l+" "+c.lower(i+1)) != "" && particles[c.lower(i+1)]:
			verb = true // "the army cut off"
		case strings.HasSuffix(t.lower, "ing"):
			verb = c.hasAux(i)
		case (nounFollowers.Has(c.lower(i+1)) || c.lower(i+1) == "to" && (i == 1 || i > 1 && !c.tokens[i-1].cap)) && !c.hasAux(i) && !subjects.Has(c.lower(i-1)) && c.lower(i-1) != "to":
			verb = false // "peace talks between", "air strikes on"
		}
		noun = !verb
	}
	switch {
	case noun && (!t.cap || first || allCapsLine(c) || c.lower(i-1) == "the" || class == "war" && c.tokens[i-1].cap):
		return trigger{at: i, to: i + 1, head: t.lower, class: class}, true
	case verb && (!t.cap || first || allCapsLine(c)):
		if l == "wound" && c.lower(i+1) == "up" {
			l = "wind"
		}
		tr := trigger{at: i, to: i + 1, verb: true, head: l, class: verbClasses.Get(l)}
		if p := c.lower(i + 1); particles[p] {
			if k, ok := verbClasses.Find(l + " " + p); ok {
				tr.head, tr.class, tr.to = l+" "+p, k, i+2
			}
		}
		if p := l + " " + c.lower(i+1) + " " + c.lower(i+2); verbClasses.Get(p) != "" {
			tr.head, tr.class, tr.to = p, verbClasses.Get(p), i+3 // "came into force"
		} else if p += " " + c.lower(i+3); verbClasses.Get(p) != "" {
			tr.head, tr.class, tr.to = p, verbClasses.Get(p), i+4
		}
		if l == "call" && (i+1 < len(c.tokens) && c.tokens[i+1].kind == numberToken || rescuers.Has(c.lower(i+1)) || rescuers.Has(c.lower(i+2))) {
			tr.class = "call" // "a woman called 911"
		}
		if l == "stay" || l == "remain" {
			// "the runway stayed closed": it was closed
			if p, ok := lemma(c.lower(i + 1)); ok && verbClasses.Get(p) != "" && (p == "shut" || strings.HasSuffix(c.lower(i+1), "ed")) {
				tr.head, tr.class, tr.to = p, verbClasses.Get(p), i+2
			}
		}
		if l == "leave" && c.leavesHurt(i+1) {
			tr.class = "injure" // "the collision left 12 people dead"
		}
		if tr.class == "" {
			tr.class = Stem(tr.head)
		}
		switch tr.class {
		case "begin":
			tr.phase = RoleStart
		case "end":
			tr.phase = RoleEnd
		}
		tr.fin = c.finite(i)
		tr.mood = c.mood(i)
		return tr, true
	}
	return trigger{}, false
}

// leavesHurt reports whether the words from token i on say in what state people were left.
func (c *clause) leavesHurt(i int) bool {
	for j := i; j < len(c.tokens) && j < i+7 && c.tokens[j].kind != punctToken; j++ {
		switch c.lower(j) {
		case "dead", "injured", "hurt", "wounded", "homeless", "missing", "stranded", "trapped":
			return true
		}
	}
	return false
}

// phaseClass is the class of a noun for a phase.
func phaseClass(r Role) string {
	if r == RoleStart {
		return "begin"
	}
	return "end"
}

func allCapsLine(c *clause) bool {
	if len(c.tokens) > 0 && c.lower(len(c.tokens)-1) == "." {
		return false
	}
	n, caps := 0, 0
	for _, t := range c.tokens {
		if t.kind == wordToken && len(t.word) > 3 {
			n++
			if t.cap {
				caps++
			}
		}
	}
	return n > 2 && caps*5 >= n*4
}

func (c *clause) lower(i int) string {
	if i < 0 || i >= len(c.tokens) {
		return ""
	}
	return c.tokens[i].lower
}

func (c *clause) isWord(i int) bool {
	return i >= 0 && i < len(c.tokens) && c.tokens[i].kind == wordToken
}

// nounPosition reports whether the words before token i make it a noun.
func (c *clause) nounPosition(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		p := c.tokens[j]
		switch {
		case p.kind == numberToken:
			return true
		case p.kind == punctToken:
			return false
		case determiners.Has(p.lower) && !(subjects.Has(p.lower) && j == i-1 && p.lower == "that"), p.lower == "'s":
			return true
		case p.lower == "of", p.lower == "in", p.lower == "at", p.lower == "during", p.lower == "after", p.lower == "before", p.lower == "with", p.lower == "for", p.lower == "by", p.lower == "into", p.lower == "following", p.lower == "between", p.lower == "about":
			return j == i-1 || j >= i-2
		case auxiliaries.Has(p.lower), subjects.Has(p.lower):
			return false
		}
		if p.verb != "" && j < i-1 {
			return false
		}
		if p.cap && j == i-1 && notNames.Has(p.lower) || strings.ContainsRune(p.lower, '-') {
			return true // "the December talks", "five-hour talks"
		}
		if p.cap && j == i-1 && determiners.Has(c.lower(j-1)) && c.lower(i+1) != "to" {
			return true // "the Russian talks"
		}
		if strings.HasSuffix(p.lower, "ly") || p.cap && j == i-1 {
			return false
		}
	}
	return false
}

// verbLemma returns the lemma of token i when it can be a verb there.
func (c *clause) verbLemma(i int) (string, bool) {
	t := c.tokens[i]
	l, ok := t.verb, t.verb != ""
	if !ok {
		if l, ok = regularPast(t.lower); !ok || t.cap && i > 0 {
			return "", false
		}
		// An unknown word in -ed is a verb after a subject or an auxiliary,
		// an adjective before a noun.
		if c.nounPosition(i) && !c.hasAux(i) && !(c.isWord(i-1) && !determiners.Has(c.lower(i-1)) && behindVerb.Has(c.lower(i+1))) {
			return "", false
		}
	}
	if strings.HasSuffix(t.lower, "ed") && !c.hasAux(i) && c.isWord(i-1) && (determiners.Has(c.lower(i-1)) || c.lower(i-1) == "'s") {
		return "", false // "the leaked plan"
	}
	if _, event := nounClasses.Find(c.lower(i + 1)); event && strings.HasSuffix(t.lower, "ed") && i > 0 && c.tokens[i-1].kind == punctToken {
		return "", false // "a long, closed meeting"
	}
	if strings.HasSuffix(t.lower, "ing") && c.isWord(i-1) && (determiners.Has(c.lower(i-1)) || c.lower(i-1) == "of") {
		return "", false // "the opening", "of shelling"
	}
	if determiners.Has(c.lower(i-1)) && !subjects.Has(c.lower(i-1)) {
		return "", false // "a visit", "the report"
	}
	if p := c.lower(i - 1); t.lower == l && (p == "of" || p == "for" || p == "by" || p == "from" || p == "with" || p == "into") {
		return "", false // "secretary of state"
	}
	if i > 0 && t.lower == l && c.tokens[i-1].cap && i+1 < len(c.tokens) && c.tokens[i+1].cap {
		return "", false // a title between names: "the Herald host Ann Lee"
	}
	return l, true
}

// behindVerb are words that follow a verb and no adjective: "the satellite separated
// from the stage". A participle is mostly followed by others, "a plan backed by the
// council".
var behindVerb = set("from to into off at on the a an its his her their shortly just around about after before")

func (c *clause) hasAux(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		w := c.tokens[j].lower
		if auxiliaries.Has(w) {
			switch w {
			case "later", "then", "now", "just", "still", "already", "also", "reportedly", "jointly", "finally":
				continue
			}
			return true
		}
		if !strings.HasSuffix(w, "ly") {
			return false
		}
	}
	return false
}

// finite reports whether the verb at token i is finite, by its form or an
// auxiliary.
func (c *clause) finite(i int) bool {
	w := c.tokens[i].lower
	if strings.HasSuffix(w, "ing") {
		return c.hasAux(i) && !(c.lower(i-1) == "to")
	}
	return true
}

// mood reads the auxiliaries and cues before the verb at token i.
func (c *clause) mood(i int) Modality {
	m := Happened
	for j := i - 1; j >= 0 && j >= i-7; j-- {
		t := c.tokens[j]
		if t.kind == punctToken {
			break
		}
		switch t.lower {
		case "not", "never", "n't", "neither", "nor", "no":
			if j >= i-4 {
				return Denied
			}
		case "didn't", "wasn't", "weren't", "hasn't", "haven't", "hadn't", "won't", "cannot":
			return Denied
		case "may", "might", "could", "if", "whether", "should":
			return Hypothetical
		case "will", "shall", "would", "scheduled", "due", "expected", "planned", "slated", "intends", "intend", "plans", "hopes", "aims", "going", "'ll", "planning", "supposed", "set", "must":
			return Planned
		case "to":
			if j > 0 {
				switch c.lower(j - 1) {
				case "is", "are", "was", "were", "expected", "due", "scheduled", "planned", "set", "slated", "supposed", "going", "hopes", "hope", "plans", "plan", "intends", "intend", "aims", "aim", "expects", "expect", "agreed", "wants", "ready", "likely":
					return Planned
				}
			}
		case "before", "after", "and", "but", "which", "who", "that", "while", "when":
			return m
		}
		if t.verb != "" && j < i-1 && !auxiliaries.Has(t.lower) && t.lower != "set" {
			break
		}
	}
	if w := c.tokens[i].lower; strings.HasSuffix(w, "ing") && c.hasAux(i) {
		switch c.lower(i - 1) {
		case "is", "are", "'re", "'s":
			return Ongoing
		}
	}
	return m
}

// governor finds the trigger that the words at span e belong to: the nearest
// verb or event noun to the left in the clause; where there is none, or the
// words stand directly before a noun ("the December talks"), the nearest to
// the right.
//
// Of "it was two hours after the signing that parliament voted" it is the verb behind
// "that".
func (c *clause) governor(e text.Span) *trigger {
	if t := c.cleft(e); t != nil {
		return t
	}
	for k := range c.triggers {
		t := &c.triggers[k]
		if start := c.tokens[t.at].span.Start; start >= e.End {
			if !t.verb && c.attributive(e, t.at) {
				return t
			}
			break
		}
	}
	var best *trigger
	for k := range c.triggers {
		t := &c.triggers[k]
		if c.tokens[t.at].span.Start < e.Start && !e.Contains(c.tokens[t.at].span) && (best == nil || !c.weak(t)) {
			best = t
		}
	}
	if best != nil {
		// "the conclusion of the talks at 21:30": the phase noun governs.
		for k := range c.triggers {
			p := &c.triggers[k]
			if p.phase != "" && !p.verb && p.to+1 <= best.at && best.at-p.to <= 4 && !best.verb {
				p.headNoun(best)
				return p
			}
		}
		if p := c.whosePhase(best); p != nil {
			return p
		}
		if v := c.wherein(best); v != nil {
			return v
		}
		return best
	}
	for k := range c.triggers {
		t := &c.triggers[k]
		if c.tokens[t.at].span.Start >= e.End && (t.verb || best == nil) {
			best = t
			if t.verb && t.fin {
				break
			}
		}
	}
	return best
}

// wherein is the finite verb that the noun n is no more than the setting of: "signed" of
// "it was signed at a ceremony", "occurred" of "it occurred in the approaches to the
// port". It is nil for a noun that is more, and for a verb that says little.
func (c *clause) wherein(n *trigger) *trigger {
	if n.verb || n.phase != "" {
		return nil
	}
	i := n.at - 1
	for i >= 0 && c.isWord(i) && !settings.Has(c.lower(i)) && c.inPhrase(i) {
		i--
	}
	if i < 1 || !settings.Has(c.lower(i)) {
		return nil
	}
	for i--; i >= 0 && (c.inPhrase(i) || c.lower(i) == "of"); i-- {
	}
	for k := range c.triggers {
		if v := &c.triggers[k]; v.verb && v.fin && v.at <= i && i < v.to && !sayLittle.Has(v.class) && !speechClasses.Has(v.class) && !light.Has(v.head) {
			return v
		}
	}
	return nil
}

// settings are the prepositions behind which a noun tells where a thing was done, and
// sayLittle the classes of verbs that need it to tell what was done.
var (
	settings  = set("at in before near outside into off")
	sayLittle = set("take go come make be have give put attend arrive travel return play work use help see show meet talk join lead result end begin continue expect plan")
)

// cleft is the verb of a clause that opens with "it was", tells a time and goes on with
// "that"; nil of others.
func (c *clause) cleft(e text.Span) *trigger {
	i := 0
	for i < len(c.tokens) && c.lower(i) != "it" && i < 3 {
		i++
	}
	if c.lower(i) != "it" || !being.Has(c.lower(i+1)) || i+2 >= len(c.tokens) || c.tokens[i+1].span.End > e.Start || e.Start-c.tokens[i+1].span.End > 24 {
		return nil
	}
	that := -1
	for k := i + 2; k < len(c.tokens); k++ {
		if c.lower(k) == "that" && c.tokens[k].span.Start >= e.End {
			that = k
		}
	}
	for k := range c.triggers {
		if t := &c.triggers[k]; that >= 0 && t.at > that+1 && t.verb && t.fin {
			return t
		}
	}
	return nil
}

// whosePhase is the verb of which t is the object, where that tells a phase of it:
// "police ended the protest", "the judge opened the hearing", "they finished searching".
func (c *clause) whosePhase(t *trigger) *trigger {
	if t.verb {
		for k := range c.triggers {
			if p := &c.triggers[k]; p.verb && p.fin && c.course(p) == t {
				return p
			}
		}
	}
	if t.verb || t.phase != "" {
		return nil
	}
	for k := range c.triggers {
		p := &c.triggers[k]
		if !p.verb || !p.fin || p.phase == "" || p.to > t.at || t.at-p.to > 4 {
			continue
		}
		between := true
		for i := p.to; i < t.at; i++ {
			w := c.lower(i)
			between = between && c.tokens[i].kind == wordToken && (!placePrepositions.Has(w) && !unattributive.Has(w) && !auxiliaries.Has(w) && w != "of" && w != "to" || determiners.Has(w))
		}
		if between {
			return p
		}
	}
	return nil
}

// weak reports whether a trigger yields to one before it: a state rather than
// a happening ("the war"), and a verb of purpose ("talks to end the war").
func (c *clause) weak(t *trigger) bool {
	if !t.verb {
		return t.class == "war" || t.class == "deal" || t.class == "ceasefire" || documents.Has(t.head)
	}
	return t.mood == Happened && c.lower(t.at-1) == "to"
}

// documents are nouns for what is signed or passed: the time is that of the signing.
var documents = set("accord accords agreement agreements treaty treaties pact pacts contract contracts bill bills resolution resolutions")

// headNoun makes the phase noun speak of the event noun n.
func (p *trigger) headNoun(n *trigger) { p.mood = n.mood }

// attributive reports whether the span e stands before the noun at token i
// with nothing but adjectives or names between.
func (c *clause) attributive(e text.Span, i int) bool {
	for j := i - 1; j >= 0; j-- {
		t := c.tokens[j]
		if t.span.End <= e.End {
			return true
		}
		if t.kind == punctToken && t.lower != "-" && t.lower != `"` {
			// "a two-hour, closed meeting"
			if t.lower == "," && j > 0 && c.tokens[j-1].span.End == e.End && strings.ContainsRune(c.tokens[j-1].lower, '-') {
				return true
			}
			return false
		}
		if t.lower == "of" {
			return t.span.Start-e.End <= 1
		}
		if t.lower == "'s" && t.span.Start == e.End {
			return true // "Sunday's talks"
		}
		if placePrepositions.Has(t.lower) || determiners.Has(t.lower) || auxiliaries.Has(t.lower) || subjects.Has(t.lower) || unattributive.Has(t.lower) {
			return false
		}
		if j < i-4 {
			return false
		}
	}
	return true
}

// A name is a run of capitalised words.
type name struct {
	span text.Span
	text string
	last string // the part that stands for the whole in a headline
	key  string
}

// names finds the proper names of the clause. Their key is the last word,
// lower case, with the spellings of Slavic and Arabic names made one:
// Zelenskyy, Zelenskiy and Zelensky share a key.
func (c *clause) names() []name {
	if !c.nameRead {
		c.proper, c.nameRead = c.readNames(), true
	}
	return c.proper
}

func (c *clause) readNames() []name {
	var out []name
	allCaps := allCapsLine(c)
	for i := 0; i < len(c.tokens); {
		if !c.nameToken(i) {
			i++
			continue
		}
		j := i + 1
		for j < len(c.tokens) && (c.nameToken(j) || nameJoiner(c, j)) {
			j++
		}
		first := i == 0 || c.tokens[i-1].kind == punctToken && strings.Contains(`".!?:`, c.tokens[i-1].lower)
		if (!first || j > i+1 || !commonFirst(&c.tokens[i])) && !allCaps {
			t := c.tokens[j-1]
			sp := text.Span{Start: c.tokens[i].span.Start, End: t.span.End}
			key, last := nameKey(t.lower), t.word
			if genericLast.Has(t.lower) && j-i > 1 {
				var words []string
				for _, w := range c.tokens[i:j] {
					words = append(words, w.lower)
				}
				key, last = strings.Join(words, " "), joinWords(c.tokens[i:j])
			}
			if a, b, ok := strings.Cut(t.word, "-"); ok && j == i+1 && isCapital(a) && isCapital(b) {
				// "the Lavrov-Kerry talks" name two.
				out = append(out, name{sp, a, a, nameKey(strings.ToLower(a))}, name{sp, b, b, nameKey(strings.ToLower(b))})
			} else if len(key) > 1 {
				out = append(out, name{sp, joinWords(c.tokens[i:j]), last, key})
			}
		}
		i = j
	}
	return out
}

var genericLast = set("news post times house council agency ministry department party union committee court office street square street embassy journal herald today group corp inc ltd company university hospital airport station bank fund force forces army navy police service city town river lake island islands sea ocean bay world cup state states")

func (c *clause) nameToken(i int) bool {
	t := c.tokens[i]
	return t.kind == wordToken && t.cap && !notNames.Has(t.lower) && !strings.HasSuffix(t.lower, "-hour")
}

func isCapital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return len(s) > 2 && unicode.IsUpper(r)
}

func nameJoiner(c *clause, j int) bool {
	switch c.tokens[j].lower {
	case "of", "de", "la", "von", "van", "der", "bin", "al", "el", "the", "&":
		return j+1 < len(c.tokens) && c.nameToken(j+1) && c.tokens[j].lower != "the" && c.tokens[j].lower != "of"
	}
	return false
}

// commonFirst reports whether a word may well be capitalised only because it
// opens a sentence.
func commonFirst(t *token) bool {
	w := t.lower
	if notNames.Has(w) || t.verb != "" || nounClasses.Has(w) {
		return true
	}
	for _, e := range [...]string{"ing", "ly", "tion", "ment", "ness", "ers", "ials"} {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return len(w) < 4
}

func joinWords(ts []token) string {
	var b strings.Builder
	for i, t := range ts {
		if i > 0 && t.lower != "'s" && t.span.Start > ts[i-1].span.End {
			b.WriteByte(' ')
		}
		b.WriteString(t.word)
	}
	return b.String()
}

// nameKey makes the common transliterations of a surname one.
func nameKey(w string) string {
	w = strings.TrimSuffix(w, "'s")
	w = strings.ReplaceAll(w, "-", "")
	for _, e := range [...]string{"iyy", "skyy", "skiy", "skyi", "skii", "skij"} {
		if b, ok := strings.CutSuffix(w, e); ok {
			if strings.HasPrefix(e, "sk") {
				return b + "sky"
			}
			return b + "y"
		}
	}
	for _, e := range [...]string{"iy", "yi", "ii", "ij", "yy"} {
		if b, ok := strings.CutSuffix(w, e); ok && len(b) > 3 {
			return b + "y"
		}
	}
	return w
}
