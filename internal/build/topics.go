package build

import (
	"context"
	"slices"

	"timeline/internal/event"
	"timeline/internal/reconcile"
	"timeline/internal/resolve"
	"timeline/internal/statement"
	"timeline/internal/when"
)

// The topics of a folder, see [event.Topics]: each is grouped and reconciled by itself, on
// every core, and again only where what an editor decided touches it.
type topics struct {
	ctx    context.Context
	folder *folder
	ds     []*document    // in order of id
	at     map[string]int // by id of a source: its place in ds
	copies map[string]string
	keep   bool     // the statements as they were told, for another round
	told   []*topic // as the reports tell it
	now    []*topic // with what was decided
}

// A topic is the documents of one, as they were reconciled.
type topic struct {
	ds  []int // places among all documents, in order
	in  reconcile.Input
	out reconcile.Result
}

func newTopics(ctx context.Context, f *folder) *topics {
	ds, copies := f.documents, f.copies
	ts := &topics{ctx: ctx, folder: f, ds: ds, at: map[string]int{}, copies: copies}
	reports := make([]event.Report, len(ds))
	for i, d := range ds {
		ts.at[d.src.ID], reports[i] = i, event.Report{Statements: d.statements, Names: statement.Names(d.src.Title), Published: when.Always}
		if d.published.Known {
			reports[i].Published = d.published.Interval
		}
	}
	var one [][2]int
	for i, d := range ds {
		if of, ok := ts.at[copies[d.src.ID]]; ok {
			one = append(one, [2]int{i, of})
		}
	}
	of := event.Topics(reports)
	ts.told = []*topic{{}} // what is added by hand stands somewhere even where there is nothing else
	for i, k := range of {
		for k >= len(ts.told) {
			ts.told = append(ts.told, &topic{})
		}
		ts.told[k].ds = append(ts.told[k].ds, i)
	}
	ts.told, _ = joined(ts.told, one)
	return ts
}

// joined puts those topics together of which some pairs of documents are, and returns which
// came of that.
func joined(of []*topic, pairs [][2]int) (all []*topic, fresh map[*topic]bool) {
	all, fresh = slices.Clone(of), map[*topic]bool{}
	where := func(d int) int {
		return slices.IndexFunc(all, func(t *topic) bool { _, ok := slices.BinarySearch(t.ds, d); return ok })
	}
	for _, p := range pairs {
		a, b := where(p[0]), where(p[1])
		if a == b {
			continue
		}
		t := &topic{ds: slices.Concat(all[a].ds, all[b].ds)}
		slices.Sort(t.ds)
		delete(fresh, all[a])
		delete(fresh, all[b])
		fresh[t] = true
		all[min(a, b)] = t
		all = slices.Delete(all, max(a, b), max(a, b)+1)
	}
	return all, fresh
}

// reconcile groups and reconciles the topics with what was decided, nil for nothing.
func (ts *topics) reconcile(d *decider) (reconcile.Result, []event.Event) {
	ts.now = ts.told
	again := ts.told
	if d != nil {
		ts.now, again = ts.touched(d)
	}
	each(ts.ctx, again, func(t *topic) { ts.run(t, d, t == ts.now[0]) }, func(int) {})
	var parts []reconcile.Result
	var events []event.Event
	for _, t := range ts.now {
		parts = append(parts, t.out)
		events = append(events, t.in.Grouping.Events...)
	}
	return reconcile.Join(parts), events
}

// touched are the topics with what was decided, and those of them that it changes.
func (ts *topics) touched(d *decider) (all, changed []*topic) {
	named := map[string]bool{}
	for _, u := range d.fixed.One {
		for _, id := range u.Statements {
			named[id] = true
		}
	}
	for _, p := range d.fixed.Apart {
		named[p[0]], named[p[1]] = true, true
	}
	for id := range d.aside {
		named[id] = true
	}
	for id := range d.out {
		named[id] = true
	}
	for _, t := range d.times {
		named[t.statement] = true
	}
	source := map[string]int{} // by statement that is named: its document
	for i, doc := range ts.ds {
		for k := range doc.statements {
			if id := doc.statements[k].ID; named[id] {
				source[id] = i
			}
		}
	}
	var one [][2]int
	for _, u := range d.fixed.One {
		for _, id := range u.Statements {
			a, ok := source[u.Statements[0]]
			b, also := source[id]
			if ok && also && a != b {
				one = append(one, [2]int{a, b})
			}
		}
	}
	all, fresh := joined(ts.told, one)
	hit := map[int]bool{}
	for _, i := range source {
		hit[i] = true
	}
	for k, t := range all {
		if k == 0 && len(d.added) > 0 || slices.ContainsFunc(t.ds, func(i int) bool { return hit[i] }) {
			if !fresh[t] {
				t = &topic{ds: t.ds}
				all[k] = t
			}
			changed = append(changed, t)
		}
	}
	return all, changed
}

// run groups and reconciles topic t. What was added by hand stands in the first.
func (ts *topics) run(t *topic, d *decider, first bool) {
	in := reconcile.Input{Fixed: map[string]reconcile.Fix{}}
	n := 0
	for _, i := range t.ds {
		n += len(ts.ds[i].statements)
	}
	in.Statements = make([]statement.Statement, 0, n)
	for _, i := range t.ds {
		doc := ts.ds[i]
		from := len(in.Statements)
		for k := range doc.statements {
			if d == nil || d.out[doc.statements[k].ID] == "" {
				in.Statements = append(in.Statements, doc.statements[k])
			}
		}
		if !ts.keep {
			doc.statements = in.Statements[from:]
		}
		in.Sources = append(in.Sources, reconcile.Source{
			ID: doc.src.ID, Label: labelOf(doc.src), Text: doc.src.Text.Text, Zone: doc.published.Zone, Published: doc.published, CopyOf: ts.copies[doc.src.ID],
		})
	}
	var f event.Fixed
	if d != nil {
		f, in.Aside = d.fixed, d.aside
	}
	in.Grouping = event.Group(in.Statements, f)
	ts.rezone(in.Statements, in.Grouping)
	if d != nil {
		if first {
			d.add(&in)
		}
		d.put(&in)
	}
	t.in, t.out = in, reconcile.Reconcile(in)
}

// sources are the ids of those of each topic.
func (ts *topics) sources() [][]string {
	out := make([][]string, len(ts.now))
	for k, t := range ts.now {
		for _, i := range t.ds {
			out[k] = append(out[k], ts.ds[i].src.ID)
		}
	}
	return out
}

// statements are those of all documents, with the times that reconciling filled in.
func (ts *topics) statements() []statement.Statement {
	filled := map[string]*statement.Statement{}
	n := 0
	for _, t := range ts.now {
		for i := range t.in.Statements {
			if ts.keep {
				filled[t.in.Statements[i].ID] = &t.in.Statements[i]
			}
		}
	}
	for _, d := range ts.ds {
		n += len(d.statements)
	}
	all := make([]statement.Statement, 0, n)
	for _, d := range ts.ds {
		for i := range d.statements {
			s := &d.statements[i]
			if f := filled[s.ID]; f != nil {
				s = f
			}
			all = append(all, *s)
		}
	}
	return all
}

// rezone counts the times that no place in their clause settles in the zone of
// the place that another statement of the same happening names.
func (ts *topics) rezone(sts []statement.Statement, g event.Grouping) {
	for _, h := range g.Happenings {
		var at *resolve.Locale
		same := true
		for _, i := range h.Statements {
			if s := &sts[i]; s.Time.ZoneBasis == resolve.ZoneClause {
				same = same && (at == nil || at.Zones[0] == s.Time.Zone)
				at = &resolve.Locale{Name: s.Place, Zones: []string{s.Time.Zone}}
			}
		}
		if at == nil || !same {
			continue
		}
		for _, i := range h.Statements {
			ts.ds[ts.at[sts[i].Source]].rezone(&sts[i], at, ts.folder)
		}
		for _, e := range h.Entries {
			g.Events[e].Zone = at.Zones[0]
			if g.Events[e].Place == "" {
				g.Events[e].Place = at.Name
			}
		}
	}
}

// rezone counts the time of a statement again, see [statement.Input.Rezone]. What was
// extracted elsewhere is read for it.
func (d *document) rezone(st *statement.Statement, at *resolve.Locale, f *folder) {
	if d.input == nil {
		again := &document{src: d.src, published: d.published}
		again.state(f.Config, f.widths)
		d.input = again.input
	}
	d.input.Rezone(st, at)
}
