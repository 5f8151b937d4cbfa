// Package text holds a source's plain text and the positions in it.
//
// Inside the program every position is a byte offset into the plain text and
// every [Span] is half-open. Positions leave the program as Unicode code
// points, through [Doc.Rune]. A [Doc] is built once, by the content package,
// and never changes.
package text

// A Span is the half-open byte range [Start, End) of a text.
type Span struct {
	Start, End int
}

// Len reports the length of s in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Of returns the part of text that s covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }
