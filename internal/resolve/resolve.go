// Package resolve turns an expression's place on the calendar into a time in
// UTC: it chooses the zone, opens the stated interval by what the wording
// admits, and keeps every step as a reason. It also reads or infers when a
// source was published.
package resolve

import (
	"timeline/internal/when"
)

// A Time is a resolved expression: bounds in UTC, and how they were reached.
//
// Stated is what the words say taken plainly; Allowed adds what a hedge, a
// rounding or an assumption admits and always contains Stated. Both are
// half-open; an open bound is [when.Past] or [when.Future]. A Time that could
// not be anchored has both intervals [when.Always] and Known false.
type Time struct {
	Known           bool
	Stated, Allowed when.Interval
	Granularity     when.Granularity
	EDTF            string
	Value           string     // TIMEX3 value
	Civil0          when.Civil // the local reading's start
	Civil           string     // the local reading in words, "20:00 on 2025-12-02"; empty when there is none
	Zone            string     // IANA name or "UTC+3"; empty for a time that needs none
	ZoneBasis       ZoneBasis
	Zones           []string      // the other zones that stay plausible: Allowed reaches over them
	Offset          string        // "UTC+3", the offset in force at Stated.From
	Unsettled       bool          // a clock time whose half of the day is not told: Allowed has both
	Weekday         when.Interval // of a date with another day's weekday: Stated on the nearest day that has it; zero for others
	Named           when.Interval // of "by Monday" the Monday, where Stated is all that lies before its end; zero for others
	IsDuration      bool
	Length          Length   // for a duration
	Ref             EventRef // what event it counts from, when it counts from one
	Because         []Reason
}

// A Length is how long something took, in seconds, both ends inclusive.
type Length struct {
	Min, Max               int64 // as stated
	AllowedMin, AllowedMax int64
}

// An EventRef says that a time counts from another happening: "hours before
// the meeting" is at least 1 and at most 12 hours before its start.
type EventRef struct {
	Words    string // the words that name the happening: "the meeting"
	Relation Relation
	Lo, Hi   int64 // seconds between the two as stated, 0 <= Lo <= Hi; Hi may be when.Future
}

// A Relation is how a time lies to the happening it counts from.
type Relation uint8

// The relations to a happening.
const (
	NoRelation    Relation = iota
	BeforeStart            // Lo..Hi seconds before its start
	AfterEnd               // Lo..Hi seconds after its end
	AfterStart             // Lo..Hi seconds after its start
	PlannedBefore          // the planned start lies Lo..Hi seconds before the actual one: "three hours late"
	PlannedAfter           // the planned start lies Lo..Hi seconds after the actual one: "an hour early"
)

// A ZoneBasis is where a time's zone comes from, best first.
type ZoneBasis string

// The zone bases. Every one past ZoneStated is an assumption.
const (
	ZoneNone     ZoneBasis = ""
	ZoneStated   ZoneBasis = "stated"   // in the expression
	ZoneCarried  ZoneBasis = "carried"  // stated nearby, for an earlier time of the same passage
	ZoneClause   ZoneBasis = "clause"   // the place in the same clause
	ZoneEvent    ZoneBasis = "event"    // the place where the event happens
	ZoneDateline ZoneBasis = "dateline" // where the source was written
	ZoneSource   ZoneBasis = "source"   // the source's declared zone
	ZoneHome     ZoneBasis = "home"     // the content's home zone
	ZoneUTC      ZoneBasis = "none"     // nothing said; UTC taken
)

// Assumed reports whether the zone was not stated in the text of the expression.
func (b ZoneBasis) Assumed() bool { return b != ZoneStated && b != ZoneNone }

// A Reason is one step from words to bounds: which rule, and what it did.
type Reason struct {
	Step string // "words", "calendar", "zone", "bounds", "publication"
	Text string // one plain sentence
}

// A Publication is when a source was published: an interval with a basis.
type Publication struct {
	Known    bool
	Interval when.Interval // half-open, UTC
	Days     [2]when.Date  // first and last possible civil day in Zone
	Closed   bool          // of an inferred one: the words of the text say that it was not written later
	Likely   [2]when.Date  // the part of Days that its words are counted from; zero for all of them
	Zone     string
	EDTF     string
	Basis    string // "front matter", "byline", "inferred", "assumed from other sources", ...
	Because  []string
	Evidence []Evidence // every stamp of the source, those of the publication first
}
