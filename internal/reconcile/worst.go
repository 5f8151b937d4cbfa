package reconcile

import "sort"

// Worst returns the indexes of the discrepancies in the order in which they are listed: what
// is impossible first, then what would change the order or a date, then the position of
// their events.
func (r *Result) Worst() []int {
	at := map[string]int{}
	for i, id := range r.Order {
		at[id] = i
	}
	weight := func(d *Discrepancy) int {
		n := 0
		if d.Severity != Major {
			n += 4
		}
		if !d.ChangesOrder {
			n += 2
		}
		if !d.ChangesDate {
			n++
		}
		return n
	}
	ds := r.Discrepancies
	out := make([]int, len(ds))
	for i := range out {
		out[i] = i
	}
	sort.SliceStable(out, func(a, b int) bool {
		x, y := &ds[out[a]], &ds[out[b]]
		if wx, wy := weight(x), weight(y); wx != wy {
			return wx < wy
		}
		return at[x.Event] < at[y.Event]
	})
	return out
}
