package timex

import (
	"strings"

	"timeline/internal/temporal"
	"timeline/internal/text"
	"timeline/internal/when"
)

// A heading is a line with hardly more than a time on it, over an entry of a diary,
// a thread of posts, a log: these bounds, in bytes, are for what else may stand
// there ("Post 3, ", " (all times UTC)").
const (
	headBefore = 24
	headAfter  = 32
)

// heading reports whether the expression at s heads an entry: its line has nothing
// but a few words before it and other figures behind it.
func heading(txt string, s text.Span) bool {
	before := txt[max(0, s.Start-headBefore-1):s.Start]
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		before = before[i+1:]
	} else if s.Start > headBefore {
		return false
	}
	after := txt[s.End:min(len(txt), s.End+headAfter+1)]
	if strings.TrimLeft(before, " -*•[(") == "" && leads(after) {
		return true
	}
	i := strings.IndexByte(after, '\n')
	if i < 0 {
		return false // the last line of a text heads nothing
	}
	if len(strings.Fields(before)) > 3 || strings.ContainsAny(before, ".!?“\"") {
		return false
	}
	for _, w := range strings.Fields(after[:i]) {
		if c := w[0]; (c >= 'a' && c <= 'z') && !headingWords[strings.Trim(w, ".,:;()")] {
			return false
		}
	}
	return true
}

// leads reports whether what stands behind a time at the head of a line shows that
// the line is its entry: "09:12: ", "2 November, 20:10. ", "4.02 p.m. - ".
func leads(after string) bool {
	for _, mark := range [...]string{": ", ":\n", ". ", " - ", " – ", " — ", "] ", ") ", " | ", "\t"} {
		if strings.HasPrefix(after, mark) {
			return true
		}
	}
	return false
}

var headingWords = map[string]bool{"am": true, "pm": true, "a.m": true, "p.m": true, "local": true, "time": true, "hrs": true, "hours": true, "at": true, "in": true}

// entry makes a date that heads an entry the day from which the words of the entry
// count, and a time of day the moment: it was written then.
func (r *resolver) entry(e *temporal.Expression, v *Value) {
	m := &e.Meaning
	if !v.Known || v.Gran > when.Day || v.Impossible || m.Day == 0 && !m.HasClock || m.Day > 0 && !m.HasYear && !m.HasClock || !heading(r.txt, e.Span) {
		return
	}
	if m.Day == 0 {
		r.now = v.From
		return
	}
	if v.Basis != BasisExplicit && !r.known {
		return
	}
	d := v.From.Date()
	if r.known && (d.Days() > r.dct.Days() || r.dct.Days()-d.Days() > 400) {
		return
	}
	r.known, r.dct, r.now = true, d, 0
	if m.HasClock {
		r.now = v.From
	}
}
