// Package export writes a story as data for other programs: timeline.json with
// its JSON Schema, and the plain text of each source that its positions count
// in.
//
// [Files] is all that a site needs; [From] gives the same data as a value. The
// names of the fields are a contract: see docs/data.md.
package export

import (
	"sort"
	"strings"

	"timeline/internal/build"
	"timeline/internal/resolve"
	"timeline/internal/review"
	"timeline/internal/statement"
	"timeline/internal/text"
	"timeline/internal/when"
)

// Schema names the version of the format.
const Schema = "timeline/1"

// A Timeline is timeline.json. Lists are never null; a bound is null where it
// is open, and a name where there is none.
type Timeline struct {
	Schema        string        `json:"schema"`
	Sources       []Source      `json:"sources"`
	Statements    []Statement   `json:"statements"`
	Events        []Event       `json:"events"`
	Order         []string      `json:"order"` // event ids
	Ties          [][]string    `json:"ties"`  // groups whose order is not determined
	Agreements    []Agreement   `json:"agreements"`
	Discrepancies []Discrepancy `json:"discrepancies"`
}

// A Source is one report.
type Source struct {
	ID        string      `json:"id"`
	Path      string      `json:"path"` // relative to the content folder
	Title     string      `json:"title"`
	Outlet    string      `json:"outlet"`
	URL       *string     `json:"url"`
	SHA256    string      `json:"sha256"` // of the file as read
	Zone      *string     `json:"zone"`
	Published Publication `json:"published"`
}

// A Publication is when a source was published, and how that is known.
type Publication struct {
	EDTF    string   `json:"edtf"`
	From    *string  `json:"from"`
	To      *string  `json:"to"`
	Basis   string   `json:"basis"`
	Because []string `json:"because"`
	// Evidence is every stamp of the source, read or not.
	Evidence []Stamp `json:"evidence"`
}

// A Stamp is one piece of evidence for when a source was published or changed.
// Start and End are null where it does not stand in the text; EDTF, From and To
// are where it could not be read.
type Stamp struct {
	Basis   string  `json:"basis"`
	Kind    string  `json:"kind"` // published, updated
	Text    string  `json:"text"`
	Start   *int    `json:"start"`
	End     *int    `json:"end"`
	EDTF    *string `json:"edtf"`
	From    *string `json:"from"`
	To      *string `json:"to"`
	Zone    *string `json:"zone"`
	Used    bool    `json:"used"`
	Because string  `json:"because"`
}

// A Statement is one assertion of a source. Start and End count code points
// of the source's plain text, as do those of its expression.
type Statement struct {
	ID         string     `json:"id"`
	Source     string     `json:"source"`
	Start      int        `json:"start"`
	End        int        `json:"end"`
	Quote      string     `json:"quote"`
	Expression Expression `json:"expression"`
	Time       Time       `json:"time"`
	Role       string     `json:"role"`
	Modality   string     `json:"modality"`
	Speaker    *string    `json:"speaker"`
	Event      *string    `json:"event"`
	TakenOut   bool       `json:"taken_out"` // a ruling calls it misread
	Because    []string   `json:"because"`
}

// An Expression is the words that carry the time.
type Expression struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Type  string `json:"type"`  // DATE, TIME, DURATION, SET, or SIGNAL: an order only
	Value string `json:"value"` // TIMEX3; empty for a SIGNAL
}

// A Time is a resolved expression: From and To as stated, AllowedFrom and
// AllowedTo with what the wording admits.
type Time struct {
	EDTF        string  `json:"edtf"`
	From        *string `json:"from"`
	To          *string `json:"to"`
	AllowedFrom *string `json:"allowed_from"`
	AllowedTo   *string `json:"allowed_to"`
	Granularity string  `json:"granularity"`
	Zone        *string `json:"zone"`
	ZoneBasis   *string `json:"zone_basis"`
	Duration    []int64 `json:"duration_s,omitempty"` // least and greatest length as stated, seconds; absent where none is told
}

// An Event is one entry of the timeline.
type Event struct {
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	Start       Interval `json:"start"`
	End         Interval `json:"end"`
	Granularity string   `json:"granularity"`
	Status      string   `json:"status"`
	Place       *string  `json:"place"`
	Statements  []string `json:"statements"`
	Independent int      `json:"independent_sources"`
	Reviewed    bool     `json:"reviewed"` // an editor has looked at it as it is
	Edits       []Edit   `json:"edits"`
}

// An Interval is half-open, in RFC 3339 with a Z.
type Interval struct {
	From *string `json:"from"`
	To   *string `json:"to"`
}

// An Edit is what an editor did to an event. Source and Quote are of one that was added by
// hand.
type Edit struct {
	Edit     string  `json:"edit"`
	Reviewer string  `json:"reviewer"`
	Date     string  `json:"date"`
	Reason   string  `json:"reason"` // Markdown
	Citation *string `json:"citation"`
	Source   *string `json:"source"`
	Quote    *string `json:"quote"`
}

// An Agreement is statements that look different and fit together.
type Agreement struct {
	Event      string   `json:"event"`
	Statements []string `json:"statements"`
	Arithmetic string   `json:"arithmetic"`
}

// A Discrepancy is statements that cannot all hold.
type Discrepancy struct {
	ID           string        `json:"id"`
	Event        string        `json:"event"`
	Kind         string        `json:"kind"`
	Severity     string        `json:"severity"`
	Versions     []Version     `json:"versions"`
	Gap          int64         `json:"gap_s"`
	Arithmetic   []string      `json:"arithmetic"` // lines
	Explanations []Explanation `json:"explanations"`
	ChangesOrder bool          `json:"changes_order"`
	Ruling       *Ruling       `json:"ruling"`
}

// A Version is the statements of a discrepancy that agree with each other.
type Version struct {
	Statements []string `json:"statements"`
	From       *string  `json:"from"`
	To         *string  `json:"to"`
	Text       string   `json:"text"`
}

// An Explanation is a hypothesis that was tested; its outcome is no verdict.
type Explanation struct {
	Kind    string `json:"kind"`
	Outcome string `json:"outcome"`
	Text    string `json:"text"`
}

// A Ruling is the newest decision of an editor.
type Ruling struct {
	Verdict  string  `json:"verdict"`
	Version  *string `json:"version"`
	Value    *string `json:"value"`
	Effect   *string `json:"effect"` // what it changed, in words
	Reason   string  `json:"reason"` // Markdown
	Reviewer string  `json:"reviewer"`
	Date     string  `json:"date"`
	Stale    bool    `json:"needs_another_look"` // the quotes changed since
}

// From returns the data of a story.
func From(story *build.Story) Timeline {
	t := Timeline{
		Schema:        Schema,
		Sources:       make([]Source, 0, len(story.Sources)),
		Statements:    make([]Statement, 0, len(story.Statements)),
		Events:        make([]Event, 0, len(story.Events)),
		Order:         some(story.Order),
		Ties:          some(story.Ties),
		Agreements:    make([]Agreement, 0, len(story.Agreements)),
		Discrepancies: make([]Discrepancy, 0, len(story.Discrepancies)),
	}
	at := map[string]int{}
	for i := range story.Sources {
		s := &story.Sources[i]
		at[s.ID] = i
		t.Sources = append(t.Sources, source(story, s))
	}
	entry := map[string]string{}
	for i := range story.Events {
		e := &story.Events[i]
		b := story.Bounds[e.ID]
		for _, id := range e.Statements {
			if entry[id] == "" {
				entry[id] = e.ID
			}
		}
		t.Events = append(t.Events, Event{
			ID: e.ID, Title: e.Title, Start: interval(b.Start), End: interval(b.End), Granularity: b.Granularity.String(),
			Status: string(e.Status), Place: name(e.Place), Statements: some(e.Statements), Independent: story.Independent[e.ID],
			Reviewed: story.Reviewed[e.ID], Edits: edits(story, e.ID),
		})
	}
	for i := range story.Statements {
		s := &story.Statements[i]
		if n, ok := at[s.Source]; ok {
			a := assertion(s, &story.Sources[n], entry[s.ID])
			a.TakenOut = story.TakenOut[s.ID] != ""
			t.Statements = append(t.Statements, a)
		}
	}
	for _, a := range story.Agreements {
		t.Agreements = append(t.Agreements, Agreement{a.Event, some(a.Statements), a.Arithmetic})
	}
	for i := range story.Discrepancies {
		d := &story.Discrepancies[i]
		out := Discrepancy{
			ID: d.ID, Event: d.Event, Kind: string(d.Kind), Severity: string(d.Severity), Versions: []Version{}, Gap: d.Gap,
			Arithmetic: some(d.Arithmetic), Explanations: []Explanation{}, ChangesOrder: d.ChangesOrder, Ruling: ruling(story.Rulings, d.ID),
		}
		for _, v := range d.Versions {
			iv := interval(v.Stated)
			out.Versions = append(out.Versions, Version{some(v.Statements), iv.From, iv.To, v.Text})
		}
		for _, x := range d.Explanations {
			out.Explanations = append(out.Explanations, Explanation{x.Kind, string(x.Outcome), x.Text})
		}
		t.Discrepancies = append(t.Discrepancies, out)
	}
	return t
}

// edits are those that shaped an event.
func edits(story *build.Story, id string) []Edit {
	out := []Edit{}
	for _, n := range story.Edited[id] {
		e := &story.Edits[n]
		out = append(out, Edit{string(e.Kind), e.Reviewer, e.Date, e.Reason, name(e.Citation), name(e.Source), name(e.Quote)})
	}
	return out
}

func source(story *build.Story, s *build.Source) Source {
	zone := s.Timezone
	if zone == "" {
		zone = story.Config.Outlets[s.Outlet].Zone
	}
	if zone == "" {
		zone = s.Published.Zone
	}
	out := Source{
		ID: s.ID, Path: s.Path, Title: s.Title, Outlet: s.Outlet, URL: web(s.URL), SHA256: s.SHA256, Zone: name(zone),
		Published: Publication{EDTF: s.Published.EDTF, Basis: s.Published.Basis, Because: some(s.Published.Because)},
	}
	if s.Published.Known {
		iv := interval(s.Published.Interval)
		out.Published.From, out.Published.To = iv.From, iv.To
	}
	out.Published.Evidence = []Stamp{}
	for _, e := range s.Published.Evidence {
		out.Published.Evidence = append(out.Published.Evidence, stamp(e, s.Text))
	}
	return out
}

func stamp(e resolve.Evidence, t *text.Doc) Stamp {
	out := Stamp{Basis: e.Basis.String(), Kind: "published", Text: e.Text, Zone: name(e.Zone), Used: e.Used, Because: e.Because}
	if e.Update {
		out.Kind = "updated"
	}
	if !e.Span.Empty() {
		start, end := e.Span.Runes(t)
		out.Start, out.End = &start, &end
	}
	if e.Known {
		iv := interval(e.Interval)
		out.EDTF, out.From, out.To = name(e.Day.String()), iv.From, iv.To
	}
	return out
}

func assertion(s *statement.Statement, src *build.Source, entry string) Statement {
	stated, allowed := interval(s.Time.Stated), interval(s.Time.Allowed)
	switch {
	case !s.Time.Known:
		stated, allowed = Interval{}, Interval{}
	case s.Role == statement.RoleBefore && !s.Time.Named.Empty():
		stated = interval(s.Time.Named)
	}
	out := Statement{
		ID: s.ID, Source: s.Source, Quote: s.Quote.Of(src.Text.Text),
		Expression: Expression{Text: s.Expr.Text, Type: s.Expr.Type, Value: s.Expr.Value},
		Time: Time{
			EDTF: s.Time.EDTF, From: stated.From, To: stated.To, AllowedFrom: allowed.From, AllowedTo: allowed.To,
			Granularity: s.Time.Granularity.String(), Zone: name(s.Time.Zone), ZoneBasis: name(string(s.Time.ZoneBasis)),
		},
		Role: string(s.Role), Modality: string(s.Modality), Speaker: name(s.Speaker), Event: name(entry),
		Because: texts(s.Time.Because, s.Because),
	}
	out.Start, out.End = s.Quote.Runes(src.Text)
	out.Expression.Start, out.Expression.End = s.Expr.Span.Runes(src.Text)
	if s.Time.IsDuration {
		out.Time.Duration = []int64{s.Time.Length.Min, s.Time.Length.Max}
	}
	return out
}

func texts(lists ...[]resolve.Reason) []string {
	out := []string{}
	for _, rs := range lists {
		for _, r := range rs {
			out = append(out, r.Text)
		}
	}
	return out
}

// ruling returns the newest ruling on a discrepancy, nil when there is none.
func ruling(all []review.Ruling, id string) *Ruling {
	var on []review.Ruling
	for _, r := range all {
		if r.Discrepancy == id && !r.Orphan {
			on = append(on, r)
		}
	}
	if len(on) == 0 {
		return nil
	}
	sort.SliceStable(on, func(i, j int) bool { return on[i].Date < on[j].Date })
	r := on[len(on)-1]
	return &Ruling{string(r.Verdict), name(r.Version), name(r.Value), name(r.Effect), r.Reason, r.Reviewer, r.Date, r.Stale}
}

func interval(iv when.Interval) Interval { return Interval{instant(iv.From), instant(iv.To)} }

func instant(t when.Instant) *string {
	if t.Open() {
		return nil
	}
	s := t.String()
	return &s
}

// name returns nil for an empty name.
func name(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// web returns nil for what is no address of the web: no reader of the data
// should come upon another scheme.
func web(s string) *string {
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") {
		return nil
	}
	return &s
}

// some returns l, or an empty list for nil.
func some[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}
