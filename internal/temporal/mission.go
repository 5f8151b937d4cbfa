package temporal

// mission reads mission time, which counts from a lift-off, or whatever a report
// calls T: "T+72 seconds", "T+2:41", "T-9 seconds", "T minus 9 s", "T plus 3
// minutes". It is a length that follows T, or goes before it.
func (p *parser) mission(e *Expression, i int) (int, bool) {
	if t := p.at(i); t.kind != word || p.word(i) != "T" && p.word(i) != "L" || !p.at(i+1).gap() && !(p.is(i+1, "+") || p.is(i+1, "-") || p.is(i+1, "−") || p.is(i+1, "–")) {
		return 0, false
	}
	before := false
	j := i + 1
	tight := false
	switch {
	case p.is(j, "+"):
		tight = true
	case p.is(j, "-"), p.is(j, "−"), p.is(j, "–"):
		before, tight = true, true
	case p.lower(j) == "plus":
	case p.lower(j) == "minus":
		before = true
	default:
		return 0, false
	}
	if tight && !p.tight(j) {
		return 0, false
	}
	j++
	if p.at(j).kind != number || p.at(j).digits > 4 {
		return 0, false
	}
	var parts []float64
	for {
		parts = append(parts, float64(p.at(j).n))
		j++
		if len(parts) == 3 || !p.is(j, ":") || !p.tight(j) || !p.tight(j+1) || p.at(j+1).kind != number || p.at(j+1).digits != 2 {
			break
		}
		j++
	}
	e.Type = Duration
	m := &e.Meaning
	*m = Meaning{Kind: Length, Mission: true}
	switch len(parts) {
	case 1:
		u, _, ok := p.unit(j, true)
		if !ok {
			return 0, false
		}
		m.Unit, m.Min, m.Max = u, parts[0], parts[0]
		j++
	case 2:
		m.Unit, m.Max = Second, parts[0]*60+parts[1]
	default:
		m.Unit, m.Max = Second, parts[0]*3600+parts[1]*60+parts[2]
	}
	m.Min = m.Max
	e.Follow = FollowInto
	if before {
		e.Follow = FollowBefore
	}
	return j, true
}
