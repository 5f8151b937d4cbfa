package terminal

import (
	"fmt"
	"strings"

	"timeline/internal/when"
)

// A Lane is one claim on a [Ruler]: what it states and what its wording allows. On a ruler
// of lengths both are seconds. An open side reaches to the end of the ruler, and has an
// arrow there.
type Lane struct {
	Name            string
	Stated, Allowed when.Interval
}

// A Ruler draws claims over one scale in characters: full blocks for what is stated, light
// ones for what is allowed as well. Above it stands the clock of UTC, below that of Local.
type Ruler struct {
	Lanes   []Lane
	Width   int // columns; at least 30 are used
	Lengths bool
	Local   when.Zone
	Below   bool // draw the scale of Local
	Style   Style
}

const (
	stated  = '█'
	allowed = '░'
)

// Draw returns the lines of the ruler, none where no lane is bounded.
func (r Ruler) Draw() []string {
	var hull when.Interval
	for _, l := range r.Lanes {
		if iv := l.Allowed; iv.Bounded() && !iv.Empty() {
			if hull.Empty() {
				hull = iv
			}
			hull = hull.Hull(iv)
		}
	}
	if hull.Empty() {
		return nil
	}
	pad := max(int64(hull.To-hull.From)/16, 60)
	if hull = hull.Widen(pad, pad); r.Lengths {
		hull.From = max(hull.From, 0)
	}
	s := scale{hull, max(r.Width, 30), r.Lengths}
	var out []string
	if r.Lengths {
		out = append(out, s.labels(when.UTC, false)...)
	} else {
		out = append(append(out, r.Style.Dim("UTC")), s.labels(when.UTC, false)...)
	}
	out = append(out, r.Style.Dim(s.line(when.UTC, '┬')))
	for _, l := range r.Lanes {
		out = append(out, Wrap(l.Name, s.width)...)
		out = append(out, s.bar(l, r.Style))
	}
	if !r.Below || r.Lengths {
		return append(out, r.Style.Dim(s.line(when.UTC, '┴')))
	}
	out = append(out, r.Style.Dim(s.line(r.Local, '┴')))
	out = append(out, s.labels(r.Local, true)...)
	a, b := when.OffsetText(r.Local.Offset(hull.From)), when.OffsetText(r.Local.Offset(hull.To))
	if a != b {
		a += ", then " + b
	}
	if name := r.Local.Name(); name != a {
		a = name + ", " + a
	}
	return append(out, r.Style.Dim(a))
}

// A scale puts times into columns.
type scale struct {
	when.Interval
	width   int
	lengths bool
}

func (s scale) at(t when.Instant) int {
	return int(int64(t-s.From) * int64(s.width) / int64(s.To-s.From))
}

// bar draws one lane. What is stated takes a column at least.
func (s scale) bar(l Lane, style Style) string {
	row := []rune(strings.Repeat(" ", s.width))
	fill := func(iv when.Interval, with rune) {
		from, to := 0, s.width-1
		if !iv.From.Open() {
			from = min(max(s.at(iv.From), 0), s.width-1)
		}
		if !iv.To.Open() {
			to = min(max(from, s.at(iv.To-1)), s.width-1)
		}
		for i := from; i <= to; i++ {
			row[i] = with
		}
	}
	fill(l.Allowed, allowed)
	fill(l.Stated, stated)
	if l.Allowed.From.Open() {
		row[0] = '<'
	}
	if l.Allowed.To.Open() {
		row[s.width-1] = '>'
	}
	return style.Cyan(strings.TrimRight(string(row), " "))
}

// step is the distance between two labels in seconds, so that they have room.
func (s scale) step() int64 {
	for _, n := range [...]int64{60, 300, 900, 1800, 3600, 2 * 3600, 3 * 3600, 6 * 3600, 12 * 3600, day, 2 * day, 7 * day, 30 * day, 91 * day, 365 * day, 3650 * day} {
		room := int64(8)
		if s.lengths {
			room = 12
		}
		if int64(s.width)*n/int64(s.To-s.From) >= room {
			return n
		}
	}
	return 36500 * day
}

// ticks calls f with the column and the clock of every labelled time.
func (s scale) ticks(z when.Zone, f func(column int, c when.Civil)) {
	step := s.step()
	from, to := int64(z.Local(s.From)), int64(z.Local(s.To))
	for n := from - ((from%step)+step)%step; n <= to; n += step {
		c := when.Civil(n)
		if t := z.Instant(c); t >= s.From && t < s.To {
			f(s.at(t), c)
		}
	}
}

func (s scale) line(z when.Zone, mark rune) string {
	row := []rune(strings.Repeat("─", s.width))
	s.ticks(z, func(at int, _ when.Civil) { row[at] = mark })
	return string(row)
}

// labels writes the clock along the scale, and the days in a row of their own: above it, or
// below where the clock stands below the lanes.
func (s scale) labels(z when.Zone, below bool) []string {
	step := s.step()
	var hours, days row
	last := when.Date{}
	s.ticks(z, func(at int, c when.Civil) {
		d := c.Date()
		switch {
		case s.lengths:
			hours.put(at, s.width, Length(int64(c)))
			return
		case step < day:
			hours.put(at, s.width, clock(c))
		}
		label := Day(d)
		switch {
		case step >= 365*day:
			label = year(d.Year)
		case step >= 30*day:
			label = fmt.Sprintf("%s %s", months[d.Month-1], year(d.Year))
		case last != when.Date{} && last.Year == d.Year:
			label = shortDay(d)
		}
		if d != last && days.put(at, s.width, label) {
			last = d
		}
	})
	if days == "" && !s.lengths {
		days.put(0, s.width, Day(z.Local(s.From).Date()))
	}
	out := []string{string(days), string(hours)}
	if below {
		out[0], out[1] = out[1], out[0]
	}
	var kept []string
	for _, l := range out {
		if l != "" {
			kept = append(kept, l)
		}
	}
	return kept
}

// A row is a line that labels are put into from left to right.
type row string

// put centres a label at a column, where the ones before leave room.
func (r *row) put(at, width int, label string) bool {
	w := Width(label)
	from := min(max(at-w/2, 0), max(width-w, 0))
	have := Width(string(*r))
	if have > 0 && from <= have {
		return false
	}
	*r += row(strings.Repeat(" ", from-have) + label)
	return true
}
