package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"timeline/internal/event"
	"timeline/internal/export"
	"timeline/internal/when"
)

// An eventPage is all that is known of one entry: its time with what it rests on, the
// claims with their working, and what stands before and behind it.
type eventPage struct {
	entry
	At            string // where it stands on the timeline, from the root
	Place, Status string
	Bounds        []boundRow
	Claims        []quote
	Before, After *link
	Phases        []link // the other entries of the same happening
	Cite          export.Citation
}

// A boundRow is one end of an event: as the reports say plainly, and as they allow.
type boundRow struct {
	What, UTC, Local, Allowed string
	Rests                     []rest // the statements that it rests on, here or in their sources
}

// A rest is a statement that a bound rests on, and where it stands.
type rest struct {
	Href  string
	Said  template.HTML
	Label string
}

// eventPage is the page of entry l, which stands between two others.
func (v *view) eventPage(l, before, after *listed) *eventPage {
	e := l.event
	p := &eventPage{entry: v.entryOf(l, "../"), At: v.at(e.ID), Place: e.Place, Status: capital(v.word("state." + string(e.Status))), Bounds: v.boundRows(e)}
	p.Claims = p.Quotes
	if before != nil {
		p.Before = &link{before.event.ID + ".html", before.event.Title}
	}
	if after != nil {
		p.After = &link{after.event.ID + ".html", after.event.Title}
	}
	for _, o := range v.phases[cmp.Or(e.Of, e.ID)] {
		if o.ID != e.ID {
			p.Phases = append(p.Phases, link{o.ID + ".html", o.Title})
		}
	}
	p.Cite = v.cite.Event(e, strings.TrimSpace(l.UTCLabel+", "+l.Time+" "+l.Zone))
	return p
}

// boundRows tells the start and the end of e, and how long it took where that is known.
func (v *view) boundRows(e *event.Event) []boundRow {
	b := v.story.Bounds[e.ID]
	z, local := v.zoneOf(e, b)
	row := func(what string, stated, allowed when.Interval, rests []string) (boundRow, bool) {
		if stated == when.Always && allowed == when.Always {
			return boundRow{}, false
		}
		g := b.Granularity
		if g == when.Unknown {
			g = when.Minute
		}
		r := boundRow{What: v.word(what), UTC: v.fullRange(stated, min(g, when.Minute), when.UTC) + " UTC"}
		for _, q := range v.quotes(rests) {
			to := rest{"../sources/" + q.Source + ".html#" + q.ID, q.Said, q.Label}
			if slices.Contains(e.Statements, q.ID) {
				to.Href = "#" + q.ID
			}
			r.Rests = append(r.Rests, to)
		}
		if stated == when.Always {
			r.UTC, local = v.word("time.unknown"), false
		} else if g >= when.Day {
			r.UTC = v.fullRange(stated, when.Minute, when.UTC) + " UTC"
			r.Local = v.unitWords(stated, g, z)
		} else if local {
			r.Local = v.fullRange(stated, g, z)
		}
		if local && r.Local != "" {
			r.Local += " " + zoneWords(z) + " (" + v.offsetWords(when.Interval{From: stated.From, To: stated.To}, z) + ")"
		}
		if allowed != stated {
			r.Allowed = v.fullRange(allowed, when.Minute, when.UTC) + " UTC"
		}
		return r, true
	}
	var out []boundRow
	if r, ok := row("start-bound", b.Start, b.StartAllowed, b.StartRests); ok {
		out = append(out, r)
	}
	if b.End != b.Start || b.EndAllowed != b.StartAllowed {
		if r, ok := row("end-bound", b.End, b.EndAllowed, b.EndRests); ok {
			out = append(out, r)
		}
	}
	if b.MaxSpan > 0 {
		out = append(out, boundRow{What: v.word("length"), UTC: v.lengthWords(b.MinSpan, b.MaxSpan)})
	}
	return out
}
