package timex

import (
	"fmt"
	"math"
	"strings"

	"timeline/internal/temporal"
	"timeline/internal/when"
)

// deictic places units counted from the day of writing ("last week") or from
// what was told before ("the same day").
func (r *resolver) deictic(e *temporal.Expression, m *temporal.Meaning, v *Value) {
	base, ok := r.dct, r.known
	v.Basis, v.Deictic = BasisDCT, !m.Anaphoric
	if m.Anaphoric && r.prev.from != 0 && !(m.Ongoing && ok) {
		base, ok, v.Basis = r.prev.from.Date(), true, BasisPrevious
		if r.prev.ok && m.Unit == temporal.Day {
			base = r.prev.date
		}
		if r.prev.ok && m.Unit == temporal.Day && m.N == 0 && r.known && r.elsewhere(e) {
			base = r.lately
			v.because("the day told last is long past: counted from the one told before that, %s", base)
		} else {
			v.because("counted from what was told before, %s", base)
		}
	} else if ok {
		v.Deictic = true
		v.because("counted from the day of writing, %s", base)
	}
	if !ok {
		v.Basis = BasisNone
		v.TIMEX3 = unanchored(m)
		return
	}
	switch {
	case m.Compared && r.quart != when.Date{}:
		r.unit(r.quart.AddYears(m.N), temporal.Quarter, 0, v)
		v.because("compared with the quarter that the text speaks of")
	case m.Unit == temporal.Year && m.Anaphoric && r.close != when.Date{}:
		v.days(r.close.AddYears(-1).AddDays(1), r.close.AddDays(1), when.Year)
		v.TIMEX3 = "P1Y"
		v.because("the twelve months that ended on %s", r.close)
	case m.Unit == temporal.Quarter && m.Anaphoric && r.close != when.Date{}:
		r.unit(r.close.AddDays(-45), temporal.Quarter, 0, v)
		v.because("the quarter that ended on %s", r.close)
	case m.Unit == temporal.Quarter && m.Anaphoric && m.N == 0 && r.quart != when.Date{} && !(m.Latest && r.known && r.quart.AddMonths(3).Days() > r.dct.Days()):
		r.unit(r.quart, temporal.Quarter, 0, v)
		v.because("the quarter that the text speaks of")
	case m.Unit == temporal.Quarter && m.Anaphoric && m.N == 0 && r.known:
		r.unit(r.dct, temporal.Quarter, -1, v)
		v.because("the last quarter that is over")
	case m.Unit == temporal.Weekend && v.Basis == BasisDCT && m.Coming && ahead(e):
		r.unit(base, m.Unit, 0, v)
		v.because("the clause looks ahead: the weekend of this week")
	default:
		r.unit(base, m.Unit, m.N, v)
	}
	if m.Unit == temporal.Day {
		r.timeOfDay(e, m, v)
	}
}

func unanchored(m *temporal.Meaning) string {
	switch m.Unit {
	case temporal.Day:
		return "XXXX-XX-XX" + m.PartValue()
	case temporal.Week, temporal.Fortnight, temporal.Weekend:
		return "XXXX-WXX"
	case temporal.Month:
		return "XXXX-XX"
	case temporal.Quarter:
		return "XXXX-QX"
	}
	return "XXXX"
}

// unit sets v to the unit of the calendar that lies n units from the one that
// holds base.
func (r *resolver) unit(base when.Date, u temporal.Unit, n int, v *Value) {
	monday := base.AddDays(-((int(base.Weekday()) + 6) % 7))
	switch u {
	case temporal.Day, temporal.Night:
		d := base.AddDays(n)
		v.days(d, d.AddDays(1), when.Day)
		v.TIMEX3 = d.String()
	case temporal.Week:
		w := monday.AddDays(7 * n)
		v.days(w, w.AddDays(7), when.Week)
		v.TIMEX3 = isoWeek(w)
	case temporal.Fortnight:
		w := monday.AddDays(14 * n)
		v.days(w, w.AddDays(14), when.Week)
		v.TIMEX3 = isoWeek(w)
	case temporal.Weekend:
		w := monday.AddDays(7 * n)
		if n == -1 && int(base.Weekday()) == 0 {
			w = monday
		}
		v.days(w.AddDays(5), w.AddDays(7), when.Weekend)
		v.TIMEX3 = isoWeek(w) + "-WE"
	case temporal.Month:
		d := when.Date{Year: base.Year, Month: base.Month, Day: 1}.AddMonths(n)
		v.days(d, d.AddMonths(1), when.Month)
		v.TIMEX3 = monthValue(d)
	case temporal.Quarter:
		d := when.Date{Year: base.Year, Month: (base.Month-1)/3*3 + 1, Day: 1}.AddMonths(3 * n)
		v.days(d, d.AddMonths(3), when.Quarter)
		v.TIMEX3 = fmt.Sprintf("%s-Q%d", year(d.Year), (d.Month+2)/3)
	case temporal.Year:
		d := when.Date{Year: base.Year + n, Month: 1, Day: 1}
		v.days(d, d.AddYears(1), when.Year)
		v.TIMEX3 = year(d.Year)
	case temporal.Decade:
		d := when.Date{Year: base.Year/10*10 + 10*n, Month: 1, Day: 1}
		v.days(d, d.AddYears(10), when.Decade)
		v.TIMEX3 = year(d.Year)[:3]
	case temporal.Century:
		d := when.Date{Year: base.Year/100*100 + 100*n, Month: 1, Day: 1}
		v.days(d, d.AddYears(100), when.Century)
		v.TIMEX3 = year(d.Year)[:2]
	case temporal.Millennium:
		d := when.Date{Year: base.Year/1000*1000 + 1000*n, Month: 1, Day: 1}
		v.days(d, d.AddYears(1000), when.Millennium)
		v.TIMEX3 = year(d.Year)[:1]
	}
}

func isoWeek(d when.Date) string {
	y, w := d.ISOWeek()
	return fmt.Sprintf("%s-W%02d", year(y), w)
}

// weeks narrows what lies some weeks from a day that was told to the day d that far
// from it: "on 3 March; a week later" is 10 March, give or take three days.
func (r *resolver) weeks(d when.Date, v *Value) {
	if v.Basis != BasisPrevious || r.prev.gran > when.Day {
		return
	}
	value := v.TIMEX3
	v.days(d, d.AddDays(1), when.Day)
	v.TIMEX3 = value
	v.AllowedFrom, v.AllowedTo = v.From-3*86400, v.To+3*86400
	v.because("counted from a day: %s, give or take three days", d)
}

// apposed reports whether an expression stands between commas behind the one before it,
// "at 8:47 p.m., 44 minutes earlier": both tell one time.
func (r *resolver) apposed(e *temporal.Expression) bool {
	start := e.Span.Start
	if !e.Lead.Empty() {
		start = min(start, e.Lead.Start)
	}
	end := e.Span.End
	if !e.Tail.Empty() {
		end = max(end, e.Tail.End)
	}
	if r.prev.end == 0 || r.prev.end > start || r.txt[r.prev.end:start] != ", " {
		return false
	}
	return end == len(r.txt) || strings.ContainsRune(",.;:)\n", rune(r.txt[end]))
}

// shift places "two days ago", "an hour later".
func (r *resolver) shift(e *temporal.Expression, m *temporal.Meaning, v *Value) {
	r.measure(e, m, v)
	n := m.Max
	base, ok := r.dct, r.known
	from := r.now
	v.Basis, v.Deictic = BasisDCT, true
	if m.Anaphoric && r.prev.from != 0 {
		base, from, ok = r.prev.from.Date(), r.prev.from, true
		v.Basis, v.Deictic = BasisPrevious, false
		if r.prev.gran > when.Minute {
			from = 0
		}
	}
	if !ok || m.Vague || n == 0 {
		v.TIMEX3 = m.Value()
		v.Type = temporal.Duration
		if m.Dir < 0 && m.Vague {
			v.TIMEX3 = "PAST_REF"
			v.Type = temporal.Date
		}
		v.Basis, v.Deictic = BasisNone, false
		return
	}
	if m.Anaphoric && v.Basis == BasisPrevious && r.prev.gran <= when.Minute && r.apposed(e) {
		v.Known, v.Gran, v.From, v.To = true, r.prev.gran, r.prev.from, r.prev.to
		v.TIMEX3 = v.From.ToMinute()
		v.because("it says of the time beside it, %s, how far it lies from another", v.From)
		return
	}
	step := int(math.Round(n)) * m.Dir
	if m.Compared && r.quart != (when.Date{}) {
		r.unit(r.quart.AddYears(step), temporal.Quarter, 0, v)
		v.because("compared with the quarter that the text speaks of")
		return
	}
	if m.Exact || m.To != temporal.NoUnit {
		r.exactShift(base, m, v)
		return
	}
	switch m.Unit {
	case temporal.Second, temporal.Minute, temporal.Hour:
		if from == 0 {
			v.TIMEX3 = m.Value()
			v.Basis, v.Deictic = BasisNone, false
			return
		}
		v.Known, v.Gran = true, when.Minute
		v.From = from + when.Civil(int64(m.Dir)*seconds(n, m.Unit))
		v.To = v.From + 60
		v.TIMEX3 = v.From.ToMinute()
		if m.Unit == temporal.Second {
			_, _, sec := v.From.Clock()
			v.Gran, v.To = when.Second, v.From+1
			v.TIMEX3 += fmt.Sprintf(":%02d", sec)
		}
		v.because("%s from %s", m.Value(), from)
	case temporal.Fortnight:
		r.unit(base.AddDays(14*step), temporal.Week, 0, v)
		v.because("%d fortnights from %s", step, base)
		r.weeks(base.AddDays(14*step), v)
	case temporal.Week:
		r.unit(base.AddDays(7*step), temporal.Week, 0, v)
		v.because("%d weeks from %s", step, base)
		r.weeks(base.AddDays(7*step), v)
	default:
		if n != math.Trunc(n) && m.Unit == temporal.Year {
			d := base.AddMonths(int(n*12) * m.Dir)
			r.unit(d, temporal.Month, 0, v)
			return
		}
		if m.Anaphoric && r.prev.gran > when.Day && m.Unit == temporal.Year {
			// "a year earlier" after a quarter is that quarter.
			d := base.AddYears(step)
			switch r.prev.gran {
			case when.Quarter:
				r.unit(d, temporal.Quarter, 0, v)
				return
			case when.Month:
				r.unit(d, temporal.Month, 0, v)
				return
			}
		}
		switch m.Unit {
		case temporal.Day, temporal.Night:
			r.unit(base, temporal.Day, step, v)
		case temporal.Month:
			r.unit(base.AddMonths(step), temporal.Month, 0, v)
		case temporal.Year:
			r.unit(base.AddYears(step), temporal.Year, 0, v)
		case temporal.Decade:
			r.unit(base.AddYears(10*step), temporal.Year, 0, v)
		default:
			r.unit(base, m.Unit, step, v)
		}
		v.because("%s from %s, to the unit told", m.Value(), base)
	}
}

// length reads a length and, where it reaches to the day of writing ("in the
// past three days", "after two weeks of"), the stretch that it covers.
func (r *resolver) length(e *temporal.Expression, m *temporal.Meaning, v *Value) {
	v.TIMEX3 = m.Value()
	r.measure(e, m, v)
	back := m.Dir < 0 || e.Signal == temporal.AfterSignal && e.Follow == temporal.FollowOf
	if !r.known || m.Vague || !back && m.Dir <= 0 || m.Max == 0 || m.Unit < temporal.Day {
		return
	}
	end := r.dct
	if r.prev.ok && !back {
		end = r.prev.date
	}
	if m.Dir > 0 {
		d := end.AddDays(int(v.Max / 86400))
		v.days(end, d, when.Day)
		v.because("from the day of writing on")
		v.Basis = BasisDCT
		return
	}
	from := end.AddDays(-int(v.Max / 86400))
	switch m.Unit {
	case temporal.Month:
		from = end.AddMonths(-int(m.Max))
	case temporal.Year:
		from = end.AddYears(-int(m.Max))
	}
	v.days(from, end.AddDays(1), granOf(m.Unit))
	v.Basis = BasisDCT
	v.because("a stretch that reaches to the day of writing, %s", end)
}

func granOf(u temporal.Unit) when.Granularity {
	switch u {
	case temporal.Week, temporal.Fortnight:
		return when.Week
	case temporal.Month:
		return when.Month
	case temporal.Quarter:
		return when.Quarter
	case temporal.Year:
		return when.Year
	case temporal.Day, temporal.Night:
		return when.Day
	case temporal.Hour:
		return when.Hour
	}
	return when.Minute
}

// measure sets the seconds of a length; a vague one has the range of the table
// of widths.
func (r *resolver) measure(e *temporal.Expression, m *temporal.Meaning, v *Value) {
	switch {
	case len(m.Parts) > 0:
		for _, x := range m.Parts {
			v.Max += seconds(x.N, x.Unit)
		}
		v.Min = v.Max
	case m.Vague || m.Max == 0:
		lo, hi := r.w.vague(m.Unit)
		if e.Hedge == temporal.JustHedge {
			hi = max(lo, hi/2)
		}
		v.Min, v.Max = lo, hi
	default:
		v.Min, v.Max = seconds(m.Min, m.Unit), seconds(m.Max, m.Unit)
	}
	v.Gran = granOf(m.Unit)
}

// seconds is the plain length of n units; a month is a twelfth of 365.2425
// days.
func seconds(n float64, u temporal.Unit) int64 {
	return int64(math.Round(n * unitSeconds[u]))
}

// unitSeconds are the lengths of the units.
var unitSeconds = [...]float64{
	temporal.Second: 1, temporal.Minute: 60, temporal.Hour: 3600, temporal.Day: 86400, temporal.Night: 86400, temporal.Weekend: 2 * 86400,
	temporal.Week: 7 * 86400, temporal.Fortnight: 14 * 86400, temporal.Month: 2629746, temporal.Quarter: 3 * 2629746, temporal.Year: 31556952,
	temporal.Decade: 315569520, temporal.Century: 3155695200, temporal.Millennium: 31556952000,
}

// exactShift places a shift that is told to the day, "three weeks ago today",
// "a week from tomorrow", or to another unit, "a year ago this week".
func (r *resolver) exactShift(base when.Date, m *temporal.Meaning, v *Value) {
	n := int(math.Round(m.Max)) * m.Dir
	d := base
	switch m.Unit {
	case temporal.Day, temporal.Night:
		d = base.AddDays(n)
	case temporal.Week:
		d = base.AddDays(7 * n)
	case temporal.Fortnight:
		d = base.AddDays(14 * n)
	case temporal.Month:
		d = base.AddMonths(n)
	case temporal.Quarter:
		d = base.AddMonths(3 * n)
	case temporal.Year:
		d = base.AddYears(n)
	case temporal.Decade:
		d = base.AddYears(10 * n)
	case temporal.Century:
		d = base.AddYears(100 * n)
	}
	if m.To != temporal.NoUnit {
		r.unit(d, m.To, 0, v)
	} else {
		d = d.AddDays(m.N)
		r.unit(d, temporal.Day, 0, v)
	}
	v.because("%s from %s, to the day", m.Value(), base)
}
