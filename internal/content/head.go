package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/text"
)

// The head of a report is what stands above its story: site crumbs, headline,
// caption, byline, dateline. These rules read it by its shape.

// headLines is how many lines from the top may belong to the head.
const headLines = 14

// readPlain sets the text of a source from a plain text file.
func readPlain(s *Source, src []byte, body int) {
	b := &builder{src: src}
	b.literal(body, len(src))
	// The text is kept as it is, with the blank lines at its end.
	s.Text = text.New(string(b.buf))
	s.runs = b.runs
	s.lines = lineStarts(src)
	if s.Title == "" {
		s.TitleSpan = headline(s.Text.Text)
		s.Title = s.TitleSpan.Of(s.Text.Text)
	}
}

// headline returns the first paragraph of a text if it looks like a headline: a
// few words on one line without a final full stop, and text below. A line of one
// word above it, as the crumbs of a site leave it, is passed over.
func headline(t string) text.Span {
	paragraphs := text.Paragraphs(t)
	for i, l := range paragraphs {
		if i >= 6 || i+1 == len(paragraphs) {
			break
		}
		line := l.Of(t)
		words := len(strings.Fields(line))
		if words == 1 && !strings.ContainsAny(line, ".!?") {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, "\"'”’»)"))
		if words < 2 || len(line) > 200 || strings.ContainsRune(".,;:…", last) || strings.Contains(line, "\n") ||
			isByline(line) || dateLine(line) {
			break
		}
		return l
	}
	return text.Span{}
}

// lines returns the lines of t that are not blank, trimmed.
func lines(t string) []text.Span {
	var out []text.Span
	for start := 0; start < len(t) && len(out) < headLines; {
		end := start + len(t[start:])
		if i := strings.IndexByte(t[start:], '\n'); i >= 0 {
			end = start + i
		}
		if s := trimSpan(t, text.Span{Start: start, End: end}); !s.Empty() {
			out = append(out, s)
		}
		start = end + 1
	}
	return out
}

func trimSpan(t string, s text.Span) text.Span {
	left := strings.TrimLeftFunc(s.Of(t), unicode.IsSpace)
	s.Start = s.End - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	return s
}

// isByline reports whether a line names who wrote the report.
func isByline(line string) bool {
	rest, ok := cutFold(line, "by ")
	if !ok || len(line) > 160 || strings.HasSuffix(line, ".") && !strings.HasSuffix(line, "r.") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(first) && nameEnd(rest) > 0
}

func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// nameEnd returns the length of the names that s begins with: capitalised words
// joined by "and", "&", commas and particles. It is 0 if more than six words
// could be meant, or none.
func nameEnd(s string) int {
	end, words := 0, 0
	for off := 0; off < len(s); {
		word := s[off:]
		if i := strings.IndexAny(word, " \t"); i >= 0 {
			word = word[:i]
		}
		bare := strings.TrimRight(word, ",")
		first, _ := utf8.DecodeRuneInString(bare)
		switch {
		case unicode.IsUpper(first) && !isDateWord(bare):
			end = off + len(bare)
			if words++; words > 12 {
				return 0
			}
		case particles[bare] && words > 0:
		default:
			return end
		}
		off += len(word)
		for off < len(s) && (s[off] == ' ' || s[off] == '\t') {
			off++
		}
	}
	return end
}

var particles = map[string]bool{
	"and": true, "&": true, "de": true, "van": true, "von": true, "der": true, "den": true, "la": true, "le": true, "du": true, "da": true,
	"al": true, "bin": true, "ibn": true, "for": true,
}

// scanHead looks for a byline, a dateline and a line that is only a date at the
// top of the text, and fills in what nothing better has said.
func scanHead(s *Source) {
	t := s.Text.Text
	sections := bareDates(t) > 2 // a diary: its dates head entries
	story := false               // whether the story has begun
	for _, l := range lines(t) {
		line := l.Of(t)
		switch {
		case isByline(line):
			if s.BylineSpan.Empty() {
				s.BylineSpan = l
				s.byline(l)
			}
			continue
		case dateLine(line):
			d := dateIn(t, l)
			stamp := Stamp{Basis: Byline, Text: d.Of(t), Span: d}
			if s.stamped(d) || bare(line, d.Start-l.Start) && (sections || story) {
				continue
			}
			if isUpdate(line) {
				s.Modified = append(s.Modified, stamp)
			} else {
				s.Published = append(s.Published, stamp)
			}
			continue
		}
		// Only the first paragraph of the story has a dateline.
		if !story && s.DatelineSpan.Empty() && l != s.TitleSpan {
			s.dateline(l)
		}
		story = story || len(line) > 120 || strings.HasSuffix(line, ".")
	}
}

// bareDates counts the lines of t that are a date and nothing else.
func bareDates(t string) (n int) {
	for _, l := range lines(t) {
		if line := l.Of(t); dateLine(line) && bare(line, dateIn(t, l).Start-l.Start) {
			n++
		}
	}
	return n
}

// bare reports whether a line has no word before its date, which begins at byte
// i: no "Published:" that would say what the date is.
func bare(line string, i int) bool {
	return strings.IndexFunc(line[:i], unicode.IsLetter) < 0
}

// stamped reports whether a stamp is known that stands in part of d.
func (s *Source) stamped(d text.Span) bool {
	for _, list := range [][]Stamp{s.Published, s.Modified} {
		for _, st := range list {
			if st.Span.Overlaps(d) {
				return true
			}
		}
	}
	return false
}

// byline reads "By NAMES [in PLACE] [DATE]".
func (s *Source) byline(l text.Span) {
	t := s.Text.Text
	rest, _ := cutFold(l.Of(t), "by ")
	at := l.End - len(rest)
	n := nameEnd(rest)
	if s.Author == "" {
		s.Author = rest[:n]
	}
	tail := text.Span{Start: at + n, End: l.End}
	d := dateIn(t, tail)
	place := tail
	if !d.Empty() {
		place.End = d.Start
	}
	where := ""
	if after, ok := cutFold(strings.TrimLeft(place.Of(t), " ,|-–—"), "in "); ok {
		where = strings.Trim(after, " ,|-–—/\t")
		if s.Dateline == "" && where != "" {
			s.Dateline = where
			start := place.Start + strings.Index(place.Of(t), where)
			s.DatelineSpan = text.Span{Start: start, End: start + len(where)}
		}
	}
	if !d.Empty() {
		s.Published = append(s.Published, Stamp{Basis: Byline, Text: d.Of(t), Span: d, Place: where})
	}
}

// dateline reads "PLACE[, Country][, Dec 3] [(Agency)] - " at the start of a
// paragraph: a place in capitals, or any place before an agency in brackets.
func (s *Source) dateline(l text.Span) {
	t := s.Text.Text
	line := l.Of(t)
	end, dash := -1, 0
	for _, d := range []string{" - ", " – ", " — ", " -- ", ") -", " —", "— "} {
		if i := strings.Index(line, d); i >= 0 && i <= 80 && (end < 0 || i < end) {
			end, dash = i, len(d)
			if strings.HasPrefix(d, ")") {
				end++
			}
		}
	}
	if end <= 0 || end+dash >= len(line) {
		return
	}
	head := line[:end]
	agency := ""
	if i := strings.IndexByte(head, '('); i > 0 && strings.HasSuffix(head, ")") {
		agency = strings.TrimSpace(head[i+1 : len(head)-1])
		head = strings.TrimRight(head[:i], " ,")
	}
	whole := text.Span{Start: l.Start, End: l.Start + len(head)}
	d := dateIn(t, whole)
	place := strings.TrimRight(head, " ,")
	if !d.Empty() {
		place = strings.TrimRight(t[l.Start:d.Start], " ,")
	}
	city, _, _ := strings.Cut(place, ",")
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, city)
	if labels[strings.ToLower(city)] {
		return
	}
	first, _ := utf8.DecodeRuneInString(place)
	capitals := utf8.RuneCountInString(letters) >= 3 && strings.ToUpper(letters) == letters
	if !capitals && agency == "" || !unicode.IsUpper(first) || len(strings.Fields(place)) > 6 || nameEnd(place) != len(place) {
		return
	}
	s.DatelineSpan = text.Span{Start: l.Start, End: l.Start + len(place)}
	if s.Dateline == "" {
		s.Dateline = place
	}
	if s.Outlet == "" && agency != "" {
		s.Outlet = agency
	}
	if !d.Empty() {
		s.Published = append(s.Published, Stamp{Basis: DatelineBasis, Text: d.Of(t), Span: d, Place: place})
	}
}

// labels are words in capitals before a dash that are no place.
var labels = wordSet(`update updated breaking watch video exclusive analysis opinion live explainer correction factbox timeline
	nato editorial comment interview photos listen read`)

// closingCredit returns the outlet that the last lines of a report name:
// "© 2025 NAME", "Copyright 2025 NAME", "Source: NAME".
func closingCredit(t string) string {
	rest := strings.TrimRightFunc(t, unicode.IsSpace)
	for i := 0; i < 5 && rest != ""; i++ {
		line := rest
		if j := strings.LastIndexByte(rest, '\n'); j >= 0 {
			line, rest = rest[j+1:], rest[:j]
		} else {
			rest = ""
		}
		rest = strings.TrimRightFunc(rest, unicode.IsSpace)
		line = strings.TrimSpace(line)
		name, ok := "", false
		for _, lead := range []string{"© ", "©", "(c) ", "copyright © ", "copyright "} {
			if after, found := cutFold(line, lead); found {
				year := strings.TrimLeft(after, "©- –0123456789")
				// Without a year it is as likely a sentence.
				name, ok = year, len(after)-len(year) >= 4
			}
		}
		if !ok {
			name, ok = cutFold(line, "source: ")
		}
		if !ok {
			continue
		}
		for _, stop := range []string{". ", " All rights", ", all rights", "|"} {
			name, _, _ = strings.Cut(name, stop)
		}
		name = strings.TrimRight(strings.TrimSpace(name), ".")
		first, _ := utf8.DecodeRuneInString(name)
		if len(name) <= 60 && unicode.IsUpper(first) && !strings.Contains(name, "://") {
			return name
		}
	}
	return ""
}

// dateLine reports whether a line says hardly more than a date: "Published: 3
// December 2025, 09:14 GMT".
func dateLine(line string) bool {
	if len(line) > 100 {
		return false
	}
	d := dateIn(line, text.Span{Start: 0, End: len(line)})
	if d.Empty() {
		return false
	}
	for _, w := range strings.FieldsFunc(line[:d.Start]+" "+line[d.End:], func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !dateLeads[strings.ToLower(w)] {
			return false
		}
	}
	return true
}

func isUpdate(line string) bool {
	l := strings.ToLower(line)
	return strings.Contains(l, "update") || strings.Contains(l, "modified")
}

var dateLeads = wordSet("published posted updated last modified date on at issued first released created edited")

// dateIn returns the longest run of date words in the part s of t that holds a
// day and a month, or an ISO date; empty if there is none.
func dateIn(t string, s text.Span) text.Span {
	var best, cur text.Span
	month, number := false, false
	flush := func() {
		if month && number && cur.Len() > best.Len() {
			best = cur
		}
		cur, month, number = text.Span{}, false, false
	}
	for off := s.Start; off < s.End; {
		n := strings.IndexAny(t[off:s.End], " \t|/")
		if n < 0 {
			n = s.End - off
		}
		if n == 0 {
			if t[off] == '|' || t[off] == '/' {
				flush()
			}
			off++
			continue
		}
		if k := figureDate(t[off:s.End]); k > n {
			n = k
		}
		w := strings.Trim(t[off:off+n], ",.;:()")
		lead := strings.Index(t[off:off+n], w)
		switch {
		case isMonth(w):
			if month {
				flush() // another date begins
			}
			month = true
		case isISODate(w) || figureDate(w) == len(w) && w != "":
			if month && number {
				flush()
			}
			month, number = true, true
		case w != "" && isDayOrYear(w):
			number = true
		case w != "" && isDateWord(w):
		case cur.Len() > 0 && (w == "at" || w == "" || w == "of"):
			off += n
			continue
		default:
			flush()
			off += n
			continue
		}
		if cur.Empty() {
			cur.Start = off + lead
		}
		cur.End = off + lead + len(w)
		// "p.m." keeps its full stop.
		if strings.HasSuffix(strings.ToLower(w), ".m") {
			cur.End++
		}
		off += n
	}
	flush()
	return best
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
	dateWords = wordSet(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
		am pm a.m p.m gmt utc bst est edt et pst pdt pt cst cdt ct mst mdt cet cest eet eest msk ist jst kst sgt hkt aest aedt`)
)

func isMonth(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(first) && months[strings.ToLower(w)]
}

func isDateWord(w string) bool {
	w = strings.TrimRight(w, ".,")
	return isMonth(w) || dateWords[strings.ToLower(w)] || isDayOrYear(w) || isClock(w) || isISODate(w)
}

// isDayOrYear reports whether w is "3", "3rd" or "2025".
func isDayOrYear(w string) bool {
	digits := strings.TrimRight(w, "stndrhSTNDRH")
	suffix := strings.ToLower(w[len(digits):])
	if suffix != "" && suffix != "st" && suffix != "nd" && suffix != "rd" && suffix != "th" {
		return false
	}
	return (len(digits) == 1 || len(digits) == 2 || len(digits) == 4 && suffix == "" && (digits[0] == '1' || digits[0] == '2')) && allDigits(digits)
}

// isClock reports whether w is "09:14", "9.14am", "8pm".
func isClock(w string) bool {
	l := strings.ToLower(w)
	bare := strings.TrimSuffix(strings.TrimSuffix(l, "am"), "pm")
	h, m, ok := strings.Cut(bare, ":")
	if !ok {
		h, m, ok = strings.Cut(bare, ".")
	}
	if !ok {
		return bare != l && len(bare) <= 2 && allDigits(bare)
	}
	return len(h) > 0 && len(h) <= 2 && allDigits(h) && len(m) >= 2 && allDigits(m[:2]) && strings.Trim(m[2:], ":0123456789") == ""
}

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
