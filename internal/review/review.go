// Package review reads and writes what editors decide: rulings on discrepancies and edits
// of the timeline, each in a file of its own that the program never changes.
package review

import (
	"fmt"
	"strings"
)

// A Ruling is an editor's decision on a discrepancy.
type Ruling struct {
	Path        string // the file, relative to the content folder
	Discrepancy string
	Verdict     Verdict
	Version     string // the version that the verdict is about: its number from 1, or the id of a statement in it
	Value       string // the value to use, when the verdict names one: EDTF in UTC, a length or a figure
	Reviewer    string
	Date        string   // YYYY-MM-DD
	Digest      string   // of the quotes that were judged; empty when the file has none
	Statements  []string // the ids of the quotes that were judged; none when the file has none
	Reason      string   // Markdown
	ReasonHTML  string   // rendered in safe mode
	Effect      string   // what it changed, in words; empty where it changed nothing
	Stale       bool     // the evidence changed since: "needs another look"
	Orphan      bool     // no such discrepancy
	Nearest     string   // for an orphan, the id it may have meant
}

// A Verdict is what an editor decided.
type Verdict string

// The verdicts.
const (
	NotAConflict     Verdict = "not-a-conflict"
	DifferentMoments Verdict = "different-moments"
	NotTheSameEvent  Verdict = "not-the-same-event"
	VersionPreferred Verdict = "version-preferred"
	RangeKept        Verdict = "range-kept"
	Unresolved       Verdict = "unresolved"
	ExtractionError  Verdict = "extraction-error"
)

// Verdicts are all verdicts, in the order of the documentation.
func Verdicts() []Verdict {
	return []Verdict{NotAConflict, DifferentMoments, NotTheSameEvent, VersionPreferred, RangeKept, Unresolved, ExtractionError}
}

// Check says what is missing or wrong with r by itself, as a [*Fault]; nil where nothing
// is.
func (r *Ruling) Check() error {
	switch {
	case r.Discrepancy == "":
		return &Fault{"no discrepancy named", "put `discrepancy:` with the id of the page in the front matter"}
	case !verdicts[r.Verdict]:
		var names []string
		for _, v := range Verdicts() {
			names = append(names, string(v))
		}
		return &Fault{fmt.Sprintf("%q is no verdict", string(r.Verdict)), "use one of " + strings.Join(names, ", ")}
	case (r.Verdict == VersionPreferred || r.Verdict == ExtractionError) && r.Version == "" && r.Value == "":
		return &Fault{"no version named", "put `version:` with its number or the id of a statement in the front matter"}
	case r.Reviewer == "":
		return &Fault{"no reviewer", "put `reviewer:` with a name in the front matter"}
	case !day.MatchString(r.Date):
		return &Fault{fmt.Sprintf("%q is no date", r.Date), "put `date:` as YYYY-MM-DD in the front matter"}
	case strings.TrimSpace(r.Reason) == "":
		return &Fault{"no reason", "write the reason below the front matter"}
	}
	return nil
}
