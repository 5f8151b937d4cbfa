package site_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	cdp "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"timeline/internal/content"
	"timeline/internal/export/exporttest"
	"timeline/internal/reconcile"
	"timeline/internal/review"
)

// TestComposeRuling fills in the form of a disagreement on a plain file server and from
// disk: the file that the browser saves and the one that it shows to copy are read as the
// ruling that was typed, whatever letters are in it.
func TestComposeRuling(t *testing.T) {
	b := newBrowser(t)
	root := rendered(t)
	srv := httptest.NewServer(http.FileServer(http.Dir(root)))
	defer srv.Close()
	story := exporttest.Story()
	d := story.Discrepancies[slices.IndexFunc(story.Discrepancies, func(d reconcile.Discrepancy) bool { return d.ID == "d-grounding-start" })]
	rulings := 0
	for _, r := range story.Rulings {
		if r.Discrepancy == d.ID {
			rulings++
		}
	}
	const reason = "The log: \"five\" o'clock.\r\n\r\n---\nverdict: unresolved\n\n<b>$& #</b>"
	for name, at := range map[string]string{"server": srv.URL + "/", "disk": "file://" + filepath.ToSlash(root) + "/"} {
		t.Run(name, func(t *testing.T) {
			saved := t.TempDir()
			if _, err := chromedp.Call(b.ctx, cdp.SetDownloadBehavior, cdp.SetDownloadBehaviorParams{Behavior: cdp.SetDownloadBehaviorBehaviorAllow, DownloadPath: saved}); err != nil {
				t.Fatal(err)
			}
			b.open(at + "discrepancies/d-grounding-start.html")
			if got := b.eval(`document.getElementById('rule').getBoundingClientRect().height > 0`); got != "true" {
				t.Fatal("the form is not shown")
			}
			if got := b.eval(`document.documentElement.scrollWidth > document.documentElement.clientWidth`); got != "false" {
				t.Error("the form is wider than the window")
			}
			set := func(field, value string) {
				t.Helper()
				js, err := json.Marshal(value)
				if err != nil {
					t.Fatal(err)
				}
				b.eval(fmt.Sprintf(`(f => { f.elements[%q].value = %s; f.dispatchEvent(new Event('input')) })(document.getElementById('rule'))`, field, js))
			}
			valid := func() string { t.Helper(); return b.eval(`document.getElementById('rule').checkValidity()`) }
			if got := valid(); got != "false" {
				t.Error("an empty form is taken")
			}
			for _, f := range [][2]string{{"verdict", "version-preferred"}, {"reviewer", `Ann "Lee": #1 \ ` + "\u2028ü😀"}, {"date", "2026-11-03"}, {"reason", " \n "}} {
				set(f[0], f[1])
			}
			if got := b.eval(`document.querySelector('#rule [name=version]').validationMessage`); got != "This verdict names a version or a value." {
				t.Errorf("of the version is said %q", got)
			}
			set("version", "2")
			if got := b.eval(`document.querySelector('#rule [name=reason]').validationMessage`); got == "" {
				t.Error("a reason of blanks is taken")
			}
			set("reason", reason)
			if got := valid(); got != "true" {
				t.Error("the form is not taken")
			}
			// The draft outlives the page.
			b.open("about:blank")
			b.open(at + "discrepancies/d-grounding-start.html")
			if got := b.eval(`document.querySelector('#rule [name=reason]').value + document.querySelector('#rule [name=verdict]:checked').value`); got != strings.ReplaceAll(reason, "\r\n", "\n")+"version-preferred" {
				t.Errorf("the draft is %q", got)
			}
			b.eval(`document.querySelector('#rule [type=submit]').click()`)
			want := fmt.Sprintf("2026-11-03-%s-%03d.md", d.ID, rulings+1)
			if got := b.eval(`document.querySelector('#rule output').textContent`); !strings.Contains(got, want) {
				t.Errorf("the page says %q", got)
			}
			var data []byte
			for range 200 {
				if data, _ = os.ReadFile(filepath.Join(saved, want)); len(data) > 0 {
					break
				}
				time.Sleep(20 * time.Millisecond)
			}
			if len(data) == 0 {
				list, _ := os.ReadDir(saved)
				t.Fatalf("%s was not saved; there are %v", want, list)
			}
			if got := b.eval(`document.querySelector('#rule-file pre').textContent`); got != string(data) {
				t.Errorf("to copy stands\n%s\nand saved was\n%s", got, data)
			}
			rs, ps := review.Read([]content.File{{Path: want, Data: data}})
			if len(rs) != 1 || len(ps) > 0 {
				t.Fatalf("%d rulings, problems %v, in\n%s", len(rs), ps, data)
			}
			got := rs[0]
			if got.Discrepancy != d.ID || got.Verdict != review.VersionPreferred || got.Version != "2" || got.Value != "" || got.Date != "2026-11-03" || got.Digest != d.Digest ||
				got.Reviewer != `Ann "Lee": #1 \ `+"\u2028ü😀" || got.Reason != strings.ReplaceAll(reason, "\r\n", "\n") || len(got.Statements) == 0 {
				t.Errorf("read as %+v, from\n%s", got, data)
			}
			// A browser lets a page copy when a person clicks.
			if err := chromedp.Do(b.ctx, chromedp.Click(`#rule [name=copy]`)); err != nil {
				t.Fatal(err)
			}
			for range 200 {
				if b.eval(`document.querySelector('#rule output').textContent`) == "Copied. Save it as content/rulings/"+want+"." {
					break
				}
				time.Sleep(10 * time.Millisecond)
			}
			if got := b.eval(`document.querySelector('#rule output').textContent + document.getElementById('rule-file').open`); got != "Copied. Save it as content/rulings/"+want+".true" {
				t.Errorf("after copying the page says %q", got)
			}
			b.eval(`document.querySelector('#rule [type=reset]').click()`)
			b.open("about:blank")
			b.open(at + "discrepancies/d-grounding-start.html")
			if got := b.eval(`document.querySelector('#rule [name=reason]').value + document.querySelectorAll('#rule [name=verdict]:checked').length`); got != "0" {
				t.Errorf("the draft is still there: %q", got)
			}
			if got := b.eval(`document.querySelector('#rule [name=reviewer]').value`); !strings.HasPrefix(got, "Ann") {
				t.Errorf("the name is forgotten: %q", got)
			}
		})
	}
	b.quiet()
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.open(srv.URL + "/discrepancies/d-grounding-start.html")
	if got := b.eval(`document.getElementById('rule').getBoundingClientRect().height + document.querySelector('#rule-file pre').textContent.split('\n')[1]`); got != "0discrepancy: d-grounding-start" {
		t.Errorf("without scripts: %q", got)
	}
}
