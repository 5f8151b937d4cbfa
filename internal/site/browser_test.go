package site_test

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"timeline/internal/export/exporttest"
	"timeline/internal/publish"
	"timeline/internal/site"
)

// TestBrowser opens the timeline from disk and works its controls. Anything
// that the browser complains of, such as a breach of the content security
// policy, fails the test.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser is started")
	}
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			browser = p
			break
		}
	}
	if browser == "" {
		t.Skip("no chromium: install it to run this test (apt-get install chromium)")
	}
	files, err := site.Render(exporttest.Story(), assets(t))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "public")
	if err := publish.Folder(dir, files, false); err != nil {
		t.Fatal(err)
	}

	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser), chromedp.NoSandbox, chromedp.WindowSize(320, 800))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	ctx, cancel = context.WithTimeout(ctx, 60*time.Second)
	defer cancel()

	var mu sync.Mutex
	var complaints []string
	if err := chromedp.Listen(ctx, func(ev any) {
		mu.Lock()
		defer mu.Unlock()
		switch ev := ev.(type) {
		case *runtime.EventExceptionThrown:
			complaints = append(complaints, ev.ExceptionDetails.Text)
		case *runtime.EventConsoleAPICalled:
			complaints = append(complaints, fmt.Sprintf("console: %s", ev.Type))
		case *log.EventEntryAdded:
			complaints = append(complaints, ev.Entry.Text)
		}
	}); err != nil {
		t.Fatal(err)
	}

	root := "file://" + filepath.ToSlash(dir) + "/"
	open := func(page string) {
		t.Helper()
		if err := chromedp.Do(ctx, chromedp.Navigate(root+page)); err != nil {
			t.Fatalf("%s: %v", page, err)
		}
	}
	eval := func(js string) string {
		t.Helper()
		s, err := chromedp.Run(ctx, chromedp.Evaluate[string]("String("+js+")"))
		if err != nil {
			t.Fatalf("%s: %v", js, err)
		}
		return s
	}
	const headings = `Array.from(document.querySelectorAll('#timeline .day h2'), h => h.textContent).join('|')`
	const shown = `document.querySelectorAll('#timeline .entry:not([hidden])').length`
	const wide = `document.documentElement.scrollWidth > document.documentElement.clientWidth`

	open("index.html")
	hidden, utc, everything := eval(`document.getElementById('filters').hidden`), eval(headings), eval(shown)
	overflow := eval(wide)
	eval(`document.querySelector('input[value=place]').click()`)
	place := eval(headings)
	eval(`document.querySelector('input[name=differs]').click()`)
	differing := eval(shown)
	eval(`document.querySelector('input[name=differs]').click()`)
	eval(`(q => { q.value = 'tug'; q.dispatchEvent(new Event('input', {bubbles: true})) })(document.querySelector('input[name=q]'))`)
	searched := eval(shown)
	query := eval(`location.search`)
	open("index.html" + query)
	again := eval(`document.querySelector('input[value=place]').checked + ' ' + document.querySelector('[name=q]').value`)
	overflows := ""
	for _, p := range []string{"discrepancies/d-grounding-start.html", "sources/odd.html#s-odd-1", "discrepancies.html", "sources.html", "agreements.html", "method.html"} {
		open(p)
		overflows += eval(wide) + " "
	}
	for _, tt := range []struct {
		what      string
		got, want string
	}{
		{"controls are hidden", hidden, "false"},
		{"headings in UTC", utc, "1989|Saturday 24 October 2026|Sunday 25 October 2026|Wednesday 4 November 2026"},
		{"headings by place", place, "1989|Saturday 24 October 2026|Sunday 25 October 2026|Wednesday 4 November 2026"},
		{"entries", everything, "8"},
		{"entries on which sources differ", differing, "2"},
		{"entries that fit a search", searched, "1"},
		{"the address keeps the choice", again, "true tug"},
		{"the timeline is wider than the window", overflow, "false"},
		{"other pages are", overflows, strings.Repeat("false ", 6)},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.what, tt.got, tt.want)
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if len(complaints) > 0 {
		t.Errorf("the browser complains:\n%s", strings.Join(complaints, "\n"))
	}
}
