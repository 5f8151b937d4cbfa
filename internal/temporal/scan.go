package temporal

import (
	"unicode"
	"unicode/utf8"
)

// A token is a word, a number or one mark, with its place and what the lexicon
// says of it.
type token struct {
	start, end int
	kind       kind
	lex        lexeme
	n          int // value of a number, or of what the lexicon says
	digits     int // of a number: how many it was written with
	upper      bool
	gap        bool // white space stands before it
	brk        bool // a blank line or the start of the text stands before it
}

type kind uint8

const (
	mark kind = iota
	word
	number
)

// scan cuts the text into tokens, in one pass. Words are runs of letters, an
// apostrophe inside kept ("o'clock") but not a possessive 's; numbers are runs
// of digits. Everything else that is not white space is a mark of its own.
func scan(text string) []token {
	toks := make([]token, 0, len(text)/5+8)
	gap, brk, lines := true, true, 0
	var low [24]byte
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == ' ' || c == '\t' || c == '\r':
			gap = true
			i++
			continue
		case c == '\n':
			gap = true
			if lines++; lines > 1 {
				brk = true
			}
			i++
			continue
		}
		t := token{start: i, gap: gap, brk: brk}
		gap, brk, lines = false, false, 0
		switch {
		case c >= '0' && c <= '9':
			for i < len(text) && text[i] >= '0' && text[i] <= '9' {
				if t.digits < 9 {
					t.n = t.n*10 + int(text[i]-'0')
				}
				t.digits++
				i++
			}
			t.kind = number
		case c < utf8.RuneSelf && !letter(c):
			i++
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			if unicode.IsSpace(r) {
				gap = true
				i += n
				t.kind = mark
				continue
			}
			if !unicode.IsLetter(r) {
				i += n
				break
			}
			t.kind, t.upper = word, unicode.IsUpper(r)
			for i < len(text) {
				c := text[i]
				if letter(c) {
					i++
					continue
				}
				if c < utf8.RuneSelf {
					if c == '\'' && i+1 < len(text) && letter(text[i+1]) && i-t.start == 1 {
						i++ // o'clock
						continue
					}
					break
				}
				r, n := utf8.DecodeRuneInString(text[i:])
				if r == '’' && i-t.start == 1 && i+n < len(text) && letter(text[i+n]) {
					i += n
					continue
				}
				if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
					break
				}
				i += n
			}
		}
		t.end = i
		if t.kind == word && t.end-t.start <= len(low) {
			b := low[:0]
			for k := t.start; k < t.end; k++ {
				c := text[k]
				if c >= 'A' && c <= 'Z' {
					c += 'a' - 'A'
				}
				b = append(b, c)
			}
			if e, ok := lexicon[string(b)]; ok {
				t.lex, t.n = e.lex, e.n
			}
		}
		toks = append(toks, t)
	}
	return toks
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
