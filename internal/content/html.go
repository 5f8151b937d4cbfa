package content

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A saved page is read in three steps: a light tree with the place of every
// piece in the file, from the tokenizer's raw lengths (here); what the page says
// about itself (html_meta.go, html_linked.go for its linked data, html_stamps.go
// for its dates); and the text of the one element that holds the story
// (html_story.go says which, html_text.go how it is read).

// An element is an element of a page, or a piece of text in it.
type element struct {
	tag      atom.Atom // 0 for text and for elements that HTML does not know
	name     string    // of an element that HTML does not know
	attrs    []html.Attribute
	from, to int // of a text: its bytes in the file
	parent   *element
	children []*element
	depth    int

	tally
	traits traits
	layout bool // of a table: it is none of data
	cut    bool // no part of the story
}

func (e *element) isLink() bool { return e.tag == atom.A && hasAttr(e, "href") }

func (e *element) isText() bool { return e.attrs == nil && e.tag == 0 && e.from < e.to }

func (e *element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// parsePage returns the tree of a page, or where and how it passes a limit: what is beyond is
// not in the tree.
func parsePage(src []byte, at int, limits Limits) (*element, *overflow) {
	var over *overflow
	root := &element{attrs: []html.Attribute{}}
	cur, count := root, 0
	z := html.NewTokenizer(bytes.NewReader(src[at:]))
	for {
		tt := z.Next()
		raw := z.Raw()
		from := at
		at += len(raw)
		if count++; tt == html.ErrorToken {
			return root, over
		} else if count > limits.Elements {
			if over == nil {
				over = &overflow{from, "the page has many tags and texts", "elements", limits.Elements}
			}
			return root, over
		}
		switch tt {
		case html.TextToken:
			if len(raw) > 0 {
				cur.children = append(cur.children, &element{from: from, to: at, parent: cur})
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			e := &element{tag: atom.Lookup(name), attrs: []html.Attribute{}, from: from, to: at}
			if e.tag == 0 {
				e.name = string(name)
			}
			for more {
				var k, v []byte
				k, v, more = z.TagAttr()
				e.attrs = append(e.attrs, html.Attribute{Key: string(k), Val: string(v)})
			}
			// An open link, paragraph, item or cell ends where the next one begins.
			if e.tag == atom.A {
				if a := above(cur, cells, atom.A); a != nil {
					cur = a.parent
				}
			}
			if blocks[e.tag] {
				if p := above(cur, scopes, atom.P); p != nil {
					cur = p.parent
				}
			}
			switch e.tag {
			case atom.Li:
				if li := above(cur, scopes, atom.Li); li != nil {
					cur = li.parent
				}
			case atom.Td, atom.Th:
				if cell := above(cur, rows, atom.Td, atom.Th); cell != nil {
					cur = cell.parent
				}
			case atom.Tr:
				if row := above(cur, tables, atom.Tr); row != nil {
					cur = row.parent
				}
			}
			e.parent, e.depth = cur, cur.depth+1
			cur.children = append(cur.children, e)
			if !void[e.tag] && (tt != html.SelfClosingTagToken || raws[e.tag]) {
				if e.depth < limits.Nesting {
					cur = e
				} else if over == nil {
					over = &overflow{from, "elements lie deep inside each other", "nesting", limits.Nesting}
				}
			}
		case html.CommentToken:
			// Browsers note in a comment where a page was saved from.
			if cur.parent == nil || cur.tag == atom.Html || cur.tag == atom.Head {
				e := &element{tag: savedFrom, attrs: []html.Attribute{}, parent: cur}
				if u := savedAddress(string(raw)); u != "" {
					e.attrs = append(e.attrs, html.Attribute{Key: "href", Val: u})
					cur.children = append(cur.children, e)
				}
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if e := opened(cur, name); e != nil {
				cur = e.parent
			}
		}
	}
}

// opened returns the innermost open element that an end tag closes, nil if it
// closes none: what is open in the cell of a table is not reached from within
// the cell, nor a block by the end of what stands in lines.
func opened(cur *element, name []byte) *element {
	tag := atom.Lookup(name)
	for e := cur; e.parent != nil; e = e.parent {
		switch {
		case e.tag == tag && (tag != 0 || e.name == string(name)):
			return e
		case cells[e.tag] && !tableParts[tag] && tag != atom.Body && tag != atom.Html, blocks[e.tag] && lineTags[tag]:
			return nil
		}
	}
	return nil
}

// savedFrom stands for a comment with an address, as if it were a tag.
const savedFrom = ^atom.Atom(0)

// savedAddress returns the address in the comment that a browser writes into a
// page that it saves: "saved from url=(0021)https://..." or " url: https://...".
func savedAddress(comment string) string {
	for _, lead := range []string{"saved from url=(", "\n url: ", "\n  url: "} {
		_, after, ok := strings.Cut(comment, lead)
		if !ok {
			continue
		}
		if i := strings.Index(after, "http"); i >= 0 && i <= 5 {
			after = after[i:]
			return after[:strings.IndexAny(after+" ", " \t\r\n>")]
		}
	}
	return ""
}

// above returns the innermost open element with one of the tags that holds e or
// is it, without leaving an element whose tag is in scope.
func above(e *element, scope map[atom.Atom]bool, tags ...atom.Atom) *element {
	for ; e.parent != nil; e = e.parent {
		if slices.Contains(tags, e.tag) {
			return e
		}
		if scope[e.tag] {
			return nil
		}
	}
	return nil
}

func atoms(list ...atom.Atom) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool)
	for _, a := range list {
		m[a] = true
	}
	return m
}

var (
	void = atoms(atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Param, atom.Source, atom.Track, atom.Wbr)
	// raws are elements whose text is not markup, whatever their tag ends with.
	raws   = atoms(atom.Script, atom.Style, atom.Title, atom.Textarea, atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript, atom.Xmp)
	blocks = atoms(atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre, atom.Table, atom.Tr,
		atom.Figure, atom.Figcaption, atom.Header, atom.Address, atom.Hr, atom.Body, atom.Details, atom.Summary, atom.Caption,
		atom.Tbody, atom.Thead, atom.Tfoot)
	cells = atoms(atom.Td, atom.Th)
	rows  = atoms(atom.Tr, atom.Table)
	// lineTags are elements within lines whose end tag does not end a block.
	lineTags   = atoms(atom.B, atom.I, atom.Em, atom.Strong, atom.Font, atom.U, atom.Small, atom.Big, atom.Tt, atom.Code, atom.Sup, atom.Sub, atom.Q, atom.Cite)
	tableParts = atoms(atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th)
	tables     = atoms(atom.Table)
	scopes     = atoms(atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Td, atom.Th, atom.Blockquote, atom.Div, atom.Section, atom.Article,
		atom.Main, atom.Figure, atom.Aside, atom.Body, atom.Button, atom.Header, atom.Footer, atom.Nav)
)

// An overflow is where a page passes a limit.
type overflow struct {
	at        int // byte of the file
	what, key string
	limit     int
}

// readHTML sets the text and the metadata of a source from a saved page.
func readHTML(s *Source, src []byte, body int, limits Limits) *Problem {
	root, over := parsePage(src, body, limits)
	if over != nil {
		return Over(s.Path, 1+bytes.Count(src[:over.at], []byte("\n")), over.what, over.key, int64(over.limit))
	}
	m := &pageMeta{src: src}
	m.read(root)
	furnish(root, src)
	story := container(root)
	headNothing(story, src)

	address := m.identify(s)
	m.chosen = m.heading(s, story)

	w := &htmlWalker{builder: &builder{src: src}}
	// The headline often stands above the element that holds the story.
	if h := m.chosen; h != nil && !holds(story, h) && h.to <= story.from {
		w.heading(h)
		w.paragraph()
		w.between(h, story)
	}
	w.walk(story)
	w.finish(s)
	for i := range w.marks {
		// Of an element without words the blanks before it may be gone.
		sp := &w.marks[i].span
		sp.Start, sp.End = min(sp.Start, len(s.Text.Text)), min(sp.End, len(s.Text.Text))
	}
	m.apply(s, w, address)
	return nil
}

func hasAttr(e *element, name string) bool {
	for _, a := range e.attrs {
		if a.Key == name {
			return true
		}
	}
	return false
}
