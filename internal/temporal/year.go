package temporal

import "strings"

// century makes a year of two figures one of four: up to 2060, else of the
// last century.
func century(y int) int {
	if y > 60 {
		return 1900 + y
	}
	return 2000 + y
}

func (p *parser) apostrophe(i int) bool { return p.is(i, "'") || p.is(i, "’") || p.is(i, "‘") }

// shortYear reads "'68", "the '80s", "'19".
func (p *parser) shortYear(i int) (Meaning, int, bool) {
	m := Meaning{Kind: Calendar}
	n := p.at(i + 1)
	if n.kind != number || n.digits != 2 || !p.tight(i+1) {
		return m, 0, false
	}
	if p.lower(i+2) == "s" && p.tight(i+2) {
		if n.n%10 != 0 {
			return m, 0, false
		}
		m.Decade = 190 + n.value()/10
		if n.n < 20 {
			m.Decade += 10
		}
		return m, i + 3, true
	}
	if k := p.at(i + 2); p.tight(i+2) && (k.kind != mark || p.apostrophe(i+2)) {
		return m, 0, false
	}
	switch p.lex(i - 1) {
	case lexOf, lexIn, lexSince, lexMonth, lexSeason, lexFrom, lexUntil, lexBy, lexBefore, lexAfter, lexAnd, lexTo:
		m.HasYear, m.Year = true, century(n.value())
		return m, i + 2, true
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

// era reads BC, BCE, AD, CE, "B.C." at token j; bce is set by the first two.
func (p *parser) era(j int) (bce bool, end int, ok bool) {
	t := p.at(j)
	if t.lex == lexEra && t.upper() {
		w := p.word(j)
		return w == "BC" || w == "BCE", j + 1, w == "BC" || w == "BCE" || w == "AD" || w == "CE"
	}
	// with full stops: B.C., a.d., B.C.E.
	letters := ""
	for k := j; len(letters) < 3 && p.at(k).kind == word && p.at(k).to-p.at(k).from == 1 && p.is(k+1, ".") && (k == j || p.tight(k)); k += 2 {
		letters += p.lower(k)
		end = k + 2
	}
	return letters == "bc" || letters == "bce", end, letters == "bc" || letters == "bce" || letters == "ad" || letters == "ce"
}

// eraYear reads a year with its era: "44 BC", "AD 410", "10,000 BC", "79 AD",
// "AD79".
func (p *parser) eraYear(i int) (year, end int, ok bool) {
	t := p.at(i)
	if t.kind == number && t.digits <= 5 && t.n > 0 {
		y, j := t.value(), i+1
		if p.is(j, ",") && p.tight(j) && p.tight(j+1) && p.at(j+1).digits == 3 {
			y = y*1000 + p.at(j+1).value()
			j += 2
		}
		bce, end, ok := p.era(j)
		if !ok {
			return 0, 0, false
		}
		if bce {
			y = 1 - y
		}
		return y, end, true
	}
	if t.kind != word {
		return 0, 0, false
	}
	if bce, j, ok := p.era(i); ok && !bce && p.lower(i)[0] == 'a' {
		if n := p.at(j); n.kind == number && n.digits <= 4 && n.n > 0 {
			return n.value(), j + 1, true
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
	if y, end, ok := p.eraYear(j); ok {
		m.HasYear, m.Year = true, y
		return end
	}
	if p.lex(k) == lexIn && m.Holiday != nil { // "Christmas in 1914"
		if y, ok := p.year(k + 1); ok {
			m.HasYear, m.Year = true, y
			return k + 2
		}
	}
	if j == k && p.is(k, ",") {
		return k
	}
	if l := p.lex(j); (l == lexWhich || l == lexPast && p.lower(j) == "past") && p.lex(j+1) == lexUnit && Unit(p.at(j+1).n) == Year && p.lower(j) != "current" && !p.apostrophe(j+2) {
		m.Within, m.WithinN = Year, p.at(j).value()
		return j + 2
	}
	if p.apostrophe(j) {
		if y, end, ok := p.shortYear(j); ok && y.HasYear {
			m.HasYear, m.Year = true, y.Year
			return end
		}
	}
	return k
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
	case t.digits == 3 && t.n >= 100:
		bce, end, ok := p.era(j + 1)
		m.Decade, m.BCE = t.value()/10, bce
		return m, end, ok
	case t.digits == 2 && t.value() >= 20 && p.lex(i-1) == lexThe && !(p.lower(i-2) == "in" && p.possessive(i-1)):
		m.Decade = 190 + t.value()/10
	default:
		return m, 0, false
	}
	if bce, end, ok := p.era(j + 1); ok && bce {
		m.BCE = true
		return m, end, true
	}
	return m, j + 1, true
}

// possessive reports whether token i is a possessive pronoun, behind which a
// decade is one of a life: "in her 60s".
func (p *parser) possessive(i int) bool {
	switch p.lower(i) {
	case "his", "her", "their", "my", "our", "your", "its":
		return true
	}
	return false
}

// counted things and numbered things: what a bare number of four figures
// stands behind or before when it is no year.
var (
	numbered = wordSet(`room page pages pp p no nos number bill resolution article port error bus flight route highway road invoice case part pin serial
model version windows office rfc postcode zip code form section paragraph clause chapter item lot order ticket file patent extension ext channel
apartment apt flat suite unit box locker line track platform gate seat row grade class type series peugeot mazda runner film movie novel band album asteroid
witness regulation directive protocol iso norm standard figure table equation problem question exercise hymn psalm opus id`)
	measured = wordSet(`km m cm mm kg g mg lb lbs oz miles mile metres meters yards feet foot ft inches hectares acres tonnes tons litres liters gallons dollars
euros pounds rupees yen yuan people men women children cases cows sheep votes soldiers troops workers employees jobs homes houses shares units copies pages
calories watts volts rpm mb gb kb hz mhz km2 percent pc degrees points seats members students pupils families tickets cars vehicles words`)
	streets = wordSet("road street avenue lane drive boulevard way court place square terrace close crescent st ave blvd rd dr parkway broadway")
)

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// bareYear reads a year by itself, where the words around it make it one.
func (p *parser) bareYear(i int) (Meaning, int, bool) {
	y, ok := p.year(i)
	m := Meaning{Kind: Calendar, HasYear: true, Year: y}
	if !ok || y > 2100 || p.notYear(i) {
		return m, 0, false
	}
	end := i + 1
	switch prev := p.lex(i - 1); prev {
	case lexCirca:
		return m, end, true
	case lexEarly, lexLate, lexMid:
		return m, end, true
	case lexFrom, lexBetween, lexTo:
		if y < 1500 && (p.lex(end) == lexTo || p.lex(end) == lexUntil || p.lex(end) == lexAnd) && p.at(end+1).digits == 4 {
			return m, end, !measured[p.lower(end+2)]
		}
	case lexAbout, lexBefore, lexAfter, lexBy, lexSince, lexUntil, lexIn:
		if y < 1500 {
			n := p.at(end)
			return m, end, n.kind == mark && !p.is(end, "-") || n.kind == word && (n.lex != other && n.lex != lexUnit || prev == lexIn && functionWords[p.lower(end)])
		}
	}
	if p.lifeMark(i) {
		return m, end, true
	}
	if p.lower(i-1) == "year" || p.lower(i-1) == "census" || p.lower(i-2) == "census" {
		return m, end, true
	}
	if y < 1500 {
		return m, 0, false
	}
	switch p.lex(i - 1) {
	case lexIn, lexSince, lexOf, lexBy, lexDuring, lexFrom, lexUntil, lexTo, lexBefore, lexAfter, lexEarly, lexLate, lexMid, lexBetween, lexAnd, lexSoon, lexAbout, lexCirca, lexFor, lexThe, lexFiscal, lexFollowing, lexOr, lexAs, lexIs, lexWas, lexPeriod:
		n := p.at(end)
		if p.lex(i-1) == lexOf && n.kind == word && n.lex == other && n.upper() {
			return m, 0, false // "of 1987 Chevrolet cars"
		}
		if n.kind == word && n.gap() && n.lex == other && !n.upper() && p.lex(i-1) != lexIn && p.lex(i-1) != lexSince && p.lex(i-1) != lexLate && p.lex(i-1) != lexEarly && p.lex(i-1) != lexThe && plural(p.word(end)) {
			return m, 0, false // "of 2000 people"
		}
		return m, end, true
	}
	prev := p.at(i - 1)
	if (p.possessive(i-1) || p.lower(i-1) == "s" && p.apostrophe(i-2)) && p.at(end).kind == word && p.lex(end) == other && !p.at(end).upper() && !plural(p.word(end)) {
		return m, end, true // "its 1989 operating results"
	}
	if p.post && y >= 1990 && y < 2040 && (prev.kind == word || p.at(i).brk() || p.is(i-1, ".") || p.is(i-1, "!")) && !p.is(end, "%") {
		return m, end, true
	}
	if p.is(i-1, "©") {
		return m, end, true
	}
	if p.is(i-1, "(") || p.is(i-1, "[") || p.hyphen(i-1) || p.apostrophe(i-1) || p.is(i-1, "/") {
		return m, end, p.is(end, ")") || p.hyphen(end) || p.at(i-2).kind == number || p.is(end, ",") || p.is(end, "?") || p.hyphen(i-1) && p.tight(i-1) && (p.lower(i-2) == "post" || p.lower(i-2) == "pre" || p.lex(i-2) == lexMid || p.lex(i-2) == lexEarly || p.lex(i-2) == lexLate)
	}
	if prev.kind == mark && i > 0 {
		if p.is(i-1, ",") && p.last == i-1 && p.last > 0 && (p.is(end, ",") || p.lex(end) == lexAnd || p.lex(end) == lexOr) {
			return m, end, true // "1998, 2002 and 2006"
		}
		return m, end, y >= 1900 && (p.is(end, ",") || p.is(end, ".") || p.is(end, ")")) && p.is(i-1, ",")
	}
	if prev.kind == word && prev.gap() && y >= 1900 && p.at(i).gap() {
		n := p.at(end)
		return m, end, n.kind == mark && !p.is(end, "$") || n.kind == word && !plural(p.word(end)) && n.lex != lexUnit
	}
	return m, 0, false
}

// lifeMark reports whether token i stands behind what marks a year of a life
// or a reign: "b. 1971", "d. 1400", "r. 1154", "fl. 1190", "c. 1450".
func (p *parser) lifeMark(i int) bool {
	if p.hyphen(i-1) && p.at(i-2).kind == number && p.at(i-1).gap() == p.at(i).gap() {
		i -= 2 // "c. 1450-1460"
	}
	if !p.is(i-1, ".") {
		return p.lower(i-1) == "c" && p.tight(i) || p.lower(i-1) == "ca"
	}
	switch p.lower(i - 2) {
	case "c", "ca", "circa":
		return true
	case "b", "d", "r", "fl":
		return p.is(i-3, "(") || p.is(i-3, ".") || p.is(i-3, ",")
	}
	return false
}

// notYear reports whether the words around token i make its number no year: a
// count, a name, a telephone number.
func (p *parser) notYear(i int) bool {
	next, prev := p.at(i+1), p.at(i-1)
	if next.lex == lexUnits || next.lex == lexCardinal && (next.n >= 100 || next.n == 12) || next.lex == lexMillion {
		return true
	}
	if p.lex(i-1) == lexA && next.upper() {
		return true // "a 1987 Chevrolet"
	}
	if next.kind == word && next.gap() {
		if next.lex == other && measured[p.lower(i+1)] {
			return true
		}
		if next.upper() && (streets[p.lower(i+1)] || streets[p.lower(i+2)]) {
			return true
		}
	}
	if prev.kind == word && numbered[p.lower(i-1)] && prev.lex != lexFiscal {
		return true
	}
	if (p.is(i-1, ".") || p.is(i-1, "#")) && numbered[p.lower(i-2)] && p.lower(i-2) != "p" {
		return true
	}
	if prev.kind == word && p.lower(i-1) == "the" && p.at(i-1).upper() && !prev.brk() && !p.is(i-2, ".") {
		return true // a band
	}
	if p.lower(i-1) == "in" && p.lower(i-2) == "one" || p.lower(i-1) == "to" && p.lower(i-2) == "been" {
		return true
	}
	dash := func(j int) bool { return (p.is(j, "-") || p.is(j, "/")) && p.tight(j) && p.tight(j+1) }
	if dash(i+1) && p.at(i+2).kind == number { // 2019-0307 is no year, 2019-2021 is
		n := p.at(i + 2)
		year := n.digits == 4 && n.n > p.at(i).n && n.n < 2200
		short := n.digits == 2 && n.value() > p.at(i).value()%100 || n.digits == 2 && n.value() == (p.at(i).value()+1)%100
		if !year && !short || dash(i+3) && p.at(i+4).kind == number {
			return true
		}
	}
	if dash(i-1) && prev.kind == mark && p.at(i-2).kind == number { // 555-2019
		b := p.at(i - 2)
		if b.digits != 4 || b.n >= p.at(i).n || b.n < 1000 {
			return true
		}
	}
	return false
}
