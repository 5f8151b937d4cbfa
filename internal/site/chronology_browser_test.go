package site_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/ledongthuc/pdf"

	"timeline/internal/build"
	"timeline/internal/event"
	"timeline/internal/export/exporttest"
	"timeline/internal/publish"
	"timeline/internal/reconcile"
	"timeline/internal/resolve"
	"timeline/internal/site"
	"timeline/internal/statement"
	"timeline/internal/text"
	"timeline/internal/when"
)

// long is the test story with n entries more, of quotes of different lengths.
// The quote of the entry with the number k begins "alpha-k-" and ends "omega-k-",
// and its title begins "beta-k-".
func long(t *testing.T, n int) *build.Story {
	t.Helper()
	s := exporttest.Story()
	src := s.Sources[2]
	kept := *src.Source
	src.Source = &kept
	var body strings.Builder
	body.WriteString(src.Text.Text)
	from, err := when.ParseInstant("2026-10-26T06:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	first := len(s.Order)
	for i := range n {
		k := first + i + 1
		quote := fmt.Sprintf("alpha-%d- at 10:05 %somega-%d-", k, strings.Repeat("the crew looked on ", i*5%13), k)
		start := body.Len() + 2
		body.WriteString("\n\n" + quote)
		at := from.Add(int64(i) * 600)
		iv := when.Interval{From: at, To: at.Add(60)}
		st := statement.Statement{
			ID: fmt.Sprintf("s-long-%d", k), Source: src.ID, Quote: text.Span{Start: start, End: start + len(quote)}, Role: statement.RoleStart, Modality: statement.Happened,
			Expr: statement.Expression{Span: text.Span{Start: start + strings.Index(quote, "10:05"), End: start + strings.Index(quote, "10:05") + 5}, Text: "10:05", Type: "TIME"},
			Time: resolve.Time{Known: true, Stated: iv, Allowed: iv, Granularity: when.Minute, Zone: "Europe/Mariehamn", ZoneBasis: resolve.ZoneStated},
		}
		st.Sentence = st.Quote
		e := event.Event{ID: fmt.Sprintf("e-long-%d", k), Title: fmt.Sprintf("beta-%d- is seen from the harbour", k), Zone: "Europe/Mariehamn", Phase: event.Whole, Status: event.StatusHappened, Statements: []string{st.ID}}
		s.Statements, s.Events, s.Order = append(s.Statements, st), append(s.Events, e), append(s.Order, e.ID)
		s.Bounds[e.ID] = reconcile.Bounds{Start: iv, End: iv, StartAllowed: iv, EndAllowed: iv, StartRests: []string{st.ID}, Granularity: when.Minute}
	}
	src.Text = text.New(body.String())
	s.Sources[2] = src
	return s
}

// A sheet is one printed page: its glyphs without spaces, in the order of the
// document, and how high above the foot of the page each stands.
type sheet struct {
	text   string
	height []float64 // by byte
}

// find returns the heights of the places at which words stand, spaces aside.
func (s sheet) find(words string) []float64 {
	words = strings.ReplaceAll(words, " ", "")
	var out []float64
	for at := 0; ; at += len(words) {
		i := strings.Index(s.text[at:], words)
		if i < 0 {
			return out
		}
		at += i
		out = append(out, s.height[at])
	}
}

// printed prints the open page.
func (b *browser) printed(width, height float64) []sheet {
	b.t.Helper()
	res, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: width, PaperHeight: height})
	if err != nil {
		b.t.Fatal(err)
	}
	r, err := pdf.NewReader(bytes.NewReader(res.Data), int64(len(res.Data)))
	if err != nil {
		b.t.Fatal(err)
	}
	var out []sheet
	for n := range r.NumPage() {
		var s sheet
		for _, glyph := range r.Page(n + 1).Content().Text {
			for _, c := range strings.Join(strings.Fields(glyph.S), "") {
				s.text += string(c)
				for range len(string(c)) {
					s.height = append(s.height, glyph.Y)
				}
			}
		}
		out = append(out, s)
	}
	return out
}

// TestChronologyPrinted prints a chronology of many rows: the head of a table
// stands above its rows on every page, no row is on two pages, and the margins
// have the title and the number of the page.
func TestChronologyPrinted(t *testing.T) {
	const rows = 90
	b := newBrowser(t)
	story := long(t, rows)
	first := len(story.Order) - rows + 1
	files, err := publish.Collect(site.Render(story, assets(t)))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "public")
	if err := publish.Folder(dir, publish.Of(files), false); err != nil {
		t.Fatal(err)
	}
	b.open("file://" + filepath.ToSlash(dir) + "/chronology.html")
	if got := b.eval(`document.documentElement.scrollWidth > document.documentElement.clientWidth`); got != "false" {
		t.Error("the page is wider than a window of 320 pixels")
	}
	marker := regexp.MustCompile(`(?:alpha|beta|omega)-(\d+)-`)
	for _, paper := range []struct {
		name          string
		width, height float64 // inches
	}{{"A4", 8.27, 11.69}, {"Letter", 8.5, 11}} {
		t.Run(paper.name, func(t *testing.T) {
			sheets := b.printed(paper.width, paper.height)
			on := map[int][]int{} // by row, the pages of its three marks
			pages := 0
			for i, s := range sheets {
				found := marker.FindAllStringSubmatchIndex(s.text, -1)
				top := 0.0
				for _, m := range found {
					k, err := strconv.Atoi(s.text[m[2]:m[3]])
					if err != nil {
						t.Fatal(err)
					}
					top = max(top, s.height[m[0]])
					on[k] = append(on[k], i+1)
				}
				if len(found) > 0 {
					pages++
					head := s.find("No. Date and time Entry Source and quote Agreed or disputed Note")
					if len(head) != 1 || head[0] <= top {
						t.Errorf("page %d: the head of the table is at %v, its highest row at %v", i+1, head, top)
					}
				}
				if foot := s.find(fmt.Sprintf("%d / %d", i+1, len(sheets))); len(foot) == 0 || foot[len(foot)-1] > 60 {
					t.Errorf("page %d: its number is at %v", i+1, foot)
				}
				if title := s.find("Chronology – The grounding of the Aurinko"); (len(title) == 1) != (i > 0) {
					t.Errorf("page %d: the title is at %v", i+1, title)
				}
			}
			if pages < 5 {
				t.Errorf("%d pages of rows, want many", pages)
			}
			for k := first; k < first+rows; k++ {
				if p := on[k]; len(p) != 3 || p[0] != p[1] || p[0] != p[2] {
					t.Errorf("row %d stands on the pages %v", k, p)
				}
			}
		})
	}
	b.quiet()
}

// TestChronologyCards shows the rows as cards in a narrow window, each cell
// with its label, and as a table in a wide one.
func TestChronologyCards(t *testing.T) {
	b := newBrowser(t)
	b.open("file://" + filepath.ToSlash(rendered(t)) + "/chronology.html")
	const label = `getComputedStyle(document.querySelector('#no-3 .what'), '::before').content`
	const row = `getComputedStyle(document.querySelector('#no-3')).display`
	for _, tt := range []struct {
		width      int64
		row, label string
	}{{320, "block", `"Entry: "`}, {1280, "table-row", "none"}} {
		if _, err := chromedp.Call(b.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: tt.width, Height: 900, DeviceScaleFactor: 1}); err != nil {
			t.Fatal(err)
		}
		if got := b.eval(row); got != tt.row {
			t.Errorf("at %d pixels a row is %s, want %s", tt.width, got, tt.row)
		}
		if got := strings.ReplaceAll(b.eval(label), `" ": "`, `: "`); got != tt.label {
			t.Errorf("at %d pixels the label is %s, want %s", tt.width, got, tt.label)
		}
		if got := b.eval(`document.documentElement.scrollWidth > document.documentElement.clientWidth`); got != "false" {
			t.Errorf("the page is wider than a window of %d pixels", tt.width)
		}
	}
	b.quiet()
}
