// Package timex places temporal expressions on the calendar: it says which
// day, week or minute the words name, counted from the day of writing or from
// what was told before, and writes the TIMEX3 value. It knows local dates and
// times only; zones and UTC are the work of package resolve.
package timex

import (
	"fmt"
	"strings"
	"time"

	"timeline/internal/temporal"
	"timeline/internal/text"
	"timeline/internal/when"
)

// An Anchor is when a text was written (TimeML's document creation time): a
// half-open range of local time, usually one day. A range of several days is
// counted from its last, the day on which all that the text tells had been.
type Anchor struct {
	Known    bool
	From, To when.Civil
}

// A Basis is what a value counts from.
type Basis uint8

// The bases.
const (
	BasisNone     Basis = iota // a length, a set: it is nowhere on the calendar
	BasisExplicit              // the words say it all
	BasisDCT                   // the day of writing
	BasisPrevious              // what was told before
)

// A Value is an expression on the calendar. From and To are local, without a
// zone, half-open, and valid where Known is set.
type Value struct {
	Type                   temporal.Type
	TIMEX3                 string
	Known                  bool
	From, To               when.Civil
	AllowedFrom, AllowedTo when.Civil // what a vague wording admits; zero where it is From and To
	Gran                   when.Granularity
	Min, Max               int64 // of a length: seconds; 0, 0 where the words give none
	Basis                  Basis
	Deictic                bool // named by its distance from the day of writing: yesterday, last week
	Weekday                bool // a weekday without a date
	Heads                  bool // it heads an entry of a diary, a ticker, a log
	Because                []string
	Alternatives           []Value // other readings, the likeliest first
	Impossible             bool    // no such day: 31 February
	WeekdayClash           bool    // the weekday is not that of the date
	WeekdayDays            int     // of a clash: the days from the date to the nearest day of that weekday, -3 to 3
	Unsettled              bool    // a clock time of which neither the words nor the text tell the half of the day

	terse bool // reasons are not wanted
}

// Resolve places the expressions of a text, which must be those that
// [temporal.Find] gave for it, one value each.
func Resolve(txt string, exprs []temporal.Expression, a Anchor, w Widths) []Value {
	return place(txt, exprs, a, w, false)
}

// Place is [Resolve] without the reasons: for those who try one day of writing after
// another.
func Place(txt string, exprs []temporal.Expression, a Anchor, w Widths) []Value {
	return place(txt, exprs, a, w, true)
}

// place is Resolve; terse leaves the reasons out, which are most of the work.
func place(txt string, exprs []temporal.Expression, a Anchor, w Widths, terse bool) []Value {
	r := &resolver{w: w, terse: terse, txt: txt}
	if r.known = a.Known; a.Known {
		r.dct = (a.To - 1).Date()
		if a.To-a.From < 86400 {
			r.now = a.From
		}
	}
	r.written = r.anchorage
	for i := range exprs {
		r.twelve = r.twelve || exprs[i].Meaning.HasClock && !exprs[i].Meaning.NoMeridiem && meridiem(exprs[i].Span.Of(txt))
		r.dayFirst = r.dayFirst || exprs[i].Meaning.DayFirst
		r.monthFirst = r.monthFirst || exprs[i].Meaning.MonthFirst
	}
	r.dayFirst = r.dayFirst && !r.monthFirst
	r.back = r.looksBack(exprs)
	out := make([]Value, len(exprs))
	for i := range exprs {
		r.leave(&exprs[i])
		if i+1 < len(exprs) {
			r.ended(txt, &exprs[i], &exprs[i+1])
		}
		out[i] = r.value(&exprs[i])
		if i > 0 && exprs[i].Again {
			out[i].nearest(&out[i-1])
		}
		r.quoted(exprs, i, &out[i])
		if i > 0 && exprs[i].Range == temporal.RangeLast {
			out[i].follow(&out[i-1], &exprs[i])
		}
		if m := &exprs[i].Meaning; m.HasClock || m.Day > 0 {
			out[i].Heads = heading(txt, exprs[i].Span, m.HasClock) != noHead
		}
		r.remember(&exprs[i], &out[i])
		r.entry(&exprs[i], &out[i])
	}
	return out
}

// follow moves the last end of a range behind its first: "from Friday to
// Monday", "from 22:00 to 02:00".
func (v *Value) follow(first *Value, e *temporal.Expression) {
	if !v.Known || !first.Known || v.From >= first.From {
		return
	}
	var days int
	switch {
	case v.Weekday:
		days = 7
	case e.Meaning.HasClock && v.Basis == BasisPrevious:
		days = 1
	default:
		return
	}
	v.shift(days)
	v.because("the end of a range comes after its start")
}

// away is how many days lie between two dates.
func away(a, b when.Date) int {
	n := a.Days() - b.Days()
	return max(n, -n)
}

// nearest moves a clock time that tells the one before it again, on a weekday, to
// the week of that: "9:31 p.m. EST, or 11:31 a.m. on Tuesday in Japan".
func (v *Value) nearest(first *Value) {
	if !v.Known || !first.Known || !v.Weekday {
		return
	}
	for v.From < first.From-4*86400 {
		v.shift(7)
	}
	for v.From > first.From+4*86400 {
		v.shift(-7)
	}
}

// shift moves a value by whole days.
func (v *Value) shift(days int) {
	was := v.From.Date().String()
	v.From, v.To = v.From.Add(int64(days)*86400), v.To.Add(int64(days)*86400)
	v.TIMEX3 = v.From.Date().String() + strings.TrimPrefix(v.TIMEX3, was)
}

type resolver struct {
	w     Widths
	terse bool
	// Whether figures of the text tell their order: 22/04/2025, 04/22/2025.
	dayFirst, monthFirst bool
	twelve               bool       // the text writes some clock times with a.m. or p.m.
	back                 bool       // the text tells of another year than that of the writing, and of nothing else
	anchorage                       // of the entry that is read
	written              anchorage  // of the whole text
	until                int        // byte at which the entry ends; 0 outside of one
	entryDay             when.Date  // the day of the entry read last
	entryClock           when.Civil // its moment; 0 where it tells none
	close                when.Date  // the day on which the period that is read now ended, where the text tells one
	quart                when.Date  // the first day of the quarter that the text speaks of; zero for none
	past                 struct {   // the last date of another year that was told in full, and where
		from when.Date // zero for none
		end  int       // byte
		gran when.Granularity
	}
	txt  string
	prev struct { // the last day that was told
		ok   bool
		date when.Date
		year int // the last year told, 0 for none
		from when.Civil
		to   when.Civil
		gran when.Granularity
		end  int // byte
		at   int // byte at which the day was told
	}
	lately when.Date // the last day that was told of the week before the writing, or after it; zero for none
}

// near reports whether a day belongs to the days around the writing, so that a
// report may be about it.
func near(d, dct when.Date) bool {
	n := dct.Days() - d.Days()
	return n <= 10 && n >= -10
}

// saidAnew reports whether e is when something was said, with no day told before it
// in its paragraph: "The minister said in a statement at 10.30am".
func (r *resolver) saidAnew(e *temporal.Expression) bool {
	start := max(0, e.Span.Start-quotation)
	paragraph := start + strings.LastIndex(r.txt[start:e.Span.Start], "\n\n") + 1
	if r.prev.at >= paragraph || r.prev.end >= paragraph || e.Tense == temporal.FutureTense {
		return false
	}
	from := max(paragraph, strings.LastIndexAny(r.txt[:e.Span.Start], ".!?")+1)
	words := strings.Fields(strings.ToLower(r.txt[from:e.Span.Start]))
	for _, w := range words[max(0, len(words)-beside):] {
		switch strings.Trim(w, ",:;") {
		case "said", "told", "wrote", "posted", "announced", "tweeted", "apologised", "apologized", "statement", "declared":
			return true
		}
	}
	return false
}

// elsewhere reports whether the day told last is one of the distant past, told in a
// paragraph before, while the report is about another.
func (r *resolver) elsewhere(e *temporal.Expression) bool {
	if (r.lately == when.Date{}) || near(r.prev.date, r.dct) {
		return false
	}
	between := r.txt[min(r.prev.at, e.Span.Start):e.Span.Start]
	return len(between) > quotation || strings.Contains(between, "\n\n")
}

// ended sets when the period e closed, if the next expression says so: "the
// quarter ended July 31".
func (r *resolver) ended(txt string, e, next *temporal.Expression) {
	r.close = when.Date{}
	if e.Meaning.Unit != temporal.Quarter && e.Meaning.Unit != temporal.Year || next.Meaning.Day == 0 {
		return
	}
	switch strings.Trim(txt[e.Span.End:next.Span.Start], " ,\n") {
	case "ended", "ending", "that ended", "which ended", "to", "ended on", "ending on", "that ended on":
		at := *r
		if v := at.value(next); v.Known {
			r.close = v.From.Date()
		}
	}
}

func (r *resolver) remember(e *temporal.Expression, v *Value) {
	if m := &e.Meaning; !m.Compared {
		switch {
		case v.Known && v.Gran == when.Quarter && e.Type == temporal.Date:
			r.quart = v.From.Date()
		case v.Known && v.Gran == when.Year, m.Kind == temporal.Length && (m.Unit == temporal.Month || m.Unit == temporal.Year):
			r.quart = when.Date{}
		}
	}
	if !v.Known || e.Type == temporal.Duration || e.Type == temporal.Set || e.Meaning.Kind == temporal.Reference || e.Again {
		return
	}
	if m := &e.Meaning; m.Kind == temporal.Shift && m.Dir < 0 && m.Anaphoric && m.Unit >= temporal.Month {
		return // "a year earlier" compares; the story does not move there
	}
	if v.Gran <= when.Day && v.Gran != when.Unknown {
		d := v.From.Date()
		if e.Meaning.Part == temporal.PastMidnight {
			d = d.AddDays(-1)
		}
		r.prev.ok, r.prev.date, r.prev.at = true, d, e.Span.End
		if r.known && near(d, r.dct) && d.Days() <= r.dct.Days() {
			r.lately = d
		}
	}
	d := v.From.Date()
	if v.Gran == when.Day && r.prev.gran < when.Day && r.prev.from.Date() == d && e.Span.Start-r.prev.end < story {
		return // "at 5:12 a.m. local time (1012 GMT) on Monday": the day says no more
	}
	r.prev.year, r.prev.from, r.prev.to, r.prev.gran, r.prev.end = d.Year, v.From, v.To, v.Gran, e.Span.End
	switch {
	case v.Gran <= when.Year && (e.Meaning.HasYear || e.Meaning.Day > 0) && (!r.known || d.Year < r.dct.Year-1 || r.back && d.Year < r.dct.Year):
		r.past.from, r.past.end, r.past.gran = d, e.Span.End, v.Gran
	case r.past.end > 0 && e.Span.Start-r.past.end < story && d.Year >= r.past.from.Year && r.known && d.Year < r.dct.Year-1:
		r.past.end = e.Span.End
		if v.Gran <= when.Season {
			r.past.from = d
		}
	case !r.back:
		r.past.end = 0
	}
}

// looksBack reports whether the text is an account of years gone by: it names some,
// and no day beside the writing or counted from it.
func (r *resolver) looksBack(exprs []temporal.Expression) bool {
	if !r.known {
		return false
	}
	years := 0
	for i := range exprs {
		switch e, m := &exprs[i], &exprs[i].Meaning; {
		case m.Kind == temporal.Calendar && m.HasYear && m.Year < r.dct.Year && e.Type != temporal.Duration:
			years++
		case m.Kind == temporal.Calendar && m.HasYear && m.Year > r.dct.Year:
			return false
		case m.Kind == temporal.Calendar && m.HasWeekday && m.Day == 0:
			return false
		case m.Kind == temporal.Calendar && m.Day > 0 && !m.HasYear && (ahead(e) || near(when.Date{Year: r.dct.Year, Month: m.Month, Day: m.Day}, r.dct)):
			return false
		case (m.Kind == temporal.Deictic || m.Kind == temporal.Shift && !m.Anaphoric) && m.Unit < temporal.Year:
			return false
		}
	}
	return years > 0
}

// story is how far behind a date of another year, in bytes and within its
// paragraph, a date that lacks its year belongs to the same account.
const story = 100

// told is the day from which an account of the past goes on at e: of "he came
// on 3 May 1971 and left on 9 June" the 3 May 1971. A text that only looks back goes
// on with its account from one paragraph to the next.
func (r *resolver) told(e *temporal.Expression) (when.Date, bool) {
	if r.back && r.past.end > 0 && !ahead(e) {
		return r.past.from, true
	}
	if r.past.gran == when.Year && !e.Meaning.Anaphoric {
		return when.Date{}, false // a bare year is more often an aside
	}
	if r.past.end == 0 || e.Span.Start-r.past.end > story || e.Span.Start < r.past.end || ahead(e) && e.Signal != temporal.By && e.Signal != temporal.Until || strings.Contains(r.txt[r.past.end:e.Span.Start], "\n\n") {
		return when.Date{}, false
	}
	return r.past.from, true
}

func (v *Value) because(format string, args ...any) {
	if v.terse {
		return
	}
	v.Because = append(v.Because, fmt.Sprintf(format, args...))
}

// days makes v the half-open range of whole days [from, to).
func (v *Value) days(from, to when.Date, g when.Granularity) {
	v.Known, v.Gran = true, g
	v.From, v.To = when.CivilOf(from, 0, 0, 0), when.CivilOf(to, 0, 0, 0)
}

func (r *resolver) value(e *temporal.Expression) Value {
	v := Value{Type: e.Type, terse: r.terse}
	m := &e.Meaning
	if e.Tense == temporal.FutureTense && m.Kind == temporal.Calendar && m.Day > 0 && heading(r.txt, e.Span, m.HasClock) == wordHead {
		at := *e // "25 March, 15:30 - session begins": the head of an entry has no verb
		at.Tense = temporal.NoTense
		e = &at
	}
	if r.known && m.HasYear && m.Year > r.dct.Year+10 && shortYear(e.Span.Of(r.txt)) {
		at := *e
		at.Meaning.Year -= 100 // "in the August of '36", written in 1986
		e, m = &at, &at.Meaning
	}
	switch m.Kind {
	case temporal.Calendar:
		r.calendar(e, m, &v)
	case temporal.Deictic:
		r.deictic(e, m, &v)
	case temporal.Shift:
		r.shift(e, m, &v)
	case temporal.Length:
		r.length(e, m, &v)
	case temporal.Recurrence:
		v.TIMEX3 = m.Every
		if m.HasClock {
			if m.Unit == temporal.Day && m.Max == 1 && !m.HasWeekday {
				v.TIMEX3 = "XXXX-XX-XX"
			}
			if i := strings.LastIndexByte(v.TIMEX3, 'T'); i > 0 && m.Part != temporal.NoPart {
				v.TIMEX3 = v.TIMEX3[:i]
			}
			v.TIMEX3 += clockValue(m)
		}
	case temporal.Reference:
		v.TIMEX3 = m.Ref
	}
	if v.Known && e.Mod != temporal.NoMod && v.Gran > when.Day {
		r.narrow(e.Mod, &v)
	}
	return v
}

// narrow cuts a period to its start, middle or end.
func (r *resolver) narrow(m temporal.Mod, v *Value) {
	n := int64(v.To - v.From)
	third := when.Civil(n / 86400 / 3 * 86400)
	if v.Gran == when.Week {
		third = 2 * 86400
	}
	switch m {
	case temporal.Start:
		v.To = v.From + third
		v.because("the start of a %s: its first third (of a week, Monday and Tuesday)", v.Gran)
	case temporal.End:
		v.From = v.To - third
		v.because("the end of a %s: its last third", v.Gran)
	case temporal.Mid:
		v.From, v.To = v.From+third, v.To-third
		v.because("the middle of a %s: its second third", v.Gran)
	}
}

// calendar places fields of a date or a time of day.
func (r *resolver) calendar(e *temporal.Expression, m *temporal.Meaning, v *Value) {
	v.Basis = BasisExplicit
	switch {
	case m.Nth != 0 && (m.Month > 0 || m.Within == temporal.Month):
		r.nth(e, m, v)
	case m.Day > 0 && m.Month == 0:
		r.dayOfMonth(e, m, v)
	case m.Month > 0 && m.Day > 0:
		r.monthDay(e, m, v)
	case m.Month > 0:
		y, ok := r.yearFor(e, m, v, m.Month)
		if !ok {
			v.TIMEX3 = fmt.Sprintf("XXXX-%02d", m.Month)
			return
		}
		first := when.Date{Year: y, Month: m.Month, Day: 1}
		v.days(first, first.AddMonths(1), when.Month)
		v.TIMEX3 = monthValue(first)
	case m.DayOfYear > 0:
		d := (when.Date{Year: m.Year, Month: 1, Day: 1}).AddDays(m.DayOfYear - 1)
		v.days(d, d.AddDays(1), when.Day)
		v.TIMEX3 = d.String()
		v.because("day %d of %d", m.DayOfYear, m.Year)
	case m.Week > 0:
		jan4 := when.Date{Year: m.Year, Month: 1, Day: 4}
		monday := jan4.AddDays(-(int(jan4.Weekday())+6)%7 + 7*(m.Week-1))
		v.days(monday, monday.AddDays(7), when.Week)
		v.TIMEX3 = fmt.Sprintf("%s-W%02d", year(m.Year), m.Week)
		if m.Week3 > 0 {
			d := monday.AddDays(m.Week3 - 1)
			v.days(d, d.AddDays(1), when.Day)
			v.TIMEX3 += fmt.Sprintf("-%d", m.Week3)
		}
	case m.HasWeekday:
		r.weekday(e, m, v)
	case m.Holiday != nil:
		r.holiday(e, m, v)
	case m.Quart > 0:
		y, ok := r.yearFor(e, m, v, m.Quart*3-2)
		if !ok {
			v.TIMEX3 = fmt.Sprintf("XXXX-Q%d", m.Quart)
			return
		}
		first := when.Date{Year: y, Month: m.Quart*3 - 2, Day: 1}
		v.days(first, first.AddMonths(3), when.Quarter)
		v.TIMEX3 = fmt.Sprintf("%s-Q%d", year(y), m.Quart)
	case m.Half > 0:
		y, ok := r.yearFor(e, m, v, m.Half*6-5)
		if !ok {
			v.TIMEX3 = fmt.Sprintf("XXXX-H%d", m.Half)
			return
		}
		first := when.Date{Year: y, Month: m.Half*6 - 5, Day: 1}
		v.days(first, first.AddMonths(6), when.HalfYear)
		v.TIMEX3 = fmt.Sprintf("%s-H%d", year(y), m.Half)
	case m.Season > 0:
		r.season(e, m, v)
	case m.Compared && r.quart != when.Date{} && (m.HasYear || m.Within == temporal.Year && r.known):
		y := m.Year
		if !m.HasYear {
			y = r.dct.Year + m.WithinN
		}
		r.unit(when.Date{Year: y, Month: r.quart.Month, Day: 1}, temporal.Quarter, 0, v)
		v.because("the quarter that the text speaks of, of %d", y)
	case m.Within == temporal.Year && m.Quart == 0:
		if !r.known {
			v.Basis = BasisNone
			v.TIMEX3 = "XXXX"
			return
		}
		v.Basis = BasisDCT
		r.unit(r.dct, temporal.Year, m.WithinN, v)
	case m.HasYear:
		v.days(when.Date{Year: m.Year, Month: 1, Day: 1}, when.Date{Year: m.Year + 1, Month: 1, Day: 1}, when.Year)
		v.TIMEX3 = year(m.Year)
	case m.Decade > 0 && m.BCE:
		// The 480s BC are the years from 489 down to 480.
		v.days(when.Date{Year: 1 - (m.Decade*10 + 9), Month: 1, Day: 1}, when.Date{Year: 2 - m.Decade*10, Month: 1, Day: 1}, when.Decade)
		v.TIMEX3 = fmt.Sprintf("BC%03d", m.Decade)
	case m.Decade > 0:
		v.days(when.Date{Year: m.Decade * 10, Month: 1, Day: 1}, when.Date{Year: m.Decade*10 + 10, Month: 1, Day: 1}, when.Decade)
		v.TIMEX3 = fmt.Sprintf("%03d", m.Decade)
	case m.BareDecade > 0:
		d := 190 + m.BareDecade
		if r.known && r.dct.Year > 2000+m.BareDecade*10+5 {
			d = 200 + m.BareDecade
		}
		v.days(when.Date{Year: d * 10, Month: 1, Day: 1}, when.Date{Year: d*10 + 10, Month: 1, Day: 1}, when.Decade)
		v.TIMEX3 = fmt.Sprint(d)
	case m.Millennium > 0 && m.BCE:
		v.days(when.Date{Year: 1 - m.Millennium*1000, Month: 1, Day: 1}, when.Date{Year: 1 - (m.Millennium-1)*1000, Month: 1, Day: 1}, when.Millennium)
		v.TIMEX3 = fmt.Sprintf("BC%d", m.Millennium-1)
	case m.Millennium > 0:
		v.days(when.Date{Year: (m.Millennium - 1) * 1000, Month: 1, Day: 1}, when.Date{Year: m.Millennium * 1000, Month: 1, Day: 1}, when.Millennium)
		v.TIMEX3 = fmt.Sprint(m.Millennium - 1)
	case m.BCE:
		// The 5th century BC is the years from 500 down to 401.
		v.days(when.Date{Year: 1 - (m.Century+1)*100, Month: 1, Day: 1}, when.Date{Year: 1 - m.Century*100, Month: 1, Day: 1}, when.Century)
		v.TIMEX3 = fmt.Sprintf("BC%02d", m.Century)
	case m.Century > 0:
		v.days(when.Date{Year: m.Century * 100, Month: 1, Day: 1}, when.Date{Year: m.Century*100 + 100, Month: 1, Day: 1}, when.Century)
		v.TIMEX3 = fmt.Sprintf("%02d", m.Century)
	case m.HasClock || m.Part != temporal.NoPart:
		// No day of its own: that of what was told before, else of writing.
		d, ok := r.dct, r.known
		v.Basis = BasisDCT
		switch head := heading(r.txt, e.Span, m.HasClock); {
		case head != noHead && r.entryDay != when.Date{}:
			d, ok, v.Basis = r.entryDay, true, BasisPrevious
			if d = r.turned(d, r.entryClock, m); d != r.entryDay {
				v.because("it heads an entry: past the midnight behind the entry before, so of %s", d)
			} else {
				v.because("it heads an entry: of the day of the entry before, %s", d)
			}
		case head != noHead && r.written.known:
			d = r.written.dct
			v.because("it heads an entry: of the day of writing, %s", d)
		case ok && r.prev.ok && m.HasClock && r.saidAnew(e):
			v.because("what is said at a time without a day, in a paragraph of its own, is said on the day of writing, %s", d)
		case ok && r.prev.ok && r.elsewhere(e):
			d = r.lately
			v.because("a time without a day: the day told last is long past, so it is of the one told before that, %s", d)
		case ok && r.prev.ok && e.Tense == temporal.PastTense && r.prev.date.Days() > r.dct.Days():
			if r.lately != (when.Date{}) && r.lately.Days() <= r.dct.Days() {
				d = r.lately
			}
			v.because("a time without a day: the day told last is ahead, so it is of %s", d)
		case r.prev.ok && r.turned(r.prev.date, r.prevClock(), m) != r.prev.date:
			d, ok, v.Basis = r.turned(r.prev.date, r.prevClock(), m), true, BasisPrevious
			v.because("a time in the small hours behind an evening: of the morning after, %s", d)
		case r.prev.ok:
			d, ok, v.Basis = r.prev.date, true, BasisPrevious
			v.because("a time without a day is of the day told last, %s", d)
		case ok:
			v.because("a time without a day is of the day of writing, %s", d)
		}
		if !ok {
			v.Basis = BasisNone
			v.TIMEX3 = clockValue(m)
			if v.TIMEX3 == "" {
				v.TIMEX3 = "XXXX-XX-XX" + partSuffix(m)
			}
			return
		}
		if m.Part == temporal.PastMidnight && v.Basis == BasisPrevious {
			d = d.AddDays(1)
			v.because("past midnight: the night that ends that day, so the morning of %s", d)
		}
		v.days(d, d.AddDays(1), when.Day)
		v.TIMEX3 = d.String()
		r.timeOfDay(e, m, v)
		return
	default:
		return
	}
	if v.Known && v.Gran == when.Day {
		r.timeOfDay(e, m, v)
	}
}

func (r *resolver) monthDay(e *temporal.Expression, m *temporal.Meaning, v *Value) {
	d := when.Date{Year: m.Year, Month: m.Month, Day: m.Day}
	if !m.HasYear {
		y, ok := r.yearFor(e, m, v, m.Month)
		if !ok {
			v.TIMEX3 = fmt.Sprintf("XXXX-%02d-%02d", m.Month, m.Day)
			return
		}
		d.Year = y
	}
	v.TIMEX3 = dayValue(d)
	if !d.Valid() {
		v.Impossible = true
		v.because("%d has no such day", d.Year)
		return
	}
	if m.HasWeekday && int(d.Weekday()) != m.Weekday {
		v.WeekdayClash = true
		v.WeekdayDays = (m.Weekday-int(d.Weekday())+10)%7 - 3
		v.because("%s is a %s: the weekday told is another", d, d.Weekday())
	}
	if m.Swapped {
		o := when.Date{Year: d.Year, Month: d.Day, Day: d.Month}
		switch {
		case r.dayFirst:
			d, o = o, d
			v.TIMEX3 = dayValue(d)
			v.because("day before month, as another date of the text must be read")
		case r.monthFirst:
			v.because("month before day, as another date of the text must be read")
		default:
			v.because("month before day, as in American use; the other way round it is another date")
		}
		alt := Value{Type: v.Type, TIMEX3: o.String(), Basis: BasisExplicit}
		alt.days(o, o.AddDays(1), when.Day)
		alt.because("the other way round")
		v.Alternatives = append(v.Alternatives, alt)
	}
	if m.Around != temporal.NoUnit {
		v.because("%s lies in it", d)
		r.unit(d, m.Around, 0, v)
		return
	}
	v.days(d, d.AddDays(1), when.Day)
}

// nth places "the first Friday in May", "the last weekend of last month", "the
// first week of May" (the seven days from the 1st).
func (r *resolver) nth(e *temporal.Expression, m *temporal.Meaning, v *Value) {
	var first when.Date
	if m.Month > 0 {
		y, ok := r.yearFor(e, m, v, m.Month)
		if !ok {
			v.TIMEX3 = fmt.Sprintf("XXXX-%02d", m.Month)
			return
		}
		first = when.Date{Year: y, Month: m.Month, Day: 1}
	} else {
		base, ok := r.base(m, v)
		if !ok {
			v.TIMEX3 = "XXXX-XX"
			return
		}
		first = when.Date{Year: base.Year, Month: base.Month, Day: 1}.AddMonths(m.WithinN)
	}
	end := first.AddMonths(1)
	switch {
	case m.HasWeekday:
		d := nthWeekday(first.Year, first.Month, m.Nth, m.Weekday)
		v.because("counted in %s: %s", first.String()[:7], d)
		v.days(d, d.AddDays(1), when.Day)
		v.TIMEX3 = d.String()
	case m.Unit == temporal.Weekend:
		d := nthWeekday(first.Year, first.Month, m.Nth, 6)
		v.because("counted by its Saturday, %s", d)
		r.unit(d, temporal.Weekend, 0, v)
	case m.Unit == temporal.Week:
		d := first.AddDays(7 * (m.Nth - 1))
		if m.Nth < 0 {
			d = end.AddDays(-7)
		}
		v.days(d, d.AddDays(7), when.Week)
		v.TIMEX3 = first.String()[:7]
		v.because("seven days of %s", first.String()[:7])
	default:
		d := first.AddDays(m.Nth - 1)
		if m.Nth < 0 {
			d = end.AddDays(-1)
		}
		v.days(d, d.AddDays(1), when.Day)
		v.TIMEX3 = d.String()
		v.because("counted in %s", first.String()[:7])
	}
}

// base is the day from which a meaning counts: of writing, or for an anaphoric
// one of what was told before.
func (r *resolver) base(m *temporal.Meaning, v *Value) (when.Date, bool) {
	if (m.Anaphoric || !r.known) && r.prev.from != 0 {
		v.Basis = BasisPrevious
		d := r.prev.from.Date()
		v.because("counted from what was told before, %s", d)
		return d, true
	}
	if !r.known {
		v.Basis = BasisNone
		return when.Date{}, false
	}
	v.Basis = BasisDCT
	v.because("counted from the day of writing, %s", r.dct)
	return r.dct, true
}

// dayOfMonth places "the 14th", "the 20th of last month": of the month told
// last, or of the one that fits the verb.
func (r *resolver) dayOfMonth(e *temporal.Expression, m *temporal.Meaning, v *Value) {
	at := *m
	if m.Within != temporal.Month && r.prev.from != 0 && r.prev.gran <= when.Month {
		at.Anaphoric = true
	}
	base, ok := r.base(&at, v)
	if !ok {
		v.TIMEX3 = fmt.Sprintf("XXXX-XX-%02d", m.Day)
		return
	}
	first := when.Date{Year: base.Year, Month: base.Month, Day: 1}
	switch {
	case m.Within == temporal.Month:
		first = first.AddMonths(m.WithinN)
	case v.Basis == BasisPrevious:
		if m.Day < base.Day && r.prev.gran <= when.Day {
			first = first.AddMonths(1)
		}
	case m.HasWeekday:
		for _, n := range [...]int{0, -1, 1, -2, 2} {
			f := first.AddMonths(n)
			if d := (when.Date{Year: f.Year, Month: f.Month, Day: m.Day}); d.Valid() && int(d.Weekday()) == m.Weekday {
				first = f
				break
			}
		}
	case ahead(e) && m.Day < base.Day:
		first = first.AddMonths(1)
	case !ahead(e) && m.Day > base.Day:
		first = first.AddMonths(-1)
	}
	d := when.Date{Year: first.Year, Month: first.Month, Day: m.Day}
	v.TIMEX3 = d.String()
	if !d.Valid() {
		v.Impossible = true
		v.because("that month has no such day")
		return
	}
	v.days(d, d.AddDays(1), when.Day)
}

// shortYear reports whether words tell a year by its last two figures: "'36".
func shortYear(words string) bool {
	for _, mark := range [...]string{"'", "’", "‘"} {
		if _, after, ok := strings.Cut(words, mark); ok && len(after) >= 2 && isDigit(rune(after[0])) && isDigit(rune(after[1])) && (len(after) == 2 || !isDigit(rune(after[2]))) {
			return true
		}
	}
	return false
}

// yearFor finds the year of a month or quarter that begins with month: the
// one told; else that of the day of writing, or the year before or after as
// the clause looks back or ahead; else the last one told.
func (r *resolver) yearFor(e *temporal.Expression, m *temporal.Meaning, v *Value, month int) (int, bool) {
	if m.HasYear {
		return m.Year, true
	}
	if r.entryDay != (when.Date{}) && m.Day > 0 && m.Within == temporal.NoUnit && !m.HasWhich && heading(r.txt, e.Span, m.HasClock) != noHead {
		y := r.entryDay.Year
		for _, c := range [...]int{y - 1, y + 1} {
			if away(when.Date{Year: c, Month: month, Day: m.Day}, r.entryDay) < away(when.Date{Year: y, Month: month, Day: m.Day}, r.entryDay) {
				y = c
			}
		}
		v.Basis = BasisPrevious
		v.because("it heads an entry: of the year in which it lies nearest to the entry before, %s", r.entryDay)
		return y, true
	}
	if d, ok := r.told(e); ok && m.Within == temporal.NoUnit && !m.HasWhich && m.Quart == 0 {
		y := d.Year
		if month < d.Month || month == d.Month && m.Day > 0 && m.Day < d.Day && r.prev.gran <= when.Day {
			y++
		}
		if r.prev.gran >= when.Year || r.back && month > d.Month-7 {
			y = d.Year
		}
		v.Basis = BasisPrevious
		v.because("the account goes on from %s", d)
		return y, true
	}
	if !r.known {
		if r.prev.year != 0 {
			v.Basis = BasisPrevious
			v.because("the year is that of what was told before, %d", r.prev.year)
			return r.prev.year, true
		}
		v.Basis = BasisNone
		return 0, false
	}
	v.Basis = BasisDCT
	now := r.dct.Year*12 + r.dct.Month
	at := r.dct.Year*12 + month
	y := r.dct.Year
	if m.Within == temporal.Year && m.Anaphoric && r.prev.year != 0 {
		v.Basis = BasisPrevious
		v.because("the year told before, %d", r.prev.year)
		return r.prev.year + m.WithinN, true
	}
	if m.Within == temporal.Year {
		y += m.WithinN
		if m.Compared && at > now-3 {
			y-- // the quarter of that number which is over, a year before
		}
		v.because("counted from %s: %s", r.dct, year(y))
		return y, true
	}
	if m.HasWhich && m.HasWeekday && m.Day > 0 {
		// "last Friday, 12 December": it is the weekday that is the last or the next one.
		for _, c := range [...]int{y, y - 1, y + 1} {
			if d := (when.Date{Year: c, Month: month, Day: m.Day}); d.Valid() && int(d.Weekday()) == m.Weekday && away(d, r.dct) <= 14 {
				v.because("the one of that weekday nearest to %s", r.dct)
				return c, true
			}
		}
	}
	if m.HasWhich {
		switch {
		case m.Which < 0 && at >= now:
			y--
		case m.Which > 0 && at <= now:
			y++
		}
		v.because("counted from %s: %s", r.dct, year(y))
		return y, true
	}
	day := m.Day
	cmp := at - now
	if cmp == 0 && day > 0 {
		cmp = day - r.dct.Day
	}
	if m.Quart > 0 {
		// The quarter just ended, the current one, or one near them.
		ahead := ahead(e)
		switch q := m.Quart - (r.dct.Month+2)/3; {
		case q == -3 && ahead:
			y++
		case q > 0 && !ahead:
			y--
		}
		v.because("the quarter of that number nearest to %s", r.dct)
		return y, true
	}
	switch {
	case ahead(e) && !(e.Tense != temporal.FutureTense && day > 0 && cmp < 0 && r.dct.Days()-(when.Date{Year: y, Month: month, Day: min(day, 28)}).Days() < 45):
		if cmp < 0 && !r.justGone(m, y, month) {
			y++
		}
		v.because("the clause looks ahead: the next such one from %s", r.dct)
	case m.HasWeekday && m.Day > 0 && !(e.Tense != temporal.FutureTense && fresh(when.Date{Year: y, Month: month, Day: m.Day}, r.dct)):
		for _, c := range [...]int{y, y - 1, y + 1} {
			if d := (when.Date{Year: c, Month: month, Day: m.Day}); d.Valid() && int(d.Weekday()) == m.Weekday {
				y = c
				break
			}
		}
		v.because("the year in which it falls on that weekday: %d", y)
	case e.Tense == temporal.PastTense && at-now > 3, e.Tense == temporal.PastTense && day == 0 && cmp > 2, day == 0 && at-now > 3:
		y--
		v.because("the latest such one not after %s", r.dct)
	case at-now > 6 || at-now == 6 && e.Tense == temporal.PastTense:
		y--
		v.because("the nearest such one to %s", r.dct)
	case at-now < -6 && e.Tense != temporal.PastTense && day > 0:
		y++
		v.because("the nearest such one to %s", r.dct)
	default:
		v.because("the year of writing, %d", y)
	}
	return y, true
}

// justGone reports whether a date of year y that a clause tells as to come is the one of
// the days just gone: it falls on the weekday told, as that of the year after does not,
// or it was yesterday, as it may be for the writer in another zone.
func (r *resolver) justGone(m *temporal.Meaning, y, month int) bool {
	d := when.Date{Year: y, Month: month, Day: m.Day}
	if m.Day == 0 || !d.Valid() || r.dct.Days()-d.Days() > 7 {
		return false
	}
	return r.dct.Days()-d.Days() == 1 || m.HasWeekday && int(d.Weekday()) == m.Weekday
}

// fresh reports whether a date lies in the weeks before the writing: a report that
// tells it with another day's weekday has made a slip and means no other year.
func fresh(d, dct when.Date) bool {
	n := dct.Days() - d.Days()
	return d.Valid() && n >= 0 && n <= 30
}

// ahead reports whether an expression looks ahead of the day of writing: by
// the verb of its clause, or by the word that governs it ("by Friday").
func ahead(e *temporal.Expression) bool {
	switch e.Signal {
	case temporal.Until:
		return true
	case temporal.AsSoonAs:
		return e.Tense != temporal.PastTense
	case temporal.By:
		return e.Tense != temporal.PastTense || e.Meaning.Month > 0 && e.Meaning.Day == 0
	}
	return e.Tense == temporal.FutureTense
}

// weekday places a weekday without a date.
func (r *resolver) weekday(e *temporal.Expression, m *temporal.Meaning, v *Value) {
	v.Weekday, v.Basis = true, BasisDCT
	base, ok := r.dct, r.known
	if (!ok || m.Anaphoric) && r.prev.ok {
		base, ok, v.Basis = r.prev.date, true, BasisPrevious
	}
	if !ok {
		v.Basis = BasisNone
		v.TIMEX3 = fmt.Sprintf("XXXX-WXX-%d", (m.Weekday+6)%7+1)
		return
	}
	back := (int(base.Weekday()) - m.Weekday + 7) % 7
	d := base.AddDays(-back)
	switch {
	case m.Within == temporal.Week:
		monday := base.AddDays(-(int(base.Weekday())+6)%7 + 7*m.WithinN)
		d = monday.AddDays((m.Weekday + 6) % 7)
		v.because("that day of the week of %s", monday)
	case m.HasWhich && m.Which < 0:
		if back == 0 {
			d = base.AddDays(-7)
		}
		if m.Nth == 2 {
			d = d.AddDays(-7)
		}
		v.because("the last such day before %s", base)
	case m.HasWhich && m.Which > 0:
		d = base.AddDays(7 - back)
		if m.Nth == 2 {
			d = d.AddDays(7)
			v.because("the one after the next such day after %s", base)
			break
		}
		if d.Days()-base.Days() == 1 && r.known && v.Basis == BasisDCT {
			// Nobody calls tomorrow by its weekday and "next".
			v.because("the next such day after %s that is not the day after", base)
			near := Value{Type: v.Type, TIMEX3: d.String(), Basis: v.Basis, Weekday: true}
			near.days(d, d.AddDays(1), when.Day)
			near.because("the nearest one")
			v.Alternatives = append(v.Alternatives, near)
			d = d.AddDays(7)
			break
		}
		v.because("the next such day after %s", base)
		o := d.AddDays(7)
		alt := Value{Type: v.Type, TIMEX3: o.String(), Basis: v.Basis, Weekday: true}
		alt.days(o, o.AddDays(1), when.Day)
		alt.because("the one of the week after")
		v.Alternatives = append(v.Alternatives, alt)
	case m.HasWhich:
		monday := base.AddDays(-(int(base.Weekday()) + 6) % 7)
		d = monday.AddDays((m.Weekday + 6) % 7)
		v.because("that day of the week of %s", base)
	case e.Tense == temporal.PresentTense && back != 0 && !m.HasWhich && v.Basis == BasisDCT:
		d = base.AddDays(7 - back)
		v.because("what is under way or planned: the next such day from %s", base)
	case v.Basis == BasisPrevious:
		if back != 0 {
			d = base.AddDays(7 - back)
		}
		v.because("the text has no day of writing: the next such day from %s, told before", base)
	case back == 6 && r.behindWord(e, "already"):
		d = base.AddDays(1)
		v.because("where it is already that day, it is the day after %s", base)
	case ahead(e):
		if back != 0 {
			d = base.AddDays(7 - back)
		}
		v.because("the clause looks ahead: the next such day from %s", base)
	case e.Tense == temporal.OpenTense && back > 3:
		d = base.AddDays(7 - back)
		v.because("what is called off may be ahead: the nearest such day to %s", base)
	default:
		v.because("a bare weekday is the latest such day not after the day of writing, %s", base)
	}
	v.TIMEX3 = d.String()
	v.days(d, d.AddDays(1), when.Day)
}

// behindWord reports whether the word just before e is w.
func (r *resolver) behindWord(e *temporal.Expression, w string) bool {
	at := e.Span.Start
	if !e.Lead.Empty() && e.Lead.Start < at {
		at = e.Lead.Start
	}
	return strings.HasSuffix(strings.ToLower(strings.TrimRight(r.txt[max(0, at-20):at], " \n")), w)
}

func (r *resolver) season(e *temporal.Expression, m *temporal.Meaning, v *Value) {
	code := [...]string{"", "SP", "SU", "FA", "WI"}[m.Season]
	month := [...]int{0, 3, 6, 9, 12}[m.Season]
	y, ok := m.Year, m.HasYear
	if d, going := r.told(e); !ok && going && m.Within == temporal.NoUnit && (!m.HasWhich || m.Anaphoric) {
		y, ok = d.Year, true
		if month < d.Month && r.prev.gran < when.Year || m.HasWhich && m.Which > 0 && month <= d.Month+11 && r.prev.gran == when.Year {
			y++
		}
		v.Basis = BasisPrevious
		v.because("the account goes on from %s", d)
	}
	if !ok {
		if !r.known {
			v.Basis = BasisNone
			v.TIMEX3 = "XXXX-" + code
			return
		}
		v.Basis = BasisDCT
		y = r.dct.Year
		start := when.Date{Year: y, Month: month, Day: 1}
		switch {
		case m.Within == temporal.Year:
			y += m.WithinN
		case m.HasWhich && m.Which > 0:
			if start.Days() <= r.dct.Days() {
				y++
			}
		case m.HasWhich && m.Which < 0:
			if start.AddMonths(3).Days() > r.dct.Days() {
				y--
			}
		case m.HasWhich:
		case ahead(e):
			if start.AddMonths(3).Days() <= r.dct.Days() {
				y++
			}
		case start.Days() > r.dct.Days():
			y--
		}
	}
	first := when.Date{Year: y, Month: month, Day: 1}
	v.days(first, first.AddMonths(3), when.Season)
	v.TIMEX3 = year(y) + "-" + code
}

// timeOfDay puts a clock time or a part of the day on the day of v.
func (r *resolver) timeOfDay(e *temporal.Expression, m *temporal.Meaning, v *Value) {
	d := v.From.Date()
	switch {
	case m.HasClock:
		h := m.Hour
		if m.NoMeridiem && h < 12 {
			switch m.Part {
			case temporal.Afternoon, temporal.Evening, temporal.Nighttime, temporal.Late:
				h += 12
			}
		}
		open := m.NoMeridiem || r.twelve && m.HasMinute && h >= 1 && h <= 12 && e.Zone.Text == "" && !meridiem(e.Span.Of(r.txt)) && r.txt[e.Span.Start] != '0'
		other := 0 // hours to the other reading, where none of the two is settled
		switch {
		case !open || h >= 12 || m.Part != temporal.NoPart:
		case v.Basis == BasisPrevious && r.afterNoon(d, h, m.Minute, e):
			h += 12
			v.because("it goes on from what was told before: the second half of the day")
		case spoken(e.Span.Of(r.txt)):
			h, other = r.half(d, h, m.Minute, e, v)
		}
		v.From = when.CivilOf(d, h, m.Minute, m.Second)
		if m.Midnight && e.Signal != temporal.From && e.Signal != temporal.Since && e.Hedge != temporal.ShortlyAfter && (dated(m) || v.Basis == BasisPrevious && r.beside(e)) {
			v.From += 86400
			v.because("midnight of a day is by use its end")
		}
		v.Gran = when.Minute
		v.To = v.From + 60
		if m.HasSecond {
			v.Gran, v.To = when.Second, v.From+1
		}
		if other != 0 {
			v.Unsettled = true
			v.AllowedFrom, v.AllowedTo = min(v.From, v.From.Add(int64(other)*3600)), max(v.To, v.To.Add(int64(other)*3600))
		}
		v.TIMEX3 = d.String() + clockValue(&temporal.Meaning{HasClock: true, Hour: h, Minute: m.Minute, Second: m.Second, HasSecond: m.HasSecond})
		if e.Zone.Text == "Z" {
			v.TIMEX3 += "Z"
		}
	case m.Part != temporal.NoPart:
		part := m.Part
		if part == temporal.Dawn && e.Signal == temporal.BeforeSignal {
			part = temporal.EarlyHours // "before dawn" is a part of the night
		}
		w := r.w.part(part)
		v.Gran = when.PartOfDay
		base := v.From
		if part == temporal.Nighttime && m.Kind == temporal.Calendar && v.Basis == BasisDCT && e.Tense == temporal.PastTense && !dated(m) {
			base -= 86400
			v.because("a night told as past is the one before the day of writing")
		}
		v.From, v.To = base+when.Civil(w.From), base+when.Civil(w.To)
		v.TIMEX3 += m.PartValue()
		switch {
		case m.Part == temporal.PastMidnight && e.Hedge == temporal.LongAfter:
			v.AllowedFrom, v.AllowedTo = base+15*60, v.To
			v.From = base + 3600
		case m.Part == temporal.PastMidnight && e.Hedge == temporal.ShortlyAfter:
			w = r.w.row("just past midnight")
			v.From, v.To = base+when.Civil(w.From), base+when.Civil(w.To)
			v.AllowedFrom, v.AllowedTo = v.From, v.To+(v.To-v.From)
		}
		switch half := (v.To - v.From) / 2; {
		case m.Part == temporal.Morning && e.Mod == temporal.Start:
			w = r.w.row("early")
			v.From, v.To = base+when.Civil(w.From), base+when.Civil(w.To)
			v.AllowedFrom, v.AllowedTo = v.From, v.To+3*3600
		case m.Part == temporal.Early:
			v.AllowedFrom, v.AllowedTo = v.From, v.To+3*3600
		case m.Part != temporal.Morning && m.Part != temporal.Afternoon && m.Part != temporal.Evening:
		case e.Mod == temporal.Start:
			v.AllowedFrom, v.AllowedTo = v.From, v.To
			v.To -= half
			v.because("early in it: its first half")
		case e.Mod == temporal.End:
			v.AllowedFrom, v.AllowedTo = v.From, v.To
			v.From += half
			v.because("late in it: its second half")
		}
		v.because("%s: %s", w.Words, w.Meaning)
	}
}

// meridiem reports whether words tell the half of the day.
func meridiem(words string) bool {
	w := strings.ToLower(words)
	return strings.Contains(w, "am") || strings.Contains(w, "pm") || strings.Contains(w, "a.m") || strings.Contains(w, "p.m") || strings.Contains(w, "midnight") || strings.Contains(w, "noon")
}

// turned is the day of a clock time without one, told behind a moment of day d: the
// day after where that was in the evening and this is in the small hours, or where
// entries go on from late to early.
func (r *resolver) turned(d when.Date, from when.Civil, m *temporal.Meaning) when.Date {
	if from == 0 || !m.HasClock || m.NoMeridiem && m.Part == temporal.NoPart {
		return d
	}
	h, _, _ := from.Clock()
	if from.Date() == d && h >= 17 && m.Hour < 8 || from.Date() == d.AddDays(1) && m.Hour < 8 && m.Hour >= h {
		return d.AddDays(1) // also behind "past midnight" of the night that ends day d
	}
	return d
}

// prevClock is the moment told last, if it was told to the hour or as an evening or
// a night; else 0.
func (r *resolver) prevClock() when.Civil {
	if r.prev.gran > when.PartOfDay || r.prev.gran == when.Unknown {
		return 0
	}
	return r.prev.from
}

// spoken reports whether a time of day is told in words, or with o'clock: "half past
// four", "5 o'clock".
func spoken(s string) bool {
	return !strings.ContainsAny(s, ":.") && (strings.IndexFunc(s, isDigit) < 0 || strings.Contains(s, "clock"))
}

func isDigit(c rune) bool { return '0' <= c && c <= '9' }

// half chooses the half of the day for h o'clock, of which the words say nothing: the
// one that lies in the part of the day told just before, or on the right side of the
// writing; else the one in which people are up. other is how many hours off the
// other reading lies where it stays possible.
func (r *resolver) half(d when.Date, h, minute int, e *temporal.Expression, v *Value) (hour, other int) {
	am := when.CivilOf(d, h, minute, 0)
	pm := am + 12*3600
	if r.prev.gran == when.PartOfDay && e.Span.Start-r.prev.end < story && r.prev.from.Date() == d {
		switch in := func(c when.Civil) bool { return r.prev.from <= c && c < r.prev.to }; {
		case in(pm) && !in(am):
			v.because("it lies in the part of the day told before: the second half of the day")
			return h + 12, 0
		case in(am) && !in(pm):
			return h, 0
		}
	}
	if r.prev.gran <= when.Minute && r.prev.gran != when.Unknown && r.prev.from.Date() == d && r.prev.from <= am {
		v.because("it goes on from what was told before")
		return h, 0
	}
	if r.now != 0 && d == r.now.Date() {
		switch {
		case pm > r.now && am <= r.now && !ahead(e):
			return h, 0 // the other still lies ahead
		case am < r.now && pm >= r.now && ahead(e):
			v.because("it still lies ahead: the second half of the day")
			return h + 12, 0
		}
	}
	if h*60+minute < up {
		v.because("the half of the day is not told: taken for the second, in which people are up; the first is allowed")
		return h + 12, -12
	}
	v.because("the half of the day is not told: taken for the first; the second is allowed")
	return h, 12
}

// up is the minute of the day from which its first half is the likelier one.
const up = 6*60 + 30

// afterNoon reports whether a clock time of twelve hours without its half of the day
// is of the second: the account has come so far that the first would go back.
func (r *resolver) afterNoon(d when.Date, h, m int, e *temporal.Expression) bool {
	if r.prev.from.Date() != d || r.prev.gran > when.Minute || r.prev.gran == when.Unknown || strings.Contains(r.txt[min(r.prev.end, e.Span.Start):e.Span.Start], "\n\n\n") {
		return false
	}
	at := when.CivilOf(d, h, m, 0)
	return at < r.prev.from && at+12*3600 > r.prev.from
}

// beside reports whether the day that e counts from is told just before it, behind a
// comma: "on Saturday, just before midnight".
func (r *resolver) beside(e *temporal.Expression) bool {
	if r.prev.at == 0 || r.prev.at > e.Span.Start || e.Span.Start-r.prev.at > 24 || e.Again || e.Range == temporal.RangeLast {
		return false
	}
	return strings.HasPrefix(r.txt[r.prev.at:], ", ")
}

// dated reports whether a meaning names the day of its clock time.
func dated(m *temporal.Meaning) bool {
	return m.Day > 0 || m.HasWeekday || m.Kind == temporal.Deictic || m.Holiday != nil
}

func clockValue(m *temporal.Meaning) string {
	switch {
	case !m.HasClock:
		return ""
	case m.HasSecond:
		return fmt.Sprintf("T%02d:%02d:%02d", m.Hour, m.Minute, m.Second)
	}
	return fmt.Sprintf("T%02d:%02d", m.Hour, m.Minute)
}

func partSuffix(m *temporal.Meaning) string { return m.PartValue() }

// dayValue and monthValue are the values of a day, and of its month.
func dayValue(d when.Date) string {
	if d.Year > 0 && d.Year <= 9999 {
		return d.String()
	}
	return fmt.Sprintf("%s-%02d-%02d", year(d.Year), d.Month, d.Day)
}

func monthValue(d when.Date) string {
	if d.Year > 0 && d.Year <= 9999 {
		return d.String()[:len("2006-01")]
	}
	return fmt.Sprintf("%s-%02d", year(d.Year), d.Month)
}

func year(y int) string {
	if y <= 0 {
		return fmt.Sprintf("BC%04d", 1-y)
	}
	return fmt.Sprintf("%04d", y)
}

// A Timex is an expression as `timeline extract --timex` writes it. Start and
// End are code points.
type Timex struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Type  string `json:"type"`
	Value string `json:"value"`
	Mod   string `json:"mod"`
}

var defaultWidths = DefaultWidths()

// Document tags one text. dct is the day or the moment of its writing, as
// 2025-12-03 or 2025-12-03T09:14:00Z, or empty.
func Document(txt, dct string) ([]Timex, error) {
	a, err := anchor(dct)
	if err != nil {
		return nil, err
	}
	es := temporal.Find(txt)
	vs := place(txt, es, a, defaultWidths, true)
	doc := text.New(txt)
	out := make([]Timex, len(es))
	for i, e := range es {
		s, t := e.Span.Runes(doc)
		out[i] = Timex{s, t, e.Span.Of(txt), types[e.Type], vs[i].TIMEX3, mod(&e)}
	}
	return out, nil
}

var types = map[temporal.Type]string{temporal.Date: "DATE", temporal.Time: "TIME", temporal.Duration: "DURATION", temporal.Set: "SET"}

// anchor reads a day, or a moment whose offset is left out or a Z.
func anchor(dct string) (Anchor, error) {
	if dct == "" {
		return Anchor{}, nil
	}
	for _, f := range [...]struct {
		layout string
		len    when.Civil
	}{{"2006-01-02", 86400}, {"2006-01-02T15:04", 60}, {"2006-01-02T15:04:05", 1}, {time.RFC3339, 1}} {
		if t, err := time.Parse(f.layout, dct); err == nil {
			from := when.Civil(t.Unix())
			return Anchor{Known: true, From: from, To: from + f.len}, nil
		}
	}
	return Anchor{}, fmt.Errorf("dct %q: write it as 2025-12-03 or 2025-12-03T09:14:00Z", dct)
}

// mod is the TIMEX3 modifier: told by the words inside, or by the hedge.
func mod(e *temporal.Expression) string {
	switch e.Mod {
	case temporal.Start:
		return "START"
	case temporal.Mid:
		return "MID"
	case temporal.End:
		return "END"
	}
	if m := &e.Meaning; m.Kind == temporal.Shift && m.Dir < 0 {
		switch e.Hedge { // "more than two years ago" lies before the point
		case temporal.Over:
			return "BEFORE"
		case temporal.Nearly:
			return "AFTER"
		case temporal.AtLeast:
			return "ON_OR_BEFORE"
		case temporal.AtMost:
			return "ON_OR_AFTER"
		}
	}
	switch e.Hedge {
	case temporal.About:
		return "APPROX"
	case temporal.Nearly:
		return "LESS_THAN"
	case temporal.Over:
		return "MORE_THAN"
	case temporal.AtLeast:
		return "EQUAL_OR_MORE"
	case temporal.AtMost:
		return "EQUAL_OR_LESS"
	}
	return ""
}
