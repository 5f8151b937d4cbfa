package reconcile

import (
	"fmt"
	"strings"
	"testing"

	"timeline/internal/event"
	"timeline/internal/resolve"
	"timeline/internal/statement"
	"timeline/internal/when"
)

// A said is one statement of a test, written short.
type said struct {
	src      string
	words    string
	role     statement.Role
	from, to string // stated, "2025-06-11T16:30Z"
	slack    int64  // allowed: this many seconds around from
	gran     when.Granularity
	zone     string
	basis    resolve.ZoneBasis
	length   [4]int64 // stated and allowed length, seconds
	modality statement.Modality
	head     string
	ref      resolve.EventRef
	group    int // happening

	stated, allowed *when.Interval // in place of from, to and slack
	speaker         string
	corrects        bool
	weekday         when.Interval // the other reading of a date with another day's weekday

	counts []statement.Count
	names  []string // participants
	themes []string // classes of other verbs and nouns
}

func at(t *testing.T, s string) when.Instant {
	t.Helper()
	if s == "" {
		return when.Past
	}
	i, err := when.ParseInstant(strings.Replace(s, "Z", ":00Z", 1))
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// input makes statements and their grouping by hand, so that what is tested is
// reconciling alone.
func input(t *testing.T, ss []said) Input {
	t.Helper()
	var in Input
	in.Grouping.Refs = map[int]int{}
	seen := map[string]bool{}
	for i, s := range ss {
		st := statement.Statement{
			ID: fmt.Sprintf("s-%013d", i), Source: s.src, Role: s.role, Modality: s.modality,
			Expr: statement.Expression{Text: s.words, Words: s.words, Type: "TIME"},
			Act:  statement.Act{Head: s.head, Class: s.head, Names: s.names, Themes: s.themes}, Speaker: s.speaker, Counts: s.counts, Corrects: s.corrects,
		}
		if st.Modality == "" {
			st.Modality = statement.Happened
		}
		st.Time = resolve.Time{Zone: s.zone, ZoneBasis: s.basis, Granularity: s.gran, Stated: when.Always, Allowed: when.Always}
		if s.from != "" || s.stated != nil {
			st.Time.Known = true
			if s.stated != nil {
				st.Time.Stated = *s.stated
			} else {
				st.Time.Stated = when.Interval{From: at(t, s.from), To: at(t, s.to)}
			}
			st.Time.Allowed, st.Time.Weekday = st.Time.Stated, s.weekday
			if s.allowed != nil {
				st.Time.Allowed = *s.allowed
			}
			if s.slack > 0 {
				st.Time.Allowed = when.Interval{From: st.Time.Stated.From.Add(-s.slack), To: st.Time.Stated.From.Add(s.slack)}
			}
			if z, err := when.LoadZone(s.zone); err == nil {
				st.Time.Offset = when.OffsetText(z.Offset(st.Time.Stated.From))
			}
		}
		if s.length != [4]int64{} {
			st.Time.IsDuration = true
			st.Time.Length = resolve.Length{Min: s.length[0], Max: s.length[1], AllowedMin: s.length[2], AllowedMax: s.length[3]}
		}
		if s.ref.Relation != 0 {
			st.Time.Ref = s.ref
			st.Expr.Type = "SIGNAL"
			in.Grouping.Refs[i] = 0
		}
		in.Statements = append(in.Statements, st)
		in.Grouping.Of = append(in.Grouping.Of, s.group)
		for len(in.Grouping.Happenings) <= s.group {
			n := len(in.Grouping.Happenings)
			id := fmt.Sprintf("e-%d", n)
			in.Grouping.Happenings = append(in.Grouping.Happenings, event.Happening{Whole: id})
			in.Grouping.Events = append(in.Grouping.Events, event.Event{ID: id, Title: fmt.Sprintf("Happening %d", n), Phase: event.Whole, Zone: s.zone})
		}
		h := &in.Grouping.Happenings[s.group]
		h.Statements = append(h.Statements, i)
		in.Grouping.Entry = append(in.Grouping.Entry, h.Whole)
		in.Grouping.Events[s.group].Statements = append(in.Grouping.Events[s.group].Statements, st.ID)
		if !seen[s.src] {
			seen[s.src] = true
			in.Sources = append(in.Sources, Source{ID: s.src, Label: s.src, Text: "words of " + s.src})
		}
	}
	return in
}
