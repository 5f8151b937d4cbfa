package statement

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"timeline/internal/place"
	"timeline/internal/resolve"
	"timeline/internal/temporal"
	"timeline/internal/text"
	"timeline/internal/timex"
	"timeline/internal/when"
)

// An Input is a source with all that the earlier stages found in it.
type Input struct {
	Source      string // source id
	Text        string
	Expressions []temporal.Expression
	Values      []timex.Value // one an expression
	Places      []place.Mention
	Headed      []place.Mention     // the places of the title, where that is no part of the text
	Setting     resolve.Setting     // what holds for the whole source; Clause and Event are filled here
	Published   resolve.Publication // for what lies in the distant past
	Stamps      []text.Span         // bylines and other stamps of publication
	Updates     []text.Span         // stamps of later changes
}

// Extract returns the statements of a source, in order of position.
func Extract(in Input) []Statement {
	x := &extractor{Input: in, places: map[happening]*resolve.Locale{}, seen: map[string]int{}, carried: carried(in.Text, in.Expressions), all: allTimes(in.Text)}
	x.main = mainPlace(in)
	next := 0
	for _, s := range text.Sentences(in.Text) {
		var ids []int
		for next < len(in.Expressions) && in.Expressions[next].Span.Start < s.End {
			if in.Expressions[next].Span.Start >= s.Start {
				ids = append(ids, next)
			}
			next++
		}
		x.sentence(s, ids)
	}
	sort.SliceStable(x.out, func(i, j int) bool { return x.out[i].Expr.Span.Start < x.out[j].Expr.Span.Start })
	for i := range x.out {
		x.out[i].verb = text.Span{} // a statement is what can be written down
	}
	return x.out
}

type extractor struct {
	Input
	parts   []*clause // what was parsed of the sentence at hand
	person  string    // whom "he" or "she" at the head of the next sentence stands for; empty where that is not plain
	reach   text.Span // of the expression at hand, with the words that lead to it
	bare    bool      // acts are those of their own words, not of the happening whose phase or effect they tell
	main    *resolve.Locale
	all     string   // the zone words given for all times of the text
	carried []string // for each expression the zone words that hold from before
	places  map[happening]*resolve.Locale
	seen    map[string]int // how often a quote with an expression was seen, for ids
	out     []Statement
}

// mainPlace is where a source's story happens: the place named most often, one of
// the first paragraph or the title twice over, and that of the dateline twice more. It stands in
// for clauses that name none. A building stands for itself only where no town is
// named.
func mainPlace(in Input) *resolve.Locale {
	count := map[string]int{}
	var best *resolve.Locale
	top := 0
	add := func(l *resolve.Locale, n int) {
		key := l.Zones[0]
		count[key] += n
		if count[key] > top {
			top, best = count[key], l
		}
	}
	if d := in.Setting.Dateline; d != nil && len(d.Zones) > 0 {
		add(d, 2)
	}
	setting := func(m place.Mention) bool {
		return len(m.Places) > 0 && m.Kind != place.Demonym && m.Kind != place.Country && len(m.Places[0].Zones) > 0
	}
	for _, m := range in.Headed {
		if setting(m) {
			add(locale(m, ""), 4)
		}
	}
	lead := strings.Index(in.Text, "\n\n")
	for _, m := range in.Places {
		if !setting(m) {
			continue
		}
		n := 2
		if m.Span.Start < lead || m.Span.Start < 300 {
			n = 4
		}
		if m.Kind == place.Building {
			n /= 2
		}
		l := locale(m, "")
		add(l, n)
	}
	return best
}

// locale is the place that a mention most likely means. Of a name that others in
// different zones bear too, these stay plausible.
func locale(m place.Mention, words string) *resolve.Locale {
	p := m.Places[0]
	l := &resolve.Locale{Name: p.Name, Words: words, Zones: p.Zones}
	if !m.Ambiguous {
		return l
	}
	l.Why = m.Reason
	l.Zones = append([]string(nil), p.Zones...)
	for _, o := range m.Places[1:] {
		if len(o.Zones) > 0 && !slices.Contains(l.Zones, o.Zones[0]) {
			l.Zones = append(l.Zones, o.Zones[0])
		}
	}
	return l
}

func (x *extractor) sentence(s text.Span, ids []int) {
	full := parse(x.Text, s)
	defer x.remember(full)
	x.parts = x.parts[:0]
	signals := x.signals(full, ids)
	if len(ids)+len(signals) == 0 {
		if !x.off(full) {
			x.toll(full)
		}
		return
	}
	clauses := full.clauses()
	several := len(ids)+len(signals) > 1
	first := len(x.out)
	for _, id := range ids {
		e := x.Expressions[id]
		c := full
		for _, k := range clauses {
			if k.Span.Contains(e.Span) && len(clauses) > 1 {
				c = x.part(full, k.Span).fresh()
				break
			}
		}
		x.expression(id, c, full, several)
	}
	for _, g := range signals {
		x.signal(g, full, clauses)
	}
	x.cancelled(full, first)
	x.counts(full, first)
}

// part is the stretch s of the sentence full, parsed once for all who ask for it.
func (x *extractor) part(full *clause, s text.Span) *clause {
	if s == full.span {
		return full
	}
	for _, c := range x.parts {
		if c.span == s {
			return c
		}
	}
	c := full.part(s)
	x.parts = append(x.parts, c)
	return c
}

// off makes a statement of a sentence that tells no time and says that a happening did
// not take place: "the launch was called off", "the vote never took place".
//
// It reports whether there is one.
func (x *extractor) off(full *clause) bool {
	for k := range full.triggers {
		t := &full.triggers[k]
		denied := t.mood == Denied && full.flatly(t)
		if !t.verb || !t.fin || !(t.class == "cancel" && t.mood == Happened || t.class == "happen" && t.mood == Denied || denied) {
			continue
		}
		words := text.Span{Start: full.tokens[t.at].span.Start, End: full.tokens[t.to-1].span.End}
		st := Statement{
			Source: x.Source, Sentence: full.span, Quote: full.span, Role: RoleWithin, Modality: Cancelled,
			Expr: Expression{Span: words, Text: words.Of(x.Text), Words: words.Of(x.Text), Type: "SIGNAL"},
			Time: resolve.Order(resolve.EventRef{}),
		}
		x.act(&st, t, full, full)
		if !denied && (st.Act.Class == t.class || st.Act.Noun != "" && nounClasses.Get(st.Act.Noun) == "") {
			continue // of what no table knows to be a happening
		}
		if l := x.clausePlace(t, full, full, st.Act.Class); l != nil {
			st.Place, st.Zones = l.Name, l.Zones
		}
		st.Because = append(st.Because, resolve.Reason{Step: "modality", Text: fmt.Sprintf("“%s” says that it did not take place", st.Expr.Text)})
		x.finish(&st, full)
		return true
	}
	return false
}

// flatly reports whether a denied verb tells a deed that others may tell as done: "the
// freighter did not sink". What people do not say, have or want is no deed.
func (c *clause) flatly(t *trigger) bool {
	negated := false
	for i := range c.tokens {
		if c.lower(i) == "yet" {
			return false // it may still come
		}
	}
	for i := max(t.at-3, 0); i < t.at; i++ {
		w := c.lower(i)
		negated = negated || w == "not" || w == "never" || strings.HasSuffix(w, "n't")
	}
	return negated && t.class != "" && !speechClasses.Has(t.class) && !sayLittle.Has(t.class) && !inaction.Has(t.class) && len(c.triggers) <= 2 && verbClasses.Get(t.head) != "" && c.subjectHead(t.at) >= 0
}

// inaction are the classes of verbs whose denial tells nothing that happened otherwise.
var inaction = set("answer comment respond need want know see receive agree accept approve keep produce include mean say change find fail happen rule pay")

// remember keeps whom the sentence c is about: the one name before its first
// finite verb. A sentence that opens with a pronoun goes on about the same.
func (x *extractor) remember(c *clause) {
	if len(c.tokens) > 0 && (c.lower(0) == "he" || c.lower(0) == "she") {
		return
	}
	x.person = ""
	for _, t := range c.triggers {
		if !t.verb || !t.fin {
			continue
		}
		var found []name
		for _, n := range c.names() {
			if n.span.End <= c.tokens[t.at].span.Start && !x.isPlace(n.span) {
				found = append(found, n)
			}
		}
		if len(found) == 1 && !genericLast.Has(strings.ToLower(found[0].last)) && !strings.Contains(found[0].key, " ") {
			x.person = found[0].last
		}
		return
	}
}

// headline makes the title of a statement, in the words of its sentence.
func (x *extractor) headline(st *Statement, full *clause) string {
	gov := full.told(full.verbAt(st.verb))
	if st.verb.Empty() && gov != nil {
		// A noun governs: the verb is that of its clause.
		for i := range full.tokens {
			if t := full.verbNear(i); t != nil && full.tokens[i].span.Start >= st.Quote.Start && full.tokens[i].span.End <= st.Quote.End {
				gov = t
				break
			}
		}
	}
	who := ""
	if gov != nil {
		if from, to, ok := full.subjectOf(gov, full.verbGroup(gov)); ok && to-from == 1 {
			switch full.lower(from) {
			case "he", "she":
				who = x.person
			case "i", "we":
				who = st.Speaker
			}
		}
	}
	expr := st.Expr.Span
	if st.Expr.Type == "DURATION" && !strings.HasPrefix(strings.ToLower(st.Expr.Text), "some") {
		expr = text.Span{}
	}
	if line, ok := full.headline(gov, expr, who); ok {
		return line
	}
	if line, ok := full.nounLine(full.nounIn(st.Quote, st.Act.Noun), st.Expr.Span); ok {
		return line
	}
	if line, ok := full.headline(nil, expr, who); ok && gov != nil {
		return line
	}
	return title(x.Text, st)
}

// nounIn is the event noun within s, or nil.
func (c *clause) nounIn(s text.Span, noun string) *trigger {
	for k := range c.triggers {
		if t := &c.triggers[k]; !t.verb && noun != "" && t.head == noun && s.Contains(c.tokens[t.at].span) {
			return t
		}
	}
	return nil
}

// verbAt is the verb whose first word has the span s, or nil.
func (c *clause) verbAt(s text.Span) *trigger {
	for k := range c.triggers {
		if t := &c.triggers[k]; t.verb && !s.Empty() && c.tokens[t.at].span == s {
			return t
		}
	}
	return nil
}

// expression makes the statement of one temporal expression, in clause c of
// the sentence full.
func (x *extractor) expression(id int, c, full *clause, several bool) {
	e, v := x.Expressions[id], x.Values[id]
	if e.DayOf && x.takesDay(id) || e.DayFor && id+1 < len(x.Expressions) && full.span.Contains(x.Expressions[id+1].Span) {
		return
	}
	if id > 0 && x.Expressions[id-1].DayFor && full.span.Contains(x.Expressions[id-1].Span) {
		e.Span.Start, e.Lead = x.Expressions[id-1].Span.Start, x.Expressions[id-1].Lead
	}
	reach := e.Span
	if !e.Lead.Empty() && e.Lead.Start < reach.Start {
		reach.Start = e.Lead.Start
	}
	gov := c.governor(reach)
	if gov == nil && c != full || full.cleft(reach) != nil {
		gov, c = full.governor(reach), full
	}
	if gov != nil && gov.head == "close" && gov.at < len(c.tokens) && slices.ContainsFunc(c.args(gov), func(a string) bool { return closed.Has(a) }) {
		shut := *gov // "the bridge was closed" is no end of it
		shut.class, shut.phase = "shut", ""
		gov = &shut
	}
	st := Statement{
		At: id, Source: x.Source, Sentence: full.span, Quote: full.span, Quoted: e.Quoted,
		Expr: Expression{Span: e.Span, Text: e.Span.Of(x.Text), Words: strings.Join(strings.Fields(x.Text[reach.Start:reach.End]), " "), Type: typeNames[e.Type], Value: v.TIMEX3},
	}
	if several && c != full {
		st.Quote = trim(x.Text, c.span)
	}
	x.reach = reach
	x.act(&st, gov, c, full)
	x.reach = text.Span{}
	setting := x.Setting
	setting.Clause = x.clausePlace(gov, c, full, st.Act.Class)
	if l := x.placeBehind(e); l != nil {
		setting.Clause = l
	} else if l := x.placeWhere(reach); l != nil {
		setting.Clause = l
	}
	if v.Heads && e.Meaning.HasClock && (setting.Dateline != nil || setting.Source != "") {
		setting.Clause = nil // an entry is timed where it was written
	}
	if e.Local && setting.Clause == nil {
		setting.Clause = x.nearby(e.Span.Start)
	}
	setting.Event, setting.Carried, setting.CarriedAll = x.main, x.carried[id], x.all != "" && x.carried[id] == x.all
	handle, post := x.postStamp(e.Span)
	if post {
		setting.Event, setting.Clause, setting.Dateline = nil, nil, nil // the network's own clock
	}
	setting.Clocks = e.Meaning.HasClock && ofClocks(full.span.Of(x.Text))
	own := e.Meaning.HasClock && writersOwn(x.Text, e)
	if setting.Clause != nil {
		st.Place, st.Zones = setting.Clause.Name, setting.Clause.Zones
	}
	published, updated := within(x.Stamps, e.Span), within(x.Updates, e.Span)
	switch {
	case published || updated:
		setting.Event, setting.Clause, setting.Stamp = nil, nil, true // where it was written
	case !post:
		setting.Told = x.told(st.Act.Class, v, setting.Clause)
	}
	if own {
		setting.Clause, setting.Told, setting.Carried = nil, nil, ""
	}
	st.Time = resolve.Resolve(x.Text, e, v, setting)
	if e.Meaning.HasClock && st.Time.Known && v.Gran <= when.Minute {
		h, m, _ := v.From.Clock()
		st.Faces = []int{h%12*60 + m}
	}
	x.apposed(&st, id)
	if e.Between && e.Range == temporal.RangeLast && x.between(&st, id) {
		return
	}
	if (e.Again || x.onlyTime(e, full)) && x.again(&st, id, setting) {
		return
	}
	st.Role, st.Modality = x.role(e, v, gov, &st, full)
	if pub := x.Published; st.Role == RoleBefore && st.Modality == Planned && e.Tense == temporal.FutureTense && st.Time.Stated.From.Open() &&
		pub.Known && !pub.Interval.From.Open() && pub.Interval.To < st.Time.Stated.To {
		st.Time.Stated.From, st.Time.Allowed.From = pub.Interval.From, pub.Interval.From
		st.Time.Because = append(st.Time.Because, resolve.Reason{Step: "bounds", Text: "what is to come had not happened when the report was published"})
	}
	if post {
		st.Act = Act{Head: "post", Class: "post", Noun: "post", Names: []string{handle}, Subj: handle, Shown: map[string]string{handle: handle}}
		st.Role, st.Modality = RoleWithin, Happened
		st.Speaker = handle
	}
	switch {
	case published:
		st.Act = Act{Head: "publish", Class: ReportPublished, Noun: "report"}
		st.Role, st.Modality = RoleWithin, Happened
	case updated:
		st.Act = Act{Head: "update", Class: ReportUpdated, Noun: "report"}
		st.Role, st.Modality = RoleWithin, Happened
	}
	x.finish(&st, full)
}

// closed are the stems of what is shut when it is closed, and does not end.
var closed = stems("road roads runway runways airport airports airspace bridge bridges border borders port ports harbour harbor school schools shop shops store stores station stations street streets avenue highway motorway tunnel tunnels embassy museum office offices branch mine plant factory crossing crossings lane lanes line terminal park beach beaches gate gates door doors lock canal strait pass valve hospital clinic church theatre theater library pier dock")

// A happening is what a later mention of the same day can be known by: its class
// and the TIMEX3 value of the day.
type happening struct{ class, day string }

// told returns the place where the text has set a happening of the class on the
// same day before ("they met in Lima on Sunday ... Sunday's meeting"), and keeps
// here, the place of this mention, for those to come. It is nil where the text
// has set none, or several in different places.
func (x *extractor) told(class string, v timex.Value, here *resolve.Locale) *resolve.Locale {
	if v.Gran != when.Day || class == "" {
		return nil
	}
	k := happening{class, v.TIMEX3}
	before, ok := x.places[k]
	switch {
	case here == nil:
		return before
	case !ok:
		x.places[k] = here
	case before != nil && before.Name != here.Name:
		x.places[k] = nil
	}
	return nil
}

// between widens the statement before to the second end of its range: "between 2018 and
// 2022" is one time, somewhere in the five years.
func (x *extractor) between(st *Statement, id int) bool {
	n := len(x.out) - 1
	if n < 0 || x.out[n].At != id-1 || !x.out[n].Time.Known || !st.Time.Known || !x.out[n].Time.Stated.Bounded() || !st.Time.Stated.Bounded() {
		return false
	}
	first := &x.out[n]
	to := st.Time.Stated.To
	if st.Time.Granularity <= when.Minute {
		to = st.Time.Stated.From // the half past nine of "between nine and half past nine" is its end
	}
	if to <= first.Time.Stated.From {
		return false
	}
	words := x.Text[first.Expr.Span.Start:x.Expressions[id].Span.End]
	first.Time.Stated.To = to
	first.Time.Allowed = when.Interval{From: min(first.Time.Allowed.From, first.Time.Stated.From), To: max(st.Time.Allowed.To, to)}
	first.Time.Granularity = max(first.Time.Granularity, st.Time.Granularity)
	if first.Time.Granularity <= when.Hour {
		first.Time.Granularity = when.PartOfDay
	}
	first.Time.EDTF = when.EDTFInterval(first.Time.Stated)
	first.Time.Because = append(first.Time.Because, resolve.Reason{Step: "bounds", Text: fmt.Sprintf("“%s”: somewhere in %s", strings.Join(strings.Fields(words), " "), first.Time.Stated)})
	first.Faces = nil
	first.Expr.Span.End = x.Expressions[id].Span.End
	first.Expr.Text = first.Expr.Span.Of(x.Text)
	return true
}

// apposed gives a distance from another happening, set between commas behind a time, that
// time: "at 4:31 a.m., 17 minutes before the window opened".
func (x *extractor) apposed(st *Statement, id int) {
	n := len(x.out) - 1
	if rel := st.Time.Ref.Relation; rel != resolve.BeforeStart && rel != resolve.AfterEnd && rel != resolve.AfterStart || n < 0 {
		return
	}
	before := &x.out[n]
	if before.At != id-1 && !(before.At == id-2 && x.Expressions[id-1].Again) || before.Sentence != st.Sentence || !before.Time.Known || before.Time.Ref.Relation != resolve.NoRelation || before.Role == RoleDuration {
		return
	}
	start := st.Expr.Span.Start
	if lead := x.Expressions[id].Lead; !lead.Empty() {
		start = min(start, lead.Start)
	}
	end := x.Expressions[id-1].Span.End
	switch strings.TrimSpace(x.Text[end:max(start, end)]) {
	case ",", "),", ", exactly", ", just", ", only", ", barely":
	default:
		return
	}
	t, ref := before.Time, st.Time.Ref
	if long, ok := t.Stated.Len(); !ok || long > max(60, ref.Hi/4) {
		return // "on Tuesday, five hours before the vote": the distance tells more
	}
	t.Ref, t.IsDuration = ref, false
	t.Because = append(append([]resolve.Reason(nil), st.Time.Because...), resolve.Reason{Step: "calendar", Text: fmt.Sprintf("it says of “%s”, which stands beside it, how far that lies from another happening", strings.Join(strings.Fields(before.Expr.Text), " "))})
	st.Time = t
}

// again takes in that expression id tells the time of the statement before it
// once more, in another zone: one statement is enough where the two fit. The
// day of the second telling is the one that brings it nearest, or where the zone of
// the first is open nearest to a clock that the earth keeps.
func (x *extractor) again(st *Statement, id int, setting resolve.Setting) (fits bool) {
	n := len(x.out) - 1
	if n < 0 || x.out[n].At != id-1 || !x.out[n].Time.Known {
		return false
	}
	first := &x.out[n]
	best := st.Time
	m := &x.Expressions[id].Meaning
	dayed := m.Day > 0 || m.HasWeekday || m.Kind != temporal.Calendar || m.Holiday != nil
	for _, days := range [...]int64{-1, 1} {
		v := x.Values[id]
		v.From, v.To = v.From.Add(days*86400), v.To.Add(days*86400)
		t := resolve.Resolve(x.Text, x.Expressions[id], v, setting)
		switch a, b := first.Time.Implies(t), first.Time.Implies(best); {
		case a != b && !dayed:
			if a {
				best = t
			}
		case distance(t, first.Time) < distance(best, first.Time):
			best = t
		}
	}
	st.Time = best
	x.elsewhere(&first.Time, best)
	if e := x.Expressions[id].Span; first.Time.Confirm(best, strings.Join(strings.Fields(e.Of(x.Text)), " ")) {
		if first.Quote.Contains(e) && !strings.ContainsAny(x.Text[first.Expr.Span.End:e.Start], ".\n") {
			// The words of both carry the time.
			first.Faces = append(first.Faces, st.Faces...)
			first.Expr.Span.End = e.End
			first.Expr.Text = first.Expr.Span.Of(x.Text)
		}
		return true
	}
	st.Retells = first.ID
	return false
}

// elsewhere frees a time from the place where the report is set, where the second telling
// of it, in a stated zone, shows the clock of another place that the text names.
func (x *extractor) elsewhere(t *resolve.Time, again resolve.Time) {
	if t.ZoneBasis != resolve.ZoneEvent || again.ZoneBasis != resolve.ZoneStated || !again.Stated.Bounded() {
		return
	}
	offset := int64(t.Civil0) - int64(again.Stated.From)
	if z, err := when.LoadZone(t.Zone); err == nil && z.Offset(again.Stated.From) == offset {
		return
	}
	for _, m := range x.Places {
		if len(m.Places) == 0 || len(m.Places[0].Zones) == 0 {
			continue
		}
		if z, err := when.LoadZone(m.Places[0].Zones[0]); err == nil && z.Offset(again.Stated.From) == offset {
			t.ZoneBasis = resolve.ZoneSource
			t.Because = append(t.Because, resolve.Reason{Step: "zone", Text: "told again in another zone: the clock is that of " + m.Places[0].Name})
			return
		}
	}
}

// takesDay lets the words of a clock time reach over the day that stands behind its
// place, or behind the same time told in another zone. It is false where the two make
// no statement of their own.
func (x *extractor) takesDay(id int) bool {
	n := len(x.out) - 1
	if n < 0 {
		return false
	}
	s, e := &x.out[n], x.Expressions[id].Span
	if !s.Quote.Contains(e) || s.At != id-1 && !(s.At == id-2 && x.Expressions[id-1].Again) {
		return false
	}
	s.Expr.Words += " " + strings.Join(strings.Fields(strings.TrimLeft(x.Text[s.Expr.Span.End:e.End], "), ")), " ")
	s.Expr.Span.End = e.End
	s.Expr.Text = s.Expr.Span.Of(x.Text)
	return true
}

// onlyTime reports whether a sentence says what o'clock it was and nothing else:
// "It was 3:12 p.m. in Lae." That is the time of what was told before it.
func (x *extractor) onlyTime(e temporal.Expression, full *clause) bool {
	if !e.Meaning.HasClock {
		return false
	}
	for _, t := range full.tokens {
		if t.kind == punctToken || e.Span.Overlaps(t.span) || e.Lead.Overlaps(t.span) || clockTalk.Has(t.lower) || x.isPlace(t.span) {
			continue
		}
		return false
	}
	return true
}

var clockTalk = set("it that this was is then there just only still already local time in at the or when where equivalent corresponding")

func distance(a, b resolve.Time) int64 {
	d := int64(a.Stated.From - b.Stated.From)
	return max(d, -d)
}

var typeNames = map[temporal.Type]string{temporal.Date: "DATE", temporal.Time: "TIME", temporal.Duration: "DURATION", temporal.Set: "SET"}

// Rezone counts the time of a statement of this source again in the zones of
// the place where its event turns out to happen, where the text of the clause
// left the zone open.
func (in Input) Rezone(st *Statement, l *resolve.Locale) {
	if st.Expr.Type == "SIGNAL" || !st.Time.Known || st.Time.IsDuration {
		return
	}
	switch st.Time.ZoneBasis {
	case resolve.ZoneStated, resolve.ZoneCarried, resolve.ZoneClause, resolve.ZoneNone:
		return
	}
	s := in.Setting
	s.Event = l
	st.Time = resolve.Resolve(in.Text, in.Expressions[st.At], in.Values[st.At], s)
}

// within reports whether s stands in one of the stamps.
func within(stamps []text.Span, s text.Span) bool {
	for _, p := range stamps {
		if p.Overlaps(s) {
			return true
		}
	}
	return false
}

// postStamp reports whether the words date an embedded post, as networks print
// them: "Name (@handle) December 2, 2025".
func (x *extractor) postStamp(s text.Span) (handle string, ok bool) {
	head := strings.TrimRight(x.Text[max(0, s.Start-40):s.Start], " ·•|-")
	i := strings.LastIndex(head, "(@")
	if i < 0 || !strings.HasSuffix(head, ")") || strings.ContainsAny(head[i:], " \n") {
		return "", false
	}
	return strings.ToLower(head[i+1 : len(head)-1]), true
}

// act fills in what happened and who took part.
func (x *extractor) act(st *Statement, gov *trigger, c, full *clause) {
	if gov != nil {
		st.Act.Head, st.Act.Class = gov.head, gov.class
		if gov.verb && gov.to > 0 {
			st.verb = c.tokens[gov.at].span
		}
		if !gov.verb && gov.phase == "" {
			st.Act.Noun = gov.head
		}
		if gov.verb && striking.Has(gov.class) && !x.bare {
			if n := c.subject(gov); n != nil {
				st.Act.Noun, st.Act.Class = n.head, n.class // "the earthquake struck"
			}
		}
		if head, class, ok := c.attempted(gov); ok && !x.bare {
			st.Act.Head, st.Act.Class, st.Act.Noun = head, class, ""
		}
		if n := c.carriedBy(gov); n != nil && !x.bare {
			st.Act.Noun, st.Act.Class = n.head, n.class // "the jury returned its verdict"
		}
		if gov.head == "release" && !slices.ContainsFunc(c.args(gov), func(a string) bool { return released.Has(a) }) {
			st.Act.Class = "free" // "the hostages were released"
		}
		if st.Act.Noun == "appeal" && (filing.Has(gov.head) || c.carrier(gov) != nil && filing.Has(c.carrier(gov).head)) {
			st.Act.Class = "appeal" // to a court, not to the public
		}
		if !x.bare && (gov.phase != "" || gov.class == "continue" || gov.class == "happen" || gov.head == "come" && c.ofEvent(gov) || gov.class == "cancel" || gov.class == "postpone" || gov.head == "hold" || gov.head == "host" || (gov.head == "take" || gov.head == "spend") && st.Expr.Type == "DURATION") {
			x.phaseOf(st, gov, c, full)
		}
	}
	if gov != nil && gov.at < len(c.tokens) {
		st.Act.Args = c.args(gov)
	}
	names := c.names()
	if c != full && (len(names) < 2 || st.Act.Class == "talk") {
		names = full.names()
	}
	st.Act.Shown = map[string]string{}
	for _, n := range names {
		if x.isPlace(n.span) || x.isTime(n.span) {
			continue
		}
		if gov != nil && gov.verb && n.span.End <= c.tokens[gov.at].span.Start {
			st.Act.Subj = n.key
		}
		if _, seen := st.Act.Shown[n.key]; !seen {
			st.Act.Told = append(st.Act.Told, n.key)
			st.Act.Shown[n.key] = n.last
			st.Act.Names = append(st.Act.Names, n.key)
		}
	}
	sort.Strings(st.Act.Names)
	words := map[string]bool{}
	for i, t := range c.tokens {
		if gov != nil && i >= gov.at && i < gov.to {
			continue // the head is compared by itself
		}
		if t.kind == wordToken && len(t.lower) > 4 && !t.cap && !determiners.Has(t.lower) && !auxiliaries.Has(t.lower) && !stopwords.Has(t.lower) {
			words[t.lower] = true
		}
	}
	themes := map[string]bool{}
	for _, t := range c.triggers {
		if !t.verb {
			themes[t.class] = true
		}
	}
	st.Act.Themes = slices.Sorted(maps.Keys(themes))
	for w := range words {
		st.Act.Words = append(st.Act.Words, w)
	}
	sort.Strings(st.Act.Words)
}

// striking are the classes of verbs that tell what their subject did, where the
// subject is itself a happening: an earthquake strikes, a storm kills.
var striking = set("attack quake happen hit die injure explode flood record")

// light are verbs that say no more than that what their object names took place: "the
// jury returned its verdict", "an appeal was filed".
var light = set("conduct make take give deliver issue send file pass carry-out stage mount return hand-down read-out perform undertake execute undergo suffer experience launch launch-off post release receive lodge submit declare cast establish")

// filing are the verbs of those who go to a court.
var filing = set("file lodge submit")

// released are the stems of what is made known when it is released.
var released = stems("statement report video footage audio figure data result document transcript photo photograph image picture detail name list album film information findings recording letter study survey poll song trailer update version tape file record")

func stems(words string) text.Set {
	stems := strings.Fields(words)
	for i, w := range stems {
		stems[i] = Stem(w)
	}
	return text.SetOf(stems)
}

// noticed are verbs that in the passive tell of a happening that it was known of.
var noticed = set("report record register detect log feel hear notice observe see")

// carriedBy is the event noun that a light verb carries, its object or in the passive
// its subject; nil where there is none.
func (c *clause) carriedBy(gov *trigger) *trigger {
	if gov.verb && noticed.Has(gov.head) && c.passive(gov.at) {
		at := c.subjectHead(gov.at)
		for k := range c.triggers {
			if t := &c.triggers[k]; !t.verb && t.phase == "" && (t.at == at || at >= 0 && phaseNouns.Get(c.lower(at)) != "" && t.at > at && t.at < gov.at) {
				return t // "the outbreak of the fire was reported"
			}
		}
	}
	at := -1
	switch j := gov.to; {
	case gov.verb && gov.head == "sit" && c.lower(j) == "down" && (c.lower(j+1) == "to" || c.lower(j+1) == "for"):
		at = c.phraseHead(j + 2) // "they sat down to talks"
	case gov.verb && (gov.head == "participate" || gov.head == "engage") && c.lower(j) == "in":
		at = c.phraseHead(j + 1)
	case !gov.verb || !light.Has(strings.ReplaceAll(gov.head, " ", "-")):
		return nil
	default:
		at = c.phraseHead(gov.to)
	}
	if c.passive(gov.at) {
		at = c.subjectHead(gov.at)
	}
	for k := range c.triggers {
		if t := &c.triggers[k]; t.at == at && !t.verb && t.phase == "" && t.class != gov.class {
			return t
		}
	}
	return nil
}

// subject is the event noun that stands last before a verb in its clause.
func (c *clause) subject(gov *trigger) *trigger {
	var n *trigger
	for k := range c.triggers {
		if t := &c.triggers[k]; t.at < gov.at && !t.verb && t.phase == "" {
			n = t
		}
	}
	return n
}

var stopwords = set("about after again against their there these those which while where would could should before between during under until without within other others being having since because through though although still however also later earlier including said says according more most some such than then them they this that with from into over only upon very were what when will your first")

// ofEvent reports whether the subject of a verb is an event noun: "lift-off came at six".
func (c *clause) ofEvent(v *trigger) bool {
	at := c.subjectHead(v.at)
	for k := range c.triggers {
		if t := &c.triggers[k]; t.at == at && !t.verb {
			return true
		}
	}
	return false
}

// attempts are nouns for what is done by doing what their verb says.
var attempts = set("attempt effort bid plan move operation mission decision offer")

// attempted is what is done by an attempt to do it: "to refloat" of "the attempt to
// refloat her was abandoned".
func (c *clause) attempted(n *trigger) (head, class string, ok bool) {
	if n == nil || n.verb || !attempts.Has(n.head) || c.lower(n.to) != "to" {
		return "", "", false
	}
	if v := c.verbAfter(n.to + 1); v != nil {
		return v.head, v.class, true
	}
	w := c.lower(n.to + 1)
	return w, Stem(w), c.isWord(n.to+1) && !determiners.Has(w)
}

// verbAfter is the verb that starts at token i, or nil.
func (c *clause) verbAfter(i int) *trigger {
	for k := range c.triggers {
		if t := &c.triggers[k]; t.verb && t.at == i {
			return t
		}
	}
	return nil
}

// phaseOf finds the happening whose phase or course a verb tells: what its object names,
// or its subject; where that is a pronoun, the nearest event noun.
func (x *extractor) phaseOf(st *Statement, gov *trigger, c, full *clause) {
	if gov.verb {
		if v := c.course(gov); v != nil {
			st.Act.Noun, st.Act.Class = v.head, v.class
			return
		}
		if transitive := gov.phase != "" || gov.head == "hold" || gov.head == "host" || gov.class == "cancel" || gov.class == "postpone"; transitive && !c.passive(gov.at) && x.named(st, gov, c, c.phraseHead(gov.to)) {
			return
		}
		if x.named(st, gov, c, c.subjectHead(gov.at)) {
			return
		}
	}
	pos := c.tokens[gov.at].span.Start
	var n, right *trigger
	for k := range full.triggers {
		t := &full.triggers[k]
		if t.verb || t.phase != "" {
			continue
		}
		if at := full.tokens[t.at].span.Start; at < pos {
			n = t
		} else if at > pos && right == nil {
			right = t
		}
	}
	if right != nil && (!gov.verb || n == nil) {
		n = right
	}
	if n != nil {
		st.Act.Noun, st.Act.Class = n.head, n.class
	}
}

// course is the verb whose start or end a phase verb tells: "search" of "finished
// searching" and of "began to search".
func (c *clause) course(gov *trigger) *trigger {
	if gov.head == "spend" {
		for k := range c.triggers {
			if v := &c.triggers[k]; v.verb && !v.fin && v.at > gov.at && strings.HasSuffix(c.lower(v.at), "ing") {
				return v // "they spent two hours searching"
			}
		}
	}
	if gov.phase == "" {
		return nil
	}
	if c.lower(gov.to) == "to" && gov.phase == RoleStart {
		return c.verbAfter(gov.to + 1)
	}
	if v := c.verbAfter(gov.to); v != nil && strings.HasSuffix(c.lower(gov.to), "ing") {
		return v
	}
	return nil
}

// named takes the happening of a verb from the noun at token at. It is false where the
// noun is none that can name one.
func (x *extractor) named(st *Statement, gov *trigger, c *clause, at int) bool {
	if at < 0 || x.isTime(c.tokens[at].span) || x.reach.Overlaps(c.tokens[at].span) {
		return false
	}
	noun := func(i int) *trigger {
		for k := range c.triggers {
			if t := &c.triggers[k]; t.at <= i && i < t.to && !t.verb && t.phase == "" {
				return t
			}
		}
		return nil
	}
	n := noun(at)
	if head, class, ok := c.attempted(n); ok {
		st.Act.Head, st.Act.Class = head, class
		return true
	}
	w := c.lower(at)
	class, deed := deverbal(w)
	if n == nil && !deed && c.lower(at+1) == "of" {
		// "two days of talks ended"
		if of := noun(c.phraseHead(at + 2)); of != nil {
			n = of
		}
	}
	switch {
	case n != nil:
		st.Act.Noun, st.Act.Class = n.head, n.class
	case deed:
		st.Act.Noun, st.Act.Class = w, class // "the signing of the accord took place"
	case subjects.Has(w) || standIns.Has(w) || strings.HasSuffix(w, "ly") || c.tokens[at].kind != wordToken || lengthNouns.Has(w) || c.tokens[at].cap && at > 0:
		return false
	default:
		st.Act.Noun = w
		if gov.phase != "" || gov.class == "happen" || gov.class == "continue" || gov.head == "hold" || gov.head == "host" {
			st.Act.Class = Stem(w) // "the separation took place", "it separated"
		}
	}
	return true
}

// standIns are words that stand for what was named before.
var standIns = set("he she it they we i you him her them us this that these those both all some others one none")

// deverbal is the class of the verb that a noun is made of, "sign" for "signing" and for
// "ratification" what "ratify" is. ok is false for other words.
func deverbal(w string) (class string, ok bool) {
	if strings.HasSuffix(w, "ing") && len(w) > 5 {
		if l, known := lemma(w); known {
			return verbClasses.Get(l), true
		}
	}
	for _, e := range [...]string{"ation", "tion", "sion", "ment", "al"} {
		if strings.HasSuffix(w, e) && len(w) > len(e)+2 {
			class, ok = stemClasses.Find(Stem(w))
			return class, ok
		}
	}
	return "", false
}

// stemClasses are the classes of verbs by their stems.
var stemClasses = func() text.Table[string] {
	m := map[string]string{}
	for _, v := range slices.Sorted(maps.Keys(verbs)) {
		if !strings.Contains(v, " ") {
			m[Stem(v)] = verbs[v]
		}
	}
	return text.NewTable(m)
}()

// isTime reports whether s is a word of a temporal expression.
func (x *extractor) isTime(s text.Span) bool {
	i := sort.Search(len(x.Expressions), func(i int) bool { return x.Expressions[i].Span.End > s.Start })
	return i < len(x.Expressions) && x.Expressions[i].Span.Overlaps(s)
}

func (x *extractor) isPlace(s text.Span) bool {
	for _, m := range x.Places {
		if m.Span.Contains(s) || s.Contains(m.Span) && m.Span.Len()*2 > s.Len() && m.Kind != place.Demonym {
			return true
		}
		if m.Span.Start >= s.End {
			break
		}
	}
	return false
}

// clausePlace is the place that the governing verb or noun is said to be at:
// the first place after it with no other event between, or one that opens the
// clause. For speech, failing that, the country whose office the speaker
// holds.
func (x *extractor) clausePlace(gov *trigger, c, full *clause, class string) *resolve.Locale {
	var speaker *resolve.Locale
	told := c.attribution()
	for _, m := range x.Places {
		if m.Span.Start < c.span.Start || len(m.Places) == 0 || told.Contains(m.Span) {
			continue
		}
		if m.Span.End > c.span.End {
			break
		}
		l := locale(m, m.Span.Of(x.Text))
		switch {
		case m.Kind != place.Demonym && (gov == nil || x.attached(m, gov, c) || x.attachedWithin(m, gov, c)):
			return l
		case speaker == nil && speechClasses.Has(class) && (m.Kind == place.Demonym || m.Kind == place.Country):
			speaker = l // "the US secretary of state said"
		}
	}
	return speaker
}

// attribution is the phrase that names the informant, "according to a channel in
// Doha"; empty where there is none.
func (c *clause) attribution() text.Span {
	for i := range c.tokens {
		if c.lower(i) != "according" || c.lower(i+1) != "to" {
			continue
		}
		end := len(c.tokens) - 1
		for j := i; j < len(c.tokens); j++ {
			if c.tokens[j].kind == punctToken && c.lower(j) != "." {
				end = j
				break
			}
		}
		return text.Span{Start: c.tokens[i].span.Start, End: c.tokens[end].span.End}
	}
	return text.Span{}
}

// nearby is the place that the text names last before at, in the same paragraph: of
// "She reached Doha. Her plane landed at 2.20 p.m. local time" it is Doha.
func (x *extractor) nearby(at int) *resolve.Locale {
	start := max(0, at-1000)
	paragraph := start + strings.LastIndex(x.Text[start:at], "\n\n") + 1
	for i := sort.Search(len(x.Places), func(i int) bool { return x.Places[i].Span.Start >= at }) - 1; i >= 0; i-- {
		m := x.Places[i]
		if m.Span.Start < paragraph {
			return nil
		}
		if m.Kind != place.Demonym && m.Kind != place.Country && len(m.Places) > 0 && len(m.Places[0].Zones) > 0 {
			return locale(m, m.Span.Of(x.Text))
		}
	}
	return nil
}

// placeBehind is the place that stands right behind a clock time: "9 a.m. in
// Lima, 11 p.m. in Tokyo".
func (x *extractor) placeBehind(e temporal.Expression) *resolve.Locale {
	if !e.Meaning.HasClock {
		return nil
	}
	i := sort.Search(len(x.Places), func(i int) bool { return x.Places[i].Span.Start >= e.Span.End })
	if i == len(x.Places) || len(x.Places[i].Places) == 0 || x.Places[i].Kind == place.Demonym {
		return nil
	}
	m := x.Places[i]
	switch x.Text[e.Span.End:m.Span.Start] {
	case " in ", " in the ":
		return locale(m, m.Span.Of(x.Text))
	}
	return nil
}

// placeWhere is the place of which a clock time is said: "New Zealand, where it was 6.42
// a.m., needed longer".
func (x *extractor) placeWhere(reach text.Span) *resolve.Locale {
	i := sort.Search(len(x.Places), func(i int) bool { return x.Places[i].Span.Start >= reach.Start }) - 1
	if i < 0 || len(x.Places[i].Places) == 0 || x.Places[i].Kind == place.Demonym || reach.Start-x.Places[i].Span.End > 40 {
		return nil
	}
	between := strings.Fields(strings.ToLower(x.Text[x.Places[i].Span.End:reach.Start]))
	for k, w := range between {
		if k == 0 && w == "," || k == 1 && w == "where" || k > 1 && whereWords.Has(w) {
			continue
		}
		return nil
	}
	if len(between) < 3 {
		return nil
	}
	return locale(x.Places[i], x.Places[i].Span.Of(x.Text))
}

var whereWords = set("it the local time clock clocks was is stood then already now just still by about around at")

var speechClasses = set("say speak announce warn accuse complain post interview brief speech statement offer propose demand testify")

var sidesOf = set("coast city town port capital north south east west outskirts centre center suburb suburbs district region village island")

var placePrepositions = set("in at near outside inside from to into over off across around outside")

// attachedWithin reports whether the place m belongs to the setting that a noun gives the
// verb gov: "signed at a ceremony in Oslo".
func (x *extractor) attachedWithin(m place.Mention, gov *trigger, c *clause) bool {
	for k := range c.triggers {
		if n := &c.triggers[k]; c.wherein(n) == gov && gov.verb && x.attached(m, n, c) {
			return true
		}
	}
	return false
}

// attached reports whether the place m belongs to the trigger gov: it stands
// after a preposition and gov is the nearest trigger before it, or it stands
// at the head of the clause, or directly before the noun ("a Florida summit").
func (x *extractor) attached(m place.Mention, gov *trigger, c *clause) bool {
	at := -1
	for i, t := range c.tokens {
		if t.span.Start >= m.Span.Start {
			at = i
			break
		}
	}
	if at < 0 {
		return false
	}
	if at < gov.at && gov.at-at <= 4 && !gov.verb {
		return true
	}
	p := c.lower(at - 1)
	if gov.verb && at == gov.to {
		return true // "shook Lisbon"
	}
	if p == "of" && sidesOf.Has(c.lower(at-2)) {
		p = "in" // "off the coast of Peru"
	}
	if p == "the" || p == "central" || p == "eastern" || p == "western" || p == "northern" || p == "southern" {
		p = c.lower(at - 2)
	}
	if !placePrepositions.Has(p) {
		return false
	}
	var near *trigger
	for k := range c.triggers {
		t := &c.triggers[k]
		if t.at < at {
			near = t
		}
	}
	if near == nil {
		return true // clause-initial: "In Kyiv, officials said"
	}
	return near.at == gov.at || near.verb == gov.verb && near.class == gov.class || !near.verb && near.class == "talk" && gov.phase != ""
}

// role says how the time belongs to its event, and how far the statement
// vouches for it.
func (x *extractor) role(e temporal.Expression, v timex.Value, gov *trigger, st *Statement, full *clause) (Role, Modality) {
	m := Happened
	if gov != nil && gov.mood != "" {
		m = gov.mood
	}
	if gov != nil && !gov.verb {
		if v := x.mainVerb(st, full); v != nil && (v.mood == Planned || (v.mood == Denied || v.mood == Hypothetical) && bearing.Has(v.class)) {
			m = v.mood
		}
	}
	if gov != nil && !gov.verb && x.doubtful(gov, st, full) {
		m = Hypothetical
	}
	if gov != nil && (gov.class == "cancel" || !gov.verb && x.calledOff(gov, st, full)) {
		m = Cancelled
	}
	if e.Type == temporal.Set {
		return RoleWithin, Habitual
	}
	if x.distant(st) && m == Happened {
		m = Background
	}
	if e.Tense == temporal.FutureTense && m == Happened || e.Signal == temporal.For && e.Type != temporal.Duration && m == Happened && !v.Deictic {
		m = Planned // "the rally was set for 9.30am on Friday"
	}
	if st.Time.Ref.Relation == resolve.PlannedBefore || st.Time.Ref.Relation == resolve.PlannedAfter {
		return RoleStart, Planned
	}
	if e.Type == temporal.Duration && st.Time.Ref.Relation == resolve.NoRelation {
		return RoleDuration, m
	}
	signal := e.Signal
	if e.Between {
		signal = temporal.On
	}
	switch signal {
	case temporal.Since, temporal.From:
		return RoleStart, m
	case temporal.Until, temporal.To:
		return RoleEnd, m
	case temporal.By, temporal.BeforeSignal:
		return RoleBefore, m
	case temporal.AfterSignal:
		if v.Type == temporal.Duration {
			return RoleDuration, m
		}
		if gov != nil && gov.phase == "" && gov.class != "continue" {
			return RoleAfter, m
		}
	}
	if gov != nil {
		switch {
		case e.Meaning.Part == temporal.PastMidnight && gov.class == "talk" && strings.HasPrefix(x.Text[e.Lead.Start:e.Lead.End], "past"):
			return RoleEnd, m // "they met past midnight": it went on until then
		case gov.phase != "":
			return gov.phase, m
		case gov.class == "continue" && (e.Meaning.Part == temporal.PastMidnight || e.Hedge == temporal.LongAfter):
			return RoleEnd, m // "it went on past midnight"
		}
	}
	return RoleWithin, m
}

// calledOff reports whether the first verb behind the noun calls it off: "the
// visit on Friday has been cancelled".
func (x *extractor) calledOff(gov *trigger, st *Statement, full *clause) bool {
	c := x.part(full, st.Quote)
	seen := false
	for _, t := range c.triggers {
		if seen && t.verb && t.fin {
			return t.class == "cancel" && t.mood != Denied && t.mood != Hypothetical && t.mood != Planned
		}
		seen = seen || !t.verb && t.head == gov.head
	}
	return false
}

// doubtful reports whether the clause says of the noun that it may or may not
// come: "a summit is unlikely this month".
func (x *extractor) doubtful(gov *trigger, st *Statement, full *clause) bool {
	c := x.part(full, st.Quote)
	seen := false
	for i, t := range c.tokens {
		seen = seen || t.lower == gov.head
		switch t.lower {
		case "unlikely", "likely", "possible", "impossible", "conceivable", "doubtful", "uncertain":
			if seen && (auxiliaries.Has(c.lower(i-1)) || auxiliaries.Has(c.lower(i-2))) {
				return true
			}
		}
	}
	return false
}

// bearing are the classes of verbs that say of their noun that it takes place;
// what they deny, they deny of it.
var bearing = set("talk happen begin end continue")

// mainVerb is the finite verb that stands last before the expression, in its
// sentence, or first in it.
func (x *extractor) mainVerb(st *Statement, full *clause) *trigger {
	c := x.part(full, st.Quote)
	var v *trigger
	for k := range c.triggers {
		t := &c.triggers[k]
		if !t.verb || !t.fin {
			continue
		}
		if v == nil || c.tokens[t.at].span.Start < st.Expr.Span.Start {
			v = t
		}
	}
	return v
}

// distantPast is how long before publication a time must lie to be
// background: 400 days, so that an anniversary is and last autumn is not.
const distantPast = 400 * 86400

func (x *extractor) distant(st *Statement) bool {
	t := st.Time
	return t.Known && !t.Stated.To.Open() && x.Published.Known && !x.Published.Interval.From.Open() &&
		t.Stated.To < x.Published.Interval.From.Add(-distantPast)
}

// finish gives the statement its speaker, title and id, and keeps it.
func (x *extractor) finish(st *Statement, full *clause) {
	st.Speaker = speaker(full, st.Act.Head, st.Expr.Span, x.person)
	st.Corrects = full.corrects()
	told := *st
	if st.Expr.Type == "SIGNAL" && st.Time.Ref == (resolve.EventRef{}) {
		told.Expr.Span = text.Span{Start: full.span.End, End: full.span.End} // its words are no time to leave out
	}
	st.Title = x.headline(&told, full)
	if name := st.Act.Shown[st.Act.Subj]; reporting.Has(st.Act.Head) && name != "" && !strings.Contains(st.Title, name) && !strings.Contains(st.Title, ": ") {
		st.Title = name + ": " + lowerFirst(st.Title) // what happened is that it was said
	}
	if st.Act.Stamp() {
		st.Title = "This " + strings.Replace(st.Act.Class, " ", " is ", 1)
	}
	key := st.Quote.Of(x.Text) + "\x00" + st.Expr.Text
	n := x.seen[key]
	x.seen[key]++
	st.ID = "s-" + hash(st.Source, key, fmt.Sprint(n))
	x.out = append(x.out, *st)
}

// corrects reports whether the sentence says that something was told wrongly before:
// "Correction: an earlier version of this report gave 48 hours".
func (c *clause) corrects() bool {
	for i := range c.tokens {
		switch c.lower(i) {
		case "correction", "corrected", "corrects", "erroneously", "wrongly", "misstated":
			return true
		case "version", "report", "reports", "statement":
			switch c.lower(i - 1) {
			case "earlier", "previous", "initial", "first", "original":
				return true
			}
		}
	}
	return false
}

// hash returns 13 characters of the SHA-256 of the parts: 65 bits, in the
// lower-case base32 alphabet.
func hash(parts ...string) string {
	h := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return strings.ToLower(base32.StdEncoding.EncodeToString(h[:]))[:13]
}

func trim(txt string, s text.Span) text.Span {
	for s.Start < s.End && strings.ContainsRune(" \t\n,;:–—-", rune(txt[s.Start])) {
		s.Start++
	}
	for s.End > s.Start && strings.ContainsRune(" \t\n,;:", rune(txt[s.End-1])) {
		s.End--
	}
	return s
}

// planned returns the happening that the verb t calls off, an event noun behind
// it, where the words of the expression at s are the time that it was planned
// for: "cancelled a visit scheduled for Tuesday"; nil otherwise.
func (c *clause) planned(t trigger, s text.Span) *trigger {
	before := -1
	for i, k := range c.tokens {
		if k.span.Start >= s.Start {
			before = i - 1
			break
		}
	}
	if before < 0 || before <= t.at {
		return nil
	}
	plan := false
	for i := before; i > t.at && i >= before-3; i-- {
		plan = plan || planning.Has(c.tokens[i].lower)
	}
	if !plan {
		return nil
	}
	for k := range c.triggers {
		if n := &c.triggers[k]; !n.verb && n.at > t.at && n.at < before {
			return n
		}
	}
	return nil
}

var planning = set("planned scheduled due set expected slated billed foreseen")

// proposing are the classes of what may be told as a fact and be no more than
// an intention: "he offered a summit, which was cancelled".
var proposing = set("talk propose offer plan announce conference vote visit travel brief ceremony launch")

// cancelled makes a plan told in a sentence cancelled when the same sentence
// goes on to say that it was called off: "had been expected on Wednesday, but
// that meeting was cancelled".
func (x *extractor) cancelled(full *clause, first int) {
	for k := range full.triggers {
		t := full.triggers[k]
		if !t.verb || t.class != "cancel" || t.mood == Denied || t.mood == Hypothetical {
			continue
		}
		for i := first; i < len(x.out); i++ {
			st := &x.out[i]
			if noun := full.planned(t, st.Expr.Span); noun != nil && st.Modality != Cancelled {
				// "she cancelled her visit, which had been planned for Tuesday"
				st.Act.Head, st.Act.Class, st.Act.Noun = noun.head, noun.class, noun.head
				st.Modality = Cancelled
				st.Because = append(st.Because, resolve.Reason{Step: "modality", Text: fmt.Sprintf("it is the time of what was %s", full.tokens[t.at].word)})
				continue
			}
			if st.Modality != Cancelled && st.Expr.Span.End <= full.tokens[t.at].span.Start && (st.Modality == Planned || st.Modality == Happened && proposing.Has(st.Act.Class)) {
				st.Modality = Cancelled
				st.Because = append(st.Because, resolve.Reason{Step: "modality", Text: fmt.Sprintf("the same sentence says that it was %s", full.tokens[t.at].word)})
			}
		}
	}
}
