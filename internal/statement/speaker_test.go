package statement

import (
	"strings"
	"testing"

	"timeline/internal/text"
)

// TestSpeaker marks the expression with double brackets.
func TestSpeaker(t *testing.T) {
	tests := []struct{ in, head, person, want string }{
		{"The line was cut, according to Anna Berg.", "cut", "", "Anna Berg"},
		{"The line was cut, according to a spokeswoman for the ministry in Oslo.", "cut", "", "a spokeswoman for the ministry"},
		{"According to police, the line was cut.", "cut", "", "police"},
		{"Anna Berg said the line was cut.", "cut", "", "Anna Berg"},
		{"“The line was cut,” said Anna Berg.", "cut", "", "Anna Berg"},
		{"“The line was cut,” said the night watchman.", "cut", "", "the night watchman"},
		{"Anna Berg, the mayor, said the line was cut.", "cut", "", "Anna Berg"},
		{"The mayor's aide Anna Berg said the line was cut.", "cut", "", "Anna Berg"},
		{"The Evening Post reported that the visit was off.", "cancel", "", "the Evening Post"},
		{"The line was cut.", "cut", "", ""},
		{"Anna Berg said nothing.", "say", "", ""},
		{"Anna Berg wrote the plan.", "plan", "", ""},
		{"Anna Berg wrote that the line was cut.", "cut", "", "Anna Berg"},
		{"Anna Berg wrote the line was cut.", "cut", "", "Anna Berg"},
		{"About 12,300 people took part in the march, police said.", "take", "", "police"},
		{"Police said the line was cut.", "cut", "", "police"},
		{"Most of the crew had left, officials said.", "leave", "", "officials"},
		{"A spokesman for the Kremlin said the line was cut.", "cut", "", "a spokesman for the Kremlin"},
		{"She said the line was cut.", "cut", "Berg", "Berg"},
		{"She said the line was cut.", "cut", "", ""},
		{"They said the line was cut.", "cut", "", ""},
		{"The line was said to be cut.", "cut", "", ""},
		{"Berg said the line was cut [[at noon]] and Lund said it was mended at one.", "cut", "", "Berg"},
		{"Berg said the line was cut at noon and Lund said it was mended [[at one]].", "mend", "", "Lund"},
		{"The line was cut [[at noon]], Berg said, and mended later, Lund added.", "cut", "", "Berg"},
		{"The talks went on, according to reports.", "go", "", "reports"},
		{"Secretary of State Anna Berg said the line was cut.", "cut", "", "Anna Berg"},
		{"Residents said the line was cut.", "cut", "", "residents"},
		{"The accounts did not add up when the line was cut.", "cut", "", ""},
		{"People in Bergen say the line was cut.", "cut", "", "people in Bergen"},
		{"The club's civil claim was lodged when the line was cut.", "cut", "", ""},
		{"The port did not say when the line was cut.", "cut", "", ""},
		{"According to an account first carried by the Post, the line was cut.", "cut", "", "an account"},
		{"The line was cut, according to its public log.", "cut", "", "its public log"},
		{"The line was cut, a spokesman, Lars Berg, told reporters.", "cut", "", "a spokesman"},
		{"Residents, some of them still awake, reported a loud noise.", "hear", "", "residents"},
		{"The bank wants a full report by noon.", "want", "", ""},
		{"NATO said the line was cut.", "cut", "", "NATO"},
		{"Two divers reported that the line was cut.", "cut", "", "two divers"},
	}
	for _, tt := range tests {
		before, rest, _ := strings.Cut(tt.in, "[[")
		expr, after, ok := strings.Cut(rest, "]]")
		in, at := before+expr+after, text.Span{Start: len(before), End: len(before) + len(expr)}
		if !ok {
			in, at = tt.in, text.Span{Start: len(tt.in), End: len(tt.in)}
		}
		if got := speaker(parse(in, text.Span{End: len(in)}), tt.head, at, tt.person); got != tt.want {
			t.Errorf("speaker(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
