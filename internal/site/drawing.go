package site

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"timeline/internal/when"
)

// Drawings are SVG, made when the site is built. Classes colour them from the
// style sheet; doubt is drawn by shape first: solid as stated, hatched as
// allowed, dashed rings for plans, arrows for open bounds.

// A glyph is one statement on a drawing.
type glyph struct {
	stated, allowed when.Interval
	day             bool // told to the day or larger: a grey band
	plan            bool // planned, called off, supposed
	href, label     string
}

// A lane is the glyphs of one row with its name.
type lane struct {
	name   string
	glyphs []glyph
}

// A bracket joins clashing times over the lanes.
type bracket struct {
	from, to    when.Instant
	href, label string
}

const (
	drawWidth = 1080.0
	drawLeft  = 132.0
	breakGap  = 26.0
	rowHeight = 20.0
	daySecs   = 86400
)

// A stretch is a piece of the time axis without breaks.
type stretch struct {
	from, to when.Instant
	x, w     float64
	step     int64
}

func (s stretch) at(t when.Instant) float64 {
	return s.x + s.w*float64(t-s.from)/float64(s.to-s.from)
}

// An axis is the stretches of time that are drawn, in order.
type axis []stretch

// newAxis lays out the stretches that ivs cover; what lies further apart than
// a stretch of silence is broken off. At most seven stretches are made.
func newAxis(ivs []when.Interval) axis {
	sort.Slice(ivs, func(i, j int) bool {
		if ivs[i].From != ivs[j].From {
			return ivs[i].From < ivs[j].From
		}
		return ivs[i].To < ivs[j].To
	})
	var hull []when.Interval
	var weight []float64
	for silence := int64(16 * 3600); ; silence *= 2 {
		hull, weight = nil, nil
		for _, iv := range ivs {
			if n := len(hull); n > 0 && int64(iv.From-hull[n-1].To) < silence {
				hull[n-1].To = max(hull[n-1].To, iv.To)
				weight[n-1]++
				continue
			}
			hull, weight = append(hull, iv), append(weight, 1)
		}
		if len(hull) <= 7 || silence > 1<<50 {
			break
		}
	}
	var sum float64
	for i := range hull {
		pad := max(int64(hull[i].To-hull[i].From)/24, 900)
		hull[i] = hull[i].Widen(pad, pad)
		weight[i] = math.Sqrt(weight[i]) * math.Log2(2+float64(hull[i].To-hull[i].From)/3600)
		sum += weight[i]
	}
	const least = 62.0
	room := drawWidth - drawLeft - 14 - breakGap*float64(max(len(hull)-1, 0)) - least*float64(len(hull))
	var out axis
	x := drawLeft
	for i, iv := range hull {
		s := stretch{from: iv.From, to: iv.To, x: x, w: least + room*weight[i]/sum}
		s.step = step(int64(iv.To-iv.From), s.w)
		out = append(out, s)
		x += s.w + breakGap
	}
	return out
}

// step is the distance in seconds between two labels.
func step(secs int64, width float64) int64 {
	for _, n := range [...]int64{300, 900, 1800, 3600, 2 * 3600, 3 * 3600, 6 * 3600, 12 * 3600, daySecs, 2 * daySecs, 7 * daySecs, 30 * daySecs, 91 * daySecs, 365 * daySecs, 3650 * daySecs} {
		room := 50.0
		if n >= daySecs {
			room = 58
		}
		if width*float64(n)/float64(secs) >= room {
			return n
		}
	}
	return 36500 * daySecs
}

// ticks calls f for every labelled instant of s on the clocks of z.
func (s stretch) ticks(z when.Zone, f func(t when.Instant, c when.Civil)) {
	from, to := z.Local(s.from), z.Local(s.to)
	n := int64(from)
	for c := when.Civil(n - ((n%s.step)+s.step)%s.step); c <= to; c = c.Add(s.step) {
		if t := z.Instant(c); t >= s.from && t <= s.to {
			f(t, c)
		}
	}
}

// A pen writes SVG.
type pen struct{ strings.Builder }

func (p *pen) put(format string, a ...any) { fmt.Fprintf(p, format, a...) }

func (p *pen) text(class, anchor string, x, y float64, s string) {
	p.put(`<text class="%s" text-anchor="%s" x="%.1f" y="%.1f">%s</text>`, class, anchor, x, y, escape(s))
}

func (p *pen) line(class string, x1, y1, x2, y2 float64) {
	p.put(`<line class="%s" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>`, class, x1, y1, x2, y2)
}

func (p *pen) open(id string, width, height float64, title, desc string) {
	p.put(`<svg viewBox="0 0 %.0f %.0f" role="img" aria-labelledby="%s-t %s-d">`, width, height, id, id)
	p.put(`<title id="%s-t">%s</title><desc id="%s-d">%s</desc>`, id, escape(title), id, escape(desc))
	p.put(`<defs><pattern id="%s-h" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="5"/></pattern></defs>`, id)
}

// labels writes the clock of z along the stretches, dates in a row of their
// own: above the lanes for UTC, below for the place.
func (p *pen) labels(ax axis, z when.Zone, hours, days float64) {
	for _, s := range ax {
		lastDay, lastX := when.Date{}, -1000.0
		s.ticks(z, func(t when.Instant, c when.Civil) {
			x := s.at(t)
			if s.step < daySecs {
				p.text("tick", "middle", x, hours, clockWords(c))
			}
			if d := c.Date(); d != lastDay && (x-lastX > 52 || s.step < daySecs && x-lastX > 44) {
				label := shortDay(d)
				switch {
				case s.step >= 365*daySecs:
					label = yearWords(d.Year)
				case s.step >= 30*daySecs:
					label = months[d.Month][:3] + " " + yearWords(d.Year)
				}
				p.text("tick day", "middle", x, days, label)
				lastDay, lastX = d, x
			}
		})
		if lastX < 0 {
			p.text("tick day", "middle", s.x+s.w/2, days, shortDay(z.Local(s.from+(s.to-s.from)/2).Date())+" "+yearWords(z.Local(s.from).Date().Year))
		}
	}
}

// grid draws the lines of the hours and a stronger one at each midnight.
func (p *pen) grid(ax axis, z when.Zone, top, bottom float64) {
	for i, s := range ax {
		p.line("edge", s.x, top, s.x, bottom)
		p.line("edge", s.x+s.w, top, s.x+s.w, bottom)
		s.ticks(z, func(t when.Instant, c when.Civil) {
			class := "grid"
			if int64(c)%daySecs == 0 {
				class = "grid midnight"
			}
			p.line(class, s.at(t), top, s.at(t), bottom)
		})
		if i > 0 {
			x, m := s.x-breakGap/2, (top+bottom)/2
			p.put(`<path class="break" d="M%.1f %.1f l5 7 -10 7 10 7 -10 7 5 7"/>`, x, m-17)
		}
	}
}

// glyph draws g in the row whose middle is y.
func (p *pen) glyph(id string, ax axis, g glyph, y float64) {
	first, end := ax[0].from, ax[len(ax)-1].to
	if !g.allowed.From.Open() && g.allowed.From >= end || !g.allowed.To.Open() && g.allowed.To <= first {
		return
	}
	if g.href != "" {
		p.put(`<a href="%s">`, escape(g.href))
	}
	p.put(`<g class="glyph"><title>%s</title>`, escape(g.label))
	for _, s := range ax {
		st, al := g.stated.Intersect(when.Interval{From: s.from, To: s.to}), g.allowed.Intersect(when.Interval{From: s.from, To: s.to})
		if al.Empty() {
			continue
		}
		open := g.stated.From.Open() || g.stated.To.Open()
		a, b := s.at(al.From), s.at(al.To)
		switch {
		case g.plan && !open && g.stated.To-g.stated.From <= daySecs:
			p.put(`<circle class="plan" cx="%.1f" cy="%.1f" r="6"/>`, s.at(st.From+(st.To-st.From)/2), y)
		case g.day && !open:
			p.put(`<rect class="dayband" x="%.1f" y="%.1f" width="%.1f" height="10" rx="2"/>`, a, y-5, max(b-a, 3))
		case g.stated.To.Open() && !g.stated.From.Open():
			if g.stated.From >= s.from && g.stated.From < s.to {
				x := s.at(g.stated.From)
				p.put(`<path class="arrow" d="M%.1f %.1f v14 M%.1f %.1f h22 m-6 -5 l6 5 -6 5"/>`, x, y-7, x, y)
			}
		case g.stated.From.Open() && !g.stated.To.Open():
			if g.stated.To > s.from && g.stated.To <= s.to {
				x := s.at(g.stated.To)
				p.put(`<path class="arrow" d="M%.1f %.1f v14 M%.1f %.1f h-22 m6 -5 l-6 5 6 5"/>`, x, y-7, x, y)
			}
		case open:
		default:
			if al != st && b-a > 4 {
				p.put(`<rect class="allowed" fill="url(#%s-h)" x="%.1f" y="%.1f" width="%.1f" height="14" rx="2"/>`, id, a, y-7, b-a)
			}
			if !st.Empty() {
				c, d := s.at(st.From), s.at(st.To)
				if d-c < 7 || g.stated.To-g.stated.From <= 60 {
					p.put(`<rect class="point" x="%.1f" y="%.1f" width="4" height="18" rx="1"/>`, (c+d)/2-2, y-9)
				} else {
					p.put(`<rect class="range" x="%.1f" y="%.1f" width="%.1f" height="8" rx="2"/>`, c, y-4, d-c)
				}
			}
		}
	}
	p.put(`</g>`)
	if g.href != "" {
		p.put(`</a>`)
	}
}

// extent is where a glyph begins and ends on the axis, for stacking.
func (ax axis) extent(g glyph) (from, to float64) {
	from, to = math.Inf(1), math.Inf(-1)
	for _, s := range ax {
		iv := g.allowed.Intersect(when.Interval{From: s.from, To: s.to})
		switch {
		case g.stated.To.Open() && !g.stated.From.Open() && g.stated.From >= s.from && g.stated.From < s.to:
			from, to = min(from, s.at(g.stated.From)), max(to, s.at(g.stated.From)+24)
		case g.stated.From.Open() && !g.stated.To.Open() && g.stated.To > s.from && g.stated.To <= s.to:
			from, to = min(from, s.at(g.stated.To)-24), max(to, s.at(g.stated.To))
		case g.stated.From.Open() || g.stated.To.Open():
		case !iv.Empty():
			from, to = min(from, s.at(iv.From)-4), max(to, s.at(iv.To)+4)
		}
	}
	return from, to
}

// overview draws the lanes of all sources over one axis.
func overview(lanes []lane, brackets []bracket, local when.Zone, hasLocal bool, title, desc string) string {
	var ivs []when.Interval
	for _, l := range lanes {
		for _, g := range l.glyphs {
			if n, ok := g.allowed.Len(); ok && n <= 3*daySecs && !g.allowed.Empty() {
				ivs = append(ivs, g.allowed)
			}
		}
	}
	if len(ivs) == 0 {
		return ""
	}
	ax := newAxis(ivs)
	const id, top = "overview", 50.0
	var body pen
	y := top
	for _, l := range lanes {
		rows := stack(ax, l.glyphs)
		h := float64(max(len(rows), 1))*rowHeight + 12
		body.text("lane", "start", 0, y+h/2+4, shorten(l.name, 17))
		for n, row := range rows {
			for _, g := range row {
				body.glyph(id, ax, g, y+6+rowHeight*(float64(n)+.5))
			}
		}
		y += h
		body.line("rule", 0, y, drawWidth, y)
	}
	bottom := y
	for _, b := range brackets {
		if body.bracket(ax, b, y+13) {
			y += 26
		}
	}
	height := y + 12
	if hasLocal {
		height = y + 44
	}
	var p pen
	p.open(id, drawWidth, height, title, desc)
	p.text("axis", "start", 0, 38, "UTC")
	p.labels(ax, when.UTC, 38, 18)
	p.grid(ax, when.UTC, top, bottom)
	p.line("rule", 0, top, drawWidth, top)
	if hasLocal {
		p.text("axis", "start", 0, y+20, zoneWords(local))
		p.labels(ax, local, y+20, y+38)
	}
	p.WriteString(body.String())
	p.put(`</svg>`)
	return p.String()
}

// bracket draws b at height y, when it lies on the axis.
func (p *pen) bracket(ax axis, b bracket, y float64) bool {
	for _, s := range ax {
		if b.from < s.from || b.to > s.to || b.from >= b.to {
			continue
		}
		a, c := s.at(b.from), s.at(b.to)
		if c-a < 8 {
			a, c = (a+c)/2-4, (a+c)/2+4
		}
		p.put(`<a href="%s"><g class="bracket"><path d="M%.1f %.1f v7 H%.1f v-7"/>`, escape(b.href), a, y-10, c)
		x, anchor := c+8, "start"
		if c > drawWidth-170 {
			x, anchor = a-8, "end"
		}
		p.text("differ", anchor, x, y+3, b.label)
		p.put(`</g></a>`)
		return true
	}
	return false
}

// stack puts glyphs in rows so that none hides another; at most five rows are
// made, and what is left shares the last.
func stack(ax axis, gs []glyph) [][]glyph {
	var rows [][]glyph
	var free []float64
	gs = append([]glyph(nil), gs...)
	sort.SliceStable(gs, func(i, j int) bool {
		a, _ := ax.extent(gs[i])
		b, _ := ax.extent(gs[j])
		return a < b
	})
	for _, g := range gs {
		from, to := ax.extent(g)
		if from > to {
			continue
		}
		n := 0
		for n < len(free) && free[n] > from {
			n++
		}
		if n >= 5 {
			n = 4
		}
		if n == len(free) {
			rows, free = append(rows, nil), append(free, 0)
		}
		rows[n] = append(rows[n], g)
		free[n] = max(free[n], to)
	}
	return rows
}

// ruler draws the claims of one disagreement, a row each, over a common scale.
// Where the scale is of lengths it counts hours from zero.
func ruler(lanes []lane, lengths bool, local when.Zone, hasLocal bool, gap *bracket, title, desc string) string {
	var hull when.Interval
	n := 0
	for _, l := range lanes {
		for _, g := range l.glyphs {
			if g.allowed.Bounded() && !g.allowed.Empty() {
				if n == 0 {
					hull = g.allowed
				}
				hull = hull.Hull(g.allowed)
				n++
			}
		}
	}
	if n == 0 {
		return ""
	}
	if lengths {
		hull.From = min(hull.From, 0)
	}
	pad := max(int64(hull.To-hull.From)/16, 60)
	hull = hull.Widen(pad, pad)
	if lengths && hull.From < 0 {
		hull.From = 0
	}
	s := stretch{from: hull.From, to: hull.To, x: 300, w: drawWidth - 300 - 40}
	s.step = step(int64(hull.To-hull.From), s.w)
	ax := axis{s}
	const id, top, row = "ruler", 46.0, 46.0
	bottom := top + row*float64(len(lanes))
	height := bottom + 10
	if gap != nil {
		height += 28
	}
	if hasLocal && !lengths {
		height += 40
	}
	var p pen
	p.open(id, drawWidth, height, title, desc)
	p.grid(ax, when.UTC, top, bottom)
	if lengths {
		s.ticks(when.UTC, func(t when.Instant, _ when.Civil) { p.text("tick", "middle", s.at(t), 34, spanWords(int64(t))) })
	} else {
		p.text("axis", "start", 0, 34, "UTC")
		p.labels(ax, when.UTC, 34, 16)
	}
	for i, l := range lanes {
		y := top + row*(float64(i)+.5)
		p.text("lane", "start", 0, y+4, shorten(l.name, 42))
		p.line("rule", 0, y+row/2, drawWidth, y+row/2)
		for _, g := range l.glyphs {
			p.glyph(id, ax, g, y)
		}
	}
	y := bottom
	if gap != nil && p.bracket(ax, *gap, y+16) {
		y += 28
	}
	if hasLocal && !lengths {
		p.text("axis", "start", 0, y+20, zoneWords(local)+", "+offsetWords(when.Interval{From: s.from, To: s.to}, local))
		p.labels(ax, local, y+20, y+38)
	}
	p.put(`</svg>`)
	return p.String()
}

// shorten cuts s to n characters at most.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n-1])) + "…"
}
