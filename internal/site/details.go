package site

import (
	"fmt"
	"html/template"
	"sort"
	"strings"

	"timeline/internal/build"
	"timeline/internal/content"
	"timeline/internal/export"
	"timeline/internal/reconcile"
	"timeline/internal/review"
	"timeline/internal/statement"
	"timeline/internal/text"
	"timeline/internal/timex"
	"timeline/internal/when"
)

// A sourcePage is one report.
type sourcePage struct {
	ID, Path, Title, Label, Outlet, Author, Dateline string
	URL, Archive, SHA256                             string
	Published, Basis                                 string
	Because                                          []string
	Stamps                                           []stampRow
	Paragraphs                                       []passage
	TitleIn                                          template.HTMLAttr
	QuotesOnly                                       bool
	Quotes                                           []quote
	Cite                                             export.Citation
}

// A passage is a paragraph of a source, or a part of one.
type passage struct {
	In   template.HTMLAttr // lang and dir
	Text template.HTML
}

// A stampRow is one stamp of a source, as its page lists it.
type stampRow struct {
	Basis, Kind, Day, Note string
	Text                   template.HTML // in quotation marks
	Used                   bool
}

func (v *view) stamps(s *build.Source) []stampRow {
	var out []stampRow
	for _, e := range s.Published.Evidence {
		row := stampRow{Basis: e.Basis.String(), Kind: v.word("published"), Text: v.said(e.Text, s), Day: v.word("unread"), Note: e.Because, Used: e.Used}
		if e.Update {
			row.Kind = v.word("updated")
		}
		if e.Known {
			row.Day = v.dayWords(e.Day)
			if n, ok := e.Interval.Len(); ok && n < 12*3600 {
				row.Day = v.fullRange(e.Interval, when.Minute, when.UTC) + " UTC"
			}
		}
		out = append(out, row)
	}
	return out
}

// source is the page of source i.
func (v *view) source(i int) *sourcePage {
	if v.sourcePages == nil {
		v.sourcePages = make([]*sourcePage, len(v.story.Sources))
	}
	if v.sourcePages[i] == nil {
		v.sourcePages[i] = v.drawSource(i)
	}
	return v.sourcePages[i]
}

func (v *view) drawSource(i int) *sourcePage {
	s := &v.story.Sources[i]
	p := &sourcePage{
		ID: s.ID, Path: s.Path, Title: s.Title, Label: s.Label, Outlet: s.Outlet, Author: s.Author, Dateline: s.Dateline,
		URL: webURL(s.URL), Archive: webURL(s.Archive), SHA256: s.SHA256, Published: v.published(s), Basis: s.Published.Basis, Because: s.Published.Because,
		QuotesOnly: v.story.Config.Text == content.QuotesOnly, Stamps: v.stamps(s),
	}
	if p.Title == "" {
		p.Title = p.Label
	}
	p.Cite = v.cite.Source(s)
	p.TitleIn = v.in(p.Title, s.Language)
	var marks, anchors []mark
	body := s.Text.Text
	for _, st := range v.of[s.ID] {
		marks = append(marks, mark{st.Expr.Span, []string{st.ID}})
		at := st.Quote
		if !st.Sentence.Empty() {
			at = st.Sentence
		}
		anchors = append(anchors, mark{at, []string{"in-" + st.ID}})
		if q, ok := v.quote(st.ID); ok {
			q.Cite = v.cite.Statement(st)
			p.Quotes = append(p.Quotes, q)
		}
	}
	sort.SliceStable(marks, func(i, j int) bool { return marks[i].span.Start < marks[j].span.Start })
	for _, para := range text.Paragraphs(body) {
		if p.QuotesOnly {
			for _, x := range v.quotedIn(s.ID, para) {
				p.Paragraphs = append(p.Paragraphs, passage{v.in(x.Of(body), s.Language), marked(body, x, marks, anchors)})
			}
			continue
		}
		p.Paragraphs = append(p.Paragraphs, passage{v.in(para.Of(body), s.Language), marked(body, para, marks, anchors)})
	}
	return p
}

// quotedIn returns the quoted sentences of a paragraph, joined where they meet.
func (v *view) quotedIn(source string, para text.Span) []text.Span {
	var out []text.Span
	for _, st := range v.of[source] {
		x := st.Sentence
		if x.Empty() {
			x = st.Quote
		}
		if !para.Contains(x) {
			x = text.Span{Start: max(x.Start, para.Start), End: min(x.End, para.End)}
			if x.Empty() {
				continue
			}
		}
		out = append(out, x)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	var joined []text.Span
	for _, x := range out {
		if n := len(joined); n > 0 && x.Start <= joined[n-1].End {
			joined[n-1].End = max(joined[n-1].End, x.End)
			continue
		}
		joined = append(joined, x)
	}
	return joined
}

// A sourceRow is a report in the list.
type sourceRow struct {
	*sourcePage
	Count int
}

type sourceList struct {
	Rows     []sourceRow
	LeftOut  []string
	Problems []string
}

func (v *view) sourceList() *sourceList {
	l := &sourceList{LeftOut: v.story.LeftOut}
	for i := range v.story.Sources {
		p := v.source(i)
		l.Rows = append(l.Rows, sourceRow{p, len(p.Quotes)})
	}
	for _, p := range v.story.Problems {
		l.Problems = append(l.Problems, content.Problem.String(p))
	}
	return l
}

// A discrepancyPage is one disagreement.
type discrepancyPage struct {
	ID, Question, Kind, Severity, SeverityMeans, Status, Finding, Changes string
	KindKey, SeverityKey, StatusKey                                       string // as scripts and addresses name them
	Event, EventTitle                                                     string
	Readers                                                               string // what the timeline shows
	Drawing                                                               template.HTML
	Versions                                                              []versionView
	Arithmetic                                                            string
	Explanations                                                          []explanation
	Ruling                                                                *rulingView
	History                                                               []rulingView
	Skeleton                                                              string
	Verdicts                                                              []link // each as files and as readers name it
	Cite                                                                  export.Citation
	Number, Of                                                            int
	ChangesOrder, ChangesDate                                             bool
	Counted                                                               bool // its claims are figures, and no times
}

type versionView struct {
	Name, Text, UTC, Local string
	Quotes                 []quote
}

type explanation struct {
	Kind, Text, Outcome string
	Possible            bool
}

type rulingView struct {
	Verdict, Version, Value, Effect, Reviewer, Date string
	Reason                                          template.HTML
	Stale                                           bool
}

// A discrepancyIndex is the list of disagreements with what it can be chosen by.
type discrepancyIndex struct {
	Rows                        []*discrepancyPage
	Kinds, Severities, Statuses []link
}

func (v *view) discrepancyList() *discrepancyIndex {
	x := &discrepancyIndex{}
	seen := map[string]bool{}
	choice := func(to []link, key, text string) []link {
		if seen[key] {
			return to
		}
		seen[key] = true
		return append(to, link{key, text})
	}
	for _, i := range v.story.Worst() {
		p := v.discrepancy(i)
		x.Rows = append(x.Rows, p)
		x.Kinds = choice(x.Kinds, p.KindKey, p.Kind)
		x.Severities = choice(x.Severities, p.SeverityKey, p.Severity)
		x.Statuses = choice(x.Statuses, p.StatusKey, p.Status)
	}
	return x
}

// discrepancy is the page of disagreement i.
func (v *view) discrepancy(i int) *discrepancyPage {
	if v.disputes == nil {
		v.disputes = make([]*discrepancyPage, len(v.story.Discrepancies))
		for n, j := range v.story.Worst() {
			v.disputes[j] = v.drawDiscrepancy(j, n+1)
		}
	}
	return v.disputes[i]
}

// Readers is what the timeline of a story tells of the point that a discrepancy is about,
// in one line; empty where it tells nothing of it.
func Readers(story *build.Story, discrepancy string) (string, error) {
	l, err := newLanguage(story.Config.Language)
	if err != nil {
		return "", err
	}
	v := newView(story, l)
	for i := range story.Discrepancies {
		if story.Discrepancies[i].ID == discrepancy {
			return v.discrepancy(i).Readers, nil
		}
	}
	return "", nil
}

// drawDiscrepancy makes the page of disagreement i, which is the one of that number in
// the list.
func (v *view) drawDiscrepancy(i, number int) *discrepancyPage {
	d := &v.story.Discrepancies[i]
	p := &discrepancyPage{
		ID: d.ID, Question: d.Question, Kind: v.word("clash." + string(d.Kind)), Severity: v.word("severe." + string(d.Severity)), SeverityMeans: v.word("severe-means." + string(d.Severity)),
		Finding: d.Finding, Event: d.Event, Status: v.word("open"), Arithmetic: strings.Join(d.Arithmetic, "\n"), Of: len(v.story.Discrepancies),
		KindKey: string(d.Kind), SeverityKey: string(d.Severity), StatusKey: "open", Number: number,
		ChangesOrder: d.ChangesOrder, ChangesDate: d.ChangesDate, Counted: d.Kind == reconcile.KindNumber,
	}
	if p.Question == "" {
		p.Question = v.word("differ")
	}
	switch {
	case d.ChangesOrder && d.ChangesDate:
		p.Changes = v.word("changes-both")
	case d.ChangesOrder:
		p.Changes = v.word("changes-order")
	case d.ChangesDate:
		p.Changes = v.word("changes-date")
	default:
		p.Changes = v.word("changes-none")
	}
	local, hasLocal := v.local, v.hasLocal
	if e := v.event_[d.Event]; e != nil {
		p.EventTitle = e.Title
		b := v.story.Bounds[d.Event]
		if z, ok := v.zoneOf(e, b); ok {
			local, hasLocal = z, true
		}
		if d.Kind == reconcile.KindDuration && b.MaxSpan > 0 {
			p.Readers = v.lengthWords(b.MinSpan, b.MaxSpan)
		} else if !p.Counted && (!b.Start.From.Open() || !b.Start.To.Open()) {
			en := v.timed(e, b, &days{})
			p.Readers = strings.TrimSpace(en.Time+" "+en.Zone) + ", " + en.UTCLabel
			if b.Granularity > when.Day {
				p.Readers = en.UTCLabel
			}
		}
	}
	lengths := d.Kind == reconcile.KindDuration
	var lanes []lane
	for n, x := range d.Versions {
		vv := versionView{Name: v.word("version", n+1), Text: x.Text, Quotes: v.quotes(x.Statements)}
		if !lengths && x.Stated.Bounded() && !x.Stated.Empty() {
			vv.UTC = v.fullRange(x.Stated, when.Minute, when.UTC)
			if hasLocal {
				vv.Local = v.fullRange(x.Stated, when.Minute, local) + " " + zoneWords(local) + " (" + v.offsetWords(x.Stated, local) + ")"
			}
		} else if lengths && x.Length != [2]int64{} {
			vv.UTC = v.lengthWords(x.Length[0], x.Length[1])
		}
		if p.Counted {
			vv.Quotes = v.counted(x)
		}
		for k := range vv.Quotes {
			q := &vv.Quotes[k]
			if st, other := inVersion(v.statement_[q.ID], d, x); other {
				q.UTC, q.Local, q.Allowed = v.times(st)
				q.Anchor += "-weekday" // it stands on the page twice
			}
			if st := v.statement_[q.ID]; q.Clock && q.Local == "" && hasLocal {
				q.Local = v.fullRange(st.Time.Stated, st.Time.Granularity, local) + " " + zoneWords(local) + " (" + v.offsetWords(st.Time.Stated, local) + ")"
			}
		}
		p.Versions = append(p.Versions, vv)
		for _, id := range x.Statements {
			s, other := inVersion(v.statement_[id], d, x)
			q, ok := v.quote(id)
			if !ok {
				continue
			}
			if other {
				q.UTC, q.Local, q.Allowed = v.times(s)
				q.Anchor += "-weekday"
			}
			g := glyphOf(s)
			if lengths {
				if !s.Time.IsDuration {
					continue
				}
				g.stated = when.Interval{From: when.Instant(s.Time.Length.Min), To: when.Instant(s.Time.Length.Max)}
				g.allowed = when.Interval{From: when.Instant(s.Time.Length.AllowedMin), To: when.Instant(s.Time.Length.AllowedMax)}
				if g.stated.From == g.stated.To {
					g.stated.To++
				}
			} else if !s.Time.Known || s.Time.IsDuration || s.Time.Stated == when.Always {
				continue
			}
			g.href, g.label = "#"+q.Anchor, q.Label+": "+q.Words+" = "+q.UTC
			name := q.Label + ": " + q.Words
			lanes = append(lanes, lane{name: name, lang: v.langOf(name, &v.story.Sources[v.source_[q.Source]]), glyphs: []glyph{g}})
		}
	}
	if len(lanes) > 1 && d.Kind != reconcile.KindStatus && !p.Counted {
		var gap *bracket
		if b, ok := v.bracketOf(d); ok && !lengths {
			b.href = "#working"
			gap = &b
		}
		p.Drawing = drawn(v.ruler(lanes, lengths, local, hasLocal, gap, v.word("ruler"), v.word("ruler-desc")))
	}
	for _, x := range d.Explanations {
		p.Explanations = append(p.Explanations, explanation{capital(x.Kind), x.Text, v.word("tested." + string(x.Outcome)), x.Outcome == reconcile.Possible})
	}
	rs := v.rulings[d.ID]
	for n := len(rs) - 1; n >= 0; n-- {
		r := rulingView{v.word("verdict." + string(rs[n].Verdict)), v.versionOf(d, rs[n].Version), rs[n].Value, rs[n].Effect, rs[n].Reviewer, v.dateWords(rs[n].Date), rendered(rs[n].ReasonHTML), rs[n].Stale}
		if n == len(rs)-1 {
			p.Ruling, p.Status, p.StatusKey = &r, v.word("ruled"), "ruled"
			if r.Stale {
				p.Status, p.StatusKey = v.word("stale"), "stale"
			}
			continue
		}
		p.History = append(p.History, r)
	}
	p.Cite = v.cite.Discrepancy(d.ID, p.Question, d.Statements())
	for _, x := range review.Verdicts() {
		p.Verdicts = append(p.Verdicts, link{string(x), v.word("verdict." + string(x))})
	}
	p.Skeleton = fmt.Sprintf("---\ndiscrepancy: %s\nverdict: unresolved\nversion:\nvalue:\nreviewer:\ndate:\ndigest: %s\nstatements: [%s]\n---\n\n", d.ID, d.Digest, strings.Join(d.Statements(), ", "))
	return p
}

// versionOf is the number of a version of d that a ruling names; the name where there is
// none.
func (v *view) versionOf(d *reconcile.Discrepancy, name string) string {
	if n, err := d.Version(name); err == nil {
		return fmt.Sprint(n + 1)
	}
	return name
}

// inVersion is a statement as version x of discrepancy d reads it: a date with the
// weekday of another day stands in two versions, in one of them on that other day. other
// reports whether that is so.
func inVersion(s *statement.Statement, d *reconcile.Discrepancy, x reconcile.Version) (_ *statement.Statement, other bool) {
	if d.Kind != reconcile.KindWeekday || s.Time.Weekday.Empty() || x.Stated != s.Time.Weekday {
		return s, false
	}
	read := *s
	read.Time.Stated, read.Time.Allowed = x.Stated, x.Allowed
	return &read, true
}

// counted makes the views of the statements of a version that tell figures:
// their words are those of the count, and so is what they state and allow.
func (v *view) counted(x reconcile.Version) []quote {
	var out []quote
	for i, id := range x.Statements {
		q, ok := v.quote(id)
		if !ok {
			continue
		}
		c, s := &x.Counts[i], v.statement_[id]
		q.Words, q.UTC, q.Local, q.Allowed, q.Clock = c.Words, c.Stated.String(), "", "", false
		if c.Allowed != c.Stated {
			q.Allowed = c.Allowed.String()
		}
		src := &v.story.Sources[v.source_[s.Source]]
		q.Said = v.said(q.Words, src)
		q.Context, q.ContextIn = v.context(src, s, c.Span)
		out = append(out, q)
	}
	return out
}

// dateWords writes a YYYY-MM-DD date with the month in letters, anything else
// as it is.
func (l language) dateWords(s string) string {
	var d when.Date
	if n, err := fmt.Sscanf(s, "%4d-%2d-%2d", &d.Year, &d.Month, &d.Day); n != 3 || err != nil || !d.Valid() || len(s) != 10 {
		return s
	}
	return l.dayWords(d)
}

// An agreementView is statements that look different and fit together.
type agreementView struct {
	ID, Event, EventTitle, Arithmetic string
	Quotes                            []quote
}

func (v *view) agreementList() []agreementView {
	var out []agreementView
	for _, a := range v.story.Agreements {
		x := agreementView{ID: a.ID, Event: a.Event, Arithmetic: a.Arithmetic, Quotes: v.quotes(a.Statements)}
		if e := v.event_[a.Event]; e != nil {
			x.EventTitle = e.Title
		}
		out = append(out, x)
	}
	return out
}

func (v *view) method() []timex.Width { return v.story.Widths.Entries() }
