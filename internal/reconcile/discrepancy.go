package reconcile

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/event"
	"timeline/internal/statement"
	"timeline/internal/when"
)

// entry is the id of the timeline entry for a point of happening h: its start
// (k = 0), its end (k = 1) or its length (k = 2).
func (r *run) entry(h, k int) string {
	hap := r.g.Happenings[h]
	pick := [...][]string{
		{hap.Begins, hap.Whole, hap.Ends, hap.Planned},
		{hap.Ends, hap.Whole, hap.Begins, hap.Planned},
		{hap.Whole, hap.Begins, hap.Ends, hap.Planned},
	}[k]
	for _, id := range pick {
		if id != "" {
			return id
		}
	}
	return ""
}

func (r *run) event(id string) *event.Event {
	if i, ok := r.entries[id]; ok {
		return &r.g.Events[i]
	}
	return nil
}

// new makes a discrepancy of the statements that clash, with ids that stay
// when other sources join: its own derives from the first citation, and those
// that the others would give it are aliases.
func (r *run) new(entry string, kind Kind, point string, cites []int) Discrepancy {
	sort.Ints(cites)
	d := Discrepancy{Event: entry, Kind: kind, Point: point}
	var ids []string
	for n, i := range cites {
		id := "d-" + point + "-" + r.sts[i].ID[2:]
		if n == 0 {
			d.ID = id
		} else {
			d.Aliases = append(d.Aliases, id)
		}
		ids = append(ids, r.sts[i].ID)
	}
	d.Digest = event.Digest(ids)
	d.Question = r.question(entry, point)
	return d
}

func (r *run) question(id, point string) string {
	e := r.event(id)
	if e == nil {
		return "When was it?"
	}
	t := e.Title
	name := func(word string) string {
		i := strings.Index(t, " "+word)
		if i < 0 {
			return ""
		}
		return theName(t[:i])
	}
	switch point {
	case "start":
		if n := name("begin"); n != "" && e.Phase == event.Begins {
			return "When did " + n + " begin?"
		}
	case "end":
		if n := name("end"); n != "" && e.Phase == event.Ends {
			return "When did " + n + " end?"
		}
	case "duration":
		return "How long did it last: " + t + "?"
	case "status":
		return "Did it happen: " + r.amid(e) + "?"
	case "order":
		return "In which order: " + t + "?"
	case "weekday":
		return "On which day was this: " + t + "?"
	}
	return "When was this: " + t + "?"
}

// amid is the title of e as it stands within a sentence: in lower case, unless it begins
// with a name.
func (r *run) amid(e *event.Event) string {
	for i := range r.sts {
		if r.g.Entry[i] != e.ID {
			continue
		}
		for _, name := range r.sts[i].Act.Shown {
			if first, _, _ := strings.Cut(name, " "); first != "" && strings.HasPrefix(e.Title, first) {
				return e.Title
			}
		}
		if p := r.sts[i].Place; p != "" && strings.HasPrefix(e.Title, p) {
			return e.Title
		}
	}
	first, n := utf8.DecodeRuneInString(e.Title)
	return string(unicode.ToLower(first)) + e.Title[n:]
}

func theName(s string) string {
	if s == "" || strings.HasPrefix(s, "The ") {
		return strings.ToLower(s[:min(1, len(s))]) + s[min(1, len(s)):]
	}
	if strings.ContainsRune(s, '–') {
		return "the " + s
	}
	return "the " + strings.ToLower(s[:1]) + s[1:]
}

// clash records that the claims about a start (k = 0) or an end (k = 1) fall
// into several versions.
//
// Where some cannot be reconciled as generously as they are worded, what only a rounding
// sets apart stands in one version.
func (r *run) clash(h, k int, p *point, vs [][]int) {
	severity := Minor
	if len(versions(p.claims, true)) > 1 {
		severity, vs = Major, rounded(p.claims, vs)
	}
	var cites []int
	seen := map[int]bool{}
	precise := true
	for _, v := range vs {
		for _, c := range v {
			i := p.claims[c].st
			if !seen[i] {
				seen[i] = true
				cites = append(cites, i)
			}
			g := r.sts[i].Time.Granularity
			precise = precise && g <= when.PartOfDay && g != when.Unknown
		}
	}
	kind := KindDate
	if precise {
		kind = KindTime
	}
	d := r.new(r.entry(h, k), kind, [...]string{"start", "end"}[k], cites)
	d.Severity = severity
	d.Versions = r.versionsOf(p.claims, vs)
	a, b := r.nearest(p.claims, vs)
	d.Gap = difference(&r.sts[a], &r.sts[b])
	d.Arithmetic = r.arithmetic(a, b, d.Gap)
	if first, again, ok := r.toldTwice(cites); ok {
		d.Kind = KindZone
		d.Arithmetic = append(d.Arithmetic, r.fitting(first, again))
	}
	a, b = r.apart(&d, p.claims, vs, a, b)
	d.Explanations = r.explain(a, b)
	d.Finding = r.finding(&d, a, b)
	r.out.Discrepancies = append(r.out.Discrepancies, d)
}

// toldTwice finds among the statements cited two of one source that tell the
// same time in two zones and do not fit.
func (r *run) toldTwice(cites []int) (first, again int, ok bool) {
	for _, j := range cites {
		if r.sts[j].Retells == "" {
			continue
		}
		for _, i := range cites {
			if r.sts[i].ID == r.sts[j].Retells {
				return i, j, true
			}
		}
	}
	return 0, 0, false
}

// fitting says which offset would make the two tellings of a time one moment.
func (r *run) fitting(first, again int) string {
	a, b := &r.sts[first].Time, &r.sts[again].Time
	offset := int64(a.Civil0) - int64(b.Stated.From)
	words := fmt.Sprintf("%s tells one time twice, “%s” and “%s”", r.label[r.sts[first].Source], r.sts[first].Expr.Text, r.sts[again].Expr.Text)
	switch {
	case offset == 0 && a.Zone != "UTC" && a.Zone != "GMT":
		return words + ": the figure called local is that of UTC"
	case offset%900 == 0 && offset >= -12*3600 && offset <= 14*3600:
		return fmt.Sprintf("%s: they fit if the first was told in %s; %s is %s then", words, when.OffsetText(offset), a.Zone, a.Offset)
	}
	return words + ": no offset that clocks keep makes them fit"
}

// apart returns the two claims of different versions that do not meet and tell their
// times most exactly: they are what is to explain. Of a minor clash it returns a and b.
func (r *run) apart(d *Discrepancy, cs []claim, vs [][]int, a, b int) (x, y int) {
	if d.Severity != Major {
		return a, b
	}
	best := -1
	x, y = a, b
	for j := range vs {
		for i := range j {
			p, q := r.nearest(cs, [][]int{vs[i], vs[j]})
			lo, hi := meeting(&r.sts[p], &r.sts[q])
			if n := r.exactness(p) + r.exactness(q); lo > hi && n > best {
				best, x, y = n, p, q
			}
		}
	}
	return x, y
}

func (r *run) versionsOf(cs []claim, vs [][]int) []Version {
	var out []Version
	for _, v := range vs {
		var in []claim
		ver := Version{}
		for _, c := range v {
			in = append(in, cs[c])
			ver.Statements = append(ver.Statements, r.sts[cs[c].st].ID)
		}
		ver.Stated, ver.Allowed = meet(in, false), meet(in, true)
		if ver.Stated.Empty() {
			ver.Stated = hullOf(in)
		}
		ver.Text = r.says(in)
		out = append(out, ver)
	}
	return out
}

// says words what the sources of a version say: `Outlet: “about 16:30 GMT”`.
func (r *run) says(cs []claim) string {
	var parts []string
	for _, c := range cs {
		s := &r.sts[c.st]
		parts = append(parts, fmt.Sprintf("%s: “%s”", r.label[s.Source], s.Expr.Words))
	}
	return strings.Join(parts, "; ")
}

// nearest returns the best witness of each of the first two versions: an exact
// wording before a hedged one, a stated zone before an assumed one.
func (r *run) nearest(cs []claim, vs [][]int) (a, b int) {
	pick := func(v []int) int {
		best, score := cs[v[0]].st, -1
		for _, c := range v {
			if n := r.exactness(cs[c].st); n > score {
				best, score = cs[c].st, n
			}
		}
		return best
	}
	return pick(vs[0]), pick(vs[1])
}

// exactness ranks how exactly statement i tells its time: by the clock, unhedged, in
// a zone that it states.
func (r *run) exactness(i int) int {
	s := &r.sts[i]
	n := 0
	if clock(s) {
		n += 4
		if s.Time.Stated.To-s.Time.Stated.From <= 60 && s.Time.Allowed.To-s.Time.Allowed.From <= 600 {
			n += 2
		}
	}
	if s.Time.Stated == s.Time.Allowed {
		n++
	}
	if !s.Time.ZoneBasis.Assumed() {
		n++
	}
	return n
}

// edges are the nearest instants that two claims about one point state, the
// earlier first. A clock time is the instant at which its minute begins.
func edges(a, b *statement.Statement) (p, q when.Instant) {
	x, y := a.Time.Stated, b.Time.Stated
	if x.From > y.From {
		a, x, y = b, y, x
	}
	if clock(a) && x.To-x.From <= 60 {
		return x.From, y.From
	}
	return x.To, y.From
}

// difference is how many seconds lie between two claims about one point.
func difference(a, b *statement.Statement) int64 {
	if d := calendar(a, b); d > 0 {
		return d
	}
	p, q := edges(a, b)
	switch {
	case p < q:
		return int64(q - p)
	case p == q && (clock(a) || clock(b)):
		return 60 // they touch and share no minute
	}
	return startGap(a, b)
}

// calendar is the difference of two claims told to the day or coarser, as one
// counts on a calendar: from the last unit of the one to the first of the
// other, whatever the zones and their clocks do. It is 0 for other claims.
func calendar(a, b *statement.Statement) int64 {
	if a.Time.Stated.From > b.Time.Stated.From {
		a, b = b, a
	}
	x, errX := when.LoadZone(a.Time.Zone)
	y, errY := when.LoadZone(b.Time.Zone)
	p, q := a.Time.Stated, b.Time.Stated
	g := min(a.Time.Granularity, b.Time.Granularity)
	if g < when.Day || errX != nil || errY != nil || p.To.Open() || q.From.Open() || x.Local(p.To) > y.Local(q.From) {
		return 0
	}
	last := x.Local(p.To).Date()
	unit := last
	switch g {
	case when.Day:
		unit.Day--
	case when.Weekend:
		unit.Day -= 2
	case when.Week:
		unit.Day -= 7
	default:
		unit.Month -= months[g]
	}
	return int64(y.Local(q.From)-x.Local(p.To)) + int64(last.Days()-unit.Days())*86400
}

// months are the lengths of the coarser units.
var months = map[when.Granularity]int{
	when.Month: 1, when.Season: 3, when.Quarter: 3, when.HalfYear: 6,
	when.Year: 12, when.Decade: 120, when.Century: 1200, when.Millennium: 12000,
}

// arithmetic shows how each time comes to UTC and what the difference is.
func (r *run) arithmetic(a, b int, gap int64) []string {
	var out []string
	for _, i := range [...]int{a, b} {
		s := &r.sts[i]
		if z, c, ok := local(s); ok && clock(s) {
			h, m, _ := c.Clock()
			if n := z.Name(); n == "UTC" || n == "GMT" {
				out = append(out, fmt.Sprintf("%02d:%02d %s on %s, as told", h, m, n, c.Date()))
				continue
			}
			out = append(out, fmt.Sprintf("%02d:%02d %s (%s on %s) = %s UTC", h, m, z.Name(), s.Time.Offset, c.Date(), clockText(s.Time.Stated.From)))
		} else {
			out = append(out, fmt.Sprintf("“%s” = %s UTC", s.Expr.Words, s.Time.Stated))
		}
	}
	x, y := &r.sts[a], &r.sts[b]
	if clock(x) && clock(y) {
		p, q := x, y
		if p.Time.Stated.From > q.Time.Stated.From {
			p, q = q, p
		}
		i, j := edges(p, q)
		same := when.UTC.Local(i).Date() == when.UTC.Local(j).Date()
		if same {
			out = append(out, fmt.Sprintf("%s − %s = %s", clockText(j), clockText(i), length(gap)))
		} else {
			out = append(out, fmt.Sprintf("%s − %s = %s", j, i, length(gap)))
		}
		rel := "they leave " + length(int64(q.Time.Allowed.From-p.Time.Allowed.To)) + " between them"
		switch lo, hi := meeting(p, q); {
		case lo == hi:
			rel = "they just meet at " + clockText(when.Instant(lo))
		case lo < hi:
			rel = "they overlap"
		case q.Time.Allowed.From == p.Time.Allowed.To:
			rel = "they share no instant"
		}
		out = append(out, fmt.Sprintf("allowed: %s and %s UTC: %s", span(p.Time.Allowed), span(q.Time.Allowed), rel))
	} else if gap > 0 {
		out = append(out, "difference: "+length(gap))
	}
	return out
}

// finding is the discrepancy in one ordinary sentence.
func (r *run) finding(d *Discrepancy, a, b int) string {
	s := r.whoDiffer(d) + " by " + length(d.Gap)
	x, y := &r.sts[a], &r.sts[b]
	if d.Kind == KindZone {
		return fmt.Sprintf("%s: “%s” and “%s” are told as one time and lie %s apart.", r.label[x.Source], x.Expr.Text, y.Expr.Text, length(d.Gap))
	}
	if clock(x) && clock(y) {
		about := x.Time.Allowed != x.Time.Stated && y.Time.Allowed != y.Time.Stated
		lo, hi := meeting(x, y)
		switch {
		case about && lo > hi:
			return s + ", more than the wordings allow, though both times are approximate."
		case about:
			s += "; both times are approximate"
		}
		switch {
		case lo == hi:
			s += ", and what they allow just meets at " + clockText(when.Instant(lo)) + " UTC"
		case lo < hi:
			s += ", and what they allow overlaps"
		default:
			s += ", more than the wordings allow"
		}
	}
	return s + "."
}

// whoDiffer says how many sources a discrepancy has: "Two sources differ".
func (r *run) whoDiffer(d *Discrepancy) string {
	n := map[string]bool{}
	for _, v := range d.Versions {
		for _, id := range v.Statements {
			n[r.source(id)] = true
		}
	}
	if len(n) == 1 {
		return "One source differs from itself"
	}
	return number(len(n)) + " sources differ"
}

func number(n int) string {
	words := [...]string{"No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"}
	if n < len(words) {
		return words[n]
	}
	return fmt.Sprint(n)
}

func (r *run) source(id string) string {
	if i, ok := r.index[id]; ok {
		return r.sts[i].Source
	}
	return ""
}

// lengthClash records that the claims about how long a happening took cannot
// all hold, even as generously as the wordings allow.
func (r *run) lengthClash(h int, l *lengthOf, vs [][]int) {
	var cites []int
	for _, v := range vs {
		for _, c := range v {
			cites = append(cites, l.claims[c].st)
		}
	}
	d := r.new(r.entry(h, 2), KindDuration, "duration", unique(cites))
	d.Severity = Major
	for _, v := range vs {
		ver := Version{Stated: when.Always, Allowed: when.Always}
		var in []claim
		for _, c := range v {
			in = append(in, l.claims[c])
			ver.Statements = append(ver.Statements, r.sts[l.claims[c].st].ID)
		}
		ver.Length = shared(in)
		ver.Text = r.says(in)
		d.Versions = append(d.Versions, ver)
	}
	x, y := tightest(l.claims, vs[0]), tightest(l.claims, vs[1])
	if p, q := d.Versions[0].Length[1], d.Versions[1].Length[0]; p < q {
		x.hi, y.lo = p, q
	}
	d.Gap = y.lo - x.hi
	d.Arithmetic = []string{
		fmt.Sprintf("“%s” = %s, allowed %s", r.sts[x.st].Expr.Words, length(x.lo), lengths(x.allowLo, x.allowH)),
		fmt.Sprintf("“%s” = %s, allowed %s", r.sts[y.st].Expr.Words, length(y.lo), lengths(y.allowLo, y.allowH)),
		fmt.Sprintf("%s − %s = %s", length(y.lo), length(x.hi), length(d.Gap)),
	}
	d.Finding = fmt.Sprintf("The lengths told differ by %s, more than the wordings allow.", length(d.Gap))
	_, dm := differentMoments(r, &r.sts[x.st], &r.sts[y.st])
	d.Explanations = []Explanation{
		{"rounding", Rejected, "what the two wordings allow does not overlap"},
		{"different-moments", Possible, dm + "; pauses may be counted in one and not in the other"},
	}
	if unit(r.sts[x.st].Expr.Text) == unit(r.sts[y.st].Expr.Text) {
		d.Explanations = append(d.Explanations, outcome(r, hypothesis{"digit-slip", digitSlip}, x.st, y.st))
	}
	d.Explanations = append(d.Explanations, outcome(r, hypothesis{"copied-text", copied}, x.st, y.st))
	r.out.Discrepancies = append(r.out.Discrepancies, d)
}

// shared is the length that claims have in common or, where only roundings
// bring them together, all that they state.
func shared(cs []claim) [2]int64 {
	in, all := [2]int64{cs[0].lo, cs[0].hi}, [2]int64{cs[0].lo, cs[0].hi}
	for _, c := range cs[1:] {
		in = [2]int64{max(in[0], c.lo), min(in[1], c.hi)}
		all = [2]int64{min(all[0], c.lo), max(all[1], c.hi)}
	}
	if in[0] > in[1] {
		return all
	}
	return in
}

// tightest is the claim of a version that says most.
func tightest(cs []claim, v []int) claim {
	best := cs[v[0]]
	for _, k := range v[1:] {
		if c := cs[k]; uint64(c.hi-c.lo) < uint64(best.hi-best.lo) {
			best = c
		}
	}
	return best
}

// unit is the last word of a length, in the singular.
func unit(text string) string {
	f := strings.Fields(strings.ToLower(text))
	if len(f) == 0 {
		return ""
	}
	return strings.TrimSuffix(f[len(f)-1], "s")
}

// outcome is what the test of one hypothesis gives.
func outcome(r *run, h hypothesis, a, b int) Explanation {
	fits, text := h.test(r, &r.sts[a], &r.sts[b])
	if fits {
		return Explanation{h.kind, Possible, text}
	}
	return Explanation{h.kind, Rejected, text}
}

func unique(ids []int) []int {
	sort.Ints(ids)
	out := ids[:0]
	for i, x := range ids {
		if i == 0 || x != ids[i-1] {
			out = append(out, x)
		}
	}
	return out
}

// cycle records a set of citations over several points that cannot all hold.
func (r *run) cycle(cites []int) {
	kind, point := KindTime, "sum"
	for _, i := range cites {
		if r.sts[i].Time.IsDuration {
			kind = KindDuration
		}
	}
	for _, i := range cites {
		if r.sts[i].Expr.Type == "SIGNAL" {
			kind, point = KindOrder, "order"
		}
	}
	h := r.g.Of[cites[0]]
	d := r.new(r.entry(h, 2), kind, point, append([]int(nil), cites...))
	d.Severity = Major
	var parts []string
	for _, i := range cites {
		s := &r.sts[i]
		ver := Version{Statements: []string{s.ID}, Stated: s.Time.Stated, Allowed: s.Time.Allowed, Text: r.says([]claim{{st: i}})}
		if s.Time.IsDuration {
			ver.Stated, ver.Allowed = when.Always, when.Always
			ver.Length = [2]int64{s.Time.Length.Min, s.Time.Length.Max}
			parts = append(parts, fmt.Sprintf("“%s” = %s", s.Expr.Words, lengths(s.Time.Length.AllowedMin, s.Time.Length.AllowedMax)))
		} else {
			parts = append(parts, fmt.Sprintf("“%s” (%s) = %s UTC", s.Expr.Words, s.Role, s.Time.Allowed))
		}
		d.Versions = append(d.Versions, ver)
	}
	d.Arithmetic = append(parts, "these bounds form a negative cycle: no start, length and end satisfy all of them")
	d.Finding = fmt.Sprintf("%s statements cannot all hold together, even as generously as they are worded.", number(len(cites)))
	if len(cites) == 2 {
		d.Explanations = r.explain(cites[0], cites[1])
	} else {
		d.Explanations = []Explanation{{"different-moments", Possible, "the start or the end may be told of different moments"}}
	}
	r.out.Discrepancies = append(r.out.Discrepancies, d)
}

// status records that one source has a happening take place, or still to come,
// and another has it called off.
func (r *run) status() {
	r.without()
	for h, hap := range r.g.Happenings {
		var on, off []int
		onBy := map[string]bool{}
		for _, i := range hap.Statements {
			if r.aside[r.sts[i].ID] {
				continue
			}
			s := &r.sts[i]
			switch s.Modality {
			case statement.Cancelled, statement.Denied:
				if !r.putOff(i) {
					off = append(off, i)
				}
			case statement.Planned, statement.Happened, statement.Ongoing, statement.Background:
				if !planned(s) {
					on = append(on, i)
					onBy[r.voice[s.Source]] = true
				}
			}
		}
		other := false
		offBy := map[string]bool{}
		for _, i := range off {
			offBy[r.voice[r.sts[i].Source]] = true
		}
		// What a source that reports the cancelling says of the plan is no
		// version of its own.
		keep := on[:0]
		for _, i := range on {
			if !offBy[r.voice[r.sts[i].Source]] {
				keep, other = append(keep, i), true
			}
		}
		on = keep
		if !other || len(off) == 0 {
			continue
		}
		d := r.new(r.entry(h, 2), KindStatus, "status", append(append([]int(nil), on...), off...))
		d.Severity = Major
		for _, side := range [...][]int{on, off} {
			ver := Version{Stated: when.Always, Allowed: when.Always}
			mod := r.sts[side[0]].Modality
			var who []string
			for _, i := range side {
				s := &r.sts[i]
				ver.Statements = append(ver.Statements, s.ID)
				by := r.label[s.Source]
				if s.Speaker != "" {
					by += ", citing " + s.Speaker
				}
				who = append(who, by)
				if s.Time.Known {
					ver.Stated, ver.Allowed = s.Time.Stated, s.Time.Allowed
				}
			}
			ver.Text = fmt.Sprintf("%s (%s)", modalityWord[mod], strings.Join(dedup(who), "; "))
			d.Versions = append(d.Versions, ver)
		}
		a, b := modalityWord[r.sts[on[0]].Modality], modalityWord[r.sts[off[0]].Modality]
		d.Finding = fmt.Sprintf("%s in one account, %s in another.", strings.ToUpper(a[:1])+a[1:], b)
		d.Arithmetic = []string{fmt.Sprintf("%s: %s; %s: %s", r.label[r.sts[on[0]].Source], a, r.label[r.sts[off[0]].Source], b)}
		d.Explanations = r.statusExplanations(on[0], off[0])
		r.out.Discrepancies = append(r.out.Discrepancies, d)
		for i := range r.g.Events {
			if r.g.Events[i].ID == d.Event {
				r.g.Events[i].Status = event.StatusDisputed
			}
		}
	}
}

// without tells the status of the entries of which statements are set aside by the others
// alone.
func (r *run) without() {
	if len(r.aside) == 0 {
		return
	}
	modality := map[string]statement.Modality{}
	for i := range r.sts {
		modality[r.sts[i].ID] = r.sts[i].Modality
	}
	for i := range r.g.Events {
		e := &r.g.Events[i]
		var left []statement.Modality
		for _, id := range e.Statements {
			if !r.aside[id] {
				left = append(left, modality[id])
			}
		}
		if n := len(left); n > 0 && n < len(e.Statements) {
			e.Status = event.StatusOf(left, e.Phase)
		}
	}
}

var modalityWord = map[statement.Modality]string{
	statement.Planned: "expected", statement.Happened: "told as a fact", statement.Ongoing: "told as under way",
	statement.Background: "told as past",
	statement.Cancelled:  "called off", statement.Denied: "denied",
}

func dedup(in []string) []string {
	var out []string
	for _, s := range in {
		if len(out) == 0 || out[len(out)-1] != s {
			out = append(out, s)
		}
	}
	return out
}

func (r *run) statusExplanations(a, b int) []Explanation {
	pa, pb := r.published[r.sts[a].Source], r.published[r.sts[b].Source]
	var out []Explanation
	// What took place was not called off later, but may have been before.
	on := r.sts[a].Modality
	held := r.sts[b].Modality == statement.Cancelled && (on == statement.Happened || on == statement.Background)
	switch {
	case held && pa.Known && pb.Known && pa.Interval.To <= pb.Interval.From:
		out = append(out, Explanation{"earlier-state", Rejected, "the report that has it called off was published after the one that tells it as a fact"})
	case held:
		out = append(out, Explanation{"earlier-state", Possible, "the report that has it called off may be the older one: it may have been held after all"})
	case !pa.Known || !pb.Known:
		out = append(out, Explanation{"earlier-state", Possible, "the publication times are not known: the report that expects it may be the older one"})
	case pa.Interval.To <= pb.Interval.From:
		out = append(out, Explanation{"earlier-state", Possible, "the report that expects it was published first: it may tell an earlier state"})
	case pb.Interval.To <= pa.Interval.From:
		out = append(out, Explanation{"earlier-state", Rejected, "the report that expects it was published after the one that has it called off"})
	default:
		out = append(out, Explanation{"earlier-state", Possible, "both were published within the same span: the one that expects it may be the older one"})
	}
	sa, sb := r.sts[a].Speaker, r.sts[b].Speaker
	if sa != "" && sb != "" && !sameInformant(sa, sb) {
		out = append(out, Explanation{"other-informant", Possible, fmt.Sprintf("they cite different informants, %s and %s", sa, sb)})
	}
	fits, text := copied(r, &r.sts[a], &r.sts[b])
	o := Rejected
	if fits {
		o = Possible
	}
	return append(out, Explanation{"copied-text", o, text})
}

// sameInformant reports whether two citations may be of one: "Anna Berg" and "Berg", "the
// ministry" and "ministry".
func sameInformant(a, b string) bool {
	a, b = " "+strings.ToLower(a), " "+strings.ToLower(b)
	return strings.HasSuffix(a, b) || strings.HasSuffix(b, a)
}

// consequences says of each discrepancy whether settling it could change the
// order of entries or the date of its own.
func (r *run) consequences() {
	for n := range r.out.Discrepancies {
		d := &r.out.Discrepancies[n]
		lo, hi := when.Future, when.Past
		days := map[when.Date]bool{}
		for _, v := range d.Versions {
			if v.Stated.From.Open() {
				continue
			}
			lo, hi = min(lo, v.Stated.From), max(hi, v.Stated.From)
			z := when.UTC
			if e := r.event(d.Event); e != nil && e.Zone != "" {
				if l, err := when.LoadZone(e.Zone); err == nil {
					z = l
				}
			}
			days[z.Local(v.Stated.From).Date()] = true
		}
		d.ChangesDate = len(days) > 1
		if lo >= hi {
			continue
		}
		for id, b := range r.out.Bounds {
			e := r.event(id)
			if id == d.Event || e == nil || e.Background || b.Start.From.Open() || b.Granularity >= when.Day {
				continue
			}
			if b.Start.From > lo && b.Start.From < hi {
				d.ChangesOrder = true
			}
		}
	}
}
