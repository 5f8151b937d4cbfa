package reconcile

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/resolve"
	"timeline/internal/statement"
	"timeline/internal/when"
)

// A figure is one count of one statement.
type figure struct {
	st   int // index of the statement
	c    *statement.Count
	asOf when.Interval // when the figure was true at the latest: when it was told
	told bool          // asOf is known
	grew bool          // another figure of the same was told later and is higher
}

// counts records where sources give other figures for one counted thing. Two
// figures are set against each other when they stand in statements of one
// happening or, for what is counted once in a story, in statements of the same
// cause, place and days; and only where no source tells two figures itself.
func (r *run) counts() {
	byKey := map[string][]figure{}
	var keys []string
	for i := range r.sts {
		if r.aside[r.sts[i].ID] {
			continue
		}
		for n := range r.sts[i].Counts {
			key, ok := r.countKey(i, &r.sts[i].Counts[n])
			if !ok {
				continue
			}
			if byKey[key] == nil {
				keys = append(keys, key)
			}
			byKey[key] = append(byKey[key], r.figureOf(i, &r.sts[i].Counts[n]))
		}
	}
	sort.Sort(sort.Reverse(sort.StringSlice(keys))) // who voted for something before who voted against it
	shown := map[string]bool{}                      // digests of votes: for and against is one clash
	for _, key := range keys {
		for _, fs := range r.subjects(byKey[key]) {
			if d, ok := r.countClash(fs); ok && !shown[d.Digest] {
				shown[d.Digest] = fs[0].c.Class == "vote"
				r.out.Discrepancies = append(r.out.Discrepancies, d)
			}
		}
	}
}

// countKey is what a count of statement i counts; false where it says nothing
// of a whole that others may count.
func (r *run) countKey(i int, c *statement.Count) (string, bool) {
	s := &r.sts[i]
	if c.Part || s.Corrects || s.Act.Stamp() || c.Of == "" && c.Verb == "" && !statement.Toll(c.Class) {
		return "", false
	}
	plan := "told"
	for _, m := range [...]statement.Modality{s.Modality, c.Mood} {
		switch m {
		case statement.Happened, statement.Ongoing, statement.Background:
		case statement.Planned:
			plan = "planned"
		default:
			return "", false
		}
	}
	return strings.Join([]string{c.Class, c.Of, c.Verb, plan}, "\x00"), true
}

func (r *run) figureOf(i int, c *statement.Count) figure {
	s := &r.sts[i]
	f := figure{st: i, c: c}
	if p := r.published[s.Source]; p.Known {
		f.asOf, f.told = p.Interval, true
	}
	if (c.Tally || s.Act.Class == "say" || s.Act.Class == "announce") && s.Time.Known && s.Time.Stated.Bounded() {
		f.asOf, f.told = s.Time.Stated, true
	}
	return f
}

// subjects parts the figures of one key by what they are of.
func (r *run) subjects(fs []figure) [][]figure {
	parent := make([]int, len(fs))
	for i := range parent {
		parent[i] = i
	}
	join := func(same func(a, b figure) bool) [][]figure {
		for b := range fs {
			for a := range b {
				if x, y := root(parent, a), root(parent, b); x != y && same(fs[a], fs[b]) {
					parent[max(x, y)] = min(x, y)
				}
			}
		}
		sets := make([][]figure, len(fs))
		for i := range fs {
			sets[root(parent, i)] = append(sets[root(parent, i)], fs[i])
		}
		return slices.DeleteFunc(sets, func(s []figure) bool { return len(s) == 0 })
	}
	near := join(r.oneHappening)
	var out [][]figure
	for _, set := range join(r.oneCause) {
		if r.steady(set) && r.only(set, fs) {
			out = append(out, set)
			continue
		}
		for _, n := range near {
			if slices.ContainsFunc(set, func(f figure) bool { return f.c == n[0].c }) && r.steady(n) && r.only(n, fs) {
				out = append(out, n)
			}
		}
	}
	return out
}

// only reports whether no source of a set tells another figure for the like, of
// the same days, among all figures fs of the key: "three in Dolna, five in
// Gorna". Where one does, every figure of the set must name its place.
func (r *run) only(set, fs []figure) bool {
	if !slices.ContainsFunc(set, func(f figure) bool { return len(f.c.Where) == 0 }) {
		return true
	}
	for _, f := range set {
		for _, g := range fs {
			if r.sts[f.st].Source != r.sts[g.st].Source || f.c == g.c || slices.ContainsFunc(set, func(x figure) bool { return x.c == g.c }) {
				continue
			}
			p, q := r.sts[f.st].Time.Allowed, r.sts[g.st].Time.Allowed
			if !meets(f.c.Allowed, g.c.Allowed) && p.From <= plus(q.To, 86400) && q.From <= plus(p.To, 86400) {
				return false
			}
		}
	}
	return true
}

// oneHappening reports whether two figures are of one happening. A length or a
// weight is of so many things that its place must be the same too, and what
// somebody did so and so often must be told of the same people.
func (r *run) oneHappening(a, b figure) bool {
	if r.g.Of[a.st] != r.g.Of[b.st] || elsewhere(a, b) || measured[a.c.Class] && len(a.c.Where)*len(b.c.Where) == 0 {
		return false
	}
	if a.c.Class == "vote" {
		return r.oneVote(a, b)
	}
	if a.c.Verb == "" {
		return true
	}
	x, y := r.sts[a.st].Act, r.sts[b.st].Act
	return (x.Subj == y.Subj || x.Subj == "" || y.Subj == "") && share(x.Names, y.Names)
}

// oneVote reports whether two statements of one happening tell one vote: a
// council may take several on a day. They have a word in common that says what
// was voted on, and one does not tell that it passed and the other that it fell.
func (r *run) oneVote(a, b figure) bool {
	x, y := r.sts[a.st].Act, r.sts[b.st].Act
	if x.Class != y.Class && (x.Class == "reject" || y.Class == "reject") {
		return false
	}
	return slices.ContainsFunc(x.Words, func(w string) bool { return !voters[w] && slices.Contains(y.Words, w) }) || share(x.Names, y.Names)
}

// voters are the words that say who votes and how, and not on what.
var voters = map[string]bool{
	"vote": true, "votes": true, "voted": true, "voting": true, "ballot": true, "majority": true, "council": true, "councillors": true, "senate": true, "senators": true, "house": true, "members": true,
	"parliament": true, "lawmakers": true, "deputies": true, "passed": true, "approved": true, "rejected": true, "against": true, "favour": true, "favor": true, "evening": true, "narrowly": true,
}

var measured = map[string]bool{"metre": true, "tonne": true, "hectare": true, "litre": true, "barrel": true}

// elsewhere reports whether two sentences set what they tell in other places.
func elsewhere(a, b figure) bool {
	return len(a.c.Where) > 0 && len(b.c.Where) > 0 && !share(a.c.Where, b.c.Named) && !share(b.c.Where, a.c.Named)
}

// share reports whether two lists have a word in common.
func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

// causes are the classes of happenings that have a toll, of which a story
// mostly has one.
var causes = map[string]bool{
	"attack": true, "shoot": true, "stab": true, "explode": true, "crash": true, "sink": true, "collapse": true, "fire": true, "flood": true, "quake": true, "tsunami": true,
	"erupt": true, "storm": true, "slide": true, "clash": true, "hijack": true, "kidnap": true, "besiege": true, "protest": true, "infect": true, "contaminate": true,
}

// occasions are the classes of happenings that people come to. Who came is asked
// of one kind of them: a town has its congress and its march on the same day.
var occasions = map[string]bool{"talk": true, "protest": true, "bury": true, "celebrate": true, "concert": true, "vote": true}

// tallyDays is how long after a happening its toll is still told.
const tallyDays = 30

// oneCause reports whether two figures of different happenings are of the same
// thing: what is counted once in a story, told of the same days, with a cause
// or a place in common and no place against it.
func (r *run) oneCause(a, b figure) bool {
	s, t := &r.sts[a.st], &r.sts[b.st]
	class := a.c.Class
	if !statement.Toll(class) && class != "aboard" || elsewhere(a, b) || s.Modality == statement.Background || t.Modality == statement.Background {
		return false
	}
	if class == "present" && !share(among(occasions, s), among(occasions, t)) {
		return false
	}
	if untimed(s) || untimed(t) {
		return r.timeless(s, t)
	}
	if !s.Time.Known || !t.Time.Known || !s.Time.Stated.Bounded() || !t.Time.Stated.Bounded() {
		return false
	}
	late := b
	if s.Time.Stated.From > t.Time.Stated.From {
		late, s, t = a, t, s
	}
	if apart := t.Time.Allowed.From - s.Time.Allowed.To; apart >= 0 && !(late.c.Tally && apart <= tallyDays*86400) {
		return false
	}
	return share(a.c.Where, b.c.Named) || share(b.c.Where, a.c.Named) || share(causesOf(s), causesOf(t))
}

// untimed reports whether a statement tells no time at all.
func untimed(s *statement.Statement) bool {
	return !s.Time.Known && !s.Time.IsDuration && s.Time.Ref.Relation == resolve.NoRelation
}

// timeless reports whether two statements, one of which tells no time, speak of the
// same thing: they name a cause or somebody in common, or the story has but one cause.
func (r *run) timeless(s, t *statement.Statement) bool {
	a, b := causesOf(s), causesOf(t)
	if share(a, b) || share(s.Act.Names, t.Act.Names) {
		return true
	}
	if len(a) > 0 && len(b) > 0 {
		return false
	}
	return r.soleCause()
}

// soleCause reports whether all that the story tells is of one kind of cause.
func (r *run) soleCause() bool {
	if r.causes == nil {
		r.causes = map[string]bool{}
		for i := range r.sts {
			if r.sts[i].Modality == statement.Background {
				continue
			}
			for _, c := range causesOf(&r.sts[i]) {
				r.causes[c] = true
			}
		}
	}
	return len(r.causes) == 1
}

func causesOf(s *statement.Statement) []string { return among(causes, s) }

// among are the classes of a set that a statement tells of.
func among(set map[string]bool, s *statement.Statement) []string {
	return slices.DeleteFunc(append([]string{s.Act.Class}, s.Act.Themes...), func(c string) bool { return !set[c] })
}

// steady reports whether every source tells one figure of the set, or one that
// only grows: a source that tells two others knows of two things.
func (r *run) steady(fs []figure) bool {
	for i, f := range fs {
		for _, g := range fs[:i] {
			if elsewhere(f, g) && !meets(f.c.Allowed, g.c.Allowed) {
				return false
			}
		}
	}
	last := map[string]figure{}
	for _, f := range fs {
		src := r.sts[f.st].Source
		p, ok := last[src]
		if ok && !meets(p.c.Allowed, f.c.Allowed) {
			if !statement.Toll(f.c.Class) || p.c.Stated.Lo > f.c.Stated.Lo || !p.told || !f.told || p.asOf.From >= f.asOf.From {
				return false
			}
		}
		last[src] = f
	}
	return true
}

// earlier reports whether f was told before g.
func (f figure) earlier(g figure) bool { return f.told && g.told && f.asOf.To <= g.asOf.From }

// countClash makes the discrepancy of figures for one thing, if sources differ.
func (r *run) countClash(fs []figure) (Discrepancy, bool) {
	var cs []claim
	for i := range fs {
		f := &fs[i]
		c := claim{st: f.st, lo: f.c.Stated.Lo, hi: f.c.Stated.Hi, allowLo: f.c.Allowed.Lo, allowH: f.c.Allowed.Hi}
		if statement.Toll(f.c.Class) {
			f.grew = f.c.SoFar || slices.ContainsFunc(fs, func(g figure) bool { return f.earlier(g) && g.c.Stated.Lo > f.c.Stated.Lo })
		}
		if f.grew {
			c.hi, c.allowH = statement.Unbounded, statement.Unbounded
		}
		cs = append(cs, c)
	}
	vs := versions(cs, false)
	if len(vs) < 2 || !r.between(cs, vs) || !r.otherSources(cs, vs) {
		return Discrepancy{}, false
	}
	var cites []int
	for _, v := range vs {
		for _, k := range v {
			cites = append(cites, cs[k].st)
		}
	}
	c := fs[0].c
	d := r.new(r.g.Entry[cites[0]], KindNumber, "count-"+slug(c.Class+" "+c.Of), unique(cites))
	question, topic := ask(c)
	d.Point, d.Question = "count", question
	d.Severity = Minor
	if len(versions(cs, true)) > 1 {
		d.Severity = Major
	}
	var figures []string
	for _, v := range vs {
		ver := Version{Stated: when.Always, Allowed: when.Always}
		var who []string
		for _, k := range v {
			ver.Statements, ver.Counts = append(ver.Statements, r.sts[cs[k].st].ID), append(ver.Counts, *fs[k].c)
			who = append(who, fmt.Sprintf("%s: “%s”", r.label[r.sts[cs[k].st].Source], fs[k].c.Words))
		}
		ver.Text = strings.Join(dedup(who), "; ")
		d.Versions = append(d.Versions, ver)
		first, n := utf8.DecodeRuneInString(fs[witness(fs, v)].c.Told)
		figures = append(figures, string(unicode.ToLower(first))+fs[witness(fs, v)].c.Told[n:])
	}
	a, b := fs[witness(fs, vs[0])], fs[witness(fs, vs[1])]
	d.Arithmetic = r.countArithmetic(a, b)
	d.Finding = fmt.Sprintf("%s on %s: %s.", r.whoDiffer(&d), topic, strings.Join(figures, ", "))
	d.Explanations = r.test(r.countHypotheses(a, b), a.st, b.st)
	return d, true
}

// otherSources reports whether two versions of a clash are told by different
// sources.
func (r *run) otherSources(cs []claim, vs [][]int) bool {
	all := map[string]bool{}
	for _, v := range vs {
		for _, k := range v {
			all[r.sts[cs[k].st].Source] = true
		}
	}
	return len(all) > 1
}

// witness is the claim of a version that says most: an exact figure before a
// hedged one.
func witness(fs []figure, v []int) int {
	for _, k := range v {
		if !fs[k].c.Hedged && !fs[k].grew {
			return k
		}
	}
	return v[0]
}

func meets(a, b statement.Range) bool { return a.Lo <= b.Hi && b.Lo <= a.Hi }

// between is how far two ranges are apart, in thousandths; 0 where they meet.
func between(a, b statement.Range) int64 { return max(a.Lo-b.Hi, b.Lo-a.Hi, 0) }

// countArithmetic is the sum that shows how far two figures are apart, the
// higher first: "14 − 12 = 2".
func (r *run) countArithmetic(a, b figure) []string {
	x, y := a.c, b.c
	if x.Stated.Lo > y.Stated.Lo {
		x, y = y, x
	}
	lo, hi := x.Value, y.Value
	if lo < 0 {
		lo = x.Stated.Hi
	}
	if hi < 0 {
		hi = y.Stated.Lo
	}
	sum := fmt.Sprintf("%s − %s = %s", statement.Figure(hi), statement.Figure(lo), statement.Figure(hi-lo))
	var out []string
	for _, c := range [...]*statement.Count{x, y} {
		if whole := (statement.Range{Lo: c.Value, Hi: c.Value}); c.Stated != whole || c.Allowed != whole {
			out = append(out, fmt.Sprintf("“%s” = %s, allowed %s", c.Told, c.Stated, c.Allowed))
		}
	}
	return append(out, sum)
}

// slug makes words part of an id.
func slug(words string) string {
	words = strings.TrimSpace(strings.TrimSuffix(strings.ToLower(words), " people"))
	return strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return '-'
	}, words)
}

// befell are the words in which one asks for a toll.
var befell = map[string]string{
	"dead": "were killed", "hurt": "were hurt", "missing": "are missing", "arrested": "were arrested", "evacuated": "were evacuated", "displaced": "were displaced",
	"rescued": "were rescued", "trapped": "were trapped", "freed": "were freed", "kidnapped": "were kidnapped", "infected": "were infected", "hospitalised": "were taken to hospital", "present": "took part",
	"aboard": "were on board",
}

// ask puts what a count counts as a question, and as what one differs on.
func ask(c *statement.Count) (question, topic string) {
	of := c.Of
	if of == "people" {
		of = ""
	}
	if verb, ok := befell[c.Class]; ok {
		topic = "how many " + strings.TrimSpace(manyOf(of)+" "+verb)
		return "H" + topic[1:] + "?", topic
	}
	switch c.Class {
	case "vote":
		return "How many voted " + of + " it?", "how many voted " + of + " it"
	case "magnitude":
		if of == "quake" {
			of = "earthquake"
		}
		return "How strong was the " + of + "?", "how strong the " + of + " was"
	case "percent", "euro", "pound", "dollar", "yen", "rupee", "rand", "rouble", "franc", "crown", "peso", "yuan":
		if sum, ok := sums[of]; ok {
			return "How much " + sum + "?", "how much " + sum
		}
		return "How high was the " + of + "?", "how high the " + of + " was"
	}
	switch {
	case measured[c.Class]:
		return "What did the " + of + " measure?", "what the " + of + " measured"
	}
	if c.Verb == "" {
		return fmt.Sprintf("How many %s does the %s have?", manyOf(c.Class), of), fmt.Sprintf("how many %s the %s has", manyOf(c.Class), of)
	}
	topic = "how many " + strings.TrimSpace(manyOf(strings.TrimSpace(of+" "+c.Class))+" it was about")
	return "H" + topic[1:] + "?", topic
}

// sums are what a verb says of money.
var sums = map[string]string{"pay": "was paid", "lose": "was lost", "steal": "was stolen", "raise": "was raised", "spend": "was spent", "give": "was given", "offer": "was offered", "cost": "did it cost", "demand": "was demanded", "ask": "was asked for"}

// manyOf is the plural of a noun with what stands before it.
func manyOf(noun string) string {
	switch {
	case noun == "" || noun == "people" || noun == "crew" || noun == "police" || noun == "staff":
		return noun
	case strings.HasSuffix(noun, "child"):
		return noun + "ren"
	case strings.HasSuffix(noun, "man"):
		return strings.TrimSuffix(noun, "an") + "en"
	case strings.HasSuffix(noun, "y") && !strings.HasSuffix(noun, "ey") && !strings.HasSuffix(noun, "oy") && !strings.HasSuffix(noun, "ay"):
		return strings.TrimSuffix(noun, "y") + "ies"
	case strings.HasSuffix(noun, "s") || strings.HasSuffix(noun, "ch") || strings.HasSuffix(noun, "sh") || strings.HasSuffix(noun, "x"):
		return noun + "es"
	}
	return noun + "s"
}

// countHypotheses are the ways in which two figures for one thing may have come
// apart.
func (r *run) countHypotheses(a, b figure) []hypothesis {
	low, high := a, b
	if a.c.Stated.Lo > b.c.Stated.Lo {
		low, high = b, a
	}
	bound := func(test func(r *run, low, high figure) (bool, string)) func(*run, *statement.Statement, *statement.Statement) (bool, string) {
		return func(r *run, _, _ *statement.Statement) (bool, string) { return test(r, low, high) }
	}
	return []hypothesis{
		{"rounding", bound(countRounding)},
		{"figure-grew", bound(figureGrew)},
		{"different-things-counted", bound(otherThings)},
		{"digit-slip", bound(figureSlip)},
		{"copied-text", copied},
	}
}

func countRounding(_ *run, low, high figure) (bool, string) {
	gap := between(low.c.Allowed, high.c.Allowed)
	text := fmt.Sprintf("the wordings allow %s and %s, which ", low.c.Allowed, high.c.Allowed)
	if gap == 0 {
		return true, text + "meet"
	}
	return false, text + fmt.Sprintf("leave %s between them", statement.Figure(gap))
}

// figureGrew asks whether the lower figure may be an earlier state of the higher.
func figureGrew(r *run, low, high figure) (bool, string) {
	if !statement.Toll(low.c.Class) {
		return false, "what is counted does not grow with time"
	}
	by := statement.Figure(high.c.Stated.Lo - low.c.Stated.Lo)
	first, second := r.label[r.sts[low.st].Source], r.label[r.sts[high.st].Source]
	switch {
	case !low.told || !high.told:
		return true, fmt.Sprintf("it is not known when both figures were told: %s may have grown by %s to %s", low.c.Told, by, high.c.Told)
	case low.earlier(high):
		return true, fmt.Sprintf("%s (%s) was told by %s, %s (%s) later: it may have grown by %s", low.c.Told, first, low.asOf.To, high.c.Told, second, by)
	case high.earlier(low):
		return false, fmt.Sprintf("the lower figure is the later one: %s (%s) was told by %s, %s (%s) after that; a count that only grows does not fall by %s", high.c.Told, second, high.asOf.To, low.c.Told, first, by)
	}
	return true, fmt.Sprintf("both figures were told within the same span, %s: %s may have grown by %s to %s", hull(low.asOf, high.asOf), low.c.Told, by, high.c.Told)
}

func hull(a, b when.Interval) when.Interval {
	return when.Interval{From: min(a.From, b.From), To: max(a.To, b.To)}
}

// otherThings asks whether one figure may be the other with or without some
// that the same reports count apart.
func otherThings(r *run, low, high figure) (bool, string) {
	gap := high.c.Stated.Lo - low.c.Stated.Lo
	for _, f := range [...]figure{low, high} {
		for i := range r.sts {
			for n := range r.sts[i].Counts {
				c := &r.sts[i].Counts[n]
				if r.sts[i].Source != r.sts[f.st].Source || c == low.c || c == high.c || c.Stated.Lo != gap || c.Stated.Hi != gap || gap == 0 {
					continue
				}
				if c.Class == f.c.Class || statement.Toll(c.Class) && statement.Toll(f.c.Class) || c.Part {
					return true, fmt.Sprintf("%s counts “%s” as well: %s + %s = %s, so one of them may count those in", r.label[r.sts[f.st].Source], c.Words,
						statement.Figure(low.c.Stated.Lo), statement.Figure(gap), statement.Figure(high.c.Stated.Lo))
				}
			}
		}
	}
	return false, fmt.Sprintf("both count the same, “%s” and “%s”, and no other figure of the two reports makes up the difference of %s", low.c.Words, high.c.Words, statement.Figure(gap))
}

// figureSlip asks whether one figure may be the other mistyped.
func figureSlip(_ *run, low, high figure) (bool, string) {
	if digits(low.c.Told) == "" || digits(high.c.Told) == "" || low.c.Value < 0 || high.c.Value < 0 {
		return false, "one of the figures is told in words"
	}
	x, y := statement.Figure(low.c.Value), statement.Figure(high.c.Value)
	if len(x) < 2 && len(y) < 2 {
		return false, fmt.Sprintf("the figures %s and %s have one digit only", x, y)
	}
	return slip(x, y)
}
