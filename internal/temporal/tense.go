package temporal

import "strings"

// pastVerbs are past forms that do not end in -ed and are no common noun or
// present form.
const pastVerbs = `ate became began bent bit blew broke brought built bought came caught chose clung crept cut dealt dug drew drank drove fell fed felt
fought fled flew forgot froze gave got went grew heard held hid hit kept knelt knew led lent lost made meant met overcame overtook paid
quit ran rang rose sank sang sat saw sent shook shone shot shrank shut slept slid sold sought spent spoke sprang stole stood struck stuck swam swept
swore swung taught thought threw told took tore understood withdrew woke won wore wrote withstood killed died left lay laid struck found flung spun`

// tense looks for where the clause of the expression at tokens [i, end) looks:
// the finite verb or a cue nearest before the expression, else behind it.
func (p *parser) tense(e *Expression, i, end int) {
	back := p.tenseBefore(i)
	switch back {
	case NoTense:
		e.Tense = p.tenseAfter(end, p.opensLine(i))
	case FutureTense:
		e.Tense = back
		if p.tenseAfter(end, false) == OpenTense { // "the vote planned for Friday was cancelled"
			e.Tense = OpenTense
		}
	default:
		e.Tense = back
	}
}

// reach is how many tokens before and behind an expression its verb is looked
// for.
const (
	reachBefore = 14
	reachAfter  = 10
)

// opensLine reports whether token i is the first of its line.
func (p *parser) opensLine(i int) bool {
	if i == 0 {
		return true
	}
	return strings.IndexByte(p.text[p.toks[i-1].to:p.toks[i].from], '\n') >= 0
}

// clauseEnds reports whether the clause ends at token j.
func (p *parser) clauseEnds(j int) bool {
	t := p.at(j)
	if t.kind != mark {
		return false
	}
	switch p.word(j) {
	case ".":
		if n := p.at(j + 1); strings.IndexByte(p.text[t.to:max(n.from, t.to)], '\n') >= 0 && n.kind != word {
			return true // the next line of a list
		}
		return p.at(j+1).gap() && p.at(j+1).upper() && !(p.at(j-1).to-p.at(j-1).from <= 3 && p.at(j-1).upper())
	case ";", "!", "?", "“", "”", `"`:
		return true
	}
	return false
}

func (p *parser) tenseBefore(i int) Tense {
	for j := i - 1; j >= max(i-reachBefore, 0); j-- {
		p.steps++
		if p.clauseEnds(j) {
			return NoTense
		}
		if w := p.word(j); w == "but" || w == "while" || w == "whereas" {
			return NoTense
		}
		if t := p.verb(j); t != NoTense {
			return t
		}
		if p.at(j).brk() {
			break
		}
	}
	return NoTense
}

// tenseAfter looks behind an expression. In a log, whose lines begin with the
// time, the plain present tells what was.
func (p *parser) tenseAfter(end int, log bool) Tense {
	for j := end; j < min(end+reachAfter, len(p.toks)); j++ {
		p.steps++
		if p.clauseEnds(j) || p.at(j).brk() {
			return NoTense
		}
		if p.lex(j) == lexSpoke && p.is(j+1, ",") || log && p.lex(j) == lexBegins {
			continue // ", she said,": who says it
		}
		if t := p.verb(j); t != NoTense {
			return t
		}
	}
	return NoTense
}

// verb says where the word at token j looks; NoTense for a word that does not
// tell.
func (p *parser) verb(j int) Tense {
	t := p.at(j)
	if t.kind != word {
		return NoTense
	}
	switch t.lex {
	case lexOff:
		return OpenTense
	case lexWill:
		if t.upper() && p.at(j+1).upper() { // Will Smith
			return NoTense
		}
		if p.lower(j) == "ll" && !p.apostrophe(j-1) || p.lower(j+1) == "have" {
			return NoTense
		}
		return FutureTense
	case lexDue:
		if p.wasBefore(j) {
			return PastTense
		}
		if w := p.lower(j); w == "set" || w == "going" {
			if p.lex(j+1) != lexTo && p.lex(j+1) != lexFor {
				return NoTense
			}
		}
		return FutureTense
	case lexModal:
		switch w := p.lower(j); {
		case p.lower(j+1) == "have" || p.lower(j+2) == "have" && p.lower(j+1) == "not":
			return PastTense
		case w == "must" && t.upper():
			return NoTense
		case w == "could" || w == "can":
			return NoTense
		}
		return FutureTense
	case lexWas:
		if w := p.lower(j); w == "has" || w == "have" {
			if p.lex(j+1) == lexTo {
				return FutureTense
			}
			if w == "have" {
				return NoTense
			}
			if k := j + 1; p.lex(k) == lexCommit && p.lex(k+1) == lexTo {
				return FutureTense
			}
		}
		if k := j + 1; p.lex(k) == lexOff || p.lower(k) == "been" && p.lex(k+1) == lexOff || p.lower(k) == "called" && p.lower(k+1) == "off" {
			return OpenTense
		}
		return PastTense
	case lexSpoke:
		if p.lower(j) == "says" {
			return NoTense
		}
		return PastTense
	case lexPastVerb:
		if p.lower(j) == "won" && p.apostrophe(j+1) && p.lower(j+2) == "t" {
			return FutureTense
		}
		if t.upper() || p.participle(j) {
			return NoTense
		}
		return PastTense
	case lexTo:
		if p.lex(j-1) == lexCommit || p.lex(j-1) == lexIs || p.lower(j-1) == "are" {
			return FutureTense
		}
	case lexCommit:
		if p.lex(j+1) == lexTo {
			return FutureTense
		}
	case lexBegins:
		if p.plainPresent(j) {
			return FutureTense
		}
		return NoTense
	}
	switch w := p.word(j); {
	case w == "let" && (p.lower(j+1) == "us" || p.lower(j+1) == "s"), (w == "see" || w == "See" || w == "c") && (p.lower(j+1) == "you" || p.lower(j+1) == "u" || p.lower(j+1) == "ya"):
		return FutureTense
	case w == "wants" || w == "demands" || w == "expects" || w == "needs" || w == "hopes":
		return FutureTense
	case w == "upcoming":
		return FutureTense
	case w == "may" && p.lower(j+1) != "have":
		return FutureTense
	case w == "called" && p.lower(j+1) == "off":
		return OpenTense
	case (w == "is" || w == "are" || w == "re" || w == "am") && p.ing(j+1):
		return PresentTense
	case len(w) > 3 && w[len(w)-2:] == "ed" && w[len(w)-3] != 'e' && w[:2] != "un" && (t.lex == other || t.lex == lexCommit) && !t.upper() && !p.participle(j):
		return PastTense
	}
	return NoTense
}

// participle reports whether the past form at token j is governed by a form of
// to be that tells the time instead, or is an infinitive: "will be held", "is
// sold", "to shut".
func (p *parser) participle(j int) bool {
	switch p.lower(j - 1) {
	case "be", "being", "is", "are", "to":
		return true
	}
	return false
}

// wasBefore reports whether a past form of to be or to have governs the
// participle at token j: "had been due", "was expected".
func (p *parser) wasBefore(j int) bool {
	for k := j - 1; k >= max(j-3, 0); k-- {
		switch p.lower(k) {
		case "had", "was", "were":
			return p.lower(j) == "due" || p.lower(k) == "had" || p.lower(j) == "going" || p.lower(j) == "scheduled" || p.lower(j) == "set"
		case "been", "originally", "previously", "not":
			continue
		}
		return false
	}
	return false
}

// ing reports whether token j is a present participle: "is meeting".
func (p *parser) ing(j int) bool {
	if p.lower(j) == "not" {
		j++
	}
	w := p.word(j)
	return len(w) > 5 && w[len(w)-3:] == "ing" && !p.at(j).upper()
}

// plainPresent reports whether the word at token j is a finite present form
// that tells what is planned: "the bridge reopens", "talks begin", "tickets go
// on sale", "the ban takes effect".
func (p *parser) plainPresent(j int) bool {
	w := p.word(j)
	switch w {
	case "takes", "take":
		n := p.lower(j + 1)
		return n == "effect" || n == "place" || n == "office" || n == "over"
	case "goes", "go":
		return p.lex(j+1) == lexOn && p.lower(j+2) == "sale" || p.lower(j+1) == "live"
	case "kicks":
		return p.lower(j+1) == "off"
	}
	prev := p.at(j - 1)
	if prev.kind != word || prev.lex == lexTo || prev.lex == lexThe || prev.lex == lexA || prev.lex == lexModal || prev.lex == lexWill {
		return false
	}
	if w[len(w)-1] == 's' {
		return true
	}
	return prev.lex == other && plural(p.word(j-1)) && !p.causative(j-1) // "talks begin"
}

// causative reports whether a verb stands before the noun phrase that ends at token j
// which takes an infinitive behind it: "they let two women leave", "she saw them go".
func (p *parser) causative(j int) bool {
	for k := j - 1; k >= max(j-4, 0) && p.at(k).kind != mark; k-- {
		switch p.lower(k) {
		case "let", "lets", "letting", "made", "make", "makes", "saw", "see", "sees", "seen", "watch", "watched", "heard", "hear", "help", "helped", "helps":
			return true
		}
	}
	return false
}
