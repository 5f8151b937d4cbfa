package content

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// A page is read in UTF-8. One in another character set is decoded first if it
// says which, and the map of its text leads through the decoded bytes back to
// those of the file.

// isPage reports whether a file is a saved page.
func isPage(file string) bool {
	ext := strings.ToLower(path.Ext(file))
	return ext == ".html" || ext == ".htm"
}

// checkReport returns what keeps a report from being read as text, nil if
// nothing does. Unlike other files a page may be in any character set that it
// declares.
func checkReport(file string, src []byte) *Problem {
	if isPage(file) {
		if decoded, back := decodePage(src); back != nil {
			src = decoded
		}
	}
	return checkText(file, src)
}

// decodePage returns a page in UTF-8 and the map from it to src. The map is nil
// where src is UTF-8 or nothing tells what it is.
func decodePage(src []byte) (decoded []byte, back []run) {
	if order := utf16Order(src); order != "" {
		return decodeRunes(src, func(b []byte) (rune, int) { return utf16Rune(b, order == "be") })
	}
	if utf8.Valid(src) {
		return nil, nil
	}
	e, name := charset.Lookup(declaredCharset(src))
	switch {
	case e == nil || name == "replacement" || name == "iso-2022-jp" || strings.HasPrefix(name, "utf-16"):
		return nil, nil
	case name == "utf-8":
		// A few broken characters are no reason to leave a page out.
		if broken(src)*100 > len(src) {
			return nil, nil
		}
		return decodeRunes(src, utf8.DecodeRune)
	}
	d := e.NewDecoder()
	return decodeRunes(src, func(b []byte) (rune, int) { return nextRune(d, b) })
}

// utf16Order returns the order of the bytes of a page in UTF-16, "le" or "be",
// as its mark or its first angle bracket shows it; empty if it is none.
func utf16Order(src []byte) string {
	switch {
	case bytes.HasPrefix(src, []byte("\xff\xfe")), bytes.HasPrefix(src, []byte("<\x00")):
		return "le"
	case bytes.HasPrefix(src, []byte("\xfe\xff")), bytes.HasPrefix(src, []byte("\x00<")):
		return "be"
	}
	return ""
}

// utf16Rune decodes the first character of b.
func utf16Rune(b []byte, bigEndian bool) (rune, int) {
	unit := func(i int) rune {
		if bigEndian {
			return rune(b[i])<<8 | rune(b[i+1])
		}
		return rune(b[i+1])<<8 | rune(b[i])
	}
	if len(b) < 2 {
		return utf8.RuneError, len(b)
	}
	r := unit(0)
	if 0xD800 <= r && r < 0xDC00 && len(b) >= 4 {
		if low := unit(2); 0xDC00 <= low && low < 0xE000 {
			return (r-0xD800)<<10 + low - 0xDC00 + 0x10000, 4
		}
	}
	if 0xD800 <= r && r < 0xE000 {
		r = utf8.RuneError
	}
	return r, 2
}

// broken counts the bytes of src that are not UTF-8.
func broken(src []byte) (n int) {
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			n++
		}
		i += size
	}
	return n
}

// nextRune decodes the first character of b, which takes up to four bytes.
func nextRune(d *encoding.Decoder, b []byte) (rune, int) {
	if b[0] < utf8.RuneSelf {
		return rune(b[0]), 1
	}
	var dst [2 * utf8.UTFMax]byte
	for n := 1; n <= min(4, len(b)); n++ {
		d.Reset()
		written, _, err := d.Transform(dst[:], b[:n], true)
		if err != nil {
			continue
		}
		if r, size := utf8.DecodeRune(dst[:written]); r != utf8.RuneError && size == written {
			return r, n
		}
	}
	return utf8.RuneError, 1
}

// decodeRunes decodes src character by character. Stretches of ASCII are the
// literal runs of the map.
func decodeRunes(src []byte, next func(b []byte) (rune, int)) (decoded []byte, back []run) {
	b := &builder{src: src}
	for i := 0; i < len(src); {
		r, n := next(src[i:])
		if r < utf8.RuneSelf && n == 1 {
			b.literal(i, i+1)
		} else {
			b.instead(string(r), i, i+n)
		}
		i += n
	}
	return b.buf, b.runs
}

// metaBytes is how far into a page its character set is looked for.
const metaBytes = 8192

// declaredCharset returns the name of the character set that a page declares in
// a meta element or in an XML declaration; empty if it declares none.
func declaredCharset(src []byte) string {
	src = src[:min(len(src), metaBytes)]
	z := html.NewTokenizer(bytes.NewReader(src))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.CommentToken: // an XML declaration is read as one
			if head := string(z.Raw()); strings.HasPrefix(head, "<?xml") {
				if _, rest, ok := strings.Cut(head, "encoding="); ok {
					return firstWord(rest)
				}
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			if t := z.Token(); t.DataAtom == atom.Meta {
				e := element{attrs: t.Attr}
				if c := e.attr("charset"); c != "" {
					return c
				}
				if strings.EqualFold(e.attr("http-equiv"), "content-type") {
					if _, rest, ok := strings.Cut(strings.ToLower(e.attr("content")), "charset="); ok {
						return firstWord(rest)
					}
				}
			}
		}
	}
}

// firstWord returns what stands first in s, without quotes.
func firstWord(s string) string {
	s = strings.TrimLeft(s, `"' `)
	if i := strings.IndexAny(s, `"' ;?>`); i >= 0 {
		s = s[:i]
	}
	return s
}

// through returns the map from a text to a file, of the maps from the text to
// decoded bytes and from these to the file. All are in order.
func through(runs, back []run) []run {
	var out []run
	i := 0 // in back
	offset := func(at int) int {
		for i+1 < len(back) && back[i+1].text <= at {
			i++
		}
		b := back[i]
		switch {
		case at >= b.text+b.textLen:
			return b.file + b.fileLen
		case b.literal:
			return b.file + at - b.text
		}
		return b.file
	}
	for _, r := range runs {
		if !r.literal {
			from := offset(r.file)
			r.fileLen = offset(r.file+r.fileLen) - from
			r.file = from
			out = append(out, r)
			continue
		}
		for n := 0; r.textLen > 0; r.text, r.textLen, r.file = r.text+n, r.textLen-n, r.file+n {
			from := offset(r.file)
			b := back[i]
			n = min(r.textLen, b.text+b.textLen-r.file)
			piece := run{r.text, n, from, b.fileLen, false}
			if b.literal {
				piece.fileLen, piece.literal = n, true
			}
			out = append(out, piece)
		}
	}
	return out
}

// mapBack leads the map of a text that was read from decoded bytes back to the
// file.
func (s *Source) mapBack(decoded []byte, back []run) {
	if len(back) == 0 {
		return
	}
	s.runs = through(s.runs, back)
	lines := lineStarts(decoded)
	i := 0
	for k, at := range lines {
		for i+1 < len(back) && back[i+1].text <= at {
			i++
		}
		lines[k] = back[i].file + min(at-back[i].text, back[i].fileLen)
	}
	s.lines = lines
}
