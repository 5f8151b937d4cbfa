package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Sentences returns the sentences of text, in order. It takes the boundaries
// of Unicode Standard Annex #29 inside each paragraph, and takes back those
// that only an abbreviation, an initial, an enumerator or the end of a quoted
// question made. A headline is a sentence of its own. None
// is longer than some 1,200 bytes.
func Sentences(text string) []Span {
	var out []Span
	for _, p := range Paragraphs(text) {
		first := len(out)
		// The annex breaks at every line end; inside a paragraph there is
		// none that counts.
		flat := flatten.Replace(p.Of(text))
		for it := sentences.FromString(flat); it.Next(); {
			s := trim(text, Span{p.Start + it.Start(), p.Start + it.End()})
			if s.Empty() {
				continue
			}
			if n := len(out); n > first && !ends(out[n-1].Of(text), s.Of(text)) {
				out[n-1].End = s.End
				continue
			}
			out = append(out, s)
		}
		if p.Len() > maxSentence {
			out = append(out[:first], bounded(text, out[first:])...)
		}
	}
	return out
}

// maxSentence is how many bytes a sentence may have. Hardly anybody writes one of half of that; what
// goes on for longer is a list, a table or an attack, and is cut between words, so that the
// work of those who look at all of a sentence for each of its words stays bounded.
const maxSentence = 1200

func bounded(text string, all []Span) []Span {
	var out []Span
	for _, s := range all {
		for s.Len() > maxSentence {
			to := s.Start + maxSentence
			if i := strings.LastIndexFunc(text[s.Start:to], unicode.IsSpace); i > 0 {
				to = s.Start + i
			}
			for !utf8.RuneStart(text[to]) {
				to--
			}
			out = append(out, trim(text, Span{s.Start, to}))
			s = trim(text, Span{to, s.End})
		}
		if !s.Empty() {
			out = append(out, s)
		}
	}
	return out
}

var flatten = strings.NewReplacer("\n", " ", "\r", " ")

// ends reports whether a sentence ends between a and b, two neighbouring
// segments of one paragraph.
func ends(a, b string) bool {
	if len(a) == enumerator(a) {
		return false
	}
	body := strings.TrimRight(a, closers)
	if strings.HasSuffix(body, "?") || strings.HasSuffix(body, "!") {
		return len(body) == len(a) || !attribution(b)
	}
	if !strings.HasSuffix(body, ".") || len(body) != len(a) {
		// A closing mark behind the full stop: an abbreviation that ends a
		// quotation or bracket ends no sentence only if the bracket itself
		// does not, which the annex has settled.
		return true
	}
	word := lastWord(body)
	next := firstWord(b)
	switch abbreviations.Get(strings.ToLower(strings.TrimSuffix(word, "."))) {
	case always:
		return false
	case beforeNumber:
		return next == "" || !unicode.IsDigit(rune(next[0]))
	case name:
		return starters.Has(next)
	case clock:
		return !timeWord(b)
	}
	if dotted(word) || initial(word) {
		return starters.Has(next)
	}
	return true
}

// closers are the marks that may stand behind the full stop of a sentence.
const closers = "\"'”’»)]"

// An abbrKind says when the full stop behind an abbreviation is not the end of
// a sentence.
type abbrKind uint8

const (
	_            abbrKind = iota
	always                // a word must follow: "Mr.", "e.g."
	beforeNumber          // only with a number: "Nov. 28", "No. 7"
	name                  // unless a word that begins sentences follows: "U.S.", "Inc."
	clock                 // only with more of the time: "p.m. Tuesday", "p.m. EST"
)

// abbreviations are in lower case, without the last full stop. They are those
// of the Associated Press and Reuters style books: titles, months, days, US
// states, companies, Latin.
var abbreviations = kinds(map[abbrKind]string{
	always: `mr mrs ms mx dr prof gen lt col maj capt cmdr cpl sgt pvt adm brig gov sen sens rep reps rev fr
		hon pres amb supt det insp st ste mt ft messrs mme mlle vs v cf e.g i.e viz approx ca`,
	beforeNumber: `jan feb mar apr jun jul aug sep sept oct nov dec no nos art sec ch vol p pp fig par c`,
	name: `u.s u.k u.n e.u u.s.a u.s.s.r d.c l.a n.y u.a.e inc co corp ltd bros llc plc jr sr etc al dept univ
		ave blvd rd ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
		okla ore pa tenn tex va vt wash wis wyo mon tue tues wed thu thur thurs fri sat sun`,
	clock: `a.m p.m`,
})

func kinds(lists map[abbrKind]string) Table[abbrKind] {
	m := make(map[string]abbrKind)
	for k, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = k
		}
	}
	return NewTable(m)
}

// starters begin sentences and hardly ever stand inside a name.
var starters = NewSet(`The A An This That These Those He She It They We I You His Her Its Their Our My Your In On At By For From
	To With After Before But And Or So Yet If When While As Since Until Although Though Because However Meanwhile Then There Here
	Now Once Also Earlier Later Both All Some Many Most Several Each Every No Not What Who Why How Where Which Under Over During
	According Despite Instead Asked Speaking Among Another One Two Three Such Officials Police Reporters Witnesses`)

// timeWords go on with a clock time behind "a.m." and "p.m.".
var timeWords = NewSet(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
	January February March April May June July August September October November December
	Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Eastern Central Mountain Pacific Greenwich Universal`)

// timeWord reports whether s goes on with a clock time: a day, a month, the
// letters of a zone, or "Moscow time".
func timeWord(s string) bool {
	w := firstWord(s)
	if timeWords.Has(w) || (len(w) > 0 && unicode.IsDigit(rune(w[0]))) {
		return true
	}
	if len(w) >= 2 && len(w) <= 5 && strings.ToUpper(w) == w {
		return true
	}
	f := strings.Fields(s)
	for i := 1; i < len(f) && i < 4; i++ {
		if strings.TrimRight(f[i], ".,;:)") == "time" {
			return true
		}
	}
	return false
}

// attribution reports whether s begins with a speaker and a verb of saying:
// `"Why now?" Mr Orlov asked.`
func attribution(s string) bool {
	f := strings.Fields(s)
	for i := 0; i < len(f) && i < 5; i++ {
		w := strings.TrimRight(f[i], ".,;:")
		if saying.Has(strings.ToLower(w)) {
			return i > 0
		}
		if i == 0 && starters.Has(w) && !pronouns.Has(strings.ToLower(w)) {
			return w == "The" && len(f) > 2 && saying.Has(strings.TrimRight(f[2], ".,;:"))
		}
		if len(w) != len(f[i]) && !strings.HasSuffix(f[i], ".") {
			return false
		}
	}
	return false
}

// dotted reports whether w is letters each with a full stop: "U.S.", "N.A.T.O.".
func dotted(w string) bool {
	if len(w) < 4 || len(w)%2 != 0 {
		return false
	}
	for i := 0; i < len(w); i += 2 {
		if !unicode.IsLetter(rune(w[i])) || w[i+1] != '.' {
			return false
		}
	}
	return true
}

// initial reports whether w is one capital with a full stop: "J.", "Ю.".
func initial(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && w[n:] == "."
}

// lastWord returns the last word of s with the full stops in and behind it.
func lastWord(s string) string {
	i := strings.LastIndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.'
	})
	if i < 0 {
		return s
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:]
}

// firstWord returns the letters and digits that s begins with, past opening
// marks.
func firstWord(s string) string {
	s = strings.TrimLeft(s, "\"'“‘«([„")
	i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if i < 0 {
		return s
	}
	return s[:i]
}
