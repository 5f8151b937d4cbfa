package when

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/araddon/dateparse"
)

// This is the one file that touches dateparse. The library is unmaintained and
// silently wrong on some inputs: an unknown zone abbreviation becomes offset
// zero, "10:30" becomes 30 October, "May 5" gets the year 0, weekdays are
// never checked, bare digits are an epoch, and it can panic. So it is asked
// for one thing only: to confirm the layout of a string that our own scan has
// read already, with its zone taken away. Where the two disagree on a field,
// the string is refused.

// A Stamp is a date and time as a metadata string or a byline has it.
type Stamp struct {
	Date                 Date
	HasClock             bool
	Twelve               bool // the clock is one of twelve hours: "6:15 pm"
	Hour, Minute, Second int
	HasZone              bool
	Zone                 Zone
}

// ReadMetadata reads a publication stamp: RFC 3339 and its relatives, RFC 822,
// 850 and 1123, the dates of the shell and of browsers, "December 3, 2025", "3
// Dec 2025, 10:20 hrs", "7:05AM GMT 4 Jan 2016", "418 AM CDT Tue Jun 12 2018",
// "03/11/2021 | 09:12". A date told in figures with the day and the month open
// has two readings, the one with the month first leading; an ambiguous zone
// abbreviation has one for each zone. A weekday settles the first of these, and
// the century of a year of two figures, which nothing else does. It never reads
// running text.
func ReadMetadata(s string) ([]Stamp, error) {
	f, err := scanStamp(s)
	if err != nil {
		return nil, fmt.Errorf("%q: %w: write it as 2025-12-03 or 2025-12-03T09:14:00Z", s, err)
	}
	days, err := f.days()
	if err != nil {
		return nil, fmt.Errorf("%q: %w", s, err)
	}
	var out []Stamp
	for _, d := range days {
		st := Stamp{Date: d, HasClock: f.hasClock, Twelve: f.twelve, Hour: f.hour, Minute: f.minute, Second: f.second}
		if err := confirm(st); err != nil {
			return nil, fmt.Errorf("%q: %w", s, err)
		}
		zones, err := f.zonesAt(st)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", s, err)
		}
		if len(zones) == 0 {
			out = append(out, st)
		}
		for _, z := range zones {
			st.HasZone, st.Zone = true, z
			out = append(out, st)
		}
	}
	return out, nil
}

// fields is what our own scan finds in a stamp.
type fields struct {
	year, month, day     int
	hour, minute, second int
	hasClock, twelve     bool
	zones                [][]Zone // of each mention of a zone, those that it may mean
	weekday              int
	swap                 bool // the day and the month may be the other way round
	short                bool // the year has two figures
}

// days returns the days that the figures may mean, the likeliest first: all
// that the weekday fits.
func (f *fields) days() ([]Date, error) {
	years := []int{f.year}
	if f.short {
		years = []int{2000 + f.year, 1900 + f.year}
	}
	var valid, fit []Date
	for _, y := range years {
		d := Date{y, f.month, f.day}
		list := []Date{d}
		if f.swap {
			list = append(list, Date{y, f.day, f.month})
		}
		for _, d := range list {
			if !d.Valid() {
				continue
			}
			valid = append(valid, d)
			if f.weekday < 0 || int(d.Weekday()) == f.weekday {
				fit = append(fit, d)
			}
		}
	}
	switch {
	case len(valid) == 0:
		return nil, fmt.Errorf("there is no such day")
	case len(fit) == 0:
		return nil, fmt.Errorf("that day is a %s", valid[0].Weekday())
	case f.short && (f.weekday < 0 || len(fit) > 1):
		return nil, fmt.Errorf("the year has two figures")
	}
	return fit, nil
}

// zonesAt returns the zones that a stamp may mean, one for each moment: those of
// its first mention that every other mention fits.
func (f *fields) zonesAt(st Stamp) ([]Zone, error) {
	if len(f.zones) == 0 {
		return nil, nil
	}
	c := CivilOf(st.Date, st.Hour, st.Minute, st.Second)
	at := func(list []Zone, i Instant) bool {
		for _, z := range list {
			if z.Instant(c) == i {
				return true
			}
		}
		return false
	}
	var out []Zone
next:
	for _, z := range f.zones[0] {
		i := z.Instant(c)
		if at(out, i) {
			continue // the same moment by another name
		}
		for _, more := range f.zones[1:] {
			if !at(more, i) {
				continue next
			}
		}
		out = append(out, z)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("its zones are not the same")
	}
	return out, nil
}

var monthNames = [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

var weekdayNames = [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

func prefixIndex(names []string, w string, full func(int) string) int {
	for i, n := range names {
		if w == n || w == full(i) || n == "sep" && w == "sept" || n == "tue" && w == "tues" || n == "wed" && w == "weds" || n == "thu" && (w == "thur" || w == "thurs") {
			return i
		}
	}
	return -1
}

func monthOf(w string) int {
	return 1 + prefixIndex(monthNames[:], w, func(i int) string { return strings.ToLower(time.Month(i + 1).String()) })
}

func weekdayOf(w string) int {
	return prefixIndex(weekdayNames[:], w, func(i int) string { return strings.ToLower(time.Weekday(i).String()) })
}

// noise are words that may stand in a stamp without meaning.
var noise = map[string]bool{
	"at": true, "on": true, "published": true, "updated": true, "last": true, "posted": true, "hrs": true, "hours": true, "hour": true, "h": true,
	"of": true, "the": true, "date": true, "created": true, "modified": true, "edited": true, "first": true, "local": true, "time": true,
	"issued": true, "released": true, "clock": true,
}

// A stampScan reads a stamp from left to right.
type stampScan struct {
	fields
	all, rest string
	before    rune     // what stands before rest
	nums      []string // the figures of the date that are not told apart by a month's name
	dotted    string   // "14.08", which is a clock where the date does not need it
	clockDone bool
}

// maxStamp is the length of the longest stamp, in bytes.
const maxStamp = 80

func scanStamp(s string) (fields, error) {
	if len(s) > maxStamp {
		return fields{}, fmt.Errorf("too long for a date")
	}
	s = strings.TrimSpace(s)
	c := &stampScan{fields: fields{weekday: -1}, all: s, rest: s}
	for c.rest != "" {
		r, size := utf8.DecodeRuneInString(c.rest)
		c.before, _ = utf8.DecodeLastRuneInString(s[:len(s)-len(c.rest)])
		var err error
		switch {
		case r >= '0' && r <= '9':
			err = c.figures()
		case unicode.IsLetter(r):
			err = c.word()
		case (r == '+' || r == '-' || r == '−') && c.clockDone && !unicode.IsLetter(c.before):
			c.offset(size)
		case (r == '\'' || r == '’') && twoFigures(c.rest[size:]) && !c.short:
			c.short = true
			c.nums = append(c.nums, c.rest[size:size+2])
			c.rest = c.rest[size+2:]
		default:
			c.rest = c.rest[size:]
		}
		if err != nil {
			return c.fields, err
		}
	}
	if err := c.date(); err != nil {
		return c.fields, err
	}
	if len(c.zones) > 0 && !c.hasClock {
		return c.fields, fmt.Errorf("a zone without a time of day")
	}
	return c.fields, nil
}

func twoFigures(s string) bool {
	return len(s) >= 2 && digits(s[:2]) && (len(s) == 2 || s[2] < '0' || s[2] > '9')
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// figures reads what begins with a digit: a part of the date, or a clock.
func (c *stampScan) figures() error {
	tok := c.rest
	if i := strings.IndexFunc(tok, func(r rune) bool { return !(r >= '0' && r <= '9') && !strings.ContainsRune("-/.:", r) }); i >= 0 {
		tok = tok[:i]
	}
	if i := strings.IndexByte(tok, ':'); i >= 0 {
		if j := strings.IndexByte(tok[i:], '-'); j >= 0 {
			tok = tok[:i+j] // what follows is an offset
		}
	}
	c.rest = c.rest[len(tok):]
	tok = strings.TrimRight(tok, "-/.:")
	if h, m, ok := strings.Cut(tok, ":"); ok {
		return c.clock(h, m)
	}
	after := strings.ToLower(strings.TrimLeft(c.rest, " \t\u00a0"))
	h, m, dot := strings.Cut(tok, ".")
	switch {
	case c.clockDone:
	case digits(tok) && len(tok) <= 2 && hourMark(c.rest):
		c.rest = c.rest[1:] // "14h08", "14h"
		m := "00"
		if twoFigures(c.rest) {
			m, c.rest = c.rest[:2], c.rest[2:]
		}
		return c.clock(tok, m)
	case halfDay(after):
		switch {
		case dot && len(m) == 2 && len(h) <= 2:
			return c.clock(h, m)
		case digits(tok) && len(tok) <= 2:
			return c.clock(tok, "00")
		case digits(tok) && len(tok) <= 4:
			return c.clock(tok[:len(tok)-2], tok[len(tok)-2:]) // "418 AM"
		}
	case digits(tok) && len(tok) == 4 && c.military(after):
		return c.clock(tok[:2], tok[2:])
	case dot && c.dotted == "" && len(h) <= 2 && len(m) == 2 && digits(h) && digits(m):
		c.dotted = tok
		return nil
	}
	for _, suffix := range [...]string{"st", "nd", "rd", "th"} {
		if low := strings.ToLower(c.rest); len(tok) <= 2 && strings.HasPrefix(low, suffix) && !startsWithLetter(low[2:]) {
			c.rest = c.rest[2:]
			break
		}
	}
	c.nums = append(c.nums, tok)
	return nil
}

// hourMark reports whether s goes on as an hour does in "14h08" and "14h".
func hourMark(s string) bool {
	return s != "" && (s[0] == 'h' || s[0] == 'H') && (twoFigures(s[1:]) || !startsWithLetter(s[1:]))
}

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// halfDay reports whether s, in lower case, begins with a.m. or p.m.
func halfDay(s string) bool {
	_, _, ok := cutHalfDay(s)
	return ok
}

func cutHalfDay(s string) (n int, pm, ok bool) {
	for _, k := range [...]string{"a.m.", "p.m.", "a.m", "p.m", "a. m.", "p. m.", "am", "pm"} {
		if strings.HasPrefix(s, k) && !startsWithLetter(s[len(k):]) {
			return len(k), k[0] == 'p', true
		}
	}
	return 0, false, false
}

// military reports whether four figures before after are a time of day, "0600
// UTC": a zone or "hrs" follows, and the year stands elsewhere.
func (c *stampScan) military(after string) bool {
	if strings.Contains(c.all, ":") {
		return false
	}
	w := after
	if i := strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		w = w[:i]
	}
	if w != "hrs" && w != "hours" && w != "h" && len(ReadZone(w)) == 0 {
		return false
	}
	years := 0
	for _, p := range strings.FieldsFunc(c.all, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(p) == 4 {
			years++
		}
	}
	return years == 2
}

// clock takes a time of day, with the half of the day that follows it.
func (c *stampScan) clock(h, m string) error {
	if c.clockDone {
		return fmt.Errorf("two times of day")
	}
	c.clockDone = true
	m, sec, _ := strings.Cut(m, ":")
	sec, _, _ = strings.Cut(sec, ".")
	if !digits(h) || len(h) > 2 {
		return fmt.Errorf("%q is no hour", h)
	}
	if !digits(m) || len(m) != 2 || m > "59" {
		return fmt.Errorf("%q is no minute", m)
	}
	if sec != "" && (!digits(sec) || len(sec) != 2 || sec > "59") {
		return fmt.Errorf("%q is no second", sec)
	}
	c.hour, _ = strconv.Atoi(h)
	c.minute, _ = strconv.Atoi(m)
	c.second, _ = strconv.Atoi("0" + sec)
	trimmed := strings.TrimLeft(c.rest, " \t\u00a0")
	if n, pm, ok := cutHalfDay(strings.ToLower(trimmed)); ok && len(strings.ToLower(trimmed)) == len(trimmed) {
		c.rest = trimmed[n:]
		if c.hour < 1 || c.hour > 12 {
			return fmt.Errorf("%d is no hour of twelve", c.hour)
		}
		c.twelve = true
		c.hour %= 12
		if pm {
			c.hour += 12
		}
	}
	if c.hour > 23 {
		return fmt.Errorf("%d is no hour", c.hour)
	}
	c.hasClock = true
	return nil
}

// offset reads "+0100" behind a clock; a bare sign is passed over.
func (c *stampScan) offset(size int) {
	i := strings.IndexFunc(c.rest[size:], func(r rune) bool { return !(r >= '0' && r <= '9') && r != ':' })
	if i < 0 {
		i = len(c.rest) - size
	}
	secs, ok := parseOffset(c.rest[:size+i])
	if !ok || i < 2 {
		c.rest = c.rest[size:]
		return
	}
	z := FixedZone(secs)
	// "UTC +3" is one mention.
	if n := len(c.zones); n > 0 && len(c.zones[n-1]) == 1 && (c.zones[n-1][0].Name() == "UTC" || c.zones[n-1][0].Name() == "GMT") {
		c.zones = c.zones[:n-1]
	}
	c.zones = append(c.zones, []Zone{z})
	c.rest = c.rest[size+i:]
}

// word reads what begins with a letter: a month, a weekday, a zone, or noise.
func (c *stampScan) word() error {
	i := strings.IndexFunc(c.rest, func(r rune) bool { return !unicode.IsLetter(r) })
	if i < 0 {
		i = len(c.rest)
	}
	word := c.rest[:i]
	w := strings.ToLower(word)
	if n := c.zone(); n > 0 && !(monthOf(w) > 0 && c.month == 0) {
		c.rest = c.rest[n:]
		return nil
	}
	c.rest = c.rest[i:]
	switch day := weekdayOf(w); {
	case w == "t" && len(c.nums) > 0 && !c.clockDone && c.before >= '0' && c.before <= '9':
	case monthOf(w) > 0 && c.month == 0:
		c.month = monthOf(w)
	case day >= 0 && (c.weekday < 0 || c.weekday == day):
		c.weekday = day
	case noise[w]:
	default:
		return fmt.Errorf("%q is no part of a date", word)
	}
	return nil
}

// zone takes the zone that the rest begins with, "UTC+8", "CET", "British Summer
// Time", and returns its length, zero if there is none.
func (c *stampScan) zone() int {
	end, words := 0, 0
	best := 0
	var zones []ZoneReading
	for words < 4 && end < len(c.rest) {
		n := strings.IndexFunc(c.rest[end:], func(r rune) bool { return !unicode.IsLetter(r) })
		if n < 0 {
			n = len(c.rest) - end
		}
		if n == 0 {
			break
		}
		end += n
		words++
		if k := strings.IndexFunc(c.rest[end:], func(r rune) bool { return !(r >= '0' && r <= '9') && !strings.ContainsRune("+-−:", r) }); words == 1 && k != 0 {
			if k < 0 {
				k = len(c.rest) - end
			}
			if rs := ReadZone(c.rest[:end+k]); len(rs) > 0 {
				zones, best = rs, end+k
				break
			}
		}
		if rs := ReadZone(c.rest[:end]); len(rs) > 0 {
			zones, best = rs, end
		}
		if end < len(c.rest) && c.rest[end] == ' ' {
			end++
		} else {
			break
		}
	}
	if best == 0 {
		return 0
	}
	var list []Zone
	for _, r := range zones {
		list = append(list, r.Zone)
	}
	c.zones = append(c.zones, list)
	return best
}

// date reads the figures of the date.
func (c *stampScan) date() error {
	parts, err := dateParts(c.nums)
	if err != nil {
		return err
	}
	if c.dotted != "" {
		// "14.08" is a clock where the date is whole without it.
		whole := len(parts) == 3 || c.month > 0 && len(parts) == 2
		h, m, _ := strings.Cut(c.dotted, ".")
		if !whole || c.clockDone {
			return fmt.Errorf("%q is no part of a date", c.dotted)
		}
		if err := c.clock(h, m); err != nil {
			return err
		}
	}
	n := make([]int, len(parts))
	for i, p := range parts {
		n[i], _ = strconv.Atoi(p)
	}
	dots := strings.Contains(strings.Join(c.nums, ""), ".")
	switch {
	case c.month > 0 && len(n) == 2:
		switch {
		case len(parts[1]) == 4:
			c.day, c.year = n[0], n[1]
		case len(parts[0]) == 4:
			c.year, c.day = n[0], n[1]
		case len(parts[1]) == 2 && len(parts[0]) <= 2 && (c.short || c.weekday >= 0):
			c.day, c.year, c.short = n[0], n[1], true
		default:
			return fmt.Errorf("no year")
		}
	case c.month > 0:
		return fmt.Errorf("not a day with its year")
	case len(n) == 3 && len(parts[0]) == 4 && !c.short:
		c.year, c.month, c.day = n[0], n[1], n[2]
	case len(n) == 3 && len(parts[2]) == 4 || len(n) == 3 && len(parts[2]) == 2 && len(c.nums) == 1 && len(parts[0]) <= 2:
		c.month, c.day, c.year = n[0], n[1], n[2]
		c.short = len(parts[2]) == 2
		switch {
		case dots: // the day leads
			c.month, c.day = c.day, c.month
		case c.month > 12:
			c.month, c.day = c.day, c.month
		default:
			c.swap = c.day <= 12 && c.day != c.month
		}
	default:
		return fmt.Errorf("not a day with its year")
	}
	if c.year < 1000 && !c.short {
		return fmt.Errorf("%d is no year", c.year)
	}
	return nil
}

// dateParts cuts "03/11/2021" into its figures.
func dateParts(nums []string) ([]string, error) {
	var parts []string
	for _, n := range nums {
		parts = append(parts, strings.FieldsFunc(n, func(r rune) bool { return strings.ContainsRune("-/.", r) })...)
	}
	for _, p := range parts {
		if !digits(p) || len(p) > 4 {
			return nil, fmt.Errorf("%q is no part of a date", p)
		}
	}
	return parts, nil
}

// layouts are those that dateparse may name for what confirm hands it.
var layouts = map[string]bool{"2006-01-02": true, "2006-01-02 15:04:05": true}

// confirm lets dateparse read the stamp in its plainest form, without a zone,
// and compares. It is a second opinion on whether the figures are a date and a
// time of day at all; it cannot see a slip of our own scan that picked the
// wrong figures, which is what the table of tests is for.
func confirm(st Stamp) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the date library failed on it: %v", p)
		}
	}()
	plain := fmt.Sprintf("%04d-%02d-%02d", st.Date.Year, st.Date.Month, st.Date.Day)
	if st.HasClock {
		plain += fmt.Sprintf(" %02d:%02d:%02d", st.Hour, st.Minute, st.Second)
	}
	layout, err := dateparse.ParseFormat(plain)
	if err != nil || !layouts[layout] {
		return fmt.Errorf("its layout is not one of those accepted")
	}
	t, err := time.ParseInLocation(layout, plain, time.UTC)
	if err != nil {
		return err
	}
	if t.Year() != st.Date.Year || int(t.Month()) != st.Date.Month || t.Day() != st.Date.Day || t.Hour() != st.Hour || t.Minute() != st.Minute || t.Second() != st.Second {
		return fmt.Errorf("two readings of it disagree")
	}
	return nil
}
