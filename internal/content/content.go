// Package content reads a content folder into plain values: the reports with
// their text and whatever says when they were published, the editor's pages,
// the rulings and edits as bytes, and the configuration.
//
// [Read] is all that most callers need. It reads through an [os.Root], so
// nothing outside the folder is ever opened; it never runs or trusts what it
// reads; and the same folder gives the same values, in the order of the file
// names, on every machine.
//
// Every byte of a report's plain text knows where in the file it came from
// ([Source.FileOffset]): a quote can be checked against the file whose SHA-256
// is shown.
//
// What is wrong with one file is a [Problem] and costs at most that file. Only
// what leaves nothing to build is an error.
package content

import (
	"fmt"
	"sort"

	"timeline/internal/text"
)

// A Source is one report.
type Source struct {
	ID   string // stable: the path's stem as a slug; made unique by a hash of the path
	Path string // relative to the content folder, slash-separated

	Title     string // empty when nothing says it: see Label
	Outlet    string // who published it
	URL       string // http or https
	Archive   string // http or https: an archived copy
	Author    string
	Language  string // a BCP 47 tag: "en", "uk"
	Dateline  string // the place of writing, as written: "Berlin", "KYIV, Ukraine"
	Timezone  string // declared for the whole report: an IANA name or an offset
	Retrieved string // when it was fetched, as written

	// Where in the text these stand; empty when they stand only in the front
	// matter or in the page's metadata.
	TitleSpan, BylineSpan, DatelineSpan text.Span

	SHA256 string // of the file as read, in hexadecimal
	Text   *text.Doc

	Published []Stamp // evidence of the publication time, best first
	Modified  []Stamp // evidence of later changes, best first
	Draft     bool

	runs  []run
	lines []int // the offset of each line of the file
}

// Label returns the title, or the ID of a source without one.
func (s *Source) Label() string {
	if s.Title != "" {
		return s.Title
	}
	return s.ID
}

// FileOffset returns where in the file byte off of the text came from. Of a
// character that is written otherwise in the file (an entity, an escape) it is
// the start; of white space that stands for markup it is the end of what comes
// before.
func (s *Source) FileOffset(off int) int {
	i := sort.Search(len(s.runs), func(i int) bool { return s.runs[i].text > off }) - 1
	if i < 0 {
		return 0
	}
	r := s.runs[i]
	if !r.literal {
		if off >= r.text+r.textLen {
			return r.file + r.fileLen
		}
		return r.file
	}
	return r.file + min(off-r.text, r.fileLen)
}

// Literal reports whether the file holds the span of the text as it is, byte by
// byte from FileOffset(span.Start) on.
func (s *Source) Literal(span text.Span) bool {
	i := sort.Search(len(s.runs), func(i int) bool { return s.runs[i].text > span.Start }) - 1
	return i >= 0 && s.runs[i].literal && span.End <= s.runs[i].text+s.runs[i].textLen
}

// Line returns the line and the column of byte off of the text in the file,
// both from 1, the column in bytes.
func (s *Source) Line(off int) (line, col int) { return position(s.lines, s.FileOffset(off)) }

// A Stamp is one piece of evidence for a time of publication or change, as
// written. It is read elsewhere.
type Stamp struct {
	Basis Basis
	Text  string    // "December 3, 2025", "2025-12-03T09:14:00Z"
	Span  text.Span // where it stands in the text; empty when it does not
	Place string    // the place that stands beside it: "Berlin" of "in Berlin December 3, 2025"
}

// A Basis says where a stamp was found. The lower, the better the evidence.
type Basis uint8

// The bases, in the order of their rank.
const (
	FrontMatter   Basis = iota
	JSONLD              // datePublished of a schema.org article
	Meta                // article:published_time and its like
	TimeElement         // <time datetime>
	Byline              // "By ... in Berlin December 3, 2025", or a line with nothing but a date
	DatelineBasis       // "KYIV, Dec 3 (Agency) -"
	URL                 // /2025/12/03/ in the address
	FileName            // 2025-12-03-slug.txt
)

func (b Basis) String() string {
	return [...]string{"front matter", "json-ld", "meta", "time element", "byline", "dateline", "url", "file name"}[b]
}

// A Problem is something wrong with one file, and what to do about it.
type Problem struct {
	File      string // relative to the content folder; the configuration as it was named
	Line, Col int    // from 1; 0 when the problem has no place. Col counts bytes
	What      string
	Fix       string
	Fatal     bool // the file could not be used
}

// String returns "file:line: what: what to do".
func (p Problem) String() string {
	at := p.File
	if p.Line > 0 {
		at = fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	s := at + ": " + p.What
	if p.Fix != "" {
		s += ": " + p.Fix
	}
	return s
}

// Error makes a Problem an error where it is the only thing to report.
func (p Problem) Error() string { return p.String() }

// A Page is one of the editor's own pages.
type Page struct {
	ID    string // slug of the file name
	Path  string
	Title string
	HTML  string // safe: no raw HTML of the file gets through
	Draft bool
}

// A File is a file of the content folder that another package reads.
type File struct {
	Path string // relative to the content folder, slash-separated
	Data []byte // UTF-8
}

// A Folder is a content folder as read.
type Folder struct {
	Root     string // as it was named
	Config   Config
	Sources  []Source // in the order of their paths
	Pages    []Page
	Rulings  []File
	Edits    []File
	Problems []Problem // by file and line
	LeftOut  []string  // files that could not be used
}

// A run maps a piece of the text to a piece of the file.
type run struct {
	text, textLen int
	file, fileLen int
	literal       bool // the two are the same bytes
}

// A builder makes a plain text and its map from the bytes of a file.
type builder struct {
	src  []byte
	buf  []byte
	runs []run
}

// literal appends src[from:to] as it is.
func (b *builder) literal(from, to int) {
	if from >= to {
		return
	}
	if n := len(b.runs); n > 0 {
		if r := &b.runs[n-1]; r.literal && r.file+r.fileLen == from && r.text+r.textLen == len(b.buf) {
			r.textLen += to - from
			r.fileLen += to - from
			b.buf = append(b.buf, b.src[from:to]...)
			return
		}
	}
	b.runs = append(b.runs, run{len(b.buf), to - from, from, to - from, true})
	b.buf = append(b.buf, b.src[from:to]...)
}

// instead appends s, which stands for src[from:to].
func (b *builder) instead(s string, from, to int) {
	if s == "" {
		return
	}
	if s == string(b.src[from:to]) {
		b.literal(from, to)
		return
	}
	b.runs = append(b.runs, run{len(b.buf), len(s), from, to - from, false})
	b.buf = append(b.buf, s...)
}

// end returns the offset in the file behind what was appended last.
func (b *builder) end() int {
	if n := len(b.runs); n > 0 {
		return b.runs[n-1].file + b.runs[n-1].fileLen
	}
	return 0
}

// trimRight drops blanks from the end.
func (b *builder) trimRight() {
	for len(b.buf) > 0 {
		switch b.buf[len(b.buf)-1] {
		case ' ', '\t', '\n', '\r':
		default:
			return
		}
		b.buf = b.buf[:len(b.buf)-1]
		r := &b.runs[len(b.runs)-1]
		r.textLen--
		if r.literal {
			r.fileLen--
		}
		if r.textLen == 0 {
			b.runs = b.runs[:len(b.runs)-1]
		}
	}
}

// paragraph ends the paragraph begun; the next one starts behind a blank line.
func (b *builder) paragraph() {
	b.trimRight()
	if len(b.buf) > 0 {
		b.instead("\n\n", b.end(), b.end())
	}
}

// finish gives the text to a source.
func (b *builder) finish(s *Source) {
	b.trimRight()
	s.Text = text.New(string(b.buf))
	s.runs = b.runs
	s.lines = lineStarts(b.src)
}

func lineStarts(src []byte) []int {
	lines := []int{0}
	for i, c := range src {
		if c == '\n' {
			lines = append(lines, i+1)
		}
	}
	return lines
}

// position returns the line and column of an offset, both from 1.
func position(lines []int, off int) (line, col int) {
	line = sort.SearchInts(lines, off+1)
	return line, off - lines[line-1] + 1
}
