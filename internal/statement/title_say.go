package statement

import (
	"strings"

	"timeline/internal/text"
)

// Sentences that only bring another in: sayings, "it was on Monday that", "there was".

// cleft makes the title of "it was on Monday that the dam broke": what broke.
func (l *liner) cleft(gov *trigger, depth int) string {
	for i := gov.to; i < len(l.tokens); i++ {
		if l.lower(i) == "that" {
			if v := l.firstVerb(i+1, len(l.tokens)); v != nil {
				return l.line(v, depth+1)
			}
			return ""
		}
		if !l.skip[i] && l.lower(i) != "not" && l.lower(i) != "only" {
			return ""
		}
	}
	return ""
}

// there makes the title of "there was a fire at the mill": the fire.
func (l *liner) there(gov *trigger) string {
	if k := l.at(gov.at); k >= 0 && l.ks[k].Link == text.Relative {
		return ""
	}
	words := l.rest(gov, headlineWords, mostBytes)
	for len(words) > 0 && (words[0].lower == "a" || words[0].lower == "an" || words[0].kind == punctToken || words[0].lower == "been" || words[0].lower == "also") {
		words = words[1:]
	}
	if words = trimEnd(words, gov.to); len(words) == 0 {
		return ""
	}
	return write(l.source, words)
}

// said makes the title of a saying: who says it, and what: "Berg: the bridge will
// reopen", or the words in quotation marks.
func (l *liner) said(gov *trigger, depth int) string {
	k := l.at(gov.at)
	who, ok := l.sayer(gov, l.person)
	if !ok || who == "[]" {
		return ""
	}
	if first, rest, ok := strings.Cut(who, " "); ok && possessives.Has(strings.ToLower(first)) {
		who = capitalise(rest)
	}
	if k >= 0 && l.ks[k].Link == text.Attribution && l.ks[k].Head >= 0 {
		if q := l.words(mostBytes - len(who) - 6); q != "" {
			return who + ": “" + q + "”"
		}
		h := l.ks[k].Head
		for l.ks[h].Head >= 0 && l.ks[h].Head < h {
			h = l.ks[h].Head
		}
		if v := l.firstVerb(l.begins(h), l.ends(h)); v != nil && v.at != gov.at {
			s := l.line(v, depth+1)
			if s != "" && len(who)+len(s) < mostBytes {
				s = who + ": " + lowerFirst(s)
			}
			return s
		}
	}
	for i := gov.to; i < len(l.tokens); i++ {
		if l.lower(i) == `"` {
			break
		}
		if j := l.at(i); j != k && (j < 0 || l.ks[j].Link != text.Complement) && l.ks[max(j, 0)].Link != text.Relative && i == l.firstOf(j) {
			break
		}
		if t := l.verbNear(i); t != nil && !reporting.Has(t.head) {
			l.heard, l.taken = true, len(who)+2
			s := l.line(t, depth+1)
			l.heard, l.taken = false, 0
			if s != "" && !strings.Contains(s, ": ") && len(who)+len(s) < mostBytes+6 {
				return who + ": " + lowerFirst(s)
			}
			break
		}
	}
	if q := l.words(mostBytes - len(who) - 6); q != "" {
		return who + ": “" + q + "”"
	}
	return ""
}

// words are the first quotation of the sentence, cut at a phrase border when it is
// longer than most bytes or tells a time.
func (l *liner) words(most int) string {
	open := l.find(`"`, 0, len(l.tokens))
	if open < 0 || open+1 >= len(l.tokens) || l.tokens[open].span.End != l.tokens[open+1].span.Start {
		return ""
	}
	for open+1 < len(l.tokens) && l.skip[open+1] {
		return ""
	}
	end, cut := len(l.tokens), 0
	for i := open + 1; i < len(l.tokens); i++ {
		if l.lower(i) == `"` {
			end = i
			break
		}
		if l.timed[i] || l.tokens[i].span.End-l.tokens[open+1].span.Start > most {
			if cut == 0 {
				return ""
			}
			end = cut
			break
		}
		if i > open+3 && (breakBefore.Has(l.lower(i)) || phraseBorder.Has(l.lower(i)) || l.tokens[i].kind == punctToken) {
			cut = i
		}
	}
	if end-open < 4 || l.firstVerb(open+1, end) == nil && l.find(":", 0, open) < 0 {
		return ""
	}
	said := strings.Join(strings.Fields(l.source[l.tokens[open+1].span.Start:l.tokens[end-1].span.End]), " ")
	said = strings.TrimRight(said, ",.;:- ")
	if end < len(l.tokens) && l.lower(end) != `"` && l.lower(end-1) != "." {
		said += "…"
	}
	return said
}
