package content

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A saved page is read in three steps: a light tree with the place of every
// piece in the file, from the tokenizer's raw lengths; the metadata of its head;
// and the text of the one element that holds the story (html_story.go says
// which, html_text.go how it is read).

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

// maxElements and maxDepth bound a page; what is beyond is left out.
const maxElements = 400_000

// parsePage returns the tree of a page.
func parsePage(src []byte, at int) *element {
	root := &element{attrs: []html.Attribute{}}
	cur, count := root, 0
	z := html.NewTokenizer(bytes.NewReader(src[at:]))
	for {
		tt := z.Next()
		raw := z.Raw()
		from := at
		at += len(raw)
		if count++; tt == html.ErrorToken || count > maxElements {
			return root
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
			if !void[e.tag] && (tt != html.SelfClosingTagToken || raws[e.tag]) && e.depth < maxDepth {
				cur = e
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

// readHTML sets the text and the metadata of a source from a saved page.
func readHTML(s *Source, src []byte, body int) {
	root := parsePage(src, body)
	m := &pageMeta{src: src}
	m.read(root)
	furnish(root, src)
	story := container(root)
	headNothing(story, src)

	m.headline = m.choose(story)

	w := &htmlWalker{builder: &builder{src: src}}
	// The headline often stands above the element that holds the story.
	if h := m.headline; h != nil && !holds(story, h) && h.to <= story.from {
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
	m.apply(s, w)
}

// A pageMeta gathers what a page says about itself.
type pageMeta struct {
	src      []byte
	headings []*element // h1
	headline *element   // the one of them that is the title of the story; nil if none is
	times    []*element // <time datetime>
	meta     map[string]string
	title    string
	lang     string
	url      string
	saved    string            // the address in the comment of the browser that saved the page
	ld       map[string]string // of the schema.org article
	depth    int
}

func (m *pageMeta) read(root *element) {
	m.meta, m.ld = map[string]string{}, map[string]string{}
	m.visit(root)
}

func (m *pageMeta) visit(e *element) {
	if e.isText() {
		return
	}
	switch e.tag {
	case atom.Html:
		m.lang = e.attr("lang")
	case atom.Title:
		if m.title == "" {
			m.title = m.words(e)
		}
	case atom.H1:
		if m.words(e) != "" {
			m.headings = append(m.headings, e)
		}
	case savedFrom:
		m.saved = e.attr("href")
	case atom.Link:
		if strings.EqualFold(e.attr("rel"), "canonical") {
			m.url = e.attr("href")
		}
	case atom.Meta:
		for _, key := range []string{"property", "name", "itemprop"} {
			if k := strings.ToLower(e.attr(key)); k != "" && m.meta[k] == "" {
				m.meta[k] = e.attr("content")
			}
		}
	case atom.Time:
		if e.attr("datetime") != "" {
			m.times = append(m.times, e)
		}
	case atom.Script:
		if strings.EqualFold(e.attr("type"), "application/ld+json") {
			for _, c := range e.children {
				var v any
				if json.Unmarshal(m.src[c.from:c.to], &v) == nil {
					m.linked(v)
				}
			}
		}
		return
	}
	for _, c := range e.children {
		m.visit(c)
	}
}

// longHeadline is more words than a headline has.
const longHeadline = 60

// choose returns the heading that is the title of a story: the only one of the
// page or, of several, the one that the page's title repeats, or the only one in
// the story.
func (m *pageMeta) choose(story *element) *element {
	var seen, repeated, inside []*element
	titles := strings.ToLower(m.title + "\n" + m.meta["og:title"] + "\n" + m.ld["headline"])
	for _, h := range m.headings[:min(len(m.headings), maxMarks)] {
		text := m.words(h)
		if holds(h, story) || len(strings.Fields(text)) > longHeadline {
			continue
		}
		if len(m.headings) == 1 {
			return h
		}
		if strings.Contains(text, " ") && strings.Contains(titles, strings.ToLower(text)) {
			repeated = append(repeated, h)
		}
		if holds(story, h) {
			inside = append(inside, h)
		}
		if shown(h) {
			seen = append(seen, h)
		}
	}
	if len(repeated) > 0 {
		return repeated[0]
	}
	for _, list := range [][]*element{seen, inside} {
		if len(list) == 1 {
			return list[0]
		}
	}
	return nil
}

// shown reports whether neither e nor what holds it was cut.
func shown(e *element) bool {
	for ; e != nil; e = e.parent {
		if e.cut {
			return false
		}
	}
	return true
}

// words returns the text of an element on one line.
func (m *pageMeta) words(e *element) string {
	w := &htmlWalker{builder: &builder{src: m.src}}
	for _, c := range e.children {
		w.walk(c)
	}
	return strings.Join(strings.Fields(string(w.buf)), " ")
}

// linked takes what it wants from linked data: the first article in it.
func (m *pageMeta) linked(v any) {
	if m.depth++; m.depth > maxDepth {
		m.depth--
		return
	}
	defer func() { m.depth-- }()
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.linked(e)
		}
	case map[string]any:
		kind := ldText(v["@type"])
		if strings.Contains(kind, "Article") || strings.Contains(kind, "Posting") || kind == "Report" {
			for _, key := range []string{"headline", "datePublished", "dateModified", "dateline", "inLanguage", "url"} {
				if m.ld[key] == "" {
					m.ld[key] = ldText(v[key])
				}
			}
			for _, key := range []string{"author", "publisher"} {
				if m.ld[key] == "" {
					m.ld[key] = ldName(v[key])
				}
			}
		}
		m.linked(v["@graph"])
		m.linked(v["mainEntity"])
	}
}

func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case []any:
		var out []string
		for _, e := range v {
			if s := ldText(e); s != "" {
				out = append(out, s)
			}
		}
		return strings.Join(out, " ")
	}
	return ""
}

func ldName(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case map[string]any:
		return ldText(v["name"])
	case []any:
		var out []string
		for _, e := range v {
			if s := ldName(e); s != "" {
				out = append(out, s)
			}
		}
		return strings.Join(out, ", ")
	}
	return ""
}

// The names under which pages give a time, a writer and an outlet in <meta>, by
// how specific they are.
var (
	metaPublished = []string{
		"article:published_time", "og:article:published_time", "article:published", "datepublished", "date.issued", "dc.date.issued",
		"dcterms.issued", "dcterms.created", "dcterms.date", "dc.date", "parsely-pub-date", "sailthru.date", "publication_date", "publish-date",
		"publishdate", "pubdate", "published_at", "cxenseparse:recs:publishtime", "date",
	}
	metaModified = []string{
		"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod",
		"revised",
	}
	metaAuthor = []string{"author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"}
	metaOutlet = []string{"og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "article:publisher", "application-name"}
)

// apply fills in what the front matter has not said.
func (m *pageMeta) apply(s *Source, w *htmlWalker) {
	first := func(dst *string, values ...string) {
		for _, v := range values {
			if *dst == "" && v != "" && !strings.Contains(v, "://") {
				*dst = strings.Join(strings.Fields(v), " ")
			}
		}
	}
	all := func(names []string) (out []string) {
		for _, n := range names {
			out = append(out, m.meta[n])
		}
		return out
	}
	first(&s.Outlet, append([]string{m.ld["publisher"]}, all(metaOutlet)...)...)
	first(&s.Author, append([]string{m.ld["author"]}, all(metaAuthor)...)...)
	first(&s.Dateline, m.ld["dateline"])
	for _, lang := range []string{m.lang, m.ld["inLanguage"]} {
		if what, _ := checkLanguage(lang); s.Language == "" && what == "" {
			s.Language = lang
		}
	}
	for _, u := range []string{m.url, m.meta["og:url"], m.ld["url"], m.saved} {
		if what, _ := checkURL(u); s.URL == "" && what == "" {
			s.URL = u
		}
	}

	if m.headline != nil {
		first(&s.Title, m.words(m.headline))
		for _, mk := range w.marks {
			if mk.e == m.headline {
				s.TitleSpan = mk.span
			}
		}
	}
	first(&s.Title, m.meta["og:title"], m.ld["headline"], withoutSite(m.title, s.Outlet))

	stamp := func(to *[]Stamp, b Basis, v string) {
		if v != "" {
			*to = append(*to, Stamp{Basis: b, Text: v})
		}
	}
	stamp(&s.Published, JSONLD, m.ld["datePublished"])
	stamp(&s.Modified, JSONLD, m.ld["dateModified"])
	for _, v := range distinct(all(metaPublished)) {
		stamp(&s.Published, Meta, v)
	}
	for _, v := range distinct(all(metaModified)) {
		stamp(&s.Modified, Meta, v)
	}
	for i, e := range m.times {
		st := Stamp{Basis: TimeElement, Text: e.attr("datetime")}
		inside := false
		for _, mk := range w.marks {
			if mk.e == e {
				st.Span, inside = mk.span, true
			}
		}
		about := strings.ToLower(e.attr("itemprop") + " " + e.attr("class"))
		switch {
		case strings.Contains(about, "modified") || strings.Contains(about, "updated"):
			s.Modified = append(s.Modified, st)
		// A time without a mark says when the report was published only if
		// it stands at its top: others date what the story tells.
		case strings.Contains(about, "publish") || strings.Contains(about, "pubdate") || hasAttr(e, "pubdate") ||
			i == 0 && (!inside || st.Span.Start < 600):
			s.Published = append(s.Published, st)
		}
	}
}

func hasAttr(e *element, name string) bool {
	for _, a := range e.attrs {
		if a.Key == name {
			return true
		}
	}
	return false
}

func distinct(list []string) []string {
	seen := make(map[string]bool)
	var out []string
	for _, v := range list {
		if v != "" && !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}

// withoutSite returns the title of a page without the outlet's name behind it.
func withoutSite(title, outlet string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — "} {
		if i := strings.LastIndex(title, sep); i > 0 && outlet != "" && strings.EqualFold(strings.TrimSpace(title[i+len(sep):]), outlet) {
			return title[:i]
		}
	}
	return title
}
