package site

import (
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

// events makes the pages of all entries: those of the timeline in its order, then those
// without a date.
func (v *view) events(x *index) []*page {
	var all []entry
	for _, it := range x.Items {
		all = append(all, it.Entries...)
	}
	dated := len(all)
	all = append(all, x.Undated...)
	var pages []*page
	for i, en := range all {
		e := v.event_[en.ID]
		p := &eventPage{entry: en, Place: e.Place, Status: capital(v.word("state." + string(e.Status))), Claims: en.Quotes, Bounds: v.boundRows(e)}
		if i > 0 && i < dated {
			p.Before = &link{all[i-1].ID + ".html", all[i-1].Title}
		}
		if i+1 < dated {
			p.After = &link{all[i+1].ID + ".html", all[i+1].Title}
		}
		p.Phases = v.phases(e)
		p.Cite = v.cite.Event(e, strings.TrimSpace(en.UTCLabel+", "+en.Time+" "+en.Zone))
		pages = append(pages, &page{Path: "events/" + en.ID + ".html", template: "event.html", Title: en.Title, Nav: "timeline", Body: p})
	}
	return pages
}

// phases links the entries that tell other parts of what e tells.
func (v *view) phases(e *event.Event) []link {
	whole := e.Of
	if whole == "" {
		whole = e.ID
	}
	var out []link
	for i := range v.story.Events {
		o := &v.story.Events[i]
		if o.ID != e.ID && o.Phase != event.Lasts && (o.Of == whole || o.ID == whole) {
			out = append(out, link{o.ID + ".html", o.Title})
		}
	}
	return out
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
