// Package terminal draws for people who read in a terminal: text that cannot take the
// terminal over, tables that fit its width, a ruler in characters, colour where it is
// wanted.
//
// Whatever comes from a report goes through [Escape], [Line] or [Writer] first. What a
// [Style] adds afterwards is then the only control sequence that is ever written.
package terminal

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// hidden reports whether r steers a terminal or the order of the letters around it, or is
// seen nowhere and may hide one word from another. The joiners that Persian, the scripts
// of India and emoji are written with are none of these.
func hidden(r rune) bool {
	switch {
	case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
		return true
	case r == '\u200b', r >= '\u2060' && r <= '\u2064', r == '\ufeff', r >= '\ufff9' && r <= '\ufffb':
		return true
	}
	return r >= 0xe0000 && r <= 0xe007f // tags
}

// Escape writes the control characters of s, those that turn the direction of writing and
// bytes that are no UTF-8 as \x1b, \u202e or \xff. Line feeds and tabs stay.
func Escape(s string) string {
	clean := true
	for _, r := range s {
		if r == utf8.RuneError || hidden(r) && r != '\n' && r != '\t' {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n', r == '\t', !hidden(r):
			b.WriteString(s[i : i+n])
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
		i += n
	}
	return b.String()
}

// Line is s escaped and in one line: every run of white space is one blank.
func Line(s string) string { return Escape(strings.Join(strings.Fields(s), " ")) }

// JSON escapes in a JSON text what [Escape] does, in the way of JSON: a program reads the
// same as before.
func JSON(text []byte) []byte {
	s := string(text)
	if !strings.ContainsFunc(s, func(r rune) bool { return hidden(r) && r >= 0x7f }) {
		return text
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !hidden(r) || r < 0x7f: // encoding/json has escaped the others
			b.WriteRune(r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			hi, lo := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, hi, lo)
		}
	}
	return []byte(b.String())
}

// A Writer passes text on through [Escape], or JSON through [JSON]. A character of which the
// last bytes have not come yet waits for them.
type Writer struct {
	W    io.Writer
	JSON bool
	rest []byte
}

// Write writes p and reports all of it as written, whatever became of it.
func (w *Writer) Write(p []byte) (int, error) {
	all := append(w.rest, p...)
	end := len(all)
	for i := 1; i < utf8.UTFMax && i <= len(all); i++ {
		if b := all[len(all)-i]; utf8.RuneStart(b) {
			if !utf8.FullRune(all[len(all)-i:]) {
				end = len(all) - i
			}
			break
		}
	}
	out := JSON(all[:end])
	if !w.JSON {
		out = []byte(Escape(string(all[:end])))
	}
	w.rest = append([]byte(nil), all[end:]...)
	if _, err := w.W.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}
