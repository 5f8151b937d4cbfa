package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"timeline/internal/text"
)

// A byline is what a line tells of who wrote the report, and where.
type byline struct {
	names     string
	span      text.Span // of the first names, in the line
	place     string
	placeSpan text.Span
}

// bylineWords are those that may stand before the "by" of a byline.
var bylineWords = wordSet(`written analysis story words text posted report reported reports reporting opinion review interview compiled commentary column
	exclusive filed contributed submitted guest post article an a essay feature dispatch blog created published authored special explainer
	perspective comment editorial letter news investigation additional and the this original originally first interviewed live updated
	translated profile notes entry added sent view viewpoint research poem diary sketch`)

// bylineLead reports whether the words before "by" are those of a byline.
func bylineLead(lead string) bool {
	ws := words(lead)
	for _, w := range ws {
		if !bylineWords[w] {
			return false
		}
	}
	return len(ws) <= 4
}

// roleWords tell what someone is, not what he is called.
var roleWords = wordSet(`correspondent correspondents editor editors reporter reporters writer writers staff columnist columnists analyst producer journalist
	journalists contributor contributing contributors professor director bureau desk fellow lecturer president freelance photographer critic commentator author
	intern chief executive ceo founder spokesman spokeswoman spokesperson minister secretary chairman chairwoman chair host anchor presenter
	expert researcher scientist meteorologist forecaster officer member moderator administrator admin`)

// outletWords stand in the names of those who publish.
var outletWords = wordSet(`news times daily post herald gazette tribune journal dispatch sentinel courier mail press agency wire service services media network radio
	tv television magazine online digital team chronicle observer guardian independent standard star telegraph mirror echo argus examiner bulletin weekly
	broadcasting newspaper newspapers group report reports review ledger monitor globe express today world broadcast channel blog newswire newswires
	publishing publications syndicate association record reuters bloomberg gazeta inquirer enquirer mercury advertiser advocate banner beacon citizen
	democrat dispatches eagle focus insider institute foundation university college project society council ministry department office centre
	center commission committee authority government police court bank union federation organisation organization company ltd inc llc plc corp
	hour show status board club weather research laboratory museum hospital school church service trust`)

// sectionWords name the parts of a newspaper or a site.
var sectionWords = wordSet(`world news politics business sport sports opinion opinions tech technology science health entertainment culture arts art lifestyle life local
	national international europe africa asia americas america oceania uk us usa eu uae metro region regional regions city nation country economy
	finance money markets market property travel food drink fashion style books film films movies music theatre theater tv radio games gaming
	environment climate energy education crime courts law justice society community communities obituaries obituary letters editorial editorials
	comment analysis features feature video videos photos pictures live latest breaking top headlines headline home homepage front page politics
	elections election weather traffic jobs cars motoring auto autos religion faith history magazine weekend sunday saturday special reports report
	investigations investigation explainers explainer interviews interview blog blogs podcast podcasts newsletter newsletters events press release releases
	statement statements publications archive more trending popular stories story articles article middle east west north south central asia pacific
	latin european african asian domestic foreign affairs security defence defense war conflict russia ukraine football cricket rugby
	tennis golf racing cycling boxing boroughs county counties state states rural farming agriculture industry companies company transport
	housing parenting family women men youth students research space nature animals wildlife ports shipping general miscellaneous other
	uncategorized uncategorised announcements announcement updates update notice notices public services service about contact menu search
	sections topics tags categories category columns column reviews review fact check factcheck coronavirus covid stub longread longreads quick
	reads must days people places events calendar classifieds opinion/editorial day`)

// nameParticles are the small words in names.
var nameParticles = wordSet(`and & de van von der den la le du da di del della dos das do y e al el bin ibn bint ter ten zu zum of für`)

// readNames reads the names that a span of a line begins with, and the place
// behind them: "NAMES[, ROLE][ in PLACE]", "NAMES, PLACE". ok is false if it
// begins with no name.
func readNames(line string, span text.Span) (b byline, ok bool) {
	s := span.Of(line)
	n := nameEnd(s)
	if n == 0 {
		return b, false
	}
	chunks := commaChunks(s[:n])
	last := 0 // the last chunk of the names
	for i, c := range chunks {
		if i > 0 && joinsNames(c.Of(s)) {
			last = i
		}
	}
	end := chunks[last].End
	place := text.Span{}
	for i := last + 1; i < len(chunks); i++ {
		c := chunks[i].Of(s)
		switch {
		case suffixes[strings.Trim(strings.ToLower(c), ".")]:
			end = chunks[i].End
		case hasWord(c, roleWords) || hasWord(c, outletWords) || isAcronym(c):
			last = len(chunks) // what follows are no names
		case place.Empty() && isPlaceName(c):
			place = chunks[i]
			last = len(chunks)
		case last < len(chunks) && isName(c):
			end = chunks[i].End
		default:
			last = len(chunks)
		}
	}
	b.names, b.span = s[:end], text.Span{Start: span.Start, End: span.Start + end}
	// "by PIB Delhi": an agency and where it sits.
	if agency, rest, found := strings.Cut(b.names, " "); found && isAcronym(agency) && !inCapitals(rest) && isPlaceName(rest) && place.Empty() {
		place = text.Span{Start: len(agency) + 1, End: end}
		b.names, b.span.End = agency, b.span.Start+len(agency)
	}
	if at := inPlace(s[n:]); at >= 0 {
		at += n
		if k := placeEnd(s[at:]); k > 0 {
			place = text.Span{Start: at, End: at + k}
			// "Ann Lee in Berlin and Bo Diaz in Paris"
			if more, found := strings.CutPrefix(s[at+k:], " and "); found {
				if m := nameEnd(more); m > 0 && strings.HasPrefix(more[m:], " in ") {
					b.names += ", " + more[:m]
				}
			}
		}
	} else if len(words(s[n:])) > 4 && !hasWord(s[n:], roleWords) {
		return b, false // a sentence
	}
	if !place.Empty() {
		b.place, b.placeSpan = place.Of(s), text.Span{Start: span.Start + place.Start, End: span.Start + place.End}
	}
	return b, true
}

// inPlace returns where the words behind "in" begin in what follows a name, -1
// if no "in" stands there.
func inPlace(after string) int {
	for off := 0; ; {
		i := strings.Index(after[off:], "in ")
		if i < 0 {
			return -1
		}
		off += i
		if off == 0 || strings.ContainsRune(" \t,(|-–—", lastRune(after[:off])) {
			if !quiet(after[:off]) {
				return -1
			}
			return off + len("in ")
		}
		off += len("in ")
	}
}

// quiet reports whether the words between a name and "in" are few and no date.
func quiet(s string) bool { return len(s) <= 60 && !strings.ContainsAny(s, "0123456789") }

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

var suffixes = wordSet("jr sr phd md ii iii qc kc mp obe esq ma ba rn")

// joinsNames reports whether a piece of a list of names holds its "and".
func joinsNames(c string) bool {
	for _, w := range strings.Fields(c) {
		if w == "and" || w == "&" || w == "AND" {
			return true
		}
	}
	return false
}

// commaChunks cuts s at its commas.
func commaChunks(s string) []text.Span {
	var out []text.Span
	for start := 0; start <= len(s); {
		end := len(s)
		if i := strings.IndexByte(s[start:], ','); i >= 0 {
			end = start + i
		}
		if c := trimSpan(s, text.Span{Start: start, End: end}); !c.Empty() {
			out = append(out, c)
		}
		start = end + 1
	}
	return out
}

// nameEnd returns the length of the names that s begins with: capitalised words
// joined by "and", "&", commas and particles. It is 0 if more than twelve words
// could be meant, or none.
func nameEnd(s string) int {
	end, count := 0, 0
	for off := 0; off < len(s); {
		word := s[off:]
		if i := strings.IndexAny(word, " \t"); i >= 0 {
			word = word[:i]
		}
		bare := strings.TrimRight(word, ",:;")
		first, _ := utf8.DecodeRuneInString(bare)
		low := strings.ToLower(strings.TrimRight(bare, "."))
		switch {
		case low == "and" && count > 0:
		case unicode.IsUpper(first) && !stopsNames(low) && !strings.ContainsAny(bare, "0123456789:|/;•–—()"):
			end = off + len(bare)
			if count++; count > 12 {
				return 0
			}
		case nameParticles[bare] && (count > 0 || bare != "and" && bare != "&" && bare != "of" && bare != "e" && bare != "y"), bare == "for" && count > 0:
		default:
			return end
		}
		off += len(word)
		if bare != strings.TrimRight(word, ",") { // a colon or semicolon ends them
			return end
		}
		blank := blanks(s[off:])
		if blank > 1 {
			return end // a wide gap begins another field
		}
		off += blank
	}
	return end
}

// blanks returns the length of the spaces and tabs that s begins with.
func blanks(s string) int { return len(s) - len(strings.TrimLeft(s, " \t")) }

// stopsNames reports whether a word with a capital goes with a date, or labels
// one.
func stopsNames(low string) bool {
	return months[low] && low != "may" && low != "april" && low != "june" && low != "august" && low != "mar" && low != "jan" || weekdays[low] && low != "sun" ||
		low == "published" || low == "updated" || low == "posted" || low == "last" || low == "leave" || low == "filed" || low == "tagged" || low == "no" || low == "in" || low == "on" || low == "at" || low == "modified"
}

// placeEnd returns the length of the name of a place that s begins with: words
// with a capital, their commas and particles.
func placeEnd(s string) int {
	end, count := 0, 0
	for off := 0; off < len(s) && count < 6; {
		word := s[off:]
		if i := strings.IndexAny(word, " \t"); i >= 0 {
			word = word[:i]
		}
		bare := strings.TrimRight(word, ",.;:)|")
		if strings.HasSuffix(word, ".") && (len(bare) <= 2 || strings.Contains(bare, ".")) {
			bare = strings.TrimRight(word, ",;:)|")
		}
		first, _ := utf8.DecodeRuneInString(bare)
		low := strings.ToLower(bare)
		switch {
		case unicode.IsUpper(first) && !months[low] && !weekdays[low] && !stopsNames(low) && !roleWords[low] && !strings.ContainsAny(bare, "0123456789"):
			end = off + len(bare)
			count++
		case count > 0 && bare != "and" && bare != "&" && nameParticles[bare]:
		default:
			return end
		}
		if rest := word[len(bare):]; rest != "" && rest != "," {
			return end
		}
		off += len(word)
		blank := blanks(s[off:])
		if blank > 1 {
			return end // a wide gap begins another field
		}
		off += blank
	}
	return end
}

// hasWord reports whether one of the words of s is in the list.
func hasWord(s string, list map[string]bool) bool {
	for _, w := range words(s) {
		if list[w] {
			return true
		}
	}
	return false
}

// isAcronym reports whether s is one word of two to five capitals.
func isAcronym(s string) bool {
	if len(s) < 2 || len(s) > 5 {
		return false
	}
	for _, r := range s {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return true
}

// isName reports whether f has the shape of the name of a person: two to four
// words with capitals that name no section, outlet or role.
func isName(f string) bool {
	ws := strings.Fields(f)
	if len(ws) < 2 || len(ws) > 5 || len(f) > 48 {
		return false
	}
	big := 0
	for i, w := range ws {
		if i > 0 && (nameParticles[w] && w != "of" || w == "AND") {
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
		low := strings.ToLower(strings.Trim(w, "."))
		if !unicode.IsUpper(r) || strings.TrimFunc(w, nameRune) != "" || strings.ContainsFunc(strings.Trim(w, ".,"), func(r rune) bool { return !nameRune(r) }) {
			return false
		}
		if sectionWords[low] || outletWords[low] || roleWords[low] || notInNames[low] || weekdays[low] && low != "sun" {
			return false
		}
		big++
	}
	return big >= 2 && big <= 4
}

func nameRune(r rune) bool {
	return unicode.IsLetter(r) || r == '-' || r == '\'' || r == '’' || r == '.' || r == '‐'
}

// notInNames begin or stand in headlines and labels, and hardly in names.
var notInNames = wordSet(`the a an in on at to from with for by after before how why what when where who is are was no not new our your all how-to
	photo image picture credit file share print save details transcript bulletin advisory discussion forecast warning alert summary minutes agenda
	membership members edition issue volume part chapter appendix annex draft final version question answer follow subscribe senior junior typhoon
	hurricane storm cyclone immediate first second third last next high low best big great hits views posts`)

// isPlaceName reports whether f has the shape of the name of a town: one or two
// words with capitals, or three that begin as such names do.
func isPlaceName(f string) bool {
	ws := strings.Fields(strings.TrimRight(f, "."))
	if len(ws) == 0 || len(ws) > 3 || len(f) > 32 {
		return false
	}
	for _, w := range ws {
		r, _ := utf8.DecodeRuneInString(w)
		low := strings.ToLower(strings.Trim(w, "."))
		if !unicode.IsUpper(r) || strings.ContainsFunc(w, func(r rune) bool { return !nameRune(r) }) ||
			outletWords[low] || roleWords[low] || publishWords[low] || updateWords[low] || labelFill[low] ||
			(notInNames[low] && low != "new") || months[low] || weekdays[low] {
			return false
		}
	}
	low := strings.ToLower(ws[0])
	if len(ws) == 1 {
		return !sectionWords[low] && !isAcronym(ws[0]) && utf8.RuneCountInString(ws[0]) >= 3 && !fillerNames[low]
	}
	return placeLeads[strings.Trim(low, ".")] || strings.EqualFold(ws[len(ws)-1], "city")
}

// fillerNames are single words with a capital that name no place.
var fillerNames = wordSet(`advertisement sponsored exclusive premium subscriber subscribers free share anonymous guest admin free featured opinion edited
	credit ad menu unknown`)

// placeLeads begin names of towns of more than one word.
var placeLeads = wordSet(`new san los las santa saint st el la port cape fort hong kuala buenos rio sao são tel addis dar north south east west great
	abu phnom ho den the ulan novi nizhny mexico quezon ulaanbaatar baton salt grand palm long little lake mount des ras al guatemala panama kansas
	oklahoma jersey stoke milton kingston le puerto ciudad belo porto nova saint-denis sri washington sharm beit ramat vatican`)

// isHandle reports whether w is a name as users of a site have it.
func isHandle(w string) bool {
	if len(w) < 2 || len(w) > 30 {
		return false
	}
	letters := 0
	for _, r := range w {
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r) || r == '_' || r == '.' || r == '-':
		default:
			return false
		}
	}
	return letters >= 2 && !strings.HasSuffix(w, ".")
}

// readByline reads a line that is a byline: "By NAMES[, PLACE]", "Analysis by
// NAMES | PLACE", "Words: NAMES".
func readByline(line string) (sl stampLine, ok bool) {
	if len(line) > 160 || strings.HasSuffix(line, ".") && !strings.HasSuffix(line, "r.") {
		return sl, false
	}
	parts := lineParts(line, nil)
	if len(parts) == 0 || len(parts) > 5 {
		return sl, false
	}
	if key, value, found := strings.Cut(line, ":"); found && authorKeys[strings.Join(words(key), " ")] {
		at := len(line) - len(strings.TrimLeft(value, " \t"))
		sl.named(line, text.Span{Start: at, End: len(line)})
		return sl, sl.author != ""
	}
	for i := range parts {
		if k, isBy := sl.byline(line, parts[i], false, false); isBy && k != other && sl.author != "" {
			ok = true
			continue
		}
		if i == 0 && len(parts) == 1 {
			return sl, false
		}
		if f := parts[i].span.Of(line); !ok && len(words(f)) > 5 {
			return sl, false
		} else if ok && sl.place == "" && isPlaceName(f) {
			sl.place, sl.placeSpan = f, parts[i].span
		}
	}
	return sl, ok
}
