package serve_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	timeline "timeline"
	"timeline/internal/content"
	"timeline/internal/publish"
	"timeline/internal/review"
	"timeline/internal/serve"
	"timeline/internal/site"
)

const (
	harbour = "Ferry aground off Lisbon\n\nThe ferry Alba ran aground off Lisbon on Thursday, June 12, 2025. The rescue began around 16:30 GMT, the harbour office said.\n"
	gazette = "Rescue of the Alba\n\nThe ferry Alba ran aground near Lisbon on Thursday, 12 June 2025. The rescue began at about 6pm local time in Lisbon.\n"
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

// A desk is a server over a content folder of its own.
type desk struct {
	t    testing.TB
	dir  string // the content folder
	root string // the address
	log  *lines
}

// lines collects what a server says.
type lines struct {
	mu  sync.Mutex
	all strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.String()
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	d := &desk{t: t, dir: filepath.Join(t.TempDir(), "content"), log: &lines{}}
	d.write("sources/a.txt", harbour)
	d.write("sources/b.txt", gazette)
	ctx, cancel := context.WithCancel(t.Context())
	s, err := serve.New(ctx, serve.Options{
		Content: d.dir, Assets: assets(t), Log: d.log, Today: func() string { return "2025-06-20" },
		Watch: []string{filepath.Join(filepath.Dir(d.dir), "timeline.toml"), filepath.Join(filepath.Dir(d.dir), "templates"), filepath.Join(filepath.Dir(d.dir), "static")},
	})
	if err != nil {
		t.Fatal(err)
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d.root = "http://" + l.Addr().String() + "/"
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("the server ends with %v", err)
		}
	})
	return d
}

func (d *desk) write(name, text string) {
	d.t.Helper()
	name = filepath.Join(d.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		d.t.Fatal(err)
	}
}

// do makes a request and returns what comes back; a redirect is not followed.
func (d *desk) do(method, at string, body string, change func(*http.Request)) (*http.Response, string) {
	d.t.Helper()
	r, err := http.NewRequestWithContext(d.t.Context(), method, d.root+at, strings.NewReader(body))
	if err != nil {
		d.t.Fatal(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", strings.TrimSuffix(d.root, "/"))
	}
	if change != nil {
		change(r)
	}
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := c.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return resp, string(b)
}

func (d *desk) get(at string) string {
	d.t.Helper()
	resp, body := d.do(http.MethodGet, at, "", nil)
	if resp.StatusCode != http.StatusOK {
		d.t.Fatalf("%s: %s: %s", at, resp.Status, body)
	}
	return body
}

func find(t testing.TB, pattern, in string) string {
	t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(in)
	if m == nil {
		t.Fatalf("no %s in\n%s", pattern, in)
	}
	return m[1]
}

// question is the page of the one discrepancy, and its form as it comes.
func (d *desk) question() (page string, form url.Values) {
	d.t.Helper()
	page = find(d.t, `href="(discrepancies/d-[^"]+\.html)"`, d.get("discrepancies.html"))
	body := d.get(page)
	form = url.Values{"verdict": {"range-kept"}, "reviewer": {"Ann Lee"}, "reason": {"Both are rounded."}}
	for _, name := range []string{"token", "digest", "discrepancy", "statements"} {
		form.Set(name, find(d.t, `name="`+name+`" value="([^"]+)"`, body))
	}
	return page, form
}

// files lists everything below the parent of the content folder.
func (d *desk) files() []string {
	d.t.Helper()
	var out []string
	top := filepath.Dir(d.dir)
	if err := filepath.WalkDir(top, func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			rel, _ := filepath.Rel(top, p)
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
	return out
}

// rulings reads back what stands in the folder.
func (d *desk) rulings() []review.Ruling {
	d.t.Helper()
	var in []content.File
	list, _ := os.ReadDir(filepath.Join(d.dir, "rulings"))
	for _, e := range list {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(d.dir, "rulings", e.Name()))
		if err != nil {
			d.t.Fatal(err)
		}
		in = append(in, content.File{Path: "rulings/" + e.Name(), Data: data})
	}
	rs, ps := review.Read(in)
	for _, p := range ps {
		d.t.Errorf("a file is not whole: %s", p)
	}
	return rs
}

// TestRule rules on a discrepancy by the form, twice, and finds the rulings on the page.
func TestRule(t *testing.T) {
	d := newDesk(t)
	page, form := d.question()
	_, told := d.do(http.MethodPost, "-/preview", form.Encode(), nil)
	if !strings.Contains(told, "UTC") || !strings.Contains(told, "range") {
		t.Errorf("the preview says %q", told)
	}
	if n := len(d.rulings()); n != 0 {
		t.Fatalf("the preview wrote %d rulings", n)
	}
	resp, body := d.do(http.MethodPost, "-/rule", form.Encode(), nil)
	if resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s: %s", resp.Status, body)
	}
	to := resp.Header.Get("Location")
	if !strings.HasPrefix(to, "/"+page+"?saved=rulings%2F2025-06-20-d-start-") {
		t.Errorf("it leads to %s", to)
	}
	body = d.get(strings.TrimPrefix(to, "/"))
	for _, want := range []string{"Saved as <code>rulings/2025-06-20-", "The range is kept", "Both are rounded.", "Ann Lee, 20 June 2025", "0 open, 0 need another look, 1 ruled"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	form.Set("verdict", "version-preferred")
	form.Set("version", "2")
	if resp, body := d.do(http.MethodPost, "-/rule", form.Encode(), nil); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s: %s", resp.Status, body)
	}
	body = d.get(page)
	if !strings.Contains(body, "One version preferred") || !strings.Contains(body, "Earlier rulings") || !strings.Contains(body, "Readers see: <b>about 17:00 UTC") {
		t.Errorf("the page does not tell of the second ruling and the first")
	}
	rs := d.rulings()
	if len(rs) != 2 || !strings.HasPrefix(rs[1].Version, "s-") || len(rs[1].Statements) != 2 {
		t.Errorf("the rulings are %+v", rs)
	}
}

// TestRuleOnOtherEvidence saves a ruling on what an editor saw, though a source has changed.
func TestRuleOnOtherEvidence(t *testing.T) {
	d := newDesk(t)
	_, form := d.question()
	d.write("sources/b.txt", strings.Replace(gazette, "about 6pm", "about 6.15pm", 1))
	d.until(func() bool { return strings.Contains(d.get("data/timeline.json"), "6.15pm") })
	resp, _ := d.do(http.MethodPost, "-/rule", form.Encode(), nil)
	if resp.StatusCode != http.StatusSeeOther {
		t.Fatal(resp.Status)
	}
	if body := d.get(strings.TrimPrefix(resp.Header.Get("Location"), "/")); !strings.Contains(body, "needs another look") {
		t.Error("the page does not say that the ruling needs another look")
	}
}

// until waits for what a change of a file leads to.
func (d *desk) until(f func() bool) {
	d.t.Helper()
	for range 400 {
		if f() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	d.t.Fatalf("it never comes true; the server says\n%s", d.log)
}

// TestEditForms makes each edit by its form.
func TestEditForms(t *testing.T) {
	d := newDesk(t)
	page, form := d.question()
	event := find(t, `href="\.\./index\.html#(e-[^"]+)"`, d.get(page))
	token := form.Get("token")
	post := func(v url.Values) (*http.Response, string) {
		v.Set("token", token)
		v.Set("reviewer", "Ann Lee")
		v.Set("reason", "As the log has it.")
		return d.do(http.MethodPost, "-/edit", v.Encode(), nil)
	}
	body := d.get("events/" + event + ".html")
	seen := find(t, `name="digest" value="([^"]+)"`, body)
	if resp, body := post(url.Values{"edit": {"retitle"}, "events": {event}, "digest": {seen}, "title": {"Help <b>arrives</b>"}}); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s: %s", resp.Status, body)
	}
	if body := d.get("events/" + event + ".html"); !strings.Contains(body, "Help &lt;b&gt;arrives&lt;/b&gt;</h1>") || !strings.Contains(body, "As the log has it.") {
		t.Error("the page does not tell the new title, or why")
	}
	resp, body := post(url.Values{"edit": {"retime"}, "events": {event}, "digest": {seen}, "time": {"teatime"}})
	if resp.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, `role="alert"`) || !strings.Contains(body, "teatime&#34; is no time") || !strings.Contains(body, `value="teatime"`) {
		t.Errorf("a time that is none: %s", resp.Status)
	}
	if resp, body := post(url.Values{"edit": {"source"}, "source": {"b"}, "copy_of": {"a"}}); resp.StatusCode != http.StatusSeeOther {
		t.Errorf("a source: %s: %s", resp.Status, body)
	}
	resp, body = post(url.Values{"edit": {"add"}, "title": {"Fog"}, "time": {"2025-06-12T16:00Z"}, "source": {"a"}, "quote": {"nobody said that"}})
	if resp.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "does not stand in sources/a.txt") || !strings.Contains(body, `value="nobody said that"`) {
		t.Errorf("an event with words that nobody said: %s", resp.Status)
	}
	if resp, body = post(url.Values{"edit": {"add"}, "title": {"Fog lifts"}, "time": {"2025-06-12T16:00Z"}, "citation": {"Log of the pilots"}}); resp.StatusCode != http.StatusSeeOther {
		t.Errorf("an event by hand: %s: %s", resp.Status, body)
	}
	if body := d.get("index.html"); !strings.Contains(body, "Fog lifts") || !strings.Contains(body, "Added by an editor: Log of the pilots") || !strings.Contains(body, "Add an event") {
		t.Error("the timeline does not tell the event that was added")
	}
	if resp, _ := post(url.Values{"edit": {"hide"}, "events": {event}, "digest": {seen}}); resp.StatusCode != http.StatusSeeOther || !strings.HasPrefix(resp.Header.Get("Location"), "/index.html") {
		t.Errorf("hidden: %s to %s", resp.Status, resp.Header.Get("Location"))
	}
	if resp, _ := d.do(http.MethodGet, "events/"+event+".html", "", nil); resp.StatusCode != http.StatusNotFound {
		t.Errorf("the hidden event is still there: %s", resp.Status)
	}
	if n := strings.Count(strings.Join(d.files(), " "), "content/edits/2025-06-20-"); n != 4 {
		t.Errorf("%d files of edits are written, want 4: %v", n, d.files())
	}
}

// TestRefused makes the requests of attackers: none is answered, and nothing is written.
func TestRefused(t *testing.T) {
	d := newDesk(t)
	_, form := d.question()
	before := strings.Join(d.files(), " ")
	port := d.root[strings.LastIndexByte(strings.TrimSuffix(d.root, "/"), ':'):]
	with := func(key, value string) string {
		v := url.Values{}
		for k, x := range form {
			v[k] = x
		}
		v.Set(key, value)
		return v.Encode()
	}
	header := func(key, value string) func(*http.Request) {
		return func(r *http.Request) {
			if value == "" {
				r.Header.Del(key)
				return
			}
			r.Header.Set(key, value)
		}
	}
	for _, tt := range []struct {
		name, method, at, body string
		change                 func(*http.Request)
		status                 int
	}{
		{"another origin", "POST", "-/rule", form.Encode(), header("Origin", "https://evil.example"), 403},
		{"the same host on another port", "POST", "-/rule", form.Encode(), header("Origin", "http://127.0.0.1:1"), 403},
		{"the origin of a sandbox", "POST", "-/rule", form.Encode(), header("Origin", "null"), 403},
		{"no origin", "POST", "-/rule", form.Encode(), header("Origin", ""), 403},
		{"from another site", "POST", "-/rule", form.Encode(), header("Sec-Fetch-Site", "cross-site"), 403},
		{"a rebound name", "GET", "index.html", "", func(r *http.Request) { r.Host = "evil.example" + strings.TrimSuffix(port, "/") }, 421},
		{"a rebound name that posts", "POST", "-/rule", form.Encode(), func(r *http.Request) {
			r.Host = "evil.example" + strings.TrimSuffix(port, "/")
			r.Header.Set("Origin", "http://"+r.Host)
		}, 421},
		{"another port", "GET", "index.html", "", func(r *http.Request) { r.Host = "127.0.0.1:1" }, 421},
		{"no host", "GET", "index.html", "", func(r *http.Request) { r.Host = "localhost" }, 421},
		{"no token", "POST", "-/rule", with("token", ""), nil, 403},
		{"another token", "POST", "-/rule", with("token", strings.Repeat("0", 32)), nil, 403},
		{"as JSON", "POST", "-/rule", form.Encode(), header("Content-Type", "application/json"), 415},
		{"as text", "POST", "-/rule", form.Encode(), header("Content-Type", "text/plain"), 415},
		{"no type", "POST", "-/rule", form.Encode(), header("Content-Type", ""), 415},
		{"far too long", "POST", "-/rule", with("reason", strings.Repeat("x", 300<<10)), nil, 413},
		{"malformed", "POST", "-/rule", "%zz=%", nil, 400},
		{"a discrepancy above the folder", "POST", "-/rule", with("discrepancy", "../../x"), nil, 404},
		{"no verdict", "POST", "-/rule", with("verdict", "../x"), nil, 422},
		{"a version that there is not", "POST", "-/rule", with("version", "9"), nil, 422},
		{"no reason", "POST", "-/rule", with("reason", " \r\n"), nil, 422},
		{"by GET", "GET", "-/rule?" + form.Encode(), "", nil, 404},
		{"by PUT", "PUT", "-/rule", form.Encode(), nil, 405},
		{"by DELETE", "DELETE", "index.html", "", nil, 405},
		{"by TRACE", "TRACE", "index.html", "", nil, 405},
		{"a post to a page", "POST", "index.html", form.Encode(), nil, 405},
		{"above the site", "GET", "..%2f..%2fetc%2fpasswd", "", nil, 404},
		{"a report of the content folder", "GET", "sources/a.txt", "", nil, 404},
		{"a list of a folder", "GET", "discrepancies/", "", nil, 404},
		{"an edit of a page above", "POST", "-/edit", with("edit", "hide") + "&events=..%2f..%2findex", nil, 404},
	} {
		t.Run(tt.name, func(t *testing.T) {
			resp, body := d.do(tt.method, tt.at, tt.body, tt.change)
			if resp.StatusCode != tt.status {
				t.Errorf("%s, want %d: %.200s", resp.Status, tt.status, body)
			}
			if got := resp.Header.Get("Content-Security-Policy"); tt.method != "TRACE" && !strings.Contains(got, "frame-ancestors 'none'") {
				t.Errorf("no policy: %q", got)
			}
			if a := resp.Header.Get("Access-Control-Allow-Origin"); a != "" {
				t.Errorf("other origins may read it: %s", a)
			}
		})
	}
	if after := strings.Join(d.files(), " "); after != before {
		t.Errorf("the files were\n%s\nand are\n%s", before, after)
	}
}

// TestTwoEditorsAtOnce lets two editors and more save at once: nothing is lost.
func TestTwoEditorsAtOnce(t *testing.T) {
	d := newDesk(t)
	_, form := d.question()
	const n = 12
	var wg sync.WaitGroup
	for i := range n {
		v := url.Values{}
		for k, x := range form {
			v[k] = x
		}
		v.Set("reviewer", fmt.Sprint("Editor ", i))
		wg.Go(func() {
			if resp, body := d.do(http.MethodPost, "-/rule", v.Encode(), nil); resp.StatusCode != http.StatusSeeOther {
				t.Errorf("%s: %s", resp.Status, body)
			}
		})
	}
	wg.Wait()
	seen := map[string]bool{}
	for _, r := range d.rulings() {
		seen[r.Reviewer] = true
	}
	if len(seen) != n {
		t.Errorf("the rulings of %d editors are there, want %d", len(seen), n)
	}
}

// TestReload tells an open page that it has changed, when a report has, and a fault of the
// newest build.
func TestReload(t *testing.T) {
	d := newDesk(t)
	page, _ := d.question()
	listen := func(page string) *bufio.Reader {
		body := d.get(page)
		at := "-/events?page=" + page + "&digest=" + find(t, `data-digest="([0-9a-f]+)"`, body)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, d.root+at, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { resp.Body.Close() })
		in := bufio.NewReader(resp.Body)
		if l, err := in.ReadString('\n'); err != nil || l != ": open\n" {
			t.Fatalf("the stream opens with %q, %v", l, err)
		}
		return in
	}
	first := listen(page)
	d.write("sources/b.txt", strings.Replace(gazette, "about 6pm", "about 6.15pm", 1))
	_, _ = first.ReadString('\n')
	if l, err := first.ReadString('\n'); err != nil || l != "event: change\n" {
		t.Errorf("the stream says %q, %v", l, err)
	}
	d.write("rulings/bad.md", "---\nverdict: maybe\n---\nx\n")
	d.until(func() bool { return strings.Contains(d.get("index.html"), "rulings/bad.md:1: no discrepancy named") })
	if err := os.Remove(filepath.Join(d.dir, "rulings", "bad.md")); err != nil {
		t.Fatal(err)
	}
	d.until(func() bool { return !strings.Contains(d.get("index.html"), "bad.md") })
	// The configuration stands beside the content.
	if err := os.WriteFile(filepath.Join(filepath.Dir(d.dir), "timeline.toml"), []byte("title = 'The Alba'\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	d.until(func() bool { return strings.Contains(d.get("index.html"), "The Alba</h1>") })
	if err := os.WriteFile(filepath.Join(filepath.Dir(d.dir), "timeline.toml"), []byte("titel = 'The Alba'\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	d.until(func() bool {
		b := d.get("index.html")
		return strings.Contains(b, "unknown key") && strings.Contains(b, "The Alba</h1>")
	})
}

// TestPagesAsBuilt checks that the server adds to pages what a build does not have, and
// nothing else.
func TestPagesAsBuilt(t *testing.T) {
	d := newDesk(t)
	page, _ := d.question()
	served := d.get(page)
	if strings.Contains(served, "form-action 'none'") || !strings.Contains(served, "form-action 'self'") || !strings.Contains(served, "/review.js") || strings.Contains(served, "no-referrer\"") {
		t.Error("the page is not dressed for editors")
	}
	for _, name := range []string{"data/timeline.json", "static/style.css", "SHA256SUMS"} {
		if d.get(name) == "" {
			t.Errorf("%s is empty", name)
		}
	}
	if body := d.get("-/queue"); !strings.Contains(body, page) || !strings.Contains(body, "1 open") {
		t.Errorf("the queue is %s", body)
	}
	files, err := publish.Collect(site.Render(story(t, d.dir), assets(t)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		for _, word := range []string{"/review.js", "/review.css", `name="token"`, "/-/", "EventSource"} {
			if strings.Contains(string(f.Data), word) {
				t.Errorf("%s as built has %q", f.Path, word)
			}
		}
	}
}
