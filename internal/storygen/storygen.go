// Package storygen makes stories whose truth is known: happenings with their
// true times, reports that tell them in many wordings, zones and roundings, and
// slips of known kinds. It is a tool of tests; the program never imports it. It
// counts time with the standard library alone, so that a fault of package when
// is not repeated here.
package storygen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the truth does not depend on the host either

	"timeline/internal/place"
)

// A Story is a set of reports and the truth behind them.
type Story struct {
	Domain  string
	Place   string
	Zone    string
	Reports []Report
	Truth   []Happening
	Sayings []Saying
	Slips   []int // the sayings that are wrong on purpose
}

// A Happening is what took place, to the minute.
type Happening struct {
	Name       string
	Start, End time.Time // the same where it has no end of its own
	Count      int
}

// A Report is one file of the content folder.
type Report struct {
	File      string
	Text      string
	Published time.Time // when it was in fact written
}

// A Saying is one sentence of a report about a happening.
type Saying struct {
	Report   int // into Reports
	Act      int // into Truth
	Kind     LineKind
	Form     FormKind
	Sentence string
	From, To time.Time // what it plainly says of a start or an end; zero for others
	Length   time.Duration
	Count    int
	Slip     Slip // empty where it is true
}

// A Slip is a kind of error that reports make.
type Slip string

// The slips.
const (
	SlipLabelledLocal Slip = "gmt-labelled-local" // the figure of GMT, called local time
	SlipLabelledGMT   Slip = "local-labelled-gmt" // the figure of the place, called GMT
	SlipStale         Slip = "stale-offset"       // counted with the offset of the other season
	SlipHalfDay       Slip = "twelve-hours"       // a.m. for p.m.
	SlipDay           Slip = "day-off"            // the day before or after
	SlipDigit         Slip = "digit"              // a wrong figure of the minutes
	SlipPublication   Slip = "publication-date"   // the day of the report for that of the happening
	SlipUpdated       Slip = "updated"            // "yesterday" under a later stamp
	SlipTwice         Slip = "told-twice"         // local and GMT do not fit
	SlipLength        Slip = "length"             // it lasted far longer or shorter
	SlipOff           Slip = "off"                // it never took place
	SlipCount         Slip = "count"              // another number
	SlipWeekday       Slip = "weekday"            // the weekday is not the date's
	SlipLag           Slip = "lag"                // it came far sooner or later after the other
)

// Slips are all kinds.
var Slips = []Slip{
	SlipLabelledLocal, SlipLabelledGMT, SlipStale, SlipHalfDay, SlipDay, SlipDigit, SlipPublication,
	SlipUpdated, SlipTwice, SlipLength, SlipOff, SlipCount, SlipWeekday, SlipLag,
}

// cities are where reports are written, with their zones.
var cities = [...][2]string{
	{"London", "Europe/London"},
	{"New York", "America/New_York"},
	{"Paris", "Europe/Paris"},
	{"Tokyo", "Asia/Tokyo"},
	{"Nairobi", "Africa/Nairobi"},
	{"Delhi", "Asia/Kolkata"},
	{"Los Angeles", "America/Los_Angeles"},
	{"Singapore", "Asia/Singapore"},
}

var outlets = [...]string{
	"Harbour Wire", "The Lantern", "Meridian News", "Daily Compass", "Northgate Post", "The Evening Ledger",
	"Corridor Press", "Quayside Radio", "The Assize", "Plainfield Times", "Beacon Agency", "The Weekly Docket",
}

// A task is a sentence to be written.
type task struct {
	act  int
	kind LineKind
	form FormKind
	slip Slip
}

type maker struct {
	r       *rand.Rand
	t       *Templates
	d       *Domain
	story   *Story
	zone    *time.Location
	names   map[string]string
	styles  []style
	reports []report
	used    map[string]bool
}

// A report is one before it is written.
type report struct {
	published time.Time // in the zone of its writer
	stamp     time.Time // what it says it was; later where it was stamped anew
	tasks     []task
}

// Make makes the story of a seed. The same templates and seed give the same
// story.
func Make(t *Templates, seed uint64) (*Story, error) {
	m := &maker{r: rand.New(rand.NewPCG(seed, 0x7e11)), t: t, story: &Story{}, names: map[string]string{}, used: map[string]bool{}}
	m.d = &t.Domains[m.r.IntN(len(t.Domains))]
	m.story.Domain = m.d.Name
	m.story.Place = pick(m.r, m.d.Places)
	ps := place.Lookup(m.story.Place)
	if len(ps) == 0 || len(ps[0].Zones) == 0 {
		return nil, fmt.Errorf("domain %s: %s has no zone", m.d.Name, m.story.Place)
	}
	m.story.Zone = ps[0].Zones[0]
	var err error
	if m.zone, err = time.LoadLocation(m.story.Zone); err != nil {
		return nil, err
	}
	for _, s := range m.d.Slots {
		m.names[s] = pick(m.r, m.d.Names[s])
	}
	m.names["place"] = m.story.Place
	if err := m.truth(); err != nil {
		return nil, err
	}
	m.plan()
	want := 1
	if x := m.r.IntN(20); x < 3 {
		want = 0
	} else if x >= 15 {
		want = 2
	}
	m.inject(want)
	for i := range m.reports {
		m.write(i)
	}
	return m.story, nil
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func (m *maker) between(s Span) time.Duration {
	n := int64((s.Max - s.Min) / time.Minute)
	return s.Min + time.Duration(m.r.Int64N(n+1))*time.Minute
}

// truth draws when everything took place.
func (m *maker) truth() error {
	day := time.Date(2013+m.r.IntN(13), time.Month(1+m.r.IntN(12)), 1+m.r.IntN(28), 0, 0, 0, 0, m.zone)
	at := map[string]*Happening{}
	m.story.Truth = make([]Happening, len(m.d.Acts))
	for i := range m.d.Acts {
		a := &m.d.Acts[i]
		h := &m.story.Truth[i]
		from := day
		if a.After != "" {
			prev := at[a.After]
			if prev == nil {
				return fmt.Errorf("domain %s: %s comes after %q, which is not told before it", m.d.Name, a.Name, a.After)
			}
			from = prev.Start
			if a.AfterEnd {
				from = prev.End
			}
		}
		h.Name, h.Start = a.Name, from.Add(m.between(a.Wait))
		h.End = h.Start
		if a.Lasts.Max > 0 {
			h.End = h.Start.Add(m.between(a.Lasts))
		}
		if a.Counts[1] > 0 {
			h.Count = a.Counts[0] + m.r.IntN(a.Counts[1]-a.Counts[0]+1)
		}
		at[a.Name] = h
	}
	return nil
}

// plan decides which report tells what.
func (m *maker) plan() {
	last := m.story.Truth[0].Start
	for _, h := range m.story.Truth {
		if h.End.After(last) {
			last = h.End
		}
	}
	for range 6 + m.r.IntN(4) {
		city := m.zone
		if m.r.IntN(2) == 0 {
			city, _ = time.LoadLocation(cities[m.r.IntN(len(cities))][1])
		}
		m.styles = append(m.styles, newStyle(m.r, city))
		pub := last.Add(time.Hour + time.Duration(m.r.IntN(40*60))*time.Minute)
		if m.r.IntN(10) < 3 {
			h := m.story.Truth[m.r.IntN(len(m.story.Truth))]
			pub = h.End.Add(time.Duration(20+m.r.IntN(120)) * time.Minute)
		}
		rep := report{published: pub.In(city), stamp: pub.In(city)}
		for i, h := range m.story.Truth {
			m.tell(&rep, i, h)
		}
		m.reports = append(m.reports, rep)
	}
}

// tell adds what a report tells of one happening.
func (m *maker) tell(rep *report, i int, h Happening) {
	a := &m.d.Acts[i]
	told := func(k LineKind, f FormKind) { rep.tasks = append(rep.tasks, task{act: i, kind: k, form: f}) }
	switch {
	case h.Start.After(rep.published):
		if len(a.Lines[LinePlan]) > 0 && m.r.IntN(10) < 6 {
			told(LinePlan, m.clockForm())
		}
		return
	case m.r.IntN(4) == 0:
		return
	}
	over := !h.End.After(rep.published)
	switch x := m.r.IntN(10); {
	case x < 2 && over && len(a.Lines[LineEnd]) > 0:
		told(LineEnd, m.form(h.End))
	case x < 4 && over && len(a.Lines[LineLength]) > 0:
		told(LineLength, "")
	case x == 4 && a.After != "" && len(a.Lines[LineLag]) > 0:
		told(LineLag, "")
	default:
		told(LineStart, m.form(h.Start))
	}
	if len(a.Lines[LineCount]) > 0 && m.r.IntN(2) == 0 {
		told(LineCount, "")
	}
}

func (m *maker) clockForm() FormKind {
	return pick(m.r, []FormKind{FormLocal, FormGMT, FormLocal, FormBoth})
}

// form draws a form in which a moment can be told truly.
func (m *maker) form(t time.Time) FormKind {
	if m.r.IntN(5) < 3 {
		return pick(m.r, []FormKind{
			FormLocal, FormLocal, FormGMT, FormGMT, FormBoth, FormAbout, FormAboutGMT, FormAfter, FormAfterGMT, FormBefore, FormBeforeGMT,
		})
	}
	fits := []FormKind{FormDay}
	switch h := t.In(m.zone).Hour(); {
	case h < 5:
		fits = append(fits, FormEarly)
	case h >= 6 && h < 12:
		fits = append(fits, FormMorning)
	case h >= 12 && h < 18:
		fits = append(fits, FormAfternoon)
	case h >= 18 && h < 22:
		fits = append(fits, FormEvening)
	case h >= 22:
		fits = append(fits, FormNight, FormLate)
	}
	return pick(m.r, fits)
}

// inject puts slips into the plan, each about another happening, with two
// reports that tell it rightly and just as exactly.
func (m *maker) inject(want int) {
	taken := map[int]bool{}
	for try := 0; try < 200 && want > 0; try++ {
		slip, act := pick(m.r, Slips), m.r.IntN(len(m.d.Acts))
		if taken[act] || !m.possible(slip, act) {
			continue
		}
		var able []int
		for i, rep := range m.reports {
			if rep.published.After(m.story.Truth[act].End.Add(10 * time.Minute)) {
				able = append(able, i)
			}
		}
		if slip == SlipUpdated {
			able = slices.DeleteFunc(able, func(i int) bool { return len(m.recent(i, act)) == 0 })
		}
		if len(able) == 0 {
			continue
		}
		wrong := pick(m.r, able)
		if slip == SlipPublication && (daysBetween(m.story.Truth[act].Start.In(m.zone), m.reports[wrong].published.In(m.zone)) == 0 || m.reports[wrong].stamp != m.reports[wrong].published) {
			continue
		}
		able = able[:0]
		for i, rep := range m.reports {
			if i != wrong && rep.published.After(m.story.Truth[act].End.Add(10*time.Minute)) {
				able = append(able, i)
			}
		}
		if len(able) < 2 || m.hasSlip(wrong) {
			continue
		}
		m.r.Shuffle(len(able), func(i, j int) { able[i], able[j] = able[j], able[i] })
		taken[act] = true
		want--
		m.put(slip, act, wrong, able[:2])
		if slip == SlipLag {
			taken[m.before(act)] = true
		}
	}
}

func (m *maker) hasSlip(report int) bool {
	return slices.ContainsFunc(m.reports[report].tasks, func(t task) bool { return t.slip != "" })
}

// before is the act that an act is counted from.
func (m *maker) before(act int) int {
	return slices.IndexFunc(m.d.Acts, func(a Act) bool { return a.Name == m.d.Acts[act].After })
}

// recent is the word with which report i may have told the day of an act when
// it was written: nil where it is too long ago.
func (m *maker) recent(i, act int) string {
	s := m.styles[i]
	t := m.story.Truth[act].Start
	if t.In(s.zone).Day() != t.In(m.zone).Day() {
		return ""
	}
	switch daysBetween(t.In(s.zone), m.reports[i].published) {
	case 0:
		return "today"
	case 1:
		return "yesterday"
	}
	return ""
}

// possible reports whether a slip can be made about an act.
func (m *maker) possible(slip Slip, act int) bool {
	a, h := &m.d.Acts[act], m.story.Truth[act]
	_, offset := h.Start.In(m.zone).Zone()
	switch slip {
	case SlipLabelledLocal, SlipLabelledGMT:
		return offset != 0
	case SlipStale:
		return m.otherOffset(h.Start) != offset
	case SlipLength:
		return len(a.Lines[LineLength]) > 0
	case SlipOff:
		return len(a.Lines[LineOff]) > 0
	case SlipCount:
		return len(a.Lines[LineCount]) > 0
	case SlipLag:
		return a.After != "" && len(a.Lines[LineLag]) > 0
	}
	return true
}

// otherOffset is the offset from UTC, in seconds, half a year away.
func (m *maker) otherOffset(t time.Time) int {
	_, o := t.AddDate(0, 0, 183).In(m.zone).Zone()
	return o
}

// put writes a slip and its two true counterparts into the plan.
func (m *maker) put(slip Slip, act, wrong int, right []int) {
	kind, form := LineStart, FormLocal
	wrongForm := form
	switch slip {
	case SlipLabelledGMT, SlipStale:
		wrongForm = FormGMT
	case SlipTwice:
		wrongForm = FormBoth
	case SlipPublication:
		wrongForm = FormDay
	case SlipLength:
		kind = LineLength
	case SlipCount:
		kind = LineCount
	}
	wrongKind := kind
	switch slip {
	case SlipOff:
		wrongKind = LineOff
	case SlipLag:
		wrongKind = LineLag
		for _, i := range right {
			m.replace(i, task{act: m.before(act), kind: LineStart, form: FormGMT})
		}
	}
	m.replace(wrong, task{act: act, kind: wrongKind, form: wrongForm, slip: slip})
	for n, i := range right {
		f := form
		if n == 1 {
			f = FormGMT
		}
		m.replace(i, task{act: act, kind: kind, form: f})
	}
	switch slip {
	case SlipUpdated:
		rep := &m.reports[wrong]
		rep.stamp = rep.stamp.AddDate(0, 0, 2+m.r.IntN(12))
		m.styles[wrong].spoke, m.styles[wrong].dates = false, 1
	case SlipHalfDay:
		if m.styles[wrong].clock == 2 {
			m.styles[wrong].clock = m.r.IntN(2)
		}
	case SlipDay, SlipPublication:
		m.styles[wrong].spoke = false
		if slip == SlipPublication {
			m.styles[wrong].dates = 1
		}
	}
}

// replace lets a report tell an act by this task alone.
func (m *maker) replace(i int, t task) {
	rep := &m.reports[i]
	at := slices.IndexFunc(rep.tasks, func(x task) bool { return x.act >= t.act })
	if at < 0 {
		at = len(rep.tasks)
	}
	rep.tasks = slices.DeleteFunc(rep.tasks, func(x task) bool { return x.act == t.act && x.slip == "" })
	rep.tasks = slices.Insert(rep.tasks, min(at, len(rep.tasks)), t)
}

// write renders a report.
func (m *maker) write(i int) {
	rep := &m.reports[i]
	var body []string
	next := func() string { return m.sentence(m.fresh(m.d.Fill), nil) }
	for _, t := range rep.tasks {
		s := m.say(i, t)
		if s.Sentence == "" {
			continue
		}
		m.story.Sayings = append(m.story.Sayings, s)
		if t.slip != "" {
			m.story.Slips = append(m.story.Slips, len(m.story.Sayings)-1)
		}
		par := []string{s.Sentence}
		if m.r.IntN(2) == 0 {
			par = append(par, next())
		}
		if m.r.IntN(4) == 0 {
			par = append([]string{next()}, par...)
		}
		body = append(body, strings.TrimSpace(strings.Join(par, " ")))
	}
	for range 1 + m.r.IntN(3) {
		body = append(body, next())
	}
	// Every report says somewhere where it all happens.
	headline := m.sentence(pick(m.r, m.d.Headlines), nil)
	if !strings.Contains(headline+strings.Join(body, " "), m.story.Place) {
		headline += " in " + m.story.Place
	}
	head := fmt.Sprintf("---\ntitle: %q\npublisher: %q\ndate: %s\n", headline, outlets[i], rep.stamp.Format(time.RFC3339))
	if z := rep.published.Location().String(); m.r.IntN(10) < 7 {
		head += "timezone: " + z + "\n"
	}
	m.story.Reports = append(m.story.Reports, Report{
		File: fmt.Sprintf("%02d.md", i+1), Text: head + "---\n\n" + strings.Join(body, "\n\n") + "\n", Published: rep.published,
	})
}

// sentence fills a line with the names of the story.
func (m *maker) sentence(line string, values map[string]string) string {
	out := fill(fill(line, values), m.names)
	return capital(strings.Join(strings.Fields(out), " "))
}

// say renders one task.
func (m *maker) say(i int, t task) Saying {
	a, h := &m.d.Acts[t.act], m.story.Truth[t.act]
	s := Saying{Report: i, Act: t.act, Kind: t.kind, Form: t.form, Slip: t.slip}
	values := map[string]string{}
	switch t.kind {
	case LineStart, LineOff:
		m.when(&s, values, h.Start)
	case LineEnd:
		m.when(&s, values, h.End)
	case LinePlan:
		m.when(&s, values, h.Start.Truncate(30*time.Minute))
	case LineLength:
		s.Length = h.End.Sub(h.Start)
		if t.slip != "" {
			s.Length = m.far(s.Length)
		}
		values["length"] = lasting(s.Length)
	case LineLag:
		prev := m.story.Truth[m.before(t.act)]
		from := prev.Start
		if a.AfterEnd {
			from = prev.End
		}
		s.Length = h.Start.Sub(from)
		if t.slip != "" {
			s.Length = m.far(s.Length)
		}
		values["lag"] = lasting(s.Length)
	case LineCount:
		s.Count = h.Count
		if t.slip != "" {
			s.Count += 1 + h.Count/4 + m.r.IntN(3)
		}
		values["n"] = fmt.Sprint(s.Count)
	}
	lines := slices.DeleteFunc(slices.Clone(a.Lines[t.kind]), func(l string) bool { return strings.Contains(l, "{at}") && values["at"] == "" })
	if len(lines) == 0 {
		return Saying{}
	}
	s.Sentence = m.sentence(m.fresh(lines), values)
	return s
}

// fresh draws one of the lines that no report of the story has yet, while there is
// one: reports that share their sentences are held copies of one another.
func (m *maker) fresh(lines []string) string {
	unused := slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return m.used[l] })
	if len(unused) == 0 {
		unused = lines
	}
	line := pick(m.r, unused)
	m.used[line] = true
	return line
}

// far is a length that no rounding takes for the true one.
func (m *maker) far(d time.Duration) time.Duration {
	if m.r.IntN(2) == 0 && d > 2*time.Hour {
		return (d / 2).Truncate(time.Minute)
	}
	return d + d/2 + 40*time.Minute
}

// when words the moment t in the form of the saying, with its slip, and notes
// what it then plainly says.
func (m *maker) when(s *Saying, values map[string]string, t time.Time) {
	st := m.styles[s.Report]
	rep := &m.reports[s.Report]
	local, gmt := t.In(m.zone), t.UTC()
	shown := local
	byGMT := s.Form == FormGMT || s.Form == FormAboutGMT || s.Form == FormAfterGMT || s.Form == FormBeforeGMT
	if byGMT {
		shown = gmt
	}
	switch s.Form {
	case FormAbout, FormAboutGMT:
		shown = shown.Round(5 * time.Minute)
	case FormAfter, FormAfterGMT:
		shown = shown.Add(-time.Duration(m.r.IntN(5)) * time.Minute).Truncate(5 * time.Minute)
	case FormBefore, FormBeforeGMT:
		shown = shown.Add(5 * time.Minute).Truncate(5 * time.Minute)
	}
	day := ""
	counted := shown
	switch s.Slip {
	case SlipLabelledLocal:
		shown = wall(gmt, m.zone)
	case SlipLabelledGMT:
		shown = wall(local, time.UTC)
		counted = shown
	case SlipStale:
		shown = wall(local.Add(-time.Duration(m.otherOffset(t))*time.Second), time.UTC)
		counted = shown
	case SlipHalfDay:
		by := 12 * time.Hour
		if shown.Hour() >= 12 {
			by = -by
		}
		shown = wall(wall(shown, time.UTC).Add(by), m.zone)
		counted = shown
	case SlipDay:
		by := 1 - 2*m.r.IntN(2)
		if daysBetween(shown, rep.published) < 1 {
			by = -1
		}
		shown = shown.AddDate(0, 0, by)
		counted = shown
	case SlipDigit:
		tens := shown.Minute() / 10
		other := (tens + 2 + m.r.IntN(3)) % 6
		shown = shown.Add(time.Duration(other-tens) * 10 * time.Minute)
		counted = shown
	case SlipPublication:
		counted = rep.published.In(m.zone)
		shown = counted
	case SlipUpdated:
		day = m.recent(s.Report, s.Act)
		counted = shown.AddDate(0, 0, daysBetween(rep.published, rep.stamp))
	case SlipTwice:
		gmt = gmt.Add(time.Duration(1-2*m.r.IntN(2)) * time.Duration(1+m.r.IntN(2)) * time.Hour)
	case SlipWeekday:
		w := (shown.Weekday() + time.Weekday(1+m.r.IntN(6))) % 7
		day = st.weekdayAndDate(w, shown, rep.stamp)
	}
	if day == "" {
		day = st.day(m.r, shown, rep.stamp)
	}
	v := map[string]string{"clock": st.face(shown), "gmt": st.face(gmt), "day": day, "date": st.bare(shown, rep.stamp), "place": m.story.Place}
	words := fill(pick(m.r, m.t.Forms[s.Form]), v)
	values["when"], values["When"] = words, capital(words)
	if at, ok := bareAt(words); ok {
		values["at"] = at
	}
	s.From, s.To = counted, counted.Add(time.Minute)
	switch s.Form {
	case FormDay, FormMorning, FormAfternoon, FormEvening, FormNight, FormEarly, FormLate:
		s.From = time.Date(counted.Year(), counted.Month(), counted.Day(), 0, 0, 0, 0, m.zone)
		s.To = s.From.AddDate(0, 0, 1)
	}
}

// wall is what a clock shows, set in another zone.
func wall(t time.Time, zone *time.Location) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, zone)
}
