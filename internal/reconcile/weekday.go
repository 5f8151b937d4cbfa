package reconcile

import (
	"fmt"
	"slices"

	"timeline/internal/statement"
	"timeline/internal/when"
)

// weekdays records the dates that are told with the weekday of another day, where
// they are in no clash already: the words clash with the calendar. The versions are
// the two readings, each with the statements of other sources that fit it alone.
func (r *run) weekdays() {
	listed := map[string]bool{}
	for n := range r.out.Discrepancies {
		for _, v := range r.out.Discrepancies[n].Versions {
			for _, id := range v.Statements {
				listed[id] = true
			}
		}
	}
	for i := range r.sts {
		if r.aside[r.sts[i].ID] {
			continue
		}
		if s := &r.sts[i]; !s.Time.Weekday.Empty() && s.Time.Known && !listed[s.ID] && !s.Act.Stamp() {
			r.weekday(i)
		}
	}
}

// weekday records that the weekday of statement i is not that of its date.
func (r *run) weekday(i int) {
	s := &r.sts[i]
	h := r.g.Of[i]
	k := 0
	if s.Role == statement.RoleEnd {
		k = 1
	}
	cites := []int{i}
	readings := [...]when.Interval{s.Time.Stated, s.Time.Weekday}
	var fits [2][]int
	for _, c := range r.at[2*h+k].claims {
		t := &r.sts[c.st]
		if t.Source == s.Source {
			continue
		}
		byDate, byWeekday := t.Time.Allowed.Overlaps(readings[0]), t.Time.Allowed.Overlaps(readings[1])
		if byDate != byWeekday {
			n := 0
			if byWeekday {
				n = 1
			}
			fits[n] = append(fits[n], c.st)
			cites = append(cites, c.st)
		}
	}
	entry := r.entry(h, k)
	if entry == "" {
		entry = r.g.Entry[i]
	}
	d := r.new(entry, KindWeekday, "weekday", slices.Clone(cites))
	d.Severity = Major
	zone, err := when.LoadZone(s.Time.Zone)
	if err != nil {
		zone = when.UTC
	}
	date, named := zone.Local(readings[0].From).Date(), zone.Local(readings[1].From).Date()
	for n, how := range [...]string{
		fmt.Sprintf("by its date, %s %s", date.Weekday(), date),
		fmt.Sprintf("by its weekday, %s %s", named.Weekday(), named),
	} {
		v := Version{Statements: []string{s.ID}, Stated: readings[n], Allowed: readings[n]}
		v.Text = fmt.Sprintf("%s: “%s” %s", r.label[s.Source], s.Expr.Words, how)
		for _, c := range fits[n] {
			v.Statements = append(v.Statements, r.sts[c].ID)
			v.Text += "; " + r.says([]claim{{st: c}})
		}
		d.Versions = append(d.Versions, v)
	}
	d.Gap = max(int64(readings[1].From-readings[0].From), int64(readings[0].From-readings[1].From))
	d.Finding = fmt.Sprintf("%s was a %s, not a %s.", date, date.Weekday(), named.Weekday())
	d.Arithmetic = []string{
		fmt.Sprintf("“%s”: %s was a %s; the nearest %s was %s", s.Expr.Words, date, date.Weekday(), named.Weekday(), named),
	}
	d.Explanations = []Explanation{
		dateSlip("weekday", "the weekday is a slip", len(fits[0]), len(fits[1])),
		dateSlip("date-slip", "the date is a slip", len(fits[1]), len(fits[0])),
	}
	r.out.Discrepancies = append(r.out.Discrepancies, d)
}

// dateSlip is the hypothesis that one part of a date is wrong, which the other sources
// speak for or against by where they put the happening.
func dateSlip(kind, text string, support, against int) Explanation {
	e := Explanation{kind, Possible, text}
	switch {
	case support == 0 && against == 0:
		e.Text += ": no other source tells the day"
	case support > 0 && against > 0:
		e.Text += fmt.Sprintf(": of other sources %s by it and %s against it", plural(int64(support), "statement"), plural(int64(against), "statement"))
	case support > 0:
		e.Text += fmt.Sprintf(": so %s of other sources", plural(int64(support), "statement"))
	default:
		e.Outcome = Rejected
		e.Text += fmt.Sprintf(": %s of other sources against it", plural(int64(against), "statement"))
	}
	return e
}
