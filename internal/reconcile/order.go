package reconcile

import (
	"cmp"
	"container/heap"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"timeline/internal/event"
	"timeline/internal/network"
	"timeline/internal/resolve"
	"timeline/internal/statement"
	"timeline/internal/when"
)

// bounds gives every entry its start and end, with the statements they rest
// on.
func (r *run) bounds() {
	n, nodes := r.net, r.nodes
	for h, hap := range r.g.Happenings {
		var b Bounds
		s, e := r.at[2*h], r.at[2*h+1]
		b.Start, b.StartAllowed, b.StartRests = r.pointBounds(n, nodes[2*h], s)
		b.End, b.EndAllowed, b.EndRests = r.pointBounds(n, nodes[2*h+1], e)
		if len(r.spans[h].claims) > 0 {
			b.MinSpan, b.MaxSpan = r.spans[h].lo, r.spans[h].hi
		}
		b.Granularity, b.Approximate = r.finest(s.claims)
		for _, id := range [...]string{hap.Whole, hap.Begins, hap.Ends, hap.Planned, hap.Lasts} {
			if id == "" {
				continue
			}
			x := b
			ev := r.event(id)
			switch ev.Phase {
			case event.Begins:
				x.End, x.EndAllowed, x.EndRests = b.Start, b.StartAllowed, b.StartRests
			case event.Ends:
				x.Start, x.StartAllowed, x.StartRests = b.End, b.EndAllowed, b.EndRests
				x.Granularity, x.Approximate = r.finest(e.claims)
			case event.PlannedStart:
				x = r.own(ev)
			case event.Lasts:
				x = Bounds{Start: when.Always, End: when.Always, StartAllowed: when.Always, EndAllowed: when.Always, MinSpan: b.MinSpan, MaxSpan: b.MaxSpan}
			}
			if (ev.Phase == event.Begins || ev.Phase == event.Ends) && x.Start == when.Always {
				if o := r.own(ev); o.Start != when.Always {
					x = o // it counts from another happening
					x.End, x.EndAllowed, x.EndRests = x.Start, x.StartAllowed, x.StartRests
				}
			}
			switch ev.Phase {
			case event.Whole:
				if x.Start.From.Open() && x.Start.To.Open() {
					x = r.unstarted(ev, b, e, r.spans[h])
				}
			}
			if f, ok := r.fixed[id]; ok {
				x.Granularity, x.Approximate = f.Granularity, f.Approximate
				if ev.Phase == event.PlannedStart {
					x.Start, x.StartAllowed, x.StartRests = f.Start, f.Start, nil
				}
			}
			r.out.Bounds[id] = x
			voices := map[string]bool{}
			for _, st := range ev.Statements {
				voices[r.voice[r.source(st)]] = true
			}
			r.out.Independent[id] = len(voices)
		}
	}
}

// unstarted is the bounds of a happening whose start nothing claims, but for
// what its end e and its length l leave for it, or its own statements say.
func (r *run) unstarted(ev *event.Event, b Bounds, e point, l lengthOf) Bounds {
	x := r.own(ev)
	x.End, x.EndAllowed, x.EndRests = b.End, b.EndAllowed, b.EndRests
	x.MinSpan, x.MaxSpan = b.MinSpan, b.MaxSpan
	if len(e.claims) > 0 && len(l.claims) > 0 && b.StartAllowed.Bounded() {
		x.Start = back(b.End, l.lo, l.hi)
		x.StartAllowed, x.StartRests = b.StartAllowed, b.StartRests
		x.Granularity, x.Approximate = r.finest(e.claims)
		if x.Granularity >= when.Day && (l.lo%86400 != 0 || l.hi != l.lo) {
			x.Granularity = when.PartOfDay
		}
	}
	return x
}

// pointBounds reads one start or end: as stated where something states it,
// else as the network bounds it.
func (r *run) pointBounds(n *network.Network, node network.Node, p point) (stated, allowed when.Interval, rests []string) {
	iv := n.Within(node)
	allowed = when.Interval{From: instant(iv.Lo), To: instant(iv.Hi)}
	if !allowed.To.Open() {
		allowed.To++
	}
	stated = when.Always
	if p.fixed {
		return p.stated, p.allowed, nil
	}
	if len(p.claims) > 0 {
		stated = p.stated
		if stated.Empty() {
			stated = p.allowed
		}
		seen := map[string]bool{}
		for _, c := range p.claims {
			if id := r.sts[c.st].ID; !seen[id] {
				seen[id], rests = true, append(rests, id)
			}
		}
		return stated, allowed, rests
	}
	_, lo, hi := n.Bounds(node)
	seen := map[int]bool{}
	for _, c := range append(append([]int(nil), lo...), hi...) {
		if c >= 0 && !seen[c] {
			seen[c], rests = true, append(rests, r.sts[c].ID)
		}
	}
	if allowed.From.Open() && allowed.To.Open() {
		return stated, allowed, nil
	}
	return stated, allowed, rests
}

func instant(s int64) when.Instant {
	switch {
	case s <= -network.Open:
		return when.Past
	case s >= network.Open:
		return when.Future
	}
	return when.Instant(s)
}

func (r *run) finest(cs []claim) (when.Granularity, bool) {
	g, about := when.Unknown, false
	for _, c := range cs {
		t := r.sts[c.st].Time
		if g == when.Unknown || t.Granularity < g && t.Granularity != when.Unknown {
			g, about = t.Granularity, t.Granularity <= when.Hour && t.Allowed != t.Stated
		}
	}
	return g, about
}

// own is the bounds of an entry that no claim of its happening dates: what its
// own statements say, derived ones and plans among them. What is told goes
// before what is planned, and an end is but the last resort; where those of one
// rank share nothing, they span from the first to the last.
func (r *run) own(e *event.Event) Bounds {
	b := Bounds{Start: when.Always, End: when.Always, StartAllowed: when.Always, EndAllowed: when.Always}
	var said []*statement.Statement
	best := 3
	for _, id := range e.Statements {
		s := &r.sts[r.index[id]]
		if r.aside[s.ID] || !s.Time.Known || s.Time.IsDuration && s.Time.Stated.From.Open() || s.Modality == statement.Habitual {
			continue
		}
		rank := 0
		if s.Role == statement.RoleEnd {
			rank = 2
		} else if planned(s) || !r.binds(r.index[id], true) {
			rank = 1
		}
		if rank < best {
			best, said = rank, nil
		}
		if rank == best {
			said = append(said, s)
		}
	}
	none := when.Interval{From: when.Future, To: when.Past}
	hull, allowed := none, none
	for _, s := range said {
		b.Start, b.StartAllowed = intersect(b.Start, s.Time.Stated), intersect(b.StartAllowed, s.Time.Allowed)
		hull, allowed = cover(hull, s.Time.Stated), cover(allowed, s.Time.Allowed)
		b.StartRests = append(b.StartRests, s.ID)
		if b.Granularity == when.Unknown || s.Time.Granularity < b.Granularity {
			b.Granularity = s.Time.Granularity
		}
		b.Approximate = b.Approximate || s.Time.Ref.Relation != resolve.NoRelation || s.Time.Allowed != s.Time.Stated && s.Time.Granularity <= when.Hour
	}
	if b.Start.Empty() || b.StartAllowed.Empty() {
		b.Start, b.StartAllowed = hull, allowed
	}
	return b
}

// cover is the interval from the earlier start to the later end.
func cover(a, b when.Interval) when.Interval {
	return when.Interval{From: min(a.From, b.From), To: max(a.To, b.To)}
}

func intersect(a, b when.Interval) when.Interval {
	return when.Interval{From: max(a.From, b.From), To: min(a.To, b.To)}
}

// An item is an entry on its way into the order.
type item struct {
	e  *event.Event
	b  Bounds
	at place
}

// A place is where an entry stands on the timeline, as far as its own time tells.
type place struct {
	day     int64 // from 1970, of its zone where it is known to the day only
	dayed   bool  // known to the day only
	from    when.Instant
	derived bool // its time counts from another happening
	to      when.Instant
	id      string
}

func placeOf(e *event.Event, b Bounds, derived bool) place {
	p := place{dayed: b.Granularity >= when.Day, from: b.Start.From, derived: derived, to: b.Start.To, id: e.ID}
	t := b.Start.From
	if t.Open() {
		t, p.from = b.Start.To-1, b.Start.To
	}
	z := when.UTC
	// What counts from a day lies by that day; what counts from a clock, by UTC.
	long := derived && b.Start.Bounded() && b.Start.To-b.Start.From >= 86400
	if (p.dayed || long) && e.Zone != "" {
		if l, err := when.LoadZone(e.Zone); err == nil {
			z = l
		}
	}
	p.day = floorDay(int64(z.Local(t)))
	return p
}

// compare is negative where p stands before q.
func (p place) compare(q place) int {
	first := func(a, b bool) int { // a before b where only it holds
		switch {
		case a == b:
			return 0
		case a:
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(p.day, q.day), first(p.dayed, q.dayed), cmp.Compare(p.from, q.from),
		first(q.derived, p.derived), // what follows a happening stands behind it
		cmp.Compare(p.to, q.to), cmp.Compare(p.id, q.id))
}

// order lists the entries: by day, then by earliest stated start, what is
// known only to the day first in it. Entries that share a stretch of time with
// no proof of their order make a tie.
func (r *run) order() {
	counted := map[string]bool{}
	for i := range r.g.Refs {
		counted[r.g.Entry[i]] = true
	}
	var items []item
	for n := range r.g.Events {
		e := &r.g.Events[n]
		if e.Phase == event.Lasts {
			continue // it stands with what it is the length of
		}
		b := r.out.Bounds[e.ID]
		if b.Start.From.Open() && b.Start.To.Open() {
			r.out.Undated = append(r.out.Undated, e.ID)
			continue
		}
		// Where others prove more than is stated, that is its place.
		if tight := intersect(b.Start, b.StartAllowed); b.Granularity < when.Day && !tight.Empty() {
			b.Start = tight
		}
		items = append(items, item{e, b, placeOf(e, b, counted[e.ID])})
	}
	slices.SortStableFunc(items, func(a, b item) int { return a.at.compare(b.at) })
	// What is proved to come later stands behind, however coarse its own time.
	after := r.after()
	waiting := map[string]bool{}
	for _, i := range items {
		waiting[i.e.ID] = true
	}
	listed := make([]item, 0, len(items))
	for len(items) > 0 {
		k := max(0, slices.IndexFunc(items, func(i item) bool {
			return !slices.ContainsFunc(after[i.e.ID], func(id string) bool { return waiting[id] })
		}))
		listed = append(listed, items[k])
		r.out.Order = append(r.out.Order, items[k].e.ID)
		r.out.places = append(r.out.places, items[k].at)
		delete(waiting, items[k].e.ID)
		if k == 0 {
			items = items[1:]
		} else {
			items = slices.Delete(items, k, k+1)
		}
	}
	items = listed
	// A tie reaches from an entry back to the first that is not proved to come before
	// it, and takes in what lies between. What has no end, "after the meeting", is looked
	// at for its neighbour alone: it would tie with all.
	var clocked []*item
	var first []int // by entry of clocked: where its tie begins
	var open []int  // those that are not over when the next begins
	neighbour := false
	for k := range items {
		i := &items[k]
		if i.at.dayed || i.e.Background || i.b.Start.From.Open() {
			neighbour = false
			continue
		}
		at := len(clocked)
		open = slices.DeleteFunc(open, func(j int) bool { return clocked[j].b.Start.To <= i.b.Start.From })
		begins := at
		for _, j := range open {
			if o := clocked[j]; (j == at-1 && neighbour || !o.b.Start.To.Open()) && !r.ordered(r.net, r.nodes, o.e, i.e, o.b, i.b) {
				begins = j
				break
			}
		}
		clocked, first = append(clocked, i), append(first, begins)
		open, neighbour = append(open, at), true
	}
	for at := len(clocked) - 1; at >= 0; {
		from := first[at]
		for k := at; k >= from; k-- {
			from = min(from, first[k])
		}
		if from < at {
			var ids []string
			for _, i := range clocked[from : at+1] {
				ids = append(ids, i.e.ID)
			}
			r.out.Ties = append(r.out.Ties, ids)
		}
		at = from - 1
	}
	slices.Reverse(r.out.Ties)
	sort.Strings(r.out.Undated)
}

// after holds by entry those that are told to come before it: the start of the
// same happening before its end, and what statements that hold say of two.
func (r *run) after() map[string][]string {
	out := map[string][]string{}
	add := func(a, b string) {
		// Where their times say otherwise outright, they stand by their times.
		if a != "" && b != "" && a != b && r.out.Bounds[b].Start.To > r.out.Bounds[a].Start.From {
			out[b] = append(out[b], a)
		}
	}
	first := func(h event.Happening) string { return cmp.Or(h.Begins, h.Whole) }
	some := func(h event.Happening) string { return cmp.Or(h.Begins, h.Whole, h.Ends) }
	for h, hap := range r.g.Happenings {
		if hap.Ends != "" {
			add(hap.Begins, hap.Ends)
			add(hap.Whole, hap.Ends)
		}
		for _, i := range hap.Statements {
			to, ok := r.g.Refs[i]
			if !ok || to == h || r.relaxed[i] || r.aside[r.sts[i].ID] || r.sts[i].Modality != statement.Happened {
				continue
			}
			me, us := first(hap), some(hap)
			if r.sts[i].Role == statement.RoleEnd {
				me, us = hap.Ends, hap.Ends
			}
			switch r.sts[i].Time.Ref.Relation {
			case resolve.BeforeStart:
				add(me, some(r.g.Happenings[to]))
			case resolve.AfterStart:
				add(first(r.g.Happenings[to]), us)
			case resolve.AfterEnd:
				add(cmp.Or(r.g.Happenings[to].Ends, first(r.g.Happenings[to])), us)
			}
		}
	}
	// Of a circle nothing is proved.
	var behind func(a, b string, seen map[string]bool) bool
	behind = func(a, b string, seen map[string]bool) bool {
		if seen[a] {
			return false
		}
		seen[a] = true
		return slices.ContainsFunc(out[a], func(c string) bool { return c == b || behind(c, b, seen) })
	}
	proved := map[string][]string{}
	for b, as := range out {
		for _, a := range as {
			if !behind(a, b, map[string]bool{}) {
				proved[b] = append(proved[b], a)
			}
		}
	}
	return proved
}

// floorDay is the count of days from 1970 at a second, before it as after.
func floorDay(s int64) int64 {
	if s < 0 {
		return -((86399 - s) / 86400)
	}
	return s / 86400
}

// ordered reports whether the entry a is proved to come before b: by their
// stated bounds, as phases of one happening, or by a chain of constraints.
func (r *run) ordered(n *network.Network, nodes []network.Node, a, b *event.Event, x, y Bounds) bool {
	if x.Start.To <= y.Start.From {
		return true
	}
	p, q := r.node(a), r.node(b)
	if p/2 == q/2 {
		return true // the plan, the start, the whole and the end of one happening
	}
	if a.Phase == event.PlannedStart || b.Phase == event.PlannedStart {
		return false // a plan has no point in the network: it is not what happened
	}
	proof, ok := n.Before(nodes[p], nodes[q])
	if !ok {
		return false
	}
	for _, c := range proof {
		if _, told := r.g.Refs[c]; told {
			return true
		}
	}
	// Without a word about their order they must not share even a second.
	return n.Within(nodes[p]).Hi < n.Within(nodes[q]).Lo
}

// node is the index of an entry's point among those of the network.
func (r *run) node(e *event.Event) int {
	h := r.happening[e.ID]
	if e.Phase == event.Ends {
		return 2*h + 1
	}
	return 2 * h
}

// agree finds, for every entry, statements of one point that look different
// and fit: other zones, other days, other kinds of wording.
func (r *run) agree() {
	for h := range r.g.Happenings {
		for k := range 2 {
			p := r.at[2*h+k]
			if p.clash || len(p.claims) < 2 {
				continue
			}
			r.agreement(r.entry(h, k), p.claims)
		}
		if cs := r.spans[h].claims; len(cs) > 1 {
			r.lengthAgreement(r.entry(h, 2), cs)
		}
	}
}

func (r *run) agreement(id string, cs []claim) {
	fine := cs[0]
	for _, c := range cs[1:] {
		a, b := &r.sts[c.st].Time, &r.sts[fine.st].Time
		if a.Granularity != when.Unknown && (a.Granularity < b.Granularity || a.Granularity == b.Granularity && a.ZoneBasis == resolve.ZoneStated && b.ZoneBasis != resolve.ZoneStated) {
			fine = c
		}
	}
	f := &r.sts[fine.st]
	if f.Time.Granularity > when.Day {
		return
	}
	words := map[string]bool{}
	var ids, lines []string
	ids = append(ids, f.ID)
	words[strings.ToLower(f.Expr.Words)] = true
	for _, c := range cs {
		s := &r.sts[c.st]
		if c.st == fine.st || s.Time.Stated.From.Open() || s.Time.Stated.To.Open() {
			continue
		}
		if words[strings.ToLower(s.Expr.Words)] {
			ids = append(ids, s.ID)
			continue
		}
		words[strings.ToLower(s.Expr.Words)] = true
		ids = append(ids, s.ID)
		lines = append(lines, r.fits(f, s))
	}
	if len(lines) == 0 {
		return
	}
	r.out.Agreements = append(r.out.Agreements, Agreement{ID: "a-" + f.ID[2:], Event: id, Statements: ids, Arithmetic: strings.Join(lines, "; ")})
}

// fits shows that the time of f lies in that of s.
func (r *run) fits(f, s *statement.Statement) string {
	z, err := when.LoadZone(s.Time.Zone)
	if err != nil {
		z = when.UTC
	}
	t := f.Time.Stated.From
	c := z.Local(t)
	h, m, _ := c.Clock()
	if clock(f) && z.Offset(t) == 0 {
		return fmt.Sprintf("%s UTC on %s lies within “%s” (%s UTC)", clockText(t), when.UTC.Local(t).Date(), s.Expr.Words, s.Time.Allowed)
	}
	if clock(f) {
		return fmt.Sprintf("%s UTC on %s = %02d:%02d %s (%s) on %s, within “%s” (%s UTC)", clockText(t), when.UTC.Local(t).Date(), h, m, z.Name(), when.OffsetText(z.Offset(t)), c.Date(), s.Expr.Words, s.Time.Allowed)
	}
	return fmt.Sprintf("“%s” = %s and “%s” = %s: they share %s UTC", f.Expr.Words, f.Time.Civil, s.Expr.Words, s.Time.Civil, intersect(f.Time.Allowed, s.Time.Allowed))
}

func (r *run) lengthAgreement(id string, cs []claim) {
	words := map[string]bool{}
	var ids, parts []string
	for _, c := range cs {
		s := &r.sts[c.st]
		ids = append(ids, s.ID)
		if w := strings.ToLower(s.Expr.Words); !words[w] {
			words[w] = true
			parts = append(parts, fmt.Sprintf("“%s” allows %s", s.Expr.Words, lengths(c.allowLo, c.allowH)))
		}
	}
	if len(parts) < 2 || len(versions(cs, true)) > 1 {
		return
	}
	r.out.Agreements = append(r.out.Agreements, Agreement{ID: "a-" + ids[0][2:], Event: id, Statements: ids, Arithmetic: strings.Join(parts, "; ") + ": they overlap"})
}

// number leaves the result in a fixed order.
func (r *run) number() {
	sortAgreements(&r.out)
	sortDiscrepancies(r.out.Discrepancies)
}

// sortAgreements puts agreements in the order of their entries.
func sortAgreements(r *Result) {
	pos := make(map[string]int, len(r.Order))
	for i, id := range r.Order {
		pos[id] = i
	}
	slices.SortStableFunc(r.Agreements, func(a, b Agreement) int { return cmp.Compare(pos[a.Event], pos[b.Event]) })
}

// sortDiscrepancies puts those first that weigh most.
func sortDiscrepancies(ds []Discrepancy) {
	rank := func(d Discrepancy) int {
		n := 0
		if d.Severity != Major {
			n += 2
		}
		if !d.ChangesOrder && !d.ChangesDate {
			n++
		}
		return n
	}
	slices.SortStableFunc(ds, func(a, b Discrepancy) int { return cmp.Compare(rank(a), rank(b)) })
}

// Join puts what was reconciled apart on one timeline: entries of two results stand by their
// own times, those of one as it has them. A tie is of entries of one result: of others, nobody
// asks which came first.
func Join(parts []Result) Result {
	if len(parts) == 1 {
		return parts[0]
	}
	out := Result{Bounds: map[string]Bounds{}, Independent: map[string]int{}}
	next := make([]int, len(parts))
	h := &partHeap{nil, func(a, b int) bool { return parts[a].places[next[a]].compare(parts[b].places[next[b]]) < 0 }}
	for k := range parts {
		p := &parts[k]
		maps.Copy(out.Bounds, p.Bounds)
		maps.Copy(out.Independent, p.Independent)
		out.Ties = append(out.Ties, p.Ties...)
		out.Undated = append(out.Undated, p.Undated...)
		out.Agreements = append(out.Agreements, p.Agreements...)
		out.Discrepancies = append(out.Discrepancies, p.Discrepancies...)
		if len(p.Order) > 0 {
			h.parts = append(h.parts, k)
		}
	}
	heap.Init(h)
	for h.Len() > 0 {
		k := h.parts[0]
		p := &parts[k]
		out.Order = append(out.Order, p.Order[next[k]])
		out.places = append(out.places, p.places[next[k]])
		if next[k]++; next[k] < len(p.Order) {
			heap.Fix(h, 0)
		} else {
			heap.Pop(h)
		}
	}
	pos := make(map[string]int, len(out.Order))
	for i, id := range out.Order {
		pos[id] = i
	}
	slices.SortStableFunc(out.Ties, func(a, b []string) int { return cmp.Compare(pos[a[0]], pos[b[0]]) })
	slices.Sort(out.Undated)
	sortAgreements(&out)
	sortDiscrepancies(out.Discrepancies)
	return out
}

// A partHeap is the parts of a [Join], that with the earliest next entry first.
type partHeap struct {
	parts []int
	less  func(a, b int) bool
}

func (h *partHeap) Len() int           { return len(h.parts) }
func (h *partHeap) Less(i, j int) bool { return h.less(h.parts[i], h.parts[j]) }
func (h *partHeap) Swap(i, j int)      { h.parts[i], h.parts[j] = h.parts[j], h.parts[i] }
func (h *partHeap) Push(x any)         { h.parts = append(h.parts, x.(int)) } //nolint:forcetypeassert // never called
func (h *partHeap) Pop() any {
	last := h.parts[len(h.parts)-1]
	h.parts = h.parts[:len(h.parts)-1]
	return last
}
