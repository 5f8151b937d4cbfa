package resolve

import (
	"fmt"
	"strings"

	"timeline/internal/place"
	"timeline/internal/temporal"
	"timeline/internal/timex"
	"timeline/internal/when"
)

// A Locale is a place as far as clocks care: its name and the zones it may
// keep, the likeliest first.
type Locale struct {
	Name  string
	Words string // as the text has it; empty where no words name it
	Zones []string
	Why   string // why this place is meant and not another of its name; empty where there is no other
}

// A Setting is what is known of where a time was lived and written.
type Setting struct {
	Clause     *Locale // the place in the same clause
	Carried    string  // the zone words that were stated for an earlier time of the passage; they hold where Clause names no place
	CarriedAll bool    // Carried is said of all times of the text, whatever places it names
	Told       *Locale // the place where the text set the same happening of the same day before
	Event      *Locale // the place where the event happens
	Dateline   *Locale // where the source was written
	Source     string  // the zone the source declares
	Home       string  // the zone of the content
	Clocks     bool    // the sentence tells of a change of the clocks
	Stamp      bool    // the time is that at which the report itself was published or changed
	Published  Publication
	Widths     timex.Widths
}

// Resolve turns the expression e, which package timex placed at v, into a time
// in UTC.
func Resolve(txt string, e temporal.Expression, v timex.Value, s Setting) Time {
	t := Time{Value: v.TIMEX3, Stated: when.Always, Allowed: when.Always, Granularity: v.Gran}
	t.because("words", describe(txt, e))
	for _, b := range v.Because {
		t.because("calendar", b)
	}
	if e.Type == temporal.Duration {
		t.duration(txt, e, v, s.Widths)
	}
	if e.Type == temporal.Set {
		return t
	}
	if !v.Known {
		if v.TIMEX3 == "PRESENT_REF" && s.Published.Known && !s.Published.Interval.From.Open() {
			t.Known, t.Stated, t.Allowed, t.Granularity = true, s.Published.Interval, s.Published.Interval, when.Day
			t.because("calendar", "the present of a report is the day it was published")
		}
		return t
	}
	z, basis, zones := choose(txt, e, v, s, &t)
	if m := &e.Meaning; m.HasClock && m.Kind == temporal.Calendar && m.Day == 0 && !m.HasWeekday && m.Holiday == nil {
		switch stated := basis == ZoneStated || basis == ZoneCarried; {
		case v.Basis == timex.BasisDCT && stated && s.Dateline != nil && len(s.Dateline.Zones) > 0:
			v = t.homeDay(v, z, s.Dateline.Zones[0])
		case v.Basis == timex.BasisDCT && stated:
			v = t.homeDay(v, z, s.Source)
		case v.Basis == timex.BasisPrevious && s.passed(e, v, z, stated):
			// "17:42 GMT", told of a Wednesday by those to whom it was Wednesday.
			v.From, v.To = v.From.Add(-86400), v.To.Add(-86400)
			t.because("calendar", "a day earlier, for it had passed when the report was published")
		}
	}
	if v.Gran == when.Season && e.Meaning.Season > 0 && z.Southern() {
		v = southern(v, e.Meaning.Season)
		t.because("calendar", "the seasons are those of the southern half of the earth: "+civil(v))
	}
	t.Known, t.Zone, t.ZoneBasis = true, z.Name(), basis
	t.Stated = z.Interval(v.From, v.To)
	t.EDTF = when.EDTF(v.From, v.To, v.Gran, e.Hedge == temporal.About, false)
	t.Civil, t.Civil0 = civil(v), v.From
	if days := int64(v.WeekdayDays) * 86400; v.WeekdayClash {
		t.Weekday = z.Interval(v.From.Add(days), v.To.Add(days))
	}
	if !t.Stated.From.Open() {
		t.Offset = when.OffsetText(z.Offset(t.Stated.From))
		if z.Name() == "UTC" || z.Name() == "GMT" {
			t.because("bounds", fmt.Sprintf("%s is %s", t.Civil, t.Stated))
		} else {
			t.because("bounds", fmt.Sprintf("%s in %s (%s) is %s in UTC", t.Civil, z.Name(), t.Offset, t.Stated))
		}
	}
	t.hedge(txt, e, v, s.Widths)
	t.change(z, v, clockWords(txt, e), s.Clocks)
	if e.Type != temporal.Duration {
		t.open(e, v)
	}
	for _, other := range zones {
		if o, err := when.LoadZone(other); err == nil {
			u := Time{Stated: o.Interval(v.From, v.To), Granularity: v.Gran, Zone: other}
			u.hedge(txt, e, v, s.Widths)
			if e.Type != temporal.Duration {
				u.open(e, v)
			}
			t.Allowed = hull(t.Allowed, u.Allowed)
		}
	}
	if len(zones) > 0 {
		t.Zones = zones
		t.because("bounds", fmt.Sprintf("the zone is open: what is allowed reaches over %s", strings.Join(zones, ", ")))
	}
	return t
}

// passed reports whether a clock time that takes its day from what was told before cannot
// be of that day by its zone z, since it had passed when the report was published, and
// may be of the day before.
func (s *Setting) passed(e temporal.Expression, v timex.Value, z when.Zone, stated bool) bool {
	if s.Stamp || v.Heads || e.Again || e.Tense == temporal.FutureTense || !stated && (e.Tense != temporal.PastTense || bounding(e.Signal)) {
		return false
	}
	pub := s.Published.Interval
	day := when.CivilOf(v.From.Date(), 0, 0, 0)
	return s.Published.Known && z.Instant(v.From) >= pub.To && z.Instant(v.From.Add(-86400)) < pub.To && z.Interval(day, day+86400).Overlaps(pub)
}

// bounding reports whether a signal makes a time the bound of what happened and not its
// own: "before three o'clock".
func bounding(s temporal.Signal) bool {
	return s == temporal.By || s == temporal.Until || s == temporal.BeforeSignal
}

// homeDay moves a clock time told in another zone, without a day, to the day of
// writing in the zone called name, where it was written: "17:42 GMT" of a report
// written on Wednesday in Auckland is a time of its Wednesday, which is Tuesday in
// Greenwich.
func (t *Time) homeDay(v timex.Value, z when.Zone, name string) timex.Value {
	home, err := when.LoadZone(name)
	if name == "" || err != nil {
		return v
	}
	days := v.From.Date().Days() - home.Local(z.Instant(v.From)).Date().Days()
	if days == 0 || days < -1 || days > 1 {
		return v
	}
	v.From, v.To = v.From.Add(int64(days)*86400), v.To.Add(int64(days)*86400)
	t.because("calendar", fmt.Sprintf("the day is that of %s, where it was written: there it is %s", name, home.Local(z.Instant(v.From))))
	return v
}

// southern moves a season of the north, 1 for spring to 4 for winter, to the months
// that it has in the south in the same year: its summer begins in December.
func southern(v timex.Value, season int) timex.Value {
	months := 6
	if season >= 3 {
		months = -6
	}
	v.From = when.CivilOf(v.From.Date().AddMonths(months), 0, 0, 0)
	v.To = when.CivilOf(v.To.Date().AddMonths(months), 0, 0, 0)
	return v
}

// change sees to a time of day that a change of the clocks skips or repeats: the first
// is put at the change; of the second both are allowed, unless words tell which is
// meant. Where it is the change itself that is told, it is put there too: the 2 a.m. at
// which clocks go back to 1 a.m. is an hour before the 2 a.m. that they show next.
func (t *Time) change(z when.Zone, v timex.Value, words clockTold, changing bool) {
	if v.Gran == when.Unknown || v.Gran > when.Hour || t.Stated.From.Open() {
		return
	}
	if changing {
		if at, ok := changeAt(z, v.From); ok {
			t.Stated = when.Interval{From: at, To: at.Add(60)}
			t.Allowed = t.Stated
			t.because("bounds", "it is the time of the change of the clocks: "+t.Stated.String())
			return
		}
	}
	switch at := z.At(v.From); len(at) {
	case 0:
		t.Stated.To = max(t.Stated.To, t.Stated.From.Add(int64(v.To-v.From)))
		t.Allowed = hull(t.Allowed, t.Stated)
		t.because("bounds", "a change of the clocks skips this time: the moment of the change is taken")
	case 2:
		by := int64(at[1] - at[0])
		switch words {
		case standardTime:
			t.Stated = when.Interval{From: t.Stated.From.Add(by), To: t.Stated.To.Add(by)}
			t.Allowed = when.Interval{From: t.Allowed.From.Add(by), To: t.Allowed.To.Add(by)}
			t.because("bounds", "a change of the clocks repeats this time: the second is meant, which is standard time")
		case daylightTime:
			t.because("bounds", "a change of the clocks repeats this time: the first is meant, which is daylight time")
		default:
			t.Allowed.To = t.Allowed.To.Add(by)
			t.because("bounds", "a change of the clocks repeats this time: the first is stated, both are allowed")
		}
	}
}

// changeAt is the moment at which the clocks of zone z change on the day of local, where
// local is what they show just before it or just after.
func changeAt(z when.Zone, local when.Civil) (when.Instant, bool) {
	day := when.CivilOf(local.Date(), 0, 0, 0)
	from := z.Instant(day)
	before := z.Offset(from)
	for at := from; at < from.Add(26*3600); at = at.Add(900) {
		if after := z.Offset(at); after != before {
			shown := when.Civil(int64(at) + before)
			return at, local == shown || local == z.Local(at)
		}
	}
	return 0, false
}

// A clockTold is what the words behind a clock time tell of the clock.
type clockTold uint8

const (
	anyTime clockTold = iota
	standardTime
	daylightTime
)

// clockWords reads "(standard time)" and "daylight time" behind an expression.
func clockWords(txt string, e temporal.Expression) clockTold {
	after := strings.TrimLeft(strings.ToLower(txt[e.Span.End:min(len(txt), e.Span.End+24)]), " ,(")
	for _, w := range [...]struct {
		words string
		told  clockTold
	}{{"standard time", standardTime}, {"winter time", standardTime}, {"new time", standardTime}, {"daylight time", daylightTime}, {"daylight saving", daylightTime}, {"summer time", daylightTime}, {"old time", daylightTime}} {
		if strings.HasPrefix(after, w.words) {
			return w.told
		}
	}
	return anyTime
}

// Order is the time of words that give only an order.
func Order(r EventRef) Time {
	return Time{Stated: when.Always, Allowed: when.Always, Ref: r}
}

// Implies reports whether t, whose zone is but assumed, and o, whose zone is stated, are
// one moment by an offset that clocks keep somewhere.
func (t *Time) Implies(o Time) bool {
	switch t.ZoneBasis {
	case ZoneUTC, ZoneHome, ZoneSource, ZoneDateline:
		offset := int64(t.Civil0) - int64(o.Stated.From)
		return o.ZoneBasis == ZoneStated && offset >= -12*3600 && offset <= 14*3600
	}
	return false
}

// Confirm takes in that the same source tells the time t again, as o: words are
// those of the second telling. It reports whether the two fit. Where only o
// states its zone, or where t has none but the default, the moment is that of o.
func (t *Time) Confirm(o Time, words string) bool {
	if !t.Known || !o.Known || !t.Stated.Bounded() || !o.Stated.Bounded() {
		return false
	}
	gap := int64(o.Stated.From - t.Stated.From)
	switch {
	case gap == 0:
		t.because("zone", fmt.Sprintf("the source tells it again as “%s”, which is the same moment", words))
		if o.ZoneBasis == ZoneStated && t.ZoneBasis != ZoneStated {
			t.ZoneBasis = ZoneStated
			t.Allowed, t.Zones = o.Allowed, o.Zones
		}
		return true
	case t.Implies(o) && gap%900 == 0:
		offset := int64(t.Civil0) - int64(o.Stated.From)
		z := when.FixedZone(offset)
		t.because("zone", fmt.Sprintf("the source tells it again as “%s”: the local time was %s", words, z.Name()))
		t.Stated, t.Allowed, t.Zone, t.Offset, t.ZoneBasis = o.Stated, o.Allowed, z.Name(), when.OffsetText(offset), ZoneStated
		t.Zones = o.Zones
		return true
	}
	return false
}

func (t *Time) because(step, text string) {
	if text != "" {
		t.Because = append(t.Because, Reason{step, text})
	}
}

func describe(txt string, e temporal.Expression) string {
	words := e.Span.Of(txt)
	if !e.Lead.Empty() && e.Lead.Start < e.Span.Start {
		words = txt[e.Lead.Start:e.Span.End]
	}
	return fmt.Sprintf("“%s”", strings.Join(strings.Fields(words), " "))
}

func civil(v timex.Value) string {
	if v.From == v.To {
		return ""
	}
	d := v.From.Date()
	h, m, _ := v.From.Clock()
	end := v.To - 1
	switch {
	case v.Gran == when.Minute || v.Gran == when.Second || v.Gran == when.Hour:
		return fmt.Sprintf("%02d:%02d on %s", h, m, d)
	case v.To-v.From == 86400 && h == 0 && m == 0:
		return d.String()
	case end.Date() == d || v.Gran == when.PartOfDay:
		h2, m2, _ := v.To.Clock()
		if v.To.Date() != d && h2 == 0 && m2 == 0 {
			h2 = 24
		}
		return fmt.Sprintf("%02d:%02d to %02d:%02d on %s", h, m, h2, m2, d)
	}
	return fmt.Sprintf("%s to %s", d, end.Date())
}

// choose picks the zone: stated, carried over from a time before, of the clause,
// of the same happening told before, of the event, the dateline, the source, the
// home zone, in this order. A day counted from the day of writing ("yesterday")
// is a day of the writer's calendar: the place of the event is then only a zone
// that stays plausible. others are those zones.
func choose(txt string, e temporal.Expression, v timex.Value, s Setting, t *Time) (z when.Zone, basis ZoneBasis, others []string) {
	words, told := e.Zone.Text, "“%s” is stated: %s"
	basis = ZoneStated
	if words == "" && (s.Clause == nil || s.CarriedAll) && !e.Local && (e.Meaning.HasClock || s.CarriedAll || e.Meaning.Kind == temporal.Shift && v.Gran <= when.Minute && v.Basis == timex.BasisPrevious) {
		words, told, basis = s.Carried, "“%s” is carried over from what was told before, assumed: %s", ZoneCarried
	}
	if words != "" {
		if rs := when.ReadZone(words); len(rs) > 0 {
			pick, settled := settle(words, rs, v, s)
			t.because("zone", fmt.Sprintf(told, words, rs[pick].Reason))
			for i, r := range rs {
				if i != pick && !settled && r.Zone.Local(rs[pick].Zone.Instant(v.From)) != v.From {
					others = append(others, r.Zone.Name())
				}
			}
			return rs[pick].Zone, basis, others
		}
		if p, ok := placeOf(words); ok {
			if z, err := when.LoadZone(p.Zones[0]); err == nil {
				t.because("zone", fmt.Sprintf(told, words, "the time of "+p.Name+" is "+p.Zones[0]))
				for _, n := range p.Zones[1:] {
					if o, err := when.LoadZone(n); err == nil && !sameOffset(o, z, v) {
						others = append(others, n)
					}
				}
				return z, basis, others
			}
		}
	}
	deictic := v.Basis == timex.BasisDCT && countsFromWriting(e, v)
	type step struct {
		basis ZoneBasis
		l     *Locale
		text  string
	}
	at := func(l *Locale, how string) string {
		if l == nil {
			return ""
		}
		w := l.Name
		if l.Words != "" {
			w = l.Words
		}
		if l.Why != "" {
			return fmt.Sprintf(how, w) + " (" + l.Why + ")"
		}
		return fmt.Sprintf(how, w)
	}
	named := func(zone string) *Locale {
		if zone == "" {
			return nil
		}
		return &Locale{Name: zone, Zones: []string{zone}}
	}
	steps := []step{
		{ZoneClause, s.Clause, at(s.Clause, "the clause is set in %s")},
		{ZoneEvent, s.Told, at(s.Told, "told before of the same day in %s")},
		{ZoneEvent, s.Event, at(s.Event, "the report is set in %s")},
		{ZoneDateline, s.Dateline, at(s.Dateline, "written in %s")},
		{ZoneSource, named(s.Source), "the zone that the source declares"},
		{ZoneSource, stamped(s), "the zone in which its publication is stamped"},
		{ZoneHome, named(s.Home), "the home zone of this collection"},
	}
	if e.Meaning.HasClock && !e.Local {
		// A reporter tells his readers' time unless he says "local time".
		steps[2], steps[3], steps[4] = steps[3], steps[4], steps[2]
	}
	for _, k := range steps {
		if k.l == nil || len(k.l.Zones) == 0 {
			continue
		}
		if deictic && (k.basis == ZoneClause || k.basis == ZoneEvent) {
			others = append(others, k.l.Zones[0])
			continue
		}
		zone, err := when.LoadZone(k.l.Zones[0])
		if err != nil {
			continue
		}
		t.because("zone", fmt.Sprintf("%s, assumed: %s", k.l.Zones[0], k.text))
		for _, n := range k.l.Zones[1:] {
			if o, err := when.LoadZone(n); err == nil && !sameOffset(o, zone, v) {
				others = append(others, n)
			}
		}
		return zone, k.basis, others
	}
	t.because("zone", "no place or zone is told: counted in UTC")
	return when.UTC, ZoneUTC, others
}

// stamped is the zone in which the source says when it was published, where that is
// one that people live by: a stamp in UTC is that of a machine.
func stamped(s Setting) *Locale {
	switch z := s.Published.Zone; z {
	case "", "UTC", "GMT":
		return nil
	default:
		return &Locale{Name: z, Zones: []string{z}}
	}
}

// placeOf is the place whose time zone words name: "Japan time", "Madrid's time".
func placeOf(words string) (place.Place, bool) {
	name := strings.TrimSuffix(strings.TrimSuffix(words, " time"), " Time")
	name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
	for _, p := range place.Lookup(name) {
		if len(p.Zones) > 0 {
			return p, true
		}
	}
	return place.Place{}, false
}

// settle picks among the readings of an ambiguous zone abbreviation the one
// that a place of the setting keeps, be it under the name of another zone
// ("CST" in Taipei); failing that the first.
func settle(words string, rs []when.ZoneReading, v timex.Value, s Setting) (pick int, settled bool) {
	var near []string
	for _, l := range []*Locale{s.Clause, s.Told, s.Event, s.Dateline} {
		if l != nil {
			near = append(near, l.Zones...)
		}
	}
	near = append(near, s.Source, s.Home)
	for _, n := range near {
		z, err := when.LoadZone(n)
		if err != nil {
			continue
		}
		keeps := strings.EqualFold(z.Abbreviation(z.Instant(v.From)), words)
		for i, r := range rs {
			if r.Zone.Name() == n && (keeps || strings.ContainsAny(z.Abbreviation(z.Instant(v.From))[:1], "+-")) || keeps && sameOffset(r.Zone, z, v) {
				return i, true
			}
		}
	}
	return 0, false
}

func sameOffset(a, b when.Zone, v timex.Value) bool {
	return a.Interval(v.From, v.To) == b.Interval(v.From, v.To)
}

// countsFromWriting reports whether the words name a day by its distance from
// the day of writing: yesterday, tonight, last week; not a weekday or a date.
func countsFromWriting(e temporal.Expression, v timex.Value) bool {
	return e.Zone.Text == "" && !e.Local && v.Deictic && !e.Meaning.HasClock
}

// hedge opens the allowed interval by what the wording admits.
func (t *Time) hedge(txt string, e temporal.Expression, v timex.Value, w timex.Widths) {
	t.Allowed = t.Stated
	if t.Stated.From.Open() || t.Stated.To.Open() {
		return
	}
	clock := v.Gran == when.Minute || v.Gran == when.Hour || v.Gran == when.Second
	switch {
	case e.Hedge == temporal.About && clock:
		d := w.Seconds("about a clock time")
		t.Allowed = when.Interval{From: t.Stated.From.Add(-d), To: t.Stated.From.Add(d)}
		t.because("bounds", fmt.Sprintf("about a clock time: %d minutes either way", d/60))
	case e.Hedge == temporal.ShortlyBefore && clock:
		d := w.Seconds("shortly before or after")
		t.Allowed = when.Interval{From: t.Stated.From.Add(-d), To: t.Stated.From}
		t.Stated = when.Interval{From: t.Stated.From.Add(-d / 2), To: t.Stated.From}
	case e.Hedge == temporal.ShortlyAfter && clock:
		d := w.Seconds("shortly before or after")
		t.Allowed = when.Interval{From: t.Stated.From, To: t.Stated.From.Add(d)}
		t.Stated = when.Interval{From: t.Stated.From, To: t.Stated.From.Add(d / 2)}
	case e.Hedge == temporal.Nearly && clock:
		d := w.Seconds("about a clock time")
		t.Allowed = when.Interval{From: t.Stated.From.Add(-d), To: t.Stated.To}
	case e.Hedge == temporal.About && (v.Gran == when.Day || v.Gran > when.Day):
		d := min(int64(t.Stated.To-t.Stated.From), 366*86400)
		t.Allowed = t.Stated.Widen(d, d)
		t.because("bounds", "about: one unit either way")
	case clock && e.Hedge == temporal.Exact && !precise(txt, e):
		if _, m, sec := v.From.Clock(); m%30 == 0 && sec == 0 && v.Gran != when.Second {
			d := w.Seconds("a clock time on the hour or half hour")
			t.Allowed = when.Interval{From: t.Stated.From.Add(-d), To: t.Stated.From.Add(d)}
			t.because("bounds", fmt.Sprintf("a time on the hour or half hour may be rounded: %d minutes either way", d/60))
		}
	}
	if v.AllowedFrom != 0 || v.AllowedTo != 0 {
		if z, err := when.LoadZone(t.Zone); err == nil {
			t.Allowed = hull(t.Allowed, z.Interval(v.AllowedFrom, v.AllowedTo))
			t.Unsettled = v.Unsettled
		}
	}
}

// precise reports whether the words next to a clock time say that it is not
// rounded: "exactly 16:00", "16:00 sharp".
func precise(txt string, e temporal.Expression) bool {
	before := strings.TrimRight(txt[:e.Span.Start], " ")
	after := strings.TrimLeft(txt[e.Span.End:], " ")
	ends := func(word string) bool {
		return len(before) >= len(word) && strings.EqualFold(before[len(before)-len(word):], word)
	}
	return ends("exactly") || ends("precisely") ||
		strings.HasPrefix(after, "sharp") || strings.HasPrefix(after, "precisely") || strings.HasPrefix(after, "exactly") || strings.HasPrefix(after, "on the dot")
}

// open makes of "after 5pm", "before Tuesday" and "since Monday" the half-open
// intervals they are, in EDTF too: "../2025-12-01".
func (t *Time) open(e temporal.Expression, v timex.Value) {
	switch {
	case e.Signal == temporal.AfterSignal && e.Hedge == temporal.Exact && t.Granularity != when.PartOfDay:
		from := t.Stated.From
		if t.Granularity >= when.Day {
			from = t.Stated.To
			t.EDTF = when.EDTF(v.To, v.To+86400, when.Day, false, false)
		}
		t.EDTF += "/.."
		t.Stated, t.Allowed = when.Interval{From: from, To: when.Future}, when.Interval{From: t.Allowed.From, To: when.Future}
	case e.Signal == temporal.By || e.Signal == temporal.BeforeSignal && e.Mod == temporal.End && t.Granularity > when.Day:
		if e.Signal == temporal.By {
			t.Named = t.Stated // but "before the end of April" is before May
		}
		t.EDTF = "../" + t.EDTF[strings.LastIndex(t.EDTF, "/")+1:]
		t.Stated.From, t.Allowed.From = when.Past, when.Past
	case e.Signal == temporal.BeforeSignal && e.Meaning.Part == temporal.Dawn:
		// "before dawn" is a part of the night, not all that was before
	case e.Signal == temporal.BeforeSignal:
		if t.Allowed.To == t.Stated.To { // "before Tuesday" never reaches into Tuesday
			t.Allowed.To = t.Stated.From
		}
		if t.Granularity >= when.Day {
			t.EDTF = when.EDTF(v.From-86400, v.From, when.Day, false, false)
		}
		t.EDTF = "../" + t.EDTF[:strings.IndexByte(t.EDTF+"/", '/')]
		t.Stated.To = t.Stated.From
		t.Stated.From, t.Allowed.From = when.Past, when.Past
	case e.Signal == temporal.Since:
		// What has been so since then began then: the time is that of its start.
	case e.Signal == temporal.AsSoonAs && t.Granularity <= when.Hour:
		t.Stated.To, t.Allowed.To = when.Future, when.Future
		t.EDTF = t.EDTF[:strings.IndexByte(t.EDTF+"/", '/')] + "/.."
	}
}

func hull(a, b when.Interval) when.Interval {
	return when.Interval{From: min(a.From, b.From), To: max(a.To, b.To)}
}

// duration reads a length, and what it counts from.
func (t *Time) duration(txt string, e temporal.Expression, v timex.Value, w timex.Widths) {
	if v.Max == 0 {
		return
	}
	t.IsDuration = true
	l := Length{v.Min, v.Max, v.Min, v.Max}
	unit := max(v.Max/10, 1)
	switch e.Hedge {
	case temporal.About:
		l.AllowedMin, l.AllowedMax = l.Min-slack(v.Max, w), l.Max+slack(v.Max, w)
	case temporal.Nearly:
		l.AllowedMin, l.Min = l.Min-max(slack(v.Max, w), v.Max*3/20), l.Min-unit
	case temporal.Over:
		l.AllowedMax, l.Max = l.Max+2*slack(v.Max, w), l.Max+slack(v.Max, w)
	case temporal.AtLeast:
		l.Max, l.AllowedMax = int64(when.Future), int64(when.Future)
	case temporal.AtMost:
		l.Min, l.AllowedMin = 0, 0
	default:
		switch {
		case precise(txt, e) && l.Max < 7*86400 && l.Max%86400 != 0:
			l.AllowedMin, l.AllowedMax = l.Min-60, l.Max+60
		case l.Min == l.Max:
			l.AllowedMin, l.AllowedMax = l.Min-rounding(v.Max, w), l.Max+rounding(v.Max, w)
		}
	}
	l.AllowedMin = max(l.AllowedMin, 0)
	t.Length = l
	if e.Meaning.Mission {
		l.AllowedMin, l.AllowedMax = l.Min, l.Max // read off a clock
		t.Length = l
	}
	lo, hi := l.AllowedMin, l.AllowedMax
	rest := strings.TrimSpace(following(txt, e))
	if e.Meaning.Mission {
		rest = "the lift-off"
	}
	follow := e.Follow
	if first, _, _ := strings.Cut(rest, " "); first == "schedule" && follow == temporal.FollowBefore {
		follow, rest = temporal.FollowEarly, "" // "ahead of schedule"
	}
	planned := EventRef{Lo: l.Min, Hi: l.Max}
	if e.Hedge == temporal.About {
		planned.Lo, planned.Hi = lo, hi
	}
	switch follow {
	case temporal.FollowBefore:
		t.Ref = EventRef{Words: rest, Relation: BeforeStart, Lo: lo, Hi: hi}
	case temporal.FollowAfter:
		t.Ref = EventRef{Words: rest, Relation: AfterEnd, Lo: lo, Hi: hi}
		for _, w := range strings.Fields(rest) {
			if starting[strings.ToLower(w)] {
				t.Ref.Relation = AfterStart // "five minutes after the truce began"
			}
		}
	case temporal.FollowOf:
		if e.Signal == temporal.Within { // "within ten minutes of the call"
			t.Ref = EventRef{Words: rest, Relation: AfterEnd, Hi: l.Max}
		}
	case temporal.FollowInto:
		t.Ref = EventRef{Words: rest, Relation: AfterStart, Lo: lo, Hi: hi}
	case temporal.FollowLate:
		planned.Relation = PlannedBefore
		t.Ref = planned
	case temporal.FollowEarly:
		planned.Relation = PlannedAfter
		t.Ref = planned
	}
}

// starting are the words that count what comes after a happening from its start.
var starting = map[string]bool{"began": true, "begun": true, "way": true, "underway": true, "begins": true, "started": true, "starts": true, "start": true, "beginning": true, "opened": true, "took": true, "onset": true, "outbreak": true}

// slack is how far a length told in whole units may be off: half the last unit told,
// taken as a tenth of the length and at least the half hour of "five-hour" for hours.
func slack(length int64, w timex.Widths) int64 {
	switch {
	case length < 600:
		return 30
	case length < 3600:
		return 300
	case length < 86400:
		return w.Seconds("a length in hours")
	}
	return length / 10
}

// rounding is how far an unhedged length may be off by the figures it is told in: a
// minute of "17 minutes" or "an hour and 49 minutes", five of "two hours and 20
// minutes", which nobody rounds further; else the slack of its units.
func rounding(length int64, w timex.Widths) int64 {
	s := slack(length, w)
	switch {
	case length >= 7*86400 || length >= 86400 && length%(12*3600) == 0:
	case length%1800 == 0:
		s = min(s, w.Seconds("a length in hours"))
	case length%300 == 0:
		s = min(s, 300)
	default:
		s = min(s, 60)
	}
	return s
}

// following is the few words after the words that an expression's follow
// stands in: "the meeting" of "hours before the meeting".
func following(txt string, e temporal.Expression) string {
	end := e.Span.End
	if !e.Tail.Empty() {
		end = e.Tail.End
	}
	rest := txt[end:min(len(txt), end+80)]
	if i := strings.IndexAny(rest, ",.;:\n"); i >= 0 {
		rest = rest[:i]
	}
	f := strings.Fields(rest)
	return strings.Join(f[:min(len(f), 6)], " ")
}
