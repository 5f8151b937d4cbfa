package site

import (
	"html/template"
	"net/url"
	"sort"
	"strings"

	"timeline/internal/text"
)

// This is the only file that makes template.HTML. What goes in is either
// escaped here, drawn by this package, or rendered by the content package,
// which lets no markup of a file through.

// rendered passes on HTML that content.Markdown made.
func rendered(html string) template.HTML { return template.HTML(html) }

// drawn passes on an SVG of this package; every text in it has been escaped.
func drawn(svg string) template.HTML { return template.HTML(svg) }

// attributes are lang and dir of an element, each where it is not empty.
func attributes(lang, dir string) template.HTMLAttr {
	var b strings.Builder
	if lang != "" {
		b.WriteString(` lang="` + escape(lang) + `"`)
	}
	if dir != "" {
		b.WriteString(` dir="` + escape(dir) + `"`)
	}
	return template.HTMLAttr(b.String())
}

// rich is a text of the interface that has tags: those of the language files,
// which are part of the program.
func (l language) rich(key string) template.HTML { return template.HTML(l.word(key)) }

// computed is a text that the packages below compute, in English whatever the
// interface speaks: as it is, or in an element that says so.
func (l language) computed(s string) any {
	if l.english() || s == "" {
		return s
	}
	return template.HTML("<bdi" + string(l.englishAttr()) + ">" + escape(s) + "</bdi>")
}

// englishAttr marks an element that holds nothing but a computed text.
func (l language) englishAttr() template.HTMLAttr {
	if l.english() {
		return ""
	}
	return attributes(computedIn, "")
}

// told marks an element that holds a title of an entry or a name: computed from
// words of sources, which may run either way.
func (l language) told() template.HTMLAttr { return l.englishAttr() + attributes("", "auto") }

// mixed is words of the interface with texts of sources in them, all escaped.
func mixed(html string) template.HTML { return template.HTML(html) }

// escape makes plain text harmless in HTML and in quoted attributes.
func escape(s string) string { return template.HTMLEscapeString(s) }

// webURL returns u when it is an address of the web, else nothing.
func webURL(u string) string {
	p, err := url.Parse(u)
	if err != nil || p.Host == "" || p.Scheme != "http" && p.Scheme != "https" {
		return ""
	}
	return p.String()
}

// A mark is a passage of a text to highlight; ids are its anchors.
type mark struct {
	span text.Span
	ids  []string
}

// quoted escapes body[span] and marks the words of expr in it.
func quoted(body string, span, expr text.Span) template.HTML {
	from, to := clip(expr.Start, span), clip(expr.End, span)
	var b strings.Builder
	b.WriteString(isolated(body[span.Start:from]))
	if from < to {
		b.WriteString("<mark>" + escape(body[from:to]) + "</mark>")
	}
	b.WriteString(isolated(body[to:span.End]))
	return template.HTML(b.String())
}

func clip(n int, s text.Span) int { return min(max(n, s.Start), s.End) }

// marked escapes body[span], with the marks inside it highlighted and the
// anchors of statements set where their sentence starts. Marks that overlap
// become one; an anchor is never lost.
func marked(body string, span text.Span, marks, anchors []mark) template.HTML {
	type joined struct {
		span text.Span
		ids  []string
	}
	var js []joined
	for _, m := range inside(marks, span) {
		m.span = text.Span{Start: clip(m.span.Start, span), End: clip(m.span.End, span)}
		if n := len(js); n > 0 && m.span.Start < js[n-1].span.End {
			js[n-1].span.End = max(js[n-1].span.End, m.span.End)
			js[n-1].ids = append(js[n-1].ids, m.ids...)
			continue
		}
		js = append(js, joined{m.span, append([]string(nil), m.ids...)})
	}
	as := inside(anchors, span)
	var b strings.Builder
	at := span.Start
	put := func(to int) {
		for len(as) > 0 && as[0].span.Start <= to {
			if from := as[0].span.Start; from > at {
				b.WriteString(escape(body[at:from]))
				at = from
			}
			for _, id := range as[0].ids {
				b.WriteString(`<span class="anchor" id="` + escape(id) + `"></span>`)
			}
			as = as[1:]
		}
		b.WriteString(isolated(body[at:to]))
		at = to
	}
	for _, j := range js {
		put(j.span.Start)
		for _, id := range j.ids[1:] {
			b.WriteString(`<span class="anchor" id="` + escape(id) + `"></span>`)
		}
		b.WriteString(`<mark id="` + escape(j.ids[0]) + `">` + escape(body[j.span.Start:j.span.End]) + `</mark>`)
		at = j.span.End
		for len(as) > 0 && as[0].span.Start < at {
			for _, id := range as[0].ids {
				b.WriteString(`<span class="anchor" id="` + escape(id) + `"></span>`)
			}
			as = as[1:]
		}
	}
	put(span.End)
	return template.HTML(b.String())
}

// inside returns the marks that start in span, in order.
func inside(marks []mark, span text.Span) []mark {
	var out []mark
	for _, m := range marks {
		if m.span.Start >= span.Start && m.span.Start < span.End && len(m.ids) > 0 {
			out = append(out, m)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].span.Start < out[j].span.Start })
	return out
}

// elided is quoted for the part of span that is shown, with marks of omission.
func elided(body string, span, shown, expr text.Span) template.HTML {
	s := quoted(body, shown, expr)
	if shown.Start > span.Start {
		s = "… " + s
	}
	if shown.End < span.End {
		s += " …"
	}
	return s
}
