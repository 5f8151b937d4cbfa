package statement

import (
	"strings"

	"timeline/internal/temporal"
	"timeline/internal/text"
	"timeline/internal/when"
)

// carried returns for each expression the zone words that hold for it from
// before: those of the last clock time of its passage that stated a zone and is
// written in the same style, or those that the text gives for all its times
// ("All times GMT"). A passage is a paragraph; a list or a table whose items
// begin with a time is one passage however its lines are spaced.
func carried(txt string, es []temporal.Expression) []string {
	all := allTimes(txt)
	out := make([]string, len(es))
	var zone string
	var twelve bool // the style in which zone was told
	end, list := 0, false
	last := "" // the zone of the clock time told last
	for i, e := range es {
		if !e.Meaning.HasClock {
			if out[i] = all; e.Meaning.Kind == temporal.Shift && e.Meaning.Anaphoric && last != "" {
				out[i] = last // "35 minutes later" is told in the zone of what it counts from
			}
			continue
		}
		opens := opensLine(txt, e.Span)
		if strings.Contains(txt[min(end, e.Span.Start):e.Span.Start], "\n\n") && !(list && opens) {
			zone = ""
		}
		end, list = e.Span.End, opens
		style := twelveHours(e, txt)
		switch {
		case e.Zone.Text != "":
			zone, twelve = e.Zone.Text, style
		case zone != "" && style == twelve:
			out[i] = zone
		default:
			out[i] = all
			if i+1 < len(es) && es[i+1].Zone.Text != "" && es[i+1].Meaning.HasClock && joined.Has(strings.ToLower(strings.TrimSpace(txt[e.Span.End:es[i+1].Span.Start]))) {
				out[i] = es[i+1].Zone.Text // "1:35 and 1:50 a.m. Mountain time"
			}
		}
		if e.Again {
			continue // it tells the time before it, which is what others count from
		}
		if last = e.Zone.Text; last == "" {
			last = out[i]
		}
	}
	return out
}

// joined are the words between two clock times of which the second gives its zone to both.
var joined = set("and to or until till - – — /")

// writersOwn reports whether the words beside an expression say that it is the time of those
// who write: "12.30am on Sunday here", "at 5.12 p.m. our time", "landed here at 3 p.m.".
func writersOwn(txt string, e temporal.Expression) bool {
	after := strings.ToLower(txt[e.Span.End:min(len(txt), e.Span.End+24)])
	after = strings.TrimLeft(after, " ,(")
	for _, w := range [...]string{"our time", "my time", "our own time", "here"} {
		if rest, ok := strings.CutPrefix(after, w); ok && (rest == "" || strings.ContainsAny(rest[:1], " ,.;:)\n")) {
			return w != "here" || !strings.ContainsAny(txt[e.Span.End:e.Span.End+1], ",(")
		}
	}
	start := e.Span.Start
	if !e.Lead.Empty() {
		start = min(start, e.Lead.Start)
	}
	return strings.HasSuffix(strings.ToLower(txt[max(0, start-6):start]), " here ")
}

// ofClocks reports whether a sentence tells of a change of the clocks.
func ofClocks(sentence string) bool {
	low := strings.ToLower(sentence)
	for _, w := range [...]string{"clocks went", "clocks go", "clocks were", "clocks back", "clocks forward", "clocks changed", "clocks change", "clocks fell", "clocks spring", "clocks sprang"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	for _, w := range [...]string{"daylight saving", "daylight time", "summer time", "standard time", "winter time"} {
		if _, after, ok := strings.Cut(low, w); ok {
			for _, v := range [...]string{"ended", "ends", "began", "begins", "starts", "started", "came in", "comes in"} {
				if strings.Contains(after[:min(len(after), 24)], v) {
					return true
				}
			}
		}
	}
	return false
}

// opensLine reports whether an expression is the first thing on its line, but
// for the mark of a list.
func opensLine(txt string, s text.Span) bool {
	line := txt[:s.Start]
	line = line[strings.LastIndexByte(line, '\n')+1:]
	return strings.Trim(line, " \t-*•|[(") == ""
}

// twelveHours reports whether a clock time is written with a.m. or p.m.
func twelveHours(e temporal.Expression, txt string) bool {
	words := strings.ToLower(e.Span.Of(txt))
	return strings.Contains(words, "am") || strings.Contains(words, "pm") || strings.Contains(words, "a.m") || strings.Contains(words, "p.m") || e.Meaning.NoMeridiem
}

// allTimes reads the zone that a text gives for all its times: "All times GMT",
// "Times are in UTC". It is empty where there is none.
func allTimes(txt string) string {
	const times = "times "
	for at := 0; ; {
		i := strings.IndexByte(txt[at:], ' ')
		if i < 0 {
			return ""
		}
		at += i + 1
		if at < len(times) || !strings.EqualFold(txt[at-len(times):at], times) {
			continue
		}
		head := strings.TrimRight(txt[:at-len(times)], " ")
		if n := len(head); head != "" && !(n >= 3 && strings.EqualFold(head[n-3:], "all")) && head[n-1] != '\n' && head[n-1] != '.' {
			continue
		}
		rest := txt[at:min(len(txt), at+40)]
		for {
			w, after, ok := strings.Cut(rest, " ")
			if l := strings.ToLower(w); !ok || l != "are" && l != "is" && l != "below" && l != "here" && l != "listed" && l != "used" && l != "stated" && l != "mentioned" && l != "in" && l != "given" && l != "shown" && l != "quoted" {
				break
			}
			rest = after
		}
		words := rest
		if k := strings.IndexAny(words, ".,;)\n"); k >= 0 {
			words = words[:k]
		}
		if words = strings.TrimSpace(words); words != "" && len(when.ReadZone(words)) > 0 {
			return words
		}
	}
}
