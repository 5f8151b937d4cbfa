package site_test

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"timeline/internal/build"
	"timeline/internal/event"
	"timeline/internal/export/exporttest"
	"timeline/internal/publish"
	"timeline/internal/reconcile"
	"timeline/internal/resolve"
	"timeline/internal/review"
	"timeline/internal/site"
	"timeline/internal/statement"
	tables "timeline/internal/words"
)

// templateFiles returns the built-in templates by name.
func templateFiles(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	files := assets(t).Templates
	names, err := fs.Glob(files, "*.html")
	if err != nil || len(names) == 0 {
		t.Fatalf("templates: %v", err)
	}
	for _, n := range names {
		src, err := fs.ReadFile(files, n)
		if err != nil {
			t.Fatal(err)
		}
		out[n] = string(src)
	}
	return out
}

var (
	action   = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	spoken   = []string{"title", "aria-label", "placeholder", "alt", "label", "summary"}
	keyOf    = regexp.MustCompile(`\b(?:t|rich|nav \. "[^"]*") "([^"]+)"`)
	nounOf   = regexp.MustCompile(`\bcount [^"{}]*"([^"]+)"`)
	wordOf   = regexp.MustCompile(`\b(?:word|rich|row)\("([^"]+)"`)
	countOf  = regexp.MustCompile(`\bcount\([^"\n]*?, "([^"]+)"`)
	pluralOf = regexp.MustCompile(`\bPlural\("([^"]+)"`)
)

// Names of formats and files, the same in every language.
var names = []string{
	"timeline.json", "events.csv", "statements.csv", "discrepancies.csv", "CSV", "changes.json", "statements.jsonl", "timeline.ics", "Atom", "JSON Feed", "TimelineJS", "BibTeX", "CSL-JSON",
	"Web Annotations", "Web Annotation", "SHA256SUMS", "UTC",
}

// TestTemplatesHoldNoText finds letters in the templates outside actions and
// tags, and in the attributes that are read out or shown.
func TestTemplatesHoldNoText(t *testing.T) {
	shown := func(s string) bool {
		s = strings.Trim(s, " \n;")
		if name, ok := strings.CutSuffix(s, `="`); ok && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz-") == "" {
			return false // the attribute of an element that stands elsewhere
		}
		return !slices.Contains(names, s) && strings.ContainsFunc(s, unicode.IsLetter)
	}
	for name, src := range templateFiles(t) {
		n, err := html.Parse(strings.NewReader(action.ReplaceAllString(src, "\x01")))
		if err != nil {
			t.Fatal(err)
		}
		for d := range n.Descendants() {
			if d.Type == html.TextNode {
				for _, s := range strings.Split(d.Data, "\x01") {
					if shown(s) {
						t.Errorf("%s: text outside the language files: %q", name, s)
					}
				}
			}
			for _, a := range d.Attr {
				if (slices.Contains(spoken, a.Key) || strings.HasPrefix(a.Key, "data-h")) && shown(strings.ReplaceAll(a.Val, "\x01", "")) {
					t.Errorf("%s: %s=%q outside the language files", name, a.Key, a.Val)
				}
			}
		}
	}
}

// TestKeys finds keys that are asked for and unknown, and keys that nothing asks for.
func TestKeys(t *testing.T) {
	table, err := tables.Load(tables.Default)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]string{} // key: where
	use := func(where, key string) {
		if used[key] == "" {
			used[key] = where
		}
	}
	both := func(where, key string) {
		use(where, key+".one")
		use(where, key+".other")
	}
	for name, src := range templateFiles(t) {
		for _, a := range action.FindAllString(src, -1) {
			for _, m := range keyOf.FindAllStringSubmatch(a, -1) {
				use(name, m[1])
			}
			for _, m := range nounOf.FindAllStringSubmatch(a, -1) {
				both(name, "count."+m[1])
			}
		}
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	groups := map[string]bool{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range wordOf.FindAllStringSubmatch(string(src), -1) {
			if strings.HasSuffix(m[1], ".") {
				groups[m[1]] = true
			} else {
				use(name, m[1])
			}
		}
		for _, m := range countOf.FindAllStringSubmatch(string(src), -1) {
			both(name, "count."+m[1])
		}
		for _, m := range pluralOf.FindAllStringSubmatch(string(src), -1) {
			if m[1] != "count." {
				both(name, m[1])
			}
		}
	}
	// Groups hold a text for each value of a type.
	values := map[string][]string{
		"state.": strs(
			event.StatusHappened, event.StatusOngoing, event.StatusPlanned, event.StatusCancelled, event.StatusDisputed, event.StatusHypothetical,
			event.StatusHabitual, event.StatusDenied, event.Status(statement.Background),
		),
		"clash.": strs(
			reconcile.KindTime, reconcile.KindDate, reconcile.KindDuration, reconcile.KindOrder, reconcile.KindWeekday, reconcile.KindZone,
			reconcile.KindStatus, reconcile.KindNumber,
		),
		"severe.": strs(reconcile.Major, reconcile.Minor),
		"tested.": strs(reconcile.Possible, reconcile.Rejected),
		"edit.":   strs(review.Merge, review.Split, review.Retitle, review.Retime, review.Hide, review.Add, review.Approve),
		"verdict.": strs(
			review.NotAConflict, review.DifferentMoments, review.NotTheSameEvent, review.VersionPreferred, review.RangeKept, review.Unresolved, review.ExtractionError,
		),
		"lies.": {"start", "end", "whole", "within", "before", "after", "duration"},
		"zone-from.": strs(
			resolve.ZoneStated, resolve.ZoneCarried, resolve.ZoneClause, resolve.ZoneEvent, resolve.ZoneDateline, resolve.ZoneSource, resolve.ZoneHome, resolve.ZoneUTC,
		),
	}
	values["chron-zone."] = values["zone-from."][1:] // a stated zone is not assumed
	values["differs-on."], values["severe-means."] = values["clash."], values["severe."]
	for g := range groups {
		if values[g] == nil {
			t.Errorf("word(%q + ...): the test does not know what follows", g)
		}
	}
	for g, vs := range values {
		if !groups[g] {
			t.Errorf("nothing asks for the texts under %s", g)
		}
		for _, v := range vs {
			use("group", g+v)
		}
	}
	use("package words", "name")
	known := table.Keys()
	for _, k := range slices.Sorted(maps.Keys(used)) {
		if !slices.Contains(known, k) {
			t.Errorf("%s asks for %q, which no language file has", used[k], k)
		}
	}
	for _, k := range known {
		if used[k] == "" {
			t.Errorf("nothing asks for %q", k)
		}
	}
}

func strs[T ~string](values ...T) []string {
	var out []string
	for _, v := range values {
		out = append(out, string(v))
	}
	return out
}

// german returns the story of the tests, told by a German interface.
func german() *build.Story {
	s := exporttest.Story()
	s.Config.Language = "de"
	for i := range s.Statements {
		s.Statements[i].Expr.Words = s.Statements[i].Expr.Text
	}
	return s
}

var verb = regexp.MustCompile(`%[0-9]*(?:\[[0-9]+\])?[a-z]|<[^>]*>`)

// fragments returns what stands between the verbs and tags of a text.
func fragments(s string) []string {
	var out []string
	for _, f := range verb.Split(s, -1) {
		if f = strings.Trim(f, " .,:;“”„"); len([]rune(f)) > 1 && strings.ContainsFunc(f, unicode.IsLetter) {
			out = append(out, f)
		}
	}
	return out
}

// englishOnly returns the fragments of English texts that no German text has.
func englishOnly(t *testing.T) []string {
	t.Helper()
	en, err := tables.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	de, err := tables.Load("de")
	if err != nil {
		t.Fatal(err)
	}
	var native strings.Builder
	for _, k := range de.Keys() {
		native.WriteString(de.Text(k) + "\n")
	}
	for i := range 12 {
		native.WriteString(de.Item("months", i) + "\n" + de.Item("months-short", i) + "\n")
	}
	found := map[string]bool{}
	add := func(s string) {
		for _, f := range fragments(s) {
			if !holds(native.String(), f) {
				found[f] = true
			}
		}
	}
	for _, k := range en.Keys() {
		add(en.Text(k))
	}
	for i := range 12 {
		add(en.Item("months", i))
		add(en.Item("months-short", i))
	}
	for i := range 7 {
		add(en.Item("weekdays", i))
	}
	return slices.Sorted(maps.Keys(found))
}

// holds reports whether s has the words of f as whole words.
func holds(s, f string) bool {
	for at := 0; ; {
		i := strings.Index(s[at:], f)
		if i < 0 {
			return false
		}
		i += at
		before, after := []rune(s[:i]), []rune(s[i+len(f):])
		if (len(before) == 0 || !inWord(before[len(before)-1])) && (len(after) == 0 || !inWord(after[0])) {
			return true
		}
		at = i + len(f)
	}
}

func inLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' }

// interfaceTexts calls f for each text of a page that is the interface's: what
// has no language or direction of its own and is no code, and the attributes that
// are shown, read out or put in by scripts.
func interfaceTexts(n *html.Node, f func(where, s string)) {
	if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
		f(n.Parent.Data, n.Data)
	}
	if n.Type == html.ElementNode {
		switch lang := attr(n, "lang"); {
		case n.Data == "html":
		case lang != "" || attr(n, "dir") != "", n.Data == "code", n.Data == "pre", n.Data == "script", n.Data == "title":
			return
		}
		for _, a := range n.Attr {
			shown := slices.Contains(spoken, a.Key)
			switch a.Key {
			case "data-utc-label", "data-local-label", "data-about", "data-all", "data-some", "data-none", "data-one", "data-more", "data-h", "data-event", "data-quote", "data-page":
				shown = true
			}
			if shown {
				f(n.Data+" "+a.Key, a.Val)
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		interfaceTexts(c, f)
	}
}

// TestGermanHasNoEnglish draws stories with a German interface and finds words
// of the English one: in what is hand-made for the tests and in the example.
func TestGermanHasNoEnglish(t *testing.T) {
	example, err := build.Read(context.Background(), build.Options{Dir: filepath.Join("..", "..", "content")})
	if err != nil {
		t.Fatal(err)
	}
	example.Config.Language = "de"
	english := englishOnly(t)
	if len(english) < 200 {
		t.Fatalf("%d English texts", len(english))
	}
	for _, story := range []*build.Story{german(), example} {
		// What the editor or the sources name is theirs.
		var reasons string
		theirs := []string{story.Title, story.Config.Title}
		for _, s := range story.Sources {
			theirs = append(theirs, s.Label)
		}
		own := map[string]bool{}
		for _, p := range story.Pages {
			theirs = append(theirs, p.Title)
			own[p.ID+".html"] = true
		}
		for _, r := range story.Rulings {
			theirs = append(theirs, r.Reviewer)
			reasons += inLine(verb.ReplaceAllString(r.ReasonHTML, " ")) + "\n"
		}
		for p, n := range pages(t, render(t, story)) {
			if own[p] {
				continue
			}
			if got := attr(all(n, "html")[0], "lang"); got != "de" {
				t.Errorf("%s is in %q", p, got)
			}
			interfaceTexts(n, func(where, s string) {
				s = inLine(s)
				label, _, said := strings.Cut(s, ": ") // words of a source on a drawing
				if slices.Contains(names, s) || said && slices.Contains(theirs, label) || strings.Contains(reasons, strings.Trim(s, " ,")) {
					return
				}
				for _, x := range theirs {
					if x != "" {
						s = strings.ReplaceAll(s, x, "")
					}
				}
				for _, f := range english {
					if holds(s, f) {
						t.Errorf("%s: <%s>: %q has the English %q", p, where, s, f)
					}
				}
			})
		}
	}
}

// TestGerman looks at what German writes in its own way.
func TestGerman(t *testing.T) {
	ps := pages(t, render(t, german()))
	for _, tt := range []struct {
		name, page, selector string
		want                 []string
	}{
		{"day headings", "index.html", "#timeline .day h2", []string{"1989", "Samstag, 24. Oktober 2026", "Sonntag, 25. Oktober 2026", "Mittwoch, 4. November 2026"}},
		{"a range of two accounts", "index.html", "#e-grounding time", []string{"etwa 21:45–22:10 UTC"}},
		{"its local time, with the day named", "index.html", "#e-grounding small", []string{"00:45–01:10, 25. Okt. Mariehamn (UTC+3)"}},
		{"an open bound", "index.html", "#e-divers time", []string{"vor 08:00 UTC"}},
		{"a day", "index.html", "#e-bus time", []string{"irgendwann an diesem Tag"}},
		{"the gap", "index.html", "#timeline > .gap", []string{"etwa 37 Jahre später", "1 Std. 10 Min. später"}},
		{"what was read", "index.html", ".deck", []string{"4 Berichte, 14 datierte Aussagen, 9 Einträge. Die Berichte widersprechen sich in 2 Punkten; entschieden: 1. 1 Datei konnte nicht gelesen werden."}},
		{"sources and voices", "index.html", "#e-grounding .chips > span", []string{"3 Quellen, davon 2 unabhängig"}},
		{"the ruling in the strip", "index.html", "#e-grounding .differ i", []string{"Entscheidung: die Spanne bleibt, 21:45–22:10 UTC."}},
		{"a length", "sources/coast-note.html", ".ledger > li:nth-child(3) .is", []string{"2 Std. 45 Min. – 3 Std."}},
		{"the newest ruling, then the older", "discrepancies/d-grounding-start.html", ".ruling > p:last-child", []string{"B. Reader, 28. Oktober 2026", "A. Reader, 27. Oktober 2026"}},
		{"versions", "discrepancies/d-grounding-start.html", ".version h3", []string{"Fassung 1: around 22:10 GMT", "Fassung 2: about 00:45 in Mariehamn, 21:45 UTC"}},
		{"of which the words are English", "discrepancies/d-grounding-start.html", ".version h3 [lang=en]", []string{"around 22:10 GMT", "about 00:45 in Mariehamn, 21:45 UTC"}},
		{"as is the question", "discrepancies/d-grounding-start.html", "h1[lang=en]", []string{"When did the ferry run aground?"}},
		{"words of a source in quotation marks", "sources/coast-note.html", ".ledger > li:nth-child(1) .words a", []string{"„22:10 GMT on Saturday“"}},
		{"which are English", "sources/coast-note.html", ".ledger > li:nth-child(1) .words a [lang=en][dir=ltr]", []string{"22:10 GMT on Saturday"}},
	} {
		var got []string
		for _, m := range all(ps[tt.page], tt.selector) {
			got = append(got, words(m))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %s: %s:\n got %q\nwant %q", tt.name, tt.page, tt.selector, got, tt.want)
		}
	}
}

func TestGermanSameBytes(t *testing.T) {
	a, b := render(t, german()), render(t, german())
	for p := range a {
		if !bytes.Equal(a[p], b[p]) {
			t.Errorf("%s differs from one run to the next", p)
		}
	}
}

func TestUnsupportedLanguage(t *testing.T) {
	s := exporttest.Story()
	s.Config.Language = "fr"
	if _, err := publish.Collect(site.Render(s, assets(t))); err == nil || !strings.Contains(err.Error(), "de, en") {
		t.Errorf("got %v, want the supported languages", err)
	}
}

// TestEnglishMarksNothing finds that an English interface marks no text of its own.
func TestEnglishMarksNothing(t *testing.T) {
	s := exporttest.Story()
	for i := range s.Sources {
		s.Sources[i].Language = ""
	}
	for p, n := range pages(t, render(t, s)) {
		for _, m := range all(n, "[lang]") {
			if m.Data != "html" {
				t.Errorf("%s: <%s lang=%q>", p, m.Data, attr(m, "lang"))
			}
		}
	}
}

// TestDirection draws an English report that quotes Arabic, a Hebrew report that
// tells its language and one that does not.
func TestDirection(t *testing.T) {
	const (
		arabic = "أُغلق الجسر أمام الجميع!"
		hebrew = "הגשר נסגר לתנועה"
	)
	dir := t.TempDir()
	for name, body := range map[string]string{
		"english.md":  "---\ntitle: Bridge shut\nlanguage: en-GB\n---\nThe bridge in Haifa closed at 10:30 on 3 March 2026. “" + arabic + "” a sign said at 11:15 on 3 March 2026.\n",
		"titled.md":   "---\ntitle: " + hebrew + "\nlanguage: en\n---\nThe bridge in Haifa closed at 10:40 on 3 March 2026.\n",
		"hebrew.md":   "---\ntitle: " + hebrew + " 2\nlanguage: he\n---\n" + hebrew + ".\n\nNATO " + hebrew + ".\n\nThe bridge in Haifa closed at 10:45 on 3 March 2026.\n",
		"unnamed.txt": hebrew + " 3\n\n" + hebrew + ".\n\nA bus left Haifa at 12:05 on 3 March 2026.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	story, err := build.Read(context.Background(), build.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range story.Problems {
		t.Log(problem)
	}
	ps := pages(t, render(t, story))
	for _, tt := range []struct {
		name, page, selector string
		want                 []string
	}{
		{"a quotation stands apart", "sources/english.html", ".text p[lang=en-GB][dir=ltr] bdi[dir=rtl]", []string{arabic}},
		{"an English title", "sources/english.html", "h1[lang=en-GB][dir=ltr]", []string{"Bridge shut"}},
		{"a Hebrew title is not English", "sources/titled.html", "h1[dir=rtl]:not([lang])", []string{hebrew}},
		{"and not in the list", "sources.html", "td a[dir=rtl]:not([lang])", []string{hebrew}},
		{"a source that tells its language", "sources/hebrew.html", "h1[lang=he][dir=rtl]", []string{hebrew + " 2"}},
		{"a paragraph that begins in Latin letters", "sources/hebrew.html", ".text p[lang=he][dir=rtl]", []string{hebrew + ".", "NATO " + hebrew + "."}},
		{"English in it", "sources/hebrew.html", ".text p[dir=ltr]:not([lang])", []string{"The bridge in Haifa closed at 10:45 on 3 March 2026."}},
		{"one that does not tell it", "sources/unnamed.html", ".text p[dir=auto]:not([lang]):first-child", []string{hebrew + " 3"}},
	} {
		if ps[tt.page] == nil {
			t.Errorf("no page %s", tt.page)
			continue
		}
		var got []string
		for _, m := range all(ps[tt.page], tt.selector) {
			got = append(got, words(m))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %s: %s:\n got %q\nwant %q", tt.name, tt.page, tt.selector, got, tt.want)
		}
	}
	for _, m := range all(ps["index.html"], "blockquote, q") {
		if attr(m, "dir") == "" {
			t.Errorf("a quote without a direction: %q", words(m))
		}
	}
}
