package resolve

import (
	"fmt"
	"strings"

	"timeline/internal/content"
	"timeline/internal/text"
	"timeline/internal/timex"
	"timeline/internal/when"
)

// A Dating is what a source tells of its own publication, and what helps to
// read that.
type Dating struct {
	Published, Modified []content.Stamp // the best evidence first
	Zone                string          // IANA zone of the place of writing or of the source; empty if unknown
	Country             string          // where it was written, as package place names it; empty if unknown
	Language            string          // BCP 47, "en-GB"; empty if unknown
	Words               Publication     // what [Infer] proves from the words of the text
}

// An Evidence is one stamp of a source, as it was read.
type Evidence struct {
	Basis    content.Basis
	Update   bool          // it tells of a change, not of the first publication
	Text     string        // as written
	Span     text.Span     // where it stands in the text, in bytes; empty when it does not
	Known    bool          // it could be read
	Day      when.Date     // the civil day, where it was written
	Interval when.Interval // half-open, UTC: a minute, or a day where no time of day is told
	Zone     string        // the zone that it tells; empty for none
	Home     string        // the zone that it was read in for want of one
	Used     bool          // the publication rests on it
	Because  string        // how an open reading was settled, or why it could not be read
	open     bool          // its day rests on a habit of writing alone
}

// name is what the evidence is called in a sentence.
func (e Evidence) name() string {
	if e.Update {
		return "update in the " + e.Basis.String()
	}
	return e.Basis.String()
}

// ReadPublication finds when a source was published: from the best of its
// stamps, else from that of an update, else from its words. A stamp that the
// words contradict is taken for one of an update, unless the editor gave it.
// notes tell of stamps that disagree and of readings that stay open.
func ReadPublication(d Dating) (p Publication, notes []string) {
	home, err := when.LoadZone(d.Zone)
	if d.Zone == "" || err != nil {
		home, d.Zone = when.UTC, ""
	}
	r := reader{d, home}
	evidence, notes := r.all()
	lead := -1
	for i, e := range evidence {
		if e.Known && (lead < 0 || evidence[lead].Update && !e.Update) {
			lead = i
		}
	}
	if lead < 0 {
		p = d.Words
		p.Evidence = evidence
		return p, notes
	}
	p = r.from(evidence, lead)
	if e := evidence[lead]; e.open {
		notes = append(notes, fmt.Sprintf("the day of “%s” is open: %s", e.Text, e.Because))
	}
	for i, e := range evidence {
		switch {
		case !e.Known || i == lead:
		case e.Update && e.Interval.To <= p.Interval.From && (e.Interval.Gap(p.Interval) > 86400 || e.exact() && evidence[lead].exact()):
			notes = append(notes, fmt.Sprintf("the %s says it was published on %s, the %s has %s, which is before", p.Basis, p.Days[0], e.name(), e.Day))
		case !e.Update && e.Interval.Gap(p.Interval) > 86400:
			notes = append(notes, fmt.Sprintf("the %s says it was published on %s, the %s says %s", p.Basis, p.Days[0], e.name(), e.Day))
		case !e.Update && e.Interval != p.Interval && e.Interval.Intersect(p.Interval) == e.Interval:
			evidence[i].Used = true
			p.Interval = e.Interval
			p.because("the %s has the time of day: “%s”", e.name(), e.Text)
		}
	}
	p.Evidence = evidence
	p, note := p.against(d.Words)
	if note != "" {
		notes = append(notes, note)
	}
	return p, notes
}

// exact reports whether a stamp tells a moment and not a day.
func (e Evidence) exact() bool { return e.Zone != "" && e.Interval.To-e.Interval.From < 86400 }

// A reader reads the stamps of one source.
type reader struct {
	Dating
	home when.Zone
}

// all reads every stamp, those of the publication before those of updates.
func (r reader) all() (evidence []Evidence, notes []string) {
	var readings [][]when.Stamp
	for k, list := range [2][]content.Stamp{r.Published, r.Modified} {
		for _, s := range list {
			e := Evidence{Basis: s.Basis, Update: k == 1, Text: strings.TrimSpace(s.Text), Span: s.Span}
			rs, err := when.ReadMetadata(s.Text)
			if err != nil {
				e.Because = err.Error()
				if s.Basis == content.FrontMatter {
					notes = append(notes, fmt.Sprintf("the date %q cannot be read", s.Text))
				}
			}
			evidence, readings = append(evidence, e), append(readings, rs)
		}
	}
	for i := range evidence {
		e, rs := &evidence[i], readings[i]
		if len(rs) == 0 {
			continue
		}
		var pick int
		var why string
		pick, why, e.open = r.settle(rs, readings, i)
		s := rs[pick]
		e.Known, e.Day, e.Interval, e.Because = true, s.Date, r.interval(s), why
		if e.Home = r.home.Name(); s.HasZone {
			e.Zone, e.Home = s.Zone.Name(), ""
		}
	}
	return evidence, notes
}

// settle chooses among the readings of stamp i. why is how, in words; open
// reports that the day rests on a habit of writing alone.
func (r reader) settle(rs []when.Stamp, all [][]when.Stamp, i int) (pick int, why string, open bool) {
	if len(rs) == 1 {
		return 0, "", false
	}
	// 03/11/2021 is in November where the address says 2021/11/03.
	for j, o := range all {
		if j == i || len(o) != 1 {
			continue
		}
		for k, s := range rs {
			if r.interval(s).Gap(r.interval(o[0])) <= 86400 {
				return k, fmt.Sprintf("read as %s, with which another stamp agrees", s.Date), false
			}
		}
	}
	sameDay := true
	for _, s := range rs {
		sameDay = sameDay && s.Date == rs[0].Date
	}
	if sameDay {
		for k, s := range rs { // an abbreviation of several zones
			if r.Zone != "" && s.Zone.Instant(civilOf(s)) == r.home.Instant(civilOf(s)) {
				return k, fmt.Sprintf("read in the zone of %s, where it was written; it could also be read as a time of %s", r.Zone, other(rs, k).Zone.Name()), false
			}
		}
		return 0, "it could also be read as a time of " + rs[1].Zone.Name(), false
	}
	if r.Words.Known {
		fits := -1
		for k, s := range rs {
			if r.Words.Interval.Gap(r.interval(s)) > 86400 {
				continue
			}
			if fits >= 0 && rs[fits].Date != s.Date {
				fits = -2
				break
			}
			fits = max(fits, k)
		}
		if fits >= 0 {
			return fits, fmt.Sprintf("read as %s: the words of the report do not fit %s", rs[fits].Date, other(rs, fits).Date), false
		}
	}
	monthFirst, whose := r.order(rs[0])
	for k, s := range rs {
		if (s.Date == rs[0].Date) == monthFirst {
			return k, fmt.Sprintf("read as %s, %s, assumed; it could also be read as %s", s.Date, whose, other(rs, k).Date), true
		}
	}
	return 0, "", true
}

// other is the first reading of another day than rs[k], or else of another zone.
func other(rs []when.Stamp, k int) when.Stamp {
	for _, s := range rs {
		if s.Date != rs[k].Date {
			return s
		}
	}
	for i, s := range rs {
		if i != k {
			return s
		}
	}
	return rs[k]
}

// monthFirst are the countries whose dates in figures begin with the month.
var monthFirst = map[string]bool{"United States of America": true, "United States": true, "Philippines": true, "Puerto Rico": true, "Guam": true}

// order says whether a date in figures begins with its month, and who writes so.
func (r reader) order(s when.Stamp) (first bool, whose string) {
	switch lang := strings.ToLower(r.Language); {
	case r.Country != "" && monthFirst[r.Country]:
		return true, "with the month first as in " + r.Country
	case r.Country != "":
		return false, "with the day first as in " + r.Country
	case lang == "en-us" || lang == "en-ph":
		return true, "with the month first, the page being in " + r.Language
	case len(lang) > 3 && strings.HasPrefix(lang, "en-"):
		return false, "with the day first, the page being in " + r.Language
	case s.HasZone && american(s):
		return true, "with the month first, as its zone is one of North America"
	case s.HasZone && s.Zone.Name() != "UTC":
		return false, "with the day first, as its zone is none of North America"
	case s.Twelve:
		return true, "with the month first, as its clock is one of twelve hours"
	case s.HasClock:
		return false, "with the day first, as its clock is one of twenty-four hours"
	}
	return true, "with the month first"
}

// american reports whether a stamp's clock is one of North America's.
func american(s when.Stamp) bool {
	offset := s.Zone.Offset(s.Zone.Instant(civilOf(s)))
	return offset >= -10*3600 && offset <= -4*3600
}

// from makes the publication that rests on evidence[lead].
func (r reader) from(evidence []Evidence, lead int) Publication {
	e := &evidence[lead]
	e.Used = true
	p := Publication{Known: true, Interval: e.Interval, Zone: r.home.Name(), Basis: e.Basis.String(), EDTF: e.Day.String(), Days: [2]when.Date{e.Day, e.Day}}
	if e.Zone != "" {
		p.Zone = e.Zone
	}
	p.because("the %s has “%s”", e.Basis, e.Text)
	switch {
	case e.Zone != "":
	case r.Zone != "":
		p.because("read in %s, the zone of the place of writing", r.Zone)
	default:
		p.because("no zone is told: the day is counted in UTC")
	}
	if e.Because != "" {
		p.because("%s", e.Because)
	}
	if e.Update {
		p.because("this is when it was updated; when it was first published is not told: taken as the time of writing, assumed")
	}
	return p
}

func civilOf(s when.Stamp) when.Civil { return when.CivilOf(s.Date, s.Hour, s.Minute, s.Second) }

// interval is the minute or the day of a stamp.
func (r reader) interval(s when.Stamp) when.Interval {
	z := r.home
	if s.HasZone {
		z = s.Zone
	}
	if s.HasClock {
		return z.Interval(civilOf(s), civilOf(s)+60)
	}
	d := when.CivilOf(s.Date, 0, 0, 0)
	return z.Interval(d, d+86400)
}

// widest is how many days a publication may be open, for its words to be counted from
// the last of them; in a wider one they are counted from the first, the newest date
// of the text.
const widest = 60

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
	if last-first > widest*86400 {
		last = first + 86400 // too wide to be counted from its end
	}
	return timex.Anchor{Known: true, From: first, To: last}
}

// against holds a publication that was read against what the words of the text
// prove. Where all days that fit the words lie two days or more before the
// stamp, the stamp is that of a later update: note says so, and the report is
// dated by its words, as an assumption. A date that the editor gave in the
// front matter stays; note tells of it all the same.
func (p Publication) against(words Publication) (_ Publication, note string) {
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
	words.Basis, words.Evidence = "inferred", p.Evidence
	words.Because = append(words.Because, note+": it was updated later, assumed")
	return words, note + ": taken for an update"
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
