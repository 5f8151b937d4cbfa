package site

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// visible shows what a reader of a page could not see, and what would change the order in
// which words are seen, by its code point: no source may hide words or turn them round. What
// scripts need to be written rightly stays: joiners, soft hyphens, and on a page with letters
// that run from right to left the marks of direction, which embed and override nothing.
func visible(page []byte) []byte {
	if !anyHidden(page) {
		return page
	}
	leftward := bytes.ContainsFunc(page, func(r rune) bool {
		return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
	})
	out := make([]byte, 0, len(page)+64)
	for i := 0; i < len(page); {
		r, n := utf8.DecodeRune(page[i:])
		switch {
		case !hidden(r), leftward && (r == '\u200e' || r == '\u200f' || r == '\u061c'):
			out = append(out, page[i:i+n]...)
		case r < ' ':
			out = utf8.AppendRune(out, '\u2400'+r) // ␀ and its like
		default:
			out = fmt.Appendf(out, "⟦%U⟧", r)
		}
		i += n
	}
	return out
}

// anyHidden reports whether a page has such a character. It decodes only what begins like one.
func anyHidden(page []byte) bool {
	for i, c := range page {
		if suspect[c] {
			if r, _ := utf8.DecodeRune(page[i:]); hidden(r) {
				return true
			}
		}
	}
	return false
}

// suspect are the bytes with which hidden characters begin.
var suspect = func() (s [256]bool) {
	var b [utf8.UTFMax]byte
	for r := range rune(0x10000) {
		if hidden(r) {
			utf8.EncodeRune(b[:], r)
			s[b[0]] = true
		}
	}
	s[0xf3] = true // the tags
	return s
}()

// hidden reports whether a character has no shape of its own: a control, a mark of direction,
// a space without width, a filler, a tag.
func hidden(r rune) bool {
	switch {
	case r < 0x7f:
		return r < ' ' && r != '\n' && r != '\t' && r != '\r'
	case r < 0xa0:
		return true
	case r == '\u061c', r == '\u115f', r == '\u1160', r == '\u180e', r == '\u200b', r == '\u200e', r == '\u200f', r == '\u3164', r == '\ufeff', r == '\uffa0':
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2060' && r <= '\u206f', r >= '\ufff9' && r <= '\ufffb':
		return true
	}
	return r >= 0xe0000 && r <= 0xe007f
}
