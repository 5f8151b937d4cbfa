package temporal

import (
	"fmt"
	"strconv"

	"timeline/internal/text"
)

// lead reads the words to the left of the expression that starts at token i:
// its hedge and its signal. Tokens before free belong to what came before. A
// hedge that bounds a length is part of it, as TimeML has it: "nearly five
// hours", "more than two years ago"; one that only blurs stays outside.
func (p *parser) lead(e *Expression, i, free int) {
	j := i
	length := e.Type == Duration || e.Meaning.Kind == Shift
	for j > free {
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
	if j < i {
		e.Lead = text.Span{Start: p.at(j).start(), End: p.at(i - 1).end()}
	}
}

// hedge reads the hedge whose last word is token j; n is how many tokens it
// has, 0 for none.
func (p *parser) hedge(e *Expression, j int) (h Hedge, n int) {
	length := e.Type == Duration || e.Meaning.Kind == Shift
	t := p.at(j)
	before := p.lex(j - 1)
	switch t.lex {
	case lexAbout, lexCirca:
		return About, 1
	case lexSome:
		if e.Meaning.Max > 0 {
			return About, 1
		}
	case lexNearly:
		return Nearly, 1
	case lexThan:
		negated := p.lower(j-2) == "no" || p.lower(j-2) == "not"
		switch {
		case before == lexMore && negated:
			return AtMost, 3
		case before == lexMore:
			return Over, 2
		case before == lexLess && negated:
			return AtLeast, 3
		case before == lexLess:
			return Nearly, 2
		}
	case lexAt2:
		switch {
		case before == lexAt && t.n == 0:
			return AtLeast, 2
		case before == lexAt:
			return AtMost, 2
		}
	case lexTo:
		switch w := p.lower(j - 1); {
		case w == "up" && length:
			return AtMost, 2
		case w == "close" && length:
			return Nearly, 2
		}
	case lexOver:
		switch {
		case e.Type == Duration && e.Meaning.Dir != 0:
			return Exact, 0 // "over the past two years"
		case !length || e.Meaning.Dir != 0 && e.Meaning.Kind != Shift:
		case before == lexJust || before == lexLong && p.lower(j-1) == "well":
			return Over, 2
		case p.lower(j-1) == "little" && p.lex(j-2) == lexA:
			return Over, 3
		default:
			return Over, 1
		}
	case lexUnder:
		if length {
			if before == lexJust || before == lexLong && p.lower(j-1) == "well" {
				return Nearly, 2
			}
			return Nearly, 1
		}
	case lexJust:
		if e.Type == Duration {
			return JustHedge, 1
		}
	case lexAfter, lexPast:
		switch {
		case before == lexLong:
			return LongAfter, 2
		case t.lex == lexAfter && (before == lexShortly || before == lexJust || before == lexSoon) && e.Type == Time:
			return ShortlyAfter, 2
		case e.Meaning.Part == PastMidnight:
			return Exact, 1
		}
	case lexBefore:
		if (before == lexShortly || before == lexJust) && e.Type == Time {
			return ShortlyBefore, 2
		}
	}
	return Exact, 0
}

// signal reads the connective that ends at token j, n tokens long.
func (p *parser) signal(e *Expression, j int) (Signal, int) {
	switch p.lex(j) {
	case lexIn, lexOn, lexAt, lexDuring, lexOf:
		if e.Type == Duration && (e.Hedge == Nearly || e.Hedge == AtMost) {
			return Within, 1 // "in less than two weeks"
		}
		return On, 1
	case lexBy:
		return By, 1
	case lexBefore:
		return BeforeSignal, 1
	case lexAfter, lexFollowing:
		if e.Meaning.Part == PastMidnight {
			return NoSignal, 0
		}
		return AfterSignal, 1
	case lexSince:
		return Since, 1
	case lexUntil:
		return Until, 1
	case lexFrom, lexBetween:
		return From, 1
	case lexTo:
		if p.lower(j-1) == "prior" {
			return BeforeSignal, 2
		}
		return To, 1
	case lexFor, lexOver:
		return For, 1
	case lexWithin:
		return Within, 1
	case lexAs:
		if (p.lex(j-1) == lexSoon || p.lex(j-1) == lexEarly) && p.lex(j-2) == lexAs {
			return AsSoonAs, 3
		}
	}
	if p.lower(j) == "of" && p.lower(j-1) == "ahead" {
		return BeforeSignal, 2
	}
	return NoSignal, 0
}

// follow reads what a length counts from, at the token behind it.
func (p *parser) follow(e *Expression, end int) {
	if e.Type != Duration {
		return
	}
	set := func(f Follow, n int) {
		e.Follow = f
		e.Tail = text.Span{Start: p.at(end).start(), End: p.at(end + n - 1).end()}
	}
	switch p.lex(end) {
	case lexBefore:
		set(FollowBefore, 1)
	case lexAhead:
		if p.at(end).value() == 0 && p.lex(end+1) == lexOf {
			set(FollowBefore, 2)
		} else if p.lex(end+1) == lexTo {
			set(FollowBefore, 2)
		}
	case lexAfter, lexFollowing:
		set(FollowAfter, 1)
	case lexLate:
		set(FollowLate, 1)
	case lexEarly:
		set(FollowEarly, 1)
	case lexInto:
		set(FollowInto, 1)
	case lexOf:
		set(FollowOf, 1)
	default:
		if p.at(end).kind == word && p.at(end-1).lex == lexUnit && p.at(end).lex == other {
			e.Follow = FollowNoun
		}
	}
	if p.lower(end) == "late" || p.lower(end) == "behind" && p.lower(end+1) == "schedule" {
		set(FollowLate, 1)
	}
}

// compares reports whether the expression at token i is what a figure is
// measured against: "up from $5 million a year ago", "higher than last year".
// Tokens before free belong to the expression before.
func (p *parser) compares(i, free int) bool {
	for j := i - 1; j >= max(free, i-14); j-- {
		if t := p.at(j); t.kind == mark && p.is(j, ".") && t.gap() || p.is(j, ";") {
			return false
		}
		switch p.lower(j) {
		case "compared", "versus", "vs", "against", "than":
			return true
		case "from":
			return j == i-1 || p.at(j+1).kind == number || p.is(j+1, "$") || p.is(j+1, "€") || p.is(j+1, "£") || p.at(j+1).lex == lexA || p.at(j+1).upper()
		}
	}
	return false
}

// ranges marks the two ends of what is told as "from X to Y", "between X and
// Y", "X-Y".
func (p *parser) ranges(es []Expression) {
	for i := 1; i < len(es); i++ {
		a, b := &es[i-1], &es[i]
		if a.Type != b.Type || a.Type == Duration || a.Type == Set || b.Span.Start-a.Span.End > 9 {
			continue
		}
		between := p.text[a.Span.End:b.Span.Start]
		switch {
		case a.Signal == From && (between == " to " || between == " until " || between == " till " || between == " and " || between == " through "),
			between == "-" || between == "–" || between == "—" || between == " - " || between == " – ":
			a.Range, b.Range = RangeFirst, RangeLast
			a.Signal, b.Signal = From, To
			if am := &a.Meaning; am.Kind == Calendar && am.HasClock && !dated(*am) && dated(b.Meaning) && b.Meaning.HasClock {
				*am = withClock(b.Meaning, *am)
			}
			if a.Zone.Text == "" {
				a.Zone, a.Local = b.Zone, b.Local
			}
			if a.Meaning.HasClock && b.Meaning.HasClock && a.Meaning.NoMeridiem && !b.Meaning.NoMeridiem && b.Meaning.Hour >= 12 && a.Meaning.Hour+12 <= b.Meaning.Hour {
				a.Meaning.Hour += 12
				a.Meaning.NoMeridiem = false
			}
		}
	}
}

// dated reports whether a meaning names a day of its own.
func dated(m Meaning) bool {
	m.HasClock = false
	return dayish(m)
}

func two(n int) string { return fmt.Sprintf("%02d", n) }

// lengthValue writes a length as a TIMEX3 value: P3W, PT5H, P0.5Y.
func lengthValue(n float64, u Unit) string {
	s := strconv.FormatFloat(n, 'f', -1, 64)
	switch u {
	case Second:
		return "PT" + s + "S"
	case Minute:
		return "PT" + s + "M"
	case Hour:
		return "PT" + s + "H"
	case Day:
		return "P" + s + "D"
	case Night:
		return "P" + s + "NI"
	case Weekend:
		return "P" + s + "WE"
	case Week:
		return "P" + s + "W"
	case Fortnight:
		return "P" + strconv.FormatFloat(2*n, 'f', -1, 64) + "W"
	case Month:
		return "P" + s + "M"
	case Quarter:
		return "P" + strconv.FormatFloat(3*n, 'f', -1, 64) + "M"
	case Year:
		return "P" + s + "Y"
	case Decade:
		return "P" + s + "DE"
	case Century:
		return "P" + s + "CE"
	}
	return "P" + s + "ML"
}

func weekdayValue(w int) string { return "XXXX-WXX-" + strconv.Itoa((w+6)%7+1) }

func partValue(p Part) string {
	switch p {
	case Morning, EarlyHours, Dawn, PastMidnight:
		return "TMO"
	case Afternoon:
		return "TAF"
	case Evening, Dusk:
		return "TEV"
	case Nighttime:
		return "TNI"
	case Daytime:
		return "TDT"
	}
	return ""
}

// Value writes a length as TIMEX3 does.
func (m Meaning) Value() string {
	switch {
	case len(m.Parts) > 0:
		date, clock := "", ""
		for _, x := range m.Parts {
			v := lengthValue(x.N, x.Unit)
			if x.Unit < Day {
				clock += v[2:]
			} else {
				date += v[1:]
			}
		}
		if clock != "" {
			clock = "T" + clock
		}
		return "P" + date + clock
	case m.Max > 1 && m.Max-float64(int(m.Max)) == 0.5 && (m.Unit == Minute || m.Unit == Hour || m.Unit == Year):
		whole := lengthValue(float64(int(m.Max)), m.Unit)
		return whole + map[Unit]string{Minute: "30S", Hour: "30M", Year: "6M"}[m.Unit]
	case m.Vague || m.Max == 0:
		v := lengthValue(1, m.Unit)
		switch m.Unit {
		case Quarter:
			v = "P1Q"
		case Fortnight:
			v = "P1W"
		}
		if v[1] == 'T' {
			return "PTX" + v[3:]
		}
		return "PX" + v[2:]
	}
	return lengthValue(m.Max, m.Unit)
}

// PartValue is the TIMEX3 suffix of a part of the day: TMO, TAF, TEV, TNI.
func (m Meaning) PartValue() string { return partValue(m.Part) }
