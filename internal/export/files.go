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

// tables passes on the files that tell of all of a story.
func tables(story *build.Story, since *Timeline, pass func(name string, data []byte, err error) bool) bool {
	t, b := From(story), open(story)
	if since != nil {
		b.changes = some(Compare(*since, t))
		data, err := recordLines(b.changes)
		if !pass("changes.json", data, err) {
			return false
		}
	}
	for _, x := range [...]struct {
		name  string
		write func() ([]byte, error)
	}{
		{"timeline.json", t.JSON},
		{"events.csv", t.eventsCSV},
		{"statements.csv", t.statementsCSV},
		{"discrepancies.csv", t.discrepanciesCSV},
		{"statements.jsonl", t.statementLines},
		{"timeline.ics", b.calendar},
		{"timelinejs.json", b.timelineJS},
		{"feed.atom", b.atom},
		{"feed.json", b.jsonFeed},
		{"references.json", b.references},
		{"references.bib", b.bibTeX},
		{"annotations.json", b.annotations},
	} {
		data, err := x.write()
		if !pass(x.name, data, err) {
			return false
		}
	}
	return true
}
