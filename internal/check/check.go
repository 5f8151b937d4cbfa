// Package check lists what a story still wants from its editors: discrepancies to rule on,
// rulings to look at again, files to put right, and what is merely worth a look.
//
// [Run] is all of it. The lists of its [Result] are a contract, as JSON too: see
// docs/data.md. Nothing is fetched; an address is only looked at.
package check

import (
	"fmt"
	"io/fs"
	"strings"

	"timeline/internal/build"
	"timeline/internal/content"
	"timeline/internal/publish"
	"timeline/internal/reconcile"
	"timeline/internal/review"
)

// Schema names the version of the JSON form.
const Schema = "timeline-check/1"

// Options say what counts.
type Options struct {
	FailOn reconcile.Severity // the least severity of a discrepancy that is listed: Minor or Major
	Strict bool               // warnings count as failures
	Folder fs.FS              // the content folder, for the links and the lines of its files
	// Site draws the files of the site, which links are looked up in. It is called only where
	// there are links to look up.
	Site func() ([]publish.File, error)
}

// A Result is what was found. Lists are never nil, and in the order in which they are shown.
type Result struct {
	Schema string `json:"schema"`
	// Status is the exit status: 1 where a file could not be used or, under Strict, where
	// there is any warning; else 3 where Open, Stale or Orphans have an item; else 0.
	Status int `json:"status"`

	Open    []Item `json:"open"`    // discrepancies without a ruling that settles them
	Stale   []Item `json:"stale"`   // rulings whose evidence changed
	Orphans []Item `json:"orphans"` // rulings on what is not there
	Below   int    `json:"below"`   // discrepancies that would be in Open or Stale, but are below FailOn

	Problems []string `json:"problems"`      // with files, one line each; the same as Files
	Files    []Fault  `json:"file_problems"` // those that are not fatal are warnings

	// Warnings.
	Undated    []string `json:"undated_sources"`    // paths of reports without a publication time
	Zones      []Item   `json:"ambiguous_zones"`    // times of day whose zone nothing settles
	Links      []Item   `json:"broken_links"`       // of pages, rulings, edits and front matter
	Unarchived []Item   `json:"unarchived_sources"` // reports with an address and no archived copy
}

// An Item is one thing that was found. Fields that it has no use for are empty.
type Item struct {
	ID        string   `json:"id,omitempty"` // of the discrepancy
	Severity  string   `json:"severity,omitempty"`
	Kind      string   `json:"kind,omitempty"`
	Question  string   `json:"question,omitempty"`
	Finding   string   `json:"finding,omitempty"`
	Ruling    string   `json:"ruling,omitempty"` // the newest verdict
	File      string   `json:"file,omitempty"`   // relative to the content folder
	Line      int      `json:"line,omitempty"`
	Nearest   string   `json:"nearest,omitempty"` // what an id or a link may have meant
	Source    string   `json:"source,omitempty"`  // id
	Statement string   `json:"statement,omitempty"`
	Words     string   `json:"words,omitempty"`
	Zone      string   `json:"zone,omitempty"` // that was taken
	ZoneBasis string   `json:"zone_basis,omitempty"`
	Zones     []string `json:"other_zones,omitempty"` // that stay plausible
	Link      string   `json:"link,omitempty"`
	What      string   `json:"what"`
	Fix       string   `json:"fix"`
}

// A Fault is a problem with a file.
type Fault struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	What   string `json:"what"`
	Fix    string `json:"fix"`
	Fatal  bool   `json:"fatal"` // the file, or what it says, could not be used
}

// Warnings is how many findings fail the check under Strict alone.
func (r *Result) Warnings() int {
	n := len(r.Undated) + len(r.Zones) + len(r.Links) + len(r.Unarchived)
	for _, f := range r.Files {
		if !f.Fatal {
			n++
		}
	}
	return n
}

// Run checks a story. The error is that of Site.
func Run(story *build.Story, o Options) (*Result, error) {
	r := &Result{
		Schema: Schema, Open: []Item{}, Stale: []Item{}, Orphans: []Item{}, Problems: []string{}, Files: []Fault{},
		Undated: []string{}, Zones: zones(story), Links: []Item{}, Unarchived: []Item{},
	}
	r.review(story, o)
	fatal := false
	for _, p := range story.Problems {
		fatal = fatal || p.Fatal
		r.Problems = append(r.Problems, p.String())
		r.Files = append(r.Files, Fault{p.File, p.Line, p.Col, p.What, p.Fix, p.Fatal})
	}
	for i := range story.Sources {
		s := &story.Sources[i]
		if !s.Published.Known {
			r.Undated = append(r.Undated, s.Path)
		}
		front := frontOf(o.Folder, s.Path)
		r.addresses(s, front)
		if s.URL != "" && s.Archive == "" {
			r.Unarchived = append(r.Unarchived, Item{
				File: s.Path, Line: front.Fields["url"].Line, Source: s.ID, Link: s.URL, What: "the report has an address and no archived copy",
				Fix: "save the page at an archive and put `archive_url:` in the front matter",
			})
		}
	}
	if err := r.links(story, o); err != nil {
		return nil, err
	}
	switch {
	case fatal, o.Strict && r.Warnings() > 0:
		r.Status = 1
	case len(r.Open)+len(r.Stale)+len(r.Orphans) > 0:
		r.Status = 3
	}
	return r, nil
}

// review lists what is to be ruled on. Of several rulings on one discrepancy the newest
// counts alone: those before it are history, and stay.
func (r *Result) review(story *build.Story, o Options) {
	for _, i := range story.Worst() {
		d := &story.Discrepancies[i]
		state := story.StateOf(d.ID)
		if state == build.Ruled {
			continue
		}
		if o.FailOn == reconcile.Major && d.Severity != reconcile.Major {
			r.Below++
			continue
		}
		x := Item{ID: d.ID, Severity: string(d.Severity), Kind: string(d.Kind), Question: d.Question, Finding: d.Finding}
		if state == build.Stale {
			newest := story.RulingsOn(d.ID)[0]
			x.File, x.Line, x.Ruling = newest.Path, 1, string(newest.Verdict)
			x.What = fmt.Sprintf("the evidence for %s changed since this ruling", d.ID)
			x.Fix = fmt.Sprintf("look at it again and add a new ruling: timeline review rule %s", d.ID)
			r.Stale = append(r.Stale, x)
			continue
		}
		x.File, x.Line = first(story, d)
		x.What = "nobody has ruled on " + d.ID
		if state == build.Unresolved {
			x.Ruling, x.What = string(review.Unresolved), "the ruling leaves it open: "+d.ID
		}
		x.Fix = fmt.Sprintf("look at it with timeline review show %s, and rule with timeline review rule", d.ID)
		r.Open = append(r.Open, x)
	}
	for _, x := range story.Rulings {
		if !x.Orphan {
			continue
		}
		i := Item{ID: x.Discrepancy, File: x.Path, Line: 1, Nearest: x.Nearest, Ruling: string(x.Verdict), What: "there is no discrepancy " + x.Discrepancy}
		if i.Fix = "correct the id, or remove the file"; x.Nearest != "" {
			i.Fix = fmt.Sprintf("correct the id, perhaps to %s, or remove the file", x.Nearest)
		}
		r.Orphans = append(r.Orphans, i)
	}
}

// first is where the first quote of a discrepancy stands.
func first(story *build.Story, d *reconcile.Discrepancy) (file string, line int) {
	for _, v := range d.Versions {
		for _, id := range v.Statements {
			for i := range story.Statements {
				if st := &story.Statements[i]; st.ID == id {
					return place(story, st.Source, st.Expr.Span.Start)
				}
			}
		}
	}
	return "", 0
}

// place is the file and the line of a byte of the text of a source.
func place(story *build.Story, source string, off int) (file string, line int) {
	for i := range story.Sources {
		if s := &story.Sources[i]; s.ID == source {
			line, _ = s.Line(off)
			return s.Path, line
		}
	}
	return "", 0
}

// frontOf is what the front matter of a report says of addresses; empty where the file
// cannot be read again.
func frontOf(folder fs.FS, path string) content.Front {
	if folder == nil {
		return content.Front{}
	}
	src, err := fs.ReadFile(folder, path)
	if err != nil {
		return content.Front{}
	}
	f, _ := content.ReadFront(path, src, "url", "archive_url") // its problems have been told
	return f
}

// addresses lists what cannot be an address in the front matter of a report. What is no
// web address at all has kept the report out, and is a problem of the file.
func (r *Result) addresses(s *build.Source, front content.Front) {
	for _, key := range [...]string{"url", "archive_url"} {
		f, ok := front.Fields[key]
		if !ok || f.Text == "" {
			continue
		}
		if what := impossible(strings.TrimSpace(f.Text)); what != "" {
			r.Links = append(r.Links, Item{
				File: s.Path, Line: f.Line, Source: s.ID, Link: f.Text, What: fmt.Sprintf("%s: %q cannot be an address: %s", key, f.Text, what),
				Fix: "copy it again from the address bar of a browser",
			})
		}
	}
}
