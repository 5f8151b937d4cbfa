package export_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/mmcdole/gofeed"

	"timeline/internal/build"
	"timeline/internal/event"
	"timeline/internal/export"
	"timeline/internal/export/exporttest"
	"timeline/internal/publish"
)

// hostile is the test story with a title that attacks each of the formats.
const hostile = "=cmd|' /C calc'!A0\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n</script><b>\u202eתל אביב 🚢; a,b\\n \x00 }{ % $ "

func data(t *testing.T, story *build.Story) map[string][]byte {
	t.Helper()
	files, err := publish.Collect(export.Files(story, nil))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range files {
		out[f.Path] = f.Data
	}
	return out
}

func attacked() *build.Story {
	s := exporttest.Story()
	for i := range s.Events {
		s.Events[i].Title = hostile + s.Events[i].ID
	}
	for i := range s.Sources {
		s.Sources[i].Title, s.Sources[i].Author, s.Sources[i].Label = hostile, hostile, hostile
	}
	return s
}

func stories() map[string]*build.Story {
	based := exporttest.Story()
	based.Config.BaseURL = "https://news.example/ferry/"
	return map[string]*build.Story{"plain": exporttest.Story(), "hostile": attacked(), "with a base": based, "empty": {}}
}

// dated is how many events a calendar has a place for: those whose start is bounded.
func dated(s *build.Story) int {
	n := 0
	for _, e := range s.Events {
		if b, ok := s.Bounds[e.ID]; ok && e.Phase != event.Lasts && b.Start.Bounded() && !b.Start.Empty() {
			n++
		}
	}
	return n
}

func TestCSV(t *testing.T) {
	for name, story := range stories() {
		out := data(t, story)
		for file, want := range map[string]int{"data/events.csv": len(story.Order) + len(story.Undated), "data/statements.csv": len(story.Statements), "data/discrepancies.csv": len(story.Discrepancies)} {
			if !bytes.HasPrefix(out[file], []byte("\ufeff")) {
				t.Errorf("%s: %s does not say that it is UTF-8", name, file)
			}
			rows, err := csv.NewReader(bytes.NewReader(out[file][3:])).ReadAll()
			if err != nil {
				t.Errorf("%s: %s: %v", name, file, err)
				continue
			}
			if len(rows)-1 < want {
				t.Errorf("%s: %s has %d rows, want %d", name, file, len(rows)-1, want)
			}
			for _, r := range rows {
				for _, c := range r {
					if c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) {
						t.Errorf("%s: %s: a spreadsheet takes %q for a formula", name, file, c)
					}
					if strings.ContainsAny(c, "\r\n\x00") {
						t.Errorf("%s: %s: a cell of two lines, %q", name, file, c)
					}
				}
			}
		}
	}
}

// TestDiscrepancyTable checks that a row tells what is known of a disagreement, and how
// it was ruled on.
func TestDiscrepancyTable(t *testing.T) {
	story := exporttest.Story()
	rows, err := csv.NewReader(bytes.NewReader(data(t, story)["data/discrepancies.csv"][3:])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	ruled := map[string]string{}
	for _, r := range story.Rulings {
		if !r.Orphan {
			ruled[r.Discrepancy] = string(r.Verdict)
		}
	}
	if len(ruled) == 0 {
		t.Fatal("the story has no ruling")
	}
	column := func(row []string, name string) string { return row[slices.Index(rows[0], name)] }
	for i, d := range story.Discrepancies {
		row := rows[i+1]
		if got := column(row, "id"); got != d.ID {
			t.Errorf("row %d is of %s, want %s", i+1, got, d.ID)
		}
		if got := column(row, "gap_s"); got != fmt.Sprint(d.Gap) {
			t.Errorf("%s: a gap of %s, want %d", d.ID, got, d.Gap)
		}
		if got := column(row, "verdict"); got != ruled[d.ID] {
			t.Errorf("%s: the verdict is %q, want %q", d.ID, got, ruled[d.ID])
		}
	}
}

func TestCalendar(t *testing.T) {
	for name, story := range stories() {
		raw := data(t, story)["data/timeline.ics"]
		for i, l := range strings.Split(strings.TrimSuffix(string(raw), "\r\n"), "\r\n") {
			if len(l) > 75 || strings.ContainsAny(l, "\r\n\x00") {
				t.Errorf("%s: line %d is no content line: %q", name, i+1, l)
			}
		}
		cal, err := ics.ParseCalendar(bytes.NewReader(raw))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		events := cal.Events()
		if want := dated(story); len(events) != want {
			t.Errorf("%s: %d events, want %d", name, len(events), want)
		}
		seen := map[string]bool{}
		for _, e := range events {
			if seen[e.Id()] || !strings.HasPrefix(e.Id(), "urn:uuid:") {
				t.Errorf("%s: the id %q is used twice, or is none", name, e.Id())
			}
			seen[e.Id()] = true
			p := e.GetProperty(ics.ComponentPropertyDtStart)
			day := len(p.ICalParameters["VALUE"]) > 0 && p.ICalParameters["VALUE"][0] == "DATE"
			if _, err := time.Parse("20060102T150405Z", p.Value); err != nil && !day {
				t.Errorf("%s: it starts at %q", name, p.Value)
			}
			if _, err := time.Parse("20060102", p.Value); err != nil && day {
				t.Errorf("%s: its day is %q", name, p.Value)
			}
			if e.GetProperty(ics.ComponentPropertyDtstamp) == nil || e.GetProperty(ics.ComponentPropertyStatus) == nil {
				t.Errorf("%s: no stamp or no status", name)
			}
			if end := e.GetProperty(ics.ComponentPropertyDtEnd); end != nil && end.Value <= p.Value {
				t.Errorf("%s: it ends at %s and starts at %s", name, end.Value, p.Value)
			}
		}
	}
}

func TestFeeds(t *testing.T) {
	for name, story := range stories() {
		out := data(t, story)
		var first []*gofeed.Item
		for _, file := range []string{"data/feed.atom", "data/feed.json"} {
			f, err := gofeed.NewParser().Parse(bytes.NewReader(out[file]))
			if err != nil {
				t.Errorf("%s: %s: %v", name, file, err)
				continue
			}
			if want := len(story.Order) + len(story.Undated) + len(story.Discrepancies); len(f.Items) < want {
				t.Errorf("%s: %s has %d items, want at least %d", name, file, len(f.Items), want)
			}
			seen := map[string]bool{}
			var last time.Time
			for i, x := range f.Items {
				if seen[x.GUID] || !strings.HasPrefix(x.GUID, "urn:uuid:") {
					t.Errorf("%s: %s: the id %q is used twice, or is none", name, file, x.GUID)
				}
				seen[x.GUID] = true
				if x.UpdatedParsed == nil {
					t.Errorf("%s: %s: item %d is of no time", name, file, i)
				} else if i > 0 && x.UpdatedParsed.After(last) {
					t.Errorf("%s: %s: item %d is newer than the one before it", name, file, i)
				} else {
					last = *x.UpdatedParsed
				}
				if story.Config.BaseURL != "" != strings.HasPrefix(x.Link, "https://news.example/ferry/") {
					t.Errorf("%s: %s leads to %s", name, file, x.Link)
				}
			}
			if first == nil {
				first = f.Items
			} else if len(first) != len(f.Items) || len(first) > 0 && first[0].GUID != f.Items[0].GUID {
				t.Errorf("%s: the two feeds tell different things", name)
			}
		}
	}
}

// TestTimelineJS checks the fields that its documentation names.
func TestTimelineJS(t *testing.T) {
	for name, story := range stories() {
		var f struct {
			Title  struct{ Text struct{ Headline string } }
			Scale  string
			Events []struct {
				UniqueID  string         `json:"unique_id"`
				StartDate map[string]int `json:"start_date"`
				EndDate   map[string]int `json:"end_date"`
				Display   string         `json:"display_date"`
				Text      struct{ Headline, Text string }
			}
		}
		dec := json.NewDecoder(bytes.NewReader(data(t, story)["data/timelinejs.json"]))
		if err := dec.Decode(&f); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if want := dated(story); len(f.Events) != want || f.Scale != "human" || f.Title.Text.Headline == "" {
			t.Errorf("%s: %d events of scale %q under %q, want %d", name, len(f.Events), f.Scale, f.Title.Text.Headline, want)
		}
		for _, e := range f.Events {
			if _, ok := e.StartDate["year"]; !ok || e.UniqueID == "" || e.Display == "" {
				t.Errorf("%s: %s has no year, id or words: %v", name, e.UniqueID, e)
			}
			for field := range e.StartDate {
				if !strings.Contains(" year month day hour minute second millisecond ", " "+field+" ") {
					t.Errorf("%s: a date has a field %q", name, field)
				}
			}
			if strings.Contains(e.Text.Headline, "<") || strings.Contains(e.Text.Text, "<b>") || strings.Contains(e.Text.Text, "</script>") {
				t.Errorf("%s: markup of a source gets through: %s", name, e.Text.Headline)
			}
		}
	}
}

func TestReferences(t *testing.T) {
	for name, story := range stories() {
		out := data(t, story)
		var csl []map[string]any
		if err := json.Unmarshal(out["data/references.json"], &csl); err != nil || len(csl) != len(story.Sources) {
			t.Errorf("%s: %d references: %v", name, len(csl), err)
		}
		for _, item := range csl {
			if item["id"] == "" || item["type"] != "article-newspaper" || item["title"] == "" {
				t.Errorf("%s: %v is no item of CSL", name, item)
			}
		}
		checkBibTeX(t, name, string(out["data/references.bib"]), len(story.Sources))
		citer := export.NewCiter(story)
		for i := range story.Statements {
			s := &story.Statements[i]
			c := citer.Statement(s)
			checkBibTeX(t, name+" "+s.ID, c.BibTeX, 1)
			var one []map[string]any
			if err := json.Unmarshal([]byte(c.CSL), &one); err != nil || len(one) != 1 || !strings.Contains(c.Plain, "“") {
				t.Errorf("%s: the citation of %s is %q, %v", name, s.ID, c.Plain, err)
			}
		}
	}
}

// checkBibTeX reads entries as BibTeX does: braces in pairs but for escaped ones, fields
// with an equals sign.
func checkBibTeX(t *testing.T, name, bib string, want int) {
	t.Helper()
	entries, depth := 0, 0
	for i := 0; i < len(bib); i++ {
		switch {
		case bib[i] == '\\':
			i++
		case bib[i] == '@' && depth == 0:
			entries++
		case bib[i] == '{':
			depth++
		case bib[i] == '}':
			if depth--; depth < 0 {
				t.Fatalf("%s: a brace closes what was not opened: %q", name, bib)
			}
		}
	}
	if depth != 0 || entries != want {
		t.Errorf("%s: %d entries at depth %d, want %d: %q", name, entries, depth, want, bib)
	}
}

// TestAnnotations finds every annotation again in the text that it names, by its words
// and by its place.
func TestAnnotations(t *testing.T) {
	for name, story := range stories() {
		out := data(t, story)
		var page struct {
			Context string `json:"@context"`
			Type    string
			Items   []struct {
				ID, Type string
				Target   []struct {
					Source   string
					Selector []struct {
						Type, Exact, Prefix, Suffix string
						Start, End                  *int
					}
				}
			}
		}
		if err := json.Unmarshal(out["data/annotations.json"], &page); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if page.Context != "http://www.w3.org/ns/anno.jsonld" || page.Type != "AnnotationPage" || len(page.Items) != len(story.Statements) {
			t.Errorf("%s: %s %s with %d items, want %d", name, page.Context, page.Type, len(page.Items), len(story.Statements))
		}
		for _, a := range page.Items {
			last := a.Target[len(a.Target)-1]
			file := last.Source[strings.Index(last.Source, "data/text/"):]
			txt := []rune(string(out[file]))
			words, place := last.Selector[0], last.Selector[1]
			if got := string(txt[*place.Start:*place.End]); got != words.Exact {
				t.Errorf("%s: %s is %q at its place, %q by its words", name, a.ID, got, words.Exact)
			}
			if !strings.Contains(string(txt), words.Prefix+words.Exact+words.Suffix) {
				t.Errorf("%s: %s is not found between the words around it", name, a.ID)
			}
		}
	}
}

func TestStatementLines(t *testing.T) {
	story := exporttest.Story()
	lines := strings.Split(strings.TrimSuffix(string(data(t, story)["data/statements.jsonl"]), "\n"), "\n")
	if len(lines) != len(story.Statements) {
		t.Fatalf("%d lines for %d statements", len(lines), len(story.Statements))
	}
	for i, l := range lines {
		var s export.Statement
		if err := json.Unmarshal([]byte(l), &s); err != nil || s.ID != story.Statements[i].ID {
			t.Errorf("line %d is %q: %v", i+1, l, err)
		}
	}
}

// TestSameData writes the exports twice: nothing depends on a clock or on chance.
func TestSameData(t *testing.T) {
	a, b := data(t, exporttest.Story()), data(t, exporttest.Story())
	for path := range a {
		if fmt.Sprintf("%x", sha256.Sum256(a[path])) != fmt.Sprintf("%x", sha256.Sum256(b[path])) {
			t.Errorf("%s differs", path)
		}
	}
}
