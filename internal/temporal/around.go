package temporal

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"timeline/internal/text"
)

// follow reads what a length counts from, at the token behind it.
func (p *parser) follow(e *Expression, end int) {
	if m := &e.Meaning; m.Kind == Shift {
		switch {
		case p.lex(end-1) == lexAgo:
			e.Follow = FollowAgo
		case m.Anaphoric && m.Dir < 0:
			e.Follow = FollowEarlier
		case m.Anaphoric:
			e.Follow = FollowLater
		}
	}
	if e.Type != Duration {
		return
	}
	set := func(f Follow, n int) {
		e.Follow = f
		e.Tail = text.Span{Start: p.at(end).start(), End: p.at(end + n - 1).end()}
	}
	switch p.lex(end) {
	case lexBefore:
		set(FollowBefore, 1)
	case lexAhead:
		if p.at(end).value() == 0 && p.lex(end+1) == lexOf {
			set(FollowBefore, 2)
		} else if p.lex(end+1) == lexTo {
			set(FollowBefore, 2)
		}
	case lexAfter, lexFollowing:
		set(FollowAfter, 1)
	case lexFrom:
		if p.lex(end+1) == lexThe {
			set(FollowAfter, 1)
		}
	case lexLate:
		set(FollowLate, 1)
	case lexEarly:
		set(FollowEarly, 1)
	case lexInto:
		set(FollowInto, 1)
	case lexOf:
		set(FollowOf, 1)
	default:
		if p.at(end).kind == word && (p.at(end-1).lex == lexUnit || p.lower(end-1) == "long" && p.hyphen(end-2)) && p.at(end).lex == other {
			e.Follow = FollowNoun
		}
	}
	if p.lower(end) == "late" || p.lower(end) == "behind" && p.lower(end+1) == "schedule" {
		set(FollowLate, 1)
	}
}

// compares reports whether the expression at token i is what a figure is
// measured against: "up from $5 million a year ago", "higher than last year".
// Tokens before free belong to the expression before.
func (p *parser) compares(i, free int) bool {
	k := i - 1
	if p.is(k, ",") {
		k--
	}
	switch w := p.lower(k); w { // "$1.16 a share, a year ago"
	case "share", "million", "billion":
		return true
	}
	for j := i - 1; j >= max(free, i-26); j-- {
		p.steps++
		if p.clauseEnds(j) {
			return false
		}
		switch p.lower(j) {
		case "compared", "versus", "vs", "against", "than":
			return true
		case "from":
			return j == i-1 || p.at(j+1).kind == number || p.is(j+1, "$") || p.is(j+1, "€") || p.is(j+1, "£") || p.at(j+1).lex == lexA || p.at(j+1).upper()
		}
	}
	return false
}

// ranges marks the two ends of what is told as "from X to Y", "between X and
// Y", "X-Y".
func (p *parser) ranges(es []Expression) {
	for i := 1; i < len(es); i++ {
		a, b := &es[i-1], &es[i]
		if a.Type != b.Type || a.Type == Duration || a.Type == Set || b.Span.Start-a.Span.End > 9 {
			continue
		}
		between := p.text[a.Span.End:b.Span.Start]
		if am := &a.Meaning; am.Kind == Calendar && am.HasClock && !am.namesDay() && b.Meaning.HasClock && b.Meaning.namesDay() {
			switch between {
			case " and ", " to ", " until ", " till ", "-", "–", " - ", " – ", " or ": // "8am and 1pm on Friday"
				*am = withClock(b.Meaning, *am)
			}
		}
		switch {
		case a.Signal == From && (between == " to " || between == " until " || between == " till " || between == " and " || between == " through "),
			between == "-" || between == "–" || between == "—" || between == " - " || between == " – ":
			a.Range, b.Range = RangeFirst, RangeLast
			a.Signal, b.Signal = From, To
			if between == " and " && !a.Lead.Empty() && strings.EqualFold(p.text[a.Lead.Start:min(len(p.text), a.Lead.Start+7)], "between") {
				a.Between, b.Between = true, true
			}
			if am := &a.Meaning; am.Kind == Calendar && am.HasClock && !am.namesDay() && b.Meaning.namesDay() && b.Meaning.HasClock {
				*am = withClock(b.Meaning, *am)
			}
			if a.Zone.Text == "" {
				a.Zone, a.Local = b.Zone, b.Local
			}
			if a.Meaning.HasClock && b.Meaning.HasClock && a.Meaning.NoMeridiem && !b.Meaning.NoMeridiem && b.Meaning.Hour >= 12 && a.Meaning.Hour+12 <= b.Meaning.Hour {
				a.Meaning.Hour += 12
				a.Meaning.NoMeridiem = false
			}
		}
	}
}

func two(n int) string { return fmt.Sprintf("%02d", n) }

// lengthValue writes a length as a TIMEX3 value: P3W, PT5H, P0.5Y.
func lengthValue(n float64, u Unit) string {
	s := strconv.FormatFloat(n, 'f', -1, 64)
	switch u {
	case Second:
		return "PT" + s + "S"
	case Minute:
		return "PT" + s + "M"
	case Hour:
		return "PT" + s + "H"
	case Day:
		return "P" + s + "D"
	case Night:
		return "P" + s + "NI"
	case Weekend:
		return "P" + s + "WE"
	case Week:
		return "P" + s + "W"
	case Fortnight:
		return "P" + strconv.FormatFloat(2*n, 'f', -1, 64) + "W"
	case Month:
		return "P" + s + "M"
	case Quarter:
		return "P" + s + "Q"
	case Year:
		return "P" + s + "Y"
	case Decade:
		return "P" + s + "DE"
	case Century:
		return "P" + s + "CE"
	}
	return "P" + s + "ML"
}

func weekdayValue(w int) string { return "XXXX-WXX-" + strconv.Itoa((w+6)%7+1) }

func partValue(p Part) string {
	switch p {
	case Morning, EarlyHours, Dawn, PastMidnight:
		return "TMO"
	case Afternoon:
		return "TAF"
	case Evening, Dusk:
		return "TEV"
	case Nighttime:
		return "TNI"
	case Daytime:
		return "TDT"
	}
	return ""
}

// Value writes a length as TIMEX3 does.
func (m Meaning) Value() string {
	switch {
	case len(m.Parts) > 0:
		date, clock := "", ""
		for _, x := range m.Parts {
			v := lengthValue(x.N, x.Unit)
			if x.Unit < Day {
				clock += v[2:]
			} else {
				date += v[1:]
			}
		}
		if clock != "" {
			clock = "T" + clock
		}
		return "P" + date + clock
	case m.Max > 1 && m.Max-float64(int(m.Max)) == 0.5 && (m.Unit == Minute || m.Unit == Hour || m.Unit == Year):
		whole := lengthValue(float64(int(m.Max)), m.Unit)
		return whole + map[Unit]string{Minute: "30S", Hour: "30M", Year: "6M"}[m.Unit]
	case m.Vague || m.Max == 0:
		v := lengthValue(1, m.Unit)
		switch m.Unit {
		case Fortnight:
			v = "P1W"
		}
		if v[1] == 'T' {
			return "PTX" + v[3:]
		}
		return "PX" + v[2:]
	}
	return lengthValue(m.Max, m.Unit)
}

// PartValue is the TIMEX3 suffix of a part of the day: TMO, TAF, TEV, TNI.
func (m Meaning) PartValue() string { return partValue(m.Part) }

// retold marks the clock times that tell the one before them again, in another
// zone: "4pm local time (1300 GMT)", "7 p.m. EDT/4 p.m. PDT", "16:30 GMT, or
// 19:30 in Moscow", "9 a.m. in Lima, 11 p.m. in Tokyo".
func (p *parser) retold(es []Expression) {
	for i := 1; i < len(es); i++ {
		a, b := &es[i-1], &es[i]
		if !a.Meaning.HasClock || !b.Meaning.HasClock || a.Meaning.Kind == Recurrence || a.Range == RangeFirst || b.Range != NoRange && b.Range != RangeFirst {
			continue
		}
		if am, bm := &a.Meaning, &b.Meaning; am.Minute%15 != bm.Minute%15 || b.Span.Start-a.Span.End > 40 {
			continue
		}
		zones := a.Zone.Text != "" || a.Local || b.Zone.Text != "" || b.Local
		differ := a.Zone.Text != b.Zone.Text || a.Local != b.Local
		between := p.text[a.Span.End:b.Span.Start]
		placeA, placeB := inPlace(between), inPlace(p.text[b.Span.End:min(len(p.text), b.Span.End+30)])
		switch strings.Trim(between[len(placeA):], " ") {
		case "(", ", that is", "that is", ", which is", "which is", ", which was", ", i.e.", ", or what was":
			b.Again = zones && differ || placeB != ""
		case "/", "or", ", or":
			b.Again = zones && differ || placeB != "" && (placeA != "" || a.Zone.Text != "")
		case ",", "and", ";":
			b.Again = !b.Meaning.namesDay() && placeB != "" && (placeA != "" && placeA != placeB || a.Zone.Text != "" && (b.Meaning.Hour == 0 || b.Meaning.Hour == 12) && !b.Meaning.HasMinute)
		}
		if b.Again && !a.Meaning.namesDay() && b.Meaning.namesDay() && strings.Contains(b.Span.Of(p.text), ", ") {
			a.Meaning = withClock(b.Meaning, a.Meaning) // "4pm local time, or 1pm GMT, on Sunday"
		}
		if b.Again && i+1 < len(es) && !a.Meaning.namesDay() && es[i+1].Meaning.dayish() {
			switch p.text[b.Span.End:es[i+1].Span.Start] {
			case ") on ", ") ", " on ": // "5:12 a.m. local time (1012 GMT) on Monday"
				a.Meaning, es[i+1].DayOf = withClock(es[i+1].Meaning, a.Meaning), true
			}
		}
	}
}

// fewMinutes makes of "a few minutes after 5pm" the clock time with a hedge that it is.
func (p *parser) fewMinutes(es []Expression) []Expression {
	out := es[:0]
	for i := range es {
		e := es[i]
		if n := len(out) - 1; n >= 0 && e.Meaning.HasClock && out[n].Type == Duration && out[n].Meaning.Vague && out[n].Meaning.Unit <= Minute &&
			(out[n].Follow == FollowAfter || out[n].Follow == FollowBefore) && strings.TrimSpace(p.text[out[n].Tail.End:max(e.Span.Start, out[n].Tail.End)]) == "" {
			a := out[n]
			if e.Hedge = ShortlyAfter; a.Follow == FollowBefore {
				e.Hedge = ShortlyBefore
			}
			e.Signal, e.Lead = NoSignal, text.Span{Start: a.Span.Start, End: a.Tail.End}
			if !a.Lead.Empty() {
				e.Lead.Start = a.Lead.Start
			}
			out = out[:n]
		}
		out = append(out, e)
	}
	return out
}

// placed gives a clock time the day that stands behind its place, "at 7.20am in
// Nairobi on Thursday", "at 5pm in Lima yesterday", or before its hedge, "on Thursday
// just after 5pm". The day keeps its own words.
func (p *parser) placed(es []Expression) {
	for i := 0; i+1 < len(es); i++ {
		a, b := &es[i], &es[i+1]
		if start := b.Span.Start; a.Range == NoRange && b.Range == NoRange && a.Type != Duration && a.Type != Set {
			if !b.Lead.Empty() {
				start = min(start, b.Lead.Start)
			}
			gap := strings.Trim(p.text[a.Span.End:max(start, a.Span.End)], " ,")
			switch {
			case gap == "" && a.Meaning.dayish() && a.Meaning.Part == NoPart && b.Meaning.HasClock && !b.Meaning.namesDay() && b.Meaning.Kind == Calendar && start < b.Span.Start:
				b.Meaning, a.DayFor = withClock(a.Meaning, b.Meaning), true
				continue
			case gap == "" && a.Meaning.Part == PastMidnight && !a.Meaning.namesDay() && b.Meaning.dayish() && b.Meaning.Part == EarlyHours:
				a.DayFor = true // "after midnight, in the early hours of Friday"
				continue
			}
		}
		if !a.Meaning.HasClock || a.Meaning.namesDay() || a.Meaning.Kind != Calendar || a.Range == RangeFirst || !b.Meaning.dayish() || b.Meaning.HasClock || b.Range != NoRange {
			continue
		}
		between := p.text[a.Span.End:b.Span.Start]
		switch between {
		case ", local time, on ", ", local time on ", ", local time, ", ", local time ":
			a.Meaning, a.Local, b.DayOf = withClock(b.Meaning, a.Meaning), true, true
		}
		if at := inPlace(between); at != "" {
			switch strings.TrimPrefix(between[len(at):], ",") {
			case " ", " on ":
				a.Meaning, b.DayOf = withClock(b.Meaning, a.Meaning), true
			}
		}
	}
}

// inPlace is the words " in Tokyo" at the start of s: in, and up to three words
// with a capital. It is empty where there are none.
func inPlace(s string) string {
	rest, ok := strings.CutPrefix(s, " in ")
	if !ok {
		return ""
	}
	end := 0
	for range 3 {
		w := rest[end:]
		n := strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '.' })
		if n < 0 {
			n = len(w)
		}
		if n == 0 || !unicode.IsUpper(rune(w[0])) {
			break
		}
		end += n
		if end >= len(rest) || rest[end] != ' ' {
			break
		}
		end++
	}
	if end == 0 {
		return ""
	}
	return strings.TrimRight(s[:len(" in ")+end], " ")
}
