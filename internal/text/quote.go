package text

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quotes returns what stands inside quotation marks, without the marks, in
// order and without overlap: of nested quotations the outermost.
//
// Curly, straight, angle and low marks are understood, and one kind may close
// what another opened. A quotation ends with its paragraph: one that runs over
// several, each opened again and only the last closed, gives one span for each.
// A closing mark with nothing before it in its paragraph, as a drop capital
// leaves it, is taken to close a quotation that the paragraph began. A mark
// with no partner is no quotation.
func Quotes(text string) []Span {
	if !marked(text) {
		return nil
	}
	paras := Paragraphs(text)
	var out []Span
	for i, p := range paras {
		more := i+1 < len(paras) && strings.IndexAny(paras[i+1].Of(text), `"“`) == 0
		doubles := doubleQuotes(text, p, more)
		out = append(out, outermost(append(doubles, singleQuotes(text, p, doubles)...))...)
	}
	return out
}

// marked reports whether a text may have a quotation mark: a straight one, or a sign
// outside of ASCII.
func marked(text string) bool {
	for i := range len(text) {
		if b := text[i]; b == '"' || b == '\'' || b >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// doubleQuotes returns the quotations of paragraph p in double marks. More says
// that the next paragraph opens with such a mark.
func doubleQuotes(text string, p Span, more bool) []Span {
	var out []Span
	type mark struct {
		at   int // the byte behind the mark
		rune rune
	}
	var open []mark
	seen := false
	for i, r := range p.Of(text) {
		at := p.Start + i
		after := at + utf8.RuneLen(r)
		before, next := around(text, p, at, after)
		var opens, closes bool
		switch r {
		case '„', '«':
			opens = true
		case '“':
			opens = len(open) == 0 || open[len(open)-1].rune != '„'
			closes = !opens
		case '”', '»':
			closes = true
		case '"':
			opens = !unicode.IsSpace(next) && next != 0 && !wordy(before) && !strings.ContainsRune(".,!?…", before)
			closes = !opens
			// A closing mark follows on a word or its punctuation.
			if opens && len(open) > 0 && (next != 0 && strings.ContainsRune(".,;:!?)", next)) {
				opens, closes = false, true
			}
		default:
			continue
		}
		if opens {
			open = append(open, mark{after, r})
		}
		if closes {
			switch {
			case len(open) > 0:
				out = append(out, trim(text, Span{open[len(open)-1].at, at}))
				open = open[:len(open)-1]
			case !seen && strings.ContainsRune(".,!?…", before):
				out = append(out, Span{p.Start, at})
			}
		}
		seen = true
	}
	if more && len(open) > 0 {
		out = append(out, trim(text, Span{open[0].at, p.End}))
	}
	return out
}

// singleQuotes returns the quotations of paragraph p in single marks that do
// not lie inside, or cross, those in double marks. The closing mark is also the
// apostrophe, so of the marks that could close one behind punctuation is
// preferred, and one behind a plural ("the envoys’ cars") is the last choice.
func singleQuotes(text string, p Span, doubles []Span) []Span {
	doubles = outermost(doubles)
	inside := func(at int) (Span, bool) {
		i := sort.Search(len(doubles), func(i int) bool { return at < doubles[i].End })
		if i < len(doubles) && doubles[i].Start <= at {
			return doubles[i], true
		}
		return Span{}, false
	}
	var out []Span
	for at := p.Start; at < p.End; {
		r, n := utf8.DecodeRuneInString(text[at:])
		before, next := around(text, p, at, at+n)
		if r != '‘' && r != '\'' || wordy(before) || !unicode.IsLetter(next) && next != '"' && next != '“' {
			at += n
			continue
		}
		if d, ok := inside(at); ok {
			at = d.End
			continue
		}
		end, best := -1, 0
		for j := at + n; j < min(p.End, at+singleReach) && best < 3; {
			c, cn := utf8.DecodeRuneInString(text[j:])
			if c != '’' && c != '\'' {
				j += cn
				continue
			}
			b, a := around(text, p, j, j+cn)
			_, in := inside(j)
			if (c == '’') == (r == '‘') && !in && !wordy(a) && !unicode.IsSpace(b) {
				rank := 2
				switch {
				case strings.ContainsRune(".,!?…", b):
					rank = 3
				case b == 's' && unicode.IsSpace(a):
					rank = 1
				}
				if rank > best {
					end, best = j, rank
				}
			}
			j += cn
		}
		if end < 0 {
			at += n
			continue
		}
		if s := trim(text, Span{at + n, end}); !s.Empty() {
			out = append(out, s)
		}
		at = end + 1
	}
	return out
}

// singleReach is the length in bytes of the longest quotation in single marks:
// a mark without a partner must not cost a walk over the whole text.
const singleReach = 1024

// around returns the code points on either side of [at, after) in paragraph p,
// 0 where it ends.
func around(text string, p Span, at, after int) (before, next rune) {
	if at > p.Start {
		before, _ = utf8.DecodeLastRuneInString(text[p.Start:at])
	}
	if after < p.End {
		next, _ = utf8.DecodeRuneInString(text[after:p.End])
	}
	return before, next
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// outermost sorts spans and drops the empty ones and those inside another.
func outermost(spans []Span) []Span {
	sort.Slice(spans, func(i, j int) bool {
		if spans[i].Start != spans[j].Start {
			return spans[i].Start < spans[j].Start
		}
		return spans[i].End > spans[j].End
	})
	var out []Span
	for _, s := range spans {
		if s.Empty() || len(out) > 0 && s.Start < out[len(out)-1].End {
			continue
		}
		out = append(out, s)
	}
	return out
}
