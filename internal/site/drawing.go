package site

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"timeline/internal/when"
)

// Drawings are SVG, made when the site is built. Classes colour them from the
// style sheet; doubt is drawn by shape first: solid as stated, hatched as
// allowed, dashed rings for plans, arrows for open bounds.
//
// Places along the axis are shares of its width, so that a drawing is as wide as there
// is room: bars grow, marks and letters keep their size. A script zooms the overview by
// making it wider, and the browser pans by scrolling. The ruler of a disagreement fits a
// telephone, where every label of its axis but some gives way.

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
	lang   string // of the name; empty where it is that of the page or not known
	glyphs []glyph
}

// A bracket joins clashing times over the lanes.
type bracket struct {
	from, to    when.Instant
	href, label string
}

const (
	drawWidth   = 1080.0 // of the overview with the names of its lanes
	plotWidth   = 946.0  // of the overview without them, before it is zoomed, and of the ruler
	narrowWidth = 220.0  // of the axis of the ruler on a telephone
	nameChars   = 34     // of a line of the name of a claim on the ruler, that a telephone has room for
	breakGap    = 26.0
	rowHeight   = 20.0
	daySecs     = 86400
)

// A stretch is a piece of the time axis without breaks.
type stretch struct {
	from, to when.Instant
	x, w     float64
	step     int64 // seconds between two labels
	coarse   int64 // the same where the drawing is as narrow as narrowWidth; 0 where it never is
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
	room := plotWidth - 52 - breakGap*float64(max(len(hull)-1, 0)) - least*float64(len(hull))
	var out axis
	x := 26.0
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

// tickClass is the class of the label at c, in seconds on its clock: a fine one gives
// way on a narrow screen.
func (s stretch) tickClass(c int64) string {
	if s.coarse > 0 && c%s.coarse != 0 {
		return "tick fine"
	}
	return "tick"
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

// A pen writes SVG. It tells places along the axis in hundredths of plotWidth where
// shares is set, else in pixels.
type pen struct {
	strings.Builder
	language
	shares bool
}

func (p *pen) put(format string, a ...any) { fmt.Fprintf(p, format, a...) }

// x is a place along the axis, or a width, as an attribute has it.
func (p *pen) x(v float64) string {
	if p.shares {
		return trimZeros(strconv.FormatFloat(v/plotWidth*100, 'f', 3, 64)) + "%"
	}
	return trimZeros(strconv.FormatFloat(v, 'f', 1, 64))
}

func trimZeros(s string) string { return strings.TrimSuffix(strings.TrimRight(s, "0"), ".") }

func (p *pen) text(class, anchor string, x, y float64, s string) {
	p.put(`<text class="%s" text-anchor="%s" x="%s" y="%.1f">%s</text>`, class, anchor, p.x(x), y, escape(s))
}

// name writes the name of a lane, or a line of it.
func (p *pen) name(y float64, s, lang string) {
	if s == "" {
		return
	}
	if lang != "" {
		lang = ` lang="` + escape(lang) + `"`
	}
	p.put(`<text class="lane"%s x="0" y="%.1f">%s</text>`, lang, y, escape(s))
}

func (p *pen) line(class string, x1, y1, x2, y2 float64) {
	p.put(`<line class="%s" x1="%s" y1="%.1f" x2="%s" y2="%.1f"/>`, class, p.x(x1), y1, p.x(x2), y2)
}

// path draws d, which begins at 0 0, from a place along the axis on.
func (p *pen) path(class string, x, y float64, d string) {
	p.put(`<svg class="at" x="%s" y="%.1f"><path class="%s" d="M0 0%s"/></svg>`, p.x(x), y, class, d)
}

func (p *pen) defs(id, title, desc string) {
	p.put(`<title id="%s-t">%s</title><desc id="%s-d">%s</desc>`, id, escape(title), id, escape(desc))
	p.put(`<defs><pattern id="%s-h" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="5"/></pattern></defs>`, id)
}

// labels writes the clock of z along the stretches, dates in a row of their
// own: above the lanes for UTC, below for the place.
func (p *pen) labels(ax axis, z when.Zone, hours, days float64) {
	for _, s := range ax {
		lastDay, lastX, lastKept := when.Date{}, -1000.0, -1000.0
		s.ticks(z, func(t when.Instant, c when.Civil) {
			x := s.at(t)
			if s.step < daySecs {
				p.text(s.tickClass(int64(c)), "middle", x, hours, p.clockWords(c))
			}
			if d := c.Date(); d != lastDay && (x-lastX > 52 || s.step < daySecs && x-lastX > 44) {
				label := p.shortDay(d)
				switch {
				case s.step >= 365*daySecs:
					label = p.yearWords(d.Year)
				case s.step >= 30*daySecs:
					label = p.word("time.month", p.shortMonth(d.Month), p.yearWords(d.Year))
				}
				class := "tick day"
				if s.coarse == 0 || x-lastKept > 60*s.w/narrowWidth {
					lastKept = x
				} else {
					class += " fine"
				}
				p.text(class, "middle", x, days, label)
				lastDay, lastX = d, x
			}
		})
		if lastX < 0 {
			p.text("tick day", "middle", s.x+s.w/2, days, p.midDay(z.Local(s.from+(s.to-s.from)/2).Date(), z.Local(s.from).Date().Year))
		}
	}
}

// grid draws the lines of the hours and a stronger one at each midnight.
func (p *pen) grid(ax axis, z when.Zone, top, bottom float64) {
	for _, s := range ax {
		s.ticks(z, func(t when.Instant, c when.Civil) {
			class := "grid"
			if int64(c)%daySecs == 0 {
				class = "grid midnight"
			}
			p.line(class, s.at(t), top, s.at(t), bottom)
		})
	}
}

// glyph draws g in the row whose middle is y.
func (p *pen) glyph(id string, ax axis, g glyph, y float64) {
	first, end := ax[0].from, ax[len(ax)-1].to
	if !g.allowed.From.Open() && g.allowed.From >= end || !g.allowed.To.Open() && g.allowed.To <= first {
		return
	}
	if g.href != "" {
		p.put(`<a href="%s" tabindex="-1">`, escape(g.href))
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
			p.put(`<circle class="plan" cx="%s" cy="%.1f" r="6"/>`, p.x(s.at(st.From+(st.To-st.From)/2)), y)
		case g.day && !open:
			p.put(`<rect class="dayband" x="%s" y="%.1f" width="%s" height="10" rx="2"/>`, p.x(a), y-5, p.x(max(b-a, 3)))
		case g.stated.To.Open() && !g.stated.From.Open():
			if g.stated.From >= s.from && g.stated.From < s.to {
				p.path("arrow", s.at(g.stated.From), y, "m0 -7v14m0 -7h22m-6 -5l6 5 -6 5")
			}
		case g.stated.From.Open() && !g.stated.To.Open():
			if g.stated.To > s.from && g.stated.To <= s.to {
				p.path("arrow", s.at(g.stated.To), y, "m0 -7v14m0 -7h-22m6 -5l-6 5 6 5")
			}
		case open:
		default:
			if al != st && b-a > 4 {
				p.put(`<rect class="allowed" fill="url(#%s-h)" x="%s" y="%.1f" width="%s" height="14" rx="2"/>`, id, p.x(a), y-7, p.x(b-a))
			}
			if !st.Empty() {
				c, d := s.at(st.From), s.at(st.To)
				if d-c < 7 || g.stated.To-g.stated.From <= 60 {
					p.put(`<rect class="point" x="%s" y="%.1f" width="4" height="18" rx="1"/>`, p.x((c+d)/2), y-9)
				} else {
					p.put(`<rect class="range" x="%s" y="%.1f" width="%s" height="8" rx="2"/>`, p.x(c), y-4, p.x(d-c))
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

// A tick is when a source was published, on the row below the lanes.
type tick struct {
	at          when.Interval
	href, label string
}

// spans picks the intervals that make the axis: those of some days at most or, in a
// story that is told over months or centuries, of a small part of the whole.
func spans(lanes []lane) []when.Interval {
	var all []when.Interval
	var hull when.Interval
	for _, l := range lanes {
		for _, g := range l.glyphs {
			if g.allowed.Bounded() && !g.allowed.Empty() {
				if len(all) == 0 {
					hull = g.allowed
				}
				hull = hull.Hull(g.allowed)
				all = append(all, g.allowed)
			}
		}
	}
	for _, most := range [...]int64{3 * daySecs, int64(hull.To-hull.From) / 12, int64(hull.To - hull.From)} {
		var out []when.Interval
		for _, iv := range all {
			if int64(iv.To-iv.From) <= most {
				out = append(out, iv)
			}
		}
		if 2*len(out) > len(all) {
			return out
		}
	}
	return all
}

// overview draws the lanes of all sources over one axis: their names, and the plot that
// scrolls beside them.
func (l language) overview(lanes []lane, brackets []bracket, published []tick, local when.Zone, hasLocal bool, title, desc string) string {
	ivs := spans(lanes)
	if len(ivs) == 0 {
		return ""
	}
	ax := newAxis(ivs)
	const id, top = "overview", 50.0
	names, body := pen{language: l}, pen{language: l, shares: true}
	y := top
	for _, in := range lanes {
		rows := stack(ax, in.glyphs)
		h := float64(max(len(rows), 1))*rowHeight + 12
		first, rest := halved(in.name, 14)
		if rest == "" {
			names.name(y+h/2+4, first, in.lang)
		} else {
			names.name(y+h/2-3, first, in.lang)
			names.name(y+h/2+11, rest, in.lang)
		}
		for n, row := range rows {
			for _, g := range row {
				body.glyph(id, ax, g, y+6+rowHeight*(float64(n)+.5))
			}
		}
		y += h
		names.line("rule", 0, y, drawWidth, y)
		body.line("rule", 0, y, plotWidth, y)
	}
	bottom := y
	for _, b := range brackets {
		if body.bracket(ax, b, y+13) {
			y += 26
		}
	}
	if body.ticks(ax, published, y+14) {
		names.text("lane", "start", 0, y+18, l.word("published"))
		y += 26
	}
	height := y + 12
	if hasLocal {
		height = y + 44
	}
	p := pen{language: l, shares: true}
	p.put(`<svg class="names" width="132" height="%.0f" aria-hidden="true">`, height)
	p.WriteString(`<text class="axis" x="0" y="38">UTC</text><line class="rule" x1="0" y1="50" x2="132" y2="50"/>`)
	p.WriteString(names.String())
	if hasLocal {
		p.put(`<text class="axis local" x="0" y="%.1f">%s</text>`, y+20, escape(zoneWords(local)))
	}
	p.put(`</svg><section class="scroll" tabindex="0" aria-label="%s"><svg class="plot" width="100%%" height="%.0f" role="group" aria-labelledby="%s-t %s-d"`, escape(title), height, id, id)
	if hasLocal {
		p.put(` data-zone="%s" data-local="%.0f"`, escape(local.Name()), y+20)
	}
	p.put(` data-bottom="%.0f">`, bottom)
	p.defs(id, title, desc)
	p.WriteString(`<g class="scale">`)
	p.labels(ax, when.UTC, 38, 18)
	p.grid(ax, when.UTC, top, bottom)
	if hasLocal {
		p.labels(ax, local, y+20, y+38)
	}
	p.WriteString(`</g><g class="stretches">`)
	for i, s := range ax {
		p.put(`<g data-from="%d" data-to="%d" data-x="%s" data-w="%s"></g>`, s.from, s.to, p.x(s.x), p.x(s.w))
		p.line("edge", s.x, top, s.x, bottom)
		p.line("edge", s.x+s.w, top, s.x+s.w, bottom)
		if i > 0 {
			p.path("break", s.x-breakGap/2, (top+bottom)/2-17, "l5 7 -10 7 10 7 -10 7 5 7")
		}
	}
	p.put(`</g>`)
	p.line("rule", 0, top, plotWidth, top)
	p.WriteString(body.String())
	p.put(`</svg></section>`)
	return p.String()
}

// ticks draws when the sources were published. It reports whether there is one on the
// axis.
func (p *pen) ticks(ax axis, ts []tick, y float64) bool {
	found := false
	for _, t := range ts {
		for _, s := range ax {
			iv := t.at.Intersect(when.Interval{From: s.from, To: s.to})
			if iv.Empty() || t.at.To-t.at.From > 3*daySecs {
				continue
			}
			found = true
			p.put(`<a href="%s" tabindex="-1"><g class="glyph"><title>%s</title>`, escape(t.href), escape(t.label))
			if t.at.To-t.at.From > 3600 {
				p.put(`<rect class="pubday" x="%s" y="%.1f" width="%s" height="3"/>`, p.x(s.at(iv.From)), y-1.5, p.x(s.at(iv.To)-s.at(iv.From)))
			} else {
				p.path("pub", s.at(iv.From), y, "l-4 7h8z")
			}
			p.put(`</g></a>`)
			break
		}
	}
	return found
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
		p.put(`<a href="%s" tabindex="-1"><g class="bracket">`, escape(b.href))
		p.line("", a, y-10, a, y-3)
		p.line("", a, y-3, c, y-3)
		p.line("", c, y-10, c, y-3)
		x, dx, dy, anchor := c, 8, 3.0, "start"
		switch {
		case s.coarse > 0: // below, where a telephone has room for it too
			x, dx, dy, anchor = min(max((a+c)/2, plotWidth/3), plotWidth*2/3), 0, 16, "middle"
		case c > plotWidth-170:
			x, dx, anchor = a, -8, "end"
		}
		p.put(`<text class="differ" text-anchor="%s" x="%s" dx="%d" y="%.1f">%s</text>`, anchor, p.x(x), dx, y+dy, escape(b.label))
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
func (l language) ruler(lanes []lane, lengths bool, local when.Zone, hasLocal bool, gap *bracket, title, desc string) string {
	var hull when.Interval
	n := 0
	for _, in := range lanes {
		for _, g := range in.glyphs {
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
	const side = 34.0 // half of the widest label of the axis, on a narrow screen
	s := stretch{from: hull.From, to: hull.To, x: side, w: plotWidth - 2*side}
	secs := int64(hull.To - hull.From)
	s.step = step(secs, s.w)
	s.coarse = max(s.step, step(secs, narrowWidth))
	ax := axis{s}
	const id, top, gapHeight = "ruler", 62.0, 40.0
	row, mark := 54.0, 37.0 // mark: the middle of the claim in its row
	if slices.ContainsFunc(lanes, func(in lane) bool { _, rest := halved(in.name, nameChars); return rest != "" }) {
		row, mark = 70, 53
	}
	bottom := top + row*float64(len(lanes))
	height := bottom + 10
	if gap != nil {
		height += gapHeight
	}
	if hasLocal && !lengths {
		height += 56
	}
	p := pen{language: l, shares: true}
	p.put(`<svg class="ruler" width="100%%" height="%.0f" role="group" aria-labelledby="%s-t %s-d">`, height, id, id)
	p.defs(id, title, desc)
	p.grid(ax, when.UTC, top, bottom)
	if lengths {
		s.ticks(when.UTC, func(t when.Instant, _ when.Civil) {
			p.text(s.tickClass(int64(t)), "middle", s.at(t), 50, p.spanWords(int64(t)))
		})
	} else {
		p.text("axis", "start", 0, 14, "UTC")
		p.labels(ax, when.UTC, 52, 34)
	}
	p.line("rule", 0, top, plotWidth, top)
	for i, in := range lanes {
		y := top + row*float64(i)
		first, rest := halved(in.name, nameChars)
		p.name(y+19, first, in.lang)
		p.name(y+35, rest, in.lang)
		p.line("rule", 0, y+row, plotWidth, y+row)
		for _, g := range in.glyphs {
			p.glyph(id, ax, g, y+mark)
		}
	}
	y := bottom
	if gap != nil && p.bracket(ax, *gap, y+16) {
		y += gapHeight
	}
	if hasLocal && !lengths {
		p.labels(ax, local, y+20, y+38)
		p.text("axis", "start", 0, y+58, zoneWords(local)+", "+p.offsetWords(when.Interval{From: s.from, To: s.to}, local))
	}
	p.put(`</svg>`)
	return p.String()
}

// halved breaks s into two lines of n characters at most, between words where that leaves
// no line nearly empty. What does not fit is cut.
func halved(s string, n int) (first, rest string) {
	r := []rune(s)
	if len(r) <= n {
		return s, ""
	}
	at := n
	for i := n; i > n/2; i-- {
		if r[i] == ' ' {
			at = i
			break
		}
	}
	return strings.TrimSpace(string(r[:at])), shorten(strings.TrimSpace(string(r[at:])), n)
}

// shorten cuts s to n characters at most.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n-1])) + "…"
}
