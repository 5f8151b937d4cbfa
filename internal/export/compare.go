package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"timeline/internal/reconcile"
)

// A Change is one difference between two builds of a story.
type Change struct {
	Change string   `json:"change"` // added, removed, changed, merged, split, moved, opened, closed, ruled
	Thing  string   `json:"thing"`  // source, event, discrepancy
	ID     string   `json:"id"`     // in the newer build; of what is gone, in the older
	Title  string   `json:"title"`
	Words  []string `json:"words"` // what is different, a sentence each
	page   string   // of the newer site; empty for what is gone
	of     []string // the statements of the newer build that it is about
}

// Page is where the newer site tells of what has changed, relative to its root; empty for
// what is gone.
func (c Change) Page() string { return c.page }

// Compare tells what a build has other than an earlier one: sources first, then events in
// the order of the newer timeline, then discrepancies. Two builds with the same data have no
// changes. What an event or a discrepancy was is found by its id or, where that is another
// now, by the statements that both have.
func Compare(old, now Timeline) []Change {
	c := comparer{old: old, now: now}
	c.sources()
	c.events()
	c.discrepancies()
	return c.out
}

type comparer struct {
	old, now Timeline
	out      []Change
	home     map[string]string // by statement: its event in the newer build
	was      map[string]string // the same in the older
	titles   map[string]string // by id of an event of either
}

func (c *comparer) sources() {
	before := map[string]Source{}
	for _, s := range c.old.Sources {
		before[s.ID] = s
	}
	after := map[string]bool{}
	for _, s := range c.now.Sources {
		after[s.ID] = true
		o, ok := before[s.ID]
		x := Change{Thing: "source", ID: s.ID, Title: cmp.Or(s.Title, s.Path), page: "sources/" + s.ID + ".html"}
		for _, st := range c.now.Statements {
			if st.Source == s.ID {
				x.of = append(x.of, st.ID)
			}
		}
		switch {
		case !ok:
			x.Change, x.Words = "added", []string{"A report that was not there before."}
		case o.SHA256 != s.SHA256:
			x.Change, x.Words = "changed", []string{"The file of the report has changed."}
		}
		if ok && o.Published.EDTF != s.Published.EDTF {
			x.Change = "changed"
			x.Words = append(x.Words, fmt.Sprintf("Published %s (before: %s).", orNone(s.Published.EDTF), orNone(o.Published.EDTF)))
		}
		if x.Change != "" {
			c.out = append(c.out, x)
		}
	}
	for _, s := range c.old.Sources {
		if !after[s.ID] {
			c.out = append(c.out, Change{Change: "removed", Thing: "source", ID: s.ID, Title: cmp.Or(s.Title, s.Path), Words: []string{"The report is no longer there."}})
		}
	}
}

func orNone(s string) string { return cmp.Or(s, "at a time not known") }

// placed notes which event each statement stands in.
func placed(t Timeline) map[string]string {
	out := map[string]string{}
	for _, e := range t.Events {
		for _, id := range e.Statements {
			out[id] = e.ID
		}
	}
	return out
}

// follows is the event of the newer build that an older one has become; empty for none.
func (c *comparer) follows(e Event, now map[string]Event) string {
	if _, ok := now[e.ID]; ok {
		return e.ID
	}
	n := map[string]int{}
	best := ""
	for _, id := range e.Statements {
		if to := c.home[id]; to != "" {
			if n[to]++; n[to] > n[best] {
				best = to
			}
		}
	}
	return best
}

func (c *comparer) events() {
	c.home, c.was, c.titles = placed(c.now), placed(c.old), map[string]string{}
	before, now := map[string]Event{}, map[string]Event{}
	for _, e := range c.old.Events {
		before[e.ID] = e
		c.titles[e.ID] = e.Title
	}
	for _, e := range c.now.Events {
		now[e.ID] = e
		c.titles[e.ID] = e.Title
	}
	became := map[string][]string{} // by id now: the ids before
	var gone []Event
	for _, e := range c.old.inOrder() {
		if to := c.follows(e, now); to != "" {
			became[to] = append(became[to], e.ID)
		} else {
			gone = append(gone, e)
		}
	}
	moved := c.moved(became)
	for _, e := range c.now.inOrder() {
		x := Change{Thing: "event", ID: e.ID, Title: e.Title, page: "events/" + e.ID + ".html", of: e.Statements}
		from := became[e.ID]
		if len(from) == 0 {
			x.Change, x.Words = "added", []string{"New: " + span(e.Start) + "."}
			for _, id := range e.Statements {
				if o := c.was[id]; o != "" {
					x.Change, x.Words = "split", []string{fmt.Sprintf("Told before as part of “%s”.", c.titles[o])}
					break
				}
			}
			c.out = append(c.out, x)
			continue
		}
		main := from[0]
		if slices.Contains(from, e.ID) {
			main = e.ID
		}
		x.Words = c.event(before[main], e)
		x.Change = "changed"
		for _, id := range from {
			if id != main {
				x.Change = "merged"
				x.Words = append(x.Words, fmt.Sprintf("“%s” is told as the same event now.", c.titles[id]))
			}
		}
		if at, ok := moved[e.ID]; ok {
			if len(x.Words) == 0 {
				x.Change = "moved"
			}
			x.Words = append(x.Words, at)
		}
		if len(x.Words) > 0 {
			c.out = append(c.out, x)
		}
	}
	for _, e := range gone {
		c.out = append(c.out, Change{Change: "removed", Thing: "event", ID: e.ID, Title: e.Title, Words: []string{"No longer told: " + span(e.Start) + "."}})
	}
}

// event says in what an event is another.
func (c *comparer) event(o, n Event) []string {
	var out []string
	add := func(format string, a ...any) { out = append(out, fmt.Sprintf(format, a...)) }
	if o.Title != n.Title {
		add("Titled “%s” before.", o.Title)
	}
	if !same(o.Start, n.Start) {
		add("It began %s (before: %s).", span(n.Start), span(o.Start))
	}
	if !same(o.End, n.End) {
		add("It ended %s (before: %s).", span(n.End), span(o.End))
	}
	if o.Status != n.Status {
		add("Its status is %s (before: %s).", n.Status, o.Status)
	}
	if or(o.Place) != or(n.Place) {
		add("Its place is %s (before: %s).", cmp.Or(or(n.Place), "not known"), cmp.Or(or(o.Place), "not known"))
	}
	if more, less := without(n.Statements, o.Statements), without(o.Statements, n.Statements); more+less > 0 {
		add("%d statements, before %d (%d joined, %d left).", len(n.Statements), len(o.Statements), more, less)
	}
	if o.Independent != n.Independent {
		add("%d independent sources, before %d.", n.Independent, o.Independent)
	}
	if len(n.Edits) > len(o.Edits) {
		e := n.Edits[len(n.Edits)-1]
		add("Edited by %s on %s: %s.", e.Reviewer, e.Date, e.Edit)
	}
	return out
}

// without counts what stands in a and not in b.
func without(a, b []string) int {
	in := map[string]bool{}
	for _, s := range b {
		in[s] = true
	}
	n := 0
	for _, s := range a {
		if !in[s] {
			n++
		}
	}
	return n
}

// moved finds the fewest events that stand elsewhere in the order, and says where: all but a
// longest part of the older order that is one of the newer order too.
func (c *comparer) moved(became map[string][]string) map[string]string {
	at := map[string]int{}
	for i, id := range c.old.Order {
		at[id] = i
	}
	var ids []string
	var pos []int
	for _, id := range c.now.Order {
		from := became[id]
		if len(from) == 0 {
			continue
		}
		o := from[0]
		if slices.Contains(from, id) {
			o = id
		}
		if p, ok := at[o]; ok {
			ids, pos = append(ids, id), append(pos, p)
		}
	}
	stays := map[int]bool{}
	for _, i := range rising(pos) {
		stays[i] = true
	}
	out := map[string]string{}
	for i, id := range ids {
		switch {
		case stays[i]:
		case i == 0:
			out[id] = "It stands first in the order now."
		default:
			out[id] = fmt.Sprintf("It stands behind “%s” in the order now.", c.titles[ids[i-1]])
		}
	}
	return out
}

// rising is the indices of a longest rising part of a.
func rising(a []int) []int {
	var tails []int // by length less one: the index of the least end
	prev := make([]int, len(a))
	for i, v := range a {
		k, _ := slices.BinarySearchFunc(tails, v, func(j, v int) int { return cmp.Compare(a[j], v) })
		prev[i] = -1
		if k > 0 {
			prev[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else {
			tails[k] = i
		}
	}
	if len(tails) == 0 {
		return nil
	}
	var out []int
	for i := tails[len(tails)-1]; i >= 0; i = prev[i] {
		out = append(out, i)
	}
	slices.Reverse(out)
	return out
}

func (c *comparer) discrepancies() {
	cites := func(d Discrepancy) []string {
		var out []string
		for _, v := range d.Versions {
			out = append(out, v.Statements...)
		}
		return out
	}
	taken := map[string]bool{}
	match := func(n Discrepancy) (Discrepancy, bool) {
		for _, o := range c.old.Discrepancies {
			if o.ID == n.ID {
				return o, true
			}
		}
		for _, o := range c.old.Discrepancies {
			if reconcile.PointOf(o.ID) == reconcile.PointOf(n.ID) && !taken[o.ID] && without(cites(o), cites(n)) < len(cites(o)) {
				return o, true
			}
		}
		return Discrepancy{}, false
	}
	for _, n := range c.now.Discrepancies {
		o, ok := match(n)
		x := Change{Change: "changed", Thing: "discrepancy", ID: n.ID, Title: c.about(n), page: "discrepancies/" + n.ID + ".html", of: cites(n)}
		if !ok {
			x.Change, x.Words = "opened", []string{"Sources differ: " + versions(n) + "."}
		} else {
			taken[o.ID] = true
			if o.Severity != n.Severity {
				x.Words = append(x.Words, fmt.Sprintf("It is %s (before: %s).", n.Severity, o.Severity))
			}
			if o.Kind != n.Kind {
				x.Words = append(x.Words, fmt.Sprintf("It is about the %s (before: the %s).", n.Kind, o.Kind))
			}
			if a, b := versions(n), versions(o); a != b {
				x.Words = append(x.Words, fmt.Sprintf("The versions are %s; before: %s.", a, b))
			}
		}
		switch r := n.Ruling; {
		case r == nil && (!ok || o.Ruling == nil):
		case r == nil:
			x.Change = "ruled"
			x.Words = append(x.Words, "Its ruling is gone.")
		case !ok || o.Ruling == nil || o.Ruling.Verdict != r.Verdict || o.Ruling.Date != r.Date || o.Ruling.Reviewer != r.Reviewer || or(o.Ruling.Version) != or(r.Version) || or(o.Ruling.Value) != or(r.Value) || o.Ruling.Reason != r.Reason:
			x.Change = "ruled"
			x.Words = append(x.Words, fmt.Sprintf("%s ruled on %s: %s.", r.Reviewer, r.Date, r.Verdict))
		case r.Stale != o.Ruling.Stale && r.Stale:
			x.Words = append(x.Words, "Its ruling needs another look: the quotes have changed.")
		}
		if len(x.Words) > 0 {
			c.out = append(c.out, x)
		}
	}
	for _, o := range c.old.Discrepancies {
		if !taken[o.ID] && !slices.ContainsFunc(c.now.Discrepancies, func(n Discrepancy) bool { return n.ID == o.ID }) {
			c.out = append(c.out, Change{Change: "closed", Thing: "discrepancy", ID: o.ID, Title: c.about(o), Words: []string{"The sources no longer differ: before, " + versions(o) + "."}})
		}
	}
}

// about is the title of the event of a discrepancy.
func (c *comparer) about(d Discrepancy) string { return cmp.Or(c.titles[d.Event], d.ID) }

func versions(d Discrepancy) string {
	var out []string
	for _, v := range d.Versions {
		out = append(out, v.Text)
	}
	return strings.Join(out, " | ")
}

func same(a, b Interval) bool { return or(a.From) == or(b.From) && or(a.To) == or(b.To) }

// span writes an interval for readers, in UTC: a day, a minute, or from one to the other.
func span(i Interval) string {
	from, okFrom := moment(i.From)
	to, okTo := moment(i.To)
	midnight := func(t time.Time) bool { return t.Equal(t.Truncate(24 * time.Hour)) }
	switch {
	case !okFrom && !okTo:
		return "at a time not known"
	case !okFrom:
		return "before " + to.Format(minuteWords)
	case !okTo:
		return "after " + from.Format(minuteWords)
	case to.Sub(from) <= time.Minute:
		return "at " + from.Format(minuteWords)
	case midnight(from) && midnight(to) && to.Sub(from) == 24*time.Hour:
		return "on " + from.Format(dayWords) + " UTC"
	case midnight(from) && midnight(to):
		return "from " + from.Format(dayWords) + " to " + to.Add(-time.Second).Format(dayWords) + " UTC"
	}
	return "between " + from.Format(minuteWords) + " and " + to.Format(minuteWords)
}

const (
	minuteWords = "15:04 on 2 January 2006 UTC"
	dayWords    = "2 January 2006"
)

func moment(s *string) (time.Time, bool) {
	if s == nil {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339, *s)
	return t, err == nil
}
