package site_test

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"timeline/internal/build"
	"timeline/internal/export/exporttest"
	"timeline/internal/when"
)

// chronology draws a story and parses its chronology.
func chronology(t *testing.T, s *build.Story) *html.Node {
	t.Helper()
	n := pages(t, render(t, s))["chronology.html"]
	if n == nil {
		t.Fatal("no page chronology.html")
	}
	return n
}

func TestChronology(t *testing.T) {
	n := chronology(t, exporttest.Story())
	for _, tt := range []struct {
		name, selector string
		want           []string // the text of each node that fits, in order
	}{
		{"the title", "h1", []string{"The grounding of the Aurinko"}},
		{"numbers, those without a date last", ".entries .no", []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}},
		{"in the order of the timeline", ".entries .what > a", []string{
			"The Aurinko is built", "The Aurinko leaves Turku", "The Aurinko runs aground off Mariehamn", "The first bus takes people to Mariehamn",
			"The tug Vaino reaches the ferry", "Passengers come ashore in Mariehamn", "Divers finish their inspection", "A hearing into the grounding", "A priest speaks to the families",
		}},
		{"as at the newest publication", ".chron > .facts dd:nth-of-type(1)", []string{
			"26 October 2026, the newest publication date among the sources (S1–S3). Nothing published later is taken in.",
		}},
		{"how much it rests on, and what is missing", ".chron > .facts dd:nth-of-type(2)", []string{
			"4 reports, 14 dated statements. They are listed after the table with their numbers (S1, S2, …) and the SHA-256 of each file. 1 file could not be read.",
		}},
		{"the zones", ".chron > .facts dd:nth-of-type(4)", []string{"Helsinki = Europe/Helsinki (UTC+3); Mariehamn = Europe/Mariehamn (UTC+3; UTC+3, then UTC+2; UTC+2); Stockholm = Europe/Stockholm (UTC+1); UTC"}},
		{"separable", ".tally td", []string{
			"3 (D1), 8 (D2)", "none told by two or more independent sources, whose words fit together",
			"1, 2, 4–7, 9 not disputed, but told by one source only or by sources that copy one another",
		}},
		{"a year", "#no-1 .at", []string{"1989"}},
		{"local time first, the day in UTC named where it is another", "#no-3 .at", []string{"Sun 25 Oct 2026 about 00:45–01:10 Mariehamn (UTC+3) about 21:45–22:10, 24 Oct UTC"}},
		{"a day is no midnight", "#no-4 .at", []string{"Sun 25 Oct 2026 Mariehamn (UTC+3, then UTC+2) 24 Oct 21:00 – 25 Oct 22:00 UTC"}},
		{"after the clocks went back", "#no-6 .at", []string{"Sun 25 Oct 2026 04:30 Mariehamn (UTC+2) 02:30 UTC"}},
		{"an open bound", "#no-7 .at", []string{"Sun 25 Oct 2026 before 09:00 Stockholm (UTC+1) before 08:00 UTC"}},
		{"a length", "#no-7 .what .soft", []string{"Length: 2 h 45 min – 3 h"}},
		{"outlet, title, publication, who is cited", "#no-3 .src", []string{"S1 Baltic Coast Note, “Ferry grounds off Kobba Klintar”, 26 October 2026, citing the harbour office"}},
		{"a source without an outlet", "#no-5 .src", []string{"S4 “An odd one " + exporttest.Hostile + "”, not known"}},
		{"the words that carry the time", "#no-6 q mark", []string{"4.30am"}},
		{"the other sources", "#no-3 .also", []string{"Also S2, S3"}},
		{"a dispute, ruled", "#no-3 .state", []string{"Disputed D1 time d-grounding-start Ruling: the range is kept; needs another look"}},
		{"another, open", "#no-8 .state", []string{"Disputed D2 status d-hearing"}},
		{"one source", "#no-1 .state", []string{"Not disputed 1 source"}},
		{"background", "#no-1 .remark", []string{"Background Year only"}},
		{"how exact", "#no-3 .remark", []string{"About: 21:30–22:25, 24 Oct UTC allowed Zone assumed: the report’s own zone"}},
		{"day only", "#no-4 .remark", []string{"Day only Zone assumed: the report’s own zone"}},
		{"to the minute: nothing to note", "#no-5 .remark", []string{""}},
		{"order not known", "#no-6 .remark", []string{"Zone assumed: the place in the same clause Order of 6–7 not determined"}},
		{"and bracketed", ".tied .no", []string{"6", "7"}},
		{"a plan that fell through", "#no-8 .remark span:first-child", []string{"Sources differ on whether it happened"}},
		{"without a date", ".timeless .what > a", []string{"A priest speaks to the families"}},
		{"numbers of sources", ".listed .no", []string{"S1", "S2", "S3", "S4"}},
		{"a source", "#s-no-2 td:nth-child(-n+3)", []string{"S2", "Island Post What the passengers of the Aurinko saw", "26 October 2026 inferred"}},
		{"its addresses", "#s-no-1 td:last-child a", []string{"https://example.org/coast", "https://example.net/kept/coast"}},
		{"an address that is none of the web", "#s-no-4 td:last-child a", nil},
		{"numbers of the annex", ".issue h3", []string{"D1 When did the ferry run aground?", "D2 Did the hearing take place?"}},
		{"what they bear on", ".facts-of a", []string{"3", "8"}},
		{"versions", "#d-grounding-start td:first-child", []string{"Version 1 around 22:10 GMT", "Version 2 about 00:45 in Mariehamn, 21:45 UTC", "Version 2"}},
		{"their sources", "#d-grounding-start td:nth-child(2)", []string{
			"S1 Baltic Coast Note, 26 October 2026, citing the harbour office", "S2 Island Post, 26 October 2026, citing one passenger", "S3 Wire Two, 26 October 2026",
		}},
		{"their words", "#d-grounding-start q mark", []string{"22:10 GMT on Saturday", "00:45", "after midnight on Sunday, 25 October"}},
		{"gap and ruling", "#d-grounding-start dt", []string{"Gap", "The arithmetic", "Ruling"}},
		{"the newest ruling", "#d-grounding-start dd:last-child", []string{
			"The range is kept. Value to use: 21:45–22:10 UTC. B. Reader, 28 October 2026. The quotes changed after this ruling: it needs another look. The log has both.",
		}},
		{"no ruling", "#d-hearing dd", []string{"None yet."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, m := range all(n, tt.selector) {
				got = append(got, words(m))
			}
			if strings.Join(got, "|") != strings.Join(tt.want, "|") {
				t.Errorf("%s:\n got %q\nwant %q", tt.selector, got, tt.want)
			}
		})
	}
}

// TestChronologyMarks sees what the words do not show: where the numbers lead,
// the labels that cards need, and what the paper has in its margins.
func TestChronologyMarks(t *testing.T) {
	files := render(t, exporttest.Story())
	n := pages(t, files)["chronology.html"]
	for _, cell := range all(n, ".wide td") {
		if attr(cell, "data-h") == "" {
			t.Errorf("a cell without a label: %s", words(cell))
		}
	}
	root := all(n, "html")[0]
	if got, want := attr(root, "data-title"), "Chronology – The grounding of the Aurinko"; got != want {
		t.Errorf("title in the margin: %q, want %q", got, want)
	}
	if got, want := attr(root, "data-as-at"), "As at 26 October 2026"; got != want {
		t.Errorf("in the margin: %q, want %q", got, want)
	}
	for _, row := range all(n, "tr[id^=s-no-]") {
		if len(words(all(row, ".hash")[0])) != 64 {
			t.Errorf("%s has no whole SHA-256", attr(row, "id"))
		}
	}
	for p, m := range pages(t, files) {
		sheets := len(all(m, "link[rel=stylesheet]"))
		if own := p == "chronology.html"; own != (sheets == 2) {
			t.Errorf("%s has %d style sheets", p, sheets)
		}
		if len(all(m, "meta[http-equiv=refresh]")) > 0 {
			continue // it only leads on
		}
		if linked := len(all(m, "footer a[href$='chronology.html']")); linked != 1 {
			t.Errorf("%s: %d links to the chronology at its foot", p, linked)
		}
	}
	if len(all(pages(t, files)["index.html"], "main .note a[href='chronology.html']")) != 1 {
		t.Error("the timeline has no link to the chronology")
	}
	if bytes.Contains(files["chronology.html"], []byte("<script>alert")) || bytes.Contains(files["chronology.html"], []byte("javascript:")) {
		t.Error("markup of a source gets through")
	}
	if size := len(files["static/chronology.css"]); size == 0 || size > 6<<10 {
		t.Errorf("static/chronology.css has %d bytes", size)
	}
}

// TestChronologyAsAt takes the newest day of the publications, and no clock.
func TestChronologyAsAt(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*build.Story)
		want   string
	}{
		{"none is known", func(s *build.Story) {
			for i := range s.Sources {
				s.Sources[i].Published.Known = false
			}
		}, "not known: no source says when it was published"},
		{"days left open", func(s *build.Story) {
			s.Sources[1].Published.Days = [2]when.Date{{Year: 2026, Month: 10, Day: 25}, {Year: 2026, Month: 10, Day: 28}}
		}, "28 October 2026, the newest publication date among the sources (S2). Nothing published later is taken in."},
		{"no end", func(s *build.Story) {
			for i := range s.Sources {
				s.Sources[i].Published.Interval.To = when.Future
			}
		}, "not known: no source says when it was published"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := exporttest.Story()
			tt.change(s)
			if got := words(all(chronology(t, s), ".facts dd")[0]); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestChronologyCites finds a disagreement at every entry that it cites or that
// rests on what it cites: none of them may be listed as agreed.
func TestChronologyCites(t *testing.T) {
	s := exporttest.Story()
	s.Discrepancies[0].Event = "e-ashore"
	s.Discrepancies[0].Versions[0].Statements = []string{"s-wire-3"}
	s.Discrepancies[0].Versions[1].Statements = []string{"s-odd-1"}
	s.Discrepancies[1].Versions[1].Statements = append(s.Discrepancies[1].Versions[1].Statements, "s-coast-3") // a length: it stands with the divers
	for _, tt := range []struct {
		name string
		rest string // what the time of the grounding rests on besides its own statements
		want string
	}{
		{"cited", "", "5 (D1), 6 (D1), 7 (D2), 8 (D2)|3|1, 2, 4, 9|5|6|7|8"},
		{"its time rests on a disputed one", "s-odd-1", "3 (D1), 5 (D1), 6 (D1), 7 (D2), 8 (D2)|none|1, 2, 4, 9|3|5|6|7|8"},
		{"its time rests on one whose status is disputed", "s-wire-2", "5 (D1), 6 (D1), 7 (D2), 8 (D2)|3|1, 2, 4, 9|5|6|7|8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := s.Bounds["e-grounding"]
			b.StartRests = []string{"s-coast-1", tt.rest}
			s.Bounds["e-grounding"] = b
			var got []string
			for _, m := range all(chronology(t, s), ".tally td, .facts-of a") {
				cell, _, _ := strings.Cut(words(m), " told")
				cell, _, _ = strings.Cut(cell, " not")
				got = append(got, cell)
			}
			if strings.Join(got, "|") != tt.want {
				t.Errorf("got  %q\nwant %q", strings.Join(got, "|"), tt.want)
			}
		})
	}
}

// TestChronologyEmpty draws it of nothing.
func TestChronologyEmpty(t *testing.T) {
	n := chronology(t, &build.Story{})
	if rows := len(all(n, ".entries tbody tr, .listed tbody tr, .issue")); rows != 0 {
		t.Errorf("%d rows of nothing", rows)
	}
}
