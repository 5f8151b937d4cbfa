package temporal

// A Meaning is what the words of an expression say, before an anchor is known.
// Which fields count depends on Kind.
type Meaning struct {
	Kind Kind

	// Calendar: fields that are told; those that are not are left to the
	// anchor. Year 0 with HasYear is 1 BCE.
	HasYear             bool
	Year                int
	Decade, Century     int  // 199 for the 1990s, 19 for the 1900s ("20th century" is 19); 0 for none
	Millennium          int  // 2 for the second; 0 for none
	BCE                 bool // of Decade and Century: before the common era
	BareDecade          int  // 9 for "the nineties"
	Half, Quart, Season int  // 1-2, 1-4, 1 spring - 4 winter
	Month, Day, Week    int  // 1-12, 1-31, ISO 1-53; 0 for none
	DayOfYear           int  // 1-366, of ISO ordinal dates; 0 for none
	Week3               int  // 1-7: ISO weekday of Week; 0 for none
	HasWeekday          bool
	Weekday             int // 0 Sunday - 6 Saturday
	Holiday             *Holiday
	Fiscal              bool
	Swapped             bool // day and month could change places: 03/04/2025
	DayFirst            bool // figures that can only be read day first: 22/04/2025
	MonthFirst          bool // figures that can only be read month first: 04/22/2025

	// Time of day, of a Calendar or Deictic one.
	HasClock             bool
	Hour, Minute, Second int
	HasMinute, HasSecond bool
	Mission              bool // of a length: it counts from a lift-off, T
	NoMeridiem           bool // 1-12 without a.m. or p.m.
	Midnight             bool // told as midnight: by use the end of the day, 24:00
	Part                 Part

	// Deictic: N units from the day of writing ("last week" -1), or from what
	// was told before (Anaphoric: "the same day" 0). Which is set where the
	// fields are named by "last", "this" or "next" ("next Tuesday").
	Unit      Unit
	N         int
	HasWhich  bool
	Which     int
	Anaphoric bool

	// The year, week or month, counted from that of writing, in which a month,
	// quarter, weekday or day lies: "June last year", "Monday of this week".
	Within  Unit
	WithinN int

	Nth    int  // of a weekday or day of a period: "the first Friday in May" 1; the last is -1
	Around Unit // the week or weekend that holds the day: "the week of 6 March"

	// A period that is compared with another, "from $5 million a year ago":
	// where the text speaks of a quarter, that quarter of the year before.
	Compared bool
	Exact    bool // "three weeks ago today": to the day
	To       Unit // "a year ago this week": to that unit
	Coming   bool // "the weekend", "the coming weekend": this week's where the clause looks ahead
	Ongoing  bool // "the current year", "the full year": the one of the writing
	Latest   bool // "the latest quarter": the last that is over

	// Length, Shift and Recurrence: a count of Unit between Min and Max; both 0
	// where the words give none ("days", Vague).
	Min, Max float64
	Vague    bool
	Dir      int    // Shift: -1 earlier, +1 later
	Every    string // Recurrence: TIMEX3 value, "P1W" or "XXXX-WXX-2"
	Ref      string // Reference: PRESENT_REF, PAST_REF, FUTURE_REF
	Parts    []Measure
}

// A Measure is one unit of a compound length: "two hours and ten minutes".
type Measure struct {
	N    float64
	Unit Unit
}

// A Kind is the form of a meaning.
type Kind uint8

// The kinds.
const (
	Calendar   Kind = iota // fields of a date or a time of day
	Deictic                // units counted from an anchor: "last week", "the next day"
	Shift                  // a length from an anchor: "two days ago", "hours later"
	Length                 // "five hours"
	Recurrence             // "every Tuesday"
	Reference              // "now", "recently"
)
