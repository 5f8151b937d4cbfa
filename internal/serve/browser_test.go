package serve_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// TestInBrowser goes the way of an editor: from the queue to a disagreement, by the keyboard
// to a ruling, to the page that tells it and the timeline that follows it, to a second
// ruling, and to what becomes of it when a report changes.
func TestInBrowser(t *testing.T) {
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
	d := newDesk(t)
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox)...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	var mu sync.Mutex
	var complaints []string
	if err := chromedp.Listen(ctx, func(ev any) {
		mu.Lock()
		defer mu.Unlock()
		switch ev := ev.(type) {
		case *runtime.EventExceptionThrown:
			complaints = append(complaints, ev.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			complaints = append(complaints, ev.Entry.Text+" "+ev.Entry.URL)
		}
	}); err != nil {
		t.Fatal(err)
	}
	eval := func(js string) (string, error) { return chromedp.Run(ctx, chromedp.Evaluate[string]("String("+js+")")) }
	must := func(js string) string {
		t.Helper()
		got, err := eval(js)
		if err != nil {
			t.Fatalf("%s: %v", js, err)
		}
		return got
	}
	until := func(js string) {
		t.Helper()
		var got string
		var err error
		for range 600 {
			// Before that the keys of the page do nothing yet.
			if got, err = eval("document.readyState === 'complete' && (" + js + ")"); err == nil && got == "true" {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
		page, _ := eval(`location.href + ' ' + document.body.innerText.slice(0, 1500)`)
		t.Fatalf("%s never comes true: %q, %v, on %s", js, got, err, page)
	}
	press := func(key string) {
		t.Helper()
		must(`document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '` + key + `', bubbles: true, cancelable: true}))`)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(d.root+"-/queue")); err != nil {
		t.Fatal(err)
	}
	until(`document.readyState === 'complete'`)
	press("j")
	if got := must(`document.activeElement.textContent`); !strings.HasPrefix(got, "When ") {
		t.Fatalf("j goes to %q", got)
	}
	must(`document.activeElement.click()`)
	until(`document.querySelector('.review form') !== null && document.readyState === 'complete'`)
	if got := must(`document.getElementById('rule').hidden`); got != "true" {
		t.Error("the form for plain file servers stands beside the one that saves")
	}
	press("5")
	if got := must(`document.querySelector('.review [name=verdict]:checked').value`); got != "range-kept" {
		t.Errorf("5 chooses %q", got)
	}
	until(`document.querySelector('.review-preview output').textContent.includes('the range that the versions span is published')`)
	fill := func(reviewer, reason string) {
		t.Helper()
		must(fmt.Sprintf(`(f => { f.elements.reviewer.value = %q; f.elements.reason.value = %q; f.dispatchEvent(new Event('input')) })(document.querySelector('.review form'))`, reviewer, reason))
	}
	fill("Ann Lee", "Both are rounded.")
	// The draft and the name outlive the page.
	if err := chromedp.Do(ctx, chromedp.Reload()); err != nil {
		t.Fatal(err)
	}
	until(`document.querySelector('.review [name=reason]').value === 'Both are rounded.' && document.querySelector('.review [name=reviewer]').value === 'Ann Lee'`)
	press("5")
	must(`document.querySelector('.review form [type=submit]').click()`)
	until(`document.querySelector('.review-note code') !== null && document.querySelector('.ruling').textContent.includes('The range is kept')`)
	if got := must(`document.querySelector('.review-note code').textContent`); !strings.HasPrefix(got, "rulings/2025-06-20-") {
		t.Errorf("saved as %q", got)
	} else if _, err := os.Stat(filepath.Join(d.dir, filepath.FromSlash(got))); err != nil {
		t.Error(err)
	}
	if got := must(`document.querySelector('.review [name=reason]').value`); got != "" {
		t.Errorf("the draft is still there: %q", got)
	}
	// Rule again: version 2, by which the timeline changes.
	press("4")
	must(`document.querySelector('.review [name=version]').value = '2'`)
	fill("Ann Lee", "The log says six.")
	must(`document.querySelector('.review form [type=submit]').click()`)
	until(`document.querySelectorAll('.ruling').length === 2 && document.querySelector('.ruling').textContent.includes('One version preferred')`)
	page := must(`location.pathname`)
	if err := chromedp.Do(ctx, chromedp.Navigate(d.root+"index.html")); err != nil {
		t.Fatal(err)
	}
	until(`Array.from(document.querySelectorAll('.entry.differs .time')).some(e => e.textContent.includes('17:00'))`)
	// A report changes: the page loads itself again, and the ruling needs another look.
	if err := chromedp.Do(ctx, chromedp.Navigate(strings.TrimSuffix(d.root, "/")+page)); err != nil {
		t.Fatal(err)
	}
	until(`document.querySelectorAll('.ruling').length === 2`)
	d.write("sources/b.txt", strings.Replace(gazette, "about 6pm", "about 6.15pm", 1))
	until(`document.querySelector('.ruling.stale') !== null && document.querySelector('.ruling.stale').textContent.includes('needs another look')`)
	mu.Lock()
	defer mu.Unlock()
	if len(complaints) > 0 {
		t.Errorf("the browser complains:\n%s", strings.Join(complaints, "\n"))
	}
}
