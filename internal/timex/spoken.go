package timex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/temporal"
	"timeline/internal/text"
	"timeline/internal/when"
)

// speaking are the words of speech beside which a day is that of speaking: "said
// on Tuesday", "in a statement on 3 May", "speaking late on Friday".
var speaking = map[string]bool{
	"said": true, "says": true, "told": true, "wrote": true, "writes": true, "speaking": true, "spoke": true, "added": true, "announced": true,
	"declared": true, "tweeted": true, "posted": true, "testified": true, "replied": true, "stated": true, "statement": true, "interview": true,
	"briefing": true, "conference": true, "letter": true, "post": true, "speech": true, "asked": true, "remarks": true, "warned": true, "insisted": true, "apologised": true, "apologized": true, "confirmed": true,
}

// beside is how many words may stand between a word of speech and its day: "told
// a group of reporters in Geneva on Tuesday".
const beside = 8

// quotation is the longest quotation, and the longest attribution, that is looked
// through, in bytes: it bounds the work on hostile text.
const quotation = 2000

// spoken returns the day on which the quotation around e was spoken, by an
// expression outside it in the same sentence: of “"We leave tomorrow," she said on
// Friday” that is the Friday. at is where that expression stands in exprs.
func (r *resolver) spoken(exprs []temporal.Expression, i int) (day when.Date, at int, ok bool) {
	e := &exprs[i]
	start := max(0, e.Span.Start-quotation)
	from := start + strings.LastIndexAny(r.txt[start:e.Span.Start], "“\"")
	n := strings.IndexAny(r.txt[e.Span.End:min(len(r.txt), e.Span.End+quotation)], "”\"")
	if from < start || n < 0 {
		return when.Date{}, 0, false
	}
	to := e.Span.End + n
	if strings.Contains(r.txt[from:to], "\n\n") {
		return when.Date{}, 0, false
	}
	start = max(0, from-quotation)
	before := text.Span{Start: start + strings.LastIndexAny(r.txt[start:from], ".!?”\"\n") + 1, End: from}
	after := text.Span{Start: to, End: to + sentenceEnd(r.txt[to:min(len(r.txt), to+quotation)])}
	_, mark := utf8.DecodeRuneInString(r.txt[to:])
	after.Start += mark
	for j := i - 1; j >= 0 && exprs[j].Span.Start >= before.Start; j-- {
		if day, ok := r.said(before, &exprs[j]); ok {
			return day, j, true
		}
	}
	for j := i + 1; j < len(exprs) && exprs[j].Span.Start < after.End; j++ {
		if day, ok := r.said(after, &exprs[j]); ok {
			return day, j, true
		}
	}
	return when.Date{}, 0, false
}

// sentenceEnd returns where the sentence that s goes on with ends, or where
// another quotation opens.
func sentenceEnd(s string) int {
	_, first := utf8.DecodeRuneInString(s)
	for i, c := range s {
		switch {
		case i < first:
		case c == '\n' || c == '“' || c == '"':
			return i
		case c == '.' && (i+1 == len(s) || s[i+1] == ' ' || s[i+1] == '\n') && !unicode.IsUpper(rune(s[i-1])):
			return i
		}
	}
	return len(s)
}

// said returns the day that e tells, if e stands in part and beside a word of
// speech there, and is not ahead.
func (r *resolver) said(part text.Span, e *temporal.Expression) (when.Date, bool) {
	if !part.Contains(e.Span) || e.Tense == temporal.FutureTense || e.Type == temporal.Duration || e.Type == temporal.Set {
		return when.Date{}, false
	}
	if !speaks(r.txt[part.Start:e.Span.Start], false) && !speaks(r.txt[e.Span.End:part.End], true) {
		return when.Date{}, false
	}
	at := *r
	v := at.value(e)
	if !v.Known || v.Gran > when.Day || v.Gran == when.Unknown {
		return when.Date{}, false
	}
	d := v.From.Date()
	return d, !r.known || d.Days() <= r.dct.Days()
}

// speaks reports whether one of the words of s next to its end, or to its start,
// is one of speech.
func speaks(s string, start bool) bool {
	words := strings.FieldsFunc(s, func(c rune) bool { return !unicode.IsLetter(c) })
	if start {
		words = words[:min(beside, len(words))]
	} else {
		words = words[max(0, len(words)-beside):]
	}
	for _, w := range words {
		if speaking[strings.ToLower(w)] {
			return true
		}
	}
	return false
}

// quoted counts an expression of quoted speech from the day on which it was
// spoken, where the sentence tells that.
func (r *resolver) quoted(exprs []temporal.Expression, i int, v *Value) {
	e := &exprs[i]
	if !e.Quoted || v.Basis != BasisDCT && (v.Known || r.known) || e.Meaning.Kind != temporal.Deictic && e.Meaning.Kind != temporal.Shift && !v.Weekday {
		return
	}
	day, j, ok := r.spoken(exprs, i)
	if !ok || r.known && day == r.dct {
		return
	}
	at := *r
	at.known, at.dct, at.now = true, day, 0
	if spoken := at.value(e); spoken.Known {
		*v = spoken
		v.because("in quoted speech, counted from “%s”, when it was spoken", exprs[j].Span.Of(r.txt))
	}
}
