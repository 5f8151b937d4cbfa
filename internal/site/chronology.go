package site

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"timeline/internal/event"
	"timeline/internal/reconcile"
	"timeline/internal/when"
)

// The chronology is the timeline as a table to print and to cite from. Entries
// are numbered in the order of the table, sources S1, S2, ... in the order of
// their list, and disagreements D1, D2, ... in the order in which the table
// comes upon them. A number holds within one build; the ids hold across builds.

// A chronology is the page chronology.html.
type chronology struct {
	Root, Period     string
	AsAt, Newest     string
	Sources          []chronicled
	Counted, LeftOut string
	Zones            []string
	Rows, Undated    []chronRow
	Annex            []annexItem
	Disputed         []chronRow // of all rows
	Agreed, Told     string     // the numbers of the others: of several voices, of one
}

// A chronRow is one numbered entry. Time is nil for one without a date.
type chronRow struct {
	Root              string
	No                int
	ID, Title, Length string
	At                string // where it stands on the timeline, from the root
	Time              *chronTime
	Quote             *quote
	Short             template.HTML
	From              int // number of the source of the quote
	Outlet            string
	Headline          template.HTML // in quotation marks
	Also              []int         // numbers of the other sources
	Disputes          []dispute
	Agreed            bool   // by several voices, none of which objects
	Counted           string // how many sources and voices
	Notes             []string
	Bracket           string // "first", "inner" or "last" of entries whose order nobody knows
}

// A chronTime is when an entry happened: the day, the local time with its zone,
// and the same in UTC.
type chronTime struct {
	Day, Local, Zone, UTC, Datetime string
}

// A dispute is the mark of a disagreement beside an entry.
type dispute struct {
	No               int
	ID, Kind, Status string
}

// A chronicled source is one line of the list of sources.
type chronicled struct {
	No                                        int
	ID, Outlet, Title, Author                 string
	Published, Basis, URL, Archive, Path, SHA string
	TitleIn                                   template.HTMLAttr
}

// An annexItem is one disagreement in the annex, with the entries it bears on.
type annexItem struct {
	*discrepancyPage
	No      int
	Entries []borne
	Gap     string
	Claims  []annexClaim
}

// A borne entry is one that a disagreement bears on, and where it stands.
type borne struct {
	No   int
	Href string
}

// An annexClaim is one statement of a version. First is set for the first one
// of its version.
type annexClaim struct {
	quote
	Version, Says string
	From          int
	Short         template.HTML
	First         bool
}

// numbers are what the chronology calls entries and disagreements.
type numbers struct {
	of      map[string]int // by id of an event: that of its entry, from 1
	ties    map[int]tied   // by number
	clashes []int          // the disagreements in their order: D1, D2, ...
	bears   [][]int        // by disagreement: the numbers of the entries that it bears on
	on      map[int][]int  // by number of an entry: the places in clashes of those that bear on it
}

// number gives the entries and the disagreements their numbers.
func (v *view) number() {
	n := &v.numbers
	n.of, n.on = map[string]int{}, map[int][]int{}
	for _, l := range slices.Concat(v.listed, v.undated) {
		if id := l.event.ID; n.of[id] == 0 {
			n.of[id] = len(n.of) + 1
		}
	}
	n.ties = v.brackets(n.of)
	resting := map[string][]int{}
	for id, k := range n.of {
		for _, s := range v.story.Bounds[id].StartRests {
			resting[s] = append(resting[s], k)
		}
	}
	ds := v.story.Discrepancies
	n.bears = make([][]int, len(ds))
	for i := range ds {
		n.clashes, n.bears[i] = append(n.clashes, i), v.bearsOn(&ds[i], n.of, resting)
	}
	first := func(i int) int {
		if len(n.bears[i]) == 0 {
			return len(n.of) + 1
		}
		return n.bears[i][0]
	}
	slices.SortStableFunc(n.clashes, func(a, b int) int { return first(a) - first(b) })
	for at, i := range n.clashes {
		for _, k := range n.bears[i] {
			n.on[k] = append(n.on[k], at)
		}
	}
}

// chronology is the table of a period, with the disagreements that bear on it.
func (v *view) chronology(p *period) *chronology {
	c := &chronology{Root: strings.Repeat("../", strings.Count(chronPath(p), "/")), Period: p.Name, Counted: v.count(len(v.story.Sources), "report") + ", " + v.count(len(v.story.Statements), "dated-statement")}
	if n := len(v.story.LeftOut); n > 0 {
		c.LeftOut = v.count(n, "unread-file")
	}
	c.AsAt, c.Newest = v.asAt()
	disputes := v.annex(c, p)
	zones := zoneList{}
	cited := map[int]bool{}
	row := func(l *listed, dated bool) chronRow {
		e, b := l.event, v.story.Bounds[l.event.ID]
		r := v.chronRow(v.numbers.of[e.ID], e, b)
		r.Root = c.Root
		r.Disputes = disputes[r.No]
		if dated {
			r.Time = v.chronTime(e, b, zones.add)
			r.Notes = append(r.Notes, v.exactness(e, b)...)
			if t, ok := v.numbers.ties[r.No]; ok {
				r.Bracket = t.at
				r.Notes = append(r.Notes, v.word("chron.tie", t.first, t.last))
			}
		}
		for _, n := range append(r.Also, r.From) {
			cited[n] = true
		}
		return r
	}
	for _, l := range p.dated {
		c.Rows = append(c.Rows, row(l, true))
	}
	for _, l := range p.undated {
		c.Undated = append(c.Undated, row(l, false))
	}
	for _, x := range c.Annex {
		for _, q := range x.Claims {
			cited[q.From] = true
		}
	}
	c.Zones = zones.words()
	var agreed, told []int
	for _, r := range slices.Concat(c.Rows, c.Undated) {
		switch {
		case len(r.Disputes) > 0:
			c.Disputed = append(c.Disputed, r)
		case r.Agreed:
			agreed = append(agreed, r.No)
		default:
			told = append(told, r.No)
		}
	}
	c.Agreed, c.Told = numberWords(agreed, ""), numberWords(told, "")
	for i := range v.story.Sources {
		if !p.whole() && !cited[i+1] {
			continue
		}
		s := &v.story.Sources[i]
		row := chronicled{
			No: i + 1, ID: s.ID, Outlet: s.Outlet, Title: s.Title, Author: s.Author, Published: v.published(s), Basis: s.Published.Basis,
			URL: webURL(s.URL), Archive: webURL(s.Archive), Path: s.Path, SHA: s.SHA256,
		}
		if row.Title == "" && row.Outlet == "" {
			row.Title = s.Label
		}
		row.TitleIn = v.in(row.Title, s.Language)
		c.Sources = append(c.Sources, row)
	}
	return c
}

// asAt is the newest day on which a source was published, and the sources of
// that day. A source that leaves several days open counts with the last.
func (v *view) asAt() (day, sources string) {
	var newest when.Date
	var of []int
	for i := range v.story.Sources {
		p := v.story.Sources[i].Published
		if !p.Known {
			continue
		}
		d := p.Days[1]
		if !d.Valid() {
			if p.Interval.To.Open() {
				continue
			}
			z, _ := zone(p.Zone)
			d = z.Local(p.Interval.To.Add(-1)).Date()
		}
		switch {
		case len(of) == 0 || d.Days() > newest.Days():
			newest, of = d, []int{i + 1}
		case newest == d:
			of = append(of, i+1)
		}
	}
	if len(of) == 0 {
		return "", ""
	}
	return v.dayWords(newest), numberWords(of, v.word("chron.s"))
}

// A tied entry is one of those from first to last whose order nobody knows.
type tied struct {
	first, last int
	at          string
}

// brackets finds the neighbours in the table whose order is not determined.
func (v *view) brackets(number map[string]int) map[int]tied {
	group := map[int]int{}
	for i, t := range v.story.Ties {
		for _, id := range t {
			group[number[id]] = i + 1
		}
	}
	out := map[int]tied{}
	for first := 1; first <= len(number); first++ {
		last := first
		for group[first] != 0 && group[last+1] == group[first] {
			last++
		}
		for n := first; n <= last && last > first; n++ {
			at := "inner"
			switch n {
			case first:
				at = "first"
			case last:
				at = "last"
			}
			out[n] = tied{first, last, at}
		}
		first = last
	}
	return out
}

// chronRow is an entry without its time.
func (v *view) chronRow(no int, e *event.Event, b reconcile.Bounds) chronRow {
	r := chronRow{No: no, ID: e.ID, Title: e.Title, At: v.at(e.ID)}
	if e.Status != event.StatusHappened && e.Status != "" {
		r.Notes = append(r.Notes, v.word("state."+string(e.Status)))
	}
	if e.Background {
		r.Notes = append(r.Notes, v.word("state.background"))
	}
	if b.MaxSpan > 0 {
		r.Length = v.lengthWords(b.MinSpan, b.MaxSpan)
	}
	best := v.best(e, b)
	if q, ok := v.quote(best); ok {
		i := v.source_[q.Source]
		r.Quote, r.Short, r.From = &q, v.short(v.statement_[best]), i+1
		r.Outlet = v.story.Sources[i].Outlet
		switch {
		case q.Title != "":
			r.Headline = v.said(q.Title, &v.story.Sources[i])
		case r.Outlet == "":
			r.Outlet = q.Label
		}
	}
	var from []int
	for _, id := range append(slices.Clone(e.Statements), v.lengths[e.ID]...) {
		if s := v.statement_[id]; s != nil {
			if i, ok := v.source_[s.Source]; ok {
				from = append(from, i+1)
			}
		}
	}
	slices.Sort(from)
	from = slices.Compact(from)
	voices := v.story.Independent[e.ID]
	r.Agreed = len(from) > 1 && voices > 1
	r.Counted = v.count(len(from), "source")
	if len(from) > 1 {
		r.Counted = v.word("voices", r.Counted, voices)
	}
	for _, n := range from {
		if n != r.From {
			r.Also = append(r.Also, n)
		}
	}
	return r
}

// chronTime writes when an entry happened. used is told the zone and the offset
// of every local time.
func (v *view) chronTime(e *event.Event, b reconcile.Bounds, used func(when.Zone, string)) *chronTime {
	z, local := v.zoneOf(e, b)
	local = local && z != when.UTC
	iv, g := b.Start, b.Granularity
	if iv == when.Always {
		return &chronTime{Day: v.word("time.unknown")}
	}
	at := iv.From
	if at.Open() {
		at = iv.To.Add(-1)
	}
	d := z.Local(at).Date()
	if g > when.Day || g == when.Day && (!iv.Bounded() || int64(iv.To-iv.From) > 26*3600) {
		return &chronTime{Day: capital(v.unitWords(iv, g, z))}
	}
	t := &chronTime{Day: v.weekDay(d), Datetime: at.String()}
	in := iv
	if in.Bounded() {
		in.To = in.To.Add(-1)
	}
	if local {
		offset := v.offsetWords(in, z)
		used(z, offset)
		t.Zone = zoneWords(z)
		if offset != t.Zone {
			t.Zone += " (" + offset + ")"
		}
	}
	about := ""
	if b.Approximate && iv.Bounded() && g < when.Day {
		about = v.word("time.about") + " "
	}
	switch {
	case g == when.Day:
		t.Datetime = d.String()
		if local {
			t.UTC = v.clockDays(iv, g, when.UTC, d) + " UTC"
		}
	case local:
		t.Local = about + v.clockDays(iv, g, z, d)
		t.UTC = about + v.clockDays(iv, g, when.UTC, d) + " UTC"
	default:
		t.Local, t.Zone = about+v.clockDays(iv, g, when.UTC, d), "UTC"
	}
	return t
}

// clockDays is clockRange with both days named where the interval reaches from
// one into another: "1 Dec 21:00 – 2 Dec 21:00".
func (v *view) clockDays(iv when.Interval, g when.Granularity, z when.Zone, on when.Date) string {
	if iv.Bounded() && iv.To-iv.From > 60 {
		from, to := z.Local(iv.From), z.Local(last(iv.To, g))
		if midnight := when.CivilOf(on.AddDays(1), 0, 0, 0); from.Date() != to.Date() && (from.Date() != on || to != midnight) {
			return v.shortDay(from.Date()) + " " + v.clockWords(from) + " – " + v.shortDay(to.Date()) + " " + v.clockWords(to)
		}
	}
	return v.clockRange(iv, g, z, on)
}

// exactness says how exactly an entry is dated, where it is not to the minute,
// and which of it rests on a zone that was assumed.
func (v *view) exactness(e *event.Event, b reconcile.Bounds) []string {
	var out []string
	z, _ := v.zoneOf(e, b)
	iv, g := b.Start, b.Granularity
	switch {
	case iv == when.Always:
		return nil
	case g == when.Day:
		out = append(out, v.word("chron.day"))
	case g == when.Month:
		out = append(out, v.word("chron.month"))
	case g == when.Year:
		out = append(out, v.word("chron.year"))
	case g > when.Day:
		out = append(out, v.word("chron.days"))
	case iv.From.Open():
		out = append(out, v.word("chron.before"))
	case iv.To.Open():
		out = append(out, v.word("chron.after"))
	case b.Approximate:
		s := v.word("chron.about")
		if b.StartAllowed != iv && b.StartAllowed.Bounded() {
			s = v.word("chron.about-allowed", v.clockDays(b.StartAllowed, g, when.UTC, z.Local(iv.From).Date()))
		}
		out = append(out, s)
	case g == when.PartOfDay:
		out = append(out, v.word("chron.part"))
	case iv.To-iv.From > 60:
		out = append(out, v.word("chron.between"))
	}
	if g > when.Day {
		return out
	}
	var bases []string
	for _, id := range b.StartRests {
		s := v.statement_[id]
		if s == nil || !s.Time.Known || s.Time.IsDuration || s.Time.Granularity > g {
			continue // another statement tells it more finely
		}
		if s.Time.ZoneBasis.Assumed() {
			bases = append(bases, v.word("chron-zone."+string(s.Time.ZoneBasis)))
		}
	}
	slices.Sort(bases)
	if bases = slices.Compact(bases); len(bases) > 0 {
		out = append(out, v.word("chron.zone", strings.Join(bases, "; ")))
	}
	return out
}

// annex lists the disagreements that bear on the entries of a period, those of the whole with
// those that bear on none, and returns their marks by entry.
func (v *view) annex(c *chronology, p *period) map[int][]dispute {
	n := &v.numbers
	on := map[int]bool{}
	for _, l := range slices.Concat(p.dated, p.undated) {
		for _, at := range n.on[n.of[l.event.ID]] {
			on[at] = true
		}
	}
	marks := map[int][]dispute{}
	for at, i := range n.clashes {
		if !p.whole() && !on[at] {
			continue
		}
		d := &v.story.Discrepancies[i]
		item := annexItem{discrepancyPage: v.discrepancy(i), No: at + 1}
		for _, k := range n.bears[i] {
			item.Entries = append(item.Entries, borne{k, v.chronAt(k, p)})
		}
		if d.Gap > 0 {
			item.Gap = v.gapWords(d.Gap)
		}
		for n, x := range d.Versions {
			item.Claims = append(item.Claims, v.annexClaims(x, item.Versions[n], item.Counted)...)
		}
		c.Annex = append(c.Annex, item)
		mark := dispute{No: item.No, ID: d.ID, Kind: item.Kind}
		if item.Ruling != nil {
			mark.Status = item.Ruling.Verdict
			if item.Ruling.Stale {
				mark.Status += "; " + v.word("stale")
			}
		}
		for _, k := range n.bears[i] {
			marks[k] = append(marks[k], mark)
		}
	}
	return marks
}

// chronPath is the page of the chronology that has the entries of a period.
func chronPath(p *period) string {
	if p.whole() {
		return "chronology.html"
	}
	return "chronology" + strings.TrimPrefix(p.Path, "timeline")
}

// chronAt leads to entry k of the chronology from the page of a period.
func (v *view) chronAt(k int, from *period) string {
	anchor := "#no-" + strconv.Itoa(k)
	if k > len(v.listed)+len(v.undated) {
		return anchor
	}
	var l *listed
	if k <= len(v.listed) {
		l = v.listed[k-1]
	} else {
		l = v.undated[k-1-len(v.listed)]
	}
	if l.period == from {
		return anchor
	}
	return strings.Repeat("../", strings.Count(chronPath(from), "/")) + chronPath(l.period) + anchor
}

// bearsOn returns the numbers of the entries that a disagreement bears on: its
// own, those of the statements that it cites, and, where it is about time, those
// whose time rests on one of them. resting has the latter by statement.
func (v *view) bearsOn(d *reconcile.Discrepancy, number map[string]int, resting map[string][]int) []int {
	var out []int
	add := func(id string) {
		n := number[id]
		if e := v.event_[id]; n == 0 && e != nil {
			n = number[e.Of] // a length stands with what it is the length of
		}
		if n != 0 {
			out = append(out, n)
		}
	}
	add(d.Event)
	for _, x := range d.Versions {
		for _, s := range x.Statements {
			add(v.entry[s])
			if d.Kind != reconcile.KindNumber && d.Kind != reconcile.KindStatus {
				out = append(out, resting[s]...)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// annexClaims lists the statements of a version. Where they are figures, the
// words of the count are marked.
func (v *view) annexClaims(x reconcile.Version, vv versionView, counted bool) []annexClaim {
	var out []annexClaim
	for _, q := range vv.Quotes {
		s := v.statement_[q.ID]
		if counted {
			marked := *s
			if i := slices.Index(x.Statements, q.ID); i >= 0 && i < len(x.Counts) {
				marked.Expr.Span = x.Counts[i].Span
			}
			s = &marked
		}
		out = append(out, annexClaim{quote: q, Version: vv.Name, Says: vv.Text, From: v.source_[q.Source] + 1, Short: v.short(s), First: len(out) == 0})
	}
	return out
}

// A zoneList is the zones of the local times, with the offsets met, in the
// order of the table.
type zoneList struct {
	zones   []when.Zone
	offsets [][]string
}

func (l *zoneList) add(z when.Zone, offset string) {
	i := slices.Index(l.zones, z)
	if i < 0 {
		i = len(l.zones)
		l.zones, l.offsets = append(l.zones, z), append(l.offsets, nil)
	}
	if !slices.Contains(l.offsets[i], offset) {
		l.offsets[i] = append(l.offsets[i], offset)
	}
}

func (l *zoneList) words() []string {
	var out []string
	for i, z := range l.zones {
		s := zoneWords(z)
		if z.Name() != s {
			s += " = " + z.Name()
		}
		if o := strings.Join(l.offsets[i], "; "); o != s {
			s += " (" + o + ")"
		}
		out = append(out, s)
	}
	return out
}

// numberWords writes numbers in order, runs of three and more as "4–9".
func numberWords(ns []int, prefix string) string {
	var out []string
	for i := 0; i < len(ns); i++ {
		first := i
		for i+1 < len(ns) && ns[i+1] == ns[i]+1 {
			i++
		}
		words := prefix + strconv.Itoa(ns[first])
		switch i - first {
		case 0:
		case 1:
			words += ", " + prefix + strconv.Itoa(ns[i])
		default:
			words += "–" + prefix + strconv.Itoa(ns[i])
		}
		out = append(out, words)
	}
	return strings.Join(out, ", ")
}
