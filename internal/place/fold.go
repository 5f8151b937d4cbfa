package place

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letters that no decomposition takes to plain ones.
var letters = map[rune]string{
	'ø': "o", 'đ': "d", 'ł': "l", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ð': "d", 'þ': "th", 'ə': "e", 'ħ': "h", 'ŋ': "n", 'ŧ': "t",
}

// Fold writes a name as the tables are sorted by: in small letters, without
// marks, stops and apostrophes, with a blank for a hyphen, and with "saint"
// for "st". "St. John's" is "saint johns".
func Fold(name string) string { return string(appendFold(nil, name)) }

// appendFold appends the folded name to buf.
func appendFold(buf []byte, name string) []byte {
	start := len(buf)
	word := start
	end := func() {
		switch w := string(buf[word:]); w {
		case "st":
			buf = append(buf[:word], "saint"...)
		case "ste":
			buf = append(buf[:word], "sainte"...)
		case "ft":
			buf = append(buf[:word], "fort"...)
		case "mt":
			buf = append(buf[:word], "mount"...)
		}
	}
	blank := func() {
		end()
		if len(buf) > start && buf[len(buf)-1] != ' ' {
			buf = append(buf, ' ')
		}
		word = len(buf)
	}
	for i := 0; i < len(name); {
		c := name[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'A' <= c && c <= 'Z':
				buf = append(buf, c+'a'-'A')
			case c == ' ' || c == '-' || c == '\n' || c == '\t' || c == '/':
				blank()
			case c == '.' || c == '\'' || c == '`' || c == ',':
			default:
				buf = append(buf, c)
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(name[i:])
		switch {
		case r == '’' || r == '‘' || r == 'ʻ' || r == 'ʼ' || r == 'ʿ' || r == 'ʾ':
		case r == '–' || unicode.IsSpace(r):
			blank()
		default:
			buf = appendPlain(buf, name[i:i+n], r)
		}
		i += n
	}
	end()
	for len(buf) > start && buf[len(buf)-1] == ' ' {
		buf = buf[:len(buf)-1]
	}
	return buf
}

// appendPlain appends the letter r, written as s, without its marks.
func appendPlain(buf []byte, s string, r rune) []byte {
	if p, ok := letters[unicode.ToLower(r)]; ok {
		return append(buf, p...)
	}
	for _, d := range norm.NFD.String(strings.ToLower(s)) {
		if !unicode.Is(unicode.Mn, d) {
			buf = utf8.AppendRune(buf, d)
		}
	}
	return buf
}
