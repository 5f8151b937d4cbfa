package main

import (
	"fmt"
	"strings"

	"timeline/internal/build"
	"timeline/internal/content"
	"timeline/internal/reconcile"
	"timeline/internal/resolve"
	"timeline/internal/review"
	"timeline/internal/statement"
	"timeline/internal/terminal"
	"timeline/internal/text"
	"timeline/internal/when"
	"timeline/internal/words"
)

// A page is the page of a disagreement in the terminal. What it takes from reports, rulings
// and names of files goes through terminal.Line, and gets its style after that.
type page struct {
	strings.Builder
	story *build.Story
	style terminal.Style
	width int
	words *words.Table // of the site, in English
}

// para writes a text broken into lines, the first behind a label, the others below it.
func (p *page) para(indent int, label, body string) {
	first := strings.Repeat(" ", indent)
	rest := first
	if label != "" {
		first += terminal.Pad(p.style.Dim(label), 12)
		rest += strings.Repeat(" ", 12)
	}
	lines := terminal.Wrap(body, max(p.width-terminal.Width(rest), 20))
	if len(lines) == 0 {
		return
	}
	for i, l := range lines {
		if i == 0 {
			p.WriteString(first + l + "\n")
		} else {
			p.WriteString(rest + l + "\n")
		}
	}
}

func (p *page) heading(s string) {
	p.WriteString("\n")
	p.para(0, "", p.bold(s))
}

func (p *page) word(key string) string { return p.words.Text(key) }

// discrepancy draws the page of d. Readers is what readers see.
func (p *page) discrepancy(d *reconcile.Discrepancy, readers string) {
	p.words, _ = words.Load(words.Default) // it is embedded
	state := p.story.StateOf(d.ID)
	severity := p.style.Yellow
	if d.Severity == reconcile.Major {
		severity = p.style.Red
	}
	question := terminal.Line(d.Question)
	if question == "" {
		question = p.word("differ")
	}
	p.para(0, "", p.bold(question))
	p.para(0, "", fmt.Sprintf("%s · %s · %s · %s", d.ID, d.Kind, severity(string(d.Severity)), stateStyle(p.style, state)(stateWords[state])))
	p.WriteString("\n")
	p.para(0, "", terminal.Line(d.Finding))
	p.para(0, "", p.word("changes-"+changes(d)))
	p.para(0, "", fmt.Sprintf("%s: %s.", capital(string(d.Severity)), p.word("severe-means."+string(d.Severity))))
	for i := range p.story.Events {
		if e := &p.story.Events[i]; e.ID == d.Event {
			p.para(0, "", fmt.Sprintf("Event: %s (%s)", terminal.Line(e.Title), e.ID))
		}
	}
	if lines := p.ruler(d); len(lines) > 0 {
		p.heading("The claims on one scale")
		for _, l := range lines {
			p.WriteString(strings.TrimRight("  "+l, " ") + "\n")
		}
		p.para(2, "", "█ as stated, ░ what the wording allows as well")
	}
	for n := range d.Versions {
		p.version(d, n)
	}
	if len(d.Arithmetic) > 0 {
		p.heading(p.word("arithmetic"))
		for _, a := range d.Arithmetic {
			p.para(2, "", terminal.Line(a))
		}
	}
	p.heading(p.word("explanations"))
	for _, x := range d.Explanations {
		outcome := p.word("tested." + string(x.Outcome))
		if x.Outcome == reconcile.Possible {
			outcome = p.style.Green(outcome)
		}
		p.para(2, outcome, fmt.Sprintf("%s: %s", x.Kind, terminal.Line(x.Text)))
	}
	if len(d.Explanations) == 0 {
		p.para(2, "", p.word("no-explanations"))
	}
	p.heading("Rulings")
	rs := p.story.RulingsOn(d.ID)
	for i, r := range rs {
		if i == 1 {
			p.heading(p.word("history"))
		}
		p.ruling(d, r)
	}
	if len(rs) == 0 {
		p.para(2, "", p.word("no-ruling"))
		p.para(2, "", "timeline review rule "+d.ID+" --verdict VERDICT --reason TEXT --reviewer NAME")
	}
	p.heading(p.word("readers-see"))
	p.para(2, "", terminal.Line(nothing(readers)))
}

// bold is a text in bold words, which a line may be broken between.
func (p *page) bold(s string) string {
	f := strings.Fields(s)
	for i := range f {
		f[i] = p.style.Bold(f[i])
	}
	return strings.Join(f, " ")
}

func changes(d *reconcile.Discrepancy) string {
	switch {
	case d.ChangesOrder && d.ChangesDate:
		return "both"
	case d.ChangesOrder:
		return "order"
	case d.ChangesDate:
		return "date"
	}
	return "none"
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// ruler draws the claims of d on one scale, where they are times or lengths.
func (p *page) ruler(d *reconcile.Discrepancy) []string {
	if d.Kind == reconcile.KindNumber || d.Kind == reconcile.KindStatus {
		return nil
	}
	r := terminal.Ruler{Width: p.width - 4, Lengths: d.Kind == reconcile.KindDuration, Style: p.style}
	r.Local, r.Below = p.local(d)
	for n, v := range d.Versions {
		for _, id := range v.Statements {
			st, src := p.claim(id)
			if st == nil {
				continue
			}
			t := readAs(st, d, v)
			lane := terminal.Lane{Name: fmt.Sprintf("%d  %s: %s", n+1, terminal.Line(src.Label), terminal.Line(st.Expr.Words)), Stated: t.Stated, Allowed: t.Allowed}
			switch {
			case r.Lengths && !t.IsDuration, !r.Lengths && (!t.Known || t.IsDuration || t.Stated == when.Always):
				continue
			case r.Lengths:
				l := t.Length
				lane.Stated = when.Interval{From: when.Instant(l.Min), To: when.Instant(l.Max).Add(1)}
				lane.Allowed = when.Interval{From: when.Instant(l.AllowedMin), To: when.Instant(l.AllowedMax).Add(1)}
			}
			r.Lanes = append(r.Lanes, lane)
		}
	}
	if len(r.Lanes) < 2 {
		return nil
	}
	return r.Draw()
}

// local is the zone of the place of d: that of its event, else the one that most of its
// claims have.
func (p *page) local(d *reconcile.Discrepancy) (when.Zone, bool) {
	var names []string
	for i := range p.story.Events {
		if e := &p.story.Events[i]; e.ID == d.Event && e.Zone != "" {
			names = append(names, e.Zone)
		}
	}
	for _, v := range d.Versions {
		for _, id := range v.Statements {
			if st, _ := p.claim(id); st != nil {
				names = append(names, st.Time.Zone)
			}
		}
	}
	for _, n := range append(names, p.story.Config.HomeZone) {
		if z, err := when.LoadZone(n); err == nil && z.Name() != "UTC" && z.Name() != "GMT" {
			return z, true
		}
	}
	return when.UTC, false
}

// claim is a statement with its source; nil for an unknown id.
func (p *page) claim(id string) (*statement.Statement, *build.Source) {
	for i := range p.story.Statements {
		st := &p.story.Statements[i]
		if st.ID != id {
			continue
		}
		for k := range p.story.Sources {
			if p.story.Sources[k].ID == st.Source {
				return st, &p.story.Sources[k]
			}
		}
	}
	return nil, nil
}

// readAs is the time of a statement as a version reads it: a date with the weekday of
// another day stands in two versions, in one of them on that other day.
func readAs(st *statement.Statement, d *reconcile.Discrepancy, v reconcile.Version) resolve.Time {
	t := st.Time
	if d.Kind == reconcile.KindWeekday && !t.Weekday.Empty() && v.Stated == t.Weekday {
		t.Stated, t.Allowed, t.Civil = v.Stated, v.Allowed, ""
	}
	return t
}

// version draws one version with its claims.
func (p *page) version(d *reconcile.Discrepancy, n int) {
	v := d.Versions[n]
	p.heading(strings.TrimSuffix(fmt.Sprintf("Version %d: %s", n+1, terminal.Line(v.Text)), ": "))
	for i, id := range v.Statements {
		st, src := p.claim(id)
		if st == nil {
			continue
		}
		if i > 0 {
			p.WriteString("\n")
		}
		line, _ := src.Line(st.Expr.Span.Start)
		p.para(2, "", p.bold(terminal.Line(src.Label))+" · "+p.style.Dim(fmt.Sprintf("%s:%d · %s", terminal.Line(src.Path), line, st.ID)))
		if src.Title != src.Label {
			p.para(2, "", terminal.Line(src.Title))
		}
		if st.Speaker != "" {
			p.para(2, "cited", terminal.Line(st.Speaker))
		}
		published := "at an unknown time"
		if pub := src.Published; pub.Known {
			z, err := when.LoadZone(pub.Zone)
			if err != nil {
				z = when.UTC
			}
			published = terminal.Range(pub.Interval, z)
			if s := published; strings.Contains(s, ":") {
				published += " " + z.Name()
			}
			if pub.Basis != "" {
				published += " (" + terminal.Line(pub.Basis) + ")"
			}
		}
		p.para(2, "published", published)
		if file := p.story.TakenOut[id]; file != "" {
			p.para(2, "", p.style.Yellow("taken out: "+terminal.Line(file)+" calls it misread"))
		}
		mark := st.Expr.Span
		counted := d.Kind == reconcile.KindNumber && i < len(v.Counts)
		if counted {
			mark = v.Counts[i].Span
		}
		p.para(4, "", "“"+p.context(src, st, mark)+"”")
		if counted {
			c := v.Counts[i]
			p.para(4, "words", "“"+terminal.Line(c.Words)+"”")
			p.para(4, "figure", terminal.Line(c.Stated.String()))
			if c.Allowed != c.Stated {
				p.para(4, "bounds", terminal.Line(c.Allowed.String()))
			}
		} else {
			p.working(st, readAs(st, d, v))
		}
	}
}

// working draws the way of a statement from its words to bounds in UTC.
func (p *page) working(st *statement.Statement, t resolve.Time) {
	p.para(4, "words", "“"+terminal.Line(st.Expr.Words)+"”")
	z, err := when.LoadZone(t.Zone)
	local := err == nil && z.Name() != "UTC" && z.Name() != "GMT"
	switch {
	case t.IsDuration && t.Stated.From.Open() && t.Stated.To.Open():
		p.para(4, "length", terminal.Lengths(t.Length.Min, t.Length.Max))
		p.para(4, "bounds", terminal.Lengths(t.Length.AllowedMin, t.Length.AllowedMax))
	case !t.Known || t.Stated == when.Always:
		p.para(4, "time", "open: nothing in the text says when")
	default:
		if t.Civil != "" {
			p.para(4, "local", t.Civil)
		} else if local {
			p.para(4, "local", terminal.Range(t.Stated, z))
		}
		if t.Zone != "" {
			basis := ""
			if t.ZoneBasis != "" {
				basis = " (" + p.word("zone-from."+string(t.ZoneBasis)) + ")"
			}
			p.para(4, "zone", t.Zone+basis)
		}
		if t.Offset != "" {
			p.para(4, "offset", t.Offset)
		}
		p.para(4, "UTC", terminal.Range(t.Stated, when.UTC))
		if t.Allowed != t.Stated {
			p.para(4, "bounds", terminal.Range(t.Allowed, when.UTC)+" UTC")
			if local {
				p.para(4, " ", terminal.Range(t.Allowed, z)+" "+t.Zone)
			}
		}
	}
	step := ""
	for _, b := range append(append([]resolve.Reason{}, t.Because...), st.Because...) {
		if b.Step == "words" {
			continue
		}
		label := b.Step
		if label == step {
			label = " "
		}
		step = b.Step
		p.para(4, "· "+label, terminal.Line(b.Text))
	}
}

// context is the sentence of a statement with one on either side, where those are
// published, and the words of mark marked.
func (p *page) context(src *build.Source, st *statement.Statement, mark text.Span) string {
	body := src.Text.Text
	span := st.Quote
	if !st.Sentence.Empty() && st.Sentence.Contains(st.Quote) {
		span = st.Sentence
	}
	if p.story.Config.Text != content.QuotesOnly {
		list := text.Sentences(body)
		first, last := -1, -1
		for i, x := range list {
			if x.Overlaps(span) {
				if last = i; first < 0 {
					first = i
				}
			}
		}
		if first >= 0 {
			span.Start = min(span.Start, list[max(first-1, 0)].Start)
			span.End = max(span.End, list[min(last+1, len(list)-1)].End)
		}
	}
	if mark.Empty() || !span.Contains(mark) {
		return terminal.Line(span.Of(body))
	}
	before, after := body[span.Start:mark.Start], body[mark.End:span.End]
	gap := func(s string, ok bool) string { // the blank that Line takes off
		if ok && s != "" {
			return " "
		}
		return ""
	}
	return terminal.Line(before) + gap(before, strings.TrimRight(before, " \n\t") != before) +
		p.style.Mark(terminal.Line(mark.Of(body))) +
		gap(after, strings.TrimLeft(after, " \n\t") != after) + terminal.Line(after)
}

// ruling draws one ruling.
func (p *page) ruling(d *reconcile.Discrepancy, r review.Ruling) {
	head := p.word("verdict." + string(r.Verdict))
	if r.Version != "" {
		version := r.Version
		if n, err := d.Version(version); err == nil {
			version = fmt.Sprint(n + 1)
		}
		head += ", version " + terminal.Line(version)
	}
	if r.Value != "" {
		head += ", " + terminal.Line(r.Value)
	}
	p.para(2, "", p.bold(capital(head)))
	if r.Stale {
		p.para(2, "", p.style.Yellow(p.word("needs-look")))
	}
	if r.Effect != "" {
		p.para(2, "", terminal.Line(capital(r.Effect))+".")
	}
	for _, para := range strings.Split(r.Reason, "\n\n") {
		p.para(4, "", terminal.Line(para))
	}
	p.para(2, "", p.style.Dim(fmt.Sprintf("%s, %s · %s", terminal.Line(r.Reviewer), r.Date, terminal.Line(r.Path))))
}
