package temporal

// numeric reads a date that a number opens: "3 May 2025", "2025-12-03",
// "03/04/2025", "2025", "1990s".
func (p *parser) numeric(i int) (Meaning, int, bool) {
	t := p.at(i)
	m := Meaning{Kind: Calendar}
	if d, end, ok := p.stamp(i); ok {
		return d, end, true
	}
	if y, end, ok := p.eraYear(i); ok {
		m.HasYear, m.Year = true, y
		return m, end, true
	}
	if t.digits >= 3 {
		if d, end, ok := p.decade(i); ok {
			return d, end, true
		}
	}
	if t.digits == 4 {
		if n, k, ok := p.yearFirst(i); ok {
			return n, k, true
		}
		return p.bareYear(i)
	}
	if t.digits == 1 && p.tight(i+1) && (p.word(i+1) == "Q" || p.word(i+1) == "H") { // 3Q24, 1H 2024
		return p.quarterFirst(i)
	}
	if t.n == 2 && t.digits == 1 && p.tight(i+1) { // 2day, 2nite, 2moro
		if d, ok := shortDays[p.lower(i+1)]; ok {
			return d, i + 2, true
		}
	}
	if d, j, ok := p.day(i); ok && t.digits <= 2 {
		if m, end, ok := p.dayFirst(i, d, j); ok || j == i+1 {
			return m, end, ok
		}
		return p.ordinal(i)
	}
	return m, 0, false
}

// shortDays are the days that posts write with a 2.
var shortDays = map[string]Meaning{
	"day": {Kind: Deictic, Unit: Day}, "nite": {Kind: Deictic, Unit: Day, Part: Nighttime}, "night": {Kind: Deictic, Unit: Day, Part: Nighttime},
	"moro": {Kind: Deictic, Unit: Day, N: 1}, "morrow": {Kind: Deictic, Unit: Day, N: 1}, "mrw": {Kind: Deictic, Unit: Day, N: 1},
	"moz": {Kind: Deictic, Unit: Day, N: 1},
}

// quarterFirst reads 3Q24, 3Q 2024, 1H 2024.
func (p *parser) quarterFirst(i int) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar}
	n := p.at(i).value()
	if p.word(i+1) == "Q" && n >= 1 && n <= 4 {
		m.Quart = n
	} else if p.word(i+1) == "H" && n >= 1 && n <= 2 {
		m.Half = n
	} else {
		return m, 0, false
	}
	if y := p.at(i + 2); p.tight(i+2) && y.kind == number && y.digits == 2 {
		m.HasYear, m.Year = true, century(y.value())
		return m, i + 3, true
	}
	k := p.inYear(&m, i+2)
	return m, k, k > i+2
}

// yearFirst reads what a year of four figures opens: "2019 Nov 3", "1985,
// April 3", "2024 Q3", "1985-Apr-03".
func (p *parser) yearFirst(i int) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar}
	y, ok := p.year(i)
	if !ok && p.hyphen(i+1) {
		y, ok = p.at(i).value(), p.at(i).n > 1000 && p.at(i).n < 2200
	}
	j := i + 1
	if p.is(j, ",") || (p.hyphen(j) || p.is(j, "/")) && p.tight(j) {
		j++
	}
	switch {
	case !ok:
	case p.lex(j) == lexMonth && p.at(j).upper():
		k := j + 1
		if p.is(k, ".") || p.hyphen(k) && p.tight(k) {
			k++
		}
		d, end, ok := p.day(k)
		if !ok || p.at(k).kind != number || p.is(end, ",") && p.at(end+1).digits == 4 || p.is(i+1, ",") && p.lex(i-1) == lexIn || p.at(end).digits == 4 {
			return m, 0, false
		}
		m.HasYear, m.Year, m.Month, m.Day = true, y, p.at(j).value(), d
		return m, end, true
	case p.lex(j) == lexCode && p.at(j).upper() && p.tight(j+1) && p.at(j+1).digits == 1:
		if q, end, ok := p.code(j); ok && !q.HasYear {
			q.HasYear, q.Year = true, y
			return q, end, true
		}
	case p.lex(j) == lexSeason && j == i+1 && p.at(j+1).kind != word: // "the 1953 summer"
		m.HasYear, m.Year, m.Season = true, y, p.at(j).value()
		return m, j + 1, true
	case p.lex(i+1) == lexFiscal && p.lower(i+2) == "year":
		m.HasYear, m.Year, m.Fiscal = true, y, true
		return m, i + 3, true
	}
	return m, 0, false
}

// dayFirst reads a date that the day d opens, which ends at token j: "3 May
// 2025", "3-May-2025", "3rd of May", "14/Apr/1912", "3 May 44 BC", "14 Jun 94".
func (p *parser) dayFirst(i, d, j int) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar, Day: d}
	k := j
	sep := ""
	if p.lex(k) == lexOf || (p.hyphen(k) || p.is(k, "/")) && p.tight(k) && p.tight(k+1) {
		sep = p.word(k)
		k++
	}
	if p.lex(k) != lexMonth || !p.at(k).upper() && k == j && !p.plainMonth(k) && !(p.at(k).n == 5 && p.at(k+1).digits == 4) {
		return m, 0, false
	}
	if p.tight(k) && sep == "" && !(p.at(k+1).digits == 4 && p.tight(k+1)) {
		return m, 0, false
	}
	if p.at(k).upper() && p.at(k+1).upper() && p.at(k+1).kind == word && p.lex(k+1) == other && streets[p.lower(k+1)] {
		return m, 0, false // 12 August Road
	}
	m.Month = p.at(k).value()
	k++
	if p.is(k, ".") && p.tight(k) && p.at(k-1).end()-p.at(k-1).start() <= 4 && (p.at(k+1).kind == number || p.apostrophe(k+1)) {
		k++
	}
	n := k
	if sep != "" && sep != "of" && p.is(n, sep) && p.tight(n) {
		n++
		if y := p.at(n); y.kind == number && y.digits == 2 && p.tight(n) { // 3-Apr-85
			m.HasYear, m.Year = true, century(y.value())
			return m, n + 1, true
		}
	}
	if y, ok := p.year(n); ok {
		m.HasYear, m.Year = true, y
		return m, n + 1, true
	}
	if y := p.at(n); y.kind == number && y.digits == 2 && y.gap() && p.at(n-1).end()-p.at(n-1).start() <= 4 && p.at(n+1).kind != number && !p.is(n+1, ":") && !(p.is(n+1, ".") && p.tight(n+2)) && p.lex(n+1) != lexUnits && p.lex(n+1) != lexAm && y.n > 31 {
		m.HasYear, m.Year = true, century(y.value()) // 14 Jun 94
		return m, n + 1, true
	}
	return m, p.inYear(&m, k), true
}

// stamp reads a date in figures, with the time of day that belongs to it:
// 2025-12-03T16:30:05Z, 20251203, 2025-W49-3, 2025-337, 03/04/2025, 3.4.85,
// 03/2027, 3/IV/1985, 30/Nov/2025:16:30:05 +0000.
func (p *parser) stamp(i int) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar}
	t := p.at(i)
	sep := p.word(i + 1)
	joined := (sep == "-" || sep == "/" || sep == "." || sep == "–") && p.tight(i+1) && p.tight(i+2)
	num := func(k, lo, hi int) bool {
		n := p.at(k)
		return n.kind == number && n.digits <= 2 && p.tight(k) && n.value() >= lo && n.value() <= hi
	}
	apart := func(k int) bool { return p.is(k, sep) && p.tight(k) && p.tight(k+1) }
	switch {
	case t.digits == 8 && t.n >= 1000_01_01 && t.n < 2200_00_00: // 20251203
		y, mo, d := t.value()/10000, t.value()/100%100, t.value()%100
		if mo < 1 || mo > 12 || d < 1 || d > 31 || numbered[p.lower(i-1)] || (p.is(i-1, ".") || p.lex(i-1) == lexIs) && numbered[p.lower(i-2)] {
			return m, 0, false
		}
		m.HasYear, m.Year, m.Month, m.Day = true, y, mo, d
		end := i + 1
		k := end
		if p.word(k) == "T" && p.tight(k) || p.is(k, "-") && p.tight(k) {
			k++
		}
		if c := p.at(k); k > end && p.tight(k) && c.kind == number && (c.digits == 6 || c.digits == 4) {
			h := c.value()
			if c.digits == 6 {
				m.Second, m.HasSecond = h%100, true
				h /= 100
			}
			m.HasClock, m.Hour, m.Minute, m.HasMinute = true, h/100, h%100, true
			return m, k + 1, m.Hour < 24 && m.Minute < 60 && m.Second < 61
		}
		return m, end, true
	case t.digits == 4 && joined:
		switch mo := p.at(i + 2); {
		case num(i+2, 1, 12) && apart(i+3) && num(i+4, 1, 31):
			if p.is(i+5, "-") && p.tight(i+5) && p.tight(i+6) && p.at(i+6).kind == number && p.at(i+6).digits != 4 {
				return m, 0, false // a part number
			}
			m.HasYear, m.Year, m.Month, m.Day = true, t.value(), mo.value(), p.at(i+4).value()
			return m, p.clockBehind(&m, i+5), true
		case (sep == "-" || sep == "/") && mo.digits == 2 && num(i+2, 1, 12) && t.n >= 1000 && t.n < 2200 && !p.is(i+3, sep) && (sep == "/" && mo.value() != (t.value()+1)%100 || mo.value() < t.value()%100 && mo.value() != t.value()%100+1 || t.value()%100 < 10 && mo.value() != t.value()%100+1 && mo.value() < t.value()%100):
			m.HasYear, m.Year, m.Month = true, t.value(), mo.value()
			return m, i + 3, true
		case sep == "-" && mo.kind == number && mo.digits == 3 && mo.n >= 1 && mo.n <= 366 && !p.is(i+3, "-") && t.n > 1900 && t.n < 2200 && p.lower(i-1) != "call" && p.lower(i-1) != "part":
			m.HasYear, m.Year, m.DayOfYear = true, t.value(), mo.value()
			return m, i + 3, true
		case sep == "-" && p.word(i+2) == "W" && p.at(i+3).kind == number && p.tight(i+3) && p.at(i+3).n >= 1 && p.at(i+3).n <= 53:
			m.HasYear, m.Year, m.Week = true, t.value(), p.at(i+3).value()
			end := i + 4
			if p.is(end, "-") && p.tight(end) && p.at(end+1).digits == 1 && p.at(end+1).n >= 1 && p.at(end+1).n <= 7 {
				m.Week3 = p.at(end + 1).value()
				end += 2
			}
			return m, end, true
		}
	case t.digits <= 2 && joined:
		y := p.at(i + 4)
		switch b := p.at(i + 2); {
		case b.kind == number && b.digits <= 2 && apart(i+3) && y.kind == number && p.tight(i+4) && (y.digits == 4 || y.digits == 2):
			return p.figures(i, sep)
		case (sep == "/" || sep == ".") && b.kind == word && roman[p.word(i+2)] > 0 && apart(i+3) && y.digits == 4:
			m.HasYear, m.Year, m.Month, m.Day = true, y.value(), roman[p.word(i+2)], t.value()
			return m, i + 5, t.n >= 1 && t.n <= 31
		case sep == "/" && b.kind == word && b.lex == lexMonth && apart(i+3) && y.digits == 4 && t.n >= 1 && t.n <= 31:
			m.HasYear, m.Year, m.Month, m.Day = true, y.value(), b.value(), t.value()
			return m, p.clockBehind(&m, i+5), true
		case sep == "/" && b.kind == number && b.digits == 4 && b.n > 1800 && b.n < 2200 && t.n >= 1 && t.n <= 12 && !p.is(i+3, "/") && !numbered[p.lower(i-1)]:
			m.HasYear, m.Year, m.Month = true, b.value(), t.value() // 03/2027
			return m, i + 3, true
		case sep == "/" && b.kind == number && b.digits == 2 && !apart(i+3) && (p.lex(i-1) == lexOn || p.lex(i-1) == lexBy || p.lex(i-1) == lexUntil || p.lex(i-1) == lexSince) && (t.n > 12 && t.n <= 31 && b.n >= 1 && b.n <= 12):
			m.Month, m.Day = b.value(), t.value() // "on 22/11"
			return m, i + 3, true
		case sep == "/" && t.n == 9 && b.n == 11 && b.digits == 2 && !p.is(i+3, "/") && p.at(i-1).lex == lexThe: // the 9/11 attacks
			m.HasYear, m.Year, m.Month, m.Day = true, 2001, 9, 11
			return m, i + 3, true
		}
	}
	return m, 0, false
}

// roman are the months as old papers number them.
var roman = map[string]int{"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12}

// figures reads 03/04/2025, 3.4.2025, 3.4.85, 03-04-2025 at token i.
func (p *parser) figures(i int, sep string) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar}
	a, b, y := p.at(i).value(), p.at(i+2).value(), p.at(i+4).value()
	if p.at(i+4).digits == 2 {
		if sep == "-" || sep == "." && (p.lower(i-1) == "version" || p.lower(i-1) == "v" || p.is(i+5, ".")) || p.is(i+5, sep) && p.tight(i+6) {
			return m, 0, false
		}
		y = century(y)
	} else if p.lower(i-1) == "version" || p.is(i-1, ".") && p.lower(i-2) == "no" {
		return m, 0, false
	}
	switch {
	case a >= 1 && a <= 12 && b >= 1 && b <= 31 && sep == "/":
		m.Month, m.Day = a, b
		m.Swapped, m.MonthFirst = b <= 12 && a != b, b > 12
	case b >= 1 && b <= 12 && a >= 1 && a <= 31:
		m.Month, m.Day, m.DayFirst = b, a, sep == "/"
	default:
		return m, 0, false
	}
	if p.hyphen(i+5) && p.tight(i+5) && p.at(i+6).kind == word && p.tight(i+6) {
		return m, 0, false // a part number
	}
	m.HasYear, m.Year = true, y
	return m, p.clockBehind(&m, i+5), true
}

// clockBehind reads the time of day that a stamp joins to its date with a T or
// a colon: 2025-12-03T16:30:05.123, 30/Nov/2025:16:30:05. The zone behind it,
// Z apart, is left to the point.
func (p *parser) clockBehind(m *Meaning, end int) int {
	k := end
	if !(p.lower(k) == "t" || p.is(k, ":") || p.is(k, "_")) || !p.tight(k) || !p.tight(k+1) {
		return end
	}
	k++
	h := p.at(k)
	if h.kind != number || h.digits != 2 || h.n > 24 || !p.is(k+1, ":") || p.at(k+2).digits != 2 || p.at(k+2).n > 59 {
		return end
	}
	m.HasClock, m.HasMinute, m.Hour, m.Minute = true, true, h.value(), p.at(k+2).value()
	k += 3
	if p.is(k, ":") && p.tight(k) && p.at(k+1).digits == 2 && p.tight(k+1) {
		m.HasSecond, m.Second = true, p.at(k+1).value()
		k += 2
	}
	if (p.is(k, ".") || p.is(k, ",")) && p.tight(k) && p.at(k+1).kind == number && p.tight(k+1) {
		k += 2
	}
	return k
}
