package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// A page is a saved page and what is wanted of it.
type page struct {
	name          string
	src           []byte // UTF-8
	want          string // the text of its article; empty where only snippets are known
	with, without []string
	about         map[string]string // its metadata, by field
}

// fields are the metadata that are compared.
var fields = []string{"title", "byline", "siteName", "language", "publishedTime"}

// readArticles reads a folder of pages with expected.html.
func readArticles(dir string) ([]page, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var pages []page
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		p := page{name: e.Name()}
		src, err := os.ReadFile(filepath.Join(dir, e.Name(), "source.html"))
		if err != nil {
			return nil, err
		}
		p.src = utf8Page(src)
		want, err := os.ReadFile(filepath.Join(dir, e.Name(), "expected.html"))
		if err != nil {
			return nil, err
		}
		p.want = articleText(want)
		meta, err := os.ReadFile(filepath.Join(dir, e.Name(), "expected-metadata.json"))
		if err != nil {
			return nil, err
		}
		var about map[string]any
		if err := json.Unmarshal(meta, &about); err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		p.about = make(map[string]string)
		for _, f := range fields {
			p.about[f], _ = about[f].(string)
		}
		pages = append(pages, p)
	}
	return pages, nil
}

// readSnippets reads the pages of go-trafilatura's comparison. Its data is a Go
// map of composite literals, of which the texts are taken.
func readSnippets(dir string) ([]page, error) {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, "scripts", "comparison", "data.go"), nil, 0)
	if err != nil {
		return nil, err
	}
	var pages []page
	ast.Inspect(file, func(n ast.Node) bool {
		kv, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		lit, ok := kv.Value.(*ast.CompositeLit)
		if _, isKey := kv.Key.(*ast.BasicLit); !ok || !isKey {
			return true
		}
		p := page{}
		for _, el := range lit.Elts {
			field, ok := el.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			switch fmt.Sprint(field.Key) {
			case "File":
				p.name = strings.Join(literals(field.Value), "")
			case "With":
				p.with = literals(field.Value)
			case "Without":
				p.without = literals(field.Value)
			}
		}
		for _, sub := range []string{"comparison", "mock"} {
			if src, err := os.ReadFile(filepath.Join(dir, "test-files", sub, p.name)); err == nil && p.name != "" {
				p.src = utf8Page(src)
				pages = append(pages, p)
				break
			}
		}
		return false
	})
	return pages, nil
}

// literals returns the strings in an expression.
func literals(e ast.Expr) (out []string) {
	ast.Inspect(e, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil {
				out = append(out, s)
			}
		}
		return true
	})
	return out
}

// utf8Page returns a page in UTF-8.
func utf8Page(src []byte) []byte {
	if e, _, _ := charset.DetermineEncoding(src, "text/html"); !utf8.Valid(src) {
		if out, err := e.NewDecoder().Bytes(src); err == nil {
			src = out
		}
	}
	return bytes.ToValidUTF8(bytes.ReplaceAll(src, []byte{0}, nil), []byte("\uFFFD"))
}

// articleText returns the words of an article without its captions, which a
// timeline does not want.
func articleText(src []byte) string {
	root, err := html.Parse(bytes.NewReader(src))
	if err != nil {
		return ""
	}
	return nodeText(root, atom.Figcaption)
}

// nodeText returns the words below a node, blocks set apart.
func nodeText(n *html.Node, without ...atom.Atom) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Textarea, atom.Iframe:
			return
		}
		for _, a := range without {
			if n.DataAtom == a {
				return
			}
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		switch n.DataAtom {
		case atom.P, atom.Div, atom.Li, atom.Tr, atom.Td, atom.Th, atom.H1, atom.H2, atom.H3, atom.H4, atom.Br, atom.Section, atom.Article:
			b.WriteByte('\n')
		}
	}
	if n != nil {
		walk(n)
	}
	return strings.TrimSpace(b.String())
}

// words returns the words of a text in small letters. Where words are not set
// apart, as in Chinese, every letter is one.
func words(s string) []string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\u00ad' || r == '\u200b' || r == '\u200c' || r == '\u200d':
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			b.WriteByte(' ')
			b.WriteRune(r)
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	s = b.String()
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) })
}

// shingleSize is how many words in a row are compared at once, so that the order
// of words counts.
const shingleSize = 4

func shingles(s string) map[string]int {
	m := make(map[string]int)
	w := words(s)
	if len(w) > 0 && len(w) < shingleSize {
		m[strings.Join(w, " ")]++
	}
	for i := 0; i+shingleSize <= len(w); i++ {
		m[strings.Join(w[i:i+shingleSize], " ")]++
	}
	return m
}

// A score counts what was found, what was wanted and what both hold.
type score struct{ both, found, wanted float64 }

func (s score) precision() float64 { return ratio(s.both, s.found) }
func (s score) recall() float64    { return ratio(s.both, s.wanted) }

func (s score) f1() float64 { return ratio(2*s.both, s.found+s.wanted) }

// ratio is 1 where there is nothing to find and nothing was found.
func ratio(a, b float64) float64 {
	if b == 0 {
		return 1
	}
	return a / b
}

// plain returns a text on one line without marks that are not seen.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00ad", "")), " ")
}

// score compares what was found in a page with what is wanted. Snippets count
// one each: those of the story that were found are right, those of the rest
// that were found are wrong.
func (p page) score(got string) (s score) {
	if p.with == nil && p.without == nil {
		want, found := shingles(p.want), shingles(got)
		for k, n := range found {
			s.found += float64(n)
			s.both += float64(min(n, want[k]))
		}
		for _, n := range want {
			s.wanted += float64(n)
		}
		return s
	}
	text := plain(got)
	in := func(snippet string) bool { return strings.Contains(text, plain(snippet)) }
	for _, w := range p.with {
		s.wanted++
		if in(w) {
			s.both++
			s.found++
		}
	}
	for _, w := range p.without {
		if in(w) {
			s.found++
		}
	}
	return s
}
