package reconcile

import (
	"slices"
	"sort"

	"timeline/internal/when"
)

// A claim is what one statement says of one point of a happening, as a closed
// range of seconds: an instant for a start or an end, a length for a duration.
type claim struct {
	st              int // index of the statement
	lo, hi          int64
	allowLo, allowH int64
}

// versions returns the maximal sets of claims that share a value: the versions
// of a clash, or a single one where all agree. By Helly's theorem in one
// dimension a set of ranges that agree in pairs has a value common to all, so
// it is enough to look at the lower ends. Claims that are in every version say
// nothing about the clash and are left out when there are several.
func versions(cs []claim, allowed bool) [][]int {
	lo := func(c claim) int64 {
		if allowed {
			return c.allowLo
		}
		return c.lo
	}
	hi := func(c claim) int64 {
		if allowed {
			return c.allowH
		}
		return c.hi
	}
	order := make([]int, len(cs))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return lo(cs[order[a]]) < lo(cs[order[b]]) })
	var out [][]int
	for _, i := range order {
		at := lo(cs[i])
		var set []int
		for k := range cs {
			if lo(cs[k]) <= at && at <= hi(cs[k]) {
				set = append(set, k)
			}
		}
		if len(out) > 0 && subset(out[len(out)-1], set) {
			out[len(out)-1] = set
			continue
		}
		if len(out) == 0 || !subset(set, out[len(out)-1]) {
			out = append(out, set)
		}
	}
	if len(out) < 2 {
		return out
	}
	count := make([]int, len(cs))
	for _, v := range out {
		for _, k := range v {
			count[k]++
		}
	}
	for i, v := range out {
		keep := v[:0:0]
		for _, k := range v {
			if count[k] < len(out) {
				keep = append(keep, k)
			}
		}
		out[i] = keep
	}
	return out
}

// rounded joins the versions that only a rounding sets apart: those that can be
// reconciled with each other as generously as they are worded, and with the same of the
// others. A version between two that cannot be reconciled stays one of its own.
func rounded(cs []claim, vs [][]int) [][]int {
	meets := func(v, w []int) bool {
		lo, hi := int64(when.Past), int64(when.Future)
		for _, set := range [...][]int{v, w} {
			for _, k := range set {
				lo, hi = max(lo, cs[k].allowLo), min(hi, cs[k].allowH)
			}
		}
		return lo <= hi
	}
	alike := func(i, j int) bool {
		if !meets(vs[i], vs[j]) {
			return false
		}
		for k := range vs {
			if k != i && k != j && meets(vs[i], vs[k]) != meets(vs[j], vs[k]) {
				return false
			}
		}
		return true
	}
	for i := 0; i < len(vs); i++ {
		for j := i + 1; j < len(vs); j++ {
			if !alike(i, j) {
				continue
			}
			both := append(append([]int(nil), vs[i]...), vs[j]...)
			sort.Ints(both)
			vs = append(append(append([][]int(nil), vs[:i]...), slices.Compact(both)), append(append([][]int(nil), vs[i+1:j]...), vs[j+1:]...)...)
			j = i // look again at all behind
		}
	}
	return vs
}

// subset reports whether every element of a is in b; both ascend.
func subset(a, b []int) bool {
	j := 0
	for _, x := range a {
		for j < len(b) && b[j] < x {
			j++
		}
		if j == len(b) || b[j] != x {
			return false
		}
	}
	return true
}

// closed returns the bounds of a half-open interval as a closed range of
// seconds. An interval that a hedge opened keeps its upper end: "about 16:30"
// and "about 17:00", both give or take a quarter of an hour, meet at 16:45.
func closed(i when.Interval, hedged bool) (lo, hi int64) {
	lo, hi = int64(i.From), int64(i.To)
	if !i.To.Open() && !hedged && hi > lo {
		hi--
	}
	return lo, hi
}
