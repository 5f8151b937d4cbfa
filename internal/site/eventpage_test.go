package site_test

import (
	"slices"
	"strings"
	"testing"

	"timeline/internal/export/exporttest"
	"timeline/internal/publish"
	"timeline/internal/site"
	"timeline/internal/when"
)

// TestEventPages checks that every entry of the timeline has its page, that its quotes are
// all on it, and that the pages turn in the order of the timeline.
func TestEventPages(t *testing.T) {
	story := exporttest.Story()
	files, err := publish.Collect(site.Render(story, assets(t)))
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	for _, f := range files {
		pages[f.Path] = string(f.Data)
	}
	var last string
	for _, id := range append(append([]string(nil), story.Order...), story.Undated...) {
		path := "events/" + id + ".html"
		p, ok := pages[path]
		if !ok {
			t.Errorf("%s is missing", path)
			continue
		}
		if !strings.Contains(pages["index.html"], `href="`+path+`"`) {
			t.Errorf("nothing leads from the timeline to %s", path)
		}
		for i := range story.Events {
			if story.Events[i].ID != id {
				continue
			}
			for _, s := range story.Events[i].Statements {
				if !strings.Contains(p, `id="`+s+`"`) || !strings.Contains(p, ".html#"+s) {
					t.Errorf("%s does not show statement %s, or does not lead to it", path, s)
				}
			}
		}
		dated := slices.Contains(story.Order, id)
		if got, want := strings.Contains(p, `rel="prev" href="`+last+`.html"`), dated && last != ""; got != want {
			t.Errorf("%s leads back to %s: %v, want %v", path, last, got, want)
		}
		last = id
	}
	for _, d := range story.Discrepancies {
		if !strings.Contains(pages["events/"+d.Event+".html"], "../discrepancies/"+d.ID+".html") {
			t.Errorf("the page of %s does not tell of the disagreement %s", d.Event, d.ID)
		}
	}
}

// TestEventPageUnknownEnd shows an end of which nothing is told but what it may not be: no
// zone stands beside what is not known.
func TestEventPageUnknownEnd(t *testing.T) {
	story := exporttest.Story()
	b := story.Bounds["e-grounding"]
	b.End, b.EndAllowed = when.Always, when.Interval{From: b.Start.From, To: when.Always.To}
	story.Bounds["e-grounding"] = b
	files, err := publish.Collect(site.Render(story, assets(t)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Path != "events/e-grounding.html" {
			continue
		}
		if p := string(f.Data); !strings.Contains(p, ">time not known<") || strings.Contains(p, "time not known ") {
			t.Errorf("the end of an entry: %s", p)
		}
		return
	}
	t.Error("no page of the entry")
}
