package text

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// show writes each clause as "link(head) text".
func show(text string, cs []Clause) []string {
	var out []string
	for _, c := range cs {
		head := ""
		if c.Head >= 0 {
			head = fmt.Sprint(c.Head)
		}
		out = append(out, fmt.Sprintf("%v(%s) %s", c.Link, head, c.Span.Of(text)))
	}
	return out
}

func TestClauses(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"The hall opened at noon.", []string{"main() The hall opened at noon."}},
		{"New hall for the town", []string{"main() New hall for the town"}},

		// Relative clauses, and the main clause behind them.
		{
			"The hearing, which began at around 8pm and ended long after midnight, included nine witnesses.",
			[]string{"main() The hearing", "relative(0) which began at around 8pm", "conjoined(1) and ended long after midnight", "resumed(0) included nine witnesses."},
		},
		{
			"The mayor, who had flown in on Monday, left at dawn.",
			[]string{"main() The mayor", "relative(0) who had flown in on Monday", "resumed(0) left at dawn."},
		},
		{
			"They talked for a week, during which the river rose.",
			[]string{"main() They talked for a week", "relative(0) during which the river rose."},
		},
		{
			"He fired nine guards, some of whom had slept.",
			[]string{"main() He fired nine guards", "relative(0) some of whom had slept."},
		},
		{
			"The plan that was leaked in May has failed.",
			[]string{"main() The plan", "relative(0) that was leaked in May", "resumed(0) has failed."},
		},
		{"There is nothing we can do.", []string{"main() There is nothing", "relative(0) we can do."}},

		// One subject, two verbs; two subjects.
		{
			"The trial began at 16:30 and continued well past midnight.",
			[]string{"main() The trial began at 16:30", "conjoined(0) and continued well past midnight."},
		},
		{
			"The judges arrived late but then left without a word.",
			[]string{"main() The judges arrived late", "conjoined(0) but then left without a word."},
		},
		{"The judges met lawyers and invited guests.", []string{"main() The judges met lawyers and invited guests."}},
		{
			"The gates had opened, but the guests stayed away.",
			[]string{"main() The gates had opened", "coordinate(0) but the guests stayed away."},
		},
		{"The gates opened and they went in.", []string{"main() The gates opened", "coordinate(0) and they went in."}},
		{"Ann Lee and Bo Diaz met on May 3, 2025, in Oslo, Norway, and Bergen.", []string{"main() Ann Lee and Bo Diaz met on May 3, 2025, in Oslo, Norway, and Bergen."}},
		{"The gates opened; the guests came.", []string{"main() The gates opened", "coordinate(0) the guests came."}},

		// Subordinate clauses, before and behind.
		{
			"While the crew had been expected on Friday, the harbour said that the ship had sunk.",
			[]string{"subordinate(1) While the crew had been expected on Friday", "main() the harbour said", "complement(1) that the ship had sunk."},
		},
		{"The lights went out when the storm came.", []string{"main() The lights went out", "subordinate(0) when the storm came."}},
		{"He left hours before the vote began.", []string{"main() He left hours", "subordinate(0) before the vote began."}},
		{"He left hours before the vote.", []string{"main() He left hours before the vote."}},
		{"He spoke after two weeks of intensive talks.", []string{"main() He spoke after two weeks of intensive talks."}},
		{"Since 2014 the town has had no bridge.", []string{"main() Since 2014 the town has had no bridge."}},
		{
			"She added that if it rained, the match was off.",
			[]string{"main() She added", "complement(0) that", "subordinate(1) if it rained", "resumed(1) the match was off."},
		},

		// What is said, and who says it.
		{
			"Ruiz said the envoys had not discussed money.",
			[]string{"main() Ruiz said", "complement(0) the envoys had not discussed money."},
		},
		{
			"Ruiz said on Tuesday he would stay.",
			[]string{"main() Ruiz said on Tuesday", "complement(0) he would stay."},
		},
		{
			"Ruiz confirmed that, apart from the old map, the team had received two letters.",
			[]string{"main() Ruiz confirmed", "complement(0) that, apart from the old map, the team had received two letters."},
		},
		{
			"The ship has sailed, the harbour master said.",
			[]string{"main() The ship has sailed", "attribution(0) the harbour master said."},
		},
		{
			"“We were able to find the boat, and the crew did not suffer”, Ruiz said, stressing that the search was over.",
			[]string{
				"main() “We were able to find the boat", "coordinate(0) and the crew did not suffer”", "attribution(1) Ruiz said",
				"participle(2) stressing", "complement(3) that the search was over.",
			},
		},
		{
			"“It sank,” a diver familiar with the wreck said at noon.",
			[]string{"main() “It sank,”", "attribution(0) a diver familiar with the wreck said at noon."},
		},
		{
			"Ruiz told reporters: “They will never come back to this town.”",
			[]string{"main() Ruiz told reporters", "complement(0) “They will never come back to this town.”"},
		},

		// Quotations of a few words are whole; words that only look like links.
		{"He called them “old and tired” and “lost”.", []string{"main() He called them “old and tired” and “lost”."}},
		{"The minister was known as “he who waits”.", []string{"main() The minister was known as “he who waits”."}},
		{"After that meeting the team, as well as the press, left.", []string{"main() After that meeting the team, as well as the press, left."}},

		{
			"“It sank,” Bo Diaz, head of the port, said.",
			[]string{"main() “It sank,”", "attribution(0) Bo Diaz, head of the port, said."},
		},
		{
			"Bo Diaz, of the “Sea Watch,” said the ship had sunk.",
			[]string{"main() Bo Diaz, of the “Sea Watch,” said", "complement(0) the ship had sunk."},
		},
		{
			"The port, whose crane broke, now sees few ships.",
			[]string{"main() The port", "relative(0) whose crane broke", "resumed(0) now sees few ships."},
		},
		{"He left as head of the port to pursue unspecified plans.", []string{"main() He left as head of the port to pursue unspecified plans."}},
		{"The problem was the old one, the land claimed by farmers.", []string{"main() The problem was the old one, the land claimed by farmers."}},

		// Asides.
		{
			"The crew -- nine men from Oslo -- signalled at dawn.",
			[]string{"main() The crew", "aside(0) nine men from Oslo", "resumed(0) signalled at dawn."},
		},
		{
			"The crew — nine men from Oslo — signalled at dawn.",
			[]string{"main() The crew", "aside(0) nine men from Oslo", "resumed(0) signalled at dawn."},
		},
		{"", nil},
		{"…", []string{"main() …"}},
	} {
		t.Run(tt.text, func(t *testing.T) {
			got := show(tt.text, Clauses(tt.text, Span{0, len(tt.text)}))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestClauseWords checks the linking words of each clause.
func TestClauseWords(t *testing.T) {
	text := "Then it rained. They met, some of whom had left, and ended the day while it snowed."
	s := Span{strings.Index(text, "They"), len(text)}
	var got []string
	for _, c := range Clauses(text, s) {
		got = append(got, c.Word.Of(text))
	}
	if diff := cmp.Diff([]string{"", "some of whom", "and", "while"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// FuzzClauses checks that the clauses of any sentence are in order, inside it,
// hold all its words, and hang on clauses that exist.
func FuzzClauses(f *testing.F) {
	for _, s := range []string{
		"", "The talks, which began at 8pm and ended late, were “old, and it was cold” — he said — (but she left); it is.",
		"While A was, B did that that if who which of of which and that he was.", "”, he said", "— is", "if, is, was; and is ( is ) is",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, sent := range Sentences(strings.ToValidUTF8(s, "")) {
			s := strings.ToValidUTF8(s, "")
			cs := Clauses(s, sent)
			words, end := 0, sent.Start
			for i, c := range cs {
				if c.Span.Start < end || c.Span.Empty() || !sent.Contains(c.Span) {
					t.Fatalf("clause %d of %q: %v after %d", i, sent.Of(s), c.Span, end)
				}
				if c.Head == i || c.Head < -1 || c.Head >= len(cs) {
					t.Fatalf("clause %d of %q hangs on %d", i, sent.Of(s), c.Head)
				}
				if !c.Word.Empty() && !c.Span.Contains(c.Word) {
					t.Fatalf("clause %d of %q: words %v outside %v", i, sent.Of(s), c.Word, c.Span)
				}
				end = c.Span.End
				words += len(Words(s, c.Span))
			}
			if want := len(Words(s, sent)); words < want {
				t.Fatalf("clauses of %q hold %d words of %d", sent.Of(s), words, want)
			}
		}
	})
}

func BenchmarkClauses(b *testing.B) {
	text := strings.Repeat("The hearing, which began at around 8pm and ended long after midnight, included “nine witnesses”, Ruiz said. ", 100)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range Sentences(text) {
			Clauses(text, s)
		}
	}
}
