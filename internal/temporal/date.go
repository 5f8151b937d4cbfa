package temporal

// date reads a date or period of the calendar from token i, without a time of
// day.
func (p *parser) date(i int) (Meaning, int, bool) {
	t := p.at(i)
	m := Meaning{Kind: Calendar}
	if t.flags&festive != 0 {
		if h, j := p.holiday(i); h != nil {
			m.Holiday = h
			if p.lower(j) == "weekend" {
				m.Around = Weekend
				j++
			} else if p.lower(j) == "week" {
				m.Around = Week
				j++
			}
			return m, p.inYear(&m, j), true
		}
	}
	switch t.lex {
	case lexMonth:
		return p.month(i)
	case lexWeekday:
		return p.weekday(i)
	case lexDay:
		return p.dayWord(i)
	case lexWhich, lexPrevious, lexFollowing, lexThat, lexPast:
		return p.which(i)
	case lexThe:
		return p.the(i)
	case lexA:
		return p.one(i)
	case lexSeason:
		return p.season(i)
	case lexDecade:
		if t.n == 100 { // the noughties
			m.Decade = 200
			return m, i + 1, true
		}
		m.BareDecade = t.value()
		return m, i + 1, p.lex(i-1) == lexThe || p.lex(i-1) == lexEarly || p.lex(i-1) == lexLate
	case lexFiscal:
		return p.fiscal(i)
	case lexOrdinal:
		return p.ordinal(i)
	case lexUnit:
		switch {
		case p.lower(i) == "second":
			return p.ordinal(i)
		case p.post && Unit(t.n) == Weekend && !p.isCounted(i):
			return Meaning{Kind: Deictic, Unit: Weekend, Coming: true}, i + 1, true
		case Unit(t.n) == Week && p.at(i+1).kind == number && p.at(i+1).digits <= 2 && p.at(i+1).n >= 1 && p.at(i+1).n <= 53 && p.lex(i+2) == lexOf:
			if y, ok := p.year(i + 3); ok { // "week 49 of 2025"
				m.HasYear, m.Year, m.Week = true, y, p.at(i+1).value()
				return m, i + 4, true
			}
		}
	case lexEra:
		// "AD 410"
		if n := p.at(i + 1); t.upper() && p.lower(i) == "ad" && n.kind == number && n.digits <= 4 && n.n > 0 && n.gap() {
			m.HasYear, m.Year = true, n.value()
			return m, i + 2, true
		}
	case lexCode:
		return p.code(i)
	case lexCardinal:
		if p.hyphen(i+1) && p.tight(i+1) && p.lex(i+2) == lexDecade && (t.n == 19 || t.n == 18 || t.n == 17) {
			m.Decade = t.value()*10 + p.at(i+2).value() // nineteen-eighties
			return m, i + 3, true
		}
	case lexMidsummer:
		m.Season = t.value()
		return m, p.inYear(&m, i+1), p.lex(i-1) == lexIn || p.lex(i-1) == lexAt
	}
	switch {
	case t.kind == number:
		return p.numeric(i)
	case p.apostrophe(i) && !p.tight(i):
		return p.shortYear(i)
	}
	return m, 0, false
}

// fiscal reads "fiscal 2025", "fiscal year 2025", "financial year 2024-25".
func (p *parser) fiscal(i int) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar, Fiscal: true}
	j := i + 1
	if p.lex(j) == lexUnit && Unit(p.at(j).n) == Year {
		j++
	}
	y, ok := p.year(j)
	if !ok {
		return m, 0, false
	}
	m.HasYear, m.Year = true, y
	if j++; (p.hyphen(j) || p.is(j, "/")) && p.tight(j) && p.at(j+1).kind == number && p.at(j+1).digits == 2 && p.tight(j+1) && p.at(j+1).value() == (y+1)%100 {
		m.Year = y + 1
		j += 2
	}
	return m, j, true
}

// code reads the short names of quarters and halves: "Q3 2025", "2H25", "FY25".
func (p *parser) code(i int) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar}
	w := p.word(i)
	n := p.at(i + 1)
	if n.kind != number || !p.tight(i+1) {
		if w == "FY" { // "FY 2024-25"
			return p.fiscal(i)
		}
		return m, 0, false
	}
	j := i + 2
	switch {
	case w == "FY" && n.digits == 4:
		return p.fiscal(i)
	case w == "FY" && n.digits == 2:
		m.Fiscal, m.HasYear, m.Year = true, true, century(n.value())
		return m, j, true
	case w == "Q" && n.digits == 1 && n.n >= 1 && n.n <= 4:
		m.Quart = n.value()
	case w == "H" && n.digits == 1 && n.n >= 1 && n.n <= 2:
		m.Half = n.value()
	default:
		return m, 0, false
	}
	if y, ok := p.year(j + 1); ok && p.is(j, "/") {
		m.HasYear, m.Year = true, y
		return m, j + 2, true
	}
	if k := p.inYear(&m, j); k > j {
		return m, k, true
	}
	if p.apostrophe(j) && p.at(j+1).digits == 2 {
		m.HasYear, m.Year = true, century(p.at(j+1).value())
		return m, j + 2, true
	}
	return m, j, m.Quart > 0
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

// month reads a date that a month's name opens: "May 3, 2025", "May 2025",
// "Nov. 23", "June last year", and a month by itself where it cannot be
// another word.
func (p *parser) month(i int) (Meaning, int, bool) {
	t := p.at(i)
	m := Meaning{Kind: Calendar, Month: t.value()}
	j := i + 1
	if p.shortMonth(i) && p.is(j, ".") && p.tight(j) {
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
		case lexBoth:
		default:
			if (p.hyphen(j) || p.is(j, "/") || p.lex(j) == lexTo || p.lex(j) == lexAnd) && p.lex(j+1) == lexMonth && p.at(j+1).upper() {
				break // "May-June 2019"
			}
			if !p.hyphen(i-1) || p.lex(i-2) != lexMid {
				return m, 0, false
			}
		}
	}
	return m, j, true
}

// shortMonth reports whether token i is a month's name cut short, behind which
// a full stop belongs to it: "Nov.", "Sept.".
func (p *parser) shortMonth(i int) bool {
	t := p.at(i)
	return t.to-t.from == 3 && t.n != 5 || p.lower(i) == "sept"
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
	if b := p.at(i - 2); p.is(i-1, ".") && b.kind == word && b.upper() && b.to-b.from == 1 && !p.tight(i) && t.end()-t.start() > 3 {
		return m, 0, false // "A. Friday"
	}
	short := t.end()-t.start() <= 5
	dot := short && p.is(j, ".") && p.tight(j)
	if dot {
		j++
	}
	plain := false // another word, without a capital
	if !t.upper() {
		switch p.word(i) {
		case "sun", "mon", "tue", "wed", "thu", "fri", "sat":
			plain = true
		}
	}
	k := j
	if p.is(k, ",") {
		k++
	}
	if p.lex(k) == lexThe {
		k++
	}
	if l := p.lex(k); (l == lexMonth || l == lexOrdinal || p.at(k).kind == number || l == lexCardinal) && (p.at(k).gap() || dot) && !plain {
		if d, end, ok := p.date(k); ok && d.Month > 0 && d.Day > 0 {
			d.HasWeekday, d.Weekday = true, t.value()
			return d, end, true
		}
		if n, end, ok := p.day(k); ok && end > k+1 && p.lex(k-1) == lexThe { // "Thursday the 14th"
			m.Day = n
			return m, end, true
		}
	}
	if short && t.end()-t.start() == 3 || plain {
		ok := p.post && (t.n == 1 || t.n == 2 || t.n == 4 || t.n == 5) // fri, not sat or wed
		switch l := p.lex(i - 1); l {
		case lexOn, lexUntil, lexFrom, lexBy, lexSince, lexWhich, lexEvery, lexBetween:
			ok = true
		case lexBefore, lexAfter, lexTo:
			ok = !plain
		case lexAnd, lexOr:
			ok = p.lex(i-2) == lexWeekday
		}
		_, _, clock := p.clock(k)
		part, _ := p.part(k)
		span := (p.hyphen(j) || p.is(j, "/")) && p.lex(j+1) == lexWeekday && p.at(j+1).n != t.n || (p.hyphen(i-1) || p.is(i-1, "/")) && p.lex(i-2) == lexWeekday && p.at(i-2).n != t.n
		if !ok && !clock && part == NoPart && !span && !(p.lex(k) == lexAt && !plain) && !(p.lex(j) == lexAnd && p.lex(j+1) == lexWeekday) {
			return m, 0, false // "Sat" and "Sun" by themselves
		}
	}
	switch l := p.lex(j); {
	case (l == lexWhich || l == lexPast) && p.lex(j+1) == lexUnit && Unit(p.at(j+1).n) == Week && !p.apostrophe(j+2):
		m.Within, m.WithinN = Week, p.at(j).value()
		return m, j + 2, true
	case l == lexWhich && p.at(j).n != 0 && (p.lower(j) == "last" || p.lower(j) == "next") && p.at(j+1).kind == mark: // "Friday last"
		m.HasWhich, m.Which = true, p.at(j).value()
		return m, j + 1, true
	case l == lexUnit && Unit(p.at(j).n) == Week && p.at(j+1).kind == mark && p.at(j).gap(): // "Friday week": the one after
		m.HasWhich, m.Which, m.Nth = true, 1, 2
		return m, j + 1, true
	}
	if !dot || j == i+1 {
		return m, j, true
	}
	if p.at(j).kind == mark && !p.is(j, "\n") || !p.at(j).upper() {
		return m, j, true
	}
	return m, i + 1, true
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
// following day", "this third day of May".
func (p *parser) which(i int) (Meaning, int, bool) {
	t := p.at(i)
	n := t.value()
	m := Meaning{Kind: Deictic}
	j := i + 1
	switch t.lex {
	case lexThat:
		m.Anaphoric = true
		if n == 1 {
			return m, 0, false // "these days" and its like
		}
		n = 0
		if p.lex(j) == lexSame || p.lex(j) == lexVery {
			j++
		}
	case lexFollowing, lexPrevious:
		m.Anaphoric = true
	case lexWhich:
		if n == 0 && p.lower(i) == "this" && (p.lex(j) == lexWhich || p.lex(j) == lexPast) && p.at(j).n != 0 { // "this coming Sunday", "this past spring"
			n = p.at(j).value()
			j++
		}
		if d, end, ok := p.dayOf(j); ok && n == 0 {
			return d, end, true
		}
	}
	if p.lex(j) == lexFiscal {
		m.Fiscal = true
		j++
	}
	u := p.at(j)
	switch u.lex {
	case lexAm: // "this am"
		if m.Unit = Day; n == 0 && t.lex == lexWhich {
			m.Part = Morning
			if u.n == 12 {
				m.Part = Afternoon
			}
			return m, j + 1, true
		}
	case lexUnit:
		m.Unit, m.N = Unit(u.n), n
		if m.Unit < Day {
			return m, 0, false
		}
		if w := p.lower(j - 1); m.Unit == Weekend && (w == "coming" || w == "upcoming") {
			m.N = 0
		}
		if m.Unit == Night {
			m.Unit, m.Part = Day, Nighttime
		}
		return m, j + 1, true
	case lexPart, lexSmall:
		if part, k := p.part(j); k > j {
			m.Unit, m.N, m.Part = Day, n, part
			return m, k, true
		}
	case lexEarly, lexLate:
		if part, k := p.part(j + 1); k > j+1 { // "this early morning"
			m.Unit, m.N, m.Part = Day, n, part
			return m, k, true
		}
	case lexMonth, lexWeekday, lexSeason:
		d, end, ok := p.month(j)
		switch u.lex {
		case lexWeekday:
			d, end, ok = p.weekday(j)
		case lexSeason:
			d, end, ok = Meaning{Kind: Calendar, Season: u.value()}, j+1, true
		}
		if !ok && u.lex == lexWeekday && u.end()-u.start() <= 4 && t.lex == lexWhich {
			d, end, ok = Meaning{Kind: Calendar, HasWeekday: true, Weekday: u.value()}, j+1, true
		}
		d.HasWhich, d.Which = true, n
		d.Anaphoric = m.Anaphoric
		return d, end, ok
	}
	if u.flags&festive != 0 {
		if h, end := p.holiday(j); h != nil {
			return Meaning{Kind: Calendar, Holiday: h, HasWhich: true, Which: n, Anaphoric: m.Anaphoric}, end, true
		}
	}
	return m, 0, false
}

// dayOf reads "third day of May 2019", "1st of May", "12th day of March, 1887".
func (p *parser) dayOf(i int) (Meaning, int, bool) {
	n, j, ok := p.day(i)
	if !ok {
		return Meaning{}, 0, false
	}
	if p.lower(j) == "day" {
		j++
	} else if p.lex(i) != lexOrdinal && j == i+1 {
		return Meaning{}, 0, false
	}
	if p.lex(j) != lexOf || p.lex(j+1) != lexMonth {
		return Meaning{}, 0, false
	}
	m := Meaning{Kind: Calendar, Month: p.at(j + 1).value(), Day: n}
	return m, p.inYear(&m, j+2), true
}

// dayKinds are the adjectives of a day.
var dayKinds = map[string]bool{
	"cold": true, "hot": true, "warm": true, "wet": true, "dry": true, "rainy": true, "sunny": true, "grey": true, "gray": true, "snowy": true, "foggy": true,
	"quiet": true, "busy": true, "normal": true, "typical": true, "ordinary": true, "recent": true, "fine": true, "bright": true, "dark": true,
}

// one reads a day that the text sets anew: "a Tuesday in May", "a cold
// Tuesday", "a May morning".
func (p *parser) one(i int) (Meaning, int, bool) {
	j := i + 1
	if dayKinds[p.lower(j)] && p.lex(j+1) == lexWeekday {
		j++
	}
	if p.lex(j) != lexWeekday || !p.at(j).upper() {
		return Meaning{}, 0, false
	}
	m, end, ok := p.weekday(j)
	if _, k := p.part(end); p.at(k).kind == word && p.at(k).lex == other && p.at(k).gap() {
		return m, 0, false // "a Sunday paper", "a Sunday night film"
	}
	if ok && p.lex(end) == lexIn && p.lex(end+1) == lexMonth {
		if d, k, ok := p.month(end + 1); ok && d.Day == 0 {
			return d, k, true
		}
	}
	return m, end, ok
}

// the reads what "the" opens: "the 3rd of May", "the same day", "the 1990s",
// "the day before", "the following week", "the 20th century", "the third
// quarter", "the weekend", "the first Friday in May".
func (p *parser) the(i int) (Meaning, int, bool) {
	j := i + 1
	if p.lex(j) == lexVery {
		j++
	}
	t := p.at(j)
	if m, end, ok := p.nth(j); ok {
		return m, end, true
	}
	if m, end, ok := p.dayOf(j); ok {
		return m, end, true
	}
	anaphoric := Meaning{Kind: Deictic, Anaphoric: true}
	switch t.lex {
	case lexSame:
		switch u := p.at(j + 1); {
		case u.lex == lexUnit && Unit(u.n) >= Day:
			anaphoric.Unit = Unit(u.n)
			if anaphoric.Unit == Night {
				anaphoric.Unit, anaphoric.Part = Day, Nighttime
			}
			return anaphoric, j + 2, true
		case u.lex == lexPart:
			anaphoric.Unit, anaphoric.Part = Day, Part(u.n)
			return anaphoric, j + 2, true
		case u.lex == lexWeekday || u.lex == lexMonth:
			m, end, ok := p.date(j + 1)
			m.HasWhich, m.Anaphoric = true, true
			return m, end, ok
		}
	case lexFollowing, lexPrevious, lexWhich, lexPast:
		m, end, ok := p.which(j)
		if t.lex != lexWhich || p.at(j).n != 0 {
			m.Anaphoric = m.Anaphoric || m.Kind == Deictic || t.lex != lexWhich
		} else {
			m.Ongoing = true
		}
		return m, end, ok && p.lex(j+1) != lexUnits && p.lower(j) != "current" || ok && p.lower(j) == "current" && (p.lex(j+1) == lexUnit || p.lex(j+1) == lexFiscal)
	case lexUnit:
		u := Unit(t.n)
		part := NoPart
		if u == Night {
			u, part = Day, Nighttime
		}
		after := p.lower(j + 1)
		switch {
		case u < Day:
		case u == Day && after == "before" && p.lower(j+2) == "yesterday":
			return Meaning{Kind: Deictic, Unit: Day, N: -2}, j + 3, true
		case u == Day && after == "after" && p.lower(j+2) == "tomorrow":
			return Meaning{Kind: Deictic, Unit: Day, N: 2}, j + 3, true
		case (after == "before" || after == "after") && (p.lex(j+3) == lexWeekday || p.lex(j+3) == lexMonth || p.lex(j+3) == lexUnit):
			// "the day before last Tuesday"
		case after == "before" && p.lower(j+2) == "last":
			return Meaning{Kind: Deictic, Unit: u, N: -2, Part: part}, j + 3, true
		case after == "after" && p.lower(j+2) == "next":
			return Meaning{Kind: Deictic, Unit: u, N: 2, Part: part}, j + 3, true
		case (after == "before" || after == "earlier" || after == "previous") && !p.starts(j+2):
			anaphoric.Unit, anaphoric.N, anaphoric.Part = u, -1, part
			return anaphoric, j + 2, true
		case (after == "after" || after == "following" || after == "later") && !p.starts(j+2):
			anaphoric.Unit, anaphoric.N, anaphoric.Part = u, 1, part
			return anaphoric, j + 2, true
		case u == Weekend && t.lex == lexUnit && p.lower(j) == "weekend":
			return Meaning{Kind: Deictic, Unit: u, N: -1, Coming: true}, j + 1, true
		}
		if p.lower(j) == "second" {
			return p.ordinal(j)
		}
	case lexPart:
		if w := p.lower(j + 1); (w == "before" || w == "after") && !p.starts(j+2) {
			anaphoric.Unit, anaphoric.Part, anaphoric.N = Day, Part(t.n), 1
			if w == "before" {
				anaphoric.N = -1
			}
			return anaphoric, j + 2, true
		}
	case lexWeekday:
		if !t.upper() || p.at(j+1).upper() && p.lex(j+1) == other {
			return anaphoric, 0, false // "the Sunday Times"
		}
		m, end, ok := p.weekday(j)
		switch w := p.lower(end); {
		case !ok:
		case (w == "before" || w == "after") && p.lower(end+1) == map[string]string{"before": "last", "after": "next"}[w]:
			m.HasWhich, m.Which, m.Nth = true, p.at(end+1).value(), 2
			return m, end + 2, true
		case (w == "before" || w == "after") && !p.starts(end+1):
			m.HasWhich, m.Which, m.Anaphoric = true, 1, true
			if w == "before" {
				m.Which = -1
			}
			return m, end + 1, true
		}
		_, next := p.part(end)
		return m, end, ok && (p.at(next).kind == mark || p.at(next).lex != other || m.Day > 0)
	case lexEarly, lexLate:
		return anaphoric, 0, false // read by modified
	case lexDecade, lexOrdinal, lexSeason, lexFiscal, lexCardinal, lexMidsummer:
		return p.date(j)
	}
	if t.flags&festive != 0 {
		if h, _ := p.holiday(j); h != nil {
			return p.date(j)
		}
	}
	if p.apostrophe(j) {
		return p.shortYear(j)
	}
	if t.kind == number {
		if m, end, ok := p.decade(j); ok {
			return m, end, true
		}
		if m, end, ok := p.financial(j); ok {
			return m, end, true
		}
		if m, end, ok := p.yearFirst(j); ok && p.at(j).digits == 4 && (m.Season > 0 || m.Fiscal) {
			return m, end, true
		}
		if d, end, ok := p.day(j); ok && end > j+1 { // "the 3rd"
			switch {
			case p.lower(end) == "century" || p.lower(end) == "c" && p.is(end+1, "."), p.lex(end) == lexUnit && Unit(p.at(end).n) == Quarter:
				return p.ordinal(j)
			case p.lex(end) == lexMonth:
				return p.numeric(j)
			case p.lower(end) == "inst" || p.lower(end) == "ult":
				m := Meaning{Kind: Calendar, Day: d, Within: Month}
				if p.lower(end) == "ult" {
					m.WithinN = -1
				}
				if end++; p.is(end, ".") && p.tight(end) && p.at(end+1).gap() && !p.at(end+1).upper() {
					end++
				}
				return m, end, true
			case p.lex(end) == lexOf && (p.lex(end+1) == lexThat || p.lex(end+1) == lexWhich || p.lex(end+1) == lexThe) && Unit(p.at(end+2).n) == Month && p.lex(end+2) == lexUnit:
				return Meaning{Kind: Calendar, Day: d}, end, true
			}
			switch p.lex(i - 1) { // "on the 14th"
			case lexOn, lexBy, lexUntil, lexFrom, lexSince, lexBefore, lexAfter, lexTo, lexOf:
				return Meaning{Kind: Calendar, Day: d}, end, p.at(end).kind == mark && !p.hyphen(end) || p.at(end).kind == word && p.at(end).lex != other && p.at(end).lex != lexUnit && p.at(end).lex != lexUnits && !p.at(end).upper()
			}
		}
	}
	return Meaning{}, 0, false
}

// financial reads "2024-25 financial year".
func (p *parser) financial(i int) (Meaning, int, bool) {
	y, ok := p.year(i)
	if !ok || !p.hyphen(i+1) && !p.is(i+1, "/") || p.at(i+2).kind != number || p.lex(i+3) != lexFiscal && p.lower(i+3) != "tax" && p.lower(i+3) != "academic" || p.lower(i+4) != "year" {
		return Meaning{}, 0, false
	}
	return Meaning{Kind: Calendar, Fiscal: true, HasYear: true, Year: y + 1}, i + 5, true
}

// nth reads "first Friday in May", "last Friday of May 2019", "last day of the
// month", "first week of May".
func (p *parser) nth(i int) (Meaning, int, bool) {
	n, j, ok := p.day(i)
	switch {
	case ok && (p.lex(i) == lexOrdinal || j > i+1):
	case p.lower(i) == "second":
		n, j = 2, i+1
	case p.lower(i) == "last" || p.lower(i) == "final":
		n, j = -1, i+1
	default:
		return Meaning{}, 0, false
	}
	u := p.at(j)
	if !(u.lex == lexWeekday && n <= 5) && !(u.lex == lexUnit && (Unit(u.n) == Day || Unit(u.n) == Week || Unit(u.n) == Weekend) && n <= 5) {
		return Meaning{}, 0, false
	}
	k := j + 1
	if p.lex(k) != lexIn && p.lex(k) != lexOf {
		return Meaning{}, 0, false
	}
	k++
	var m Meaning
	var end int
	switch p.lex(k) {
	case lexMonth:
		m, end, ok = p.month(k)
	case lexThe, lexThat, lexWhich:
		m, end, ok = p.date(k)
		if p.lex(k) == lexThe && p.lex(k+1) == lexUnit && Unit(p.at(k+1).n) == Month {
			m, end, ok = Meaning{Kind: Deictic, Anaphoric: true, Unit: Month}, k+2, true
		}
		if ok = ok && m.Kind == Deictic && m.Unit == Month; ok {
			m = Meaning{Kind: Calendar, Within: Month, WithinN: m.N, Anaphoric: m.Anaphoric}
		}
	default:
		return Meaning{}, 0, false
	}
	if !ok || m.Day > 0 {
		return Meaning{}, 0, false
	}
	m.Nth = n
	if u.lex == lexWeekday {
		m.HasWeekday, m.Weekday = true, u.value()
	} else {
		m.Unit = Unit(u.n)
	}
	return m, end, true
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
	k := j
	if p.hyphen(k) && p.tight(k) && p.tight(k+1) {
		k++
	}
	switch {
	case p.lower(k) == "century", p.lower(k) == "centuries", p.lower(k) == "c" && p.is(k+1, ".") && k == j && j > i+1:
		m.Century = n - 1
		if k++; p.lower(k-1) == "c" {
			k++
		}
		return p.eraOf(m, k)
	case p.lower(k) == "millennium" && k == j:
		m.Millennium = n
		return p.eraOf(m, k+1)
	case p.lex(k) == lexHalf && n <= 2 && (p.lex(i) == lexOrdinal || k > j || p.lower(i) == "second"):
		m.Half = n
		if end := p.inYear(&m, k+1); end > k+1 {
			return m, end, true
		}
		if p.lex(k+1) == lexOf && p.lex(k+2) == lexThe && p.lower(k+3) == "year" {
			return m, k + 4, true
		}
		return m, k + 1, p.hyphen(j) || p.at(k+1).kind == mark && !p.hyphen(k+1)
	case p.lower(k) == "decade" && p.lex(k+1) == lexOf && p.lex(k+2) == lexThe:
		c, end, ok := p.date(k + 2)
		if ok && c.Kind == Calendar && (c.Century > 0 || c.BCE) && !c.BCE && n <= 10 {
			return Meaning{Kind: Calendar, Decade: c.Century*10 + n - 1}, end, true
		}
	case p.lex(j) == lexOf && p.lex(j+1) == lexMonth:
		d, end, ok := p.month(j + 1)
		if d.Day > 0 {
			return m, 0, false
		}
		d.Day = n
		return d, end, ok
	}
	return m, 0, false
}

// eraOf takes in the era behind a century or millennium.
func (p *parser) eraOf(m Meaning, k int) (Meaning, int, bool) {
	if bce, end, ok := p.era(k); ok {
		m.BCE = bce
		return m, end, true
	}
	return m, k, true
}

func (p *parser) season(i int) (Meaning, int, bool) {
	t := p.at(i)
	m := Meaning{Kind: Calendar, Season: t.value()}
	j := i + 1
	if k := p.inYear(&m, j); k > j {
		if n := p.at(k + 1); m.HasYear && (p.hyphen(k) || p.is(k, "/")) && p.tight(k) && p.tight(k+1) && n.digits == 2 && n.value() == (m.Year+1)%100 {
			k += 2 // "the winter of 1953-54"
		}
		return m, k, true
	}
	switch p.lex(i - 1) {
	case lexIn, lexDuring, lexSince, lexUntil, lexEarly, lexLate, lexMid, lexBy, lexOf, lexBefore, lexAfter:
		return m, j, p.at(j).kind == mark || p.at(j).lex != other || functionWords[p.lower(j)] || p.lex(i-1) != lexOf && p.lex(i-1) != lexBefore && p.lex(i-1) != lexAfter
	case lexThe:
		switch p.lex(i - 2) {
		case lexFrom:
			return m, j, p.lex(j) == lexTo || p.lex(j) == lexUntil
		case lexIn, lexDuring, lexSince, lexUntil, lexBy, lexOf, lexOver, lexInto, lexFor, lexBefore, lexAfter:
			return m, j, p.lower(i) != "fall" || p.lex(j) != lexOf
		}
	}
	return m, 0, false
}

func plural(w string) bool {
	return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' || w == "people" || w == "men" || w == "women" || w == "children"
}
