package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/text"
)

// titleWords is the longest a title may be, in words.
const titleWords = 14

// dropDateline takes the dateline of an agency off the front of a sentence:
// "LIMA, Peru (Acme) - ". Its place is in capitals.
func dropDateline(s string) string {
	for _, dash := range [...]string{" - ", " – ", " — ", " -- "} {
		head, rest, ok := strings.Cut(s, dash)
		if !ok || len(head) > 60 {
			continue
		}
		city, _, _ := strings.Cut(strings.ReplaceAll(head, "(", ","), ",")
		letters := 0
		for _, r := range city {
			switch {
			case unicode.IsUpper(r):
				letters++
			case unicode.IsLetter(r):
				letters = -100
			}
		}
		if letters >= 3 {
			return rest
		}
	}
	return s
}

// title makes a headline of a statement's quote: the words of its clause
// without the time words, the attribution, an opening connective and what
// stands in brackets, cut at a phrase border when it is long.
func title(txt string, st *Statement) string {
	cut := st.Expr.Span
	switch {
	case st.Expr.Type == "DURATION":
		cut = text.Span{Start: st.Quote.End, End: st.Quote.End} // the length belongs to what is told
	case before(txt, cut.End, "’s ", "'s ", " talks", " meeting"):
		// "Sunday's talks": the noun stays with its preposition
		if i := strings.IndexByte(txt[cut.End:], ' '); i >= 0 && i <= 4 {
			cut.End += i
		}
	default:
		cut = withPreposition(txt, cut, st.Quote)
	}
	parts := []string{txt[st.Quote.Start:max(cut.Start, st.Quote.Start)], txt[min(cut.End, st.Quote.End):st.Quote.End]}
	before, after := strings.TrimRight(parts[0], " \t\n,"), strings.TrimLeft(parts[1], " \t\n")
	if before == "" {
		after = strings.TrimLeft(after, ", ")
	} else if after != "" && !strings.ContainsAny(after[:1], ",.;:") {
		after = " " + after
	}
	s := strings.Join(strings.Fields(before+after), " ")
	s = dropDateline(s)
	s = dropAttribution(s)
	s = dropBrackets(s)
	s = strings.Trim(s, " ,;:.–—-")
	for {
		f, rest, ok := strings.Cut(s, " ")
		if !ok || !openers.Has(strings.ToLower(strings.Trim(f, ","))) {
			break
		}
		s = strings.TrimLeft(rest, ", ")
	}
	s = dropComma(s)
	s = headlinePlan(s)
	s = shorten(s, titleWords)
	for {
		i := strings.LastIndexByte(s, ' ')
		if i < 0 || !closers.Has(strings.ToLower(strings.Trim(s[i+1:], ","))) {
			break
		}
		s = s[:i]
	}
	s = strings.Trim(s, " ,;:.–—-")
	s = balanced(s)
	return capitalise(s)
}

// headlinePlan writes a plan as headlines do: "the envoys are expected to fly
// home" is "the envoys to fly home".
func headlinePlan(s string) string {
	f := strings.Fields(s)
	for i := 1; i+2 < len(f); i++ {
		if (f[i] == "is" || f[i] == "are") && f[i+1] == "to" {
			return strings.Join(append(f[:i:i], f[i+1:]...), " ") // "the board is to meet"
		}
		switch f[i] {
		case "is", "are", "was", "were":
		case "had", "have", "has":
			if f[i+1] != "been" {
				continue
			}
		default:
			continue
		}
		k := i + 1
		if f[k] == "been" {
			k++
		}
		if k+1 < len(f) && (f[k] == "expected" || f[k] == "due" || f[k] == "scheduled" || f[k] == "set" || f[k] == "planned") && f[k+1] == "to" {
			return strings.Join(append(f[:i:i], f[k+1:]...), " ")
		}
	}
	return s
}

// dropComma takes away a single comma that an aside left between the subject
// and its verb: "Anna Berg, led a march".
func dropComma(s string) string {
	i := strings.Index(s, ", ")
	if i < 0 || len(strings.Fields(s[:i])) > 4 {
		return s
	}
	c := parse(s, text.Span{End: len(s)})
	for _, t := range c.triggers {
		if c.tokens[t.at].span.Start == i+2 && t.verb && t.fin {
			return s[:i] + s[i+1:]
		}
	}
	return s
}

func before(txt string, at int, heads ...string) bool {
	for _, h := range heads {
		if strings.HasPrefix(txt[at:], h) {
			return true
		}
	}
	return false
}

var closers = set("any just and but or to of the a an with by in on at from for as that which who was were is are had has some led including both more very his her their its")

var openers = set("and but which who that while although though however also meanwhile when where so then yet because since as just crucially pointedly previously")

// withPreposition takes the preposition and hedge before the span into it.
func withPreposition(txt string, s, within text.Span) text.Span {
	for {
		head := strings.TrimRight(txt[within.Start:max(s.Start, within.Start)], " \n\t")
		i := strings.LastIndexAny(head, " \n\t,(“\"")
		w := strings.ToLower(head[i+1:])
		if !leadWords.Has(w) {
			return s
		}
		s.Start = within.Start + i + 1
		if i < 0 {
			s.Start = within.Start
			return s
		}
	}
}

var leadWords = set("as soon early late far on in at by around about approximately since until from to for of late early during over within after before some nearly almost just shortly roughly the between")

// dropAttribution takes away "X said", "according to X" at either end.
func dropAttribution(s string) string {
	if rest, ok := strings.CutPrefix(s, "According to "); ok {
		if _, said, ok := strings.Cut(rest, ", "); ok && len(strings.Fields(said)) >= 4 {
			return said
		}
	}
	lower := strings.ToLower(s)
	for _, k := range [...]string{", according to ", " according to "} {
		if i := strings.Index(lower, k); i > 12 {
			return s[:i]
		}
	}
	c := parse(s, text.Span{End: len(s)})
	for k := range c.triggers {
		t := c.triggers[k]
		if !t.verb || !reporting.Has(t.head) {
			continue
		}
		end := c.tokens[t.to-1].span.End
		rest := strings.TrimLeft(s[end:], " ,:")
		if t.head == "tell" || t.head == "inform" {
			if i := strings.Index(rest, " that "); i >= 0 && i < 40 {
				rest = rest[i+1:]
			}
		}
		rest = strings.TrimPrefix(rest, "that ")
		if k == 0 && len(strings.Fields(rest)) >= 4 && startsClause(rest) {
			return rest
		}
		if i := strings.LastIndexAny(s[:c.tokens[t.at].span.Start], ",”\""); len(strings.Fields(s[:max(i, 0)])) >= 3 && len(strings.Fields(rest)) <= 2 && k > 0 {
			return s[:i]
		}
	}
	return s
}

// startsClause reports whether s opens with a subject and has a finite verb
// soon after.
func startsClause(s string) bool {
	c := parse(s, text.Span{End: len(s)})
	for _, t := range c.triggers {
		if t.verb && t.fin && t.at > 0 && t.at <= 8 {
			return true
		}
	}
	return false
}

func dropBrackets(s string) string {
	for {
		i := strings.IndexByte(s, '(')
		j := strings.IndexByte(s, ')')
		if i < 0 || j < i {
			return s
		}
		s = strings.TrimSpace(s[:i]) + " " + strings.TrimSpace(s[j+1:])
	}
}

// shorten cuts s to n words, at the last comma or before the last preposition
// or conjunction within them.
func shorten(s string, n int) string {
	f := strings.Fields(s)
	if len(f) <= n {
		return s
	}
	for i := n; i > n/2; i-- {
		if strings.HasSuffix(f[i-1], ",") || strings.HasSuffix(f[i-1], ";") || strings.HasSuffix(f[i-1], ":") {
			return strings.Join(f[:i], " ")
		}
		if breakBefore.Has(strings.ToLower(f[i])) {
			return strings.Join(f[:i], " ")
		}
	}
	return strings.Join(f[:n], " ")
}

var breakBefore = set("in on at to for with by from which who that and but as after before while during including without led accompanied adding saying, stressing")

// lowerFirst makes the first letter small where the first word is no name: a
// determiner or a pronoun.
func lowerFirst(s string) string {
	w, _, _ := strings.Cut(s, " ")
	if l := strings.ToLower(w); determiners.Has(l) || subjects.Has(l) || l == "nobody" || l == "there" {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

func capitalise(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
