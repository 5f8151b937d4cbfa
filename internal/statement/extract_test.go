package statement

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"timeline/internal/content"
	"timeline/internal/place"
	"timeline/internal/resolve"
	"timeline/internal/temporal"
	"timeline/internal/timex"
)

// extract runs the stages up to statements over a text published on Wednesday,
// 3 December 2025.
func extract(t *testing.T, txt string) []Statement {
	t.Helper()
	pub, _ := resolve.ReadPublication(resolve.Dating{Published: []content.Stamp{{Basis: content.FrontMatter, Text: "2025-12-03"}}})
	w := timex.DefaultWidths()
	es := temporal.Find(txt)
	return Extract(Input{
		Source: "src", Text: txt, Expressions: es, Values: timex.Resolve(txt, es, pub.Anchor(), w), Places: place.Find(txt),
		Setting: resolve.Setting{Published: pub, Widths: w}, Published: pub,
	})
}

func TestExtract(t *testing.T) {
	tests := []struct {
		txt  string
		want []string // "expression: role modality head", with "(noun)" and " in place" where there are any
	}{
		// Roles by the verb.
		{"The trial began on Monday.", []string{"Monday: start happened begin (trial)"}},
		{"The trial ended on Monday.", []string{"Monday: end happened end (trial)"}},
		{"The ferry left Lisbon on Monday.", []string{"Monday: within happened leave in Lisbon"}},
		{"They met in Oslo on Monday.", []string{"Monday: within happened meet in Oslo"}},
		{"The session ran until 9pm on Monday.", []string{"9pm on Monday: end happened run (session)"}},
		{"The office must reply by Friday.", []string{"Friday: before planned reply"}},
		{"He has lived here since Monday.", []string{"Monday: start happened live"}},
		// A phase verb with the happening for its object.
		{"Police ended the protest on Monday.", []string{"Monday: end happened end (protest)"}},
		{"The judge opened the second hearing on Monday.", []string{"Monday: start happened open (hearing)"}},
		{"Crews started the evacuation of the island on Monday.", []string{"Monday: start happened start (evacuation)"}},
		{"The outage was over on Monday.", []string{"Monday: end happened be over (outage)"}},
		{"The plane was over the sea on Monday.", []string{"Monday: within happened "}},
		{"The hearing got under way on Monday.", []string{"Monday: start happened get under way (hearing)"}},
		{"The evacuation took four hours.", []string{"four hours: duration happened take (evacuation)"}},
		// Light verbs tell what their object names.
		{"The jury returned its verdict on Monday.", []string{"Monday: within happened verdict (verdict)"}},
		{"On Monday, the jury returned its verdict.", []string{"Monday: within happened return (verdict)"}},
		{"A warning was issued on Monday.", []string{"Monday: within happened issue (warning)"}},
		{"The attempt to refloat her on Monday was abandoned.", []string{"Monday: within cancelled refloat"}},
		// What did not take place, and tolls, need no time.
		{"The launch was called off.", []string{"called off: within cancelled call off (launch)"}},
		{"The vote never took place.", []string{"took place: within cancelled take place (vote)"}},
		{"Berg called off his dogs.", nil},
		{"The freighter did not sink.", []string{"sink: within cancelled sink"}},
		{"The freighter has not sunk yet.", []string{"yet: within denied sink"}},
		{"The firm has yet to name a price.", []string{"yet: within denied name"}},
		{"And yet the mayor resigned.", nil},
		{"The ministry did not comment.", nil},
		{"Rescuers spent two hours searching the ruins.", []string{"two hours: duration happened spend (search)"}},
		{"Teams finished searching the ruins on Monday.", []string{"Monday: end happened finish (search)"}},
		{"It was two hours after the vote that Berg resigned.", []string{"two hours: within happened resign"}},
		{"The accord was signed at a ceremony in Oslo on Monday.", []string{"Monday: within happened sign in Oslo"}},
		{"The outbreak of the fire was reported on Monday.", []string{"Monday: within happened report (fire)"}},
		{"At least 12 people were killed.", []string{"At least 12 people were killed: within happened kill"}},
		{"Two of the 12 were hurt.", nil},
		// A day behind the place of a clock time belongs to it.
		{"The ferry sailed at 6:10 a.m. in Lisbon on Monday.", []string{"6:10 a.m. in Lisbon on Monday: within happened sail in Lisbon"}},
		// Roles by nouns.
		{"The start of the hearing on Monday was delayed.", []string{"Monday: start happened start (hearing)"}},
		{"The office put the conclusion of the talks at 21:30 GMT.", []string{"21:30 GMT: end happened conclusion (talks)"}},
		{"A five-hour meeting followed.", []string{"five-hour: duration happened meeting (meeting)"}},
		{"They held nearly five hours of talks.", []string{"nearly five hours: duration happened talks (talks)"}},
		// Several times in one sentence.
		{"The session, which opened some four hours late at around 9pm local time and finished long after midnight, was held in Moscow.", []string{
			"four hours: start planned open (session)", "9pm local time: start happened open (session)", "midnight: end happened finish (session)",
		}},
		// A noun that has its day before it.
		{"Both sides hailed Sunday's talks.", []string{"Sunday: within happened talks (talks)"}},
		{"The union praised Monday’s second vote.", []string{"Monday: within happened vote (vote)"}},
		{"The ministry published the list on Tuesday.", []string{"Tuesday: within happened publish"}},
		// Modality.
		{"The envoys will meet on Friday.", []string{"Friday: within planned meet"}},
		{"The envoys are expected to meet on Friday.", []string{"Friday: within planned meet"}},
		{"The envoys had been expected to meet on Monday, but that meeting was cancelled.", []string{"Monday: within cancelled meet"}},
		{"The minister cancelled her visit to Oslo, which had been planned for Tuesday, because of fog.", []string{"Tuesday: within cancelled visit (visit)"}},
		{"The office called off a summit scheduled for Friday.", []string{"Friday: within cancelled summit (summit)"}},
		{"The parade on Friday has been called off.", []string{"Friday: within cancelled call off (parade)"}},
		{"The visit on Monday was cancelled.", []string{"Monday: within cancelled visit (visit)"}},
		{"The two did not meet on Monday.", []string{"Monday: within denied meet"}},
		{"The envoys may meet on Friday.", []string{"Friday: within hypothetical meet"}},
		{"A summit is unlikely this month.", []string{"this month: within hypothetical summit (summit)"}},
		{"The palace has set the banquet for Friday.", []string{"Friday: within planned banquet (banquet)"}},
		{"The march dispersed on Monday.", []string{"Monday: end happened disperse (march)"}},
		{"The hearing came to a close on Monday.", []string{"Monday: end happened come to a close (hearing)"}},
		{"They meet every Tuesday.", []string{"every Tuesday: within habitual meet"}},
		{"The bridge collapsed in 1999.", []string{"1999: within background collapse"}},
		// Orders without a time.
		{"Following the vote, Berg resigned.", []string{"Following the vote: within happened resign"}},
		{"Berg resigned after the vote.", []string{"after the vote: within happened resign"}},
		{"Hours before the vote, Berg resigned.", []string{"Hours: within happened resign"}},
		{"Berg was calm ahead of the vote.", []string{"ahead of the vote: within happened be"}},
		// Posts and stamps.
		{"Great night! — Ann Lee (@annlee) December 2, 2025", []string{"December 2, 2025: within happened post (post)"}},
		// What a happening did.
		{"The earthquake struck Lisbon at 5:12 GMT.", []string{"5:12 GMT: within happened strike (earthquake) in Lisbon"}},
		// No time, no order.
		{"The mayor resigned.", nil},
	}
	for _, tt := range tests {
		t.Run(tt.txt, func(t *testing.T) {
			var got []string
			for _, s := range extract(t, tt.txt) {
				g := fmt.Sprintf("%s: %s %s %s", s.Expr.Text, s.Role, s.Modality, s.Act.Head)
				if s.Act.Noun != "" {
					g += " (" + s.Act.Noun + ")"
				}
				if s.Place != "" {
					g += " in " + s.Place
				}
				got = append(got, g)
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("statements (-want +got):\n%s", d)
			}
		})
	}
}

// TestToCome checks that what is to come lies behind the publication of the report.
func TestToCome(t *testing.T) {
	tests := []struct{ txt, want string }{
		{"The mayor will resign before 20 December.", "2025-12-03T00:00:00Z/2025-12-20T00:00:00Z"},
		{"The mayor resigned before 2 December.", "../2025-12-02T00:00:00Z"},
	}
	for _, tt := range tests {
		sts := extract(t, tt.txt)
		if len(sts) != 1 || sts[0].Time.Stated.String() != tt.want {
			t.Errorf("%s: %d statements, stated %s, want %s", tt.txt, len(sts), sts[0].Time.Stated, tt.want)
		}
	}
}

// TestTold checks that a day told again keeps the place that the text set its
// happening in before, and that two places settle nothing.
func TestTold(t *testing.T) {
	const kremlin = "The envoys went on to Moscow. They slept in Moscow. The Moscow hotel was full."
	tests := []struct{ name, txt, zone string }{
		{"the same happening", "The envoys talked in Miami on Sunday. " + kremlin + " Aides hailed Sunday's talks.", "America/New_York"},
		{"another happening", "The envoys talked in Miami on Sunday. " + kremlin + " Aides hailed Sunday's vote.", "Europe/Moscow"},
		{"another day", "The envoys talked in Miami on Sunday. " + kremlin + " Aides hailed Saturday's talks.", "Europe/Moscow"},
		{"two places", "The envoys talked in Miami on Sunday. The ministers talked in Tokyo on Sunday. " + kremlin + " Aides hailed Sunday's talks.", "Europe/Moscow"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sts := extract(t, tt.txt)
			last := sts[len(sts)-1].Time
			if last.Zone != tt.zone || last.ZoneBasis != resolve.ZoneEvent {
				t.Errorf("%s by %s, want %s by the event: %q", last.Zone, last.ZoneBasis, tt.zone, last.Because)
			}
		})
	}
}

// TestQuotes checks what must hold of every statement: its quote holds its
// expression, its id is its own, it has a reason.
func TestQuotes(t *testing.T) {
	txt := strings.Repeat("The ferry left Lisbon at noon on Monday, and came to Porto at 9pm, officials said.\n\nFollowing the vote, Berg resigned on Tuesday.\n\n", 3)
	seen := map[string]bool{}
	sts := extract(t, txt)
	if len(sts) < 9 {
		t.Fatalf("%d statements", len(sts))
	}
	for _, s := range sts {
		if s.Expr.Span.Of(txt) != s.Expr.Text {
			t.Errorf("%s: the expression is %q at its place", s.ID, s.Expr.Span.Of(txt))
		}
		if !s.Sentence.Contains(s.Quote) || !s.Quote.Contains(s.Expr.Span) {
			t.Errorf("%s: the quote %q does not hold %q, or leaves its sentence", s.ID, s.Quote.Of(txt), s.Expr.Text)
		}
		if seen[s.ID] {
			t.Errorf("%s stands twice", s.ID)
		}
		seen[s.ID] = true
		if s.Title == "" {
			t.Errorf("%s has no title", s.ID)
		}
	}
	// Ids derive from the source and the words: a text before them changes none
	// that is not repeated.
	short := "Following the vote, Berg resigned on Tuesday."
	a, b := extract(t, short), extract(t, "The pier is old.\n\n"+short)
	if len(a) != len(b) {
		t.Fatalf("%d statements became %d", len(a), len(b))
	}
	for i := range a {
		if a[i].ID != b[i].ID {
			t.Errorf("the id of %q changed from %s to %s", a[i].Expr.Text, a[i].ID, b[i].ID)
		}
	}
}

func TestPlaceWhere(t *testing.T) {
	for txt, want := range map[string]string{
		"New Zealand, where it was 6.42am, needed longer.":            "Pacific/Auckland clause",
		"Lima, where it was then still 11.42pm on Tuesday, slept on.": "America/Lima clause",
		"In Lima the minister said he left at 6.42am.":                "America/Lima event",
	} {
		sts := extract(t, txt)
		if len(sts) == 0 {
			t.Errorf("%q: no statement", txt)
			continue
		}
		if got := sts[0].Time.Zone + " " + string(sts[0].Time.ZoneBasis); got != want {
			t.Errorf("%q: %s, want %s", txt, got, want)
		}
	}
}
