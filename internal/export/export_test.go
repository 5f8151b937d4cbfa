package export_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"timeline/internal/build"
	"timeline/internal/export"
	"timeline/internal/export/exporttest"
	"timeline/internal/publish"
)

// files returns the data files of a story by path.
func files(t *testing.T, s *build.Story) map[string][]byte {
	t.Helper()
	list, err := publish.Collect(export.Files(s, nil))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range list {
		out[f.Path] = f.Data
	}
	return out
}

// schema compiles the published schema.
func schema(t *testing.T, data []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("timeline.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("timeline.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSchema(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(doc map[string]any) // nil: none
		ok     bool
	}{
		{"as written", nil, true},
		{"a field that is not in the contract", func(d map[string]any) { d["extra"] = 1 }, false},
		{"a list that is missing", func(d map[string]any) { delete(d, "ties") }, false},
		{"another version", func(d map[string]any) { d["schema"] = "timeline/2" }, false},
		{"a local time", func(d map[string]any) {
			first(d, "statements")["time"].(map[string]any)["from"] = "2026-10-24T22:10:00+01:00"
		}, false},
		{"an open bound", func(d map[string]any) { first(d, "statements")["time"].(map[string]any)["from"] = nil }, true},
		{"a role that there is not", func(d map[string]any) { first(d, "statements")["role"] = "middle" }, false},
		{"an order word", func(d map[string]any) { first(d, "statements")["expression"].(map[string]any)["type"] = "SIGNAL" }, true},
		{"no ruling", func(d map[string]any) { first(d, "discrepancies")["ruling"] = nil }, true},
		{"a verdict that there is not", func(d map[string]any) { first(d, "discrepancies")["ruling"].(map[string]any)["verdict"] = "guilty" }, false},
		{"an address that is none of the web", func(d map[string]any) { first(d, "sources")["url"] = "javascript:alert(1)" }, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			story := exporttest.Story()
			out := files(t, story)
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(out["data/timeline.json"]))
			if err != nil {
				t.Fatal(err)
			}
			if tt.change != nil {
				tt.change(doc.(map[string]any))
			}
			if err := schema(t, out["data/timeline.schema.json"]).Validate(doc); (err == nil) != tt.ok {
				t.Errorf("valid: %v, want %v: %v", err == nil, tt.ok, err)
			}
		})
	}
}

func first(doc map[string]any, list string) map[string]any {
	return doc[list].([]any)[0].(map[string]any)
}

// TestEmpty has lists, not nulls, in a story without anything.
func TestEmpty(t *testing.T) {
	out := files(t, &build.Story{})
	if bytes.Contains(out["data/timeline.json"], []byte("null")) {
		t.Errorf("nulls in %s", out["data/timeline.json"])
	}
	var doc any
	if err := json.Unmarshal(out["data/timeline.json"], &doc); err != nil {
		t.Fatal(err)
	}
	if err := schema(t, out["data/timeline.schema.json"]).Validate(doc); err != nil {
		t.Error(err)
	}
}

// TestPositions reads every quote and expression back from the text files, by
// code points.
func TestPositions(t *testing.T) {
	story := exporttest.Story()
	out := files(t, story)
	tl := export.From(story)
	if len(tl.Statements) != len(story.Statements) {
		t.Fatalf("%d statements of %d", len(tl.Statements), len(story.Statements))
	}
	for _, s := range tl.Statements {
		runes := []rune(string(out["data/text/"+s.Source+".txt"]))
		if got := string(runes[s.Start:s.End]); got != s.Quote {
			t.Errorf("%s: the text has %q, the quote is %q", s.ID, got, s.Quote)
		}
		if got := string(runes[s.Expression.Start:s.Expression.End]); got != s.Expression.Text {
			t.Errorf("%s: the text has %q, the expression is %q", s.ID, got, s.Expression.Text)
		}
	}
}

func TestValues(t *testing.T) {
	tl := export.From(exporttest.Story())
	statements := map[string]export.Statement{}
	for _, s := range tl.Statements {
		statements[s.ID] = s
	}
	null := "null"
	show := func(v any) string {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Trim(string(b), `"`)
	}
	hit := statements["s-coast-1"]
	for _, tt := range []struct {
		name string
		got  any
		want string
	}{
		{"stated from", hit.Time.From, "2026-10-24T22:10:00Z"},
		{"stated to, half-open", hit.Time.To, "2026-10-24T22:11:00Z"},
		{"allowed from", hit.Time.AllowedFrom, "2026-10-24T21:55:00Z"},
		{"zone basis", hit.Time.ZoneBasis, "stated"},
		{"speaker", hit.Speaker, "the harbour office"},
		{"event", hit.Event, "e-grounding"},
		{"nobody cited", statements["s-coast-2"].Speaker, null},
		{"open bound", statements["s-coast-2"].Time.From, null},
		{"a length", statements["s-coast-3"].Time.Duration, "[9900,10800]"},
		{"no time", statements["s-island-4"].Time.To, null},
		{"order only", statements["s-island-4"].Expression.Type, "SIGNAL"},
		{"newest ruling", tl.Discrepancies[0].Ruling.Verdict, "range-kept"},
		{"its evidence changed", tl.Discrepancies[0].Ruling.Stale, "true"},
		{"no ruling", tl.Discrepancies[1].Ruling, null},
		{"gap", tl.Discrepancies[0].Gap, "1440"},
		{"tie", tl.Ties, `[["e-ashore","e-divers"]]`},
		{"unknown publication", tl.Sources[3].Published.From, null},
		{"an address that is none of the web", tl.Sources[3].URL, null},
		{"voices", tl.Events[2].Independent, "2"},
	} {
		if got := show(tt.got); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestSameBytes(t *testing.T) {
	a, b := files(t, exporttest.Story()), files(t, exporttest.Story())
	for p := range a {
		if !bytes.Equal(a[p], b[p]) {
			t.Errorf("%s differs from one run to the next", p)
		}
	}
}
