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

// A headed says how a time heads an entry.
type headed uint8

const (
	noHead   headed = iota
	lineHead        // alone on its line, over the entry
	wordHead        // at the head of the entry itself: "09:12: ", "2 November, 20:10. "
)

// heading reports how the expression at s heads an entry: its line has nothing but
// a few words before it and other figures behind it, or goes on with the entry.
// clock says that it tells a time of day.
func heading(txt string, s text.Span, clock bool) headed {
	before := txt[max(0, s.Start-headBefore-1):s.Start]
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		before = before[i+1:]
	} else if s.Start > headBefore {
		return noHead
	}
	after := txt[s.End:min(len(txt), s.End+headAfter+1)]
	if strings.TrimLeft(before, " -–*•[(0123456789") == "" && (leads(after) || clock && newSentence(after)) {
		return wordHead
	}
	if clock && len(strings.Fields(before)) <= 2 && strings.HasSuffix(before, ", ") && leads(after) {
		return wordHead // "Correction, 11:20: ..."
	}
	i := strings.IndexByte(after, '\n')
	if i < 0 {
		return noHead // the last line of a text heads nothing
	}
	if len(strings.Fields(before)) > 3 || strings.ContainsAny(before, ".!?“\"") {
		return noHead
	}
	for _, w := range strings.Fields(after[:i]) {
		if c := w[0]; (c >= 'a' && c <= 'z') && !headingWords[strings.Trim(w, ".,:;()")] {
			return noHead
		}
	}
	return lineHead
}

// leads reports whether what stands behind a time at the head of a line shows that
// the line is its entry.
func leads(after string) bool {
	for _, mark := range [...]string{": ", ":\n", ". ", " - ", " – ", " — ", "] ", ") ", " | ", "\t"} {
		if strings.HasPrefix(after, mark) {
			return true
		}
	}
	return false
}

// newSentence reports whether a sentence begins behind a time: "12:24 BST We know".
func newSentence(after string) bool {
	if len(after) < 3 || after[0] != ' ' || after[1] < 'A' || after[1] > 'Z' {
		return false
	}
	return true
}

var headingWords = map[string]bool{"am": true, "pm": true, "a.m": true, "p.m": true, "local": true, "time": true, "hrs": true, "hours": true, "at": true, "in": true}

// An anchorage is what the words of a stretch of text count from.
type anchorage struct {
	known bool
	dct   when.Date
	now   when.Civil // the moment of writing, where it is known to the minute
}

// leave goes back to the day of writing of the whole text behind the end of an
// entry.
func (r *resolver) leave(e *temporal.Expression) {
	if r.until > 0 && e.Span.Start >= r.until {
		r.anchorage, r.until = r.written, 0
	}
}

// entry makes a date that heads an entry the day from which the words of the entry
// count, and a time of day the moment: it was written then. An entry that has its
// head on a line of its own reaches to the next one, another to the end of its
// paragraph.
func (r *resolver) entry(e *temporal.Expression, v *Value) {
	m := &e.Meaning
	if !v.Known || v.Gran > when.Day || v.Impossible || m.Day == 0 && !m.HasClock && !m.HasWeekday || v.Basis != BasisExplicit && !r.known {
		return
	}
	how := heading(r.txt, e.Span, m.HasClock)
	if how == noHead || how == lineHead && m.Day > 0 && !m.HasYear && !m.HasClock {
		return
	}
	d := v.From.Date()
	if r.written.known && d.Days() > r.written.dct.Days()+31 {
		return
	}
	if m.Day > 0 || m.HasWeekday || r.entryDay != (when.Date{}) {
		r.entryDay = d
	}
	if r.entryClock = 0; m.HasClock {
		r.entryClock = v.From
	}
	r.known, r.dct, r.now = true, d, 0
	if m.HasClock {
		r.now = v.From
	}
	r.until = len(r.txt)
	if how == wordHead {
		if i := strings.Index(r.txt[e.Span.End:], "\n"); i >= 0 {
			r.until = e.Span.End + i
		}
	}
}
