package temporal

// A quantity is what counts a unit: "five", "5", "2.5", "one and a half", "six
// and half", "a", "several", "two or three", "half a", "dozens of".
type quantity struct {
	min, max float64
	vague    bool
}

func (p *parser) quantity(i int) (q quantity, end int, ok bool) { return p.counter(i, true) }

// counter reads a quantity, and what it ranges to if span is set: "two or
// three". The second never ranges further, which keeps the reading linear.
func (p *parser) counter(i int, span bool) (q quantity, end int, ok bool) {
	t := p.at(i)
	exactly := func(v float64, end int) (quantity, int, bool) { return quantity{min: v, max: v}, end, true }
	switch {
	case t.kind == number && t.digits <= 3 && p.fraction(i+1) > 0 && p.at(i+1).gap():
		return exactly(float64(t.value())+p.fraction(i+1), i+4)
	case t.kind == number && t.digits <= 2 && p.fraction(i) > 0:
		return exactly(p.fraction(i), i+3)
	case t.kind == number && t.digits <= 6:
		v, j := p.figure(i)
		f, j := p.halves(j)
		q = quantity{min: v + f, max: v + f}
		if p.lex(j) == lexMillion && (p.lower(j) == "million" || p.lower(j) == "billion") {
			q.min, q.max = q.min*1e6, q.max*1e6
			if p.lower(j) == "billion" {
				q.min, q.max = q.min*1e3, q.max*1e3
			}
			return q, j + 1, true
		}
		k := j
		if p.hyphen(k) && p.tight(k) && p.lex(k+1) == lexTo { // "two- to three-day"
			k++
		}
		word := p.lex(k) == lexTo || p.lex(k) == lexOr
		if span && (p.hyphen(k) || word) && p.at(k+1).kind == number && (word || p.tight(k)) {
			if r, end, ok := p.counter(k+1, false); ok && !r.vague && r.max > q.max {
				q.max = r.max
				return q, end, true
			}
		}
		return q, p.told(j, q.max), true
	case t.lex == lexCardinal:
		v, j := p.cardinal(i)
		f, j := p.halves(j)
		q = quantity{min: v + f, max: v + f}
		k := j
		if p.hyphen(k) && p.tight(k) && (p.lex(k+1) == lexTo || p.lex(k+1) == lexOr) {
			k++
		}
		if span && (p.lex(k) == lexTo || p.lex(k) == lexOr) && p.lex(k+1) == lexCardinal {
			if r, end, ok := p.counter(k+1, false); ok && r.max > q.max {
				q.max = r.max
				return q, end, true
			}
		}
		return q, p.told(j, q.max), true
	case t.lex == lexA:
		return p.article(i)
	case t.lex == lexVague && p.lower(i) == "couple":
		return exactly(2, p.ofThem(i+1))
	case t.lex == lexVague:
		return quantity{vague: true}, p.ofThem(i + 1), true
	case t.lex == lexManyOf:
		j := i + 1
		if p.lex(j) != lexOf {
			return q, 0, false
		}
		if p.lex(j+1) == lexManyOf && p.lex(j+2) == lexOf { // "tens of thousands of"
			j += 2
		}
		return quantity{vague: true}, j + 1, true
	case t.lex == lexHalf && p.lex(i+1) == lexA:
		return exactly(0.5, i+2)
	case t.lex == lexHalf && p.hyphen(i+1):
		return exactly(0.5, i+2)
	case p.vulgar(i) > 0:
		return exactly(p.vulgar(i), i+1)
	}
	return q, 0, false
}

// article reads a quantity that "a" opens: "a", "a half", "a couple of", "a
// few", "a dozen", "a hundred", "a quarter of an", "a whole".
func (p *parser) article(i int) (q quantity, end int, ok bool) {
	n := p.at(i + 1)
	one := quantity{min: 1, max: 1}
	switch {
	case n.lex == lexHalf:
		j := i + 2
		if p.hyphen(j) && p.tight(j) {
			j++
		}
		return quantity{min: 0.5, max: 0.5}, j, true
	case p.lower(i+1) == "couple":
		return quantity{min: 2, max: 2}, p.ofThem(i + 2), true
	case p.lower(i+1) == "quarter" && p.hyphen(i+2) && p.tight(i+2):
		return quantity{min: 0.25, max: 0.25}, i + 3, true
	case (p.lower(i+1) == "quarter" || p.lower(i+1) == "third") && p.lex(i+2) == lexOf && p.lex(i+3) == lexA:
		f := 0.25
		if p.lower(i+1) == "third" {
			f = 1. / 3
		}
		return quantity{min: f, max: f}, i + 4, true
	case n.lex == lexVague:
		return quantity{vague: true}, p.ofThem(i + 2), true
	case n.lex == lexCardinal && n.n == 12:
		return quantity{min: 12, max: 12}, i + 2, true
	case n.lex == lexCardinal && n.n >= 100:
		v, j := p.cardinal(i + 1)
		return quantity{min: v, max: v}, j, true
	case n.lex == lexUnit:
		return one, i + 1, true
	case (n.lex == lexWhole || n.lex == lexLong && p.lower(i+1) == "long" || n.lex == lexAnother) && p.lex(i+2) == lexUnit:
		return one, i + 2, true
	case n.lex == lexAnother:
		return p.counter(i+2, true) // "a further two weeks"
	}
	return q, 0, false
}

// ofThem skips "of" behind a vague count.
func (p *parser) ofThem(j int) int {
	if p.lex(j) == lexOf {
		return j + 1
	}
	return j
}

// told skips the figure that repeats a number in words, "fourteen (14) days",
// and "or more", "and more" behind a count.
func (p *parser) told(j int, v float64) int {
	if p.is(j, "(") && p.at(j+1).kind == number && float64(p.at(j+1).n) == v && p.is(j+2, ")") {
		return j + 3
	}
	if (p.lex(j) == lexOr || p.lex(j) == lexAnd) && p.lex(j+1) == lexMore && (p.lex(j+2) == lexUnits || p.lex(j+2) == lexWorking) {
		return j + 2
	}
	return j
}

// figure reads 5, 2.5, 1,500, 1½.
func (p *parser) figure(i int) (float64, int) {
	v, j := float64(p.at(i).value()), i+1
	if p.is(j, ",") && p.tight(j) && p.at(j+1).kind == number && p.at(j+1).digits == 3 && p.tight(j+1) {
		v = v*1000 + float64(p.at(j+1).value())
		j += 2
	}
	if p.is(j, ".") && p.tight(j) && p.at(j+1).kind == number && p.tight(j+1) {
		f := float64(p.at(j + 1).value())
		for range min(p.at(j+1).digits, 9) {
			f /= 10
		}
		v += f
		j += 2
	}
	if f := p.vulgar(j); f > 0 && p.tight(j) {
		v += f
		j++
	}
	return v, j
}

// vulgar is the value of the fraction that token j is: ½, ¼, ¾, ⅓, ⅔; 0 for
// none.
func (p *parser) vulgar(j int) float64 {
	if p.at(j).kind != mark {
		return 0
	}
	switch p.word(j) {
	case "½":
		return 0.5
	case "¼":
		return 0.25
	case "¾":
		return 0.75
	case "⅓":
		return 1. / 3
	case "⅔":
		return 2. / 3
	}
	return 0
}

// halves reads what is added to a count: "and a half", "and half", "and a
// quarter", "-and-a-half".
func (p *parser) halves(j int) (float64, int) {
	k := j
	step := func() {
		if p.hyphen(k) && p.tight(k) {
			k++
		}
	}
	step()
	if p.lex(k) != lexAnd {
		return 0, j
	}
	k++
	step()
	if p.lex(k) == lexA {
		k++
		step()
	}
	switch {
	case p.lex(k) == lexHalf:
		return 0.5, k + 1
	case p.lower(k) == "quarter" && p.lex(k-1) == lexA:
		return 0.25, k + 1
	}
	return 0, j
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
		p.steps++
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

// unit reads a unit of time, whole or shortened: "hours", "hrs", "h", "min",
// "s", "ms", "yr". counted is set where a figure stands before it.
func (p *parser) unit(k int, counted bool) (u Unit, plural, ok bool) {
	t := p.at(k)
	switch t.lex {
	case lexUnit, lexUnits:
		return Unit(t.n), t.lex == lexUnits, true
	case lexSeason, lexWeekday:
		return NoUnit, false, false
	}
	if !counted || p.at(k-1).kind == word || t.kind != word {
		return NoUnit, false, false
	}
	tight := p.tight(k)
	switch p.word(k) {
	case "h":
		return Hour, true, tight || p.at(k).gap()
	case "s":
		round := p.at(k-1).n%10 == 0 && p.at(k-1).n >= 20 // "in his 30s"
		measured := p.lex(k-2) == lexFor || p.lex(k-2) == lexAfter || p.lex(k-2) == lexWithin || p.lex(k-2) == lexEvery || p.lex(k-2) == lexTo || p.lex(k-2) == lexFrom
		return Second, true, tight && (!round || measured) || p.at(k).gap() && measured && p.at(k-1).kind == number
	case "d":
		return Day, true, tight && p.lex(k+1) == lexAgo
	case "sec", "secs":
		return Second, true, true
	case "min", "mins":
		return Minute, true, true
	case "m":
		return Minute, true, tight && (p.lex(k+1) == lexAgo || p.lower(k-2) == "h" || p.at(k+1).kind == number)
	case "ms", "milliseconds", "millisecond", "µs", "microseconds":
		return Second, true, true
	}
	return NoUnit, false, false
}

// counted reads a length, a shift from an anchor, or a bare vague length.
func (p *parser) counted(e *Expression, i int) (end int, ok bool) {
	*e = Expression{Type: Duration}
	j := i
	// "the past three days", "the last hours"
	if l := p.lex(j); l == lexThe || l == lexA && p.lex(j+1) == lexPast {
		switch p.lex(j + 1) {
		case lexWhich, lexPrevious, lexFollowing, lexRecent, lexPast, lexEnsuing:
			j++
		}
	}
	dir, det := 0, false
	switch l := p.lex(j); {
	case l == lexWhich && (p.lower(j) == "current" || p.lex(j+1) == lexAnother):
		return 0, false
	case l == lexWhich || l == lexPrevious || l == lexFollowing || l == lexPast:
		dir, det = p.at(j).value(), true
		j++
	case l == lexEnsuing:
		dir, det = 1, true
		j++
	case l == lexRecent && p.at(j).n == 1 && p.lex(j+1) == lexUnits:
		e.Meaning = Meaning{Kind: Length, Vague: true, Unit: Unit(p.at(j + 1).value())}
		return j + 2, true
	case j > i:
		j = i
	}
	if p.lex(j) == lexAnother { // "another two weeks", "another week"
		if p.lex(j+1) == lexUnit {
			if Unit(p.at(j+1).n) < Minute || p.lower(j) != "another" || p.at(j+1).n == int32(Second) {
				return 0, false
			}
			e.Meaning = Meaning{Kind: Length, Min: 1, Max: 1, Unit: Unit(p.at(j + 1).n)}
			return j + 2, true
		}
		j++
	}
	if p.lower(j) == "all" && (p.lex(j+1) == lexUnit || p.lex(j+1) == lexPart) { // "all day", "all night"
		u := Day
		if p.lex(j+1) == lexUnit {
			u = Unit(p.at(j + 1).n)
		}
		if u < Day {
			return 0, false
		}
		e.Meaning = Meaning{Kind: Length, Min: 1, Max: 1, Unit: u}
		end = j + 2
		if p.lower(end) == "round" || p.lower(end) == "long" {
			end++
		}
		return end, true
	}
	q, k, ok := p.quantity(j)
	if ok {
		for p.lex(k) == lexMore || p.lower(k) == "long" || p.lex(k) == lexWorking || p.lex(k) == lexWhole && k > j+1 {
			k++ // "two more weeks", "five working days"
		}
	}
	hyph := false
	if ok && p.hyphen(k) && p.tight(k) && (p.tight(k+1) || p.at(k+1).kind == word) {
		hyph = true
		k++
	}
	if ok && p.lower(k) == "quarters" && p.lex(k+1) == lexOf && p.lex(k+2) == lexA && p.lex(k+3) == lexUnit { // "three quarters of an hour"
		v := q.max / 4
		e.Meaning = Meaning{Kind: Length, Min: v, Max: v, Unit: Unit(p.at(k + 3).n)}
		return k + 4, v < 1
	}
	if !ok {
		// "days", "hours", "the last hours"
		if p.lex(j) == lexSome && p.lex(j+1) == lexUnits && Unit(p.at(j+1).n) >= Hour { // "some weeks"
			j++
		} else if p.lex(j) != lexUnits || !det && !p.vagueUnits(j) {
			return 0, false
		}
		q, k = quantity{vague: true}, j
	}
	unit, plural, isUnit := p.unit(k, ok)
	if !isUnit {
		if ok && p.lower(k) == "semesters" || ok && p.seasons(k) {
			e.Meaning = Meaning{Kind: Length, Min: q.min, Max: q.max, Vague: q.vague, Unit: Year}
			if p.lex(k+1) == lexAgo {
				e.Meaning.Kind, e.Meaning.Dir, e.Type = Shift, -1, Date
				k++
			}
			return k + 1, true
		}
		return 0, false
	}
	if unit == Second && !plural && !hyph && (q.max != 1 || p.lower(j) == "one" || p.lex(j) == lexA && p.at(k+1).lex == other && p.at(k+1).kind == word) {
		return 0, false
	}
	if ok && p.at(j).kind == number && p.at(j).digits == 4 && !hyph && !plural {
		return 0, false // "1987 year"
	}
	if ok && p.at(j).kind == number && p.at(j).digits >= 3 && unit == Quarter {
		return 0, false
	}
	end = k + 1
	if p.lower(k) == "ms" || p.lower(k) == "milliseconds" || p.lower(k) == "millisecond" {
		q.min, q.max = q.min/1000, q.max/1000
	}
	if p.lex(j) == lexA && q.max == 1 {
		switch n := p.at(end); {
		case p.hyphen(end) && p.tight(end) && p.lower(end+1) != "long":
			return 0, false // "a year-earlier loss"
		case unit == Second && n.kind == word && n.lex == other, unit == Quarter && n.lex == lexOf:
			return 0, false // "a second group", "a quarter of the"
		case unit == Minute && p.lower(end) == "amount":
			return 0, false
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
	if f, after := p.halves(end); f > 0 && !q.vague && !hyph {
		m.Min += f
		m.Max += f
		end = after
	}
	end = p.compound(&m, end, hyph || q.vague)
	// "a year or two"
	if p.lex(end) == lexOr && m.Max == 1 && p.lex(end+1) == lexCardinal && p.at(end+1).n == 2 && m.Parts == nil {
		m.Max = 2
		end += 2
	}
	// "weeks or months"
	if det {
		e.Signal = Within
		m.Dir = dir
		if p.lex(end) == lexOr && p.lower(end+1) == "so" {
			e.Hedge = About
			end += 2
		}
		e.Meaning = m
		return end, true
	}
	if q.vague && !ok && p.lex(i-1) == lexOther {
		return 0, false
	}
	end = p.shifted(e, &m, end, hyph)
	e.Meaning = m
	return end, true
}

// seasons reports whether token k counts years by a season: "two summers".
func (p *parser) seasons(k int) bool {
	switch p.lower(k) {
	case "summers", "winters", "autumns", "springs":
		return true
	}
	return false
}

// compound reads the smaller units of a length: "two hours and ten minutes",
// "1h30m", "3 days, 4:05".
func (p *parser) compound(m *Meaning, end int, closed bool) int {
	if closed {
		return end
	}
	last := m.Unit
	for n := end; ; n = end {
		p.steps++
		if p.lex(n) == lexAnd || p.is(n, ",") {
			n++
		}
		r, after, ok := p.quantity(n)
		if !ok || r.vague || after == n {
			return end
		}
		u, _, isUnit := p.unit(after, true)
		if !isUnit && last == Hour && p.tight(n) && p.at(n).kind == number && p.at(n).digits == 2 { // "2h07"
			u, isUnit, after = Minute, true, after-1
		}
		if !isUnit || u >= last || p.lex(after) == lexUnits && p.lower(after) == "second" || last >= Week && u < Day || last == Day && u < Hour {
			return end
		}
		if m.Parts == nil {
			m.Parts = []Measure{{m.Max, m.Unit}}
		}
		m.Parts = append(m.Parts, Measure{r.max, u})
		end, last = after+1, u
	}
}

// shifted reads what makes a length a distance: "two days ago", "hours later",
// "three weeks from now", "in ten minutes' time", "three years before".
func (p *parser) shifted(e *Expression, m *Meaning, end int, hyph bool) int {
	shift := func(dir int, anaphoric bool, n int) int {
		m.Kind, m.Dir, m.Anaphoric = Shift, dir, anaphoric
		e.Type = Date
		if m.Unit < Day {
			e.Type = Time
		}
		return end + n
	}
	if p.lex(end) == lexOr && p.lower(end+1) == "so" {
		switch p.lex(end + 2) {
		case lexAgo, lexLater, lexEarlier:
			e.Hedge = About
			end += 2
		}
	}
	if hyph {
		return end
	}
	if p.apostrophe(end) { // "ten minutes' time", "a week's time"
		k := end + 1
		if p.lower(k) == "s" && p.tight(k) {
			k++
		}
		if p.lex(k) == lexTime && p.lex(p.first(end)-1) != lexOf {
			return shift(1, false, k+1-end)
		}
	}
	switch l := p.lex(end); {
	case l == lexAgo:
		n := 1
		if k := end + 1; p.lex(k) == lexDay || p.lex(k) == lexWhich && p.at(k).n == 0 && p.lex(k+1) == lexUnit {
			m.N = 0
			if p.lex(k) == lexDay { // "three weeks ago today", "a year ago yesterday"
				if p.at(k).n < 10 {
					m.N, m.Exact = p.at(k).value(), true
					n++
				}
			} else if u := Unit(p.at(k + 1).n); u == Week || u == Month {
				m.To = u // "a year ago this week"
				n += 2
			}
		}
		return shift(-1, false, n)
	case l == lexFrom && (p.lex(end+1) == lexNow || p.lex(end+1) == lexDay):
		if p.lex(end+1) == lexDay {
			m.N = p.at(end + 1).value()
			m.Exact = true
		}
		return shift(1, false, 2)
	case p.lower(end) == "hence":
		return shift(1, false, 1)
	case l == lexLater:
		return shift(1, true, 1)
	case l == lexEarlier, p.lower(end) == "previously", p.lower(end) == "beforehand":
		return shift(-1, true, 1)
	case p.lower(end) == "afterwards", p.lower(end) == "afterward":
		return shift(1, true, 1)
	case l == lexBefore && p.at(end+1).kind == mark && !p.hyphen(end+1):
		return shift(-1, true, 1)
	case l == lexAfter && p.at(end+1).kind == mark && !p.hyphen(end+1):
		return shift(1, true, 1)
	case l == lexOn && p.at(end+1).kind == mark && p.lower(end) == "on" && m.Unit >= Month:
		return shift(1, true, 1)
	}
	return end
}

// first is the token at which the number or article before token k starts.
func (p *parser) first(k int) int {
	for k--; k > 0 && (p.at(k).lex == lexUnit || p.at(k).lex == lexUnits || p.at(k).kind == number || p.at(k).lex == lexCardinal || p.at(k).lex == lexA || p.at(k).lex == lexVague); k-- {
	}
	return k + 1
}

// vagueUnits reports whether a bare plural at token i is a vague length:
// "days", "for weeks", and not part of a compound or a name.
func (p *parser) vagueUnits(i int) bool {
	t := p.at(i)
	if t.upper() && p.lex(i+1) == lexOf && Unit(t.n) == Minute || p.lex(i-1) == lexOther || Unit(t.n) == Hour && (p.lower(i-1) == "new" || p.lower(i-1) == "opening" || p.lower(i-1) == "working" || p.lower(i-1) == "office" || p.lower(i-1) == "school") {
		return false // minutes of a meeting, opening hours
	}
	if t.upper() && !t.brk() && i > 0 && !p.is(i-1, ".") && p.at(i-1).kind == word && p.at(i-1).upper() || p.hyphen(i-1) && p.tight(i) {
		return false
	}
	switch p.lex(i - 1) {
	case lexCardinal, lexWhich, lexThat, lexEvery, lexThe, lexOld, lexSmall:
		return false
	}
	u := Unit(t.n)
	return u >= Minute && u != Weekend && u != Quarter && u != Night
}
