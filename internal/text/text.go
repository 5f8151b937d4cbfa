// Package text holds a source's plain text and the positions in it, and cuts
// it into paragraphs, sentences, clauses, words and quotations.
//
// Inside the program every position is a byte offset into the plain text and
// every [Span] is half-open. Positions leave the program as Unicode code
// points, through [Doc.Rune]. A [Doc] is built once, by the content package,
// and never changes.
//
// The cutting functions are lexical: they know the marks, the closed word
// classes and the common verbs of English, and nothing about what a text says.
// Every span they return lies inside the text, carries no white space at
// either end, and stands on code point boundaries.
package text

import (
	"sort"
	"unicode/utf8"
)

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

// A Doc is a plain text with an index from bytes to code points. The zero Doc
// is the empty text.
type Doc struct {
	Text string

	// marks[i] is the count of code points that start before byte
	// i*stride. It is nil for an ASCII text, where the two counts agree.
	marks []int
	runes int
}

// stride is the distance in bytes between two marks of a Doc's index: a
// position costs at most a count over this many bytes.
const stride = 256

// New returns the Doc of a text, which must be valid UTF-8.
func New(text string) *Doc {
	d := &Doc{Text: text, runes: len(text)}
	if ascii(text) {
		return d
	}
	d.marks = make([]int, 0, len(text)/stride+1)
	n := 0
	for i := 0; i < len(text); i++ {
		if i%stride == 0 {
			d.marks = append(d.marks, n)
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	d.runes = n
	return d
}

// Runes reports the length of the text in code points.
func (d *Doc) Runes() int { return d.runes }

// Rune returns the count of code points before byte off, which must be in
// [0, len(d.Text)]. An offset inside a code point counts as its end.
func (d *Doc) Rune(off int) int {
	switch {
	case off == len(d.Text):
		return d.runes
	case d.marks == nil:
		return off
	}
	n := d.marks[off/stride]
	for i := off / stride * stride; i < off; i++ {
		if utf8.RuneStart(d.Text[i]) {
			n++
		}
	}
	return n
}

// Byte returns the byte offset of code point n, which must be in
// [0, d.Runes()]. It is the inverse of [Doc.Rune].
func (d *Doc) Byte(n int) int {
	switch {
	case n == d.runes:
		return len(d.Text)
	case d.marks == nil:
		return n
	}
	// The last mark not past n, then a walk.
	m := sort.SearchInts(d.marks, n+1) - 1
	left := n - d.marks[m]
	for i := m * stride; ; i++ {
		if utf8.RuneStart(d.Text[i]) {
			if left == 0 {
				return i
			}
			left--
		}
	}
}

// Runes returns s in code points of d, as a half-open range.
func (s Span) Runes(d *Doc) (start, end int) { return d.Rune(s.Start), d.Rune(s.End) }

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
