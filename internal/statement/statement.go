// Package statement cuts a source into assertions: one clause that says when
// something happened, was planned or did not happen, and who is cited for it.
package statement

import (
	"timeline/internal/resolve"
	"timeline/internal/text"
	"timeline/internal/when"
)

// A Statement is one assertion of one source.
type Statement struct {
	At       int       // index of its expression among those of the source
	verb     text.Span // while it is made: of the first word of its governing verb; empty where a noun governs
	ID       string    // stable: from the source id and the quoted words
	Source   string    // source id
	Quote    text.Span
	Sentence text.Span
	Expr     Expression
	Time     resolve.Time
	Role     Role
	Modality Modality
	Speaker  string // who is cited, with the outlet it came through; empty when the source speaks itself
	Act      Act
	Place    string   // place name in the clause; empty when none
	Zones    []string // IANA zones of that place, that of its capital first
	Title    string   // a headline clause made of the quote, before the group's best one is chosen
	Quoted   bool     // inside quotation marks
	Because  []resolve.Reason
	Frame    when.Interval // of a length: the time that its sentence tells beside it; zero for none
	Faces    []int         // what a clock of twelve hours showed at its time, in minutes: of each zone that the words tell it in
	Corrects bool          // its sentence speaks of a correction: what it tells may stand against its own report
	Counts   []Count       // the figures of its clause, in order of position
	Retells  string        // id of the statement whose time it tells again, in another zone, and does not fit
}

// An Expression is the words that carry the time. Type is a TIMEX3 type, or
// SIGNAL (TimeML) for words that give only an order: "following the meeting".
type Expression struct {
	Span  text.Span // bytes
	Text  string
	Words string // the same with the hedge and connective before it: "long after midnight"
	Type  string // DATE, TIME, DURATION, SET, SIGNAL
	Value string // TIMEX3 value; empty for SIGNAL
}

// An Act is what happened: its verb or noun, who took part.
type Act struct {
	Head   string            // lemma of the governing verb or event noun: "begin", "meet", "post"
	Class  string            // action class: "talk", "begin", "end", "say", "move", ...
	Noun   string            // the event noun it concerns: "talks" for "the talks began"
	Names  []string          // normalised names of participants, sorted
	Shown  map[string]string // the names as the text has them, by normalised name
	Told   []string          // the same names, in order of appearance
	Subj   string            // normalised name of the subject, when it is a name
	Themes []string          // the classes of all verbs and event nouns of the clause, sorted: what else it speaks of
	Args   []string          // stems of the nouns it is about, sorted: heads of its subject and object
	Words  []string          // rarer content words, lower case, sorted
}

// The classes of what a stamp tells: they are no verb's, so that "the ministry
// published the list" stays a happening of its own.
const (
	ReportPublished = "report published"
	ReportUpdated   = "report updated"
)

// Stamp reports whether the act is that the report itself came out or changed.
func (a Act) Stamp() bool { return a.Class == ReportPublished || a.Class == ReportUpdated }

// punctual are the classes of happenings that are over as soon as they begin, as far
// as a clock that shows minutes can tell.
var punctual = set(`say answer announce warn accuse deny apologise ask post publish leak plead agree sign reject accept
approve congratulate arrive depart launch escape splash landfall shoot stab die crash collapse explode quake aftershock
arrest seize hijack kidnap surrender free charge convict acquit sentence fine ban elect win lose concede inaugurate
appoint resign dismiss hire dissolve buy cancel postpone shut reopen restore fail revert alert trigger deploy activate
send receive break vanish marry record call`)

// Punctual reports whether the act is over as soon as it begins: what comes after it is
// counted from one moment, be it told from its start or from its end.
func (a Act) Punctual() bool { return punctual.Has(a.Class) }

// A Role is how a time belongs to its event.
type Role string

// The roles.
const (
	RoleStart    Role = "start"
	RoleEnd      Role = "end"
	RoleWhole    Role = "whole"    // the event fills the interval
	RoleWithin   Role = "within"   // it happened at some moment inside
	RoleBefore   Role = "before"   // it happened before the time
	RoleAfter    Role = "after"    // it happened after the time
	RoleDuration Role = "duration" // how long it took
)

// A Modality is how far a statement vouches for its event.
type Modality string

// The modalities.
const (
	Happened     Modality = "happened"
	Ongoing      Modality = "ongoing"
	Planned      Modality = "planned"
	Cancelled    Modality = "cancelled"
	Denied       Modality = "denied"
	Hypothetical Modality = "hypothetical"
	Habitual     Modality = "habitual"
	Background   Modality = "background"
)
