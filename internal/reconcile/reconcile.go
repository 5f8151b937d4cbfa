// Package reconcile lets the statements of all sources meet in one simple
// temporal network, and reads from it the bounds and order of events, what
// agrees, and what cannot all hold.
package reconcile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"timeline/internal/statement"
	"timeline/internal/when"
)

// A Result is everything the network says.
type Result struct {
	Bounds        map[string]Bounds // by event id
	Order         []string          // event ids in timeline order
	Ties          [][]string        // groups whose order is not determined
	Undated       []string          // event ids without any time
	Agreements    []Agreement
	Discrepancies []Discrepancy
	Independent   map[string]int // by event id: sources that are not copies of one another

	places []place // of Order
}

// Bounds are the tightest bounds of an event's start and end, and the
// statements they rest on.
type Bounds struct {
	Start, End       when.Interval // the plain reading: what readers see
	StartAllowed     when.Interval
	EndAllowed       when.Interval
	StartRests       []string // statement ids
	EndRests         []string
	Granularity      when.Granularity
	Approximate      bool
	MinSpan, MaxSpan int64 // seconds; 0, 0 when no length is known
}

// An Agreement is a set of statements that look different and fit together.
type Agreement struct {
	ID         string
	Event      string
	Statements []string
	Arithmetic string // one line anybody can redo
}

// A Kind is what a discrepancy is about.
type Kind string

// The kinds of discrepancy.
const (
	KindTime     Kind = "time"
	KindDate     Kind = "date"
	KindDuration Kind = "duration"
	KindOrder    Kind = "order"
	KindWeekday  Kind = "weekday"
	KindZone     Kind = "zone"
	KindStatus   Kind = "status"
	KindNumber   Kind = "number"
)

// A Severity tells whether statements clash even when read generously.
type Severity string

// The severities.
const (
	Major Severity = "major" // impossible even within what the wordings allow
	Minor Severity = "minor" // impossible only when taken plainly
)

// A Discrepancy is a minimal set of statements that cannot all hold.
type Discrepancy struct {
	ID           string
	Aliases      []string // earlier ids that still resolve
	Event        string   // event id
	Kind         Kind
	Severity     Severity
	Point        string // "start", "end", "duration", "day", "status", "count"
	Question     string // "When did the talks begin?"
	Finding      string // one ordinary sentence
	Versions     []Version
	Gap          int64 // seconds between the nearest instants or days stated; 0 where it is no gap in time
	Arithmetic   []string
	Explanations []Explanation
	ChangesOrder bool
	ChangesDate  bool
	Digest       string // of the quotes judged, for rulings
}

// Version returns the index of the version of d that name tells: its number from 1, or the
// id of a statement that stands in it alone.
func (d *Discrepancy) Version(name string) (int, error) {
	if n, err := strconv.Atoi(name); err == nil {
		if n < 1 || n > len(d.Versions) {
			return 0, fmt.Errorf("there is no version %d: there are %d", n, len(d.Versions))
		}
		return n - 1, nil
	}
	at := -1
	for n, v := range d.Versions {
		if slices.Contains(v.Statements, name) {
			if at >= 0 {
				return 0, fmt.Errorf("%s stands in several versions", name)
			}
			at = n
		}
	}
	if at < 0 {
		return 0, fmt.Errorf("%q is in no version", name)
	}
	return at, nil
}

// PointOf is what the id of a discrepancy says that it is about: "d-start" of "d-start-abc".
func PointOf(id string) string { return id[:max(strings.LastIndexByte(id, '-'), 0)] }

// Statements are the ids of all that the versions of d cite, each once, in their order.
func (d *Discrepancy) Statements() []string {
	var out []string
	for _, v := range d.Versions {
		for _, id := range v.Statements {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// A Version is the statements of a discrepancy that agree with each other.
type Version struct {
	Statements      []string
	Stated, Allowed when.Interval
	Length          [2]int64          // for a duration, seconds
	Counts          []statement.Count // for a number, what each of Statements counts
	Text            string            // what this version says, in words
}

// An Explanation is a hypothesis that was tested.
type Explanation struct {
	Kind    string // "zone-mix-up", "rounding", "twelve-hour-slip", ...
	Outcome Outcome
	Text    string // the test, redoable
}

// An Outcome is what a test of an explanation gave; never a verdict.
type Outcome string

// The outcomes.
const (
	Possible Outcome = "possible"
	Rejected Outcome = "rejected"
)
