package site

import (
	"bytes"
	"cmp"
	"encoding/json"
	"iter"
	"slices"
	"strings"

	"timeline/internal/publish"
)

// A hit is one thing that the search page can find. The index is a script and not data
// that a script fetches, since a page that is opened from disk may fetch nothing.
type hit struct {
	Kind  string `json:"k"` // "event", "quote", "clash", "source", "page"
	Href  string `json:"h"` // relative to the site
	Title string `json:"t"`
	Text  string `json:"x,omitempty"`
	When  string `json:"w,omitempty"`
}

// searchIndex lists what can be found, in the order in which it is shown: entries in
// that of the timeline, disagreements, quotes in that of their sources, sources, pages.
func (v *view) searchIndex() iter.Seq2[publish.File, error] {
	return func(yield func(publish.File, error) bool) { yield(v.searchFile()) }
}

func (v *view) searchFile() (publish.File, error) {
	var hits []hit
	for _, l := range slices.Concat(v.listed, v.undated) {
		e, text := l.event, ""
		if s := v.statement_[v.best(e, v.story.Bounds[e.ID])]; s != nil {
			text = s.Quote.Of(v.text(s.Source))
		}
		when := l.UTCLabel
		switch {
		case l.Zone != "":
			when += ", " + l.Time + " " + l.Zone
		case !l.on.Valid():
			when = l.Time
		}
		hits = append(hits, hit{"event", v.at(e.ID), e.Title, inLine(text), when})
	}
	for i := range v.story.Discrepancies {
		d := &v.story.Discrepancies[i]
		hits = append(hits, hit{"clash", "discrepancies/" + d.ID + ".html", cmp.Or(d.Question, v.word("differ")), d.Finding, ""})
	}
	for i := range v.story.Sources {
		src := &v.story.Sources[i]
		for _, s := range v.of[src.ID] {
			hits = append(hits, hit{"quote", "sources/" + src.ID + ".html#" + s.ID, src.Label, inLine(s.Quote.Of(src.Text.Text)), ""})
		}
	}
	for i := range v.story.Sources {
		src := &v.story.Sources[i]
		hits = append(hits, hit{"source", "sources/" + src.ID + ".html", src.Title, src.Label, v.published(src)})
	}
	for _, p := range v.frame.Own {
		hits = append(hits, hit{"page", p.Href, p.Text, "", ""})
	}
	var out bytes.Buffer
	out.WriteString("window.timelineIndex = [\n")
	for i, h := range hits {
		line, err := json.Marshal(h) // escapes <, > and & as well
		if err != nil {
			return publish.File{}, err
		}
		out.Write(line)
		if i < len(hits)-1 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
	}
	out.WriteString("];\n")
	return publish.File{Path: "data/search.js", Data: visible(out.Bytes())}, nil
}

// text is the plain text of a source.
func (v *view) text(source string) string { return v.story.Sources[v.source_[source]].Text.Text }

// inLine is s with its white space made single blanks.
func inLine(s string) string { return strings.Join(strings.Fields(s), " ") }
