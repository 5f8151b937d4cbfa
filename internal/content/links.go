package content

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	gmtext "github.com/yuin/goldmark/text"
)

// A Link is where a link or a picture of a Markdown text leads.
type Link struct {
	Line int    // in the file, from 1
	Href string // as written
}

// Links returns the links of a Markdown file behind its front matter, in order. A text that
// [Markdown] shows as it is written has none.
func Links(file []byte) []Link {
	front, _ := ReadFront("", file)
	src := file[front.Body:]
	if line, _ := tooHard(src, maxDepth); line > 0 {
		return nil
	}
	above := bytes.Count(file[:front.Body], []byte("\n"))
	lines := lineStarts(src)
	var out []Link
	add := func(n ast.Node, href []byte) {
		line, _ := position(lines, beginning(n))
		out = append(out, Link{above + line, string(href)})
	}
	// The walker returns no error, and Walk has none of its own.
	_ = ast.Walk(markdown.Parser().Parse(gmtext.NewReader(src)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			add(n, n.Destination)
		case *ast.Image:
			add(n, n.Destination)
		case *ast.AutoLink:
			if n.AutoLinkType == ast.AutoLinkURL {
				add(n, n.URL(src))
			}
		}
		return ast.WalkContinue, nil
	})
	return out
}

// beginning is about where a node of a line stands: the first text in it, else the end of the
// text before it, else the beginning of its paragraph.
func beginning(n ast.Node) int {
	at := -1
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := c.(*ast.Text); ok && entering && at < 0 {
			at = t.Segment.Start
		}
		return ast.WalkContinue, nil
	})
	if at >= 0 {
		return at
	}
	for p := n; p != nil; p = p.Parent() {
		for s := p.PreviousSibling(); s != nil && p.Type() == ast.TypeInline; s = s.PreviousSibling() {
			if t, ok := s.(*ast.Text); ok {
				if t.SoftLineBreak() || t.HardLineBreak() {
					return t.Segment.Stop + 1
				}
				return t.Segment.Stop
			}
		}
		if p.Type() == ast.TypeBlock && p.Lines() != nil && p.Lines().Len() > 0 {
			return p.Lines().At(0).Start
		}
	}
	return 0
}
