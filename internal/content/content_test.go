package content

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"timeline/internal/text"
)

// source reads one report and fails the test on a problem.
func source(t *testing.T, name, body string) Source {
	t.Helper()
	s, problems := ReadSource(name, []byte(body))
	for _, p := range problems {
		t.Errorf("unexpected problem: %v", p)
	}
	checkMap(t, s, body)
	return s
}

// checkMap holds the map of a source to its promise: the runs tile the text in
// order, and where they are literal the file reads the same.
func checkMap(t *testing.T, s Source, file string) {
	t.Helper()
	end, fileEnd := 0, 0
	for _, r := range s.runs {
		if r.text != end || r.textLen <= 0 || r.fileLen < 0 || r.file < 0 || r.file+r.fileLen > len(file) {
			t.Fatalf("run %+v does not follow on %d (file %d) in %q", r, end, len(file), file)
		}
		if r.file < fileEnd {
			t.Fatalf("run %+v goes back in the file, behind %d, in %q", r, fileEnd, file)
		}
		if r.literal {
			if got, want := s.Text.Text[r.text:r.text+r.textLen], file[r.file:r.file+r.fileLen]; got != want {
				t.Fatalf("the text reads %q where the file reads %q", got, want)
			}
		}
		end, fileEnd = r.text+r.textLen, r.file+r.fileLen
	}
	if end != len(s.Text.Text) {
		t.Fatalf("the map covers %d of %d bytes of %q", end, len(s.Text.Text), file)
	}
	if !utf8.ValidString(s.Text.Text) {
		t.Fatalf("text %q of %q is not UTF-8", s.Text.Text, file)
	}
	for _, w := range text.Words(s.Text.Text, text.Span{End: len(s.Text.Text)}) {
		at := s.FileOffset(w.Start)
		if s.Literal(w) && file[at:at+w.Len()] != w.Of(s.Text.Text) {
			t.Fatalf("word %q stands at %d of %q", w.Of(s.Text.Text), at, file)
		}
	}
	for _, sp := range []text.Span{s.TitleSpan, s.BylineSpan, s.DatelineSpan} {
		if sp.Start < 0 || sp.End < sp.Start || sp.End > len(s.Text.Text) {
			t.Fatalf("span %v outside the text of %q", sp, file)
		}
	}
	for _, st := range append(append([]Stamp(nil), s.Published...), s.Modified...) {
		if st.Span.End > len(s.Text.Text) || st.Text == "" {
			t.Fatalf("stamp %+v of %q", st, file)
		}
	}
}

func TestMarkdownText(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"paragraphs", "One.\n\nTwo\nlines.\n", "One.\n\nTwo lines."},
		{"front matter", "---\ntitle: A\n---\nBody.", "Body."},
		{"heading", "# Bridge falls\nIt fell.", "Bridge falls\n\nIt fell."},
		{"list", "- one\n- two\n\n1. three\n", "one\n\ntwo\n\nthree"},
		{"quote", "> We left\n> at noon.\n\nHe said.", "We left at noon.\n\nHe said."},
		{"emphasis and links", "A *very* [old **bridge**](http://x.example/a \"t\") ~~stood~~.", "A very old bridge stood."},
		{"bare link", "See https://x.example/a, now.", "See https://x.example/a, now."},
		{"angle link", "See <https://x.example/a> now.", "See https://x.example/a now."},
		{"entities", "Ruiz &amp; Co &mdash; 5&nbsp;pm &lt;b&gt; &bogus; AT&T", "Ruiz & Co — 5\u00a0pm <b> &bogus; AT&T"},
		{"escapes", `1\. May \*now\* C:\dir`, `1. May *now* C:\dir`},
		{"code", "At `16:30` it\n\n    fell down\n", "At 16:30 it\n\nfell down"},
		{"raw html", "<div>\nhidden\n</div>\n\nA <b>bold</b> claim<br>twice.", "A bold claim\ntwice."},
		{"script", "<script>\nalert(1)\n</script>\n\nText.", "Text."},
		{"hard break", "One  \ntwo\\\nthree", "One\ntwo\nthree"},
		{"image", "![a picture](x.png) Words.", " Words."},
		{"table", "| When | What |\n|---|---|\n| 8pm | *start* |\n", "When | What\n\n8pm | start"},
		{"windows line ends", "One\r\ntwo.\r\n\r\nThree.\r\n", "One two.\n\nThree."},
		{"byte order mark", "\ufeff# A\n\nB.", "A\n\nB."},
		{"nothing", "\n\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := ReadSource("a.md", []byte(tt.in))
			checkMap(t, s, tt.in)
			if diff := cmp.Diff(tt.want, s.Text.Text); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestMarkdownPositions(t *testing.T) {
	file := "---\ntitle: x\n---\n\nRuiz &amp; Lee *left*\nat noon.\n"
	s := source(t, "a.md", file)
	for _, tt := range []struct {
		word      string
		line, col int
	}{{"Ruiz", 5, 1}, {"&", 5, 6}, {"Lee", 5, 12}, {"left", 5, 17}, {"noon", 6, 4}} {
		line, col := s.Line(strings.Index(s.Text.Text, tt.word))
		if line != tt.line || col != tt.col {
			t.Errorf("%q at %d:%d, want %d:%d", tt.word, line, col, tt.line, tt.col)
		}
	}
}

func TestMarkdownIsSafe(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"A *b*.", "<p>A <em>b</em>.</p>\n"},
		{"<script>alert(1)</script>", "<!-- raw HTML omitted -->\n"},
		{"[x](javascript:alert(1))", "<p><a href=\"\">x</a></p>\n"},
		{"a <img src=x onerror=alert(1)> b", "<p>a <!-- raw HTML omitted --> b</p>\n"},
		{"![a \"*lock*\" & 1 < 2](https://example.org/a.png)", "<p><a href=\"https://example.org/a.png\">a &quot;lock&quot; &amp; 1 &lt; 2</a></p>\n"},
		{"![](a.png)", "<p><a href=\"a.png\">a.png</a></p>\n"},
		{"[![in a link](a.png)](b.html)", "<p><a href=\"b.html\">in a link</a></p>\n"},
		{"![x](javascript:alert(1))", "<p>x</p>\n"},
		{"|a|b|\n|-:|:-:|\n|1|2|", "<table>\n<thead>\n<tr>\n<th scope=\"col\" class=\"n\">a</th>\n<th scope=\"col\" class=\"mid\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class=\"n\">1</td>\n<td class=\"mid\">2</td>\n</tr>\n</tbody>\n</table>\n"},
	} {
		if got := Markdown([]byte(tt.in)); got != tt.want {
			t.Errorf("Markdown(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// about is what a source says about itself, without its text.
type about struct {
	Title, TitleText, Outlet, URL, Author, Language, Dateline, Timezone string
	Published, Modified                                                 []string
}

func aboutOf(s Source) about {
	a := about{
		Title: s.Title, TitleText: s.TitleSpan.Of(s.Text.Text), Outlet: s.Outlet, URL: s.URL, Author: s.Author,
		Language: s.Language, Dateline: s.Dateline, Timezone: s.Timezone,
	}
	show := func(st Stamp) string {
		out := st.Basis.String() + ": " + st.Text
		if st.Place != "" {
			out += " in " + st.Place
		}
		if !st.Span.Empty() {
			out += " at " + st.Span.Of(s.Text.Text)
		}
		return out
	}
	for _, st := range s.Published {
		a.Published = append(a.Published, show(st))
	}
	for _, st := range s.Modified {
		a.Modified = append(a.Modified, show(st))
	}
	return a
}

func TestPlainHead(t *testing.T) {
	for _, tt := range []struct {
		name, file, in string
		want           about
	}{
		{"no head", "a.txt", "The bridge fell at noon.\nNobody was hurt.\n", about{}},
		{
			"headline", "a.txt", "Bridge falls in Oslo\n\nThe bridge fell at noon.\n",
			about{Title: "Bridge falls in Oslo", TitleText: "Bridge falls in Oslo"},
		},
		{
			"crumbs above", "a.txt", "NewsWorld\r\n\r\nBridge falls in Oslo\r\n\r\nIt fell.\r\n",
			about{Title: "Bridge falls in Oslo", TitleText: "Bridge falls in Oslo"},
		},
		{
			"headline without a blank line", "a.txt", "Bridge falls in Oslo\nThe bridge fell at noon.\nIt was old.\n",
			about{Title: "Bridge falls in Oslo", TitleText: "Bridge falls in Oslo"},
		},
		{
			"hard-wrapped", "a.txt", "The bridge over the river in the middle of the old town of\nOslo fell at noon on Tuesday and blocked the ships for most of\nThursday.\n",
			about{},
		},
		{"only one line", "a.txt", "Bridge falls in Oslo\n", about{}},
		{"label before a dash", "a.txt", "UPDATE - A bridge fell.\n", about{}},
		{"capitals inside the story", "a.txt", "A bridge fell.\n\nNORD - the owner - is sorry.\n", about{}},
		{"a sentence is no headline", "a.txt", "The bridge fell.\n\nIt was old.\n", about{}},
		{
			"question", "a.txt", "Why did the bridge fall?\n\nIt was old.\n",
			about{Title: "Why did the bridge fall?", TitleText: "Why did the bridge fall?"},
		},
		{
			"byline with place and date", "a.txt", "Bridge falls\n\nBy Ann Lee and Bo de Diaz in New York December 3, 2025\n\nIt fell.\n",
			about{
				Title: "Bridge falls", TitleText: "Bridge falls", Author: "Ann Lee and Bo de Diaz", Dateline: "New York",
				Published: []string{"byline: December 3, 2025 in New York at December 3, 2025"},
			},
		},
		{
			"byline alone, date below", "a.txt", "By Ann Lee\nPublished: 3 December 2025, 09:14 GMT\nLast updated: 4 December 2025\n\nIt fell.\n",
			about{
				Author:    "Ann Lee",
				Published: []string{"byline: 3 December 2025, 09:14 GMT at 3 December 2025, 09:14 GMT"},
				Modified:  []string{"byline: 4 December 2025 at 4 December 2025"},
			},
		},
		{
			"stamps in figures", "a.txt", "By Ann Lee\nPosted: 03/11/2021\nLast updated 09:12 04/11/2021\n\nIt fell.\n",
			about{
				Author: "Ann Lee", Published: []string{"byline: 03/11/2021 at 03/11/2021"},
				Modified: []string{"byline: 09:12 04/11/2021 at 09:12 04/11/2021"},
			},
		},
		{
			"a stamp with dots, zone and clock", "a.txt", "Bridge falls\n\nUpdated: 3.11.2021, 09:12 GMT\n\nIt fell.\n",
			about{
				Title: "Bridge falls", TitleText: "Bridge falls",
				Modified: []string{"byline: 3.11.2021, 09:12 GMT at 3.11.2021, 09:12 GMT"},
			},
		},
		{"a stamp below the story", "a.txt", "It fell.\n\nPublished 3 December 2025\n", about{Published: []string{"byline: 3 December 2025 at 3 December 2025"}}},
		{"a bare date below the story", "a.txt", "It fell.\n\n3 December 2025\n", about{}},
		{"dates that head the entries of a diary", "a.txt", "2 May 2024\n\nThe pump failed.\n\n3 May 2024\n\nIt ran.\n\n4 May 2024\n\nAll is dry.\n", about{}},
		{"figures that are no date", "a.txt", "Version 1.2.20\n\nIt fell.\n", about{Title: "Version 1.2.20", TitleText: "Version 1.2.20"}},
		{"not a byline", "a.txt", "By Monday the bridge was shut. Nobody came.\n", about{}},
		{
			"agency dateline", "a.txt", "OSLO, Dec 3 (Acme News) - A bridge fell on Tuesday.\n",
			about{Outlet: "Acme News", Dateline: "OSLO", Published: []string{"dateline: Dec 3 in OSLO at Dec 3"}},
		},
		{"dateline with a country", "a.txt", "BERGEN, Norway — A bridge fell.\n", about{Dateline: "BERGEN, Norway"}},
		{"a dash is no dateline", "a.txt", "The mayor - a tall man - left.\n", about{}},
		{"closing credit", "a.txt", "It fell.\n\n© 2025 The Oslo Courier. All rights reserved.\n\n", about{Outlet: "The Oslo Courier"}},
		{"copyright as a word", "a.txt", "It fell.\n\nCopyright law was changed.\n", about{}},
		{"file name", "2025-12-03-bridge.txt", "It fell.\n", about{Published: []string{"file name: 2025-12-03"}}},
		{
			"front matter first", "2025-12-04-b.txt",
			"---\ntitle: A bridge\ndate: 2025-12-03 10:00 EST\nauthor: [Ann Lee, Bo Diaz]\npublisher: Courier\nurl: https://c.example/2025/12/02/b\nlanguage: en-GB\ntimezone: Europe/Oslo\ndateline: Oslo\n---\nIt fell.\n",
			about{
				Title: "A bridge", Outlet: "Courier", URL: "https://c.example/2025/12/02/b", Author: "Ann Lee, Bo Diaz", Language: "en-GB",
				Dateline: "Oslo", Timezone: "Europe/Oslo",
				Published: []string{"front matter: 2025-12-03 10:00 EST", "url: 2025-12-02", "file name: 2025-12-04"},
			},
		},
		{
			"toml front matter", "a.txt", "+++\ntitle = \"A bridge\"\ndate = 2025-12-03T09:14:00Z\ntimezone = '+03:00'\n+++\nIt fell.\n",
			about{Title: "A bridge", Timezone: "+03:00", Published: []string{"front matter: 2025-12-03T09:14:00Z"}},
		},
		{"a rule is no front matter", "a.txt", "---\nThe bridge fell.\n", about{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, aboutOf(source(t, tt.file, tt.in))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestPlainIsKept checks that nothing of a text file is changed but the mark at
// its beginning.
func TestPlainIsKept(t *testing.T) {
	in := "\ufeffOne.\r\n\r\n  Two — “x”.\r\n\r\n\r\n"
	s := source(t, "a.txt", in)
	if got, want := s.Text.Text, in[3:]; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	if line, col := s.Line(strings.Index(s.Text.Text, "Two")); line != 3 || col != 3 {
		t.Errorf("Two at %d:%d, want 3:3", line, col)
	}
}

func TestHTMLText(t *testing.T) {
	story := "<p>The bridge fell at noon on Tuesday, and nobody was hurt in the fall.</p>"
	for _, tt := range []struct{ name, in, want string }{
		{"bare", story, "The bridge fell at noon on Tuesday, and nobody was hurt in the fall."},
		{
			"clutter", "<body><nav>Home News</nav><article><h1>Bridge falls</h1>" + story +
				"<aside>Read also this other story</aside><div class='social-share'>Share</div><script>x='<p>no</p>'</script>" +
				"<figure><figcaption>The bridge. <span class=credit>Photo: X</span></figcaption></figure></article><footer>Imprint</footer>",
			"Bridge falls\n\nThe bridge fell at noon on Tuesday, and nobody was hurt in the fall.",
		},
		{
			"headline above the story", "<body><header><h1>Bridge <i>falls</i></h1></header><div itemprop=articleBody>" + story + "</div>",
			"Bridge falls\n\nThe bridge fell at noon on Tuesday, and nobody was hurt in the fall.",
		},
		{
			"the fullest division", "<body><div id=menu><a href=/>Home</a> <a href=/n>News and more news</a></div><div><div>" + story + story + "</div></div>",
			"The bridge fell at noon on Tuesday, and nobody was hurt in the fall.\n\nThe bridge fell at noon on Tuesday, and nobody was hurt in the fall.",
		},
		{
			"teasers are no story", "<body><article>Short teaser.</article><div><p>" + strings.Repeat("Long story here. ", 9) + "</p></div>",
			strings.TrimSpace(strings.Repeat("Long story here. ", 9)),
		},
		{"white space", "<p>  One\n\t two <b> three</b>, <i>four </i> five</p>\n\n<p>six</p>", "One two three, four five\n\nsix"},
		{"entities", "<p>Ruiz &amp; Co&nbsp;&mdash; 5&#32;pm &lt;b&gt; AT&T &#8220;x&#x201D;</p>", "Ruiz & Co — 5 pm <b> AT&T “x”"},
		{"unclosed", "<p>One<p>Two<ul><li>a<li>b</ul>Three", "One\n\nTwo\n\na\n\nb\n\nThree"},
		{"table", "<table><tr><th>When<th>What<tr><td>8pm</td> <td> start </td></tr></table>", "When | What\n\n8pm | start"},
		{"notes", "<p>It fell.<sup><a href='#n1'>1</a></sup> On the 3<sup>rd</sup>.</p>", "It fell. On the 3rd."},
		{"line breaks", "<p>One<br>two<br/>\n three</p>", "One\ntwo\nthree"},
		{"hidden", "<p>One</p><p hidden>no</p><p style='display: none'>no</p><p aria-hidden=true>no</p>", "One"},
		{"nothing", "<html><body></body></html>", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := ReadSource("a.html", []byte(tt.in))
			checkMap(t, s, tt.in)
			if diff := cmp.Diff(tt.want, s.Text.Text); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestHTMLMetadata(t *testing.T) {
	page := func(head, body string) string {
		return "<!doctype html><html lang=en><head>" + head + "</head><body>" + body + "</body></html>"
	}
	body := "<article><h1>Bridge falls</h1><p>The bridge fell at noon on Tuesday, and nobody was hurt.</p></article>"
	for _, tt := range []struct {
		name, in string
		want     about
	}{
		{"nothing", page("", body), about{Title: "Bridge falls", TitleText: "Bridge falls", Language: "en"}},
		{
			"open graph", page(`<title>Bridge falls | The Courier</title><meta property="og:site_name" content="The Courier">
				<link rel=canonical href="https://c.example/bridge"><meta name=author content="Ann  Lee">
				<meta property="article:published_time" content="2025-12-03T09:14:00+01:00">
				<meta property="article:modified_time" content="2025-12-04T10:00:00Z">`, "<p>The bridge fell at noon.</p>"),
			about{
				Title: "Bridge falls", Outlet: "The Courier", URL: "https://c.example/bridge", Author: "Ann Lee", Language: "en",
				Published: []string{"meta: 2025-12-03T09:14:00+01:00"}, Modified: []string{"meta: 2025-12-04T10:00:00Z"},
			},
		},
		{
			"linked data", page(`<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"no"},
				{"@type":["NewsArticle"],"headline":"Bridge falls","datePublished":"2025-12-03","dateModified":"2025-12-05",
				"author":[{"name":"Ann Lee"},{"name":"Bo Diaz"}],"publisher":{"name":"Courier"},"dateline":"Oslo"}]}</script>`, body),
			about{
				Title: "Bridge falls", TitleText: "Bridge falls", Outlet: "Courier", Author: "Ann Lee, Bo Diaz", Language: "en", Dateline: "Oslo",
				Published: []string{"json-ld: 2025-12-03"}, Modified: []string{"json-ld: 2025-12-05"},
			},
		},
		{"broken linked data", page(`<script type="application/ld+json">{"@type":</script>`, body), about{Title: "Bridge falls", TitleText: "Bridge falls", Language: "en"}},
		{
			"saved by a browser", "<!DOCTYPE html>\n<!-- saved from url=(0031)https://c.example/2025/12/03/b -->\n" + page("", body),
			about{Title: "Bridge falls", TitleText: "Bridge falls", Language: "en", URL: "https://c.example/2025/12/03/b", Published: []string{"url: 2025-12-03"}},
		},
		{
			"saved as one file", "<!DOCTYPE html> <html lang=en><!--\n Page saved with X \n url: https://c.example/b \n saved date: y\n-->" + body,
			about{Title: "Bridge falls", TitleText: "Bridge falls", Language: "en", URL: "https://c.example/b"},
		},
		{
			"time elements", page("", `<article><h1>Bridge falls</h1><time datetime="2025-12-03T09:14Z">3 Dec</time>
				<time class=updated datetime="2025-12-04">4 Dec</time><p>It fell, on <time datetime="2025-12-02">Tuesday</time>, at noon.</p></article>`),
			about{
				Title: "Bridge falls", TitleText: "Bridge falls", Language: "en",
				Published: []string{"time element: 2025-12-03T09:14Z at 3 Dec"}, Modified: []string{"time element: 2025-12-04 at 4 Dec"},
			},
		},
		{
			"linked data of several articles", page(`<base href="https://c.example/x/"><link rel="canonical" href="/news/bridge"><script type="application/ld+json">[
				{"@type":"NewsArticle","url":"https://c.example/news/other","datePublished":"2018-01-01"},
				{"@type":"NewsArticle","url":"https://c.example/news/bridge/","datePublished":"2019-05-03","author":{"@id":"#p"}},
				{"@type":"Person","@id":"#p","name":"Ann Lee"}]</script>`, body),
			about{
				Title: "Bridge falls", TitleText: "Bridge falls", Language: "en", URL: "https://c.example/news/bridge", Author: "Ann Lee",
				Published: []string{"json-ld: 2019-05-03"},
			},
		},
		{
			"linked data of a live blog, in a comment, a line broken", page("<script type=\"application/ld+json\">\n//<![CDATA[\n{\"@type\":\"LiveBlogPosting\",\"about\":\"a\nb\",\"datePublished\":\"2019-05-03T06:00:00Z\","+
				"\"liveBlogUpdate\":[{\"@type\":\"BlogPosting\",\"datePublished\":\"2019-05-03T19:00:00Z\"}]}\n//]]>\n</script>", body),
			about{Title: "Bridge falls", TitleText: "Bridge falls", Language: "en", Published: []string{"json-ld: 2019-05-03T06:00:00Z"}},
		},
		{
			"vocabularies", page(`<meta name="cXenseParse:recs:publishtime" content="2019-05-03T08:12:00Z"><meta name="sailthru.date" content="2019-05-03 08:12"><meta name="pdate" content="20190503">
				<meta name="parsely-author" content="Ann Lee"><meta name="parsely-author" content="Bo Diaz"><meta name="DC.date.modified" content="2019-05-04">
				<meta name="twitter:creator" content="@ann"><meta name="article:author" content="https://c.example/ann">`, body),
			about{
				Title: "Bridge falls", TitleText: "Bridge falls", Language: "en", Author: "Ann Lee, Bo Diaz",
				Published: []string{"meta: 2019-05-03T08:12:00Z", "meta: 2019-05-03", "meta: 2019-05-03 08:12"}, Modified: []string{"meta: 2019-05-04"},
			},
		},
		{
			"values as JSON", page(`<meta name="parsely-page" content='{"title":"Bridge","link":"https://c.example/b","pub_date":"2019-05-03T08:12:00Z","authors":["Ann Lee"]}'>`, "<p>It fell.</p>"),
			about{Title: "Bridge", Language: "en", Author: "Ann Lee", URL: "https://c.example/b", Published: []string{"meta: 2019-05-03T08:12:00Z"}},
		},
		{
			"a scholar's page", page(`<meta name="citation_title" content="Bridges"><meta name="citation_author" content="Lee, Ann"><meta name="citation_publication_date" content="2019/05/03">`, "<p>It fell.</p>"),
			about{Title: "Bridges", Language: "en", Author: "Ann Lee", Published: []string{"meta: 2019/05/03"}},
		},
		{
			"times of comments and of others", page("", `<article><h1>Bridge falls</h1><p>By <a rel=author href=/a>Ann Lee</a>, <time datetime="2019-05-03T10:12">3 May</time></p><p>It fell at noon, and nobody was hurt in the fall.</p></article>
				<section id=comments><article><time pubdate datetime="2019-05-06">6 May</time></article></section><aside><time class=published datetime="2018-01-01">x</time></aside>`),
			about{
				Title: "Bridge falls", TitleText: "Bridge falls", Language: "en", Author: "Ann Lee",
				Published: []string{"time element: 2019-05-03T10:12 at 3 May"},
			},
		},
		{
			"words before times", page("", `<article><h1>Bridge falls</h1><div>Updated <time datetime="2019-05-04">x</time></div><div>Published: <time datetime="2019-05-03">y</time></div><p>It fell at noon, and nobody was hurt in the fall.</p></article>`),
			about{
				Title: "Bridge falls", TitleText: "Bridge falls", Language: "en",
				Published: []string{"time element: 2019-05-03 at y"}, Modified: []string{"time element: 2019-05-04 at x"},
			},
		},
		{
			"the day of an event", page("", `<article><h1>Songs</h1><p>The choir sings on <time datetime="2019-05-12T19:30">Sunday</time> in the old hall, and all who like songs of the islands may come.</p></article>`),
			about{Title: "Songs", TitleText: "Songs", Language: "en"},
		},
		{
			"hAtom", page("", `<div class=hentry><h2 class=entry-title>Bridge falls</h2><span class="author vcard"><b class=fn>Ann Lee</b></span>
				<abbr class=published title="2019-05-03T08:12Z">May</abbr><p>It fell at noon, and nobody was hurt in the fall.</p></div>`),
			about{Title: "Bridge falls", TitleText: "Bridge falls", Language: "en", Author: "Ann Lee", Published: []string{"time element: 2019-05-03T08:12Z"}},
		},
		{
			"RDFa and the name of the site in an h1", page(`<meta property="og:site_name" content="The Courier">`, `<h1>The Courier</h1><div typeof=NewsArticle><h1 property=headline>Bridge falls</h1>
				<span property="dc:date dc:created" content="2019-05-03T10:12+02:00">Friday</span><p>It fell at noon, and nobody was hurt in the fall.</p></div>`),
			about{Title: "Bridge falls", TitleText: "Bridge falls", Language: "en", Outlet: "The Courier", Published: []string{"time element: 2019-05-03T10:12+02:00"}},
		},
		{
			"unsafe address", page(`<link rel=canonical href="javascript:alert(1)"><meta property="og:url" content="https://c.example/2025/12/03/b">`, body),
			about{
				Title: "Bridge falls", TitleText: "Bridge falls", Language: "en", URL: "https://c.example/2025/12/03/b",
				Published: []string{"url: 2025-12-03"},
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, aboutOf(source(t, "a.html", tt.in))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// FuzzSource checks the map between text and file for every format.
func FuzzSource(f *testing.F) {
	for _, s := range []string{
		"# A\n\nB &amp; *c* <br> `d\ne` \\* [f](g)\r\n> h\n- i\n\n|a|b|\n|-|-|\n|c|d|\n", "---\ntitle: a\n---\nb", "+++\na=1\n+++\n", "\ufeff---\n",
		"<article><h1>a</h1><p>b &lt; c<br>d<time datetime=2025-12-03>e</time></article>", "By A B in C May 3, 2025\n\nOSLO, Dec 3 (X) - a\n",
		"<p>a<p>b<li>c<ul><li>d</p></ul></div>", "~~a~~ <http://b.example> http://c.example/&amp;d\n\n    code\n\tcode\n", "© 2025 A\n", "```\na\n",
		"A b\nC D | 3 May 2019 / 10:12 AM (KST) | e\nOSLO. May 3 (X) - A\nb says:\nPosted\n3.5.2019 14h08\n", "Subject: a\nFrom: b@c.example (D E)\nDate: Fri, 3 May 2019 10:12:00 +0100\n\nF.",
		"<div class=hentry><abbr class=published title=20190503T1012Z>a</abbr><h1 property=headline>b<span rel=author>C D</span></h1><meta itemprop=dateModified content='2019-05-03'>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if !utf8.ValidString(src) || strings.ContainsRune(src, 0) {
			return
		}
		for _, name := range []string{"a.txt", "a.md", "a.html"} {
			s, problems := ReadSource(name, []byte(src))
			checkMap(t, s, src)
			for _, p := range problems {
				if p.What == "" || p.Fix == "" || p.Line < 0 || strings.ContainsAny(p.String(), "\n\r") {
					t.Fatalf("problem %q of %q", p, src)
				}
			}
		}
	})
}

// TestDateInPath reads the dates that addresses and file names hold.
func TestDateInPath(t *testing.T) {
	for _, tt := range []struct{ address, want string }{
		{"https://a.example/2025/12/03/mill", "2025-12-03"},
		{"https://a.example/2025/12/3/mill", "2025-12-03"},
		{"https://a.example/comment/2014/mar/09/moles", "2014-03-09"},
		{"https://a.example/comment/2014/March/9/moles", "2014-03-09"},
		{"https://a.example/articles/20171122/p2a/deer", "2017-11-22"},
		{"https://a.example/20171122-deer.html", "2017-11-22"},
		{"https://a.example/news/2025-12-03-mill.html", "2025-12-03"},
		{"https://a.example/news/mill-2025-12-03?ref=2024/01/01", "2025-12-03"},
		{"https://a.example/news/mill#2025/12/03/x", ""},
		{"https://a.example/2025/13/03/mill", ""},
		{"https://a.example/2025/12/mill", ""},
		{"https://a.example/news/98765432", ""},
		{"https://a.example/news/201711224", ""},
		{"https://2025.example/12/03/mill", ""},
		{"a.example/2025/12/03", ""},
	} {
		if got := dateInPath(tt.address); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.address, got, tt.want)
		}
	}
}
