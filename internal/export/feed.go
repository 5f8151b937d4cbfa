package export

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"slices"
	"strings"
	"time"

	"timeline/internal/event"
	"timeline/internal/when"
)

// An item is one entry of the feeds: an event, a disagreement, a ruling or what has changed
// since an earlier build. It is as new as the newest report that it rests on or, for a
// ruling, as its date: never as the build.
type item struct {
	kind, id, title, text, page string
	updated                     when.Instant
}

// mostItems is how many items a feed has at most: the newest.
const mostItems = 300

// items are what the feeds tell, the newest first.
func (b *book) items() []item {
	var out []item
	for _, e := range b.ordered() {
		if e.Phase == event.Lasts {
			continue
		}
		var text []string
		for _, id := range e.Statements {
			if q, ok := b.quotes[id]; ok && len(text) < 5 {
				text = append(text, "“"+q.quote+"” ("+q.Label+")")
			}
		}
		out = append(out, item{"event", e.ID, e.Title, strings.Join(text, "\n"), "events/" + e.ID + ".html", b.newest(e.Statements)})
	}
	for i := range b.Discrepancies {
		d := &b.Discrepancies[i]
		out = append(out, item{"discrepancy", d.ID, "Sources differ: " + d.Finding, strings.Join(d.Arithmetic, "\n"), "discrepancies/" + d.ID + ".html", b.newest(d.Statements())})
	}
	for _, r := range b.Rulings {
		if r.Orphan {
			continue
		}
		at, err := time.Parse(time.DateOnly, r.Date)
		if err != nil {
			continue
		}
		out = append(out, item{"ruling", r.Discrepancy + " " + r.Date + " " + r.Reviewer, "Ruling: " + string(r.Verdict), r.Reason, "discrepancies/" + r.Discrepancy + ".html", when.Instant(at.Unix())})
	}
	for _, c := range b.changes {
		words := strings.Join(c.Words, "\n")
		out = append(out, item{"change", c.Thing + " " + c.ID + " " + words, c.Change + ": " + c.Title, words, cmp.Or(c.page, "changes.html"), b.newest(c.of)})
	}
	slices.SortStableFunc(out, func(a, b item) int { return cmp.Compare(b.updated, a.updated) })
	return out[:min(len(out), mostItems)]
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title    string   `xml:"title"`
	ID       string   `xml:"id"`
	Updated  string   `xml:"updated"`
	Link     atomLink `xml:"link"`
	Category atomTerm `xml:"category"`
	Content  atomText `xml:"content"`
}

type atomTerm struct {
	Term string `xml:"term,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// atom writes the feed as RFC 4287 has it.
func (b *book) atom() ([]byte, error) {
	f := atomFeed{Title: b.title, ID: identifier("feed", b.title), Author: atomAuthor{b.title}, Links: []atomLink{{"alternate", b.address("index.html")}}, Updated: rfc3339(0)}
	if b.base != "" {
		f.Links = append(f.Links, atomLink{"self", b.address("data/feed.atom")})
	}
	for i, x := range b.items() {
		if i == 0 {
			f.Updated = rfc3339(x.updated)
		}
		f.Entries = append(f.Entries, atomEntry{clean(x.title), identifier(x.kind, x.id), rfc3339(x.updated), atomLink{"alternate", b.address(x.page)}, atomTerm{x.kind}, atomText{"text", clean(x.text)}})
	}
	var out bytes.Buffer
	out.WriteString(xml.Header)
	enc := xml.NewEncoder(&out)
	enc.Indent("", " ")
	if err := enc.Encode(f); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// clean leaves out what XML 1.0 has no place for.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, s)
}

func rfc3339(t when.Instant) string {
	return time.Unix(int64(t), 0).UTC().Format(time.RFC3339)
}

type feedFile struct {
	Version  string     `json:"version"`
	Title    string     `json:"title"`
	HomePage string     `json:"home_page_url,omitempty"`
	FeedURL  string     `json:"feed_url,omitempty"`
	Items    []feedItem `json:"items"`
}

type feedItem struct {
	ID       string   `json:"id"`
	URL      string   `json:"url"`
	Title    string   `json:"title"`
	Text     string   `json:"content_text"`
	Modified string   `json:"date_modified"`
	Tags     []string `json:"tags"`
}

// feed writes the feed as JSON Feed 1.1 has it.
func (b *book) jsonFeed() ([]byte, error) {
	f := feedFile{Version: "https://jsonfeed.org/version/1.1", Title: b.title, Items: []feedItem{}}
	if b.base != "" {
		f.HomePage, f.FeedURL = b.address("index.html"), b.address("data/feed.json")
	}
	for _, x := range b.items() {
		f.Items = append(f.Items, feedItem{identifier(x.kind, x.id), b.address(x.page), x.title, x.text, rfc3339(x.updated), []string{x.kind}})
	}
	return recordLines(f)
}
