package site

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"timeline/internal/content"
	"timeline/internal/event"
	"timeline/internal/reconcile"
	"timeline/internal/resolve"
	"timeline/internal/review"
	"timeline/internal/statement"
	"timeline/internal/text"
	"timeline/internal/when"
)

// An index is the timeline, or a period of it.
type index struct {
	Root          string
	Deck          string
	Period        string // its name; empty where there is one page of all
	Before, After *link  // the periods beside it
	Drawing       template.HTML
	Items         []item
	Dated         int // entries in Items
	Undated       []entry
	Problems      int
	Filters       filters
}

// Filters are the choices of the controls above the list. Of each the Href is the value
// that the address of the page has for it.
type filters struct {
	Zones, Sources, Days, Statuses, Kinds []link
	Reviewed                              bool // some disagreement has been ruled on
}

// An item is one entry of the list, or several whose order nobody knows.
type item struct {
	Tie     bool
	Entries []listedEntry
}

// A listedEntry is an entry with what stands above it in the list.
type listedEntry struct {
	entry
	Gap     string // since the entry before
	Heading string // set where a new day begins
}

// An entry is one event as the list shows it.
type entry struct {
	moment
	Root    string // leads to the root of the site
	ID      string
	Anchors []string // ids that lead here as well
	Title   string
	Class   string
	Badge   string
	Quote   *quote
	Short   template.HTML // the quote, cut to a readable length
	Quotes  []quote
	Chips   []quote // one a source
	Counted string
	Differs []clash
	Agrees  []harmony
	Because []string

	Edits      []editView
	Unreviewed bool // and the site says so

	Kinds  string // of its disagreements, and "open" or "ruled" for each
	Status string // as the filter has it
}

// A moment is when an entry happened, as lists tell it.
type moment struct {
	Time     string // in UTC, or the day
	Zone     string // what stands behind Time: "UTC", or nothing
	Local    string
	Datetime string
	Length   string
	Marks    []string // classes of the sign on the rail
	From, To string   // of a time of day, in seconds since 1970, half-open; empty where it is open or of a day
	DayFrom  string   // when a day that is told as one begins
	About    bool     // the time is hedged

	UTCDay, UTCLabel, LocalDay, LocalLabel string
}

// A clash is the strip that says that sources differ.
type clash struct {
	ID, Lead, Text, Status string
}

// A harmony is the strip that says that different words mean the same.
type harmony struct {
	ID   string
	Text template.HTML
}

// deck says what the whole story rests on.
func (v *view) deck() string {
	happened := len(v.story.Order) + len(v.story.Undated)
	deck := v.word("deck", v.count(len(v.story.Sources), "report"), v.count(len(v.story.Statements), "dated-statement"), v.count(happened, "entry"))
	if n := len(v.story.Discrepancies); n > 0 {
		if ruled := n - v.frame.Open; ruled > 0 {
			deck += " " + v.count(n, "differ-ruled", ruled)
		} else {
			deck += " " + v.count(n, "differ")
		}
	}
	if v.story.Config.Unreviewed == content.Mark && !v.approvals && happened > 0 {
		deck += " " + v.word("not-approved")
	}
	if n := v.story.Withheld; n > 0 {
		deck += " " + v.count(n, "withheld")
	}
	return deck
}

// index draws the entries of a period.
func (v *view) index(p *period) *index {
	x := &index{Root: p.root(), Problems: len(v.story.LeftOut), Period: p.Name}
	if p.Name == "" {
		x.Deck = v.deck()
	}
	x.Before, x.After = p.before, p.after
	lastTie, heading := 0, ""
	for n, l := range p.dated {
		en := listedEntry{entry: v.entryOf(l, x.Root)}
		if en.UTCDay != heading {
			en.Heading, heading = en.UTCLabel, en.UTCDay
		}
		if l.tie == 0 || l.tie != lastTie {
			if n > 0 {
				en.Gap = v.gap(v.story.Bounds[p.dated[n-1].event.ID], v.story.Bounds[l.event.ID])
			}
			x.Items = append(x.Items, item{Entries: []listedEntry{en}})
			lastTie = l.tie
		} else {
			last := &x.Items[len(x.Items)-1]
			last.Entries = append(last.Entries, en)
		}
		x.Dated++
	}
	for i := range x.Items {
		x.Items[i].Tie = len(x.Items[i].Entries) > 1
	}
	for _, l := range p.undated {
		x.Undated = append(x.Undated, v.entryOf(l, x.Root))
	}
	x.Filters = v.filters(x, p)
	x.Drawing = drawn(v.overview(p))
	return x
}

// entryOf draws an entry of the list.
func (v *view) entryOf(l *listed, root string) entry {
	en := v.described(l.event, v.story.Bounds[l.event.ID])
	en.moment, en.Root, en.Anchors = l.moment, root, l.anchors
	return en
}

// filters collects what the entries of x can be chosen by: those of a period by what they
// have, those of the whole by all that the story has.
func (v *view) filters(x *index, p *period) filters {
	var f filters
	var cited, clashes []int
	statuses, days, zones := map[string]bool{}, map[string]bool{}, map[string]bool{}
	see := func(e *event.Event) {
		if z, ok := zone(e.Zone); ok && z != when.UTC && !zones[z.Name()] {
			zones[z.Name()] = true
			f.Zones = append(f.Zones, link{z.Name(), zoneWords(z)})
		}
	}
	for _, it := range x.Items {
		for _, en := range it.Entries {
			for _, q := range en.Chips {
				cited = append(cited, v.source_[q.Source])
			}
			clashes = append(clashes, v.clashes[en.ID]...)
			statuses[en.Status] = true
			if !days[en.UTCDay] {
				days[en.UTCDay] = true
				f.Days = append(f.Days, link{en.UTCDay, en.UTCLabel})
			}
		}
	}
	if p.whole() {
		cited, clashes = upTo(len(v.story.Sources)), upTo(len(v.story.Discrepancies))
		for i := range v.story.Events {
			see(&v.story.Events[i])
		}
	}
	for _, l := range p.dated {
		see(l.event)
	}
	slices.Sort(cited)
	for _, i := range slices.Compact(cited) {
		f.Sources = append(f.Sources, link{v.story.Sources[i].ID, v.story.Sources[i].Label})
	}
	for _, s := range [...]event.Status{event.StatusHappened, event.StatusOngoing, event.StatusPlanned, event.StatusCancelled, event.StatusDenied, event.StatusDisputed, event.StatusHypothetical, event.StatusHabitual, "background"} {
		if statuses[string(s)] {
			f.Statuses = append(f.Statuses, link{string(s), capital(v.word("state." + string(s)))})
		}
	}
	kinds := map[string]bool{}
	slices.Sort(clashes)
	for _, i := range slices.Compact(clashes) {
		d := &v.story.Discrepancies[i]
		f.Reviewed = f.Reviewed || v.ruling(d.ID) != nil
		if !kinds[string(d.Kind)] {
			kinds[string(d.Kind)] = true
			f.Kinds = append(f.Kinds, link{string(d.Kind), v.word("differs-on." + string(d.Kind))})
		}
	}
	slices.SortFunc(f.Zones, func(a, b link) int { return strings.Compare(a.Text, b.Text) })
	return f
}

// zoneOf is the zone in which an entry's local time is told: that of its
// place, else that of the statement it rests on.
func (v *view) zoneOf(e *event.Event, b reconcile.Bounds) (when.Zone, bool) {
	if z, ok := zone(e.Zone); ok {
		return z, true
	}
	for _, id := range b.StartRests {
		if s := v.statement_[id]; s != nil && s.Time.ZoneBasis != resolve.ZoneUTC {
			if z, ok := zone(s.Time.Zone); ok && z != when.UTC {
				return z, true
			}
		}
	}
	return when.UTC, false
}

// days are the days under which the entry before stands, in UTC and in its own zone; zero
// where it stands under none.
type days struct{ utc, local when.Date }

// dayOf is the day of z under which iv is listed: the one on which it begins (or ends,
// where nobody tells how it begins), unless it reaches into the day of the entry before
// it, so that no heading comes twice.
func dayOf(iv when.Interval, z when.Zone, before when.Date) when.Date {
	if iv.To.Open() {
		return z.Local(iv.From).Date()
	}
	end := z.Local(iv.To.Add(-1)).Date()
	if before.Valid() && before.Days() <= end.Days() && (iv.From.Open() || z.Local(iv.From).Date().Days() < before.Days()) {
		return before
	}
	if iv.From.Open() {
		return end
	}
	return z.Local(iv.From).Date()
}

// moment is when e happened. It is listed after an entry that stands under the days of
// under, which become its own.
func (v *view) moment(e *event.Event, b reconcile.Bounds, under *days) moment {
	var en moment
	z, local := v.zoneOf(e, b)
	iv, g := b.Start, b.Granularity
	at := iv.From
	if at.Open() {
		at = iv.To.Add(-1)
	}
	if wholeDays(iv, z) {
		g = max(g, when.Day)
	}
	if g >= when.Day {
		d := z.Local(at).Date()
		*under = days{d, d}
		en.UTCDay, en.UTCLabel, en.Datetime = d.String(), v.longDay(d), d.String()
		en.Time, en.Marks = v.word("time.some-day"), []string{"day"}
		en.DayFrom = seconds(iv.From)
		if words := v.unitWords(iv, g, z); g > when.Day || iv.From.Open() || iv.To.Open() || int64(iv.To-iv.From) > 26*3600 {
			*under = days{}
			en.UTCDay, en.UTCLabel, en.Time, en.Datetime, en.DayFrom = daysKey(iv, z), words, words, "", ""
			if iv.Bounded() {
				en.UTCLabel, en.Time = capital(words), v.word("time.some-days")
				switch {
				case g == when.Month:
					en.Time, en.Datetime = v.word("time.some-month"), fmt.Sprintf("%04d-%02d", d.Year, d.Month)
				case g == when.Year:
					en.Time, en.Datetime = v.word("time.some-year"), fmt.Sprintf("%04d", d.Year)
				}
			}
		} else if local {
			en.Local = zoneWords(z) + " (" + v.offsetWords(when.Interval{From: iv.From, To: iv.To.Add(-1)}, z) + ")"
		}
		en.LocalDay, en.LocalLabel = en.UTCDay, en.UTCLabel
	} else {
		d := dayOf(iv, when.UTC, under.utc)
		en.From, en.To, en.About = seconds(iv.From), seconds(last(iv.To, g)), b.Approximate && iv.Bounded()
		en.UTCDay, en.UTCLabel = d.String(), v.longDay(d)
		en.Time, en.Zone, en.Datetime = v.clockRange(iv, g, when.UTC, d), "UTC", at.String()
		if b.Approximate && iv.Bounded() {
			en.Time = v.word("time.about") + " " + en.Time
		}
		en.LocalDay, en.LocalLabel = en.UTCDay, en.UTCLabel
		*under = days{d, dayOf(iv, z, under.local)}
		if local {
			l := under.local
			en.LocalDay, en.LocalLabel = l.String(), v.longDay(l)
			en.Local = v.clockRange(iv, g, z, d) + " " + zoneWords(z)
			if o := v.offsetWords(iv, z); o != zoneWords(z) {
				en.Local += " (" + o + ")"
			}
		}
		switch {
		case iv.From.Open():
			en.Marks = []string{"before"}
		case iv.To.Open():
			en.Marks = []string{"after"}
		case b.Approximate:
			en.Marks = []string{"about"}
		case g == when.PartOfDay || iv.To-iv.From > 1800:
			en.Marks = []string{"range"}
		default:
			en.Marks = []string{"exact"}
		}
	}
	if b.MaxSpan > 0 {
		en.Length = v.lengthWords(b.MinSpan, b.MaxSpan)
	}
	if e.Status != event.StatusHappened && e.Status != event.StatusOngoing {
		en.Marks = append(en.Marks, "plan")
	}
	return en
}

// daysKey names the days that iv takes in z, as EDTF has it: 2025-11-01/2025-11-30.
func daysKey(iv when.Interval, z when.Zone) string {
	from, to := "..", ".."
	if !iv.From.Open() {
		from = z.Local(iv.From).Date().String()
	}
	if !iv.To.Open() {
		to = z.Local(iv.To.Add(-1)).Date().String()
	}
	return from + "/" + to
}

// wholeDays reports whether iv takes more than a day and begins with one of z: its ends
// are no clock times that anybody told.
func wholeDays(iv when.Interval, z when.Zone) bool {
	return iv.Bounded() && iv.To-iv.From > daySecs && int64(z.Local(iv.From))%daySecs == 0
}

// seconds writes an instant as scripts read it; empty where it is open.
func seconds(t when.Instant) string {
	if t.Open() {
		return ""
	}
	return strconv.FormatInt(int64(t), 10)
}

// An editView is what an editor did to an entry.
type editView struct {
	Kind, Reviewer, Date string
	Reason               template.HTML
	Citation             string            // of an entry that was added by hand
	Source               string            // id, of the same
	Quote                string            // its words there
	In                   template.HTMLAttr // lang and dir of Quote
}

// edits are what editors did to an event, but for those who left it as it is.
func (v *view) edits(id string) []editView {
	var out []editView
	for _, n := range v.story.Edited[id] {
		e := &v.story.Edits[n]
		if e.Kind == review.Approve {
			continue
		}
		x := editView{Kind: capital(v.word("edit." + string(e.Kind))), Reviewer: e.Reviewer, Date: v.dateWords(e.Date), Reason: rendered(e.ReasonHTML), Citation: e.Citation}
		if k, ok := v.source_[e.Source]; ok && e.Kind == review.Add {
			x.Source, x.Quote, x.In = e.Source, e.Quote, v.in(e.Quote, v.story.Sources[k].Language)
		}
		out = append(out, x)
	}
	return out
}

// described is an entry without its time.
func (v *view) described(e *event.Event, b reconcile.Bounds) entry {
	en := entry{ID: e.ID, Title: e.Title, Class: string(e.Status), Status: string(e.Status)}
	if e.Status != event.StatusHappened && e.Status != "" {
		en.Badge = v.word("state." + string(e.Status))
	}
	if e.Background {
		en.Class += " background"
		en.Status = "background"
		en.Badge = v.word("state.background")
	}
	en.Edits = v.edits(e.ID)
	en.Unreviewed = v.approvals && v.story.Config.Unreviewed == content.Mark && !v.story.Reviewed[e.ID]
	en.Quotes = v.quotes(append(slices.Clone(e.Statements), v.lengths[e.ID]...))
	if id := v.best(e, b); id != "" {
		if q, ok := v.quote(id); ok {
			en.Quote = &q
			en.Short = v.short(v.statement_[id])
		}
	}
	seen := map[string]bool{}
	for _, q := range en.Quotes {
		if !seen[q.Source] {
			seen[q.Source] = true
			en.Chips = append(en.Chips, q)
		}
	}
	if n := len(en.Chips); n > 1 {
		en.Counted = v.word("voices", v.count(n, "source"), v.story.Independent[e.ID])
	}
	for _, i := range v.clashes[e.ID] {
		d := &v.story.Discrepancies[i]
		c := clash{ID: d.ID, Lead: v.word("differ"), Text: d.Finding}
		if d.Gap > 0 {
			c.Lead = v.word("differ-by", v.gapWords(d.Gap))
		}
		// A finding is in English, and mostly says the same.
		if v.english() && strings.Contains(d.Finding, strings.TrimSuffix(strings.TrimPrefix(c.Lead, "Sources "), ".")) {
			c.Lead = ""
		}
		if r := v.ruling(d.ID); r != nil {
			c.Status = v.word("ruling-is", v.word("verdict."+string(r.Verdict)))
			if r.Value != "" {
				c.Status = v.word("ruling-with", v.word("verdict."+string(r.Verdict)), r.Value)
			}
		}
		en.Differs = append(en.Differs, c)
		en.Kinds += string(d.Kind) + " "
		if c.Status == "" {
			en.Kinds += "open "
		} else {
			en.Kinds += "ruled "
		}
	}
	for _, i := range v.harmonies[e.ID] {
		a := &v.story.Agreements[i]
		en.Agrees = append(en.Agrees, harmony{a.ID, v.agreed(a)})
	}
	seenWhy := map[string]bool{}
	for _, l := range e.Links {
		for _, r := range l.Reasons {
			if !seenWhy[r] {
				seenWhy[r] = true
				en.Because = append(en.Because, r)
			}
		}
	}
	return en
}

// agreed names the wordings that agree: “late yesterday” (A), “21:30” (B).
func (v *view) agreed(a *reconcile.Agreement) template.HTML {
	var parts []string
	for _, q := range v.quotes(a.Statements) {
		parts = append(parts, string(q.Said)+" ("+escape(q.Label)+")")
	}
	n := len(parts)
	if n < 2 {
		return mixed(strings.Join(parts, ""))
	}
	return mixed(v.word("and", strings.Join(parts[:n-1], ", "), parts[n-1]))
}

// best chooses the statement to quote: one that the time rests on, the finest
// first, then the shortest that is long enough to say something.
func (v *view) best(e *event.Event, b reconcile.Bounds) string {
	rests := map[string]bool{}
	for _, id := range b.StartRests {
		rests[id] = true
	}
	best, score := "", 0
	for _, id := range e.Statements {
		s := v.statement_[id]
		if s == nil {
			continue
		}
		n := 1000 - 40*int(s.Time.Granularity)
		if rests[id] {
			n += 300
		}
		if !s.Time.Known || s.Time.IsDuration || s.Expr.Type == "SIGNAL" {
			n -= 500
		}
		if l := s.Quote.Len(); l < 40 || l > 260 {
			n -= 100
		}
		if s.Role == statement.RoleBefore || s.Role == statement.RoleAfter {
			n -= 50
		}
		if best == "" || n > score {
			best, score = id, n
		}
	}
	return best
}

// short is a quote of at most about 300 letters around the words that carry
// the time, cut between words.
func (v *view) short(s *statement.Statement) template.HTML {
	body := v.story.Sources[v.source_[s.Source]].Text.Text
	span := s.Quote
	const most = 300
	if span.Len() <= most {
		return quoted(body, span, s.Expr.Span)
	}
	from := max(span.Start, min(s.Expr.Span.Start-most/3, span.End-most))
	to := min(span.End, max(from+most, s.Expr.Span.End))
	for _, w := range text.Words(body, span) {
		if from > span.Start && w.Start <= from && from < w.End {
			from = w.Start
		}
		if to < span.End && w.Start < to && to <= w.End {
			to = w.End
		}
	}
	return elided(body, span, text.Span{Start: runeStart(body, from), End: runeStart(body, to)}, s.Expr.Span)
}

// runeStart moves off back to where a character starts.
func runeStart(s string, off int) int {
	for off > 0 && off < len(s) && s[off]&0xC0 == 0x80 {
		off--
	}
	return off
}

// gap says how long after the entry before this one begins, where both are
// told to the hour or finer, or lie days apart.
func (v *view) gap(a, b reconcile.Bounds) string {
	if !a.Start.Bounded() || !b.Start.Bounded() {
		return ""
	}
	between := int64(b.Start.From - last(a.Start.To, a.Granularity))
	if a.Start.To-a.Start.From <= 60 {
		between = int64(b.Start.From - a.Start.From)
	}
	if between < 60 {
		return ""
	}
	if a.Granularity >= when.Day || b.Granularity >= when.Day || a.Granularity == when.PartOfDay || b.Granularity == when.PartOfDay {
		if between < 2*daySecs {
			return ""
		}
		return v.word("time.about-later", v.spanWords(between))
	}
	if a.Approximate || b.Approximate || a.Start.To-a.Start.From > 60 || b.Start.To-b.Start.From > 60 {
		return v.word("time.about-later", v.spanWords(between))
	}
	return v.word("time.later", v.spanWords(between))
}

// mostLanes is how many sources a drawing of a period may have and still be read.
const mostLanes = 40

// overview draws the sources of a period over time; it is empty where they are too many.
func (v *view) overview(p *period) string {
	on := map[*event.Event]bool{}
	var sources, clashes []int
	for _, l := range slices.Concat(p.dated, p.undated) {
		on[l.event] = true
		for _, id := range slices.Concat(l.event.Statements, v.lengths[l.event.ID]) {
			if s := v.statement_[id]; s != nil {
				sources = append(sources, v.source_[s.Source])
			}
		}
		clashes = append(clashes, v.clashes[l.event.ID]...)
	}
	slices.Sort(sources)
	slices.Sort(clashes)
	sources, clashes = slices.Compact(sources), slices.Compact(clashes)
	if p.whole() {
		sources, clashes = upTo(len(v.story.Sources)), upTo(len(v.story.Discrepancies))
	} else if len(sources) > mostLanes {
		return ""
	}
	root := p.root()
	var lanes []lane
	var published []tick
	for _, i := range sources {
		src := &v.story.Sources[i]
		l := lane{name: src.Label, lang: v.langOf(src.Label, src)}
		for _, s := range v.of[src.ID] {
			e := v.event_[v.entry[s.ID]]
			if !on[e] || e.Background || !s.Time.Known || s.Time.Stated == when.Always || s.Time.IsDuration && !s.Time.Stated.Bounded() {
				continue
			}
			g := glyphOf(s)
			g.href = "#" + e.ID
			utc, local, _ := v.times(s)
			g.label = e.Title + ": " + utc + " UTC"
			if local != "" {
				g.label += ", " + local
			}
			l.glyphs = append(l.glyphs, g)
		}
		lanes = append(lanes, l)
		if at := src.Published; at.Known && at.Interval.Bounded() {
			published = append(published, tick{at.Interval, root + "sources/" + src.ID + ".html", v.word("published-on", src.Label, v.published(src))})
		}
	}
	var brackets []bracket
	for _, i := range clashes {
		d := &v.story.Discrepancies[i]
		if b, ok := v.bracketOf(d); ok && d.Kind != reconcile.KindDuration {
			b.href = root + "discrepancies/" + d.ID + ".html"
			brackets = append(brackets, b)
		}
	}
	return v.language.overview(lanes, brackets, published, v.local, v.hasLocal, v.word("overview"), v.word("overview-desc"))
}

// upTo are the numbers from 0 to below n.
func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func glyphOf(s *statement.Statement) glyph {
	g := glyph{stated: s.Time.Stated, allowed: s.Time.Allowed, day: s.Time.Granularity >= when.Day}
	switch s.Modality {
	case statement.Planned, statement.Cancelled, statement.Hypothetical, statement.Denied:
		g.plan = true
	}
	if g.day {
		g.allowed = g.stated
	}
	return g
}

// bracketOf spans what lies between the versions of d.
func (v *view) bracketOf(d *reconcile.Discrepancy) (bracket, bool) {
	var b bracket
	for i, x := range d.Versions {
		if !x.Stated.Bounded() || x.Stated.Empty() {
			return b, false
		}
		if i == 0 || x.Stated.From < b.from {
			b.from = x.Stated.From
		}
		if i == 0 || x.Stated.From > b.to {
			b.to = x.Stated.From
		}
	}
	b.label = v.word("apart", v.gapWords(d.Gap))
	return b, d.Gap > 0 && b.to > b.from
}
