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

// ReadMetadata reads a publication stamp: RFC 3339 and its relatives, RFC
// 1123, "December 3, 2025", "3 Dec 2025, 10:20 hrs", "7:05AM GMT 4 Jan 2016",
// "03/11/2021 09:12". A date told in figures with the day and the month open
// has two readings, the one with the month first leading; an ambiguous zone
// abbreviation has one for each zone. It never reads
// running text.
func ReadMetadata(s string) ([]Stamp, error) {
	f, err := scanStamp(s)
	if err != nil {
		return nil, fmt.Errorf("%q: %w: write it as 2025-12-03 or 2025-12-03T09:14:00Z", s, err)
	}
	st := Stamp{Date: Date{f.year, f.month, f.day}, HasClock: f.hasClock, Twelve: f.twelve, Hour: f.hour, Minute: f.minute, Second: f.second, HasZone: f.hasZone, Zone: f.zone}
	if !st.Date.Valid() {
		return nil, fmt.Errorf("%q: there is no such day", s)
	}
	if f.weekday >= 0 && int(st.Date.Weekday()) != f.weekday {
		return nil, fmt.Errorf("%q: that day is a %s", s, st.Date.Weekday())
	}
	if err := confirm(st, f); err != nil {
		return nil, fmt.Errorf("%q: %w", s, err)
	}
	out := []Stamp{st}
	for _, z := range f.others {
		c := CivilOf(st.Date, st.Hour, st.Minute, st.Second)
		if z.Instant(c) == st.Zone.Instant(c) {
			continue // the same moment by another name
		}
		o := st
		o.Zone = z
		out = append(out, o)
	}
	if f.swap {
		for _, o := range out {
			o.Date.Month, o.Date.Day = st.Date.Day, st.Date.Month
			out = append(out, o)
		}
	}
	return out, nil
}

// fields is what our own scan finds in a stamp.
type fields struct {
	year, month, day     int
	hour, minute, second int
	hasClock, hasZone    bool
	twelve               bool
	zone                 Zone
	others               []Zone // further zones that an abbreviation may mean
	weekday              int
	swap                 bool
}

var monthNames = [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

var weekdayNames = [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

func prefixIndex(names []string, w string, full func(int) string) int {
	for i, n := range names {
		if w == n || w == full(i) || n == "sep" && w == "sept" || n == "tue" && w == "tues" || n == "thu" && (w == "thur" || w == "thurs") {
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
var noise = map[string]bool{"at": true, "on": true, "published": true, "updated": true, "last": true, "posted": true, "hrs": true, "hours": true, "of": true, "the": true, "date": true, "st": true, "nd": true, "rd": true, "th": true, "a": true, "m": true, "created": true, "modified": true, "first": true, "local": true, "time": true}

func scanStamp(s string) (fields, error) {
	f := fields{weekday: -1}
	if len(s) > 80 {
		return f, fmt.Errorf("too long for a date")
	}
	var nums []string // the figures of the date that are not told apart by a month's name
	rest := strings.TrimSpace(s)
	clockDone := false
	for rest != "" {
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case r >= '0' && r <= '9':
			tok := rest
			if i := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune("-/.:", r) }); i >= 0 {
				tok = rest[:i]
			}
			if i := strings.IndexByte(tok, ':'); i >= 0 {
				if j := strings.IndexByte(tok[i:], '-'); j >= 0 {
					tok = tok[:i+j] // what follows is an offset
				}
			}
			rest = rest[len(tok):]
			tok = strings.TrimRight(tok, "-/.:")
			if h, m, ok := strings.Cut(tok, ":"); ok {
				// A date and a time with a T come apart here by themselves.
				if clockDone {
					return f, fmt.Errorf("two times of day")
				}
				if err := f.clock(h, m, &rest); err != nil {
					return f, err
				}
				clockDone = true
				continue
			}
			h, m, dot := strings.Cut(tok, ".") // "10.20am"
			if !dot {
				m = "00"
			}
			if low := strings.ToLower(strings.TrimLeft(rest, " ")); !clockDone && len(h) <= 2 && len(m) == 2 && (strings.HasPrefix(low, "am") || strings.HasPrefix(low, "pm") || strings.HasPrefix(low, "a.m") || strings.HasPrefix(low, "p.m")) {
				if err := f.clock(h, m, &rest); err != nil {
					return f, err
				}
				clockDone = true
				continue
			}
			nums = append(nums, tok)
		case unicode.IsLetter(r):
			i := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
			if i < 0 {
				i = len(rest)
			}
			w := strings.ToLower(rest[:i])
			word := rest[:i]
			rest = rest[i:]
			switch {
			case w == "t" && len(nums) > 0 && !clockDone:
			case monthOf(w) > 0 && f.month == 0:
				f.month = monthOf(w)
			case weekdayOf(w) >= 0:
				f.weekday = weekdayOf(w)
			case noise[w]:
			default:
				end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsDigit(r) && r != '+' && r != '-' && r != ':' })
				if end < 0 {
					end = len(rest)
				}
				rs := ReadZone(word + rest[:end])
				if len(rs) == 0 {
					rs, end = ReadZone(word), 0
				}
				if len(rs) > 0 && clockDone {
					f.hasZone, f.zone = true, rs[0].Zone
					for _, r := range rs[1:] {
						f.others = append(f.others, r.Zone)
					}
					rest = rest[end:]
					continue
				}
				return f, fmt.Errorf("%q is no part of a date", word)
			}
		case (r == '+' || r == '-') && clockDone && !f.hasZone && len(rest) > 2:
			i := strings.IndexFunc(rest[1:], func(r rune) bool { return !unicode.IsDigit(r) && r != ':' })
			if i < 0 {
				i = len(rest) - 1
			}
			secs, ok := parseOffset(rest[:1+i])
			if !ok || i < 2 {
				rest = rest[1:]
				continue
			}
			f.hasZone, f.zone = true, FixedZone(secs)
			rest = rest[1+i:]
		default:
			rest = rest[size:]
		}
	}
	return f, f.date(nums)
}

func (f *fields) clock(h, m string, rest *string) error {
	m, sec, _ := strings.Cut(m, ":")
	sec, _, _ = strings.Cut(sec, ".")
	var err error
	if f.hour, err = strconv.Atoi(h); err != nil {
		return fmt.Errorf("%q is no hour", h)
	}
	if f.minute, err = strconv.Atoi(m); err != nil || f.minute > 59 {
		return fmt.Errorf("%q is no minute", m)
	}
	if sec != "" {
		if f.second, err = strconv.Atoi(sec); err != nil || f.second > 59 {
			return fmt.Errorf("%q is no second", sec)
		}
	}
	low := strings.ToLower(strings.TrimLeft(*rest, " "))
	for _, k := range [...]struct {
		text string
		pm   bool
	}{{"a.m.", false}, {"p.m.", true}, {"am", false}, {"pm", true}} {
		if !strings.HasPrefix(low, k.text) {
			continue
		}
		if f.hour < 1 || f.hour > 12 {
			return fmt.Errorf("%d is no hour of twelve", f.hour)
		}
		f.twelve = true
		f.hour %= 12
		if k.pm {
			f.hour += 12
		}
		*rest = low[len(k.text):]
		break
	}
	if f.hour > 23 {
		return fmt.Errorf("%d is no hour", f.hour)
	}
	f.hasClock = true
	return nil
}

// date reads the figures of the date.
func (f *fields) date(nums []string) error {
	var parts []string
	for _, n := range nums {
		parts = append(parts, strings.FieldsFunc(n, func(r rune) bool { return strings.ContainsRune("-/.", r) })...)
	}
	n := make([]int, len(parts))
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || len(p) > 4 {
			return fmt.Errorf("%q is no part of a date", p)
		}
		n[i] = v
	}
	switch {
	case f.month > 0 && len(n) == 2:
		switch {
		case len(parts[1]) == 4:
			f.day, f.year = n[0], n[1]
		case len(parts[0]) == 4:
			f.year, f.day = n[0], n[1]
		default:
			return fmt.Errorf("no year")
		}
	case len(n) == 3 && len(parts[0]) == 4:
		f.year, f.month, f.day = n[0], n[1], n[2]
	case len(n) == 3 && len(parts[2]) == 4:
		f.month, f.day, f.year = n[0], n[1], n[2]
		if f.month > 12 {
			f.month, f.day = f.day, f.month
		} else {
			f.swap = f.day <= 12 && f.day != f.month
		}
		if strings.Contains(strings.Join(nums, ""), ".") {
			f.month, f.day, f.swap = n[1], n[0], false // dots: the day leads
		}
	default:
		return fmt.Errorf("not a day with its year")
	}
	if f.year < 1000 {
		return fmt.Errorf("%d is no year", f.year)
	}
	return nil
}

// layouts are those that dateparse may name for what confirm hands it.
var layouts = map[string]bool{"2006-01-02": true, "2006-01-02 15:04:05": true}

// confirm lets dateparse read the stamp in its plainest form, without a zone,
// and compares. It is a second opinion on whether the figures are a date and a
// time of day at all; it cannot see a slip of our own scan that picked the
// wrong figures, which is what the table of tests is for.
func confirm(st Stamp, f fields) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the date library failed on it: %v", p)
		}
	}()
	plain := fmt.Sprintf("%04d-%02d-%02d", f.year, f.month, f.day)
	if f.hasClock {
		plain += fmt.Sprintf(" %02d:%02d:%02d", f.hour, f.minute, f.second)
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
