package temporal

// clock reads a time of day: 16:30, 4.30pm, 4 p.m., 1630 GMT, noon, half past
// four, quarter to six, five o'clock, two thirty.
func (p *parser) clock(i int) (Meaning, int, bool) {
	t := p.at(i)
	switch {
	case t.kind == number && t.digits <= 2 && t.n <= 24:
		return p.clockFigures(i)
	case t.kind == number && (t.digits == 3 || t.digits == 4):
		return p.military(i)
	case t.lex == lexHalf, t.lex == lexA && p.lower(i+1) == "quarter", t.lex == lexUnit && p.lower(i) == "quarter":
		return p.spokenClock(i)
	case t.lex == lexCardinal:
		if m, end, ok := p.spokenClock(i); ok {
			return m, end, true
		}
		return p.spokenHour(i)
	case t.lex == lexNoon:
		return p.noon(i)
	case t.lex == lexHigh && p.lower(i+1) == "noon":
		m := Meaning{Kind: Calendar, HasClock: true, Hour: 12}
		return m, i + 2, p.lex(i-1) == lexAt || p.lex(i-1) == lexBy || p.lex(i-1) == lexUntil
	}
	return Meaning{}, 0, false
}

// clockFigures reads a time of day that a number of one or two figures opens.
func (p *parser) clockFigures(i int) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar, HasClock: true}
	t := p.at(i)
	m.Hour = t.value()
	j := i + 1
	spaced := p.is(j, ":") && p.at(j).gap() && p.at(j+1).gap() && p.lex(i-1) == lexAt // "16 : 30"
	sep := p.is(j, ":") || p.is(j, ".") || p.lower(j) == "h"
	n := p.at(j + 1)
	if sep && (p.tight(j) && p.tight(j+1) || spaced) && n.kind == number && n.digits == 2 && n.n < 60 {
		dot := !p.is(j, ":")
		m.Minute, m.HasMinute = n.value(), true
		j += 2
		if p.is(j, ":") && p.tight(j) && p.at(j+1).kind == number && p.at(j+1).digits == 2 && p.tight(j+1) {
			m.Second, m.HasSecond = p.at(j+1).value(), true
			j += 2
			if (p.is(j, ".") || p.is(j, ",")) && p.tight(j) && p.at(j+1).kind == number && p.tight(j+1) { // fractions
				j += 2
			}
		}
		if pm, end, ok := p.meridiem(j); ok {
			return m.twelve(pm), end, m.Hour <= 12
		}
		if part, end, ok := p.inThePart(j); ok && m.Hour <= 12 {
			m.NoMeridiem = true
			m.setPart(part)
			m.Part = NoPart
			return m, end, true
		}
		if p.lower(j-2) == "h" {
			return m, j, p.lex(i-1) == lexAt || p.lex(i-1) == lexFrom || p.lex(i-1) == lexTo || p.lex(i-1) == lexUntil || p.lex(i-1) == lexBy
		}
		if dot && m.Hour <= 12 && (p.daySoon(j) || (p.lex(j) == lexEvery || p.lex(j) == lexEach) && p.lex(j+1) == lexPart) { // "6.50 on Saturday morning"
			m.NoMeridiem = true
			return m, j, true
		}
		if dot && !p.zoned(j) {
			// 4.30 may be a price or a score: only "at 14.07", "from 10.00–11.30"
			if t.digits == 1 && p.bareHour(i, j+2) {
				m.NoMeridiem = true
				return m, j, true
			}
			timely := t.digits == 2 && (p.lex(i-1) == lexAt || p.lex(i-1) == lexUntil || p.lex(i-1) == lexSince)
			between := (p.hyphen(i-1) || p.hyphen(j)) && t.digits == 2 && (p.at(j+1).kind == number && p.is(j+2, ".") && p.at(j+3).digits == 2 || p.at(i-2).kind == number && p.is(i-3, "."))
			return m, j, (timely || between) && !(p.is(j, ".") && p.tight(j) && p.at(j+1).kind == number) && !p.is(j, "%") && p.at(j).lex != lexUnits && p.lex(j) != lexMillion
		}
		if (p.is(j, ":") || p.is(j, ".") || p.is(j, ",")) && p.tight(j) && p.at(j+1).kind == number && p.tight(j+1) {
			return m, 0, false // a verse, a scale
		}
		if p.hyphen(j) && p.tight(j) && p.at(j+1).kind == number && p.tight(j+1) && !p.zoned(j) && !(p.is(j+2, ":") && p.at(j+3).digits == 2) {
			return m, 0, false // a score, a range of verses
		}
		if b := p.at(i - 1); t.digits == 1 && b.kind == word && b.upper() && b.lex == other && !p.zoned(j) {
			return m, 0, false // chapter and verse
		}
		if w := p.lower(i - 1); w == "scale" || w == "ratio" || w == "odds" {
			return m, 0, false
		}
		m.NoMeridiem = m.Hour >= 1 && m.Hour <= 12 && t.digits == 1
		return m, p.hrs(j), true
	}
	if pm, end, ok := p.meridiem(j); ok && m.Hour >= 1 && m.Hour <= 12 {
		return m.twelve(pm), end, true
	}
	switch {
	case p.lex(j) == lexOclock:
		m.NoMeridiem = true
		return m.inPart(p, j+1)
	case p.lex(j) == lexZone && p.at(j).upper() && p.at(j).n == 0 && p.at(j).gap():
		return m, j, true
	case p.lower(j) == "noon" && m.Hour == 12:
		return m, j + 1, true
	case p.lower(j) == "midnight" && m.Hour == 12:
		m.Hour, m.Midnight = 0, true
		return m, j + 1, true
	case p.lower(j) == "ish" && p.tight(j), p.hyphen(j) && p.lower(j+1) == "ish":
		m.NoMeridiem = true
		if p.hyphen(j) {
			j++
		}
		return m, j + 1, m.Hour >= 1 && m.Hour <= 12
	case t.lex == lexHalf:
		return m, 0, false
	}
	if m.Hour < 1 || m.Hour > 12 || p.tight(j) && p.at(j).kind == word {
		return p.spokenClock(i)
	}
	if part, end, ok := p.inThePart(j); ok { // "2 in the afternoon"
		m.NoMeridiem = true
		m.setPart(part)
		m.Part = NoPart
		return m, end, true
	}
	if p.barePrep(i) && p.daySoon(j) || p.bareHour(i, j) { // "at 8 on Friday evening", "at 8 tonight"
		m.NoMeridiem = true
		return m, j, true
	}
	return p.spokenClock(i)
}

// barePrep reports whether the word before token i lets a bare figure be an
// hour: "at 8", "around 8", "from 8", "before 9".
func (p *parser) barePrep(i int) bool {
	switch p.lex(i - 1) {
	case lexAt, lexAbout, lexBy, lexUntil, lexTo, lexAfter, lexBefore, lexSince, lexFrom:
		return true
	}
	return false
}

// daySoon reports whether token j goes on with a day and a part of it, so that
// a bare figure before it is an hour.
func (p *parser) daySoon(j int) bool {
	if p.lex(j) == lexDay {
		return true
	}
	if p.lex(j) == lexWhich && (p.lex(j+1) == lexPart || p.lex(j+1) == lexUnit && Unit(p.at(j+1).n) == Night) {
		return true
	}
	if p.lex(j) == lexOn {
		j++
	}
	if p.lex(j) != lexWeekday {
		return false
	}
	part, _ := p.part(j + 1)
	return part != NoPart
}

// military reads 1630 GMT, 0430 hrs, 2345 hours, 430pm, 1407 local.
func (p *parser) military(i int) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar, HasClock: true}
	t := p.at(i)
	j := i + 1
	if t.n >= 2400 || t.n%100 >= 60 {
		return m, 0, false
	}
	m.Hour, m.Minute, m.HasMinute = t.value()/100, t.value()%100, true
	if pm, end, ok := p.meridiem(j); ok && m.Hour >= 1 && m.Hour <= 12 && p.tight(j) {
		return m.twelve(pm), end, true
	}
	if t.digits != 4 {
		return m, 0, false
	}
	zone := p.lex(j) == lexZone && p.at(j).n == 0 && p.at(j).upper()
	local := p.lex(j) == lexLocal && (p.lex(j+1) == lexTime || p.at(j+1).kind == mark)
	w := p.lower(j)
	switch {
	case zone || local:
		return m, j, true
	case w == "hrs", w == "hours" && (t.n < 1900 || p.text[t.start()] == '0' || p.lex(i-1) == lexAt || p.lex(i-1) == lexAbout) && p.lex(i-1) != lexFor:
		return m, j + 1, true
	case p.text[t.start()] == '0' && (p.lex(i-1) == lexAt || p.lower(i-1) == "dep" || p.lower(i-1) == "arr"):
		return m, j, true
	case p.text[t.start()] == '0' && p.hyphen(j) && p.at(j+1).digits == 4 && (p.lower(j+2) == "hrs" || p.lower(j+2) == "hours" || p.lex(j+2) == lexZone):
		return m, j, true
	case p.hyphen(i-1) && p.at(i-2).digits == 4 && p.text[p.at(i-2).start()] == '0' && (w == "hrs" || w == "hours"):
		return m, j + 1, true
	}
	return m, 0, false
}

// spokenClock reads "half past four", "a quarter to six", "ten past two",
// "twenty-five minutes to three", "half two", "ten to midnight".
func (p *parser) spokenClock(i int) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar, HasClock: true, HasMinute: true, NoMeridiem: true}
	t := p.at(i)
	j := i + 1
	minutes := 0
	told := false // the minutes are told in words that only clocks have
	switch {
	case t.lex == lexHalf:
		if p.hyphen(j) {
			j++
		}
		minutes, told = 30, true
		if p.lex(j) != lexPast { // "half two", as in Britain
			h, ok := p.hour(j)
			if !ok || p.lex(i-1) != lexAt && p.lex(i-1) != lexAbout || p.lex(j+1) == lexUnits || p.hyphen(j+1) {
				return m, 0, false
			}
			m.Hour, m.Minute = h, 30
			return m.inPart(p, j+1)
		}
	case t.lex == lexA && p.lower(j) == "quarter":
		minutes, told = 15, true
		j++
	case t.lex == lexUnit && p.lower(i) == "quarter":
		minutes, told = 15, true
	case t.kind == number && t.digits <= 2 && t.n < 60, t.lex == lexCardinal && t.n < 60:
		minutes = t.value()
		if t.lex == lexCardinal && t.n >= 20 {
			k := j
			if p.hyphen(k) {
				k++
			}
			if u := p.at(k); u.lex == lexCardinal && u.n < 10 {
				minutes += u.value()
				j = k + 1
			}
		}
		if w := p.lower(j); w == "minutes" || w == "minute" || w == "mins" {
			j++
			told = true
		}
		if minutes == 0 {
			return m, 0, false
		}
	default:
		return m, 0, false
	}
	quarter := p.lower(j-1) == "quarter"
	past := p.lex(j) == lexPast && p.lower(j) == "past" || quarter && p.lower(j) == "after"
	after := !past && !told && p.lower(j) == "after" && t.lex == lexCardinal && minutes%5 == 0 && p.countsNothing(j+2) && p.spoken() // "ten after six"
	past = past || after
	to := p.lex(j) == lexTo || quarter && (p.lower(j) == "of" || p.lower(j) == "before")
	if !past && !to {
		return m, 0, false
	}
	k := j + 1
	twelve := p.lex(k) == lexNoon
	h, ok := p.hour(k)
	if twelve {
		h, ok = p.at(k).value(), true
		m.NoMeridiem = false
	}
	if !ok || p.lower(j) == "of" && p.at(k).lex != lexCardinal {
		return m, 0, false
	}
	if minutes >= 60 || to && minutes > 30 {
		return m, 0, false
	}
	if !told && !twelve {
		if t.kind == number || minutes%5 != 0 || to && p.lex(i-1) != lexAt && p.lex(i-1) != lexAbout && p.lex(i-1) != lexUntil && p.lex(i-1) != lexBy && !((p.lex(i-1) == lexIs || p.lex(i-1) == lexWas || p.lex(i-1) == lexSince) && p.countsNothing(k+1) && p.spoken()) {
			if !past || t.kind == number {
				return m, 0, false // "ten to five" may be a vote
			}
		}
		if past && !after && p.lex(i-1) != lexAt && p.lex(i-1) != lexAbout && p.lex(i-1) != lexIs && p.lex(i-1) != lexBy && p.lex(i-1) != lexUntil && p.lex(i-1) != lexSince && p.lex(k+1) != lexOclock && p.lex(k+1) != lexAm && p.lex(k+1) != lexIn {
			return m, 0, false
		}
	}
	if p.lex(k+1) == lexUnits || p.lex(k+1) == lexUnit && p.lower(k+1) != "second" {
		return m, 0, false // "a quarter to two years"
	}
	m.Hour, m.Minute = h, minutes
	if to {
		m.Hour, m.Minute = (h+23)%24, 60-minutes
		if twelve {
			return m, k + 1, true
		}
	}
	if twelve {
		return m, k + 1, true
	}
	return m.inPart(p, k+1)
}

// spokenHour reads "five o'clock", "four p.m.", "two thirty", "two in the
// morning".
func (p *parser) spokenHour(i int) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar, HasClock: true, NoMeridiem: true}
	t := p.at(i)
	if t.n < 1 || t.n > 12 {
		return m, 0, false
	}
	m.Hour = t.value()
	j := i + 1
	if p.lex(j) == lexOclock {
		return m.inPart(p, j+1)
	}
	if pm, end, ok := p.meridiem(j); ok && p.at(j).gap() {
		return m.twelve(pm), end, true
	}
	if part, end, ok := p.inThePart(j); ok && p.at(j).gap() {
		m.setPart(part)
		m.Part = NoPart
		return m, end, p.lex(i-1) == lexAt || p.lex(i-1) == lexAbout || p.lex(i-1) == lexUntil || p.lex(i-1) == lexBy || p.lex(i-1) == lexFrom || p.lex(i-1) == lexAfter || p.lex(i-1) == lexBefore || p.lex(i-1) == lexSince
	}
	k := j
	if p.hyphen(k) && p.tight(k) {
		k++
	}
	if u := p.at(k); u.lex == lexCardinal && (u.n == 30 || u.n == 15 || u.n == 45 || u.n == 10 || u.n == 20 || u.n == 40 || u.n == 50) && (p.lex(i-1) == lexAt || p.lex(i-1) == lexAbout) && p.lex(k+1) != lexUnits && !(p.at(k+1).kind == word && p.at(k+1).lex == other) {
		m.Minute, m.HasMinute = u.value(), true
		return m.inPart(p, k+1)
	}
	if p.barePrep(i) && (p.lower(j) == "on" && p.lower(j+1) == "the" && p.lower(j+2) == "dot" || p.daySoon(j)) {
		return m, j, true
	}
	return m, j, p.bareHour(i, j)
}

// bareHour reports whether the hour told by tokens i to j, without o'clock, a
// half of the day or minutes, is a time of day: "we left at four". A count may
// stand there as well ("the toll stood at four"), so the text must tell times as
// people say them elsewhere, the clause must end there, and nothing before it may
// speak of a measure.
func (p *parser) bareHour(i, j int) bool {
	switch p.lex(i - 1) {
	case lexAt, lexUntil:
	case lexAbout, lexBefore, lexAfter, lexSince:
		if p.at(i).n == 1 || p.lex(i-1) == lexAbout && p.at(i-2).kind != word {
			return false // "before one", "about three, I think, were hurt"
		}
	default:
		return false
	}
	k := i - 2
	for p.lex(k) == lexAbout || p.lex(k) == lexAt || p.lower(k) == "little" || p.lower(k) == "a" {
		k--
	}
	if measures[p.lower(k)] || p.lex(k) == lexFor || p.lex(k) == lexIs || p.lex(k) == lexWas || !p.countsNothing(j) {
		return false
	}
	return p.lex(i-1) == lexAt && p.at(i).kind == word && p.lower(j) == "on" || p.spoken()
}

// measures are words before "at", "about", "until" behind which a number is a
// measure and no hour.
var measures = wordSet(`stood stands stand standing put puts set sets remain remains remained keep keeps kept hold holds held priced price valued rated
rates estimated estimates capped limited fixed ranked ranks aged age toll number count total score level tied counted are were be been being of only with
there have has had down up`)

// countsNothing reports whether nothing stands at token j that the number before it
// could count.
func (p *parser) countsNothing(j int) bool {
	switch t := p.at(j); {
	case t.kind == mark:
		return !p.tight(j) || !p.is(j, "%") && !p.is(j, "-") && !p.is(j, "/") && !p.is(j, "'") && !(p.at(j+1).kind == number && p.tight(j+1))
	case t.kind == word:
		switch p.lower(j) {
		case "and", "but", "or":
			return p.at(j+1).kind == word && p.lex(j+1) != lexCardinal
		case "when", "while", "because", "so", "sharp", "exactly", "i", "we", "he", "she", "it", "they", "the", "his", "her", "our", "their":
			return true
		case "on":
			_, _, ok := p.date(j + 1)
			return ok
		}
		return false
	}
	return j >= len(p.toks)
}

// spoken reports whether the text tells times of day as people say them: five
// o'clock, half past four, a quarter to six, three in the afternoon.
func (p *parser) spoken() bool {
	if p.speech != 0 {
		return p.speech > 0
	}
	p.speech = -1
	for i := range p.toks {
		said := false
		switch p.toks[i].lex {
		case lexOclock:
			said = true
		case lexHalf, lexUnit:
			_, hour := p.hour(i + 2)
			said = hour && (p.lower(i+1) == "past" || p.lower(i) == "quarter" && p.lex(i+1) == lexTo)
		case lexCardinal:
			_, hour := p.hour(i)
			_, _, part := p.inThePart(i + 1)
			said = hour && part
		}
		if said {
			p.speech = 1
			return true
		}
	}
	return false
}

// noon reads noon, midday, midnight.
func (p *parser) noon(i int) (Meaning, int, bool) {
	t := p.at(i)
	m := Meaning{Kind: Calendar, HasClock: true, Hour: t.value()}
	if t.upper() && p.at(i+1).upper() && p.at(i+1).lex == other && p.at(i+1).kind == word {
		return m, 0, false // Noon Street
	}
	if t.upper() && !p.at(i).brk() && p.lex(i-1) == lexA || p.lex(i-1) == lexA {
		return m, 0, false
	}
	if t.n == 0 {
		if p.lex(i-1) == lexPast || p.lex(i-1) == lexAfter {
			return Meaning{Kind: Calendar, Part: PastMidnight}, i + 1, true
		}
		m.Midnight = true
		if p.lower(i+1) == "between" {
			if m, end, ok := p.betweenDays(i + 2); ok {
				return m, end, true
			}
		}
	}
	return m, i + 1, true
}

// betweenDays reads "Saturday and Sunday", "28 and 29 March" behind "midnight
// between": midnight is where the second begins.
func (p *parser) betweenDays(i int) (Meaning, int, bool) {
	first, k, ok := p.date(i)
	if !ok && p.at(i).kind == number && p.at(i).digits <= 2 {
		first, k, ok = Meaning{Day: p.at(i).value()}, i+1, true
	}
	if !ok || !first.HasWeekday && first.Day == 0 || p.lower(k) != "and" {
		return Meaning{}, 0, false
	}
	m, end, ok := p.date(k + 1)
	if !ok || !m.HasWeekday && m.Day == 0 {
		return Meaning{}, 0, false
	}
	m.HasClock, m.Hour, m.Minute = true, 0, 0
	return m, end, true
}

func (p *parser) hour(i int) (int, bool) {
	t := p.at(i)
	if (t.kind == number && t.digits <= 2 || t.lex == lexCardinal) && t.n >= 1 && t.n <= 12 {
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
	return p.lex(j) == lexZone && p.at(j).n == 0 || p.lex(j) == lexLocal || p.lower(j) == "hrs" || (p.is(j, "+") || p.is(j, "-")) && p.at(j+1).digits == 2 && p.is(j+2, ":") && p.at(j+3).digits == 2 && p.at(j+3).n%15 == 0 && p.at(j+1).n <= 14 && !p.longRange(j)
}

// longRange reports whether the mark at token j stands between two clock times
// rather than before an offset: "16:30-18:00" ends after it starts.
func (p *parser) longRange(j int) bool {
	if !p.hyphen(j) || p.at(j-1).digits != 2 || !p.tight(j) || !p.tight(j+1) {
		return false
	}
	if p.at(j-1).kind == number && p.at(j+1).digits == 4 && p.at(j-1).digits == 4 {
		return true
	}
	return p.is(j-2, ":") && p.is(j+2, ":") && p.at(j+3).digits == 2 && !p.is(j-4, ":") && p.lower(j-4) != "t"
}

// meridiem reads am, pm, a.m., p.m., "p. m.".
func (p *parser) meridiem(i int) (pm bool, end int, ok bool) {
	if p.lex(i) == lexAm {
		return p.at(i).n == 12, i + 1, true
	}
	if w := p.lower(i); (w == "a" || w == "p") && p.is(i+1, ".") && p.tight(i+1) && p.lower(i+2) == "m" && (p.tight(i+2) || p.is(i+3, ".")) {
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

// inThePart reads "in the morning", "at night", "in the early afternoon".
func (p *parser) inThePart(i int) (Part, int, bool) {
	if p.lex(i) == lexIn && p.lex(i+1) == lexThe {
		j := i + 2
		if p.lex(j) == lexEarly || p.lex(j) == lexLate {
			j++
		}
		part, k := p.part(j)
		return part, k, k > j && p.lower(j) != "overnight"
	}
	if p.lex(i) == lexAt && p.lower(i+1) == "night" {
		return Nighttime, i + 2, true
	}
	return NoPart, 0, false
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
	if part, end, ok := p.inThePart(i); ok {
		m.setPart(part)
		m.Part = NoPart
		return m, end, true
	}
	return m, i, true
}

// partOnly reads a part of the day by itself: "in the morning", "overnight",
// "at dawn", "all night".
func (p *parser) partOnly(i int) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar}
	prep := p.lex(i - 1)
	switch {
	case p.lex(i) == lexThe:
		part, k := p.part(i + 1)
		if k == i+1 || prep != lexIn && prep != lexDuring && !(prep == lexUntil && p.at(i-1).n == 1) && !(p.lex(i+1) == lexSmall) {
			return m, 0, false
		}
		m.Part = part
		return m, k, true
	case p.lex(i) == lexPart:
		switch p.lower(i) {
		case "overnight":
			m.Part = Nighttime
			return m, i + 1, true
		case "dawn", "dusk", "sunrise", "sunset", "daybreak", "nightfall", "lunchtime", "teatime", "daylight":
			m.Part = Part(p.at(i).n)
			switch prep {
			case lexAt, lexBy, lexUntil, lexFrom, lexBefore, lexAfter, lexSince, lexTo, lexAbout:
				return m, i + 1, !p.at(i).upper() || p.at(i).brk()
			}
		default:
			m.Part = Part(p.at(i).n)
			return m, i + 1, p.post && p.word(i)[len(p.word(i))-1] != 's'
		}
	case p.post && p.lex(i) == lexUnit && Unit(p.at(i).n) == Night && !p.isCounted(i):
		m.Part = Nighttime
		return m, i + 1, true
	case p.lower(i) == "first" && p.lower(i+1) == "light":
		m.Part = Dawn
		return m, i + 2, prep == lexAt || prep == lexBefore || prep == lexUntil
	}
	return m, 0, false
}

// isCounted reports whether a number or an article stands before token i, so
// that it is a unit that is counted.
func (p *parser) isCounted(i int) bool {
	b := p.at(i - 1)
	return b.kind == number || b.lex == lexCardinal || b.lex == lexA || b.lex == lexEvery || b.lex == lexPer || p.hyphen(i-1)
}
