package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestDocPositions(t *testing.T) {
	long := strings.Repeat("Kyiv — Київ. ", 100)
	for _, tt := range []struct {
		text string
		off  int
		want int
	}{
		{"", 0, 0},
		{"abc", 2, 2},
		{"abc", 3, 3},
		{"“a”", 0, 0},
		{"“a”", 3, 1},
		{"“a”", 4, 2},
		{"“a”", 7, 3},
		{"🇷🇺 x", 8, 2},
		{long, len(long), utf8.RuneCountInString(long)},
		{long, len(long) / 2, utf8.RuneCountInString(long) / 2},
	} {
		d := New(tt.text)
		if got := d.Rune(tt.off); got != tt.want {
			t.Errorf("New(%.10q).Rune(%d) = %d, want %d", tt.text, tt.off, got, tt.want)
		}
		if got := d.Byte(tt.want); got != tt.off {
			t.Errorf("New(%.10q).Byte(%d) = %d, want %d", tt.text, tt.want, got, tt.off)
		}
	}
}

// TestDocRoundTrip compares the index with a plain count at every position.
func TestDocRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Repeat(rapid.StringOfN(rapid.RuneFrom([]rune("ab é—🙂\n")), 0, 90, -1).Draw(t, "text"), 9)
		d := New(text)
		n := 0
		for off := range text {
			if got := d.Rune(off); got != n {
				t.Fatalf("Rune(%d) = %d, want %d", off, got, n)
			}
			if got := d.Byte(n); got != off {
				t.Fatalf("Byte(%d) = %d, want %d", n, got, off)
			}
			n++
		}
		if d.Runes() != n || d.Rune(len(text)) != n || d.Byte(n) != len(text) {
			t.Fatalf("end: %d runes, Rune(end) %d, Byte(end) %d; want %d and %d", d.Runes(), d.Rune(len(text)), d.Byte(n), n, len(text))
		}
	})
}

func TestSpan(t *testing.T) {
	s := Span{2, 5}
	if s.Len() != 3 || s.Empty() || !(Span{4, 4}).Empty() {
		t.Errorf("length of %v: %d", s, s.Len())
	}
	if !s.Contains(Span{3, 5}) || s.Contains(Span{3, 6}) {
		t.Errorf("%v contains the wrong spans", s)
	}
	if !s.Overlaps(Span{4, 9}) || s.Overlaps(Span{5, 9}) {
		t.Errorf("%v overlaps the wrong spans", s)
	}
	if got := s.Of("abcdef"); got != "cde" {
		t.Errorf("%v.Of = %q, want cde", s, got)
	}
	if a, b := (Span{3, 4}).Runes(New("“abc")); a != 1 || b != 2 {
		t.Errorf("Runes = %d, %d, want 1, 2", a, b)
	}
}

// all returns the texts of spans, with line breaks shown as "/".
func all(text string, spans []Span) []string {
	var out []string
	for _, s := range spans {
		out = append(out, strings.ReplaceAll(s.Of(text), "\n", "/"))
	}
	return out
}

func check(t *testing.T, f func(string) []Span, text string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, all(text, f(text))); diff != "" {
		t.Errorf("%q: (-want +got)\n%s", text, diff)
	}
}

func TestParagraphs(t *testing.T) {
	long := strings.Repeat("The envoys talked on and on ", 6) + "until dawn."
	wrapped := "The delegation that had been expected since noon came to\nthe ministry only in the evening and stayed there until\nMidnight Mass began in the church across the square.\nNobody spoke to the reporters."
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"empty", "", nil},
		{"blank", " \n\t\n", nil},
		{"blank line", "One.\n\nTwo.", []string{"One.", "Two."}},
		{"many blank lines, windows ends", "One.\r\n\r\n \r\nTwo.\r\n", []string{"One.", "Two."}},
		{"one paragraph a line", long + "\nWhat Comes Next\n" + long, []string{long, "What Comes Next", long}},
		{"hard-wrapped", wrapped, []string{strings.ReplaceAll(wrapped, "\n", "/")}},
		{"short lines are not wrapped", "By Ann Lee\nOslo\nMay 3", []string{"By Ann Lee", "Oslo", "May 3"}},
		{"lower case goes on", "The bridge\nfell.", []string{"The bridge/fell."}},
		{"list", "Steps:\n- arrive\n- leave\n1. rest\n(b) eat", []string{"Steps:", "- arrive", "- leave", "1. rest", "(b) eat"}},
		{
			"indented first lines",
			"   The delegation that had been expected since noon came at\nseven to the ministry, where the staff had been waiting to\n   Nobody had thought of the interpreters, who were late.",
			[]string{
				"The delegation that had been expected since noon came at/seven to the ministry, where the staff had been waiting to",
				"Nobody had thought of the interpreters, who were late.",
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) { check(t, Paragraphs, tt.text, tt.want...) })
	}
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"empty", "", nil},
		{"plain", "The hall opened. Guests came.", []string{"The hall opened.", "Guests came."}},
		{"headline", "Bridge falls in Oslo\n\nIt fell at noon.", []string{"Bridge falls in Oslo", "It fell at noon."}},
		{"titles", "Mr. Orlov met Dr. Lee and Sen. Ruiz. They ate.", []string{"Mr. Orlov met Dr. Lee and Sen. Ruiz.", "They ate."}},
		{"initials", "George W. Lamb and J. R. Diaz met. They left.", []string{"George W. Lamb and J. R. Diaz met.", "They left."}},
		{"initial that ends", "They chose plan B. The rest waited.", []string{"They chose plan B.", "The rest waited."}},
		{"country inside", "The U.S. Embassy closed.", []string{"The U.S. Embassy closed."}},
		{"country at the end", "She flew to the U.S. He stayed.", []string{"She flew to the U.S.", "He stayed."}},
		{"p.m. and a day", "They met at 5 p.m. Tuesday in Oslo.", []string{"They met at 5 p.m. Tuesday in Oslo."}},
		{"p.m. and letters", "They met at 5 p.m. EST in Oslo.", []string{"They met at 5 p.m. EST in Oslo."}},
		{"p.m. and a place's time", "They met at 5 p.m. Moscow time.", []string{"They met at 5 p.m. Moscow time."}},
		{"p.m. at the end", "They met at 5 p.m. Ruiz left at 6 p.m. Nobody spoke.", []string{"They met at 5 p.m.", "Ruiz left at 6 p.m.", "Nobody spoke."}},
		{"month and number", "On Nov. 28, Ruiz left. On Dec. 1 he came back.", []string{"On Nov. 28, Ruiz left.", "On Dec. 1 he came back."}},
		{"month at the end", "It is due in Nov. Ruiz agreed.", []string{"It is due in Nov.", "Ruiz agreed."}},
		{"company", "Acme Inc. Chairman Lee resigned. The Acme Co. The rest.", []string{"Acme Inc. Chairman Lee resigned.", "The Acme Co.", "The rest."}},
		{"decimals", "It rose 3.5 percent to $1.2 billion. Good.", []string{"It rose 3.5 percent to $1.2 billion.", "Good."}},
		{"enumerator", "1. Envoys arrive. 2. They leave.", []string{"1. Envoys arrive.", "2. They leave."}},
		{"quoted question", "“Why now?” Mr Orlov asked. Nobody knew.", []string{"“Why now?” Mr Orlov asked.", "Nobody knew."}},
		{"quoted question, noun", `"Why now!" The minister said no more.`, []string{`"Why now!" The minister said no more.`}},
		{"quoted question alone", "“Why now?” Orlov left the room.", []string{"“Why now?”", "Orlov left the room."}},
		{"two sentences quoted", "“It is late. We must go,” he said.", []string{"“It is late.", "We must go,” he said."}},
		{"stop inside the mark", "She said “no.” The room fell silent.", []string{"She said “no.”", "The room fell silent."}},
		{"wrapped after a title", "The delegation that had been expected since noon met Dr.\nLee at the ministry.", []string{"The delegation that had been expected since noon met Dr./Lee at the ministry."}},
		{"times", "At 16.30 the doors closed. At 4:45 they opened.", []string{"At 16.30 the doors closed.", "At 4:45 they opened."}},
	} {
		t.Run(tt.name, func(t *testing.T) { check(t, Sentences, tt.text, tt.want...) })
	}
}

func TestWords(t *testing.T) {
	words := func(text string) []Span { return Words(text, Span{0, len(text)}) }
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{" … — !", nil},
		{"The five-hour talks, 3.5 points.", []string{"The", "five", "hour", "talks", "3.5", "points"}},
		{"Russia’s don't", []string{"Russia’s", "don't"}},
		{"at 16:30 GMT", []string{"at", "16", "30", "GMT"}},
		{"🇳🇴 Å", []string{"Å"}},
	} {
		check(t, words, tt.text, tt.want...)
	}
	text := "one two three"
	if diff := cmp.Diff([]Span{{4, 7}}, Words(text, Span{3, 8})); diff != "" {
		t.Errorf("part: (-want +got)\n%s", diff)
	}
}

func TestQuotes(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"none", "Nothing said.", nil},
		{"curly", "He called it “useful” and “frank”.", []string{"useful", "frank"}},
		{"straight", `"We left," he said, "at noon."`, []string{"We left,", "at noon."}},
		{"nested", "“He told me ‘no’ twice,” she said.", []string{"He told me ‘no’ twice,"}},
		{"nested alike", `"They found "someone", who explained," he said.`, []string{`They found "someone", who explained,`}},
		{"single", "The ‘final offer’ of the workers’ union.", []string{"final offer"}},
		{"single with a plural inside", "‘The workers’ demands stand,’ she said.", []string{"The workers’ demands stand,"}},
		{"straight single", "She said: 'It's over.' They left.", []string{"It's over."}},
		{"double inside single", "‘He said “yes” to me,’ she said.", []string{"He said “yes” to me,"}},
		{"apostrophes", "The envoys’ cars didn’t stop in the ’90s or the '80s.", nil},
		{"angle", "Он сказал «нет» и ушёл.", []string{"нет"}},
		{"low", "Er sagte „nein“ und ging.", []string{"nein"}},
		{"mixed", `He said "they are ending,” twice.`, []string{"they are ending,"}},
		{"over paragraphs", "“One.\n\n“Two.\n\n“Three,” he said.", []string{"One.", "Two.", "Three,"}},
		{"never closed", "He said “yes and left.\n\nNobody saw him.", nil},
		{"never closed, then a pair", "He said “yes and “no” too.", []string{"no"}},
		{"drop capital", "We're late,\" Ruiz said, \"again.\"", []string{"We're late,", "again."}},
		{"inches", `The 6" pipe and the 8" pipe broke.`, nil},
		{"empty", "“” and \"\"", nil},
		{"bracketed", `(“yes”) and ["no"]`, []string{"yes", "no"}},
	} {
		t.Run(tt.name, func(t *testing.T) { check(t, Quotes, tt.text, tt.want...) })
	}
}

// FuzzCut holds the cutting functions to what every caller relies on: spans in
// order, inside the text, trimmed, on code point boundaries; sentences inside
// paragraphs; and no word of the text lost.
func FuzzCut(f *testing.F) {
	for _, s := range []string{
		"", "a", "Mr. A met B. “C.\n\n“D,” he said.", "1. x\n- y\r\nz", "It’s 'the' \"end\".", "U.S. p.m. Tue. J. R.",
		"\u0085a\u00a0\n\v b", "The “one ‘two’ three ", "a\n\n\n", "«„“‘’”»",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		paras, sents, quotes := Paragraphs(s), Sentences(s), Quotes(s)
		for name, spans := range map[string][]Span{"paragraph": paras, "sentence": sents, "quote": quotes} {
			end := 0
			for _, sp := range spans {
				if sp.Start < end || sp.Empty() || sp.End > len(s) {
					t.Fatalf("%s %v after %d in %q", name, sp, end, s)
				}
				if !utf8.ValidString(sp.Of(s)) || trim(s, sp) != sp {
					t.Fatalf("%s %q is cut wrongly", name, sp.Of(s))
				}
				end = sp.End
			}
		}
		for _, sent := range sents {
			inside := false
			for _, p := range paras {
				inside = inside || p.Contains(sent)
			}
			if !inside {
				t.Fatalf("sentence %q crosses a paragraph", sent.Of(s))
			}
		}
		n := 0
		for _, sent := range sents {
			n += len(Words(s, sent))
		}
		if want := len(Words(s, Span{0, len(s)})); n < want {
			t.Fatalf("sentences hold %d words of %d in %q", n, want, s)
		}
	})
}

// TestLongInput cuts texts that invite quadratic work; it is over at once or
// takes minutes.
func TestLongInput(t *testing.T) {
	for _, unit := range []string{"a ", "'a ", "\"a ", "“a ", "“a” ", "that was, ", "a\n", "A. ", "and — ", "1. ", "Mr. ", "x'"} {
		text := strings.Repeat(unit, 40_000/len(unit))
		for _, s := range Sentences(text) {
			Clauses(text, s)
		}
		Quotes(text)
	}
}

// TestLongSentence cuts what has no end between its words, and leaves no word out.
func TestLongSentence(t *testing.T) {
	for _, in := range []string{
		strings.Repeat("the gates opened and ", 1000),
		strings.Repeat("ж", 9000),
		"Short. " + strings.Repeat("x ", 5000) + "end. Short again.",
	} {
		var got strings.Builder
		for _, s := range Sentences(in) {
			if s.Len() > maxSentence || s.Empty() || !utf8.ValidString(s.Of(in)) {
				t.Errorf("a sentence of %d bytes", s.Len())
			}
			got.WriteString(s.Of(in))
		}
		if a, b := strings.ReplaceAll(in, " ", ""), strings.ReplaceAll(got.String(), " ", ""); a != b {
			t.Errorf("%d bytes in, %d out", len(a), len(b))
		}
	}
}
