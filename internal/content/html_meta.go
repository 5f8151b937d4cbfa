package content

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"timeline/internal/text"
)

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
