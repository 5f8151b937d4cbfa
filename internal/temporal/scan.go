package temporal

import (
	"encoding/binary"
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
	continuing                   // it is the second word of one
	sufficient                   // it is one by itself
	opening                      // an expression can begin with it
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

// lower is every byte with ASCII capitals made small.
var lower = func() (l [256]byte) {
	for b := range l {
		l[b] = byte(b)
		if class[b] == isUpper {
			l[b] += 'a' - 'A'
		}
	}
	return l
}()

// scan cuts the text into tokens, in one pass. Words are runs of letters, an
// apostrophe inside kept ("o'clock") but not a possessive 's; numbers are runs
// of digits. Everything else that is not white space is a mark of its own.
//
// low is the text in lower case, as [lowered] gives it.
func scan(text string, low []byte) []token {
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
			i = t.lettersFrom(text, low, i)
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
				i = t.lettersFrom(text, low, i)
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
func (t *token) lettersFrom(text string, low []byte, i int) int {
	start := i
	for i < len(text) {
		b := text[i]
		c := class[b]
		if c == isLower || c == isUpper {
			i++
			continue
		}
		if c == isMark {
			if b == '\'' && i-start == 1 && i+1 < len(text) && letter(text[i+1]) { // o'clock
				i++
				continue
			}
		} else if c == isWide {
			r, n := utf8.DecodeRuneInString(text[i:])
			if r == '’' && i-start == 1 && i+n < len(text) && letter(text[i+n]) || unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) {
				i += n
				continue
			}
		}
		break
	}
	if n := i - start; n <= maxWord {
		if e := lexicon.find(keyAt(low, start, n), n); e != nil {
			t.lex, t.n = e.lex, e.n
			t.flags |= e.flags
		}
	}
	return i
}

func letter(b byte) bool { return class[b] == isLower || class[b] == isUpper }

// maxWord is the length of the longest word, in bytes, that a dictionary holds.
const maxWord = 16

// lowered is a text with its ASCII letters in lower case, byte for byte, and
// room behind it for a key to be read at any of its bytes.
func lowered(text string) []byte {
	b := make([]byte, len(text)+maxWord)
	for i := range len(text) {
		b[i] = lower[text[i]]
	}
	return b
}

// A key is a word of at most 16 bytes, in lower case, as two machine words: so
// it is compared and hashed without a look at its bytes.
type key [2]uint64

// keyAt is the key of the n bytes at b[i:]; 16 bytes from i on must be there.
func keyAt(b []byte, i, n int) key {
	k := key{binary.LittleEndian.Uint64(b[i:]), binary.LittleEndian.Uint64(b[i+8:])}
	switch {
	case n < 8:
		k[0] &= 1<<(8*n) - 1
		k[1] = 0
	case n < maxWord:
		k[1] &= 1<<(8*(n-8)) - 1
	}
	return k
}

func (k key) hash() uint64 {
	return (k[0] ^ k[1]*0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93 >> 32
}

// A dictionary is a hash table with open addressing, filled once. Most words of
// a text are in none: lengths, which has a bit for every length that a word
// with those two first letters has, turns them away at little cost.
type dictionary struct {
	lengths [1024]uint32
	slots   []entry
	mask    uint64
}

func (k key) letters() uint64 { return k[0]&31<<5 | k[0]>>8&31 }

type entry struct {
	key   key
	lex   lexeme
	flags uint8 // of a token
	n     int32
}

func newDictionary(words map[string]meaning) *dictionary {
	size := 1
	for size < 2*len(words) {
		size *= 2
	}
	d := &dictionary{slots: make([]entry, size), mask: uint64(size - 1)}
	for w, m := range words {
		k := keyAt(lowered(w), 0, len(w))
		d.lengths[k.letters()] |= 1 << len(w)
		at := k.hash() & d.mask
		for d.slots[at].key != (key{}) {
			at = (at + 1) & d.mask
		}
		e := entry{key: k, lex: m.lex, n: int32(m.n)}
		if len(byFirst[w]) > 0 {
			e.flags |= festive
		}
		for _, r := range references[w] {
			e.flags |= referring
			if len(r.words) == 1 {
				e.flags |= sufficient
			}
		}
		if secondWords[w] {
			e.flags |= continuing
		}
		if len(openings[m.lex]) > 0 || e.flags&referring != 0 {
			e.flags |= opening
		}
		d.slots[at] = e
	}
	return d
}

// find returns the entry of the key of a word n bytes long, at most maxWord;
// nil where there is none.
func (d *dictionary) find(k key, n int) *entry {
	if d.lengths[k.letters()]>>n&1 == 0 {
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
