package temporal

// date reads a date or period of the calendar from token i, without a time of
// day.
func (p *parser) date(i int) (Meaning, int, bool) {
	t := p.at(i)
	m := Meaning{Kind: Calendar}
	switch t.lex {
	case lexMonth:
		return p.month(i)
	case lexWeekday:
		return p.weekday(i)
	case lexGood:
		if t.upper() && p.lower(i+1) == "friday" && p.at(i+1).upper() {
			m.Holiday = &holidays[len(holidays)-2]
			j := i + 2
			if y, ok := p.year(j); ok {
				m.HasYear, m.Year = true, y
				j++
			}
			return m, j, true
		}
	case lexDay:
		return p.dayWord(i)
	case lexWhich, lexPrevious, lexFollowing, lexThat:
		return p.which(i)
	case lexPast:
		return p.which(i)
	case lexThe:
		return p.the(i)
	case lexSeason:
		return p.season(i)
	case lexDate:
		m.Holiday = &holidays[t.value()]
		j := i + 1
		if m.Holiday.Name == "Christmas" && p.lower(j) == "eve" {
			m.Holiday = &holidays[0]
		}
		if m.Holiday.Name == "Easter" && (p.lower(j) == "monday" || p.lower(j) == "saturday") {
			name := "Easter " + p.word(j)
			for k := range holidays {
				if holidays[k].Name == name {
					m.Holiday = &holidays[k]
					j++
					break
				}
			}
		}
		if w := p.lower(j); w == "day" || w == "eve" || w == "sunday" && m.Holiday.Name == "Easter" {
			j++
		}
		return m, p.inYear(&m, j), t.upper()
	case lexDecade:
		m.BareDecade = t.value()
		return m, i + 1, p.lex(i-1) == lexThe || p.lex(i-1) == lexEarly || p.lex(i-1) == lexLate
	case lexFiscal:
		if y, ok := p.year(i + 1); ok {
			m.HasYear, m.Year, m.Fiscal = true, y, true
			return m, i + 2, true
		}
		if p.lex(i+1) == lexUnit && Unit(p.at(i+1).value()) == Year {
			if y, ok := p.year(i + 2); ok {
				m.HasYear, m.Year, m.Fiscal = true, y, true
				return m, i + 3, true
			}
		}
	case lexOrdinal:
		return p.ordinal(i)
	case lexUnit:
		if p.lower(i) == "second" {
			return p.ordinal(i)
		}
	}
	if t.kind == number {
		return p.numeric(i)
	}
	return m, 0, false
}

// year reads a four-figure year.
func (p *parser) year(i int) (int, bool) {
	t := p.at(i)
	if t.kind != number || t.digits != 4 || t.value() < 1000 || t.value() > 2199 {
		return 0, false
	}
	if n := p.at(i + 1); p.tight(i+1) && (n.kind == word && p.lower(i+1) != "s" || p.is(i+1, ".") && p.at(i+2).kind == number && p.tight(i+2) || p.is(i+1, "%")) {
		return 0, false
	}
	if p.is(i+1, ",") && p.tight(i+2) && p.at(i+2).kind == number && p.at(i+2).digits == 3 {
		return 0, false
	}
	return t.value(), true
}

// day reads the number of a day of the month: 3, 3rd, third.
func (p *parser) day(i int) (n, end int, ok bool) {
	t := p.at(i)
	if t.kind == number && t.digits <= 2 && t.value() >= 1 && t.value() <= 31 {
		end = i + 1
		if w := p.lower(end); p.tight(end) && (w == "st" || w == "nd" || w == "rd" || w == "th") {
			return t.value(), end + 1, true
		}
		if p.tight(end) && (p.at(end).kind == word || p.is(end, ":") && p.tight(end+1) && p.at(end+1).kind == number || p.is(end, "%") || (p.is(end, ".") || p.is(end, ",")) && p.tight(end+1) && p.at(end+1).kind == number) {
			return 0, 0, false
		}
		return t.value(), end, true
	}
	if t.lex == lexOrdinal {
		return t.value(), i + 1, true
	}
	if t.lex == lexCardinal && (t.n == 20 || t.n == 30) { // twenty-first
		j := i + 1
		if p.hyphen(j) && p.tight(j) {
			j++
		}
		if u := p.at(j); u.lex == lexOrdinal && u.n < 10 || p.lower(j) == "second" && j > i+1 {
			if u.lex != lexOrdinal {
				return t.value() + 2, j + 1, true
			}
			return t.value() + u.value(), j + 1, t.value()+u.value() <= 31
		}
	}
	return 0, 0, false
}

// inYear reads the year behind what names a part of one: "2025", ", 2025", "of
// 2025", "nineteen ninety-six", "last year". It returns k where there is none.
func (p *parser) inYear(m *Meaning, k int) int {
	j := k
	if p.is(j, ",") || p.lex(j) == lexOf {
		j++
	}
	if y, ok := p.year(j); ok && p.at(j).gap() {
		m.HasYear, m.Year = true, y
		return j + 1
	}
	if y, end, ok := p.spelled(j); ok {
		m.HasYear, m.Year = true, y
		return end
	}
	if l := p.lex(j); (l == lexWhich || l == lexPast && p.lower(j) == "past") && p.lex(j+1) == lexUnit && Unit(p.at(j+1).n) == Year && p.lower(j) != "current" {
		m.Within, m.WithinN = Year, p.at(j).value()
		return j + 2
	}
	return k
}

// month reads a date that a month's name opens: "May 3, 2025", "May 2025",
// "Nov. 23", "June last year", and a month by itself where it cannot be
// another word.
func (p *parser) month(i int) (Meaning, int, bool) {
	t := p.at(i)
	m := Meaning{Kind: Calendar, Month: t.value()}
	j := i + 1
	if t.end()-t.start() <= 4 && p.is(j, ".") && p.tight(j) {
		j++
	}
	d := j
	if p.lex(d) == lexThe && p.at(d+1).kind != number {
		d++
	} else if p.lex(d) == lexThe && t.upper() {
		d++
	}
	if n, end, ok := p.day(d); ok && (p.at(d).gap() || p.is(d-1, ".")) && (p.at(d).kind == number || t.upper()) && !p.ordinalOf(end) {
		// "May 3" and not "May 300 people"
		m.Day = n
		if k := p.inYear(&m, end); k > end {
			return m, k, true
		}
		return m, end, t.upper() || t.n != 5 && t.n != 3
	}
	if k := p.inYear(&m, j); k > j && (t.upper() || p.plainMonth(i)) {
		return m, k, true
	}
	// A bare month: a full name with a capital, and for the names that are
	// words too a neighbour that makes it one.
	if !t.upper() && !p.plainMonth(i) {
		return m, 0, false
	}
	if p.at(j).kind == word && p.at(j).upper() && p.at(j).lex == other && p.at(j).gap() && p.lex(i-1) != lexIn && p.lex(i-1) != lexThe {
		return m, 0, false // a person: "April Jones"
	}
	if t.value() == 5 || t.value() == 3 || t.end()-t.start() == 3 {
		switch p.lex(i - 1) {
		case lexIn, lexOf, lexSince, lexUntil, lexBy, lexDuring, lexFrom, lexTo, lexEarly, lexLate, lexMid, lexWhich, lexBetween, lexBefore, lexAfter, lexEvery:
		case lexAnd:
			if p.lex(i-2) != lexMonth {
				return m, 0, false
			}
		default:
			if !p.hyphen(i-1) || p.lex(i-2) != lexMid {
				return m, 0, false
			}
		}
	}
	return m, j, true
}

// plainMonth reports whether token i is the name of a month that is no other
// word even without a capital.
func (p *parser) plainMonth(i int) bool {
	t := p.at(i)
	return t.end()-t.start() > 3 && t.n != 3 && t.n != 5 && t.n != 6 && t.n != 8
}

// ordinalOf reports whether what stands at token k makes the ordinal before it
// count something else than days: "March first quarter".
func (p *parser) ordinalOf(k int) bool {
	return p.lex(k) == lexUnit || p.lex(k) == lexUnits || p.lex(k) == lexHalf || p.is(k, ":") && p.tight(k) && p.at(k+1).kind == number && p.tight(k+1)
}

// weekday reads a weekday, with a date behind it if there is one.
func (p *parser) weekday(i int) (Meaning, int, bool) {
	t := p.at(i)
	m := Meaning{Kind: Calendar, HasWeekday: true, Weekday: t.value()}
	j := i + 1
	if t.end()-t.start() <= 5 && p.is(j, ".") && p.tight(j) && p.at(j+1).gap() {
		j++
	}
	if !t.upper() {
		switch p.word(i) {
		case "sun", "mon", "tue", "wed", "thu", "fri", "sat":
			return m, 0, false // other words, without a capital
		}
	}
	k := j
	if p.is(k, ",") {
		k++
	}
	if p.lex(k) == lexThe {
		k++
	}
	if l := p.lex(k); l != lexMonth && l != lexOrdinal && p.at(k).kind != number {
		// no date behind it
	} else if d, end, ok := p.date(k); ok && p.at(k).gap() && (d.Month > 0 && d.Day > 0) {
		d.HasWeekday, d.Weekday = true, t.value()
		return d, end, true
	}
	if t.end()-t.start() <= 4 && (p.is(j-1, ".") || p.lower(i) == "sat" || p.lower(i) == "sun" || p.lower(i) == "wed" || p.lower(i) == "mon" || p.lower(i) == "fri") && p.lex(i-1) != lexOn && p.lex(j) != lexPart {
		return m, 0, false // "Sat" and "Sun" by themselves
	}
	if l := p.lex(j); (l == lexWhich || l == lexPast) && p.lex(j+1) == lexUnit && Unit(p.at(j+1).n) == Week && !(p.is(j+2, "'") || p.is(j+2, "’")) {
		m.Within, m.WithinN = Week, p.at(j).value()
		j += 2
	}
	return m, j, true
}

// dayWord reads today, yesterday, tomorrow, tonight.
func (p *parser) dayWord(i int) (Meaning, int, bool) {
	m := Meaning{Kind: Deictic, Unit: Day, N: p.at(i).value()}
	if m.N == 10 {
		m.N, m.Part = 0, Nighttime
	}
	return m, i + 1, true
}

// which reads "last week", "next Tuesday", "this morning", "that month", "the
// following day".
func (p *parser) which(i int) (Meaning, int, bool) {
	t := p.at(i)
	n := t.value()
	m := Meaning{Kind: Deictic}
	j := i + 1
	if t.lex == lexThat {
		m.Anaphoric = true
		if n == 1 {
			return m, 0, false // "these days" and its like
		}
		n = 0
	}
	if t.lex == lexFollowing || t.lex == lexPrevious {
		m.Anaphoric = true
	}
	if p.lex(j) == lexFiscal {
		m.Fiscal = true
		j++
	}
	u := p.at(j)
	switch u.lex {
	case lexUnit:
		m.Unit, m.N = Unit(u.value()), n
		if m.Unit < Day {
			return m, 0, false
		}
		if m.Unit == Night {
			m.Unit, m.Part = Day, Nighttime
			if t.lex == lexThat {
				m.N = 0
			}
		}
		if m.Unit == Day && m.N == 0 && t.lex == lexWhich && m.Part == NoPart && n == 0 {
			m.N = 0
		}
		return m, j + 1, true
	case lexPart:
		m.Unit, m.N, m.Part = Day, n, Part(u.value())
		return m, j + 1, true
	case lexMonth:
		d, end, ok := p.month(j)
		d.HasWhich, d.Which = true, n
		return d, end, ok && t.lex != lexThat
	case lexWeekday:
		d, end, ok := p.weekday(j)
		d.HasWhich, d.Which = true, n
		return d, end, ok && t.lex != lexThat
	case lexSeason:
		return Meaning{Kind: Calendar, Season: u.value(), HasWhich: true, Which: n}, j + 1, true
	case lexDate:
		d, end, ok := p.date(j)
		d.HasWhich, d.Which = true, n
		return d, end, ok
	}
	return m, 0, false
}

// the reads what "the" opens: "the 3rd of May", "the same day", "the 1990s",
// "the day before", "the following week", "the 20th century", "the third
// quarter", "the weekend".
func (p *parser) the(i int) (Meaning, int, bool) {
	j := i + 1
	t := p.at(j)
	switch t.lex {
	case lexSame:
		if p.lex(j+1) == lexUnit && Unit(p.at(j+1).value()) >= Day {
			return Meaning{Kind: Deictic, Anaphoric: true, Unit: Unit(p.at(j + 1).value())}, j + 2, true
		}
		if p.lex(j+1) == lexPart {
			return Meaning{Kind: Deictic, Anaphoric: true, Unit: Day, Part: Part(p.at(j + 1).value())}, j + 2, true
		}
	case lexFollowing, lexPrevious, lexWhich:
		m, end, ok := p.which(j)
		if ok && m.Kind == Deictic {
			m.Anaphoric = true
		}
		return m, end, ok && p.lex(j+1) != lexUnits
	case lexUnit:
		u := Unit(t.value())
		switch {
		case u >= Day && p.lex(j+1) == lexBefore && !p.starts(j+2):
			return Meaning{Kind: Deictic, Anaphoric: true, Unit: u, N: -1}, j + 2, true
		case u >= Day && (p.lex(j+1) == lexAfter || p.lex(j+1) == lexFollowing) && !p.starts(j+2):
			return Meaning{Kind: Deictic, Anaphoric: true, Unit: u, N: 1}, j + 2, true
		case u == Weekend:
			return Meaning{Kind: Deictic, Unit: u, N: -1}, j + 1, p.lower(j) == "weekend"
		}
	case lexDecade, lexOrdinal, lexDate, lexSeason:
		return p.date(j)
	}
	if t.kind == number {
		if m, end, ok := p.decade(j); ok {
			return m, end, true
		}
		if d, end, ok := p.day(j); ok && end > j+1 { // "the 3rd"
			if p.lower(end) == "century" {
				return Meaning{Kind: Calendar, Century: d - 1}, end + 1, true
			}
			if p.lex(end) == lexOf && p.lex(end+1) == lexMonth {
				return p.numeric(j)
			}
			if p.lex(end) == lexUnit && Unit(p.at(end).value()) == Quarter {
				return p.ordinal(j)
			}
		}
	}
	return Meaning{}, 0, false
}

// starts reports whether a phrase goes on at token i, so that "before" in
// front of it is a preposition.
func (p *parser) starts(i int) bool {
	t := p.at(i)
	return t.kind == word && t.lex != lexAnd && t.lex != lexOr && t.lex != lexIn && t.lex != lexAt && t.lex != lexOn && t.lex != lexWas && p.lower(i) != "when" && p.lower(i) != "that"
}

// ordinal reads "third quarter of 2025", "20th century", "third of May".
func (p *parser) ordinal(i int) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar}
	if n, k, ok := p.quarter(i); ok {
		m.Quart = n
		if p.lex(k) == lexOf && p.lex(k+1) == lexFiscal {
			k++
		}
		if p.lex(k) == lexFiscal {
			if y, ok := p.year(k + 1); ok {
				m.Fiscal, m.HasYear, m.Year = true, true, y
				return m, k + 2, true
			}
		}
		return m, p.inYear(&m, k), true
	}
	n, j, ok := p.day(i)
	if !ok && p.lower(i) == "second" {
		n, j, ok = 2, i+1, true
	}
	if !ok {
		return m, 0, false
	}
	switch {
	case p.lex(j) == lexHalf && n <= 2:
		m.Half = n
		j++
		if p.lex(j) != lexOf {
			return m, 0, false
		}
	case p.lower(j) == "century":
		m.Century = n - 1
		return m, j + 1, true
	case p.lex(j) == lexOf && p.lex(j+1) == lexMonth:
		d, end, ok := p.month(j + 1)
		if d.Day > 0 {
			return m, 0, false
		}
		d.Day = n
		return d, end, ok
	default:
		return m, 0, false
	}
	k := p.inYear(&m, j) // the half
	return m, k, k > j
}

func (p *parser) season(i int) (Meaning, int, bool) {
	t := p.at(i)
	m := Meaning{Kind: Calendar, Season: t.value()}
	j := i + 1
	if k := p.inYear(&m, j); k > j {
		return m, k, true
	}
	switch p.lex(i - 1) {
	case lexIn, lexDuring, lexSince, lexUntil, lexEarly, lexLate, lexMid, lexBy, lexOf:
		return m, j, true
	case lexThe:
		switch p.lex(i - 2) {
		case lexIn, lexDuring, lexSince, lexUntil, lexBy, lexOf:
			return m, j, p.lower(i) != "fall" || p.lex(j) != lexOf
		}
	}
	return m, 0, false
}

// decade reads 1990s, '90s, 1800s.
func (p *parser) decade(i int) (Meaning, int, bool) {
	t := p.at(i)
	m := Meaning{Kind: Calendar}
	j := i + 1
	if p.is(j, "'") || p.is(j, "’") {
		j++
	}
	if t.kind != number || p.lower(j) != "s" || !p.tight(j) || t.value()%10 != 0 {
		return m, 0, false
	}
	switch {
	case t.digits == 4 && t.value()%100 == 0 && t.value() < 2000:
		m.Century = t.value() / 100
	case t.digits == 4:
		m.Decade = t.value() / 10
	case t.digits == 2 && t.value() >= 20:
		m.Decade = 190 + t.value()/10
	default:
		return m, 0, false
	}
	return m, j + 1, true
}

// numeric reads a date that a number opens: "3 May 2025", "2025-12-03",
// "03/04/2025", "2025", "1990s".
func (p *parser) numeric(i int) (Meaning, int, bool) {
	t := p.at(i)
	m := Meaning{Kind: Calendar}
	if t.digits == 4 {
		if d, end, ok := p.decade(i); ok {
			return d, end, true
		}
		// 2025-12-03, 2025/12/03, 2025-W09-2
		if sep := p.word(i + 1); (sep == "-" || sep == "/" || sep == ".") && p.tight(i+1) && p.tight(i+2) {
			if mo := p.at(i + 2); mo.kind == number && mo.digits <= 2 && mo.value() >= 1 && mo.value() <= 12 {
				if p.is(i+3, sep) && p.tight(i+3) && p.at(i+4).kind == number && p.tight(i+4) && p.at(i+4).digits <= 2 && p.at(i+4).value() >= 1 && p.at(i+4).value() <= 31 {
					m.HasYear, m.Year, m.Month, m.Day = true, t.value(), mo.value(), p.at(i+4).value()
					end := i + 5
					if w := p.word(end); w == "T" && p.tight(end) {
						end++
					}
					return m, end, true
				}
				if sep == "-" && mo.digits == 2 && t.value() >= 1900 && t.value() < 2100 && !p.is(i+3, "-") && mo.value() < t.value()%100 {
					m.HasYear, m.Year, m.Month = true, t.value(), mo.value()
					return m, i + 3, true
				}
			}
			if w := p.at(i + 2); w.kind == word && p.word(i+2) == "W" && p.at(i+3).kind == number && p.tight(i+3) && p.at(i+3).value() >= 1 && p.at(i+3).value() <= 53 {
				m.HasYear, m.Year, m.Week = true, t.value(), p.at(i+3).value()
				end := i + 4
				if p.is(end, "-") && p.tight(end) && p.at(end+1).kind == number && p.at(end+1).digits == 1 && p.at(end+1).value() >= 1 && p.at(end+1).value() <= 7 {
					m.Week3 = p.at(end + 1).value()
					end += 2
				}
				return m, end, true
			}
		}
		return p.bareYear(i)
	}
	if t.digits <= 4 && t.value() > 0 && p.lex(i+1) == lexEra && p.at(i+1).upper() {
		m.HasYear, m.Year = true, t.value()
		if w := p.lower(i + 1); w == "bc" || w == "bce" {
			m.Year = 1 - t.value()
		}
		return m, i + 2, true
	}
	if t.digits <= 2 {
		// 03/04/2025, 3.4.2025, 03-04-2025
		if sep := p.word(i + 1); (sep == "/" || sep == "." || sep == "-") && p.tight(i+1) && p.tight(i+2) && p.at(i+2).kind == number && p.at(i+2).digits <= 2 && p.is(i+3, sep) && p.tight(i+3) && p.tight(i+4) && p.at(i+4).kind == number {
			a, b, y := t.value(), p.at(i+2).value(), p.at(i+4).value()
			if p.at(i+4).digits == 2 && sep == "/" {
				y += 2000
				if y > 2060 {
					y -= 100
				}
			} else if p.at(i+4).digits != 4 {
				return m, 0, false
			}
			switch {
			case a >= 1 && a <= 12 && b >= 1 && b <= 31 && sep == "/":
				m.Month, m.Day = a, b
				m.Swapped = b <= 12 && a != b
			case b >= 1 && b <= 12 && a >= 1 && a <= 31:
				m.Month, m.Day = b, a
			default:
				return m, 0, false
			}
			m.HasYear, m.Year = true, y
			return m, i + 5, true
		}
		if d, j, ok := p.day(i); ok {
			k := j
			if p.lex(k) == lexOf || p.is(k, "-") && p.tight(k) && p.tight(k+1) {
				k++
			}
			if p.lex(k) == lexMonth && (p.at(k).upper() || k > j) {
				m.Day, m.Month = d, p.at(k).value()
				k++
				if p.is(k, ".") && p.tight(k) && p.at(k-1).end()-p.at(k-1).start() <= 4 && p.at(k+1).kind == number {
					k++
				}
				n := k
				if p.is(n, ",") || p.is(n, "-") && p.tight(n) {
					n++
				}
				if y, ok := p.year(n); ok {
					m.HasYear, m.Year = true, y
					return m, n + 1, true
				}
				return m, k, true
			}
		}
	}
	return m, 0, false
}

// bareYear reads a year by itself, where the words around it make it one.
func (p *parser) bareYear(i int) (Meaning, int, bool) {
	y, ok := p.year(i)
	m := Meaning{Kind: Calendar, HasYear: true, Year: y}
	if ok && y < 1500 && p.lex(i-1) == lexCirca {
		return m, i + 1, true
	}
	if !ok || y < 1500 || y > 2100 {
		if ok && (p.lower(i+1) == "bc" || p.lower(i+1) == "bce" || p.lower(i+1) == "ad") {
			if p.lower(i+1) != "ad" {
				m.Year = 1 - y
			}
			return m, i + 2, true
		}
		return m, 0, false
	}
	if p.lex(i+1) == lexUnits || p.lex(i+1) == lexCardinal {
		return m, 0, false
	}
	if p.lex(i-1) == lexA && p.at(i+1).upper() {
		return m, 0, false // "a 1987 Chevrolet"
	}
	switch p.lex(i - 1) {
	case lexIn, lexSince, lexOf, lexBy, lexDuring, lexFrom, lexUntil, lexTo, lexBefore, lexAfter, lexEarly, lexLate, lexMid, lexBetween, lexAnd, lexSoon, lexAbout, lexCirca, lexFor, lexThe, lexFiscal, lexFollowing, lexOr:
		if n := p.at(i + 1); p.lex(i-1) == lexOf && n.kind == word && n.lex == other && n.upper() {
			return m, 0, false // "of 1987 Chevrolet cars"
		}
		if n := p.at(i + 1); n.kind == word && n.gap() && n.lex == other && !n.upper() && p.lex(i-1) != lexIn && p.lex(i-1) != lexSince && p.lex(i-1) != lexLate && p.lex(i-1) != lexEarly && p.lex(i-1) != lexThe && plural(p.word(i+1)) {
			return m, 0, false // "of 2000 people"
		}
		return m, i + 1, true
	case lexAs:
		return m, i + 1, true
	}
	prev := p.at(i - 1)
	if p.is(i-1, "(") || p.is(i-1, "-") || p.is(i-1, "–") || p.is(i-1, "'") || p.is(i-1, "/") {
		return m, i + 1, p.is(i+1, ")") || p.is(i+1, "-") || p.is(i+1, "–") || p.at(i-2).kind == number || p.is(i+1, ",")
	}
	if prev.kind == mark && i > 0 {
		return m, i + 1, y >= 1900 && (p.is(i+1, ",") || p.is(i+1, ".") || p.is(i+1, ")")) && p.is(i-1, ",")
	}
	if prev.kind == word && prev.gap() && y >= 1900 && p.at(i).gap() {
		n := p.at(i + 1)
		return m, i + 1, n.kind == mark && !p.is(i+1, "$") || n.kind == word && !plural(p.word(i+1)) && n.lex != lexUnit
	}
	return m, 0, false
}

func plural(w string) bool {
	return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' || w == "people" || w == "men" || w == "women" || w == "children"
}
