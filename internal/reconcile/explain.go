package reconcile

import (
	"fmt"
	"regexp"
	"strings"

	"timeline/internal/statement"
	"timeline/internal/when"
)

// A hypothesis is one way in which two claims about the same instant may have
// come apart. Its test says whether it fits and shows the sum.
type hypothesis struct {
	kind string
	test func(r *run, a, b *statement.Statement) (fits bool, text string)
}

// hypotheses are tested in this order and all of them are shown: an
// explanation is possible or ruled out, never a verdict. The order is that of how
// much a fit says: a sum that comes out to the minute stands before a circumstance
// that may have nothing to do with it.
var hypotheses = []hypothesis{
	{"correction", corrected},
	{"rounding", rounding},
	{"zone-mix-up", zoneMixUp},
	{"stale-offset", staleOffset},
	{"twelve-hour-slip", twelveHours},
	{"day-rollover", dayRollover},
	{"weekday", weekdaySlip},
	{"publication-date", publicationDate},
	{"updated-article", updatedArticle},
	{"digit-slip", digitSlip},
	{"copied-text", copied},
	{"different-moments", differentMoments},
}

// explain tests every hypothesis on the two claims a and b.
func (r *run) explain(a, b int) []Explanation { return r.test(hypotheses, a, b) }

// test tests hypotheses on the statements a and b, and says at the end whether
// any of them fits.
func (r *run) test(hypotheses []hypothesis, a, b int) []Explanation {
	var out []Explanation
	any := false
	for _, h := range hypotheses {
		fits, text := h.test(r, &r.sts[a], &r.sts[b])
		if text == "" {
			continue
		}
		o := Rejected
		if fits {
			o, any = Possible, true
		}
		out = append(out, Explanation{h.kind, o, text})
	}
	o := Possible
	if any {
		o = Rejected
	}
	out = append(out, Explanation{"none-fits", o, map[Outcome]string{
		Possible: "none of the slips tested accounts for the difference: the sources tell different things",
		Rejected: "at least one of the tests above fits",
	}[o]})
	return out
}

// clock reports whether a time is told by the clock, from some instant on.
func clock(s *statement.Statement) bool {
	return s.Time.Known && s.Time.Granularity != when.Unknown && s.Time.Granularity <= when.Hour && !s.Time.Stated.From.Open()
}

func startGap(a, b *statement.Statement) int64 {
	if a.Time.Stated.From.Open() || b.Time.Stated.From.Open() {
		return 0
	}
	g := int64(b.Time.Stated.From) - int64(a.Time.Stated.From)
	if g < 0 {
		return -g
	}
	return g
}

// apartBy reports whether two clock times are so many seconds apart, in fact
// or as the clocks of either place showed them.
func apartBy(a, b *statement.Statement, seconds int64) bool {
	if startGap(a, b) == seconds {
		return true
	}
	for _, s := range [...]*statement.Statement{a, b} {
		if z, _, ok := local(s); ok {
			d := int64(z.Local(a.Time.Stated.From) - z.Local(b.Time.Stated.From))
			if d == seconds || d == -seconds {
				return true
			}
		}
	}
	return false
}

// length writes seconds the way people say them: "30 minutes", "2 h 15 min".
// It leaves nothing out.
func length(s int64) string {
	switch {
	case s < 0:
		return "minus " + length(-s)
	case s < 60:
		return plural(s, "second")
	case s < 3600 && s%60 == 0:
		return plural(s/60, "minute")
	case s%86400 == 0:
		return plural(s/86400, "day")
	case s%3600 == 0 && s < 48*3600:
		return plural(s/3600, "hour")
	}
	var parts []string
	if s >= 48*3600 {
		parts, s = append(parts, plural(s/86400, "day")), s%86400
	}
	if s >= 3600 {
		parts = append(parts, fmt.Sprintf("%d h", s/3600))
	}
	if m := s % 3600 / 60; m > 0 && s >= 3600 {
		parts = append(parts, fmt.Sprintf("%02d min", m))
	} else if m > 0 {
		parts = append(parts, fmt.Sprintf("%d min", m))
	}
	if s%60 > 0 {
		parts = append(parts, fmt.Sprintf("%d s", s%60))
	}
	return strings.Join(parts, " ")
}

// lengths writes a range of seconds, which may be open above.
func lengths(lo, hi int64) string {
	if hi == int64(when.Future) {
		return length(lo) + " or more"
	}
	return length(lo) + " to " + length(hi)
}

func plural(n int64, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

func clockText(t when.Instant) string {
	if t.Open() {
		return "open"
	}
	h, m, s := when.UTC.Local(t).Clock()
	if s != 0 {
		return fmt.Sprintf("%02d:%02d:%02d", h, m, s)
	}
	return fmt.Sprintf("%02d:%02d", h, m)
}

func span(i when.Interval) string {
	if i.From.Open() {
		return "until " + clockText(i.To)
	}
	if i.To.Open() {
		return "from " + clockText(i.From)
	}
	return clockText(i.From) + "–" + clockText(i.To)
}

// meeting is what two claims allow in common, as a closed range of seconds: a
// single second where they just meet, none (lo > hi) where they clash.
func meeting(a, b *statement.Statement) (lo, hi int64) {
	p, q := within(a)
	x, y := within(b)
	return max(p, x), min(q, y)
}

func rounding(r *run, a, b *statement.Statement) (bool, string) {
	hedged := a.Time.Allowed != a.Time.Stated || b.Time.Allowed != b.Time.Stated
	clocks := max(a.Time.Granularity, b.Time.Granularity) <= when.Hour
	if !clocks && !hedged {
		return false, ""
	}
	x, y := a.Time.Allowed, b.Time.Allowed
	if x.From > y.From {
		x, y = y, x
	}
	text := fmt.Sprintf("the wordings allow %s and %s UTC, which ", x, y)
	if clocks {
		text = fmt.Sprintf("the wordings allow %s and %s UTC, which ", span(x), span(y))
	}
	if lo, hi := meeting(a, b); lo <= hi {
		return true, text + fmt.Sprintf("meet: %s is within the rounding", length(difference(a, b)))
	}
	if x.To == y.From {
		return false, text + "share no instant"
	}
	return false, text + fmt.Sprintf("leave %s between them", length(int64(y.From-x.To)))
}

// local is the civil time that a statement gives, as its own words have it.
func local(s *statement.Statement) (when.Zone, when.Civil, bool) {
	z, err := when.LoadZone(s.Time.Zone)
	if err != nil {
		return z, 0, false
	}
	return z, z.Local(s.Time.Stated.From), true
}

// zoneMixUp tests whether either clock reading, put in another zone that the
// reports name, gives the other's instant.
func zoneMixUp(r *run, a, b *statement.Statement) (bool, string) {
	if !clock(a) || !clock(b) {
		return false, ""
	}
	var needs []string
	for _, p := range [...][2]*statement.Statement{{b, a}, {a, b}} {
		x, y := p[0], p[1]
		z, c, ok := local(x)
		if !ok {
			continue
		}
		// x's clock would show y's instant at this offset:
		need := int64(c) - int64(y.Time.Stated.From)
		h, m, _ := c.Clock()
		if need < -12*3600 || need > 14*3600 {
			needs = append(needs, fmt.Sprintf("%02d:%02d cannot be %s UTC in any zone", h, m, clockText(y.Time.Stated.From)))
			continue
		}
		for _, name := range r.zones {
			o, err := when.LoadZone(name)
			if err != nil || o.Offset(y.Time.Stated.From) != need || name == x.Time.Zone {
				continue
			}
			return true, fmt.Sprintf("%02d:%02d read in %s (%s) instead of %s is %s UTC, the other time", h, m, name, when.OffsetText(need), z.Name(), clockText(y.Time.Stated.From))
		}
		needs = append(needs, fmt.Sprintf("for %02d:%02d to be %s UTC the clock would have to stand at %s; %s was %s", h, m, clockText(y.Time.Stated.From), when.OffsetText(need), z.Name(), when.OffsetText(z.Offset(x.Time.Stated.From))))
	}
	if len(needs) == 0 {
		return false, ""
	}
	for _, p := range [...][2]*statement.Statement{{b, a}, {a, b}} {
		if name, ok := r.nearZone(p[0], p[1]); ok {
			_, c, _ := local(p[0])
			h, m, _ := c.Clock()
			return true, fmt.Sprintf("%02d:%02d read in %s is within what the wordings allow of %s UTC", h, m, name, clockText(p[1].Time.Stated.From))
		}
	}
	return false, strings.Join(needs, "; ") + ", and no zone in these reports fits"
}

// nearZone is a zone of another offset that the reports name in which the clock
// reading x comes to meet y within what the two wordings allow.
func (r *run) nearZone(x, y *statement.Statement) (string, bool) {
	z, _, ok := local(x)
	if lo, hi := meeting(x, y); !ok || lo <= hi {
		return "", false // rounding alone does it
	}
	for _, name := range r.zones {
		o, err := when.LoadZone(name)
		if err != nil {
			continue
		}
		by := z.Offset(x.Time.Stated.From) - o.Offset(y.Time.Stated.From)
		moved := *x
		moved.Time.Stated = when.Interval{From: x.Time.Stated.From.Add(by), To: x.Time.Stated.To.Add(by)}
		moved.Time.Allowed = when.Interval{From: x.Time.Allowed.From.Add(by), To: x.Time.Allowed.To.Add(by)}
		if lo, hi := meeting(&moved, y); lo <= hi {
			return name, true
		}
	}
	return "", false
}

// staleOffset tests for a clock read with the offset of another season or of
// an earlier law of the same zone.
func staleOffset(r *run, a, b *statement.Statement) (bool, string) {
	if !clock(a) || !clock(b) {
		return false, ""
	}
	gap := startGap(a, b)
	for _, s := range [...]*statement.Statement{a, b} {
		z, _, ok := local(s)
		if there, err := when.LoadZone(r.placeZone(s)); err == nil && (!ok || z.Offset(s.Time.Stated.From) == 0) {
			z, ok = there, true // told in GMT, it was counted from the time of the place
		}
		if !ok {
			continue
		}
		now := z.Offset(s.Time.Stated.From)
		for years := int64(0); years <= 15; years++ {
			for _, half := range [...]int64{0, 183} {
				then := z.Offset(s.Time.Stated.From.Add(-(years*365 + half) * 86400))
				if d := then - now; d != 0 && (d == gap || d == -gap) {
					return true, fmt.Sprintf("%s was %s at another date and %s on this one: a difference of just %s", z.Name(), when.OffsetText(then), when.OffsetText(now), length(gap))
				}
			}
		}
	}
	return false, fmt.Sprintf("no offset that these zones kept in the fifteen years before differs from the one in force by %s", length(gap))
}

// placeZone is the zone of the place where what a statement tells took place; empty
// where nothing tells it.
func (r *run) placeZone(s *statement.Statement) string {
	for i := range r.sts {
		if r.sts[i].ID == s.ID {
			if e := r.event(r.g.Entry[i]); e != nil {
				return e.Zone
			}
		}
	}
	return ""
}

func twelveHours(r *run, a, b *statement.Statement) (bool, string) {
	if !clock(a) || !clock(b) {
		return false, ""
	}
	gap := startGap(a, b)
	if apartBy(a, b, 12*3600) {
		return true, "the times are just 12 hours apart: a.m. for p.m."
	}
	return false, fmt.Sprintf("the difference is %s, not 12 hours", length(gap))
}

func dayRollover(r *run, a, b *statement.Statement) (bool, string) {
	gap := startGap(a, b)
	if clock(a) && clock(b) {
		if apartBy(a, b, 86400) {
			return true, "the times are just one day apart: the date was taken on the other side of midnight"
		}
		if gap%86400 == 0 {
			return false, fmt.Sprintf("the difference is %s, not one", length(gap))
		}
		return false, fmt.Sprintf("the difference is %s, not a whole day", length(gap))
	}
	// A day in one zone against a day in another: do they overlap when the
	// second is read in the zone of the first, or in any zone of the reports?
	for _, name := range r.zones {
		z, err := when.LoadZone(name)
		if err != nil {
			continue
		}
		for _, p := range [...][2]*statement.Statement{{a, b}, {b, a}} {
			_, c, ok := local(p[0])
			if !ok || p[0].Time.Granularity > when.Day {
				continue
			}
			n := int64(p[0].Time.Stated.To - p[0].Time.Stated.From)
			i := z.Interval(c, c+when.Civil(n))
			if name != p[0].Time.Zone && i.Overlaps(p[1].Time.Stated) {
				return true, fmt.Sprintf("counted in %s instead of %s the day is %s, which meets the other", name, p[0].Time.Zone, i)
			}
		}
	}
	return false, "counting the day in another zone of these reports does not bring the two together"
}

// weekdayName finds the name of a weekday, also a shortened one.
var weekdayName = regexp.MustCompile(`(?i)\b(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(days?)?\b`)

// corrected tests whether one of the claims tells what an earlier version of a report
// said, or sets it right. It says nothing where neither does.
func corrected(r *run, a, b *statement.Statement) (bool, string) {
	for _, p := range [...][2]*statement.Statement{{a, b}, {b, a}} {
		if s, other := p[0], p[1]; s.Corrects && !other.Corrects {
			by := "itself"
			if s.Source != other.Source {
				by = "what others have as well"
			}
			return true, fmt.Sprintf("“%s” stands in a sentence that speaks of a correction: %s corrects %s, and one of the two figures is withdrawn", s.Expr.Words, r.label[s.Source], by)
		}
	}
	return false, ""
}

func weekdaySlip(r *run, a, b *statement.Statement) (bool, string) {
	for _, p := range [...][2]*statement.Statement{{a, b}, {b, a}} {
		if day := p[0].Time.Weekday; !day.Empty() && day.Overlaps(p[1].Time.Allowed) {
			return true, fmt.Sprintf("the weekday of “%s” is not that of its date: counted by the weekday the two agree", p[0].Expr.Text)
		}
	}
	named := weekdayName.MatchString(a.Expr.Text) || weekdayName.MatchString(b.Expr.Text)
	if clock(a) && clock(b) {
		if named && apartBy(a, b, 7*86400) {
			return true, "the same hour a week apart: the weekday was counted from another week"
		}
		return false, ""
	}
	switch d := (startGap(a, b) + 43200) / 86400; {
	case d == 7 && named:
		return true, "the two are a week apart: the weekday was counted from another week"
	case d == 7:
		return false, "the two are a week apart, but neither names a weekday"
	}
	return false, "the two are not a week apart"
}

func publicationDate(r *run, a, b *statement.Statement) (bool, string) {
	for _, s := range [...]*statement.Statement{a, b} {
		p := r.published[s.Source]
		if !p.Known || s.Time.Granularity < when.Day || clock(s) {
			continue
		}
		if p.Interval.Overlaps(s.Time.Stated) && s.Time.Granularity == when.Day && strings.ContainsAny(s.Expr.Text, "0123456789") {
			return true, fmt.Sprintf("“%s” is also the day on which its source was published: it may date the report and not the event", s.Expr.Text)
		}
	}
	return false, "neither time is the day its source was published"
}

// countsFromWriting finds the words of a time that count from the day of writing.
var countsFromWriting = regexp.MustCompile(`(?i)\b(today|yesterday|tomorrow|tonight|ago|(this|last) (morning|afternoon|evening|night|week)|(mon|tues|wednes|thurs|fri|satur|sun)day)\b`)

// longestUpdate is how many days an article may be changed after it was written.
const longestUpdate = 60

// updatedArticle asks whether a report whose times count from its date was written
// before that date: an article that was stamped anew under its old words. A weekday
// moves by whole weeks only.
func updatedArticle(r *run, a, b *statement.Statement) (bool, string) {
	text := "neither time counts from the day of writing"
	for _, p := range [...][2]*statement.Statement{{a, b}, {b, a}} {
		s, t := p[0], p[1]
		words := countsFromWriting.FindString(s.Expr.Text)
		if words == "" || !r.published[s.Source].Known || !s.Time.Stated.Bounded() || !t.Time.Stated.Bounded() || s.Time.Stated.From <= t.Time.Stated.From {
			continue
		}
		step := 1
		if strings.HasSuffix(strings.ToLower(words), "day") && !strings.EqualFold(words, "today") && !strings.EqualFold(words, "yesterday") {
			step = 7
		}
		day := r.published[s.Source].Days[0]
		for n := step; n <= longestUpdate; n += step {
			back := int64(n) * 86400
			if (when.Interval{From: s.Time.Stated.From.Add(-back), To: s.Time.Stated.To.Add(-back)}).Overlaps(t.Time.Stated) {
				return true, fmt.Sprintf("“%s” counts from %s, when its source is said to be published; written %s earlier, on %s, the two agree: the article may have been updated under its old words",
					s.Expr.Text, day, length(back), day.AddDays(-n))
			}
		}
		text = fmt.Sprintf("“%s” counts from the day of writing, but no earlier one, up to %d days, makes the two agree", s.Expr.Text, longestUpdate)
	}
	return false, text
}

func differentMoments(r *run, a, b *statement.Statement) (bool, string) {
	if a.Act.Head != "" && b.Act.Head != "" && a.Act.Head != b.Act.Head {
		return true, fmt.Sprintf("one speaks of “%s”, the other of “%s”: they may time different moments", a.Act.Head, b.Act.Head)
	}
	return false, fmt.Sprintf("both use the same word, “%s”, for the moment they time", a.Act.Head)
}

func copied(r *run, a, b *statement.Statement) (bool, string) {
	if r.voice[a.Source] == r.voice[b.Source] && a.Source != b.Source {
		return true, "the two sources share a passage of agency text: one of them may have changed it"
	}
	return false, "the two sources share no passage"
}

func digitSlip(r *run, a, b *statement.Statement) (bool, string) {
	if clock(a) != clock(b) {
		return false, "the figures of a clock and of a date are not compared"
	}
	x, y := digits(a.Expr.Text), digits(b.Expr.Text)
	tried, shown := false, false
	if clock(a) {
		// Two clocks are compared as one of them shows both times.
		for _, s := range [...]*statement.Statement{a, b} {
			z, _, ok := local(s)
			if !ok {
				continue
			}
			p, q := z.Local(a.Time.Stated.From), z.Local(b.Time.Stated.From)
			tried = true
			if p.Date() != q.Date() {
				continue
			}
			shown = true
			x, y = face(p), face(q)
			if oneDigit(x, y) {
				return true, fmt.Sprintf("%s and %s, both in %s, differ in one digit", x, y, z.Name())
			}
			if x, y = digits(x), digits(y); swapped(x, y) {
				break
			}
		}
	}
	if tried && !shown {
		return false, "the dates differ too"
	}
	return slip(x, y)
}

// slip compares two runs of digits.
func slip(x, y string) (bool, string) {
	if x == "" || y == "" || len(x) != len(y) {
		return false, "the figures are not of the same form"
	}
	switch {
	case x == y:
		return false, fmt.Sprintf("the figures are the same, %s", x)
	case oneDigit(x, y):
		return true, fmt.Sprintf("the figures %s and %s differ in one digit", x, y)
	case swapped(x, y):
		return true, fmt.Sprintf("the figures %s and %s differ by two digits that changed places", x, y)
	}
	return false, fmt.Sprintf("the figures %s and %s differ in more than one digit", x, y)
}

// face is what a clock shows: "16:30".
func face(c when.Civil) string {
	h, m, _ := c.Clock()
	return fmt.Sprintf("%02d:%02d", h, m)
}

// swapped reports whether two neighbouring digits changed places.
func swapped(x, y string) bool {
	for i := 0; i+1 < len(x); i++ {
		if x != y && x[:i]+x[i+1:i+2]+x[i:i+1]+x[i+2:] == y {
			return true
		}
	}
	return false
}

func oneDigit(x, y string) bool {
	n := 0
	for i := range x {
		if x[i] != y[i] {
			n++
		}
	}
	return n == 1
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
