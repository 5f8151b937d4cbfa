// Package temporal finds the temporal expressions of an English text and says
// what their words mean, before anything is known of when the text was
// written. It is pure and makes one pass over the bytes: words are looked up
// in tables, and short runs of them are handed to a small hand-written
// grammar.
//
// [Find] is all that most callers need. Placing an expression on the calendar
// is the work of package timex; placing it in UTC that of package resolve.
package temporal

import "timeline/internal/text"

// An Expression is one temporal expression (TIMEX3): where it stands and what
// its words say.
type Expression struct {
	Span    text.Span // TIMEX3 extent: bytes, half-open
	Type    Type
	Mod     Mod
	Meaning Meaning

	Signal  Signal    // the connective that governs it: "on", "by", "since", "until"
	Hedge   Hedge     // how exact its words claim to be
	Lead    text.Span // the signal and hedge words to the left of Span; empty when there are none
	Follow  Follow    // what a duration counts from: "hours before X", "three hours late"
	Tail    text.Span // the word or words of Follow to the right of Span; empty when there are none
	Zone    Zone      // the zone words inside Span; zero when there are none
	Local   bool      // "local time" was said
	Tense   Tense     // where the clause's finite verb or a cue looks
	Range   RangeEnd  // whether it is one end of a range told as two expressions
	Between bool      // the range is that of "between X and Y": a time somewhere in it
	Quoted  bool      // it stands inside quotation marks
	DayOf   bool      // the day of the clock time before it, which has it already: "5pm in Lima on Friday"
	DayFor  bool      // it says no more than the expression behind it, which has its day: "on Friday shortly after 5pm"
	Again   bool      // it tells the clock time before it once more, in another zone: "8pm local time (1700 GMT)"
}

// A Type is a TIMEX3 type.
type Type uint8

// The TIMEX3 types.
const (
	Date Type = iota
	Time
	Duration
	Set
)

// A Mod is a TIMEX3 modifier.
type Mod uint8

// The TIMEX3 modifiers.
const (
	NoMod Mod = iota
	Start
	Mid
	End
	Approx
	Before
	After
	OnOrBefore
	OnOrAfter
	LessThan
	MoreThan
	EqualOrLess
	EqualOrMore
)

// A Signal is the class of the connective to the left of an expression.
type Signal uint8

// The signals.
const (
	NoSignal     Signal = iota
	On                  // on, in, at, of, during a point or period
	By                  // by, no later than
	BeforeSignal        // before, ahead of, prior to
	AfterSignal         // after, following
	Since               // since, from X on, as of, starting
	Until               // until, till, through, up to
	From                // from, between: the first end of a range
	To                  // to, and, -: the second end of a range
	For                 // for, over, lasting: a length
	Within              // within, in less than
	AsSoonAs            // as soon as, as early as, no earlier than
)

// A Hedge is how a wording limits its own exactness.
type Hedge uint8

// The hedges.
const (
	Exact         Hedge = iota
	About               // around, about, some, approximately, circa, -ish, or so
	Nearly              // nearly, almost, just under, close to
	Over                // more than, over, just over
	AtLeast             // at least, no less than
	AtMost              // at most, up to, no more than
	ShortlyBefore       // shortly before, just before
	ShortlyAfter        // shortly after, just after
	LongAfter           // well past, long after
	JustHedge           // "just hours before"
)

// A Follow says what a duration or shift counts from.
type Follow uint8

// The follows.
const (
	NoFollow      Follow = iota
	FollowBefore         // "hours before the meeting"
	FollowAfter          // "two days after the vote"
	FollowAgo            // "ten minutes ago"
	FollowEarlier        // "three hours earlier"
	FollowLater          // "two days later"
	FollowLate           // "three hours late"
	FollowEarly          // "an hour early"
	FollowInto           // "two hours into the talks"
	FollowOf             // "five hours of talks"
	FollowNoun           // "five-hour meeting": the noun stands to the right
)

// A Tense is the direction in which a clause looks.
type Tense uint8

// The tenses. NoTense means that nothing in the clause decides.
const (
	NoTense Tense = iota
	PastTense
	PresentTense
	FutureTense
	OpenTense // the clause calls something off: it may lie either way
)

// A RangeEnd marks the two ends of one range.
type RangeEnd uint8

// The range ends.
const (
	NoRange RangeEnd = iota
	RangeFirst
	RangeLast
)

// A Zone is the zone words of an expression, as written: "GMT", "Moscow time",
// "UTC+8", "+03:00". They are read by package when.
type Zone struct {
	Span text.Span
	Text string
}
