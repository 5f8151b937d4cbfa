package temporal

// reference reads words for the present, the past or the future.
func (p *parser) reference(e *Expression, i int) (end int, ok bool) {
	t := p.at(i)
	*e = Expression{Type: Date, Meaning: Meaning{Kind: Reference}}
	switch {
	case t.lex == lexNow:
		e.Meaning.Ref = "PRESENT_REF"
		return i + 1, true
	case p.lower(i) == "right" && p.lex(i+1) == lexNow:
		e.Meaning.Ref = "PRESENT_REF"
		return i + 2, true
	case t.lex == lexRecent && t.value() == 0:
		e.Meaning.Ref = "PAST_REF"
		return i + 1, p.lower(i) != "formerly"
	case t.lex == lexRecent && t.value() == 1:
		e.Meaning.Ref = "PAST_REF"
		return i + 1, p.at(i+1).kind == word && p.at(i+1).lex == other
	case p.lower(i) == "current":
		e.Meaning.Ref = "PRESENT_REF"
		return i + 1, p.at(i+1).kind == word && p.at(i+1).lex == other
	case t.lex == lexThat && t.value() == 1 && p.lower(i) == "these" && p.lower(i+1) == "days":
		e.Meaning.Ref = "PRESENT_REF"
		return i + 2, true
	case t.lex == lexSoon:
		e.Meaning.Ref = "FUTURE_REF"
		return i + 1, p.lex(i-1) != lexAs && p.lex(i+1) != lexAfter && p.lex(i+1) != lexAs
	case t.lex == lexThe:
		switch p.lower(i + 1) {
		case "moment", "present":
			if p.lex(i-1) == lexAt {
				e.Meaning.Ref = "PRESENT_REF"
				return i + 2, true
			}
		case "past":
			if p.lex(i-1) == lexIn && (p.at(i+2).kind == mark || p.at(i+2).lex == other) {
				e.Meaning.Ref = "PAST_REF"
				return i + 2, true
			}
		case "future":
			e.Meaning.Ref = "FUTURE_REF"
			return i + 2, p.at(i+2).kind == mark || p.lex(i-1) == lexIn || p.lower(i-1) == "into"
		case "near", "short", "long":
			if w := p.lower(i + 2); w == "term" || w == "future" {
				e.Meaning.Ref = "FUTURE_REF"
				return i + 3, p.lex(i-1) == lexIn || p.lex(i-1) == lexFor
			}
		}
	}
	return 0, false
}
