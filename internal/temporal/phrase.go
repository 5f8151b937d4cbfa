package temporal

// compared reads "earlier this month", "later on Tuesday", "earlier that day",
// "later this afternoon", "sometime next year", "right now".
func (p *parser) compared(e *Expression, i int) (end int, ok bool) {
	l := p.lex(i)
	if l == lexRight {
		*e = Expression{Meaning: Meaning{Kind: Reference, Ref: "PRESENT_REF"}}
		return i + 2, p.lex(i+1) == lexNow && p.lower(i+1) == "now"
	}
	if l != lexEarlier && l != lexLater && l != lexSometime {
		return 0, false
	}
	j := i + 1
	if p.lex(j) == lexOn || p.lex(j) == lexIn && p.lex(j+1) == lexThe {
		j++
	}
	m, end, ok := p.date(j)
	if !ok && p.lex(j) == lexThe && p.lex(j+1) == lexUnit && Unit(p.at(j+1).value()) >= Day {
		m, end, ok = Meaning{Kind: Deictic, Anaphoric: true, Unit: Unit(p.at(j + 1).value())}, j+2, true
		m.Ongoing = m.Unit == Year
	}
	if !ok || m.HasYear && m.Month == 0 {
		return 0, false
	}
	*e = Expression{Meaning: m}
	switch {
	case l == lexSometime:
		return end, true
	case l == lexEarlier:
		e.Mod = Start
	default:
		e.Mod = End
	}
	if m.dayish() && m.Part == NoPart {
		e.Meaning.Part = Early
		if l == lexLater {
			e.Meaning.Part = Later
		}
	}
	if m.Part != NoPart {
		e.Type = Time
	}
	return end, true
}

// hyphened reads "third-quarter", "20th-century", "year-end", "mid-1996",
// "year-earlier".
func (p *parser) hyphened(e *Expression, i int) (end int, ok bool) {
	*e = Expression{Meaning: Meaning{Kind: Calendar}}
	j := i
	if p.lex(j) == lexThe {
		j++
	}
	if p.lower(j) == "year" && (p.hyphen(j+1) || p.lex(j+1) == lexAgo || p.lex(j+1) == lexEarlier) {
		k := j + 1
		if p.hyphen(k) {
			k++
		}
		switch p.lex(k) {
		case lexAgo, lexEarlier:
			e.Meaning = Meaning{Kind: Shift, Unit: Year, Min: 1, Max: 1, Dir: -1, Anaphoric: true, Compared: true}
			if j > i || p.hyphen(j+1) {
				return p.periodNoun(e, k+1)
			}
		case lexEnd:
			e.Meaning = Meaning{Kind: Deictic, Unit: Year}
			e.Mod = End
			return k + 1, j == i && p.hyphen(j+1)
		}
	}
	return 0, false
}

// periodNoun takes the noun in that a comparison ends: "the year-ago quarter".
func (p *parser) periodNoun(e *Expression, k int) (end int, ok bool) {
	switch {
	case p.lex(k) == lexOrdinal && p.lex(k+1) == lexUnit && Unit(p.at(k+1).value()) == Quarter:
		e.Meaning = Meaning{Kind: Calendar, Quart: p.at(k).value(), Within: Year, WithinN: -1, Compared: true}
		return k + 2, true
	case p.lex(k) == lexUnit && Unit(p.at(k).value()) >= Month, p.lex(k) == lexPeriod:
		return k + 1, true
	}
	return k, true
}

// ofYear reads "this year's third quarter", "the 1988 period", "the 1988
// third quarter".
func (p *parser) ofYear(e *Expression, i int) (end int, ok bool) {
	*e = Expression{Meaning: Meaning{Kind: Calendar}}
	m := &e.Meaning
	if l := p.lex(i); (l == lexWhich || l == lexPast) && p.lex(i+1) == lexUnit && Unit(p.at(i+1).n) == Year {
		k := i + 2
		if (p.is(k, "'") || p.is(k, "’")) && p.lower(k+1) == "s" {
			k += 2
			if p.lex(k) == lexFiscal {
				k++
			}
			m.Within, m.WithinN = Year, p.at(i).value()
			if n, after, ok := p.quarter(k); ok {
				m.Quart = n
				return after, true
			}
			if p.lex(k) == lexUnit && Unit(p.at(k).n) == Quarter || p.lex(k) == lexPeriod {
				m.Compared = true
				return k + 1, true
			}
		}
		return 0, false
	}
	if p.lex(i) != lexThe {
		return 0, false
	}
	j := i + 1
	if y, ok := p.year(j); ok {
		m.HasYear, m.Year = true, y
		if n, after, ok := p.quarter(j + 1); ok {
			m.Quart = n
			return after, true
		}
		if p.lex(j+1) == lexPeriod || p.lex(j+1) == lexUnit && Unit(p.at(j+1).n) == Quarter {
			m.Compared = true
			return j + 2, true
		}
	}
	if p.lower(j) == "year" {
		if y, ok := p.year(j + 1); ok {
			m.HasYear, m.Year = true, y
			return j + 2, true
		}
		return p.spelledYear(e, j+1)
	}
	return 0, false
}

// quarter reads "third quarter", "2nd quarter", "third-quarter".
func (p *parser) quarter(i int) (n, end int, ok bool) {
	n, k, ok := p.day(i)
	if !ok && p.lower(i) == "second" {
		n, k, ok = 2, i+1, true
	}
	if !ok || p.lex(i) != lexOrdinal && k == i+1 && p.lower(i) != "second" || n > 4 {
		return 0, 0, false
	}
	if p.hyphen(k) && p.tight(k) {
		k++
	}
	if p.lex(k) == lexFiscal {
		k++
	}
	u := p.at(k)
	return n, k + 1, (u.lex == lexUnit || u.lex == lexUnits && p.last > 0 && p.last >= i-2) && Unit(u.n) == Quarter
}

// spelledYear reads "nineteen ninety-six", "two thousand and five" where a
// preposition or the word year makes it one.
func (p *parser) spelledYear(e *Expression, i int) (end int, ok bool) {
	y, k, ok := p.spelled(i)
	e.Meaning = Meaning{Kind: Calendar, HasYear: true, Year: y}
	if ok && p.at(i).n == 2 && p.lower(i-1) != "year" {
		ok = (p.lex(i-1) == lexIn || p.lex(i-1) == lexSince || p.lex(i-1) == lexBy) && p.at(k).kind == mark
	}
	return k, ok
}

// spelled reads the number of a year in words: "nineteen ninety-six", "twenty
// twelve", "two thousand", "two thousand and five".
func (p *parser) spelled(i int) (year, end int, ok bool) {
	t := p.at(i)
	switch {
	case t.lex != lexCardinal:
	case t.n >= 13 && t.n <= 20:
		u := p.at(i + 1)
		if u.lex != lexCardinal || u.n < 10 || u.n > 90 {
			return 0, 0, false
		}
		y, k := u.value(), i+2
		if u.n >= 20 {
			n := k
			if p.hyphen(n) {
				n++
			}
			if v := p.at(n); v.lex == lexCardinal && v.n < 10 && v.n > 0 {
				y, k = y+v.value(), n+1
			}
		}
		return t.value()*100 + y, k, true
	case t.n == 2 && p.lower(i+1) == "thousand":
		y, k := 2000, i+2
		n := k
		if p.lex(n) == lexAnd {
			n++
		}
		if v := p.at(n); v.lex == lexCardinal && v.n < 100 {
			r, after := p.cardinal(n)
			y, k = y+int(r), after
		}
		return y, k, true
	}
	return 0, 0, false
}

// definite reads "the first nine months", "the four days", "the past year",
// "the last few weeks", and a unit with "the" that a preposition makes a
// period: "in the quarter", "for the year", "during the week".
func (p *parser) definite(e *Expression, i int) (end int, ok bool) {
	if p.lex(i) != lexThe {
		return 0, false
	}
	j := i + 1
	latest := p.lower(j) == "latest" || p.lower(j) == "full" || p.lower(j) == "comparable" || p.lower(j) == "entire" || p.lower(j) == "whole"
	if latest {
		j++
	}
	if p.lex(j) == lexFiscal {
		j++
	}
	if q, k, ok := p.quantity(j); ok && !q.vague && p.lex(k) == lexUnits {
		*e = Expression{Type: Duration, Meaning: Meaning{Kind: Length, Min: q.min, Max: q.max, Unit: Unit(p.at(k).value())}}
		return k + 1, true
	}
	if l := p.lex(j); l == lexOrdinal && p.lex(j+1) == lexCardinal || l == lexOrdinal && p.at(j+1).kind == number && p.at(j+1).digits < 3 {
		if q, k, ok := p.quantity(j + 1); ok && p.lex(k) == lexUnits {
			*e = Expression{Type: Duration, Meaning: Meaning{Kind: Length, Min: q.min, Max: q.max, Unit: Unit(p.at(k).value())}}
			return k + 1, true
		}
	}
	*e = Expression{Type: Date}
	if p.lex(j) == lexOrdinal && p.lex(i+1) == lexFiscal && p.lex(j+1) == lexUnit && Unit(p.at(j+1).value()) == Quarter && p.at(j).value() <= 4 {
		e.Meaning = Meaning{Kind: Calendar, Quart: p.at(j).value()}
		return j + 2, true
	}
	if p.lex(j) == lexPast && p.lex(j+1) == lexUnit && Unit(p.at(j+1).value()) >= Week {
		e.Type = Duration
		e.Meaning = Meaning{Kind: Length, Min: 1, Max: 1, Unit: Unit(p.at(j + 1).value()), Dir: -1}
		return j + 2, true
	}
	if p.lower(i+1) == "latest" && p.lex(j) == lexPeriod {
		e.Meaning = Meaning{Kind: Deictic, Anaphoric: true, Unit: Quarter, Latest: true}
		return j + 1, true
	}
	if p.lex(j) == lexUnit && Unit(p.at(j).value()) >= Week && Unit(p.at(j).value()) <= Year && Unit(p.at(j).value()) != Weekend {
		e.Meaning = Meaning{Kind: Deictic, Anaphoric: true, Unit: Unit(p.at(j).value()), Latest: p.lower(i+1) == "latest", Ongoing: latest && p.lower(i+1) != "latest" && p.lower(i+1) != "comparable"}
		if latest || p.lex(i+1) == lexFiscal {
			return j + 1, true
		}
		switch p.lex(i - 1) {
		case lexIn, lexFor, lexDuring, lexOf, lexSince, lexUntil:
			return j + 1, p.lex(j+1) != lexBefore && p.lex(j+1) != lexAfter && p.lex(j+1) != lexUnit && (p.at(j+1).kind == mark || p.at(j+1).lex != other || p.lower(j+1) == "ended" || p.lower(j+1) == "ending" || p.lower(j+1) == "compared" || functionWords[p.lower(j+1)])
		}
	}
	return 0, false
}

// partOfPeriod reads "the end of the month", "the start of this week", "the
// middle of October".
func (p *parser) partOfPeriod(e *Expression, i int) (end int, ok bool) {
	j := i
	if p.lex(j) == lexThe {
		j++
	}
	mod := NoMod
	switch p.lex(j) {
	case lexStart:
		mod = Start
	case lexMiddle:
		mod = Mid
	case lexEnd:
		if p.lower(j) == "end" {
			mod = End
		}
	}
	if mod == NoMod || p.lex(j+1) != lexOf || p.lex(j+2) != lexThe || p.lex(j+3) != lexUnit || j == i && p.lex(i-1) != lexAt && p.lex(i-1) != lexBy {
		return 0, false
	}
	u := Unit(p.at(j + 3).value())
	if u < Day {
		return 0, false
	}
	m := Meaning{Kind: Deictic, Unit: u}
	if u == Day {
		m.Anaphoric = true
	}
	*e = Expression{Mod: mod, Meaning: m}
	return j + 4, true
}
