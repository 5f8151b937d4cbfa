package temporal

import (
	"strings"

	"timeline/internal/text"
)

// A governor is a phrase that stands to the left of an expression and says how
// exact it is, or how it lies to what is told.
type governor struct {
	words  []string
	hedge  Hedge
	signal Signal
	of     governed
}

// governed is what a governor can stand before.
type governed uint8

const (
	anything  governed = iota
	lengths            // a length or a distance
	clocks             // a time of day
	points             // a point or a period
	stretches          // all but a time of day
)

func (g governed) fits(e *Expression) bool {
	length := e.Type == Duration || e.Meaning.Kind == Shift
	switch g {
	case lengths:
		return length && !(e.Type == Duration && e.Meaning.Dir != 0 && e.Meaning.Kind != Shift) // not "the past two years"
	case clocks:
		return e.Type == Time && !length
	case points:
		return !length
	case stretches:
		return e.Type != Time || length || e.Meaning.Part != NoPart && !e.Meaning.HasClock
	}
	return true
}

// hedges and signals are the governors, by their last word.
var hedges, signals = func() (h, s map[string][]governor) {
	h, s = map[string][]governor{}, map[string][]governor{}
	add := func(m map[string][]governor, g governor, list string) {
		for _, phrase := range strings.Split(list, ",") {
			g.words = strings.Fields(phrase)
			last := g.words[len(g.words)-1]
			m[last] = append(m[last], g)
		}
	}
	hedge := func(x Hedge, of governed, list string) { add(h, governor{hedge: x, of: of}, list) }
	hedge(About, anything, "about, around, approximately, roughly, approx, circa, something like, an estimated, in the region of")
	hedge(About, clocks, "towards, toward")
	hedge(About, lengths, "some")
	hedge(Nearly, anything, "nearly, almost")
	hedge(Nearly, lengths, "close to, less than, fewer than, under, just under, well under, a little under, slightly under, short of, just short of, shy of, just shy of, not quite, the best part of, the better part of")
	hedge(Over, lengths, "more than, longer than, over, just over, well over, a little over, slightly over, upwards of, in excess of")
	hedge(AtLeast, anything, "at least")
	hedge(AtLeast, lengths, "no less than, no fewer than, not less than, not fewer than, a minimum of")
	hedge(AtMost, lengths, "at most, no more than, not more than, no longer than, not longer than, up to, a maximum of")
	hedge(JustHedge, lengths, "just, only, a mere, merely, barely, hardly")
	hedge(LongAfter, points, "long after, well after, long past, well past")
	hedge(ShortlyAfter, clocks, "shortly after, just after, soon after, right after, immediately after, a little after, just past, moments after")
	hedge(ShortlyBefore, clocks, "shortly before, just before, right before, immediately before, a little before, moments before")

	signal := func(x Signal, of governed, list string) { add(s, governor{signal: x, of: of}, list) }
	signal(On, anything, "in, on, at, during, throughout, of")
	signal(By, anything, "by, no later than, not later than, on or before")
	signal(AsSoonAs, points, "as soon as, as early as, no earlier than, not earlier than, no sooner than")
	signal(BeforeSignal, anything, "before, ahead of, prior to, in advance of")
	signal(AfterSignal, anything, "after, following")
	signal(Since, anything, "since, as of, as from, with effect from, effective, effective from, starting, starting from, starting on, beginning, beginning on, ever since")
	signal(Until, anything, "until, till, til, up until, through, thru")
	signal(Until, points, "up to")
	signal(From, anything, "from, between")
	signal(To, anything, "to")
	signal(For, anything, "for, lasting")
	signal(For, stretches, "over") // not of "it was over at five"
	signal(Within, lengths, "within, inside, in less than, in under, in no more than")
	signal(Within, anything, "within")
	return h, s
}()

// lead reads the words to the left of the expression that starts at token i:
// its hedge and its signal. Tokens before free belong to what came before. A
// hedge that bounds a length is part of it, as TimeML has it: "nearly five
// hours", "more than two years ago"; one that only blurs stays outside.
func (p *parser) lead(e *Expression, i, free int) {
	j := i
	length := e.Type == Duration || e.Meaning.Kind == Shift
	for j > free {
		p.steps++
		h, n := p.hedge(e, j-1)
		if n == 0 || j-n < free {
			break
		}
		j -= n
		if e.Hedge == Exact {
			e.Hedge = h
		}
		switch h {
		case Nearly, Over, AtLeast, AtMost:
			if length && e.Span.Start == p.at(j+n).start() {
				e.Span.Start = p.at(j).start()
				i = j
			}
		}
	}
	if s, n := p.signal(e, j-1); s != NoSignal && j-n >= free {
		e.Signal = s
		j -= n
	}
	if j > free && e.Mod == NoMod && e.Meaning.Part != NoPart && p.lex(j) == lexIn && p.lex(j+1) == lexThe {
		switch p.lex(j - 1) { // "late in the afternoon"
		case lexEarly:
			e.Mod, j = Start, j-1
		case lexLate:
			e.Mod, j = End, j-1
		}
	}
	if j < i {
		e.Lead = text.Span{Start: p.at(j).start(), End: p.at(i - 1).end()}
	}
}

// governor reads the longest phrase of a table that ends at token j and can
// stand before e; n is how many tokens it has, 0 for none.
func (p *parser) governor(table map[string][]governor, e *Expression, j int) (g governor, n int) {
	if p.at(j).kind != word {
		return g, 0
	}
	for _, c := range table[p.lower(j)] {
		if len(c.words) <= n || !c.of.fits(e) {
			continue
		}
		fits := true
		for k := range c.words {
			if p.lower(j-k) != c.words[len(c.words)-1-k] {
				fits = false
				break
			}
		}
		if fits {
			g, n = c, len(c.words)
		}
	}
	return g, n
}

// hedge reads the hedge whose last word is token j; n is how many tokens it
// has, 0 for none.
func (p *parser) hedge(e *Expression, j int) (h Hedge, n int) {
	if p.lex(j) == lexOver && e.Meaning.Kind == Length && p.at(j-1).kind == word && (e.Meaning.Vague || !p.lasting(j-1)) {
		return Exact, 0 // "it grew over several years", "repayable over ten years"
	}
	if w := p.lower(j - 1); p.is(j, ".") && (w == "c" || w == "ca") || p.lower(j) == "c" && p.tight(j+1) {
		if p.is(j, ".") {
			return About, 2
		}
		return About, 1
	}
	g, n := p.governor(hedges, e, j)
	if n > 0 {
		return g.hedge, n
	}
	if e.Meaning.Part == PastMidnight && (p.lex(j) == lexAfter || p.lex(j) == lexPast) {
		return Exact, 1
	}
	return Exact, 0
}

// lasting reports whether the word at token j makes "over" behind it a bound:
// "for over two years", "it took well over an hour", "a stay of over a week".
func (p *parser) lasting(j int) bool {
	switch p.lex(j) {
	case lexFor, lexAfter, lexOf, lexIn, lexLong, lexJust, lexIs, lexWas, lexAt, lexWithin, lexUntil, lexBy, lexSince:
		return true
	}
	switch p.lower(j) {
	case "took", "take", "takes", "taken", "taking", "spent", "spend", "lasted", "last", "lasts", "lasting", "little", "slightly", "waited", "be", "years", "comfortably", "been", "need", "needed":
		return true
	}
	return false
}

// signal reads the connective that ends at token j, n tokens long.
func (p *parser) signal(e *Expression, j int) (Signal, int) {
	if e.Meaning.Part == PastMidnight && p.lex(j) == lexAfter {
		return NoSignal, 0
	}
	g, n := p.governor(signals, e, j)
	if g.signal == On && e.Type == Duration && (e.Hedge == Nearly || e.Hedge == AtMost) {
		return Within, n // "in less than two weeks"
	}
	return g.signal, n
}

// trail reads the hedge behind an expression that ends before token end: "or
// so", "or more", "at most", and "on", "onwards" behind "from 3 May".
func (p *parser) trail(e *Expression, end int) {
	if e.Signal == From {
		switch p.lower(end) {
		case "onwards", "onward", "forward":
			e.Signal = Since
		case "on":
			if n := p.at(end + 1); n.kind == mark || n.lex != other && n.lex != lexThe && n.lex != lexWeekday && n.lex != lexMonth {
				e.Signal = Since
			}
		}
	}
	if e.Hedge != Exact {
		return
	}
	length := e.Type == Duration || e.Meaning.Kind == Shift
	switch p.lower(end) {
	case "or":
		switch w := p.lower(end + 1); {
		case w == "so" || w == "thereabouts":
			e.Hedge = About
		case length && (w == "more" || w == "longer"):
			e.Hedge = AtLeast
		case length && (w == "less" || w == "fewer"):
			e.Hedge = AtMost
		}
	case "and":
		if length && p.lower(end+1) == "more" {
			e.Hedge = AtLeast
		}
	case "at":
		switch p.lower(end + 1) {
		case "least":
			if length {
				e.Hedge = AtLeast
			}
		case "most":
			if length {
				e.Hedge = AtMost
			}
		}
	case "ish":
		if p.tight(end) || p.hyphen(end-1) {
			e.Hedge = About
		}
	}
}
