package export

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/build"
	"timeline/internal/content"
	"timeline/internal/event"
	"timeline/internal/statement"
	"timeline/internal/when"
)

// A Citation is one thing in the forms that people cite it by.
type Citation struct {
	Plain      string
	CSL        string // CSL-JSON, an array of one item
	BibTeX     string
	Annotation string // W3C Web Annotation, JSON-LD; empty for what is no passage of a text
}

// A Citer gives the citations of a story's things.
type Citer struct{ *book }

// NewCiter returns the citer of a story.
func NewCiter(story *build.Story) Citer { return Citer{open(story)} }

// Statement cites a passage of a source: the source, the quote and the passage itself.
func (c Citer) Statement(s *statement.Statement) Citation {
	q, ok := c.quotes[s.ID]
	if !ok {
		return Citation{}
	}
	item := c.sourceItem(q.Source)
	item.ID = s.ID
	item.Note = "“" + q.quote + "”"
	return Citation{
		Plain:      c.plainSource(q.Source) + " “" + q.quote + "”",
		CSL:        oneItem(item),
		BibTeX:     item.bibTeX(),
		Annotation: oneJSON(c.annotation(s, q)),
	}
}

// Source cites a source.
func (c Citer) Source(s *build.Source) Citation {
	item := c.sourceItem(s)
	return Citation{Plain: c.plainSource(s), CSL: oneItem(item), BibTeX: item.bibTeX()}
}

// Event cites an entry of the timeline by its title, the story and the page. when is its
// time in words.
func (c Citer) Event(e *event.Event, when string) Citation {
	return c.page(e.ID, e.Title, when, "events/"+e.ID+".html", c.newest(e.Statements))
}

// Discrepancy cites a disagreement by its question and the page.
func (c Citer) Discrepancy(id, question string, statements []string) Citation {
	return c.page(id, question, "", "discrepancies/"+id+".html", c.newest(statements))
}

func (c Citer) page(id, title, time, path string, newest when.Instant) Citation {
	item := cslItem{ID: id, Type: "webpage", Title: title, Container: c.title, Note: time}
	plain := "“" + title + "”"
	if time != "" {
		plain += ", " + time
	}
	plain += ". In: " + c.title + "."
	if newest > 0 {
		d := when.UTC.Local(newest).Date()
		item.Issued = &cslDate{[][]int{{d.Year, d.Month, d.Day}}}
		plain += " As at " + d.String() + "."
	}
	if c.base != "" {
		item.URL = c.base + "/" + path
		plain += " " + item.URL
	} else {
		plain += " " + path
	}
	return Citation{Plain: plain, CSL: oneItem(item), BibTeX: item.bibTeX()}
}

// A cslItem is an item of CSL-JSON 1.0 (https://citationstyles.org).
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Container string    `json:"container-title,omitempty"`
	Author    []cslName `json:"author,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Archive   string    `json:"archive_location,omitempty"`
	Note      string    `json:"note,omitempty"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

func (b *book) sourceItem(s *build.Source) cslItem {
	item := cslItem{ID: s.ID, Type: "article-newspaper", Title: s.Title, Container: s.Outlet, URL: or(web(s.URL)), Archive: or(web(s.Archive))}
	if item.Title == "" {
		item.Title = s.Label
	}
	if s.Author != "" {
		item.Author = []cslName{{s.Author}}
	}
	if p := s.Published; p.Known && p.Interval.Bounded() && p.Interval.To-p.Interval.From <= 2*86400 {
		z, err := when.LoadZone(p.Zone)
		if err != nil {
			z = when.UTC
		}
		d := z.Local(p.Interval.From).Date()
		item.Issued = &cslDate{[][]int{{d.Year, d.Month, d.Day}}}
	}
	return item
}

func (b *book) plainSource(s *build.Source) string {
	item := b.sourceItem(s)
	var out []string
	if s.Author != "" {
		out = append(out, s.Author)
	}
	out = append(out, "“"+item.Title+"”")
	if s.Outlet != "" {
		out = append(out, s.Outlet)
	}
	if item.Issued != nil {
		d := item.Issued.Parts[0]
		out = append(out, fmt.Sprintf("%04d-%02d-%02d", d[0], d[1], d[2]))
	}
	if item.URL != "" {
		out = append(out, item.URL)
	}
	return strings.Join(out, ", ") + "."
}

// bibTeX writes the item as an entry. Its key is its id, which has letters, figures and
// hyphens only.
func (i cslItem) bibTeX() string {
	var out strings.Builder
	kind := "article"
	if i.Type == "webpage" {
		kind = "misc"
	}
	fmt.Fprintf(&out, "@%s{%s,\n", kind, key(i.ID))
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&out, "  %s = {%s},\n", name, texEscaped(value))
		}
	}
	if len(i.Author) > 0 {
		field("author", "{"+i.Author[0].Literal+"}")
	}
	field("title", i.Title)
	if kind == "misc" {
		field("howpublished", i.Container)
	} else {
		field("journal", i.Container)
	}
	if i.Issued != nil {
		field("year", fmt.Sprint(i.Issued.Parts[0][0]))
		field("month", fmt.Sprint(i.Issued.Parts[0][1]))
		field("day", fmt.Sprint(i.Issued.Parts[0][2]))
	}
	if i.URL != "" {
		fmt.Fprintf(&out, "  url = {%s},\n", texURL.Replace(i.URL))
	}
	field("note", i.Note)
	out.WriteString("}\n")
	return out.String()
}

// key is s as a key of BibTeX.
func key(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_') {
			return r
		}
		return '-'
	}, s)
}

// texEscaped is s with the marks of TeX escaped. Braces that enclose the whole keep a name
// as one.
func texEscaped(s string) string {
	if strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}") && len(s) > 2 {
		return "{" + texEscaped(s[1:len(s)-1]) + "}"
	}
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	return texMarks.Replace(s)
}

var (
	texMarks = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "$", `\$`, "&", `\&`, "%", `\%`, "#", `\#`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`)
	texURL   = strings.NewReplacer("{", "%7B", "}", "%7D", "\\", "%5C")
)

// references writes the sources as CSL-JSON.
func (b *book) references() ([]byte, error) {
	items := []cslItem{}
	for i := range b.Sources {
		items = append(items, b.sourceItem(&b.Sources[i]))
	}
	return recordLines(items)
}

// bibTeX writes the sources as BibTeX.
func (b *book) bibTeX() ([]byte, error) {
	var out strings.Builder
	for i := range b.Sources {
		out.WriteString(b.sourceItem(&b.Sources[i]).bibTeX())
	}
	return []byte(out.String()), nil
}

// An annotation follows the Web Annotation Data Model of the W3C: a passage, told by its
// words with what stands around them and by its place in the plain text.
type annotation struct {
	Context    string             `json:"@context,omitempty"`
	ID         string             `json:"id"`
	Type       string             `json:"type"`
	Motivation string             `json:"motivation"`
	Body       []annotationBody   `json:"body,omitempty"`
	Target     []annotationTarget `json:"target"`
}

type annotationBody struct {
	Type   string `json:"type"`
	Value  string `json:"value"`
	Format string `json:"format"`
}

type annotationTarget struct {
	Source   string               `json:"source"`
	Selector []annotationSelector `json:"selector"`
}

type annotationSelector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	Start  *int   `json:"start,omitempty"` // code points, half-open
	End    *int   `json:"end,omitempty"`
}

// around is how many code points before and behind a quote an annotation has.
const around = 32

const annotationContext = "http://www.w3.org/ns/anno.jsonld"

func (b *book) annotation(s *statement.Statement, q said) annotation {
	txt := q.Text.Text
	words := annotationSelector{Type: "TextQuoteSelector", Exact: s.Quote.Of(txt)}
	if b.Config.Text != content.QuotesOnly { // else what stands around it is withheld
		words.Prefix, words.Suffix = lastOf(txt[:s.Quote.Start]), firstOf(txt[s.Quote.End:])
	}
	start, end := s.Quote.Runes(q.Text)
	a := annotation{Context: annotationContext, ID: identifier("statement", s.ID), Type: "Annotation", Motivation: "describing"}
	if s.Title != "" {
		a.Body = []annotationBody{{"TextualBody", s.Title, "text/plain"}}
	}
	if u := web(q.URL); u != nil {
		a.Target = append(a.Target, annotationTarget{*u, []annotationSelector{words}})
	}
	a.Target = append(a.Target, annotationTarget{b.address("data/text/" + q.ID + ".txt"), []annotationSelector{words, {Type: "TextPositionSelector", Start: &start, End: &end}}})
	return a
}

// firstOf and lastOf are the first and the last code points of s, as many as stand around
// a quote.
func firstOf(s string) string {
	end := 0
	for range around {
		_, n := utf8.DecodeRuneInString(s[end:])
		end += n
	}
	return s[:end]
}

func lastOf(s string) string {
	start := len(s)
	for range around {
		_, n := utf8.DecodeLastRuneInString(s[:start])
		start -= n
	}
	return s[start:]
}

// annotations writes all statements as a page of annotations.
func (b *book) annotations() ([]byte, error) {
	page := struct {
		Context string       `json:"@context"`
		Type    string       `json:"type"`
		Items   []annotation `json:"items"`
	}{annotationContext, "AnnotationPage", []annotation{}}
	for i := range b.Statements {
		if q, ok := b.quotes[b.Statements[i].ID]; ok {
			a := b.annotation(&b.Statements[i], q)
			a.Context = ""
			page.Items = append(page.Items, a)
		}
	}
	return recordLines(page)
}

func oneItem(i cslItem) string { return oneJSON([]cslItem{i}) }

// oneJSON is x as JSON that can be copied from a page, in one line. What it holds are strings
// and numbers, which cannot fail.
func oneJSON(x any) string {
	data, err := json.Marshal(x)
	if err != nil {
		return ""
	}
	return string(data)
}
