package site_test

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// choose sets a control of the timeline page, as a reader does.
func (b *browser) choose(name, value string) {
	b.t.Helper()
	b.eval(`(f => { f.value = ` + "`" + value + "`" + `; f.dispatchEvent(new Event('input', {bubbles: true})) })(document.querySelector('#filters [name=` + name + `]'))`)
}

// settle waits until the page has drawn what was asked of it.
func (b *browser) settle() {
	b.t.Helper()
	b.eval(`window.settled = false, requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => { window.settled = true }, 0))), ''`)
	for range 100 {
		if b.eval(`window.settled`) == "true" {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	b.t.Fatal("the page draws nothing more")
}

const (
	headings = `Array.from(document.querySelectorAll('#timeline .day h2'), h => h.textContent).join('|')`
	shown    = `document.querySelectorAll('#timeline .entry:not([hidden])').length`
	told     = `document.querySelector('#filters output').textContent`
)

// TestTimelineZones tells the times in other zones: the day headings go with them, and the
// address keeps the choice.
func TestTimelineZones(t *testing.T) {
	b := newBrowser(t)
	root := "file://" + filepath.ToSlash(rendered(t)) + "/index.html"
	times := `Array.from(document.querySelectorAll('#timeline .entry[data-from] .t'), e => e.textContent).join('|')`
	small := `Array.from(document.querySelectorAll('#timeline .entry[data-from] small'), e => e.textContent).join('|')`
	b.open(root)
	if got := b.eval(`document.getElementById('filters').hidden`); got != "false" {
		t.Errorf("the controls are hidden: %s", got)
	}
	utc, localUTC := b.eval(times), b.eval(small)
	for _, tt := range []struct{ zone, heads, first string }{
		{"", "1989|Saturday 24 October 2026|Sunday 25 October 2026|Wednesday 4 November 2026", ""},
		{"place", "1989|Saturday 24 October 2026|Sunday 25 October 2026|Wednesday 4 November 2026", ""},
		// Twelve hours and more east, the night of the 24th is the 25th.
		{"Pacific/Auckland", "1989|Sunday 25 October 2026|Wednesday 4 November 2026", ""},
		// A day that is told as a day begins the afternoon before, and is named in full. What
		// is told to be before a time of the 25th stands on under the 24th.
		{"America/Los_Angeles", "1989|Saturday 24 October 2026|Tuesday 3 November 2026", ""},
	} {
		b.choose("zone", tt.zone)
		if got := b.eval(headings); got != tt.heads {
			t.Errorf("in %q the days are %s, want %s", tt.zone, got, tt.heads)
		}
		b.open(root + b.eval(`location.search`))
		if got := b.eval(`document.querySelector('[name=zone]').value`); got != tt.zone {
			t.Errorf("the address gives %q back as %q", tt.zone, got)
		}
		if got := b.eval(headings); got != tt.heads {
			t.Errorf("opened in %q the days are %s, want %s", tt.zone, got, tt.heads)
		}
	}
	if got := b.eval(times); got == utc {
		t.Error("the times of Los Angeles are those of UTC")
	}
	if got := b.eval(small); !strings.Contains(got, "UTC") {
		t.Errorf("UTC is not beside the times of Los Angeles: %s", got)
	}
	if got := b.eval(`Array.from(document.querySelectorAll('#timeline .entry[data-day] .t'), e => e.textContent).join('|')`); !strings.Contains(got, "Wednesday 4 November 2026") {
		t.Errorf("a day is not named where the heading is of another: %s", got)
	}
	b.choose("zone", "")
	if got, again := b.eval(times), b.eval(small); got != utc || again != localUTC {
		t.Errorf("back in UTC the times are %s and %s, want %s and %s", got, again, utc, localUTC)
	}
	b.open(root + "?zone=Nowhere/AtAll")
	if got := b.eval(`document.querySelector('[name=zone]').value`); got != "" {
		t.Errorf("a zone that nobody knows is taken: %s", got)
	}
	b.quiet()
}

// TestListFilters chooses disagreements from their list, and keeps the choice in the
// address.
func TestListFilters(t *testing.T) {
	b := newBrowser(t)
	root := "file://" + filepath.ToSlash(rendered(t)) + "/discrepancies.html"
	const rows, told = `document.querySelectorAll('#listed > tr:not([hidden])').length`, `document.querySelector('#list-filters output').textContent`
	b.open(root)
	if got := b.eval(rows); got != "2" {
		t.Errorf("%s disagreements are listed, want 2", got)
	}
	for _, query := range []string{"?severity=major", "?kind=status", "?severity=major&kind=status"} {
		b.open(root + query)
		if got := b.eval(rows + " + ': ' + " + told); got != "1: 1 of 2 questions" {
			t.Errorf("%s lists %s", query, got)
		}
	}
	b.eval(`(f => { f.elements.severity.value = f.elements.kind.value = ''; f.dispatchEvent(new Event('input')) })(document.getElementById('list-filters'))`)
	if got := b.eval(rows + " + ': ' + " + told + " + location.search"); got != "2: 2 questions" {
		t.Errorf("all again lists %s", got)
	}
	b.open(root + "?severity=dreadful")
	if got := b.eval(rows); got != "2" {
		t.Errorf("a severity that nobody knows leaves %s disagreements", got)
	}
	b.quiet()
}

// TestTimelineFilters chooses entries by each control, and all of them again.
func TestTimelineFilters(t *testing.T) {
	b := newBrowser(t)
	root := "file://" + filepath.ToSlash(rendered(t)) + "/index.html"
	b.open(root)
	for _, tt := range []struct{ name, value, shown, told string }{
		{"q", "tug", "1", "1 of 8 entries"},
		{"q", "TÜG", "1", "1 of 8 entries"},
		{"q", "no such word", "0", "No entry fits."},
		{"clash", "any", "2", "2 of 8 entries"},
		{"day", "1989-01-01/1989-12-31", "1", "1 of 8 entries"},
		{"status", "disputed", "1", "1 of 8 entries"},
		{"q", "", "8", "8 entries"},
	} {
		b.choose(tt.name, tt.value)
		if got := b.eval(shown); got != tt.shown {
			t.Errorf("%s = %q shows %s entries, want %s", tt.name, tt.value, got, tt.shown)
		}
		if got := b.eval(told); got != tt.told {
			t.Errorf("%s = %q says %q, want %q", tt.name, tt.value, got, tt.told)
		}
		query := b.eval(`location.search`)
		if want := tt.name + "="; tt.value != "" && !strings.Contains(query, want) {
			t.Errorf("%s = %q is not in the address: %s", tt.name, tt.value, query)
		}
		b.open(root + query)
		if got := b.eval(shown); got != tt.shown {
			t.Errorf("opened with %s: %s entries, want %s", query, got, tt.shown)
		}
		b.eval(`document.querySelector('#filters [type=reset]').click()`)
		if got := b.eval(shown); got != "8" {
			t.Errorf("after %s = %q and all again: %s entries", tt.name, tt.value, got)
		}
	}
	// A link to an entry shows it, whatever the filters hide.
	b.choose("q", "tug")
	b.eval(`location.hash = document.querySelector('#timeline .entry[hidden]').id`)
	b.settle()
	if got := b.eval(`document.getElementById(location.hash.slice(1)).hidden`); got != "false" {
		t.Error("an entry that a link leads to stays hidden")
	}
	b.quiet()
}

// TestTimelineZoom looks closer at the drawing, with buttons, keys and the wheel.
func TestTimelineZoom(t *testing.T) {
	b := newBrowser(t)
	b.open("file://" + filepath.ToSlash(rendered(t)) + "/index.html")
	width := `Math.round(document.querySelector('.plot').getBoundingClientRect().width)`
	key := func(k string) {
		b.eval(`document.querySelector('.plane .scroll').dispatchEvent(new KeyboardEvent('keydown', {key: '` + k + `', bubbles: true, cancelable: true}))`)
	}
	ticks := `document.querySelectorAll('.plot > g:not(.scale) .tick').length > 3`
	first := b.eval(width)
	b.eval(`document.querySelector('[data-zoom=in]').click()`)
	closer := b.eval(width)
	if closer == first {
		t.Errorf("the plot stays %s wide", first)
	}
	b.settle()
	if got := b.eval(ticks); got != "true" {
		t.Error("the closer look has no scale")
	}
	key("+")
	if got := b.eval(width); got == closer {
		t.Error("the key + does nothing")
	}
	key("0")
	if got := b.eval(width); got != first {
		t.Errorf("the key 0 leaves the plot %s wide, want %s", got, first)
	}
	b.eval(`document.querySelector('.plane .scroll').dispatchEvent(new WheelEvent('wheel', {deltaY: -200, ctrlKey: true, bubbles: true, cancelable: true}))`)
	for range 100 { // it is stretched first, and laid out when the wheel rests
		if b.eval(`document.querySelector('.plot').style.width`) != "" {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	before := b.eval(width)
	if before == first {
		t.Error("the wheel with Ctrl does nothing")
	}
	b.eval(`document.querySelector('.plane .scroll').dispatchEvent(new WheelEvent('wheel', {deltaY: -200, bubbles: true, cancelable: true}))`)
	if got := b.eval(width); got != before {
		t.Error("the wheel alone zooms: the page can no longer be scrolled")
	}
	if got := b.eval(`document.querySelectorAll('.plot a:not([tabindex="-1"])').length`); got != "0" {
		t.Errorf("%s marks stand in the way of the Tab key", got)
	}
	b.quiet()
}

// BenchmarkDrawing zooms and pans a drawing of 5,000 marks, and reports how long a frame
// takes, in milliseconds: the middle and the slowest of twenty.
func BenchmarkDrawing(bench *testing.B) {
	b := newBrowser(bench)
	b.open("file://" + filepath.ToSlash(rendered(bench)) + "/index.html")
	b.eval(`(marks => {
		const plot = document.querySelector('.plot');
		for (let i = plot.querySelectorAll('a').length; i < 5000; i++) {
			const copy = marks[i % marks.length].cloneNode(true);
			copy.querySelectorAll('[x]').forEach(n => n.setAttribute('x', 3 + i * 7919 % 9200 / 100 + '%'));
			plot.appendChild(copy);
		}
	})(Array.from(document.querySelectorAll('.plot a')))`)
	for _, gesture := range []struct{ name, js string }{
		{"zoom", `scroll.dispatchEvent(new WheelEvent('wheel', {deltaY: i < 30 ? -20 : 20, ctrlKey: true, bubbles: true, cancelable: true, clientX: 200}))`},
		{"pan", `scroll.scrollLeft += 20`},
	} {
		b.eval(`window.frames_ = null, (async scroll => {
			const took = [];
			for (let i = 0; i < 60; i++) {
				const before = await new Promise(requestAnimationFrame);
				` + gesture.js + `;
				took.push(await new Promise(requestAnimationFrame) - before);
			}
			window.frames_ = took.sort((a, b) => a - b);
		})(document.querySelector('.plane .scroll')), ''`)
		for b.eval(`window.frames_ !== null`) != "true" {
			time.Sleep(50 * time.Millisecond)
		}
		for _, at := range []struct {
			name  string
			index string
		}{{"middle", "30"}, {"p95", "57"}} {
			ms, err := strconv.ParseFloat(b.eval(`window.frames_[`+at.index+`].toFixed(2)`), 64)
			if err != nil {
				bench.Fatal(err)
			}
			bench.ReportMetric(ms, gesture.name+"-"+at.name+"-ms")
		}
	}
}
