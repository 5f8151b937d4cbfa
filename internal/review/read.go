package review

import (
	"regexp"
	"strings"

	"timeline/internal/content"
)

// A Judged is what a ruling may speak of: a discrepancy's ids and the digest
// of its quotes as they stand.
type Judged struct {
	ID      string
	Aliases []string
	Digest  string
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
		front, ps := content.ReadFront(f.Path, f.Data, "discrepancy", "verdict", "value", "version", "reviewer", "date", "digest")
		problems = append(problems, ps...)
		body := strings.TrimSpace(string(f.Data[front.Body:]))
		r := Ruling{
			Path: f.Path, Discrepancy: front.Get("discrepancy"), Verdict: Verdict(front.Get("verdict")), Version: front.Get("version"), Value: front.Get("value"),
			Reviewer: front.Get("reviewer"), Date: front.Get("date"), Digest: front.Get("digest"), Reason: body,
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

// Attach says of each ruling whether its discrepancy still exists and whether
// the quotes it judged are still the same.
func Attach(rs []Ruling, ds []Judged) []Ruling {
	by := map[string]Judged{}
	var ids []string
	for _, d := range ds {
		ids = append(ids, d.ID)
		by[d.ID] = d
		for _, a := range d.Aliases {
			if _, ok := by[a]; !ok {
				by[a] = d
			}
		}
	}
	for i := range rs {
		d, ok := by[rs[i].Discrepancy]
		if !ok {
			rs[i].Orphan = true
			rs[i].Nearest = nearest(rs[i].Discrepancy, ids)
			continue
		}
		rs[i].Discrepancy = d.ID
		rs[i].Stale = rs[i].Digest != "" && rs[i].Digest != d.Digest
	}
	return rs
}

// nearest is the id that shares the longest beginning with id, if any does.
func nearest(id string, ids []string) string {
	best, most := "", 3
	for _, x := range ids {
		n := 0
		for n < len(x) && n < len(id) && x[n] == id[n] {
			n++
		}
		if n > most {
			best, most = x, n
		}
	}
	return best
}
