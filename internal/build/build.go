package build

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"timeline/internal/content"
	"timeline/internal/place"
	"timeline/internal/reconcile"
	"timeline/internal/resolve"
	"timeline/internal/review"
	"timeline/internal/statement"
	"timeline/internal/temporal"
	"timeline/internal/text"
	"timeline/internal/timex"
	"timeline/internal/when"
)

// Options say what to build and how.
type Options struct {
	Dir       string                 // the content folder
	Config    string                 // the configuration file; empty: where the content has it
	Rulings   []review.Ruling        // taken as if their files stood in the folder, behind those that do
	Edits     []review.Edit          // the same
	Extracted map[string]*Extraction // by id of a source: used for those that were made from its report as it is
	Desk      bool                   // for editors: what the configuration keeps out of the public build is in, and marked
	Progress  func(stage string, done, total int)
}

// Read runs the pipeline over a content folder: every source is read, its
// expressions found and resolved, its statements cut; then all of them are
// grouped and reconciled. The result depends on the bytes of the folder alone.
//
// A file that cannot be used is left out and told in the story's problems; an
// error means that nothing could be built.
func Read(ctx context.Context, o Options) (*Story, error) {
	folder, err := open(ctx, o)
	if err != nil {
		return nil, err
	}
	story := &Story{Title: folder.Config.Title, Config: folder.Config, Pages: folder.Pages, Problems: folder.Problems, LeftOut: folder.LeftOut, Widths: folder.widths}
	if story.Title == "" {
		story.Title = "Timeline"
	}
	progress := o.Progress
	if progress == nil {
		progress = func(string, int, int) {}
	}
	ds := folder.documents
	each(ctx, ds, func(d *document) {
		if x := o.Extracted[d.src.ID]; x == nil || !d.take(x, folder.Config, folder.widths) {
			d.find(folder.widths, folder.Config.Limits.Expressions)
		}
	}, func(n int) { progress("reading", n, len(ds)) })
	ds = slices.DeleteFunc(ds, func(d *document) bool {
		if d.over {
			story.LeftOut, story.Problems = append(story.LeftOut, d.src.Path), append(story.Problems, d.problems...)
		}
		return d.over
	})
	folder.documents = ds
	slices.Sort(story.LeftOut)
	publications(ds)
	each(ctx, ds, func(d *document) {
		if !d.taken {
			d.state(folder.Config, folder.widths)
		}
	}, func(n int) { progress("resolving", n, len(ds)) })
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	progress("reconciling", 0, 1)
	for _, d := range ds {
		story.Sources = append(story.Sources, Source{Source: d.src, Published: d.published, Label: labelOf(d.src)})
		story.Problems = append(story.Problems, d.problems...)
	}
	rulings, problems := review.Read(folder.Rulings)
	story.Problems = append(story.Problems, problems...)
	story.decide(newTopics(ctx, folder), append(rulings, o.Rulings...), folder.edits)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if folder.Config.Text == content.QuotesOnly {
		story.withhold()
	}
	progress("reconciling", 1, 1)
	return story, nil
}

// A folder is a content folder with the edits of its sources applied.
type folder struct {
	*content.Folder
	edits     []review.Edit
	copies    map[string]string // by id of a source: that which it copies, as an editor told
	widths    timex.Widths
	documents []*document // in order of id, without drafts
}

func open(ctx context.Context, o Options) (*folder, error) {
	read, err := content.Read(ctx, o.Dir, content.Options{Config: o.Config})
	if err != nil {
		return nil, err
	}
	f := &folder{Folder: read}
	if o.Desk {
		f.Config.Text = content.DefaultText
		if f.Config.Unreviewed == content.Withhold {
			f.Config.Unreviewed = content.Mark
		}
	}
	if f.widths, err = widths(f.Config); err != nil {
		return nil, err
	}
	edits, problems := review.ReadEdits(f.Edits)
	f.edits = append(edits, o.Edits...)
	f.Problems = append(f.Problems, problems...)
	f.copies, problems = amend(f.Sources, f.edits)
	f.Problems = append(f.Problems, problems...)
	for i := range f.Sources {
		if !f.Sources[i].Draft {
			f.documents = append(f.documents, &document{src: &f.Sources[i]})
		}
	}
	slices.SortStableFunc(f.documents, func(a, b *document) int { return strings.Compare(a.src.ID, b.src.ID) })
	return f, nil
}

// A document is a source on its way through the house.
type document struct {
	src        *content.Source
	exprs      []temporal.Expression
	values     []timex.Value
	places     []place.Mention
	published  resolve.Publication
	input      *statement.Input // nil where the statements were extracted elsewhere
	statements []statement.Statement
	problems   []content.Problem
	taken      bool // the statements were extracted elsewhere
	over       bool // it passes a limit
}

// take uses an extraction that was made elsewhere, if it was made from this document.
func (d *document) take(x *Extraction, c content.Config, w timex.Widths) bool {
	if x.Key != d.key(c, w) {
		return false
	}
	d.published, d.statements, d.problems, d.taken = x.Published, x.Statements, x.Problems, true
	return true
}

// find does what needs nothing but the text itself.
func (d *document) find(w timex.Widths, most int) {
	if d.exprs = temporal.Find(d.src.Text.Text); len(d.exprs) > most {
		line, _ := d.src.Line(d.exprs[most].Span.Start)
		p := content.Over(d.src.Path, line, fmt.Sprintf("the report tells time %d times", len(d.exprs)), "expressions", int64(most))
		d.problems = append(d.problems, *p)
		d.exprs, d.over = []temporal.Expression{}, true // half a report would tell something else
	}
	d.places = place.Find(d.src.Text.Text)
	zone := d.src.Timezone
	if zone == "" {
		zone = datelineZone(d.src)
	}
	var notes []string
	d.published, notes = resolve.ReadPublication(resolve.Dating{
		Published: d.src.Published, Modified: d.src.Modified, Zone: zone, Country: country(d.src), Language: d.src.Language,
		Words: resolve.Infer(d.src.Text.Text, d.story(), w),
	})
	for _, n := range notes {
		d.problems = append(d.problems, content.Problem{File: d.src.Path, What: n, Fix: "check when it was published and put `date:` in the front matter"})
	}
}

// story returns the expressions that stand in none of the stamps: what the words of
// the report tell must not rest on the stamps that they are set against.
func (d *document) story() []temporal.Expression {
	stamps := append(spans(d.src.Published), spans(d.src.Modified)...)
	if len(stamps) == 0 {
		return d.exprs
	}
	var out []temporal.Expression
	for _, e := range d.exprs {
		if !slices.ContainsFunc(stamps, e.Span.Overlaps) {
			out = append(out, e)
		}
	}
	return out
}

// spans returns where stamps stand in the text, of those that do.
func spans(stamps []content.Stamp) []text.Span {
	var out []text.Span
	for _, s := range stamps {
		if !s.Span.Empty() {
			out = append(out, s.Span)
		}
	}
	return out
}

// state places the expressions in time and cuts the statements.
func (d *document) state(c content.Config, w timex.Widths) {
	txt := d.src.Text.Text
	if d.exprs == nil { // it had been extracted elsewhere
		p := d.published
		d.problems = nil
		d.find(w, c.Limits.Expressions)
		d.published = p
	}
	d.values = timex.Resolve(txt, d.exprs, d.published.Anchor(), w)
	setting := resolve.Setting{Source: d.src.Timezone, Home: c.HomeZone, Published: d.published, Widths: w}
	if o, ok := c.Outlets[d.src.Outlet]; ok && setting.Source == "" {
		setting.Source = o.Zone
	}
	if ps := place.Lookup(d.src.Dateline); len(ps) > 0 {
		setting.Dateline = &resolve.Locale{Name: ps[0].Name, Words: d.src.Dateline, Zones: ps[0].Zones}
	}
	d.input = &statement.Input{
		Source: d.src.ID, Text: txt, Expressions: d.exprs, Values: d.values, Places: d.places,
		Setting: setting, Published: d.published, Stamps: spans(d.src.Published), Updates: spans(d.src.Modified),
	}
	if !strings.Contains(txt, d.src.Title) {
		d.input.Headed = place.Find(d.src.Title)
	}
	d.statements = statement.Extract(*d.input)
	for i, v := range d.values {
		words := d.exprs[i].Span.Of(txt)
		line, _ := d.src.Line(d.exprs[i].Span.Start)
		switch {
		case v.Impossible:
			d.problems = append(d.problems, content.Problem{File: d.src.Path, Line: line, What: fmt.Sprintf("“%s” is no date of the calendar", words), Fix: "check the report; the statement keeps its words and has no time"})
		case v.WeekdayClash:
			d.problems = append(d.problems, content.Problem{File: d.src.Path, Line: line, What: fmt.Sprintf("the weekday of “%s” is not that date's", words), Fix: "check which of the two the report means; the date is used"})
		}
	}
}

// datelineZone is the zone of the place where a report was written; empty if it
// tells none.
func datelineZone(s *content.Source) string {
	if p, ok := written(s); ok && len(p.Zones) > 0 {
		return p.Zones[0]
	}
	return ""
}

// country is where a report was written; empty if it tells none.
func country(s *content.Source) string {
	p, _ := written(s)
	return p.Country
}

// written is the place of the dateline, else the one beside a stamp.
func written(s *content.Source) (place.Place, bool) {
	if ps := place.Lookup(s.Dateline); len(ps) > 0 && len(ps[0].Zones) > 0 {
		return ps[0], true
	}
	for _, p := range s.Published {
		if ps := place.Lookup(p.Place); p.Place != "" && len(ps) > 0 && len(ps[0].Zones) > 0 {
			return ps[0], true
		}
	}
	return place.Place{}, false
}

// publications narrows the sources whose own words leave their day open by
// what the others say, and marks it as assumed.
func publications(ds []*document) {
	known := when.Interval{From: when.Future, To: when.Past}
	for _, d := range ds {
		if p := d.published; p.Known && p.Interval.Bounded() && p.Days[0] == p.Days[1] {
			known.From, known.To = min(known.From, p.Interval.From), max(known.To, p.Interval.To)
		}
	}
	for _, d := range ds {
		if p := d.published.Narrow(known); p.Interval != d.published.Interval || p.Known != d.published.Known {
			d.published, d.taken = p, false // what was extracted elsewhere did not know of the others
		}
	}
}

// labelOf is the short name of a source: its outlet, else the first words of
// its title, else its id.
func labelOf(s *content.Source) string {
	if s.Outlet != "" {
		return s.Outlet
	}
	const most = 32
	label := []rune(s.Label())
	if len(label) <= most || s.Title == "" {
		return s.Label()
	}
	cut := string(label[:most])
	if i := strings.LastIndexByte(cut, ' '); i > most/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:-") + "…"
}

// each runs f over some things on every core, and tells done how many are through. The order
// in which it gets to them does not show: f writes to its own thing only.
func each[T any](ctx context.Context, things []T, f func(T), done func(int)) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	next, finished := 0, 0
	for range min(runtime.GOMAXPROCS(0), len(things)) {
		wg.Go(func() {
			for ctx.Err() == nil {
				mu.Lock()
				i := next
				next++
				mu.Unlock()
				if i >= len(things) {
					return
				}
				f(things[i])
				mu.Lock()
				finished++
				done(finished)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
}

// judged is what rulings may speak of: the discrepancies that were ruled on before, as they
// were then, and those that are left.
func judged(before []*reconcile.Discrepancy, now []reconcile.Discrepancy) []review.Judged {
	var out []review.Judged
	seen := map[string]bool{}
	add := func(d *reconcile.Discrepancy) {
		if !seen[d.ID] {
			seen[d.ID] = true
			out = append(out, review.Judged{ID: d.ID, Aliases: d.Aliases, Digest: d.Digest, Statements: d.Statements()})
		}
	}
	for _, d := range before {
		add(d)
	}
	for i := range now {
		add(&now[i])
	}
	return out
}

func widths(c content.Config) (timex.Widths, error) {
	w, err := timex.DefaultWidths().With(c.Widths)
	if err != nil {
		return w, fmt.Errorf("%s: %w", c.File, err)
	}
	return w, nil
}
