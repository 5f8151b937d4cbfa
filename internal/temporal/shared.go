package temporal

// before reads an item of a list or range that shares what stands behind its
// last: "3, 5 and 9 May", "9 to 11 a.m.", "six, nine or 12 months", "the 18th
// and 19th centuries", "May-June 2019".
func (p *parser) before(e *Expression, i int) (end int, ok bool) {
	j := i
	if p.lex(j) == lexThe {
		j++
	}
	end, ok = p.item(j)
	if !ok {
		return 0, false
	}
	last, dash, ok := p.lastItem(end)
	if !ok {
		return 0, false
	}
	n := p.itemValue(j)
	full, after := p.item(last)
	switch m, to, ok := p.date(last); {
	case !after:
	case ok && m.Month > 0 && m.Day > 0 && !m.Swapped && to > full && p.monthAt(last+1, to) && n >= 1 && n <= 31 && m.Kind == Calendar && !m.HasWeekday:
		m.Day = n
		m.HasClock, m.Part = false, NoPart
		e.Meaning = m
		return end, true
	case ok && (m.Century > 0 || m.Quart > 0) && to > full && (p.lex(j) == lexOrdinal || end > j+1 || p.lower(j) == "second"):
		if m.Century > 0 {
			m.Century = n - 1
		} else if m.Quart = n; n > 4 {
			return 0, false
		}
		e.Meaning = m
		return end, true
	}
	if j > i {
		return 0, false
	}
	if p.at(i).kind == number && end == i+1 || p.at(i).lex == lexCardinal {
		if c, to, ok := p.clock(last); ok && c.HasClock && to > full && n >= 1 && n <= 12 && (dash || p.opensRange(i) || p.lex(i-1) == lexAt) && (p.at(last).kind == number || p.opensRange(i)) && !p.is(full, ":") {
			m := Meaning{Kind: Calendar, HasClock: true, Hour: n % 12}
			if c.Hour >= 12 && m.Hour+12 < c.Hour {
				m.Hour += 12
			}
			*e = Expression{Type: Time, Meaning: m}
			return end, true
		} else if ok && c.HasClock && dash && n >= 1 && n <= 12 && p.is(full, ":") && !c.NoMeridiem {
			m := Meaning{Kind: Calendar, HasClock: true, Hour: n % 12} // "10-11:30 p.m."
			if c.Hour >= 12 && m.Hour+12 < c.Hour {
				m.Hour += 12
			}
			*e = Expression{Type: Time, Meaning: m}
			return end, p.lex(to-1) == lexAm || p.is(to-1, ".") || p.lex(to-1) == lexZone
		}
		if q, k, ok := p.quantity(last); ok && !q.vague {
			u, plural, isUnit := p.unit(k, true)
			sep := p.at(last - 1)
			if isUnit && plural && sep.lex != lexTo && !dash && (sep.lex == lexAnd || sep.lex == lexOr && (last > end+1 || p.is(i-1, ",") && p.last == i-1 && p.last > 0)) {
				v := float64(n)
				*e = Expression{Type: Duration, Meaning: Meaning{Kind: Length, Min: v, Max: v, Unit: u}}
				return end, true
			}
		}
	}
	return 0, false
}

// opensRange reports whether the word before token i opens a range.
func (p *parser) opensRange(i int) bool {
	return p.lex(i-1) == lexFrom || p.lex(i-1) == lexBetween
}

// item reads one item of a list: a number of at most two figures, an ordinal, a
// cardinal.
func (p *parser) item(i int) (end int, ok bool) {
	t := p.at(i)
	switch {
	case t.kind == number && t.digits <= 2:
		if n, end, ok := p.day(i); ok && n > 0 {
			return end, true
		}
		return i + 1, p.tight(i+1) && p.hyphen(i+1) || !p.tight(i+1) || p.is(i+1, ",") || p.is(i+1, ":") || p.is(i+1, ".") || p.lex(i+1) == lexAm || p.lower(i+1) == "a" || p.lower(i+1) == "p"
	case t.lex == lexOrdinal, p.lower(i) == "second":
		return i + 1, true
	case t.lex == lexCardinal && t.n <= 20:
		return i + 1, true
	}
	return 0, false
}

func (p *parser) itemValue(i int) int {
	if p.lower(i) == "second" {
		return 2
	}
	return p.at(i).value()
}

// lastItem follows a list from the connective at token k to its last item.
// dash is set where the first connective is a dash.
func (p *parser) lastItem(k int) (last int, dash, ok bool) {
	first := true
	for range 8 {
		p.steps++
		sep := false
		tightDash := p.hyphen(k) && (p.tight(k) && p.tight(k+1) || p.at(k).gap() && p.at(k+1).gap())
		switch l := p.lex(k); {
		case tightDash, p.is(k, "/") && p.tight(k) && p.tight(k+1):
			sep = true
			if first {
				dash = true
			}
		case l == lexAnd, l == lexTo, l == lexOr, l == lexUntil:
			sep = true
		case p.is(k, ",") && p.tight(k) && p.at(k+1).gap():
			sep = true
			if p.lex(k+1) == lexAnd || p.lex(k+1) == lexOr {
				k++
			}
		}
		if !sep {
			break
		}
		at := k + 1
		if p.lex(at) == lexThe && p.at(at+1).kind == number {
			at++ // "the 2nd, the 9th and the 16th of May"
		}
		end, isItem := p.item(at)
		if !isItem {
			break
		}
		last, ok, first = at, true, false
		k = end
	}
	return last, dash, ok
}

func (p *parser) monthAt(from, to int) bool {
	for k := from; k < to; k++ {
		if p.lex(k) == lexMonth {
			return true
		}
	}
	return false
}

// after reads the next of a list or range that shares what stands before its
// first: "Sept. 26-27", "May 3, 5 and 9", "1957-58". i is one past the last
// item read, e.
func (p *parser) after(e Expression, i int) (Expression, int, int, bool) {
	m := e.Meaning
	dash := (p.hyphen(i) || p.is(i, "/") && m.Month == 0) && (p.tight(i) && p.tight(i+1) || m.Month > 0 && p.at(i).gap() && p.at(i+1).gap())
	comma := p.is(i, ",") && p.tight(i) && p.at(i+1).gap()
	n := p.at(i + 1)
	if n.kind != number || n.digits > 2 || m.Kind != Calendar || m.HasClock || !dash && !comma && p.lex(i) != lexAnd && p.lex(i) != lexTo {
		return e, 0, 0, false
	}
	e = Expression{Meaning: m}
	end := i + 2
	if k := p.at(end); p.tight(end) && (k.kind == word || p.is(end, "%") || p.is(end, ":") || p.is(end, "-") || p.is(end, "/") || (p.is(end, ".") || p.is(end, ",")) && p.tight(end+1) && p.at(end+1).kind == number) {
		if w := p.lower(end); m.Month > 0 && (w == "st" || w == "nd" || w == "rd" || w == "th") {
			end++
		} else {
			return e, 0, 0, false
		}
	}
	switch {
	case m.Month > 0 && m.Day > 0 && !m.HasYear && n.value() > m.Day && n.n <= 31:
		next := p.at(end)
		if !dash && next.kind == word && (next.lex == other || next.lex == lexUnits || next.lex == lexUnit || next.lex == lexMonth || next.lex == lexCardinal || next.lex == lexMillion) {
			return e, 0, 0, false
		}
		if dash && next.lex == lexMonth {
			return e, 0, 0, false // "3 May-9 June"
		}
		if comma {
			// "May 3, 5 and 9": the list must go on or have begun
			k := end
			if !((p.is(k, ",") || p.lex(k) == lexAnd || p.hyphen(k)) && p.at(k+1).kind == number && p.at(k+1).digits <= 2 && p.at(k+1).n > n.n) {
				return e, 0, 0, false
			}
		}
		e.Meaning.Day, e.Meaning.HasWeekday = n.value(), false
		k := end
		if p.is(k, ",") {
			k++
		}
		if y, ok := p.year(k); ok {
			e.Meaning.HasYear, e.Meaning.Year = true, y
			end = k + 1
		}
		return e, i + 1, end, true
	case dash && m.HasYear && m.Month == 0 && m.Quart == 0 && m.Season == 0 && m.Year > 1000 && n.digits == 2 && (n.value() > m.Year%100 || m.Year%100 == 99 && n.n == 0):
		e.Meaning.Year = m.Year/100*100 + n.value()
		if m.Year%100 == 99 && n.n == 0 {
			e.Meaning.Year += 100
		}
		return e, i + 1, end, true
	}
	return e, 0, 0, false
}

// shareYear carries the year of the last of a range or list back to those that
// told none: "from 30 April to 2 May 1971", "June, July and August 1971". A
// range that would run backwards began in the year before.
func (p *parser) shareYear(es []Expression) {
	for i := len(es) - 1; i > 0; i-- {
		a, b := &es[i-1].Meaning, &es[i].Meaning
		if a.Kind != Calendar || b.Kind != Calendar || a.HasYear || !b.HasYear || b.Year < 1 || a.HasWhich || a.Within != NoUnit {
			continue
		}
		if a.Month == 0 && a.Season == 0 && a.Quart == 0 && a.Half == 0 || b.Month == 0 && b.Season == 0 && b.Quart == 0 && b.Half == 0 {
			continue
		}
		span := false
		switch p.between(&es[i-1], &es[i]) {
		case " to ", " until ", " till ", " through ", "-", "–", "—", " - ", " – ", " to the ", " until the ", " through the ":
			span = true
		case " and ", ", ", " or ", "/", ", and ", " and the ":
		default:
			continue
		}
		a.HasYear, a.Year = true, b.Year
		order := func(m *Meaning) int { return m.Month*100 + m.Day + 300*m.Quart + 300*m.Season + 600*m.Half }
		if span && order(a) > order(b) {
			a.Year--
		}
	}
}

func (p *parser) between(a, b *Expression) string {
	if b.Span.Start-a.Span.End > 16 || b.Span.Start < a.Span.End {
		return ""
	}
	return p.text[a.Span.End:b.Span.Start]
}
