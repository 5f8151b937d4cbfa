package reconcile

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"timeline/internal/event"
	"timeline/internal/network"
	"timeline/internal/resolve"
	"timeline/internal/statement"
	"timeline/internal/when"
)

// An Input is what the earlier stages found, over all sources.
type Input struct {
	Statements []statement.Statement // in order of source and position
	Grouping   event.Grouping
	Sources    []Source // in order of id

	Aside map[string]bool // by id of a statement: an editor has set its time, its figures and what became of it aside
	Fixed map[string]Fix  // by id of an entry
}

// A Fix is the time of an entry as an editor set it. It goes before what statements claim.
type Fix struct {
	Start, End  when.Interval // End is the zero Interval where only the start is set
	Granularity when.Granularity
	Approximate bool
}

// A Source is what reconciling needs to know of one.
type Source struct {
	ID        string
	Label     string
	Text      string
	Zone      string
	Published resolve.Publication
	CopyOf    string // the id of the source that it copies, as an editor told; empty for none
}

// Reconcile lets the statements meet. Times that count from another happening
// ("hours before the meeting", "three hours late") are filled in, in
// in.Statements, from the bounds of that happening.
func Reconcile(in Input) Result {
	r := newRun(in)
	r.fix(in.Fixed)
	r.points()
	r.derive()
	r.beside()
	r.cross()
	r.status()
	r.weekdays()
	r.counts()
	r.bounds()
	r.agree()
	r.order()
	r.consequences()
	r.number()
	return r.out
}

type run struct {
	sts       []statement.Statement
	g         event.Grouping
	published map[string]resolve.Publication
	label     map[string]string
	voice     map[string]string
	zones     []string // every zone that a statement or source names, sorted, UTC first
	at        []point  // two a happening: its start and its end
	spans     []lengthOf
	happening map[string]int   // by id of an entry
	entries   map[string]int   // by id of an entry: its index in the events
	index     map[string]int   // by id of a statement
	counted   map[int]point    // by point without a claim, as in at: what references give
	loose     bool             // an end that nothing tells is where the start is
	net       *network.Network // of all happenings, once their single points are settled
	nodes     []network.Node   // the start and the end of each happening in it
	causes    map[string]bool  // the classes of causes that the story tells; nil until asked for
	relaxed   map[int]bool     // statements that no longer bind, their clash being recorded
	aside     map[string]bool  // see Input
	fixed     map[string]Fix   // see Input
	out       Result
}

// A point is what is known of the start or the end of a happening.
type point struct {
	claims          []claim
	stated, allowed when.Interval
	clash           bool
	fixed           bool // by an editor, to stated
}

type lengthOf struct {
	claims           []claim
	lo, hi           int64 // closed, stated
	allowLo, allowHi int64
	clash            bool
}

func newRun(in Input) *run {
	r := &run{
		sts: in.Statements, g: in.Grouping, published: map[string]resolve.Publication{}, label: map[string]string{},
		at: make([]point, 2*len(in.Grouping.Happenings)), spans: make([]lengthOf, len(in.Grouping.Happenings)), relaxed: map[int]bool{}, counted: map[int]point{},
		aside: in.Aside, fixed: in.Fixed,
	}
	r.happening, r.entries = map[string]int{}, map[string]int{}
	for i := range r.g.Events {
		r.entries[r.g.Events[i].ID] = i
	}
	for h, hap := range r.g.Happenings {
		for _, id := range [...]string{hap.Whole, hap.Begins, hap.Ends, hap.Planned, hap.Lasts} {
			r.happening[id] = h
		}
	}
	r.index = make(map[string]int, len(r.sts))
	for i := range r.sts {
		r.index[r.sts[i].ID] = i
	}
	r.out.Bounds, r.out.Independent = map[string]Bounds{}, map[string]int{}
	var ids []string
	texts, zones := map[string]string{}, map[string]bool{"UTC": true}
	for _, s := range in.Sources {
		r.published[s.ID], r.label[s.ID] = s.Published, s.Label
		ids, texts[s.ID] = append(ids, s.ID), s.Text
		if s.Zone != "" {
			zones[s.Zone] = true
		}
	}
	r.voice = Voices(ids, texts)
	for _, s := range in.Sources {
		if to := r.voice[s.CopyOf]; s.CopyOf != "" && to != "" {
			from := r.voice[s.ID]
			for id, v := range r.voice {
				if v == from {
					r.voice[id] = to
				}
			}
		}
	}
	for _, s := range r.sts {
		if s.Time.Zone != "" && s.Time.Zone != "GMT" {
			zones[s.Time.Zone] = true
		}
	}
	for z := range zones {
		r.zones = append(r.zones, z)
	}
	sort.Slice(r.zones, func(i, j int) bool {
		if (r.zones[i] == "UTC") != (r.zones[j] == "UTC") {
			return r.zones[i] == "UTC"
		}
		return r.zones[i] < r.zones[j]
	})
	return r
}

// fix sets the points that an editor fixed.
func (r *run) fix(fixed map[string]Fix) {
	for id, f := range fixed {
		h, ok := r.happening[id]
		if !ok {
			continue
		}
		k := 0
		if r.g.Happenings[h].Ends == id {
			k = 1
		}
		set := func(k int, iv when.Interval) {
			r.at[2*h+k].stated, r.at[2*h+k].allowed, r.at[2*h+k].fixed = iv, iv, true
		}
		if e := r.event(id); e == nil || e.Phase == event.PlannedStart || e.Phase == event.Lasts {
			continue // it is bounded by itself, see own
		}
		set(k, f.Start)
		if k == 0 && f.End != (when.Interval{}) {
			set(1, f.End)
		}
	}
}

// binds reports whether a statement says when its happening was: a plan does
// not where somebody tells what came of it, nor does a denial.
func (r *run) binds(i int, told bool) bool {
	if strings.HasSuffix(r.sts[i].Expr.Value, "_REF") {
		return false // "now" is when it was written
	}
	if r.aside[r.sts[i].ID] {
		return false
	}
	switch r.sts[i].Modality {
	case statement.Happened, statement.Ongoing, statement.Background:
		return true
	case statement.Planned, statement.Cancelled:
		return !told && !r.putOff(i)
	}
	return false
}

// putOff reports whether statement i tells the old time of a happening that
// its source puts off: it gives that time up and plans a later one.
func (r *run) putOff(i int) bool {
	s := &r.sts[i]
	given, later := false, false
	for _, k := range r.g.Happenings[r.g.Of[i]].Statements {
		t := &r.sts[k]
		if t.Source != s.Source || !t.Time.Known {
			continue
		}
		given = given || t.Modality == statement.Cancelled && t.Time.Stated.Overlaps(s.Time.Stated)
		later = later || t.Modality == statement.Planned && t.Time.Stated.From >= s.Time.Stated.To
	}
	return s.Time.Known && given && later
}

// isTold reports whether some statement of the happening says that it took
// place.
func (r *run) isTold(h event.Happening) bool {
	for _, i := range h.Statements {
		switch r.sts[i].Modality {
		case statement.Happened, statement.Ongoing, statement.Background:
			return true
		}
	}
	return false
}

// planned reports whether statement i is of a planned start that differs from
// the actual one.
func planned(s *statement.Statement) bool {
	return s.Time.Ref.Relation == resolve.PlannedBefore || s.Time.Ref.Relation == resolve.PlannedAfter
}

// vague reports whether a time's stated bounds are a convention of this
// program ("early hours", "past midnight", "half past four" without its half of
// the day) and not figures of the source: they prove no clash by themselves.
func vague(s *statement.Statement) bool {
	return s.Time.Unsettled || s.Time.Granularity == when.PartOfDay || s.Time.Granularity == when.Unknown || s.Time.Granularity == when.Season
}

// shortly reports whether a time is told as lying just before or after a minute.
func shortly(s *statement.Statement) bool {
	return s.Time.Granularity == when.Minute && s.Time.Stated.Bounded() && s.Time.Stated.To-s.Time.Stated.From > 60
}

// about reports whether a clock time is hedged both ways: "around 16:30".
func about(s *statement.Statement) bool {
	t := &s.Time
	return clock(s) && t.Stated.Bounded() && t.Stated.To-t.Stated.From <= 60 && t.Stated.From-t.Allowed.From > plainAbout && t.Allowed.To-t.Stated.To > plainAbout
}

// plainAbout is by how many seconds a time told with "about" may be off before any
// reader takes it for another one: nobody sees a difference between "about a quarter to
// five" and 16:47.
const plainAbout = 5 * 60

// points gathers the claims about every start, end and length, and records
// those that clash.
func (r *run) points() {
	for h, hap := range r.g.Happenings {
		told := r.isTold(hap)
		for _, i := range hap.Statements {
			s := &r.sts[i]
			if !r.binds(i, told) || planned(s) || s.Time.Ref.Relation != resolve.NoRelation {
				continue
			}
			if s.Role == statement.RoleDuration {
				if s.Time.IsDuration && s.Time.Length.Max > 0 {
					l := s.Time.Length
					r.spans[h].claims = append(r.spans[h].claims, claim{i, l.Min, l.Max, l.AllowedMin, l.AllowedMax})
				}
				continue
			}
			if !s.Time.Known || s.Time.IsDuration {
				continue
			}
			p := &r.at[2*h]
			if s.Role == statement.RoleEnd {
				p = &r.at[2*h+1]
			}
			p.claims = append(p.claims, r.claimOf(i))
		}
		r.underWay(h)
		for k := range 2 {
			r.settle(h, k)
		}
		r.settleLength(h)
	}
}

// within is what a statement allows, as a closed range of seconds.
func within(s *statement.Statement) (lo, hi int64) {
	hedged := s.Time.Allowed != s.Time.Stated
	return closed(s.Time.Allowed, hedged && s.Time.Granularity <= when.Hour)
}

// underWay lets a statement that has happening h under way at some time say
// only that it had begun by then: one that comes after all that tell of the
// start says nothing of it, and one that comes after every end stands against
// the end.
func (r *run) underWay(h int) {
	p, e := &r.at[2*h], &r.at[2*h+1]
	seen := func(c claim) bool {
		return r.sts[c.st].Modality == statement.Ongoing && r.sts[c.st].Role == statement.RoleWithin
	}
	first, told := -1, false
	for k, c := range p.claims {
		told = told || !seen(c)
		if first < 0 || c.allowH < p.claims[first].allowH {
			first = k
		}
	}
	begun, ended := int64(when.Past), int64(when.Past) // by when all have it begun, ended
	for k, c := range p.claims {
		if told && !seen(c) || !told && k == first {
			begun = max(begun, c.allowH)
		}
	}
	for _, c := range e.claims {
		ended = max(ended, c.allowH)
	}
	keep := p.claims[:0]
	for k, c := range p.claims {
		switch {
		case !seen(c) || !told && k == first || c.allowLo <= begun:
			keep = append(keep, c)
		case len(e.claims) > 0 && c.allowLo > ended:
			e.claims = append(e.claims, c)
		}
	}
	p.claims = keep
}

func (r *run) claimOf(i int) claim {
	t := r.sts[i].Time
	c := claim{st: i}
	c.allowLo, c.allowH = within(&r.sts[i])
	c.lo, c.hi = closed(t.Stated, shortly(&r.sts[i])) // "just before five" is near enough to five
	if vague(&r.sts[i]) {
		c.lo, c.hi = c.allowLo, c.allowH
	}
	return c
}

// settle finds the versions of a start (k = 0) or an end (k = 1) and its
// bounds: what all claims share or, where they clash, what they span.
func (r *run) settle(h, k int) {
	p := &r.at[2*h+k]
	if iv := p.stated; p.fixed {
		// The claims clash as ever; what is published is fixed.
		defer func() { p.stated, p.allowed, p.clash = iv, iv, true }()
	}
	p.stated, p.allowed = when.Always, when.Always
	if len(p.claims) == 0 {
		return
	}
	vs := versions(r.plain(p.claims), false)
	if len(vs) > 1 && r.between(p.claims, vs) {
		p.clash = true
		r.clash(h, k, p, vs)
	} else if len(vs) > 1 {
		p.clash = true // one source's two wordings: kept as a range
	}
	p.stated, p.allowed = meet(p.claims, false), meet(p.claims, true)
	if p.stated.Empty() && !p.clash {
		p.stated = r.exact(p.claims)
	}
	if p.clash {
		p.stated, p.allowed = spread(p.claims, vs), hullOf(p.claims)
	}
	if p.allowed.Empty() {
		p.allowed = hullOf(p.claims)
	}
}

// plain is the claims as their readers take them: a hedged clock time reaches some
// minutes to either side.
func (r *run) plain(cs []claim) []claim {
	out := slices.Clone(cs)
	for k, c := range out {
		if about(&r.sts[c.st]) {
			out[k].lo, out[k].hi = max(c.lo-plainAbout, c.allowLo), min(c.hi+plainAbout, c.allowH)
		}
	}
	return out
}

// exact is what the unhedged of some claims say that agree by their hedges alone; all
// that they say where each is hedged.
func (r *run) exact(cs []claim) when.Interval {
	bare := slices.DeleteFunc(slices.Clone(cs), func(c claim) bool { return about(&r.sts[c.st]) })
	if s := meet(bare, false); len(bare) > 0 && !s.Empty() {
		return s
	}
	lo, hi := int64(when.Future), int64(when.Past)
	for _, c := range cs {
		lo, hi = min(lo, c.lo), max(hi, c.hi)
	}
	return halfOpen(lo, hi)
}

// between reports whether a clash is one between voices, or of exact figures
// inside one source; two rounded wordings of one source are no clash.
func (r *run) between(cs []claim, vs [][]int) bool {
	if len(versions(cs, true)) > 1 {
		return true
	}
	// No two voices differ where one version has a claim of each of them.
	all := map[string]bool{}
	most := 0
	for _, v := range vs {
		has := map[string]bool{}
		for _, k := range v {
			id := r.voice[r.sts[cs[k].st].Source]
			has[id], all[id] = true, true
		}
		most = max(most, len(has))
	}
	return most < len(all)
}

// meet is the interval that all claims share, half-open; empty where they
// share none.
func meet(cs []claim, allowed bool) when.Interval {
	lo, hi := int64(when.Past), int64(when.Future)
	for _, c := range cs {
		if allowed {
			lo, hi = max(lo, c.allowLo), min(hi, c.allowH)
		} else {
			lo, hi = max(lo, c.lo), min(hi, c.hi)
		}
	}
	return halfOpen(lo, hi)
}

func halfOpen(lo, hi int64) when.Interval {
	if hi != int64(when.Future) {
		hi++
	}
	return when.Interval{From: when.Instant(lo), To: when.Instant(hi)}
}

// spread is the interval from the earliest version to the latest, within what
// all of them share.
func spread(cs []claim, vs [][]int) when.Interval {
	lo, hi := int64(when.Future), int64(when.Past)
	for _, v := range vs {
		var in []claim
		for _, k := range v {
			in = append(in, cs[k])
		}
		if len(in) == 0 {
			continue
		}
		m := meet(in, false)
		lo = min(lo, int64(m.From))
		if c := int64(m.To); c > hi {
			hi = c
		}
	}
	var shared []claim
	for k := range cs {
		if !slices.ContainsFunc(vs, func(v []int) bool { return slices.Contains(v, k) }) {
			shared = append(shared, cs[k])
		}
	}
	return intersect(when.Interval{From: when.Instant(lo), To: when.Instant(hi)}, meet(shared, false))
}

func hullOf(cs []claim) when.Interval {
	lo, hi := int64(when.Future), int64(when.Past)
	for _, c := range cs {
		lo, hi = min(lo, c.allowLo), max(hi, c.allowH)
	}
	return halfOpen(lo, hi)
}

func (r *run) settleLength(h int) {
	l := &r.spans[h]
	l.hi, l.allowHi = int64(when.Future), int64(when.Future)
	if len(l.claims) == 0 {
		return
	}
	vs := versions(l.claims, true)
	if len(vs) > 1 {
		l.clash = true
		r.lengthClash(h, l, vs)
	}
	for _, c := range l.claims {
		l.lo, l.hi = max(l.lo, c.lo), min(l.hi, c.hi)
		l.allowLo, l.allowHi = max(l.allowLo, c.allowLo), min(l.allowHi, c.allowH)
	}
	if l.allowLo > l.allowHi || len(vs) > 1 {
		l.allowLo, l.allowHi = int64(when.Future), 0
		for _, c := range l.claims {
			l.allowLo, l.allowHi = min(l.allowLo, c.allowLo), max(l.allowHi, c.allowH)
		}
	}
	if l.lo > l.hi {
		l.lo, l.hi = l.allowLo, l.allowHi
	}
}

// derive fills in the times that count from another happening, and then those
// that count from what is so dated, until nothing new comes of it.
func (r *run) derive() {
	done := map[int]bool{}
	for before := -1; len(done) > before || !r.loose; {
		// Only when nothing else comes of it does a start stand for its end.
		r.loose = r.loose || len(done) == before
		before = len(done)
		fresh := map[int]bool{}
		for i := range r.sts {
			if !done[i] && r.count(i) {
				done[i], fresh[r.g.Of[i]] = true, true
			}
		}
		for h := range fresh {
			for k := range 2 {
				e := r.event(r.entry(h, k))
				if _, ok := r.counted[2*h+k]; ok || e == nil || e.Phase == event.PlannedStart || (e.Phase == event.Ends) != (k == 1) {
					continue
				}
				if b := r.own(e); b.Start != when.Always {
					r.counted[2*h+k] = point{stated: b.Start, allowed: b.StartAllowed}
				}
			}
		}
	}
}

// beside gives a statement of an order or a distance that leads to nothing the time that
// its own sentence tells of the same happening: "he was in Miami on Sunday, just before
// he flew home".
func (r *run) beside() {
	for i := range r.sts {
		s := &r.sts[i]
		if s.Time.Known || s.Time.Ref.Relation == resolve.NoRelation || s.Sentence.Empty() {
			continue
		}
		for j := max(0, i-4); j <= min(i+4, len(r.sts)-1); j++ {
			t := &r.sts[j]
			if j == i || t.Source != s.Source || t.Sentence != s.Sentence || r.g.Of[j] != r.g.Of[i] || !t.Time.Known || t.Time.IsDuration || t.Time.Ref.Relation != resolve.NoRelation ||
				t.Role == statement.RoleEnd != (s.Role == statement.RoleEnd) {
				continue
			}
			ref, because := s.Time.Ref, s.Time.Because
			s.Time = t.Time
			s.Time.Ref, s.Time.IsDuration = ref, false
			s.Time.Because = append(append([]resolve.Reason(nil), because...), resolve.Reason{Step: "order", Text: fmt.Sprintf("the sentence tells its time too, “%s”", t.Expr.Words)})
			break
		}
	}
}

// basis is the start and the end of a happening for what counts from it: as
// claimed, else as its length and the other or a reference give it.
func (r *run) basis(h int) (start, end point) {
	start, end = r.at[2*h], r.at[2*h+1]
	l := r.spans[h]
	if len(start.claims) == 0 && len(end.claims) > 0 && len(l.claims) > 0 {
		start = point{claims: end.claims, stated: back(end.stated, l.lo, l.hi), allowed: back(end.allowed, l.allowLo, l.allowHi)}
	} else if p, ok := r.counted[2*h]; ok && len(start.claims) == 0 {
		start = p
	}
	if p, ok := r.counted[2*h+1]; ok && len(end.claims) == 0 {
		end = p
	} else if len(end.claims) == 0 {
		end = point{stated: when.Always, allowed: when.Always}
		if r.loose {
			end = start
		}
		if len(l.claims) > 0 && start.stated != when.Always {
			end = start
			end.stated, end.allowed = forth(start.stated, l.lo, l.hi), forth(start.allowed, l.allowLo, l.allowHi)
		}
	}
	return start, end
}

// back is what lies lo to hi seconds before p, forth what lies so after it.
func back(p when.Interval, lo, hi int64) when.Interval {
	return when.Interval{From: sub(p.From, hi), To: sub(p.To, lo)}
}

func forth(p when.Interval, lo, hi int64) when.Interval {
	return when.Interval{From: plus(p.From, lo), To: plus(p.To, hi)}
}

// count fills in the time of statement i, if what it counts from has one.
func (r *run) count(i int) bool {
	s := &r.sts[i]
	h, ok := r.g.Refs[i]
	if !ok || s.Time.Ref.Relation == resolve.NoRelation {
		return false
	}
	if s.Time.Known {
		return false // "at 4:31 a.m., 17 minutes before the window opened"
	}
	ref := s.Time.Ref
	if h == r.g.Of[i] && !planned(s) && (s.Role != statement.RoleEnd || ref.Relation != resolve.AfterStart) {
		return false // nothing counts from itself, but its end from its start
	}
	start, end := r.basis(h)
	start, end = r.held(start, s.Source), r.held(end, s.Source)
	if ref.Lo < ref.Hi {
		start, end = r.instant(start), r.instant(end)
	}
	var st, al when.Interval
	switch r.relation(i, h) {
	case resolve.BeforeStart:
		if start.stated == when.Always {
			return false
		}
		st, al = back(start.stated, ref.Lo, ref.Hi), back(start.allowed, ref.Lo, ref.Hi)
	case resolve.AfterStart:
		if start.stated == when.Always {
			return false
		}
		st, al = forth(start.stated, ref.Lo, ref.Hi), forth(start.allowed, ref.Lo, ref.Hi)
	case resolve.AfterEnd:
		if end.stated == when.Always {
			return false
		}
		st, al = forth(end.stated, ref.Lo, ref.Hi), forth(end.allowed, ref.Lo, ref.Hi)
		if pub := r.published[s.Source]; pub.Known && !pub.Interval.To.Open() && pub.Interval.To > al.To {
			al.To = pub.Interval.To
		}
	case resolve.PlannedBefore, resolve.PlannedAfter:
		c, ok := r.ownStart(i, h)
		if !ok {
			return false
		}
		a, b := ref.Lo, ref.Hi
		if ref.Relation == resolve.PlannedAfter {
			a, b = -ref.Hi, -ref.Lo
		}
		st = when.Interval{From: when.Instant(c.lo - b), To: when.Instant(c.lo - a)}
		if a == b {
			st.To += 60 // a minute, as its start is told
		}
		al = when.Interval{From: when.Instant(c.allowLo - b), To: when.Instant(c.allowH - a)}
	}
	s.Time.Known, s.Time.Stated, s.Time.Allowed = true, st, al
	if al.From > st.From {
		s.Time.Allowed.From = st.From
	}
	if al.To < st.To {
		s.Time.Allowed.To = st.To
	}
	if e := r.event(r.entry(h, 0)); e != nil && s.Time.Zone == "" && e.Zone != "" {
		// What counts from a happening is shown in the time of its place.
		s.Time.Zone, s.Time.ZoneBasis = e.Zone, resolve.ZoneEvent
		if z, err := when.LoadZone(e.Zone); err == nil {
			s.Time.Offset = when.OffsetText(z.Offset(st.From))
		}
		if own := r.event(r.g.Entry[i]); own != nil && own.Zone == "" {
			own.Zone = e.Zone
		}
	}
	s.Time.IsDuration = false
	s.Time.Granularity = when.PartOfDay
	if n, ok := st.Len(); ok && n <= 60 {
		s.Time.Granularity = when.Minute
	}
	if s.Role == statement.RoleDuration {
		s.Role = statement.RoleWithin
	}
	s.Time.EDTF = when.EDTFInterval(s.Time.Stated)
	s.Time.Because = append(s.Time.Because, resolve.Reason{Step: "order", Text: fmt.Sprintf("%s: %s UTC", relationText(ref), st)})
	return true
}

// relation is how the time of statement i lies to happening h, from which it counts:
// what is over as soon as it begins has one moment to count from.
func (r *run) relation(i, h int) resolve.Relation {
	ref := r.sts[i].Time.Ref
	rel := ref.Relation
	if rel == resolve.AfterEnd && ref.Words != "" {
		what := statement.Refers(ref.Words)
		if what.Moment || what.Last && !r.tells(2*h+1, r.sts[i].Source) && r.tells(2*h, r.sts[i].Source) {
			return resolve.AfterStart // "a call came at 8:41, and eleven minutes after that"
		}
	}
	if rel != resolve.AfterEnd || len(r.at[2*h+1].claims) > 0 || len(r.spans[h].claims) > 0 {
		return rel
	}
	punctual := 0
	for _, k := range r.g.Happenings[h].Statements {
		if r.sts[k].Act.Punctual() {
			punctual++
		}
	}
	if 2*punctual <= len(r.g.Happenings[h].Statements) {
		return rel
	}
	return resolve.AfterStart
}

// tells reports whether a source itself tells the point k.
func (r *run) tells(k int, source string) bool {
	return slices.ContainsFunc(r.at[k].claims, func(c claim) bool { return r.sts[c.st].Source == source })
}

// held is a point as a source holds it, where it tells the point itself to the
// minute: its times count from that and not from what others say. Where others
// disagree on the point, it is the version of this source or, where it has none, the
// one that most sources tell.
func (r *run) held(p point, source string) point {
	var own []claim
	for _, c := range p.claims {
		if s := &r.sts[c.st]; s.Source == source && s.Time.Granularity <= when.Minute {
			own = append(own, c)
		}
	}
	if len(own) == 0 && p.clash {
		own = r.favoured(p, source)
	}
	if len(own) == 0 || len(own) == len(p.claims) {
		return p
	}
	stated, allowed := meet(own, false), meet(own, true)
	if stated.Empty() || allowed.Empty() {
		return p
	}
	return point{claims: own, stated: stated, allowed: allowed}
}

// favoured is the version of a point that a source shares or, where it shares none, the
// one with the most sources; it is empty where two have as many.
func (r *run) favoured(p point, source string) []claim {
	var best []claim
	most, tie := 0, false
	for _, v := range versions(p.claims, false) {
		voices, n := map[string]bool{}, 0
		var cs []claim
		for _, k := range v {
			c := p.claims[k]
			voices[r.sts[c.st].Source] = true
			cs = append(cs, c)
		}
		if n = len(voices); voices[source] {
			n += len(r.sts)
		}
		switch {
		case n > most:
			best, most, tie = cs, n, false
		case n == most:
			tie = true
		}
	}
	if tie {
		return nil
	}
	return best
}

// instant is a point told to the minute as the instant at its start, so that
// what counts from it does not inherit the length of the minute.
func (r *run) instant(p point) point {
	g, _ := r.finest(p.claims)
	if len(p.claims) == 0 && p.stated.To-p.stated.From == 60 {
		g = when.Minute // counted from one
	}
	if g == when.Minute && !p.stated.To.Open() && p.stated.To-p.stated.From >= 60 {
		p.stated.To -= 60
	}
	return p
}

func relationText(ref resolve.EventRef) string {
	what := ref.Words
	if what == "" {
		what = "what was told before"
	}
	d := ""
	if ref.Hi != int64(when.Future) {
		d = length(ref.Lo) + " to " + length(ref.Hi) + " "
		if ref.Lo == ref.Hi {
			d = length(ref.Lo) + " "
		}
	}
	switch ref.Relation {
	case resolve.BeforeStart:
		return d + "before the start of “" + what + "”"
	case resolve.AfterEnd:
		return d + "after the end of “" + what + "”"
	case resolve.AfterStart:
		return d + "after the start of “" + what + "”"
	case resolve.PlannedBefore:
		return "planned " + d + "before the actual start"
	}
	return "planned " + d + "after the actual start"
}

func plus(t when.Instant, s int64) when.Instant {
	if t.Open() {
		return t
	}
	if s == int64(when.Future) {
		return when.Future
	}
	return t + when.Instant(s)
}

func sub(t when.Instant, s int64) when.Instant {
	if t.Open() {
		return t
	}
	if s == int64(when.Future) {
		return when.Past
	}
	return t - when.Instant(s)
}

// ownStart is the claim about the start of happening h that stands nearest to
// statement i, in its own source before others.
func (r *run) ownStart(i, h int) (claim, bool) {
	best, dist := -1, 1<<62
	for k, c := range r.at[2*h].claims {
		s := &r.sts[c.st]
		if s.Time.Granularity > when.PartOfDay {
			continue
		}
		d := 1 << 40
		if s.Source == r.sts[i].Source {
			d = abs(s.Expr.Span.Start - r.sts[i].Expr.Span.Start)
		}
		if d < dist {
			best, dist = k, d
		}
	}
	if best < 0 {
		return claim{}, false
	}
	return r.at[2*h].claims[best], true
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// cross puts all happenings into one network, with the bounds that remain once
// the clashes about single points are known, and records the cycles that no
// assignment of times can satisfy: a start, a length and an end that do not
// add up, an order that the clock times contradict.
func (r *run) cross() {
	r.net, r.nodes = r.network()
	for range 1 + len(r.sts) {
		cycle, bad := r.net.Check()
		if !bad {
			return
		}
		ids, shown := map[int]bool{}, false
		for _, e := range cycle {
			shown = shown || e.Cite == recorded
			if e.Cite >= 0 {
				ids[e.Cite] = true
			}
		}
		var cites []int
		for i := range ids {
			cites = append(cites, i)
		}
		sort.Ints(cites)
		if len(cites) == 0 {
			return
		}
		if !shown {
			r.cycle(cites)
		}
		weak := r.weakest(cites)
		r.relaxed[weak] = true
		r.net.Relax(weak)
	}
}

// The citations of edges that rest on no single statement: that nothing ends
// before it starts, and what is left of a clash that is recorded. A cycle
// through the latter follows from a discrepancy that is shown already.
const (
	always   = -1
	recorded = -2
)

// network builds the simple temporal network of all happenings; nodes holds
// the start and the end of each.
func (r *run) network() (*network.Network, []network.Node) {
	n := network.New()
	nodes := make([]network.Node, 2*len(r.g.Happenings))
	for h := range r.g.Happenings {
		nodes[2*h], nodes[2*h+1] = n.Point(), n.Point()
		n.Add(network.Constraint{From: nodes[2*h], To: nodes[2*h+1], Lo: 0, Hi: network.Open, Cite: always})
		for k := range 2 {
			p := r.at[2*h+k]
			if p.clash {
				lo, hi := closed(p.allowed, false)
				n.Add(network.Constraint{From: network.Origin, To: nodes[2*h+k], Lo: bound(lo), Hi: bound(hi), Cite: recorded})
				continue
			}
			for _, c := range p.claims {
				if !r.relaxed[c.st] {
					n.Add(network.Constraint{From: network.Origin, To: nodes[2*h+k], Lo: bound(c.allowLo), Hi: bound(c.allowH), Cite: c.st})
				}
			}
		}
		if l := r.spans[h]; l.clash {
			n.Add(network.Constraint{From: nodes[2*h], To: nodes[2*h+1], Lo: l.allowLo, Hi: bound(l.allowHi), Cite: recorded})
			continue
		}
		for _, c := range r.spans[h].claims {
			if !r.relaxed[c.st] {
				n.Add(network.Constraint{From: nodes[2*h], To: nodes[2*h+1], Lo: c.allowLo, Hi: bound(c.allowH), Cite: c.st})
			}
		}
	}
	for i := range r.sts {
		h, ok := r.g.Refs[i]
		if !ok || r.relaxed[i] || r.aside[r.sts[i].ID] || r.g.Of[i] == h || r.sts[i].Modality != statement.Happened {
			continue
		}
		me := nodes[2*r.g.Of[i]]
		if r.sts[i].Role == statement.RoleEnd {
			me = nodes[2*r.g.Of[i]+1]
		}
		ref := r.sts[i].Time.Ref
		lo, hi := ref.Lo, bound(ref.Hi)
		if r.sts[i].Expr.Type == "SIGNAL" || lo == hi {
			lo, hi = 0, network.Open // words that give an order alone
		}
		switch r.relation(i, h) {
		case resolve.BeforeStart:
			n.Add(network.Constraint{From: me, To: nodes[2*h], Lo: lo, Hi: hi, Cite: i})
		case resolve.AfterEnd:
			// People count from the start of what they name as well.
			n.Add(network.Constraint{From: nodes[2*h+1], To: me, Lo: 0, Hi: hi, Cite: i})
			n.Add(network.Constraint{From: nodes[2*h], To: me, Lo: lo, Hi: network.Open, Cite: i})
		case resolve.AfterStart:
			n.Add(network.Constraint{From: nodes[2*h], To: me, Lo: lo, Hi: hi, Cite: i})
		}
	}
	return n, nodes
}

func bound(s int64) int64 {
	switch s {
	case int64(when.Past):
		return -network.Open
	case int64(when.Future):
		return network.Open
	}
	return s
}

// weakest picks the citation of a cycle that gives way: an order before a
// time, a length before a time, assumed before stated, hedged before exact,
// single before corroborated.
func (r *run) weakest(cites []int) int {
	best, score := cites[0], -1
	for _, i := range cites {
		s := &r.sts[i]
		n := 0
		if s.Expr.Type == "SIGNAL" {
			n += 16
		}
		if _, counts := r.g.Refs[i]; s.Time.IsDuration || counts {
			n += 8
		}
		if s.Time.ZoneBasis.Assumed() {
			n += 4
		}
		if s.Time.Allowed != s.Time.Stated {
			n += 2
		}
		if len(r.g.Happenings[r.g.Of[i]].Statements) == 1 {
			n++
		}
		if n > score {
			best, score = i, n
		}
	}
	return best
}
