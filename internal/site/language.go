package site

import (
	"html/template"
	"strings"
	"unicode/utf8"

	tags "golang.org/x/text/language"
	"golang.org/x/text/unicode/bidi"

	"timeline/internal/build"
	"timeline/internal/text"
	"timeline/internal/words"
)

// Texts of a source stand on the pages of an interface that may speak another
// language, and may run the other way. They carry lang and dir: of the source
// where it tells its language, else the browser finds the direction.
//
// A text keeps the language of its source only if it is written in letters of
// that direction: a Hebrew sentence in an English report is not English.

// computedIn is the language of what the packages below compute, and the only
// one that is read for times: a source that tells no language is taken for one
// in it where the interface speaks another.
const computedIn = words.Default

// runs counts what decides the direction of s: letters that run from left to
// right and letters that run from right to left.
func runs(s string) (ltr, rtl int) {
	for len(s) > 0 {
		if c := s[0]; c < utf8.RuneSelf {
			if 'a' <= c|0x20 && c|0x20 <= 'z' {
				ltr++
			}
			s = s[1:]
			continue
		}
		p, n := bidi.LookupString(s)
		if n == 0 {
			n = 1 // no UTF-8
		}
		switch p.Class() {
		case bidi.L:
			ltr++
		case bidi.R, bidi.AL:
			rtl++
		}
		s = s[n:]
	}
	return ltr, rtl
}

// rightToLeft reports whether a language is written from right to left.
func rightToLeft(tag string) bool {
	t, err := tags.Parse(tag)
	if err != nil {
		return false
	}
	script, _ := t.Script()
	switch script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr":
		return true
	}
	return false
}

// directed returns the language and the direction of a text of a source in
// language lang, both as attributes have them. An empty language is not known.
func (v *view) directed(s, lang string) (in, dir string) {
	ltr, rtl := runs(s)
	in, dir = lang, "auto"
	if in == "" && !v.english() {
		in = computedIn
	}
	switch {
	case lang == "" && rtl == 0, lang == "" && ltr > 0:
	case ltr == 0 && rtl == 0:
	case lang == "":
		in = "" // not in the language that is read
	default:
		rightward := rightToLeft(lang)
		dir = "ltr"
		if rtl > 0 && (ltr == 0 || rightward) {
			dir = "rtl"
		}
		if ltr == 0 && !rightward || rtl == 0 && rightward {
			in = ""
		}
	}
	return in, dir
}

// in is the attributes of an element that holds nothing but a text of a source.
func (v *view) in(s, lang string) template.HTMLAttr {
	lang, dir := v.directed(s, lang)
	return attributes(lang, dir)
}

// langOf is the language of a text of src, where it is another than that of the page.
func (v *view) langOf(s string, src *build.Source) string {
	if in, _ := v.directed(s, src.Language); in != v.Language {
		return in
	}
	return ""
}

// inline is a text of a source among words of the interface: in an element of
// its own where it is in another language or runs the other way.
func (v *view) inline(s, lang string) string {
	_, rtl := runs(s)
	in, dir := v.directed(s, lang)
	if base, _ := words.Base(in); s == "" || rtl == 0 && base == v.Language {
		return escape(s)
	}
	return "<bdi" + string(attributes(in, dir)) + ">" + escape(s) + "</bdi>"
}

// isolated escapes a text, and keeps quotations in it that run from right to
// left apart from what surrounds them: their stops would else stand at the
// wrong end.
func isolated(s string) string {
	if _, rtl := runs(s); rtl == 0 {
		return escape(s)
	}
	var b strings.Builder
	at := 0
	for _, q := range text.Quotes(s) {
		if ltr, rtl := runs(q.Of(s)); ltr > 0 || rtl == 0 {
			continue
		}
		b.WriteString(escape(s[at:q.Start]))
		b.WriteString(`<bdi dir="rtl">` + escape(q.Of(s)) + `</bdi>`)
		at = q.End
	}
	b.WriteString(escape(s[at:]))
	return b.String()
}
