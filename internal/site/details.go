package site

import (
	"cmp"
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
	ID, Title, Label, Published, Basis, SHA256 string
	TitleIn                                    template.HTMLAttr
	Count                                      int
}

type sourceList struct {
	Rows     []sourceRow
	Turn     turn
	LeftOut  []string
	Problems []string
}

// sourceList is a page of the list of sources. What could not be read stands on the first.
func (v *view) sourceList(t turn) *sourceList {
	l := &sourceList{Turn: t}
	for i := t.from; i < t.to; i++ {
		s := &v.story.Sources[i]
		r := sourceRow{ID: s.ID, Title: cmp.Or(s.Title, s.Label), Label: s.Label, Published: v.published(s), Basis: s.Published.Basis, SHA256: s.SHA256, Count: len(v.of[s.ID])}
		r.TitleIn = v.in(r.Title, s.Language)
		l.Rows = append(l.Rows, r)
	}
	if t.No > 1 {
		return l
	}
	l.LeftOut = v.story.LeftOut
	for _, p := range v.story.Problems {
		l.Problems = append(l.Problems, content.Problem.String(p))
	}
	return l
}

// A discrepancyPage is one disagreement.
type discrepancyPage struct {
	discrepancyRow
	Event, EventTitle, EventAt string
	Readers                    string // what the timeline shows
	Drawing                    template.HTML
	Versions                   []versionView
	Arithmetic                 string
	Explanations               []explanation
	Ruling                     *rulingView
	History                    []rulingView
	Skeleton                   string
	Verdicts                   []link // each as files and as readers name it
	Cite                       export.Citation
	Number, Of                 int
	Counted                    bool // its claims are figures, and no times
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

// A discrepancyRow is a disagreement as the list has it.
type discrepancyRow struct {
	ID, Question, Kind, Severity, SeverityMeans, Status, Finding, Changes string
	KindKey, SeverityKey, StatusKey                                       string // as scripts and addresses name them
}

// A discrepancyIndex is a page of the list of disagreements with what it can be chosen by.
type discrepancyIndex struct {
	Rows                        []discrepancyRow
	Of                          int // how many there are on all pages
	Turn                        turn
	Kinds, Severities, Statuses []link
}

func (v *view) discrepancyList(t turn) *discrepancyIndex {
	x := &discrepancyIndex{Of: len(v.story.Discrepancies), Turn: t}
	seen := map[string]bool{}
	choice := func(to []link, key, text string) []link {
		if seen[key] {
			return to
		}
		seen[key] = true
		return append(to, link{key, text})
	}
	for _, i := range v.story.Worst()[t.from:t.to] {
		r := v.row(i)
		x.Rows = append(x.Rows, r)
		x.Kinds = choice(x.Kinds, r.KindKey, r.Kind)
		x.Severities = choice(x.Severities, r.SeverityKey, r.Severity)
		x.Statuses = choice(x.Statuses, r.StatusKey, r.Status)
	}
	return x
}

// row is what is told of disagreement i before it is looked at.
func (v *view) row(i int) discrepancyRow {
	d := &v.story.Discrepancies[i]
	r := discrepancyRow{
		ID: d.ID, Question: cmp.Or(d.Question, v.word("differ")), Kind: v.word("clash." + string(d.Kind)), Severity: v.word("severe." + string(d.Severity)), SeverityMeans: v.word("severe-means." + string(d.Severity)),
		Status: v.word("open"), Finding: d.Finding, KindKey: string(d.Kind), SeverityKey: string(d.Severity), StatusKey: "open",
	}
	switch {
	case d.ChangesOrder && d.ChangesDate:
		r.Changes = v.word("changes-both")
	case d.ChangesOrder:
		r.Changes = v.word("changes-order")
	case d.ChangesDate:
		r.Changes = v.word("changes-date")
	default:
		r.Changes = v.word("changes-none")
	}
	if ruled := v.ruling(d.ID); ruled != nil {
		r.Status, r.StatusKey = v.word("ruled"), "ruled"
		if ruled.Stale {
			r.Status, r.StatusKey = v.word("stale"), "stale"
		}
	}
	return r
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

// discrepancy is the page of disagreement i.
func (v *view) discrepancy(i int) *discrepancyPage {
	d := &v.story.Discrepancies[i]
	p := &discrepancyPage{
		discrepancyRow: v.row(i), Event: d.Event, EventAt: v.at(d.Event), Arithmetic: strings.Join(d.Arithmetic, "\n"), Of: len(v.story.Discrepancies), Number: v.worst[i] + 1, Counted: d.Kind == reconcile.KindNumber,
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
			en := v.moment(e, b, &days{})
			p.Readers = strings.TrimSpace(en.Time+" "+en.Zone) + ", " + en.UTCLabel
			if b.Granularity > when.Day {
				p.Readers = en.UTCLabel
			}
		}
	}
	lengths := d.Kind == reconcile.KindDuration
	var lanes []lane
	told := map[string]int{} // by statement: the number of the first version that has it, from 1
	for n, x := range d.Versions {
		// again is what tells the anchor of a claim from that of the same in an earlier version.
		again := func(id string) string {
			if told[id] == 0 {
				told[id] = n + 1
			}
			if told[id] == n+1 {
				return ""
			}
			return fmt.Sprintf("-%d", n+1)
		}
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
			}
			q.Anchor += again(q.ID)
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
			}
			q.Anchor += again(id)
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
			p.Ruling = &r
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
	ID, EventAt, EventTitle, Arithmetic string
	Quotes                              []quote
}

// An agreementList is a page of the agreements.
type agreementList struct {
	Rows []agreementView
	Turn turn
}

func (v *view) agreementList(t turn) *agreementList {
	out := &agreementList{Turn: t}
	for i := t.from; i < t.to; i++ {
		a := &v.story.Agreements[i]
		x := agreementView{ID: a.ID, EventAt: v.at(a.Event), Arithmetic: a.Arithmetic, Quotes: v.quotes(a.Statements)}
		if e := v.event_[a.Event]; e != nil {
			x.EventTitle = e.Title
		}
		out.Rows = append(out.Rows, x)
	}
	return out
}

// A turn is one page of a list that is too long for one.
type turn struct {
	No, Of        int // from 1
	Before, After *link
	from, to      int // of the things listed, half-open
	path          string
}

// turned cuts a list of n things into pages, of which the first has the name.
func (v *view) turned(name string, n int) []turn {
	of := max(1, (n+perList-1)/perList)
	out := make([]turn, of)
	path := func(k int) string {
		if k == 1 {
			return name + ".html"
		}
		return fmt.Sprintf("%s-%d.html", name, k)
	}
	for i := range out {
		t := turn{No: i + 1, Of: of, from: i * perList, to: min(n, (i+1)*perList), path: path(i + 1)}
		if i > 0 {
			t.Before = &link{path(i), v.word("number-of", i, of)}
		}
		if i+1 < of {
			t.After = &link{path(i + 2), v.word("number-of", i+2, of)}
		}
		out[i] = t
	}
	return out
}

// perList is how many rows a list may have on one page.
const perList = 500

func (v *view) method() []timex.Width { return v.story.Widths.Entries() }
