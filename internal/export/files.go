package export

import (
	_ "embed"
	"fmt"
	"iter"

	"timeline/internal/build"
	"timeline/internal/publish"
)

//go:embed timeline.schema.json
var schema []byte

// JSON returns t as JSON, every source, statement and event on a line of its own: the same
// bytes for the same data.
func (t Timeline) JSON() ([]byte, error) { return recordLines(t) }

// Files are the data of a story as files of its site: timeline.json, the schema that it
// keeps to, the same in the forms that other programs read, and the text of each source. With
// an earlier build there is changes.json too, and the feeds tell what is another since; since
// is nil for none. After an error there are no more.
func Files(story *build.Story, since *Timeline) iter.Seq2[publish.File, error] {
	return func(yield func(publish.File, error) bool) {
		pass := func(name string, data []byte, err error) bool {
			if err != nil {
				err = fmt.Errorf("data/%s: %w", name, err)
			}
			return yield(publish.File{Path: "data/" + name, Data: data}, err) && err == nil
		}
		if !pass("timeline.schema.json", schema, nil) || !tables(story, since, pass) {
			return
		}
		for _, s := range story.Sources {
			if !pass("text/"+s.ID+".txt", []byte(s.Text.Text), nil) {
				return
			}
		}
	}
}

// tables passes on the files that tell of all of a story. What the first of them are written
// from is let go before the others are made.
func tables(story *build.Story, since *Timeline, pass func(name string, data []byte, err error) bool) bool {
	changes, ok := timelineTables(story, since, pass)
	if !ok {
		return false
	}
	b := open(story)
	if since != nil {
		b.changes = some(changes)
		data, err := recordLines(b.changes)
		if !pass("changes.json", data, err) {
			return false
		}
	}
	return written(pass, []table{
		{"timeline.ics", b.calendar},
		{"timelinejs.json", b.timelineJS},
		{"feed.atom", b.atom},
		{"feed.json", b.jsonFeed},
		{"references.json", b.references},
		{"references.bib", b.bibTeX},
		{"annotations.json", b.annotations},
	})
}

func timelineTables(story *build.Story, since *Timeline, pass func(name string, data []byte, err error) bool) (changes []Change, ok bool) {
	t := From(story)
	if since != nil {
		changes = Compare(*since, t)
	}
	return changes, written(pass, []table{
		{"timeline.json", t.JSON},
		{"events.csv", t.eventsCSV},
		{"statements.csv", t.statementsCSV},
		{"discrepancies.csv", t.discrepanciesCSV},
		{"statements.jsonl", t.statementLines},
	})
}

// A table is one file, and what makes it.
type table struct {
	name  string
	write func() ([]byte, error)
}

func written(pass func(name string, data []byte, err error) bool, all []table) bool {
	for _, x := range all {
		data, err := x.write()
		if !pass(x.name, data, err) {
			return false
		}
	}
	return true
}
