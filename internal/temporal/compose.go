package temporal

import (
	"timeline/internal/text"
	"timeline/internal/when"
)

// point reads an expression that names a point or period. It is put together
// from pieces: a day, a part of it, a clock time with its zone, in any order in
// which English sets them, "Tuesday at 4pm", "8 p.m. local time last night",
// "early on Friday morning".
func (p *parser) point(e *Expression, i int) (end int, ok bool) {
	m := &e.Meaning
	mod, end, ok := p.piece(e, m, i)
	if !ok {
		return 0, false
	}
	for {
		p.steps++
		var n Meaning
		k, about := p.connected(end, m)
		mod2, after, ok := p.piece(e, &n, k)
		if !ok || p.at(k).brk() || n.Kind == Deictic && n.Unit > Day && p.apostrophe(after) || !combine(m, &n) {
			break
		}
		if mod == NoMod {
			mod = mod2
		}
		if about {
			e.Hedge = About
		}
		end = after
		if m.HasClock && e.Zone.Text == "" && !e.Local {
			p.zone(e, &end) // "11pm on Saturday London time"
		}
		if k := end; e.Zone.Text == "" && (m.Part != NoPart || m.HasClock) && p.is(k, ",") {
			if k++; p.namedTime(k) > k { // "in the early hours of Monday, Perth time", "6 a.m. on Monday, Perth time"
				p.zone(e, &k)
				end = k
			}
		}
	}
	if k, _ := p.connected(end, m); m.clockOnly() || m.Kind == Calendar && m.Month > 0 && !m.HasYear && !m.HasWhich {
		if after, ok := p.repeated(e, *m, k); ok {
			return after, true
		}
	}
	p.lateYear(m, &end)
	e.Mod = mod
	if m.HasClock || m.Part != NoPart && m.Part != Daytime && m.Part != Late && m.Part != Early && m.Part != Later {
		e.Type = Time
	}
	return end, true
}

// repeated reads the recurrence behind a point: "9 a.m. every Tuesday", "at
// noon daily", "3 May every year".
func (p *parser) repeated(e *Expression, m Meaning, k int) (end int, ok bool) {
	switch p.lex(k) {
	case lexEvery, lexEach:
	case lexSetly:
		if !m.clockOnly() || Unit(p.at(k).n) != Day && Unit(p.at(k).n) != Night {
			return 0, false
		}
	default:
		return 0, false
	}
	var set Expression
	end, ok = p.recurring(&set, k)
	if !ok {
		return 0, false
	}
	r := set.Meaning
	switch {
	case m.clockOnly() && !r.HasClock && (r.HasWeekday || r.Unit == Day || r.Unit == NoUnit):
		r = withClock(r, m)
	case m.Month > 0 && !m.HasClock && r.Unit == Year && r.Max == 1:
		r.Every = "XXXX-" + two(m.Month)
		if m.Day > 0 {
			r.Every += "-" + two(m.Day)
		}
	default:
		return 0, false
	}
	zone, local := e.Zone, e.Local
	*e = Expression{Type: Set, Meaning: r, Zone: zone, Local: local}
	return end, true
}

// lateYear reads the year that a log sets behind the time: "Tue Dec 2 16:30:01
// 2025".
func (p *parser) lateYear(m *Meaning, end *int) {
	if y, ok := p.year(*end); ok && m.Month > 0 && m.Day > 0 && m.HasSecond && !m.HasYear && p.at(*end).gap() {
		m.HasYear, m.Year = true, y
		*end++
	}
}

// connected skips what may stand between two pieces of one point: a comma,
// "at", "on", "of", "in the", "at about". about is set by the last.
func (p *parser) connected(k int, m *Meaning) (next int, about bool) {
	if p.is(k, ",") {
		k++
	}
	switch l := p.lex(k); l {
	case lexAt, lexOn, lexOf:
		k++
		if l == lexAt && p.lex(k) == lexAbout {
			return k + 1, true
		}
	case lexIn:
		if p.lex(k+1) == lexThe && (p.lex(k+2) == lexPart || p.lex(k+2) == lexEarly || p.lex(k+2) == lexLate || p.lex(k+2) == lexSmall) && !m.hasPart() {
			k++
		}
	}
	return k, false
}

func (m *Meaning) hasPart() bool {
	return m.Part != NoPart && m.Part != Early && m.Part != Late && m.Part != Later
}

// combine adds what b says to a and reports whether the two can be one point.
func combine(a, b *Meaning) bool {
	switch {
	case b.HasClock && a.HasClock || a.Kind == Reference || b.Kind == Reference || a.Nth != 0 && b.Nth != 0:
		return false
	case b.clockOnly():
		if !a.dayish() && !a.partOnly() {
			return false
		}
		*a = withClock(*a, *b)
		return true
	case b.partOnly():
		if a.hasPart() || !a.dayish() && !a.clockOnly() && !(a.HasClock && a.namesDay()) {
			return false
		}
		a.setPart(b.Part)
		return true
	case a.clockOnly() || a.partOnly():
		if !b.namesDay() || b.HasClock {
			return false
		}
		if a.partOnly() && b.Part != NoPart {
			return false
		}
		part := a.Part
		d := withClock(*b, *a)
		if part != NoPart {
			d.Part = part
		}
		if d.HasClock && d.NoMeridiem {
			d.setPart(d.Part)
		}
		*a = d
		return true
	case a.HasWeekday && !a.HasWhich && a.Month == 0 && a.Within == NoUnit && a.Nth == 0 && b.Kind == Deictic && b.Unit == Week && b.Part == NoPart:
		a.Within, a.WithinN, a.Anaphoric = Week, b.N, b.Anaphoric
		return true
	case a.Kind == Calendar && a.Month > 0 && !a.HasYear && !a.HasWhich && a.Within == NoUnit && b.Kind == Deictic && b.Unit == Year && !b.Compared:
		a.Within, a.WithinN, a.Anaphoric = Year, b.N, b.Anaphoric
		return true
	case a.Kind == Calendar && a.Day > 0 && a.Month == 0 && !a.HasWeekday && b.Kind == Deictic && b.Unit == Month:
		a.Within, a.WithinN, a.Anaphoric = Month, b.N, b.Anaphoric
		return true
	}
	return false
}

func (m *Meaning) clockOnly() bool {
	return m.Kind == Calendar && m.HasClock && !m.namesDay()
}

func (m *Meaning) partOnly() bool {
	return m.Kind == Calendar && !m.HasClock && m.Part != NoPart && !m.dayish()
}

// setPart adds a part of the day, which settles a clock time that tells no
// a.m. or p.m.
func (m *Meaning) setPart(part Part) {
	if m.HasClock && m.NoMeridiem && part != NoPart {
		switch part {
		case Morning, EarlyHours, Dawn:
			m.Hour %= 12
		case Nighttime:
			if m.Hour >= 5 && m.Hour < 12 {
				m.Hour += 12
			} else if m.Hour == 12 {
				m.Hour = 0
			}
		default:
			if m.Hour < 12 {
				m.Hour += 12
			}
		}
		m.NoMeridiem = false
	}
	m.Part = part
}

// dayish reports whether a meaning names a day, without a time of it.
func (m *Meaning) dayish() bool { return !m.HasClock && m.namesDay() }

// namesDay reports whether a meaning names a day.
func (m *Meaning) namesDay() bool {
	return m.Day > 0 || m.HasWeekday || m.Kind == Deictic && m.Unit == Day || m.Holiday != nil && m.Around == NoUnit
}

func withClock(d, c Meaning) Meaning {
	d.HasClock, d.Hour, d.Minute, d.Second = c.HasClock, c.Hour, c.Minute, c.Second
	d.HasMinute, d.HasSecond, d.NoMeridiem, d.Midnight = c.HasMinute, c.HasSecond, c.NoMeridiem, c.Midnight
	if c.Part != NoPart {
		d.Part = c.Part
	}
	return d
}

// narrowing are the classes of words that can open what modified reads, and
// clocky those that can open a clock time.
var narrowing, clocky = func() (n, c [numLexemes]bool) {
	for _, l := range []lexeme{lexThe, lexA, lexEarly, lexSmall, lexLate, lexMid, lexLater, lexPart, lexUnit, lexStart, lexMiddle, lexEnd, lexTurn, lexOrdinal, lexWhich, lexLatter} {
		n[l] = true
	}
	for _, l := range []lexeme{lexHalf, lexA, lexUnit, lexCardinal, lexNoon, lexHigh} {
		c[l] = true
	}
	return n, c
}()

// piece reads one piece of a point from token i.
func (p *parser) piece(e *Expression, m *Meaning, i int) (mod Mod, end int, ok bool) {
	t := p.at(i)
	if t.kind == word && len(p.openings[t.lex]) == 0 || t.kind == mark && !p.apostrophe(i) {
		return NoMod, 0, false
	}
	if t.kind == word && narrowing[t.lex] {
		if *m, mod, end, ok = p.modified(i); ok {
			return mod, end, true
		}
	}
	if *m, end, ok = p.date(i); ok {
		end = p.dayPart(m, end)
		if m.HasClock {
			p.zone(e, &end)
		}
		return NoMod, end, true
	}
	if t.kind == number || clocky[t.lex] {
		if *m, end, ok = p.clock(i); ok {
			p.zone(e, &end)
			return NoMod, end, true
		}
	}
	switch t.lex {
	case lexThe, lexPart, lexUnit, lexOrdinal:
		*m, end, ok = p.partOnly(i)
		return NoMod, end, ok
	}
	return NoMod, 0, false
}

// dayPart takes in the part that stands right behind a day: "Tuesday morning",
// "Christmas night".
func (p *parser) dayPart(m *Meaning, end int) int {
	if !m.dayish() || m.Part != NoPart || p.tight(end) {
		return end
	}
	if part, k := p.part(end); k > end && p.at(end).lex != lexNoon && p.lower(end) != "overnight" {
		m.Part = part
		return k
	}
	return end
}

// part reads a part of the day, "morning", "night", "small hours"; end is i
// where there is none.
func (p *parser) part(i int) (part Part, end int) {
	switch t := p.at(i); {
	case t.lex == lexPart:
		return Part(t.n), i + 1
	case t.lex == lexUnit && Unit(t.n) == Night:
		return Nighttime, i + 1
	case t.lex == lexSmall && p.lower(i+1) == "hours":
		return EarlyHours, i + 2
	}
	return NoPart, i
}

// modified reads a day or period that other words narrow: "the early hours of
// Wednesday", "late on Tuesday", "mid-March", "the start of the week", "the
// morning of 3 May", "the week of 6 March".
func (p *parser) modified(i int) (m Meaning, mod Mod, end int, ok bool) {
	j := i
	if l := p.lex(j); l == lexThe {
		j++
	} else if _, k := p.part(j + 2); l == lexA && k > j+2 && (p.lex(j+1) == lexEarly || p.lex(j+1) == lexLate || p.lex(j+1) == lexMid) {
		j++
	}
	det := j > i
	t := p.at(j)
	switch t.lex {
	case lexEarly, lexSmall:
		if p.lower(j+1) == "hours" && (t.lex == lexEarly || det) {
			return p.inPart2(EarlyHours, NoMod, j+2, true)
		}
		if t.lex == lexEarly {
			return p.edged(i, j, Start)
		}
	case lexLate:
		return p.edged(i, j, End)
	case lexMid:
		return p.edged(i, j, Mid)
	case lexLater:
		if det {
			break
		}
		k := j + 1
		if p.lex(k) == lexOn {
			k++
		}
		if m, end, ok = p.date(k); !ok || !m.dayish() || m.Part != NoPart && m.Kind != Deictic {
			return m, NoMod, 0, false
		}
		end = p.dayPart(&m, end)
		if m.Part == NoPart {
			m.Part = Later
		}
		return m, End, end, true
	case lexPart, lexUnit:
		part, k := p.part(j)
		if k > j && (t.lex == lexPart || det) && p.lex(k) == lexOf {
			return p.inPart2(part, NoMod, k, false)
		}
		if u := Unit(t.n); t.lex == lexUnit && det && p.lex(j+1) == lexOf && (u == Week || u == Weekend) {
			k := j + 2
			if p.lex(k) == lexThe && p.at(k+1).kind == number {
				k++
			}
			if p.at(k).kind == number && p.hyphen(k+1) && p.at(k+2).kind == number { // "the weekend of 6-7 September"
				k += 2
			}
			if m, end, ok = p.date(k); ok && (m.Day > 0 || m.Holiday != nil) {
				m.Around = u
				return m, NoMod, end, true
			}
		}
		return m, NoMod, 0, false
	case lexStart, lexMiddle, lexEnd, lexTurn:
		if p.lex(j+1) != lexOf || !det && p.lex(i-1) != lexAt && p.lex(i-1) != lexBy {
			return m, NoMod, 0, false
		}
		if p.lex(j+2) == lexThe && p.lex(j+3) == lexUnit && Unit(p.at(j+3).n) >= Day && t.lex != lexTurn {
			break // partOfPeriod
		}
		if m, end, ok = p.date(j + 2); ok {
			mod = map[lexeme]Mod{lexStart: Start, lexMiddle: Mid, lexEnd: End, lexTurn: Start}[t.lex]
			return p.edge(m, mod, end)
		}
	case lexOrdinal, lexWhich, lexLatter:
		if det && t.lex != lexOrdinal && (t.lex == lexLatter || p.lower(j) == "last") && p.lex(j+1) == lexHalf && p.lex(j+2) == lexOf {
			h := Meaning{Kind: Calendar, Half: 2}
			if end := p.inYear(&h, j+2); end > j+2 { // "the last half of 1989"
				return h, NoMod, end, true
			}
		}
		// "the first half of last year" is read as a half; of other periods it
		// is their start or end.
		if det && p.lex(j+1) == lexHalf && p.lex(j+2) == lexOf {
			if m, end, ok = p.date(j + 3); ok && !(m.HasYear && m.Month == 0 && m.Century == 0 && m.Decade == 0) && m.Within != Year {
				mod = Start
				if t.lex != lexOrdinal {
					mod = End
				}
				return p.edge(m, mod, end)
			}
		}
		if p.lower(j) == "first" && !det && p.lower(j+1) == "thing" {
			if m, end, ok = p.date(p.skipOf(j + 2)); ok && m.dayish() {
				m.Part = Morning
				return m, Start, end, true
			}
		}
	}
	return m, NoMod, 0, false
}

// edged reads what "early", "late" or "mid" at token j narrows.
func (p *parser) edged(i, j int, mod Mod) (m Meaning, _ Mod, end int, ok bool) {
	k := j + 1
	if p.hyphen(k) && p.tight(k) && p.tight(k+1) {
		k++
	} else if mod == Mid && !p.at(k).gap() {
		return m, NoMod, 0, false
	}
	if p.lex(k) == lexTo && p.hyphen(k+1) { // mid-to-late
		k += 2
		if p.lex(k) == lexLate {
			k, mod = k+1, End
		}
	}
	if part, after := p.part(k); after > k {
		// "early morning", "mid-afternoon on Friday"
		if p.lex(after) == lexOf || p.lex(after) == lexOn {
			if m, mod, end, ok = p.inPart2(part, mod, after, false); ok {
				return m, mod, end, true
			}
		}
		prep := p.lex(i - 1)
		ok = j > i || p.hyphen(j+1) || prep == lexIn || prep == lexBy || prep == lexUntil || prep == lexFrom || prep == lexSince || dayish2(p.lex(i-1))
		return Meaning{Kind: Calendar, Part: part}, mod, after, ok
	}
	if p.lex(k) == lexOn || p.lex(k) == lexIn {
		k++
	}
	if p.lex(k) == lexThe && p.lex(k+1) != lexUnit {
		if m, end, ok = p.date(k); ok {
			return p.edge(m, mod, p.dayPart(&m, end))
		}
		k++
	}
	if m, end, ok = p.date(k); !ok {
		return m, NoMod, 0, false
	}
	if p.lex(k) == lexThat && !m.dayish() && m.Unit < Week {
		return m, NoMod, 0, false
	}
	return p.edge(m, mod, p.dayPart(&m, end))
}

// dayish2 reports whether words of a class name a day by themselves.
func dayish2(l lexeme) bool { return l == lexWeekday || l == lexDay }

// edge gives a day said to be early or late the part that this is.
func (p *parser) edge(m Meaning, mod Mod, end int) (Meaning, Mod, int, bool) {
	if m.dayish() && m.Part == NoPart && (m.HasWeekday || m.Day > 0 || m.Kind == Deictic) {
		switch mod {
		case Start:
			m.Part = Early
		case End:
			m.Part = Late
		}
	}
	return m, mod, end, true
}

// inPart2 reads the day behind a part of it: "of Wednesday", "on 3 May". The
// part may stand without one if alone is set.
func (p *parser) inPart2(part Part, mod Mod, k int, alone bool) (m Meaning, _ Mod, end int, ok bool) {
	j := p.skipOf(k)
	if first := p.at(j); part == Nighttime && first.kind == number && first.digits <= 2 && p.hyphen(j+1) && p.at(j+2).kind == number { // "the night of 28-29 December": it begins on the 28th
		if m, end, ok = p.date(j + 2); ok && m.Month > 0 && m.Day == first.value()+1 {
			m.Day, m.Part = first.value(), part
			return m, mod, end, true
		}
	}
	if m, end, ok = p.date(j); ok && m.dayish() && (m.Part == NoPart || m.Kind == Deictic) && (j > k || alone) {
		if part2, after := p.part(end); after > end { // "the early hours of Thursday morning"
			if part != EarlyHours {
				part = part2
			}
			end = after
		}
		m.Part = part
		return m, mod, end, true
	}
	return Meaning{Kind: Calendar, Part: part}, mod, k, alone
}

func (p *parser) skipOf(j int) int {
	if p.lex(j) == lexOf || p.lex(j) == lexOn {
		j++
	}
	return j
}

// zone reads "GMT", "local time", "Moscow time", "UTC+8", "Eastern" behind a
// clock time.
func (p *parser) zone(e *Expression, end *int) {
	k := *end
	closing := 0
	if p.is(k, "(") {
		// "(GMT)", "(UTC -5)", "(local time)": what is inside must be all zone
		n := k + 2
		for n < k+6 && !p.is(n, ")") {
			n++
		}
		inside := p.text[p.at(k).end():max(p.at(k).end(), p.at(n).start())]
		if !p.is(n, ")") || !(len(when.ReadZone(inside)) > 0 || p.lex(k+1) == lexLocal && p.lex(k+2) == lexTime) {
			return
		}
		k++
		closing = 1
	}
	set := func(n int) {
		e.Zone = Zone{Span: text.Span{Start: p.at(k).start(), End: p.at(n - 1).end()}}
		e.Zone.Text = e.Zone.Span.Of(p.text)
		*end = n + closing
	}
	if n := p.namedTime(k); n > k {
		set(n)
		return
	}
	switch l := p.lex(k); {
	case l == lexLocal:
		e.Local = true
		*end = k + 1
		if p.lex(k+1) == lexTime {
			*end = k + 2 + closing
		}
	case l == lexZone && p.at(k).n == 0 && (p.at(k).upper() || p.tight(k) || p.lower(k) == "zulu"):
		n := k + 1
		if closing > 0 && p.hyphen(n) && p.at(n+1).kind == number {
			n += 2 // "(UTC -5)"
		}
		if (p.is(n, "+") || p.hyphen(n)) && p.at(n+1).kind == number && p.tight(n+1) && (p.tight(n) || p.is(n, "+")) {
			n += 2
			if p.is(n, ":") && p.at(n+1).kind == number && p.tight(n) {
				n += 2
			}
		}
		if p.lex(n) == lexTime {
			n++
		}
		set(n)
	case l == lexZone && p.at(k).n == 1 && p.at(k).upper():
		n := k + 1
		if w := p.lower(n); w == "standard" || w == "daylight" {
			n++
		}
		if p.lex(n) == lexTime {
			n++
		}
		set(n)
	case p.longRange(k):
		// "16:30-18:00" is a range
	case (p.is(k, "+") || p.is(k, "-") || p.is(k, "−")) && p.at(k+1).kind == number && p.tight(k+1) && (p.at(k+1).digits == 4 || p.at(k+1).digits == 2 && (p.is(k+2, ":") || p.tight(k))):
		n := k + 2
		if p.is(n, ":") && p.tight(n) {
			n += 2
		}
		set(n)
	}
}

// namedTime reads "Moscow time", "New York time", "Central European Summer
// Time": words with a capital up to the word time. It returns k where there is
// none.
func (p *parser) namedTime(k int) int {
	if t := p.at(k); t.kind != word || !t.upper() || !t.gap() && !p.is(k-1, "(") || t.lex == lexThe || t.lex == lexThat || t.lex == lexLocal || t.lex == lexWeekday || t.lex == lexMonth {
		return k
	}
	for n := k + 1; n < k+5 && p.at(n).kind == word && p.at(n).gap(); n++ {
		if p.lex(n) == lexTime {
			return n + 1
		}
		if !p.at(n).upper() {
			break
		}
	}
	return k
}
