package site_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	timeline "timeline"
	"timeline/internal/build"
	"timeline/internal/content"
	"timeline/internal/export/exporttest"
	"timeline/internal/publish"
	"timeline/internal/review"
	"timeline/internal/site"
)

func assets(t testing.TB) site.Assets {
	t.Helper()
	templates, err := fs.Sub(timeline.Templates, "templates")
	if err != nil {
		t.Fatal(err)
	}
	static, err := fs.Sub(timeline.Static, "static")
	if err != nil {
		t.Fatal(err)
	}
	return site.Assets{Templates: templates, Static: static}
}

// render draws a story and returns its files by path.
func render(t *testing.T, s *build.Story) map[string][]byte {
	t.Helper()
	files, err := publish.Collect(site.Render(s, assets(t)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range files {
		if _, ok := out[f.Path]; ok {
			t.Errorf("%s is written twice", f.Path)
		}
		out[f.Path] = f.Data
	}
	return out
}

// pages parses the HTML files.
func pages(t *testing.T, files map[string][]byte) map[string]*html.Node {
	t.Helper()
	out := map[string]*html.Node{}
	for p, data := range files {
		if !strings.HasSuffix(p, ".html") {
			continue
		}
		n, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		out[p] = n
	}
	return out
}

func all(n *html.Node, selector string) []*html.Node {
	return cascadia.QueryAll(n, cascadia.MustCompile(selector))
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func TestContents(t *testing.T) {
	for _, tt := range []struct {
		name, page, selector string
		want                 []string // the text of each node that fits, in order
	}{
		{"day headings", "index.html", "#timeline .day h2", []string{"1989", "Saturday 24 October 2026", "Sunday 25 October 2026", "Wednesday 4 November 2026"}},
		{"order of the entries", "index.html", "#timeline .entry h3 > a", []string{
			"The Aurinko is built", "The Aurinko leaves Turku", "The Aurinko runs aground off Mariehamn", "The first bus takes people to Mariehamn",
			"The tug Vaino reaches the ferry", "Passengers come ashore in Mariehamn", "Divers finish their inspection", "A hearing into the grounding",
		}},
		{"a range of two accounts", "index.html", "#e-grounding time", []string{"about 21:45–22:10 UTC"}},
		{"its local time, with the day named", "index.html", "#e-grounding small", []string{"00:45–01:10, 25 Oct Mariehamn (UTC+3)"}},
		{"a day is no midnight", "index.html", "#e-bus time", []string{"some time that day"}},
		{"a year", "index.html", "#e-built time", []string{"some time that year"}},
		{"an open bound", "index.html", "#e-divers time", []string{"before 08:00 UTC"}},
		{"after the clocks went back", "index.html", "#e-ashore small", []string{"04:30 Mariehamn (UTC+2)"}},
		{"the words that carry the time", "index.html", "#e-ashore blockquote mark", []string{"4.30am"}},
		{"sources and voices", "index.html", "#e-grounding .chips", []string{"Baltic Coast Note Island Post Wire Two 3 sources, 2 independent Details"}},
		{"the gap", "index.html", "#timeline > .gap", []string{"about 37 years later", "1 h 10 min later"}},
		{"a tie", "index.html", ".tie .entry h3 > a", []string{"Passengers come ashore in Mariehamn", "Divers finish their inspection"}},
		{"a plan that fell through", "index.html", "#e-hearing .badge", []string{"sources differ on whether it happened"}},
		{"the disagreement in words", "index.html", "#e-hearing .differ b", []string{"Sources differ."}},
		{"the ruling in the strip", "index.html", "#e-grounding .differ i", []string{"Ruling: the range is kept, 21:45–22:10 UTC."}},
		{"without a date", "index.html", ".undated .entry h3 > a", []string{"A priest speaks to the families"}},
		{"a file that was left out", "index.html", ".deck a", []string{"1 file could not be read."}},
		{"and its name", "sources.html", "#problems code", []string{"sources/broken.txt"}},
		{"what went wrong", "sources.html", "main > ul code", []string{"sources/broken.txt:3: not UTF-8: save the file as UTF-8"}},
		{"how the date was found", "sources/island-post.html", ".facts dd li", []string{"“On Sunday” with 24 October 2026 fits no other week", "nothing in the text settles the day further"}},
		{"statements in the text", "sources/coast-note.html", ".text mark", []string{"22:10 GMT on Saturday", "by 09:00 local time", "three hours", "that evening", "4 November"}},
		{"a length", "sources/coast-note.html", ".ledger > li:nth-child(3) .is", []string{"2 h 45 min – 3 h"}},
		{"an address that is none of the web", "sources/odd.html", ".facts a", []string{"Plain text"}},
		{"the question", "discrepancies/d-grounding-start.html", "h1", []string{"When did the ferry run aground?"}},
		{"versions", "discrepancies/d-grounding-start.html", ".version h3", []string{"Version 1: around 22:10 GMT", "Version 2: about 00:45 in Mariehamn, 21:45 UTC"}},
		{"assumed zones", "discrepancies/d-grounding-start.html", ".assumed", []string{"assumed: the report’s own zone", "assumed: where it happens"}},
		{"explanations", "discrepancies/d-grounding-start.html", "td[data-h=Outcome]", []string{"possible", "ruled out", "ruled out"}},
		{"the newest ruling, then the older", "discrepancies/d-grounding-start.html", ".ruling > p:last-child", []string{"B. Reader, 28 October 2026", "A. Reader, 27 October 2026"}},
		{"a ruling on other quotes", "discrepancies/d-grounding-start.html", ".ruling.stale p:first-child", []string{"The quotes changed after this ruling: it needs another look."}},
		{"the worst first", "discrepancies.html", "tbody a", []string{"Did the hearing take place?", "When did the ferry run aground?"}},
		{"what is open", "index.html", "nav .count", []string{"1"}},
		{"the editor's page", "about.html", "main em", []string{"test"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n := pages(t, render(t, exporttest.Story()))[tt.page]
			if n == nil {
				t.Fatalf("no page %s", tt.page)
			}
			var got []string
			for _, m := range all(n, tt.selector) {
				got = append(got, words(m))
			}
			if strings.Join(got, "|") != strings.Join(tt.want, "|") {
				t.Errorf("%s: %s:\n got %q\nwant %q", tt.page, tt.selector, got, tt.want)
			}
		})
	}
}

// TestNumber draws a disagreement on how many people were on board: its page
// shows figures and marks their words, and no clock.
// TestWeekday looks at the page of a date with another day's weekday: one statement
// stands in both versions, on either day, under two ids.
func TestWeekday(t *testing.T) {
	dir := t.TempDir()
	body := "The ferry Aurinko ran aground off Mariehamn at 22:10 on Monday, 24 October 2026."
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte(body), 0o666); err != nil {
		t.Fatal(err)
	}
	story, err := build.Read(context.Background(), build.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	for name, n := range pages(t, render(t, story)) {
		if !strings.HasPrefix(name, "discrepancies/d-weekday-") || len(all(n, "article.claim")) == 0 {
			continue
		}
		ids := map[string]bool{}
		for _, a := range all(n, "article.claim") {
			for _, at := range a.Attr {
				if at.Key == "id" {
					ids[at.Val] = true
				}
			}
		}
		if len(ids) != 2 {
			t.Errorf("ids of the claims = %v, want two", ids)
		}
		var days []string
		for _, m := range all(n, "td[data-h=UTC]") {
			days = append(days, words(m))
		}
		if got, want := strings.Join(days, "; "), "19:10, 24 October 2026; 20:10, 26 October 2026"; got != want {
			t.Errorf("days = %s, want %s", got, want)
		}
		return
	}
	t.Error("there is no page for the weekday")
}

func TestNumber(t *testing.T) {
	dir := t.TempDir()
	for name, body := range map[string]string{
		"a.txt": "The ferry Aurinko ran aground off Mariehamn at 22:10 on 24 October 2026 with 312 people on board.",
		"b.txt": "The ferry Aurinko, with about 250 people aboard, ran aground off Mariehamn on 24 October 2026.",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	story, err := build.Read(context.Background(), build.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	for name, n := range pages(t, render(t, story)) {
		if !strings.HasPrefix(name, "discrepancies/d-count-aboard-") || len(all(n, "h2")) == 0 {
			continue
		}
		for selector, want := range map[string]string{
			"h1":                         "How many were on board?",
			"blockquote mark":            "about 250 people aboard|312 people on board",
			"td[data-h=Figure]":          "225 to 275|312",
			"td[data-h=Allowed]":         "200 to 300|",
			"td[data-h=UTC], .reasons":   "",
			"figure.drawing":             "",
			"pre#working, h2#working+*":  "“about 250” = 225 to 275, allowed 200 to 300 312 − 250 = 62",
			".note b, td[data-h=Kind] b": "",
		} {
			var got []string
			for _, m := range all(n, selector) {
				got = append(got, words(m))
			}
			if g := strings.Join(got, "|"); g != want {
				t.Errorf("%s: %q, want %q", selector, g, want)
			}
		}
		return
	}
	t.Errorf("no page: %v", story.Discrepancies)
}

// follow follows every link and fragment inside a site, and finds that no page loads anything
// from elsewhere. It returns the pages and the ids of each.
func follow(t *testing.T, files map[string][]byte) (ps map[string]*html.Node, ids map[string]map[string]bool) {
	t.Helper()
	ps = pages(t, files)
	ids = map[string]map[string]bool{}
	for p, n := range ps {
		ids[p] = map[string]bool{}
		for _, m := range all(n, "[id]") {
			if id := attr(m, "id"); ids[p][id] {
				t.Errorf("%s: id %q twice", p, id)
			} else {
				ids[p][id] = true
			}
		}
	}
	for p, n := range ps {
		for _, m := range all(n, "[href], [src]") {
			ref := attr(m, "href") + attr(m, "src")
			u, err := url.Parse(ref)
			if err != nil {
				t.Errorf("%s: %q: %v", p, ref, err)
				continue
			}
			if u.Scheme == "data" && m.Data == "link" {
				continue
			}
			if u.IsAbs() || u.Host != "" || strings.HasPrefix(u.Path, "/") {
				if m.Data != "a" || u.Scheme != "https" && u.Scheme != "http" {
					t.Errorf("%s: <%s> leads to %q", p, m.Data, ref)
				}
				continue
			}
			to := p
			if u.Path != "" {
				to = path.Join(path.Dir(p), u.Path)
			}
			if files[to] == nil && to != "static/style.css" {
				t.Errorf("%s: %q leads nowhere", p, ref)
			} else if u.Fragment != "" && !ids[to][u.Fragment] {
				t.Errorf("%s: %q: no such place in %s", p, ref, to)
			}
		}
	}
	return ps, ids
}

func TestLinks(t *testing.T) {
	ps, ids := follow(t, render(t, exporttest.Story()))
	for _, want := range []string{"e-struck-ground", "e-grounding", "s-wire-1"} {
		if !ids["index.html"][want] {
			t.Errorf("index.html has no #%s", want)
		}
	}
	if !ids["sources/odd.html"]["s-odd-1"] || !ids["sources/odd.html"]["s-odd-2"] || !ids["sources/odd.html"]["in-s-odd-2"] {
		t.Error("an overlapping statement lost its anchor")
	}
	if ps["discrepancies/d-struck-start.html"] == nil {
		t.Error("an earlier id of a disagreement does not resolve")
	}
}

// TestNothingRuns finds that no page has inline code or style, nor markup of a
// source.
func TestNothingRuns(t *testing.T) {
	files := render(t, exporttest.Story())
	for p, n := range pages(t, files) {
		for _, m := range all(n, "style, [style], script:not([src]), img, iframe, object, embed, base") {
			t.Errorf("%s: <%s>", p, m.Data)
		}
		for d := range n.Descendants() {
			for _, a := range d.Attr {
				if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.TrimSpace(strings.ToLower(a.Val)), "javascript:") {
					t.Errorf("%s: <%s %s=%q>", p, d.Data, a.Key, a.Val)
				}
			}
		}
		csp := all(n, `meta[http-equiv="Content-Security-Policy"]`)
		if len(csp) != 1 || !strings.HasPrefix(attr(csp[0], "content"), "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:") {
			t.Errorf("%s: no content security policy", p)
		}
		if bytes.Contains(files[p], []byte("ZgotmplZ")) || strings.Contains(string(files[p]), "%!") {
			t.Errorf("%s: a value that the template refused", p)
		}
	}
	if got := words(pages(t, files)["sources/odd.html"]); !strings.Contains(got, exporttest.Hostile) {
		t.Error("the hostile text is not shown as text")
	}
}

// TestWords finds texts that the table lacks: they show in brackets.
func TestWords(t *testing.T) {
	for p, n := range pages(t, render(t, exporttest.Story())) {
		for d := range n.Descendants() {
			if d.Type == html.TextNode && d.Parent.Data != "pre" && strings.Contains(d.Data, "[") && strings.Contains(d.Data, "]") {
				t.Errorf("%s: %q", p, d.Data)
			}
		}
	}
}

func TestSameBytes(t *testing.T) {
	a, b := render(t, exporttest.Story()), render(t, exporttest.Story())
	var names []string
	for p := range a {
		names = append(names, p)
	}
	sort.Strings(names)
	for _, p := range names {
		if !bytes.Equal(a[p], b[p]) {
			t.Errorf("%s differs from one run to the next", p)
		}
	}
	if len(a) != len(b) {
		t.Errorf("%d files, then %d", len(a), len(b))
	}
}

// TestEmpty draws a story in which nothing was found.
func TestEmpty(t *testing.T) {
	files := render(t, &build.Story{})
	if n := len(all(pages(t, files)["index.html"], ".entry")); n != 0 {
		t.Errorf("%d entries of nothing", n)
	}
}

// TestClaimOfTwoVersions has a statement that agrees with both sides: it stands on the page
// twice, and each has an id of its own.
func TestClaimOfTwoVersions(t *testing.T) {
	s := exporttest.Story()
	for i := range s.Discrepancies {
		if v := s.Discrepancies[i].Versions; len(v) > 1 && len(v[1].Counts) == 0 {
			v[1].Statements = append(slices.Clone(v[1].Statements), v[0].Statements[0])
		}
	}
	_, ids := follow(t, render(t, s))
	first := s.Discrepancies[0].Versions[0].Statements[0]
	if at := ids["discrepancies/"+s.Discrepancies[0].ID+".html"]; !at["c-"+first] || !at["c-"+first+"-2"] {
		t.Errorf("%s has no two places: %v", first, at)
	}
}

// TestPeriods draws a story that is too long for one page: some years, one of them with many
// entries, and a day of very many.
func TestPeriods(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, date time.Time, n int, at func(i int) time.Time) {
		text := fmt.Sprintf("---\ntitle: The log of %s\ndate: %s\n---\n\n", name, date.Format("2006-01-02"))
		for i := range n {
			text += fmt.Sprintf("Pump %d failed at %s. ", i+1, at(i).Format("15:04 GMT on 2 January 2006"))
			if i%5 == 4 {
				text += "\n\n"
			}
		}
		text += "The hall was not heated. "
		if err := os.WriteFile(filepath.Join(dir, name+".md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	day := time.Date(2023, 5, 4, 0, 3, 0, 0, time.UTC)
	write("north", day.AddDate(2, 0, 0), 40, func(i int) time.Time { return day.AddDate(0, 0, 17*i) })
	write("south", day.AddDate(2, 0, 0), 330, func(i int) time.Time { return day.AddDate(0, 0, i/3).Add(time.Duration(i%3) * time.Hour) })
	write("west", day.AddDate(2, 0, 0), 400, func(i int) time.Time { return day.AddDate(0, 4, 9).Add(time.Duration(i) * 3 * time.Minute) })
	story, err := build.Read(context.Background(), build.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	files := render(t, story)
	ps, _ := follow(t, files)
	var periods []string
	for _, a := range all(ps["index.html"], ".periods a") {
		periods = append(periods, attr(a, "href"))
	}
	for _, want := range []string{"timeline/2024.html", "timeline/2023-06.html", "timeline/2023-09-13.html", "timeline/2023-09-13-2.html"} {
		if !slices.Contains(periods, want) {
			t.Errorf("there is no %s among %v", want, periods)
		}
	}
	var order []string
	no := 0
	for _, p := range periods {
		if n := len(files[p]); n > 900<<10 {
			t.Errorf("%s has %d bytes", p, n)
		}
		for _, li := range all(ps[p], ".timeline .entry") {
			order = append(order, attr(li, "id"))
		}
		for _, row := range all(ps["chronology"+strings.TrimPrefix(p, "timeline")], ".entries tbody tr") {
			if no++; attr(row, "id") != fmt.Sprintf("no-%d", no) {
				t.Fatalf("%s: row %s stands where %d should", p, attr(row, "id"), no)
			}
		}
	}
	if want := slices.Concat(story.Order, story.Undated); !slices.Equal(order, want) || no != len(want) {
		t.Errorf("%d entries and %d rows on all pages, %d in the story, or in another order", len(order), no, len(want))
	}
}

// TestQuotesOnly keeps what is not quoted off the page of a report.
func TestQuotesOnly(t *testing.T) {
	s := exporttest.Story()
	s.Config.Text = "quotes"
	got := words(all(pages(t, render(t, s))["sources/wire-two.html"], ".text")[0])
	if !strings.Contains(got, "struck ground after midnight") || strings.Contains(got, "waited for hours") {
		t.Errorf("the page shows %q", got)
	}
}

func TestBudget(t *testing.T) {
	files := render(t, exporttest.Story())
	for p, most := range map[string]int{"static/style.css": 30 << 10, "static/timeline.js": 40 << 10} {
		if n := len(files[p]); n == 0 || n > most {
			t.Errorf("%s has %d bytes, most %d", p, n, most)
		}
	}
}

// TestEditsShow tells on the pages what editors did, and who.
func TestEditsShow(t *testing.T) {
	s := exporttest.Story()
	s.Edits = []review.Edit{
		{Kind: review.Retitle, Reviewer: "Ann <b>Lee</b>", Date: "2026-11-05", ReasonHTML: "<p>Shorter.</p>"},
		{Kind: review.Add, Reviewer: "Ann Lee", Date: "2026-11-05", Citation: "Log of the <i>pilots</i>", Source: s.Sources[0].ID, Quote: "<script>said</script>", ReasonHTML: "<p>Seen.</p>"},
		{Kind: review.Approve, Reviewer: "Ann Lee", Date: "2026-11-05"},
	}
	s.Edited = map[string][]int{"e-tug": {0, 2}, "e-ashore": {1}, "e-bus": {2}}
	s.Reviewed = map[string]bool{"e-tug": true, "e-ashore": true, "e-bus": true}
	s.Config.Unreviewed = content.Mark
	s.TakenOut = map[string]string{"s-odd-1": "rulings/r.md"}
	s.Withheld = 3
	got := pages(t, render(t, s))
	for _, tt := range []struct{ what, page, selector, want string }{
		{"what is withheld", "index.html", ".deck", "3 entries are not published"},
		{"a badge", "index.html", "#e-tug h3", "edited"},
		{"an entry that nobody looked at", "index.html", "#e-divers h3", "not reviewed"},
		{"a citation", "index.html", "#e-ashore .note", "Added by an editor: Log of the <i>pilots</i>"},
		{"a quote", "events/e-ashore.html", ".ruling blockquote", "<script>said</script>"},
		{"who, when and why", "events/e-tug.html", "#edits ~ .ruling", "Given another title Shorter.Ann <b>Lee</b>, 5 November 2026"},
		{"what is misread", "sources/odd.html", ".ledger .differ", "a ruling calls it misread"},
	} {
		var said []string
		for _, n := range all(got[tt.page], tt.selector) {
			said = append(said, words(n))
		}
		if !strings.Contains(strings.Join(said, " | "), tt.want) {
			t.Errorf("%s: %s %s says %q, want %q", tt.what, tt.page, tt.selector, said, tt.want)
		}
	}
	s.Edits, s.Edited, s.Withheld = s.Edits[:2], map[string][]int{"e-tug": {0}, "e-ashore": {1}}, 0
	none := pages(t, render(t, s))["index.html"]
	if deck := words(all(none, ".deck")[0]); !strings.Contains(deck, "no editor has gone through them yet") || strings.Contains(words(none), "not reviewed") {
		t.Errorf("where nobody approves entries the page says %q", deck)
	}
	if n := all(got["index.html"], "#e-bus .badge"); len(n) != 0 {
		t.Errorf("what was looked at and left as it is bears a badge: %s", words(n[0]))
	}
	if n := all(got["events/e-bus.html"], "#edits"); len(n) != 0 {
		t.Error("what was left as it is tells of an edit")
	}
}
