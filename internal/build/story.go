// Package build runs the whole pipeline: a content folder in, a [Story] out.
package build

import (
	"timeline/internal/content"
	"timeline/internal/event"
	"timeline/internal/reconcile"
	"timeline/internal/resolve"
	"timeline/internal/review"
	"timeline/internal/statement"
	"timeline/internal/timex"
)

// A Story is one content folder, read, resolved, grouped and reconciled: a
// plain value that the site and the exports are drawn from.
type Story struct {
	Title      string
	Config     content.Config
	Sources    []Source   // in order of id
	Topics     [][]string // the ids of the sources of each topic, see [event.Topics]
	Statements []statement.Statement
	Events     []event.Event
	reconcile.Result
	Rulings  []review.Ruling   // by date
	Edits    []review.Edit     // those that apply
	Edited   map[string][]int  // by event id: the edits that shaped it
	Reviewed map[string]bool   // by event id: an editor has looked at it as it is
	TakenOut map[string]string // by statement id: the file of the ruling that calls it misread
	Withheld int               // events that are left out because no editor has looked at them
	Pages    []content.Page
	Widths   timex.Widths
	Problems []content.Problem
	LeftOut  []string // files that could not be used
}

// A Source is a document with the time it was published.
type Source struct {
	*content.Source
	Published resolve.Publication
	Label     string // short name on chips and in lanes: outlet, title or file name
}
