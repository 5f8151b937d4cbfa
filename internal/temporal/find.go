package temporal

import (
	"timeline/internal/text"
)

// Find returns the temporal expressions of a text, in order, none overlapping
// another.
func Find(txt string) []Expression {
	return newParser(txt).find()
}

func newParser(txt string) *parser {
	low := lowered(txt)
	p := &parser{text: txt, low: string(low[:len(txt)]), toks: scan(txt, low), openings: &openings}
	p.post = p.isPost()
	return p
}

func (p *parser) find() []Expression {
	out := make([]Expression, 0, len(p.toks)/40+4)
	var e Expression
	last := 0 // the first token that is free for a lead
	for i := 0; i < len(p.toks); {
		t := &p.toks[i]
		var rules []rule
		switch t.kind {
		case word:
			if t.flags&opening == 0 {
				i++
				continue
			}
			if rules = openings[t.lex]; len(rules) == 0 && !p.refers(i) {
				i++
				continue
			}
		case number:
			rules = numbers
		default:
			p.quote(i)
			if !p.apostrophe(i) || p.at(i+1).kind != number {
				i++
				continue
			}
			rules = apostrophes
		}
		p.last = last
		end, ok := p.expression(&e, rules, i)
		if !ok {
			i++
			continue
		}
		e.Span = text.Span{Start: p.toks[i].start(), End: p.toks[end-1].end()}
		if p.at(end-1).kind == mark && p.is(end-1, ".") && !p.abbreviated(end-1) {
			e.Span.End = p.toks[end-2].end()
		}
		e.Quoted = p.open != ""
		p.lead(&e, i, last)
		p.trail(&e, end)
		if !e.Meaning.Mission {
			p.follow(&e, end)
		}
		p.tense(&e, i, end)
		if m := &e.Meaning; m.Unit == Year && !m.Compared && (m.Kind == Shift && m.Dir < 0 && m.Max == 1 || m.Kind == Deictic && m.N == -1) {
			m.Compared = p.compares(i, last)
		}
		out = append(out, e)
		for {
			d, from, to, ok := p.after(out[len(out)-1], end)
			if !ok {
				break
			}
			d.Span = text.Span{Start: p.toks[from].start(), End: p.toks[to-1].end()}
			d.Quoted, d.Tense, d.Signal = p.open != "", e.Tense, To
			if d.Meaning.HasYear && d.Meaning.Month > 0 {
				for k := len(out) - 1; k >= 0 && !out[k].Meaning.HasYear && out[k].Meaning.Month == d.Meaning.Month; k-- {
					out[k].Meaning.HasYear, out[k].Meaning.Year = true, d.Meaning.Year
				}
			}
			out = append(out, d)
			end = to
		}
		i, last = end, end
	}
	out = p.fewMinutes(out)
	p.ranges(out)
	p.shareYear(out)
	p.retold(out)
	p.placed(out)
	return out
}

// A rule reads the expression that starts at token i into e, which is zero; end
// is one past its last token. A rule that fails may leave e in any state.
type rule func(p *parser, e *Expression, i int) (end int, ok bool)

// openings are the rules that can apply where a word of a class stands, in the
// order in which they are tried; numbers are those of a number, apostrophes
// those of "'68".
var openings, numbers, apostrophes = func() (of [numLexemes][]rule, _, _ []rule) {
	open := func(r rule, classes ...lexeme) {
		for _, c := range classes {
			of[c] = append(of[c], r)
		}
	}
	open((*parser).mission, lexT)
	open((*parser).before, lexThe, lexOrdinal, lexCardinal, lexUnit)
	open((*parser).compared, lexRight, lexEarlier, lexLater, lexSometime)
	open((*parser).hyphened, lexThe, lexMid, lexOrdinal, lexUnit)
	open((*parser).ofYear, lexWhich, lexPast, lexThe)
	open((*parser).spelledYear, lexCardinal)
	open((*parser).definite, lexThe)
	open((*parser).partOfPeriod, lexThe, lexStart, lexMiddle, lexEnd)
	open((*parser).recurring, lexWeekday)
	open((*parser).point, lexThe, lexA, lexEarly, lexLate, lexMid, lexLater, lexPart, lexStart, lexMiddle, lexEnd, lexTurn, lexMonth, lexWeekday,
		lexDay, lexWhich, lexPrevious, lexFollowing, lexThat, lexPast, lexSeason, lexHoliday, lexAll, lexDecade, lexFiscal, lexOrdinal, lexHalf, lexUnit,
		lexCardinal, lexNoon, lexHigh, lexSmall, lexEra, lexCode, lexMidsummer)
	open((*parser).recurring, lexEvery, lexEach, lexSetly, lexOnce, lexPer, lexA, lexCardinal, lexVague, lexDays, lexUnits, lexThe, lexSome, lexAt2, lexUnit, lexDaylong)
	open((*parser).counted, lexThe, lexA, lexWhich, lexPrevious, lexFollowing, lexPast, lexRecent, lexCardinal, lexVague, lexHalf, lexUnits,
		lexAll, lexAnother, lexManyOf, lexEnsuing, lexSome)
	return of, []rule{(*parser).before, (*parser).point, (*parser).times, (*parser).counted}, []rule{(*parser).point}
}()

// timely are the classes of words that can follow an article in an expression.
var timely = func() (t [numLexemes]bool) {
	for c := range t {
		t[c] = len(openings[c]) > 0
	}
	for _, c := range []lexeme{lexMoment, lexWhole, lexSame, lexVery, lexLong, lexPeriod, lexLatter, lexFuture, lexRecent, lexAnother} {
		t[c] = true
	}
	return t
}()

type parser struct {
	steps    int // rules tried and turns of loops inside them: what a test of linear growth counts
	openings *[numLexemes][]rule
	text     string
	low      string // the text in lower case
	toks     []token
	post     bool   // the text speaks as posts do
	speech   int8   // whether the text tells times as people say them: 0 not looked at yet, 1 yes, -1 no
	last     int    // one past the last token of the expression before
	open     string // the mark that closes the quotation that is open; empty outside
}

// isPost reports whether a text speaks as posts do: it has hashtags, names
// behind an @, links, or the short spellings of messages. Posts name the night
// or the weekend without an article, write weekdays small and years bare.
func (p *parser) isPost() bool {
	if len(p.toks) > 400 {
		return false
	}
	for i := range p.toks {
		switch t := &p.toks[i]; {
		case t.lex == lexSlang && !t.upper() && !p.is(i+1, "."):
			return true
		case t.kind == mark && (p.is(i, "#") || p.is(i, "@")) && !p.tight(i) && p.tight(i+1) && p.at(i+1).kind == word:
			return true
		case t.kind == word && (p.lower(i) == "http" || p.lower(i) == "https"):
			return true
		}
	}
	return false
}

// quote keeps track of quotation marks: p.open is the mark that closes what is
// open, empty outside.
func (p *parser) quote(i int) {
	t := p.at(i)
	if t.brk() {
		p.open = ""
	}
	if b := p.text[t.from]; b != '\'' && b != '"' && class[b] != isWide {
		return
	}
	w := p.word(i)
	if p.open != "" {
		if w == p.open && !(w == "'" || w == "’") {
			p.open = ""
		} else if w == p.open && p.tight(i) && !(p.at(i+1).kind == word && p.tight(i+1)) {
			p.open = ""
		}
		return
	}
	opens := p.tight(i+1) && (t.gap() || !p.tight(i) || p.at(i-1).kind == mark)
	switch w {
	case "“":
		p.open = "”"
	case "„":
		p.open = "“"
	case "«":
		p.open = "»"
	case `"`:
		if opens {
			p.open = `"`
		}
	case "‘":
		if opens && p.at(i+1).kind == word {
			p.open = "’"
		}
	case "'":
		if opens && p.at(i+1).kind == word && p.at(i+1).upper() {
			p.open = "'"
		}
	}
}

var none token

func (p *parser) at(i int) *token {
	if i < 0 || i >= len(p.toks) {
		return &none
	}
	return &p.toks[i]
}

func (p *parser) word(i int) string {
	t := p.at(i)
	return p.text[t.start():t.end()]
}

// adjectival reports whether the expression at tokens [i, end) is a hyphened
// word before a noun, with the article of the noun: "the mid-May deadline", "a
// day-long strike". The article is then no part of it.
func (p *parser) adjectival(i, end int) bool {
	if l := p.lex(i); l != lexThe && l != lexA {
		return false
	}
	n := p.at(end)
	if n.kind != word || n.lex != other && n.lex != lexPeriod || !n.gap() || functionWords[p.lower(end)] {
		return false
	}
	for j := i + 2; j < end; j++ {
		if p.hyphen(j) && p.tight(j) && p.tight(j+1) {
			return p.lex(i) == lexThe || p.lower(end-1) == "long"
		}
	}
	return false
}

// lower is the word of token i in lower case, as far as it is ASCII.
func (p *parser) lower(i int) string {
	t := p.at(i)
	return p.low[t.from:t.to]
}

func (p *parser) is(i int, s string) bool {
	return i >= 0 && i < len(p.toks) && p.word(i) == s
}

func (p *parser) lex(i int) lexeme { return p.at(i).lex }

// tight reports whether no white space stands before token i.
func (p *parser) tight(i int) bool { return i > 0 && i < len(p.toks) && !p.toks[i].gap() }

// abbreviated reports whether the full stop at token i belongs to an
// abbreviation that the expression ends in ("p.m.", "Nov.").
func (p *parser) abbreviated(i int) bool {
	if p.lex(i-1) == lexAm || !p.tight(i) {
		return p.lex(i-1) == lexAm
	}
	switch w := p.lower(i - 1); w {
	case "m", "c", "e", "d":
		return p.at(i-1).to-p.at(i-1).from == 1
	case "ult", "inst":
		return true
	}
	return false
}

func (p *parser) hyphen(i int) bool {
	t := p.at(i)
	if t.kind != mark || t.to-t.from != 1 && t.to-t.from != 3 {
		return false
	}
	switch p.text[t.from:t.to] {
	case "-", "–", "—", "−", "‑", "‐":
		return true
	}
	return false
}

// expression reads the expression that starts at token i; end is one past its
// last token.
func (p *parser) expression(e *Expression, rules []rule, i int) (end int, ok bool) {
	t := &p.toks[i]
	if p.tight(i) && p.at(i-1).kind != mark {
		return 0, false // inside a longer word: "B2", "3rd"
	}
	if p.tight(i) && (p.is(i-1, "$") || p.is(i-1, "€") || p.is(i-1, "£") || p.is(i-1, "#") || p.is(i-1, "@") || p.is(i-1, "/") && p.last != i-1) {
		return 0, false
	}
	switch t.lex {
	case lexThe, lexA, lexThat:
		if n := p.at(i + 1); n.kind == word && !timely[n.lex] && p.lex(i+2) != lexWeekday {
			if p.refers(i) {
				return p.reference(e, i)
			}
			return 0, false
		}
	}
	for _, rule := range rules {
		p.steps++
		*e = Expression{}
		if end, ok = rule(p, e, i); ok {
			if p.adjectival(i, end) {
				return 0, false
			}
			return end, true
		}
	}
	if p.refers(i) || t.lex == lexRecent || t.lex == lexWhich {
		return p.reference(e, i)
	}
	return 0, false
}
