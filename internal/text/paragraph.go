package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrapWidth is the longest line, in bytes, that a hard-wrapped text has. A text
// with a longer line is taken to have one paragraph a line.
const wrapWidth = 110

// Paragraphs returns the paragraphs of text, in order.
//
// A blank line always ends a paragraph. A single line break ends one too,
// unless the text is hard-wrapped there: the next line goes on in lower case
// after a line without a final mark, or no line of the text is longer than a
// terminal is wide and the next word would not have fitted on the line. A
// line that begins a list item or is indented begins a paragraph.
func Paragraphs(text string) []Span {
	lines := splitLines(text)
	width := 0
	for i, l := range lines {
		// A last line is as short as it is; only a line that is followed by
		// another tells how wide the text was set.
		if i+1 < len(lines) && !l.Empty() && !lines[i+1].Empty() {
			width = max(width, l.Len())
		}
	}
	for _, l := range lines {
		if l.Len() > wrapWidth {
			width = 0
			break
		}
	}

	var out []Span
	for i := 0; i < len(lines); i++ {
		p := lines[i]
		if p.Empty() {
			continue
		}
		for i+1 < len(lines) && continues(text, lines[i], lines[i+1], width) {
			i++
			p.End = lines[i].End
		}
		out = append(out, p)
	}
	return out
}

// splitLines returns the lines of text without the white space around them;
// a blank line is an empty span.
func splitLines(text string) []Span {
	var out []Span
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i
		}
		out = append(out, trim(text, Span{start, end}))
		start = end + 1
	}
	return out
}

// continues reports whether line b goes on with the paragraph of line a. Width
// is the width to which the text is wrapped, 0 if it is not.
func continues(text string, a, b Span, width int) bool {
	if b.Empty() || isItem(b.Of(text)) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(a.Of(text))
	first, _ := utf8.DecodeRuneInString(b.Of(text))
	if unicode.IsLower(first) && !strings.ContainsRune(".!?:", last) {
		return true
	}
	if width == 0 || indent(text, b) > indent(text, a)+1 {
		return false
	}
	word := b.Of(text)
	if i := strings.IndexAny(word, " \t"); i >= 0 {
		word = word[:i]
	}
	// A wrapped line is nearly full; a width of a few words proves nothing.
	return width >= 50 && a.Len()+1+len(word) > width
}

// indent counts the blanks to the left of line l.
func indent(text string, l Span) int {
	n := 0
	for i := l.Start - 1; i >= 0 && (text[i] == ' ' || text[i] == '\t'); i-- {
		n++
	}
	return n
}

// isItem reports whether a line begins with a bullet or an enumerator.
func isItem(line string) bool {
	for _, b := range []string{"- ", "* ", "+ ", "• ", "– ", "— ", "◦ ", "▪ ", "· "} {
		if strings.HasPrefix(line, b) {
			return true
		}
	}
	return enumerator(line) > 0
}

// enumerator returns the length of the "1.", "12)", "(a)" that s begins with
// when white space follows it, else 0.
func enumerator(s string) int {
	i := 0
	open := strings.HasPrefix(s, "(")
	if open {
		i++
	}
	from := i
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	if i == from && i < len(s) && 'a' <= s[i] && s[i] <= 'z' {
		i++
	}
	if i == from || i-from > 2 || i >= len(s) {
		return 0
	}
	if s[i] != ')' && (open || s[i] != '.') {
		return 0
	}
	i++
	if i < len(s) && s[i] != ' ' && s[i] != '\t' {
		return 0
	}
	return i
}

// trim returns s without the white space at its ends.
func trim(text string, s Span) Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.End -= n
	}
	return s
}
