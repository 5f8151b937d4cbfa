package statement

import "strings"

// The action classes. A class gathers the verbs and nouns by which English
// tells one kind of happening; two statements of different classes are never
// the same event on that ground alone. Words outside the table are their own
// class. The lists follow the event classes of news prose (ACE 2005, TimeML
// event nouns), not any one document.
var verbClasses = map[string]string{
	// phases
	"begin": "begin", "start": "begin", "open": "begin", "commence": "begin", "kick off": "begin", "get under way": "begin",
	"get underway": "begin", "launch": "launch", "resume": "begin", "erupt": "begin", "break out": "begin",
	"end": "end", "conclude": "end", "finish": "end", "close": "end", "wrap up": "end", "break up": "end", "adjourn": "end",
	"expire": "end", "cease": "end", "stop": "end", "complete": "end",
	"continue": "continue", "last": "continue", "run": "continue", "go on": "continue", "drag on": "continue", "stretch": "continue", "extend": "continue",
	// talking together
	"meet": "talk", "talk": "talk", "negotiate": "talk", "discuss": "talk", "confer": "talk", "hold": "talk", "host": "talk",
	// speech
	"say": "say", "tell": "say", "add": "say", "state": "say", "announce": "announce", "declare": "announce", "confirm": "say",
	"warn": "warn", "accuse": "accuse", "claim": "say", "insist": "say", "stress": "say", "note": "say", "complain": "complain",
	"speak": "speak", "describe": "say", "call": "say", "report": "say", "write": "post", "post": "post", "tweet": "post", "publish": "publish",
	"deny": "deny", "admit": "say", "reveal": "announce", "disclose": "announce", "brief": "brief", "debrief": "brief", "inform": "say",
	"threaten": "warn", "offer": "offer", "propose": "propose", "suggest": "say", "demand": "demand", "urge": "demand", "emphasise": "say",
	"emphasize": "say", "explain": "say", "reply": "say", "respond": "say", "testify": "testify", "leak": "leak", "issue": "issue", "release": "release",
	// moving
	"arrive": "arrive", "land": "arrive", "reach": "arrive", "enter": "arrive", "dock": "arrive",
	"leave": "depart", "depart": "depart", "fly": "depart", "sail": "depart", "flee": "depart", "travel": "travel", "return": "return",
	"take off": "depart", "set off": "depart", "lift off": "launch", "head": "travel", "visit": "travel", "evacuate": "evacuate",
	// harm
	"attack": "attack", "strike": "attack", "hit": "attack", "bomb": "attack", "shell": "attack", "shoot": "shoot", "fire": "shoot",
	"kill": "die", "die": "die", "murder": "die", "injure": "injure", "wound": "injure", "invade": "invade", "explode": "explode",
	"detonate": "explode", "blast": "explode", "crash": "crash", "collide": "crash", "derail": "crash", "run aground": "crash", "sink": "sink", "capsize": "sink",
	"collapse": "collapse", "burn": "fire", "ignite": "fire", "flood": "flood", "erode": "flood", "shake": "quake", "rattle": "quake", "jolt": "quake",
	"arrest": "arrest", "detain": "arrest", "charge": "charge", "convict": "convict", "sentence": "sentence", "release on bail": "release",
	// doing and deciding
	"sign": "sign", "agree": "agree", "approve": "approve", "adopt": "approve", "pass": "approve", "vote": "vote", "elect": "elect", "win": "win",
	"beat": "win", "defeat": "win", "lose": "lose", "resign": "resign", "quit": "resign", "step down": "resign", "appoint": "appoint", "name": "appoint",
	"cut": "cut", "cut off": "cut", "suspend": "suspend", "cancel": "cancel", "call off": "cancel", "scrap": "cancel", "postpone": "postpone",
	"delay": "postpone", "acquire": "buy", "buy": "buy", "purchase": "buy", "sell": "sell", "merge": "buy", "draw up": "draft", "draft": "draft",
	"lunch": "eat", "dine": "eat", "participate": "attend", "attend": "attend", "join": "attend", "receive": "receive", "send": "send",
	"present": "present", "produce": "produce", "review": "review", "organise": "organise", "organize": "organise", "see": "see", "spot": "see",
	"rescue": "rescue", "save": "rescue", "find": "find", "discover": "find", "recover": "find", "search": "search", "close down": "close",
	"restore": "restore", "fail": "fail", "break down": "fail", "lose contact": "fail", "shut down": "shut", "shut": "shut", "reopen": "reopen", "ask": "ask",
	"unveil": "announce", "introduce": "announce", "take": "take", "make": "make", "give": "give", "go": "go", "come": "come", "put": "put", "lead": "lead",
	"become": "become", "fall": "fall", "rise": "rise", "move": "move", "play": "play", "show": "show", "work": "work", "sacrifice": "sacrifice",
	"alert": "alert", "notice": "find", "detect": "find", "trigger": "trigger", "restart": "begin", "deploy": "deploy", "roll back": "revert", "revert": "revert",
	"fix": "fix", "patch": "fix", "resolve": "fix", "mitigate": "fix", "escalate": "escalate", "page": "alert", "break": "break", "try": "try", "help": "help",
	"spend": "spend", "live": "live", "serve": "serve", "need": "need", "use": "use", "seize": "seize", "capture": "seize", "withdraw": "withdraw",
	"pull out": "withdraw", "surrender": "surrender", "protest": "protest", "march": "protest", "rally": "protest", "celebrate": "celebrate", "mark": "mark",
	"hail": "say", "praise": "say", "criticise": "say", "criticize": "say", "condemn": "condemn", "reject": "reject", "accept": "accept", "describe as": "say",
	"express": "say", "provide": "provide", "acknowledge": "say", "highlight": "say", "reiterate": "say", "underline": "say", "observe": "say",
	"record": "record", "register": "record", "measure": "record", "document": "record", "happen": "happen", "occur": "happen", "take place": "happen",
	"follow": "follow", "expect": "expect", "plan": "plan", "schedule": "plan", "intend": "plan", "warn of": "warn", "strip": "strip", "ban": "ban",
}

// The event nouns and their classes; the class of the matching verb where one
// exists.
var nounClasses = map[string]string{
	"talks": "talk", "talk": "talk", "meeting": "talk", "meetings": "talk", "negotiations": "talk", "negotiation": "talk", "session": "talk", "summit": "talk",
	"conversation": "talk", "conversations": "talk", "discussions": "talk", "discussion": "talk", "dialogue": "talk", "engagement": "talk", "consultations": "talk",
	"interview": "interview", "briefing": "brief", "debrief": "brief", "debriefing": "brief", "conference": "conference", "hearing": "hearing", "trial": "trial",
	"call": "call", "phone call": "call", "speech": "speech", "address": "speech", "statement": "statement", "announcement": "announce", "post": "post",
	"attack": "attack", "attacks": "attack", "strike": "attack", "strikes": "attack", "bombing": "attack", "raid": "attack", "airstrike": "attack", "shelling": "attack",
	"shooting": "shoot", "explosion": "explode", "explosions": "explode", "blast": "explode", "blasts": "explode", "crash": "crash", "collision": "crash", "accident": "crash",
	"derailment": "crash", "sinking": "sink", "earthquake": "quake", "quake": "quake", "tremor": "quake", "aftershock": "aftershock", "eruption": "erupt",
	"fire": "fire", "blaze": "fire", "flood": "flood", "floods": "flood", "flooding": "flood", "storm": "storm", "hurricane": "storm", "cyclone": "storm", "typhoon": "storm",
	"landslide": "slide", "collapse": "collapse", "outage": "outage", "blackout": "outage", "incident": "incident", "leak": "leak", "spill": "leak", "hack": "hack", "breach": "hack",
	"war": "war", "invasion": "invade", "conflict": "war", "battle": "war", "fighting": "war", "offensive": "attack", "ceasefire": "ceasefire", "truce": "ceasefire",
	"election": "vote", "elections": "vote", "vote": "vote", "referendum": "vote", "poll": "vote", "ballot": "vote", "inauguration": "inaugurate",
	"launch": "launch", "liftoff": "launch", "lift-off": "launch", "landing": "arrive", "arrival": "arrive", "departure": "depart", "takeoff": "depart", "flight": "flight", "visit": "travel", "trip": "travel",
	"arrest": "arrest", "death": "die", "deaths": "die", "killing": "die", "murder": "die", "funeral": "funeral", "burial": "funeral", "wedding": "wedding", "birth": "birth",
	"match": "match", "game": "match", "final": "match", "race": "match", "protest": "protest", "protests": "protest", "rally": "protest", "demonstration": "protest", "march": "protest",
	"deal": "deal", "agreement": "deal", "treaty": "deal", "deadline": "deadline", "diplomacy": "diplomacy", "evacuation": "evacuate", "rescue": "rescue", "search": "search",
	"signing": "sign", "resignation": "resign", "verdict": "convict", "ruling": "convict", "sentencing": "sentence", "merger": "buy", "acquisition": "buy", "takeover": "buy",
	"alarm": "alert", "alert": "alert", "warning": "warn", "deployment": "deploy", "maintenance": "maintain", "recovery": "fix", "restoration": "restore",
	"lunch": "eat", "dinner": "eat", "breakfast": "eat", "ceremony": "ceremony", "concert": "concert", "festival": "festival", "tour": "travel", "crossing": "travel", "voyage": "travel",
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
var particles = map[string]bool{"off": true, "out": true, "up": true, "on": true, "down": true, "back": true, "place": true, "way": true, "underway": true, "aground": true}

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
