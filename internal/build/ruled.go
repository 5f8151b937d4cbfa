package build

import (
	"fmt"
	"slices"
	"strings"

	"timeline/internal/content"
	"timeline/internal/reconcile"
	"timeline/internal/review"
)

// A State is how far editors have come with a discrepancy.
type State string

// The states.
const (
	Open       State = "open"       // nobody has ruled on it
	Ruled      State = "ruled"      // the newest ruling settles it
	Stale      State = "stale"      // the evidence changed since the newest ruling: it needs another look
	Unresolved State = "unresolved" // the newest ruling leaves the question open
)

// RulingsOn returns the rulings on a discrepancy, the one that counts first.
func (s *Story) RulingsOn(id string) []review.Ruling {
	var out []review.Ruling
	for _, r := range s.Rulings {
		if r.Discrepancy == id && !r.Orphan {
			out = append(out, r)
		}
	}
	slices.Reverse(out)
	return out
}

// StateOf returns the state of the discrepancy of an id.
func (s *Story) StateOf(id string) State {
	switch rs := s.RulingsOn(id); {
	case len(rs) == 0:
		return Open
	case rs[0].Stale:
		return Stale
	case rs[0].Verdict == review.Unresolved:
		return Unresolved
	}
	return Ruled
}

// Discrepancy returns the discrepancy that a name means: its id, one of its earlier ids, or
// the beginning of the id of one alone. Of a name that means none the error tells the
// nearest id, of one that means several all of them.
func (s *Story) Discrepancy(name string) (*reconcile.Discrepancy, error) {
	var begin []*reconcile.Discrepancy
	var ids []string
	var alias *reconcile.Discrepancy
	for i := range s.Discrepancies {
		d := &s.Discrepancies[i]
		if d.ID == name {
			return d, nil
		}
		if alias == nil && slices.Contains(d.Aliases, name) {
			alias = d
		}
		ids = append(ids, d.ID)
		if name != "" && strings.HasPrefix(d.ID, name) {
			begin = append(begin, d)
		}
	}
	switch {
	case alias != nil:
		return alias, nil
	case len(begin) == 1:
		return begin[0], nil
	case len(begin) > 1:
		var of []string
		for _, d := range begin {
			of = append(of, d.ID)
		}
		return nil, fmt.Errorf("%s begins the ids of %d discrepancies: write more of the one you mean: %s", name, len(of), strings.Join(of, ", "))
	case len(ids) == 0:
		return nil, fmt.Errorf("there is no discrepancy %s, nor any other", name)
	}
	near, _ := content.Nearest(name, ids)
	return nil, fmt.Errorf("there is no discrepancy %s: perhaps %s", name, near)
}
