package site_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"timeline/internal/build"
	"timeline/internal/export/exporttest"
	"timeline/internal/publish"
	"timeline/internal/site"
)

// A browser is a headless Chromium with one open page. What it complains of,
// such as a breach of the content security policy, is kept.
type browser struct {
	t   testing.TB
	ctx context.Context

	mu         sync.Mutex
	complaints []string
}

// newBrowser starts a browser with a window 320 pixels wide, and skips the
// test where there is none.
func newBrowser(t testing.TB) *browser {
	t.Helper()
	if testing.Short() {
		t.Skip("short: no browser is started")
	}
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no chromium: install it to run this test (apt-get install chromium)")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WindowSize(320, 800))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancel)
	b := &browser{t: t, ctx: ctx}
	complain := func(s string) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.complaints = append(b.complaints, s)
	}
	if err := chromedp.Listen(ctx, func(ev any) {
		switch ev := ev.(type) {
		case *runtime.EventExceptionThrown:
			complain(ev.ExceptionDetails.Text)
		case *runtime.EventConsoleAPICalled:
			complain(fmt.Sprintf("console: %s", ev.Type))
		case *log.EventEntryAdded:
			complain(ev.Entry.Text)
		}
	}); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *browser) open(url string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Navigate(url)); err != nil {
		b.t.Fatalf("%s: %v", url, err)
	}
}

// eval is what the browser makes of an expression, as a string.
func (b *browser) eval(js string) string {
	b.t.Helper()
	s, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("String("+js+")"))
	if err != nil {
		b.t.Fatalf("%s: %v", js, err)
	}
	return s
}

// quiet fails the test if the browser complained.
func (b *browser) quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.complaints) > 0 {
		b.t.Errorf("the browser complains:\n%s", strings.Join(b.complaints, "\n"))
	}
}

// rendered is a folder with the pages of the test story.
func rendered(t testing.TB) string {
	t.Helper()
	return renderedOf(t, exporttest.Story())
}

func renderedOf(t testing.TB, story *build.Story) string {
	t.Helper()
	files, err := publish.Collect(site.Render(story, assets(t)))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "public")
	if err := publish.Folder(dir, publish.Of(files), false); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestPageWidths opens every kind of page in a narrow window.
func TestPageWidths(t *testing.T) {
	b := newBrowser(t)
	for _, root := range []string{rendered(t), renderedOf(t, german())} {
		root = "file://" + filepath.ToSlash(root) + "/"
		for _, p := range []string{"index.html", "discrepancies/d-grounding-start.html", "sources/odd.html#s-odd-1", "discrepancies.html", "sources.html", "agreements.html", "method.html"} {
			b.open(root + p)
			if got := b.eval(`document.documentElement.scrollWidth > document.documentElement.clientWidth`); got != "false" {
				t.Errorf("%s is wider than the window", root+p)
			}
		}
		b.quiet()
	}
}

// TestWithoutScripts serves the site from a folder of a plain file server to a
// browser that runs no scripts, and goes to every page that a link names.
func TestWithoutScripts(t *testing.T) {
	b := newBrowser(t)
	const under = "/news/desk%20two/"
	files := http.StripPrefix("/news/desk two", http.FileServer(http.Dir(rendered(t))))
	var mu sync.Mutex
	var stray []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := httptest.NewRecorder()
		files.ServeHTTP(rec, r)
		if rec.Code >= 400 && r.URL.Path != "/favicon.ico" {
			mu.Lock()
			stray = append(stray, r.URL.Path)
			mu.Unlock()
		}
		for k, v := range rec.Header() {
			w.Header()[k] = v
		}
		w.WriteHeader(rec.Code)
		_, _ = w.Write(rec.Body.Bytes())
	}))
	defer srv.Close()
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for queue := []string{srv.URL + under}; len(queue) > 0; queue = queue[1:] {
		if seen[queue[0]] {
			continue
		}
		seen[queue[0]] = true
		b.open(queue[0])
		if got := b.eval(`document.querySelectorAll('main h1').length`); got != "1" {
			t.Errorf("%s has %s headings", queue[0], got)
		}
		if got := b.eval(`document.documentElement.scrollWidth > document.documentElement.clientWidth`); got != "false" {
			t.Errorf("%s is wider than the window", queue[0])
		}
		for _, link := range strings.Fields(b.eval(`Array.from(document.links, a => a.href.split('#')[0]).join(' ')`)) {
			if strings.HasPrefix(link, srv.URL) && (strings.HasSuffix(link, ".html") || strings.HasSuffix(link, "/")) {
				queue = append(queue, link)
			}
		}
		if queue[0] != srv.URL+under {
			continue
		}
		for _, tt := range []struct{ what, js, want string }{
			{"entries", `document.querySelectorAll('#timeline .entry').length`, "8"},
			{"entries that cannot be seen", `Array.from(document.querySelectorAll('#timeline .entry')).filter(e => e.getBoundingClientRect().height === 0).length`, "0"},
			{"controls that would do nothing", `Array.from(document.querySelectorAll('#filters')).filter(e => e.getBoundingClientRect().height > 0).length`, "0"},
			{"times without their UTC form", `Array.from(document.querySelectorAll("#timeline .entry time")).filter(e => !e.dateTime).map(e => e.textContent).join("; ")`, ""},
		} {
			if got := b.eval(tt.js); got != tt.want {
				t.Errorf("%s: got %s, want %s", tt.what, got, tt.want)
			}
		}
	}
	if len(seen) < 9 {
		t.Errorf("only %d pages are linked: %v", len(seen), seen)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(stray) > 0 {
		t.Errorf("not found: %v", stray)
	}
	b.quiet()
}
