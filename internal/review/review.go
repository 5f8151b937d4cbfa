// Package review reads what editors decided: rulings on discrepancies, each in
// a file of its own that the program never changes.
package review

// A Ruling is an editor's decision on a discrepancy.
type Ruling struct {
	Path        string // the file, relative to the content folder
	Discrepancy string
	Verdict     Verdict
	Value       string // the value to use, when the verdict names one
	Reviewer    string
	Date        string // YYYY-MM-DD
	Digest      string // of the quotes that were judged; empty when the file has none
	Reason      string // Markdown
	ReasonHTML  string // rendered in safe mode
	Stale       bool   // the evidence changed since: "needs another look"
	Orphan      bool   // no such discrepancy
	Nearest     string // for an orphan, the id it may have meant
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
