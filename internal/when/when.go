// Package when holds the values of time that the rest of the program reasons
// with: instants and half-open intervals in UTC, civil (local, zoneless)
// date-times, granularities, zones and their offsets, and EDTF text.
//
// Nothing in it reads a clock, the host's zone or its locale: zone rules come
// from the embedded IANA database, and time.Local is never used.
package when

import "math"

// An Instant is a moment in UTC, in whole seconds since
// 1970-01-01T00:00:00Z. [Past] and [Future] stand for an open bound.
type Instant int64

// The open bounds. Arithmetic on them is the caller's to avoid; [Instant.Add]
// keeps them as they are.
const (
	Past   Instant = math.MinInt64
	Future Instant = math.MaxInt64
)

// Open reports whether t is no moment but an open bound.
func (t Instant) Open() bool { return t == Past || t == Future }

// Add returns t moved by seconds; an open bound stays open.
func (t Instant) Add(seconds int64) Instant {
	if t.Open() {
		return t
	}
	return t + Instant(seconds)
}

// An Interval is the half-open range [From, To) of instants. Either bound may
// be open. The zero Interval is empty; [Always] is open on both sides.
type Interval struct {
	From, To Instant
}

// Always is the interval about which nothing is known.
var Always = Interval{Past, Future}

// A Civil is a local date and time of day without a zone: the count of seconds
// from 1970-01-01T00:00:00 on the local calendar (proleptic Gregorian), every
// day having 86,400 of them. Civil arithmetic is calendar arithmetic.
type Civil int64

// A Date is a civil day in the proleptic Gregorian calendar, with
// astronomical years (0 is 1 BCE).
type Date struct {
	Year, Month, Day int
}

// A Granularity is the size of the unit an expression speaks in.
type Granularity uint8

// The granularities, from fine to coarse.
const (
	Unknown Granularity = iota
	Second
	Minute
	Hour
	PartOfDay
	Day
	Weekend
	Week
	Month
	Season
	Quarter
	HalfYear
	Year
	Decade
	Century
	Millennium
)
