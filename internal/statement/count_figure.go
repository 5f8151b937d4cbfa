package statement

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"timeline/internal/text"
)

// A Range is the figures that a wording admits, both ends included, in
// thousandths: 12 is 12000 and magnitude 6.8 is 6800.
type Range struct{ Lo, Hi int64 }

// Thousandths is what a Range counts one as, and Unbounded its end where it has none.
const (
	Thousandths = 1000
	Unbounded   = math.MaxInt64
)

// String writes "12", "6.8", "12 to 15", "20 or more", "30 at most".
func (r Range) String() string {
	switch {
	case r.Hi == Unbounded:
		return Figure(r.Lo) + " or more"
	case r.Lo == r.Hi:
		return Figure(r.Lo)
	case r.Lo == 0:
		return Figure(r.Hi) + " at most"
	}
	return Figure(r.Lo) + " to " + Figure(r.Hi)
}

// Figure writes thousandths as people write figures: "6.8", "35,000".
func Figure(v int64) string {
	if v < 0 {
		return "−" + Figure(-v)
	}
	s := strconv.FormatInt(v/Thousandths, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if r := v % Thousandths; r != 0 {
		s += "." + strings.TrimRight(fmt.Sprintf("%03d", r), "0")
	}
	return s
}

// A hedge is how exact a figure claims to be.
type hedge uint8

const (
	noHedge hedge = iota
	exactly
	about
	least
	most
	fewer
	nearly
	justOver
)

// hedges are the words before a figure that say how exact it is.
var hedges = text.NewTable(map[string]hedge{
	"exactly": exactly, "precisely": exactly, "a total of": exactly, "total of": exactly, "all": exactly,
	"about": about, "around": about, "some": about, "approximately": about, "roughly": about, "circa": about, "an estimated": about, "estimated": about,
	"in the region of": about, "in the order of": about, "in the neighbourhood of": about,
	"at least": least, "more than": least, "over": least, "well over": least, "no fewer than": least, "no less than": least, "not less than": least, "a minimum of": least,
	"upwards of": least, "in excess of": least, "above": least, "greater than": least, "at the very least": least, "far more than": least, "well more than": least,
	"at most": most, "up to": most, "as many as": most, "as much as": most, "no more than": most, "not more than": most, "a maximum of": most,
	"fewer than": fewer, "less than": fewer, "under": fewer, "below": fewer,
	"nearly": nearly, "almost": nearly, "close to": nearly, "close on": nearly, "just under": nearly, "just short of": nearly, "not quite": nearly, "approaching": nearly, "virtually": nearly,
	"slightly fewer than": nearly, "slightly less than": nearly, "just below": nearly,
	"just over": justOver, "slightly more than": justOver, "little more than": justOver, "a little over": justOver, "a little more than": justOver, "slightly over": justOver,
})

// places are hedges that tell a place as well: "under three parachutes".
var places = set("under above below")

// longestHedge is how many words a hedge has at most.
const longestHedge = 4

// after are the words behind a figure that say the same.
var after = text.NewTable(map[string]hedge{"or so": about, "or more": least, "or fewer": most, "or less": most, "plus": least, "odd": about, "-plus": least, "-odd": about, "+": least})

// widths are the shares of a figure, in per cent, that a hedge states and
// allows; open is no end. A figure of few things moves by least things at least.
var figureWidths = map[hedge]struct {
	statedLo, statedHi, allowedLo, allowedHi int64
	leastStated, leastAllowed                int64
}{
	about:    {90, 110, 80, 120, 1, 2},
	least:    {100, open, 100, open, 0, 0},
	most:     {0, 100, 0, 100, 0, 0},
	nearly:   {90, 100, 80, 100, 1, 2},
	justOver: {100, 110, 100, 120, 1, 2},
}

const open = -1

// roundStated and roundAllowed are the shares, in per cent, by which a bare
// round figure may have been rounded: what it states moves from a figure of
// hundreds on ("300", "1,200"), what it is allowed from 20 on. It never moves by
// more than half of its last digit that is not zero, nor by a part of one.
const (
	roundStated  = 2
	roundAllowed = 5
)

// magnitudes are measured to a tenth, and two offices rarely get the same.
const tenth = Thousandths / 10

// vague are the figures of words that give none.
var vague = text.NewTable(map[string]struct{ stated, allowed Range }{
	"dozens":                {whole(24, 120), whole(20, 200)},
	"scores":                {whole(40, 200), whole(40, 400)},
	"hundreds":              {whole(200, 999), whole(100, 2000)},
	"thousands":             {whole(2000, 9999), whole(1000, 20000)},
	"millions":              {whole(2_000_000, 9_999_999), whole(1_000_000, 20_000_000)},
	"tens of thousands":     {whole(20_000, 99_999), whole(10_000, 200_000)},
	"hundreds of thousands": {whole(200_000, 999_999), whole(100_000, 2_000_000)},
	"several":               {whole(3, 9), whole(2, 12)},
	"a few":                 {whole(3, 9), whole(2, 12)},
	"a handful":             {whole(3, 7), whole(2, 10)},
	"a couple":              {whole(2, 2), whole(2, 3)},
	"half a dozen":          {whole(6, 6), whole(5, 7)},
})

// The words that a hedge ends on, and those that the words behind a figure and the vague
// figures begin with: few figures have one beside them.
var (
	hedgeEnds   = edges(hedges, func(words []string) string { return words[len(words)-1] })
	afterBegins = edges(after, func(words []string) string { return words[0] })
	vagueBegins = edges(vague, func(words []string) string { return words[0] })
)

func edges[V any](t text.Table[V], edge func([]string) string) text.Set {
	var out []string
	for _, w := range t.Words() {
		out = append(out, edge(strings.Fields(w)))
	}
	return text.SetOf(out)
}

// times multiplies, up to a figure that nobody counts to.
func times(v, m int64) int64 {
	if v > most64/m {
		return most64
	}
	return v * m
}

const most64 = 1 << 56

func whole(lo, hi int64) Range { return Range{lo * Thousandths, hi * Thousandths} }

// cardinals are the numbers told in words, multiples what they are counted in.
var (
	cardinals = text.NewTable(map[string]int64{
		"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
		"fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
		"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	})
	multiples = text.NewTable(map[string]int64{"hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "mn": 1e6, "tn": 1e12, "lakh": 1e5, "crore": 1e7})
)

// A figure is a number as read from the words, before its noun.
type figure struct {
	lead            int   // how many tokens before it belong to its words: of "the death toll rose to 14"
	from, to        int   // its tokens, with the hedge and without what it counts
	at              int   // its first token without the hedge
	value           int64 // the figure itself, in thousandths; -1 where the words give none
	stated, allowed Range
	hedge           hedge
	attr            string // the rest of a hyphened word: "point" of "28-point"
	versus          int64  // of a score, the second figure; -1 for none
	digits          bool   // told in digits
	vague           bool   // the words give no figure: "dozens"
}

// figureAt reads the figure whose first word, its hedge apart, is token i.
func (c *counter) figureAt(i int) (f figure, ok bool) {
	f = figure{from: i, at: i, versus: -1}
	if i < 0 || i >= len(c.tokens) {
		return f, false
	}
	t := c.tokens[i]
	if t.kind == punctToken || t.cap && i > 0 && c.tokens[i-1].kind != punctToken && !c.capitals {
		return f, false // "Formula One"
	}
	if words, n := c.vagueAt(i); n > 0 {
		v := vague.Get(words)
		f.value, f.stated, f.allowed, f.vague, f.to = -1, v.stated, v.allowed, true, i+n
		c.hedged(&f)
		return f, true
	}
	lo, hi := int64(-1), int64(-1)
	dozen := false
	j := i
	if t.kind == numberToken {
		var rest string
		lo, rest, ok = digitsOf(t.lower)
		if !ok {
			return f, false
		}
		f.digits, hi, j = true, lo, i+1
		if rest != "" {
			if second, more, ok := digitsOf(strings.TrimPrefix(rest, "-")); ok && rest[0] == '-' && more == "" {
				if f.versus = second; second > lo {
					hi = second
				}
			} else if rest[0] == '-' {
				f.attr = rest[1:]
			} else if m := multiples.Get(rest); m > 0 {
				lo, hi = times(lo, m), times(lo, m)
			} else {
				return f, false // "28th", "31A"
			}
		}
	} else if num, ok := strings.CutPrefix(t.lower, "magnitude-"); ok {
		if lo, _, ok = digitsOf(num); !ok {
			return f, false
		}
		f.digits, hi, j, f.attr = true, lo, i+1, "magnitude"
	} else {
		lo, f.attr, j, dozen = c.cardinal(i)
		if lo < 0 {
			return f, false
		}
		hi = lo
	}
	if first, rest, _ := strings.Cut(f.attr, "-"); multiples.Get(first) > 0 { // "a 20-million-euro fine"
		lo, hi, f.attr = times(lo, multiples.Get(first)), times(hi, multiples.Get(first)), rest
	}
	for f.attr == "" && f.versus < 0 {
		if m := multiples.Get(c.lower(j)); m > 0 && f.digits {
			lo, hi, j = times(lo, m), times(hi, m), j+1
			continue
		}
		if w := c.lower(j); f.digits && w == "dozen" {
			lo, hi, j, dozen = lo*12, hi*12, j+1, true
			continue
		}
		break
	}
	if f.attr == "" && f.versus < 0 && !dozen {
		// "12 to 15", "between 12 and 15", "12 or 13", "12–15"
		sep := c.lower(j)
		between := sep == "and" && c.lower(i-1) == "between"
		tight := sep == "-" && j < len(c.tokens) && c.tokens[j].span.Start == c.tokens[j-1].span.End
		if (sep == "to" && c.lower(i-1) != "from" || sep == "or" || between || tight) && j+1 < len(c.tokens) {
			if hi2, k := c.plainNumber(j + 1); hi2 > hi && hi2 <= 20*hi {
				hi, j = hi2, k
				if between {
					f.from = i - 1
				}
			}
		}
	}
	f.to, f.value = j, lo
	if lo != hi {
		f.value = -1
	}
	f.stated, f.allowed = Range{lo, hi}, Range{lo, hi}
	if dozen {
		f.allowed = Range{max(lo-2*Thousandths, 0), hi + 2*Thousandths}
	}
	c.hedged(&f)
	if f.hedge == least {
		f.allowed.Lo = f.stated.Lo // "more than a dozen"
	}
	if f.hedge == noHedge && lo == hi && !dozen && f.versus < 0 {
		s, a := rounding(lo)
		f.stated, f.allowed = Range{lo - s, lo + s}, Range{lo - a, lo + a}
	}
	return f, true
}

// rounding is by how much a bare figure may have been rounded, in thousandths.
func rounding(v int64) (stated, allowed int64) {
	if v <= 0 || v%Thousandths != 0 {
		return 0, 0
	}
	unit := int64(Thousandths)
	for v%(unit*10) == 0 {
		unit *= 10
	}
	if unit == Thousandths || v == 10*Thousandths {
		return 0, 0
	}
	share := func(percent int64) int64 { return min(v/100*percent, unit/2) / Thousandths * Thousandths }
	if unit >= 100*Thousandths {
		stated = share(roundStated)
	}
	return stated, share(roundAllowed)
}

// hedged reads the words before and behind a figure that widen it.
func (c *clause) hedged(f *figure) {
	words, from, most := "", f.from, longestHedge
	if !hedgeEnds.Has(c.lower(f.from - 1)) {
		most = 0
	}
	for n := 1; n <= most && f.from-n >= 0 && c.tokens[f.from-n].kind != punctToken; n++ {
		words = strings.TrimSpace(c.lower(f.from-n) + " " + words)
		if h, ok := hedges.Find(words); ok && !(n == 1 && places.Has(words) && f.stated.Hi < 20*Thousandths) {
			f.hedge, from = h, f.from-n
		}
	}
	f.from = from
	if f.attr == "" && f.hedge == noHedge {
		for _, n := range [...]int{2, 1} {
			words := c.lower(f.to)
			if !afterBegins.Has(words) {
				break
			}
			if n == 2 {
				words += " " + c.lower(f.to+1)
			}
			if h, ok := after.Find(words); ok {
				f.hedge, f.to = h, f.to+n
				break
			}
		}
	} else if h, ok := after.Find("-" + f.attr); ok && f.hedge == noHedge {
		f.hedge, f.attr = h, ""
	}
	f.widen()
}

// widen applies the hedge of a figure to its ranges.
func (f *figure) widen() {
	lo, hi := f.stated.Lo, f.stated.Hi
	alo, ahi := f.allowed.Lo, f.allowed.Hi
	if f.hedge == fewer {
		f.stated, f.allowed = Range{0, hi}, Range{0, ahi}
		if !f.vague && hi%Thousandths == 0 && hi > 0 {
			f.stated.Hi = hi - Thousandths
		}
		return
	}
	w, ok := figureWidths[f.hedge]
	if !ok {
		return
	}
	share := func(v, percent, least int64) int64 {
		one := int64(1)
		if v%Thousandths == 0 {
			one = Thousandths // of what comes in wholes
		}
		switch {
		case percent == open:
			return Unbounded
		case percent == 0:
			return 0
		case percent < 100:
			return max(min((v/100*percent+one-1)/one*one, v-least*one), 0)
		case percent > 100:
			return max(v/100*percent/one*one, v+least*one)
		}
		return v
	}
	f.stated = Range{share(lo, w.statedLo, w.leastStated), share(hi, w.statedHi, w.leastStated)}
	f.allowed = Range{min(share(lo, w.allowedLo, w.leastAllowed), alo), max(share(hi, w.allowedHi, w.leastAllowed), ahi)}
}

// vagueAt matches words that give no figure, "dozens", "a few", at token i.
func (c *clause) vagueAt(i int) (words string, n int) {
	if !vagueBegins.Has(c.lower(i)) {
		return "", 0
	}
	for n := 3; n > 0; n-- {
		if i+n > len(c.tokens) {
			continue
		}
		words := c.lower(i)
		for k := 1; k < n; k++ {
			words += " " + c.lower(i+k)
		}
		if _, ok := vague.Find(words); ok {
			return words, n
		}
	}
	return "", 0
}

// plainNumber reads a number told in digits or words, without more.
func (c *clause) plainNumber(i int) (v int64, end int) {
	if c.tokens[i].kind == numberToken {
		v, rest, ok := digitsOf(c.tokens[i].lower)
		if !ok || rest != "" {
			return -1, i
		}
		i++
		for multiples.Get(c.lower(i)) > 0 {
			v = times(v, multiples.Get(c.lower(i)))
			i++
		}
		return v, i
	}
	v, attr, end, dozen := c.cardinal(i)
	if attr != "" || dozen {
		return -1, i
	}
	return v, end
}

// cardinal reads a number told in words at token i, "forty-two", "a hundred and
// six", "two dozen", in thousandths; -1 for none. What a hyphen joins to it is
// returned as attr: "point" of "twenty-eight-point".
func (c *clause) cardinal(i int) (v int64, attr string, end int, dozen bool) {
	first, _, _ := strings.Cut(c.lower(i), "-")
	if !cardinals.Has(first) && first != "a" && first != "an" {
		return -1, "", i, false
	}
	parts := strings.Split(c.lower(i), "-")
	var total, group int64
	read := false
	word := func(w string) bool {
		if n, ok := cardinals.Find(w); ok {
			if group%100 != 0 && (group%10 != 0 || n >= 10 || group%100 < 20) {
				return false
			}
			group = min(group+n, most64)
			read = true
			return true
		}
		m, ok := multiples.Find(w)
		switch {
		case !ok || len(w) < 3 || !read:
			return false
		case m == 100:
			group = times(group, 100)
		default:
			total, group = min(total+times(group, m), most64), 0
		}
		return true
	}
	j := i
	if w := parts[0]; len(parts) == 1 && (w == "a" || w == "an") && (multiples.Get(c.lower(i+1)) >= 100 || c.lower(i+1) == "dozen") {
		group, read, j = 1, true, i+1
		if c.lower(j) == "dozen" {
			return 12 * Thousandths, "", j + 1, true
		}
		parts = strings.Split(c.lower(j), "-")
	}
	for j < len(c.tokens) && c.tokens[j].kind == wordToken && j < i+12 {
		before := j
		for k, w := range parts {
			if !word(w) {
				if k == 0 {
					break
				}
				attr = strings.Join(parts[k:], "-")
				break
			}
			before = j + 1
		}
		if before == j {
			if read && c.lower(j) == "dozen" {
				return times(total+group, 12*Thousandths), "", j + 1, true
			}
			if c.lower(j) != "and" || !read || (total+group)%100 != 0 || j+1 >= len(c.tokens) || cardinals.Get(strings.Split(c.lower(j+1), "-")[0]) == 0 {
				break
			}
			j++
			parts = strings.Split(c.lower(j), "-")
			continue
		}
		j++
		if attr != "" {
			break
		}
		parts = strings.Split(c.lower(j), "-")
	}
	if !read {
		return -1, "", i, false
	}
	return times(total+group, Thousandths), attr, j, false
}

// digitsOf reads the digits at the head of a word, "1,200", "6.8", in
// thousandths, and returns what follows them.
func digitsOf(w string) (v int64, rest string, ok bool) {
	n := 0
	for n < len(w) && (w[n] >= '0' && w[n] <= '9' || (w[n] == ',' || w[n] == '.') && n+1 < len(w) && w[n+1] >= '0' && w[n+1] <= '9') {
		n++
	}
	num, rest := w[:n], w[n:]
	whole, frac, dot := strings.Cut(num, ".")
	if num == "" || dot && (strings.ContainsAny(frac, ".,") || len(frac) > 3) || len(whole) > 15 {
		return 0, "", false
	}
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if i > 0 && len(g) != 3 || i == 0 && len(groups) > 1 && (len(g) > 3 || g == "") {
			return 0, "", false
		}
	}
	x, err := strconv.ParseInt(strings.Join(groups, ""), 10, 64)
	if err != nil {
		return 0, "", false
	}
	x *= Thousandths
	for i, d := range frac {
		x += int64(d-'0') * [...]int64{100, 10, 1}[i]
	}
	return x, rest, true
}
