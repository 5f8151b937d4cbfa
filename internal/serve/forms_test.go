package serve_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"timeline/internal/publish"
	"timeline/internal/site"
)

// with is a form with other values in some fields; a value of "" takes the field out.
func with(form url.Values, change ...string) url.Values {
	v := url.Values{}
	for k, x := range form {
		v[k] = slices.Clone(x)
	}
	for i := 0; i+1 < len(change); i += 2 {
		v.Set(change[i], change[i+1])
		if change[i+1] == "" {
			v.Del(change[i])
		}
	}
	return v
}

func one(t *testing.T, n *html.Node, selector string) *html.Node {
	t.Helper()
	all := cascadia.QueryAll(n, cascadia.MustCompile(selector))
	if len(all) != 1 {
		t.Fatalf("%d of %s", len(all), selector)
	}
	return all[0]
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

// event is the page of the event of the one discrepancy, and what all its forms send.
func (d *desk) event() (page, id string, form url.Values) {
	d.t.Helper()
	of, _ := d.question()
	id = find(d.t, `href="\.\./index\.html#(e-[^"]+)"`, d.get(of))
	page = "events/" + id + ".html"
	body := d.get(page)
	form = url.Values{"events": {id}, "reviewer": {"Ann Lee"}, "reason": {"As the log has it."}}
	for _, name := range []string{"token", "once", "digest"} {
		form.Set(name, find(d.t, `name="`+name+`" value="([^"]+)"`, body))
	}
	return page, id, form
}

// TestFaultsBesideTheirFields sends forms with something missing or wrong: the page comes
// back with what was typed, the message beside its field, and the field in focus.
func TestFaultsBesideTheirFields(t *testing.T) {
	d := newDesk(t)
	_, ruling := d.question()
	_, _, edit := d.event()
	source := with(edit, "events", "", "edit", "source", "source", "a")
	before := strings.Join(d.files(), " ")
	for _, tt := range []struct {
		name, at    string
		form        url.Values
		field, want string
	}{
		{"no verdict", "-/rule", with(ruling, "verdict", ""), ".review [name=verdict][value=not-a-conflict]", "Choose a verdict."},
		{"no version", "-/rule", with(ruling, "verdict", "version-preferred"), ".review [name=version]", "This verdict names a version or a value."},
		{"another version", "-/rule", with(ruling, "version", "9"), ".review [name=version]", "there is no version 9: there are 2"},
		{"no name", "-/rule", with(ruling, "reviewer", " "), "[action$=rule] [name=reviewer]", "Write your name: it stands beside what you decide."},
		{"no reason", "-/rule", with(ruling, "reason", "\r\n "), "[action$=rule] [name=reason]", "Write the reason: it stands there for whoever asks why."},
		{"no title", "-/edit", with(edit, "edit", "retitle"), "[name=title]", "Write the title."},
		{"no time", "-/edit", with(edit, "edit", "retime"), "[name=time]", "Write the time."},
		{"an end that is none", "-/edit", with(edit, "edit", "retime", "time", "2025-06-12", "end", "later"), "[name=end]", `"later" is no time: write 2025-06-12T16:30Z, 2025-06-12, 2025-06, 2025, or two of them with a / between.`},
		{"a zone that is none", "-/edit", with(edit, "edit", "retime", "time", "2025-06-12", "zone", "Lisbon"), "[name=zone]", `"Lisbon" is no zone: write one such as Europe/Lisbon.`},
		{"no statement", "-/edit", with(edit, "edit", "split"), "[name=statements]:first-of-type[aria-invalid]", "Choose the statements that tell another event."},
		{"one to merge", "-/edit", with(edit, "edit", "merge"), "input[type=text][name=events]", "Name the other event behind this one: its id stands in the address of its page."},
		{"one that there is not", "-/edit", with(edit, "edit", "merge", "events", edit.Get("events")+" e-none"), "input[type=text][name=events]", "1 of these 2 events are on the timeline: take the ids from the addresses of their pages."},
		{"hidden without a reason", "-/edit", with(edit, "edit", "hide", "reason", ""), "details[open] [name=reason]", "Write the reason: it stands there for whoever asks why."},
		{"nothing of a source", "-/edit", source, "[name=zone]", "Nothing is changed: give a zone, a time or the source that it copies."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			resp, body := d.do(http.MethodPost, tt.at, tt.form.Encode(), nil)
			if resp.StatusCode != http.StatusUnprocessableEntity {
				t.Fatalf("%s: %.300s", resp.Status, body)
			}
			n, err := html.Parse(strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			field := one(t, n, tt.field)
			if attr(field, "aria-invalid") != "true" || !strings.Contains(body, "autofocus") {
				t.Error("the field is not marked")
			}
			said := one(t, n, "#"+attr(field, "aria-describedby"))
			if got := words(said); got != tt.want || attr(said, "role") != "alert" {
				t.Errorf("it says %q, want %q", got, tt.want)
			}
			if n := len(cascadia.QueryAll(n, cascadia.MustCompile("[role=alert]"))); n != 1 {
				t.Errorf("%d messages", n)
			}
			form := one(t, n, "form:has([aria-invalid])")
			if got := attr(one(t, form, "[name=reviewer]"), "value"); got != tt.form.Get("reviewer") {
				t.Errorf("the name that was typed has become %q", got)
			}
			if got := words(one(t, form, "textarea")); got != strings.TrimSpace(tt.form.Get("reason")) {
				t.Errorf("the reason that was typed has become %q", got)
			}
		})
	}
	if after := strings.Join(d.files(), " "); after != before {
		t.Errorf("the files were\n%s\nand are\n%s", before, after)
	}
}

// TestNoFormsOfThisServer sends what no form of the server would: nothing is written.
func TestNoFormsOfThisServer(t *testing.T) {
	d := newDesk(t)
	_, form := d.question()
	before := strings.Join(d.files(), " ")
	twice := with(form)
	twice.Add("verdict", "unresolved")
	for _, tt := range []struct {
		name, want string
		form       url.Values
	}{
		{"a field that there is not", `there is no field "path"`, with(form, "path", "../x.md")},
		{"a field twice", "verdict is given 2 times", twice},
		{"a reason without end", "reason has 20001 letters, at most 20000 are taken", with(form, "reason", strings.Repeat("x", 20001))},
		{"a long name", "reviewer has 201 letters", with(form, "reviewer", strings.Repeat("ü", 201))},
		{"bytes that are no text", "reviewer has what is no text", with(form, "reviewer", "\xff")},
		{"a character of control", "reason has what is no text", with(form, "reason", "a\x00b")},
		{"keys of its own", "reviewer has what is no text", with(form, "reviewer", "Ann\x1b[2J")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			resp, body := d.do(http.MethodPost, "-/rule", tt.form.Encode(), nil)
			if resp.StatusCode != http.StatusBadRequest || !strings.Contains(body, tt.want) {
				t.Errorf("%s: %s", resp.Status, body)
			}
		})
	}
	if after := strings.Join(d.files(), " "); after != before {
		t.Errorf("the files were\n%s\nand are\n%s", before, after)
	}
	// A name of two lines and one with marks of YAML stay names.
	for _, name := range []string{"Ann\r\nverdict: unresolved", `"Ann": [x] # &a`, "---"} {
		resp, body := d.do(http.MethodPost, "-/rule", with(form, "reviewer", name, "reason", name).Encode(), nil)
		if resp.StatusCode != http.StatusSeeOther {
			t.Errorf("%q: %s: %s", name, resp.Status, body)
		}
	}
	for i, r := range d.rulings() {
		if want := []string{"Ann\nverdict: unresolved", `"Ann": [x] # &a`, "---"}[i]; r.Reviewer != want || r.Reason != want || r.Verdict != "range-kept" {
			t.Errorf("%q is read as %+v", want, r)
		}
	}
}

// TestSentTwice sends one form many times at once, as a double click does: it is saved once,
// and every answer names the one file. The form of a page that is loaded again is another.
func TestSentTwice(t *testing.T) {
	d := newDesk(t)
	page, form := d.question()
	once := func() string { return find(t, `name="once" value="([^"]+)"`, d.get(page)) }
	first := with(form, "once", once())
	var mu sync.Mutex
	to := map[string]bool{}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			resp, body := d.do(http.MethodPost, "-/rule", first.Encode(), nil)
			if resp.StatusCode != http.StatusSeeOther {
				t.Errorf("%s: %s", resp.Status, body)
			}
			mu.Lock()
			defer mu.Unlock()
			to[resp.Header.Get("Location")] = true
		})
	}
	wg.Wait()
	if n := len(d.rulings()); n != 1 || len(to) != 1 {
		t.Errorf("one form is saved %d times, and the answers are %v", n, to)
	}
	if resp, _ := d.do(http.MethodPost, "-/rule", with(form, "once", once()).Encode(), nil); resp.StatusCode != http.StatusSeeOther {
		t.Error(resp.Status)
	}
	if resp, _ := d.do(http.MethodPost, "-/rule", with(first, "verdict", "unresolved").Encode(), nil); resp.StatusCode != http.StatusSeeOther {
		t.Error(resp.Status)
	}
	if n := len(d.rulings()); n != 3 {
		t.Errorf("three decisions are saved in %d files", n)
	}
}

// TestEvidenceGone saves a ruling on a discrepancy that has another id by then, since the
// quote that named it has changed.
func TestEvidenceGone(t *testing.T) {
	d := newDesk(t)
	page, form := d.question()
	d.write("sources/a.txt", strings.Replace(harbour, "around 16:30", "around 16:20", 1))
	d.until(func() bool { return strings.Contains(d.get("data/timeline.json"), "16:20") })
	if resp, _ := d.do(http.MethodGet, page, "", nil); resp.StatusCode != http.StatusNotFound {
		t.Fatalf("the test tests nothing: %s is still there", page)
	}
	resp, body := d.do(http.MethodPost, "-/rule", form.Encode(), nil)
	if resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s: %s", resp.Status, body)
	}
	now, _ := d.question()
	to := resp.Header.Get("Location")
	if !strings.HasPrefix(to, "/"+now) {
		t.Errorf("it leads to %s", to)
	}
	if body := d.get(strings.TrimPrefix(to, "/")); !strings.Contains(body, "What it judges has changed since the form was shown") {
		t.Error("the editor is not told")
	}
	if rs := d.rulings(); len(rs) != 1 || rs[0].Digest != form.Get("digest") || rs[0].Discrepancy != form.Get("discrepancy") {
		t.Errorf("saved is %+v", rs)
	}
	if resp, _ := d.do(http.MethodPost, "-/rule", with(form, "discrepancy", "d-start-never").Encode(), nil); resp.StatusCode != http.StatusNotFound {
		t.Errorf("a discrepancy that there never was: %s", resp.Status)
	}
}

// TestVersionOfOtherEvidence prefers a version by a form that shows other evidence: it names
// the version by the number that the editor saw, and not by a statement of what is version 2
// now.
func TestVersionOfOtherEvidence(t *testing.T) {
	d := newDesk(t)
	_, form := d.question()
	form.Set("verdict", "version-preferred")
	form.Set("version", "2")
	d.write("sources/b.txt", strings.Replace(gazette, "about 6pm", "about 6.15pm", 1))
	d.until(func() bool { return strings.Contains(d.get("data/timeline.json"), "6.15pm") })
	if resp, body := d.do(http.MethodPost, "-/rule", form.Encode(), nil); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s: %s", resp.Status, body)
	}
	if rs := d.rulings(); len(rs) != 1 || rs[0].Version != "2" || rs[0].Digest != form.Get("digest") || strings.Join(rs[0].Statements, ",") != form.Get("statements") {
		t.Errorf("saved is %+v", rs)
	}
}

// TestWithheld shows editors the entries that nobody has looked at, though the site that is
// built withholds them.
func TestWithheld(t *testing.T) {
	d := newDesk(t)
	if err := os.WriteFile(filepath.Join(filepath.Dir(d.dir), "timeline.toml"), []byte("title = 'Withheld'\nunreviewed = 'withhold'\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	d.until(func() bool { return strings.Contains(d.get("index.html"), "Withheld</h1>") })
	if _, id, _ := d.event(); !strings.Contains(d.get("index.html"), `id="`+id+`"`) {
		t.Error("the entry is withheld from the editor")
	}
	if s := story(t, d.dir); len(s.Events) > 0 {
		t.Errorf("the test tests nothing: %d events are built", len(s.Events))
	}
}

// TestEveryPage asks for every file of the site: each page may send its forms here, and to
// nobody else, and each answer has the headers that keep it to this server.
func TestEveryPage(t *testing.T) {
	d := newDesk(t)
	files, err := publish.Collect(site.Render(story(t, d.dir), assets(t)))
	if err != nil {
		t.Fatal(err)
	}
	paths := []string{"", "-/queue", "-/review.js", "-/review.css", "no-such-page.html", "-/rule"}
	for _, f := range files {
		paths = append(paths, f.Path)
	}
	const loads = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'"
	for _, p := range paths {
		resp, body := d.do(http.MethodGet, p, "", nil)
		for k, want := range map[string]string{
			"Content-Security-Policy": loads + "; frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store", "Access-Control-Allow-Origin": "",
		} {
			if got := resp.Header.Get(k); got != want {
				t.Errorf("%s: %s is %q, want %q", p, k, got, want)
			}
		}
		kind := resp.Header.Get("Content-Type")
		if kind == "" {
			t.Errorf("%s has no type", p)
		}
		head, _ := d.do(http.MethodHead, p, "", nil)
		if head.StatusCode != resp.StatusCode || head.Header.Get("Content-Type") != kind {
			t.Errorf("%s: HEAD gives %s, %s", p, head.Status, head.Header.Get("Content-Type"))
		}
		if !strings.HasPrefix(kind, "text/html") {
			continue
		}
		n, err := html.Parse(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if got := attr(one(t, n, "meta[http-equiv=Content-Security-Policy]"), "content"); got != loads {
			t.Errorf("%s: the policy of the page is %q", p, got)
		}
		for _, f := range cascadia.QueryAll(n, cascadia.MustCompile("form[method=post]")) {
			if cascadia.Query(f, cascadia.MustCompile("[name=token]")) == nil || cascadia.Query(f, cascadia.MustCompile("[type=submit]")) == nil {
				t.Errorf("%s: a form cannot be sent", p)
			}
			for _, in := range cascadia.QueryAll(f, cascadia.MustCompile("input:not([type=hidden]), select, textarea")) {
				label := in.Parent
				for label != nil && label.Data != "label" {
					label = label.Parent
				}
				if label == nil || words(label) == "" {
					t.Errorf("%s: %s has no label", p, attr(in, "name"))
				}
			}
		}
	}
	// The stream of events has a head, and does not wait.
	if resp, _ := d.do(http.MethodHead, "-/events?page=index.html", "", nil); resp.StatusCode != http.StatusOK {
		t.Error(resp.Status)
	}
}

// TestNothingElseIsServed asks for files of the content folder and around it.
func TestNothingElseIsServed(t *testing.T) {
	d := newDesk(t)
	d.write("sources/.secret", "secret words")
	if err := os.WriteFile(filepath.Join(filepath.Dir(d.dir), "secret.txt"), []byte("secret words"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{
		"../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "data/../../secret.txt", "content/sources/a.txt", "sources/.secret", "//secret.txt", "C:%5csecret.txt",
		"static/..%5c..%5csecret.txt", "index.html%00.txt", "data/", "static", "-/", "-/forms.html", "-/../internal/serve/forms.html",
	} {
		resp, body := d.do(http.MethodGet, p, "", nil)
		if resp.StatusCode == http.StatusOK || strings.Contains(body, "secret words") || strings.Contains(body, "{{define") {
			t.Errorf("%s: %s", p, resp.Status)
		}
		if to := resp.Header.Get("Location"); strings.HasPrefix(to, "//") || strings.Contains(to, ":") {
			t.Errorf("%s leads to %s", p, to)
		}
	}
}
