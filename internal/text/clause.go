package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Clause is one finite clause of a sentence, or a piece of one that another
// clause has cut in two.
type Clause struct {
	Span Span
	Link Link
	Word Span // the words that link it: "which", "and", "to whom"; empty if none
	Head int  // the clause of the same sentence that it hangs on or continues; -1 for none
}

// A Link says how a clause hangs on another.
type Link uint8

// The links.
const (
	Main        Link = iota // hangs on none
	Resumed                 // goes on with Head, which a clause in between had cut: "the hall, which had burnt, | reopened"
	Conjoined               // shares the subject of Head: "and left at noon"
	Coordinate              // has its own subject: "but the guests stayed"
	Subordinate             // "while", "when", "after they met"
	Relative                // "which", "who", "in which"
	Complement              // what is said or thought: "said (that) they met", "said: “...”"
	Attribution             // who says it: "..., the mayor said"
	Aside                   // between dashes or in brackets
	Participle              // a participle of saying: ", adding that"
)

func (l Link) String() string {
	return [...]string{
		"main", "resumed", "conjoined", "coordinate", "subordinate", "relative", "complement", "attribution", "aside", "participle",
	}[l]
}

// Clauses splits a sentence of text into its clauses, in order. Together they
// hold every word of it.
//
// The split is shallow and made by words alone: a linking word begins a clause
// only where a finite verb follows, a comma only where what follows has a verb
// of its own, and a quotation of a few words is never cut. Where the words do
// not decide, nothing is split.
func Clauses(text string, sentence Span) []Clause {
	c := &cutter{text: text, toks: tokens(text, sentence)}
	for i := range c.toks {
		t := &c.toks[i]
		for len(c.quoted) <= t.quote {
			c.quoted = append(c.quoted, 0)
		}
		if t.word {
			c.quoted[t.quote]++
		}
	}
	c.cut(sentence)
	return c.out
}

// A token is a word or a single mark.
type token struct {
	Span
	low   string // the word in lower case, apostrophes straight; or the mark
	word  bool
	cap   bool // begins with a capital or a digit
	quote int  // 1-based number of the quotation it stands in; 0 outside

	strength int8 // what [cutter.verb] found; -1 where nobody has asked
}

type cutter struct {
	text   string
	toks   []token
	quoted []int // the count of words of each quotation
	out    []Clause
	verbs  []bool // whether out[i] has its finite verb
	start  []int  // the first token of out[i]
	body   int    // the first token behind the linking words of the last clause
}

func tokens(text string, s Span) []token {
	toks := make([]token, 0, s.Len()/5+4)
	quotes, q := Quotes(s.Of(text)), 0
	for i := s.Start; i < s.End; {
		r, n := utf8.DecodeRuneInString(text[i:s.End])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		t := token{Span: Span{i, i + n}, strength: -1}
		if strings.HasPrefix(text[i:s.End], "--") {
			t.End++
		}
		if wordy(r) {
			t.word, t.cap = true, unicode.IsUpper(r) || unicode.IsDigit(r)
			// A word goes on over one inner mark: "don’t", "son-in-law", "U.S", "3.5".
			for j := t.End; j < s.End; {
				if b := text[j] | 0x20; 'a' <= b && b <= 'z' {
					j++
					t.End = j
					continue
				}
				r, n := utf8.DecodeRuneInString(text[j:s.End])
				if !wordy(r) {
					if !strings.ContainsRune("'’-.:,", r) {
						break
					}
					next, _ := utf8.DecodeRuneInString(text[j+n : s.End])
					if !wordy(next) || (r == ',' || r == ':') && !unicode.IsDigit(next) {
						break
					}
				}
				j += n
				t.End = j
			}
		}
		if t.low = t.Of(text); t.word || r >= utf8.RuneSelf {
			t.low = strings.ReplaceAll(strings.ToLower(t.low), "’", "'")
		}
		if t.low == "--" {
			t.low = "—"
		}
		for q < len(quotes) && quotes[q].End <= t.Start-s.Start {
			q++
		}
		if q < len(quotes) && quotes[q].Start <= t.Start-s.Start {
			t.quote = q + 1
		}
		toks = append(toks, t)
		i = t.End
	}
	return toks
}

func (c *cutter) cut(sentence Span) {
	if len(c.toks) == 0 {
		return
	}
	c.begin(0, 0, Main, -1)
	for i := range c.toks {
		if i == 0 || i >= c.body {
			c.step(i)
		}
		if c.verb(i) > 0 {
			c.verbs[len(c.verbs)-1] = true
		}
	}
	for i := range c.out {
		end := sentence.End
		if i+1 < len(c.out) {
			end = c.out[i+1].Span.Start
		}
		c.out[i].Span.End = end
		if i+1 < len(c.out) {
			c.out[i].Span = trimMarks(c.text, c.out[i].Span)
		}
	}
}

// begin starts a clause at token i, whose linking words are tokens [i, i+n).
func (c *cutter) begin(i, n int, link Link, head int) {
	cl := Clause{Span: Span{Start: c.toks[i].Start}, Link: link, Head: head}
	if n > 0 {
		cl.Word = Span{c.toks[i].Start, c.toks[i+n-1].End}
	}
	// An opening mark belongs to the quotation behind it.
	if i > 0 && strings.Contains("“\"‘'«„(", c.toks[i-1].low) && c.toks[i-1].End == c.toks[i].Start && i > 1 {
		cl.Span.Start = c.toks[i-1].Start
	}
	c.out = append(c.out, cl)
	c.verbs = append(c.verbs, false)
	c.start = append(c.start, i)
	c.body = i + max(n, 1)
}

// step begins a clause at token i if the words call for one.
func (c *cutter) step(i int) {
	t := c.at(i)
	cur := len(c.out) - 1
	if t.quote != 0 && c.quoted[t.quote] < shortQuote {
		return
	}
	if i == 0 {
		if c.subordinates(i) {
			c.out[0].Link, c.out[0].Word = Subordinate, t.Span
		}
		return
	}
	prev := c.at(i - 1)
	switch {
	case !t.word:
		return

	case t.quote != 0 && prev.quote != t.quote:
		// A quotation begins here.
		before := c.at(i - 2)
		if saying.Has(before.low) || before.low == ":" || before.low == "," {
			if (c.verbs[cur] || c.out[cur].Link == Participle) && c.finite(i) {
				c.begin(i, 0, Complement, cur)
			}
		}
		return

	case prev.quote != 0 && t.quote == 0, prev.low == "”" || prev.low == "\"":
		// "X, of the “Herald”, said": the verb of a subject in front of the quotation.
		own := saying.Has(t.low) && !c.verbs[cur] && c.at(c.start[cur]).quote == 0
		if !own && c.attributes(i, true) {
			c.begin(i, 0, Attribution, cur)
			return
		}
	}

	if n := c.relative(i); n > 0 {
		c.begin(i, n, Relative, cur)
		return
	}
	if t.low == "that" && c.thatClause(i) {
		link := Relative
		if c.says(cur, i) {
			link = Complement
		}
		c.begin(i, 1, link, cur)
		return
	}
	if (t.low == "and" || t.low == "but") && c.at(i+1).low == "that" && c.finite(i+2) {
		c.begin(i, 2, Coordinate, cur)
		return
	}
	if c.subordinates(i) {
		c.begin(i, 1, Subordinate, cur)
		return
	}
	if coordinators.Has(t.low) && c.verbs[cur] {
		j := i + 1
		for adverb(c.at(j).low) {
			j++
		}
		switch {
		case c.verb(j) > 0 && (c.verb(j) == sure || c.leadsOn(j)):
			c.begin(i, 1, Conjoined, cur)
			return
		case c.finite(i+1) && (prev.low == "," || t.low == "but" || t.low == "yet" || subjects.Has(c.at(i+1).low) && c.verb(i+2) > 0):
			head := cur
			for c.out[head].Link != Main && c.out[head].Head >= 0 && prev.low == "," {
				head = c.out[head].Head
			}
			c.begin(i, 1, Coordinate, head)
			return
		}
	}
	switch {
	case prev.low == ";" && c.finite(i):
		c.begin(i, 0, Coordinate, c.root(cur))
		return
	case prev.low == "(" && c.finite(i):
		c.begin(i, 0, Aside, cur)
		return
	case prev.low == "—" || prev.low == "–" && spaced(c.text, prev.Span) || prev.low == "-" && spaced(c.text, prev.Span):
		if c.out[cur].Link == Aside {
			c.begin(i, 0, Resumed, c.out[cur].Head)
		} else if c.finite(i) || c.dashAhead(i) {
			c.begin(i, 0, Aside, cur)
		}
		return
	case prev.low == ")" && c.out[cur].Link == Aside && c.out[cur].Span.Start > 0 && c.text[c.out[cur].Span.Start] == '(':
		c.begin(i, 0, Resumed, c.out[cur].Head)
		return
	case prev.low == "," && !unicode.IsDigit(rune(c.text[t.Start])):
		if c.comma(i, cur) {
			return
		}
	}
	c.bare(i, cur)
}

// comma begins a clause at token i, behind a comma, if it must.
func (c *cutter) comma(i, cur int) bool {
	t := c.at(i)
	if head := c.open(cur); head >= 0 {
		j := i
		for adverb(c.at(j).low) {
			j++
		}
		if v := c.verb(j); v == sure || v > 0 && (presents.Has(c.at(j).low) || c.leadsOn(j)) {
			c.begin(i, 0, Resumed, head)
			return true
		}
	}
	switch {
	case sayingParticiples.Has(t.low):
		c.begin(i, 1, Participle, cur)
	case c.out[cur].Link == Subordinate && c.verbs[cur] && c.verb(i) == 0 && c.finite(i) && c.out[cur].Head < 0:
		c.out[cur].Head = len(c.out)
		c.begin(i, 0, Main, -1)
	case c.out[cur].Link == Subordinate && c.verbs[cur] && c.verb(i) == 0 && c.finite(i) && c.open(cur) >= 0:
		c.begin(i, 0, Resumed, c.open(cur))
	case c.verbs[cur] && c.attributes(i, false):
		c.begin(i, 0, Attribution, cur)
	default:
		return false
	}
	return true
}

// bare begins a clause that no mark and no linking word announces: what was
// said ("said the talks had ended"), a pronoun with its verb, or the verb that
// a relative clause kept waiting.
func (c *cutter) bare(i, cur int) {
	t, prev := c.at(i), c.at(i-1)
	if !c.verbs[cur] {
		return
	}
	if saying.Has(prev.low) && c.verb(i-1) > 0 && !preps.Has(t.low) && !adverb(t.low) && c.verb(i) == 0 && c.finite(i) {
		c.begin(i, 0, Complement, cur)
		return
	}
	if subjects.Has(t.low) && (c.verb(i+1) == sure || c.verb(i+1) > 0 && !objects.Has(t.low)) && prev.word && !coordinators.Has(prev.low) && !subordinators.Has(prev.low) && c.start[cur] < i-1 {
		link := Relative
		if c.says(cur, i) {
			link = Complement
		}
		c.begin(i, 0, link, cur)
		return
	}
	if c.out[cur].Link == Relative && c.verb(i) == sure && prev.word && !adverb(prev.low) && c.verb(i-1) == 0 && c.start[cur] < i-2 {
		if head := c.open(cur); head >= 0 {
			c.begin(i, 0, Resumed, head)
		}
	}
}

// open returns the clause above cur that still waits for its verb, or -1.
func (c *cutter) open(cur int) int {
	for h := c.out[cur].Head; h >= 0 && h < cur; h = c.out[h].Head {
		if !c.verbs[h] {
			return h
		}
	}
	return -1
}

// root returns the clause that cur hangs on in the end.
func (c *cutter) root(cur int) int {
	for c.out[cur].Head >= 0 && c.out[cur].Head < len(c.out) && c.out[cur].Link != Main {
		cur = c.out[cur].Head
	}
	return cur
}

var none token

// at is token i, or one without letters where there is none.
func (c *cutter) at(i int) *token {
	if i < 0 || i >= len(c.toks) {
		return &none
	}
	return &c.toks[i]
}

// shortQuote is the length in words below which a quotation is taken whole.
const shortQuote = 8

// reach is how many tokens ahead a rule looks, so that the work grows with the
// length of a sentence and not with its square.
const reach = 80

// relative returns the length of the relative words that begin at token i, 0
// if none do: "who", "in which", "some of whom", "where".
func (c *cutter) relative(i int) int {
	n := 0
	for n < 3 && (preps.Has(c.at(i+n).low) || quantifiers.Has(c.at(i+n).low) && c.at(i+n+1).low == "of") {
		n++
	}
	switch w := c.at(i + n).low; w {
	case "which", "whom", "whose":
	case "who":
	case "where":
		if n > 0 || !c.at(i-1).word && c.at(i-1).low != "," {
			return 0
		}
	default:
		return 0
	}
	if c.verb(i+n+1) == 0 && !c.finite(i+n+1) {
		return 0
	}
	return n + 1
}

// subordinates reports whether token i is a subordinator with a clause behind
// it, rather than a preposition with a noun or a time.
func (c *cutter) subordinates(i int) bool {
	t, prev, next := c.at(i), c.at(i-1), c.at(i+1)
	if !subordinators.Has(t.low) || notBefore.Has(prev.low+" "+t.low) || notAfter.Has(t.low+" "+next.low) {
		return false
	}
	switch prev.low {
	case "of", "to", "than", "like", "by", "for", "from":
		return false
	}
	if preps.Has(t.low) && next.word && (unicode.IsDigit(rune(c.text[next.Start])) || timeWords.Has(next.Of(c.text))) {
		return false
	}
	return c.finite(i + 1)
}

// thatClause reports whether "that" at token i begins a clause rather than
// pointing at a noun.
func (c *cutter) thatClause(i int) bool {
	prev := c.at(i - 1)
	if !prev.word && prev.low != "," || preps.Has(prev.low) || subordinators.Has(prev.low) || coordinators.Has(prev.low) {
		return false
	}
	if saying.Has(prev.low) || sayingParticiples.Has(prev.low) {
		// What is said may begin with a phrase of its own: "said that, in
		// the end, they left".
		for j := i + 1; j < min(len(c.toks), i+reach); j++ {
			if c.verb(j) > 0 {
				return true
			}
		}
		return false
	}
	if prev.low == "," {
		return c.verb(i+1) > 0 || c.says(len(c.out)-1, i) && c.finite(i+1)
	}
	return c.verb(i+1) > 0 || c.finite(i+1)
}

// says reports whether the last finite verb or participle of clause cur before
// token i is one of saying.
func (c *cutter) says(cur, i int) bool {
	for j := i - 1; j >= c.start[cur] && j > i-8; j-- {
		w := c.at(j).low
		if saying.Has(w) || sayingParticiples.Has(w) || w == "say" || w == "tell" {
			return true
		}
		if c.verb(j) > 0 {
			return false
		}
	}
	return false
}

// attributes reports whether a speaker and a verb of saying begin at token i
// ("the mayor told reporters"), with the verb first or last. Behind a quotation
// the speaker may be described at length.
func (c *cutter) attributes(i int, quoted bool) bool {
	if preps.Has(c.at(i).low) || c.at(i).low == "according" {
		return false
	}
	limit := 7
	if quoted {
		limit = 14
	}
	for j := i; j < i+limit; j++ {
		t := c.at(j)
		if quoted && j > i && t.low == "," {
			continue // "..., Ruiz, the mayor, said"
		}
		if !t.word || t.quote != 0 {
			return false
		}
		if saying.Has(t.low) && c.at(j+1).low != "by" {
			if j == i {
				n := c.at(j + 1)
				return n.cap || n.low == "the" || n.low == "a" || subjects.Has(n.low)
			}
			return true
		}
		if quoted && j > i {
			continue
		}
		if preps.Has(t.low) && t.low != "of" && t.low != "for" || subordinators.Has(t.low) || coordinators.Has(t.low) || c.verb(j) == sure {
			return false
		}
	}
	return false
}

// finite reports whether a subject and its finite verb follow from token i, up
// to the next mark or linking word.
func (c *cutter) finite(i int) bool {
	for j := i; j < min(len(c.toks), i+reach); j++ {
		t := &c.toks[j]
		switch {
		case t.low == "," || t.low == ";" || t.low == ":" || t.low == "(" || t.low == ")" || t.low == "—" || t.low == "–":
			return false
		case j > i && (t.low == "which" || t.low == "who" || t.low == "that" || t.low == "whose" ||
			subordinators.Has(t.low) && !preps.Has(t.low)):
			return false
		case j > i && c.verb(j) > 0:
			return true
		}
	}
	return false
}

// dashAhead reports whether a dash closes what begins at token i.
func (c *cutter) dashAhead(i int) bool {
	for j := i; j < min(len(c.toks), i+reach); j++ {
		if w := c.toks[j].low; w == "—" || (w == "–" || w == "-") && spaced(c.text, c.toks[j].Span) {
			return true
		}
	}
	return false
}

// The strengths of [cutter.verb].
const (
	likely = 1 // by its form and what stands before it; it may be a participle
	sure   = 2
)

// verb reports how surely token i is the finite verb of a clause.
func (c *cutter) verb(i int) int {
	t := c.at(i)
	if !t.word || t.cap {
		return 0
	}
	if t.strength < 0 {
		t.strength = int8(c.strength(i))
	}
	return int(t.strength)
}

// strength reads what [cutter.verb] reports of a word that begins small.
func (c *cutter) strength(i int) int {
	t := c.at(i)
	prev := c.at(i - 1)
	for k := i - 1; adverb(prev.low); k-- {
		prev = c.at(k - 1)
	}
	if prev.cap {
		prev = &none // a name, whatever it looks like: "May", "Will"
	}
	switch w := t.low; {
	case auxiliaries.Has(w):
		if prev.low == "to" || modals.Has(prev.low) {
			return 0
		}
		return sure
	case strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "'re") || strings.HasSuffix(w, "'ve") || strings.HasSuffix(w, "'ll"):
		return sure
	case strings.HasSuffix(w, "'s") && (pronouns.Has(strings.TrimSuffix(w, "'s")) || w == "what's"):
		return sure
	case pastOnly.Has(w):
		return sure
	case presents.Has(w):
		if determiners.Has(prev.low) || preps.Has(prev.low) {
			return 0
		}
		return likely
	case pastForms.Has(w) || strings.HasSuffix(w, "ed") && len(w) > 4 && !strings.Contains(w, "-") && !notPast.Has(w):
		if auxiliaries.Has(prev.low) || modals.Has(prev.low) || determiners.Has(prev.low) || preps.Has(prev.low) || prev.low == "been" ||
			prev.low == "be" || prev.low == "being" || prev.low == "having" || strings.HasSuffix(prev.low, "n't") || strings.HasSuffix(prev.low, "'s") {
			return 0
		}
		return likely
	}
	return 0
}

// leadsOn reports whether what follows the verb-like token i is what follows a
// verb, rather than the noun that a participle describes.
func (c *cutter) leadsOn(i int) bool {
	n := c.at(i + 1)
	return !n.word || n.cap || n.quote != 0 || preps.Has(n.low) || determiners.Has(n.low) || subjects.Has(n.low) || adverb(n.low) ||
		subordinators.Has(n.low) || extents.Has(n.low) || n.low == "to" || n.low == "that" || n.low == "him" || n.low == "them" || n.low == "her" ||
		saying.Has(c.at(i).low) && strings.HasSuffix(n.low, "s")
}

func adverb(w string) bool {
	return adverbs.Has(w) || strings.HasSuffix(w, "ly") && len(w) > 4 && !notAdverbs.Has(w)
}

func spaced(text string, s Span) bool {
	return s.Start > 0 && s.End < len(text) && text[s.Start-1] == ' ' && text[s.End] == ' '
}

// trimMarks drops the white space and the marks that part clauses from the end
// of s.
func trimMarks(text string, s Span) Span {
	body := strings.TrimRightFunc(s.Of(text), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",;:—–(-", r)
	})
	if body != "" {
		s.End = s.Start + len(body)
	}
	return s
}
