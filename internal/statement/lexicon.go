package statement

import (
	_ "embed"
	"strings"
)

//go:embed classes.txt
var classTable string

// verbClasses and nounClasses give the class of a verb, by its lemma, and of an
// event noun, in singular and plural. A phrasal verb is written with a space.
var verbClasses, nounClasses = readClasses(classTable)

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
var phaseNouns = map[string]Role{
	"start": RoleStart, "beginning": RoleStart, "outset": RoleStart, "opening": RoleStart, "onset": RoleStart, "outbreak": RoleStart,
	"end": RoleEnd, "conclusion": RoleEnd, "close": RoleEnd, "completion": RoleEnd, "finish": RoleEnd, "expiry": RoleEnd,
}

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

func formTable(lines string) map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(lines) {
		f := strings.Fields(line)
		for _, form := range f {
			m[form] = f[0]
		}
	}
	return m
}

// particles are the words that make a phrasal verb of the verb before them,
// when the pair is in verbClasses.
var particles = map[string]bool{"off": true, "out": true, "up": true, "on": true, "down": true, "back": true, "place": true, "way": true, "underway": true, "aground": true, "in": true, "into": true, "over": true, "away": true, "for": true, "at": true, "to": true, "from": true, "ashore": true, "landfall": true, "dark": true, "live": true, "free": true, "missing": true, "fire": true, "under": true, "about": true, "home": true, "sail": true, "hostage": true, "part": true, "through": true, "apart": true, "around": true, "aboard": true, "alight": true, "contact": true, "guilty": true, "effect": true, "silent": true, "force": true, "life": true, "go": true}

// lemma reduces a lower-case word to the verb it may be a form of. ok is false
// where the word has no verb form that the table or the regular endings admit.
func lemma(w string) (string, bool) {
	if l, ok := irregular[w]; ok {
		return l, true
	}
	if _, ok := verbClasses[w]; ok {
		return w, true
	}
	for _, e := range [...]string{"ing", "ed", "es", "s"} {
		base, ok := strings.CutSuffix(w, e)
		if !ok || len(base) < 2 {
			continue
		}
		if _, ok := verbClasses[base]; ok {
			return base, true
		}
		if _, ok := verbClasses[base+"e"]; ok && e != "s" {
			return base + "e", true
		}
		if n := len(base); n > 3 && base[n-1] == base[n-2] {
			if _, ok := verbClasses[base[:n-1]]; ok {
				return base[:n-1], true
			}
		}
		if b, ok := strings.CutSuffix(base, "i"); ok {
			if _, ok := verbClasses[b+"y"]; ok {
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
	if !ok || len(base) < 3 || notVerbs[w] {
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
var notVerbs = map[string]bool{
	"united": true, "hundred": true, "indeed": true, "need": true, "speed": true, "wicked": true, "sacred": true, "naked": true,
	"red": true, "bed": true, "shed": true, "seed": true, "feed": true, "breed": true, "armed": true, "limited": true, "so-called": true,
	"continued": true, "alleged": true, "unexpected": true, "detailed": true, "prolonged": true, "renewed": true, "revised": true,
}

// reporting are the lemmas that introduce what somebody says.
var reporting = map[string]bool{
	"say": true, "tell": true, "report": true, "add": true, "state": true, "announce": true, "confirm": true, "claim": true, "note": true, "write": true,
	"warn": true, "insist": true, "stress": true, "admit": true, "reveal": true, "explain": true, "suggest": true, "acknowledge": true, "emphasise": true,
	"emphasize": true, "declare": true, "reply": true, "respond": true, "describe": true, "argue": true, "believe": true, "estimate": true, "testify": true,
	"complain": true, "recall": true, "tweet": true, "post": true, "reiterate": true, "observe": true, "highlight": true, "underline": true, "inform": true,
}

// months and other words that look like names but are none.
var notNames = map[string]bool{
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true,
	"october": true, "november": true, "december": true, "jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true,
	"sep": true, "sept": true, "oct": true, "nov": true, "dec": true,
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"gmt": true, "utc": true, "est": true, "edt": true, "pm": true, "am": true, "i": true, "the": true, "a": true, "an": true, "he": true, "she": true, "it": true, "they": true, "we": true, "you": true,
	"but": true, "and": true, "or": true, "if": true, "in": true, "on": true, "at": true, "by": true, "for": true, "from": true, "to": true, "of": true, "with": true, "as": true, "after": true,
	"before": true, "during": true, "following": true, "while": true, "when": true, "his": true, "her": true, "their": true, "its": true, "our": true, "my": true, "this": true, "that": true, "these": true, "those": true,
	"there": true, "not": true, "no": true, "yes": true, "what": true, "who": true, "how": true, "why": true, "where": true, "speaking": true, "just": true, "also": true, "more": true, "some": true, "both": true,
	"all": true, "one": true, "two": true, "three": true, "four": true, "five": true, "six": true, "seven": true, "eight": true, "nine": true, "ten": true, "talks": true, "meeting": true, "however": true, "although": true,
	"according": true, "meanwhile": true, "later": true, "earlier": true, "previously": true, "officials": true, "since": true, "until": true, "then": true, "now": true, "here": true,
	"president": true, "minister": true, "secretary": true, "prime": true, "foreign": true, "special": true, "envoy": true, "mr": true, "mrs": true, "ms": true, "dr": true, "sir": true, "lord": true, "lady": true, "general": true, "chief": true, "officer": true,
	"state": true, "aide": true, "adviser": true, "advisor": true, "senator": true, "governor": true, "mayor": true, "king": true, "queen": true, "captain": true, "police": true, "government": true, "major": true, "colonel": true, "lieutenant": true, "sergeant": true,
	"photo": true, "news": true, "politics": true, "editor": true, "report": true, "updated": true, "published": true, "posted": true, "note": true,
}
