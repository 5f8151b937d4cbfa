package temporal

import (
	"strings"

	"timeline/internal/text"
)

// Find returns the temporal expressions of a text, in order, none overlapping
// another.
func Find(txt string) []Expression {
	p := &parser{text: txt, toks: scan(txt)}
	var out []Expression
	var e Expression
	last := 0 // the first token that is free for a lead
	for i := 0; i < len(p.toks); {
		t := &p.toks[i]
		if t.kind == mark {
			p.quote(i)
			i++
			continue
		}
		rules := openings[t.lex]
		if t.kind == number {
			rules = numbers
		}
		if len(rules) == 0 {
			i++
			continue
		}
		end, ok := p.expression(&e, rules, i)
		if !ok {
			i++
			continue
		}
		e.Span = text.Span{Start: p.toks[i].start(), End: p.toks[end-1].end()}
		if p.at(end-1).kind == mark && p.is(end-1, ".") && !p.abbreviated(end-1) {
			e.Span.End = p.toks[end-2].end()
		}
		e.Quoted = p.open
		p.lead(&e, i, last)
		p.follow(&e, end)
		p.tense(&e, i, end)
		if m := &e.Meaning; m.Unit == Year && !m.Compared && (m.Kind == Shift && m.Dir < 0 && m.Max == 1 || m.Kind == Deictic && m.N == -1) {
			m.Compared = p.compares(i, last)
		}
		out = append(out, e)
		if d, from, to, ok := p.after(e, end); ok {
			d.Span = text.Span{Start: p.toks[from].start(), End: p.toks[to-1].end()}
			d.Quoted, d.Tense, d.Signal = p.open, e.Tense, To
			if d.Meaning.HasYear && !e.Meaning.HasYear {
				m := &out[len(out)-1].Meaning
				m.HasYear, m.Year = true, d.Meaning.Year
			}
			out = append(out, d)
			end = to
		}
		i, last = end, end
	}
	p.ranges(out)
	return out
}

// A rule reads the expression that starts at token i into e, which is zero; end
// is one past its last token. A rule that fails may leave e in any state.
type rule func(p *parser, e *Expression, i int) (end int, ok bool)

// openings are the rules that can apply where a word of a class stands, in the
// order in which they are tried; numbers those of a number.
var openings, numbers = func() (of [numLexemes][]rule, numbers []rule) {
	open := func(r rule, classes ...lexeme) {
		for _, c := range classes {
			of[c] = append(of[c], r)
		}
	}
	open((*parser).compared, lexRight, lexEarlier, lexLater, lexSometime)
	open((*parser).hyphened, lexThe, lexMid, lexOrdinal, lexUnit)
	open((*parser).ofYear, lexWhich, lexPast, lexThe)
	open((*parser).spelledYear, lexCardinal)
	open((*parser).definite, lexThe)
	open((*parser).partOfPeriod, lexThe, lexStart, lexMiddle, lexEnd)
	open((*parser).point, lexThe, lexEarly, lexLate, lexMid, lexLater, lexPart, lexStart, lexMiddle, lexEnd, lexMonth, lexWeekday, lexGood,
		lexDay, lexWhich, lexPrevious, lexFollowing, lexThat, lexPast, lexSeason, lexDate, lexDecade, lexFiscal, lexOrdinal, lexHalf, lexUnit,
		lexCardinal, lexNoon)
	open((*parser).recurring, lexEvery, lexEach, lexSetly, lexOnce, lexPer, lexA)
	open((*parser).counted, lexThe, lexA, lexWhich, lexPrevious, lexFollowing, lexPast, lexRecent, lexCardinal, lexVague, lexHalf, lexUnits)
	open((*parser).reference, lexNow, lexRight, lexRecent, lexWhich, lexThat, lexSoon, lexThe)
	return of, []rule{(*parser).before, (*parser).hyphened, (*parser).point, (*parser).counted}
}()

type parser struct {
	text string
	toks []token
	open bool // inside double quotation marks
}

func (p *parser) quote(i int) {
	t := p.at(i)
	if t.kind != mark {
		return
	}
	switch p.word(i) {
	case "“":
		p.open = true
	case "”":
		p.open = false
	case `"`:
		p.open = !p.open
	}
	if t.brk() {
		p.open = p.word(i) == "“" || p.word(i) == `"`
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

func (p *parser) lower(i int) string { return strings.ToLower(p.word(i)) }

func (p *parser) is(i int, s string) bool {
	return i >= 0 && i < len(p.toks) && p.word(i) == s
}

func (p *parser) lex(i int) lexeme { return p.at(i).lex }

// tight reports whether no white space stands before token i.
func (p *parser) tight(i int) bool { return i > 0 && i < len(p.toks) && !p.toks[i].gap() }

// abbreviated reports whether the full stop at token i belongs to an
// abbreviation that the expression ends in ("p.m.", "Nov.").
func (p *parser) abbreviated(i int) bool {
	return p.lex(i-1) == lexAm || p.tight(i) && (p.lower(i-1) == "m")
}

func (p *parser) hyphen(i int) bool {
	return p.is(i, "-") || p.is(i, "–") || p.is(i, "—") || p.is(i, "−")
}

// expression reads the expression that starts at token i; end is one past its
// last token.
func (p *parser) expression(e *Expression, rules []rule, i int) (end int, ok bool) {
	t := &p.toks[i]
	if p.tight(i) && p.at(i-1).kind != mark {
		return 0, false // inside a longer word: "B2", "3rd"
	}
	if p.tight(i) && (p.is(i-1, "$") || p.is(i-1, "€") || p.is(i-1, "£") || p.is(i-1, "#") || p.is(i-1, "@") || p.is(i-1, "/") || p.is(i-1, "_")) {
		return 0, false
	}
	if (t.lex == lexThe || t.lex == lexA) && p.at(i+1).lex == other && p.at(i+1).kind == word {
		return 0, false
	}
	for _, rule := range rules {
		*e = Expression{}
		if end, ok = rule(p, e, i); ok {
			return end, true
		}
	}
	return 0, false
}

// point reads an expression that names a point or period: a date, a time of
// day or both.
func (p *parser) point(e *Expression, i int) (end int, ok bool) {
	*e = Expression{Type: Date}
	// "the early hours of", "the morning of", "the start of", "late", "early".
	var part Part
	var mod Mod
	j := i
	if p.lex(j) == lexThe {
		j++
	}
	switch {
	case p.lex(j) == lexEarly && p.lower(j+1) == "hours":
		part = EarlyHours
		j += 2
		j = p.skipOf(j)
	case (p.lex(j) == lexEarly || p.lex(j) == lexLate) && p.lex(j+1) == lexPart:
		part = Part(p.at(j + 1).value())
		if p.lex(j) == lexEarly {
			mod = Start
		} else {
			mod = End
		}
		j = p.skipOf(j + 2)
	case p.lex(j) == lexEarly || p.lex(j) == lexLate || p.lex(j) == lexMid:
		mod = map[lexeme]Mod{lexEarly: Start, lexLate: End, lexMid: Mid}[p.lex(j)]
		j++
		if p.hyphen(j) && p.tight(j) && p.tight(j+1) {
			j++
		}
		if p.lex(j) == lexOn || p.lex(j) == lexIn {
			j++
		}
		if p.lex(j) == lexThe {
			j++
		}
	case p.lex(j) == lexLater && (p.lex(j+1) == lexOn && (p.lex(j+2) == lexWeekday || p.lex(j+2) == lexDay) || p.lex(j+1) == lexWeekday || p.lex(j+1) == lexDay || p.lex(j+1) == lexWhich && p.at(j+1).value() == 0):
		part, mod = Later, End
		j++
		if p.lex(j) == lexOn {
			j++
		}
	case p.lower(j) == "night" && p.lex(j+1) == lexOf && j > i:
		part = Nighttime
		j += 2
	case p.lex(j) == lexPart && p.lex(j+1) == lexOf:
		part = Part(p.at(j).value())
		j = p.skipOf(j + 1)
	case (p.lex(j) == lexStart || p.lex(j) == lexMiddle || p.lex(j) == lexEnd) && p.lex(j+1) == lexOf && (j > i || p.lex(i-1) == lexAt || p.lex(i-1) == lexBy):
		mod = map[lexeme]Mod{lexStart: Start, lexMiddle: Mid, lexEnd: End}[p.lex(j)]
		j += 2
	default:
		j = i
	}
	m, end, ok := p.date(j)
	if ok && (part != NoPart || mod != NoMod) {
		day := m.HasWeekday || m.Day > 0 || m.Kind == Deictic && m.Unit == Day
		if part == NoPart && day && (mod == Start || mod == End) && m.Part == NoPart {
			part = Early
			if mod == End {
				part = Late
			}
		}
		if part != NoPart {
			m.Part = part
		}
		e.Mod = mod
	}
	if !ok && part == EarlyHours {
		m, end, ok = Meaning{Kind: Calendar, Part: EarlyHours}, j, true
	}
	if !ok {
		if m, end, ok = p.clock(i); !ok {
			if m, end, ok = p.partOnly(i); !ok {
				return 0, false
			}
		}
		// "16:30 GMT on Tuesday", "4 p.m. Tuesday"
		k := end
		p.zone(e, &k)
		end = k
		if p.is(k, ",") {
			k++
		}
		if p.lex(k) == lexOn || p.lex(k) == lexOf {
			k++
		}
		if d, after, ok := p.date(k); ok && d.Part == NoPart && (d.Day > 0 || d.HasWeekday || d.Kind == Deictic && d.Unit == Day || d.Holiday != nil) && !d.HasClock {
			m, end = withClock(d, m), after
		}
	} else {
		// "Tuesday at 4pm", "3 May, 16:30 GMT", "Tuesday morning"
		if p.lex(end) == lexPart && !p.tight(end) && m.Part == NoPart && (m.HasWeekday || m.Day > 0 || m.Kind == Deictic && m.Unit == Day) {
			m.Part = Part(p.at(end).value())
			end++
		} else if p.lex(end) == lexUnit && Unit(p.at(end).value()) == Night && (m.HasWeekday || m.Kind == Deictic && m.Unit == Day) {
			m.Part = Nighttime
			end++
		}
		k := end
		if p.is(k, ",") {
			k++
		}
		if p.lex(k) == lexAt {
			k++
			if p.lex(k) == lexAbout {
				k++
			}
		}
		if dayish(m) {
			if c, after, ok := p.clock(k); ok && (c.HasClock || c.Part == NoPart) {
				if p.lex(k-1) == lexAbout {
					e.Hedge = About
				}
				m, end = withClock(m, c), after
				p.zone(e, &end)
			}
		}
	}
	if m.HasClock || m.Part != NoPart && m.Part != Daytime && m.Part != Late && m.Part != Early && m.Part != Later {
		e.Type = Time
	}
	e.Meaning = m
	return end, true
}

func dayish(m Meaning) bool {
	return !m.HasClock && (m.Day > 0 || m.HasWeekday || m.Kind == Deictic && m.Unit == Day || m.Holiday != nil)
}

func withClock(d, c Meaning) Meaning {
	d.HasClock, d.Hour, d.Minute, d.Second = c.HasClock, c.Hour, c.Minute, c.Second
	d.HasMinute, d.HasSecond, d.NoMeridiem = c.HasMinute, c.HasSecond, c.NoMeridiem
	if c.Part != NoPart {
		d.Part = c.Part
	}
	return d
}

func (p *parser) skipOf(j int) int {
	if p.lex(j) == lexOf || p.lex(j) == lexOn {
		j++
	}
	return j
}

// zone reads "GMT", "local time", "Moscow time", "UTC+8" behind a clock time.
func (p *parser) zone(e *Expression, end *int) {
	k := *end
	if p.is(k, "(") && p.lex(k+1) == lexZone && p.is(k+2, ")") {
		k++
		defer func() { *end++ }()
	}
	set := func(n int) {
		e.Zone = Zone{Span: text.Span{Start: p.at(k).start(), End: p.at(n - 1).end()}}
		e.Zone.Text = e.Zone.Span.Of(p.text)
		*end = n
	}
	switch {
	case p.lex(k) == lexLocal && p.lex(k+1) == lexTime:
		e.Local = true
		*end = k + 2
	case p.lex(k) == lexLocal:
		e.Local = true
		*end = k + 1
	case p.lex(k) == lexZone && p.at(k).value() == 0 && (p.at(k).upper() || p.tight(k)):
		n := k + 1
		if (p.is(n, "+") || p.hyphen(n)) && p.tight(n) && p.at(n+1).kind == number && p.tight(n+1) {
			n += 2
			if p.is(n, ":") && p.at(n+1).kind == number && p.tight(n) {
				n += 2
			}
		}
		if p.lex(n) == lexTime {
			n++
		}
		set(n)
	case p.lex(k) == lexZone && p.at(k).value() == 1 && p.lex(k+1) == lexTime:
		set(k + 2)
	case p.lex(k) == lexZone && p.at(k).value() == 1 && (p.lower(k+1) == "standard" || p.lower(k+1) == "daylight") && p.lex(k+2) == lexTime:
		set(k + 3)
	case (p.is(k, "+") || p.is(k, "-")) && p.tight(k) && p.at(k+1).kind == number && p.at(k+1).digits >= 2 && (p.is(k+2, ":") || p.at(k+1).digits == 4):
		n := k + 2
		if p.is(n, ":") {
			n += 2
		}
		set(n)
	case p.at(k).kind == word && p.at(k).upper() && p.lex(k+1) == lexTime && p.at(k).gap():
		set(k + 2) // "Moscow time"
	case p.at(k).kind == word && p.at(k).upper() && p.at(k+1).kind == word && p.at(k+1).upper() && p.lex(k+2) == lexTime:
		set(k + 3) // "New York time"
	}
}

// partOnly reads a part of the day by itself: "in the morning", "overnight",
// "after midnight".
func (p *parser) partOnly(i int) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar}
	switch {
	case p.lex(i) == lexThe && p.lex(i+1) == lexPart && (p.lex(i-1) == lexIn || p.lex(i-1) == lexDuring):
		m.Part = Part(p.at(i + 1).value())
		return m, i + 2, true
	case p.lex(i) == lexPart && p.lower(i) == "overnight":
		m.Part = Nighttime
		return m, i + 1, true
	case p.lex(i) == lexNoon:
		if p.at(i).value() == 12 {
			m.HasClock, m.Hour = true, 12
			return m, i + 1, true
		}
		m.HasClock, m.Hour, m.Minute = true, 0, 0
		if p.lex(i-1) == lexPast || p.lex(i-1) == lexAfter {
			m = Meaning{Kind: Calendar, Part: PastMidnight}
		}
		return m, i + 1, true
	}
	return m, 0, false
}
