package temporal

// clock reads a time of day: 16:30, 4.30pm, 4 p.m., 1630 GMT, noon, half past
// four, quarter to six, five o'clock.
func (p *parser) clock(i int) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar, HasClock: true}
	t := p.at(i)
	switch {
	case t.kind == number && t.digits <= 2 && t.value() <= 24:
		m.Hour = t.value()
		j := i + 1
		colon := p.is(j, ":") || p.is(j, ".") || p.is(j, "h")
		if colon && p.tight(j) && p.at(j+1).kind == number && p.tight(j+1) && p.at(j+1).digits == 2 && p.at(j+1).value() < 60 {
			dot := !p.is(j, ":")
			m.Minute, m.HasMinute = p.at(j+1).value(), true
			j += 2
			if p.is(j, ":") && p.at(j+1).kind == number && p.at(j+1).digits == 2 && p.tight(j) {
				m.Second, m.HasSecond = p.at(j+1).value(), true
				j += 2
			}
			if pm, end, ok := p.meridiem(j); ok {
				return m.twelve(pm), end, m.Hour <= 12
			}
			if dot && !p.zoned(j) {
				return m, 0, false // 4.30 may be a price or a score
			}
			if (p.is(j, "-") || p.is(j, ":") || p.is(j, ".")) && p.tight(j) && p.at(j+1).kind == number && p.tight(j+1) && !p.zoned(j) {
				return m, 0, false // a score, a verse, a range of figures
			}
			if b := p.at(i - 1); t.digits == 1 && b.kind == word && b.upper() && b.lex == other && !p.zoned(j) {
				return m, 0, false // chapter and verse
			}
			m.NoMeridiem = m.Hour >= 1 && m.Hour <= 12 && t.digits == 1
			return m, p.hrs(j), true
		}
		if pm, end, ok := p.meridiem(j); ok && m.Hour >= 1 && m.Hour <= 12 {
			return m.twelve(pm), end, true
		}
		if p.lex(j) == lexOclock {
			m.NoMeridiem = true
			return m.inPart(p, j+1)
		}
		if p.lex(j) == lexZone && p.at(j).upper() && p.at(j).value() == 0 && p.at(j).gap() {
			return m, j, true
		}
	case t.kind == number && t.digits == 4 && t.value() < 2400 && t.value()%100 < 60:
		j := i + 1
		zone := p.lex(j) == lexZone && p.at(j).value() == 0 && p.at(j).upper()
		if zone || p.lower(j) == "hrs" || p.lower(j) == "hours" && (t.value() < 1900 || p.text[t.start()] == '0') && p.lex(i-1) != lexFor {
			m.Hour, m.Minute, m.HasMinute = t.value()/100, t.value()%100, true
			if !zone {
				j++
			}
			return m, j, true
		}
	case t.lex == lexHalf && p.lex(i+1) == lexPast:
		if h, ok := p.hour(i + 2); ok {
			m.Hour, m.Minute, m.HasMinute, m.NoMeridiem = h, 30, true, true
			return m.inPart(p, i+3)
		}
		if p.lex(i+2) == lexNoon {
			m.Hour, m.Minute, m.HasMinute = p.at(i+2).value(), 30, true
			return m, i + 3, true
		}
	case t.kind == word && (p.lower(i) == "quarter" || t.lex == lexCardinal && (t.value() == 5 || t.value() == 10 || t.value() == 20)) && (p.lex(i+1) == lexPast || p.lex(i+1) == lexTo):
		n := t.value()
		if t.lex != lexCardinal {
			n = 15
		}
		h, ok := p.hour(i + 2)
		if !ok {
			return m, 0, false
		}
		if t.lex == lexCardinal && p.lex(i+3) != lexAm && p.lex(i+3) != lexOclock && !(p.lex(i+3) == lexIn && p.lex(i+4) == lexThe) {
			return m, 0, false // "ten to five" may be a vote
		}
		m.Hour, m.Minute, m.HasMinute, m.NoMeridiem = h, n, true, true
		if p.lex(i+1) == lexTo {
			m.Hour, m.Minute = (h+23)%24, 60-n
		}
		return m.inPart(p, i+3)
	case t.lex == lexCardinal && t.value() >= 1 && t.value() <= 12:
		if p.lex(i+1) == lexOclock {
			m.Hour, m.NoMeridiem = t.value(), true
			return m.inPart(p, i+2)
		}
		if pm, end, ok := p.meridiem(i + 1); ok && p.at(i+1).gap() {
			m.Hour = t.value()
			return m.twelve(pm), end, true
		}
	case t.lex == lexNoon && t.value() == 12:
		m.Hour = 12
		return m, i + 1, true
	}
	return m, 0, false
}

func (p *parser) hour(i int) (int, bool) {
	t := p.at(i)
	if (t.kind == number && t.digits <= 2 || t.lex == lexCardinal) && t.value() >= 1 && t.value() <= 12 {
		return t.value(), true
	}
	return 0, false
}

// hrs takes "hrs" or "hours" behind a clock time in.
func (p *parser) hrs(j int) int {
	if w := p.lower(j); w == "hrs" || w == "hours" || w == "h" && p.tight(j) {
		return j + 1
	}
	return j
}

// zoned reports whether zone words stand at token j.
func (p *parser) zoned(j int) bool {
	return p.lex(j) == lexZone && p.at(j).value() == 0 || p.lex(j) == lexLocal || p.lower(j) == "hrs" || (p.is(j, "+") || p.is(j, "-")) && p.at(j+1).digits == 2 && p.is(j+2, ":")
}

// meridiem reads am, pm, a.m., p.m.
func (p *parser) meridiem(i int) (pm bool, end int, ok bool) {
	if p.lex(i) == lexAm {
		return p.at(i).value() == 12, i + 1, true
	}
	if w := p.lower(i); (w == "a" || w == "p") && p.is(i+1, ".") && p.tight(i+1) && p.lower(i+2) == "m" && p.tight(i+2) {
		end = i + 3
		if p.is(end, ".") && p.tight(end) {
			end++
		}
		return w == "p", end, true
	}
	return false, 0, false
}

// twelve makes the hour one of 24.
func (m Meaning) twelve(pm bool) Meaning {
	m.Hour %= 12
	if pm {
		m.Hour += 12
	}
	return m
}

// inPart reads "in the morning", "at night" behind a clock time without a.m.
// or p.m.
func (m Meaning) inPart(p *parser, i int) (Meaning, int, bool) {
	if p.lex(i) == lexOclock {
		i++
	}
	if pm, end, ok := p.meridiem(i); ok {
		m.NoMeridiem = false
		return m.twelve(pm), end, true
	}
	if p.lex(i) == lexIn && p.lex(i+1) == lexThe && p.lex(i+2) == lexPart {
		m.NoMeridiem = false
		return m.twelve(Part(p.at(i+2).value()) != Morning), i + 3, true
	}
	if p.lex(i) == lexAt && p.lower(i+1) == "night" {
		m.NoMeridiem = false
		return m.twelve(m.Hour >= 6), i + 2, true
	}
	return m, i, true
}
