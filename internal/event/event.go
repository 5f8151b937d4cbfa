// Package event groups statements of several sources into happenings.
package event

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"timeline/internal/resolve"
)

// An Event is one entry of the timeline: a happening, or one phase of a longer
// one (its start, its end), with the statements that speak of it.
type Event struct {
	ID         string
	Aliases    []string // ids it had, or would have had, with other sources; each resolves to it
	Title      string
	Of         string // id of the happening this is a phase of; empty for a happening
	Phase      Phase
	Status     Status
	Place      string
	Zone       string   // IANA zone of the place, for local times; empty when unknown
	Statements []string // ids, in order of source and position
	Links      []Link   // why each statement belongs
	Because    []resolve.Reason
	Background bool // distant past or habitual: kept, drawn apart
}

// A Phase says which part of a happening an entry stands for.
type Phase string

// The phases.
const (
	Whole        Phase = "whole"
	Begins       Phase = "start"
	Ends         Phase = "end"
	PlannedStart Phase = "planned-start"
	Lasts        Phase = "length" // how long it took: it has no place of its own on the timeline
)

// A Status is what the sources together say of whether it happened.
type Status string

// The statuses.
const (
	StatusHappened     Status = "happened"
	StatusOngoing      Status = "ongoing"
	StatusPlanned      Status = "planned"
	StatusCancelled    Status = "cancelled"
	StatusDisputed     Status = "disputed" // sources differ on whether it happened
	StatusHypothetical Status = "hypothetical"
	StatusHabitual     Status = "habitual"
	StatusDenied       Status = "denied"
)

// A Link is why a statement was put with the others.
type Link struct {
	Statement string
	With      string // the statement it was linked to; empty for the first
	Score     int    // sum of the weights of the reasons
	Reasons   []string
}

// DigestOf names the statements of some events together, whatever their order.
func DigestOf(events ...*Event) string {
	var all []string
	for _, e := range events {
		all = append(all, e.Statements...)
	}
	slices.Sort(all)
	return Digest(all)
}

// Digest names a list of statements for those who decide on it: it changes with their
// number, their order and the words that they quote, from which their ids derive.
func Digest(statements []string) string {
	h := sha256.New()
	for _, id := range statements {
		h.Write([]byte(id))
		h.Write([]byte{0})
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))[:16]
}
