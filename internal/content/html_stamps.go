package content

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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
