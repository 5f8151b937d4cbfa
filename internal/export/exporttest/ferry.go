// Package exporttest holds a story made by hand for the tests of what is drawn
// from a story: a ferry that runs aground between Turku and Stockholm, told by
// four invented reports in two zones, with every kind of entry, clash and
// ruling.
package exporttest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"timeline/internal/build"
	"timeline/internal/content"
	"timeline/internal/event"
	"timeline/internal/reconcile"
	"timeline/internal/resolve"
	"timeline/internal/review"
	"timeline/internal/statement"
	"timeline/internal/text"
	"timeline/internal/when"
)

// Hostile is a string that must never reach a page as markup; it stands in the
// title of a source and in a quote.
const Hostile = `<script>alert("x")</script><img src=x onerror=alert(1)>`

// The texts, by source. No sentence is anybody else's.
var texts = []struct{ id, path, title, outlet, url, archive, zone, body string }{
	{
		"coast-note", "sources/coast-note.txt", "Ferry grounds off Kobba Klintar", "Baltic Coast Note", "https://example.org/coast", "https://example.net/kept/coast", "Europe/Stockholm",
		"The ferry Aurinko ran onto a rock around 22:10 GMT on Saturday, the harbour office said.\n\n" +
			"Divers went down at first light and came up again by 09:00 local time. The inspection took nearly three hours. " +
			"She had left Turku that evening with 312 people on board.\n\n" +
			"A hearing is expected on 4 November.",
	},
	{
		"island-post", "sources/island-post.md", "What the passengers of the Aurinko saw", "Island Post", "https://example.org/island", "", "Europe/Mariehamn",
		"It was about 00:45 when the hull scraped over stone, one passenger recalled; the clocks had not yet gone back.\n\n" +
			"On Sunday the first bus took people to Mariehamn. The crew were thanked on 24 October 2026 in the parish hall… 船は港に着いた.\n\n" +
			"The ship was built in 1989. Following the rescue, a priest spoke to the families.",
	},
	{
		"wire-two", "sources/wire-two.html", "", "Wire Two", "https://example.org/wire", "", "",
		"Aurinko, a ferry with 298 people aboard, struck ground after midnight on Sunday, 25 October.\n\n" +
			"The hearing set for 4 November has been called off, the ministry said on Monday. " +
			"Passengers were ashore at 4.30am in Mariehamn. Some reporters waited for hours before the news came.",
	},
	{
		"odd", "sources/odd.txt", "An odd one " + Hostile, "", "javascript:alert(1)", "", "",
		"On Sunday " + Hostile + " the tug Vaino reached the ferry at 01:20 UTC. Some say it was earlier.",
	},
}

// Story returns the story. Every call makes a new one.
func Story() *build.Story {
	s := &build.Story{
		Title:  "The grounding of the Aurinko",
		Config: content.Config{Title: "The grounding of the Aurinko", Language: "en", Text: content.DefaultText},
		Problems: []content.Problem{
			{File: "sources/broken.txt", Line: 3, What: "not UTF-8", Fix: "save the file as UTF-8", Fatal: true},
		},
		LeftOut: []string{"sources/broken.txt"},
		Pages:   []content.Page{{ID: "about", Path: "pages/about.md", Title: "About this story", HTML: "<p>Made up for a <em>test</em>.</p>\n"}},
	}
	for _, t := range texts {
		sum := sha256.Sum256([]byte(t.body))
		src := build.Source{Source: &content.Source{
			ID: t.id, Path: t.path, Title: t.title, Outlet: t.outlet, URL: t.url, Archive: t.archive, Timezone: t.zone, Language: "en",
			SHA256: hex.EncodeToString(sum[:]), Text: text.New(t.body),
		}, Label: t.outlet}
		if src.Label == "" {
			src.Label = t.id
		}
		src.Published = resolve.Publication{
			Known: true, Interval: span("2026-10-25T22:00:00Z", "2026-10-26T22:00:00Z"), Zone: "Europe/Mariehamn", EDTF: "2026-10-26",
			Basis: "front matter", Because: []string{"the front matter has date: 2026-10-26"},
		}
		if t.id == "island-post" {
			src.Published.Basis = "inferred"
			src.Published.EDTF = "2026-10-25/2026-10-26"
			src.Published.Because = []string{"“On Sunday” with 24 October 2026 fits no other week", "nothing in the text settles the day further"}
		}
		if t.id == "odd" {
			src.Published = resolve.Publication{Basis: "unknown", Because: []string{"nothing in the file says when it was written"}}
		}
		s.Sources = append(s.Sources, src)
	}
	b := &maker{story: s}
	b.statements()
	b.events()
	b.results()
	return s
}

// span returns the interval between two RFC 3339 times, ".." for an open one.
func span(from, to string) when.Interval {
	iv := when.Always
	var err error
	if from != ".." {
		if iv.From, err = when.ParseInstant(from); err != nil {
			panic(err)
		}
	}
	if to != ".." {
		if iv.To, err = when.ParseInstant(to); err != nil {
			panic(err)
		}
	}
	return iv
}

type maker struct{ story *build.Story }

// say adds a statement whose quote and expression are found in the text.
func (m *maker) say(id, source, quote, expr, kind string, t resolve.Time, role statement.Role, mod statement.Modality, because ...resolve.Reason) *statement.Statement {
	var body string
	for _, s := range m.story.Sources {
		if s.ID == source {
			body = s.Text.Text
		}
	}
	q := strings.Index(body, quote)
	e := strings.Index(body[max(q, 0):], expr)
	if q < 0 || e < 0 {
		panic(fmt.Sprintf("%s: %q of %q is not in %s", id, expr, quote, source))
	}
	e += q
	st := statement.Statement{
		ID: id, Source: source, Quote: text.Span{Start: q, End: q + len(quote)}, Role: role, Modality: mod,
		Expr: statement.Expression{Span: text.Span{Start: e, End: e + len(expr)}, Text: expr, Type: kind, Value: t.Value},
		Time: t, Because: because,
	}
	for _, s := range text.Sentences(body) {
		if s.Overlaps(st.Quote) {
			if st.Sentence.Empty() {
				st.Sentence = s
			}
			st.Sentence.End = s.End
		}
	}
	m.story.Statements = append(m.story.Statements, st)
	return &m.story.Statements[len(m.story.Statements)-1]
}

// at is a known time.
func at(stated, allowed when.Interval, g when.Granularity, edtf, civil, zone string, basis resolve.ZoneBasis, offset string, because ...resolve.Reason) resolve.Time {
	return resolve.Time{
		Known: true, Stated: stated, Allowed: allowed, Granularity: g, EDTF: edtf, Value: edtf, Civil: civil, Zone: zone, ZoneBasis: basis,
		Offset: offset, Because: because,
	}
}

func why(step, text string) resolve.Reason { return resolve.Reason{Step: step, Text: text} }

func (m *maker) statements() {
	grounding := span("2026-10-24T22:10:00Z", "2026-10-24T22:11:00Z")
	m.say("s-coast-1", "coast-note", "The ferry Aurinko ran onto a rock around 22:10 GMT on Saturday, the harbour office said.", "22:10 GMT on Saturday", "TIME",
		at(grounding, grounding.Widen(900, 900), when.Minute, "2026-10-24T22:10~", "22:10 on 2026-10-24", "GMT", resolve.ZoneStated, "UTC",
			why("words", "“around 22:10 GMT on Saturday” is a clock time with a hedge"), why("calendar", "the Saturday before publication is 24 October 2026"),
			why("zone", "GMT is stated"), why("bounds", "around a clock time allows 15 minutes either way")),
		statement.RoleStart, statement.Happened).Speaker = "the harbour office"
	m.say("s-coast-2", "coast-note", "Divers went down at first light and came up again by 09:00 local time.", "by 09:00 local time", "TIME",
		at(span("..", "2026-10-25T08:00:00Z"), span("..", "2026-10-25T08:05:00Z"), when.Minute, "../2026-10-25T09:00", "09:00 on 2026-10-25", "Europe/Stockholm",
			resolve.ZoneSource, "UTC+1", why("zone", "no place in the clause; the source's declared zone is Europe/Stockholm")), statement.RoleBefore, statement.Happened)
	m.say("s-coast-3", "coast-note", "The inspection took nearly three hours.", "three hours", "DURATION",
		resolve.Time{
			Known: true, Stated: when.Always, Allowed: when.Always, Granularity: when.Hour, Value: "PT3H", IsDuration: true,
			Length: resolve.Length{Min: 9900, Max: 10800, AllowedMin: 9000, AllowedMax: 10800}, Because: []resolve.Reason{why("bounds", "nearly: a quarter of an hour less at most")},
		}, statement.RoleDuration, statement.Happened)
	evening := span("2026-10-24T15:00:00Z", "2026-10-24T21:00:00Z")
	m.say("s-coast-4", "coast-note", "She had left Turku that evening with 312 people on board.", "that evening", "TIME",
		at(evening, evening, when.PartOfDay, "2026-10-24", "evening of 2026-10-24", "Europe/Helsinki", resolve.ZoneClause, "UTC+3", why("zone", "Turku is in the clause: Europe/Helsinki")),
		statement.RoleWithin, statement.Happened)
	fourth := span("2026-11-03T22:00:00Z", "2026-11-04T22:00:00Z")
	m.say("s-coast-5", "coast-note", "A hearing is expected on 4 November.", "4 November", "DATE",
		at(fourth, fourth.Widen(3600*3, 3600*3), when.Day, "2026-11-04", "2026-11-04", "Europe/Mariehamn", resolve.ZoneEvent, "UTC+2"), statement.RoleStart, statement.Planned)

	local := span("2026-10-24T21:45:00Z", "2026-10-24T21:46:00Z")
	m.say("s-island-1", "island-post", "It was about 00:45 when the hull scraped over stone, one passenger recalled; the clocks had not yet gone back.", "00:45", "TIME",
		at(local, local.Widen(900, 900), when.Minute, "2026-10-25T00:45~", "00:45 on 2026-10-25", "Europe/Mariehamn", resolve.ZoneSource, "UTC+3",
			why("words", "“about 00:45” is a clock time with a hedge"), why("zone", "the source's declared zone is Europe/Mariehamn"),
			why("zone", "UTC+3 is in force there until 04:00 on 25 October 2026"), why("bounds", "about a clock time allows 15 minutes either way")),
		statement.RoleStart, statement.Happened).Speaker = "one passenger"
	sunday := span("2026-10-24T21:00:00Z", "2026-10-25T22:00:00Z")
	m.say("s-island-2", "island-post", "On Sunday the first bus took people to Mariehamn.", "Sunday", "DATE",
		at(sunday, sunday, when.Day, "2026-10-25", "2026-10-25", "Europe/Mariehamn", resolve.ZoneSource, "UTC+3"), statement.RoleWithin, statement.Happened)
	built := span("1988-12-31T22:00:00Z", "1989-12-31T22:00:00Z")
	m.say("s-island-3", "island-post", "The ship was built in 1989.", "1989", "DATE",
		at(built, built, when.Year, "1989", "1989", "Europe/Mariehamn", resolve.ZoneSource, "UTC+2"), statement.RoleWithin, statement.Background)
	m.say("s-island-4", "island-post", "Following the rescue, a priest spoke to the families.", "Following the rescue", "SIGNAL",
		resolve.Time{Stated: when.Always, Allowed: when.Always}, statement.RoleAfter, statement.Happened)

	night := span("2026-10-24T21:00:00Z", "2026-10-25T04:00:00Z")
	m.say("s-wire-1", "wire-two", "Aurinko, a ferry with 298 people aboard, struck ground after midnight on Sunday, 25 October.", "after midnight on Sunday, 25 October", "TIME",
		at(night, night, when.PartOfDay, "2026-10-25", "after 00:00 on 2026-10-25", "Europe/Mariehamn", resolve.ZoneEvent, "UTC+3",
			why("zone", "the grounding is off Mariehamn")), statement.RoleStart, statement.Happened)
	m.say("s-wire-2", "wire-two", "The hearing set for 4 November has been called off, the ministry said on Monday.", "4 November", "DATE",
		at(fourth, fourth.Widen(3600*3, 3600*3), when.Day, "2026-11-04", "2026-11-04", "Europe/Mariehamn", resolve.ZoneEvent, "UTC+2"), statement.RoleStart, statement.Cancelled).Speaker = "the ministry"
	ashore := span("2026-10-25T02:30:00Z", "2026-10-25T02:31:00Z")
	m.say("s-wire-3", "wire-two", "Passengers were ashore at 4.30am in Mariehamn.", "4.30am", "TIME",
		at(ashore, ashore.Widen(300, 300), when.Minute, "2026-10-25T04:30", "04:30 on 2026-10-25", "Europe/Mariehamn", resolve.ZoneClause, "UTC+2"), statement.RoleStart, statement.Happened)

	tug := span("2026-10-25T01:20:00Z", "2026-10-25T01:21:00Z")
	m.say("s-odd-1", "odd", "On Sunday "+Hostile+" the tug Vaino reached the ferry at 01:20 UTC.", "01:20 UTC", "TIME",
		at(tug, tug, when.Minute, "2026-10-25T01:20Z", "01:20 on 2026-10-25", "UTC", resolve.ZoneStated, "UTC"), statement.RoleStart, statement.Happened)
	m.say("s-odd-2", "odd", Hostile+" the tug Vaino reached the ferry", "the tug", "SIGNAL",
		resolve.Time{Stated: when.Always, Allowed: when.Always}, statement.RoleAfter, statement.Happened)
}

func (m *maker) events() {
	add := func(id, title, place, zone string, phase event.Phase, status event.Status, statements ...string) {
		e := event.Event{ID: id, Title: title, Place: place, Zone: zone, Phase: phase, Status: status, Statements: statements}
		for i, s := range statements {
			l := event.Link{Statement: s}
			if i > 0 {
				l.With, l.Score, l.Reasons = statements[0], 8, []string{"both speak of the grounding", "their times fit"}
			}
			e.Links = append(e.Links, l)
		}
		m.story.Events = append(m.story.Events, e)
	}
	const mariehamn = "Europe/Mariehamn"
	add("e-built", "The Aurinko is built", "", "", event.Whole, event.StatusHappened, "s-island-3")
	add("e-left", "The Aurinko leaves Turku", "Turku", "Europe/Helsinki", event.Whole, event.StatusHappened, "s-coast-4")
	add("e-grounding", "The Aurinko runs aground off Mariehamn", "Mariehamn", mariehamn, event.Begins, event.StatusHappened, "s-coast-1", "s-island-1", "s-wire-1")
	add("e-tug", "The tug Vaino reaches the ferry", "", mariehamn, event.Whole, event.StatusHappened, "s-odd-1")
	add("e-ashore", "Passengers come ashore in Mariehamn", "Mariehamn", mariehamn, event.Whole, event.StatusHappened, "s-wire-3")
	add("e-divers", "Divers finish their inspection", "", "Europe/Stockholm", event.Ends, event.StatusHappened, "s-coast-2", "s-coast-3")
	add("e-bus", "The first bus takes people to Mariehamn", "Mariehamn", mariehamn, event.Whole, event.StatusHappened, "s-island-2")
	add("e-hearing", "A hearing into the grounding", "", mariehamn, event.Whole, event.StatusDisputed, "s-coast-5", "s-wire-2")
	add("e-priest", "A priest speaks to the families", "", "", event.Whole, event.StatusHappened, "s-island-4", "s-odd-2")
	for i := range m.story.Events {
		switch e := &m.story.Events[i]; e.ID {
		case "e-built":
			e.Background = true
		case "e-grounding":
			e.Aliases = []string{"e-struck-ground"}
		}
	}
}

func (m *maker) results() {
	bounds := func(stated, allowed when.Interval, g when.Granularity, about bool, rests ...string) reconcile.Bounds {
		return reconcile.Bounds{Start: stated, End: stated, StartAllowed: allowed, EndAllowed: allowed, StartRests: rests, EndRests: rests, Granularity: g, Approximate: about}
	}
	time := map[string]resolve.Time{}
	for _, s := range m.story.Statements {
		time[s.ID] = s.Time
	}
	own := func(id string) reconcile.Bounds {
		t := time[id]
		return bounds(t.Stated, t.Allowed, t.Granularity, false, id)
	}
	divers := own("s-coast-2")
	divers.MinSpan, divers.MaxSpan = 9900, 10800
	m.story.Result = reconcile.Result{
		Bounds: map[string]reconcile.Bounds{
			"e-built": own("s-island-3"), "e-left": own("s-coast-4"), "e-tug": own("s-odd-1"), "e-ashore": own("s-wire-3"), "e-divers": divers, "e-bus": own("s-island-2"),
			"e-hearing": own("s-coast-5"), "e-priest": bounds(when.Always, when.Always, when.Unknown, false),
			"e-grounding": bounds(span("2026-10-24T21:45:00Z", "2026-10-24T22:11:00Z"), span("2026-10-24T21:30:00Z", "2026-10-24T22:26:00Z"), when.Minute, true, "s-coast-1", "s-island-1", "s-wire-1"),
		},
		Order:   []string{"e-built", "e-left", "e-grounding", "e-bus", "e-tug", "e-ashore", "e-divers", "e-hearing"},
		Ties:    [][]string{{"e-ashore", "e-divers"}},
		Undated: []string{"e-priest"},
		Agreements: []reconcile.Agreement{{
			ID: "a-night", Event: "e-grounding", Statements: []string{"s-island-1", "s-wire-1"},
			Arithmetic: "00:45 Europe/Mariehamn (UTC+3 on 2026-10-25) = 21:45 UTC, after midnight there (21:00 UTC)",
		}},
		Independent: map[string]int{"e-built": 1, "e-left": 1, "e-grounding": 2, "e-tug": 1, "e-ashore": 1, "e-divers": 1, "e-bus": 1, "e-hearing": 2, "e-priest": 1},
		Discrepancies: []reconcile.Discrepancy{
			{
				ID: "d-grounding-start", Aliases: []string{"d-struck-start"}, Event: "e-grounding", Kind: reconcile.KindTime, Severity: reconcile.Minor, Point: "start",
				Question: "When did the ferry run aground?", Finding: "Two sources differ by 24 minutes; both call the time approximate, and what they allow overlaps.",
				Versions: []reconcile.Version{
					{Statements: []string{"s-coast-1"}, Stated: time["s-coast-1"].Stated, Allowed: time["s-coast-1"].Allowed, Text: "around 22:10 GMT"},
					{Statements: []string{"s-island-1", "s-wire-1"}, Stated: time["s-island-1"].Stated, Allowed: time["s-island-1"].Allowed, Text: "about 00:45 in Mariehamn, 21:45 UTC"},
				},
				Gap: 1440, Arithmetic: []string{"00:45 Europe/Mariehamn (UTC+3 on 2026-10-25) = 21:45 UTC", "22:10 − 21:46 = 24 min", "around = ±15 min on both: 21:55–22:26 and 21:30–22:01 share 21:55–22:01"},
				Explanations: []reconcile.Explanation{
					{Kind: "rounding", Outcome: reconcile.Possible, Text: "both are hedged; 24 min is no more than 15 + 15"},
					{Kind: "zone-mix-up", Outcome: reconcile.Rejected, Text: "00:45 would have to be UTC+2:35 in Mariehamn; no such offset was in force"},
					{Kind: "twelve-hour-slip", Outcome: reconcile.Rejected, Text: "the difference is not 12 hours"},
				},
				Digest: "0badcafe",
			},
			{
				ID: "d-hearing", Event: "e-hearing", Kind: reconcile.KindStatus, Severity: reconcile.Major, Point: "status", Question: "Did the hearing take place?",
				Finding: "Expected in one account, called off in another.", ChangesOrder: true,
				Versions: []reconcile.Version{
					{Statements: []string{"s-coast-5"}, Stated: time["s-coast-5"].Stated, Allowed: time["s-coast-5"].Allowed, Text: "expected"},
					{Statements: []string{"s-wire-2"}, Stated: time["s-wire-2"].Stated, Allowed: time["s-wire-2"].Allowed, Text: "called off"},
				},
				Digest: "feedface",
			},
		},
	}
	m.story.Rulings = []review.Ruling{
		{Path: "rulings/1.md", Discrepancy: "d-grounding-start", Verdict: review.Unresolved, Reviewer: "A. Reader", Date: "2026-10-27", Reason: "Waiting for the harbour log.", ReasonHTML: "<p>Waiting for the harbour log.</p>\n"},
		{Path: "rulings/2.md", Discrepancy: "d-grounding-start", Verdict: review.RangeKept, Value: "21:45–22:10 UTC", Reviewer: "B. Reader", Date: "2026-10-28", Reason: "The log has **both**.", ReasonHTML: "<p>The log has <strong>both</strong>.</p>\n", Stale: true},
	}
}
