package statement

import "timeline/internal/text"

// Mention returns the statement that a sentence makes at the words of span: the
// act that they name, who takes part and where, without a time. It serves the
// measuring of package event on corpora that mark their events; in a story the
// statements come from [Extract].
func Mention(in Input, sentence, words text.Span) Statement {
	x := &extractor{Input: in, bare: true}
	full := parse(in.Text, sentence)
	c := full
	for _, k := range text.Clauses(in.Text, sentence) {
		if k.Span.Contains(words) {
			c = parse(in.Text, k.Span)
			break
		}
	}
	gov := c.at(words)
	st := Statement{Source: in.Source, Sentence: sentence, Quote: c.span, Modality: Happened}
	if gov.mood != "" {
		st.Modality = gov.mood
	}
	st.Expr.Span = text.Span{Start: words.End, End: words.End}
	x.act(&st, gov, c, full)
	if st.Act.Class == "" {
		st.Act.Class = Stem(st.Act.Head)
	}
	if l := x.clausePlace(gov, c, full, st.Act.Class); l != nil {
		st.Place, st.Zones = l.Name, l.Zones
	}
	return st
}

// at returns the trigger within the words of s, or makes one of the last of them
// that is no particle.
func (c *clause) at(s text.Span) *trigger {
	for k := range c.triggers {
		if s.Contains(c.tokens[c.triggers[k].at].span) {
			return &c.triggers[k]
		}
	}
	best := 0
	for i, t := range c.tokens {
		if !s.Overlaps(t.span) || t.kind == punctToken || i > 0 && s.Overlaps(c.tokens[best].span) && particles[t.lower] {
			continue
		}
		best = i
	}
	if len(c.tokens) == 0 {
		return &trigger{}
	}
	t := c.tokens[best]
	if n := c.lower(best + 1); particles[n] && s.Contains(c.tokens[best+1].span) {
		if l, ok := lemma(t.lower); ok && verbClasses.Get(l+" "+n) != "" {
			return &trigger{at: best, to: best + 2, verb: true, head: l + " " + n, class: verbClasses.Get(l + " " + n)}
		}
	}
	if l, ok := lemma(t.lower); ok {
		return &trigger{at: best, to: best + 1, verb: true, head: l, class: verbClasses.Get(l)}
	}
	if class, ok := nounClasses.Find(t.lower); ok {
		return &trigger{at: best, to: best + 1, head: t.lower, class: class}
	}
	return &trigger{at: best, to: best + 1, head: t.lower}
}
