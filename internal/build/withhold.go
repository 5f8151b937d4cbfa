package build

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/statement"
	"timeline/internal/text"
)

// withhold leaves of each report what its statements quote, to the sentence: a setting
// for reports that may be quoted but not republished. Everything drawn from the story
// then has no more to show. Each other letter becomes a sign of as many bytes, so that
// all positions hold, in bytes and in code points.
func (s *Story) withhold() {
	of := map[string][]text.Span{}
	for i := range s.Statements {
		of[s.Statements[i].Source] = append(of[s.Statements[i].Source], quotedSpan(&s.Statements[i]))
	}
	for i := range s.Sources {
		src := &s.Sources[i]
		kept := of[src.ID]
		sort.Slice(kept, func(a, b int) bool { return kept[a].Start < kept[b].Start })
		short := *src.Source
		short.Text.Text = withheld(src.Text.Text, kept)
		src.Source = &short
	}
}

// quotedSpan is what is published of the text around a statement: its sentence with all
// that it quotes.
func quotedSpan(s *statement.Statement) text.Span {
	x := s.Quote
	if !s.Sentence.Empty() {
		x.Start, x.End = min(x.Start, s.Sentence.Start), max(x.End, s.Sentence.End)
	}
	x.Start, x.End = min(x.Start, s.Expr.Span.Start), max(x.End, s.Expr.Span.End)
	for _, c := range s.Counts {
		x.Start, x.End = min(x.Start, c.Span.Start), max(x.End, c.Span.End)
	}
	return x
}

// withheld replaces what lies in none of the spans of kept, which are in the order of
// their starts. Blanks and line ends stay.
func withheld(body string, kept []text.Span) string {
	var b strings.Builder
	b.Grow(len(body))
	end := 0
	for i, r := range body {
		for len(kept) > 0 && kept[0].Start <= i {
			end = max(end, kept[0].End)
			kept = kept[1:]
		}
		switch {
		case i < end, unicode.IsSpace(r):
			b.WriteRune(r)
		case r < utf8.RuneSelf:
			b.WriteByte('_')
		case r < 0x800:
			b.WriteRune('\u02CD') // modifier letter low macron
		case r < 0x10000:
			b.WriteRune('\uFF3F') // fullwidth low line
		default:
			b.WriteRune('\U0001F784') // black slightly small circle
		}
	}
	return b.String()
}
