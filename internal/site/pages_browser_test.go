package site_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"timeline/internal/event"
	"timeline/internal/export"
	"timeline/internal/export/exporttest"
	"timeline/internal/publish"
	"timeline/internal/site"
	"timeline/internal/statement"
	"timeline/internal/when"
)

// The tools that come from npm, and are no part of the repository.
const (
	axeVersion      = "4.14.1"
	validateVersion = "9.7.1"
)

// sites are the built pages that the tests below walk: those of the test story, which has
// odd and hostile things in it, in English and German, and those of the built-in example.
func sites(t *testing.T) map[string]string {
	t.Helper()
	example, err := filepath.Abs("../../cmd/timeline/testdata/golden")
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{"story": renderedSince(t), "german": renderedOf(t, german()), "example": example}
}

// renderedSince is a folder with the pages of the test story and one of what has changed
// since an earlier build.
func renderedSince(t *testing.T) string {
	t.Helper()
	story, before := exporttest.Story(), exporttest.Story()
	before.Events[0].Title, before.Sources = "A ferry is built", before.Sources[1:]
	before.Discrepancies = nil
	a := assets(t)
	old := export.From(before)
	a.Since = &old
	files, err := publish.Collect(site.Render(story, a))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "public")
	if err := publish.Folder(dir, publish.Of(files), false); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "changes.html")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// pagesOf lists the HTML files of a site, relative to it.
func pagesOf(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(p, ".html") {
			rel, err := filepath.Rel(dir, p)
			if err != nil {
				return err
			}
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil || len(out) < 9 {
		t.Fatalf("%s has %d pages: %v", dir, len(out), err)
	}
	return out
}

// oneOfEach are the pages of a site, at most two of a folder, which are of one kind, and none
// that has moved.
func oneOfEach(t *testing.T, root string) []string {
	t.Helper()
	n := map[string]int{}
	var out []string
	for _, p := range pagesOf(t, root) {
		src, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(p)))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(src), `http-equiv="refresh"`) {
			continue // it gives way, while it is looked at, to a page that is looked at itself
		}
		if dir := path.Dir(p); dir != "." {
			if n[dir]++; n[dir] > 2 {
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// npm returns the folder of the tools, installed once for all runs, and skips the test
// where there is no npm. In CI a tool that cannot be had is a failure.
func npm(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("short: nothing is installed")
	}
	tool, err := exec.LookPath("npm")
	if err != nil {
		t.Skip("no npm: install it to run this test (apt-get install npm)")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skip(err)
	}
	dir := filepath.Join(cache, "timeline-page-tests", axeVersion+"-"+validateVersion)
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "html-validate", "package.json")); err == nil {
		return dir
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, tool, "install", "--prefix", dir, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "axe-core@"+axeVersion, "html-validate@"+validateVersion).CombinedOutput()
	switch {
	case err != nil && os.Getenv("CI") != "":
		t.Fatalf("npm: %v\n%s", err, out)
	case err != nil:
		t.Skipf("npm cannot install the tools of this test: %v", err)
	}
	return dir
}

// emulate shows the page in a scheme of colours.
func (b *browser) emulate(features ...*emulation.MediaFeature) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		b.t.Fatal(err)
	}
}

// until waits for a condition of the page, also while it gives way to another.
func (b *browser) until(js string) {
	b.t.Helper()
	var err error
	for range 400 {
		var got string
		if got, err = chromedp.Run(b.ctx, chromedp.Evaluate[string]("String("+js+")")); err == nil && got == "true" {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	b.t.Fatalf("%s never comes true: %v", js, err)
}

// TestAccessible runs axe over every kind of page, in light and dark, in a window of 320
// pixels. No violation of any rule is let through.
func TestAccessible(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(npm(t), "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	b := newBrowser(t)
	for name, dir := range sites(t) {
		for _, p := range oneOfEach(t, dir) {
			b.open("file://" + filepath.ToSlash(dir) + "/" + p)
			if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](string(axe)+";'axe'")); err != nil {
				t.Fatal(err)
			}
			for _, scheme := range []string{"light", "dark"} {
				b.emulate(&emulation.MediaFeature{Name: "prefers-color-scheme", Value: scheme})
				b.eval(`(window.found = null, axe.run({preload: false}).then(r => { window.found = r.violations.map(v => v.id + ': ' + v.help + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' | ')).join('\n') }, e => { window.found = 'axe: ' + e }), '')`)
				b.until(`window.found !== null`)
				if got := b.eval(`window.found`); got != "" {
					t.Errorf("%s: %s in %s:\n%s", name, p, scheme, got)
				}
			}
		}
	}
	b.quiet()
}

// TestReflow opens every kind of page as wide as a window of 1280 pixels is at 200 and at
// 400 percent, with the spacing of text that a reader may set (WCAG 2.2, 1.4.10 and
// 1.4.12): nothing is wider than the window, and no words are cut off.
func TestReflow(t *testing.T) {
	const spaced = `(() => {
		const s = new CSSStyleSheet();
		s.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
		document.adoptedStyleSheets = [s];
	})()`
	b := newBrowser(t)
	for name, dir := range sites(t) {
		for _, p := range oneOfEach(t, dir) {
			for _, width := range []int64{640, 320} {
				if _, err := chromedp.Call(b.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 800, DeviceScaleFactor: 1}); err != nil {
					t.Fatal(err)
				}
				b.open("file://" + filepath.ToSlash(dir) + "/" + p)
				b.eval(spaced)
				if got := b.eval(`document.documentElement.scrollWidth - document.documentElement.clientWidth`); got != "0" {
					t.Errorf("%s: %s is %s pixels wider than a window of %d", name, p, got, width)
				}
				if got := b.eval(`Array.from(document.querySelectorAll('main *')).filter(e => !(e instanceof SVGElement) && !e.closest('.hide, .scroll, .names, thead') && getComputedStyle(e).overflow === 'hidden' && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)).map(e => e.outerHTML.slice(0, 80)).join('; ')`); got != "" {
					t.Errorf("%s: %s cuts words off in a window of %d: %s", name, p, width, got)
				}
				if got := b.eval(`Array.from(document.querySelectorAll('.ruler text')).filter(e => e.getClientRects().length && (e.getBoundingClientRect().right > innerWidth || e.getBoundingClientRect().left < 0)).map(e => e.textContent).join('; ')`); got != "" {
					t.Errorf("%s: %s draws words outside a window of %d: %s", name, p, width, got)
				}
			}
		}
	}
	b.quiet()
}

// TestValid checks the HTML of every page. Two rules of the checker are off: a title may be
// as long as the headline that it is, and a form that answers each letter needs no button.
func TestValid(t *testing.T) {
	dir := npm(t)
	config, err := filepath.Abs("testdata/htmlvalidate.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, root := range sites(t) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		found := filepath.Join(t.TempDir(), "found.json")
		cmd := exec.CommandContext(ctx, "node", filepath.Join(dir, "node_modules", "html-validate", "bin", "html-validate.mjs"), "--config", config, "--formatter", "json="+found, filepath.ToSlash(root)+"/**/*.html")
		cmd.Dir = dir
		said, err := cmd.CombinedOutput()
		cancel()
		out, readErr := os.ReadFile(found)
		if readErr != nil {
			t.Fatalf("%s: %v: %s", name, err, said)
		}
		var report []struct {
			FilePath string
			Messages []struct {
				RuleID, Message string
				Line, Column    int
			}
		}
		if jsonErr := json.Unmarshal(out, &report); jsonErr != nil {
			t.Fatalf("%s: %v, %v: %s", name, err, jsonErr, out)
		}
		for _, f := range report {
			for _, m := range f.Messages {
				t.Errorf("%s:%d:%d: %s (%s)", f.FilePath, m.Line, m.Column, m.Message, m.RuleID)
			}
		}
		if err != nil && len(report) == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestQuiet opens every page from disk and from a folder of a server. None may ask for
// anything outside the site, ask in vain, break its policy or complain.
func TestQuiet(t *testing.T) {
	b := newBrowser(t)
	var asked []string
	if err := chromedp.Listen(b.ctx, func(ev any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch ev := ev.(type) {
		case *network.EventRequestWillBeSent:
			asked = append(asked, ev.Request.URL)
		case *network.EventLoadingFailed:
			if ev.Canceled {
				return // the next page was opened
			}
			b.complaints = append(b.complaints, "failed: "+ev.ErrorText)
		case *network.EventResponseReceived:
			if ev.Response.Status >= 400 {
				b.complaints = append(b.complaints, fmt.Sprintf("%d: %s", int(ev.Response.Status), ev.Response.URL))
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(b.ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	for name, dir := range sites(t) {
		mux := http.NewServeMux()
		mux.Handle("/a/b/", http.StripPrefix("/a/b/", http.FileServer(http.Dir(dir))))
		srv := httptest.NewServer(mux)
		defer srv.Close()
		for _, root := range []string{"file://" + filepath.ToSlash(dir) + "/", srv.URL + "/a/b/"} {
			for _, p := range oneOfEach(t, dir) {
				b.mu.Lock()
				asked, b.complaints = nil, nil
				b.mu.Unlock()
				b.open(root + p)
				b.until(`document.readyState === 'complete' && !document.querySelector('meta[http-equiv=refresh]')`) // behind a page that has moved
				b.mu.Lock()
				for _, u := range asked {
					if !strings.HasPrefix(u, root) && !strings.HasPrefix(u, "data:") {
						t.Errorf("%s: %s asks for %s", name, root+p, u)
					}
				}
				if len(b.complaints) > 0 {
					t.Errorf("%s: %s: %s", name, root+p, strings.Join(b.complaints, "; "))
				}
				b.mu.Unlock()
			}
		}
	}
}

// TestKeyboard goes through the timeline with the Tab key alone: every link and control is
// reached in the order of the page, shows that it has the focus, and lets it go.
func TestKeyboard(t *testing.T) {
	b := newBrowser(t)
	b.open("file://" + filepath.ToSlash(rendered(t)) + "/index.html")
	b.eval(`(window.order = Array.from(document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')).filter(e => !e.disabled && e.tabIndex >= 0 && e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden' && !e.closest('details:not([open]) > :not(summary)')), '')`)
	var seen []string
	for range 400 {
		if err := chromedp.Do(b.ctx, chromedp.KeyEvent("\t")); err != nil {
			t.Fatal(err)
		}
		at := b.eval(`(e => e === document.body ? 'end' : window.order.indexOf(e) + ' ' + e.outerHTML.slice(0, 80))(document.activeElement)`)
		if at == "end" || len(seen) > 0 && at == seen[0] {
			break
		}
		if strings.HasPrefix(at, "-1 ") {
			t.Errorf("the focus is on what nobody expects: %s", at)
		}
		if got := b.eval(`(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none')(getComputedStyle(document.activeElement))`); got != "true" {
			t.Errorf("nothing shows that this has the focus: %s", at)
		}
		seen = append(seen, at)
	}
	if want := b.eval(`window.order.length`); fmt.Sprint(len(seen)) != want {
		t.Errorf("the Tab key reaches %d of %s links and controls", len(seen), want)
	}
	if !slices.IsSortedFunc(seen, func(x, y string) int {
		var i, j int
		fmt.Sscan(x, &i)
		fmt.Sscan(y, &j)
		return i - j
	}) {
		t.Errorf("the Tab key jumps: %v", seen)
	}
	b.quiet()
}

// TestForcedColours draws the timeline with the colours of the system and with less motion.
func TestForcedColours(t *testing.T) {
	b := newBrowser(t)
	b.emulate(&emulation.MediaFeature{Name: "forced-colors", Value: "active"}, &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"})
	b.open("file://" + filepath.ToSlash(rendered(t)) + "/index.html")
	if got := b.eval(`getComputedStyle(document.documentElement).scrollBehavior`); got != "auto" {
		t.Errorf("the page glides where less motion is asked for: %s", got)
	}
	shot, err := chromedp.Call(b.ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{})
	if err != nil {
		t.Fatal(err)
	}
	if len(shot.Data) < 4000 {
		t.Errorf("the screenshot has %d bytes: nothing is drawn", len(shot.Data))
	}
	b.quiet()
}

// TestWeight holds the pages to their budget, in bytes.
func TestWeight(t *testing.T) {
	css, js := 0, 0
	dir := sites(t)["example"]
	list, err := os.ReadDir(filepath.Join(dir, "static"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		switch path.Ext(e.Name()) {
		case ".css":
			css += int(info.Size())
		case ".js":
			js += int(info.Size())
		}
	}
	index, err := os.Stat(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		what      string
		got, most int
	}{{"the timeline page", int(index.Size()), 120 << 10}, {"the style", css, 30 << 10}, {"the scripts", js, 40 << 10}} {
		if x.got == 0 || x.got > x.most {
			t.Errorf("%s: %d bytes, at most %d", x.what, x.got, x.most)
		}
	}
}

// TestWeightOfMany renders a story of 300 entries, each told by as many reports as tell the
// grounding, thirty of each kind, and weighs its largest page.
func TestWeightOfMany(t *testing.T) {
	story := exporttest.Story()
	var model event.Event
	statements := map[string]statement.Statement{}
	for _, s := range story.Statements {
		statements[s.ID] = s
	}
	for _, e := range story.Events {
		if e.ID == "e-grounding" {
			model = e
		}
	}
	if len(model.Statements) < 3 {
		t.Fatalf("the grounding has %d statements", len(model.Statements))
	}
	for _, src := range story.Sources {
		for n := range 30 {
			more := *src.Source
			more.ID = fmt.Sprintf("%s-%02d", src.ID, n)
			src.Source = &more
			story.Sources = append(story.Sources, src)
		}
	}
	for i := range 300 {
		e := model
		e.ID, e.Aliases, e.Statements = fmt.Sprintf("e-many-%03d", i), nil, nil
		for _, id := range model.Statements {
			s := statements[id]
			s.ID, s.Source = fmt.Sprintf("%s-%03d", id, i), fmt.Sprintf("%s-%02d", s.Source, i%30)
			story.Statements = append(story.Statements, s)
			e.Statements = append(e.Statements, s.ID)
		}
		b := story.Bounds[model.ID]
		b.Start = when.Interval{From: b.Start.From.Add(int64(i) * 3600), To: b.Start.To.Add(int64(i) * 3600)}
		story.Bounds[e.ID] = b
		story.Events, story.Order = append(story.Events, e), append(story.Order, e.ID)
	}
	files, err := publish.Collect(site.Render(story, assets(t)))
	if err != nil {
		t.Fatal(err)
	}
	largest, name := 0, ""
	for _, f := range files {
		if strings.HasSuffix(f.Path, ".html") && len(f.Data) > largest {
			largest, name = len(f.Data), f.Path
		}
	}
	if largest > 600<<10 {
		t.Errorf("%s has %d bytes, at most %d", name, largest, 600<<10)
	}
	t.Logf("the largest page, %s, has %d bytes", name, largest)
}
