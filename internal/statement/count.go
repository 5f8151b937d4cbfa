package statement

import (
	"slices"
	"strings"

	"timeline/internal/resolve"
	"timeline/internal/text"
)

// A Count is a figure that a sentence gives for something that can be counted
// or measured: how many were killed, how many points a plan has, how high a
// fine is.
type Count struct {
	Span    text.Span // bytes: from the hedge to the noun, "at least 12 people"
	Figure  text.Span // bytes: the figure alone
	Words   string    // the words of Span, on one line
	Told    string    // the figure with its hedge, "at least 12"
	Class   string    // what is told of it or counted: "dead", "aboard", "point", "euro", or the noun itself
	Of      string    // who or what: "people", "plan", "fine"; empty where the noun is the class
	Verb    string    // class of the verb that the noun goes with; only for a noun that is its own class
	Value   int64     // the figure itself, in thousandths; -1 where the words give none or two
	Stated  Range     // what the words say, in thousandths
	Allowed Range     // what they admit as well; never narrower
	Hedged  bool      // the words say that it is no exact figure
	Part    bool      // it counts a part of a whole, what is added, or what used to be: "two of the five", "four more", "from 28 points"
	Tally   bool      // it is told as a count that is being kept: "the toll stood at 14"
	SoFar   bool      // the sentence says that it may change
	Mood    Modality  // how far its own verb vouches for it
	Where   []string  // names in which the sentence sets something, lower case, sorted: "in Lima", "near Aroma"
	Named   []string  // all names of the sentence, lower case, sorted
}

// A toll is one thing that befalls people or that they come to, with the words
// that tell it.
type toll struct {
	class      string
	verbs      string
	alone      string // those of the verbs that need no passive: "12 died"
	adjectives string
	deeds      string // nouns that stand for one case each: "14 deaths"
	numbers    string // words that stand for it behind "the number of"
}

// tolls grow while they are counted.
var tolls = []toll{
	{"dead", "kill murder slay perish drown execute assassinate die", "die perish drown", "dead killed", "death fatality", "dead deaths fatalities victims killed"},
	{"hurt", "injure wound hurt maim", "", "injured wounded hurt", "injury", "injured wounded injuries hurt"},
	{"missing", "", "", "missing unaccounted", "", "missing"},
	{"arrested", "arrest detain apprehend", "", "arrested detained", "arrest detention", "arrests detainees arrested"},
	{"evacuated", "evacuate", "", "evacuated", "", "evacuees evacuated"},
	{"displaced", "displace", "", "displaced homeless", "", "displaced homeless"},
	{"rescued", "rescue save", "", "rescued", "", "rescued"},
	{"trapped", "trap strand maroon", "", "trapped stranded", "", "trapped stranded"},
	{"freed", "free release liberate", "", "freed released", "", "freed"},
	{"kidnapped", "kidnap abduct", "", "kidnapped abducted", "", "kidnapped"},
	{"infected", "infect", "", "infected", "infection", "infections infected"},
	{"hospitalised", "hospitalise hospitalize", "", "hospitalised hospitalized", "", "hospitalised"},
	{"present", "draw attract gather march demonstrate", "gather march demonstrate", "", "", ""},
}

// The class of a toll by its verb, its adjective, its deed in the singular, and
// the word behind "number of".
var tollVerb, tollAdjective, tollDeed, tollNumber = tollWords(func(t toll) string { return t.verbs }), tollWords(func(t toll) string { return t.adjectives }),
	tollWords(func(t toll) string { return t.deeds }), tollWords(func(t toll) string { return t.numbers })

var tollAlone = tollWords(func(t toll) string { return t.alone })

func tollWords(of func(toll) string) text.Table[string] {
	m := map[string]string{}
	for _, t := range tolls {
		for _, w := range strings.Fields(of(t)) {
			m[w] = t.class
		}
	}
	return text.NewTable(m)
}

// Toll reports whether a class of counts tells what befalls people or how many
// came, so that its figures grow while they are counted.
func Toll(class string) bool {
	return slices.ContainsFunc(tolls, func(t toll) bool { return t.class == class })
}

// The words that counting looks at.
var (
	peopleWords  = set("people person persons individuals individual souls lives life victims victim others casualties folk")
	crowd        = set("people person demonstrator protester protestor marcher striker supporter fan spectator delegate guest mourner worker visitor resident student pupil teacher unionist activist member participant follower worshipper pilgrim farmer voter villager runner tourist man woman child")
	plurals      = set("people men women children police staff personnel crew aircraft troops cattle sheep fish spacecraft craft headquarters series species dead injured wounded folk")
	singulars    = set("person man woman child soldier officer passenger worker boy girl civilian policeman policewoman firefighter guard pilot student")
	notPlural    = set("is was has this plus less us its his as does thus yes previous various serious ss perhaps always across towards")
	moreWords    = set("more other others further additional extra")
	partBefore   = set("another other further additional extra remaining last first next final including among second third only")
	partPronouns = set("them whom which those these the his her its their our my us you")
	labels       = set("flight room gate route channel no number article section page paragraph chapter seat row runway camp bus platform line day stage round level grade lane block pier berth hall ward type category class phase step update incident unit highway road street avenue house apartment flat bed size aged age volume issue vol version apollo soyuz boeing airbus world")
	timeUnits    = set("second minute hour day week fortnight month year decade century season night evening morning afternoon weekend o'clock am pm a.m p.m gmt")
	uncounted    = set("time way thing reason side word kind sort type source degree third quarter half fold horse way old percentage point tenth fifth eighth fourth sixth thousandth hundredth")
	makeup       = set("point article clause page item paragraph chapter member seat storey story floor question condition demand")
	versionWords = set("original initial first revised new compromise amended final draft rival second earlier previous latest updated counter alternative european american russian")
	nounStops    = set("and or but nor than while as if so because although though until since before after during at in on by for from with without of to into onto near inside outside off over under above below behind between across around through aboard along against among within beyond who whom whose which that when where is are was were be been being has have had having do does did will would shall should can could may might must not also still already yet only just now then later earlier ago each apiece per alone together there here the a an this these those his her its their our my your some any no every both most all bound held left due open including such too away up down out back")
	linking      = set("remain remains remained found shot feared believed thought presumed pronounced confirmed reported declared known listed said understood left burned burnt crushed stabbed beaten still now so far officially reportedly also already later been being to have has had were was are is be got get may might could")
	kept         = set("count toll figure figures estimate estimates report reports number numbers death")
	doubting     = set("feared believed thought presumed may might could possibly perhaps")
	taking       = set("claim take cost")
	tallyLinks   = set("fell fallen dropped down at to as of is was were stood stands rose risen rises rising climbed climbs climbing reached reaches reaching has had have now up passed 's by on hit jumped grown grew increased remains remained become became been put puts set given gave currently already officially further then again later standing still from the stand rise climb reach")
	shocks       = text.NewTable(map[string]string{"earthquake": "quake", "earthquakes": "quake", "quake": "quake", "mainshock": "quake", "temblor": "quake", "aftershock": "aftershock", "aftershocks": "aftershock", "foreshock": "foreshock", "tremor": "tremor", "tremors": "tremor", "shock": "tremor"})
	currencies   = text.NewTable(map[string]string{
		"€": "euro", "£": "pound", "$": "dollar", "¥": "yen", "₹": "rupee", "euro": "euro", "euros": "euro", "pound": "pound", "pounds": "pound", "dollar": "dollar", "dollars": "dollar", "yen": "yen",
		"rupee": "rupee", "rupees": "rupee", "rand": "rand", "rouble": "rouble", "roubles": "rouble", "ruble": "rouble", "rubles": "rouble", "franc": "franc", "francs": "franc", "crown": "crown", "crowns": "crown", "peso": "peso", "pesos": "peso", "yuan": "yuan",
	})
	shares    = set("turnout stake share support approval majority inflation unemployment vote")
	movement  = set("fall rise raise cut say trade go be have jump")
	regions   = set("the northern southern eastern western central northeastern northwestern southeastern southwestern north-eastern north-western south-eastern south-western nearby downtown north south east west mainland")
	parents   = set("mother father parent parents dad mum mom grandmother grandfather widow widower")
	vessels   = set("board ship ferry boat plane aircraft jet airliner airbus boeing flight bus coach train helicopter vessel tanker trawler yacht raft dinghy tram")
	voteWords = set("vote votes voted voting ballot majority ballots")
)

// A unit of measure is told in another of its family.
type unit struct {
	base string
	in   float64 // of the base
}

var units = func() text.Table[unit] {
	m := map[string]unit{}
	for _, u := range [...]struct {
		names, base string
		in          float64
	}{
		{"metre meter metres meters m", "metre", 1},
		{"kilometre kilometer kilometres kilometers km", "metre", 1000},
		{"mile miles", "metre", 1609.344},
		{"foot feet ft", "metre", 0.3048},
		{"yard yards", "metre", 0.9144},
		{"inch inches", "metre", 0.0254},
		{"centimetre centimeter centimetres centimeters cm", "metre", 0.01},
		{"tonne tonnes", "tonne", 1},
		{"ton tons", "tonne", 1},
		{"kilogram kilograms kilogramme kilogrammes kilo kilos kg", "tonne", 0.001},
		{"hectare hectares", "hectare", 1},
		{"acre acres", "hectare", 0.404686},
		{"litre litres liter liters", "litre", 1},
		{"barrel barrels", "barrel", 1},
	} {
		for _, n := range strings.Fields(u.names) {
			m[n] = unit{u.base, u.in}
		}
	}
	return text.NewTable(m)
}()

// Counts finds what the sentence s of txt counts, in order of position. timed
// reports whether words are part of a time: a year or a length of time is no
// count.
func Counts(txt string, s text.Span, timed func(text.Span) bool) []Count {
	return parse(txt, s).counts(timed)
}

// counts finds what the clause counts, as [Counts] does.
func (c *clause) counts(timed func(text.Span) bool) []Count {
	k := counter{clause: c, timed: timed}
	k.capitals, k.of = allCapsLine(k.clause), make([]*trigger, len(k.tokens))
	for n := range k.triggers {
		for j := k.triggers[n].at; j < min(k.triggers[n].to, len(k.tokens)); j++ {
			k.of[j] = &k.triggers[n]
		}
	}
	for i := range k.tokens {
		k.voted = k.voted || voteWords.Has(k.lower(i))
	}
	for i := 0; i < len(k.tokens); {
		f, ok := k.figureAt(i)
		if !ok {
			i++
			continue
		}
		i = max(f.to, i+1)
		if k.timed(k.span(f.at, f.to)) || k.label(f) {
			continue
		}
		if n := k.count(f); n > i {
			i = n
		}
	}
	if len(k.out) == 0 {
		return nil
	}
	k.common()
	return k.out
}

// counts gives the figures of a sentence to its statements, those from first on:
// each to the one in whose clause it stands, or right behind whose clause; of
// several to the one whose time is nearest.
func (x *extractor) counts(full *clause, first int) {
	if first == len(x.out) {
		return
	}
	s := full.span
	for _, c := range full.counts(x.isTime) {
		best, dist := -1, 0
		for i := first; i < len(x.out); i++ {
			st := &x.out[i]
			if st.Act.Stamp() {
				continue
			}
			d := max(c.Span.Start-st.Expr.Span.End, st.Expr.Span.Start-c.Span.End, 0)
			if !st.Quote.Contains(c.Figure) {
				if c.Span.Start < st.Quote.End || c.Span.Start-st.Quote.End > rightBehind {
					continue
				}
				d += s.Len()
			}
			if st.Expr.Type == "SIGNAL" {
				d += 2 * s.Len()
			}
			if best < 0 || d < dist {
				best, dist = i, d
			}
		}
		if best >= 0 {
			x.out[best].Counts = append(x.out[best].Counts, c)
		}
	}
}

// toll makes a statement of a sentence that tells no time and how many were killed,
// hurt, on board: the figure is what another report may tell otherwise.
func (x *extractor) toll(full *clause) {
	for _, c := range full.counts(x.isTime) {
		if c.Part || !Toll(c.Class) && c.Class != "aboard" {
			continue
		}
		st := Statement{
			Source: x.Source, Sentence: full.span, Quote: full.span, Role: RoleWithin, Modality: Happened,
			Expr: Expression{Span: c.Span, Text: c.Span.Of(x.Text), Words: c.Words, Type: "SIGNAL"},
			Time: resolve.Order(resolve.EventRef{}), Counts: []Count{c},
		}
		gov := full.governor(c.Figure)
		if gov == nil {
			gov = &trigger{at: 0, to: 0, verb: true, head: "be", class: "be", mood: Happened} // "there were 96 on board"
		}
		if gov.mood != "" && gov.mood != Happened {
			return
		}
		x.act(&st, gov, full, full)
		if l := x.clausePlace(gov, full, full, st.Act.Class); l != nil {
			st.Place, st.Zones = l.Name, l.Zones
		}
		x.finish(&st, full)
		return
	}
}

// rightBehind is how many bytes may lie between a clause and a figure that it
// goes on to tell: ", killing at least".
const rightBehind = 24

// A counter reads the counts of one sentence.
type counter struct {
	*clause
	timed    func(text.Span) bool
	of       []*trigger // by token
	capitals bool       // the sentence is all in capitals
	voted    bool       // it speaks of a vote
	out      []Count
	last     phrase // the noun phrase of the last count
}

func (k *counter) span(from, to int) text.Span {
	return text.Span{Start: k.tokens[from].span.Start, End: k.tokens[to-1].span.End}
}

// label reports whether a figure only names something: "Flight 441", "Room 12".
func (k *counter) label(f figure) bool {
	p := k.lower(f.at - 1)
	if !f.digits || f.from < f.at {
		return false
	}
	if p == "." {
		p = k.lower(f.at - 2) // "No. 58"
	}
	if labels.Has(p) || p == "#" {
		return true
	}
	if f.at > 0 && len(p) > 1 && len(p) < 5 && k.tokens[f.at-1].kind == wordToken && strings.ToUpper(p) == k.tokens[f.at-1].word && !k.capitals {
		return true // "AK 47"
	}
	year := f.attr == "" && f.stated.Lo >= 1500*Thousandths && f.allowed.Lo < 2100*Thousandths && f.stated.Lo/Thousandths < 2100 && len(k.lower(f.at)) == 4
	if year && !peopleWords.Has(k.lower(f.to)) {
		return true
	}
	if f.at > 0 && k.tokens[f.at-1].kind == wordToken && k.tokens[f.at-1].cap && f.at > 1 && !placePrepositions.Has(k.lower(f.at-2)) && !k.timed(k.tokens[f.at-1].span) {
		return !isPlural(k.lower(f.to))
	}
	return false
}

// isPlural reports whether a word looks like the plural of a noun.
func isPlural(w string) bool {
	return plurals.Has(w) || len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !notPlural.Has(w)
}

// singular is the noun of which a word is the plural.
func singular(w string) string {
	switch w {
	case "people", "person", "persons":
		return "people"
	case "men":
		return "man"
	case "women":
		return "woman"
	case "children":
		return "child"
	case "police", "series", "species", "headquarters":
		return w
	}
	if b, ok := strings.CutSuffix(w, "men"); ok && len(b) > 2 {
		return b + "man"
	}
	if b, ok := strings.CutSuffix(w, "ies"); ok && len(b) > 2 {
		return b + "y"
	}
	for _, e := range [...]string{"ches", "shes", "xes", "sses", "zes"} {
		if strings.HasSuffix(w, e) {
			return w[:len(w)-2]
		}
	}
	if w == "lives" || w == "wives" || w == "knives" {
		return w[:len(w)-3] + "fe"
	}
	if strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") {
		return w[:len(w)-1]
	}
	return w
}

// A phrase is the noun that a figure counts, with what stands before it.
type phrase struct {
	from, to int // tokens; to is one past the noun
	mods     []string
	head     string // the noun in the singular, "people" for all words of people; empty for none
	state    string // class of a toll that an adjective of it tells: "30 injured passengers"
	part     bool
	of       bool // "of" leads to it
}

// longestPhrase is how many words a noun has with its adjectives, at most.
const longestPhrase = 7

// noun reads what a figure counts, from token j on.
func (k *counter) noun(j int, vague bool) phrase {
	p := phrase{from: j, to: j}
	if k.lower(j) == "of" {
		j++
		switch w := k.lower(j); {
		case partPronouns.Has(w):
			p.part, p.of = true, true
			if w == "them" || w == "whom" || w == "which" || w == "us" || w == "you" {
				p.to, p.head = j+1, "people"
				return p
			}
			j++
			if w == "those" || w == "these" || w == "the" {
				if f, ok := k.figureAt(j); ok {
					j = f.to
				}
			}
		case !vague:
			return p
		}
		p.to = j
	}
words:
	for n := 0; n < longestPhrase && j < len(k.tokens); n, j = n+1, j+1 {
		t := k.tokens[j]
		w := t.lower
		if t.kind != wordToken || w == "'s" || k.timed(t.span) {
			break
		}
		if moreWords.Has(w) {
			p.part = true
			p.to = j + 1
			if w == "others" {
				p.head = "people"
				return p
			}
			continue
		}
		if class := tollAdjective.Get(w); class != "" {
			if next := k.lower(j + 1); j+1 < len(k.tokens) && (isPlural(next) && tollAdjective.Get(next) == "" || peopleWords.Has(next)) && !k.timed(k.tokens[j+1].span) && p.head == "" {
				p.state = class
				continue
			}
			break
		}
		if nounStops.Has(w) {
			break
		}
		if k.triggerVerb(j) != nil && (p.head != "" || len(p.mods) > 0 || !isPlural(w) || strings.HasSuffix(w, "ed")) {
			break // but "three strikes" are no verb
		}
		if strings.HasSuffix(w, "ly") && !strings.HasSuffix(w, "family") {
			break
		}
		switch {
		case isPlural(w) || peopleWords.Has(w) || singulars.Has(w):
			if p.head != "" {
				p.mods = append(p.mods, p.head)
			}
			p.head, p.to = singular(w), j+1
			if peopleWords.Has(w) {
				p.head = "people"
			}
		case p.head != "":
			break words
		default:
			p.mods = append(p.mods, w)
		}
	}
	if p.head == "" {
		p.mods, p.state = nil, ""
		return p
	}
	if p.head == "passenger" && k.lower(p.to) == "and" && k.lower(p.to+1) == "crew" {
		p.head, p.to = "people", p.to+2
		if w := k.lower(p.to); w == "members" {
			p.to++
		}
	}
	return p
}

// triggerOf is the trigger that token j is part of, or nil.
func (k *counter) triggerOf(j int) *trigger {
	if j < 0 || j >= len(k.of) {
		return nil
	}
	return k.of[j]
}

// count makes the count of a figure, if it counts anything, and returns the
// token to go on at.
func (k *counter) count(f figure) int {
	for _, read := range [...]func(figure) (int, bool){k.score, k.magnitude, k.money, k.percent, k.measure, k.attributive, k.counted} {
		if n, ok := read(f); ok {
			return n
		}
	}
	return f.to
}

// add keeps a count whose words go on to token end.
func (k *counter) add(f figure, end int, c Count) {
	c.Span, c.Figure = k.span(f.from, max(end, f.to)), k.span(f.at, f.to)
	if f.lead > 0 {
		c.Span.Start = k.tokens[f.from-f.lead].span.Start
	}
	c.Words = strings.Join(strings.Fields(c.Span.Of(k.source)), " ")
	if c.Told == "" {
		c.Told = strings.Join(strings.Fields(k.span(f.from, f.to).Of(k.source)), " ")
	}
	if f.attr != "" {
		c.Told = strings.TrimRight(strings.TrimSuffix(c.Told, k.source[c.Figure.End-len(f.attr):c.Figure.End]), "-")
	}
	if c.Stated == (Range{}) && c.Allowed == (Range{}) {
		c.Value, c.Stated, c.Allowed = f.value, f.stated, f.allowed
	}
	c.Hedged = f.hedge != noHedge && f.hedge != exactly || f.vague
	if c.Mood == "" {
		c.Mood = Happened
	}
	k.out = append(k.out, c)
}

// score reads a vote: "52 votes to 48", "53-47".
func (k *counter) score(f figure) (int, bool) {
	if !k.voted || f.attr != "" || f.vague {
		return 0, false
	}
	against, end := f.versus, f.to
	if against < 0 {
		j := f.to
		for w := k.lower(j); w == "votes" || w == "ballots"; w = k.lower(j) {
			j++
		}
		if k.lower(j) != "to" && k.lower(j) != "against" || j+1 >= len(k.tokens) {
			return 0, false
		}
		if against, end = k.plainNumber(j + 1); against < 0 || k.timed(k.tokens[j+1].span) {
			return 0, false
		}
		for w := k.lower(end); w == "votes"; w = k.lower(end) {
			end++
		}
	}
	lo := f.stated.Lo
	if f.versus < 0 {
		lo = f.stated.Lo + (f.stated.Hi-f.stated.Lo)/2
	}
	told := strings.ReplaceAll(Figure(lo)+"–"+Figure(against), ",", "")
	k.add(f, end, Count{Class: "vote", Of: "for", Told: told, Value: lo, Stated: Range{lo, lo}, Allowed: Range{lo, lo}})
	k.add(f, end, Count{Class: "vote", Of: "against", Told: told, Value: against, Stated: Range{against, against}, Allowed: Range{against, against}})
	return end, true
}

// magnitude reads how strong an earthquake was.
func (k *counter) magnitude(f figure) (int, bool) {
	at := f.at - 1
	for n := 0; n < 2 && at > 0 && (k.lower(at) == "of" || k.lower(at) == "a" || k.lower(at) == "-"); n++ {
		at--
	}
	if f.attr != "magnitude" && k.lower(at) != "magnitude" && !strings.HasPrefix(k.lower(f.at), "magnitude-") {
		return 0, false
	}
	v := f.stated.Lo
	if v <= 0 || v >= 11*Thousandths {
		return f.to, true
	}
	of := ""
	for j := f.to; j < min(f.to+4, len(k.tokens)) && of == ""; j++ {
		if k.tokens[j].kind == punctToken {
			break
		}
		of = shocks.Get(k.lower(j))
	}
	for j := f.at - 1; j >= max(0, f.at-8) && of == ""; j-- {
		of = shocks.Get(k.lower(j))
	}
	if of != "" {
		c := Count{Class: "magnitude", Of: of, Value: v, Stated: f.stated, Allowed: Range{max(f.allowed.Lo-tenth, 0), f.allowed.Hi}}
		if c.Allowed.Hi != Unbounded {
			c.Allowed.Hi += tenth
		}
		if f.attr == "" {
			f.lead = f.from - at
		}
		k.add(f, f.to, c)
	}
	return f.to, true
}

// money reads what was paid, fined or asked: "fined 35,000 euros", "a €2m
// ransom". Prices and what goes up and down are passed over.
func (k *counter) money(f figure) (int, bool) {
	currency, end := "", f.to
	if f.at > 0 {
		currency = currencies.Get(k.lower(f.at - 1))
		if p := k.lower(f.at - 1); currency != "" && len(p) > 0 && p[0] >= 'a' && p[0] <= 'z' {
			currency = "" // "euro 30"
		}
	}
	attr := f.attr
	switch {
	case currency != "":
		f.from, f.at = min(f.from, f.at-1), f.at-1
		if f.from == f.at {
			g := f
			if k.hedged(&g); g.hedge != noHedge {
				f = g
			}
		}
		if attr == "" && (k.lower(end) == "m" || k.lower(end) == "million") {
			end++
		}
	case currencies.Get(attr) != "":
		currency = currencies.Get(attr)
	case currencies.Get(k.lower(end)) != "":
		currency = currencies.Get(k.lower(end))
		end++
	default:
		return 0, false
	}
	switch w := k.lower(end); w {
	case "a", "an", "per", "each", "apiece", "every":
		return end, true // a rate
	}
	thing, mood := "", Happened
	if k.lower(f.from-1) == "a" || k.lower(f.from-1) == "an" || k.lower(f.from-1) == "the" || attr != "" {
		for j := end; j < min(end+4, len(k.tokens)) && k.tokens[j].kind == wordToken && !nounStops.Has(k.lower(j)); j++ {
			if tr := k.triggerOf(j); tr != nil && tr.verb {
				break
			}
			if !k.tokens[j].cap {
				thing = k.lower(j)
			}
		}
		thing = thingOf(thing)
	}
	if j := f.from - 1; thing == "" && (k.lower(j) == "of" || k.lower(j) == "worth") {
		thing = thingOf(k.lower(j - 1))
	}
	if thing == "" && k.lower(end) == "of" {
		thing, _ = k.headAfter(end + 1) // "$300bn of frozen assets"
	}
	for j := f.from - 1; thing == "" && j >= 0 && j > f.from-7 && k.tokens[j].kind != punctToken; j-- {
		if tr := k.triggerVerb(j); tr != nil {
			if thing = tr.class; movement.Has(tr.class) || auxiliaries.Has(tr.head) {
				return end, true
			}
			mood = tr.mood
		} else if w := k.lower(j); nounStops.Has(w) && !determiners.Has(w) {
			break
		}
	}
	if thing != "" && !movement.Has(thing) {
		k.add(f, end, Count{Class: currency, Of: thing, Mood: mood, Part: k.partBefore(f)})
	}
	return end, true
}

// thingOf is how a noun is known: by its class, or itself.
func thingOf(noun string) string {
	if noun == "" {
		return ""
	}
	if class := nounClasses.Get(noun); class != "" {
		return class
	}
	return singular(noun)
}

// percent reads a share of something named: "turnout was 62 per cent".
func (k *counter) percent(f figure) (int, bool) {
	end := f.to
	switch {
	case k.lower(end) == "%" || k.lower(end) == "percent" || k.lower(end) == "pc":
		end++
	case k.lower(end) == "per" && k.lower(end+1) == "cent":
		end += 2
	case f.attr == "percent" || f.attr == "per-cent":
	default:
		return 0, false
	}
	thing := ""
	if p := k.lower(f.from - 1); p == "a" || p == "an" {
		if j := end; k.isWord(j) && !nounStops.Has(k.lower(j)) && k.triggerVerb(j) == nil {
			thing = thingOf(k.lower(j))
		}
	} else if j, ok := k.linked(f.from); ok && !movement.Has(k.moving(f.from-1)) && k.isWord(j) && k.triggerVerb(j) == nil && !nounStops.Has(k.lower(j)) {
		thing = thingOf(k.lower(j))
	}
	if shares.Has(thing) {
		k.add(f, end, Count{Class: "percent", Of: thing})
	}
	return end, true
}

// moving is the class of the verb at token j; empty for none.
func (k *counter) moving(j int) string {
	if t := k.triggerVerb(j); t != nil && !auxiliaries.Has(t.head) && t.head != "be" {
		return t.class
	}
	return ""
}

func (k *counter) triggerVerb(j int) *trigger {
	if t := k.triggerOf(j); t != nil && t.verb {
		return t
	}
	return nil
}

// linked goes back from a figure over the words that link it to what it tells
// the number of, "(the toll) had risen to", and returns the token before them.
func (k *counter) linked(i int) (int, bool) {
	j := i - 1
	for j >= 0 && i-j < 12 {
		t := k.tokens[j]
		_, _, number := digitsOf(t.lower)
		if !tallyLinks.Has(t.lower) && !k.timed(t.span) && !(number && k.lower(j-1) == "from") {
			break
		}
		j--
	}
	return j, j >= 0 && j < i-1
}

// measure reads a length or a weight of something named: "a 2.4-metre wave",
// "a cargo of 400 tonnes".
func (k *counter) measure(f figure) (int, bool) {
	name, end := k.lower(f.to), f.to+1
	if f.attr != "" {
		name, _, _ = strings.Cut(f.attr, "-")
		end = f.to
	}
	u, ok := units.Find(name)
	if !ok || f.attr == "" && f.to >= len(k.tokens) {
		return 0, false
	}
	thing := ""
	switch {
	case f.attr != "":
		thing, end = k.headAfter(end)
	case k.lower(f.from-1) == "of":
		thing = thingOf(k.lower(f.from - 2))
	case k.lower(end) == "of" && k.isWord(end+1) && !partPronouns.Has(k.lower(end+1)) && !nounStops.Has(k.lower(end+1)):
		thing = singular(k.lower(end + 1))
		end += 2
	}
	if thing == "" {
		return end, true
	}
	scale := func(r Range) Range {
		if r.Hi != Unbounded && r.Hi > 0 {
			r.Hi = int64(float64(r.Hi)*u.in + 0.5)
		}
		if r.Lo > 0 {
			r.Lo = int64(float64(r.Lo)*u.in + 0.5)
		}
		return r
	}
	c := Count{Class: u.base, Of: thing, Value: scale(Range{f.value, f.value}).Lo, Stated: scale(f.stated), Allowed: scale(f.allowed), Part: k.partBefore(f)}
	if slack := c.Stated.Lo * roundStated / 100; u.in != 1 && c.Stated.Hi != Unbounded {
		// Nobody converts a measure to the last digit.
		c.Stated.Lo, c.Stated.Hi = c.Stated.Lo-slack, c.Stated.Hi+slack
		c.Allowed.Lo, c.Allowed.Hi = min(c.Allowed.Lo, c.Stated.Lo), max(c.Allowed.Hi, c.Stated.Hi)
	}
	k.add(f, end, c)
	return end, true
}

// headAfter is the noun at the end of the words from token j on: "plan" in
// "peace plan for".
func (k *counter) headAfter(j int) (noun string, end int) {
	head := ""
	for n := 0; n < 5 && j < len(k.tokens) && k.tokens[j].kind == wordToken && k.lower(j) != "'s"; n, j = n+1, j+1 {
		if nounStops.Has(k.lower(j)) || k.triggerVerb(j) != nil || k.timed(k.tokens[j].span) {
			break
		}
		if !k.tokens[j].cap {
			head, end = k.lower(j), j+1
		}
	}
	if head == "" {
		return "", j
	}
	return singular(head), end
}

// attributive reads a figure that is an adjective: "the 28-point plan".
func (k *counter) attributive(f figure) (int, bool) {
	if f.attr == "" {
		return 0, false
	}
	part, rest, more := strings.Cut(f.attr, "-")
	part = singular(part)
	if part == "strong" || more && rest != "" || timeUnits.Has(part) || uncounted.Has(part) && part != "point" || units.Get(part).base != "" || len(part) < 3 {
		return f.to, true
	}
	of, end := k.headAfter(f.to)
	if of == "" {
		return f.to, true
	}
	k.add(f, end, Count{Class: part, Of: k.version(f.from) + of})
	return f.to, true
}

// version is the adjectives before token i that tell one version of a thing
// from another, each with a space behind it: "original ".
func (k *counter) version(i int) string {
	out := ""
	for j := i - 1; j >= 0 && j > i-5 && k.isWord(j) && !determiners.Has(k.lower(j)) && k.lower(j) != "'s"; j-- {
		if versionWords.Has(k.lower(j)) {
			out = k.lower(j) + " " + out
		}
	}
	return out
}

// partBefore reports whether the words before a figure make it a part: "another
// 12", "including three".
func (k *counter) partBefore(f figure) bool {
	p := k.lower(f.from - 1)
	if p == "from" && (k.lower(f.to) == "to" || k.changed(f)) {
		return true
	}
	if partBefore.Has(p) || p == "that" && k.lower(f.from-2) == "including" {
		return true
	}
	if p == "," {
		p = k.lower(f.from - 2)
		return p == "including" || p == "among them"
	}
	return (p == "them" || p == "these" || p == "whom") && k.lower(f.from-2) == "among"
}

// changed reports whether a figure behind "from" is what something used to be:
// "from 28 points to 19".
func (k *counter) changed(f figure) bool {
	for j := f.to; j < min(f.to+6, len(k.tokens)) && k.tokens[j].kind != punctToken; j++ {
		if k.lower(j) == "to" && k.isFigure(j+1) {
			return true
		}
	}
	return false
}

// counted reads a figure before a noun, or one that stands for people.
func (k *counter) counted(f figure) (int, bool) {
	p := k.noun(f.to, f.vague)
	c := Count{Part: p.part || k.partBefore(f) || k.joined(f, p)}
	if k.lower(f.from-1) == "of" && parents.Has(k.lower(f.from-2)) {
		return p.to, true // "a mother of two"
	}
	if w := k.lower(f.from - 1); (w == "of" || w == "in") && (k.lower(f.from-2) == "out" || k.isFigure(f.from-2)) {
		return p.to, true // the whole that a part is of: "two of five"
	}
	if w := k.lower(p.to); (w == "a" || w == "an" || w == "per" || w == "each" || w == "every") && (timeUnits.Has(k.lower(p.to+1)) || w == "per" || w == "each") {
		return p.to, true // a rate: "7,000 a week"
	}
	if k.lower(p.to) == "out" && k.lower(p.to+1) == "of" || k.lower(p.to) == "in" && k.isFigure(p.to+1) && !k.timed(k.tokens[p.to+1].span) {
		return p.to, true // "three out of four"
	}
	if k.triggerVerb(p.to) == nil && p.head == "" && tollAdjective.Get(k.lower(f.to)) == "" && k.boarded(f.to) == 0 {
		if class, of, start, ok := k.tallied(f.from); ok {
			c.Class, c.Of, c.Tally, f.lead = class, of, true, f.from-start
			k.keep(f, p, f.to, c)
			return f.to, true
		}
	}
	sort := strings.Join(append(append([]string(nil), p.mods...), p.head), " ")
	if p.head == "people" && len(p.mods) == 0 {
		sort = "people"
	}
	before, end := k.verbBefore(f), p.to
	if before.class == "present" && !crowd.Has(p.head) {
		before = governing{other: "attend", mood: before.mood}
	}
	switch {
	case before.class != "":
		c.Class, c.Mood = before.class, before.mood
	case p.state != "" && !p.of:
		c.Class = p.state
	default:
		after := k.verbAfter(p.to, p.head == "")
		if after.class == "present" && !crowd.Has(p.head) {
			after = governing{other: "attend", mood: after.mood}
		}
		switch deed := tollDeed.Get(p.head); {
		case after.class != "" && deed == "":
			c.Class, c.Mood = after.class, after.mood
			end = after.to
		case deed != "":
			c.Class, p.head = deed, "people"
			sort = strings.TrimSpace(strings.Join(p.mods, " "))
			if sort == "" {
				sort = "people"
			}
			c.Mood = after.mood
		case k.boarded(p.to) > 0 || (p.head == "passenger" || k.carried(f)) && p.head != "" && manned(p.head):
			c.Class = "aboard"
			end = max(end, k.boarded(p.to))
			if tr := k.triggerBefore(f.from); tr != nil {
				c.Mood = tr.mood
			}
		case p.head == "":
			return f.to, true
		default:
			if class, of, start, ok := k.tallied(f.from); ok && manned(p.head) {
				c.Class, c.Tally, f.lead = class, true, f.from-start
				if p.head == "people" {
					sort = of
				}
				break
			}
			return k.other(f, p, c, before, after)
		}
	}
	if p.head == "" {
		sort = "people"
		if n := len(k.out); n > 0 && k.lower(f.from-1) == "and" && Toll(k.out[n-1].Class) && !k.out[n-1].Part {
			sort = k.out[n-1].Of
		}
	}
	c.Of = sort
	k.keep(f, p, end, c)
	return p.to, true
}

// keep adds the count of a phrase.
func (k *counter) keep(f figure, p phrase, end int, c Count) {
	if c.Mood == "" {
		c.Mood = Happened
	}
	for j := f.from - 1; j >= 0 && j >= f.from-3; j-- {
		if doubting.Has(k.lower(j)) && c.Mood == Happened {
			c.Mood = Hypothetical
		}
	}
	if k.lower(end) == "alone" {
		c.Part = true
	}
	k.add(f, end, c)
	k.last = p
}

// manned reports whether a noun stands for people on a ship or a plane.
func manned(noun string) bool {
	switch noun {
	case "people", "passenger", "crew", "man", "woman", "child", "tourist", "sailor", "migrant", "soldier":
		return true
	}
	return false
}

// boarded is one past the words from token j on that set people on a ship or a
// plane, "on board", "were on the ferry"; 0 where they do not.
func (k *counter) boarded(j int) int {
	if w := k.lower(j); w == "was" || w == "were" {
		j++
	}
	switch {
	case k.lower(j) == "aboard":
		return j + 1
	case k.lower(j) != "on" && k.lower(j) != "in":
	case vessels.Has(k.lower(j + 1)):
		return j + 2
	case determiners.Has(k.lower(j+1)) && vessels.Has(k.lower(j+2)):
		return j + 3
	}
	return 0
}

// carried reports whether the verb before a figure is that of a carrier, or the
// words say who was on it.
func (k *counter) carried(f figure) bool {
	j := f.from - 1
	switch k.lower(j) {
	case "carrying", "carried", "carries":
		return true
	case "all":
		return k.lower(j-1) == "with"
	}
	return false
}

// other counts a noun that is its own class.
func (k *counter) other(f figure, p phrase, c Count, before, after governing) (int, bool) {
	end := p.to
	if p.of && !c.Part || timeUnits.Has(p.head) || uncounted.Has(p.head) && !makeup.Has(p.head) || currencies.Get(p.head) != "" || units.Get(p.head).base != "" {
		return end, true
	}
	if one := f.stated == whole(1, 1) && f.hedge == noHedge; one && !makeup.Has(p.head) {
		return end, true
	}
	d := k.lower(f.from - 1)
	definite := d == "the" || d == "these" || d == "those" || d == "both" || d == "'s" || determiners.Has(d) && d != "a" && d != "an" && d != "no" && d != "some"
	c.Class, c.Of = p.head, strings.Join(p.mods, " ")
	// A list: "17 men and two women were held".
	if n := len(k.out); n > 0 && k.lower(f.from-1) == "and" && k.last.to == f.from-1 && (Toll(k.out[n-1].Class) || k.out[n-1].Class == "aboard") && manned(p.head) {
		prev := k.out[n-1]
		c.Class, c.Of, c.Mood, c.Part = prev.Class, strings.TrimSpace(c.Of+" "+p.head), prev.Mood, c.Part || prev.Part
		k.keep(f, p, end, c)
		return end, true
	}
	switch {
	case makeup.Has(p.head):
		// what something consists of: "a plan of 19 points"
		if j, ok := k.whole(f.from); ok {
			c.Of = strings.TrimSpace(k.version(j) + singular(k.lower(j)))
		} else {
			c.Verb = before.other
		}
	case definite && d != "all" && !c.Part:
		return end, true
	case before.other != "":
		c.Verb, c.Mood = before.other, before.mood
	case after.other != "":
		c.Verb, c.Mood = after.other, after.mood
	}
	if c.Verb == "say" || c.Verb == "announce" {
		return end, true // who says it is no part of it
	}
	k.keep(f, p, end, c)
	return end, true
}

// whole finds the noun of which the figure at token i tells the parts: "plan"
// in "a plan of 19 points", "paper" in "a paper containing nine points".
func (k *counter) whole(i int) (int, bool) {
	switch k.lower(i - 1) {
	case "of", "with", "containing", "comprising", "contains", "contained", "has", "had", "comprises", "comprised", "from", "to":
		j := i - 2
		if tr := k.triggerOf(j); j >= 0 && k.isWord(j) && !nounStops.Has(k.lower(j)) && (tr == nil || !tr.verb) {
			return j, true
		}
	}
	return 0, false
}

func (k *counter) isFigure(j int) bool {
	_, ok := k.figureAt(j)
	return ok
}

// joined reports whether a count of people is told beside someone else, so that
// it is not all of them: "Mr Berg and two guards".
func (k *counter) joined(f figure, p phrase) bool {
	if k.lower(f.from-1) != "and" || f.from < 2 {
		return false
	}
	j := f.from - 2
	t := k.tokens[j]
	if k.timed(t.span) || t.kind != wordToken {
		return false
	}
	switch t.lower {
	case "him", "her", "himself", "herself", "me", "myself":
		return true
	}
	if t.cap && k.nameToken(j) {
		for j > 0 && (k.nameToken(j-1) || k.lower(j-1) == "." || k.lower(j-1) == "the") {
			j--
		}
		return !placePrepositions.Has(k.lower(j-1)) && k.lower(j-1) != "on"
	}
	for n := 0; n < 4 && j >= 0 && k.tokens[j].kind == wordToken; n, j = n+1, j-1 {
		switch k.lower(j) {
		case "a", "an", "his", "her":
			return p.head == "" || p.head == "people"
		}
		if k.triggerVerb(j) != nil || nounStops.Has(k.lower(j)) {
			return false
		}
	}
	return false
}

// A governing is the verb that a count goes with.
type governing struct {
	class string // of a toll; empty for none
	other string // class of another verb; empty for none
	mood  Modality
	to    int // one past its last token
}

// triggerBefore is the verb that ends right before token i, adverbs apart.
func (k *counter) triggerBefore(i int) *trigger {
	j := i - 1
	for j >= 0 && (strings.HasSuffix(k.lower(j), "ly") || k.lower(j) == "also" || k.lower(j) == "another" || k.lower(j) == "further") {
		j--
	}
	return k.triggerVerb(j)
}

// verbBefore is the verb of which a figure is the object: "killed 12".
func (k *counter) verbBefore(f figure) governing {
	j := f.from - 1
	if k.lower(j) == "of" {
		switch k.lower(j - 1) {
		case "lives", "life":
			if tr := k.triggerVerb(j - 3); tr != nil && taking.Has(tr.head) {
				return governing{class: "dead", mood: tr.mood}
			}
		default:
			if class := tollDeed.Get(singular(k.lower(j - 1))); class != "" && k.lower(j-2) == "the" {
				return governing{class: class}
			}
		}
		return governing{}
	}
	if l, ok := lemma(k.lower(j)); ok && tollVerb.Get(l) != "" && strings.HasSuffix(k.lower(j), "ing") && k.triggerVerb(j) == nil && tollAlone.Get(l) == "" {
		return governing{class: tollVerb.Get(l)} // ", killing 12"
	}
	if k.lower(j) == "by" {
		if tr := k.triggerVerb(j - 1); tr != nil && tr.head == "attend" {
			return governing{class: "present", mood: tr.mood} // "was attended by 300 delegates"
		}
	}
	tr := k.triggerBefore(f.from)
	if tr == nil {
		return governing{}
	}
	if w := k.lower(f.to); taking.Has(tr.head) && (w == "lives" || w == "life") {
		return governing{class: "dead", mood: tr.mood}
	}
	if class := tollVerb.Get(tr.head); class != "" && tollAlone.Get(tr.head) == "" && !k.passive(tr.at) {
		return governing{class: class, mood: tr.mood}
	}
	if auxiliaries.Has(tr.head) || tr.class == "say" || k.passive(tr.at) {
		return governing{}
	}
	return governing{other: tr.class, mood: tr.mood}
}

// passive reports whether a form of "be" or "get" leads to the verb at token i.
func (k *counter) passive(i int) bool {
	if w := k.lower(i); strings.HasSuffix(w, "ing") {
		return false
	}
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		switch w := k.lower(j); w {
		case "is", "are", "was", "were", "be", "been", "being", "got", "get":
			return true
		default:
			if !auxiliaries.Has(w) && !strings.HasSuffix(w, "ly") && !linking.Has(w) {
				return false
			}
		}
	}
	return false
}

// verbAfter is the verb of which the phrase that ends before token j is the
// subject, and what it tells of it: "12 people on the bus were killed". A bare
// figure has it at once: "12 killed", "nine dead".
func (k *counter) verbAfter(j int, bare bool) governing {
	g := governing{mood: Happened}
	if w := k.lower(j); w == "who" || w == "that" || w == "which" {
		j++
	}
	first, be, commas := j, false, 0
	for ; j < len(k.tokens) && j < first+14; j++ {
		t := k.tokens[j]
		w := t.lower
		if t.kind == punctToken {
			// a phrase between commas: "15 people, including three children, died"
			if w != "," || commas > 0 || bare {
				return governing{}
			}
			for commas++; commas < 12 && j+1 < len(k.tokens) && k.lower(j+1) != "," && k.lower(j+1) != "."; j++ {
				commas++
			}
			if k.lower(j+1) != "," {
				return governing{}
			}
			j++
			continue
		}
		if doubting.Has(w) {
			g.mood = Hypothetical
		}
		if j == first && strings.HasSuffix(w, "ly") && k.states(j+1) {
			first++ // "four critically hurt"
			continue
		}
		if class := tollAdjective.Get(w); class != "" && (j == first || be || linking.Has(k.lower(j-1))) {
			if tr := k.triggerVerb(j); tr == nil || tollVerb.Get(tr.head) == "" || be || j == first && !k.object(tr.to) {
				if tr != nil && be {
					g.mood = moodOf(g.mood, tr.mood)
				}
				g.class, g.to = class, j+1
				return g
			}
		}
		if w == "taken" && k.lower(j+1) == "into" && k.lower(j+2) == "custody" {
			g.class, g.to = "arrested", j+3
			return g
		}
		if auxiliaries.Has(w) || linking.Has(w) && (be || j == first) {
			switch w {
			case "is", "are", "was", "were", "be", "been", "being", "got", "remain", "remains", "remained", "feared", "believed", "found", "presumed", "confirmed", "reported", "left", "shot":
				be = true
			case "not", "n't", "never":
				g.mood = Denied
			}
			if linking.Has(w) && !auxiliaries.Has(w) && k.states(j+1) || auxiliaries.Has(w) {
				continue
			}
		}
		if tr := k.triggerVerb(j); tr != nil {
			g.mood = moodOf(g.mood, tr.mood)
			if w := k.lower(tr.to); tr.head == "lose" && w == "their" && strings.HasPrefix(k.lower(tr.to+1), "li") {
				g.class, g.to = "dead", tr.to+2
				return g
			}
			class := tollVerb.Get(tr.head)
			if tr.class == "attend" {
				g.class, g.to = "present", tr.to // "736 demonstrators joined the protest"
				return g
			}
			switch {
			case class != "" && (tollAlone.Get(tr.head) != "" || be || j == first && strings.HasSuffix(w, "ed") && !k.object(tr.to)):
				g.class, g.to = class, tr.to
				return g
			case class != "" || bare:
				return governing{}
			}
			g.other = tr.class
			return g
		}
		if bare || w == "who" || w == "which" || w == "while" || w == "but" || w == "when" || w == "after" || w == "as" {
			return governing{}
		}
		if w == "and" || w == "or" {
			if k.isFigure(j + 1) {
				f, _ := k.figureAt(j + 1)
				if p := k.noun(f.to, f.vague); p.head != "" {
					j = p.to - 1
					continue
				}
			}
			return governing{}
		}
	}
	return governing{}
}

// states reports whether the words from token j on soon tell a state: "feared
// dead", "found to have been killed".
func (k *counter) states(j int) bool {
	for n := 0; n < 5 && j < len(k.tokens); n, j = n+1, j+1 {
		if tollAdjective.Get(k.lower(j)) != "" {
			return true
		}
		if tr := k.triggerVerb(j); tr != nil && tollVerb.Get(tr.head) != "" {
			return true
		}
		if !linking.Has(k.lower(j)) && !auxiliaries.Has(k.lower(j)) {
			return false
		}
	}
	return false
}

// object reports whether token j begins what a verb does something to.
func (k *counter) object(j int) bool {
	if j >= len(k.tokens) {
		return false
	}
	t := k.tokens[j]
	return determiners.Has(t.lower) && !k.timed(t.span) || peopleWords.Has(t.lower) || isPlural(t.lower) && !k.timed(t.span) || t.kind == numberToken && !k.timed(t.span) || cardinals.Get(t.lower) > 0 && !k.timed(t.span)
}

func moodOf(a, b Modality) Modality {
	if b == "" || b == Happened || b == Ongoing {
		return a
	}
	return b
}

// tallied reports whether the figure at token i is told as a count that is
// being kept, and of what: "the death toll rose to", "the number of injured is".
func (k *counter) tallied(i int) (class, of string, start int, ok bool) {
	j, ok := k.linked(i)
	if !ok {
		if k.lower(i-1) != "toll" && k.lower(i-2) != "toll" {
			return "", "", 0, false
		}
		j = i - 1
	}
	// What the noun is of: "the toll in Lima", "the toll from the earthquake".
	for back := j; back > 0 && back > j-4 && k.isWord(back) && tollNumber.Get(k.lower(back)) == "" && k.lower(back) != "toll"; back-- {
		if w := k.lower(back); back < j && (placePrepositions.Has(w) || w == "of" || w == "after") {
			j = back - 1
			break
		}
	}
	if j < 0 {
		return "", "", 0, false
	}
	if k.lower(j) == "toll" || k.lower(j) == "count" && k.lower(j-1) == "body" {
		switch k.lower(j - 1) {
		case "injury", "injured", "casualty":
			return "hurt", "people", max(j-1, 0), k.lower(j-1) != "casualty"
		}
		return "dead", "people", max(j-1, 0), k.lower(j-1) == "death" || k.lower(j-1) == "body" || determiners.Has(k.lower(j-1)) || j == 0
	}
	// "the number of people confirmed dead", "the number of dead"
	class = tollNumber.Get(k.lower(j))
	if class == "" {
		return "", "", 0, false
	}
	of = "people"
	for n := 0; n < 6 && j > 0; n, j = n+1, j-1 {
		if w := k.lower(j); w == "number" || w == "total" || w == "figure" || w == "count" {
			return class, of, j, k.lower(j+1) == "of" || k.lower(j+1) == "for"
		}
		if w := k.lower(j); manned(singular(w)) {
			of = singular(w)
		}
	}
	return "", "", 0, false
}

// common fills in what the whole sentence says of its counts.
func (k *counter) common() {
	soFar := false
	for i := range k.tokens {
		w, next := k.lower(i), k.lower(i+1)
		switch {
		case (w == "so" || w == "thus") && next == "far", w == "to" && next == "date", w == "and" && next == "rising", w == "expected" && next == "to" && (k.lower(i+2) == "rise" || k.lower(i+2) == "grow" || k.lower(i+2) == "climb"),
			w == "likely" && next == "to" && k.lower(i+2) == "rise", w == "had" && next == "risen", w == "had" && next == "climbed", (w == "initial" || w == "provisional" || w == "preliminary") && kept.Has(next):
			soFar = true
		}
	}
	var where, named []string
	i := 0
	for _, n := range k.names() {
		named = append(named, strings.ToLower(n.text))
		for i < len(k.tokens) && k.tokens[i].span.Start < n.span.Start {
			i++
		}
		j := i
		for j > 0 && regions.Has(k.lower(j-1)) {
			j--
		}
		p := k.lower(j - 1)
		set := placePrepositions.Has(p) || p == "of" && (sidesOf.Has(k.lower(j-2)) || k.lower(j-2) == "town")
		if set && p != "from" && p != "to" && p != "into" && p != "over" && !k.timed(n.span) {
			where = append(where, strings.ToLower(n.text))
		}
	}
	slices.Sort(where)
	slices.Sort(named)
	where, named = slices.Compact(where), slices.Compact(named)
	for i := range k.out {
		k.out[i].SoFar, k.out[i].Where, k.out[i].Named = soFar, where, named
	}
}

// String writes what a count tells, for people: "dead, people: 12 or more".
func (c Count) String() string {
	s := c.Class
	if c.Of != "" {
		s += ", " + c.Of
	}
	s += ": " + c.Stated.String()
	if c.Allowed != c.Stated {
		s += ", allowed " + c.Allowed.String()
	}
	for _, f := range [...]struct {
		on   bool
		word string
	}{{c.Part, "a part"}, {c.Tally, "a tally"}, {c.SoFar, "so far"}, {c.Mood != Happened && c.Mood != "", string(c.Mood)}} {
		if f.on {
			s += ", " + f.word
		}
	}
	return s
}
