package temporal

// before reads the first of two ends or items that share what stands behind
// the second: "3-5 May", "between 9 and 11 a.m.", "12 and 18 months".
func (p *parser) before(e *Expression, i int) (end int, ok bool) {
	t := p.at(i)
	if t.kind != number || t.digits > 2 {
		return 0, false
	}
	j := i + 1
	dash := p.hyphen(j) && p.tight(j)
	if !dash && p.lex(j) != lexAnd && p.lex(j) != lexTo && p.lex(j) != lexOr && p.lex(j) != lexUntil {
		return 0, false
	}
	j++
	n := p.at(j)
	if n.kind != number || n.digits > 2 || dash && !p.tight(j) {
		return 0, false
	}
	if d, end, ok := p.numeric(j); ok && d.Month > 0 && d.Day > t.value() && t.value() > 0 && !d.Swapped && p.lex(end-1) != lexOther && p.monthAt(j+1, end) {
		d.Day = t.value()
		*e = Expression{Meaning: d}
		return i + 1, true
	}
	if c, _, ok := p.clock(j); ok && c.HasClock && t.value() <= 12 && t.value() > 0 && !p.is(j+1, ":") && (dash || p.lex(i-1) == lexFrom || p.lex(i-1) == lexBetween) {
		h := t.value() % 12
		if c.Hour >= 12 && h+12 < c.Hour {
			h += 12
		}
		*e = Expression{Type: Time, Meaning: Meaning{Kind: Calendar, HasClock: true, Hour: h}}
		return i + 1, true
	}
	if p.lex(j+1) == lexUnits && p.lex(j-1) == lexAnd {
		v := float64(t.value())
		*e = Expression{Type: Duration, Meaning: Meaning{Kind: Length, Min: v, Max: v, Unit: Unit(p.at(j + 1).value())}}
		return i + 1, true
	}
	return 0, false
}

func (p *parser) monthAt(from, to int) bool {
	for k := from; k < to; k++ {
		if p.lex(k) == lexMonth {
			return true
		}
	}
	return false
}

// after reads the second of two that share what stands before the first:
// "Sept. 26-27", "April 24 and 25", "1957-58". i is one past the first.
func (p *parser) after(e Expression, i int) (Expression, int, int, bool) {
	m := e.Meaning
	dash := p.hyphen(i) && p.tight(i) && p.tight(i+1)
	n := p.at(i + 1)
	if n.kind != number || n.digits > 2 || m.Kind != Calendar || m.HasClock || !dash && p.lex(i) != lexAnd && p.lex(i) != lexTo {
		return e, 0, 0, false
	}
	e = Expression{Meaning: m}
	end := i + 2
	if k := p.at(end); p.tight(end) && (k.kind == word || p.is(end, "%") || p.is(end, ":") || p.is(end, "-") || (p.is(end, ".") || p.is(end, ",")) && p.tight(end+1) && p.at(end+1).kind == number) {
		return e, 0, 0, false
	}
	switch {
	case m.Month > 0 && m.Day > 0 && !m.HasYear && n.value() > m.Day && n.value() <= 31:
		if !dash && p.at(end).kind == word && (p.at(end).lex == other || p.at(end).lex == lexUnits || p.at(end).lex == lexMonth) {
			return e, 0, 0, false
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
	case dash && m.HasYear && m.Month == 0 && m.Quart == 0 && m.Season == 0 && m.Year > 1000 && n.digits == 2 && n.value() > m.Year%100:
		e.Meaning.Year = m.Year/100*100 + n.value()
		return e, i + 1, end, true
	}
	return e, 0, 0, false
}
