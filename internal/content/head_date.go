package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/text"
	"timeline/internal/when"
)

// A datePiece is a run of words of one line that tell a date, a time of day, or
// both. What it means is for [when.ReadMetadata] to say.
type datePiece struct {
	span                      text.Span
	weekday, day, month, year bool
	clock, zone               bool
	shortYear                 bool // "'21", "03/11/21"
}

// whole reports whether a piece names a day of the calendar.
func (p datePiece) whole() bool { return p.day && p.month && (p.year || p.shortYear) }

// dayOfYear reports whether a piece names a day, with its year or without.
func (p datePiece) dayOfYear() bool { return p.day && p.month }

// clockOnly reports whether a piece tells a time of day and nothing else.
func (p datePiece) clockOnly() bool {
	return p.clock && !p.day && !p.month && !p.year && !p.weekday && !p.shortYear
}

// A dateToken is one word of a date.
type dateToken uint8

const (
	noDate dateToken = iota
	weekdayToken
	monthToken
	dayToken
	yearToken
	shortYearToken
	clockToken
	zoneToken
	wholeToken      // 2025-12-03, 03/11/2021, 02-Nov-2016
	wholeShortToken // 03/11/21, 06-Nov-94
	wholeClockToken // 2025-12-03T09:14:00Z
	fillToken       // "at", "on", "of": a part of a date only between two of its words
	tailToken       // "hrs": a part of a date only behind a word of it
)

// maxHeadLine is the length in bytes of the longest line that is looked at for
// anything but a dateline.
const maxHeadLine = 240

// datePieces returns the pieces of a line, in order.
func datePieces(line string) []datePiece {
	var out []datePiece
	var cur datePiece
	flush := func() {
		if cur.month && (cur.day || cur.year) || cur.clock || cur.weekday {
			out = append(out, cur)
		}
		cur = datePiece{}
	}
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRuneInString(line[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !(r == '\'' || r == '’') {
			open := strings.LastIndexAny(line[cur.span.Start:i], "([") >= 0
			if !softMark(r) || strings.ContainsRune("([", r) && !cur.clock || strings.ContainsRune(")]", r) && !open {
				flush()
			}
			i += size
			continue
		}
		kind, n := dateTokenAt(line, i, cur)
		if kind == noDate {
			flush()
			i += max(n, size)
			continue
		}
		if kind == fillToken || kind == tailToken {
			if kind == tailToken && cur.clock {
				cur.span.End = i + n
			}
			i += n
			continue
		}
		if cur.clashes(kind) {
			flush()
		}
		if cur.span.Empty() {
			cur.span.Start = i
		}
		cur.take(kind)
		i += n
		cur.span.End = i
		if i < len(line) && (line[i] == ')' || line[i] == ']') && strings.ContainsAny(cur.span.Of(line), "([") {
			cur.span.End++
		}
	}
	flush()
	return out
}

// softMark reports whether a mark may stand inside a date.
func softMark(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",@().[]", r) }

func (p *datePiece) clashes(k dateToken) bool {
	switch k {
	case weekdayToken:
		return p.weekday || p.month && !p.day && !p.year || p.day && !p.month
	case monthToken:
		return p.month
	case dayToken:
		return p.day
	case yearToken, shortYearToken:
		return p.year || p.shortYear
	case clockToken:
		return p.clock
	case wholeToken, wholeShortToken:
		return p.day || p.month || p.year
	case wholeClockToken:
		return p.day || p.month || p.year || p.clock
	}
	return false
}

func (p *datePiece) take(k dateToken) {
	switch k {
	case weekdayToken:
		p.weekday = true
	case monthToken:
		p.month = true
	case dayToken:
		p.day = true
	case yearToken:
		p.year = true
	case shortYearToken:
		p.shortYear = true
	case clockToken:
		p.clock = true
	case zoneToken:
		p.zone = true
	case wholeToken:
		p.day, p.month, p.year = true, true, true
	case wholeShortToken:
		p.day, p.month, p.shortYear = true, true, true
	case wholeClockToken:
		p.day, p.month, p.year, p.clock = true, true, true, true
	}
}

// dateTokenAt returns what the word at byte i of a line is in a date, and its
// length. The piece begun before it helps: "14.08" is a clock behind a date.
func dateTokenAt(line string, i int, cur datePiece) (dateToken, int) {
	s := line[i:]
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == '\'' || r == '’':
		if cur.month && len(s) >= size+2 && allDigits(s[size:size+2]) && !startsWordy(s[size+2:]) {
			return shortYearToken, size + 2
		}
		return noDate, size
	case r >= '0' && r <= '9':
		if i > 0 && strings.IndexByte("#$%&+=", line[i-1]) >= 0 {
			return noDate, wordLen(s)
		}
		return figureToken(s, cur)
	}
	n := wordLen(s)
	// "UPDATED14:33": the blank was lost with the markup.
	if k := strings.IndexFunc(s[:n], unicode.IsDigit); k > 0 && (publishWords[strings.ToLower(s[:k])] || updateWords[strings.ToLower(s[:k])]) {
		return noDate, k
	}
	w := s[:n]
	if !unicode.IsUpper(r) {
		switch w {
		case "at", "on", "of", "the":
			return fillToken, n
		case "hrs", "hours", "h":
			return tailToken, n
		}
		return noDate, n
	}
	low := strings.ToLower(w)
	switch {
	case months[low]:
		return monthToken, n
	case weekdays[low]:
		return weekdayToken, n
	case low == "at" || low == "on" || low == "of":
		return fillToken, n
	case low == "hrs":
		return tailToken, n
	}
	if k := zoneAt(s, cur); k > 0 {
		return zoneToken, k
	}
	return noDate, n
}

// figureToken reads a word that begins with a digit.
func figureToken(s string, cur datePiece) (dateToken, int) {
	run := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && !strings.ContainsRune("./-:,", r) })
	if run < 0 {
		run = len(s)
	}
	tok := strings.TrimRight(s[:run], "./-:,")
	after := s[len(tok):]
	switch {
	case len(tok) >= 10 && isISODate(tok[:10]):
		if len(tok) == 10 && strings.HasPrefix(after, "T") && len(after) > 1 && after[1] >= '0' && after[1] <= '9' {
			n := strings.IndexFunc(after[1:], func(r rune) bool { return (r < '0' || r > '9') && !strings.ContainsRune(":.+-Z", r) })
			if n < 0 {
				n = len(after) - 1
			}
			return wholeClockToken, len(tok) + 1 + len(strings.TrimRight(after[1:1+n], ".-+"))
		}
		return wholeToken, 10
	case figureDate(tok) == len(tok) && !startsWordy(after):
		return wholeToken, len(tok)
	case shortFigureDate(tok) && !startsWordy(after):
		return wholeShortToken, len(tok)
	}
	if i := strings.IndexByte(tok, ','); i >= 0 { // "3,2019" has no blank; "1,204" is no date
		if !(cur.month && i <= 2 && len(tok) == i+5) {
			return noDate, len(tok)
		}
		return dayToken, i
	}
	if k := namedDate(s); k > 0 {
		if year := strings.TrimLeft(s[strings.LastIndexByte(s[:k], '-'):k], "-"); len(year) == 2 {
			return wholeShortToken, k
		}
		return wholeToken, k
	}
	if k := clockAt(s, tok, cur); k > 0 {
		return clockToken, k
	}
	if !allDigits(tok) {
		return noDate, len(tok)
	}
	switch len(tok) {
	case 1, 2:
		n := len(tok)
		for _, suffix := range [...]string{"st", "nd", "rd", "th"} {
			if len(after) >= 2 && strings.EqualFold(after[:2], suffix) {
				n += 2
				after = after[2:]
				break
			}
		}
		if startsWordy(after) {
			return noDate, n
		}
		return dayToken, n
	case 4:
		if (tok[0] == '1' || tok[0] == '2') && !startsWordy(after) {
			return yearToken, 4
		}
	}
	return noDate, len(tok)
}

// clockAt returns the length of the time of day that s begins with, of which tok
// are the figures: "09:14", "9.14am", "8 p.m.", "14h08", "0600 UTC".
func clockAt(s, tok string, cur datePiece) int {
	after := s[len(tok):]
	blanks := len(after) - len(strings.TrimLeft(after, " \t"))
	half := 0
	for _, k := range [...]string{"a.m.", "p.m.", "a.m", "p.m", "am", "pm"} {
		if rest := after[blanks:]; blanks <= 2 && len(rest) >= len(k) && strings.EqualFold(rest[:len(k)], k) && !startsWordy(rest[len(k):]) {
			half = blanks + len(k)
			break
		}
	}
	h, m, colon := strings.Cut(tok, ":")
	if colon {
		if !allDigits(h) || len(h) > 2 || len(m) < 2 || strings.Trim(m, "0123456789:.") != "" || !allDigits(m[:2]) {
			return 0
		}
		if half == 0 && startsWordy(after) && !strings.HasPrefix(after, "Z") && !strings.HasPrefix(after, "h") {
			return 0
		}
		n := len(tok) + half
		if strings.HasPrefix(after, "Z") {
			n++
		}
		if k := offsetLen(s[n:]); k > 0 {
			n += k
		}
		return n
	}
	if h, m, dot := strings.Cut(tok, "."); dot {
		if !allDigits(h) || len(h) > 2 || len(m) != 2 || !allDigits(m) || half == 0 && (!cur.month || !cur.year) {
			return 0
		}
		return len(tok) + half
	}
	if !allDigits(tok) {
		return 0
	}
	switch {
	case half > 0 && len(tok) <= 4:
		return len(tok) + half
	case len(tok) <= 2 && (strings.HasPrefix(after, "h") || strings.HasPrefix(after, "H")):
		if len(after) >= 3 && allDigits(after[1:3]) && !startsWordy(after[3:]) {
			return len(tok) + 3
		}
		if !startsWordy(after[1:]) {
			return len(tok) + 1
		}
	case len(tok) == 4 && blanks <= 1:
		rest := after[blanks:]
		w := rest[:wordLen(rest)]
		if tok < "2400" && tok[2] < '6' && (strings.EqualFold(w, "hrs") || strings.EqualFold(w, "hours") || w == "h" || w == strings.ToUpper(w) && zoneWords[strings.ToLower(w)]) {
			if len(w) == 1 {
				return len(tok) + blanks + 1
			}
			return len(tok)
		}
	}
	return 0
}

// offsetLen returns the length of an offset of a clock that s begins with:
// "+05:30", " +0100".
func offsetLen(s string) int {
	i := len(s) - len(strings.TrimLeft(s, " "))
	if i > 1 || i >= len(s) || s[i] != '+' && s[i] != '-' {
		return 0
	}
	j := i + 1
	for j < len(s) && (s[j] >= '0' && s[j] <= '9' || s[j] == ':') {
		j++
	}
	if j-i < 5 || j-i > 6 || startsWordy(s[j:]) {
		return 0
	}
	return j
}

var zoneWords = func() map[string]bool {
	m := make(map[string]bool)
	for _, w := range when.ZoneWords() {
		m[w] = true
	}
	return m
}()

// zoneAt returns the length of the zone that s begins with, if a clock stands
// beside it: letters in capitals, "UTC+8", "Eastern Time". Its words are names
// elsewhere.
func zoneAt(s string, cur datePiece) int {
	n := wordLen(s)
	w := s[:n]
	after := s[n:]
	if w == strings.ToUpper(w) && zoneWords[strings.ToLower(w)] {
		if k := offsetLen(after); (w == "GMT" || w == "UTC") && k > 0 {
			return n + k
		}
		if (w == "GMT" || w == "UTC") && len(after) > 1 && (after[0] == '+' || after[0] == '-') && after[1] >= '0' && after[1] <= '9' {
			k := 2
			for k < len(after) && (after[k] >= '0' && after[k] <= '9' || after[k] == ':') {
				k++
			}
			return n + k
		}
		if cur.clock {
			return n
		}
		rest := strings.TrimLeft(after, " ")
		if rest != "" && rest[0] >= '0' && rest[0] <= '9' {
			run := strings.IndexFunc(rest, func(r rune) bool { return (r < '0' || r > '9') && r != ':' && r != '.' })
			if run < 0 {
				run = len(rest)
			}
			if clockAt(rest, strings.TrimRight(rest[:run], ".:"), cur) > 0 {
				return n
			}
		}
		return 0
	}
	if !cur.clock {
		return 0
	}
	// "Eastern Time", "British Summer Time": up to four words, the last "time".
	end := n
	for words := 1; words < 4 && end < len(s) && s[end] == ' '; words++ {
		k := wordLen(s[end+1:])
		if k == 0 {
			return 0
		}
		end += 1 + k
		if strings.EqualFold(s[end-k:end], "time") {
			if len(when.ReadZone(s[:end])) > 0 || strings.EqualFold(s[:end], "local time") {
				return end
			}
			return 0
		}
	}
	return 0
}

// wordLen returns the length of the letters and digits that s begins with.
func wordLen(s string) int {
	n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if n < 0 {
		return len(s)
	}
	return n
}

func startsWordy(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// shortFigureDate reports whether tok is a date in figures with a year of two:
// "03/11/21".
func shortFigureDate(tok string) bool {
	for _, mark := range [...]string{"/", ".", "-"} {
		if p := strings.Split(tok, mark); len(p) == 3 && len(p[2]) == 2 {
			return len(p[0]) <= 2 && len(p[1]) <= 2 && allDigits(p[0]) && allDigits(p[1]) && allDigits(p[2])
		}
	}
	return false
}

// namedDate returns the length of a date that s begins with whose parts are
// joined by hyphens: "02-Nov-2016", "06-Nov-94".
func namedDate(s string) int {
	p := strings.SplitN(s, "-", 3)
	if len(p) != 3 || !allDigits(p[0]) || len(p[0]) > 2 || !months[strings.ToLower(p[1])] {
		return 0
	}
	n := 0
	for n < len(p[2]) && p[2][n] >= '0' && p[2][n] <= '9' {
		n++
	}
	if n != 2 && n != 4 {
		return 0
	}
	return len(p[0]) + len(p[1]) + 2 + n
}

func wordSet(list string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

var (
	months = wordSet(`january february march april may june july august september october november december
		jan feb mar apr jun jul aug sep sept oct nov dec`)
	weekdays = wordSet(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun`)
)

// isISODate reports whether w begins with 2025-12-03.
func isISODate(w string) bool {
	return len(w) >= 10 && w[4] == '-' && w[7] == '-' && allDigits(w[:4]) && allDigits(w[5:7]) && allDigits(w[8:10]) &&
		(len(w) == 10 || w[10] == 'T')
}

// figureDate returns how many bytes at the start of s write a date in figures
// with a year of four: "03/11/2021", "3.11.2021", "2021/11/03"; zero if none do.
// Which figure is the month is for package resolve to say.
func figureDate(s string) int {
	var digits [3]int
	i, part := 0, 0
	var mark byte
	for ; i < len(s); i++ {
		c := s[i]
		if c >= '0' && c <= '9' {
			digits[part]++
			continue
		}
		if part == 2 || c != '/' && c != '.' && c != '-' || mark != 0 && mark != c {
			break
		}
		mark = c
		part++
	}
	short := func(n int) bool { return n == 1 || n == 2 }
	if part < 2 || !short(digits[1]) || !(short(digits[0]) && digits[2] == 4 || digits[0] == 4 && short(digits[2])) {
		return 0
	}
	return i
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
