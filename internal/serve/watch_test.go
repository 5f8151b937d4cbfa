package serve_test

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"timeline/internal/serve"
)

// Templates that can be broken, as an editor of templates breaks them.
type fragile struct {
	fs.FS
	broken *atomic.Bool
}

func (f fragile) Open(name string) (fs.File, error) {
	if name == "index.html" && f.broken.Load() {
		return fstest.MapFS{"index.html": {Data: []byte("{{define \"main\"}}\n{{if}}\n")}}.Open(name)
	}
	return f.FS.Open(name)
}

// TestNothingIsForgotten builds by hand, without watching: templates alone are drawn from
// the story as it was read; what changed while a build failed is in the next one that does
// not, whatever asked for it; and a fault stays told until it is mended.
func TestNothingIsForgotten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	write := func(name, text string) {
		t.Helper()
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("sources/a.txt", harbour)
	write("sources/b.txt", gazette)
	look, broken := assets(t), new(atomic.Bool)
	look.Templates = fragile{look.Templates, broken}
	s, err := serve.New(t.Context(), serve.Options{Content: dir, Assets: look, Today: func() string { return "2025-06-20" }})
	if err != nil {
		t.Fatal(err)
	}
	h := s.Handler(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 4000})
	shows := func(what, path string, yes, no []string) {
		t.Helper()
		r := httptest.NewRequest(http.MethodGet, "/"+path, nil)
		r.Host = "127.0.0.1:4000"
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		for _, x := range yes {
			if !strings.Contains(w.Body.String(), x) {
				t.Errorf("%s: %s does not show %q", what, path, x)
			}
		}
		for _, x := range no {
			if strings.Contains(w.Body.String(), x) {
				t.Errorf("%s: %s shows %q", what, path, x)
			}
		}
	}
	rebuild := func(anew, fails bool) {
		t.Helper()
		if err := s.Rebuild(t.Context(), anew); (err != nil) != fails {
			t.Fatalf("the build ends with %v", err)
		}
	}
	write("sources/b.txt", strings.Replace(gazette, "about 6pm", "about 6.15pm", 1))
	rebuild(false, false)
	shows("templates alone", "data/timeline.json", []string{"about 6pm"}, []string{"6.15pm"})
	broken.Store(true)
	rebuild(true, true)
	shows("a broken template", "sources.html", []string{"templates/index.html", "index.html:2", `role="alert"`}, nil)
	shows("a broken template", "data/timeline.json", []string{"about 6pm"}, []string{"6.15pm"})
	broken.Store(false)
	rebuild(false, false)
	shows("mended", "data/timeline.json", []string{"6.15pm"}, []string{"about 6pm"})
	shows("mended", "sources.html", nil, []string{`role="alert"`})
	config := filepath.Join(filepath.Dir(dir), "timeline.toml")
	if err := os.WriteFile(config, []byte("\ntitel = 'x'\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	rebuild(true, true)
	rebuild(false, true)
	shows("a broken configuration", "index.html", []string{"timeline.toml:2", "unknown key"}, nil)
	if err := os.Remove(config); err != nil {
		t.Fatal(err)
	}
	rebuild(false, false)
	shows("mended again", "index.html", nil, []string{`role="alert"`})
}

// TestCalm writes many files at once: they are built together. A template is drawn without
// reading the reports.
func TestCalm(t *testing.T) {
	d := newDesk(t)
	const n = 40
	for i := range n {
		d.write(fmt.Sprintf("sources/more/n%02d.txt", i), fmt.Sprintf("Note %d\n\nThe ferry Alba left Faro on June %d, 2025.\n", i, 1+i%28))
	}
	d.until(func() bool {
		return strings.Contains(d.get("sources.html"), "n39.html") && strings.Contains(d.get("sources.html"), "n00.html")
	})
	if got := d.quiet(); got == 0 || got > n/4 {
		t.Errorf("%d builds for %d files", got, n)
	}
	// A folder of templates that comes later is watched from then on.
	look := filepath.Join(filepath.Dir(d.dir), "templates")
	if err := os.MkdirAll(look, 0o777); err != nil {
		t.Fatal(err)
	}
	built := d.quiet()
	if err := os.WriteFile(filepath.Join(look, "method.html"), []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	d.until(func() bool { return strings.Contains(d.log.String(), "drawn anew") })
	if d.quiet() != built {
		t.Errorf("a template has the reports read again:\n%s", d.log)
	}
}

// quiet waits until the server has built nothing for a while, and returns how often it has
// read the reports.
func (d *desk) quiet() int {
	d.t.Helper()
	last := ""
	for range 40 {
		time.Sleep(300 * time.Millisecond)
		now := d.log.String()
		if now == last && now != "" {
			return strings.Count(now, "built anew")
		}
		last = now
	}
	d.t.Fatalf("it does not come to rest:\n%s", last)
	return 0
}

// TestUnchangedPages rules twice: pages whose bytes the second ruling does not change are
// not told to load again; that of the disagreement is.
func TestUnchangedPages(t *testing.T) {
	d := newDesk(t)
	page, form := d.question()
	seen := func(p string) string { return find(t, `data-digest="([0-9a-f]+)"`, d.get(p)) }
	if resp, _ := d.do(http.MethodPost, "-/rule", form.Encode(), nil); resp.StatusCode != http.StatusSeeOther {
		t.Fatal(resp.Status)
	}
	before := map[string]string{page: seen(page), "sources/a.html": seen("sources/a.html"), "method.html": seen("method.html")}
	if resp, _ := d.do(http.MethodPost, "-/rule", with(form, "reason", "Because the log says so.").Encode(), nil); resp.StatusCode != http.StatusSeeOther {
		t.Fatal(resp.Status)
	}
	for p, old := range before {
		if changed := seen(p) != old; changed != (p == page) {
			t.Errorf("%s: changed is %v", p, changed)
		}
	}
}

// TestEnds ends a server while a page listens to it: the stream ends, and so does the
// server, without an error.
func TestEnds(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	if err := os.MkdirAll(filepath.Join(dir, "sources"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "sources", "a.txt"), []byte(harbour), 0o666); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s, err := serve.New(ctx, serve.Options{Content: dir, Assets: assets(t), Today: func() string { return "2025-06-20" }})
	if err != nil {
		t.Fatal(err)
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx, l) }()
	get := func(at string) *bufio.Reader {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+l.Addr().String()+"/"+at, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { resp.Body.Close() })
		return bufio.NewReader(resp.Body)
	}
	page := new(strings.Builder)
	if _, err := get("index.html").WriteTo(page); err != nil {
		t.Fatal(err)
	}
	in := get("-/events?page=index.html&digest=" + find(t, `data-digest="([0-9a-f]+)"`, page.String()))
	if l, err := in.ReadString('\n'); err != nil || l != ": open\n" {
		t.Fatalf("the stream opens with %q, %v", l, err)
	}
	begin := time.Now()
	cancel()
	if err := <-done; err != nil {
		t.Errorf("the server ends with %v", err)
	}
	if took := time.Since(begin); took > 2500*time.Millisecond {
		t.Errorf("it took %s to end", took)
	}
	if rest, err := in.ReadString(0); strings.Contains(rest, "event:") {
		t.Errorf("the stream ends with %q, %v", rest, err)
	}
}
