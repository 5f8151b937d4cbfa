package site_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"timeline/internal/build"
	"timeline/internal/publish"
	"timeline/internal/site"
)

// lines are the inputs in a file of testdata/hostile; unquoted reads the escapes of Go.
func hostileLines(t testing.TB, name string, unquoted bool) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "hostile", name))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for no, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if unquoted {
			s, err := strconv.Unquote(`"` + strings.ReplaceAll(line, `"`, `\"`) + `"`)
			if err != nil {
				t.Fatalf("%s:%d: %v", name, no+1, err)
			}
			line = strings.ReplaceAll(s, "RAN", strconv.Itoa(no+1))
		}
		out = append(out, line)
	}
	return out
}

// yamlText is s as a value of front matter.
func yamlText(s string) string {
	data, err := json.Marshal(s) // JSON is YAML
	if err != nil {
		panic(err)
	}
	return string(data)
}

const (
	hostileA = "---\ntitle: The first report\ndate: 2025-06-13\n---\n\nLISBON - The ferry Alba ran aground off Lisbon at 16:30 GMT on Thursday, June 12, 2025.\n"
	hostileB = "---\ntitle: The second report\ndate: 2025-06-14\n---\n\nThe ferry Alba ran aground off Lisbon at 19:45 GMT on Thursday, June 12, 2025.\n"
)

// carriers are the places through which a text of others gets onto a page, by the name of the
// file that carries it. Two more reports stand beside them, which differ.
var carriers = map[string]func(p string) string{
	"sources/title.md":    func(p string) string { return front("title", p) + sentence(p) },
	"sources/outlet.md":   func(p string) string { return front("publisher", p) + sentence(p) },
	"sources/author.md":   func(p string) string { return front("author", p) + sentence(p) },
	"sources/dateline.md": func(p string) string { return front("dateline", p) + sentence(p) },
	"sources/url.md":      func(p string) string { return front("url", p) + sentence(p) },
	"sources/archive.md":  func(p string) string { return front("archive_url", p) + sentence(p) },
	"sources/date.md":     func(p string) string { return "---\ndate: " + yamlText(p) + "\n---\n\n" + sentence(p) },
	"sources/zone.md":     func(p string) string { return front("timezone", p) + sentence(p) },
	"sources/language.md": func(p string) string { return front("language", p) + sentence(p) },
	"sources/key.md": func(p string) string {
		return "---\n" + yamlText(p) + ": x\ndate: 2025-06-13\n---\n\n" + sentence(p)
	},
	"sources/words.txt": func(p string) string {
		return p + "\n\nPublished June 13, 2025\n\nThe ferry Alba " + p + " ran aground at 16:40 GMT on Thursday, " + p + ", said " + p + ".\n"
	},
	"sources/head.txt": func(p string) string {
		return "By " + p + "\n" + p + "\nJune 13, 2025 by " + p + "\n\n" + strings.ToUpper(p) + ", June 13 (" + p + ") - The ferry Alba ran aground on Thursday.\n"
	},
	"sources/markup.md": func(p string) string { return front("title", "T") + "# " + p + "\n\n" + p + "\n\n" + sentence(p) },
	"sources/page.html": func(p string) string {
		return "<html><head><title>" + p + "</title><meta property=\"og:title\" content=\"" + html.EscapeString(p) + "\"><meta name=author content='" + html.EscapeString(p) + "'></head><body><article><h1>" + p + "</h1><p>" + sentence(p) + "</p></article></body></html>"
	},
	"sources/linked.html": func(p string) string {
		return "<html><head><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":" + yamlText(p) + ",\"author\":{\"name\":" + yamlText(p) + "},\"datePublished\":\"2025-06-13\"}</script></head><body><p>" + sentence(html.EscapeString(p)) + "</p></body></html>"
	},
	"sources/mail.eml": func(p string) string {
		return "Subject: =?utf-8?b?" + base64.StdEncoding.EncodeToString([]byte(p)) + "?=\nFrom: " + strings.ReplaceAll(p, "\n", " ") + " <a@example.org>\nDate: Fri, 13 Jun 2025 10:00:00 +0000\nContent-Type: text/html\n\n<p>" + sentence(p) + "</p>\n"
	},
	"rulings/ruling.md": func(p string) string {
		return "---\ndiscrepancy: DISCREPANCY\nverdict: unresolved\nvalue: " + yamlText(p) + "\nreviewer: " + yamlText(p) + "\ndate: 2025-06-20\n---\n\n" + p + "\n"
	},
	"edits/retitle.md": func(p string) string {
		return "---\nedit: retitle\nevent: EVENT\ntitle: " + yamlText(p) + "\nreviewer: " + yamlText(p) + "\ndate: 2025-06-20\n---\n\n" + p + "\n"
	},
	"edits/add.md": func(p string) string {
		return "---\nedit: add\ntitle: " + yamlText(p) + "\ntime: 2025-06-12T18:00Z\ncitation: " + yamlText(p) + "\nreviewer: Ann Lee\ndate: 2025-06-20\n---\n\n" + p + "\n"
	},
	"pages/about.md": func(p string) string { return "---\ntitle: " + yamlText(p) + "\n---\n\n" + p + "\n" },
	"timeline.toml": func(p string) string {
		return "title = " + yamlText(p) + "\n\n[outlets." + yamlText(p) + "]\nzone = 'UTC'\n"
	},
}

func front(key, p string) string {
	return "---\n" + key + ": " + yamlText(p) + "\ndate: 2025-06-13\n---\n\n"
}

func sentence(p string) string {
	return "The ferry Alba ran aground at 16:40 GMT on Thursday, June 12, 2025, as " + p + " told reporters.\n"
}

// hostileFolder lays out a folder in which every carrier has a text.
func hostileFolder(t testing.TB, dir, p string, carry map[string]func(string) string) {
	t.Helper()
	write := func(name, text string) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	write("sources/a.md", hostileA)
	write("sources/b.md", hostileB)
	for name, f := range carry {
		write(name, f(p))
	}
}

// named puts the ids of what is there into the rulings and edits of a folder, which must name
// what they are about.
func named(t testing.TB, dir string) {
	t.Helper()
	plain := t.TempDir()
	hostileFolder(t, plain, "", nil)
	s, err := build.Read(context.Background(), build.Options{Dir: plain})
	if err != nil || len(s.Discrepancies) == 0 {
		t.Fatalf("the two reports do not differ: %v", err)
	}
	for _, sub := range []string{"rulings", "edits"} {
		list, _ := filepath.Glob(filepath.Join(dir, sub, "*.md"))
		for _, file := range list {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text := strings.ReplaceAll(strings.ReplaceAll(string(data), "DISCREPANCY", s.Discrepancies[0].ID), "EVENT", s.Order[0])
			if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// mostMemory and mostTime bound what an input may cost.
const (
	mostMemory = 1 << 30
	mostTime   = 10 * time.Second
)

// bounded builds and draws a folder, and ends the test where that takes too long or too much
// memory. It returns the files of the site, nil where nothing could be built.
func bounded(t testing.TB, name, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	done := make(chan error, 1)
	go func() {
		story, err := build.Read(context.Background(), build.Options{Dir: dir})
		if err != nil {
			done <- nil // it says why, and that is all
			return
		}
		for f, err := range site.Render(story, assets(t)) {
			if err != nil {
				done <- err
				return
			}
			if _, ok := files[f.Path]; ok {
				err = fmt.Errorf("%s is written twice", f.Path)
				done <- err
				return
			}
			files[f.Path] = f.Data
		}
		done <- nil
	}()
	limit := time.After(mostTime)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	var m runtime.MemStats
	for {
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			return files
		case <-limit:
			t.Fatalf("%s: more than %s", name, mostTime)
		case <-tick.C:
			if runtime.ReadMemStats(&m); m.HeapAlloc > mostMemory {
				t.Fatalf("%s: %d bytes of memory", name, m.HeapAlloc)
			}
		}
	}
}

// unseen are characters that no page may have: those that have no shape, and those that turn
// the order of words round.
var unseen = regexp.MustCompile(`[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{9f}\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2060}-\x{206f}\x{feff}\x{fff9}-\x{fffb}\x{e0000}-\x{e007f}]`)

// ours are the elements that the pages and the Markdown of editors have.
var ours = regexp.MustCompile(`^(html|head|meta|title|link|script|body|a|header|nav|div|main|p|footer|h[1-6]|span|time|ol|ul|li|dl|dt|dd|table|thead|tbody|tr|th|td|form|label|select|option|input|output|button|textarea|fieldset|legend|details|summary|pre|code|blockquote|q|mark|section|article|figure|figcaption|small|b|i|em|strong|br|hr|bdi|svg|g|defs|pattern|path|rect|line|circle|polygon|polyline|text|tspan|desc|clipPath|clippath|use|marker|img|del)$`)

// harmless finds that nothing of a source has become more than text.
func harmless(t testing.TB, name string, files map[string][]byte) {
	t.Helper()
	for p, data := range files {
		switch path.Ext(p) {
		case ".html":
			harmlessPage(t, name+": "+p, data)
		case ".json":
			if !json.Valid(data) {
				t.Errorf("%s: %s is no JSON", name, p)
			}
		case ".csv":
			rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
			if err != nil {
				t.Errorf("%s: %s: %v", name, p, err)
			}
			for _, row := range rows {
				for _, cell := range row {
					if cell != "" && strings.ContainsAny(cell[:1], "=+@\t\r") || strings.HasPrefix(cell, "-") && !regexp.MustCompile(`^-\d`).MatchString(cell) {
						t.Errorf("%s: %s: the cell %q is a formula", name, p, cell)
					}
				}
			}
		case ".ics":
			harmlessCalendar(t, name+": "+p, data)
		case ".atom":
			for d := xml.NewDecoder(bytes.NewReader(data)); ; {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Errorf("%s: %s: %v", name, p, err)
					break
				}
			}
		case ".js":
			if strings.HasPrefix(p, "data/") && (bytes.ContainsAny(data, "<>") || unseen.Match(data)) {
				t.Errorf("%s: %s has markup or hidden characters", name, p)
			}
		}
	}
}

func harmlessPage(t testing.TB, name string, data []byte) {
	t.Helper()
	if m := unseen.Find(data); m != nil {
		t.Errorf("%s has %q", name, m)
	}
	n, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	policies := 0
	for d := range n.Descendants() {
		if d.Type == html.CommentNode && d.Data != " raw HTML omitted " { // what the renderer of Markdown writes
			t.Errorf("%s has the comment %q", name, d.Data)
		}
		if d.Type != html.ElementNode {
			continue
		}
		if !ours.MatchString(d.Data) {
			t.Errorf("%s has <%s>", name, d.Data)
		}
		for _, a := range d.Attr {
			value := strings.ToLower(strings.TrimLeft(a.Val, "\t\n\r "))
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc", a.Key == "formaction", a.Key == "action", a.Key == "ping", a.Key == "autofocus":
				t.Errorf("%s: <%s %s=%q>", name, d.Data, a.Key, a.Val)
			case a.Key == "href" || a.Key == "src" || a.Key == "xlink:href":
				u, err := url.Parse(a.Val)
				if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" && a.Val != "data:," {
					t.Errorf("%s: <%s %s=%q>", name, d.Data, a.Key, a.Val)
				}
				if d.Data == "script" && !strings.HasPrefix(strings.TrimLeft(a.Val, "./"), "static/") && !strings.HasSuffix(value, "data/search.js") {
					t.Errorf("%s: a script from %q", name, a.Val)
				}
			case a.Key == "http-equiv" && value == "content-security-policy":
				policies++
			}
		}
		if d.Data == "script" && d.FirstChild != nil {
			t.Errorf("%s: a script of its own: %q", name, d.FirstChild.Data)
		}
	}
	if policies != 1 || !bytes.Contains(data, []byte(`content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"`)) {
		t.Errorf("%s: %d policies", name, policies)
	}
}

// harmlessCalendar finds that a text of a source ends no line of a calendar.
func harmlessCalendar(t testing.TB, name string, data []byte) {
	t.Helper()
	begun, ended, uids := 0, 0, 0
	for _, line := range strings.Split(strings.TrimSuffix(string(data), "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("%s: the line %q", name, line)
		}
		switch {
		case line == "BEGIN:VEVENT":
			begun++
		case line == "END:VEVENT":
			ended++
		case strings.HasPrefix(line, "UID:"):
			uids++
		case line != "" && !regexp.MustCompile(`^([A-Z-]+[:;]| )`).MatchString(line):
			t.Errorf("%s: the line %q", name, line)
		}
	}
	if begun != ended || begun != uids {
		t.Errorf("%s: %d events begin, %d end, %d have an id", name, begun, ended, uids)
	}
}

// TestHostile brings every payload through every carrier. That is more than a thousand inputs.
func TestHostile(t *testing.T) {
	inputs, sites := 0, 0
	for n, p := range hostileLines(t, "payloads.txt", true) {
		dir := t.TempDir()
		hostileFolder(t, dir, p, carriers)
		named(t, dir)
		// The name of a file is a carrier as well.
		name := strings.Map(func(r rune) rune {
			if r == '/' || r == 0 {
				return '_'
			}
			return r
		}, p)
		for len(name) > 200 {
			name = name[:len(name)/2]
		}
		if err := os.WriteFile(filepath.Join(dir, "sources", strings.ToValidUTF8(name, "_")+".txt"), []byte(sentence(p)), 0o666); err != nil {
			t.Fatal(err)
		}
		inputs += len(carriers) + 1
		what := fmt.Sprintf("payload %d, %q", n, p)
		files := bounded(t, what, dir)
		if len(files) == 0 {
			// A configuration that cannot be read is the only thing that stops a build.
			if err := os.Remove(filepath.Join(dir, "timeline.toml")); err != nil {
				t.Fatal(err)
			}
			files = bounded(t, what, dir)
		}
		if files["index.html"] == nil {
			t.Errorf("%s: no site came of it", what)
			continue
		}
		sites++
		harmless(t, what, files)
	}
	t.Logf("%d inputs, %d sites", inputs, sites)
	if inputs < 1000 {
		t.Errorf("only %d inputs", inputs)
	}
}

// TestHostileDates tells every date in front matter and in words.
func TestHostileDates(t *testing.T) {
	dir := t.TempDir()
	hostileFolder(t, dir, "", nil)
	dates := hostileLines(t, "dates.txt", false)
	for n, d := range dates {
		for name, text := range map[string]string{
			"front": "---\ntitle: Report " + strconv.Itoa(n) + "\ndate: " + yamlText(d) + "\nupdated: " + yamlText(d) + "\n---\n\nThe ferry Alba left on " + d + ". It ran aground " + d + ", and was refloated two days later.\n",
			"words": "Ferry\n\nPublished " + d + "\nUpdated: " + d + "\n\nLISBON, " + d + " - The ferry Alba left at " + d + " yesterday, after " + d + ".\n",
		} {
			if err := os.WriteFile(filepath.Join(dir, "sources", fmt.Sprintf("%s-%02d.md", name, n)), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	files := bounded(t, "dates", dir)
	if files["index.html"] == nil {
		t.Fatal("no site came of it")
	}
	harmless(t, "dates", files)
	t.Logf("%d inputs", 2*len(dates))
}

// shapes are inputs that are made to cost much, or to be none, with what is told of them: part
// of a problem, or nothing where they are read.
func shapes() map[string]struct{ file, text, want string } {
	deep := func(open, close string, n int) string {
		return strings.Repeat(open, n) + "x" + strings.Repeat(close, n)
	}
	bomb := "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
	for i := 'b'; i < 'j'; i++ {
		bomb += fmt.Sprintf("%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n", i, i, i-1, i-1, i-1, i-1, i-1, i-1, i-1, i-1, i-1)
	}
	parts := "Subject: S\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\nContent-Type: text/plain\n\n\n", 100_000) + "--b--\n"
	inner := "Subject: S\n"
	for i := range 5000 {
		inner += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	const hundred = 100 << 20
	return map[string]struct{ file, text, want string }{
		"a line of 100 MB":                        {"x.txt", strings.Repeat("word ", hundred/5), "file_size"},
		"a line of 15 MB":                         {"x.txt", strings.Repeat("word ", 3<<20), "line"},
		"lines of 4 MB":                           {"x.txt", strings.Repeat(strings.Repeat("word ", 800_000)+"\n", 3), ""},
		"a line without a blank":                  {"x.txt", strings.Repeat("x", 4_000_000), ""},
		"a word of digits":                        {"x.txt", "At " + strings.Repeat("9", 3_000_000) + " GMT.", ""},
		"dates without end":                       {"x.txt", strings.Repeat("on 3 May 2024 ", 250_000), "expressions"},
		"hours without end":                       {"x.txt", strings.Repeat("two days after ", 15_000), "expressions"},
		"brackets in each other":                  {"x.txt", deep("(", ")", 1_000_000), ""},
		"quotes in each other":                    {"x.txt", deep("“", "”", 500_000), ""},
		"block quotes in each other":              {"x.md", deep("> ", "", 100_000), "nesting"},
		"lists in each other":                     {"x.md", deep("- ", "", 100_000), "nesting"},
		"emphasis in each other":                  {"x.md", deep("*", "*", 200_000), ""},
		"links in each other":                     {"x.md", deep("[", "](x)", 4000), ""},
		"elements in each other":                  {"x.html", deep("<div>", "</div>", 300_000), "nesting"},
		"many elements":                           {"x.html", strings.Repeat("<b>x</b>", 500_000), "elements"},
		"many attributes":                         {"x.html", "<p " + strings.Repeat("a=b ", 500_000) + ">x</p>", ""},
		"tables in each other":                    {"x.html", deep("<table><tr><td>", "</td></tr></table>", 50_000), "nesting"},
		"entities":                                {"x.html", "<p>" + strings.Repeat("&amp;", 600_000) + "</p>", ""},
		"lone surrogates":                         {"x.html", "<title>&#xD800;&#xDFFF;</title><p>The gates &#xD83D; opened at 16:30 GMT on 3 May 2024.</p>", ""},
		"lone surrogates in linked data":          {"x.html", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"\ud800\udc","datePublished":"2024-05-03"}</script><p>The gates opened at 16:30.</p>`, ""},
		"linked data in each other":               {"x.html", `<script type="application/ld+json">` + deep(`{"@graph":[`, `]}`, 100_000) + `</script><p>The gates opened.</p>`, ""},
		"aliases that grow":                       {"x.md", bomb + "---\nText.\n", "aliases"},
		"a front matter of one list":              {"x.md", "---\ntitle: " + deep("[", "]", 50_000) + "\n---\nText.\n", ""},
		"a front matter of many keys":             {"x.md", "---\n" + strings.Repeat("k: v\n", 20_000) + "---\nText.\n", ""},
		"a front matter without an end":           {"x.md", "---\ntitle: x\n" + strings.Repeat("y\n", 100_000), "does not end"},
		"TOML in each other":                      {"x.md", "+++\ntitle = " + deep("[", "]", 10_000) + "\n+++\nText.\n", ""},
		"a message of many parts":                 {"x.eml", parts, "parts"},
		"parts in each other":                     {"x.eml", inner, ""},
		"a part that is large when it is decoded": {"x.mhtml", "Subject: S\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n" + strings.Repeat("=41", 4_000_000) + "\n--b--\n", ""},
		"a part in an unknown encoding":           {"x.eml", "Content-Transfer-Encoding: x-gzip\n\n\x1f\x8b\x08", "x-gzip"},
		"a part in an unknown character set":      {"x.eml", "Content-Type: text/plain; charset=x-bomb\n\nText.\n", "x-bomb"},
		"NULs":                                    {"x.txt", "The gates\x00 opened.", "NUL"},
		"no UTF-8":                                {"x.txt", "The gates \xff\xfe\xc0\x80\xed\xa0\x80 opened.", ""},
		"UTF-16":                                  {"x.txt", "\xff\xfeT\x00h\x00e\x00", "UTF-16"},
		"a ZIP archive":                           {"x.txt", "PK\x03\x04", "ZIP"},
		"a byte order mark and no more":           {"x.txt", "\ufeff", ""},
		"nothing":                                 {"x.txt", "", ""},
		"no words":                                {"x.md", "---\n---\n", ""},
		"headings without end":                    {"x.md", strings.Repeat("# x\n", 200_000), ""},
		"a table without end":                     {"x.md", "|a|b|\n|-|-|\n" + strings.Repeat("|x|y|\n", 100_000), ""},
		"references without end":                  {"x.md", strings.Repeat("[x]: y\n", 100_000) + strings.Repeat("[x]", 4000), ""},
		"numbers without end":                     {"x.txt", strings.Repeat("12 people were hurt and 14 died. ", 30_000), ""},
		"names without end":                       {"x.txt", strings.Repeat("Anna Berg met Carl Dahl. ", 30_000), ""},
		"one sentence":                            {"x.txt", "The gates opened " + strings.Repeat("and they closed ", 60_000) + "at 16:30 GMT on 3 May 2024.", ""},
		"one sentence of many times":              {"x.txt", "The gates opened " + strings.Repeat("at 16:30 GMT and ", 2000) + "closed on 3 May 2024.", ""},
	}
}

// TestHostileShapes reads what is made to be slow, large or broken: each is read or left out
// with a problem that names it, and a report beside it is told all the same.
func TestHostileShapes(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the limit of time is that of the program as it is used")
	}
	all := shapes()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		c := all[name]
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			dir := t.TempDir()
			hostileFolder(t, dir, c.text, map[string]func(string) string{"sources/" + c.file: func(p string) string { return p }})
			files := bounded(t, name, dir)
			if files["index.html"] == nil {
				t.Fatal("no site came of it")
			}
			if !bytes.Contains(files["sources.html"], []byte("The first report")) {
				t.Error("the report beside it is gone")
			}
			if c.want != "" && !bytes.Contains(files["sources.html"], []byte(c.want)) {
				t.Errorf("the site does not tell of %q", c.want)
			}
			if len(c.text) < 1<<20 {
				harmless(t, name, files)
			}
		})
	}
}

// TestHostileCrowd has ten thousand files of one title.
func TestHostileCrowd(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no large folder is built")
	}
	dir := t.TempDir()
	hostileFolder(t, dir, "", nil)
	for n := range 10_000 {
		if err := os.WriteFile(filepath.Join(dir, "sources", fmt.Sprintf("%d %s.txt", n, strings.Repeat("!", n%7))), []byte("The same title\n\nThe hall was cold.\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	story, err := build.Read(context.Background(), build.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, s := range story.Sources {
		ids[strings.ToLower(s.ID)] = true
	}
	if len(ids) != 10_002 {
		t.Errorf("%d ids of 10,002 reports", len(ids))
	}
}

// TestHostileInBrowser opens every page of a site that carries all payloads: no script of
// them runs, nothing is asked of another place, and no policy is broken.
func TestHostileInBrowser(t *testing.T) {
	b := newBrowser(t)
	dir := t.TempDir()
	hostileFolder(t, dir, "", nil)
	for n, p := range hostileLines(t, "payloads.txt", true) {
		for _, name := range []string{"sources/title.md", "sources/words.txt", "sources/page.html", "rulings/ruling.md", "edits/add.md", "pages/about.md"} {
			file := filepath.Join(dir, filepath.FromSlash(strings.Replace(name, ".", fmt.Sprintf("-%02d.", n), 1)))
			text := carriers[name](p)
			if name == "sources/title.md" {
				text = "---\ntitle: " + yamlText(p) + "\npublisher: " + yamlText(p) + "\nauthor: " + yamlText(p) + "\ndateline: " + yamlText(p) + "\ndate: 2025-06-13\n---\n\n" + sentence(p)
			}
			if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, []byte(text), 0o666)); err != nil {
				t.Fatal(err)
			}
		}
	}
	named(t, dir)
	story, err := build.Read(context.Background(), build.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	root := renderedOf(t, story)
	files, err := publish.Collect(site.Render(story, assets(t)))
	if err != nil {
		t.Fatal(err)
	}
	opened := 0
	for _, f := range files {
		if path.Ext(f.Path) != ".html" || bytes.Contains(f.Data, []byte(`http-equiv="refresh"`)) {
			continue
		}
		b.open("file://" + filepath.ToSlash(root) + "/" + (&url.URL{Path: f.Path}).EscapedPath())
		if got := b.eval(`[typeof window.ran, location.protocol, document.querySelectorAll('main').length, document.querySelectorAll('iframe,object,embed,base,style').length].join(' ')`); got != "undefined file: 1 0" {
			t.Errorf("%s: %s", f.Path, got)
		}
		opened++
	}
	b.quiet()
	t.Logf("%d pages of %d reports were opened", opened, len(story.Sources))
	if opened < 300 {
		t.Errorf("only %d pages were opened", opened)
	}
}
