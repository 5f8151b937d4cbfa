package text

import (
	"unicode"

	"github.com/clipperhouse/uax29/v2/words"
)

// Words returns the words of the part s of text, in order: the segments of
// Unicode Standard Annex #29 that hold a letter or a digit. A hyphen parts two
// words ("five-hour") and a colon two numbers; an apostrophe and a decimal
// point do not. The full stop of an abbreviation is left out.
func Words(text string, s Span) []Span {
	var out []Span
	for it := words.FromString(s.Of(text)); it.Next(); {
		for _, r := range it.Value() {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				out = append(out, Span{s.Start + it.Start(), s.Start + it.End()})
				break
			}
		}
	}
	return out
}
