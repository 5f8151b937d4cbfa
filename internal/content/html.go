package content

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"timeline/internal/text"
)

// A saved page is read in three steps: a light tree with the place of every
// piece in the file, from the tokenizer's raw lengths; the metadata of its head;
// and the text of the one element that holds the story.

// An element is an element of a page, or a piece of text in it.
type element struct {
	tag      atom.Atom // 0 for text and for elements that HTML does not know
	attrs    []html.Attribute
	from, to int // of a text: its bytes in the file
	parent   *element
	children []*element
	depth    int

	words int // in paragraphs below, those in links not counted
}

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
			for more {
				var k, v []byte
				k, v, more = z.TagAttr()
				e.attrs = append(e.attrs, html.Attribute{Key: string(k), Val: string(v)})
			}
			// An open paragraph, item or cell ends where the next one begins.
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
			if !void[e.tag] && tt != html.SelfClosingTagToken && e.depth < maxDepth {
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
			tag := atom.Lookup(name)
			if e := above(cur, nil, tag); e != nil && tag != 0 {
				cur = e.parent
			}
		}
	}
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
	blocks = atoms(atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre, atom.Table, atom.Tr,
		atom.Figure, atom.Figcaption, atom.Header, atom.Address, atom.Hr, atom.Body, atom.Details, atom.Summary, atom.Caption,
		atom.Tbody, atom.Thead, atom.Tfoot)
	cells  = atoms(atom.Td, atom.Th)
	rows   = atoms(atom.Tr, atom.Table)
	tables = atoms(atom.Table)
	scopes = atoms(atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Td, atom.Th, atom.Blockquote, atom.Div, atom.Section, atom.Article,
		atom.Main, atom.Figure, atom.Aside, atom.Body, atom.Button, atom.Header, atom.Footer, atom.Nav)
	dropped = atoms(atom.Script, atom.Style, atom.Nav, atom.Aside, atom.Footer, atom.Noscript, atom.Template, atom.Form, atom.Button,
		atom.Select, atom.Textarea, atom.Svg, atom.Iframe, atom.Object, atom.Video, atom.Audio, atom.Head, atom.Title, atom.Dialog,
		atom.Canvas, atom.Math, atom.Menu, atom.Label)
)

// clutter are words in the class or id of elements that are no part of a story.
var clutter = wordSet(`credit credits share sharing social related recommended recommendations newsletter promo promotion advert
	advertisement ad ads comments comment cookie cookies breadcrumb breadcrumbs sidebar subscribe paywall popup tags taglist toolbar
	sr-only visually-hidden screen-reader-text outbrain taboola`)

// note reports whether a superscript is the mark of a footnote: it links to one.
func note(e *element) bool {
	for _, c := range e.children {
		if c.tag == atom.A && strings.HasPrefix(c.attr("href"), "#") {
			return true
		}
	}
	return false
}

// drops reports whether e and all in it are no part of a story.
func drops(e *element) bool {
	if dropped[e.tag] || e.tag == atom.Sup && note(e) {
		return true
	}
	for _, a := range e.attrs {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			if strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "display:none") {
				return true
			}
		case "role":
			if a.Val == "navigation" || a.Val == "complementary" || a.Val == "contentinfo" || a.Val == "search" {
				return true
			}
		case "class", "id":
			if e.tag == atom.Body || e.tag == atom.Html || e.tag == atom.Article || e.tag == atom.Main {
				continue
			}
			for _, name := range strings.Fields(strings.ToLower(a.Val)) {
				if clutter[name] {
					return true
				}
				for _, part := range strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' }) {
					if clutter[part] && part != "tags" && part != "ad" {
						return true
					}
				}
			}
		}
	}
	return false
}

// readHTML sets the text and the metadata of a source from a saved page.
func readHTML(s *Source, src []byte, body int) {
	root := parsePage(src, body)
	m := &pageMeta{src: src}
	m.read(root)
	count(root, src, false)
	story := container(root)

	w := &htmlWalker{builder: &builder{src: src}}
	// The headline often stands above the element that holds the story.
	if len(m.headings) == 1 && !holds(story, m.headings[0]) {
		w.heading(m.headings[0])
		w.paragraph()
	}
	w.walk(story)
	w.finish(s)
	m.apply(s, w)
}

func holds(e, inner *element) bool {
	for ; inner != nil; inner = inner.parent {
		if inner == e {
			return true
		}
	}
	return false
}

// count fills in the words of e and of all below it: those of paragraphs, and
// of bare text in divisions, outside links.
func count(e *element, src []byte, link bool) int {
	if e.isText() {
		if link {
			return 0
		}
		return len(bytes.Fields(src[e.from:e.to]))
	}
	if drops(e) {
		return 0
	}
	for _, c := range e.children {
		e.words += count(c, src, link || e.tag == atom.A)
	}
	return e.words
}

// container returns the element that holds the story: what is marked as the
// body of an article, else the fullest article, else main, else the deepest
// element that still holds most of the page's words.
func container(root *element) *element {
	var marked, article, main *element
	var visit func(e *element)
	visit = func(e *element) {
		if e.isText() || drops(e) {
			return
		}
		switch {
		case e.attr("itemprop") == "articleBody":
			marked = fuller(marked, e)
		case e.tag == atom.Article:
			article = fuller(article, e)
		case e.tag == atom.Main || e.attr("role") == "main":
			main = fuller(main, e)
		}
		for _, c := range e.children {
			visit(c)
		}
	}
	visit(root)
	for _, e := range []*element{marked, article, main} {
		// Teasers are articles too: one with little of the page is none.
		if e != nil && e.words > 0 && e.words*3 >= root.words {
			return e
		}
	}
	best := root
	for {
		var next *element
		for _, c := range best.children {
			if !c.isText() && c.words*10 >= best.words*7 && c.words > 0 && !drops(c) && c.tag != atom.P && blocks[c.tag] || c.tag == atom.Html && c.words > 0 {
				next = c
				break
			}
		}
		if next == nil {
			return best
		}
		best = next
	}
}

func fuller(a, b *element) *element {
	if a == nil || b.words > a.words {
		return b
	}
	return a
}

// An htmlWalker writes the words of a tree to a builder: blocks as paragraphs,
// white space as one space.
type htmlWalker struct {
	*builder
	space   bool // white space waits to be written
	spaceAt [2]int
	row     int // where the text of the table row begins
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
	if drops(e) {
		return
	}
	if e.tag == atom.Br {
		w.trimRight()
		w.space = false
		w.instead("\n", e.from, e.to)
		return
	}
	if cells[e.tag] && e.parent.tag == atom.Tr && len(w.buf) > w.row {
		w.trimRight()
		w.space = false
		w.instead(" | ", w.end(), w.end())
	}
	block := blocks[e.tag]
	if block {
		w.paragraph()
		w.space = false
	}
	at := len(w.buf)
	if e.tag == atom.Tr {
		w.row = at
	}
	for _, c := range e.children {
		w.walk(c)
	}
	if e.tag == atom.Time || e.tag == atom.H1 {
		w.mark(e, at)
	}
	if block {
		w.paragraph()
		w.space = false
	}
}

func (w *htmlWalker) heading(e *element) {
	for _, c := range e.children {
		w.walk(c)
	}
	w.mark(e, 0)
}

func (w *htmlWalker) mark(e *element, at int) {
	end := len(w.buf)
	if at > end {
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
			w.literal(start, end)
		}
	}
	for i := from; i < to; {
		c := w.src[i]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f':
			flush(i)
			j := i + 1
			for j < to && (w.src[j] == ' ' || w.src[j] == '\t' || w.src[j] == '\n' || w.src[j] == '\r' || w.src[j] == '\f') {
				j++
			}
			if !w.space {
				w.space, w.spaceAt = true, [2]int{i, j}
			}
			i, start = j, j
		case c == '&':
			s, n := entity(w.src[i:to])
			if n == 0 {
				i++
				continue
			}
			flush(i)
			if s == "\u00a0" {
				s = " "
			}
			w.gap()
			w.instead(s, i, i+n)
			i += n
			start = i
		default:
			i++
		}
	}
	flush(to)
}

// gap writes the white space that waits, unless a line begins here.
func (w *htmlWalker) gap() {
	if w.space && len(w.buf) > 0 && w.buf[len(w.buf)-1] != '\n' && w.buf[len(w.buf)-1] != ' ' {
		w.instead(" ", w.spaceAt[0], w.spaceAt[1])
	}
	w.space = false
}

// A pageMeta gathers what a page says about itself.
type pageMeta struct {
	src      []byte
	headings []*element // h1
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

	if len(m.headings) == 1 {
		first(&s.Title, m.words(m.headings[0]))
		for _, mk := range w.marks {
			if mk.e == m.headings[0] {
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
