package review

import (
	"regexp"
	"slices"
	"strings"

	"timeline/internal/content"
	"timeline/internal/reconcile"
)

// A Judged is what a ruling may speak of: a discrepancy's ids and the digest
// of its quotes as they stand.
type Judged struct {
	ID         string
	Aliases    []string
	Digest     string
	Statements []string // the ids of its quotes
}

var verdicts = map[Verdict]bool{
	NotAConflict: true, DifferentMoments: true, NotTheSameEvent: true, VersionPreferred: true,
	RangeKept: true, Unresolved: true, ExtractionError: true,
}

var day = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// Read reads rulings, one a file, in the order of their paths. What is wrong
// with a file is a problem, and leaves that ruling out.
func Read(files []content.File) ([]Ruling, []content.Problem) {
	var out []Ruling
	var problems []content.Problem
	for _, f := range files {
		front, ps := content.ReadFront(f.Path, f.Data, "discrepancy", "verdict", "value", "version", "reviewer", "date", "digest", "statements")
		problems = append(problems, ps...)
		body := strings.TrimSpace(string(f.Data[front.Body:]))
		r := Ruling{
			Path: f.Path, Discrepancy: front.Get("discrepancy"), Verdict: Verdict(front.Get("verdict")), Version: front.Get("version"), Value: front.Get("value"),
			Reviewer: front.Get("reviewer"), Date: front.Get("date"), Digest: front.Get("digest"), Reason: body,
			Statements: list(front.Fields["statements"]),
		}
		if err := r.Check(); err != nil {
			problems = append(problems, problem(f.Path, 1, err))
			continue
		}
		r.ReasonHTML = content.Markdown([]byte(body))
		out = append(out, r)
	}
	return out, problems
}

// list is the values of a key that has one or several.
func list(f content.Field) []string {
	if f.List != nil || f.Text == "" {
		return f.List
	}
	return strings.Fields(strings.ReplaceAll(f.Text, ",", " "))
}

// Attach says of each ruling whether its discrepancy still exists and whether the quotes it
// judged are still the same. An id that is no longer there is that of the discrepancy about
// the same point which has the most of the quotes that were judged.
func Attach(rs []Ruling, ds []Judged) []Ruling {
	by := map[string]*Judged{}
	var ids []string
	for i := range ds {
		d := &ds[i]
		ids = append(ids, d.ID)
		by[d.ID] = d
		for _, a := range d.Aliases {
			if _, ok := by[a]; !ok {
				by[a] = d
			}
		}
	}
	rs = slices.Clone(rs)
	for i := range rs {
		d, ok := by[rs[i].Discrepancy]
		if !ok {
			d, ok = sameQuotes(rs[i], ds)
		}
		if !ok {
			rs[i].Orphan = true
			if near, strokes := content.Nearest(rs[i].Discrepancy, ids); strokes < 5 || reconcile.PointOf(near) == reconcile.PointOf(rs[i].Discrepancy) {
				rs[i].Nearest = near
			}
			continue
		}
		rs[i].Discrepancy, rs[i].Orphan, rs[i].Nearest = d.ID, false, ""
		rs[i].Stale = rs[i].Digest != "" && rs[i].Digest != d.Digest
	}
	return rs
}

// sameQuotes is the discrepancy that shares the most quotes with the one that r judged, of
// those about the same point.
func sameQuotes(r Ruling, ds []Judged) (*Judged, bool) {
	var best *Judged
	most := 0
	for i := range ds {
		n := 0
		for _, s := range ds[i].Statements {
			if slices.Contains(r.Statements, s) {
				n++
			}
		}
		if n > most && reconcile.PointOf(ds[i].ID) == reconcile.PointOf(r.Discrepancy) {
			best, most = &ds[i], n
		}
	}
	return best, best != nil
}
