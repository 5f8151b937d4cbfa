package temporal

// recurring reads a set: "every Tuesday at 9 a.m.", "daily", "twice a week",
// "per month", "on Tuesdays", "the first Monday of each month".
func (p *parser) recurring(e *Expression, i int) (end int, ok bool) {
	*e = Expression{Type: Set}
	m := &e.Meaning
	m.Kind = Recurrence
	t := p.at(i)
	switch t.lex {
	case lexEvery, lexEach:
		return p.every(e, i)
	case lexSetly:
		if t.upper() && !t.brk() && !p.is(i-1, ".") {
			return 0, false // the Daily Post
		}
		if Unit(t.n) == Quarter && p.at(i+1).kind == word && p.lex(i+1) == other && !functionWords[p.lower(i+1)] {
			return 0, false // "a quarterly dividend" is a kind of dividend
		}
		m.repeat(1, Unit(t.n))
		if p.lex(i+1) == lexAt { // "daily at 11am"
			return p.setTime(e, i+1), true
		}
		return i + 1, true
	case lexOnce:
		j := i + 1
		if (p.lex(j) == lexA || p.lex(j) == lexPer || p.lex(j) == lexEvery || p.lex(j) == lexEach) && p.lex(j+1) == lexUnit {
			m.repeat(1, Unit(p.at(j+1).n))
			return j + 2, true
		}
		if p.lex(j) == lexEvery {
			return p.every(e, j)
		}
		if p.lex(j) == lexSetly {
			m.repeat(1, Unit(p.at(j).n))
			return j + 1, true
		}
	case lexPer:
		if p.lex(i+1) == lexUnit {
			m.repeat(1, Unit(p.at(i+1).n))
			return i + 2, Unit(p.at(i+1).n) >= Hour
		}
	case lexA:
		// "7,000 soldiers a week"
		if u := p.at(i + 1); u.lex == lexUnit && Unit(u.n) >= Hour && p.counts(i) && p.lex(i+2) != lexAgo && p.lex(i+2) != lexLater && p.lex(i+2) != lexEarlier {
			m.repeat(1, Unit(u.n))
			return i + 2, true
		}
	case lexCardinal, lexVague:
		return p.times(e, i)
	case lexDays:
		// "on Tuesdays", "Mondays at 9 a.m."
		m.Every, m.HasWeekday, m.Weekday = weekdayValue(t.value()), true, t.value()
		return p.setTime(e, i+1), t.upper()
	case lexWeekday:
		// "every Monday and Thursday"
		if p.lex(i-1) == lexAnd && p.last == i-1 && p.last > 1 && p.lex(p.last-1) == lexWeekday && (p.lex(p.last-2) == lexEvery || p.lex(p.last-2) == lexEach) {
			m.Every, m.HasWeekday, m.Weekday = weekdayValue(t.value()), true, t.value()
			return p.setTime(e, i+1), true
		}
		// "Monday mornings"
		if n := p.lower(i + 1); n == "mornings" || n == "afternoons" || n == "evenings" || n == "nights" {
			part, _ := p.part(i + 1)
			if n == "nights" {
				part = Nighttime
			}
			m.Every, m.HasWeekday, m.Weekday, m.Part = weekdayValue(t.value())+partValue(part), true, t.value(), part
			return i + 2, true
		}
	case lexUnits:
		if p.lower(i) == "weekends" && (p.lex(i-1) == lexAt || p.lex(i-1) == lexOn) {
			m.Every = "XXXX-WXX-WE"
			return i + 1, true
		}
	case lexThe, lexOrdinal:
		// "the first Monday of each month", "the last day of every month"
		j := i
		if t.lex == lexThe {
			j++
		}
		n, k, ok := p.day(j)
		if p.lower(j) == "last" {
			n, k, ok = -1, j+1, true
		}
		u := p.at(k)
		if ok && (u.lex == lexWeekday || u.lex == lexUnit && Unit(u.n) == Day) && (p.lex(k+1) == lexOf || p.lex(k+1) == lexIn) && (p.lex(k+2) == lexEvery || p.lex(k+2) == lexEach) && p.lex(k+3) == lexUnit {
			m.Unit, m.Min, m.Max, m.Nth = Unit(p.at(k+3).n), 1, 1, n
			m.Every = lengthValue(1, m.Unit)
			if u.lex == lexWeekday {
				m.Every, m.HasWeekday, m.Weekday = weekdayValue(u.value()), true, u.value()
			}
			return p.setTime(e, k+4), true
		}
	case lexWorking, lexSome:
		if u := p.at(i + 1); u.lex == lexUnits && Unit(u.n) == Day && (p.lower(i) == "most" || p.lower(i) == "some") && p.at(i+2).kind == mark {
			m.repeat(1, Day)
			return i + 2, true
		}
	case lexAt2:
		if u := p.at(i + 1); u.lex == lexUnits && Unit(u.n) >= Day && t.n == 1 && p.lex(i-1) != lexAt && p.lex(i-1) != lexThe {
			m.repeat(1, Unit(u.n))
			return i + 2, p.at(i+2).kind == mark || p.at(i+2).lex != other
		}
	case lexDaylong:
		e.Type = Duration
		*m = Meaning{Kind: Length, Min: 1, Max: 1, Unit: Unit(t.n)}
		return i + 1, true
	case lexUnit:
		// "day after day", "week by week", "year-round"
		u := Unit(t.n)
		if u >= Day && (p.lex(i+1) == lexAfter || p.lex(i+1) == lexBy) && p.at(i+2).lex == lexUnit && p.at(i+2).n == t.n {
			m.repeat(1, u)
			return i + 3, true
		}
		if u >= Hour && p.hyphen(i+1) && p.tight(i+1) && p.lower(i+2) == "long" && p.tight(i+2) { // "day-long"
			e.Type = Duration
			*m = Meaning{Kind: Length, Min: 1, Max: 1, Unit: u}
			return i + 3, true
		}
		if u == Year && p.hyphen(i+1) && p.lower(i+2) == "round" {
			e.Type = Duration
			*m = Meaning{Kind: Length, Min: 1, Max: 1, Unit: Year}
			return i + 3, true
		}
	}
	return 0, false
}

// repeat makes m a recurrence every n units.
func (m *Meaning) repeat(n float64, u Unit) {
	m.Every, m.Unit, m.Min, m.Max = lengthValue(n, u), u, n, n
}

// every reads what "every" or "each" opens.
func (p *parser) every(e *Expression, i int) (end int, ok bool) {
	m := &e.Meaning
	m.Kind = Recurrence
	j := i + 1
	if p.lex(j) == lexAnd && p.lex(j+1) == lexEvery {
		j += 2
	}
	n := 1.
	switch {
	case p.lex(j) == lexOther:
		n = 2
		j++
	case p.lower(j) == "single":
		j++
	case p.lower(j) == "second" && p.at(j+1).kind == word && (p.lex(j+1) == lexUnit || p.lex(j+1) == lexWeekday):
		n = 2
		j++
	case p.lex(j) == lexOrdinal && (p.lex(j+1) == lexUnit || p.lex(j+1) == lexWeekday):
		n = float64(p.at(j).value())
		j++
	}
	u := p.at(j)
	switch u.lex {
	case lexUnit:
		m.repeat(n, Unit(u.n))
		switch Unit(u.n) {
		case Night:
			m.Every = "XXXX-XX-XXTNI"
		case Weekend:
			m.Every = "XXXX-WXX-WE"
		}
		return p.setTime(e, j+1), true
	case lexWeekday:
		m.Every, m.HasWeekday, m.Weekday, m.Min, m.Max, m.Unit = weekdayValue(u.value()), true, u.value(), n, n, Week
		j++
		if part, k := p.part(j); k > j {
			m.Every += partValue(part)
			m.Part = part
			j = k
		}
		if p.lex(j) == lexOf && p.lex(j+1) == lexThe && p.lex(j+2) == lexUnit {
			j += 3
		}
		return p.setTime(e, j), true
	case lexMonth:
		m.Every = "XXXX-" + two(u.value())
		return j + 1, true
	case lexSeason:
		m.Every = "XXXX-" + [...]string{"", "SP", "SU", "FA", "WI"}[u.n]
		return j + 1, true
	case lexPart:
		m.Every, m.Part = "XXXX-XX-XX"+partValue(Part(u.n)), Part(u.n)
		return p.setTime(e, j+1), true
	case lexHoliday:
		if h, k := p.holiday(j); h != nil {
			m.Every, m.Holiday = "XXXX", h
			if len(h.Rule) == 5 && h.Rule[2] == '-' {
				m.Every = "XXXX-" + h.Rule
			}
			return k, true
		}
	}
	if q, k, ok := p.quantity(j); ok {
		if u, _, isUnit := p.unit(k, true); isUnit {
			if q.vague {
				m.Unit, m.Vague = u, true
				m.Every = Meaning{Vague: true, Unit: u}.Value()
			} else {
				m.repeat(q.max, u)
				m.Min = q.min
			}
			return k + 1, true
		}
	}
	return 0, false
}

// setTime takes in the time of day of a recurrence, and a part of the day:
// "every Tuesday at 9 a.m.".
func (p *parser) setTime(e *Expression, end int) int {
	k := end
	if p.is(k, ",") {
		k++
	}
	if p.lex(k) == lexAt {
		k++
	}
	if c, after, ok := p.clock(k); ok && (k > end || c.HasMinute || p.lex(after-1) == lexAm || p.is(after-1, ".")) {
		e.Meaning = withClock(e.Meaning, c)
		p.zone(e, &after)
		return after
	}
	return end
}

// times reads "three times a week", "four days a week", "ten hours per day",
// "24 hours a day".
func (p *parser) times(e *Expression, i int) (end int, ok bool) {
	q, k, ok := p.quantity(i)
	if !ok {
		return 0, false
	}
	counted := p.lex(k) == lexTimes
	u, _, isUnit := p.unit(k, true)
	if !counted && !isUnit || counted && !q.vague && q.max < 1 {
		return 0, false
	}
	j := k + 1
	if p.lex(j) != lexA && p.lex(j) != lexPer && p.lex(j) != lexEach && p.lex(j) != lexEvery {
		return 0, false
	}
	of := p.at(j + 1)
	if of.lex != lexUnit && of.lex != lexPart || of.lex == lexUnit && isUnit && Unit(of.n) <= u {
		return 0, false
	}
	if _, after := p.part(j + 1); of.lex == lexUnit && after > j+1 && Unit(of.n) != Night {
		return 0, false
	}
	if p.lex(j+2) == lexAgo || p.lex(j+2) == lexLater || p.lex(j+2) == lexEarlier {
		return 0, false
	}
	e.Type = Set
	period := Day
	if of.lex == lexUnit {
		period = Unit(of.n)
	}
	e.Meaning = Meaning{Kind: Recurrence}
	e.Meaning.repeat(1, period)
	if isUnit && !q.vague {
		e.Meaning.Every = lengthValue(q.max, u)
	}
	return j + 2, true
}

// counts reports whether a counted thing stands before token i, in the same
// clause: "7,000 soldiers", "$20".
func (p *parser) counts(i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		t := p.at(j)
		if t.lex == lexTimes {
			return true
		}
		if t.kind == mark && !p.is(j, "%") {
			return false
		}
		if t.kind == number || t.lex == lexCardinal {
			return j < i-1 || p.is(j-1, "$") || p.is(j-1, "€") || p.is(j-1, "£") || p.is(j-2, "$")
		}
		if t.lex != other {
			return false
		}
	}
	return false
}
