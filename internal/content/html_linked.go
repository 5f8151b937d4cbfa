package content

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

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
