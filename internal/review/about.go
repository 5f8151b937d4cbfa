package review

import (
	"slices"

	"timeline/internal/reconcile"
)

// About makes r a ruling on d as it stands: with its id, its digest where none was seen
// before, the ids of its quotes, and the version named by one of its statements where one
// stands in it alone. A statement stays what it is when another version joins; a number does
// not. (For [ExtractionError] the number stays: there a statement means itself.)
func (r *Ruling) About(d *reconcile.Discrepancy) error {
	r.Discrepancy = d.ID
	if r.Digest == "" {
		r.Digest = d.Digest
	}
	r.Statements = d.Statements()
	if r.Version == "" || r.Verdict == ExtractionError && slices.Contains(r.Statements, r.Version) {
		return nil
	}
	k, err := d.Version(r.Version)
	if err != nil {
		return err
	}
	if r.Verdict == ExtractionError {
		return nil
	}
	for _, id := range d.Versions[k].Statements {
		if n, err := d.Version(id); err == nil && n == k {
			r.Version = id
			break
		}
	}
	return nil
}
