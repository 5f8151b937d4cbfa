package site

import (
	"cmp"
	"html/template"
	"slices"
	"sort"

	"timeline/internal/build"
	"timeline/internal/content"
	"timeline/internal/event"
	"timeline/internal/export"
	"timeline/internal/review"
	"timeline/internal/statement"
	"timeline/internal/text"
	"timeline/internal/when"
)

// A view is a story with the indexes that pages are drawn from.
type view struct {
	language
	story      *build.Story
	frame      *frame
	source_    map[string]int // by id
	statement_ map[string]*statement.Statement
	event_     map[string]*event.Event
	entry      map[string]string // by statement id: its event
	clashes    map[string][]int  // by event id: its discrepancies
	harmonies  map[string][]int  // by event id: its agreements
	of         map[string][]*statement.Statement
	sentences  map[string][]text.Span
	dates      []string                   // by source: when it was published, in words
	rulings    map[string][]review.Ruling // by discrepancy id, oldest first
	local      when.Zone                  // the zone that most entries lie in
	hasLocal   bool
	lengths    map[string][]string // by entry: the statements that tell how long it took
	own        []string            // path of each editor's page
	cite       export.Citer
	changes    []export.Change           // since an earlier build
	before     map[string]bool           // the disagreements that the earlier build had
	approvals  bool                      // editors go through the entries and approve them
	worst      []int                     // by discrepancy: its place among them, the worst first
	phases     map[string][]*event.Event // by happening: its entries
	listed     []*listed                 // the entries in their order, those with a time
	undated    []*listed
	place      map[string]*listed // by event id
	periods    []*period
	numbers    numbers
}

func newView(s *build.Story, l language) *view {
	v := &view{
		language: l, story: s, source_: map[string]int{}, statement_: map[string]*statement.Statement{}, event_: map[string]*event.Event{}, entry: map[string]string{}, lengths: map[string][]string{},
		clashes: map[string][]int{}, harmonies: map[string][]int{}, of: map[string][]*statement.Statement{}, sentences: map[string][]text.Span{},
		rulings: map[string][]review.Ruling{}, phases: map[string][]*event.Event{}, place: map[string]*listed{}, before: map[string]bool{}, local: when.UTC, cite: export.NewCiter(s),
	}
	for i := range s.Sources {
		v.source_[s.Sources[i].ID] = i
		v.sentences[s.Sources[i].ID] = text.Sentences(s.Sources[i].Text.Text)
		v.dates = append(v.dates, v.published(&s.Sources[i]))
	}
	for i := range s.Statements {
		st := &s.Statements[i]
		v.statement_[st.ID] = st
		v.of[st.Source] = append(v.of[st.Source], st)
	}
	zones := map[string]int{}
	for i := range s.Events {
		e := &s.Events[i]
		v.event_[e.ID] = e
		entry := e.ID
		if e.Phase == event.Lasts {
			entry = e.Of // a length stands with what it is the length of
			v.lengths[e.Of] = append(v.lengths[e.Of], e.Statements...)
		}
		for _, id := range e.Statements {
			if v.entry[id] == "" {
				v.entry[id] = entry
			}
		}
		if !e.Background && e.Zone != "" {
			zones[e.Zone]++
		}
		if e.Phase != event.Lasts {
			whole := cmp.Or(e.Of, e.ID)
			v.phases[whole] = append(v.phases[whole], e)
		}
	}
	most := 0
	for i := range s.Events {
		if n := zones[s.Events[i].Zone]; n > most {
			if z, ok := zone(s.Events[i].Zone); ok && z != when.UTC {
				v.local, v.hasLocal, most = z, true, n
			}
		}
	}
	if !v.hasLocal {
		if z, ok := zone(s.Config.HomeZone); ok {
			v.local, v.hasLocal = z, true
		}
	}
	for _, r := range s.Rulings {
		if !r.Orphan {
			v.rulings[r.Discrepancy] = append(v.rulings[r.Discrepancy], r)
		}
	}
	v.approvals = slices.ContainsFunc(s.Edits, func(e review.Edit) bool { return e.Kind == review.Approve })
	for _, rs := range v.rulings {
		sort.SliceStable(rs, func(i, j int) bool { return rs[i].Date < rs[j].Date })
	}
	title := s.Title
	if title == "" {
		title = s.Config.Title
	}
	if title == "" {
		title = v.word("timeline")
	}
	v.frame = &frame{Site: title, Language: l.tag, HasAgree: len(s.Agreements) > 0}
	for i, d := range s.Discrepancies {
		v.clashes[d.Event] = append(v.clashes[d.Event], i)
		if v.ruling(d.ID) == nil {
			v.frame.Open++
		}
	}
	v.worst = make([]int, len(s.Discrepancies))
	for n, i := range s.Worst() {
		v.worst[i] = n
	}
	for i, a := range s.Agreements {
		v.harmonies[a.Event] = append(v.harmonies[a.Event], i)
	}
	for _, p := range s.Pages {
		name := PagePath(p)
		v.own = append(v.own, name)
		if !p.Draft {
			v.frame.Own = append(v.frame.Own, link{name, p.Title})
		}
	}
	v.list()
	v.number()
	return v
}

// ruling is the newest ruling on a discrepancy; nil when there is none.
func (v *view) ruling(id string) *review.Ruling {
	rs := v.rulings[id]
	if len(rs) == 0 {
		return nil
	}
	return &rs[len(rs)-1]
}

// A quote is a statement as pages show it.
type quote struct {
	ID         string
	Anchor     string // of its claim on the page of a discrepancy
	Source     string // id
	Label      string
	Title      string
	Speaker    string
	Text       template.HTML // the words that carry the time marked
	Words      string
	In         template.HTMLAttr // lang and dir of Text
	Said       template.HTML     // Words in quotation marks
	Cited      template.HTML     // Speaker in words
	TitleText  template.HTML     // Title among other words
	ContextIn  template.HTMLAttr
	UTC, Local string // as stated
	Allowed    string // empty where it is what was stated
	Assumed    bool   // the zone was assumed
	Event      string
	Out        bool   // a ruling calls it misread
	EventAt    string // where that stands on the timeline, from the root
	EventTitle string
	Role       string
	Modality   string
	Published  string
	Basis      string
	Context    template.HTML // the quote with a sentence on either side
	Steps      []step_
	Zone       string
	ZoneBasis  string
	Offset     string
	Civil      string
	Clock      bool            // UTC is a time of day, and wants its zone named
	Cite       export.Citation // on the page of its source
	Day        bool            // told to the day: the local day says it better than UTC
}

type step_ struct{ Step, Text string }

// roles names the roles of a time.
var roles = map[statement.Role]string{
	statement.RoleStart: "start", statement.RoleEnd: "end", statement.RoleWhole: "whole", statement.RoleWithin: "within",
	statement.RoleBefore: "before", statement.RoleAfter: "after", statement.RoleDuration: "duration",
}

// quote makes the view of a statement; ok is false for an unknown id.
func (v *view) quote(id string) (q quote, ok bool) {
	s := v.statement_[id]
	if s == nil {
		return q, false
	}
	n, ok := v.source_[s.Source]
	if !ok {
		return q, false
	}
	src := &v.story.Sources[n]
	body := src.Text.Text
	q = quote{
		ID: s.ID, Source: s.Source, Label: src.Label, Title: src.Title, Speaker: s.Speaker, Words: s.Expr.Words, Civil: s.Time.Civil, Offset: s.Time.Offset,
		Role: v.word("lies." + roles[s.Role]), Modality: v.word("state." + string(s.Modality)), Event: v.entry[s.ID], Zone: s.Time.Zone, Assumed: s.Time.ZoneBasis.Assumed(),
		Published: v.dates[n], Basis: src.Published.Basis,
	}
	q.Out = v.story.TakenOut[s.ID] != ""
	if e := v.event_[q.Event]; e != nil {
		q.EventTitle, q.EventAt = e.Title, v.at(q.Event)
	}
	if s.Time.ZoneBasis != "" {
		q.ZoneBasis = v.word("zone-from." + string(s.Time.ZoneBasis))
	}
	q.Text, q.In = quoted(body, s.Quote, s.Expr.Span), v.in(s.Quote.Of(body), src.Language)
	q.Context, q.ContextIn = v.context(src, s, s.Expr.Span)
	q.Said, q.TitleText = v.said(q.Words, src), mixed(v.inline(src.Title, src.Language))
	if s.Speaker != "" {
		q.Cited = mixed(v.word("cited", v.inline(s.Speaker, src.Language)))
	}
	for _, r := range s.Time.Because {
		q.Steps = append(q.Steps, step_{r.Step, r.Text})
	}
	for _, r := range s.Because {
		q.Steps = append(q.Steps, step_{r.Step, r.Text})
	}
	q.Anchor = "c-" + s.ID
	q.UTC, q.Local, q.Allowed = v.times(s)
	q.Clock = s.Time.Known && s.Time.Stated != when.Always && s.Time.Granularity <= when.Day
	q.Day = s.Time.Granularity == when.Day && q.Local != ""
	return q, true
}

// times writes when a statement says it happened: in UTC, in its own zone, and
// what else its wording admits.
func (v *view) times(s *statement.Statement) (utc, local, allowed string) {
	t := s.Time
	switch {
	case t.IsDuration && t.Stated.From.Open() && t.Stated.To.Open():
		return v.lengthWords(t.Length.Min, t.Length.Max), "", v.lengthIf(t.Length.AllowedMin, t.Length.AllowedMax, t.Length.Min, t.Length.Max)
	case !t.Known || t.Stated == when.Always:
		return v.word("time.unknown"), "", ""
	}
	z, ok := zone(t.Zone)
	if t.Granularity >= when.Day {
		utc = v.unitWords(t.Stated, t.Granularity, z)
		if t.Granularity == when.Day {
			utc = v.fullRange(t.Stated, when.Minute, when.UTC)
			local = v.unitWords(t.Stated, t.Granularity, z)
		}
	} else {
		utc = v.fullRange(t.Stated, t.Granularity, when.UTC)
		if ok && z.Name() != "UTC" && z.Name() != "GMT" {
			local = v.fullRange(t.Stated, t.Granularity, z)
		}
	}
	if local != "" {
		local += " " + zoneWords(z)
		if o := v.offsetWords(t.Stated, z); o != zoneWords(z) {
			local += " (" + o + ")"
		}
	}
	if t.Allowed != t.Stated {
		g := t.Granularity
		if g == when.Day {
			g = when.Minute
		}
		allowed = v.fullRange(t.Allowed, g, when.UTC)
		if g > when.Day {
			allowed = v.unitWords(t.Allowed, g, z)
		}
		if allowed == utc {
			allowed = ""
		}
	}
	return utc, local, allowed
}

func (l language) lengthWords(lo, hi int64) string {
	if lo == hi {
		return l.spanWords(lo)
	}
	if hi > 1<<40 {
		return l.word("time.length-from", l.spanWords(lo))
	}
	return l.spanWords(lo) + " – " + l.spanWords(hi)
}

func (l language) lengthIf(lo, hi, slo, shi int64) string {
	if lo == slo && hi == shi || hi == 0 {
		return ""
	}
	return l.lengthWords(lo, hi)
}

// published writes when a source was published.
func (v *view) published(s *build.Source) string {
	p := s.Published
	if !p.Known {
		return v.word("published-unknown")
	}
	z, _ := zone(p.Zone)
	if n, ok := p.Interval.Len(); ok && n < 12*3600 {
		return v.fullRange(p.Interval, when.Minute, when.UTC) + " UTC"
	}
	if p.Days[0].Valid() && p.Days[1].Valid() {
		if p.Days[0] == p.Days[1] {
			return v.dayWords(p.Days[0])
		}
		return v.dayWords(p.Days[0]) + " – " + v.dayWords(p.Days[1])
	}
	return v.unitWords(p.Interval, when.Day, z)
}

// context is a quote with the sentence before and the one after it, where they are
// published, the words of mark marked.
func (v *view) context(src *build.Source, s *statement.Statement, mark text.Span) (template.HTML, template.HTMLAttr) {
	span := s.Quote
	if !s.Sentence.Empty() && s.Sentence.Contains(s.Quote) {
		span = s.Sentence
	}
	list := v.sentences[src.ID]
	first, last := -1, -1
	for i, x := range list {
		if x.Overlaps(span) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first >= 0 && v.story.Config.Text != content.QuotesOnly {
		span.Start = min(span.Start, list[max(first-1, 0)].Start)
		span.End = max(span.End, list[min(last+1, len(list)-1)].End)
	}
	return quoted(src.Text.Text, span, mark), v.in(span.Of(src.Text.Text), src.Language)
}

// said puts words of a source in quotation marks.
func (v *view) said(words string, src *build.Source) template.HTML {
	return mixed(v.word("quoted", v.inline(words, src.Language)))
}

// quotes makes the views of several statements.
func (v *view) quotes(ids []string) []quote {
	var out []quote
	for _, id := range ids {
		if q, ok := v.quote(id); ok {
			out = append(out, q)
		}
	}
	return out
}
