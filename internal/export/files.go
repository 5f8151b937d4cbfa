package export

import (
	"bytes"
	_ "embed"
	"encoding/json"

	"timeline/internal/build"
	"timeline/internal/publish"
)

//go:embed timeline.schema.json
var schema []byte

// JSON returns t as indented JSON: the same bytes for the same data.
func (t Timeline) JSON() ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(t); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Files returns the data of a story as files of its site: timeline.json, the
// schema that it keeps to, and the text of each source.
func Files(story *build.Story) ([]publish.File, error) {
	data, err := From(story).JSON()
	if err != nil {
		return nil, err
	}
	files := []publish.File{{Path: "data/timeline.json", Data: data}, {Path: "data/timeline.schema.json", Data: schema}}
	for _, s := range story.Sources {
		files = append(files, publish.File{Path: "data/text/" + s.ID + ".txt", Data: []byte(s.Text.Text)})
	}
	return files, nil
}
