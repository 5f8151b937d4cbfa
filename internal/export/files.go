package export

import (
	_ "embed"
	"fmt"

	"timeline/internal/build"
	"timeline/internal/publish"
)

//go:embed timeline.schema.json
var schema []byte

// JSON returns t as JSON, every source, statement and event on a line of its own: the same
// bytes for the same data.
func (t Timeline) JSON() ([]byte, error) { return recordLines(t) }

// Files returns the data of a story as files of its site: timeline.json, the
// schema that it keeps to, the same in the forms that other programs read, and the text
// of each source. With an earlier build there is changes.json too, and the feeds tell what
// is another since; since is nil for none.
func Files(story *build.Story, since *Timeline) ([]publish.File, error) {
	t, b := From(story), open(story)
	if since != nil {
		b.changes = some(Compare(*since, t))
	}
	files := []publish.File{{Path: "data/timeline.schema.json", Data: schema}}
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
		if err != nil {
			return nil, fmt.Errorf("data/%s: %w", x.name, err)
		}
		files = append(files, publish.File{Path: "data/" + x.name, Data: data})
	}
	if since != nil {
		data, err := recordLines(b.changes)
		if err != nil {
			return nil, err
		}
		files = append(files, publish.File{Path: "data/changes.json", Data: data})
	}
	for _, s := range story.Sources {
		files = append(files, publish.File{Path: "data/text/" + s.ID + ".txt", Data: []byte(s.Text.Text)})
	}
	return files, nil
}
