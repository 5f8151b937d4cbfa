package temporal

// quantity reads what counts a unit: "five", "5", "2.5", "one and a half",
// "six and half", "a", "several", "two or three", "half a". end is one past it.
type quantity struct {
	min, max float64
	vague    bool
}

func (p *parser) quantity(i int) (q quantity, end int, ok bool) { return p.counter(i, true) }

// counter reads a quantity, and what it ranges to if span is set: "two or
// three". The second never ranges further, which keeps the reading linear.
func (p *parser) counter(i int, span bool) (q quantity, end int, ok bool) {
	t := p.at(i)
	half := func(j int) (float64, int) {
		// "and a half", "and half", "1/2"
		if p.lex(j) == lexAnd {
			k := j + 1
			if p.lex(k) == lexA {
				k++
			}
			if p.lex(k) == lexHalf {
				return 0.5, k + 1
			}
		}
		return 0, j
	}
	switch {
	case t.kind == number && t.digits <= 3 && p.fraction(i+1) > 0 && p.at(i+1).gap():
		f := float64(t.value()) + p.fraction(i+1)
		return quantity{min: f, max: f}, i + 4, true
	case t.kind == number && t.digits <= 2 && p.fraction(i) > 0:
		f := p.fraction(i)
		return quantity{min: f, max: f}, i + 3, true
	case t.kind == number && t.digits <= 5:
		v := float64(t.value())
		j := i + 1
		if p.is(j, ",") && p.tight(j) && p.at(j+1).kind == number && p.at(j+1).digits == 3 && p.tight(j+1) {
			v = v*1000 + float64(p.at(j+1).value())
			j += 2
		}
		if p.is(j, ".") && p.tight(j) && p.at(j+1).kind == number && p.tight(j+1) {
			f := float64(p.at(j + 1).value())
			for range p.at(j + 1).digits {
				f /= 10
			}
			v += f
			j += 2
		}
		f, j := half(j)
		q = quantity{min: v + f, max: v + f}
		if span && (p.hyphen(j) || p.lex(j) == lexTo || p.lex(j) == lexOr) && p.at(j+1).kind == number && (p.lex(j) == lexTo || p.lex(j) == lexOr || p.tight(j)) {
			if r, end, ok := p.counter(j+1, false); ok && !r.vague && r.max > q.max {
				q.max = r.max
				return q, end, true
			}
		}
		return q, j, true
	case t.lex == lexCardinal:
		v, j := p.cardinal(i)
		f, j := half(j)
		q = quantity{min: v + f, max: v + f}
		if span && (p.lex(j) == lexTo || p.lex(j) == lexOr) && p.lex(j+1) == lexCardinal {
			if r, end, ok := p.counter(j+1, false); ok && r.max > q.max {
				q.max = r.max
				return q, end, true
			}
		}
		return q, j, true
	case t.lex == lexA && p.lex(i+1) == lexHalf && p.hyphen(i+2):
		return quantity{min: 0.5, max: 0.5}, i + 3, true
	case t.lex == lexA && p.lower(i+1) == "couple":
		end := i + 2
		if p.lex(end) == lexOf {
			end++
		}
		return quantity{min: 2, max: 2}, end, true
	case t.lex == lexA && p.lex(i+1) == lexVague:
		end := i + 2
		if p.lex(end) == lexOf {
			end++
		}
		return quantity{vague: true}, end, true
	case t.lex == lexA && p.lex(i+1) == lexCardinal && p.at(i+1).value() == 12:
		return quantity{min: 12, max: 12}, i + 2, true
	case t.lex == lexA && (p.lex(i+1) == lexUnit || p.lex(i+1) == lexCardinal && p.at(i+1).value() >= 100):
		if p.lex(i+1) == lexCardinal {
			v, j := p.cardinal(i + 1)
			return quantity{min: v, max: v}, j, true
		}
		return quantity{min: 1, max: 1}, i + 1, true
	case t.lex == lexVague:
		return quantity{vague: true}, i + 1, true
	case t.lex == lexHalf && p.lex(i+1) == lexA:
		return quantity{min: 0.5, max: 0.5}, i + 2, true
	case t.lex == lexHalf && p.hyphen(i+1):
		return quantity{min: 0.5, max: 0.5}, i + 2, true
	}
	return q, 0, false
}

// fraction reads "1/2", "3/4" at token i; 0 if there is none.
func (p *parser) fraction(i int) float64 {
	a, b := p.at(i), p.at(i+2)
	if a.kind == number && a.digits == 1 && p.is(i+1, "/") && p.tight(i+1) && b.kind == number && b.digits == 1 && p.tight(i+2) && 0 < a.value() && a.value() < b.value() && !(p.is(i+3, "/") && p.tight(i+3)) {
		return float64(a.value()) / float64(b.value())
	}
	return 0
}

// cardinal reads "twenty-four", "a hundred and fifty".
func (p *parser) cardinal(i int) (float64, int) {
	v, j := p.at(i).value(), i+1
	for j < i+12 && (p.lex(j) == lexCardinal || p.hyphen(j) && p.tight(j) && p.lex(j+1) == lexCardinal || p.lex(j) == lexAnd && p.lex(j+1) == lexCardinal && v >= 100) && v < 1_000_000 {
		if p.lex(j) != lexCardinal {
			j++
		}
		switch n := p.at(j).value(); {
		case n == 100 || n == 1000:
			v *= n
		case v >= 20 && v%10 == 0 && n < 10 || v >= 100:
			v += n
		default:
			return float64(v), j
		}
		j++
	}
	return float64(v), j
}

// counted reads a length, a shift from an anchor, or a bare vague length.
func (p *parser) counted(e *Expression, i int) (end int, ok bool) {
	*e = Expression{Type: Duration}
	j := i
	det := false
	// "the past three days", "the first two hours", "another week"
	if p.lex(j) == lexThe || p.lex(j) == lexA && p.lex(j+1) != lexUnit && p.lex(j+1) != lexVague && p.lex(j+1) != lexHalf && p.lex(j+1) != lexCardinal {
		if p.lex(j+1) == lexWhich || p.lex(j+1) == lexPrevious || p.lex(j+1) == lexFollowing || p.lex(j+1) == lexRecent || p.lex(j+1) == lexPast {
			j++
		}
	}
	past := 0
	if l := p.lex(j); l == lexWhich || l == lexPrevious || l == lexFollowing || l == lexPast {
		if p.at(j).value() == 0 && p.lower(j) == "current" {
			return 0, false
		}
		past, det = p.at(j).value(), true
		j++
	} else if l == lexRecent && p.at(j).value() == 1 && p.lex(j+1) == lexUnits {
		e.Meaning = Meaning{Kind: Length, Vague: true, Unit: Unit(p.at(j + 1).value())}
		return j + 2, true
	} else if j > i {
		j = i
	}
	// Hedges inside: "more than five hours" stay outside the extent.
	q, k, ok := p.quantity(j)
	if ok && p.lex(k) == lexMore {
		k++ // "two more weeks"
	}
	hyph := false
	if ok && p.hyphen(k) && p.tight(k) && (p.tight(k+1) || p.at(k+1).kind == word) {
		hyph = true
		k++
	}
	u := p.at(k)
	if !ok {
		// "days", "hours", "the last hours"
		if p.at(j).lex != lexUnits {
			return 0, false
		}
		q, k, u = quantity{vague: true}, j, p.at(j)
		if !det && !p.vagueUnits(j) {
			return 0, false
		}
	}
	if u.lex != lexUnit && u.lex != lexUnits {
		if m := p.short(k, ok); m != NoUnit {
			u = &token{n: int32(m), lex: lexUnits}
		} else {
			return 0, false
		}
	}
	unit := Unit(u.value())
	if unit == Second && u.lex == lexUnit && !hyph && q.max != 1 {
		return 0, false
	}
	if ok && p.at(j).kind == number && p.at(j).digits == 4 && !hyph && u.lex == lexUnit {
		return 0, false // "1987 year"
	}
	if u.lex == lexUnit && q.max > 1 && !hyph && p.at(k+1).kind == mark && unit != Century {
		return 0, false
	}
	end = k + 1
	if p.lex(j) == lexA && q.max == 1 {
		switch n := p.at(end); {
		case p.hyphen(end) && p.tight(end):
			return 0, false // "a year-earlier loss"
		case unit == Second && n.kind == word && n.lex == other, unit == Quarter && n.lex == lexOf:
			return 0, false // "a second group", "a quarter of the"
		}
	}
	// Ages and the like.
	if p.hyphen(end) && p.tight(end) && p.lex(end+1) == lexOld || p.lex(end) == lexOld && p.lower(end) == "old" {
		return 0, false
	}
	if p.hyphen(end) && p.tight(end) && p.lower(end+1) == "long" {
		end += 2
	}
	m := Meaning{Kind: Length, Min: q.min, Max: q.max, Vague: q.vague, Unit: unit}
	// "a half" behind the unit: "an hour and a half"; "two hours and ten minutes"
	if p.lex(end) == lexAnd && p.lex(end+1) == lexA && p.lex(end+2) == lexHalf {
		m.Min += 0.5
		m.Max += 0.5
		end += 3
	}
	for n := end; !q.vague && !hyph; {
		if p.lex(n) == lexAnd || p.is(n, ",") {
			n++
		}
		r, after, ok := p.quantity(n)
		v := p.at(after)
		if !ok || r.vague || v.lex != lexUnit && v.lex != lexUnits || Unit(v.value()) >= unit || after == n {
			break
		}
		if m.Parts == nil {
			m.Parts = []Measure{{m.Max, unit}}
		}
		m.Parts = append(m.Parts, Measure{r.max, Unit(v.value())})
		end = after + 1
		n = end
	}
	if det {
		e.Signal = Within
		m.Dir = past
		e.Meaning = m
		return end, true
	}
	if q.vague && !ok && p.lex(i-1) == lexOther {
		return 0, false
	}
	// Shifts: "two days ago", "hours later", "three weeks from now"
	switch {
	case p.lex(end) == lexAgo:
		m.Kind, m.Dir = Shift, -1
		e.Type = shiftType(unit)
		end++
	case p.lex(end) == lexFrom && (p.lex(end+1) == lexNow || p.lex(end+1) == lexDay):
		m.Kind, m.Dir = Shift, 1
		e.Type = shiftType(unit)
		if p.lex(end+1) == lexDay {
			m.N = p.at(end + 1).value()
		}
		end += 2
	case p.lex(end) == lexLater || p.lex(end) == lexEarlier:
		m.Kind, m.Dir, m.Anaphoric = Shift, 1, true
		if p.lex(end) == lexEarlier {
			m.Dir = -1
		}
		e.Type = shiftType(unit)
		end++
	}
	// "two days before Christmas": the day it counts from is in the text.
	e.Meaning = m
	return end, true
}

func shiftType(u Unit) Type {
	if u < Day {
		return Time
	}
	return Date
}

// vagueUnits reports whether a bare plural at token i is a vague length:
// "days", "for weeks", and not part of a compound.
func (p *parser) vagueUnits(i int) bool {
	if p.lower(i) == "times" || p.hyphen(i-1) && p.tight(i) {
		return false
	}
	switch p.lex(i - 1) {
	case lexCardinal, lexWhich, lexThat, lexEvery:
		return false
	case lexThe:
		return false
	}
	return Unit(p.at(i).value()) >= Minute && Unit(p.at(i).value()) != Weekend && Unit(p.at(i).value()) != Quarter
}

// short reads the abbreviated units that stand tight at a number: 5h, 30min,
// 10k is none.
func (p *parser) short(k int, counted bool) Unit {
	if !counted || p.at(k-1).kind != number {
		return NoUnit
	}
	switch p.lower(k) {
	case "h":
		if p.tight(k) {
			return Hour
		}
	case "min", "mins":
		return Minute
	}
	return NoUnit
}

// recurring reads a set: "every Tuesday", "daily", "twice a week", "per month".
func (p *parser) recurring(e *Expression, i int) (end int, ok bool) {
	*e = Expression{Type: Set}
	t := p.at(i)
	m := Meaning{Kind: Recurrence}
	switch t.lex {
	case lexEvery, lexEach:
		j := i + 1
		if p.lex(j) == lexOther {
			m.Min = 2
			j++
		}
		u := p.at(j)
		switch u.lex {
		case lexUnit:
			n := max(m.Min, 1)
			m.Every = lengthValue(n, Unit(u.value()))
			m.Unit, m.Min, m.Max = Unit(u.value()), n, n
			e.Meaning = m
			return j + 1, true
		case lexWeekday:
			m.Every, m.HasWeekday, m.Weekday = weekdayValue(u.value()), true, u.value()
			e.Meaning = m
			j++
			if p.lex(j) == lexPart {
				m.Every += partValue(Part(p.at(j).value()))
				e.Meaning = m
				j++
			}
			return j, true
		case lexMonth:
			m.Every = "XXXX-" + two(u.value())
			e.Meaning = m
			return j + 1, true
		case lexPart:
			m.Every = "XXXX-XX-XX" + partValue(Part(u.value()))
			e.Meaning = m
			return j + 1, true
		}
		if q, k, ok := p.quantity(j); ok && !q.vague && (p.lex(k) == lexUnits || p.lex(k) == lexUnit) {
			m.Every = lengthValue(q.max, Unit(p.at(k).value()))
			m.Unit, m.Min, m.Max = Unit(p.at(k).value()), q.min, q.max
			e.Meaning = m
			return k + 1, true
		}
	case lexSetly:
		m.Every, m.Unit, m.Min, m.Max = lengthValue(1, Unit(t.value())), Unit(t.value()), 1, 1
		e.Meaning = m
		return i + 1, !t.upper() || p.at(i).brk()
	case lexOnce:
		j := i + 1
		if (p.lex(j) == lexA || p.lex(j) == lexPer || p.lex(j) == lexEvery) && p.lex(j+1) == lexUnit {
			m.Every, m.Unit, m.Min, m.Max = lengthValue(1, Unit(p.at(j+1).value())), Unit(p.at(j+1).value()), 1, 1
			e.Meaning = m
			return j + 2, true
		}
	case lexPer:
		if p.lex(i+1) == lexUnit {
			m.Every, m.Unit, m.Min, m.Max = lengthValue(1, Unit(p.at(i+1).value())), Unit(p.at(i+1).value()), 1, 1
			e.Meaning = m
			return i + 2, true
		}
	case lexA:
		// "7,000 soldiers a week", "three times a day"
		if u := p.at(i + 1); u.lex == lexUnit && Unit(u.value()) >= Hour && p.counts(i) && p.lex(i+2) != lexAgo && p.lex(i+2) != lexLater && p.lex(i+2) != lexEarlier {
			m.Every, m.Unit, m.Min, m.Max = lengthValue(1, Unit(u.value())), Unit(u.value()), 1, 1
			e.Meaning = m
			return i + 2, true
		}
	}
	return 0, false
}

// counts reports whether a counted thing stands before token i, in the same
// clause: "7,000 soldiers", "$20", "three times".
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

// reference reads words for the present, the past or the future.
func (p *parser) reference(e *Expression, i int) (end int, ok bool) {
	t := p.at(i)
	*e = Expression{Type: Date, Meaning: Meaning{Kind: Reference}}
	switch {
	case t.lex == lexNow:
		e.Meaning.Ref = "PRESENT_REF"
		return i + 1, true
	case p.lower(i) == "right" && p.lex(i+1) == lexNow:
		e.Meaning.Ref = "PRESENT_REF"
		return i + 2, true
	case t.lex == lexRecent && t.value() == 0:
		e.Meaning.Ref = "PAST_REF"
		return i + 1, p.lower(i) != "formerly"
	case t.lex == lexRecent && t.value() == 1:
		e.Meaning.Ref = "PAST_REF"
		return i + 1, p.at(i+1).kind == word && p.at(i+1).lex == other
	case p.lower(i) == "current":
		e.Meaning.Ref = "PRESENT_REF"
		return i + 1, p.at(i+1).kind == word && p.at(i+1).lex == other
	case t.lex == lexThat && t.value() == 1 && p.lower(i) == "these" && p.lower(i+1) == "days":
		e.Meaning.Ref = "PRESENT_REF"
		return i + 2, true
	case t.lex == lexSoon:
		e.Meaning.Ref = "FUTURE_REF"
		return i + 1, p.lex(i-1) != lexAs && p.lex(i+1) != lexAfter && p.lex(i+1) != lexAs
	case t.lex == lexThe:
		switch p.lower(i + 1) {
		case "moment", "present":
			if p.lex(i-1) == lexAt {
				e.Meaning.Ref = "PRESENT_REF"
				return i + 2, true
			}
		case "past":
			if p.lex(i-1) == lexIn && (p.at(i+2).kind == mark || p.at(i+2).lex == other) {
				e.Meaning.Ref = "PAST_REF"
				return i + 2, true
			}
		case "future":
			e.Meaning.Ref = "FUTURE_REF"
			return i + 2, p.at(i+2).kind == mark || p.lex(i-1) == lexIn || p.lower(i-1) == "into"
		case "near", "short", "long":
			if w := p.lower(i + 2); w == "term" || w == "future" {
				e.Meaning.Ref = "FUTURE_REF"
				return i + 3, p.lex(i-1) == lexIn || p.lex(i-1) == lexFor
			}
		}
	}
	return 0, false
}
