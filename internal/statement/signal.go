package statement

import (
	"timeline/internal/resolve"
	"timeline/internal/temporal"
	"timeline/internal/text"
	"timeline/internal/when"
)

// A signal is words that give only an order: "following the meeting", "later".
type signal struct {
	span text.Span // the words
	from int       // first token of it
	to   int       // one past its last token
	ref  resolve.EventRef
	open bool // "yet": what had not happened when the report was published
}

// A connective opens a signal. Lo and Hi bound the distance it leaves between
// the two happenings, in seconds, as stated; see the table of default widths.
type connective struct {
	words    []string
	relation resolve.Relation
	lo, hi   int64
}

const (
	hour         = 3600
	defaultOrder = 12 * hour // the row "order" of the table of widths
)

var connectives = []connective{
	{[]string{"ahead", "of"}, resolve.BeforeStart, 0, defaultOrder},
	{[]string{"prior", "to"}, resolve.BeforeStart, 0, defaultOrder},
	{[]string{"before"}, resolve.BeforeStart, 0, defaultOrder},
	{[]string{"after"}, resolve.AfterEnd, 0, defaultOrder},
	{[]string{"following"}, resolve.AfterEnd, 0, defaultOrder},
	{[]string{"during"}, resolve.AfterStart, 0, defaultOrder},
	{[]string{"since"}, resolve.AfterStart, 0, int64(when.Future)},
	{[]string{"until"}, resolve.BeforeStart, 0, int64(when.Future)},
}

// adverbs are the words that order a clause after, with or before the one that
// was told last.
var adverbs = text.NewTable(map[string]resolve.Relation{
	"later": resolve.AfterEnd, "afterwards": resolve.AfterEnd, "afterward": resolve.AfterEnd, "subsequently": resolve.AfterEnd,
	"meanwhile": resolve.AfterStart,
})

// signals finds the order-only words of a sentence that do not touch one of
// its temporal expressions.
func (x *extractor) signals(c *clause, ids []int) []signal {
	var out []signal
	for i := 0; i < len(c.tokens); i++ {
		g, ok := c.signalAt(i)
		if n := x.Setting.Widths.Seconds("order"); g.ref.Hi == defaultOrder && n > 0 {
			g.ref.Hi = n
		}
		if !ok || x.touches(g.span, ids) {
			continue
		}
		out = append(out, g)
		i = g.to - 1
	}
	return out
}

// touches reports whether s overlaps, or stands directly at, one of the
// sentence's temporal expressions or the words that lead to it.
func (x *extractor) touches(s text.Span, ids []int) bool {
	for _, id := range ids {
		e := x.Expressions[id]
		r := e.Span
		if !e.Lead.Empty() {
			r.Start = min(r.Start, e.Lead.Start)
		}
		if !e.Tail.Empty() {
			r.End = max(r.End, e.Tail.End)
		}
		r.Start -= 5
		if r.Overlaps(s) || e.Type == temporal.Duration && r.End <= s.Start && s.Start-r.End <= 1 {
			return true
		}
	}
	return false
}

func (c *clause) signalAt(i int) (signal, bool) {
	t := c.tokens[i]
	if t.kind != wordToken {
		return signal{}, false
	}
	if t.lower == "yet" && c.stillOpen(i) {
		return signal{span: t.span, from: i, to: i + 1, open: true}, true
	}
	if rel, ok := adverbs.Find(t.lower); ok {
		hi := int64(defaultOrder)
		if c.lower(i+1) == "on" || c.lower(i+1) == "in" || c.lower(i+1) == "this" || c.lower(i+1) == "than" || !c.hasFinite() || !c.adverbial(i) {
			return signal{}, false
		}
		return signal{span: t.span, from: i, to: i + 1, ref: resolve.EventRef{Relation: rel, Hi: hi}}, true
	}
	for _, k := range connectives {
		if !c.match(i, k.words) {
			continue
		}
		n := i + len(k.words)
		if w := c.lower(n); w == "which" || w == "whom" {
			return signal{}, false
		}
		end, words, ok := c.happening(n)
		if !ok {
			return signal{}, false
		}
		from, lo, hi := i, k.lo, k.hi
		switch c.lower(i - 1) {
		case "just", "shortly", "immediately", "right", "soon", "moments", "minutes":
			from, hi = i-1, hour
		case "long":
			from, lo, hi = i-1, hour, 24*hour
		}
		return signal{
			span: text.Span{Start: c.tokens[from].span.Start, End: c.tokens[end-1].span.End}, from: from, to: end,
			ref: resolve.EventRef{Words: words, Relation: k.relation, Lo: lo, Hi: hi},
		}, true
	}
	// "as the talks were about to begin"
	if t.lower == "as" {
		for j := i + 1; j < len(c.tokens) && j < i+12 && c.tokens[j].kind != punctToken; j++ {
			if c.lower(j) == "about" && c.lower(j+1) == "to" && (c.lower(j-1) == "was" || c.lower(j-1) == "were") {
				_, words, _ := c.happening(i + 1)
				end := min(j+3, len(c.tokens))
				if particles[c.lower(end)] {
					end++
				}
				return signal{
					span: text.Span{Start: t.span.Start, End: c.tokens[end-1].span.End}, from: i, to: end,
					ref: resolve.EventRef{Words: words, Relation: resolve.BeforeStart, Hi: 2 * hour},
				}, true
			}
		}
	}
	return signal{}, false
}

// stillOpen reports whether the "yet" at token i says that something has not happened so
// far: "no statement has yet been issued", "the firm has yet to name a price".
func (c *clause) stillOpen(i int) bool {
	has := false
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		switch w := c.lower(j); w {
		case "has", "have", "'ve", "is", "are":
			has = true
		case "hasn't", "haven't", "isn't", "aren't":
			return true
		}
	}
	if !has {
		return false
	}
	if c.lower(i+1) == "to" {
		return true
	}
	for j := i - 1; j >= 0; j-- {
		switch c.lower(j) {
		case "no", "not", "nobody", "none", "nothing", "neither", "never":
			return true
		}
	}
	return false
}

// adverbial reports whether the adverb at token i stands where one orders its
// clause: at its border, or beside its verb.
func (c *clause) adverbial(i int) bool {
	if i == 0 || i+1 >= len(c.tokens) || c.tokens[i+1].kind == punctToken {
		return true
	}
	for _, t := range c.triggers {
		if t.verb && (t.at == i+1 || t.to == i) {
			return true
		}
	}
	return false
}

func (c *clause) match(i int, words []string) bool {
	for k, w := range words {
		if c.lower(i+k) != w {
			return false
		}
	}
	return true
}

func (c *clause) hasFinite() bool {
	for _, t := range c.triggers {
		if t.verb && t.fin {
			return true
		}
	}
	return false
}

// happening reads the noun phrase or clause from token n that names a
// happening: an event noun, a verb, or a lone name before a comma ("Following
// Geneva,"). end is one past its last token.
func (c *clause) happening(n int) (end int, words string, ok bool) {
	for j := n; j < len(c.tokens) && j < n+9; j++ {
		t := c.tokens[j]
		if t.kind == punctToken && t.lower != `"` {
			if j == n+1 && c.nameToken(n) {
				break
			}
			return 0, "", false
		}
		for _, tr := range c.triggers {
			if tr.at == j {
				if tr.verb { // "before joining the talks": the noun tells which
					for _, n := range c.triggers {
						if !n.verb && n.at > j && n.at <= j+5 {
							tr = n
							break
						}
					}
				}
				return tr.to, text.Span{Start: c.tokens[n].span.Start, End: c.tokens[tr.to-1].span.End}.Of(c.source), true
			}
		}
	}
	if n < len(c.tokens) && c.nameToken(n) && (n+1 == len(c.tokens) || c.tokens[n+1].kind == punctToken) {
		return n + 1, c.tokens[n].word, true
	}
	return 0, "", false
}

// signal makes the statement of an order-only wording.
func (x *extractor) signal(g signal, full *clause, clauses []text.Clause) {
	gov := full.governs(g)
	if gov == nil && g.ref.Words != "" {
		gov = &trigger{at: 0, to: 0, verb: true, head: "be", class: "be", mood: Happened} // "she was calm ahead of the vote"
	}
	if gov == nil || gov.mood == Hypothetical && !g.open {
		return
	}
	st := Statement{
		Source: x.Source, Sentence: full.span, Quote: full.span,
		Expr: Expression{Span: g.span, Text: g.span.Of(x.Text), Words: g.span.Of(x.Text), Type: "SIGNAL"},
	}
	c := full
	for _, k := range clauses {
		if len(clauses) > 1 && gov.to > 0 && k.Span.Contains(full.tokens[gov.at].span) {
			c = x.part(full, k.Span)
			if k.Span.Contains(g.span) {
				st.Quote = trim(x.Text, k.Span)
			}
			for i := range c.triggers {
				if c.tokens[c.triggers[i].at].span == full.tokens[gov.at].span {
					gov = &c.triggers[i]
				}
			}
			break
		}
	}
	if gov.at >= len(c.tokens) {
		c = full
	}
	x.act(&st, gov, c, full)
	if l := x.clausePlace(gov, c, full, st.Act.Class); l != nil {
		st.Place, st.Zones = l.Name, l.Zones
	}
	st.Time = resolve.Order(g.ref)
	st.Role = RoleWithin
	st.Modality = gov.mood
	if g.open {
		st.Modality = Denied
		if pub := x.Published; pub.Known && pub.Interval.Bounded() {
			st.Time.Known, st.Time.Stated, st.Time.Allowed, st.Time.Granularity = true, pub.Interval, pub.Interval, when.Day
			st.Time.Because = append(st.Time.Because, resolve.Reason{Step: "order", Text: "not so far: it is told of the day on which the report was published"})
		}
	}
	if st.Modality == "" {
		st.Modality = Happened
	}
	if gov.class == "cancel" {
		st.Modality = Cancelled
	}
	x.finish(&st, full)
}

// governs finds what a signal orders: for one that opens the sentence the
// first finite verb after it, else the last verb or event noun before it.
func (c *clause) governs(g signal) *trigger {
	var left, right *trigger
	for k := range c.triggers {
		t := &c.triggers[k]
		switch {
		case t.to <= g.from && (t.verb || left == nil):
			left = t
		case t.at >= g.to && right == nil && t.verb && t.fin:
			right = t
		}
	}
	if left == nil || g.to-g.from == 1 && right != nil && right.at-g.to <= 3 {
		return right
	}
	return left
}
