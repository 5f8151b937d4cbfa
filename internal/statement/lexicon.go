package statement

import (
	_ "embed"
	"strings"

	"timeline/internal/text"
)

//go:embed classes.txt
var classTable string

// verbClasses and nounClasses give the class of a verb, by its lemma, and of an
// event noun, in singular and plural. A phrasal verb is written with a space.
var verbClasses, nounClasses = text.NewTable(verbs), text.NewTable(nouns)

var verbs, nouns = readClasses(classTable)

// readClasses reads the table of classes: "class: verbs | nouns".
func readClasses(table string) (verbs, nouns map[string]string) {
	verbs, nouns = map[string]string{}, map[string]string{}
	for line := range strings.Lines(table) {
		class, words, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(class, "#") {
			continue
		}
		vs, ns, _ := strings.Cut(words, "|")
		for _, w := range strings.Fields(vs) {
			if first, second, ok := strings.Cut(w, "-"); ok && (particles[second] || strings.Contains(second, "-") && len(first) > 2) {
				w = first + " " + strings.ReplaceAll(second, "-", " ")
			}
			verbs[w] = class
		}
		for _, w := range strings.Fields(ns) {
			nouns[w] = class
			nouns[plural(w)] = class
		}
	}
	return verbs, nouns
}

// plural is the regular plural of a noun; a noun in -s keeps its form.
func plural(w string) string {
	switch n := len(w); {
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "sh"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "x"):
		return w + "es"
	case strings.HasSuffix(w, "s"):
		return w
	case strings.HasSuffix(w, "y") && n > 1 && !strings.ContainsRune("aeiou", rune(w[n-2])):
		return w[:n-1] + "ies"
	}
	return w + "s"
}

// The nouns that name a phase of the event noun after "of": "the conclusion of
// the talks", "the start of the trial".
var phaseNouns = text.NewTable(map[string]Role{
	"start": RoleStart, "beginning": RoleStart, "outset": RoleStart, "opening": RoleStart, "onset": RoleStart, "outbreak": RoleStart,
	"end": RoleEnd, "conclusion": RoleEnd, "close": RoleEnd, "completion": RoleEnd, "finish": RoleEnd, "expiry": RoleEnd,
})

// irregular maps the irregular past, participle and third-person forms to
// their lemma.
var irregular = formTable(`
begin began begun beginning
meet met meeting
hold held holding
say said says saying
tell told
speak spoke spoken
leave left leaving
fly flew flown flies flying
flee fled
take took taken taking
strike struck stricken striking
hit hitting
shoot shot shooting
die died dies dying
sink sank sunk
shake shook shaken shaking
break broke broken
put putting
win won winning
beat beaten beating
lose lost losing
quit quitting
cut cutting
buy bought
sell sold
draw drew drawn
send sent
see saw seen
find found
make made making
give gave given giving
go went gone goes
come came coming
lead led
become became becoming
fall fell fallen
rise rose risen rising
write wrote written writing
run ran running
spend spent
set setting
get got gotten getting
shut shutting
show shown
withdraw withdrew withdrawn
burn burnt
stop stopped stopping
travel travelled travelling traveled traveling
cancel cancelled cancelling canceled canceling
ship shipped
ban banned banning
wrap wrapped wrapping
kick kicked
plan planned planning
rob robbed
step stepped
drag dragged dragging
grip gripped
deny denied denies
reply replied replies
testify testified
try tried tries
bury buried
carry carried carries
identify identified
notify notified
occupy occupied
know knew known
think thought
bring brought
keep kept
feel felt
hear heard
sit sat sitting
stand stood
pay paid
build built
teach taught
catch caught
fight fought
seek sought
sleep slept
sweep swept
wear wore worn
tear tore torn
throw threw thrown
grow grew grown
drive drove driven driving
ride rode ridden riding
steal stole stolen
swear swore sworn
choose chose chosen
freeze froze frozen
wake woke woken
eat ate eaten
forbid forbade forbidden
forget forgot forgotten
hide hid hidden
bite bit bitten
lay laid
lie lay lain lying
lend lent
bend bent
swim swam swum
ring rang rung
sing sang sung
sign signed signing
spread
split
bid
slay slew slain slaying
hang hung hanged
hurt hurting
speed sped
spin spun
cast
burst bursting
blow blew blown
bring brought
dig dug
feed fed
mislead misled
overthrow overthrew overthrown
undergo underwent undergone
undo undid undone
uphold upheld
withhold withheld
overtake overtook overtaken
retake retook retaken
rebuild rebuilt
light lit
slide slid
stick stuck
sting stung
swing swung
strive strove
mow mown
`)

func formTable(lines string) text.Table[string] {
	m := map[string]string{}
	for line := range strings.Lines(lines) {
		f := strings.Fields(line)
		for _, form := range f {
			m[form] = f[0]
		}
	}
	return text.NewTable(m)
}

// particles are the words that make a phrasal verb of the verb before them,
// when the pair is in verbClasses.
var particles = map[string]bool{"off": true, "out": true, "up": true, "on": true, "down": true, "back": true, "place": true, "way": true, "underway": true, "aground": true, "in": true, "into": true, "over": true, "away": true, "for": true, "at": true, "to": true, "from": true, "ashore": true, "landfall": true, "dark": true, "live": true, "free": true, "missing": true, "fire": true, "under": true, "about": true, "home": true, "sail": true, "hostage": true, "part": true, "through": true, "apart": true, "around": true, "aboard": true, "alight": true, "contact": true, "guilty": true, "effect": true, "silent": true, "force": true, "life": true, "go": true}

// lemma reduces a lower-case word to the verb it may be a form of. ok is false
// where the word has no verb form that the table or the regular endings admit.
func lemma(w string) (string, bool) {
	if l, ok := irregular.Find(w); ok {
		return l, true
	}
	if _, ok := verbClasses.Find(w); ok {
		return w, true
	}
	for _, e := range [...]string{"ing", "ed", "es", "s"} {
		base, ok := strings.CutSuffix(w, e)
		if !ok || len(base) < 2 {
			continue
		}
		if _, ok := verbClasses.Find(base); ok {
			return base, true
		}
		if _, ok := verbClasses.Find(base + "e"); ok && e != "s" {
			return base + "e", true
		}
		if n := len(base); n > 3 && base[n-1] == base[n-2] {
			if _, ok := verbClasses.Find(base[:n-1]); ok {
				return base[:n-1], true
			}
		}
		if b, ok := strings.CutSuffix(base, "i"); ok {
			if _, ok := verbClasses.Find(b + "y"); ok {
				return b + "y", true
			}
		}
	}
	return "", false
}

// regularPast guesses the lemma of a word in -ed that no table knows. The
// caller decides by position whether it is a verb at all.
func regularPast(w string) (string, bool) {
	base, ok := strings.CutSuffix(w, "ed")
	if !ok || len(base) < 3 || notVerbs.Has(w) {
		return "", false
	}
	n := len(base)
	switch {
	case base[n-1] == 'i':
		return base[:n-1] + "y", true
	case base[n-1] == base[n-2] && !strings.ContainsRune("lsz", rune(base[n-1])):
		return base[:n-1], true
	case strings.ContainsRune("aiouvcgsz", rune(base[n-1])) && !strings.HasSuffix(base, "ss"):
		return base + "e", true
	}
	return base, true
}

// notVerbs are words in -ed that are no past tense.
var notVerbs = set(`
	united hundred indeed need speed wicked sacred naked red bed shed seed feed breed armed limited so-called continued alleged
	unexpected detailed prolonged renewed revised`)

// reporting are the lemmas that introduce what somebody says.
var reporting = set(`
	say tell report add state announce confirm claim note write warn insist stress admit reveal explain suggest acknowledge emphasise
	emphasize declare reply respond describe argue believe estimate testify complain recall tweet post reiterate observe highlight
	underline inform`)

// months and other words that look like names but are none.
var notNames = set(`
	january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct
	nov dec monday tuesday wednesday thursday friday saturday sunday gmt utc est edt pm am i the a an he she it they we you but and
	or if in on at by for from to of with as after before during following while when his her their its our my this that these those
	there not no yes what who how why where speaking just also more some both all one two three four five six seven eight nine ten
	talks meeting however although according meanwhile later earlier previously officials since until then now here president
	minister secretary prime foreign special envoy mr mrs ms dr sir lord lady general chief officer state aide adviser advisor
	senator governor mayor king queen captain police government major colonel lieutenant sergeant photo news politics editor report
	updated published posted note`)
