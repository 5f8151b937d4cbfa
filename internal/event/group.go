package event

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"timeline/internal/resolve"
	"timeline/internal/statement"
	"timeline/internal/when"
)

// A Happening is one thing that took place (or was to), with all statements
// that speak of it and the entries it has on the timeline.
type Happening struct {
	Statements []int // indices into the statements given to [Group], ascending
	Links      []Link
	Entries    []int  // its entries, as indices into the events
	Whole      string // id of the entry for the whole; empty when only phases are told
	Begins     string // id of the entry for its start
	Ends       string // id of the entry for its end
	Planned    string // id of the entry for a planned start
	Lasts      string // id of the entry for its length, where it has others
}

// A Grouping is the statements of all sources put together by happening.
type Grouping struct {
	Happenings []Happening
	Events     []Event     // the entries, those of one happening together
	Of         []int       // by statement: its happening
	Entry      []string    // by statement: the id of its entry
	Refs       map[int]int // by statement with an order: the happening it counts from
}

// The weights of the reasons for which two statements of one class are held to
// speak of one happening. They count in quarters of the logarithm of the odds, as
// the training part of ECB+ and the stories of bench/stories give them, rounded:
// in reports of one story the same verb or noun speaks of the same happening three
// times out of four, another word of its class once out of two, and a saying one
// time out of five. A sum above zero speaks for one happening; veto is against
// whatever else speaks for it.
const (
	sameWord     = 4
	otherWord    = -1
	kinWord      = -1
	otherClass   = -4
	untimed      = 2 // added where neither tells a time that could speak against it
	sameTheme    = 1 // of other words: an event noun beside them, or the class of the other
	vagueWord    = -3
	otherPhase   = -8
	speech       = -5
	sameSpeaker  = 6
	sameArg      = 4
	storyArg     = 1 // the same of other words, where much of the story is about it
	otherArgs    = -1
	sharedName   = 1 // each, at most two
	namesAtTime  = 3 // of other words, both told to the minute
	otherNames   = -2
	otherParties = -8 // of talks, which are what they are by who takes part
	samePlace    = 2
	otherPlace   = -2
	calledOff    = 4 // told without a time, of what others tell with one
	rareWord     = 1 // each, at most two
	sameSource   = -4
	sameMinute   = 9 // two sources, a time that is not round
	sameRound    = 8 // the same, on the hour or the half hour
	sameRareDay  = 4 // of other words: a day of which the story tells little else
	sameAbout    = 5 // the same, where one of them says that it is not exact
	sameFigures  = 8 // the same figures on another day, in another zone or half of the day
	timesFit     = 3
	timesFitWide = 1
	timesNear    = 0
	clocksNear   = -4
	timesApart   = -4
	timesFar     = -6 // days apart, the only one of the kind
	timesDiffer  = -8 // apart, where a source tells several such happenings
	lengthsFit   = 2
	lengthOf     = -4
	lengthsApart = -6
	lengthsOff   = -3 // of what bears the same name
	toldTwice    = 40 // one time in one sentence, in two zones
	mentionAgain = 8  // "the meeting", in the source that named it before
	threshold    = 1
	veto         = -100
)

// A Fixed is what an editor has decided on which statements speak of one event, by their
// ids. It goes before all weights.
type Fixed struct {
	One   []Union     // statements that speak of one event
	Apart [][2]string // pairs that do not
}

// A Union is statements of one event.
type Union struct {
	Statements []string
	Phase      Phase  // the part of its happening that the event stands for
	Why        string // who decided it, and where
}

// Group puts statements together. They must be in order of source and
// position; the result depends on them and on what is fixed alone.
func Group(sts []statement.Statement, fixed Fixed) Grouping {
	g := &grouper{sts: sts, fixed: fixed, df: map[string]int{}, about: map[string]int{}, places: map[string]int{}, days: map[when.Interval]int{}, several: several(sts)}
	for i := range sts {
		if dated(&sts[i]) {
			g.days[sts[i].Time.Stated]++
		}
		for _, w := range sts[i].Act.Words {
			g.df[w]++
		}
		for _, w := range sts[i].Act.Args {
			g.about[w]++
		}
		if sts[i].Place != "" {
			g.places[sts[i].Place]++
			g.placed++
		}
	}
	g.both = sameDay(sts)
	g.decided()
	g.link()
	if g.learn() {
		g.link()
	}
	return g.result()
}

type grouper struct {
	sts     []statement.Statement
	fixed   Fixed
	joined  []pair                // what is fixed to be one, each with the first of its union
	apart   map[[2]int]bool       // what is fixed to be two, in order
	phases  map[int]Phase         // by statement of a union: the part that its event stands for
	forest                        // of the statements: those put together are of one happening
	df      map[string]int        // in how many statements a word occurs
	places  map[string]int        // how many statements are set in a place
	placed  int                   // how many are set in any
	about   map[string]int        // how many statements are about a thing
	days    map[when.Interval]int // how many statements tell a day
	both    map[kindred]bool      // the classes that one source tells of one day
	several map[string]bool       // the classes of which some source tells two at different times
	kin     map[[2]string]bool    // the classes, in order, that stand for one happening in this story
	links   []pair
}

// several finds the classes of which one source tells two happenings at times more
// than three hours apart: there, two times are two happenings.
func several(sts []statement.Statement) map[string]bool {
	out := map[string]bool{}
	last := map[string][]int{}
	for i := range sts {
		s := &sts[i]
		if !s.Time.Known || s.Time.IsDuration || !s.Time.Allowed.Bounded() || s.Role == statement.RoleStart || s.Role == statement.RoleEnd {
			continue
		}
		for _, j := range last[s.Act.Class] {
			if t := &sts[j]; t.Source == s.Source && t.Time.Allowed.Gap(s.Time.Allowed) > 3*3600 {
				out[s.Act.Class] = true
			}
		}
		last[s.Act.Class] = append(last[s.Act.Class], i)
	}
	return out
}

type pair struct {
	a, b    int
	score   int
	reasons []string
}

// link scores the pairs that share a class and joins the best first, as long
// as nothing in the two groups clashes.
func (g *grouper) link() {
	g.forest, g.links = newForest(len(g.sts)), nil
	var pairs []pair
	weigh := func(a, b int) {
		if score := g.score(a, b, nil); score >= threshold {
			pairs = append(pairs, pair{a: min(a, b), b: max(a, b), score: score})
		}
	}
	for _, ids := range g.by(func(i int) []string { return []string{g.sts[i].Act.Class} }) {
		g.near(ids, weigh)
	}
	seen := map[[2]int]bool{}
	for _, ids := range g.by(g.beyond) {
		g.near(ids, func(a, b int) {
			k := [2]int{min(a, b), max(a, b)}
			if g.sts[a].Act.Class != g.sts[b].Act.Class && !seen[k] {
				seen[k] = true
				weigh(k[0], k[1])
			}
		})
	}
	var again []pair
	for _, ids := range g.by(func(i int) []string { return []string{g.sts[i].Act.Class} }) {
		again = append(again, g.again(ids)...)
	}
	bound := g.bound(again)
	pairs = append(slices.DeleteFunc(pairs, func(p pair) bool { return bound[p.a] || bound[p.b] }), again...)
	pairs = append(pairs, g.retold()...)
	sort.SliceStable(pairs, func(i, j int) bool {
		if pairs[i].score != pairs[j].score {
			return pairs[i].score > pairs[j].score
		}
		if pairs[i].a != pairs[j].a {
			return pairs[i].a < pairs[j].a
		}
		return pairs[i].b < pairs[j].b
	})
	members := map[int][]int{}
	for i := range g.sts {
		members[i] = []int{i}
	}
	// Groups that clash do so for good: they only grow.
	foes := map[int]map[int]bool{}
	oppose := func(a, b int) {
		if foes[a] == nil {
			foes[a] = map[int]bool{}
		}
		foes[a][b] = true
	}
	pairs = append(slices.Clone(g.joined), pairs...)
	for n, p := range pairs {
		ra, rb := g.find(p.a), g.find(p.b)
		if ra == rb {
			continue
		}
		if n >= len(g.joined) {
			if foes[ra][rb] {
				continue
			}
			if g.clash(members[ra], members[rb]) {
				oppose(ra, rb)
				oppose(rb, ra)
				continue
			}
		}
		if rb < ra {
			ra, rb = rb, ra
		}
		for f := range foes[rb] {
			delete(foes[f], rb)
			oppose(ra, f)
			oppose(f, ra)
		}
		delete(foes, rb)
		g.join(ra, rb)
		members[ra] = append(members[ra], members[rb]...)
		delete(members, rb)
		if p.reasons == nil {
			g.score(p.a, p.b, &p.reasons)
		}
		g.links = append(g.links, p)
	}
}

// retold are the statements that tell one time twice, in two zones that do not fit: they
// are of one happening before anything else is.
func (g *grouper) retold() []pair {
	at := map[string]int{}
	var out []pair
	for i := range g.sts {
		s := &g.sts[i]
		at[s.ID] = i
		if first, ok := at[s.Retells]; ok && s.Retells != "" && g.sts[first].Sentence == s.Sentence {
			out = append(out, pair{first, i, toldTwice, []string{fmt.Sprintf("one sentence tells its time twice (%+d)", toldTwice)}})
		}
	}
	return out
}

// near calls f for the pairs of some statements that are not so far apart in time that
// nothing else counts: see far. Those that tell a time are swept in its order.
func (g *grouper) near(ids []int, f func(a, b int)) {
	var timed, other []int
	for _, i := range ids {
		if t := &g.sts[i].Time; t.Known && !t.IsDuration && t.Allowed != when.Always {
			timed = append(timed, i)
		} else {
			other = append(other, i)
		}
	}
	slices.SortStableFunc(timed, func(a, b int) int { return cmp.Compare(g.sts[a].Time.Allowed.From, g.sts[b].Time.Allowed.From) })
	for x, a := range timed {
		for _, b := range timed[x+1:] {
			if g.sts[b].Time.Allowed.From > g.sts[a].Time.Allowed.To.Add(farApart) {
				break // as is whatever begins later
			}
			f(a, b)
		}
	}
	for x, a := range other {
		for _, b := range other[x+1:] {
			f(a, b)
		}
		for _, b := range timed {
			f(a, b)
		}
	}
}

// beyond are the keys by which statements of other classes may be of one happening: of
// classes that stand for one in this story, of one day that little is told of, of one
// minute, and of one face of the clock.
func (g *grouper) beyond(i int) []string {
	s := &g.sts[i]
	if s.Act.Class == "" {
		return nil
	}
	var keys []string
	for k := range g.kin {
		if k[0] == s.Act.Class || k[1] == s.Act.Class {
			keys = append(keys, "kin "+k[0]+" "+k[1])
		}
	}
	if g.rareDay(s) {
		keys = append(keys, "day "+s.Time.Stated.String())
	}
	if clocked(s) {
		keys = append(keys, fmt.Sprintf("minute %d", s.Time.Stated.From/60))
		for _, f := range s.Faces {
			if f%30 != 0 {
				keys = append(keys, fmt.Sprintf("face %d", f))
			}
		}
	}
	return keys
}

// rareArg reports whether one of some things is what few statements are about.
func (g *grouper) rareArg(things []string) bool {
	return slices.ContainsFunc(things, func(w string) bool { return g.about[w] <= max(2, len(g.sts)/12) })
}

// storyPlace reports whether much of the story is set in a place.
func (g *grouper) storyPlace(place string) bool { return 2*g.places[place] > g.placed }

// by sorts statements by keys: one list for each key that some statement has, in
// the order of the keys.
func (g *grouper) by(keys func(int) []string) [][]int {
	m := map[string][]int{}
	for i := range g.sts {
		for _, k := range keys(i) {
			m[k] = append(m[k], i)
		}
	}
	var out [][]int
	for _, k := range slices.Sorted(maps.Keys(m)) {
		if k != "" {
			out = append(out, m[k])
		}
	}
	return out
}

// rareDay reports whether a statement tells a day of which the story has little else
// to say: two sources that tell it are likely to mean one thing.
func (g *grouper) rareDay(s *statement.Statement) bool {
	return dated(s) && g.days[s.Time.Stated] <= fewOfDay
}

// A kindred is two classes of which one source tells a happening each on one day: they
// are not two words for one thing.
type kindred struct {
	day  when.Interval
	a, b string // in order
}

func kindredOf(day when.Interval, a, b string) kindred {
	return kindred{day, min(a, b), max(a, b)}
}

// sameDay finds the classes that one source tells of one day.
func sameDay(sts []statement.Statement) map[kindred]bool {
	var days []when.Interval
	for i := range sts {
		if dated(&sts[i]) {
			days = append(days, sts[i].Time.Stated)
		}
	}
	slices.SortFunc(days, func(a, b when.Interval) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	days = slices.Compact(days)
	told := map[when.Interval][]string{} // of the source at hand
	out := map[kindred]bool{}
	for i := range sts {
		s := &sts[i]
		if i > 0 && sts[i-1].Source != s.Source {
			clear(told)
		}
		if !s.Time.Known || s.Time.IsDuration || s.Time.Granularity > when.Day || !s.Time.Stated.Bounded() {
			continue
		}
		// A day of another zone begins at most a day before the moment.
		from := s.Time.Stated.From
		k, _ := slices.BinarySearchFunc(days, from-86400, func(d when.Interval, at when.Instant) int { return cmp.Compare(d.From, at) })
		for ; k < len(days) && days[k].From <= from; k++ {
			if from >= days[k].To || slices.Contains(told[days[k]], s.Act.Class) {
				continue
			}
			for _, c := range told[days[k]] {
				out[kindredOf(days[k], c, s.Act.Class)] = true
			}
			told[days[k]] = append(told[days[k]], s.Act.Class)
		}
	}
	return out
}

// dated reports whether a statement tells a whole day.
func dated(s *statement.Statement) bool {
	return s.Time.Known && !s.Time.IsDuration && s.Time.Granularity == when.Day && s.Time.Stated.Bounded()
}

// fewOfDay is how many statements a story may have of one day, for the day to speak
// for one happening.
const fewOfDay = 8

// clocked reports whether a statement tells a moment to the minute.
func clocked(s *statement.Statement) bool {
	return s.Time.Known && !s.Time.IsDuration && s.Time.Granularity <= when.Minute && s.Time.Granularity != when.Unknown && s.Time.Stated.Bounded() && len(s.Faces) > 0
}

// hedged reports whether a clock time is said not to be exact: "around 16:30",
// "shortly after five". What a round figure may be off does not count.
func hedged(s *statement.Statement) bool {
	n, ok := s.Time.Allowed.Len()
	return !ok || n > 600
}

// decided reads what is fixed. Statements that are no longer there are passed over.
func (g *grouper) decided() {
	at := map[string]int{}
	for i := range g.sts {
		at[g.sts[i].ID] = i
	}
	g.apart, g.phases = map[[2]int]bool{}, map[int]Phase{}
	for _, u := range g.fixed.One {
		first := -1
		for _, id := range u.Statements {
			i, ok := at[id]
			if !ok {
				continue
			}
			if u.Phase != "" && g.sts[i].Role != statement.RoleDuration {
				g.phases[i] = u.Phase
			}
			if first < 0 {
				first = i
				continue
			}
			g.joined = append(g.joined, pair{min(first, i), max(first, i), toldTwice, []string{u.Why}})
		}
	}
	for _, p := range g.fixed.Apart {
		i, ok := at[p[0]]
		j, also := at[p[1]]
		if ok && also && i != j {
			g.apart[[2]int{min(i, j), max(i, j)}] = true
		}
	}
}

func (g *grouper) clash(a, b []int) bool {
	for _, i := range a {
		for _, j := range b {
			if len(g.apart) > 0 && g.apart[[2]int{min(i, j), max(i, j)}] {
				return true
			}
			if g.score(i, j, nil) <= veto/2 {
				return true
			}
		}
	}
	return false
}

// vague are classes so wide that sharing one says little.
var vague = map[string]bool{"say": true, "bring": true, "make": true, "take": true, "see": true, "give": true, "go": true, "come": true, "put": true, "work": true, "show": true, "use": true, "expect": true, "plan": true, "follow": true, "become": true, "travel": true, "try": true, "help": true, "need": true}

// said are the classes of speech: one speaker, one saying.
var said = map[string]bool{"say": true, "speak": true, "announce": true, "warn": true, "accuse": true, "complain": true, "post": true, "offer": true, "propose": true, "demand": true, "publish": true, "interview": true}

// phases are the classes of verbs that tell the course of a happening, which is
// another one for each noun.
var phases = map[string]bool{"begin": true, "end": true, "continue": true, "happen": true}

// score weighs what two statements share and what sets them apart. The reasons are put into
// why, unless it is nil: most pairs are only counted.
func (g *grouper) score(a, b int, why *[]string) int {
	s, t := &g.sts[a], &g.sts[b]
	if (s.Act.Stamp() || t.Act.Stamp()) && (s.Source != t.Source || s.Act.Class != t.Act.Class) {
		return veto
	}
	if strings.HasSuffix(s.Expr.Value, "_REF") || strings.HasSuffix(t.Expr.Value, "_REF") || unreal(s) != unreal(t) && !(off(s) && told(t) || off(t) && told(s)) {
		return veto
	}
	if g.far(s, t) {
		return veto
	}
	score := 0
	// add counts n; its reason is words with the values of their verbs.
	add := func(n int, words string, values ...string) {
		score += n
		if why == nil {
			return
		}
		all := make([]any, len(values))
		for i, v := range values {
			all[i] = v
		}
		*why = append(*why, fmt.Sprintf("%s (%+d)", fmt.Sprintf(words, all...), n))
	}
	// told joins what both share, for a reason.
	told := func(shared []string) string {
		if why == nil {
			return ""
		}
		return strings.Join(shared, ", ")
	}
	if a, b := subject(s), subject(t); a == b || s.Act.Head == t.Act.Head && (s.Act.Noun == "" || t.Act.Noun == "") {
		add(sameWord, "the same word, “%s”", b)
	} else if s.Act.Class == t.Act.Class {
		if timeless(s) && timeless(t) {
			add(otherWord+untimed, "words of one meaning, “%s” and “%s”", a, b)
		} else {
			add(otherWord, "words of one meaning, “%s” and “%s”", a, b)
		}
	} else if g.alike(s, t) {
		add(kinWord, "“%s” and “%s” stand for one happening elsewhere in the story", a, b)
	} else {
		add(otherClass, "other words, “%s” and “%s”", a, b)
		if shared := themes(s, t); len(shared) > 0 {
			add(sameTheme, "both speak of %s", told(shared))
		}
	}
	switch {
	case said[s.Act.Class] != said[t.Act.Class] && !(clocked(s) && clocked(t) && s.Source != t.Source && s.Time.Stated.From/60 == t.Time.Stated.From/60):
		return veto // but "she resigned at 16:52" and "she said at 16:52 that she resigned"
	case said[s.Act.Class] != said[t.Act.Class]:
	case said[s.Act.Class] && s.Act.Subj != "" && t.Act.Subj != "" && s.Act.Subj != t.Act.Subj:
		return veto
	case said[s.Act.Class]:
		add(speech, "one may say many things")
		if s.Act.Subj != "" && s.Act.Subj == t.Act.Subj {
			add(sameSpeaker, "the same speaker")
		}
	case s.Act.Class == t.Act.Class && s.Source != t.Source && !g.several[s.Act.Class] && (off(s) && !timeless(t) || off(t) && !timeless(s)):
		add(calledOff, "what did not take place, the only one of its kind")
	case vague[s.Act.Class] && s.Act.Class == t.Act.Class:
		add(vagueWord, "a word of many uses")
	case phases[s.Act.Class] && s.Act.Class == t.Act.Class && s.Act.Noun != t.Act.Noun:
		add(otherPhase, "the %s of different things", s.Act.Class)
	}
	switch shared := common(s.Act.Args, t.Act.Args); {
	case len(shared) > 0 && !g.alike(s, t) && !g.rareArg(shared):
		add(storyArg, "both are about %s, as much of the story", told(shared))
	case len(shared) > 0:
		add(sameArg, "both are about %s", told(shared))
	case len(s.Act.Args) > 0 && len(t.Act.Args) > 0:
		add(otherArgs, "about other things")
	}
	switch shared := common(s.Act.Names, t.Act.Names); {
	case len(shared) > 0 && !g.alike(s, t) && !(clocked(s) && clocked(t)):
		// the same people do many things in a day
	case len(shared) > 0 && !g.alike(s, t):
		add(namesAtTime, "both name %s", told(shared))
	case len(shared) > 0:
		add(sharedName*min(len(shared), 2), "both name %s", told(shared))
	case len(s.Act.Names) > 0 && len(t.Act.Names) > 0 && s.Act.Class == "talk":
		add(otherParties, "no name in common")
	case len(s.Act.Names) > 0 && len(t.Act.Names) > 0:
		add(otherNames, "no name in common")
	}
	if s.Source == t.Source && timeless(s) && timeless(t) {
		add(sameSource+untimed+1, "one source may tell a thing twice")
	} else if s.Source == t.Source {
		add(sameSource, "one source seldom tells a thing twice with its time")
	}
	if !g.alike(s, t) && opposite(s.Role, t.Role) {
		return veto // the start of one thing and the end of another
	}
	switch {
	case s.Place == "" || t.Place == "":
	case s.Place == t.Place && !g.alike(s, t) && g.storyPlace(s.Place):
		add(storyArg, "both in %s, as much of the story", s.Place)
	case s.Place == t.Place:
		add(samePlace, "both in %s", s.Place)
	case sharedZone(s.Zones, t.Zones):
	case s.Time.ZoneBasis == resolve.ZoneClause && t.Time.ZoneBasis == resolve.ZoneClause:
		return veto
	default:
		add(otherPlace, "%s is not %s", s.Place, t.Place)
	}
	switch {
	case s.Time.IsDuration && t.Time.IsDuration && lengths(s, t) == 0:
		add(lengthsFit, "the lengths fit")
	case lasts(s) != lasts(t) && s.Source != t.Source && !timeless(s) && !timeless(t):
		add(lengthOf, "a length that another report tells")
	}
	if n := lengths(s, t); n <= veto {
		return veto
	} else if n < 0 {
		add(n, "the lengths differ")
	}
	n, reason := g.times(a, b)
	if n <= veto {
		return veto
	}
	if reason != "" {
		add(n, reason)
	}
	var rare []string
	for _, w := range common(s.Act.Words, t.Act.Words) {
		if g.df[w] <= max(2, len(g.sts)/12) {
			rare = append(rare, w)
		}
	}
	if len(rare) > 0 {
		add(rareWord*min(len(rare), 2), "rare words in common: %s", told(rare[:min(len(rare), 3)]))
	}
	return score
}

// subject is the word that says what happened: the noun whose course a verb
// tells, "talks" of "the talks began", else the verb or noun itself.
func subject(s *statement.Statement) string {
	if s.Act.Noun != "" {
		return s.Act.Noun
	}
	return s.Act.Head
}

// timeless reports whether a statement tells neither a time nor a length nor an
// order.
func timeless(s *statement.Statement) bool {
	return !s.Time.Known && !s.Time.IsDuration && s.Time.Ref.Relation == resolve.NoRelation
}

// themes are the classes of happenings that both clauses speak of besides what they
// tell.
func themes(s, t *statement.Statement) []string {
	var out []string
	for _, c := range s.Act.Themes {
		if !vague[c] && (slices.Contains(t.Act.Themes, c) || c == t.Act.Class) {
			out = append(out, c)
		}
	}
	if len(out) == 0 && slices.Contains(t.Act.Themes, s.Act.Class) && !vague[s.Act.Class] {
		out = append(out, s.Act.Class)
	}
	return out
}

// sharedZone reports whether two places may keep the same time: a town and its
// country do. A place without a zone, a continent, says nothing.
func sharedZone(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	return slices.ContainsFunc(a, func(z string) bool { return slices.Contains(b, z) })
}

// unreal reports whether a statement speaks of something that is only thought
// of or denied: it is not the happening that others report.
// lasts reports whether a statement tells how long a happening was, and not how long
// after another it came.
func lasts(s *statement.Statement) bool {
	return s.Time.IsDuration && s.Time.Ref.Relation == resolve.NoRelation
}

// off reports whether a statement tells no more than that something did not take place.
func off(s *statement.Statement) bool {
	return (s.Modality == statement.Cancelled || s.Modality == statement.Denied) && timeless(s)
}

// told reports whether a statement tells a happening as a fact.
func told(s *statement.Statement) bool {
	return s.Modality == statement.Happened || s.Modality == statement.Ongoing
}

func unreal(s *statement.Statement) bool {
	return s.Modality == statement.Hypothetical || s.Modality == statement.Denied
}

// lengths scores two lengths: hours are never months.
func lengths(s, t *statement.Statement) int {
	if !s.Time.IsDuration || !t.Time.IsDuration {
		return 0
	}
	if s.Time.Ref.Relation != resolve.NoRelation || t.Time.Ref.Relation != resolve.NoRelation {
		return 0 // how late, not how long
	}
	if (s.Modality == statement.Background) != (t.Modality == statement.Background) {
		return veto
	}
	a, b := s.Time.Length, t.Time.Length
	if a.AllowedMin > b.AllowedMin {
		a, b = b, a
	}
	switch {
	case b.AllowedMin <= a.AllowedMax:
		return 0
	case s.Source == t.Source && !s.Corrects && !t.Corrects:
		return veto // one report does not contradict itself
	case b.AllowedMin > 3*a.AllowedMax:
		return veto
	case s.Act.Noun != "" && subject(s) == subject(t):
		return lengthsOff
	}
	return lengthsApart
}

// again links a statement that brings neither time nor place of its own ("the
// meeting", "five hours of talks") to what its source told last of the same
// class.
func (g *grouper) again(ids []int) []pair {
	var out []pair
	for x := len(ids) - 1; x > 0; x-- {
		b := ids[x]
		t := &g.sts[b]
		if t.Act.Noun == "" && !(t.Time.IsDuration && len(t.Act.Names) == 0) || vague[t.Act.Class] {
			continue
		}
		for y := x - 1; y >= 0; y-- {
			a := ids[y]
			s := &g.sts[a]
			if s.Source != t.Source {
				break
			}
			var why []string
			score := g.score(a, b, &why)
			if score <= veto/2 || lengths(s, t) < 0 {
				continue // another meeting of that report
			}
			own := t.Time.Known && !t.Time.IsDuration
			if n, _ := g.times(a, b); own && n != timesFit && t.Time.Granularity <= when.Week {
				break
			}
			score += mentionAgain
			why = append(why, fmt.Sprintf("the same source speaks on of it (%+d)", mentionAgain))
			if score >= threshold {
				out = append(out, pair{a, b, score, why})
			}
			break
		}
	}
	return out
}

// bound are the statements that have neither time nor names of their own and of
// which their source speaks on: what they belong to is told there alone.
func (g *grouper) bound(again []pair) map[int]bool {
	out := map[int]bool{}
	for _, p := range again {
		if s := &g.sts[p.b]; len(s.Act.Names) == 0 && (!s.Time.Known || s.Time.IsDuration) {
			out[p.b] = true
		}
	}
	return out
}

// times scores how the times of two statements lie to one another. Lengths and
// orders say nothing here.
func (g *grouper) times(x, y int) (int, string) {
	s, t := &g.sts[x], &g.sts[y]
	if a, b := frame(s), frame(t); (s.Time.IsDuration || t.Time.IsDuration) && a.Gap(b) > 36*3600 {
		return veto, "" // lengths of another day
	}
	if !s.Time.Known || !t.Time.Known || s.Time.IsDuration || t.Time.IsDuration {
		return 0, ""
	}
	if s.Source != t.Source && clocked(s) && clocked(t) && !opposite(s.Role, t.Role) {
		switch gap := s.Time.Stated.Gap(t.Time.Stated); {
		case s.Time.Stated.From/60 == t.Time.Stated.From/60 && (hedged(s) || hedged(t)):
			return sameAbout, "about the same time"
		case s.Time.Stated.From/60 == t.Time.Stated.From/60 && s.Faces[0]%30 != 0:
			return sameMinute, "the same minute"
		case s.Time.Stated.From/60 == t.Time.Stated.From/60:
			return sameRound, "the same time"
		case gap <= 36*3600 && sameFace(s, t) && (g.alike(s, t) || !hedged(s) && !hedged(t) && s.Faces[0]%5 != 0),
			gap <= farApart && sameFace(s, t) && g.alike(s, t) && !g.several[s.Act.Class] && !hedged(s) && !hedged(t) && s.Faces[0]%5 != 0:
			return sameFigures, "the same figures on the clock"
		}
	}
	if s.Source != t.Source && s.Act.Class != t.Act.Class && s.Time.Stated == t.Time.Stated && g.rareDay(s) && !g.both[kindredOf(s.Time.Stated, s.Act.Class, t.Act.Class)] && !opposite(s.Role, t.Role) {
		return sameRareDay, "the same day, of which little else is told"
	}
	a, b := s.Time.Allowed, t.Time.Allowed
	if a.From.Open() && a.To.Open() || b.From.Open() && b.To.Open() {
		return 0, ""
	}
	if a.Overlaps(b) {
		if s.Time.Granularity <= when.Day && t.Time.Granularity <= when.Day && !said[s.Act.Class] {
			return timesFit, "the times fit"
		}
		return timesFitWide, "the times fit, widely"
	}
	gap := a.Gap(b)
	if s.Source == t.Source && (s.Role == t.Role || !phased(s) && !phased(t)) && s.Time.Granularity <= when.Day && t.Time.Granularity <= when.Day && s.Retells == "" && t.Retells == "" && !s.Corrects && !t.Corrects {
		return veto, "" // one report does not contradict itself: it tells of two
	}
	// The same happening told with two roles, or on two sides of midnight, may lie
	// some hours apart; a slip of the zone or the day puts it a day and a half away.
	switch {
	case gap <= 3*3600 && clocked(s) && clocked(t) && !(s.Role == t.Role && (s.Role == statement.RoleStart || s.Role == statement.RoleEnd)):
		return clocksNear, "the clocks differ by less than three hours"
	case gap <= 3*3600:
		return timesNear, "the times are near"
	case gap > farApart, gap > 36*3600 && (s.Source == t.Source || g.several[s.Act.Class] || !g.alike(s, t)):
		return veto, ""
	case gap > 36*3600:
		return timesFar, "the times are days apart"
	case s.Source == t.Source || g.several[s.Act.Class]:
		return timesDiffer, "the times are hours apart, and there are several of the kind"
	}
	return timesApart, "the times are hours apart"
}

// farApart is by how many seconds times may differ and still be of one happening.
const farApart = 60 * 86400

// far reports whether the times of two statements lie so far apart that nothing else
// counts: see times, which says so too. Most pairs of a long story are such.
func (g *grouper) far(s, t *statement.Statement) bool {
	if !s.Time.Known || !t.Time.Known || s.Time.IsDuration || t.Time.IsDuration {
		return false
	}
	a, b := s.Time.Allowed, t.Time.Allowed
	return !(a.From.Open() && a.To.Open() || b.From.Open() && b.To.Open()) && a.Gap(b) > farApart
}

// frame is the time of a statement, or that beside its length; [when.Always] for
// none.
func frame(s *statement.Statement) when.Interval {
	switch {
	case s.Time.IsDuration && s.Frame != when.Interval{}:
		return s.Frame
	case s.Time.Known && !s.Time.IsDuration:
		return s.Time.Allowed
	}
	return when.Always
}

// phased reports whether a statement tells a start or an end.
func phased(s *statement.Statement) bool {
	return s.Role == statement.RoleStart || s.Role == statement.RoleEnd
}

// opposite reports whether one time is a start and the other an end.
func opposite(a, b statement.Role) bool {
	return a == statement.RoleStart && b == statement.RoleEnd || a == statement.RoleEnd && b == statement.RoleStart
}

// sameFace reports whether two clocks showed the same figures, which are not round.
func sameFace(s, t *statement.Statement) bool {
	for _, f := range s.Faces {
		if f%30 != 0 && slices.Contains(t.Faces, f) {
			return true
		}
	}
	return false
}

func common(a, b []string) []string {
	var out []string
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			out = append(out, a[i])
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return out
}

func (g *grouper) result() Grouping {
	r := Grouping{Of: make([]int, len(g.sts)), Entry: make([]string, len(g.sts)), Refs: map[int]int{}}
	index := map[int]int{}
	for i := range g.sts {
		root := g.find(i)
		h, ok := index[root]
		if !ok {
			h = len(r.Happenings)
			index[root] = h
			r.Happenings = append(r.Happenings, Happening{})
		}
		r.Happenings[h].Statements = append(r.Happenings[h].Statements, i)
		r.Of[i] = h
	}
	for _, p := range g.links {
		h := &r.Happenings[r.Of[p.a]]
		h.Links = append(h.Links, Link{Statement: g.sts[p.b].ID, With: g.sts[p.a].ID, Score: p.score, Reasons: p.reasons})
	}
	for h := range r.Happenings {
		g.entries(&r, &r.Happenings[h])
	}
	for i := range g.sts {
		if k, ok := g.reference(&r, i); ok {
			r.Refs[i] = k
		}
	}
	return r
}

// entries cuts a happening into its entries on the timeline.
func (g *grouper) entries(r *Grouping, h *Happening) {
	parts := map[Phase][]int{}
	for _, i := range h.Statements {
		p := g.phase(i)
		parts[p] = append(parts[p], i)
	}
	if len(parts) == 1 {
		parts[Whole], parts[Lasts] = append(parts[Whole], parts[Lasts]...), nil
	}
	for _, p := range [...]Phase{Whole, PlannedStart, Begins, Ends, Lasts} {
		ids := parts[p]
		if len(ids) == 0 {
			continue
		}
		e := Event{ID: "e-" + g.sts[ids[0]].ID[2:], Phase: p}
		for _, i := range ids {
			s := &g.sts[i]
			e.Statements = append(e.Statements, s.ID)
			if i != ids[0] {
				e.Aliases = append(e.Aliases, "e-"+s.ID[2:])
			}
			r.Entry[i] = e.ID
			if e.Place == "" && s.Place != "" {
				e.Place, e.Zone = s.Place, first(s.Zones)
			}
		}
		for _, i := range ids {
			if z := g.sts[i].Time; e.Zone == "" && z.Zone != "" && z.Zone != "UTC" && z.Zone != "GMT" {
				e.Zone = z.Zone
			}
		}
		for _, l := range h.Links {
			if contains(e.Statements, l.Statement) {
				e.Links = append(e.Links, l)
			}
		}
		e.Status = g.status(ids, p)
		e.Background = g.background(ids)
		switch p {
		case Whole:
			h.Whole = e.ID
		case Begins:
			h.Begins = e.ID
		case Ends:
			h.Ends = e.ID
		case PlannedStart:
			h.Planned = e.ID
		case Lasts:
			h.Lasts = e.ID
		}
		if p != Whole {
			e.Of = h.Whole
		}
		if p == Lasts && e.Of == "" {
			e.Of = r.Events[h.Entries[0]].ID
		}
		e.Title = g.title(h, ids, p)
		h.Entries = append(h.Entries, len(r.Events))
		r.Events = append(r.Events, e)
	}
}

func first(l []string) string {
	if len(l) == 0 {
		return ""
	}
	return l[0]
}

func contains(l []string, s string) bool {
	for _, x := range l {
		if x == s {
			return true
		}
	}
	return false
}

// phase says in which entry of its happening a statement stands.
func (g *grouper) phase(i int) Phase {
	s := &g.sts[i]
	if p := g.phases[i]; p != "" {
		return p
	}
	switch {
	case s.Time.Ref.Relation == plannedBefore || s.Time.Ref.Relation == plannedAfter:
		return PlannedStart
	case s.Role == statement.RoleStart:
		return Begins
	case s.Role == statement.RoleEnd:
		return Ends
	case s.Role == statement.RoleDuration:
		return Lasts
	}
	return Whole
}

func (g *grouper) status(ids []int, p Phase) Status {
	told := make([]statement.Modality, len(ids))
	for n, i := range ids {
		told[n] = g.sts[i].Modality
	}
	return StatusOf(told, p)
}

// StatusOf is what the statements of an entry say together of whether it happened, by
// their modalities.
func StatusOf(told []statement.Modality, p Phase) Status {
	if p == PlannedStart {
		return StatusPlanned
	}
	n := map[statement.Modality]int{}
	for _, m := range told {
		n[m]++
	}
	yes := n[statement.Happened] + n[statement.Ongoing]
	switch {
	case n[statement.Cancelled] > 0 && yes+n[statement.Planned] > 0:
		return StatusDisputed
	case n[statement.Cancelled] > 0:
		return StatusCancelled
	case n[statement.Ongoing] > 0 && n[statement.Happened] == 0:
		return StatusOngoing
	case yes > 0 || n[statement.Background] > 0:
		return StatusHappened
	case n[statement.Planned] > 0:
		return StatusPlanned
	case n[statement.Denied] > 0:
		return StatusDenied
	case n[statement.Hypothetical] > 0:
		return StatusHypothetical
	}
	return StatusHabitual
}

func (g *grouper) background(ids []int) bool {
	for _, i := range ids {
		m := g.sts[i].Modality
		if m != statement.Background && m != statement.Habitual && !g.sts[i].Act.Stamp() && !strings.HasSuffix(g.sts[i].Expr.Value, "_REF") {
			return false
		}
	}
	return true
}
