package timex

import (
	"fmt"
	"strings"

	"timeline/internal/temporal"
	"timeline/internal/when"
)

// holiday places a day of the year that has a name.
func (r *resolver) holiday(e *temporal.Expression, m *temporal.Meaning, v *Value) {
	y := m.Year
	if !m.HasYear {
		if !r.known && r.prev.year == 0 {
			v.Basis = BasisNone
			v.TIMEX3 = "XXXX"
			if len(m.Holiday.Rule) == 5 {
				v.TIMEX3 += "-" + m.Holiday.Rule
			}
			return
		}
		y = r.holidayYear(e, m, v)
	}
	d, ok := holidayIn(m.Holiday.Rule, y)
	if !ok {
		v.TIMEX3 = year(y)
		v.because("%s %d: this program does not work out its day", m.Holiday.Name, y)
		return
	}
	v.because("%s %d is %s", m.Holiday.Name, y, d)
	if m.Around != temporal.NoUnit {
		r.unit(d, m.Around, 0, v)
		return
	}
	v.days(d, d.AddDays(1), when.Day)
	v.TIMEX3 = d.String()
}

// holidayYear is the year of a holiday whose year is not told: that of the
// next one where the clause looks ahead, of the last one where it looks back,
// else of the nearest.
func (r *resolver) holidayYear(e *temporal.Expression, m *temporal.Meaning, v *Value) int {
	if !r.known {
		v.Basis = BasisPrevious
		return r.prev.year
	}
	v.Basis = BasisDCT
	y := r.dct.Year
	gap := func(y int) int {
		d, ok := holidayIn(m.Holiday.Rule, y)
		if !ok {
			d = when.Date{Year: y, Month: 7, Day: 1}
		}
		return d.Days() - r.dct.Days()
	}
	switch {
	case m.Within == temporal.Year:
		return y + m.WithinN
	case m.HasWhich && m.Which < 0:
		if gap(y) >= 0 {
			y--
		}
	case m.HasWhich && m.Which > 0:
		if gap(y) <= 0 {
			y++
		}
	case m.HasWhich:
	case ahead(e):
		if gap(y) < 0 {
			y++
		}
	case e.Tense == temporal.PastTense:
		if gap(y) > 0 {
			y--
		}
	case gap(y) > 183:
		y--
	case gap(y) < -183:
		y++
	}
	return y
}

// holidayIn reads a rule of a [temporal.Holiday] in the year y.
func holidayIn(rule string, y int) (d when.Date, ok bool) {
	var a, b, c int
	scan := func(format string, n int, args ...any) bool {
		got, _ := fmt.Sscanf(rule, format, args...)
		return got == n
	}
	switch {
	case rule == "":
		return d, false
	case scan("easter%d", 1, &a):
		return easter(y).AddDays(a), true
	case scan("pascha%d", 1, &a):
		return pascha(y).AddDays(a), true
	case scan("hebrew %d-%d", 2, &a, &b):
		return hebrewIn(y, a, b), true
	case scan("islamic %d-%d", 2, &a, &b):
		return islamicIn(y, a, b), true
	case rule == "11@2": // the Tuesday after the first Monday
		return nthWeekday(y, 11, 1, 1).AddDays(1), true
	case rule == "11@0": // the Sunday nearest to 30 November
		first := when.Date{Year: y, Month: 11, Day: 27}
		return first.AddDays((7 - int(first.Weekday())) % 7), true
	case strings.Contains(rule, "#"):
		rest, more, _ := strings.Cut(rule, "+")
		if n, _ := fmt.Sscanf(rest, "%d#%d.%d", &a, &b, &c); n != 3 {
			return d, false
		}
		extra := 0
		if more != "" {
			fmt.Sscanf(more, "%d", &extra)
		}
		return nthWeekday(y, a, b, c).AddDays(extra), true
	case scan("%d-%d", 2, &a, &b):
		return when.Date{Year: y, Month: a, Day: b}, true
	}
	return d, false
}

// nthWeekday is the nth weekday (0 Sunday) of a month; n is -1 for the last.
func nthWeekday(y, month, n, weekday int) when.Date {
	if n < 0 {
		last := when.Date{Year: y, Month: month, Day: 1}.AddMonths(1).AddDays(-1)
		return last.AddDays(-((int(last.Weekday()) - weekday + 7) % 7))
	}
	first := when.Date{Year: y, Month: month, Day: 1}
	return first.AddDays((weekday-int(first.Weekday())+7)%7 + 7*(n-1))
}

// easter is Easter Sunday in the Gregorian calendar, by the algorithm that
// Nature printed in 1876 (the Anonymous Gregorian computus).
func easter(y int) when.Date {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return when.Date{Year: y, Month: n / 31, Day: n%31 + 1}
}

// pascha is Easter Sunday of the Orthodox churches, by Meeus' Julian rule,
// given in the Gregorian calendar.
func pascha(y int) when.Date {
	a, b, c := y%4, y%7, y%19
	d := (19*c + 15) % 30
	e := (2*a + 4*b - d + 34) % 7
	n := d + e + 114
	julian := when.Date{Year: y, Month: n / 31, Day: n%31 + 1}
	return julian.AddDays(y/100 - y/400 - 2)
}

// hebrewIn is the day of the civil year y that a day of the Hebrew calendar
// falls on; months count from Nisan (1), the year from Tishri (7). The
// arithmetic is that of Reingold and Dershowitz, Calendrical Calculations. The
// feast begins at sunset of the day before.
func hebrewIn(y, month, day int) when.Date {
	for h := y + 3760; h <= y+3761; h++ {
		if d := when.DateOf(hebrewDays(h, month, day)); d.Year == y {
			return d
		}
	}
	return when.Date{Year: y, Month: 1, Day: 1}
}

func hebrewLeap(h int) bool { return (7*h+1)%19 < 7 }

// hebrewElapsed counts the days from the epoch to the new year of h.
func hebrewElapsed(h int) int {
	months := (235*h - 234) / 19
	parts := 12084 + 13753*months
	day := 29*months + parts/25920
	if 3*(day+1)%7 < 3 {
		day++
	}
	return day
}

// hebrewNewYear is 1 Tishri of the year h, as days since 1970.
func hebrewNewYear(h int) int {
	const epoch = -2092590 // 1 Tishri of the year 1
	a, b, c := hebrewElapsed(h-1), hebrewElapsed(h), hebrewElapsed(h+1)
	fix := 0
	switch {
	case c-b == 356:
		fix = 2
	case b-a == 382:
		fix = 1
	}
	return epoch + b + fix
}

// hebrewDays is a day of the year h as days since 1970.
func hebrewDays(h, month, day int) int {
	n := hebrewNewYear(h) + day - 1
	length := hebrewNewYear(h+1) - hebrewNewYear(h)
	days := func(m int) int {
		switch {
		case m == 8 && length%10 == 5: // a long Heshvan
			return 30
		case m == 9 && length%10 == 3: // a short Kislev
			return 29
		case m == 12 && hebrewLeap(h): // Adar I; Adar II follows as 13
			return 30
		case m%2 == 1 && m != 13:
			return 30
		}
		return 29
	}
	last := 12
	if hebrewLeap(h) {
		last = 13
	}
	if month == 12 && last == 13 {
		month = 13 // feasts of Adar are kept in Adar II
	}
	for m := 7; m != month; {
		n += days(m)
		if m++; m > last {
			m = 1
		}
	}
	return n
}

// islamicIn is the day of the civil year y that a day of the tabular Islamic
// calendar falls on, the first if there are two. The day that is kept hangs on
// the sight of the moon and may be one earlier or later.
func islamicIn(y, month, day int) when.Date {
	const epoch = -492148 // 1 Muharram of the year 1, days since 1970
	for h := (y-622)*33/32 - 1; ; h++ {
		n := epoch + day - 1 + 29*(month-1) + month/2 + (h-1)*354 + (3+11*h)/30
		if d := when.DateOf(n); d.Year >= y {
			return d
		}
	}
}
