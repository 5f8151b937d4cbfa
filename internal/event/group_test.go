package event

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"timeline/internal/resolve"
	"timeline/internal/statement"
	"timeline/internal/when"
)

// say makes a statement: its source, class, names, and the hours since 1970
// between which it lies (none where both are 0).
func say(src, class, noun, names, place string, from, to int64, more ...func(*statement.Statement)) statement.Statement {
	s := statement.Statement{Source: src, Place: place, Modality: statement.Happened, Role: statement.RoleWithin, Title: class + " of " + src}
	s.Act = statement.Act{Head: class, Class: class, Noun: noun, Names: strings.Fields(names), Told: strings.Fields(names), Shown: map[string]string{}}
	for _, n := range s.Act.Names {
		s.Act.Shown[n] = strings.ToUpper(n[:1]) + n[1:]
	}
	s.Time.Stated, s.Time.Allowed = when.Always, when.Always
	if to > 0 {
		s.Time.Known, s.Time.Granularity = true, when.Day
		s.Time.Stated = when.Interval{From: when.Instant(from * 3600), To: when.Instant(to * 3600)}
		s.Time.Allowed = s.Time.Stated
	}
	for _, f := range more {
		f(&s)
	}
	return s
}

func role(r statement.Role) func(*statement.Statement) {
	return func(s *statement.Statement) { s.Role = r }
}

func mood(m statement.Modality) func(*statement.Statement) {
	return func(s *statement.Statement) { s.Modality = m }
}

func lasting(min, max int64) func(*statement.Statement) {
	return func(s *statement.Statement) {
		s.Time.IsDuration = true
		s.Time.Length = resolve.Length{Min: min, Max: max, AllowedMin: min, AllowedMax: max}
		s.Role = statement.RoleDuration
	}
}

func zoned(zone string) func(*statement.Statement) {
	return func(s *statement.Statement) {
		s.Time.Zone, s.Time.ZoneBasis, s.Zones = zone, resolve.ZoneClause, []string{zone}
	}
}

// about gives a statement the stems of what it is about.
func about(args ...string) func(*statement.Statement) {
	return func(s *statement.Statement) { s.Act.Args = args }
}

// clock gives a statement a time in minutes since 1970, with what it may be off.
func clock(minute, slack int64) func(*statement.Statement) {
	return func(s *statement.Statement) {
		s.Time.Known, s.Time.Granularity = true, when.Minute
		s.Time.Stated = when.Interval{From: when.Instant(minute * 60), To: when.Instant(minute*60 + 60)}
		s.Time.Allowed = s.Time.Stated.Widen(slack, slack)
		s.Faces = []int{int(minute % 720)}
	}
}

func number(sts []statement.Statement) []statement.Statement {
	for i := range sts {
		sts[i].ID = fmt.Sprintf("s-%02d", i)
	}
	return sts
}

func TestGroup(t *testing.T) {
	tests := []struct {
		name string
		in   []statement.Statement
		want [][]int
	}{
		{"two reports of one meeting", []statement.Statement{
			say("a", "talk", "talks", "berg lee", "", 0, 24), say("b", "talk", "meeting", "berg lee", "", 10, 34),
		}, [][]int{{0, 1}}},
		{"other people on the same day", []statement.Statement{
			say("a", "talk", "talks", "berg lee", "", 0, 24), say("b", "talk", "talks", "diaz okoro", "", 0, 24),
		}, [][]int{{0}, {1}}},
		{"the same people a month apart", []statement.Statement{
			say("a", "talk", "talks", "berg lee", "", 0, 24), say("b", "talk", "talks", "berg lee", "", 720, 744),
		}, [][]int{{0}, {1}}},
		{"two places", []statement.Statement{
			say("a", "talk", "talks", "berg lee", "Oslo", 0, 24, zoned("Europe/Oslo")), say("b", "talk", "talks", "berg lee", "Tokyo", 0, 24, zoned("Asia/Tokyo")),
		}, [][]int{{0}, {1}}},
		{"another action", []statement.Statement{
			say("a", "talk", "talks", "berg lee", "", 0, 24), say("b", "depart", "", "berg lee", "", 0, 24),
		}, [][]int{{0}, {1}}},
		{"what the source speaks on of", []statement.Statement{
			say("a", "talk", "talks", "berg lee", "", 0, 24), say("a", "talk", "meeting", "", "", 0, 0, lasting(3600, 3600)),
		}, [][]int{{0, 1}}},
		{"hours are not months", []statement.Statement{
			say("a", "talk", "talks", "berg lee", "", 0, 24, lasting(18000, 18000)), say("a", "talk", "talks", "", "", 0, 0, lasting(2629746, 31556952)),
		}, [][]int{{0}, {1}}},
		{"what is only thought of is not what happened", []statement.Statement{
			say("a", "talk", "talks", "berg lee", "", 0, 24), say("b", "talk", "summit", "berg lee", "", 0, 0, mood(statement.Hypothetical)),
		}, [][]int{{0}, {1}}},
		{"two speakers", []statement.Statement{
			say("a", "say", "", "berg", "", 0, 24, func(s *statement.Statement) { s.Act.Subj = "berg" }),
			say("b", "say", "", "berg lee", "", 0, 24, func(s *statement.Statement) { s.Act.Subj = "lee" }),
		}, [][]int{{0}, {1}}},
		{"reports are published each by itself", []statement.Statement{
			say("a", statement.ReportPublished, "report", "", "", 0, 24), say("b", statement.ReportPublished, "report", "", "", 0, 24),
		}, [][]int{{0}, {1}}},
		{"the same word, and nothing against it", []statement.Statement{
			say("a", "talk", "", "berg", "", 0, 0), say("b", "talk", "", "berg", "", 0, 0),
		}, [][]int{{0, 1}}},
		{"a saying needs its speaker", []statement.Statement{
			say("a", "say", "", "", "", 0, 24), say("b", "say", "", "berg", "", 0, 24),
		}, [][]int{{0}, {1}}},
		{"a slip of hours", []statement.Statement{
			say("a", "quake", "quake", "", "Lae", 1, 2), say("b", "quake", "quake", "", "Lae", 11, 12), say("c", "quake", "quake", "", "", 11, 12),
		}, [][]int{{0, 1, 2}}},
		{"what the verb is about", []statement.Statement{
			say("a", "revert", "", "", "", 1, 2, about("chang")), say("b", "revert", "", "", "", 11, 12, about("chang")), say("c", "revert", "", "", "", 21, 22, about("polic")),
		}, [][]int{{0, 1}, {2}}},
		{"a time that is said not to be exact speaks less", []statement.Statement{
			say("a", "call", "", "", "", 0, 0, clock(610, 0)), say("b", "crash", "", "", "", 0, 0, clock(610, 0)),
			say("c", "call", "", "berg", "", 0, 0, clock(910, 900)), say("d", "crash", "", "diaz", "", 0, 0, clock(910, 900)),
		}, [][]int{{0, 1}, {2}, {3}}},
		{"the figures of another day", []statement.Statement{
			say("a", "depart", "", "", "", 0, 0, clock(611, 0)), say("b", "depart", "", "", "", 0, 0, clock(611+8*1440, 0)),
			say("c", "depart", "", "", "", 0, 0, clock(655+8*1440, 0)),
		}, [][]int{{0, 1}, {2}}},
		{"a cancelling without a time is of what others time", []statement.Statement{
			say("a", "launch", "", "", "", 0, 24), say("b", "launch", "", "", "", 0, 0, mood(statement.Cancelled)),
		}, [][]int{{0, 1}}},
		{"how long after another is not how long", []statement.Statement{
			say("a", "call", "", "", "", 1, 2), say("b", "call", "", "", "", 0, 0, lasting(600, 600), func(s *statement.Statement) {
				s.Role, s.Time.Ref = statement.RoleWithin, resolve.EventRef{Words: "the crash", Relation: resolve.AfterEnd, Lo: 600, Hi: 600}
			}),
		}, [][]int{{0, 1}}},
		{"several of a kind in one source", []statement.Statement{
			say("a", "quake", "quake", "", "", 1, 2), say("a", "quake", "quake", "", "", 11, 12), say("b", "quake", "quake", "", "", 11, 12),
		}, [][]int{{0}, {1, 2}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := Group(number(tt.in), Fixed{})
			var got [][]int
			for _, h := range g.Happenings {
				got = append(got, h.Statements)
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("happenings (-want +got):\n%s", d)
			}
			for i, h := range g.Of {
				found := false
				for _, j := range g.Happenings[h].Statements {
					found = found || i == j
				}
				if !found || g.Entry[i] == "" {
					t.Errorf("statement %d has no place: happening %d, entry %q", i, h, g.Entry[i])
				}
			}
		})
	}
}

func TestEntries(t *testing.T) {
	g := Group(number([]statement.Statement{
		say("a", "talk", "talks", "berg lee", "Oslo", 0, 24),
		say("a", "talk", "talks", "berg lee", "Oslo", 10, 11, role(statement.RoleStart)),
		say("b", "talk", "talks", "berg lee", "Oslo", 10, 11, role(statement.RoleStart)),
		say("b", "talk", "talks", "berg lee", "Oslo", 14, 15, role(statement.RoleEnd)),
	}), Fixed{})
	if len(g.Happenings) != 1 {
		t.Fatalf("%d happenings, want 1", len(g.Happenings))
	}
	type entry struct {
		Phase      Phase
		Title      string
		Statements []string
		Of         string
	}
	var got []entry
	for _, e := range g.Events {
		got = append(got, entry{e.Phase, e.Title, e.Statements, e.Of})
	}
	want := []entry{
		{Whole, "Berg–Lee talks in Oslo", []string{"s-00"}, ""},
		{Begins, "Berg–Lee talks begin in Oslo", []string{"s-01", "s-02"}, "e-00"},
		{Ends, "Berg–Lee talks end in Oslo", []string{"s-03"}, "e-00"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("entries (-want +got):\n%s", d)
	}
	// The id of an entry derives from its first statement; the ids that the
	// others would give it are kept as aliases.
	if e := g.Events[1]; e.ID != "e-01" || len(e.Aliases) != 1 || e.Aliases[0] != "e-02" {
		t.Errorf("id %s, aliases %v", e.ID, e.Aliases)
	}
}

func TestStatus(t *testing.T) {
	tests := []struct {
		moods []statement.Modality
		want  Status
	}{
		{[]statement.Modality{statement.Happened}, StatusHappened},
		{[]statement.Modality{statement.Planned}, StatusPlanned},
		{[]statement.Modality{statement.Planned, statement.Happened}, StatusHappened},
		{[]statement.Modality{statement.Cancelled}, StatusCancelled},
		{[]statement.Modality{statement.Planned, statement.Cancelled}, StatusDisputed},
		{[]statement.Modality{statement.Hypothetical}, StatusHypothetical},
		{[]statement.Modality{statement.Habitual}, StatusHabitual},
		{[]statement.Modality{statement.Ongoing}, StatusOngoing},
	}
	for _, tt := range tests {
		var sts []statement.Statement
		for _, m := range tt.moods {
			sts = append(sts, say("a", "talk", "talks", "berg lee", "", 0, 24, mood(m)))
		}
		g := Group(number(sts), Fixed{})
		if len(g.Events) != 1 || g.Events[0].Status != tt.want {
			t.Errorf("%v: %d events, status %q, want %q", tt.moods, len(g.Events), g.Events[0].Status, tt.want)
		}
	}
}

func TestReferences(t *testing.T) {
	order := func(words string) func(*statement.Statement) {
		return func(s *statement.Statement) {
			s.Time.Ref = resolve.EventRef{Words: words, Relation: resolve.AfterEnd}
			s.Expr.Type = "SIGNAL"
		}
	}
	sts := number([]statement.Statement{
		say("a", "talk", "talks", "berg lee", "", 0, 24),
		say("a", "vote", "vote", "", "", 48, 72),
		say("a", "post", "", "diaz", "", 0, 0, order("the talks")),
		say("a", "depart", "", "okoro", "", 0, 0, order("")),
		say("a", "arrive", "", "kim", "", 0, 0, order("talks")),
	})
	g := Group(sts, Fixed{})
	want := map[int]int{2: g.Of[0], 3: g.Of[0]}
	if d := cmp.Diff(want, g.Refs); d != "" {
		t.Errorf("references (-want +got):\n%s", d)
	}
}

// TestReferencesAcross has what is counted from the happening of another report.
func TestReferencesAcross(t *testing.T) {
	order := func(words string, rel resolve.Relation) func(*statement.Statement) {
		return func(s *statement.Statement) {
			s.Time.Ref = resolve.EventRef{Words: words, Relation: rel, Lo: 600, Hi: 600}
		}
	}
	quake := func(src string, at int64) statement.Statement {
		return say(src, "quake", "earthquake", "", "", 0, 0, clock(at, 60))
	}
	after := func(words string) statement.Statement {
		return say("d", "rescue", "", "kim", "", 0, 0, order(words, resolve.AfterEnd))
	}
	tests := []struct {
		name string
		in   []statement.Statement
		last int // the statement whose happening the last one counts from; -1 for none
	}{
		{"the one of its kind", []statement.Statement{quake("a", 1000), after("the earthquake")}, 0},
		{"one that more tell than twice the others", []statement.Statement{quake("a", 1000), quake("b", 1000), quake("c", 90000), after("the earthquake")}, 0},
		{"two told by as many", []statement.Statement{quake("a", 1000), quake("c", 90000), after("the earthquake")}, -1},
		{"a pronoun is of this report", []statement.Statement{quake("a", 1000), after("it shook")}, -1},
		{"not its own kind", []statement.Statement{quake("a", 1000), after("the vote")}, -1},
		{"a noun of no class", []statement.Statement{say("a", "hear", "", "", "", 5, 6, about("bang")), after("the bang")}, 0},
		{"into the flight is from its departure", []statement.Statement{
			say("a", "depart", "", "", "", 5, 6), say("d", "fail", "", "", "", 0, 0, order("the flight", resolve.AfterStart)),
		}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := Group(number(tt.in), Fixed{})
			got, ok := g.Refs[len(tt.in)-1]
			if tt.last < 0 && ok || tt.last >= 0 && (!ok || got != g.Of[tt.last]) {
				t.Errorf("references %v of %v, want that of %d", g.Refs, g.Of, tt.last)
			}
		})
	}
}

// TestKin has two words that stand for one happening in one story: told of another thing,
// at times that differ, they do so again.
func TestKin(t *testing.T) {
	afloat := func(src, class, what string, at int64) statement.Statement {
		return say(src, class, "", "berg kim", "", 0, 0, clock(at, 60), about(what))
	}
	second := []statement.Statement{afloat("a", "refloat", "tug", 2001), afloat("b", "clear", "tug", 2041)}
	tests := []struct {
		name string
		in   []statement.Statement
		want bool // the last two are one happening
	}{
		{"by themselves", second, false},
		{"told at one minute before", []statement.Statement{afloat("a", "refloat", "liner", 1001), second[0], afloat("b", "clear", "liner", 1001), second[1]}, true},
		{"told at one round time before", []statement.Statement{afloat("a", "refloat", "liner", 1000), second[0], afloat("b", "clear", "liner", 1000), second[1]}, false},
		{"one report tells of both", []statement.Statement{afloat("a", "refloat", "liner", 1001), afloat("a", "clear", "barge", 4001), second[0], afloat("b", "clear", "liner", 1001), second[1]}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := Group(number(tt.in), Fixed{})
			var tug []int
			for i, s := range tt.in {
				if s.Act.Args[0] == "tug" {
					tug = append(tug, g.Of[i])
				}
			}
			if got := tug[0] == tug[1]; got != tt.want {
				t.Errorf("one happening: %v, want %v", got, tt.want)
			}
		})
	}
}
