package content

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"timeline/internal/text"
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
}

// A pageMeta gathers what a page says about itself.
type pageMeta struct {
	src      []byte
	headings []*element // h1
	chosen   *element   // the one of them that is the title of the story; nil if none is
	articles []*element // article, and what is marked as one
	times    []*element // <time>
	props    []*element // what carries itemprop or property, or a class of hAtom or h-entry
	bylines  []*element // what is marked as naming the writer
	titles   []*element // what is marked as the headline and is no h1
	meta     []metaValue
	title    string
	lang     string
	base     string
	url      string
	saved    string // the address in the comment of the browser that saved the page
	linked   linkedData
	ld       map[string]string // of the schema.org article
}

// A metaValue is one value of a <meta>.
type metaValue struct {
	key   string // without the name of its vocabulary, letters and digits only: "publishedtime"
	vocab string // "og", "dc"; empty for none
	value string
}

func (m *pageMeta) read(root *element) { m.visit(root) }

func (m *pageMeta) visit(e *element) {
	if e.isText() {
		return
	}
	switch e.tag {
	case atom.Html:
		if m.lang = e.attr("lang"); m.lang == "" {
			m.lang = e.attr("xml:lang")
		}
	case atom.Title:
		if m.title == "" && (e.parent == nil || e.parent.tag != atom.Svg) {
			m.title = m.words(e)
		}
	case atom.H1:
		if len(m.headings) < maxMarked && m.headline(e) != "" {
			m.headings = append(m.headings, e)
		}
	case atom.Article:
		m.articles = marked(m.articles, e)
	case savedFrom:
		m.saved = e.attr("href")
	case atom.Base:
		if m.base == "" {
			m.base = e.attr("href")
		}
	case atom.Link:
		for _, rel := range strings.Fields(strings.ToLower(e.attr("rel"))) {
			if rel == "canonical" && m.url == "" {
				m.url = e.attr("href")
			}
		}
	case atom.Meta:
		m.value(e)
		return
	case atom.Time:
		m.times = marked(m.times, e)
	case atom.Script:
		if strings.HasPrefix(strings.ToLower(e.attr("type")), "application/ld+json") {
			for _, c := range e.children {
				m.linked.script(m.src[c.from:c.to])
			}
		}
		return
	}
	if e.tag != atom.Time && (e.attr("itemprop") != "" || e.attr("property") != "" || hasClass(e, dateClasses)) {
		m.props = marked(m.props, e)
	}
	if hasClass(e, entryClasses) && e.tag != atom.Article && e.tag != atom.Body && e.tag != atom.Html {
		m.articles = marked(m.articles, e)
	}
	if strings.Contains(" "+e.attr("rel")+" ", " author ") || isProp(e, "author") || hasClass(e, authorClasses) {
		m.bylines = marked(m.bylines, e)
	}
	if e.tag != atom.H1 && (isProp(e, "headline") || hasClass(e, headlineClasses)) {
		m.titles = marked(m.titles, e)
	}
	for _, c := range e.children {
		m.visit(c)
	}
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

// maxMarked bounds the elements of a page that are kept for what marks them.
const maxMarked = 1000

func marked(list []*element, e *element) []*element {
	if len(list) >= maxMarked {
		return list
	}
	return append(list, e)
}

// isProp reports whether microdata or RDFa marks an element as a property.
func isProp(e *element, prop string) bool {
	for _, attr := range [...]string{"itemprop", "property"} {
		for _, k := range strings.Fields(e.attr(attr)) {
			if key, _ := metaKey(k); key == prop {
				return true
			}
		}
	}
	return false
}

// The classes by which pages mark an entry, its date and its writer: those of
// hAtom and h-entry, and those that the common programs of sites write.
var (
	entryClasses  = wordSet("hentry h-entry")
	dateClasses   = wordSet("dt-published dt-updated published updated entry-date date-published post-date publish-date pubdate article-date published-date publication-date article__date posted-on dateline timestamp")
	authorClasses = wordSet("p-author author byline byline-name byline__name article-author post-author entry-author author-name article__author c-byline story-byline byline-author")
)

func classes(e *element) []string { return strings.Fields(strings.ToLower(e.attr("class"))) }

func hasClass(e *element, list map[string]bool) bool {
	for _, c := range classes(e) {
		if list[c] {
			return true
		}
	}
	return false
}

// maxMeta bounds the values of <meta> that are kept.
const maxMeta = 2000

// value takes the value of a <meta>.
func (m *pageMeta) value(e *element) {
	v := e.attr("content")
	if v == "" || len(m.meta) > maxMeta {
		return
	}
	for _, attr := range [...]string{"property", "name", "itemprop", "http-equiv"} {
		for _, k := range strings.Fields(e.attr(attr)) {
			if attr == "itemprop" && foreign(e, nil) {
				continue
			}
			low := strings.ToLower(k)
			if low == "parsely-page" || low == "parsely-metadata" {
				m.parsely(v)
				continue
			}
			key, vocab := metaKey(k)
			m.meta = append(m.meta, metaValue{key, vocab, v})
		}
	}
}

// parsely takes the values of a <meta> that holds them as JSON.
func (m *pageMeta) parsely(v string) {
	var fields map[string]any
	if json.Unmarshal([]byte(v), &fields) != nil {
		return
	}
	var keys []string
	for k := range fields {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		key, _ := metaKey(k)
		t := ldText(fields[k])
		if _, one := fields[k].(string); !one {
			t = ldName(fields[k], nil)
		}
		if t != "" {
			m.meta = append(m.meta, metaValue{key, "parsely", t})
		}
	}
}

// vocabularies are the names that keys of <meta> begin with: of vocabularies,
// and of programs that read pages.
var vocabularies = wordSet(`og article dc dcterms citation parsely sailthru cxenseparse recs vr bt lp shareaholic prism eprints bepress rb twitter fb news
	page content meta post story schema cms swift analytics analyticsattributes iso8601 dcsext ga schemaorg dct sioc
	http https org www purl terms elements 1`)

// metaKey cuts a key into its vocabulary and the rest, without its marks:
// "cXenseParse:recs:publishtime" is "publishtime", "DC.date.issued" "dateissued".
func metaKey(k string) (key, vocab string) {
	parts := strings.FieldsFunc(strings.ToLower(k), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for len(parts) > 1 && vocabularies[parts[0]] {
		if vocab == "" || vocab == "http" || vocab == "https" {
			vocab = parts[0]
		}
		parts = parts[1:]
	}
	return strings.Join(parts, ""), vocab
}

// words returns the text of an element on one line.
func (m *pageMeta) words(e *element) string {
	w := &htmlWalker{builder: &builder{src: m.src}}
	for _, c := range e.children {
		w.walk(c)
	}
	return strings.Join(strings.Fields(string(w.buf)), " ")
}

// headline returns the text of an h1; empty for one that holds more than a
// headline.
func (m *pageMeta) headline(e *element) string {
	if _, small := m.bounded(e, 8*maxShort); !small {
		return ""
	}
	return m.words(e)
}

// A linkedData is the linked data of a page, of all its scripts.
type linkedData struct {
	nodes []map[string]any          // that may be what the page is about, in order
	ids   map[string]map[string]any // every node with an @id
	depth int
}

// script takes in one script; what is no JSON is passed over.
func (d *linkedData) script(src []byte) {
	src = bytes.TrimSpace(src)
	for _, wrap := range [...][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"<![CDATA[", "]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}} {
		if bytes.HasPrefix(src, []byte(wrap[0])) {
			src = bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimPrefix(src, []byte(wrap[0])), []byte(wrap[1])))
		}
	}
	var v any
	if json.Unmarshal(src, &v) != nil {
		// The commonest slip is a line break inside a string.
		flat := bytes.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, src)
		if json.Unmarshal(flat, &v) != nil {
			return
		}
	}
	d.take(v)
}

// within are the keys under which a node holds what a page is about.
var within = []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "article", "itemReviewed"}

// take keeps the nodes of a value. It does not look into lists of other
// articles, comments or the entries of a live blog.
func (d *linkedData) take(v any) {
	if d.depth++; d.depth > maxDepth {
		d.depth--
		return
	}
	defer func() { d.depth-- }()
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			d.take(e)
		}
	case map[string]any:
		if id := ldText(v["@id"]); id != "" && len(v) > 1 {
			if d.ids == nil {
				d.ids = map[string]map[string]any{}
			}
			if d.ids[id] == nil {
				d.ids[id] = v
			}
		}
		d.nodes = append(d.nodes, v)
		for _, k := range within {
			d.take(v[k])
		}
	}
}

// dates reports whether a stamp is the day on which something begins or ends of
// which the linked data tell: a fair, a concert.
func (d *linkedData) dates(stamp string) bool {
	if !isISODate(stamp[:min(len(stamp), 10)]) {
		return false
	}
	return slices.ContainsFunc(d.nodes, func(v map[string]any) bool {
		return strings.HasPrefix(ldDate(ldGet(v, "startDate")), stamp[:10]) || strings.HasPrefix(ldDate(ldGet(v, "endDate")), stamp[:10])
	})
}

// ldGet returns the value of a key, whose vocabulary may stand before it.
func ldGet(v map[string]any, key string) any {
	for _, lead := range [...]string{"", "schema:", "http://schema.org/", "https://schema.org/"} {
		if x, ok := v[lead+key]; ok && x != nil {
			return x
		}
	}
	return nil
}

// ldKind says how much a node is an article: 3 for a report, 2 for another
// article, 1 for a page, 0 for anything else.
func ldKind(v map[string]any) int {
	kind := ldText(v["@type"])
	switch {
	case strings.Contains(kind, "NewsArticle") || strings.Contains(kind, "LiveBlogPosting") || strings.Contains(kind, "Report"):
		return 3
	case strings.Contains(kind, "Article") || strings.Contains(kind, "Posting"):
		return 2
	case strings.Contains(kind, "Page") || strings.Contains(kind, "CreativeWork"):
		return 1
	}
	return 0
}

// article returns what the linked data tells of the article of the page: of that
// which has its address or its headline, else of the first; what it does not
// tell is taken from the page that holds it.
func (d *linkedData) article(address string, headlines []string) map[string]string {
	best, most := -1, 0
	for i, v := range d.nodes {
		kind := ldKind(v)
		if kind == 0 {
			continue
		}
		points := kind * 10
		for _, k := range [...]string{"url", "@id", "mainEntityOfPage"} {
			if u := ldAddress(ldGet(v, k)); kind > 1 && u != "" && address != "" && sameAddress(u, address) {
				points += 100
				break
			}
		}
		for _, h := range headlines {
			if t := ldText(ldGet(v, "headline")); kind > 1 && t != "" && strings.EqualFold(strings.Join(strings.Fields(html.UnescapeString(t)), " "), h) {
				points += 50
				break
			}
		}
		if points > most {
			best, most = i, points
		}
	}
	out := map[string]string{}
	if best < 0 {
		return out
	}
	chosen := d.nodes[best]
	fill := func(v map[string]any) {
		set := func(key, value string) {
			if value = html.UnescapeString(value); out[key] == "" && value != "" {
				out[key] = value
			}
		}
		set("headline", ldText(ldGet(v, "headline")))
		set("datePublished", ldDate(ldGet(v, "datePublished")))
		set("dateModified", ldDate(ldGet(v, "dateModified")))
		set("dateline", ldText(ldGet(v, "dateline")))
		set("dateline", ldName(ldGet(v, "locationCreated"), d.ids))
		set("inLanguage", ldLanguage(ldGet(v, "inLanguage")))
		set("url", ldAddress(ldGet(v, "url")))
		set("url", ldAddress(ldGet(v, "mainEntityOfPage")))
		set("author", ldName(ldGet(v, "author"), d.ids))
		set("author", ldName(ldGet(v, "creator"), d.ids))
		set("publisher", ldName(ldGet(v, "publisher"), d.ids))
		set("publisher", ldName(ldGet(v, "sourceOrganization"), d.ids))
	}
	fill(chosen)
	created := ldDate(ldGet(chosen, "dateCreated"))
	for _, v := range d.nodes {
		if ldKind(v) == 1 && ldKind(chosen) != 1 {
			fill(v)
		}
	}
	if out["datePublished"] == "" {
		out["datePublished"] = created
	}
	return out
}

// sameAddress compares two addresses without their scheme, the slash at their
// end and what is behind "#".
func sameAddress(a, b string) bool {
	bare := func(s string) string {
		if _, rest, ok := strings.Cut(s, "://"); ok {
			s = rest
		}
		s, _, _ = strings.Cut(s, "#")
		return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
	}
	return bare(a) != "" && bare(a) == bare(b)
}

func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case []any:
		var out []string
		for _, e := range v {
			if s, ok := e.(string); ok && strings.TrimSpace(s) != "" {
				out = append(out, strings.TrimSpace(s))
			}
		}
		return strings.Join(out, " ")
	case map[string]any:
		return ldText(v["@value"])
	}
	return ""
}

// ldDate is the first date of a value.
func ldDate(v any) string {
	if list, ok := v.([]any); ok {
		for _, e := range list {
			if s := ldText(e); s != "" {
				return s
			}
		}
		return ""
	}
	return ldText(v)
}

// ldAddress is the address of a value: itself, or its @id or url.
func ldAddress(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case map[string]any:
		if s, ok := v["@id"].(string); ok {
			return strings.TrimSpace(s)
		}
		s, _ := v["url"].(string)
		return strings.TrimSpace(s)
	}
	return ""
}

func ldLanguage(v any) string {
	if node, ok := v.(map[string]any); ok {
		if s := ldText(node["alternateName"]); s != "" {
			return s
		}
		return ldText(node["name"])
	}
	return ldDate(v)
}

// ldName is the name of a person or an organisation, or the names of several.
// One that is told by its @id alone is looked up.
func ldName(v any, ids map[string]map[string]any) string {
	switch v := v.(type) {
	case string:
		if strings.Contains(v, "://") {
			return ""
		}
		return strings.TrimSpace(v)
	case map[string]any:
		name := ldDate(ldGet(v, "name"))
		if name == "" {
			if node := ids[ldText(v["@id"])]; node != nil {
				name = ldDate(ldGet(node, "name"))
			}
		}
		if name == "" {
			name = strings.TrimSpace(ldText(ldGet(v, "givenName")) + " " + ldText(ldGet(v, "familyName")))
		}
		return name
	case []any:
		var out []string
		for _, e := range v {
			if s := ldName(e, ids); s != "" && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
		return strings.Join(out, ", ")
	}
	return ""
}

// The keys under which pages give a time, a writer, an outlet and the like, in
// <meta> and in marked elements, by how specific they are. Vocabularies stand
// before them: see metaKey.
var (
	publishedKeys = []string{
		"publishedtime", "datepublished", "published", "publishedat", "publisheddate", "dateissued", "issued", "publicationdate", "publishdate", "publishtime",
		"publicationtime", "pubdate", "pubtime", "onlinedate", "originalpublicationdate", "firstpublished", "firstpublishedat", "ptime", "pdate", "datetimepublished", "publisheddatetime",
		"publishdatetime", "releasedate", "dateposted", "postdate", "posted", "available", "articledate", "dateoriginal", "displaydate", "date", "created", "datecreated",
		"createdat", "createddate", "creationdate", "createdtime", "datesubmitted", "rbpubdate",
	}
	modifiedKeys = []string{
		"modifiedtime", "datemodified", "modified", "updatedtime", "modifieddate", "lastmodified", "lastmod", "lastupdated", "lastupdate", "revised", "revisiondate",
		"dateupdated", "updated", "updatedate", "updateddate", "utime", "modifiedat", "updatedat", "lastmodifieddate", "lastmodifiedtime", "datelastmodified",
	}
	authorKeyList = []string{"author", "authors", "creator", "authorname", "byl", "byline", "articleauthor", "rbauthors"}
	outletKeys    = []string{"sitename", "publisher", "publishername", "applicationname", "copyrightholder"}
	titleKeyList  = []string{"title", "headline", "hdl"}
	languageKeys  = []string{"contentlanguage", "language", "inlanguage", "lang", "locale"}
)

// values returns the values of the keys, the most specific key first and each
// once.
func (m *pageMeta) values(keys []string) (out []string) {
	for _, k := range keys {
		for _, v := range m.meta {
			if v.key == k && !slices.Contains(out, v.value) {
				out = append(out, v.value)
			}
		}
	}
	return out
}

// of returns the values of a key of one vocabulary.
func (m *pageMeta) of(vocab, key string) (out []string) {
	for _, v := range m.meta {
		if v.key == key && v.vocab == vocab {
			out = append(out, v.value)
		}
	}
	return out
}

// one returns the first value of a key of one vocabulary.
func (m *pageMeta) one(vocab, key string) string {
	if list := m.of(vocab, key); len(list) > 0 {
		return list[0]
	}
	return ""
}

// fill sets what the front matter has not said to the first of the values that
// says something.
func fill(dst *string, values ...string) {
	for _, v := range values {
		if *dst == "" && v != "" && !strings.Contains(v, "://") {
			*dst = strings.Join(strings.Fields(v), " ")
		}
	}
}

// identify finds the address, the schema.org article and the outlet of the page.
func (m *pageMeta) identify(s *Source) (address string) {
	address = m.address(s)
	headlines := []string{m.one("og", "title")}
	for _, h := range m.headings {
		headlines = append(headlines, m.headline(h))
	}
	m.ld = m.linked.article(address, headlines)
	fill(&s.Outlet, m.ld["publisher"], m.one("og", "sitename"), m.one("citation", "journaltitle"))
	fill(&s.Outlet, m.values(outletKeys)...)
	return address
}

// apply fills in the rest of what the front matter has not said.
func (m *pageMeta) apply(s *Source, w *htmlWalker, address string) {
	fill(&s.Author, m.author(s.Outlet))
	fill(&s.Dateline, m.ld["dateline"])
	for _, lang := range append([]string{m.ld["inLanguage"], m.lang}, m.values(languageKeys)...) {
		lang, _, _ = strings.Cut(strings.ReplaceAll(lang, "_", "-"), ",")
		if what, _ := checkLanguage(lang); s.Language == "" && what == "" {
			s.Language = lang
		}
	}
	for _, u := range []string{address, m.ld["url"], m.saved} {
		if what, _ := checkURL(u); s.URL == "" && what == "" {
			s.URL = u
		}
	}

	if h := m.chosen; h != nil {
		fill(&s.Title, m.headline(h))
		for _, mk := range w.marks {
			if mk.e == h {
				s.TitleSpan = mk.span
			}
		}
	}
	fill(&s.Title, withoutSite(m.one("og", "title"), s.Outlet), m.ld["headline"], m.one("citation", "title"))
	for _, t := range m.values(titleKeyList) {
		fill(&s.Title, withoutSite(t, s.Outlet))
	}
	for _, e := range m.titles {
		if t, short := m.short(e); short && !foreign(e, m.main()) {
			fill(&s.Title, t)
		}
	}
	fill(&s.Title, withoutSite(m.title, s.Outlet))
	m.stamps(s, w)
}

// address returns the address of the page: the canonical one, made whole, unless
// it leads to the front page and another does not.
func (m *pageMeta) address(s *Source) string {
	var list []string
	from := ""
	for _, u := range []string{m.base, m.one("og", "url"), m.saved, s.URL} {
		if what, _ := checkURL(u); from == "" && what == "" {
			from = u
		}
	}
	for _, u := range append([]string{m.url, m.one("og", "url")}, append(m.of("parsely", "link"), m.one("twitter", "url"))...) {
		if u = whole(from, u); u != "" {
			list = append(list, u)
		}
	}
	for _, u := range list {
		if _, path, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(u, "https://"), "http://"), "/"); path != "" {
			return u
		}
	}
	if len(list) > 0 {
		return list[0]
	}
	return ""
}

// whole returns the web address that u is, seen from the address from; empty if
// it is none.
func whole(from, u string) string {
	if u == "" {
		return ""
	}
	ref, err := url.Parse(u)
	if err != nil {
		return ""
	}
	if !ref.IsAbs() {
		base, err := url.Parse(from)
		if err != nil || from == "" {
			return ""
		}
		u = base.ResolveReference(ref).String()
	}
	if what, _ := checkURL(u); what != "" {
		return ""
	}
	return u
}

// longHeadline is more words than a headline has.
const longHeadline = 60

// heading returns the h1 that is the title of the story: the only one, else the one
// that the metadata names or the page's title repeats, else the only one that is
// marked as a headline, that is shown, or that stands in the story; nil if none is
// told apart. The name of the site is no headline.
func (m *pageMeta) heading(s *Source, story *element) *element {
	var list []*element
	for _, h := range m.headings {
		t := m.headline(h)
		if !(s.Outlet != "" && strings.EqualFold(t, s.Outlet)) && !holds(h, story) && len(strings.Fields(t)) <= longHeadline {
			list = append(list, h)
		}
	}
	if len(list) == 1 {
		return list[0]
	}
	for _, t := range []string{m.ld["headline"], m.one("og", "title"), withoutSite(m.title, s.Outlet)} {
		for _, h := range list {
			if t != "" && strings.EqualFold(m.headline(h), strings.Join(strings.Fields(t), " ")) {
				return h
			}
		}
	}
	titles := strings.ToLower(m.title + "\n" + m.one("og", "title") + "\n" + m.ld["headline"])
	for _, h := range list {
		if t := m.headline(h); strings.Contains(t, " ") && strings.Contains(titles, strings.ToLower(t)) {
			return h
		}
	}
	main := m.main()
	for _, fits := range []func(h *element) bool{
		func(h *element) bool {
			return strings.Contains(h.attr("itemprop"), "headline") || hasClass(h, headlineClasses)
		},
		func(h *element) bool { return main != nil && holds(main, h) && !foreign(h, main) },
		shown,
		func(h *element) bool { return holds(story, h) },
	} {
		var found []*element
		for _, h := range list {
			if fits(h) {
				found = append(found, h)
			}
		}
		if len(found) == 1 {
			return found[0]
		}
	}
	return nil
}

var headlineClasses = wordSet("p-name entry-title headline article-title post-title article-headline article__title article__headline story-title")

// main returns the article of the page: that with the headline, else the fullest;
// nil if none is marked as one.
func (m *pageMeta) main() *element {
	var best *element
	for _, a := range m.articles {
		if foreign(a, a) || enclosed(a) {
			continue
		}
		if len(m.headings) == 1 && holds(a, m.headings[0]) {
			return a
		}
		if best == nil || a.words > best.words {
			best = a
		}
	}
	return best
}

// enclosed reports whether an article stands inside another one.
func enclosed(a *element) bool {
	for e := a.parent; e != nil; e = e.parent {
		if e.tag == atom.Article || hasClass(e, entryClasses) && e.tag != atom.Body && e.tag != atom.Html {
			return true
		}
	}
	return false
}

// foreign reports whether an element belongs to something else than the article
// main: a comment, a teaser, a list of other reports.
func foreign(e, main *element) bool {
	for x := e; x != nil; x = x.parent {
		if x == main && x != e {
			return false
		}
		switch x.tag {
		case atom.Aside, atom.Nav, atom.Form, atom.Template, atom.Noscript:
			return true
		case atom.Article:
			if main != nil && x != main {
				return true
			}
		case atom.Body, atom.Html:
			return false
		}
		if t := x.attr("itemtype"); x != e && t != "" && otherTypes[t[strings.LastIndexByte(t, '/')+1:]] {
			return true
		}
		if p := x.attr("itemprop"); p == "comment" || p == "hasPart" || p == "citation" || p == "mentions" || p == "review" || p == "isBasedOn" || p == "video" || p == "image" {
			return true
		}
		for _, attr := range [...]string{"class", "id"} {
			for _, c := range strings.Fields(strings.ToLower(x.attr(attr))) {
				if strings.HasPrefix(c, "no-") || strings.HasPrefix(c, "has-") || strings.HasPrefix(c, "with-") {
					continue
				}
				for _, part := range strings.FieldsFunc(c, func(r rune) bool { return r == '-' || r == '_' || r == ':' }) {
					if foreignClasses[part] {
						return true
					}
				}
			}
		}
	}
	return false
}

var (
	otherTypes = map[string]bool{"Comment": true, "UserComments": true, "Event": true, "VideoObject": true, "ImageObject": true, "Review": true, "Offer": true, "Product": true, "Person": true, "WebSite": true, "AudioObject": true, "Recipe": true}
	// foreignClasses are words in the class or id of what is not the article.
	foreignClasses = wordSet(`comment comments commentlist related recommended recommendations recommendation sidebar teaser teasers popular trending widget promo reply replies
		response responses disqus readmore mostread cite event events vevent outbrain taboola recirculation newsletter`)
)

// author returns who wrote the report, as the best of the metadata says.
func (m *pageMeta) author(outlet string) string {
	if a := cleanAuthor(m.ld["author"]); a != "" {
		return a
	}
	for _, k := range authorKeyList {
		for _, vocab := range m.vocabs(k) {
			var names []string
			for _, v := range m.of(vocab, k) {
				if vocab == "twitter" || vocab == "fb" {
					continue
				}
				if a := cleanAuthor(v); a != "" && !slices.Contains(names, a) {
					names = append(names, a)
				}
			}
			if who := strings.Join(names, ", "); who != "" {
				// That the site wrote it is what a page says for want of a name.
				if outlet != "" && strings.EqualFold(who, outlet) {
					return firstOf(m.markedAuthor(), who)
				}
				return who
			}
		}
	}
	// "Written by" of the cards of a program for blogs.
	for _, n := range [...]string{"1", "2"} {
		if strings.EqualFold(m.one("twitter", "label"+n), "written by") {
			if a := cleanAuthor(m.one("twitter", "data"+n)); a != "" {
				return a
			}
		}
	}
	return m.markedAuthor()
}

// vocabs returns the vocabularies that have a key, in the order of the page.
func (m *pageMeta) vocabs(key string) (out []string) {
	for _, v := range m.meta {
		if v.key == key && !slices.Contains(out, v.vocab) {
			out = append(out, v.vocab)
		}
	}
	return out
}

// cleanAuthor returns the names of a value: without "By", and the family name
// last as in "Lee, Ann". Addresses are none.
func cleanAuthor(v string) string {
	v = strings.Join(strings.Fields(v), " ")
	if rest, ok := cutFold(v, "by "); ok {
		v = strings.TrimSpace(rest)
	}
	if inner, name, ok := strings.Cut(v, "("); ok && strings.Contains(inner, "@") {
		v = strings.TrimSpace(strings.TrimSuffix(name, ")"))
	}
	if strings.Contains(v, "://") || strings.HasPrefix(v, "@") || strings.Contains(v, "@") || len(v) > 200 || strings.HasPrefix(v, "/") {
		return ""
	}
	if last, given, ok := strings.Cut(v, ", "); ok && !strings.ContainsAny(last, " ") && given != "" && len(strings.Fields(given)) <= 2 && !strings.Contains(given, ",") {
		if !roleWords[strings.ToLower(given)] && !outletWords[strings.ToLower(given)] {
			v = given + " " + last
		}
	}
	return v
}

// markedAuthor returns the writers that the page marks as such.
func (m *pageMeta) markedAuthor() string {
	main := m.main()
	var names []string
	var from *element
	for _, e := range m.bylines {
		if foreign(e, main) || from != nil && holds(from, e) {
			continue
		}
		if len(names) > 0 && (e.attr("itemprop") == "" || from.attr("itemprop") == "") {
			break
		}
		t := e.attr("content")
		if t == "" {
			t, _ = m.short(e)
			if inner := m.named(e, 0); inner != "" {
				t = inner
			}
		}
		if rest, ok := cutFold(t, "written by "); ok {
			t = rest
		}
		t = cleanAuthor(t)
		if b, ok := readNames(t, text.Span{End: len(t)}); ok && len(t) <= 120 && !slices.Contains(names, b.names) {
			names, from = append(names, b.names), e
		}
	}
	return strings.Join(names, ", ")
}

// named returns the text of the element below e that is marked as a name.
func (m *pageMeta) named(e *element, depth int) string {
	if depth > 4 {
		return ""
	}
	for _, c := range e.children[:min(len(e.children), 20)] {
		if c.isText() {
			continue
		}
		if isProp(c, "name") || hasClass(c, nameClasses) {
			t, _ := m.short(c)
			return firstOf(c.attr("content"), t)
		}
		if t := m.named(c, depth+1); t != "" {
			return t
		}
	}
	return ""
}

var nameClasses = wordSet("fn p-name byline-name author-name byline__name")

// unset reports whether a stamp is what programs write where no date was set: the
// first instant of their calendars.
func unset(v string) bool {
	for _, first := range [...]string{"1970-01-01", "0001-01-01", "0000-00-00", "1900-01-01", "-0001-11-30"} {
		if strings.HasPrefix(v, first) {
			return true
		}
	}
	return v == "0"
}

// stamps fills in when the page says that it was published and changed.
func (m *pageMeta) stamps(s *Source, w *htmlWalker) {
	stamp := func(to *[]Stamp, b Basis, v string) {
		if v = plainStamp(v); v != "" && !unset(v) && !slices.ContainsFunc(*to, func(st Stamp) bool { return st.Basis == b && st.Text == v }) {
			*to = append(*to, Stamp{Basis: b, Text: v})
		}
	}
	stamp(&s.Published, JSONLD, m.ld["datePublished"])
	stamp(&s.Modified, JSONLD, m.ld["dateModified"])
	for _, v := range m.values(publishedKeys) {
		stamp(&s.Published, Meta, v)
	}
	for _, v := range m.values(modifiedKeys) {
		stamp(&s.Modified, Meta, v)
	}
	main := m.main()
	dated := m.dated(main) || len(s.Published) > 0 && s.Published[len(s.Published)-1].Basis >= JSONLD
	for _, e := range m.props {
		if foreign(e, main) {
			continue
		}
		v := firstOf(e.attr("content"), e.attr("datetime"), e.attr("value"))
		if e.tag == atom.Abbr || v == "" && readsAsStamp(e.attr("title")) {
			v = firstOf(v, e.attr("title"))
		}
		k := dateKind(e)
		if v == "" && k != noLabel {
			if t, short := m.short(e); short && !hasTime(e) {
				v = stampIn(t)
			}
		}
		switch {
		case v == "" || k == noLabel || k == other:
		case k == updated:
			stamp(&s.Modified, TimeElement, v)
		default:
			stamp(&s.Published, TimeElement, v)
		}
	}
	n := 0
	for _, e := range m.times {
		st := Stamp{Basis: TimeElement, Text: plainStamp(firstOf(e.attr("datetime"), e.attr("content")))}
		if !readsAsStamp(st.Text) {
			if t, short := m.short(e); short {
				st.Text = firstOf(stampIn(t), st.Text)
			}
		}
		if st.Text == "" || foreign(e, main) {
			continue
		}
		inside := false
		for _, mk := range w.marks {
			if mk.e == e {
				st.Span, inside = mk.span, true
			}
		}
		n++
		switch m.timeKind(e) {
		case updated:
			s.Modified = append(s.Modified, st)
		case published:
			s.Published = append(s.Published, st)
		case noLabel:
			// A time without a mark says when the report was published only if
			// it stands at its top: others date what the story tells.
			if n == 1 && !dated && (!inside || st.Span.Start < 600) && !m.inSentence(e) && !m.linked.dates(st.Text) {
				s.Published = append(s.Published, st)
			}
		}
	}
}

// dated reports whether a time of the article is marked as that of publication.
func (m *pageMeta) dated(main *element) bool {
	for _, e := range m.times {
		if !foreign(e, main) && m.timeKind(e) == published {
			return true
		}
	}
	return false
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

func hasTime(e *element) bool {
	for _, c := range e.children {
		if c.tag == atom.Time || hasTime(c) {
			return true
		}
	}
	return false
}

// stampIn returns the date that a text is or that stands alone in it behind its
// label; empty if there is none.
func stampIn(t string) string {
	if readsAsStamp(t) {
		return t
	}
	if sl, ok := readStampLine(t); ok && len(sl.stamps) == 1 {
		return sl.stamps[0].text
	}
	return ""
}

// dateKind says what an element that is no <time> is marked as the date of.
func dateKind(e *element) labelKind {
	kind := noLabel
	for _, attr := range [...]string{"itemprop", "property"} {
		for _, k := range strings.Fields(e.attr(attr)) {
			key, _ := metaKey(k)
			switch {
			case slices.Contains(publishedKeys, key):
				return published
			case slices.Contains(modifiedKeys, key):
				kind = updated
			}
		}
	}
	if kind == updated {
		return kind
	}
	return classKind(e)
}

// classKind says what the class of an element marks it as the date of. A date
// that is marked as both was never changed.
func classKind(e *element) labelKind {
	kind := noLabel
	for _, c := range classes(e) {
		switch {
		case strings.HasPrefix(c, "dtstart") || strings.HasPrefix(c, "dtend") || strings.HasPrefix(c, "dt-start") || strings.HasPrefix(c, "dt-end") || strings.Contains(c, "event"):
			return other
		case strings.Contains(c, "publish") || strings.Contains(c, "pubdate") || strings.Contains(c, "posted") || c == "entry-date" || c == "post-date" || c == "article-date" || c == "article__date" || strings.Contains(c, "publication") || strings.Contains(c, "created"):
			return published
		case strings.Contains(c, "modified") || strings.Contains(c, "updated") || strings.Contains(c, "update-") || strings.HasSuffix(c, "-update"):
			kind = updated
		}
	}
	return kind
}

// timeKind says what a <time> is marked as: by itself, by what holds it, or by
// the words before it.
func (m *pageMeta) timeKind(e *element) labelKind {
	if hasAttr(e, "pubdate") {
		return published
	}
	for _, p := range strings.Fields(e.attr("itemprop")) {
		if strings.EqualFold(p, "startDate") || strings.EqualFold(p, "endDate") {
			return other
		}
	}
	if k := dateKind(e); k != noLabel {
		return k
	}
	if k := m.wordsBefore(e); k != noLabel {
		return k
	}
	x := e.parent
	for depth := 0; x != nil && depth < 2 && x.tag != atom.Article && x.tag != atom.Body && x.tag != atom.Header && x.tag != atom.Main; depth++ {
		if oneTime(x) {
			if k := dateKind(x); k != noLabel {
				return k
			}
		}
		x = x.parent
	}
	return noLabel
}

// oneTime reports whether a small element holds one <time> and no more.
func oneTime(e *element) bool {
	const most = 30
	n := 0
	for _, c := range e.children[:min(len(e.children), most)] {
		if c.tag == atom.Time {
			n++
		}
		for _, d := range c.children[:min(len(c.children), most)] {
			if d.tag == atom.Time {
				n++
			}
		}
	}
	return n == 1 && len(e.children) < most
}

// maxShort is the length in bytes of the longest text that may be a date with
// its label, or a byline.
const maxShort = 120

// short returns the text of an element on one line, if it is short.
func (m *pageMeta) short(e *element) (string, bool) { return m.bounded(e, maxShort) }

// bounded returns the text of an element on one line; ok is false if it is
// longer than limit or lies in too many pieces.
func (m *pageMeta) bounded(e *element, limit int) (t string, ok bool) {
	var b strings.Builder
	seen := 0
	var walk func(e *element) bool
	walk = func(e *element) bool {
		if seen++; seen > 60 {
			return false
		}
		if e.isText() {
			if e.to-e.from > 8*limit {
				return false
			}
			b.Write(m.src[e.from:e.to])
			return b.Len() <= 8*limit
		}
		if e.tag == atom.Script || e.tag == atom.Style || e.tag == atom.Svg {
			return true
		}
		for _, c := range e.children {
			if !walk(c) {
				return false
			}
			if blocks[c.tag] || c.tag == atom.Br {
				b.WriteByte(' ')
			}
		}
		return true
	}
	for _, c := range e.children {
		if !walk(c) {
			return "", false
		}
	}
	t = strings.Join(strings.Fields(html.UnescapeString(b.String())), " ")
	return t, len(t) <= limit
}

// wordsBefore says what the words just before a <time>, or the first in it, tell
// of it: "Updated <time>".
func (m *pageMeta) wordsBefore(e *element) labelKind {
	if inside, short := m.short(e); short {
		if sl, ok := readStampLine(inside); ok && len(sl.stamps) == 1 && sl.stamps[0].labelled {
			if sl.stamps[0].update {
				return updated
			}
			return published
		}
	}
	x := e
	for depth := 0; depth < 3 && x.parent != nil; depth++ {
		for i, c := range x.parent.children {
			if c != x {
				continue
			}
			for j := i - 1; j >= 0; j-- {
				before := x.parent.children[j]
				t := ""
				switch {
				case before.isText():
					t = strings.Join(strings.Fields(html.UnescapeString(string(m.src[before.from:before.to]))), " ")
				case before.tag == atom.Time || before.tag == atom.Br || before.tag == atom.P || before.tag == atom.H1:
					return noLabel
				default:
					short := false
					if t, short = m.short(before); !short {
						return noLabel
					}
				}
				if t = strings.Trim(t, " |•·–—-/,()"); t == "" {
					continue
				}
				if len(t) > maxShort {
					return noLabel
				}
				if k, ok := readLabel(t); ok {
					return k
				}
				ws := strings.Fields(t)
				if k, ok := readLabel(ws[len(ws)-1]); ok && (k == updated || k == published) {
					return k
				}
				if len(ws) > 1 {
					if k, ok := readLabel(strings.Join(ws[len(ws)-2:], " ")); ok {
						return k
					}
				}
				return noLabel
			}
		}
		if blocks[x.parent.tag] {
			break
		}
		x = x.parent
	}
	return noLabel
}

// inSentence reports whether a <time> stands among the words of a paragraph.
func (m *pageMeta) inSentence(e *element) bool {
	x := e.parent
	for x != nil && !blocks[x.tag] {
		x = x.parent
	}
	return x != nil && (x.tag == atom.P || x.tag == atom.Li || x.tag == atom.Blockquote || x.tag == atom.Figcaption) && x.words > 14
}

// plainStamp returns a stamp as it is read, with the marks of ISO 8601 where it
// is written without: "20251203", "20251203T091400Z".
func plainStamp(v string) string {
	v, _, _ = strings.Cut(strings.TrimSpace(v), "[") // "...+02:00[Europe/Berlin]"
	if len(v) < 8 || !allDigits(v[:8]) || v[:4] < "1500" || v[:4] > "2199" {
		return v
	}
	date := v[:4] + "-" + v[4:6] + "-" + v[6:8]
	rest := strings.TrimPrefix(v[8:], "T")
	switch {
	case v[8:] == "":
		return orAsWritten(date, v)
	case len(rest) >= 6 && allDigits(rest[:6]) && (len(rest) == 6 || !allDigits(rest[6:7])):
		return orAsWritten(date+"T"+rest[:2]+":"+rest[2:4]+":"+rest[4:6]+rest[6:], v)
	case len(rest) >= 4 && allDigits(rest[:4]) && (len(rest) == 4 || !allDigits(rest[4:5])):
		return orAsWritten(date+"T"+rest[:2]+":"+rest[2:4]+rest[4:], v)
	}
	return v
}

func orAsWritten(stamp, v string) string {
	if readsAsStamp(stamp) {
		return stamp
	}
	return v
}

func hasAttr(e *element, name string) bool {
	for _, a := range e.attrs {
		if a.Key == name {
			return true
		}
	}
	return false
}

// withoutSite returns the title of a page without the outlet's name behind or
// before it. A short name behind a bar is that of an outlet.
func withoutSite(title, outlet string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · "} {
		if i := strings.LastIndex(title, sep); i > 0 {
			last := strings.TrimSpace(title[i+len(sep):])
			if outlet != "" && strings.EqualFold(last, outlet) {
				return withoutSite(strings.TrimSpace(title[:i]), outlet)
			}
			if outlet == "" && sep == " | " && len(strings.Fields(last)) <= 4 && len(strings.Fields(title[:i])) >= 3 {
				return title[:i]
			}
		}
		if i := strings.Index(title, sep); i > 0 && outlet != "" && strings.EqualFold(strings.TrimSpace(title[:i]), outlet) {
			return strings.TrimSpace(title[i+len(sep):])
		}
	}
	return title
}
