package place

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/text"
)

// A token is a word of the text by its bytes, with apostrophes, hyphens and
// the stops of an abbreviation inside: "Xi'an", "Aix-en-Provence", "U.S.".
type token struct {
	start, end int32
	capital    bool // begins with a capital
	joined     bool // only a blank or a line end stands before it, or the stop of "St." or "Mr."
}

// longestName is how many bytes a word may have and still be looked up.
const longestName = 60

// scan cuts the text into words.
func scan(txt string) []token {
	out := make([]token, 0, len(txt)/6)
	last := 0
	for i := 0; i < len(txt); {
		r, n := letterAt(txt, i)
		if r == 0 {
			i += n
			continue
		}
		end := wordEnd(txt, i)
		joined := len(out) > 0 && joins(txt, int(out[len(out)-1].start), last, i)
		out = append(out, token{start: int32(i), end: int32(end), capital: r < utf8.RuneSelf && 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r), joined: joined})
		i, last = end, end
	}
	return out
}

// letterAt returns the letter at i and its length, or 0 and the length of what
// is no letter.
func letterAt(txt string, i int) (rune, int) {
	c := txt[i]
	if c < utf8.RuneSelf {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
			return rune(c), 1
		}
		return 0, 1
	}
	r, n := utf8.DecodeRuneInString(txt[i:])
	if unicode.IsLetter(r) && r != 'ʻ' && r != 'ʼ' || unicode.Is(unicode.Mn, r) {
		return r, n
	}
	return 0, n
}

// wordEnd returns the end of the word that starts at i.
func wordEnd(txt string, i int) int {
	j, stops := i, 0
	letters := 0 // since the last stop
	for j < len(txt) {
		if r, n := letterAt(txt, j); r != 0 {
			j += n
			letters++
			continue
		}
		next := byte(0)
		mark := 1
		switch c := txt[j]; {
		case c == '.':
			// Only single capitals take stops: "U.S.", "D.C".
			capital := 'A' <= txt[j-1] && txt[j-1] <= 'Z'
			if letters != 1 || !capital {
				return j
			}
			if j+1 < len(txt) && 'A' <= txt[j+1] && txt[j+1] <= 'Z' {
				j, stops, letters = j+1, stops+1, 0
				continue
			}
			if stops > 0 {
				return j + 1
			}
			return j
		case c == '-' || c == '\'':
		case strings.HasPrefix(txt[j:], "’") || strings.HasPrefix(txt[j:], "‘") || strings.HasPrefix(txt[j:], "ʻ") || strings.HasPrefix(txt[j:], "ʼ"):
			_, mark = utf8.DecodeRuneInString(txt[j:])
		default:
			return j
		}
		if j+mark < len(txt) {
			next = txt[j+mark]
		}
		if next < utf8.RuneSelf && !('a' <= next && next <= 'z' || 'A' <= next && next <= 'Z') {
			return j
		}
		if r, _ := letterAt(txt, j+mark); r == 0 {
			return j
		}
		j += mark
		letters = 2
	}
	return j
}

// joins reports whether the words that end at last and begin at next stand
// together; the first begins at start.
func joins(txt string, start, last, next int) bool {
	switch between := txt[last:next]; between {
	case " ", "\n", "\u00a0", "  ":
		return true
	case ". ", ".\u00a0", ".":
		w := txt[start:last]
		return len(w) <= 4 && (abbreviatedWord(w) || len(w) == 1)
	}
	return false
}

// abbreviatedWord reports whether a word keeps its stop inside a name.
func abbreviatedWord(w string) bool {
	switch title(w) {
	case "St", "Ste", "Ft", "Mt", "Mr", "Mrs", "Ms", "Dr", "Gen", "Sen", "Rep", "Gov", "Col", "Capt", "Lt", "Sgt", "Maj", "Prof", "Rev":
		return true
	}
	return false
}

// title writes MR as Mr.
func title(w string) string {
	if len(w) > 1 {
		return w[:1] + strings.ToLower(w[1:])
	}
	return w
}

func (t token) of(txt string) string { return txt[t.start:t.end] }

func (t token) span() text.Span { return text.Span{Start: int(t.start), End: int(t.end)} }

// possessed returns the word without the "'s" of a possessive.
func possessed(w string) (string, bool) {
	for _, s := range [...]string{"'s", "’s", "'S", "’S"} {
		if base, ok := strings.CutSuffix(w, s); ok && base != "" {
			return base, true
		}
	}
	return w, false
}
