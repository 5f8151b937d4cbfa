package temporal

import (
	"unicode"
	"unicode/utf8"
)

// A token is a word, a number or one mark, with its place and what the lexicon
// says of it.
type token struct {
	from, to int32 // bytes, half-open
	n        int32 // value of a number, or of what the lexicon says
	kind     kind
	lex      lexeme
	digits   uint8 // of a number: how many it was written with, 255 for more
	flags    uint8
}

type kind uint8

const (
	mark kind = iota
	word
	number
)

const (
	upperCase  uint8 = 1 << iota // the first letter is a capital
	afterSpace                   // white space stands before it
	afterBreak                   // a blank line or the start of the text stands before it
	festive                      // the name of a holiday begins with this word
	referring                    // a phrase of the table references begins with it
)

func (t *token) start() int  { return int(t.from) }
func (t *token) end() int    { return int(t.to) }
func (t *token) value() int  { return int(t.n) }
func (t *token) upper() bool { return t.flags&upperCase != 0 }
func (t *token) gap() bool   { return t.flags&afterSpace != 0 }
func (t *token) brk() bool   { return t.flags&afterBreak != 0 }

// What a byte is to the scanner.
const (
	isMark = iota
	isSpace
	isNewline
	isDigit
	isLower
	isUpper
	isWide // part of a code point past ASCII
)

var class = func() (c [256]uint8) {
	for b := range c {
		switch {
		case b == ' ' || b == '\t' || b == '\r' || b == '\v' || b == '\f':
			c[b] = isSpace
		case b == '\n':
			c[b] = isNewline
		case b >= '0' && b <= '9':
			c[b] = isDigit
		case b >= 'a' && b <= 'z':
			c[b] = isLower
		case b >= 'A' && b <= 'Z':
			c[b] = isUpper
		case b >= utf8.RuneSelf:
			c[b] = isWide
		}
	}
	return c
}()

// scan cuts the text into tokens, in one pass. Words are runs of letters, an
// apostrophe inside kept ("o'clock") but not a possessive 's; numbers are runs
// of digits. Everything else that is not white space is a mark of its own.
func scan(text string) []token {
	toks := make([]token, 0, len(text)/4+8)
	flags, lines := afterSpace|afterBreak, 0
	for i := 0; i < len(text); {
		t := token{from: int32(i), flags: flags}
		switch class[text[i]] {
		case isSpace:
			flags |= afterSpace
			i++
			continue
		case isNewline:
			flags |= afterSpace
			if lines++; lines > 1 {
				flags |= afterBreak
			}
			i++
			continue
		case isDigit:
			t.kind = number
			i = t.digitsFrom(text, i)
		case isMark:
			i++
		case isUpper:
			t.flags |= upperCase
			fallthrough
		case isLower:
			t.kind = word
			i = t.lettersFrom(text, i)
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			switch {
			case unicode.IsSpace(r):
				flags |= afterSpace
				i += n
				continue
			case unicode.IsLetter(r):
				t.kind = word
				if unicode.IsUpper(r) {
					t.flags |= upperCase
				}
				i = t.lettersFrom(text, i)
			default:
				i += n
			}
		}
		t.to = int32(i)
		flags, lines = 0, 0
		toks = append(toks, t)
	}
	return toks
}

// digitsFrom reads the number that starts at i and returns where it ends.
func (t *token) digitsFrom(text string, i int) int {
	for ; i < len(text) && class[text[i]] == isDigit; i++ {
		if t.digits < 9 {
			t.n = t.n*10 + int32(text[i]-'0')
		}
		if t.digits < 255 {
			t.digits++
		}
	}
	return i
}

// lettersFrom reads the word that starts at i, looks it up and returns where
// it ends.
func (t *token) lettersFrom(text string, i int) int {
	start := i
	var k key
	for i < len(text) {
		b := text[i]
		switch class[b] {
		case isLower:
			k.add(i-start, b)
			i++
			continue
		case isUpper:
			k.add(i-start, b+'a'-'A')
			i++
			continue
		case isMark:
			if b == '\'' && i-start == 1 && i+1 < len(text) && letter(text[i+1]) { // o'clock
				k.add(1, b)
				i++
				continue
			}
		case isWide:
			r, n := utf8.DecodeRuneInString(text[i:])
			if r == '’' && i-start == 1 && i+n < len(text) && letter(text[i+n]) || unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) {
				for range n {
					k.add(i-start, text[i])
					i++
				}
				continue
			}
		}
		break
	}
	if e := lexicon.find(k, i-start); e != nil {
		t.lex, t.n = e.lex, e.n
		t.flags |= e.flags
	}
	return i
}

func letter(b byte) bool { return class[b] == isLower || class[b] == isUpper }

// A key is a word of at most 16 bytes, in lower case, as two machine words: so
// it is compared and hashed without a look at its bytes.
type key [2]uint64

// add puts the byte b at place n; past the sixteenth it is dropped.
func (k *key) add(n int, b byte) {
	if n < 16 {
		k[n>>3] |= uint64(b) << (8 * (n & 7))
	}
}

func (k key) hash() uint64 {
	return (k[0] ^ k[1]*0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93 >> 32
}

// A dictionary is a hash table with open addressing, filled once.
type dictionary struct {
	slots []entry
	mask  uint64
}

type entry struct {
	key   key
	lex   lexeme
	flags uint8 // of a token
	n     int32
}

func newDictionary(words map[string]meaning) *dictionary {
	size := 1
	for size < 4*len(words) {
		size *= 2
	}
	d := &dictionary{slots: make([]entry, size), mask: uint64(size - 1)}
	for w, m := range words {
		var k key
		for i := range len(w) {
			k.add(i, w[i])
		}
		at := k.hash() & d.mask
		for d.slots[at].key != (key{}) {
			at = (at + 1) & d.mask
		}
		e := entry{key: k, lex: m.lex, n: int32(m.n)}
		if len(byFirst[w]) > 0 {
			e.flags |= festive
		}
		if len(references[w]) > 0 {
			e.flags |= referring
		}
		d.slots[at] = e
	}
	return d
}

// find returns the entry of the key of a word n bytes long, nil where there is
// none.
func (d *dictionary) find(k key, n int) *entry {
	if n > 16 {
		return nil
	}
	for at := k.hash() & d.mask; ; at = (at + 1) & d.mask {
		switch e := &d.slots[at]; e.key {
		case k:
			return e
		case key{}:
			return nil
		}
	}
}
