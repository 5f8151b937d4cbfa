package content

import (
	"bytes"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"timeline/internal/text"
)

// An htmlWalker writes the words of a tree to a builder: blocks as paragraphs,
// white space as one space.
type htmlWalker struct {
	*builder
	space   bool // white space waits to be written
	spaceAt [2]int
	row     int  // where the text of the table row begins
	lines   int  // how many elements around keep the ends of lines
	inline  int  // how many cells of tables of data are open
	seam    bool // two elements meet here without a blank
	marks   []mark
}

// A mark is an element whose place in the text is wanted.
type mark struct {
	e    *element
	span text.Span
}

func (w *htmlWalker) walk(e *element) {
	if e.isText() {
		w.text(e.from, e.to)
		return
	}
	if e.cut {
		return
	}
	if e.tag == atom.Br {
		w.lineBreak(e)
		return
	}
	cell := cells[e.tag] && e.parent.tag == atom.Tr && !inLayout(e)
	if cell && len(w.buf) > w.row {
		w.trimRight()
		w.space = false
		w.instead(" | ", w.end(), w.end())
	}
	block := blocks[e.tag] && !(cell || w.inline > 0)
	switch {
	case block:
		w.paragraph()
		w.space = false
	case blocks[e.tag] && !cell:
		w.blank(e.from, e.from)
	}
	at := len(w.buf)
	if e.tag == atom.Tr {
		w.row = at
	}
	w.enter(e, cell, 1)
	if e.tag == atom.Q {
		w.gap()
		w.instead("“", e.from, e.to)
	}
	for i, c := range e.children {
		if i > 0 && meets(e.children[i-1]) && meets(c) {
			w.seam = true
		}
		w.walk(c)
	}
	if e.tag == atom.Q {
		w.instead("”", w.end(), w.end())
	}
	w.enter(e, cell, -1)
	if e.tag == atom.Time || e.tag == atom.H1 {
		w.mark(e, at)
	}
	if block {
		w.paragraph()
		w.space = false
	}
}

// enter counts the elements around that change how white space and blocks are
// read.
func (w *htmlWalker) enter(e *element, cell bool, by int) {
	if e.tag == atom.Pre || e.tag == atom.Listing || keepsLines(e) {
		w.lines += by
	}
	if cell {
		w.inline += by
	}
}

func keepsLines(e *element) bool {
	style := e.attr("style")
	return strings.Contains(style, "white-space") && strings.Contains(strings.ReplaceAll(style, " ", ""), "white-space:pre")
}

// inLayout reports whether a cell is one of a table that only sets out a page.
func inLayout(cell *element) bool {
	t := above(cell, nil, atom.Table)
	return t == nil || t.layout
}

// meets reports whether e is of those that pages set apart by style alone, with
// no blank between them.
func meets(e *element) bool {
	return e.tag == atom.Span || e.tag == atom.A || e.tag == atom.Time || e.tag == 0 && e.name != ""
}

// lineBreak ends a line, and with a second break the paragraph.
func (w *htmlWalker) lineBreak(e *element) {
	w.trimBlanks()
	w.space = false
	switch n := len(w.buf); {
	case n == 0 || bytes.HasSuffix(w.buf, []byte("\n\n")):
	case w.inline > 0:
		w.blank(e.from, e.to)
	case w.buf[n-1] == '\n':
		w.paragraph()
	default:
		w.instead("\n", e.from, e.to)
	}
}

// trimBlanks drops the blanks at the end of a line.
func (w *htmlWalker) trimBlanks() {
	if n := len(w.buf); n > 0 && w.buf[n-1] != '\n' {
		w.trimRight()
	}
}

// heading writes an element that stands before the story.
func (w *htmlWalker) heading(e *element) {
	for _, c := range e.children {
		w.walk(c)
	}
	w.mark(e, 0)
}

// headWords is how many words between the headline and the story are its head:
// a lead, who wrote it and when.
const headWords = 120

// between writes what stands between the headline and the story, if it is not
// much.
func (w *htmlWalker) between(headline, story *element) {
	var list []*element
	words := 0
	var visit func(e *element)
	visit = func(e *element) {
		if e == story || e == headline || e.isText() && e.from < headline.to || e.cut || e.from > story.from {
			return
		}
		if e.from < headline.to || holds(e, story) {
			for _, c := range e.children {
				visit(c)
			}
			return
		}
		if e.words > 0 || e.isText() {
			list = append(list, e)
			words += e.words + e.linked
		}
	}
	top := story
	for ; top.parent != nil && !holds(top, headline); top = top.parent {
	}
	visit(top)
	if words > headWords {
		return
	}
	for _, e := range list {
		w.walk(e)
	}
	w.paragraph()
}

// maxMarks bounds the elements whose place is kept.
const maxMarks = 2000

func (w *htmlWalker) mark(e *element, at int) {
	end := len(w.buf)
	if at > end || len(w.marks) == maxMarks {
		return
	}
	s := string(w.buf[at:end])
	left := strings.TrimLeftFunc(s, unicode.IsSpace)
	span := text.Span{Start: end - len(left)}
	span.End = span.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	w.marks = append(w.marks, mark{e, span})
}

// text appends the words of src[from:to].
func (w *htmlWalker) text(from, to int) {
	start := from // of the literal piece that is pending
	flush := func(end int) {
		if start < end {
			w.gap()
			w.join(w.src[start])
			w.literal(start, end)
		}
	}
	for i := from; i < to; {
		if c := w.src[i]; ' ' < c && c < utf8.RuneSelf && c != '&' {
			i++
			continue
		}
		s, n := htmlCharacter(w.src[i:to])
		if n == 0 {
			i++
			continue
		}
		flush(i)
		switch {
		case s == " " && w.lines > 0:
			n = w.line(i, to)
		case s == " ":
			w.blank(i, i+n)
		case s != "":
			w.gap()
			w.join(s[0])
			w.instead(s, i, i+n)
		}
		i += n
		start = i
	}
	flush(to)
}

// blank notes white space that stands in src[from:to].
func (w *htmlWalker) blank(from, to int) {
	if w.space && w.spaceAt[1] == from {
		w.spaceAt[1] = to
	} else if !w.space {
		w.space, w.spaceAt = true, [2]int{from, to}
	}
	w.seam = false
}

// line reads the white space at i where the ends of lines are kept, and returns
// how long it is.
func (w *htmlWalker) line(i, to int) int {
	j, ends := i, 0
	for j < to && isBlank(w.src[j]) {
		if w.src[j] == '\n' {
			ends++
		}
		j++
	}
	n := max(j-i, 1)
	switch {
	case ends == 0:
		w.blank(i, i+n)
	case ends > 1 || len(w.buf) > 0 && w.buf[len(w.buf)-1] == '\n':
		w.paragraph()
		w.space = false
	case len(w.buf) > 0:
		w.trimBlanks()
		w.space = false
		w.instead("\n", i, i+n)
	}
	return n
}

// gap writes the white space that waits, unless a line begins here.
func (w *htmlWalker) gap() {
	if w.space && len(w.buf) > 0 && w.buf[len(w.buf)-1] != '\n' && w.buf[len(w.buf)-1] != ' ' {
		w.instead(" ", w.spaceAt[0], w.spaceAt[1])
	}
	w.space = false
}

// join sets two elements apart that a page sets apart by style alone: the first
// ends with a letter or a figure, and the second, which begins with c, with a
// capital or a figure.
func (w *htmlWalker) join(c byte) {
	if !w.seam {
		return
	}
	w.seam = false
	last, _ := utf8.DecodeLastRune(w.buf)
	if (isUpper(c) || '0' <= c && c <= '9') && (unicode.IsLower(last) || unicode.IsDigit(last)) {
		w.instead(" ", w.end(), w.end())
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// htmlCharacter returns what the character at the start of b is read as, and its
// length, if it is not read as it stands: every white space as a blank, an
// entity as what it stands for, and marks that are not seen as nothing. The
// length is 0 for all others.
func htmlCharacter(b []byte) (s string, n int) {
	switch c := b[0]; {
	case isBlank(c):
		return " ", 1
	case c == '&':
		s, n = htmlEntity(b)
	case c >= utf8.RuneSelf:
		var r rune
		r, n = utf8.DecodeRune(b)
		s = string(r)
		if asRead(s) == s {
			return "", 0
		}
	}
	return asRead(s), n
}

// asRead returns a blank for white space and nothing for marks that are not
// seen: soft hyphens, zero widths, marks of direction.
func asRead(s string) string {
	switch s {
	case "\u00a0", "\u202f", "\t", "\n", "\r", "\f", "\u3000":
		return " "
	case "\u00ad", "\u200b", "\u2060", "\ufeff", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069":
		return ""
	}
	if r, _ := utf8.DecodeRuneInString(s); '\u2000' <= r && r <= '\u200a' {
		return " "
	}
	return s
}

// htmlEntity returns the character that the entity at the start of b stands for
// and its length, 0 if there is none. As in browsers, some need no semicolon.
func htmlEntity(b []byte) (s string, n int) {
	end := 1
	for end < min(len(b), 32) && (b[end] == '#' && end == 1 || isAlnum(b[end])) {
		end++
	}
	if end < len(b) && b[end] == ';' {
		if s, n = entity(b[:end+1]); n > 0 {
			return s, n
		}
	}
	raw := string(b[:end])
	s = html.UnescapeString(raw)
	if s == raw {
		return "", 0
	}
	// What follows the name is left as it is.
	tail := 0
	for tail < len(s)-1 && tail < len(raw)-1 && s[len(s)-1-tail] == raw[len(raw)-1-tail] {
		tail++
	}
	for tail > 0 && !utf8.ValidString(s[:len(s)-tail]) {
		tail--
	}
	if s = s[:len(s)-tail]; s == "\x00" {
		s = "\uFFFD"
	}
	return s, len(raw) - tail
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
