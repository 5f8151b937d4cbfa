package content

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// Which part of a page is its story is decided in three passes over the tree,
// each linear. The first takes out what no reader sees and no page means as
// text. The second takes out what its role, its name or its links say to be
// furniture, unless it holds most of the page. The third finds the element that
// holds the story: what is marked as its body, or the deepest element with most
// of the prose. Rules here follow the language of pages, never one page.

var (
	// dropped are elements that never hold text of a story.
	dropped = atoms(atom.Script, atom.Style, atom.Noscript, atom.Button, atom.Select, atom.Textarea, atom.Svg, atom.Iframe, atom.Object,
		atom.Video, atom.Audio, atom.Head, atom.Title, atom.Dialog, atom.Canvas, atom.Math, atom.Menu, atom.Label, atom.Datalist, atom.Rp,
		atom.Rt, atom.Del, atom.S, atom.Strike, atom.Figcaption, atom.Frameset, atom.Noframes, atom.Noembed, atom.Progress, atom.Meter,
		atom.Applet, atom.Map)
	// doubtful are elements that hold none, unless they hold most of the page.
	doubtful = atoms(atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Fieldset)
	headings = atoms(atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)
	lists    = atoms(atom.Ul, atom.Ol, atom.Dl)
	// kept are the only elements that a figure may hold of a story.
	kept = atoms(atom.Table, atom.Blockquote, atom.Pre, atom.Ul, atom.Ol)
)

// roles are the ARIA roles of furniture.
var roles = wordSet(`navigation complementary contentinfo search banner menu menubar menuitem toolbar dialog alertdialog tablist tab
	tooltip progressbar slider button img status timer form scrollbar switch checkbox radio combobox listbox`)

// clutter are words in the class, the id or the name of elements that are no
// part of a story. A word of several parts stands for parts in a row.
var clutter = wordSet(`advert adverts advertisement advertisements advertising advertorial ad ads adslot adsense adbox adunit adcontainer
	adwrapper banner billboard sponsor sponsored sponsors promo promos promoted promotion promobox outbrain taboola revcontent mgid
	credit credits caption captions captiontext wp-caption-text media-caption image-source photocredit imagecredit
	share shares sharing sharebar sharebox sharedaddy sharethis addthis addtoany addtoany social socials socialmedia follow-us
	related relatedposts relatedarticles relatedlinks relatedcontent recommended recommendation recommendations recirc recirculation
	read-more readmore read-next readnext read-also also-read most-read mostread most-popular mostpopular more-stories more-news more-from more-on
	more-articles also-like you-may trending popular-posts latest-news latest-posts recent-posts onward up-next see-also further-reading
	newsletter newsletters subscribe subscription subscriptions subscriber signup sign-up signin sign-in login register registration
	paywall-barrier paywall-message paywall-prompt paywall-banner paywall-overlay paywall-offer regwall donate donation donations membership
	cookie cookies consent gdpr privacy-banner
	breadcrumb breadcrumbs crumbs crumb nav navi navbar navigation mainnav subnav topnav menu menus submenu mainmenu topmenu pagination pager
	paging prev-next postnav post-nav skip skiplink skip-link skip-links sitemap masthead toolbar toolbox
	sidebar sidebars sidenav siderail rightrail right-rail left-rail rail widget-area widgetarea
	popup popups modal overlay lightbox tooltip toast snackbar flyout dropdown drawer
	footer foot footnav colophon imprint copyright legal
	tags taglist tag-list tagcloud tag-cloud tag-links post-tags cat-links categories catlinks keywords topics
	rating ratings voting votes poll quiz survey feedback
	pullquote pull-quote pullquotes
	author-bio authorbio author-box authorbox about-author author-info author-card author-description author-profile biography post-author-box
	button buttons btn cta editsection jump-to toc-toggle printfooter print-link printlink print-only email-link
	sr-only sronly visually-hidden visuallyhidden screen-reader-text screen-reader screenreader assistive-text offscreen noprint
	key-events`)

// stems are beginnings of such words.
var stems = []string{"breadcrumb", "newsletter", "recommend", "related", "outbrain", "taboola", "advert", "cookie"}

func hasPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// asides are those of the words that count for a paragraph of prose too.
var asides = wordSet(`caption captions captiontext wp-caption-text media-caption image-source photocredit imagecredit credit credits copyright
	advert advertisement ad sponsored promo newsletter related read-more read-also see-also cookie cookies sr-only visually-hidden
	visuallyhidden screen-reader-text author-bio authorbio pullquote`)

// remarks are words in the class or id of what readers wrote below a story.
var remarks = wordSet(`comment comments commentlist comment-list commentarea comments-area disqus respond reply replies discussion
	kommentar kommentare comentarios commentaires komentarze responses facebook-comments livefyre`)

// tickers are words in the class of what is told as it happens, where comments
// are those of the writer.
var tickers = wordSet("live liveblog live-blog ticker liveticker commentary")

// bodies are words in the class or id of the element that holds a story.
var bodies = wordSet(`articlebody article-body article-text articletext article-content articlecontent article-main story-body storybody
	story-text storytext story-content entry-content entrycontent entry-body entry-text post-content postcontent post-body postbody post-text
	post-entry body-content body-copy bodycopy body-text bodytext news-body news-text newstext news-content newscontent content-body content-text
	page-content single-content single-post-content text-content main-text artikel-text artikeltext mw-parser-output mw-content-text
	rich-text richtext wysiwyg govspeak`)

// states are words before the name of another element: "with-sidebar".
var states = wordSet("has have with no without is hide hidden show category cat tag format status")

// names returns the words in the class, the id and the tag of e: the parts
// between hyphens and changes of case, and two and three of them in a row.
func names(e *element, visit func(word string) bool) {
	each := func(name string) bool {
		var parts [3]string
		for part := range nameParts(name) {
			if states[parts[2]] {
				parts[2] = "" // "no-sidebar" tells of another element
				continue
			}
			parts[0], parts[1], parts[2] = parts[1], parts[2], strings.ToLower(part)
			if visit(parts[2]) || parts[1] != "" && visit(parts[1]+"-"+parts[2]) ||
				parts[0] != "" && visit(parts[0]+"-"+parts[1]+"-"+parts[2]) {
				return false
			}
		}
		return true
	}
	if e.tag == 0 && !each(e.name) {
		return
	}
	for _, a := range e.attrs {
		if a.Key != "class" && a.Key != "id" {
			continue
		}
		for name := range strings.FieldsSeq(a.Val) {
			if !each(name) {
				return
			}
		}
	}
}

// nameParts yields the parts of a name in a class: "shareTools" and
// "share-tools" have two.
func nameParts(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		for i := 0; i <= len(name); i++ {
			if i < len(name) && name[i] != '-' && name[i] != '_' && name[i] != ':' && name[i] != '/' &&
				(i == start || !isUpper(name[i]) || isUpper(name[i-1])) {
				continue
			}
			if i > start && !yield(name[start:i]) {
				return
			}
			start = i
			if i < len(name) && !isUpper(name[i]) {
				start++
			}
		}
	}
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

func named(e *element, set map[string]bool) bool {
	found := false
	names(e, func(word string) bool {
		found = set[word]
		return found
	})
	return found
}

// note reports whether a superscript is the mark of a footnote: it links to one.
func note(e *element) bool {
	for _, c := range e.children {
		if c.isLink() && strings.HasPrefix(c.attr("href"), "#") {
			return true
		}
	}
	return false
}

// unseen reports whether e and all in it are no text that a page shows.
func unseen(e *element) bool {
	switch {
	case dropped[e.tag], e.tag == atom.Sup && note(e):
		return true
	case e.tag == atom.Template:
		// A browser that saves a page writes shadow trees as templates.
		return !hasAttr(e, "shadowrootmode") && !hasAttr(e, "shadowroot")
	case e.tag == atom.Figure || e.parent != nil && e.parent.tag == atom.Figure:
		if e.traits&hasKept == 0 {
			return true
		}
	}
	for _, a := range e.attrs {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if strings.Contains(a.Val, ":") && hiddenStyle(a.Val) {
				return true
			}
		}
	}
	return false
}

func hiddenStyle(style string) bool {
	s := strings.ReplaceAll(strings.ToLower(style), " ", "")
	return strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden")
}

// A traits set says what tags an element and what is below it have.
type traits uint8

const (
	hasHeadline traits = 1 << iota // h1
	hasHeading                     // any heading
	hasKept                        // what a figure may hold of a story
	hasTable                       // a table below
)

// survey fills in the traits of e and of all below it.
func survey(e *element) traits {
	for _, c := range e.children {
		e.traits |= survey(c)
		if c.tag == atom.Table {
			e.traits |= hasTable
		}
	}
	own := e.traits
	switch {
	case e.tag == atom.H1:
		own |= hasHeadline | hasHeading
	case headings[e.tag]:
		own |= hasHeading
	case kept[e.tag]:
		own |= hasKept
	}
	if e.tag == atom.Table {
		e.layout = isLayout(e)
	}
	e.traits = own
	return own
}

// isLayout reports whether a table only puts parts of a page side by side: its
// cells hold tables or headings, or there is only one in each row.
func isLayout(table *element) bool {
	role := table.attr("role")
	if role == "presentation" || role == "none" || table.traits&(hasTable|hasHeading) != 0 {
		return true
	}
	wide := false
	var rows func(e *element)
	rows = func(e *element) {
		for _, c := range e.children {
			switch c.tag {
			case atom.Tr:
				n := 0
				for _, cell := range c.children {
					if cells[cell.tag] {
						n++
					}
				}
				wide = wide || n > 1
			case atom.Tbody, atom.Thead, atom.Tfoot:
				rows(c)
			}
		}
	}
	rows(table)
	return !wide
}

// A verdict says whether something is part of a story.
type verdict uint8

const (
	fine      verdict = iota
	dubious           // named like furniture: it is, unless it holds more than half of the page
	furnished         // marked as furniture: it is, unless it holds nearly all of the page
	readers           // what readers wrote, unless there is nothing else
)

// judge returns what the tag, the role and the names of e say of it.
func judge(e *element) verdict {
	if e.parent == nil || e.tag == atom.Html || e.tag == atom.Body {
		return fine
	}
	v := fine
	switch {
	case e.tag == atom.Footer && above(e.parent, nil, atom.Blockquote) != nil:
	case doubtful[e.tag], roles[strings.ToLower(e.attr("role"))], e.attr("aria-hidden") == "true":
		v = furnished
	case e.tag == atom.Header && above(e.parent, nil, atom.Article, atom.Main) == nil && e.traits&hasHeadline == 0:
		v = furnished
	}
	if e.tag == atom.Article || e.tag == atom.Main {
		return v
	}
	prose := e.tag == atom.P && e.prose > 0 && e.linked == 0 || inProse(e)
	live := named(e, tickers)
	names(e, func(word string) bool {
		switch {
		case (remarks[word] || strings.HasPrefix(word, "comment") && word != "commentary") && !live && !prose:
			v = readers
		case clutter[word] && (!prose || asides[word]), !prose && hasPrefix(word, stems):
			v = max(v, dubious)
		}
		return v == readers
	})
	return v
}

// inProse reports whether e is part of a line of a paragraph of prose, where to
// leave it out would break a sentence.
func inProse(e *element) bool {
	if e.tag != atom.A && e.tag != atom.Span && !lineTags[e.tag] {
		return false
	}
	for e = e.parent; e.parent != nil && !blocks[e.tag]; e = e.parent {
	}
	return e.tag == atom.P && e.prose > 0
}

// fewWords is how many words of prose are no story.
const fewWords = 30

// A tally counts the words of an element.
type tally struct {
	words  int // outside links
	linked int // in links
	prose  int // in blocks of some length that are not mainly links
}

// measure counts the words of e and of all below it that are not cut. It
// returns those that stand in no block below e.
func measure(e *element, src []byte, link bool) (own, ownLinked int) {
	if e.isText() {
		n := countWords(src[e.from:e.to])
		if link {
			return 0, n
		}
		return n, 0
	}
	e.tally = tally{}
	if e.cut {
		return 0, 0
	}
	link = link || e.isLink()
	for _, c := range e.children {
		w, l := measure(c, src, link)
		own, ownLinked = own+w, ownLinked+l
		e.words, e.linked, e.prose = e.words+c.words, e.linked+c.linked, e.prose+c.prose
		if c.isText() {
			e.words, e.linked = e.words+w, e.linked+l
		}
	}
	if !blocks[e.tag] && !cells[e.tag] && e.parent != nil {
		return own, ownLinked
	}
	if own >= proseWords && own >= ownLinked && !headings[e.tag] {
		e.prose += own + ownLinked
	}
	return 0, 0
}

// proseWords is how many words outside links make a block prose.
const proseWords = 8

// countWords returns the number of words of a text. Where words are not set
// apart, as in Chinese, two letters are one.
func countWords(b []byte) int {
	n, dense := 0, 0
	in := false
	for _, c := range b {
		if 0xE3 <= c && c <= 0xE9 {
			dense++
		}
		space := c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
		if !space && !in {
			n++
		}
		in = !space
	}
	return n + dense/2
}

// furnish cuts what is no story from the page below root.
func furnish(root *element, src []byte) {
	survey(root)
	root.each(func(e *element) { e.cut = unseen(e) })
	measure(root, src, false)
	all := root.prose
	cutFurniture(root, src, all, judge)
	// Where too little is left, the names meant something else.
	if root.prose < fewWords && all >= 2*fewWords {
		root.restore()
		measure(root, src, false)
		cutFurniture(root, src, all, func(e *element) verdict {
			if v := judge(e); v != dubious {
				return v
			}
			return fine
		})
	}
	root.each(func(e *element) {
		if e.cut = linkList(e) || label(e, src); !e.cut {
			underLabels(e, src)
		}
	})
	measure(root, src, false)
}

// cutFurniture cuts what is judged to be furniture from a page that has a number
// of words of prose.
func cutFurniture(root *element, src []byte, all int, judge func(*element) verdict) {
	root.each(func(e *element) {
		rest := all - e.prose
		switch judge(e) {
		case dubious:
			e.cut = e.prose <= rest
		case furnished:
			e.cut = e.prose <= 4*rest
		case readers:
			e.cut = rest >= fewWords || e.prose <= rest
		}
	})
	measure(root, src, false)
}

// restore takes back all cuts but those of what is not seen.
func (e *element) restore() {
	e.cut = unseen(e)
	for _, c := range e.children {
		c.restore()
	}
}

// underLabels cuts the links that stand below a heading of furniture in e.
func underLabels(e *element, src []byte) {
	below := false
	for _, c := range e.children {
		switch {
		case c.isText() || c.cut:
		case headings[c.tag]:
			below = label(c, src)
		case below && c.prose == 0 && c.linked >= c.words:
			c.cut = true
		default:
			below = false
		}
	}
}

// headNothing cuts the headings in a story that head nothing, because what stood below
// them was cut.
func headNothing(story *element, src []byte) {
	var pending []*element
	gone := false // whether something was cut since the last heading
	var walk func(e *element)
	walk = func(e *element) {
		switch {
		case e.isText():
			if countWords(src[e.from:e.to]) > 0 {
				pending = pending[:0]
			}
			return
		case e.cut:
			gone = gone || e.tag != atom.Script && e.tag != atom.Style
			return
		case headings[e.tag] && e.words+e.linked > 0:
			for n := len(pending); n > 0 && pending[n-1].tag.String() >= e.tag.String(); n-- {
				pending[n-1].cut = gone && pending[n-1].tag != atom.H1
				pending = pending[:n-1]
			}
			pending, gone = append(pending, e), false
			return
		}
		for _, c := range e.children {
			walk(c)
		}
	}
	walk(story)
	for _, e := range pending {
		e.cut = e.tag != atom.H1
	}
}

// each visits e and all below it that are not cut.
func (e *element) each(visit func(*element)) {
	if e.isText() || e.cut {
		return
	}
	if visit(e); e.cut {
		return
	}
	for _, c := range e.children {
		c.each(visit)
	}
}

// linkList reports whether e is a block of links without a sentence of its own.
func linkList(e *element) bool {
	if e.tag == atom.Table && onlyCaption(e) {
		return true
	}
	if e.prose > 0 || e.linked <= e.words || !blocks[e.tag] && !cells[e.tag] || headings[e.tag] || e.tag == atom.Body || inTable(e) {
		return false
	}
	if e.tag == atom.Dd || e.tag == atom.Dt || e.tag == atom.Li || e.traits&hasHeadline != 0 && !lists[e.tag] {
		return false
	}
	return lists[e.tag] || e.linked >= 4
}

// onlyCaption reports whether a table has no words but its caption: it sets out
// a picture.
func onlyCaption(table *element) bool {
	for _, c := range table.children {
		if c.tag == atom.Caption {
			return c.words+c.linked == table.words+table.linked
		}
	}
	return false
}

// inTable reports whether e is part of a table of data.
func inTable(e *element) bool {
	t := above(e, nil, atom.Table)
	return t != nil && !t.layout
}

// labels of furniture, as they stand alone or before a link.
var furniture = []string{
	"advertisement", "advertising", "story continues below", "article continues", "continue reading", "read more", "read also", "read next",
	"also read", "see also", "see more", "more:", "more on this", "more from", "related", "recommended", "watch:", "watch more", "listen:", "list of ",
	"don't miss", "don’t miss", "you may also", "you might also", "sign up", "subscribe", "follow us", "share this", "share on", "click here",
	"skip advertisement", "skip past", "loading", "topics", "tags:", "filed under", "most read", "top stories", "trending", "in pictures:",
	"lesen sie auch", "lesen sie mehr", "mehr zum thema", "zum thema", "anzeige", "werbung", "lire aussi", "à lire aussi", "publicité", "lea también",
	"lee también", "leer más", "publicidad", "leggi anche", "читайте также", "читайте також", "реклама", "czytaj też", "czytaj także", "zobacz też",
	"reklama", "lees ook", "leia também", "leia mais", "läs också", "les også", "læs også",
}

// label reports whether e is a short block that only points elsewhere.
func label(e *element, src []byte) bool {
	if !blocks[e.tag] || e.words > 12 || e.words+e.linked > 25 || e.words+e.linked == 0 || e.tag == atom.H1 || e.tag == atom.Li || inTable(e) {
		return false
	}
	text := strings.ToLower(plainWords(e, src))
	for _, f := range furniture {
		rest, ok := strings.CutPrefix(text, f)
		if !ok {
			continue
		}
		if e.linked > 0 && !headings[e.tag] {
			// Outside the link stands only the label.
			return e.words <= len(strings.Fields(f))+1
		}
		return onlyWords(rest, labelWords)
	}
	return false
}

// labelWords are words that labels of furniture go on with.
var labelWords = wordSet(`story stories article articles news link links content topic topics post posts reading below advertisement us on this
	more you from the by video videos to our newsletter newsletters also like might may for here read coverage items in our section themes thema
	auch interessieren könnte sie artikel tags categories files media page site newsletter now today free`)

// onlyWords reports whether all words of a text are in a set.
func onlyWords(s string, set map[string]bool) bool {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !set[w] {
			return false
		}
	}
	return true
}

// plainWords returns the text of a short element, its blanks as single spaces.
func plainWords(e *element, src []byte) string {
	var b bytes.Buffer
	var walk func(*element)
	walk = func(e *element) {
		if e.isText() {
			b.Write(src[e.from:e.to])
		}
		if e.cut {
			return
		}
		for _, c := range e.children {
			walk(c)
		}
	}
	walk(e)
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return unicode.IsSpace(r) }), " ")
}

// container returns the element that holds the story.
func container(root *element) *element {
	var articles, mains []*element
	root.each(func(e *element) {
		switch {
		case e.tag == atom.Article || e.attr("role") == "article":
			articles = outermost(articles, e)
		case e.tag == atom.Main || e.attr("role") == "main":
			mains = outermost(mains, e)
		}
	})
	story := root
	for _, list := range [][]*element{mains, articles} {
		// Teasers are articles too: one with little of the page is none.
		if e, series := fullest(list); e != nil && e.prose*5 >= root.prose*2 && e.words > 0 && holds(story, e) {
			if story = e; series {
				return story
			}
		}
	}
	var marked []*element
	story.each(func(e *element) {
		if e != story && (e.attr("itemprop") == "articleBody" || e.attr("property") == "articleBody" || named(e, bodies)) {
			marked = outermost(marked, e)
		}
	})
	if e, series := fullest(marked); e != nil && e.words > 0 && e.prose*5 >= story.prose*3 {
		if story = e; series {
			return story
		}
	}
	return deepest(story)
}

// deepest returns the deepest element in e that still holds most of its prose.
func deepest(e *element) *element {
	for {
		var next *element
		for _, c := range e.children {
			if !c.isText() && c.prose*10 >= e.prose*9 && c.prose > 0 && c.tag != atom.P && (blocks[c.tag] || c.parent.parent == nil || c.tag == 0) {
				next = c
				break
			}
		}
		if next == nil {
			return e
		}
		e = next
	}
}

// outermost adds e to a list in the order of the page, unless the last element
// holds it.
func outermost(list []*element, e *element) []*element {
	if n := len(list); n > 0 && holds(list[n-1], e) {
		return list
	}
	return append(list, e)
}

// fullest returns the element of a list with the most words or, if it is one of
// a series (the posts of a live blog, the entries of a diary), what holds the
// series.
func fullest(list []*element) (best *element, series bool) {
	for _, e := range list {
		if best == nil || e.prose > best.prose || e.prose == best.prose && e.words > best.words {
			best = e
		}
	}
	for _, e := range list {
		if e != best && e.parent == best.parent && e.words > e.linked && firstClass(e) == firstClass(best) {
			return best.parent, true
		}
	}
	return best, false
}

func firstClass(e *element) string {
	class, _, _ := strings.Cut(e.attr("class"), " ")
	return class
}

func holds(e, inner *element) bool {
	for ; inner != nil; inner = inner.parent {
		if inner == e {
			return true
		}
	}
	return false
}
