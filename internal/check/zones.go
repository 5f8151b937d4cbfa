package check

import (
	"fmt"
	"strings"

	"timeline/internal/build"
	"timeline/internal/resolve"
	"timeline/internal/when"
)

// zones lists the times of day whose zone is ambiguous. It is where the zone was taken from
// the last two steps, the home zone of the content or plain UTC, because nothing in the
// report tells one; and where the words or the place have several zones of other offsets
// and nothing settles which is meant ("CST"). Days and longer spans are left out: their
// zone moves their ends, and seldom what they say. So are the zones of a dateline, of the
// source and of a place: they are assumed too, but from something that the report says.
func zones(story *build.Story) []Item {
	out := []Item{}
	for i := range story.Statements {
		st := &story.Statements[i]
		t := &st.Time
		if !t.Known || t.IsDuration || t.Granularity == when.Unknown || t.Granularity > when.Hour || story.TakenOut[st.ID] != "" {
			continue
		}
		x := Item{Source: st.Source, Statement: st.ID, Words: strings.Join(strings.Fields(st.Expr.Words), " "), Zone: t.Zone, ZoneBasis: string(t.ZoneBasis), Zones: t.Zones}
		x.Fix = "tell where it was written: put `dateline:` or `timezone:` in the front matter"
		switch {
		case len(t.Zones) > 0 && (t.ZoneBasis == resolve.ZoneStated || t.ZoneBasis == resolve.ZoneCarried):
			x.What = fmt.Sprintf("“%s” may be of several zones: %s is taken, %s allowed", x.Words, t.Zone, listed(t.Zones))
		case len(t.Zones) > 0:
			x.What = fmt.Sprintf("the place of “%s” has several zones: %s is taken, %s allowed", x.Words, t.Zone, listed(t.Zones))
			x.Fix = "where it matters, set the time with an edit of kind `retime`"
		case t.ZoneBasis == resolve.ZoneHome:
			x.What = fmt.Sprintf("nothing tells the zone of “%s”: the home zone, %s, is taken", x.Words, t.Zone)
		case t.ZoneBasis == resolve.ZoneUTC:
			x.What = fmt.Sprintf("nothing tells the zone of “%s”: UTC is taken", x.Words)
		default:
			continue
		}
		x.File, x.Line = place(story, st.Source, st.Expr.Span.Start)
		out = append(out, x)
	}
	return out
}

func listed(zones []string) string {
	if len(zones) == 1 {
		return zones[0] + " is"
	}
	return strings.Join(zones[:len(zones)-1], ", ") + " and " + zones[len(zones)-1] + " are"
}
