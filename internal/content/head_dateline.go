package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/text"
)

// A dateline is the place, the day and the agency that the first paragraph of a
// report begins with: "KYIV, Ukraine, Dec 3 (Agency) -".
type dateline struct {
	place  text.Span // in the line
	date   text.Span
	whole  bool // the date has its year
	agency string
	strong bool // more than a word with a capital before a dash
}

// maxDateline is the length in bytes of the longest dateline.
const maxDateline = 110

// readDateline reads the dateline of a line: a place in capitals, or any place
// with an agency or a day behind it, before a dash; a place before a colon; a
// place, a day and an agency in brackets. A place alone before a dash is a weak
// one.
func readDateline(line string) (d dateline, ok bool) {
	r, _ := utf8.DecodeRuneInString(line)
	if !unicode.IsUpper(r) {
		return d, false
	}
	head := line[:min(len(line), maxDateline)]
	n := datelinePlace(head)
	if n == 0 {
		return d, false
	}
	d.place = text.Span{End: n}
	i := n
	pieces := datePieces(head)
	slashes := false
scan:
	for i < len(head) {
		switch c := head[i]; {
		case c == ' ' || c == ',' || c == '\t':
			i++
			continue
		case c == '.' && strings.HasPrefix(head[i:], ". ") && d.date.Empty():
			if _, found := pieceAt(pieces, i+2); found { // "OSLO. May 3 (Agency) -"
				i += 2
				continue
			}
			break scan
		case c == '(' || c == '[' || c == '/':
			end := strings.IndexByte(head[i+1:], closing(c))
			if end < 0 || end > 48 {
				break scan
			}
			inner := text.Span{Start: i + 1, End: i + 1 + end}
			what := strings.TrimSpace(inner.Of(head))
			if p, found := pieceIn(pieces, inner); found && len(strings.Trim(what, " ,.")) <= p.span.Len()+1 {
				d.date, d.whole = p.span, p.whole()
			} else if a, _ := utf8.DecodeRuneInString(what); !unicode.IsUpper(a) || len(strings.Fields(what)) > 6 {
				break scan
			} else {
				d.agency = what
			}
			slashes = slashes || c == '/'
			i = inner.End + 1
			continue
		}
		p, found := pieceAt(pieces, i)
		if !found || !d.date.Empty() {
			break
		}
		d.date, d.whole = p.span, p.whole()
		if !p.dayOfYear() && !p.weekday {
			return d, false
		}
		i = p.span.End
		if i < len(head) && head[i] == '.' && !strings.HasPrefix(head[i:], "...") {
			i++
		}
	}
	mark, rest := datelineMark(line, i, slashes || !d.date.Empty())
	place := d.place.Of(line)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "\"“‘'«("))
	if rest == "" || !unicode.IsUpper(first) && !unicode.IsDigit(first) {
		return d, false
	}
	city := place
	if k := strings.IndexAny(city, ",/"); k > 0 {
		city = city[:k]
	}
	if hasWord(city, datelineLabels) || labels[strings.ToLower(city)] {
		return d, false
	}
	caps := inCapitals(city)
	d.strong = caps || d.agency != "" || !d.date.Empty()
	words := len(strings.Fields(place))
	switch mark {
	case "dash":
		ok = d.strong || words <= 3 && isPlaceName(city)
	case "colon":
		ok = (caps && words <= 4 || d.strong && !d.date.Empty() || words <= 2 && isPlaceName(city) && len(line) > 80) && !roleName(place)
		d.strong = d.strong && !caps
	case "none":
		ok = d.agency != "" && (!d.date.Empty() || caps)
	case "stop":
		ok = d.agency != "" || caps && !d.date.Empty()
	}
	return d, ok
}

func closing(c byte) byte {
	switch c {
	case '(':
		return ')'
	case '[':
		return ']'
	}
	return c
}

// roleName reports whether the words before a colon are those of a speaker.
func roleName(s string) bool { return hasWord(s, roleWords) || hasWord(s, outletWords) }

// datelineMark returns what parts a dateline from the story that follows at byte
// i of a line, and the story.
func datelineMark(line string, i int, stop bool) (mark, rest string) {
	at := i
	for at > 0 && line[at-1] == ' ' {
		at--
	}
	s := strings.TrimLeft(line[i:], " .")
	stopped := strings.HasPrefix(strings.TrimLeft(line[i:], " "), ".") || at > 0 && line[at-1] == '.'
	switch {
	case strings.HasPrefix(s, "—") || strings.HasPrefix(s, "–") || strings.HasPrefix(s, "-") || strings.HasPrefix(s, "―") || strings.HasPrefix(s, "‑"):
		r := strings.TrimLeft(s, "-—–―‑ ")
		// "Mar-a-Lago" and "U-boat" have no blank beside their hyphen.
		if strings.HasPrefix(s, "-") && !strings.HasPrefix(s, "--") && !strings.HasPrefix(s, "- ") && (i == 0 || line[i-1] != ')') {
			return "", ""
		}
		return "dash", r
	case strings.HasPrefix(s, ":"):
		return "colon", strings.TrimLeft(s, ": ")
	case strings.HasPrefix(s, "|"):
		// "Kampala, Uganda | THE AGENCY | The bridge fell."
		_, r, found := strings.Cut(s[1:], "|")
		if found && len(s)-len(r) < 50 {
			return "dash", strings.TrimLeft(r, " ")
		}
		return "dash", strings.TrimLeft(s[1:], " ")
	case stop && stopped:
		return "stop", s
	}
	return "none", s
}

func pieceAt(pieces []datePiece, at int) (datePiece, bool) {
	for _, p := range pieces {
		if p.span.Start == at {
			return p, true
		}
	}
	return datePiece{}, false
}

func pieceIn(pieces []datePiece, s text.Span) (datePiece, bool) {
	for _, p := range pieces {
		if p.span.Overlaps(s) && p.dayOfYear() {
			return p, true
		}
	}
	return datePiece{}, false
}

// datelinePlace returns the length of the place that a line begins with: up to
// six words with capitals, their commas, slashes and particles, before a day, an
// agency or a dash.
func datelinePlace(s string) int {
	end, count := 0, 0
	for off := 0; off < len(s); {
		n := strings.IndexFunc(s[off:], func(r rune) bool {
			return !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '.' && r != '-' && r != 'ʻ'
		})
		if n < 0 {
			return 0
		}
		word := s[off : off+n]
		if i := strings.Index(word, "--"); i >= 0 {
			word = word[:i]
		}
		if i := strings.Index(word, ".-"); i > 0 {
			word = word[:i]
		}
		bare := strings.Trim(word, ".-")
		r, _ := utf8.DecodeRuneInString(bare)
		low := strings.ToLower(bare)
		switch {
		case bare == "":
			return end
		case (months[low] || weekdays[low]) && count > 0:
			return end
		case unicode.IsUpper(r):
			if count++; count > 6 {
				return 0
			}
			end = off + len(bare)
			if strings.HasPrefix(word[len(bare):], ".") && (len(bare) <= 2 || strings.Contains(bare, ".") || len(bare) <= 5 && count > 1) {
				end++ // "D.C.", "Fla."
			}
		case count > 0 && nameParticles[bare] && bare != "and":
		default:
			return 0
		}
		off += len(word)
		switch rest := s[off:]; {
		case strings.HasPrefix(rest, ", "):
			off += 2
		case strings.HasPrefix(rest, "/"):
			if strings.HasPrefix(s[:off], ".") || off > 0 && s[off-1] == ' ' {
				return end
			}
			off++
		case strings.HasPrefix(rest, " "):
			off++
		default:
			return end
		}
		if off < len(s) && !startsLetter(s[off:]) {
			return end
		}
	}
	return 0
}

func startsLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// inCapitals reports whether s has three letters or more, all of them capitals.
func inCapitals(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			if unicode.IsLower(r) {
				return false
			}
			n++
		}
	}
	return n >= 3
}

// labels are words in capitals before a dash that are no place.
var labels = wordSet(`update updated breaking watch video exclusive analysis opinion live explainer correction factbox timeline
	nato editorial comment interview photos listen read note question answer summary background warning alert important abstract host
	re fw fwd topic subject title date from to reporter editor source contact`)

// datelineLabels are words that the place of a dateline does not hold.
var datelineLabels = wordSet(`the why how what when who this that it he she they we update breaking watch video exclusive analysis opinion live explainer
	correction factbox timeline editorial interview photos listen note question answer press release news report reports embargoed immediate`)

// shortDateline reads a line that is a dateline without a story: "CRESWICK,
// Thursday."
func shortDateline(line string) (text.Span, bool) {
	if len(line) > 60 {
		return text.Span{}, false
	}
	n := datelinePlace(line)
	if n == 0 || !isPlaceName(line[:n]) && !inCapitals(line[:n]) || !strings.HasPrefix(line[n:], ",") {
		return text.Span{}, false
	}
	pieces := datePieces(line)
	if len(pieces) != 1 || !pieces[0].weekday && !pieces[0].dayOfYear() {
		return text.Span{}, false
	}
	p := pieces[0].span
	if p.Start < n || strings.Trim(line[n:p.Start]+line[p.End:], " ,.") != "" {
		return text.Span{}, false
	}
	return text.Span{End: n}, true
}
