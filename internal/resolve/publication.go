package resolve

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"timeline/internal/content"
	"timeline/internal/temporal"
	"timeline/internal/timex"
	"timeline/internal/when"
)

// ReadPublication reads when a source was published from the stamps that it
// carries, the best evidence first. zone is that of the place of writing or
// the source's own, for stamps that tell none; empty stands for UTC. notes
// tell of stamps that disagree.
func ReadPublication(stamps []content.Stamp, zone string) (p Publication, notes []string) {
	home, err := when.LoadZone(zone)
	if zone == "" || err != nil {
		home, zone = when.UTC, ""
	}
	for i, s := range stamps {
		readings, err := when.ReadMetadata(s.Text)
		if err != nil || len(readings) == 0 {
			if s.Basis == content.FrontMatter {
				notes = append(notes, fmt.Sprintf("the date %q cannot be read", s.Text))
			}
			continue
		}
		if !p.Known {
			settleStamp(readings, stamps[i+1:], home)
		}
		r := readings[0]
		if p.Known {
			if !slices.ContainsFunc(readings, func(r when.Stamp) bool { return interval(r, home).Gap(p.Interval) <= 86400 }) {
				notes = append(notes, fmt.Sprintf("the %s says it was published on %s, the %s says %s", p.Basis, p.Days[0], s.Basis, r.Date))
			}
			continue
		}
		p = Publication{Known: true, Interval: interval(r, home), Zone: home.Name(), Basis: s.Basis.String()}
		if r.HasZone {
			p.Zone = r.Zone.Name()
		}
		p.Days = [2]when.Date{r.Date, r.Date}
		p.EDTF = r.Date.String()
		p.Because = append(p.Because, fmt.Sprintf("the %s has “%s”", s.Basis, strings.TrimSpace(s.Text)))
		switch {
		case r.HasZone:
		case zone != "":
			p.Because = append(p.Because, "read in "+zone+", the zone of the place of writing")
		default:
			p.Because = append(p.Because, "no zone is told: the day is counted in UTC")
		}
		if len(readings) > 1 {
			o := readings[1]
			also := o.Date.String()
			if o.HasZone && o.Zone.Name() != r.Zone.Name() {
				also = "a time of " + o.Zone.Name()
			}
			p.Because = append(p.Because, "it could also be read as "+also)
		}
	}
	return p, notes
}

// settleStamp moves to the front the reading with which a later stamp of one
// reading agrees: 03/11/2021 is in November where the address says 2021/11/03.
func settleStamp(readings []when.Stamp, later []content.Stamp, home when.Zone) {
	for _, s := range later {
		o, err := when.ReadMetadata(s.Text)
		if err != nil || len(o) != 1 {
			continue
		}
		for i, r := range readings {
			if interval(r, home).Gap(interval(o[0], home)) <= 86400 {
				readings[0], readings[i] = readings[i], readings[0]
				return
			}
		}
	}
}

func interval(s when.Stamp, home when.Zone) when.Interval {
	z := home
	if s.HasZone {
		z = s.Zone
	}
	if s.HasClock {
		c := when.CivilOf(s.Date, s.Hour, s.Minute, s.Second)
		return z.Interval(c, c+60)
	}
	d := when.CivilOf(s.Date, 0, 0, 0)
	return z.Interval(d, d+86400)
}

// Anchor is what relative expressions of the source count from.
func (p Publication) Anchor() timex.Anchor {
	if !p.Known || p.Days[0] == (when.Date{}) {
		return timex.Anchor{}
	}
	days := p.Days
	if p.Likely[0] != (when.Date{}) {
		days = p.Likely
	}
	first := when.CivilOf(days[0], 0, 0, 0)
	last := first + 86400
	if days[1] != (when.Date{}) {
		last = when.CivilOf(days[1], 0, 0, 0) + 86400
	}
	return timex.Anchor{Known: true, From: first, To: last}
}

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
	for i, v := range timex.Resolve(txt, exprs, timex.Anchor{}, w) {
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
	values := timex.Resolve(in.txt, in.exprs, timex.Anchor{Known: true, From: at, To: at + 86400}, in.w)
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

// Against holds a publication that was read against what the words of the text
// prove. Where all days that fit the words lie two days or more before the
// stamp, the stamp is that of a later update: note says so, and the report is
// dated by its words, as an assumption. A date that the editor gave in the
// front matter stays; note tells of it all the same.
func (p Publication) Against(words Publication) (_ Publication, note string) {
	if !p.Known || p.Basis == "inferred" || !words.Closed || p.Days[0].Days()-words.Days[1].Days() < 2 {
		return p, ""
	}
	fits := words.Days[0].String()
	if words.Days[0] != words.Days[1] {
		fits += " to " + words.Days[1].String()
	}
	note = fmt.Sprintf("the %s says %s, but the words of the report fit only %s", p.Basis, p.Days[0], fits)
	if p.Basis == content.FrontMatter.String() {
		return p, note
	}
	words.Basis = "inferred"
	words.Because = append(words.Because, note+": it was updated later, assumed")
	return words, note + ": taken for an update"
}

// AsUpdate says of a publication that was read from the stamp of an update, for
// want of any other, that it is taken as the time of writing.
func (p Publication) AsUpdate() Publication {
	if p.Known {
		p.Because = append(p.Because, "this is when it was updated; when it was first published is not told: taken as the time of writing, assumed")
	}
	return p
}

// Narrow cuts an open or inferred publication down to what the other sources'
// publication times span, as an assumption. A publication that was read stays
// as it is.
func (p Publication) Narrow(others when.Interval) Publication {
	if p.Known && p.Basis != "inferred" || others.From >= others.To || others.From.Open() || others.To.Open() {
		return p
	}
	iv := when.Always
	if p.Known {
		iv = p.Interval
	}
	cut := when.Interval{From: max(iv.From, others.From), To: min(iv.To, others.To)}
	if cut.Empty() || cut == iv {
		return p
	}
	p.Known, p.Interval = true, cut
	if !strings.HasPrefix(p.Basis, "inferred") {
		p.Basis = "assumed"
		p.Zone = "UTC"
	}
	p.Basis += " with the other sources"
	p.Basis = strings.Replace(p.Basis, "assumed with", "assumed from", 1)
	z, err := when.LoadZone(p.Zone)
	if err != nil {
		z = when.UTC
	}
	p.Days = [2]when.Date{z.Local(cut.From).Date(), z.Local(cut.To - 1).Date()}
	if l := &p.Likely; l[0] != (when.Date{}) {
		first, last := max(l[0].Days(), p.Days[0].Days()), min(l[1].Days(), p.Days[1].Days())
		if *l = [2]when.Date{when.DateOf(first), when.DateOf(last)}; first > last {
			*l = [2]when.Date{}
		}
	}
	p.EDTF = p.Days[0].String()
	if p.Days[0] != p.Days[1] {
		p.EDTF += "/" + p.Days[1].String()
	}
	p.because("assumed: the other sources of the folder were published from %s to %s", when.UTC.Local(others.From).Date(), when.UTC.Local(others.To-1).Date())
	return p
}
