package site

import (
	"fmt"
	"strings"

	"timeline/internal/event"
	"timeline/internal/when"
)

// A timeline that is too long for one page is cut into periods: years, of which long ones
// are cut into months, those into days, and a day of very many entries into parts. Short
// stories have one period, which is the whole.

// perPage is how heavy a page may be: see weight. It is some 600 KB of HTML.
const perPage = 1500

// weight is how much of a page some entries take, in statements.
func weight(all []*listed) int {
	n := 0
	for _, l := range all {
		n += 4 + len(l.event.Statements)
	}
	return n
}

// A listed is an entry in its place on the timeline.
type listed struct {
	event *event.Event
	moment
	anchors []string  // ids that lead here as well
	tie     int       // the number of its tie, from 1; 0 for none
	on      when.Date // the day by which its period is found; zero for one without a date
	period  *period
}

// A period is the entries of one page, in their order.
type period struct {
	Path           string
	Name           string // in words; empty for the whole
	dated, undated []*listed
	before, after  *link
}

func (p *period) whole() bool { return p.Name == "" }

func (p *period) root() string { return strings.Repeat("../", strings.Count(p.Path, "/")) }

// list puts the entries of the story in their places.
func (v *view) list() {
	tie := map[string]int{}
	for i, t := range v.story.Ties {
		for _, id := range t {
			tie[id] = i + 1
		}
	}
	taken := map[string]bool{}
	var under days
	var before *listed
	for _, id := range v.story.Order {
		e := v.event_[id]
		if e == nil {
			continue
		}
		b := v.story.Bounds[id]
		l := &listed{event: e, moment: v.moment(e, b, &under), anchors: v.anchors(e, taken), tie: tie[id]}
		z, _ := v.zoneOf(e, b)
		at := b.Start.From
		if at.Open() {
			at = b.Start.To.Add(-1)
		}
		l.on = z.Local(at).Date()
		// A page holds a stretch of the list, and the whole of a tie.
		if before != nil && (l.on.Days() < before.on.Days() || l.tie != 0 && l.tie == before.tie) {
			l.on = before.on
		}
		v.listed, before = append(v.listed, l), l
	}
	for _, id := range v.story.Undated {
		if e := v.event_[id]; e != nil {
			v.undated = append(v.undated, &listed{event: e, moment: moment{Time: v.word("time.unknown"), Marks: []string{"undated"}}, anchors: v.anchors(e, taken)})
		}
	}
	if weight(v.listed)+weight(v.undated) <= perPage {
		v.periods = []*period{{Path: "index.html", dated: v.listed, undated: v.undated}}
	} else {
		v.cut(v.listed, 0)
		for i, part := range parts(v.undated) {
			name, path := v.word("undated"), "timeline/undated.html"
			if i > 0 {
				name, path = v.word("part-of", name, i+1), fmt.Sprintf("timeline/undated-%d.html", i+1)
			}
			v.periods = append(v.periods, &period{Path: path, Name: name, undated: part})
		}
	}
	for i, p := range v.periods {
		if i > 0 {
			p.before = &link{p.root() + v.periods[i-1].Path, v.periods[i-1].Name}
		}
		if i+1 < len(v.periods) {
			p.after = &link{p.root() + v.periods[i+1].Path, v.periods[i+1].Name}
		}
		for _, l := range append(p.dated[:len(p.dated):len(p.dated)], p.undated...) {
			l.period = p
			v.place[l.event.ID] = l
		}
	}
}

// cut makes periods of some entries: of years at depth 0, of months at depth 1, of days at
// depth 2.
func (v *view) cut(all []*listed, depth int) {
	key := func(l *listed) when.Date {
		d := l.on
		if depth < 2 {
			d.Day = 0
		}
		if depth < 1 {
			d.Month = 0
		}
		return d
	}
	for len(all) > 0 {
		n := 1
		for n < len(all) && key(all[n]) == key(all[0]) {
			n++
		}
		of := all[:n]
		all = all[n:]
		d := of[0].on
		switch {
		case depth < 2 && weight(of) > perPage:
			v.cut(of, depth+1)
			continue
		case depth == 0:
			v.periods = append(v.periods, &period{Path: fmt.Sprintf("timeline/%04d.html", d.Year), Name: v.yearWords(d.Year), dated: of})
			continue
		case depth == 1:
			v.periods = append(v.periods, &period{Path: fmt.Sprintf("timeline/%04d-%02d.html", d.Year, d.Month), Name: v.monthWords(d), dated: of})
			continue
		}
		for i, part := range parts(of) {
			name, path := v.dayWords(d), fmt.Sprintf("timeline/%s.html", d)
			if i > 0 {
				name, path = v.word("part-of", name, i+1), fmt.Sprintf("timeline/%s-%d.html", d, i+1)
			}
			v.periods = append(v.periods, &period{Path: path, Name: name, dated: part})
		}
	}
}

// parts cuts a list into pages, between two ties where it can.
func parts(all []*listed) [][]*listed {
	var out [][]*listed
	for len(all) > 0 {
		n, w := 1, weight(all[:1])
		for n < len(all) {
			if w += weight(all[n : n+1]); w > perPage {
				break
			}
			n++
		}
		for k := n; k > n/2 && n < len(all); k-- {
			if all[k].tie == 0 || all[k].tie != all[k-1].tie {
				n = k
				break
			}
		}
		out, all = append(out, all[:n]), all[n:]
	}
	return out
}

// anchors are the ids that lead to an event beside its own; each leads to one entry.
func (v *view) anchors(e *event.Event, taken map[string]bool) []string {
	var out []string
	taken[e.ID] = true
	for _, a := range e.Aliases {
		if !taken[a] && v.event_[a] == nil {
			taken[a] = true
			out = append(out, a)
		}
	}
	return out
}

// at is where an entry stands on the timeline, from the root of the site; the timeline itself
// for one that stands nowhere.
func (v *view) at(id string) string {
	if l := v.place[id]; l != nil {
		return l.period.Path + "#" + id
	}
	return "index.html"
}

// A front is the timeline of a story that has several periods: where each begins, and how much
// it holds.
type front struct {
	Deck     string
	Problems int
	Rows     []frontRow
}

// A frontRow is one period. Share is its number of entries in hundredths of the greatest.
type frontRow struct {
	Href, Name              string
	Entries, Clashes, Share int
}

func (v *view) front() *front {
	f := &front{Deck: v.deck(), Problems: len(v.story.LeftOut)}
	most := 1
	for _, p := range v.periods {
		most = max(most, len(p.dated)+len(p.undated))
	}
	for _, p := range v.periods {
		r := frontRow{Href: p.Path, Name: p.Name, Entries: len(p.dated) + len(p.undated)}
		for _, l := range p.dated {
			r.Clashes += len(v.clashes[l.event.ID])
		}
		for _, l := range p.undated {
			r.Clashes += len(v.clashes[l.event.ID])
		}
		r.Share = max(1, 100*r.Entries/most)
		f.Rows = append(f.Rows, r)
	}
	return f
}
