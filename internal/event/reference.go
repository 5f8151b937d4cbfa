package event

import (
	"maps"
	"slices"
	"strings"

	"timeline/internal/resolve"
	"timeline/internal/statement"
	"timeline/internal/when"
)

// reference finds the happening that an order-only statement counts from: of those that
// its words name, one told before it in its source; else the one that the sources tell, or
// that most of them do; for "later" and "after that", what was told last.
func (g *grouper) reference(r *Grouping, i int) (int, bool) {
	s := &g.sts[i]
	ref := s.Time.Ref
	switch ref.Relation {
	case resolve.NoRelation:
		return 0, false
	case resolve.PlannedBefore, resolve.PlannedAfter:
		return r.Of[i], true
	}
	what := statement.Refers(ref.Words)
	if ref.Relation == resolve.AfterStart && opening[what.Class] != nil {
		what.Definite = true // "eight minutes into flight"
	}
	switch {
	case what.Last:
		return g.toldLast(r, i)
	case !what.Definite:
		return 0, false
	}
	told := map[int]int{} // by happening that the words may mean: its statements
	take := func(j int) {
		if k := r.Of[j]; k != r.Of[i] && g.matches(j, what, ref.Relation) && g.plausible(i, j) {
			told[k] = len(r.Happenings[k].Statements)
		}
	}
	for j := i - 1; j >= 0 && g.sts[j].Source == s.Source; j-- {
		take(j)
	}
	if best, _, _ := mostTold(told); best >= 0 {
		return best, true
	}
	if what.Own {
		return 0, false
	}
	for j := range g.sts {
		take(j)
		if j != i && r.Of[j] == r.Of[i] && g.matches(j, what, ref.Relation) {
			return 0, false // what it is held to speak of is what it counts from
		}
	}
	// Another source's happening is meant only where it is the one of its kind that the
	// story is about.
	best, first, second := mostTold(told)
	return best, best >= 0 && first >= 2*second
}

// mostTold returns the happening with the most statements, the first of several, with their
// number and that of the next; best is -1 for none.
func mostTold(told map[int]int) (best, first, second int) {
	best = -1
	for _, k := range slices.Sorted(maps.Keys(told)) {
		switch n := told[k]; {
		case n > first:
			best, first, second = k, n, first
		case n > second:
			second = n
		}
	}
	return best, first, second
}

// toldLast is the happening that was told last before statement i in its source.
func (g *grouper) toldLast(r *Grouping, i int) (int, bool) {
	s := &g.sts[i]
	for j := i - 1; j >= 0 && g.sts[j].Source == s.Source; j-- {
		if k, ok := r.Refs[j]; ok && g.sts[j].Time.Ref.Relation == s.Time.Ref.Relation && s.Time.Ref.Words == "" {
			return k, k != r.Of[i]
		}
		if g.sts[j].Time.Known && !g.sts[j].Time.IsDuration || r.Happenings[r.Of[j]].Whole != r.Entry[j] {
			return r.Of[j], r.Of[j] != r.Of[i]
		}
	}
	return 0, false
}

// plausible reports whether statement j may tell the happening that i counts from:
// where the sentence of i tells its time too ("at 12.31, 24 minutes after the first
// failures"), j must lie where the two put it, give or take some hours.
func (g *grouper) plausible(i, j int) bool {
	s, t := &g.sts[i], &g.sts[j]
	if !t.Time.Known || t.Time.IsDuration || !t.Time.Allowed.Bounded() {
		return true
	}
	for k := i - 3; k <= i+3; k++ {
		if k < 0 || k >= len(g.sts) || k == i || s.Sentence.Empty() || g.sts[k].Source != s.Source || g.sts[k].Sentence != s.Sentence {
			continue
		}
		own := g.sts[k].Time
		if !own.Known || own.IsDuration || !own.Allowed.Bounded() || own.Granularity > when.Day {
			continue
		}
		reach := own.Allowed.Widen(min(s.Time.Ref.Hi, 400*86400)+6*3600, min(s.Time.Ref.Hi, 400*86400)+6*3600)
		if !reach.Overlaps(t.Time.Allowed) {
			return false
		}
	}
	return true
}

// opening are the classes of what begins a happening of a class: "an hour into the flight"
// is counted from its departure.
var opening = map[string][]string{"flight": {"depart", "launch"}, "travel": {"depart", "launch"}}

// matches reports whether statement j tells of what the words of a reference name.
func (g *grouper) matches(j int, what statement.Referent, rel resolve.Relation) bool {
	a, place := &g.sts[j].Act, g.sts[j].Place
	names := len(what.Names) == 0 || len(common(what.Names, a.Names)) > 0 || containsFold(what.Names, place)
	switch {
	case rel == resolve.AfterStart && slices.Contains(opening[what.Class], a.Class):
		return names
	case what.Class != "":
		return a.Class == what.Class && names
	case what.Noun != "" && names && (a.Noun != "" && statement.Stem(a.Noun) == what.Noun || slices.Contains(a.Args, what.Noun)):
		return true
	}
	return containsFold(what.Names, place) || len(what.Names) > 0 && len(common(what.Names, a.Names)) == len(what.Names)
}

func containsFold(l []string, s string) bool {
	for _, x := range l {
		if s != "" && strings.EqualFold(x, s) {
			return true
		}
	}
	return false
}
