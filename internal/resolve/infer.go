package resolve

import (
	"fmt"
	"sort"
	"strings"

	"timeline/internal/temporal"
	"timeline/internal/timex"
	"timeline/internal/when"
)

// window is how many days after the newest date of a text it may have been
// published, for all that inference looks at.
const window = 15

// Infer finds the days on which a text without a stamp may have been written:
// those under which all its deictic expressions fit its own dates.
//
// Every full date told as past must not lie ahead; a bare weekday must fall on
// the full date of the same weekday that the text names; "yesterday" and its
// like must meet a date of the text; "later on Wednesday", still ahead, must
// be today or tomorrow. Where several days are left, those under which the
// weekdays lie nearest to the dates of the text are Likely, which proves
// nothing.
func Infer(txt string, exprs []temporal.Expression, w timex.Widths) Publication {
	in := newInference(txt, exprs, w)
	if len(in.dates) == 0 {
		return Publication{}
	}
	newest := in.dates[len(in.dates)-1]
	p := Publication{Known: true, Basis: "inferred", Zone: "UTC"}
	p.because("the newest date that the text tells as past is %s (“%s”): it was not written before", when.DateOf(newest), in.words[newest])

	type candidate struct {
		day, spread int
		told        int // how many expressions could tell
		proof       []string
	}
	var fit []candidate
	decided := false
	for d := newest; d < newest+window; d++ {
		ok, used, spread, why := in.fits(d)
		decided = decided || used > 0
		if ok {
			fit = append(fit, candidate{d, spread, used, why})
		}
	}
	if !decided || len(fit) == 0 {
		p.Interval = when.UTC.Interval(when.CivilOf(when.DateOf(newest), 0, 0, 0), 0)
		p.Interval.To = when.Future
		p.Days = [2]when.Date{when.DateOf(newest), {}}
		p.EDTF = when.DateOf(newest).String() + "/.."
		if len(fit) == 0 {
			p.because("no day fits every relative expression of the text")
		} else {
			p.because("no relative expression says how long after")
		}
		return p
	}
	// The weekdays of a report are mostly those next to its dates: that is what
	// its words are counted from, but no proof.
	best := fit[0].spread
	for _, c := range fit {
		best = min(best, c.spread)
	}
	var near []candidate
	for _, c := range fit {
		if c.spread == best {
			near = append(near, c)
		}
	}
	kept := fit
	first, last := kept[0].day, kept[len(kept)-1].day
	// One word may be of another day than the dates of the text; two that agree
	// are evidence.
	p.Closed = last < newest+window-1 && fit[0].told >= 2
	p.Because = append(p.Because, near[0].proof...)
	p.Days = [2]when.Date{when.DateOf(first), when.DateOf(last)}
	p.Interval = when.UTC.Interval(when.CivilOf(p.Days[0], 0, 0, 0), when.CivilOf(p.Days[1], 0, 0, 0)+86400)
	p.EDTF = p.Days[0].String()
	if first == last {
		p.because("only %s fits every relative expression", p.Days[0])
	} else {
		p.EDTF += "/" + p.Days[1].String()
		p.because("the days from %s to %s fit every relative expression", p.Days[0], p.Days[1])
		if len(near) < len(fit) {
			p.Likely = [2]when.Date{when.DateOf(near[0].day), when.DateOf(near[len(near)-1].day)}
			p.because("its weekdays lie nearest to its dates if it was written from %s to %s: they are counted so, assumed", p.Likely[0], p.Likely[1])
		}
	}
	return p
}

func (p *Publication) because(format string, args ...any) {
	p.Because = append(p.Because, fmt.Sprintf(format, args...))
}

// An inference is a text made ready to be tried under one day after another.
type inference struct {
	txt   string
	exprs []temporal.Expression
	w     timex.Widths
	dates []int          // full dates of the text that are not told as ahead, as days since 1970, ascending
	words map[int]string // how the text writes them
}

func newInference(txt string, exprs []temporal.Expression, w timex.Widths) *inference {
	in := &inference{txt: txt, exprs: exprs, w: w, words: map[int]string{}}
	for i, v := range timex.Place(txt, exprs, timex.Anchor{}, w) {
		if !v.Known || v.Basis != timex.BasisExplicit || v.Gran > when.Day || v.Impossible || exprs[i].Tense == temporal.FutureTense {
			continue
		}
		d := v.From.Date().Days()
		if _, seen := in.words[d]; !seen {
			in.words[d] = exprs[i].Span.Of(txt)
			in.dates = append(in.dates, d)
		}
	}
	sort.Ints(in.dates)
	// Dates years before the newest one are history, not the story.
	if n := len(in.dates); n > 0 {
		for in.dates[0] < in.dates[n-1]-300 {
			in.dates = in.dates[1:]
			n--
		}
	}
	return in
}

// fits tries the day d: whether every deictic expression fits, how many there
// were that could tell, and how far the weekdays then lie from the dates.
func (in *inference) fits(d int) (ok bool, used, spread int, why []string) {
	at := when.CivilOf(when.DateOf(d), 0, 0, 0)
	values := timex.Place(in.txt, in.exprs, timex.Anchor{Known: true, From: at, To: at + 86400}, in.w)
	near := func(day int) (int, int) {
		best, dist := 0, 1<<30
		for _, x := range in.dates {
			n := x - day
			if n < 0 {
				n = -n
			}
			if n < dist {
				best, dist = x, n
			}
		}
		return best, dist
	}
	for i, v := range values {
		e := in.exprs[i]
		if !v.Known || v.Basis != timex.BasisDCT || v.Gran > when.Day || e.Quoted || v.Gran == when.Unknown {
			continue
		}
		day := v.From.Date().Days()
		words := strings.Join(strings.Fields(e.Span.Of(in.txt)), " ")
		switch {
		case v.Weekday:
			if e.Tense == temporal.FutureTense || day > d {
				if strings.HasPrefix(strings.ToLower(words), "later") {
					used++ // a weekday ahead says no more of the day of writing
					if day-d > 1 {
						return false, used, 0, nil
					}
				}
				why = append(why, fmt.Sprintf("“%s” is not past yet: %s", words, when.DateOf(day)))
				continue
			}
			used++
			for _, x := range in.dates {
				if (x-day)%7 == 0 && x != day && x <= d {
					if _, n := near(day); n != 0 {
						return false, used, 0, nil
					}
				}
			}
			x, n := near(day)
			spread += n
			if n == 0 {
				why = append(why, fmt.Sprintf("“%s” is %s, which the text names as “%s”", words, when.DateOf(day), in.words[x]))
			} else {
				why = append(why, fmt.Sprintf("“%s” is then %s", words, when.DateOf(day)))
			}
		case v.Deictic && day == d:
			// "today" is often the newest date of the text, but need not be.
			x, n := near(day)
			spread += min(n, 1)
			if n == 0 {
				why = append(why, fmt.Sprintf("“%s” is then %s, which the text names as “%s”", words, when.DateOf(day), in.words[x]))
			}
		case v.Deictic && day < d:
			used++
			x, n := near(day)
			if n != 0 {
				return false, used, 0, nil
			}
			why = append(why, fmt.Sprintf("“%s” is then %s, which the text names as “%s”", words, when.DateOf(day), in.words[x]))
		}
	}
	return true, used, spread, why
}
