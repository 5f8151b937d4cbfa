package build

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"timeline/internal/content"
	"timeline/internal/event"
	"timeline/internal/reconcile"
	"timeline/internal/resolve"
	"timeline/internal/review"
	"timeline/internal/when"
)

// What editors decide is laid over what the reports tell, and overwrites none of it. The
// story is reconciled as the reports tell it; the newest ruling on each discrepancy and the
// edits are turned into what is fixed about statements; and the story is reconciled again
// with that, until no ruling is left that speaks of something new. A discrepancy that was
// ruled on stays as it was judged.

// A decider collects what editors decided, in terms of statements: their ids hold from one
// reconciling to the next, while those of events may change.
type decider struct {
	fixed  event.Fixed
	aside  map[string]bool // statements whose times and figures do not count
	out    map[string]string
	times  []fixed
	titles map[string]string // by the first statement of the set that has it
	added  []review.Edit
	hidden map[string]bool // by the first statement of the set, or the id of an added event
	sets   []set
	owner  map[string]int // by statement: its set
	addIDs map[string]bool
	note   []content.Problem
}

// A set is the statements of one entry, as the decisions so far leave it.
type set struct {
	ids   []string
	phase event.Phase
}

// A fixed is the time of the entry that a statement stands in.
type fixed struct {
	statement string
	phase     event.Phase
	fix       reconcile.Fix
}

func newDecider(events []event.Event) *decider {
	d := &decider{aside: map[string]bool{}, out: map[string]string{}, titles: map[string]string{}, hidden: map[string]bool{}, owner: map[string]int{}, addIDs: map[string]bool{}}
	for i := range events {
		d.sets = append(d.sets, set{slices.Clone(events[i].Statements), events[i].Phase})
		for _, id := range events[i].Statements {
			d.owner[id] = i
		}
	}
	return d
}

// nothing reports whether the story stands as the reports tell it.
func (d *decider) nothing() bool {
	return len(d.fixed.One)+len(d.fixed.Apart)+len(d.aside)+len(d.out)+len(d.times)+len(d.added) == 0
}

// rule takes in a ruling on a discrepancy and says what it changes, in words.
func (d *decider) rule(r *review.Ruling, on *reconcile.Discrepancy) {
	problem := func(what, fix string) {
		d.note = append(d.note, content.Problem{File: r.Path, Line: 1, What: what, Fix: fix})
	}
	version := func() (k int, ok bool) {
		k, err := on.Version(r.Version)
		switch {
		case err != nil:
			problem(err.Error(), fmt.Sprintf("name a version of %s by its number, or by the id of one of its statements", on.ID))
			return 0, false
		case r.Stale && !strings.HasPrefix(r.Version, "s-"):
			problem("the evidence changed since, and with it the numbers of the versions", "look again and add a new ruling; until then this one has no effect")
			return 0, false
		}
		return k, true
	}
	switch r.Verdict {
	case review.VersionPreferred:
		if r.Version != "" {
			k, ok := version()
			if !ok {
				return
			}
			keep := on.Versions[k]
			for n, v := range on.Versions {
				for _, id := range v.Statements {
					if n != k && !slices.Contains(keep.Statements, id) {
						d.aside[id] = true
					}
				}
			}
			r.Effect = fmt.Sprintf("version %d is published; the times of the others are set aside", k+1)
			if on.Kind == reconcile.KindWeekday {
				d.fix(on, reconcile.Fix{Start: keep.Stated, Granularity: when.Day})
			}
		}
		d.value(r, on)
	case review.RangeKept:
		r.Effect = "the range that the versions span is published"
		d.value(r, on)
	case review.NotTheSameEvent:
		for n, v := range on.Versions {
			for _, w := range on.Versions[n+1:] {
				for _, a := range v.Statements {
					for _, b := range w.Statements {
						if a != b {
							d.fixed.Apart = append(d.fixed.Apart, [2]string{a, b})
						}
					}
				}
			}
			if n > 0 {
				d.cut(v.Statements)
			}
		}
		r.Effect = "each version stands as an event of its own"
	case review.ExtractionError:
		var ids []string
		if strings.HasPrefix(r.Version, "s-") {
			ids = []string{r.Version}
		} else if k, ok := version(); ok {
			ids = on.Versions[k].Statements
		}
		for _, id := range ids {
			d.out[id] = r.Path
			if k, ok := d.owner[id]; ok {
				d.sets[k].ids = slices.DeleteFunc(d.sets[k].ids, func(x string) bool { return x == id })
			}
		}
		if len(ids) > 0 {
			r.Effect = "what was misread is taken out of the timeline; it stays on the page of its report"
		}
	case review.Unresolved:
		r.Effect = "both versions are published"
	}
}

// value fixes the point that a discrepancy is about to the value of a ruling, where that is
// a time.
func (d *decider) value(r *review.Ruling, on *reconcile.Discrepancy) {
	if r.Value == "" {
		return
	}
	iv, g, about, err := when.ParseEDTF(r.Value, when.UTC)
	if err != nil {
		if on.Point == "start" || on.Point == "end" {
			d.note = append(d.note, content.Problem{File: r.Path, Line: 1, What: err.Error(), Fix: "until then the value is shown as it is written, and changes nothing"})
		}
		return
	}
	if on.Point == "start" || on.Point == "end" || on.Point == "weekday" {
		d.fix(on, reconcile.Fix{Start: iv, Granularity: g, Approximate: about})
		r.Effect = "the time of the ruling is published"
	}
}

// fix sets the time of the entry of a discrepancy.
func (d *decider) fix(on *reconcile.Discrepancy, f reconcile.Fix) {
	for _, id := range on.Statements() {
		if k, ok := d.owner[id]; ok {
			d.times = append(d.times, fixed{id, d.sets[k].phase, f})
			return
		}
	}
}

// cut makes a set of its own of statements.
func (d *decider) cut(ids []string) {
	var moved set
	for _, id := range ids {
		k, ok := d.owner[id]
		if !ok {
			continue
		}
		moved.phase = d.sets[k].phase
		d.sets[k].ids = slices.DeleteFunc(d.sets[k].ids, func(x string) bool { return x == id })
		moved.ids = append(moved.ids, id)
		d.owner[id] = len(d.sets)
	}
	d.sets = append(d.sets, moved)
}

// find returns the set that the id of an event stands for: an event is called by any of
// its statements.
func (d *decider) find(id string) (int, bool) {
	k, ok := d.owner["s-"+strings.TrimPrefix(id, "e-")]
	return k, ok && len(d.sets[k].ids) > 0
}

// edit takes in an edit. seen are the digests under which its events may have been seen.
func (d *decider) edit(e *review.Edit, seen func(id string) []string) bool {
	bad := func(what, fix string) bool {
		d.note = append(d.note, content.Problem{File: e.Path, Line: e.Line, What: what, Fix: fix, Fatal: true})
		return false
	}
	if e.Kind == review.Add {
		e.Events = nil // of an earlier round
	}
	var of []int
	for _, id := range e.Events {
		k, ok := d.find(id)
		if !ok && !d.addIDs[id] {
			fix := "take the id from the page of the event, or delete this edit"
			if near, strokes := content.Nearest(id, d.ids()); near != "" && strokes < 5 {
				fix = "perhaps it is " + near + " now; " + fix
			}
			return bad(fmt.Sprintf("there is no event %s", id), fix)
		}
		if !ok {
			k = -1
		}
		of = append(of, k)
	}
	if e.Digest != "" && len(e.Events) > 0 && e.Kind != review.Approve {
		want := seen(strings.Join(e.Events, " "))
		now := event.Event{}
		for _, k := range of {
			if k >= 0 {
				now.Statements = append(now.Statements, d.sets[k].ids...)
			}
		}
		if want = append(want, event.DigestOf(&now)); !slices.Contains(want, e.Digest) {
			return bad("the event has changed since: other statements stand in it now", fmt.Sprintf("look at it again; if the edit still holds, write `digest: %s`, else delete it", want[0]))
		}
	}
	var iv [2]when.Interval
	var g when.Granularity
	var about bool
	if e.Kind == review.Retime || e.Kind == review.Add {
		z := when.UTC
		if e.Zone != "" {
			var err error
			if z, err = when.LoadZone(e.Zone); err != nil {
				return bad(fmt.Sprintf("%q is no zone", e.Zone), "write an IANA name, such as Europe/Lisbon")
			}
		}
		var err error
		if iv[0], g, about, err = when.ParseEDTF(e.Time, z); err != nil {
			return bad(err.Error(), "correct `time:`")
		}
		if e.End != "" {
			if iv[1], _, _, err = when.ParseEDTF(e.End, z); err != nil {
				return bad(err.Error(), "correct `end:`")
			}
			if iv[1].To <= iv[0].From {
				return bad("it ends before it begins", "correct `end:`")
			}
		}
	}
	if e.Kind != review.Add && e.Kind != review.Hide && e.Kind != review.Approve && slices.Contains(of, -1) {
		return bad("an event that was added by hand is changed in the edit that added it", "change that file instead")
	}
	switch e.Kind {
	case review.Merge:
		first := of[0]
		for _, k := range of[1:] {
			if k == first {
				return bad("these are one event already", "delete this edit")
			}
			for _, id := range d.sets[k].ids {
				d.owner[id] = first
			}
			d.sets[first].ids = append(d.sets[first].ids, d.sets[k].ids...)
			d.sets[k].ids = nil
		}
		d.fixed.One = append(d.fixed.One, event.Union{
			Statements: slices.Clone(d.sets[first].ids), Phase: d.sets[first].phase, Why: fmt.Sprintf("an editor put them together (%s, %s)", e.Reviewer, e.Date),
		})
	case review.Split:
		s := &d.sets[of[0]]
		var rest []string
		for _, id := range e.Statements {
			if !slices.Contains(s.ids, id) {
				return bad(fmt.Sprintf("%s is no statement of this event", id), "take the ids from the page of the event")
			}
		}
		for _, id := range s.ids {
			if !slices.Contains(e.Statements, id) {
				rest = append(rest, id)
			}
		}
		if len(rest) == 0 {
			return bad("nothing would be left of the event", "leave at least one statement where it is")
		}
		for _, a := range rest {
			for _, b := range e.Statements {
				d.fixed.Apart = append(d.fixed.Apart, [2]string{a, b})
			}
		}
		// What was put together before is no longer one.
		for i := range d.fixed.One {
			u := &d.fixed.One[i]
			u.Statements = slices.DeleteFunc(slices.Clone(u.Statements), func(id string) bool { return slices.Contains(e.Statements, id) })
		}
		d.fixed.One = append(d.fixed.One, event.Union{Statements: e.Statements, Phase: s.phase, Why: fmt.Sprintf("an editor put them together (%s, %s)", e.Reviewer, e.Date)})
		d.cut(e.Statements)
	case review.Retitle:
		d.titles[d.sets[of[0]].ids[0]] = e.Title
	case review.Retime:
		s := d.sets[of[0]]
		d.times = append(d.times, fixed{s.ids[0], s.phase, reconcile.Fix{Start: iv[0], End: iv[1], Granularity: g, Approximate: about}})
	case review.Hide:
		if of[0] < 0 {
			d.hidden[e.Events[0]] = true
		} else {
			d.hidden[d.sets[of[0]].ids[0]] = true
		}
	case review.Add:
		d.added = append(d.added, *e)
		id := addedID(e)
		if d.addIDs[id] {
			return bad("the same event is added twice", "delete one of the two files")
		}
		d.addIDs[id] = true
		e.Events = []string{id}
	}
	return true
}

// ids are those of the events, as their first statements have it.
func (d *decider) ids() []string {
	var out []string
	for _, s := range d.sets {
		if len(s.ids) > 0 {
			out = append(out, "e-"+s.ids[0][2:])
		}
	}
	return out
}

// addedID is the id of an event that was added by hand: it stays while its title does.
func addedID(e *review.Edit) string {
	return "e-by-hand-" + strings.TrimPrefix(event.Digest([]string{e.Title, e.Source, e.Quote}), "sha256:")
}

// amend applies the edits of sources to them, and returns the ids of the sources that copy
// others.
func amend(sources []content.Source, edits []review.Edit) (copies map[string]string, problems []content.Problem) {
	copies = map[string]string{}
	at := map[string]int{}
	for i := range sources {
		at[sources[i].ID] = i
	}
	for n := range edits {
		e := &edits[n]
		if e.Kind != review.Amend && (e.Kind != review.Add || e.Source == "") {
			continue
		}
		bad := func(what, fix string) {
			problems = append(problems, content.Problem{File: e.Path, Line: e.Line, What: what, Fix: fix, Fatal: true})
			e.Kind = "" // does not apply
		}
		i, ok := at[e.Source]
		if !ok {
			bad(fmt.Sprintf("there is no source %s", e.Source), "take the id from the address of its page, or delete this edit")
			continue
		}
		src := &sources[i]
		if e.Kind == review.Add {
			if !strings.Contains(src.Text.Text, e.Quote) {
				bad(fmt.Sprintf("“%s” does not stand in %s", e.Quote, src.Path), "copy the words from the plain text of the source, letter by letter")
			}
			continue
		}
		if e.Digest != "" && e.Digest != src.SHA256 && !strings.HasPrefix("sha256:"+src.SHA256, e.Digest) {
			bad("the source has changed since", fmt.Sprintf("look at it again; if the edit still holds, write `digest: %s`, else delete it", src.SHA256))
			continue
		}
		if e.Zone != "" {
			if _, err := when.LoadZone(e.Zone); err != nil {
				bad(fmt.Sprintf("%q is no zone", e.Zone), "write an IANA name, such as Europe/Lisbon")
				continue
			}
			src.Timezone = e.Zone
		}
		if e.Published != "" {
			if _, _, _, err := when.ParseEDTF(e.Published, when.UTC); err != nil {
				bad(err.Error(), "correct `published:`")
				continue
			}
			src.Published = slices.Concat([]content.Stamp{{Basis: content.FrontMatter, Text: e.Published}}, slices.DeleteFunc(slices.Clone(src.Published), func(s content.Stamp) bool { return s.Basis == content.FrontMatter }))
		}
		if e.CopyOf != "" {
			if _, ok := at[e.CopyOf]; !ok || e.CopyOf == e.Source {
				bad(fmt.Sprintf("there is no other source %s", e.CopyOf), "take the id from the address of its page")
				continue
			}
			copies[e.Source] = e.CopyOf
		}
	}
	return copies, problems
}

// byDate puts rulings in the order in which they were given.
func byDate(rs []review.Ruling) {
	sort.SliceStable(rs, func(i, j int) bool { return rs[i].Date < rs[j].Date })
}

// decide reconciles the topics of a folder, lays the rulings and the edits over them, and
// keeps what comes of it.
func (s *Story) decide(ts *topics, rulings []review.Ruling, edits []review.Edit) {
	ts.keep = len(rulings)+len(edits) > 0
	run := func(d *decider) { s.Result, s.Events = ts.reconcile(d) }
	run(nil)
	first := slices.Clone(s.Events)
	ruled := map[string]*reconcile.Discrepancy{} // as judged
	var kept []*reconcile.Discrepancy
	var d *decider
	var applied []bool // which edits fit
	for range 8 {
		fresh := false
		all := judged(kept, s.Discrepancies)
		s.Rulings = review.Attach(rulings, all)
		byDate(s.Rulings)
		newest := map[string]int{}
		for i := range s.Rulings {
			if r := &s.Rulings[i]; !r.Orphan {
				newest[r.Discrepancy] = i
			}
		}
		for i := range s.Discrepancies {
			x := s.Discrepancies[i]
			if _, ok := newest[x.ID]; ok && ruled[x.ID] == nil {
				fresh, ruled[x.ID] = true, &x
				kept = append(kept, &x)
			}
		}
		again := d != nil
		d = newDecider(first)
		for _, x := range kept {
			d.rule(&s.Rulings[newest[x.ID]], x)
		}
		now, fit := s.Events, make([]bool, len(edits))
		for i := range edits {
			if e := &edits[i]; e.Kind != "" && e.Kind != review.Amend && e.Kind != review.Approve {
				e.Applied = d.edit(e, func(ids string) []string { return digests(ids, now, first) })
			}
			fit[i] = edits[i].Applied
		}
		if again && !fresh && slices.Equal(fit, applied) || d.nothing() {
			break
		}
		applied = fit
		run(d)
	}
	s.Statements, s.Topics = ts.statements(), ts.sources()
	s.TakenOut = d.out
	s.Problems = append(s.Problems, d.note...)
	s.settleDiscrepancies(kept)
	s.settleEvents(d, edits)
}

// digests are those of the events of some ids together, as each of several groupings has
// them.
func digests(ids string, groupings ...[]event.Event) []string {
	var out []string
	for _, events := range groupings {
		var all []*event.Event
		for _, id := range strings.Fields(ids) {
			if e := named(events, id); e != nil && !slices.Contains(all, e) {
				all = append(all, e)
			}
		}
		out = append(out, event.DigestOf(all...))
	}
	return out
}

// named is the event of an id or an alias; nil for none.
func named(events []event.Event, id string) *event.Event {
	for i := range events {
		if events[i].ID == id {
			return &events[i]
		}
	}
	for i := range events {
		if slices.Contains(events[i].Aliases, id) || slices.Contains(events[i].Statements, "s-"+strings.TrimPrefix(id, "e-")) {
			return &events[i]
		}
	}
	return nil
}

// put turns the times that were fixed into times of the entries of a grouping.
func (d *decider) put(in *reconcile.Input) {
	g := &in.Grouping
	entry := map[string]string{}
	phase := map[string]event.Phase{}
	for i := range g.Events {
		phase[g.Events[i].ID] = g.Events[i].Phase
		for _, id := range g.Events[i].Statements {
			entry[id] = g.Events[i].ID
		}
	}
	for _, t := range d.times {
		if id := entry[t.statement]; id != "" && phase[id] == t.phase {
			in.Fixed[id] = t.fix
		}
	}
}

// add puts the events that were added by hand to a grouping.
func (d *decider) add(in *reconcile.Input) {
	g := &in.Grouping
	for i := range d.added {
		e := &d.added[i]
		id := addedID(e)
		g.Happenings = append(g.Happenings, event.Happening{Whole: id, Entries: []int{len(g.Events)}})
		g.Events = append(g.Events, event.Event{
			ID: id, Title: e.Title, Phase: event.Whole, Status: event.StatusHappened, Place: e.Place, Zone: e.Zone,
			Because: []resolve.Reason{{Step: "editor", Text: fmt.Sprintf("added by %s on %s", e.Reviewer, e.Date)}},
		})
		z := when.UTC
		if e.Zone != "" {
			z, _ = when.LoadZone(e.Zone) // it was read before
		}
		f := reconcile.Fix{}
		f.Start, f.Granularity, f.Approximate, _ = when.ParseEDTF(e.Time, z)
		if e.End != "" {
			f.End, _, _, _ = when.ParseEDTF(e.End, z)
		}
		in.Fixed[id] = f
	}
}

// settleDiscrepancies keeps the discrepancies that were ruled on as they were judged, beside
// those that are left.
func (s *Story) settleDiscrepancies(ruled []*reconcile.Discrepancy) {
	known := map[string]bool{}
	var all []reconcile.Discrepancy
	for _, d := range ruled {
		known[d.ID] = true
		x := *d
		x.Event = ""
		for _, id := range append([]string{"s-" + strings.TrimPrefix(d.Event, "e-")}, d.Statements()...) {
			if e := named(s.Events, "e-"+strings.TrimPrefix(id, "s-")); e != nil {
				x.Event = e.ID
				break
			}
		}
		all = append(all, x)
	}
	for _, d := range s.Discrepancies {
		if known[d.ID] || slices.ContainsFunc(ruled, func(r *reconcile.Discrepancy) bool {
			return r.Point == d.Point && subset(d.Statements(), r.Statements())
		}) {
			continue
		}
		all = append(all, d)
	}
	sort.SliceStable(all, func(i, j int) bool {
		a, b := &all[i], &all[j]
		if (a.Severity == reconcile.Major) != (b.Severity == reconcile.Major) {
			return a.Severity == reconcile.Major
		}
		return (a.ChangesOrder || a.ChangesDate) && !(b.ChangesOrder || b.ChangesDate)
	})
	s.Discrepancies = all
}

func subset(a, b []string) bool {
	return !slices.ContainsFunc(a, func(x string) bool { return !slices.Contains(b, x) })
}

// settleEvents gives the events their titles, notes which edits shaped which, and leaves out
// what is hidden or, where that is asked for, what no editor has looked at.
func (s *Story) settleEvents(d *decider, edits []review.Edit) {
	s.Edited, s.Reviewed = map[string][]int{}, map[string]bool{}
	hidden := map[string]bool{}
	for id, title := range d.titles {
		if e := named(s.Events, "e-"+id[2:]); e != nil {
			e.Title = title
		}
	}
	for id := range d.hidden {
		if e := named(s.Events, "e-"+strings.TrimPrefix(strings.TrimPrefix(id, "s-"), "e-")); e != nil {
			hidden[e.ID] = true
		}
	}
	for i := range edits {
		e := &edits[i]
		if e.Kind == review.Amend {
			s.Edits = append(s.Edits, *e)
			continue
		}
		if e.Kind == review.Approve {
			e.Applied = s.approve(e)
		}
		if e.Kind == "" || !e.Applied {
			continue
		}
		at := len(s.Edits)
		s.Edits = append(s.Edits, *e)
		for _, id := range append(slices.Clone(e.Events), e.Statements...) {
			x := named(s.Events, "e-"+strings.TrimPrefix(strings.TrimPrefix(id, "s-"), "e-"))
			if x == nil || slices.Contains(s.Edited[x.ID], at) {
				continue
			}
			s.Edited[x.ID] = append(s.Edited[x.ID], at)
			s.Reviewed[x.ID] = true
		}
	}
	for _, r := range s.Rulings {
		if r.Orphan || r.Stale {
			continue
		}
		for i := range s.Discrepancies {
			if x := &s.Discrepancies[i]; x.ID == r.Discrepancy && x.Event != "" {
				s.Reviewed[x.Event] = true
			}
		}
	}
	if s.Config.Unreviewed == content.Withhold {
		for i := range s.Events {
			if id := s.Events[i].ID; !s.Reviewed[id] {
				hidden[id] = true
				s.Withheld++
			}
		}
	}
	s.leaveOut(hidden)
}

// approve reports whether an approval speaks of the events as they are. One that does not is
// no error: the event is unreviewed again.
func (s *Story) approve(e *review.Edit) bool {
	if e.Digest == "" {
		return true
	}
	now := digests(strings.Join(e.Events, " "), s.Events)
	if e.Digest == now[0] {
		return true
	}
	s.Problems = append(s.Problems, content.Problem{
		File: e.Path, Line: e.Line, What: "the event has changed since it was approved: it needs another look",
		Fix: fmt.Sprintf("look at it again; if it holds, write a new approval with `digest: %s`", now[0]),
	})
	return false
}

// leaveOut drops events, and what is about nothing else.
func (s *Story) leaveOut(hidden map[string]bool) {
	if len(hidden) == 0 {
		return
	}
	gone := func(id string) bool { return hidden[id] }
	s.Events = slices.DeleteFunc(s.Events, func(e event.Event) bool { return hidden[e.ID] || e.Phase == event.Lasts && hidden[e.Of] })
	s.Order, s.Undated = slices.DeleteFunc(s.Order, gone), slices.DeleteFunc(s.Undated, gone)
	var ties [][]string
	for _, t := range s.Ties {
		if t = slices.DeleteFunc(t, gone); len(t) > 1 {
			ties = append(ties, t)
		}
	}
	s.Ties = ties
	s.Agreements = slices.DeleteFunc(s.Agreements, func(a reconcile.Agreement) bool { return hidden[a.Event] })
	s.Discrepancies = slices.DeleteFunc(s.Discrepancies, func(d reconcile.Discrepancy) bool { return hidden[d.Event] })
	for id := range hidden {
		delete(s.Bounds, id)
	}
}
