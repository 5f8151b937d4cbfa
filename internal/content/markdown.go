package content

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"timeline/internal/text"
)

// markdown is CommonMark with tables, strike-through and bare links. It is
// safe: raw HTML is left out, and links keep only harmless schemes.
var markdown = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify),
	goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(mdRenderer{}, 100))),
)

// Markdown renders Markdown as HTML that is safe to put into a page: raw HTML
// and links with dangerous schemes are left out. What is nested or linked beyond
// reason is shown as it is written.
func Markdown(src []byte) string {
	if line, _ := tooHard(src, maxDepth); line > 0 {
		return "<pre>" + html.EscapeString(string(src)) + "</pre>\n"
	}
	var out bytes.Buffer
	// Writing to a bytes.Buffer cannot fail, and neither can the renderer.
	if err := markdown.Convert(src, &out); err != nil {
		return ""
	}
	return out.String()
}

// maxLinks bounds the openings of links between two blank lines.
const maxLinks = 5000

// tooHard returns the first line of src, from 1, at which the Markdown parser
// would need a time that grows with the square of the input: block quotes and
// list items nested deeper than depth, or more than maxLinks links begun in one
// paragraph, or as many defined in all; deep tells the one from the others. It is 0 if there
// is none.
func tooHard(src []byte, depth int) (line int, deep bool) {
	line = 1
	markers, links, definitions := 0, 0, 0
	leading, digits := true, false
	for i, c := range src {
		spaced := i+1 < len(src) && (src[i+1] == ' ' || src[i+1] == '\t')
		switch {
		case c == '\n':
			if leading && markers == 0 {
				links = 0 // a blank line
			}
			line, markers, leading, digits = line+1, 0, true, false
		case c == ':' && i > 0 && src[i-1] == ']':
			if definitions++; definitions > maxLinks {
				return line, false
			}
			leading = false
		case c == '(' && i > 0 && src[i-1] == ']':
			if links++; links > maxLinks {
				return line, false
			}
			leading = false
		case !leading || c == ' ' || c == '\t' || c == '\r':
		case '0' <= c && c <= '9':
			digits = true
		case c == '>', spaced && (c == '-' || c == '*' || c == '+'), spaced && digits && (c == '.' || c == ')'):
			digits = false
			if markers++; markers > depth {
				return line, true
			}
		default:
			leading = false
		}
	}
	return 0, false
}

// readMarkdown sets the text of a source from the Markdown behind its front
// matter, and its title from the first heading.
func readMarkdown(s *Source, src []byte, body int) {
	b := &builder{src: src}
	w := &mdWalker{builder: b, base: body, src: src[body:]}
	doc := markdown.Parser().Parse(gmtext.NewReader(w.src))
	w.block(doc)
	b.finish(s)
	if w.title != "" {
		s.TitleSpan = text.Span{Start: w.titleAt, End: w.titleAt + len(w.title)}
		if s.Title == "" {
			s.Title = w.title
		}
	}
}

// An mdWalker writes the words of a Markdown tree to a builder.
type mdWalker struct {
	*builder
	base   int    // the offset of src in the file
	src    []byte // the Markdown
	cursor int    // in src, behind the last inline read
	depth  int

	title   string // of the first heading of level 1
	titleAt int
}

// maxDepth bounds the nesting that is followed; deeper text is left out.
const maxDepth = 200

func (w *mdWalker) block(n ast.Node) {
	if w.depth++; w.depth > maxDepth {
		w.depth--
		return
	}
	defer func() { w.depth-- }()
	switch n := n.(type) {
	case *ast.HTMLBlock:
		return
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.paragraph()
		for i := 0; i < n.Lines().Len(); i++ {
			l := n.Lines().At(i)
			w.literal(w.base+l.Start, w.base+l.Stop)
		}
		return
	case *ast.Heading:
		w.paragraph()
		at := len(w.buf)
		w.inlines(n)
		w.trimRight()
		if n.Level == 1 && w.title == "" && len(w.buf) > at {
			w.title, w.titleAt = string(w.buf[at:]), at
		}
		return
	case *ast.Paragraph, *ast.TextBlock:
		w.paragraph()
		w.inlines(n)
		return
	case *extast.TableRow, *extast.TableHeader:
		w.paragraph()
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if c != n.FirstChild() {
				w.instead(" | ", w.end(), w.end())
			}
			w.inlines(c)
		}
		return
	}
	for _, c := range inOrder(n) {
		w.block(c)
	}
}

// inOrder returns the blocks inside n in the order of the file: the parser puts a
// table before the lines of the paragraph that it was cut from.
func inOrder(n ast.Node) []ast.Node {
	var list []ast.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		list = append(list, c)
	}
	for i := 1; i < len(list); i++ {
		if a, b := startOf(list[i-1]), startOf(list[i]); a >= 0 && b >= 0 && b < a {
			list[i-1], list[i] = list[i], list[i-1]
		}
	}
	return list
}

// startOf is where the first words of a block stand in the Markdown, -1 where it
// has none near its top.
func startOf(n ast.Node) int {
	for range 4 {
		if t, ok := n.(*ast.Text); ok {
			return t.Segment.Start
		}
		if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
		if n = n.FirstChild(); n == nil {
			return -1
		}
	}
	return -1
}

func (w *mdWalker) inlines(n ast.Node) {
	if w.depth++; w.depth <= maxDepth {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			w.inline(c)
		}
	}
	w.depth--
}

func (w *mdWalker) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		from, to := n.Segment.Start, n.Segment.Stop
		w.cursor = to
		_, code := n.Parent().(*ast.CodeSpan)
		if code || n.IsRaw() {
			// A line break in a code span is a space.
			body := bytes.TrimRight(w.src[from:to], "\r\n")
			w.literal(w.base+from, w.base+from+len(body))
			if len(body) < to-from {
				w.instead(" ", w.base+from+len(body), w.base+to)
			}
		} else {
			w.unescape(from, to)
		}
		switch {
		case n.HardLineBreak():
			w.instead("\n", w.base+to, w.base+to)
		case n.SoftLineBreak():
			w.instead(" ", w.base+to, w.base+to)
		}
	case *ast.String:
		w.instead(string(n.Value), w.end(), w.end())
	case *ast.AutoLink:
		label := n.Label(w.src)
		if i := bytes.Index(w.src[w.cursor:], label); i >= 0 {
			w.literal(w.base+w.cursor+i, w.base+w.cursor+i+len(label))
			w.cursor += i + len(label)
		}
	case *ast.RawHTML:
		if n.Segments.Len() > 0 {
			s := n.Segments.At(0)
			w.cursor = n.Segments.At(n.Segments.Len() - 1).Stop
			if bytes.HasPrefix(bytes.ToLower(s.Value(w.src)), []byte("<br")) {
				w.instead("\n", w.base+s.Start, w.base+s.Stop)
			}
		}
	case *ast.Image:
		// Its description is not part of what the report says.
	default:
		w.inlines(n)
	}
}

// unescape appends src[from:to] with its backslash escapes and entities
// resolved.
func (w *mdWalker) unescape(from, to int) {
	for i := from; i < to; {
		switch c := w.src[i]; {
		case c == '\\' && i+1 < to && isPunct(w.src[i+1]):
			w.literal(w.base+from, w.base+i)
			w.instead(string(w.src[i+1]), w.base+i, w.base+i+2)
			i += 2
			from = i
		case c == '&':
			s, n := entity(w.src[i:to])
			if n == 0 {
				i++
				continue
			}
			w.literal(w.base+from, w.base+i)
			w.instead(s, w.base+i, w.base+i+n)
			i += n
			from = i
		default:
			i++
		}
	}
	w.literal(w.base+from, w.base+to)
}

func isPunct(c byte) bool { return strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c) >= 0 }

// entity returns the character that the entity at the start of b stands for and
// the length of the entity, 0 if there is none that ends with a semicolon.
func entity(b []byte) (s string, n int) {
	n = bytes.IndexByte(b[:min(len(b), 40)], ';') + 1
	if n < 3 {
		return "", 0
	}
	raw := string(b[:n])
	s = html.UnescapeString(raw)
	if s == raw || strings.HasSuffix(s, ";") && raw != "&semi;" && raw != "&#59;" && raw != "&#x3b;" && raw != "&#x3B;" {
		return "", 0
	}
	if s == "\x00" {
		s = "\uFFFD"
	}
	return s, n
}
